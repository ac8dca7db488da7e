//! Given and family names of many countries, in Latin letters and in Devanagari: data in `detectors/names`, one look-up a
//! word. What is also an everyday word, a place or a brand is a name only beside another one.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::name_words::{INDIC_STOPS, MAKES_A_THING, MAKES_A_THING_IN_HINDI, NO_NAMES, THINGS};
use super::word_table::{WordHash, WordTable};

/// What a word is as a part of a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Listed {
    pub is_given: bool,
    /// It is also a word, a place or a brand.
    pub is_ambiguous: bool,
    pub is_family: bool,
    /// It names a firm, a paper or a thing.
    pub is_thing: bool,
    /// Behind a name it makes it one of a place, a firm or a thing.
    pub makes_a_thing: bool,
    /// It is part of no name and ends one before it.
    pub is_no_name: bool,
}

/// The lists as they are written: they decide what is found, as detector files do.
pub(super) const TEXTS: [&str; 5] = [
    include_str!("../../detectors/names/given.txt"),
    include_str!("../../detectors/names/ambiguous.txt"),
    include_str!("../../detectors/names/family.txt"),
    include_str!("../../detectors/names/given_devanagari.txt"),
    include_str!("../../detectors/names/family_devanagari.txt"),
];

/// What is said of each word.
type List = WordTable<Listed>;

fn say(list: &mut List, words: impl Iterator<Item = &'static str>, say: fn(&mut Listed)) {
    words.for_each(|word| say(list.entry(WordHash::of(word), Listed::default())));
}

static LATIN: LazyLock<List> = LazyLock::new(|| {
    let [given, ambiguous, family, _, _] = TEXTS.map(str::split_whitespace);
    let mut list = List::default();
    say(&mut list, given.chain(super::given_names::all()), |listed| listed.is_given = true);
    say(&mut list, ambiguous, |listed| listed.is_ambiguous = true);
    say(&mut list, family, |listed| listed.is_family = true);
    say(&mut list, THINGS.split_whitespace(), |listed| listed.is_thing = true);
    say(&mut list, MAKES_A_THING.split_whitespace(), |listed| listed.makes_a_thing = true);
    say(&mut list, NO_NAMES.split_whitespace(), |listed| listed.is_no_name = true);
    list
});

static DEVANAGARI: LazyLock<List> = LazyLock::new(|| {
    let [_, _, _, given, family] = TEXTS.map(str::split_whitespace);
    let mut list = List::default();
    say(&mut list, given, |listed| listed.is_given = true);
    say(&mut list, family, |listed| listed.is_family = true);
    say(&mut list, MAKES_A_THING_IN_HINDI.split_whitespace(), |listed| listed.makes_a_thing = true);
    say(&mut list, INDIC_STOPS.split_whitespace(), |listed| listed.is_no_name = true);
    list
});

/// What the lists say of a word in Latin letters, whatever its case and accents.
pub(super) fn latin(word: &str) -> Listed {
    if word.is_ascii() { folded(word.as_bytes()) } else { folded(plain(word).as_bytes()) }
}

/// What the lists say of a stretch of a text that is one word of ASCII letters.
pub(super) fn letters(text: &[u8], word: Range<usize>) -> Listed {
    LATIN.get(WordHash::of_ascii(text, word)).unwrap_or_default()
}

/// Of ASCII letters, hyphens and apostrophes.
fn folded(word: &[u8]) -> Listed {
    let of = |part: Range<usize>| letters(word, part);
    let is_hyphen = |byte: &u8| *byte == b'-';
    let (Some(first), Some(last)) = (word.iter().position(is_hyphen), word.iter().rposition(is_hyphen)) else {
        return of(0..word.len());
    };
    // The parts of a double name speak for the whole.
    let (first, last) = (of(0..first), of(last + 1..word.len()));
    Listed { is_given: first.is_given, is_family: first.is_family || last.is_family, ..of(0..word.len()) }
}

/// What the lists say of a word in Devanagari. None of those counts as ambiguous: each needs another one beside it anyway.
pub(super) fn devanagari(word: &str) -> Listed {
    DEVANAGARI.get(WordHash::of(word)).unwrap_or_default()
}

fn plain(word: &str) -> String {
    let letters = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.fold(String::new(), |mut text, c| {
        match c {
            'ß' => text.push_str("ss"),
            'ø' => text.push('o'),
            'æ' => text.push_str("ae"),
            'ł' => text.push('l'),
            'ı' => text.push('i'),
            'đ' => text.push('d'),
            c => text.push(c),
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_up_whatever_their_accents() {
        for (word, is_given, is_family) in [
            ("Jürgen", true, false),
            ("PRIYA", true, false),
            ("Łukasz", true, false),
            ("Gonçalves", false, true),
            ("Pryce-Sharma", false, true),
            ("Table", false, false),
        ] {
            let listed = latin(word);
            assert_eq!((listed.is_given, listed.is_family), (is_given, is_family), "{word}");
        }
        assert!(latin("Victoria").is_ambiguous);
        assert!(devanagari("प्रिया").is_given && devanagari("शर्मा").is_family && !devanagari("बैंक").is_given);
    }

    #[test]
    fn every_list_holds_single_words_in_lower_case() {
        let [given, ambiguous, family, given_devanagari, family_devanagari] = TEXTS.map(str::split_whitespace);
        for word in given.chain(super::super::given_names::all()).chain(ambiguous).chain(family) {
            assert!(word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{word}");
        }
        for word in given_devanagari.chain(family_devanagari) {
            assert!(word.chars().all(|c| ('\u{900}'..='\u{97F}').contains(&c)), "{word}");
        }
    }
}
