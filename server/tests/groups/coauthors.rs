//! Members of a group who stand on an idea together: nothing of it shows before each said yes.

use axum::http::StatusCode;
use nara_domain::ids::GroupId;
use nara_domain::name::NAMELESS;
use nara_server::execute;
use nara_server::groups::store as groups;

use crate::common::App;
use crate::common::http::{Browser, Page, Web};
use crate::parts::open_with_idea;
use crate::races::meanwhile;
use crate::{code_of, group, hidden, idea, join, on_both, supervisor};

const YES: &[(&str, &str)] = &[("deed", "yes")];
const NO: &[(&str, &str)] = &[("deed", "no")];
const LEAVE: &[(&str, &str)] = &[("deed", "take_off")];

async fn ask(browser: &mut Browser<'_>, action: &str, alias: &str) -> Page {
    let form = [("deed", "ask"), ("alias", alias)];
    browser.post_form(action, &form).await
}

fn main_of(page: &Page) -> &str {
    page.text.split("<main").nth(1).unwrap()
}

/// A group with an idea of a member's: who runs it, who wrote it, the group's code, the idea's address.
async fn shared<'w>(
    app: &App,
    web: &'w Web,
) -> (Browser<'w>, Browser<'w>, (GroupId, String), String) {
    let tove = supervisor(app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut fox, _) = join(web, &code, "Glad Räv").await;
    idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
    let number = app.number("select max(proposal_id) from proposal").await;
    let idea = format!("/forslag/{number}/pingisbord");
    (leader, fox, (id, code), idea)
}

on_both!(who_is_asked_stands_there_after_a_yes, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, (_, code), idea) = shared(&app, &web).await;
    let action = format!("{idea}/medforfattare");
    let (mut hare, _) = join(&web, &code, "Snabb Hare").await;
    let (mut bear, _) = join(&web, &code, "Lugn Björn").await;

    // At the field, with what was typed kept: nobody, oneself, what is no alias.
    for alias in ["Ful Fisk", "glad räv", "a@b.se"] {
        let page = ask(&mut fox, &action, alias).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{alias}");
        assert!(page.text.contains("Ingen annan i gruppen har det aliaset."));
        assert!(
            page.text.contains(&format!("value=\"{alias}\"")),
            "{}",
            page.text
        );
    }
    let page = ask(&mut fox, &action, "").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    // As it is said, not as it is written; twice is once.
    for _ in 0..2 {
        let page = ask(&mut fox, &action, "snabb-hare").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    }
    assert_eq!(app.number("select count(*) from idea_coauthor").await, 1);

    // The two and who runs the group know of it, and nobody else.
    let siv = app.resident("Siv").await;
    let mut siv = web.signed_in(&siv).await;
    for browser in [&mut web.visitor(), &mut siv, &mut bear] {
        let page = browser.get(&idea).await;
        assert!(!main_of(&page).contains("Snabb Hare"), "{}", page.text);
    }
    let page = fox.get(&idea).await;
    assert!(
        page.text.contains("Snabb Hare: har inte svarat"),
        "{}",
        page.text
    );
    let page = leader.get(&idea).await;
    assert!(page.text.contains("Snabb Hare: har inte svarat"));
    assert!(hare.get("/grupp/mitt").await.text.contains(&idea));
    assert!(
        !bear
            .get("/grupp/mitt")
            .await
            .text
            .contains("stå med på en idé")
    );
    let page = hare.get(&idea).await;
    assert!(page.text.contains("Vill du stå med på den här idén?"));

    // Nobody answers, or asks, for others.
    for browser in [&mut siv, &mut bear, &mut fox] {
        let page = browser.post_form(&action, YES).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    let page = ask(&mut hare, &action, "Lugn Björn").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let page = ask(&mut siv, &action, "Lugn Björn").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let page = hare.post_form(&action, &[("deed", "x")]).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);

    let page = hare.post_form(&action, YES).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert!(
        !hare
            .get("/grupp/mitt")
            .await
            .text
            .contains("stå med på en idé")
    );
    ask(&mut fox, &action, "Lugn Björn").await;
    bear.post_form(&action, YES).await;
    let all = "Glad Räv, Snabb Hare &amp; Lugn Björn, Norrskolan 9B";
    let page = web.visitor().get(&idea).await;
    assert!(page.text.contains(all), "{}", page.text);
    let number = idea.split('/').nth(2).unwrap();
    let page = web
        .visitor()
        .get(&format!("/api/v1/proposals/{number}"))
        .await;
    let all = "Glad Räv, Snabb Hare & Lugn Björn, Norrskolan 9B";
    assert!(page.text.contains(all), "{}", page.text);

    // Everybody takes themselves off; nobody is asked again after a no.
    let page = hare.post_form(&action, LEAVE).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let page = web.visitor().get(&idea).await;
    let two = "Glad Räv &amp; Lugn Björn, Norrskolan 9B";
    assert!(page.text.contains(two), "{}", page.text);
    assert!(!page.text.contains("Snabb Hare"));
    ask(&mut fox, &action, "Snabb Hare").await;
    hare.post_form(&action, NO).await;
    let page = ask(&mut fox, &action, "Snabb Hare").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text.contains("tackat nej"), "{}", page.text);
    let page = hare.post_form(&action, YES).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
});

