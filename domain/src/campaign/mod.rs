//! Idea campaigns: a commission that young people work on together, down to answers that somebody
//! promised beforehand.
//!
//! A campaign is what its steps say ([`CampaignStep`]), as a case is what its acts say. What it asks
//! for is its [`Plan`]; who answers and by when is promised in its [`Approval`], without which it
//! cannot open.

mod plan;
mod slots;
mod stage;
mod step;

pub use plan::{AGES, IdeaSet, InfluenceLevel, PLAN_FIELDS, Plan, QUOTA_MAX, SETS_MAX};
pub use slots::{Chosen, Filled, KEPT_MAX, choice_allowed, filled};
pub use stage::{CampaignContext, CampaignStage, CampaignStageCode, allowed_from};
pub use step::{
    ANSWER_DAYS, ANSWER_DAYS_MAX, Approval, CampaignStep, CampaignStepKind, recorders, runs,
};
