//! A proposal's page, cut to what the asking actor may see.

use nara_app::error::AppError;
use nara_app::proposals::api::{
    ActView, Against, CORRECTION_REASON, Discussion, DiscussionPage, FollowView, Possible,
    ProposalView, SupportView,
};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::answer::{ANSWERS, ActKind, PERSONAL};
use nara_domain::follow::Ties;
use nara_domain::ids::{ActId, PersonId, ProposalId, QuestionSetId};
use nara_domain::name::NAMELESS;
use nara_domain::permissions::{
    Action, Subject, answer_for_department, can, free_parts, reads_personal, run_cases,
};
use nara_domain::proposal::officer::OFFICER_ID;
use nara_domain::proposal::{Course, IdeaMoveKind, Ruleset, Stage, TransitionKind, legal_now};
use nara_domain::support::{SupportRefused, counts_against, is_whole, may_oppose, may_support};
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use super::ProposalService;
use super::comments::{could_agree, page_of};
use super::correct::{corrects_for_own_body, is_correctable, is_taken_down, takes_another};
use super::fame;
use super::merging::asked_about;
use super::prepare::prepared_view;
use super::record::{move_context, subject};
use super::waiting::waiting_view;
use crate::db::Conn;
use crate::follow::store as follow;
use crate::meetings::store as meetings;
use crate::outside::store as outside;
use crate::people::store as people;
use crate::proposals::store::act::{self, StoredAct};
use crate::proposals::store::case::{self, Shown, StoredCase};
use crate::proposals::store::fact;
use crate::proposals::store::item::threshold;

/// The field of a registration that says so.
const SENDER_PROTECTED: &str = "sender_protected";

impl ProposalService {
    /// At most six statements, whatever there is to show; one more for a page of the discussion that is
    /// asked for by one of its comments or is behind its end, for those who may be a second reader, for
    /// those who may answer, where a question of the discussion has its answer, where a meeting is to take it
    /// up, where something was promised, where a body outside was asked, where it builds on an idea, where
    /// others are part of it, and for who is asked whether it becomes part of another; three where it has
    /// become part of another, or where somebody asked to hand an idea in.
    pub(super) async fn view(
        &self,
        actor: &Actor,
        id: ProposalId,
        page: DiscussionPage,
        now: Stamp,
    ) -> Result<ProposalView, AppError> {
        let mut conn = self.db.read().await?;
        self.view_in(&mut conn, actor, id, page, now).await
    }

    /// As [`Self::view`], also of what is not committed.
    pub(super) async fn view_in(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        id: ProposalId,
        page: DiscussionPage,
        now: Stamp,
    ) -> Result<ProposalView, AppError> {
        let shown = case::find_shown(conn, id).await?;
        let shown = shown.ok_or(AppError::NotFound)?;
        self.view_of(conn, shown, actor, page, now).await
    }

    /// The discussion of questions that everybody reads, as the parts of a page that show one want it; none where
    /// there is none.
    pub(super) async fn talk_view(
        &self,
        actor: &Actor,
        set: QuestionSetId,
        page: DiscussionPage,
        now: Stamp,
    ) -> Result<Option<ProposalView>, AppError> {
        let mut conn = self.db.read().await?;
        let Some(id) = case::find_talk_of(&mut conn, set).await? else {
            return Ok(None);
        };
        let shown = case::find_shown_talk(&mut conn, id).await?;
        let shown = shown.ok_or(AppError::NotFound)?;
        let view = self.view_of(&mut conn, shown, actor, page, now);
        Ok(Some(view.await?))
    }

