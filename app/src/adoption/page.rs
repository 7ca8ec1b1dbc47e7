//! `/forslag/{id}/{slug}/ta-over`: asking to hand an idea in, and answering that.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::adoption::{AdoptionState, WORDS_MAX};
use nara_domain::merging::Answer;
use nara_domain::name::NAMELESS;

use super::api::{AdoptPageView, AdoptionPort, MyRequest, Request};
use super::notices::address;
use crate::context::{PageContext, page, port};
use crate::error::{AppError, words};
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{
    Choices, Crumbs, DayOf, ErrorSummary, FormState, Kind, Notice, TextField, written_in,
};

/// For whoever can ask, has asked, or answers.
#[component]
pub fn AdoptPage() -> impl IntoView {
    let page = page();
    let adoption = port::<dyn AdoptionPort>();
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        adoption?.adopt_page(&actor, id, now).await
    };
    load(data, move |shown| show(&page, &shown))
}

/// A field's name in the summary of problems.
fn label(lang: Lang) -> impl Fn(&str) -> String + 'static {
    move |field| {
        match field {
            "why" => t!(lang, "adoption-why"),
            "word" => t!(lang, "adoption-word"),
            _ => t!(lang, "adoption-answer"),
        }
        .into_owned()
    }
}

fn show(page: &PageContext, shown: &AdoptPageView) -> AnyView {
    let lang = page.lang;
    let way = vec![
        (
            t!(lang, "nav-proposals").into_owned(),
            "/forslag".to_owned(),
        ),
        (shown.title.clone(), path_of(shown.id, &shown.slug)),
    ];
    let title = match shown.answers {
        true => t!(lang, "adoption-title-answer"),
        false => t!(lang, "adoption-title"),
    };
    let became = shown.became.as_ref().map(|one| {
        let to = page.href(&path_of(one.id, &one.slug));
        let title = one.title.clone();
        view! {
            <Notice kind=Kind::Success title=t!(lang, "adoption-became-title")>
                <p>{t!(lang, "adoption-became")}" "
                    <a href=to lang=written_in(lang) dir="auto">{title}</a></p>
            </Notice>
        }
    });
    let answers = shown.answers.then(|| requests(page, shown));
    let asks = match (&shown.mine, &shown.refused) {
        (Some(mine), _) => my_request(page, shown, mine),
        (None, None) => ask(page, shown),
        (None, Some(_)) => ().into_any(),
    };
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, "adopt") label=label(lang)/>
            <ErrorSummary form=FormState::of(page, "adopt_answer") label=label(lang)/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
                <p class="lead" lang=written_in(lang) dir="auto">{shown.title.clone()}</p>
            </header>
            {became}
            {answers}
            {asks}
        </div>
    }
    .into_any()
}

/// How it goes, the same for who asks and who answers.
fn meaning(page: &PageContext, by_supervisor: bool) -> AnyView {
    let lang = page.lang;
    let who = match by_supervisor {
        true => "supervisor",
        false => "author",
    };
    let points = [who, "write", "names", "linked"]
        .map(|point| view! { <li>{t!(lang, &format!("adoption-means-{point}"))}</li> })
        .collect_view();
    view! {
        <section class="flow" aria-labelledby="betyder">
            <h2 id="betyder">{t!(lang, "adoption-means")}</h2>
            <ul class="bullets">{points}</ul>
        </section>
    }
    .into_any()
}

/// The form of whoever asks.
fn ask(page: &PageContext, shown: &AdoptPageView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "adopt");
    let to = page.href(&address(shown.id, &shown.slug));
    let why = match shown.takes_words {
        true => view! {
            <TextField form=form name="why" label=t!(lang, "adoption-why")
                hint=t!(lang, "adoption-why-hint", max = WORDS_MAX) area=true optional=true/>
        }
        .into_any(),
        false => view! { <p class="muted">{t!(lang, "adoption-no_words")}</p> }.into_any(),
    };
    view! {
        <p>{t!(lang, "adoption-lead")}</p>
        {meaning(page, shown.by_supervisor)}
        <form class="form" method="post" action=to novalidate>
            <input type="hidden" name="gor" value="ask"/>
            {why}
            <div class="actions"><button class="btn">{t!(lang, "adoption-ask")}</button></div>
        </form>
    }
    .into_any()
}

/// Words as they were written, under what they are.
fn said(lang: Lang, heading: &str, text: &str) -> Option<AnyView> {
    let text = text.to_owned();
    (!text.is_empty()).then(|| {
        view! {
            <div>
                <p><strong>{t!(lang, heading)}</strong></p>
                <p class="as-written" lang=written_in(lang) dir="auto">{text}</p>
            </div>
        }
        .into_any()
    })
}

