//! Keeps what is being written: a closed tab or an empty battery costs nobody their text.

use leptos::prelude::*;

/// Saves the fields of the form it stands in, a moment after the last key. `saved` and `failed`
/// are the words for it.
#[island]
pub fn DraftKeeper(
    draft: String,
    form: String,
    saved: String,
    failed: String,
    lang: String,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    Effect::new(move |_| {
        browser::keep(&form, draft.clone(), lang.clone(), {
            let (saved, failed) = (saved.clone(), failed.clone());
            move |kept| said.set(if kept { saved.clone() } else { failed.clone() })
        });
    });
    view! { <p class="field__said" role="status">{move || said.get()}</p> }
}

mod browser {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use leptos::prelude::{document, window};
    use leptos::task::spawn_local;
    use wasm_bindgen::prelude::*;
    use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};

    use crate::proposals::functions::keep_draft;

    /// Long enough that a word is not saved letter by letter, short enough to lose little.
    const PAUSE: i32 = 800;

    pub fn keep(form: &str, draft: String, lang: String, said: impl Fn(bool) + Clone + 'static) {
        let Some(form) = document().get_element_by_id(form) else {
            return;
        };
        let waiting: Rc<RefCell<Option<(String, String)>>> = Rc::default();
        let timer = Rc::new(Cell::new(0));
        let flush = {
            let waiting = Rc::clone(&waiting);
            move || {
                let Some((field, value)) = waiting.borrow_mut().take() else {
                    return;
                };
                let (draft, lang, said) = (draft.clone(), lang.clone(), said.clone());
                spawn_local(async move {
                    said(keep_draft(draft, field, value, lang).await.is_ok());
                });
            }
        };
        let later: Rc<Closure<dyn Fn()>> = Rc::new(Closure::new(flush.clone()));
        let typed = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let Some(now) = event.target().and_then(field) else {
                return;
            };
            // Another field than the one that waits: that one is done.
            let other = waiting
                .borrow()
                .as_ref()
                .is_some_and(|(name, _)| *name != now.0);
            if other {
                flush();
            }
            *waiting.borrow_mut() = Some(now);
            window().clear_timeout_with_handle(timer.get());
            let callback = (*later).as_ref().unchecked_ref();
            if let Ok(id) =
                window().set_timeout_with_callback_and_timeout_and_arguments_0(callback, PAUSE)
            {
                timer.set(id);
            }
        });
        let _ = form.add_event_listener_with_callback("input", typed.as_ref().unchecked_ref());
        typed.forget();
    }

    fn field(target: web_sys::EventTarget) -> Option<(String, String)> {
        if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
            return Some((area.name(), area.value()));
        }
        target
            .dyn_ref::<HtmlInputElement>()
            .map(|line| (line.name(), line.value()))
    }
}
