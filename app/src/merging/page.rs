//! `/forslag/{id}/{slug}/sla-ihop`: suggesting that it becomes part of another, and answering that.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::merging::{ANSWER_DAYS, Answer, Outcome, REASON_MAX};

use super::api::{MergePort, MergeView, SideView, SuggestionView};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::{Lang, date_long};
use crate::layout::{load, page_title};
use crate::people::shown_name;
use crate::proposals::query::pairs;
use crate::proposals::shown::{path_of, state_kind, state_name};
use crate::t;
use crate::ui::{
    Choices, Crumbs, DayOf, ErrorSummary, FormState, Kind, Notice, Tag, TextField, written_in,
};

/// For those who suggest, and for the two who are asked.
#[component]
pub fn MergeProposalsPage() -> impl IntoView {
    let page = page();
    let merging = port::<dyn MergePort>();
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        merging?.merge_page(&actor, id, now).await
    };
    load(data, move |shown| show(&page, &shown))
}

fn show(page: &PageContext, shown: &MergeView) -> AnyView {
    let lang = page.lang;
    let address = path_of(shown.part.id, &shown.part.slug);
    let way = vec![
        (
            t!(lang, "nav-proposals").into_owned(),
            "/forslag".to_owned(),
        ),
        (shown.part.title.clone(), address.clone()),
    ];
    let open = shown.suggestion.as_ref().filter(|it| it.ended.is_none());
    let mine = open.is_some_and(|it| it.asked);
    let title = match (mine, &shown.free_of) {
        (true, _) => t!(lang, "merging-title-asked"),
        (false, Some(_)) => t!(lang, "merging-title-free"),
        (false, None) => t!(lang, "merging-title"),
    };
    let merged = shown
        .suggestion
        .as_ref()
        .is_some_and(|it| matches!(it.ended, Some((Outcome::Merged, _))));
    let body = match (open, shown.in_duty, shown.hindered) {
        (Some(suggestion), ..) => pending(page, &address, shown, suggestion),
        _ if shown.free_of.is_some() => set_free(page, &address, shown),
        // That it is part of another already is said by how it ended.
        (None, true, Some(_)) if merged => ().into_any(),
        (None, true, None) => suggest(page, &address, shown),
        (None, true, Some(why)) => {
            let why = t!(lang, &format!("problem-not_mergeable-{why}"));
            view! { <Notice kind=Kind::Info><p>{why}</p></Notice> }.into_any()
        }
        (None, false, _) => ().into_any(),
    };
    let ended = shown
        .suggestion
        .as_ref()
        .filter(|it| it.ended.is_some())
        .map(|suggestion| over(page, suggestion));
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            {problems(page)}
            {shown.free_of.is_none().then(|| too_late(page))}
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
            </header>
            {ended}
            {body}
        </div>
    }
    .into_any()
}

/// Before everything else, as on every page, whichever of its forms came back.
fn problems(page: &PageContext) -> AnyView {
    let lang = page.lang;
    ["merge", "merge_answer", "merge_back"]
        .map(|name| {
            let label = move |field: &str| match field {
                "lead" => t!(lang, "merging-lead").into_owned(),
                "reason" => t!(lang, "merging-reason").into_owned(),
                _ => t!(lang, "merging-question").into_owned(),
            };
            view! { <ErrorSummary form=FormState::of(page, name) label/> }
        })
        .collect_view()
        .into_any()
}

/// That it cannot be set free any more, with the reason as it was typed.
fn too_late(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "merge_free");
    let label = move |_: &str| t!(lang, "merging-free-reason").into_owned();
    let typed = form.value("reason", "");
    let typed = (!typed.is_empty()).then(|| {
        view! {
            <p><strong>{t!(lang, "merging-free-reason")}</strong></p>
            <p class="as-written">{typed}</p>
        }
    });
    view! { <ErrorSummary form label/> {typed} }.into_any()
}

