//! `/`: one question and a box to answer it in, then what became of what others wrote.

use leptos::prelude::*;
use leptos_meta::{Link, Meta};

use super::api::{AnswerItem, ProposalItem, ProposalPort, StartView};
use super::detail::gist;
use super::live_island::{Live, LiveWords};
use super::similar_island::SimilarAsYouType;
use super::{Item, shown};
use crate::campaigns::CampaignsNow;
use crate::campaigns::api::{CampaignPort, GoingOn};
use crate::context::{page, port};
use crate::i18n::number;
use crate::layout::load;
use crate::questions::api::{QuestionItem, QuestionNews, QuestionPort};
use crate::questions::{latest_answers, newest_questions};
use crate::t;
use crate::ui::{Day, Tag};
use leptos_meta::Title;

/// Answers to questions that stand there, and questions that wait for one.
const QUESTIONS: i64 = 2;

#[component]
pub fn StartPage() -> impl IntoView {
    let page = page();
    let (port, campaigns) = (port::<dyn ProposalPort>(), port::<dyn CampaignPort>());
    let questions = crate::context::port::<dyn QuestionPort>();
    let data = async move {
        let start = port?.start(&page.actor, page.now).await?;
        let questions = questions?;
        let news = questions.latest(QUESTIONS).await?;
        let asked = questions.newest(QUESTIONS).await?;
        Ok((start, campaigns?.going_on(page.now).await?, news, asked))
    };
    load(data, |(start, campaigns, news, asked)| {
        view! { <Start start campaigns news asked/> }.into_any()
    })
}

#[component]
fn Start(
    start: StartView,
    campaigns: Vec<GoingOn>,
    news: Vec<QuestionNews>,
    asked: Vec<QuestionItem>,
) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let place = page.site.place.clone();
    let title = t!(lang, "start-page-title", place = place.clone()).into_owned();
    let description = t!(
        lang,
        "start-description",
        municipality = page.site.municipality.clone()
    )
    .into_owned();
    let address = format!("{}{}", page.site.public_url, page.href("/"));
    let words = LiveWords {
        one: t!(lang, "live-new-one").into_owned(),
        many: t!(lang, "live-new-many", n = "{n}").into_owned(),
        ..LiveWords::default()
    };
    let median = start.median_answer_days.map(|days| {
        view! { <div class="figures__item"><dt>{t!(lang, "start-median")}</dt><dd>{number(lang, days)}</dd></div> }
    });
    let total = start.proposals_total;
    view! {
        <Title text=title.clone()/>
        <Meta name="description" content=description.clone()/>
        <Link rel="canonical" href=address.clone()/>
        <Meta property="og:type" content="website"/>
        <Meta property="og:title" content=title/>
        <Meta property="og:image" content=format!("{}/share.png", page.site.public_url)/>
        <Meta property="og:description" content=description/>
        <Meta property="og:url" content=address/>
        <section class="hero">
            <div class="wrap hero__body">
                <div>
                    <h1 class="hero__title">{t!(lang, "start-title", place = place.clone())}</h1>
                    <p class="lead">{t!(lang, "start-lead")}</p>
                    <form class="hero__form" action=page.href("/forslag/nytt") method="get">
                        <label class="field__label" for="titel">{t!(lang, "start-box")}</label>
                        <div class="hero__row">
                            <input class="input input--large" id="titel" name="titel" autocomplete="off"
                                placeholder=t!(lang, "start-box-hint")/>
                            <button class="btn">{t!(lang, "start-box-button")}</button>
                        </div>
                        <SimilarAsYouType input="titel".to_owned() lang=lang.code().to_owned()/>
                    </form>
                    <p class="hero__links">
                        <a href=page.href("/sa-fungerar-det")>{t!(lang, "start-how")}</a>
                        <a href=page.href("/forslag")>{t!(lang, "start-all")}</a>
                    </p>
                </div>
                <dl class="figures hero__facts">
                    {median}
                    <div class="figures__item"><dt>{t!(lang, "start-total")}</dt><dd>{number(lang, total)}</dd></div>
                </dl>
            </div>
        </section>
        <div class="wrap">
            <Live proposal=None from=start.live_seq again=page.href("/") words=words/>
            <CampaignsNow campaigns/>
            <Outcomes outcomes=start.outcomes/>
            <div class="columns section">
                <div>
                    <Answers answers=start.latest_answers/>
                    {latest_answers(&page, &news)}
                    {newest_questions(&page, &asked)}
                    <Ideas ideas=start.ideas/>
                </div>
                <Newest newest=start.newest/>
            </div>
        </div>
    }
}

