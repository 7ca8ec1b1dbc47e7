//! `/kampanjer/{slug}/rosta/papper`: slips of paper that two people counted. What was typed is not shown
//! again once it is in: the vote is sealed for whoever runs it, too.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::campaign::{
    COUNTED_BY, COUNTED_WITH, CampaignStepKind, SLIPS, Voting, paper_field, runs,
};

use super::api::{CampaignPort, PaperEntry, PaperView};
use super::shown::path_of;
use super::{PAPER, campaign_slug};
use crate::context::{PageContext, page, port};
use crate::i18n::{Lang, date_long};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Crumbs, DayOf, ErrorSummary, FormState, Kind, Notice, TextField, written_in};

/// For those who run the vote.
#[component]
pub fn SlipsPage() -> impl IntoView {
    let page = page();
    let campaigns = port::<dyn CampaignPort>();
    let (slug, actor, now) = (campaign_slug(), page.actor.clone(), page.now);
    let data = async move {
        runs(&actor, CampaignStepKind::Vote, true)?;
        campaigns?.paper(&actor, &slug, now).await
    };
    load(data, move |view| show(&page, &view))
}

fn label(lang: Lang, view: &PaperView, field: &str) -> String {
    let idea = view
        .candidates
        .iter()
        .find(|idea| paper_field(idea.id) == field);
    match (idea, field) {
        (Some(idea), _) => idea.title.clone(),
        (None, SLIPS | COUNTED_BY | COUNTED_WITH) => {
            t!(lang, &format!("vote-paper-{field}")).into_owned()
        }
        (None, other) => other.to_owned(),
    }
}

pub(super) fn show(page: &PageContext, view: &PaperView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, PAPER);
    let way = vec![
        (
            t!(lang, "campaigns-title").into_owned(),
            "/kampanjer".to_owned(),
        ),
        (view.title.clone(), path_of(&view.slug)),
    ];
    let body = match &view.voting {
        Some(voting) => fields(page, view, voting, &form),
        None => view! {
            <Notice kind=Kind::Info title=t!(lang, "error-not_allowed_now-title")>
                <p>{t!(lang, "not_allowed-not_voting")}</p>
            </Notice>
        }
        .into_any(),
    };
    let labels = view.clone();
    view! {
        {page_title(t!(lang, "vote-paper-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=move |field: &str| label(lang, &labels, field)/>
            <header class="head">
                <Crumbs way/>
                <h1>{t!(lang, "vote-paper-title")}</h1>
                <p class="lead">{t!(lang, "vote-paper-lead")}</p>
            </header>
            {entries(page, view)}
            {body}
        </div>
    }
    .into_any()
}

/// What has been entered, without what it says.
fn entries(page: &PageContext, view: &PaperView) -> AnyView {
    let lang = page.lang;
    if view.entries.is_empty() {
        return ().into_any();
    }
    let items = view
        .entries
        .iter()
        .map(|entry| line(lang, entry))
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="inlagda">
            <h2 id="inlagda">{t!(lang, "vote-paper-entries")}</h2>
            <ul class="bullets">{items}</ul>
        </section>
    }
    .into_any()
}

fn line(lang: Lang, entry: &PaperEntry) -> AnyView {
    let replaced = entry
        .replaced
        .then(|| view! { " "<strong>{t!(lang, "vote-paper-replaced")}</strong> });
    view! {
        <li>
            {t!(lang, "vote-paper-line", count = entry.slips, by = entry.by.clone(),
                one = entry.counted_by.clone(), other = entry.counted_with.clone())}
            " "<span class="muted"><DayOf at=entry.at/></span>{replaced}
        </li>
    }
    .into_any()
}

fn fields(page: &PageContext, view: &PaperView, voting: &Voting, form: &FormState) -> AnyView {
    let lang = page.lang;
    let once = form.value("once", &page.once);
    let text = |name: &'static str, hint: String| {
        let label = label(lang, view, name);
        view! { <TextField form=form.clone() name label hint/> }
    };
    let slips_hint = t!(lang, "vote-paper-slips-hint", count = voting.votes_each);
    let ideas = view
        .candidates
        .iter()
        .map(|idea| {
            let name = paper_field(idea.id);
            view! {
                <TextField form=form.clone() name label=idea.title.clone() optional=true
                    mode="numeric" look="input input--number"/>
            }
        })
        .collect_view();
    let action = format!("{}/rosta/papper", path_of(&view.slug));
    let date = date_long(lang, voting.until);
    view! {
        <form class="form" method="post" action=page.href(&action) novalidate>
            <input type="hidden" name="once" value=once/>
            <TextField form=form.clone() name=SLIPS label=label(lang, view, SLIPS)
                hint=slips_hint.into_owned() mode="numeric" look="input input--number"/>
            <fieldset>
                <legend class="fieldset__legend">{t!(lang, "vote-paper-ideas")}</legend>
                <p class="field__hint">{t!(lang, "vote-paper-ideas-hint")}</p>
                <div class="flow" lang=written_in(lang)>{ideas}</div>
            </fieldset>
            {text(COUNTED_BY, String::new())}
            {text(COUNTED_WITH, t!(lang, "vote-paper-counted_with-hint").into_owned())}
            <p>{t!(lang, "vote-paper-then", date = date)}</p>
            <div class="actions">
                <button class="btn">{t!(lang, "vote-paper-save")}</button>
                <a class="btn btn--quiet" href=page.href(&path_of(&view.slug))>{t!(lang, "campaign-back")}</a>
            </div>
        </form>
    }
    .into_any()
}