on_both!(
    beside_what_is_hidden_nobody_says_yes_and_everybody_can_go,
    |app| {
        use crate::reported::{hide, latest, moderator, report};
        let web = app.web().await;
        let (_, mut fox, (_, code), idea) = shared(&app, &web).await;
        let action = format!("{idea}/medforfattare");
        let (mut hare, _) = join(&web, &code, "Snabb Hare").await;
        let (mut bear, _) = join(&web, &code, "Lugn Björn").await;
        let (mut owl, _) = join(&web, &code, "Vis Uggla").await;
        for alias in ["Snabb Hare", "Lugn Björn"] {
            ask(&mut fox, &action, alias).await;
        }
        bear.post_form(&action, YES).await;
        let yes = "medforfattare\"><input type=\"hidden\" name=\"deed\" value=\"yes\"";
        assert!(hare.get(&idea).await.text.contains(yes));
        report(&mut web.visitor(), &idea, "", "personal_data").await;
        let moa = moderator(&app, "Moa").await;
        let case = latest(&app).await;
        hide(&mut web.signed_in(&moa).await, &case).await;

        let page = hare.post_form(&action, YES).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
        assert!(page.text.contains("Texten är dold."), "{}", page.text);
        let page = ask(&mut fox, &action, "Vis Uggla").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(
            !owl.get("/grupp/mitt")
                .await
                .text
                .contains("stå med på en idé")
        );
        let states = "select state from idea_coauthor order by person_id";
        assert_eq!(app.texts(states).await, ["asked", "yes"]);
        // The page offers what can be done.
        let number = idea.split('/').nth(2).unwrap();
        let page = hare.get(&format!("/forslag/{number}")).await;
        let page = match page.status.is_redirection() {
            true => hare.get(page.location()).await,
            false => page,
        };
        assert!(
            page.text.contains("name=\"deed\" value=\"no\""),
            "{}",
            page.text
        );
        assert!(!page.text.contains(yes), "{}", page.text);
        let page = hare.post_form(&action, NO).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let page = bear.post_form(&action, LEAVE).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        assert_eq!(app.texts(states).await, ["declined"]);
        assert_eq!(app.texts("select coauthors from proposal").await, ["[]"]);
    }
);

on_both!(who_runs_the_group_asks_and_takes_off_with_a_trace, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, (_, code), idea) = shared(&app, &web).await;
    let action = format!("{idea}/medforfattare");
    let (mut hare, _) = join(&web, &code, "Snabb Hare").await;
    ask(&mut leader, &action, "Snabb Hare").await;
    hare.post_form(&action, YES).await;
    let deeds = "select count(*) from audit where deed = 'coauthors_changed'";
    assert_eq!(
        app.number(deeds).await,
        1,
        "what members do is no deed of staff"
    );
    // What somebody agreed to, the author does not take back.
    let member = app.number("select member_id from member where alias = 'Snabb Hare'");
    let member = member.await.to_string();
    let off = [("deed", "take_off"), ("member", member.as_str())];
    let page = fox.post_form(&action, &off).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let eva = supervisor(&app, "Eva").await;
    let mut other = web.signed_in(&eva).await;
    assert_eq!(
        other.post_form(&action, &off).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(!other.get(&idea).await.text.contains("Flera om idén"));
    let page = leader.post_form(&action, &off).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert_eq!(app.number(deeds).await, 2);
    assert_eq!(app.texts("select coauthors from proposal").await, ["[]"]);
    let log = app.texts("select detail from audit where deed = 'coauthors_changed'");
    assert!(log.await.iter().all(|line| !line.contains("Hare")));
});

