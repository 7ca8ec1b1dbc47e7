//! What makes an idea one that can be answered: its problem, its first step, its rough cost.

use axum::http::StatusCode;
use nara_app::campaigns::api::CampaignPort;
use nara_domain::ids::ProposalId;
use nara_server::campaigns::{CampaignService, store};
use nara_server::execute;

use crate::common::App;
use crate::common::http::{Browser, Page};
use crate::{group, hidden, idea, join, on_both, supervisor};

const HERE: &str = "/kampanjer/framtidsladan";

async fn write(browser: &mut Browser<'_>, address: &str, problem: &str) -> Page {
    let page = browser.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    send(browser, address, &hidden(&page, "seen"), problem).await
}

async fn send(browser: &mut Browser<'_>, address: &str, seen: &str, problem: &str) -> Page {
    let once = format!("k{seen}{problem}").replace(' ', "");
    let once = once
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>();
    let fields = [
        ("problem", problem),
        ("first_step", "Byt fem lampor."),
        ("rough_cost", "5 000 kronor"),
        ("seen", seen),
        ("once", &once),
    ];
    browser.post_form(address, &fields).await
}

/// A campaign that is open, with a group whose member has written an idea in its set.
pub async fn open_with_idea<'w>(
    app: &App,
    web: &'w crate::common::http::Web,
    reads_first: &str,
) -> (Browser<'w>, Browser<'w>, ProposalId) {
    let maja = app.official("Maja").await;
    let mut official = web.signed_in(&maja).await;
    let plan = crate::campaigns::plan("a1");
    official.post_form("/kampanjer/ny", &plan).await;
    let approved = crate::campaigns::take(
        &mut official,
        nara_domain::campaign::CampaignStepKind::Approve,
        &[],
    )
    .await;
    assert_eq!(approved.location(), HERE);
    let tove = supervisor(app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", reads_first).await;
    let number = id.to_string();
    let takes_part = [("group", number.as_str()), ("takes_part", "yes")];
    leader
        .post_form(&format!("{HERE}/grupper"), &takes_part)
        .await;
    let (mut fox, _) = join(web, &code, "Glad Räv").await;
    idea(&mut fox, "Ljusare gångväg", "Det är mörkt på vägen hem.").await;
    if reads_first == "yes" {
        let read = format!("/grupper/{id}/lasa");
        let text = hidden(&leader.get(&read).await, "text");
        let publish = [("text", text.as_str()), ("gor", "publish")];
        leader.post_form(&read, &publish).await;
    }
    let found = app.number("select max(proposal_id) from proposal").await;
    let idea = ProposalId::new(found);
    let campaigns = CampaignService {
        db: app.db.clone(),
        hub: app.proposals.hub().clone(),
    };
    let campaign = campaigns
        .campaign(&maja, "framtidsladan", app.now)
        .await
        .unwrap();
    let mut tx = app.db.begin().await.unwrap();
    store::mark_idea(&mut tx, idea, (campaign.id, 1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (leader, fox, idea)
}

on_both!(who_wrote_an_idea_and_who_runs_it_work_it_out, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
    let address = format!("{HERE}/ideer/{idea}");
    let shown = format!("/forslag/{idea}/ljusare-gangvag");
    let page = fox.get(&shown).await;
    assert!(page.text.contains(&address), "{}", page.text);
    let page = web.visitor().get(&shown).await;
    assert!(!page.text.contains(&address), "{}", page.text);

    let page = write(&mut fox, &address, "").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains("Byt fem lampor."),
        "nothing typed is lost"
    );
    let page = write(&mut fox, &address, "Ring 070-123 45 67.").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = write(&mut fox, &address, "Lamporna är sönder.").await;
    assert_eq!(
        page.location(),
        format!("/forslag/{idea}/-"),
        "{}",
        page.text
    );
    let page = web.visitor().get(&shown).await;
    for text in ["Lamporna är sönder.", "Byt fem lampor.", "5 000 kronor"] {
        assert!(page.text.contains(text), "{}", page.text);
    }

    // The supervisor goes on with what the member wrote; who had the old page overwrites nothing.
    let before = hidden(&leader.get(&address).await, "seen");
    let page = write(&mut leader, &address, "Tre lampor av fem är sönder.").await;
    assert!(page.status.is_redirection(), "{}", page.text);
    let page = send(&mut fox, &address, &before, "Alla är sönder.").await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text.contains("Tre lampor av fem") && page.text.contains("Alla är sönder."));
    let stands = "select problem from campaign_idea_parts order by campaign_idea_parts_id";
    assert_eq!(
        app.texts(stands).await,
        ["Lamporna är sönder.", "Tre lampor av fem är sönder."]
    );

    // Nobody else's.
    let siv = app.resident("Siv").await;
    let mut siv = web.signed_in(&siv).await;
    assert_eq!(siv.get(&address).await.status, StatusCode::FORBIDDEN);
    let page = send(&mut siv, &address, "", "Mitt.").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    for statement in [
        "update campaign_idea_parts set problem = ''",
        "delete from campaign_idea_parts",
    ] {
        let mut tx = app.db.begin().await.unwrap();
        assert!(execute!(tx, statement).is_err(), "{statement}");
    }
});

on_both!(two_phones_write_one_after_the_other, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
    let address = format!("{HERE}/ideer/{idea}");
    let (one, other) = tokio::join!(
        send(&mut leader, &address, "", "Mörkt."),
        send(&mut fox, &address, "", "Halt."),
    );
    let mut codes = [one.status, other.status];
    codes.sort();
    assert_eq!(codes, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    assert_eq!(
        app.number("select count(*) from campaign_idea_parts").await,
        1
    );
});

on_both!(where_texts_are_read_first_the_supervisor_writes_it, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "yes").await;
    let address = format!("{HERE}/ideer/{idea}");
    let page = fox.get(&address).await;
    assert!(
        page.text.contains("Din ledare skriver det här") && !page.text.contains("name=\"problem\"")
    );
    let page = send(&mut fox, &address, "", "Lamporna är sönder.").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    assert_eq!(
        app.number("select count(*) from campaign_idea_parts").await,
        0
    );
    let page = write(&mut leader, &address, "Lamporna är sönder.").await;
    assert!(page.status.is_redirection(), "{}", page.text);
});
