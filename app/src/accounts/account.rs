//! `/konto`: who one is here, what one has written, and where one is signed in.

use leptos::prelude::*;
use nara_domain::group::has_account;
use nara_domain::switches::Feature;

use super::api::{AccountPort, AccountView};
use super::devices::sessions;
use super::provider::PROVIDER_FORM;
use crate::campaigns::api::CampaignPort;
use crate::campaigns::for_account;
use crate::context::{PageContext, page, port};
use crate::i18n::day_near;
use crate::identity::api::IdentityPort;
use crate::identity::known_section;
use crate::layout::{load, page_title};
use crate::moderation::api::ModerationPort;
use crate::moderation::holding::api::HoldingPort;
use crate::moderation::holding::notices;
use crate::moderation::own;
use crate::people::shown_name;
use crate::proposals::api::{Draft, ProposalItem, ProposalPort};
use crate::proposals::shown::{body_in_text, path_of, tag};
use crate::t;
use crate::ui::{DayOf, ErrorSummary, FormState, Kind, Notice, Tag, closed_notice, standing_line};

/// Signed in only.
#[component]
pub fn AccountPage() -> impl IntoView {
    let page = page();
    let (accounts, proposals) = (port::<dyn AccountPort>(), port::<dyn ProposalPort>());
    let (actor, session, now) = (page.actor.clone(), page.session.clone(), page.now);
    let (identity, moderation) = (port::<dyn IdentityPort>(), port::<dyn ModerationPort>());
    let campaigns = port::<dyn CampaignPort>();
    let holding = port::<dyn HoldingPort>();
    let data = async move {
        let account = accounts?.account(&actor, &session, now).await?;
        let known = identity?.known(&actor, now).await?;
        let proposals = proposals?;
        let mine = proposals.mine(&actor).await?;
        let drafts = proposals.drafts_of(&actor).await?;
        let reported = moderation?.own(&actor, now).await?;
        let waiting = campaigns?.awaits_elected(&actor).await?;
        let held = holding?.own(&actor, now).await?;
        Ok((account, known, mine, drafts, (reported, held, waiting)))
    };
    load(data, move |(account, known, mine, drafts, told)| {
        let lang = page.lang;
        let (reported, held, waiting) = told;
        // Who is only an alias is known by nothing else, and gets no other way in.
        let account_of_their_own = has_account(&page.actor).is_ok();
        view! {
            {page_title(t!(lang, "account-title"))}
            <div class="wrap wrap--narrow flow">
                <h1>{t!(lang, "account-title")}</h1>
                <ErrorSummary form=FormState::of(&page, "key") label=|field: &str| field.to_owned()/>
                <ErrorSummary
                    form=FormState::of(&page, PROVIDER_FORM)
                    label=|field: &str| field.to_owned()
                />
                {new_key(&page)}
                {dormant(&page)}
                {for_account(&page, &waiting)}
                {about(&page, &account)}
                {account_of_their_own.then(|| known_section(&page, &known))}
                {notices(&page, &held)}
                {own(&page, &reported)}
                {proposals_of(&page, mine)}
                {drafts_of(&page, drafts)}
                {account_of_their_own.then(|| super::provider::link(&page, &account))}
                {sessions(&page, account.sessions)}
                {account_of_their_own.then(|| api_key(&page))}
                {privacy(&page)}
            </div>
        }
        .into_any()
    })
}

/// The key just made: in this response and never again.
fn new_key(page: &PageContext) -> AnyView {
    let Some(key) = page.shown_once.clone() else {
        return ().into_any();
    };
    let lang = page.lang;
    view! {
        <Notice kind=Kind::Success title=t!(lang, "account-key-made-title")>
            <p>{t!(lang, "account-key-made")}</p>
            <div class="field">
                <label class="field__label" for="nyckel">{t!(lang, "account-key-label")}</label>
                <input class="input" id="nyckel" type="text" readonly autocomplete="off" value=key.0/>
            </div>
        </Notice>
    }
    .into_any()
}

