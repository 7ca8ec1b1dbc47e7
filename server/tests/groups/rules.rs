//! What is read first follows the rules of what is published at once.

use axum::http::StatusCode;
use nara_domain::actor::{Level, Role, Standing};
use nara_domain::name::NAMELESS;
use nara_domain::switches::Feature;
use nara_server::execute;

use crate::common::App;
use crate::common::http::{Browser, Web};
use crate::{group, hidden, idea, join, on_both, supervisor};

async fn switch(admin: &mut Browser<'_>, feature: Feature, off: bool) {
    let code = ("feature", feature.code());
    let (path, form) = match off {
        true => (
            "/admin/funktioner/stang",
            vec![
                code,
                ("message", "Vi lagar det."),
                ("until_date", "2026-03-06"),
                ("until_time", "08.00"),
            ],
        ),
        false => ("/admin/funktioner/oppna", vec![code]),
    };
    let page = admin.post_form(path, &form).await;
    assert_eq!(page.location(), "/admin/funktioner", "{}", page.text);
}

async fn comment(browser: &mut Browser<'_>, on: &str, text: &str) -> (StatusCode, String) {
    let form = [("text", text), ("stance", "for")];
    let page = browser.post_form(&format!("{on}/inlagg"), &form).await;
    (page.status, page.text)
}

on_both!(what_is_closed_is_closed_to_readers_too, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "yes").await;
    let read = format!("/grupper/{id}/lasa");
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    let on = others_idea(&app, &web).await;
    let duty = vec![Standing::of(Role::Administrator)];
    let adm = app.person("Adm", Level::T, duty).await;
    let mut admin = web.signed_in(&adm).await;

    // Handed over, and closed before it is read.
    assert_eq!(comment(&mut fox, &on, "Bra!").await.0, 303);
    let text = hidden(&leader.get(&read).await, "text");
    let publish = [("text", text.as_str()), ("gor", "publish")];
    switch(&mut admin, Feature::Comments, true).await;
    let page = leader.post_form(&read, &publish).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.text.contains("Vi lagar det."), "{}", page.text);
    let (status, page) = comment(&mut fox, &on, "Jättebra!").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.contains("Jättebra!"), "what was typed stays");
    assert_eq!(app.number("select count(*) from comment").await, 0);
    let waiting = "select count(*) from waiting_text where state = 'waiting'";
    assert_eq!(app.number(waiting).await, 1, "it waits as before");
    switch(&mut admin, Feature::Comments, false).await;
    assert_eq!(leader.post_form(&read, &publish).await.location(), read);
    assert_eq!(app.number("select count(*) from comment").await, 1);

    idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
    let text = hidden(&leader.get(&read).await, "text");
    let publish = [("text", text.as_str()), ("gor", "publish")];
    switch(&mut admin, Feature::Ideas, true).await;
    let page = leader.post_form(&read, &publish).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    let page = idea(&mut fox, "Pumptrack", "Bakom hallen.").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(app.number("select count(*) from proposal").await, 1);
    assert_eq!(app.number(waiting).await, 1);
    switch(&mut admin, Feature::Ideas, false).await;
    assert_eq!(leader.post_form(&read, &publish).await.location(), read);
    assert_eq!(app.number("select count(*) from proposal").await, 2);
});

async fn write(fox: &mut Browser<'_>, on: &str) {
    idea(fox, "Pingisbord", "Ett bord utanför skolan.").await;
    assert_eq!(comment(fox, on, "Bra!").await.0, 303);
}

/// The page of somebody else's idea.
async fn others_idea(app: &App, web: &Web) -> String {
    let siv = app.resident("Siv").await;
    let fields = crate::common::idea("Badbrygga");
    let submitted = web.state.proposals.submit(&siv, fields, "", web.now());
    format!("/forslag/{}/badbrygga", submitted.await.unwrap())
}

async fn publish_all(leader: &mut Browser<'_>, read: &str, count: usize) {
    for _ in 0..count {
        let text = hidden(&leader.get(read).await, "text");
        let publish = [("text", text.as_str()), ("gor", "publish")];
        assert_eq!(leader.post_form(read, &publish).await.location(), read);
    }
}

on_both!(read_first_leaves_the_same_record, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let on = others_idea(&app, &web).await;
    for (name, reads_first) in [("Norrskolan 9B", "no"), ("Norrskolan 9C", "yes")] {
        let (id, code) = group(&mut leader, name, reads_first).await;
        let (mut fox, _) = join(&web, &code, "Glad Räv").await;
        write(&mut fox, &on).await;
        if reads_first == "yes" {
            publish_all(&mut leader, &format!("/grupper/{id}/lasa"), 2).await;
        }
    }
    // But for whose it is, all of it.
    for sql in [
        "select a.kind || ' ' || coalesce(a.transition, '') || ' ' || a.stage || ' ' || a.actor_role
             || ' ' || a.actor_standing || ' ' || a.happened_on || ' ' || a.fields || ' ' || a.once_key
         from act a join proposal p on p.proposal_id = a.proposal_id
         where p.title = 'Pingisbord' order by a.act_id",
        "select kind || ' ' || course || ' ' || stage || ' ' || stage_group || ' ' || topic
             || ' ' || coalesce(district, '') || ' ' || search_text
             || ' ' || case when youth_group_id is null then 'no' else 'group' end
         from proposal where title = 'Pingisbord' order by proposal_id",
        "select stance || ' ' || author_role || ' ' || author_standing || ' ' || text
         from comment order by comment_id",
        "select e.kind from event e join proposal p on p.proposal_id = e.proposal_id
         where p.title = 'Pingisbord' order by e.seq",
    ] {
        let record = app.texts(sql).await;
        assert_eq!(record.len(), 2, "{record:?} {sql}");
        assert_eq!(record[0], record[1], "{sql}");
    }
    assert_eq!(
        app.number("select comment_count from proposal where title = 'Badbrygga'")
            .await,
        2
    );
});

on_both!(who_must_not_be_found_is_not_when_published, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "yes").await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    let on = others_idea(&app, &web).await;
    write(&mut fox, &on).await;
    // However it came about: between writing and reading.
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set protected_at = $1, protected_by = 'register' where level = 's'",
        web.now().0,
    )
    .unwrap();
    tx.commit().await.unwrap();
    publish_all(&mut leader, &format!("/grupper/{id}/lasa"), 2).await;
    let own = "select proposer_name from proposal where title = 'Pingisbord'";
    assert_eq!(app.texts(own).await, [NAMELESS]);
    assert_eq!(
        app.texts("select author_name from comment").await,
        [NAMELESS]
    );
    let sealed = app.texts("select name from sealed_name").await;
    assert_eq!(
        sealed,
        ["Glad Räv, Norrskolan 9B", "Glad Räv, Norrskolan 9B"]
    );
    let page = web.visitor().get(&on).await;
    assert!(page.text.contains("Bra!") && !page.text.contains("Glad Räv"));
});
