//! The lines of a panel: what was said at the left, what became of it at the right.

use nara_app::posters::Row;

use super::fonts::{Face, for_question};
use super::frame::{Area, Frame};
use super::layout::Draft;
use super::lines::{Place, one_line, set};
use super::parts::{INK, RULE, SOFT};
use super::sheet::Role;

/// How much of the width is what was said, and what lies between the two.
const SAID: f32 = 0.4;
const GAP: f32 = 0.05;
/// Of a line's height, for what stands on it.
const FILLED: f32 = 0.84;
/// The heights of its word, and of where more is to be read, in sizes of the word.
const WORD: f32 = 1.5;
const MORE: f32 = 1.1;
/// So many at least: two answers are no reason for letters as large as a hand.
const LEAST: usize = 3;

/// The places of a line: what was said, what became of it in a word, and in a few.
#[derive(Clone, Copy)]
struct Places {
    said: Place,
    word: Place,
    text: Place,
}

/// A place in which each of these is set in the same size.
fn even(texts: &[&str], face: fn(&str) -> Face, place: Place) -> Place {
    let sizes = texts.iter().map(|text| set(text, face(text), place).size);
    Place {
        largest: sizes.fold(place.largest, f32::min),
        ..place
    }
}

impl Draft<'_> {
    /// All of them in this area, one under the other, in letters of the same size.
    pub(super) fn rows(&mut self, frame: &Frame, area: Area) {
        let rows = self.poster.rows.clone();
        let high = area.height / rows.len().max(LEAST) as f32;
        let largest = frame.answer.0 * 0.95;
        let word = largest * 0.62;
        let said = Place {
            width: area.width * SAID,
            height: high * FILLED,
            largest,
            smallest: frame.answer.1 * 0.55,
        };
        let did = area.width * (1.0 - SAID - GAP);
        let texts: Vec<&str> = rows.iter().map(|row| &*row.said).collect();
        let said = even(&texts, for_question, said);
        let texts: Vec<&str> = rows.iter().map(|row| &*row.text).collect();
        let text = Place {
            width: did,
            height: said.height - word * (WORD + MORE),
            // What was done is never larger than what was said.
            largest: (said.largest * 0.8).max(said.smallest),
            ..said
        };
        let places = Places {
            said,
            word: Place {
                width: did,
                height: word * WORD,
                largest: word,
                smallest: word * 0.5,
            },
            text: even(&texts, |_| Face::Sans, text),
        };
        for (number, row) in rows.iter().enumerate() {
            let line = Area {
                y: area.y + high * number as f32,
                height: high,
                ..area
            };
            self.row(row, line, places);
        }
    }

    fn row(&mut self, row: &Row, area: Area, places: Places) {
        let rule = Area {
            height: 0.8,
            ..area
        };
        self.sheet.rectangle(rule, RULE);
        let brand = self.poster.colors.brand.clone();
        let left = Area {
            y: area.y + area.height * (1.0 - FILLED) / 2.0,
            width: places.said.width,
            ..area
        };
        let said = set(&row.said, for_question(&row.said), places.said);
        let block = self.sheet.block(Role::Paragraph, None, &row.said);
        self.sheet.put(&said, left, INK, Some(block));
        let right = Area {
            x: area.x + area.width - places.word.width,
            width: places.word.width,
            ..left
        };
        let did = set(&row.did, Face::Bold, places.word);
        let block = self.sheet.block(Role::Paragraph, None, &row.did);
        let end = self.sheet.put(&did, right, &brand, Some(block));
        if !row.text.is_empty() {
            let text = set(&row.text, Face::Sans, places.text);
            let block = self.sheet.block(Role::Paragraph, None, &row.text);
            let below = Area { y: end, ..right };
            let end = self.sheet.put(&text, below, SOFT, Some(block));
            self.more(row, Area { y: end, ..right }, places);
        }
    }

    /// Where the rest is to be read, as one types it.
    fn more(&mut self, row: &Row, area: Area, places: Places) {
        if let Some(more) = &row.more {
            let size = places.word.largest * 0.75;
            let set = one_line(more, Face::Bold, area.width, size);
            let block = self.sheet.block(Role::Paragraph, None, more);
            self.sheet.put(&set, area, INK, Some(block));
        }
    }
}
