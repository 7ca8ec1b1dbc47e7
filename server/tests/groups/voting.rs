//! A campaign's vote: sealed until its last day has passed, then counted for everybody at once.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use nara_app::campaigns::api::{CampaignPort, CampaignView, VoteNumbers};
use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::campaign::{CampaignStageCode as S, CampaignStepKind as K, Chosen, Total};
use nara_domain::error::{Denied, NotAllowedNow};
use nara_domain::ids::{CampaignId, PersonId, ProposalId};
use nara_domain::proposal::Ruleset;
use nara_server::campaigns::{CampaignService, store};
use nara_server::{execute, fetch_all};

use crate::common::http::Browser;
use crate::common::{App, idea};
use crate::{group, hidden, join, on_both, supervisor};

pub const SLUG: &str = "framtidsladan";
pub const HERE: &str = "/kampanjer/framtidsladan";
const BALLOT: &str = "/kampanjer/framtidsladan/rosta";
const PAPER: &str = "/kampanjer/framtidsladan/rosta/papper";

pub fn service(app: &App) -> CampaignService {
    CampaignService {
        db: app.db.clone(),
        hub: app.proposals.hub().clone(),
    }
}

pub fn typed(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

pub async fn view(app: &App) -> CampaignView {
    let campaigns = service(app);
    let view = campaigns.campaign(&Actor::Visitor, SLUG, app.now).await;
    view.unwrap()
}

/// Takes a step as an official.
pub async fn step(app: &App, by: &Actor, kind: K, pairs: &[(&str, &str)]) -> Result<(), AppError> {
    let campaigns = service(app);
    let seen = campaigns.campaign(by, SLUG, app.now).await.unwrap().seen();
    let mut fields = typed(pairs);
    fields.insert("seen".to_owned(), seen);
    let once = format!("{kind}");
    campaigns
        .record(by, SLUG, kind, (&fields, &once), app.now)
        .await
}

/// A campaign that `official` made, with as many ideas in its slots, whose ideas are being chosen.
pub async fn curated(app: &App, official: &Actor, ideas: i64) -> Vec<ProposalId> {
    curated_in(app, official, &format!("I skolan: {ideas}"), ideas).await
}

/// The same, with these sets: all ideas are of the first.
pub async fn curated_in(app: &App, official: &Actor, sets: &str, ideas: i64) -> Vec<ProposalId> {
    let campaigns = service(app);
    let plan = typed(&[
        ("title", "Framtidslådan"),
        ("question", "Vad ska hända för att vi ska mötas mer?"),
        ("commission", "Kommunen vill ha idéer och svarar på alla."),
        ("age_from", "13"),
        ("age_to", "19"),
        ("sets", sets),
        ("influence", "influence"),
        ("can_influence", "Aktiviteter i skolan."),
        ("cannot_influence", "Betyg."),
    ]);
    let made = campaigns.draft(official, &plan, "plan", app.now).await;
    assert_eq!(made.unwrap(), SLUG);
    let approval = [
        ("approved_by", "Lena Borg, förvaltningschef"),
        ("sponsor", "Anna Ek (X)"),
        ("opens_on", "2026-03-04"),
        ("ideas_until", "2026-03-20"),
        ("budget", "50 000 kronor"),
        ("answerer", "Fritid"),
        ("stand_in", "Skolan"),
        ("answer_days", "60"),
        ("consent", "Hemmen får ett brev."),
        ("data_protection", "yes"),
    ];
    step(app, official, K::Approve, &approval).await.unwrap();
    let siv = app.resident("Siv").await;
    let person = official.person_id().unwrap();
    let mut all = Vec::new();
    for number in 1..=ideas {
        let fields = idea(&format!("Idé nummer {number}"));
        let id = app
            .proposals
            .submit(&siv, fields, "", app.now)
            .await
            .unwrap();
        let campaign = view(app).await.id;
        let mut tx = app.db.begin().await.unwrap();
        store::mark_idea(&mut tx, id, (campaign, 1)).await.unwrap();
        let slot = Chosen::Slot(number);
        let put = store::choose(&mut tx, (campaign, id), Some(&slot), person, app.now).await;
        put.unwrap();
        tx.commit().await.unwrap();
        all.push(id);
    }
    step(app, official, K::Curate, &[]).await.unwrap();
    all
}

pub const VOTE: [(&str, &str); 4] = [
    ("voting_until", "2026-03-10"),
    ("votes_each", "2"),
    ("who", "everyone"),
    ("whom", "Norrskolan, 13–15 år"),
];

/// The same, and everybody votes on them until the tenth of March.
async fn voting(app: &App, official: &Actor, ideas: i64) -> Vec<ProposalId> {
    let ideas = curated(app, official, ideas).await;
    step(app, official, K::Vote, &VOTE).await.unwrap();
    assert_eq!(view(app).await.stage.code(), S::Voting);
    ideas
}

/// The day after the last one.
async fn count(app: &App) -> CampaignView {
    let campaigns = service(app);
    assert_eq!(campaigns.run_due(app.now.plus_days(6)).await.unwrap(), 0);
    let later = app.now.plus_days(7);
    let moved = tokio::join!(campaigns.run_due(later), campaigns.run_due(later));
    assert_eq!(moved.0.unwrap() + moved.1.unwrap(), 1, "it is counted once");
    let view = view(app).await;
    assert_eq!(view.stage.code(), S::Voted);
    view
}

fn totals(view: &CampaignView) -> Vec<(i64, i64, i64)> {
    let totals = view.counted().unwrap().totals;
    let each = |total: &Total| (total.slot, total.votes, total.on_paper);
    totals.iter().map(each).collect()
}

pub async fn cast(app: &App, who: &Actor, ideas: &[ProposalId]) -> Result<(), AppError> {
    let rules = app.proposals.rules().await.unwrap();
    service(app).cast(who, SLUG, ideas, &rules, app.now).await
}

/// Ticks these and sends them, as the page's form does.
async fn tick(browser: &mut Browser<'_>, ideas: &[ProposalId]) -> crate::common::http::Page {
    let names: Vec<String> = ideas.iter().map(|id| format!("idea-{id}")).collect();
    let fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "yes")).collect();
    browser.post_form(BALLOT, &fields).await
}

