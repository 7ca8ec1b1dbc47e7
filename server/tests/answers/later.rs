//! A service answer before it is published: seen by its writer, read by a colleague, published now or
//! at a set time, and never lost to somebody who writes at the same moment.

use std::sync::Arc;

use nara_app::answers::api::AnswerPort;
use nara_app::proposals::api::{NewAct, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::proposal::TransitionKind as T;
use nara_domain::time::Stamp;
use nara_domain::waiting::AnswerDeed;
use nara_server::entropy::SystemEntropy;
use nara_server::execute;
use nara_server::proposals::ProposalService;

use super::both::{hidden, written};
use super::desk::Desk;
use super::steps::once_of;
use crate::common::App;
use crate::common::http::{Browser, Page, Web};
use crate::on_both;

const OFFICIAL_ANSWERS: &str = "select count(*) from act where kind = 'official_answer'";
const WAITING: &str = "select count(*) from waiting_answer";
/// The same in another language, and in the feed.
const PUBLIC: [&str; 4] = ["/svar", "/svar.atom", "/en/svar", "/"];

/// Maja has the case; Bo is her colleague.
pub async fn scene<'w>(app: &App, web: &'w Web) -> (Desk<'w>, Browser<'w>) {
    let desk = Desk::new(app, web).await;
    let colleague = app.official("Bo").await;
    (desk, web.signed_in(&colleague).await)
}

/// Opens the form and sends it as a browser does, with what it carries.
pub async fn answer(browser: &mut Browser<'_>, path: &str, deed: &str, text: &str) -> Page {
    let address = format!("{path}/svara");
    let page = browser.get(&address).await;
    assert_eq!(page.status, 200, "{}", page.text);
    send(browser, path, deed, text, &page).await
}

/// Sends a form that was opened before.
pub async fn send(
    browser: &mut Browser<'_>,
    path: &str,
    deed: &str,
    text: &str,
    form: &Page,
) -> Page {
    let (seen, once) = (hidden(form, "seen"), once_of(&form.text));
    let fields = [
        ("text", text),
        ("investment_cost", ""),
        ("seen", &seen),
        ("once", &once),
        ("deed", deed),
        ("publish_day", "2026-03-05"),
        ("publish_time", "8.00"),
    ];
    browser.post_form(&format!("{path}/svara"), &fields).await
}

async fn nobody_outside_sees(desk: &mut Desk<'_>, secret: &str) {
    let path = desk.path.clone();
    let addresses = PUBLIC
        .iter()
        .map(|address| (*address).to_owned())
        .chain([path.clone(), format!("{path}/handelser.atom")])
        .chain([format!("/api/v1/proposals/{}", desk.id)]);
    for address in addresses {
        for browser in [&mut desk.visitor, &mut desk.proposer, &mut desk.elected] {
            let page = browser.get(&address).await;
            assert!(!page.text.contains(secret), "{address}");
        }
    }
}

