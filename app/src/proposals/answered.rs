//! `/forslag/{id}/{slug}/inlagg/{comment}/besvarad`: an official says which answer a question of the
//! discussion has; and the box on the proposal that collects those.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::ids::{CommentId, ProposalId};

use super::api::{AnsweredView, Fact, ProposalPort, ProposalView};
use super::change::asked;
use super::detail::gist;
use super::discussion::address_of;
use super::shown::path_of;
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_title};
use crate::people::shown_name;
use crate::t;
use crate::ui::{
    Choices, Crumbs, DayOf, ErrorSummary, FormState, StandingBadge, TextField, written_in,
};

/// The name the form comes back under.
pub const FORM: &str = "answered";
/// How much of a reply reminds of it.
const START: usize = 140;

/// Where a question is marked below this page of a proposal.
pub fn answered_path(proposal: &str, id: CommentId) -> String {
    format!("{proposal}/inlagg/{id}/besvarad")
}

#[component]
pub fn AnsweredPage() -> impl IntoView {
    let page = page();
    let (port, about) = (port::<dyn ProposalPort>(), asked());
    let actor = page.actor.clone();
    let data = async move {
        let about = about?;
        let view = port?.answered(&actor, about).await?;
        Ok((about, view))
    };
    load(data, move |(about, view)| form(&page, about, &view))
}

fn form(
    page: &PageContext,
    (id, comment): (ProposalId, CommentId),
    view: &AnsweredView,
) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, FORM);
    let case = path_of(id, &view.slug);
    let way = vec![
        (t!(lang, "list-title").into_owned(), "/forslag".to_owned()),
        (view.title.clone(), case.clone()),
    ];
    let title = t!(lang, "answered-title");
    let asked_by = shown_name(lang, &view.question.author);
    let choices: Vec<_> = view
        .replies
        .iter()
        .map(|reply| {
            let name = shown_name(lang, &reply.author);
            let start = gist(&reply.text, START);
            (reply.id.to_string(), name.into_owned(), start)
        })
        .chain([(
            String::new(),
            t!(lang, "answered-none").into_owned(),
            String::new(),
        )])
        .collect();
    let chosen = view.reply.map(|id| id.to_string()).unwrap_or_default();
    let choose = (!view.replies.is_empty()).then(|| {
        view! {
            <Choices form=form.clone() name="reply" legend=t!(lang, "answered-reply") choices value=chosen/>
        }
    });
    let label = move |field: &str| match field {
        "reply" => t!(lang, "answered-reply").into_owned(),
        _ => t!(lang, "answered-text").into_owned(),
    };
    // Marked by a colleague meanwhile: what they chose is above, and the form is one of what stands now.
    let overtaken = form.is_conflict();
    let now = overtaken.then(|| holds(page, view));
    let seen = match overtaken {
        true => view.seen.to_string(),
        false => form.value("seen", &view.seen.to_string()),
    };
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
            </header>
            <section class="panel flow" aria-labelledby="fragan">
                <h2 class="panel__title" id="fragan">{t!(lang, "answered-question", name = asked_by)}</h2>
                <p class="as-written" lang=written_in(lang) dir="auto">{view.question.text.clone()}</p>
            </section>
            {now}
            <form class="form" method="post" action=page.href(&answered_path(&case, comment)) novalidate>
                {choose}
                <TextField form=form.clone() name="text" label=t!(lang, "answered-text")
                    hint=t!(lang, "answered-text-hint") value=view.text.clone() area=true
                    optional=true look="input"/>
                <input type="hidden" name="seen" value=seen/>
                <input type="hidden" name="once" value=form.value("once", &page.once)/>
                <p class="small muted">{t!(lang, "answered-shown")}</p>
                <div class="actions">
                    <button class="btn">{t!(lang, "answered-send")}</button>
                    <a href=page.href(&address_of(&case, comment))>{t!(lang, "debate-reply-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}

/// Which reply answers the question now, and in which words of the municipality's.
fn holds(page: &PageContext, view: &AnsweredView) -> AnyView {
    let lang = page.lang;
    let reply = view.replies.iter().find(|one| Some(one.id) == view.reply);
    let reply = reply.map(|reply| {
        let name = shown_name(lang, &reply.author).into_owned();
        view! {
            <p class="small muted">{name}</p>
            <p class="as-written" lang=written_in(lang) dir="auto">{reply.text.clone()}</p>
        }
    });
    let words = (!view.text.is_empty()).then(|| {
        view! { <p class="as-written" lang=written_in(lang) dir="auto">{view.text.clone()}</p> }
    });
    view! {
        <section class="panel flow" aria-labelledby="nu">
            <h2 class="panel__title" id="nu">{t!(lang, "change-now")}</h2>
            {reply}
            {words}
        </section>
    }
    .into_any()
}

/// Questions that have their answer.
#[component]
pub fn Facts(case: ProposalView) -> impl IntoView {
    let page = page();
    let path = path_of(case.id, &case.slug);
    (!case.facts.is_empty()).then(|| {
        let all: Vec<_> = case
            .facts
            .into_iter()
            .map(|one| fact(&page, &path, one))
            .collect();
        view! {
            <section class="panel flow" aria-labelledby="besvarat">
                <h2 class="panel__title" id="besvarat">{t!(page.lang, "facts-title")}</h2>
                {all}
            </section>
        }
    })
}

fn fact(page: &PageContext, path: &str, one: Fact) -> AnyView {
    let lang = page.lang;
    let to = page.href(&address_of(path, one.question));
    let asked_by = t!(lang, "facts-asked", name = shown_name(lang, &one.asked_by));
    let more = one.reply.map(|id| {
        let to = page.href(&address_of(path, id));
        view! { <a href=to>{t!(lang, "facts-reply")}</a> }
    });
    view! {
        <div class="flow">
            <h3 class="as-written" lang=written_in(lang) dir="auto">{one.asked}</h3>
            <p class="small"><a href=to>{asked_by}</a></p>
            <p class="as-written" lang=written_in(lang) dir="auto">{one.answer}</p>
            <p class="comment__who">
                <strong>{one.by}</strong>
                <StandingBadge standing=one.standing/>
                <DayOf at=one.at/>
                {more}
            </p>
        </div>
    }
    .into_any()
}
