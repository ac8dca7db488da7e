//! Columns are judged as columns, from a sample that the content fixes, before their cells are.

use std::collections::HashSet;

use crate::detect::{Detectors, FieldSample};
use crate::model::finding::ColumnVerdict;
use crate::model::passage::{Column, FieldIx, Fields, Record, RowBatch};

/// Records from which a file's columns are judged.
pub const SAMPLE_RECORDS: usize = 256;
/// Bytes of text that are held back until the columns are judged.
pub const SAMPLE_BYTES: u64 = 1 << 20;
/// Rows from which a table's columns are judged.
pub const SAMPLE_ROWS: usize = 600;

/// The verdicts on the fields of these records.
pub fn of_records<'a>(
    detectors: &Detectors,
    fields: &Fields,
    records: impl Iterator<Item = &'a Record> + Clone,
) -> Vec<ColumnVerdict> {
    let mut values: Vec<Vec<&str>> = vec![Vec::new(); fields.names().len()];
    for passage in records.flat_map(|record| &record.passages) {
        if let Some(of_field) = passage.field.and_then(|FieldIx(ix)| values.get_mut(usize::from(ix))) {
            of_field.push(&passage.text.0);
        }
    }
    let met = fields.names().iter().zip(values).filter(|(_, values)| !values.is_empty());
    let samples: Vec<_> = met.map(|(name, values)| sample(name, "", values)).collect();
    detectors.profile(&samples)
}

/// The verdicts on a table's columns.
pub fn of_rows(detectors: &Detectors, columns: &[Column], rows: &RowBatch) -> Vec<ColumnVerdict> {
    let samples: Vec<_> = columns
        .iter()
        .enumerate()
        .map(|(ix, column)| {
            let values = (0..rows.n_rows()).filter_map(|row| rows.cell(row, ix)).collect();
            sample(&column.name, &column.declared, values)
        })
        .collect();
    detectors.profile(&samples)
}

fn sample<'a>(name: &'a str, declared: &'a str, values: Vec<&'a str>) -> FieldSample<'a> {
    let is_unique = values.len() > 1 && values.iter().collect::<HashSet<_>>().len() == values.len();
    FieldSample { name, declared, values, is_unique }
}
