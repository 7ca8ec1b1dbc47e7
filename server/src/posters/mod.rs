//! Posters as files: PDF to print, PNG to show (`docs/decisions/0031-posters.md`).
//!
//! What stands on one is `nara_app::posters::Poster`. [`layout`] measures it with our own fonts and makes
//! a [`sheet::Sheet`], [`svg`] the drawing of that, and `resvg` paints it; [`pdf`] writes the file from the
//! same drawing. What gets posters next makes a `Poster` and calls [`answer`]; a sheet of another kind is laid
//! out on its own, of the same [`parts`], as [`cards`] is, and a [`report`] of many pages.

mod cards;
mod embedded;
mod files;
mod fonts;
mod frame;
mod layout;
mod lines;
mod panel;
mod panel_files;
mod parts;
mod pdf;
mod report;
mod report_files;
mod report_flow;
mod rows;
mod sheet;
mod studio;
mod svg;

pub use cards::print;
pub use files::{answer, routes};
pub use studio::{Drawing, Kind, Posters, draw, draw_panel, draw_report};
