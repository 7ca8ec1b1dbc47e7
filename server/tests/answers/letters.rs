//! Letters to those at work on a case: each once, also where two servers see the reason at once.

use nara_domain::actor::{Actor, Body, Level, Role, Standing};
use nara_domain::proposal::TransitionKind as T;
use nara_domain::time::Stamp;
use nara_server::execute;

use super::desk::Desk;
use super::{days, later, outside, second};
use crate::common::App;
use crate::common::http::Web;
use crate::on_both;

/// Gives the case to somebody, as a colleague does.
async fn give(web: &Web, desk: &Desk<'_>, by: &Actor, to: &Actor) {
    let (work, now) = (&web.state.work, web.now());
    let version = work.inside(by, desk.id, now).await.unwrap().case.version;
    let to = to.person_id().unwrap().to_string();
    work.assign(by, desk.id, (&to, version), now).await.unwrap();
}

/// The letters to somebody of this name, the oldest first: subject and text.
async fn to(app: &App, name: &str) -> Vec<String> {
    let sql = format!(
        "select o.subject || '\n' || o.body from outbox o \
         join person p on p.email = o.to_address where p.display_name = '{name}' \
         order by o.outbox_id"
    );
    app.texts(sql.leak()).await
}

/// What the letters to somebody are about, by their subjects; the case they name besides is left out.
async fn subjects(app: &App, name: &str) -> Vec<String> {
    let letters = to(app, name).await;
    let first = |text: &String| {
        let subject = text.lines().next().unwrap();
        let about = subject.split_once(": ").map(|(about, _)| about);
        about.unwrap_or(subject).to_owned()
    };
    letters.iter().map(first).collect()
}

async fn end_duties_of(app: &App, name: &str, at: Stamp) {
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update standing set until_at = $2 where person_id = \
         (select person_id from person where display_name = $1)",
        name,
        at.0,
    )
    .unwrap();
    tx.commit().await.unwrap();
}

const LEFT: &str = "Ärenden utan handläggare";

on_both!(cases_left_behind_are_told_of_once, |app| {
    let web = app.web().await;
    let mut desk = Desk::unread(&app, &web).await;
    desk.take(T::Register).await;
    let omar = app.official("Omar Aziz").await;
    let maja = app.official("Maja Lind").await;
    let admin = Standing::of(Role::Administrator);
    app.person("Admin", Level::T, vec![admin]).await;
    let both = vec![
        Standing::of(Role::Administrator),
        Standing::of(Role::Secretary),
    ];
    app.person("Sam", Level::T, both).await;
    give(&web, &desk, &maja, &omar).await;
    let remind = &web.state.reminders;
    // While the duty lasts, also on its last day, there is nothing to tell.
    let end = web.now().plus_days(1);
    end_duties_of(&app, "Omar Aziz", end).await;
    assert_eq!(remind.remind(web.now()).await.unwrap(), 0);
    let (one, two) = tokio::join!(remind.remind(end), remind.remind(end));
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    assert_eq!(remind.remind(end.plus_days(1)).await.unwrap(), 0);
    // Who holds two of the duties that are told gets one letter; who left, and residents, get none.
    for told in ["Admin", "Sam"] {
        let letters = to(&app, told).await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        let said = "Omar Aziz har inte längre uppdraget att handlägga ärenden. Ett öppet ärende är";
        assert!(letters[0].starts_with(LEFT), "{}", letters[0]);
        assert!(letters[0].contains(said), "{}", letters[0]);
        assert!(letters[0].contains("/arbete?hog=lediga"), "{}", letters[0]);
        assert!(!letters[0].contains("Belysning"), "mail is read elsewhere");
    }
    assert!(!subjects(&app, "Omar Aziz").await.contains(&LEFT.to_owned()));
    assert_eq!(subjects(&app, "Maja Lind").await, Vec::<String>::new());
    // Somebody has it again, and leaves in turn: another letter. Where it is over, none.
    give(&web, &desk, &maja, &maja).await;
    assert_eq!(remind.remind(end.plus_days(2)).await.unwrap(), 0);
    let later = end.plus_days(3);
    end_duties_of(&app, "Maja Lind", later).await;
    assert_eq!(remind.remind(later).await.unwrap(), 1);
    assert_eq!(subjects(&app, "Admin").await, [LEFT, LEFT]);
});

on_both!(a_case_that_is_over_is_left_to_nobody, |app| {
    let web = app.web().await;
    let mut desk = Desk::unread(&app, &web).await;
    desk.take(T::Register).await;
    let omar = app.official("Omar Aziz").await;
    give(&web, &desk, &omar, &omar).await;
    let back = [("confirmation", "yes"), ("once", "a")];
    let path = format!("{}/aterkalla", desk.path);
    let page = desk.proposer.post_form(&path, &back).await;
    assert_eq!(page.status, 303, "{}", page.text);
    end_duties_of(&app, "Omar Aziz", web.now()).await;
    let later = web.now().plus_days(1);
    assert_eq!(web.state.reminders.remind(later).await.unwrap(), 0);
});

