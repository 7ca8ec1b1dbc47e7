//! Shows what has been proposed already while the title is being written.

use leptos::prelude::*;

/// Watches the field `input`; the list comes from the server, as finished markup of our own.
#[island]
pub fn SimilarAsYouType(input: String, lang: String) -> impl IntoView {
    let found = RwSignal::new(String::new());
    Effect::new(move |_| {
        browser::watch(&input, lang.clone(), move |html| {
            if found.get_untracked() != html {
                found.set(html);
            }
        });
    });
    view! { <div aria-live="polite" inner_html=move || found.get()></div> }
}

mod browser {
    use std::cell::Cell;
    use std::rc::Rc;

    use leptos::prelude::window;
    use leptos::task::spawn_local;
    use wasm_bindgen::prelude::*;

    use crate::proposals::counter_island::browser as field;
    use crate::proposals::functions::similar;

    const PAUSE: i32 = 250;
    /// Shorter texts are like everything.
    const SHORTEST: usize = 4;

    pub fn watch(input: &str, lang: String, found: impl Fn(String) + Clone + 'static) {
        let timer = Rc::new(Cell::new(0));
        // Answers may overtake each other; only the latest question's counts.
        let latest = Rc::new(Cell::new(0_u32));
        field::watch(input, move |text| {
            window().clear_timeout_with_handle(timer.get());
            let text = text.trim().to_owned();
            latest.set(latest.get().wrapping_add(1));
            let asked = latest.get();
            if text.chars().count() < SHORTEST {
                found(String::new());
                return;
            }
            let (latest, lang, found) = (Rc::clone(&latest), lang.clone(), found.clone());
            let ask = Closure::once_into_js(move || {
                spawn_local(async move {
                    let answer = similar(text, lang).await.unwrap_or_default();
                    if latest.get() == asked {
                        found(answer);
                    }
                });
            });
            let ask = ask.unchecked_ref();
            if let Ok(id) =
                window().set_timeout_with_callback_and_timeout_and_arguments_0(ask, PAUSE)
            {
                timer.set(id);
            }
        });
    }
}
