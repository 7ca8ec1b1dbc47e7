//! `/moderera`: a threat or danger, what somebody looks again at, what was reported and waits, and what is hidden.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::moderation::{CaseState, DeskText, look_by};

use super::api::{CaseItem, ModerationPort, Queue, RestraintItem};
use super::guidance::link;
use super::holding::api::{HeldQueue, HoldingPort};
use super::holding::waiting;
use super::restraint::{standing_line, whose};
use super::together::{BoxesOf, REPORTED_BOXES, choose, tick};
use super::{case_path, log_link, reader, restraint_path, spot_word};
use crate::context::{PageContext, page, port};
use crate::i18n::{Lang, date_long};
use crate::layout::{load, page_title};
use crate::people::shown_name;
use crate::questions::api::QuestionPort;
use crate::t;
use crate::ui::{DayOf, Icon, Kind, Tag, icon, written_in};

/// Whether lines have a box to tick each, and for which form.
type Boxes = Option<&'static BoxesOf>;

/// For moderators.
#[component]
pub fn QueuePage() -> impl IntoView {
    let page = page();
    let moderation = port::<dyn ModerationPort>();
    let questions = port::<dyn QuestionPort>();
    let (actor, now) = (page.actor.clone(), page.now);
    let holding = port::<dyn HoldingPort>();
    let data = async move {
        let queue = moderation?.queue(&actor, now).await?;
        let held = holding?.queue(&actor, now).await?;
        let questions = questions?.to_read(&actor).await?;
        Ok((queue, held, questions))
    };
    load(data, move |(queue, held, questions)| {
        show(&page, &queue, &held, questions)
    })
}

