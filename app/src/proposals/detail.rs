//! `/forslag/{id}/{slug}`: where it stands and what that means, the text, support, the answers of
//! officials, elected and bodies, the discussion, and what has happened.

use leptos::prelude::*;
use leptos_meta::{Link, Meta};
use leptos_router::hooks::use_params_map;
use nara_domain::ids::ProposalId;
use nara_domain::moderation::Hidden;
use nara_domain::name::NAMELESS;
use nara_domain::proposal::Kind;

use super::answered::Facts;
use super::api::{DiscussionPage, ProposalPort, ProposalView};
use super::comment_draft::{CommentDraft, draft_of};
use super::discussion::asked_for;
use super::live_island::{Live, LiveWords};
use super::query::pairs;
use super::shown;
use super::under::questions_of;
use crate::adoption::{AdoptionNotices, OfferAdoption, TurnProblem};
use crate::campaigns::OfCampaign;
use crate::campaigns::api::{CampaignPort, InCampaign};
use crate::coauthors::{AskedToShare, Coauthors};
use crate::context::{PageContext, moved_to, page, port};
use crate::documents::Documents;
use crate::error::AppError;
use crate::fame::Offer;
use crate::follow::{Follow, case_feed, feed_link};
use crate::helping::HelpWithIdea;
use crate::i18n::Lang;
use crate::layout::{kept_out_of_search, load, page_title};
use crate::merging::AskedToMerge;
use crate::moderation::api::{ModerationPort, Talk};
use crate::moderation::{hidden_line, log_link, report_path};
use crate::questions::Asked;
use crate::t;
use crate::ui::Kind::Info;
use crate::ui::{Crumbs, Day, Notice, written_in};

mod act;
mod act_fields;
mod acts;
mod as_shown;
mod comment_form;
mod discussion;
mod follow_up;
mod own;
mod planned;
mod questions;
mod share;
mod state;
mod support;
mod timeline;

pub use act::{ActCard, act_tag, act_text, act_who, speaks};
pub use act_fields::{Plain, plain};
use acts::Acts;
pub use as_shown::AsShown;
pub use comment_form::CommentForm;
use comment_form::{quoted, replied_to};
pub use discussion::Discussion;
use follow_up::WasItDone;
use own::{Complete, Withdraw};
use questions::AnswerQuestion;
use share::Share;
use state::State;
pub use state::is_quiet;
use support::SupportBox;
use timeline::WhatHappened;
pub use timeline::act_line;

/// Longest description for search engines and shared links.
const DESCRIPTION: usize = 155;

#[component]
pub fn DetailPage() -> impl IntoView {
    let page = page();
    let params = use_params_map().get_untracked();
    let id = params
        .get("id")
        .and_then(|id| id.parse::<ProposalId>().ok());
    let slug = params.get("slug").unwrap_or_default();
    let (port, campaigns) = (port::<dyn ProposalPort>(), port::<dyn CampaignPort>());
    let moderation = crate::context::port::<dyn ModerationPort>();
    let part = part_of(&page);
    let data = async move {
        let id = id.ok_or(AppError::NotFound)?;
        let case = match port?.get_page(&page.actor, id, part, page.now).await {
            Err(AppError::NotFound) => return Ok(Found::Asked(Box::new(asked(&page, id).await?))),
            case => case?,
        };
        let campaign = match case.kind {
            Kind::Idea => campaigns?.of_idea(&page.actor, id, page.now).await?,
            Kind::Proposal | Kind::Problem | Kind::Questions => None,
        };
        if case.slug != slug {
            // An old title in the address: one page has one address.
            let there = page.href(&shown::path_of(case.id, &case.slug));
            moved_to(&with_query(&page, &there));
        }
        let talk = match case.reined {
            true => moderation?.talk(&page.actor, id, page.now).await?,
            false => Talk::default(),
        };
        // Only where there is a form to put it in.
        let draft = match case.possible.comment && case.drafted {
            true => draft_of(&page.actor, id).await,
            false => None,
        };
        Ok(Found::Case(Box::new((case, campaign, draft, talk))))
    };
    load(data, |found| match found {
        Found::Case(found) => {
            let (case, campaign, draft, talk) = *found;
            provide_context(talk);
            view! { <Detail case campaign draft/> }.into_any()
        }
        Found::Asked(questions) => questions.show(),
    })
}

