//! Whether ideas were new to the elected: who says so, in which words, and when that is settled.

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::campaign::{
    Novelty, Plan, Said, by_party, is_settled, left_to_say, may_say, unsettled,
};
use nara_domain::error::{Denied, FieldError, FieldProblem};
use nara_domain::ids::ProposalId;

use crate::help::{person, values};

fn elected(party: Option<&str>) -> Actor {
    let mut actor = person(1, Level::P, &[Role::Resident, Role::Elected]);
    if let Actor::Person { standings, .. } = &mut actor {
        for held in standings {
            held.party = party.map(str::to_owned);
        }
    }
    actor
}

fn missing(field: &str) -> Result<Said, Vec<FieldError>> {
    Err(vec![FieldError::new(field, FieldProblem::Missing)])
}

#[test]
fn those_elected_of_a_party_say_it() {
    let actor = elected(Some("Sjölistan (S)"));
    let standing = may_say(&actor).unwrap();
    assert_eq!(standing.role, Role::Elected);
    for party in [None, Some(""), Some("  ")] {
        assert_eq!(may_say(&elected(party)), Err(Denied::Role), "{party:?}");
    }
    assert_eq!(may_say(&Actor::Visitor), Err(Denied::SignIn));
    assert_eq!(may_say(&Actor::System), Err(Denied::Role));
    for role in Role::ALL.iter().filter(|role| **role != Role::Elected) {
        let mut standing = Standing::of(*role);
        standing.party = Some("Sjölistan".to_owned());
        let mut actor = person(1, Level::T, &[]);
        if let Actor::Person { standings, .. } = &mut actor {
            standings.push(standing);
        }
        assert_eq!(may_say(&actor), Err(Denied::Role), "{role}");
    }
    let asleep = Actor::Person {
        id: 1.into(),
        name: "Elin".to_owned(),
        level: Level::P,
        standings: Vec::new(),
        dormant: vec![Standing::of(Role::Elected)],
        restraint: None,
    };
    assert_eq!(may_say(&asleep), Err(Denied::Dormant));
}

#[test]
fn what_goes_on_is_told_with_where() {
    let read = |pairs: &[(&str, &str)]| Said::parse(&values(pairs));
    let new = read(&[("novelty", "new_to_us")]).unwrap();
    assert_eq!(new.novelty, Novelty::NewToUs);
    assert_eq!(read(&[]), missing("novelty"));
    let ongoing = ("novelty", "known_ongoing");
    assert_eq!(read(&[ongoing]), missing("where_seen"));
    let link = ("link", "https://bjorksjo.example/karta");
    let told = read(&[ongoing, link]).unwrap();
    assert_eq!(told.link.as_deref(), Some(link.1));
    let told = read(&[ongoing, ("where_seen", "Hos tekniska nämnden")]).unwrap();
    assert_eq!(told.place.as_deref(), Some("Hos tekniska nämnden"));
    // What is wrong with the link is said once.
    let wrong = Err(vec![FieldError::new("link", FieldProblem::NotAUrl)]);
    assert_eq!(read(&[ongoing, ("link", "karta")]), wrong);
    // Why nothing was done can be left out; what belongs to another answer is not lost without a word.
    let not_done = read(&[("novelty", "known_not_done")]).unwrap();
    assert_eq!((not_done.why, not_done.link), (None, None));
    let other = |field: &str| FieldError::new(field, FieldProblem::OtherAnswer);
    for code in ["known_not_done", "new_to_us"] {
        let typed = read(&[("novelty", code), link, ("where_seen", "Hos nämnden")]);
        assert_eq!(
            typed,
            Err(vec![other("link"), other("where_seen")]),
            "{code}"
        );
    }
    let typed = read(&[ongoing, link, ("why", "Inga pengar.")]);
    assert_eq!(typed, Err(vec![other("why")]));
    // Without an answer nothing belongs to another one.
    assert_eq!(read(&[link]), missing("novelty"));
    let why = [
        ("novelty", "known_not_done"),
        ("why", "Det fanns inga pengar."),
    ];
    assert!(read(&why).unwrap().why.is_some());
    let strange = read(&[("novelty", "new_to_us"), ("okand", "1")]);
    let unknown = FieldError::new("okand", FieldProblem::UnknownField);
    assert_eq!(strange, Err(vec![unknown]));
    for said in [new, told, read(&why).unwrap()] {
        assert_eq!(Said::parse(&said.to_fields()), Ok(said));
    }
}

#[test]
fn two_of_one_party_settle_nothing() {
    assert!(!is_settled([]));
    assert!(!is_settled(["Sjölistan (S)"]));
    assert!(!is_settled([
        "Sjölistan (S)",
        "  sjölistan  (s) ",
        "SJÖLISTAN (S)"
    ]));
    assert!(is_settled(["Sjölistan (S)", "sjölistan (s)", "Åsen (Å)"]));
    assert!(!is_settled(["Åsen", "åsen"]));
}

#[test]
fn what_they_disagree_on_stands_as_it_is() {
    use Novelty::{KnownNotDone, KnownOngoing, NewToUs};
    assert!(by_party([]).is_empty());
    let said = [
        (KnownOngoing, "C"),
        (NewToUs, "S"),
        (NewToUs, "M"),
        (NewToUs, "s"),
        (KnownOngoing, "S"),
    ];
    assert_eq!(
        by_party(said),
        [(NewToUs, vec!["S", "M"]), (KnownOngoing, vec!["C", "S"])]
    );
    assert_eq!(by_party([(KnownNotDone, "V")]), [(KnownNotDone, vec!["V"])]);
}

#[test]
fn only_sets_that_ask_for_it_wait() {
    let plan = Plan::parse(&values(&[
        ("title", "Framtidslådan"),
        ("question", "Vad ska hända för att vi ska mötas mer?"),
        ("commission", "Kommunen vill ha idéer och svarar på alla."),
        ("age_from", "13"),
        ("age_to", "19"),
        ("sets", "I skolan: 1\nNytt för politikerna: 3 *"),
        ("influence", "influence"),
        ("can_influence", "Aktiviteter i skolan."),
        ("cannot_influence", "Betyg."),
    ]))
    .unwrap();
    let id = ProposalId::new;
    let chosen = [(id(1), 1), (id(2), 2), (id(3), 2), (id(4), 2)];
    let said = [(id(3), "S"), (id(3), "s"), (id(4), "S"), (id(4), "M")];
    assert_eq!(unsettled(&plan, chosen, &said), [id(2), id(3)]);
    assert!(unsettled(&plan, [(id(1), 1), (id(9), 7)], &[]).is_empty());
    // For whoever has spoken of the second, two are left; what is not asked for never waits.
    assert_eq!(left_to_say(&plan, chosen, &[]), chosen.len() - 1);
    assert_eq!(left_to_say(&plan, chosen, &[id(2)]), chosen.len() - 2);
    assert_eq!(left_to_say(&plan, [(id(1), 1), (id(9), 7)], &[]), 0);
}
