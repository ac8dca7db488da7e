//! Reports in another language. The code speaks English; a language file gives, for each sentence that a report can hold,
//! the same sentence in its language. So nothing that finds or judges knows of languages, another one is a file and a line in
//! [`FILES`], and a sentence that a file lacks stays English instead of being lost. Names out of sources are never touched.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// The language files: the code of the language, and the file.
const FILES: [(&str, &str); 1] = [("hi", include_str!("tongues/hi.toml"))];

static TONGUES: LazyLock<Vec<Tongue>> =
    LazyLock::new(|| FILES.into_iter().filter_map(|(code, text)| Tongue::parse(code, text)).collect());

/// What the code speaks.
pub static ENGLISH: LazyLock<Tongue> = LazyLock::new(|| Tongue { code: "en", whole: HashMap::new(), patterns: Vec::new() });

/// A language of reports.
#[derive(Debug)]
pub struct Tongue {
    /// Its code (BCP 47): `hi`.
    pub code: &'static str,
    /// Sentences without gaps.
    whole: HashMap<String, String>,
    /// Sentences with gaps, those that say most first.
    patterns: Vec<Pattern>,
}

/// A sentence with gaps, and what it is in the language: there `{1}` is the first gap.
#[derive(Debug)]
struct Pattern {
    /// The text before each gap, with the gap.
    parts: Vec<(String, Gap)>,
    /// The text behind the last gap.
    end: String,
    said: String,
}

/// What fills a gap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Gap {
    /// `{}`: a name, which stays as it is.
    Name,
    /// `{n}`: a number.
    Number,
    /// `{say}`: a text that has to be said in the language too, or this is another sentence.
    Said,
    /// `{list}`: several of them, with commas between.
    List,
}

impl Tongue {
    /// The language with this code; none that there is no file of.
    pub fn of(code: &str) -> Option<&'static Self> {
        if code == ENGLISH.code { Some(&ENGLISH) } else { TONGUES.iter().find(|tongue| tongue.code == code) }
    }

    /// The codes of all languages, English first.
    pub fn codes() -> Vec<&'static str> {
        std::iter::once(ENGLISH.code).chain(TONGUES.iter().map(|tongue| tongue.code)).collect()
    }

    fn parse(code: &'static str, text: &str) -> Option<Self> {
        let sentences: BTreeMap<String, String> = toml::from_str(text).ok()?;
        let (mut whole, mut patterns) = (HashMap::new(), Vec::new());
        for (english, said) in sentences {
            match Pattern::parse(&english, &said) {
                Some(pattern) => patterns.push(pattern),
                None => drop(whole.insert(english, said)),
            }
        }
        patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.n_letters()));
        Some(Self { code, whole, patterns })
    }

    /// A text in this language; as it is, where the file has nothing for it.
    pub fn say(&self, text: &str) -> String {
        self.try_say(text).unwrap_or_else(|| text.to_owned())
    }

    /// A text in this language; none where the file has nothing for it.
    pub fn try_say(&self, text: &str) -> Option<String> {
        if text.is_empty() || self.whole.is_empty() {
            return None;
        }
        if let Some(said) = self.whole.get(text) {
            return Some(said.clone());
        }
        let sentences: Vec<&str> = sentences(text);
        let said: Vec<Option<String>> =
            if sentences.len() > 1 { sentences.iter().map(|one| self.try_say(one)).collect() } else { Vec::new() };
        let is_said = |said: &Option<String>| said.is_some();
        if !said.is_empty() && said.iter().all(is_said) {
            return Some(said.into_iter().flatten().collect::<Vec<_>>().join(" "));
        }
        if let Some(said) = self.patterns.iter().find_map(|pattern| pattern.say(text, self)) {
            return Some(said);
        }
        said.iter().any(is_said).then(|| {
            let pairs = said.into_iter().zip(sentences);
            pairs.map(|(said, one)| said.unwrap_or_else(|| one.to_owned())).collect::<Vec<_>>().join(" ")
        })
    }

    fn list(&self, text: &str) -> String {
        for (between, said) in [(", and ", ", "), ("; ", "; "), (" · ", " · "), (", ", ", ")] {
            if let Some((first, rest)) = text.split_once(between) {
                return format!("{}{said}{}", self.list(first), self.list(rest));
            }
        }
        self.say(text)
    }
}

impl Pattern {
    /// None of a sentence without gaps.
    fn parse(english: &str, said: &str) -> Option<Self> {
        let (mut parts, mut rest) = (Vec::new(), english);
        while let Some((before, gap, after)) = Gap::first(rest) {
            parts.push((before.to_owned(), gap));
            rest = after;
        }
        (!parts.is_empty()).then(|| Self { parts, end: rest.to_owned(), said: said.to_owned() })
    }

