use nara_domain::error::{FieldProblem, NotAllowedNow};
use nara_domain::proposal::{
    Course, IdeaMove, IdeaMoveKind, IdeaPromise, IdeaStage, IdeaStageCode, Kind, NextKind, Ruleset,
    StageCode, StageGroup, Verdict,
};

use crate::help::{day, filled, values};

fn published() -> IdeaStage {
    IdeaStage::published(day("2026-02-01"))
}

fn make(kind: IdeaMoveKind, changed: &[(&str, &str)]) -> IdeaMove {
    let mut form = filled(kind.fields());
    form.extend(values(changed));
    IdeaMove::parse(kind, &form).unwrap()
}

#[test]
fn each_verdict_asks_for_what_it_promises() {
    let asked = |kind: IdeaMoveKind| {
        let names: Vec<&str> = kind
            .fields()
            .iter()
            .filter(|s| s.required)
            .map(|s| s.name)
            .collect();
        names.join(" ")
    };
    assert_eq!(
        asked(IdeaMoveKind::YesNow),
        "owner start_on cost first_step"
    );
    assert_eq!(asked(IdeaMoveKind::Try), "pilot_from pilot_to measure");
    assert_eq!(
        asked(IdeaMoveKind::Budget),
        "budget_round budget_year owner"
    );
    assert_eq!(asked(IdeaMoveKind::Exists), "link contact why_unknown");
    assert_eq!(asked(IdeaMoveKind::No), "reason would_help");
    assert_eq!(asked(IdeaMoveKind::HandedOn), "receiver acknowledgement");
    assert_eq!(asked(IdeaMoveKind::Done), "on actual_cost");
}

#[test]
fn every_verdict_answers_a_published_idea() {
    for kind in IdeaMoveKind::ALL.iter().filter(|k| k.verdict().is_some()) {
        let answered = published()
            .apply(&make(*kind, &[]), day("2026-03-01"))
            .unwrap();
        assert_eq!(answered.verdict(), kind.verdict());
        let IdeaStage::Answered { on, answer, .. } = answered else {
            panic!()
        };
        assert_eq!((on, answer.kind()), (day("2026-03-01"), *kind));
    }
}

#[test]
fn an_idea_is_answered_once() {
    let answered = published()
        .apply(&make(IdeaMoveKind::No, &[]), day("2026-03-01"))
        .unwrap();
    let refused = answered
        .apply(&make(IdeaMoveKind::YesNow, &[]), day("2026-03-02"))
        .unwrap_err();
    assert_eq!(
        refused,
        NotAllowedNow::WrongStage {
            from: "idea_answered".into(),
            transition: "yes_now".into()
        }
    );
}

#[test]
fn only_what_was_promised_can_be_done() {
    for kind in IdeaMoveKind::ALL.iter().filter(|k| k.verdict().is_some()) {
        let answered = published()
            .apply(&make(*kind, &[]), day("2026-03-01"))
            .unwrap();
        let done = answered.apply(&make(IdeaMoveKind::Done, &[]), day("2026-03-01"));
        let promised = matches!(
            kind.verdict(),
            Some(Verdict::YesNow | Verdict::Try | Verdict::Budget)
        );
        assert_eq!(done.is_ok(), promised, "{kind}");
        if let Ok(done) = done {
            assert_eq!(done.verdict(), kind.verdict());
        }
    }
}

#[test]
fn an_unanswered_idea_is_not_done() {
    assert!(
        published()
            .apply(&make(IdeaMoveKind::Done, &[]), day("2026-03-01"))
            .is_err()
    );
}

#[test]
fn what_is_done_was_done_neither_tomorrow_nor_before_it_was_promised() {
    let answered = published()
        .apply(&make(IdeaMoveKind::Try, &[]), day("2026-03-01"))
        .unwrap();
    let problem = |on: &str| {
        let done = make(IdeaMoveKind::Done, &[("on", on)]);
        let refused = answered
            .clone()
            .apply(&done, day("2026-04-01"))
            .unwrap_err();
        refused.field_errors()[0].problem.clone()
    };
    assert_eq!(problem("2026-04-02"), FieldProblem::DateInFuture);
    let answered_on = FieldProblem::DateBeforeLastAct {
        day: day("2026-03-01"),
    };
    assert_eq!(problem("2026-02-28"), answered_on);
}

