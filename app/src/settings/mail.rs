//! `/admin/post`: how letters go out, whether they do, and one to try.

use leptos::prelude::*;
use nara_domain::letters::Trouble;

use super::MAIL_FORM;
use super::api::{MailView, Origin, SettingsPort, Tried};
use crate::admin::head;
use crate::context::{PageContext, page, port};
use crate::i18n::{Lang, date_long, number, time_of_day};
use crate::layout::load;
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Notice};

#[component]
pub fn MailPage() -> impl IntoView {
    let page = page();
    let settings = port::<dyn SettingsPort>();
    let actor = page.actor.clone();
    let mail = async move { settings?.mail(&actor).await };
    load(mail, move |mail| show(&page, &mail))
}

fn show(page: &PageContext, mail: &MailView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, MAIL_FORM);
    let label = move |_: &str| t!(lang, "mailpage-own-address").into_owned();
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form label=label/>
            {head(page, &t!(lang, "admin-mail"), &t!(lang, "mailpage-lead"), &[])}
            {trial(page, mail)}
            {outbox(page, mail)}
            {settings(lang, mail)}
        </div>
    }
    .into_any()
}

/// What came of the last letter to try, and the button for another.
fn trial(page: &PageContext, mail: &MailView) -> AnyView {
    let lang = page.lang;
    let last = mail.tried.as_ref().map(|tried| outcome(lang, tried, mail));
    let way = match &mail.own_address {
        Some(address) => view! {
            <p>{t!(lang, "mailpage-try-lead", address = address.clone())}</p>
            <form method="post" action=page.href("/admin/post/prova")>
                <button class="btn">{t!(lang, "mailpage-try")}</button>
            </form>
        }
        .into_any(),
        None => view! { <p>{t!(lang, "mailpage-no-address")}</p> }.into_any(),
    };
    view! {
        <section class="section flow" aria-labelledby="prova">
            <h2 id="prova">{t!(lang, "mailpage-try-title")}</h2>
            {last}
            {way}
        </section>
    }
    .into_any()
}

fn outcome(lang: Lang, tried: &Tried, mail: &MailView) -> AnyView {
    let (day, time) = (date_long(lang, tried.at.day()), time_of_day(lang, tried.at));
    let when = t!(
        lang,
        "mailpage-tried",
        day = day,
        time = time,
        name = tried.by.clone()
    );
    match tried.trouble {
        None => {
            let went = match mail.settings.server.is_some() {
                true => t!(lang, "mailpage-went-server"),
                false => t!(lang, "mailpage-went-folder"),
            };
            view! {
                <Notice kind=Kind::Success title=t!(lang, "mailpage-went")>
                    <p>{went}</p><p class="meta">{when}</p>
                </Notice>
            }
            .into_any()
        }
        Some(trouble) => view! {
            <Notice kind=Kind::Error title=t!(lang, &format!("trouble-{}", trouble.code()))>
                <p>{t!(lang, &format!("trouble-{}-help", trouble.code()))}</p><p class="meta">{when}</p>
            </Notice>
        }
        .into_any(),
    }
}

/// How many letters wait, and why those that failed did.
fn outbox(page: &PageContext, mail: &MailView) -> AnyView {
    let lang = page.lang;
    let row = |word: &str, count: i64| {
        view! {
            <div class="summary__row">
                <dt>{t!(lang, word)}</dt>
                <dd>{number(lang, count)}</dd>
            </div>
        }
    };
    let oldest = mail.oldest.map(|at| {
        let (day, time) = (date_long(lang, at.day()), time_of_day(lang, at));
        view! { <p>{t!(lang, "mailpage-oldest", day = day, time = time)}</p> }
    });
    let troubles = mail
        .troubles
        .iter()
        .map(|(trouble, count)| reason(lang, *trouble, *count))
        .collect_view();
    let why = (!mail.troubles.is_empty()).then(|| {
        view! {
            <h3>{t!(lang, "mailpage-why")}</h3>
            <div class="prose"><ul>{troubles}</ul></div>
        }
    });
    view! {
        <section class="section flow" aria-labelledby="utkorgen">
            <h2 id="utkorgen">{t!(lang, "mailpage-outbox")}</h2>
            <dl class="summary">
                {row("mailpage-waiting", mail.waiting)}
                {row("mailpage-failing", mail.failing)}
                {row("mailpage-given-up", mail.given_up)}
            </dl>
            {oldest}
            {why}
        </section>
    }
    .into_any()
}

fn reason(lang: Lang, trouble: Trouble, count: i64) -> AnyView {
    let what = t!(lang, &format!("trouble-{}", trouble.code()));
    let help = t!(lang, &format!("trouble-{}-help", trouble.code()));
    let letters = t!(lang, "mailpage-letters", count = count);
    view! { <li><strong>{what}</strong>" ("{letters}") "{help}</li> }.into_any()
}

/// As the operator set it up; only there it can be changed.
fn settings(lang: Lang, mail: &MailView) -> AnyView {
    let settings = &mail.settings;
    let from = |origin: Origin| t!(lang, &format!("origin-{}", origin.code()));
    let server = match &settings.server {
        Some(server) => view! {
            <dd><span translate="no">{server.clone()}</span><br/>
                <span class="meta">{from(settings.server_from)}
                    {settings.in_file.then(|| view! { " "{t!(lang, "origin-in-file")} })}</span></dd>
        }
        .into_any(),
        None => view! {
            <dd>{t!(lang, "mailpage-no-server", folder = settings.folder.clone())}</dd>
        }
        .into_any(),
    };
    view! {
        <section class="section flow" aria-labelledby="installt">
            <h2 id="installt">{t!(lang, "mailpage-settings")}</h2>
            <p>{t!(lang, "mailpage-settings-lead")}</p>
            <dl class="summary">
                <div class="summary__row"><dt>{t!(lang, "mailpage-server")}</dt>{server}</div>
                <div class="summary__row">
                    <dt>{t!(lang, "mailpage-sender")}</dt>
                    <dd><span translate="no">{settings.sender.clone()}</span><br/>
                        <span class="meta">{from(settings.sender_from)}</span></dd>
                </div>
            </dl>
        </section>
    }
    .into_any()
}
