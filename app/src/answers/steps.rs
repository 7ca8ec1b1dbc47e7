//! Everything that can be recorded on a case: the steps of its kind, and what is noted without
//! moving it.

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::answer::ActKind;
use nara_domain::error::Denied;
use nara_domain::fields::FieldSpec;
use nara_domain::ids::PersonId;
use nara_domain::letters::Told;
use nara_domain::permissions::{Action, can, of_own_body};
use nara_domain::proposal::required::fields_at;
use nara_domain::proposal::{Course, MoveContext, StageCode, TransitionKind, allowed_from};

use super::case::subject;
use crate::context::PageContext;
use crate::error::{AppError, words};
use crate::i18n::Lang;
use crate::proposals::api::ProposalView;
use crate::t;
use crate::ui::Kind;

/// Something to record, as `?steg=<code>` and the form's field `step` name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Move(TransitionKind),
    /// Added to the record; the case stays where it is.
    Note(ActKind),
}

/// What can be noted without moving a case.
const NOTES: [ActKind; 5] = [
    ActKind::Question,
    ActKind::Delay,
    ActKind::Minutes,
    ActKind::Appeal,
    ActKind::Note,
];

impl Step {
    pub fn from_code(code: &str) -> Option<Self> {
        TransitionKind::from_code(code).map(Step::Move).or_else(|| {
            ActKind::from_code(code)
                .filter(|kind| NOTES.contains(kind))
                .map(Step::Note)
        })
    }

    pub fn code(self) -> &'static str {
        match self {
            Step::Move(kind) => kind.code(),
            Step::Note(kind) => kind.code(),
        }
    }

    /// The stages it leads to; none where the case stays where it is.
    pub const fn leads_to(self) -> &'static [StageCode] {
        match self {
            Step::Move(kind) => kind.targets(),
            Step::Note(_) => &[],
        }
    }

    pub fn name(self, lang: Lang) -> String {
        match self {
            Step::Move(kind) => t!(lang, &format!("transition-{kind}")),
            Step::Note(kind) => t!(lang, &format!("answers-note-{kind}")),
        }
        .into_owned()
    }

    pub fn help(self, lang: Lang) -> String {
        match self {
            Step::Move(kind) => t!(lang, &format!("transition-{kind}-help")),
            Step::Note(kind) => t!(lang, &format!("answers-note-{kind}-help")),
        }
        .into_owned()
    }

    /// Exactly what is asked for when the case is here.
    pub fn fields(self, case: &ProposalView) -> &'static [FieldSpec] {
        match (self, &case.course) {
            (Step::Move(kind), Course::Proposal(stage)) => fields_at(stage.code(), kind),
            (Step::Move(kind), Course::Idea(_) | Course::Problem(_) | Course::Questions) => {
                kind.fields()
            }
            (Step::Note(kind), _) => kind.fields(),
        }
    }

    /// The label it will stand under, as on the case's page.
    pub fn label(self, lang: Lang) -> (Kind, String) {
        use TransitionKind as T;
        let done = |kind: T| t!(lang, &format!("transition-{kind}-done")).into_owned();
        match self {
            Step::Move(kind) if kind.is_decision() || kind == T::RemitBack => {
                let label = t!(lang, "act-label-decision", what = done(kind));
                (Kind::Decision, label.into_owned())
            }
            Step::Move(
                kind @ (T::RejectFormally
                | T::Reroute
                | T::PresentProposal
                | T::Plan
                | T::ReportProgress
                | T::MarkImplemented
                | T::Stop),
            ) => {
                let label = t!(lang, "act-label-department", what = done(kind));
                (Kind::Official, label.into_owned())
            }
            // A line of the timeline.
            Step::Move(kind) => (Kind::Info, done(kind)),
            Step::Note(kind) => {
                let look = match kind {
                    ActKind::Minutes => Kind::Decision,
                    _ => Kind::Official,
                };
                (look, t!(lang, &format!("act-{kind}")).into_owned())
            }
        }
    }

    /// Who gets a letter about it.
    pub fn told(self) -> Told {
        match self {
            Step::Move(kind) => Told::of_step(kind),
            Step::Note(kind) => Told::of_act(kind),
        }
    }
}

