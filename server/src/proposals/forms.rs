//! The forms of a proposal's page: support, comment, take back, complete.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use nara_app::error::AppError;
use nara_app::fame::{FORM as FAME_FORM, ID as FAME_ID};
use nara_app::helping::{FORM as HELP_FORM, ID as HELP_ID};
use nara_app::moderation::holding::api::HoldingPort;
use nara_app::moderation::holding::own_path;
use nara_app::proposals::answered::{FORM as ANSWERED_FORM, answered_path};
use nara_app::proposals::api::{
    CommentView, NewAct, NewAnswered, NewComment, NewWords, QUESTION, QUESTION_FORM,
};
use nara_app::proposals::change::{FORM as CHANGE_FORM, change_path};
use nara_app::proposals::discussion;
use nara_app::proposals::query::pairs;
use nara_domain::answer::{ActKind, PERSONAL};
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::{CommentId, HeldId, ProposalId};
use nara_domain::proposal::TransitionKind;
use serde::Deserialize;

use super::is_held;
use super::sent::{On, Sent, address, read_at};
use super::wizard_forms;
use crate::groups::is_read_first;
use crate::http::forms::{FormRequest, NoFields, Typed, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

/// All addresses that residents' forms post to.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forslag/{id}", get(canonical))
        .route("/forslag/{id}/{slug}/stod", post(support).get(back))
        .route(
            "/forslag/{id}/{slug}/stod/angra",
            post(withdraw_support).get(back),
        )
        .route("/forslag/{id}/{slug}/emot", post(oppose).get(back))
        .route(
            "/forslag/{id}/{slug}/emot/angra",
            post(stop_opposing).get(back),
        )
        .route("/forslag/{id}/{slug}/inlagg", post(comment).get(back))
        .route(
            "/forslag/{id}/{slug}/inlagg/kasta",
            post(throw_away).get(back),
        )
        .route(
            "/forslag/{id}/{slug}/inlagg/{comment}/andra",
            post(change_comment),
        )
        .route(
            "/forslag/{id}/{slug}/inlagg/{comment}/besvarad",
            post(mark_answered),
        )
        .route("/forslag/{id}/{slug}/haller-med", post(agree).get(back))
        .route("/forslag/{id}/{slug}/aterkalla", post(withdraw).get(back))
        .route("/forslag/{id}/{slug}/komplettera", post(complete).get(back))
        .route(
            "/forslag/{id}/{slug}/fragesvar",
            post(answer_question).get(back),
        )
        .route("/forslag/{id}/{slug}/blev-det-gjort", post(reply).get(back))
        .route("/forslag/{id}/{slug}/hall-of-fame", post(fame).get(back))
        .route("/forslag/{id}/{slug}/hjalpa-till", post(help).get(back))
        .merge(super::adoption_forms::routes())
        .merge(super::coauthor_forms::routes())
        .merge(super::merge_forms::routes())
        .merge(wizard_forms::routes())
}

/// `/forslag/12`, as said on the phone or printed on a poster, leads to the full address.
async fn canonical(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
) -> Response {
    let found = match id.parse::<ProposalId>() {
        Err(none) => Err(none.into()),
        Ok(id) => state.proposals.get(&context.actor, id, context.now).await,
    };
    let full = match found {
        Ok(view) => Ok(format!("/forslag/{}/{}", view.id, view.slug)),
        Err(AppError::NotFound) => questions_at(&state, &id).await,
        Err(error) => Err(error),
    };
    match full {
        Ok(full) => {
            let query = match context.query.as_str() {
                "" => String::new(),
                query => format!("?{query}"),
            };
            see_other(&context, &format!("{full}{query}"), None)
        }
        Err(error) => pages::failure(&state, context, error).await,
    }
}

/// The page of the questions whose discussion has this number.
async fn questions_at(state: &AppState, id: &str) -> Result<String, AppError> {
    let found = state.proposals.questions_of(id.parse()?).await?;
    let (set, slug) = found.ok_or(AppError::NotFound)?;
    Ok(nara_app::questions::path_of(set, &slug))
}

/// Reloading the address of a form that came back leads to its page.
async fn back(
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
) -> Response {
    let page = address(&id, &slug).map_or_else(|_| "/forslag".to_owned(), |(_, page)| page);
    see_other(&context, &page, None)
}

