//! Numbers in digits and words. Apart from `language` because that is only what its file holds.

use super::language::Language;
use super::words::Token;

impl Language {
    /// The number that begins at this word, and its end: `30`, `2½`, `thirty`, `three hundred and sixty-five`, `two (2)`.
    pub fn number(&self, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
        let (number, end) = self.once(tokens, at)?;
        // The same number again in brackets: `30 (thirty)`.
        let again = tokens.get(end).filter(|token| token.sign == Some('(')).and_then(|_| self.once(tokens, end));
        Some((number, again.filter(|(other, _)| same(*other, number)).map_or(end, |(_, end)| end)))
    }

    fn once(&self, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
        match digits(&tokens.get(at)?.word) {
            Some(number) => Some((number, at + 1)),
            None => self.in_words(tokens, at),
        }
    }

    /// A number in words: ones behind tens, what is below a hundred behind hundreds, hundreds behind thousands.
    fn in_words(&self, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
        let numeral = |at: usize| tokens.get(at).and_then(|token| self.numbers.get(&token.word)).copied();
        let has_article = self.period.article.at(tokens, at).filter(|next| numeral(*next).is_some_and(|word| word >= 100.0));
        // `A hundred`; `hundred` alone is one hundred too.
        let (mut number, mut end) = match has_article {
            Some(next) => (1.0, next),
            None => (numeral(at)?, at + 1),
        };
        // What is not yet multiplied, and what may still be added to it.
        let mut whole = 0.0;
        let mut room = if number >= 100.0 {
            number
        } else if number >= 20.0 && same(number % 10.0, 0.0) {
            10.0
        } else {
            1.0
        };
        loop {
            let joint = Some(end).filter(|_| room >= 100.0).and_then(|end| self.period.number_joint.at(tokens, end));
            let next = joint.filter(|next| numeral(*next).is_some_and(|word| word < room)).unwrap_or(end);
            let is_apart = tokens.get(next).is_some_and(|token| !matches!(token.sign, None | Some('-' | '‑' | '–')));
            let Some(word) = numeral(next).filter(|_| !is_apart) else { break };
            if word >= 100.0 && number < word && next == end {
                number *= word;
                (whole, number, room) = if word >= 1_000.0 { (whole + number, 0.0, word) } else { (whole, number, word) };
            } else if word < room {
                number += word;
                room = if word >= 20.0 && same(word % 10.0, 0.0) { 10.0 } else { 1.0 };
            } else {
                break;
            }
            end = next + 1;
        }
        Some((whole + number, end))
    }
}

/// A number in digits, with a half or quarter behind it; none for what is no whole word of them.
fn digits(word: &str) -> Option<f64> {
    let parts = [('½', 0.5), ('¼', 0.25), ('¾', 0.75)];
    let (word, more) = parts.iter().find_map(|(sign, more)| Some((word.strip_suffix(*sign)?, *more))).unwrap_or((word, 0.0));
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return (word.is_empty() && more > 0.0).then_some(more);
    }
    let number = word.parse::<f64>().ok()? + more;
    (number.is_finite() && number > 0.0).then_some(number)
}

/// Whether two numbers of a text are the same; they have at most two places behind the point.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.001
}

#[cfg(test)]
mod tests {
    use super::super::language::languages;
    use super::super::words::tokens;

    #[test]
    fn every_language_reads_its_own_numbers() {
        let languages = languages().unwrap();
        for (code, text, expected) in [
            ("en", "30 days", Some((30.0, 1))),
            ("en", "twenty-four months", Some((24.0, 2))),
            ("en", "two (2) years", Some((2.0, 2))),
            ("en", "30 (thirty) days", Some((30.0, 2))),
            ("en", "some days", None),
            ("hi", "३० दिन", Some((30.0, 1))),
            ("hi", "तीस दिन", Some((30.0, 1))),
            ("hi", "छह महीने", Some((6.0, 1))),
        ] {
            let language = languages.iter().find(|language| language.code == code).unwrap();
            assert_eq!(language.number(&tokens(text), 0), expected, "{text}");
        }
    }
}