on_both!(a_vote_from_its_beginning_to_its_result, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let tove = supervisor(&app, "Tove").await;
    let (mut leader, mut visitor) = (web.signed_in(&tove).await, web.visitor());
    let ideas = curated(&app, &maja, 3).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let number = id.to_string();
    let takes_part = [("group", number.as_str()), ("takes_part", "yes")];
    leader
        .post_form(&format!("{HERE}/grupper"), &takes_part)
        .await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    let page = tick(&mut fox, &ideas[..1]).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "it has not begun");

    // The supervisor of its group begins it.
    let address = format!("{HERE}/steg/vote");
    let page = leader.get(&address).await;
    let (seen, once) = (hidden(&page, "seen"), hidden(&page, "once"));
    let mut form = VOTE.to_vec();
    form.extend([("seen", seen.as_str()), ("once", once.as_str())]);
    form[2] = ("who", "groups");
    form[0] = ("voting_until", "2026-07-01");
    let page = leader.post_form(&address, &form).await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "too far ahead"
    );
    form[0] = ("voting_until", "2026-03-10");
    assert_eq!(leader.post_form(&address, &form).await.location(), HERE);

    // A member finds it, and votes; what was ticked stays where something is wrong.
    let mine = fox.get("/grupp/mitt").await;
    assert!(mine.text.contains(BALLOT), "{}", mine.text);
    let page = fox.get(BALLOT).await;
    assert_eq!(
        page.text.matches("type=\"checkbox\"").count(),
        3,
        "{}",
        page.text
    );
    let page = tick(&mut fox, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = tick(&mut fox, &ideas).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.text.matches(" checked").count(), 3, "{}", page.text);
    let page = fox.post_form(BALLOT, &[("idea", "999999")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = fox.post_form(BALLOT, &[("ide", "1")]).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert_eq!(tick(&mut fox, &ideas[..2]).await.location(), BALLOT);
    assert_eq!(tick(&mut fox, &ideas[1..]).await.location(), BALLOT);
    let page = fox.get(BALLOT).await;
    assert_eq!(page.text.matches(" checked").count(), 2, "{}", page.text);
    let mine = fox.get("/grupp/mitt").await;
    assert!(mine.text.contains("Du har röstat"), "{}", mine.text);

    // Nobody else does.
    let mut resident = web.signed_in(&app.resident("Bo").await).await;
    let page = tick(&mut resident, &ideas[..1]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let page = resident.get(BALLOT).await;
    assert!(page.text.contains("Du kan inte rösta") && !page.text.contains("type=\"checkbox\""));
    assert_eq!(
        tick(&mut visitor, &ideas[..1]).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        tick(&mut leader, &ideas[..1]).await.status,
        StatusCode::FORBIDDEN
    );
    let page = visitor.get(HERE).await;
    assert!(page.text.contains("En röstsedel är inne"), "{}", page.text);

    // Slots stay, and nobody but those who run it enters slips.
    let choice = format!("{HERE}/val/{}", ideas[0]);
    assert_eq!(
        leader.post_form(&choice, &[("slot", "")]).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(fox.get(PAPER).await.status, StatusCode::FORBIDDEN);
    let page = leader.get(PAPER).await;
    let once = hidden(&page, "once");
    let names: Vec<String> = ideas.iter().map(|id| format!("votes-{id}")).collect();
    let slips = |slips: &'static str, once| {
        vec![
            ("slips", slips),
            (&*names[0], "9"),
            (&*names[1], "2"),
            ("counted_by", "Tove Ek"),
            ("counted_with", "Karin Ås"),
            ("once", once),
        ]
    };
    let page = leader.post_form(PAPER, &slips("3", &once)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains("value=\"9\""),
        "what was typed stays: {}",
        page.text
    );
    assert_eq!(
        leader.post_form(PAPER, &slips("9", "a1")).await.location(),
        PAPER
    );
    assert_eq!(
        leader.post_form(PAPER, &slips("10", "a2")).await.location(),
        PAPER
    );
    assert_eq!(
        leader.post_form(PAPER, &slips("10", "a2")).await.location(),
        PAPER
    );
    let page = leader.get(PAPER).await;
    assert!(
        page.text.contains("10 sedlar, inlagda av Tove"),
        "{}",
        page.text
    );
    assert!(page.text.contains("Ersatt av en senare"), "{}", page.text);
    assert!(!page.text.contains("value=\"9\""), "sealed: {}", page.text);
    let numbers = VoteNumbers {
        ballots: 1,
        slips: 10,
    };
    assert_eq!(view(&app).await.votes, Some(numbers));

    // Counted, for everybody the same, and cut from who voted.
    let counted = count(&app).await;
    assert_eq!(totals(&counted), [(1, 0, 9), (2, 1, 2), (3, 1, 0)]);
    assert_eq!(app.number("select count(*) from campaign_ballot").await, 0);
    assert_eq!(app.number("select ballots from campaign_counted").await, 1);
    assert_eq!(
        app.number("select count(*) from campaign_paper").await,
        2,
        "each is kept"
    );
    let page = visitor.get(HERE).await;
    assert!(page.text.contains("id=\"resultat\"") && page.text.contains(">9</td>"));
    let page = visitor.get(&format!("{HERE}?visning=storbild")).await;
    assert!(page.text.contains("9 röster"), "{}", page.text);
    let page = visitor.get(BALLOT).await;
    assert!(page.text.contains("#resultat"), "{}", page.text);
    assert_eq!(
        tick(&mut fox, &ideas[..1]).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        leader.post_form(PAPER, &slips("9", "a3")).await.status,
        StatusCode::CONFLICT
    );
    let present = [("meeting_date", "2026-03-04"), ("present", "Nämnden.")];
    step(&app, &maja, K::Present, &present).await.unwrap();
    assert!(visitor.get(HERE).await.text.contains("id=\"resultat\""));
});

on_both!(two_phones_of_one_person_make_one_ballot, |app| {
    let maja = app.official("Maja").await;
    let ideas = voting(&app, &maja, 4).await;
    let bo = app.resident("Bo").await;
    for round in 0..5 {
        let (one, other) = tokio::join!(
            cast(&app, &bo, &ideas[..2]),
            cast(&app, &bo, &ideas[2..3 + round % 2]),
        );
        assert_eq!((one, other), (Ok(()), Ok(())));
        let rows: Vec<(i64,)> = fetch_all!(
            app.db.read().await.unwrap(),
            (i64,),
            "select proposal_id from campaign_ballot order by proposal_id"
        )
        .unwrap();
        let got: Vec<ProposalId> = rows.into_iter().map(|(id,)| id.into()).collect();
        let whole = [&ideas[..2], &ideas[2..3 + round % 2]].contains(&&got[..]);
        assert!(whole, "one of the two, and no mixture: {got:?}");
    }
    assert_eq!(view(&app).await.votes.unwrap().ballots, 1);
});

on_both!(two_hundred_voters_are_counted_once_each, |app| {
    let maja = app.official("Maja").await;
    let ideas = voting(&app, &maja, 5).await;
    let mut people = Vec::new();
    for number in 0..200 {
        people.push(app.resident(&format!("Bo {number}")).await);
    }
    let (first, rest) = people.split_at(100);
    let all = async |people: &[Actor], start: usize| {
        for (number, person) in (start..).zip(people) {
            let ballot = [ideas[number % 5], ideas[(number + 1) % 5]];
            let ballot = &ballot[..1 + number % 2];
            cast(&app, person, ballot).await.unwrap();
            if number % 3 == 0 {
                cast(&app, person, ballot).await.unwrap();
            }
        }
    };
    tokio::join!(all(first, 0), all(rest, 100));
    let counted = count(&app).await;
    let result = counted.counted().unwrap();
    assert_eq!((result.ballots, result.slips), (200, 0));
    let sum: i64 = result.totals.iter().map(Total::in_all).sum();
    assert_eq!(sum, 300);
    // Whoever has the database can count again.
    let boxed: Vec<(String, i64)> = fetch_all!(
        app.db.read().await.unwrap(),
        (String, i64),
        "select ideas, ballots from campaign_counted"
    )
    .unwrap();
    for total in &result.totals {
        let name = total.idea.to_string();
        let again = boxed
            .iter()
            .filter(|(ideas, _)| ideas.split(' ').any(|id| id == name));
        assert_eq!(again.map(|(_, many)| many).sum::<i64>(), total.votes);
    }
});

/// A page without what is new on it each time.
fn steady(text: &str) -> String {
    // Up to which event the page knows: that somebody voted again, and not how.
    let known = "&quot;from&quot;:";
    let pieces: Vec<&str> = text.split(known).collect();
    let digit = |c: char| c.is_ascii_digit();
    let mut without = pieces.iter().map(|piece| piece.trim_start_matches(digit));
    let text = without.next().unwrap_or_default().to_owned() + &without.collect::<String>();
    let mut out = String::new();
    let mut rest = text.as_str();
    let marks = ["nonce=\"", "name=\"once\" value=\"", "content=\"nonce-"];
    while let Some((at, mark)) = marks
        .iter()
        .filter_map(|mark| rest.find(mark).map(|at| (at, mark)))
        .min()
    {
        let (before, after) = rest.split_at(at + mark.len());
        out.push_str(before);
        rest = after.split_once('"').map_or("", |(_, rest)| rest);
    }
    out + rest
}

on_both!(nothing_tells_how_it_goes, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let ideas = voting(&app, &maja, 3).await;
    let administrator = vec![Standing::of(Role::Administrator)];
    let mut readers = vec![
        web.visitor(),
        web.signed_in(&maja).await,
        web.signed_in(&app.resident("Ola").await).await,
        web.signed_in(&app.secretary("Sven").await).await,
        web.signed_in(&app.elected("Eva").await).await,
        web.signed_in(&supervisor(&app, "Tove").await).await,
        web.signed_in(&app.person("Adm", Level::T, administrator).await)
            .await,
    ];
    let (bo, isa) = (app.resident("Bo").await, app.resident("Isa").await);
    let mut addresses: Vec<String> = [
        "",
        "?visning=storbild",
        "/rosta",
        "/rosta/papper",
        "/val",
        "/steg/present",
    ]
    .map(|rest| format!("{HERE}{rest}"))
    .into();
    addresses.extend(["/kampanjer", "/", "/forslag?slag=idea", "/admin/logg"].map(str::to_owned));
    addresses.extend(ideas.iter().map(|id| format!("/forslag/{id}")));
    let mut seen: Vec<Vec<String>> = Vec::new();
    for (first, second) in [(0, 0), (1, 2)] {
        cast(&app, &bo, &ideas[first..=first]).await.unwrap();
        cast(&app, &isa, &ideas[second..=second]).await.unwrap();
        let paper = typed(&[
            ("slips", "7"),
            (&format!("votes-{}", ideas[first]), "7"),
            ("counted_by", "Tove Ek"),
            ("counted_with", "Karin Ås"),
        ]);
        // The line that says that slips were entered would be another one each time.
        if first == 0 {
            let sent = (&paper, "papper");
            let entered = service(&app).enter_paper(&maja, SLUG, sent, app.now).await;
            entered.unwrap();
        }
        let mut pages = Vec::new();
        for reader in &mut readers {
            for address in &addresses {
                let page = reader.get(address).await;
                pages.push(format!("{address} {} {}", page.status, steady(&page.text)));
            }
        }
        seen.push(pages);
    }
    for (one, other) in seen[0].iter().zip(&seen[1]) {
        assert_eq!(one, other);
    }
    assert!(
        seen[0]
            .iter()
            .any(|page| page.contains("9 röstsedlar är inne"))
    );
    // The positive control: after the count they do differ.
    count(&app).await;
    let page = readers[0].get(HERE).await;
    assert_ne!(
        seen[0][0],
        format!("{HERE} {} {}", page.status, steady(&page.text))
    );
});

