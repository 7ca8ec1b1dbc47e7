//! What programs are given. Moments are RFC 3339 in UTC, days are ISO dates, sums are whole kronor
//! as the official wrote them.

use std::collections::BTreeMap;

use nara_app::documents::{Shown, address_of as file_address, documents};
use nara_app::proposals::api::{
    ActView, CommentPage, CommentView, ListPage, ProposalItem, ProposalView, SupportView,
};
use nara_app::proposals::discussion::address_of;
use nara_domain::actor::Standing;
use nara_domain::answer::ActKind;
use nara_domain::document::SHA256;
use nara_domain::merging;
use nara_domain::name::NAMELESS;
use nara_domain::time::Stamp;
use serde::Serialize;
use utoipa::ToSchema;

/// One page of proposals.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalList {
    pub items: Vec<ProposalSummary>,
    /// How many the filters leave in all.
    pub total: i64,
    /// Give it as `cursor` to get the next page; null on the last.
    pub next: Option<String>,
}

/// A proposal or idea in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalSummary {
    pub id: i64,
    /// `proposal` or `idea`.
    pub kind: &'static str,
    pub title: String,
    /// The beginning of the text.
    pub gist: String,
    /// Code of the subject, as in the list's address.
    pub topic: &'static str,
    pub district: Option<String>,
    /// Code of the stage: `collecting`, `in_preparation`, `approved` …
    pub stage: &'static str,
    /// Stages in five groups, as the list filters them.
    pub stage_group: &'static str,
    /// The proposal it has become part of: everything goes on there.
    pub merged_into: Option<i64>,
    pub support: SupportCount,
    pub comment_count: i64,
    pub submitted_at: String,
    pub changed_at: String,
    /// An answer is promised by this day.
    pub answer_by: Option<String>,
    /// The public page.
    pub url: String,
}

/// Support in a list, where it is not looked up who asks.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupportCount {
    pub count: i64,
    /// Support needed to go to the council, where that applies.
    pub threshold: Option<i64>,
}

/// A proposal's support and how the asking person stands to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Support {
    pub count: i64,
    /// Whether the asking person supports it; false for anonymous requests.
    pub mine: bool,
    pub threshold: Option<i64>,
    /// Whether support can be given now.
    pub open: bool,
    /// Why not, as a code.
    pub refused: Option<String>,
}

/// Everything public about a proposal.
#[derive(Debug, Serialize, ToSchema)]
pub struct Proposal {
    pub id: i64,
    pub kind: &'static str,
    pub title: String,
    /// Null where the text is withheld.
    pub body: Option<String>,
    pub topic: &'static str,
    pub district: Option<String>,
    /// Null where no name is shown.
    pub proposer: Option<String>,
    pub stage: &'static str,
    pub stage_group: &'static str,
    /// The proposal it has become part of: everything goes on there.
    pub merged_into: Option<i64>,
    /// The proposals that have become part of it.
    pub parts: Vec<i64>,
    /// The stage with its own data (dates, bodies, reasons), tagged by `code`.
    #[schema(value_type = Object)]
    pub course: serde_json::Value,
    pub diary_number: Option<String>,
    pub submitted_at: String,
    pub changed_at: String,
    pub answer_by: Option<String>,
    pub support: Support,
    pub comment_count: i64,
    /// The official record, oldest first.
    pub acts: Vec<Act>,
    /// Reports, maps and pictures on the case, in the order they came.
    pub documents: Vec<Document>,
    pub url: String,
}

/// A document on a case, as it is told now.
#[derive(Debug, Serialize, ToSchema)]
pub struct Document {
    /// Its place on the case.
    pub number: i64,
    pub title: String,
    pub made_by: String,
    pub dated: Option<String>,
    /// What is in it; of a picture, what it shows.
    pub description: Option<String>,
    pub file_name: String,
    /// `application/pdf`, `image/png` or `image/jpeg`.
    pub media_type: &'static str,
    pub bytes: u64,
    /// Of the file, in hexadecimal.
    pub sha256: Option<String>,
    /// The newest act that tells of it.
    pub act: i64,
    /// The act it belongs to.
    pub belongs_to: Option<i64>,
    /// Where the file is; null once it has been taken down.
    pub url: Option<String>,
    /// The act that took it down, which says why.
    pub removed_by: Option<i64>,
}

