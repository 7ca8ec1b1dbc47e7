//! The officials' desk: who has which case, and what colleagues write to each other about it. Nothing
//! of this is part of the public record; giving a case away is written to the log of deeds.

pub mod forms;
pub mod reminder_store;
mod reminders;
mod service;
mod several_forms;
pub mod store;
mod template_forms;
mod template_store;
mod templates;
pub mod told;

pub use service::WorkService;
pub(crate) use service::give;
pub use templates::TemplateService;
