//! What anybody tries.

use nara_app::moderation::api::{ModerationPort, NewAppeal, NewReport, NewStep, TextRef};
use nara_domain::ids::ModerationId;
use nara_domain::moderation::{CaseMove, Reason, appeal_until};
use nara_domain::question::QuestionStepKind;
use nara_server::fetch_one;

use super::model::{Answer, Case, State, answer};
use super::{ELECTED, LEADER, MODERATORS, Walk};

impl Walk {
    pub(super) async fn report(&mut self) -> bool {
        let who = self.chance.below(self.people.len());
        let at = self.chance.below(self.texts.len());
        let reason = *self
            .chance
            .of(&["hate", "threat", "other", "spam", "", "nothing"]);
        self.report_as(who, at, reason).await
    }

    async fn report_as(&mut self, who: usize, at: usize, reason: &str) -> bool {
        let expected = match (Reason::from_code(reason), self.is_hidden(at)) {
            (None, _) => Answer::Invalid,
            (Some(_), _) if !self.is_open(at) => Answer::NotFound,
            (Some(_), true) => Answer::Denied,
            (Some(_), false) => Answer::Done,
        };
        let new = NewReport {
            reason: reason.to_owned(),
            words: "Det handlar om mig.".to_owned(),
            once: String::new(),
        };
        // Every visitor from another network: one alone may not report so many.
        let network = format!("10.{}.{}.0/24", self.seed, self.step);
        let place = self.texts[at].place;
        let moderation = &self.web.state.moderation;
        let done = moderation
            .report(&self.people[who], &network, place, new, self.now)
            .await;
        let what = format!("{who} reports text {at} for {reason:?}");
        if !self.compare(&what, expected, answer(&done)) {
            return false;
        }
        self.opened(at).await;
        true
    }

    /// There is a case of the text now, if there was none before.
    async fn opened(&mut self, at: usize) {
        if self.texts[at].now.is_some() {
            return;
        }
        let id = "select max(moderation_id) from moderation";
        let id = self.app.number(id).await;
        self.texts[at].now = Some(self.cases.len());
        self.cases.push(Case {
            id: ModerationId::new(id),
            text: at,
            state: State::Open,
            hid: None,
            asked: false,
            upheld: false,
            proposed: None,
            second_by: None,
            lapsed: false,
        });
    }

    /// A moderator leaves out a question, reported or not.
    pub(super) async fn refuse(&mut self) -> bool {
        let questions: Vec<usize> = (0..self.texts.len())
            .filter(|at| self.texts[*at].set().is_some() && self.texts[*at].is_one())
            .collect();
        let at = *self.chance.of(&questions);
        let TextRef::Asked(set, number) = self.texts[at].place else {
            return false;
        };
        let who = match self.chance.one_in(4) {
            true => self.chance.below(self.people.len()),
            false => MODERATORS.start + self.chance.below(MODERATORS.len()),
        };
        let rule = *self.chance.of(&["hate", "threat", "spam", "other"]);
        let reason = match self.chance.one_in(8) {
            true => "",
            false => "Så står det i reglerna.",
        };
        let expected = self.expected_refusal(who, at, (rule, reason));
        let typed = [("rule", rule), ("reason", reason), ("seen", "")];
        let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let (typed, once) = (typed.into(), format!("steg{}", self.step));
        let done = self.web.state.questions.take(
            &self.people[who],
            (set, number),
            QuestionStepKind::Refuse,
            (&typed, &once),
            self.now,
        );
        let done = done.await;
        let what = format!("{who} leaves out text {at} by {rule:?}, {reason:?}");
        let refused = self.compare(&what, expected, answer(&done));
        if refused {
            self.opened(at).await;
            let case = self.texts[at].now.unwrap();
            self.take(who, case, CaseMove::Hide);
            *self.seen.entry("refused".to_owned()).or_default() += 1;
        }
        refused
    }

    async fn last_act(&self, id: ModerationId) -> i64 {
        let (last,) = fetch_one!(
            self.app.db.read().await.unwrap(),
            (i64,),
            "select coalesce(max(moderation_act_id), 0) from moderation_act where moderation_id = $1",
            id.get(),
        )
        .unwrap();
        last
    }

