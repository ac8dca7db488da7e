//! Single sentences, each with all that a draft says of it: what a whole text would hide in its figures.

use gleaner::draft::{Draft, Format};
use gleaner::model::policy::Policy;

use super::held;

fn plain(text: &str) -> Draft {
    Draft::new(Format::Plain, text).unwrap()
}

/// All that is said, in order: `section words`, and `unread` for a sentence that is listed.
fn told(text: &str) -> Vec<String> {
    let draft = plain(text);
    let said = draft.statements.iter().map(|told| format!("{} {}", told.says.section(), held::said(&told.says)));
    let said: Vec<String> = said.map(|line| line.trim().to_owned()).collect();
    let unread = draft.unread().map(|_| "unread".to_owned());
    let conflicts = draft.contradictions.iter().map(|found| format!("conflict {}", found.about));
    said.into_iter().chain(unread).chain(conflicts).collect()
}

/// Text, and what is said of it.
const SENTENCES: &[(&str, &[&str])] = &[
    // Numbers are read whole, or told.
    ("We keep your email for forty-five days.", &["retention user.contact.email P45D"]),
    ("We keep your email for one hundred days.", &["retention user.contact.email P100D"]),
    ("We keep your email for several years.", &["unread"]),
    ("We keep your email for 99999999999999999999 years.", &["unread"]),
    // Promises of place.
    ("Your data is stored only in the EEA.", &["promise in-region * in EEA", "transfer"]),
    ("Personal data are never stored outside the European Union.", &["promise in-region * in EU", "transfer"]),
    ("Your data never leaves India.", &["promise in-region * in IN", "transfer"]),
    ("आपका डेटा केवल भारत में रखा जाता है।", &["promise in-region * in IN", "transfer"]),
    (
        "Card data are only held in our payment system.",
        &["promise in-systems user.financial.credit_card in payment-system", "category user.financial.credit_card"],
    ),
    (
        "कार्ड डेटा केवल हमारी भुगतान प्रणाली में रखा जाता है।",
        &["promise in-systems user.financial.credit_card in भुगतान-प्रणाली", "category user.financial.credit_card"],
    ),
    // Promises of time.
    (
        "When you deactivate your account we delete your profile.",
        &["retention user.account open account_closed delete", "promise until-deactivation user.account"],
    ),
    (
        "जब आप अपना खाता निष्क्रिय करते हैं, तो हम आपकी प्रोफ़ाइल हटा देते हैं।",
        &["retention user.account open account_closed delete", "promise until-deactivation user.account"],
    ),
    ("You may ask us to delete your data when you close your account.", &["right Erasure"]),
    ("If you close your account your data stays visible and is not deleted.", &["unread"]),
    // Promises of form.
    (
        "Passwords are stored only as hashes.",
        &["promise hashed user.authorization.password", "category user.authorization.password"],
    ),
    ("पासवर्ड केवल हैश के रूप में रखे जाते हैं।", &["promise hashed user.authorization.password", "category user.authorization.password"]),
    ("Anonymised data is not re-identified.", &["promise anonymous *"]),
    ("समेकित आँकड़ों से किसी व्यक्ति की पहचान नहीं की जा सकती।", &["promise anonymous *"]),
    ("हम आपका आधार नंबर कभी संग्रहीत नहीं करते।", &["promise nothing user.government_id.national_identification_number"]),
    ("प्रत्येक ग्राहक का डेटा अन्य ग्राहकों के डेटा से अलग रखा जाता है।", &["promise with-its-customer *"]),
    // Bases and scope.
    ("Our legal basis for processing contact data is your consent (Art. 6(1)(a)).", &["basis consent of user.contact"]),
    ("We process your data on the basis of our contract with you.", &["basis contract of *"]),
    ("संपर्क डेटा के प्रसंस्करण का कानूनी आधार आपकी सहमति है।", &["basis consent of user.contact"]),
    ("For API customers this policy does not apply.", &["note scope"]),
    ("हमारे API ग्राहकों पर यह नीति लागू नहीं होती।", &["note scope"]),
    // Start events.
    ("शिकायतें हल होने के 90 दिन बाद हटा दी जाती हैं।", &["retention user.content P90D process_end delete"]),
    ("Applications are deleted within 6 months of the decision.", &["retention */applications P6M process_end delete"]),
    // Contradictions.
    (
        "We keep your IP for 18-24 months. We keep your IP address for 1.5 years.",
        &[
            "retention user.device.ip_address P24M",
            "retention user.device.ip_address P18M",
            "conflict retention of user.device.ip_address",
        ],
    ),
    (
        "Your data is stored only in the EEA. We transfer your data to the US.",
        &["promise in-region * in EEA", "transfer", "transfer", "conflict whether data are transferred"],
    ),
    (
        "We never share your data with third parties. We share your data with our advertising partners.",
        &["recipient", "recipient", "conflict whether data are shared with advertisers"],
    ),
    (
        "We do not share your data with employers. We share your data with our advertising partners.",
        &["recipient", "recipient"],
    ),
];

