use nara_domain::actor::{Actor, Level, Role};
use nara_domain::dialogue::{CommentStance, reply_under, speaks_as, stance_of};
use nara_domain::ids::CommentId;

use crate::help::{official, person, resident};

#[test]
fn a_reply_to_a_reply_answers_the_same_comment() {
    let (comment, reply) = (CommentId::new(1), CommentId::new(2));
    assert_eq!(reply_under(comment, None), comment);
    assert_eq!(reply_under(reply, Some(comment)), comment);
}

#[test]
fn a_reply_takes_no_side() {
    assert_eq!(
        stance_of(CommentStance::For, true, None),
        CommentStance::Neutral
    );
    assert_eq!(
        stance_of(CommentStance::For, false, None),
        CommentStance::For
    );
}

#[test]
fn those_who_serve_everybody_take_no_side() {
    for role in [Role::Official, Role::Secretary, Role::Moderator] {
        assert_eq!(
            stance_of(CommentStance::Against, false, Some(role)),
            CommentStance::Neutral
        );
        assert_eq!(
            stance_of(CommentStance::Question, false, Some(role)),
            CommentStance::Question
        );
    }
    assert_eq!(
        stance_of(CommentStance::Against, false, Some(Role::Elected)),
        CommentStance::Against
    );
}

#[test]
fn a_badge_cannot_be_taken_off() {
    assert_eq!(speaks_as(&resident()), None);
    assert_eq!(speaks_as(&official()), Some(Role::Official));
    let both = person(9, Level::T, &[Role::Resident, Role::Elected]);
    assert_eq!(speaks_as(&both), Some(Role::Elected));
    assert_eq!(speaks_as(&Actor::Visitor), None);
}
