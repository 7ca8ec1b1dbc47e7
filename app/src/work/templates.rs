//! `/arbete/mallar`: the texts that those who answer share.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::fields::Values;
use nara_domain::permissions::answer_for_department;
use nara_domain::template::{FIELDS, Placeholder, TemplateKind};

use super::TEMPLATE_FORM;
use super::templates_api::{StoredTemplate, TemplatePort};
use crate::answers::{SpecForm, placeholder_name};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::Kind;
use crate::ui::{Crumbs, DayOf, ErrorSummary, FormState, Icon, Tag, icon};

const LIST: &str = "/arbete/mallar";

/// All of them.
#[component]
pub fn TemplatesPage() -> impl IntoView {
    let page = page();
    let port = port::<dyn TemplatePort>();
    let actor = page.actor.clone();
    let data = async move { port?.templates(&actor).await };
    load(data, move |templates| list(&page, &templates))
}

#[component]
pub fn NewTemplatePage() -> impl IntoView {
    let page = page();
    let allowed = answer_for_department(&page.actor).map_err(AppError::from);
    load(async move { allowed }, move |()| form(&page, None))
}

#[component]
pub fn TemplatePage() -> impl IntoView {
    let page = page();
    load(found(&page), move |template| form(&page, Some(&template)))
}

#[component]
pub fn RemoveTemplatePage() -> impl IntoView {
    let page = page();
    load(found(&page), move |template| remove(&page, &template))
}

fn found(page: &PageContext) -> impl Future<Output = Result<StoredTemplate, AppError>> + use<> {
    let port = port::<dyn TemplatePort>();
    let id = use_params_map()
        .read_untracked()
        .get("template")
        .unwrap_or_default();
    let actor = page.actor.clone();
    async move {
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        port?.template(&actor, id).await
    }
}

fn way(lang: Lang, here: bool) -> Vec<(String, String)> {
    let mut way = vec![(t!(lang, "work-title").into_owned(), "/arbete".to_owned())];
    if here {
        way.push((t!(lang, "template-title").into_owned(), LIST.to_owned()));
    }
    way
}

