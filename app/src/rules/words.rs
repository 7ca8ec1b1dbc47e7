//! What single rules say, in plain words.

use leptos::prelude::*;
use nara_domain::privacy::DRAFT_DAYS;
use nara_domain::proposal::{Course, Ruleset, Season, Stage, Topic, Window, YearDay, season};
use nara_domain::time::Date;

use crate::i18n::{Lang, date_long, day_month, listed, month_name};
use crate::proposals::api::ProposalView;
use crate::t;
use crate::ui::{Kind, Notice};

/// `90 dagar`, `3 månader`.
pub fn window(lang: Lang, window: Window) -> String {
    match window {
        Window::Days(days) => t!(lang, "rule-days", count = days),
        Window::Months(months) => t!(lang, "rule-months", count = months),
    }
    .into_owned()
}

/// `3 månader, 6 månader och 12 månader`.
pub fn windows(lang: Lang, windows: &[Window]) -> String {
    let names: Vec<String> = windows.iter().map(|one| window(lang, *one)).collect();
    listed(lang, &names)
}

/// The times for support there are to choose from, for a form; empty where there is no choice.
pub fn window_choices(
    lang: Lang,
    rules: &Ruleset,
    topic: Option<Topic>,
) -> Vec<(String, String, String)> {
    let choices = rules.choices(topic).into_iter();
    choices
        .map(|one| (one.to_string(), window(lang, one), String::new()))
        .collect()
}

/// `1 december till 28 februari`, and the next one.
pub fn seasons(lang: Lang, seasons: &[Season]) -> String {
    // Any year without a 29th of February: only day and month are said.
    let day = |day: YearDay| day.in_year(2001).map(|day| day_month(lang, day));
    let names: Vec<String> = seasons
        .iter()
        .filter_map(|Season { from, to }| {
            let (from, to) = (day(*from)?, day(*to)?);
            Some(t!(lang, "rules-season", from = from, to = to).into_owned())
        })
        .collect();
    listed(lang, &names)
}

/// `april och oktober`.
pub fn months(lang: Lang, months: &[i64]) -> String {
    let names = months.iter().filter_map(|month| month_name(lang, *month));
    listed(lang, &names.map(str::to_owned).collect::<Vec<_>>())
}

/// That no proposals are received today, and when they are; nothing where they are. What is written
/// meanwhile is kept for as long as a draft is.
pub fn season_notice(lang: Lang, rules: &Ruleset, today: Date) -> Option<AnyView> {
    let opens = season::opens(&rules.seasons, today)?;
    let title = t!(lang, "rules-closed-title", day = date_long(lang, opens)).into_owned();
    let when = t!(
        lang,
        "rules-here-season",
        seasons = seasons(lang, &rules.seasons)
    );
    let draft = match today.days_until(opens) <= DRAFT_DAYS {
        true => t!(lang, "rules-closed-draft"),
        false => t!(lang, "rules-closed-draft-goes", days = DRAFT_DAYS),
    };
    Some(
        view! {
            <Notice kind=Kind::Info title=title>
                <p>{when}</p>
                <p>{draft}</p>
            </Notice>
        }
        .into_any(),
    )
}

/// That the proposer may speak where it is decided, once there is a meeting.
pub fn may_speak(lang: Lang, case: &ProposalView) -> Option<String> {
    let scheduled = matches!(case.course, Course::Proposal(Stage::Scheduled { .. }));
    if !(scheduled && case.ruleset.proposer_may_speak) {
        return None;
    }
    let id = match case.mine {
        true => "state-may-speak-mine",
        false => "state-may-speak",
    };
    Some(t!(lang, id).into_owned())
}
