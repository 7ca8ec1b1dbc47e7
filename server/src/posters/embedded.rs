//! The part of a font that a file uses, inside it.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Finish, Name, Pdf, Rect, Ref, Str};
use subsetter::{GlyphRemapper, subset};

const CMAP: Name<'_> = Name(b"Nara-UTF16");
const IDENTITY: SystemInfo<'_> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// A font in use.
#[derive(Debug)]
pub struct Embedded {
    /// In the page's resources.
    pub name: String,
    glyphs: GlyphRemapper,
    /// What each of its glyphs stands for, by its number in the file.
    texts: BTreeMap<u16, String>,
}

impl Embedded {
    /// The font, its half with the measures, what describes it, the letters, and what they stand for.
    pub const OBJECTS: i32 = 5;

    pub fn new(number: usize) -> Self {
        Self {
            name: format!("F{number}"),
            glyphs: GlyphRemapper::new(),
            texts: BTreeMap::new(),
        }
    }

    /// Takes a glyph into the file, and answers with its number there.
    pub fn take(&mut self, glyph: u16, text: &str) -> u16 {
        let number = self.glyphs.remap(glyph);
        if !text.is_empty() {
            self.texts.entry(number).or_insert_with(|| text.to_owned());
        }
        number
    }

    /// Writes its objects, from `first` on. None: the font cannot be read.
    pub fn write(&self, pdf: &mut Pdf, first: Ref, data: &[u8], index: u32) -> Option<()> {
        let face = ttf_parser::Face::parse(data, index).ok()?;
        let file = subset(data, index, &self.glyphs).ok()?;
        let object = |number: i32| Ref::new(first.get() + number);
        let (cid, descriptor, stream, cmap) = (object(1), object(2), object(3), object(4));
        let written = face
            .names()
            .into_iter()
            .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
            .find_map(|name| name.to_string())?;
        // Six letters say that it is a part of it.
        let name = format!("NARAAA+{written}");
        let name = Name(name.as_bytes());
        let thousandths = 1000.0 / f32::from(face.units_per_em());
        let measured = |units: i16| f32::from(units) * thousandths;

        pdf.type0_font(first)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(cmap);
        let mut font = pdf.cid_font(cid);
        font.subtype(CidFontType::Type2)
            .base_font(name)
            .system_info(IDENTITY)
            .font_descriptor(descriptor)
            .default_width(0.0)
            .cid_to_gid_map_predefined(Name(b"Identity"));
        let widths = self.glyphs.remapped_gids().map(|old| {
            let advance = face.glyph_hor_advance(ttf_parser::GlyphId(old));
            f32::from(advance.unwrap_or(0)) * thousandths
        });
        font.widths().consecutive(0, widths);
        font.finish();
        let bounds = face.global_bounding_box();
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(
                measured(bounds.x_min),
                measured(bounds.y_min),
                measured(bounds.x_max),
                measured(bounds.y_max),
            ))
            .italic_angle(0.0)
            .ascent(measured(face.ascender()))
            .descent(measured(face.descender()))
            .cap_height(measured(face.capital_height().unwrap_or(700)))
            .stem_v(if face.is_bold() { 140.0 } else { 80.0 })
            .font_file2(stream);
        pdf.stream(stream, &file)
            .pair(Name(b"Length1"), file.len() as i32);
        let mut letters = UnicodeCmap::new(CMAP, IDENTITY);
        for (glyph, text) in &self.texts {
            letters.pair_with_multiple(*glyph, text.chars());
        }
        pdf.cmap(cmap, &letters.finish());
        Some(())
    }
}