on_both!(an_answer_is_seen_as_residents_will_see_it, |app| {
    let web = app.web().await;
    let (mut desk, _) = scene(&app, &web).await;
    let path = desk.path.clone();
    let text = "Åtta stolpar räcker.\n\nVi mätte <b>ljuset</b>.";
    let page = answer(&mut desk.official, &path, "look", text).await;
    assert_eq!(page.status, 200);
    let (shown, form) = page.text.split_once("name=\"seen\"").unwrap();
    for words in [
        "Så ser invånarna det",
        "Inte publicerat ännu.",
        "Svar från förvaltningen – inget beslut",
        "Åtta stolpar räcker.",
        "&lt;b&gt;ljuset&lt;/b&gt;",
        "<strong>Maja</strong>",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(form.contains("Åtta stolpar räcker."), "still in its field");
    assert_eq!(app.number(OFFICIAL_ANSWERS).await, 0);
    assert_eq!(app.number(WAITING).await, 0);
    // What is wrong is said before it is looked at, and what is typed is kept.
    let page = answer(&mut desk.official, &path, "look", " ").await;
    assert_eq!(page.status, 422);
    // From there it is published, and looks the same.
    let page = answer(&mut desk.official, &path, "look", text).await;
    let sent = send(&mut desk.official, &path, "publish", text, &page).await;
    assert_eq!(sent.status, 303);
    let page = desk.visitor.get(&path).await;
    assert!(page.text.contains("&lt;b&gt;ljuset&lt;/b&gt;"));
    // No form of ours sends another button.
    let page = answer(&mut desk.official, &path, "burn", text).await;
    assert_eq!(page.status, 400);
    assert!(page.text.contains("Åtta stolpar räcker."));
});

on_both!(a_colleague_reads_changes_and_gives_it_back, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let path = desk.path.clone();
    let sent = answer(&mut desk.official, &path, "wait", "Zqxhemligt utkast.").await;
    assert_eq!(sent.status, 303);
    assert_eq!(sent.location(), path);
    let page = desk.official.get(&path).await;
    assert!(page.text.contains("Sparat. Inget är publicerat."));
    assert!(page.text.contains("Du sparade ett svar"), "{}", page.text);
    nobody_outside_sees(&mut desk, "Zqxhemligt").await;
    let page = desk.secretary.get("/arbete").await;
    assert!(!page.text.contains("Svar som inte är publicerade"));

    // It stands on the colleague's desk and on the case, and whole in the form.
    let page = colleague.get("/arbete").await;
    assert!(page.text.contains("Svar som inte är publicerade"));
    assert!(page.text.contains(&format!("href=\"{path}/svara\"")));
    let page = colleague.get(&path).await;
    assert!(page.text.contains("Maja sparade ett svar"), "{}", page.text);
    let page = colleague.get(&format!("{path}/svara")).await;
    assert_eq!(written(&page, "text"), "Zqxhemligt utkast.");
    assert!(page.text.contains("Lämna tillbaka till Maja"));
    let sent = send(
        &mut colleague,
        &path,
        "hand_back",
        "Zqxhemligt, rättat.",
        &page,
    )
    .await;
    assert_eq!(sent.status, 303);
    // Sent twice it is given back once.
    let twice = send(
        &mut colleague,
        &path,
        "hand_back",
        "Zqxhemligt, rättat.",
        &page,
    )
    .await;
    assert_eq!(twice.status, 303);
    let handed = "select count(*) from audit where deed = 'answer_handed_back'";
    assert_eq!(app.number(handed).await, 1);

    let page = desk.official.get("/en/arbete").await;
    assert!(page.text.contains("Bo read your answer"), "{}", page.text);
    let page = desk.official.get(&format!("{path}/svara")).await;
    assert_eq!(written(&page, "text"), "Zqxhemligt, rättat.");
    assert!(
        !page.text.contains("value=\"hand_back\""),
        "nobody to give it to"
    );
    // Nobody gives back to themselves what is theirs.
    let own = send(&mut desk.official, &path, "hand_back", "Nej.", &page).await;
    assert_eq!(own.status, 409);
    nobody_outside_sees(&mut desk, "Zqxhemligt").await;
    let sent = answer(&mut desk.official, &path, "publish", "Zqxhemligt, rättat.").await;
    assert_eq!(sent.status, 303);
    let page = desk.visitor.get(&path).await;
    assert!(page.text.contains("Zqxhemligt, rättat."));
    assert!(page.text.contains("Två personer har läst det här"));
    assert_eq!(app.number(WAITING).await, 0);
});

on_both!(a_colleague_publishes_what_waits, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let path = desk.path.clone();
    answer(&mut desk.official, &path, "wait", "Åtta stolpar.").await;
    let sent = answer(&mut colleague, &path, "publish", "Åtta höga stolpar.").await;
    assert_eq!(sent.status, 303);
    let page = desk.visitor.get(&path).await;
    assert!(page.text.contains("<strong>Bo</strong>"));
    // The one who prepared it has not read these words.
    assert!(!page.text.contains("Två personer har läst det här"));
    assert_eq!(app.number(WAITING).await, 0);
    let page = colleague.get("/arbete").await;
    assert!(!page.text.contains("Svar som inte är publicerade"));

    // Thrown away it leaves nothing but a line in the log.
    answer(&mut desk.official, &path, "wait", "Ett till.").await;
    let page = colleague.get(&format!("{path}/svara")).await;
    let seen = hidden(&page, "seen");
    let discard = [("deed", "discard"), ("seen", seen.as_str())];
    for browser in [&mut colleague, &mut desk.official] {
        let sent = browser.post_form(&format!("{path}/svara"), &discard).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
    }
    assert_eq!(app.number(WAITING).await, 0);
    let line = "select count(*) from audit where deed = 'answer_discarded'";
    assert_eq!(app.number(line).await, 1);
    assert_eq!(app.number(OFFICIAL_ANSWERS).await, 1);
    // Whoever may not answer does none of it.
    for deed in ["look", "wait", "time", "hand_back", "discard", "publish"] {
        let typed = [("text", "Jag."), ("deed", deed), ("seen", "-")];
        for browser in [&mut desk.proposer, &mut desk.secretary, &mut desk.elected] {
            let page = browser.post_form(&format!("{path}/svara"), &typed).await;
            assert_eq!(page.status, 403, "{deed}");
        }
    }
});

