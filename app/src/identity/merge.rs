//! `/konto/sla-samman`: two accounts of one person, and the button that makes them one.

use leptos::prelude::*;

use super::api::{IdentityPort, MergeSide, MergeView};
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{DayOf, ErrorSummary, FormState, TickBox};

/// The page's address.
pub const MERGE_PAGE: &str = "/konto/sla-samman";
/// The form's name in the page.
pub const FORM: &str = "merge";

/// Signed in only, and only where the reader has just proved that both accounts are theirs.
#[component]
pub fn MergePage() -> impl IntoView {
    let page = page();
    let identity = port::<dyn IdentityPort>();
    let (actor, session, now) = (page.actor.clone(), page.session.clone(), page.now);
    let data = async move { identity?.merge_offer(&actor, &session, now).await };
    load(data, move |view: MergeView| {
        let lang = page.lang;
        let form = FormState::of(&page, FORM);
        let address = dropped(&view).map(|address| {
            view! { <li>{t!(lang, "merge-address", address = address)}</li> }
        });
        let there = view
            .there
            .iter()
            .map(|one| side(&page, "merge-there", one))
            .collect_view();
        view! {
            {page_title(t!(lang, "merge-title"))}
            <div class="wrap wrap--narrow flow">
                <ErrorSummary form=form.clone() label=move |_: &str| t!(lang, "merge-box").into_owned()/>
                <h1>{t!(lang, "merge-title")}</h1>
                <p class="lead">{t!(lang, "merge-lead")}</p>
                {side(&page, "merge-here", &view.here)}
                {there}
                <div class="prose">
                    <h2>{t!(lang, "merge-then")}</h2>
                    <ul>
                        <li>{t!(lang, "merge-moves")}</li>
                        <li>{t!(lang, "merge-votes")}</li>
                        {address}
                        <li>{t!(lang, "merge-ends")}</li>
                    </ul>
                </div>
                {confirm(&page, &form)}
            </div>
        }
        .into_any()
    })
}

/// The address that ends: an account has one.
fn dropped(view: &MergeView) -> Option<String> {
    view.here.email.as_ref()?;
    view.there.iter().find_map(|side| side.email.clone())
}

fn side(page: &PageContext, heading: &'static str, side: &MergeSide) -> AnyView {
    let lang = page.lang;
    let email = match &side.email {
        Some(email) => email.clone(),
        None => t!(lang, "account-no-email").into_owned(),
    };
    view! {
        <section class="panel flow">
            <h2 class="panel__title">{t!(lang, heading)}</h2>
            <dl class="facts">
                <dt>{t!(lang, "account-name")}</dt>
                <dd>{side.name.clone()}</dd>
                <dt>{t!(lang, "account-email")}</dt>
                <dd>{email}</dd>
                <dt>{t!(lang, "merge-since")}</dt>
                <dd><DayOf at=side.since/></dd>
                <dt>{t!(lang, "merge-has")}</dt>
                <dd>
                    {t!(lang, "merge-has-count", proposals = side.proposals,
                        comments = side.comments, supported = side.supported)}
                </dd>
            </dl>
        </section>
    }
    .into_any()
}

fn confirm(page: &PageContext, form: &FormState) -> AnyView {
    let lang = page.lang;
    view! {
        <form class="form" method="post" action=page.href(MERGE_PAGE)>
            <TickBox form=form.clone() label=t!(lang, "merge-confirm")/>
            <div class="actions">
                <button class="btn">{t!(lang, "merge-submit")}</button>
                <a class="btn btn--quiet" href=page.href("/konto")>{t!(lang, "merge-cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}
