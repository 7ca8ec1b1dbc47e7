//! The links that narrow a list, and the ones that undo it.

use leptos::prelude::*;
use nara_domain::proposal::{District, Kind, StageGroup, Topic};

use super::api::ListQuery;
use super::query::list_address;
use crate::context::page;
use crate::i18n::number;
use crate::questions::found_path;
use crate::t;
use crate::ui::{Icon, icon};

/// The groups a list can be narrowed to, in the order of the process.
const GROUPS: [StageGroup; 6] = [
    StageGroup::Collecting,
    StageGroup::AtMunicipality,
    StageGroup::Decided,
    StageGroup::Done,
    StageGroup::Problem,
    StageGroup::Ended,
];

/// The same list changed, from its beginning: a cursor of one list means nothing in another.
pub fn changed(list: &ListQuery, change: impl FnOnce(&mut ListQuery)) -> String {
    let mut list = ListQuery {
        cursor: None,
        ..list.clone()
    };
    change(&mut list);
    list_address(&list)
}

/// One link of a filter.
struct Choice {
    label: String,
    count: Option<i64>,
    href: String,
    chosen: bool,
}

/// Everything a list can be narrowed by, each choice with how many it would leave.
#[component]
pub fn Filters(
    query: ListQuery,
    groups: Vec<(StageGroup, i64)>,
    topics: Vec<(Topic, i64)>,
    districts: Vec<District>,
) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let href = |change: &dyn Fn(&mut ListQuery)| page.href(&changed(&query, change));
    let all: i64 = groups.iter().map(|(_, count)| count).sum();

    let mut by_group = vec![Choice {
        label: t!(lang, "list-all").into_owned(),
        count: Some(all),
        href: href(&|list| list.group = None),
        chosen: query.group.is_none(),
    }];
    by_group.extend(GROUPS.into_iter().map(|group| Choice {
        label: t!(lang, &format!("group-{}", group.code())).into_owned(),
        count: Some(count_of(&groups, group)),
        href: href(&|list| list.group = Some(group)),
        chosen: query.group == Some(group),
    }));

    let mut by_topic = vec![Choice {
        label: t!(lang, "list-all-topics").into_owned(),
        count: None,
        href: href(&|list| list.topic = None),
        chosen: query.topic.is_none(),
    }];
    by_topic.extend(Topic::ALL.iter().copied().filter_map(|topic| {
        let count = count_of(&topics, topic);
        let chosen = query.topic == Some(topic);
        (count > 0 || chosen).then(|| Choice {
            label: t!(lang, &format!("topic-{}", topic.code())).into_owned(),
            count: Some(count),
            href: href(&|list| list.topic = Some(topic)),
            chosen,
        })
    }));

    let mut by_kind = vec![Choice {
        label: t!(lang, "list-all-kinds").into_owned(),
        count: None,
        href: href(&|list| list.kind = None),
        chosen: query.kind.is_none(),
    }];
    by_kind.extend(Kind::LISTED.into_iter().map(|kind| Choice {
        label: t!(lang, &format!("list-kind-{}", kind.code())).into_owned(),
        count: None,
        href: href(&|list| list.kind = Some(kind)),
        chosen: query.kind == Some(kind),
    }));

    // They have a list of their own: what narrows proposals does not narrow them.
    by_kind.push(Choice {
        label: t!(lang, "list-kind-questions").into_owned(),
        count: None,
        href: page.href(&found_path(&query.text, None)),
        chosen: false,
    });

    let mut by_district = vec![Choice {
        label: t!(lang, "list-all-districts").into_owned(),
        count: None,
        href: href(&|list| list.district = None),
        chosen: query.district.is_none(),
    }];
    by_district.extend(districts.iter().map(|district| Choice {
        label: district.name.clone(),
        count: None,
        href: href(&|list| list.district = Some(district.code.clone())),
        chosen: query.district.as_ref() == Some(&district.code),
    }));

    let chosen = usize::from(query.group.is_some())
        + usize::from(query.topic.is_some())
        + usize::from(query.kind.is_some())
        + usize::from(query.district.is_some());
    view! {
        <details class="filters">
            <summary class="filters__button">
                {icon(Icon::Filter)}
                {t!(lang, "list-filter")}
                {(chosen > 0)
                    .then(|| view! { <span class="filters__chosen">{t!(lang, "list-filter-chosen", count = chosen)}</span> })}
            </summary>
            {filter(lang, "lage", "list-by-group", by_group)}
            {filter(lang, "amne", "list-by-topic", by_topic)}
            {filter(lang, "slag", "list-by-kind", by_kind)}
            {(!districts.is_empty()).then(|| filter(lang, "omrade", "list-by-district", by_district))}
        </details>
    }
}

fn filter(
    lang: crate::i18n::Lang,
    name: &str,
    title: &'static str,
    choices: Vec<Choice>,
) -> impl IntoView {
    let id = format!("filter-{name}");
    let links = choices
        .into_iter()
        .map(|choice| {
            let current = choice.chosen.then_some("true");
            let count = choice.count.map(|count| {
                view! { <span class="filter__count">{number(lang, count)}</span> }
            });
            view! { <li><a class="filter" href=choice.href aria-current=current>{choice.label}" "{count}</a></li> }
        })
        .collect_view();
    view! {
        <nav class="filters__group" aria-labelledby=id.clone()>
            <h2 class="filters__title" id=id.clone()>{t!(lang, title)}</h2>
            <ul>{links}</ul>
        </nav>
    }
}

fn count_of<T: PartialEq>(counts: &[(T, i64)], wanted: T) -> i64 {
    counts
        .iter()
        .find(|(one, _)| *one == wanted)
        .map_or(0, |(_, count)| *count)
}

/// The filters in force, each a link that takes it off.
#[component]
pub fn Chips(query: ListQuery, districts: Vec<District>) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let mut chips = Vec::new();
    let mut chip = |label: String, change: &dyn Fn(&mut ListQuery)| {
        chips.push((label, page.href(&changed(&query, change))));
    };
    if !query.text.is_empty() {
        chip(format!("”{}”", query.text), &|list| list.text.clear());
    }
    if let Some(group) = query.group {
        chip(
            t!(lang, &format!("group-{}", group.code())).into_owned(),
            &|list| list.group = None,
        );
    }
    if let Some(topic) = query.topic {
        chip(
            t!(lang, &format!("topic-{}", topic.code())).into_owned(),
            &|list| list.topic = None,
        );
    }
    if let Some(kind) = query.kind {
        chip(
            t!(lang, &format!("list-kind-{}", kind.code())).into_owned(),
            &|list| list.kind = None,
        );
    }
    let code = query.district.as_deref().unwrap_or_default();
    if let Some(district) = District::find(&districts, code) {
        chip(district.name.clone(), &|list| list.district = None);
    }
    let chips = chips
        .into_iter()
        .map(|(label, href)| {
            view! {
                <a class="chip" href=href>
                    {label}" "{icon(Icon::Cross)}
                    <span class="visually-hidden">{t!(lang, "list-remove-filter")}</span>
                </a>
            }
        })
        .collect::<Vec<_>>();
    (!chips.is_empty()).then(|| view! { <p class="chips">{chips}</p> })
}
