//! `/kampanjer/{slug}/rosta`: the ballot. One tick and one button on a phone; who may not vote reads why,
//! and what to do about it.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::campaign::{CampaignStageCode, Voting, WhoVotes};
use nara_domain::error::Denied;

use super::api::{CampaignIdea, CampaignPort, IDEA, VoteView};
use super::outcome::all_in;
use super::shown::path_of;
use super::{VOTE, campaign_slug};
use crate::context::{PageContext, page, port, sign_in_address};
use crate::error::{AppError, words};
use crate::i18n::{Lang, date_long};
use crate::identity::how_to_be_known;
use crate::layout::{load, page_title};
use crate::proposals::api::ProposalPort;
use crate::proposals::shown::path_of as idea_path;
use crate::t;
use crate::ui::{Crumbs, ErrorSummary, FormState, Icon, Kind, Notice, icon, written_in};

#[component]
pub fn VotePage() -> impl IntoView {
    let page = page();
    let (campaigns, proposals) = (port::<dyn CampaignPort>(), port::<dyn ProposalPort>());
    let (slug, actor) = (campaign_slug(), page.actor.clone());
    let data = async move {
        let rules = proposals?.rules().await?;
        campaigns?.vote(&actor, &slug, &rules).await
    };
    load(data, move |view| show(&page, &view))
}

pub(super) fn show(page: &PageContext, view: &VoteView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, VOTE);
    let way = vec![
        (
            t!(lang, "campaigns-title").into_owned(),
            "/kampanjer".to_owned(),
        ),
        (view.title.clone(), path_of(&view.slug)),
    ];
    let open = view
        .voting
        .as_ref()
        .filter(|voting| voting.is_open(page.today()));
    let title = match open {
        Some(voting) => t!(lang, "vote-title", count = voting.votes_each),
        None => t!(lang, "vote-name"),
    }
    .into_owned();
    let body = match open {
        None => over(page, view),
        Some(voting) => view! {
            {facts(page, view, voting)}
            {lost(lang, view)}
            {match &view.may {
                Ok(()) => ballot(page, view, voting, &form),
                Err(denied) => denied_view(page, view, voting, *denied),
            }}
        }
        .into_any(),
    };
    let label = t!(lang, "vote-ideas").into_owned();
    view! {
        {page_title(t!(lang, "vote-page", title = view.title.clone()))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=move |_: &str| label.clone()/>
            <header class="head">
                <Crumbs way/>
                <h1>{title}</h1>
                <p class="lead" lang=written_in(lang) dir="auto">{view.question.clone()}</p>
            </header>
            {body}
        </div>
    }
    .into_any()
}

/// Who may vote, until when, and how many have.
pub(super) fn facts(page: &PageContext, view: &VoteView, voting: &Voting) -> AnyView {
    let lang = page.lang;
    let left = page.today().days_until(voting.until) + 1;
    let date = date_long(lang, voting.until);
    let numbers = view.numbers.map(|numbers| all_in(lang, numbers));
    view! {
        <p>
            {t!(lang, "vote-until", date = date, count = left)}" "
            {numbers}" "
            {t!(lang, "vote-for")}" "
            <span lang=written_in(lang) dir="auto">{voting.whom.clone()}</span>
        </p>
    }
    .into_any()
}

/// Something on the ballot is gone: said before anything else.
fn lost(lang: Lang, view: &VoteView) -> AnyView {
    match view.lost {
        false => ().into_any(),
        true => view! {
            <Notice kind=Kind::Warning title=t!(lang, "vote-lost-title")>
                <p>{t!(lang, "vote-lost")}</p>
            </Notice>
        }
        .into_any(),
    }
}

/// No ballot is taken: counted, being counted, or not begun.
fn over(page: &PageContext, view: &VoteView) -> AnyView {
    use CampaignStageCode as S;
    let lang = page.lang;
    let path = path_of(&view.slug);
    let (title, to, link) = match view.stage {
        S::Voting => ("vote-counting", path, "campaign-back"),
        _ if view.counted => ("vote-over", format!("{path}#resultat"), "vote-to-result"),
        _ => ("vote-none", path, "campaign-back"),
    };
    let to = page.href(&to);
    view! {
        <Notice kind=Kind::Info title=t!(lang, title)>
            <p><a href=to>{t!(lang, link)}</a></p>
        </Notice>
    }
    .into_any()
}

/// Why not, and what to do; the ideas all the same.
fn denied_view(page: &PageContext, view: &VoteView, voting: &Voting, denied: Denied) -> AnyView {
    let lang = page.lang;
    let groups = voting.who == WhoVotes::Groups;
    let why = match (denied, groups) {
        (Denied::SignIn, true) => t!(lang, "vote-sign-in-groups").into_owned(),
        (Denied::SignIn, false) => t!(lang, "vote-sign-in").into_owned(),
        (Denied::Role, true) => t!(lang, "vote-groups-only").into_owned(),
        (Denied::Role, false) => t!(lang, "vote-residents-only").into_owned(),
        (other, _) => words::help(lang, &AppError::Denied(other)),
    };
    let here = format!("{}/rosta", path_of(&view.slug));
    let sign_in = (denied == Denied::SignIn && !groups).then(|| {
        let to = page.href(&sign_in_address(&here));
        view! { <a class="btn" href=to>{t!(lang, "vote-to-sign-in")}</a> }
    });
    let door = matches!(denied, Denied::SignIn | Denied::Role).then(|| {
        let to = page.href("/grupp");
        view! { <a class="btn btn--secondary" href=to>{t!(lang, "vote-to-door")}</a> }
    });
    let ideas = view
        .candidates
        .iter()
        .map(|idea| view! { <li>{named(page, view, idea)}</li> })
        .collect_view();
    view! {
        <Notice kind=Kind::Info title=t!(lang, "vote-not-you")>
            <p>{why}</p>
            {how_to_be_known(&AppError::Denied(denied))}
            <div class="actions">{sign_in}{door}</div>
        </Notice>
        <section class="section flow" aria-labelledby="ideer">
            <h2 id="ideer">{t!(lang, "vote-ideas")}</h2>
            <ul class="bullets">{ideas}</ul>
        </section>
    }
    .into_any()
}