    /// A case, more often one that is not over, and often one of a sort.
    fn pick(&mut self, sort: impl Fn(&Case) -> bool) -> Option<usize> {
        let lives: Vec<usize> = self.texts.iter().filter_map(|text| text.now).collect();
        let of_sort = lives.iter().filter(|at| sort(&self.cases[**at]));
        let of_sort: Vec<usize> = of_sort.copied().collect();
        let from = match self.chance.below(8) {
            0 => (0..self.cases.len()).collect(),
            1..=5 if !of_sort.is_empty() => of_sort,
            _ => lives,
        };
        (!from.is_empty()).then(|| *self.chance.of(&from))
    }

    /// A step, mostly one that follows.
    fn a_step(&mut self, at: usize) -> CaseMove {
        let case = &self.cases[at];
        let author = self.texts[case.text].author;
        let likely: &[CaseMove] = match (case.state, case.appeal_waits()) {
            (State::Open, _) if author == ELECTED => &[
                CaseMove::Propose,
                CaseMove::Propose,
                CaseMove::Hide,
                CaseMove::Hide,
                CaseMove::Leave,
            ],
            (State::Open, _) => &[CaseMove::Hide, CaseMove::Hide, CaseMove::Leave],
            (State::Hidden, _) if case.second_by.is_some() => &[CaseMove::Confirm],
            (State::Hidden, true) => &[CaseMove::Uphold, CaseMove::Unhide],
            _ => &[CaseMove::Unhide],
        };
        match self.chance.one_in(3) {
            true => *self.chance.of(CaseMove::ALL),
            false => *self.chance.of(likely),
        }
    }

    pub(super) async fn settle(&mut self) -> bool {
        // What nobody asked about is left alone now and then, so that somebody can ask.
        let sort = |case: &Case| {
            case.state == State::Open || case.appeal_waits() || case.second_by.is_some()
        };
        let Some(at) = self.pick(sort) else {
            return false;
        };
        // Mostly somebody who may.
        let who = match self.chance.below(8) {
            0 => self.chance.below(self.people.len()),
            1..=2 => LEADER,
            _ => MODERATORS.start + self.chance.below(MODERATORS.len()),
        };
        let step = self.a_step(at);
        let rule = *self
            .chance
            .of(&["hate", "threat", "personal_data", "other", ""]);
        let reason = match self.chance.one_in(8) {
            true => "",
            false => "Så står det i reglerna.",
        };
        let stale = self.chance.one_in(10);
        self.settle_as((who, at), (step, rule, reason), stale).await
    }

    async fn settle_as(
        &mut self,
        (who, at): (usize, usize),
        (step, rule, reason): (CaseMove, &str, &str),
        stale: bool,
    ) -> bool {
        let id = self.cases[at].id;
        let seen = self.last_act(id).await + i64::from(stale);
        let expected = self.expected((who, at), (step, rule, reason), stale);
        let new = typed(step, rule, reason, seen);
        let moderation = &self.web.state.moderation;
        let done = moderation
            .settle(&self.people[who], id, new, self.now)
            .await;
        let what = format!("{who} takes {step} on case {id} by {rule:?}, {reason:?}, {stale}");
        let taken = self.compare(&what, expected, answer(&done));
        if taken {
            self.take(who, at, step);
        }
        taken
    }

    /// The next thing moderators do with what an elected wrote: chance alone hardly ever comes to its end.
    pub(super) async fn by_two(&mut self) -> bool {
        let texts = 0..self.texts.len();
        let theirs: Vec<usize> = texts
            .filter(|at| self.texts[*at].author == ELECTED)
            .collect();
        let text = *self.chance.of(&theirs);
        let Some(at) = self.texts[text].now else {
            return self.report_as(0, text, "hate").await;
        };
        let case = &self.cases[at];
        let hid = case.hid.map(|(hid, _)| hid);
        let others: Vec<usize> = MODERATORS
            .filter(|who| hid != Some(*who) && case.proposed != Some(*who))
            .collect();
        let (step, rule) = match (case.state, case.proposed, case.second_by) {
            (State::Open, Some(_), _) => (CaseMove::Hide, "hate"),
            (State::Open, None, _) if self.lapsed_before(at) || self.chance.one_in(2) => {
                (CaseMove::Propose, "hate")
            }
            (State::Open, None, _) => (CaseMove::Hide, "threat"),
            // Once a text has lapsed there is nothing to confirm of it again: that comes first.
            (_, _, Some(_)) if self.seen.contains_key("confirm") && self.chance.one_in(2) => {
                return self.wait().await;
            }
            (_, _, Some(_)) => (CaseMove::Confirm, ""),
            _ => (CaseMove::Unhide, ""),
        };
        let who = *self.chance.of(&others);
        let reason = "Så står det i reglerna.";
        self.settle_as((who, at), (step, rule, reason), false).await
    }

