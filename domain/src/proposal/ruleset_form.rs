//! A municipality's rules as a form: every rule a field, read all at once.

use super::ruleset::{AnnounceWhen, ClockFrom, Ruleset, RulesetError};
use super::ruleset_check::{CHOICES_MAX, MANY, MONTHS_MAX, POPULATION_MAX, READING_DAYS_MAX};
use super::season::{Season, YearDay};
use super::topic::{District, Topic};
use super::window::Window;
use crate::actor::{Body, Level};
use crate::error::{FieldError, FieldProblem};
use crate::fields::{FieldInput as Input, FieldSpec, Reader, Values, YesNo};
use crate::name::NameForm;
use crate::text;

const YES_NO: Input = Input::Choice(YesNo::CODES);
const LEVEL: Input = Input::Choice(Level::CODES);
/// A line for each part of the municipality.
const DISTRICTS_MAX: usize = 20_000;
/// A line for each part of the year.
const SEASONS_MAX: usize = 1_000;

/// Every field but the exempt topics, in the order of the form. The limits are those of
/// [`Ruleset::validate`], said at the field.
pub const FIELDS: &[FieldSpec] = &[
    FieldSpec::optional("threshold", Input::Integer).between(1, MANY as usize),
    FieldSpec::optional("threshold_permille", Input::Integer).between(1, 1_000),
    FieldSpec::optional("population", Input::Integer).between(1, POPULATION_MAX as usize),
    FieldSpec::optional("collecting_days", Input::Text),
    FieldSpec::optional("collecting_months", Input::Text),
    FieldSpec::required("announce_when", Input::Choice(AnnounceWhen::CODES)),
    FieldSpec::required("support_until_decision", YES_NO),
    FieldSpec::required("own_support", YES_NO),
    FieldSpec::required("votes_against", YES_NO),
    FieldSpec::optional("seasons", Input::LongText).between(1, SEASONS_MAX),
    FieldSpec::optional("duplicate_months", Input::Integer).between(1, MONTHS_MAX as usize),
    FieldSpec::optional("max_open_per_person", Input::Integer).between(1, MANY as usize),
    FieldSpec::optional("max_per_person_year", Input::Integer).between(1, MANY as usize),
    FieldSpec::required("pre_review", YES_NO),
    FieldSpec::optional("pre_review_days", Input::Integer)
        .between(1, READING_DAYS_MAX as usize)
        .only_for("pre_review", &[YesNo::Yes.code()]),
    FieldSpec::required("answer_months", Input::Integer).between(1, MONTHS_MAX as usize),
    FieldSpec::optional("clock_from", Input::Choice(ClockFrom::CODES)),
    FieldSpec::required("idea_answer_days", Input::Integer).between(1, Window::DAYS_MAX as usize),
    FieldSpec::required("completion_days", Input::Integer).between(1, Window::DAYS_MAX as usize),
    FieldSpec::optional("report_months", Input::Text),
    FieldSpec::required("proposer_may_speak", YES_NO),
    FieldSpec::required("submit_level", LEVEL),
    FieldSpec::required("support_level", LEVEL),
    FieldSpec::required("comment_level", LEVEL),
    FieldSpec::required("idea_level", LEVEL),
    FieldSpec::required("proposal_name", Input::Choice(NameForm::CODES)),
    FieldSpec::required("diary_pattern", Input::Text).between(3, 80),
    FieldSpec::optional("bodies", Input::Bodies),
    FieldSpec::optional("districts", Input::LongText).between(1, DISTRICTS_MAX),
];

/// The name under which the exempt topics are shown and compared; as fields they are boxes,
/// [`exempt`] each.
pub const EXEMPT_TOPICS: &str = "exempt_topics";
const EXEMPT: &str = "exempt_";

/// The name of a topic's box.
pub fn exempt(topic: Topic) -> String {
    format!("{EXEMPT}{}", topic.code())
}

