//! What the pages of two proposals that became one say of it.

use leptos::prelude::*;

use crate::context::{PageContext, page};
use crate::i18n::{Lang, listed};
use crate::people::shown_name;
use crate::proposals::api::{MergedView, ProposalView};
use crate::proposals::shown::{path_of, state_name};
use crate::t;
use crate::ui::{Kind, Notice, icon, written_in};

/// In place of where it stands: that everything goes on in another one, and the way there.
#[component]
pub fn MergedState(case: ProposalView, merged: MergedView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let kind = Kind::Ended;
    let before = t!(
        lang,
        "merging-state-before",
        state = state_name(lang, &case.course)
    );
    let way = match &merged.lead {
        Some((id, slug, title)) => {
            let to = page.href(&path_of(*id, slug));
            view! {
                <p class="state__next">
                    {t!(lang, "merging-state-lead")}" "
                    <a href=to lang=written_in(lang) dir="auto">{title.clone()}</a>
                </p>
            }
            .into_any()
        }
        None => view! { <p class="state__next">{t!(lang, "merging-state-hidden")}</p> }.into_any(),
    };
    view! {
        <div class=format!("state {}", kind.class())>
            <h2 class="state__name">{icon(kind.icon())}{t!(lang, "merging-tag")}</h2>
            <p class="state__means">{t!(lang, "merging-state-meaning")}</p>
            {way}
            <p class="state__next">{before}</p>
        </div>
    }
}

/// On the one that leads: what is part of it, and who stands behind that.
#[component]
pub fn PartsOf(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let parts = case.parts;
    if parts.is_empty() {
        return None;
    }
    let names: Vec<String> = parts
        .iter()
        .filter_map(|part| part.proposer_name.as_deref())
        .map(|name| named(lang, name))
        .collect();
    let with = (!names.is_empty())
        .then(|| view! { <p>{t!(lang, "merging-parts-with", names = listed(lang, &names))}</p> });
    let list = parts
        .into_iter()
        .map(|part| {
            let to = page.href(&path_of(part.id, &part.slug));
            view! { <li><a href=to lang=written_in(lang) dir="auto">{part.title}</a></li> }
        })
        .collect_view();
    Some(view! {
        <Notice kind=Kind::Info title=t!(lang, "merging-parts-title")>
            <ul class="bullets">{list}</ul>
            {with}
        </Notice>
    })
}

/// A name inside a sentence, or that of somebody who shows none.
fn named(lang: Lang, name: &str) -> String {
    match shown_name(lang, name) {
        shown if shown.is_empty() || name == nara_domain::name::NAMELESS => {
            t!(lang, "merging-nameless").into_owned()
        }
        shown => shown.to_string(),
    }
}

/// To the two proposers and whoever suggests such things: that somebody is being asked.
#[component]
pub fn AskedToMerge(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let links = case
        .merge_asked
        .into_iter()
        .map(|(id, slug)| {
            let to = page.href(&format!("{}/sla-ihop", path_of(id, &slug)));
            let words = match case.mine {
                true => t!(lang, "merging-asked-answer"),
                false => t!(lang, "merging-asked-look"),
            };
            view! { <p><a href=to>{words}</a></p> }
        })
        .collect::<Vec<_>>();
    (!links.is_empty()).then(|| {
        view! {
            <Notice kind=Kind::Waiting title=t!(lang, "merging-asked-title")>{links}</Notice>
        }
    })
}

/// To a supporter of what became part of another: whether they want to support that one. Their support
/// of it is one like everybody's, given there.
#[component]
pub fn MoveSupport(case: ProposalView, merged: MergedView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let (Some((id, slug, title)), Some(support)) = (merged.lead, merged.support) else {
        return ().into_any();
    };
    let to = page.href(&path_of(id, &slug));
    let link = view! { <a href=to.clone() lang=written_in(lang) dir="auto">{title}</a> };
    let ask = case.support.mine;
    if support.mine {
        return view! {
            <p class="support__note">{t!(lang, "merging-support-done")}" "{link}</p>
        }
        .into_any();
    }
    if !support.open {
        let why = support.refused.unwrap_or_else(|| "closed".to_owned());
        return view! {
            <p class="support__note">{link}": "{t!(lang, &format!("refused-{why}"))}</p>
        }
        .into_any();
    }
    let question = match ask {
        true => t!(lang, "merging-support-ask"),
        false => t!(lang, "merging-support-there"),
    };
    let button = ask.then(|| give(&page, &format!("{to}/stod")));
    view! {
        <p class="support__note">{question}" "{link}</p>
        {button}
    }
    .into_any()
}

fn give(page: &PageContext, action: &str) -> AnyView {
    let (lang, action) = (page.lang, action.to_owned());
    view! {
        <form method="post" action=action>
            <button class="btn btn--wide">{t!(lang, "merging-support-yes")}</button>
        </form>
        <p class="support__note">{t!(lang, "merging-support-no")}</p>
    }
    .into_any()
}
