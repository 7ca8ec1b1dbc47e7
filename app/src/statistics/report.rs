//! `/laget/rapport`: what is not decided, as the council gets it; to read, print and take
//! into a spreadsheet.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::proposal::Ruleset;

use super::api::{StatisticsPort, Undecided};
use crate::context::{PageContext, page, port};
use crate::i18n::{date_long, date_short, number};
use crate::layout::{load, page_title};
use crate::proposals::api::ProposalPort;
use crate::proposals::shown::{path_of, state_name};
use crate::rules::months;
use crate::t;
use crate::ui::{Crumbs, written_in};

#[component]
pub fn ReportPage() -> impl IntoView {
    let page = page();
    let statistics = port::<dyn StatisticsPort>();
    let proposals = port::<dyn ProposalPort>();
    let data = async move {
        let rules = proposals?.rules().await?;
        Ok((statistics?.undecided().await?, rules))
    };
    load(data, move |(cases, rules)| show(&page, &cases, &rules))
}

fn show(page: &PageContext, cases: &[Undecided], rules: &Ruleset) -> AnyView {
    let lang = page.lang;
    let today = page.today();
    let late = cases
        .iter()
        .filter(|case| case.late(today).is_some())
        .count();
    let way = vec![(
        t!(lang, "standing-title", place = page.site.place.clone()).into_owned(),
        "/laget".to_owned(),
    )];
    let count = i64::try_from(cases.len()).unwrap_or(i64::MAX);
    let body = match cases.is_empty() {
        true => view! { <p>{t!(lang, "report-none")}</p> }.into_any(),
        false => table(page, cases),
    };
    view! {
        {page_title(t!(lang, "report-title"))}
        <Meta name="description" content=t!(lang, "report-lead").into_owned()/>
        <div class="wrap flow">
            <header class="head">
                <Crumbs way/>
                <h1>{t!(lang, "report-title")}</h1>
                <p class="lead">{t!(lang, "report-lead")}</p>
                {(!rules.report_months.is_empty()).then(|| {
                    let months = months(lang, &rules.report_months);
                    view! { <p>{t!(lang, "rules-here-reports", months = months)}</p> }
                })}
                <p class="meta meta--dots">
                    <span>{page.site.municipality.clone()}</span>
                    <span>{date_long(lang, today)}</span>
                    <span>{t!(lang, "report-count", count = count, shown = number(lang, count))}</span>
                    <span>{t!(lang, "report-late", count = late)}</span>
                </p>
            </header>
            {body}
            <p class="no-print"><a href=page.href("/laget/rapport.csv")>{t!(lang, "report-file")}</a></p>
        </div>
    }
    .into_any()
}

fn table(page: &PageContext, cases: &[Undecided]) -> AnyView {
    let lang = page.lang;
    let columns = [
        "report-column-number",
        "report-column-title",
        "report-column-received",
        "report-column-days",
        "report-column-state",
        "report-column-by",
        "report-column-why",
    ];
    let head = columns
        .map(|column| view! { <th scope="col">{t!(lang, column)}</th> })
        .collect_view();
    let rows = cases.iter().map(|case| row(page, case)).collect_view();
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=t!(lang, "report-title")>
            <table class="table table--stack">
                <caption>{t!(lang, "report-caption")}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(page: &PageContext, case: &Undecided) -> impl IntoView + use<> {
    let lang = page.lang;
    let today = page.today();
    let to = page.href(&path_of(case.id, &case.slug));
    let late = case
        .late(today)
        .map(|days| view! { <br/><strong>{t!(lang, "work-overdue", days = days)}</strong> });
    let waited = Some(case.waited())
        .filter(|days| *days > 0)
        .map(|days| view! { <br/><span>{t!(lang, "clock-report", days = days)}</span> });
    let why = case.delay.clone().map(|(reason, until)| {
        let until = until.map(|day| {
            view! { <br/><span>{t!(lang, "report-until", date = date_long(lang, day))}</span> }
        });
        view! { <span class="as-written" lang=written_in(lang) dir="auto">{reason}</span> {until} }
    });
    let label = |column: &str| t!(lang, &format!("report-column-{column}"));
    view! {
        <tr>
            <td class="nowrap" data-label=label("number")>{case.diary_number.clone().unwrap_or_default()}</td>
            <th scope="row"><a href=to lang=written_in(lang) dir="auto">{case.title.clone()}</a></th>
            <td class="nowrap" data-label=label("received")>{date_short(case.received)}</td>
            <td class="num" data-label=label("days")>{number(lang, case.received.days_until(today))}</td>
            <td data-label=label("state")>{state_name(lang, &case.course)}</td>
            <td data-label=label("by")><span class="nowrap">{case.answer_by.map(date_short)}</span>{waited}{late}</td>
            <td class="table__text" data-label=label("why")>{why}</td>
        </tr>
    }
}