on_both!(a_hidden_idea_falls_out_and_it_is_said, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let ideas = voting(&app, &maja, 3).await;
    let bo = app.resident("Bo").await;
    cast(&app, &bo, &ideas[..2]).await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    let hide = "update proposal set stage_group = 'not_public' where proposal_id = $1";
    execute!(tx, hide, ideas[0].get()).unwrap();
    tx.commit().await.unwrap();
    let mut voter = web.signed_in(&bo).await;
    let page = voter.get(BALLOT).await;
    assert!(
        page.text.contains("En idé finns inte kvar"),
        "{}",
        page.text
    );
    assert!(!page.text.contains("Idé nummer 1"), "{}", page.text);
    let page = tick(&mut voter, &ideas[..1]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let counted = count(&app).await;
    assert_eq!(counted.counted().unwrap().fell_out, 1);
    assert_eq!(totals(&counted), [(2, 1, 0), (3, 0, 0)]);
    let page = web.visitor().get(HERE).await;
    assert!(page.text.contains("En idé doldes"), "{}", page.text);
});

on_both!(called_off_it_is_never_counted, |app| {
    let maja = app.official("Maja").await;
    let ideas = voting(&app, &maja, 3).await;
    let bo = app.resident("Bo").await;
    cast(&app, &bo, &ideas[..1]).await.unwrap();
    let cancel = [("reason", "Ingen kan svara."), ("ideas", "De sparas.")];
    step(&app, &maja, K::Cancel, &cancel).await.unwrap();
    assert_eq!(app.number("select count(*) from campaign_ballot").await, 0);
    assert_eq!(app.number("select count(*) from campaign_counted").await, 0);
    let closed = AppError::NotAllowedNow(NotAllowedNow::NotVoting);
    assert_eq!(cast(&app, &bo, &ideas[..1]).await, Err(closed));
});

