//! Who may do what: one function. Whatever is not allowed here is denied.

use crate::actor::{Actor, Level, Role};
use crate::answer::ActKind;
use crate::error::{Denied, NotAllowedNow, NotNow};
use crate::ids::{PersonId, ProposalId};
use crate::merging::Side;
use crate::moderation::{may_take_part, may_write};
use crate::proposal::{
    Course, IdeaMoveKind, Kind, ProblemStage, Ruleset, Stage, Topic, Transition, TransitionKind,
};
use crate::{secretary, support};

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Read the page of a proposal or idea.
    ReadProposal,
    /// Read what is not public.
    ReadUnpublished,
    /// Put forward a proposal or an idea.
    Submit(Kind),
    /// Support.
    Support,
    /// Take support back.
    WithdrawSupport,
    /// Write in the discussion.
    Comment,
    /// Take a proposal back (T7).
    WithdrawProposal,
    /// Complete a proposal (T3).
    CompleteProposal,
    /// Answer as the department.
    AnswerAsOfficial,
    /// Ask the proposer something (T15).
    AskProposer,
    /// Say as elected what one thinks.
    StateOpinion,
    /// Record a step of a proposal.
    Record(TransitionKind),
    /// Answer an idea, or record that it is done.
    RecordIdea(IdeaMoveKind),
    /// Append another official act: delay, minutes, appeal, note.
    Append(ActKind),
    /// Correct an act of this kind (T33).
    Correct(ActKind),
    /// Suggest that it becomes part of another one (T34).
    Merge,
    /// Change settings, roles and rules.
    Administer,
    /// See the officials' desk.
    ReadDesk,
    /// Say who has a case, and read and write what colleagues write about it.
    RunCase,
    /// Enter a proposal, an idea or support for somebody at the desk.
    EnterPaper,
}

/// A proposal or idea that is acted on.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// Which kind.
    pub kind: Kind,
    /// Who put it forward; none when the account is gone.
    pub proposer: Option<PersonId>,
    /// Where it is.
    pub course: &'a Course,
    /// The rules it lives under.
    pub ruleset: &'a Ruleset,
    /// Its subject, for the rules that except some.
    pub topic: Option<Topic>,
    /// Who recorded the act that is to be corrected.
    pub act_author: Option<PersonId>,
    /// Whether it has become part of another one.
    pub merged: bool,
}

/// What is acted on.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// The site, under these rules.
    Site(&'a Ruleset),
    /// A proposal or idea.
    Case(Case<'a>),
}

impl<'a> Subject<'a> {
    /// The rules that apply.
    pub const fn ruleset(&self) -> &'a Ruleset {
        match self {
            Self::Site(ruleset) => ruleset,
            Self::Case(case) => case.ruleset,
        }
    }
}

/// Whether `actor` may do `action` to `subject`.
///
/// Decides on duty, level, ownership and the stage the action belongs to; whether a step's own
/// conditions hold (threshold, dates, fields) is the machine's to say
/// ([`Stage::ready_for`](crate::proposal::Stage::ready_for)). Days are not looked at here: for the
/// last day of support see [`support::may_support`].
///
/// # Errors
/// Why not. A visitor is asked to sign in before being told about duties; what is not public is
/// not found by whoever may not read it, whatever was tried.
pub fn can(actor: &Actor, action: Action, subject: &Subject<'_>) -> Result<(), Denied> {
    match subject {
        Subject::Site(ruleset) => on_site(actor, action, ruleset),
        Subject::Case(case) => {
            if !case.course.is_public() {
                read_unpublished(actor, case)?;
            }
            match (on_case(actor, action, case), case.merged) {
                // What somebody may not do anyway is said first.
                (Ok(()) | Err(Denied::NotNow(_)), true) if goes_on_in_lead(action) => {
                    Err(Denied::NotNow(NotNow::Merged))
                }
                (answer, _) => answer,
            }
        }
    }
}

/// Whether it is done to the one that leads, once a proposal is part of another. What stands in the
/// record can still be corrected, and colleagues can still write to each other.
const fn goes_on_in_lead(action: Action) -> bool {
    !matches!(
        action,
        Action::ReadProposal
            | Action::ReadUnpublished
            | Action::ReadDesk
            | Action::RunCase
            | Action::Correct(_)
            | Action::Append(ActKind::OutsideWithdrawal)
            | Action::Administer
            | Action::EnterPaper
    )
}

