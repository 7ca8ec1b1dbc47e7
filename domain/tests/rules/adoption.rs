//! Ideas that become proposals: who may ask, who answers, and what an answer makes of it.

use nara_domain::actor::{Actor, Level, Role};
use nara_domain::adoption::{AdoptionState as S, Answerer, Author, Wanted, may_answer, may_ask};
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::PersonId;
use nara_domain::merging::Answer;
use nara_domain::proposal::{Kind, Ruleset};

use crate::help::person;

const AUTHOR: PersonId = PersonId::new(9);

fn wanted() -> Wanted {
    Wanted {
        kind: Kind::Idea,
        merged: false,
        author: AUTHOR,
        answerer: Answerer::Author,
        taken: false,
    }
}

fn siv() -> Actor {
    person(1, Level::N3, &[Role::Resident])
}

#[test]
fn who_hands_in_proposals_may_ask() {
    let rules = Ruleset::bjorksjo();
    let ask = |actor: &Actor| may_ask(actor, &rules, &wanted(), None);
    assert_eq!(ask(&siv()), Ok(()));
    assert_eq!(ask(&Actor::Visitor), Err(Denied::SignIn));
    let official = person(2, Level::T, &[Role::Official]);
    assert_eq!(ask(&official), Err(Denied::Role));
    // An alias is never enough: a member's own name is never asked for.
    let member = person(3, Level::S, &[Role::Youth]);
    assert!(ask(&member).is_err());
}

#[test]
fn what_stands_against_it() {
    let rules = Ruleset::bjorksjo();
    let not = |why| Err(Denied::NotNow(why));
    let ask = |idea: Wanted, before| may_ask(&siv(), &rules, &idea, before);
    let proposal = Wanted {
        kind: Kind::Proposal,
        ..wanted()
    };
    assert_eq!(ask(proposal, None), Err(Denied::NotFound));
    let own = Wanted {
        author: PersonId::new(1),
        ..wanted()
    };
    assert_eq!(ask(own, None), not(NotNow::OwnIdea));
    let merged = Wanted {
        merged: true,
        ..wanted()
    };
    assert_eq!(ask(merged, None), not(NotNow::Merged));
    let taken = Wanted {
        taken: true,
        ..wanted()
    };
    assert_eq!(ask(taken, None), not(NotNow::IdeaTaken));
    assert_eq!(ask(taken, Some(S::Asked)), not(NotNow::IdeaTaken));
    assert_eq!(ask(taken, Some(S::Agreed)), Ok(()), "by this very person");
    let gone = Wanted {
        answerer: Answerer::Nobody,
        ..wanted()
    };
    assert_eq!(ask(gone, None), not(NotNow::NobodyAnswers));
    // A no is a no.
    assert_eq!(
        ask(wanted(), Some(S::Declined)),
        not(NotNow::AdoptionDeclined)
    );
}

#[test]
fn who_answers() {
    let member = |is_in, reads_first| Author::Member { is_in, reads_first }.answerer();
    assert_eq!(Author::Resident.answerer(), Answerer::Author);
    assert_eq!(Author::Gone.answerer(), Answerer::Nobody);
    assert_eq!(member(true, false), Answerer::Author);
    // What strangers write to them is read first, as what they write is.
    assert_eq!(member(true, true), Answerer::Supervisor);
    assert_eq!(member(false, false), Answerer::Supervisor);

    let author = person(9, Level::S, &[Role::Youth]);
    let tove = person(5, Level::T, &[Role::Supervisor]);
    let asker = Some(PersonId::new(1));
    let by_author = (AUTHOR, Answerer::Author);
    let by_supervisor = (AUTHOR, Answerer::Supervisor);
    assert_eq!(may_answer(&author, by_author, false, asker), Ok(()));
    let not_yours = Err(Denied::NotYours);
    assert_eq!(may_answer(&author, by_supervisor, false, asker), not_yours);
    assert_eq!(may_answer(&tove, by_supervisor, true, asker), Ok(()));
    assert_eq!(may_answer(&tove, by_supervisor, false, asker), not_yours);
    assert_eq!(may_answer(&tove, by_author, true, asker), not_yours);
    // Who runs the group and lives here, too, does not say yes to themselves.
    let own = Some(PersonId::new(5));
    assert_eq!(may_answer(&tove, by_supervisor, true, own), not_yours);
    // Without the duty, running a group is nothing.
    let former = person(5, Level::N3, &[Role::Resident]);
    assert_eq!(
        may_answer(&former, by_supervisor, true, asker),
        Err(Denied::Role)
    );
    assert_eq!(
        may_answer(&Actor::Visitor, by_author, false, asker),
        Err(Denied::SignIn)
    );
}

#[test]
fn a_yes_can_be_taken_back_until_it_is_handed_in() {
    let over = Err(Denied::NotNow(NotNow::AdoptionOver));
    for (state, answer, handed_in, expected) in [
        (S::Asked, Answer::Yes, false, Ok(S::Agreed)),
        (S::Asked, Answer::No, false, Ok(S::Declined)),
        (S::Agreed, Answer::No, false, Ok(S::Declined)),
        (S::Agreed, Answer::No, true, over),
        (S::Agreed, Answer::Yes, false, over),
        (S::Declined, Answer::Yes, false, over),
        (S::Declined, Answer::No, false, over),
    ] {
        assert_eq!(state.after(answer, handed_in), expected, "{state} {answer}");
    }
}