/// An entry of the official record. It is never changed; a correction is an act of its own.
#[derive(Debug, Serialize, ToSchema)]
pub struct Act {
    pub id: i64,
    /// `transition`, `official_answer`, `elected_opinion` …
    pub kind: &'static str,
    /// Which step of the case, or which answer to an idea; `submit` is the first one. Null for what
    /// moves nothing.
    pub transition: Option<&'static str>,
    /// Stage after the act.
    pub stage: String,
    pub actor: ActActor,
    pub recorded_at: String,
    pub happened_on: String,
    #[schema(value_type = Object)]
    pub fields: BTreeMap<String, String>,
    /// The act this one corrects.
    pub supersedes: Option<i64>,
    /// The act that corrects this one.
    pub superseded_by: Option<i64>,
}

/// Who acted, as they were then.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct ActActor {
    /// Null where no name is shown, and for the system.
    pub name: Option<String>,
    /// `official`, `elected`, `secretary` …; `system` for what happens by the rules alone; null for
    /// people who speak for themselves.
    pub role: Option<&'static str>,
    pub title: Option<String>,
    pub department: Option<String>,
    pub party: Option<String>,
    pub assignment: Option<String>,
    pub body: Option<String>,
}

/// One page of a discussion, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentList {
    pub items: Vec<Comment>,
    /// Give it as `cursor` to get the next page; null on the last.
    pub next: Option<String>,
}

/// A comment or a reply to one.
#[derive(Debug, Serialize, ToSchema)]
pub struct Comment {
    pub id: i64,
    /// The comment this one replies to.
    pub parent: Option<i64>,
    pub author: ActActor,
    /// `for`, `against`, `question`, `neutral`.
    pub stance: &'static str,
    pub text: String,
    pub at: String,
    /// The public page that shows it.
    pub url: String,
}

pub(super) fn moment(at: Stamp) -> String {
    jiff::Timestamp::from_millisecond(at.0)
        .map(|at| at.to_string())
        .unwrap_or_default()
}

/// Where no name is shown there is none, whatever the reason.
pub(super) fn named(name: String) -> Option<String> {
    Some(name).filter(|name| !name.is_empty() && name != NAMELESS)
}

impl ActActor {
    pub(super) fn new(name: String, standing: Option<Standing>) -> Self {
        let mut actor = Self {
            name: named(name),
            ..Self::default()
        };
        if let Some(standing) = standing {
            actor.role = Some(standing.role.code());
            actor.title = standing.title;
            actor.department = standing.department;
            actor.party = standing.party;
            actor.assignment = standing.assignment;
            actor.body = standing.body.map(String::from);
        }
        actor
    }

    fn system() -> Self {
        Self {
            role: Some("system"),
            ..Self::default()
        }
    }
}

impl ProposalList {
    pub fn new(page: ListPage, public_url: &str) -> Self {
        let items = page
            .items
            .into_iter()
            .map(|item| ProposalSummary::new(item, public_url))
            .collect();
        Self {
            items,
            total: page.total,
            next: page.next,
        }
    }
}

impl ProposalSummary {
    fn new(item: ProposalItem, public_url: &str) -> Self {
        Self {
            id: item.id.get(),
            kind: item.kind.code(),
            title: item.title,
            gist: item.gist,
            topic: item.topic.code(),
            district: item.district,
            stage: item.course.code(),
            stage_group: merging::group(&item.course, item.merged_into.is_some()).code(),
            merged_into: item.merged_into.map(|id| id.get()),
            support: SupportCount {
                count: item.support_count,
                threshold: item.threshold,
            },
            comment_count: item.comment_count,
            submitted_at: moment(item.submitted_at),
            changed_at: moment(item.changed_at),
            answer_by: item.answer_by.map(|day| day.to_string()),
            url: format!("{public_url}/forslag/{}/{}", item.id, item.slug),
        }
    }
}

