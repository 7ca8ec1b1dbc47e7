//! `/admin/logg`: what was done by whom, newest first.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use nara_domain::audit::Deed;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;
use serde::Deserialize;

use super::api::{AdminPort, Doer, Done, LogLine, LogPage as Found, LogQuery, LogWhat};
use super::parts::head;
use super::sentence::{role, sentence, what};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::{day_near, time_of_day};
use crate::layout::load;
use crate::t;
use crate::ui::{ErrorSummary, FormState, Icon, Pager, icon};

/// Lines on one page.
const PER_PAGE: i64 = 50;
/// Periods in days, as the address has them.
const PERIODS: [&str; 3] = ["7", "30", "365"];

/// When a period began; `NotFound` for one that no link of ours has.
fn since_code(period: &str, now: Stamp) -> Result<Option<Stamp>, AppError> {
    match (period, period.parse::<i64>()) {
        ("", _) => Ok(None),
        (known, Ok(days)) if PERIODS.contains(&known) => Ok(Some(now.plus_days(-days))),
        _ => Err(AppError::NotFound),
    }
}

/// The filters, as the address has them, and the form that takes out what they let through.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogFilters {
    #[serde(rename = "handelse")]
    what: String,
    person: String,
    period: String,
}

impl LogFilters {
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("handelse", &self.what),
            ("person", &self.person),
            ("period", &self.period),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, value.clone()))
            .collect()
    }

    fn address(&self, page: &PageContext, after: Option<String>) -> String {
        let mut pairs = self.pairs();
        pairs.extend(after.map(|after| ("efter", after)));
        match pairs.is_empty() {
            true => page.href("/admin/logg"),
            false => {
                let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
                page.href(&format!("/admin/logg?{query}"))
            }
        }
    }

    /// Which lines they let through, the newest of them.
    ///
    /// # Errors
    /// `NotFound` for a filter that no link of ours has.
    pub fn query(&self, now: Stamp) -> Result<LogQuery, AppError> {
        Ok(LogQuery {
            what: match self.what.as_str() {
                "" => None,
                code => Some(LogWhat::from_code(code).ok_or(AppError::NotFound)?),
            },
            person: match self.person.as_str() {
                "" => None,
                typed => Some(typed.parse::<PersonId>()?),
            },
            since: since_code(&self.period, now)?,
            after: None,
            limit: PER_PAGE,
        })
    }
}

#[component]
pub fn LogPage() -> impl IntoView {
    let page = page();
    let admin = port::<dyn AdminPort>();
    let query = use_query_map().read_untracked();
    let of = |name: &str| query.get(name).unwrap_or_default();
    let filters = LogFilters {
        what: of("handelse"),
        person: of("person"),
        period: of("period"),
    };
    let after = query.get("efter");
    let first_page = after.is_none();
    let asked = filters.query(page.now);
    let actor = page.actor.clone();
    let found = async move {
        let asked = LogQuery {
            after: after.as_deref().map(str::parse).transpose()?,
            ..asked?
        };
        admin?.log(&actor, &asked).await
    };
    load(found, move |found| show(&page, &filters, found, first_page))
}

