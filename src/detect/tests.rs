//! The engine as a whole: files, texts, columns.

use super::*;
use crate::model::finding::{BirthBasis, ColumnRole, ColumnShape, Form};
use crate::model::locator::StepKind;
use crate::model::passage::{Passage, RecordKind};
use crate::model::secret::TermKind;

fn detectors() -> &'static Detectors {
    static ALL: std::sync::LazyLock<Detectors> =
        std::sync::LazyLock::new(|| Detectors::builtin().unwrap_or_else(|error| panic!("{error}")));
    &ALL
}

struct Customers;

impl KnownNames for Customers {
    fn is_known(&self, sorted_name: &str) -> bool {
        sorted_name == "priya sharma"
    }
}

fn detect(column: Option<&str>, text: &str, region: Option<&str>) -> Vec<Hit> {
    let mut fields = Fields::default();
    let field = column.and_then(|column| fields.intern(column));
    let record = Record {
        kind: RecordKind::Text,
        at: (StepKind::Line, Vec::new()),
        passages: vec![Passage::new(text, field)],
        day: None,
    };
    let today = Day::from_date(jiff::civil::date(2026, 6, 1));
    let context = Context { fields: &fields, verdicts: &[], region, today, known: Some(&Customers) };
    detectors().detect(&record, &context).into_iter().map(|(_, hit)| hit).collect()
}

fn told(column: Option<&str>, text: &str) -> String {
    let hits = detect(column, text, None);
    let told: Vec<String> = hits.iter().map(|hit| format!("{}={}", hit.detector, &text[hit.span.clone()])).collect();
    told.join("; ")
}

#[test]
fn every_example_hits_and_no_counterexample_does() {
    let failures: Vec<String> = detectors().check().iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(detectors().version().len(), 16);
}

#[test]
fn every_detector_has_examples_of_both_kinds() {
    for spec in detectors().specs().iter().filter(|spec| spec.matcher.as_deref() != Some("known-name")) {
        assert!(!spec.examples.is_empty() && !spec.counterexamples.is_empty(), "{}", spec.id);
    }
}

#[test]
fn texts_give_their_values() {
    for (column, text, expected) in [
        (None, "Ticket from Priya Sharma <priya@example.com>", "intl.known_name=Priya Sharma; intl.email=priya@example.com"),
        (None, "मेरा नाम अमित कुमार है, फ़ोन ९८७६५ ४३२१०", "intl.name=अमित कुमार; intl.phone=९८७६५ ४३२१०"),
        (None, "203.0.113.7 - - [02/Mar/2024:10:11:12 +0000] \"GET /a HTTP/1.1\" 200 512", "intl.ip=203.0.113.7"),
        (Some("message"), "call me: +49 30 901820", "intl.content=call me: +49 30 901820; intl.phone=+49 30 901820"),
        (Some("email"), " priya@example.com ", "intl.email=priya@example.com"),
        (Some("email"), "unknown", ""),
        (Some("$.user.email"), "priya@example.com", "intl.email=priya@example.com"),
        (None, "nothing to see", ""),
    ] {
        assert_eq!(told(column, text), expected, "{text}");
    }
}

#[test]
fn a_hit_says_what_it_is_and_shows_little() {
    let look = |column: &str, text: &str| {
        let hit = detect(Some(column), text, None).remove(0);
        let guise = detectors().guise(&hit, &text[hit.span.clone()]);
        (hit, guise)
    };
    let (hit, guise) = look("guardian_email", "Priya.S@Example.com");
    assert_eq!((hit.role, hit.form, guise.likely_test), (ColumnRole::Guardian, Form::Full, true));
    assert_eq!(
        (guise.terms[0].kind, guise.terms[0].text.expose(), guise.mask.0.as_str()),
        (TermKind::Whole, "priya.s@example.com", "P•••@•••.com")
    );
    let (hit, guise) = look("date_of_birth", "2014-06-03");
    assert!(guise.terms.is_empty());
    assert_eq!(
        hit.birth.map(|birth| (birth.basis, birth.earliest.to_string())),
        Some((BirthBasis::DateOfBirth, "2014-06-03".to_owned()))
    );
    let (hit, guise) = look("password", "$2b$12$abcdefghijklmnopqrstuv");
    assert_eq!((hit.form, guise.mask.0.as_str()), (Form::Hashed, "•••"));
    let (hit, _) = look("email", "5f4dcc3b5aa765d61d8327deb882cf99");
    assert_eq!((hit.class.as_str(), hit.form), ("user.contact.email", Form::Hashed));
    let (_, guise) = look("full_name", "Sharma, Priya");
    assert_eq!((guise.terms[0].text.expose(), guise.mask.0.as_str()), ("priya sharma", "P. S."));
}

