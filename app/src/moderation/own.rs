//! What own pages, and a group's, say of reports.

use leptos::prelude::*;
use nara_domain::group::is_member;
use nara_domain::moderation::{Appeal, CaseState};
use nara_domain::time::Date;

use super::api::{CaseItem, MyHidden, MyReport, Own};
use super::queue::{lines, state_tag};
use super::restraint::of_mine;
use super::{appeal_path, hidden_line, spot_path, spot_word};
use crate::context::PageContext;
use crate::i18n::date_long;
use crate::layout::contact;
use crate::t;
use crate::ui::{DayOf, Kind, Notice, written_in};

/// On somebody's own page: what of theirs is or was hidden, and what became of what they reported.
pub fn own(page: &PageContext, own: &Own) -> AnyView {
    let lang = page.lang;
    let hidden = own
        .hidden
        .iter()
        .map(|one| hidden(page, one))
        .collect_view();
    let restraints = own
        .restraints
        .iter()
        .map(|one| of_mine(page, one))
        .collect_view();
    let reports = own
        .reports
        .iter()
        .map(|one| report(page, one))
        .collect_view();
    let reports = (!own.reports.is_empty()).then(|| {
        view! {
            <section class="section flow" aria-labelledby="anmalt">
                <h2 id="anmalt">{t!(lang, "my_reports-title")}</h2>
                <ul class="items">{reports}</ul>
            </section>
        }
    });
    view! {
        {restraints}
        {hidden}
        {reports}
    }
    .into_any()
}

/// Why, and how it stands with looking again.
fn hidden(page: &PageContext, one: &MyHidden) -> AnyView {
    let lang = page.lang;
    let what = spot_word(lang, &one.place);
    let there = page.href(&spot_path(&one.place));
    let there = view! { <p><a href=there>{t!(lang, "my_hidden-there")}</a></p> };
    if one.appeal == Appeal::Shown {
        let title = t!(lang, "my_shown-title", what = what);
        let said = said(page, one);
        return view! {
            <Notice kind=Kind::Yes title=title>
                {said}
                {there}
            </Notice>
        }
        .into_any();
    }
    let title = t!(lang, "my_hidden-title", what = what);
    let (why, standing) = (why(page, one), standing(page, one));
    view! {
        <Notice kind=Kind::Info title=title>
            <div class="flow">
                {why}
                {standing}
                {there}
            </div>
        </Notice>
    }
    .into_any()
}

/// The rule, the day, and the reason of whoever hid it.
pub(super) fn why(page: &PageContext, one: &MyHidden) -> AnyView {
    let lang = page.lang;
    let (line, reason) = (hidden_line(lang, &one.hidden), one.reason.clone());
    let second = one.second_by.map(|by| {
        view! { <p>{t!(lang, "second-mine", date = date_long(lang, by))}</p> }
    });
    view! {
        <p>{line}</p>
        <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p>
        {second}
    }
    .into_any()
}

/// What was said when somebody had looked again.
fn said(page: &PageContext, one: &MyHidden) -> AnyView {
    let lang = page.lang;
    one.said
        .clone()
        .map(|said| {
            view! { <p class="as-written" lang=written_in(lang) dir="auto">{said}</p> }
        })
        .into_any()
}

/// How it stands, and the way to the page where one asks.
fn standing(page: &PageContext, one: &MyHidden) -> AnyView {
    let lang = page.lang;
    let to = page.href(&appeal_path(one.id));
    match one.appeal {
        Appeal::Possible { until } => {
            let date = date_long(lang, until);
            view! {
                <p>{t!(lang, "my_hidden-appeal", date = date)}</p>
                <p><a class="btn btn--secondary" href=to>{t!(lang, "appeal-title")}</a></p>
            }
            .into_any()
        }
        Appeal::Waits { .. } => view! {
            <p>{t!(lang, "my_hidden-waits")}" "<a href=to>{t!(lang, "my_hidden-asked")}</a></p>
        }
        .into_any(),
        Appeal::Upheld => view! {
            <p>{t!(lang, "my_hidden-upheld")}</p>
            {said(page, one)}
            <p><a href=to>{t!(lang, "my_hidden-asked")}</a></p>
        }
        .into_any(),
        Appeal::Over { until } => over(page, one, until),
        Appeal::Shown => ().into_any(),
    }
}

/// Too late: whom to turn to.
pub(super) fn over(page: &PageContext, one: &MyHidden, until: Date) -> AnyView {
    let lang = page.lang;
    let (date, number) = (date_long(lang, until), one.id.to_string());
    let to = (!page.site.contact.is_empty()).then(|| {
        view! { " "{contact(&page.site.contact)} }
    });
    // Members have no address to write from; a leader has.
    let words = match is_member(&page.actor) {
        true => t!(lang, "my_hidden-over-member", date = date, number = number),
        false => t!(lang, "my_hidden-over", date = date, number = number),
    };
    view! { <p>{words}{to}</p> }.into_any()
}

fn report(page: &PageContext, one: &MyReport) -> AnyView {
    let lang = page.lang;
    let there = page.href(&spot_path(&one.place));
    let by = (one.state == CaseState::Open).then(|| {
        let date = date_long(lang, one.look_by);
        view! { <p>{t!(lang, "my_reports-by", date = date)}</p> }
    });
    let reason = one.reason.clone().map(|reason| {
        view! { <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p> }
    });
    let title = one.place.title().to_owned();
    let what = spot_word(lang, &one.place);
    view! {
        <li class="item item--plain">
            <div>
                <h3 class="item__title"><a href=there lang=written_in(lang) dir="auto">{title}</a></h3>
                {reason}
                {by}
                <div class="item__meta">
                    {state_tag(lang, one.state)}
                    <span>{what}</span>
                    <span>{t!(lang, "my_reports-at")}" "<DayOf at=one.at/></span>
                </div>
            </div>
        </li>
    }
    .into_any()
}

/// On a group's page: what members wrote and somebody reported.
pub fn of_group(page: &PageContext, items: &[CaseItem]) -> AnyView {
    if items.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    view! {
        <section class="section flow" aria-labelledby="anmalda">
            <h2 id="anmalda">{t!(lang, "group-reported")}</h2>
            <p>{t!(lang, "group-reported-lead")}</p>
            {lines(page, items, None)}
        </section>
    }
    .into_any()
}
