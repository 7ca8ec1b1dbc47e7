//! On the page of an idea: the question to a member, and the form for who asks. To everybody else an idea
//! shows nothing but the names of those who said yes.

use leptos::prelude::*;
use nara_domain::coauthors::{COAUTHORS_MAX, CoauthorState};

use super::api::{Asked, Coauthor};
use super::{FORM, ID};
use crate::context::{PageContext, page};
use crate::proposals::api::ProposalView;
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Notice, TextField, written_in};

fn action(page: &PageContext, case: &ProposalView) -> String {
    page.href(&format!("{}/{ID}", path_of(case.id, &case.slug)))
}

/// A form with nothing to type: what it does, to whom, and its button.
fn button(action: &str, deed: &'static str, member: Option<i64>, press: AnyView) -> AnyView {
    let member = member.map(|number| {
        view! { <input type="hidden" name="member" value=number.to_string()/> }
    });
    view! {
        <form method="post" action=action.to_owned()>
            <input type="hidden" name="deed" value=deed/>
            {member}
            <button class="btn btn--secondary btn--small">{press}</button>
        </form>
    }
    .into_any()
}

/// For a member who is asked: what a yes means, and both answers.
#[component]
pub fn AskedToShare(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    case.coauthors.asked.then(|| {
        let action = action(&page, &case);
        // To what is hidden there is only a no.
        let yes = case.hidden.is_none().then(|| {
            let yes = t!(lang, "coauthor-yes").into_any();
            button(&action, "yes", None, yes)
        });
        let no = t!(lang, "coauthor-no").into_any();
        view! {
            <Notice kind=Kind::Waiting title=t!(lang, "coauthor-asked-title")>
                <p>{t!(lang, "coauthor-asked")}</p>
                <div class="actions">
                    {yes}
                    {button(&action, "no", None, no)}
                </div>
            </Notice>
        }
    })
}

/// For whoever wrote the idea, runs their group, or stands on it.
#[component]
pub fn Coauthors(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let shown = &case.coauthors;
    let form = FormState::of(&page, FORM);
    let nothing = !(shown.ask || shown.full || shown.stands) && shown.people.is_empty();
    if nothing && !form.came_back() {
        return None;
    }
    let action = action(&page, &case);
    let stands = shown.stands.then(|| {
        let press = t!(lang, "coauthor-leave").into_any();
        view! {
            <p>{t!(lang, "coauthor-mine")}</p>
            {button(&action, "take_off", None, press)}
        }
    });
    let full = shown
        .full
        .then(|| view! { <p>{t!(lang, "coauthor-full", max = COAUTHORS_MAX)}</p> });
    let ask = shown.ask.then(|| ask(&page, &form, &action));
    let label = move |_: &str| t!(lang, "coauthor-alias").into_owned();
    Some(view! {
        <section class="section flow no-print" aria-labelledby=ID>
            <h2 id=ID>{t!(lang, "coauthor-title")}</h2>
            <ErrorSummary form=form.clone() label=label/>
            {stands}
            {people(&page, &shown.people, &action)}
            {full}
            {ask}
        </section>
    })
}

fn ask(page: &PageContext, form: &FormState, action: &str) -> AnyView {
    let lang = page.lang;
    view! {
        <p>{t!(lang, "coauthor-lead", max = COAUTHORS_MAX)}</p>
        <form class="form" method="post" action=action.to_owned() novalidate>
            <input type="hidden" name="deed" value="ask"/>
            <TextField form=form.clone() name="alias" label=t!(lang, "coauthor-alias")
                hint=t!(lang, "coauthor-alias-hint") autocomplete="off"/>
            <div class="actions">
                <button class="btn btn--secondary">{t!(lang, "coauthor-ask")}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Who stands on it, is asked or said no.
fn people(page: &PageContext, people: &[Coauthor], action: &str) -> Option<AnyView> {
    let lang = page.lang;
    let lines = people
        .iter()
        .map(|one| {
            let words = match one.state {
                CoauthorState::Yes => "coauthor-off",
                _ => "coauthor-take-back",
            };
            let name = one.name.clone();
            let off = one.removable.then(|| {
                let press = view! {
                    {t!(lang, words)}<span class="visually-hidden">": "{name}</span>
                };
                button(action, "take_off", one.member, press.into_any())
            });
            let state = t!(lang, &format!("coauthor-state-{}", one.state));
            view! {
                <li class="cluster">
                    <span>{one.name.clone()}": "{state}</span>
                    {off}
                </li>
            }
        })
        .collect_view();
    (!people.is_empty()).then(|| view! { <ul class="flow">{lines}</ul> }.into_any())
}

/// On a member's own page: ideas on which they are asked to stand.
pub fn asked(page: &PageContext, asked: &[Asked]) -> AnyView {
    let lang = page.lang;
    if asked.is_empty() {
        return ().into_any();
    }
    let lines = asked
        .iter()
        .map(|one| {
            let to = page.href(&path_of(one.id, &one.slug));
            let title = one.title.clone();
            view! { <li><a href=to lang=written_in(lang) dir="auto">{title}</a></li> }
        })
        .collect_view();
    let count = i64::try_from(asked.len()).unwrap_or(i64::MAX);
    view! {
        <Notice kind=Kind::Waiting title=t!(lang, "coauthor-waiting", count = count)>
            <ul class="bullets">{lines}</ul>
        </Notice>
    }
    .into_any()
}