/// "Ni sa – vi gjorde": what is not done stands there with the same weight.
#[component]
fn Outcomes(outcomes: Vec<ProposalItem>) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let today = page.today();
    if outcomes.is_empty() {
        return None;
    }
    // Rows of three: a single card in the last row would look like the one that matters.
    let rows = if outcomes.len() < 6 { 3 } else { 6 };
    let cards = outcomes
        .into_iter()
        .take(rows)
        .map(|item| {
            let (kind, word) = shown::tag(lang, &item.course, item.answer_by, today);
            let fact = shown::fact(lang, &item.course, item.answer_by, today);
            let href = page.href(&shown::path_of(item.id, &item.slug));
            let supported = t!(lang, "start-supported", count = item.support_count);
            view! {
                <li class=format!("deed {}", kind.class())>
                    <Tag kind text=word/>
                    <h3 class="deed__title"><a href=href>{item.title}</a></h3>
                    {fact.map(|fact| view! { <p class="deed__text">{fact}</p> })}
                    <p class="meta">{supported}</p>
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <section class="section">
            <h2>{t!(lang, "start-outcomes")}</h2>
            <p class="muted">{t!(lang, "start-outcomes-lead")}</p>
            <ul class="deeds">{cards}</ul>
        </section>
    })
}

#[component]
fn Answers(answers: Vec<AnswerItem>) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let items = answers
        .into_iter()
        .map(|answer| {
            let href = page.href(&format!(
                "{}#svar-{}",
                shown::path_of(answer.proposal.id, &answer.proposal.slug),
                answer.act.id
            ));
            let (kind, label) = super::detail::act_tag(lang, &answer.act, &answer.proposal.course);
            let text = super::detail::act_text(&answer.act).map(|text| gist(&text, 180));
            let who = super::detail::act_who(lang, &answer.act);
            view! {
                <li>
                    <Tag kind text=label/>
                    <h3 class="answer__title"><a href=href>{answer.proposal.title}</a></h3>
                    {text.map(|text| view! { <p>{text}</p> })}
                    <p class="meta meta--dots">
                        {who.map(|who| view! { <span>{who}</span> })}
                        <span><Day day=answer.act.happened_on/></span>
                    </p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{t!(lang, "start-answers")}</h2>
            <ul class="answers">{items}</ul>
            <p><a href=page.href("/svar")>{t!(lang, "start-answers-all")}</a></p>
        </section>
    }
}

/// The ideas that still wait for their answer, and the way to all of them.
#[component]
fn Ideas(ideas: Vec<ProposalItem>) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    if ideas.is_empty() {
        return None;
    }
    let items = ideas
        .into_iter()
        .map(|item| {
            let today = page.today();
            let (kind, word) = shown::tag(lang, &item.course, item.answer_by, today);
            let fact = shown::fact(lang, &item.course, item.answer_by, today);
            let href = page.href(&shown::path_of(item.id, &item.slug));
            let supported = t!(lang, "common-supporters", count = item.support_count);
            view! {
                <li>
                    <Tag kind text=word/>
                    <h3 class="answer__title"><a href=href>{item.title}</a></h3>
                    <p>{gist(&item.gist, 140)}</p>
                    <p class="meta meta--dots">
                        <span>{supported}</span>
                        {fact.map(|fact| view! { <span>{fact}</span> })}
                    </p>
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <section class="section">
            <h2>{t!(lang, "start-ideas")}</h2>
            <ul class="answers">{items}</ul>
            <p><a href=page.href("/forslag?slag=ide")>{t!(lang, "start-ideas-all")}</a></p>
        </section>
    })
}

#[component]
fn Newest(newest: Vec<ProposalItem>) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let items = newest
        .into_iter()
        .map(|item| view! { <Item item heading=3/> })
        .collect_view();
    view! {
        <section>
            <div class="section__head">
                <h2>{t!(lang, "start-newest")}</h2>
                <a href=page.href("/forslag")>{t!(lang, "start-all")}</a>
            </div>
            <ol class="items">{items}</ol>
        </section>
    }
}
