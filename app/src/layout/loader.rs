//! The script that wakes the islands.

use leptos::prelude::*;

use crate::context::page;

/// The site's only script. Nothing where the browser's part was not built.
///
/// Rejected: Leptos' own `HydrationScripts`. It preloads the WebAssembly before the page is shown,
/// also on pages without islands, and expects file names without a hash.
#[component]
pub fn IslandLoader() -> impl IntoView {
    let page = page();
    let assets = &page.site.assets;
    (!assets.js.is_empty()).then(|| {
        view! {
            <script
                type="module"
                id="islands"
                nonce=page.nonce.clone()
                data-js=assets.js.clone()
                data-wasm=assets.wasm.clone()
                inner_html=include_str!("islands.js")
            ></script>
        }
    })
}
