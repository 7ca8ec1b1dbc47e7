//! The files to print.

use nara_app::posters::{Format, Tongue};
use nara_server::posters::{Kind, draw};

use super::reader::{Pdf, Picture, scan};
use super::{all, answered, choice, poster};
use crate::in_every_format;

/// A line of `pdffonts`: name, type, encoding, embedded, subset, unicode.
fn fonts(pdf: &Pdf) -> Vec<(String, Vec<String>)> {
    let listed = pdf.fonts();
    let lines = listed.lines().skip(2);
    let fonts = lines.map(|line| {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        (words[0].clone(), words[1..].to_vec())
    });
    fonts.collect()
}

fn look_inside(format: Format) {
    for (poster, choice) in all(format) {
        let pdf = Pdf::of(&draw(&poster, &choice, Kind::Pdf).unwrap());
        let fonts = fonts(&pdf);
        assert!(!fonts.is_empty());
        for (name, told) in &fonts {
            assert!(name.starts_with("NARAAA+Noto"), "{name}");
            // Embedded, a part of it, and with what its letters stand for.
            let yes = told.iter().filter(|word| *word == "yes").count();
            assert_eq!(yes, 3, "{name} {told:?}");
        }
        let info = pdf.info();
        let size = match format {
            Format::A4 => "(A4)",
            Format::A3 => "(A3)",
            Format::Square => "595.276 x 595.276 pts",
            Format::Slide => "960 x 540 pts",
        };
        assert!(info.contains(size), "{size} in {info}");
        assert!(info.contains("Tagged:          yes"), "{info}");
        assert!(info.contains("Pages:           1\n"), "{info}");
        let title = format!("Title:           {}", poster.title);
        assert!(info.contains(&title), "{info}");
        assert!(
            !info.contains("CreationDate"),
            "the same poster is the same file"
        );
    }
}

in_every_format!(
    every_font_is_inside_and_every_page_has_its_paper,
    look_inside
);

#[test]
fn what_stands_on_it_can_be_searched_and_copied() {
    let choice = choice(Format::A4, &[Tongue::Sv, Tongue::En, Tongue::Ar]);
    let long = super::TITLES[2];
    let pdf = Pdf::of(&draw(&answered(long), &choice, Kind::Pdf).unwrap());
    let text = pdf.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let beginning: String = long.chars().take(60).collect();
    for expected in [
        beginning.as_str(),
        "Ni sa – vi gjorde",
        "You said – we did",
        "Hundrastgården är klar.",
        "Tekniska nämnden, 12 mars 2026",
        "Se vad som blev gjort",
        "Skanna koden med mobilen",
        "nara.bjorksjo.se/forslag/1234",
        "Björksjö kommun",
    ] {
        assert!(text.contains(expected), "{expected:?} in {text}");
    }
}

