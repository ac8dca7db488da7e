//! Looking tags up: postings are read directly, since a collector costs several hundred times a look-up.

use std::collections::{BTreeSet, HashSet};

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

use super::Index;
use super::error::IndexError;
use super::folder::{Folder, SEQ};
use crate::model::feed::Feed;
use crate::model::secret::Tag;

/// How many sightings of the catalogue are looked at in one go.
const PAGE: usize = 4096;

/// The lowest sequence numbers, at most so many.
struct Lowest {
    seqs: BTreeSet<u64>,
    after: u64,
    limit: usize,
}

impl Lowest {
    fn add(&mut self, seq: u64) {
        if seq <= self.after {
            return;
        }
        self.seqs.insert(seq);
        if self.seqs.len() > self.limit {
            self.seqs.pop_last();
        }
    }

    fn is_beyond(&self, seq: u64) -> bool {
        self.seqs.len() >= self.limit && self.seqs.last().is_none_or(|last| seq > *last)
    }
}

impl Index {
    /// The sequence numbers of the sightings that have one of the tags, as far as the index follows the catalogue:
    /// ascending, at most `limit`, the lowest first.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn search(&self, tags: &[Tag], limit: usize) -> Result<Vec<u64>, IndexError> {
        let mut found = Lowest { seqs: BTreeSet::new(), after: 0, limit };
        if let Some(folder) = self.folder() {
            look_up(&folder, tags, &mut found)?;
        }
        Ok(found.seqs.into_iter().collect())
    }

    /// The sequence numbers after `after` of all sightings in the catalogue that have one of the tags: ascending, at most
    /// `limit`. Right whatever the index's state: what it does not follow yet is looked up in the catalogue itself, which
    /// takes time. Fewer than `limit` means that there are no more.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn search_complete<F: Feed>(
        &self,
        feed: &F,
        tags: &[Tag],
        after: u64,
        limit: usize,
    ) -> Result<Vec<u64>, IndexError> {
        let mut start = after;
        let mut seqs = Vec::new();
        loop {
            let page = self.search_page(feed, tags, start, limit - seqs.len()).await?;
            let Some(last) = page.last().copied() else { return Ok(seqs) };
            // Between the index and the catalogue sightings are replaced: the new ones stand further behind.
            seqs.extend(feed.living(&page).await.map_err(IndexError::feed)?);
            start = last;
            if seqs.len() >= limit {
                return Ok(seqs);
            }
        }
    }

    async fn search_page<F: Feed>(&self, feed: &F, tags: &[Tag], after: u64, limit: usize) -> Result<Vec<u64>, IndexError> {
        let mut found = Lowest { seqs: BTreeSet::new(), after, limit };
        let followed = self.search_followed(feed, tags, &mut found).await?;
        let wanted: HashSet<Tag> = tags.iter().copied().collect();
        let mut seq = followed.max(after);
        while !found.is_beyond(seq + 1) {
            let page = feed.tagged(seq, u64::MAX, PAGE).await.map_err(IndexError::feed)?;
            for tagged in &page {
                if tagged.tags.iter().any(|tag| wanted.contains(tag)) {
                    found.add(tagged.seq);
                }
            }
            match page.last() {
                Some(last) if page.len() == PAGE => seq = last.seq,
                _ => break,
            }
        }
        Ok(found.seqs.into_iter().collect())
    }

    /// Searches the index if it follows this catalogue; up to where. 0: all is still to be looked up.
    async fn search_followed<F: Feed>(&self, feed: &F, tags: &[Tag], found: &mut Lowest) -> Result<u64, IndexError> {
        let Some(folder) = self.folder() else { return Ok(0) };
        // The position before the segments: these may only be newer, and then a sighting is found twice.
        let Ok(Some(position)) = folder.position() else { return Ok(0) };
        if !feed.has_passed(position).await.map_err(IndexError::feed)? || folder.reader.reload().is_err() {
            return Ok(0);
        }
        let before = found.seqs.clone();
        if look_up(&folder, tags, found).is_err() {
            found.seqs = before;
            return Ok(0);
        }
        Ok(position.seq)
    }
}

fn look_up(folder: &Folder, tags: &[Tag], found: &mut Lowest) -> Result<(), IndexError> {
    for segment in folder.reader.searcher().segment_readers() {
        look_up_in(segment, folder, tags, found)?;
    }
    Ok(())
}

fn look_up_in(segment: &SegmentReader, folder: &Folder, tags: &[Tag], found: &mut Lowest) -> Result<(), IndexError> {
    let io = IndexError::io("cannot read a segment");
    let postings = segment.inverted_index(folder.fields.tag)?;
    let seqs = segment.fast_fields().u64(SEQ)?;
    let mut lists = Vec::new();
    for tag in tags {
        let term = Term::from_field_bytes(folder.fields.tag, &tag.0);
        match postings.read_postings(&term, IndexRecordOption::Basic) {
            Ok(list) => lists.extend(list),
            Err(error) => return Err(io(error)),
        }
    }
    for mut list in lists {
        while list.doc() != TERMINATED {
            if !segment.is_deleted(list.doc()) {
                found.add(seqs.first(list.doc()).ok_or(IndexError::Damaged("a sighting has no number"))?);
            }
            list.advance();
        }
    }
    Ok(())
}
