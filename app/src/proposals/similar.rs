//! Proposals that say something alike: better support one that exists than write it again.

use leptos::prelude::*;

use super::api::Similar;
use super::shown;
use crate::i18n::Lang;
use crate::t;
use crate::ui::Tag;

/// The list, or nothing where nothing is alike. `level` is the heading's.
#[component]
pub fn SimilarList(lang: Lang, found: Vec<Similar>) -> impl IntoView {
    (!found.is_empty()).then(|| {
        let items = found
            .into_iter()
            .map(|one| {
                let href = lang.href(&shown::path_of(one.id, &one.slug));
                let (kind, state) = shown::state_of_code(lang, &one.stage);
                view! {
                    <li>
                        <a class="similar__link" href=href>
                            <span class="similar__name">{one.title}</span>
                            <span class="similar__count">{t!(lang, "common-supporters", count = one.support_count)}</span>
                            <Tag kind text=state/>
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <section class="similar" aria-labelledby="lika">
                <h2 class="similar__title" id="lika">{t!(lang, "similar-title")}</h2>
                <ul class="similar__list">{items}</ul>
            </section>
        }
    })
}

/// The same as text, for an island to put in place.
pub fn similar_html(lang: Lang, found: Vec<Similar>) -> String {
    match found.is_empty() {
        true => String::new(),
        false => view! { <SimilarList lang found/> }.to_html(),
    }
}
