//! `/forslag/{id}/{slug}/svara` and `/asikt`: the department's answer and an elected person's
//! opinion. Two pages that never look alike, as the two kinds of answer never do.

use leptos::prelude::*;
use nara_domain::actor::{Role, Standing};
use nara_domain::answer::ActKind;
use nara_domain::letters::Told;
use nara_domain::permissions::Action;
use nara_domain::template::TemplateKind;

use super::case::{case_page, case_page_with, consequences, head, in_full, once, path, templates};
use super::later::{self, FORM};
use super::look;
use super::spec::SpecForm;
use crate::context::{PageContext, page};
use crate::layout::page_title;
use crate::proposals::api::ProposalView;
use crate::proposals::shown::body_in_text;
use crate::t;
use crate::ui::{ErrorSummary, Kind, icon, standing_line};

/// What differs between the two. What else can be done with the first: [`super::later`].
#[derive(Clone, Copy, Debug)]
struct Voice {
    kind: ActKind,
    look: Kind,
    role: Role,
    /// Code for the fields' words, and of the ids of this page.
    code: &'static str,
    address: &'static str,
    told: Told,
}

const OFFICIAL: Voice = Voice {
    kind: ActKind::OfficialAnswer,
    look: Kind::Official,
    role: Role::Official,
    code: "answer",
    address: "svara",
    told: Told::of_act(ActKind::OfficialAnswer),
};

const ELECTED: Voice = Voice {
    kind: ActKind::ElectedOpinion,
    look: Kind::Elected,
    role: Role::Elected,
    code: "opinion",
    address: "asikt",
    told: Told::of_act(ActKind::ElectedOpinion),
};

/// The department's answer, with what it costs.
#[component]
pub fn OfficialAnswerPage() -> impl IntoView {
    let templates = templates(&page(), TemplateKind::Answer);
    case_page_with(
        |_| Action::AnswerAsOfficial,
        templates,
        |page, case, templates| {
            let form = SpecForm::new(page, FORM, OFFICIAL.code, OFFICIAL.kind.fields());
            later::show(page, &case, form, label_preview(page, OFFICIAL), &templates)
        },
    )
}

/// What an elected person thinks, under name, party and assignment.
#[component]
pub fn OpinionPage() -> impl IntoView {
    case_page(
        |_| Action::StateOpinion,
        |page, case| show(page, &case, ELECTED),
    )
}

fn show(page: &PageContext, case: &ProposalView, voice: Voice) -> AnyView {
    let lang = page.lang;
    let code = voice.code;
    let form = SpecForm::new(page, FORM, code, voice.kind.fields());
    let title = t!(lang, &format!("answers-{code}-title"));
    let lead = t!(lang, &format!("answers-{code}-lead"));
    let action = page.href(&format!("{}/{}", path(case), voice.address));
    view! {
        {page_title(title.clone())}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label()/>
            {head(page, case, &title, &lead)}
            {in_full(page, case)}
            {look::preview(page, case, FORM).unwrap_or_else(|| label_preview(page, voice))}
            <form class="form" method="post" action=action novalidate>
                {once(page, &form.state)}
                {form.fields()}
                {consequences(page, case, voice.told, &[])}
                <div class="actions" id=look::CHOOSE tabindex="-1">
                    {look::button(page)}
                    <button class="btn">{t!(lang, &format!("answers-{code}-submit"))}</button>
                    <a class="btn btn--quiet" href=page.href(&path(case))>{t!(lang, "answers-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}

/// The band and the signature as they will stand on the page: nobody signs without having seen
/// under which label.
fn label_preview(page: &PageContext, voice: Voice) -> AnyView {
    let lang = page.lang;
    let name = page.actor.name().unwrap_or_default().to_owned();
    let signature = page
        .actor
        .standing(voice.role)
        .map(|standing| signature(page, standing));
    view! {
        <section aria-labelledby="sa-visas">
            <h2 class="small muted" id="sa-visas">{t!(lang, "answers-preview")}</h2>
            <div class=format!("act {}", voice.look.class())>
                <p class="act__band">
                    <span class="act__label">
                        {icon(voice.look.icon())} {t!(lang, &format!("act-{}", voice.kind.code()))}
                    </span>
                </p>
                <div class="act__body">
                    <p class="act__by"><strong>{name}</strong> {signature}</p>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// `, ledamot, Kultur- och fritidsnämnden (X)`
fn signature(page: &PageContext, standing: &Standing) -> String {
    let line = standing_line(standing, |code| body_in_text(page.lang, code));
    let party = standing
        .party
        .as_ref()
        .map(|party| format!(" ({party})"))
        .unwrap_or_default();
    if line.is_empty() {
        party
    } else {
        format!(", {line}{party}")
    }
}
