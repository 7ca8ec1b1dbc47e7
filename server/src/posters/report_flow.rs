//! Text that goes on for pages: what does not fit at the bottom goes on at the top of the next one.

use nara_app::posters::{Format, Tongue};

use super::fonts::Face;
use super::frame::{Area, Frame};
use super::lines::{Set, flow, one_line};
use super::parts::SOFT;
use super::sheet::{Role, Sheet};

/// From the edge of the paper to the text, and to where it ends.
pub const SIDE: f32 = 70.0;
const TOP: f32 = 64.0;
const BOTTOM: f32 = 76.0;
/// From the edge of the paper to the number of the page.
const NUMBER: f32 = 44.0;
const BAR: f32 = 3.0;

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub face: Face,
    pub size: f32,
    pub fill: &'static str,
    pub role: Role,
    /// None: as somebody wrote it.
    pub tongue: Option<Tongue>,
}

/// Pages in the making.
#[derive(Debug)]
pub struct Pages {
    done: Vec<Sheet>,
    page: Sheet,
    /// Where the next line goes on the page.
    pub y: f32,
    title: String,
    tongue: Tongue,
    /// From the left edge of the text.
    indent: f32,
}

/// Where something began.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    page: usize,
    y: f32,
}

/// A page with nothing on it.
fn blank(title: &str, tongue: Tongue) -> Sheet {
    let Frame { width, height, .. } = Frame::of(Format::A4);
    Sheet {
        width,
        height,
        pieces: Vec::new(),
        blocks: Vec::new(),
        title: title.to_owned(),
        tongue,
    }
}

impl Pages {
    /// The first page, empty.
    pub fn new(title: &str, tongue: Tongue) -> Self {
        Self {
            done: Vec::new(),
            page: blank(title, tongue),
            y: TOP,
            title: title.to_owned(),
            tongue,
            indent: 0.0,
        }
    }

    /// A new page.
    pub fn turn(&mut self) {
        let next = blank(&self.title, self.tongue);
        self.done.push(std::mem::replace(&mut self.page, next));
        self.y = TOP;
    }

    /// The page text goes on.
    pub const fn page(&mut self) -> &mut Sheet {
        &mut self.page
    }

    /// Its number, from 1.
    pub const fn number(&self) -> usize {
        self.done.len() + 1
    }

    /// All of them, the first one first.
    pub fn all(&mut self) -> impl Iterator<Item = &mut Sheet> {
        self.done.iter_mut().chain(std::iter::once(&mut self.page))
    }

    fn bottom() -> f32 {
        Frame::of(Format::A4).height - BOTTOM
    }

    /// The place of a text from here on.
    pub fn area(&self) -> Area {
        Area {
            x: SIDE + self.indent,
            y: self.y,
            width: Frame::of(Format::A4).width - 2.0 * SIDE - self.indent,
            height: Self::bottom() - self.y,
        }
    }

    /// Turns the page where less than this is left of it.
    pub fn need(&mut self, height: f32) {
        if self.y + height > Self::bottom() && self.y > TOP {
            self.turn();
        }
    }

    /// Room before what follows; none at the top of a page.
    pub fn space(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    /// Paragraphs, over as many pages as they take. A part on a page is a paragraph of its own there.
    pub fn text(&mut self, text: &str, style: Style) {
        for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
            let set = flow(paragraph, style.face, style.size, self.area().width);
            self.put(&set, style);
            self.y += style.size * 0.45;
        }
    }

    fn put(&mut self, set: &Set, style: Style) {
        let mut rest = set.lines.as_slice();
        while !rest.is_empty() {
            let room = (Self::bottom() - self.y) / set.leading();
            let mut fits = (room.max(0.0) as usize).min(rest.len());
            // No line stands alone at the end of a page or at the beginning of the next.
            if rest.len() - fits == 1 && fits > 2 {
                fits -= 1;
            }
            if (fits < 2 && fits < rest.len() && self.y > TOP) || (fits == 0 && self.y > TOP) {
                self.turn();
                continue;
            }
            let (now, later) = rest.split_at(fits.max(1));
            rest = later;
            let part = Set {
                lines: now.to_vec(),
                ..set.clone()
            };
            let area = self.area();
            let block = self.page.block(style.role, style.tongue, &now.join(" "));
            self.y = self.page.put(&part, area, style.fill, Some(block));
            if !rest.is_empty() {
                self.turn();
            }
        }
    }

    /// Where it is now.
    pub fn mark(&self) -> Mark {
        Mark {
            page: self.done.len(),
            y: self.y,
        }
    }

    /// Everything from here on stands further in, until [`Pages::end_bar`].
    pub fn begin_bar(&mut self, indent: f32) -> Mark {
        self.indent = indent;
        self.mark()
    }

    /// A bar beside everything since `from`, on every page it came to.
    pub fn end_bar(&mut self, from: Mark, fill: &str) {
        self.indent = 0.0;
        let end = self.mark();
        for (number, sheet) in self.all().enumerate().skip(from.page) {
            let top = if number == from.page { from.y } else { TOP };
            let bottom = match number == end.page {
                true => end.y,
                false => Self::bottom(),
            };
            // It began where nothing fitted any more.
            if bottom - top < 8.0 {
                continue;
            }
            let area = Area {
                x: SIDE,
                y: top,
                width: BAR,
                height: bottom - top,
            };
            sheet.rectangle(area, fill);
        }
    }

    /// A label and what it is about beside it; a long text goes on below its label.
    pub fn fact(&mut self, label: &str, text: &str, (style, said): (Style, Tongue)) {
        const LABEL: f32 = 128.0;
        const LONG: usize = 6;
        let label_style = Style {
            fill: SOFT,
            tongue: Some(said),
            role: Role::Paragraph,
            ..style
        };
        let area = self.area();
        let left = flow(label, style.face, style.size, LABEL - 12.0);
        let lines: Vec<Set> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| flow(line, style.face, style.size, area.width - LABEL))
            .collect();
        let count: usize = lines.iter().map(|set| set.lines.len()).sum();
        if count > LONG {
            self.need(60.0);
            self.text(label, label_style);
            self.text(text, style);
            return;
        }
        let height: f32 = lines.iter().map(Set::height).sum();
        self.need(height.max(left.height()));
        let area = self.area();
        let page = &mut self.page;
        let block = page.block(Role::Paragraph, Some(said), label);
        let end = page.put(&left, area, SOFT, Some(block));
        let block = page.block(Role::Paragraph, style.tongue, text);
        let mut right = Area {
            x: area.x + LABEL,
            width: area.width - LABEL,
            ..area
        };
        for set in &lines {
            right.y = page.put(set, right, style.fill, Some(block));
        }
        self.y = end.max(right.y) + style.size * 0.35;
    }

    /// All of them, each with its number at its end: whatever reads the file says it, so it is not part of
    /// the text. The first page has none.
    pub fn finish(mut self) -> Vec<Sheet> {
        let Frame { width, height, .. } = Frame::of(Format::A4);
        let title = one_line(&self.title, Face::Sans, width - 2.0 * SIDE - 60.0, 9.5);
        for (number, sheet) in self.all().enumerate().skip(1) {
            let text = (number + 1).to_string();
            let set = one_line(&text, Face::Sans, 60.0, 9.5);
            let area = Area {
                x: width - SIDE - 12.0,
                y: height - NUMBER,
                width: 60.0,
                height: 14.0,
            };
            sheet.put(&set, area, SOFT, None);
            sheet.put(&title, Area { x: SIDE, ..area }, SOFT, None);
        }
        self.done.push(self.page);
        self.done
    }
}
