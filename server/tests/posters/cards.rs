//! A group's cards, as who cuts them apart and who gets one meets them.

use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use nara_app::groups::api::Cards;
use nara_app::posters::{Colors, Tongue};
use nara_domain::actor::{Level, Role, Standing};
use nara_domain::ids::GroupId;
use nara_server::posters::print;

use super::reader::{Pdf, Picture, scan};
use crate::common::http::{Browser, Web};
use crate::on_both;

async fn file(browser: &mut Browser<'_>, path: &str) -> Pdf {
    let response = browser.raw(Method::GET, path, None, Vec::new()).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    assert_eq!(response.headers()["content-type"], "application/pdf");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert!(response.headers().get("etag").is_none());
    Pdf::of(&response.into_body().collect().await.unwrap().to_bytes())
}

/// What the code of each card says, read from the sheet as it is printed.
fn codes(sheet: &Picture) -> Vec<String> {
    let cards = (0..6).map(|number| scan(&sheet.part((2, 3), (number % 2, number / 2))));
    cards.map(|read| read.join(" and ")).collect()
}

/// Makes a group, and answers with its address and the code on its cards' page.
async fn group(leader: &mut Browser<'_>) -> (String, String) {
    let form = [
        ("name", "Norrskolan 9B"),
        ("age_from", "14"),
        ("age_to", "16"),
        ("last_day", "2026-06-12"),
        ("max_members", "30"),
        ("reads_first", "yes"),
    ];
    let cards = leader
        .post_form("/grupper/ny", &form)
        .await
        .location()
        .to_owned();
    let here = cards.trim_end_matches("/kort").to_owned();
    let code = code_of(leader, &here).await;
    (here, code)
}

async fn code_of(leader: &mut Browser<'_>, here: &str) -> String {
    let page = leader.get(&format!("{here}/kort")).await;
    assert!(page.text.contains(&format!("{here}/kort.pdf")));
    let (_, after) = page.text.split_once("class=\"code\">").unwrap();
    after.split('<').next().unwrap().to_owned()
}

/// What the code of a card leads to, with the code behind the `#`.
fn leads_to(web: &Web, code: &str) -> String {
    format!(
        "{}/grupp#{}",
        web.state.site.public_url,
        code.replace(' ', "")
    )
}

on_both!(each_card_lets_in_and_names_nobody, |app| {
    let web = app.web().await;
    let supervisor = vec![Standing::of(Role::Supervisor)];
    let tove = app.person("Zqxtove", Level::T, supervisor.clone()).await;
    let ali = app.person("Ali", Level::T, supervisor).await;
    let siv = app.resident("Siv").await;
    let mut leader = web.signed_in(&tove).await;
    let (here, code) = group(&mut leader).await;
    let path = format!("{here}/kort.pdf");

    let pdf = file(&mut leader, &path).await;
    let expected = leads_to(&web, &code);
    assert_eq!(codes(&pdf.printed(1240)), vec![expected; 6]);
    let text = pdf.text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [code.as_str(), "127.0.0.1:3000/grupp", "Norrskolan 9B"] {
        assert_eq!(text.matches(part).count(), 6, "{part} in {text}");
    }
    assert!(text.contains("Scan the code with your phone"), "{text}");
    let all = format!("{text}{}{}", pdf.info(), pdf.structure());
    assert!(!all.contains("Zqx"), "{all}");
    assert!(pdf.info().contains("(A4)"));

    // What was printed lets in.
    let mut fox = web.visitor();
    let door = fox.post_form("/grupp", &[("kod", &code)]).await;
    assert_eq!(door.location(), "/grupp/in");

    // A new code is on the next sheet, and the old one on no sheet any more.
    leader.post_form(&format!("{here}/kod"), &[]).await;
    let new = code_of(&mut leader, &here).await;
    assert_ne!(new, code);
    let expected = leads_to(&web, &new);
    let pdf = file(&mut leader, &path).await;
    assert_eq!(codes(&pdf.printed(1240)), vec![expected; 6]);

    for (mut browser, status) in [
        (web.signed_in(&ali).await, StatusCode::NOT_FOUND),
        (web.signed_in(&siv).await, StatusCode::FORBIDDEN),
        (web.visitor(), StatusCode::SEE_OTHER),
    ] {
        let page = browser.get(&path).await;
        assert_eq!(page.status, status);
        assert!(!page.text.contains(&new));
    }
});

fn cards(name: &str) -> Cards {
    // As `qr::path` has it: here it is only a place.
    Cards {
        id: GroupId::new(1),
        name: name.to_owned(),
        code: "648EZ 29HB8".to_owned(),
        address: "nara.bjorksjo.se/grupp".to_owned(),
        size: 33,
        path: "M0 0h33v33h-33z".to_owned(),
    }
}

#[test]
fn a_long_name_stays_on_its_card_and_the_sheet_is_read_aloud_once() {
    let long =
        "Ungdomsfullmäktiges arbetsgrupp för trygghet och belysning i Åsbyn och på Norr, hösten";
    for name in [long, "صف اللغة السويدية", "🎉", &"Norrskolan".repeat(8)] {
        let drawn = print(
            &cards(name),
            "Björksjö kommun",
            &Colors::of(None),
            Tongue::En,
        );
        let pdf = Pdf::of(&drawn.unwrap());
        let structure = pdf.structure();
        assert_eq!(structure.matches("648EZ 29HB8").count(), 1, "{structure}");
        assert!(structure.contains("Or go to nara.bjorksjo.se/grupp"));
        // Nothing but the cut is on the cut: whatever stands on a card ends before it.
        let sheet = pdf.printed(1240);
        for x in 4..sheet.width / 2 - 8 {
            for y in [sheet.height / 3 - 8, sheet.height * 2 / 3 - 8] {
                assert!(sheet.is_white(x, y), "{name} at {x} {y}");
            }
        }
        for y in 8..sheet.height / 3 - 8 {
            assert!(sheet.is_white(sheet.width / 2 - 8, y), "{name} at {y}");
        }
    }
}
