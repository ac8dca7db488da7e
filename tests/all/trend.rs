//! `report trend` and `report dpia`: what has changed since a report that was kept, and what an assessment can take over.

use std::collections::{BTreeMap, BTreeSet};

use gleaner::model::article30::Article30Report;
use gleaner::model::trend::{Change, TrendReport};
use gleaner::model::verdict::{Violation, Weight};
use gleaner::model::view::Overview;

use crate::company::{Ground, person};

const CONFIG: &str = r#"
[[source]]
name = "files"
kind = "files"
path = "data"
policy = "workpex"
[[source.events]]
path = "*.csv"
created = "signup_date"

[[period]]
policy = "workpex"
data = ["user.contact.email"]
starts = "created"
period = "P2Y"
"#;

const AS_OF: [&str; 2] = ["--as-of", "2026-06-01"];

fn csv(from: usize, n: usize) -> String {
    let rows = (from..from + n).map(|n| {
        let (name, mail) = person(n);
        format!("{name},{},2019-03-1{}\n", mail.replace("example.com", "hill-bakery.example"), n % 10)
    });
    format!("full_name,email,signup_date\n{}", rows.collect::<String>())
}

fn all(ground: &Ground) -> Overview {
    serde_json::from_value(ground.json("state", &[&["report", "all"][..], &AS_OF].concat())).unwrap()
}

fn scan(ground: &Ground) {
    assert!(ground.run("state", &["scan"]).status.success());
}

fn company() -> Ground {
    let ground = Ground::new();
    std::fs::write(ground.path("gleaner.toml"), CONFIG).unwrap();
    ground.file("a.csv", csv(0, 20));
    ground.file("b.csv", csv(20, 20));
    scan(&ground);
    ground
}

#[test]
fn what_is_new_open_still_or_gone_is_told_by_its_identity() {
    let ground = company();
    let saved = ground.run("state", &[&["report", "all", "-o", "before.json"][..], &AS_OF].concat());
    assert!(saved.status.success());
    let trend = |args: &[&str]| -> TrendReport {
        let args = [&["report", "trend", "--since", "before.json"][..], &AS_OF, args].concat();
        serde_json::from_value(ground.json("state", &args)).unwrap()
    };
    let same = trend(&[]);
    assert!(
        !same.lines.is_empty() && same.lines.iter().all(|line| line.change == Change::StillOpen && line.n_before == line.n_now)
    );
    assert!(same.counts.iter().all(|count| count.n_before == count.n_now));
    assert_eq!(same.caveats, ["both rest on the same scan: only the day or the policies can have changed anything"]);

    let before = all(&ground);
    ground.file("a.csv", csv(0, 10));
    std::fs::remove_file(ground.data().join("b.csv")).unwrap();
    ground.file("c.csv", csv(60, 5));
    scan(&ground);
    let (report, now) = (trend(&[]), all(&ground));
    let overdue: BTreeMap<_, _> = report
        .lines
        .iter()
        .filter(|line| line.violation.rule == "retention" && line.violation.class.as_str() == "user.contact.email")
        .map(|line| (line.violation.object.as_str(), (line.change, line.n_before, line.n_now)))
        .collect();
    let expected =
        [("a.csv", (Change::StillOpen, 20, 10)), ("b.csv", (Change::Resolved, 20, 0)), ("c.csv", (Change::New, 0, 5))];
    assert_eq!(overdue, expected.into());
    let ids = |overview: &Overview| -> BTreeSet<String> {
        let others = [&overview.under_age, &overview.undisclosed, &overview.promises];
        let all = overview.retention.violations.iter().chain(others.into_iter().flat_map(|report| &report.violations));
        all.map(|violation| violation.identity()).collect()
    };
    let of = |change: Change| -> BTreeSet<String> {
        report.lines.iter().filter(|line| line.change == change).map(|line| line.identity.clone()).collect()
    };
    let (then, still) = (ids(&before), ids(&now));
    assert_eq!(of(Change::New), still.difference(&then).cloned().collect());
    assert_eq!(of(Change::Resolved), then.difference(&still).cloned().collect());
    assert_eq!(of(Change::StillOpen), then.intersection(&still).cloned().collect());
    let count = |what: &str| report.counts.iter().find(|count| count.what == what).map(|count| (count.n_before, count.n_now));
    assert_eq!(count("records held too long"), Some((40, 15)));
    assert_eq!(count("objects read in full"), Some((2, 2)));
    let text = String::from_utf8(ground.run("state", &["report", "trend", "--since", "before.json"]).stdout).unwrap();
    assert!(text.contains(&format!("{} new, ", of(Change::New).len())), "{text}");
}

/// Breaks rules of every kind that the report on promises is about, and has what only a catch-all covers.
const MANY: &str = r#"
[policy]
id = "mill"
name = "Mill"
language = "en"
jurisdictions = ["EEA"]
[[category]]
id = "contact"
heading = "What we hold"
data = ["user.name", "user.contact.email"]
[[category]]
id = "rest"
heading = "Anything else"
data = ["user"]
catch_all = true
[[promise]]
id = "here"
heading = "Where"
data = ["user.contact.email"]
keeps = "in-region"
regions = ["EEA"]
[[promise]]
id = "never"
heading = "Never"
data = ["user.contact.phone_number"]
keeps = "nothing"
"#;