async fn support(Sent { mut on, form }: Sent<NoFields>) -> Response {
    let done = async {
        let NoFields {} = form?;
        let service = &on.state.proposals;
        service.support(on.actor(), on.id, on.now()).await?;
        Ok((on.page.clone(), "supported"))
    }
    .await;
    if done == Err(AppError::SignIn) {
        // The support is done on return.
        on.page.push_str("?gor=stod");
    }
    on.end("support", done).await
}

async fn withdraw_support(Sent { on, form }: Sent<NoFields>) -> Response {
    let done = async {
        let NoFields {} = form?;
        let service = &on.state.proposals;
        service
            .withdraw_support(on.actor(), on.id, on.now())
            .await?;
        Ok((on.page.clone(), "support_withdrawn"))
    }
    .await;
    on.end("support", done).await
}

async fn oppose(Sent { on, form }: Sent<NoFields>) -> Response {
    let done = async {
        let NoFields {} = form?;
        let service = &on.state.proposals;
        service.oppose(on.actor(), on.id, on.now()).await?;
        Ok((on.page.clone(), "opposed"))
    }
    .await;
    on.end("support", done).await
}

async fn stop_opposing(Sent { on, form }: Sent<NoFields>) -> Response {
    let done = async {
        let NoFields {} = form?;
        let service = &on.state.proposals;
        service.stop_opposing(on.actor(), on.id, on.now()).await?;
        Ok((on.page.clone(), "opposition_withdrawn"))
    }
    .await;
    on.end("support", done).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommentForm {
    text: String,
    /// Missing where nothing was chosen, and in replies.
    #[serde(default)]
    stance: String,
    /// The comment this one replies to.
    #[serde(default)]
    parent: String,
    /// The comment it quotes, and the words.
    #[serde(default)]
    quoted: String,
    #[serde(default)]
    quote: String,
    #[serde(default)]
    once: String,
}

async fn comment(Sent { on, form }: Sent<CommentForm>) -> Response {
    let done = async {
        Ok(match write_comment(&on, form?).await? {
            Written::Handed => ("/grupp/mitt".to_owned(), "text_sent"),
            // What happens with it, and why, stands there.
            Written::Held(id) => (own_path(id), "text_held"),
            Written::There(written) => {
                let page = on.read_at().await?;
                let there = match written.parent {
                    // What is new is on the newest page.
                    None => format!("{page}#inlagg-{}", written.id),
                    Some(_) => discussion::address_of(&page, written.id),
                };
                (there, "commented")
            }
        })
    }
    .await;
    on.end("comment", done).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgreeForm {
    /// The comment.
    about: String,
    /// `yes`, `no`: the form is one button.
    deed: String,
    /// The page of the discussion it was on.
    #[serde(default)]
    there: String,
}

/// Agreeing with a comment, and no longer.
async fn agree(Sent { mut on, form }: Sent<AgreeForm>) -> Response {
    let done = async {
        let AgreeForm { about, deed, there } = form?;
        let comment: CommentId = about.parse().map_err(|_| AppError::NotFound)?;
        let (agrees, flash) = match deed.as_str() {
            "yes" => (true, "agreed"),
            "no" => (false, "agreement_withdrawn"),
            // No button of ours says something else.
            _ => return Err(AppError::Malformed),
        };
        let there = discussion::asked_for(&pairs(&there));
        let seen_at = discussion::seen_at(&on.read_at().await?, there, comment);
        // Whoever has to sign in first comes back to the comment.
        let linked = discussion::address_of(&on.page, comment);
        on.page = linked.split('#').next().unwrap_or_default().to_owned();
        let service = &on.state.proposals;
        let about = (on.id, comment);
        service
            .agree_with(on.actor(), about, agrees, on.now())
            .await?;
        Ok((seen_at, flash))
    }
    .await;
    on.end("agree", done).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeForm {
    text: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    once: String,
}

/// The comment in an address, with the page of its proposal.
fn about(id: &str, slug: &str, comment: &str) -> Result<(ProposalId, CommentId, String), AppError> {
    let (id, case) = address(id, slug)?;
    let comment = comment.parse().map_err(|_| AppError::NotFound)?;
    Ok((id, comment, case))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnsweredForm {
    /// Empty: no reply does.
    #[serde(default)]
    reply: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    once: String,
}

async fn mark_answered(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug, comment)): Path<(String, String, String)>,
    Typed { values, form }: Typed<AnsweredForm>,
) -> Response {
    let (id, comment, case) = match about(&id, &slug, &comment) {
        Ok(about) => about,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let done = async {
        let AnsweredForm {
            reply,
            text,
            seen,
            once,
        } = form?;
        let new = NewAnswered {
            reply,
            text,
            seen,
            once,
        };
        let (actor, now) = (&context.actor, context.now);
        let question = (id, comment);
        state
            .proposals
            .mark_answered(actor, question, new, now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(
            &context,
            &discussion::address_of(&case, comment),
            Some("marked_answered"),
        ),
        Err(error @ AppError::NotFound) => pages::failure(&state, context, error).await,
        Err(error) => {
            let page = answered_path(&case, comment);
            refuse(&state, context, &page, ANSWERED_FORM, values, error).await
        }
    }
}

async fn change_comment(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug, comment)): Path<(String, String, String)>,
    Typed { values, form }: Typed<ChangeForm>,
) -> Response {
    let (id, comment, case) = match about(&id, &slug, &comment) {
        Ok(about) => about,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let done = async {
        let ChangeForm { text, seen, once } = form?;
        let new = NewWords { text, seen, once };
        let (actor, now) = (&context.actor, context.now);
        let proposals = &state.proposals;
        proposals.change(actor, (id, comment), new, now).await?;
        read_at(&state, (id, &case)).await
    }
    .await;
    let page = change_path(&case, comment);
    match done {
        Ok(there) => {
            let there = discussion::address_of(&there, comment);
            see_other(&context, &there, Some("comment_changed"))
        }
        Err(error @ AppError::NotFound) => pages::failure(&state, context, error).await,
        Err(error) => refuse(&state, context, &page, CHANGE_FORM, values, error).await,
    }
}

/// What became of a comment.
enum Written {
    There(Box<CommentView>),
    /// Whoever runs the author's group reads it first.
    Handed,
    /// A moderator does.
    Held(HeldId),
}

async fn write_comment(on: &On, form: CommentForm) -> Result<Written, AppError> {
    let parent = match form.parent.as_str() {
        "" => None,
        parent => Some(parent.parse().map_err(|_| AppError::Malformed)?),
    };
    let quoted = match form.quoted.as_str() {
        "" => None,
        quoted => Some(quoted.parse().map_err(|_| AppError::Malformed)?),
    };
    // A reply takes no side of its own.
    let stance = match parent {
        Some(_) => "neutral".to_owned(),
        None => form.stance,
    };
    let new = NewComment {
        text: form.text,
        stance,
        parent,
        quoted,
        quote: form.quote,
        once: form.once,
    };
    let (state, actor, now) = (&on.state, on.actor(), on.now());
    let written = state
        .proposals
        .comment(actor, on.id, new.clone(), now)
        .await;
    let written = match written {
        Err(error) if is_read_first(&error) => {
            let groups = &state.groups;
            let handed_over = groups.hand_over_comment(actor, on.id, new.clone(), now);
            handed_over.await.map(|()| Written::Handed)
        }
        Err(error) if is_held(&error) => state.holding.newest(actor).await.map(Written::Held),
        written => written.map(|written| Written::There(Box::new(written))),
    };
    // What came back is a draft, also for whoever closes the page instead of mending it; what was sent
    // is none. Neither fails for it: the text is on the page.
    let drafts = &state.comment_drafts;
    let _kept = match &written {
        Ok(_) => drafts.throw_away(actor, on.id).await.ok(),
        Err(_) => drafts.keep(actor, on.id, new, now).await.ok().map(drop),
    };
    written
}

/// The draft of a comment.
async fn throw_away(Sent { on, form }: Sent<NoFields>) -> Response {
    let done = async {
        let NoFields {} = form?;
        let drafts = &on.state.comment_drafts;
        drafts.throw_away(on.actor(), on.id).await?;
        Ok((
            format!("{}#skriv", on.read_at().await?),
            "comment_draft_thrown",
        ))
    }
    .await;
    on.end("comment", done).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WithdrawForm {
    /// `yes` from a box that has to be ticked: it cannot be undone.
    #[serde(default)]
    confirmation: String,
    #[serde(default)]
    once: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReplyForm {
    /// `domain::follow_up::Reply`; missing where nothing was chosen.
    #[serde(default)]
    reply: String,
}

async fn reply(Sent { on, form }: Sent<ReplyForm>) -> Response {
    let done = async {
        let reply = form?.reply;
        let service = &on.state.follow_ups;
        service
            .reply(on.actor(), on.id, reply.trim(), on.now())
            .await?;
        Ok((format!("{}#blev-det-gjort", on.page), "replied"))
    }
    .await;
    on.end("reply", done).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FameForm {
    /// `yes` or `no`: the form is one button.
    deed: String,
}

async fn fame(Sent { on, form }: Sent<FameForm>) -> Response {
    let done = async {
        let (show, flash) = match form?.deed.as_str() {
            "yes" => (true, "famed"),
            "no" => (false, "unfamed"),
            // No button of ours says something else.
            _ => return Err(AppError::Malformed),
        };
        let service = &on.state.fame;
        service.agree(on.actor(), on.id, show, on.now()).await?;
        Ok((format!("{}#{FAME_ID}", on.page), flash))
    }
    .await;
    on.end(FAME_FORM, done).await
}

async fn withdraw(Sent { on, form }: Sent<WithdrawForm>) -> Response {
    let done = async {
        let WithdrawForm { confirmation, once } = form?;
        if confirmation != "yes" {
            let problem = FieldError::new("confirmation", FieldProblem::NotTicked);
            return Err(AppError::Invalid(vec![problem]));
        }
        let new = act([("confirmation", confirmation)], once);
        record(&on, TransitionKind::Withdraw, new).await?;
        Ok((on.page.clone(), "withdrawn"))
    }
    .await;
    on.end("withdraw", done).await
}

async fn record(on: &On, kind: TransitionKind, new: NewAct) -> Result<(), AppError> {
    let service = &on.state.proposals;
    let done = service.record(on.actor(), on.id, kind, new, on.now()).await;
    done.map(|_| ())
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CompleteForm {
    completion: String,
    #[serde(default)]
    once: String,
}

async fn complete(Sent { on, form }: Sent<CompleteForm>) -> Response {
    let done = async {
        let CompleteForm { completion, once } = form?;
        let new = act([("completion", completion)], once);
        record(&on, TransitionKind::Complete, new).await?;
        Ok((on.page.clone(), "completed"))
    }
    .await;
    on.end("complete", done).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionAnswerForm {
    /// The act that asks.
    question: String,
    text: String,
    /// `yes` from a box.
    #[serde(default)]
    personal: String,
    #[serde(default)]
    once: String,
}

async fn answer_question(Sent { on, form }: Sent<QuestionAnswerForm>) -> Response {
    let done = async {
        let form = form?;
        let fields = [
            (QUESTION, form.question),
            ("text", form.text),
            (PERSONAL, form.personal),
        ];
        let new = act(fields, form.once);
        let (service, kind) = (&on.state.proposals, ActKind::QuestionAnswer);
        let act = service
            .answer(on.actor(), on.id, kind, new, on.now())
            .await?;
        Ok((format!("{}#svar-{act}", on.page), "question_answered"))
    }
    .await;
    on.end(QUESTION_FORM, done).await
}

fn act<const N: usize>(fields: [(&str, String); N], once: String) -> NewAct {
    let fields: BTreeMap<String, String> = fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    NewAct { fields, once }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HelpForm {
    /// `yes`, `no`.
    #[serde(default)]
    deed: String,
    /// `yes`: the name may be told.
    #[serde(default)]
    name: String,
}

/// Wanting to help with an idea, and no longer.
async fn help(Sent { on, form }: Sent<HelpForm>) -> Response {
    let done = async {
        let HelpForm { deed, name } = form?;
        let service = &on.state.helping;
        let said = match deed.as_str() {
            "yes" => {
                let named = name == "yes";
                service.help(on.actor(), on.id, named, on.now()).await?;
                "helping"
            }
            "no" => {
                service.stop_helping(on.actor(), on.id, on.now()).await?;
                "helping_stopped"
            }
            _ => return Err(AppError::Malformed),
        };
        Ok((format!("{}#{HELP_ID}", on.page), said))
    }
    .await;
    on.end(HELP_FORM, done).await
}
