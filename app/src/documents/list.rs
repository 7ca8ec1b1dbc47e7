//! The documents on the page of their case, and beside the answer one belongs to.

use leptos::prelude::*;

use super::shown::{Shown, address_of, documents, size};
use crate::context::{PageContext, page};
use crate::i18n::{Lang, date_long};
use crate::proposals::act_tag;
use crate::proposals::api::{CORRECTION_REASON, ProposalView};
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{Day, Icon, Kind, Notice, icon, standing_line, written_in};

/// Under their own heading. Stands there, hidden, also where there is none yet: the part that comes
/// by itself has to have a place.
#[component]
pub fn Documents(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let all = documents(&case);
    let none = all.is_empty();
    let to = page.href(&format!("{}/handlingar", path_of(case.id, &case.slug)));
    view! {
        <section class="section" id="handlingar" data-live="documents" hidden=none>
            <h2>{t!(lang, "documents-title")}</h2>
            {items(&page, &case, all, false)}
            {(!none).then(|| view! { <p class="small"><a href=to>{t!(lang, "documents-all")}</a></p> })}
        </section>
    }
}

/// `Trafikmätning (PDF, 230 kB)`
fn link(page: &PageContext, case: (&str, &Shown)) -> impl IntoView + use<> {
    let (address, document) = case;
    let what = what(page.lang, document);
    let title = document.title.clone();
    view! { <a href=address.to_owned() dir="auto">{title}" ("{what}")"</a> }
}

/// `PDF, 230 kB`
fn what(lang: Lang, document: &Shown) -> String {
    format!("{}, {}", document.kind.word(), size(lang, document.bytes))
}

/// Beside the answer or the decision they belong to. `path` is that of the case.
#[component]
pub fn Beside(documents: Vec<Shown>, path: String) -> impl IntoView {
    let page = page();
    let items = documents
        .iter()
        .map(|document| {
            let to = page.href(&format!("{path}/handlingar/{}", document.number));
            view! { <li>{link(&page, (&to, document))}</li> }
        })
        .collect_view();
    (!documents.is_empty()).then(|| {
        view! {
            <h4 class="act__subtitle">{t!(page.lang, "documents-beside")}</h4>
            <ul class="bullets">{items}</ul>
        }
    })
}

/// Pictures that came with a step, where it is told. `path` is that of the case.
#[component]
pub fn Photos(documents: Vec<Shown>, path: String) -> impl IntoView {
    let page = page();
    documents
        .iter()
        .map(|document| {
            let to = page.href(&format!("{path}/handlingar/{}", document.number));
            let text = document.description.clone().unwrap_or_default();
            photo(page.lang, to, text, document.made_by.clone())
        })
        .collect_view()
}

/// One of them: what it shows in words for who does not see it, and who took it.
pub fn photo(lang: Lang, to: String, text: String, by: String) -> AnyView {
    let picture = to.clone();
    view! {
        <figure class="photo">
            <a href=to>
                <img src=picture alt=text lang=written_in(lang) loading="lazy" decoding="async"/>
            </a>
            <figcaption class="small muted" dir="auto">{t!(lang, "photo-by", who = by)}</figcaption>
        </figure>
    }
    .into_any()
}

/// `all` of them; on the page of their own with the way to take one down.
pub(super) fn items(
    page: &PageContext,
    case: &ProposalView,
    all: Vec<Shown>,
    own_page: bool,
) -> AnyView {
    let items = all
        .into_iter()
        .map(|document| item(page, case, document, own_page))
        .collect_view();
    view! { <ol class="items">{items}</ol> }.into_any()
}

