//! The words before names: labels, titles, greetings, in many languages; and where they stand in a text.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use crate::detect::grid::{DIGIT, Grid};

/// What a cue asks of the words after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cue {
    /// A label: a colon or equals sign follows, then at least two words or a given name.
    Label,
    /// A title: one word is enough.
    Title,
    /// A greeting: one word is enough if it greets nobody in general.
    Greeting,
    /// "My name is": one word is enough.
    Statement,
    /// A label of persons as often as of others: a name from the lists has to follow.
    Role,
    /// The end of a letter, on the same line or before the next: so too.
    Closing,
}

const CUES: &[(Cue, &[&str])] = &[
    (
        Cue::Label,
        &[
            "name",
            "fullname",
            "full_name",
            "full name",
            "customer_name",
            "patient_name",
            "employee_name",
            "contact_name",
            "customer",
            "patient",
            "employee",
            "applicant",
            "passenger",
            "contact person",
            "attendee",
            "nom",
            "nombre",
            "nome",
            "naam",
            "ansprechpartner",
            "kunde",
            "kundin",
            "cliente",
            "client name",
            "imię i nazwisko",
            "adı soyadı",
            "नाम",
            "ग्राहक",
            "姓名",
            "имя",
            "signed by",
            "मरीज",
            "मरीज़",
            "रोगी",
            "आवेदक",
            "प्रेषक",
            "निवेदक",
            "छात्र",
            "कर्मचारी",
            "यात्री",
            "खाताधारक",
        ],
    ),
    (
        Cue::Role,
        &[
            "from",
            "to",
            "cc",
            "attendees",
            "participants",
            "owner",
            "author",
            "manager",
            "contact",
            "reporter",
            "assignee",
            "assigned to",
            "reported by",
            "student",
            "candidate",
            "tenant",
            "father",
            "mother",
            "spouse",
            "guardian",
            "nominee",
            "beneficiary",
            "recipient",
            "sender",
            "driver",
            "witness",
            "doctor",
            "physician",
            "nurse",
            "holder",
            "teacher",
            "caller",
            "agent",
            "signature",
            "signed",
            "approved by",
            "prepared by",
            "client",
            "member",
            "guest",
        ],
    ),
    (
        Cue::Closing,
        &[
            "regards",
            "cheers",
            "sincerely",
            "thanks",
            "thank you",
            "best",
            "best wishes",
            "yours",
            "yours sincerely",
            "yours truly",
            "yours faithfully",
            "warmly",
            "love",
            "grüße",
            "gruß",
            "grüßen",
            "cordialement",
            "saludos",
            "atentamente",
            "cordiali saluti",
            "saygılarımla",
            "saludos cordiales",
            "सादर",
            "धन्यवाद",
            "आपका",
            "आपकी",
            "भवदीय",
            "this is",
            "i am",
            "i'm",
            "i",
        ],
    ),
    (
        Cue::Title,
        &[
            "mr",
            "mrs",
            "ms",
            "miss",
            "dr",
            "prof",
            "herr",
            "herrn",
            "frau",
            "monsieur",
            "madame",
            "mme",
            "señor",
            "señora",
            "sra",
            "sig",
            "signora",
            "signor",
            "dott",
            "dott.ssa",
            "sig.ra",
            "prof.ssa",
            "heer",
            "mevrouw",
            "господин",
            "госпожа",
            "श्री",
            "श्रीमती",
            "सुश्री",
            "डॉ",
            "shri",
            "smt",
        ],
    ),
    (
        Cue::Greeting,
        &[
            "dear",
            "hello",
            "hi",
            "hallo",
            "liebe",
            "lieber",
            "cher",
            "chère",
            "estimado",
            "estimada",
            "querido",
            "querida",
            "sayın",
            "प्रिय",
            "नमस्ते",
            "bonjour",
            "hola",
            "caro",
            "cara",
            "egregio",
            "egregia",
            "geachte",
            "geachte heer",
            "geachte mevrouw",
            "prezado",
            "prezada",
            "szanowny",
            "szanowna",
            "vážený",
            "vážená",
            "kära",
            "kære",
            "уважаемый",
            "уважаемая",
            "Уважаемый",
            "Уважаемая",
            "дорогой",
            "Дорогой",
            "Дорогая",
            "Шановний",
            "Шановна",
            "Αγαπητέ",
            "Αγαπητή",
        ],
    ),
    (
        Cue::Statement,
        &[
            "my name is",
            "mein name ist",
            "ich heiße",
            "je m'appelle",
            "me llamo",
            "mi nombre es",
            "mi chiamo",
            "मेरा नाम",
            "mera naam",
        ],
    ),
];

