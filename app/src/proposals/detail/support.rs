//! The support box: how many, what that leads to, and the reader's own support.

use leptos::prelude::*;
use nara_domain::proposal::{Course, IdeaStage, Kind, Stage, TransitionKind};
use nara_domain::switches::Feature;
use nara_domain::time::Date;

use crate::context::{PageContext, page};
use crate::error::{AppError, words};
use crate::i18n::{Lang, date_long, number};
use crate::identity::how_link;
use crate::merging::MoveSupport;
use crate::proposals::api::{Against, ProposalView};
use crate::proposals::query::encoded;
use crate::proposals::shown;
use crate::proposals::support_island::{SupportButton, SupportWords};
use crate::t;
use crate::ui::{Icon, icon};

#[component]
pub fn SupportBox(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    // Nobody supports a problem: they say how it concerns them.
    if case.kind == Kind::Problem {
        return None;
    }
    let id = case.id.get();
    let count = case.support.count;
    // Nobody supports it and nobody can: a large zero would say something that is not so. While it is
    // open the zero is true, also for the one who reads it in office and may not support.
    let answered = page.replay_of("support").is_some();
    let collects = matches!(
        case.course,
        Course::Proposal(Stage::Collecting { .. }) | Course::Idea(IdeaStage::Published { .. })
    );
    // Who only has to be known better is told how.
    let mendable = case.support.refused.as_deref() == Some("level");
    let opposes = case.support.against.is_some_and(|against| against.mine);
    let over = !case.support.open && !case.support.mine && !opposes && !mendable;
    let against = case.support.against;
    let nobody = count == 0 && against.is_none_or(|against| against.count == 0);
    if nobody && over && !collects && !answered && case.merged.is_none() {
        return None;
    }
    let against_line = against.map(|against| {
        view! {
            <p>
                <span class="support__count" data-against=id translate="no">
                    {number(lang, against.count)}
                </span>
                " "<span class="support__label">{t!(lang, "against-label", count = against.count)}</span>
            </p>
        }
    });
    let label = match case.kind {
        Kind::Proposal => t!(lang, "support-label-proposal", count = count),
        Kind::Idea | Kind::Problem | Kind::Questions => {
            t!(lang, "support-label-idea", count = count)
        }
    };
    let meter = case.support.threshold.filter(|_| case.merged.is_none()).map(|threshold| {
        let text = t!(lang, "support-meter", threshold = threshold).into_owned();
        let shown = count.min(threshold).to_string();
        view! {
            <progress class="meter" max=threshold.to_string() value=shown data-meter=id aria-label=text>
                {count}" / "{threshold}
            </progress>
        }
    });
    let problem = page.replay_of("support").map(|replay| {
        let text = words::help(lang, &replay.error);
        view! { <p class="field__error" role="alert">{icon(Icon::Alert)}{text}</p> }
    });
    let limit = limit(lang, &case, page.today());
    Some(view! {
        <section class="support" aria-labelledby="stod">
            <h2 class="visually-hidden" id="stod">{t!(lang, "support-title")}</h2>
            <div class="support__counts">
                <p>
                    <span class="support__count" data-count=id translate="no">{number(lang, count)}</span>
                    " "<span class="support__label">{label}</span>
                </p>
                {against_line}
            </div>
            {meter}
            <p class="support__limit" data-live="limit">{limit}</p>
            {problem}
            {act(&page, &case)}
        </section>
    })
}

/// What the reader can do: support, undo, sign in, or read why not.
fn act(page: &PageContext, case: &ProposalView) -> AnyView {
    let lang = page.lang;
    let support = &case.support;
    if let Some(merged) = case.merged.clone() {
        return view! {
            <div class="support__act"><MoveSupport case=case.clone() merged/></div>
        }
        .into_any();
    }
    let path = shown::path_of(case.id, &case.slug);
    let opposes = support.against.is_some_and(|against| against.mine);
    if !support.open && !support.mine && !opposes {
        let why = support.refused.as_deref().unwrap_or("closed");
        let text = t!(lang, &format!("refused-{why}"));
        let how = (why == "level").then(how_link);
        return view! { <div class="support__act"><p class="support__note">{text}</p>{how}</div> }
            .into_any();
    }
    // Who supports it already may regret it at any time.
    if let Some(closed) = page
        .closed(Feature::Support)
        .filter(|_| !support.mine && !opposes)
    {
        let why = words::help(lang, &AppError::Closed(closed));
        return view! { <div class="support__act"><p class="support__note">{why}</p></div> }
            .into_any();
    }
    if !page.actor.is_signed_in() {
        // The support is done on return from signing in.
        let next = encoded(&format!("{path}?gor=stod"));
        let href = page.href(&format!("/logga-in?sedan={next}"));
        return view! {
            <div class="support__act">
                <a class="btn btn--wide" href=href>{icon(Icon::Hand)}{t!(lang, "support-sign-in")}</a>
                <p class="support__note">{t!(lang, "support-sign-in-note")}</p>
            </div>
        }
        .into_any();
    }
    if let Some(against) = support.against {
        return for_or_against(page, case, against);
    }
    let words = SupportWords {
        give: t!(lang, &format!("support-give-{}", case.kind.code())).into_owned(),
        given: t!(lang, &format!("support-given-{}", case.kind.code())).into_owned(),
        undo: t!(lang, "support-undo").into_owned(),
        said_given: t!(lang, "flash-supported").into_owned(),
        said_undone: t!(lang, "flash-support_withdrawn").into_owned(),
    };
    view! {
        <SupportButton
            id=case.id.get()
            mine=support.mine
            open=support.open
            lang=lang.code().to_owned()
            action=page.href(&format!("{path}/stod"))
            undo=page.href(&format!("{path}/stod/angra"))
            words=words
        />
    }
    .into_any()
}