/// Why the desk and the badge are missing, and what wakes them.
fn dormant(page: &PageContext) -> AnyView {
    let held = page.actor.dormant();
    if held.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let duties = held
        .iter()
        .map(|standing| view! { <li>{duty(page, standing)}</li> })
        .collect_view();
    let passkeys = page.href("/konto/passnycklar");
    view! {
        <Notice kind=Kind::Waiting title=t!(lang, "account-dormant-title")>
            <p>{t!(lang, "denied-dormant")}</p>
            <ul>{duties}</ul>
            <p><a href=passkeys>{t!(lang, "passkeys-title")}</a></p>
        </Notice>
    }
    .into_any()
}

fn about(page: &PageContext, account: &AccountView) -> AnyView {
    let lang = page.lang;
    let duties = match account.standings.is_empty() {
        true => vec![t!(lang, "account-duty-none").into_owned()],
        false => account
            .standings
            .iter()
            .map(|standing| duty(page, standing))
            .collect(),
    };
    let duties = duties
        .into_iter()
        .map(|duty| view! { <dd>{duty}</dd> })
        .collect_view();
    let name = shown_name(lang, &account.display_name);
    let own = match has_account(&page.actor) {
        Ok(()) => view! {
            <dt>{t!(lang, "account-name")}</dt>
            <dd>
                {name} " "
                <a href=page.href("/konto/namn")>{t!(lang, "change-name-link")}</a>
            </dd>
            {ways_in(page, account)}
        }
        .into_any(),
        Err(_) => view! {
            <dt>{t!(lang, "account-name")}</dt>
            <dd>{name}</dd>
            <dt>{t!(lang, "account-group")}</dt>
            <dd><a href=page.href("/grupp/mitt")>{t!(lang, "account-group-link")}</a></dd>
        }
        .into_any(),
    };
    view! {
        <section class="section flow" aria-labelledby="om-dig">
            <h2 id="om-dig">{t!(lang, "account-about-title")}</h2>
            <dl class="facts">
                {own}
                <dt>{t!(lang, "account-duties")}</dt>
                {duties}
                <dt>{t!(lang, "account-supported")}</dt>
                <dd>
                    {t!(lang, "account-supported-count", count = account.supported)}
                    {(account.supported > 0).then(|| view! {
                        " "<a href=page.href("/konto/stod")>{t!(lang, "account-supported-link")}</a>
                    })}
                </dd>
                <dt>{t!(lang, "account-followed")}</dt>
                <dd>
                    {t!(lang, "account-followed-count", count = account.followed)}
                    " "<a href=page.href("/konto/aviseringar")>{t!(lang, "account-letters-link")}</a>
                </dd>
                <dt>{t!(lang, "happened-title")}</dt>
                <dd>
                    {t!(lang, "account-unread", count = page.unread)}
                    " "<a href=page.href("/konto/handelser")>{t!(lang, "account-unread-link")}</a>
                </dd>
            </dl>
            <form method="post" action=page.href("/logga-ut")>
                <button class="btn btn--secondary">{t!(lang, "account-sign-out")}</button>
            </form>
        </section>
    }
    .into_any()
}

/// Address, password and passkeys.
fn ways_in(page: &PageContext, account: &AccountView) -> AnyView {
    let lang = page.lang;
    let none = match account.providers.is_empty() {
        true => "account-no-email",
        false => "provider-no-email",
    };
    let email = account.email.clone();
    let email = email.unwrap_or_else(|| t!(lang, none).into_owned());
    view! {
        <dt>{t!(lang, "account-email")}</dt>
        <dd>{email} " " {account.email.is_some().then(|| change_address(page))}</dd>
        {account.email.is_some().then(|| view! {
            <dt>{t!(lang, "signin-password")}</dt>
            <dd><a href=page.href("/konto/losenord")>{t!(lang, "change-password-title")}</a></dd>
        })}
        <dt>{t!(lang, "passkeys-account")}</dt>
        <dd><a href=page.href("/konto/passnycklar")>{t!(lang, "passkeys-account-link")}</a></dd>
    }
    .into_any()
}

fn change_address(page: &PageContext) -> AnyView {
    let words = t!(page.lang, "change-address-title");
    view! { <a href=page.href("/konto/epost")>{words}</a> }.into_any()
}

