//! `/admin/inloggning`: by which ways people come in here, and whether the identity providers answer.

use leptos::prelude::*;

use super::desk::{IdentityDeskPort, ProviderTried, ProviderView};
use crate::admin::{beside, head, role_name};
use crate::context::{PageContext, page, port};
use crate::i18n::{Lang, date_long, time_of_day};
use crate::layout::load;
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Notice};

/// The form's name in the page.
pub const PROVIDER_TRIAL: &str = "provider_trial";

#[component]
pub fn WaysPage() -> impl IntoView {
    let page = page();
    let desk = port::<dyn IdentityDeskPort>();
    let actor = page.actor.clone();
    let providers = async move { desk?.providers(&actor).await };
    load(providers, move |providers| show(&page, &providers))
}

fn show(page: &PageContext, providers: &[ProviderView]) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, PROVIDER_TRIAL);
    let listed = match providers {
        [] => view! { <p>{t!(lang, "ways-none")}</p> }.into_any(),
        some => some
            .iter()
            .map(|provider| panel(page, provider))
            .collect_view()
            .into_any(),
    };
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form label=|field: &str| field.to_owned()/>
            {head(page, &t!(lang, "admin-ways"), &t!(lang, "ways-lead"), &[])}
            <section class="section flow" aria-labelledby="egna">
                <h2 id="egna">{t!(lang, "ways-own")}</h2>
                <dl class="facts">
                    <dt>{t!(lang, "ways-password")}</dt>
                    <dd>{t!(lang, "ways-password-means")}</dd>
                    <dt>{t!(lang, "ways-code")}</dt>
                    <dd>{t!(lang, "ways-code-means")}" "
                        <a href=page.href("/admin/funktioner")>{t!(lang, "admin-switches")}</a></dd>
                    <dt>{t!(lang, "ways-passkey")}</dt>
                    <dd>{t!(lang, "ways-passkey-means")}</dd>
                </dl>
            </section>
            <section class="section flow" aria-labelledby="leverantorer">
                <h2 id="leverantorer">{t!(lang, "ways-providers")}</h2>
                <p>{t!(lang, "ways-providers-lead")}</p>
                {listed}
            </section>
        </div>
    }
    .into_any()
}

fn panel(page: &PageContext, provider: &ProviderView) -> AnyView {
    let lang = page.lang;
    let name = provider.choice.name(lang).to_owned();
    let id = format!("leverantor-{}", provider.choice.id);
    let number = match provider.number_required {
        true => t!(lang, "ways-number-yes"),
        false => t!(lang, "ways-number-no"),
    };
    let staff = provider
        .staff
        .iter()
        .map(|(group, standing)| {
            let duty = [role_name(lang, standing), beside(lang, standing)];
            let duty = duty.into_iter().filter(|part| !part.is_empty());
            let duty = duty.collect::<Vec<_>>().join(", ");
            view! { <dd>{t!(lang, "ways-group", group = group.clone(), duty = duty)}</dd> }
        })
        .collect_view();
    let staff =
        (!provider.staff.is_empty()).then(|| view! { <dt>{t!(lang, "ways-groups")}</dt>{staff} });
    let action = page.href(&format!("/admin/inloggning/{}/prova", provider.choice.id));
    view! {
        <section class="panel flow" aria-labelledby=id.clone()>
            <h3 class="panel__title" id=id.clone()>{name.clone()}</h3>
            {provider.tried.as_ref().map(|tried| outcome(lang, tried))}
            <dl class="facts">
                <dt>{t!(lang, "ways-issuer")}</dt>
                <dd translate="no">{provider.issuer.clone()}</dd>
                <dt>{t!(lang, "ways-redirect")}</dt>
                <dd translate="no">{provider.redirect.clone()}</dd>
                <dt>{t!(lang, "ways-number")}</dt>
                <dd>{number}</dd>
                {staff}
            </dl>
            <form method="post" action=action>
                <button class="btn btn--secondary">
                    {t!(lang, "ways-try")}<span class="visually-hidden">" "{name}</span>
                </button>
            </form>
        </section>
    }
    .into_any()
}

fn outcome(lang: Lang, tried: &ProviderTried) -> AnyView {
    let (day, time) = (date_long(lang, tried.at.day()), time_of_day(lang, tried.at));
    let when = t!(
        lang,
        "mailpage-tried",
        day = day,
        time = time,
        name = tried.by.clone()
    );
    let (kind, code) = match tried.trouble {
        None => (Kind::Success, "answers"),
        Some(trouble) => (Kind::Error, trouble.code()),
    };
    view! {
        <Notice kind=kind title=t!(lang, &format!("ways-tried-{code}"))>
            <p>{t!(lang, &format!("ways-tried-{code}-means"))}</p>
            <p class="meta">{when}</p>
        </Notice>
    }
    .into_any()
}
