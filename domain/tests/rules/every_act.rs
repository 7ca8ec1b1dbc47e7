//! What is no step, at every stage, by everybody, complete and with each needed field missing: handing
//! in (T1), the question to the proposer and the answer (T15), minutes (T25), a delay (T26), an appeal
//! (T31), corrections (T33), that two become one (T34), and every other line of the record. What is
//! expected stands in [`ACTS`] and [`CORRECTIONS`], written from the description of the life cycle.

use std::collections::{BTreeMap, BTreeSet};

use nara_domain::answer::{
    ActKind as K, Appeal, Delay, ElectedOpinion, Minutes, Note, OfficialAnswer, Question,
    QuestionAnswer,
};
use nara_domain::document::{Document, Removal};
use nara_domain::error::{Denied, FieldError, FieldProblem, NotAllowedNow, NotNow};
use nara_domain::fields::Values;
use nara_domain::outside::{GuestAnswer, OutsideQuestion, Withdrawal};
use nara_domain::permissions::{Action, Case, Subject, adds_for_own_body, can};
use nara_domain::proposal::{
    Course, Kind, NotReceived, Own, Ruleset, Stage, StageCode as S, Topic, may_submit,
};
use nara_domain::text::{BodyText, Title};

use crate::every_transition::stages;
use crate::help::{PROPOSER, day, filled, good};
use crate::transition_table::{EVERYBODY, Who};

/// The day everything here is tried.
const TODAY: &str = "2026-03-01";

/// Where it may be done, and what is said elsewhere.
#[derive(Clone, Copy)]
enum Where {
    At(&'static [S]),
    /// Public, and not over for good.
    Going,
    /// As that, where what is not public is told apart.
    GoingOrNotPublic,
    Anywhere,
}

/// A line of the record: who adds it, where, with what.
struct Act {
    /// Its number in the life cycle, where it has one.
    number: &'static str,
    kind: K,
    who: &'static [Who],
    place: Where,
    needs: &'static [&'static str],
}

const fn act(
    number: &'static str,
    kind: K,
    who: &'static [Who],
    place: Where,
    needs: &'static [&'static str],
) -> Act {
    Act {
        number,
        kind,
        who,
        place,
        needs,
    }
}

const NOBODY: &[Who] = &[];
const OFFICIAL: &[Who] = &[Who::Official];
const SECRETARY: &[Who] = &[Who::Secretary];
const OFFICE: &[Who] = &[Who::Official, Who::Secretary];
const MODERATORS: &[Who] = &[Who::Secretary, Who::Moderator];

/// Announced to the council and not decided.
const WAITS: &[S] = &[
    S::Announced,
    S::HandedOver,
    S::Referred,
    S::InPreparation,
    S::ProposalReady,
    S::Scheduled,
    S::Tabled,
    S::RemittedBack,
];
/// With the municipality, from the diary on.
const AT_MUNICIPALITY: &[S] = &[
    S::Registered,
    S::Announced,
    S::HandedOver,
    S::Referred,
    S::InPreparation,
    S::ProposalReady,
    S::Scheduled,
    S::Tabled,
    S::RemittedBack,
];
/// Decided on the substance; the one in the archive here was.
const DECIDED: &[S] = &[
    S::Approved,
    S::PartlyApproved,
    S::Answered,
    S::Declined,
    S::WrittenOff,
    S::Planned,
    S::Implementing,
    S::Implemented,
    S::Stopped,
    S::Closed,
];
const NOT_PUBLIC: &[S] = &[S::Submitted, S::NeedsCompletion];
const OVER: &[S] = &[S::RejectedFormal, S::Rerouted, S::Withdrawn, S::Closed];
/// Every stage but those of [`NOT_PUBLIC`].
const PUBLIC: &[S] = &[
    S::RejectedFormal,
    S::Rerouted,
    S::Withdrawn,
    S::Registered,
    S::Collecting,
    S::ThresholdMissed,
    S::Announced,
    S::HandedOver,
    S::Referred,
    S::InPreparation,
    S::ProposalReady,
    S::Scheduled,
    S::Tabled,
    S::RemittedBack,
    S::Approved,
    S::PartlyApproved,
    S::Answered,
    S::Declined,
    S::WrittenOff,
    S::Planned,
    S::Implementing,
    S::Implemented,
    S::Stopped,
    S::Closed,
];

