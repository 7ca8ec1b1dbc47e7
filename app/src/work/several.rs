//! `/arbete/flera`: the same with several cases of the desk. Asks before it announces them at one
//! meeting, and tells of each case what came of it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;
use nara_domain::fields::{FieldInput, FieldSpec};
use nara_domain::ids::ProposalId;
use nara_domain::permissions::{Action, Subject, can};
use nara_domain::proposal::TransitionKind;
use nara_domain::work::{SEVERAL, SEVERAL_MAX, case_field, paragraph_field, ticked};

use super::api::{Colleague, WorkItem, WorkPort};
use super::inside::colleagues;
use super::{SEVERAL_FORM, SEVERAL_PAGE};
use crate::answers::SpecForm;
use crate::context::{PageContext, page, port};
use crate::error::{AppError, words};
use crate::layout::{load, page_title};
use crate::proposals::api::ProposalPort;
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{
    Crumbs, ErrorSummary, FormState, Icon, Kind, Notice, Tag, TextField, icon, written_in,
};

/// What the meeting's form asks for once; each case has its own paragraph.
const SHARED: &[FieldSpec] = &[
    FieldSpec::required("body", FieldInput::Body),
    FieldSpec::required("meeting_date", FieldInput::Date),
];

/// What came of each case, by its number; an empty text is that it went.
type Outcomes = BTreeMap<ProposalId, Option<AppError>>;

#[component]
pub fn SeveralPage() -> impl IntoView {
    let page = page();
    let asked = use_query_map()
        .read_untracked()
        .get(SEVERAL)
        .unwrap_or_default();
    let outcomes = page.typed.as_deref().map(read);
    let state = FormState::of(&page, SEVERAL_FORM);
    let ids: Vec<ProposalId> = match (&outcomes, page.replay_of(SEVERAL_FORM)) {
        (Some(outcomes), _) => outcomes.keys().copied().collect(),
        (None, Some(replay)) => ticked(&replay.values)
            .map(|cases| cases.into_iter().map(|(id, _)| id).collect())
            .unwrap_or_default(),
        (None, None) => asked
            .split('-')
            .filter_map(|id| id.parse().ok())
            .take(SEVERAL_MAX)
            .collect(),
    };
    let (work, proposals) = (port::<dyn WorkPort>(), port::<dyn ProposalPort>());
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let work = work?;
        let cases = work.cases(&actor, &ids, now).await?;
        let rules = proposals?.rules().await?;
        let may = can(
            &actor,
            Action::Record(TransitionKind::Announce),
            &Subject::Site(&rules),
        )
        .is_ok();
        let people = work.colleagues(&actor, now).await?;
        Ok((cases, may, people))
    };
    load(data, move |(cases, may, people)| {
        let outcomes = outcomes.unwrap_or_default();
        show(&page, &state, &cases, outcomes, (may, &people))
    })
}

fn read(typed: &BTreeMap<String, String>) -> Outcomes {
    let mut outcomes = Outcomes::new();
    for (name, said) in typed {
        let id = name.rsplit('_').next().and_then(|id| id.parse().ok());
        let Some(id) = id else { continue };
        let error = match said.as_str() {
            "" => None,
            said => Some(serde_json::from_str(said).unwrap_or(AppError::Internal)),
        };
        outcomes.insert(id, error);
    }
    outcomes
}

