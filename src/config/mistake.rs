//! What is wrong with a configuration: all of it at once, each with its place and, for an unknown word, the nearest
//! known one. Apart from the rest because every check speaks through it.

use std::fmt;
use std::path::{Path, PathBuf};

/// One mistake.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mistake {
    /// The file; none for a mistake on the command line or in the environment.
    pub file: Option<PathBuf>,
    /// Line and column, both from 1, the column counted in characters.
    pub at: Option<(usize, usize)>,
    /// What is wrong, without any secret.
    pub text: String,
}

impl Mistake {
    /// A mistake that stands in no file.
    pub fn outside(text: impl Into<String>) -> Self {
        Self { file: None, at: None, text: text.into() }
    }

    /// A mistake with a file as a whole.
    pub fn of_file(file: &Path, text: impl Into<String>) -> Self {
        Self { file: Some(file.to_owned()), at: None, text: text.into() }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}:", file.display())?;
            if let Some((line, column)) = self.at {
                write!(f, "{line}:{column}:")?;
            }
            f.write_str(" ")?;
        }
        f.write_str(&self.text)
    }
}

/// All mistakes, in the order of their places. One line each.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub struct Mistakes(pub Vec<Mistake>);

impl Mistakes {
    /// Nothing if there are none, else all of them in order, each once.
    ///
    /// # Errors
    /// There is at least one.
    pub fn or_else_none(mut found: Vec<Mistake>) -> Result<(), Self> {
        if found.is_empty() {
            return Ok(());
        }
        found.sort();
        found.dedup();
        Err(Self(found))
    }
}

impl From<Mistake> for Mistakes {
    fn from(mistake: Mistake) -> Self {
        Self(vec![mistake])
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, mistake) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{mistake}")?;
        }
        Ok(())
    }
}

/// `; did you mean …?` if one of the known words is near, else the known words themselves if they are few.
pub fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let lower = word.to_lowercase();
    let nearest = known.iter().min_by_key(|candidate| strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()));
    let Some(nearest) = nearest else { return String::new() };
    // One slip in three letters: `kidn` for `kind` is a slip, `path` for `table` is another word.
    let allowed = (lower.chars().count().max(nearest.chars().count()) / 3).max(1);
    let is_near = strsim::damerau_levenshtein(&lower, &nearest.to_lowercase()) <= allowed
        || (lower.len() > 2 && (nearest.starts_with(&lower) || lower.starts_with(nearest)));
    if is_near {
        return format!("; did you mean `{nearest}`?");
    }
    if known.len() <= 12 {
        let list: Vec<String> = known.iter().map(|candidate| format!("`{candidate}`")).collect();
        return format!("; known are {}", list.join(", "));
    }
    String::new()
}

/// Line and column of a byte offset, both from 1.
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let (mut line, mut column) = (1, 1);
    for (at, c) in text.char_indices() {
        if at >= offset {
            break;
        }
        if c == '\n' {
            line += 1;
            column = 1;
        } else {
            column += 1;
        }
    }
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_named_and_a_far_one_is_not() {
        for (word, known, expected) in [
            ("sorce", &["source", "state"][..], "; did you mean `source`?"),
            ("Kind", &["kind", "path"], "; did you mean `kind`?"),
            ("kidn", &["kind", "path"], "; did you mean `kind`?"),
            ("zebra", &["kind", "path"], "; known are `kind`, `path`"),
            ("anything", &[], ""),
        ] {
            assert_eq!(suggestion(word, known.iter().copied()), expected, "{word}");
        }
    }

    #[test]
    fn places_are_counted_from_one_in_characters() {
        for (offset, expected) in [(0, (1, 1)), (3, (1, 3)), (4, (2, 1)), (99, (2, 3))] {
            assert_eq!(line_and_column("aü\nbc", offset), expected, "{offset}");
        }
    }
}
