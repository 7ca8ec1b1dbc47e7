//! What own pages, and a group's, say of reports.

use leptos::prelude::*;
use nara_domain::group::is_member;
use nara_domain::moderation::CaseState;

use super::api::{CaseItem, MyHidden, MyReport, Own};
use super::queue::{lines, state_tag};
use super::{hidden_line, kind_word, text_path};
use crate::context::PageContext;
use crate::i18n::date_long;
use crate::layout::contact;
use crate::t;
use crate::ui::{DayOf, Kind, Notice, written_in};

/// On somebody's own page: what of theirs is hidden, and what became of what they reported.
pub fn own(page: &PageContext, own: &Own) -> AnyView {
    let lang = page.lang;
    let hidden = own
        .hidden
        .iter()
        .map(|one| hidden(page, one))
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
        {hidden}
        {reports}
    }
    .into_any()
}

/// Why, and whom to turn to.
fn hidden(page: &PageContext, one: &MyHidden) -> AnyView {
    let lang = page.lang;
    let what = kind_word(lang, &one.place);
    let title = t!(lang, "my_hidden-title", what = what);
    let number = one.id.to_string();
    let appeal = match (is_member(&page.actor), page.site.contact.is_empty()) {
        (true, _) => {
            view! { <p>{t!(lang, "my_hidden-appeal-member", number = number)}</p> }.into_any()
        }
        (false, true) => {
            view! { <p>{t!(lang, "my_hidden-appeal", number = number)}</p> }.into_any()
        }
        (false, false) => view! {
            <p>{t!(lang, "my_hidden-appeal", number = number)}" "{contact(&page.site.contact)}</p>
        }
        .into_any(),
    };
    let there = page.href(&text_path(&one.place));
    let (line, reason) = (hidden_line(lang, &one.hidden), one.reason.clone());
    view! {
        <Notice kind=Kind::Info title=title>
            <p>{line}</p>
            <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p>
            {appeal}
            <p><a href=there>{t!(lang, "my_hidden-there")}</a></p>
        </Notice>
    }
    .into_any()
}

fn report(page: &PageContext, one: &MyReport) -> AnyView {
    let lang = page.lang;
    let there = page.href(&text_path(&one.place));
    let by = (one.state == CaseState::Open).then(|| {
        let date = date_long(lang, one.look_by);
        view! { <p>{t!(lang, "my_reports-by", date = date)}</p> }
    });
    let reason = one.reason.clone().map(|reason| {
        view! { <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p> }
    });
    let title = one.place.title.clone();
    let what = kind_word(lang, &one.place);
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
            {lines(page, items)}
        </section>
    }
    .into_any()
}