    fn n_letters(&self) -> usize {
        self.parts.iter().map(|(text, _)| text.len()).sum::<usize>() + self.end.len()
    }

    /// The text in the language, if it is this sentence.
    fn say(&self, text: &str, tongue: &Tongue) -> Option<String> {
        let (first, gap) = self.parts.first()?;
        let mut rest = text.strip_prefix(first.as_str())?.strip_suffix(self.end.as_str())?;
        let (mut fills, mut gap) = (Vec::new(), *gap);
        for (before, next) in self.parts.iter().skip(1) {
            let (fill, after) = rest.split_once(before.as_str())?;
            fills.push(gap.fill(fill, tongue)?);
            (rest, gap) = (after, *next);
        }
        fills.push(gap.fill(rest, tongue)?);
        let mut said = self.said.clone();
        // From the last gap on, so that what fills one is not taken for another.
        let mut places: Vec<(usize, usize)> =
            (0..fills.len()).filter_map(|ix| Some((said.find(&format!("{{{}}}", ix + 1))?, ix))).collect();
        places.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        for (at, ix) in places {
            let length = format!("{{{}}}", ix + 1).len();
            said.replace_range(at..at + length, fills.get(ix)?);
        }
        Some(said)
    }
}

impl Gap {
    const ALL: [(&str, Gap); 4] = [("{}", Gap::Name), ("{n}", Gap::Number), ("{say}", Gap::Said), ("{list}", Gap::List)];

    /// The first gap of a text, with what stands before and behind it.
    fn first(text: &str) -> Option<(&str, Self, &str)> {
        let found = Self::ALL.into_iter().filter_map(|(sign, gap)| {
            let (before, after) = text.split_once(sign)?;
            Some((before, gap, after))
        });
        found.min_by_key(|(before, _, _)| before.len())
    }

    fn fill(self, text: &str, tongue: &Tongue) -> Option<String> {
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
        match self {
            Self::Name => Some(text.to_owned()),
            _ if text.is_empty() => None,
            Self::Number => text.chars().all(is_number).then(|| text.to_owned()),
            Self::Said => tongue.try_say(text),
            Self::List => Some(tongue.list(text)),
        }
    }
}

/// The sentences of a text, each with its full stop.
fn sentences(text: &str) -> Vec<&str> {
    let (mut sentences, mut rest) = (Vec::new(), text);
    while let Some(at) = rest.find(". ") {
        let (one, after) = rest.split_at(at + 1);
        sentences.push(one);
        rest = after.trim_start();
    }
    sentences.push(rest);
    sentences.retain(|one| !one.is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
"none" = "कुछ नहीं"
"{n} records are held." = "{1} रिकॉर्ड रखे हैं।"
"As of {}, {list}." = "{1} को {2}।"
"past" = "बीत चुका"
"{n} of {n} left" = "{2} में से {1} शेष"
"{say} by now" = "अब तक {1}"
"#;

    #[test]
    fn what_the_file_has_is_said_and_all_else_stays() {
        let tongue = Tongue::parse("xx", FILE).unwrap();
        for (text, said) in [
            ("none", "कुछ नहीं"),
            ("1,204 records are held.", "1,204 रिकॉर्ड रखे हैं।"),
            ("many records are held.", "many records are held."),
            ("2 records are held. none", "2 रिकॉर्ड रखे हैं। कुछ नहीं"),
            ("2 records are held. Else.", "2 रिकॉर्ड रखे हैं। Else."),
            ("As of 2026-06-01, past, x, and none.", "2026-06-01 को बीत चुका, x, कुछ नहीं।"),
            ("3 of 4 left", "4 में से 3 शेष"),
            ("past by now", "अब तक बीत चुका"),
            ("a path by now", "a path by now"),
            ("/srv/none.csv", "/srv/none.csv"),
            ("", ""),
        ] {
            assert_eq!(tongue.say(text), said, "{text}");
            assert_eq!(ENGLISH.say(text), text);
        }
    }

    #[test]
    fn every_language_file_fills_each_gap_once() {
        assert_eq!(Tongue::codes(), std::iter::once("en").chain(FILES.map(|(code, _)| code)).collect::<Vec<_>>());
        for (code, text) in FILES {
            let sentences: BTreeMap<String, String> = toml::from_str(text).unwrap();
            for (english, said) in sentences {
                let n = Pattern::parse(&english, &said).map_or(0, |pattern| pattern.parts.len());
                let is_once = |ix: usize| said.matches(&format!("{{{ix}}}")).count() == 1;
                assert!((1..=n).all(is_once) && said.matches('{').count() == n, "{code}: {english} = {said}");
                assert!(!said.is_empty() && !english.is_empty());
            }
        }
    }
}