on_both!(two_who_write_at_once_lose_nothing, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let path = desk.path.clone();
    let address = format!("{path}/svara");
    let first = desk.official.get(&address).await;
    let second = colleague.get(&address).await;
    let sent = send(
        &mut desk.official,
        &path,
        "publish",
        "Åtta stolpar.",
        &first,
    )
    .await;
    assert_eq!(sent.status, 303);
    for deed in ["publish", "wait", "time", "look"] {
        let page = send(&mut colleague, &path, deed, "Nio stolpar.", &second).await;
        assert_eq!(page.status, 409, "{deed}");
        assert!(page.text.contains("Ett svar publicerades medan du skrev"));
        assert!(page.text.contains("Åtta stolpar."), "theirs");
        assert_eq!(written(&page, "text"), "Nio stolpar.");
    }
    assert_eq!(app.number(OFFICIAL_ANSWERS).await, 1);
    // Sent on from the page that came back it is the second answer, knowingly.
    let page = send(&mut colleague, &path, "publish", "Nio stolpar.", &second).await;
    let sent = send(&mut colleague, &path, "publish", "Nio stolpar.", &page).await;
    assert_eq!(sent.status, 303);
    // A double click is one answer.
    let sent = send(&mut colleague, &path, "publish", "Nio stolpar.", &page).await;
    assert_eq!(sent.status, 303);
    assert_eq!(app.number(OFFICIAL_ANSWERS).await, 2);

    // The same with what only waits: both texts, side by side.
    let first = desk.official.get(&address).await;
    let second = colleague.get(&address).await;
    send(&mut desk.official, &path, "wait", "Tio stolpar.", &first).await;
    let page = send(&mut colleague, &path, "wait", "Elva stolpar.", &second).await;
    assert_eq!(page.status, 409);
    assert!(
        page.text.contains("Maja ändrade medan du skrev"),
        "{}",
        page.text
    );
    assert!(page.text.contains("Så står det nu"));
    assert!(page.text.contains("Tio stolpar."));
    assert_eq!(written(&page, "text"), "Elva stolpar.");
    let english = format!("/en{path}");
    let again = send(&mut colleague, &english, "wait", "Elva stolpar.", &second).await;
    assert_eq!(again.status, 409);
    assert!(
        again
            .text
            .contains("Maja changed it while you were writing")
    );
    let sent = send(&mut colleague, &path, "wait", "Elva stolpar.", &page).await;
    assert_eq!(sent.status, 303);
    // And the first one, whose page is old now, throws nothing away unread.
    let seen = hidden(&page, "seen");
    let discard = [("deed", "discard"), ("seen", seen.as_str())];
    let refused = desk.official.post_form(&address, &discard).await;
    assert_eq!(refused.status, 409);
    assert_eq!(app.number(WAITING).await, 1);
});

