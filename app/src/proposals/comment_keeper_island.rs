//! Keeps what is being written in a discussion: in the tab at every key, with the account a moment
//! after the last one.
//!
//! The tab's copy is for what the server does not get: the line is down, the session has ended, the
//! page is left within that moment. It is the tab's and not the browser's, so that whoever sits down
//! at a library's computer next does not find it; signing out takes it away, too.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The finished words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct KeeperWords {
    pub saved: String,
    /// Only in this tab: the server could not be reached.
    pub here: String,
    /// Only in this tab: the session has ended.
    pub signed_out: String,
    /// It was found in this tab.
    pub restored: String,
}

/// `form` and `throw`: ids of the form it stands in, and of the one that throws the draft away.
/// `came_back`: the form is the answer to having sent it, and the server has kept what is in it.
#[island]
pub fn CommentKeeper(
    form: String,
    throw: String,
    proposal: i64,
    came_back: bool,
    words: KeeperWords,
    lang: String,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    Effect::new(move |_| {
        browser::keep(
            &form,
            &throw,
            (proposal, came_back),
            (words.clone(), lang.clone()),
            said,
        );
    });
    view! { <p class="field__said" role="status">{move || said.get()}</p> }
}

mod browser {
    use std::cell::Cell;
    use std::rc::Rc;

    use leptos::prelude::{RwSignal, Set, document, window};
    use leptos::task::spawn_local;
    use wasm_bindgen::prelude::*;
    use web_sys::{Element, Event, EventTarget, HtmlInputElement, HtmlTextAreaElement, Storage};

    use super::KeeperWords;
    use crate::proposals::functions::keep_comment;

    /// Long enough that a word is not saved letter by letter, short enough to lose little.
    const PAUSE: i32 = 800;

    struct Keeper {
        form: Element,
        proposal: i64,
        words: KeeperWords,
        lang: String,
        said: RwSignal<String>,
        timer: Cell<i32>,
    }

    /// What was typed.
    #[derive(Clone, PartialEq, Eq)]
    struct Typed {
        once: String,
        stance: String,
        parent: String,
        text: String,
    }

    impl Typed {
        /// The text comes last: it is the only one with line breaks.
        fn kept(&self) -> String {
            [&*self.once, &*self.stance, &*self.parent, &*self.text].join("\n")
        }

        fn of(kept: &str) -> Option<Self> {
            let mut parts = kept.splitn(4, '\n').map(str::to_owned);
            Some(Self {
                once: parts.next()?,
                stance: parts.next()?,
                parent: parts.next()?,
                text: parts.next()?,
            })
        }
    }

    pub fn keep(
        form: &str,
        throw: &str,
        (proposal, came_back): (i64, bool),
        (words, lang): (KeeperWords, String),
        said: RwSignal<String>,
    ) {
        let Some(form) = document().get_element_by_id(form) else {
            return;
        };
        let keeper = Rc::new(Keeper {
            form,
            proposal,
            words,
            lang,
            said,
            timer: Cell::new(0),
        });
        match came_back {
            true => keeper.forget(),
            false => restore(&keeper),
        }
        let saving = Rc::clone(&keeper);
        let save: Rc<Closure<dyn Fn()>> = Rc::new(Closure::new(move || save(&saving)));
        for change in ["input", "change"] {
            let (keeper, save) = (Rc::clone(&keeper), Rc::clone(&save));
            let form = keeper.form.clone();
            on(&form, change, move || {
                keeper.hold(&keeper.typed());
                window().clear_timeout_with_handle(keeper.timer.get());
                let callback = (*save).as_ref().unchecked_ref();
                let timer =
                    window().set_timeout_with_callback_and_timeout_and_arguments_0(callback, PAUSE);
                keeper.timer.set(timer.unwrap_or_default());
            });
        }
        // What is sent is no draft. The tab's copy stays until the next page: whether it came, the
        // server knows by the form's key.
        let sent = Rc::clone(&keeper);
        let form = keeper.form.clone();
        on(&form, "submit", move || {
            window().clear_timeout_with_handle(sent.timer.get());
        });
        if let Some(throw) = document().get_element_by_id(throw) {
            on(&throw, "submit", move || {
                window().clear_timeout_with_handle(keeper.timer.get());
                keeper.forget();
            });
        }
    }

