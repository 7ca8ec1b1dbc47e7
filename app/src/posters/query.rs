//! The address of a poster: `format` paper or screen · `sprak` languages, in their order · `svar` the
//! act it is of, where it is not of the case itself · `blad` which of several sheets.

use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::ActId;

use super::words::Tongue;
use crate::error::AppError;
use crate::proposals::query::pairs;

/// What a poster is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    #[default]
    A4,
    A3,
    /// For screens that show one thing after the other, and for where people share pictures.
    Square,
    /// A slide.
    Slide,
}

impl Format {
    pub const ALL: [Format; 4] = [Format::A4, Format::A3, Format::Square, Format::Slide];

    /// The word in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Format::A4 => "a4",
            Format::A3 => "a3",
            Format::Square => "kvadrat",
            Format::Slide => "bild",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// Of the picture: paper at 150 dots an inch, screens as they are.
    pub const fn pixels(self) -> (u32, u32) {
        match self {
            Format::A4 => (1240, 1754),
            Format::A3 => (1754, 2480),
            Format::Square => (1080, 1080),
            Format::Slide => (1920, 1080),
        }
    }
}

/// What somebody chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub format: Format,
    /// At least one, each once.
    pub tongues: Vec<Tongue>,
    pub act: Option<ActId>,
    /// Which of several sheets, from 1.
    pub sheet: usize,
}

impl Choice {
    /// For the files: what is printed wrong is printed, so an unknown value is an error. `usual` is the
    /// language where none is named. A parameter of somebody else's is passed over.
    ///
    /// # Errors
    /// `Invalid` with every parameter whose value is unknown.
    pub fn strict(query: &str, usual: Tongue) -> Result<Self, AppError> {
        let (choice, wrong) = Self::read(query, usual);
        match wrong.is_empty() {
            true => Ok(choice),
            false => Err(AppError::Invalid(wrong)),
        }
    }

    /// For the page, which shows what was understood.
    pub fn lenient(query: &str, usual: Tongue) -> Self {
        Self::read(query, usual).0
    }

    fn read(query: &str, usual: Tongue) -> (Self, Vec<FieldError>) {
        let mut choice = Self {
            format: Format::default(),
            tongues: Vec::new(),
            act: None,
            sheet: 1,
        };
        let mut wrong = Vec::new();
        for (name, value) in pairs(query) {
            let value = value.trim();
            let understood = match name.as_str() {
                _ if value.is_empty() => true,
                "format" => match Format::from_code(value) {
                    Some(format) => {
                        choice.format = format;
                        true
                    }
                    None => false,
                },
                "sprak" => value.split(',').fold(true, |all, code| {
                    let tongue = Tongue::from_code(code.trim());
                    let new = tongue.filter(|tongue| !choice.tongues.contains(tongue));
                    choice.tongues.extend(new);
                    all && tongue.is_some()
                }),
                "svar" => {
                    choice.act = value.parse().ok();
                    choice.act.is_some()
                }
                "blad" => match value.parse() {
                    Ok(sheet) if sheet > 0 => {
                        choice.sheet = sheet;
                        true
                    }
                    _ => false,
                },
                _ => true,
            };
            if !understood {
                wrong.push(FieldError::new(&name, FieldProblem::NotAChoice));
            }
        }
        if choice.tongues.is_empty() {
            choice.tongues.push(usual);
        }
        (choice, wrong)
    }

    /// The first of its languages: that of the page the code leads to.
    pub fn first(&self) -> Tongue {
        self.tongues.first().copied().unwrap_or(Tongue::Sv)
    }

    /// `format=a4&sprak=sv,ar`: nothing in it has to be encoded.
    pub fn query(&self) -> String {
        let tongues: Vec<&str> = self.tongues.iter().map(|tongue| tongue.code()).collect();
        let act = self.act.map(|act| format!("&svar={act}"));
        let sheet = (self.sheet > 1).then(|| format!("&blad={}", self.sheet));
        format!(
            "format={}&sprak={}{}{}",
            self.format.code(),
            tongues.join(","),
            act.unwrap_or_default(),
            sheet.unwrap_or_default()
        )
    }

    /// The same with this language, or without it; the last one stays.
    #[must_use]
    pub fn with_or_without(&self, tongue: Tongue) -> Self {
        let mut choice = self.clone();
        match choice.tongues.iter().position(|one| *one == tongue) {
            None => choice.tongues.push(tongue),
            Some(_) if choice.tongues.len() == 1 => {}
            Some(at) => {
                choice.tongues.remove(at);
            }
        }
        choice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_the_same_choice() {
        let choice = Choice {
            format: Format::Slide,
            tongues: vec![Tongue::Ar, Tongue::Sv],
            act: Some(ActId::new(7)),
            sheet: 2,
        };
        assert_eq!(choice.query(), "format=bild&sprak=ar,sv&svar=7&blad=2");
        let read = Choice::strict(&choice.query(), Tongue::En);
        assert_eq!(read, Ok(choice));
        let encoded = Choice::strict("sprak=sv%2Car", Tongue::En).unwrap();
        assert_eq!(encoded.tongues, [Tongue::Sv, Tongue::Ar]);
    }

    #[test]
    fn the_plain_address_is_a4_in_the_readers_language() {
        let plain = Choice::strict("format=&utm_source=x", Tongue::En).unwrap();
        assert_eq!(plain.query(), "format=a4&sprak=en");
    }

    #[test]
    fn what_is_unknown_is_named_for_a_file_and_passed_over_for_a_page() {
        let query = "format=a5&sprak=sv,xx,sv&svar=x&blad=0";
        let Err(AppError::Invalid(fields)) = Choice::strict(query, Tongue::Sv) else {
            panic!("not Invalid")
        };
        let names: Vec<_> = fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(names, ["format", "sprak", "svar", "blad"]);
        assert_eq!(
            Choice::lenient(query, Tongue::En).query(),
            "format=a4&sprak=sv"
        );
    }

    #[test]
    fn a_poster_always_speaks_a_language() {
        let one = Choice::lenient("", Tongue::Sv);
        assert_eq!(one.with_or_without(Tongue::Sv), one);
        let two = one.with_or_without(Tongue::Ar);
        assert_eq!(two.query(), "format=a4&sprak=sv,ar");
        assert_eq!(two.with_or_without(Tongue::Sv).tongues, [Tongue::Ar]);
    }
}
