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
use nara_domain::proposal::Course;
use nara_domain::time::Date;
use nara_domain::work::{Due, due};

use crate::context::PageContext;
use crate::i18n::{date_long, day_near};
use crate::t;
use crate::ui::{Kind, Tag};

/// `senast 12 mars, om 3 dagar`, as loud as it is near.
fn due_tag(page: &PageContext, day: Date) -> AnyView {
    let lang = page.lang;
    match due(day, page.today()) {
        Due::Overdue(days) => {
            let text = t!(lang, "work-overdue", days = days).into_owned();
            view! { <Tag kind=Kind::Late text/> }.into_any()
        }
        Due::Soon(0) => {
            let text = t!(lang, "work-due-today").into_owned();
            view! { <Tag kind=Kind::Waiting text/> }.into_any()
        }
        Due::Soon(days) => {
            let text = t!(lang, "work-due-soon", days = days).into_owned();
            view! { <Tag kind=Kind::Waiting text/> }.into_any()
        }
        Due::Later => {
            let text = t!(lang, "work-due", date = date_long(lang, day));
            view! { <span>{text}</span> }.into_any()
        }
    }
}

/// That the clock stands still while the proposer completes something.
fn still(page: &PageContext, course: &Course) -> Option<AnyView> {
    let since = course.as_proposal()?.stands_still_since()?;
    let day = day_near(page.lang, since, page.today());
    let text = t!(page.lang, "clock-fact", date = day);
    Some(view! { <span>{text}</span> }.into_any())
}