/// Both votes as plain forms. Each takes the other's place, and the page that comes back shows how the
/// reader stands now.
fn for_or_against(page: &PageContext, case: &ProposalView, against: Against) -> AnyView {
    let lang = page.lang;
    let (support, path) = (&case.support, shown::path_of(case.id, &case.slug));
    let form = |to: &str, class: &'static str, words: &str| {
        let (action, words) = (page.href(&format!("{path}/{to}")), t!(lang, words));
        view! { <form method="post" action=action><button class=class>{words}</button></form> }
            .into_any()
    };
    let said = match (support.mine, against.mine) {
        (true, _) => Some("support-given-proposal"),
        (_, true) => Some("against-given"),
        _ => None,
    };
    let said = said.map(|said| {
        view! { <p class="support__done">{icon(Icon::Check)}{t!(lang, said)}</p> }
    });
    // Nobody who has voted is urged to vote the other way.
    let give_class = match against.mine {
        true => "btn btn--secondary btn--wide",
        false => "btn btn--wide",
    };
    let give =
        (support.open && !support.mine).then(|| form("stod", give_class, "support-give-proposal"));
    let oppose = (against.open && !against.mine)
        .then(|| form("emot", "btn btn--secondary btn--wide", "against-give"));
    let undo = match (support.mine, against.mine, support.open || against.open) {
        (true, _, true) => Some(form("stod/angra", "btn btn--quiet", "support-undo")),
        (_, true, true) => Some(form("emot/angra", "btn btn--quiet", "against-undo")),
        _ => None,
    };
    view! { <div class="support__act flow">{said}{give}{oppose}{undo}</div> }.into_any()
}

/// What the count leads to, or led to.
fn limit(lang: Lang, case: &ProposalView, today: Date) -> Option<AnyView> {
    let count = case.support.count;
    if case.merged.is_some() {
        return Some(t!(lang, "merging-support-stays").into_any());
    }
    let stage = match &case.course {
        Course::Idea(_) => return Some(t!(lang, "support-limit-idea").into_any()),
        Course::Problem(_) | Course::Questions => return None,
        Course::Proposal(stage) => stage,
    };
    let text = match (stage, case.support.threshold) {
        (
            Stage::Collecting {
                closes, threshold, ..
            },
            _,
        ) => {
            let days = today.days_until(*closes) + 1;
            match threshold - count {
                missing if missing > 0 => return Some(missing_line(lang, case, missing, days)),
                _ => t!(lang, "support-limit-enough", days = days),
            }
        }
        (
            Stage::ThresholdMissed {
                support_count,
                threshold,
                ..
            },
            _,
        ) => {
            t!(
                lang,
                "fact-missed",
                count = *support_count,
                threshold = *threshold
            )
        }
        (_, Some(threshold)) => {
            let reached = |act: &&crate::proposals::api::ActView| {
                act.transition == Some(TransitionKind::ReachThreshold)
            };
            let date = date_long(lang, case.acts.iter().find(reached)?.happened_on);
            t!(
                lang,
                "support-limit-reached",
                threshold = threshold,
                date = date
            )
        }
        (_, None) => t!(lang, "support-limit-none"),
    };
    Some(text.into_any())
}

/// "13 till och politikerna måste ta upp det": the number moves with the count.
fn missing_line(lang: Lang, case: &ProposalView, missing: i64, days: i64) -> AnyView {
    const MARK: &str = "\u{1}";
    let text = t!(lang, "support-limit-missing", missing = MARK, days = days);
    let (before, after) = text.split_once(MARK).unwrap_or((&text, ""));
    // Leptos writes an empty text as a space.
    let piece = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (before, after) = (piece(before), piece(after));
    let needed = case.support.count + missing;
    view! {
        {before}
        <span data-left=case.id.get() data-needed=needed translate="no">{number(lang, missing)}</span>
        {after}
    }
    .into_any()
}
