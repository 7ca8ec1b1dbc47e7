//! The form that a passkey answers, and the script that asks the device.

use leptos::prelude::*;

use crate::context::PageContext;
use crate::t;

/// What the script does with the device.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ceremony {
    Use,
    Add,
}

/// A form with one button, one to a page. `fields` are its own; `without` is what somebody reads whose
/// browser runs no script or knows no passkeys: which other ways there are.
///
/// Not an island: nothing of it is needed where nobody uses a passkey, and as one it would make the
/// browser's part larger on every page. It is short, and stands in the page as the islands' loader
/// does.
pub(crate) fn passkey_form(
    page: &PageContext,
    ceremony: Ceremony,
    action: &str,
    (button, look, without): (&'static str, &'static str, &'static str),
    fields: AnyView,
) -> AnyView {
    let lang = page.lang;
    let (what, begin) = match ceremony {
        Ceremony::Use => ("get", "/logga-in/passnyckel/borja"),
        Ceremony::Add => ("create", "/konto/passnycklar/borja"),
    };
    view! {
        <div data-passkey=what data-begin=page.href(begin) hidden>
            <form class="form" method="post" action=page.href(action) novalidate>
                {fields}
                <input type="hidden" name="svar" autocomplete="off"/>
                <div class="actions">
                    <button class=look>{t!(lang, button)}</button>
                </div>
                <p role="status" data-nothing=t!(lang, "passkey-nothing") data-there=t!(lang, "passkey-there")></p>
            </form>
        </div>
        <p data-passkey-unable hidden>{t!(lang, without)}</p>
        <div><noscript><p>{t!(lang, without)}</p></noscript></div>
        <script type="module" nonce=page.nonce.clone() inner_html=include_str!("passkey.js")></script>
    }
    .into_any()
}
