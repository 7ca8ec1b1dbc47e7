//! Texts that somebody reports (`…/anmal`, below a proposal or questions), what is done about them (`/moderera`), what those
//! whom it concerns read of it on their own pages, how an author asks that somebody looks again (`/omprovning`),
//! and what everybody may know of it all (`/moderering`).

pub mod api;
mod appeal;
mod case;
mod danger;
mod done;
mod guidance;
mod held;
pub mod holding;
mod log;
mod own;
mod queue;
mod reader;
mod reins;
mod report;
mod restrain;
mod restraint;
mod together;

pub use appeal::AppealPage;
pub use case::CasePage;
pub use guidance::GuidancePage;
pub use held::{above, at_pace, in_thread, instead, is_locked, talk, thread_of, thread_tool};
pub use log::ModerationPage;
pub use own::{of_group, own};
pub use queue::QueuePage;
pub use reins::{LOCK_FORM, ReinsPage, SLOW_FORM};
pub use report::{AskedReportedPage, ReportQuestionPage, ReportTextPage, ReportedPage};
pub use restrain::RestrainPersonPage;
pub use restraint::{RestraintPersonPage, kept_off};
pub use together::{TOGETHER_FORM, TOGETHER_PAGE, TogetherPage};

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use nara_domain::ids::{CommentId, ModerationId, ProposalId, QuestionSetId, RestraintId};
use nara_domain::moderation::Hidden;
use nara_domain::proposal::Kind;
use nara_domain::question::Number;
use nara_domain::text::slug;

use self::api::{AskedPlace, Place, Spot};
use crate::context::PageContext;
use crate::error::AppError;
use crate::i18n::{Lang, date_long};
use crate::proposals::shown::path_of;
use crate::questions;
use crate::t;
use crate::ui::{FormState, written_in};

/// Where a text is reported, below the page of the proposal (`case`, with or without language).
pub fn report_path(case: &str, comment: Option<CommentId>) -> String {
    match comment {
        None => format!("{case}/anmal"),
        Some(id) => format!("{case}/anmal?kommentar={id}"),
    }
}

/// Where a text among questions is reported, below their page.
pub fn report_asked_path(questions: &str, number: Option<Number>) -> String {
    match number {
        None => format!("{questions}/anmal"),
        Some(number) => format!("{questions}/anmal?nummer={number}"),
    }
}

/// Where a discussion, or a thread of it, is held in, below the page of the proposal (`case`, with or without
/// language).
pub fn reins_below(case: &str, thread: Option<CommentId>) -> String {
    match thread {
        None => format!("{case}/samtalet"),
        Some(id) => format!("{case}/samtalet?kommentar={id}"),
    }
}

/// The same, without language.
pub fn reins_path(proposal: ProposalId, slug: &str, thread: Option<CommentId>) -> String {
    reins_below(&path_of(proposal, slug), thread)
}

/// Where it is settled.
pub fn case_path(id: ModerationId) -> String {
    format!("/moderera/{id}")
}

/// Where somebody reads a text instead of whoever does, below its page (`of`).
pub fn take_over_path(of: &str) -> String {
    format!("{of}/ta-over")
}

/// Where somebody says that it is a threat, or that somebody is in danger.
pub fn danger_path(id: ModerationId) -> String {
    format!("{}/fara", case_path(id))
}

/// Which text a page is about: of the proposal in its address, or the comment on it that the address names.
///
/// # Errors
/// What is no number is nowhere.
fn text_asked() -> Result<(ProposalId, Option<CommentId>), AppError> {
    let id = use_params_map().read_untracked().get("id");
    let comment = use_query_map().read_untracked().get("kommentar");
    let id = id.unwrap_or_default().parse::<ProposalId>()?;
    let comment = comment.map(|comment| comment.parse::<CommentId>());
    Ok((id, comment.transpose()?))
}

/// Where its author asks that somebody looks again.
pub fn appeal_path(id: ModerationId) -> String {
    format!("/omprovning/{id}")
}

/// Where the author of a text is kept from something because of it.
pub fn restrain_path(id: ModerationId) -> String {
    format!("/moderera/{id}/avstangning")
}

/// Where whom it concerns reads of it, and asks that somebody looks again.
pub fn restraint_path(id: RestraintId) -> String {
    format!("/avstangning/{id}")
}

/// Where everybody reads by which rules texts are hidden, and how many were.
const LOG_PATH: &str = "/moderering";

/// The link to it.
pub fn log_link(page: &PageContext) -> impl IntoView + use<> {
    view! { <a href=page.href(LOG_PATH)>{t!(page.lang, "moderation_log-link")}</a> }
}

/// The way to a page about a text of a proposal, or of the discussion of questions.
fn way_to(
    lang: Lang,
    place: &Place,
    asked: Option<&(QuestionSetId, String)>,
) -> Vec<(String, String)> {
    let read_on = match asked {
        Some((set, heading)) => {
            let there = questions::path_of(*set, &slug(heading));
            (heading.clone(), there)
        }
        None => (place.title.clone(), path_of(place.proposal, &place.slug)),
    };
    vec![list_of(lang, place), read_on]
}

/// What was typed in a form that is not on the page any more, because somebody was quicker or it is too late: it
/// is not lost.
fn typed(page: &PageContext, form: &'static str, field: &str) -> AnyView {
    let lang = page.lang;
    let typed = FormState::of(page, form).value(field, "");
    if typed.trim().is_empty() {
        return ().into_any();
    }
    view! {
        <section class="section flow" aria-labelledby="skrivet">
            <h2 id="skrivet">{t!(lang, "moderation-typed")}</h2>
            <p class="as-written" lang=written_in(lang) dir="auto">{typed}</p>
        </section>
    }
    .into_any()
}

/// Where the text stands.
fn spot_path(spot: &Spot) -> String {
    match spot {
        Spot::Case(place) => text_path(place),
        Spot::Asked(AskedPlace {
            set, slug, number, ..
        }) => questions::path_at(*set, slug, *number),
    }
}

/// The same at a proposal or idea.
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

/// What kind of text it is: `Kommentar`, `Fråga 3`.
fn spot_word(lang: Lang, spot: &Spot) -> String {
    match spot {
        Spot::Case(place) => kind_word(lang, place),
        Spot::Asked(AskedPlace { number: None, .. }) => {
            t!(lang, "reported-kind-questions").into_owned()
        }
        Spot::Asked(AskedPlace {
            number: Some(number),
            ..
        }) => questions::number_name(lang, *number),
    }
}

/// The first step of the way to it: the list it is found in.
fn list_of(lang: Lang, place: &Place) -> (String, String) {
    let (words, to) = match place.kind {
        Kind::Questions => ("questions-title", "/fragor"),
        Kind::Proposal | Kind::Idea | Kind::Problem => ("list-title", "/forslag"),
    };
    (t!(lang, words).into_owned(), to.to_owned())
}

/// `Kommentar`, `Idé`, `Medborgarförslag`
fn kind_word(lang: Lang, place: &Place) -> String {
    let kind = match (place.comment, place.kind) {
        // Of questions a discussion has nothing else.
        (Some(_), _) | (None, Kind::Questions) => "comment",
        (None, Kind::Idea) => "idea",
        (None, Kind::Proposal) => "proposal",
        (None, Kind::Problem) => "problem",
    };
    t!(lang, &format!("reported-kind-{kind}")).into_owned()
}
