//! `/admin`: who may do what here, who was invited, and what was done by whom.
//!
//! For somebody who comes twice a year: the start page says what each page is for, and every page
//! leads back to it. Whoever is no administrator gets none of it. `/inbjudan` is the other
//! end of an invitation, for whoever got the letter.

pub mod api;
mod areas;
mod duty;
mod fields;
mod invitation;
mod invitations;
mod invite;
mod log;
mod parts;
mod people;
mod person;
mod roles;
pub mod sentence;
mod start;

pub use duty::DutyPage;
pub use invitation::InvitationPage;
pub use invitations::InvitationsPage;
pub use invite::InvitePage;
pub use log::{LogFilters, LogPage};
pub(crate) use parts::{beside, head, role_name};
pub use people::PeoplePage;
pub use person::PersonPage;
pub use roles::RolesPage;
pub use start::AdminPage;