/// Poppler marks where the direction changes, and has the two letters of one sign (lam and alef) the other
/// way round.
fn plain(text: &str) -> String {
    let letters = text
        .chars()
        .filter(|letter| !matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    let text: String = letters.collect();
    let text = text.replace("لا", "ال");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn arabic_is_read_in_its_order() {
    let choice = choice(Format::A4, &[Tongue::Ar]);
    let title = "ملعب كرة قدم جديد بجانب المدرسة";
    let pdf = Pdf::of(&draw(&poster(title), &choice, Kind::Pdf).unwrap());
    // As who copies it gets it, from where it stands; and as it is in the file.
    let copied = plain(&pdf.text());
    let inside = pdf.structure();
    let lines = inside.lines().map(|line| line.trim().trim_matches('"'));
    let inside = plain(&lines.collect::<Vec<_>>().join(" "));
    for text in [copied, inside] {
        for expected in [
            "اقتراح من السكان",
            title,
            "ادعموا الاقتراح",
            "امسحوا الرمز بالهاتف",
        ] {
            assert!(text.contains(&plain(expected)), "{expected} in {text}");
        }
    }
}

#[test]
fn a_mixed_line_is_in_the_file_as_it_is_read() {
    let choice = choice(Format::Slide, &[Tongue::Ar]);
    for title in ["ملعب في Åsbyn 2026 للجميع", "Åsbyn ملعب جديد park 3"] {
        let pdf = Pdf::of(&draw(&poster(title), &choice, Kind::Pdf).unwrap());
        let inside = pdf.structure();
        let lines = inside.lines().map(|line| line.trim().trim_matches('"'));
        let inside = plain(&lines.collect::<Vec<_>>().join(" "));
        assert!(inside.contains(&plain(title)), "{title} in {inside}");
    }
}

#[test]
fn it_is_read_aloud_with_its_heading_in_its_order() {
    let choice = choice(Format::A4, &[Tongue::Sv, Tongue::Ar]);
    let pdf = Pdf::of(&draw(&answered("Hundrastgård i Åsbyn"), &choice, Kind::Pdf).unwrap());
    let structure = pdf.structure();
    let place = |part: &str| {
        let at = structure.find(part);
        at.unwrap_or_else(|| panic!("{part:?} in {structure}"))
    };
    assert!(place("Document") < place("P"));
    assert!(place("P") < place("H1"));
    assert!(place("H1") < place("\"Hundrastgård"));
    assert!(place("\"Hundrastgård") < place("Hundrastgården är klar"));
    assert!(place("Hundrastgården är klar") < place("Skanna koden"));
    assert!(place("Skanna koden") < place("Figure"));
}

/// As many dots as a scanner needs, and enough to see a difference.
fn printed(pdf: &[u8], format: Format) -> Picture {
    let (width, _) = format.pixels();
    let width = match format {
        Format::A4 | Format::Slide => width / 2,
        Format::A3 => width / 3,
        Format::Square => width,
    };
    Pdf::of(pdf).printed(width)
}

// Drawn by somebody else's program, from letters and fonts and not from their outlines, a PDF looks as the
// picture does, and its code is read.
fn compare(format: Format) {
    for (poster, choice) in all(format) {
        let printed = printed(&draw(&poster, &choice, Kind::Pdf).unwrap(), format);
        let picture = Picture::of_png(&draw(&poster, &choice, Kind::Png).unwrap());
        let (columns, rows) = (60, 60);
        let (one, other) = (printed.fields(columns, rows), picture.fields(columns, rows));
        let differences = one
            .iter()
            .zip(&other)
            .map(|(one, other)| (one - other).abs());
        let most = differences.clone().fold(0.0, f32::max);
        let mean = differences.sum::<f32>() / (columns * rows) as f32;
        assert!(
            mean < 2.0 && most < 60.0,
            "{choice:?} {}: {mean} {most}",
            poster.title
        );
        assert_eq!(scan(&printed).join(" and "), poster.address, "{choice:?}");
    }
}

in_every_format!(a_pdf_looks_like_its_picture, compare);

/// What was accepted: a changed layout is looked at before it is accepted (`NARA_ACCEPT_POSTERS=1`
/// writes the references anew).
#[test]
fn a_pdf_looks_as_it_did() {
    let both = [Tongue::Sv, Tongue::Ar];
    for (name, poster, choice) in [
        (
            "proposal-a4",
            poster("Hundrastgård i Åsbyn"),
            choice(Format::A4, &both),
        ),
        (
            "result-a3",
            answered("Hundrastgård i Åsbyn"),
            choice(Format::A3, &both),
        ),
        (
            "arabic-square",
            poster("ملعب كرة قدم جديد بجانب المدرسة"),
            choice(Format::Square, &[Tongue::Ar]),
        ),
        (
            "long-slide",
            poster(super::TITLES[2]),
            choice(Format::Slide, &[Tongue::En, Tongue::Sv, Tongue::Ar]),
        ),
    ] {
        let printed = Pdf::of(&draw(&poster, &choice, Kind::Pdf).unwrap()).printed(240);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/posters");
        let file = format!("{folder}/{name}.pgm");
        if std::env::var_os("NARA_ACCEPT_POSTERS").is_some() {
            let mut bytes = format!("P5\n{} {}\n255\n", printed.width, printed.height).into_bytes();
            bytes.extend(&printed.grey);
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(&file, bytes).unwrap();
        }
        let accepted = Picture::of_pgm(&std::fs::read(&file).unwrap());
        assert_eq!(
            (printed.width, printed.height),
            (accepted.width, accepted.height),
            "{name}"
        );
        let differences = printed.grey.iter().zip(&accepted.grey);
        let sum: u64 = differences
            .map(|(one, other)| u64::from(one.abs_diff(*other)))
            .sum();
        let mean = sum as f32 / printed.grey.len() as f32;
        assert!(mean < 2.0, "{name}: {mean}");
    }
}