    async fn view_of(
        &self,
        conn: &mut Conn,
        Shown {
            case,
            live_seq,
            reined,
        }: Shown,
        actor: &Actor,
        page: DiscussionPage,
        now: Stamp,
    ) -> Result<ProposalView, AppError> {
        let id = case.id;
        let rules = self.room.rulesets.get(conn, case.ruleset_id).await?;
        let subject = subject(&case, &rules, None);
        can(actor, Action::ReadProposal, &subject)?;
        // Only a duty asks who took which step; everybody else is spared the question.
        let acts = match actor.has_any_duty() {
            true => act::of_proposal_by_present_account(conn, id).await?,
            false => act::of_proposal(conn, id).await?,
        };
        let reads_all = can(actor, Action::ReadUnpublished, &subject).is_ok();
        let unread = !reads_all && case.course.is_taken_back_unread();
        let discussion = match unread {
            true => Discussion::default(),
            false => page_of(conn, (id, actor.person_id()), page).await?,
        };
        let facts = match case.has_facts && !unread {
            true => fact::of_proposal(conn, id).await?,
            false => Vec::new(),
        };
        let stored = match actor.person_id() {
            Some(person) => follow::find_ties(conn, id, person).await?,
            None => follow::Stored::default(),
        };
        let mine = actor.person_id() == Some(case.proposer);
        // Who keeps the diary has to know that an entry is without a sender; nobody else learns it.
        let registrar = actor.has(Role::Secretary);
        let sender_protected = registrar
            && (is_sender_protected(&acts) || people::is_protected(conn, case.proposer).await?);
        let prepared = prepared_view(conn, &case, &rules, actor).await?;
        let waiting = waiting_view(conn, &case, &rules, actor).await?;
        let asked_outside = acts.iter().any(|act| act.kind == ActKind::OutsideQuestion);
        let outside = match asked_outside && answer_for_department(actor).is_ok() {
            true => outside::of_case(conn, id).await?,
            false => Vec::new(),
        };
        let follow_up = self
            .follow_up_view(conn, &case, (actor, stored.ties.supports), now)
            .await?;
        let fame = fame::asked(&case, actor);
        let merged = self.merged_view(conn, &case, actor, now).await?;
        let parts = self.parts_view(conn, &case).await?;
        let merge_asked = asked_about(conn, &case, actor).await?;
        let adoption = self
            .adoption_view(conn, (&case, &rules), actor, now)
            .await?;
        let helpers = self.helpers_view(conn, &case, actor, now).await?;
        let coauthors = self.coauthors_view(conn, &case, actor, now).await?;
        let called_off = match case.course.as_proposal() {
            Some(
                Stage::Scheduled { body, date, .. }
                | Stage::Tabled {
                    body,
                    next_meeting: date,
                    ..
                },
            ) => meetings::is_called_off(conn, body, *date).await?,
            _ => false,
        };
        let opposes = stored.ties.opposes && counts_against(&case.course, &rules);
        let rights = Rights {
            case: &case,
            rules: &rules,
            acts: &acts,
            reads_all,
            hides_sender: unread,
            registrar,
        };
        let acts = acts
            .iter()
            .map(|act| act_view(act.clone(), actor, Some(&rights)))
            .collect();
        Ok(ProposalView {
            id,
            slug: slug(&case.title),
            kind: case.kind,
            body: ((reads_all && case.hidden.is_none()) || case.public_text().is_some())
                .then(|| case.body.clone()),
            hidden: case.hidden,
            topic: case.topic,
            district: case.district.clone(),
            proposer_name: match unread {
                true => NAMELESS.to_owned(),
                false => case.byline(),
            },
            sender_protected,
            mine,
            of_group: case.of_group,
            ruleset: rules.as_ref().clone(),
            diary_number: case.diary_number.clone(),
            submitted_at: case.submitted_at,
            changed_at: case.changed_at,
            answer_by: case.answer_by,
            support: support_view(
                &case,
                &rules,
                actor,
                (stored.ties.supports, opposes),
                now.day(),
            ),
            follow: FollowView {
                ties: Ties {
                    proposer: mine,
                    ..stored.ties
                },
                address: stored.address,
                all_stopped: stored.all_stopped,
            },
            acts,
            discussion,
            facts,
            comment_count: if unread { 0 } else { case.comment_count },
            reined,
            drafted: stored.drafted,
            prepared,
            waiting,
            outside: outside.into_iter().map(|one| one.view(now)).collect(),
            follow_up,
            fame,
            merged,
            parts,
            called_off,
            merge_asked,
            adoption,
            helpers,
            coauthors,
            possible: possible(&case, &rules, actor, now.day()),
            live_seq,
            // Said by the page that has the questions.
            read_at: None,
            title: case.title,
            course: case.course,
        })
    }
}