fn on_site(actor: &Actor, action: Action, ruleset: &Ruleset) -> Result<(), Denied> {
    match action {
        Action::Submit(kind) => submit(actor, kind, ruleset),
        Action::Administer => administer(actor),
        Action::ReadUnpublished => read_all_unpublished(actor),
        Action::EnterPaper => enter_paper(actor),
        Action::RunCase => run_cases(actor),
        Action::ReadDesk => duty(
            actor,
            &[
                Role::Official,
                Role::Elected,
                Role::Secretary,
                Role::Moderator,
            ],
        ),
        // Whose duty it is, whatever the case.
        Action::Record(kind) => match recorders(kind) {
            Recorders::Duty(roles, _) => duty(actor, roles),
            Recorders::Proposer => Err(Denied::NotFound),
        },
        // Everything else is done to something.
        _ => Err(Denied::NotFound),
    }
}

fn on_case(actor: &Actor, action: Action, case: &Case<'_>) -> Result<(), Denied> {
    match action {
        // Not public and still here: allowed to read it.
        Action::ReadProposal => Ok(()),
        Action::ReadUnpublished => read_unpublished(actor, case),
        Action::Submit(kind) => submit(actor, kind, case.ruleset),
        Action::Support => {
            support::is_open(case.course, case.ruleset, case.topic, None)?;
            Ok(support::who_may(case.course, case.ruleset, actor)?)
        }
        Action::WithdrawSupport => {
            support::is_open(case.course, case.ruleset, case.topic, None)?;
            signed_in(actor)
        }
        Action::Comment => comment(actor, case),
        Action::WithdrawProposal => record(actor, TransitionKind::Withdraw, case),
        Action::CompleteProposal => record(actor, TransitionKind::Complete, case),
        Action::AnswerAsOfficial => {
            answer_for_department(actor)?;
            can_be_answered(case)
        }
        Action::AskProposer => {
            duty(actor, &[Role::Official])?;
            match case.course {
                Course::Proposal(Stage::InPreparation { .. }) => Ok(()),
                Course::Proposal(_) => Err(Denied::NotNow(NotNow::OtherStage)),
                Course::Idea(_) | Course::Problem(_) | Course::Questions => {
                    Err(Denied::NotNow(NotNow::OtherKind))
                }
            }
        }
        Action::StateOpinion => {
            duty(actor, &[Role::Elected])?;
            can_be_answered(case)
        }
        Action::Record(kind) => record(actor, kind, case),
        Action::RecordIdea(kind) => record_idea(actor, kind, case),
        Action::Append(kind) => append(actor, kind, case),
        Action::Correct(kind) => correct(actor, kind, case),
        Action::ReadDesk => duty(
            actor,
            &[
                Role::Official,
                Role::Elected,
                Role::Secretary,
                Role::Moderator,
            ],
        ),
        Action::RunCase => run_cases(actor),
        Action::Merge => {
            merge_cases(actor)?;
            crate::merging::can_be_part(&Side {
                // Of these two the case knows nothing; what is merged is refused above.
                id: ProposalId::new(0),
                merged_into: None,
                has_parts: false,
                course: case.course,
            })
            .map_err(|_| Denied::NotNow(NotNow::OtherStage))
        }
        Action::Administer | Action::EnterPaper => Err(Denied::NotFound),
    }
}

fn signed_in(actor: &Actor) -> Result<(), Denied> {
    if actor.is_signed_in() {
        Ok(())
    } else {
        Err(Denied::SignIn)
    }
}

/// Whoever reads proposals before anybody else does, of the whole municipality. Asked for without
/// its rules, which have no say in it: by the menu of every page.
///
/// # Errors
/// Not in one of these duties.
pub fn read_all_unpublished(actor: &Actor) -> Result<(), Denied> {
    duty(actor, &[Role::Secretary, Role::Moderator])
}

/// People, duties, rules and settings. Asked for without the municipality's rules, which have no say
/// in it.
///
/// # Errors
/// Not an administrator, or not signed in as one.
pub fn administer(actor: &Actor) -> Result<(), Denied> {
    duty(actor, &[Role::Administrator])
}

