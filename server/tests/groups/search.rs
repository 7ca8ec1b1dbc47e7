//! Search engines stay away from what members put forward, and nobody else has a list of it.

use crate::{group, idea, join, on_both, supervisor};

on_both!(a_members_pages_are_in_no_search_engine, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (_, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    let page = idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
    assert_eq!(page.location(), "/forslag/1/kvitto");
    let siv = app.resident("Siv").await;
    let theirs = app.proposal(&siv, "Belysning").await;
    let noindex = "<meta name=\"robots\" content=\"noindex, nofollow\"";
    for path in ["/forslag/1/pingisbord", "/en/forslag/1/pingisbord"] {
        let page = web.visitor().get(path).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains(noindex), "{path}");
        assert_eq!(page.header("x-robots-tag"), "noindex, nofollow", "{path}");
    }
    let page = web
        .visitor()
        .get(&format!("/forslag/{theirs}/belysning"))
        .await;
    assert!(!page.text.contains(noindex));
    assert_eq!(page.header("x-robots-tag"), "");
    for path in ["/grupp/mitt", "/forslag/1/kvitto"] {
        let page = fox.get(path).await;
        assert!(page.text.contains("content=\"noindex"), "{path}");
    }
});
