//! `/kampanjer/{slug}/rapport`: what was asked, what young people wanted, what they were answered, and what
//! happens now. Most of it is what the record says; who runs the campaign adds what a record cannot say.
//!
//! [`ReportText`] is put together once. The page shows it, and `server/src/posters/` makes the file of it.

mod answers;
mod chapters;
mod page;
mod text;

#[cfg(test)]
mod tests;

pub use answers::named;
pub use page::ReportPage;
pub use text::{
    AnswerTold, Chapter, Fact, IdeaTold, Part, PictureTold, QuoteTold, ReportText, Told,
};

/// The way to a campaign's report.
pub fn report_path(slug: &str) -> String {
    format!("{}/rapport", super::path_of(slug))
}
