//! Posters as who stands before them, prints them or has them read aloud meets them: a scanner reads
//! their codes, and poppler's programs their PDFs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod cards;
mod codes;
mod files;
mod page;
mod pdf;
mod reader;
mod report;
mod wall;

use nara_app::posters::{Choice, Colors, Format, Phrase, Poster, Said, Tongue};
use nara_domain::theme::{Color, Theme};

/// What people write, short and long, from the left and from the right.
const TITLES: [&str; 8] = [
    "Lekplats",
    "Hundrastgård i Åsbyn",
    "Bygg en cykelväg från skolan till badplatsen och vidare längs sjön till centrum, så att barn kan \
     ta sig dit själva utan att cykla på den stora vägen med lastbilar, också på vintern och i mörker",
    "Trygghetsskapandebelysningsåtgärderlängsgångstigarnavidsjön",
    "Fest i parken 🎉🎉 för alla 👩‍👧 <b>&amp; \"Å\"",
    "ملعب كرة قدم جديد بجانب المدرسة",
    "ملعب في Åsbyn للجميع 2026",
    "🎉",
];

fn tongues() -> Vec<Vec<Tongue>> {
    use Tongue::{Ar, En, Sv};
    vec![vec![Sv], vec![Ar], vec![Sv, Ar], vec![En, Ar, Sv]]
}

fn poster(title: &str) -> Poster {
    Poster {
        kicker: Phrase::Proposal,
        title: title.to_owned(),
        answer: None,
        rows: Vec::new(),
        counted: None,
        call: Phrase::SupportProposal,
        address: "https://nara.bjorksjo.se/forslag/1234".to_owned(),
        short: "nara.bjorksjo.se/forslag/1234".to_owned(),
        municipality: "Björksjö kommun".to_owned(),
        colors: Colors::of(None),
    }
}

fn answered(title: &str) -> Poster {
    let brand = Color::parse("#5b1f78").unwrap();
    Poster {
        kicker: Phrase::Done,
        call: Phrase::SeeResult,
        answer: Some(Said {
            text:
                "Hundrastgården är klar. Den ligger bakom ishallen, har belysning till klockan tio \
                   och en egen del för små hundar. Tack till er som hjälpte till att rita den!"
                    .to_owned(),
            by: "Tekniska nämnden, 12 mars 2026".to_owned(),
        }),
        address: "https://nara.bjorksjo.se/forslag/1234#svar-56789".to_owned(),
        colors: Colors::of(Theme::new(brand).ok()),
        ..poster(title)
    }
}

/// Those of a format that are looked at: every sort of title, with and without an answer, and every mix of
/// languages.
fn all(format: Format) -> Vec<(Poster, Choice)> {
    let mixes = tongues();
    let of = |(number, title): (usize, &&str)| {
        let asked = choice(format, &mixes[number % mixes.len()]);
        let told = choice(format, &mixes[(number + 1) % mixes.len()]);
        [(poster(title), asked), (answered(title), told)]
    };
    TITLES.iter().enumerate().flat_map(of).collect()
}

/// A test for each format: together they take long.
#[macro_export]
macro_rules! in_every_format {
    ($name:ident, $check:path) => {
        mod $name {
            use super::*;

            #[test]
            fn a4() {
                $check(Format::A4);
            }

            #[test]
            fn a3() {
                $check(Format::A3);
            }

            #[test]
            fn square() {
                $check(Format::Square);
            }

            #[test]
            fn slide() {
                $check(Format::Slide);
            }
        }
    };
}

fn choice(format: Format, tongues: &[Tongue]) -> Choice {
    Choice {
        format,
        tongues: tongues.to_vec(),
        act: None,
        sheet: 1,
    }
}