/// What an act's view depends on besides the act.
pub(super) struct Rights<'a> {
    case: &'a StoredCase,
    rules: &'a Ruleset,
    /// The whole record.
    acts: &'a [StoredAct],
    reads_all: bool,
    hides_sender: bool,
    registrar: bool,
}

impl<'a> Rights<'a> {
    /// Of whoever reads the case's page without having a part in it.
    pub(super) const fn of_everybody(
        case: &'a StoredCase,
        rules: &'a Ruleset,
        acts: &'a [StoredAct],
    ) -> Self {
        Self {
            case,
            rules,
            acts,
            reads_all: false,
            hides_sender: false,
            registrar: false,
        }
    }
}

/// The act as everybody may see it.
pub(crate) fn as_everybody(act: StoredAct) -> ActView {
    act_view(act, &Actor::Visitor, None)
}

/// The act as this actor may see it; without rights, as everybody may.
pub(super) fn act_view(act: StoredAct, actor: &Actor, rights: Option<&Rights<'_>>) -> ActView {
    let corrects = act.superseded_by.is_none()
        && is_correctable(&act)
        && rights.is_some_and(|rights| {
            let subject = subject(rights.case, rights.rules, act.actor);
            can(actor, Action::Correct(act.kind), &subject).is_ok()
                && corrects_for_own_body(actor, &act).is_ok()
                && !is_taken_down(&act, rights.acts)
        });
    let takes_another = corrects
        && rights.is_some_and(|rights| {
            takes_another(rights.case, rights.acts, rights.rules, &act, actor)
        });
    let transition = act.step.as_deref().and_then(TransitionKind::from_code);
    let idea_move = act.step.as_deref().and_then(IdeaMoveKind::from_code);
    let mut fields = act.fields;
    if !rights.is_some_and(|rights| rights.reads_all) {
        // What a proposer was asked, and answered, before anybody else could read it may well be
        // personal. That it was asked is public, the letters are not.
        if matches!(
            transition,
            Some(TransitionKind::RequestCompletion | TransitionKind::Complete)
        ) {
            fields.clear();
        }
    }
    // Everybody reads the name; the number is for the colleagues' form.
    if run_cases(actor).is_err() || rights.is_none() {
        fields.remove(OFFICER_ID);
    }
    if act.kind == ActKind::QuestionAnswer
        && !rights.is_some_and(|rights| reads_personal(actor, rights.case.proposer))
        && rights.is_none_or(|rights| is_personal(act.id, rights.acts))
    {
        // Why it was corrected may repeat what it was about.
        fields.remove("text");
        fields.remove(CORRECTION_REASON);
        fields.insert(PERSONAL.to_owned(), "yes".to_owned());
    }
    // That there is something to hide is the first thing to hide.
    if !rights.is_some_and(|rights| rights.registrar) {
        fields.remove(SENDER_PROTECTED);
    }
    // What nobody had read when it was taken back, nobody reads in what came with it.
    if matches!(act.kind, ActKind::Document | ActKind::DocumentRemoval)
        && rights.is_some_and(|rights| rights.hides_sender)
    {
        fields.clear();
    }
    let hidden = rights.is_some_and(|rights| {
        rights.hides_sender && act.actor == Some(rights.case.proposer) && act.standing.is_none()
    });
    ActView {
        id: act.id,
        kind: act.kind,
        transition,
        idea_move,
        stage: act.stage,
        by_system: act.actor.is_none(),
        actor_name: if hidden {
            NAMELESS.to_owned()
        } else {
            act.actor_name
        },
        standing: act.standing,
        at: act.at,
        happened_on: act.happened_on,
        fields,
        supersedes: act.supersedes,
        superseded_by: act.superseded_by,
        read_by_two: act.prepared_by.is_some(),
        may_correct: corrects && !takes_another,
        takes_another,
    }
}

/// Whether an answer of the proposer's, or what it was corrected to or from, is marked as personal:
/// all versions of it are then kept from everybody.
fn is_personal(id: ActId, acts: &[StoredAct]) -> bool {
    let answers = acts
        .iter()
        .find(|act| act.id == id)
        .and_then(|act| act.fields.get(ANSWERS));
    acts.iter()
        .filter(|act| act.kind == ActKind::QuestionAnswer && act.fields.get(ANSWERS) == answers)
        .any(|act| act.fields.contains_key(PERSONAL))
}

