//! Following the catalogue: delete what changed, add what it is now, commit with how far that was.

use fail::fail_point;
use tantivy::indexer::NoMergePolicy;
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::Index;
use super::error::IndexError;
use super::folder::{self, Fields, Folder};
use crate::model::feed::{Change, Feed, Position, Tagged};

/// How many changed units are asked for at once.
const N_CHANGES: usize = 1024;
/// How many sightings are asked for at once.
const N_TAGGED: usize = 4096;
/// A commit comes after so many sightings: what a kill costs at most.
const PER_COMMIT: u64 = 500_000;
const FAILED_BEFORE: IndexError = IndexError::Damaged("its writer failed before");

impl Index {
    /// Follows the catalogue to where it stands now; that sequence number. An index that belongs to another history (a
    /// backup was restored) is made anew. Whatever this does is lost or kept as a whole: it may be stopped at any moment.
    ///
    /// # Errors
    /// The catalogue cannot be read, or the index cannot be written; the next call goes on where the last commit was.
    pub async fn catch_up<F: Feed>(&self, feed: &F) -> Result<u64, IndexError> {
        let mut writer = self.inner.writer.lock().await;
        self.follow(feed, &mut writer).await
    }

    /// Makes the index anew from the catalogue; the sequence number it then follows to.
    ///
    /// # Errors
    /// As for [`Index::catch_up`].
    pub async fn rebuild<F: Feed>(&self, feed: &F) -> Result<u64, IndexError> {
        let mut writer = self.inner.writer.lock().await;
        self.empty(&mut writer).await?;
        self.follow(feed, &mut writer).await
    }

    /// Rewrites what holds deleted sightings, so that their tags are gone from the disk.
    ///
    /// # Errors
    /// The index cannot be written.
    pub async fn purge(&self) -> Result<(), IndexError> {
        let mut slot = self.inner.writer.lock().await;
        let folder = self.writable()?;
        if !folder.index.searchable_segment_metas()?.iter().any(|segment| segment.has_deletes()) {
            return Ok(());
        }
        // A segment can be in one merge only: none of the writer's own may be under way.
        if let Some(writer) = slot.take() {
            blocking(move || writer.wait_merging_threads()).await??;
        }
        blocking(move || purge(&folder)).await??;
        folder::make_private(&self.inner.dir)
    }

    /// Waits for work in the background and closes the index for all clones.
    ///
    /// # Errors
    /// The background work failed; what was committed is committed.
    pub async fn close(self) -> Result<(), IndexError> {
        let Some(writer) = self.inner.writer.lock().await.take() else { return Ok(()) };
        blocking(move || writer.wait_merging_threads()).await??;
        folder::make_private(&self.inner.dir)
    }

    fn writable(&self) -> Result<Folder, IndexError> {
        self.folder().filter(|_| !self.inner.is_read_only).ok_or(IndexError::ReadOnly)
    }

    async fn empty(&self, slot: &mut Option<IndexWriter>) -> Result<(), IndexError> {
        self.writable()?;
        let (dir, writer) = (self.inner.dir.clone(), slot.take());
        let made = blocking(move || {
            drop(writer);
            Folder::create(&dir)
        });
        self.set_folder(made.await??);
        Ok(())
    }

    async fn follow<F: Feed>(&self, feed: &F, slot: &mut Option<IndexWriter>) -> Result<u64, IndexError> {
        let mut from = self.writable()?.position()?;
        if let Some(position) = from
            && !feed.has_passed(position).await.map_err(IndexError::feed)?
        {
            self.empty(slot).await?;
            from = None;
        }
        let goal = feed.position().await.map_err(IndexError::feed)?;
        if from == Some(goal) {
            return Ok(goal.seq);
        }
        let folder = self.writable()?;
        let writer = take(slot, &folder).await?;
        let mut work = Work { writer: Some(writer), fields: folder.fields, seq: from.map_or(0, |from| from.seq), n_added: 0 };
        while work.page(feed, goal.mark).await? {}
        // All changes up to the goal were in the pages, and perhaps later ones.
        let reached = Position { seq: work.seq.max(goal.seq), ..goal };
        work.commit(reached).await?;
        folder.reader.reload()?;
        *slot = work.writer;
        folder::make_private(&self.inner.dir)?;
        Ok(reached.seq)
    }
}

