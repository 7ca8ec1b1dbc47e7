//! What an act says, cut into what is read first, what explains it, and the facts beside it.
//!
//! Words and forms come from the domain's specification of the act's form, so a new field shows up
//! here by itself, as a fact with its label.

use leptos::prelude::*;
use nara_domain::answer::{ActKind, PERSONAL, merge_fields};
use nara_domain::fields::{FieldInput, FieldSpec};
use nara_domain::milestone;
use nara_domain::outside::{ORGANISATION, SIGNED_NAME, SIGNED_TITLE};
use nara_domain::proposal::IdeaMoveKind;
use nara_domain::time::Date;

use super::act::is_from_a_meeting;
use crate::context::page;
use crate::i18n::{Lang, date_long, find, money};
use crate::proposals::api::ActView;
use crate::proposals::milestones::milestones;
use crate::proposals::shown;
use crate::t;
use crate::ui::written_in;

/// Fields that are the message itself, in the order they are read.
const LEAD: [&str; 3] = ["decision_text", "text", "answer"];

/// Fields with a text of their own under a small heading, in the order they are read.
const SECOND: [&str; 19] = [
    "missing",
    "completion",
    "statement",
    "memorandum",
    "proposed_decision",
    "question",
    "reasons",
    "parts",
    "would_change",
    "reason",
    "done_so_far",
    "would_help",
    "where_to_turn",
    "first_step",
    "measure",
    "why_unknown",
    "plan",
    "weighed",
    "dissent",
];

/// Fields that stand elsewhere on the card or mean nothing to a reader.
const ELSEWHERE: [&str; 10] = [
    PERSONAL,
    "publish_text",
    "correction_reason",
    "support_count",
    "sender_protected",
    "note",
    "thanks",
    ORGANISATION,
    SIGNED_NAME,
    SIGNED_TITLE,
];

/// The meeting, which signs what came from it.
const MEETING: [&str; 3] = ["body", "meeting_date", "paragraph"];

fn value<'a>(act: &'a ActView, name: &str) -> Option<&'a str> {
    act.fields
        .get(name)
        .map(String::as_str)
        .filter(|value| !value.trim().is_empty())
}

/// The message itself.
pub fn lead(lang: Lang, act: &ActView) -> impl IntoView + use<> {
    let ruling = value(act, "decision_text")
        .map(|text| view! { <p class="act__ruling as-written" lang=written_in(lang) dir="auto">{text.to_owned()}</p> });
    // What "answered" or "rejected" means here is said before the reasons.
    let meaning = value(act, "sub_reason").map(|code| {
        view! { <p class="act__text"><strong>{t!(lang, &format!("choice-sub_reason-{code}"))}"."</strong></p> }
    });
    let texts = ["text", "answer", "note", "thanks"]
        .into_iter()
        .filter_map(|name| value(act, name))
        .map(|text| view! { <p class="act__text as-written" lang=written_in(lang) dir="auto">{text.to_owned()}</p> })
        .collect_view();
    // With its text it is shown to those who run the case and to the proposer only.
    let personal = value(act, PERSONAL).map(|_| {
        let id = match value(act, "text") {
            Some(_) => "question-personal-inside",
            None => "question-personal",
        };
        view! { <p class="act__text"><strong>{t!(lang, id)}</strong></p> }
    });
    view! { {ruling}{meaning}{merged(lang, act)}{personal}{texts} }
}

/// Which other proposal it is about, where two became one.
fn merged(lang: Lang, act: &ActView) -> Option<AnyView> {
    let line = (act.kind == ActKind::Merge).then(|| super::timeline::merge_line(lang, act))??;
    let other = [
        merge_fields::LEAD,
        merge_fields::PART,
        merge_fields::FREE_OF,
        merge_fields::LET_GO,
        merge_fields::CLOSED_WITH,
    ]
    .into_iter()
    .find_map(|field| value(act, field))?;
    let to = lang.href(&format!("/forslag/{other}"));
    let number = other.to_owned();
    Some(
        view! {
            <p class="act__text">
                {line}". "<a href=to>{t!(lang, "merging-act-other", number = number)}</a>
            </p>
        }
        .into_any(),
    )
}

/// What explains it, each part under a small heading.
pub fn second(lang: Lang, act: &ActView) -> impl IntoView + use<> {
    SECOND
        .into_iter()
        .filter_map(|name| value(act, name).map(|text| (name, text.to_owned())))
        .map(|(name, text)| {
            view! {
                <h4 class="act__subtitle">{label(lang, act, name)}</h4>
                <p class="as-written" lang=written_in(lang) dir="auto">{text}</p>
            }
        })
        .collect_view()
}

/// The form the act was made with.
fn specs(act: &ActView) -> Vec<FieldSpec> {
    match (act.kind, act.transition) {
        (ActKind::Transition, Some(transition)) => transition.fields().to_vec(),
        // The act does not say which verdict; names of fields mean the same in all of them.
        (ActKind::IdeaMove, _) => {
            let mut all: Vec<FieldSpec> = Vec::new();
            for kind in IdeaMoveKind::ALL {
                for spec in kind.fields() {
                    if !all.iter().any(|known| known.name == spec.name) {
                        all.push(*spec);
                    }
                }
            }
            all
        }
        (kind, _) => kind.fields().to_vec(),
    }
}

