//! `/konto/namn`: what one is called here, and how much of it others see.

use leptos::prelude::*;
use nara_domain::name::{NAMELESS, NameForm};

use super::api::{NamesView, PeoplePort};
use crate::accounts::api::DISPLAY_NAME_MAX;
use crate::context::{PageContext, page, port};
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Choices, ErrorSummary, FormState, TextField};

/// Signed in only.
#[component]
pub fn NamePage() -> impl IntoView {
    let page = page();
    let people = port::<dyn PeoplePort>();
    let actor = page.actor.clone();
    let data = async move { people?.names(&actor).await };
    load(data, move |view| show(&page, view))
}

/// The forms of a name, for a choice: code, word, and what would stand there.
pub fn form_choices(
    lang: Lang,
    forms: impl IntoIterator<Item = (NameForm, Option<String>)>,
) -> Vec<(String, String, String)> {
    forms
        .into_iter()
        .map(|(form, shown)| {
            let word = t!(lang, &format!("name-form-{form}")).into_owned();
            let shown = match (form, shown) {
                (NameForm::Nameless, _) => t!(lang, "nameless").into_owned(),
                (_, Some(name)) => name,
                (_, None) => t!(lang, &format!("name-form-{form}-hint")).into_owned(),
            };
            (form.code().to_owned(), word, shown)
        })
        .collect()
}

/// A name as readers of this language are shown it: the word for none is ours, not theirs.
pub fn shown(lang: Lang, name: &str) -> String {
    match name {
        NAMELESS => t!(lang, "nameless").into_owned(),
        name => name.to_owned(),
    }
}

fn label(lang: Lang, field: &str) -> String {
    match field {
        "given_name" => t!(lang, "name-given"),
        "family_name" => t!(lang, "name-family"),
        "name_form" => t!(lang, "name-form"),
        _ => t!(lang, "name-alias"),
    }
    .into_owned()
}

fn show(page: &PageContext, view: NamesView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "name");
    let names = view.names;
    let forms = NameForm::ALL.iter().map(|form| (*form, names.shown(*form)));
    let choices = form_choices(lang, forms);
    let too = form.value("posts_too", "") == "yes";
    view! {
        {page_title(t!(lang, "change-name-title"))}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=move |field: &str| label(lang, field)/>
            <h1>{t!(lang, "change-name-title")}</h1>
            <p class="lead">{t!(lang, "name-lead")}</p>
            <form class="form" method="post" action=page.href("/konto/namn") novalidate>
                <TextField form=form.clone() name="given_name" label=label(lang, "given_name")
                    optional=true value=names.given.unwrap_or_default() autocomplete="given-name"/>
                <TextField form=form.clone() name="family_name" label=label(lang, "family_name")
                    optional=true value=names.family.unwrap_or_default() autocomplete="family-name"/>
                <TextField form=form.clone() name="display_name" label=label(lang, "display_name")
                    hint=t!(lang, "name-alias-hint", max = DISPLAY_NAME_MAX)
                    optional=true value=names.alias.unwrap_or_default() autocomplete="nickname"/>
                <Choices form=form.clone() name="name_form" legend=label(lang, "name_form")
                    choices=choices value=view.form.code()/>
                <div class="field">
                    <label class="choice">
                        <input type="checkbox" id=form.id("posts_too") name="posts_too" value="yes"
                            checked=too/>
                        <span>
                            {t!(lang, "name-posts-too")}
                            <span class="choice__hint">{t!(lang, "name-posts-too-hint")}</span>
                        </span>
                    </label>
                </div>
                <div class="actions">
                    <button class="btn">{t!(lang, "change-name-submit")}</button>
                    <a class="btn btn--quiet" href=page.href("/konto")>{t!(lang, "change-cancel")}</a>
                </div>
            </form>
            <p><a href=page.href("/konto/skydd")>{t!(lang, "protection-link")}</a></p>
        </div>
    }
    .into_any()
}
