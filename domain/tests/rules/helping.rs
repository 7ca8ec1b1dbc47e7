//! Who can say that they want to help with an idea, and who learns of it.

use nara_domain::actor::{Actor, Level, Role};
use nara_domain::adoption::Author;
use nara_domain::error::{Denied, NotNow};
use nara_domain::helping::{Listed, listed, may_help};
use nara_domain::ids::PersonId;
use nara_domain::proposal::{Course, IdeaStage, Stage, Verdict};

use crate::help::{day, person};

#[test]
fn who_lives_here_or_is_in_a_group_helps() {
    let idea = Course::Idea(IdeaStage::published(day("2026-03-01")));
    let help = |actor: &Actor| may_help(actor, (&idea, false), false);
    let siv = person(1, Level::N1, &[Role::Resident]);
    assert_eq!(help(&siv), Ok(()));
    assert_eq!(help(&person(2, Level::S, &[Role::Youth])), Ok(()));
    assert_eq!(help(&Actor::Visitor), Err(Denied::SignIn));
    // Their duty is to answer.
    assert_eq!(
        help(&person(3, Level::T, &[Role::Official])),
        Err(Denied::Role)
    );
    let own = person(9, Level::N1, &[Role::Resident]);
    let wrote = may_help(&own, (&idea, false), true);
    assert_eq!(wrote, Err(Denied::NotNow(NotNow::OwnIdea)));
    let merged = may_help(&siv, (&idea, true), false);
    assert_eq!(merged, Err(Denied::NotNow(NotNow::Merged)));
    let done = Course::Idea(IdeaStage::Done {
        verdict: Verdict::YesNow,
        on: day("2026-03-02"),
        actual_cost: 0,
    });
    let over = may_help(&siv, (&done, false), false);
    assert_eq!(over, Err(Denied::NotNow(NotNow::Ended)));
    let proposal = Course::Proposal(Stage::submitted(day("2026-03-01")));
    let other = may_help(&siv, (&proposal, false), false);
    assert_eq!(other, Err(Denied::NotFound));
}

#[test]
fn names_are_for_whoever_leads_the_group_or_wrote_it() {
    let member = Author::Member {
        is_in: true,
        reads_first: false,
    };
    let author = PersonId::new(9);
    let tove = person(5, Level::T, &[Role::Supervisor]);
    assert_eq!(listed(&tove, (author, member), true), Listed::All);
    assert_eq!(listed(&tove, (author, member), false), Listed::Nobody);
    let former = person(5, Level::N1, &[Role::Resident]);
    assert_eq!(listed(&former, (author, member), true), Listed::Nobody);
    // A young author is told how many, by whoever leads the group who.
    let fox = person(9, Level::S, &[Role::Youth]);
    assert_eq!(listed(&fox, (author, member), false), Listed::Nobody);
    let siv = person(9, Level::N1, &[Role::Resident]);
    let seen = listed(&siv, (author, Author::Resident), false);
    assert_eq!(seen, Listed::Residents);
    assert_eq!(
        listed(&former, (author, Author::Resident), false),
        Listed::Nobody
    );
    assert_eq!(
        listed(&Actor::Visitor, (author, Author::Gone), false),
        Listed::Nobody
    );
}