on_both!(there_are_five_seats, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, (_, code), idea) = shared(&app, &web).await;
    let action = format!("{idea}/medforfattare");
    for number in 1..=7 {
        join(&web, &code, &format!("Uggla {number}")).await;
    }
    for number in 1..=4 {
        let page = ask(&mut fox, &action, &format!("Uggla {number}")).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    }
    // Two at the same moment, for the last one.
    let (one, two) = futures::join!(
        ask(&mut fox, &action, "Uggla 5"),
        ask(&mut leader, &action, "Uggla 6")
    );
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::FORBIDDEN]);
    assert_eq!(app.number("select count(*) from idea_coauthor").await, 5);
    let page = ask(&mut fox, &action, "Uggla 7").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(
        page.text.contains("Så många som får plats"),
        "{}",
        page.text
    );
    // A question taken back makes room.
    let member = hidden(&fox.get(&idea).await, "member");
    let back = [("deed", "take_off"), ("member", member.as_str())];
    assert_eq!(
        fox.post_form(&action, &back).await.status,
        StatusCode::SEE_OTHER
    );
    let page = ask(&mut fox, &action, "Uggla 7").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
});

on_both!(a_coauthor_works_on_the_idea_as_its_author, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, number) = open_with_idea(&app, &web, "no").await;
    let group = app
        .number("select max(youth_group_id) from youth_group")
        .await;
    let code = code_of(&mut leader, GroupId::new(group)).await;
    let (mut hare, _) = join(&web, &code, "Snabb Hare").await;
    let idea = format!("/forslag/{number}/ljusare-gangvag");
    let action = format!("{idea}/medforfattare");
    let parts = format!("/kampanjer/framtidsladan/ideer/{number}");
    let help = format!("{idea}/hjalpa-till");
    assert_eq!(hare.get(&parts).await.status, StatusCode::FORBIDDEN);
    hare.post_form(&help, YES).await;
    assert_eq!(app.number("select count(*) from idea_helper").await, 1);
    // Everybody reads there how many, also whoever chooses among the ideas.
    let page = leader.get("/kampanjer/framtidsladan/val").await;
    assert!(page.text.contains("1 vill hjälpa till"), "{}", page.text);
    ask(&mut fox, &action, "Snabb Hare").await;
    assert_eq!(hare.get(&parts).await.status, StatusCode::FORBIDDEN);
    hare.post_form(&action, YES).await;

    // Their own: written like the author, and not helped with.
    assert_eq!(hare.get(&parts).await.status, StatusCode::OK);
    let written = [
        ("problem", "Lamporna är sönder."),
        ("first_step", "Byt fem lampor."),
        ("rough_cost", "5 000 kronor"),
        ("seen", ""),
        ("once", "k1"),
    ];
    let page = hare.post_form(&parts, &written).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert_eq!(app.number("select count(*) from idea_helper").await, 0);
    let page = hare.post_form(&help, YES).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let adopt = [("gor", "ask"), ("why", "Jag vill.")];
    let page = hare.post_form(&format!("{idea}/ta-over"), &adopt).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);

    // Both names on all pages of the campaign that name anybody.
    for path in ["", "/ideer"] {
        let page = web
            .visitor()
            .get(&format!("/kampanjer/framtidsladan{path}"))
            .await;
        let both = "Glad Räv &amp; Snabb Hare, Norrskolan 9B";
        assert!(page.text.contains(both), "{path} {}", page.text);
    }
});

