//! `/grupper/{id}`: who is in a group, by alias, and what its supervisors can do.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;
use nara_domain::group::{HELP_HOURS, KEPT_DAYS, MemberState};

use super::api::{GroupPort, GroupView, Leader, MemberItem};
use super::group_id;
use super::list::state;
use crate::campaigns::api::{CampaignPort, PictureToRead};
use crate::campaigns::pictures_to_read;
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_title};
use crate::moderation::api::{CaseItem, ModerationPort};
use crate::moderation::of_group;
use crate::t;
use crate::ui::{
    Crumbs, DayOf, ErrorSummary, FormState, Icon, Kind, Notice, Tag, TextField, TickBox, icon,
};

/// For those who run it; to everybody else there is none.
#[component]
pub fn GroupPage() -> impl IntoView {
    let page = page();
    let groups = port::<dyn GroupPort>();
    let (id, moderation) = (group_id(), port::<dyn ModerationPort>());
    let helped = use_query_map().read_untracked().get("medlem");
    let (actor, now) = (page.actor.clone(), page.now);
    let campaigns = port::<dyn CampaignPort>();
    let data = async move {
        let id = id?;
        let group = groups?.group(&actor, id, now).await?;
        let reported = moderation?.of_group(&actor, id, now).await?;
        let pictures = campaigns?.pictures_to_read(&actor, id).await?;
        Ok((group, reported, pictures))
    };
    load(data, move |(group, reported, pictures)| {
        let waits = (reported.as_slice(), pictures.as_slice());
        show(&page, group, waits, helped.as_deref())
    })
}

fn show(
    page: &PageContext,
    group: GroupView,
    (reported, pictures): (&[CaseItem], &[PictureToRead]),
    helped: Option<&str>,
) -> AnyView {
    let lang = page.lang;
    let way = vec![(t!(lang, "groups-title").into_owned(), "/grupper".to_owned())];
    let address = format!("/grupper/{}", group.item.id);
    let label = move |field: &str| match field {
        "email" => t!(lang, "group-share-label").into_owned(),
        "confirmation" => t!(lang, "group-end").into_owned(),
        _ => t!(lang, "group-members-title").into_owned(),
    };
    let forms = ["member", "share", "leader", "end", "code"].map(|name| FormState::of(page, name));
    let wrong = forms
        .into_iter()
        .map(|form| view! { <ErrorSummary form label=label/> })
        .collect_view();
    let doors = group.item.open.then(|| doors(page, &address, &group));
    let members = members(page, &address, &group);
    let more = group.item.open.then(|| {
        view! {
            {leaders(page, &address, &group)}
            {end(page, &address)}
        }
    });
    view! {
        {page_title(&group.item.name)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <Crumbs way/>
            {wrong}
            {help_code(page, &group, helped)}
            <h1>{group.item.name.clone()}</h1>
            <div class="item__meta">
                {state(page, &group.item)}
                <span>{t!(lang, "group-ages", from = group.age_from, to = group.age_to)}</span>
                <span>{t!(lang, "group-places", count = group.item.members, most = group.max_members)}</span>
            </div>
            {doors}
            {of_group(page, reported)}
            {pictures_to_read(page, pictures)}
            {members}
            {more}
        </div>
    }
    .into_any()
}

/// The code just made, in this response and never again.
fn help_code(page: &PageContext, group: &GroupView, helped: Option<&str>) -> AnyView {
    let lang = page.lang;
    let member = helped.and_then(|id| {
        group
            .members
            .iter()
            .find(|member| member.id.to_string() == id)
    });
    let (Some(code), Some(member)) = (page.shown_once.clone(), member) else {
        return ().into_any();
    };
    let title = t!(lang, "group-help-made", alias = member.alias.clone());
    view! {
        <Notice kind=Kind::Success title=title>
            <p class="code" translate="no">{code.0}</p>
            <p>{t!(lang, "group-help-how", hours = HELP_HOURS)}</p>
        </Notice>
    }
    .into_any()
}

/// Reading, the cards, a new code.
fn doors(page: &PageContext, address: &str, group: &GroupView) -> AnyView {
    let lang = page.lang;
    let read = (group.item.reads_first || group.item.waiting > 0).then(|| {
        let to = page.href(&format!("{address}/lasa"));
        let look = match group.item.waiting {
            0 => "btn btn--secondary",
            _ => "btn",
        };
        view! { <a class=look href=to>{t!(lang, "group-to-read", count = group.item.waiting)}</a> }
    });
    let reads = match group.item.reads_first {
        true => t!(lang, "group-reads-first"),
        false => t!(lang, "group-reads-not"),
    };
    // Nobody comes in before somebody has the code.
    let cards = match group.item.members {
        0 => "btn",
        _ => "btn btn--secondary",
    };
    view! {
        <p>{reads}</p>
        <div class="actions">
            {read}
            <a class=cards href=page.href(&format!("{address}/kort"))>{t!(lang, "group-cards")}</a>
            <a class="btn btn--quiet" href=page.href(&format!("{address}/andra"))>{t!(lang, "group-change")}</a>
        </div>
    }
    .into_any()
}

fn members(page: &PageContext, address: &str, group: &GroupView) -> AnyView {
    let lang = page.lang;
    let list = match group.members.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Person)}
                <h3>{t!(lang, "group-members-empty-title")}</h3>
                <p>{t!(lang, "group-members-empty")}</p>
            </div>
        }
        .into_any(),
        false => {
            let items = group
                .members
                .iter()
                .map(|one| member(page, address, one, group.item.open))
                .collect_view();
            view! { <ul class="items">{items}</ul> }.into_any()
        }
    };
    view! {
        <section class="section flow" aria-labelledby="member-medlem">
            <h2 id="member-medlem">{t!(lang, "group-members-title")}</h2>
            <p>{t!(lang, "group-members-lead")}</p>
            {list}
        </section>
    }
    .into_any()
}

