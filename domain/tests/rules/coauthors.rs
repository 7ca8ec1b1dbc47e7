//! Who stands on an idea together, and how their names are written.

use nara_domain::actor::{Actor, Level, Role};
use nara_domain::adoption::Author;
use nara_domain::coauthors::{
    COAUTHORS_MAX, CoauthorState, Shared, byline, may_answer, may_ask, may_take_off,
};
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::PersonId;
use nara_domain::name::NAMELESS;
use nara_domain::proposal::{Course, IdeaStage, Verdict};

use crate::help::{day, person};

const IN: Author = Author::Member {
    is_in: true,
    reads_first: true,
};

fn fox() -> Actor {
    person(1, Level::S, &[Role::Youth])
}

fn hare() -> Actor {
    person(2, Level::S, &[Role::Youth])
}

fn tove() -> Actor {
    person(3, Level::T, &[Role::Supervisor])
}

fn of_fox(course: &Course, author: Author, runs_group: bool) -> Shared<'_> {
    Shared {
        course,
        merged: false,
        hidden: false,
        author: (PersonId::new(1), author),
        runs_group,
    }
}

#[test]
fn the_author_and_who_runs_the_group_ask() {
    let idea = Course::Idea(IdeaStage::published(day("2026-03-01")));
    let shared = of_fox(&idea, IN, false);
    assert_eq!(may_ask(&fox(), &shared, 0), Ok(()));
    assert_eq!(may_ask(&hare(), &shared, 0), Err(Denied::NotYours));
    assert_eq!(may_ask(&tove(), &shared, 0), Err(Denied::NotYours));
    assert_eq!(may_ask(&Actor::Visitor, &shared, 0), Err(Denied::SignIn));
    let led = of_fox(&idea, IN, true);
    assert_eq!(may_ask(&tove(), &led, 0), Ok(()));
    let former = person(3, Level::N1, &[Role::Resident]);
    assert_eq!(may_ask(&former, &led, 0), Err(Denied::NotYours));
    // Five, and no more.
    let max = usize::try_from(COAUTHORS_MAX).unwrap();
    assert_eq!(may_ask(&fox(), &shared, max - 1), Ok(()));
    let full = Err(Denied::NotNow(NotNow::CoauthorsFull));
    assert_eq!(may_ask(&fox(), &shared, max), full);
    // A resident's idea is theirs alone.
    let alone = of_fox(&idea, Author::Resident, false);
    assert_eq!(may_ask(&fox(), &alone, 0), Err(Denied::NotYours));
}

#[test]
fn once_it_is_over_nobody_asks_or_answers() {
    let idea = Course::Idea(IdeaStage::published(day("2026-03-01")));
    let over = Author::Member {
        is_in: false,
        reads_first: true,
    };
    let ended = Err(Denied::NotNow(NotNow::Ended));
    let asked = Some(CoauthorState::Asked);
    assert_eq!(may_ask(&fox(), &of_fox(&idea, over, false), 0), ended);
    for yes in [true, false] {
        assert_eq!(may_answer(&of_fox(&idea, over, false), asked, yes), ended);
    }
    let done = Course::Idea(IdeaStage::Done {
        verdict: Verdict::YesNow,
        on: day("2026-03-02"),
        actual_cost: 0,
    });
    assert_eq!(may_ask(&fox(), &of_fox(&done, IN, false), 0), ended);
    let merged = Shared {
        merged: true,
        ..of_fox(&idea, IN, false)
    };
    let part = Err(Denied::NotNow(NotNow::Merged));
    assert_eq!(may_ask(&fox(), &merged, 0), part);
    let here = of_fox(&idea, IN, false);
    assert_eq!(may_answer(&here, asked, true), Ok(()));
    assert_eq!(may_answer(&here, asked, false), Ok(()));
    let gone = Err(Denied::NotNow(NotNow::CoauthorOver));
    for state in [
        None,
        Some(CoauthorState::Yes),
        Some(CoauthorState::Declined),
    ] {
        assert_eq!(may_answer(&here, state, true), gone);
        assert_eq!(may_answer(&here, state, false), gone);
    }
}

