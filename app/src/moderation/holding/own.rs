//! What an author reads of a text of theirs that waits: what happens with it, why, and by when somebody reads it.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::group::is_member;
use nara_domain::moderation::{APPEAL_MAX, HeldState};

use super::super::{log_link, text_path, typed};
use super::api::{HoldingPort, MyHeld};
use super::{OWN_FORM, own_path, reasons};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::{Lang, date_long};
use crate::layout::{contact, load, page_title};
use crate::t;
use crate::ui::{Crumbs, DayOf, ErrorSummary, FormState, Kind, Notice, TextField, written_in};

/// For whoever wrote it.
#[component]
pub fn MyHeldPage() -> impl IntoView {
    let page = page();
    let holding = port::<dyn HoldingPort>();
    let id = use_params_map().read_untracked().get("held");
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let id = id.unwrap_or_default();
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        holding?.own_page(&actor, id, now).await
    };
    load(data, move |mine| show(&page, &mine))
}

/// On somebody's own page: each of theirs that waits or was settled lately, with the way to its page.
pub fn notices(page: &PageContext, all: &[MyHeld]) -> AnyView {
    let lang = page.lang;
    all.iter()
        .map(|mine| {
            let to = page.href(&own_path(mine.id));
            let (what, how) = (mine.place.title.clone(), standing(lang, mine));
            view! {
                <Notice kind=kind(mine.state) title=title(lang, mine.state)>
                    <div class="flow">
                        <p lang=written_in(lang) dir="auto">{what}</p>
                        <p>{how}</p>
                        <p><a href=to>{t!(lang, "my_held-more")}</a></p>
                    </div>
                </Notice>
            }
        })
        .collect_view()
        .into_any()
}

const fn kind(state: HeldState) -> Kind {
    match state {
        HeldState::Waiting | HeldState::Asked => Kind::Waiting,
        HeldState::Released => Kind::Yes,
        HeldState::Declined | HeldState::Upheld | HeldState::TakenBack => Kind::Info,
    }
}

fn title(lang: Lang, state: HeldState) -> String {
    t!(lang, &format!("my_held-{state}-title")).into_owned()
}

/// How it stands, in a sentence.
fn standing(lang: Lang, mine: &MyHeld) -> String {
    let date = date_long(lang, mine.look_by);
    t!(lang, &format!("my_held-{}", mine.state), date = date).into_owned()
}

fn show(page: &PageContext, mine: &MyHeld) -> AnyView {
    let lang = page.lang;
    let own = match is_member(&page.actor) {
        true => "/grupp/mitt",
        false => "/konto",
    };
    let way = vec![(t!(lang, "appeal-own").into_owned(), own.to_owned())];
    let label = move |_: &str| t!(lang, "appeal-words").into_owned();
    let there = page.href(&text_path(&mine.place));
    let title = title(lang, mine.state);
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, OWN_FORM) label=label/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
                <p class="lead">{standing(lang, mine)}</p>
            </header>
            {why(page, mine)}
            <section class="panel flow" aria-labelledby="text">
                <h2 class="panel__title" id="text">{t!(lang, "my_held-text")}</h2>
                <p class="as-written" lang=written_in(lang) dir="auto">{mine.text.clone()}</p>
                <p class="muted">{t!(lang, "held-sent")}" "<DayOf at=mine.at/></p>
            </section>
            <p>{t!(lang, "held-under")}" "<a href=there lang=written_in(lang) dir="auto">{mine.place.title.clone()}</a></p>
            {deeds(page, mine)}
            <p>{log_link(page)}</p>
        </div>
    }
    .into_any()
}

