//! `/moten/ny` and `/moten/{id}/andra`: for whoever keeps the minutes.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::{use_params_map, use_query_map};
use nara_domain::fields::{FieldInput, FieldSpec, Values};
use nara_domain::ids::MeetingId;
use nara_domain::meeting::{FIELDS, mark_field, mark_text, marked};
use nara_domain::permissions::enter_meetings;
use nara_domain::secretary::may_for;

use super::FORM;
use super::api::{AgendaItem, MeetingPort, MeetingView, StoredMeeting};
use super::shown::{long_day, path_of};
use crate::answers::body_suggestions;
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::{Lang, find};
use crate::layout::{load, page_title};
use crate::proposals::api::ProposalPort;
use crate::proposals::shown::named_body;
use crate::t;
use crate::ui::{Choices, Crumbs, ErrorSummary, FormState, TextField};

#[component]
pub fn NewMeetingPage() -> impl IntoView {
    let page = page();
    let address = use_query_map().read_untracked();
    let given: Values = [
        ("body", address.get("organ")),
        ("held_on", address.get("dag")),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name.to_owned(), value?)))
    .collect();
    let allowed = enter_meetings(&page.actor).map_err(AppError::from);
    let proposals = port::<dyn ProposalPort>();
    let data = async move {
        allowed?;
        Ok(proposals?.rules().await?.bodies.clone())
    };
    load(data, move |bodies| {
        let bodies = body_suggestions(page.lang, &bodies);
        new(&page, given, bodies)
    })
}

#[component]
pub fn ChangeMeetingPage() -> impl IntoView {
    let page = page();
    let id = use_params_map().read_untracked().get("meeting");
    let allowed = enter_meetings(&page.actor).map_err(AppError::from);
    let actor = page.actor.clone();
    let (meetings, proposals) = (port::<dyn MeetingPort>(), port::<dyn ProposalPort>());
    let data = async move {
        allowed?;
        let id: MeetingId = id.unwrap_or_default().parse()?;
        let view = meetings?.meeting(id).await?;
        let meeting = view.entered.clone().ok_or(AppError::NotFound)?;
        // Said before the form is filled in, not after.
        may_for(&actor, &view.body).map_err(AppError::NotAllowedNow)?;
        Ok((view, meeting, proposals?.rules().await?.bodies.clone()))
    };
    load(data, move |(view, meeting, bodies)| {
        let bodies = body_suggestions(page.lang, &bodies);
        change(&page, &view, &meeting, bodies)
    })
}

fn new(page: &PageContext, given: Values, bodies: Vec<String>) -> AnyView {
    let lang = page.lang;
    let form = Form {
        lang,
        state: FormState::of(page, FORM),
        given,
        overtaken: false,
        bodies,
    };
    let way = vec![(t!(lang, "meetings-title").into_owned(), "/moten".to_owned())];
    let hidden =
        view! { <input type="hidden" name="once" value=form.state.value("once", &page.once)/> };
    let words = ("meetings-enter", "meeting-submit-new");
    around(
        page,
        way,
        words,
        ("/moten/ny", "/moten"),
        form,
        hidden.into_any(),
        &[],
    )
}

fn change(
    page: &PageContext,
    view: &MeetingView,
    meeting: &StoredMeeting,
    bodies: Vec<String>,
) -> AnyView {
    let lang = page.lang;
    let replay = page.replay_of(FORM);
    // Who was overtaken sees what stands there now beside what was typed, and decides anew.
    let overtaken = replay.is_some_and(|replay| replay.error == AppError::Conflict);
    let state = FormState::of(page, FORM);
    let version = meeting.version.to_string();
    let seen = match overtaken {
        true => version,
        false => state.value("seen", &version),
    };
    let mut given = meeting.sitting.values();
    given.extend(
        view.items
            .iter()
            .filter_map(|item| Some((mark_field(item.id), mark_text(item.mark?)))),
    );
    let form = Form {
        lang,
        state,
        given,
        overtaken,
        bodies,
    };
    let path = path_of(meeting.id, &view.body, view.day);
    let name = format!(
        "{}, {}",
        named_body(lang, view.body.as_str()),
        long_day(lang, view.day)
    );
    let way = vec![
        (t!(lang, "meetings-title").into_owned(), "/moten".to_owned()),
        (name, path.clone()),
    ];
    let hidden = view! { <input type="hidden" name="seen" value=seen/> };
    let action = format!("/moten/{}/andra", meeting.id);
    let words = ("meeting-change", "meeting-submit");
    around(
        page,
        way,
        words,
        (&action, &path),
        form,
        hidden.into_any(),
        &view.items,
    )
}

