//! `/forslag/{id}/{slug}/fraga-utomstaende`: what bodies outside the municipality were asked about a
//! case, what came of it, and the form that asks.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::answer::ActKind;
use nara_domain::error::Denied;
use nara_domain::outside::{ASK, SLACK_DAYS};
use nara_domain::permissions::{Action, can};

use super::ASK_FORM;
use super::requests::{requests, too_late};
use crate::answers::{SpecForm, case_page, head, once, path, subject};
use crate::context::PageContext;
use crate::error::{AppError, words};
use crate::layout::page_title;
use crate::proposals::api::ProposalView;
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Notice};

#[component]
pub fn AskOutsidePage() -> impl IntoView {
    // Whoever may withdraw a question may see what there is, also where the case has come to its end.
    case_page(
        |_| Action::Append(ActKind::OutsideWithdrawal),
        |page, case| show(page, &case),
    )
}

fn show(page: &PageContext, case: &ProposalView) -> AnyView {
    let lang = page.lang;
    let form = SpecForm::new(page, ASK_FORM, ActKind::OutsideQuestion.code(), ASK);
    let title = t!(lang, "outside-title");
    let may = can(
        &page.actor,
        Action::Append(ActKind::OutsideQuestion),
        &subject(case),
    );
    let publish = FormState::of(page, "publish");
    // A form that was sent while the case moved on comes back, too.
    let ask = match may {
        Err(denied) if !form.state.came_back() => closed(page, denied),
        _ => ask(page, case, &form),
    };
    view! {
        {page_title(title.clone())}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=publish label=|name: &str| name.to_owned() help=t!(lang, "outside-moved").into_owned()/>
            <ErrorSummary form=form.state.clone() label=form.label()/>
            {too_late(page, case)}
            {head(page, case, &title, &t!(lang, "outside-lead"))}
            {requests(page, case)}
            {ask}
        </div>
    }
    .into_any()
}

fn closed(page: &PageContext, denied: Denied) -> AnyView {
    let lang = page.lang;
    let why = match denied {
        Denied::NotNow(nara_domain::error::NotNow::OtherStage) => {
            t!(lang, "outside-not-now").into_owned()
        }
        denied => words::help(lang, &AppError::Denied(denied)),
    };
    view! { <Notice kind=Kind::Info title=t!(lang, "outside-not-now-title")><p>{why}</p></Notice> }
        .into_any()
}

fn ask(page: &PageContext, case: &ProposalView, form: &SpecForm) -> AnyView {
    let lang = page.lang;
    let action = page.href(&format!("{}/fraga-utomstaende", path(case)));
    view! {
        <section class="section flow" aria-labelledby="fraga">
            <h2 id="fraga">{t!(lang, "outside-ask-title")}</h2>
            <form class="form" method="post" action=action novalidate>
                {once(page, &form.state)}
                {form.fields()}
                <section class="panel panel--quiet" aria-labelledby="sedan">
                    <h3 class="panel__title" id="sedan">{t!(lang, "answers-then")}</h3>
                    <ul class="flow">
                        <li>{t!(lang, "outside-then-public")}</li>
                        <li>{t!(lang, "outside-then-letter", days = SLACK_DAYS)}</li>
                        <li>{t!(lang, "outside-then-you")}</li>
                    </ul>
                </section>
                <div class="actions">
                    <button class="btn">{t!(lang, "outside-submit")}</button>
                    <a class="btn btn--quiet" href=page.href(&path(case))>{t!(lang, "answers-cancel")}</a>
                </div>
            </form>
        </section>
    }
    .into_any()
}