/// Whoever sees people at a desk and knows where their papers are kept. Asked for without rules, by
/// the menu of every page.
///
/// # Errors
/// Not in one of these duties.
pub fn enter_paper(actor: &Actor) -> Result<(), Denied> {
    duty(actor, &[Role::Secretary, Role::Official])
}

/// Whoever has cases on a desk. Asked for without rules, by the menu of every page.
///
/// # Errors
/// Not in one of these duties.
pub fn run_cases(actor: &Actor) -> Result<(), Denied> {
    duty(actor, &[Role::Official, Role::Secretary])
}

/// Whoever reads an answer that the proposer marked as personal: those who run cases, and the
/// proposer.
pub fn reads_personal(actor: &Actor, proposer: PersonId) -> bool {
    run_cases(actor).is_ok() || actor.person_id() == Some(proposer)
}

/// Whoever answers for the administration, whatever the case. Asked for without rules, by the desk.
///
/// # Errors
/// Not in this duty.
pub fn answer_for_department(actor: &Actor) -> Result<(), Denied> {
    duty(actor, &[Role::Official])
}

/// Whoever sees that two proposals ask for the same, and suggests making them one (T34). Asked for
/// without the case, by the page that tells how a suggestion ended.
///
/// # Errors
/// Not in one of these duties.
pub fn merge_cases(actor: &Actor) -> Result<(), Denied> {
    duty(actor, &[Role::Secretary, Role::Moderator])
}

/// Whoever reads what was reported, and hides what breaks a rule.
///
/// # Errors
/// Not in this duty.
pub fn moderate(actor: &Actor) -> Result<(), Denied> {
    duty(actor, &[Role::Moderator])
}

/// Whoever keeps the diary sets one proposal free from another, as its proposer asks for it.
///
/// # Errors
/// Not in this duty.
pub fn free_parts(actor: &Actor) -> Result<(), Denied> {
    duty(actor, &[Role::Secretary])
}

/// Whoever writes down what bodies decide also says when they meet. Asked for without rules, by the
/// pages of the meetings.
///
/// # Errors
/// Not in this duty.
pub fn enter_meetings(actor: &Actor) -> Result<(), Denied> {
    duty(actor, &[Role::Secretary])
}

/// Makes groups of young people, and runs those that are theirs. Whose a group is, the group knows.
///
/// # Errors
/// Not in this duty.
pub fn run_groups(actor: &Actor) -> Result<(), Denied> {
    duty(actor, &[Role::Supervisor])
}

fn duty(actor: &Actor, roles: &[Role]) -> Result<(), Denied> {
    match actor {
        Actor::Visitor => Err(Denied::SignIn),
        _ if roles.iter().any(|role| actor.has(*role)) => Ok(()),
        // A resident's rights, too, sleep with the duties.
        _ if actor
            .dormant()
            .iter()
            .any(|held| roles.contains(&held.role) || roles.contains(&Role::Resident)) =>
        {
            Err(Denied::Dormant)
        }
        _ => Err(Denied::Role),
    }
}

fn at_level(actor: &Actor, required: Level) -> Result<(), Denied> {
    if actor.level().satisfies(required) {
        Ok(())
    } else {
        Err(Denied::Level(required))
    }
}

fn owner(actor: &Actor, case: &Case<'_>) -> Result<(), Denied> {
    signed_in(actor)?;
    if case.proposer.is_some() && actor.person_id() == case.proposer {
        Ok(())
    } else {
        Err(Denied::NotYours)
    }
}

/// The proposer and those who receive and review; everybody else is told it does not exist.
fn read_unpublished(actor: &Actor, case: &Case<'_>) -> Result<(), Denied> {
    let receives = matches!(actor, Actor::System)
        || actor.has(Role::Secretary)
        || actor.has(Role::Moderator)
        || owner(actor, case).is_ok();
    if receives {
        Ok(())
    } else {
        Err(Denied::NotFound)
    }
}

