//! An invented company's report for the tests, with a hole for whatever text a test wants to see in every place.

mod against;
mod copies;
mod exposure;
mod facts;
mod register;

use std::collections::BTreeMap;

pub use against::against;
pub use copies::copies;
pub use exposure::{article30, exposure};
pub use facts::facts;
pub use register::register;

use crate::model::about::PersonKind;
use crate::model::child::{CaseState, ChildCase, ChildPlace, ChildVerdict};
use crate::model::exposure::PersonCount;
use crate::model::ids::SourceName;
use crate::model::policy::{AgeRule, Role};
use crate::model::run::Summary;
use crate::model::subject::{Answer, Holding, Stands, Tier, Trace};
use crate::model::subjects::{SourceSubjects, Spread, SubjectsReport};
use crate::model::time::{EventKind, Origin};
use crate::model::trend::{Change, TrendCount, TrendLine, TrendReport};
use crate::model::verdict::{AgeState, Authority, Grounds, RetentionLine, RetentionState as S, Violation, Weight};
use crate::model::view::*;

fn counts(pairs: &[(&str, u64)]) -> BTreeMap<String, u64> {
    pairs.iter().map(|(word, n)| ((*word).to_owned(), *n)).collect()
}

fn basis(text: &str) -> Basis {
    Basis {
        made_at: "2026-06-01T06:12:00Z".into(),
        as_of: "2026-06-01".into(),
        version: "0.1.0".into(),
        detectors: "9f86d081884c".into(),
        policies: vec![format!("workpex (Workpex, version of May 2024{text})")],
        window: Some(("2026-06-01T02:30:00Z".into(), "2026-06-01T02:51:14Z".into())),
        totals: counts(&[("complete", 412), ("partial", 6), ("denied", 2), ("skipped", 31), ("unsupported", 9)]),
        totals_members: counts(&[("complete", 88), ("encrypted", 1)]),
        unknown: vec![
            format!("hr: 2 tables could not be read: a grant is missing{text}"),
            "names are known up to 2026-06-01T02:30:00Z; text read before that was not searched for newer ones".into(),
        ],
    }
}

fn map_line(place: (&str, &str), class: &str, categories: &[&str], n: u64) -> MapLine {
    MapLine {
        source: place.0.into(),
        object: place.1.to_owned(),
        class: class.into(),
        dpv: format!("pd:{}", class.rsplit('.').next().unwrap_or_default()),
        categories: categories.iter().map(|id| (*id).into()).collect(),
        fields: vec!["email".into(), "backup_email".into()],
        n_records: n,
        n_findings: n + n / 7,
        n_likely_test: n / 90,
        confidence: 95,
        sensitive_under: if class.contains("health") { vec!["gdpr.9".into()] } else { vec![] },
    }
}

/// The data map.
pub fn map(text: &str) -> DataMap {
    let users = format!("public.users{text}");
    let mut lines = vec![
        map_line(("crm", &users), "user.contact.email", &["account", "communication"], 182_340),
        map_line(("crm", &users), "user.name", &["account"], 182_355),
        map_line(("crm", "public.orders"), "user.contact.address.street", &["payment"], 96_112),
        map_line(("crm", "public.orders"), "user.financial.credit_card", &["payment"], 41_020),
        map_line(("hr", "people.payroll"), "user.government_id.national_identification_number", &[], 1_204),
        map_line(("hr", "people.payroll"), "user.financial.bank_account", &["employment"], 1_204),
        map_line(("hr", "people.absence"), "user.health_and_medical", &[], 318),
        map_line(("web-logs", "access.log.3.gz"), "user.device.ip_address", &["usage"], 1_904_221),
        map_line(("web-logs", "access.log.3.gz"), "user.device.cookie_id", &["usage"], 733_018),
        map_line(("tickets", "export/2019/ticket-81.txt"), "user.contact.phone_number", &["communication"], 5_402),
        map_line(("tickets", "export/2019/ticket-81.txt"), "user.demographic.date_of_birth", &["account"], 77),
        map_line(("exports", "newsletter-2016.csv"), "user.contact.email", &["communication"], 64_000),
        map_line(("exports", "newsletter-2016.csv"), "user.location", &[], 14_211),
    ];
    // A JSON key is whatever the source wrote, from its first character on.
    for line in &mut lines {
        line.fields.insert(0, format!("{text}field"));
    }
    DataMap { basis: basis(text), lines }
}

