//! Values that are published for tests and examples, or that people type when they must type something. They are findings
//! like any other, but say so.

use crate::model::ids::DataClass;

/// Card numbers that payment networks and processors publish for testing.
const CARDS: [&str; 18] = [
    "4111111111111111",
    "4242424242424242",
    "4012888888881881",
    "4222222222222",
    "4000056655665556",
    "4000000000000002",
    "5555555555554444",
    "5105105105105100",
    "5200828282828210",
    "2223003122003222",
    "378282246310005",
    "371449635398431",
    "378734493671000",
    "30569309025904",
    "38520000023237",
    "6011111111111117",
    "6011000990139424",
    "3530111333300000",
];

/// Social security numbers that were printed on sample cards or in advertisements (SSA, "Social Security Cards Issued by Woolworth").
const IDS: [&str; 4] = ["078051120", "219099999", "457555462", "123456789"];

/// Names of nobody in particular, sorted tokens.
const NAMES: [&str; 12] = [
    "doe john",
    "doe jane",
    "max mustermann",
    "erika mustermann",
    "bloggs joe",
    "fulano tal",
    "dupont jean",
    "mario rossi",
    "test user",
    "test tester",
    "first last",
    "john smith test",
];

/// Whether a normalised value is one of them.
pub(super) fn is_likely_test(class: &DataClass, normal: &str) -> bool {
    let class = class.as_str();
    let digits: String = normal.chars().filter(char::is_ascii_digit).collect();
    if class == "user.contact.email" {
        return is_test_address(normal);
    }
    if class == "user.contact.phone_number" {
        // 555-0100 to 555-0199 are kept for fiction in the North American plan.
        return is_one_digit(&digits)
            || digits.get(digits.len().saturating_sub(7)..).is_some_and(|last| last.starts_with("55501"));
    }
    if class.starts_with("user.name") {
        let sorted = super::names::sorted_form(normal);
        return NAMES.contains(&sorted.as_str());
    }
    if class == "user.financial.credit_card" {
        return CARDS.contains(&digits.as_str()) || is_one_digit(&digits);
    }
    IDS.contains(&digits.as_str()) || is_one_digit(&digits)
}

fn is_test_address(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else { return false };
    // RFC 2606 and RFC 6761. Not the top-level domain `example`: nobody types that to fill a field, and whole companies are
    // invented under it.
    let reserved = ["example.com", "example.org", "example.net"]
        .iter()
        .any(|own| domain.strip_suffix(own).is_some_and(|before| before.is_empty() || before.ends_with('.')));
    let top = domain.rsplit('.').next().unwrap_or("");
    reserved || matches!(top, "test" | "invalid" | "localhost") || local == "test" || local.starts_with("test+")
}

fn is_one_digit(digits: &str) -> bool {
    digits.len() >= 6 && digits.bytes().all(|b| Some(b) == digits.bytes().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_values_are_known() {
        for (class, normal, expected) in [
            ("user.contact.email", "test@company.co", true),
            ("user.contact.email", "priya@mail.example.org", true),
            ("user.contact.email", "priya@notexample.com", false),
            ("user.contact.email", "priya@hill-bakery.example", false),
            ("user.contact.email", "priya@hill-bakery.test", true),
            ("user.contact.phone_number", "+12025550123", true),
            ("user.contact.phone_number", "+12025559123", false),
            ("user.financial.credit_card", "4111111111111111", true),
            ("user.government_id", "078051120", true),
            ("user.government_id", "00000000", true),
            ("user.name", "john doe", true),
            ("user.name", "priya sharma", false),
        ] {
            assert_eq!(is_likely_test(&class.into(), normal), expected, "{normal}");
        }
    }
}
