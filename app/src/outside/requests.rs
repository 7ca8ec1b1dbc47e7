//! What was asked, each with how far it has come and what can be done about it.

use leptos::prelude::*;
use nara_domain::actor::Role;
use nara_domain::answer::ActKind;
use nara_domain::ids::ActId;
use nara_domain::outside::{ORGANISATION, SEND_BACK, State};
use nara_domain::permissions::{Action, can};

use super::api::{ArrivedView, RequestView};
use super::arrived::came_at;
use super::{BACK_FORM, WITHDRAW_FORM};
use crate::answers::{SpecForm, once, path, subject};
use crate::context::PageContext;
use crate::i18n::{date_long, day_near};
use crate::proposals::ActCard;
use crate::proposals::api::{ActView, ProposalView};
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Tag, written_in};

pub fn requests(page: &PageContext, case: &ProposalView) -> AnyView {
    let lang = page.lang;
    if case.outside.is_empty() {
        return ().into_any();
    }
    let all = case
        .outside
        .iter()
        .map(|request| one(page, case, request))
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="fragat">
            <h2 id="fragat">{t!(lang, "outside-asked-title")}</h2>
            {all}
        </section>
    }
    .into_any()
}

/// A form that came too late: a colleague was quicker, and its place on the page is gone. What was typed
/// is not.
pub fn too_late(page: &PageContext, case: &ProposalView) -> AnyView {
    let lang = page.lang;
    let lost = [BACK_FORM, WITHDRAW_FORM].into_iter().find_map(|name| {
        let form = FormState::of(page, name);
        let number = form.value("request", "");
        let there = case.outside.iter().any(|request| {
            request.id.to_string() == number
                && match name {
                    BACK_FORM => request.arrived.is_some(),
                    _ => request.state.can_be_withdrawn(),
                }
        });
        (form.came_back() && !there).then_some(form)
    });
    let Some(form) = lost else {
        return ().into_any();
    };
    let reason = form.value("reason", "");
    let typed = (!reason.trim().is_empty()).then(|| {
        view! {
            <p class="muted">{t!(lang, "guest-typed")}</p>
            <p class="as-written" dir="auto">{reason}</p>
        }
    });
    let help = t!(lang, "outside-moved").into_owned();
    view! {
        <ErrorSummary form label=|name: &str| name.to_owned() help=help/>
        {typed}
    }
    .into_any()
}

fn tag(page: &PageContext, request: &RequestView) -> AnyView {
    let lang = page.lang;
    let (kind, code) = match request.state {
        State::Asked(_) => (Kind::Waiting, "asked"),
        State::Expired(_) => (Kind::Late, "expired"),
        State::Arrived(_) => (Kind::Guest, "arrived"),
        State::Published(_) => (Kind::Answered, "published"),
        State::Withdrawn(_) => (Kind::Ended, "withdrawn"),
    };
    view! { <Tag kind text=t!(lang, &format!("outside-state-{code}"))/> }.into_any()
}

fn one(page: &PageContext, case: &ProposalView, request: &RequestView) -> AnyView {
    let lang = page.lang;
    let next = match (&request.arrived, request.state) {
        (Some(arrived), _) => came(page, case, request, arrived),
        (None, state) if state.can_be_withdrawn() => withdraw(page, case, request),
        _ => ().into_any(),
    };
    let heading = format!("fraga-{}", request.id);
    let day = day_near(lang, request.answer_by, page.today());
    let returned = request
        .returned
        .clone()
        .filter(|_| matches!(request.state, State::Asked(_) | State::Expired(_)))
        .map(|reason| {
            view! {
                <p class="muted">{t!(lang, "outside-sent-back")}</p>
                <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p>
            }
        });
    view! {
        <section class="panel flow" aria-labelledby=heading.clone()>
            <h3 class="panel__title" id=heading.clone() dir="auto">{request.organisation.clone()}</h3>
            <p class="meta meta--dots">
                <span>{tag(page, request)}</span>
                <span>{t!(lang, "outside-answer-by", date = day)}</span>
                <span>{t!(lang, "outside-asked-by", who = request.by_name.clone())}</span>
                {request.email.clone().map(|email| view! { <span>{email}</span> })}
            </p>
            <p class="as-written" lang=written_in(lang) dir="auto">{request.question.clone()}</p>
            {returned}
            {next}
        </section>
    }
    .into_any()
}

