//! `/forslag/{id}/{slug}/handlagg`: what can be recorded on a proposal now, and with `?steg=` the
//! form of that step, asking for exactly what the stage machine needs.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use nara_domain::answer::ActKind;
use nara_domain::document::{PHOTO, PHOTO_FIELDS, PHOTO_URL, takes_photo};
use nara_domain::fields::FieldSpec;
use nara_domain::permissions::Action;
use nara_domain::proposal::{Course, Kind as CaseKind, Stage, TransitionKind};
use nara_domain::template::TemplateKind;

use super::agenda::{entered, picker, same_body};
use super::by_template::Templates;
use super::case::{case_page_with, consequences, head, once, path, templates};
use super::look;
use super::officer::{Officers, officers};
use super::second::{Turn, waits_for_second};
use super::spec::{SpecForm, body_suggestions};
use super::steps::{Step, closed, notes, why_not};
use crate::context::{PageContext, page};
use crate::layout::page_title;
use crate::meetings::api::StoredMeeting;
use crate::proposals::ActCard;
use crate::proposals::api::{DIARY_NUMBER, ProposalView};
use crate::t;
use crate::ui::{ErrorSummary, FileField, FormState, Kind, Notice, Tag, TickBox};

/// The form's name in the page.
const FORM: &str = "record";
/// Which files a browser offers first; what a file is, its bytes say.
const PICTURES: &str = ".png,.jpg,.jpeg,image/png,image/jpeg";

/// Chooser, or form.
#[component]
pub fn RecordPage() -> impl IntoView {
    let asked = use_query_map()
        .read_untracked()
        .get("steg")
        .unwrap_or_default();
    let page = page();
    let templates = templates(&page, TemplateKind::Question);
    let code = FormState::of(&page, FORM).value("step", &asked);
    let step = Step::from_code(&code);
    let starts = step == Some(Step::Move(TransitionKind::StartPreparation));
    let officers = officers(&page, starts);
    let meetings = entered(&page, step);
    let extra = async move { Ok((templates.await?, officers.await?, meetings.await?)) };
    case_page_with(
        |_| Action::ReadDesk,
        extra,
        move |page, case, (templates, officers, meetings)| {
            let state = FormState::of(page, FORM);
            let code = state.value("step", &asked);
            match Step::from_code(&code) {
                // What was sent comes back as typed, also when the case has moved on meanwhile.
                Some(step)
                    if state.came_back()
                        || page.look_of(FORM).is_some()
                        || is_open(page, &case, step) =>
                {
                    let offered = (&templates, officers, meetings.as_slice());
                    form(page, &case, step, state.came_back(), offered)
                }
                step => chooser(page, &case, step),
            }
        },
    )
}

fn is_open(page: &PageContext, case: &ProposalView, step: Step) -> bool {
    match step {
        Step::Move(kind) => case.possible.transitions.contains(&kind),
        Step::Note(_) => notes(page, case).contains(&step),
    }
}

/// Links to the steps, each with a line about it; or why there is none.
fn chooser(page: &PageContext, case: &ProposalView, asked: Option<Step>) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, "transition-heading");
    let lead = t!(lang, &format!("stage-{}-meaning", case.course.code()));
    let steps: Vec<Step> = case
        .possible
        .transitions
        .iter()
        .copied()
        .map(Step::Move)
        .collect();
    let open = match steps.is_empty() {
        true => none(page, case),
        false => links(page, case, &steps),
    };
    let noted = notes(page, case);
    let noted = (!noted.is_empty()).then(|| {
        view! {
            <section class="section flow" aria-labelledby="anteckna">
                <h2 id="anteckna">{t!(lang, "answers-notes-title")}</h2>
                {links(page, case, &noted)}
            </section>
        }
    });
    let asked = match asked {
        Some(Step::Move(kind)) => Some(why_not(page, case, kind)),
        Some(Step::Note(_)) => Some(t!(lang, "error-not_allowed_now-help").into_owned()),
        None => None,
    };
    let asked = asked.map(|why| {
        view! {
            <Notice kind=Kind::Warning title=t!(lang, "error-not_allowed_now-title")><p>{why}</p></Notice>
        }
    });
    view! {
        {page_title(title.clone())}
        <div class="wrap wrap--narrow flow">
            {head(page, case, &title, &lead)}
            {asked}
            {protected(page, case)}
            {waits_for_second(page, case)}
            <section class="section flow" aria-labelledby="steg">
                <h2 id="steg">{t!(lang, "answers-steps-title")}</h2>
                {open}
                {others(page, case)}
            </section>
            {noted}
        </div>
    }
    .into_any()
}