fn grounds(authority: Authority, rule: &str, date: Option<(EventKind, Origin, &str)>) -> Grounds {
    Grounds {
        authority,
        rule: rule.to_owned(),
        event: date.map(|(event, _, _)| event),
        origin: date.map(|(_, origin, _)| origin),
        column: date.map(|(_, _, column)| column.to_owned()),
    }
}

fn policy(heading: &str, hedge: Option<&str>) -> Authority {
    Authority::Policy { policy: "workpex".into(), heading: heading.to_owned(), hedge: hedge.map(str::to_owned) }
}

fn operator() -> Authority {
    Authority::Operator { policy: "workpex".into(), heading: Some("Right to erasure".into()) }
}

fn violation(rule: &str, place: (&str, &str), class: &str, state: &str, n: u64, grounds: Grounds) -> Violation {
    Violation {
        rule: rule.to_owned(),
        weight: if state.contains("possible") { Weight::Lead } else { Weight::Violation },
        source: place.0.into(),
        object: place.1.to_owned(),
        class: class.into(),
        category: Some("account".into()),
        grounds,
        state: state.to_owned(),
        n_records: n,
        oldest: (rule == "retention").then(|| "2016-03-04".to_owned()),
        examples: vec!["#17".into(), "#••••@•••.org".into()],
        exception: None,
        severity: Some(register::severity(n)),
        standing: (rule != "promise").then(|| register::standing(place.1)),
    }
}

fn retention_line(place: (&str, &str), class: &str, states: &[(S, u64)], due_in: [u64; 3]) -> RetentionLine {
    let has_rule = states.iter().all(|(state, _)| *state != S::NoRule);
    let date = Some((EventKind::AccountClosed, Origin::Bound, "deactivated_at"));
    RetentionLine {
        source: place.0.into(),
        object: place.1.to_owned(),
        class: class.into(),
        category: Some("account".into()),
        states: states.iter().copied().collect(),
        grounds: has_rule.then(|| grounds(operator(), "user.contact.email: 3 years from account_closed", date)),
        oldest: Some("2016-03-04".into()),
        due_in,
    }
}

/// Retention.
pub fn retention(text: &str) -> RetentionReport {
    let users = format!("public.users{text}");
    let date = Some((EventKind::AccountClosed, Origin::Bound, "deactivated_at"));
    let file = Some((EventKind::Created, Origin::FileTime, "mtime"));
    let stated = grounds(operator(), &format!("user.contact.email: 3 years from account_closed{text}"), date);
    RetentionReport {
        basis: basis(text),
        lines: vec![
            retention_line(
                ("crm", &users),
                "user.contact.email",
                &[(S::OverdueCertain, 1_204), (S::InRetention, 96_000), (S::NotStarted, 85_136)],
                [310, 904, 4_120],
            ),
            retention_line(
                ("crm", &users),
                "user.name",
                &[(S::OverdueCertain, 1_204), (S::InRetention, 96_015), (S::StartUnknown, 40_136), (S::ClockSuspect, 45_000)],
                [310, 904, 4_120],
            ),
            retention_line(("exports", "newsletter-2016.csv"), "user.contact.email", &[(S::OverduePossible, 64_000)], [0; 3]),
            retention_line(("web-logs", "access.log.3.gz"), "user.device.ip_address", &[(S::NoRule, 1_904_221)], [0; 3]),
            retention_line(
                ("tickets", "export/2019/ticket-81.txt"),
                "user.contact.phone_number",
                &[(S::Conflict, 402), (S::InRetention, 5_000)],
                [12, 40, 900],
            ),
        ],
        ageing: vec![
            AgeCount { years: 0, states: BTreeMap::from([(S::InRetention, 97_015)]) },
            AgeCount { years: 2, states: BTreeMap::from([(S::InRetention, 100_000)]) },
            AgeCount { years: 4, states: BTreeMap::from([(S::OverdueCertain, 2_408)]) },
            AgeCount { years: 12, states: BTreeMap::from([(S::OverduePossible, 64_000)]) },
        ],
        calendar: (6..=12)
            .map(|month| MonthCount { month: format!("2026-{month:02}"), n_records: 620 + 300 * (month % 4) })
            .collect(),
        open_questions: vec![],
        violations: vec![
            violation("retention", ("crm", &users), "user.contact.email", "overdue_certain", 1_204, stated.clone()),
            violation("retention", ("crm", &users), "user.name", "overdue_certain", 1_204, stated),
            violation(
                "retention",
                ("exports", "newsletter-2016.csv"),
                "user.contact.email",
                "overdue_possible",
                64_000,
                grounds(operator(), "user.contact.email: 3 years from created", file),
            ),
        ],
    }
}

