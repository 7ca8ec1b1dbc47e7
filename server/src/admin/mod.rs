//! The administration: who holds which duty, who is invited to one, and what was done by whom.

mod service;
pub mod store;

pub use service::AdminService;