/// The rules as the form shows them; [`read`] reads this back as the same rules.
pub fn values(rules: &Ruleset) -> Values {
    let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    let yes = |value: bool| if value { YesNo::Yes } else { YesNo::No }.code().to_owned();
    let bodies: Vec<&str> = rules.bodies.iter().map(Body::as_str).collect();
    let districts: Vec<String> = rules
        .districts
        .iter()
        .map(|District { code, name }| format!("{code}: {name}"))
        .collect();
    let list = |numbers: &[i64]| {
        let words: Vec<String> = numbers.iter().map(i64::to_string).collect();
        words.join(", ")
    };
    let seasons: Vec<String> = rules
        .seasons
        .iter()
        .map(|Season { from, to }| format!("{from} – {to}"))
        .collect();
    let exempt = rules
        .exempt_topics
        .iter()
        .map(|topic| (exempt(*topic), YesNo::Yes.code().to_owned()));
    [
        ("threshold", number(rules.threshold)),
        ("threshold_permille", number(rules.threshold_permille)),
        ("population", number(rules.population)),
        ("collecting_days", list(&rules.collecting_days)),
        ("collecting_months", list(&rules.collecting_months)),
        ("seasons", seasons.join("\n")),
        ("duplicate_months", number(rules.duplicate_months)),
        ("max_per_person_year", number(rules.max_per_person_year)),
        ("pre_review_days", number(rules.pre_review_days)),
        ("report_months", list(&rules.report_months)),
        ("proposer_may_speak", yes(rules.proposer_may_speak)),
        ("announce_when", rules.announce_when.code().to_owned()),
        ("support_until_decision", yes(rules.support_until_decision)),
        ("own_support", yes(rules.own_support)),
        ("votes_against", yes(rules.votes_against)),
        ("answer_months", rules.answer_months.to_string()),
        ("clock_from", rules.clock_from.code().to_owned()),
        ("idea_answer_days", rules.idea_answer_days.to_string()),
        ("completion_days", rules.completion_days.to_string()),
        ("submit_level", rules.submit_level.code().to_owned()),
        ("support_level", rules.support_level.code().to_owned()),
        ("comment_level", rules.comment_level.code().to_owned()),
        ("idea_level", rules.idea_level.code().to_owned()),
        ("proposal_name", rules.proposal_name.code().to_owned()),
        ("pre_review", yes(rules.pre_review)),
        ("max_open_per_person", number(rules.max_open_per_person)),
        ("diary_pattern", rules.diary_pattern.clone()),
        ("bodies", bodies.join(", ")),
        ("districts", districts.join("\n")),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .chain(exempt)
    .collect()
}

/// The rules that were typed, for the municipality of the rules before them.
///
/// # Errors
/// All problems, each at its field.
pub fn read(typed: &Values, before: &Ruleset) -> Result<Ruleset, Vec<FieldError>> {
    let mut fields = typed.clone();
    let mut exempt_topics = Vec::new();
    for topic in Topic::ALL {
        let name = exempt(*topic);
        // Any other answer stays among the fields, and is reported as one that is unknown.
        if fields
            .get(&name)
            .is_some_and(|answer| answer == YesNo::Yes.code())
        {
            fields.remove(&name);
            exempt_topics.push(*topic);
        }
    }
    let mut reader = Reader::new(FIELDS, &fields);
    let support = support(&mut reader, &fields);
    let pattern = reader.text("diary_pattern");
    if pattern
        .as_ref()
        .is_some_and(|pattern| !pattern.contains("{n}"))
    {
        reader.problem("diary_pattern", FieldProblem::NotAPattern);
    }
    let pre_review_days = reader.integer("pre_review_days");
    let clock_from = reader.choice("clock_from").unwrap_or(before.clock_from);
    let duplicate_months = reader.integer("duplicate_months");
    let max_open_per_person = reader.integer("max_open_per_person");
    let max_per_person_year = reader.integer("max_per_person_year");
    let report_months = numbers(&mut reader, "report_months", 12);
    let seasons = match reader.text("seasons").map(|text| seasons(&text)) {
        None => Vec::new(),
        Some(Ok(seasons)) => seasons,
        Some(Err(line)) => {
            reader.problem("seasons", FieldProblem::NotSeasons { line });
            Vec::new()
        }
    };
    let bodies = reader.bodies("bodies").unwrap_or_default();
    let districts = match reader.text("districts").map(|text| districts(&text)) {
        None => Vec::new(),
        Some(Ok(districts)) => districts,
        Some(Err(line)) => {
            reader.problem("districts", FieldProblem::NotDistricts { line });
            Vec::new()
        }
    };
    let rules = rest(&mut reader).map(|rest| Ruleset {
        version: before.version,
        municipality: before.municipality.clone(),
        threshold: support.threshold,
        threshold_permille: support.permille,
        population: support.population,
        collecting_days: support.days,
        collecting_months: support.months,
        seasons,
        clock_from,
        duplicate_months,
        max_open_per_person,
        max_per_person_year,
        pre_review_days,
        report_months,
        bodies,
        districts,
        exempt_topics,
        diary_pattern: pattern.unwrap_or_default(),
        ..rest
    });
    let rules = reader.finish(rules)?;
    match rules.validate() {
        Ok(()) => Ok(rules),
        Err(error) => Err(vec![at_field(error)]),
    }
}

/// How many have to support a proposal, and how long they have for it.
struct Support {
    threshold: Option<i64>,
    permille: Option<i64>,
    population: Option<i64>,
    days: Vec<i64>,
    months: Vec<i64>,
}

/// Reads them, and misses what belongs to what was typed.
fn support(reader: &mut Reader<'_>, typed: &Values) -> Support {
    let read = Support {
        threshold: reader.integer("threshold"),
        permille: reader.integer("threshold_permille"),
        population: reader.integer("population"),
        days: numbers(reader, "collecting_days", Window::DAYS_MAX),
        months: numbers(reader, "collecting_months", Window::MONTHS_MAX),
    };
    let given = |name: &str| typed.get(name).is_some_and(|text| !text.trim().is_empty());
    let absolute = given("threshold");
    let part = given("threshold_permille") || given("population");
    let time = given("collecting_days") || given("collecting_months");
    if absolute && part {
        for name in ["threshold_permille", "population"] {
            if given(name) {
                reader.problem(name, FieldProblem::OneOfTwo);
            }
        }
    } else if part {
        for name in ["threshold_permille", "population"] {
            if !given(name) {
                reader.problem(name, FieldProblem::Missing);
            }
        }
    }
    match (absolute || part, time) {
        (true, false) => reader.problem("collecting_days", FieldProblem::Missing),
        (false, true) => reader.problem("threshold", FieldProblem::Missing),
        _ => {}
    }
    read
}

/// Whole numbers with commas, spaces or lines between them, each once.
fn numbers(reader: &mut Reader<'_>, name: &'static str, max: i64) -> Vec<i64> {
    let Some(typed) = reader.text(name) else {
        return Vec::new();
    };
    let mut numbers = Vec::new();
    for word in typed
        .split(|c: char| c == ',' || c == ';' || c.is_whitespace())
        .filter(|word| !word.is_empty())
    {
        let problem = match word.parse::<i64>() {
            Err(_) => FieldProblem::NotANumber,
            Ok(number) if !(1..=max).contains(&number) => FieldProblem::OutOfRange { min: 1, max },
            Ok(number) if numbers.contains(&number) => FieldProblem::Twice,
            Ok(number) => {
                numbers.push(number);
                continue;
            }
        };
        reader.problem(name, problem);
        return Vec::new();
    }
    if numbers.len() > CHOICES_MAX {
        reader.problem(name, FieldProblem::TooMany { max: CHOICES_MAX });
    }
    numbers
}

/// One part of the year a line, `12-01 – 02-28`. The line that is wrong where one is.
fn seasons(typed: &str) -> Result<Vec<Season>, String> {
    let mut seasons = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let days = line.split(|c: char| c.is_whitespace() || matches!(c, '–' | '—'));
        let mut days = days.filter(|word| !matches!(*word, "" | "-" | "till" | "to"));
        let mut next = || days.next().and_then(|word| YearDay::parse(word).ok());
        let season = next().zip(next()).map(|(from, to)| Season { from, to });
        let season = season.filter(|season| days.next().is_none() && !seasons.contains(season));
        seasons.push(season.ok_or_else(|| line.to_owned())?);
    }
    match seasons.get(CHOICES_MAX) {
        None => Ok(seasons),
        Some(Season { from, to }) => Err(format!("{from} – {to}")),
    }
}

