//! Which paths the operator wants read. Patterns work on bytes, so that a name that is not text matches too.

use std::path::Path;

use globset::{Candidate, GlobBuilder, GlobSet, GlobSetBuilder};

use crate::model::fault::Cause;

/// The patterns of a source, compiled.
pub(super) struct Filter {
    include: Option<GlobSet>,
    exclude: GlobSet,
}

impl Filter {
    /// Compiles the patterns; no `include` means everything.
    pub(super) fn new(include: &[String], exclude: &[String]) -> Result<Self, Cause> {
        let include = if include.is_empty() { None } else { Some(compiled(include)?) };
        Ok(Self { include, exclude: compiled(exclude)? })
    }

    /// Whether the thing at this path below the root is wanted.
    pub(super) fn takes(&self, path: &Path) -> bool {
        let path = Candidate::new(path);
        self.include.as_ref().is_none_or(|set| set.is_match_candidate(&path)) && !self.exclude.is_match_candidate(&path)
    }
}

fn compiled(patterns: &[String]) -> Result<GlobSet, Cause> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let bare = pattern.trim_end_matches('/');
        let anchored = if bare.contains('/') { bare.trim_start_matches('/').to_owned() } else { format!("**/{bare}") };
        for glob in [anchored.clone(), format!("{anchored}/**")] {
            let glob = GlobBuilder::new(&glob).literal_separator(true).backslash_escape(true).build();
            // The pattern is the operator's own text; the library's words for what is wrong in it are a closed set.
            set.add(glob.map_err(|error| Cause(format!("pattern `{pattern}`: {}", error.kind())))?);
        }
    }
    set.build().map_err(|error| Cause::coded("patterns together", error.kind()))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    fn check(include: &[&str], exclude: &[&str], path: &[u8], expected: bool) {
        let texts = |patterns: &[&str]| patterns.iter().map(|&p| p.to_owned()).collect::<Vec<_>>();
        let filter = Filter::new(&texts(include), &texts(exclude)).unwrap();
        assert_eq!(filter.takes(Path::new(OsStr::from_bytes(path))), expected, "{include:?} {exclude:?} {path:?}");
    }

    #[test]
    fn patterns_choose_what_is_read() {
        for (include, exclude, path, expected) in [
            (&[][..], &[][..], &b"a/b.txt"[..], true),
            (&["*.csv"], &[], b"a/b/c.csv", true),
            (&["*.csv"], &[], b"a/b/c.txt", false),
            (&["/a/*.csv"], &[], b"a/c.csv", true),
            (&["/a/*.csv"], &[], b"a/b/c.csv", false),
            (&["a/**/*.csv"], &[], b"a/b/c.csv", true),
            (&[], &["cache"], b"x/cache/y/z", false),
            (&[], &["cache/"], b"cache", false),
            (&[], &["/cache"], b"x/cache", true),
            (&["*.csv"], &["old"], b"old/c.csv", false),
            (&["*.{csv,tsv}"], &[], b"c.tsv", true),
            (&["*.csv"], &[], b"\xff\n.csv", true),
            (&[], &["bär*"], "a/bären".as_bytes(), false),
        ] {
            check(include, exclude, path, expected);
        }
    }

    #[test]
    fn a_broken_pattern_is_told() {
        let Err(cause) = Filter::new(&["a[".to_owned()], &[]) else { panic!("was taken") };
        assert!(cause.0.starts_with("pattern `a[`: "), "{}", cause.0);
    }
}