    pub(super) async fn appeal(&mut self) -> bool {
        let sort = |case: &Case| case.state == State::Hidden && !case.asked;
        let Some(at) = self.pick(sort) else {
            return false;
        };
        let case = &self.cases[at];
        let author = self.texts[case.text].author;
        let who = match self.chance.one_in(5) {
            true => self.chance.below(self.people.len()),
            false => author,
        };
        let words = match self.chance.one_in(6) {
            true => "",
            false => "Läs igen, tack.",
        };
        let id = case.id;
        let expected = match case.hid {
            _ if who == 0 => Answer::SignIn,
            None => Answer::NotFound,
            Some(_) if who != author => Answer::NotFound,
            Some((_, on)) => {
                let late = self.now.day() > appeal_until(on);
                match case.state == State::Shown || case.asked || late {
                    true => Answer::Denied,
                    false if words.is_empty() => Answer::Invalid,
                    false => Answer::Done,
                }
            }
        };
        let new = NewAppeal {
            words: words.to_owned(),
            once: String::new(),
        };
        let moderation = &self.web.state.moderation;
        let done = moderation
            .appeal(&self.people[who], id, new, self.now)
            .await;
        let what = format!("{who} asks about case {id}: {words:?}");
        let asked = self.compare(&what, expected, answer(&done));
        if asked {
            self.cases[at].asked = true;
            *self.seen.entry("asked".to_owned()).or_default() += 1;
        }
        asked
    }

    /// Two moderators from the same page at the same moment: one of them is told.
    pub(super) async fn at_once(&mut self) -> bool {
        let Some(at) = self.pick(Case::appeal_waits) else {
            return false;
        };
        let one = *self.chance.of(&[CaseMove::Hide, CaseMove::Leave]);
        let case = &self.cases[at];
        let steps = match (case.state, case.appeal_waits()) {
            // One alone does not hide what an elected wrote.
            (State::Open, _) if self.texts[case.text].author == ELECTED => return false,
            (State::Open, _) => [CaseMove::Hide, one],
            (State::Hidden, true) => [CaseMove::Uphold, CaseMove::Unhide],
            _ => return false,
        };
        let hid = case.hid.map(|(hid, _)| hid);
        let able: Vec<usize> = MODERATORS.filter(|who| hid != Some(*who)).collect();
        let (id, who) = (case.id, [able[0], able[1]]);
        let seen = self.last_act(id).await;
        let moderation = &self.web.state.moderation;
        let form = |step| typed(step, "hate", "Samtidigt.", seen);
        let (one, two) = tokio::join!(
            moderation.settle(&self.people[who[0]], id, form(steps[0]), self.now),
            moderation.settle(&self.people[who[1]], id, form(steps[1]), self.now),
        );
        let both = [answer(&one), answer(&two)];
        self.told(format!(
            "{who:?} take {steps:?} on case {id} at once: {both:?}"
        ));
        let won = match both {
            [Answer::Done, Answer::Conflict] => 0,
            [Answer::Conflict, Answer::Done] => 1,
            other => self.fail(&format!("at once: {other:?}")),
        };
        *self.seen.entry("at once".to_owned()).or_default() += 1;
        self.take(who[won], at, steps[won]);
        true
    }
}

fn typed(step: CaseMove, rule: &str, reason: &str, seen: i64) -> NewStep {
    NewStep {
        step: step.code().to_owned(),
        rule: rule.to_owned(),
        reason: reason.to_owned(),
        seen: seen.to_string(),
        once: String::new(),
    }
}
