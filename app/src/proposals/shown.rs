//! How a case is told in a few words: its state as a word with shape and colour, and the one fact
//! that matters in that state. The same on lists, on the start page and on the case's own page.

use nara_domain::actor::Body;
use nara_domain::fields::{FieldInput, FieldSpec, Values};
use nara_domain::proposal::{
    Course, DecisionRef, IdeaMove, IdeaPromise, IdeaStage, Meeting, ProblemStage, Stage, Verdict,
};
use nara_domain::time::Date;

use super::api::ProposalView;
use crate::i18n::{Lang, date_long, day_near, find, money};
use crate::t;
use crate::ui::Kind;

/// The state as it is shown: `Under beredning`, `Ja, nu`, `Anses besvarat`.
pub fn state_name(lang: Lang, course: &Course) -> String {
    match course {
        // "Answered" says nothing; the answer does.
        Course::Idea(IdeaStage::Answered { verdict, .. }) => {
            t!(lang, &format!("verdict-{}", verdict.code())).into_owned()
        }
        _ => t!(lang, &format!("stage-{}", course.code())).into_owned(),
    }
}

/// Shape and colour of a state.
pub fn state_kind(course: &Course) -> Kind {
    match course {
        Course::Proposal(stage) => Kind::of_stage(stage.code()),
        Course::Idea(IdeaStage::Published {
            promise: IdeaPromise::CalledOff,
            ..
        }) => Kind::Ended,
        Course::Idea(IdeaStage::Published { .. }) => Kind::Open,
        Course::Idea(IdeaStage::Answered { verdict, .. }) => verdict_kind(*verdict),
        Course::Idea(IdeaStage::Done { .. }) => Kind::Done,
        Course::Problem(ProblemStage::Open { .. }) => Kind::Open,
        Course::Problem(ProblemStage::Turned { .. }) => Kind::Answered,
        Course::Problem(ProblemStage::Ended { .. }) => Kind::Ended,
        Course::Questions => Kind::Open,
    }
}

pub fn verdict_kind(verdict: Verdict) -> Kind {
    match verdict {
        Verdict::YesNow => Kind::Yes,
        Verdict::Try => Kind::Partly,
        Verdict::Budget => Kind::Scheduled,
        Verdict::Exists => Kind::Answered,
        Verdict::No => Kind::No,
        Verdict::HandedOn => Kind::Ended,
    }
}

/// As a tag: what is late says so first, since that is what its readers wait for.
pub fn tag(lang: Lang, course: &Course, answer_by: Option<Date>, today: Date) -> (Kind, String) {
    match late_since(course, answer_by, today) {
        Some(_) => (Kind::Late, t!(lang, "stage-overdue").into_owned()),
        None => (state_kind(course), state_name(lang, course)),
    }
}

/// The day by which a decision or an answer was promised that has not come, once it has passed. A
/// report that is due is no such promise: whoever reports late may have built in time.
pub fn late_since(course: &Course, answer_by: Option<Date>, today: Date) -> Option<Date> {
    let promised = match course {
        _ if !course.is_public() => None,
        Course::Proposal(
            Stage::RejectedFormal { .. }
            | Stage::Rerouted { .. }
            | Stage::Withdrawn { .. }
            | Stage::ThresholdMissed { .. }
            | Stage::Closed { .. },
        ) => None,
        Course::Proposal(stage) if stage.is_decided() => None,
        Course::Proposal(_) | Course::Idea(IdeaStage::Published { .. }) => answer_by,
        Course::Idea(_) | Course::Problem(_) | Course::Questions => None,
    };
    promised.filter(|day| *day < today)
}