/// Why it waits, or was not let through.
fn why(page: &PageContext, mine: &MyHeld) -> AnyView {
    let lang = page.lang;
    let said = mine.said.clone().map(|said| {
        view! { <p class="as-written" lang=written_in(lang) dir="auto">{said}</p> }
    });
    let body = match (mine.state, &mine.declined) {
        (HeldState::Waiting, _) => {
            let each = mine
                .reasons
                .iter()
                .map(|reason| view! { <li>{t!(lang, &format!("my_held-because-{reason}"))}</li> })
                .collect_view();
            view! {
                <ul class="bullets">{each}</ul>
                <p>{t!(lang, "my_held-nothing_wrong")}</p>
            }
            .into_any()
        }
        (HeldState::TakenBack, _) => return ().into_any(),
        (HeldState::Released, _) => match said {
            None => return ().into_any(),
            said => said.into_any(),
        },
        (_, Some((rule, reason, _))) => {
            let rule = t!(lang, &format!("hidden-rule-{rule}"));
            view! {
                <p>{t!(lang, "my_held-rule", rule = rule)}</p>
                <p class="as-written" lang=written_in(lang) dir="auto">{reason.clone()}</p>
                {said}
            }
            .into_any()
        }
        (_, None) => view! { <p>{reasons(lang, &mine.reasons)}</p> }.into_any(),
    };
    view! {
        <section class="section flow" aria-labelledby="varfor">
            <h2 id="varfor">{t!(lang, "my_held-why")}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// What the author can do.
fn deeds(page: &PageContext, mine: &MyHeld) -> AnyView {
    match (mine.state, mine.may_ask) {
        (HeldState::Waiting, _) => take_back(page, mine),
        (HeldState::Declined, true) => ask(page, mine),
        (HeldState::Declined, false) => {
            let lang = page.lang;
            let to = (!page.site.contact.is_empty()).then(|| {
                view! { " "{contact(&page.site.contact)} }
            });
            view! {
                <p>{t!(lang, "my_held-over", number = mine.id.to_string())}{to}</p>
                {typed(page, OWN_FORM, "words")}
            }
            .into_any()
        }
        _ => asked(page, mine),
    }
}

fn take_back(page: &PageContext, mine: &MyHeld) -> AnyView {
    let lang = page.lang;
    view! {
        <section class="section flow" aria-labelledby="ta-tillbaka">
            <h2 id="ta-tillbaka">{t!(lang, "my_held-regret")}</h2>
            <p>{t!(lang, "my_held-regret-means")}</p>
            <form method="post" action=page.href(&own_path(mine.id))>
                <input type="hidden" name="step" value="take_back"/>
                <input type="hidden" name="once" value=page.once.clone()/>
                <button class="btn btn--secondary">{t!(lang, "my_held-take_back")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn ask(page: &PageContext, mine: &MyHeld) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, OWN_FORM);
    let once = form.value("once", &page.once);
    let until = mine.declined.as_ref().map(|(.., until)| *until);
    let date = until
        .map(|until| date_long(lang, until))
        .unwrap_or_default();
    view! {
        <section class="section flow" aria-labelledby="omprovning">
            <h2 id="omprovning">{t!(lang, "appeal-form")}</h2>
            <p>{t!(lang, "my_held-ask", date = date)}</p>
            <form class="form" method="post" action=page.href(&own_path(mine.id)) novalidate>
                <input type="hidden" name="step" value="ask"/>
                <input type="hidden" name="once" value=once/>
                <TextField form name="words" label=t!(lang, "appeal-words")
                    hint=t!(lang, "appeal-words-hint", max = APPEAL_MAX) area=true/>
                <p class="small muted">{t!(lang, "appeal-privacy")}</p>
                <div class="actions"><button class="btn">{t!(lang, "appeal-send")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

/// What was said when it was asked for, as long as that is kept; and what was typed where it cannot be sent.
fn asked(page: &PageContext, mine: &MyHeld) -> AnyView {
    let lang = page.lang;
    let words = mine.words.clone();
    let words = (!words.is_empty()).then(|| {
        view! {
            <section class="section flow" aria-labelledby="omprovning">
                <h2 id="omprovning">{t!(lang, "appeal-asked")}</h2>
                <p class="as-written" lang=written_in(lang) dir="auto">{words}</p>
            </section>
        }
    });
    view! {
        {words}
        {typed(page, OWN_FORM, "words")}
    }
    .into_any()
}