#[rustfmt::skip]
const ACTS: &[Act] = &[
    // A step has its own table; nobody adds one as a line, nor that two became one.
    act("T2–T32", K::Transition, NOBODY, Where::Anywhere, &[]),
    act("idea", K::IdeaMove, NOBODY, Where::Anywhere, &[]),
    act("T34 done", K::Merge, NOBODY, Where::Anywhere, &[]),
    act("3.4", K::OfficialAnswer, OFFICIAL, Where::Going, &["text"]),
    act("3.4", K::ElectedOpinion, &[Who::Elected], Where::Going, &["text"]),
    act("T15", K::Question, OFFICIAL, Where::At(&[S::InPreparation]), &["text", "answer_by"]),
    act("T15 answer", K::QuestionAnswer, &[Who::Proposer, Who::Secretary], Where::GoingOrNotPublic, &["text"]),
    act("T26", K::Delay, OFFICE, Where::At(WAITS), &["reason", "done_so_far", "expected_decision"]),
    act("T25", K::Minutes, SECRETARY, Where::At(DECIDED), &["verified_on", "posted_on", "minutes_url"]),
    act("T31", K::Appeal, SECRETARY, Where::At(PUBLIC), &["case_number", "appealed_on"]),
    act("note", K::Note, OFFICE, Where::Anywhere, &["text"]),
    act("document", K::Document, OFFICE, Where::GoingOrNotPublic, &["title", "made_by", "dated"]),
    act("document", K::DocumentRemoval, SECRETARY, Where::Anywhere, &["removal_reason", "reason"]),
    act("3.4 asked", K::OutsideQuestion, OFFICIAL, Where::At(AT_MUNICIPALITY), &["organisation", "text", "answer_by"]),
    act("3.4 guest", K::GuestAnswer, OFFICIAL, Where::Going, &["text", "signed_name", "signed_title"]),
    act("3.4 asked", K::OutsideWithdrawal, OFFICIAL, Where::Anywhere, &["reason"]),
];

