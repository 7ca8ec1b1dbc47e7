//! `/moderera/flera`: the same with several texts: which are chosen, one rule and one reason for all of them, and what came
//! of each.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::{HeldId, ModerationId};
use nara_domain::moderation::{
    CHOSEN, CHOSEN_MOST, CaseState, DeskText, HeldState, REASON_MAX, Reason, Second, TogetherMove,
};

use super::api::{CaseView, ModerationPort, Reader};
use super::guidance::beside;
use super::holding::api::{HeldView, HoldingPort};
use super::holding::held_path;
use super::{case_path, reader, spot_word};
use crate::context::{PageContext, page, port};
use crate::error::{AppError, words};
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::people::shown_name;
use crate::proposals::query::pairs;
use crate::t;
use crate::ui::{
    Choices, Crumbs, ErrorSummary, FormState, Icon, Kind, Notice, Tag, TextField, icon, written_in,
};

/// The name the form comes back under.
pub const TOGETHER_FORM: &str = "together";
/// Its page, which it is sent to.
pub const TOGETHER_PAGE: &str = "/moderera/flera";

/// The boxes of a list, and the form below it that they belong to.
pub(super) struct BoxesOf {
    form: &'static str,
    heading: &'static str,
}

/// Of what waits to be read before everybody can.
pub(super) static HELD_BOXES: BoxesOf = BoxesOf {
    form: "choose-held",
    heading: "together-choose-held",
};
/// Of what was reported.
pub(super) static REPORTED_BOXES: BoxesOf = BoxesOf {
    form: "choose-reported",
    heading: "together-choose-reported",
};

/// The box of one line; `name`: what the line is called.
pub(super) fn tick(lang: Lang, boxes: &BoxesOf, text: DeskText, name: &str) -> AnyView {
    let label = t!(lang, "together-tick", title = name.to_owned());
    view! {
        <label class="tick">
            <input type="checkbox" form=boxes.form name=text.to_string() value="1"/>
            <span class="visually-hidden">{label}</span>
        </label>
    }
    .into_any()
}

/// Under a list: on with those that are ticked in it. Nothing is done before it is asked for there.
pub(super) fn choose(page: &PageContext, boxes: &BoxesOf) -> AnyView {
    let lang = page.lang;
    view! {
        <form class="panel panel--quiet flow" id=boxes.form method="get" action=page.href(TOGETHER_PAGE)>
            <h3 class="panel__title">{t!(lang, boxes.heading)}</h3>
            <p>{t!(lang, "together-choose-means", max = CHOSEN_MOST)}</p>
            <div class="actions"><button class="btn btn--secondary">{t!(lang, "together-go")}</button></div>
        </form>
    }
    .into_any()
}

/// What came of each; none: it is done.
type Outcomes = BTreeMap<DeskText, Option<AppError>>;

/// A chosen text as it is now.
struct Chosen {
    text: DeskText,
    heading: String,
    path: String,
    /// The title where it is part of it, and the text.
    body: Option<(Option<String>, String)>,
    reader: Option<Reader>,
    /// An elected wrote it.
    two: bool,
    /// What can be done with it by the reader.
    possible: Vec<TogetherMove>,
    /// Nobody has settled it.
    open: bool,
    seen: i64,
}

fn of_held(lang: Lang, view: &HeldView) -> Chosen {
    let item = &view.item;
    let what = t!(lang, "reported-kind-comment");
    let name = shown_name(lang, &item.author);
    let possible = TogetherMove::ALL.iter().copied();
    let possible = possible.filter(|step| {
        let step = step.of_held();
        step.is_some_and(|step| view.possible.contains(&step))
    });
    Chosen {
        text: DeskText::Held(item.id),
        heading: t!(lang, "moderate-line", what = what, name = name).into_owned(),
        path: held_path(item.id),
        body: Some((None, item.text.clone())),
        reader: item.reader.clone(),
        two: false,
        // What somebody did not let through is looked at again one by one.
        possible: match item.state {
            HeldState::Waiting => possible.collect(),
            _ => Vec::new(),
        },
        open: item.state == HeldState::Waiting,
        seen: item.seen,
    }
}