/// What stands at an address.
enum Found {
    Case(Box<(ProposalView, Option<InCampaign>, Option<CommentDraft>, Talk)>),
    /// The discussion of questions: it is read on their page, and here only with a form that came back.
    Asked(Box<Asked>),
}

async fn asked(page: &PageContext, id: ProposalId) -> Result<Asked, AppError> {
    let (set, there) = questions_of(id).await?;
    if page.replay.is_none() {
        moved_to(&with_query(page, &page.href(&there)));
    }
    Asked::read(page, set).await
}

/// This address with the query of the page.
pub fn with_query(page: &PageContext, address: &str) -> String {
    match page.query.as_str() {
        "" => address.to_owned(),
        query => format!("{address}?{query}"),
    }
}

/// Which page of the discussion an address asks for. A reply is written on the page that holds what it replies to.
pub fn part_of(page: &PageContext) -> DiscussionPage {
    match replied_to(page).or_else(|| quoted(page)) {
        Some(id) => DiscussionPage::Holding(id),
        None => asked_for(&pairs(&page.query)),
    }
}

/// Title, description and address for search engines and for shared links.
fn head(page: &PageContext, case: &ProposalView) -> impl IntoView + use<> {
    let address = format!(
        "{}{}",
        page.site.public_url,
        page.href(&shown::path_of(case.id, &case.slug))
    );
    let state = shown::state_name(page.lang, &case.course);
    let gist = case
        .body
        .as_deref()
        .map(|body| gist(body, DESCRIPTION))
        .unwrap_or_default();
    let description = format!("{state}. {gist}").trim().to_owned();
    let unlisted = match (case.of_group, case.course.is_public()) {
        (true, _) => kept_out_of_search().into_any(),
        (false, false) => view! { <Meta name="robots" content="noindex"/> }.into_any(),
        (false, true) => ().into_any(),
    };
    view! {
        {page_title(&case.title)}
        {unlisted}
        <Meta name="description" content=description.clone()/>
        <Link rel="canonical" href=address/>
        {case.course.is_public().then(|| feed_link(&case_feed(case.id), &case.title))}
        <Meta property="og:description" content=description/>
    }
}

/// The beginning of a text on one line, cut at a word.
pub fn gist(text: &str, max: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let added = word.chars().count() + usize::from(length > 0);
        if length + added > max {
            out.push('…');
            break;
        }
        if length > 0 {
            out.push(' ');
        }
        out.push_str(word);
        length += added;
    }
    out
}

/// What stands where the text stood.
fn hidden_text(page: &PageContext, hidden: &Hidden) -> AnyView {
    let lang = page.lang;
    let how = log_link(page);
    view! {
        <Notice kind=Info title=hidden_line(lang, hidden)>
            <p>{t!(lang, "hidden-why")}" "{how}</p>
        </Notice>
    }
    .into_any()
}

/// What is said of a discussion that goes on while it is read.
pub fn talk_words(lang: Lang) -> LiveWords {
    LiveWords {
        comment: t!(lang, "live-comment").into_owned(),
        one: t!(lang, "live-comment-one").into_owned(),
        many: t!(lang, "live-comment-many", n = "{n}").into_owned(),
        agrees: t!(lang, "debate-agree-count", count = 1, shown = "{n}").into_owned(),
        agree: t!(lang, "debate-agree-count", count = 2, shown = "{n}").into_owned(),
        ..LiveWords::default()
    }
}

