//! `/fragor/{id}/{slug}/{number}/steg/{step}`: the form of one step, of those who read first and those who answer.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::{use_params_map, use_query_map};
use nara_domain::actor::Actor;
use nara_domain::ids::QuestionActId;
use nara_domain::permissions::{answer_for_department, moderate};
use nara_domain::question::{Number, QuestionStepKind};

use super::api::{CORRECTS, QuestionAct, QuestionPort, QuestionView, SEEN, SetView};
use super::shown::{anchor, number_name, path_of, signed, step_path, way_to, words_of};
use super::{ALL, STEP};
use crate::answers::SpecForm;
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Crumbs, DayOf, ErrorSummary, Kind, Notice, written_in};

/// What a step is about: all of the questions, or one.
struct About<'a> {
    view: &'a SetView,
    one: Option<&'a QuestionView>,
}

impl About<'_> {
    fn number(&self) -> Option<Number> {
        self.one.map(|one| one.number)
    }

    fn acts(&self) -> &[QuestionAct] {
        self.one.map_or(&self.view.acts, |one| &one.acts)
    }

    fn steps(&self) -> &[QuestionStepKind] {
        self.one.map_or(&self.view.steps, |one| &one.steps)
    }

    fn seen(&self) -> String {
        self.one
            .map_or_else(|| self.view.seen(), QuestionView::seen)
    }
}

/// Whether somebody is in the duty at all: asked before anything is looked up.
fn in_duty(actor: &Actor, step: QuestionStepKind) -> Result<(), AppError> {
    match step {
        QuestionStepKind::Publish | QuestionStepKind::Refuse => moderate(actor)?,
        _ => answer_for_department(actor)?,
    }
    Ok(())
}

#[component]
pub fn QuestionStepPage() -> impl IntoView {
    let page = page();
    let questions = port::<dyn QuestionPort>();
    let params = use_params_map().get_untracked();
    let given = |name: &str| params.get(name).unwrap_or_default();
    let (id, number, deed) = (given("questions"), given("number"), given("deed"));
    let corrects = use_query_map().read_untracked().get("svar");
    let here = page.clone();
    let data = async move {
        let step = QuestionStepKind::from_code(&deed).ok_or(AppError::NotFound)?;
        in_duty(&page.actor, step)?;
        let about: Option<Number> = match number.as_str() {
            ALL => None,
            number => Some(number.parse()?),
        };
        if !step.is_about(about.is_some()) {
            return Err(AppError::NotFound);
        }
        let view = questions?.set(&page.actor, id.parse()?).await?;
        if about.is_some_and(|number| view.question(number).is_none()) {
            return Err(AppError::NotFound);
        }
        let corrects: Option<QuestionActId> = corrects.and_then(|id| id.parse().ok());
        Ok((view, about, step, corrects))
    };
    load(data, move |(view, about, step, corrects)| {
        let one = about.and_then(|number| view.question(number));
        show(&here, &About { view: &view, one }, step, corrects)
    })
}

fn show(
    page: &PageContext,
    about: &About<'_>,
    step: QuestionStepKind,
    corrects: Option<QuestionActId>,
) -> AnyView {
    let lang = page.lang;
    let mut form = SpecForm::new(page, STEP, words_of(step), step.fields());
    let title = t!(lang, &format!("questions-step-{step}")).into_owned();
    let help = match form.state.is_conflict() {
        true => t!(lang, "questions-overtaken").into_owned(),
        false => String::new(),
    };
    let wrong = match step {
        QuestionStepKind::Correct => corrected(about, &form, corrects),
        _ => None,
    };
    if let Some(wrong) = wrong {
        let text = wrong.fields.get("text").cloned().unwrap_or_default();
        form.given.insert("text".to_owned(), text);
    }
    // What was sent comes back as typed, also when somebody else was quicker.
    let body = match about.steps().contains(&step) || form.state.came_back() {
        true => fields(page, about, (step, &form), wrong),
        false => closed(page, about),
    };
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label() help/>
            <header class="head">
                <Crumbs way=way_to(lang, about.view)/>
                <h1>{title.clone()}</h1>
                <p class="lead">{t!(lang, &format!("questions-step-{step}-help"))}</p>
            </header>
            {what(page, about)}
            {meanwhile(page, about, &form)}
            {body}
        </div>
    }
    .into_any()
}

/// The answer that is corrected: the one that was asked for, else the last one.
fn corrected<'a>(
    about: &About<'a>,
    form: &SpecForm,
    corrects: Option<QuestionActId>,
) -> Option<&'a QuestionAct> {
    let asked = form.state.value(CORRECTS, "").parse().ok().or(corrects);
    let answers = about.one?.answers();
    let now = |versions: Vec<&'a QuestionAct>| versions.first().copied();
    let mut answers: Vec<_> = answers.into_iter().filter_map(now).collect();
    let found = answers.iter().find(|act| Some(act.id) == asked).copied();
    found.or_else(|| answers.pop())
}

