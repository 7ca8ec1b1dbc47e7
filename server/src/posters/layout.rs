//! Where everything stands: the mark, what it is about, a large question, perhaps an answer; and on the
//! municipality's colour what to do, the code, and the address for who has no camera.
//!
//! Room is what makes a poster readable from across a corridor, so nothing is added to fill it.

use nara_app::error::AppError;
use nara_app::posters::{Choice, Phrase, Poster, Said, Tongue};

use super::fonts::{Face, for_question};
use super::frame::{Area, Frame};
use super::lines::{Place, one_line, set};
use super::parts::{INK, LEAF, SOFT};
use super::sheet::{Role, Sheet};

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
        let block = self.sheet.block(Role::Paragraph, Some(tongue), text);
        let set = one_line(text, face, area.width, size);
        self.sheet.put(&set, area, fill, Some(block))
    }

    /// Nothing, and one large leaf of the mark that grows out of the page.
    fn ground(&mut self, frame: &Frame) {
        let page = Area {
            x: 0.0,
            y: 0.0,
            width: frame.width,
            height: frame.height,
        };
        self.sheet.rectangle(page, frame.ground);
        let words = frame.words();
        let scale = (words.y + words.height) * 0.035;
        let x = words.x + words.width * 0.86;
        let y = (words.y + words.height) * 0.4;
        let transform = format!("translate({x} {y}) rotate(20) scale({scale}) translate(-15 -17)");
        let tint = self.poster.colors.tint.clone();
        self.sheet.shape(LEAF.to_owned(), transform, &tint);
    }

    fn mark(&mut self, frame: &Frame) {
        let words = frame.words();
        let place = Area {
            x: words.x,
            y: frame.margin,
            width: words.width,
            height: frame.mark,
        };
        let Poster {
            municipality,
            colors,
            ..
        } = self.poster;
        let told = format!("Nära {municipality}");
        let block = self.sheet.block(Role::Paragraph, None, &told);
        self.sheet.mark(place, municipality, colors, Some(block));
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
        self.sheet.rectangle(
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
        let lines = !self.poster.rows.is_empty();
        let share = match (lines, answer.is_some()) {
            // The lines are what is read.
            (true, _) => 0.15,
            (false, true) => 0.5,
            (false, false) => 1.0,
        };
        let (largest, smallest) = frame.question;
        let (largest, smallest) = match lines {
            true => (largest * 0.45, smallest * 0.5),
            false => (largest, smallest),
        };
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
        let block = self.sheet.block(Role::Heading, None, &title);
        let place = Area { y: top, ..area };
        let end = self.sheet.put(&question, place, INK, Some(block));
        if lines {
            let end = self.counted(frame, Area { y: end, ..area });
            let top = end + frame.kicker * 0.5;
            let place = Area {
                y: top,
                height: bottom - top,
                ..area
            };
            self.rows(frame, place);
        } else if let Some(answer) = answer {
            let top = end + frame.kicker * 0.9;
            let place = Area {
                y: top,
                height: bottom - top,
                ..area
            };
            self.answer(frame, &answer, place, &brand);
        }
    }

    /// Which of all answers these are.
    fn counted(&mut self, frame: &Frame, area: Area) -> f32 {
        let Some(text) = self.poster.counted.clone() else {
            return area.y;
        };
        let set = one_line(&text, Face::Sans, area.width, frame.scan);
        let block = self.sheet.block(Role::Paragraph, None, &text);
        self.sheet.put(&set, area, SOFT, Some(block))
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
                let block = self
                    .sheet
                    .block(Role::Paragraph, Some(tongue), phrase.said(tongue));
                self.sheet.put(&set, place, fill, Some(block));
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
        let block = self.sheet.block(Role::Paragraph, None, &answer.text);
        let end = self.sheet.put(&text, inside, INK, Some(block));
        let by_block = self.sheet.block(Role::Paragraph, None, &answer.by);
        let below = Area {
            y: end + by_size * 0.4,
            ..inside
        };
        let end = self.sheet.put(&by, below, SOFT, Some(by_block));
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
        self.sheet.rectangle(bar, fill);
    }
}
