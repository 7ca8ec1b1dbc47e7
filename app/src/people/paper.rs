//! `/papper`: what staff enter for somebody who came in, called or wrote on paper.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::name::NameForm;
use nara_domain::paper::Channel;
use nara_domain::permissions::enter_paper;
use nara_domain::proposal::{District, Kind, Ruleset, Topic};
use nara_domain::text::{BODY_MAX, TITLE_MAX};

use super::name::form_choices;
use crate::context::{PageContext, page, port};
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::proposals::api::ProposalPort;
use crate::rules::window_choices;
use crate::t;
use crate::ui::{Choices, Crumbs, ErrorSummary, FormState, Icon, TextField, icon};

/// The form's name in the page.
const FORM: &str = "paper";

/// What is to be entered?
#[component]
pub fn PaperPage() -> impl IntoView {
    let page = page();
    let actor = page.actor.clone();
    load(async move { Ok(enter_paper(&actor)?) }, move |()| {
        let lang = page.lang;
        let link = |to: &str, words: &str| {
            let (to, words) = (page.href(to), words.to_owned());
            view! {
                <li>
                    <a class="choice choice--link" href=to>
                        <span>
                            {t!(lang, &words)}
                            <span class="choice__hint">{t!(lang, &format!("{words}-hint"))}</span>
                        </span>
                    </a>
                </li>
            }
        };
        view! {
            {page_title(t!(lang, "paper-title"))}
            <Meta name="robots" content="noindex"/>
            <div class="wrap wrap--narrow flow">
                <h1>{t!(lang, "paper-title")}</h1>
                <p class="lead">{t!(lang, "paper-lead")}</p>
                <ul class="choices">
                    {link("/papper/forslag", "paper-to-proposal")}
                    {link("/papper/stod", "paper-to-support")}
                </ul>
                <p>{t!(lang, "paper-account")}</p>
            </div>
        }
        .into_any()
    })
}

/// A proposal or an idea.
#[component]
pub fn PaperProposalPage() -> impl IntoView {
    let page = page();
    let port = port::<dyn ProposalPort>();
    let actor = page.actor.clone();
    let data = async move {
        enter_paper(&actor)?;
        port?.rules().await
    };
    load(data, move |rules| proposal(&page, &rules))
}

/// Support.
#[component]
pub fn PaperSupportPage() -> impl IntoView {
    let page = page();
    let actor = page.actor.clone();
    load(async move { Ok(enter_paper(&actor)?) }, move |()| {
        support(&page)
    })
}

fn label(lang: Lang, field: &str) -> String {
    match field {
        "given_name" => t!(lang, "name-given"),
        "family_name" => t!(lang, "name-family"),
        "name_form" => t!(lang, "paper-name-form"),
        "title" | "body" | "kind" | "topic" | "district" | "window" => {
            t!(lang, &format!("wizard-label-{field}"))
        }
        other => t!(lang, &format!("paper-{other}")),
    }
    .into_owned()
}

fn choice(code: &str, word: String) -> (String, String, String) {
    (code.to_owned(), word, String::new())
}

/// Who, how it came, and where the paper is.
fn whose(page: &PageContext, form: &FormState) -> AnyView {
    let lang = page.lang;
    let channels = Channel::ALL
        .iter()
        .map(|channel| {
            let word = t!(lang, &format!("channel-{channel}")).into_owned();
            choice(channel.code(), word)
        })
        .collect::<Vec<_>>();
    view! {
        <TextField form=form.clone() name="given_name" label=label(lang, "given_name")
            autocomplete="off"/>
        <TextField form=form.clone() name="family_name" label=label(lang, "family_name")
            autocomplete="off"/>
        <TextField form=form.clone() name="number" label=label(lang, "number") optional=true
            hint=t!(lang, "paper-number-hint") autocomplete="off"/>
        <Choices form=form.clone() name="channel" legend=label(lang, "channel") choices=channels/>
        <TextField form=form.clone() name="reference" label=label(lang, "reference")
            hint=t!(lang, "paper-reference-hint") autocomplete="off"/>
    }
    .into_any()
}

