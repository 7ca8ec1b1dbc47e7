//! Passing the page on, without anybody else's scripts: a mail, and the address to copy.

use leptos::prelude::*;

use crate::context::page;
use crate::follow::case_feed;
use crate::posters::poster_path;
use crate::proposals::api::ProposalView;
use crate::proposals::shown;
use crate::t;

#[component]
pub fn Share(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let path = shown::path_of(case.id, &case.slug);
    let address = format!("{}{}", page.site.public_url, page.href(&path));
    // Mail programs read `+` as a plus sign, so spaces are percent-encoded.
    let part = |text: &str| crate::proposals::query::encoded(text).replace('+', "%20");
    let mail = format!(
        "mailto:?subject={}&body={}",
        part(&case.title),
        part(&address)
    );
    // Of what is withheld or hidden nothing goes up on a wall.
    let readable = case.course.text_is_public() && case.hidden.is_none();
    let poster = readable.then(|| {
        let to = page.href(&poster_path(&case));
        view! { <p><a href=to>{t!(lang, "poster-link")}</a></p> }
    });
    view! {
        <details class="fold section no-print" id="dela">
            <summary>{t!(lang, "share-title")}</summary>
            <div class="fold__body flow">
                <p><a href=mail>{t!(lang, "share-mail")}</a></p>
                <div class="field">
                    <label class="field__label" for="dela-adress">{t!(lang, "share-copy")}</label>
                    <input class="input" id="dela-adress" readonly=true value=address/>
                </div>
                {poster}
                <p>
                    {t!(lang, "feed-instead")}" "
                    <a href=page.href(&case_feed(case.id))>{t!(lang, "feed-link")}</a>
                </p>
            </div>
        </details>
    }
}