on_both!(
    what_is_agreed_stays_as_the_authors_name_and_goes_with_it,
    |app| {
        let web = app.web().await;
        let (_, mut fox, (id, code), idea) = shared(&app, &web).await;
        let action = format!("{idea}/medforfattare");
        let (mut hare, _) = join(&web, &code, "Snabb Hare").await;
        let (mut owl, _) = join(&web, &code, "Vis Uggla").await;
        let (mut bear, _) = join(&web, &code, "Lugn Björn").await;
        for (browser, alias) in [(&mut hare, "Snabb Hare"), (&mut owl, "Vis Uggla")] {
            ask(&mut fox, &action, alias).await;
            browser.post_form(&action, YES).await;
        }
        ask(&mut fox, &action, "Lugn Björn").await;
        assert!(
            bear.get("/grupp/mitt")
                .await
                .text
                .contains("stå med på en idé")
        );
        // An account that goes takes its name off the pages, and nothing else.
        let gone = owl
            .post_form("/konto/ta-bort", &[("confirmation", "yes")])
            .await;
        assert!(gone.status.is_redirection(), "{}", gone.text);
        let page = web.visitor().get(&idea).await;
        assert!(!page.text.contains("Uggla"), "{}", page.text);
        let both = "Glad Räv &amp; Snabb Hare, Norrskolan 9B";
        assert!(page.text.contains(both), "{}", page.text);
        let sealed = "select name from idea_coauthor where state = 'sealed'";
        assert_eq!(app.texts(sealed).await, ["Vis Uggla, Norrskolan 9B"]);
        // A group that is forgotten leaves what stands there, and no question.
        let mut tx = app.db.begin().await.unwrap();
        groups::forget_all_of(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
        let page = web.visitor().get(&idea).await;
        assert!(page.text.contains(both), "{}", page.text);
        assert_eq!(
            app.texts("select state from idea_coauthor order by state")
                .await,
            ["sealed", "yes"]
        );
        let named = "select count(*) from person where display_name like '%Hare%'";
        assert_eq!(app.number(named).await, 0);
        let author = "select proposer_name from proposal";
        assert!(!app.texts(author).await.contains(&NAMELESS.to_owned()));
    }
);

on_both!(
    with_who_is_put_out_go_the_questions_nobody_answered,
    |app| {
        let web = app.web().await;
        let (mut leader, mut fox, (id, code), idea) = shared(&app, &web).await;
        let action = format!("{idea}/medforfattare");
        for alias in ["Snabb Hare", "Lugn Björn", "Vis Uggla"] {
            let (mut browser, _) = join(&web, &code, alias).await;
            ask(&mut fox, &action, alias).await;
            if alias == "Vis Uggla" {
                browser.post_form(&action, YES).await;
            }
        }
        let asked = "select count(*) from idea_coauthor where state = 'asked'";
        assert_eq!(app.number(asked).await, 2);
        // Who was asked, then who wrote the idea.
        for (whose, left) in [
            ("select member_id from member where alias = 'Snabb Hare'", 1),
            ("select member_id from member where alias = 'Glad Räv'", 0),
        ] {
            let member = app.number(whose).await.to_string();
            let form = [("medlem", member.as_str()), ("gor", "remove")];
            let page = leader
                .post_form(&format!("/grupper/{id}/medlem"), &form)
                .await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
            assert_eq!(app.number(asked).await, left, "{whose}");
        }
        // What somebody said yes to stays.
        assert_eq!(app.texts("select state from idea_coauthor").await, ["yes"]);
    }
);

on_both!(two_names_that_go_at_the_same_moment_are_both_gone, |app| {
    let web = app.web().await;
    let (_, mut fox, (_, code), idea) = shared(&app, &web).await;
    let action = format!("{idea}/medforfattare");
    let (mut hare, _) = join(&web, &code, "Snabb Hare").await;
    let (mut owl, _) = join(&web, &code, "Vis Uggla").await;
    for (browser, alias) in [(&mut hare, "Snabb Hare"), (&mut owl, "Vis Uggla")] {
        ask(&mut fox, &action, alias).await;
        browser.post_form(&action, YES).await;
    }
    // One is taken off, under the idea's lock, while the other one's account goes.
    let mut tx = app.db.begin().await.unwrap();
    let lock = "update proposal set coauthors = coauthors";
    execute!(tx, lock).unwrap();
    let off = "delete from idea_coauthor where name like 'Snabb Hare%'";
    assert_eq!(execute!(tx, off).unwrap(), 1);
    let show = "update proposal set coauthors = '[\"Vis Uggla, Norrskolan 9B\"]'";
    execute!(tx, show).unwrap();
    let form = ("/konto/ta-bort", &[("confirmation", "yes")][..]);
    let page = meanwhile(tx, &mut owl, form).await;
    assert_eq!(page.location(), "/", "{}", page.text);
    assert_eq!(app.texts("select coauthors from proposal").await, ["[]"]);
});