#[component]
fn Detail(
    case: ProposalView,
    campaign: Option<InCampaign>,
    draft: Option<CommentDraft>,
) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let head = head(&page, &case);
    let topic = t!(lang, &format!("topic-{}", case.topic.code())).into_owned();
    let crumbs = vec![
        (t!(lang, "list-title").into_owned(), "/forslag".to_owned()),
        (topic, format!("/forslag?amne={}", case.topic.code())),
    ];
    let by = match (case.kind, case.proposer_name.as_str()) {
        (Kind::Proposal, NAMELESS) => t!(lang, "case-by-proposal-nameless"),
        (Kind::Idea, NAMELESS) => t!(lang, "case-by-idea-nameless"),
        (Kind::Problem | Kind::Questions, NAMELESS) => t!(lang, "case-by-problem-nameless"),
        (Kind::Proposal, name) => t!(lang, "case-by-proposal", name = name.to_owned()),
        (Kind::Idea, name) => t!(lang, "case-by-idea", name = name.to_owned()),
        (Kind::Problem | Kind::Questions, name) => {
            t!(lang, "case-by-problem", name = name.to_owned())
        }
    };
    let received = match case.kind {
        Kind::Proposal => t!(lang, "case-received"),
        Kind::Idea => t!(lang, "case-published"),
        Kind::Problem | Kind::Questions => t!(lang, "case-published-problem"),
    };
    let text = match case.body.clone() {
        Some(body) => view! { <div class="proposal__text as-written" lang=written_in(lang) dir="auto">{body}</div> }.into_any(),
        None => match case.hidden {
            Some(hidden) => hidden_text(&page, &hidden),
            None => {
                view! { <p class="proposal__text muted">{t!(lang, "case-withheld")}</p> }.into_any()
            }
        },
    };
    // What is under seal already, and what nobody else reads, is reported to nobody.
    let reportable = case.course.is_public() && case.body.is_some();
    let report = reportable.then(|| {
        let to = page.href(&report_path(&shown::path_of(case.id, &case.slug), None));
        view! { <p class="small no-print"><a href=to rel="nofollow">{t!(lang, "report_text-link")}</a></p> }
    });
    let words = LiveWords {
        act: t!(lang, "live-act").into_owned(),
        state: t!(lang, "live-state").into_owned(),
        support: t!(lang, "live-support", n = "{n}").into_owned(),
        ..talk_words(lang)
    };
    let again = page.href(&shown::path_of(case.id, &case.slug));
    let no_facts = case.facts.is_empty();
    view! {
        {head}
        <div class="wrap">
            <article class="proposal">
                <div class="proposal__main">
                    <header class="head">
                        <Crumbs way=crumbs/>
                        <h1 data-live="title" lang=written_in(lang) dir="auto">{case.title.clone()}</h1>
                        <p class="meta meta--dots">
                            <span>{by}</span>
                            <span>{received}" "<Day day=case.submitted_at.day()/></span>
                            {case.diary_number.clone().map(|number| view! { <span class="nowrap">{number}</span> })}
                        </p>
                    </header>
                    <AskedToMerge case=case.clone()/>
                    <AdoptionNotices case=case.clone()/>
                    <AskedToShare case=case.clone()/>
                    <State case=case.clone()/>
                    <Complete case=case.clone()/>
                    <AnswerQuestion case=case.clone()/>
                    <WasItDone case=case.clone()/>
                    <Offer case=case.clone()/>
                    // It can be hidden while somebody has it open.
                    <div class="flow" data-live="text">{text} {report}</div>
                    <div data-live="facts" hidden=no_facts><Facts case=case.clone()/></div>
                    {campaign.map(|campaign| view! { <OfCampaign campaign/> })}
                </div>
                <div class="proposal__aside">
                    <SupportBox case=case.clone()/>
                    <Follow case=case.clone()/>
                    <WhatHappened case=case.clone()/>
                </div>
                <div class="proposal__more">
                    <Acts case=case.clone()/>
                    <Documents case=case.clone()/>
                    <CommentForm case=case.clone() draft=draft/>
                    <Discussion case=case.clone()/>
                    <Coauthors case=case.clone()/>
                    <HelpWithIdea case=case.clone()/>
                    <OfferAdoption case=case.clone()/>
                    {case.course.is_public().then(|| view! { <Share case=case.clone()/> })}
                    <TurnProblem case=case.clone()/>
                    <Withdraw case=case.clone()/>
                </div>
            </article>
            <Live
                proposal=Some(case.id.get())
                from=case.live_seq
                again=again
                words=words
            />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::gist;

    #[test]
    fn a_gist_is_one_line_cut_at_a_word() {
        assert_eq!(gist("Bygg en\n\nlekplats.", 40), "Bygg en lekplats.");
        assert_eq!(gist("Bygg en lekplats", 10), "Bygg en…");
        assert_eq!(gist("", 10), "");
    }
}
