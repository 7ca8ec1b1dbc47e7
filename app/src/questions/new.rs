//! `/fragor/ny`: a heading, and up to twenty questions. Room for one more comes by a button that sends the form;
//! nothing typed is lost.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::name::NAMELESS;
use nara_domain::question::{ANSWER_WORKING_DAYS, AROUND, QUESTION_MAX, QUESTIONS, QUESTIONS_MAX};
use nara_domain::switches::Feature;

use super::api::QuestionPort;
use super::{ASK, MORE, PRESSED, ROOM};
use crate::answers::SpecForm;
use crate::context::{PageContext, page, port};
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Crumbs, ErrorSummary, FormState, TextField, closed_notice};

/// Room for so many questions before anybody asks for more.
const FIRST_ROOM: usize = 3;
/// Under which step the words of the form's fields stand.
const WORDS: &str = "questions";

/// For residents.
#[component]
pub fn AskPage() -> impl IntoView {
    let page = page();
    let questions = port::<dyn QuestionPort>();
    let actor = page.actor.clone();
    let data = async move { questions?.may_ask(&actor).await };
    load(data, move |()| show(&page))
}

/// How many questions there is room for: what was asked for, and never less than what was typed needs.
fn room(state: &FormState) -> usize {
    let asked = state.value(ROOM, "").parse().unwrap_or(FIRST_ROOM);
    let typed = QUESTIONS
        .iter()
        .rposition(|name| !state.value(name, "").trim().is_empty());
    asked
        .max(typed.map_or(0, |place| place + 1))
        .clamp(1, QUESTIONS_MAX)
}

/// What a field is called, also in the summary of what is wrong.
fn label(lang: Lang) -> impl Fn(&str) -> String + Clone + 'static {
    move |field| match QUESTIONS.iter().position(|name| *name == field) {
        Some(place) => {
            let number = i64::try_from(place + 1).unwrap_or(i64::MAX);
            t!(lang, "questions-number", number = number).into_owned()
        }
        None => t!(lang, &format!("field-{WORDS}-{field}")).into_owned(),
    }
}

fn show(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let mut form = SpecForm::new(page, ASK, WORDS, AROUND);
    // Asked for below the questions.
    form.specs.retain(|spec| spec.name != "organisation");
    let way = vec![(
        t!(lang, "questions-title").into_owned(),
        "/fragor".to_owned(),
    )];
    let body = match closed_notice(page, Feature::Questions) {
        Some(closed) if !form.state.came_back() => closed,
        _ => fields(page, &form),
    };
    view! {
        {page_title(t!(lang, "questions-ask"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=label(lang)/>
            <header class="head">
                <Crumbs way/>
                <h1>{t!(lang, "questions-ask")}</h1>
                <p class="lead">{t!(lang, "questions-ask-lead")}</p>
            </header>
            {body}
        </div>
    }
    .into_any()
}

fn fields(page: &PageContext, form: &SpecForm) -> AnyView {
    let lang = page.lang;
    let state = form.state.clone();
    let room = room(&state);
    let label = label(lang);
    let questions = QUESTIONS
        .iter()
        .take(room)
        .enumerate()
        .map(|(place, name)| {
            let (state, label, name) = (state.clone(), label(name), *name);
            // One is asked for; the others may stay empty.
            let optional = place > 0;
            view! { <TextField form=state name label area=true optional look="input"/> }
        })
        .collect_view();
    let more = (room < QUESTIONS_MAX).then(|| {
        // The page that comes back begins at the new field.
        let there = format!(
            "{}#{}",
            page.href("/fragor/ny"),
            state.id(&format!("question_{}", room + 1))
        );
        view! {
            <p>
                <button class="btn btn--secondary" name=PRESSED value=MORE formaction=there>
                    {t!(lang, "questions-more")}
                </button>
            </p>
        }
    });
    let once = state.value("once", &page.once);
    // Who shows no name is not told from it either.
    let nameless = page.actor.name() == Some(NAMELESS);
    let organisation = (!nameless).then(|| {
        view! {
            <TextField form=state.clone() name="organisation" optional=true
                label=label("organisation") hint=t!(lang, "field-questions-organisation-hint")/>
        }
    });
    view! {
        <form class="form" method="post" action=page.href("/fragor/ny") novalidate>
            // What is sent by pressing Enter in a line: the form, not the button for more.
            <button class="visually-hidden" tabindex="-1" aria-hidden="true">{t!(lang, "questions-send")}</button>
            <input type="hidden" name="once" value=once/>
            <input type="hidden" name=ROOM value=room.to_string()/>
            {form.fields()}
            <p class="muted">{t!(lang, "questions-verbatim", max = QUESTION_MAX)}</p>
            {questions}
            {more}
            {organisation}
            <section class="panel panel--quiet" aria-labelledby="sedan">
                <h2 class="panel__title" id="sedan">{t!(lang, "answers-then")}</h2>
                <ul class="bullets">
                    <li>{t!(lang, "questions-then-read")}</li>
                    <li>{t!(lang, "questions-then-public")}</li>
                    <li>{t!(lang, "questions-then-answer", days = ANSWER_WORKING_DAYS)}</li>
                </ul>
            </section>
            <div class="actions">
                <button class="btn">{t!(lang, "questions-send")}</button>
                <a class="btn btn--quiet" href=page.href("/fragor")>{t!(lang, "questions-back-list")}</a>
            </div>
        </form>
    }
    .into_any()
}
