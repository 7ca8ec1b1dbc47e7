//! The coloured part of a poster: what to do, the code, and the address.

use nara_app::error::AppError;
use nara_app::posters::Phrase;
use nara_app::posters::Tongue;

use super::fonts::Face;
use super::frame::{Area, Frame};
use super::layout::Draft;
use super::lines::{Set, one_line, width};
use super::sheet::{Line, Piece, Role};
use crate::groups::qr;

impl Draft<'_> {
    /// On the municipality's colour.
    pub(super) fn panel(&mut self, frame: &Frame) -> Result<(), AppError> {
        let panel = frame.panel();
        let colors = self.poster.colors.clone();
        self.sheet.rectangle(panel, &colors.brand);
        let inset = match frame.at_side {
            true => (panel.width - frame.code) / 2.0,
            false => frame.margin,
        };
        let inner = Area {
            x: panel.x + inset,
            y: panel.y + frame.margin * 0.75,
            width: panel.width - 2.0 * inset,
            height: panel.height - frame.margin * 1.4,
        };
        let short = self.poster.short.clone();
        let address_place = match frame.at_side {
            // Wider than the code, if it has to be.
            true => Area {
                x: panel.x + 24.0,
                width: panel.width - 48.0,
                ..inner
            },
            false => inner,
        };
        let address = one_line(&short, Face::Bold, address_place.width, frame.address);
        let gap = frame.address * 0.6;
        let (code, calls, address_y) = match frame.at_side {
            true => {
                let address_y = inner.y + frame.code + gap;
                let top = address_y + frame.address * 1.25 + gap * 1.6;
                let calls = Area {
                    x: panel.x + 24.0,
                    y: top,
                    width: panel.width - 48.0,
                    height: panel.y + panel.height - frame.margin * 0.6 - top,
                };
                ((inner.x, inner.y), calls, address_y)
            }
            false => {
                let x = inner.x + inner.width - frame.code;
                let calls = Area {
                    width: inner.width - frame.code - frame.margin * 0.6,
                    height: frame.code,
                    ..inner
                };
                ((x, inner.y), calls, inner.y + frame.code + gap)
            }
        };
        self.calls(frame, calls, &colors.on_brand);
        self.code(frame, code)?;
        let block = self.sheet.block(Role::Paragraph, None, &short);
        let x = match frame.at_side {
            true => address_place.x + address_place.width / 2.0 + line_width(&address) / 2.0,
            false => address_place.x + address_place.width,
        };
        for text in &address.lines {
            self.sheet.pieces.push(Piece::Line(Line {
                text: text.clone(),
                x,
                y: address_y + frame.address * 0.95,
                size: address.size,
                face: address.face,
                rtl: false,
                at_end: true,
                fill: colors.on_brand.clone(),
                block: Some(block),
            }));
        }
        Ok(())
    }

    /// What to do, in each language, the first one largest; in the middle of their place.
    fn calls(&mut self, frame: &Frame, area: Area, fill: &str) {
        let tongues = self.tongues;
        let call = self.poster.call;
        let gap = frame.scan * 0.8;
        let height_of = |number: usize, tongue: Tongue| {
            let rtl = tongue.direction() == "rtl";
            let size = if number == 0 {
                frame.call
            } else {
                frame.call * 0.78
            };
            size * Face::Bold.leading(rtl) + frame.scan * Face::Sans.leading(rtl)
        };
        let each = tongues.iter().enumerate();
        let wanted: f32 = each
            .map(|(number, tongue)| height_of(number, *tongue))
            .sum();
        let wanted = wanted + gap * tongues.len().saturating_sub(1) as f32;
        let scale = (area.height / wanted).min(1.0);
        let mut y = area.y + (area.height - wanted * scale) / 2.0;
        if frame.at_side {
            y = area.y;
        }
        for (number, tongue) in tongues.iter().enumerate() {
            let size = if number == 0 {
                frame.call
            } else {
                frame.call * 0.78
            };
            let place = Area { y, ..area };
            y = self.say(call, *tongue, place, (Face::Bold, size * scale, fill));
            let place = Area { y, ..area };
            let style = (Face::Sans, frame.scan * scale, fill);
            y = self.say(Phrase::Scan, *tongue, place, style) + gap * scale;
        }
    }

    fn code(&mut self, frame: &Frame, place: (f32, f32)) -> Result<(), AppError> {
        let code = qr::path(&self.poster.address)?;
        let alt = format!("QR: {}", self.poster.address);
        let block = self.sheet.block(Role::Figure, None, &alt);
        self.sheet.code(code, place, frame.code, Some(block));
        Ok(())
    }
}

fn line_width(set: &Set) -> f32 {
    let widest = set.lines.iter().map(|line| width(line, set.face));
    widest.fold(0.0, f32::max) * set.size / 1000.0
}