#[test]
fn own_files_are_read_and_every_mistake_is_told() {
    let own = |text: &str| Detectors::with_own(&[("own.toml".to_owned(), text.to_owned())]);
    let good = "[[detector]]\nid = \"own.badge\"\nname = \"Badge\"\nclass = \"user.unique_id\"\npattern = 'BADGE-\\d{6}'\nconfidence = { pattern = 0.6 }\n";
    let with_badge = own(good).unwrap();
    assert_ne!(with_badge.version(), detectors().version());
    assert!(with_badge.specs().iter().any(|spec| spec.id == "own.badge"));
    let bad = good.replace("user.unique_id", "user.uniqe_id").replace("\\d{6}", "(")
        + &good.replace("own.badge", "intl.email").replace("pattern = '", "matcher = \"emial\"\npattern = '");
    let told = own(&bad).err().unwrap().to_string();
    for part in [
        "own.toml:1: ",
        "nearest known one is `user.unique_id`",
        "pattern:",
        "`intl.email` is taken",
        "nearest known one is `email`",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
}

fn profile(fields: &[(&str, &str, &[&str])]) -> Vec<String> {
    let samples: Vec<FieldSample<'_>> = fields
        .iter()
        .map(|(name, declared, values)| FieldSample { name, declared, values: values.to_vec(), is_unique: false })
        .collect();
    let verdicts = detectors().profile(&samples);
    verdicts
        .iter()
        .map(|verdict| verdict.class.as_ref().map_or(String::new(), |(_, class)| class.as_str().to_owned()))
        .collect()
}

#[test]
fn columns_are_judged_by_name_and_values() {
    for (name, declared, values, expected) in [
        ("email", "text", &["a@example.com", "b@example.org"][..], "user.contact.email"),
        ("correo", "", &["a@example.com"], "user.contact.email"),
        ("c7", "text", &["a@example.com", "b@example.org", "c@example.net"], "user.contact.email"),
        ("email", "text", &["red", "green", "blue"], ""),
        ("email", "text", &[], "user.contact.email"),
        ("email_verified", "boolean", &["true", "false"], ""),
        ("email", "boolean", &["t", "f"], ""),
        ("phone", "", &["030 901820", "0301234567"], "user.contact.phone_number"),
        ("móvil", "", &["612345678"], "user.contact.phone_number"),
        ("Geburtsdatum", "date", &["1990-03-12"], "user.demographic.date_of_birth"),
        ("created_at", "timestamp", &["2024-03-12 10:00:00"], ""),
        ("doğum", "", &["12.03.1990"], "user.demographic.date_of_birth"),
        ("vorname", "", &["Jürgen", "Ute"], "user.name.first"),
        ("nachname", "", &["Groß", "Meier"], "user.name.last"),
        ("name", "", &["Priya Sharma", "Anna Vogel", "Ravi Nair"], "user.name"),
        ("name", "", &["Blue Widget", "Red Box", "Standard Plan"], ""),
        ("product_name", "", &["Priya Sharma"], ""),
        ("file_name", "", &["Annual Report"], ""),
        ("company_name", "", &["Acme Traders"], ""),
        ("username", "", &["priya_s", "ute"], "user.account.username"),
        ("academic_year_code", "", &["2019", "2020"], ""),
        ("gender", "", &["m", "f"], "user.demographic.gender"),
        ("lat", "double precision", &["52.52001", "48.13743"], "user.location.precise"),
        ("last_login_ip", "inet", &["203.0.113.7", "198.51.100.4"], "user.device.ip_address"),
        ("notes", "", &["a@example.com wrote", "called b@example.org", "asked c@example.net"], ""),
        ("id", "integer", &["1", "2", "3"], ""),
        ("amount", "numeric", &["12.50", "99.10"], ""),
    ] {
        assert_eq!(profile(&[(name, declared, values)]), [expected], "{name} {values:?}");
    }
}

#[test]
fn a_bare_name_beside_persons_data_is_a_persons() {
    let names: &[&str] = &["Bhrigu Tamhank", "Zsombor Nagyhegy"];
    assert_eq!(profile(&[("name", "", names), ("email", "", &["a@example.com"])]), ["user.name", "user.contact.email"]);
    assert_eq!(profile(&[("name", "", names), ("price", "", &["12.50"])]), ["", ""]);
}

#[test]
fn a_verdict_tells_role_shape_and_runner_up() {
    let sample = |name, values: &[&'static str]| FieldSample { name, declared: "", values: values.to_vec(), is_unique: true };
    let verdicts = detectors().profile(&[sample("mother_email", &["a@example.com"]), sample("flag", &["0", "1"])]);
    assert_eq!((verdicts[0].role, verdicts[0].shape), (ColumnRole::Guardian, ColumnShape::Text));
    assert_eq!((verdicts[1].shape, verdicts[1].class.is_none()), (ColumnShape::Boolean, true));
    assert!(verdicts[0].confidence > 0.8);
}

#[test]
fn questions_are_every_class_they_can_be() {
    for (text, region, expected) in [
        ("Priya.S@example.com", None, vec!["user.contact.email"]),
        ("030 901820", Some("DE"), vec!["user.contact.phone_number"]),
        ("प्रिया शर्मा", None, vec!["user.name", "user.name.first"]),
        ("203.0.113.7", None, vec!["user.device.ip_address"]),
        ("", None, vec![]),
    ] {
        let answers = detectors().question(text, region);
        for class in &expected {
            assert!(answers.iter().any(|(own, terms)| own.as_str() == *class && !terms.is_empty()), "{text}: {class}");
        }
        assert_eq!(answers.is_empty(), expected.is_empty(), "{text}");
    }
    let answers = detectors().question("030 901820", Some("DE"));
    assert!(answers.iter().any(|(_, terms)| terms.iter().any(|term| term.text.expose() == "+4930901820")));
}

#[test]
fn an_explanation_adds_up_and_holds_no_value() {
    let mut fields = Fields::default();
    let field = fields.intern("contact");
    let record = Record {
        kind: RecordKind::Row,
        at: (StepKind::Line, Vec::new()),
        passages: vec![Passage::new("priya@example.com 9876543210", field)],
        day: None,
    };
    let context = Context { fields: &fields, verdicts: &[], region: None, today: Day(20_000), known: None };
    let all = detectors().explain(&record, &context);
    let email = all.iter().find(|line| line.detector.as_str() == "intl.email").unwrap();
    let sum: f32 = email.lines.iter().map(|(_, weight)| weight).sum();
    assert!((sum - email.confidence).abs() < 1e-5 && email.outcome == "accepted", "{email:?}");
    assert!(all.iter().any(|line| line.outcome == "too weak"), "{all:?}");
    assert!(!format!("{all:?}").contains("priya"));
}

proptest::proptest! {
    #[test]
    fn any_text_gives_spans_inside_it(
        text in "(?:\\PC|[0-9@.:+ \\n]|[A-Z][a-z]{2,5} |[०-९]|password=|आधार: |Dear |x@y.com){0,80}",
        column in proptest::option::of("(?:email|phone|name|message|dob|प|_|[a-zA-Z.]){0,4}"),
        cut in 0_usize..64,
    ) {
        let mut fields = Fields::default();
        let field = column.as_deref().and_then(|column| fields.intern(column));
        let mut passage = Passage::new(text.clone(), field);
        passage.owned.start = cut.min(text.len());
        let owned = passage.owned.clone();
        let record = Record { kind: RecordKind::Text, at: (StepKind::Line, Vec::new()), passages: vec![passage], day: None };
        let context = Context { fields: &fields, verdicts: &[], region: Some("IN"), today: Day(20_600), known: Some(&Customers) };
        for (_, hit) in detectors().detect(&record, &context) {
            proptest::prop_assert!(text.get(hit.span.clone()).is_some_and(|value| !value.is_empty()));
            proptest::prop_assert!(owned.contains(&hit.span.start));
            proptest::prop_assert!((0.5..=0.99).contains(&hit.confidence));
        }
        let _ = detectors().suspect(&text);
        let _ = detectors().question(&text, None);
    }
}

#[test]
fn a_long_text_is_read_to_its_end_once() {
    let mut text = "lorem ipsum ".repeat(20_000);
    for at in [65_530, 129_990, text.len()] {
        let at = (at..=text.len()).find(|at| text[..*at].ends_with(' ')).unwrap();
        text.insert_str(at, "priya@example.com ");
    }
    assert_eq!(detect(None, &text, None).len(), 3);
}

#[test]
fn an_id_begins_with_its_country() {
    for spec in detectors().specs() {
        let country = spec.country.as_deref().map_or("intl".to_owned(), str::to_lowercase);
        assert_eq!(spec.id.split('.').next(), Some(country.as_str()));
    }
}

#[test]
fn classes_name_laws_and_terms_that_exist() {
    for spec in detectors().specs() {
        let class = detectors().classes().get(&spec.class.as_str().into()).unwrap();
        let laws = ["gdpr.9", "gdpr.10", "ccpa.spi", "pipl.28", "kvkk.6", "in.spdi", "mx"];
        assert!(class.sensitive_under.iter().all(|law| laws.contains(&law.as_str())), "{}", class.key);
        assert!(class.ccpa.as_ref().is_none_or(|letter| matches!(letter.as_bytes(), [b'A'..=b'L'])), "{}", class.key);
        assert!(class.dpv.starts_with("pd:") || class.dpv.starts_with("dpv:"), "{}", class.key);
    }
}

#[test]
fn weights_count_what_can_be_checked_and_words_alone_make_nothing_sure() {
    for spec in detectors().specs().iter().filter(|spec| spec.matcher.is_none()) {
        let weights = spec.confidence;
        match spec.checksum.as_deref().and_then(checksum::find) {
            Some(checksum) => assert_eq!(spec.birth.is_some(), checksum.birth.is_some(), "{}", spec.id),
            None => assert!(spec.birth.is_none() && weights.checksum == 0.0, "{}", spec.id),
        }
        let is_guess = spec.checksum.is_none() && weights.pattern < crate::model::finding::ACCEPTED;
        assert!(!is_guess || weights.pattern + weights.context < crate::model::finding::HIGH, "{}", spec.id);
    }
}
