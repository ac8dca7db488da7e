//! Tests of the calculator: states without dates, and what must hold for every date.

use super::*;
use RetentionState::{
    BackupPending, ClockSuspect, Conflict, DueInGrace, Held, InRetention, MustKeep, NoRule, NotStarted, OverdueCertain,
    OverduePossible, StartUnknown, Suspended,
};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::from_date(text.parse().unwrap())
}

fn at(earliest: &str, latest: &str, origin: Origin) -> Option<EventTime> {
    Some(EventTime::At { earliest: day(earliest), latest: day(latest), origin })
}

fn terms(period: &str) -> Terms {
    Terms { period: period.parse().unwrap(), rounding: Rounding::None, grace: Span::new(), minimum: None }
}

fn least(period: &str) -> Option<Minimum> {
    Some(Minimum { period: period.parse().unwrap(), rounding: Rounding::None })
}

#[test]
fn no_date_is_a_state_of_its_own() {
    for (time, expected) in [
        (None, StartUnknown),
        (Some(EventTime::Unknown), StartUnknown),
        (Some(EventTime::NotHappened), NotStarted),
        (Some(EventTime::Suspect), ClockSuspect),
        (at("1970-01-01", "1970-01-01", Origin::Bound), ClockSuspect),
        (at("1900-01-01", "1900-01-01", Origin::Bound), ClockSuspect),
        (at("2030-01-01", "2030-01-01", Origin::Bound), ClockSuspect),
        (at("2020-01-01", "9999-12-31", Origin::Bound), ClockSuspect),
        (at("2020-01-01", "2030-01-01", Origin::Bound), OverduePossible),
        (at("2026-01-01", "2026-12-31", Origin::Bound), InRetention),
        (at("2020-01-01", "2026-01-01", Origin::Bound), OverduePossible),
        (at("2020-01-01", "2021-01-01", Origin::Bound), OverdueCertain),
        (at("2020-01-01", "2020-01-01", Origin::FileTime), OverduePossible),
        (at("2020-01-01", "2020-01-01", Origin::LineTime), OverdueCertain),
        (at("2026-01-01", "2026-01-01", Origin::FileTime), InRetention),
    ] {
        assert_eq!(stand(time, &terms("P1Y"), &Around::day(day("2026-06-01"))).state, expected, "{time:?}");
    }
}

#[test]
fn a_deadline_has_a_last_day_a_grace_and_a_backup() {
    let time = at("2020-01-31", "2020-01-31", Origin::Bound);
    let rule = Terms { grace: "P30D".parse().unwrap(), ..terms("P1M") };
    let backup = Some(Backup { cycle: "P90D".parse().unwrap(), taken: None });
    let old = Some(Backup { cycle: "P90D".parse().unwrap(), taken: Some(Days::on(day("2020-01-31"))) });
    for (as_of, plain, pending, taken) in [
        ("2020-02-29", InRetention, InRetention, InRetention),
        ("2020-03-01", DueInGrace, DueInGrace, DueInGrace),
        ("2020-03-30", DueInGrace, DueInGrace, DueInGrace),
        ("2020-03-31", OverdueCertain, BackupPending, BackupPending),
        ("2020-04-30", OverdueCertain, BackupPending, BackupPending),
        ("2020-05-01", OverdueCertain, BackupPending, OverdueCertain),
        ("2020-06-28", OverdueCertain, BackupPending, OverdueCertain),
        ("2020-06-29", OverdueCertain, OverdueCertain, OverdueCertain),
    ] {
        let around = Around::day(day(as_of));
        let states = [None, backup, old].map(|backup| stand(time, &rule, &Around { backup, ..around }).state);
        assert_eq!(states, [plain, pending, taken], "{as_of}");
    }
}

