//! Letters to be set: which font has them, how wide they are, and where a line may end.

use unicode_normalization::char::is_combining_mark;

use super::font::{Font, Glyph};
use super::latin;

/// Letters of one font that follow each other.
#[derive(Clone, PartialEq, Debug)]
pub enum Run {
    /// Codes of Helvetica.
    Latin(Vec<u8>),
    /// Glyphs of the font that was named, and the text that they show.
    Shaped(Vec<Glyph>, String),
}

/// The fonts of a report.
#[derive(Clone, Copy)]
pub struct TypeCase<'a> {
    /// The one that was named.
    pub font: Option<&'a Font>,
}

/// Signs that Helvetica lacks, in ones that it has.
const INSTEAD: [(char, &str); 3] = [('→', "->"), ('≤', "<="), ('≥', ">=")];

impl TypeCase<'_> {
    /// Whether there is a letter for every character of a text, or a sign that means the same.
    pub fn has(&self, text: &str) -> bool {
        text.chars().all(|c| self.is_latin(c) || self.is_named(c) || is_joiner(c))
    }

    fn is_latin(&self, c: char) -> bool {
        latin::code(c).is_some() || INSTEAD.iter().any(|(sign, _)| *sign == c)
    }

    fn is_named(&self, c: char) -> bool {
        self.font.is_some_and(|font| font.has(c))
    }

    /// A text in letters that there are: a sign that means the same, or the code point, `\u{939}`, instead of others.
    fn spelt(&self, text: &str) -> String {
        if text.chars().all(|c| latin::code(c).is_some()) {
            return text.to_owned();
        }
        let mut spelt = String::with_capacity(text.len());
        let mut is_named = false;
        for c in text.chars() {
            let instead = INSTEAD.iter().find(|(sign, _)| *sign == c).map(|(_, instead)| *instead);
            match instead {
                _ if latin::code(c).is_some() => spelt.push(c),
                _ if self.is_named(c) || (is_joiner(c) && is_named) => spelt.push(c),
                Some(instead) => spelt.push_str(instead),
                None if is_joiner(c) => {}
                None => spelt.extend(c.escape_unicode()),
            }
            is_named = self.is_named(c) || (is_joiner(c) && is_named);
        }
        spelt
    }

    /// A text as runs, each with its width.
    pub fn runs(&self, text: &str, is_bold: bool) -> Vec<(Run, f32)> {
        let mut runs = Vec::new();
        let (mut codes, mut shaped) = (Vec::new(), String::new());
        for c in self.spelt(text).chars() {
            match latin::code(c) {
                Some(code) => {
                    self.end_shaped(&mut shaped, is_bold, &mut runs);
                    codes.push(code);
                }
                None => {
                    self.end_latin(&mut codes, is_bold, &mut runs);
                    shaped.push(c);
                }
            }
        }
        self.end_latin(&mut codes, is_bold, &mut runs);
        self.end_shaped(&mut shaped, is_bold, &mut runs);
        runs
    }

    fn end_latin(&self, codes: &mut Vec<u8>, is_bold: bool, runs: &mut Vec<(Run, f32)>) {
        if !codes.is_empty() {
            let width = codes.iter().map(|code| latin::width(*code, is_bold)).sum();
            runs.push((Run::Latin(std::mem::take(codes)), width));
        }
    }

    fn end_shaped(&self, text: &mut String, is_bold: bool, runs: &mut Vec<(Run, f32)>) {
        if text.is_empty() {
            return;
        }
        let text = std::mem::take(text);
        match self.font.and_then(|font| font.shape(&text)) {
            Some(glyphs) => {
                let width = glyphs.iter().map(|glyph| glyph.advance).sum();
                runs.push((Run::Shaped(glyphs, text), width));
            }
            None => {
                let mut codes = text.chars().flat_map(char::escape_unicode).filter_map(latin::code).collect();
                self.end_latin(&mut codes, is_bold, runs);
            }
        }
    }

    /// The width of a text of size 1000.
    pub fn width(&self, text: &str, is_bold: bool) -> f32 {
        if let Some(width) = text.chars().try_fold(0.0, |sum, c| Some(sum + latin::width(latin::code(c)?, is_bold))) {
            return width;
        }
        self.runs(text, is_bold).iter().map(|(_, width)| width).sum()
    }

    /// A text in lines of at most this width (size 1000): between words where it can be, else behind a sign that parts a
    /// name, else between letters.
    pub fn lines(&self, text: &str, is_bold: bool, at_most: f32) -> Vec<String> {
        let space = self.width(" ", is_bold);
        let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
        for word in self.spelt(text).split(' ') {
            let width = self.width(word, is_bold);
            if !line.is_empty() && used + space + width <= at_most {
                line.push(' ');
                line.push_str(word);
                used += space + width;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            let mut parts = self.parts(word, is_bold, at_most);
            line = parts.pop().unwrap_or_default();
            lines.extend(parts);
            used = self.width(&line, is_bold);
        }
        lines.push(line);
        lines
    }

    /// A word in pieces that fit.
    fn parts(&self, word: &str, is_bold: bool, at_most: f32) -> Vec<String> {
        let (mut parts, mut part, mut used) = (Vec::new(), String::new(), 0.0);
        if self.width(word, is_bold) <= at_most {
            return vec![word.to_owned()];
        }
        for cluster in clusters(word) {
            let width = self.width(cluster, is_bold);
            if used + width > at_most && !part.is_empty() {
                let rest = match part.rfind(['/', '.', '_', '-', '@', ':', ',', '|']) {
                    Some(at) if at + 1 < part.len() && at > part.len() / 3 => part.split_off(at + 1),
                    _ => String::new(),
                };
                parts.push(std::mem::replace(&mut part, rest));
                used = self.width(&part, is_bold);
            }
            part.push_str(cluster);
            used += width;
        }
        parts.push(part);
        parts
    }
}

