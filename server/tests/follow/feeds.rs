//! Feeds: what their page has, for everybody, when it has it.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Ruleset, TransitionKind};

use crate::common::{App, act, fields, reasons};
use crate::follow::answered;
use crate::on_both;

/// What stands in every element of this name, in order.
fn all(xml: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let pieces = xml.split(&open).skip(1);
    pieces
        .map(|piece| piece.split(&close).next().unwrap().to_owned())
        .collect()
}

/// The feed's entries.
fn entries(xml: &str) -> Vec<String> {
    all(xml, "entry")
}

fn titles(xml: &str) -> Vec<String> {
    entries(xml)
        .iter()
        .map(|entry| all(entry, "title").remove(0))
        .collect()
}

fn feed_of(id: ProposalId) -> String {
    format!("/forslag/{id}/handelser.atom")
}

on_both!(a_lists_feed_has_what_the_list_has, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let mut ids = Vec::new();
    for (n, topic) in ["trygghet", "kultur", "trygghet"].into_iter().enumerate() {
        let author = app.resident("Boende").await;
        let mut typed = fields(&format!("Lampa <{n}> & \"stolpe\""));
        typed.topic = topic.to_owned();
        let at = app.now.plus_minutes(i64::try_from(n).unwrap());
        ids.push(app.proposal_at(&author, typed, at).await);
    }
    let mut reader = web.visitor();
    let page = reader.get("/forslag.atom").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        page.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    let title = |n: usize| format!("Lampa &lt;{n}&gt; &amp; &quot;stolpe&quot;");
    assert_eq!(titles(&page.text), [title(2), title(1), title(0)]);
    let first = &entries(&page.text)[0];
    assert_eq!(
        all(first, "id"),
        [format!("http://127.0.0.1:3000/forslag/{}", ids[2])]
    );
    assert_eq!(all(first, "updated"), ["2026-03-04T11:02:00Z"]);
    assert!(
        all(first, "summary")[0].starts_with("Samlar stöd. Lampa"),
        "{first}"
    );
    let head = page.text.split("<entry>").next().unwrap();
    assert_eq!(all(head, "updated"), ["2026-03-04T11:02:00Z"]);
    assert_eq!(all(head, "id"), ["http://127.0.0.1:3000/forslag.atom"]);
    assert_eq!(all(head, "name"), ["Björksjö kommun"]);

    // The same filters, in the same words; the order is a feed's own.
    let narrowed = reader
        .get("/forslag.atom?amne=trygghet&ordning=stod&efter=x")
        .await;
    assert_eq!(titles(&narrowed.text), [title(2), title(0)]);
    let list = reader.get("/forslag?amne=trygghet&ordning=stod").await;
    let link = "type=\"application/atom+xml\"";
    assert!(list.text.contains(link), "{}", list.text);
    assert!(list.text.contains("href=\"/forslag.atom?amne=trygghet\""));
    let searched = reader.get("/forslag.atom?q=kultur").await;
    assert!(entries(&searched.text).is_empty(), "{}", searched.text);
    assert_eq!(all(&searched.text, "updated").len(), 1);

    // Something happens: it is first on the page and in the feed at the same moment.
    let before = page.header("etag").to_owned();
    let later = app.now.plus_hours(1);
    let answer = act(&[("text", "Vi mäter i höst.")]);
    let kind = nara_domain::answer::ActKind::OfficialAnswer;
    let done = app.proposals.answer(&maja, ids[0], kind, answer, later);
    done.await.unwrap();
    let page = reader.get("/forslag.atom").await;
    assert_eq!(titles(&page.text)[0], title(0));
    assert_eq!(
        all(&entries(&page.text)[0], "updated"),
        ["2026-03-04T12:00:00Z"]
    );
    assert_eq!(
        all(&entries(&page.text)[0], "id"),
        [format!("http://127.0.0.1:3000/forslag/{}", ids[0])]
    );
    assert_ne!(page.header("etag"), before);
    let english = reader.get("/en/forslag.atom").await;
    assert!(english.text.contains("xml:lang=\"en\""));
    assert!(english.text.contains("http://127.0.0.1:3000/en/forslag/"));
});

