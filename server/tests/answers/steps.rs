//! Recording steps: each form asks for what its step needs, says at the field what is missing, and
//! keeps what was typed.

use nara_app::i18n::{Lang, date_long};
use nara_domain::fields::FieldSpec;
use nara_domain::proposal::required::fields_at;
use nara_domain::proposal::{StageCode, TransitionKind as T, allowed_from};

use super::desk::{Desk, form, post};
use crate::common::App;
use crate::on_both;

/// Opens the form of every step that follows here, and sends it empty.
async fn every_step_here_says_what_is_missing(desk: &mut Desk<'_>) -> Vec<T> {
    let stage = desk.stage().await;
    let mut asked = Vec::new();
    for step in allowed_from(stage) {
        let needed: Vec<FieldSpec> = fields_at(stage, step)
            .iter()
            .copied()
            .filter(|spec| spec.required && spec.only_for.is_none())
            .collect();
        // The proposer's own steps stand on the proposal's page.
        if needed.is_empty() || matches!(step, T::Withdraw | T::Complete) {
            continue;
        }
        let page = desk.send(step, &Vec::new()).await;
        assert_eq!(page.status, 422, "{step} at {stage}: {}", page.text);
        assert!(page.text.contains("error-summary"), "{step} at {stage}");
        for spec in &needed {
            let name = spec.name;
            for part in [
                format!("id=\"record-{name}-fel\""),
                format!("href=\"#record-{name}\""),
                format!("id=\"record-{name}\""),
            ] {
                assert!(page.text.contains(&part), "{step} at {stage}: no {part}");
            }
        }
        assert_eq!(desk.stage().await, stage, "{step} was recorded empty");
        asked.push(step);
    }
    asked
}

on_both!(what_is_missing_is_said_at_the_field_of_every_step, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let mut asked = every_step_here_says_what_is_missing(&mut desk).await;
    for step in [
        T::Announce,
        T::HandOver,
        T::StartPreparation,
        T::PresentProposal,
        T::Schedule,
        T::RemitBack,
        T::StartPreparation,
        T::PresentProposal,
        T::Schedule,
        T::Approve,
        T::Plan,
        T::ReportProgress,
        T::StartImplementing,
        T::MarkImplemented,
    ] {
        desk.take(step).await;
        asked.extend(every_step_here_says_what_is_missing(&mut desk).await);
    }
    asked.sort();
    asked.dedup();
    // All but registering (done by the system here), those without fields, and the proposer's.
    let not_here = [
        T::Register,
        T::OpenForSupport,
        T::ReachThreshold,
        T::MissThreshold,
        T::Complete,
        T::Withdraw,
    ];
    let all: Vec<T> = T::ALL
        .iter()
        .copied()
        .filter(|step| !not_here.contains(step))
        .collect();
    assert_eq!(asked, all);
    // Those who wanted it are asked first: said at once, with the day from which it goes.
    let fields = desk.filled(T::Close);
    let page = desk.send(T::Close, &fields).await;
    assert_eq!(page.status, 409, "{}", page.text);
    let from = app.now.day().add_months(12).add_days(61);
    let said = format!("Det går från {}.", date_long(Lang::Sv, from));
    assert!(page.text.contains(&said), "{}", page.text);
    assert_eq!(desk.stage().await, StageCode::Implemented);
});

on_both!(
    the_chooser_leads_to_forms_with_exactly_the_steps_fields,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        desk.reach_agenda().await;
        let chooser = desk.secretary.get(&format!("{}/handlagg", desk.path)).await;
        assert_eq!(chooser.status, 200);
        for step in [
            T::Approve,
            T::PartlyApprove,
            T::DeemAnswered,
            T::Decline,
            T::Table,
            T::RemitBack,
        ] {
            let to = format!("{}/handlagg?steg={step}", desk.path);
            assert!(chooser.text.contains(&format!("href=\"{to}\"")), "{step}");
            let page = desk.secretary.get(&to).await;
            assert_eq!(page.status, 200);
            for spec in fields_at(StageCode::Scheduled, step) {
                assert!(
                    page.text.contains(&format!("name=\"{}\"", spec.name)),
                    "{step}: {}",
                    spec.name
                );
            }
        }
        // A step of another stage leads back to the choice, with the reason.
        let page = desk
            .secretary
            .get(&format!("{}/handlagg?steg=plan", desk.path))
            .await;
        assert_eq!(page.status, 200);
        assert!(!page.text.contains("name=\"owner\""));
        assert!(page.text.contains("Det går inte just nu"));
        // The officer sees why a decision is not hers to record.
        let page = desk.official.get(&format!("{}/handlagg", desk.path)).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Inget steg kan registreras just nu"));
        assert!(page.text.contains("Sekreterare"));
    }
);

