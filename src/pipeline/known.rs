//! The names that the company's own tables hold, frozen for a run, so that they are recognised in free text and logs.
//!
//! Kept as the sorted first halves of the names' tags: eight bytes a name and no false hit worth counting, where a fuse
//! filter would take a quarter of that and need a second look-up to settle its false hits.

use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::detect::KnownNames;
use crate::model::ids::{DataClass, Realm};
use crate::model::secret::{Tag, TermKind};
use crate::seal::Keys;

/// The class whose tags are known names.
pub const NAME: &str = "user.name";

/// The frozen names of one run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The run that froze them.
    run: i64,
    halves: Vec<u64>,
}

impl Known {
    /// Freezes these names.
    pub fn new(run: i64, tags: impl IntoIterator<Item = Tag>) -> Self {
        let mut halves: Vec<u64> = tags.into_iter().map(half).collect();
        halves.sort_unstable();
        halves.dedup();
        Self { run, halves }
    }

    /// How many names.
    pub fn len(&self) -> usize {
        self.halves.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.halves.is_empty()
    }

    /// Reads the names that `run` froze before it was interrupted; none if the file is missing, of another run or damaged.
    pub fn of_run(file: &Path, run: i64) -> Option<Self> {
        let mut reader = std::io::BufReader::new(std::fs::File::open(file).ok()?);
        let mut word = [0; 8];
        reader.read_exact(&mut word).ok()?;
        if i64::from_le_bytes(word) != run {
            return None;
        }
        reader.read_exact(&mut word).ok()?;
        let n = u64::from_le_bytes(word);
        let mut halves = Vec::new();
        for _ in 0..n {
            reader.read_exact(&mut word).ok()?;
            halves.push(u64::from_le_bytes(word));
        }
        Some(Self { run, halves })
    }

    /// Keeps the names with their run; a reader sees the old file or the new one, whole.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(&self, file: &Path) -> std::io::Result<()> {
        let partial = file.with_extension("new");
        let mut private = std::fs::OpenOptions::new();
        private.write(true).create(true).truncate(true).mode(0o600);
        let mut writer = std::io::BufWriter::new(private.open(&partial)?);
        writer.write_all(&self.run.to_le_bytes())?;
        writer.write_all(&(self.halves.len() as u64).to_le_bytes())?;
        for half in &self.halves {
            writer.write_all(&half.to_le_bytes())?;
        }
        writer.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
        std::fs::rename(partial, file)
    }
}

fn half(tag: Tag) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&tag.0[..8]);
    u64::from_le_bytes(bytes)
}

/// The frozen names as seen from one realm.
pub struct KnownIn<'a> {
    /// The names of all realms; a tag of one never meets a tag of another.
    pub known: &'a Known,
    /// The realm of the text.
    pub realm: &'a Realm,
    /// The keys.
    pub keys: &'a Keys,
}

impl KnownNames for KnownIn<'_> {
    fn is_known(&self, sorted_name: &str) -> bool {
        let tag = self.keys.tag(self.realm, &DataClass::from(NAME), TermKind::Sorted, sorted_name);
        self.known.halves.binary_search(&half(tag)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::RootKey;

    #[test]
    fn names_are_known_in_their_realm_and_kept_for_their_run() {
        let keys = Keys::new(&RootKey::generate().unwrap());
        let own = Realm::from("own");
        let tag = |text| keys.tag(&own, &NAME.into(), TermKind::Sorted, text);
        let known = Known::new(3, [tag("lovelace mina"), tag("mina zed")]);
        let sees = |realm: &Realm, name| KnownIn { known: &known, realm, keys: &keys }.is_known(name);
        assert!(sees(&own, "lovelace mina"));
        assert!(!sees(&own, "lovelace mona"));
        assert!(!sees(&Realm::from("client"), "lovelace mina"));

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("known-names");
        known.keep(&file).unwrap();
        assert_eq!(Known::of_run(&file, 3).as_ref(), Some(&known));
        assert_eq!(Known::of_run(&file, 4), None);
    }
}
