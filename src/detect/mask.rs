//! What may be shown of a value: a hint for whoever knows it already, and nothing for anybody else.

use super::names;
use crate::model::ids::DataClass;
use crate::model::secret::Masked;

const HIDDEN: &str = "•••";
/// Values with fewer characters show nothing.
const SHORTEST: usize = 6;

/// The mask of a value of a class.
pub(super) fn mask(class: &DataClass, value: &str) -> Masked {
    let value = value.trim();
    let class = class.as_str();
    if class.starts_with("user.name") {
        return Masked(hidden_unless(names::initials(value)));
    }
    if value.chars().count() < SHORTEST {
        return Masked(HIDDEN.to_owned());
    }
    Masked(match class {
        "user.contact.email" => address(value),
        "user.contact.phone_number" => [HIDDEN, &last(value, 2)].concat(),
        "user.financial.credit_card" => ["••••", &last(value, 4)].concat(),
        _ if shows_end(class) => [HIDDEN, &last(value, 2)].concat(),
        _ => HIDDEN.to_owned(),
    })
}

/// Issued numbers and addresses of devices, of which two characters tell nobody who does not know them.
fn shows_end(class: &str) -> bool {
    let of = |parent: &str| class.starts_with(parent);
    of("user.government_id")
        || of("user.financial.bank_account")
        || matches!(class, "user.device.ip_address" | "user.device.mac_address" | "user.device.device_id" | "user.unique_id")
}

/// The last letters or digits of a value that has at least three times as many.
fn last(value: &str, n: usize) -> String {
    let signs = || value.char_indices().rev().filter(|(_, c)| c.is_alphanumeric());
    if signs().nth(3 * n - 1).is_none() {
        return String::new();
    }
    let from = signs().nth(n - 1).map_or(value.len(), |(at, _)| at);
    value.get(from..).unwrap_or("").chars().filter(|c| c.is_alphanumeric()).collect()
}

fn address(value: &str) -> String {
    let Some((local, domain)) = value.rsplit_once('@') else { return HIDDEN.to_owned() };
    let top = domain.rsplit_once('.').map_or("", |(_, top)| top);
    // A long top-level label may be a name of its own.
    let top = if top.len() <= 4 && top.is_ascii() { top.to_lowercase() } else { HIDDEN.to_owned() };
    let first = local.chars().next().filter(|_| local.chars().count() > 2).map(String::from).unwrap_or_default();
    [&first, HIDDEN, "@", HIDDEN, ".", &top].concat()
}

fn hidden_unless(shown: String) -> String {
    if shown.is_empty() { HIDDEN.to_owned() } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_is_a_hint_at_most() {
        for (class, value, expected) in [
            ("user.contact.email", "priya@example.com", "p•••@•••.com"),
            ("user.contact.email", "pi@example.museum", "•••@•••.•••"),
            ("user.contact.phone_number", "+49 30 123456", "•••56"),
            ("user.financial.credit_card", "4242 4242 4242 4242", "••••4242"),
            ("user.financial.credit_card", "****4242", "••••"),
            ("user.name", "Priya Sharma", "P. S."),
            ("user.government_id.national_identification_number", "2341 2341 2346", "•••46"),
            ("user.device.ip_address", "10.1.2.3", "•••"),
            ("user.authorization.password", "correct horse", "•••"),
            ("user.unique_id", "12345", "•••"),
        ] {
            assert_eq!(mask(&class.into(), value).0, expected, "{value}");
        }
    }
}
