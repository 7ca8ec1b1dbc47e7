//! What the proposer was asked while the case is prepared, what came of it, and the form that answers.

use leptos::prelude::*;
use nara_domain::answer::{ANSWERS, ActKind, PERSONAL, QuestionState};
use nara_domain::ids::ActId;
use nara_domain::time::Date;

use crate::context::page;
use crate::i18n::{Lang, date_long, day_near};
use crate::proposals::api::{ActView, ProposalView, QUESTION, QUESTION_FORM};
use crate::proposals::shown;
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField, written_in};

/// Where the form is on the page; the letter with the question leads there.
const ID: &str = "svara-fragan";

/// A question as it stands now, with its answer as that stands now.
pub struct Asked<'a> {
    pub act: &'a ActView,
    pub answer: Option<&'a ActView>,
    pub by: Option<Date>,
}

/// All questions, the oldest first.
pub fn questions(case: &ProposalView) -> Vec<Asked<'_>> {
    let stands = |act: &&ActView| act.superseded_by.is_none();
    let asked = case.acts.iter().filter(stands);
    asked
        .filter(|act| act.kind == ActKind::Question)
        .map(|act| {
            let first = first_version(case, act).to_string();
            let answer = case.acts.iter().filter(stands).find(|other| {
                other.kind == ActKind::QuestionAnswer && other.fields.get(ANSWERS) == Some(&first)
            });
            let by = act.fields.get("answer_by");
            let by = by.and_then(|day| Date::parse(day).ok());
            Asked { act, answer, by }
        })
        .collect()
}

/// The beginning of an act's chain of corrections.
fn first_version(case: &ProposalView, act: &ActView) -> ActId {
    let mut first = act;
    while let Some(earlier) = first
        .supersedes
        .and_then(|id| case.acts.iter().find(|act| act.id == id))
    {
        first = earlier;
    }
    first.id
}

impl Asked<'_> {
    /// `Besvarad 3 mars`, `Svaret väntas senast 3 mars`, `Inget svar kom`.
    pub fn line(&self, lang: Lang, today: Date) -> Option<String> {
        let by = self.by?;
        let state = QuestionState::of(by, self.answer.is_some(), today);
        let day = self.answer.map_or(by, |answer| answer.happened_on);
        let id = format!("question-{state}");
        Some(t!(lang, &id, day = day_near(lang, day, today)).into_owned())
    }
}

/// What an act's card says about the other half, and where that is.
pub fn tied(
    case: &ProposalView,
    act: &ActView,
    lang: Lang,
    today: Date,
) -> Option<(String, ActId)> {
    let all = questions(case);
    match act.kind {
        ActKind::Question => {
            let asked = all.iter().find(|asked| asked.act.id == act.id)?;
            let line = asked.line(lang, today)?;
            Some((line, asked.answer.map_or(act.id, |answer| answer.id)))
        }
        ActKind::QuestionAnswer => {
            let its = |asked: &&Asked<'_>| asked.answer.is_some_and(|answer| answer.id == act.id);
            let asked = all.iter().find(its)?;
            Some((t!(lang, "question-to").into_owned(), asked.act.id))
        }
        _ => None,
    }
}

/// The form of the oldest question that has no answer: for the proposer open, for who enters what
/// came in another way folded.
#[component]
pub fn AnswerQuestion(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let form = FormState::of(&page, QUESTION_FORM);
    let words = move |_: &str| t!(lang, "field-question_answer-text").into_owned();
    if !case.possible.answer_question {
        // It ended while they wrote: what was typed is still theirs to take along.
        return form.came_back().then(|| {
            let typed = form.value("text", "");
            view! {
                <section class="panel flow" aria-labelledby=ID>
                    <h2 class="panel__title" id=ID>{t!(lang, "question-title")}</h2>
                    <ErrorSummary form=form.clone() label=words/>
                    <p class="as-written" lang=written_in(lang) dir="auto">{typed}</p>
                </section>
            }
            .into_any()
        });
    }
    let sent = form.value(QUESTION, "");
    let all = questions(&case);
    // What was sent while somebody else answered comes back as typed.
    let asked = all
        .iter()
        .find(|asked| form.came_back() && asked.act.id.to_string() == sent)
        .or_else(|| all.iter().find(|asked| asked.answer.is_none()))?;
    let text = asked.act.fields.get("text").cloned().unwrap_or_default();
    let by = asked.by.map(|day| date_long(lang, day)).unwrap_or_default();
    let (who, mine) = (asked.act.actor_name.clone(), case.mine);
    let action = page.href(&format!(
        "{}/fragesvar",
        shown::path_of(case.id, &case.slug)
    ));
    let (lead, help) = match mine {
        true => ("question-mine-by", "question-public"),
        false => ("question-enter-by", "question-enter-public"),
    };
    let body = view! {
        <p>{t!(lang, "question-asks", who = who)}</p>
        <p class="as-written" lang=written_in(lang) dir="auto">{text}</p>
        <p>{t!(lang, lead, date = by)}</p>
        <ErrorSummary form=form.clone() label=words/>
        <form class="form" method="post" action=action novalidate>
            <TextField form=form.clone() name="text" area=true
                label=t!(lang, "field-question_answer-text").into_owned()
                hint=t!(lang, help).into_owned()/>
            <div class="field">
                <label class="choice">
                    <input type="checkbox" id=form.id(PERSONAL) name=PERSONAL value="yes"
                        checked=form.value(PERSONAL, "") == "yes"/>
                    <span>
                        {t!(lang, "field-personal")}
                        <span class="choice__hint">{t!(lang, "field-personal-hint")}</span>
                    </span>
                </label>
            </div>
            <input type="hidden" name=QUESTION value=asked.act.id.to_string()/>
            <input type="hidden" name="once" value=form.value("once", &page.once)/>
            <div class="actions"><button class="btn">{t!(lang, "question-submit")}</button></div>
        </form>
    };
    Some(match mine {
        true => view! {
            <section class="panel" aria-labelledby=ID>
                <h2 class="panel__title" id=ID>{t!(lang, "question-title")}</h2>
                {body}
            </section>
        }
        .into_any(),
        false => view! {
            <details class="fold section no-print" open=form.came_back()>
                <summary>{t!(lang, "question-enter")}</summary>
                <div class="fold__body flow" id=ID>{body}</div>
            </details>
        }
        .into_any(),
    })
}
