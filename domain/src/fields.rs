//! Forms as data. Each step of a case says which fields it needs ([`FieldSpec`]); the page draws
//! the form from that and [`Reader`] checks what was typed, reporting everything at once.

use std::collections::BTreeMap;

use crate::actor::Body;
use crate::error::{FieldError, FieldProblem};
use crate::milestone::{Milestone, milestones};
use crate::text;
use crate::time::Date;

/// What was typed, by field name. Only the form's own fields belong here: a name without a
/// [`FieldSpec`] is reported as [`FieldProblem::UnknownField`].
pub type Values = BTreeMap<String, String>;

/// Largest sum in whole kronor that anybody can mean.
pub const MONEY_MAX: i64 = 1_000_000_000_000;
/// Longest web address.
pub const URL_MAX: usize = 500;
/// Most web addresses in one field.
pub const URLS_MAX: usize = 5;

/// How a field is typed and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldInput {
    /// One line.
    Text,
    /// Text with paragraphs.
    LongText,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// Whole kronor, 0 or more; spaces between thousands are allowed.
    Money,
    /// A whole number between [`FieldSpec::min`] and [`FieldSpec::max`].
    Integer,
    /// One of these codes.
    Choice(&'static [&'static str]),
    /// A web address, https or http.
    Url,
    /// One or more web addresses, each on a line of its own.
    Urls,
    /// A plan's milestones, each on a line of its own: `2027-03-01 Upphandling klar`.
    Milestones,
    /// One body, by code or name.
    Body,
    /// One or more bodies, separated by comma, semicolon or line break.
    Bodies,
    /// The number of a paragraph in minutes: `58` or `58 a`; a leading § is dropped.
    Paragraph,
}

