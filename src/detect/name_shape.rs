//! What looks like a person's name in running text: capitalised words with particles between them, and words of scripts
//! without capitals.

use super::form::is_placeholder;
use super::indic::is_indic;
use super::words::is_word_char;

/// Small words inside names.
const PARTICLES: [&str; 22] = [
    "de", "la", "van", "von", "der", "den", "del", "da", "dos", "das", "di", "du", "le", "bin", "ibn", "al", "el", "ter",
    "ten", "zu", "y", "e",
];

const TITLES: [&str; 26] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "herr",
    "herrn",
    "frau",
    "mme",
    "monsieur",
    "madame",
    "sr",
    "sra",
    "señor",
    "señora",
    "sig",
    "श्री",
    "श्रीमती",
    "सुश्री",
    "डॉ",
    "shri",
    "smt",
    "bay",
    "bayan",
    "don",
];

/// Words that end an Indic name: postpositions, verbs, greetings.
pub(super) const INDIC_STOPS: [&str; 44] = [
    "है",
    "हैं",
    "हूँ",
    "हूं",
    "ने",
    "को",
    "का",
    "की",
    "के",
    "से",
    "में",
    "पर",
    "और",
    "जी",
    "कल",
    "आज",
    "यह",
    "वह",
    "मेरा",
    "नाम",
    "ग्राहक",
    "कृपया",
    "मैं",
    "हम",
    "आप",
    "आपका",
    "आपकी",
    "आपके",
    "हमारे",
    "हमारा",
    "हमारी",
    "मेरे",
    "मेरी",
    "तथा",
    "एवं",
    "या",
    "कि",
    "तो",
    "भी",
    "ही",
    "इस",
    "उस",
    "शहर",
    "था",
];

/// Capitalised words that name firms, places, papers and things.
pub(super) const THINGS: [&str; 73] = [
    "inc",
    "ltd",
    "llc",
    "gmbh",
    "ag",
    "corp",
    "company",
    "limited",
    "co",
    "plc",
    "sa",
    "group",
    "bank",
    "university",
    "school",
    "hospital",
    "street",
    "road",
    "avenue",
    "city",
    "report",
    "invoice",
    "order",
    "product",
    "plan",
    "service",
    "system",
    "server",
    "user",
    "admin",
    "test",
    "team",
    "department",
    "office",
    "error",
    "warning",
    "info",
    "debug",
    "request",
    "response",
    "basic",
    "premium",
    "standard",
    "pro",
    "set",
    "pack",
    "box",
    "new",
    "old",
    "red",
    "blue",
    "green",
    "black",
    "white",
    "monthly",
    "support",
    "account",
    "customer",
    "data",
    "file",
    "the",
    "default",
    "profile",
    "settings",
    "untitled",
    "annual",
    "billing",
    "sales",
    "staff",
    "care",
    "desk",
    "center",
    "helpdesk",
];

/// A word of a possible name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub is_title: bool,
    /// It is written in a script without capitals.
    pub is_other_script: bool,
}

impl Word {
    /// Whether it stands before names and is part of none.
    pub fn is_title(&self) -> bool {
        self.is_title
    }
}

/// The first run of at most `max` name words from `from` on: neighbours, apart by a space or by a comma and a space.
/// A run that `from` stands directly before begins there; else the next one in the text.
pub(super) fn words(text: &str, from: usize, max: usize) -> Vec<Word> {
    let mut run: Vec<Word> = Vec::new();
    let mut at = from;
    while run.len() < max {
        let Some(rest) = text.get(at..) else { break };
        let Some(gap) = rest.find(is_word_char) else { break };
        let between = rest.get(..gap).unwrap_or("");
        if !run.is_empty() && !is_joint(between) {
            break;
        }
        let start = at + gap;
        let end = word_end(text, start);
        at = end;
        let word = text.get(start..end).unwrap_or("");
        match kind(word) {
            Some(is_other_script) => run.push(Word { start, end, is_title: is_title(word), is_other_script }),
            // A particle joins only what stands on both its sides.
            None if !run.is_empty() && PARTICLES.contains(&word) => {}
            None if run.is_empty() => {}
            None => break,
        }
        // An initial's full stop belongs to it.
        if word.chars().count() == 1 && text.get(end..).is_some_and(|rest| rest.starts_with('.')) {
            at += 1;
        }
    }
    run
}

fn is_joint(between: &str) -> bool {
    matches!(between, " " | ", " | ". " | "\u{A0}" | "." | "-")
}

fn word_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let mut end = rest.len();
    let mut chars = rest.char_indices().peekable();
    while let Some((ix, c)) = chars.next() {
        let inside = matches!(c, '\'' | '’') && ix > 0 && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !is_word_char(c) && !inside {
            end = ix;
            break;
        }
    }
    start + end
}

/// Whether a word can be part of a name, and if so whether its script has no capitals.
fn kind(word: &str) -> Option<bool> {
    let first = word.chars().next()?;
    let n_chars = word.chars().count();
    if n_chars > 24 || word.chars().any(char::is_numeric) {
        return None;
    }
    if is_indic(first) {
        return (!INDIC_STOPS.contains(&word) && word.chars().all(is_word_char)).then_some(true);
    }
    if first.is_uppercase() {
        let n_upper = word.chars().filter(|c| c.is_uppercase()).count();
        // `Sharma`, `SHARMA`, `McArthur`, `O'Neil`; not `iOS`, `NaCl2`.
        return (n_upper == n_chars || n_upper <= 2 || word.contains('\'')).then_some(false);
    }
    None
}

/// Whether a word is one of a list of small words, whatever its case.
pub(super) fn is_among(word: &str, list: &[&str]) -> bool {
    if word.is_ascii() {
        return list.iter().any(|one| one.eq_ignore_ascii_case(word));
    }
    list.contains(&word.to_lowercase().as_str())
}

fn is_title(word: &str) -> bool {
    is_among(word, &TITLES)
}

/// Whether a whole text is two to five words of a name, none of which names a thing.
pub(super) fn looks_like_name(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 80 || is_placeholder(text) {
        return false;
    }
    let run = words(text, 0, 6);
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let is_thing = run.iter().any(|word| is_among(text.get(word.start..word.end).unwrap_or(""), &THINGS));
    (2..=5).contains(&run.len()) && first.start == 0 && last.end == text.trim_end_matches('.').len() && !is_thing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_a_shape() {
        for (text, expected) in [
            ("Priya Sharma", true),
            ("PRIYA SHARMA", true),
            ("Sharma, Priya", true),
            ("Ana de la Cruz", true),
            ("J. R. Hartley", true),
            ("Seán O'Neil", true),
            ("प्रिया शर्मा", true),
            ("Иван Петров", true),
            ("Blue Widget", false),
            ("Acme GmbH", false),
            ("priya sharma", false),
            ("Priya", false),
            ("Order 66", false),
            ("Priya Sharma wrote", false),
        ] {
            assert_eq!(looks_like_name(text), expected, "{text}");
        }
    }
}
