//! Last step: everything as it will stand, what becomes of it, and the button.

use leptos::prelude::*;
use nara_domain::proposal::District;

use super::{Frame, address, district_name, kind_name, label, with_districts};
use crate::context::page;
use crate::proposals::api::Draft;
use crate::t;
use crate::ui::{ErrorSummary, FormState, Icon, icon};

#[component]
pub fn CheckPage() -> impl IntoView {
    with_districts(|draft, districts| view! { <CheckStep draft districts/> }.into_any())
}

#[component]
fn CheckStep(draft: Draft, districts: Vec<District>) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let form = FormState::of(&page, "check");
    let fields = draft.fields.clone();
    let idea = fields.kind == "idea";
    let topic = match fields.topic.as_str() {
        "" => String::new(),
        code => t!(lang, &format!("topic-{code}")).into_owned(),
    };
    let name = match page.actor.name() {
        Some(name) => t!(lang, "wizard-name-shown", name = name.to_owned()).into_owned(),
        None => t!(lang, "wizard-name-later").into_owned(),
    };
    let rows = [
        ("kind", kind_name(lang, &fields.kind), Some("")),
        ("title", fields.title, Some("")),
        ("body", fields.body, Some("text")),
        ("topic", topic, Some("amne")),
        (
            "district",
            district_name(lang, &districts, &fields.district),
            Some("amne"),
        ),
        ("name", name, None),
    ];
    let has_districts = !districts.is_empty() || !fields.district.is_empty();
    let rows = rows
        .into_iter()
        .filter(|(field, ..)| *field != "district" || has_districts)
        .map(|(field, value, step)| {
            let missing = value.trim().is_empty();
            let value = if missing { t!(lang, "wizard-missing").into_owned() } else { value };
            let id = form.id(field);
            let problem = form.problem(field).map(|problem| {
                view! { <p class="field__error">{icon(Icon::Alert)}{problem}</p> }
            });
            let name = t!(lang, &format!("wizard-label-{field}")).into_owned();
            let change = step.map(|step| {
                let href = page.href(&format!("{}?till=kontrollera", address(&draft.id, step)));
                view! {
                    <a href=href>{t!(lang, "wizard-change")}<span class="visually-hidden">" "{name.clone()}</span></a>
                }
            });
            view! {
                <div class="summary__row" id=id>
                    <dt>{name.clone()}</dt>
                    <dd class="as-written">{problem}{value}</dd>
                    <dd class="summary__change">{change}</dd>
                </div>
            }
        })
        .collect_view();
    let problem = form.problem("publish");
    let described = problem.is_some().then_some("check-publish-fel");
    let problem = problem.map(|problem| {
        view! { <p class="field__error" id="check-publish-fel">{icon(Icon::Alert)}{problem}</p> }
    });
    let send = match page.actor.is_signed_in() {
        true => t!(lang, "wizard-submit"),
        false => t!(lang, "wizard-sign-in-submit"),
    };
    let checked = form.value("publish", "") == "yes";
    let public = if idea {
        t!(lang, "wizard-public-idea")
    } else {
        t!(lang, "wizard-public")
    };
    let title = t!(lang, "wizard-check").into_owned();
    view! {
        <Frame step=5 title=title.clone()>
            <ErrorSummary form=form.clone() label=move |field| label(lang, field)/>
            <h1>{title}</h1>
            <dl class="summary">{rows}</dl>
            <h2>{t!(lang, "wizard-public-title")}</h2>
            <p>{public}</p>
            <form class="form" method="post" action=page.href(&address(&draft.id, "kontrollera"))>
                <div class="field">
                    {problem}
                    <label class="choice">
                        <input type="checkbox" id="check-publish" name="publish" value="yes"
                            checked=checked aria-describedby=described/>
                        <span>{t!(lang, "wizard-accept")}</span>
                    </label>
                </div>
                <div class="actions"><button class="btn">{send}</button></div>
                {(!page.actor.is_signed_in()).then(|| view! { <p class="small muted">{t!(lang, "wizard-sign-in-note")}</p> })}
            </form>
        </Frame>
    }
}