#[test]
fn the_stronger_reason_to_keep_wins() {
    let rule = Terms { minimum: least("P10Y"), ..terms("P3Y") };
    let around = Around::day(day("2026-06-01"));
    let held = Around { is_held: true, ..around };
    let suspended = Around { is_suspended: true, ..around };
    let both = Around { is_held: true, is_suspended: true, ..around };
    for time in [None, at("2020-01-01", "2020-01-01", Origin::Bound), at("1999-01-01", "1999-01-01", Origin::Bound)] {
        let states = [held, suspended, both].map(|around| stand(time, &rule, &around).state);
        assert_eq!(states, [Held, Suspended, Held], "{time:?}");
    }
    let must = |start: &str| stand(at(start, start, Origin::Bound), &rule, &around).state;
    assert_eq!([must("2016-06-01"), must("2016-05-31")], [MustKeep, OverdueCertain]);
    assert_eq!(together(&[], None, &around).state, NoRule);
    assert_eq!(together(&[], None, &held).state, Held);
    assert_eq!(together(&[], Some(Days::on(day("2026-06-01"))), &around).state, MustKeep);
    assert_eq!(together(&[], Some(Days::on(day("2026-05-31"))), &around).state, NoRule);
}

#[test]
fn rules_that_differ_are_a_conflict_unless_a_minimum_fits() {
    let time = at("2020-01-01", "2020-01-01", Origin::Bound);
    let short = terms("P3Y");
    let long = Terms { minimum: least("P2Y"), ..terms("P9Y") };
    let heavy = Terms { minimum: least("P6Y"), ..terms("P9Y") };
    let check = |rules: [&Terms; 2], as_of: &str, expected: RetentionState| {
        let around = Around::day(day(as_of));
        let standings = rules.map(|rule| stand(time, rule, &around));
        assert_eq!(together(&standings, None, &around).state, expected, "{as_of}");
    };
    check([&short, &terms("P9Y")], "2022-01-01", InRetention);
    check([&short, &terms("P9Y")], "2024-01-01", Conflict);
    check([&short, &terms("P9Y")], "2030-01-01", OverdueCertain);
    check([&short, &long], "2021-06-01", MustKeep);
    check([&short, &long], "2022-06-01", InRetention);
    check([&short, &heavy], "2021-06-01", Conflict);
    check([&short, &heavy], "2024-06-01", Conflict);
    let around = Around::day(day("2022-01-01"));
    let both = together(&[stand(time, &heavy, &around), stand(time, &short, &around)], None, &around);
    assert_eq!((both.due, both.keep_until), (Some(Days::on(day("2023-01-01"))), Some(Days::on(day("2026-01-01")))));
}

/// How far a record has come, in states that dates alone give.
fn rank(state: RetentionState) -> u8 {
    match state {
        ClockSuspect => 0,
        InRetention => 1,
        OverduePossible => 2,
        DueInGrace => 3,
        BackupPending => 4,
        OverdueCertain => 5,
        other => panic!("{other:?}"),
    }
}

fn spans() -> impl Strategy<Value = Span> {
    (0i64..20, 0i64..30, 0i64..400).prop_map(|(years, months, days)| Span::new().years(years).months(months).days(days))
}

fn roundings() -> impl Strategy<Value = Rounding> {
    prop_oneof![Just(Rounding::None), Just(Rounding::MonthEnd), Just(Rounding::YearEnd)]
}

fn rules() -> impl Strategy<Value = Terms> {
    (spans(), roundings(), spans(), proptest::option::of(spans())).prop_map(|(period, rounding, grace, least)| Terms {
        period: period.days(i64::from(period.get_days()) + 1),
        rounding,
        grace,
        minimum: least.map(|period| Minimum { period, rounding }),
    })
}

fn times() -> impl Strategy<Value = Option<EventTime>> {
    let origins = prop_oneof![Just(Origin::Bound), Just(Origin::LineTime), Just(Origin::FileTime)];
    let dates = (-20_000i32..60_000, 0i32..2_000, origins).prop_map(|(earliest, wide, origin)| {
        Some(EventTime::At { earliest: Day(earliest), latest: Day(earliest + wide), origin })
    });
    let none = prop_oneof![
        Just(None),
        Just(Some(EventTime::Unknown)),
        Just(Some(EventTime::NotHappened)),
        Just(Some(EventTime::Suspect))
    ];
    prop_oneof![4 => dates, 1 => none]
}

