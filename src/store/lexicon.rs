//! Words and kinds of evidence that repeat, as small numbers. There are few: vocabularies, the configuration's names, a
//! processor's clients; so all are held in memory.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sqlx::{Row, SqliteConnection};

use super::error::StoreError;
use super::rows;
use crate::model::finding::{ColumnRole, Finding, Form};
use crate::model::ids::{DataClass, DetectorId};

/// How a finding was made: all of it but its tags, its mask and its field.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Evidence {
    pub class: DataClass,
    pub detector: DetectorId,
    pub confidence: u8,
    pub form: Form,
    pub role: ColumnRole,
    pub likely_test: bool,
    pub is_checked: bool,
}

impl Evidence {
    pub(super) fn of(finding: &Finding) -> Self {
        Self {
            class: finding.class.clone(),
            detector: finding.detector.clone(),
            confidence: finding.confidence,
            form: finding.form,
            role: finding.role,
            likely_test: finding.likely_test,
            is_checked: finding.is_checked,
        }
    }
}

/// [`Evidence`] as it is stored: class and detector are words.
#[derive(Serialize, Deserialize)]
struct Packed(u32, u32, u8, Form, ColumnRole, bool, bool);

/// The numbers given so far, both ways.
#[derive(Default, Clone)]
pub(super) struct Lexicon {
    words: Vec<Arc<str>>,
    by_word: HashMap<Arc<str>, u32>,
    evidence: Vec<Evidence>,
    by_evidence: HashMap<Evidence, u32>,
    n_words_saved: usize,
    n_evidence_saved: usize,
}

impl Lexicon {
    /// The word's number, new or known.
    pub(super) fn word_id(&mut self, text: &str) -> u32 {
        if let Some(id) = self.by_word.get(text) {
            return *id;
        }
        let (id, text) = (self.words.len() as u32, Arc::<str>::from(text));
        self.words.push(text.clone());
        self.by_word.insert(text, id);
        id
    }

    /// The evidence's number, new or known.
    pub(super) fn evidence_id(&mut self, evidence: Evidence) -> u32 {
        if let Some(id) = self.by_evidence.get(&evidence) {
            return *id;
        }
        let id = self.evidence.len() as u32;
        self.evidence.push(evidence.clone());
        self.by_evidence.insert(evidence, id);
        id
    }

    /// The number of a word that is known already.
    pub(super) fn known_word(&self, text: &str) -> Option<u32> {
        self.by_word.get(text).copied()
    }

    pub(super) fn word(&self, id: u32) -> Result<&str, StoreError> {
        self.words.get(id as usize).map(AsRef::as_ref).ok_or(StoreError::Damaged("a word is missing"))
    }

    pub(super) fn evidence(&self, id: u32) -> Result<&Evidence, StoreError> {
        self.evidence.get(id as usize).ok_or(StoreError::Damaged("a kind of evidence is missing"))
    }

    /// Whether nothing was saved since this lexicon was last read or saved.
    pub(super) async fn is_current(&self, conn: &mut SqliteConnection) -> Result<bool, StoreError> {
        let count = "SELECT (SELECT COALESCE(MAX(id) + 1, 0) FROM word), (SELECT COALESCE(MAX(id) + 1, 0) FROM evidence)";
        let row = sqlx::query(count).fetch_one(conn).await?;
        let (n_words, n_evidence): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
        Ok((n_words, n_evidence) == (self.words.len() as i64, self.evidence.len() as i64))
    }

    /// Reads what was saved since this lexicon was last read or saved.
    pub(super) async fn refresh(&mut self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        // Evidence before words: between the two a writer may commit both, and evidence must not lack its words.
        let evidence = "SELECT id, body FROM evidence WHERE id >= ? ORDER BY id";
        let evidence = sqlx::query(evidence).bind(self.evidence.len() as i64).fetch_all(&mut *conn).await?;
        let words = "SELECT id, text FROM word WHERE id >= ? ORDER BY id";
        for row in sqlx::query(words).bind(self.words.len() as i64).fetch_all(&mut *conn).await? {
            if row.try_get::<u32, _>(0)? != self.word_id(row.try_get(1)?) {
                return Err(StoreError::Damaged("words have a gap"));
            }
        }
        for row in evidence {
            let Packed(class, detector, confidence, form, role, likely_test, is_checked) =
                postcard::from_bytes(row.try_get(1)?)?;
            let (class, detector) = (self.word(class)?.into(), self.word(detector)?.into());
            let evidence = Evidence { class, detector, confidence, form, role, likely_test, is_checked };
            if row.try_get::<u32, _>(0)? != self.evidence_id(evidence) {
                return Err(StoreError::Damaged("kinds of evidence have a gap"));
            }
        }
        self.mark_saved();
        Ok(())
    }

    /// Writes what is new; [`Lexicon::mark_saved`] follows once that is committed.
    pub(super) async fn save(&mut self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        let mut packed = Vec::new();
        for id in self.n_evidence_saved..self.evidence.len() {
            let e = self.evidence[id].clone();
            let (class, detector) = (self.word_id(e.class.as_str()), self.word_id(e.detector.as_str()));
            let body = Packed(class, detector, e.confidence, e.form, e.role, e.likely_test, e.is_checked);
            packed.push((id as i64, postcard::to_stdvec(&body)?));
        }
        let words = self.words.iter().enumerate().skip(self.n_words_saved);
        let words: Vec<(i64, String)> = words.map(|(id, text)| (id as i64, text.as_ref().to_owned())).collect();
        rows::insert(conn, "INSERT INTO word (id, text)", 2, "", words, |query, (id, text)| query.bind(id).bind(text)).await?;
        let head = "INSERT INTO evidence (id, body)";
        rows::insert(conn, head, 2, "", packed, |query, (id, body)| query.bind(id).bind(body)).await?;
        // Also before the commit: a transaction that fails makes its writer load everything anew.
        self.mark_saved();
        Ok(())
    }

    fn mark_saved(&mut self) {
        self.n_words_saved = self.words.len();
        self.n_evidence_saved = self.evidence.len();
    }
}
