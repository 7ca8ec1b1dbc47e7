//! `/fragor/{id}/{slug}`: the questions as they were asked, each with its number and its answer.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::{Link, Meta};
use leptos_router::hooks::use_params_map;
use nara_domain::ids::QuestionSetId;
use nara_domain::question::{QuestionStepKind, SetState};
use nara_domain::watching::Watched;

use super::api::{QuestionAct, QuestionPort, SetView};
use super::follow::follow_form;
use super::number::{facts, number, report_link, why_hidden};
use super::shown::{asked_by, counts, day_line, path_of, set_tag, signed, step_path};
use super::{FOLLOW_UP, SAME};
use crate::context::{PageContext, moved_to, page, port};
use crate::error::AppError;
use crate::i18n::{date_long, day_near};
use crate::layout::{load, page_description, page_title};
use crate::moderation::{hidden_line, log_link};
use crate::news::api::NewsPort;
use crate::news::{Offered, offered};
use crate::proposals::{Live, LiveWords, Under, show_talk, talk_under, talk_words, with_query};
use crate::t;
use crate::ui::{Crumbs, DayOf, ErrorSummary, FormState, Kind, Notice, icon, written_in};

/// Longest description for search engines and shared links.
const DESCRIPTION: usize = 155;

#[component]
pub fn QuestionsPage() -> impl IntoView {
    let page = page();
    let (questions, news) = (port::<dyn QuestionPort>(), port::<dyn NewsPort>());
    let params = use_params_map().get_untracked();
    let id = params.get("questions").unwrap_or_default();
    let slug = params.get("slug").unwrap_or_default();
    let data = async move {
        let asked = Asked::read_by(&questions?, news, &page, id.parse()?).await?;
        // One page has one address.
        let view = &asked.view;
        if view.slug != slug && page.replay.is_none() {
            let there = page.href(&path_of(view.id, &view.slug));
            moved_to(&with_query(&page, &there));
        }
        Ok::<_, AppError>(asked)
    };
    load(data, Asked::show)
}

/// Questions, and what people say about them.
#[derive(Debug)]
pub struct Asked {
    view: SetView,
    watched: Offered,
    talk: Option<Under>,
}

impl Asked {
    /// Also for an address of their discussion.
    pub async fn read(page: &PageContext, id: QuestionSetId) -> Result<Self, AppError> {
        let (questions, news) = (port::<dyn QuestionPort>()?, port::<dyn NewsPort>());
        Self::read_by(&questions, news, page, id).await
    }

    async fn read_by(
        questions: &Arc<dyn QuestionPort>,
        news: Result<Arc<dyn NewsPort>, AppError>,
        page: &PageContext,
        id: QuestionSetId,
    ) -> Result<Self, AppError> {
        let view = questions.set(&page.actor, id).await?;
        let of = vec![Watched::of_questions(view.id)];
        let watched = offered(news, &page.actor, of).await?;
        let talk = match view.state.is_public() {
            true => talk_under(page, id, path_of(id, &view.slug)).await?,
            false => None,
        };
        Ok(Self {
            view,
            watched,
            talk,
        })
    }

    pub fn show(self) -> AnyView {
        let questions = show(&page(), &self.view, &self.watched);
        view! { {questions}{self.talk.map(show_talk)} }.into_any()
    }
}

fn show(page: &PageContext, view: &SetView, watched: &Offered) -> AnyView {
    let lang = page.lang;
    let path = page.href(&path_of(view.id, &view.slug));
    let canonical = format!("{}{path}", page.site.public_url);
    let robots =
        (!view.state.is_public()).then(|| view! { <Meta name="robots" content="noindex"/> });
    let label = move |field: &str| match field {
        "text" => t!(lang, "field-questions_follow_up-text").into_owned(),
        _ => t!(lang, "questions-same").into_owned(),
    };
    let way = vec![(
        t!(lang, "questions-title").into_owned(),
        "/fragor".to_owned(),
    )];
    let by = asked_by(lang, &view.asker, view.organisation.as_deref());
    let introduction = view.introduction.clone().map(|text| {
        view! { <p class="as-written" lang=written_in(lang) dir="auto">{text}</p> }
    });
    let above = match view.hidden.filter(|_| view.state.is_public()) {
        Some(hidden) => {
            let (how, why) = (log_link(page), why_hidden(page, view.mine, view.case));
            view! {
                <Notice kind=Kind::Info title=hidden_line(lang, &hidden)>
                    <p>{t!(lang, "hidden-why")}" "{how}</p>
                    {why}
                </Notice>
            }
            .into_any()
        }
        None => introduction.into_any(),
    };
    let facts = facts(lang, view.facts());
    let report = view.reportable.then(|| {
        let what = t!(lang, "questions-report-above").into_owned();
        report_link(page, view, None, what)
    });
    let numbers = view
        .questions
        .iter()
        .filter(|one| !one.number.is_follow_up())
        .map(|one| number(page, view, one))
        .collect_view();
    let first = view.questions.first().and_then(|one| one.text.as_ref());
    let first: Option<String> = first.map(|text| text.chars().take(DESCRIPTION).collect());
    // What stands in a hidden heading's place is told in the reader's language.
    let (heading, tongue) = match view.hidden {
        Some(hidden) => (hidden_line(lang, &hidden), None),
        None => (view.heading.clone(), written_in(lang)),
    };
    let office = office(page, view);
    let no_office = office.is_none();
    let no_above = view.introduction.is_none()
        && view.hidden.is_none()
        && view.facts().next().is_none()
        && !view.reportable;
    let delays: Vec<_> = delays(page, view);
    let no_delays = delays.is_empty();
    view! {
        {page_title(heading.clone())}
        {first.map(page_description)}
        {robots}
        <Link rel="canonical" href=canonical/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, SAME) label=label/>
            <ErrorSummary form=FormState::of(page, FOLLOW_UP) label=label/>
            <header class="head" data-live="head">
                <Crumbs way/>
                <h1 lang=tongue dir="auto">{heading}</h1>
                <p class="meta meta--dots">
                    <span dir="auto">{t!(lang, "questions-asked-by", who = by)}</span>
                    <span><DayOf at=view.asked_at/></span>
                </p>
            </header>
            <div data-live="state">{state(page, view)}</div>
            <div class="flow" data-live="above" hidden=no_above>
                {above}
                {facts}
                {report}
            </div>
            {follow_form(page, view, watched)}
            <div class="flow" data-live="delays" hidden=no_delays>{delays}</div>
            <div data-live="office" hidden=no_office>{office}</div>
            {numbers}
            <p class="small no-print">{log_link(page)}</p>
            {live(page, view)}
        </div>
    }
    .into_any()
}

