//! `/moderering`: by which rules texts are hidden, how that goes, and how many were, month by month. Nothing
//! here leads to a text or to anybody.

use leptos::prelude::*;
use nara_domain::moderation::{
    APPEAL_DAYS, HeldMonth, LOG_MONTHS, Month, OfRule, REPORT_DAYS, Reason,
};

use super::api::ModerationPort;
use super::holding::api::HoldingPort;
use super::holding::counted;
use crate::context::{PageContext, page, port};
use crate::i18n::{Lang, month_name, number};
use crate::layout::{load, page_description, page_title};
use crate::t;

/// The columns of a month, after the rule.
const COLUMNS: [&str; 4] = ["hidden", "shown", "shown_on_appeal", "upheld"];

/// For everybody.
#[component]
pub fn ModerationPage() -> impl IntoView {
    let page = page();
    let moderation = port::<dyn ModerationPort>();
    let now = page.now;
    let holding = port::<dyn HoldingPort>();
    let data = async move { Ok((moderation?.log(now).await?, holding?.log(now).await?)) };
    load(data, move |(months, held)| show(&page, &months, &held))
}

fn show(page: &PageContext, months: &[Month], held: &[HeldMonth]) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, "moderation_log-title");
    let lead = t!(lang, "moderation_log-lead").into_owned();
    let counts = match months.is_empty() {
        true => view! { <p>{t!(lang, "moderation_log-empty", count = LOG_MONTHS)}</p> }.into_any(),
        false => months
            .iter()
            .map(|one| month(lang, one))
            .collect_view()
            .into_any(),
    };
    view! {
        {page_title(&title)}
        {page_description(lead.clone())}
        <div class="wrap wrap--narrow flow">
            <header class="head">
                <h1>{title.clone()}</h1>
                <p class="lead">{lead}</p>
            </header>
            {rules(lang)}
            {how(lang)}
            <section class="section flow" aria-labelledby="manader">
                <h2 id="manader">{t!(lang, "moderation_log-months")}</h2>
                <p>{t!(lang, "moderation_log-months-lead", count = LOG_MONTHS)}</p>
                {counts}
            </section>
            {counted(lang, held)}
        </div>
    }
    .into_any()
}

/// What is hidden, and what stays.
fn rules(lang: Lang) -> AnyView {
    let rules = Reason::rules()
        .map(|rule| {
            view! {
                <dt>{t!(lang, &format!("moderation_log-rule-{rule}"))}</dt>
                <dd>{t!(lang, &format!("moderation_log-rule-{rule}-means"))}</dd>
            }
        })
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="regler">
            <h2 id="regler">{t!(lang, "moderation_log-rules")}</h2>
            <dl class="facts">{rules}</dl>
            <h3>{t!(lang, "moderation_log-stays")}</h3>
            <p>{t!(lang, "moderation_log-stays-what")}</p>
        </section>
    }
    .into_any()
}

/// What happens, step by step.
fn how(lang: Lang) -> AnyView {
    view! {
        <section class="section flow" aria-labelledby="sa-gar-det-till">
            <h2 id="sa-gar-det-till">{t!(lang, "moderation_log-how")}</h2>
            <div class="prose"><ol>
                <li>{t!(lang, "moderation_log-how-report")}</li>
                <li>{t!(lang, "moderation_log-how-read")}</li>
                <li>{t!(lang, "moderation_log-how-hide")}</li>
                <li>{t!(lang, "moderation_log-how-told")}</li>
                <li>{t!(lang, "moderation_log-how-appeal", days = APPEAL_DAYS)}</li>
                <li>{t!(lang, "moderation_log-how-second")}</li>
                <li>{t!(lang, "moderation_log-how-restrain")}</li>
                <li>{t!(lang, "moderation_log-how-lock")}</li>
                <li>{t!(lang, "moderation_log-how-forget", days = REPORT_DAYS)}</li>
            </ol></div>
        </section>
    }
    .into_any()
}

fn month(lang: Lang, month: &Month) -> AnyView {
    let name = month_name(lang, i64::from(month.first.month())).unwrap_or_default();
    let year = month.first.year().to_string();
    let heading = t!(lang, "moderation_log-month", month = name, year = year).into_owned();
    let table = (!month.rules.is_empty()).then(|| table(lang, heading.clone(), &month.rules));
    let days = month.days.map(|days| {
        view! { <p>{t!(lang, "moderation_log-days", days = days)}</p> }
    });
    let reins = [
        ("locked", month.locked),
        ("slowed", month.slowed),
        ("restrained", month.restrained),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(what, count)| {
        view! { <p>{t!(lang, &format!("moderation_log-{what}"), count = count)}</p> }
    })
    .collect_view();
    view! {
        <h3>{heading}</h3>
        {table}
        <p>{t!(lang, "moderation_log-left", count = month.left)}</p>
        {reins}
        {days}
    }
    .into_any()
}

fn table(lang: Lang, caption: String, rules: &[OfRule]) -> AnyView {
    let head = COLUMNS
        .map(|column| {
            let word = t!(lang, &format!("moderation_log-column-{column}"));
            view! { <th scope="col" class="num">{word}</th> }
        })
        .collect_view();
    let rows = rules.iter().map(|of| row(lang, *of)).collect_view();
    view! {
        <div class="table-wrap">
            <table class="table table--stack">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr><th scope="col">{t!(lang, "moderation_log-column-rule")}</th>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(lang: Lang, of: OfRule) -> AnyView {
    let counts = [of.hidden, of.shown, of.shown_on_appeal, of.upheld];
    let cells = COLUMNS
        .iter()
        .zip(counts)
        .map(|(column, count)| {
            let label = t!(lang, &format!("moderation_log-column-{column}")).into_owned();
            view! { <td class="num" data-label=label>{number(lang, count)}</td> }
        })
        .collect_view();
    let rule = t!(lang, &format!("moderation_log-rule-{}", of.rule));
    view! { <tr><th scope="row">{rule}</th>{cells}</tr> }.into_any()
}
