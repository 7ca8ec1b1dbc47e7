//! How questions are told in a few words, the same on every page.

use nara_domain::ids::QuestionSetId;
use nara_domain::question::{Number, NumberState, QuestionStepKind, SetState};
use nara_domain::time::Date;

use super::ALL;
use super::api::{QuestionAct, SetView};
use crate::i18n::{Lang, day_near};
use crate::people::shown_name;
use crate::proposals::shown::named_body;
use crate::t;
use crate::ui::{Kind, standing_line};

/// `/fragor/7/om-bron`
pub fn path_of(id: QuestionSetId, slug: &str) -> String {
    format!("/fragor/{id}/{slug}")
}

/// The same at one of them; none: at the top.
pub fn path_at(id: QuestionSetId, slug: &str, number: Option<Number>) -> String {
    let path = path_of(id, slug);
    match number {
        Some(number) => format!("{path}#{}", anchor(number)),
        None => path,
    }
}

/// Where a number stands in the page: `fraga-3`, `fraga-3-1`.
pub fn anchor(number: Number) -> String {
    format!("fraga-{number}")
}

/// Where the form of a step is.
pub fn step_path(view: &SetView, about: Option<Number>, step: QuestionStepKind) -> String {
    let about = about.map_or(ALL.to_owned(), |number| number.to_string());
    format!("{}/{about}/steg/{step}", path_of(view.id, &view.slug))
}

/// `Fråga 3`, `Följdfråga till fråga 3`.
pub fn number_name(lang: Lang, number: Number) -> String {
    match number.is_follow_up() {
        false => t!(lang, "questions-number", number = number.question),
        true => t!(lang, "questions-number-follow_up", number = number.question),
    }
    .into_owned()
}

/// Under which step the words of a form's fields stand.
pub const fn words_of(step: QuestionStepKind) -> &'static str {
    use QuestionStepKind as K;
    match step {
        K::Publish => "questions_publish",
        K::Refuse => "questions_refuse",
        K::Take => "questions_take",
        K::Delay => "questions_delay",
        K::PassOn => "questions_pass_on",
        K::Answer => "questions_answer",
        K::Correct => "questions_correct",
        K::Fact => "questions_fact",
    }
}

pub const fn number_kind(state: NumberState) -> Kind {
    match state {
        NumberState::Reading => Kind::Draft,
        NumberState::Refused => Kind::Ended,
        NumberState::Waits => Kind::Waiting,
        NumberState::PassedOn => Kind::Working,
        NumberState::Partly => Kind::Partly,
        NumberState::Answered => Kind::Yes,
    }
}

/// A state as its colour, shape and word; what is late says so first.
pub fn set_tag(
    lang: Lang,
    state: SetState,
    answer_by: Option<Date>,
    today: Date,
) -> (Kind, String) {
    let kind = match state {
        SetState::Open if state.is_late(answer_by, today) => {
            return (Kind::Late, t!(lang, "questions-late").into_owned());
        }
        SetState::Reading => Kind::Draft,
        SetState::Refused => Kind::Ended,
        SetState::Open => Kind::Waiting,
        SetState::Answered => Kind::Yes,
    };
    (
        kind,
        t!(lang, &format!("questions-state-{state}")).into_owned(),
    )
}

/// `svar senast 14 januari`, `svaret skulle ha kommit 14 januari`; nothing where none is awaited.
pub fn day_line(
    lang: Lang,
    state: SetState,
    answer_by: Option<Date>,
    today: Date,
) -> Option<String> {
    let day = answer_by.filter(|_| state == SetState::Open)?;
    let date = day_near(lang, day, today);
    let line = match state.is_late(answer_by, today) {
        true => t!(lang, "questions-day-late", date = date),
        false => t!(lang, "questions-day", date = date),
    };
    Some(line.into_owned())
}

/// `Björksjö-Posten, genom Ekbackenbo`, or the name alone.
pub fn asked_by(lang: Lang, asker: &str, organisation: Option<&str>) -> String {
    let name = shown_name(lang, asker);
    match organisation {
        Some(organisation) => t!(
            lang,
            "questions-by-organisation",
            organisation = organisation.to_owned(),
            name = name
        )
        .into_owned(),
        None => name,
    }
}

/// `8 av 13 frågor besvarade`, and the same of follow-ups where there are any.
pub fn counts(
    lang: Lang,
    (answered, all): (i64, i64),
    (more_answered, more): (i64, i64),
) -> Vec<String> {
    let questions = t!(lang, "questions-count", answered = answered, count = all);
    let follow_ups = (more > 0).then(|| {
        let (answered, count) = (more_answered, more);
        t!(
            lang,
            "questions-count-follow_ups",
            answered = answered,
            count = count
        )
        .into_owned()
    });
    std::iter::once(questions.into_owned())
        .chain(follow_ups)
        .collect()
}

/// `Maja, landskapsingenjör, tekniska förvaltningen`
pub fn signed(lang: Lang, act: &QuestionAct) -> String {
    let duty = standing_line(&act.standing, |code| named_body(lang, code));
    match duty.is_empty() {
        true => act.by.clone(),
        false => format!("{}, {duty}", act.by),
    }
}

/// The way to a page under that of the questions.
pub fn way_to(lang: Lang, view: &SetView) -> Vec<(String, String)> {
    vec![
        (
            t!(lang, "questions-title").into_owned(),
            "/fragor".to_owned(),
        ),
        (view.heading.clone(), path_of(view.id, &view.slug)),
    ]
}