fn show(
    page: &PageContext,
    state: &FormState,
    cases: &[WorkItem],
    outcomes: Outcomes,
    (may_announce, people): (bool, &[Colleague]),
) -> AnyView {
    let lang = page.lang;
    let told = !outcomes.is_empty();
    // Those something is still to be done with: all that were asked about, or those whose fields need mending.
    let open: Vec<&WorkItem> = cases
        .iter()
        .filter(|case| match outcomes.get(&case.id) {
            None => !told,
            Some(error) => matches!(error, Some(AppError::Invalid(_))),
        })
        .collect();
    let deed = state.value("deed", "");
    let handing = deed == "hand_over";
    let announcing = may_announce && !handing && (!told || deed == "announce");
    let title = match told {
        true => t!(lang, "several-done-title"),
        false => t!(lang, "several-title"),
    };
    let labels: BTreeMap<String, String> = cases
        .iter()
        .map(|case| {
            let label = t!(lang, "several-paragraph", title = case.title.clone());
            (paragraph_field(case.id), label.into_owned())
        })
        .collect();
    let other = SpecForm::new(page, SEVERAL_FORM, "announce", SHARED);
    let label = move |field: &str| match labels.get(field) {
        Some(label) => label.clone(),
        None if field == "to" => t!(lang, "work-to").into_owned(),
        None if field == SEVERAL => t!(lang, "several-boxes").into_owned(),
        None => other.label()(field),
    };
    let results = told.then(|| results(page, cases, &outcomes, &label));
    let form = match open.is_empty() {
        true => None,
        false if handing => Some(hand_over(page, state, &open, people)),
        false => announcing.then(|| announce(page, state, &open)),
    };
    // The form has a way back of its own.
    let back = form.is_none().then(|| {
        view! { <p><a href=page.href("/arbete")>{t!(lang, "several-back")}</a></p> }
    });
    let nothing = (cases.is_empty() && !told).then(|| {
        view! {
            <div class="empty" id=state.id(SEVERAL) tabindex="-1">
                {icon(Icon::Info)}
                <h2>{t!(lang, "several-none-title")}</h2>
                <p>{t!(lang, "several-none", max = SEVERAL_MAX)}</p>
            </div>
        }
    });
    let way = vec![(t!(lang, "work-title").into_owned(), "/arbete".to_owned())];
    view! {
        {page_title(title.clone())}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=state.clone() label/>
            <header class="head">
                <Crumbs way/>
                <h1>{title}</h1>
            </header>
            {results}
            {nothing}
            {form}
            {back}
        </div>
    }
    .into_any()
}

/// Which went and which did not, and why.
fn results(
    page: &PageContext,
    cases: &[WorkItem],
    outcomes: &Outcomes,
    label: impl Fn(&str) -> String,
) -> AnyView {
    let lang = page.lang;
    let went = outcomes.values().filter(|error| error.is_none()).count();
    let failed = outcomes.len() - went;
    let items = outcomes
        .iter()
        .map(|(id, error)| {
            let case = cases.iter().find(|case| case.id == *id);
            // One that the reader may not know of has no name.
            let name = match case {
                Some(case) => {
                    let to = page.href(&path_of(case.id, &case.slug));
                    view! { <a href=to lang=written_in(lang) dir="auto">{case.title.clone()}</a> }
                        .into_any()
                }
                None => view! { {t!(lang, "several-unknown", number = id.to_string())} }.into_any(),
            };
            let (kind, tag) = match error {
                None => (Kind::Success, "several-went"),
                Some(_) => (Kind::Late, "several-failed"),
            };
            let why = error.as_ref().map(|error| why(page, error, &label));
            view! {
                <li class="item item--plain">
                    <div>
                        <h2 class="item__title">{name}</h2>
                        <div class="item__meta">
                            <Tag kind text=t!(lang, tag)/>
                            {why.map(|why| view! { <span>{why}</span> })}
                        </div>
                    </div>
                </li>
            }
        })
        .collect_view();
    let kind = match failed {
        0 => Kind::Success,
        _ => Kind::Warning,
    };
    let said = t!(lang, "several-count", went = went, failed = failed);
    view! {
        <Notice kind><p>{said}</p></Notice>
        <ol class="items">{items}</ol>
    }
    .into_any()
}