/// `Tjänsteperson: landskapsingenjör, tekniska förvaltningen`.
fn duty(page: &PageContext, standing: &nara_domain::actor::Standing) -> String {
    let role = t!(page.lang, &format!("role-{}", standing.role.code()));
    let more = standing_line(standing, |code| body_in_text(page.lang, code));
    match more.is_empty() {
        true => role.into_owned(),
        false => format!("{role}: {more}"),
    }
}

fn proposals_of(page: &PageContext, mine: Vec<ProposalItem>) -> AnyView {
    let lang = page.lang;
    let list = match mine.is_empty() {
        true => view! { <p>{t!(lang, "account-proposals-empty")}</p> }.into_any(),
        false => {
            let items = mine
                .into_iter()
                .map(|item| {
                    let to = page.href(&path_of(item.id, &item.slug));
                    let (kind, state) =
                        tag(lang, &item.course, item.answer_by, page.today());
                    view! {
                        <li class="item item--plain">
                            <div>
                                <h3 class="item__title"><a href=to>{item.title}</a></h3>
                                <div class="item__meta">
                                    <Tag kind text=state/>
                                    <span>{t!(lang, "common-supporters", count = item.support_count)}</span>
                                    <span><DayOf at=item.submitted_at/></span>
                                </div>
                            </div>
                        </li>
                    }
                })
                .collect_view();
            view! { <ul class="items">{items}</ul> }.into_any()
        }
    };
    view! {
        <section class="section flow" aria-labelledby="dina-forslag">
            <h2 id="dina-forslag">{t!(lang, "account-proposals-title")}</h2>
            {list}
            <p><a href=page.href("/forslag/nytt")>{t!(lang, "account-write")}</a></p>
        </section>
    }
    .into_any()
}

/// Drafts not handed in yet; nothing where there are none.
fn drafts_of(page: &PageContext, drafts: Vec<Draft>) -> AnyView {
    let lang = page.lang;
    let items: Vec<_> = drafts
        .into_iter()
        .filter(|draft| draft.proposal.is_none())
        .map(|draft| {
            let to = page.href(&format!("/forslag/nytt/{}", draft.id));
            let title = match draft.fields.title.trim() {
                "" => t!(lang, "account-draft-untitled").into_owned(),
                title => title.to_owned(),
            };
            let saved = draft.updated_at.map(|at| {
                let when = day_near(lang, at.day(), page.today());
                view! { <span class="meta">{t!(lang, "account-draft-saved", when = when)}</span> }
            });
            view! { <li><a href=to>{title}</a> " " {saved}</li> }
        })
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="section flow" aria-labelledby="utkast">
            <h2 id="utkast">{t!(lang, "account-drafts-title")}</h2>
            <p>{t!(lang, "account-drafts-lead")}</p>
            <ul class="flow">{items}</ul>
        </section>
    }
    .into_any()
}

fn api_key(page: &PageContext) -> AnyView {
    let lang = page.lang;
    view! {
        <section class="section flow" aria-labelledby="api">
            <h2 id="api">{t!(lang, "account-key-title")}</h2>
            <p>
                {t!(lang, "account-key-lead")}
                " "
                <a href="/openapi.json">{t!(lang, "account-key-docs")}</a>
            </p>
            {closed_notice(page, Feature::ApiWriting)}
            <form method="post" action=page.href("/konto/nyckel")>
                <button class="btn btn--secondary">{t!(lang, "account-key-make")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn privacy(page: &PageContext) -> AnyView {
    let lang = page.lang;
    view! {
        <section class="section flow" aria-labelledby="uppgifter">
            <h2 id="uppgifter">{t!(lang, "held-title")}</h2>
            <p>{t!(lang, "account-privacy-lead")}</p>
            <ul class="flow">
                <li><a href=page.href("/konto/uppgifter")>{t!(lang, "account-privacy-held")}</a></li>
                {has_account(&page.actor).is_ok().then(|| view! {
                    <li><a href=page.href("/konto/skydd")>{t!(lang, "protection-title")}</a></li>
                })}
                <li><a href=page.href("/konto/ta-bort")>{t!(lang, "erase-title")}</a></li>
            </ul>
        </section>
    }
    .into_any()
}
