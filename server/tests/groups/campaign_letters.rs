//! Letters about the days a campaign promised: to who works with it, each once.

use nara_app::campaigns::api::CampaignPort;
use nara_app::context::Site;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Role};
use nara_domain::campaign::CampaignStepKind as K;
use nara_server::{execute, fetch_all};

use crate::common::{App, act};
use crate::on_both;
use crate::voting::{SLUG, curated_in, service, step, typed};

/// The subjects of the letters that wait, with how many there are of each.
async fn letters(app: &App) -> Vec<(String, i64)> {
    let mut conn = app.db.read().await.unwrap();
    fetch_all!(
        conn,
        (String, i64),
        "select subject, count(*) from outbox where subject like '%Framtidslådan' \
         group by subject order by min(outbox_id)"
    )
    .unwrap()
}

/// Three servers at the same moment; how many letters' reasons they found.
async fn remind(app: &App, days: i64) -> usize {
    let (campaigns, site, now) = (service(app), Site::default(), app.now.plus_days(days));
    let all = tokio::join!(
        campaigns.remind(&site, now),
        campaigns.remind(&site, now),
        campaigns.remind(&site, now)
    );
    all.0.unwrap() + all.1.unwrap() + all.2.unwrap()
}

async fn presented(app: &App, maja: &Actor) -> nara_domain::ids::ProposalId {
    let idea = curated_in(app, maja, "I skolan: 1", 1).await[0];
    let present = [("meeting_date", "2026-03-04"), ("present", "Alla.")];
    step(app, maja, K::Present, &present).await.unwrap();
    idea
}

on_both!(who_works_with_it_is_reminded_of_the_answers_once, |app| {
    let maja = app.official("Maja").await;
    app.official("Lena").await;
    app.secretary("Sven").await;
    presented(&app, &maja).await;
    for (days, sent) in [
        (45, 0),
        (46, 1),
        (47, 0),
        (57, 1),
        (60, 0),
        (61, 1),
        (90, 0),
    ] {
        assert_eq!(remind(&app, days).await, sent, "after {days} days");
    }
    // Of three who could, one works with it.
    let subjects: Vec<_> = letters(&app).await;
    let expected = [
        "Svara senast 3\u{a0}maj\u{a0}2026: Framtidslådan",
        "Snart ska svaren vara klara, 3\u{a0}maj\u{a0}2026: Framtidslådan",
        "Svaren är försenade: Framtidslådan",
    ];
    let expected = expected.map(|subject| (subject.to_owned(), 1));
    assert_eq!(subjects, expected);
    // Another day is reminded of anew.
    let delay = [("answer_by", "2026-07-01"), ("reason", "Sjukdom.")];
    step(&app, &maja, K::Delay, &delay).await.unwrap();
    assert_eq!(remind(&app, 90).await, 0);
    assert_eq!(remind(&app, 110).await, 1);
});

on_both!(
    who_keeps_the_diary_is_told_where_nobody_works_with_it,
    |app| {
        let maja = app.official("Maja").await;
        app.secretary("Sven").await;
        app.secretary("Berit").await;
        presented(&app, &maja).await;
        let mut tx = app.db.begin().await.unwrap();
        execute!(
            tx,
            "update standing set until_at = $1 where role = $2",
            app.now.0,
            Role::Official.code(),
        )
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(remind(&app, 61).await, 1);
        let late = ("Svaren är försenade: Framtidslådan".to_owned(), 2);
        assert_eq!(letters(&app).await, [late]);
    }
);

on_both!(the_follow_ups_are_reminded_of_until_they_are_told, |app| {
    let maja = app.official("Maja").await;
    let idea = presented(&app, &maja).await;
    let no = act(&[("reason", "Ingen plats."), ("would_help", "En lokal.")]);
    let answered = app.proposals.idea_step(&maja, idea, "no", no, app.now);
    answered.await.unwrap();
    let web = app.web().await;
    let page = web.visitor().get(crate::voting::HERE).await;
    assert!(
        page.text.contains("Nästa uppföljning senast"),
        "{}",
        page.text
    );
    // Six months after the fourth of March.
    for (days, sent) in [(61, 0), (169, 0), (170, 1), (184, 0), (185, 1), (200, 0)] {
        assert_eq!(remind(&app, days).await, sent, "after {days} days");
    }
    let report = typed(&[("report", "Det är gjort.")]);
    let campaigns = service(&app);
    let later = app.now.plus_days(200);
    let seen = campaigns.campaign(&maja, SLUG, later).await.unwrap().seen();
    let mut report = report;
    report.insert("seen".to_owned(), seen);
    let sent = (&report, "f");
    let told = campaigns
        .record(&maja, SLUG, K::FollowUp, sent, later)
        .await;
    told.unwrap();
    for (days, sent) in [(200, 0), (350, 0), (351, 1), (366, 1), (367, 0)] {
        assert_eq!(remind(&app, days).await, sent, "after {days} days");
    }
    let subjects: Vec<_> = letters(&app).await;
    assert_eq!(
        subjects,
        [
            ("Dags att följa upp: Framtidslådan".to_owned(), 2),
            ("Uppföljningen är försenad: Framtidslådan".to_owned(), 2),
        ]
    );
});
