//! Documents on a case: which files are taken, what of them is kept, and what is told about them.
//!
//! A file is judged by what is in it, never by its name. Pictures are written anew without what their
//! camera put in beside the picture, the place above all; nothing is decoded for it.

mod jpeg;
mod name;
mod pdf;
mod photo;
mod png;

use serde::{Deserialize, Serialize};

use crate::answer::ActKind;
use crate::error::{FieldError, FieldProblem};
use crate::fields::{Reader, Values};
use crate::time::Date;

pub use name::file_name;
pub use photo::{PHOTO, PHOTO_BY, PHOTO_FIELDS, PHOTO_TEXT, PHOTO_URL, Photo, takes_photo};

/// Largest file: a report of fifty pages, or a good picture of a street.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
/// Most documents on a case at a time; nobody finds anything among more.
pub const MAX_PER_CASE: usize = 50;
/// Most pixels of a picture: every reader's phone has to unpack them.
pub const PIXELS_MAX: u64 = 24_000_000;

/// The field of the form with the file.
pub const FILE: &str = "file";
/// The act a document belongs to; its number.
pub const BELONGS_TO: &str = "belongs_to";
/// Its number on the case, which is also its address.
pub const NUMBER: &str = "number";
/// What the file is called when somebody saves it.
pub const FILE_NAME: &str = "file_name";
/// [`FileKind`].
pub const MEDIA_TYPE: &str = "media_type";
/// How large it is.
pub const BYTES: &str = "bytes";
/// SHA-256 of what is kept, in hexadecimal.
pub const SHA256: &str = "sha256";

/// What the act of a document keeps besides its form: a correction of the words leaves it as it is.
pub const OF_THE_FILE: [&str; 6] = [NUMBER, FILE_NAME, MEDIA_TYPE, BYTES, SHA256, BELONGS_TO];

coded_enum! {
    /// What a file can be; the code is its media type.
    pub enum FileKind {
        /// A document with pages.
        Pdf = "application/pdf",
        /// A drawing, a map.
        Png = "image/png",
        /// A photograph.
        Jpeg = "image/jpeg",
    }
}

impl FileKind {
    /// How names of such files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }

    /// What people call it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
        }
    }

    /// Whether somebody who cannot see it has to be told what it shows.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg)
    }
}

coded_enum! {
    /// Why a document was taken down.
    pub enum RemovalReason {
        /// Something about a person that should not have been there.
        PersonalData = "personal_data",
        /// Something that is secret by law.
        Secrecy = "secrecy",
        /// Whoever made it has not said yes.
        Copyright = "copyright",
        /// Another file than was meant.
        WrongFile = "wrong_file",
    }
}

/// A file that was looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What it is.
    pub kind: FileKind,
    /// What is kept of it.
    pub bytes: Vec<u8>,
}

/// Looks into a file, and leaves out of a picture what is not the picture.
///
/// # Errors
/// What is wrong with it.
pub fn check(file: Vec<u8>) -> Result<Checked, FieldProblem> {
    if file.is_empty() {
        return Err(FieldProblem::EmptyFile);
    }
    if file.len() > MAX_BYTES {
        return Err(FieldProblem::FileTooLarge { max: MAX_BYTES });
    }
    let kept = |kind, bytes| Checked { kind, bytes };
    if pdf::is_one(&file) {
        pdf::check(&file)?;
        return Ok(kept(FileKind::Pdf, file));
    }
    if png::is_one(&file) {
        return png::cleaned(&file).map(|bytes| kept(FileKind::Png, bytes));
    }
    if jpeg::is_one(&file) {
        return jpeg::cleaned(&file).map(|bytes| kept(FileKind::Jpeg, bytes));
    }
    Err(FieldProblem::UnknownFile)
}

impl Checked {
    /// Which way is up in it: 1 to 8, as cameras number it; 1 is as it lies.
    pub fn way_up(&self) -> u8 {
        match self.kind {
            FileKind::Jpeg => jpeg::way_up(&self.bytes),
            FileKind::Pdf | FileKind::Png => 1,
        }
    }
}

/// Whether a picture of this size can be shown everywhere.
fn fits(width: u32, height: u32) -> Result<(), FieldProblem> {
    match u64::from(width) * u64::from(height) {
        0 => Err(FieldProblem::BrokenFile),
        pixels if pixels > PIXELS_MAX => Err(FieldProblem::TooManyPixels),
        _ => Ok(()),
    }
}

/// What is told about a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What it is about.
    pub title: String,
    /// Who made it.
    pub made_by: String,
    /// The day it bears.
    pub dated: Date,
    /// What is in it; of a picture, what it shows.
    pub description: Option<String>,
}

impl Document {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::Document.fields(), values);
        let (title, made_by) = (r.text("title"), r.text("made_by"));
        let (dated, description) = (r.date("dated"), r.text("description"));
        let document = title
            .zip(made_by)
            .zip(dated)
            .map(|((title, made_by), dated)| Self {
                title,
                made_by,
                dated,
                description,
            });
        r.finish(document)
    }
}

/// What is missing in what is told of a file of this kind: a picture without words is nothing to who
/// cannot see it.
pub fn missing(kind: FileKind, values: &Values) -> Option<FieldError> {
    let told = values
        .get("description")
        .is_some_and(|text| !text.trim().is_empty());
    (kind.is_picture() && !told).then(|| FieldError::new("description", FieldProblem::Missing))
}

/// Why a document was taken down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// In one of a few words.
    pub removal_reason: RemovalReason,
    /// And in whoever's who did it.
    pub reason: String,
}

impl Removal {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::DocumentRemoval.fields(), values);
        let removal =
            r.choice("removal_reason")
                .zip(r.text("reason"))
                .map(|(removal_reason, reason)| Self {
                    removal_reason,
                    reason,
                });
        r.finish(removal)
    }
}
