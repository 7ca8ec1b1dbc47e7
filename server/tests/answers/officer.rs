//! Who is named as a case's officer has the case, and records no decision on it.

use axum::http::StatusCode;
use nara_app::proposals::api::{NewAct, ProposalPort};
use nara_app::work::api::Has;
use nara_domain::actor::{Actor, Role, Standing};
use nara_domain::error::NotAllowedNow;
use nara_domain::proposal::{Course, StageCode, TransitionKind as T};
use nara_server::execute;

use crate::common::App;
use crate::common::http::Web;
use crate::desk::{Desk, Typed, form, post};
use crate::on_both;

fn number(actor: &Actor) -> String {
    actor.person_id().unwrap().to_string()
}

/// The form with a colleague chosen instead of a name typed.
fn chosen(desk: &Desk<'_>, colleague: &Actor, version: &str) -> Typed {
    let mut fields = desk.filled(T::StartPreparation);
    fields.retain(|(name, _)| *name != "officer");
    fields.push(("officer_id", number(colleague)));
    fields.push(("officer", String::new()));
    fields.push(("held_version", version.to_owned()));
    fields
}

async fn has(web: &Web, desk: &Desk<'_>, reader: &Actor) -> Has {
    let inside = web.state.work.inside(reader, desk.id, web.now()).await;
    inside.unwrap().case.has
}

async fn give(web: &Web, desk: &Desk<'_>, giver: &Actor, to: &Actor) {
    let (work, now) = (&web.state.work, web.now());
    let version = work.inside(giver, desk.id, now).await.unwrap().case.version;
    let to = number(to);
    work.assign(giver, desk.id, (&to, version), now)
        .await
        .unwrap();
}

async fn started(app: &App, web: &Web) -> (Actor, Actor) {
    let omar = app.official("Omar Aziz").await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update standing set title = 'trafikingenjör' where person_id = $1",
        omar.person_id().unwrap().get(),
    )
    .unwrap();
    execute!(
        tx,
        "update person set email = 'omar@example.se' where person_id = $1",
        omar.person_id().unwrap().get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    let _ = web;
    (omar, app.official("Lena Ek").await)
}

