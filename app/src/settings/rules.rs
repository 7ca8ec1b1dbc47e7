//! `/admin/regler`: every version of the municipality's rules, in plain words.

use leptos::prelude::*;
use nara_domain::actor::{Body, Level};
use nara_domain::proposal::ruleset_form::{EXEMPT_TOPICS, FIELDS};
use nara_domain::proposal::{Ruleset, Window};

use super::api::{RulesVersion, SettingsPort};
use crate::admin::head;
use crate::context::{PageContext, page, port};
use crate::i18n::{Lang, date_long, listed, number};
use crate::layout::load;
use crate::proposals::shown::body_in_text;
use crate::rules::{months, seasons, windows};
use crate::t;

#[component]
pub fn RulesPage() -> impl IntoView {
    let page = page();
    let settings = port::<dyn SettingsPort>();
    let actor = page.actor.clone();
    let versions = async move { settings?.rules(&actor).await };
    load(versions, move |versions| show(&page, &versions))
}

fn show(page: &PageContext, versions: &[RulesVersion]) -> AnyView {
    let lang = page.lang;
    let (newest, older) = match versions {
        [newest, older @ ..] => (Some(newest), older),
        [] => (None, versions),
    };
    let newest = newest.map(|version| {
        view! {
            <section class="section flow" aria-labelledby="galler">
                <h2 id="galler">{t!(lang, "rules-in-force", version = version.rules.version)}</h2>
                <p class="meta">{since(lang, version)}</p>
                {table(lang, &version.rules)}
            </section>
        }
    });
    let folds = older
        .iter()
        .map(|version| {
            view! {
                <details class="fold">
                    <summary>{t!(lang, "rules-version", version = version.rules.version)}", "{since(lang, version)}</summary>
                    <div class="fold__body">{table(lang, &version.rules)}</div>
                </details>
            }
        })
        .collect_view();
    let older = (!older.is_empty()).then(|| {
        view! {
            <section class="section flow" aria-labelledby="tidigare">
                <h2 id="tidigare">{t!(lang, "rules-older")}</h2>
                <p>{t!(lang, "rules-older-lead")}</p>
                <div>{folds}</div>
            </section>
        }
    });
    view! {
        <div class="wrap wrap--narrow flow">
            {head(page, &t!(lang, "admin-rules"), &t!(lang, "rules-lead"), &[])}
            <div class="actions">
                <a class="btn" href=page.href("/admin/regler/ny")>{t!(lang, "rules-new")}</a>
            </div>
            {newest}
            {older}
        </div>
    }
    .into_any()
}

/// `sedan 4 mars 2026, 12 förslag och idéer`.
fn since(lang: Lang, version: &RulesVersion) -> String {
    let day = date_long(lang, version.since.day());
    t!(lang, "rules-since", day = day, count = version.under).into_owned()
}

/// Every rule with what it says.
fn table(lang: Lang, rules: &Ruleset) -> AnyView {
    let rows = names()
        .map(|name| {
            view! {
                <div class="summary__row">
                    <dt>{label(lang, name)}</dt>
                    <dd>{said(lang, rules, name)}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="summary">{rows}</dl> }.into_any()
}

/// The rules in the order of the form.
fn names() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|field| field.name).chain([EXEMPT_TOPICS])
}

/// What a rule is called.
pub(super) fn label(lang: Lang, name: &str) -> String {
    t!(lang, &format!("rule-{name}")).into_owned()
}

/// What a rule says, in plain words.
pub(super) fn said(lang: Lang, rules: &Ruleset, name: &str) -> String {
    let none = || t!(lang, &format!("rule-{name}-none")).into_owned();
    let optional = |value: Option<i64>| value.map_or_else(none, |value| number(lang, value));
    let days = |value: i64| t!(lang, "rule-days", count = value).into_owned();
    let months_long = |value: i64| t!(lang, "rule-months", count = value).into_owned();
    let yes = |value: bool| t!(lang, if value { "choice-yes" } else { "choice-no" }).into_owned();
    let level = |level: Level| level_name(lang, level);
    match name {
        "threshold" if rules.threshold_permille.is_some() => {
            t!(lang, "rule-threshold-permille").into_owned()
        }
        "threshold" => optional(rules.threshold),
        "threshold_permille" => optional(rules.threshold_permille),
        "population" => optional(rules.population),
        "collecting_days" if !rules.collecting_days.is_empty() => {
            let days = rules.collecting_days.iter().copied().map(Window::Days);
            windows(lang, &days.collect::<Vec<_>>())
        }
        "collecting_months" if !rules.collecting_months.is_empty() => {
            let months = rules.collecting_months.iter().copied().map(Window::Months);
            windows(lang, &months.collect::<Vec<_>>())
        }
        "seasons" if !rules.seasons.is_empty() => seasons(lang, &rules.seasons),
        "duplicate_months" => rules.duplicate_months.map_or_else(none, months_long),
        "max_per_person_year" => optional(rules.max_per_person_year),
        "pre_review_days" => rules.pre_review_days.map_or_else(none, days),
        "report_months" if !rules.report_months.is_empty() => months(lang, &rules.report_months),
        "proposer_may_speak" => yes(rules.proposer_may_speak),
        "announce_when" => announce(lang, rules.announce_when.code()),
        "support_until_decision" => yes(rules.support_until_decision),
        "own_support" => yes(rules.own_support),
        "votes_against" => yes(rules.votes_against),
        "answer_months" => months_long(rules.answer_months),
        "clock_from" => clock(lang, rules.clock_from.code()),
        "idea_answer_days" => days(rules.idea_answer_days),
        "completion_days" => days(rules.completion_days),
        "submit_level" => level(rules.submit_level),
        "support_level" => level(rules.support_level),
        "comment_level" => level(rules.comment_level),
        "idea_level" => level(rules.idea_level),
        "proposal_name" => name_asked(lang, rules.proposal_name.code()),
        "pre_review" => yes(rules.pre_review),
        "max_open_per_person" => optional(rules.max_open_per_person),
        "diary_pattern" => rules.diary_pattern.clone(),
        "bodies" if !rules.bodies.is_empty() => {
            let name = |body: &Body| body_in_text(lang, body.as_str());
            listed(lang, &rules.bodies.iter().map(name).collect::<Vec<_>>())
        }
        "districts" if !rules.districts.is_empty() => {
            let names = rules.districts.iter().map(|district| district.name.clone());
            listed(lang, &names.collect::<Vec<_>>())
        }
        EXEMPT_TOPICS if !rules.exempt_topics.is_empty() => {
            let name = |code: &str| t!(lang, &format!("topic-{code}")).into_owned();
            let topics = rules.exempt_topics.iter().map(|topic| name(topic.code()));
            listed(lang, &topics.collect::<Vec<_>>())
        }
        _ => none(),
    }
}

/// How much of a name has to be shown at least.
pub(super) fn name_asked(lang: Lang, code: &str) -> String {
    t!(lang, &format!("rule-proposal_name-{code}")).into_owned()
}

pub(super) fn clock(lang: Lang, code: &str) -> String {
    t!(lang, &format!("rule-clock_from-{code}")).into_owned()
}

pub(super) fn announce(lang: Lang, code: &str) -> String {
    t!(lang, &format!("rule-announce_when-{code}")).into_owned()
}

/// `Bekräftad e-postadress`.
pub(super) fn level_name(lang: Lang, level: Level) -> String {
    let name = t!(lang, &format!("level-{}", level.code()));
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
