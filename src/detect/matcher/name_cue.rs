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
            "dott",
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

/// A bit for each length that a first run has, and the cues with the lengths of their first runs.
type OfLetter = (u32, Vec<(usize, Cue, &'static str)>);

/// The cues by their first run of ASCII letters, and those that begin with other letters.
#[derive(Default)]
struct Cues {
    /// By its first letter.
    by_letter: [OfLetter; 26],
    others: Vec<(Cue, &'static str)>,
    /// The others, looked for in one pass. None only if it could not be built, which a test rules out.
    finder: Option<AhoCorasick>,
}

static CUE_TABLE: LazyLock<Cues> = LazyLock::new(|| {
    let all = CUES.iter().flat_map(|(kind, words)| words.iter().map(|word| (*kind, *word)));
    let mut cues = Cues::default();
    for (kind, cue) in all {
        let len = cue.bytes().take_while(u8::is_ascii_alphabetic).count();
        match cue.bytes().next().and_then(|first| cues.by_letter.get_mut(usize::from(first.wrapping_sub(b'a')))) {
            Some((lens, own)) => {
                *lens |= 1 << len;
                own.push((len, kind, cue));
            }
            None => cues.others.push((kind, cue)),
        }
    }
    let finder = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(cues.others.iter().map(|(_, cue)| cue));
    cues.finder = finder.ok();
    cues
});

/// Visits the cues of a text: where each begins, where it ends, and what it asks of the words after it.
pub(super) fn each(text: &str, grid: &Grid, mut visit: impl FnMut(usize, usize, Cue)) {
    let (cues, bytes) = (&*CUE_TABLE, text.as_bytes());
    for word in grid.words().iter().filter(|word| word.kinds() != 0 && word.kinds() & DIGIT == 0 && word.len < 32) {
        let first = bytes.get(word.start()).map_or(0, |byte| usize::from((byte | 0x20).wrapping_sub(b'a')));
        let Some((_, own)) = cues.by_letter.get(first).filter(|(lens, _)| lens & 1 << word.len != 0) else { continue };
        let stands = |cue: &str| {
            let text = bytes.get(word.start()..word.start() + cue.len());
            text.is_some_and(|text| text.eq_ignore_ascii_case(cue.as_bytes()))
        };
        let all = own.iter().filter(|(len, _, cue)| *len == usize::from(word.len) && stands(cue));
        if let Some((_, kind, cue)) = all.max_by_key(|(.., cue)| cue.len()) {
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