const NOBODY: [&str; 0] = [];

on_both!(
    what_the_proposer_does_is_told_to_whoever_has_the_case,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::unread(&app, &web).await;
        let completed = "Ett förslag är kompletterat";
        let path = desk.path.clone();
        let berit = app.secretary("Berit").await;
        let by = app.now.day().add_days(14).to_string();
        let missing = [("missing", "Var är stigen?"), ("answer_by", by.as_str())];
        let complete = async |desk: &mut Desk<'_>, once: &str| {
            days::record(&app, &berit, desk.id, (T::RequestCompletion, &missing)).await;
            let fields = [("completion", "Den vid skolan."), ("once", once)];
            let address = format!("{path}/komplettera");
            // The form sent twice completes it once.
            for _ in 0..2 {
                let page = desk.proposer.post_form(&address, &fields).await;
                assert_eq!(page.status, 303, "{}", page.text);
            }
        };
        // Nobody has it: those who keep the diary go on with it.
        complete(&mut desk, "a").await;
        assert_eq!(subjects(&app, "Berit").await, [completed]);
        assert_eq!(subjects(&app, "Nämndsekreterare").await, [completed]);
        let letters = to(&app, "Nämndsekreterare").await;
        assert!(letters[0].contains("inte är publicerat"), "{}", letters[0]);
        assert!(!letters[0].contains("Belysning längs"), "{}", letters[0]);
        assert!(!letters[0].contains("belysning-langs"), "{}", letters[0]);
        assert!(!letters[0].contains("Den vid skolan"), "{}", letters[0]);
        // Somebody has it: they are told, and nobody else.
        give(&web, &desk, &berit, &berit).await;
        complete(&mut desk, "b").await;
        assert_eq!(subjects(&app, "Berit").await, [completed; 2]);
        assert_eq!(subjects(&app, "Nämndsekreterare").await, [completed]);
        desk.take(T::Register).await;
        let back = [("confirmation", "yes"), ("once", "c")];
        let address = format!("{path}/aterkalla");
        for _ in 0..2 {
            let page = desk.proposer.post_form(&address, &back).await;
            assert!(
                page.status.is_redirection() || page.status == 409,
                "{}",
                page.text
            );
        }
        let taken_back = "Ett förslag är återkallat";
        assert_eq!(
            subjects(&app, "Berit").await,
            [completed, completed, taken_back]
        );
        let letters = to(&app, "Berit").await;
        assert!(letters[2].contains("Belysning längs"), "{}", letters[2]);
        assert_eq!(subjects(&app, "Nämndsekreterare").await, [completed]);
        assert_eq!(subjects(&app, "Maja").await, NOBODY);
    }
);

on_both!(who_asked_outside_is_told_that_an_answer_came, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let came = "Ett svar utifrån har kommit";
    let link = outside::ask(&mut desk, &web).await;
    let omar = app.official("Omar Aziz").await;
    give(&web, &desk, &omar, &omar).await;
    for _ in 0..2 {
        let page = outside::answered(&web, &link, "Zqxvägen är statlig.").await;
        assert_eq!(page.status, 303, "{}", page.text);
    }
    // Whoever asked, and whoever has the case; once each.
    for name in ["Maja", "Omar Aziz"] {
        assert_eq!(subjects(&app, name).await, [came], "{name}");
        let named = format!("{came}: Belysning längs stigen\n");
        assert!(to(&app, name).await[0].starts_with(&named), "{name}");
        let letters = to(&app, name).await;
        assert!(
            letters[0].contains("Svaret från Trafikverket har kommit"),
            "{}",
            letters[0]
        );
        assert!(letters[0].contains("/fraga-utomstaende"), "{}", letters[0]);
        assert!(!letters[0].contains("Zqx"), "mail is read elsewhere");
    }
    assert_eq!(subjects(&app, "Nämndsekreterare").await, NOBODY);
});

on_both!(
    where_nobody_is_left_an_answer_from_outside_is_told_to_the_diary,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        let link = outside::ask(&mut desk, &web).await;
        end_duties_of(&app, "Maja", web.now()).await;
        let page = outside::answered(&web, &link, "Vägen är statlig.").await;
        assert_eq!(page.status, 303, "{}", page.text);
        assert_eq!(subjects(&app, "Maja").await, NOBODY);
        let told = subjects(&app, "Nämndsekreterare").await;
        assert_eq!(told, ["Ett svar utifrån har kommit"]);
    }
);

