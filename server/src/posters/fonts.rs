//! The fonts of posters, and what they can draw. Where they come from: `server/fonts/README.md`.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::{Options, Tree};

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let files: [&'static [u8]; 3] = [
        include_bytes!("../../fonts/NotoSerif-Bold.ttf"),
        include_bytes!("../../fonts/NotoSans-Bold.ttf"),
        include_bytes!("../../fonts/NotoSans-Regular.ttf"),
    ];
    let mut fonts = Database::new();
    for file in files {
        let _faces = fonts.load_font_source(Source::Binary(Arc::new(file)));
    }
    Arc::new(fonts)
});

/// One of our fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Latin, Greek and Cyrillic.
    Serif,
    /// The same and Arabic.
    Bold,
    Sans,
}

impl Face {
    pub const fn family(self) -> &'static str {
        match self {
            Face::Serif => "Noto Serif",
            Face::Bold | Face::Sans => "Noto Sans",
        }
    }

    pub const fn weight(self) -> u16 {
        match self {
            Face::Serif | Face::Bold => 700,
            Face::Sans => 400,
        }
    }

    /// From one line to the next, in sizes of the letters: Arabic reaches higher and lower.
    pub const fn leading(self, rtl: bool) -> f32 {
        match (self, rtl) {
            (_, true) => 1.55,
            (Face::Serif, false) => 1.17,
            (Face::Bold, false) => 1.25,
            (Face::Sans, false) => 1.38,
        }
    }

    fn id(self) -> Option<ID> {
        let mut faces = FONTS.faces();
        let face = faces.find(|face| {
            face.weight.0 == self.weight()
                && face.families.iter().any(|(name, _)| name == self.family())
        });
        face.map(|face| face.id)
    }

    /// Whether it has a letter for it. What only joins or directs letters needs none.
    pub fn draws(self, letter: char) -> bool {
        self.id()
            .and_then(|id| {
                FONTS.with_face_data(id, |data, index| {
                    let face = ttf_parser::Face::parse(data, index).ok()?;
                    Some(face.glyph_index(letter).is_some())
                })
            })
            .flatten()
            .unwrap_or(false)
    }

    /// How far its letters reach one after the other, in sizes of them. Pairs that are set closer are not
    /// looked at: a line is never longer than this says.
    pub fn advance(self, text: &str) -> f32 {
        let measured = self.id().and_then(|id| {
            FONTS.with_face_data(id, |data, index| {
                let face = ttf_parser::Face::parse(data, index).ok()?;
                let glyphs = text.chars().filter_map(|letter| face.glyph_index(letter));
                let units: f32 = glyphs
                    .filter_map(|glyph| face.glyph_hor_advance(glyph))
                    .map(f32::from)
                    .sum();
                Some(units / f32::from(face.units_per_em()))
            })
        });
        measured.flatten().unwrap_or(0.0)
    }

    /// Of a text what it has letters for, on one line. An emoji without a letter would be a box: it is
    /// left out, and the page beside the poster has it.
    pub fn drawable(self, text: &str) -> String {
        let mut lettered = String::new();
        for letter in text.chars() {
            // What joins letters joins nothing where they are gone.
            let joins = matches!(letter, '\u{200c}' | '\u{200d}');
            let alone = joins && !lettered.ends_with(char::is_alphabetic);
            if letter.is_whitespace() {
                lettered.push(' ');
            } else if !letter.is_control() && !alone && self.draws(letter) {
                lettered.push(letter);
            }
        }
        lettered.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The face for a question: the serif where it has all of it, else the one with Arabic.
pub fn for_question(text: &str) -> Face {
    let serif = text.chars().all(|letter| {
        letter.is_whitespace() || !Face::Bold.draws(letter) || Face::Serif.draws(letter)
    });
    match serif {
        true => Face::Serif,
        false => Face::Bold,
    }
}

/// Whether a line begins at the right: its first letter decides, as `dir="auto"` does on the page.
pub fn is_rtl(text: &str) -> bool {
    let from_the_right = |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let first = text.chars().find(|letter| letter.is_alphabetic());
    first.is_some_and(from_the_right)
}

/// Reads an SVG of ours: with our fonts, no other, and nothing fetched.
pub fn read(svg: &str) -> Result<Tree, resvg::usvg::Error> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        ..Options::default()
    };
    Tree::from_str(svg, &options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_there_and_draws_what_it_is_for() {
        for face in [Face::Serif, Face::Bold, Face::Sans] {
            assert!(face.id().is_some(), "{face:?}");
            for letter in "Åäöß Жαé–’»0".chars() {
                assert!(face.draws(letter), "{face:?} {letter}");
            }
            assert!(!face.draws('🎉'));
            assert_eq!(face.draws('ع'), face != Face::Serif, "{face:?}");
        }
        let mut ids = [Face::Serif, Face::Bold, Face::Sans].map(Face::id).to_vec();
        ids.dedup();
        assert_eq!(ids.len(), 3);
    }

    #[test]
    fn what_cannot_be_drawn_is_left_out_and_nothing_else() {
        let typed = "Fest 🎉 i\u{0} parken\t👩‍👧!  漢";
        assert_eq!(Face::Serif.drawable(typed), "Fest i parken !");
        assert_eq!(for_question("Lekplats 🎉"), Face::Serif);
        assert_eq!(for_question("ملعب i Åsbyn"), Face::Bold);
    }

    #[test]
    fn the_first_letter_says_where_a_line_begins() {
        for (text, rtl) in [
            ("Lekplats", false),
            ("ملعب", true),
            ("3. ملعب", true),
            ("«Lekplats» ملعب", false),
            ("", false),
        ] {
            assert_eq!(is_rtl(text), rtl, "{text}");
        }
    }
}
