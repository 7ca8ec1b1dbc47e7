//! `/grupp/mitt`: a member's own page. Nobody else has one like it: what a member wrote is listed to
//! nobody but the member.

use leptos::prelude::*;
use nara_domain::group::WaitingState;

use super::api::{GroupPort, MyGroup, TextKind, WaitingText};
use crate::adoption::api::{AdoptionPort, Waiting};
use crate::adoption::questions;
use crate::campaigns::api::{CampaignPort, OpenCampaign, OpenVote};
use crate::campaigns::path_of as campaign_path;
use crate::coauthors::api::{Asked, CoauthorPort};
use crate::coauthors::asked as asked_to_share;
use crate::context::{PageContext, lead_on, page, port};
use crate::i18n::{Lang, date_long};
use crate::layout::{kept_out_of_search, load, page_title};
use crate::moderation::api::{ModerationPort, Own};
use crate::moderation::holding::api::{HoldingPort, MyHeld};
use crate::moderation::holding::notices;
use crate::moderation::own;
use crate::proposals::api::{ProposalItem, ProposalPort};
use crate::proposals::shown::{path_of, tag};
use crate::t;
use crate::ui::{DayOf, ErrorSummary, FormState, Kind, Notice, Tag, TextField};

/// For members. Whoever is not signed in is led to the door.
#[component]
pub fn MyGroupPage() -> impl IntoView {
    let page = page();
    if !page.actor.is_signed_in() {
        lead_on(&page.href("/grupp"));
        return ().into_any();
    }
    let (groups, proposals) = (port::<dyn GroupPort>(), port::<dyn ProposalPort>());
    let (campaigns, adoption) = (port::<dyn CampaignPort>(), port::<dyn AdoptionPort>());
    let coauthors = port::<dyn CoauthorPort>();
    let moderation = port::<dyn ModerationPort>();
    let holding = port::<dyn HoldingPort>();
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let mine = groups?.mine(&actor, now).await?;
        let ideas = proposals?.mine(&actor).await?;
        let asked = adoption?.questions_for(&actor, now).await?;
        let shared = coauthors?.asked_to_share(&actor).await?;
        let asked = (asked, shared);
        let reported = moderation?.own(&actor, now).await?;
        let held = holding?.own(&actor, now).await?;
        let campaigns = campaigns?;
        let vote = campaigns.vote_for(&actor, now).await?;
        let open = campaigns.open_for(&actor).await?;
        Ok((mine, ideas, (vote, open), (asked, (reported, held))))
    };
    load(data, move |(mine, ideas, campaign, (asked, reported))| {
        show(&page, mine, ideas, campaign, (&asked, &reported))
    })
    .into_any()
}

/// Who wants an idea, and who wants to stand on one.
type Questions = (Vec<Waiting>, Vec<Asked>);
/// What was reported or is hidden, and what waits for a moderator.
type Moderated = (Own, Vec<MyHeld>);

fn show(
    page: &PageContext,
    mine: MyGroup,
    ideas: Vec<ProposalItem>,
    (vote, campaign): (Option<OpenVote>, Option<OpenCampaign>),
    ((asked, shared), (reported, held)): (&Questions, &Moderated),
) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "text");
    let own_code = FormState::of(page, "own_code");
    let label = move |field: &str| word(lang, field);
    let until = date_long(lang, mine.last_day);
    let unled = (!mine.led).then(|| {
        view! {
            <Notice kind=Kind::Info title=t!(lang, "mine-unled-title")>
                <p>{t!(lang, "mine-unled")}</p>
            </Notice>
        }
    });
    let (open, over): (Vec<_>, Vec<_>) = mine
        .texts
        .into_iter()
        .partition(|text| text.state.is_open());
    view! {
        {page_title(t!(lang, "mine-title", alias = mine.alias.clone()))}
        {kept_out_of_search()}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <ErrorSummary form=own_code label=label/>
            {new_code(page)}
            <h1>{t!(lang, "mine-title", alias = mine.alias.clone())}</h1>
            <p class="lead">{t!(lang, "mine-lead", group = mine.group.clone(), date = until)}</p>
            <div class="actions">
                <a class="btn" href=page.href("/forslag/nytt")>{t!(lang, "mine-write")}</a>
                <a class="btn btn--secondary" href=page.href("/forslag?slag=idea")>{t!(lang, "mine-look")}</a>
            </div>
            <p>
                {t!(lang, "account-unread", count = page.unread)}" "
                <a href=page.href("/konto/handelser")>{t!(lang, "account-unread-link")}</a>
            </p>
            {campaign.map(|campaign| open_now(page, &campaign))}
            {vote.map(|vote| vote_now(page, &vote))}
            {questions(page, asked)}
            {asked_to_share(page, shared)}
            {notices(page, held)}
            {own(page, reported)}
            {unled}
            {waiting(page, &form, open, mine.reads_first)}
            {published(page, over, ideas)}
            {code(page)}
            <section class="section flow" aria-labelledby="uppgifter">
                <h2 id="uppgifter">{t!(lang, "mine-data-title")}</h2>
                <p>{t!(lang, "mine-data")}</p>
                <p>{t!(lang, "mine-data-leader")}</p>
                <p><a href=page.href("/konto")>{t!(lang, "mine-data-link")}</a></p>
            </section>
        </div>
    }
    .into_any()
}