fn show(page: &PageContext, filters: &LogFilters, found: Found, first_page: bool) -> AnyView {
    let lang = page.lang;
    let next = found
        .lines
        .last()
        .filter(|_| found.more)
        .map(|last| filters.address(page, Some(last.key.to_string())));
    let first = (!first_page).then(|| filters.address(page, None));
    let list = match found.lines.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Check)}
                <h2>{t!(lang, "log-empty-title")}</h2>
                <p>{t!(lang, "log-empty")}</p>
            </div>
        }
        .into_any(),
        false => {
            let items = found
                .lines
                .iter()
                .map(|line| item(page, line))
                .collect_view();
            view! { <ol class="items">{items}</ol> }.into_any()
        }
    };
    let title = t!(lang, "admin-log");
    view! {
        <div class="wrap flow">
            <ErrorSummary form=FormState::of(page, "export") label=|field: &str| field.to_owned()/>
            {head(page, &title, &t!(lang, "log-lead"), &[])}
            <div class="browse">
                <div>{choices(page, filters)}</div>
                <div class="flow">
                    {person(page, filters, found.person)}
                    {list}
                    <Pager first next/>
                    {export(page, filters)}
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn item(page: &PageContext, line: &LogLine) -> AnyView {
    let lang = page.lang;
    let at = line.key.at;
    let when = format!(
        "{} {}",
        day_near(lang, at.day(), page.today()),
        time_of_day(lang, at)
    );
    let role = role(lang, &line.by);
    let role = (!role.is_empty()).then(|| view! { <span>{role}</span> });
    let more = match &line.by {
        Doer::Person { id, name, .. } => {
            let filters = LogFilters {
                person: id.to_string(),
                ..LogFilters::default()
            };
            let to = filters.address(page, None);
            Some(
                view! { <span><a href=to>{t!(lang, "log-more-by", name = name.clone())}</a></span> },
            )
        }
        Doer::Operator | Doer::Provider(_) | Doer::System => None,
    };
    // A case's own page has the whole of it.
    let case = match &line.done {
        Done::Act {
            proposal,
            title: Some(_),
            ..
        } => {
            let to = page.href(&format!("/forslag/{proposal}"));
            Some(view! { <span><a href=to>{t!(lang, "log-to-case")}</a></span> })
        }
        _ => None,
    };
    view! {
        <li class="item item--plain">
            <div>
                <p>{sentence(lang, line)}</p>
                <div class="item__meta"><span>{when}</span>{role}{case}{more}</div>
            </div>
        </li>
    }
    .into_any()
}

/// Whose lines these are, and the way back to everybody's.
fn person(page: &PageContext, filters: &LogFilters, name: Option<String>) -> AnyView {
    let lang = page.lang;
    let Some(name) = name else {
        return ().into_any();
    };
    let without = LogFilters {
        person: String::new(),
        ..filters.clone()
    };
    let to = without.address(page, None);
    view! {
        <p class="chips">
            <a class="chip" href=to>
                {name}" "{icon(Icon::Cross)}
                <span class="visually-hidden">{t!(lang, "log-filter-remove")}</span>
            </a>
        </p>
    }
    .into_any()
}

fn choices(page: &PageContext, filters: &LogFilters) -> AnyView {
    let lang = page.lang;
    let link = |now: &str, code: &str, to: LogFilters, words: String| {
        let current = (now == code).then_some("true");
        let to = to.address(page, None);
        view! { <li><a class="filter" href=to aria-current=current>{words}</a></li> }
    };
    let deeds = Deed::ALL.iter().map(|deed| LogWhat::Deed(*deed));
    let whats = std::iter::once(None)
        .chain([LogWhat::Case].into_iter().chain(deeds).map(Some))
        .map(|kind| {
            let code = kind.map_or("", LogWhat::code);
            let to = LogFilters {
                what: code.to_owned(),
                ..filters.clone()
            };
            let words = match kind {
                None => t!(lang, "log-what-all").into_owned(),
                Some(kind) => what(lang, kind),
            };
            link(&filters.what, code, to, words)
        })
        .collect_view();
    let periods = std::iter::once("")
        .chain(PERIODS)
        .map(|code| {
            let to = LogFilters {
                period: code.to_owned(),
                ..filters.clone()
            };
            let words = match code {
                "" => t!(lang, "log-period-all"),
                days => t!(
                    lang,
                    "log-period",
                    days = days.parse::<i64>().unwrap_or_default()
                ),
            };
            link(&filters.period, code, to, words.into_owned())
        })
        .collect_view();
    view! {
        <details class="filters">
            <summary class="filters__button">{icon(Icon::Filter)}{t!(lang, "log-filters")}</summary>
            <nav class="filters__group" aria-labelledby="nar">
                <h2 class="filters__title" id="nar">{t!(lang, "log-when")}</h2>
                <ul>{periods}</ul>
            </nav>
            <nav class="filters__group" aria-labelledby="vad">
                <h2 class="filters__title" id="vad">{t!(lang, "log-what")}</h2>
                <ul>{whats}</ul>
            </nav>
        </details>
    }
    .into_any()
}

/// Everything the filters let through, as a file.
fn export(page: &PageContext, filters: &LogFilters) -> AnyView {
    let lang = page.lang;
    let fields = filters
        .pairs()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="fil">
            <h2 id="fil">{t!(lang, "log-export-title")}</h2>
            <p>{t!(lang, "log-export-lead")}</p>
            <form method="post" action=page.href("/admin/logg/hamta")>
                {fields}
                <button class="btn btn--secondary">{t!(lang, "log-export")}</button>
            </form>
        </section>
    }
    .into_any()
}
