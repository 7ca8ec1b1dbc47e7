//! What the elected say of a campaign's ideas: whether they knew. Two parties are needed where it is asked.

use axum::http::StatusCode;
use nara_app::campaigns::api::CampaignPort;
use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::campaign::{CampaignStageCode as S, CampaignStepKind as K, Novelty};
use nara_domain::error::NotAllowedNow;
use nara_domain::ids::ProposalId;
use nara_server::execute;

use crate::common::http::{Browser, Page};
use crate::common::{App, act};
use crate::on_both;
use crate::voting::{HERE, SLUG, curated_in, service, step, typed, view};

const PAGE: &str = "/kampanjer/framtidsladan/nytt";
const PRESENT: [(&str, &str); 2] = [("meeting_date", "2026-03-04"), ("present", "Alla.")];

pub async fn elected(app: &App, name: &str, party: &str) -> Actor {
    let mut standing = Standing::of(Role::Elected);
    standing.party = Some(party.to_owned());
    standing.assignment = Some("ledamot".to_owned());
    app.person(name, Level::P, vec![standing]).await
}

/// A campaign with as many ideas of which it is asked whether they were new, presented today.
async fn presented(app: &App, official: &Actor, ideas: i64) -> Vec<ProposalId> {
    let sets = format!("Nytt för politikerna: {ideas} *");
    let ideas = curated_in(app, official, &sets, ideas).await;
    step(app, official, K::Present, &PRESENT).await.unwrap();
    ideas
}

async fn say(
    app: &App,
    who: &Actor,
    idea: ProposalId,
    (seen, once): (&str, &str),
    pairs: &[(&str, &str)],
) -> Result<(), AppError> {
    let mut fields = typed(pairs);
    fields.insert("seen".to_owned(), seen.to_owned());
    let campaigns = service(app);
    campaigns
        .say(who, SLUG, idea, (&fields, once), app.now)
        .await
}

const NEW: [(&str, &str); 1] = [("novelty", "new_to_us")];
const NOT_DONE: [(&str, &str); 1] = [("novelty", "known_not_done")];

/// Answers an idea.
async fn answer(app: &App, official: &Actor, idea: ProposalId) {
    let no = act(&[("reason", "Ingen plats."), ("would_help", "En lokal.")]);
    let answered = app.proposals.idea_step(official, idea, "no", no, app.now);
    answered.await.unwrap();
}

async fn stage(app: &App) -> S {
    view(app).await.stage.code()
}

/// Sends the form of an idea, as the page shows it.
async fn send(browser: &mut Browser<'_>, idea: ProposalId, pairs: &[(&str, &str)]) -> Page {
    let page = browser.get(PAGE).await;
    let address = format!("{PAGE}/{idea}");
    let (_, form) = page
        .text
        .split_once(&format!("action=\"{address}\""))
        .unwrap();
    let hidden = |name: &str| {
        let field = format!("name=\"{name}\" value=\"");
        let (_, after) = form.split_once(&field).unwrap();
        after.split('"').next().unwrap().to_owned()
    };
    let (seen, once) = (hidden("seen"), hidden("once"));
    let mut fields = pairs.to_vec();
    fields.extend([("seen", seen.as_str()), ("once", once.as_str())]);
    browser.post_form(&address, &fields).await
}

