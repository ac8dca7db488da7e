//! Tests of the rule on retention.

use super::super::fixture::{Room, day, email, line, name, on, sighting, test_value, weak};
use super::*;
use crate::model::finding::Finding;

const YEAR: &str = "[[category]]\nid=\"c\"\nheading=\"C\"\ndata=[\"user.contact\"]\n[[retention]]\nheading=\"R\"\ndata=[\"*\"]\nstarts=\"created\"\nperiod=\"P1Y\"\n";

fn row(findings: Vec<Finding>, key: Option<u8>, time: Option<EventTime>) -> Sighting {
    let mut sighting = sighting(findings, key.as_ref().map(std::slice::from_ref));
    sighting.events.extend(time.map(|time| (EventKind::Created, time)));
    sighting
}

/// All lines as `class category: state × n`, all violations after them.
fn check(room: &Room, sightings: &[Sighting], histograms: &[Histogram], expected: &[&str]) {
    let verdicts = room.judge(sightings, histograms);
    let mut found = Vec::new();
    for line in &verdicts.retention {
        let category = line.category.as_ref().map_or("-", CategoryId::as_str);
        found.extend(line.states.iter().map(|(state, n)| format!("{} {category}: {} × {n}", line.class, state.word())));
    }
    found.extend(verdicts.violations.iter().filter(|violation| violation.rule == NAME).map(line));
    assert_eq!(found, expected);
}

#[test]
fn keyed_rows_are_judged_by_their_own_days() {
    let room = Room::new(YEAR);
    for (time, state, weight) in [
        (Some(on("2020-01-01")), "overdue_certain", Some("violation")),
        (Some(on("2026-01-01")), "in_retention", None),
        (Some(EventTime::NotHappened), "not_started", None),
        (Some(EventTime::Unknown), "start_unknown", None),
        (Some(EventTime::Suspect), "clock_suspect", None),
        (None, "start_unknown", None),
        (Some(EventTime::on(day("2020-01-01"), Origin::FileTime)), "overdue_possible", Some("lead")),
        (Some(EventTime::on(day("2020-01-01"), Origin::LineTime)), "overdue_certain", Some("violation")),
    ] {
        let mut expected = vec![format!("user.contact.email c: {state} × 1")];
        expected.extend(weight.map(|weight| format!("{weight} user.contact.email {state} × 1")));
        check(
            &room,
            &[row(vec![email(), email()], Some(1), time)],
            &[],
            &expected.iter().map(String::as_str).collect::<Vec<_>>(),
        );
    }
}

#[test]
fn a_weak_finding_gives_a_lead_and_still_counts() {
    let room = Room::new(YEAR);
    for findings in [vec![weak(email())], vec![test_value(email())]] {
        check(
            &room,
            &[row(findings, Some(1), Some(on("2020-01-01")))],
            &[],
            &["user.contact.email c: overdue_certain × 1", "lead user.contact.email overdue_certain × 1"],
        );
    }
    let strong_and_weak = row(vec![weak(email()), email()], Some(1), Some(on("2020-01-01")));
    check(
        &room,
        &[strong_and_weak],
        &[],
        &["user.contact.email c: overdue_certain × 1", "violation user.contact.email overdue_certain × 1"],
    );
}

fn histogram(days: &[(&str, u64)]) -> Histogram {
    let days = days.iter().map(|(day, n)| (vec![(EventKind::Created, on(day))], *n)).collect();
    Histogram { classes: vec!["user.contact.email".into()], weak: vec![], conditions: vec![], jurisdiction: None, days }
}

fn merged(finding: Finding, n: u64) -> Sighting {
    Sighting { count: n, ..row(vec![finding], None, Some(on("2020-01-01").merged(on("2026-01-01")))) }
}

