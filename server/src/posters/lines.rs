//! Texts become lines: as large as they can be, as even as they can be, and never wider than their
//! place.

use resvg::usvg::{Node, Text};

use super::fonts::{self, Face};

/// Widths are measured once, at this size, and scaled.
const MEASURED_AT: f32 = 1000.0;

/// A text in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    pub lines: Vec<String>,
    /// Of the letters.
    pub size: f32,
    pub face: Face,
    pub rtl: bool,
}

impl Set {
    /// From line to line.
    pub fn leading(&self) -> f32 {
        self.size * self.face.leading(self.rtl)
    }

    pub fn height(&self) -> f32 {
        self.leading() * self.lines.len() as f32
    }
}

/// The place of a text: how wide and high at most, and between which sizes.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub width: f32,
    pub height: f32,
    pub largest: f32,
    pub smallest: f32,
}

/// A word, and how wide it is at [`MEASURED_AT`].
type Word = (String, f32);

/// Sets a text: the largest size at which all of it fits. What does not fit even at the smallest is cut
/// off with an ellipsis; a word wider than the place goes on on the next line.
pub fn set(text: &str, face: Face, place: Place) -> Set {
    let text = face.drawable(text);
    let rtl = fonts::is_rtl(&text);
    let words: Vec<Word> = text
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| (word.to_owned(), width(word, face)))
        .collect();
    let space = width("a a", face) - width("aa", face);
    let mut size = place.largest;
    loop {
        let room = place.width * MEASURED_AT / size;
        let fits = words.iter().all(|(_, width)| *width <= room);
        let lines = fill(&words, space, room);
        let set = Set {
            lines: lines.iter().map(|line| joined(line)).collect(),
            size,
            face,
            rtl,
        };
        if fits && set.height() <= place.height {
            return Set {
                lines: even(&words, space, room, lines.len()),
                ..set
            };
        }
        if size <= place.smallest {
            return cut(broken(&words, face, room), space, room, set, place.height);
        }
        size = (size * 0.94).max(place.smallest);
    }
}

/// As many lines as a text takes at one size.
pub fn flow(text: &str, face: Face, size: f32, wide: f32) -> Set {
    let text = face.drawable(text);
    let rtl = fonts::is_rtl(&text);
    let measured = |word: &str| match word
        .chars()
        .any(|letter| fonts::is_rtl(&letter.to_string()))
    {
        // Joined letters have to be set to know how wide they are.
        true => width(word, face),
        false => face.advance(word) * MEASURED_AT,
    };
    let words: Vec<Word> = text
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| (word.to_owned(), measured(word)))
        .collect();
    let room = wide * MEASURED_AT / size;
    let space = face.advance(" ") * MEASURED_AT;
    let lines = fill(&broken(&words, face, room), space, room);
    Set {
        lines: lines.iter().map(|line| joined(line)).collect(),
        size,
        face,
        rtl,
    }
}

/// One line, smaller where it is too long.
pub fn one_line(text: &str, face: Face, wide: f32, largest: f32) -> Set {
    let text = face.drawable(text);
    let measured = width(&text, face);
    let size = match measured > 0.0 {
        true => largest.min(wide * MEASURED_AT / measured),
        false => largest,
    };
    Set {
        rtl: fonts::is_rtl(&text),
        lines: vec![text],
        size,
        face,
    }
}

fn joined(line: &[Word]) -> String {
    let words: Vec<&str> = line.iter().map(|(word, _)| word.as_str()).collect();
    words.join(" ")
}

/// As many words on each line as it takes.
fn fill(words: &[Word], space: f32, room: f32) -> Vec<Vec<Word>> {
    let mut lines: Vec<Vec<Word>> = Vec::new();
    let mut filled = 0.0;
    for word in words {
        let with = filled + space + word.1;
        match lines.last_mut() {
            Some(line) if with <= room => {
                line.push(word.clone());
                filled = with;
            }
            _ => {
                lines.push(vec![word.clone()]);
                filled = word.1;
            }
        }
    }
    lines
}

/// The same number of lines, as even as they get: the narrowest room that still takes no more.
fn even(words: &[Word], space: f32, room: f32, count: usize) -> Vec<String> {
    let (mut narrow, mut wide) = (0.0, room);
    for _ in 0..20 {
        let middle = f32::midpoint(narrow, wide);
        let fits = words.iter().all(|(_, width)| *width <= middle);
        match fits && fill(words, space, middle).len() <= count {
            true => wide = middle,
            false => narrow = middle,
        }
    }
    let lines = fill(words, space, wide);
    lines.iter().map(|line| joined(line)).collect()
}

/// Words wider than the room in parts that are not, with a hyphen where a word is parted.
fn broken(words: &[Word], face: Face, room: f32) -> Vec<Word> {
    let mut parts = Vec::new();
    for (word, measured) in words {
        if *measured <= room {
            parts.push((word.clone(), *measured));
            continue;
        }
        let mut part = String::new();
        for letter in word.chars() {
            let hyphen = match part.ends_with(char::is_alphabetic) && !fonts::is_rtl(&part) {
                true => "-",
                false => "",
            };
            if !part.is_empty() && width(&format!("{part}{letter}{hyphen}"), face) > room {
                part.push_str(hyphen);
                parts.push((part.clone(), width(&part, face)));
                part.clear();
            }
            part.push(letter);
        }
        parts.push((part.clone(), width(&part, face)));
    }
    parts
}