/// The words it is about.
fn what(page: &PageContext, about: &About<'_>) -> AnyView {
    let lang = page.lang;
    let questions: Vec<&QuestionView> = match about.one {
        Some(one) => vec![one],
        None => about.view.questions.iter().collect(),
    };
    let items: Vec<_> = questions
        .into_iter()
        .map(|one| {
            let text = one.text.clone().unwrap_or_default();
            view! {
                <dt>{number_name(lang, one.number)}</dt>
                <dd class="as-written" lang=written_in(lang) dir="auto">{text}</dd>
            }
        })
        .collect();
    let around = about.one.is_none().then(|| {
        let introduction = about.view.introduction.clone().map(|text| {
            view! { <p class="as-written" lang=written_in(lang) dir="auto">{text}</p> }
        });
        view! {
            <p lang=written_in(lang) dir="auto"><strong>{about.view.heading.clone()}</strong></p>
            {introduction}
        }
    });
    view! {
        <section class="panel flow" aria-labelledby="det-galler">
            <h2 class="panel__title" id="det-galler">{t!(lang, "questions-about")}</h2>
            {around}
            <dl class="facts facts--plain">{items}</dl>
        </section>
    }
    .into_any()
}

/// What others have done since the form was opened.
fn meanwhile(page: &PageContext, about: &About<'_>, form: &SpecForm) -> AnyView {
    if !form.state.is_conflict() {
        return ().into_any();
    }
    let lang = page.lang;
    let seen = form.state.value(SEEN, "");
    let acts = about.acts();
    let after = acts
        .iter()
        .position(|act| act.id.to_string() == seen)
        .map_or(0, |place| place + 1);
    let since: Vec<_> = acts
        .iter()
        .skip(after)
        .map(|act| {
            let text = ["text", "note", "reason"]
                .iter()
                .find_map(|name| act.fields.get(*name).cloned());
            let text = text.map(|text| {
                view! { <p class="act__text as-written" lang=written_in(lang) dir="auto">{text}</p> }
            });
            view! {
                <article class="act is-official">
                    <div class="act__band">
                        <p class="act__label">{t!(lang, &format!("questions-step-{}-done", act.step))}</p>
                        <DayOf at=act.at/>
                    </div>
                    <div class="act__body">{text}<p class="act__by" dir="auto">{signed(lang, act)}</p></div>
                </article>
            }
        })
        .collect();
    (!since.is_empty())
        .then(|| {
            view! {
                <section class="section flow" aria-labelledby="deras">
                    <h2 id="deras">{t!(lang, "questions-meanwhile")}</h2>
                    {since}
                </section>
            }
        })
        .into_any()
}

/// Where the reader goes back to.
fn back(page: &PageContext, about: &About<'_>) -> String {
    let path = page.href(&path_of(about.view.id, &about.view.slug));
    match about.number() {
        Some(number) => format!("{path}#{}", anchor(number)),
        None => path,
    }
}

/// Why there is no form.
fn closed(page: &PageContext, about: &About<'_>) -> AnyView {
    let lang = page.lang;
    let back = back(page, about);
    view! {
        <Notice kind=Kind::Warning title=t!(lang, "error-not_allowed_now-title")>
            <p>{t!(lang, "not_now-question_elsewhere")}</p>
            <p><a href=back>{t!(lang, "questions-back")}</a></p>
        </Notice>
    }
    .into_any()
}

fn fields(
    page: &PageContext,
    about: &About<'_>,
    (step, form): (QuestionStepKind, &SpecForm),
    wrong: Option<&QuestionAct>,
) -> AnyView {
    let lang = page.lang;
    // Who was overtaken has read what happened, and decides anew.
    let seen = match form.state.is_conflict() {
        true => about.seen(),
        false => form.state.value(SEEN, &about.seen()),
    };
    let once = form.state.value("once", &page.once);
    let corrects = wrong.map(|wrong| {
        view! { <input type="hidden" name=CORRECTS value=wrong.id.to_string()/> }
    });
    let action = page.href(&step_path(about.view, about.number(), step));
    let look = match step {
        QuestionStepKind::Refuse => "btn btn--danger",
        _ => "btn",
    };
    view! {
        <form class="form" method="post" action=action novalidate>
            <input type="hidden" name=SEEN value=seen/>
            <input type="hidden" name="once" value=once/>
            {corrects}
            {form.fields()}
            <section class="panel panel--quiet" aria-labelledby="sedan">
                <h2 class="panel__title" id="sedan">{t!(lang, "answers-then")}</h2>
                <p>{t!(lang, &format!("questions-step-{step}-then"))}</p>
            </section>
            <div class="actions">
                <button class=look>{t!(lang, &format!("questions-step-{step}"))}</button>
                <a class="btn btn--quiet" href=back(page, about)>{t!(lang, "questions-back")}</a>
            </div>
        </form>
    }
    .into_any()
}
