//! All SQL of the administration.

mod duty;
mod invitation;
mod log;
mod people;

pub use duty::{list_duties_of, list_held, list_held_by, list_terms_of, take_guard};
pub use invitation::{
    InvitationRow, NewInvitation, accept, delete_old, find, find_by_link, insert, list, send_again,
    withdraw,
};
pub use log::{
    ActRow, AuditRow, LogFilter, addresses_of, groups_of, list_acts, list_lines, names_of,
};
pub use people::{PersonRow, count_sessions, find_person, search};
