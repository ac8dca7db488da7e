//! The register of violations: what is new, open still, resolved or seen again over scans; a place that was not looked at
//! resolves nothing; who was told and what was decided; a what-if changes nothing.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::company::{Ground, database, gz, person};

/// `more`: lines of the source that is called files.
fn config(more: &str) -> String {
    format!(
        "[[source]]\nname = \"files\"\nkind = \"files\"\npath = \"data/files\"\npolicy = \"workpex\"\n{more}\n\
         [[source.events]]\npath = \"*.csv*\"\ncreated = \"signup_date\"\n\
         [[source]]\nname = \"other\"\nkind = \"files\"\npath = \"data/other\"\npolicy = \"workpex\"\n\
         [[source.events]]\npath = \"*.csv\"\ncreated = \"signup_date\"\n\
         [[period]]\npolicy = \"workpex\"\ndata = [\"*\"]\nstarts = \"created\"\nperiod = \"P2Y\"\n"
    )
}

/// Customers who signed up in 2015, and others who did today.
fn customers(n_late: usize) -> String {
    let today = jiff::Zoned::now().date();
    let rows = (0..40).map(|n| {
        let (name, mail) = person(n);
        let day = if n < n_late { "2015-01-01".to_owned() } else { today.to_string() };
        format!("{name},{},{day}\n", mail.replace("example.com", "hill-bakery.example"))
    });
    format!("full_name,email,signup_date\n{}", rows.collect::<String>())
}

fn company() -> Ground {
    let ground = Ground::new();
    std::fs::write(ground.path("gleaner.toml"), config("")).unwrap();
    ground.file("files/a.csv", customers(20));
    ground.file("files/sub/b.csv", customers(20));
    ground.file("files/c.csv.gz", gz(customers(20).as_bytes()));
    ground.file("other/d.csv", customers(20));
    ground
}

fn scan(ground: &Ground, args: &[&str], code: i32) {
    let output = ground.run("state", &[&["scan"][..], args].concat());
    assert_eq!(output.status.code(), Some(code), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The violations of the register on e-mail addresses that are held too long, by object.
fn register(ground: &Ground) -> BTreeMap<String, Value> {
    let report = ground.json("state", &["violations"]);
    let lines = report["lines"].as_array().unwrap().iter();
    let mine = lines.filter(|line| {
        let violation = &line["violation"];
        violation["rule"] == "retention" && violation["class"] == "user.contact.email"
    });
    mine.map(|line| (line["violation"]["object"].as_str().unwrap().to_owned(), line.clone())).collect()
}

fn state(register: &BTreeMap<String, Value>, object: &str) -> String {
    register[object]["violation"]["standing"]["state"].as_str().unwrap().to_owned()
}

fn standing<'a>(register: &'a BTreeMap<String, Value>, object: &str, what: &str) -> &'a Value {
    &register[object]["violation"]["standing"][what]
}