fn of_reported(lang: Lang, view: &CaseView) -> Chosen {
    let item = &view.item;
    let what = spot_word(lang, &item.place);
    let name = shown_name(lang, &item.author);
    let possible = TogetherMove::ALL.iter().copied();
    let possible = possible.filter(|step| {
        let step = step.of_reported();
        step.is_some_and(|step| view.possible.contains(&step))
    });
    Chosen {
        text: DeskText::Reported(item.id),
        heading: t!(lang, "moderate-line", what = what, name = name).into_owned(),
        path: case_path(item.id),
        body: view.text.clone(),
        reader: item.reader.clone(),
        two: view.second == Second::Needed,
        possible: possible.collect(),
        open: item.state == CaseState::Open,
        seen: view.seen,
    }
}

/// For moderators.
#[component]
pub fn TogetherPage() -> impl IntoView {
    let page = page();
    let state = FormState::of(&page, TOGETHER_FORM);
    let outcomes = page.typed.as_deref().map(read);
    let query: BTreeMap<String, String> = pairs(&page.query).into_iter().collect();
    let mut texts: Vec<DeskText> = match (&outcomes, page.replay_of(TOGETHER_FORM)) {
        (Some(outcomes), _) => outcomes.keys().copied().collect(),
        (None, Some(replay)) => texts_in(&replay.values),
        (None, None) => texts_in(&query),
    };
    let many = texts.len() > CHOSEN_MOST;
    texts.truncate(CHOSEN_MOST);
    let held: Vec<HeldId> = texts.iter().copied().filter_map(held_id).collect();
    let reported: Vec<ModerationId> = match held.is_empty() {
        true => texts.iter().copied().filter_map(reported_id).collect(),
        // No list of ours has both.
        false => Vec::new(),
    };
    let holding = port::<dyn HoldingPort>();
    let moderation = port::<dyn ModerationPort>();
    let (actor, now, lang) = (page.actor.clone(), page.now, page.lang);
    let data = async move {
        let held = holding?.picked(&actor, &held, now).await?;
        let reported = moderation?.picked(&actor, &reported, now).await?;
        let held = held.iter().map(|view| of_held(lang, view));
        let reported = reported.iter().map(|view| of_reported(lang, view));
        Ok(held.chain(reported).collect::<Vec<Chosen>>())
    };
    load(data, move |chosen| match outcomes {
        Some(outcomes) => told(&page, &chosen, &outcomes),
        None => ask(&page, &state, &chosen, many),
    })
}

const fn held_id(text: DeskText) -> Option<HeldId> {
    match text {
        DeskText::Held(id) => Some(id),
        DeskText::Reported(_) => None,
    }
}

const fn reported_id(text: DeskText) -> Option<ModerationId> {
    match text {
        DeskText::Reported(id) => Some(id),
        DeskText::Held(_) => None,
    }
}

fn texts_in(values: &BTreeMap<String, String>) -> Vec<DeskText> {
    let names = values.keys();
    let mut texts: Vec<DeskText> = names
        .filter_map(|name| DeskText::of_field(name).ok().flatten())
        .collect();
    texts.sort_unstable();
    texts
}

fn read(typed: &BTreeMap<String, String>) -> Outcomes {
    let mut outcomes = Outcomes::new();
    for (name, said) in typed {
        let Ok(Some(text)) = DeskText::of_field(name) else {
            continue;
        };
        let error = match said.as_str() {
            "" => None,
            said => Some(serde_json::from_str(said).unwrap_or(AppError::Internal)),
        };
        outcomes.insert(text, error);
    }
    outcomes
}

fn way(lang: Lang) -> Vec<(String, String)> {
    let title = t!(lang, "moderate-title").into_owned();
    vec![(title, "/moderera".to_owned())]
}

/// A field's name in the summary of problems.
fn label(lang: Lang) -> impl Fn(&str) -> String + 'static {
    move |field| match field {
        CHOSEN => t!(lang, "together-boxes").into_owned(),
        "rule" => t!(lang, "together-rule").into_owned(),
        "reason" => t!(lang, "moderate-reason").into_owned(),
        _ => t!(lang, "together-step").into_owned(),
    }
}