on_both!(two_parties_have_to_speak_before_it_is_answered, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let ideas = presented(&app, &maja, 2).await;
    let (one, other) = (ideas[0], ideas[1]);
    for idea in &ideas {
        answer(&app, &maja, *idea).await;
    }
    assert_eq!(stage(&app).await, S::Presented, "the elected are awaited");
    let mut visitor = web.visitor();
    let page = visitor.get(HERE).await;
    assert!(
        page.text
            .contains("2 idéer väntar på att två förtroendevalda"),
        "{}",
        page.text
    );

    let elin = elected(&app, "Elin", "Sjölistan (S)").await;
    let mut elins = web.signed_in(&elin).await;
    let page = elins.get(HERE).await;
    assert!(
        page.text.contains("2 idéer väntar på ditt svar"),
        "{}",
        page.text
    );
    // It stands on her own page, and on nobody else's.
    let own = elins.get("/konto").await;
    assert!(
        own.text.contains(&format!("href=\"{PAGE}\"")),
        "{}",
        own.text
    );
    assert!(
        own.text.contains("2 idéer väntar på ditt svar"),
        "{}",
        own.text
    );
    let majas = web.signed_in(&maja).await.get("/konto").await;
    assert!(!majas.text.contains(PAGE), "{}", majas.text);
    // Where it goes on is needed, and nothing that was typed is lost.
    let ongoing = [("novelty", "known_ongoing"), ("why", "Ingen <b>hann</b>")];
    let page = send(&mut elins, one, &ongoing).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains("value=\"known_ongoing\" checked"),
        "{}",
        page.text
    );
    assert!(page.text.contains("Ingen &lt;b"), "{}", page.text);
    let page = send(&mut elins, one, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let ongoing = [
        ("novelty", "known_ongoing"),
        ("where_seen", "Tekniska nämnden"),
    ];
    assert_eq!(send(&mut elins, one, &ongoing).await.location(), PAGE);
    assert!(
        elins
            .get("/konto")
            .await
            .text
            .contains("En idé väntar på ditt svar")
    );
    assert_eq!(send(&mut elins, other, &NEW).await.location(), PAGE);
    let own = elins.get("/konto").await;
    assert!(!own.text.contains(PAGE), "gone when done: {}", own.text);

    // Of the same party, however it is written, one more settles nothing.
    let anna = elected(&app, "Anna", " sjölistan  (S)").await;
    for idea in &ideas {
        say(&app, &anna, *idea, ("", "anna"), &NEW).await.unwrap();
    }
    assert_eq!(stage(&app).await, S::Presented);
    let closed = step(&app, &maja, K::Close, &[]).await;
    assert!(closed.is_err(), "not before it is answered");

    let rolf = elected(&app, "Rolf", "Åsen (Å)").await;
    say(&app, &rolf, one, ("", "rolf"), &NEW).await.unwrap();
    assert_eq!(view(&app).await.unsettled(), [other]);
    assert_eq!(stage(&app).await, S::Presented);
    say(&app, &rolf, other, ("", "rolf"), &NOT_DONE)
        .await
        .unwrap();
    assert_eq!(
        stage(&app).await,
        S::Answered,
        "nothing is awaited any more"
    );

    // What they disagree on stands as it is: on the campaign, its own page and the idea's.
    let page = visitor.get(HERE).await;
    let line = "Nytt för oss: sjölistan  (S) och Åsen (Å). Visste vi, pågår: Sjölistan (S).";
    assert!(page.text.contains(line), "{}", page.text);
    assert!(!page.text.contains("väntar på att två"), "{}", page.text);
    let page = visitor.get(PAGE).await;
    for part in [
        "Elin",
        "Tekniska nämnden",
        "Rolf",
        "Åsen (Å)",
        "Visste vi, inget gjort",
    ] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    assert!(!page.text.contains("<form class=\"form\""), "{}", page.text);
    let page = visitor.get(&format!("/forslag/{one}")).await;
    let page = visitor.get(page.location()).await;
    for part in ["Framtidslådan", "Visste vi, pågår", "Tekniska nämnden"] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    let wall = visitor.get(&format!("{HERE}?visning=storbild")).await;
    assert!(wall.text.contains("0 av 2 var nya"), "{}", wall.text);
});

on_both!(
    the_last_answer_makes_it_answered_where_all_have_spoken,
    |app| {
        let maja = app.official("Maja").await;
        let ideas = presented(&app, &maja, 1).await;
        for (name, party) in [("Elin", "S"), ("Rolf", "Å")] {
            let who = elected(&app, name, party).await;
            say(&app, &who, ideas[0], ("", name), &NEW).await.unwrap();
        }
        assert_eq!(stage(&app).await, S::Presented);
        answer(&app, &maja, ideas[0]).await;
        assert_eq!(stage(&app).await, S::Answered);
    }
);

on_both!(what_is_said_later_holds_and_the_earlier_stays, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let idea = presented(&app, &maja, 1).await[0];
    let elin = elected(&app, "Elin", "Sjölistan (S)").await;
    say(&app, &elin, idea, ("", "a"), &NEW).await.unwrap();
    // Sent again it is said already.
    say(&app, &elin, idea, ("", "a"), &NEW).await.unwrap();
    let first = view(&app).await.said[0].id.to_string();
    // Another window of hers that was opened before.
    let late = say(&app, &elin, idea, ("", "b"), &NOT_DONE).await;
    assert_eq!(late, Err(AppError::Conflict));
    let two = tokio::join!(
        say(&app, &elin, idea, (&first, "c"), &NOT_DONE),
        say(&app, &elin, idea, (&first, "d"), &NEW),
    );
    assert_eq!(two.0.is_ok(), two.1.is_err(), "{two:?}");
    let said = view(&app).await.said;
    let holds: Vec<bool> = said.iter().map(|one| !one.replaced).collect();
    assert_eq!(holds, [false, true]);
    let mut visitor = web.visitor();
    assert!(visitor.get(PAGE).await.text.contains("Ett tidigare svar"));

    let mut browser = web.signed_in(&elin).await;
    assert_eq!(send(&mut browser, idea, &NOT_DONE).await.location(), PAGE);
    assert_eq!(view(&app).await.said.len(), 3);
    let form = [
        ("novelty", "new_to_us"),
        ("seen", first.as_str()),
        ("once", "e"),
    ];
    let page = browser.post_form(&format!("{PAGE}/{idea}"), &form).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text.contains("annat fönster"), "{}", page.text);
    assert!(
        page.text.contains("value=\"new_to_us\" checked"),
        "{}",
        page.text
    );
    for statement in [
        "update campaign_novelty set fields = '{}'",
        "delete from campaign_novelty",
    ] {
        let mut tx = app.db.begin().await.unwrap();
        assert!(execute!(tx, statement).is_err(), "{statement}");
    }
});