/// `questions`: how many questions to the municipality wait to be read.
fn show(page: &PageContext, queue: &Queue, held: &HeldQueue, questions: i64) -> AnyView {
    let lang = page.lang;
    let nothing = is_empty(queue, held);
    let unread = (questions > 0).then(|| {
        let to = page.href("/fragor");
        view! { <p><a href=to>{t!(lang, "questions-to-read", count = questions)}</a></p> }
    });
    // Where nothing else waits, what does stands where one looks for it.
    let (unread, within) = match nothing {
        true => (None, unread),
        false => (unread, None),
    };
    let nothing = nothing.then(|| {
        let (title, words) = match questions {
            0 => ("moderate-empty-title", "moderate-empty"),
            _ => ("moderate-empty-but-title", "moderate-empty-but"),
        };
        view! {
            <div class="empty">
                {icon(Icon::Check)}
                <h2>{t!(lang, title)}</h2>
                <p>{t!(lang, words)}</p>
                {within}
            </div>
        }
    });
    let part = |id: &'static str, heading: &str, items: &[CaseItem], boxes: Boxes| {
        (!items.is_empty()).then(|| {
            // One is settled on its own page.
            let boxes = boxes.filter(|_| items.len() > 1);
            let choose = boxes.map(|boxes| choose(page, boxes));
            view! {
                <section class="section flow" aria-labelledby=id>
                    <h2 id=id>{t!(lang, heading)}</h2>
                    {lines(page, items, boxes)}
                    {choose}
                </section>
            }
        })
    };
    view! {
        {page_title(t!(lang, "moderate-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <h1>{t!(lang, "moderate-title")}</h1>
            <p class="lead">{t!(lang, "moderate-lead")}</p>
            <p>{link(page)}</p>
            {unread}
            {nothing}
            {part("bratt", "moderate-urgent", &queue.urgent, None)}
            {part("omprovas", "moderate-appealed", &queue.appealed, None)}
            {waiting(page, held)}
            {part("vantar", "moderate-waits", &queue.open, Some(&REPORTED_BOXES))}
            {restraints(page, &queue.restraints)}
            {part("dolda", "moderate-hidden", &queue.hidden, None)}
            <p>{log_link(page)}</p>
        </div>
    }
    .into_any()
}

/// Whether nothing of it waits for anybody.
fn is_empty(queue: &Queue, held: &HeldQueue) -> bool {
    let mut asked = queue.restraints.iter();
    queue.urgent.is_empty()
        && queue.open.is_empty()
        && queue.appealed.is_empty()
        && held.items.is_empty()
        && held.paces.is_empty()
        && !asked.any(|one| one.standing.appeal_waits())
}

/// Since when: it was reported, or hidden by whoever read it first.
pub(super) fn since(lang: Lang, item: &CaseItem) -> AnyView {
    let word = match item.reports {
        0 => t!(lang, "moderate-since-unreported"),
        _ => t!(lang, "moderate-since"),
    };
    view! { <span>{word}" "<DayOf at=item.opened_at/></span> }.into_any()
}

/// Who is kept from something; first what somebody has to look at again.
fn restraints(page: &PageContext, items: &[RestraintItem]) -> AnyView {
    if items.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let items = items
        .iter()
        .map(|one| {
            let to = page.href(&restraint_path(one.id));
            let heading = whose(page, &one.name, (one.kind, &one.standing));
            let asked = one.standing.asked.filter(|_| one.standing.appeal_waits());
            let asked = asked.map(|at| {
                let days = at.day().days_until(page.today());
                view! {
                    <Tag kind=Kind::Waiting text=t!(lang, "moderate-appeal").into_owned()/>
                    <span>{t!(lang, "moderate-appeal-waited", days = days)}</span>
                }
            });
            let line = standing_line(page, &one.standing);
            view! {
                <li class="item item--plain">
                    <div>
                        <h3 class="item__title"><a href=to>{heading}</a></h3>
                        <div class="item__meta">{asked}<span>{line}</span></div>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="avstangda">
            <h2 id="avstangda">{t!(lang, "restraint-list")}</h2>
            <ul class="items">{items}</ul>
        </section>
    }
    .into_any()
}

/// How far it has come.
pub(super) fn state_tag(lang: Lang, state: CaseState) -> impl IntoView {
    let kind = match state {
        CaseState::Open => Kind::Waiting,
        CaseState::Left | CaseState::Shown => Kind::Yes,
        CaseState::Hidden => Kind::Ended,
    };
    view! { <Tag kind text=t!(lang, &format!("moderate-state-{state}")).into_owned()/> }
}

/// Every line leads to its own page.
pub(super) fn lines(page: &PageContext, items: &[CaseItem], boxes: Boxes) -> AnyView {
    let items = items.iter().map(|item| line(page, item, boxes));
    view! { <ul class="items">{items.collect_view()}</ul> }.into_any()
}

fn line(page: &PageContext, item: &CaseItem, boxes: Boxes) -> AnyView {
    let lang = page.lang;
    let name = shown_name(lang, &item.author);
    let what = spot_word(lang, &item.place);
    let heading = t!(lang, "moderate-line", what = what, name = name);
    let late = item.state == CaseState::Open && look_by(item.opened_at.day()) < page.today();
    let by = (item.state == CaseState::Open).then(|| {
        let words = match late {
            true => "moderate-late",
            false => "moderate-by",
        };
        let date = date_long(lang, look_by(item.opened_at.day()));
        view! { <span>{t!(lang, words, date = date)}</span> }
    });
    let title = item.place.title().to_owned();
    let second = second(page, item);
    let appealed = item.appealed_at.map(|at| {
        let days = at.day().days_until(page.today());
        view! {
            <Tag kind=Kind::Waiting text=t!(lang, "moderate-appeal").into_owned()/>
            <span>{t!(lang, "moderate-appeal-waited", days = days)}</span>
        }
    });
    let danger = item.danger_at.map(|_| {
        view! { <Tag kind=Kind::Error text=t!(lang, "danger-mark").into_owned()/> }
    });
    let text = DeskText::Reported(item.id);
    let tick = boxes.map(|boxes| tick(lang, boxes, text, &format!("{heading}: {title}")));
    // Without a box there is no column for one.
    let class = match boxes {
        Some(_) => "item item--tick",
        None => "item item--plain",
    };
    view! {
        <li class=class>
            {tick}
            <div>
                <h3 class="item__title"><a href=page.href(&case_path(item.id))>{heading}</a></h3>
                <p lang=written_in(lang) dir="auto">{title}</p>
                <div class="item__meta">
                    {danger}
                    {reader::mark(lang, item.reader.as_ref())}
                    {appealed}
                    {second}
                    {state_tag(lang, item.state)}
                    <span>{reasons(lang, item)}</span>
                    {since(lang, item)}
                    {by}
                </div>
            </div>
        </li>
    }
    .into_any()
}

/// That it waits for a second one.
fn second(page: &PageContext, item: &CaseItem) -> Option<AnyView> {
    let lang = page.lang;
    let words = match (item.proposed, item.second_by) {
        (true, _) => t!(lang, "second-proposed"),
        (false, Some(by)) => t!(lang, "second-by", date = date_long(lang, by)),
        (false, None) => return None,
    };
    Some(view! { <Tag kind=Kind::Waiting text=words.into_owned()/> }.into_any())
}

/// `2 anmälningar: hot (2), skräp (1)`
fn reasons(lang: Lang, item: &CaseItem) -> String {
    let each = item.reasons.iter().map(|(reason, count)| {
        let word = t!(lang, &format!("hidden-rule-{reason}")).into_owned();
        match count {
            1 => word,
            count => format!("{word} ({count})"),
        }
    });
    let each: Vec<String> = each.collect();
    t!(
        lang,
        "moderate-count",
        count = item.reports,
        reasons = each.join(", ")
    )
    .into_owned()
}
