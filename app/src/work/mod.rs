//! The officials' desk: `/arbete` with its piles, and what colleagues see of a case and nobody else:
//! who has it, and what they write to each other.

pub mod api;
pub mod templates_api;

mod inside;
mod piles;
mod several;
mod templates;

pub(crate) use inside::colleague_field;

pub use inside::InsidePage;
pub use piles::WorkPage;
pub use several::SeveralPage;
pub use templates::{NewTemplatePage, RemoveTemplatePage, TemplatePage, TemplatesPage};

/// The name of the form for several cases, in the piles and on its page.
pub const SEVERAL_FORM: &str = "several";
/// Where that form is sent, and its page.
pub const SEVERAL_PAGE: &str = "/arbete/flera";
/// The name of a template's form in its page.
pub const TEMPLATE_FORM: &str = "template";

use leptos::prelude::*;
use nara_domain::days::{CaseDay, DayKind, shown};
use nara_domain::proposal::Course;
use nara_domain::work::{Due, due};

use crate::context::PageContext;
use crate::i18n::{Lang, day_near};
use crate::t;
use crate::ui::{Kind, Tag};

/// The days of a case that matter today, each by its name: `Komplettering senast 12 mars · om 3 dagar`,
/// as loud as it is near.
fn due_tags(page: &PageContext, days: &[CaseDay]) -> AnyView {
    let today = page.today();
    let tags = shown(days, today).into_iter().map(|day| due_tag(page, day));
    tags.collect_view().into_any()
}

fn due_tag(page: &PageContext, day: CaseDay) -> AnyView {
    let lang = page.lang;
    let name = day_name(lang, day.what, &day_near(lang, day.by, page.today()));
    let (kind, near) = match due(day.by, page.today()) {
        Due::Overdue(days) => (Kind::Late, t!(lang, "work-overdue", days = days)),
        Due::Soon(0) => (Kind::Waiting, t!(lang, "work-due-today")),
        Due::Soon(days) => (Kind::Waiting, t!(lang, "work-due-soon", days = days)),
        Due::Later => return view! { <span>{name}</span> }.into_any(),
    };
    view! { <Tag kind text=format!("{name} · {near}")/> }.into_any()
}

/// `Komplettering senast 12 mars`.
pub fn day_name(lang: Lang, what: DayKind, day: &str) -> String {
    t!(lang, &format!("day-{}", what.code()), date = day.to_owned()).into_owned()
}

/// That the clock stands still while the proposer completes something.
fn still(page: &PageContext, course: &Course) -> Option<AnyView> {
    let since = course.as_proposal()?.stands_still_since()?;
    let day = day_near(page.lang, since, page.today());
    let text = t!(page.lang, "clock-fact", date = day);
    Some(view! { <span>{text}</span> }.into_any())
}