on_both!(only_the_role_of_a_step_records_it, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let path = format!("{}/handlagg", desk.path);
    let fields = form("announce", &desk.filled(T::Announce));
    let page = post(&mut desk.visitor, &path, &fields).await;
    assert_eq!(page.status, 401, "kept, to be sent after signing in");
    assert!(page.text.contains("/logga-in?sedan="), "{}", page.text);
    assert_eq!(desk.visitor.get(&path).await.status, 303);
    for browser in [&mut desk.proposer, &mut desk.elected, &mut desk.official] {
        let page = post(browser, &path, &fields).await;
        assert_eq!(page.status, 403, "{}", page.text);
    }
    assert_eq!(desk.proposer.get(&path).await.status, 403);
    assert_eq!(desk.stage().await, StageCode::Registered);
});

on_both!(
    a_step_that_is_not_possible_here_comes_back_as_typed,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        desk.reach_agenda().await;
        let mut fields = desk.filled(T::Approve);
        fields.retain(|(name, _)| *name != "decision_text");
        fields.push((
            "decision_text",
            "Nämnden beslutar <att> bifalla.".to_owned(),
        ));
        // A colleague was quicker.
        desk.take(T::RemitBack).await;
        let page = desk.send(T::Approve, &fields).await;
        assert_eq!(page.status, 409);
        assert!(
            page.text.contains("Nämnden beslutar &lt;att&gt; bifalla."),
            "{}",
            page.text
        );
        assert!(page.text.contains("Ärendet är inte där det var"));
        assert!(page.text.contains("Återremitterat"));
        assert_eq!(desk.stage().await, StageCode::RemittedBack);
    }
);

on_both!(
    what_is_wrong_is_said_at_the_field_and_the_rest_is_kept,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        desk.reach_agenda().await;
        let wrong = [
            ("body", "TN"),
            ("meeting_date", "2026-02-31"),
            ("paragraph", "paragraf ett"),
            ("decision_text", "Bifall."),
            ("reasons", "Kort."),
            ("budget_source", "Driftbudgeten"),
            ("responsible", "Tekniska"),
            ("follow_up_date", "2027-01-01"),
        ];
        let fields = wrong.map(|(name, value)| (name, value.to_owned())).to_vec();
        let page = desk.send(T::Approve, &fields).await;
        assert_eq!(page.status, 422);
        for (name, value) in wrong {
            let bad = ["meeting_date", "paragraph", "reasons"].contains(&name);
            assert_eq!(
                page.text.contains(&format!("record-{name}-fel\"")),
                bad,
                "{name}"
            );
            assert!(page.text.contains(value), "{name} was lost");
        }
        // What was no date is shown in a field that can show it.
        assert!(page.text.contains("value=\"2026-02-31\""));
        assert!(page.text.contains("minst 200"), "the limit is told");
    }
);

on_both!(a_form_of_nobodys_is_refused, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let path = format!("{}/handlagg", desk.path);
    let page = desk
        .secretary
        .post_form(&path, &[("step", "abolish")])
        .await;
    assert_eq!(page.status, 400);
    let mut fields = desk.filled(T::Announce);
    fields.push(("admin", "yes".to_owned()));
    assert_eq!(desk.send(T::Announce, &fields).await.status, 422);
    assert_eq!(desk.stage().await, StageCode::Registered);
    let page = desk
        .secretary
        .post_form("/forslag/999/x/handlagg", &[("step", "announce")])
        .await;
    assert_eq!(page.status, 404);
    let page = desk
        .secretary
        .post_form("/forslag/x/y/handlagg", &[("step", "announce")])
        .await;
    assert_eq!(page.status, 404);
});