impl From<SupportView> for Support {
    fn from(view: SupportView) -> Self {
        Self {
            count: view.count,
            mine: view.mine,
            threshold: view.threshold,
            open: view.open,
            refused: view.refused,
        }
    }
}

impl Proposal {
    pub fn new(view: ProposalView, public_url: &str) -> Result<Self, serde_json::Error> {
        let documents = documents(&view)
            .into_iter()
            .map(|document| Document::new(document, &view, public_url))
            .collect();
        Ok(Self {
            id: view.id.get(),
            kind: view.kind.code(),
            documents,
            title: view.title,
            body: view.body,
            topic: view.topic.code(),
            district: view.district,
            proposer: named(view.proposer_name),
            stage: view.course.code(),
            stage_group: merging::group(&view.course, view.merged.is_some()).code(),
            merged_into: view
                .merged
                .and_then(|merged| merged.lead)
                .map(|(id, ..)| id.get()),
            parts: view.parts.iter().map(|part| part.id.get()).collect(),
            course: serde_json::to_value(view.course.for_everybody())?,
            diary_number: view.diary_number,
            submitted_at: moment(view.submitted_at),
            changed_at: moment(view.changed_at),
            answer_by: view.answer_by.map(|day| day.to_string()),
            support: view.support.into(),
            comment_count: view.comment_count,
            acts: view.acts.into_iter().map(Act::from).collect(),
            url: format!("{public_url}/forslag/{}/{}", view.id, view.slug),
        })
    }
}

impl Document {
    fn new(shown: Shown, case: &ProposalView, public_url: &str) -> Self {
        let there = shown.removal.is_none();
        let address = file_address(case, shown.number);
        Self {
            number: shown.number,
            title: shown.title,
            made_by: shown.made_by,
            dated: shown.dated.map(|day| day.to_string()),
            description: shown.description,
            file_name: shown.file_name,
            media_type: shown.kind.code(),
            bytes: shown.bytes,
            sha256: shown.act.fields.get(SHA256).cloned(),
            act: shown.act.id.get(),
            belongs_to: shown.belongs_to.map(|act| act.get()),
            url: there.then(|| format!("{public_url}{address}")),
            removed_by: shown.removal.map(|(act, _)| act.id.get()),
        }
    }
}

impl From<ActView> for Act {
    fn from(act: ActView) -> Self {
        let step = act.transition.map(|step| step.code());
        let step = step.or(act.idea_move.map(|step| step.code()));
        // Handing in is no step from one stage to another; it is where the record begins.
        let step = step.or((act.kind == ActKind::Transition).then_some("submit"));
        Self {
            id: act.id.get(),
            kind: act.kind.code(),
            transition: step,
            stage: act.stage,
            actor: match act.by_system {
                true => ActActor::system(),
                false => ActActor::new(act.actor_name, act.standing),
            },
            recorded_at: moment(act.at),
            happened_on: act.happened_on.to_string(),
            fields: act.fields,
            supersedes: act.supersedes.map(|id| id.get()),
            superseded_by: act.superseded_by.map(|id| id.get()),
        }
    }
}

impl CommentList {
    /// `there`: the page that shows them.
    pub fn new(there: &str, page: CommentPage, public_url: &str) -> Self {
        let items = page
            .items
            .into_iter()
            .map(|comment| Comment::new(there, comment, public_url))
            .collect();
        Self {
            items,
            next: page.next,
        }
    }
}

impl Comment {
    pub fn new(there: &str, comment: CommentView, public_url: &str) -> Self {
        Self {
            id: comment.id.get(),
            parent: comment.parent.map(|id| id.get()),
            author: ActActor::new(comment.author, comment.standing),
            stance: comment.stance.code(),
            text: comment.text,
            at: moment(comment.at),
            url: format!("{public_url}{}", address_of(there, comment.id)),
        }
    }
}