/// Which are chosen, and what is to be done with them.
fn ask(page: &PageContext, state: &FormState, chosen: &[Chosen], many: bool) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, "together-title");
    let (with, without): (Vec<&Chosen>, Vec<&Chosen>) =
        chosen.iter().partition(|one| !one.possible.is_empty());
    let nothing = chosen.is_empty().then(|| {
        view! {
            <div class="empty" id=state.id(CHOSEN) tabindex="-1">
                {icon(Icon::Info)}
                <h2>{t!(lang, "together-none-title")}</h2>
                <p>{t!(lang, "together-none", max = CHOSEN_MOST)}</p>
            </div>
        }
    });
    let many = many.then(|| {
        view! { <Notice kind=Kind::Warning><p>{t!(lang, "together-many", max = CHOSEN_MOST)}</p></Notice> }
    });
    let form = (!with.is_empty()).then(|| form(page, state, &with));
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=state.clone() label=label(lang)/>
            <header class="head">
                <Crumbs way=way(lang)/>
                <h1>{title.clone()}</h1>
                <p class="lead">{t!(lang, "together-lead")}</p>
            </header>
            {many}
            {nothing}
            {left_out(page, &without)}
            {form}
            <p><a href=page.href("/moderera")>{t!(lang, "together-back")}</a></p>
        </div>
    }
    .into_any()
}

/// What the reader can do nothing with, and why.
fn left_out(page: &PageContext, chosen: &[&Chosen]) -> AnyView {
    if chosen.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let items = chosen
        .iter()
        .map(|one| {
            let why = match one.open {
                true => "together-own",
                false => "together-settled",
            };
            let to = page.href(&one.path);
            view! { <li><a href=to>{one.heading.clone()}</a>": "{t!(lang, why)}</li> }
        })
        .collect_view();
    view! {
        <Notice kind=Kind::Info title=t!(lang, "together-left_out", count = chosen.len())>
            <ul class="bullets">{items}</ul>
        </Notice>
    }
    .into_any()
}

/// A chosen text in the form, with what is known of it.
fn row(page: &PageContext, one: &Chosen) -> AnyView {
    let lang = page.lang;
    let body = one.body.clone().map(|(title, body)| {
        let title = title.map(|title| {
            view! { <p lang=written_in(lang) dir="auto"><strong>{title}</strong></p> }
        });
        view! {
            {title}
            <p class="as-written" lang=written_in(lang) dir="auto">{body}</p>
        }
    });
    let two = one.two.then(|| {
        view! { <Tag kind=Kind::Waiting text=t!(lang, "together-two").into_owned()/> }
    });
    let others = one.reader.as_ref().filter(|reader| !reader.own);
    let to = page.href(&one.path);
    view! {
        <li class="item item--plain">
            <div class="flow">
                <input type="hidden" name=one.text.to_string() value=one.seen.to_string()/>
                <h3 class="item__title"><a href=to>{one.heading.clone()}</a></h3>
                {body}
                <div class="item__meta">{two}{reader::mark(lang, others)}</div>
            </div>
        </li>
    }
    .into_any()
}

