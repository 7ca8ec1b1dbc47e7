//! The administration: who holds which duty, who is invited to one, and what was done by whom.

pub mod duties;
pub mod forms;
mod service;
pub mod store;

pub use service::AdminService;
