//! One page of a discussion, and its address.
//!
//! `?inlagg=till-{id}` is the page that holds this comment: it is where a page further back begins,
//! where more replies go on, and what a link to one comment says. A comment of the newest page is
//! shown there, so a link to it hides nothing that was written after it.
//!
//! `?sortera=` chooses another order, whose pages have numbers (`&sida=2`): what people agree with changes
//! while somebody reads, so such a page has no first comment that would stay its first.

use nara_domain::actor::Standing;
use nara_domain::dialogue::CommentStance;
use nara_domain::ids::{CommentId, ProposalId, QuestionSetId};
use nara_domain::time::Stamp;

use super::api::CommentView;

/// Threads on a page. A page costs the same however long the discussion is.
pub const THREADS: usize = 50;
/// Threads of each side on a page where both have the same room, and of questions and of what takes no side.
pub const OF_SIDE: usize = 20;
/// See [`OF_SIDE`].
pub const OF_REST: usize = 5;
/// The last page of a sorted discussion: what is further back is read in the order of time.
pub const LAST_PAGE: u16 = 200;
/// Replies shown of a thread; the others are one link away.
pub const REPLIES: usize = 5;
/// Replies shown of the thread whose replies were asked for.
pub const REPLIES_OPENED: usize = 50;

const PARAMETER: &str = "inlagg";
const ORDER: &str = "sortera";
const NUMBER: &str = "sida";
const UP_TO: &str = "till-";

/// Which page of a discussion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DiscussionPage {
    #[default]
    Newest,
    /// The page this comment is on; the newest where there is none such.
    Holding(CommentId),
    /// Both sides in turn, and the rest: of each what most agree with first. The page's number, from 1.
    Balanced(u16),
    /// What most agree with first.
    Supported(u16),
}

impl DiscussionPage {
    /// The orders one can choose, as the address calls them, with the first page of each.
    pub const ORDERS: [(&'static str, Self); 3] = [
        ("balanserat", Self::Balanced(1)),
        ("nyast", Self::Newest),
        ("mest-stod", Self::Supported(1)),
    ];

    /// What the address calls its order.
    pub const fn order(self) -> &'static str {
        match self {
            Self::Balanced(_) => "balanserat",
            Self::Newest | Self::Holding(_) => "nyast",
            Self::Supported(_) => "mest-stod",
        }
    }

    /// The number of a sorted page.
    pub const fn number(self) -> Option<u16> {
        match self {
            Self::Balanced(number) | Self::Supported(number) => Some(number),
            Self::Newest | Self::Holding(_) => None,
        }
    }

    /// The page of this number in the same order.
    #[must_use]
    pub const fn at(self, number: u16) -> Self {
        match self {
            Self::Balanced(_) => Self::Balanced(number),
            Self::Supported(_) => Self::Supported(number),
            other => other,
        }
    }
}

/// A comment and its replies, or a part of them.
#[derive(Clone, Debug)]
pub struct Thread {
    pub comment: CommentView,
    /// In the order they are read: each with what answers it, oldest first.
    pub replies: Vec<CommentView>,
    /// How many there are in all.
    pub reply_count: i64,
    /// The first ones are left out.
    pub goes_before: bool,
    /// The first of those that follow.
    pub goes_on: Option<CommentId>,
}

/// How many threads there are in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    pub for_it: i64,
    pub against: i64,
    /// Questions, and what takes no side.
    pub rest: i64,
}

impl Sides {
    pub fn add(&mut self, stance: CommentStance, count: i64) {
        match stance {
            CommentStance::For => self.for_it += count,
            CommentStance::Against => self.against += count,
            CommentStance::Question | CommentStance::Neutral => self.rest += count,
        }
    }
}

/// One page of a discussion.
#[derive(Clone, Debug, Default)]
pub struct Discussion {
    /// In the order of the page: oldest first, or what most agree with.
    pub threads: Vec<Thread>,
    pub sides: Sides,
    /// The newest thread of the page before.
    pub older: Option<CommentId>,
    /// The newest thread of the page after; `None` on the newest page.
    pub newer: Option<CommentId>,
    /// Where it is sorted otherwise than by time: which page this is, and whether another follows.
    pub page: DiscussionPage,
    pub more: bool,
}

