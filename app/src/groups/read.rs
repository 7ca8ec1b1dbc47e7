//! `/grupper/{id}/lasa`: what members wrote and nobody else has read. Publish it, or say in a friendly
//! way what to change.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::dialogue::CommentStance;
use nara_domain::group::REASON_MAX;
use nara_domain::proposal::District;

use super::api::{GroupItem, GroupPort, TextKind, WaitingText};
use super::group_id;
use super::mine::{heading, words};
use crate::campaigns::api::{CampaignPort, PictureToRead};
use crate::campaigns::pictures_to_read;
use crate::context::{PageContext, page, port};
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::people::shown_name;
use crate::proposals::api::ProposalPort;
use crate::proposals::district_name;
use crate::t;
use crate::ui::{Crumbs, DayOf, ErrorSummary, FormState, Icon, TextField, icon};

/// For those who run the group.
#[component]
pub fn ReadPage() -> impl IntoView {
    let page = page();
    let groups = port::<dyn GroupPort>();
    let id = group_id();
    let proposals = port::<dyn ProposalPort>();
    let campaigns = port::<dyn CampaignPort>();
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let id = id?;
        let (group, texts) = groups?.queue(&actor, id, now).await?;
        let pictures = campaigns?.pictures_to_read(&actor, id).await?;
        Ok((group, texts, pictures, proposals?.rules().await?))
    };
    load(data, move |(group, texts, pictures, rules)| {
        show(&page, group, (texts, &pictures), &rules.districts)
    })
}

fn show(
    page: &PageContext,
    group: GroupItem,
    (texts, pictures): (Vec<WaitingText>, &[PictureToRead]),
    districts: &[District],
) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "read");
    let label = move |_: &str| t!(lang, "read-reason").into_owned();
    let address = format!("/grupper/{}", group.id);
    let way = vec![
        (t!(lang, "groups-title").into_owned(), "/grupper".to_owned()),
        (group.name.clone(), address.clone()),
    ];
    let list = match (texts.is_empty(), pictures.is_empty()) {
        (true, false) => ().into_any(),
        (true, true) => view! {
            <div class="empty">
                {icon(Icon::Check)}
                <h2>{t!(lang, "read-empty-title")}</h2>
                <p>{t!(lang, "read-empty")}</p>
            </div>
        }
        .into_any(),
        (false, _) => {
            let items = texts
                .into_iter()
                .map(|text| line(page, &form, &address, (text, districts)))
                .collect_view();
            view! { <ul class="items">{items}</ul> }.into_any()
        }
    };
    view! {
        {page_title(t!(lang, "read-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <Crumbs way/>
            <ErrorSummary form label=label/>
            <h1>{t!(lang, "read-title")}</h1>
            <p class="lead">{t!(lang, "read-lead")}</p>
            {list}
            {pictures_to_read(page, pictures)}
        </div>
    }
    .into_any()
}

/// How it will stand there, besides the words: everything that is published is read before.
fn place(lang: Lang, text: &WaitingText, districts: &[District]) -> AnyView {
    match text.kind {
        TextKind::Idea => view! {
            <span>{t!(lang, &format!("topic-{}", text.field("topic")))}</span>
            <span>{district_name(lang, districts, text.field("district"))}</span>
        }
        .into_any(),
        // An answer has none of its own.
        TextKind::Comment if text.answers.is_some() => ().into_any(),
        TextKind::Comment => match CommentStance::from_code(text.field("stance")) {
            None | Some(CommentStance::Neutral) => ().into_any(),
            Some(stance) => {
                view! { <span>{t!(lang, &format!("stance-{}", stance.code()))}</span> }.into_any()
            }
        },
    }
}

/// The comment that is answered.
fn answered(lang: Lang, text: &WaitingText) -> AnyView {
    let Some(answers) = text.answers.clone() else {
        return ().into_any();
    };
    view! {
        <p class="small">{t!(lang, "read-answers", name = shown_name(lang, &answers.author))}</p>
        <blockquote dir="auto">{answers.start}</blockquote>
    }
    .into_any()
}

fn line(
    page: &PageContext,
    form: &FormState,
    address: &str,
    (text, districts): (WaitingText, &[District]),
) -> AnyView {
    let lang = page.lang;
    let action = page.href(&format!("{address}/lasa"));
    let id = text.id.to_string();
    let this = form.value("text", "") == id;
    let form = match this {
        true => form.clone(),
        false => FormState::one_of(page, "read", &id),
    };
    let open = this && form.came_back();
    view! {
        <li class="item item--plain">
            <div class="flow">
                <h2 class="item__title">{heading(page, &text)}</h2>
                <div class="item__meta">
                    <strong>{text.author.clone()}</strong>
                    {place(lang, &text, districts)}
                    <span><DayOf at=text.at/></span>
                </div>
                {answered(lang, &text)}
                {words(&text)}
                <form method="post" action=action.clone()>
                    <input type="hidden" name="text" value=id.clone()/>
                    <button class="btn" name="gor" value="publish">{t!(lang, "read-publish")}</button>
                </form>
                <details class="fold" open=open>
                    <summary>{t!(lang, "read-return")}</summary>
                    <div class="fold__body">
                        <form class="form" method="post" action=action novalidate>
                            <input type="hidden" name="text" value=id/>
                            <TextField form name="reason" label=t!(lang, "read-reason")
                                hint=t!(lang, "read-reason-hint", max = REASON_MAX) area=true/>
                            <div class="actions">
                                <button class="btn btn--secondary" name="gor" value="return">{t!(lang, "read-return-submit")}</button>
                            </div>
                        </form>
                    </div>
                </details>
            </div>
        </li>
    }
    .into_any()
}
