use nara_domain::answer::ActKind;
use nara_domain::proposal::TransitionKind;

use super::steps::Step;
use crate::accounts::api::DEMO_ACCOUNTS;
use crate::i18n::{Lang, find};

/// Asks every language for these words.
fn have(ids: impl IntoIterator<Item = String>) {
    for id in ids {
        for lang in Lang::ALL {
            assert!(find(lang, &id, None).is_some(), "{id} in {lang:?}");
        }
    }
}

#[test]
fn every_step_that_can_be_asked_for_has_its_words() {
    let moves = TransitionKind::ALL.iter().map(|kind| kind.code());
    let notes = ActKind::ALL.iter().map(|kind| kind.code());
    let mut found = 0;
    for step in moves.chain(notes).filter_map(Step::from_code) {
        found += 1;
        assert_eq!(Step::from_code(step.code()), Some(step));
        for lang in Lang::ALL {
            for said in [step.name(lang), step.help(lang), step.label(lang).1] {
                assert!(
                    !said.is_empty() && !said.starts_with('['),
                    "{said} of {step:?}"
                );
            }
        }
    }
    // Every step of the stage machine, and the five notes.
    assert_eq!(found, TransitionKind::ALL.len() + 5);
}

#[test]
fn answers_and_opinions_are_no_steps() {
    for kind in [ActKind::OfficialAnswer, ActKind::ElectedOpinion] {
        assert_eq!(Step::from_code(kind.code()), None);
    }
}

#[test]
fn every_voice_and_every_demo_account_has_its_words() {
    have(
        ["answer", "opinion"].iter().flat_map(|code| {
            ["title", "lead", "submit"].map(|part| format!("answers-{code}-{part}"))
        }),
    );
    have(
        DEMO_ACCOUNTS
            .iter()
            .flat_map(|account| ["who", "can"].map(|part| format!("demo-{account}-{part}"))),
    );
}
