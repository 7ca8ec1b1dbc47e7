//! `/forslag/{id}/{slug}/handlingar`: every document of a case, those that were taken down as well,
//! and for those who run it the form that adds one.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use nara_domain::answer::ActKind;
use nara_domain::document::{BELONGS_TO, FILE};
use nara_domain::letters::Told;
use nara_domain::permissions::{Action, can};

use super::FORM;
use super::list::{empty, gone, items};
use super::shown::documents;
use crate::answers::{SpecForm, case_page, consequences, head, once, path, subject};
use crate::context::PageContext;
use crate::i18n::date_long;
use crate::layout::{kept_out_of_search, page_title};
use crate::proposals::api::ProposalView;
use crate::proposals::{act_tag, speaks};
use crate::t;
use crate::ui::{ErrorSummary, FileField, FormState, Icon, TickBox, icon};

/// Which files a browser offers first; what a file is, its bytes say.
const ACCEPT: &str = ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg";

#[component]
pub fn DocumentsPage() -> impl IntoView {
    let asked = use_query_map()
        .read_untracked()
        .get("borta")
        .and_then(|number| number.parse::<i64>().ok());
    case_page(
        |_| Action::ReadProposal,
        move |page, case| show(page, &case, asked),
    )
}

/// `asked`: a document that was asked for and is not there any more.
fn show(page: &PageContext, case: &ProposalView, asked: Option<i64>) -> AnyView {
    let lang = page.lang;
    let form = SpecForm::new(page, FORM, "document", ActKind::Document.fields());
    let title = t!(lang, "documents-page-title");
    let all = documents(case);
    let missed = all
        .iter()
        .find(|document| Some(document.number) == asked && document.removal.is_some())
        .map(|document| gone(page, document));
    let list = match all.is_empty() {
        true => empty(lang),
        false => items(page, case, all, true),
    };
    let may = can(
        &page.actor,
        Action::Append(ActKind::Document),
        &subject(case),
    )
    .is_ok();
    // A form that was sent while the case came to its end comes back, too.
    let add = (may || form.state.came_back()).then(|| add(page, case, &form));
    view! {
        {page_title(title.clone())}
        {case.of_group.then(kept_out_of_search)}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label()/>
            {head(page, case, &title, &t!(lang, "documents-lead"))}
            {missed}
            {list}
            {add}
        </div>
    }
    .into_any()
}

fn add(page: &PageContext, case: &ProposalView, form: &SpecForm) -> AnyView {
    let lang = page.lang;
    let state = form.state.clone();
    let action = page.href(&format!("{}/handlingar", path(case)));
    view! {
        <section class="section flow" aria-labelledby="ny">
            <h2 id="ny">{t!(lang, "documents-add")}</h2>
            <div class="prose"><ul>
                <li>{t!(lang, "documents-rule-personal")}</li>
                <li>{t!(lang, "documents-rule-pictures")}</li>
                <li>{t!(lang, "documents-rule-pdf")}</li>
            </ul></div>
            <form class="form" method="post" enctype="multipart/form-data" action=action novalidate>
                {once(page, &state)}
                {form.fields()}
                {belongs_to(page, case, &state)}
                <FileField form=state.clone() name=FILE label=t!(lang, "field-document-file")
                    hint=t!(lang, "field-document-file-hint") accept=ACCEPT/>
                <TickBox form=state label=t!(lang, "field-document-confirmation")/>
                {consequences(page, case, Told::of_act(ActKind::Document), &[])}
                <div class="actions">
                    <button class="btn">{t!(lang, "documents-submit")}</button>
                    <a class="btn btn--quiet" href=page.href(&path(case))>{t!(lang, "answers-cancel")}</a>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// The answer or the decision it belongs to, or none.
fn belongs_to(page: &PageContext, case: &ProposalView, form: &FormState) -> AnyView {
    let lang = page.lang;
    let chosen = form.value(BELONGS_TO, "");
    let id = form.id(BELONGS_TO);
    let (hint_id, problem_id) = (format!("{id}-tips"), format!("{id}-fel"));
    let problem = form.problem(BELONGS_TO);
    let (described, class) = match problem.is_some() {
        true => (format!("{hint_id} {problem_id}"), "field field--error"),
        false => (hint_id.clone(), "field"),
    };
    let invalid = problem.is_some().then_some("true");
    let options: Vec<_> = case
        .acts
        .iter()
        .rev()
        .filter(|act| act.superseded_by.is_none() && speaks(act))
        .map(|act| {
            let code = act.id.to_string();
            let selected = code == chosen;
            let label = act_tag(lang, act, &case.course).1;
            let line = format!("{label}, {}", date_long(lang, act.happened_on));
            view! { <option value=code selected=selected>{line}</option> }
        })
        .collect();
    if options.is_empty() {
        return ().into_any();
    }
    view! {
        <div class=class>
            <label class="field__label" for=id.clone()>
                {t!(lang, "field-document-belongs_to")}
                " "<span class="field__optional">"("{t!(lang, "field-optional")}")"</span>
            </label>
            <p class="field__hint" id=hint_id>{t!(lang, "field-document-belongs_to-hint")}</p>
            {problem.map(|problem| view! {
                <p class="field__error" id=problem_id>{icon(Icon::Alert)}{problem}</p>
            })}
            <select class="input" id=id name=BELONGS_TO aria-describedby=described aria-invalid=invalid>
                <option value="" selected=chosen.is_empty()>{t!(lang, "documents-of-nothing")}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
