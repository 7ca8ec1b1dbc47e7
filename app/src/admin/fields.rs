//! Choosing a duty, and the fields it has: the same for giving one and for inviting to one.

use leptos::prelude::*;
use nara_domain::actor::{Role, Standing};
use nara_domain::duty::given_role;
use nara_domain::session::is_staff;

use crate::context::PageContext;
use crate::i18n::Lang;
use crate::t;
use crate::ui::{FormState, TextField};

/// The duty the form is about: as it was sent, or as the address asks for.
pub fn chosen(form: &FormState) -> Option<Role> {
    use leptos_router::hooks::use_query_map;
    let asked = use_query_map().read_untracked().get("roll");
    given_role(&form.value("role", &asked.unwrap_or_default()))
}

/// Links to the form of each duty. One thing a page: each duty has fields of its own.
pub fn choices(page: &PageContext, path: &str) -> AnyView {
    let lang = page.lang;
    let items = Role::ALL
        .iter()
        .filter(|role| is_staff(**role))
        .map(|role| {
            let to = page.href(&format!("{path}?roll={}", role.code()));
            view! {
                <li>
                    <a class="choice choice--link" href=to>
                        <span>
                            {t!(lang, &format!("role-{}", role.code()))}
                            <span class="choice__hint">{t!(lang, &format!("role-{}-means", role.code()))}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="choices">{items}</ul> }.into_any()
}

/// The label of a field of the form.
pub fn label(lang: Lang, field: &str) -> String {
    match field {
        "email" | "role" | "department" | "title" | "party" | "assignment" | "body"
        | "first_day" | "last_day" => t!(lang, &format!("admin-field-{field}")).into_owned(),
        other => other.to_owned(),
    }
}

/// The fields of a duty, in the order people think of them. `begins` asks for a first day too.
pub fn duty_fields(page: &PageContext, form: &FormState, role: Role, begins: bool) -> AnyView {
    let lang = page.lang;
    let (needed, also) = Standing::fields(role);
    let field = |name: &'static str| {
        let optional = !needed.contains(&name);
        if optional && !also.contains(&name) {
            return ().into_any();
        }
        view! {
            <TextField
                form=form.clone()
                name
                label=label(lang, name)
                hint=t!(lang, &format!("admin-field-{name}-hint"))
                optional
            />
        }
        .into_any()
    };
    let texts = ["title", "department", "party", "assignment", "body"].map(field);
    let first = begins.then(|| {
        view! {
            <TextField
                form=form.clone()
                name="first_day"
                label=label(lang, "first_day")
                hint=t!(lang, "admin-field-first_day-hint")
                kind="date"
                look="input input--date"
                optional=true
            />
        }
    });
    view! {
        <input type="hidden" name="role" value=role.code()/>
        {texts.into_iter().collect_view()}
        {first}
        <TextField
            form=form.clone()
            name="last_day"
            label=label(lang, "last_day")
            hint=t!(lang, "admin-field-last_day-hint")
            kind="date"
            look="input input--date"
            optional=true
        />
    }
    .into_any()
}