on_both!(a_proposals_feed_tells_what_its_page_tells, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let id = app
        .proposal(&app.resident("Boende").await, "Belysning")
        .await;
    answered(&app, &maja, id).await;
    let mut reader = web.visitor();
    let page = reader.get(&format!("/forslag/{id}/belysning")).await;
    assert!(page.text.contains(&format!("href=\"{}\"", feed_of(id))));
    let feed = reader.get(&feed_of(id)).await;
    let shown = entries(&feed.text);
    let ids: Vec<String> = shown
        .iter()
        .map(|entry| all(entry, "id").remove(0))
        .collect();
    let base = format!("http://127.0.0.1:3000/forslag/{id}");
    assert_eq!(ids.last().unwrap(), &format!("{base}#inkom"));
    // Every act is on the page.
    let answer = ids[0].split_once("#svar-").unwrap().1.to_owned();
    assert!(page.text.contains(&format!("id=\"svar-{answer}\"")));
    assert!(shown[0].contains("Vi mäter i höst."), "{}", shown[0]);
    assert_eq!(all(&shown[0], "name"), ["Tekniska förvaltningen"]);
    assert!(shown.last().unwrap().contains("Belysning. Det behövs"));

    // A correction takes the place of what it corrects.
    let corrected = act(&[
        ("text", "Vi mäter i vår."),
        ("correction_reason", "Fel årstid."),
    ]);
    let old = answer.parse().unwrap();
    let done = app
        .proposals
        .correct(&maja, id, old, corrected, app.now.plus_minutes(5));
    done.await.unwrap();
    let feed = reader.get(&feed_of(id)).await;
    assert!(!feed.text.contains("i höst"), "{}", feed.text);
    assert!(feed.text.contains("Vi mäter i vår."), "{}", feed.text);
    let everything = reader.get("/svar.atom").await;
    assert!(everything.text.contains("Vi mäter i vår."));
    assert!(titles(&everything.text)[0].starts_with("Belysning: "));
    let answers = reader.get("/svar").await;
    assert!(answers.text.contains("href=\"/svar.atom\""));
});

on_both!(what_one_body_or_person_says_can_be_followed_alone, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let elected = app.elected("Lena Öst (X)").await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning").await;
    answered(&app, &maja, id).await;
    let opinion = act(&[("text", "Jag tycker att det är bra.")]);
    let said = ActKind::ElectedOpinion;
    let done = app
        .proposals
        .answer(&elected, id, said, opinion, app.now.plus_minutes(1));
    done.await.unwrap();
    let mut reader = web.visitor();
    for (narrowed, count) in [
        ("", 2),
        ("?av=Lena+%C3%96st+%28X%29", 1),
        ("?slag=asikt", 1),
        ("?slag=tjanstesvar", 1),
        ("?slag=beslut", 0),
        ("?organ=KF", 0),
        // Nobody looks up what a resident did.
        ("?av=Siv", 0),
    ] {
        let page = reader.get(&format!("/svar{narrowed}")).await;
        assert_eq!(page.status, StatusCode::OK, "{narrowed}");
        let shown = page.text.matches("answer__title").count();
        assert_eq!(shown, count, "{narrowed}");
        let feed = reader.get(&format!("/svar.atom{narrowed}")).await;
        assert_eq!(entries(&feed.text).len(), count, "{narrowed}");
        let address = format!("href=\"/svar.atom{narrowed}\"");
        assert!(page.text.contains(&address), "{narrowed}");
    }
    let everything = reader.get("/svar").await;
    let hers = "href=\"/svar?av=Lena+%C3%96st+%28X%29\"";
    assert!(everything.text.contains(hers), "{}", everything.text);
    for nothing in ["?slag=allt", "?organ=%2C", "?fore=x"] {
        for page in ["/svar", "/svar.atom"] {
            let answer = reader.get(&format!("{page}{nothing}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}{nothing}");
        }
    }
});

