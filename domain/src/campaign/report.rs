//! What somebody adds to a campaign's report. The rest of it is what the record says.

use serde::{Deserialize, Serialize};

use crate::error::FieldProblem;
use crate::fields::FieldInput::{Choice, LongText, Text};
use crate::fields::{FieldSpec, Reader, Values};
use crate::group::{check_texts, is_real_name};

/// Longest chapter.
const CHAPTER_MAX: usize = 5_000;

coded_enum! {
    /// What others may do with a report.
    pub enum Licence {
        /// Use it, also change it, as long as they say whose it is: Creative Commons.
        CcBy4 = "cc_by_4",
        /// Something else, for a reason.
        Exception = "exception",
    }
}

impl Licence {
    /// Where everybody can read what it allows; none where there is only a reason.
    pub const fn address(self) -> Option<&'static str> {
        match self {
            Self::CcBy4 => Some("https://creativecommons.org/licenses/by/4.0/"),
            Self::Exception => None,
        }
    }
}

/// The form of a report. `young_speak`: quotes with an empty line between them; a last line that begins
/// with a dash says whose one is.
pub const REPORT_FIELDS: &[FieldSpec] = &[
    FieldSpec::optional("foreword", LongText).between(1, 2_000),
    FieldSpec::required("young_speak", LongText).between(1, CHAPTER_MAX),
    FieldSpec::optional("what_now", LongText).between(1, CHAPTER_MAX),
    FieldSpec::optional("lessons", LongText).between(1, CHAPTER_MAX),
    FieldSpec::optional("pictures", Text),
    FieldSpec::required("licence", Choice(Licence::CODES)),
    FieldSpec::required("licence_exception", LongText)
        .between(1, 1_000)
        .only_for("licence", &["exception"]),
];

/// What somebody adds to a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Before everything else.
    pub foreword: Option<String>,
    /// What young people said, chosen by who runs the campaign.
    pub young_speak: String,
    /// What happens now, besides what was answered.
    pub what_now: Option<String>,
    /// What was learnt.
    pub lessons: Option<String>,
    /// Who took or drew the pictures.
    pub pictures: Option<String>,
    /// What others may do with it.
    pub licence: Licence,
    /// Why it is not the usual one.
    pub licence_exception: Option<String>,
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Alias and group.
    pub by: Option<String>,
}

impl Report {
    /// Reads the form [`REPORT_FIELDS`]; problems stay with the reader.
    pub(super) fn read(r: &mut Reader<'_>) -> Option<Self> {
        let (foreword, young_speak) = (r.text("foreword"), r.text("young_speak"));
        // What young people say leads to nobody, whoever types it.
        let texts = [("young_speak", young_speak.as_deref().unwrap_or_default())];
        for error in check_texts(&texts).err().into_iter().flatten() {
            r.problem(&error.field, error.problem);
        }
        // And stands under an alias.
        let told = young_speak.as_deref().map(quotes_of).unwrap_or_default();
        let named = told
            .iter()
            .filter_map(|quote| quote.by.as_deref())
            .any(|by| {
                // Before the comma: after it stands the group.
                is_real_name(by.split(',').next().unwrap_or_default())
            });
        if named {
            r.problem("young_speak", FieldProblem::RealName);
        }
        let (what_now, lessons) = (r.text("what_now"), r.text("lessons"));
        let pictures = r.text("pictures");
        let (licence, licence_exception) = (r.choice("licence"), r.text("licence_exception"));
        Some(Self {
            foreword,
            young_speak: young_speak?,
            what_now,
            lessons,
            pictures,
            licence: licence?,
            licence_exception,
        })
    }

    /// The same as its form has it.
    pub fn values(&self) -> Values {
        let fields = [
            ("foreword", self.foreword.clone()),
            ("young_speak", Some(self.young_speak.clone())),
            ("what_now", self.what_now.clone()),
            ("lessons", self.lessons.clone()),
            ("pictures", self.pictures.clone()),
            ("licence", Some(self.licence.code().to_owned())),
            ("licence_exception", self.licence_exception.clone()),
        ];
        fields
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    }

    /// What young people said, one by one.
    pub fn quotes(&self) -> Vec<Quote> {
        quotes_of(&self.young_speak)
    }
}

