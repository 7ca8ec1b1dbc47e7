//! How much has been written of what fits.

use leptos::prelude::*;

/// Counts the characters of a field as people count them. `text` has `{n}` in it for the number,
/// `over` for how many are too many.
#[island]
pub fn Counter(input: String, max: i64, text: String, over: String) -> impl IntoView {
    let count = RwSignal::new(None::<i64>);
    let spoken = RwSignal::new(String::new());
    let shown = {
        let (text, over) = (text.clone(), over.clone());
        move || match count.get() {
            Some(count) if count > max => over.replace("{n}", &(count - max).to_string()),
            Some(count) => text.replace("{n}", &count.to_string()),
            None => String::new(),
        }
    };
    let too_long = move || count.get().is_some_and(|count| count > max);
    Effect::new(move |_| {
        let (over, input) = (over.clone(), input.clone());
        browser::watch(&input, move |value| {
            let now = browser::characters(&value);
            count.set(Some(now));
            // Read out only where it matters: a number at every key would drown the text.
            let words = match now - max {
                more if more > 0 => over.replace("{n}", &more.to_string()),
                _ => String::new(),
            };
            if spoken.get_untracked() != words {
                spoken.set(words);
            }
        });
    });
    view! {
        <p class="field__count" class:is-over=too_long aria-hidden="true" translate="no">{shown}</p>
        <p class="visually-hidden" aria-live="polite">{move || spoken.get()}</p>
    }
}

pub(super) mod browser {
    use wasm_bindgen::prelude::*;
    use web_sys::{HtmlInputElement, HtmlTextAreaElement};

    /// Calls `seen` with the field's text, now and whenever it changes.
    pub fn watch(input: &str, seen: impl Fn(String) + 'static) {
        let Some(field) = leptos::prelude::document().get_element_by_id(input) else {
            return;
        };
        let read = {
            let field = field.clone();
            move || {
                let text = field
                    .dyn_ref::<HtmlTextAreaElement>()
                    .map(|area| area.value());
                text.or_else(|| field.dyn_ref::<HtmlInputElement>().map(|line| line.value()))
                    .unwrap_or_default()
            }
        };
        seen(read());
        let changed = Closure::<dyn Fn()>::new(move || seen(read()));
        let _ = field.add_event_listener_with_callback("input", changed.as_ref().unchecked_ref());
        // For as long as the page.
        changed.forget();
    }

    /// The browser's own division into characters, where it has one: a family emoji is one.
    pub fn characters(text: &str) -> i64 {
        let exact = segments(text);
        exact.unwrap_or_else(|| i64::try_from(text.chars().count()).unwrap_or(i64::MAX))
    }

    fn segments(text: &str) -> Option<i64> {
        let intl = js_sys::Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class = js_sys::Reflect::get(&intl, &"Segmenter".into()).ok()?;
        let class = class.dyn_into::<js_sys::Function>().ok()?;
        let segmenter = js_sys::Reflect::construct(&class, &js_sys::Array::new()).ok()?;
        let segment = js_sys::Reflect::get(&segmenter, &"segment".into()).ok()?;
        let segment = segment.dyn_into::<js_sys::Function>().ok()?;
        // Line breaks count as one on the server, whatever the form sends.
        let parts = segment.call1(&segmenter, &text.trim().into()).ok()?;
        Some(i64::from(js_sys::Array::from(&parts).length()))
    }
}
