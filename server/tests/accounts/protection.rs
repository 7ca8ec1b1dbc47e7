//! Those who must not be found: nowhere, by nobody, and not even by what is missing.

use axum::http::Method;
use http_body_util::BodyExt;
use nara_app::people::api::PeoplePort;
use nara_app::proposals::api::{DraftFields, ProposalPort};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::error::Denied;
use nara_domain::ids::ProposalId;
use nara_domain::name::{NAMELESS, WAITING_DAYS};
use nara_domain::proposal::Ruleset;
use nara_server::people::register_says;

use crate::common::http::Web;
use crate::common::{App, act, comment, fields};
use crate::on_both;

const PROTECT: &str = "/konto/skydd";
const END: &str = "/konto/skydd/avsluta";
const NAME: &str = "Zqxmarkör Zqxsson";
const PLACE: &str = "sjoparken";
/// A search for a name that nobody has.
const NOBODY: &str = "/forslag?q=wqysson";

fn placed(title: &str) -> DraftFields {
    DraftFields {
        district: PLACE.to_owned(),
        ..fields(title)
    }
}

/// Everybody who could come across somebody.
async fn readers(app: &App) -> Vec<Actor> {
    let mut readers = vec![Actor::Visitor, app.resident("Olle").await];
    for role in [
        Role::Official,
        Role::Elected,
        Role::Secretary,
        Role::Moderator,
        Role::Supervisor,
        Role::Administrator,
    ] {
        readers.push(
            app.person("Någon", Level::T, vec![Standing::of(role)])
                .await,
        );
    }
    readers
}

/// Everything this reader gets to see of these proposals.
async fn read(web: &Web, actor: &Actor, ids: &[ProposalId]) -> Vec<(String, String)> {
    let mut browser = match actor.is_signed_in() {
        true => web.signed_in(actor).await,
        false => web.visitor(),
    };
    let mut addresses = vec![
        "/".to_owned(),
        "/en".to_owned(),
        "/forslag".to_owned(),
        format!("/forslag?omrade={PLACE}"),
        "/forslag?q=zqxsson".to_owned(),
        NOBODY.to_owned(),
        "/svar".to_owned(),
        "/handlaggning".to_owned(),
        "/konto/uppgifter".to_owned(),
        "/admin".to_owned(),
        "/api/v1/proposals".to_owned(),
        format!("/api/v1/proposals?omrade={PLACE}"),
        "/api/v1/proposals?q=zqxsson".to_owned(),
    ];
    for id in ids {
        addresses.push(format!("/api/v1/proposals/{id}"));
        addresses.push(format!("/api/v1/proposals/{id}/comments"));
        for path in [
            "",
            "/handlagg",
            "/handlagg?steg=register",
            "/svara",
            "/asikt",
        ] {
            addresses.push(format!("/forslag/{id}/x{path}"));
        }
    }
    let mut all = Vec::new();
    for address in addresses {
        let mut page = browser.get(&address).await;
        if page.status == 301 {
            let there = page.location().to_owned();
            page = browser.get(&there).await;
        }
        all.push((address, page.text));
    }
    let zip = browser.post_form("/konto/uppgifter/hamta", &[]).await;
    all.push(("export".to_owned(), zip.text));
    let stream = browser
        .raw(Method::GET, "/live?from=0", None, Vec::new())
        .await;
    let mut body = stream.into_body();
    let wait = std::time::Duration::from_millis(200);
    let mut told = String::new();
    while let Ok(Some(Ok(frame))) = tokio::time::timeout(wait, body.frame()).await {
        if let Ok(data) = frame.into_data() {
            told.push_str(&String::from_utf8_lossy(&data));
        }
    }
    all.push(("live".to_owned(), told));
    all
}