/// The group's campaign takes ideas now.
fn open_now(page: &PageContext, campaign: &OpenCampaign) -> AnyView {
    let lang = page.lang;
    let to = page.href(&campaign_path(&campaign.slug));
    view! {
        <Notice kind=Kind::Info title=t!(lang, "mine-campaign", title = campaign.title.clone())>
            <p><a href=to>{t!(lang, "mine-campaign-read")}</a></p>
        </Notice>
    }
    .into_any()
}

/// The group's campaign is voted on now.
fn vote_now(page: &PageContext, vote: &OpenVote) -> AnyView {
    let lang = page.lang;
    let to = page.href(&format!("{}/rosta", campaign_path(&vote.slug)));
    let (title, press) = match vote.voted {
        true => ("vote-mine-voted", "vote-mine-change"),
        false => ("vote-mine", "vote-go"),
    };
    let date = date_long(lang, vote.until);
    view! {
        <Notice kind=Kind::Info title=t!(lang, title, title = vote.title.clone(), date = date)>
            <p><a href=to>{t!(lang, press)}</a></p>
        </Notice>
    }
    .into_any()
}

/// A field's name.
fn word(lang: Lang, field: &str) -> String {
    match field {
        "title" | "body" | "text" => t!(lang, &format!("waiting_text-{field}")).into_owned(),
        other => other.to_owned(),
    }
}

/// The own code, in this response and never again.
fn new_code(page: &PageContext) -> AnyView {
    let Some(code) = page.shown_once.clone() else {
        return ().into_any();
    };
    let lang = page.lang;
    let title = match page.query.as_str() {
        "ny" => t!(lang, "mine-in-title"),
        _ => t!(lang, "mine-code-new-title"),
    };
    view! {
        <Notice kind=Kind::Success title=title>
            <p>{t!(lang, "mine-code-save")}</p>
            <p class="code" translate="no">{code.0}</p>
            <p class="small">{t!(lang, "mine-code-how")}</p>
        </Notice>
    }
    .into_any()
}

