//! Long texts in windows. A window reaches over its borders on both sides, so that what lies across a border is whole
//! in the window that owns its start, and seen with what stands before it in the next.

use std::ops::Range;

use super::Budget;
use crate::model::passage::{FieldIx, Passage, PassageText};

/// How far a window of `max` bytes reaches over its borders: never so far that windows stop moving on.
pub(super) fn reach(budget: &Budget, max: usize) -> usize {
    budget.overlap_bytes.min(max / 8)
}

/// Appends `text` to the passages of a record, in windows if it is long. Only findings that start in `owned` are this
/// text's own; the rest of it is context.
pub(super) fn push(passages: &mut Vec<Passage>, text: String, owned: Range<usize>, field: Option<FieldIx>, budget: &Budget) {
    let max = budget.window_bytes.max(64);
    if text.len() <= max {
        passages.push(Passage { owned, text: PassageText(text), field });
        return;
    }
    let reach = reach(budget, max);
    let mut own_from = owned.start;
    while own_from < owned.end {
        let from = text.floor_char_boundary(own_from.saturating_sub(reach));
        let to = text.floor_char_boundary((from + max).min(text.len()));
        let own_to = if to >= owned.end { owned.end } else { text.floor_char_boundary(to - reach).max(own_from + 1) };
        let own_to = text.ceil_char_boundary(own_to);
        let window = text.get(from..to).unwrap_or_default();
        passages.push(Passage { owned: own_from - from..own_to - from, text: PassageText(window.to_owned()), field });
        own_from = own_to;
    }
}

/// A text that arrives in pieces and leaves in stretches of bounded length that reach over their borders.
pub(super) struct Cutter {
    text: String,
    own_from: usize,
    max: usize,
    reach: usize,
}

impl Cutter {
    /// Stretches of at most about `max` bytes.
    pub fn new(budget: &Budget, max: usize) -> Self {
        Self { text: String::new(), own_from: 0, max: max.max(64), reach: reach(budget, max.max(64)) }
    }

    /// Takes more text.
    pub fn push(&mut self, more: &str) {
        self.text.push_str(more);
    }

    /// A full stretch with the part of it that is its own, once there is one.
    pub fn next(&mut self) -> Option<(String, Range<usize>)> {
        if self.text.len() <= self.max {
            return None;
        }
        let end = self.text.floor_char_boundary(self.text.len() - self.reach);
        let keep = self.text.floor_char_boundary(end.saturating_sub(self.reach));
        let rest = self.text.get(keep..).unwrap_or_default().to_owned();
        let owned = self.own_from..end;
        self.own_from = end - keep;
        Some((std::mem::replace(&mut self.text, rest), owned))
    }

    /// What is left. The cutter is then as new.
    pub fn rest(&mut self) -> (String, Range<usize>) {
        let text = std::mem::take(&mut self.text);
        let owned = std::mem::take(&mut self.own_from)..text.len();
        (text, owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Budget {
        Budget { window_bytes: 100, overlap_bytes: 12, ..Budget::default() }
    }

    fn joined(windows: impl IntoIterator<Item = (String, Range<usize>)>) -> String {
        windows.into_iter().map(|(text, owned)| text[owned].to_owned()).collect()
    }

    #[test]
    fn every_byte_is_owned_once_and_what_crosses_a_border_is_whole() {
        for letter in ["x", "ü", "한", "🙂"] {
            let text: String = (0..400).map(|i| if i % 7 == 0 { i.to_string() } else { letter.to_owned() }).collect();
            let mut passages = Vec::new();
            push(&mut passages, text.clone(), 0..text.len(), None, &small());
            assert_eq!(joined(passages.iter().map(|p| (p.text.0.clone(), p.owned.clone()))), text);
            for passage in &passages[..passages.len() - 1] {
                assert!(passage.text.0.len() <= 100 && passage.text.0.len() - passage.owned.end >= 12);
            }
            assert!(passages[1..].iter().all(|p| p.owned.start >= 12));
        }
    }

    #[test]
    fn a_text_in_pieces_is_cut_alike() {
        let text: String = (0..300).map(|i| format!("{i}é")).collect();
        let mut cutter = Cutter::new(&small(), 100);
        let mut stretches = Vec::new();
        for c in text.chars() {
            cutter.push(&c.to_string());
            stretches.extend(cutter.next());
        }
        stretches.push(cutter.rest());
        assert!(stretches.len() > 10 && stretches.iter().all(|(text, _)| text.len() <= 104));
        assert_eq!(joined(stretches), text);
    }
}