fn verdicts(text: &str, violations: Vec<Violation>) -> ViolationReport {
    ViolationReport {
        basis: basis(text),
        violations,
        open_questions: vec![format!("no jurisdiction is known for tickets{text}")],
        comes_of_age: vec![ComingOfAge { month: "2027-03".to_owned(), age: 16, n_records: 7 }],
        cases: vec![case(text)],
        never_found: vec![NeverFound {
            policy: "workpex".into(),
            category: "testimonials".into(),
            heading: format!("Testimonials{text}"),
            data: vec!["user.name".to_owned()],
        }],
    }
}

fn case(text: &str) -> ChildCase {
    let place = |is_linked: bool, object: &str, tier: Tier, n_records: u64| ChildPlace {
        is_linked,
        source: "crm".into(),
        object: format!("{object}{text}"),
        tier,
        n_records,
        classes: vec!["user.contact.email".into(), "user.name".into()],
        path: is_linked.then(|| format!("user.contact.email of the record → row of crm/chats{text}")).into_iter().collect(),
    };
    ChildCase {
        id: "0f1e2d3c4b5a6978".to_owned(),
        state: CaseState::Violation,
        persons: vec![PersonKind::User],
        roles: vec![Role::Controller, Role::Processor],
        verdicts: vec![ChildVerdict {
            state: CaseState::Violation,
            effect: AgeRule::Never,
            ages: "child_certain at collection, adult_certain today".to_owned(),
            comes_of_age: Some("2027-03".to_owned()),
            grounds: grounds(policy("Children’s personal information", None), "under 16: not collected", None),
        }],
        consent: vec![format!("crm: public.parents{text}")],
        has_guardian: true,
        places: vec![
            place(false, "public.users", Tier::Certain, 1),
            place(true, "public.chats", Tier::Certain, 12),
            place(true, "public.orders", Tier::Probable, 3),
        ],
        n_possible: 2,
    }
}

/// Under age.
pub fn under_age(text: &str) -> ViolationReport {
    let age = grounds(
        policy("Children’s personal information", Some("knowingly")),
        &format!("no data of persons under 16{text}"),
        None,
    );
    let law = Authority::Law { jurisdiction: "DE".into(), article: "GDPR 8(1): consent from 16".into() };
    verdicts(
        text,
        vec![
            violation("under-age", ("crm", "public.users"), "user.contact.email", "child_certain", 23, age),
            violation(
                "under-age",
                ("tickets", "export/2019/ticket-81.txt"),
                "user.name",
                "child_possible",
                4,
                grounds(law, "under 16 only with a parent’s consent", None),
            ),
        ],
    )
}

