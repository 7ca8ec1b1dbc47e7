//! Texts that a moderator reads before everybody can: `/moderera` lists them with where much happened in a short time,
//! `/moderera/vantar/{held}` is where one is let through or not, and `/vantar/{held}` is its author's page.

pub mod api;
mod case;
mod log;
mod own;
mod pace;
mod queue;

pub use case::HeldTextPage;
pub use log::counted;
pub use own::{MyHeldPage, notices};
pub use pace::PacePage;
pub use queue::waiting;

use nara_domain::ids::{HeldId, PaceId};
use nara_domain::moderation::holding::HoldReason;

use crate::i18n::Lang;
use crate::t;

/// The names the forms come back under.
pub const SETTLE_FORM: &str = "held";
pub const OWN_FORM: &str = "own";
pub const PACE_FORM: &str = "pace";

/// Where a moderator settles it.
pub fn held_path(id: HeldId) -> String {
    format!("/moderera/vantar/{id}")
}

/// Where its author reads how it stands.
pub fn own_path(id: HeldId) -> String {
    format!("/vantar/{id}")
}

/// Where a moderator says that they have looked.
pub fn pace_path(id: PaceId) -> String {
    format!("/moderera/takt/{id}")
}

/// Why it waits, in a few words each.
fn reasons(lang: Lang, reasons: &[HoldReason]) -> String {
    let each = reasons
        .iter()
        .map(|reason| t!(lang, &format!("held-reason-{reason}")).into_owned());
    each.collect::<Vec<String>>().join(", ")
}
