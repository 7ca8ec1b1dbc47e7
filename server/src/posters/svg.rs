//! The sheet as an SVG, which is what is drawn: `resvg` paints it, and [`super::pdf`] asks it where each
//! letter came to stand.

use std::fmt::Write;

use super::sheet::{Line, Piece, Shape, Sheet};

/// A line that begins at the right is one whole from the right, whatever stands in it: without this
/// the parts of a mixed line would be put in the order of a line that begins at the left.
const FROM_THE_RIGHT: char = '\u{2067}';
const END: char = '\u{2069}';

/// Whether it only says in which order a line goes: no letter of it.
pub fn is_order(letter: char) -> bool {
    matches!(letter, FROM_THE_RIGHT | END)
}

pub fn of(sheet: &Sheet) -> String {
    let Sheet { width, height, .. } = sheet;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">"
    );
    for (number, piece) in sheet.pieces.iter().enumerate() {
        match piece {
            Piece::Shape(shape) => draw(&mut svg, number, shape),
            Piece::Line(line) => write_line(&mut svg, number, line),
            // Goes into the file as it is: nothing has to be asked about it.
            Piece::Picture(_) => {}
        }
    }
    svg.push_str("</svg>");
    svg
}

/// The name of a piece in the drawing.
pub fn id(number: usize) -> String {
    format!("p{number}")
}

fn draw(svg: &mut String, number: usize, shape: &Shape) {
    let Shape {
        path,
        transform,
        fill,
        ..
    } = shape;
    // Writing to a text cannot fail.
    let _ = write!(
        svg,
        "<path id=\"{}\" d=\"{path}\" transform=\"{transform}\" fill=\"{fill}\"/>",
        id(number)
    );
}

fn write_line(svg: &mut String, number: usize, line: &Line) {
    let Line {
        x,
        y,
        size,
        fill,
        face,
        ..
    } = line;
    let anchor = match line.rtl || line.at_end {
        true => "end",
        false => "start",
    };
    let mut text = escaped(&line.text);
    if line.rtl {
        text.insert(0, FROM_THE_RIGHT);
        text.push(END);
    }
    let _ = write!(
        svg,
        "<text id=\"{}\" xml:space=\"preserve\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" \
         font-family=\"{}\" font-weight=\"{}\" font-size=\"{size}\" fill=\"{fill}\">{text}</text>",
        id(number),
        face.family(),
        face.weight()
    );
}

/// As the text of an element, or the value of an attribute. What XML cannot hold is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use resvg::usvg::{Group, Node};

    use super::*;
    use crate::posters::fonts::{self, Face};
    use nara_app::posters::Tongue;

    /// Where each letter came to stand: its text, its glyph, and its place.
    fn letters(group: &Group, into: &mut Vec<(String, u16, f32)>) {
        for node in group.children() {
            match node {
                Node::Group(group) => letters(group, into),
                Node::Text(text) => {
                    let glyphs = text
                        .layouted()
                        .iter()
                        .flat_map(|span| &span.positioned_glyphs);
                    into.extend(
                        glyphs
                            .filter(|glyph| !glyph.text.chars().all(is_order))
                            .map(|glyph| (glyph.text.clone(), glyph.id.0, glyph.transform().tx)),
                    );
                }
                _ => {}
            }
        }
    }

    fn laid(text: &str) -> Vec<(String, u16, f32)> {
        let sheet = Sheet {
            width: 500.0,
            height: 100.0,
            pieces: vec![Piece::Line(Line {
                text: text.to_owned(),
                x: 450.0,
                y: 50.0,
                size: 20.0,
                face: Face::Bold,
                rtl: fonts::is_rtl(text),
                at_end: true,
                fill: "#000000".to_owned(),
                block: Some(0),
            })],
            blocks: Vec::new(),
            title: String::new(),
            tongue: Tongue::Sv,
        };
        let tree = fonts::read(&of(&sheet)).unwrap();
        let mut found = Vec::new();
        letters(tree.root(), &mut found);
        assert!(found.iter().all(|(_, glyph, _)| *glyph != 0), "{found:?}");
        found
    }

    /// Of the part of a line with these letters, how far it reaches.
    fn reach(found: &[(String, u16, f32)], of: impl Fn(char) -> bool) -> (f32, f32) {
        let places = found.iter().filter(|(text, ..)| text.chars().any(&of));
        places.fold((f32::MAX, f32::MIN), |(least, most), (_, _, x)| {
            (least.min(*x), most.max(*x))
        })
    }

    #[test]
    fn arabic_goes_from_the_right_and_its_letters_join() {
        let found = laid("ادعموا الاقتراح");
        let place = |letter: char| reach(&found, |other| other == letter);
        // From the first word's first letters to the last word's last.
        assert!(
            place('د').0 > place('ع').0 && place('ع').0 > place('م').0,
            "{found:?}"
        );
        assert!(
            place('م').0 > place('ق').1,
            "the second word is to the left"
        );
        assert!(place('ق').0 > place('ح').0);
        // A letter looks another way at the beginning, in the middle, at the end and alone.
        let joined = laid("ععع ع");
        let mut shapes: Vec<u16> = joined
            .iter()
            .filter(|(text, ..)| text == "ع")
            .map(|(_, glyph, _)| *glyph)
            .collect();
        shapes.sort_unstable();
        shapes.dedup();
        assert_eq!(shapes.len(), 4, "{joined:?}");
    }

    #[test]
    fn a_mixed_line_is_in_the_order_of_its_first_letter() {
        let latin = |letter: char| letter.is_ascii_alphabetic() || letter == 'Å';
        let from_right = laid("ملعب Åsbyn جديد");
        let middle = reach(&from_right, latin);
        let first = reach(&from_right, |letter| {
            "ملعب".contains(letter) && letter != 'د'
        });
        let last = reach(&from_right, |letter| "جد".contains(letter));
        assert!(first.1 > middle.1 && middle.0 > last.0, "{from_right:?}");
        let from_left = laid("Åsbyn ملعب park");
        let arabic = reach(&from_left, |letter| "ملعب".contains(letter));
        let start = reach(&from_left, |letter| letter == 'Å');
        let end = reach(&from_left, |letter| letter == 'k');
        assert!(start.1 < arabic.0 && arabic.1 < end.0, "{from_left:?}");
    }

    #[test]
    fn nothing_written_leaves_its_text() {
        assert_eq!(
            escaped("</text><script>\"&\u{0}\u{ffff}"),
            "&lt;/text&gt;&lt;script&gt;&quot;&amp;"
        );
    }
}
