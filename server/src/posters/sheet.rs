//! What is drawn of a poster: shapes and lines of text, in the order in which they lie on each other and
//! are read. [`super::svg`] makes the picture of it, [`super::pdf`] the file.

use std::sync::Arc;

use nara_app::posters::Tongue;

use super::fonts::Face;
use super::frame::Area;

/// A poster that has been laid out. Lengths are points, from the top left corner.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub width: f32,
    pub height: f32,
    pub pieces: Vec<Piece>,
    /// What its text is made of, for who hears it; [`Shape::block`] and [`Line::block`] name them.
    pub blocks: Vec<Block>,
    /// What the file is called by its reader.
    pub title: String,
    /// The language of what has no other.
    pub tongue: Tongue,
}

#[derive(Clone, Debug)]
pub enum Piece {
    Shape(Shape),
    Line(Line),
    Picture(Picture),
}

impl Piece {
    /// None: it says nothing, or what is said elsewhere.
    pub const fn block(&self) -> Option<usize> {
        match self {
            Self::Shape(shape) => shape.block,
            Self::Line(line) => line.block,
            Self::Picture(picture) => picture.block,
        }
    }

    pub const fn block_mut(&mut self) -> &mut Option<usize> {
        match self {
            Self::Shape(shape) => &mut shape.block,
            Self::Line(line) => &mut line.block,
            Self::Picture(picture) => &mut picture.block,
        }
    }
}

/// A photograph, which only a file to print has.
#[derive(Clone, Debug)]
pub struct Picture {
    /// In points, from the top left corner of the sheet.
    pub place: Area,
    pub jpeg: Jpeg,
    pub block: Option<usize>,
}

/// A JPEG in red, green and blue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jpeg {
    pub bytes: Arc<[u8]>,
    /// In dots.
    pub width: i32,
    pub height: i32,
}

/// A filled path, in the words of SVG.
#[derive(Clone, Debug)]
pub struct Shape {
    pub path: String,
    pub transform: String,
    pub fill: String,
    /// None: it says nothing.
    pub block: Option<usize>,
}

/// A line of text. Where it begins at the right, `x` is its right end.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    pub x: f32,
    /// The baseline.
    pub y: f32,
    pub size: f32,
    pub face: Face,
    pub rtl: bool,
    /// `x` is the right end also of a line that begins at the left.
    pub at_end: bool,
    pub fill: String,
    /// None: it is said elsewhere.
    pub block: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Heading,
    /// Of a sheet with chapters: their headings, and what stands under those.
    Chapter,
    Section,
    Item,
    Paragraph,
    /// A picture; the block's text says what it is.
    Figure,
}

#[derive(Clone, Debug)]
pub struct Block {
    pub role: Role,
    /// None: as written by somebody, in whatever language.
    pub tongue: Option<Tongue>,
    pub text: String,
}