on_both!(who_is_not_known_is_told_so, |app| {
    let maja = app.official("Maja").await;
    let ideas = voting(&app, &maja, 3).await;
    let unknown = vec![Standing::of(Role::Resident)];
    let bo = app.person("Bo", Level::None, unknown).await;
    let level = Ruleset::bjorksjo().support_level;
    assert_eq!(
        cast(&app, &bo, &ideas[..1]).await,
        Err(Denied::Level(level).into())
    );
    let fox = app.youth("Glad Räv").await;
    assert_eq!(cast(&app, &fox, &ideas[..1]).await, Ok(()));
});

on_both!(the_box_refuses_to_be_rewritten, |app| {
    let maja = app.official("Maja").await;
    let ideas = voting(&app, &maja, 3).await;
    let bo = app.resident("Bo").await;
    cast(&app, &bo, &ideas[..1]).await.unwrap();
    let paper = typed(&[
        ("slips", "1"),
        (&format!("votes-{}", ideas[0]), "1"),
        ("counted_by", "Tove Ek"),
        ("counted_with", "Karin Ås"),
    ]);
    let campaigns = service(&app);
    let entered = campaigns
        .enter_paper(&maja, SLUG, (&paper, "a"), app.now)
        .await;
    entered.unwrap();
    count(&app).await;
    for statement in [
        "update campaign_counted set ballots = 2",
        "delete from campaign_counted",
        "update campaign_paper set slips = 2",
        "delete from campaign_paper",
        "update campaign_paper_idea set votes = 2",
        "delete from campaign_paper_idea",
    ] {
        let mut tx = app.db.begin().await.unwrap();
        assert!(execute!(tx, statement).is_err(), "{statement}");
    }
});

