//! An idea of a campaign promises what its campaign promises, and nothing besides.

use nara_app::campaigns::api::CampaignPort;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::campaign::{CampaignStepKind as K, Chosen};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::IdeaPromise;
use nara_domain::time::Date;
use nara_server::campaigns::store;
use nara_server::execute;

use crate::common::http::Web;
use crate::common::{App, act};
use crate::voting::{HERE, SLUG, curated_in, service, step, view};
use crate::{group, join, on_both, supervisor};

const PRESENT: [(&str, &str); 2] = [("meeting_date", "2026-03-04"), ("present", "Alla.")];
const DELAY: [(&str, &str); 2] = [("answer_by", "2026-07-01"), ("reason", "Sjukdom.")];
const CANCEL: [(&str, &str); 2] = [("reason", "Ingen kan svara."), ("ideas", "De sparas.")];
/// Day, nearest day of the desk and stage of every case, in the order they came in.
const KEPT: &str = "select coalesce(answer_by, '-') || ' ' || coalesce(next_by, '-') || ' ' || stage \
    from proposal order by proposal_id";

/// What the page's data say: what is promised, and by when.
async fn promised(app: &App, idea: ProposalId) -> (Option<IdeaPromise>, Option<String>) {
    let case = app.proposals.get(&Actor::Visitor, idea, app.now).await;
    let case = case.unwrap();
    let day = case.answer_by.map(|day| day.to_string());
    let next = case
        .course
        .next_step(case.submitted_at.day(), &case.ruleset, None);
    let next = next.and_then(|next| next.by).map(|by| by.to_string());
    assert_eq!(day, next, "the page names one day");
    (case.course.as_idea().unwrap().promise(), day)
}

async fn page_of(web: &Web, idea: ProposalId) -> String {
    let page = web.visitor().get(&format!("/forslag/{idea}/x")).await;
    match page.status.is_redirection() {
        true => web.visitor().get(page.location()).await.text,
        false => page.text,
    }
}

fn by(day: &str) -> (Option<IdeaPromise>, Option<String>) {
    let promise = IdeaPromise::Campaign {
        by: Date::parse(day).unwrap(),
    };
    (Some(promise), Some(day.to_owned()))
}

on_both!(an_idea_has_the_day_of_its_campaign_and_no_other, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let mut official = web.signed_in(&maja).await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let plan = crate::campaigns::plan("a1");
    official.post_form("/kampanjer/ny", &plan).await;
    crate::campaigns::take(&mut official, K::Approve, &[]).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let number = id.to_string();
    let takes_part = [("group", number.as_str()), ("takes_part", "yes")];
    leader
        .post_form(&format!("{HERE}/grupper"), &takes_part)
        .await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    let mut ids = Vec::new();
    for (title, set) in [("Lunchlotteriet", "1"), ("Läxcafé", "1"), ("Fritt", "0")] {
        let receipt = crate::campaigns::idea(&mut fox, title, set).await;
        let text = fox.get(receipt.location()).await.text;
        let says = text.contains("Idén hör till en kampanj.");
        assert_eq!(says, set == "1", "{title}: {text}");
        assert_eq!(text.contains("Förvaltningen svarar senast"), set == "0");
        let last = app.number("select max(proposal_id) from proposal").await;
        ids.push(ProposalId::new(last));
    }
    // Until it is presented nobody knows which ideas are answered. One that is in no campaign has the
    // rules' day.
    let none = "- - published";
    let own = "2026-05-03 2026-05-03 published";
    assert_eq!(app.texts(KEPT).await, [none, none, own]);
    let (lunch, homework) = (ids[0], ids[1]);
    assert_eq!(
        promised(&app, lunch).await,
        (Some(IdeaPromise::Undecided), None)
    );
    let page = page_of(&web, lunch).await;
    assert!(
        page.contains("vilka idéer som får svar, och vilken dag"),
        "{page}"
    );
    assert!(
        !page.contains("svarar senast") && !page.contains("svar senast"),
        "{page}"
    );

    leader
        .post_form(&format!("{HERE}/val/{lunch}"), &[("slot", "1")])
        .await;
    let kept = [("reason", "Biblioteket gör det redan.")];
    leader
        .post_form(&format!("{HERE}/val/{homework}"), &kept)
        .await;
    step(&app, &maja, K::Curate, &[]).await.unwrap();
    assert_eq!(app.texts(KEPT).await, [none, none, own]);
    let unfilled = [PRESENT[0], PRESENT[1], ("unfilled", "Vi hann inte fler.")];
    step(&app, &maja, K::Present, &unfilled).await.unwrap();
    assert_eq!(
        view(&app).await.stage.answer_by().unwrap().to_string(),
        "2026-05-03"
    );
    assert_eq!(promised(&app, lunch).await, by("2026-05-03"));
    assert_eq!(
        promised(&app, homework).await,
        (Some(IdeaPromise::NotPromised), None)
    );
    let page = page_of(&web, homework).await;
    assert!(
        page.contains("inte en av de idéer som kampanjen lovade"),
        "{page}"
    );

    // A later day is the campaign's and its ideas', on the page, at the desk and in what is late.
    step(&app, &maja, K::Delay, &DELAY).await.unwrap();
    assert_eq!(promised(&app, lunch).await, by("2026-07-01"));
    let moved = "2026-07-01 2026-07-01 published";
    assert_eq!(app.texts(KEPT).await, [moved, none, own]);
    assert!(page_of(&web, lunch).await.contains("1\u{a0}juli\u{a0}2026"));
    let told = app
        .number("select count(*) from event where kind = 'state'")
        .await;
    assert!(told >= 3, "open pages are told: {told}");

    // What was answered waits for nothing, whatever the campaign does after.
    let no = act(&[("reason", "Ingen plats."), ("would_help", "En lokal.")]);
    app.proposals
        .idea_step(&maja, lunch, "no", no, app.now)
        .await
        .unwrap();
    assert_eq!(promised(&app, lunch).await, (None, None));
    assert_eq!(app.texts(KEPT).await, ["- - idea_answered", none, own]);
});

