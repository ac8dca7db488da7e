//! Gleaner's own data have a period: what was not seen for so long goes, what breaks a rule or is held stays.

use serde_json::Value;

use crate::company::{Ground, database, person};

fn config(sources: &[&str], more: &str) -> String {
    let source = |name: &&str| {
        format!(
            "[[source]]\nname = \"{name}\"\nkind = \"files\"\npath = \"data/{name}\"\npolicy = \"workpex\"\n\
             [[source.events]]\npath = \"*.csv\"\ncreated = \"signup_date\"\n"
        )
    };
    let period = "[[period]]\npolicy = \"workpex\"\ndata = [\"*\"]\nstarts = \"created\"\nperiod = \"P2Y\"\n";
    format!("{}{period}{more}", sources.iter().map(source).collect::<String>())
}

/// Customers of whom some signed up on this day.
fn customers(day: &str, from: usize) -> String {
    let rows = (from..from + 8).map(|n| {
        let (name, mail) = person(n);
        format!("{name},{},{day}\n", mail.replace("example.com", "hill-bakery.example"))
    });
    format!("full_name,email,signup_date\n{}", rows.collect::<String>())
}

fn sources(map: &Value) -> Vec<String> {
    let mut names: Vec<String> =
        map["lines"].as_array().unwrap().iter().map(|line| line["source"].as_str().unwrap().to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn what_was_not_seen_for_its_period_goes_unless_it_is_needed() {
    let ground = Ground::new();
    let today = jiff::Zoned::now().date();
    for (name, from) in [("here", 0), ("gone", 10), ("held", 20)] {
        ground.file(&format!("{name}/{name}.csv"), customers(&today.to_string(), from));
    }
    ground.file("late/late.csv", customers("2015-01-01", 30));
    let write = |sources: &[&str], more: &str| std::fs::write(ground.path("gleaner.toml"), config(sources, more)).unwrap();
    let hold = "[[hold]]\nmatter = \"Example v. Sample\"\nby = \"legal\"\nsince = \"2026-01-01\"\nobjects = [\"held.csv\"]\n";
    write(&["here", "gone", "held", "late"], hold);
    let scan = |expected: &[&str]| {
        let output = ground.run("state", &["scan"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(sources(&ground.json("state", &["report", "map"])), expected);
    };
    scan(&["gone", "held", "here", "late"]);
    ground.file("../list.csv", format!("email\n{}\n", person(0).1));
    assert!(ground.run("state", &["against", "list.csv", "--case", "T-1"]).status.success());
    // Sources that are read no more are kept at first.
    write(&["here"], hold);
    scan(&["gone", "held", "here", "late"]);
    // Fourteen months later, told by setting the clock of what happened back.
    let back = "UPDATE run SET started = '2020' || substr(started, 5);";
    database(&ground.path("state").join("catalogue.db"), back);
    scan(&["held", "here", "late"]);
    let audit = ground.json("state", &["audit", "list"]);
    assert_eq!(audit.as_array().map(Vec::len), Some(1), "its own day is not over: {audit}");
    // Once nothing holds them any more, they go too.
    write(
        &["here"],
        "[[exception]]\nrule = \"retention\"\nowner = \"the DPO\"\nreason = \"moving out\"\nexpires = \"2099-01-01\"\nobjects = [\"late.csv\"]\n",
    );
    scan(&["here", "late"]);
    assert!(ground.run("state", &["audit", "verify"]).status.success());
}

#[test]
fn the_period_is_a_number_of_months() {
    let ground = Ground::new();
    for (text, is_fine) in [("months = 1", true), ("months = 0", false), ("months = \"P13M\"", false), ("years = 1", false)] {
        std::fs::write(ground.path("gleaner.toml"), format!("[keep]\n{text}\n")).unwrap();
        assert_eq!(ground.run("state", &["config", "check"]).status.success(), is_fine, "{text}");
    }
}
