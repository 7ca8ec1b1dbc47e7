//! What a campaign is about: who answers and by when, what can be influenced, who takes part.

use leptos::prelude::*;
use nara_domain::campaign::{CampaignStage, CampaignStepKind};

use super::api::{CampaignGroup, CampaignView};
use super::record;
use super::shown::{approval_of, is_late};
use crate::context::PageContext;
use crate::i18n::{Lang, date_long};
use crate::t;
use crate::ui::{Kind, Notice, Tag, written_in};

/// A line of facts in people's own words.
fn said(lang: Lang, label: &str, text: &str) -> AnyView {
    let (label, text) = (t!(lang, label), text.to_owned());
    view! { <dt>{label}</dt><dd lang=written_in(lang) dir="auto">{text}</dd> }.into_any()
}

/// Who answers, who does when they are away, and by when; who stands behind it and what money there is.
pub fn promise(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let Some(approval) = approval_of(view) else {
        return ().into_any();
    };
    let by_when = match (&view.stage, view.stage.answer_by()) {
        (_, Some(day)) => {
            let date = date_long(lang, day);
            match is_late(view.stage.code(), Some(day), page.today()) {
                true => {
                    let count = day.days_until(page.today());
                    let line = t!(lang, "campaign-answer-late", date = date, count = count);
                    view! {
                        <Tag kind=Kind::Late text=t!(lang, "campaign-late").into_owned()/>" "{line}
                    }
                    .into_any()
                }
                false => {
                    let count = page.today().days_until(day) + 1;
                    t!(lang, "campaign-answer-by", date = date, count = count).into_any()
                }
            }
        }
        (CampaignStage::Answered { on, .. }, _)
        | (
            CampaignStage::FollowUp {
                answered_on: on, ..
            },
            _,
        ) => {
            let date = date_long(lang, *on);
            t!(lang, "campaign-answered-on", date = date).into_any()
        }
        (CampaignStage::Closed { .. } | CampaignStage::Cancelled { .. }, _) => {
            t!(lang, "campaign-answer-over").into_any()
        }
        _ => t!(lang, "campaign-answer-days", count = approval.answer_days).into_any(),
    };
    view! {
        <section class="section flow" aria-labelledby="svarar">
            <h2 id="svarar">{t!(lang, "campaign-promise")}</h2>
            <dl class="facts">
                {said(lang, "campaign-answerer", &approval.answerer)}
                {said(lang, "campaign-stand_in", &approval.stand_in)}
                <dt>{t!(lang, "campaign-by_when")}</dt><dd>{by_when}</dd>
                {said(lang, "campaign-sponsor", &approval.sponsor)}
                {said(lang, "campaign-approved_by", &approval.approved_by)}
                {said(lang, "campaign-budget", &approval.budget)}
                {said(lang, "campaign-consent", &approval.consent)}
            </dl>
        </section>
    }
    .into_any()
}

/// While people can apply for its group: how, and until when.
pub fn recruiting(page: &PageContext, view: &CampaignView) -> AnyView {
    let CampaignStage::Recruiting { until, .. } = &view.stage else {
        return ().into_any();
    };
    let lang = page.lang;
    let act = view
        .acts
        .iter()
        .rfind(|act| act.step == CampaignStepKind::Recruit);
    let how = act.map(|act| act.fields.get("how").cloned().unwrap_or_default());
    let how =
        how.map(|how| view! { <p class="as-written" lang=written_in(lang) dir="auto">{how}</p> });
    let date = date_long(lang, *until);
    view! {
        <Notice kind=Kind::Info title=t!(lang, "campaign-apply", date = date)>{how}</Notice>
    }
    .into_any()
}

/// The commission, and how much those who take part decide.
pub fn task(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let plan = &view.plan;
    let level = plan.influence.code();
    let step = nara_domain::campaign::InfluenceLevel::ALL
        .iter()
        .position(|one| *one == plan.influence)
        .map_or(0, |place| place + 1);
    let steps = nara_domain::campaign::InfluenceLevel::ALL.len();
    let own = |text: &str| {
        let text = text.to_owned();
        view! { <p class="as-written" lang=written_in(lang) dir="auto">{text}</p> }
    };
    view! {
        <section class="section flow" aria-labelledby="uppdrag">
            <h2 id="uppdrag">{t!(lang, "campaign-task")}</h2>
            {own(&plan.commission)}
            <p>{t!(lang, "campaign-ages", from = plan.age_from, to = plan.age_to)}</p>
        </section>
        <section class="section flow" aria-labelledby="paverka">
            <h2 id="paverka">{t!(lang, "campaign-influence")}</h2>
            <p>
                <strong>{t!(lang, &format!("choice-influence-{level}"))}"."</strong>" "
                {t!(lang, &format!("choice-influence-{level}-meaning"))}" "
                <span class="muted">{t!(lang, "campaign-ladder", step = step, steps = steps)}</span>
            </p>
            <h3>{t!(lang, "campaign-can")}</h3>
            {own(&plan.can_influence)}
            <h3>{t!(lang, "campaign-cannot")}</h3>
            {own(&plan.cannot_influence)}
        </section>
    }
    .into_any()
}

/// How many are in a group, or were.
pub(super) fn members(lang: Lang, group: &CampaignGroup) -> String {
    match group.over {
        false => t!(lang, "group-members", count = group.members),
        true => t!(lang, "group-members-were", count = group.members),
    }
    .into_owned()
}

/// The groups, by name and how many are in.
pub fn groups(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let list = match view.groups.is_empty() {
        true => view! { <p class="muted">{t!(lang, "campaign-groups-none")}</p> }.into_any(),
        false => {
            let items = view
                .groups
                .iter()
                .map(|group| {
                    // A group that was empty says nothing.
                    let members = (group.members > 0).then(|| {
                        let members = members(lang, group);
                        view! { ": "<span class="muted">{members}</span> }
                    });
                    view! {
                        <li>
                            <span lang=written_in(lang) dir="auto">{group.name.clone()}</span>
                            {members}
                        </li>
                    }
                })
                .collect_view();
            view! { <ul class="bullets">{items}</ul> }.into_any()
        }
    };
    view! {
        <section class="section flow" aria-labelledby="grupper">
            <h2 id="grupper">{t!(lang, "campaign-groups")}</h2>
            {list}
        </section>
    }
    .into_any()
}

/// Called off, and why: the first thing to be read then.
pub fn called_off(page: &PageContext, view: &CampaignView) -> AnyView {
    let act = view
        .acts
        .iter()
        .rfind(|act| act.step == CampaignStepKind::Cancel);
    match (&view.stage, act) {
        (CampaignStage::Cancelled { .. }, Some(act)) => record::story(page.lang, act),
        _ => ().into_any(),
    }
}