fn list(page: &PageContext, templates: &[StoredTemplate]) -> AnyView {
    let lang = page.lang;
    let items = templates
        .iter()
        .map(|one| {
            let to = page.href(&format!("{LIST}/{}", one.id));
            let kind = one.template.kind;
            let look = match kind {
                TemplateKind::Answer => Kind::Official,
                TemplateKind::Question => Kind::Waiting,
            };
            view! {
                <li class="item item--plain">
                    <div>
                        <h2 class="item__title"><a href=to>{one.template.title.clone()}</a></h2>
                        <div class="item__meta">
                            <Tag kind=look text=t!(lang, &format!("choice-kind-{kind}"))/>
                            <span>{t!(lang, "template-changed_by", who = one.changed_by.clone())}" "<DayOf at=one.changed_at/></span>
                        </div>
                    </div>
                </li>
            }
        })
        .collect_view();
    let list = match templates.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Pencil)}
                <h2>{t!(lang, "template-none-title")}</h2>
                <p>{t!(lang, "template-none")}</p>
            </div>
        }
        .into_any(),
        false => view! { <ol class="items">{items}</ol> }.into_any(),
    };
    view! {
        {page_title(t!(lang, "template-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <header class="head">
                <Crumbs way=way(lang, false)/>
                <h1>{t!(lang, "template-title")}</h1>
                <p class="lead">{t!(lang, "template-lead")}</p>
            </header>
            <div class="actions">
                <a class="btn" href=page.href(&format!("{LIST}/ny"))>{t!(lang, "template-new")}</a>
            </div>
            {list}
        </div>
    }
    .into_any()
}

/// A new one, or one that is there.
fn form(page: &PageContext, stored: Option<&StoredTemplate>) -> AnyView {
    let lang = page.lang;
    let mut form = SpecForm::new(page, TEMPLATE_FORM, "template", FIELDS);
    let mut help = String::new();
    let (title, action, hidden) = match stored {
        None => {
            form.given
                .insert("kind".to_owned(), TemplateKind::Answer.code().to_owned());
            let once = form.state.value("once", &page.once);
            let hidden = view! { <input type="hidden" name="once" value=once/> }.into_any();
            (t!(lang, "template-new"), format!("{LIST}/ny"), hidden)
        }
        Some(stored) => {
            form.given = values(stored);
            // Who was overtaken sees what stands there now beside what was typed, and decides anew.
            let overtaken = form.state.is_conflict();
            if overtaken {
                form.before = Some(form.given.clone());
                form.both = true;
                help = t!(lang, "answers-both", who = stored.changed_by.clone()).into_owned();
            }
            let version = stored.version.to_string();
            let seen = match overtaken {
                true => version,
                false => form.state.value("seen", &version),
            };
            let hidden = view! { <input type="hidden" name="seen" value=seen/> }.into_any();
            (
                t!(lang, "template-change"),
                format!("{LIST}/{}", stored.id),
                hidden,
            )
        }
    };
    let changed = stored.map(|stored| {
        view! {
            <p class="meta">
                {t!(lang, "template-changed_by", who = stored.changed_by.clone())}" "<DayOf at=stored.changed_at/>
            </p>
        }
    });
    let remove = stored.map(|stored| {
        let to = page.href(&format!("{LIST}/{}/ta-bort", stored.id));
        view! { <p><a href=to>{t!(lang, "template-remove")}</a></p> }
    });
    let label = form.label();
    view! {
        {page_title(title.clone())}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label help/>
            <header class="head">
                <Crumbs way=way(lang, true)/>
                <h1>{title}</h1>
                {changed}
            </header>
            {places(lang)}
            <form class="form" method="post" action=page.href(&action) novalidate>
                {hidden}
                {form.fields()}
                <div class="actions">
                    <button class="btn">{t!(lang, "template-save")}</button>
                    <a class="btn btn--quiet" href=page.href(LIST)>{t!(lang, "answers-cancel")}</a>
                </div>
            </form>
            {remove}
        </div>
    }
    .into_any()
}

fn values(stored: &StoredTemplate) -> Values {
    let template = &stored.template;
    [
        ("title", template.title.as_str()),
        ("kind", template.kind.code()),
        ("text", template.text.as_str()),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

/// What can be written in braces, and what comes there.
fn places(lang: Lang) -> AnyView {
    let rows = Placeholder::ALL
        .iter()
        .map(|place| {
            view! { <dt><code>{format!("{{{place}}}")}</code></dt> <dd>{placeholder_name(lang, *place)}</dd> }
        })
        .collect_view();
    view! {
        <section class="panel panel--quiet" aria-labelledby="platser">
            <h2 class="panel__title" id="platser">{t!(lang, "template-places")}</h2>
            <p>{t!(lang, "template-places-help")}</p>
            <dl class="facts facts--plain facts--short">{rows}</dl>
        </section>
    }
    .into_any()
}

/// Asks before it goes.
fn remove(page: &PageContext, stored: &StoredTemplate) -> AnyView {
    let lang = page.lang;
    let state = FormState::of(page, TEMPLATE_FORM);
    let title = t!(lang, "template-remove-title");
    let here = format!("{LIST}/{}", stored.id);
    let action = page.href(&format!("{here}/ta-bort"));
    view! {
        {page_title(title.clone())}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=state label=|field: &str| field.to_owned()/>
            <header class="head">
                <Crumbs way=way(lang, true)/>
                <h1>{title}</h1>
                <p class="lead">{stored.template.title.clone()}</p>
            </header>
            <div class="panel as-written">{stored.template.text.clone()}</div>
            <p>{t!(lang, "template-remove-help")}</p>
            <form class="form" method="post" action=action>
                <input type="hidden" name="seen" value=stored.version.to_string()/>
                <div class="actions">
                    <button class="btn btn--danger">{t!(lang, "template-remove")}</button>
                    <a class="btn btn--quiet" href=page.href(&here)>{t!(lang, "answers-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