/// Residents put forward; a young person's alias is enough for an idea, not for a formal proposal,
/// which has the proposer's name in the minutes.
fn submit(actor: &Actor, kind: Kind, ruleset: &Ruleset) -> Result<(), Denied> {
    match kind {
        Kind::Proposal => {
            duty(actor, &[Role::Resident])?;
            may_take_part(actor)?;
            at_level(actor, ruleset.submit_level)
        }
        Kind::Idea => {
            duty(actor, &[Role::Resident, Role::Youth])?;
            may_write(actor)?;
            at_level(actor, ruleset.idea_level)
        }
        // As open as an idea; what becomes of it has the writer's name, so no alias begins one.
        Kind::Problem => {
            duty(actor, &[Role::Resident])?;
            may_write(actor)?;
            at_level(actor, ruleset.idea_level)
        }
        // They are asked elsewhere, by a rule of their own.
        Kind::Questions => Err(Denied::NotFound),
    }
}

/// Everybody signed in may discuss, whoever holds a duty under its badge
/// ([`crate::dialogue::speaks_as`]); administrators keep out of the cases.
fn comment(actor: &Actor, case: &Case<'_>) -> Result<(), Denied> {
    signed_in(actor)?;
    let speaks = actor.has(Role::Resident)
        || actor.has(Role::Youth)
        || crate::dialogue::speaks_as(actor).is_some();
    if !speaks {
        return Err(match actor.dormant().is_empty() {
            true => Denied::Role,
            false => Denied::Dormant,
        });
    }
    at_level(
        actor,
        match case.kind {
            Kind::Proposal | Kind::Problem | Kind::Questions => case.ruleset.comment_level,
            Kind::Idea => case.ruleset.idea_level,
        },
    )?;
    match case.course {
        Course::Proposal(stage) if !stage.is_public() => {
            return Err(Denied::NotNow(NotNow::NotPublic));
        }
        _ => not_ended(case)?,
    }
    // Last: whoever is only kept from writing can agree with what others write here.
    may_write(actor)
}

/// Whether the municipality speaks as such: a problem asks it for nothing yet, and whoever knows
/// something says so among the others, under their badge.
fn can_be_answered(case: &Case<'_>) -> Result<(), Denied> {
    match case.course {
        // Questions are answered number by number.
        Course::Problem(_) | Course::Questions => Err(Denied::NotNow(NotNow::OtherKind)),
        Course::Proposal(_) | Course::Idea(_) => not_ended(case),
    }
}

/// Not where the case is over for good. After a decision people may still speak: about whether
/// what was promised is done.
fn not_ended(case: &Case<'_>) -> Result<(), Denied> {
    match has_ended(case.course) {
        true => Err(Denied::NotNow(NotNow::Ended)),
        false => Ok(()),
    }
}

/// Whether a case is over for good: nothing is answered there any more.
pub const fn has_ended(course: &Course) -> bool {
    matches!(
        course,
        Course::Proposal(
            Stage::RejectedFormal { .. }
                | Stage::Rerouted { .. }
                | Stage::Withdrawn { .. }
                | Stage::Closed { .. },
        ) | Course::Problem(ProblemStage::Turned { .. } | ProblemStage::Ended { .. })
    )
}

/// Who records which step: the life cycle's column "Who".
const fn recorders(kind: TransitionKind) -> Recorders {
    use TransitionKind as T;
    match kind {
        T::Complete | T::Withdraw => Recorders::Proposer,
        T::Register | T::Close => Recorders::Duty(&[Role::Secretary], true),
        T::OpenForSupport => Recorders::Duty(&[Role::Secretary, Role::Moderator], true),
        T::ReachThreshold | T::MissThreshold => Recorders::Duty(&[], true),
        T::RequestCompletion
        | T::RejectFormally
        | T::Reroute
        | T::Announce
        | T::HandOver
        | T::Refer
        | T::Schedule
        | T::Table
        | T::RemitBack
        | T::Approve
        | T::PartlyApprove
        | T::DeemAnswered
        | T::Decline
        | T::WriteOff => Recorders::Duty(&[Role::Secretary], false),
        T::StartPreparation | T::Stop => Recorders::Duty(&[Role::Secretary, Role::Official], false),
        T::PresentProposal
        | T::Plan
        | T::StartImplementing
        | T::ReportProgress
        | T::MarkImplemented => Recorders::Duty(&[Role::Official], false),
    }
}

