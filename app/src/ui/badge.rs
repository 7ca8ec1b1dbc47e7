//! Who somebody is when they do not speak for themselves alone.

use leptos::prelude::*;
use nara_domain::actor::{Role, Standing};

use super::icons::icon;
use super::kind::Kind;
use crate::context::page;
use crate::t;

/// `Tjänsteperson` or `Förtroendevald, Björksjölistan (X)` beside a name; nothing for people who speak for
/// themselves.
#[component]
pub fn StandingBadge(standing: Option<Standing>) -> impl IntoView {
    let lang = page().lang;
    standing
        .and_then(|standing| Kind::of_role(standing.role).map(|kind| (kind, standing)))
        .map(|(kind, standing)| {
            let word = t!(lang, &format!("badge-{}", standing.role.code()));
            let text = match standing.party {
                Some(party) => format!("{word}, {party}"),
                None => word.into_owned(),
            };
            view! { <span class=format!("badge {}", kind.class())>{icon(kind.icon())}{text}</span> }
        })
}

/// What is said after a name: `trafikingenjör, samhällsbyggnadsförvaltningen` or
/// `ledamot, samhällsbyggnadsnämnden`. `body` turns a body's code into its name.
pub fn standing_line(standing: &Standing, body: impl Fn(&str) -> String) -> String {
    let body = standing.body.as_ref().map(|code| body(code.as_str()));
    let parts = match standing.role {
        Role::Elected => [standing.assignment.clone(), body],
        _ => [standing.title.clone(), standing.department.clone().or(body)],
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
