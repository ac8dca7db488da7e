//! A list of leavers held against the invented company.

use crate::model::against::{AgainstReport, HeldLine, LinePlace, ListColumn, PlaceHeld};
use crate::model::subject::Tier;

/// Who of a list is held.
pub fn against(text: &str) -> AgainstReport {
    let place = |source: &str, object: &str, tier, n_records| LinePlace {
        source: source.into(),
        object: format!("{text}{object}"),
        tier,
        n_records,
        classes: vec!["user.contact.email".into(), "user.name".into()],
    };
    let held = |source: &str, object: &str, n_held, n_perhaps| PlaceHeld {
        source: source.into(),
        object: format!("{text}{object}"),
        n_held,
        n_perhaps,
        n_records: 2 * n_held,
        n_records_perhaps: n_perhaps + 1,
    };
    AgainstReport {
        basis: super::basis(text),
        case: format!("leavers of May{text}"),
        columns: vec![ListColumn { column: 1, class: Some("user.name".into()) }, ListColumn { column: 3, class: None }],
        n_lines: 12,
        n_held: 1,
        n_perhaps: 1,
        n_absent: 7,
        not_understood: vec![4, 5, 9],
        places: vec![held("crm", "public.users", 1, 0), held("tickets", "export/2019/ticket-81.txt", 0, 2)],
        lines: vec![
            HeldLine {
                line: 2,
                tier: Tier::Certain,
                places: vec![
                    place("crm", "public.users", Tier::Certain, 2),
                    place("tickets", "export/2019/ticket-81.txt", Tier::Mentioned, 1),
                ],
            },
            HeldLine {
                line: 7,
                tier: Tier::Mentioned,
                places: vec![place("tickets", "export/2019/ticket-81.txt", Tier::Mentioned, 2)],
            },
        ],
    }
}