/// People and their ballots, without a form for each: this many, two ideas each.
async fn crowd(app: &App, campaign: CampaignId, ideas: &[ProposalId], many: i64) {
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into person (display_name, level, created_at) \
         with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) \
         select 'Väljare', 'n1', 0 from n where i <= $1",
        many,
    )
    .unwrap();
    let (first, count) = (ideas[0].get(), ideas.len() as i64);
    for place in [1_i64, 2] {
        execute!(
            tx,
            "insert into campaign_ballot (campaign_id, place, person_id, proposal_id, at) \
             select $1, $2, person_id, $3 + ((person_id + $2) % $4), 0 from person \
             where display_name = 'Väljare'",
            campaign.get(),
            place,
            first,
            count,
        )
        .unwrap();
    }
    tx.commit().await.unwrap();
}

on_both!(twenty_thousand_ballots, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let ideas = voting(&app, &maja, 15).await;
    let campaign = view(&app).await.id;
    crowd(&app, campaign, &ideas, 20_000).await;
    let mut visitor = web.visitor();
    let clock = std::time::Instant::now;
    let begun = clock();
    let page = visitor.get(HERE).await;
    let read = begun.elapsed();
    assert!(
        page.text.contains("20\u{a0}000 röstsedlar"),
        "{}",
        page.text
    );
    let bo = app.resident("Bo").await;
    let begun = clock();
    cast(&app, &bo, &ideas[..2]).await.unwrap();
    let voted = begun.elapsed();
    let begun = clock();
    let counted = count(&app).await;
    let took = begun.elapsed();
    let result = counted.counted().unwrap();
    assert_eq!(result.ballots, 20_001);
    let sum: i64 = result.totals.iter().map(Total::in_all).sum();
    assert_eq!(sum, 40_002);
    println!(
        "{:?}: page {read:?}, ballot {voted:?}, count {took:?}",
        app.db.engine()
    );
});