#[test]
fn nothing_begins_before_the_idea_came_in() {
    for (kind, field) in [
        (IdeaMoveKind::YesNow, "start_on"),
        (IdeaMoveKind::Try, "pilot_from"),
    ] {
        let answer = |on: &str| make(kind, &[(field, on)]);
        let today = day("2026-03-01");
        assert!(published().apply(&answer("2026-02-01"), today).is_ok());
        let early = answer("2026-01-31");
        let refused = published().apply(&early, today).unwrap_err();
        let [error] = refused.field_errors() else {
            panic!("{refused:?}")
        };
        let told = (error.field.as_str(), &error.problem);
        assert_eq!(told, (field, &FieldProblem::DateBeforeReceived));
        // What was recorded before that was asked stands.
        assert!(published().take_again(&early, today, today).is_ok());
    }
    let budget = make(IdeaMoveKind::Budget, &[("budget_year", "2025")]);
    let refused = published().apply(&budget, day("2026-03-01")).unwrap_err();
    assert_eq!(refused.field_errors()[0].field, "budget_year");
}

#[test]
fn a_pilot_ends_after_it_begins() {
    let mut form = filled(IdeaMoveKind::Try.fields());
    form.extend(values(&[
        ("pilot_from", "2026-09-01"),
        ("pilot_to", "2026-08-31"),
    ]));
    let errors = IdeaMove::parse(IdeaMoveKind::Try, &form).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert_eq!(
        (errors[0].field.as_str(), &errors[0].problem),
        ("pilot_to", &FieldProblem::DateBeforeStart)
    );
}

#[test]
fn a_body_cannot_have_decided_tomorrow() {
    let step = make(IdeaMoveKind::YesNow, &[("meeting_date", "2026-03-02")]);
    let refused = published().apply(&step, day("2026-03-01")).unwrap_err();
    assert_eq!(refused.field_errors()[0].field, "meeting_date");
}

#[test]
fn ideas_and_proposals_share_lists_without_sharing_codes() {
    for code in IdeaStageCode::ALL {
        assert!(StageCode::from_code(code.as_str()).is_none(), "{code}");
    }
    let idea = Course::Idea(published());
    assert_eq!(
        (idea.kind(), idea.code(), idea.group()),
        (Kind::Idea, "published", StageGroup::Collecting)
    );
    assert!(idea.is_public() && idea.text_is_public() && !idea.is_decided());
}

#[test]
fn an_idea_waits_sixty_days_for_its_answer() {
    let rules = Ruleset::bjorksjo();
    let idea = Course::Idea(published());
    let next = idea.next_step(day("2026-02-01"), &rules, None).unwrap();
    assert_eq!(
        (next.what, next.by),
        (NextKind::Answer, Some(day("2026-04-02")))
    );
}

#[test]
fn after_a_no_nothing_is_awaited_and_after_a_trial_its_end() {
    let rules = Ruleset::bjorksjo();
    let after = |kind, changed: &[(&str, &str)]| {
        let stage = published()
            .apply(&make(kind, changed), day("2026-03-01"))
            .unwrap();
        Course::Idea(stage).next_step(day("2026-02-01"), &rules, None)
    };
    assert_eq!(after(IdeaMoveKind::No, &[]), None);
    let trial = after(IdeaMoveKind::Try, &[("pilot_to", "2026-12-20")]).unwrap();
    assert_eq!(
        (trial.what, trial.by),
        (NextKind::Implementation, Some(day("2026-12-20")))
    );
}

#[test]
fn an_idea_of_a_campaign_has_the_day_of_its_campaign_or_none() {
    let rules = Ruleset::bjorksjo();
    let by = day("2026-07-01");
    for (promise, expected) in [
        (IdeaPromise::Rules, Some(day("2026-04-02"))),
        (IdeaPromise::Undecided, None),
        (IdeaPromise::Campaign { by }, Some(by)),
        (IdeaPromise::NotPromised, None),
        (IdeaPromise::CalledOff, None),
    ] {
        let mut idea = published();
        assert_eq!(idea.set_promise(promise), promise != IdeaPromise::Rules);
        assert!(!idea.set_promise(promise), "it is so already");
        assert_eq!(idea.answer_by(&rules), expected);
        let off = idea.code() == IdeaStageCode::CampaignOff;
        assert_eq!(off, promise == IdeaPromise::CalledOff);
        // As it is stored, and as it was before there were campaigns.
        let stored = serde_json::to_string(&Course::Idea(idea.clone())).unwrap();
        let read: Course = serde_json::from_str(&stored).unwrap();
        assert_eq!(read, Course::Idea(idea.clone()));
        assert_eq!(stored.contains("promise"), promise != IdeaPromise::Rules);
        let next = read.next_step(day("2026-02-01"), &rules, None);
        assert_eq!(next.and_then(|next| next.by), expected);
        // It can be answered all the same, and then nothing is promised.
        let mut answered = idea
            .apply(&make(IdeaMoveKind::No, &[]), day("2026-03-01"))
            .unwrap();
        assert_eq!(
            (answered.answer_by(&rules), answered.promise()),
            (None, None)
        );
        assert!(!answered.set_promise(IdeaPromise::CalledOff));
    }
}
