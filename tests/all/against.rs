//! `against`: who of a list of persons is still held, told by the lines of the list, and nothing of the list kept.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Output, Stdio};

use gleaner::model::against::AgainstReport;

use crate::company::{Ground, database, person};

/// The name and the address of the `n`th customer; addresses of `example.com` would be known test values.
fn customer(n: usize) -> (String, String) {
    let (name, mail) = person(n);
    (name, mail.replace("example.com", "hill-bakery.example"))
}

/// Six customers with everything, of whom two share a family's address; a guardian; a ticket that names one of them.
fn company() -> Ground {
    let ground = Ground::new();
    let mut sql = String::from(
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, full_name TEXT, email TEXT, phone TEXT, aadhaar_no TEXT, guardian_email TEXT);",
    );
    // Invented, with right check digits (Verhoeff).
    let ids = ["234123412305", "234123412314", "234123412322", "234123412333", "234123412346", "234123412351"];
    for (n, id) in ids.into_iter().enumerate() {
        let (name, email) = customer(n);
        let email = if n > 3 { "family.desk@brook-mill.example".to_owned() } else { email };
        let phone = format!("+4930231250{n}0");
        sql.push_str(&format!(
            "INSERT INTO customers VALUES ({n}, '{name}', '{email}', '{phone}', '{id}', 'parent{n}@brook-mill.example');"
        ));
    }
    database(&ground.data().join("crm.db"), &sql);
    let (name, _) = customer(2);
    ground.file("tickets/ticket1.txt", format!("Ticket: {name} asks for a refund.\nRegards, the desk\n"));
    let config = "[[source]]\nname = \"crm\"\nkind = \"sqlite\"\npath = \"data/crm.db\"\n\
                  [[source]]\nname = \"tickets\"\nkind = \"files\"\npath = \"data/tickets\"\n";
    std::fs::write(ground.path("gleaner.toml"), config).unwrap();
    assert!(ground.run("state", &["scan"]).status.success());
    ground
}

fn ask(ground: &Ground, list: &[u8], more: &[&str]) -> Output {
    let mut command = ground.gleaner("state");
    command.args(["against", "-", "--case", "leavers"]).args(more);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(list).unwrap();
    child.wait_with_output().unwrap()
}