/// Undisclosed.
pub fn undisclosed(text: &str) -> ViolationReport {
    let silent = |rule: &str| grounds(policy("Data we collect", None), rule, None);
    let mut health = violation(
        "undisclosed",
        ("hr", "people.absence"),
        "user.health_and_medical",
        "undisclosed",
        318,
        silent("health data are in no category"),
    );
    health.category = None;
    verdicts(
        text,
        vec![
            health,
            violation(
                "undisclosed",
                ("hr", &format!("people.payroll{text}")),
                "user.government_id.national_identification_number",
                "undisclosed",
                1_204,
                silent("national identifiers are in no category"),
            ),
        ],
    )
}

/// Promises.
pub fn promises(text: &str) -> ViolationReport {
    let standard = Authority::Standard { name: format!("PCI DSS 4.0.1, 3.3.1.2{text}") };
    verdicts(
        text,
        vec![
            violation(
                "promise",
                ("crm", "public.orders"),
                "user.financial.credit_card",
                "full",
                17,
                grounds(policy("Payment processing", None), "of a card number only the last four digits", None),
            ),
            violation(
                "promise",
                ("crm", "public.orders"),
                "user.authorization.cvv",
                "full",
                2,
                grounds(standard, "no card verification code is kept after authorisation", None),
            ),
        ],
    )
}

/// Coverage.
pub fn coverage(text: &str) -> CoverageReport {
    let line = |source: &str, place: String, outcome: &str, cause: Option<&str>, hint: Option<&str>| CoverageLine {
        source: source.into(),
        place,
        is_member: outcome == "encrypted",
        outcome: outcome.to_owned(),
        cause: cause.map(str::to_owned),
        hint: hint.map(str::to_owned),
        n_bytes: 73_400_320,
        n_records: 182_355,
    };
    let basis = basis(text);
    CoverageReport {
        totals: basis.totals.clone(),
        totals_members: basis.totals_members.clone(),
        basis,
        lines: vec![
            line("crm", format!("public.users{text}"), "complete", None, None),
            line(
                "hr",
                "people.contracts".into(),
                "denied",
                Some("cannot read table: permission denied (42501)"),
                Some("GRANT SELECT ON the table TO the scanning role"),
            ),
            line("web-logs", "access.log".into(), "changed_during_read", Some("the file grew while it was read"), None),
            line("exports", "backup.zip!2019/payroll.zip".into(), "encrypted", Some("the member is encrypted"), None),
            line("exports", format!("old/link{text}"), "skipped(symlink)", None, None),
        ],
    }
}

/// Everything.
pub fn overview(text: &str) -> Overview {
    Overview {
        title: format!("Workpex{text}"),
        map: map(text),
        retention: retention(text),
        under_age: under_age(text),
        undisclosed: undisclosed(text),
        promises: promises(text),
        coverage: coverage(text),
        register: register(text).counts,
    }
}

/// What has changed.
pub fn trend(text: &str) -> TrendReport {
    let line = |change, n_before, n_now, violation: &Violation| TrendLine {
        change,
        identity: violation.identity(),
        n_before,
        n_now,
        violation: violation.clone(),
    };
    let violations = [retention(text).violations, promises(text).violations].concat();
    TrendReport {
        basis: basis(text),
        before: Basis { as_of: "2026-05-01".into(), ..basis(text) },
        counts: vec![TrendCount { what: "findings".into(), n_before: 4_100, n_now: 4_000 }],
        lines: vec![
            line(Change::New, 0, 1_204, &violations[0]),
            line(Change::StillOpen, 2_000, 1_204, &violations[1]),
            line(Change::Resolved, 17, 0, &violations[3]),
        ],
        caveats: vec![format!("the policies are others{text}")],
    }
}

