//! One page of a discussion, and its address.
//!
//! `?inlagg=till-{id}` is the page that holds this comment: it is where a page further back begins,
//! where more replies go on, and what a link to one comment says. A comment of the newest page is
//! shown there, so a link to it hides nothing that was written after it.

use nara_domain::dialogue::CommentStance;
use nara_domain::ids::{CommentId, ProposalId};

use super::api::CommentView;

/// Threads on a page. A page costs the same however long the discussion is.
pub const THREADS: usize = 50;
/// Replies shown of a thread; the others are one link away.
pub const REPLIES: usize = 5;
/// Replies shown of the thread whose replies were asked for.
pub const REPLIES_OPENED: usize = 50;

const PARAMETER: &str = "inlagg";
const UP_TO: &str = "till-";

/// Which page of a discussion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DiscussionPage {
    #[default]
    Newest,
    /// The page this comment is on; the newest where there is none such.
    Holding(CommentId),
}

/// A comment and its replies, or a part of them.
#[derive(Clone, Debug)]
pub struct Thread {
    pub comment: CommentView,
    /// Oldest first.
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
    /// Oldest first.
    pub threads: Vec<Thread>,
    pub sides: Sides,
    /// The newest thread of the page before.
    pub older: Option<CommentId>,
    /// The newest thread of the page after; `None` on the newest page.
    pub newer: Option<CommentId>,
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

/// One page of a discussion as programs read it: comments and replies, oldest first.
#[derive(Clone, Debug, Default)]
pub struct CommentPage {
    pub items: Vec<CommentView>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// The page a query string asks for. What is none leads to the newest: an old link goes on working.
pub fn asked_for(pairs: &[(String, String)]) -> DiscussionPage {
    pairs
        .iter()
        .find(|(name, _)| name == PARAMETER)
        .and_then(|(_, value)| value.strip_prefix(UP_TO)?.parse().ok())
        .map_or(DiscussionPage::Newest, DiscussionPage::Holding)
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
    match page {
        DiscussionPage::Newest => format!("{proposal}#diskussion"),
        DiscussionPage::Holding(id) => format!("{proposal}?{PARAMETER}={UP_TO}{id}#diskussion"),
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
    fn what_is_no_page_is_the_newest() {
        for value in ["", "till-", "till-x", "81", "till--1", "till-1 or 1=1"] {
            assert_eq!(of(&[("inlagg", value)]), DiscussionPage::Newest, "{value}");
        }
        assert_eq!(of(&[]), DiscussionPage::Newest);
    }
}
