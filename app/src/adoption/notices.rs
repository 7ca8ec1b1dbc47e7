//! What other pages say of ideas that become proposals.

use leptos::prelude::*;
use nara_domain::adoption::AdoptionState;
use nara_domain::name::NAMELESS;
use nara_domain::proposal::Kind as Way;

use super::api::{Linked, Waiting};
use crate::context::{PageContext, page};
use crate::i18n::listed;
use crate::proposals::api::ProposalView;
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{Kind, Notice, written_in};

/// Where the page of an idea is on which all of it is asked and answered.
pub(super) fn address(id: nara_domain::ids::ProposalId, slug: &str) -> String {
    format!("{}/ta-over", path_of(id, slug))
}

/// The other one, with whose it is. What young people wrote is not quoted by search engines.
fn linked(page: &PageContext, before: &str, one: &Linked) -> AnyView {
    let lang = page.lang;
    let to = page.href(&path_of(one.id, &one.slug));
    let by =
        (one.name != NAMELESS).then(|| t!(lang, &format!("{before}-by"), name = one.name.clone()));
    let title = one.title.clone();
    view! {
        <div data-nosnippet=one.of_group>
            <p>
                {t!(lang, before)}" "
                <a href=to lang=written_in(lang) dir="auto">{title}</a>
                {by.map(|by| view! { " "{by} })}
            </p>
        </div>
    }
    .into_any()
}

/// Names that are listed; the others are counted.
const NAMED: usize = 20;

/// Who told how the problem concerns them: whoever wants can read what under its address.
fn told(page: &PageContext, names: &[String]) -> Option<AnyView> {
    let lang = page.lang;
    let (named, nameless): (Vec<_>, Vec<_>) = names.iter().partition(|name| *name != NAMELESS);
    let mut shown: Vec<String> = named
        .iter()
        .take(NAMED)
        .map(|name| (*name).clone())
        .collect();
    let others = named.len().saturating_sub(NAMED) + nameless.len();
    if others > 0 {
        shown.push(match shown.is_empty() {
            true => t!(lang, "problem-told-only-others", count = others).into_owned(),
            false => t!(lang, "problem-told-others", count = others).into_owned(),
        });
    }
    let names = listed(lang, &shown);
    (!shown.is_empty())
        .then(|| view! { <p>{t!(lang, "problem-told", names = names)}</p> }.into_any())
}

/// What became of an idea or a problem, what a proposal builds on, and what waits for the reader.
#[component]
pub fn AdoptionNotices(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let shown = case.adoption;
    let other = shown.linked.as_ref().map(|one| {
        let before = match (case.kind, one.kind) {
            (Way::Idea, _) => "adoption-became",
            (Way::Problem, _) => "problem-became",
            (Way::Proposal, Way::Problem) => "problem-builds",
            (Way::Proposal | Way::Questions, _) => "adoption-builds",
        };
        let line = linked(&page, before, one);
        let told = told(&page, &shown.told);
        let title = t!(lang, &format!("{before}-title")).into_owned();
        view! { <Notice kind=Kind::Info title=title>{line}{told}</Notice> }
    });
    let here = page.href(&address(case.id, &case.slug));
    let answer_at = here.clone();
    let to_answer = (shown.to_answer > 0).then(|| {
        view! {
            <Notice kind=Kind::Waiting title=t!(lang, "adoption-asked-title", count = shown.to_answer)>
                <p><a href=answer_at>{t!(lang, "adoption-asked-answer")}</a></p>
            </Notice>
        }
    });
    let with_supervisor = (shown.with_supervisor > 0).then(|| {
        view! {
            <Notice kind=Kind::Info title=t!(lang, "adoption-asked-title", count = shown.with_supervisor)>
                <p>{t!(lang, "adoption-asked-supervisor")}</p>
            </Notice>
        }
    });
    // Once it is handed in, what everybody reads says it all.
    let mine = shown.mine.filter(|_| shown.linked.is_none()).map(|state| {
        let kind = match state {
            AdoptionState::Asked => Kind::Waiting,
            AdoptionState::Agreed => Kind::Success,
            AdoptionState::Declined => Kind::Info,
        };
        view! {
            <Notice kind title=t!(lang, &format!("adoption-mine-{state}"))>
                <p><a href=here>{t!(lang, "adoption-mine-look")}</a></p>
            </Notice>
        }
    });
    view! { {other}{to_answer}{with_supervisor}{mine} }
}

/// On the page of an idea, for whoever could hand it in.
#[component]
pub fn OfferAdoption(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let to = page.href(&address(case.id, &case.slug));
    case.adoption.offer.then(|| {
        view! {
            <section class="section flow no-print" aria-labelledby="ta-over">
                <h2 id="ta-over">{t!(lang, "adoption-offer-title")}</h2>
                <p>{t!(lang, "adoption-offer")}</p>
                <p><a href=to>{t!(lang, "adoption-offer-link")}</a></p>
            </section>
        }
    })
}

/// For a member and for whoever runs groups: ideas that somebody asks about.
pub fn questions(page: &PageContext, waiting: &[Waiting]) -> AnyView {
    let lang = page.lang;
    if waiting.is_empty() {
        return ().into_any();
    }
    let count: i64 = waiting.iter().map(|one| one.count).sum();
    let lines = waiting
        .iter()
        .map(|one| {
            let to = page.href(&address(one.id, &one.slug));
            let title = one.title.clone();
            view! { <li><a href=to lang=written_in(lang) dir="auto">{title}</a></li> }
        })
        .collect_view();
    view! {
        <Notice kind=Kind::Waiting title=t!(lang, "adoption-questions", count = count)>
            <ul class="bullets">{lines}</ul>
        </Notice>
    }
    .into_any()
}

/// At the last step of the wizard: the idea or problem it is written from.
pub fn written_from(page: &PageContext, idea: &Linked) -> AnyView {
    let lang = page.lang;
    let before = match idea.kind {
        Way::Problem => "problem-builds",
        Way::Idea | Way::Proposal | Way::Questions => "adoption-builds",
    };
    let line = linked(page, before, idea);
    view! {
        <Notice kind=Kind::Info title=t!(lang, &format!("{before}-title")).into_owned()>
            {line}
            <p>{t!(lang, &format!("{before}-then"))}</p>
        </Notice>
    }
    .into_any()
}