fn member(page: &PageContext, address: &str, one: &MemberItem, open: bool) -> AnyView {
    let lang = page.lang;
    let (kind, word) = match one.state {
        MemberState::In => (Kind::Yes, "in"),
        MemberState::Paused => (Kind::Waiting, "paused"),
        MemberState::Removed => (Kind::Ended, "removed"),
    };
    let seen = match one.last_seen_at {
        Some(at) => view! { <span>{t!(lang, "member-seen")}" "<DayOf at/></span> }.into_any(),
        None => view! { <span>{t!(lang, "member-signed-out")}</span> }.into_any(),
    };
    let forms = open.then(|| {
        let moves = one
            .state
            .moves()
            .iter()
            .map(|step| {
                let code = step.code();
                let look = match code {
                    "remove" => "btn btn--danger",
                    _ => "btn btn--secondary",
                };
                view! { <button class=look name="gor" value=code>{t!(lang, &format!("member-{code}"))}</button> }
            })
            .collect_view();
        let action = page.href(&format!("{address}/medlem"));
        let puts_out = one.state.moves().iter().any(|step| step.puts_out());
        let (lead, new_code) = match puts_out {
            true => (
                t!(lang, "member-move-lead"),
                Some(view! {
                    <label class="choice">
                        <input type="checkbox" name="kod" value="yes"/>
                        <span>{t!(lang, "member-new-code")}<span class="choice__hint">{t!(lang, "member-new-code-means")}</span></span>
                    </label>
                }),
            ),
            false => (t!(lang, "member-back-lead"), None),
        };
        let help = (one.state == MemberState::In).then(|| {
            view! {
                <form class="form" method="post" action=action.clone()>
                    <p>{t!(lang, "member-help-lead")}</p>
                    <input type="hidden" name="medlem" value=one.id.to_string()/>
                    <label class="choice">
                        <input type="checkbox" name="ut" value="yes"/>
                        <span>{t!(lang, "member-help-out")}<span class="choice__hint">{t!(lang, "member-help-out-means")}</span></span>
                    </label>
                    <div class="actions">
                        <button class="btn btn--secondary" name="gor" value="help">{t!(lang, "member-help")}</button>
                    </div>
                </form>
            }
        });
        let name = one.alias.clone();
        view! {
            <details class="fold">
                <summary>{t!(lang, "member-do")}<span class="visually-hidden">" "{name}</span></summary>
                <div class="fold__body flow">
                    {help}
                    <form class="form" method="post" action=action.clone()>
                        <p>{lead}</p>
                        <input type="hidden" name="medlem" value=one.id.to_string()/>
                        {new_code}
                        <div class="actions">{moves}</div>
                    </form>
                </div>
            </details>
        }
    });
    view! {
        <li class="item item--plain">
            <div>
                <h3 class="item__title">{one.alias.clone()}</h3>
                <div class="item__meta">
                    <Tag kind text=t!(lang, &format!("member-state-{word}")).into_owned()/>
                    <span>{t!(lang, "member-joined")}" "<DayOf at=one.joined_at/></span>
                    {seen}
                </div>
                {forms}
            </div>
        </li>
    }
    .into_any()
}