/// Who corrects what (T33): whoever keeps the diary, or whoever signed it, in the duty they signed in.
#[derive(Clone, Copy)]
enum Corrector {
    Duty(&'static [Who]),
    Author(Who),
    /// Whoever was asked; or who entered it for them.
    AsEntered,
    /// What was agreed on, and what somebody outside signed, is nobody's here.
    Nobody,
}

const CORRECTIONS: &[(K, Corrector)] = &[
    (K::Transition, Corrector::Duty(SECRETARY)),
    (K::IdeaMove, Corrector::Duty(OFFICE)),
    (K::OfficialAnswer, Corrector::Author(Who::Official)),
    (K::ElectedOpinion, Corrector::Author(Who::Elected)),
    (K::Question, Corrector::Author(Who::Official)),
    (K::QuestionAnswer, Corrector::AsEntered),
    (K::Delay, Corrector::Duty(SECRETARY)),
    (K::Minutes, Corrector::Duty(SECRETARY)),
    (K::Appeal, Corrector::Duty(SECRETARY)),
    (K::Note, Corrector::Duty(SECRETARY)),
    (K::Document, Corrector::Duty(SECRETARY)),
    (K::DocumentRemoval, Corrector::Duty(SECRETARY)),
    (K::OutsideQuestion, Corrector::Nobody),
    (K::GuestAnswer, Corrector::Nobody),
    (K::OutsideWithdrawal, Corrector::Nobody),
    (K::Merge, Corrector::Nobody),
];

/// Why nothing came of it.
#[derive(Debug, PartialEq)]
enum Refused {
    Denied(Denied),
    Fields(Vec<FieldError>),
    NotAllowed(NotAllowedNow),
}

fn permitted(stage: &Stage, who: Who, action: Action, by_them: bool) -> Result<(), Denied> {
    let (actor, course) = (who.actor(), Course::Proposal(stage.clone()));
    let rules = Ruleset::without_threshold("Provkommun");
    let case = Case {
        kind: Kind::Proposal,
        proposer: Some(PROPOSER),
        course: &course,
        ruleset: &rules,
        topic: None,
        act_author: match by_them {
            true => actor.person_id(),
            false => Who::Administrator.actor().person_id(),
        },
        merged: false,
    };
    can(&actor, action, &Subject::Case(case))
}

fn action(kind: K) -> Action {
    match kind {
        K::OfficialAnswer => Action::AnswerAsOfficial,
        K::ElectedOpinion => Action::StateOpinion,
        K::Question => Action::AskProposer,
        other => Action::Append(other),
    }
}

fn parsed(kind: K, form: &Values) -> Result<(), Vec<FieldError>> {
    match kind {
        K::OfficialAnswer => OfficialAnswer::parse(form).map(drop),
        K::ElectedOpinion => ElectedOpinion::parse(form).map(drop),
        K::Question => Question::parse(form).map(drop),
        K::QuestionAnswer => QuestionAnswer::parse(form).map(drop),
        K::Delay => Delay::parse(form).map(drop),
        K::Minutes => Minutes::parse(form).map(drop),
        K::Appeal => Appeal::parse(form).map(drop),
        K::Note => Note::parse(form).map(drop),
        K::Document => Document::parse(form).map(drop),
        K::DocumentRemoval => Removal::parse(form).map(drop),
        K::OutsideQuestion => OutsideQuestion::parse(form).map(drop),
        K::GuestAnswer => GuestAnswer::parse(form).map(drop),
        K::OutsideWithdrawal => Withdrawal::parse(form).map(drop),
        K::Transition | K::IdeaMove | K::Merge => panic!("{kind} has no form"),
    }
}

/// As the service does it: the body, the person, the form, the case.
fn attempt(stage: &Stage, who: Who, kind: K, form: &Values) -> Result<(), Refused> {
    let course = Course::Proposal(stage.clone());
    adds_for_own_body(&who.actor(), kind, &course).map_err(Refused::NotAllowed)?;
    permitted(stage, who, action(kind), true).map_err(Refused::Denied)?;
    parsed(kind, form).map_err(Refused::Fields)?;
    kind.fits(form, &course, day(TODAY), day(TODAY))
        .map_err(Refused::Fields)
}

/// Who does not receive and review is not told that it exists.
fn is_unread(from: S, who: Who) -> bool {
    let readers = [Who::Proposer, Who::Secretary, Who::Moderator, Who::System];
    NOT_PUBLIC.contains(&from) && !readers.contains(&who)
}

fn no_duty(who: Who) -> Denied {
    match who {
        Who::Visitor => Denied::SignIn,
        _ => Denied::Role,
    }
}

fn expected(row: &Act, from: S, who: Who) -> Result<(), Denied> {
    if is_unread(from, who) {
        return Err(Denied::NotFound);
    }
    if !row.who.contains(&who) {
        return Err(match (row.kind, who) {
            (K::Transition | K::IdeaMove | K::Merge, _) => Denied::Role,
            (K::QuestionAnswer, Who::Visitor | Who::System) => Denied::SignIn,
            (K::QuestionAnswer, _) => Denied::NotYours,
            _ => no_duty(who),
        });
    }
    let wrong = match row.place {
        Where::At(stages) if !stages.contains(&from) => Some(NotNow::OtherStage),
        Where::Going | Where::GoingOrNotPublic if OVER.contains(&from) => Some(NotNow::Ended),
        Where::GoingOrNotPublic if NOT_PUBLIC.contains(&from) => Some(NotNow::NotPublic),
        _ => None,
    };
    wrong.map_or(Ok(()), |why| Err(Denied::NotNow(why)))
}

#[test]
fn every_act_at_every_stage_by_everybody() {
    let stages = stages();
    assert_eq!(PUBLIC.len() + NOT_PUBLIC.len(), S::ALL.len());
    let kinds: BTreeSet<&str> = ACTS.iter().map(|row| row.kind.code()).collect();
    assert_eq!((ACTS.len(), kinds.len()), (K::ALL.len(), K::ALL.len()));
    let (mut cells, mut added) = (0, 0);
    for row in ACTS {
        let form = filled(row.kind.fields());
        for (from, stage) in &stages {
            for who in EVERYBODY {
                let cell = format!("{} {from} {} {who:?}", row.number, row.kind);
                let came = attempt(stage, who, row.kind, &form);
                let expected = expected(row, *from, who);
                added += usize::from(expected.is_ok());
                assert_eq!(came, expected.map_err(Refused::Denied), "{cell}");
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 16 * 26 * 11);
    // 20 stages are public and not over for good. An answer and what a guest says, by one; an opinion;
    // the proposer's answer by two; the question at one; the delay by two at eight; minutes at ten;
    // the appeal at 24; a note by two wherever they may read (secretaries at 26, officials at 24); a
    // document by two at 20, its removal at 26; asked outside at nine, and withdrawn at 24.
    assert_eq!(
        added,
        20 + 20 + 20 + 2 * 20 + 1 + 2 * 8 + 10 + 24 + 26 + 24 + 2 * 20 + 26 + 9 + 24
    );
}

#[test]
fn every_act_with_each_needed_field_missing() {
    let stages = stages();
    let mut cells: BTreeMap<&str, usize> = BTreeMap::new();
    for row in ACTS {
        let specs = row.kind.fields();
        let always = specs
            .iter()
            .filter(|spec| spec.required && spec.only_for.is_none());
        let asked: BTreeSet<&str> = always.map(|spec| spec.name).collect();
        let needed: BTreeSet<&str> = row.needs.iter().copied().collect();
        assert_eq!(asked, needed, "{}", row.kind);
        for missing in row.needs {
            let mut form = filled(specs);
            form.remove(*missing);
            for (from, stage) in &stages {
                for who in EVERYBODY {
                    let came = attempt(stage, who, row.kind, &form);
                    // Nobody is told about fields of what is not theirs to add.
                    let expected = match expected(row, *from, who) {
                        Err(denied) => Refused::Denied(denied),
                        Ok(()) => {
                            Refused::Fields(vec![FieldError::new(missing, FieldProblem::Missing)])
                        }
                    };
                    let cell = format!("{} {from} {} {who:?} {missing}", row.number, row.kind);
                    assert_eq!(came, Err(expected), "{cell}");
                    *cells.entry(row.kind.code()).or_default() += 1;
                }
            }
        }
    }
    let needed: usize = ACTS.iter().map(|row| row.needs.len()).sum();
    assert_eq!(needed, 26);
    assert_eq!(cells.values().sum::<usize>(), 26 * 26 * 11);
}

/// An appeal that has ended did so on a day.
#[test]
fn an_ended_appeal_needs_its_day() {
    let stages = stages();
    let mut cells = 0;
    for outcome in ["dismissed", "annulled", "not_tried", "withdrawn"] {
        for from in PUBLIC {
            let mut form = filled(K::Appeal.fields());
            form.insert("outcome".to_owned(), outcome.to_owned());
            form.remove("outcome_on");
            let came = attempt(&stages[from], Who::Secretary, K::Appeal, &form);
            let missing = FieldError::new("outcome_on", FieldProblem::Missing);
            assert_eq!(
                came,
                Err(Refused::Fields(vec![missing])),
                "{from} {outcome}"
            );
            cells += 1;
        }
    }
    assert_eq!(cells, 4 * 24);
}

/// Days of what has happened are not to come and not before what they are about; days that are
/// awaited have not passed.
#[test]
fn every_act_with_each_day_that_cannot_be() {
    let stages = stages();
    // At a stage where it is added: the field, a day that is too early, and what is wrong with it.
    let received = FieldProblem::DateBeforeReceived;
    let decided = FieldProblem::DateBeforeDecision;
    #[rustfmt::skip]
    let days = [
        (S::InPreparation, Who::Official, K::Question, "answer_by", "2026-02-28", FieldProblem::DateInPast, false),
        (S::InPreparation, Who::Official, K::OutsideQuestion, "answer_by", "2026-02-28", FieldProblem::DateInPast, false),
        (S::InPreparation, Who::Secretary, K::Delay, "expected_decision", "2026-02-28", FieldProblem::DateInPast, false),
        (S::Declined, Who::Secretary, K::Minutes, "verified_on", "2026-02-28", decided, true),
        (S::Declined, Who::Secretary, K::Appeal, "appealed_on", "2025-01-09", received, true),
    ];
    for (from, who, kind, field, early, problem, happened) in days {
        let with = |value: &str| {
            let mut form = filled(kind.fields());
            form.insert(field.to_owned(), value.to_owned());
            attempt(&stages[&from], who, kind, &form)
        };
        let wrong = |problem| Err(Refused::Fields(vec![FieldError::new(field, problem)]));
        assert_eq!(with(early), wrong(problem), "{kind} {field}");
        assert_eq!(with(TODAY), Ok(()), "{kind} {field}");
        if !happened {
            assert_eq!(with("2026-03-02"), Ok(()), "{kind} {field}");
        }
    }
    // To come, and told as having happened: the last of the form, which nothing in it follows.
    for (kind, field) in [
        (K::Minutes, "posted_on"),
        (K::Appeal, "outcome_on"),
        (K::Document, "dated"),
    ] {
        let mut form = filled(kind.fields());
        form.insert(field.to_owned(), "2026-03-02".to_owned());
        let from = match kind {
            K::Document => S::InPreparation,
            _ => S::Declined,
        };
        let came = attempt(&stages[&from], Who::Secretary, kind, &form);
        let future = FieldError::new(field, FieldProblem::DateInFuture);
        assert_eq!(came, Err(Refused::Fields(vec![future])), "{kind} {field}");
    }
}

#[test]
fn every_correction_at_every_stage_by_everybody() {
    let stages = stages();
    let kinds: BTreeSet<&str> = CORRECTIONS.iter().map(|(kind, _)| kind.code()).collect();
    assert_eq!(
        (CORRECTIONS.len(), kinds.len()),
        (K::ALL.len(), K::ALL.len())
    );
    let (mut cells, mut corrected) = (0, 0);
    for (kind, corrector) in CORRECTIONS {
        for (from, stage) in &stages {
            for who in EVERYBODY {
                for mine in [true, false] {
                    let came = permitted(stage, who, Action::Correct(*kind), mine);
                    let duty = |who_may: &[Who]| match who_may.contains(&who) {
                        true => Ok(()),
                        false => Err(no_duty(who)),
                    };
                    let nobody = matches!(who, Who::Visitor | Who::System);
                    let own = if mine || who == Who::Administrator {
                        Ok(())
                    } else {
                        Err(Denied::NotYours)
                    };
                    let expected = match corrector {
                        _ if is_unread(*from, who) => Err(Denied::NotFound),
                        Corrector::Nobody => Err(Denied::Role),
                        Corrector::Duty(people) => duty(people),
                        Corrector::Author(signer) => duty(&[*signer]).and(own),
                        Corrector::AsEntered if nobody => Err(Denied::SignIn),
                        Corrector::AsEntered => own.and(duty(&[Who::Proposer, Who::Secretary])),
                    };
                    let cell = format!("{kind} {from} {who:?} {mine}");
                    assert_eq!(came, expected, "{cell}");
                    corrected += usize::from(expected.is_ok());
                    cells += 1;
                }
            }
        }
    }
    assert_eq!(cells, 16 * 26 * 11 * 2);
    // Seven by the secretary at 26 and one also by officials at 24, whoever wrote it; three by who signed
    // it at 24; the proposer's answer by two at 26.
    assert_eq!(corrected, 7 * 26 * 2 + (26 + 24) * 2 + 3 * 24 + 2 * 26);
}

/// T34: suggested by who reviews and who keeps the diary, while it is early; done by its proposers.
#[test]
fn every_suggestion_to_merge_at_every_stage_by_everybody() {
    let (mut cells, mut suggested) = (0, 0);
    for (from, stage) in &stages() {
        for who in EVERYBODY {
            let expected = if is_unread(*from, who) {
                Err(Denied::NotFound)
            } else if !MODERATORS.contains(&who) {
                Err(no_duty(who))
            } else if [S::Registered, S::Collecting].contains(from) {
                Ok(())
            } else {
                Err(Denied::NotNow(NotNow::OtherStage))
            };
            let came = permitted(stage, who, Action::Merge, false);
            assert_eq!(came, expected, "{from} {who:?}");
            suggested += usize::from(expected.is_ok());
            cells += 1;
        }
    }
    assert_eq!((cells, suggested), (26 * 11, 2 * 2));
}

/// T1: by whoever lives here and is known well enough, with a title, a text and a subject.
#[test]
fn everybody_hands_in() {
    let rules = Ruleset::without_threshold("Provkommun");
    let site = Subject::Site(&rules);
    let mut handed_in = Vec::new();
    for who in EVERYBODY {
        let came = can(&who.actor(), Action::Submit(Kind::Proposal), &site);
        let expected = match who {
            Who::Resident | Who::Proposer => Ok(()),
            // An alias does for an idea, not for what stands in the minutes with a name.
            _ => Err(no_duty(who)),
        };
        assert_eq!(came, expected, "{who:?}");
        handed_in.extend(expected.is_ok().then_some(who));
        let came = can(&who.actor(), Action::Submit(Kind::Idea), &site);
        let expected = match who {
            Who::Resident | Who::Proposer | Who::Youth => Ok(()),
            _ => Err(no_duty(who)),
        };
        assert_eq!(came, expected, "{who:?} idea");
    }
    assert_eq!(handed_in, [Who::Resident, Who::Proposer]);
    assert_eq!(
        may_submit(&rules, day(TODAY), Own::default(), &[]),
        Ok::<(), NotReceived>(())
    );
    // Each needed field missing, and one letter too much.
    assert!(Title::parse("").is_err() && BodyText::parse("").is_err());
    assert!(Topic::from_code("").is_none());
    assert!(Title::parse(&"a".repeat(80)).is_ok() && Title::parse(&"a".repeat(81)).is_err());
    assert!(BodyText::parse(&"ord ".repeat(500)).is_ok());
    assert!(BodyText::parse(&"a".repeat(2_001)).is_err());
}

/// What is right for a field is right for every form here.
#[test]
fn filled_forms_are_complete() {
    for row in ACTS {
        for spec in row.kind.fields() {
            assert!(!good(spec).is_empty(), "{} {}", row.kind, spec.name);
        }
    }
}
