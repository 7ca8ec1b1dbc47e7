//! Messages that stand in the page.

use leptos::prelude::*;

use super::icons::icon;
use super::kind::Kind;
use crate::context::page;
use crate::t;

/// A message with its shape and colour.
#[component]
pub fn Notice(
    kind: Kind,
    #[prop(optional, into)] title: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=format!("notice {}", kind.class())>
            {icon(kind.icon())}
            <div>
                {(!title.is_empty()).then(|| view! { <p class="notice__title">{title}</p> })}
                {children()}
            </div>
        </div>
    }
}

/// What the step before this page did, said once.
#[component]
pub fn FlashMessage() -> impl IntoView {
    let page = page();
    page.flash.map(|flash| {
        let kind = match flash.0 {
            "already_supported" | "provider_cancelled" => Kind::Info,
            _ => Kind::Success,
        };
        view! {
            <div class=format!("notice flash {}", kind.class()) role="status">
                {icon(kind.icon())}
                <p>{t!(page.lang, &format!("flash-{}", flash.0))}</p>
            </div>
        }
    })
}
