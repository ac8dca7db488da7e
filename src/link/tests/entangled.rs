//! Persons whose data are entangled: none is ever taken for another.

use super::*;

/// No record but those listed is taken for the person's.
fn check_no_merge(question: &str, data: &[OwnedMention], own: &[u64]) {
    let surely = |linked: &Linked| matches!(linked.tier, Certain | Probable);
    let mut merged: Vec<u64> =
        resolve(question, data).iter().filter(|linked| surely(linked)).map(|linked| linked.key).collect();
    merged.sort_unstable();
    assert_eq!(merged, own, "{question}");
}

/// What it is, the rows, a question, and the rows that may be taken for the person's.
type Entangled = (&'static str, &'static [(u64, &'static str)], &'static str, &'static [u64]);

const ENTANGLED: &[Entangled] = &[
    (
        "shared info@ mailbox",
        &[(1, "email=info name=a_b"), (2, "email=info name=c_d"), (3, "email=info name=e_f"), (4, "email=info")],
        "email=info name=a_b",
        &[],
    ),
    ("couple", &[(1, "email=e phone=p name=asha_rao"), (2, "email=e phone=p name=ravi_rao")], "email=e phone=p", &[]),
    (
        "couple, one asked",
        &[(1, "email=e phone=p name=asha_rao"), (2, "email=e phone=p name=ravi_rao")],
        "phone=p name=ravi_rao",
        &[2],
    ),
    (
        "parent's phone on three children",
        &[(1, "phone=p name=asha_rao"), (2, "phone=p name=ravi_rao"), (3, "phone=p name=uma_rao")],
        "phone=p name=uma_rao",
        &[],
    ),
    (
        "twins",
        &[(1, "name=jan_smith email=e street=s born=2012-03"), (2, "name=jon_smith email=e street=s born=2012-03")],
        "name=jan_smith email=e street=s",
        &[1],
    ),
    (
        "father and son of one name, told apart by birth",
        &[(1, "name=ali_kaya phone=p street=s born=adult"), (2, "name=ali_kaya phone=p street=s born=2012-03")],
        "name=ali_kaya phone=p",
        &[],
    ),
    (
        "father and son of one name, told apart by number",
        &[(1, "name=ali_kaya phone=p id=X"), (2, "name=ali_kaya phone=p id=Y")],
        "id=X name=ali_kaya phone=p",
        &[1],
    ),
    (
        "father and son of one name at one address",
        &[(1, "name=ali_kaya street=s"), (2, "name=ali_kaya street=s")],
        "name=ali_kaya street=s",
        &[],
    ),
    ("recycled phone number", &[(1, "phone=p name=asha_rao"), (2, "phone=p name=carl_berg"), (3, "phone=p")], "phone=p", &[]),
    (
        "re-used employee number",
        &[(1, "customer=1001 name=asha_rao"), (2, "customer=1001 name=carl_berg")],
        "customer=1001",
        &[],
    ),
    ("two systems with one customer number", &[(1, "customer=1001"), (2, "customer=1001")], "customer=1001", &[]),
    ("placeholders", &[(1, "test:email=e test:id=X name=asha_rao"), (2, "test:id=X name=carl_berg")], "id=X email=e", &[]),
    (
        "valid numbers one digit apart",
        &[(1, "id=1234 email=e name=asha_rao"), (2, "id=1235 email=e name=asha_rao")],
        "id=1234",
        &[1],
    ),
    ("married name", &[(1, "email=e name=anna_alt"), (2, "email=e name=anna_neu")], "email=e name=anna_alt", &[1]),
    ("mailing list", &[(1, "email=list name=a_b"), (2, "email=list name=c_d"), (3, "email=list name=e_f")], "email=list", &[]),
    (
        "ticket that quotes another customer",
        &[(1, "email=a name=asha_rao prose:email=e"), (2, "email=e name=carl_berg")],
        "email=e",
        &[2],
    ),
    (
        "row with an emergency contact",
        &[(1, "name=asha_rao emergency:phone=p"), (2, "name=carl_berg phone=p")],
        "phone=p",
        &[2],
    ),
    (
        "company switchboard that a sure record leads to",
        &[(1, "id=X name=a_b phone=p"), (2, "name=c_d phone=p"), (3, "name=e_f phone=p"), (4, "phone=p")],
        "id=X",
        &[1],
    ),
    (
        "proxy address",
        &[(1, "ip=10.0.0.1 name=asha_rao email=a"), (2, "ip=10.0.0.1 name=carl_berg email=e")],
        "ip=10.0.0.1",
        &[],
    ),
    (
        "invoice of buyer and seller",
        &[
            (1, "name=asha_rao name=carl_berg id=X id=Y email=a email=c"),
            (2, "email=c name=carl_berg"),
            (3, "id=Y name=carl_berg"),
        ],
        "id=X",
        &[1],
    ),
    ("pseudonymised copy", &[(1, "email=e name=asha_rao"), (2, "email=5f2a customer=77")], "email=e", &[1]),
    (
        "many of one name",
        &[(1, "name=sam_smith email=a"), (2, "name=sam_smith email=b"), (3, "name=sam_smith")],
        "name=sam_smith",
        &[],
    ),
    (
        "bridge of a shared phone",
        &[(1, "email=e name=asha_rao phone=p"), (2, "phone=p name=ravi_rao id=Y"), (3, "id=Y email=f")],
        "email=e",
        &[1],
    ),
    (
        "two numbers of one person's namesake",
        &[(1, "email=a name=asha_rao id=X"), (2, "phone=p name=asha_rao id=Y")],
        "email=a phone=p",
        &[],
    ),
];

#[test]
fn entangled_persons_are_never_merged() {
    for (what, data, question, own) in ENTANGLED {
        println!("{what}");
        check_no_merge(question, &rows(data), own);
    }
}

proptest::proptest! {
    /// Whatever the data: a record with another name than the one asked for is never taken for the person's by contact points.
    #[test]
    fn another_name_is_never_merged(links in proptest::collection::vec((0u8..4, 0u8..4, 0u8..3), 1..14)) {
        let names = ["asha_rao", "carl_berg", "mina_oz", "tom_lee"];
        let words: Vec<String> = links.iter().map(|(name, email, phone)| {
            format!("name={} email=e{email} phone=p{phone}", names[usize::from(*name)])
        }).collect();
        let data: Vec<OwnedMention> =
            words.iter().zip(1..).map(|(words, key)| record(key, RecordKind::KeyedRow, words)).collect();
        for linked in resolve("name=asha_rao email=e0", &data) {
            let is_own = links[usize::try_from(linked.key).unwrap() - 1].0 == 0;
            proptest::prop_assert!(is_own || linked.tier > Probable, "{} {:?}", linked.key, linked.path);
        }
        let mut turned = data.clone();
        turned.reverse();
        proptest::prop_assert_eq!(resolve("email=e0", &data), resolve("email=e0", &turned));
    }
}
