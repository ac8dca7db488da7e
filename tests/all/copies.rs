//! `report copies`: a test system with production data and an export on a share are found, each with its original; objects that
//! share a few persons, a domain, or their database are not.

use gleaner::model::copies::CopiesReport;

use crate::company::{Ground, database, person};

/// The addresses of invented persons: those of one range are never those of another.
fn mail(n: usize) -> String {
    person(n).1.replace("example.com", "hill-bakery.example")
}

fn customers(table: &str, persons: impl Iterator<Item = usize>) -> String {
    let create = format!("CREATE TABLE {table} (id INTEGER PRIMARY KEY, full_name TEXT, email TEXT);");
    persons.fold(create, |sql, n| sql + &format!("INSERT INTO {table} VALUES ({n}, '{}', '{}');", person(n).0, mail(n)))
}

fn emails(persons: impl Iterator<Item = usize>) -> String {
    persons.fold("email,note\n".to_owned(), |csv, n| csv + &format!("{},called\n", mail(n)))
}

fn company() -> Ground {
    let ground = Ground::new();
    let orders = (0..400).fold("CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_email TEXT);".to_owned(), |sql, n| {
        sql + &format!("INSERT INTO orders VALUES ({n}, '{}');", mail(n))
    });
    database(&ground.data().join("crm.db"), &(customers("customers", 0..400) + &orders + &customers("customers_old", 0..350)));
    database(&ground.data().join("staging.db"), &customers("clients", (0..390).chain(900..905)));
    // A tenth of them; nobody of them, though of the same domain.
    database(&ground.data().join("partner.db"), &customers("members", (0..40).chain(1_000..1_360)));
    ground.file("share/newsletter.csv", emails(0..120));
    ground.file("share/others.csv", emails(2_000..2_200));
    ground.file("share/one.csv", emails(7..8));
    let log = |n| format!("2026-01-02T10:00:00Z INFO login user={}\n", mail(n));
    ground.file("share/app.log", (0..400).map(log).collect::<String>());
    let event = |n| format!("{{\"user\":{{\"email\":\"{}\"}},\"what\":\"login\"}}\n", mail(n));
    ground.file("share/events.ndjson", (0..400).map(event).collect::<String>());
    let sqlite = |name: &str| format!("[[source]]\nname = \"{name}\"\nkind = \"sqlite\"\npath = \"data/{name}.db\"\n");
    let share = "[[source]]\nname = \"share\"\nkind = \"files\"\npath = \"data/share\"\n";
    let config = format!("{}{}{}{share}", sqlite("crm"), sqlite("staging"), sqlite("partner"));
    std::fs::write(ground.path("gleaner.toml"), config).unwrap();
    ground
}

fn copies(ground: &Ground) -> CopiesReport {
    serde_json::from_value(ground.json("state", &["report", "copies"])).unwrap()
}

#[test]
fn copies_are_found_with_their_originals_and_nothing_else_is() {
    let ground = company();
    assert!(ground.run("state", &["scan"]).status.success());
    let report = copies(&ground);
    let mut found: Vec<_> = report
        .lines
        .iter()
        .map(|line| {
            let place = |place: &gleaner::model::copies::CopyPlace| format!("{}: {}", place.source, place.object);
            (place(&line.copy), place(&line.original), line.because.clone().unwrap_or_default())
        })
        .collect();
    found.sort();
    let expected = [
        ("crm: main.customers_old", "crm: main.customers", "the other’s address says “old”"),
        ("share: newsletter.csv", "crm: main.customers", "a table of a database comes before a file"),
        ("staging: main.clients", "crm: main.customers", "the other’s address says “staging”"),
    ];
    let expected = expected.map(|(copy, original, why)| (copy.to_owned(), original.to_owned(), why.to_owned()));
    assert_eq!(found, expected);
    assert_eq!(report.n_small, 1, "one person is no table to compare");
    for (line, truth, n_shared) in report.lines.iter().map(|line| match line.copy.source.as_str() {
        "share" => (line, 100.0, 120.0),
        "staging" => (line, 390.0 / 395.0 * 100.0, 390.0),
        _ => (line, 100.0, 350.0),
    }) {
        assert_eq!(line.class.as_str(), "user.contact.email");
        let (low, high) = (f64::from(line.at_least), f64::from(line.at_most));
        assert!(low - 1.0 <= truth && truth <= high + 1.0, "{truth}: {line:?}");
        assert!((line.n_shared as f64 / n_shared - 1.0).abs() < 0.15, "{n_shared}: {line:?}");
        assert_eq!(line.at_least == line.at_most, line.copy.source.as_str() == "share", "few persons are counted: {line:?}");
    }
    let told = String::from_utf8(ground.run("state", &["report", "copies"]).stdout).unwrap();
    assert!(told.contains("newsletter.csv") && !told.contains("quillfeather"), "{told}");
}

#[test]
fn the_elder_of_two_files_is_the_original() {
    let ground = Ground::new();
    ground.file("a.csv", emails(0..60));
    ground.file("b.csv", emails(0..60));
    let scan = |ground: &Ground| assert!(ground.run("state", &["scan", "data"]).status.success());
    let aged = |name: &str, day: &str| {
        let at: jiff::Timestamp = format!("{day}T12:00:00Z").parse().unwrap();
        let file = std::fs::File::options().write(true).open(ground.data().join(name)).unwrap();
        file.set_modified(at.into()).unwrap();
    };
    for (a, b, original, why) in [
        ("2026-01-01", "2026-02-01", "a.csv", Some("it was modified earlier")),
        ("2026-04-01", "2026-03-01", "b.csv", Some("it was modified earlier")),
        ("2026-05-01", "2026-05-01", "b.csv", None),
    ] {
        aged("a.csv", a);
        aged("b.csv", b);
        scan(&ground);
        let report = copies(&ground);
        let line = &report.lines[0];
        assert_eq!((report.lines.len(), line.because.as_deref()), (1, why), "{a} {b}");
        assert!(why.is_none() || line.original.object == original, "{a} {b}: {line:?}");
    }
    // Of the same day: the one that an earlier scan met.
    ground.file("0.csv", emails(0..60));
    aged("0.csv", "2026-05-01");
    std::fs::remove_file(ground.data().join("b.csv")).unwrap();
    scan(&ground);
    let line = copies(&ground).lines.remove(0);
    assert_eq!((line.original.object.as_str(), line.because.as_deref()), ("a.csv", Some("an earlier scan met it first")));
}
