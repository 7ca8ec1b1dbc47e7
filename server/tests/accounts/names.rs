//! Which name others see, what it stands beside, and the language of letters.

use nara_app::proposals::api::{DraftFields, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::name::{NAMELESS, NameForm};
use nara_domain::proposal::Ruleset;

use crate::common::{App, comment, fields, idea};
use crate::on_both;
use crate::people::{PASSWORD, person};

const NAME: &str = "/konto/namn";
/// Siv Ek, in the form that follows.
const SIV: [(&str, &str); 3] = [
    ("given_name", "Siv"),
    ("family_name", "Ek"),
    ("display_name", "Ekbackenbo"),
];

async fn shown(app: &App) -> Vec<String> {
    app.texts("select display_name from person order by person_id")
        .await
}

on_both!(each_form_of_a_name_is_shown, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    for (form, name) in [
        ("full", "Siv Ek"),
        ("first", "Siv"),
        ("alias", "Ekbackenbo"),
        ("nameless", NAMELESS),
    ] {
        let typed = [SIV.as_slice(), &[("name_form", form)]].concat();
        let page = browser.post_form(NAME, &typed).await;
        assert_eq!(page.location(), "/konto");
        assert_eq!(shown(&app).await, [name]);
        // All of it is there to choose again, and the form that holds is chosen.
        let page = browser.get(NAME).await;
        for (_, value) in SIV {
            assert!(page.text.contains(&format!("value=\"{value}\"")), "{form}");
        }
        let chosen = page
            .text
            .split("value=\"")
            .find(|part| part.starts_with(form));
        assert!(chosen.unwrap().contains("checked"), "{form}: {chosen:?}");
    }
    // A form that there is nothing for.
    let page = browser
        .post_form(NAME, &[("given_name", "Siv"), ("name_form", "full")])
        .await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("id=\"name-family_name-fel\""));
    assert!(page.text.contains("value=\"Siv\""), "nothing typed is lost");
    let page = browser
        .post_form(NAME, &[("name_form", "kungen"), ("display_name", "Siv")])
        .await;
    assert_eq!(page.status, 422);
    assert_eq!(shown(&app).await, [NAMELESS]);
});

on_both!(posts_follow_only_when_asked_and_the_record_never, |app| {
    let web = app.web().await;
    let siv = app.resident("Ekbackenbo").await;
    let id = app.proposal(&siv, "Fler bänkar").await;
    let (proposals, now) = (&app.proposals, app.now);
    let said = proposals.comment(&siv, id, comment("Vid ån."), now).await;
    said.unwrap();
    let mut browser = web.signed_in(&siv).await;
    let path = format!("/forslag/{id}/fler-bankar");
    let full = [SIV.as_slice(), &[("name_form", "full")]].concat();
    assert_eq!(browser.post_form(NAME, &full).await.location(), "/konto");
    let page = web.visitor().get(&path).await;
    assert!(!page.text.contains("Siv Ek"), "an alias is not given away");
    assert!(
        page.text.matches("Ekbackenbo").count() >= 2,
        "{}",
        page.text
    );

    let too = [full.as_slice(), &[("posts_too", "yes")]].concat();
    assert_eq!(browser.post_form(NAME, &too).await.location(), "/konto");
    let author = app.texts("select author_name from comment").await;
    let proposer = app.texts("select proposer_name from proposal").await;
    assert_eq!(
        (author[0].as_str(), proposer[0].as_str()),
        ("Siv Ek", "Ekbackenbo")
    );
    // The archive has what stood there first, however often it changes.
    let alias = [
        SIV.as_slice(),
        &[("name_form", "first"), ("posts_too", "yes")],
    ]
    .concat();
    assert_eq!(browser.post_form(NAME, &alias).await.location(), "/konto");
    let sealed = app.texts("select name from sealed_name").await;
    assert_eq!(sealed, ["Ekbackenbo"]);
});

