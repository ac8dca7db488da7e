//! The invented company's violations over its scans: one of each standing.

use super::{promises, retention, undisclosed};
use crate::model::orders::OrderDay;
use crate::model::register::{Mended, RegisterCounts, RegisterLine, RegisterReport, Ruling, RulingKind, Standing, State, Told};
use crate::model::severity::{FACTORS, Factor, Severity};
use crate::model::time::Day;

/// How bad a violation of so many records is.
pub fn severity(n: u64) -> Severity {
    let whys = [
        "the object holds numbers that are issued to one person".to_owned(),
        format!("number of records: {n}"),
        "data of this kind are sensitive under gdpr.9, ccpa.spi".to_owned(),
        "a use that is declared, past its time".to_owned(),
        "the company has bound itself by its policy".to_owned(),
        "in a database, and nothing says in which region".to_owned(),
    ];
    let values = [3, if n >= 100 { 2 } else { 1 }, 3, 1, 2, 2];
    let factors = FACTORS.into_iter().zip(values).zip(whys);
    Severity::of(factors.map(|((name, value), why)| Factor { name, value, why }).collect())
}

/// How a verdict in a place stands.
pub fn standing(place: &str) -> Standing {
    let until = OrderDay(Day::from_date(jiff::civil::date(2026, 7, 31)));
    let who = "uid 1000 (dpo)".to_owned();
    let told = Told { to: format!("DPO, {place}"), at: "2026-05-02T09:00:00Z".into(), who: who.clone() };
    Standing {
        id: "8f3b2c1d0e9a8b7c6d5e4f3a2b1c0d9e".into(),
        state: State::Open,
        first_seen: "2026-04-01T02:51:14Z".into(),
        last_seen: "2026-06-01T02:51:14Z".into(),
        n_before: Some(999),
        n_last: 1_204,
        regressed: None,
        told: vec![told],
        ruling: Some(Ruling {
            kind: RulingKind::Mend,
            owner: "CRM team".into(),
            reason: "Q3".into(),
            until,
            made: "2026-05-03T09:00:00Z".into(),
            who,
        }),
    }
}

/// The register.
pub fn register(text: &str) -> RegisterReport {
    let violations = [retention(text).violations, promises(text).violations, undisclosed(text).violations].concat();
    let states = [State::New, State::Regressed, State::Open, State::Open, State::Resolved, State::Resolved];
    let mended = [None, None, None, None, Some(Mended::Clean), Some(Mended::Gone)];
    let lines = violations.into_iter().zip(states).zip(mended).enumerate().map(|(ix, ((mut violation, state), mended))| {
        let mut known = standing(&violation.object);
        known.id = violation.identity();
        known.state = state;
        known.regressed = (state == State::Regressed).then(|| "2026-06-01T02:51:14Z".to_owned());
        if ix == 3 {
            (known.n_before, known.told, known.ruling) = (Some(known.n_last), vec![], None);
        }
        if ix == 0 {
            known.ruling.iter_mut().for_each(|ruling| ruling.kind = RulingKind::Accepted);
        }
        violation.standing = Some(known);
        violation.examples.clear();
        RegisterLine {
            resolved: mended.map(|_| "2026-06-01T02:51:14Z".to_owned()),
            mended,
            n_regressed: if state == State::Regressed { 2 } else { 0 },
            is_set_aside: ix == 2,
            violation,
        }
    });
    let lines: Vec<RegisterLine> = lines.collect();
    assert_eq!(lines.len(), states.len());
    let counts = RegisterCounts { n_new: 1, n_regressed: 1, n_open: 2, n_resolved: 2, n_untold: 1, n_accepted: 0, n_late: 1 };
    RegisterReport { basis: super::basis(text), counts, lines }
}
