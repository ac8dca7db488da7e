//! Tests of linking: what must meet, and what must never be taken for one person.

use super::*;
use crate::model::finding::{BirthBasis, ColumnRole, Finding, Form};
use crate::model::passage::RecordKind;
use crate::model::sighting::BirthFact;
use Tier::{Certain, Mentioned, Possible, Probable};

mod entangled;

fn anchor(class: &DataClass) -> Anchor {
    match class.as_str() {
        key if key.starts_with("user.contact") || key == "user.account.username" => Anchor::Contact,
        key if key.starts_with("user.government_id") => Anchor::Issued,
        key if key.starts_with("user.device") => Anchor::Device,
        key if key.starts_with("user.name") => Anchor::Quasi,
        _ => Anchor::None,
    }
}

/// Short names of classes, as the rows below write them.
fn class(short: &str) -> &str {
    match short {
        "email" => "user.contact.email",
        "phone" => "user.contact.phone_number",
        "street" => "user.contact.address.street",
        "id" | "ssn" => "user.government_id.national_identification_number",
        "name" => "user.name",
        "first" => "user.name.first",
        "last" => "user.name.last",
        "ip" => "user.device.ip_address",
        "customer" => "user.unique_id",
        other => panic!("{other}"),
    }
}

fn tag(class: &str, kind: TermKind, text: &str) -> (TermKind, Tag) {
    let hash = blake3::hash(format!("{class} {kind:?} {text}").as_bytes());
    (kind, Tag(hash.as_bytes()[..16].try_into().unwrap()))
}

/// A name's terms; its sound is its consonants.
fn tags(short: &str, text: &str) -> Vec<(TermKind, Tag)> {
    let class = class(short);
    if !class.starts_with("user.name") {
        return vec![tag(class, TermKind::Whole, text)];
    }
    let mut parts: Vec<&str> = text.split(' ').collect();
    let mut tags: Vec<_> = parts.iter().map(|part| tag(class, TermKind::Token, part)).collect();
    parts.sort_unstable();
    let sorted = parts.join(" ");
    let sound: String = sorted.chars().filter(|c| !"aeiouy".contains(*c)).collect();
    tags.extend([tag(class, TermKind::Sorted, &sorted), tag(class, TermKind::Sound, &sound)]);
    tags
}

/// A record of `class=value` words; `role:class=value` for somebody else's, `test:`, `prose:`; `born=2012-03`; spaces in values as `_`.
fn record(key: u64, kind: RecordKind, words: &str) -> OwnedMention {
    let mut sighting = Sighting {
        kind,
        at: None,
        part: 0,
        realm: "own".into(),
        findings: vec![],
        events: BTreeMap::new(),
        birth: None,
        jurisdiction: None,
        parental_consent: None,
        about: Default::default(),
        conditions: vec![],
        count: 1,
    };
    for word in words.split_whitespace() {
        let (field, value) = word.split_once('=').unwrap();
        let value = value.replace('_', " ");
        if field == "born" {
            let month = value.split_once('-').map(|(year, month)| (year.parse().unwrap(), month.parse().unwrap()));
            sighting.birth = Some(BirthFact { at_collection: None, month, basis: BirthBasis::DateOfBirth });
            continue;
        }
        let (prefix, short) = field.rsplit_once(':').unwrap_or(("", field));
        let role = match prefix {
            "guardian" => ColumnRole::Guardian,
            "emergency" => ColumnRole::Emergency,
            "other" => ColumnRole::Other,
            _ => ColumnRole::Own,
        };
        sighting.findings.push(Finding {
            class: class(short).into(),
            detector: short.into(),
            tags: tags(short, &value),
            confidence: 95,
            form: Form::Full,
            role,
            likely_test: prefix == "test",
            is_checked: short == "id",
            field: Some(FieldIx(u16::from(prefix == "prose"))),
            mask: Default::default(),
        });
    }
    OwnedMention { prose: vec![FieldIx(1)], ..OwnedMention::new(key, ObjectId([0; 16]), sighting) }
}

fn rows(rows: &[(u64, &str)]) -> Vec<OwnedMention> {
    rows.iter().map(|(key, words)| record(*key, RecordKind::KeyedRow, words)).collect()
}