on_both!(nobody_finds_who_must_not_be_found, |app| {
    let web = app.web().await;
    let (person, other) = (app.resident(NAME).await, app.resident("Olof").await);
    let (proposals, now) = (&app.proposals, app.now);
    let before = app.proposal_at(&person, placed("Kvastskaft"), now).await;
    let theirs = app.proposal(&other, "Grannens").await;
    proposals
        .comment(&person, theirs, comment("Instämmer före."), now)
        .await
        .unwrap();
    let mut browser = web.signed_in(&person).await;
    assert!(
        web.visitor()
            .get("/forslag?omrade=sjoparken")
            .await
            .text
            .contains("Kvastskaft")
    );

    let page = browser.get(PROTECT).await;
    assert!(page.text.contains("Jag har skyddade personuppgifter"));
    let head = proposals.hub().head().await.unwrap();
    let changed = "select max(changed_at) from proposal";
    let was = app.number(changed).await;
    web.clock.advance_ms(60_000);
    assert_eq!(browser.post_form(PROTECT, &[]).await.location(), PROTECT);
    assert_eq!(
        proposals.hub().head().await.unwrap(),
        head,
        "the stream would tell"
    );
    assert_eq!(
        app.number(changed).await,
        was,
        "so would the order of the list"
    );

    let after = app.proposal_at(&person, placed("Hinkgrepp"), now).await;
    proposals
        .comment(&person, theirs, comment("Instämmer efter."), now)
        .await
        .unwrap();
    let withdraw = nara_domain::proposal::TransitionKind::Withdraw;
    let yes = act(&[("confirmation", "yes")]);
    proposals
        .record(&person, after, withdraw, yes, now)
        .await
        .unwrap();
    let official = app.official("Maja").await;
    let kind = nara_domain::answer::ActKind::OfficialAnswer;
    let answer = act(&[("text", &crate::common::reasons())]);
    proposals
        .answer(&official, before, kind, answer, now)
        .await
        .unwrap();

    let ids = [before, theirs, after];
    for reader in readers(&app).await {
        let pages = read(&web, &reader, &ids).await;
        let nobody = pages.iter().find(|(address, _)| address == NOBODY).unwrap();
        let echoes = nobody.1.matches("wqysson").count();
        for (address, text) in pages {
            let mut text = text.to_lowercase();
            if address == "/forslag?q=zqxsson" {
                // What was typed stands there as often as any other word would, beside nothing.
                assert_eq!(text.matches("zqxsson").count(), echoes, "{reader:?}");
                for title in ["kvastskaft", "hinkgrepp", "grannens"] {
                    assert!(
                        !text.contains(title),
                        "{reader:?} finds {title} by the name"
                    );
                }
                text = text.replace("zqxsson", "");
            }
            // More than three letters: the keys in forms are letters by chance.
            for part in ["zqxmark", "zqxsson"] {
                assert!(!text.contains(part), "{reader:?} finds {part} at {address}");
            }
            let asked = address.contains("omrade");
            if !asked
                && (address.contains(&format!("proposals/{before}"))
                    || address.contains(&format!("proposals/{after}")))
            {
                assert!(!text.contains(PLACE), "{reader:?} at {address}");
            }
            if address == format!("/forslag?omrade={PLACE}") {
                assert!(
                    !text.contains("kvastskaft"),
                    "{reader:?} finds it by its place"
                );
            }
            if address == format!("/api/v1/proposals?omrade={PLACE}") {
                assert!(text.contains("\"total\":0"), "{text}");
            }
        }
    }
    let found = app
        .number("select count(*) from outbox where lower(body) like '%zqx%' or lower(subject) like '%zqx%'")
        .await;
    assert_eq!(
        found, 1,
        "the receipt from before, to the person's own address"
    );
    // Whose words they are stays where the archive finds it: two proposals, two posts.
    let sealed = "select count(*) from sealed_name where name = 'Zqxmarkör Zqxsson'";
    assert_eq!(app.number(sealed).await, 4);
    let places = "select count(*) from sealed_name where district = 'sjoparken'";
    assert_eq!(app.number(places).await, 2);
    // The person sees what they are called, and takes all of it out.
    let page = browser.get("/konto/namn").await;
    assert!(page.text.contains(NAME));
    let zip = browser.post_form("/konto/uppgifter/hamta", &[]).await;
    assert!(zip.text.contains(NAME) && zip.text.contains("protected_at"));
});

/// A page without what is different for every page.
fn comparable(text: &str, ids: &[ProposalId]) -> String {
    let mut text = text.to_owned();
    for id in ids {
        text = text
            .replace(&format!("/{id}/"), "/N/")
            .replace(&format!("/{id}\""), "/N\"")
            .replace(&format!("/{id}?"), "/N?");
    }
    let mut out = String::new();
    let mut rest = text.as_str();
    for mark in ["nonce=\"", "name=\"once\" value=\""] {
        let mut kept = String::new();
        while let Some(at) = rest.find(mark) {
            let (before, after) = rest.split_at(at + mark.len());
            kept.push_str(before);
            rest = after.split_once('"').map_or("", |(_, tail)| tail);
        }
        kept.push_str(rest);
        out = kept;
        text = out.clone();
        rest = text.as_str();
    }
    out.lines()
        .map(|line| {
            // Numbers grow by a digit as tests go on: a number is a number.
            let digit = |c: char| if c.is_ascii_digit() { '0' } else { c };
            let mut line: Vec<char> = line.chars().map(digit).collect();
            line.dedup_by(|a, b| *a == '0' && *b == '0');
            line.into_iter().collect::<String>()
        })
        .collect::<Vec<_>>()
        .join("\n")
}