#[test]
fn a_violation_is_new_then_open_then_resolved_and_regressed_when_it_comes_back() {
    let ground = company();
    scan(&ground, &["--fail-on", "new-violations"], 1);
    let first = register(&ground);
    assert_eq!(first.len(), 4);
    assert!(first.keys().all(|object| state(&first, object) == "new"), "{first:#?}");

    // Fewer of them: the same violation.
    ground.file("files/a.csv", customers(10));
    scan(&ground, &["--fail-on", "new-violations"], 0);
    scan(&ground, &["--fail-on", "violations"], 1);
    let open = register(&ground);
    for (object, was) in &first {
        assert_eq!(state(&open, object), "open", "{object}");
        for same in ["id", "first_seen"] {
            assert_eq!(standing(&open, object, same), &was["violation"]["standing"][same], "{object}");
        }
        assert_ne!(standing(&open, object, "last_seen"), standing(&first, object, "last_seen"), "{object}");
    }
    assert_eq!((&open["a.csv"]["violation"]["n_records"], &first["a.csv"]["violation"]["n_records"]), (&10.into(), &20.into()));

    ground.file("files/a.csv", customers(0));
    std::fs::remove_file(ground.data().join("files/sub/b.csv")).unwrap();
    scan(&ground, &[], 0);
    let mended = register(&ground);
    for (object, expected, how) in
        [("a.csv", "resolved", "clean".into()), ("sub/b.csv", "resolved", "gone".into()), ("c.csv.gz", "open", Value::Null)]
    {
        assert_eq!((state(&mended, object).as_str(), &mended[object]["mended"]), (expected, &how), "{object}");
        let day = mended[object]["resolved"].as_str().map(|at| at.parse::<jiff::Timestamp>().is_ok());
        assert_eq!(day, (expected == "resolved").then_some(true), "{object}");
    }

    ground.file("files/a.csv", customers(5));
    scan(&ground, &["--fail-on", "new-violations"], 1);
    let back = register(&ground);
    assert_eq!((state(&back, "a.csv").as_str(), &back["a.csv"]["n_regressed"]), ("regressed", &1.into()));
    assert_eq!(standing(&back, "a.csv", "first_seen"), standing(&first, "a.csv", "first_seen"));
    assert_eq!(state(&back, "sub/b.csv"), "resolved");
    scan(&ground, &["--fail-on", "new-violations"], 0);
    assert_eq!(state(&register(&ground), "a.csv"), "open");
    let listed = ground.run("state", &["violations", "list", "--only", "resolved", "--format", "csv"]);
    let told = String::from_utf8(listed.stdout).unwrap();
    assert!(told.contains(",gone,") && told.contains("sub/b.csv") && !told.contains("a.csv"), "{told}");
}

#[test]
fn what_was_not_looked_at_in_full_stays_open() {
    let write = |ground: &Ground, more: &str| std::fs::write(ground.path("gleaner.toml"), config(more)).unwrap();
    type Change = fn(&Ground);
    let write_a: Change = |ground| drop(ground.file("files/a.csv", customers(0)));
    let write_b: Change = |ground| drop(ground.file("files/sub/b.csv", customers(0)));
    let lose: Change = |ground| std::fs::rename(ground.data().join("files"), ground.path("away")).unwrap();
    let cut: Change = |ground| {
        let whole = gz(customers(0).repeat(40).as_bytes());
        ground.file("files/c.csv.gz", &whole[..whole.len() / 2]);
    };
    for (what, object, change, args, code) in [
        ("another source was read", "a.csv", write_a, &["other"][..], 0),
        ("the source is lost", "sub/b.csv", lose, &[], 3),
        ("the file is broken in the middle", "c.csv.gz", cut, &[], 0),
        ("the file is left out", "a.csv", write_a, &[], 0),
        ("the folder is left out", "sub/b.csv", write_b, &[], 0),
    ] {
        let ground = company();
        scan(&ground, &[], 0);
        let first = register(&ground);
        change(&ground);
        let left_out = if what.contains("left out") { "exclude = [\"a.csv\", \"sub\", \"sub/*\"]" } else { "" };
        write(&ground, left_out);
        scan(&ground, args, code);
        let after = register(&ground);
        assert_eq!((state(&after, object).as_str(), &after[object]["resolved"]), ("open", &Value::Null), "{what}");
        assert_eq!(standing(&after, object, "last_seen"), standing(&first, object, "last_seen"), "{what}");
    }
}

#[test]
fn a_scan_that_is_killed_while_it_registers_is_registered_by_the_next() {
    let ground = company();
    let mut killed = ground.gleaner("state");
    killed.args(["scan", "--quiet"]).env("FAILPOINTS", "store::before-register=panic");
    assert!(!killed.output().unwrap().status.success());
    assert!(register(&ground).is_empty());
    scan(&ground, &[], 0);
    let entered = register(&ground);
    assert_eq!(entered.len(), 4);
    assert!(entered.keys().all(|object| state(&entered, object) == "new"));
    assert_eq!(ground.dump("state"), {
        scan(&ground, &[], 0);
        ground.dump("state")
    });
}