on_both!(two_accounts_that_became_one_have_one_answer, |app| {
    let maja = app.official("Maja").await;
    let idea = presented(&app, &maja, 1).await[0];
    let before = elected(&app, "Elin", "Sjölistan (S)").await;
    let now = elected(&app, "Elin", "Åsen (Å)").await;
    say(&app, &before, idea, ("", "a"), &NEW).await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    let ids = [&before, &now].map(|who| who.person_id().unwrap().get());
    execute!(
        tx,
        "update person set merged_into = $1 where person_id = $2",
        ids[1],
        ids[0]
    )
    .unwrap();
    tx.commit().await.unwrap();
    let seen = view(&app).await.said[0].id.to_string();
    say(&app, &now, idea, (&seen, "b"), &NOT_DONE)
        .await
        .unwrap();
    let view = view(&app).await;
    let holds: Vec<_> = view
        .said_of(idea)
        .iter()
        .map(|one| one.said.novelty)
        .collect();
    assert_eq!(holds, [Novelty::KnownNotDone]);
    assert_eq!(view.unsettled(), [idea], "one person is no two parties");
});

on_both!(it_is_said_of_chosen_ideas_that_were_presented, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let sets = "I skolan: 1\nNytt för politikerna: 1 *";
    let idea = curated_in(&app, &maja, sets, 1).await[0];
    let elin = elected(&app, "Elin", "Sjölistan (S)").await;
    let early = say(&app, &elin, idea, ("", "a"), &NEW).await;
    assert_eq!(early, Err(NotAllowedNow::NotPresented.into()));
    let unfilled = [PRESENT.as_slice(), &[("unfilled", "Vi hann inte.")]].concat();
    step(&app, &maja, K::Present, &unfilled).await.unwrap();
    for who in [&maja, &app.resident("Siv").await] {
        let denied = say(&app, who, idea, ("", "a"), &NEW).await;
        assert!(matches!(denied, Err(AppError::Denied(_))), "{denied:?}");
    }
    let other = ProposalId::new(idea.get() + 1_000);
    let nowhere = say(&app, &elin, other, ("", "a"), &NEW).await;
    assert_eq!(nowhere, Err(AppError::NotFound));
    // Where it is not asked it may be said, and nothing waits for it.
    answer(&app, &maja, idea).await;
    assert_eq!(stage(&app).await, S::Answered);
    say(&app, &elin, idea, ("", "a"), &NEW).await.unwrap();
    let close = [
        ("report", "En av två blev av."),
        ("archived_on", "2026-03-04"),
        ("archive_id", "A 12"),
    ];
    step(&app, &maja, K::Close, &close).await.unwrap();
    let seen = view(&app).await.said[0].id.to_string();
    let late = say(&app, &elin, idea, (&seen, "b"), &NOT_DONE).await;
    assert_eq!(late, Err(NotAllowedNow::NotPresented.into()));
    let page = web.signed_in(&elin).await.get(PAGE).await;
    assert!(page.text.contains("Det går inte nu") || page.text.contains("när de är presenterade"));
});

on_both!(what_was_written_for_another_answer_comes_back, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let idea = presented(&app, &maja, 1).await[0];
    let elin = elected(&app, "Elin", "Sjölistan (S)").await;
    let mut elins = web.signed_in(&elin).await;
    let typed = [("novelty", "new_to_us"), ("why", "Vi <b>hann</b> inte.")];
    let page = send(&mut elins, idea, &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "hör till ett annat svar",
        "Vi &lt;b",
        "value=\"new_to_us\" checked",
    ] {
        assert!(page.text.contains(kept), "{kept}: {}", page.text);
    }
    assert_eq!(app.number("select count(*) from campaign_novelty").await, 0);

    // What was said before stands in the form, and need not be taken away to say something else.
    let before = [
        ("novelty", "known_not_done"),
        ("why", "Vi hann inte.\r\nPengar fanns."),
    ];
    assert_eq!(send(&mut elins, idea, &before).await.location(), PAGE);
    let now = [("novelty", "new_to_us"), before[1]];
    let page = send(&mut elins, idea, &now).await;
    assert_eq!(page.location(), PAGE, "{}", page.text);
    let words = [("novelty", "known_not_done"), ("where_seen", "Hos nämnden")];
    let page = send(&mut elins, idea, &words).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Hos nämnden"), "{}", page.text);
    let fields = "select fields from campaign_novelty order by campaign_novelty_id";
    let kept = app.texts(fields).await;
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert!(
        kept[0].contains("Pengar") && !kept[1].contains("Pengar"),
        "{kept:?}"
    );
});