on_both!(sending_a_form_twice_records_one_step, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let page = desk
        .secretary
        .get(&format!("{}/handlagg?steg=announce", desk.path))
        .await;
    let once = once_of(&page.text);
    let mut fields = desk.filled(T::Announce);
    fields.push(("once", once));
    for _ in 0..2 {
        assert_eq!(desk.send(T::Announce, &fields).await.status, 303);
    }
    assert_eq!(announced(&desk.app).await, 1);
});

async fn announced(app: &App) -> i64 {
    app.number("select count(*) from act where transition = 'announce'")
        .await
}

/// The key in a form's hidden field.
pub fn once_of(html: &str) -> String {
    let at = html.find("name=\"once\"").unwrap();
    let tag = &html[html[..at].rfind('<').unwrap()..];
    let tag = &tag[..tag.find('>').unwrap()];
    let value = tag.split("value=\"").nth(1).unwrap();
    value[..value.find('"').unwrap()].to_owned()
}

on_both!(what_is_noted_leaves_the_case_where_it_is, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver, T::StartPreparation])
        .await;
    let path = format!("{}/handlagg", desk.path);
    let later = app.now.day().add_days(20).to_string();
    let fields = vec![
        ("text", "Vilken del av stigen menar du?".to_owned()),
        ("answer_by", later),
    ];
    assert_eq!(
        post(&mut desk.secretary, &path, &form("question", &fields))
            .await
            .status,
        403
    );
    let page = post(&mut desk.official, &path, &form("question", &Vec::new())).await;
    assert_eq!(page.status, 422);
    assert!(
        page.text.contains("record-text-fel\"") && page.text.contains("record-answer_by-fel\"")
    );
    let asked = post(&mut desk.official, &path, &form("question", &fields)).await;
    let to = asked.location().to_owned();
    let page = desk.official.get(&to).await;
    assert!(page.text.contains("Frågan är ställd. Den syns för alla."));
    let noted = vec![("text", "Kartan kom på papper.".to_owned())];
    let noted = post(&mut desk.official, &path, &form("note", &noted)).await;
    let to = noted.location().to_owned();
    let page = desk.official.get(&to).await;
    assert!(page.text.contains("Anteckningen är införd i ärendet."));
    assert_eq!(desk.stage().await, StageCode::InPreparation);
    let page = desk.visitor.get(&desk.path).await;
    assert!(page.text.contains("Vilken del av stigen menar du?"));
});

on_both!(
    what_is_sent_back_says_where_from_and_when_it_is_back,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        desk.reach_agenda().await;
        desk.take(T::RemitBack).await;
        let page = desk.visitor.get(&desk.path).await;
        let cards = page
            .text
            .split("<article")
            .filter(|card| card.contains("act__band"));
        let mut cards = cards.filter(|card| card.contains("Vad kostar solceller?"));
        let card = cards.next().unwrap();
        let card = card.split("</article>").next().unwrap();
        assert!(card.contains("Tekniska nämnden"), "{card}");
        let next = "ärendet ska vara tillbaka hos politikerna senast";
        assert!(page.text.contains(next), "{}", page.text);
    }
);

on_both!(no_day_is_so_far_ahead_that_a_clock_stops, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver]).await;
    let mut fields = desk.filled(T::StartPreparation);
    fields.retain(|(name, _)| *name != "expected_decision");
    fields.push(("expected_decision", "2099-01-01".to_owned()));
    let page = desk.send(T::StartPreparation, &fields).await;
    assert_eq!(page.status, 422, "{}", page.text);
    let latest = date_long(Lang::Sv, app.now.day().add_months(36));
    let said = format!("Välj senast {latest}.");
    assert!(page.text.contains(&said), "{}", page.text);
});