/// One field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    /// Name in the form, in the stored act and as translation key.
    pub name: &'static str,
    /// How it is typed.
    pub input: FieldInput,
    /// Whether it must be given. A field with [`FieldSpec::only_for`] is needed only then.
    pub required: bool,
    /// Most characters of a text, or the largest integer.
    pub max: usize,
    /// Fewest characters of a text, or the smallest integer.
    pub min: usize,
    /// The field belongs only to these answers of another field: `(field, codes)`.
    pub only_for: Option<(&'static str, &'static [&'static str])>,
}

impl FieldSpec {
    /// A field with the usual limits of its kind, optional.
    pub const fn optional(name: &'static str, input: FieldInput) -> Self {
        let (min, max) = match input {
            FieldInput::Text => (1, text::SHORT_MAX),
            FieldInput::LongText | FieldInput::Milestones => (1, text::ANSWER_MAX),
            FieldInput::Url | FieldInput::Urls => (1, URL_MAX),
            FieldInput::Integer => (0, i32::MAX as usize),
            FieldInput::Body | FieldInput::Bodies => (1, Body::MAX),
            FieldInput::Paragraph => (1, PARAGRAPH_MAX),
            FieldInput::Date | FieldInput::Money | FieldInput::Choice(_) => (0, 0),
        };
        Self {
            name,
            input,
            required: false,
            max,
            min,
            only_for: None,
        }
    }

    /// A field with the usual limits of its kind, required.
    pub const fn required(name: &'static str, input: FieldInput) -> Self {
        let mut spec = Self::optional(name, input);
        spec.required = true;
        spec
    }

    /// The same with other limits.
    pub const fn between(mut self, min: usize, max: usize) -> Self {
        self.min = min;
        self.max = max;
        self
    }

    /// The same, belonging only to these answers of another field.
    pub const fn only_for(mut self, field: &'static str, codes: &'static [&'static str]) -> Self {
        self.only_for = Some((field, codes));
        self
    }
}

const PARAGRAPH_MAX: usize = 10;

/// Reads a form by its specification and collects every problem.
#[derive(Debug)]
pub struct Reader<'a> {
    specs: &'a [FieldSpec],
    values: &'a Values,
    errors: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    /// Starts reading; names that are not in the specification are reported.
    pub fn new(specs: &'a [FieldSpec], values: &'a Values) -> Self {
        let errors = values
            .keys()
            .filter(|name| !specs.iter().any(|s| s.name == name.as_str()))
            .map(|name| FieldError::new(name, FieldProblem::UnknownField))
            .collect();
        Self {
            specs,
            values,
            errors,
        }
    }

    /// Reports a problem at a field.
    pub fn problem(&mut self, field: &str, problem: FieldProblem) {
        self.errors.push(FieldError::new(field, problem));
    }

    /// Whether something has been reported at this field.
    pub fn has_problem(&self, field: &str) -> bool {
        self.errors.iter().any(|e| e.field == field)
    }

    fn given(&self, name: &str) -> Option<&'a str> {
        self.values
            .get(name)
            .map(|v| v.trim())
            .filter(|v| !v.is_empty())
    }

    /// The raw value when the field applies, with its specification; reports it when missing.
    fn raw(&mut self, name: &str) -> Option<(FieldSpec, &'a str)> {
        let spec = self.specs.iter().find(|s| s.name == name).copied()?;
        if let Some((other, codes)) = spec.only_for
            && !self.given(other).is_some_and(|code| codes.contains(&code))
        {
            return None;
        }
        let value = self.given(name);
        if value.is_none() && spec.required {
            self.problem(name, FieldProblem::Missing);
        }
        value.map(|v| (spec, v))
    }

    fn keep<T>(&mut self, name: &str, result: Result<T, FieldProblem>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(problem) => {
                self.problem(name, problem);
                None
            }
        }
    }

    /// A [`FieldInput::Text`] or [`FieldInput::LongText`].
    pub fn text(&mut self, name: &str) -> Option<String> {
        let (spec, raw) = self.raw(name)?;
        let cleaned = if spec.input == FieldInput::LongText {
            text::lines(raw, spec.min, spec.max)
        } else {
            text::line(raw, spec.min, spec.max)
        };
        match cleaned {
            // Only invisible characters: the same as nothing.
            Err(text::TextError::Empty) if !spec.required => None,
            other => self.keep(name, other.map_err(FieldProblem::from)),
        }
    }

    /// As [`Reader::text`], where something else tells the same: then it may be left out.
    pub fn text_if_any(&mut self, name: &str) -> Option<String> {
        self.given(name)?;
        self.text(name)
    }

    /// A [`FieldInput::Date`].
    pub fn date(&mut self, name: &str) -> Option<Date> {
        let (_, raw) = self.raw(name)?;
        self.keep(name, Date::parse(raw).map_err(|_| FieldProblem::NotADate))
    }

    /// A [`FieldInput::Money`], in whole kronor.
    pub fn money(&mut self, name: &str) -> Option<i64> {
        let (_, raw) = self.raw(name)?;
        self.keep(name, number(without_unit(raw), 0, MONEY_MAX))
    }

    /// A [`FieldInput::Integer`].
    pub fn integer(&mut self, name: &str) -> Option<i64> {
        let (spec, raw) = self.raw(name)?;
        let min = i64::try_from(spec.min).unwrap_or(0);
        let max = i64::try_from(spec.max).unwrap_or(i64::MAX);
        self.keep(name, number(raw, min, max))
    }

    /// A [`FieldInput::Choice`], read as the enum its codes belong to.
    pub fn choice<T: std::str::FromStr>(&mut self, name: &str) -> Option<T> {
        let (spec, raw) = self.raw(name)?;
        let offered = matches!(spec.input, FieldInput::Choice(codes) if codes.contains(&raw));
        let parsed = if offered { raw.parse().ok() } else { None };
        self.keep(name, parsed.ok_or(FieldProblem::NotAChoice))
    }

    /// A [`FieldInput::Choice`] of `yes` and `no`.
    pub fn yes(&mut self, name: &str) -> Option<bool> {
        self.choice::<YesNo>(name)
            .map(|answer| answer == YesNo::Yes)
    }

    /// The same where nothing goes on before the answer is yes.
    pub fn only_yes(&mut self, name: &str) {
        if self.given(name).is_none() {
            self.problem(name, FieldProblem::YesOrNo);
        } else if self.yes(name) == Some(false) {
            self.problem(name, FieldProblem::NotYes);
        }
    }

    /// Reports what was written for another answer than the chosen one: else it would be lost.
    pub fn nothing_for_other_answers(&mut self) {
        for spec in self.specs {
            let Some((field, codes)) = spec.only_for else {
                continue;
            };
            let other = self.given(field).is_some_and(|code| !codes.contains(&code));
            if other && self.given(spec.name).is_some() {
                self.problem(spec.name, FieldProblem::OtherAnswer);
            }
        }
    }

    /// A [`FieldInput::Url`].
    pub fn url(&mut self, name: &str) -> Option<String> {
        let (spec, raw) = self.raw(name)?;
        self.keep(name, web_address(raw, spec.max))
    }

    /// A [`FieldInput::Urls`]: each once, in the order given, a line each.
    pub fn urls(&mut self, name: &str) -> Option<String> {
        let (spec, raw) = self.raw(name)?;
        self.keep(name, web_addresses(raw, spec.max))
    }

    /// A [`FieldInput::Milestones`]: the earliest first; none where none is given.
    pub fn milestones(&mut self, name: &str) -> Option<Vec<Milestone>> {
        let (_, raw) = self.raw(name)?;
        self.keep(name, milestones(raw))
    }

    /// A [`FieldInput::Body`].
    pub fn body(&mut self, name: &str) -> Option<Body> {
        let (_, raw) = self.raw(name)?;
        self.keep(name, Body::parse(raw).map_err(|_| FieldProblem::NotABody))
    }

    /// A [`FieldInput::Bodies`]: at least one, each once, in the order given.
    pub fn bodies(&mut self, name: &str) -> Option<Vec<Body>> {
        let (_, raw) = self.raw(name)?;
        let mut bodies: Vec<Body> = Vec::new();
        for part in raw
            .split([',', ';', '\n'])
            .map(str::trim)
            .filter(|p| !p.is_empty())
        {
            match Body::parse(part) {
                Ok(body) if bodies.contains(&body) => {}
                Ok(body) => bodies.push(body),
                Err(_) => {
                    self.problem(name, FieldProblem::NotABody);
                    return None;
                }
            }
        }
        let found = if bodies.is_empty() {
            Err(FieldProblem::NotABody)
        } else {
            Ok(bodies)
        };
        self.keep(name, found)
    }

    /// A [`FieldInput::Paragraph`].
    pub fn paragraph(&mut self, name: &str) -> Option<String> {
        let (_, raw) = self.raw(name)?;
        self.keep(name, paragraph(raw))
    }

    /// What was read, or every problem. `value` is `None` only when a needed field was not read,
    /// which has been reported then.
    ///
    /// # Errors
    /// All problems, in the order of the form.
    pub fn finish<T>(mut self, value: Option<T>) -> Result<T, Vec<FieldError>> {
        if self.errors.is_empty()
            && let Some(value) = value
        {
            return Ok(value);
        }
        let place = |e: &FieldError| self.specs.iter().position(|s| s.name == e.field);
        self.errors.sort_by_key(|e| place(e).unwrap_or(usize::MAX));
        Err(self.errors)
    }
}

