//! Records of processing activities as GDPR 30 asks for them, filled in as far as policies, configuration and findings say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::exposure::ArticleField;
use super::view::Basis;

/// One record of processing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ProcessingRecord {
    /// What it is a record of.
    pub title: String,
    /// `30(1)`: as a controller; `30(2)`: for another controller.
    pub article: String,
    /// The fields in the article's order; one without lines is not stated.
    pub fields: Vec<ArticleField>,
}

/// `report article30`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Article30Report {
    /// What it rests on.
    pub basis: Basis,
    /// The records: one for each policy in use, one for each other controller whose data are held, one for Gleaner itself.
    pub records: Vec<ProcessingRecord>,
}
