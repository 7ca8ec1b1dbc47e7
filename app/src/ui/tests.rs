use nara_domain::actor::Role;

use super::Kind;
use crate::context::Flash;
use crate::i18n::{Lang, find};

#[test]
fn every_message_has_its_words() {
    for lang in Lang::ALL {
        for code in Flash::ALL {
            assert!(
                find(lang, &format!("flash-{code}"), None).is_some(),
                "flash-{code}"
            );
        }
    }
}

#[test]
fn every_role_that_is_shown_has_its_word() {
    for lang in Lang::ALL {
        for role in Role::ALL
            .iter()
            .filter(|role| Kind::of_role(**role).is_some())
        {
            let id = format!("badge-{}", role.code());
            assert!(find(lang, &id, None).is_some(), "{id}");
        }
    }
}

/// The rule people rely on most: an official and an elected representative never look alike.
#[test]
fn officials_and_elected_never_look_alike() {
    let official = Kind::of_role(Role::Official).unwrap();
    let elected = Kind::of_role(Role::Elected).unwrap();
    assert_ne!(official.class(), elected.class());
    assert_ne!(official.icon(), elected.icon());
    assert_ne!(Kind::Decision.class(), official.class());
    assert_ne!(Kind::Decision.icon(), elected.icon());
}
