//! A form that is looked at before it is sent for good: above it stands what it would become, by the
//! same components as on the case's page, and everything typed is still in it.

use leptos::prelude::*;
use nara_domain::waiting::AnswerDeed;

use crate::context::PageContext;
use crate::proposals::AsShown;
use crate::proposals::api::ProposalView;
use crate::t;
use crate::ui::{Kind, Notice};

/// Where the buttons are.
pub const CHOOSE: &str = "valj";

/// What the form of this name would become; none where nobody asked.
pub fn preview(page: &PageContext, case: &ProposalView, form: &str) -> Option<AnyView> {
    let lang = page.lang;
    let look = page.look_of(form)?;
    let looked = look.looked.clone()?;
    let unseen =
        (!looked.case.course.is_public()).then(|| view! { <p>{t!(lang, "later-look-unseen")}</p> });
    let file = look
        .with_file
        .then(|| view! { <p>{t!(lang, "later-look-file")}</p> });
    Some(
        view! {
            <section class="section flow" aria-labelledby="ser-ut" tabindex="-1" autofocus=true>
                <h2 id="ser-ut">{t!(lang, "later-look-title")}</h2>
                <Notice kind=Kind::Draft title=t!(lang, "later-not_published")>
                    <p>{t!(lang, "later-look-help")}</p>
                    {unseen}
                    {file}
                </Notice>
                <AsShown before=case.course.clone() looked/>
                // Past every field, where the text is long.
                <p><a href=format!("#{CHOOSE}")>{t!(lang, "later-look-choose")}</a></p>
            </section>
            <h2 class="section">{t!(lang, "later-look-change")}</h2>
        }
        .into_any(),
    )
}

/// The form's first button, so that Enter in a field looks: what is published cannot be taken back.
pub fn button(page: &PageContext) -> AnyView {
    view! {
        <button class="btn btn--secondary" name="deed" value=AnswerDeed::Look.code()>
            {t!(page.lang, "later-look")}
        </button>
    }
    .into_any()
}
