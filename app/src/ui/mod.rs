//! Small parts that pages are made of. Their look and the names of the classes are in
//! `style/README.md`.

mod badge;
mod closed;
mod day;
pub mod form;
pub mod icons;
mod kind;
mod nav;
mod notice;
mod qr;
mod timeline;
mod written;

#[cfg(test)]
mod tests;

pub use badge::{StandingBadge, standing_line};
pub use closed::closed_notice;
pub use day::{Day, DayOf};
pub(crate) use form::textarea_text;
pub use form::{Choices, ErrorSummary, FileField, FormState, TextField, TickBox};
pub use icons::{Icon, icon};
pub use kind::{Kind, Tag};
pub use nav::{Crumbs, Pager};
pub use notice::{FlashMessage, Notice};
pub use qr::{Qr, QrPort, qr};
pub use timeline::{Step, StepKind, Timeline};
pub use written::written_in;
