//! What programs send: the bodies and the parameters of the list.

use nara_app::error::AppError;
use nara_app::proposals::api::{DraftFields, NewComment};
use nara_app::proposals::query::{PAGE_SIZE, page_size, pairs};
use nara_domain::dialogue::CommentStance;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::CommentId;
use nara_domain::proposal::{Kind, StageGroup, Topic};
use nara_domain::text::{BODY_MAX, COMMENT_MAX, TITLE_MAX};
use utoipa::openapi::schema::{Object, ObjectBuilder, Type};
use utoipa::{IntoParams, ToSchema};

use super::body::{Body, FromBody};

/// A proposal or idea to be handed in.
#[derive(Debug, ToSchema)]
pub struct NewProposal {
    /// As people count, not bytes.
    #[schema(min_length = 1, max_length = 80)]
    title: String,
    #[schema(min_length = 1, max_length = 2000)]
    body: String,
    #[schema(schema_with = topic)]
    topic: String,
    /// `proposal` where nothing is said.
    #[schema(schema_with = kind, required = false)]
    kind: String,
    /// Code of a part of the municipality.
    #[schema(required = false)]
    district: String,
    /// How long it is to be open for support, where the municipality lets people choose: `90d`, `6m`.
    #[schema(required = false)]
    window: String,
}

// The description's figures are written out above, because attributes take no names.
const _: () = assert!(TITLE_MAX == 80 && BODY_MAX == 2000 && COMMENT_MAX == 2000);

impl FromBody for NewProposal {
    fn take(body: &mut Body) -> Self {
        Self {
            title: body.text("title"),
            body: body.text("body"),
            topic: body.text("topic"),
            kind: body.text("kind"),
            district: body.text("district"),
            window: body.text("window"),
        }
    }
}

impl From<NewProposal> for DraftFields {
    fn from(new: NewProposal) -> Self {
        let NewProposal {
            title,
            body,
            topic,
            kind,
            district,
            window,
        } = new;
        Self {
            kind,
            title,
            body,
            topic,
            district,
            window,
            ..Self::default()
        }
    }
}

/// A comment or reply to be written.
#[derive(Debug, ToSchema)]
pub struct CommentText {
    #[schema(min_length = 1, max_length = 2000)]
    text: String,
    /// `neutral` where nothing is said. Replies are always neutral.
    #[schema(schema_with = stance, required = false)]
    stance: String,
    /// The comment this one replies to. There is one level of replies: a reply to a reply stands
    /// beside it.
    #[schema(required = false)]
    parent: Option<i64>,
}

impl FromBody for CommentText {
    fn take(body: &mut Body) -> Self {
        Self {
            text: body.text("text"),
            stance: body.text("stance"),
            parent: body.number("parent"),
        }
    }
}

impl CommentText {
    /// `once`: what makes sending it twice one comment.
    pub fn with_key(self, once: String) -> NewComment {
        let Self {
            text,
            stance,
            parent,
        } = self;
        NewComment {
            text,
            stance,
            parent: parent.map(CommentId::new),
            once,
            ..NewComment::default()
        }
    }
}

/// The list's parameters, the same as in the address of the page `/forslag`. For the description
/// only: [`nara_app::proposals::query::list_query`] reads them.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the fields, is never made")]
pub struct ListParameters {
    /// Words to search for.
    q: Option<String>,
    /// Group of stages.
    #[param(schema_with = stage_group)]
    lage: Option<String>,
    /// Subject.
    #[param(schema_with = topic)]
    amne: Option<String>,
    /// Code of a part of the municipality.
    omrade: Option<String>,
    #[param(schema_with = kind)]
    slag: Option<String>,
    /// Last changed first, most support first, longest waiting first, or at random.
    #[param(schema_with = order)]
    ordning: Option<String>,
    /// Seed of the random order.
    #[param(minimum = 0)]
    fro: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// 20 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
}

/// Which page of a discussion.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CommentParameters {
    /// `next` of the page before.
    #[param(required = false)]
    pub cursor: Option<String>,
    /// 20 where nothing is said.
    #[param(minimum = 1, maximum = 100, required = false)]
    pub limit: i64,
}

impl CommentParameters {
    /// # Errors
    /// `UnknownParameter`, and `Invalid` for a limit that cannot be.
    pub fn read(query: &str) -> Result<Self, AppError> {
        let mut out = Self {
            cursor: None,
            limit: PAGE_SIZE,
        };
        let pairs = pairs(query);
        let unknown = pairs
            .iter()
            .filter(|(name, _)| !["cursor", "limit"].contains(&name.as_str()))
            .map(|(name, _)| FieldError::new(name, FieldProblem::UnknownField));
        let unknown: Vec<_> = unknown.collect();
        if !unknown.is_empty() {
            return Err(AppError::UnknownParameter(unknown));
        }
        for (name, value) in pairs {
            match (name.as_str(), value.trim()) {
                (_, "") => {}
                ("cursor", cursor) => out.cursor = Some(cursor.to_owned()),
                ("limit", limit) => {
                    out.limit = page_size(limit).map_err(|error| AppError::Invalid(vec![error]))?;
                }
                _ => {}
            }
        }
        Ok(out)
    }
}

fn one_of(codes: impl IntoIterator<Item = &'static str>) -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(codes))
        .build()
}

fn topic() -> Object {
    one_of(Topic::CODES.iter().copied())
}

fn kind() -> Object {
    one_of(Kind::LISTED.map(Kind::code))
}

fn stance() -> Object {
    one_of(CommentStance::CODES.iter().copied())
}

fn stage_group() -> Object {
    let public = StageGroup::ALL
        .iter()
        .filter(|group| **group != StageGroup::NotPublic);
    one_of(public.map(|group| group.code()))
}

fn order() -> Object {
    one_of(nara_app::proposals::api::Sort::ALL.map(|sort| sort.code()))
}
