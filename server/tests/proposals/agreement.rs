//! Agreeing with a comment: once, taken back, by those who may; and the orders that follow from it.

use std::time::Duration;

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::privacy::api::PrivacyPort;
use nara_app::proposals::api::{CommentView, DiscussionPage, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::session::{Proof, Way};
use nara_server::execute;
use nara_server::live::EventKind;

use crate::common::{App, comment};
use crate::on_both;

async fn said(app: &App, by: &Actor, id: ProposalId, text: &str) -> CommentId {
    let written = app.proposals.comment(by, id, comment(text), app.now);
    written.await.unwrap().id
}

async fn agree(
    app: &App,
    by: &Actor,
    about: (ProposalId, CommentId),
    agrees: bool,
) -> Result<i64, AppError> {
    app.proposals.agree_with(by, about, agrees, app.now).await
}

async fn seen(app: &App, by: &Actor, id: ProposalId) -> CommentView {
    let view = app.proposals.get(by, id, app.now).await.unwrap();
    view.discussion.threads[0].comment.clone()
}

/// The number on every comment is that of the rows.
async fn assert_counted(app: &App) {
    let wrong = "select count(*) from comment c where c.support_count <> \
        (select count(*) from comment_support s where s.comment_id = c.comment_id)";
    assert_eq!(app.number(wrong).await, 0);
}

on_both!(who_agrees_is_told_to_open_pages_as_a_number, |app| {
    let people = app.residents(3).await;
    let id = app.proposal(&people[0], "Belysning").await;
    let said = said(&app, &people[0], id, "Stigen är mörk.").await;
    let mut live = app.proposals.hub().subscribe();
    for (by, agrees, count) in [(1, true, 1), (2, true, 2), (1, false, 1), (2, false, 0)] {
        let now = agree(&app, &people[by], (id, said), agrees).await;
        assert_eq!(now, Ok(count));
        // Twice is told once.
        let again = agree(&app, &people[by], (id, said), agrees).await;
        assert_eq!(again, Ok(count));
        let event = loop {
            let event = tokio::time::timeout(Duration::from_secs(5), live.recv()).await;
            let event = event.unwrap().unwrap();
            // The hub may still be telling what came before.
            if event.kind == EventKind::Agree {
                break event;
            }
        };
        assert_eq!(event.proposal_id, Some(id));
        assert_eq!(event.data.comment_id, Some(said.get()));
        assert_eq!(event.data.count, Some(count));
    }
    let gaps = "select max(seq) - count(*) from event";
    assert_eq!(app.number(gaps).await, 0);
    assert_eq!(
        app.number("select count(*) from event where kind = 'agree'")
            .await,
        4
    );
});

on_both!(one_person_agrees_once_however_often_it_is_sent, |app| {
    let people = app.residents(12).await;
    let id = app.proposal(&people[0], "Belysning").await;
    let said = said(&app, &people[0], id, "Stigen är mörk.").await;
    let tasks: Vec<_> = (0..48)
        .map(|n| {
            let (app, by) = (app.clone(), people[1 + n % 11].clone());
            tokio::spawn(async move { agree(&app, &by, (id, said), true).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(app.number("select count(*) from comment_support").await, 11);
    assert_counted(&app).await;
    let view = seen(&app, &people[1], id).await;
    assert_eq!((view.supports, view.agreed, view.mine), (11, true, false));
    let own = seen(&app, &people[0], id).await;
    assert_eq!((own.agreed, own.mine), (false, true));
    let nobody = seen(&app, &Actor::Visitor, id).await;
    assert_eq!(
        (nobody.supports, nobody.agreed, nobody.mine),
        (11, false, false)
    );

    // Taken back by some while others take it back twice.
    let tasks: Vec<_> = (0..24)
        .map(|n| {
            let (app, by) = (app.clone(), people[1 + n % 6].clone());
            tokio::spawn(async move { agree(&app, &by, (id, said), n % 4 == 3).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_counted(&app).await;
    for by in &people[1..] {
        agree(&app, by, (id, said), false).await.unwrap();
    }
    assert_eq!(agree(&app, &people[1], (id, said), false).await, Ok(0));
    assert_eq!(seen(&app, &people[1], id).await.supports, 0);
    assert_counted(&app).await;
});

on_both!(who_cannot_agree_is_told_why, |app| {
    let cast = app.cast().await;
    let bo = app.resident("Bo").await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let elsewhere = app.proposal(&cast.proposer, "Bad").await;
    let one = said(&app, &cast.proposer, id, "Stigen är mörk.").await;
    let elected = app.elected("Ledamot (X)").await;
    assert_eq!(agree(&app, &elected, (id, one), true).await, Ok(1));
    for by in [&cast.official, &cast.secretary] {
        let refused = agree(&app, by, (id, one), true).await;
        assert_eq!(refused, Err(AppError::Denied(Denied::Role)));
        let view = app.proposals.get(by, id, app.now).await.unwrap();
        assert!(view.possible.comment && !view.possible.agree);
    }
    let mine = agree(&app, &cast.proposer, (id, one), true).await;
    let own = Denied::NotNow(NotNow::OwnComment);
    assert_eq!(mine, Err(AppError::Denied(own)));
    let visitor = agree(&app, &Actor::Visitor, (id, one), true).await;
    assert_eq!(visitor, Err(AppError::SignIn));
    for about in [(elsewhere, one), (id, CommentId::new(999_999))] {
        let refused = agree(&app, &bo, about, true).await;
        assert_eq!(refused, Err(AppError::NotFound), "{about:?}");
    }
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update comment set hidden = 'spam 2026-03-04', text = '' where comment_id = $1",
        one.get()
    )
    .unwrap();
    tx.commit().await.unwrap();
    let hidden = agree(&app, &bo, (id, one), true).await;
    let gone = Denied::NotNow(NotNow::TextHidden);
    assert_eq!(hidden, Err(AppError::Denied(gone)));
    // What was said before is taken back.
    assert_eq!(agree(&app, &elected, (id, one), false).await, Ok(0));
    assert_counted(&app).await;
});

on_both!(
    two_accounts_agree_as_one_and_who_leaves_no_longer_does,
    |app| {
        let people = app.residents(4).await;
        let [siv, one, other, bo] = &people[..] else {
            panic!()
        };
        let id = app.proposal(siv, "Belysning").await;
        let by_siv = said(&app, siv, id, "Stigen är mörk.").await;
        let by_one = said(&app, one, id, "Den går genom skogen.").await;
        let by_other = said(&app, other, id, "Och över bron.").await;
        for (who, about) in [
            (one, by_siv),
            (other, by_siv),
            (bo, by_siv),
            (one, by_other),
            (other, by_one),
            (bo, by_one),
        ] {
            agree(&app, who, (id, about), true).await.unwrap();
        }
        // As where two accounts become one.
        let mut tx = app.db.begin().await.unwrap();
        execute!(
            tx,
            "update person set merged_into = $2, merged_at = $3 where person_id = $1",
            other.person_id().unwrap().get(),
            one.person_id().unwrap().get(),
            app.now.0,
        )
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(app.proposals.finish_merges(app.now).await, Ok(1));
        assert_counted(&app).await;
        let counts = app
            .texts("select cast(support_count as text) from comment order by comment_id")
            .await;
        assert_eq!(counts, ["2", "1", "0"]);
        assert_eq!(app.number("select count(*) from comment_support").await, 3);
        let web = app.web().await;
        let proof = Some(Proof::begun(Way::Password, app.now));
        let left = web.state.privacy.erase(bo, proof, Lang::Sv, app.now);
        left.await.unwrap();
        assert_counted(&app).await;
        assert_eq!(app.number("select count(*) from comment_support").await, 1);
    }
);

on_both!(
    agreeing_needs_no_script_and_leads_back_to_the_comment,
    |app| {
        let web = app.web().await;
        let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
        let id = app.proposal(&siv, "Belysning").await;
        let path = format!("/forslag/{id}/belysning");
        for n in 0..3 {
            said(&app, &siv, id, &format!("Stigen är mörk {n}.")).await;
        }
        let one = said(&app, &siv, id, "Där går barnen.").await;
        let number = one.to_string();
        let form = |deed: &'static str, there: &'static str| {
            let number = number.clone();
            move || {
                [
                    ("about", number.clone()),
                    ("deed", deed.to_owned()),
                    ("there", there.to_owned()),
                ]
            }
        };
        let mut browser = web.signed_in(&bo).await;
        let page = browser.get(&path).await;
        let button = format!("name=\"about\" value=\"{one}\"");
        assert!(page.text.contains(&button), "{}", page.text);
        assert!(page.text.contains("Jag håller med"), "{}", page.text);
        let send = async |browser: &mut crate::common::http::Browser<'_>, deed, there| {
            let fields = form(deed, there)();
            let fields = fields
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            browser
                .post_form(&format!("{path}/haller-med"), &fields)
                .await
        };
        let sent = send(&mut browser, "yes", "").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        assert_eq!(
            sent.location(),
            format!("{path}?inlagg=till-{one}#inlagg-{one}")
        );
        let page = browser.get(&path).await;
        assert!(page.text.contains("1 håller med"), "{}", page.text);
        assert!(
            page.text.contains("Du håller med om inlägget."),
            "said once"
        );
        assert!(
            page.text.contains("name=\"deed\" value=\"no\""),
            "{}",
            page.text
        );
        // To the page it was seen on, and never to another site.
        let sent = send(&mut browser, "no", "sortera=mest-stod&sida=1").await;
        assert_eq!(
            sent.location(),
            format!("{path}?sortera=mest-stod#inlagg-{one}")
        );
        let sent = send(&mut browser, "yes", "//example.org").await;
        assert_eq!(
            sent.location(),
            format!("{path}?inlagg=till-{one}#inlagg-{one}")
        );
        let wrong = send(&mut browser, "perhaps", "").await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);

        // One's own has no button, and who sends the form all the same is told why.
        let mut author = web.signed_in(&siv).await;
        let page = author.get(&path).await;
        assert!(!page.text.contains(&button), "{}", page.text);
        let refused = send(&mut author, "yes", "").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(
            refused.text.contains("Det är ditt eget inlägg."),
            "{}",
            refused.text
        );
        let mut visitor = web.visitor();
        let page = visitor.get(&path).await;
        let there = format!("/logga-in?sedan=%2Fforslag%2F{id}%2Fbelysning%3Finlagg%3Dtill-{one}");
        assert!(page.text.contains(&there), "{}", page.text);
        let led = send(&mut visitor, "yes", "").await;
        assert_eq!(led.status, StatusCode::SEE_OTHER);
        assert!(
            led.location().starts_with("/logga-in?sedan="),
            "{}",
            led.location()
        );
        assert_eq!(
            app.number("select support_count from comment order by comment_id desc limit 1")
                .await,
            1
        );
    }
);

on_both!(a_page_of_another_order_is_chosen_by_a_link, |app| {
    let web = app.web().await;
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    let id = app.proposal(&siv, "Belysning").await;
    let path = format!("/forslag/{id}/belysning");
    let mut ids = Vec::new();
    for n in 0..4 {
        ids.push(said(&app, &siv, id, &format!("Inlägg {n}")).await);
    }
    agree(&app, &bo, (id, ids[1]), true).await.unwrap();
    let mut visitor = web.visitor();
    let order = |text: &str| {
        let mut at: Vec<(usize, CommentId)> = Vec::new();
        for id in &ids {
            at.push((text.find(&format!("id=\"inlagg-{id}\"")).unwrap(), *id));
        }
        at.sort_unstable();
        at.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    };
    let newest = visitor.get(&path).await;
    assert_eq!(order(&newest.text), [ids[3], ids[2], ids[1], ids[0]]);
    for name in ["balanserat", "nyast", "mest-stod"] {
        let there = match name {
            "nyast" => format!("href=\"{path}#diskussion\""),
            name => format!("href=\"{path}?sortera={name}#diskussion\""),
        };
        assert!(newest.text.contains(&there), "{there}");
    }
    for name in ["balanserat", "mest-stod"] {
        let page = visitor.get(&format!("{path}?sortera={name}")).await;
        assert_eq!(
            order(&page.text),
            [ids[1], ids[3], ids[2], ids[0]],
            "{name}"
        );
        let far = visitor.get(&format!("{path}?sortera={name}&sida=9")).await;
        assert_eq!(far.status, StatusCode::OK);
        assert!(!far.text.contains("id=\"inlagg-"), "{name}");
        assert!(
            far.text
                .contains(&format!("?sortera={name}&amp;sida=8#diskussion")),
            "{}",
            far.text
        );
    }
    let same = DiscussionPage::Supported(1);
    let view = app
        .proposals
        .get_page(&bo, id, same, app.now)
        .await
        .unwrap();
    assert_eq!(view.discussion.page, same);
});
