//! `/forslag/nytt`: writing a proposal, one thing a page. What is typed is in a draft under an
//! address that nobody can guess; signing in is asked for at the last step only.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::proposal::{District, Ruleset};

use super::api::{Draft, ProposalPort};
use super::shown;
use crate::context::{page, port};
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::t;

mod alike;
mod check;
mod kept;
mod text;
mod title;
mod topic;

pub use alike::SimilarPage;
pub use check::CheckPage;
pub use text::TextPage;
pub use title::TitlePage;
pub use topic::TopicPage;

/// Steps somebody goes through: title, text, subject, similar ones, check.
const STEPS: usize = 5;

/// The draft the address names, then its step; a draft that has been handed in leads on.
fn with_draft(view: impl Fn(Draft) -> AnyView + Send + Sync + 'static) -> impl IntoView {
    with_rules(move |draft, _| view(draft))
}

/// As [`with_draft`], with the rules that hold.
fn with_rules(view: impl Fn(Draft, &Ruleset) -> AnyView + Send + Sync + 'static) -> impl IntoView {
    let id = use_params_map()
        .get_untracked()
        .get("draft")
        .unwrap_or_default();
    let port = port::<dyn ProposalPort>();
    let data = async move {
        let port = port?;
        let draft = port.get_draft(&id).await?;
        Ok((draft, port.rules().await?))
    };
    load(data, move |(draft, rules)| match draft.proposal {
        Some(proposal) => handed_in(proposal),
        None => view(draft, &rules),
    })
}

fn handed_in(proposal: nara_domain::ids::ProposalId) -> AnyView {
    let page = page();
    let lang = page.lang;
    view! {
        <Frame step=0 title=t!(lang, "wizard-handed-in").into_owned()>
            <h1>{t!(lang, "wizard-handed-in")}</h1>
            <p><a class="btn" href=page.href(&format!("/forslag/{proposal}"))>{t!(lang, "wizard-to-proposal")}</a></p>
        </Frame>
    }
    .into_any()
}

/// What every step has: its title, how far it is, and that search engines stay away from drafts.
#[component]
fn Frame(step: usize, #[prop(into)] title: String, children: Children) -> impl IntoView {
    let lang = page().lang;
    let progress = (step > 0).then(|| {
        let marks = (1..=STEPS)
            .map(|each| {
                let class = match each.cmp(&step) {
                    std::cmp::Ordering::Less => "steps__done",
                    std::cmp::Ordering::Equal => "steps__now",
                    std::cmp::Ordering::Greater => "",
                };
                view! { <li class=class></li> }
            })
            .collect_view();
        view! {
            <ol class="steps" aria-hidden="true">{marks}</ol>
            <p class="steps__text">{t!(lang, "wizard-step", step = step, steps = STEPS)}</p>
        }
    });
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            {progress}
            {children()}
        </div>
    }
}

/// Where a draft's step is.
fn address(draft: &str, step: &str) -> String {
    match step {
        "" => format!("/forslag/nytt/{draft}"),
        step => format!("/forslag/nytt/{draft}/{step}"),
    }
}

/// `till=kontrollera` in the address: back to the last step after this one.
fn till() -> String {
    let asked = super::query::pairs(&page().query);
    asked
        .into_iter()
        .find(|(name, _)| name == "till")
        .map(|(_, value)| value)
        .unwrap_or_default()
}

/// What a field of the wizard is called in the summary of problems.
fn label(lang: Lang, field: &str) -> String {
    let known = [
        "title",
        "kind",
        "body",
        "topic",
        "district",
        "window",
        "name_form",
        "set",
        "publish",
    ];
    match known.contains(&field) {
        true => t!(lang, &format!("wizard-label-{field}")).into_owned(),
        false => field.to_owned(),
    }
}

/// The kind a draft is to become, as words.
fn kind_name(lang: Lang, code: &str) -> String {
    use nara_domain::proposal::Kind;
    let kind = Kind::from_code(code).unwrap_or(Kind::Proposal);
    t!(lang, &format!("wizard-kind-{}", kind.code())).into_owned()
}

/// The name of a district by its code; nothing chosen is the whole municipality.
pub(crate) fn district_name(lang: Lang, districts: &[District], code: &str) -> String {
    match (code, District::find(districts, code)) {
        (_, Some(known)) => known.name.clone(),
        ("", None) => t!(lang, "wizard-everywhere").into_owned(),
        // No longer one: the last step says so beside it.
        (unknown, None) => unknown.to_owned(),
    }
}

/// The path of a proposal by what is known of a similar one.
fn path_of(similar: &super::api::Similar) -> String {
    shown::path_of(similar.id, &similar.slug)
}