#[test]
fn the_same_numbers_stand_everywhere() {
    let ground = Ground::new();
    std::fs::create_dir(ground.path("own")).unwrap();
    std::fs::write(ground.path("own/mill.toml"), MANY).unwrap();
    let config = CONFIG.replace("workpex", "mill").replace("path = \"data\"\n", "path = \"data\"\nregion = \"US\"\n");
    let config = config.replacen("[[source.events]]", "[[source.events]]\ndeleted = \"deleted_on\"", 1);
    std::fs::write(ground.path("gleaner.toml"), format!("policies = \"own\"\n{config}")).unwrap();
    let rows = (0..12).map(|n| {
        let (name, mail) = person(n);
        let deleted = if n % 3 == 0 { "2024-02-01" } else { "" };
        format!(
            "{name},{},2019-03-1{},{deleted},+49 30 5550{n:03},1979-04-1{}\n",
            mail.replace("example.com", "hill-bakery.example"),
            n % 10,
            n % 9
        )
    });
    ground.file("a.csv", format!("full_name,email,signup_date,deleted_on,phone,birth_date\n{}", rows.collect::<String>()));
    scan(&ground);
    ground.run("state", &[&["report", "all", "-o", "before.json"][..], &AS_OF].concat());
    let overview = all(&ground);
    let json = |args: &[&str]| ground.json("state", &[args, &AS_OF].concat());
    let dpia: Article30Report = serde_json::from_value(json(&["report", "dpia"])).unwrap();
    let judged: Vec<&str> =
        dpia.records[0].fields.iter().flat_map(|field| &field.lines).map(|line| line.text.as_str()).collect();
    let trend: TrendReport = serde_json::from_value(json(&["report", "trend", "--since", "before.json"])).unwrap();
    let sum = |violations: &[Violation], weight: Weight| -> u64 {
        violations.iter().filter(|violation| violation.weight == weight).map(|violation| violation.n_records).sum()
    };
    let rules: BTreeSet<&str> = overview.promises.violations.iter().map(|violation| violation.rule.as_str()).collect();
    assert_eq!(rules, ["misplaced", "promise", "soft-deleted"].into(), "the table breaks too little");
    for (report, violations, counted, assessed) in [
        ("retention", &overview.retention.violations, "records held too long", "held past the period that applies"),
        (
            "undisclosed",
            &overview.undisclosed.violations,
            "records not disclosed",
            "of kinds that the policy does not disclose",
        ),
        (
            "promises",
            &overview.promises.violations,
            "records against a promise or a law or a standard",
            "kept against a promise or a law or a standard",
        ),
    ] {
        let alone: Vec<Violation> = serde_json::from_value(json(&["report", report])["violations"].clone()).unwrap();
        assert_eq!(&alone, violations, "{report}");
        let row = |what: &str| trend.counts.iter().find(|count| count.what == what).map(|count| (count.n_before, count.n_now));
        for (weight, counted, assessed) in [
            (Weight::Violation, counted.to_owned(), format!("records are {assessed}")),
            (Weight::Lead, format!("{counted}, to look into"), format!("records are perhaps {assessed}")),
        ] {
            let n = sum(violations, weight);
            assert_eq!(row(&counted), Some((n, n)), "{counted}");
            let line = judged.iter().any(|text| *text == format!("{n} {assessed}"));
            assert!(line || n == 0, "{n} {assessed} is not in {judged:?}");
        }
        if report == "undisclosed" {
            let n = sum(violations, Weight::CatchAll);
            assert_eq!(row("records that only a catch-all covers"), Some((n, n)));
            assert!(n > 0 && judged.contains(&format!("{n} records are of kinds that only a catch-all covers").as_str()));
        }
    }
    let csv = ground.run("state", &[&["report", "undisclosed", "--format", "csv"][..], &AS_OF].concat());
    assert!(String::from_utf8(csv.stdout).unwrap().contains("undisclosed,catch_all,files,a.csv,"));
}

#[test]
fn a_trend_needs_an_earlier_report() {
    let ground = company();
    ground.file("../map.json", "{}");
    for (args, why) in [
        (&["report", "trend"][..], "say --since"),
        (&["report", "map", "--since", "x.json"], "belongs to `trend`"),
        (&["report", "trend", "--since", "nowhere.json"], "nowhere.json"),
        (&["report", "trend", "--since", "map.json"], "map.json: not what `report all --format json` writes"),
    ] {
        let output = ground.run("state", args);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && told.contains(why), "{args:?}: {told}");
    }
}

#[test]
fn an_assessment_gets_what_is_found_judged_and_stated() {
    let ground = company();
    let report: Article30Report =
        serde_json::from_value(ground.json("state", &[&["report", "dpia"][..], &AS_OF].concat())).unwrap();
    let record = &report.records[0];
    assert_eq!((report.records.len(), record.article.as_str()), (1, "35(7)"));
    for (article, text, from) in [
        ("35(7)(a)", "Access to the services.", "policy workpex"),
        ("35(7)(a)", "user.contact.email: 40 records", "found"),
        ("35(7)(b)", "40 records are held past the period that applies", "judged"),
        ("35(7)(c)", "likely 40 persons", "found"),
        ("35(7)(d)", "Safeguards are in place", "policy workpex"),
    ] {
        let field = record.fields.iter().find(|field| field.article == article).unwrap();
        let is_there = field.lines.iter().any(|line| line.text.contains(text) && line.from.contains(from));
        assert!(is_there, "{article}: {text}: {:#?}", field.lines);
    }
}