/// The form of this question: as it came back where it was this one that was sent.
fn state_of(page: &PageContext, name: &'static str, request: i64) -> FormState {
    let sent = FormState::of(page, name);
    match sent.value("request", "") == request.to_string() {
        true => sent,
        false => FormState::one_of(page, name, request),
    }
}

/// The answer as everybody will see it, the button that publishes it, and the form that sends it back.
fn came(
    page: &PageContext,
    case: &ProposalView,
    request: &RequestView,
    arrived: &ArrivedView,
) -> AnyView {
    let lang = page.lang;
    let address = format!("{}/fraga-utomstaende/{}", path(case), request.id);
    let publish = page.href(&format!("{address}/publicera"));
    let back = page.href(&format!("{address}/skicka-tillbaka"));
    let mut form = SpecForm::new(page, BACK_FORM, "outside_back", SEND_BACK);
    form.state = state_of(page, BACK_FORM, request.id);
    let open = form.state.came_back();
    let words = form.label();
    let name = request.organisation.clone();
    let may = can(
        &page.actor,
        Action::Append(ActKind::GuestAnswer),
        &subject(case),
    );
    let deeds = match may {
        Err(_) => view! { <p>{t!(lang, "outside-too-late")}</p> }.into_any(),
        Ok(()) => view! {
            <form class="form" method="post" action=publish>
                <input type="hidden" name="seen" value=arrived.id.to_string()/>
                <p>{t!(lang, "outside-publish-help", count = case.support.count)}</p>
                <div class="actions"><button class="btn">{t!(lang, "outside-publish")}</button></div>
            </form>
            <details class="fold" open=open>
                <summary>{t!(lang, "outside-back-title")}</summary>
                <form class="fold__body form" method="post" action=back novalidate>
                    <ErrorSummary form=form.state.clone() label=words/>
                    <input type="hidden" name="seen" value=arrived.id.to_string()/>
                    <p>{t!(lang, "outside-back-help", organisation = name)}</p>
                    {form.fields()}
                    <div class="actions">
                        <button class="btn btn--secondary">{t!(lang, "outside-back")}</button>
                    </div>
                </form>
            </details>
        }
        .into_any(),
    };
    view! {
        <p>{t!(lang, "outside-came", when = came_at(page, arrived))}</p>
        <ActCard act=shown(page, case, request, arrived) course=case.course.clone() path=path(case)/>
        {deeds}
    }
    .into_any()
}

/// As the record will have it.
fn shown(
    page: &PageContext,
    case: &ProposalView,
    request: &RequestView,
    arrived: &ArrivedView,
) -> ActView {
    let mut fields = arrived.fields.clone();
    fields.insert(ORGANISATION.to_owned(), request.organisation.clone());
    ActView {
        // Not in the record: no act has such a number.
        id: ActId::new(-arrived.id),
        kind: ActKind::GuestAnswer,
        transition: None,
        idea_move: None,
        stage: case.course.code().to_owned(),
        actor_name: page.actor.name().unwrap_or_default().to_owned(),
        by_system: false,
        standing: page.actor.standing(Role::Official).cloned(),
        at: page.now,
        happened_on: page.today(),
        fields,
        supersedes: None,
        superseded_by: None,
        read_by_two: false,
        may_correct: false,
        takes_another: false,
    }
}

fn withdraw(page: &PageContext, case: &ProposalView, request: &RequestView) -> AnyView {
    let lang = page.lang;
    let action = format!("{}/fraga-utomstaende/{}/aterkalla", path(case), request.id);
    let kind = ActKind::OutsideWithdrawal;
    let mut form = SpecForm::new(page, WITHDRAW_FORM, kind.code(), kind.fields());
    form.state = state_of(page, WITHDRAW_FORM, request.id);
    let open = form.state.came_back();
    let words = form.label();
    let ends = match request.state {
        State::Asked(ends) => {
            let day = ends.day().add_days(-1);
            Some(t!(lang, "outside-link-until", date = date_long(lang, day)))
        }
        State::Expired(_) => Some(t!(lang, "outside-link-over")),
        _ => None,
    };
    view! {
        {ends.map(|ends| view! { <p>{ends}</p> })}
        <details class="fold" open=open>
            <summary>{t!(lang, "outside-withdraw-title")}</summary>
            <form class="fold__body form" method="post" action=page.href(&action) novalidate>
                <ErrorSummary form=form.state.clone() label=words/>
                {once(page, &form.state)}
                {form.fields()}
                <div class="actions">
                    <button class="btn btn--danger">{t!(lang, "outside-withdraw")}</button>
                </div>
            </form>
        </details>
    }
    .into_any()
}