/// What matters most in the present state, beside its tag: `12 dagar kvar`, `bifall 12 mars, § 41`.
pub fn fact(lang: Lang, course: &Course, answer_by: Option<Date>, today: Date) -> Option<String> {
    if let Some(day) = late_since(course, answer_by, today) {
        let since = day_near(lang, day, today);
        let state = state_name(lang, course);
        return Some(t!(lang, "fact-late", state = state, date = since).into_owned());
    }
    let near = |day: Date| day_near(lang, day, today);
    let answer = || answer_by.map(|day| t!(lang, "fact-answer-by", date = near(day)).into_owned());
    Some(match course {
        Course::Proposal(stage) => match stage {
            Stage::NeedsCompletion {
                since: Some(since), ..
            } => t!(lang, "clock-fact", date = near(*since)).into_owned(),
            Stage::Collecting { closes, .. } => t!(
                lang,
                "fact-days-left",
                count = today.days_until(*closes) + 1
            )
            .into_owned(),
            Stage::Scheduled { body, date, .. }
            | Stage::Tabled {
                body,
                next_meeting: date,
                ..
            } => t!(
                lang,
                "fact-meeting",
                body = body_name(lang, body),
                date = near(*date)
            )
            .into_owned(),
            Stage::InPreparation { expected, .. } if *expected >= today => {
                t!(lang, "fact-expected", date = near(*expected)).into_owned()
            }
            Stage::Referred { answer_by, .. } if *answer_by >= today => {
                t!(lang, "fact-referred", date = near(*answer_by)).into_owned()
            }
            Stage::HandedOver { committee, .. } => {
                let by = body_name(lang, committee);
                answer().map_or(by.clone(), |answer| format!("{by}, {answer}"))
            }
            Stage::Registered { .. }
            | Stage::Announced { .. }
            | Stage::Referred { .. }
            | Stage::InPreparation { .. }
            | Stage::ProposalReady { .. }
            | Stage::RemittedBack { .. } => answer()?,
            Stage::Planned { budget_year, .. } => {
                t!(lang, "fact-planned", year = budget_year.to_string()).into_owned()
            }
            Stage::Implementing { next_report, .. } if *next_report >= today => {
                t!(lang, "fact-report", date = near(*next_report)).into_owned()
            }
            Stage::Implemented {
                on, actual_cost, ..
            } => done(lang, near(*on), *actual_cost),
            Stage::ThresholdMissed {
                support_count,
                threshold,
                ..
            } => t!(
                lang,
                "fact-missed",
                count = *support_count,
                threshold = *threshold
            )
            .into_owned(),
            _ => {
                return stage
                    .decision()
                    .map(|decision| decided(lang, &decision, today));
            }
        },
        Course::Questions => return None,
        Course::Problem(stage) => {
            let left = today.days_until(stage.until()?) + 1;
            t!(lang, "fact-days-left", count = left).into_owned()
        }
        Course::Idea(IdeaStage::Published { .. }) => {
            t!(lang, "fact-answer-by", date = near(answer_by?)).into_owned()
        }
        Course::Idea(IdeaStage::Answered { on, answer, .. }) => match answer.as_ref() {
            IdeaMove::YesNow { start_on, .. } if *start_on >= today => {
                t!(lang, "fact-starts", date = near(*start_on)).into_owned()
            }
            IdeaMove::Try { pilot_to, .. } if *pilot_to >= today => {
                t!(lang, "fact-pilot", date = near(*pilot_to)).into_owned()
            }
            IdeaMove::Budget { budget_year, .. } => {
                t!(lang, "fact-budget", year = budget_year.to_string()).into_owned()
            }
            _ => t!(lang, "fact-answered", date = near(*on)).into_owned(),
        },
        Course::Idea(IdeaStage::Done {
            on, actual_cost, ..
        }) => done(lang, near(*on), *actual_cost),
    })
}

fn done(lang: Lang, date: String, cost: i64) -> String {
    match cost {
        0 => t!(lang, "fact-done", date = date).into_owned(),
        cost => t!(
            lang,
            "fact-done-cost",
            date = date,
            cost = money(lang, cost)
        )
        .into_owned(),
    }
}

fn decided(lang: Lang, decision: &DecisionRef, today: Date) -> String {
    let Meeting {
        body,
        date,
        paragraph,
    } = &decision.meeting;
    let date = day_near(lang, *date, today);
    t!(
        lang,
        "fact-decided",
        body = body_name(lang, body),
        date = date,
        paragraph = paragraph.clone()
    )
    .into_owned()
}

/// `Tekniska nämnden` for `TN`; a body that has no code is its own name.
pub fn body_name(lang: Lang, body: &Body) -> String {
    named_body(lang, body.as_str())
}

