//! Given and family names of many countries, in Latin letters and in Devanagari: data in `detectors/names`, one look-up a
//! word. What is also an everyday word, a place or a brand is a name only beside another one.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a word is as a part of a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Listed {
    pub is_given: bool,
    /// It is also a word, a place or a brand.
    pub is_ambiguous: bool,
    pub is_family: bool,
}

struct Lists {
    given: HashSet<&'static str>,
    ambiguous: HashSet<&'static str>,
    family: HashSet<&'static str>,
    given_devanagari: HashSet<&'static str>,
    family_devanagari: HashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let set = |text: &'static str| text.split_whitespace().collect::<HashSet<_>>();
    let mut given = set(include_str!("../../detectors/names/given.txt"));
    given.extend(super::given_names::all());
    Lists {
        given,
        ambiguous: set(include_str!("../../detectors/names/ambiguous.txt")),
        family: set(include_str!("../../detectors/names/family.txt")),
        given_devanagari: set(include_str!("../../detectors/names/given_devanagari.txt")),
        family_devanagari: set(include_str!("../../detectors/names/family_devanagari.txt")),
    }
});

/// What the lists say of a word in Latin letters, whatever its case and accents.
pub(super) fn latin(word: &str) -> Listed {
    let folded: String = if word.is_ascii() { word.to_ascii_lowercase() } else { plain(word) };
    let lists = &*LISTS;
    // The parts of a double name speak for the whole.
    let first = folded.split('-').next().unwrap_or("");
    let last = folded.rsplit('-').next().unwrap_or("");
    Listed {
        is_given: lists.given.contains(first),
        is_ambiguous: lists.ambiguous.contains(folded.as_str()),
        is_family: lists.family.contains(first) || lists.family.contains(last),
    }
}

/// What the lists say of a word in Devanagari. None of those counts as ambiguous: each needs another one beside it anyway.
pub(super) fn devanagari(word: &str) -> Listed {
    let lists = &*LISTS;
    Listed {
        is_given: lists.given_devanagari.contains(word),
        is_ambiguous: false,
        is_family: lists.family_devanagari.contains(word),
    }
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
        let lists = &*LISTS;
        for word in lists.given.iter().chain(&lists.ambiguous).chain(&lists.family) {
            assert!(word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{word}");
        }
        for word in lists.given_devanagari.iter().chain(&lists.family_devanagari) {
            assert!(word.chars().all(|c| ('\u{900}'..='\u{97F}').contains(&c)), "{word}");
        }
    }
}
