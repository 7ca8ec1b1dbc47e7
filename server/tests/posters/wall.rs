//! The code on a campaign's wall, as a phone in the room reads it.

use axum::http::StatusCode;
use nara_domain::campaign::CampaignStepKind as K;
use resvg::usvg::{Options, Transform, Tree};

use super::reader::{Picture, scan};
use super::report::{SLUG, curated, opened, step};
use crate::common::http::Browser;
use crate::on_both;

/// Where the code of the page leads, drawn by somebody else's program.
async fn led(visitor: &mut Browser<'_>, address: &str) -> String {
    let page = visitor.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let at = page.text.find("class=\"big__code\"").unwrap();
    let begin = page.text[..at].rfind("<svg").unwrap() + "<svg".len();
    let (inside, _) = page.text[begin..].split_once("</svg>").unwrap();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"400\"{inside}</svg>"
    );
    let tree = Tree::from_str(&svg, &Options::default()).unwrap();
    let mut pixels = resvg::tiny_skia::Pixmap::new(400, 400).unwrap();
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    let codes = scan(&Picture::of_png(&pixels.encode_png().unwrap()));
    let [code] = codes.as_slice() else {
        panic!("{codes:?}");
    };
    // Who has no camera reads the same.
    let typed = code.split_once("://").unwrap().1;
    let text = page.text.replace("<wbr>", "");
    assert!(text.contains(&format!(">{typed}<")), "{text}");
    code.clone()
}

on_both!(
    the_code_on_the_wall_leads_where_something_can_be_done,
    |app| {
        let web = app.web().await;
        let official = app.official("Maja").await;
        let mut visitor = web.visitor();
        let public = web.state.site.public_url.clone();
        let wall = format!("/kampanjer/{SLUG}?visning=storbild");
        opened(&app, &web, &official).await;
        // While ideas are written: into one's group.
        assert_eq!(led(&mut visitor, &wall).await, format!("{public}/grupp"));
        let english = led(&mut visitor, &format!("/en{wall}")).await;
        assert_eq!(english, format!("{public}/en/grupp"));
        step(
            &app,
            &web,
            &official,
            K::Cancel,
            &[("reason", "Ingen kan svara."), ("ideas", "De sparas.")],
        )
        .await;
        let here = format!("{public}/kampanjer/{SLUG}");
        assert_eq!(led(&mut visitor, &wall).await, here);
    }
);

on_both!(the_code_on_the_wall_leads_to_the_vote, |app| {
    let web = app.web().await;
    let official = app.official("Maja").await;
    let mut visitor = web.visitor();
    curated(&app, &web, &official).await;
    let public = web.state.site.public_url.clone();
    let wall = format!("/kampanjer/{SLUG}?visning=storbild");
    assert_eq!(
        led(&mut visitor, &wall).await,
        format!("{public}/kampanjer/{SLUG}")
    );
    let until = app.now.day().add_days(5).to_string();
    let vote = [
        ("voting_until", until.as_str()),
        ("votes_each", "1"),
        ("who", "groups"),
        ("whom", "Klassen"),
    ];
    step(&app, &web, &official, K::Vote, &vote).await;
    let way = led(&mut visitor, &wall).await;
    assert_eq!(way, format!("{public}/kampanjer/{SLUG}/rosta"));
});
