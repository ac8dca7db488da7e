//! What a matcher sees: a stretch of shadow text and the setting of the source.

use super::detector_set::DetectorSet;
use crate::model::time::Day;

/// Who is known by name already.
pub trait KnownNames: Sync {
    /// Whether somebody has this name: its tokens in alphabetical order, as `TermKind::Sorted` tags them.
    fn is_known(&self, sorted_name: &str) -> bool;
}

/// The setting.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// ISO 3166 code of where the source is.
    pub region: Option<&'a str>,
    pub today: Day,
    pub known: Option<&'a dyn KnownNames>,
    /// Also candidates that nothing speaks for are wanted.
    pub is_thorough: bool,
}

/// What stands around a text that may speak for weak candidates.
#[derive(Clone, Copy)]
pub(super) enum Around<'a> {
    /// All candidates are wanted, even those that nothing speaks for.
    Anything,
    /// The detectors that the words of the field's name speak for, and those that its column speaks for.
    Field(&'a DetectorSet, &'a [(usize, f32)]),
    /// No field.
    Nothing,
}

/// A stretch of text and its setting.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub text: &'a str,
    pub setting: Setting<'a>,
}

impl<'a> Scene<'a> {
    /// A scene of a text.
    pub fn new(text: &'a str, setting: Setting<'a>) -> Self {
        Self { text, setting }
    }

    /// The character before a place.
    pub fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The character at a place.
    pub fn after(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }
}