on_both!(an_answer_that_waits_is_told_to_who_may_read_it, |app| {
    let web = app.web().await;
    let (mut desk, mut bo) = later::scene(&app, &web).await;
    let path = desk.path.clone();
    let waits = "Ett svar väntar på att en kollega läser";
    let mut park = Standing::of(Role::Official);
    park.department = Some("Parkförvaltningen".to_owned());
    let elsewhere = app.person("Pia Park", Level::T, vec![park]).await;
    // Nobody has the case: the department, but for whoever wrote it.
    later::answer(&mut desk.official, &path, "wait", "Zqxutkast.").await;
    assert_eq!(subjects(&app, "Bo").await, [waits]);
    let letters = to(&app, "Bo").await;
    assert!(
        letters[0].contains("Maja har skrivit ett svar"),
        "{}",
        letters[0]
    );
    assert!(
        letters[0].contains(&format!("{path}/svara")),
        "{}",
        letters[0]
    );
    assert!(!letters[0].contains("Zqx"), "mail is read elsewhere");
    // A word changed while it waits asks nobody again.
    later::answer(&mut desk.official, &path, "wait", "Zqxutkast, ändrat.").await;
    for name in ["Maja", "Pia Park", "Nämndsekreterare"] {
        assert_eq!(subjects(&app, name).await, NOBODY, "{name}");
    }
    // Read and given back: told to who wrote it, once.
    let page = bo.get(&format!("{path}/svara")).await;
    for _ in 0..2 {
        later::send(&mut bo, &path, "hand_back", "Zqxutkast, rättat.", &page).await;
    }
    assert_eq!(subjects(&app, "Maja").await, ["Ditt svar är läst"]);
    // Kept again it is for the one who read it, whoever has the case by now.
    give(&web, &desk, &elsewhere, &elsewhere).await;
    later::answer(&mut desk.official, &path, "wait", "Zqxutkast, igen.").await;
    assert_eq!(subjects(&app, "Bo").await, [waits, waits]);
    assert_eq!(subjects(&app, "Pia Park").await, NOBODY);
    // One begun anew is for whoever has the case.
    later::answer(&mut desk.official, &path, "publish", "Åtta stolpar.").await;
    later::answer(&mut desk.official, &path, "wait", "Zqxett till.").await;
    assert_eq!(subjects(&app, "Pia Park").await, [waits]);
    assert_eq!(subjects(&app, "Bo").await, [waits, waits]);
});

on_both!(
    a_timed_answer_that_was_stopped_is_told_to_its_writer,
    |app| {
        let web = app.web().await;
        let (mut desk, mut bo) = later::scene(&app, &web).await;
        let path = desk.path.clone();
        let stopped = "Ett svar publicerades inte";
        later::answer(&mut desk.official, &path, "time", "I morgon.").await;
        bo.post_form(&format!("{path}/svara"), &[("text", "Redan i dag.")])
            .await;
        let at = later::set_time(&app);
        let other = later::another_server(&app).await;
        let (one, two) = tokio::join!(app.proposals.publish_due(at), other.publish_due(at));
        assert_eq!(one.unwrap() + two.unwrap(), 0);
        assert_eq!(subjects(&app, "Maja").await, [stopped]);
        let letters = to(&app, "Maja").await;
        assert!(
            letters[0].contains("hade publicerat ett annat svar"),
            "{}",
            letters[0]
        );
        assert!(
            letters[0].contains(&format!("{path}/svara")),
            "{}",
            letters[0]
        );
        // Whoever wrote it has left: whoever has the case is told, or else who keeps the diary.
        later::answer(&mut desk.official, &path, "time", "I morgon.").await;
        end_duties_of(&app, "Maja", web.now().plus_minutes(1)).await;
        assert_eq!(app.proposals.publish_due(at).await.unwrap(), 0);
        assert_eq!(subjects(&app, "Maja").await, [stopped]);
        assert_eq!(subjects(&app, "Bo").await, NOBODY);
        assert_eq!(subjects(&app, "Nämndsekreterare").await, [stopped]);
    }
);

on_both!(a_step_for_two_is_told_to_who_may_confirm_it, |app| {
    let web = app.web().await;
    let (mut desk, mut berit) = second::scene(&app, &web).await;
    let path = desk.path.clone();
    let waits = "Ett steg väntar på en andra person";
    let mut other = Standing::of(Role::Secretary);
    other.body = Some(Body::parse("Parknämnden").unwrap());
    app.person("Nils", Level::T, vec![other]).await;
    second::send(&mut desk.secretary, &path, "Vägen är statlig.").await;
    assert_eq!(subjects(&app, "Berit").await, [waits]);
    let letters = to(&app, "Berit").await;
    let who = "Nämndsekreterare har förberett ett steg";
    assert!(letters[0].contains(who), "{}", letters[0]);
    for name in ["Nämndsekreterare", "Maja", "Nils"] {
        assert_eq!(subjects(&app, name).await, NOBODY, "{name}");
    }
    // Who changes a colleague's words asks that colleague.
    second::send(&mut berit, &path, "Vägen är statens.").await;
    assert_eq!(subjects(&app, "Nämndsekreterare").await, [waits]);
    assert_eq!(subjects(&app, "Berit").await, [waits]);
});
