//! The report as a page, to read and to print.

use leptos::prelude::*;
use leptos_meta::Link;

use super::report_path;
use super::text::{
    AnswerTold, Chapter, Fact, IdeaTold, Part, PictureTold, QuoteTold, ReportText, Told,
};
use crate::campaigns::api::{CampaignPort, ReportView};
use crate::campaigns::campaign_slug;
use crate::campaigns::picture::{Drawn, figure};
use crate::campaigns::shown::way_to;
use crate::context::{PageContext, page, port};
use crate::i18n::{Lang, date_long};
use crate::layout::{load, page_description, page_title};
use crate::t;
use crate::ui::{Crumbs, Day, Tag, written_in};

/// Of what everybody may read, whoever asks.
#[component]
pub fn ReportPage() -> impl IntoView {
    let page = page();
    let campaigns = port::<dyn CampaignPort>();
    let (slug, now) = (campaign_slug(), page.now);
    let data = async move {
        let view = campaigns?.report(&slug, now).await?;
        let text = ReportText::of(&page, &view, page.lang)?;
        Ok((page, view, text))
    };
    load(data, |(page, view, text)| show(&page, &view, &text))
}

pub fn show(page: &PageContext, view: &ReportView, text: &ReportText) -> AnyView {
    let lang = page.lang;
    let campaign = &view.campaign;
    let title = t!(lang, "campaign-report-title", title = text.title.clone()).into_owned();
    let path = report_path(&campaign.slug);
    let canonical = format!("{}{}", page.site.public_url, page.href(&path));
    let file = page.href(&format!("{path}.pdf?sprak={}", lang.code()));
    let licence = text.licence.address().map(|address| {
        view! { <Link rel="license" href=address/> }
    });
    let chapters = text.chapters.iter();
    let chapters = chapters.map(|one| chapter(page, one, text)).collect_view();
    let changed = date_long(lang, text.changed_on);
    let changed = t!(lang, "campaign-report-changed", date = changed);
    view! {
        {page_title(&title)}
        {page_description(&text.question)}
        <Link rel="canonical" href=canonical/>
        {licence}
        <div class="wrap prose-page" itemscope="" itemtype="https://schema.org/Report">
            <header class="head">
                <Crumbs way=way_to(lang, campaign)/>
                <h1>
                    <span class="campaign__name">
                        {t!(lang, "campaign-report")}<span class="visually-hidden">": "</span>
                    </span>
                    <span itemprop="name" lang=written_in(lang) dir="auto">{text.title.clone()}</span>
                </h1>
                <p class="lead" lang=written_in(lang) dir="auto">{text.question.clone()}</p>
                <p class="meta meta--dots">
                    <span>{text.municipality.clone()}</span>
                    <span>{changed}</span>
                </p>
                <p class="cluster no-print">
                    <a class="btn btn--secondary" href=file>{t!(lang, "campaign-report-pdf")}</a>
                </p>
            </header>
            {contents(lang, &text.chapters)}
            <div class="prose">{chapters}</div>
        </div>
    }
    .into_any()
}

fn contents(lang: Lang, chapters: &[Chapter]) -> AnyView {
    let links = chapters
        .iter()
        .map(|chapter| {
            let to = format!("#{}", chapter.id);
            view! { <li><a href=to>{chapter.title.clone()}</a></li> }
        })
        .collect_view();
    view! {
        <nav class="contents" aria-labelledby="contents">
            <h2 class="contents__title" id="contents">{t!(lang, "info-contents")}</h2>
            <ol class="contents__list">{links}</ol>
        </nav>
    }
    .into_any()
}

fn chapter(page: &PageContext, chapter: &Chapter, text: &ReportText) -> AnyView {
    let id = chapter.id;
    let parts = chapter.parts.iter();
    let parts = parts.map(|one| part(page, one)).collect_view();
    // What it allows, for people; the head of the page says the same to programs.
    let licence = (id == "licens").then(|| text.licence.address());
    let licence = licence.flatten().map(|address| {
        view! {
            <p>
                <a rel="license" itemprop="license" href=address>
                    {t!(page.lang, "campaign-report-licence-link")}
                </a>
            </p>
        }
    });
    let nosnippet = chapter.quoted.then_some("");
    view! {
        <section class="section flow" aria-labelledby=id data-nosnippet=nosnippet>
            <h2 id=id>{chapter.title.clone()}</h2>
            {parts}
            {licence}
        </section>
    }
    .into_any()
}

