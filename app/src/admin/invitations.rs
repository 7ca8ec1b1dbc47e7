//! `/admin/inbjudningar`: who was invited, and what became of it.

use leptos::prelude::*;
use nara_domain::duty::INVITATION_DAYS;
use nara_domain::invitation::State;
use nara_domain::time::Stamp;

use super::api::{AdminPort, InvitationItem};
use super::parts::{beside, head, role_name};
use crate::context::{PageContext, page, port};
use crate::i18n::{Lang, date_long, day_of};
use crate::layout::load;
use crate::t;
use crate::ui::{ErrorSummary, FormState, Icon, Kind, Tag, icon};

#[component]
pub fn InvitationsPage() -> impl IntoView {
    let page = page();
    let admin = port::<dyn AdminPort>();
    let (actor, now) = (page.actor.clone(), page.now);
    let invitations = async move { admin?.invitations(&actor, now).await };
    load(invitations, move |invitations| show(&page, &invitations))
}

fn show(page: &PageContext, invitations: &[InvitationItem]) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, "admin-invitations");
    let lead = t!(lang, "invitations-lead", days = INVITATION_DAYS);
    let list = match invitations.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Person)}
                <h2>{t!(lang, "invitations-empty-title")}</h2>
                <p>{t!(lang, "invitations-empty")}</p>
            </div>
        }
        .into_any(),
        false => {
            let items = invitations.iter().map(|one| item(page, one)).collect_view();
            view! { <ol class="items">{items}</ol> }.into_any()
        }
    };
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, "invitations") label=|field: &str| field.to_owned()/>
            {head(page, &title, &lead, &[])}
            <div class="actions">
                <a class="btn" href=page.href("/admin/inbjudningar/ny")>{t!(lang, "invite-title")}</a>
            </div>
            {list}
        </div>
    }
    .into_any()
}

/// The last day before this moment: what ends at midnight ended the day before.
fn last_day(lang: Lang, ends: Stamp) -> String {
    day_of(lang, Stamp(ends.0 - 1))
}

fn item(page: &PageContext, one: &InvitationItem) -> AnyView {
    let lang = page.lang;
    let (kind, state) = match one.state {
        State::Open(until) => (
            Kind::Open,
            t!(lang, "invitation-open", day = last_day(lang, until)),
        ),
        State::Expired(at) => (
            Kind::Late,
            t!(lang, "invitation-expired", day = last_day(lang, at)),
        ),
        State::InviterLeft => (Kind::Late, t!(lang, "invitation-left")),
        State::Accepted(at) => (
            Kind::Done,
            t!(lang, "invitation-accepted", day = day_of(lang, at)),
        ),
        State::Withdrawn(at) => (
            Kind::Ended,
            t!(lang, "invitation-withdrawn", day = day_of(lang, at)),
        ),
    };
    let who = one.accepted_by.as_ref().map(|(id, name)| {
        let to = page.href(&format!("/admin/personer/{id}"));
        view! { <span><a href=to>{name.clone()}</a></span> }
    });
    let beside = beside(lang, &one.standing);
    let last = one.last_day.map(|day| {
        let words = t!(lang, "admin-until", day = date_long(lang, day));
        view! { <span>{words}</span> }
    });
    let sent = t!(
        lang,
        "invitation-sent",
        by = one.by.clone(),
        day = day_of(lang, one.sent_at)
    );
    view! {
        <li class="item item--plain">
            <div>
                <h2 class="item__title">{one.email.clone()}</h2>
                <div class="item__meta">
                    <Tag kind text=state/>
                    <span>{role_name(lang, &one.standing)}</span>
                    {(!beside.is_empty()).then(|| view! { <span>{beside}</span> })}
                    {last}
                    {who}
                    <span>{sent}</span>
                </div>
                {deeds(page, one)}
            </div>
        </li>
    }
    .into_any()
}

/// What can be done about one that nobody has answered.
fn deeds(page: &PageContext, one: &InvitationItem) -> AnyView {
    if !one.state.is_unanswered() {
        return ().into_any();
    }
    let lang = page.lang;
    let forms = [
        ("skicka", "invitation-again", "btn btn--secondary"),
        ("aterkalla", "invitation-withdraw", "btn btn--danger"),
    ];
    let forms = forms
        .map(|(deed, word, look)| {
            let action = page.href(&format!("/admin/inbjudningar/{}/{deed}", one.id));
            view! {
                <form method="post" action=action>
                    <button class=look>
                        {t!(lang, word)}
                        <span class="visually-hidden">" "{one.email.clone()}</span>
                    </button>
                </form>
            }
        })
        .into_iter()
        .collect_view();
    view! { <div class="cluster">{forms}</div> }.into_any()
}
