//! Idea campaigns `/kampanjer`: the list, a campaign for people who look rather than read, the forms of
//! its steps, the page where ideas are put into its slots, and
//! the one where the elected say which of them were new.

pub mod api;

mod about;
mod all;
mod big;
mod choose;
mod detail;
mod ideas;
mod list;
mod new;
mod novelty;
mod now;
mod office;
mod outcome;
mod paper;
mod parts;
mod picture;
mod record;
pub mod report;
mod shown;
mod slots;
mod step;
mod vote;

#[cfg(test)]
mod tests;

pub use all::IdeasPage;
pub use choose::ChoosePage;
pub use detail::CampaignPage;
pub use list::CampaignsPage;
pub use new::NewCampaignPage;
pub use novelty::{NoveltyPage, OfCampaign, for_account};
pub use now::CampaignsNow;
pub use paper::SlipsPage;
pub use parts::{PartsPage, parts_path};
pub use picture::{PicturePage, picture_path, to_read as pictures_to_read};
pub use report::ReportPage as CampaignReportPage;
#[cfg(test)]
pub(crate) use shown::words_of;
pub use shown::{is_big_screen, path_of};
pub use step::CampaignStepPage;
pub use vote::VotePage;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The form for a new campaign.
pub const FORM: &str = "campaign";
/// The form of a step.
pub const STEP: &str = "campaign_step";
/// The forms with which a group is taken in or out.
pub const GROUP: &str = "campaign_group";
/// The forms that say what becomes of an idea.
pub const CHOICE: &str = "campaign_choice";
/// The forms in which the elected say whether they knew of an idea.
pub const NOVELTY: &str = "campaign_novelty";
/// The form of an idea's parts.
pub const PARTS: &str = "idea_parts";
/// The form of an idea's picture.
pub const PICTURE: &str = "idea_picture";
/// The forms of who reads it first, and of who takes it down.
pub const PICTURE_READ: &str = "idea_picture_read";
/// The ballot.
pub const VOTE: &str = "campaign_vote";
/// The form for slips of paper.
pub const PAPER: &str = "campaign_paper";

/// The campaign in the address.
fn campaign_slug() -> String {
    let slug = use_params_map().get_untracked().get("campaign");
    slug.unwrap_or_default()
}