/// An answer about one person.
pub fn answer(text: &str) -> Answer {
    let holding = |class: &str, field: &str, mask: &str| Holding {
        class: class.into(),
        field: Some(format!("{field}{text}")),
        mask: format!("{mask}{text}"),
        role: None,
        confidence: 97,
    };
    let trace = |tier, source: &str, place: &str, holds: Vec<Holding>, path: &[&str]| Trace {
        tier,
        source: source.into(),
        place: format!("{place}{text}"),
        n_records: 1,
        stands: holds
            .iter()
            .map(|holding: &Holding| Stands {
                class: holding.class.clone(),
                state: S::InRetention,
                due: Some("2027-01-31".to_owned()),
                keep_until: (tier == Tier::Certain).then(|| "2026-12-31".to_owned()),
                grounds: None,
            })
            .collect(),
        holds,
        path: path.iter().map(|step| format!("{step}{text}")).collect(),
    };
    Answer {
        case: format!("DSAR 2026-14{text}"),
        asked: vec!["user.contact.email".into(), "user.name".into()],
        traces: vec![
            trace(
                Tier::Certain,
                "hr",
                "people.payroll#••••",
                vec![
                    holding("user.government_id.national_identification_number", "tax_id", "•• ••• ••• •46"),
                    holding("user.name", "name", "P•••• S•••••"),
                ],
                &["e-mail asked for", "row of crm: public.users", "national id", "row of hr: people.payroll"],
            ),
            trace(
                Tier::Probable,
                "crm",
                "public.users#••••",
                vec![holding("user.contact.email", "email", "p•••@•••.org")],
                &["e-mail asked for", "row of crm: public.users, the name agrees"],
            ),
            trace(Tier::Mentioned, "tickets", "export/2019/ticket-81.txt@1204", vec![], &["name asked for", "named in a text"]),
        ],
        n_records: [(Tier::Certain, 1), (Tier::Probable, 1), (Tier::Mentioned, 1)].into(),
        incomplete: vec![format!("hr: people.contracts was not read: a grant is missing{text}")],
    }
}

/// A measured scan.
pub fn bench(text: &str) -> ScanBench {
    let stage = |stage: &str, seconds: f64, percent| StageTime { stage: format!("{stage}{text}"), seconds, percent };
    ScanBench {
        sources: vec![SourceName::from(format!("exports{text}"))],
        is_full_speed: true,
        n_threads: 2,
        objects: counts(&[("complete", 412)]),
        members: counts(&[("complete", 88)]),
        n_bytes: 18_253_611_008,
        n_records: 3_104_882,
        n_findings: 2_945_001,
        n_sightings: 801_114,
        n_tags: 9_120_555,
        stages: vec![stage("read", 1.25, 12.5), stage("detect", 8.75, 87.5)],
        seconds_committed: 94.25,
        seconds_indexed: 101.5,
        mb_per_second: 193.7,
        state_bytes: 512_000_000,
        peak_memory: Some(201_000_000),
    }
}

/// A run.
pub fn summary(text: &str) -> Summary {
    Summary {
        run: 7,
        objects: counts(&[("complete", 412), ("skipped", 31)]),
        members: counts(&[("complete", 88)]),
        n_units: 1_031,
        n_units_unchanged: 12,
        n_bytes: 18_253_611_008,
        n_records: 3_104_882,
        n_findings: 2_945_001,
        seconds: 94.25,
        sources_lost: vec![format!("legacy{text}")],
        was_stopped: false,
    }
}

/// Whose data are held.
pub fn subjects(text: &str) -> SubjectsReport {
    let source = |name: &str, n_persons, n_only_here, n_records| SourceSubjects {
        source: SourceName::from(format!("{name}{text}").as_str()),
        n_persons,
        n_only_here,
        n_records,
    };
    SubjectsReport {
        basis: basis(text),
        persons: PersonCount { at_least: 1_180, likely: 1_204, at_most: 1_900 },
        n_mentioned: 31,
        n_records: 54_020,
        n_unidentified: 1_022,
        ages: BTreeMap::from([(AgeState::ChildCertain, 12), (AgeState::AdultCertain, 900), (AgeState::Unknown, 292)]),
        jurisdictions: BTreeMap::from([(format!("DE{text}"), 700), ("not stated".to_owned(), 504)]),
        spread: vec![Spread { n_sources: 1, n_persons: 1_100 }, Spread { n_sources: 3, n_persons: 73 }],
        sources: vec![source("crm", 1_100, 1_050, 30_020), source("web-logs", 123, 50, 24_000)],
    }
}