#[test]
fn merged_records_are_judged_once() {
    let room = Room::new(YEAR);
    let days = [histogram(&[("2020-01-01", 7), ("2026-01-01", 3)])];
    let states = ["user.contact.email c: overdue_certain × 7", "user.contact.email c: in_retention × 3"];
    let with = |more: &[&'static str]| [&states[..], more].concat();
    check(&room, &[merged(email(), 10)], &days, &with(&["violation user.contact.email overdue_certain × 7"]));
    let weak_days = [Histogram { weak: days[0].classes.clone(), classes: vec![], ..days[0].clone() }];
    check(&room, &[merged(weak(email()), 10)], &weak_days, &with(&["lead user.contact.email overdue_certain × 7"]));
    let same_day = Sighting { events: row(vec![email()], None, Some(on("2020-01-01"))).events, ..merged(email(), 4) };
    check(
        &room,
        &[same_day],
        &[],
        &["user.contact.email c: overdue_certain × 4", "violation user.contact.email overdue_certain × 4"],
    );
}

#[test]
fn a_condition_picks_its_own_period() {
    let temporary = "[[retention]]\nheading=\"T\"\ndata=[\"*\"]\nwhen=\"temporary-chat\"\nstarts=\"created\"\nperiod=\"P30D\"\nhedge=\"up to\"\n";
    let room = Room::new(&format!("{YEAR}{temporary}"));
    let kept = row(vec![email()], Some(1), Some(on("2026-01-01")));
    let dropped =
        Sighting { conditions: vec!["temporary-chat".to_owned()], ..row(vec![email()], Some(2), Some(on("2026-01-01"))) };
    check(
        &room,
        &[kept, dropped.clone()],
        &[],
        &[
            "user.contact.email c: in_retention × 1",
            "user.contact.email c: overdue_certain × 1",
            "violation user.contact.email overdue_certain × 1",
        ],
    );
    let verdicts = room.judge(&[dropped], &[]);
    let violation = &verdicts.violations[0];
    assert_eq!(
        violation.grounds,
        Grounds {
            authority: Authority::Policy { policy: "p".into(), heading: "T".to_owned(), hedge: Some("up to".to_owned()) },
            rule: "user.contact.email: 30 days from created, where temporary-chat".to_owned(),
            event: Some(EventKind::Created),
            origin: Some(Origin::Bound),
            column: Some("created_at".to_owned()),
        }
    );
    assert_eq!(
        (violation.oldest.as_deref(), violation.examples.as_slice()),
        (Some("2026-01-01"), &["public.users#\\u{2}".to_owned()][..])
    );
}

#[test]
fn a_class_has_a_line_for_each_category_and_one_violation() {
    let mut room = Room::new("");
    room.set_policy(&format!("[[category]]\nid=\"b\"\nheading=\"B\"\ndata=[\"user.contact.email\"]\n{YEAR}"));
    check(
        &room,
        &[row(vec![email()], Some(1), Some(on("2020-01-01")))],
        &[],
        &[
            "user.contact.email b: overdue_certain × 1",
            "user.contact.email c: overdue_certain × 1",
            "violation user.contact.email overdue_certain × 1",
        ],
    );
}

#[test]
fn rules_of_equal_rank_that_differ_are_a_conflict() {
    let other = "[[retention]]\nheading=\"S\"\ndata=[\"*\"]\nstarts=\"created\"\nperiod=\"P9Y\"\n";
    let room = Room::new(&format!("{YEAR}{other}"));
    check(&room, &[row(vec![email()], Some(1), Some(on("2020-01-01")))], &[], &["user.contact.email c: conflict × 1"]);
    check(&room, &[row(vec![email()], Some(1), Some(on("2026-01-01")))], &[], &["user.contact.email c: in_retention × 1"]);
    let grounds = room.judge(&[row(vec![email()], Some(1), Some(on("2020-01-01")))], &[]).retention[0].grounds.clone();
    assert_eq!(grounds.unwrap().rule, "user.contact.email: 1 year from created / user.contact.email: 9 years from created");
}

#[test]
fn a_class_is_judged_under_each_category_by_its_own_period() {
    let head = "[[category]]\nid=\"a\"\nheading=\"A\"\ndata=[\"user.contact\"]\n[[category]]\nid=\"b\"\nheading=\"B\"\ndata=[\"user.contact\"]\n";
    let line = |category: &str, period: &str| {
        format!(
            "[[retention]]\nheading=\"As {category}\"\ndata=[\"*\"]\ncategories=[\"{category}\"]\nstarts=\"created\"\nperiod=\"{period}\"\n"
        )
    };
    let room = Room::new(&format!("{head}{}{}", line("a", "P1Y"), line("b", "P8Y")));
    for (start, state) in [("2026-01-01", "in_retention"), ("2020-01-01", "conflict"), ("2010-01-01", "overdue_certain")] {
        let mut expected = ["a", "b"].map(|category| format!("user.contact.email {category}: {state} × 1")).to_vec();
        if state == "overdue_certain" {
            expected.push("violation user.contact.email overdue_certain × 1".to_owned());
        }
        let rows = [row(vec![email()], Some(1), Some(on(start)))];
        check(&room, &rows, &[], &expected.iter().map(String::as_str).collect::<Vec<_>>());
        if state != "conflict" {
            let headings = room.judge(&rows, &[]).retention.into_iter().map(|line| match line.grounds.unwrap().authority {
                Authority::Policy { heading, .. } => heading,
                other => panic!("{other:?}"),
            });
            assert_eq!(headings.collect::<Vec<_>>(), ["As a", "As b"], "each under the line about it");
        }
    }
    // As one of the two nothing is stated.
    let room = Room::new(&format!("{head}{}", line("a", "P1Y")));
    let rows = [row(vec![email()], Some(1), Some(on("2010-01-01")))];
    check(&room, &rows, &[], &["user.contact.email a: conflict × 1", "user.contact.email b: conflict × 1"]);
    assert_eq!(room.judge(&rows, &[]).open_questions[0].1, "p: no retention is stated, as b; found: user.contact.email");
}

#[test]
fn what_has_no_rule_is_asked_about() {
    let open = "[[retention]]\nheading=\"4. Retention\"\ndata=[\"*\"]\nstarts=\"unspecified\"\nperiod=\"unspecified\"\n";
    let verdicts = Room::new(open).judge(&[row(vec![name(), email()], Some(1), Some(on("2020-01-01")))], &[]);
    assert_eq!(
        verdicts.open_questions,
        [(
            "retention".to_owned(),
            "p: 4. Retention leaves start event and period open; found: user.contact.email, user.name".to_owned()
        )]
    );
    assert!(verdicts.retention.iter().all(|line| line.grounds.is_none() && line.states.contains_key(&RetentionState::NoRule)));
}

#[test]
fn what_falls_due_soon_is_counted_and_a_suspect_date_is_never_the_oldest() {
    let room = Room::new(YEAR);
    let rows: Vec<Sighting> =
        [on("2025-06-15"), on("2025-08-15"), on("2025-12-01"), on("2026-05-31"), EventTime::Suspect, on("1900-01-01")]
            .into_iter()
            .zip(1..)
            .map(|(time, key)| row(vec![email()], Some(key), Some(time)))
            .collect();
    let verdicts = room.judge(&rows, &[]);
    let [line] = verdicts.retention.as_slice() else { panic!("{:?}", verdicts.retention) };
    assert_eq!((line.due_in, line.oldest.as_deref()), ([1, 2, 4], Some("2025-06-15")));
    assert_eq!(line.states, BTreeMap::from([(RetentionState::InRetention, 4), (RetentionState::ClockSuspect, 2)]));
}

#[test]
fn a_hold_keeps_what_it_is_about_and_is_counted() {
    let mut room = Room::new(YEAR);
    let rows = [row(vec![email(), name()], Some(1), Some(on("2020-01-01"))), row(vec![email()], Some(2), None)];
    let hold =
        r#"{"matter":"Example v. Sample","by":"counsel","since":"2026-05-31","data":["user.contact"],"sources":["crm"]}"#;
    room.bench.orders.holds = vec![serde_json::from_str(hold).unwrap()];
    let expected = [
        "user.contact.email c: held × 1",
        "user.contact.email c: held × 1",
        "user.name -: overdue_certain × 1",
        "violation user.name overdue_certain × 1",
    ];
    check(&room, &rows, &[], &expected);
    let grounds: Vec<_> = room.judge(&rows, &[]).retention.into_iter().filter_map(|line| line.grounds).collect();
    assert_eq!(grounds[0].authority, Authority::Hold { matter: "Example v. Sample".to_owned() });
    room.bench.as_of = day("2026-05-30");
    assert!(room.judge(&rows, &[]).retention.iter().all(|line| !line.states.contains_key(&RetentionState::Held)));
}

#[test]
fn a_laws_minimum_keeps_what_is_overdue_and_names_the_law() {
    let mut room = Room::new(YEAR);
    room.object.region = Some("IN".to_owned());
    room.bench.as_of = day("2027-06-01");
    let rows = [row(vec![email()], Some(1), Some(on("2026-06-01"))), row(vec![email()], Some(2), Some(on("2026-05-31")))];
    check(
        &room,
        &rows,
        &[],
        &[
            "user.contact.email c: overdue_certain × 1",
            "user.contact.email c: must_keep × 1",
            "violation user.contact.email overdue_certain × 1",
        ],
    );
    let lawful = room.judge(&rows[..1], &[]).retention[0].grounds.clone().unwrap();
    let article = "DPDP Rules 2025 rule 8(3)".to_owned();
    assert_eq!(lawful.authority, Authority::Law { jurisdiction: "IN".to_owned(), article });
    assert_eq!(lawful.column.as_deref(), Some("created_at"));
}

#[test]
fn the_law_is_that_of_the_place_where_the_person_is() {
    let mut room = Room::new(YEAR);
    room.bench.as_of = day("2027-06-01");
    room.policy.policy.jurisdictions = vec!["EEA".to_owned()];
    let of = |place: &str, row: Sighting| Sighting { jurisdiction: Some(place.to_owned()), ..row };
    let recent = |key| row(vec![email()], Some(key), Some(on("2026-06-01")));
    let later = |key| row(vec![email()], Some(key), Some(on("2026-06-02")));
    for (place, expected) in [
        ("IN", "user.contact.email c: must_keep × 2"),
        ("in", "user.contact.email c: must_keep × 2"),
        ("DE", "user.contact.email c: in_retention × 2"),
        // No code: the policy's place holds.
        ("INDIA", "user.contact.email c: in_retention × 2"),
    ] {
        check(&room, &[of(place, recent(1)), of(place, later(2))], &[], &[expected]);
    }
    // Merged records keep their place, and each place its own law.
    let days =
        |place: &str| Histogram { jurisdiction: Some(place.to_owned()), ..histogram(&[("2026-06-01", 4), ("2027-05-01", 1)]) };
    let expected = ["user.contact.email c: in_retention × 5", "user.contact.email c: must_keep × 5"];
    check(&room, &[], &[days("IN"), days("DE")], &expected);
}

#[test]
fn a_grace_is_no_violation() {
    let room = Room::new(&YEAR.replace("period=\"P1Y\"", "period=\"P1Y\"\ngrace=\"P30D\""));
    for (start, state) in [("2025-06-01", "in_retention"), ("2025-05-31", "due_in_grace"), ("2025-05-02", "due_in_grace")] {
        let expected = format!("user.contact.email c: {state} × 1");
        check(&room, &[row(vec![email()], Some(1), Some(on(start)))], &[], &[&expected]);
    }
    let expected = ["user.contact.email c: overdue_certain × 1", "violation user.contact.email overdue_certain × 1"];
    check(&room, &[row(vec![email()], Some(1), Some(on("2025-05-01")))], &[], &expected);
}

#[test]
fn ages_and_months_count_each_record_once() {
    // The day to judge by is 2026-06-01; the period is a year.
    let room = Room::new(YEAR);
    let days = ["2026-05-31", "2025-06-02", "2025-06-01", "2025-05-31", "2024-06-01", "2016-06-02", "2016-06-01"];
    let rows: Vec<_> = (1..).zip(days).map(|(key, start)| row(vec![email()], Some(key), Some(on(start)))).collect();
    let verdicts = room.judge(&rows, &[]);
    let ages: Vec<(u32, &str, u64)> = verdicts
        .ageing
        .iter()
        .flat_map(|(years, states)| states.iter().map(move |(state, n)| (*years, state.word(), *n)))
        .collect();
    let expected = [
        (0, "in_retention", 2),
        (1, "overdue_certain", 1),
        (1, "in_retention", 1),
        (2, "overdue_certain", 1),
        (9, "overdue_certain", 1),
        (10, "overdue_certain", 1),
    ];
    assert_eq!(ages, expected);
    assert_eq!(verdicts.calendar, [("2026-06".to_owned(), 2), ("2027-05".to_owned(), 1)].into());
    let due: u64 = verdicts.retention.iter().map(|line| line.due_in[2]).sum();
    assert_eq!(verdicts.calendar.values().sum::<u64>(), due);
    // A class under two categories has a line for each, and its records still count once.
    let twice = YEAR.replace("[[retention]]", "[[category]]\nid=\"d\"\nheading=\"D\"\ndata=[\"user.contact\"]\n[[retention]]");
    let verdicts = Room::new(&twice).judge(&rows, &[]);
    assert_eq!((verdicts.retention.len(), verdicts.ageing.values().flat_map(BTreeMap::values).sum::<u64>()), (2, 7));
}
