//! Supporting without leaving the page. The forms work by themselves; here they answer at once.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::functions::set_support;
use super::live_island::show_count;

/// The finished words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SupportWords {
    pub give: String,
    pub given: String,
    pub undo: String,
    pub said_given: String,
    pub said_undone: String,
}

/// Whether the keyboard stands nowhere, or still on what was pressed.
fn is_free(pressed: &web_sys::Node) -> bool {
    let active = document().active_element();
    active.is_none_or(|active| active.tag_name() == "BODY" || active.is_same_node(Some(pressed)))
}

/// Both forms, one of them hidden. `open`: it can be supported now.
#[island]
pub fn SupportButton(
    id: i64,
    mine: bool,
    open: bool,
    lang: String,
    action: String,
    undo: String,
    words: SupportWords,
) -> impl IntoView {
    let mine = RwSignal::new(mine);
    let busy = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let give_button = NodeRef::<leptos::html::Button>::new();
    let undo_button = NodeRef::<leptos::html::Button>::new();
    let (said_given, said_undone) = (words.said_given, words.said_undone);

    let set = move |event: leptos::ev::SubmitEvent, wanted: bool| {
        event.prevent_default();
        // A second press while the first is on its way would race it.
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(String::new());
        // Shown at once; the server's answer has the last word.
        mine.set(wanted);
        let before = show_count(id, None, if wanted { 1 } else { -1 });
        let lang = lang.clone();
        let done = if wanted {
            said_given.clone()
        } else {
            said_undone.clone()
        };
        spawn_local(async move {
            match set_support(id, wanted, lang).await {
                Ok(now) => {
                    mine.set(now.mine);
                    show_count(id, Some(now.count), 0);
                    said.set(done);
                    // The button that was pressed is gone; the one in its place is next, unless its
                    // reader has gone on meanwhile: over a slow line somebody is writing elsewhere by now.
                    let pressed = if wanted { give_button } else { undo_button };
                    let next = if now.mine { undo_button } else { give_button };
                    if let (Some(pressed), Some(next)) =
                        (pressed.get_untracked(), next.get_untracked())
                        && is_free(&pressed)
                    {
                        let _ = next.focus();
                    }
                }
                Err(refusal) => {
                    mine.set(!wanted);
                    show_count(id, before, 0);
                    if refusal.code == "sign_in" || refusal.text.is_empty() {
                        // Signed out meanwhile, or no answer: the form itself knows the way.
                        let form = if wanted { give_button } else { undo_button };
                        if let Some(form) = form.get_untracked().and_then(|button| button.form()) {
                            let _ = form.submit();
                        }
                    } else {
                        problem.set(refusal.text);
                    }
                }
            }
            busy.set(false);
        });
    };
    let give = {
        let set = set.clone();
        move |event| set(event, true)
    };
    let take_back = move |event| set(event, false);
    view! {
        <div class="support__act">
            <form method="post" action=action hidden=move || mine.get() on:submit=give>
                <button class="btn btn--wide" node_ref=give_button>
                    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                        <path d="M8 13.5 2.7 8.3a3.2 3.2 0 0 1 4.5-4.5L8 4.6l.8-.8a3.2 3.2 0 0 1 4.5 4.5z"></path>
                    </svg>
                    {words.give}
                </button>
            </form>
            <div hidden=move || !mine.get()>
                <p class="support__done">
                    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                        <path d="m3 8.5 3.5 3.5L13 4.5"></path>
                    </svg>
                    {words.given}
                </p>
                <form method="post" action=undo hidden=!open on:submit=take_back>
                    <button class="btn btn--quiet" node_ref=undo_button>{words.undo}</button>
                </form>
            </div>
            <p class="field__error" role="alert" hidden=move || problem.get().is_empty()>
                {move || problem.get()}
            </p>
            <p class="visually-hidden" role="status">{move || said.get()}</p>
        </div>
    }
}