/// An idea with its set and who wrote it, as a link.
fn named(page: &PageContext, view: &VoteView, idea: &CampaignIdea) -> AnyView {
    let lang = page.lang;
    let to = page.href(&idea_path(idea.id, &idea.slug));
    view! {
        <a href=to lang=written_in(lang) dir="auto">{idea.title.clone()}</a>" "
        <span class="muted">{about(view, idea)}</span>
    }
    .into_any()
}

fn about(view: &VoteView, idea: &CampaignIdea) -> String {
    let set = usize::try_from(idea.set.saturating_sub(1)).ok();
    match set.and_then(|set| view.sets.get(set)) {
        Some(set) => format!("{set}. {}", idea.author),
        None => idea.author.clone(),
    }
}

/// The form. Radio buttons where there is one vote, boxes where there are more.
fn ballot(page: &PageContext, view: &VoteView, voting: &Voting, form: &FormState) -> AnyView {
    let lang = page.lang;
    let (one, voted) = (voting.votes_each == 1, !view.ticked.is_empty());
    let saved = (voted && !view.lost && !form.came_back()).then(|| {
        let until = date_long(lang, voting.until);
        let count = i64::try_from(view.ticked.len()).unwrap_or(i64::MAX);
        let most = voting.votes_each;
        let said = t!(lang, "vote-saved", count = count, most = most, date = until);
        view! {
            <Notice kind=Kind::Success title=t!(lang, "vote-saved-title")>
                <p>{said}</p>
            </Notice>
        }
    });
    let id = form.id(IDEA);
    let problem = form.problem(IDEA);
    let (hint_id, problem_id) = (format!("{id}-tips"), format!("{id}-fel"));
    let (described, class) = match problem.is_some() {
        true => (
            format!("{hint_id} {problem_id}"),
            "fieldset fieldset--error",
        ),
        false => (hint_id.clone(), "fieldset"),
    };
    let items = view
        .candidates
        .iter()
        .enumerate()
        .map(|(place, idea)| {
            // The summary's link leads to the first.
            let id = (place == 0).then(|| id.clone());
            option(page, view, idea, (form, one), id)
        })
        .collect_view();
    let role = match one {
        true => "radiogroup",
        false => "group",
    };
    let press = match voted {
        true => "vote-change",
        false => "vote-cast",
    };
    let most = voting.votes_each;
    let counter = (!one).then(|| {
        view! {
            <p class="vote__left">
                <span class="vote__count"></span>" "{t!(lang, "vote-of", most = most)}
            </p>
        }
    });
    let action = format!("{}/rosta", path_of(&view.slug));
    view! {
        {saved}
        <form class="form vote" method="post" action=page.href(&action) novalidate>
            <fieldset class=class role=role aria-describedby=described>
                <legend class="fieldset__legend">{t!(lang, "vote-ideas")}</legend>
                <p class="field__hint" id=hint_id>{t!(lang, "vote-hint", count = most)}</p>
                {problem.map(|problem| view! {
                    <p class="field__error" id=problem_id>{icon(Icon::Alert)}{problem}</p>
                })}
                <div class="choices">{items}</div>
            </fieldset>
            {counter}
            <div class="actions">
                <button class="btn">{t!(lang, press)}</button>
                <a class="btn btn--quiet" href=page.href(&path_of(&view.slug))>{t!(lang, "campaign-back")}</a>
            </div>
        </form>
        <p class="small muted">{t!(lang, "vote-sealed")}</p>
    }
    .into_any()
}

fn option(
    page: &PageContext,
    view: &VoteView,
    idea: &CampaignIdea,
    (form, one): (&FormState, bool),
    id: Option<String>,
) -> AnyView {
    let lang = page.lang;
    let number = idea.id.to_string();
    let mine = !form.came_back() && view.ticked.contains(&idea.id);
    let (kind, name, value) = match one {
        true => ("radio", IDEA.to_owned(), number.clone()),
        false => ("checkbox", format!("{IDEA}-{number}"), "yes".to_owned()),
    };
    let checked = mine || (form.came_back() && form.value(&name, "") == value);
    view! {
        <label class="choice">
            <input type=kind id=id name=name value=value checked=checked/>
            <span>
                <span lang=written_in(lang) dir="auto">{idea.title.clone()}</span>
                <span class="choice__hint">{about(view, idea)}</span>
            </span>
        </label>
    }
    .into_any()
}