    fn on(target: &EventTarget, name: &str, act: impl Fn() + 'static) {
        let act = Closure::<dyn Fn()>::new(act);
        let _ = target.add_event_listener_with_callback(name, act.as_ref().unchecked_ref());
        // For as long as the page.
        act.forget();
    }

    impl Keeper {
        fn key(&self) -> String {
            format!("inlagg-{}", self.proposal)
        }

        fn hold(&self, typed: &Typed) {
            if let Some(store) = store() {
                let _ = store.set_item(&self.key(), &typed.kept());
            }
        }

        fn held(&self) -> Option<Typed> {
            Typed::of(&store()?.get_item(&self.key()).ok()??)
        }

        fn forget(&self) {
            if let Some(store) = store() {
                let _ = store.remove_item(&self.key());
            }
        }

        fn area(&self) -> Option<HtmlTextAreaElement> {
            let area = self.form.query_selector("textarea[name=text]").ok()??;
            area.dyn_into().ok()
        }

        fn typed(&self) -> Typed {
            let input = |selector: &str| {
                let found = self.form.query_selector(selector).ok().flatten();
                let input = found.and_then(|found| found.dyn_into::<HtmlInputElement>().ok());
                input.map(|input| input.value()).unwrap_or_default()
            };
            Typed {
                once: input("[name=once]"),
                stance: input("[name=stance]:checked"),
                parent: input("[name=parent]"),
                text: self.area().map(|area| area.value()).unwrap_or_default(),
            }
        }

        /// Puts what was typed before into the form.
        fn fill(&self, typed: &Typed) {
            if let Some(area) = self.area() {
                area.set_value(&typed.text);
                // It does not rise to the form, so nothing is saved: only what counts the letters hears it.
                if let Ok(changed) = Event::new("input") {
                    let _ = area.dispatch_event(&changed);
                }
            }
            let stance = format!("[name=stance][value=\"{}\"]", typed.stance);
            let stance = self.form.query_selector(&stance).ok().flatten();
            if let Some(stance) = stance.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
                stance.set_checked(true);
            }
        }
    }

    /// None where the reader's browser keeps nothing.
    fn store() -> Option<Storage> {
        window().session_storage().ok()?
    }

    /// Whether the server keeps it (or it was sent already); why not, in words, where it did not.
    async fn ask(keeper: &Keeper, typed: &Typed) -> Result<bool, String> {
        let Typed {
            once,
            stance,
            parent,
            text,
        } = typed.clone();
        let asked = keep_comment(
            keeper.proposal,
            text,
            stance,
            parent,
            once,
            keeper.lang.clone(),
        );
        asked.await.map_err(|refusal| {
            let words = &keeper.words;
            match refusal.code.as_str() {
                "sign_in" => words.signed_out.clone(),
                _ => words.here.clone(),
            }
        })
    }

    fn save(keeper: &Rc<Keeper>) {
        let keeper = Rc::clone(keeper);
        spawn_local(async move {
            let typed = keeper.typed();
            let words = match ask(&keeper, &typed).await {
                Ok(_) => {
                    // Typed on meanwhile: that is not kept yet.
                    if keeper.held().is_some_and(|held| held == typed) {
                        keeper.forget();
                    }
                    match typed.text.trim().is_empty() {
                        true => String::new(),
                        false => keeper.words.saved.clone(),
                    }
                }
                Err(words) => words,
            };
            keeper.said.set(words);
        });
    }

    /// What the tab has, the server did not get: it goes back into the form, unless it was sent.
    fn restore(keeper: &Rc<Keeper>) {
        let Some(held) = keeper.held() else {
            return;
        };
        if held.text.trim().is_empty() {
            return keeper.forget();
        }
        let keeper = Rc::clone(keeper);
        spawn_local(async move {
            let asked = ask(&keeper, &held).await;
            if asked != Ok(false) {
                keeper.fill(&held);
                keeper.said.set(keeper.words.restored.clone());
            }
            if asked.is_ok() {
                keeper.forget();
            }
        });
    }
}