coded_enum! {
    /// A plain yes or no in a form.
    pub enum YesNo {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }
}

/// A sum as people write it: `450 000 kr`.
fn without_unit(raw: &str) -> &str {
    let raw = raw.trim();
    ["kronor", "kr", ":-"]
        .iter()
        .find_map(|unit| raw.strip_suffix(unit))
        .unwrap_or(raw)
}

pub(crate) fn number(raw: &str, min: i64, max: i64) -> Result<i64, FieldProblem> {
    // Thousands are set apart with spaces in Swedish, copied ones are non-breaking or narrow.
    let digits: String = raw
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}'))
        .collect();
    let unsigned = digits.strip_prefix('-').unwrap_or(&digits);
    if unsigned.is_empty() || !unsigned.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FieldProblem::NotANumber);
    }
    // All digits: the only way to fail is to be too large.
    match digits.parse::<i64>() {
        Ok(value) if (min..=max).contains(&value) => Ok(value),
        _ => Err(FieldProblem::OutOfRange { min, max }),
    }
}

fn web_address(raw: &str, max: usize) -> Result<String, FieldProblem> {
    let cleaned = text::line(raw, 1, max).map_err(FieldProblem::from)?;
    let rest = cleaned
        .strip_prefix("https://")
        .or_else(|| cleaned.strip_prefix("http://"));
    let host = rest
        .and_then(|r| r.split(['/', '?', '#']).next())
        .unwrap_or_default();
    // A user part ("https://kommun.se@evil.example") would show one host and lead to another.
    let plain = !cleaned.contains(|c: char| c.is_whitespace() || "\"<>\\^`{|}".contains(c));
    if plain && host.contains('.') && !host.contains('@') && !host.starts_with('.') {
        Ok(cleaned)
    } else {
        Err(FieldProblem::NotAUrl)
    }
}

fn web_addresses(raw: &str, max: usize) -> Result<String, FieldProblem> {
    let mut found: Vec<String> = Vec::new();
    for line in raw.lines().filter(|line| !line.trim().is_empty()) {
        let address = web_address(line, max)?;
        if found.contains(&address) {
            return Err(FieldProblem::Twice);
        }
        if found.len() == URLS_MAX {
            return Err(FieldProblem::TooMany { max: URLS_MAX });
        }
        found.push(address);
    }
    Ok(found.join("\n"))
}

/// Normalises `§ 58`, `58` and `58 a` to `58` and `58 a`.
///
/// # Errors
/// [`FieldProblem::NotAParagraph`] for anything else.
pub fn paragraph(raw: &str) -> Result<String, FieldProblem> {
    let mut rest = raw.trim();
    while let Some(shorter) = rest.strip_prefix('§') {
        rest = shorter.trim();
    }
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let tail = rest.get(number.len()..).unwrap_or_default().trim();
    let tail_ok = tail.len() <= 1 && tail.bytes().all(|b| b.is_ascii_lowercase());
    if number.is_empty() || number.len() > 6 || number.starts_with('0') || !tail_ok {
        return Err(FieldProblem::NotAParagraph);
    }
    Ok(if tail.is_empty() {
        number
    } else {
        format!("{number} {tail}")
    })
}