fn cut(words: Vec<Word>, space: f32, room: f32, set: Set, height: f32) -> Set {
    let lines = fill(&words, space, room);
    let most = ((height / set.leading()) as usize).max(1);
    let more = lines.len() > most;
    let mut lines: Vec<String> = lines.iter().take(most).map(|line| joined(line)).collect();
    if let (true, Some(last)) = (more, lines.last_mut()) {
        while width(&format!("{last}…"), set.face) > room && last.pop().is_some() {}
        *last = format!("{}…", last.trim_end());
    }
    Set { lines, ..set }
}

/// How wide a text is at [`MEASURED_AT`], shaped as it will be.
pub fn width(text: &str, face: Face) -> f32 {
    if text.is_empty() {
        return 0.0;
    }
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\">\
         <text xml:space=\"preserve\" font-family=\"{}\" font-weight=\"{}\" font-size=\"{MEASURED_AT}\">{}</text></svg>",
        face.family(),
        face.weight(),
        super::svg::escaped(text)
    );
    let tree = fonts::read(&svg).ok();
    let text = tree.as_ref().and_then(|tree| first_text(tree.root()));
    text.map_or(0.0, |text| text.bounding_box().width())
}

fn first_text(group: &resvg::usvg::Group) -> Option<&Text> {
    group.children().iter().find_map(|node| match node {
        Node::Text(text) => Some(&**text),
        Node::Group(group) => first_text(group),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place {
        width: 500.0,
        height: 300.0,
        largest: 74.0,
        smallest: 24.0,
    };

    fn fits(set: &Set) {
        for line in &set.lines {
            let wide = width(line, set.face) * set.size / MEASURED_AT;
            assert!(wide <= PLACE.width + 0.5, "{line}: {wide}");
        }
        assert!(set.height() <= PLACE.height + 0.5, "{set:?}");
        assert!((PLACE.smallest..=PLACE.largest).contains(&set.size));
    }

    #[test]
    fn a_short_question_is_as_large_as_it_gets_and_a_long_one_smaller() {
        let short = set("Hundrastgård i Åsbyn", Face::Serif, PLACE);
        fits(&short);
        assert_eq!(short.lines.join(" "), "Hundrastgård i Åsbyn");
        let long = "Bygg en cykelväg från skolan till badplatsen och vidare längs sjön till \
                    centrum, så att barn kan ta sig dit själva utan att cykla på den stora vägen";
        let long = set(long, Face::Serif, PLACE);
        fits(&long);
        assert!(long.size < short.size);
        assert!(!long.lines.join("").contains('…'));
    }

    #[test]
    fn lines_are_even() {
        let set = set("Gör något åt bussen till gymnasiet", Face::Serif, PLACE);
        let widths: Vec<f32> = set
            .lines
            .iter()
            .map(|line| width(line, Face::Serif))
            .collect();
        let widest = widths.iter().copied().fold(0.0, f32::max);
        let narrowest = widths.iter().copied().fold(f32::MAX, f32::min);
        assert!(narrowest > widest * 0.45, "{set:?}");
    }

    #[test]
    fn a_word_of_sixty_letters_and_two_hundred_without_a_space_stay_in_their_place() {
        for count in [60, 200, 400] {
            let word = "Trygghetsskapandebelysningsåtgärder".repeat(60);
            let word: String = word.chars().take(count).collect();
            let set = set(&word, Face::Serif, PLACE);
            fits(&set);
            let drawn: usize = set.lines.iter().map(|line| line.chars().count()).sum();
            assert!(drawn >= count.min(120), "{set:?}");
        }
    }

    #[test]
    fn a_long_text_flows_within_its_width_and_loses_no_word() {
        let text =
            "Vi åt ihop med dem vi aldrig äter med, och AVVITTRADE Yttersta Tåg. ".repeat(20);
        let long = "Trygghetsskapandebelysningsåtgärder".repeat(8);
        for (text, face) in [
            (text.as_str(), Face::Sans),
            (text.as_str(), Face::Serif),
            (long.as_str(), Face::Bold),
            (
                "ملعب كرة قدم جديد بجانب المدرسة في Åsbyn للجميع",
                Face::Sans,
            ),
        ] {
            let set = flow(text, face, 11.0, 200.0);
            for line in &set.lines {
                let wide = width(line, face) * 11.0 / MEASURED_AT;
                assert!(wide <= 201.0, "{line}: {wide}");
            }
            let words: Vec<&str> = text.split_whitespace().collect();
            if words.len() > 1 {
                assert_eq!(set.lines.join(" "), words.join(" "));
            }
        }
        assert!(flow("🎉", Face::Sans, 11.0, 200.0).lines.is_empty());
    }

    #[test]
    fn nothing_is_no_line() {
        assert_eq!(set("🎉🎉", Face::Serif, PLACE).lines, Vec::<String>::new());
        assert_eq!(one_line("", Face::Bold, 10.0, 20.0).size, 20.0);
    }

    #[test]
    fn one_line_shrinks_until_it_fits() {
        let line = one_line("nara.bjorksjo.se/forslag/1234", Face::Bold, 200.0, 40.0);
        let wide = width(&line.lines[0], Face::Bold) * line.size / MEASURED_AT;
        assert!((199.0..=200.5).contains(&wide), "{wide}");
    }
}
