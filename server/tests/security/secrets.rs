//! What is not public is nowhere: a word of its own is planted in everything that not everybody may
//! see, and everybody walks through the whole site looking for it – pages, lists, search, the REST
//! interface, the stream, errors, headers.
//!
//! Each secret says who may see it, and they must: a walk that finds nothing proves nothing.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use axum::http::Method;
use http_body_util::BodyExt;
use nara_domain::ids::ProposalId;
use nara_domain::session::Way;
use nara_server::fetch_all;
use serde_json::json;

use super::planted::{BAIT, Cast, FIRST_PERSON, Planted, SECRETS, number_people, plant};
use super::routes;
use crate::common::App;
use crate::common::http::{Browser, Web};
use crate::on_both;

/// A walk ends long before this; if not, it no longer sees everything.
const MOST_PAGES: usize = 1_200;

/// Every address of the router that can be asked for, with everything it can speak of, and the
/// searches and errors besides.
pub async fn addresses(app: &App, web: &Web, ids: &[ProposalId]) -> BTreeSet<String> {
    let acts: Vec<(i64, i64)> = fetch_all!(
        app.db.read().await.unwrap(),
        (i64, i64),
        "select proposal_id, act_id from act"
    )
    .unwrap();
    let pictures: Vec<(String, i64, i64)> = fetch_all!(
        app.db.read().await.unwrap(),
        (String, i64, i64),
        "select k.slug, p.proposal_id, c.campaign_picture_id from campaign_picture c \
         join proposal p on p.proposal_id = c.proposal_id \
         join campaign k on k.campaign_id = p.campaign_id"
    )
    .unwrap();
    let mut found = BTreeSet::new();
    for route in routes::of(web).iter().filter(|route| !route.is_unsafe()) {
        let pattern = route.pattern.as_str();
        if pattern == "/live" {
            continue;
        }
        for (campaign, idea, picture) in pictures.iter().filter(|_| pattern.contains("{idea}")) {
            let path = pattern
                .replace("{campaign}", campaign)
                .replace("{idea}", &idea.to_string());
            found.insert(path.replace("{picture}", &picture.to_string()));
        }
        for id in ids {
            let mut numbers = vec![1];
            if pattern.contains("{act}") {
                let own = acts.iter().filter(|(of, _)| *of == id.get());
                numbers.extend(own.map(|(_, act)| *act));
            }
            for act in numbers {
                let path = pattern
                    .replace("{id}", &id.to_string())
                    .replace("{slug}", "x")
                    .replace("{act}", &act.to_string())
                    .replace("{token}", "a.b.c")
                    .replace("{link}", "a.b.c")
                    .replace("{key}", "1")
                    .replace("{group}", "1")
                    .replace("{campaign}", "ladan")
                    .replace("{idea}", &id.to_string())
                    .replace("{picture}", "1")
                    .replace("{step}", "approve")
                    .replace("{draft}", "unknown")
                    .replace("{entered}", "1")
                    .replace("{person}", FIRST_PERSON)
                    .replace("{invitation}", "1")
                    .replace("{template}", "1")
                    .replace("{questions}", "1")
                    .replace("{held}", "1")
                    .replace("{pace}", "1")
                    .replace("{case}", "1")
                    .replace("{comment}", "1")
                    .replace("{notice}", "1")
                    .replace("{restraint}", "1")
                    .replace("{deed}", "refuse")
                    .replace("{number}", "1")
                    .replace("{*file}", "x");
                // The other language is the same page in other words.
                if *id == ids[0] {
                    found.insert(format!("/en{path}"));
                }
                found.insert(path);
            }
        }
    }
    for list in [
        "/forslag",
        "/api/v1/proposals",
        "/svar",
        "/handlaggning",
        "/arbete?hog=alla",
    ] {
        for query in [
            format!("q={BAIT}"),
            "q=zqx".to_owned(),
            "omrade=sjoparken".to_owned(),
            "amne=trygghet".to_owned(),
            "lage=ended".to_owned(),
            "lage=not_public".to_owned(),
            "ordning=slump&fro=1".to_owned(),
            "ordning=vantat".to_owned(),
            "limit=100".to_owned(),
            "cursor=zqx".to_owned(),
        ] {
            found.insert(format!("{list}?{query}"));
        }
    }
    for list in ["/admin/personer", "/admin/inbjudningar", "/admin/logg"] {
        found.insert(format!("{list}?q=zqx"));
        found.insert(format!("{list}?q={BAIT}"));
    }
    found.insert("/finns-inte".to_owned());
    found
}

/// Local addresses a page leads to. More than one filter at a time shows nothing that one does not.
pub(super) fn links(page: &str) -> Vec<String> {
    page.match_indices("href=\"/")
        .map(|(at, _)| {
            let rest = &page[at + "href=\"".len()..];
            let to = rest.split('"').next().unwrap_or_default();
            let to = to.split('#').next().unwrap_or_default();
            to.replace("&amp;", "&")
        })
        // Whoever comes from there signs in, or registers, on one and the same page.
        .filter(|to| !to.contains('&') && !to.starts_with("/logga-in?"))
        .filter(|to| !to.starts_with("/registrera?"))
        .filter(|to| !to.starts_with("/en"))
        .collect()
}