fn form(page: &PageContext, state: &FormState, chosen: &[&Chosen]) -> AnyView {
    let lang = page.lang;
    let steps = TogetherMove::ALL.iter().copied();
    let steps = steps.filter(|step| chosen.iter().any(|one| one.possible.contains(step)));
    let steps: Vec<TogetherMove> = steps.collect();
    let silent = steps.contains(&TogetherMove::Release);
    let choices = steps
        .iter()
        .map(|step| {
            let word = |part: &str| t!(lang, &format!("together-{step}{part}")).into_owned();
            (step.code().to_owned(), word(""), word("-means"))
        })
        .collect();
    let rules = Reason::rules()
        .map(|rule| {
            let word = |part: &str| t!(lang, &format!("report_reason-{rule}{part}")).into_owned();
            (rule.code().to_owned(), word(""), word("-means"))
        })
        .collect();
    let rows = chosen.iter().map(|one| row(page, one)).collect_view();
    let once = state.value("once", &page.once);
    let hint = match silent {
        true => t!(lang, "together-reason-hint-held", max = REASON_MAX),
        false => t!(lang, "together-reason-hint", max = REASON_MAX),
    };
    // What waits is let through in most cases, and needs none for that.
    let guidance = (!silent).then(|| beside(page, false));
    let count = chosen.len();
    view! {
        <form class="form" method="post" action=page.href(TOGETHER_PAGE) novalidate>
            <h2 id=state.id(CHOSEN) tabindex="-1">{t!(lang, "together-chosen", count = count)}</h2>
            <ul class="items">{rows}</ul>
            <p>{t!(lang, "moderate-stays")}</p>
            {guidance}
            <input type="hidden" name="once" value=once/>
            <Choices form=state.clone() name="step" legend=t!(lang, "together-step") choices value=""/>
            <Choices form=state.clone() name="rule" legend=t!(lang, "together-rule")
                hint=t!(lang, "together-rule-hint") choices=rules value=""/>
            <TextField form=state.clone() name="reason" label=t!(lang, "moderate-reason")
                hint=hint area=true optional=silent look="input"/>
            <div class="actions">
                <button class="btn">{t!(lang, "together-send", count = count)}</button>
                <a class="btn btn--quiet" href=page.href("/moderera")>{t!(lang, "together-cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}

/// Which went and which did not, and why.
fn told(page: &PageContext, chosen: &[Chosen], outcomes: &Outcomes) -> AnyView {
    let lang = page.lang;
    let went = outcomes.values().filter(|error| error.is_none()).count();
    let failed = outcomes.len() - went;
    let items = outcomes
        .iter()
        .map(|(text, error)| outcome(page, chosen, *text, error.as_ref()))
        .collect_view();
    let kind = match failed {
        0 => Kind::Success,
        _ => Kind::Warning,
    };
    let title = t!(lang, "together-done-title");
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <header class="head">
                <Crumbs way=way(lang)/>
                <h1>{title.clone()}</h1>
            </header>
            <Notice kind><p>{t!(lang, "together-count", went = went, failed = failed)}</p></Notice>
            <ol class="items">{items}</ol>
            <p><a href=page.href("/moderera")>{t!(lang, "together-back")}</a></p>
        </div>
    }
    .into_any()
}

fn outcome(
    page: &PageContext,
    chosen: &[Chosen],
    text: DeskText,
    error: Option<&AppError>,
) -> AnyView {
    let lang = page.lang;
    let name = match chosen.iter().find(|one| one.text == text) {
        Some(one) => {
            let to = page.href(&one.path);
            view! { <a href=to>{one.heading.clone()}</a> }.into_any()
        }
        // Taken back meanwhile, or never there.
        None => {
            let number = match text {
                DeskText::Held(id) => id.to_string(),
                DeskText::Reported(id) => id.to_string(),
            };
            view! { {t!(lang, "together-unknown", number = number)} }.into_any()
        }
    };
    let (kind, tag) = match error {
        None => (Kind::Success, "together-went"),
        Some(_) => (Kind::Late, "together-failed"),
    };
    let why = error.map(|error| {
        let why = why(lang, error);
        view! { <span>{why}</span> }
    });
    view! {
        <li class="item item--plain">
            <div>
                <h2 class="item__title">{name}</h2>
                <div class="item__meta">
                    <Tag kind text=t!(lang, tag).into_owned()/>
                    {why}
                </div>
            </div>
        </li>
    }
    .into_any()
}

fn why(lang: Lang, error: &AppError) -> String {
    match error {
        // Somebody else decided it, or it changed meanwhile.
        AppError::Conflict => t!(lang, "together-overtaken").into_owned(),
        AppError::NotFound => t!(lang, "together-gone").into_owned(),
        AppError::Denied(Denied::NotYours) => t!(lang, "together-own").into_owned(),
        AppError::Denied(Denied::NotNow(NotNow::NeedsSecond)) => {
            t!(lang, "together-two-why").into_owned()
        }
        error => words::help(lang, error),
    }
}
