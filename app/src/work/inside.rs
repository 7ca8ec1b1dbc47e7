//! `/forslag/{id}/{slug}/internt`: what colleagues see of a case and nobody else does.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::permissions::answer_for_department;
use nara_domain::proposal::Course;
use nara_domain::work::NOTE_MAX;

use super::api::{Colleague, Has, InsideView, NoteItem, TO_ME, WorkPort};
use super::piles::holder;
use super::{due_tags, still};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::proposals::shown::{path_of, state_kind, state_name};
use crate::t;
use crate::ui::{
    Crumbs, DayOf, ErrorSummary, FormState, Icon, Kind, Notice, Tag, TextField, icon, written_in,
};

/// For those who run cases.
#[component]
pub fn InsidePage() -> impl IntoView {
    let page = page();
    let work = port::<dyn WorkPort>();
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        work?.inside(&actor, id, now).await
    };
    load(data, move |inside| show(&page, &inside))
}

fn show(page: &PageContext, inside: &InsideView) -> AnyView {
    let lang = page.lang;
    let case = &inside.case;
    let address = path_of(case.id, &case.slug);
    let way = vec![(t!(lang, "work-title").into_owned(), "/arbete".to_owned())];
    let label = move |field: &str| match field {
        "text" => t!(lang, "work-note-label").into_owned(),
        _ => t!(lang, "work-to").into_owned(),
    };
    let forms = ["assign", "note"].map(|name| FormState::of(page, name));
    let wrong = forms
        .into_iter()
        .map(|form| view! { <ErrorSummary form label=label/> })
        .collect_view();
    let left = matches!(case.has, Has::Left(_)).then(|| {
        view! {
            <Notice kind=Kind::Warning title=t!(lang, "work-left-title")>
                <p>{t!(lang, "work-left")}</p>
            </Notice>
        }
    });
    // An idea has no steps: what it waits for is one of its answers.
    let idea = matches!(case.course, Course::Idea(_));
    let answers = answer_for_department(&page.actor).is_ok();
    let steps = [
        (!idea, "handlagg", "work-to-steps"),
        (idea && answers, "omdome", "work-to-verdict"),
        (answers, "svara", "work-to-answer"),
    ];
    let steps = steps
        .into_iter()
        .filter(|(may, ..)| *may)
        .map(|(_, page_of, words)| {
            let to = page.href(&format!("{address}/{page_of}"));
            view! { <a class="btn btn--secondary" href=to>{t!(lang, words)}</a> }
        })
        .collect_view();
    view! {
        {page_title(&case.title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            {wrong}
            <header class="head">
                <Crumbs way/>
                <h1 lang=written_in(lang) dir="auto">{case.title.clone()}</h1>
                <div class="item__meta">
                    <Tag kind=state_kind(&case.course) text=state_name(lang, &case.course)/>
                    {still(page, &case.course)}
                    {due_tags(page, &case.days)}
                    {case.diary_number.clone().map(|number| view! { <span class="nowrap">{number}</span> })}
                    <span>{t!(lang, "waiting-since")}" "<DayOf at=case.submitted_at/></span>
                </div>
            </header>
            {left}
            {differs(page, inside)}
            <div class="actions">
                <a class="btn" href=page.href(&address)>{t!(lang, "work-to-case")}</a>
                {steps}
            </div>
            {who(page, &address, inside)}
            {notes(page, &address, inside)}
        </div>
    }
    .into_any()
}

/// Where the record names another officer than who has the case: the record is corrected, the desk is
/// not.
fn differs(page: &PageContext, inside: &InsideView) -> Option<AnyView> {
    let lang = page.lang;
    let named = inside.case.course.as_proposal()?.officer_id()?;
    if matches!(&inside.case.has, Has::Official(id, _) if *id == named) {
        return None;
    }
    let name = inside.colleagues.iter().find(|one| one.id == named);
    let said = match name {
        Some(one) => t!(lang, "work-officer-differs", name = one.name.clone()),
        None => t!(lang, "work-officer-left"),
    };
    let title = t!(lang, "work-officer-title");
    Some(view! { <Notice kind=Kind::Info title><p>{said}</p></Notice> }.into_any())
}

/// Who has it, and giving it to somebody.
fn who(page: &PageContext, address: &str, inside: &InsideView) -> AnyView {
    let lang = page.lang;
    let case = &inside.case;
    let form = FormState::of(page, "assign");
    let present = match &case.has {
        Has::Official(id, _) => id.to_string(),
        Has::Nobody | Has::Left(_) => String::new(),
    };
    let mine = matches!(&case.has, Has::Official(id, _) if page.actor.person_id() == Some(*id));
    let action = page.href(&format!("{address}/tilldela"));
    let take = (!mine).then(|| {
        view! {
            <form method="post" action=action.clone()>
                <input type="hidden" name="to" value=TO_ME/>
                <input type="hidden" name="version" value=case.version.to_string()/>
                <button class="btn btn--secondary">{t!(lang, "work-take")}</button>
            </form>
        }
    });
    let version = case.version.to_string();
    view! {
        <section class="section flow" aria-labelledby="vem">
            <h2 id="vem">{t!(lang, "work-who")}</h2>
            <p>{holder(page, &case.has)}</p>
            {take}
            <details class="fold" open=form.came_back()>
                <summary>{t!(lang, "work-hand-over")}</summary>
                <div class="fold__body flow">
                    <form class="form" method="post" action=action novalidate>
                        <input type="hidden" name="version" value=version/>
                        {colleagues(page, &form, "to", &inside.colleagues, &present, "work-nobody")}
                        <div class="actions"><button class="btn">{t!(lang, "work-assign")}</button></div>
                    </form>
                </div>
            </details>
        </section>
    }
    .into_any()
}

/// One of the colleagues, or none.
pub(super) fn colleagues(
    page: &PageContext,
    form: &FormState,
    name: &'static str,
    colleagues: &[Colleague],
    chosen: &str,
    none: &'static str,
) -> AnyView {
    let label = t!(page.lang, "work-to").into_owned();
    let words = (label, String::new(), none);
    colleague_field(page.lang, form, name, words, colleagues, chosen)
}

/// As [`colleagues`], called and explained as a form wants it: the label, the hint, and the id of the
/// word for nobody.
pub fn colleague_field(
    lang: Lang,
    form: &FormState,
    name: &'static str,
    (label, hint, none): (String, String, &str),
    colleagues: &[Colleague],
    chosen: &str,
) -> AnyView {
    let chosen = form.value(name, chosen);
    let id = form.id(name);
    let (problem_id, hint_id) = (format!("{id}-fel"), format!("{id}-tips"));
    let problem = form.problem(name);
    let described = [
        (!hint.is_empty()).then(|| hint_id.clone()),
        problem.is_some().then(|| problem_id.clone()),
    ];
    let described = described
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let described = (!described.is_empty()).then_some(described);
    let invalid = problem.is_some().then_some("true");
    let class = match problem.is_some() {
        true => "field field--error",
        false => "field",
    };
    let options = colleagues
        .iter()
        .map(|one| {
            let code = one.id.to_string();
            let selected = code == chosen;
            let beside = one
                .department
                .clone()
                .unwrap_or_else(|| t!(lang, &format!("role-{}", one.role.code())).into_owned());
            view! { <option value=code selected=selected>{format!("{}, {beside}", one.name)}</option> }
        })
        .collect_view();
    view! {
        <div class=class>
            <label class="field__label" for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            {problem.map(|problem| view! {
                <p class="field__error" id=problem_id>{icon(Icon::Alert)}{problem}</p>
            })}
            <select class="input" id=id name=name aria-describedby=described aria-invalid=invalid>
                <option value="" selected=chosen.is_empty()>{t!(lang, none)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// What colleagues wrote, and writing more.
fn notes(page: &PageContext, address: &str, inside: &InsideView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "note");
    let list = match inside.notes.is_empty() {
        true => view! { <p class="muted">{t!(lang, "work-notes-none")}</p> }.into_any(),
        false => {
            let items = inside
                .notes
                .iter()
                .map(|one| note(page, one))
                .collect_view();
            view! { <ol class="items">{items}</ol> }.into_any()
        }
    };
    view! {
        <section class="section flow" aria-labelledby="anteckningar">
            <h2 id="anteckningar">{t!(lang, "work-notes")}</h2>
            <p>{t!(lang, "work-notes-lead")}</p>
            {list}
            <h3 id="skriv">{t!(lang, "work-note-new")}</h3>
            <form class="form" method="post" action=page.href(&format!("{address}/anteckning")) novalidate>
                <TextField
                    form=form.clone() name="text" label=t!(lang, "work-note-label")
                    hint=t!(lang, "work-note-hint", max = NOTE_MAX) area=true
                />
                {colleagues(page, &form, "to", &inside.colleagues, "", "work-note-to-nobody")}
                <input type="hidden" name="once" value=form.value("once", &page.once)/>
                <div class="actions"><button class="btn">{t!(lang, "work-note-submit")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn note(page: &PageContext, one: &NoteItem) -> impl IntoView + use<> {
    let lang = page.lang;
    let to = one.to.clone().map(|name| {
        view! { <span>{t!(lang, "work-note-asks", name = name)}</span> }
    });
    view! {
        <li class="comment" id=format!("anteckning-{}", one.id)>
            <p class="comment__who">
                <strong>{one.author.clone()}</strong> " "
                {to}
                <span class="comment__when"><DayOf at=one.at/></span>
            </p>
            <p class="comment__text as-written" lang=written_in(lang) dir="auto">{one.text.clone()}</p>
        </li>
    }
}