/// How far it has come, by when, and who sees to it.
fn state(page: &PageContext, view: &SetView) -> AnyView {
    let (lang, today) = (page.lang, page.today());
    let (kind, name) = set_tag(lang, view.state, view.answer_by, today);
    let means = match view.state {
        SetState::Reading => t!(lang, "questions-reading-means").into_owned(),
        SetState::Refused => t!(lang, "questions-refused-means").into_owned(),
        SetState::Open | SetState::Answered => {
            counts(lang, view.answered(false), view.answered(true)).join(", ")
        }
    };
    let line = day_line(lang, view.state, view.answer_by, today);
    let line = line.map(|line| view! { <p class="state__next"><strong>{line}</strong></p> });
    let taken = view
        .taken()
        .filter(|_| view.state == SetState::Open)
        .map(|act| {
            view! { <p dir="auto">{t!(lang, "questions-taken", who = signed(lang, act))}</p> }
        });
    let hidden = view.hidden.filter(|_| !view.state.is_public());
    let hidden = hidden.map(|hidden| {
        let reason = view
            .acts
            .iter()
            .rfind(|act| act.step == QuestionStepKind::Refuse)
            .and_then(|act| act.fields.get("reason").cloned());
        view! {
            <p><strong>{hidden_line(lang, &hidden)}</strong></p>
            {why_hidden(page, view.mine, view.case)}
            {reason.map(|reason| view! { <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p> })}
        }
    });
    let class = format!("state {}", kind.class());
    view! {
        <section class=class aria-labelledby="laget">
            <h2 class="state__name" id="laget">{icon(kind.icon())}{name}</h2>
            <p class="state__means">{means}</p>
            {hidden}
            {taken}
            {line}
        </section>
    }
    .into_any()
}

/// What happens to them and is said about them shows without reloading, in regions small enough to leave alone where
/// somebody writes. Before everybody can read them the stream is silent, and tells when they can.
fn live(page: &PageContext, view: &SetView) -> AnyView {
    let lang = page.lang;
    let words = LiveWords {
        act: t!(lang, "live-question-act").into_owned(),
        state: t!(lang, "live-question").into_owned(),
        ..talk_words(lang)
    };
    let question = Some(view.id.get());
    let again = page.href(&path_of(view.id, &view.slug));
    view! { <Live question from=view.live_seq again words/> }.into_any()
}

/// Why the answers come later than was promised.
fn delays(page: &PageContext, view: &SetView) -> Vec<AnyView> {
    let delayed = view.acts.iter();
    delayed
        .filter(|act| act.step == QuestionStepKind::Delay)
        .map(|act| delay(page, act).into_any())
        .collect()
}

fn delay(page: &PageContext, act: &QuestionAct) -> impl IntoView + use<> {
    let lang = page.lang;
    let field = |name: &str| act.fields.get(name).cloned().unwrap_or_default();
    let day = nara_domain::time::Date::parse(&field("answer_by"))
        .map_or_else(|_| field("answer_by"), |day| date_long(lang, day));
    let when = day_near(lang, act.at.day(), page.today());
    let (reason, who) = (field("reason"), signed(lang, act));
    view! {
        <Notice kind=Kind::Info title=t!(lang, "questions-delayed", date = day)>
            <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p>
            <p class="small muted" dir="auto">{who}", "{when}</p>
        </Notice>
    }
}

/// What those who read first and those who answer can do about all of them.
fn office(page: &PageContext, view: &SetView) -> Option<AnyView> {
    let lang = page.lang;
    let links: Vec<_> = view
        .steps
        .iter()
        .map(|step| {
            let to = page.href(&step_path(view, None, *step));
            view! {
                <li>
                    <a class="choice choice--link" href=to>
                        <span>
                            {t!(lang, &format!("questions-step-{step}"))}
                            <span class="choice__hint">{t!(lang, &format!("questions-step-{step}-help"))}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <section class="panel panel--quiet office no-print" aria-labelledby="tjanst">
                <h2 class="panel__title" id="tjanst">{t!(lang, "questions-office")}</h2>
                <ul class="choices">{links}</ul>
            </section>
        }
        .into_any()
    })
}