/// As [`body_name`], inside a sentence: `tekniska nämnden`.
pub fn body_in_text(lang: Lang, body: &str) -> String {
    match find(lang, &format!("body-{body}"), None) {
        Some(name) => lower_first(&name),
        // A name somebody typed is left as it is.
        None => body.to_owned(),
    }
}

fn lower_first(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(rest).collect()
    })
}

/// As [`body_name`], for a body as it was typed into a form.
pub fn named_body(lang: Lang, body: &str) -> String {
    find(lang, &format!("body-{body}"), None)
        .map_or_else(|| body.to_owned(), |name| name.into_owned())
}

/// The code of a body whose name somebody wrote out, in either language: the same body, not another
/// one. `None` for a name that has no code.
pub fn body_code(typed: &str) -> Option<&'static str> {
    let typed = typed.trim().to_lowercase();
    Body::KNOWN.iter().copied().find(|code| {
        let id = format!("body-{code}");
        Lang::ALL
            .iter()
            .any(|lang| find(*lang, &id, None).is_some_and(|name| name.to_lowercase() == typed))
    })
}

/// A form with the bodies in these fields by their codes.
pub fn with_body_codes(specs: &[FieldSpec], values: &mut Values) {
    for spec in specs {
        let Some(typed) = values.get_mut(spec.name) else {
            continue;
        };
        match spec.input {
            FieldInput::Body => {
                if let Some(code) = body_code(typed) {
                    code.clone_into(typed);
                }
            }
            FieldInput::Bodies => {
                let named: Vec<&str> = typed
                    .split([',', ';', '\n'])
                    .map(|one| body_code(one).unwrap_or(one))
                    .collect();
                *typed = named.join(",");
            }
            _ => {}
        }
    }
}

/// `Tekniska nämnden 12 mars 2026, § 41`.
pub fn meeting_line(lang: Lang, meeting: &Meeting) -> String {
    let body = body_name(lang, &meeting.body);
    let date = date_long(lang, meeting.date);
    t!(
        lang,
        "meeting-line",
        body = body,
        date = date,
        paragraph = meeting.paragraph.clone()
    )
    .into_owned()
}

/// The address of a case.
pub fn path_of(id: nara_domain::ids::ProposalId, slug: &str) -> String {
    format!("/forslag/{id}/{slug}")
}

/// The page on which a discussion is read: the case's own, or that of the questions it is about. Forms post to, and
/// what is done with a comment stands below, [`path_of`].
pub fn read_at(case: &ProposalView) -> String {
    let elsewhere = case.read_at.clone();
    elsewhere.unwrap_or_else(|| path_of(case.id, &case.slug))
}

/// A state of which only the code is known: its shape and its name.
pub fn state_of_code(lang: Lang, code: &str) -> (Kind, String) {
    use nara_domain::proposal::StageCode;
    let kind = match (StageCode::from_code(code), code) {
        (Some(stage), _) => Kind::of_stage(stage),
        (None, "published") => Kind::Open,
        (None, "campaign_off") => Kind::Ended,
        (None, "done") => Kind::Done,
        (None, _) => Kind::Answered,
    };
    (kind, t!(lang, &format!("stage-{code}")).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_the_same_however_it_is_written() {
        for (typed, code) in [
            ("Tekniska nämnden", Some("TN")),
            (" tekniska nämnden ", Some("TN")),
            ("Kommunfullmäktige", Some("KF")),
            ("Vägföreningen", None),
            ("TN", None),
        ] {
            assert_eq!(body_code(typed), code, "{typed}");
        }
        let specs = [
            FieldSpec::required("body", FieldInput::Body),
            FieldSpec::required("bodies", FieldInput::Bodies),
            FieldSpec::required("text", FieldInput::Text),
        ];
        let mut values: Values = [
            ("body", "tekniska nämnden"),
            ("bodies", "Socialnämnden; KS\nVägföreningen"),
            ("text", "Tekniska nämnden"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        with_body_codes(&specs, &mut values);
        assert_eq!(values["body"], "TN");
        assert_eq!(values["bodies"], "SN, KS,Vägföreningen");
        assert_eq!(values["text"], "Tekniska nämnden");
    }
}