/// In the language it was written in, or in the reader's.
fn told(lang: Lang, told: &Told) -> AnyView {
    let text = told.text.clone();
    match told.written {
        true => view! { <span lang=written_in(lang) dir="auto">{text}</span> }.into_any(),
        false => text.into_any(),
    }
}

/// A text with its paragraphs.
fn paragraph(lang: Lang, text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <p class="as-written" lang=written_in(lang) dir="auto">{text}</p> }.into_any()
}

fn part(page: &PageContext, part: &Part) -> AnyView {
    let lang = page.lang;
    match part {
        Part::Heading(heading) => view! { <h3>{told(lang, heading)}</h3> }.into_any(),
        Part::Text(text) if text.written => paragraph(lang, &text.text),
        Part::Text(text) => view! { <p>{text.text.clone()}</p> }.into_any(),
        Part::Facts(lines) => facts(lang, lines),
        Part::List(items) => {
            let items = items.iter();
            let items = items.map(|item| view! { <li>{told(lang, item)}</li> });
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
        Part::Quote(said) => quote(lang, said),
        Part::Idea(one) => idea(page, one),
    }
}

fn facts(lang: Lang, lines: &[Fact]) -> AnyView {
    let lines = lines
        .iter()
        .map(|Fact { label, value }| {
            view! { <dt>{label.clone()}</dt><dd class="as-written">{told(lang, value)}</dd> }
        })
        .collect_view();
    view! { <dl class="facts">{lines}</dl> }.into_any()
}

fn quote(lang: Lang, QuoteTold { text, by }: &QuoteTold) -> AnyView {
    let by = by.clone();
    let by = by.map(
        |by| view! { <figcaption class="meta" lang=written_in(lang) dir="auto">{by}</figcaption> },
    );
    view! {
        <figure>
            <blockquote>{paragraph(lang, text)}</blockquote>
            {by}
        </figure>
    }
    .into_any()
}

fn idea(page: &PageContext, idea: &IdeaTold) -> AnyView {
    let lang = page.lang;
    let to = page.href(&idea.path);
    let counts = idea.counts.iter();
    let counts = counts.map(|count| view! { <span>{count.clone()}</span> });
    let answers = match idea.answers.is_empty() {
        true => view! { <p><strong>{idea.waits.clone()}</strong></p> }.into_any(),
        false => {
            let answers = idea.answers.iter();
            let answers = answers.map(|one| answer(lang, one));
            answers.collect_view().into_any()
        }
    };
    view! {
        <article class="section flow" id=format!("ide-{}", idea.id)>
            <h4>
                {format!("{}. ", idea.slot)}
                <a href=to lang=written_in(lang) dir="auto">{idea.title.clone()}</a>
            </h4>
            {paragraph(lang, &idea.body)}
            {idea.picture.as_ref().map(|one| picture(page, one))}
            {(!idea.facts.is_empty()).then(|| facts(lang, &idea.facts))}
            <p class="meta meta--dots">
                <span>{idea.author.clone()}</span>
                {counts.collect_view()}
            </p>
            {answers}
        </article>
    }
    .into_any()
}

fn picture(page: &PageContext, one: &PictureTold) -> AnyView {
    let told = Drawn {
        path: page.href(&one.path),
        text: one.description.clone(),
        credit: one.credit.clone(),
        width: one.width,
        height: one.height,
    };
    figure(page.lang, told)
}

fn answer(lang: Lang, answer: &AnswerTold) -> AnyView {
    let (facts_of, texts): (Vec<_>, Vec<_>) =
        answer.says.iter().partition(|one| one.label.is_some());
    let texts = texts
        .into_iter()
        .map(|one| paragraph(lang, &one.text))
        .collect_view();
    let lines: Vec<Fact> = facts_of
        .into_iter()
        .map(|one| Fact {
            label: one.label.clone().unwrap_or_default(),
            value: Told {
                text: one.text.clone(),
                written: one.written,
            },
        })
        .collect();
    let lines = (!lines.is_empty()).then(|| facts(lang, &lines));
    let by = answer.by.clone();
    let by = by.map(|by| view! { <p class="act__by">{by}</p> });
    view! {
        <div class="act is-official">
            <p class="act__band">
                <Tag kind=answer.kind text=answer.word.clone()/>
                <Day day=answer.day/>
            </p>
            <div class="act__body">{texts}{lines}{by}</div>
        </div>
    }
    .into_any()
}