proptest! {
    #[test]
    fn what_is_overdue_stays_overdue(
        earliest in -30_000i32..60_000, wide in 0i32..2_000, rule in rules(), as_of in -30_000i32..80_000, later in 0i32..20_000,
    ) {
        let rule = Terms { minimum: None, ..rule };
        let time = Some(EventTime::At { earliest: Day(earliest), latest: Day(earliest + wide), origin: Origin::Bound });
        let state = |as_of| stand(time, &rule, &Around::day(Day(as_of))).state;
        let (before, after) = (state(as_of), state(as_of + later));
        prop_assert!(rank(before) <= rank(after), "{before:?} then {after:?}");
    }

    #[test]
    fn a_later_day_never_brings_back_what_was_certainly_overdue(
        time in times(), rule in rules(), as_of in -30_000i32..80_000, later in 0i32..20_000, cycle in spans(),
    ) {
        let backup = Some(Backup { cycle, taken: None });
        let state = |as_of| stand(time, &rule, &Around { backup, ..Around::day(Day(as_of)) }).state;
        if state(as_of) == OverdueCertain {
            prop_assert_eq!(state(as_of + later), OverdueCertain);
        }
    }

    #[test]
    fn a_hold_beats_everything_and_a_suspension_everything_else(time in times(), rules in proptest::collection::vec(rules(), 0..3),
        as_of in -30_000i32..80_000, is_suspended in any::<bool>(), floor in proptest::option::of(-30_000i32..80_000)) {
        let floor = floor.map(|day| Days::on(Day(day)));
        let at = |is_held, is_suspended| {
            let around = Around { is_held, is_suspended, ..Around::day(Day(as_of)) };
            let standings: Vec<_> = rules.iter().map(|rule| stand(time, rule, &around)).collect();
            together(&standings, floor, &around).state
        };
        prop_assert_eq!(at(true, is_suspended), Held);
        prop_assert_eq!(at(false, true), Suspended);
        if floor.is_some_and(|floor| Day(as_of) <= floor.last) {
            prop_assert_eq!(at(false, false), MustKeep);
        }
    }

    #[test]
    fn a_longer_period_or_grace_never_makes_it_overdue_earlier(time in times(), rule in rules(), as_of in -30_000i32..80_000,
        more_days in 0i64..500, more_years in 0i64..5) {
        let longer = |span: Span| span.days(i64::from(span.get_days()) + more_days).years(i64::from(span.get_years()) + more_years);
        let around = Around::day(Day(as_of));
        let is_overdue = |rule: &Terms| stand(time, rule, &around).state == OverdueCertain;
        if !is_overdue(&rule) {
            prop_assert!(!is_overdue(&Terms { period: longer(rule.period), ..rule.clone() }), "period");
            prop_assert!(!is_overdue(&Terms { grace: longer(rule.grace), ..rule.clone() }), "grace");
        }
    }

    #[test]
    fn a_vaguer_date_never_makes_a_verdict_more_certain(earliest in 1_000i32..40_000, wide in 0i32..900, wider in 0i32..900,
        rule in rules(), as_of in 1_000i32..60_000) {
        let state = |wide| {
            let time = Some(EventTime::At { earliest: Day(earliest), latest: Day(earliest + wide), origin: Origin::Bound });
            stand(time, &rule, &Around::day(Day(as_of))).state
        };
        if state(wide + wider) == OverdueCertain {
            prop_assert_eq!(state(wide), OverdueCertain);
        }
    }

    #[test]
    fn the_order_of_rules_does_not_show(time in times(), rules in proptest::collection::vec(rules(), 1..4), as_of in 0i32..80_000) {
        let around = Around::day(Day(as_of));
        let mut standings: Vec<_> = rules.iter().map(|rule| stand(time, rule, &around)).collect();
        let forward = together(&standings, None, &around);
        standings.reverse();
        let back = together(&standings, None, &around);
        prop_assert_eq!((forward.state, forward.due, forward.keep_until), (back.state, back.due, back.keep_until));
    }
}
