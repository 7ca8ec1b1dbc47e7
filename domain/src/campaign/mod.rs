//! Idea campaigns: a commission that young people work on together, down to answers that somebody
//! promised beforehand.
//!
//! A campaign is what its steps say ([`CampaignStep`]), as a case is what its acts say. What it asks
//! for is its [`Plan`]; who answers and by when is promised in its [`Approval`], without which it
//! cannot open.

mod novelty;
mod parts;
mod picture;
mod plan;
mod promise;
mod reminder;
mod report;
mod slots;
mod stage;
mod step;
mod vote;

pub use novelty::{
    NOVELTY_FIELDS, Novelty, PARTIES, Said, by_party, is_settled, left_to_say, may_say, unsettled,
};
pub use parts::{PARTS_FIELDS, Parts, may_write_parts};
pub use picture::{
    PICTURE, PICTURE_BYTES, PICTURE_FIELDS, PICTURE_SIDE, Picture, PictureSide, PictureState,
    RETURN_FIELDS, Recognised, SMALL_BYTES, SMALL_SIDE, fitted, picture_side, return_word,
};
pub use plan::{AGES, IdeaSet, InfluenceLevel, PLAN_FIELDS, Plan, QUOTA_MAX, SETS_MAX};
pub use reminder::{CampaignReminder, FOLLOW_UP_MONTHS, NEAR_DAYS, SOON_DAYS};
pub use report::{Licence, Quote, REPORT_FIELDS, Report};
pub use slots::{Chosen, Filled, KEPT_MAX, choice_allowed, filled};
pub use stage::{CampaignContext, CampaignStage, CampaignStageCode, allowed_from};
pub use step::{
    ANSWER_DAYS, ANSWER_DAYS_MAX, Approval, CampaignStep, CampaignStepKind, recorders, runs,
};
pub use vote::{
    Alike, COUNTED_BY, COUNTED_WITH, Counted, IDEA, PaperCount, SLIPS, SLIPS_MAX, Total,
    VOTE_IDEAS_MIN, VOTE_MONTHS, VOTES_MAX, Voting, WhoVotes, alike, ballot, count, may_vote,
    order_seed, paper, paper_field, shuffled,
};
