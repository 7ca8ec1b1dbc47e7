//! Handing in: once, whole, with a diary number, and with everything wrong said at once.

use std::collections::BTreeSet;

use nara_app::error::AppError;
use nara_app::proposals::api::{DraftFields, ProposalPort};
use nara_domain::actor::{Actor, Level};
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::proposal::{Ruleset, Topic, TransitionKind as T};

use crate::common::{App, act, fields, idea, list};
use crate::on_both;

async fn stage(app: &App, actor: &Actor, id: nara_domain::ids::ProposalId) -> String {
    app.proposals
        .get(actor, id, app.now)
        .await
        .unwrap()
        .course
        .code()
        .to_owned()
}

on_both!(a_proposal_is_registered_and_open_at_once, |app| {
    let proposer = app.resident("Ekbackenbo").await;
    let id = app.proposal(&proposer, "Belysning längs Sjöparken").await;
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!(view.course.code(), "collecting");
    assert_eq!(view.slug, "belysning-langs-sjoparken");
    assert_eq!(view.diary_number.as_deref(), Some("KS/2026:1"));
    assert_eq!(view.proposer_name, "Ekbackenbo");
    assert_eq!((view.topic, view.mine), (Topic::Safety, false));
    let steps: Vec<_> = view
        .acts
        .iter()
        .map(|act| (act.stage.as_str(), act.transition))
        .collect();
    assert_eq!(
        steps,
        [
            ("submitted", None),
            ("registered", Some(T::Register)),
            ("collecting", Some(T::OpenForSupport)),
        ]
    );
    assert_eq!(view.acts[0].actor_name, "Ekbackenbo");
    assert_eq!(view.acts[1].fields["received_on"], "2026-03-04");
    // One event, and a receipt.
    assert_eq!(app.number("select count(*) from event").await, 1);
    let letter = app.texts("select body from outbox").await;
    assert!(letter[0].contains("KS/2026:1"), "{letter:?}");
    assert!(!letter[0].contains("[mail"), "{letter:?}");
});

on_both!(sent_twice_is_handed_in_once, |app| {
    let proposer = app.resident("Ekbackenbo").await;
    let submit = |once: &'static str| {
        let (app, proposer) = (app.clone(), proposer.clone());
        async move {
            app.proposals
                .submit(&proposer, fields("Belysning"), once, app.now)
                .await
                .unwrap()
        }
    };
    let first = submit("formulär-1").await;
    assert_eq!(submit("formulär-1").await, first);
    assert_ne!(submit("formulär-2").await, first);
    let tasks: Vec<_> = (0..20)
        .map(|_| tokio::spawn(submit("formulär-3")))
        .collect();
    let mut ids = BTreeSet::new();
    for task in tasks {
        ids.insert(task.await.unwrap());
    }
    assert_eq!(ids.len(), 1);
    assert_eq!(app.number("select count(*) from proposal").await, 3);
    assert_eq!(app.number("select count(*) from event").await, 3);
    // The same key of somebody else is somebody else's form.
    let other = app.resident("Åsbybo").await;
    let theirs = app
        .proposals
        .submit(&other, fields("Bad"), "formulär-1", app.now)
        .await
        .unwrap();
    assert_ne!(theirs, first);
});