/// Whether the registrar noted that the sender's name is protected; the last entry counts.
pub(super) fn is_sender_protected(acts: &[StoredAct]) -> bool {
    acts.iter()
        .rev()
        .find(|act| act.kind == ActKind::Transition && act.step.as_deref() == Some("register"))
        .and_then(|act| act.fields.get(SENDER_PROTECTED))
        .is_some_and(|answer| answer == "yes")
}

/// How this actor stands to the support. Signed out, it is shown as it would be for somebody who
/// lives here: the button leads to signing in.
pub(in crate::proposals) fn support_view(
    case: &StoredCase,
    rules: &Ruleset,
    actor: &Actor,
    (mine, opposes): (bool, bool),
    today: Date,
) -> SupportView {
    let allowed = is_whole(case.merged_into).and_then(|()| {
        may_support(
            (&case.course, Some(case.topic)),
            rules,
            actor,
            Some(case.proposer),
            today,
        )
    });
    let refused = match allowed {
        Ok(()) | Err(SupportRefused::SignIn) => None,
        Err(refused) => Some(refused.code().to_owned()),
    };
    let threshold = match &case.course {
        Course::Proposal(Stage::Collecting { threshold, .. }) => Some(*threshold),
        _ => threshold(case.kind, case.topic, rules),
    };
    SupportView {
        count: case.support_count,
        mine,
        threshold,
        open: refused.is_none(),
        refused,
        against: counts_against(&case.course, rules).then(|| {
            let ruled = is_whole(case.merged_into).and_then(|()| {
                may_oppose(
                    (&case.course, Some(case.topic)),
                    rules,
                    actor,
                    Some(case.proposer),
                    today,
                )
            });
            Against {
                count: case.against_count,
                mine: opposes,
                open: matches!(ruled, Ok(()) | Err(SupportRefused::SignIn)),
            }
        }),
    }
}

/// Which buttons this actor gets: the rules that decide about doing it are asked.
fn possible(case: &StoredCase, rules: &Ruleset, actor: &Actor, today: Date) -> Possible {
    let subject = subject(case, rules, None);
    let may = |action| can(actor, action, &subject).is_ok();
    let transitions = match &case.course {
        Course::Proposal(stage) => {
            let mut steps = legal_now(stage, actor, &move_context(case, rules, actor, today));
            // The proposer's own steps have buttons of their own.
            steps.retain(|step| {
                !matches!(step, TransitionKind::Withdraw | TransitionKind::Complete)
            });
            steps
        }
        Course::Idea(_) | Course::Problem(_) | Course::Questions => Vec::new(),
    };
    let transitions = match case.merged_into {
        Some(_) => Vec::new(),
        None => transitions,
    };
    Possible {
        comment: may(Action::Comment),
        agree: could_agree(actor, &subject).is_ok(),
        comment_after_sign_in: !actor.is_signed_in() && could_after_sign_in(&subject),
        official_answer: may(Action::AnswerAsOfficial),
        opinion: may(Action::StateOpinion),
        transitions,
        withdraw: may(Action::WithdrawProposal),
        complete: may(Action::CompleteProposal),
        answer_question: may(Action::Append(ActKind::QuestionAnswer)),
        verdict: IdeaMoveKind::ALL
            .iter()
            .filter(|kind| kind.verdict().is_some())
            .any(|kind| may(Action::RecordIdea(*kind))),
        mark_done: may(Action::RecordIdea(IdeaMoveKind::Done)),
        merge: may(Action::Merge),
        set_free: case.merged_into.is_some() && free_parts(actor).is_ok(),
    }
}

/// Whether somebody who lives here could comment.
fn could_after_sign_in(subject: &Subject<'_>) -> bool {
    let resident = Actor::Person {
        id: PersonId::new(0),
        name: String::new(),
        level: Level::N3,
        standings: vec![Standing::of(Role::Resident)],
        dormant: Vec::new(),
        restraint: None,
    };
    can(&resident, Action::Comment, subject).is_ok()
}
