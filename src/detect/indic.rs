//! Indic scripts to Latin letters as people spell their names: inherent vowels written, silent ones left out.
//!
//! The scripts from Bengali to Malayalam share Devanagari's arrangement of code points (they all follow ISCII), so one
//! table serves all. Silent schwas are left out by the usual rule for Hindi: at the end of a word, and between a vowel with
//! one consonant and one consonant with a vowel (V C ə C V), read from the right.

/// Whether a character belongs to an Indic script that is romanised here.
pub(super) fn is_indic(c: char) -> bool {
    ('\u{900}'..='\u{D7F}').contains(&c)
}

/// The Indic character that stands at a place of a text in UTF-8.
#[inline]
pub(super) fn indic_at(bytes: &[u8], at: usize) -> Option<char> {
    // U+0900 to U+0D7F are the three bytes E0 A4 80 to E0 B5 BF.
    match bytes.get(at..)?.first_chunk::<3>()? {
        [0xE0, second @ 0xA4..=0xB5, third] => char::from_u32(u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F)),
        _ => None,
    }
}

/// One sound of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sound {
    Consonant(&'static str),
    Vowel(&'static str),
    /// The vowel that a bare consonant letter carries.
    Schwa,
    /// A nasal or breath after a vowel.
    Tail(&'static str),
}

/// A run of Indic text in lower-case Latin letters.
pub(super) fn romanise(run: &str) -> String {
    let mut text = String::with_capacity(run.len());
    let mut word: Vec<Sound> = Vec::new();
    let mut drops = false;
    for c in run.chars() {
        let code = u32::from(c);
        // Dravidian scripts (Tamil to Malayalam) keep their vowels.
        drops = code < 0xB80;
        match if c == '\u{A70}' { Letter::Tail("n") } else { sound((code - 0x900) % 0x80) } {
            Letter::Consonant(s) => {
                // A nasal sounds where the next letter is spoken: with closed lips before `p`, `b` and `m`.
                if s.starts_with(['p', 'b', 'm']) && word.pop_if(|last| *last == Sound::Tail("n")).is_some() {
                    word.push(Sound::Tail("m"));
                }
                word.extend([Sound::Consonant(s), Sound::Schwa]);
            }
            Letter::Vowel(s) => word.push(Sound::Vowel(s)),
            Letter::Sign(s) => {
                word.pop_if(|last| *last == Sound::Schwa);
                word.push(Sound::Vowel(s));
            }
            Letter::Virama => {
                word.pop_if(|last| *last == Sound::Schwa);
            }
            Letter::Tail(s) => word.push(Sound::Tail(s)),
            Letter::Silent => {}
            Letter::Other(s) => {
                flush(&mut word, drops, &mut text);
                text.push(s);
            }
        }
    }
    flush(&mut word, drops, &mut text);
    text
}

fn flush(word: &mut Vec<Sound>, drops: bool, text: &mut String) {
    if drops {
        drop_schwas(word);
    }
    for sound in word.drain(..) {
        match sound {
            Sound::Consonant(s) | Sound::Vowel(s) | Sound::Tail(s) => text.push_str(s),
            Sound::Schwa => text.push('a'),
        }
    }
}

fn drop_schwas(word: &mut Vec<Sound>) {
    let is_vowel = |s: Option<&Sound>| matches!(s, Some(Sound::Vowel(_) | Sound::Schwa));
    let is_consonant = |s: Option<&Sound>| matches!(s, Some(Sound::Consonant(_)));
    if word.len() > 2 && word.last() == Some(&Sound::Schwa) {
        word.pop();
    }
    let mut ix = word.len();
    while ix > 2 {
        ix -= 1;
        let between = word.get(ix) == Some(&Sound::Schwa)
            && is_consonant(word.get(ix - 1))
            && is_vowel(word.get(ix - 2))
            && is_consonant(word.get(ix + 1))
            && is_vowel(word.get(ix + 2));
        if between {
            word.remove(ix);
        }
    }
}

enum Letter {
    Consonant(&'static str),
    Vowel(&'static str),
    Sign(&'static str),
    Virama,
    Tail(&'static str),
    Silent,
    Other(char),
}

/// The letter at a place of the common arrangement (offset from the script's block).
fn sound(place: u32) -> Letter {
    const CONSONANTS: [&str; 37] = [
        "k", "kh", "g", "gh", "n", "ch", "chh", "j", "jh", "n", "t", "th", "d", "dh", "n", "t", "th", "d", "dh", "n", "n", "p",
        "ph", "b", "bh", "m", "y", "r", "r", "l", "l", "l", "v", "sh", "sh", "s", "h",
    ];
    const VOWELS: [&str; 16] = ["a", "a", "i", "i", "u", "u", "ri", "l", "e", "e", "e", "ai", "o", "o", "o", "au"];
    const SIGNS: [&str; 15] = ["a", "i", "i", "u", "u", "ri", "ri", "e", "e", "e", "ai", "o", "o", "o", "au"];
    const DOTTED: [&str; 8] = ["q", "kh", "gh", "z", "d", "dh", "f", "y"];
    let at = |table: &'static [&'static str], first: u32| table.get((place - first) as usize).copied().unwrap_or("");
    match place {
        0x01 | 0x02 => Letter::Tail("n"),
        0x03 => Letter::Tail("h"),
        0x05..=0x14 => Letter::Vowel(at(&VOWELS, 0x05)),
        0x15..=0x39 => Letter::Consonant(at(&CONSONANTS, 0x15)),
        0x3E..=0x4C => Letter::Sign(at(&SIGNS, 0x3E)),
        0x4D => Letter::Virama,
        0x58..=0x5F => Letter::Consonant(at(&DOTTED, 0x58)),
        0x64 | 0x65 => Letter::Other(' '),
        0x66..=0x6F => Letter::Other(char::from_digit(place - 0x66, 10).unwrap_or(' ')),
        _ => Letter::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::romanise;

    #[test]
    fn names_read_as_people_spell_them() {
        for (name, expected) in [
            ("प्रिया", "priya"),
            ("शर्मा", "sharma"),
            ("राजकुमार", "rajkumar"),
            ("कविता", "kavita"),
            ("लक्ष्मी", "lakshmi"),
            ("अनिल", "anil"),
            ("मोहन", "mohan"),
            ("प्रियंका", "priyanka"),
            ("रवि", "ravi"),
            ("अंबिका", "ambika"),
            ("चंपा", "champa"),
            ("सुंदर", "sundar"),
            ("ਸਿੰਘ", "singh"),
            ("রহমান", "rahman"),
            ("ராமன்", "raman"),
            ("१२", "12"),
        ] {
            assert_eq!(romanise(name), expected, "{name}");
        }
    }
}