const WORDS: [&str; 24] = [
    "Läxhjälp",
    "skateboard",
    "bussen",
    "biblioteket",
    "kvällsöppet",
    "matlagning",
    "föreningar",
    "simhallen",
    "dansgolv",
    "musikrum",
    "lovaktivitet",
    "verkstad",
    "spelkväll",
    "cykelväg",
    "grillplats",
    "odling",
    "filmklubb",
    "kompisar",
    "skolgården",
    "fritidsgården",
    "språkcafé",
    "utomhusgym",
    "replokal",
    "konst",
];

/// Ideas in the first set besides those in slots, each kept for later.
async fn many_more(app: &App, official: &Actor, many: usize) {
    let campaign = view(app).await.id;
    let person = official.person_id().unwrap();
    let kept = Chosen::Kept("Liknar en som fick plats, och den kom först.".to_owned());
    let writers = app.residents(many.div_ceil(5)).await;
    for number in 0..many {
        // No two alike: what is the same weighs nothing once it is compressed.
        let word = |step: usize| WORDS[(number * step + number / 7) % WORDS.len()];
        let title = format!("{} {} {} {number}", word(1), word(5), word(11));
        let mut fields = idea(&title);
        fields.body = (1..80).map(word).collect::<Vec<_>>().join(" ");
        let writer = &writers[number / 5];
        let id = app.proposals.submit(writer, fields, "", app.now).await;
        let id = id.unwrap();
        let mut tx = app.db.begin().await.unwrap();
        store::mark_idea(&mut tx, id, (campaign, 1)).await.unwrap();
        let put = store::choose(&mut tx, (campaign, id), Some(&kept), person, app.now).await;
        put.unwrap();
        tx.commit().await.unwrap();
    }
}

/// Bytes of a page as a browser gets it.
async fn weight(browser: &mut Browser<'_>, path: &str) -> usize {
    browser.set_header("accept-encoding", "br");
    let answer = browser
        .raw(axum::http::Method::GET, path, None, Vec::new())
        .await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    assert_eq!(answer.headers()["content-encoding"], "br", "{path}");
    let body = http_body_util::BodyExt::collect(answer.into_body()).await;
    body.unwrap().to_bytes().len()
}