on_both!(what_is_not_everybodys_is_in_no_feed, |app| {
    let web = app.web().await;
    app.set_rules(Ruleset {
        version: 2,
        pre_review: true,
        ..Ruleset::bjorksjo()
    })
    .await;
    let by = app.resident("Boende").await;
    let secretary = app.secretary("Sven").await;
    let unread = app.proposal(&by, "Oläst hemlighet").await;
    let withheld = app.proposal(&by, "Avvisat").await;
    let rejection = [
        ("criterion", "individual_matter"),
        ("reasons", &*reasons()),
        ("where_to_turn", "Bygglovsenheten."),
        ("publish_text", "no"),
    ];
    for who in [&app.secretary("Berit").await, &secretary] {
        let step = TransitionKind::RejectFormally;
        let done = app
            .proposals
            .record(who, withheld, step, act(&rejection), app.now);
        done.await.unwrap();
    }
    let every = [
        "/forslag.atom".to_owned(),
        "/forslag.atom?q=hemlighet".to_owned(),
        "/svar.atom".to_owned(),
        feed_of(withheld),
    ];
    // Whoever asks, it is the same: a program's subscription must not know more than everybody.
    for who in [None, Some(&by), Some(&secretary)] {
        let mut reader = match who {
            Some(who) => web.signed_in(who).await,
            None => web.visitor(),
        };
        for address in &every {
            let feed = reader.get(address).await;
            assert_eq!(feed.status, StatusCode::OK, "{address}");
            for secret in ["Oläst", "Avvisat. Det behövs", "Boende"] {
                assert!(
                    !feed.text.contains(secret),
                    "{address} {secret}: {}",
                    feed.text
                );
            }
        }
        let feed = reader.get(&feed_of(unread)).await;
        assert_eq!(feed.status, StatusCode::NOT_FOUND);
        for nothing in [
            "/forslag/999999/handelser.atom",
            "/forslag/x/handelser.atom",
        ] {
            assert_eq!(reader.get(nothing).await.status, StatusCode::NOT_FOUND);
        }
    }
});

on_both!(a_program_that_has_it_already_gets_nothing_twice, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app
        .proposal(&app.resident("Boende").await, "Belysning")
        .await;
    for address in [
        "/forslag.atom".to_owned(),
        feed_of(id),
        "/svar.atom".to_owned(),
    ] {
        let mut program = web.visitor();
        let first = program.get(&address).await;
        let (tag, date) = (
            first.header("etag").to_owned(),
            first.header("last-modified").to_owned(),
        );
        program.set_header("if-none-match", &tag);
        let again = program.get(&address).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
        assert_eq!(again.text, "");
        assert_eq!(again.header("etag"), tag);
        let mut by_date = web.visitor();
        by_date.set_header("if-modified-since", &date);
        assert_eq!(by_date.get(&address).await.status, StatusCode::NOT_MODIFIED);
        assert_eq!(first.header("cache-control"), "public, no-cache");
        // Support is counted on the page, and is no news.
        app.proposals.support(&siv, id, app.now).await.unwrap();
        let supported = program.get(&address).await;
        assert_eq!(supported.status, StatusCode::NOT_MODIFIED, "{address}");
    }
    let mut program = web.visitor();
    let first = program.get(&feed_of(id)).await;
    program.set_header("if-none-match", first.header("etag"));
    answered(&app, &app.official("Maja").await, id).await;
    assert_eq!(program.get(&feed_of(id)).await.status, StatusCode::OK);
});

on_both!(what_young_people_write_is_kept_out_of_search, |app| {
    let web = app.web().await;
    let id = app
        .proposal(&app.resident("Boende").await, "Belysning")
        .await;
    let mut reader = web.visitor();
    assert_eq!(reader.get(&feed_of(id)).await.header("x-robots-tag"), "");
    make_it_a_groups(&app).await;
    let feed = reader.get(&feed_of(id)).await;
    assert_eq!(feed.header("x-robots-tag"), "noindex, nofollow");
});

async fn make_it_a_groups(app: &App) {
    let mut tx = app.db.begin().await.unwrap();
    let (group,): (i64,) = nara_server::fetch_one!(
        tx,
        (i64,),
        "insert into youth_group (name, name_key, age_from, age_to, last_day, ends_at, \
         reads_first, max_members, member_count, code_salt, code_hash, created_at) \
         values ('Klassen', 'k', 13, 15, '2026-06-12', 0, $1, 30, 0, 's', 'h', 0) \
         returning youth_group_id",
        false,
    )
    .unwrap();
    nara_server::execute!(tx, "update proposal set youth_group_id = $1", group).unwrap();
    tx.commit().await.unwrap();
}
