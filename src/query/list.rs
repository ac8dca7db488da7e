//! A list of persons in memory: which of its columns tell persons apart, and what each line asks for.

use super::QueryError;
use crate::detect::{Detectors, FieldSample};
use crate::extract::{self, ListRow};
use crate::model::against::ListColumn;
use crate::model::finding::ColumnRole;
use crate::model::ids::DataClass;
use crate::model::secret::Term;
use crate::model::view::Anchor;

/// Values by which a column is judged.
const SAMPLE: usize = 500;

/// A list of persons, one a line.
pub struct PersonList {
    /// Its rows.
    pub rows: Vec<ListRow>,
    columns: Vec<Column>,
}

/// How a column takes part.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Column {
    /// It does not: a date, a reason, somebody else's address.
    Not,
    /// All its values are of one kind.
    Of(DataClass),
    /// Each value tells by itself. `only`: nothing else in the list tells who is meant, so that a name counts too.
    Any { only: bool },
}

impl PersonList {
    /// Reads a list and judges its columns.
    ///
    /// # Errors
    /// [`QueryError::NoList`]: it is no text.
    pub fn new(bytes: &[u8], detectors: &Detectors) -> Result<Self, QueryError> {
        let list = extract::list(bytes).ok_or(QueryError::NoList)?;
        let n_columns = list.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let name = |ix: usize| list.heading.get(ix).map_or("", String::as_str);
        let samples: Vec<FieldSample<'_>> = (0..n_columns)
            .map(|ix| {
                let cells = list.rows.iter().filter_map(|row| row.cells.get(ix)).map(|cell| cell.as_str());
                let values = cells.filter(|cell| !cell.is_empty()).take(SAMPLE).collect();
                FieldSample { name: name(ix), declared: "", values, is_unique: false }
            })
            .collect();
        let columns = detectors.profile(&samples).into_iter().map(|verdict| match verdict.class {
            _ if verdict.role != ColumnRole::Own => Column::Not,
            Some((_, class)) if tells_persons_apart(detectors, &class) => Column::Of(class),
            Some(_) if n_columns > 1 || !list.heading.is_empty() => Column::Not,
            Some(_) | None => Column::Any { only: n_columns == 1 },
        });
        let mut columns: Vec<Column> = columns.collect();
        for (ix, column) in columns.iter_mut().enumerate() {
            let mut cells = list.rows.iter().filter_map(|row| row.cells.get(ix));
            if *column == (Column::Any { only: false }) && !cells.any(|cell| tells_by_itself(cell)) {
                *column = Column::Not;
            }
        }
        Ok(Self { rows: list.rows, columns })
    }

    /// The columns that take part.
    pub fn columns(&self) -> Vec<ListColumn> {
        let shown = |(ix, column): (usize, &Column)| match column {
            Column::Not => None,
            Column::Of(class) => Some(ListColumn { column: ix + 1, class: Some(class.clone()) }),
            Column::Any { .. } => Some(ListColumn { column: ix + 1, class: None }),
        };
        self.columns.iter().enumerate().filter_map(shown).collect()
    }

    /// What a line asks for: each class that one of its values can be, with the forms to look up. Empty: nobody.
    pub fn question(&self, row: &ListRow, detectors: &Detectors, region: Option<&str>) -> Vec<(DataClass, Vec<Term>)> {
        let mut asked = Vec::new();
        let (mut first, mut last) = (Vec::new(), Vec::new());
        for (column, cell) in self.columns.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty()) {
            match column {
                Column::Of(class) if class.as_str() == "user.name.first" => first.push(cell.as_str()),
                Column::Of(class) if class.as_str() == "user.name.last" => last.push(cell.as_str()),
                Column::Not => {}
                Column::Of(_) | Column::Any { .. } => {
                    let answers = detectors.question(cell, region).into_iter();
                    asked.extend(answers.filter(|(class, _)| column.means(class, cell, detectors)));
                }
            }
        }
        // Half a name is nobody's.
        if !first.is_empty() && !last.is_empty() {
            let name = zeroize::Zeroizing::new([first, last].concat().join(" "));
            let answers = detectors.question(&name, region).into_iter();
            asked.extend(answers.filter(|(class, _)| class.is_within("user.name")));
        }
        asked
    }
}

impl Column {
    /// Whether a value of the column, which could be of this class, is.
    fn means(&self, class: &DataClass, cell: &str, detectors: &Detectors) -> bool {
        match self {
            Self::Not => false,
            Self::Of(own) => class.is_within(family(own)),
            Self::Any { only: true } => !class.is_within("user.account") && tells_persons_apart(detectors, class),
            Self::Any { only: false } => {
                let is_contact = class.is_within("user.contact.email") || class.is_within("user.contact.phone_number");
                is_contact && tells_by_itself(cell)
            }
        }
    }
}

/// Whether a value among others can only be an e-mail address or a phone number.
fn tells_by_itself(cell: &str) -> bool {
    cell.contains('@') || cell.starts_with('+')
}

/// `user.government_id` of `user.government_id.tax_id`: exports call one kind of number by the name of another.
fn family(class: &DataClass) -> &str {
    let key = class.as_str();
    key.match_indices('.').nth(1).and_then(|(at, _)| key.get(..at)).unwrap_or(key)
}

/// Whether one value of the class can stand for a person: a number issued to one, a contact point, a name.
fn tells_persons_apart(detectors: &Detectors, class: &DataClass) -> bool {
    let anchor = detectors.classes().get(class).map_or(Anchor::None, |entry| entry.anchor);
    let is_place = class.is_within("user.contact.address");
    class.is_within("user.name") || (matches!(anchor, Anchor::Issued | Anchor::Contact) && !is_place)
}