// What pages weigh at most: those of design/quality.
const LIST: usize = 14_000;
const DETAIL: usize = 20_000;

on_both!(five_hundred_ideas_and_twenty_thousand_votes, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let chosen = curated(&app, &maja, 15).await;
    many_more(&app, &maja, 485).await;
    let mut official = web.signed_in(&maja).await;
    let weigh = async |browser: &mut Browser<'_>, stage: &str, pages: &[(&str, usize)]| {
        for (path, most) in pages {
            let weight = weight(browser, path).await;
            println!("{:?} {stage} {path}: {weight} bytes", app.db.engine());
            assert!(weight <= *most, "{stage} {path}: {weight} of {most}");
        }
    };
    let ideas = format!("{HERE}/ideer?sida=7");
    let wall = format!("{HERE}?visning=storbild");
    let choose = format!("{HERE}/val");
    weigh(
        &mut web.visitor(),
        "choosing",
        &[(HERE, DETAIL), (&ideas, LIST), (&wall, DETAIL)],
    )
    .await;
    weigh(
        &mut official,
        "choosing",
        &[(HERE, DETAIL), (&choose, DETAIL)],
    )
    .await;
    step(&app, &maja, K::Vote, &VOTE).await.unwrap();
    let campaign = view(&app).await.id;
    crowd(&app, campaign, &chosen, 20_000).await;
    let mut bo = web.signed_in(&app.resident("Bo").await).await;
    weigh(
        &mut bo,
        "voting",
        &[(HERE, DETAIL), (BALLOT, DETAIL), (&ideas, LIST)],
    )
    .await;
    let counted = count(&app).await;
    assert_eq!(counted.counted().unwrap().ballots, 20_000);
    assert_eq!(counted.ideas.len(), 500);
    weigh(
        &mut web.visitor(),
        "voted",
        &[(HERE, DETAIL), (&ideas, LIST), (&wall, DETAIL)],
    )
    .await;
    // The list leads through all of them, each once.
    let mut visitor = web.visitor();
    let mut seen = std::collections::BTreeSet::new();
    let mut next = Some(format!("{HERE}/ideer"));
    while let Some(path) = next {
        let page = visitor.get(&path).await.text;
        let items = page.split("class=\"item__title\"").skip(1);
        let links = items.map(|item| {
            let (_, to) = item.split_once("href=\"").unwrap();
            to.split('"').next().unwrap().to_owned()
        });
        let before = seen.len();
        let links: Vec<String> = links.collect();
        assert!(links.len() <= 20, "{path}");
        seen.extend(links.iter().cloned());
        assert_eq!(seen.len(), before + links.len(), "{path} repeats some");
        next = page.split_once("rel=\"next\" href=\"").map(|(_, to)| {
            let to = to.split('"').next().unwrap();
            to.replace("&amp;", "&")
        });
    }
    assert_eq!(seen.len(), 500);
});

on_both!(who_leaves_takes_the_ballot_along, |app| {
    let maja = app.official("Maja").await;
    let ideas = voting(&app, &maja, 3).await;
    let (bo, isa) = (app.resident("Bo").await, app.resident("Isa").await);
    for (who, idea) in [(&bo, 0), (&isa, 1)] {
        cast(&app, who, &ideas[idea..=idea]).await.unwrap();
    }
    let id = |who: &Actor| -> PersonId { who.person_id().unwrap() };
    // Two accounts that become one have one ballot: that of the one that stays.
    let mut tx = app.db.begin().await.unwrap();
    let (from, to) = (id(&bo), id(&isa));
    let moved = nara_server::identity::merge_store::move_belongings(&mut tx, from, to).await;
    moved.unwrap();
    tx.commit().await.unwrap();
    let left: Vec<(i64, i64)> = fetch_all!(
        app.db.read().await.unwrap(),
        (i64, i64),
        "select person_id, proposal_id from campaign_ballot"
    )
    .unwrap();
    assert_eq!(left, [(to.get(), ideas[1].get())]);
    // And an erased one has none.
    let web = app.web().await;
    let mut leaving = web.signed_in(&isa).await;
    let page = leaving
        .post_form("/konto/ta-bort", &[("confirmation", "yes")])
        .await;
    assert!(
        page.status.is_redirection(),
        "{} {}",
        page.status,
        page.text
    );
    assert_eq!(view(&app).await.votes.unwrap().ballots, 0);
});