impl Discussion {
    /// A comment or reply of this page.
    pub fn find(&self, id: CommentId) -> Option<&CommentView> {
        self.threads
            .iter()
            .flat_map(|thread| std::iter::once(&thread.comment).chain(&thread.replies))
            .find(|comment| comment.id == id)
    }

    /// How many comments and replies it shows.
    pub fn shown(&self) -> usize {
        let replies = self.threads.iter().map(|thread| thread.replies.len());
        self.threads.len() + replies.sum::<usize>()
    }
}

/// A comment as its author changes it.
#[derive(Clone, Debug)]
pub struct ChangeView {
    pub slug: String,
    /// Of the proposal, or what stands above the questions.
    pub title: String,
    /// The questions, where it is said about some.
    pub asked: Option<QuestionSetId>,
    pub text: String,
    /// What a form is written from.
    pub version: i64,
    /// It is mended: nobody sees that it was changed.
    pub mends: bool,
}

/// Other words for a comment, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewWords {
    pub text: String,
    /// [`ChangeView::version`].
    pub seen: String,
    pub once: String,
}

/// A question and its answer, as an official has marked it.
#[derive(Clone, Debug)]
pub struct Fact {
    pub question: CommentId,
    pub asked: String,
    pub asked_by: String,
    /// The official's words, or the reply's.
    pub answer: String,
    /// The reply that answers it.
    pub reply: Option<CommentId>,
    pub by: String,
    pub standing: Option<Standing>,
    pub at: Stamp,
}

/// The page on which a question is marked as answered.
#[derive(Clone, Debug)]
pub struct AnsweredView {
    pub slug: String,
    /// Of the proposal.
    pub title: String,
    pub question: CommentView,
    /// Those one can choose from.
    pub replies: Vec<CommentView>,
    /// What holds now.
    pub reply: Option<CommentId>,
    pub text: String,
    /// The number of what holds; 0: nothing.
    pub seen: i64,
}

/// An answer as marked.
#[derive(Clone, Debug, Default)]
pub struct NewAnswered {
    /// The number of a reply.
    pub reply: String,
    pub text: String,
    pub seen: String,
    pub once: String,
}

/// What stood there.
#[derive(Clone, Debug)]
pub struct Version {
    pub text: String,
    pub at: Stamp,
    pub until: Stamp,
}

/// A comment and what stood there before.
#[derive(Clone, Debug)]
pub struct VersionsView {
    pub slug: String,
    /// As [`ChangeView::title`].
    pub title: String,
    /// As [`ChangeView::asked`].
    pub asked: Option<QuestionSetId>,
    pub comment: CommentView,
    /// The latest first.
    pub versions: Vec<Version>,
}

/// One page of a discussion as programs read it: comments and replies, oldest first.
#[derive(Clone, Debug, Default)]
pub struct CommentPage {
    pub items: Vec<CommentView>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// The page a query string asks for. What is none leads to the newest: an old link goes on working.
pub fn asked_for(pairs: &[(String, String)]) -> DiscussionPage {
    let value = |wanted: &str| {
        let found = pairs.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str())
    };
    if let Some(value) = value(PARAMETER) {
        let id = value.strip_prefix(UP_TO).and_then(|id| id.parse().ok());
        return id.map_or(DiscussionPage::Newest, DiscussionPage::Holding);
    }
    let number = value(NUMBER).and_then(|number| number.parse().ok());
    let number = number.filter(|number| (1..=LAST_PAGE).contains(number));
    value(ORDER)
        .and_then(|order| {
            let mut orders = DiscussionPage::ORDERS.into_iter();
            orders.find(|(name, _)| *name == order)
        })
        .map_or(DiscussionPage::Newest, |(_, page)| {
            page.at(number.unwrap_or(1))
        })
}