fn label(lang: Lang, field: &str, items: &[AgendaItem]) -> String {
    match marked(field) {
        Some(id) => {
            let item = items.iter().find(|item| item.id.to_string() == id);
            let title = item.map(|item| item.title.clone()).unwrap_or_default();
            t!(lang, "meeting-mark", title = title).into_owned()
        }
        None => t!(lang, &format!("meeting-field-{field}")).into_owned(),
    }
}

struct Form {
    lang: Lang,
    state: FormState,
    /// What stands in a field before anybody types.
    given: Values,
    overtaken: bool,
    bodies: Vec<String>,
}

fn around(
    page: &PageContext,
    way: Vec<(String, String)>,
    (title, submit): (&str, &str),
    (action, back): (&str, &str),
    form: Form,
    hidden: AnyView,
    items: &[AgendaItem],
) -> AnyView {
    let lang = page.lang;
    let named = items.to_vec();
    let part = |names: &[&str]| {
        let specs = FIELDS.iter().filter(|spec| names.contains(&spec.name));
        specs.map(|spec| form.field(spec)).collect_view()
    };
    let first = part(&["body", "held_on", "begins", "ends", "place", "cancelled"]);
    let before = part(&["agenda_url", "stream_url"]);
    let after = part(&["minutes_url", "verified_on", "posted_on"]);
    let marks = items.iter().map(|item| form.mark(item)).collect_view();
    let marks = (!items.is_empty()).then(|| {
        view! {
            <h2>{t!(lang, "meeting-part-marks")}</h2>
            <p>{t!(lang, "meeting-part-marks-lead")}</p>
            {marks}
        }
    });
    let title = t!(lang, title).into_owned();
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=move |field: &str| label(lang, field, &named)/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
                <p class="lead">{t!(lang, "meeting-form-lead")}</p>
            </header>
            <form class="form" method="post" action=page.href(action) novalidate>
                {hidden}
                {first}
                <h2>{t!(lang, "meeting-part-before")}</h2>
                {before}
                <h2>{t!(lang, "meeting-part-after")}</h2>
                {after}
                {marks}
                <div class="actions">
                    <button class="btn">{t!(lang, submit)}</button>
                    <a class="btn btn--quiet" href=page.href(back)>{t!(lang, "meeting-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}

impl Form {
    fn value(&self, name: &str) -> String {
        self.given.get(name).cloned().unwrap_or_default()
    }

    /// What stands there now, where somebody else has changed it meanwhile.
    fn before(&self, name: &str) -> Option<AnyView> {
        let now = self.value(name);
        if !self.overtaken || self.state.value(name, "") == now {
            return None;
        }
        let said = match now.is_empty() {
            true => t!(self.lang, "meeting-now-empty"),
            false => t!(self.lang, "meeting-now", value = now),
        };
        Some(view! { <p class="field__hint">{said}</p> }.into_any())
    }

    fn field(&self, spec: &FieldSpec) -> AnyView {
        let lang = self.lang;
        let name = spec.name;
        let form = self.state.clone();
        let label = label(lang, name, &[]);
        let hint = find(lang, &format!("meeting-field-{name}-hint"), None);
        let hint = hint.map(|hint| hint.into_owned()).unwrap_or_default();
        let value = self.value(name);
        let optional = !spec.required;
        let before = self.before(name).unwrap_or_else(|| ().into_any());
        if let FieldInput::Choice(_) = spec.input {
            let word = |code: &str| {
                let word = t!(lang, &format!("meeting-field-{name}-{code}")).into_owned();
                (code.to_owned(), word, String::new())
            };
            let choices = vec![word("no"), word("yes")];
            let value = if value.is_empty() {
                "no".to_owned()
            } else {
                value
            };
            return view! { <Choices form name legend=label hint choices value before two=true/> }
                .into_any();
        }
        let (kind, mode, look) = match (spec.input, name) {
            (FieldInput::Date, _) => ("date", "", "input input--date"),
            (FieldInput::Url, _) => ("url", "url", "input"),
            (_, "begins" | "ends") => ("text", "", "input input--number"),
            _ => ("text", "", "input"),
        };
        let list = match spec.input {
            FieldInput::Body => self.bodies.clone(),
            _ => Vec::new(),
        };
        view! { <TextField form name label hint value optional kind mode look list before/> }
            .into_any()
    }

    /// Where in the film a proposal is taken up.
    fn mark(&self, item: &AgendaItem) -> AnyView {
        let name = mark_field(item.id);
        let label = t!(self.lang, "meeting-mark", title = item.title.clone()).into_owned();
        let before = self.before(&name).unwrap_or_else(|| ().into_any());
        let (form, value) = (self.state.clone(), self.value(&name));
        view! {
            <TextField form name label value optional=true look="input input--number" before/>
        }
        .into_any()
    }
}
