//! A campaign from its draft to the archive, with its groups, ideas and slots.

use axum::http::StatusCode;
use nara_app::campaigns::api::{CampaignPort, CampaignView};
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::campaign::{CampaignStageCode as S, CampaignStepKind as K};
use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;
use nara_server::campaigns::CampaignService;

use crate::common::http::{Browser, Page};
use crate::common::{App, act};
use crate::{group, hidden, join, on_both, supervisor};

fn service(app: &App) -> CampaignService {
    CampaignService {
        db: app.db.clone(),
        hub: app.proposals.hub().clone(),
    }
}

pub fn plan(once: &str) -> Vec<(&str, &str)> {
    vec![
        ("title", "Framtidslådan"),
        ("question", "Vad ska hända för att vi ska mötas mer?"),
        (
            "commission",
            "Kommunen vill ha en idé till skolan och en ny, och svarar på alla.",
        ),
        ("age_from", "13"),
        ("age_to", "19"),
        ("sets", "I skolan: 2\r\nNytt för politikerna: 1 *"),
        ("influence", "influence"),
        ("can_influence", "Aktiviteter i skolan."),
        ("cannot_influence", "Betyg."),
        ("once", once),
    ]
}

/// The form of each step, from the fourth of March 2026 on.
fn form(kind: K) -> Vec<(&'static str, &'static str)> {
    match kind {
        K::Approve => vec![
            ("approved_by", "Lena Borg, förvaltningschef"),
            ("sponsor", "Anna Ek (X)"),
            ("opens_on", "2026-03-04"),
            ("ideas_until", "2026-03-20"),
            ("budget", "50 000 kronor"),
            ("answerer", "Kultur- och fritidsförvaltningen"),
            ("stand_in", "Skolförvaltningen"),
            ("answer_days", "60"),
            ("consent", "Hemmen får ett brev."),
            ("data_protection", "yes"),
        ],
        K::Present => vec![
            ("meeting_date", "2026-03-04"),
            ("body", "KS"),
            ("present", "Sju ledamöter från fyra partier."),
        ],
        K::FollowUp => vec![("report", "Lunchlotteriet är igång.")],
        K::Close => vec![
            ("report", "En av två blev av."),
            ("archived_on", "2026-03-04"),
            ("archive_id", "A 12"),
        ],
        K::Cancel => vec![("reason", "Ingen kan svara."), ("ideas", "De sparas.")],
        _ => Vec::new(),
    }
}

const HERE: &str = "/kampanjer/framtidsladan";

async fn view(app: &App, actor: &Actor) -> CampaignView {
    let campaigns = service(app);
    campaigns
        .campaign(actor, "framtidsladan", app.now)
        .await
        .unwrap()
}

/// Takes a step as its page's form does.
pub async fn take(
    browser: &mut Browser<'_>,
    kind: K,
    more: &[(&'static str, &'static str)],
) -> Page {
    let address = format!("{HERE}/steg/{kind}");
    let page = browser.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{kind}: {}", page.text);
    let (seen, once) = (hidden(&page, "seen"), hidden(&page, "once"));
    let mut fields = form(kind);
    fields.extend_from_slice(more);
    let mut fields: Vec<(&str, &str)> = fields;
    fields.push(("seen", &seen));
    fields.push(("once", &once));
    browser.post_form(&address, &fields).await
}

/// An idea by the wizard, in this set.
pub async fn idea(browser: &mut Browser<'_>, title: &str, set: &str) -> Page {
    let first = [("kind", "idea"), ("title", title)];
    let page = browser.post_form("/forslag/nytt", &first).await;
    let text = page.location().to_owned();
    let draft = text.trim_end_matches("/text").to_owned();
    browser
        .post_form(&text, &[("body", "Så blir det bättre.")])
        .await;
    let topic = format!("{draft}/amne");
    let page = browser.get(&topic).await;
    assert!(page.text.contains("Nytt för politikerna"), "{}", page.text);
    let page = browser.post_form(&topic, &[("topic", "fritid")]).await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no set was chosen"
    );
    let page = browser
        .post_form(&topic, &[("topic", "fritid"), ("set", "4")])
        .await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "there is no fourth"
    );
    browser
        .post_form(&topic, &[("topic", "fritid"), ("set", set)])
        .await;
    let last = format!("{draft}/kontrollera");
    browser.post_form(&last, &[("publish", "yes")]).await
}