/// What became of the reader's own question.
fn my_request(page: &PageContext, shown: &AdoptPageView, mine: &MyRequest) -> AnyView {
    let lang = page.lang;
    let to = page.href(&address(shown.id, &shown.slug));
    let deed = |gor: &'static str, look: &'static str, says: &'static str| {
        view! {
            <form method="post" action=to.clone()>
                <input type="hidden" name="gor" value=gor/>
                <button class=look>{t!(lang, says)}</button>
            </form>
        }
        .into_any()
    };
    let state = mine.state;
    let kind = match state {
        AdoptionState::Asked => Kind::Waiting,
        AdoptionState::Agreed => Kind::Success,
        AdoptionState::Declined => Kind::Info,
    };
    let write = match mine.begun {
        true => "adoption-go-on",
        false => "adoption-begin",
    };
    let deeds = match (state, mine.handed_in) {
        (AdoptionState::Asked, _) => deed("take_back", "btn btn--secondary", "adoption-take-back"),
        (AdoptionState::Agreed, false) => view! {
            {deed("begin", "btn", write)}
            {deed("take_back", "btn btn--quiet", "adoption-let-go")}
        }
        .into_any(),
        _ => ().into_any(),
    };
    // What has come in between since it was asked; that it was declined stands there already.
    let between = shown
        .refused
        .filter(|_| state == AdoptionState::Asked && shown.became.is_none())
        .map(|refused| view! { <p>{words::help(lang, &AppError::Denied(refused))}</p> });
    let at = mine.at;
    let then = (!mine.handed_in).then(|| t!(lang, &format!("adoption-mine-{state}-then")));
    view! {
        <Notice kind title=t!(lang, &format!("adoption-mine-{state}"))>
            <p>{then}" "<DayOf at/></p>
            {between}
        </Notice>
        {said(lang, "adoption-said-you", &mine.why)}
        {said(lang, "adoption-said-back", &mine.word)}
        {(!mine.handed_in && state == AdoptionState::Agreed).then(|| meaning(page, shown.by_supervisor))}
        <div class="actions">{deeds}</div>
    }
    .into_any()
}

/// Everything that is asked, for whoever answers.
fn requests(page: &PageContext, shown: &AdoptPageView) -> AnyView {
    let lang = page.lang;
    let first = shown
        .by_supervisor
        .then(|| view! { <p>{t!(lang, "adoption-ask-them-first", name = shown.name.clone())}</p> });
    let taken = shown
        .requests
        .iter()
        .any(|request| request.state == AdoptionState::Agreed);
    let list = match shown.requests.is_empty() {
        true => view! { <p>{t!(lang, "adoption-none")}</p> }.into_any(),
        false => shown
            .requests
            .iter()
            .map(|one| request(page, shown, one, taken))
            .collect_view()
            .into_any(),
    };
    view! {
        {first}
        {list}
        {meaning(page, shown.by_supervisor)}
    }
    .into_any()
}

fn request(page: &PageContext, shown: &AdoptPageView, one: &Request, taken: bool) -> AnyView {
    let lang = page.lang;
    let name = match one.name.as_str() {
        NAMELESS => t!(lang, "adoption-nameless").into_owned(),
        name => name.to_owned(),
    };
    let heading = format!("fraga-{}", one.id);
    let form = match (one.state, taken, one.handed_in) {
        (AdoptionState::Asked, false, _) => answer(page, shown, one),
        (AdoptionState::Asked, true, _) => {
            view! { <p>{t!(lang, "adoption-other-first")}</p> }.into_any()
        }
        (AdoptionState::Agreed, _, false) => change(page, shown, one),
        (AdoptionState::Agreed, _, true) => {
            view! { <p>{t!(lang, "adoption-handed-in")}</p> }.into_any()
        }
        (AdoptionState::Declined, ..) => view! { <p>{t!(lang, "adoption-said-no")}</p> }.into_any(),
    };
    let (id, at) = (heading.clone(), one.at);
    view! {
        <section class="panel flow" aria-labelledby=heading>
            <h2 class="panel__title" id=id>{t!(lang, "adoption-request", name = name)}</h2>
            <p class="small"><DayOf at/></p>
            {said(lang, "adoption-said-why", &one.why)}
            {said(lang, "adoption-said-answer", &one.word)}
            {form}
        </section>
    }
    .into_any()
}

/// Yes or no.
fn answer(page: &PageContext, shown: &AdoptPageView, one: &Request) -> AnyView {
    let lang = page.lang;
    let id = one.id.to_string();
    let back = FormState::of(page, "adopt_answer");
    // The form that came back is one of several: the others are as they were.
    let form = match back.came_back() && back.value("request", "") == id {
        true => back,
        false => FormState::one_of(page, "adopt_answer", &id),
    };
    let choices = Answer::ALL
        .iter()
        .map(|answer| {
            let word = t!(lang, &format!("adoption-answer-{answer}")).into_owned();
            (answer.code().to_owned(), word, String::new())
        })
        .collect();
    let to = page.href(&format!("{}/svar", address(shown.id, &shown.slug)));
    view! {
        <form class="form" method="post" action=to novalidate>
            <input type="hidden" name="request" value=id/>
            <Choices form=form.clone() name="answer" legend=t!(lang, "adoption-answer")
                choices value=""/>
            <TextField form=form name="word" label=t!(lang, "adoption-word")
                hint=t!(lang, "adoption-word-hint", max = WORDS_MAX) area=true optional=true
                look="input"/>
            <div class="actions"><button class="btn">{t!(lang, "adoption-answer-send")}</button></div>
        </form>
    }
    .into_any()
}

/// A yes that can still become a no.
fn change(page: &PageContext, shown: &AdoptPageView, one: &Request) -> AnyView {
    let lang = page.lang;
    let to = page.href(&format!("{}/svar", address(shown.id, &shown.slug)));
    view! {
        <p>{t!(lang, "adoption-said-yes")}</p>
        <form method="post" action=to>
            <input type="hidden" name="request" value=one.id.to_string()/>
            <input type="hidden" name="answer" value=Answer::No.code()/>
            <button class="btn btn--secondary">{t!(lang, "adoption-say-no")}</button>
        </form>
    }
    .into_any()
}