on_both!(a_name_is_chosen_for_one_proposal, |app| {
    let web = app.web().await;
    let siv = app.resident("Ekbackenbo").await;
    let mut browser = web.signed_in(&siv).await;
    let alias = [SIV.as_slice(), &[("name_form", "alias")]].concat();
    assert_eq!(browser.post_form(NAME, &alias).await.location(), "/konto");
    let draft = app
        .proposals
        .create_draft(&siv, fields("Fler bänkar"), "", app.now)
        .await
        .unwrap();
    let check = format!("/forslag/nytt/{}/kontrollera", draft.id);
    let page = browser.get(&check).await;
    for name in ["Siv Ek", "Siv", "Ekbackenbo", NAMELESS] {
        let choice = format!("class=\"choice__hint\">{name}<");
        assert!(page.text.contains(&choice), "{name}");
    }
    // Without the tick it comes back with the choice kept, here and in the draft.
    let page = browser.post_form(&check, &[("name_form", "first")]).await;
    assert_eq!(page.status, 422);
    let kept = app.proposals.get_draft(&draft.id).await.unwrap();
    assert_eq!(kept.fields.name_form, "first");
    let form = [("publish", "yes"), ("name_form", "first")];
    let page = browser.post_form(&check, &form).await;
    assert!(page.location().ends_with("/kvitto"));
    let page = browser.post_form(&check, &form).await;
    assert!(page.location().ends_with("/kvitto"), "twice is once");
    assert_eq!(
        app.texts("select proposer_name from proposal").await,
        ["Siv"]
    );
    assert_eq!(shown(&app).await, ["Ekbackenbo"], "this one only");
    let unknown = DraftFields {
        name_form: "kungen".to_owned(),
        ..fields("Fler lampor")
    };
    let refused = app.proposals.submit(&siv, unknown, "", app.now).await;
    assert_eq!(refused.unwrap_err().fields()[0].field, "name_form");
});

on_both!(rules_can_ask_for_a_whole_name, |app| {
    app.set_rules(Ruleset {
        version: 2,
        proposal_name: NameForm::Full,
        ..Ruleset::bjorksjo()
    })
    .await;
    let web = app.web().await;
    let siv = app.resident("Ekbackenbo").await;
    let mut browser = web.signed_in(&siv).await;
    let submit = async |typed| app.proposals.submit(&siv, typed, "", app.now).await;
    let refused = submit(fields("Fler bänkar")).await.unwrap_err();
    let more = FieldError::new("name_form", FieldProblem::MoreOfYourName);
    assert_eq!(refused.fields(), [more]);
    // An idea is under any name.
    submit(idea("Fler bänkar")).await.unwrap();
    let draft = app
        .proposals
        .create_draft(&siv, fields("Fler bänkar"), "", app.now)
        .await
        .unwrap();
    let check = format!("/forslag/nytt/{}/kontrollera", draft.id);
    let page = browser.get(&check).await;
    assert!(page.text.contains("Här behövs mer av ditt namn"));
    let page = browser.post_form(&check, &[("publish", "yes")]).await;
    assert_eq!(page.status, 422);
    // Known, and still not shown elsewhere: this once it is.
    let alias = [SIV.as_slice(), &[("name_form", "alias")]].concat();
    assert_eq!(browser.post_form(NAME, &alias).await.location(), "/konto");
    let page = browser.get(&check).await;
    let offered = |name| {
        page.text
            .contains(&format!("class=\"choice__hint\">{name}<"))
    };
    assert!(offered("Siv Ek") && !offered("Siv"));
    let form = [("publish", "yes"), ("name_form", "full")];
    assert!(
        browser
            .post_form(&check, &form)
            .await
            .location()
            .ends_with("/kvitto")
    );
    // Rules from before there was such a key ask for nothing.
    let mut old = serde_json::to_value(Ruleset::bjorksjo()).unwrap();
    old.as_object_mut().unwrap().remove("proposal_name");
    let old: Ruleset = serde_json::from_value(old).unwrap();
    assert_eq!(old.proposal_name, NameForm::Nameless);
});