async fn number_of(app: &App, title: &'static str) -> ProposalId {
    let all = view(app, &Actor::Visitor).await.ideas;
    all.into_iter().find(|idea| idea.title == title).unwrap().id
}

on_both!(it_goes_from_a_draft_to_the_archive, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let tove = supervisor(&app, "Tove").await;
    let (mut official, mut leader) = (web.signed_in(&maja).await, web.signed_in(&tove).await);
    let mut visitor = web.visitor();

    // A draft is found by who can go on with it.
    let page = official.post_form("/kampanjer/ny", &plan("a1")).await;
    assert_eq!(page.location(), HERE, "{}", page.text);
    let again = official.post_form("/kampanjer/ny", &plan("a1")).await;
    assert_eq!(again.location(), HERE, "sent twice it is one");
    assert_eq!(visitor.get(HERE).await.status, StatusCode::NOT_FOUND);
    assert_eq!(leader.get(HERE).await.status, StatusCode::NOT_FOUND);
    assert!(
        !visitor
            .get("/kampanjer")
            .await
            .text
            .contains("Framtidslådan")
    );
    assert!(
        official
            .get("/kampanjer")
            .await
            .text
            .contains("Framtidslådan")
    );

    let on_start = format!("href=\"{HERE}\"");
    assert!(!visitor.get("/").await.text.contains(&on_start));

    // Decided on for today it is open at once.
    assert_eq!(take(&mut official, K::Approve, &[]).await.location(), HERE);
    assert_eq!(view(&app, &Actor::Visitor).await.stage.code(), S::Open);
    let page = visitor.get(HERE).await;
    assert!(
        page.text
            .contains("Vad ska hända för att vi ska mötas mer?")
    );
    assert!(page.text.contains("Kultur- och fritidsförvaltningen"));
    assert!(
        visitor
            .get("/kampanjer")
            .await
            .text
            .contains("Framtidslådan")
    );

    // Every page's menu leads to campaigns, and the start page to this one, with its last day.
    let page = visitor.get("/").await;
    assert!(page.text.contains("href=\"/kampanjer\""));
    assert!(page.text.contains(&on_start), "{}", page.text);
    assert!(page.text.contains("Idéer till och med"), "{}", page.text);
    let page = visitor.get("/en").await;
    assert!(page.text.contains("href=\"/en/kampanjer/framtidsladan\""));

    // A group takes part, and its members choose a set.
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let number = id.to_string();
    let takes_part = [("group", number.as_str()), ("takes_part", "yes")];
    let groups = format!("{HERE}/grupper");
    assert_eq!(
        leader.post_form(&groups, &takes_part).await.location(),
        HERE
    );
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    for (title, set) in [
        ("Lunchlotteriet", "1"),
        ("Läxcafé", "1"),
        ("Kartan", "2"),
        ("Fritt", "0"),
    ] {
        let page = idea(&mut fox, title, set).await;
        assert!(page.location().ends_with("/kvitto"), "{}", page.text);
    }
    let now = view(&app, &Actor::Visitor).await;
    let sets: Vec<_> = now
        .ideas
        .iter()
        .map(|idea| (&*idea.title, idea.set))
        .collect();
    assert_eq!(sets, [("Kartan", 2), ("Läxcafé", 1), ("Lunchlotteriet", 1)]);
    assert_eq!(now.groups.len(), 1);
    let page = visitor.get(HERE).await;
    assert!(page.text.contains("Lunchlotteriet") && page.text.contains("Glad Räv"));
    // Once something of it is published, a group stays.
    let out = [("group", number.as_str()), ("takes_part", "no")];
    let page = leader.post_form(&groups, &out).await;
    assert_eq!(page.status, StatusCode::CONFLICT);

    // One idea a slot, of its own set; the rest is kept with a reason.
    let lunch = number_of(&app, "Lunchlotteriet").await;
    let homework = number_of(&app, "Läxcafé").await;
    let map = number_of(&app, "Kartan").await;
    let choice = |idea: ProposalId| format!("{HERE}/val/{idea}");
    let page = fox.post_form(&choice(lunch), &[("slot", "1")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let chosen = format!("{HERE}/val");
    let page = leader.post_form(&choice(lunch), &[("slot", "1")]).await;
    assert_eq!(page.location(), chosen);
    for wrong in ["1", "3", "x"] {
        let page = leader
            .post_form(&choice(homework), &[("slot", wrong)])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    // A place and a reason: nobody guesses which of them is meant, and both come back.
    let both = [("slot", "3"), ("reason", "Biblioteket <b>gör</b> det.")];
    let page = leader.post_form(&choice(map), &both).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "Du har valt en plats och skrivit en anledning",
        "Biblioteket &lt;b&gt;gör&lt;/b&gt; det.",
        "<option value=\"3\" selected",
    ] {
        assert!(page.text.contains(kept), "{kept}: {}", page.text);
    }
    // The reason that the form came with is no such thing.
    let kept = [("slot", ""), ("reason", "Till hösten.")];
    leader.post_form(&choice(map), &kept).await;
    let moved = [("slot", "3"), ("reason", "Till hösten.")];
    let page = leader.post_form(&choice(map), &moved).await;
    assert_eq!(page.location(), chosen, "{}", page.text);

    let page = take(&mut leader, K::Curate, &[]).await;
    assert_eq!(page.location(), HERE, "{}", page.text);
    let page = visitor.get("/").await;
    assert!(!page.text.contains(&on_start), "nothing to do there now");
    let page = take(&mut official, K::Present, &[]).await;
    assert_eq!(
        page.status,
        StatusCode::CONFLICT,
        "one idea is loose: {}",
        page.text
    );
    assert!(page.text.contains("En idé är varken vald eller sparad"));
    let kept = [("reason", "Biblioteket gör det redan.")];
    leader.post_form(&choice(homework), &kept).await;
    let page = take(&mut official, K::Present, &[]).await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a slot is empty"
    );
    assert!(page.text.contains("Sju ledamöter"), "what was typed stays");
    let unfilled = [("unfilled", "Vi hann inte fler.")];
    take(&mut official, K::Present, &unfilled).await;
    let now = view(&app, &Actor::Visitor).await;
    assert_eq!(now.stage.answer_by().unwrap().to_string(), "2026-05-03");
    let page = leader.post_form(&choice(lunch), &[("slot", "")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "they were presented");

    // With the last answer the campaign is answered, by itself, unless something else is awaited.
    let no = [
        ("reason", "Det finns ingen plats."),
        ("would_help", "En lokal."),
    ];
    let answer = async |idea: ProposalId, now: Stamp| {
        app.proposals
            .idea_step(&maja, idea, "no", act(&no), now)
            .await
            .unwrap()
    };
    answer(lunch, app.now).await;
    assert_eq!(view(&app, &Actor::Visitor).await.stage.code(), S::Presented);
    answer(map, app.now).await;
    // One of them is of a set that asks the elected whether they knew: two parties say so first.
    assert_eq!(view(&app, &Actor::Visitor).await.stage.code(), S::Presented);
    for party in ["S", "M"] {
        let who = crate::novelty::elected(&app, "Elin", party).await;
        let said = [("novelty", "new_to_us"), ("seen", "")];
        let said = crate::voting::typed(&said);
        let (sent, campaigns) = ((&said, "elin"), service(&app));
        let said = campaigns.say(&who, "framtidsladan", map, sent, app.now);
        said.await.unwrap();
    }
    assert_eq!(view(&app, &Actor::Visitor).await.stage.code(), S::Answered);
    take(&mut official, K::FollowUp, &[]).await;
    let page = visitor.get(HERE).await;
    assert!(page.text.contains("Lunchlotteriet är igång."));
    assert_eq!(
        app.number("select count(*) from member").await,
        1,
        "until it is closed the group goes on"
    );
    assert_eq!(take(&mut official, K::Close, &[]).await.location(), HERE);
    // Its groups are over, and nobody can say any more who was in them; what they wrote stays.
    for nothing in [
        "select count(*) from member",
        "select count(*) from person where display_name like 'Glad%'",
        "select count(*) from session s join person p on p.person_id = s.person_id \
         where p.level = 's'",
        "select count(*) from youth_group where ended_at is null",
    ] {
        assert_eq!(app.number(nothing).await, 0, "{nothing}");
    }
    let ended = "select actor_role from audit where deed = 'group_ended'";
    assert_eq!(app.texts(ended).await, ["official"]);
    let page = visitor.get(HERE).await;
    assert!(
        page.text.contains("Glad Räv, Norrskolan 9B"),
        "{}",
        page.text
    );
    assert_eq!(
        fox.get("/grupp/mitt").await.status,
        StatusCode::SEE_OTHER,
        "her session is over"
    );
    let closed = view(&app, &maja).await;
    assert_eq!((closed.stage.code(), closed.steps), (S::Closed, vec![]));
    let steps: Vec<K> = closed.acts.iter().map(|act| act.step).collect();
    assert_eq!(
        steps,
        [
            K::Draft,
            K::Approve,
            K::Open,
            K::Curate,
            K::Present,
            K::Answered,
            K::FollowUp,
            K::Close
        ]
    );
});

on_both!(two_desks_take_one_step, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let mut official = web.signed_in(&maja).await;
    official.post_form("/kampanjer/ny", &plan("a1")).await;
    let seen = view(&app, &maja).await.seen();
    let step = |kind: K, once: &'static str| {
        let mut typed: std::collections::BTreeMap<_, _> = form(kind)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        typed.insert("seen".to_owned(), seen.clone());
        let (campaigns, maja, now) = (service(&app), maja.clone(), app.now);
        async move {
            let sent = (&typed, once);
            campaigns
                .record(&maja, "framtidsladan", kind, sent, now)
                .await
        }
    };
    let (one, other) = tokio::join!(step(K::Approve, "x"), step(K::Cancel, "y"));
    assert_eq!(
        [one.is_ok(), other.is_ok()]
            .iter()
            .filter(|ok| **ok)
            .count(),
        1
    );
    // Sent again it is done already; with what the page showed then, it is late.
    let first = if one.is_ok() {
        (K::Approve, "x")
    } else {
        (K::Cancel, "y")
    };
    assert_eq!(step(first.0, first.1).await, Ok(()));
    assert!(step(K::Cancel, "z").await.is_err());
});