/// The notes this person may add now.
pub fn notes(page: &PageContext, case: &ProposalView) -> Vec<Step> {
    let may = |kind: ActKind| {
        let action = match kind {
            ActKind::Question => Action::AskProposer,
            kind => Action::Append(kind),
        };
        let recorded =
            kind == ActKind::Minutes && case.acts.iter().any(|act| act.kind == ActKind::Minutes);
        !recorded && can(&page.actor, action, &subject(case)).is_ok()
    };
    NOTES
        .into_iter()
        .filter(|kind| may(*kind))
        .map(Step::Note)
        .collect()
}

/// Whether this person has anything to record on the case, a step or a note.
pub fn may_record(page: &PageContext, case: &ProposalView) -> bool {
    !case.possible.transitions.is_empty() || !notes(page, case).is_empty()
}

/// The steps that can follow here but not now or not by this person, each with why.
pub fn closed(page: &PageContext, case: &ProposalView) -> Vec<(TransitionKind, String)> {
    let Course::Proposal(stage) = &case.course else {
        return Vec::new();
    };
    allowed_from(stage.code())
        .into_iter()
        .filter(|kind| !case.possible.transitions.contains(kind))
        .map(|kind| (kind, why_not(page, case, kind)))
        .collect()
}

/// Why a step cannot be recorded by this person now.
pub fn why_not(page: &PageContext, case: &ProposalView, kind: TransitionKind) -> String {
    let lang = page.lang;
    let Course::Proposal(stage) = &case.course else {
        return t!(lang, "not_now-other_kind").into_owned();
    };
    let now = MoveContext {
        today: page.today(),
        actor: page.actor.person_id(),
        prepared_by: None,
        officer: None,
        proposer: None,
        support_count: case.support.count,
        ruleset: &case.ruleset,
        topic: Some(case.topic),
        // Decides how long, not whether.
        window: None,
    };
    if let Err(reason) = stage.ready_for(kind, &now) {
        return words::help(lang, &AppError::NotAllowedNow(reason));
    }
    if let Err(reason) = of_own_body(&page.actor, kind, stage) {
        return words::help(lang, &AppError::NotAllowedNow(reason));
    }
    match can(&page.actor, Action::Record(kind), &subject(case)) {
        Err(Denied::Role | Denied::NotYours) => belongs_to(lang, case, kind),
        Err(denied) => words::help(lang, &AppError::Denied(denied)),
        Ok(()) => t!(lang, "error-not_allowed_now-help").into_owned(),
    }
}

/// Whose step it is, found by asking the permissions for each duty.
fn belongs_to(lang: Lang, case: &ProposalView, kind: TransitionKind) -> String {
    if matches!(kind, TransitionKind::Withdraw | TransitionKind::Complete) {
        return t!(lang, "answers-step-proposer").into_owned();
    }
    let holder = |role: Role| Actor::Person {
        id: PersonId::new(0),
        name: String::new(),
        level: Level::T,
        standings: vec![Standing::of(role)],
        dormant: Vec::new(),
        restraint: None,
    };
    let roles: Vec<String> = [Role::Secretary, Role::Official, Role::Moderator]
        .into_iter()
        .filter(|role| can(&holder(*role), Action::Record(kind), &subject(case)).is_ok())
        .map(|role| t!(lang, &format!("role-{}", role.code())).into_owned())
        .collect();
    match roles.is_empty() {
        true => t!(lang, "answers-step-system").into_owned(),
        false => t!(lang, "answers-step-role", roles = roles.join(", ")).into_owned(),
    }
}
