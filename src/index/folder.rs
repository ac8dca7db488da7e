//! The index's folder: its schema, how far it follows, whether its files are whole.

use std::fs::{DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use tantivy::indexer::LogMergePolicy;
use tantivy::schema::{BytesOptions, FAST, Field, NumericOptions, Schema};
use tantivy::store::Compressor;
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy};

use super::error::IndexError;
use crate::model::feed::Position;

/// Memory for documents that are not yet written.
const WRITER_BYTES: usize = 64 << 20;
/// A segment is rewritten once this part of it is deleted: until then deleted tags are still on the disk.
const MOST_DELETED: f32 = 0.1;
/// Every segment has at least its terms, postings, columns and document store.
const LEAST_FILES: usize = 4;

/// An index whose files are whole.
#[derive(Clone)]
pub(super) struct Folder {
    pub index: tantivy::Index,
    pub reader: IndexReader,
    pub fields: Fields,
}

/// What is searched, and no more.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// The tags of a sighting; nothing but which sightings have them.
    pub tag: Field,
    /// The unit's number, to delete by.
    pub unit: Field,
    /// The sighting's sequence number.
    pub seq: Field,
}

/// The name of the column that [`Fields::seq`] fills.
pub(super) const SEQ: &str = "seq";

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let tag = schema.add_bytes_field("tag", BytesOptions::default().set_indexed());
    let unit = schema.add_u64_field("unit", NumericOptions::default().set_indexed());
    let seq = schema.add_u64_field(SEQ, FAST);
    (schema.build(), Fields { tag, unit, seq })
}

impl Folder {
    /// Opens what is there, after a test of every file's checksum.
    pub(super) fn open(dir: &Path) -> Result<Self, IndexError> {
        // On some damage tantivy panics where it could have failed.
        catch_unwind(AssertUnwindSafe(|| Self::open_whole(dir))).unwrap_or(Err(IndexError::Damaged("tantivy gave up on it")))
    }

    fn open_whole(dir: &Path) -> Result<Self, IndexError> {
        let index = tantivy::Index::open_in_dir(dir)?;
        let (schema, fields) = schema();
        if index.schema() != schema {
            return Err(IndexError::Damaged("another version's schema"));
        }
        let meta = index.load_metas()?;
        if meta.payload.is_some() && position(&meta.payload).is_none() {
            return Err(IndexError::Damaged("how far it follows cannot be read"));
        }
        // Which of the possible files a segment has, only the list of managed files tells; a reader takes a missing one
        // for an empty one.
        let managed = index.directory().list_managed_files();
        let files: Vec<_> = meta.list_segment_files().into_iter().filter(|path| managed.contains(path)).collect();
        if files.len() < meta.segments.len() * LEAST_FILES {
            return Err(IndexError::Damaged("files are missing"));
        }
        for path in files {
            if !index.directory().validate_checksum(&path).map_err(tantivy::TantivyError::from)? {
                return Err(IndexError::Damaged("a checksum does not hold"));
            }
        }
        Self::with(index, fields)
    }

    /// Makes an empty one, in place of whatever is there.
    pub(super) fn create(dir: &Path) -> Result<Self, IndexError> {
        if dir.try_exists().map_err(IndexError::io("cannot look into it"))? {
            std::fs::remove_dir_all(dir).map_err(IndexError::io("cannot remove it"))?;
        }
        DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(IndexError::io("cannot create it"))?;
        let (schema, fields) = schema();
        let settings = IndexSettings { docstore_compression: Compressor::Lz4, ..IndexSettings::default() };
        let index = tantivy::Index::builder().schema(schema).settings(settings).create_in_dir(dir)?;
        make_private(dir)?;
        Self::with(index, fields)
    }

    fn with(index: tantivy::Index, fields: Fields) -> Result<Self, IndexError> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader, fields })
    }

    /// How far it follows, as of its last commit.
    pub(super) fn position(&self) -> Result<Option<Position>, IndexError> {
        Ok(position(&self.index.load_metas()?.payload))
    }

    pub(super) fn writer(&self) -> Result<IndexWriter, IndexError> {
        let writer = self.index.writer_with_num_threads(1, WRITER_BYTES)?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(MOST_DELETED);
        writer.set_merge_policy(Box::new(policy));
        Ok(writer)
    }
}

/// Takes everybody else's rights from the files: tantivy leaves that to the umask.
pub(super) fn make_private(dir: &Path) -> Result<(), IndexError> {
    std::fs::set_permissions(dir, Permissions::from_mode(0o700)).map_err(IndexError::io("cannot make it private"))?;
    for entry in dir.read_dir().map_err(IndexError::io("cannot list it"))? {
        let path: PathBuf = entry.map_err(IndexError::io("cannot list it"))?.path();
        match std::fs::set_permissions(&path, Permissions::from_mode(0o600)) {
            // A merge removes files while this lists them.
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(IndexError::io("cannot make a file private")(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A position as a commit carries it: `mark:seq:check`. `meta.json` has no checksum of its own.
pub(super) fn payload(position: Position) -> String {
    let mark: String = position.mark.iter().map(|byte| format!("{byte:02x}")).collect();
    let text = format!("{mark}:{}", position.seq);
    let check = blake3::hash(text.as_bytes()).to_hex();
    format!("{text}:{}", check.get(..8).unwrap_or_default())
}

fn position(text: &Option<String>) -> Option<Position> {
    let text = text.as_deref()?;
    let mut parts = text.split(':');
    let (hex, seq) = (parts.next()?, parts.next()?.parse().ok()?);
    let mut mark = [0; 16];
    for (i, byte) in mark.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    let position = Position { mark, seq };
    (payload(position) == text).then_some(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_as_it_was_written_and_not_otherwise() {
        let written = Position { mark: [7; 16], seq: 1234 };
        let text = payload(written);
        assert_eq!(position(&Some(text.clone())), Some(written));
        for damaged in [text.replace("1234", "1235"), text.replace("07", "08"), String::new(), "é:1:2".to_owned()] {
            assert_eq!(position(&Some(damaged)), None);
        }
    }
}