fn why(page: &PageContext, error: &AppError, label: impl Fn(&str) -> String) -> String {
    let lang = page.lang;
    let problems: Vec<String> = error
        .fields()
        .iter()
        .map(|error| {
            let problem = words::field_problem(lang, &error.problem);
            format!("{}: {problem}", label(&error.field))
        })
        .collect();
    match problems.is_empty() {
        true => words::help(lang, error),
        false => problems.join(" "),
    }
}

/// One meeting for all, and of each case its paragraph.
fn announce(page: &PageContext, state: &FormState, cases: &[&WorkItem]) -> AnyView {
    let lang = page.lang;
    let mut shared = SpecForm::new(page, SEVERAL_FORM, "announce", SHARED);
    shared.given.insert("body".to_owned(), "KF".to_owned());
    let rows = cases
        .iter()
        .map(|case| {
            let version = case.version.to_string();
            let label = t!(lang, "several-paragraph", title = case.title.clone());
            view! {
                <input type="hidden" name=case_field(case.id) value=version/>
                <TextField
                    form=state.clone() name=paragraph_field(case.id) label=label
                    look="input input--number"
                />
            }
        })
        .collect_view();
    let count = cases.len();
    view! {
        <form class="form" method="post" action=page.href(SEVERAL_PAGE) novalidate>
            <h2>{t!(lang, "several-announce-title", count = count)}</h2>
            <p>{t!(lang, "several-announce-help")}</p>
            <input type="hidden" name="deed" value="announce"/>
            <input type="hidden" name="once" value=state.value("once", &page.once)/>
            {shared.fields()}
            {rows}
            <div class="actions">
                <button class="btn">{t!(lang, "several-announce", count = count)}</button>
                <a class="btn btn--quiet" href=page.href("/arbete")>{t!(lang, "answers-cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}

/// The same again for those that could not be given to whom was chosen, or to nobody chosen.
fn hand_over(
    page: &PageContext,
    state: &FormState,
    cases: &[&WorkItem],
    people: &[Colleague],
) -> AnyView {
    let lang = page.lang;
    let rows = cases
        .iter()
        .map(|case| {
            let version = case.version.to_string();
            view! {
                <li>
                    <input type="hidden" name=case_field(case.id) value=version/>
                    <span lang=written_in(lang) dir="auto">{case.title.clone()}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <form class="form" method="post" action=page.href(SEVERAL_PAGE) novalidate>
            <h2>{t!(lang, "several-hand_over-title", count = cases.len())}</h2>
            <ul class="flow">{rows}</ul>
            {colleagues(page, state, "to", people, "", "several-choose")}
            <div class="actions">
                <button class="btn" name="deed" value="hand_over">{t!(lang, "several-hand_over")}</button>
                <a class="btn btn--quiet" href=page.href("/arbete")>{t!(lang, "answers-cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}

/// Under a pile: what can be done with what is ticked in it.
pub fn with_ticked(page: &PageContext, people: &[Colleague], may_announce: bool) -> AnyView {
    let lang = page.lang;
    let state = FormState::of(page, SEVERAL_FORM);
    let announce = may_announce.then(|| {
        view! {
            <button class="btn btn--secondary" name="deed" value="ask_announce">
                {t!(lang, "several-ask_announce")}
            </button>
        }
    });
    view! {
        <form class="panel panel--quiet flow" id=SEVERAL_FORM method="post" action=page.href(SEVERAL_PAGE)>
            <h2 class="panel__title">{t!(lang, "several-with")}</h2>
            <p>{t!(lang, "several-with-help", max = SEVERAL_MAX)}</p>
            <div class="actions">
                <button class="btn btn--secondary" name="deed" value="take">{t!(lang, "several-take")}</button>
                {announce}
            </div>
            {colleagues(page, &state, "to", people, "", "several-choose")}
            <div class="actions">
                <button class="btn btn--secondary" name="deed" value="hand_over">{t!(lang, "several-hand_over")}</button>
            </div>
        </form>
    }
    .into_any()
}