/// What is said in a text, with an empty line between two.
fn quotes_of(young_speak: &str) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in young_speak.lines().map(str::trim).chain([""]) {
        match line.is_empty() {
            false => lines.push(line),
            true => quotes.extend(quote(&std::mem::take(&mut lines))),
        }
    }
    quotes
}

/// A quote of these lines; none of none.
fn quote(lines: &[&str]) -> Option<Quote> {
    let (last, before) = lines.split_last()?;
    const DASHES: [char; 3] = ['–', '—', '-'];
    let by = last.strip_prefix(DASHES).map(str::trim);
    // Where more lines begin so it is a list.
    let listed = before.iter().any(|line| line.starts_with(DASHES));
    let by = by.filter(|by| !by.is_empty() && !before.is_empty() && !listed);
    let text = match by {
        Some(_) => before,
        None => lines,
    };
    Some(Quote {
        text: text.join("\n"),
        by: by.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(young_speak: &str) -> Report {
        Report {
            foreword: None,
            young_speak: young_speak.to_owned(),
            what_now: None,
            lessons: None,
            pictures: None,
            licence: Licence::CcBy4,
            licence_exception: None,
        }
    }

    #[test]
    fn a_list_is_nobodys() {
        let all = report("Vi vill ha:\n- bänkar\n- lampor").quotes();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].by, None);
        let all = report("Vi vill ha bänkar.\n- Glad Räv, 9B").quotes();
        assert_eq!(all[0].by.as_deref(), Some("Glad Räv, 9B"));
    }

    #[test]
    fn nobody_is_quoted_by_name() {
        let read = |young_speak: &str| {
            let mut fields = report(young_speak).values();
            fields.insert("licence".to_owned(), "cc_by_4".to_owned());
            let mut r = Reader::new(REPORT_FIELDS, &fields);
            let report = Report::read(&mut r);
            r.finish(report).map_err(|errors| errors[0].problem.clone())
        };
        assert!(read("Det var bra.\n– Glad Räv, Ekmans klass").is_ok());
        let named = read("Det var bra.\n– Sara Lindberg, 9B").unwrap_err();
        assert_eq!(named, FieldProblem::RealName);
    }

    #[test]
    fn quotes_stand_apart_with_whose_they_are() {
        let quote = |text: &str, by: Option<&str>| Quote {
            text: text.to_owned(),
            by: by.map(str::to_owned),
        };
        let said = "Vi satt\nvid samma bord.\n– Glad Räv, 9B\n\n\nFör första gången.\n\n- Bara ett streck\n\n–";
        assert_eq!(
            report(said).quotes(),
            [
                quote("Vi satt\nvid samma bord.", Some("Glad Räv, 9B")),
                quote("För första gången.", None),
                // A line alone is what was said, with or without a dash.
                quote("- Bara ett streck", None),
                quote("–", None),
            ]
        );
        assert_eq!(report(" \n\n").quotes(), []);
    }

    #[test]
    fn a_quote_leads_to_nobody() {
        let values = report("Ring mig på 070-123 45 67.").values();
        let mut r = Reader::new(REPORT_FIELDS, &values);
        let read = Report::read(&mut r);
        let errors = r.finish(read).unwrap_err();
        assert_eq!(errors[0].field, "young_speak");
    }

    #[test]
    fn another_licence_needs_its_reason() {
        let read = |licence: &str, reason: Option<&str>| {
            let mut values = report("Ja.").values();
            values.insert("licence".to_owned(), licence.to_owned());
            if let Some(reason) = reason {
                values.insert("licence_exception".to_owned(), reason.to_owned());
            }
            let mut r = Reader::new(REPORT_FIELDS, &values);
            let read = Report::read(&mut r);
            r.finish(read)
        };
        let errors = read("exception", None).unwrap_err();
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].field, "licence_exception");
        let kept = read("exception", Some("Bilderna är en fotografs.")).unwrap();
        assert_eq!(kept.licence.address(), None);
        assert!(kept.licence_exception.is_some());
        assert!(read("cc_by_4", None).unwrap().licence.address().is_some());
        assert!(read("mine", None).is_err());
    }
}