/// The fields that have to be given.
fn rest(reader: &mut Reader<'_>) -> Option<Ruleset> {
    // Each is read before any is missed, so that all problems are told at once.
    let announce_when = reader.choice("announce_when");
    let support_until_decision = reader.yes("support_until_decision");
    let own_support = reader.yes("own_support");
    let votes_against = reader.yes("votes_against");
    let answer_months = reader.integer("answer_months");
    let idea_answer_days = reader.integer("idea_answer_days");
    let completion_days = reader.integer("completion_days");
    let submit_level = reader.choice("submit_level");
    let support_level = reader.choice("support_level");
    let comment_level = reader.choice("comment_level");
    let idea_level = reader.choice("idea_level");
    let proposal_name = reader.choice("proposal_name");
    let pre_review = reader.yes("pre_review");
    let proposer_may_speak = reader.yes("proposer_may_speak");
    Some(Ruleset {
        announce_when: announce_when?,
        support_until_decision: support_until_decision?,
        own_support: own_support?,
        votes_against: votes_against?,
        answer_months: answer_months?,
        idea_answer_days: idea_answer_days?,
        completion_days: completion_days?,
        submit_level: submit_level?,
        support_level: support_level?,
        comment_level: comment_level?,
        idea_level: idea_level?,
        proposal_name: proposal_name?,
        pre_review: pre_review?,
        proposer_may_speak: proposer_may_speak?,
        ..Ruleset::without_threshold("")
    })
}

