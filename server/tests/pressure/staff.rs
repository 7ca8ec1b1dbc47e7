//! People at work have a room of their own, and nobody talks their way into it.

use axum::http::{Method, StatusCode};
use nara_domain::session::Way;
use nara_server::http::pressure::RoomName;
use nara_server::http::pressure::rooms::Bounds;

use super::holding::{Still, WITH_FILE, room};
use crate::common::http::Browser;
use crate::common::wire::{Served, Wire};
use crate::on_both;

const FULL: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

/// A form of the kind that comes with a file; whether there was room for it.
async fn has_room(browser: &mut Browser<'_>, case: &str) -> bool {
    let body =
        "--grans\r\nContent-Disposition: form-data; name=\"step\"\r\n\r\nnote\r\n--grans--\r\n";
    let path = format!("{case}/handlagg");
    let sent = browser.send(Method::POST, &path, Some(WITH_FILE), body.into());
    sent.await.status != FULL
}

on_both!(people_at_work_go_on_where_residents_have_no_room, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning i parken").await;
    let still = Still::new();
    let bounds = Bounds {
        pages: room(1),
        forms: room(1),
        ..Bounds::usual()
    };
    let web = app.web_with(still.options(bounds)).await;
    let (mut reads, mut sends) = (web.visitor(), web.visitor());
    let _page = still.reads(&mut reads).await;
    let _form = still.sends(&mut sends).await;
    let case = format!("/forslag/{id}/belysning-i-parken");

    let karin = app.official("Karin").await;
    let mut official = web.signed_in(&karin).await;
    for path in [&case, "/arbete", "/forslag.atom"] {
        assert_eq!(official.get(path).await.status, StatusCode::OK, "{path}");
    }
    let note = [("text", "Vi har varit där och tittat.")];
    let there = format!("{case}/anteckning");
    let noted = official.post_form(&there, &note).await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.text);
    assert_eq!(web.state.pressure.fill(RoomName::Staff).taken, 0);

    // Nobody; somebody; a cookie that is none; the same official by a way too weak for the duty.
    let mut resident = web.signed_in(&siv).await;
    let mut made_up = web.visitor();
    made_up.set_cookie("nara_session", "gissat");
    let weak = web.session_by(&karin, Way::Password).await;
    let mut weakly = web.visitor();
    weakly.set_cookie("nara_session", &weak);
    let mut nobody = web.visitor();
    for browser in [&mut nobody, &mut resident, &mut made_up, &mut weakly] {
        assert_eq!(browser.get(&case).await.status, FULL);
        let said = [("text", "Det är mörkt där."), ("stance", "for")];
        let said = browser.post_form(&format!("{case}/inlagg"), &said).await;
        assert_eq!(said.status, FULL);
    }
    assert_eq!(web.state.pressure.fill(RoomName::Door).taken, 0);
});

on_both!(their_room_has_an_end_too, |app| {
    let still = Still::new();
    let bounds = Bounds {
        staff: room(1),
        ..Bounds::usual()
    };
    let web = app.web_with(still.options(bounds)).await;
    let mut first = web.signed_in(&app.official("Karin").await).await;
    let mut second = web.signed_in(&app.official("Lars").await).await;
    let _held = still.reads(&mut first).await;
    let refused = second.get("/arbete").await;
    assert_eq!(refused.status, FULL);
    // It takes nobody else's place.
    assert_eq!(web.visitor().get("/om").await.status, StatusCode::OK);
});

// Whoever only claims to be somebody costs a look into the database each: so many at a time.
on_both!(the_door_has_an_end_and_visitors_do_not_come_by_it, |app| {
    let still = Still::new();
    let bounds = Bounds {
        door: room(0),
        ..Bounds::usual()
    };
    let web = app.web_with(still.options(bounds)).await;
    let mut official = web.signed_in(&app.official("Karin").await).await;
    assert_eq!(official.get("/arbete").await.status, FULL);
    assert_eq!(web.visitor().get("/om").await.status, StatusCode::OK);
});

on_both!(their_files_have_a_room_of_their_own, |app| {
    let siv = app.resident("Siv").await;
    let karin = app.official("Karin").await;
    let id = app.proposal(&siv, "Belysning i parken").await;
    let case = format!("/forslag/{id}/belysning-i-parken");
    let common = Bounds {
        uploads: room(0),
        ..Bounds::usual()
    };
    let own = Bounds {
        staff_uploads: room(0),
        ..Bounds::usual()
    };
    for (bounds, resident, official) in [(common, false, true), (own, true, false)] {
        let web = app.web_with(Still::new().options(bounds)).await;
        let mut siv = web.signed_in(&siv).await;
        let mut karin = web.signed_in(&karin).await;
        assert_eq!(has_room(&mut siv, &case).await, resident);
        assert_eq!(has_room(&mut karin, &case).await, official);
    }
});

on_both!(their_large_forms_have_places_of_their_own, |app| {
    let siv = app.resident("Siv").await;
    let karin = app.official("Karin").await;
    let id = app.proposal(&siv, "Belysning i parken").await;
    let there = format!("/forslag/{id}/belysning-i-parken/inlagg");
    let common = Bounds {
        large: room(0),
        ..Bounds::usual()
    };
    let own = Bounds {
        staff_large: room(0),
        ..Bounds::usual()
    };
    let long = "b".repeat(100_000);
    let said = [("text", long.as_str()), ("stance", "for")];
    for (bounds, others, official) in [(common, false, true), (own, true, false)] {
        let web = app.web_with(Still::new().options(bounds)).await;
        let mut karin = web.signed_in(&karin).await;
        let sent = karin.post_form(&there, &said).await;
        assert_eq!(sent.status != FULL, official, "{}", sent.status);
        // Nobody; somebody; a cookie that is none.
        let mut siv = web.signed_in(&siv).await;
        let mut made_up = web.visitor();
        made_up.set_cookie("nara_session", "gissat");
        let mut nobody = web.visitor();
        for browser in [&mut nobody, &mut siv, &mut made_up] {
            let sent = browser.post_form(&there, &said).await;
            assert_eq!(sent.status != FULL, others, "{}", sent.status);
        }
    }
});

// As many as there were ever places for files, of which nothing comes.
on_both!(nobody_keeps_a_place_for_a_file_by_sending_slowly, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning i parken").await;
    let case = format!("/forslag/{id}/belysning-i-parken");
    let path = format!("{case}/handlagg");
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    let cookie = format!("nara_session={}", web.session_of(&siv).await);
    let head = [("content-type", WITH_FILE), ("content-length", "1000000")];
    let mut slow = Vec::new();
    for _ in 0..16 {
        let mut wire = Wire::connect(served.address).await.unwrap();
        // Answered without waiting for what never comes.
        let answer = wire.send("POST", &path, &head, "").await.unwrap();
        assert_eq!(answer.status, 303, "{}", answer.text);
        assert!(answer.header("location").contains("/logga-in"));
        slow.push(wire);
    }
    let mut wire = Wire::connect(served.address).await.unwrap();
    let head = [head[0], head[1], ("cookie", cookie.as_str())];
    let answer = wire.send("POST", &path, &head, "").await.unwrap();
    assert_eq!(answer.status, 403, "{}", answer.text);
    assert_eq!(web.state.pressure.fill(RoomName::Uploads).taken, 0);
    let mut official = web.signed_in(&app.official("Karin").await).await;
    assert!(has_room(&mut official, &case).await);
    drop((slow, wire));
    served.stop().await;
});