on_both!(diary_numbers_are_unique_and_without_gaps, |app| {
    let people = app.residents(25).await;
    let tasks: Vec<_> = people
        .into_iter()
        .enumerate()
        .map(|(n, person)| {
            let app = app.clone();
            tokio::spawn(async move { app.proposal(&person, &format!("Förslag {n}")).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let numbers: BTreeSet<String> = app
        .texts("select diary_number from proposal")
        .await
        .into_iter()
        .collect();
    let expected: BTreeSet<String> = (1..=25).map(|n| format!("KS/2026:{n}")).collect();
    assert_eq!(numbers, expected);
    assert_eq!(app.number("select max(seq) - count(*) from event").await, 0);
});

on_both!(a_number_given_by_hand_is_not_given_again, |app| {
    let rules = Ruleset {
        version: 2,
        pre_review: true,
        municipality: app.site.municipality.clone(),
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules.clone()).await;
    let proposer = app.resident("Ekbackenbo").await;
    let secretary = app.secretary("Registrator").await;
    let first = app.proposal(&proposer, "Ett").await;
    let second = app.proposal(&proposer, "Två").await;
    let form = |number: &str| {
        act(&[
            ("diary_number", number),
            ("received_on", "2026-03-04"),
            ("short_description", "Förslag"),
        ])
    };
    app.try_record(&secretary, first, T::Register, form("KS/2026:1"))
        .await
        .unwrap();
    let taken = app
        .try_record(&secretary, second, T::Register, form("KS/2026:1"))
        .await;
    // Said at its field: it is no colleague who was quicker.
    let problem = FieldError::new("diary_number", FieldProblem::NumberTaken);
    assert_eq!(taken, Err(AppError::Invalid(vec![problem])));
    assert_eq!(
        stage(&app, &proposer, second).await,
        "submitted",
        "nothing half done"
    );
    app.set_rules(Ruleset {
        version: 3,
        pre_review: false,
        ..rules
    })
    .await;
    let third = app.proposal(&proposer, "Tre").await;
    let view = app.proposals.get(&proposer, third, app.now).await.unwrap();
    assert_eq!(view.diary_number.as_deref(), Some("KS/2026:2"));
});

on_both!(a_number_typed_at_several_desks_is_given_once, |app| {
    app.set_rules(Ruleset {
        version: 2,
        pre_review: true,
        municipality: app.site.municipality.clone(),
        ..Ruleset::bjorksjo()
    })
    .await;
    let proposer = app.resident("Ekbackenbo").await;
    let secretary = app.secretary("Registrator").await;
    let mut desks = Vec::new();
    for n in 0..8 {
        let id = app.proposal(&proposer, &format!("Förslag {n}")).await;
        let (app, secretary) = (app.clone(), secretary.clone());
        desks.push(async move {
            let form = act(&[
                ("diary_number", "KS/2026:7"),
                ("received_on", "2026-03-04"),
                ("short_description", "Förslag"),
            ]);
            app.try_record(&secretary, id, T::Register, form).await
        });
    }
    // All at once.
    let desks: Vec<_> = desks.into_iter().map(tokio::spawn).collect();
    let mut given = 0;
    for desk in desks {
        match desk.await.unwrap() {
            Ok(_) => given += 1,
            Err(error) => {
                let problem = FieldError::new("diary_number", FieldProblem::NumberTaken);
                assert_eq!(error, AppError::Invalid(vec![problem]));
            }
        }
    }
    assert_eq!(given, 1);
    let numbered = "select count(diary_number) from proposal";
    assert_eq!(app.number(numbered).await, 1, "nothing half done");
});

on_both!(an_empty_diary_number_is_the_next_one, |app| {
    app.set_rules(Ruleset {
        version: 2,
        pre_review: true,
        municipality: app.site.municipality.clone(),
        ..Ruleset::bjorksjo()
    })
    .await;
    let proposer = app.resident("Ekbackenbo").await;
    let secretary = app.secretary("Registrator").await;
    let form = |number: &str| {
        act(&[
            ("diary_number", number),
            ("received_on", "2026-03-04"),
            ("short_description", "Förslag"),
        ])
    };
    for (title, typed, expected) in [
        ("Ett", " ", "KS/2026:1"),
        ("Två", "KS/2026:41", "KS/2026:41"),
        ("Tre", "", "KS/2026:42"),
        ("Fyra", "Pärm 900", "Pärm 900"),
        ("Fem", "", "KS/2026:43"),
    ] {
        let id = app.proposal(&proposer, title).await;
        // What is refused takes no number with it.
        let wrong = act(&[("diary_number", typed), ("received_on", "2099-01-01")]);
        let refused = app.try_record(&secretary, id, T::Register, wrong).await;
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
        app.try_record(&secretary, id, T::Register, form(typed))
            .await
            .unwrap();
        let view = app.proposals.get(&proposer, id, app.now).await.unwrap();
        assert_eq!(view.diary_number.as_deref(), Some(expected));
    }
});

on_both!(with_a_first_reader_nobody_else_knows_of_it, |app| {
    let rules = Ruleset {
        version: 2,
        pre_review: true,
        municipality: app.site.municipality.clone(),
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
    let proposer = app.resident("Ekbackenbo").await;
    let secretary = app.secretary("Nämndsekreterare").await;
    let other = app.resident("Åsbybo").await;
    let id = app.proposal(&proposer, "Belysning").await;
    assert_eq!(stage(&app, &proposer, id).await, "submitted");
    assert_eq!(stage(&app, &secretary, id).await, "submitted");
    for actor in [&Actor::Visitor, &other] {
        let seen = app
            .proposals
            .get(actor, id, app.now)
            .await
            .map(|view| view.title);
        assert_eq!(seen, Err(AppError::NotFound));
    }
    assert_eq!(
        app.proposals.support(&other, id, app.now).await,
        Err(AppError::NotFound)
    );
    let comments = app
        .proposals
        .comments(&other, id, None, 20)
        .await
        .map(|all| all.items.len());
    assert_eq!(comments, Err(AppError::NotFound));
    assert_eq!(app.number("select count(*) from event").await, 0);
    assert_eq!(app.proposals.mine(&proposer).await.unwrap().len(), 1);
    assert!(app.proposals.mine(&other).await.unwrap().is_empty());

    // Asked for something, completed, registered, opened: then everybody sees it.
    let missing = act(&[("missing", "Vilken brygga menar du?")]);
    app.try_record(&secretary, id, T::RequestCompletion, missing)
        .await
        .unwrap();
    let view = app.proposals.get(&proposer, id, app.now).await.unwrap();
    assert!(view.possible.complete && view.possible.withdraw);
    let answer = act(&[("completion", "Den norra.")]);
    app.try_record(&proposer, id, T::Complete, answer)
        .await
        .unwrap();
    let form = act(&[
        ("diary_number", "KS/2026:9"),
        ("received_on", "2026-03-04"),
        ("short_description", "Belysning"),
    ]);
    app.try_record(&secretary, id, T::Register, form)
        .await
        .unwrap();
    assert_eq!(
        app.number("select count(*) from event where kind = 'proposal'")
            .await,
        1
    );
    app.try_record(&secretary, id, T::OpenForSupport, act(&[]))
        .await
        .unwrap();
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!(view.course.code(), "collecting");
    // What the two wrote to each other before is not for everybody.
    let private = |view: &nara_app::proposals::api::ProposalView| {
        view.acts
            .iter()
            .any(|act| act.fields.values().any(|text| text.contains("brygga")))
    };
    assert!(!private(&view));
    assert!(private(
        &app.proposals.get(&proposer, id, app.now).await.unwrap()
    ));
});

on_both!(an_idea_is_published_at_once, |app| {
    let youth = app.youth("Norrsken").await;
    let id = app
        .proposal_at(&youth, idea("Läxhjälp på biblioteket"), app.now)
        .await;
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!((view.course.code(), view.diary_number), ("published", None));
    assert_eq!(view.answer_by, Some(app.now.day().add_days(60)));
    assert_eq!(app.number("select count(*) from diary_counter").await, 0);
    let formal = app
        .proposals
        .submit(&youth, fields("Belysning"), "", app.now)
        .await;
    assert_eq!(formal, Err(AppError::Denied(Denied::Role)));
});

on_both!(everything_wrong_is_said_at_once, |app| {
    let proposer = app.resident("Ekbackenbo").await;
    let problems = |typed: DraftFields| {
        let (app, proposer) = (app.clone(), proposer.clone());
        async move {
            match app.proposals.submit(&proposer, typed, "", app.now).await {
                Err(AppError::Invalid(errors)) => errors
                    .into_iter()
                    .map(|error| (error.field, error.problem.code()))
                    .collect::<Vec<_>>(),
                other => panic!("{other:?}"),
            }
        }
    };
    let named = |all: &[(&str, &'static str)]| {
        all.iter()
            .map(|(field, code)| ((*field).to_owned(), *code))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        problems(DraftFields::default()).await,
        named(&[
            ("title", "missing"),
            ("body", "missing"),
            ("topic", "missing")
        ])
    );
    let bad = DraftFields {
        kind: "motion".to_owned(),
        title: "å".repeat(81),
        body: "å".repeat(2_001),
        topic: "allt".to_owned(),
        district: "månen".to_owned(),
        ..DraftFields::default()
    };
    assert_eq!(
        problems(bad).await,
        named(&[
            ("kind", "not_a_choice"),
            ("title", "too_long"),
            ("body", "too_long"),
            ("topic", "not_a_choice"),
            ("district", "not_a_choice"),
        ])
    );
    let spaces = DraftFields {
        title: " \u{200b} ".to_owned(),
        ..fields("x")
    };
    assert_eq!(problems(spaces).await, named(&[("title", "missing")]));
    let control = DraftFields {
        title: "a\u{7}b".to_owned(),
        ..fields("x")
    };
    assert_eq!(
        problems(control).await,
        named(&[("title", "invalid_character")])
    );
    assert_eq!(FieldProblem::Missing.code(), "missing");
    assert_eq!(app.number("select count(*) from proposal").await, 0);
    assert_eq!(app.number("select count(*) from outbox").await, 0);
    // Exactly at the limit.
    let most = DraftFields {
        title: "å".repeat(80),
        body: "å".repeat(2_000),
        ..fields("x")
    };
    app.proposals
        .submit(&proposer, most, "", app.now)
        .await
        .unwrap();
});

on_both!(who_may_hand_in_is_decided_by_the_rules, |app| {
    let typed = || fields("Belysning");
    let refused = |actor: Actor| {
        let app = app.clone();
        async move {
            app.proposals
                .submit(&actor, typed(), "", app.now)
                .await
                .unwrap_err()
        }
    };
    assert_eq!(refused(Actor::Visitor).await, AppError::SignIn);
    assert_eq!(
        refused(app.official("Maja").await).await,
        AppError::Denied(Denied::Role)
    );
    let unknown = app.person("Ny", Level::None, Vec::new()).await;
    assert_eq!(
        refused(unknown).await,
        AppError::Denied(Denied::Level(Level::N1))
    );
    let rules = Ruleset {
        version: 2,
        max_open_per_person: Some(2),
        municipality: app.site.municipality.clone(),
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
    let eager = app.resident("Ivrig").await;
    let tasks: Vec<_> = (0..6)
        .map(|_| {
            let (app, eager) = (app.clone(), eager.clone());
            tokio::spawn(async move {
                app.proposals
                    .submit(&eager, fields("Belysning"), "", app.now)
                    .await
            })
        })
        .collect();
    let mut handed_in = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => handed_in += 1,
            Err(error) => {
                assert_eq!(error, AppError::Denied(Denied::NotNow(NotNow::TooManyOpen)));
            }
        }
    }
    assert_eq!(handed_in, 2);
    let page = app
        .proposals
        .list(&Actor::Visitor, &list(20), "", app.now)
        .await
        .unwrap();
    assert_eq!(page.total, 2);
});

on_both!(
    a_minoritys_matter_needs_nobodys_permission_to_be_supported,
    |app| {
        let people = app.residents(2).await;
        let matter = nara_app::proposals::api::DraftFields {
            topic: nara_domain::proposal::Topic::Minority.code().to_owned(),
            ..fields("Skyltar på finska")
        };
        let id = app.proposal_at(&people[0], matter, app.now).await;
        assert_eq!(stage(&app, &people[1], id).await, "registered");
        app.proposals
            .support(&people[1], id, app.now)
            .await
            .unwrap();
        let view = app.proposals.get(&people[0], id, app.now).await.unwrap();
        assert_eq!((view.support.count, view.support.open), (1, true));
        let next = view
            .course
            .next_step(view.submitted_at.day(), &view.ruleset, Some(view.topic))
            .unwrap();
        assert_eq!(next.what, nara_domain::proposal::NextKind::Announcement);
    }
);