on_both!(its_days_run_by_themselves_and_once, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let mut official = web.signed_in(&maja).await;
    official.post_form("/kampanjer/ny", &plan("a1")).await;
    let later = [("opens_on", "2026-03-06")];
    let address = format!("{HERE}/steg/approve");
    let page = official.get(&address).await;
    let (seen, once) = (hidden(&page, "seen"), hidden(&page, "once"));
    let mut fields: Vec<(&str, &str)> = form(K::Approve);
    fields.retain(|(name, _)| *name != "opens_on");
    fields.extend_from_slice(&later);
    fields.extend([("seen", seen.as_str()), ("once", once.as_str())]);
    official.post_form(&address, &fields).await;
    let stage = async || view(&app, &Actor::Visitor).await.stage.code();
    assert_eq!(stage().await, S::Approved);
    let run = |days: i64| {
        let (campaigns, now) = (service(&app), app.now.plus_days(days));
        async move { campaigns.run_due(now).await.unwrap() }
    };
    assert_eq!(run(1).await, 0);
    // Several servers do it at the same moment.
    let moved = tokio::join!(run(2), run(2), run(2));
    assert_eq!(moved.0 + moved.1 + moved.2, 1);
    assert_eq!(stage().await, S::Open);
    assert_eq!(run(16).await, 0, "the last day is one for ideas");
    assert_eq!(run(17).await, 1);
    assert_eq!(stage().await, S::Curate);
});

on_both!(the_record_refuses_to_be_rewritten, |app| {
    let web = app.web().await;
    let mut official = web.signed_in(&app.official("Maja").await).await;
    official.post_form("/kampanjer/ny", &plan("a1")).await;
    for statement in [
        "update campaign_act set fields = '{}'",
        "delete from campaign_act",
    ] {
        let mut tx = app.db.begin().await.unwrap();
        assert!(nara_server::execute!(tx, statement).is_err(), "{statement}");
    }
});
