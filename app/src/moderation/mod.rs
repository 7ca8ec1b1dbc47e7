//! Texts that somebody reports (`/forslag/{id}/{slug}/anmal`), what is done about them (`/moderera`), and what
//! those whom it concerns read of it on their own pages.

pub mod api;
mod case;
mod own;
mod queue;
mod report;

pub use case::CasePage;
pub use own::{of_group, own};
pub use queue::QueuePage;
pub use report::{ReportTextPage, ReportedPage};

use nara_domain::ids::{CommentId, ModerationId};
use nara_domain::moderation::Hidden;
use nara_domain::proposal::Kind;

use self::api::Place;
use crate::i18n::{Lang, date_long};
use crate::proposals::shown::path_of;
use crate::t;

/// Where a text is reported, below the page of the proposal (`case`, with or without language).
pub fn report_path(case: &str, comment: Option<CommentId>) -> String {
    match comment {
        None => format!("{case}/anmal"),
        Some(id) => format!("{case}/anmal?kommentar={id}"),
    }
}

/// Where it is settled.
pub fn case_path(id: ModerationId) -> String {
    format!("/moderera/{id}")
}

/// Where the text stands.
fn text_path(place: &Place) -> String {
    let case = path_of(place.proposal, &place.slug);
    match place.comment {
        None => case,
        Some(id) => crate::proposals::discussion::address_of(&case, id),
    }
}

/// What stands where a hidden text stood: `Dold enligt regeln om hot, 4 mars 2026.`
pub fn hidden_line(lang: Lang, hidden: &Hidden) -> String {
    let rule = t!(lang, &format!("hidden-rule-{}", hidden.rule));
    let date = date_long(lang, hidden.on);
    t!(lang, "hidden-line", rule = rule, date = date).into_owned()
}

/// `en kommentar`, `en idé`, `ett medborgarförslag`
fn kind_word(lang: Lang, place: &Place) -> String {
    let kind = match (place.comment, place.kind) {
        (Some(_), _) => "comment",
        (None, Kind::Idea) => "idea",
        (None, Kind::Proposal) => "proposal",
    };
    t!(lang, &format!("reported-kind-{kind}")).into_owned()
}
