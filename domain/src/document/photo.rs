//! A photograph that comes with a step: of what is being done, or is done. It is a document of the
//! case like every other, and belongs to that step.

use serde::{Deserialize, Serialize};

use crate::error::FieldError;
use crate::fields::FieldInput::{LongText, Text};
use crate::fields::{FieldSpec, Reader, Values};
use crate::proposal::TransitionKind;

/// The field of the step's form with the file.
pub const PHOTO: &str = "photo";
/// What it shows, for who cannot see it.
pub const PHOTO_TEXT: &str = "photo_text";
/// Who took it, and under which terms.
pub const PHOTO_BY: &str = "photo_by";
/// A picture somewhere else, as steps told of it before pictures were kept here: read, and asked for
/// no more.
pub const PHOTO_URL: &str = "photo_url";

/// What goes with a photograph.
pub const PHOTO_FIELDS: &[FieldSpec] = &[
    FieldSpec::required(PHOTO_TEXT, LongText).between(1, 500),
    FieldSpec::required(PHOTO_BY, Text),
];

/// Whether a step's form has a place for one.
pub const fn takes_photo(kind: TransitionKind) -> bool {
    matches!(
        kind,
        TransitionKind::ReportProgress | TransitionKind::MarkImplemented
    )
}

/// What is told of a photograph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// What it shows.
    pub text: String,
    /// Who took it.
    pub by: String,
}

impl Photo {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(PHOTO_FIELDS, values);
        let (text, by) = (r.text(PHOTO_TEXT), r.text(PHOTO_BY));
        let photo = text.zip(by).map(|(text, by)| Self { text, by });
        r.finish(photo)
    }
}