/// A first run of letters is shorter than this.
const MAX_LEN: usize = 32;

/// The cues by their first run of ASCII letters, and those that begin with other letters.
struct Cues {
    /// By its first letter and its length; the longest cue first.
    by_run: Vec<Vec<(Cue, &'static str)>>,
    others: Vec<(Cue, &'static str)>,
    /// The others, looked for in one pass. None only if it could not be built, which a test rules out.
    finder: Option<AhoCorasick>,
}

static CUE_TABLE: LazyLock<Cues> = LazyLock::new(|| {
    let all = CUES.iter().flat_map(|(kind, words)| words.iter().map(|word| (*kind, *word)));
    let (mut by_run, mut others) = (vec![Vec::new(); 26 * MAX_LEN], Vec::new());
    for (kind, cue) in all {
        let len = cue.bytes().take_while(u8::is_ascii_alphabetic).count();
        match cue.bytes().next().and_then(|first| by_run.get_mut(run_ix(first, len)?)) {
            Some(own) => own.push((kind, cue)),
            None => others.push((kind, cue)),
        }
    }
    by_run.iter_mut().for_each(|own| own.sort_by_key(|(_, cue)| std::cmp::Reverse(cue.len())));
    let finder = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(others.iter().map(|(_, cue)| cue));
    Cues { by_run, others, finder: finder.ok() }
});

/// The place of a run of letters in [`Cues::by_run`], by its first letter in whatever case.
#[inline]
fn run_ix(first: u8, len: usize) -> Option<usize> {
    let letter = usize::from((first | 0x20).wrapping_sub(b'a'));
    (letter < 26 && len < MAX_LEN).then_some(letter * MAX_LEN + len)
}

/// Visits the cues of a text: where each begins, where it ends, and what it asks of the words after it.
pub(super) fn each(text: &str, grid: &Grid, mut visit: impl FnMut(usize, usize, Cue)) {
    let (cues, bytes) = (&*CUE_TABLE, text.as_bytes());
    for word in grid.words().iter().filter(|word| word.kinds() != 0 && word.kinds() & DIGIT == 0) {
        let own = bytes.get(word.start()).and_then(|first| cues.by_run.get(run_ix(*first, usize::from(word.len))?));
        let stands = |(_, cue): &&(Cue, &str)| {
            let text = bytes.get(word.start()..word.start() + cue.len());
            text.is_some_and(|text| text.eq_ignore_ascii_case(cue.as_bytes()))
        };
        if let Some((kind, cue)) = own.and_then(|own| own.iter().find(stands)) {
            visit(word.start(), word.start() + cue.len(), *kind);
        }
    }
    let Some(finder) = cues.finder.as_ref().filter(|_| grid.has_high()) else { return };
    for found in finder.find_iter(text) {
        if let Some((kind, _)) = cues.others.get(found.pattern().as_usize()) {
            visit(found.start(), found.end(), *kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_found_in_whatever_case() {
        for (text, expected) in [
            ("NAME: x", vec![(0, 4, Cue::Label)]),
            ("my name is", vec![(0, 10, Cue::Statement), (3, 7, Cue::Label)]),
            ("श्री x", vec![(0, 12, Cue::Title)]),
            ("Señor x", vec![(0, 6, Cue::Title)]),
            ("renamed", vec![]),
        ] {
            let mut found = Vec::new();
            each(text, &Grid::of(text.as_bytes(), &[]), |start, end, kind| found.push((start, end, kind)));
            assert_eq!(found, expected, "{text}");
        }
        assert!(CUE_TABLE.finder.is_some());
    }
}
