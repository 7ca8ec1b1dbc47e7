//! How a campaign is told in a few words, the same on every page.

use leptos::prelude::*;
use nara_domain::campaign::{Approval, CampaignStageCode, CampaignStep, CampaignStepKind};
use nara_domain::time::Date;

use super::api::CampaignView;
use crate::context::PageContext;
use crate::i18n::{Lang, day_near};
use crate::t;
use crate::ui::{Kind, Tag};

/// In the address of what is shown on a wall.
const BIG: &str = "visning=storbild";

pub fn path_of(slug: &str) -> String {
    format!("/kampanjer/{slug}")
}

/// All its ideas.
pub fn all_path(slug: &str) -> String {
    format!("{}/ideer", path_of(slug))
}

/// The same page for a projector.
pub fn big_path(slug: &str) -> String {
    format!("{}?{BIG}", path_of(slug))
}

/// Whether the page is a campaign on a wall: nothing stands around it.
pub fn is_big_screen(page: &PageContext) -> bool {
    page.failure.is_none()
        && page.path.starts_with("/kampanjer/")
        && page.query.split('&').any(|pair| pair == BIG)
}

pub fn stage_kind(stage: CampaignStageCode) -> Kind {
    use CampaignStageCode as S;
    match stage {
        S::Draft => Kind::Draft,
        S::Approved => Kind::Scheduled,
        S::Recruiting | S::Open => Kind::Open,
        S::Voting => Kind::Open,
        S::Curate | S::Voted | S::Presented => Kind::Working,
        S::Answered => Kind::Answered,
        S::FollowUp => Kind::Yes,
        S::Closed | S::Cancelled => Kind::Ended,
    }
}

pub fn stage_name(lang: Lang, stage: CampaignStageCode) -> String {
    t!(lang, &format!("campaign-stage-{}", stage.code())).into_owned()
}

/// Whether what was promised by this day has not come.
pub fn is_late(stage: CampaignStageCode, day: Option<Date>, today: Date) -> bool {
    use CampaignStageCode as S;
    matches!(stage, S::Presented | S::Answered | S::FollowUp) && day.is_some_and(|day| day < today)
}

/// The stage as a tag; what is late says so first.
pub fn stage_tag(
    lang: Lang,
    stage: CampaignStageCode,
    day: Option<Date>,
    today: Date,
) -> impl IntoView + use<> {
    let (kind, text) = match is_late(stage, day, today) {
        true if stage == CampaignStageCode::Presented => {
            (Kind::Late, t!(lang, "campaign-late").into_owned())
        }
        true => (Kind::Late, t!(lang, "campaign-late-follow_up").into_owned()),
        false => (stage_kind(stage), stage_name(lang, stage)),
    };
    view! { <Tag kind text/> }
}

/// What the day means in this stage: `idéer till och med 30 april, 12 dagar kvar`.
pub fn day_line(
    lang: Lang,
    stage: CampaignStageCode,
    day: Option<Date>,
    today: Date,
) -> Option<String> {
    use CampaignStageCode as S;
    let day = day?;
    let date = day_near(lang, day, today);
    let left = today.days_until(day) + 1;
    let line = match (stage, day < today) {
        (S::Approved | S::Recruiting, _) => t!(lang, "campaign-day-opens", date = date),
        (S::Open, false) => t!(lang, "campaign-day-ideas", date = date, count = left),
        (S::Open, true) => t!(lang, "campaign-day-ideas-over", date = date),
        (S::Voting, false) => t!(lang, "campaign-day-vote", date = date, count = left),
        (S::Voting, true) => t!(lang, "campaign-day-vote-over", date = date),
        (S::Presented, false) => t!(lang, "campaign-day-answer", date = date, count = left),
        (S::Presented, true) => {
            t!(
                lang,
                "campaign-day-late",
                date = date,
                count = day.days_until(today)
            )
        }
        (S::Answered | S::FollowUp, false) => t!(lang, "campaign-day-follow_up", date = date),
        (S::Answered | S::FollowUp, true) => t!(
            lang,
            "campaign-day-follow_up-late",
            date = date,
            count = day.days_until(today)
        ),
        _ => return None,
    };
    Some(line.into_owned())
}

/// The day that counts now.
pub fn day_of(view: &CampaignView) -> Option<Date> {
    use CampaignStageCode as S;
    let approval = view.stage.approval();
    match view.stage.code() {
        S::Approved | S::Recruiting => approval.map(|approval| approval.opens_on),
        S::Open => approval.map(|approval| approval.ideas_until),
        S::Voting => view.stage.voting().map(|voting| voting.until),
        _ => view.stage.promised(),
    }
}

/// Who answers and by when: as it holds, or as it held until the campaign was over.
pub fn approval_of(view: &CampaignView) -> Option<Approval> {
    if let Some(approval) = view.stage.approval() {
        return Some(approval.clone());
    }
    let kind = CampaignStepKind::Approve;
    let act = view.acts.iter().rfind(|act| act.step == kind)?;
    match CampaignStep::parse(kind, &act.fields) {
        Ok(CampaignStep::Approve { approval }) => Some(approval),
        _ => None,
    }
}

/// Under which step the words of a form's fields stand: the same field is asked for in other words where
/// it means something else.
pub fn words_of(step: CampaignStepKind) -> &'static str {
    use CampaignStepKind as K;
    match step {
        K::Recruit => "campaign_recruit",
        K::Reopen => "campaign_reopen",
        K::Vote => "campaign_vote",
        K::Count => "campaign_count",
        K::Present => "campaign_present",
        K::Delay => "campaign_delay",
        K::FollowUp => "campaign_follow_up",
        K::Report => "campaign_report",
        K::Close => "campaign_close",
        K::Cancel => "campaign_cancel",
        K::Draft | K::Revise | K::Approve | K::Open | K::Curate | K::Answered => "campaign",
    }
}

/// The way to a page under the campaign's own.
pub fn way_to(lang: Lang, view: &CampaignView) -> Vec<(String, String)> {
    vec![
        (
            t!(lang, "campaigns-title").into_owned(),
            "/kampanjer".to_owned(),
        ),
        (view.plan.title.clone(), path_of(&view.slug)),
    ]
}