on_both!(a_colleague_who_is_named_has_the_case, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let (omar, lena) = started(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver]).await;
    give(&web, &desk, &lena, &lena).await;

    // Whoever has the case stands there already; the name's own field is for who is not in the list.
    let page = desk
        .secretary
        .get(&format!("{}/handlagg?steg=start_preparation", desk.path))
        .await;
    let option = format!("<option value=\"{}\" selected>", number(&lena));
    assert!(page.text.contains(&option), "{}", page.text);
    assert!(page.text.contains("name=\"officer_id\"") && page.text.contains("name=\"officer\""));
    assert!(page.text.contains("name=\"held_version\" value=\"1\""));
    // Who keeps the diary and is no official can have a case, and is no officer of one.
    let secretary = app.secretary("Nämndsekreterare").await;
    let option = format!("<option value=\"{}\"", number(&secretary));
    assert!(!page.text.contains(&option), "{}", page.text);

    // Both, neither, or who is no colleague: said at the field, and all of it kept.
    let both = [("officer", "Per Berg".to_owned())];
    let mut fields = chosen(&desk, &omar, "1");
    fields.retain(|(name, _)| *name != "officer");
    let page = desk
        .send(T::StartPreparation, &[fields, both.to_vec()].concat())
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("inte båda"), "{}", page.text);
    assert!(page.text.contains("value=\"Per Berg\""));
    let mut fields = chosen(&desk, &omar, "1");
    fields.retain(|(name, _)| *name != "officer_id");
    let page = desk.send(T::StartPreparation, &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = "Välj en kollega eller skriv ett namn.";
    assert!(page.text.contains(said), "{}", page.text);
    for other in [app.resident("Siv").await, secretary] {
        let fields = chosen(&desk, &other, "1");
        let page = desk.send(T::StartPreparation, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(desk.stage().await, StageCode::HandedOver);

    let fields = chosen(&desk, &omar, "1");
    let page = desk.send(T::StartPreparation, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let name = "Omar Aziz, trafikingenjör";
    let page = desk.visitor.get(&desk.path).await;
    assert!(page.text.contains(name), "{}", page.text);
    assert!(
        matches!(has(&web, &desk, &omar).await, Has::Official(id, _) if Some(id) == omar.person_id())
    );
    let lines = "select count(*) from audit where deed = 'case_assigned'";
    assert_eq!(app.number(lines).await, 2);
    let letter = web.letter_to("omar@example.se").await.unwrap();
    assert!(letter.contains("Nämndsekreterare har gett dig"), "{letter}");

    // Everybody reads the name; the number stays inside.
    let view = app.proposals.get(&Actor::Visitor, desk.id, app.now).await;
    let acts = view.unwrap().acts;
    assert!(
        acts.iter()
            .all(|act| !act.fields.contains_key("officer_id"))
    );
    let kept = "select count(*) from proposal where course like '%\"officer_id\":%'";
    assert_eq!(app.number(kept).await, 1);
    let address = format!("/api/v1/proposals/{}", desk.id);
    let page = desk.visitor.get(&address).await;
    assert!(!page.text.contains("officer_id"), "{}", page.text);

    // Giving it to somebody else on the desk leaves the record, and is seen.
    let inside = format!("{}/internt", desk.path);
    let page = desk.official.get(&inside).await;
    assert!(!page.text.contains("Handläggare enligt ärendet"));
    give(&web, &desk, &omar, &lena).await;
    let page = desk.official.get(&inside).await;
    assert!(
        page.text.contains("Handläggare enligt ärendet"),
        "{}",
        page.text
    );
    assert!(page.text.contains("Omar Aziz"));

    // A correction names her, and the two agree again.
    let view = app.proposals.get(&lena, desk.id, app.now).await.unwrap();
    let act = view.acts.iter().rfind(|act| act.transition.is_some());
    let wrong = act.unwrap().id;
    let page = desk
        .secretary
        .get(&format!("{}/ratta/{wrong}", desk.path))
        .await;
    let option = format!("<option value=\"{}\" selected>", number(&omar));
    assert!(page.text.contains(&option), "{}", page.text);
    let mut fields = chosen(&desk, &lena, "3");
    fields.push(("correction_reason", "Lena har tagit över.".to_owned()));
    let to = format!("{}/ratta/{wrong}", desk.path);
    let page = post(&mut desk.secretary, &to, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let page = desk.official.get(&inside).await;
    assert!(!page.text.contains("Handläggare enligt ärendet"));
    let page = desk.visitor.get(&desk.path).await;
    assert!(page.text.contains("Lena Ek"));
});

on_both!(who_has_the_case_by_now_keeps_it, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let (omar, lena) = started(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver]).await;
    // The form was made before anybody had it.
    give(&web, &desk, &lena, &lena).await;
    let fields = chosen(&desk, &omar, "0");
    let page = desk.send(T::StartPreparation, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert!(
        matches!(has(&web, &desk, &omar).await, Has::Official(id, _) if Some(id) == lena.person_id())
    );
    let page = desk.official.get(&format!("{}/internt", desk.path)).await;
    assert!(page.text.contains("Handläggare enligt ärendet"));
});

on_both!(a_corrected_word_leaves_the_case_where_it_is, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let (omar, lena) = started(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver]).await;
    let page = desk
        .send(T::StartPreparation, &chosen(&desk, &omar, "0"))
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    give(&web, &desk, &omar, &lena).await;
    let letters = "select count(*) from outbox where to_address = 'omar@example.se'";
    let before = app.number(letters).await;

    // The form says who the record names and which version of the case it was made of.
    let view = app.proposals.get(&lena, desk.id, app.now).await.unwrap();
    let wrong = view.acts.iter().rfind(|act| act.transition.is_some());
    let to = format!("{}/ratta/{}", desk.path, wrong.unwrap().id);
    let mut fields = chosen(&desk, &omar, "2");
    fields.retain(|(name, _)| *name != "department");
    fields.push(("department", "Gatuförvaltningen".to_owned()));
    fields.push(("correction_reason", "Förvaltningen heter så.".to_owned()));
    let page = post(&mut desk.secretary, &to, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert!(
        matches!(has(&web, &desk, &omar).await, Has::Official(id, _) if Some(id) == lena.person_id())
    );
    assert_eq!(app.number(letters).await, before);
});

// Who is no official any more is not in the list, and has still prepared the case.
on_both!(a_correction_keeps_an_officer_who_left_the_list, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let (omar, lena) = started(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver]).await;
    let page = desk
        .send(T::StartPreparation, &chosen(&desk, &omar, "0"))
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let id = omar.person_id().unwrap();
    let mut tx = app.db.begin().await.unwrap();
    let duty = "update standing set role = 'secretary' where person_id = $1";
    nara_server::execute!(tx, duty, id.get()).unwrap();
    tx.commit().await.unwrap();

    let view = app.proposals.get(&lena, desk.id, app.now).await.unwrap();
    let wrong = view.acts.iter().rfind(|act| act.transition.is_some());
    let wrong = wrong.unwrap();
    let name = wrong.fields["officer"].clone();
    let to = format!("{}/ratta/{}", desk.path, wrong.id);
    let mut fields = chosen(&desk, &omar, "1");
    fields.retain(|(field, _)| !["officer", "officer_id", "department"].contains(field));
    fields.push(("officer", name));
    fields.push(("officer_id", String::new()));
    fields.push(("department", "Gatuförvaltningen".to_owned()));
    fields.push(("correction_reason", "Förvaltningen heter så.".to_owned()));
    let page = post(&mut desk.secretary, &to, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let view = app.proposals.get(&lena, desk.id, app.now).await.unwrap();
    let stage = view.course.as_proposal().unwrap();
    assert_eq!(stage.officer_id(), Some(id));
});