/// One of the two, with what it is and what it needs.
fn side(page: &PageContext, heading: &str, side: &SideView) -> AnyView {
    let lang = page.lang;
    let to = page.href(&path_of(side.id, &side.slug));
    let by = shown_name(lang, &side.proposer_name).to_string();
    let by = (!by.is_empty()).then(|| view! { <span>{by}</span> });
    let threshold = side.threshold.map(
        |threshold| view! { <span>{t!(lang, "merging-side-threshold", threshold = threshold)}</span> },
    );
    let body = side.body.clone().map(|body| {
        view! {
            <details class="fold">
                <summary>{t!(lang, "merging-side-read")}</summary>
                <div class="fold__body as-written" lang=written_in(lang) dir="auto">{body}</div>
            </details>
        }
    });
    view! {
        <section class="panel flow">
            <h2 class="panel__title">{t!(lang, heading)}</h2>
            <p><a href=to lang=written_in(lang) dir="auto">{side.title.clone()}</a></p>
            <div class="item__meta">
                <Tag kind=state_kind(&side.course) text=state_name(lang, &side.course)/>
                {by}
                <span>{t!(lang, "merging-side-supporters", count = side.support_count)}</span>
                {threshold}
            </div>
            {body}
        </section>
    }
    .into_any()
}

/// What it means, the same for everybody who decides something here.
fn meaning(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let points = ["one", "kept", "named", "support", "back"]
        .map(|point| view! { <li>{t!(lang, &format!("merging-means-{point}"))}</li> })
        .collect_view();
    view! {
        <section class="flow" aria-labelledby="betyder">
            <h2 id="betyder">{t!(lang, "merging-means")}</h2>
            <ul class="bullets">{points}</ul>
        </section>
    }
    .into_any()
}

/// The official's form.
fn suggest(page: &PageContext, address: &str, shown: &MergeView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "merge");
    let chosen = pairs(&page.query)
        .into_iter()
        .find(|(name, _)| name == "med")
        .map(|(_, value)| value)
        .unwrap_or_default();
    let alike = (!shown.similar.is_empty()).then(|| {
        let rows = shown
            .similar
            .iter()
            .map(|one| {
                let read = page.href(&path_of(one.id, &one.slug));
                let here = page.href(&format!("{address}/sla-ihop"));
                let number = one.id.to_string();
                let count = t!(lang, "merging-side-supporters", count = one.support_count);
                view! {
                    <li>
                        <a href=read lang=written_in(lang) dir="auto">{one.title.clone()}</a>
                        " · "{count}
                        <form method="get" action=here>
                            <input type="hidden" name="med" value=number.clone()/>
                            <button class="btn btn--quiet">
                                {t!(lang, "merging-choose", number = number)}
                            </button>
                        </form>
                    </li>
                }
            })
            .collect_view();
        view! {
            <section class="flow" aria-labelledby="liknar">
                <h2 id="liknar">{t!(lang, "merging-alike")}</h2>
                <ul class="bullets">{rows}</ul>
            </section>
        }
    });
    view! {
        <p class="lead">{t!(lang, "merging-lead-text", days = ANSWER_DAYS)}</p>
        {side(page, "merging-part-here", &shown.part)}
        {alike}
        <form class="form" method="post" action=page.href(&format!("{address}/sla-ihop")) novalidate>
            <TextField form=form.clone() name="lead" label=t!(lang, "merging-lead")
                hint=t!(lang, "merging-lead-hint") value=chosen look="input input--short"/>
            <TextField form=form.clone() name="reason" label=t!(lang, "merging-reason")
                hint=t!(lang, "merging-reason-hint", max = REASON_MAX) area=true/>
            <input type="hidden" name="once" value=form.value("once", &page.once)/>
            <div class="actions"><button class="btn">{t!(lang, "merging-send")}</button></div>
        </form>
        {meaning(page)}
    }
    .into_any()
}

/// The secretary's form for what is part of another.
fn set_free(page: &PageContext, address: &str, shown: &MergeView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "merge_free");
    let label = move |_: &str| t!(lang, "merging-free-reason").into_owned();
    let lead = shown
        .free_of
        .as_ref()
        .map(|lead| side(page, "merging-leads", lead));
    let to = page.href(&format!("{address}/sla-ihop/fri"));
    view! {
        <p class="lead">{t!(lang, "merging-free-text")}</p>
        <ErrorSummary form=form.clone() label=label/>
        {side(page, "merging-part-here", &shown.part)}
        {lead}
        <form class="form" method="post" action=to novalidate>
            <TextField form=form.clone() name="reason" label=t!(lang, "merging-free-reason")
                hint=t!(lang, "merging-free-reason-hint", max = REASON_MAX) area=true/>
            <input type="hidden" name="once" value=form.value("once", &page.once)/>
            <div class="actions"><button class="btn">{t!(lang, "merging-free-send")}</button></div>
        </form>
    }
    .into_any()
}

