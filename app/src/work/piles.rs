//! `/arbete`: the piles of the officials' desk.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;
use nara_domain::permissions::{
    answer_for_department, archive_cases, enter_meetings, read_all_unpublished,
};
use nara_domain::work::{Pile, case_field};

use super::api::{Has, TO_ME, WorkItem, WorkPile, WorkPort, WorkQuery};
use super::several::with_ticked;
use super::{SEVERAL_FORM, due_tags, still};
use crate::answers::answers_that_wait;
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::layout::{load, page_title};
use crate::outside::answers_that_came;
use crate::proposals::shown::{path_of, state_kind, state_name};
use crate::questions::api::{QuestionPort, QuestionWaits};
use crate::questions::that_wait;
use crate::t;
use crate::ui::{DayOf, ErrorSummary, FormState, Icon, Pager, Tag, icon, written_in};

/// Cases on one page.
const PER_PAGE: i64 = 25;

#[component]
pub fn WorkPage() -> impl IntoView {
    let page = page();
    let (port, questions) = (port::<dyn WorkPort>(), port::<dyn QuestionPort>());
    let address = use_query_map().read_untracked();
    let (pile, words) = (address.get("hog"), address.get("q").unwrap_or_default());
    let after = address.get("efter");
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let pile = match pile {
            Some(code) => Pile::from_code(&code).ok_or(AppError::NotFound)?,
            // Who looks for something looks everywhere.
            None if !words.trim().is_empty() => Pile::All,
            None => Pile::Mine,
        };
        let after = match after {
            Some(after) => Some(after.parse().map_err(|_| AppError::NotFound)?),
            None => None,
        };
        let query = WorkQuery {
            pile,
            words,
            after,
            limit: PER_PAGE,
        };
        let found = port?.work(&actor, &query, now).await?;
        let waits = questions?.waits(&actor, now.day()).await?;
        Ok((query, found, waits))
    };
    load(data, move |(query, found, waits)| {
        show(&page, &query, found, &waits)
    })
}

fn address(page: &PageContext, pile: Pile, words: &str, after: Option<String>) -> String {
    let mut pairs = vec![("hog", pile.code().to_owned())];
    if !words.trim().is_empty() {
        pairs.push(("q", words.to_owned()));
    }
    pairs.extend(after.map(|after| ("efter", after)));
    let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
    page.href(&format!("/arbete?{query}"))
}