/// For who keeps the diary: why there is no sender, and how to reach them all the same.
fn protected(page: &PageContext, case: &ProposalView) -> AnyView {
    let lang = page.lang;
    match case.sender_protected {
        true => view! {
            <Notice kind=Kind::Warning title=t!(lang, "case-protected-title")>
                <p>{t!(lang, "case-protected")}</p>
            </Notice>
        }
        .into_any(),
        false => ().into_any(),
    }
}

fn links(page: &PageContext, case: &ProposalView, steps: &[Step]) -> AnyView {
    let lang = page.lang;
    let items = steps
        .iter()
        .map(|step| {
            let to = page.href(&format!("{}/handlagg?steg={}", path(case), step.code()));
            view! {
                <li>
                    <a class="choice choice--link" href=to>
                        <span>
                            {step.name(lang)}
                            <span class="choice__hint">{step.help(lang)}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="choices">{items}</ul> }.into_any()
}

fn none(page: &PageContext, case: &ProposalView) -> AnyView {
    let lang = page.lang;
    let why = match (&case.course, case.kind) {
        (_, CaseKind::Idea) => t!(lang, "answers-none-idea"),
        (_, CaseKind::Problem | CaseKind::Questions) => t!(lang, "answers-none-problem"),
        (Course::Proposal(stage), _) if stage.is_terminal() => t!(lang, "answers-none-ended"),
        _ => t!(lang, "answers-none-others"),
    };
    let answer = (case.possible.verdict || case.possible.mark_done).then(|| {
        let to = page.href(&format!("{}/omdome", path(case)));
        view! { " " <a href=to>{t!(lang, "office-verdict")}</a> }
    });
    view! {
        <Notice kind=Kind::Info title=t!(lang, "transition-none")><p>{why}{answer}</p></Notice>
    }
    .into_any()
}

/// The steps that somebody else takes, or that cannot be taken yet.
fn others(page: &PageContext, case: &ProposalView) -> AnyView {
    let lang = page.lang;
    let closed = closed(page, case);
    if closed.is_empty() {
        return ().into_any();
    }
    let rows = closed
        .into_iter()
        .map(|(kind, why)| {
            let name = t!(lang, &format!("transition-{kind}"));
            view! { <dt>{name}</dt> <dd>{why}</dd> }
        })
        .collect_view();
    view! {
        <details class="fold">
            <summary>{t!(lang, "answers-others")}</summary>
            <dl class="fold__body facts facts--plain">{rows}</dl>
        </details>
    }
    .into_any()
}

fn form(
    page: &PageContext,
    case: &ProposalView,
    step: Step,
    came_back: bool,
    (templates, officers, meetings): (&Templates, Option<Officers>, &[StoredMeeting]),
) -> AnyView {
    let lang = page.lang;
    let mut form = SpecForm::new(page, FORM, step.code(), step.fields(case));
    if step == Step::Move(TransitionKind::Register) {
        let number = form.specs.iter_mut().find(|spec| spec.name == DIARY_NUMBER);
        number.into_iter().for_each(|spec| spec.required = false);
        let pattern = case.ruleset.diary_number(page.today().year(), 123);
        let hint = t!(lang, "answers-next-number", example = pattern).into_owned();
        form.hints.insert(DIARY_NUMBER, hint);
    }
    form.specs.retain(|spec| spec.name != PHOTO_URL);
    let photo = matches!(step, Step::Move(kind) if takes_photo(kind)).then(|| photo(page, &form));
    let enctype = photo.is_some().then_some("multipart/form-data");
    let turn = Turn::of(case, step);
    form.given = match turn.and_then(Turn::prepared) {
        Some(prepared) => prepared.fields.clone(),
        None => suggested(page, case, step),
    };
    // That of whoever is suggested, who is seldom the one who reads the form.
    if let Some(department) = officers.as_ref().and_then(Officers::department) {
        form.given
            .entry("department".to_owned())
            .or_insert(department);
    }
    // After what is suggested, which may be one of the meetings.
    let agenda = picker(page, case, step, &mut form, meetings);
    form.officers = officers;
    // Questions are written from templates.
    let templates = (step == Step::Note(ActKind::Question)).then_some(templates);
    let from_template = templates.map(|templates| templates.put(page, case, &mut form));
    form.bodies = body_suggestions(page.lang, &case.ruleset.bodies);
    let conflict = turn.filter(|_| form.state.is_conflict());
    if let Some(prepared) = conflict.and_then(Turn::prepared) {
        form.before = Some(prepared.fields.clone());
        form.both = true;
    }
    let help = conflict
        .map(|turn| turn.meanwhile(page))
        .unwrap_or_default();
    let (kind, label) = step.label(lang);
    let chooser = page.href(&format!("{}/handlagg", path(case)));
    // Somebody else was quicker: the reader keeps the text and sees where the case is now.
    let there = chooser.clone();
    let moved = (came_back && !is_open(page, case, step)).then(|| {
        view! {
            <Notice kind=Kind::Warning title=t!(lang, "answers-moved-title")>
                <p>
                    {t!(lang, "answers-moved")} " "
                    <a href=there>{t!(lang, "answers-moved-link")}</a>
                </p>
            </Notice>
        }
    });
    // What it was, so that the two texts can be compared.
    let theirs = case
        .acts
        .iter()
        .rfind(|act| act.kind == ActKind::Transition && act.transition.is_some())
        .filter(|_| moved.is_some())
        .map(|act| {
            view! {
                <section class="section flow" aria-labelledby="deras">
                    <h2 id="deras">{t!(lang, "answers-moved-theirs")}</h2>
                    <ActCard act=act.clone() course=case.course.clone() path=path(case)/>
                </section>
            }
        });
    let submit = match turn {
        Some(turn) => turn.button(page),
        None => t!(lang, "transition-submit").into_owned(),
    };
    let then = turn
        .and_then(|turn| turn.consequences(page))
        .unwrap_or_else(|| consequences(page, case, step.told(), step.leads_to()));
    view! {
        {page_title(step.name(lang))}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label() help/>
            {head(page, case, &step.name(lang), &step.help(lang))}
            {moved}
            {theirs}
            {turn.map(|turn| turn.notice(page))}
            <p>{t!(lang, "answers-shown-as")} " " <Tag kind text=label/></p>
            {from_template}
            {templates.map(|templates| templates.way(page))}
            {look::preview(page, case, FORM)}
            <form class="form" method="post" enctype=enctype action=chooser.clone() novalidate>
                <input type="hidden" name="step" value=step.code()/>
                {once(page, &form.state)}
                {turn.map(Turn::seen)}
                {same_body(&form)}
                {agenda}
                {form.fields()}
                {photo}
                {then}
                {turn.and_then(|turn| turn.if_changed(page))}
                <div class="actions" id=look::CHOOSE tabindex="-1">
                    {look::button(page)}
                    <button class="btn">{submit}</button>
                    <a class="btn btn--quiet" href=chooser.clone()>{t!(lang, "answers-other-step")}</a>
                </div>
                {templates.map(|templates| templates.picker(page))}
            </form>
            {turn.and_then(|turn| turn.discard(page, case))}
        </div>
    }
    .into_any()
}

/// A picture of what is told, with what it shows in words.
fn photo(page: &PageContext, form: &SpecForm) -> AnyView {
    let lang = page.lang;
    // Needed where there is a picture; nothing is needed where there is none.
    let specs = PHOTO_FIELDS.iter().map(|spec| FieldSpec {
        required: false,
        ..*spec
    });
    let words = SpecForm {
        specs: specs.collect(),
        given: BTreeMap::new(),
        ..form.clone()
    };
    let state = form.state.clone();
    view! {
        <fieldset class="flow">
            <legend class="field__label">{t!(lang, "photo-legend")}</legend>
            <FileField form=state.clone() name=PHOTO label=t!(lang, "field-photo")
                hint=t!(lang, "field-photo-hint") accept=PICTURES optional=true/>
            {words.fields()}
            <TickBox form=state label=t!(lang, "field-photo-confirmation")/>
        </fieldset>
    }
    .into_any()
}

/// What is known already and need not be typed again. Every suggestion can be changed.
fn suggested(page: &PageContext, case: &ProposalView, step: Step) -> BTreeMap<String, String> {
    let mut given = BTreeMap::new();
    let mut put = |name: &str, value: String| drop(given.insert(name.to_owned(), value));
    let Step::Move(kind) = step else { return given };
    match kind {
        TransitionKind::Register => {
            put("received_on", case.submitted_at.day().to_string());
            put("short_description", case.title.clone());
            put("sender_protected", "no".to_owned());
        }
        TransitionKind::RequestCompletion => {
            let last = page.today().add_days(case.ruleset.completion_days);
            put("answer_by", last.to_string());
        }
        // These are the council's alone.
        TransitionKind::Announce | TransitionKind::HandOver => put("body", "KF".to_owned()),
        _ => {}
    }
    // A body decides at the meeting on whose agenda the case is.
    if let Course::Proposal(Stage::Scheduled { body, date, .. }) = &case.course
        && kind != TransitionKind::Table
    {
        put("body", body.as_str().to_owned());
        if *date <= page.today() {
            put("meeting_date", date.to_string());
        }
    }
    given
}