fn item(
    page: &PageContext,
    case: &ProposalView,
    document: Shown,
    own_page: bool,
) -> impl IntoView + use<> {
    let lang = page.lang;
    let address = page.href(&address_of(case, document.number));
    // On the page of the case its acts have this name; feeds and the log lead to it.
    let id = (!own_page).then(|| format!("svar-{}", document.act.id));
    let title = match document.removal.is_some() {
        true => view! { <span dir="auto">{document.title.clone()}</span> }.into_any(),
        false => link(page, (&address, &document)).into_any(),
    };
    // On its own page the list comes right under the main heading.
    let heading = match own_page {
        true => view! { <h2 class="item__title">{title}</h2> }.into_any(),
        false => view! { <h3 class="item__title">{title}</h3> }.into_any(),
    };
    let told = document
        .description
        .clone()
        .filter(|_| document.removal.is_none())
        .map(|text| view! { <p class="as-written" lang=written_in(lang) dir="auto">{text}</p> });
    let dated = document.dated.map(|day| {
        view! { <span>{t!(lang, "documents-dated", date = date_long(lang, day))}</span> }
    });
    let of = document.belongs_to.and_then(|id| {
        let act = case.acts.iter().find(|act| act.id == id)?;
        let to = page.href(&format!("{}#svar-{id}", path_of(case.id, &case.slug)));
        let what = act_tag(lang, act, &case.course).1;
        Some(view! { <span><a href=to>{t!(lang, "documents-of", what = what)}</a></span> })
    });
    let may_remove = own_page && document.removal.is_none();
    let remove = may_remove.then(|| super::remove::link(page, case, document.number));
    let correct = (document.act.may_correct && document.removal.is_none()).then(|| {
        let to = page.href(&format!(
            "{}/ratta/{}",
            path_of(case.id, &case.slug),
            document.act.id
        ));
        view! { <span><a href=to>{t!(lang, "act-correct")}</a></span> }
    });
    view! {
        <li class="item item--plain" id=id>
            <div>
                {heading}
                {told}
                {removed(page, &document)}
                <div class="item__meta">
                    <span dir="auto">{document.made_by.clone()}</span>
                    {dated}
                    {of}
                    {correct}
                    {remove}
                </div>
                {corrected(page, &document)}
            </div>
        </li>
    }
}

/// That it was taken down, by whom, and why.
fn removed(page: &PageContext, document: &Shown) -> Option<AnyView> {
    let lang = page.lang;
    let (act, reason) = document.removal.as_ref()?;
    let words = act.fields.get("reason").cloned().unwrap_or_default();
    let by = act.standing.as_ref().map(|standing| {
        let line = standing_line(standing, |body| {
            crate::proposals::shown::body_in_text(lang, body)
        });
        match line.is_empty() {
            true => t!(lang, &format!("role-{}", standing.role.code())).into_owned(),
            false => line,
        }
    });
    Some(
        view! {
            <p class="act__correction" id=format!("svar-{}", act.id)>
                {icon(Icon::Alert)}
                {t!(lang, "documents-removed")}" "
                {t!(lang, &format!("choice-removal_reason-{reason}"))}". "
                <span class="as-written" dir="auto">{words}</span>
            </p>
            <p class="meta meta--dots">
                <span>{t!(lang, "documents-removed-when")}" "<Day day=act.happened_on/></span>
                {by.map(|by| view! { <span>{by}</span> })}
                <span>{what(lang, document)}</span>
            </p>
        }
        .into_any(),
    )
}

/// What stood there before somebody corrected it.
fn corrected(page: &PageContext, document: &Shown) -> Option<AnyView> {
    let lang = page.lang;
    if document.earlier.is_empty() {
        return None;
    }
    let why = document.act.fields.get(CORRECTION_REASON).cloned();
    let earlier = document
        .earlier
        .iter()
        .map(|act| {
            let field = |name: &str| act.fields.get(name).cloned().unwrap_or_default();
            let line = [field("title"), field("made_by"), field("dated")].join(", ");
            let text = field("description");
            view! {
                <li class="as-written" dir="auto" id=format!("svar-{}", act.id)>
                    {line}{(!text.is_empty()).then(|| format!(". {text}"))}
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <details class="fold">
                <summary>{t!(lang, "documents-corrected")}</summary>
                <div class="fold__body flow">
                    <p>{t!(lang, "act-corrects", reason = why.unwrap_or_default())}</p>
                    <p>{t!(lang, "documents-before")}</p>
                    <ul class="bullets">{earlier}</ul>
                </div>
            </details>
        }
        .into_any(),
    )
}

/// Where there is nothing yet.
pub(super) fn empty(lang: Lang) -> AnyView {
    view! { <p class="muted">{t!(lang, "documents-none")}</p> }.into_any()
}

/// A document somebody asked for that is not there any more.
pub(super) fn gone(page: &PageContext, document: &Shown) -> AnyView {
    let lang = page.lang;
    let (title, why) = (document.title.clone(), removed_words(lang, document));
    view! {
        <Notice kind=Kind::Warning title=t!(lang, "documents-gone-title")>
            <p dir="auto">{title}</p>
            {why}
        </Notice>
    }
    .into_any()
}

fn removed_words(lang: Lang, document: &Shown) -> Option<AnyView> {
    let (act, reason) = document.removal.as_ref()?;
    let words = act.fields.get("reason").cloned().unwrap_or_default();
    Some(
        view! {
            <p>{t!(lang, &format!("choice-removal_reason-{reason}"))}". "
                <span class="as-written" dir="auto">{words}</span></p>
        }
        .into_any(),
    )
}