// Both at the same moment, on two servers.
on_both!(of_two_at_the_same_moment_one_is_told, |app| {
    let web = app.web().await;
    let (desk, _) = scene(&app, &web).await;
    let other = another_server(&app).await;
    let people = [app.official("Ann").await, app.official("Olle").await];
    let new = |person: usize| NewAct {
        fields: [("text", ["Ja.", "Nej."][person]), ("seen", "-")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        once: format!("samtidigt-{person}"),
    };
    let deed = AnswerDeed::Publish;
    let (first, second) = tokio::join!(
        app.proposals
            .send(&people[0], desk.id, deed, new(0), app.now),
        other.send(&people[1], desk.id, deed, new(1), app.now),
    );
    assert_ne!(first.is_ok(), second.is_ok(), "{first:?} {second:?}");
    assert_eq!(app.number(OFFICIAL_ANSWERS).await, 1);
});

/// Another server on the same database, as after a restart.
pub async fn another_server(app: &App) -> ProposalService {
    let db = nara_server::db::Db::open(&app.address).await.unwrap();
    ProposalService::start(db, Arc::new(SystemEntropy), Arc::clone(&app.site), app.now)
        .await
        .unwrap()
}

/// Eight in the morning of the day after.
pub fn set_time(app: &App) -> Stamp {
    app.now.plus_hours(20)
}

on_both!(an_answer_is_published_at_its_time_and_once, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let path = desk.path.clone();
    let sent = answer(&mut desk.official, &path, "time", "Zqxhemligt i morgon.").await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let page = desk.official.get(&path).await;
    assert!(page.text.contains("Svaret publiceras vid den tid du valde"));
    assert!(
        page.text
            .contains("Ditt svar publiceras 5\u{a0}mars kl. 08.00"),
        "{}",
        page.text
    );
    let page = colleague.get("/arbete").await;
    assert!(
        page.text
            .contains("Svaret från Maja publiceras 5\u{a0}mars kl. 08.00")
    );
    nobody_outside_sees(&mut desk, "Zqxhemligt").await;

    let at = set_time(&app);
    assert_eq!(app.proposals.publish_due(Stamp(at.0 - 1)).await.unwrap(), 0);
    assert_eq!(app.number(OFFICIAL_ANSWERS).await, 0);
    // Restarted servers, two at once.
    let (one, two) = (another_server(&app).await, another_server(&app).await);
    let (first, second) = tokio::join!(one.publish_due(at), two.publish_due(at));
    assert_eq!(first.unwrap() + second.unwrap(), 1);
    assert_eq!(app.number(OFFICIAL_ANSWERS).await, 1);
    assert_eq!(app.number(WAITING).await, 0);
    assert_eq!(app.proposals.publish_due(at.plus_days(1)).await.unwrap(), 0);
    // Those were other servers: this one hears of them within a second.
    let begun = std::time::Instant::now();
    let page = loop {
        let page = desk.visitor.get(&path).await;
        let late = begun.elapsed() > std::time::Duration::from_secs(3);
        if late || page.text.contains("Zqxhemligt i morgon.") {
            break page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    };
    assert!(page.text.contains("Zqxhemligt i morgon."));
    assert!(page.text.contains("<strong>Maja</strong>"));
    let told = "select count(*) from audit where deed = 'answer_on_time' and actor_name = 'Maja'";
    assert_eq!(app.number(told).await, 1);
    let events = format!(
        "select count(*) from event where kind = 'act' and proposal_id = {}",
        desk.id
    );
    assert_eq!(app.number(events.leak()).await, 1);
});

on_both!(a_set_time_can_be_changed_and_taken_back, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let path = desk.path.clone();
    let address = format!("{path}/svara");
    answer(&mut desk.official, &path, "time", "I morgon.").await;
    // What cannot be is said at its field, with everything typed.
    let page = desk.official.get(&address).await;
    assert!(page.text.contains("value=\"2026-03-05\""), "{}", page.text);
    let (seen, once) = (hidden(&page, "seen"), once_of(&page.text));
    for (day, time, words) in [
        ("2026-03-03", "8.00", "Dagen har redan varit"),
        ("2026-03-04", "11.59", "Den tiden har redan varit"),
        ("2026-05-04", "8.00", "för långt fram"),
        ("2026-03-05", "25", ""),
    ] {
        let typed = [
            ("text", "En annan dag."),
            ("deed", "time"),
            ("seen", &seen),
            ("once", &once),
            ("publish_day", day),
            ("publish_time", time),
        ];
        let page = desk.official.post_form(&address, &typed).await;
        assert_eq!(page.status, 422, "{day} {time}");
        assert!(page.text.contains(words), "{words}: {}", page.text);
        assert!(page.text.contains(&format!("value=\"{time}\"")));
        assert_eq!(written(&page, "text"), "En annan dag.");
    }
    // Kept for a colleague it is not published by itself; set again by that colleague it is, in their
    // name, and read by two.
    answer(&mut desk.official, &path, "wait", "I morgon.").await;
    let at = set_time(&app);
    assert_eq!(app.proposals.publish_due(at).await.unwrap(), 0);
    answer(&mut colleague, &path, "time", "I morgon.").await;
    assert_eq!(app.proposals.publish_due(at).await.unwrap(), 1);
    let page = desk.visitor.get(&path).await;
    assert!(page.text.contains("<strong>Bo</strong>"), "{}", page.text);
    assert!(page.text.contains("Två personer har läst det här"));
});