enum Recorders {
    /// Whoever put it forward.
    Proposer,
    /// These duties, and whether the system does it by itself.
    Duty(&'static [Role], bool),
}

fn record(actor: &Actor, kind: TransitionKind, case: &Case<'_>) -> Result<(), Denied> {
    match recorders(kind) {
        Recorders::Proposer => owner(actor, case)?,
        Recorders::Duty(_, true) if matches!(actor, Actor::System) => {}
        Recorders::Duty(roles, _) => duty(actor, roles)?,
    }
    match case.course {
        Course::Proposal(stage) if crate::proposal::allowed_from(stage.code()).contains(&kind) => {
            of_own_body(actor, kind, stage).map_err(|_| Denied::Role)
        }
        Course::Proposal(_) => Err(Denied::NotNow(NotNow::OtherStage)),
        Course::Idea(_) | Course::Problem(_) | Course::Questions => {
            Err(Denied::NotNow(NotNow::OtherKind))
        }
    }
}

/// Whether a step is one of the body its secretary writes for ([`secretary`]); whoever holds another
/// duty that records it is not held to that.
///
/// # Errors
/// Another body's, or the office's.
pub fn of_own_body(
    actor: &Actor,
    kind: TransitionKind,
    stage: &Stage,
) -> Result<(), NotAllowedNow> {
    match is_secretarys(actor, kind) {
        true => secretary::may(actor, &secretary::whose(stage, kind)),
        false => Ok(()),
    }
}

/// The same of the body that its form names.
///
/// # Errors
/// Another body's.
pub fn names_own_body(actor: &Actor, step: &Transition) -> Result<(), NotAllowedNow> {
    match (is_secretarys(actor, step.kind()), secretary::named_in(step)) {
        (true, Some(body)) => secretary::may_for(actor, body),
        _ => Ok(()),
    }
}

/// Whether somebody records a step as a secretary, and by no other duty.
fn is_secretarys(actor: &Actor, kind: TransitionKind) -> bool {
    match recorders(kind) {
        Recorders::Proposer => false,
        Recorders::Duty(roles, _) => {
            let others = |role: &Role| *role != Role::Secretary && actor.has(*role);
            roles.contains(&Role::Secretary) && !roles.iter().any(others)
        }
    }
}

/// The department answers; a place in the budget is a committee's, entered by its secretary.
fn record_idea(actor: &Actor, kind: IdeaMoveKind, case: &Case<'_>) -> Result<(), Denied> {
    match kind {
        IdeaMoveKind::Budget | IdeaMoveKind::No => {
            duty(actor, &[Role::Official, Role::Secretary])?;
        }
        _ => duty(actor, &[Role::Official])?,
    }
    match case.course {
        Course::Idea(stage) if stage.allowed().contains(&kind) => Ok(()),
        Course::Idea(_) => Err(Denied::NotNow(NotNow::OtherStage)),
        Course::Proposal(_) | Course::Problem(_) | Course::Questions => {
            Err(Denied::NotNow(NotNow::OtherKind))
        }
    }
}

fn append(actor: &Actor, kind: ActKind, case: &Case<'_>) -> Result<(), Denied> {
    match kind {
        ActKind::OfficialAnswer => on_case(actor, Action::AnswerAsOfficial, case),
        ActKind::ElectedOpinion => on_case(actor, Action::StateOpinion, case),
        ActKind::Question => on_case(actor, Action::AskProposer, case),
        // Whoever was asked; what they said by telephone or in a letter is entered for them.
        ActKind::QuestionAnswer => {
            if !actor.has(Role::Secretary) {
                owner(actor, case)?;
            }
            match case.course {
                Course::Idea(_) | Course::Problem(_) | Course::Questions => {
                    Err(Denied::NotNow(NotNow::OtherKind))
                }
                Course::Proposal(stage) if !stage.is_public() => {
                    Err(Denied::NotNow(NotNow::NotPublic))
                }
                Course::Proposal(_) => not_ended(case),
            }
        }
        ActKind::Note => duty(actor, &[Role::Secretary, Role::Official]),
        ActKind::Document => {
            duty(actor, &[Role::Secretary, Role::Official])?;
            match case.course.is_public() {
                true => not_ended(case),
                false => Err(Denied::NotNow(NotNow::NotPublic)),
            }
        }
        ActKind::OutsideQuestion => {
            answer_for_department(actor)?;
            crate::outside::is_asked_about(case.course)
        }
        ActKind::GuestAnswer => on_case(actor, Action::AnswerAsOfficial, case),
        // Nobody is left waiting where a case has come to its end.
        ActKind::OutsideWithdrawal => answer_for_department(actor),
        // What should not be there goes, wherever the case is.
        ActKind::DocumentRemoval => duty(actor, &[Role::Secretary]),
        ActKind::Delay => {
            duty(actor, &[Role::Secretary, Role::Official])?;
            at_stage(case, Stage::waits_for_decision)
        }
        ActKind::Minutes => {
            duty(actor, &[Role::Secretary])?;
            at_stage(case, Stage::is_decided)?;
            adds_for_own_body(actor, kind, case.course).map_err(|_| Denied::Role)
        }
        ActKind::Appeal => {
            duty(actor, &[Role::Secretary])?;
            at_stage(case, Stage::is_public)?;
            adds_for_own_body(actor, kind, case.course).map_err(|_| Denied::Role)
        }
        // Steps and corrections have actions of their own; two proposals become one by their proposers.
        ActKind::Transition | ActKind::IdeaMove | ActKind::Merge => Err(Denied::Role),
    }
}

/// Whether a secretary adds something of the body they write for.
///
/// # Errors
/// Another body's, or the office's.
pub fn adds_for_own_body(
    actor: &Actor,
    kind: ActKind,
    course: &Course,
) -> Result<(), NotAllowedNow> {
    secretary::may(actor, &secretary::whose_act(course, kind))
}

/// Who archives cases: the office, which keeps the diary (T32).
///
/// # Errors
/// Without that duty.
pub fn archive_cases(actor: &Actor) -> Result<(), Denied> {
    duty(actor, &[Role::Secretary])?;
    secretary::may(actor, &secretary::Whose::Registry).map_err(|_| Denied::Role)
}

/// Only on a proposal, and where it has come so far.
fn at_stage(case: &Case<'_>, fits: impl Fn(&Stage) -> bool) -> Result<(), Denied> {
    match case.course {
        Course::Proposal(stage) if fits(stage) => Ok(()),
        Course::Proposal(_) => Err(Denied::NotNow(NotNow::OtherStage)),
        Course::Idea(_) | Course::Problem(_) | Course::Questions => {
            Err(Denied::NotNow(NotNow::OtherKind))
        }
    }
}

/// The secretary corrects the record. Whoever signed an answer or an opinion corrects that one:
/// nobody else may put words into a signed text.
fn correct(actor: &Actor, kind: ActKind, case: &Case<'_>) -> Result<(), Denied> {
    let own = |role: Role| {
        duty(actor, &[role])?;
        if case.act_author.is_some() && actor.person_id() == case.act_author {
            Ok(())
        } else {
            Err(Denied::NotYours)
        }
    };
    match kind {
        ActKind::OfficialAnswer | ActKind::Question => own(Role::Official),
        ActKind::ElectedOpinion => own(Role::Elected),
        // In the proposer's own words; what the secretary entered, they correct.
        ActKind::QuestionAnswer => {
            signed_in(actor)?;
            if case.act_author.is_none() || actor.person_id() != case.act_author {
                Err(Denied::NotYours)
            } else if owner(actor, case).is_ok() {
                Ok(())
            } else {
                duty(actor, &[Role::Secretary])
            }
        }
        ActKind::IdeaMove => duty(actor, &[Role::Secretary, Role::Official]),
        ActKind::Transition
        | ActKind::Delay
        | ActKind::Minutes
        | ActKind::Appeal
        | ActKind::Document
        | ActKind::DocumentRemoval
        | ActKind::Note => duty(actor, &[Role::Secretary]),
        // What two proposers have agreed on is not corrected by a third. Nor does anybody here put words
        // into what somebody outside has signed, or change what they were asked: they are asked again.
        ActKind::Merge
        | ActKind::OutsideQuestion
        | ActKind::GuestAnswer
        | ActKind::OutsideWithdrawal => Err(Denied::Role),
    }
}