fn show(page: &PageContext, query: &WorkQuery, found: WorkPile, waits: &QuestionWaits) -> AnyView {
    let lang = page.lang;
    let pile = query.pile;
    let next = found
        .next
        .map(|last| address(page, pile, &query.words, Some(last.to_string())));
    let first = query
        .after
        .is_some()
        .then(|| address(page, pile, &query.words, None));
    let count = found.items.len();
    let may_announce = enter_meetings(&page.actor).is_ok();
    let any_open = found.items.iter().any(can_be_given);
    let with = any_open.then(|| with_ticked(page, &found.colleagues, may_announce));
    let list = match found.items.is_empty() {
        true => nothing(page, query),
        false => {
            let items = found
                .items
                .into_iter()
                .map(|case| line(page, pile, case))
                .collect_view();
            view! { <ol class="items">{items}</ol> }.into_any()
        }
    };
    // Who looks for something without choosing a pile finds what is over as well.
    let everywhere = !query.words.trim().is_empty() && pile == Pile::All;
    let (heading, means) = match everywhere {
        true => (t!(lang, "work-found"), t!(lang, "work-found-means")),
        false => (
            t!(lang, &format!("work-pile-{}", pile.code())),
            t!(lang, &format!("work-pile-{}-means", pile.code())),
        ),
    };
    let found_count = (!query.words.trim().is_empty() && count > 0 && !everywhere)
        .then(|| view! { <p class="list-head__count">{t!(lang, "work-found")}</p> });
    let form = FormState::of(page, "assign");
    // Once, where the desk begins.
    let begins = query.after.is_none() && query.words.trim().is_empty();
    let answers = (begins && pile == Pile::Mine).then(|| {
        view! {
            {answers_that_came(page, &found.came)}
            {answers_that_wait(page, &found.answers)}
            {that_wait(page, waits)}
        }
    });
    view! {
        {page_title(t!(lang, "work-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap">
            <ErrorSummary form label=move |_: &str| t!(lang, "work-assign").into_owned()/>
            <header class="head">
                <h1>{t!(lang, "work-title")}</h1>
                <p class="lead">{t!(lang, "work-lead")}</p>
            </header>
            <div class="browse">
                <div>
                    {search(page, query)}
                    {piles(page, query, &found.counts)}
                </div>
                <div>
                    {answers}
                    <section class="section flow" aria-labelledby="hogen">
                        <h2 id="hogen">{heading}</h2>
                        <p class="muted">{means}</p>
                        {found_count}
                        {list}
                        {with}
                    </section>
                    <Pager first next/>
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn search(page: &PageContext, query: &WorkQuery) -> AnyView {
    let lang = page.lang;
    view! {
        <form class="search" role="search" method="get" action=page.href("/arbete")>
            <label class="visually-hidden" for="sok">{t!(lang, "work-search")}</label>
            <input
                class="input" id="sok" name="q" type="search" maxlength="200" autocomplete="off"
                placeholder=t!(lang, "work-search-hint") value=query.words.clone()
            />
            <button class="btn btn--secondary">
                {icon(Icon::Search)}
                <span class="visually-hidden">{t!(lang, "list-search-button")}</span>
            </button>
        </form>
    }
    .into_any()
}

/// A link per pile with how much lies there, and one to what is read before anybody else sees it.
fn piles(page: &PageContext, query: &WorkQuery, counts: &[(Pile, i64)]) -> AnyView {
    let lang = page.lang;
    let archives = archive_cases(&page.actor).is_ok();
    let links = Pile::ALL
        .iter()
        .filter(|pile| **pile != Pile::Archive || archives)
        .map(|pile| {
            let current = (*pile == query.pile).then_some("true");
            let count = counts
                .iter()
                .find(|(of, _)| of == pile)
                .map_or(0, |(_, count)| *count);
            let to = address(page, *pile, "", None);
            view! {
                <li>
                    <a class="filter" href=to aria-current=current>
                        {t!(lang, &format!("work-pile-{}", pile.code()))} " "
                        <span class="filter__count">{count}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let unread = read_all_unpublished(&page.actor).is_ok().then(|| {
        view! {
            <li><a class="filter" href=page.href("/handlaggning")>{t!(lang, "nav-waiting")}</a></li>
        }
    });
    let meetings = enter_meetings(&page.actor).is_ok().then(|| {
        view! {
            <li><a class="filter" href=page.href("/moten")>{t!(lang, "meetings-title")}</a></li>
        }
    });
    let templates = answer_for_department(&page.actor).is_ok().then(|| {
        view! {
            <li><a class="filter" href=page.href("/arbete/mallar")>{t!(lang, "work-to-templates")}</a></li>
            <li><a class="filter" href=page.href("/fragor")>{t!(lang, "questions-title")}</a></li>
        }
    });
    view! {
        <details class="filters">
            <summary class="filters__button">
                {icon(Icon::Filter)}{t!(lang, "work-piles")}
            </summary>
            <nav class="filters__group" aria-labelledby="hogar">
                <h2 class="filters__title" id="hogar">{t!(lang, "work-piles")}</h2>
                <ul>{links}{unread}{meetings}{templates}</ul>
            </nav>
        </details>
    }
    .into_any()
}

fn nothing(page: &PageContext, query: &WorkQuery) -> AnyView {
    let lang = page.lang;
    let words = !query.words.trim().is_empty();
    let (title, text) = match (words, query.pile) {
        (true, _) => ("work-none-found-title", "work-none-found"),
        (false, Pile::Mine) => ("work-none-mine-title", "work-none-mine"),
        (false, _) => ("work-none-title", "work-none"),
    };
    let glyph = match words {
        true => Icon::Search,
        false => Icon::Check,
    };
    let free = (!words && query.pile == Pile::Mine).then(|| {
        let to = address(page, Pile::Unassigned, "", None);
        view! { <p><a href=to>{t!(lang, "work-to-unassigned")}</a></p> }
    });
    view! {
        <div class="empty">
            {icon(glyph)}
            <h3>{t!(lang, title)}</h3>
            <p>{t!(lang, text)}</p>
            {free}
        </div>
    }
    .into_any()
}

/// Who has it, in words.
pub(super) fn holder(page: &PageContext, has: &Has) -> String {
    let lang = page.lang;
    match has {
        Has::Nobody => t!(lang, "work-has-nobody"),
        Has::Official(id, _) if page.actor.person_id() == Some(*id) => t!(lang, "work-has-you"),
        Has::Official(_, name) => t!(lang, "work-has", name = name.clone()),
        Has::Left(name) => t!(lang, "work-has-left", name = name.clone()),
    }
    .into_owned()
}

/// Whether it is somebody's to do something with. What is over is found by a search, and nobody takes it.
fn can_be_given(case: &WorkItem) -> bool {
    case.waits_for.is_some() || !case.days.is_empty()
}

fn line(page: &PageContext, pile: Pile, case: WorkItem) -> impl IntoView + use<> {
    let lang = page.lang;
    let case_address = path_of(case.id, &case.slug);
    let inside = page.href(&format!("{case_address}/internt"));
    let days = due_tags(page, &case.days);
    let open = can_be_given(&case);
    let archive = (pile == Pile::Archive).then(|| {
        let to = page.href(&format!("{case_address}/handlagg?steg=close"));
        view! {
            <p>
                <a href=to>
                    {t!(lang, "work-archive")}
                    <span class="visually-hidden">" "{case.title.clone()}</span>
                </a>
            </p>
        }
    });
    let turn = case
        .waits_for
        .map(|turn| t!(lang, &format!("work-waits-{}", turn.code())).into_owned());
    let asked = case.asked.then(|| {
        view! { <p><a href=format!("{inside}#skriv")>{t!(lang, "work-asked")}</a></p> }
    });
    // One press for what is done most often: taking what nobody has.
    let take = match case.has {
        Has::Nobody | Has::Left(_) if open => Some({
            let action = page.href(&format!("{case_address}/tilldela"));
            view! {
                <form class="item__act" method="post" action=action>
                    <input type="hidden" name="to" value=TO_ME/>
                    <input type="hidden" name="version" value=case.version.to_string()/>
                    <input type="hidden" name="back" value="arbete"/>
                    <button class="btn btn--secondary">
                        {t!(lang, "work-take")}
                        <span class="visually-hidden">" "{case.title.clone()}</span>
                    </button>
                </form>
            }
        }),
        _ => None,
    };
    let tick = t!(lang, "several-tick", title = case.title.clone());
    // Without a box there is no column for one.
    let class = match open {
        true => "item item--tick",
        false => "item item--plain",
    };
    view! {
        <li class=class>
            {open.then(|| view! {
                <label class="tick">
                    <input type="checkbox" form=SEVERAL_FORM name=case_field(case.id) value=case.version.to_string()/>
                    <span class="visually-hidden">{tick}</span>
                </label>
            })}
            <div>
                <h3 class="item__title"><a href=inside lang=written_in(lang) dir="auto">{case.title.clone()}</a></h3>
                <div class="item__meta">
                    <Tag kind=state_kind(&case.course) text=state_name(lang, &case.course)/>
                    {days}
                    {still(page, &case.course)}
                    {turn.map(|turn| view! { <span>{turn}</span> })}
                    <span>{holder(page, &case.has)}</span>
                    {case.diary_number.clone().map(|number| view! { <span class="nowrap">{number}</span> })}
                    <span>{t!(lang, "waiting-since")}" "<DayOf at=case.submitted_at/></span>
                </div>
                {asked}
                {archive}
                {take}
            </div>
        </li>
    }
}