#[test]
fn nobody_comes_to_stand_beside_what_is_hidden_and_everybody_gets_away_from_it() {
    let idea = Course::Idea(IdeaStage::published(day("2026-03-01")));
    let here = Shared {
        hidden: true,
        ..of_fox(&idea, IN, false)
    };
    let hidden = Err(Denied::NotNow(NotNow::TextHidden));
    let asked = Some(CoauthorState::Asked);
    assert_eq!(may_ask(&fox(), &here, 0), hidden);
    assert_eq!(may_answer(&here, asked, true), hidden);
    assert_eq!(may_answer(&here, asked, false), Ok(()));
    let of_hare = |state| (PersonId::new(2), state);
    let (asked, yes) = (of_hare(CoauthorState::Asked), of_hare(CoauthorState::Yes));
    assert_eq!(may_take_off(&hare(), &here, yes), Ok(()));
    assert_eq!(may_take_off(&fox(), &here, asked), Ok(()));
}

#[test]
fn everybody_takes_themselves_off_and_who_runs_the_group_anybody() {
    let idea = Course::Idea(IdeaStage::published(day("2026-03-01")));
    let of_hare = |state| (PersonId::new(2), state);
    let here = of_fox(&idea, IN, false);
    let led = of_fox(&idea, IN, true);
    let (asked, yes) = (of_hare(CoauthorState::Asked), of_hare(CoauthorState::Yes));
    assert_eq!(may_take_off(&hare(), &here, yes), Ok(()));
    assert_eq!(may_take_off(&fox(), &here, asked), Ok(()));
    // What somebody agreed to is theirs to take back.
    assert_eq!(may_take_off(&fox(), &here, yes), Err(Denied::NotYours));
    assert_eq!(may_take_off(&tove(), &led, asked), Ok(()));
    assert_eq!(may_take_off(&tove(), &led, yes), Ok(()));
    assert_eq!(may_take_off(&tove(), &here, yes), Err(Denied::NotYours));
    let no = of_hare(CoauthorState::Declined);
    let over = Err(Denied::NotNow(NotNow::CoauthorOver));
    assert_eq!(may_take_off(&tove(), &led, no), over);
    // Also when everything else is over.
    let ended = Author::Member {
        is_in: false,
        reads_first: true,
    };
    let shared = of_fox(&idea, ended, false);
    assert_eq!(may_take_off(&hare(), &shared, yes), Ok(()));
}

#[test]
fn names_stand_together_with_their_group_once() {
    let names = |names: &[&str]| {
        names
            .iter()
            .map(|&name| name.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(byline("Siv Ek", &[]), "Siv Ek");
    assert_eq!(byline("Glad Räv, Klass 9B", &[]), "Glad Räv, Klass 9B");
    let one = names(&["Snabb Hare, Klass 9B"]);
    assert_eq!(
        byline("Glad Räv, Klass 9B", &one),
        "Glad Räv & Snabb Hare, Klass 9B"
    );
    let two = names(&["Snabb Hare, Klass 9B", "Lugn Björn, Klass 9B"]);
    assert_eq!(
        byline("Glad Räv, Klass 9B", &two),
        "Glad Räv, Snabb Hare & Lugn Björn, Klass 9B"
    );
    // The group was given another name between them; or the author's name is gone.
    assert_eq!(
        byline("Glad Räv, Åttan", &one),
        "Glad Räv, Åttan & Snabb Hare, Klass 9B"
    );
    assert_eq!(byline(NAMELESS, &two), "Snabb Hare & Lugn Björn, Klass 9B");
    assert_eq!(byline(NAMELESS, &[]), NAMELESS);
}
