//! Who may do what, as one table to read and to argue about.

use nara_domain::actor::{Actor, Level, Role};
use nara_domain::answer::ActKind as A;
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::PersonId;
use nara_domain::permissions::{Action, Case, Subject, can};
use nara_domain::proposal::{
    Course, IdeaMoveKind as I, IdeaStage, Kind, ProblemStage, Ruleset, Stage, TransitionKind as T,
};

use crate::help::{SECRETARY, Walk, collecting, day, on_agenda, person, proposer, step_with};

const OFFICIAL: i64 = 104;
const ELECTED: i64 = 105;

/// The columns. Everybody has the level their duty gives; the resident and the proposer have
/// confirmed their e-mail, the young person has a group's code.
fn columns() -> [Actor; 11] {
    [
        Actor::Visitor,
        person(101, Level::N1, &[Role::Resident]),
        person(102, Level::S, &[Role::Youth]),
        person(103, Level::T, &[Role::Supervisor]),
        person(OFFICIAL, Level::T, &[Role::Official]),
        person(ELECTED, Level::P, &[Role::Elected]),
        person(106, Level::T, &[Role::Secretary]),
        person(107, Level::T, &[Role::Moderator]),
        person(108, Level::T, &[Role::Administrator]),
        Actor::System,
        proposer(),
    ]
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum At {
    Site,
    Submitted,
    NeedsCompletion,
    Registered,
    Collecting,
    Announced,
    HandedOver,
    InPreparation,
    ProposalReady,
    Scheduled,
    Tabled,
    RemittedBack,
    Approved,
    Planned,
    Implementing,
    Declined,
    Rejected,
    Closed,
    Idea,
    IdeaYes,
    Problem,
    ProblemOver,
    Questions,
}

fn course(at: At) -> Course {
    let on_agenda_then = |kinds: &[T]| on_agenda().take(kinds).stage.clone();
    let unthresholded = |kinds: &[T]| {
        Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10")
            .take(kinds)
            .stage
            .clone()
    };
    let to_preparation = [T::Register, T::Announce, T::HandOver, T::StartPreparation];
    let stage = match at {
        At::Site | At::Submitted => Stage::submitted(day("2026-01-10")),
        At::NeedsCompletion => unthresholded(&[T::RequestCompletion]),
        At::Registered => unthresholded(&[T::Register]),
        At::Collecting => collecting().stage,
        At::Announced => unthresholded(&[T::Register, T::Announce]),
        At::HandedOver => unthresholded(&to_preparation[..3]),
        At::InPreparation => unthresholded(&to_preparation),
        At::ProposalReady => {
            let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
            walk.take(&to_preparation)
                .take(&[T::PresentProposal])
                .stage
                .clone()
        }
        At::Scheduled => on_agenda().stage,
        At::Tabled => on_agenda_then(&[T::Table]),
        At::RemittedBack => on_agenda_then(&[T::RemitBack]),
        At::Approved => on_agenda_then(&[T::Approve]),
        At::Planned => on_agenda_then(&[T::Approve, T::Plan]),
        At::Implementing => on_agenda_then(&[T::Approve, T::Plan, T::StartImplementing]),
        At::Declined => on_agenda_then(&[T::Decline]),
        At::Rejected => {
            let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-01-10");
            walk.try_as(Some(SECRETARY), &step_with(T::RejectFormally, &[]))
                .unwrap();
            walk.stage
        }
        At::Closed => on_agenda_then(&[T::Decline, T::Close]),
        At::Idea => return Course::Idea(IdeaStage::published(day("2026-02-01"))),
        At::Problem => return Course::Problem(ProblemStage::published(day("2026-02-01"))),
        At::Questions => return Course::Questions,
        At::ProblemOver => {
            let problem = ProblemStage::published(day("2026-02-01"));
            return Course::Problem(problem.turned(day("2026-03-01")));
        }
        At::IdeaYes => {
            let yes = nara_domain::proposal::IdeaMove::parse(
                I::YesNow,
                &crate::help::filled(I::YesNow.fields()),
            )
            .unwrap();
            let idea = IdeaStage::published(day("2026-02-01"));
            return Course::Idea(idea.apply(&yes, day("2026-03-01")).unwrap());
        }
    };
    Course::Proposal(stage)
}

fn sign(answer: Result<(), Denied>) -> char {
    match answer {
        Ok(()) => '+',
        Err(Denied::SignIn) => 's',
        Err(Denied::Level(_)) => 'l',
        Err(Denied::Role) => 'r',
        Err(Denied::Dormant) => 'd',
        Err(Denied::NotYours) => 'y',
        Err(Denied::NotNow(_)) => 'n',
        Err(Denied::NotFound) => '0',
    }
}

fn asked(actor: &Actor, action: Action, at: At) -> Result<(), Denied> {
    asked_of(actor, action, at, false)
}

/// The same, of a case that may have become part of another one.
fn asked_of(actor: &Actor, action: Action, at: At, merged: bool) -> Result<(), Denied> {
    let ruleset = Ruleset::bjorksjo();
    let course = course(at);
    let case = Case {
        kind: course.kind(),
        proposer: Some(crate::help::PROPOSER),
        course: &course,
        ruleset: &ruleset,
        topic: None,
        act_author: Some(PersonId::new(match action {
            Action::Correct(A::ElectedOpinion) => ELECTED,
            _ => OFFICIAL,
        })),
        merged,
    };
    let subject = if at == At::Site {
        Subject::Site(&ruleset)
    } else {
        Subject::Case(case)
    };
    can(actor, action, &subject)
}

/// `+` may · `s` asked to sign in · `l` level too low · `r` not in this duty · `y` not the own
/// one · `n` not now · `0` does not exist for this person.
///
/// Columns: visitor, resident, youth, supervisor, official, elected, secretary, moderator,
/// administrator, system, proposer.
#[rustfmt::skip]
const TABLE: &[(Action, At, &str)] = &[
    // Reading.                                          vis res you sup off ele sec mod adm sys own
    (Action::ReadProposal, At::Collecting,               "+   +   +   +   +   +   +   +   +   +   +"),
    (Action::ReadProposal, At::Rejected,                 "+   +   +   +   +   +   +   +   +   +   +"),
    (Action::ReadProposal, At::Submitted,                "0   0   0   0   0   0   +   +   0   +   +"),
    (Action::ReadProposal, At::NeedsCompletion,          "0   0   0   0   0   0   +   +   0   +   +"),
    (Action::ReadUnpublished, At::Submitted,             "0   0   0   0   0   0   +   +   0   +   +"),
    (Action::ReadUnpublished, At::Site,                  "s   r   r   r   r   r   +   +   r   r   r"),
    (Action::ReadDesk, At::Site,                         "s   r   r   r   +   +   +   +   r   r   r"),
    (Action::RunCase, At::Site,                          "s   r   r   r   +   r   +   r   r   r   r"),
    (Action::RunCase, At::Collecting,                    "s   r   r   r   +   r   +   r   r   r   r"),
    (Action::RunCase, At::Submitted,                     "0   0   0   0   0   0   +   r   0   r   r"),
    (Action::EnterPaper, At::Site,                       "s   r   r   r   +   r   +   r   r   r   r"),
    (Action::Merge, At::Site,                            "0   0   0   0   0   0   0   0   0   0   0"),
    (Action::Merge, At::Registered,                      "s   r   r   r   r   r   +   +   r   r   r"),
    (Action::Merge, At::Collecting,                      "s   r   r   r   r   r   +   +   r   r   r"),
    (Action::Merge, At::Idea,                            "s   r   r   r   r   r   +   +   r   r   r"),
    (Action::Merge, At::Problem,                         "s   r   r   r   r   r   n   n   r   r   r"),
    (Action::Merge, At::Announced,                       "s   r   r   r   r   r   n   n   r   r   r"),
    (Action::Merge, At::Approved,                        "s   r   r   r   r   r   n   n   r   r   r"),
    (Action::Merge, At::Submitted,                       "0   0   0   0   0   0   n   n   0   r   r"),
    (Action::Append(A::Merge), At::Collecting,           "r   r   r   r   r   r   r   r   r   r   r"),
    (Action::EnterPaper, At::Collecting,                 "0   0   0   0   0   0   0   0   0   0   0"),
    // Residents.                                        vis res you sup off ele sec mod adm sys own
    (Action::Submit(Kind::Proposal), At::Site,           "s   +   r   r   r   r   r   r   r   r   +"),
    (Action::Submit(Kind::Idea), At::Site,               "s   +   +   r   r   r   r   r   r   r   +"),
    (Action::Submit(Kind::Problem), At::Site,            "s   +   r   r   r   r   r   r   r   r   +"),
    (Action::Support, At::Problem,                       "n   n   n   n   n   n   n   n   n   n   n"),
    (Action::Support, At::Questions,                     "0   0   0   0   0   0   0   0   0   0   0"),
    (Action::Submit(Kind::Questions), At::Site,          "0   0   0   0   0   0   0   0   0   0   0"),
    (Action::Support, At::Collecting,                    "s   +   l   r   r   r   r   r   r   s   +"),
    (Action::Support, At::InPreparation,                 "s   +   l   r   r   r   r   r   r   s   +"),
    (Action::Support, At::Idea,                          "s   +   +   r   r   r   r   r   r   s   +"),
    (Action::Support, At::Submitted,                     "0   0   0   0   0   0   0   0   0   0   0"),
    (Action::Support, At::Registered,                    "n   n   n   n   n   n   n   n   n   n   n"),
    (Action::Support, At::Approved,                      "n   n   n   n   n   n   n   n   n   n   n"),
    (Action::WithdrawSupport, At::Collecting,            "s   +   +   +   +   +   +   +   +   s   +"),
    (Action::WithdrawSupport, At::Declined,              "n   n   n   n   n   n   n   n   n   n   n"),
    (Action::Comment, At::Collecting,                    "s   +   l   +   +   +   +   +   r   s   +"),
    (Action::Comment, At::Approved,                      "s   +   l   +   +   +   +   +   r   s   +"),
    (Action::Comment, At::Idea,                          "s   +   +   +   +   +   +   +   r   s   +"),
    (Action::Comment, At::Problem,                       "s   +   l   +   +   +   +   +   r   s   +"),
    (Action::Comment, At::ProblemOver,                   "s   n   l   n   n   n   n   n   r   s   n"),
    (Action::Comment, At::Questions,                     "s   +   l   +   +   +   +   +   r   s   +"),
    (Action::Comment, At::Closed,                        "s   n   l   n   n   n   n   n   r   s   n"),
    (Action::Comment, At::Submitted,                     "0   0   0   0   0   0   n   n   0   s   n"),
    (Action::WithdrawProposal, At::Collecting,           "s   y   y   y   y   y   y   y   y   s   +"),
    (Action::WithdrawProposal, At::Approved,             "s   y   y   y   y   y   y   y   y   s   n"),
    (Action::CompleteProposal, At::NeedsCompletion,      "0   0   0   0   0   0   y   y   0   s   +"),
    // Speaking with a badge.                            vis res you sup off ele sec mod adm sys own
    (Action::AnswerAsOfficial, At::Problem,              "s   r   r   r   n   r   r   r   r   r   r"),
    (Action::AnswerAsOfficial, At::Questions,            "s   r   r   r   n   r   r   r   r   r   r"),
    (Action::StateOpinion, At::Problem,                  "s   r   r   r   r   n   r   r   r   r   r"),
    (Action::AnswerAsOfficial, At::Collecting,           "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::AnswerAsOfficial, At::Idea,                 "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::AnswerAsOfficial, At::Closed,               "s   r   r   r   n   r   r   r   r   r   r"),
    (Action::AnswerAsOfficial, At::Submitted,            "0   0   0   0   0   0   r   r   0   r   r"),
    (Action::AskProposer, At::InPreparation,             "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::AskProposer, At::Collecting,                "s   r   r   r   n   r   r   r   r   r   r"),
    (Action::StateOpinion, At::Collecting,               "s   r   r   r   r   +   r   r   r   r   r"),
    (Action::StateOpinion, At::Rejected,                 "s   r   r   r   r   n   r   r   r   r   r"),
    // Steps, T2 to T32.                                 vis res you sup off ele sec mod adm sys own
    (Action::Record(T::Register), At::Submitted,         "0   0   0   0   0   0   +   r   0   +   r"),
    (Action::Record(T::RequestCompletion), At::Submitted,"0   0   0   0   0   0   +   r   0   r   r"),
    (Action::Record(T::RequestCompletion), At::Registered,"s  r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::Complete), At::NeedsCompletion,   "0   0   0   0   0   0   y   y   0   s   +"),
    (Action::Record(T::RejectFormally), At::Submitted,   "0   0   0   0   0   0   +   r   0   r   r"),
    (Action::Record(T::RejectFormally), At::Announced,   "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::Reroute), At::Registered,         "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::Withdraw), At::Scheduled,         "s   y   y   y   y   y   y   y   y   s   +"),
    (Action::Record(T::OpenForSupport), At::Registered,  "s   r   r   r   r   r   +   +   r   +   r"),
    (Action::Record(T::ReachThreshold), At::Collecting,  "s   r   r   r   r   r   r   r   r   +   r"),
    (Action::Record(T::MissThreshold), At::Collecting,   "s   r   r   r   r   r   r   r   r   +   r"),
    (Action::Record(T::Announce), At::Registered,        "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::HandOver), At::Announced,         "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::Refer), At::Announced,            "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::Refer), At::Scheduled,            "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::StartPreparation), At::HandedOver,"s   r   r   r   +   r   +   r   r   r   r"),
    (Action::Record(T::StartPreparation), At::RemittedBack,"s r   r   r   +   r   +   r   r   r   r"),
    (Action::Record(T::PresentProposal), At::InPreparation,"s r   r   r   +   r   r   r   r   r   r"),
    (Action::Record(T::Schedule), At::ProposalReady,     "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::Schedule), At::Tabled,            "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::Table), At::Scheduled,            "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::RemitBack), At::Scheduled,        "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::Approve), At::Scheduled,          "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::PartlyApprove), At::Scheduled,    "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::DeemAnswered), At::Scheduled,     "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::Decline), At::Scheduled,          "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::WriteOff), At::InPreparation,     "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Record(T::Plan), At::Approved,              "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Record(T::StartImplementing), At::Planned,  "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Record(T::ReportProgress), At::Planned,     "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Record(T::MarkImplemented), At::Implementing,"s  r   r   r   +   r   r   r   r   r   r"),
    (Action::Record(T::Stop), At::Implementing,          "s   r   r   r   +   r   +   r   r   r   r"),
    (Action::Record(T::Close), At::Declined,             "s   r   r   r   r   r   +   r   r   +   r"),
    (Action::Record(T::Approve), At::Collecting,         "s   r   r   r   r   r   n   r   r   r   r"),
    (Action::Record(T::Approve), At::Idea,               "s   r   r   r   r   r   n   r   r   r   r"),
    // Ideas.                                            vis res you sup off ele sec mod adm sys own
    (Action::RecordIdea(I::YesNow), At::Idea,            "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::RecordIdea(I::Try), At::Idea,               "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::RecordIdea(I::Budget), At::Idea,            "s   r   r   r   +   r   +   r   r   r   r"),
    (Action::RecordIdea(I::Exists), At::Idea,            "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::RecordIdea(I::No), At::Idea,                "s   r   r   r   +   r   +   r   r   r   r"),
    (Action::RecordIdea(I::HandedOn), At::Idea,          "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::RecordIdea(I::Done), At::IdeaYes,           "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::RecordIdea(I::Done), At::Idea,              "s   r   r   r   n   r   r   r   r   r   r"),
    (Action::RecordIdea(I::YesNow), At::Collecting,      "s   r   r   r   n   r   r   r   r   r   r"),
    // Other acts.                                       vis res you sup off ele sec mod adm sys own
    (Action::Append(A::OfficialAnswer), At::Collecting,  "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Append(A::ElectedOpinion), At::Collecting,  "s   r   r   r   r   +   r   r   r   r   r"),
    (Action::Append(A::Question), At::InPreparation,     "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Append(A::QuestionAnswer), At::InPreparation,"s  y   y   y   y   y   +   y   y   s   +"),
    (Action::Append(A::QuestionAnswer), At::Closed,      "s   y   y   y   y   y   n   y   y   s   n"),
    (Action::Append(A::QuestionAnswer), At::Idea,        "s   y   y   y   y   y   n   y   y   s   n"),
    (Action::Append(A::QuestionAnswer), At::Submitted,   "0   0   0   0   0   0   n   y   0   s   n"),
    (Action::Append(A::Delay), At::InPreparation,        "s   r   r   r   +   r   +   r   r   r   r"),
    (Action::Append(A::Note), At::Collecting,            "s   r   r   r   +   r   +   r   r   r   r"),
    (Action::Append(A::Document), At::Collecting,        "s   r   r   r   +   r   +   r   r   r   r"),
    (Action::Append(A::Document), At::Idea,              "s   r   r   r   +   r   +   r   r   r   r"),
    (Action::Append(A::Document), At::Submitted,         "0   0   0   0   0   0   n   r   0   r   r"),
    (Action::Append(A::Document), At::Closed,            "s   r   r   r   n   r   n   r   r   r   r"),
    (Action::Append(A::DocumentRemoval), At::Collecting, "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Append(A::DocumentRemoval), At::Closed,     "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::Submitted,  "0   0   0   0   0   0   r   r   0   r   r"),
    (Action::Append(A::OutsideQuestion), At::NeedsCompletion, "0 0 0  0   0   0   r   r   0   r   r"),
    (Action::Append(A::OutsideQuestion), At::Registered, "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::Collecting, "s   r   r   r   n   r   r   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::Announced,  "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::HandedOver, "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::InPreparation, "s r  r  r   +   r   r   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::ProposalReady, "s r  r  r   +   r   r   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::Scheduled,  "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::Tabled,     "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::RemittedBack, "s r   r   r   +   r   r   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::Approved,   "s   r   r   r   n   r   r   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::Closed,     "s   r   r   r   n   r   r   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::Idea,       "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Append(A::OutsideQuestion), At::IdeaYes,    "s   r   r   r   n   r   r   r   r   r   r"),
    (Action::Append(A::GuestAnswer), At::InPreparation,  "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Append(A::GuestAnswer), At::Approved,       "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Append(A::GuestAnswer), At::Closed,         "s   r   r   r   n   r   r   r   r   r   r"),
    (Action::Append(A::OutsideWithdrawal), At::InPreparation, "s r r  r   +   r   r   r   r   r   r"),
    (Action::Append(A::OutsideWithdrawal), At::Closed,   "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Append(A::Minutes), At::Approved,           "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Append(A::Minutes), At::Scheduled,          "s   r   r   r   r   r   n   r   r   r   r"),
    (Action::Append(A::Transition), At::Scheduled,       "r   r   r   r   r   r   r   r   r   r   r"),
    (Action::Append(A::IdeaMove), At::Idea,              "r   r   r   r   r   r   r   r   r   r   r"),
    (Action::Append(A::Minutes), At::IdeaYes,            "s   r   r   r   r   r   n   r   r   r   r"),
    (Action::Append(A::Delay), At::Approved,             "s   r   r   r   n   r   n   r   r   r   r"),
    (Action::Append(A::Delay), At::Idea,                 "s   r   r   r   n   r   n   r   r   r   r"),
    (Action::Append(A::Appeal), At::Approved,            "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Append(A::Appeal), At::Idea,                "s   r   r   r   r   r   n   r   r   r   r"),
    // Corrections; the act is the official's or the elected's own.
    (Action::Correct(A::Transition), At::Approved,       "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Correct(A::IdeaMove), At::IdeaYes,          "s   r   r   r   +   r   +   r   r   r   r"),
    (Action::Correct(A::OfficialAnswer), At::Collecting, "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Correct(A::ElectedOpinion), At::Collecting, "s   r   r   r   r   +   r   r   r   r   r"),
    (Action::Correct(A::Question), At::InPreparation,    "s   r   r   r   +   r   r   r   r   r   r"),
    (Action::Correct(A::QuestionAnswer), At::InPreparation,"s y   y   y   r   y   y   y   y   s   y"),
    (Action::Correct(A::Delay), At::InPreparation,       "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Correct(A::Minutes), At::Approved,          "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Correct(A::Appeal), At::Approved,           "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Correct(A::Merge), At::Collecting,          "r   r   r   r   r   r   r   r   r   r   r"),
    (Action::Correct(A::Note), At::Collecting,           "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Correct(A::Document), At::Collecting,       "s   r   r   r   r   r   +   r   r   r   r"),
    (Action::Correct(A::DocumentRemoval), At::Collecting,"s   r   r   r   r   r   +   r   r   r   r"),
    // Nobody here changes what somebody outside signed, or was asked.
    (Action::Correct(A::OutsideQuestion), At::Approved,  "r   r   r   r   r   r   r   r   r   r   r"),
    (Action::Correct(A::GuestAnswer), At::Approved,      "r   r   r   r   r   r   r   r   r   r   r"),
    (Action::Correct(A::OutsideWithdrawal), At::Approved,"r   r   r   r   r   r   r   r   r   r   r"),
    // Order and settings.                               vis res you sup off ele sec mod adm sys own
    (Action::Administer, At::Site,                       "s   r   r   r   r   r   r   r   +   r   r"),
    (Action::Administer, At::Collecting,                 "0   0   0   0   0   0   0   0   0   0   0"),
];

#[test]
fn everybody_may_do_what_the_table_says() {
    let mut differences = Vec::new();
    for (action, at, expected) in TABLE {
        let expected: String = expected.split_whitespace().collect();
        assert_eq!(expected.len(), 11, "{action:?} {at:?}");
        let answered: String = columns()
            .iter()
            .map(|actor| sign(asked(actor, *action, *at)))
            .collect();
        if answered != expected {
            differences.push(format!(
                "{action:?} at {at:?}: table {expected}, rule {answered}"
            ));
        }
    }
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn the_table_has_every_action() {
    let has = |action: Action| assert!(TABLE.iter().any(|row| row.0 == action), "{action:?}");
    T::ALL.iter().for_each(|kind| has(Action::Record(*kind)));
    I::ALL
        .iter()
        .for_each(|kind| has(Action::RecordIdea(*kind)));
    A::ALL.iter().for_each(|kind| {
        has(Action::Append(*kind));
        has(Action::Correct(*kind));
    });
    for action in [
        Action::ReadProposal,
        Action::ReadUnpublished,
        Action::ReadDesk,
        Action::EnterPaper,
        Action::RunCase,
        Action::Submit(Kind::Proposal),
        Action::Submit(Kind::Idea),
        Action::Submit(Kind::Problem),
        Action::Support,
        Action::WithdrawSupport,
        Action::Comment,
        Action::WithdrawProposal,
        Action::CompleteProposal,
        Action::AnswerAsOfficial,
        Action::AskProposer,
        Action::StateOpinion,
        Action::Merge,
        Action::Administer,
    ] {
        has(action);
    }
}

#[test]
fn nobody_puts_words_into_a_signed_text() {
    let colleague = person(200, Level::T, &[Role::Official]);
    let at = At::Collecting;
    assert_eq!(
        asked(&colleague, Action::Correct(A::OfficialAnswer), at),
        Err(Denied::NotYours)
    );
    let other = person(201, Level::P, &[Role::Elected]);
    assert_eq!(
        asked(&other, Action::Correct(A::ElectedOpinion), at),
        Err(Denied::NotYours)
    );
}

#[test]
fn a_proposal_whose_proposer_is_gone_is_nobodys() {
    let ruleset = Ruleset::bjorksjo();
    let course = course(At::Collecting);
    let case = Case {
        kind: Kind::Proposal,
        proposer: None,
        course: &course,
        ruleset: &ruleset,
        topic: None,
        act_author: None,
        merged: false,
    };
    for actor in columns() {
        assert!(can(&actor, Action::WithdrawProposal, &Subject::Case(case)).is_err());
    }
}

#[test]
fn what_is_part_of_another_is_read_and_corrected_and_nothing_else() {
    for (action, at, _) in TABLE.iter().filter(|row| row.1 != At::Site) {
        let may_still = matches!(
            action,
            Action::ReadProposal
                | Action::ReadUnpublished
                | Action::ReadDesk
                | Action::RunCase
                | Action::Correct(_)
                | Action::Append(A::OutsideWithdrawal)
                | Action::Administer
                | Action::EnterPaper
        );
        for actor in columns() {
            let whole = asked(&actor, *action, *at);
            let merged = asked_of(&actor, *action, *at, true);
            let expected = match whole {
                Ok(()) | Err(Denied::NotNow(_)) if !may_still => {
                    Err(Denied::NotNow(NotNow::Merged))
                }
                // Who may not is told that, not where it went.
                other => other,
            };
            assert_eq!(merged, expected, "{action:?} at {at:?} by {actor:?}");
        }
    }
}

#[test]
fn a_level_that_is_too_low_is_named() {
    let mut ruleset = Ruleset::bjorksjo();
    ruleset.submit_level = Level::N3;
    assert_eq!(
        can(
            &proposer(),
            Action::Submit(Kind::Proposal),
            &Subject::Site(&ruleset)
        ),
        Err(Denied::Level(Level::N3))
    );
}

#[test]
fn the_wrong_moment_has_a_reason() {
    let reason = |at: At| match asked(&columns()[1], Action::Support, at) {
        Err(Denied::NotNow(reason)) => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(reason(At::Registered), NotNow::SupportNotOpen);
    assert_eq!(reason(At::Approved), NotNow::Decided);
    assert_eq!(reason(At::Rejected), NotNow::Ended);
    assert_eq!(
        asked(&columns()[6], Action::Record(T::Approve), At::Idea),
        Err(Denied::NotNow(NotNow::OtherKind))
    );
    assert_eq!(
        asked(&columns()[6], Action::Record(T::Approve), At::Collecting),
        Err(Denied::NotNow(NotNow::OtherStage))
    );
}

#[test]
fn an_administrator_decides_no_case() {
    let administrator = &columns()[8];
    for kind in T::ALL {
        for at in [
            At::Registered,
            At::Collecting,
            At::Scheduled,
            At::Approved,
            At::Declined,
        ] {
            assert!(
                asked(administrator, Action::Record(*kind), at).is_err(),
                "{kind} {at:?}"
            );
        }
    }
}

#[test]
fn two_duties_may_do_what_either_may() {
    let both = person(300, Level::N3, &[Role::Elected, Role::Resident]);
    assert_eq!(asked(&both, Action::Support, At::Collecting), Ok(()));
    assert_eq!(asked(&both, Action::StateOpinion, At::Collecting), Ok(()));
    assert_eq!(
        asked(&both, Action::AnswerAsOfficial, At::Collecting),
        Err(Denied::Role)
    );
}
