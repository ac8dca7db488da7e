//! What the generator planted, and what the reports must therefore say. The states are worked out here from the periods in
//! plain words, apart from the judge, so that one can be held against the other.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::customer::Customer;
use crate::model::time::{Day, EventKind, EventTime, Origin};
use crate::model::verdict::RetentionState;

/// One data class in one object.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Cell {
    /// The source's name in the configuration.
    pub source: &'static str,
    /// The table, or the path below the source's root. Members of an archive count with their archive.
    pub object: String,
    /// The data class.
    pub class: &'static str,
}

/// A person as somebody would ask for her.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// The same in her own script.
    pub native_name: String,
    /// E-mail address.
    pub email: String,
    /// Phone number with country code.
    pub phone: String,
}

/// The person to ask for and where she is found.
#[derive(Clone, PartialEq, Eq)]
pub struct Asked {
    /// Who.
    pub person: Person,
    /// For each (source, object): rows, lines, or 1 for a text, that hold her name, e-mail address or phone number.
    pub n_records: BTreeMap<(&'static str, String), u64>,
}

/// Ids of the accounts (table `accounts`) of persons under 16, the policy's age.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UnderAge {
    /// When their data were collected (`created_at`).
    pub at_collection: BTreeSet<i64>,
    /// Still today; all of them were so at collection too.
    pub today: BTreeSet<i64>,
}

/// What lies in the company and what is wrong with it, as of the day for which it was written.
#[derive(Clone, PartialEq, Eq)]
pub struct Planted {
    /// Records by retention state for each cell with structure: rows, JSON records, log lines.
    pub retention: BTreeMap<Cell, BTreeMap<RetentionState, u64>>,
    /// Card numbers of which only the last four digits stand there: they count with the cell of the same name in
    /// `retention` if such a part is recognised at all.
    pub last_four: BTreeMap<Cell, BTreeMap<RetentionState, u64>>,
    /// Cells of free text: at least one record holds the class, and all of them are in this state.
    pub mentions: BTreeMap<Cell, RetentionState>,
    /// Children's accounts.
    pub under_age: UnderAge,
    /// Cells whose class the policy does not disclose.
    pub undisclosed: BTreeSet<Cell>,
    /// Records that hold what a promise (full card numbers) or a standard (passwords in the clear) forbids.
    pub forbidden: BTreeMap<Cell, u64>,
    /// Whom to ask for.
    pub asked: Asked,
}

/// The operator's periods as [`super::CONFIG`] gives them: source, data classes, event, years, days.
const PERIODS: [(&str, &[&str], EventKind, i64, i64); 9] = [
    (
        "crm",
        &["user.name", "user.contact", "user.account", "user.workplace", "user.demographic"],
        EventKind::AccountClosed,
        3,
        0,
    ),
    ("crm", &["user.financial"], EventKind::Created, 7, 0),
    ("crm", &["user.device"], EventKind::Created, 0, 90),
    ("exports", &["*"], EventKind::LastActivity, 2, 0),
    ("events", &["user.device"], EventKind::Created, 0, 90),
    ("events", &["user.contact", "user.government_id"], EventKind::Created, 2, 0),
    ("logs", &["user.device", "user.contact"], EventKind::Created, 0, 90),
    ("tickets", &["*"], EventKind::Created, 5, 0),
    ("backup", &["*"], EventKind::Created, 5, 0),
];

/// What the policy discloses, read from its text: account, payment, event, interaction and widget data.
const DISCLOSED: [&str; 11] = [
    "user.name",
    "user.contact",
    "user.workplace",
    "user.account",
    "user.authorization.password",
    "user.financial.credit_card",
    "user.financial.card_expiry",
    "user.payment",
    "user.device.ip_address",
    "user.device.cookie_id",
    "user.behavior",
];

/// The start events of a record.
pub(super) type Events<'a> = &'a [(EventKind, EventTime)];

/// A source and an object in it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) source: &'static str,
    pub(super) object: &'a str,
}

impl Place<'_> {
    fn cell(self, class: &'static str) -> Cell {
        Cell { source: self.source, object: self.object.to_owned(), class }
    }
}

impl Planted {
    pub(super) fn new(asked: &Customer) -> Self {
        let person = Person {
            name: asked.name.clone(),
            native_name: asked.native_name.clone().unwrap_or_default(),
            email: asked.email.clone(),
            phone: asked.phone.clone(),
        };
        Self {
            retention: BTreeMap::new(),
            last_four: BTreeMap::new(),
            mentions: BTreeMap::new(),
            under_age: UnderAge::default(),
            undisclosed: BTreeSet::new(),
            forbidden: BTreeMap::new(),
            asked: Asked { person, n_records: BTreeMap::new() },
        }
    }