/// One of those who run it, and taking them out; oneself, too, where somebody stays.
fn leader(page: &PageContext, action: &str, one: &Leader, others: bool) -> AnyView {
    let lang = page.lang;
    let resting = (!one.in_duty)
        .then(|| view! { " "<span class="muted">{t!(lang, "leader-no-duty")}</span> });
    let you = one
        .is_reader
        .then(|| view! { " "<span class="muted">{t!(lang, "leader-you")}</span> });
    let (words, lead) = match one.is_reader {
        true => (t!(lang, "group-leave"), t!(lang, "group-leave-lead")),
        false => (
            t!(lang, "leader-take-out"),
            t!(lang, "leader-take-out-lead", name = one.name.clone()),
        ),
    };
    let form = (!one.is_reader || others).then(|| {
        view! {
            <details class="fold">
                <summary>{words.clone()}<span class="visually-hidden">" "{one.name.clone()}</span></summary>
                <div class="fold__body flow">
                    <p>{lead}</p>
                    <form method="post" action=action.to_owned()>
                        <input type="hidden" name="ledare" value=one.id.to_string()/>
                        <button class="btn btn--danger">{words}</button>
                    </form>
                </div>
            </details>
        }
    });
    view! {
        <li class="item item--plain">
            <div>
                <p><strong>{one.name.clone()}</strong>{you}{resting}</p>
                {form}
            </div>
        </li>
    }
    .into_any()
}

fn leaders(page: &PageContext, address: &str, group: &GroupView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "share");
    let action = page.href(&format!("{address}/ledare"));
    let others = group
        .leaders
        .iter()
        .any(|one| one.in_duty && !one.is_reader);
    let names = group
        .leaders
        .iter()
        .map(|one| leader(page, &action, one, others))
        .collect_view();
    let alone = (!others).then(|| view! { <p>{t!(lang, "group-alone")}</p> });
    view! {
        <section class="section flow" aria-labelledby="ledare">
            <h2 id="ledare">{t!(lang, "group-supervisors")}</h2>
            <p>{t!(lang, "group-leaders-lead")}</p>
            <ul class="items">{names}</ul>
            {alone}
            <form class="form" method="post" action=page.href(&format!("{address}/dela")) novalidate>
                <TextField form name="email" label=t!(lang, "group-share-label")
                    hint=t!(lang, "group-share-hint") kind="email" autocomplete="off"/>
                <div class="actions"><button class="btn btn--secondary">{t!(lang, "group-share")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn end(page: &PageContext, address: &str) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "end");
    view! {
        <details class="fold section" open=form.came_back()>
            <summary>{t!(lang, "group-end")}</summary>
            <div class="fold__body flow">
                <p>{t!(lang, "group-end-lead", days = KEPT_DAYS)}</p>
                <form class="form" method="post" action=page.href(&format!("{address}/avsluta"))>
                    <TickBox form=form.clone() label=t!(lang, "group-end-sure")/>
                    <div class="actions"><button class="btn btn--danger">{t!(lang, "group-end")}</button></div>
                </form>
            </div>
        </details>
    }
    .into_any()
}
