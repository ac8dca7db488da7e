//! Built-in code for kinds of values that no pattern describes. A new one is one file and one line in [`MATCHERS`].

mod address;
mod age;
mod chain;
mod columnar;
pub(super) mod dob;
mod email;
mod eras;
mod gps;
mod hash;
mod inserted;
mod ip;
mod keyed;
mod mac;
mod months;
pub(super) mod name;
mod name_cue;
mod name_listed;
mod password;
mod pem;
pub(super) mod phone;
mod secret;
mod stated;
mod user_agent;

use std::ops::Range;

use super::grid::Grid;
use super::scene::Scene;
use crate::model::finding::{BirthDate, Form};

/// Finds values in text, or judges what a pattern found, or a cell.
pub(super) struct Matcher {
    /// The name that detector files use.
    pub name: &'static str,
    /// Finds candidates in running text; none: the detector's patterns do.
    pub find: Option<Find>,
    /// Whether a candidate is one.
    pub judge: Judge,
}

/// Adds the candidates of a scene, of which the grid tells the kinds of bytes, in order.
pub(super) type Find = fn(&Scene<'_>, &Grid, &mut Vec<Range<usize>>);
/// Judges a stretch of a scene.
pub(super) type Judge = fn(&Scene<'_>, Range<usize>, Place) -> Option<Judged>;

/// Where a candidate stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// In running text.
    Text,
    /// It is all of a cell whose column speaks for it.
    Cell,
}

/// What a matcher says of a value.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Judged {
    /// The form to tag.
    pub normal: String,
    /// A structure was verified that chance seldom makes.
    pub is_checked: bool,
    /// The matcher saw a word that speaks for it.
    pub has_cue: bool,
    /// More, or less, than the pattern's weight.
    pub bonus: f32,
    pub form: Form,
    pub birth: Option<BirthDate>,
    /// Where it stands, if that is not the stretch that was judged.
    pub span: Option<Range<usize>>,
}

impl Judged {
    /// A readable value with nothing special about it.
    pub fn plain(normal: impl Into<String>) -> Self {
        Self { normal: normal.into(), is_checked: false, has_cue: false, bonus: 0.0, form: Form::Full, birth: None, span: None }
    }
}

/// All matchers.
pub(super) static MATCHERS: &[Matcher] = &[
    address::MATCHER,
    address::END,
    address::TOLD,
    age::MATCHER,
    age::YEAR,
    columnar::ANYTHING,
    columnar::CODE,
    columnar::HANDLE,
    columnar::NUMBER,
    columnar::OPAQUE,
    columnar::PROFILE,
    columnar::TEXT,
    columnar::WORD,
    dob::MATCHER,
    email::MATCHER,
    gps::PAIR,
    gps::COORDINATE,
    hash::MATCHER,
    ip::MATCHER,
    mac::MATCHER,
    name::MATCHER,
    name::GIVEN,
    name::KNOWN,
    password::MATCHER,
    password::KEYED,
    pem::MATCHER,
    phone::MATCHER,
    secret::MATCHER,
    stated::CONDITION,
    stated::IDENTITY,
    stated::LABELLED,
    user_agent::MATCHER,
];

/// The matcher of this name.
pub(super) fn find(name: &str) -> Option<&'static Matcher> {
    MATCHERS.iter().find(|matcher| matcher.name == name)
}

#[cfg(test)]
pub(super) mod testing {
    //! One way to run a matcher over rows of data.

    use super::*;
    use crate::detect::scene::Setting;
    use crate::model::time::Day;

    pub(crate) fn today() -> Day {
        Day::from_date(jiff::civil::date(2026, 6, 1))
    }

    fn setting(region: Option<&str>) -> Setting<'_> {
        Setting { region, today: today(), known: None, is_thorough: false }
    }

    /// The normal forms of what a matcher finds in a text.
    pub(crate) fn found(matcher: &Matcher, text: &str, region: Option<&str>) -> Vec<String> {
        let scene = Scene::new(text, setting(region));
        let mut spans = Vec::new();
        (matcher.find.unwrap())(&scene, &Grid::of(text.as_bytes(), &[]), &mut spans);
        spans.into_iter().filter_map(|span| (matcher.judge)(&scene, span, Place::Text)).map(|judged| judged.normal).collect()
    }

    /// What a matcher says of a cell.
    pub(crate) fn cell(matcher: &Matcher, text: &str, region: Option<&str>) -> Option<Judged> {
        (matcher.judge)(&Scene::new(text, setting(region)), 0..text.len(), Place::Cell)
    }
}