on_both!(what_was_promised_before_is_mended_by_the_upgrade, |app| {
    let maja = app.official("Maja").await;
    // As they came in before a campaign's day was theirs.
    let idea = curated_in(&app, &maja, "I skolan: 1", 1).await[0];
    assert_eq!(promised(&app, idea).await.0, Some(IdeaPromise::Rules));
    let siv = app.resident("Siv").await;
    let mut tx = app.db.begin().await.unwrap();
    let campaign = view(&app).await.id;
    let reason = Chosen::Slot(1);
    let put = store::choose(
        &mut tx,
        (campaign, idea),
        Some(&reason),
        siv.person_id().unwrap(),
        app.now,
    );
    put.await.unwrap();
    for statement in include_str!("../../../migrations/sqlite/0057_campaign_promise.sql").split(';')
    {
        if statement.contains("update") {
            execute!(tx, statement).unwrap();
        }
    }
    tx.commit().await.unwrap();
    let changed = app.number("select changed_at from proposal").await;
    assert_eq!(app.proposals.write_missing_days().await.unwrap(), 1);
    assert_eq!(
        promised(&app, idea).await,
        (Some(IdeaPromise::Undecided), None)
    );
    assert_eq!(app.texts(KEPT).await, ["- - published"]);
    assert_eq!(app.number("select changed_at from proposal").await, changed);
    step(&app, &maja, K::Present, &PRESENT).await.unwrap();
    assert_eq!(promised(&app, idea).await, by("2026-05-03"));
    // Written once more it is the same.
    let mut tx = app.db.begin().await.unwrap();
    execute!(tx, "update proposal set days = null").unwrap();
    tx.commit().await.unwrap();
    assert_eq!(app.proposals.write_missing_days().await.unwrap(), 1);
    assert_eq!(app.texts(KEPT).await, ["2026-05-03 2026-05-03 published"]);
});

on_both!(
    answering_and_putting_off_at_one_moment_wait_for_each_other,
    |app| {
        let maja = app.official("Maja").await;
        let ideas = curated_in(&app, &maja, "I skolan: 3", 3).await;
        step(&app, &maja, K::Present, &PRESENT).await.unwrap();
        let no = || act(&[("reason", "Ingen plats."), ("would_help", "En lokal.")]);
        let answer = |idea| app.proposals.idea_step(&maja, idea, "no", no(), app.now);
        let (one, two, delayed) = tokio::join!(
            answer(ideas[2]),
            answer(ideas[1]),
            step(&app, &maja, K::Delay, &DELAY)
        );
        one.unwrap();
        two.unwrap();
        delayed.unwrap();
        assert_eq!(promised(&app, ideas[0]).await, by("2026-07-01"));
        assert_eq!(promised(&app, ideas[1]).await, (None, None));
    }
);

on_both!(called_off_nobody_waits_for_an_answer, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let ideas = curated_in(&app, &maja, "I skolan: 2", 2).await;
    let no = act(&[("reason", "Ingen plats."), ("would_help", "En lokal.")]);
    app.proposals
        .idea_step(&maja, ideas[1], "no", no, app.now)
        .await
        .unwrap();
    let mut visitor = web.visitor();
    let mut official = web.signed_in(&maja).await;
    const DESK: &str = "/arbete?hog=alla";
    assert!(visitor.get(HERE).await.text.contains("Väntar på svar"));
    assert!(official.get(DESK).await.text.contains("Idé nummer 1"));

    step(&app, &maja, K::Cancel, &CANCEL).await.unwrap();
    assert_eq!(
        app.texts(KEPT).await,
        ["- - campaign_off", "- - idea_answered"]
    );
    assert_eq!(
        promised(&app, ideas[0]).await,
        (Some(IdeaPromise::CalledOff), None)
    );
    let page = visitor.get(HERE).await.text;
    assert!(!page.contains("Väntar på svar"), "{page}");
    assert!(page.contains("Kampanjen ställdes in"), "{page}");
    let (_, why) = CANCEL[0];
    assert_eq!(page.matches(why).count(), 1, "{page}");
    let page = page_of(&web, ideas[0]).await;
    assert!(page.contains("Kampanjen ställdes in"), "{page}");
    assert!(page.contains("data-live=\"acts\" hidden"), "{page}");
    for waits in ["svarar senast", "Nästa steg", "svar senast", "Öppen idé"] {
        assert!(!page.contains(waits), "{waits}: {page}");
    }
    assert!(!official.get(DESK).await.text.contains("Idé nummer 1"));
    let list = visitor.get("/forslag?typ=idea").await.text;
    assert!(list.contains("Kampanjen ställdes in"), "{list}");
    // What was answered stands.
    assert_eq!(promised(&app, ideas[1]).await, (None, None));
    let campaigns = service(&app);
    let now = campaigns
        .campaign(&Actor::Visitor, SLUG, app.now)
        .await
        .unwrap();
    assert!(now.ideas.iter().any(|idea| idea.verdict.is_some()));
    // Nobody is reminded of it, however late.
    let desk = app
        .number("select count(*) from proposal where next_by is not null")
        .await;
    assert_eq!(desk, 0);
});