    /// A record with structure was written that holds these classes, with these events, about this customer.
    pub(super) fn record(&mut self, today: Date, at: Place, who: Option<&Customer>, classes: &[&'static str], events: Events) {
        for class in classes {
            let state = state(today, at.source, class, events);
            *self.retention.entry(at.cell(class)).or_default().entry(state).or_default() += 1;
            self.disclose(at, class);
        }
        self.count(at, who);
    }

    /// The last four digits of a card were written into a record that was counted already.
    pub(super) fn last_four(&mut self, today: Date, at: Place, events: Events) {
        let class = "user.financial.credit_card";
        let state = state(today, at.source, class, events);
        *self.last_four.entry(at.cell(class)).or_default().entry(state).or_default() += 1;
    }

    /// A text was written that holds these classes; all that tells its age is the file's time.
    pub(super) fn text(&mut self, today: Date, at: Place, who: &Customer, classes: &[&'static str], modified: Date) {
        let events = [(EventKind::Created, EventTime::on(Day::from_date(modified), Origin::FileTime))];
        for class in classes {
            self.mentions.insert(at.cell(class), state(today, at.source, class, &events));
            self.disclose(at, class);
        }
        self.count(at, Some(who));
    }

    /// The record that was just written holds something forbidden.
    pub(super) fn forbid(&mut self, at: Place, class: &'static str) {
        *self.forbidden.entry(at.cell(class)).or_default() += 1;
    }

    fn disclose(&mut self, at: Place, class: &'static str) {
        if !DISCLOSED.iter().any(|known| covers(known, class)) {
            self.undisclosed.insert(at.cell(class));
        }
    }

    fn count(&mut self, at: Place, who: Option<&Customer>) {
        if who.is_some_and(|who| who.email == self.asked.person.email) {
            *self.asked.n_records.entry((at.source, at.object.to_owned())).or_default() += 1;
        }
    }
}

/// A day that a record states.
pub(super) fn on(kind: EventKind, date: Date) -> (EventKind, EventTime) {
    (kind, EventTime::on(Day::from_date(date), Origin::Bound))
}

fn covers(pattern: &str, class: &str) -> bool {
    pattern == "*" || class.strip_prefix(pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn state(today: Date, source: &str, class: &str, events: Events) -> RetentionState {
    let period = PERIODS.iter().find(|(of, classes, ..)| *of == source && classes.iter().any(|c| covers(c, class)));
    let Some(&(_, _, starts, years, days)) = period else { return RetentionState::NoRule };
    let start = events.iter().find(|(kind, _)| *kind == starts).map(|(_, time)| *time);
    match start {
        None | Some(EventTime::Unknown) => RetentionState::StartUnknown,
        Some(EventTime::NotHappened) => RetentionState::NotStarted,
        Some(EventTime::Suspect) => RetentionState::ClockSuspect,
        Some(EventTime::At { latest, origin, .. }) => {
            let is_over = latest.to_date().saturating_add(years.years().days(days)) < today;
            match (is_over, origin) {
                (false, _) => RetentionState::InRetention,
                (true, Origin::FileTime) => RetentionState::OverduePossible,
                (true, _) => RetentionState::OverdueCertain,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The periods above are the ones that the configuration gives.
    #[test]
    fn the_configuration_says_the_same() {
        let config: toml::Table = super::super::CONFIG.parse().unwrap();
        let mut in_words = Vec::new();
        for period in config["period"].as_array().unwrap() {
            let data: Vec<&str> = period["data"].as_array().unwrap().iter().map(|d| d.as_str().unwrap()).collect();
            for source in period["sources"].as_array().unwrap() {
                in_words.push(format!("{source} {data:?} {} {}", period["starts"], period["period"]));
            }
        }
        let mut here: Vec<_> = PERIODS
            .iter()
            .map(|(source, data, starts, years, days)| {
                let period = if *years > 0 { format!("P{years}Y") } else { format!("P{days}D") };
                format!("\"{source}\" {data:?} \"{}\" \"{period}\"", starts.as_str())
            })
            .collect();
        in_words.sort();
        here.sort();
        assert_eq!(in_words, here);
    }
}
