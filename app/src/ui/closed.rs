//! What stands where a form would, while the municipality has switched it off.

use leptos::prelude::*;
use nara_domain::switches::Feature;

use super::kind::Kind;
use super::notice::Notice;
use crate::context::PageContext;
use crate::error::words::closed_until;
use crate::t;

/// Why there is no form; nothing where the feature is open.
pub fn closed_notice(page: &PageContext, feature: Feature) -> Option<AnyView> {
    let closed = page.closed(feature)?;
    let lang = page.lang;
    let what = t!(lang, &format!("closed-{}", feature.code()));
    let message = (!closed.message.is_empty())
        .then(|| view! { <p class="as-written">{closed.message.clone()}</p> });
    let end = closed_until(lang, closed.until);
    Some(
        view! {
            <Notice kind=Kind::Warning title=what>
                {message}
                <p>{end}</p>
            </Notice>
        }
        .into_any(),
    )
}