fn resolve(question: &str, data: &[OwnedMention]) -> Vec<Linked> {
    let mut asked = Vec::new();
    for word in question.split_whitespace() {
        let (short, value) = word.split_once('=').unwrap();
        let value = value.replace('_', " ");
        if short == "name" {
            for part in ["first", "last"] {
                let tokens = tags(part, &value).into_iter().filter(|(kind, _)| *kind == TermKind::Token);
                asked.push((class(part).into(), tokens.collect()));
            }
        }
        asked.push((class(short).into(), tags(short, &value)));
    }
    let mut resolution = Resolution::new(asked, &anchor);
    loop {
        let wanted = resolution.wants();
        if wanted.is_empty() {
            return resolution.finish();
        }
        let has = |mention: &&OwnedMention| {
            mention.sighting.findings.iter().flat_map(|finding| &finding.tags).any(|(_, tag)| wanted.contains(tag))
        };
        resolution.feed(data.iter().filter(has).cloned().collect());
    }
}

fn check(question: &str, data: &[OwnedMention], expected: &[(u64, Tier)]) {
    let mut found: Vec<(u64, Tier)> = resolve(question, data).iter().map(|linked| (linked.key, linked.tier)).collect();
    found.sort_unstable();
    assert_eq!(found, expected, "{question}");
    // Neither the order of the data nor feeding a record twice shows.
    let mut turned: Vec<OwnedMention> = data.iter().rev().chain(data).cloned().collect();
    assert_eq!(resolve(question, &turned), resolve(question, data));
    turned.rotate_left(data.len() / 2);
    assert_eq!(resolve(question, &turned), resolve(question, data));
}

#[test]
fn an_issued_number_links_alone() {
    let data = rows(&[(1, "id=X name=priya_sharma"), (2, "id=X"), (3, "id=Y name=priya_sharma"), (4, "email=e@example.com")]);
    check("id=X", &data, &[(1, Certain), (2, Certain)]);
    let unchecked = rows(&[(1, "ssn=S name=priya_sharma"), (2, "ssn=S name=rahul_verma")]);
    check("ssn=S", &unchecked, &[(1, Possible), (2, Possible)]);
}

#[test]
fn a_contact_point_needs_an_agreeing_name_or_a_single_one() {
    let one = rows(&[(1, "email=e name=priya_sharma"), (2, "email=e"), (3, "email=e name=sharma_priya")]);
    check("email=e", &one, &[(1, Probable), (2, Probable), (3, Probable)]);
    check("email=e name=priya_sharma", &one, &[(1, Probable), (2, Probable), (3, Probable)]);
    check("email=e name=rahul_verma", &one, &[(1, Possible), (2, Possible), (3, Possible)]);
    check("email=e", &rows(&[(1, "email=e"), (2, "email=e")]), &[(1, Probable), (2, Probable)]);
    let two = rows(&[(1, "email=e name=priya_sharma"), (2, "email=e"), (3, "email=e name=rahul_verma")]);
    check("email=e", &two, &[(1, Possible), (2, Possible), (3, Possible)]);
    check("email=e name=priya_sharma", &two, &[(1, Probable), (2, Possible), (3, Possible)]);
}

#[test]
fn a_name_in_two_columns_is_found_and_agrees() {
    let data = rows(&[
        (1, "first=priya last=sharma email=e"),
        (2, "name=priya_sharma email=e"),
        (3, "first=rahul last=sharma"),
        (4, "first=priya last=sharma"),
    ]);
    check("name=priya_sharma email=e", &data, &[(1, Probable), (2, Probable), (4, Possible)]);
    check("name=priya_sharma", &data, &[(1, Possible), (2, Possible), (4, Possible)]);
}

#[test]
fn names_alone_are_possible_and_say_why() {
    let data =
        rows(&[(1, "name=priya_sharma"), (2, "name=prya_sharma"), (3, "name=priya_verma"), (4, "guardian:name=priya_sharma")]);
    check("name=priya_sharma", &data, &[(1, Possible), (2, Possible), (4, Mentioned)]);
    let paths: Vec<String> = resolve("name=priya_sharma", &data).iter().map(|linked| linked.path.join(" → ")).collect();
    assert_eq!(
        paths,
        [
            "name asked for → row → a namesake is possible",
            "name asked for → row → sounds like it",
            "name asked for → row → as the subject's parent or guardian",
        ]
    );
}

