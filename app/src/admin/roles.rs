//! `/admin/roller`: everybody who holds a duty now, by duty; those that end soon on top.

use leptos::prelude::*;
use nara_domain::actor::Role;
use nara_domain::duty::SOON_DAYS;

use super::api::{AdminPort, HeldDuty};
use super::parts::{beside, head, role_name, until};
use crate::context::{PageContext, page, port};
use crate::layout::load;
use crate::t;
use crate::ui::{Kind, Notice};

#[component]
pub fn RolesPage() -> impl IntoView {
    let page = page();
    let admin = port::<dyn AdminPort>();
    let (actor, now) = (page.actor.clone(), page.now);
    let roles = async move { admin?.roles(&actor, now).await };
    load(roles, move |roles| show(&page, &roles))
}

fn show(page: &PageContext, roles: &[HeldDuty]) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, "admin-roles");
    let groups = Role::ALL
        .iter()
        .map(|role| group(page, *role, roles))
        .collect_view();
    view! {
        <div class="wrap wrap--narrow flow">
            {head(page, &title, &t!(lang, "admin-roles-lead"), &[])}
            {ending(page, roles)}
            {groups}
        </div>
    }
    .into_any()
}

fn ending(page: &PageContext, roles: &[HeldDuty]) -> AnyView {
    let lang = page.lang;
    let mut soon: Vec<&HeldDuty> = roles
        .iter()
        .filter(|held| held.term.ends_soon(page.now))
        .collect();
    if soon.is_empty() {
        return ().into_any();
    }
    soon.sort_by_key(|held| held.term.until);
    let count = soon.len();
    let items = soon
        .into_iter()
        .map(|held| {
            let role = role_name(lang, &held.standing);
            view! { <li>{held.name.clone()}" – "{role}", "{until(lang, held.term)}</li> }
        })
        .collect_view();
    view! {
        <Notice kind=Kind::Warning title=t!(lang, "admin-soon-title", count = count, days = SOON_DAYS)>
            <p>{t!(lang, "admin-soon-means")}</p>
            <ul>{items}</ul>
        </Notice>
    }
    .into_any()
}

/// Residents hold their duty by living here: nobody lists them.
fn group(page: &PageContext, role: Role, roles: &[HeldDuty]) -> AnyView {
    let of: Vec<&HeldDuty> = roles
        .iter()
        .filter(|held| held.standing.role == role)
        .collect();
    if !nara_domain::session::is_staff(role) {
        return ().into_any();
    }
    let lang = page.lang;
    let id = format!("roll-{}", role.code());
    let list = match of.is_empty() {
        true => view! { <p>{t!(lang, "admin-roles-none")}</p> }.into_any(),
        false => {
            let rows = of.into_iter().map(|held| row(page, held)).collect_view();
            view! { <ul class="items">{rows}</ul> }.into_any()
        }
    };
    view! {
        <section class="section flow" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{t!(lang, &format!("role-{}", role.code()))}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn row(page: &PageContext, held: &HeldDuty) -> AnyView {
    let lang = page.lang;
    let beside = beside(lang, &held.standing);
    view! {
        <li class="item item--plain">
            <div>
                <h3 class="item__title">{held.name.clone()}</h3>
                <div class="item__meta">
                    {(!beside.is_empty()).then(|| view! { <span>{beside}</span> })}
                    <span>{until(lang, held.term)}</span>
                </div>
            </div>
        </li>
    }
    .into_any()
}