/// Costs, dates, names and sources, in the order of the form.
#[component]
pub fn Facts(act: ActView) -> impl IntoView {
    let page = page();
    let (lang, today) = (page.lang, page.today());
    let signed_by_meeting = is_from_a_meeting(&act);
    let rows: Vec<_> = specs(&act)
        .into_iter()
        .filter(|spec| {
            let stands_elsewhere = [&LEAD[..], &SECOND[..], &ELSEWHERE[..]]
                .iter()
                .any(|list| list.contains(&spec.name));
            let signs = signed_by_meeting && MEETING.contains(&spec.name);
            !stands_elsewhere && !signs
        })
        .filter_map(|spec| {
            let text = value(&act, spec.name)?;
            Some((
                label(lang, &act, spec.name),
                shown_value((lang, today), &spec, text),
            ))
        })
        .map(|(label, value)| view! { <dt>{label}</dt><dd>{value}</dd> })
        .collect();
    (!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> })
}

/// What a field is called for who reads it: not as the form asks for it.
fn label(lang: Lang, act: &ActView, field: &str) -> String {
    let step = act
        .transition
        .map_or(act.kind.code(), |transition| transition.code());
    [
        format!("shown-{step}-{field}"),
        format!("shown-{field}"),
        format!("field-{field}"),
    ]
    .iter()
    .find_map(|id| find(lang, id, None))
    .map_or_else(|| field.to_owned(), |word| word.into_owned())
}

/// Most characters of a web address that are read.
const ADDRESS_SHOWN: usize = 60;

/// A web address, by the house it leads to and as much of the way as can be read: two papers of one
/// house are two links.
fn link(address: &str) -> AnyView {
    let plain = address.split_once("://").map_or(address, |(_, rest)| rest);
    let plain = plain.split(['?', '#']).next().unwrap_or(plain);
    let mut shown: String = plain
        .trim_end_matches('/')
        .chars()
        .take(ADDRESS_SHOWN)
        .collect();
    if shown.len() < plain.trim_end_matches('/').len() {
        shown.push('…');
    }
    view! { <a class="address" href=address.to_owned() rel="nofollow noopener">{shown}</a> }
        .into_any()
}

/// A part of what an act says, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// None: the message itself.
    pub label: Option<String>,
    pub text: String,
    /// By whom it was recorded, in their words.
    pub written: bool,
}

/// What an act says where there is no card of it: the message, what explains it, and the facts. Money and
/// days are in the reader's words.
pub fn plain(lang: Lang, act: &ActView) -> Vec<Plain> {
    let lead = LEAD.into_iter().filter_map(|name| value(act, name));
    let lead = lead.map(|text| Plain {
        label: None,
        text: text.to_owned(),
        written: true,
    });
    let second = SECOND.into_iter().filter_map(|name| {
        Some(Plain {
            label: Some(label(lang, act, name)),
            text: value(act, name)?.to_owned(),
            written: true,
        })
    });
    let elsewhere = |name| {
        let mut lists = [&LEAD[..], &SECOND[..], &ELSEWHERE[..]].into_iter();
        lists.any(|list| list.contains(&name))
    };
    let specs = specs(act).into_iter();
    let facts = specs
        .filter(|spec| !elsewhere(spec.name))
        .filter_map(|spec| {
            let text = value(act, spec.name)?;
            let read = match spec.input {
                FieldInput::Money => text.parse().map(|kronor| money(lang, kronor)).ok(),
                FieldInput::Date => Date::parse(text).map(|day| date_long(lang, day)).ok(),
                FieldInput::Body => Some(shown::named_body(lang, text)),
                _ => None,
            };
            Some(Plain {
                label: Some(label(lang, act, spec.name)),
                written: read.is_none(),
                text: read.unwrap_or_else(|| text.to_owned()),
            })
        });
    lead.chain(second).chain(facts).collect()
}

/// A value as people write it.
fn shown_value((lang, today): (Lang, Date), spec: &FieldSpec, text: &str) -> AnyView {
    match spec.input {
        FieldInput::Money => match text.parse::<i64>() {
            Ok(kronor) => money(lang, kronor).into_any(),
            Err(_) => text.to_owned().into_any(),
        },
        FieldInput::Date => match Date::parse(text) {
            Ok(day) => {
                view! { <time datetime=text.to_owned()>{date_long(lang, day)}</time> }.into_any()
            }
            Err(_) => text.to_owned().into_any(),
        },
        FieldInput::Choice(_) => find(lang, &format!("choice-{}-{text}", spec.name), None)
            .or_else(|| find(lang, &format!("choice-{text}"), None))
            .map_or_else(|| text.to_owned(), |word| word.into_owned())
            .into_any(),
        FieldInput::Url => link(text),
        FieldInput::Urls => match text.lines().count() {
            0 | 1 => link(text),
            _ => {
                let links = text.lines().map(|one| view! { <li>{link(one)}</li> });
                view! { <ul class="flow">{links.collect_view()}</ul> }.into_any()
            }
        },
        FieldInput::Milestones => milestone::milestones(text)
            .ok()
            .and_then(|all| milestones(lang, &all, today))
            .unwrap_or_else(|| text.to_owned().into_any()),
        FieldInput::Body => shown::named_body(lang, text).into_any(),
        FieldInput::Bodies => text
            .split([',', ';', '\n'])
            .map(|body| shown::named_body(lang, body.trim()))
            .collect::<Vec<_>>()
            .join(", ")
            .into_any(),
        _ => view! { <span class="as-written" lang=written_in(lang) dir="auto">{text.to_owned()}</span> }.into_any(),
    }
}
