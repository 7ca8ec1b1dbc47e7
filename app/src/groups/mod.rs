//! Groups of young people: the door, a member's own page, and the pages of those who run them.

pub mod api;

mod cards;
mod door;
mod group;
mod list;
mod mine;
mod new;
mod read;

pub use cards::CardsPage;
pub use door::{AliasPage, DoorPage};
pub use group::GroupPage;
pub use list::GroupsPage;
pub use mine::MyGroupPage;
pub use new::{ChangeGroupPage, NewGroupPage};
pub use read::ReadPage;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nara_domain::ids::GroupId;

use crate::error::AppError;

/// The group in the address.
fn group_id() -> Result<GroupId, AppError> {
    let id = use_params_map().get_untracked().get("group");
    id.and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)
}