fn tick(form: &FormState, name: &'static str, words: String, hint: String) -> AnyView {
    let checked = form.value(name, "") == "yes";
    let id = form.id(name);
    let problem_id = format!("{id}-fel");
    let problem = form.problem(name);
    let described = problem.is_some().then(|| problem_id.clone());
    let problem = problem.map(|problem| {
        view! { <p class="field__error" id=problem_id>{icon(Icon::Alert)}{problem}</p> }
    });
    view! {
        <div class="field">
            {problem}
            <label class="choice">
                <input type="checkbox" id=id name=name value="yes" checked=checked
                    aria-describedby=described/>
                <span>{words}<span class="choice__hint">{hint}</span></span>
            </label>
        </div>
    }
    .into_any()
}

/// The page around a form.
fn framed(
    page: &PageContext,
    form: &FormState,
    title: &str,
    action: &str,
    fields: AnyView,
) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, title).into_owned();
    let way = vec![(t!(lang, "paper-title").into_owned(), "/papper".to_owned())];
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=move |field: &str| label(lang, field)/>
            <Crumbs way/>
            <h1>{title}</h1>
            <form class="form" method="post" action=page.href(action) novalidate>
                {fields}
                <input type="hidden" name="once" value=form.value("once", &page.once)/>
                <div class="actions">
                    <button class="btn">{t!(lang, "paper-submit")}</button>
                    <a class="btn btn--quiet" href=page.href("/papper")>{t!(lang, "change-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}

fn proposal(page: &PageContext, rules: &Ruleset) -> AnyView {
    let lang = page.lang;
    let districts = rules.districts.clone();
    let form = FormState::of(page, FORM);
    // Nobody comes to the desk with a problem on paper: it is written where others can answer it.
    let kinds = [Kind::Proposal, Kind::Idea]
        .iter()
        .map(|kind| {
            let word = t!(lang, &format!("wizard-kind-{kind}")).into_owned();
            choice(kind.code(), word)
        })
        .collect::<Vec<_>>();
    let topics = Topic::ALL
        .iter()
        .map(|topic| {
            choice(
                topic.code(),
                t!(lang, &format!("topic-{topic}")).into_owned(),
            )
        })
        .collect::<Vec<_>>();
    let where_to = (!districts.is_empty()).then(|| {
        let everywhere = choice("", t!(lang, "wizard-everywhere").into_owned());
        let districts = std::iter::once(everywhere)
            .chain(
                districts
                    .into_iter()
                    .map(|District { code, name }| choice(&code, name)),
            )
            .collect::<Vec<_>>();
        view! {
            <Choices form=form.clone() name="district" legend=label(lang, "district") two=true
                choices=districts/>
        }
    });
    // Whatever the subject: which one it is stands in the same form.
    let windows = window_choices(lang, rules, None);
    let window = (!windows.is_empty()).then(|| {
        view! {
            <Choices form=form.clone() name="window" legend=label(lang, "window") two=true
                hint=t!(lang, "paper-window-hint") choices=windows/>
        }
    });
    let forms = [NameForm::Full, NameForm::First, NameForm::Nameless];
    let forms = form_choices(lang, forms.map(|form| (form, None)));
    let fields = view! {
        {whose(page, &form)}
        <Choices form=form.clone() name="name_form" legend=label(lang, "name_form")
            hint=t!(lang, "paper-name-form-hint") choices=forms/>
        {tick(
            &form,
            "protected",
            t!(lang, "paper-protected").into_owned(),
            t!(lang, "paper-protected-hint").into_owned(),
        )}
        <Choices form=form.clone() name="kind" legend=label(lang, "kind") choices=kinds/>
        <TextField form=form.clone() name="title" label=label(lang, "title")
            hint=t!(lang, "paper-title-hint", max = TITLE_MAX)/>
        <TextField form=form.clone() name="body" label=label(lang, "body") area=true
            hint=t!(lang, "paper-body-hint", max = BODY_MAX)/>
        <Choices form=form.clone() name="topic" legend=label(lang, "topic") two=true choices=topics/>
        {where_to}
        {window}
    }
    .into_any();
    framed(page, &form, "paper-to-proposal", "/papper/forslag", fields)
}

fn support(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, FORM);
    let same_name = form.problem("another").is_some() || form.value("another", "") == "yes";
    let another = same_name.then(|| {
        tick(
            &form,
            "another",
            t!(lang, "paper-another").into_owned(),
            t!(lang, "paper-another-hint").into_owned(),
        )
    });
    let fields = view! {
        <TextField form=form.clone() name="proposal" label=label(lang, "proposal")
            hint=t!(lang, "paper-proposal-hint") autocomplete="off"/>
        {whose(page, &form)}
        {another}
    }
    .into_any();
    framed(page, &form, "paper-to-support", "/papper/stod", fields)
}
