//! Values that are published for tests and examples, or that people type when they must type something. They are findings
//! like any other, but say so.

use crate::model::ids::{DataClass, DetectorId};

/// Card numbers that payment networks and processors publish for testing.
const CARDS: [&str; 24] = [
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
    "3566002020360505",
    "3056930009020004",
    "36227206271667",
    "6200000000000005",
    "6205500000000000004",
    "6555900000604105",
];

/// Social security numbers that were printed on sample cards or in advertisements (SSA, "Social Security Cards Issued by Woolworth").
const IDS: [&str; 4] = ["078051120", "219099999", "457555462", "123456789"];

/// Leading characters that a detector's issuer keeps for examples and tests: national insurance numbers (HMRC), social insurance
/// numbers (Service Canada), numbers of the NHS (its test data), Aadhaar numbers that UIDAI publishes for testing.
const OF_ISSUERS: [(&str, &str); 8] = [
    ("gb.nino", "QQ"),
    ("ca.sin", "0"),
    ("gb.nhs", "999"),
    ("in.aadhaar", "999941057058"),
    ("in.aadhaar", "999971658847"),
    ("in.aadhaar", "999933119405"),
    ("in.aadhaar", "999955183433"),
    ("in.aadhaar", "999990501894"),
];

/// The examples of the IBAN registry (SWIFT, ISO 13616) for the countries where they are seen most.
const ACCOUNTS: [&str; 40] = [
    "AD1200012030200359100100",
    "AE070331234567890123456",
    "AT611904300234573201",
    "BE68539007547034",
    "BG80BNBG96611020345678",
    "CH9300762011623852957",
    "CY17002001280000001200527600",
    "CZ6508000000192000145399",
    "DE89370400440532013000",
    "DK5000400440116243",
    "EE382200221020145685",
    "ES9121000418450200051332",
    "FI2112345600000785",
    "FR1420041010050500013M02606",
    "GB29NWBK60161331926819",
    "GB82WEST12345698765432",
    "GI75NWBK000000007099453",
    "GR1601101250000000012300695",
    "HR1210010051863000160",
    "HU42117730161111101800000000",
    "IE29AIBK93115212345678",
    "IL620108000000099999999",
    "IS140159260076545510730339",
    "IT60X0542811101000000123456",
    "LI21088100002324013AA",
    "LT121000011101001000",
    "LU280019400644750000",
    "LV80BANK0000435195001",
    "MT84MALT011000012345MTLCAST001S",
    "NL91ABNA0417164300",
    "NO9386011117947",
    "PL61109010140000071219812874",
    "PT50000201231234567890154",
    "RO49AAAA1B31007593840000",
    "RS35260005601001611379",
    "SA0380000000608010167519",
    "SE4550000000058398257466",
    "SK3112000000198742637541",
    "TR330006100519786457841326",
    "UA213223130000026007233566001",
];

/// Names of nobody in particular, sorted tokens.
const NAMES: [&str; 24] = [
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
    "ada lovelace",
    "grace hopper",
    "alan turing",
    "foo bar",
    "ipsum lorem",
    "jane roe",
    "john roe",
    "richard roe",
    "hans muster",
    "kari nordmann",
    "nordmann ola",
    "matti meikäläinen",
];

/// Whether a normalised value is one of them.
pub(super) fn is_likely_test(class: &DataClass, detector: &DetectorId, normal: &str) -> bool {
    let (class, detector) = (class.as_str(), detector.as_str());
    if OF_ISSUERS.iter().any(|(own, leading)| *own == detector && normal.starts_with(leading)) {
        return true;
    }
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
    if class == "user.financial.bank_account" && normal.starts_with(|c: char| c.is_ascii_uppercase()) {
        return ACCOUNTS.contains(&normal);
    }
    if class == "user.authorization.credentials" {
        return normal.ends_with("EXAMPLE") || normal.ends_with("EXAMPLEKEY");
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
        for (class, detector, normal, expected) in [
            ("user.contact.email", "", "test@company.co", true),
            ("user.contact.email", "", "priya@mail.example.org", true),
            ("user.contact.email", "", "priya@notexample.com", false),
            ("user.contact.email", "", "priya@hill-bakery.example", false),
            ("user.contact.email", "", "priya@hill-bakery.test", true),
            ("user.contact.phone_number", "", "+12025550123", true),
            ("user.contact.phone_number", "", "+12025559123", false),
            ("user.financial.credit_card", "", "4111111111111111", true),
            ("user.financial.bank_account", "intl.iban", "GB82WEST12345698765432", true),
            ("user.financial.bank_account", "intl.iban", "DE08500105170482917364", false),
            ("user.government_id", "us.ssn", "078051120", true),
            ("user.government_id", "gb.nino", "QQ123456C", true),
            ("user.government_id", "gb.nino", "AB123456C", false),
            ("user.government_id", "ca.sin", "046454286", true),
            ("user.government_id", "", "00000000", true),
            ("user.name", "", "john doe", true),
            ("user.name", "", "ada lovelace", true),
            ("user.name", "", "priya sharma", false),
        ] {
            assert_eq!(is_likely_test(&class.into(), &detector.into(), normal), expected, "{normal}");
        }
    }

    #[test]
    fn the_registrys_examples_are_accounts() {
        let detectors = crate::detect::Detectors::builtin().unwrap();
        let told = |text: &str| detectors.question(text, None).iter().any(|(class, _)| class.is_within("user.financial"));
        assert_eq!(ACCOUNTS.iter().filter(|account| !told(account)).collect::<Vec<_>>(), Vec::<&&str>::new());
    }
}