#[test]
fn each_sentence_says_what_its_row_says() {
    let wrong: Vec<String> = SENTENCES
        .iter()
        .map(|(text, expected)| (text, told(text), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(text, found, expected)| format!("{text}\n  found {found:?}\n  not   {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Text, and the hedges of its first statement.
#[test]
fn hedges_stand_beside_numbers_too() {
    for (text, expected) in [
        ("हम जानबूझकर 13 वर्ष से कम आयु के बच्चों का डेटा एकत्र नहीं करते हैं।", &["जानबूझकर"][..]),
        ("हम आपका ईमेल अधिकतम 30 दिन तक रखते हैं।", &["अधिकतम", "तक"]),
        ("आपको अपने डेटा तक पहुँच का अधिकार है।", &[]),
        ("We keep your email for up to 30 days.", &["up to"]),
        ("We do not knowingly collect data from children under 13.", &["knowingly"]),
        ("Your email is deleted on 1 May 2030, 30 days after collection.", &[]),
    ] {
        let draft = plain(text);
        assert_eq!(draft.statements[0].hedges, expected, "{text}");
    }
}

/// What a statement becomes in a pack.
#[test]
fn what_no_rule_can_stand_for_is_a_note_and_no_rule() {
    let pack = |text: &str| -> Policy { plain(text).pack("x", "X") };
    let backups = pack("We keep backups for 90 days.");
    assert!(backups.retention.is_empty() && backups.note[0].text.contains("Backups (P90D)"), "{backups:?}");
    // One name for a thing is no second thing: no condition is made up of it.
    let twice = pack("We keep your IP for 24 months. We keep your IP address for 18 months.");
    assert!(twice.retention.len() == 1 && twice.retention[0].when.is_none() && twice.conflict.len() == 1, "{twice:?}");
    let basis = pack("We collect your email. Our legal basis for processing your email is your consent.");
    assert_eq!(basis.category[0].basis.as_deref(), Some("consent"));
    // A basis for everything is no basis of a special category.
    let general = pack("We collect your health data. We process your data on the basis of our contract with you.");
    assert!(general.category[0].basis.is_none() && general.note[0].text.starts_with("Legal basis (contract)"), "{general:?}");
    let system = pack("Card data are only held in our payment system.");
    assert_eq!(system.promise[0].systems, ["payment-system"]);
    assert!(system.note[0].text.contains("sources that somebody has to name"), "{system:?}");
    assert_eq!(pack("Your data never leaves India.").promise[0].regions, ["IN"]);
}

/// Texts that are no policy's and that once took minutes: each is read, or told to be too long.
#[test]
fn no_text_takes_longer_than_its_length() {
    let line = "<p>We keep your email for 30 days.</p>";
    let nested = |tag: &str, n: usize| format!("{line}{}x{}", format!("<{tag}>").repeat(n), format!("</{tag}>").repeat(n));
    for text in [nested("div", 50_000), nested("b", 20_000)] {
        let draft = Draft::new(Format::Html, &text).unwrap();
        assert_eq!(draft.statements.len(), 1);
    }
    let endless = plain(&"We keep your name ".repeat(20_000));
    assert!(endless.unread().any(|(.., reason)| reason.starts_with("far longer than a sentence")));
    let headings: String = (0..9_000).map(|n| format!("{n}. Heading\n\nWe keep your email for {n} days.\n\n")).collect();
    let error = Draft::new(Format::Plain, &headings).unwrap_err();
    assert!(error.to_string().contains("more than 5000 sentences"), "{error}");
}
