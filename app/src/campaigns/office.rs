//! On a campaign's page, for those who run it: what can be done next, and which groups take part.

use leptos::prelude::*;
use nara_domain::ids::GroupId;

use super::GROUP;
use super::api::CampaignView;
use super::shown::path_of;
use crate::context::PageContext;
use crate::i18n::Lang;
use crate::t;
use crate::ui::FormState;

/// Nothing where the reader runs nothing. `mine`: the groups the reader runs.
pub fn office(page: &PageContext, view: &CampaignView, mine: &[GroupId]) -> AnyView {
    let groups = groups(page, view, mine);
    let chooses = view.runs && view.stage.is_choosing();
    if view.steps.is_empty() && !chooses && groups.is_none() {
        return ().into_any();
    }
    let lang = page.lang;
    let path = path_of(&view.slug);
    let link = |to: String, name: String, help: String| {
        view! {
            <li>
                <a class="choice choice--link" href=page.href(&to)>
                    <span>{name}<span class="choice__hint">{help}</span></span>
                </a>
            </li>
        }
    };
    let choose = chooses.then(|| {
        let (name, help) = (
            t!(lang, "campaign-choose"),
            t!(lang, "campaign-choose-help"),
        );
        link(format!("{path}/val"), name.into_owned(), help.into_owned())
    });
    let steps = view
        .steps
        .iter()
        .map(|step| {
            let code = step.code();
            let name = t!(lang, &format!("campaign-step-{code}"));
            let help = t!(lang, &format!("campaign-step-{code}-help"));
            link(
                format!("{path}/steg/{code}"),
                name.into_owned(),
                help.into_owned(),
            )
        })
        .collect_view();
    view! {
        <section class="panel panel--quiet office no-print" aria-labelledby="driver">
            <h2 class="panel__title" id="driver">{t!(lang, "campaign-office")}</h2>
            <ul class="choices">{choose}{steps}</ul>
            {groups}
        </section>
    }
    .into_any()
}

/// Taking groups in and out; nothing for whoever has none, or once it is too late.
fn groups(page: &PageContext, view: &CampaignView, mine: &[GroupId]) -> Option<AnyView> {
    let lang = page.lang;
    let own = view.groups.iter().filter(|group| mine.contains(&group.id));
    let inside: Vec<_> = own
        .filter(|_| view.stage.takes_groups())
        .map(|group| form(page, view, (group.id, &group.name), false))
        .collect();
    let outside: Vec<_> = view
        .could_join
        .iter()
        .map(|group| form(page, view, (group.id, &group.name), true))
        .collect();
    if inside.is_empty() && outside.is_empty() {
        return None;
    }
    let out_hint = (!inside.is_empty())
        .then(|| view! { <p class="small muted">{t!(lang, "campaign-group-out-hint")}</p> });
    Some(
        view! {
            <h3>{t!(lang, "campaign-office-groups")}</h3>
            {outside}
            {inside}
            {out_hint}
        }
        .into_any(),
    )
}

fn form(
    page: &PageContext,
    view: &CampaignView,
    (id, name): (GroupId, &str),
    takes_part: bool,
) -> AnyView {
    let lang = page.lang;
    let action = page.href(&format!("{}/grupper", path_of(&view.slug)));
    let (code, words) = match takes_part {
        true => ("yes", "campaign-group-in"),
        false => ("no", "campaign-group-out"),
    };
    view! {
        <form method="post" action=action>
            <input type="hidden" name="group" value=id.to_string()/>
            <input type="hidden" name="takes_part" value=code/>
            <button class="btn btn--secondary">{t!(lang, words, name = name.to_owned())}</button>
        </form>
    }
    .into_any()
}

/// What the forms for groups are called, where one comes back.
pub fn label(lang: Lang) -> String {
    t!(lang, "campaign-office-groups").into_owned()
}

/// The form that came back, if one did.
pub fn state(page: &PageContext) -> FormState {
    FormState::of(page, GROUP)
}