// Three who show no name: one because they want none, one whose account is gone, one who must not
// be found. What is shown of them is the same to the letter.
on_both!(without_a_name_everybody_looks_the_same, |app| {
    let web = app.web().await;
    let now = app.now;
    let mut pages: Vec<Vec<String>> = Vec::new();
    let host = app.resident("Olof").await;
    let mut everything = Vec::new();
    for which in 0..3 {
        let name = ["Skuggan", "Person Tvåan", "Siv"][which];
        let person = app.resident(name).await;
        let mut browser = web.signed_in(&person).await;
        // The one without a place chose none; the protected one had one.
        let typed = match which {
            2 => placed("Samma ord"),
            _ => fields("Samma ord"),
        };
        if which == 0 {
            let form = [("name_form", "nameless"), ("display_name", name)];
            let page = browser.post_form("/konto/namn", &form).await;
            assert_eq!(page.location(), "/konto");
        }
        let person = match which {
            0 => person.named(NAMELESS),
            _ => person,
        };
        let id = app.proposal_at(&person, typed, now).await;
        let theirs = app.proposal(&host, "Värden").await;
        app.proposals
            .comment(&person, theirs, comment("Samma inlägg."), now)
            .await
            .unwrap();
        match which {
            1 => {
                let ticked = [("confirmation", "yes")];
                let page = browser.post_form("/konto/ta-bort", &ticked).await;
                assert_eq!(page.location(), "/");
            }
            2 => assert_eq!(browser.post_form(PROTECT, &[]).await.location(), PROTECT),
            _ => {}
        }
        everything.push((id, theirs));
    }
    let official = app.official("Maja").await;
    for (id, theirs) in everything {
        let ids = [id, theirs];
        let mut seen = Vec::new();
        for reader in [&Actor::Visitor, &official] {
            let mut browser = match reader.is_signed_in() {
                true => web.signed_in(reader).await,
                false => web.visitor(),
            };
            for address in [
                format!("/forslag/{id}/samma-ord"),
                format!("/en/forslag/{id}/samma-ord"),
                format!("/forslag/{theirs}/varden"),
                format!("/api/v1/proposals/{id}"),
                format!("/api/v1/proposals/{theirs}/comments"),
            ] {
                let page = browser.get(&address).await;
                assert_eq!(page.status, 200, "{address}");
                seen.push(comparable(&page.text, &ids));
            }
        }
        pages.push(seen);
    }
    for (page, (one, (two, three))) in pages[0]
        .iter()
        .zip(pages[1].iter().zip(&pages[2]))
        .enumerate()
    {
        assert_eq!(one, two, "page {page}: no name, and no account");
        assert_eq!(one, three, "page {page}: no name, and protected");
    }
    assert!(pages[0][0].contains("Medborgarförslag av en invånare"));
    assert!(pages[0][1].contains("by a resident"));
});

on_both!(it_ends_after_a_wait_that_can_be_broken_off, |app| {
    let web = app.web().await;
    let person = app.resident("Siv").await;
    let id = app.proposal(&person, "Före").await;
    let mut browser = web.signed_in(&person).await;
    assert_eq!(browser.post_form(PROTECT, &[]).await.location(), PROTECT);
    // An open browser is not enough.
    web.clock.advance_ms(16 * 60_000);
    let page = browser.post_form(END, &[]).await;
    assert!(
        page.location().starts_with("/konto/bekrafta?sedan="),
        "{}",
        page.location()
    );
    let mut fresh = web.signed_in(&person).await;
    assert_eq!(fresh.post_form(END, &[]).await.location(), PROTECT);
    assert_eq!(fresh.post_form(END, &[]).await.location(), PROTECT);
    assert_eq!(
        app.number("select count(*) from outbox where subject = 'Ditt namn ska visas igen'")
            .await,
        1
    );
    let said = "select count(*) from outbox where body like '%skydd%'";
    assert_eq!(
        app.number(said).await,
        0,
        "whoever reads the letters learns nothing"
    );
    let people = &web.state.people;
    let day = |days: i64| web.now().plus_days(days);
    assert_eq!(
        people
            .finish_protections(day(WAITING_DAYS - 1))
            .await
            .unwrap(),
        0
    );
    // Broken off by saying so again.
    assert_eq!(fresh.post_form(PROTECT, &[]).await.location(), PROTECT);
    assert_eq!(
        people
            .finish_protections(day(WAITING_DAYS + 1))
            .await
            .unwrap(),
        0
    );
    assert_eq!(fresh.post_form(END, &[]).await.location(), PROTECT);
    // Two servers at the same moment.
    let end = day(WAITING_DAYS);
    let (one, two) = tokio::join!(
        people.finish_protections(end),
        people.finish_protections(end)
    );
    assert!(one.unwrap() + two.unwrap() >= 1);
    assert_eq!(app.texts("select display_name from person").await, ["Siv"]);
    assert_eq!(
        app.number("select count(*) from person where protected_at is not null")
            .await,
        0
    );
    // What was hidden stays hidden.
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!(view.proposer_name, NAMELESS);
    assert!(view.acts.iter().all(|act| act.actor_name != "Siv"));
});

