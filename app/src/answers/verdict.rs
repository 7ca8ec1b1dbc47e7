//! `/forslag/{id}/{slug}/omdome`: the department's answer to an idea, and later that it is done.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use nara_domain::answer::ActKind;
use nara_domain::letters::Told;
use nara_domain::permissions::{Action, can};
use nara_domain::proposal::{Course, IdeaMoveKind};

use super::case::{case_page, consequences, head, once, path, subject};
use super::look;
use super::spec::{SpecForm, body_suggestions};
use crate::context::PageContext;
use crate::i18n::Lang;
use crate::layout::page_title;
use crate::proposals::api::ProposalView;
use crate::proposals::shown::verdict_kind;
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Notice, Tag};

/// The form's name in the page.
const FORM: &str = "verdict";

/// The verdicts to choose from, or the form of one.
#[component]
pub fn VerdictPage() -> impl IntoView {
    let asked = use_query_map()
        .read_untracked()
        .get("steg")
        .unwrap_or_default();
    case_page(
        |_| Action::ReadDesk,
        move |page, case| {
            let state = FormState::of(page, FORM);
            let kind = IdeaMoveKind::from_code(&state.value("step", &asked));
            match kind {
                Some(kind) if state.came_back() || open(page, &case).contains(&kind) => {
                    form(page, &case, kind)
                }
                _ => chooser(page, &case),
            }
        },
    )
}

/// What this person may record on the idea now.
fn open(page: &PageContext, case: &ProposalView) -> Vec<IdeaMoveKind> {
    let Course::Idea(stage) = &case.course else {
        return Vec::new();
    };
    stage
        .allowed()
        .iter()
        .copied()
        .filter(|kind| can(&page.actor, Action::RecordIdea(*kind), &subject(case)).is_ok())
        .collect()
}

/// A verdict is shown under its own word, being done under `idea_move-done`.
fn name(lang: Lang, kind: IdeaMoveKind) -> String {
    match kind.verdict() {
        Some(verdict) => t!(lang, &format!("verdict-{verdict}")),
        None => t!(lang, &format!("idea_move-{kind}")),
    }
    .into_owned()
}

fn meaning(lang: Lang, kind: IdeaMoveKind) -> String {
    match kind.verdict() {
        Some(verdict) => t!(lang, &format!("verdict-{verdict}-meaning")),
        None => t!(lang, "answers-idea-done-help"),
    }
    .into_owned()
}

fn chooser(page: &PageContext, case: &ProposalView) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, "answers-idea-title");
    let open = open(page, case);
    let list = match open.is_empty() {
        true => {
            let why = match case.course {
                Course::Proposal(_) | Course::Problem(_) | Course::Questions => {
                    t!(lang, "not_now-other_kind")
                }
                Course::Idea(_) => t!(lang, "answers-idea-none"),
            };
            view! { <Notice kind=Kind::Info title=t!(lang, "transition-none")><p>{why}</p></Notice> }
                .into_any()
        }
        false => {
            let items = open
                .into_iter()
                .map(|kind| {
                    let to = page.href(&format!("{}/omdome?steg={kind}", path(case)));
                    view! {
                        <li>
                            <a class="choice choice--link" href=to>
                                <span>
                                    {name(lang, kind)}
                                    <span class="choice__hint">{meaning(lang, kind)}</span>
                                </span>
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! { <ul class="choices">{items}</ul> }.into_any()
        }
    };
    view! {
        {page_title(title.clone())}
        <div class="wrap wrap--narrow flow">
            {head(page, case, &title, &t!(lang, "answers-idea-lead"))}
            {list}
        </div>
    }
    .into_any()
}

fn form(page: &PageContext, case: &ProposalView, kind: IdeaMoveKind) -> AnyView {
    let lang = page.lang;
    let mut form = SpecForm::new(page, FORM, kind.code(), kind.fields());
    form.bodies = body_suggestions(page.lang, &case.ruleset.bodies);
    let title = name(lang, kind);
    let look = kind.verdict().map_or(Kind::Done, verdict_kind);
    let chooser = page.href(&format!("{}/omdome", path(case)));
    view! {
        {page_title(title.clone())}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label()/>
            {head(page, case, &title, &meaning(lang, kind))}
            <p>{t!(lang, "answers-shown-as")} " " <Tag kind=look text=title.clone()/></p>
            {look::preview(page, case, FORM)}
            <form class="form" method="post" action=chooser.clone() novalidate>
                <input type="hidden" name="step" value=kind.code()/>
                {once(page, &form.state)}
                {form.fields()}
                {consequences(page, case, Told::of_act(ActKind::IdeaMove), &[])}
                <div class="actions" id=look::CHOOSE tabindex="-1">
                    {look::button(page)}
                    <button class="btn">{t!(lang, "answers-idea-submit")}</button>
                    <a class="btn btn--quiet" href=chooser.clone()>{t!(lang, "answers-other-verdict")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
