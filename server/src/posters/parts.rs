//! What sheets are put together from.

use nara_app::posters::{Colors, Tongue};

use super::fonts::Face;
use super::frame::Area;
use super::lines::{Set, one_line, width};
use super::sheet::{Block, Line, Piece, Role, Shape, Sheet};

pub const INK: &str = "#1f1f25";
pub const SOFT: &str = "#55545e";
pub const RULE: &str = "#ddd7c9";
const WHITE: &str = "#ffffff";
const BLACK: &str = "#000000";
/// The mark of the site's header, on a field of 30 by 36.
const SHIELD: &str = "M1 1h28v18c0 8-6 13-14 16C7 32 1 27 1 19Z";
pub const LEAF: &str =
    "M15 6c5 4 7 7.5 7 11a7 7 0 0 1-6 6.9V30h-2v-6.1A7 7 0 0 1 8 17c0-3.5 2-7 7-11Z";
const MARK_HEIGHT: f32 = 36.0;
/// Modules of white around a code, as readers want.
const QUIET: f32 = 4.0;

impl Sheet {
    pub fn shape(&mut self, path: String, transform: String, fill: &str) {
        self.figure(path, transform, fill, None);
    }

    fn figure(&mut self, path: String, transform: String, fill: &str, block: Option<usize>) {
        self.pieces.push(Piece::Shape(Shape {
            path,
            transform,
            fill: fill.to_owned(),
            block,
        }));
    }

    pub fn rectangle(&mut self, area: Area, fill: &str) {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        let path = format!("M{x} {y}h{width}v{height}h-{width}z");
        self.shape(path, String::new(), fill);
    }

    pub fn block(&mut self, role: Role, tongue: Option<Tongue>, text: &str) -> usize {
        self.blocks.push(Block {
            role,
            tongue,
            text: text.to_owned(),
        });
        self.blocks.len() - 1
    }

    /// Puts a set text at the top of an area, at the side where it begins. Answers where it ends.
    pub fn put(&mut self, set: &Set, area: Area, fill: &str, block: Option<usize>) -> f32 {
        let x = match set.rtl {
            true => area.x + area.width,
            false => area.x,
        };
        for (number, text) in set.lines.iter().enumerate() {
            let middle = set.leading() * (number as f32 + 0.5);
            self.pieces.push(Piece::Line(Line {
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

    /// The mark and the municipality's name, as in the site's header. The area's height is the mark's.
    pub fn mark(&mut self, area: Area, municipality: &str, colors: &Colors, block: Option<usize>) {
        let Area { x, y, height, .. } = area;
        let place = format!("translate({x} {y}) scale({})", height / MARK_HEIGHT);
        self.shape(SHIELD.to_owned(), place.clone(), &colors.brand);
        self.shape(LEAF.to_owned(), place, &colors.on_brand);
        let line = |x: f32, leading: f32| Area {
            x,
            y: y + (height - leading) / 2.0,
            width: area.x + area.width - x,
            height: leading,
        };
        let size = height * 0.62;
        let name = one_line("Nära", Face::Serif, area.width, size);
        let name_x = x + height * 1.08;
        self.put(&name, line(name_x, name.leading()), INK, block);
        let name_width = width("Nära", Face::Serif) * size / 1000.0;
        let rule_x = name_x + name_width + height * 0.34;
        let rule = Area {
            x: rule_x,
            y: y + height * 0.2,
            width: 1.0,
            height: height * 0.6,
        };
        self.rectangle(rule, RULE);
        let place_x = rule_x + height * 0.34;
        let room = area.x + area.width - place_x;
        let place = one_line(municipality, Face::Sans, room, height * 0.45);
        self.put(&place, line(place_x, place.leading()), SOFT, block);
    }

    /// A code on its white card: how many modules a side has, and the dark ones as a path.
    pub fn code(
        &mut self,
        (modules, path): (usize, String),
        (x, y): (f32, f32),
        side: f32,
        block: Option<usize>,
    ) {
        // Rounded, like paper that was put there.
        let (edge, turn) = (side - 16.0, 8.0);
        let card = format!(
            "M{} {y}h{edge}q{turn} 0 {turn} {turn}v{edge}q0 {turn} -{turn} {turn}h-{edge}\
             q-{turn} 0 -{turn} -{turn}v-{edge}q0 -{turn} {turn} -{turn}z",
            x + turn
        );
        self.shape(card, String::new(), WHITE);
        let module = side / (modules as f32 + 2.0 * QUIET);
        let (inside_x, inside_y) = (x + QUIET * module, y + QUIET * module);
        let transform = format!("translate({inside_x} {inside_y}) scale({module})");
        self.figure(path, transform, BLACK, block);
    }
}