fn report(ground: &Ground, list: &[u8], more: &[&str]) -> AgainstReport {
    let output = ask(ground, list, &[more, &["--format", "json"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Checks which lines are held, perhaps held, absent and not understood.
fn check(ground: &Ground, list: &str, more: &[&str], held: &[u64], perhaps: &[u64], n_absent: u64, not_understood: &[u64]) {
    let report = report(ground, list.as_bytes(), more);
    let lines = |is_sure: bool| -> Vec<u64> {
        report.lines.iter().filter(|line| line.tier.is_sure() == is_sure).map(|line| line.line).collect()
    };
    assert_eq!((lines(true).as_slice(), lines(false).as_slice()), (held, perhaps), "{list}");
    assert_eq!((report.n_absent, report.not_understood.as_slice()), (n_absent, not_understood), "{list}");
    let n = held.len() + perhaps.len() + not_understood.len();
    assert_eq!(report.n_lines, n as u64 + n_absent, "{list}");
    assert_eq!((report.n_held, report.n_perhaps), (held.len() as u64, perhaps.len() as u64));
}

#[test]
fn every_kind_of_list_is_read_and_every_line_is_answered_by_its_number() {
    let ground = company();
    let ((name0, mail0), (name1, mail1), (name2, _)) = (customer(0), customer(1), customer(2));
    let stranger = "nobody.at.all@stone-quay.example";
    // One entry a line, of any kind; a blank line counts as a line and not as an entry.
    check(&ground, &format!("{mail0}\n{stranger}\n\n{}\n", mail1.to_uppercase()), &[], &[1, 4], &[], 1, &[]);
    check(&ground, "2341 2341 2346\n2341 2341 2322\n", &[], &[1, 2], &[], 0, &[]);
    // A contact point of two persons, and a name, are for a human to decide.
    check(&ground, "family.desk@brook-mill.example\n", &[], &[], &[1], 0, &[]);
    check(&ground, &format!("{name2}\nWinifred Nobodyknows\n"), &[], &[], &[1], 1, &[]);
    // Columns that tell nobody apart take no part: reasons, numbers, dates, somebody else's address.
    let table = format!(
        "Kundennummer;E-Mail;Grund;Datum;guardian_email\n1;{mail0};moved;2024-01-05;parent3@brook-mill.example\n2;{stranger};{name1};2024-01-06;{mail1}\n3;;angry;;\n"
    );
    check(&ground, &table, &[], &[2], &[], 1, &[4]);
    // A name in two columns is one name; it makes a contact point surer, and a half of it is nobody.
    let (first, last) = name0.split_once(' ').unwrap();
    check(&ground, &format!("first_name,last_name\n{first},{last}\n{first},\n"), &[], &[], &[2], 0, &[3]);
    // National numbers need their country.
    check(&ground, "phone\n030 23125010\n030 23125020\n", &["--region", "DE"], &[2, 3], &[], 0, &[]);
    // Another encoding.
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(format!("email\r\n{mail1}\r\n").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(report(&ground, &wide, &[]).lines[0].line, 2);
}

#[test]
fn it_says_where_and_how_sure_and_every_format_says_the_same() {
    let ground = company();
    let list = (0..6).map(|n| format!("{},{}\n", customer(n).0, customer(n).1)).collect::<String>();
    let list = format!("name,email\n{list}Winifred Nobodyknows,nobody.at.all@stone-quay.example\n");
    let report = report(&ground, list.as_bytes(), &[]);
    let places: BTreeMap<_, _> =
        report.places.iter().map(|place| (place.object.as_str(), (place.n_held, place.n_perhaps))).collect();
    assert_eq!((report.n_held, report.n_perhaps, report.n_absent), (4, 2, 1), "{report:?}");
    assert_eq!(places["main.customers"], (4, 2));
    assert_eq!(places["ticket1.txt"], (0, 1));
    for place in &report.places {
        let of = |is_sure: bool| -> u64 {
            let mine = report.lines.iter().flat_map(|line| &line.places).filter(|line| line.object == place.object);
            mine.filter(|line| line.tier.is_sure() == is_sure).map(|line| line.n_records).sum()
        };
        assert_eq!((place.n_records, place.n_records_perhaps), (of(true), of(false)), "{}", place.object);
    }
    let customers = &report.places[0];
    assert_eq!((customers.n_records, customers.n_records_perhaps), (4, 2), "sure records, and those of a shared address");
    let told: u64 = report.lines.iter().flat_map(|line| &line.places).map(|place| place.n_records).sum();
    let csv = ask(&ground, list.as_bytes(), &["--format", "csv"]);
    let csv = String::from_utf8(csv.stdout).unwrap();
    let counted: u64 = csv.lines().skip(1).map(|line| line.split(',').nth(4).unwrap().parse::<u64>().unwrap()).sum();
    assert_eq!(counted, told);
    for format in ["table", "html"] {
        let text = String::from_utf8(ask(&ground, list.as_bytes(), &["--format", format]).stdout).unwrap();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.contains("Of 7 lines of the list, 4 are about persons who are held and 2 are about persons who perhaps are"),
            "{text}"
        );
    }
}

#[test]
fn the_list_is_noted_and_not_kept() {
    let ground = company();
    let before = ground.dump("state");
    let (name, mail) = customer(1);
    let answer = ask(&ground, format!("{mail}\n{name}\n").as_bytes(), &["-vvv"]);
    assert!(answer.status.success());
    for bytes in [&answer.stdout, &answer.stderr] {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(!text.contains(&mail) && !text.contains(&name.to_lowercase()), "{text}");
    }
    assert_eq!(ground.dump("state"), before);
    let audit = ground.json("state", &["audit"]);
    assert_eq!(
        (audit[0]["action"].as_str(), audit[0]["case"].as_str()),
        (Some("against"), Some("leavers (2 lines of a list)"))
    );
    assert!(audit[0]["classes"].as_array().unwrap().iter().any(|class| class == "user.contact.email"));
    assert!(ground.run("state", &["audit", "verify"]).status.success());
}

#[test]
fn a_list_that_tells_nobody_is_refused() {
    let ground = company();
    let long = "x".repeat((16 << 20) + 1);
    for (list, why) in [
        (&b""[..], "no line of the list holds"),
        (b"reason,date\nmoved,2024-01-05\n", "no line of the list holds"),
        (b"PK\x03\x04\0\0\0\x01\x02\0\0\0\0", "the list is no text"),
        (long.as_bytes(), "longer than 16 MiB"),
    ] {
        let output = ask(&ground, list, &[]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(why), "{told}");
        assert!(output.stdout.is_empty());
    }
}