/// Zero width joiner and non-joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Letters with the marks that belong to them, and letters that a virama joins: nothing that must not be parted.
fn clusters(word: &str) -> Vec<&str> {
    let (mut clusters, mut begin, mut last) = (Vec::new(), 0, None);
    for (at, c) in word.char_indices() {
        // The viramas of the scripts of India stand at the same place of each block (Unicode 16).
        let is_joined = last.is_some_and(|last: char| {
            is_joiner(last) || matches!(u32::from(last), 0x900..0xd80 if u32::from(last) % 0x80 == 0x4d)
        });
        if at > begin && !is_combining_mark(c) && !is_joiner(c) && !is_joined {
            clusters.extend(word.get(begin..at));
            begin = at;
        }
        last = Some(c);
    }
    clusters.extend(word.get(begin..).filter(|rest| !rest.is_empty()));
    clusters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_never_wider_and_lose_nothing() {
        let case = TypeCase { font: None };
        for text in [
            "",
            "one two  three",
            "a/very/long/path/without/any/space/to/break/at.csv",
            "W".repeat(40).as_str(),
            "इ नाम",
            "x → y",
        ] {
            for width in [4_000.0, 9_000.0, 40_000.0] {
                let lines = case.lines(text, false, width);
                assert!(lines.iter().all(|line| case.width(line, false) <= width), "{text} in {width}: {lines:?}");
                let bare = |text: &str| text.replace(' ', "");
                assert_eq!(bare(&lines.concat()), bare(&case.spelt(text)));
            }
        }
    }

    #[test]
    fn what_has_no_letter_is_written_as_its_code() {
        let case = TypeCase { font: None };
        let text = |text: &str| match case.runs(text, false).as_slice() {
            [(Run::Latin(codes), _)] => String::from_utf8(codes.clone()).unwrap(),
            other => panic!("{other:?}"),
        };
        assert_eq!((text("a → b").as_str(), text("ह").as_str()), ("a -> b", "\\u{939}"));
        assert!(case.has("café → “x”") && !case.has("ह"));
    }

    #[test]
    fn marks_stay_with_their_letters() {
        assert_eq!(clusters("क्षमिया"), ["क्ष", "मि", "या"]);
        assert_eq!(clusters("abc"), ["a", "b", "c"]);
    }
}
