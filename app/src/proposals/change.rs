//! `/forslag/{id}/{slug}/inlagg/{comment}/andra`: changing what one wrote in the discussion; and
//! `…/versioner`: what stood there before.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::ids::{CommentId, ProposalId, QuestionSetId};
use nara_domain::text::{COMMENT_MAX, slug};
use nara_domain::time::Stamp;

use super::api::{ChangeView, ProposalPort, VersionsView};
use super::counter_island::Counter;
use super::discussion::address_of;
use super::shown::path_of;
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::{Lang, day_near, time_of_day};
use crate::layout::{load, page_title};
use crate::moderation::hidden_line;
use crate::people::shown_name;
use crate::questions;
use crate::t;
use crate::ui::{Crumbs, ErrorSummary, FormState, Kind, Notice, TextField, written_in};

/// The name the form comes back under.
pub const FORM: &str = "change";

/// Where somebody changes a comment below this page of a proposal.
pub fn change_path(proposal: &str, id: CommentId) -> String {
    format!("{proposal}/inlagg/{id}/andra")
}

/// Where everybody reads what stood there before.
pub fn versions_path(proposal: &str, id: CommentId) -> String {
    format!("{proposal}/inlagg/{id}/versioner")
}

/// `4 mars kl. 14.10`.
pub fn moment(page: &PageContext, at: Stamp) -> String {
    let day = day_near(page.lang, at.day(), page.today());
    let time = time_of_day(page.lang, at);
    t!(page.lang, "moment", day = day, time = time).into_owned()
}

/// The comment an address is about.
pub(super) fn asked() -> Result<(ProposalId, CommentId), AppError> {
    let params = use_params_map().get_untracked();
    let id = params.get("id").unwrap_or_default();
    let comment = params.get("comment").unwrap_or_default();
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    Ok((id, comment.parse().map_err(|_| AppError::NotFound)?))
}

/// The page a comment is read on (`case`: the proposal's own), and the way to it.
fn read_on(
    lang: Lang,
    case: &str,
    (title, asked): (&str, Option<QuestionSetId>),
) -> (String, Vec<(String, String)>) {
    let (list, listed, there) = match asked {
        Some(set) => {
            let there = questions::path_of(set, &slug(title));
            ("questions-title", "/fragor", there)
        }
        None => ("list-title", "/forslag", case.to_owned()),
    };
    let way = vec![
        (t!(lang, list).into_owned(), listed.to_owned()),
        (title.to_owned(), there.clone()),
    ];
    (there, way)
}

#[component]
pub fn ChangeCommentPage() -> impl IntoView {
    let page = page();
    let (port, about) = (port::<dyn ProposalPort>(), asked());
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let about = about?;
        let view = port?.changing(&actor, about, now).await?;
        Ok((about, view))
    };
    load(data, move |(about, view)| form(&page, about, &view))
}

fn form(page: &PageContext, (id, comment): (ProposalId, CommentId), view: &ChangeView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, FORM);
    let case = path_of(id, &view.slug);
    let (there, way) = read_on(lang, &case, (&view.title, view.asked));
    let back = page.href(&address_of(&there, comment));
    let title = t!(lang, "change-title");
    // Changed in another window: both texts are here, and the form is one of what stands there now.
    let overtaken = form.is_conflict();
    let now = overtaken.then(|| {
        view! {
            <section class="panel flow" aria-labelledby="nu">
                <h2 class="panel__title" id="nu">{t!(lang, "change-now")}</h2>
                <p class="as-written" lang=written_in(lang) dir="auto">{view.text.clone()}</p>
            </section>
        }
    });
    let seen = match overtaken {
        true => view.version.to_string(),
        false => form.value("seen", &view.version.to_string()),
    };
    let then = match view.mends {
        true => "change-mends",
        false => "change-revises",
    };
    let label = move |_: &str| t!(lang, "debate-your-comment").into_owned();
    let max = i64::try_from(COMMENT_MAX).unwrap_or(i64::MAX);
    let counter = view! {
        <Counter
            input=form.id("text")
            max=max
            text=t!(lang, "form-count", n = "{n}", max = max).into_owned()
            over=t!(lang, "form-count-over", n = "{n}").into_owned()
        />
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
            {now}
            <form class="form" method="post" action=page.href(&change_path(&case, comment)) novalidate>
                <TextField
                    form=form.clone() name="text" label=t!(lang, "debate-your-comment").into_owned()
                    value=view.text.clone() area=true
                    hint=t!(lang, then).into_owned()
                    below=counter.into_any()
                />
                <input type="hidden" name="seen" value=seen/>
                <input type="hidden" name="once" value=form.value("once", &page.once)/>
                <div class="actions">
                    <button class="btn">{t!(lang, "change-send")}</button>
                    <a href=back>{t!(lang, "debate-reply-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}

#[component]
pub fn VersionsPage() -> impl IntoView {
    let page = page();
    let (port, about) = (port::<dyn ProposalPort>(), asked());
    let actor = page.actor.clone();
    let data = async move {
        let about = about?;
        let view = port?.versions(&actor, about).await?;
        Ok((about.0, view))
    };
    load(data, move |(id, view)| versions(&page, id, &view))
}

fn versions(page: &PageContext, id: ProposalId, view: &VersionsView) -> AnyView {
    let lang = page.lang;
    let case = path_of(id, &view.slug);
    let (there, way) = read_on(lang, &case, (&view.title, view.asked));
    let name = shown_name(lang, &view.comment.author);
    let title = t!(lang, "versions-title", name = name);
    let back = page.href(&address_of(&there, view.comment.id));
    let words = |heading: String, text: String| {
        view! {
            <section class="panel flow">
                <h2 class="panel__title">{heading}</h2>
                <p class="as-written" lang=written_in(lang) dir="auto">{text}</p>
            </section>
        }
    };
    let rest = match view.comment.hidden {
        Some(hidden) => view! {
            <Notice kind=Kind::Info title=hidden_line(lang, &hidden)><p>{t!(lang, "versions-hidden")}</p></Notice>
        }
        .into_any(),
        None => {
            let now = words(t!(lang, "versions-now").into_owned(), view.comment.text.clone());
            let none = view
                .versions
                .is_empty()
                .then(|| view! { <p class="muted">{t!(lang, "versions-none")}</p> });
            let before = view.versions.iter().map(|one| {
                let (from, until) = (moment(page, one.at), moment(page, one.until));
                let heading = t!(lang, "versions-before", from = from, until = until);
                words(heading.into_owned(), one.text.clone())
            });
            let before: Vec<_> = before.collect();
            view! { {now}{none}{before} }.into_any()
        }
    };
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
            </header>
            {rest}
            <p><a href=back>{t!(lang, "versions-back")}</a></p>
        </div>
    }
    .into_any()
}