/// A catching up under way. Dropped before its end, it leaves the index at its last commit.
struct Work {
    writer: Option<IndexWriter>,
    fields: Fields,
    seq: u64,
    n_added: u64,
}

impl Work {
    /// Takes over the next changes; whether there were any.
    async fn page<F: Feed>(&mut self, feed: &F, mark: [u8; 16]) -> Result<bool, IndexError> {
        let changes = feed.changes(self.seq, N_CHANGES).await.map_err(IndexError::feed)?;
        for change in &changes {
            self.delete(*change)?;
            let mut seq = change.seq;
            while let Some(upto) = change.upto.filter(|upto| *upto > seq) {
                let tagged = feed.tagged(seq, upto, N_TAGGED).await.map_err(IndexError::feed)?;
                let Some(last) = tagged.last() else { break };
                seq = last.seq;
                self.n_added += tagged.len() as u64;
                self.add(change.unit, tagged).await?;
            }
            self.seq = change.upto.unwrap_or(change.seq);
            if self.n_added >= PER_COMMIT {
                self.commit(Position { mark, seq: self.seq }).await?;
                self.n_added = 0;
            }
        }
        Ok(!changes.is_empty())
    }

    fn delete(&self, change: Change) -> Result<(), IndexError> {
        let writer = self.writer.as_ref().ok_or(FAILED_BEFORE)?;
        writer.delete_term(Term::from_field_u64(self.fields.unit, change.unit));
        Ok(())
    }

    async fn add(&mut self, unit: u64, tagged: Vec<Tagged>) -> Result<(), IndexError> {
        let fields = self.fields;
        self.write(move |writer| {
            for sighting in tagged.iter().filter(|sighting| !sighting.tags.is_empty()) {
                let mut document = TantivyDocument::default();
                document.add_u64(fields.unit, unit);
                document.add_u64(fields.seq, sighting.seq);
                for tag in &sighting.tags {
                    document.add_bytes(fields.tag, &tag.0);
                }
                writer.add_document(document)?;
            }
            Ok(())
        })
        .await
    }

    async fn commit(&mut self, reached: Position) -> Result<(), IndexError> {
        self.write(move |writer| {
            let mut prepared = writer.prepare_commit()?;
            prepared.set_payload(&folder::payload(reached));
            fail_point!("index::before-commit");
            prepared.commit()?;
            fail_point!("index::after-commit");
            Ok(())
        })
        .await
    }

    /// Lends the writer to a thread that may wait. After a failure it is not put back, and what it held is not committed.
    async fn write(
        &mut self,
        work: impl FnOnce(&mut IndexWriter) -> Result<(), IndexError> + Send + 'static,
    ) -> Result<(), IndexError> {
        let mut writer = self.writer.take().ok_or(FAILED_BEFORE)?;
        let done = blocking(move || work(&mut writer).map(|()| writer));
        self.writer = Some(done.await??);
        Ok(())
    }
}

fn purge(folder: &Folder) -> Result<(), IndexError> {
    let mut writer = folder.writer()?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for segment in folder.index.searchable_segment_metas()? {
        if segment.has_deletes() {
            writer.merge(&[segment.id()]).wait()?;
        }
    }
    folder.reader.reload()?;
    writer.garbage_collect_files().wait()?;
    Ok(())
}

async fn take(slot: &mut Option<IndexWriter>, folder: &Folder) -> Result<IndexWriter, IndexError> {
    match slot.take() {
        Some(writer) => Ok(writer),
        None => {
            let folder = folder.clone();
            blocking(move || folder.writer()).await?
        }
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, IndexError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| IndexError::Damaged("its writer gave up"))
}