/// What the desk says of an answer whose moment has come in vain.
async fn stopped(app: &App, desk: &mut Desk<'_>, browser: &mut Browser<'_>, why: &str) {
    let published = app.number(OFFICIAL_ANSWERS).await;
    assert_eq!(app.proposals.publish_due(set_time(app)).await.unwrap(), 0);
    // Said once and not tried again.
    assert_eq!(app.proposals.publish_due(set_time(app)).await.unwrap(), 0);
    assert_eq!(app.number(OFFICIAL_ANSWERS).await, published);
    let path = desk.path.clone();
    for address in ["/arbete", &path, &format!("{path}/svara")] {
        let page = browser.get(address).await;
        assert_eq!(page.status, 200, "{address}: {}", page.text);
        assert!(
            page.text
                .contains("publicerades inte 5\u{a0}mars kl. 08.00")
        );
        assert!(page.text.contains(why), "{why} on {address}: {}", page.text);
    }
}

on_both!(what_may_not_be_published_any_more_is_told, |app| {
    let web = app.web().await;
    let (mut desk, mut colleague) = scene(&app, &web).await;
    let path = desk.path.clone();
    // A colleague has answered meanwhile, by a program that saw no form.
    answer(&mut desk.official, &path, "time", "I morgon.").await;
    let typed = [("text", "Redan i dag.")];
    colleague.post_form(&format!("{path}/svara"), &typed).await;
    stopped(
        &app,
        &mut desk,
        &mut colleague,
        "hade publicerat ett annat svar",
    )
    .await;
    // Whoever has read both sets it again; then the duty ends.
    answer(&mut desk.official, &path, "time", "I morgon.").await;
    let end = |from: &'static str| {
        let app = app.clone();
        async move {
            let mut tx = app.db.begin().await.unwrap();
            execute!(
                tx,
                "update standing set until_at = $1 where role = 'official' and person_id = \
                 (select person_id from person where display_name = $2)",
                app.now.0 + 1,
                from,
            )
            .unwrap();
            tx.commit().await.unwrap();
        }
    };
    end("Maja").await;
    stopped(&app, &mut desk, &mut colleague, "hade inte uppdraget kvar").await;
    // A colleague publishes it instead; then one's account goes.
    answer(&mut colleague, &path, "time", "I morgon.").await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set erased_at = $1 where display_name = 'Bo'",
        app.now.0
    )
    .unwrap();
    tx.commit().await.unwrap();
    let mut third = web.signed_in(&app.official("Cilla").await).await;
    stopped(&app, &mut desk, &mut third, "finns inte längre").await;
    // And then the case is over.
    answer(&mut third, &path, "time", "I morgon.").await;
    let withdraw = [("confirmation", "yes")];
    let sent = desk
        .proposer
        .post_form(&format!("{path}/aterkalla"), &withdraw)
        .await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    stopped(&app, &mut desk, &mut third, "Ärendet var avslutat då").await;
    // It can still be thrown away.
    let page = third.get(&format!("{path}/svara")).await;
    let seen = hidden(&page, "seen");
    let discard = [("deed", "discard"), ("seen", seen.as_str())];
    let sent = third.post_form(&format!("{path}/svara"), &discard).await;
    assert_eq!(sent.status, 303);
    assert_eq!(app.number(WAITING).await, 0);
});

on_both!(what_waits_outlives_the_steps_of_its_case, |app| {
    let web = app.web().await;
    let (mut desk, _) = scene(&app, &web).await;
    let path = desk.path.clone();
    answer(&mut desk.official, &path, "time", "I morgon.").await;
    desk.take(T::Announce).await;
    assert_eq!(app.proposals.publish_due(set_time(&app)).await.unwrap(), 1);
    let view = app
        .proposals
        .get(&Actor::Visitor, desk.id, app.now)
        .await
        .unwrap();
    assert!(view.waiting.is_none());
    assert!(view.acts.iter().any(|act| act.actor_name == "Maja"));
});
