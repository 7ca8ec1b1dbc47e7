//! What a whole walk has to have come across: everything there is to do, in every walk.

use std::collections::BTreeMap;

use nara_domain::answer::ActKind;
use nara_domain::proposal::{NotReceived, StageCode, TransitionKind as T};

use super::Walker;

/// What is neither a step nor a kind of line.
const DEEDS: &[&str] = &[
    "vote changed",
    "against taken back",
    "supporter went to the lead",
    "merge suggested",
    "merge refused",
    "merge no longer possible",
    "merged",
    "suggestion taken back",
    "suggestion lapsed",
    "set free",
    "freed by rule",
    "closed with its lead",
    "a part of the inhabitants",
    "sent again",
    "prepared",
    "taken back unread",
    "corrected",
];

/// How often each thing was seen.
pub type Seen = BTreeMap<&'static str, usize>;

impl Walker {
    pub(super) fn saw(&mut self, what: &'static str) {
        *self.seen.entry(what).or_default() += 1;
    }

    pub(super) fn times(&self, what: &str) -> usize {
        self.seen.get(what).copied().unwrap_or_default()
    }

    /// Steps, stages, lines and deeds that never came.
    pub(super) fn never(&self) -> Vec<&'static str> {
        let stages = StageCode::ALL.iter().map(|code| code.code());
        let there = |code: &str| {
            let mut lines = self.cases.iter().flat_map(|case| &case.kept);
            lines.any(|kept| kept.line.stage.code() == code)
        };
        let stages = stages.filter(|code| !there(code));
        let all = T::ALL.iter().map(|step| step.code());
        let all = all.chain(LINES.iter().map(|kind| kind.code()));
        let all = all.chain(NotReceived::CODES.iter().copied());
        let all = all.chain(DEEDS.iter().copied());
        stages
            .chain(all.filter(|what| self.times(what) == 0))
            .collect()
    }
}

/// The kinds of line the walk brings about.
const LINES: [ActKind; 10] = [
    ActKind::Transition,
    ActKind::QuestionAnswer,
    ActKind::OfficialAnswer,
    ActKind::ElectedOpinion,
    ActKind::Question,
    ActKind::Delay,
    ActKind::Minutes,
    ActKind::Appeal,
    ActKind::Note,
    ActKind::Merge,
];
