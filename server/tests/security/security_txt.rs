//! Whoever finds a hole is told where to say so.

use nara_domain::time::Stamp;

use crate::common::http::Options;
use crate::on_both;

const PATH: &str = "/.well-known/security.txt";

on_both!(it_says_who_and_for_how_long, |app| {
    let web = app
        .web_with(Options {
            public_url: "https://nara.bjorksjo.example",
            contact: "kommunen@bjorksjo.example",
            ..Options::default()
        })
        .await;
    let mut browser = web.visitor();
    let page = browser.get(PATH).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(
        page.text,
        "Contact: mailto:kommunen@bjorksjo.example\r\n\
         Expires: 2026-08-31T00:00:00Z\r\n\
         Preferred-Languages: sv, en\r\n\
         Canonical: https://nara.bjorksjo.example/.well-known/security.txt\r\n"
    );
    // It moves with the clock, and never promises a year.
    web.clock.set(Stamp(web.now().0).plus_days(400));
    let later = browser.get(PATH).await;
    assert!(
        later.text.contains("Expires: 2027-10-05T00:00:00Z\r\n"),
        "{}",
        later.text
    );
});

on_both!(without_an_address_there_is_none, |app| {
    let web = app.web().await;
    let page = web.visitor().get(PATH).await;
    assert_eq!(page.status, 404);
    assert!(page.is_html());
});

#[test]
fn an_address_cannot_add_a_line() {
    let site = nara_app::context::Site {
        contact: "a@example.se\r\nContact: mailto:evil@example.org".to_owned(),
        ..Default::default()
    };
    assert_eq!(nara_server::http::security_txt::text(&site, Stamp(0)), None);
}