/// One part of the municipality a line: `ekbacken: Ekbacken`, or a name alone, whose code is made of
/// it. The line that is wrong where one is.
fn districts(typed: &str) -> Result<Vec<District>, String> {
    let mut districts: Vec<District> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (code, name) = match line.split_once(':') {
            Some((code, name)) => (code.trim().to_owned(), name.trim()),
            None => (text::slug(line).chars().take(40).collect(), line),
        };
        let name = text::line(name, 1, 80)
            .ok()
            .filter(|_| District::is_code(&code));
        let known = |name: &String| {
            let mut there = districts.iter();
            there.any(|one| one.code == code || one.name == *name)
        };
        let name = name
            .filter(|name| !known(name))
            .ok_or_else(|| line.to_owned())?;
        districts.push(District { code, name });
    }
    Ok(districts)
}

/// What [`Ruleset::validate`] found, at its field.
fn at_field(error: RulesetError) -> FieldError {
    let range = |max| FieldProblem::OutOfRange { min: 1, max };
    match error {
        RulesetError::ThresholdAndDays => FieldError::new("collecting_days", FieldProblem::Missing),
        RulesetError::TwoThresholds => {
            FieldError::new("threshold_permille", FieldProblem::OneOfTwo)
        }
        RulesetError::PermilleAndPopulation => FieldError::new("population", FieldProblem::Missing),
        RulesetError::ReadingDays => FieldError::new("pre_review_days", FieldProblem::OneOfTwo),
        RulesetError::Twice(name) => FieldError::new(name, FieldProblem::Twice),
        RulesetError::TooMany(name, max) => FieldError::new(name, FieldProblem::TooMany { max }),
        RulesetError::NotPositive(name) => FieldError::new(name, range(i64::MAX)),
        RulesetError::TooLarge(name, most) => FieldError::new(name, range(most)),
        RulesetError::DiaryPattern => FieldError::new("diary_pattern", FieldProblem::NotAPattern),
        RulesetError::Municipality => FieldError::new("municipality", FieldProblem::Missing),
        RulesetError::DistrictCode(line)
        | RulesetError::DistrictName(line)
        | RulesetError::DistrictTwice(line) => {
            FieldError::new("districts", FieldProblem::NotDistricts { line })
        }
    }
}

/// The fields in which two versions differ, in the order of the form.
pub fn changed(before: &Ruleset, after: &Ruleset) -> Vec<&'static str> {
    let (old, new) = (values(before), values(after));
    let topics = before.exempt_topics != after.exempt_topics;
    FIELDS
        .iter()
        .map(|field| field.name)
        .filter(|name| old.get(*name) != new.get(*name))
        .chain(topics.then_some(EXEMPT_TOPICS))
        .collect()
}
