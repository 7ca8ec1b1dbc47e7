//! The campaign the girl's class takes part in: decided on, chosen from, voted on, presented and answered.

use std::collections::BTreeMap;

use nara_app::campaigns::api::{CampaignPort, SEEN};
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::campaign::{CampaignStepKind as K, Chosen};
use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;
use nara_server::campaigns::{CampaignService, store};
use nara_server::clock::{Clock, SystemClock};

use super::log::Client;
use super::minors::hidden;
use crate::common::{App, act};

/// The campaign of every route with a campaign in it.
pub const SLUG: &str = "ladan";
pub const HERE: &str = "/kampanjer/ladan";

fn service(app: &App) -> CampaignService {
    CampaignService {
        db: app.db.clone(),
        hub: app.proposals.hub().clone(),
    }
}

fn typed(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

async fn step(app: &App, by: &Actor, kind: K, pairs: &[(&str, &str)], now: Stamp) {
    let campaigns = service(app);
    let seen = campaigns.campaign(by, SLUG, now).await.unwrap().seen();
    let mut fields = typed(pairs);
    fields.insert(SEEN.to_owned(), seen);
    let once = kind.to_string();
    let sent = (&fields, once.as_str());
    campaigns.record(by, SLUG, kind, sent, now).await.unwrap();
}

/// Open for ideas from today on.
pub async fn opened(app: &App, official: &Actor) {
    let now = SystemClock.now();
    let plan = typed(&[
        ("title", "Lådan"),
        ("question", "Vad saknas för unga här?"),
        ("commission", "Nämnden frågar inför nästa års budget."),
        ("age_from", "13"),
        ("age_to", "19"),
        ("sets", "I skolan: 2"),
        ("influence", "dialogue"),
        ("can_influence", "Vad vi gör."),
        ("cannot_influence", "Pengarna."),
    ]);
    let made = service(app).draft(official, &plan, "plan", now).await;
    assert_eq!(made.unwrap(), SLUG);
    let (today, later) = (now.day().to_string(), now.day().add_days(20).to_string());
    let approval = [
        ("approved_by", "Lena Borg, chef"),
        ("sponsor", "Anna Ek (X)"),
        ("opens_on", today.as_str()),
        ("ideas_until", later.as_str()),
        ("budget", "Inga pengar"),
        ("answerer", "Fritid"),
        ("stand_in", "Skolan"),
        ("answer_days", "60"),
        ("consent", "Brev hem till alla."),
        ("data_protection", "yes"),
    ];
    step(app, official, K::Approve, &approval, now).await;
}

/// Her group is taken in by who runs it.
pub async fn joined(leader: &mut Client, group: &str) {
    let number = group.rsplit('/').next().unwrap();
    let takes_part = [("group", number), ("takes_part", "yes")];
    let done = leader.form(&format!("{HERE}/grupper"), &takes_part).await;
    assert_eq!(done.status, 303, "{}", done.text);
}

/// What she would add to her idea herself is not hers to publish: who reads first writes it.
pub async fn described(girl: &mut Client, leader: &mut Client, idea: ProposalId) {
    let address = format!("{HERE}/ideer/{idea}");
    let own = [
        ("problem", "Zqxdelarna är hemma hos mig."),
        ("first_step", "Lampor"),
        ("rough_cost", "Lite"),
        ("seen", ""),
        ("once", "zqxdelarnyckel"),
    ];
    assert_eq!(girl.form(&address, &own).await.status, 403);
    let page = leader.get(&address).await;
    let once = hidden(&page, "once");
    let parts = [
        ("problem", "Det är mörkt på vägen."),
        ("first_step", "Två lampor."),
        ("rough_cost", "Några tusen."),
        ("seen", ""),
        ("once", once.as_str()),
    ];
    let done = leader.form(&address, &parts).await;
    assert_eq!(done.status, 303, "{}", done.text);
}

/// Somebody wants to hand it in; nobody has answered.
pub async fn wanted(app: &App, who: &mut Client, idea: ProposalId) {
    let title = service(app).campaign(&Actor::Visitor, SLUG, app.now).await;
    let slug = title.unwrap().ideas[0].slug.clone();
    let address = format!("/forslag/{idea}/{slug}/ta-over");
    let page = who.get(&address).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let asks = [("gor", "ask"), ("why", "Jag bor vid vägen.")];
    let done = who.form(&address, &asks).await;
    assert_eq!(done.status, 303, "{}", done.text);
}

/// It is chosen, she votes for it, and days later it is counted, presented and answered.
pub async fn answered(app: &App, official: &Actor, girl: &mut Client, idea: ProposalId) {
    let (now, person) = (SystemClock.now(), official.person_id().unwrap());
    let campaign = service(app).campaign(&Actor::Visitor, SLUG, now).await;
    let campaign = campaign.unwrap();
    assert_eq!(campaign.ideas.len(), 1, "hers is in it");
    // Nobody votes on one alone.
    let somebody = app.resident("Ida").await;
    let other = crate::common::idea("Skejtkväll i hallen");
    let other = app.proposal_at(&somebody, other, now).await;
    let mut tx = app.db.begin().await.unwrap();
    store::mark_idea(&mut tx, other, (campaign.id, 1))
        .await
        .unwrap();
    for (slot, chosen) in [(1, idea), (2, other)] {
        let slot = Chosen::Slot(slot);
        let put = store::choose(&mut tx, (campaign.id, chosen), Some(&slot), person, now).await;
        put.unwrap();
    }
    tx.commit().await.unwrap();
    step(app, official, K::Curate, &[], now).await;
    let until = now.day().add_days(1).to_string();
    let vote = [
        ("voting_until", until.as_str()),
        ("votes_each", "1"),
        ("who", "groups"),
        ("whom", "Klassen"),
    ];
    step(app, official, K::Vote, &vote, now).await;
    let ballot = [("idea", idea.to_string())];
    let ballot = [(ballot[0].0, ballot[0].1.as_str())];
    let cast = girl.form(&format!("{HERE}/rosta"), &ballot).await;
    assert_eq!(cast.status, 303, "{}", cast.text);
    let later = now.plus_days(3);
    assert_eq!(service(app).run_due(later).await.unwrap(), 1);
    let met = now.day().to_string();
    let present = [("meeting_date", met.as_str()), ("present", "Nämnden.")];
    step(app, official, K::Present, &present, later).await;
    let no = [("reason", "Vägen byggs om."), ("would_help", "Nästa år.")];
    for idea in [idea, other] {
        let answered = app
            .proposals
            .idea_step(official, idea, "no", act(&no), later);
        answered.await.unwrap();
    }
}

/// Over, with its groups.
pub async fn closed(app: &App, official: &Actor) {
    let later = SystemClock.now().plus_days(4);
    let on = later.day().to_string();
    let close = [
        ("report", "Klart."),
        ("archived_on", on.as_str()),
        ("archive_id", "A 12"),
    ];
    step(app, official, K::Close, &close, later).await;
}