// Signing in at the last step loses neither the tick nor the choice; changing the text takes the
// tick back, because it was another text.
on_both!(what_was_accepted_is_accepted_after_signing_in, |app| {
    let web = app.web().await;
    person(&app, &web, "siv@example.se").await;
    let mut browser = web.visitor();
    let draft = app
        .proposals
        .create_draft(&Actor::Visitor, fields("Fler bänkar"), "", app.now)
        .await
        .unwrap();
    let check = format!("/forslag/nytt/{}/kontrollera", draft.id);
    let page = browser.post_form(&check, &[("publish", "yes")]).await;
    // What was typed is kept on a page of its own, with the way to sign in.
    assert!(page.status == 303 || page.status == 401, "{}", page.status);
    let typed = [
        ("email", "siv@example.se"),
        ("password", PASSWORD),
        ("sedan", check.as_str()),
    ];
    let page = browser.post_form("/logga-in", &typed).await;
    assert_eq!(page.location(), check);
    let page = browser.get(&check).await;
    let box_at = page.text.split("name=\"publish\"").nth(1).unwrap();
    let tag = box_at.split('>').next().unwrap();
    assert!(tag.contains("checked"), "{tag}");
    let title = [
        ("kind", "proposal"),
        ("title", "Fler lampor"),
        ("till", "kontrollera"),
    ];
    let page = browser
        .post_form(&format!("/forslag/nytt/{}", draft.id), &title)
        .await;
    assert_eq!(page.location(), check);
    let page = browser.get(&check).await;
    let box_at = page.text.split("name=\"publish\"").nth(1).unwrap();
    let tag = box_at.split('>').next().unwrap();
    assert!(!tag.contains("checked"), "another text: {tag}");
});

on_both!(letters_are_in_the_language_one_reads, |app| {
    let web = app.web().await;
    person(&app, &web, "siv@example.se").await;
    let bo = app.resident("Bo").await;
    let mut browser = web.visitor();
    let typed = [("email", "siv@example.se"), ("password", PASSWORD)];
    let page = browser.post_form("/en/logga-in", &typed).await;
    assert!(page.status.is_redirection());
    assert_eq!(
        app.texts("select lang from person order by person_id")
            .await,
        ["en", "sv"]
    );
    let draft = app
        .proposals
        .create_draft(&bo, fields("Fler bänkar"), "", app.now)
        .await
        .unwrap();
    let check = format!("/forslag/nytt/{}/kontrollera", draft.id);
    let page = browser.post_form(&check, &[("publish", "yes")]).await;
    assert!(page.location().ends_with("/kvitto"));
    let letter = web.letter_to("siv@example.se").await.unwrap();
    assert!(
        letter.contains("Hello Siv!") && letter.contains("/en/forslag/"),
        "{letter}"
    );
    assert!(!letter.contains('['), "{letter}");
    // One letter each, in each one's own.
    let id = app.proposal(&bo, "Lampor").await;
    let support = browser
        .post_form(&format!("/forslag/{id}/lampor/stod"), &[])
        .await;
    assert!(support.status.is_redirection());
    let official = app.official("Maja").await;
    let answer = crate::common::act(&[("text", &crate::common::reasons())]);
    app.proposals
        .answer(
            &official,
            id,
            nara_domain::answer::ActKind::OfficialAnswer,
            answer,
            app.now,
        )
        .await
        .unwrap();
    app.spread().await;
    let english = "select count(*) from outbox where subject like '%Lampor%' \
        and to_address = 'siv@example.se' and body like '%/en/forslag/%'";
    assert_eq!(app.number(english).await, 1);
    let all = "select count(*) from outbox where subject like '%Lampor%'";
    assert_eq!(
        app.number(all).await,
        3,
        "a receipt, and two told of the answer"
    );
});

on_both!(the_list_of_what_one_supports_is_ones_own_and_paged, |app| {
    let web = app.web().await;
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    let mut ids = Vec::new();
    for n in 0..22 {
        let id = app.proposal(&bo, &format!("Bänk nummer {n:02}")).await;
        app.proposals.support(&siv, id, app.now).await.unwrap();
        ids.push(id);
    }
    let mut browser = web.signed_in(&siv).await;
    let page = browser.get("/konto").await;
    assert!(page.text.contains("href=\"/konto/stod\""));
    let page = browser.get("/konto/stod").await;
    assert!(page.text.contains("nummer 21") && page.text.contains("nummer 02"));
    assert!(!page.text.contains("nummer 01"));
    let next = format!("/konto/stod?fore={}", ids[2]);
    assert!(page.text.contains(&next), "{next}");
    let page = browser.get(&next).await;
    assert!(page.text.contains("nummer 01") && page.text.contains("nummer 00"));
    assert!(!page.text.contains("nummer 02"));
    let mut other = web.signed_in(&bo).await;
    let page = other.get("/konto/stod").await;
    assert!(page.text.contains("Du stöder inget än") && !page.text.contains("nummer"));
    assert_eq!(browser.get("/konto/stod?fore=x").await.status, 404);
    assert_eq!(
        web.visitor().get("/konto/stod").await.location(),
        "/logga-in?sedan=%2Fkonto%2Fstod"
    );
});
