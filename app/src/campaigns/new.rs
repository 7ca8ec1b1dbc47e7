//! `/kampanjer/ny`: what a new campaign asks for.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::campaign::{CampaignStepKind, PLAN_FIELDS, runs};

use super::FORM;
use super::shown::words_of;
use crate::answers::SpecForm;
use crate::context::{PageContext, page};
use crate::error::AppError;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Crumbs, ErrorSummary};

/// For officials and supervisors.
#[component]
pub fn NewCampaignPage() -> impl IntoView {
    let page = page();
    let allowed = runs(&page.actor, CampaignStepKind::Draft, true).map_err(AppError::from);
    load(async move { allowed }, move |()| show(&page))
}

fn show(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let mut form = SpecForm::new(page, FORM, words_of(CampaignStepKind::Draft), PLAN_FIELDS);
    let sets = t!(lang, "campaign-sets-default").into_owned();
    form.given.insert("sets".to_owned(), sets);
    let way = vec![(
        t!(lang, "campaigns-title").into_owned(),
        "/kampanjer".to_owned(),
    )];
    let title = t!(lang, "campaigns-new").into_owned();
    let once = form.state.value("once", &page.once);
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label()/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
                <p class="lead">{t!(lang, "campaign-new-lead")}</p>
            </header>
            <form class="form" method="post" action=page.href("/kampanjer/ny") novalidate>
                <input type="hidden" name="once" value=once/>
                {form.fields()}
                <section class="panel panel--quiet" aria-labelledby="sedan">
                    <h2 class="panel__title" id="sedan">{t!(lang, "answers-then")}</h2>
                    <p>{t!(lang, "campaign-step-draft-then")}</p>
                </section>
                <div class="actions">
                    <button class="btn">{t!(lang, "campaign-new-submit")}</button>
                    <a class="btn btn--quiet" href=page.href("/kampanjer")>{t!(lang, "campaign-back-list")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
