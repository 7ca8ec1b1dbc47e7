//! Search: the same found on both databases, because the words are made by the domain.

use std::collections::BTreeSet;

use nara_app::proposals::api::{AnswersQuery, DraftFields, ListQuery, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::proposal::Ruleset;
use nara_domain::search::{query, tokens};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::common::{App, fields, list};
use crate::on_both;

const TITLES: [&str; 14] = [
    "Belysning längs gångstigen vid Sjöparken",
    "Fler lekplatser i Åsbyn",
    "Lekplats vid Västerskolan",
    "Cykelväg till stationen",
    "Cykelbanor och cykelparkering",
    "Får på strandängen",
    "Far och barn-dag på badet",
    "Vägarna i Ekbacken är dåliga",
    "Ny väg förbi skolan",
    "Hundrastgård (stor!) – 24/7",
    "Café å läs",
    "E-post AND OR NOT NEAR till kommunen",
    "Skolmat: ekologisk & närodlad",
    "Återvinning på Norrtorget",
];

async fn found(app: &App, text: &str) -> BTreeSet<String> {
    let query = ListQuery {
        text: text.to_owned(),
        ..list(100)
    };
    let page = app
        .proposals
        .list(&Actor::Visitor, &query, "", app.now)
        .await
        .unwrap();
    assert_eq!(page.total, i64::try_from(page.items.len()).unwrap());
    page.items.into_iter().map(|item| item.title).collect()
}

/// What the domain's words say should be found.
fn expected(all: &[(String, String)], text: &str) -> BTreeSet<String> {
    let terms = query(text);
    if terms.is_empty() && !text.trim().is_empty() && !text.chars().any(char::is_alphanumeric) {
        return BTreeSet::new();
    }
    all.iter()
        .filter(|(title, body)| {
            let stems = tokens(&format!("{title}\n{body}"));
            terms.iter().all(|term| {
                stems.iter().any(|stem| match term.prefix {
                    true => stem.starts_with(&term.stem),
                    false => *stem == term.stem,
                })
            })
        })
        .map(|(title, _)| title.clone())
        .collect()
}

async fn library(app: &App) -> Vec<(String, String)> {
    let people = app.residents(1).await;
    let mut all = Vec::new();
    for title in TITLES {
        let typed = DraftFields {
            body: format!("Vi som bor här vill ha {}.", title.to_lowercase()),
            ..fields(title)
        };
        all.push((title.to_owned(), typed.body.clone()));
        app.proposal_at(&people[0], typed, app.now).await;
    }
    all
}

on_both!(words_are_found_in_their_forms, |app| {
    library(&app).await;
    let one = |title: &str| BTreeSet::from([title.to_owned()]);
    assert_eq!(
        found(&app, "sjöpark").await,
        one("Belysning längs gångstigen vid Sjöparken")
    );
    assert_eq!(
        found(&app, "SJÖPARKEN").await,
        one("Belysning längs gångstigen vid Sjöparken")
    );
    // Å and A are different letters.
    assert_eq!(found(&app, "får ").await, one("Får på strandängen"));
    assert_eq!(found(&app, "far ").await, one("Far och barn-dag på badet"));
    assert!(found(&app, "vägar ").await.contains("Ny väg förbi skolan"));
    // While somebody types.
    for typed in ["s", "st", "stra", "strandäng"] {
        assert!(
            found(&app, typed).await.contains("Får på strandängen"),
            "{typed}"
        );
    }
    assert!(found(&app, "finns ingenstans").await.is_empty());
    assert_eq!(found(&app, "").await.len(), TITLES.len());
    assert_eq!(found(&app, "   ").await.len(), TITLES.len());
});

on_both!(the_databases_own_languages_are_never_spoken, |app| {
    let all = library(&app).await;
    let typed = [
        "\"",
        "'",
        "*",
        "a*",
        "(",
        ")",
        "NEAR(",
        "AND",
        "OR",
        "NOT",
        "and or",
        "^väg",
        "väg^2",
        "col:väg",
        "search_text:väg",
        "{väg}",
        "väg:*",
        "väg & ",
        "väg | får",
        "!väg",
        "<->",
        "väg <-> skola",
        "\\",
        "%",
        "_",
        ";",
        "--",
        "/*",
        "' or 1=1 --",
        "\u{0}",
        "väg\u{0}skola",
        "\"väg\" AND",
        "+väg -skola",
        "🚲",
        "🚲 väg",
        "24/7",
        "e-post",
        "café",
        "å",
        "öäå",
        "'; drop table proposal; --",
        "ＶÄＧ",
        "vä\u{308}g",
        "\u{202e}gäv",
    ];
    for text in typed {
        assert_eq!(found(&app, text).await, expected(&all, text), "{text:?}");
        let similar = app.proposals.similar(text, 5, "", app.now).await.unwrap();
        assert!(similar.len() <= 5);
    }
    let long = "lekplats ".repeat(5_000);
    assert_eq!(found(&app, &long).await, expected(&all, "lekplats "));
});

on_both!(any_words_find_what_the_domain_says, |app| {
    let all = library(&app).await;
    let words: Vec<String> = all
        .iter()
        .flat_map(|(title, _)| title.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let word = prop::sample::select(words);
    let piece = (word, 1_usize..12, any::<bool>()).prop_map(|(word, letters, upper)| {
        let cut: String = word.chars().take(letters).collect();
        if upper { cut.to_uppercase() } else { cut }
    });
    let text = (prop::collection::vec(piece, 1..4), any::<bool>())
        .prop_map(|(words, done)| words.join(" ") + if done { " " } else { "" });
    let mut runner = TestRunner::deterministic();
    for _ in 0..80 {
        let text = text.new_tree(&mut runner).unwrap().current();
        assert_eq!(found(&app, &text).await, expected(&all, &text), "{text:?}");
    }
});

on_both!(what_says_something_alike_is_shown_best_first, |app| {
    library(&app).await;
    let titles = |text: &'static str| {
        let app = app.clone();
        async move {
            let similar = app.proposals.similar(text, 3, "", app.now).await.unwrap();
            similar.into_iter().map(|one| one.title).collect::<Vec<_>>()
        }
    };
    let alike = titles("Belysning längs Sjöparken").await;
    assert_eq!(alike[0], "Belysning längs gångstigen vid Sjöparken");
    let alike = titles("En ny lekplats i Åsbyn").await;
    assert_eq!(alike[0], "Fler lekplatser i Åsbyn");
    assert!(
        alike.contains(&"Lekplats vid Västerskolan".to_owned()),
        "{alike:?}"
    );
    assert!(titles("Simhall").await.is_empty());
    assert!(titles("och att det").await.is_empty());
    assert!(titles("").await.is_empty());
});

on_both!(what_is_not_public_is_found_nowhere, |app| {
    library(&app).await;
    let rules = Ruleset {
        version: 2,
        pre_review: true,
        municipality: app.site.municipality.clone(),
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
    let proposer = app.resident("Ekbackenbo").await;
    let hidden = DraftFields {
        body: "Hemligxyz belysning lekplats.".to_owned(),
        district: "asbyn".to_owned(),
        ..fields("Hemligxyz brygga")
    };
    let id = app.proposal_at(&proposer, hidden, app.now).await;
    let everyone = [Actor::Visitor, proposer.clone(), app.official("Maja").await];
    for actor in &everyone {
        for text in ["", "hemligxyz", "hemlig", "belysning"] {
            let query = ListQuery {
                text: text.to_owned(),
                ..list(100)
            };
            let page = app
                .proposals
                .list(actor, &query, "", app.now)
                .await
                .unwrap();
            assert!(page.items.iter().all(|item| item.id != id));
            let counted: i64 = page.by_group.iter().map(|(_, n)| n).sum();
            assert_eq!(counted, i64::try_from(page.items.len()).unwrap());
            let counted: i64 = page.by_topic.iter().map(|(_, n)| n).sum();
            assert_eq!(counted, i64::try_from(page.items.len()).unwrap());
        }
        let start = app.proposals.start(actor, app.now).await.unwrap();
        assert_eq!(start.proposals_total, i64::try_from(TITLES.len()).unwrap());
        assert!(start.newest.iter().all(|item| item.id != id));
    }
    let group = ListQuery {
        group: Some(nara_domain::proposal::StageGroup::NotPublic),
        ..list(9)
    };
    let page = app
        .proposals
        .list(&proposer, &group, "", app.now)
        .await
        .unwrap();
    assert_eq!((page.total, page.items.len()), (0, 0));
    assert!(
        app.proposals
            .similar("Hemligxyz brygga", 5, "", app.now)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        app.proposals
            .answers(&AnswersQuery::default(), 50)
            .await
            .unwrap()
            .is_empty()
    );
    let told = "select count(*) from event where data like '%emlig%'";
    assert_eq!(app.number(told).await, 0);
});