/// While it waits for answers.
fn pending(
    page: &PageContext,
    address: &str,
    shown: &MergeView,
    suggestion: &SuggestionView,
) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "merge_answer");
    let question = suggestion.asked.then(|| {
        let choices = Answer::ALL
            .iter()
            .map(|answer| {
                let word = t!(lang, &format!("merging-answer-{answer}")).into_owned();
                (answer.code().to_owned(), word, String::new())
            })
            .collect();
        let mine = match suggestion.mine {
            Some(true) => Answer::Yes.code(),
            Some(false) => Answer::No.code(),
            None => "",
        };
        let hint = t!(lang, "merging-answer-hint", date = date_long(lang, suggestion.until));
        view! {
            <form class="form section" method="post" action=page.href(&format!("{address}/sla-ihop/svar"))>
                <Choices form=form.clone() name="answer" legend=t!(lang, "merging-question")
                    hint=hint.into_owned() choices value=mine/>
                <div class="actions"><button class="btn">{t!(lang, "merging-answer-send")}</button></div>
            </form>
        }
    });
    let take_back = shown.in_duty.then(|| {
        view! {
            <form method="post" action=page.href(&format!("{address}/sla-ihop/ta-tillbaka"))>
                <button class="btn btn--secondary">{t!(lang, "merging-take-back")}</button>
            </form>
        }
    });
    view! {
        <p class="lead">{t!(lang, "merging-pending", name = suggestion.by_name.clone(),
            date = date_long(lang, suggestion.until))}</p>
        {side(page, "merging-part", &shown.part)}
        {side(page, "merging-into", &suggestion.lead)}
        <section class="flow" aria-labelledby="varfor">
            <h2 id="varfor">{t!(lang, "merging-why")}</h2>
            <p class="as-written" lang=written_in(lang) dir="auto">{suggestion.reason.clone()}</p>
        </section>
        {meaning(page)}
        {question}
        <section class="flow" aria-labelledby="svar">
            <h2 id="svar">{t!(lang, "merging-said")}</h2>
            {said(lang, suggestion)}
        </section>
        {take_back}
    }
    .into_any()
}

/// What both have said so far.
fn said(lang: Lang, suggestion: &SuggestionView) -> AnyView {
    let word = |agrees: Option<bool>| match agrees {
        Some(true) => t!(lang, "merging-answer-yes").into_owned(),
        Some(false) => t!(lang, "merging-answer-no").into_owned(),
        None => t!(lang, "merging-answer-none").into_owned(),
    };
    if suggestion.same_proposer {
        return view! {
            <dl class="facts">
                <dt>{t!(lang, "merging-said-both")}</dt><dd>{word(suggestion.part_agrees)}</dd>
            </dl>
        }
        .into_any();
    }
    view! {
        <dl class="facts">
            <dt>{t!(lang, "merging-said-part")}</dt><dd>{word(suggestion.part_agrees)}</dd>
            <dt>{t!(lang, "merging-said-lead")}</dt><dd>{word(suggestion.lead_agrees)}</dd>
        </dl>
    }
    .into_any()
}

/// How the last suggestion ended.
fn over(page: &PageContext, suggestion: &SuggestionView) -> AnyView {
    let lang = page.lang;
    let Some((outcome, at)) = suggestion.ended else {
        return ().into_any();
    };
    let to = page.href(&path_of(suggestion.lead.id, &suggestion.lead.slug));
    let title = suggestion.lead.title.clone();
    let (kind, about) = match outcome {
        Outcome::Merged => (Kind::Success, "merging-outcome-goes_on"),
        _ => (Kind::Info, "merging-outcome-about"),
    };
    view! {
        <Notice kind title=t!(lang, &format!("merging-outcome-{outcome}"))>
            <p>
                {t!(lang, about)}" "
                <a href=to lang=written_in(lang) dir="auto">{title}</a>" · "<DayOf at/>
            </p>
        </Notice>
    }
    .into_any()
}