/// One of this page's addresses as a form sends it along; what it leads back to.
pub fn query_of(page: DiscussionPage) -> String {
    match (page, page.number()) {
        (DiscussionPage::Newest, _) => String::new(),
        (DiscussionPage::Holding(id), _) => format!("{PARAMETER}={UP_TO}{id}"),
        (_, None | Some(1)) => format!("{ORDER}={}", page.order()),
        (_, Some(number)) => format!("{ORDER}={}&{NUMBER}={number}", page.order()),
    }
}

/// The address of a comment on the page it was seen on. In the order of time that is the page that holds it.
pub fn seen_at(proposal: &str, page: DiscussionPage, id: CommentId) -> String {
    match page.number() {
        None => address_of(proposal, id),
        Some(_) => format!("{proposal}?{}#inlagg-{id}", query_of(page)),
    }
}

/// The address of one comment below its proposal's (`/forslag/3/lekplats`).
pub fn address_of(proposal: &str, id: CommentId) -> String {
    format!("{proposal}?{PARAMETER}={UP_TO}{id}#inlagg-{id}")
}

/// The short address of one comment, for where the proposal's title is not at hand.
pub fn short_address_of(proposal: ProposalId, id: CommentId) -> String {
    address_of(&format!("/forslag/{proposal}"), id)
}

/// The address of a page, at the discussion's heading.
pub fn page_address(proposal: &str, page: DiscussionPage) -> String {
    match query_of(page).as_str() {
        "" => format!("{proposal}#diskussion"),
        query => format!("{proposal}?{query}#diskussion"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &[(&str, &str)]) -> DiscussionPage {
        let pairs: Vec<_> = query
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        asked_for(&pairs)
    }

    #[test]
    fn an_address_reads_back_as_its_page() {
        let id = CommentId::new(81);
        assert_eq!(
            address_of("/forslag/3/x", id),
            "/forslag/3/x?inlagg=till-81#inlagg-81"
        );
        assert_eq!(
            of(&[("utm", "x"), ("inlagg", "till-81")]),
            DiscussionPage::Holding(id)
        );
    }

    #[test]
    fn every_sorted_page_has_an_address() {
        let mut seen = std::collections::BTreeSet::new();
        for (name, first) in DiscussionPage::ORDERS {
            for number in [1, 2, LAST_PAGE] {
                let page = first.at(number);
                assert_eq!(page.order(), name);
                let query = query_of(page);
                assert_eq!(asked_for(&crate::proposals::query::pairs(&query)), page);
                let address = page_address("/forslag/3/x", page);
                assert!(address.ends_with("#diskussion"), "{address}");
                seen.insert(address);
            }
        }
        // The newest page is one.
        assert_eq!(seen.len(), 3 + 3 + 1);
        for none in ["0", "-1", "201", "99999999", "x", ""] {
            let page = of(&[("sortera", "balanserat"), ("sida", none)]);
            assert_eq!(page, DiscussionPage::Balanced(1), "{none}");
        }
        assert_eq!(of(&[("sortera", "slump")]), DiscussionPage::Newest);
        // Whoever asks for a comment gets it.
        let both = of(&[("sortera", "mest-stod"), ("inlagg", "till-81")]);
        assert_eq!(both, DiscussionPage::Holding(CommentId::new(81)));
    }

    #[test]
    fn one_comes_back_to_the_page_one_was_on() {
        let (id, page) = (CommentId::new(81), "/forslag/3/x");
        let there = |at| seen_at(page, at, id);
        let linked = "/forslag/3/x?inlagg=till-81#inlagg-81";
        assert_eq!(there(DiscussionPage::Newest), linked);
        assert_eq!(there(DiscussionPage::Holding(CommentId::new(7))), linked);
        assert_eq!(
            there(DiscussionPage::Balanced(2)),
            "/forslag/3/x?sortera=balanserat&sida=2#inlagg-81"
        );
    }

    #[test]
    fn what_is_no_page_is_the_newest() {
        for value in ["", "till-", "till-x", "81", "till--1", "till-1 or 1=1"] {
            assert_eq!(of(&[("inlagg", value)]), DiscussionPage::Newest, "{value}");
        }
        assert_eq!(of(&[]), DiscussionPage::Newest);
    }
}
