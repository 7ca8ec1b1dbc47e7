//! Where everything stands: the mark, what it is about, a large question, perhaps an answer; and on the
//! municipality's colour what to do, the code, and the address for who has no camera.
//!
//! Room is what makes a poster readable from across a corridor, so nothing is added to fill it.

use nara_app::error::AppError;
use nara_app::posters::{Choice, Phrase, Poster, Said, Tongue};

use super::fonts::{Face, for_question};
use super::frame::{Area, Frame};
use super::lines::{Place, Set, one_line, set, width};
use super::sheet::{Block, Line, Piece, Role, Shape, Sheet};

const INK: &str = "#1f1f25";
const SOFT: &str = "#55545e";
const RULE: &str = "#ddd7c9";
/// The mark of the site's header, on a field of 30 by 36.
const SHIELD: &str = "M1 1h28v18c0 8-6 13-14 16C7 32 1 27 1 19Z";
const LEAF: &str = "M15 6c5 4 7 7.5 7 11a7 7 0 0 1-6 6.9V30h-2v-6.1A7 7 0 0 1 8 17c0-3.5 2-7 7-11Z";
const MARK_HEIGHT: f32 = 36.0;

/// Lays a poster out.
///
/// # Errors
/// `Internal` where the address has no code: it is longer than any of ours.
pub fn lay_out(poster: &Poster, choice: &Choice) -> Result<Sheet, AppError> {
    let frame = Frame::of(choice.format);
    let mut draft = Draft::new(poster, choice, &frame);
    draft.ground(&frame);
    draft.mark(&frame);
    draft.words(&frame);
    draft.panel(&frame)?;
    Ok(draft.sheet)
}

/// A sheet in the making.
pub(super) struct Draft<'a> {
    pub poster: &'a Poster,
    pub tongues: &'a [Tongue],
    pub sheet: Sheet,
}

impl<'a> Draft<'a> {
    fn new(poster: &'a Poster, choice: &'a Choice, frame: &Frame) -> Self {
        Self {
            poster,
            tongues: &choice.tongues,
            sheet: Sheet {
                width: frame.width,
                height: frame.height,
                pieces: Vec::new(),
                blocks: Vec::new(),
                title: poster.title.clone(),
                tongue: choice.first(),
            },
        }
    }

    pub(super) fn shape(&mut self, path: String, transform: String, fill: &str) {
        self.figure(path, transform, fill, None);
    }

    pub(super) fn figure(
        &mut self,
        path: String,
        transform: String,
        fill: &str,
        block: Option<usize>,
    ) {
        self.sheet.pieces.push(Piece::Shape(Shape {
            path,
            transform,
            fill: fill.to_owned(),
            block,
        }));
    }

    pub(super) fn rectangle(&mut self, area: Area, fill: &str) {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        let path = format!("M{x} {y}h{width}v{height}h-{width}z");
        self.shape(path, String::new(), fill);
    }

    pub(super) fn block(&mut self, role: Role, tongue: Option<Tongue>, text: &str) -> usize {
        self.sheet.blocks.push(Block {
            role,
            tongue,
            text: text.to_owned(),
        });
        self.sheet.blocks.len() - 1
    }

    /// Puts a set text at the top of an area, at the side where it begins. Answers where it ends.
    fn put(&mut self, set: &Set, area: Area, fill: &str, block: usize) -> f32 {
        let x = match set.rtl {
            true => area.x + area.width,
            false => area.x,
        };
        for (number, text) in set.lines.iter().enumerate() {
            let middle = set.leading() * (number as f32 + 0.5);
            self.sheet.pieces.push(Piece::Line(Line {
                text: text.clone(),
                x,
                // Letters stand around the middle of their line.
                y: area.y + middle + set.size * 0.35,
                size: set.size,
                face: set.face,
                rtl: set.rtl,
                at_end: false,
                fill: fill.to_owned(),
                block,
            }));
        }
        area.y + set.height()
    }

    /// A phrase on one line.
    pub(super) fn say(
        &mut self,
        phrase: Phrase,
        tongue: Tongue,
        area: Area,
        style: (Face, f32, &str),
    ) -> f32 {
        let (face, size, fill) = style;
        let text = phrase.said(tongue);
        let block = self.block(Role::Paragraph, Some(tongue), text);
        let set = one_line(text, face, area.width, size);
        self.put(&set, area, fill, block)
    }

    /// Nothing, and one large leaf of the mark that grows out of the page.
    fn ground(&mut self, frame: &Frame) {
        let page = Area {
            x: 0.0,
            y: 0.0,
            width: frame.width,
            height: frame.height,
        };
        self.rectangle(page, frame.ground);
        let words = frame.words();
        let scale = (words.y + words.height) * 0.035;
        let x = words.x + words.width * 0.86;
        let y = (words.y + words.height) * 0.4;
        let transform = format!("translate({x} {y}) rotate(20) scale({scale}) translate(-15 -17)");
        let tint = self.poster.colors.tint.clone();
        self.shape(LEAF.to_owned(), transform, &tint);
    }

