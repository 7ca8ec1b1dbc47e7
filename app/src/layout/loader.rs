//! The script that wakes the islands.

use leptos::prelude::*;

use crate::context::page;

/// The script that stands in pages, letter by letter. Pages that are the same for everybody allow it by its
/// hash, all others by the response's nonce.
///
/// A hash allows the same text anywhere: whoever could write a tag into a page could have it run once more
/// with other addresses. So it looks for its own tag in the head alone, and takes only addresses of the
/// site's own files. And a module that it imported by itself would count as written into the page, which
/// a hash does not allow: it adds a tag (`'strict-dynamic'`), and imports what that has loaded.
pub const ISLANDS_SCRIPT: &str = include_str!("islands.js");

/// The site's only script. Nothing where the browser's part was not built.
///
/// Rejected: Leptos' own `HydrationScripts`. It preloads the WebAssembly before the page is shown,
/// also on pages without islands, and expects file names without a hash.
#[component]
pub fn IslandLoader() -> impl IntoView {
    let page = page();
    let assets = &page.site.assets;
    let nonce = (!page.nonce.is_empty()).then(|| page.nonce.clone());
    (!assets.js.is_empty()).then(|| {
        view! {
            <script
                type="module"
                id="islands"
                nonce=nonce
                data-js=assets.js.clone()
                data-wasm=assets.wasm.clone()
                inner_html=ISLANDS_SCRIPT
            ></script>
        }
    })
}