/// Everything this browser gets to read, by address.
async fn walk(
    browser: &mut Browser<'_>,
    first: &BTreeSet<String>,
    ids: &[ProposalId],
) -> BTreeMap<String, String> {
    let mut waiting: VecDeque<String> = first.iter().cloned().collect();
    let mut read = BTreeMap::new();
    while let Some(path) = waiting.pop_front() {
        if read.contains_key(&path) {
            continue;
        }
        let page = browser.get(&path).await;
        waiting.extend(links(&page.text));
        if let Some(to) = page.headers.get("location") {
            waiting.push_back(to.to_str().unwrap().to_owned());
        }
        // A draft is linked to by its first page only.
        if path.starts_with("/forslag/nytt/") && path.matches('/').count() == 3 {
            waiting.push_back(format!("{path}/text"));
        }
        read.insert(path, format!("{:?}\n{}", page.headers, page.text));
        assert!(read.len() < MOST_PAGES, "{:?}", read.keys());
    }
    let ask = json!({ "text": format!("{BAIT} finns vår"), "lang": "sv" });
    let similar = browser
        .json(Method::POST, "/fn/proposals/similar", ask)
        .await;
    read.insert("similar".to_owned(), similar.text);
    for id in ids {
        // Forms that come back wrong show their page again.
        for form in [
            "inlagg",
            "svara",
            "asikt",
            "fraga-utomstaende",
            "handlagg",
            "tilldela",
            "anteckning",
            "sla-ihop",
            "omdome",
            "komplettera",
            "fragesvar",
            "ratta/1",
        ] {
            let path = format!("/forslag/{id}/x/{form}");
            let page = browser.post_form(&path, &[("once", "a")]).await;
            read.insert(
                format!("POST {path}"),
                format!("{:?}\n{}", page.headers, page.text),
            );
        }
    }
    for path in [
        "/live?from=0".to_owned(),
        format!("/live?from=0&proposal={}", ids[0]),
    ] {
        read.insert(path.clone(), stream(browser, &path).await);
    }
    read
}

/// What the stream tells at once.
pub(super) async fn stream(browser: &mut Browser<'_>, path: &str) -> String {
    let response = browser.raw(Method::GET, path, None, Vec::new()).await;
    let mut body = response.into_body();
    let mut told = String::new();
    while let Ok(Some(Ok(frame))) =
        tokio::time::timeout(Duration::from_millis(300), body.frame()).await
    {
        if let Ok(data) = frame.into_data() {
            told.push_str(&String::from_utf8_lossy(&data));
        }
    }
    told
}

on_both!(secrets_are_found_by_whom_they_are_for_only, |app| {
    number_people(&app).await;
    let cast = Cast::of(&app).await;
    let Planted { ids, draft } = plant(&app, &cast).await;
    let web = app.web().await;
    let now = web.now();
    let key = web
        .state
        .accounts
        .make_api_key(cast.get("owner"), Way::Password, now)
        .await;
    let key = key.unwrap();
    let session = web.session_of(cast.get("owner")).await;
    let first = addresses(&app, &web, &ids).await;
    let colleagues = app
        .texts(
            "select distinct cast(person_id as text) from standing \
             where role in ('official', 'secretary')",
        )
        .await;
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (who, actor) in &cast.0 {
        let mut browser = match actor.is_signed_in() {
            true => web.signed_in(actor).await,
            false => web.visitor(),
        };
        let read = walk(&mut browser, &first, &ids).await;
        for (path, text) in &read {
            let text = text.to_lowercase();
            for (what, word, readers) in SECRETS {
                if text.contains(word) {
                    seen.entry(word).or_default().insert(who);
                    // Whoever lets a text through reads by whom it is.
                    let moderates = *what == "name somebody is shown under"
                        && *who == "moderator"
                        && path.trim_start_matches("/en").starts_with("/moderera");
                    if !readers.contains(who) && !moderates {
                        wrong.push(format!("{who} reads {what} at {path}"));
                    }
                }
            }
            let literal = [
                ("an API key", key.to_lowercase()),
                ("a session", session.to_lowercase()),
                ("somebody's number", FIRST_PERSON[..6].to_owned()),
                ("a draft's address", draft.to_lowercase()),
            ];
            for (what, word) in &literal {
                let own = *what == "a draft's address" && *who == "owner";
                // The number is the address of their page there.
                let administers = *what == "somebody's number"
                    && *who == "administrator"
                    && path.trim_start_matches("/en").starts_with("/admin");
                // Who asked for an address is told nothing by a page that leads back to it.
                let asked = path.contains(word.as_str());
                // Among colleagues a case is given to one of them, or several from the desk; of nobody
                // else there is a number.
                let mut text = text.clone();
                let inside = ["/internt", "/anteckning", "/tilldela"];
                let desk = path.trim_start_matches("/en").starts_with("/arbete");
                let inside = inside.iter().any(|page| path.ends_with(page));
                // The form of who prepares it is corrected with the same choice.
                let among = desk || inside || path.contains("/ratta/");
                if ["official", "secretary"].contains(who) && among {
                    for colleague in &colleagues {
                        text = text.replace(colleague.as_str(), "");
                    }
                }
                if text.contains(word.as_str()) && !own && !administers && !asked {
                    wrong.push(format!("{who} reads {what} at {path}"));
                }
            }
        }
        if *who == "anonymous" {
            // How many are found tells of those that are not shown.
            for path in ["/api/v1/proposals?q=zqx", "/api/v1/proposals?q=zqxtexttre"] {
                assert_eq!(browser.get(path).await.json()["total"], 0, "{path}");
            }
        }
    }
    for (what, word, readers) in SECRETS {
        let found = seen.get(word).cloned().unwrap_or_default();
        for reader in readers.iter().filter(|reader| !found.contains(**reader)) {
            wrong.push(format!("{reader} does not find {what}: is it planted?"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
});