fn code(page: &PageContext) -> AnyView {
    let lang = page.lang;
    view! {
        <section class="section flow" aria-labelledby="egen-kod">
            <h2 id="egen-kod">{t!(lang, "mine-code-title")}</h2>
            <p>{t!(lang, "mine-code-lead")}</p>
            <form method="post" action=page.href("/grupp/mitt/kod")>
                <button class="btn btn--secondary">{t!(lang, "mine-code-make")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn waiting(
    page: &PageContext,
    form: &FormState,
    texts: Vec<WaitingText>,
    reads_first: bool,
) -> AnyView {
    let lang = page.lang;
    if texts.is_empty() && !reads_first {
        return ().into_any();
    }
    let list = match texts.is_empty() {
        true => view! { <p>{t!(lang, "mine-waiting-empty")}</p> }.into_any(),
        false => {
            let items = texts
                .into_iter()
                .map(|text| item(page, form, text))
                .collect_view();
            view! { <ul class="items">{items}</ul> }.into_any()
        }
    };
    view! {
        <section class="section flow" aria-labelledby="vantar">
            <h2 id="vantar">{t!(lang, "mine-waiting-title")}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn item(page: &PageContext, form: &FormState, text: WaitingText) -> AnyView {
    let lang = page.lang;
    let returned = text.state == WaitingState::Returned;
    let (kind, state) = match returned {
        true => (Kind::Late, t!(lang, "waiting_text-returned")),
        false => (Kind::Waiting, t!(lang, "waiting_text-waiting")),
    };
    let reason = text.reason.clone().filter(|_| returned).map(|reason| {
        view! {
            <Notice kind=Kind::Info title=t!(lang, "mine-reason")>
                <p class="as-written" dir="auto">{reason}</p>
            </Notice>
        }
    });
    let change = match returned {
        true => t!(lang, "mine-again"),
        false => t!(lang, "mine-change"),
    };
    let this = form.value("id", "") == text.id.to_string();
    let open = returned || (this && form.came_back());
    view! {
        <li class="item item--plain">
            <div class="flow">
                <h3 class="item__title">{heading(page, &text)}</h3>
                <div class="item__meta"><Tag kind text=state/><span><DayOf at=text.at/></span></div>
                {words(&text)}
                {reason}
                <details class="fold fold--button" open=open>
                    <summary>{change}</summary>
                    <div class="fold__body">{again(page, form, &text, this)}</div>
                </details>
            </div>
        </li>
    }
    .into_any()
}

/// `Idé: Pingisbord`, or `Inlägg till Pingisbord`.
pub(super) fn heading(page: &PageContext, text: &WaitingText) -> AnyView {
    let lang = page.lang;
    match (text.kind, &text.under) {
        (TextKind::Idea, _) => t!(
            lang,
            "waiting_text-idea",
            title = text.field("title").to_owned()
        )
        .into_owned()
        .into_any(),
        (TextKind::Comment, None) => t!(lang, "waiting_text-comment").into_owned().into_any(),
        (TextKind::Comment, Some(under)) => {
            let to = page.href(&path_of(under.id, &under.slug));
            view! { {t!(lang, "waiting_text-under")}" "<a href=to>{under.title.clone()}</a> }
                .into_any()
        }
    }
}

/// What was written, with what it quotes: that is published with it.
pub(super) fn words(text: &WaitingText) -> AnyView {
    let words = match text.kind {
        TextKind::Idea => text.field("body"),
        TextKind::Comment => text.field("text"),
    };
    let quote = text.field("quote").trim().to_owned();
    let quote = (!quote.is_empty()).then(|| {
        view! {
            <blockquote class="comment__quote">
                <p class="as-written" dir="auto">{quote}</p>
            </blockquote>
        }
    });
    view! { {quote}<p class="as-written" dir="auto">{words.to_owned()}</p> }.into_any()
}

/// The form to write it again, and the one to take it back.
fn again(page: &PageContext, form: &FormState, text: &WaitingText, this: bool) -> AnyView {
    let lang = page.lang;
    let action = page.href("/grupp/mitt/text");
    let id = text.id.to_string();
    // The form that came back is one of several: the others are as they were.
    let form = match this {
        true => form.clone(),
        false => FormState::one_of(page, "text", &id),
    };
    let label = |field: &str| word(lang, field);
    let fields = match text.kind {
        TextKind::Idea => view! {
            <TextField form=form.clone() name="title" label=label("title") value=text.field("title").to_owned()/>
            <TextField form=form.clone() name="body" label=label("body") value=text.field("body").to_owned() area=true/>
        }
        .into_any(),
        TextKind::Comment => view! {
            <TextField form=form.clone() name="text" label=label("text") value=text.field("text").to_owned() area=true/>
        }
        .into_any(),
    };
    view! {
        <form class="form" method="post" action=action.clone() novalidate>
            <input type="hidden" name="id" value=id.clone()/>
            {fields}
            <div class="actions">
                <button class="btn" name="gor" value="send">{t!(lang, "mine-send")}</button>
                <button class="btn btn--quiet" name="gor" value="take_back">{t!(lang, "mine-take-back")}</button>
            </div>
        </form>
    }
    .into_any()
}

fn published(page: &PageContext, over: Vec<WaitingText>, ideas: Vec<ProposalItem>) -> AnyView {
    let lang = page.lang;
    let ideas = ideas
        .into_iter()
        .map(|item| {
            let to = page.href(&path_of(item.id, &item.slug));
            let (kind, state) = tag(lang, &item.course, item.answer_by, page.today());
            view! {
                <li class="item item--plain">
                    <div>
                        <h3 class="item__title"><a href=to>{item.title}</a></h3>
                        <div class="item__meta"><Tag kind text=state/><span><DayOf at=item.submitted_at/></span></div>
                    </div>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let others = over
        .into_iter()
        // A published idea stands above.
        .filter(|text| text.kind == TextKind::Comment || text.state != WaitingState::Published)
        .map(|text| {
            let (kind, state) = match text.state {
                WaitingState::Published if text.hidden => {
                    (Kind::Ended, t!(lang, "waiting_text-hidden"))
                }
                WaitingState::Published => (Kind::Yes, t!(lang, "waiting_text-published")),
                _ => (Kind::Ended, t!(lang, "waiting_text-taken_back")),
            };
            view! {
                <li class="item item--plain">
                    <div class="flow">
                        <h3 class="item__title">{heading(page, &text)}</h3>
                        <div class="item__meta"><Tag kind text=state/><span><DayOf at=text.at/></span></div>
                        {words(&text)}
                    </div>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let list = match ideas.is_empty() && others.is_empty() {
        true => view! { <p>{t!(lang, "mine-published-empty")}</p> }.into_any(),
        false => view! { <ul class="items">{ideas}{others}</ul> }.into_any(),
    };
    view! {
        <section class="section flow" aria-labelledby="publicerat">
            <h2 id="publicerat">{t!(lang, "mine-published-title")}</h2>
            {list}
        </section>
    }
    .into_any()
}