on_both!(what_the_register_says_holds, |app| {
    let web = app.web().await;
    let person = app.resident("Siv").await;
    let id = person.person_id().unwrap();
    let says = async |protected| {
        let mut tx = app.db.begin().await.unwrap();
        register_says(&mut tx, id, protected, app.now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    };
    says(true).await;
    says(true).await;
    assert_eq!(
        app.texts("select display_name from person").await,
        [NAMELESS]
    );
    let people = &web.state.people;
    let lang = nara_app::i18n::Lang::Sv;
    let refused = people.end_protection(&person, lang, app.now).await;
    assert_eq!(refused, Err(Denied::NotYours.into()));
    let mut browser = web.signed_in(&person).await;
    let page = browser.get(PROTECT).await;
    assert!(page.text.contains("kommer från folkbokföringen") && !page.text.contains(END));
    says(false).await;
    assert_eq!(app.texts("select display_name from person").await, ["Siv"]);
    // What the person said themselves the register does not end.
    people.protect(&person, app.now).await.unwrap();
    says(false).await;
    assert_eq!(
        app.texts("select display_name from person").await,
        [NAMELESS]
    );
    // Whoever answers for the municipality has a name.
    let maja = app.official("Maja").await;
    let mut tx = app.db.begin().await.unwrap();
    register_says(&mut tx, maja.person_id().unwrap(), true, app.now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let shown = "select count(*) from person where display_name = 'Maja' and protected_at is null";
    assert_eq!(app.number(shown).await, 1);
    assert_eq!(
        people.protect(&maja, app.now).await,
        Err(Denied::Role.into())
    );
});

// Names that go under seal while they are being copied: none is left over.
on_both!(a_name_is_not_copied_while_it_is_hidden, |app| {
    let web = app.web().await;
    let host = app.resident("Olof").await;
    let theirs = app.proposal(&host, "Värden").await;
    for round in 0..6 {
        let person = app.resident(NAME).await;
        let (proposals, now) = (&app.proposals, app.now);
        let title = format!("Runda {round}");
        let (handed_in, said, hidden) = tokio::join!(
            proposals.submit(&person, placed(&title), "", now),
            proposals.comment(&person, theirs, comment("Under tiden."), now),
            web.state.people.protect(&person, now),
        );
        handed_in.unwrap();
        said.unwrap();
        hidden.unwrap();
    }
    let left = "select (select count(*) from proposal where proposer_name like 'Zqx%' \
        or (district is not null and title like 'Runda%')) \
        + (select count(*) from comment where author_name like 'Zqx%') \
        + (select count(*) from person where display_name like 'Zqx%')";
    assert_eq!(app.number(left).await, 0);
    assert_eq!(app.number("select count(*) from sealed_name").await, 12);
});

// Rules that ask for a whole name cannot ask for one that must not be shown.
on_both!(rules_about_names_do_not_shut_them_out, |app| {
    app.set_rules(Ruleset {
        version: 2,
        proposal_name: nara_domain::name::NameForm::Full,
        ..Ruleset::bjorksjo()
    })
    .await;
    let web = app.web().await;
    let person = app.resident("Siv").await;
    web.state.people.protect(&person, app.now).await.unwrap();
    app.proposal(&person, "Belysning").await;
    assert_eq!(
        app.texts("select proposer_name from proposal").await,
        [NAMELESS]
    );
});