    fn mark(&mut self, frame: &Frame) {
        let (x, y) = (frame.margin, frame.margin);
        let scale = frame.mark / MARK_HEIGHT;
        let place = format!("translate({x} {y}) scale({scale})");
        let colors = self.poster.colors.clone();
        self.shape(SHIELD.to_owned(), place.clone(), &colors.brand);
        self.shape(LEAF.to_owned(), place, &colors.on_brand);
        let municipality = self.poster.municipality.clone();
        let block = self.block(Role::Paragraph, None, &format!("Nära {municipality}"));
        let size = frame.mark * 0.62;
        let name = one_line("Nära", Face::Serif, frame.width, size);
        let name_x = x + frame.mark * 1.08;
        let line = |x: f32, width: f32, leading: f32| Area {
            x,
            y: y + (frame.mark - leading) / 2.0,
            width,
            height: leading,
        };
        self.put(&name, line(name_x, frame.width, name.leading()), INK, block);
        let name_width = width("Nära", Face::Serif) * size / 1000.0;
        let rule_x = name_x + name_width + frame.mark * 0.34;
        let rule = Area {
            x: rule_x,
            y: y + frame.mark * 0.2,
            width: 1.0,
            height: frame.mark * 0.6,
        };
        self.rectangle(rule, RULE);
        let place_x = rule_x + frame.mark * 0.34;
        let words = frame.words();
        let room = words.x + words.width - place_x;
        let place = one_line(&municipality, Face::Sans, room, frame.mark * 0.45);
        self.put(&place, line(place_x, room, place.leading()), SOFT, block);
    }

    fn words(&mut self, frame: &Frame) {
        let area = frame.words();
        let brand = self.poster.colors.brand.clone();
        let bar = frame.kicker * 0.3;
        let all_rtl = self
            .tongues
            .iter()
            .all(|tongue| tongue.direction() == "rtl");
        let bar_width = frame.kicker * 3.0;
        let bar_x = match all_rtl {
            true => area.x + area.width - bar_width,
            false => area.x,
        };
        self.rectangle(
            Area {
                x: bar_x,
                y: area.y,
                width: bar_width,
                height: bar,
            },
            &brand,
        );
        let top = self.kicker(frame, area.y + bar + frame.kicker * 0.45, &brand);
        let top = top + frame.kicker * 0.55;
        let bottom = area.y + area.height;
        let title = self.poster.title.clone();
        let answer = self.poster.answer.clone();
        let share = if answer.is_some() { 0.5 } else { 1.0 };
        let (largest, smallest) = frame.question;
        let question = set(
            &title,
            for_question(&title),
            Place {
                width: area.width,
                height: (bottom - top) * share,
                largest,
                smallest,
            },
        );
        let block = self.block(Role::Heading, None, &title);
        let place = Area { y: top, ..area };
        let end = self.put(&question, place, INK, block);
        if let Some(answer) = answer {
            let top = end + frame.kicker * 0.9;
            let place = Area {
                y: top,
                height: bottom - top,
                ..area
            };
            self.answer(frame, &answer, place, &brand);
        }
    }

    /// What it is about, in each language: those from the left at the left, the others on the same
    /// lines at the right.
    fn kicker(&mut self, frame: &Frame, top: f32, fill: &str) -> f32 {
        let area = frame.words();
        let phrase = self.poster.kicker;
        let (right, left): (Vec<Tongue>, Vec<Tongue>) = self
            .tongues
            .iter()
            .copied()
            .partition(|tongue| tongue.direction() == "rtl");
        let both = !right.is_empty() && !left.is_empty();
        let width = match both {
            true => area.width * 0.48,
            false => area.width,
        };
        let mut end = top;
        for (tongues, x) in [(left, area.x), (right, area.x + area.width - width)] {
            let mut y = top;
            for tongue in tongues {
                let place = Area {
                    x,
                    y,
                    width,
                    height: 0.0,
                };
                let set = one_line(phrase.said(tongue), Face::Bold, width, frame.kicker);
                let block = self.block(Role::Paragraph, Some(tongue), phrase.said(tongue));
                self.put(&set, place, fill, block);
                y += frame.kicker * 1.35;
            }
            end = end.max(y);
        }
        end
    }

    fn answer(&mut self, frame: &Frame, answer: &Said, area: Area, fill: &str) {
        let inset = frame.kicker * 0.9;
        let inside = Area {
            x: area.x + inset,
            width: area.width - inset,
            ..area
        };
        let (largest, smallest) = frame.answer;
        let by_size = smallest.max(largest * 0.68);
        let by = set(
            &answer.by,
            Face::Bold,
            Place {
                width: inside.width,
                height: by_size * 3.0,
                largest: by_size,
                smallest: by_size * 0.7,
            },
        );
        let text = set(
            &answer.text,
            Face::Sans,
            Place {
                width: inside.width,
                height: area.height - by.height() - by_size * 0.6,
                largest,
                smallest,
            },
        );
        let block = self.block(Role::Paragraph, None, &answer.text);
        let end = self.put(&text, inside, INK, block);
        let by_block = self.block(Role::Paragraph, None, &answer.by);
        let below = Area {
            y: end + by_size * 0.4,
            ..inside
        };
        let end = self.put(&by, below, SOFT, by_block);
        let x = match text.rtl {
            true => area.x + area.width - 4.0,
            false => area.x,
        };
        let bar = Area {
            x,
            y: area.y,
            width: 4.0,
            height: end - area.y,
        };
        self.rectangle(bar, fill);
    }
}
