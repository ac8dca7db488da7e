//! What a field's name says: which detectors' columns it matches, how exactly, and whose data it holds.

use std::collections::HashMap;

use super::compiled::Compiled;
use super::context::Language;
use super::name_number::without_number;
use super::phrasebook::Voice;
use super::words::name_words;
use crate::model::finding::ColumnRole;

/// Column names of all detectors, joined without separators: `aadhar_no` and `AadharNo` are the same.
#[derive(Default)]
pub(super) struct ColumnNames {
    exact: HashMap<String, Vec<Named>>,
    /// Names that say that they are a number's, without the word that says so: `passport_no` is as good as `passport number`.
    numbers: HashMap<String, Vec<Named>>,
}

#[derive(Clone, Copy)]
struct Named {
    detector: usize,
    /// It counts only if it is all of the name.
    whole_only: bool,
    /// Its values are called numbers, whatever they are made of.
    is_numbered: bool,
}

/// What a name says.
#[derive(Clone, Default, Debug)]
pub(super) struct NameEvidence {
    /// Detectors that it speaks for, the most exact first.
    pub named: Vec<NameMatch>,
    /// The same detectors, without a verdict's confidence.
    pub columns: Vec<(usize, f32)>,
    pub n_words: usize,
    /// Whom its words speak for and against.
    pub voice: Voice,
    pub role: ColumnRole,
}

/// A detector that a name speaks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct NameMatch {
    pub detector: usize,
    /// All of the name matches, but for whose it is.
    pub is_whole: bool,
    /// How much of the name matches, in bytes.
    pub len: usize,
}

/// Words in front of a field's name that tell whose it is, and say nothing else.
const ROLES: &[(ColumnRole, &[&str])] = &[
    (ColumnRole::Emergency, &["emergency", "ice", "notfall", "urgence", "emergencia", "nextofkin", "kin"]),
    (
        ColumnRole::Guardian,
        &[
            "guardian", "parent", "parents", "mother", "father", "mothers", "fathers", "tutor", "vormund", "padre", "madre",
            "mere", "pere", "mutter", "vater",
        ],
    ),
    (ColumnRole::Spouse, &["spouse", "partner", "husband", "wife", "ehepartner", "conjoint", "conyuge"]),
    (
        ColumnRole::Dependant,
        &[
            "child",
            "children",
            "dependant",
            "dependent",
            "kid",
            "son",
            "daughter",
            "kind",
            "enfant",
            "hijo",
            "beneficiary",
            "nominee",
        ],
    ),
    (
        ColumnRole::Agent,
        &[
            "agent",
            "handled",
            "handler",
            "created",
            "updated",
            "assigned",
            "assignee",
            "rep",
            "operator",
            "modified",
            "approved",
            "approver",
            "reviewer",
            "closed",
            "resolved",
            "author",
            "staff",
            "advisor",
            "owner",
            "manager",
            "supervisor",
            "teacher",
            "doctor",
            "physician",
        ],
    ),
    (
        ColumnRole::Other,
        &[
            "sender",
            "recipient",
            "receiver",
            "referrer",
            "referred",
            "referral",
            "referee",
            "buyer",
            "seller",
            "from",
            "to",
            "payee",
            "payer",
            "witness",
            "reference",
            "invited",
            "inviter",
        ],
    ),
];

/// Words in front that name the record's own subject.
const SUBJECTS: &[&str] = &[
    "user",
    "customer",
    "client",
    "person",
    "patient",
    "employee",
    "member",
    "contact",
    "student",
    "applicant",
    "candidate",
    "subscriber",
    "guest",
    "passenger",
    "traveler",
    "traveller",
    "resident",
    "citizen",
    "tenant",
    "billing",
    "shipping",
    "account",
    "holder",
    "cardholder",
    "personal",
    "primary",
    "home",
    "work",
    "private",
    "full",
    "my",
    "profile",
    "author",
    "attendee",
    "participant",
    "worker",
    "driver",
    "kunde",
    "kunden",
    "cliente",
    "utilisateur",
    "usuario",
    "nutzer",
    "old",
    "new",
    "current",
    "legal",
    "individual",
    "owner",
    "payer",
    "buyer",
    "donor",
    "voter",
    "by",
    "next",
    "of",
    "sales",
    "s",
];

/// Classes whose values are called numbers.
const NUMBERED: [&str; 6] = [
    "user.government_id",
    "user.financial",
    "user.health_and_medical.record_id",
    "user.contact.phone_number",
    "user.unique_id",
    "user.device",
];