#[test]
fn who_was_told_and_what_was_decided_is_kept_and_audited() {
    let ground = company();
    scan(&ground, &[], 0);
    let ids: Vec<String> =
        register(&ground).values().map(|line| line["violation"]["standing"]["id"].as_str().unwrap().to_owned()).collect();
    let run = |args: &[&str]| {
        let output = ground.run("state", &[&["violations"][..], args].concat());
        (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let decided = |verb: &'static str, id: &str, until: &str| {
        run(&[verb, id, "--until", until, "--owner", "CRM team", "--reason", "migration ends then"])
    };
    for (args, why) in [
        (vec!["tell", "abc", "--to", "DPO"], "no violation is called `abc`"),
        (vec!["tell", "00000000000000000000000000000000", "--to", "DPO"], "no violation is called"),
        (vec!["tell", &ids[0], "--to", " "], "--to is blank"),
        (vec!["withdraw", &ids[0], "--reason", ""], "--reason: say why"),
        (vec!["accept", &ids[0], "--until", "2020-01-01", "--owner", "x", "--reason", "y"], "is over"),
        (vec!["mend", &ids[0], "--until", "2099-01-01", "--owner", " ", "--reason", "y"], "--owner is blank"),
    ] {
        let (code, told) = run(&args);
        assert!(code == 2 && told.contains(why), "{args:?}: {told}");
    }
    assert_eq!(run(&["tell", &ids[0][..8], &ids[1], "--to", "data protection officer"]).0, 0);
    assert_eq!(decided("accept", &ids[0][..6], "2099-01-01").0, 0);
    assert_eq!(decided("mend", &ids[1], "2099-02-01").0, 0);
    let check = |n_told: usize| {
        let report = ground.json("state", &["report", "retention"]);
        let of = |id: &str| {
            let lines = report["violations"].as_array().unwrap();
            lines.iter().find(|line| line["standing"]["id"] == *id).unwrap().clone()
        };
        let (accepted, mending) = (of(&ids[0]), of(&ids[1]));
        assert_eq!((&accepted["weight"], &accepted["exception"]["owner"]), (&"excepted".into(), &"CRM team".into()));
        assert_eq!((&mending["weight"], &mending["standing"]["ruling"]["kind"]), (&"violation".into(), &"mend".into()));
        for line in [&accepted, &mending] {
            let told = line["standing"]["told"].as_array().unwrap();
            assert_eq!((told.len(), &told[0]["to"]), (n_told, &"data protection officer".into()));
            assert!(told[0]["at"].as_str().unwrap().parse::<jiff::Timestamp>().is_ok());
        }
    };
    check(1);
    // It outlives a scan.
    scan(&ground, &[], 0);
    check(1);
    let counts = ground.json("state", &["violations"])["counts"].clone();
    let n_open = counts["n_open"].as_u64().unwrap();
    assert_eq!((&counts["n_accepted"], &counts["n_late"]), (&1.into(), &0.into()));
    assert_eq!(counts["n_untold"].as_u64().unwrap(), n_open - 2);
    assert_eq!(ground.json("state", &["report", "violations", "--as-of", "2099-03-01"])["counts"]["n_late"], 1);
    // Once its day is over, what was accepted counts again.
    let late = ground.json("state", &["report", "retention", "--as-of", "2099-03-01"]);
    let late = late["violations"].as_array().unwrap().iter().find(|line| line["standing"]["id"] == *ids[0]).unwrap().clone();
    assert_eq!(late["weight"], "violation");
    assert_eq!(run(&["withdraw", &ids[0], "--reason", "was wrong"]).0, 0);
    assert_eq!(ground.json("state", &["violations"])["counts"]["n_accepted"], 0);

    let trail = ground.json("state", &["audit"]);
    let actions: Vec<_> = trail.as_array().unwrap().iter().rev().map(|row| row["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["tell", "accept", "mend", "withdraw"]);
    assert!(trail.to_string().contains("data protection officer") && trail.to_string().contains(&ids[0][..8]));
    assert!(ground.run("state", &["audit", "verify"]).status.success());
}

#[test]
fn a_what_if_and_a_decision_on_findings_resolve_nothing() {
    let ground = company();
    scan(&ground, &[], 0);
    let before = register(&ground);
    std::fs::write(ground.path("other.toml"), "[policy]\nid = \"workpex\"\nname = \"Workpex\"\nlanguage = \"en\"\n").unwrap();
    for args in [
        &["judge", "--as-of", "2016-01-01"][..],
        &["judge", "--policy", "other.toml"],
        &["report", "all", "--as-of", "2015-06-01"],
    ] {
        assert!(ground.run("state", args).status.success(), "{args:?}");
        assert_eq!(register(&ground), before, "{args:?}");
    }
    let aside =
        ["decide", "add", "--detector", "intl.email", "--source", "files", "--reason", "looked at", "--owner", "Data office"];
    assert!(ground.run("state", &aside).status.success());
    scan(&ground, &[], 0);
    let after = register(&ground);
    for (object, is_aside) in [("a.csv", true), ("sub/b.csv", true), ("d.csv", false)] {
        assert_eq!((state(&after, object).as_str(), &after[object]["is_set_aside"]), ("open", &is_aside.into()), "{object}");
    }
    assert!(after.values().all(|line| !line.to_string().contains("quillfeather")), "no value is in the register");
}

#[test]
fn the_register_has_its_own_period_and_what_is_open_stays() {
    let ground = company();
    scan(&ground, &[], 0);
    ground.file("files/a.csv", customers(0));
    scan(&ground, &[], 0);
    assert_eq!((register(&ground).len(), state(&register(&ground), "a.csv").as_str()), (4, "resolved"));
    // The only source that is read from now on is the other one; years later.
    let back = "UPDATE violation SET body = replace(body, '\"at\":\"20', '\"at\":\"19');";
    database(&ground.path("state").join("catalogue.db"), back);
    scan(&ground, &["other"], 0);
    let left = register(&ground);
    assert_eq!(left.keys().collect::<Vec<_>>(), ["c.csv.gz", "d.csv", "sub/b.csv"]);
    assert!(left.keys().all(|object| state(&left, object) == "open"));
}

#[test]
fn every_report_says_how_a_violation_stands_and_how_bad_it_is() {
    let ground = company();
    scan(&ground, &[], 0);
    ground.file("files/a.csv", customers(7));
    scan(&ground, &[], 0);
    let sarif = ground.run("state", &["report", "retention", "--format", "sarif"]).stdout;
    let sarif: Value = serde_json::from_slice(&sarif).unwrap();
    let states: Vec<_> = sarif["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|result| result["properties"]["dataClass"] == "user.contact.email")
        .map(|result| (result["properties"]["object"].as_str().unwrap(), result["baselineState"].as_str().unwrap()))
        .collect();
    assert!(states.contains(&("a.csv", "updated")) && states.contains(&("d.csv", "unchanged")), "{states:?}");
    let shown = |format: &str| {
        let output = ground.run("state", &["report", "all", "--format", format]);
        String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // E-mail addresses of 20 customers, in files of a source without a region, under the operator's period.
    let sum = "3 identifiability + 1 quantity + 1 sensitivity + 1 context + 1 obligation + 3 access = 10";
    assert!(shown("csv").contains(sum) && shown("csv").contains(",moderate,10,"), "{}", shown("csv"));
    assert!(shown("html").contains(sum) && shown("html").contains("open still, first seen 20"));
    let report = ground.json("state", &["report", "retention"]);
    let line = report["violations"].as_array().unwrap().iter().find(|line| line["object"] == "a.csv").unwrap();
    assert_eq!((&line["severity"]["level"], &line["severity"]["sum"]), (&"moderate".into(), &10.into()));
    let whys = line["severity"]["factors"].as_array().unwrap();
    assert!(whys.len() == 6 && whys.iter().all(|factor| factor["why"].as_str().is_some_and(|why| !why.is_empty())));
    let all = ground.json("state", &["report", "all"]);
    assert_eq!(all["register"], ground.json("state", &["violations"])["counts"]);
    ground.file("../before.json", serde_json::to_vec(&all).unwrap());
    std::fs::remove_file(ground.data().join("other/d.csv")).unwrap();
    scan(&ground, &[], 0);
    let trend = ground.json("state", &["report", "trend", "--since", "before.json"]);
    let counts = trend["counts"].as_array().unwrap();
    let resolved = counts.iter().find(|count| count["what"] == "violations and leads resolved so far").unwrap();
    assert!(resolved["n_before"] == 0 && resolved["n_now"].as_u64().unwrap() > 0, "{resolved}");
}
