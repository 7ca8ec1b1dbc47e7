//! The measures of each format.

use nara_app::posters::Format;

const WHITE: &str = "#ffffff";
/// The ground of what is shown on a screen. Paper has its own.
const PAPER: &str = "#fbf9f4";

/// A rectangle.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// The measures of a format, in points.
pub struct Frame {
    pub width: f32,
    pub height: f32,
    pub margin: f32,
    /// How high the coloured panel is at the bottom, or how wide at the side.
    pub panel: f32,
    pub at_side: bool,
    pub ground: &'static str,
    /// With its quiet zone.
    pub code: f32,
    pub mark: f32,
    pub kicker: f32,
    /// Largest and smallest size.
    pub question: (f32, f32),
    pub answer: (f32, f32),
    pub call: f32,
    pub scan: f32,
    pub address: f32,
}

impl Frame {
    pub const fn of(format: Format) -> Self {
        match format {
            // A3 is A4, larger.
            Format::A4 | Format::A3 => Self {
                width: 595.276,
                height: 841.89,
                margin: 46.0,
                panel: 250.0,
                at_side: false,
                ground: WHITE,
                code: 158.0,
                mark: 38.0,
                kicker: 22.0,
                question: (96.0, 26.0),
                answer: (25.0, 15.0),
                call: 33.0,
                scan: 16.0,
                address: 20.0,
            },
            Format::Square => Self {
                width: 595.276,
                height: 595.276,
                margin: 40.0,
                panel: 190.0,
                at_side: false,
                ground: PAPER,
                code: 118.0,
                mark: 28.0,
                kicker: 17.0,
                question: (68.0, 21.0),
                answer: (19.0, 12.0),
                call: 25.0,
                scan: 13.0,
                address: 16.0,
            },
            Format::Slide => Self {
                width: 960.0,
                height: 540.0,
                margin: 52.0,
                panel: 330.0,
                at_side: true,
                ground: PAPER,
                code: 218.0,
                mark: 30.0,
                kicker: 19.0,
                question: (80.0, 23.0),
                answer: (21.0, 13.0),
                call: 27.0,
                scan: 14.0,
                address: 18.0,
            },
        }
    }

    pub fn panel(&self) -> Area {
        match self.at_side {
            true => Area {
                x: self.width - self.panel,
                y: 0.0,
                width: self.panel,
                height: self.height,
            },
            false => Area {
                x: 0.0,
                y: self.height - self.panel,
                width: self.width,
                height: self.panel,
            },
        }
    }

    /// Where the question stands: under the mark, beside or over the panel.
    pub fn words(&self) -> Area {
        let top = self.margin + self.mark + self.margin * 0.8;
        let (taken_width, taken_height) = match self.at_side {
            true => (self.panel, 0.0),
            false => (0.0, self.panel),
        };
        Area {
            x: self.margin,
            y: top,
            width: self.width - taken_width - 2.0 * self.margin,
            height: self.height - taken_height - top - self.margin * 0.7,
        }
    }
}