impl ColumnNames {
    /// The names of all detectors.
    pub fn new(all: &[Compiled]) -> Self {
        let mut names = Self::default();
        for (detector, compiled) in all.iter().enumerate() {
            let is_numbered = NUMBERED.iter().any(|class| compiled.class.is_within(class));
            for column in &compiled.spec.columns {
                let (whole_only, column) = column.strip_prefix('=').map_or((false, column.as_str()), |rest| (true, rest));
                let words: Vec<String> = name_words(column).into_iter().map(|(_, word)| word).collect();
                let own = Named { detector, whole_only, is_numbered };
                note(&mut names.exact, words.concat(), own);
                if let Some(rest) = without_number(&words).filter(|_| is_numbered && !whole_only) {
                    note(&mut names.numbers, rest, own);
                }
            }
        }
        names
    }

    /// What a field's name says.
    pub fn look_up(&self, name: &str, language: Language<'_>) -> NameEvidence {
        let words = name_words(name);
        let role = role(&words);
        let mut named: Vec<NameMatch> = Vec::new();
        // From the whole name to its last word: the longest match comes first.
        for from in 0..words.len() {
            let (front, tail) = words.split_at(from);
            let tail_words: Vec<String> = tail.iter().map(|(_, word)| word.clone()).collect();
            let key = tail_words.concat();
            // `user.name` in a document is the name of a user; `username` and `user_name` are another thing.
            let spans = tail.first().map(|(s, _)| *s) != tail.last().map(|(s, _)| *s);
            if spans && key == "username" {
                continue;
            }
            let last_segment = tail.first().map_or(0, |(segment, _)| *segment);
            let is_whole = front.iter().filter(|(segment, _)| *segment == last_segment).all(|(_, word)| is_owner(word));
            let exact = self.exact.get(&key).into_iter().flatten();
            let rest = without_number(&tail_words).filter(|_| !spans);
            let bare = rest.iter().filter_map(|rest| self.exact.get(rest)).flatten();
            let bare = bare.filter(|own| own.is_numbered && !own.whole_only);
            let numbers = rest.iter().filter_map(|rest| self.numbers.get(rest)).flatten();
            for found in exact.chain(bare).chain(numbers) {
                let is_new = !named.iter().any(|n| n.detector == found.detector);
                if is_new && (is_whole || !found.whole_only) {
                    named.push(NameMatch { detector: found.detector, is_whole, len: key.len() });
                }
            }
        }
        let columns = named.iter().map(|named| (named.detector, 0.0)).collect();
        NameEvidence { named, columns, n_words: words.len(), voice: voice_of(&words, language), role }
    }
}

fn note(names: &mut HashMap<String, Vec<Named>>, key: String, own: Named) {
    let named = names.entry(key).or_default();
    if !named.iter().any(|n| n.detector == own.detector) {
        named.push(own);
    }
}

fn voice_of(words: &[(u16, String)], language: Language<'_>) -> Voice {
    let joined: Vec<&str> = words.iter().map(|(_, word)| word.as_str()).collect();
    language.phrasebook.hear(&language.vocabulary.look_up(&joined.join(" ")))
}

fn is_owner(word: &str) -> bool {
    SUBJECTS.contains(&word) || ROLES.iter().any(|(_, words)| words.contains(&word))
}

/// Whose data a field of this name holds.
fn role(words: &[(u16, String)]) -> ColumnRole {
    let has = |word: &str| words.iter().any(|(_, own)| own == word);
    // `owner` and `author` alone are the record's subject as often as not.
    let named = |words: &[&str]| {
        words.iter().any(|word| {
            has(word)
                && (!matches!(
                    *word,
                    "to" | "from"
                        | "created"
                        | "updated"
                        | "closed"
                        | "modified"
                        | "resolved"
                        | "owner"
                        | "author"
                        | "kind"
                        | "reference"
                        | "ice"
                ) || has("by")
                    || matches!(*word, "ice" | "from" | "to"))
        })
    };
    // A browser is nobody's agent in the company.
    let is_client = words.windows(2).any(|pair| matches!(pair, [(_, user), (_, agent)] if user == "user" && agent == "agent"));
    if is_client || ((has("date") || has("at")) && !has("birth")) {
        return ColumnRole::Own;
    }
    ROLES.iter().find(|(_, words)| named(words)).map_or(ColumnRole::Own, |(role, _)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_whose_it_is() {
        for (name, expected) in [
            ("email", ColumnRole::Own),
            ("customer_email", ColumnRole::Own),
            ("guardian_email", ColumnRole::Guardian),
            ("mother_name", ColumnRole::Guardian),
            ("spousePhone", ColumnRole::Spouse),
            ("emergency_contact_phone", ColumnRole::Emergency),
            ("ice_phone", ColumnRole::Emergency),
            ("child_name", ColumnRole::Dependant),
            ("created_by", ColumnRole::Agent),
            ("assigned_to", ColumnRole::Agent),
            ("sales_rep", ColumnRole::Agent),
            ("agent_name", ColumnRole::Agent),
            ("user_agent", ColumnRole::Own),
            ("recipient_email", ColumnRole::Other),
            ("created_at", ColumnRole::Own),
        ] {
            let words = name_words(name);
            assert_eq!(role(&words), expected, "{name}");
        }
    }
}
