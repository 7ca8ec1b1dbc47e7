//! What people put forward and what becomes of it: the formal proposal's stage machine, the
//! idea's short path, and the rules of the municipality as data.

pub mod agenda;
mod awaited;
mod checks;
pub mod clock;
pub mod course;
pub mod decision;
pub mod guards;
pub mod idea;
mod idea_parse;
mod last_act;
pub mod machine;
pub mod officer;
mod parse;
pub mod problem;
mod promise;
pub mod receiving;
pub mod required;
pub mod ruleset;
mod ruleset_check;
pub mod ruleset_form;
pub mod season;
pub mod second_reading;
pub mod stage;
pub mod stage_code;
mod steps;
pub mod topic;
pub mod transition;
pub mod window;
mod write;

pub use awaited::IdeaPromise;
pub use course::{Course, Kind};
pub use decision::{
    Decision, DecisionRef, DeclineReason, Meeting, Registration, RejectionCriterion, SubReason,
    SubReasonKind,
};
pub use idea::{IdeaMove, IdeaMoveKind, IdeaStage, IdeaStageCode, Verdict};
pub use last_act::Happened;
pub use machine::{MoveContext, allowed_from, legal_now};
pub use problem::{ProblemStage, ProblemStageCode};
pub use promise::{PLAN_DAYS, Promise, plan_by};
pub use receiving::{NotReceived, Own, Same, may_submit};
pub use ruleset::{AnnounceWhen, ClockFrom, Ruleset};
pub use season::{Season, YearDay};
pub use second_reading::{Prepared, Reading, second_reading};
pub use stage::{NextStep, Stage};
pub use stage_code::{NextKind, StageCode, StageGroup};
pub use topic::{District, Topic};
pub use transition::{Transition, TransitionKind};
pub use window::Window;