on_both!(the_officer_records_no_decision, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    // One who is secretary as well, and writes no memorandum.
    let mut lena = app.official("Lena Ek").await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into standing (person_id, role, from_at) values ($1, 'secretary', 0)",
        lena.person_id().unwrap().get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    let Actor::Person { standings, .. } = &mut lena else {
        unreachable!()
    };
    standings.push(Standing::of(Role::Secretary));
    desk.take_all(&[T::Announce, T::HandOver]).await;
    let fields = chosen(&desk, &lena, "0");
    let page = desk.send(T::StartPreparation, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    desk.take_all(&[T::PresentProposal, T::Schedule]).await;
    let mut browser = web.signed_in(&lena).await;
    let fields = form(T::Approve.code(), &desk.filled(T::Approve));
    let path = format!("{}/handlagg", desk.path);
    let page = post(&mut browser, &path, &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text);
    assert!(page.text.contains("Be en kollega"), "{}", page.text);
    assert!(page.text.contains("Tekniska nämnden bifaller förslaget."));
    let view = app.proposals.get(&lena, desk.id, app.now).await.unwrap();
    assert!(!view.possible.transitions.contains(&T::Approve));
    desk.take(T::Approve).await;
    // Nor a correction of it.
    let view = app.proposals.get(&lena, desk.id, app.now).await.unwrap();
    let wrong = view.acts.iter().rfind(|act| act.transition.is_some());
    let wrong = wrong.unwrap();
    assert!(wrong.takes_another);
    let mut new = NewAct {
        fields: wrong.fields.clone(),
        once: "en-rattelse".to_owned(),
    };
    let reason = "Fel ord.".to_owned();
    let _none = new.fields.insert("correction_reason".to_owned(), reason);
    let refused = app
        .proposals
        .correct(&lena, desk.id, wrong.id, new, app.now)
        .await;
    assert_eq!(refused, Err(NotAllowedNow::SecondReader.into()));
});

on_both!(
    an_account_that_became_part_of_another_takes_the_case_along,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        let (omar, _) = started(&app, &web).await;
        let other = app.secretary("Omar Aziz").await;
        desk.take_all(&[T::Announce, T::HandOver]).await;
        let fields = chosen(&desk, &omar, "0");
        let page = desk.send(T::StartPreparation, &fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let mut tx = app.db.begin().await.unwrap();
        execute!(
            tx,
            "insert into follow (person_id, proposal_id, at) values ($1, $2, 0)",
            omar.person_id().unwrap().get(),
            desk.id.get(),
        )
        .unwrap();
        execute!(
            tx,
            "update person set merged_into = $2 where person_id = $1",
            omar.person_id().unwrap().get(),
            other.person_id().unwrap().get(),
        )
        .unwrap();
        tx.commit().await.unwrap();
        app.proposals.finish_merges(app.now).await.unwrap();
        let view = app.proposals.get(&other, desk.id, app.now).await.unwrap();
        let Course::Proposal(stage) = view.course else {
            unreachable!()
        };
        assert_eq!(stage.officer_id(), other.person_id());

        // The record keeps the number it was written under; a correction of something else does not
        // bring it back.
        let gun = app.secretary("Gun").await;
        let handed = view
            .acts
            .iter()
            .find(|act| act.transition == Some(T::HandOver));
        let mut new = NewAct {
            fields: handed.unwrap().fields.clone(),
            once: "en-rattelse".to_owned(),
        };
        new.fields.insert("paragraph".to_owned(), "61".to_owned());
        let reason = "Fel paragraf.".to_owned();
        new.fields.insert("correction_reason".to_owned(), reason);
        let wrong = handed.unwrap().id;
        let corrected = app.proposals.correct(&gun, desk.id, wrong, new, app.now);
        corrected.await.unwrap();
        let view = app.proposals.get(&other, desk.id, app.now).await.unwrap();
        let Course::Proposal(stage) = view.course else {
            unreachable!()
        };
        assert_eq!(stage.officer_id(), other.person_id());
    }
);
