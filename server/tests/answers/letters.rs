//! Letters to those at work on a case: each once, also where two servers see the reason at once.

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::proposal::TransitionKind as T;
use nara_domain::time::Stamp;
use nara_server::execute;

use super::desk::Desk;
use crate::common::App;
use crate::common::http::Web;
use crate::on_both;

fn number(actor: &Actor) -> i64 {
    actor.person_id().unwrap().get()
}

/// Gives the case to somebody, as a colleague does.
async fn give(web: &Web, desk: &Desk<'_>, by: &Actor, to: &Actor) {
    let (work, now) = (&web.state.work, web.now());
    let version = work.inside(by, desk.id, now).await.unwrap().case.version;
    let to = to.person_id().unwrap().to_string();
    work.assign(by, desk.id, (&to, version), now).await.unwrap();
}

/// The letters to somebody, the oldest first: subject and text.
async fn to(app: &App, actor: &Actor) -> Vec<String> {
    let sql = format!(
        "select o.subject || '\n' || o.body from outbox o \
         join person p on p.email = o.to_address where p.person_id = {} order by o.outbox_id",
        number(actor)
    );
    app.texts(sql.leak()).await
}

/// The subjects of the letters to somebody.
async fn subjects(app: &App, actor: &Actor) -> Vec<String> {
    let letters = to(app, actor).await;
    let first = |text: &String| text.lines().next().unwrap().to_owned();
    letters.iter().map(first).collect()
}

async fn end_duties(app: &App, actor: &Actor, at: Stamp) {
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update standing set until_at = $2 where person_id = $1",
        number(actor),
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
    let admin = app.person("Admin", Level::T, vec![admin]).await;
    let both = vec![
        Standing::of(Role::Administrator),
        Standing::of(Role::Secretary),
    ];
    let both = app.person("Sam", Level::T, both).await;
    give(&web, &desk, &maja, &omar).await;
    let remind = &web.state.reminders;
    // While the duty lasts, also on its last day, there is nothing to tell.
    let end = web.now().plus_days(1);
    end_duties(&app, &omar, end).await;
    assert_eq!(remind.remind(web.now()).await.unwrap(), 0);
    let (one, two) = tokio::join!(remind.remind(end), remind.remind(end));
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    assert_eq!(remind.remind(end.plus_days(1)).await.unwrap(), 0);
    // Who holds two of the duties that are told gets one letter; who left, and residents, get none.
    for told in [&admin, &both] {
        let letters = to(&app, told).await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        let said = "Omar Aziz har inte längre uppdraget att handlägga ärenden. Ett öppet ärende är";
        assert!(letters[0].starts_with(LEFT), "{}", letters[0]);
        assert!(letters[0].contains(said), "{}", letters[0]);
        assert!(letters[0].contains("/arbete?hog=lediga"), "{}", letters[0]);
        assert!(!letters[0].contains("Belysning"), "mail is read elsewhere");
    }
    assert!(!subjects(&app, &omar).await.contains(&LEFT.to_owned()));
    assert_eq!(subjects(&app, &maja).await, Vec::<String>::new());
    // Somebody has it again, and leaves in turn: another letter. Where it is over, none.
    give(&web, &desk, &maja, &maja).await;
    assert_eq!(remind.remind(end.plus_days(2)).await.unwrap(), 0);
    let later = end.plus_days(3);
    end_duties(&app, &maja, later).await;
    assert_eq!(remind.remind(later).await.unwrap(), 1);
    assert_eq!(subjects(&app, &admin).await, [LEFT, LEFT]);
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
    end_duties(&app, &omar, web.now()).await;
    let later = web.now().plus_days(1);
    assert_eq!(web.state.reminders.remind(later).await.unwrap(), 0);
});