#[test]
fn text_mentions_and_a_log_line_is_about_what_it_names() {
    let data = vec![
        record(1, RecordKind::KeyedRow, "email=e name=priya_sharma"),
        record(2, RecordKind::Text, "email=e name=priya_sharma"),
        record(3, RecordKind::LogLine, "email=e ip=10.0.0.1"),
        record(4, RecordKind::LogLine, "name=priya_sharma"),
        record(5, RecordKind::Name, "email=e"),
        record(6, RecordKind::LogLine, "id=X"),
    ];
    check("email=e", &data, &[(1, Probable), (2, Mentioned), (3, Probable), (5, Mentioned)]);
    check("name=priya_sharma", &data, &[(1, Possible), (2, Mentioned), (4, Mentioned)]);
    check("id=X", &data, &[(6, Probable)]);
    check("ip=10.0.0.1", &data, &[(3, Possible)]);
}

#[test]
fn a_sure_record_leads_on_for_two_steps_and_no_further() {
    let data = rows(&[
        (1, "email=a name=priya_sharma id=X"),
        (2, "id=X phone=b"),
        (3, "phone=b name=priya_sharma email=c"),
        (4, "email=c name=priya_sharma phone=d"),
        (5, "phone=d name=priya_sharma"),
    ]);
    check("email=a", &data, &[(1, Probable), (2, Probable), (3, Probable)]);
    let path = resolve("email=a", &data).into_iter().find(|linked| linked.key == 2).unwrap().path;
    assert_eq!(path, ["user.contact.email asked for", "row", "user.government_id.national_identification_number", "row"]);
    let branches =
        rows(&[(1, "id=X email=a name=priya_sharma"), (2, "email=a name=priya_sharma"), (3, "email=a name=rahul_verma")]);
    check("id=X", &branches, &[(1, Certain), (2, Probable)]);
}

#[test]
fn the_path_names_the_objects() {
    let mention = record(1, RecordKind::Json, "id=X");
    let mention = OwnedMention { place: "crm/users".to_owned(), ..mention };
    let path = resolve("id=X", &[mention]).remove(0).path;
    assert_eq!(path, ["user.government_id.national_identification_number asked for", "JSON object of crm/users"]);
}

#[test]
fn what_is_somebody_elses_is_a_mention() {
    let data = rows(&[
        (1, "email=e name=priya_sharma"),
        (2, "name=rahul_verma emergency:email=e"),
        (3, "name=asha_sharma guardian:email=e guardian:name=priya_sharma"),
        (4, "name=rahul_verma email=r prose:email=e prose:id=X"),
    ]);
    check("email=e", &data, &[(1, Probable), (2, Mentioned), (3, Mentioned), (4, Mentioned)]);
    check("id=X", &data, &[(4, Mentioned)]);
}

#[test]
fn nothing_found_is_an_empty_answer() {
    check("email=e name=priya_sharma", &rows(&[(1, "email=f name=rahul_verma")]), &[]);
    check("", &[], &[]);
}

#[test]
fn a_field_without_one_class_is_running_text() {
    use crate::model::finding::ColumnVerdict;
    use crate::model::locator::Name;
    let field = |verdict: Option<Option<&str>>| StoredField {
        name: Name::Clear(b"f".to_vec()),
        verdict: verdict.map(|class| ColumnVerdict {
            name: String::new(),
            class: class.map(|class| ("intl.email".into(), class.into())),
            confidence: 0.9,
            runner_up: None,
            role: ColumnRole::Own,
            shape: Default::default(),
        }),
    };
    assert_eq!(prose(&[field(None), field(Some(None)), field(Some(Some("user.contact.email")))]), [FieldIx(1)]);
}

#[test]
fn realms_do_not_veto_each_other() {
    let client = record(2, RecordKind::KeyedRow, "email=e name=asha_rao id=Y");
    let client = OwnedMention { sighting: Sighting { realm: "client".into(), ..client.sighting }, ..client };
    let own = record(1, RecordKind::KeyedRow, "email=f name=asha_rao id=X");
    check("email=e email=f name=asha_rao", &[own, client], &[(1, Probable), (2, Probable)]);
}
