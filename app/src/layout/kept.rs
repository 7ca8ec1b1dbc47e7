//! What somebody wrote in a form whose session had ended: nothing is lost, and it can be sent.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::page_title;
use crate::context::page;
use crate::t;
use crate::ui::textarea_text;

/// The name under which the form's fields travel to this page.
pub const KEPT: &str = "kept";

/// The same form again, to the same address. Signing in happens in another tab: leaving this page
/// is what would lose the text.
#[component]
pub fn KeptForm(values: BTreeMap<String, String>) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let title = t!(lang, "kept-title");
    let label = t!(lang, "kept-text");
    let mut number = 0;
    let fields = values
        .into_iter()
        .map(|(name, value)| {
            // What somebody wrote is shown, so that they see that it is there, and can copy it; what
            // they chose (a code, a number, a day) travels along.
            if !value.trim().contains(char::is_whitespace) {
                return view! { <input type="hidden" name=name value=value/> }.into_any();
            }
            number += 1;
            let id = format!("kept-{number}");
            view! {
                <div class="field">
                    <label class="field__label" for=id.clone()>{label.clone()}</label>
                    <textarea class="input input--tall" id=id name=name inner_html=textarea_text(&value)></textarea>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! {
        {page_title(&title)}
        <div class="wrap wrap--narrow flow">
            <h1>{title.clone()}</h1>
            <p class="lead">{t!(lang, "kept-lead")}</p>
            <div class="prose"><ol>
                <li>
                    <a href=page.href("/logga-in?sedan=%2Fkonto") target="_blank">{t!(lang, "kept-sign-in")}</a>
                </li>
                <li>{t!(lang, "kept-return")}</li>
            </ol></div>
            <form class="form" method="post" action=page.href(&page.path)>
                {fields}
                <div class="actions">
                    <button class="btn">{t!(lang, "kept-send")}</button>
                </div>
            </form>
        </div>
    }
}
