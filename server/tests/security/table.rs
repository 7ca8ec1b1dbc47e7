//! Who gets what at every address: `routes.csv` decides, for each route, case and role, and the
//! real router is asked whether it is so. A route that the table does not decide fails the test.
//!
//! A cell is the status and, for redirects, where to. Cases are what the address speaks of
//! ([`Subject::make`]); `real` is a server that is not the demo and says nobody's address. What is
//! refused changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use nara_app::i18n::Lang;
use nara_app::moderation::api::{ModerationPort, NewReport, NewRestraint, NewStep, TextRef};
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::answer::ActKind;
use nara_domain::campaign::{CampaignStepKind, Chosen};
use nara_domain::group::{Alias, NewGroup};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Ruleset, TransitionKind};
use nara_domain::question::{Number, QuestionStepKind};
use nara_domain::time::Stamp;
use nara_server::admin::store as admin;
use nara_server::auth::Keys;
use nara_server::campaigns::store;
use nara_server::documents::{NewDocument, Sent as SentFile};
use nara_server::entropy::{self, SystemEntropy};
use nara_server::fetch_one;
use nara_server::groups::demo as groups;
use serde_json::{Value, json};

use super::routes::{self, Route};
use crate::common::http::{Browser, Options, Web, link_in};
use crate::common::{App, act, fields, idea, reasons};
use crate::on_both;

const TABLE: &str = include_str!("routes.csv");

/// In the order of the columns.
pub const ROLES: [&str; 10] = [
    "anonymous",
    "owner",
    "resident",
    "youth",
    "supervisor",
    "official",
    "elected",
    "secretary",
    "moderator",
    "administrator",
];

/// One person of each role; the proposals are the owner's.
pub struct People(BTreeMap<&'static str, Actor>);

impl People {
    pub async fn of(app: &App) -> Self {
        let duty = async |name, role| app.person(name, Level::T, vec![Standing::of(role)]).await;
        Self(BTreeMap::from([
            ("anonymous", Actor::Visitor),
            ("owner", app.resident("Ekbackenbo").await),
            ("resident", app.resident("Siv").await),
            ("youth", app.youth("Norrsken").await),
            ("supervisor", duty("Handledaren", Role::Supervisor).await),
            ("official", app.official("Maja").await),
            ("elected", app.elected("Eva").await),
            ("secretary", app.secretary("Sven").await),
            ("moderator", duty("Moa", Role::Moderator).await),
            (
                "administrator",
                duty("Administratören", Role::Administrator).await,
            ),
        ]))
    }

    pub fn get(&self, role: &str) -> &Actor {
        &self.0[role]
    }
}

/// What an address speaks of.
#[derive(Clone, Default)]
pub struct Subject {
    id: String,
    slug: &'static str,
    act: String,
    draft: String,
    person: String,
    invitation: String,
    group: String,
    member: String,
    meeting: String,
    campaign: String,
    number: String,
    template: String,
    request: String,
    seen: String,
    reported: String,
    picture: String,
    questions: String,
    held: String,
    pace: String,
    restraint: String,
}

/// Cases of proposals that somebody has to read before they are public.
const UNREAD: [&str; 2] = ["unread", "incomplete"];

impl Subject {
    pub async fn make(app: &App, people: &People, case: &str) -> Self {
        let owner = people.get("owner");
        let mut subject = Self {
            slug: "belysning",
            act: "1".to_owned(),
            number: "1".to_owned(),
            request: "1".to_owned(),
            picture: "1".to_owned(),
            seen: "1".to_owned(),
            ..Self::default()
        };
        let submit = async |fields| {
            app.proposals
                .submit(owner, fields, "", app.now)
                .await
                .unwrap()
        };
        let id = match case {
            "-" | "real" => return subject,
            "group" | "foreign" => {
                let (group, member) = group(app, people, case == "group").await;
                subject.group = group;
                subject.member = member;
                return subject;
            }
            "draft" => {
                let typed = fields("Belysning");
                let draft = app.proposals.create_draft(owner, typed, "", app.now).await;
                subject.draft = draft.unwrap().id;
                return subject;
            }
            "person" => {
                let person = app.official("Lena").await;
                subject.person = person.person_id().unwrap().to_string();
                return subject;
            }
            "meeting" => {
                subject.meeting = meeting(app, people).await;
                return subject;
            }
            "campaign" | "planned" => {
                let (campaign, seen) = campaign(app, people, case == "campaign").await;
                subject.campaign = campaign;
                subject.seen = seen;
                return subject;
            }
            "presented" => {
                subject.campaign = presented(app, people).await;
                return subject;
            }
            "voting" => {
                (subject.campaign, subject.id) = voting(app, people).await;
                return subject;
            }
            "chosen" => {
                (subject.campaign, subject.id) = chosen(app, people).await;
                subject.seen = String::new();
                return subject;
            }
            "pictured" => {
                (subject.campaign, subject.id, subject.picture) = pictured(app, people).await;
                return subject;
            }
            "spoken" => {
                (subject.campaign, subject.id) = spoken(app, people).await;
                subject.seen = String::new();
                return subject;
            }
            "asked_set" | "unread_set" | "answered_set" => {
                (subject.questions, subject.seen) = Box::pin(questions(app, people, case)).await;
                return subject;
            }
            "template" => {
                subject.template = template(app, people).await;
                return subject;
            }
            "invitation" => {
                subject.invitation = invitation(app, people).await;
                return subject;
            }
            "held" | "pace" => {
                (subject.held, subject.pace) = waiting(app, owner).await;
                return subject;
            }
            "reported" | "hidden" => {
                let hider = (case == "hidden").then(|| people.get("moderator"));
                subject.reported = reported(app, owner, hider).await;
                return subject;
            }
            "restrained" => {
                let hider = people.get("moderator");
                subject.reported = reported(app, owner, Some(hider)).await;
                subject.restraint = restraint(app, &subject.reported).await;
                return subject;
            }
            "public" | "unread" | "incomplete" | "answered" | "document" => {
                submit(fields("Belysning")).await
            }
            "idea" | "asked" | "arrived" => submit(idea("Belysning")).await,
            unknown => panic!("no case {unknown}"),
        };
        subject.id = id.to_string();
        if case == "answered" {
            let new = act(&[("text", &reasons())]);
            let official = people.get("official");
            let answered = app
                .proposals
                .answer(official, id, ActKind::OfficialAnswer, new, app.now)
                .await;
            subject.act = answered.unwrap().to_string();
        }
        if matches!(case, "asked" | "arrived") {
            let (request, seen) =
                ask_outside(app, people.get("official"), id, case == "arrived").await;
            subject.request = request;
            subject.seen = seen;
        }
        if case == "document" {
            add_document(app, people.get("official"), id).await;
        }
        if case == "incomplete" {
            let new = act(&[("missing", "Vilken stig?")]);
            let (secretary, kind) = (people.get("secretary"), TransitionKind::RequestCompletion);
            let asked = app
                .proposals
                .record(secretary, id, kind, new, app.now)
                .await;
            asked.unwrap();
        }
        subject
    }

    pub fn fill(&self, pattern: &str) -> String {
        pattern
            .replace("{id}", &self.id)
            .replace("{slug}", self.slug)
            .replace("{act}", &self.act)
            // There is no such comment.
            .replace("{comment}", "999999")
            .replace("{number}", &self.number)
            .replace("{request}", &self.request)
            .replace("{draft}", &self.draft)
            .replace("{group}", &self.group)
            .replace("{token}", "a.b.c")
            .replace("{link}", "a.b.c")
            .replace("{key}", "1")
            .replace("{provider}", "nobody")
            .replace("{entered}", "0")
            .replace("{notice}", "0")
            .replace("{person}", &self.person)
            .replace("{invitation}", &self.invitation)
            .replace("{meeting}", &self.meeting)
            .replace("{campaign}", &self.campaign)
            .replace("{step}", "curate")
            .replace("{idea}", voted_for(self))
            .replace("{picture}", &self.picture)
            .replace("{template}", &self.template)
            .replace("{questions}", &self.questions)
            .replace("{deed}", "answer")
            .replace("{case}", &self.reported)
            .replace("{held}", &self.held)
            .replace("{pace}", &self.pace)
            .replace("{restraint}", &self.restraint)
            .replace("{file}", "KF.ics")
            .replace("{*file}", "nowhere.css")
    }
}

/// A text of the owner's that waits for a moderator, and much at once that nobody has looked at: their numbers.
async fn waiting(app: &App, owner: &Actor) -> (String, String) {
    let id = app.proposals.submit(owner, idea("Belysning"), "", app.now);
    let id = id.await.unwrap().get();
    let mut tx = app.db.begin().await.unwrap();
    let (held,) = fetch_one!(
        tx,
        (i64,),
        "insert into held_text (person_id, proposal_id, fields, reasons, state, at, once_key) \
         values ($1, $2, $3, 'phone', 'waiting', $4, $5) returning held_text_id",
        owner.person_id().unwrap().get(),
        id,
        r#"{"text":"Ring 070-123 45 67.","stance":"neutral"}"#,
        app.now.0,
        format!("vantar{id}"),
    )
    .unwrap();
    let (pace,) = fetch_one!(
        tx,
        (i64,),
        "insert into pace_alarm (proposal_id, kind, from_at, to_at, number, usual, new_accounts, \
         domain, same_domain) values ($1, 'support', $2, $2, 40, 1, 40, '', 0) \
         returning pace_alarm_id",
        id,
        app.now.0,
    )
    .unwrap();
    tx.commit().await.unwrap();
    (held.to_string(), pace.to_string())
}

/// The number of a text that somebody reported, and a moderator hid if there is one.
async fn reported(app: &App, owner: &Actor, hider: Option<&Actor>) -> String {
    let web = app.web().await;
    let id = app.proposals.submit(owner, idea("Belysning"), "", app.now);
    let text = TextRef::Case(id.await.unwrap(), None);
    let new = NewReport {
        reason: "spam".to_owned(),
        ..NewReport::default()
    };
    let moderation = &web.state.moderation;
    let sent = moderation.report(&Actor::Visitor, "10.9.0.0/24", text, new, app.now);
    sent.await.unwrap();
    let id = app.number("select max(moderation_id) from moderation");
    let id = id.await.to_string();
    if let Some(hider) = hider {
        let step = NewStep {
            step: "hide".to_owned(),
            rule: "spam".to_owned(),
            reason: "Det är reklam.".to_owned(),
            seen: "0".to_owned(),
            ..NewStep::default()
        };
        let case = id.parse().unwrap();
        let hidden = moderation.settle(hider, case, step, app.now);
        hidden.await.unwrap();
    }
    id
}

/// Keeps the author of a hidden text from writing, by a moderator nobody else here is.
async fn restraint(app: &App, case: &str) -> String {
    let web = app.web().await;
    let standings = vec![Standing::of(Role::Moderator)];
    let mio = app.person("Mio", Level::T, standings).await;
    let new = NewRestraint {
        kind: "mute".to_owned(),
        days: "1".to_owned(),
        reason: "Det fortsatte.".to_owned(),
        once: String::new(),
    };
    let case = case.parse().unwrap();
    let imposed = web.state.moderation.restrain(&mio, case, new, app.now);
    imposed.await.unwrap().to_string()
}

/// Questions of the owner's: their number, and the last act about the first of them.
async fn questions(app: &App, people: &People, case: &str) -> (String, String) {
    let web = app.web().await;
    let questions = &web.state.questions;
    let typed = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    let once = app.number("select count(*) from question_set").await;
    let once = format!("fragor{once}");
    let form = typed(&[
        ("heading", "Belysning"),
        ("question_1", "Varför är det mörkt?"),
    ]);
    let asked = questions.ask(people.get("owner"), &form, &once, app.now);
    let (id, _) = asked.await.unwrap();
    let take = async |who: &str, number, step, pairs: &[(&str, &str)]| {
        let sent = (&typed(pairs), once.as_str());
        let taken = questions.take(people.get(who), (id, number), step, sent, app.now);
        taken.await.unwrap();
    };
    if case != "unread_set" {
        let publish = QuestionStepKind::Publish;
        take("moderator", None, publish, &[("seen", "")]).await;
    }
    if case != "answered_set" {
        return (id.to_string(), String::new());
    }
    let (number, answer) = (Some(Number::of(1)), QuestionStepKind::Answer);
    let fields = [
        ("seen", ""),
        ("extent", "full"),
        ("text", "Lampan är trasig."),
    ];
    take("official", number, answer, &fields).await;
    let last = app
        .number("select max(question_act_id) from question_act")
        .await;
    (id.to_string(), last.to_string())
}

/// The number of a question to a body outside, and of the answer that has come to it.
async fn ask_outside(
    app: &App,
    official: &Actor,
    id: ProposalId,
    arrived: bool,
) -> (String, String) {
    let web = app.web().await;
    let email = format!("vag{id}@example.org");
    let new = act(&[
        ("organisation", "Trafikverket"),
        ("email", &email),
        ("text", "Vem råder över vägen?"),
        ("answer_by", &app.now.day().add_days(14).to_string()),
    ]);
    let outside = &web.state.outside;
    let asked = outside.ask(official, id, new, Lang::Sv, app.now).await;
    asked.unwrap();
    let letter = web.letter_to(&email).await.unwrap();
    let link = link_in(&letter, "/gastsvar/");
    if arrived {
        let typed = [
            ("text", "Vägen är vår."),
            ("signed_name", "Eva Ek"),
            ("signed_title", "utredare"),
        ];
        let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let secret = link.trim_start_matches("/gastsvar/");
        let sent = outside
            .answer(secret, &typed.into(), "10.9.0.0/24", app.now)
            .await;
        sent.unwrap();
    }
    let request = app.number("select max(outside_request_id) from outside_request");
    let answer = app.number("select coalesce(max(outside_answer_id), 0) from outside_answer");
    (request.await.to_string(), answer.await.to_string())
}

/// Small, and complete.
const PDF: &str = "%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n";

/// The first document of a case.
async fn add_document(app: &App, official: &Actor, id: ProposalId) {
    let told = [
        ("title", "Trafikmätning"),
        ("made_by", "Gatuenheten"),
        ("dated", "2026-03-01"),
    ];
    let new = NewDocument {
        fields: told
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        belongs_to: String::new(),
        confirmed: true,
        file: SentFile::File {
            name: "matning.pdf".to_owned(),
            bytes: PDF.as_bytes().to_vec(),
        },
        once: String::new(),
    };
    let web = app.web().await;
    let added = web.state.documents.add(official, id, new, app.now).await;
    assert_eq!(added, Ok(1));
}

/// The number of an open invitation.
async fn invitation(app: &App, people: &People) -> String {
    let by = people.get("administrator").person_id().unwrap();
    let link = entropy::token::<16>(&SystemEntropy).unwrap();
    let new = admin::NewInvitation {
        link: &link,
        email: &format!("{link}@example.org"),
        standing: &Standing::of(Role::Moderator),
        last_day: None,
        by,
        expires_at: app.now.plus_days(7),
    };
    let mut tx = app.db.begin().await.unwrap();
    let id = admin::insert(&mut tx, &new, app.now).await.unwrap();
    tx.commit().await.unwrap();
    id.to_string()
}

/// The number of a meeting of the council.
async fn meeting(app: &App, people: &People) -> String {
    let web = app.web().await;
    let number = app.number("select count(*) from meeting").await;
    let day = app.now.day().add_days(number);
    let typed = [
        ("body", "KF".to_owned()),
        ("held_on", day.to_string()),
        ("begins", "18:00".to_owned()),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value));
    let typed = BTreeMap::from(typed);
    let once = format!("meeting{number}");
    let secretary = people.get("secretary");
    let meetings = &web.state.meetings;
    let entered = meetings.enter_meeting(secretary, &typed, &once, app.now);
    entered.await.unwrap().to_string()
}

/// The address of a campaign and its last act: one that is open for ideas, or a draft.
async fn campaign(app: &App, people: &People, open: bool) -> (String, String) {
    Box::pin(campaign_of(app, people.get("official"), open, app.now)).await
}

/// The same of somebody else's.
pub async fn campaign_of(app: &App, official: &Actor, open: bool, now: Stamp) -> (String, String) {
    let web = app.web().await;
    let number = app.number("select count(*) from campaign").await;
    let typed = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    let campaigns = &web.state.campaigns;
    // Each under a name of its own: an address is told from others of its name by a small number.
    let mut plan = typed(&PLAN);
    plan.insert("title".to_owned(), format!("Lådan {number}"));
    let once = format!("campaign{number}");
    let slug = campaigns.draft(official, &plan, &once, now).await;
    let slug = slug.unwrap();
    let seen = async || {
        let view = campaigns.campaign(official, &slug, now).await;
        view.unwrap().seen()
    };
    if open {
        let day = now.day().to_string();
        let mut approval = typed(&[
            ("approved_by", "Lena Borg"),
            ("sponsor", "Anna Ek (X)"),
            ("opens_on", &day),
            ("ideas_until", &day),
            ("budget", "Inga pengar"),
            ("answerer", "Fritid"),
            ("stand_in", "Skolan"),
            ("answer_days", "60"),
            ("consent", "Brev hem."),
            ("data_protection", "yes"),
        ]);
        approval.insert("seen".to_owned(), seen().await);
        let (kind, sent) = (CampaignStepKind::Approve, (&approval, "approve"));
        let taken = campaigns.record(official, &slug, kind, sent, now).await;
        taken.unwrap();
    }
    let seen = seen().await;
    (slug, seen)
}

/// A campaign that was presented without an idea.
async fn presented(app: &App, people: &People) -> String {
    let (campaign, _) = campaign(app, people, true).await;
    let web = app.web().await;
    let (campaigns, official) = (&web.state.campaigns, people.get("official"));
    let day = app.now.day().to_string();
    let present = [
        ("meeting_date", day.as_str()),
        ("present", "Sju ledamöter."),
        ("unfilled", "Ingen skrev."),
    ];
    for (kind, form) in [
        (CampaignStepKind::Curate, &[][..]),
        (CampaignStepKind::Present, &present),
    ] {
        let view = campaigns.campaign(official, &campaign, app.now).await;
        let typed = form.iter().copied();
        let mut typed: BTreeMap<String, String> = typed
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        typed.insert("seen".to_owned(), view.unwrap().seen());
        let sent = (&typed, kind.code());
        let taken = campaigns.record(official, &campaign, kind, sent, app.now);
        taken.await.unwrap();
    }
    campaign
}

/// A campaign that is open and has an idea in each of its two slots, and the first of them.
async fn chosen(app: &App, people: &People) -> (String, String) {
    let (campaign, _) = campaign(app, people, true).await;
    let mut first = String::new();
    let mut tx = app.db.begin().await.unwrap();
    let id = store::lock(&mut tx, &campaign).await.unwrap().unwrap().id;
    drop(tx);
    for slot in [1, 2] {
        let fields = idea(&format!("Lunchlotteriet {slot}"));
        let owner = people.get("owner");
        let made = app.proposals.submit(owner, fields, "", app.now).await;
        let idea = made.unwrap();
        let mut tx = app.db.begin().await.unwrap();
        store::mark_idea(&mut tx, idea, (id, 1)).await.unwrap();
        let by = people.get("official").person_id().unwrap();
        let chosen = Chosen::Slot(slot);
        let put = store::choose(&mut tx, (id, idea), Some(&chosen), by, app.now).await;
        put.unwrap();
        tx.commit().await.unwrap();
        if slot == 1 {
            first = idea.to_string();
        }
    }
    (campaign, first)
}

/// A campaign with an idea, and its picture. In a box: everything an address can speak of is one future, and
/// a thread has room for so much.
fn pictured<'a>(
    app: &'a App,
    people: &'a People,
) -> std::pin::Pin<Box<dyn Future<Output = (String, String, String)> + Send + 'a>> {
    Box::pin(async move {
        let (campaign, idea) = chosen(app, people).await;
        let picture = picture(app, people, &idea).await;
        (campaign, idea, picture)
    })
}

/// The number of a picture that waits to be read, put there by the idea's author.
async fn picture(app: &App, people: &People, idea: &str) -> String {
    let idea: i64 = idea.parse().unwrap();
    let owner = people.get("owner").person_id().unwrap();
    let mut tx = app.db.begin().await.unwrap();
    nara_server::execute!(
        tx,
        "insert into campaign_picture (proposal_id, person_id, person_name, state, recognised, \
         description, taken_by, width, height, at, once_key, bytes, small) \
         values ($1, $2, 'Räv', 'waiting', 'nobody', 'En bild.', 'Räv', 4, 3, $3, 'bild', $4, $4)",
        idea,
        owner.get(),
        app.now.0,
        b"jpeg".as_slice(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    let last = "select max(campaign_picture_id) from campaign_picture";
    app.number(last).await.to_string()
}

/// A campaign whose two ideas everybody votes on, and the first of them.
async fn voting(app: &App, people: &People) -> (String, String) {
    let (campaign, first) = chosen(app, people).await;
    let until = app.now.day().add_days(7).to_string();
    let vote = [
        ("voting_until", until.as_str()),
        ("votes_each", "1"),
        ("who", "everyone"),
        ("whom", "Alla"),
    ];
    let steps = [
        (CampaignStepKind::Curate, &[][..]),
        (CampaignStepKind::Vote, &vote),
    ];
    take_steps(app, people, &campaign, &steps).await;
    (campaign, first)
}

/// A campaign whose two ideas have been presented, and the first of them.
async fn spoken(app: &App, people: &People) -> (String, String) {
    let (campaign, first) = chosen(app, people).await;
    let today = app.now.day().to_string();
    let present = [("meeting_date", today.as_str()), ("present", "Alla.")];
    let steps = [
        (CampaignStepKind::Curate, &[][..]),
        (CampaignStepKind::Present, &present),
    ];
    take_steps(app, people, &campaign, &steps).await;
    (campaign, first)
}

async fn take_steps(
    app: &App,
    people: &People,
    campaign: &str,
    steps: &[(CampaignStepKind, &[(&str, &str)])],
) {
    let web = app.web().await;
    let (campaigns, official) = (&web.state.campaigns, people.get("official"));
    for (kind, form) in steps.iter().copied() {
        let view = campaigns.campaign(official, campaign, app.now).await;
        let mut typed: BTreeMap<String, String> = form
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        typed.insert("seen".to_owned(), view.unwrap().seen());
        let sent = (&typed, kind.code());
        let taken = campaigns
            .record(official, campaign, kind, sent, app.now)
            .await;
        taken.unwrap();
    }
}

/// The form of a campaign.
const PLAN: [(&str, &str); 9] = [
    ("title", "Framtidslådan"),
    ("question", "Vad saknas för unga här?"),
    ("commission", "Nämnden frågar inför nästa års budget."),
    ("age_from", "13"),
    ("age_to", "19"),
    ("sets", "I skolan: 2"),
    ("influence", "dialogue"),
    ("can_influence", "Vad vi gör."),
    ("cannot_influence", "Hur mycket pengar som finns."),
];

/// The number of a template.
async fn template(app: &App, people: &People) -> String {
    let web = app.web().await;
    let last = "select coalesce(max(answer_template_id), 0) from answer_template";
    let typed = [
        ("title", "Tack"),
        ("kind", "answer"),
        ("text", "Hej {namn}!"),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let typed = BTreeMap::from(typed);
    let once = format!("mall{}", app.number(last).await);
    let official = people.get("official");
    let templates = &web.state.templates;
    let added = templates.add_template(official, &typed, &once, app.now);
    added.await.unwrap();
    app.number(last).await.to_string()
}

/// A group with a member: the supervisor's, or somebody else's.
async fn group(app: &App, people: &People, own: bool) -> (String, String) {
    let of = app.number("select count(*) from youth_group").await;
    let new = NewGroup {
        name: format!("Grupp {of}"),
        age_from: 13,
        age_to: 15,
        last_day: app.now.day().add_days(90),
        max_members: 30,
    };
    let who = if own { "supervisor" } else { "owner" };
    let supervisor = people.get(who).person_id().unwrap();
    let keys = Keys::from_seed(&[7; 32]).unwrap();
    let mut tx = app.db.begin().await.unwrap();
    let id = groups::make(&mut tx, &keys, &new, true, supervisor, app.now)
        .await
        .unwrap();
    let alias = Alias::parse("Glad Räv").unwrap();
    groups::join(&mut tx, &keys, (id, &new), &alias, app.now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let member = app.number("select max(member_id) from member").await;
    (id.to_string(), member.to_string())
}

/// What is sent: everything that whoever may do it has to fill in.
pub enum Sent {
    Nothing,
    Form(Vec<(&'static str, String)>),
    /// Files, each in a field of this name.
    Files(Vec<(&'static str, String)>),
    Json(Value),
}

impl Sent {
    /// The media type and the body a browser would send.
    pub fn encoded(&self) -> (Option<&'static str>, Vec<u8>) {
        match self {
            Self::Nothing => (None, Vec::new()),
            Self::Form(pairs) => (
                Some("application/x-www-form-urlencoded"),
                serde_urlencoded::to_string(pairs).unwrap().into_bytes(),
            ),
            Self::Files(files) => (
                Some("multipart/form-data; boundary=grans"),
                parts(files).into_bytes(),
            ),
            Self::Json(value) => (Some("application/json"), value.to_string().into_bytes()),
        }
    }
}

fn parts(files: &[(&str, String)]) -> String {
    let part = |(field, file): &(&str, String)| {
        format!(
            "--grans\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"fil.csv\"\r\n\
             Content-Type: text/csv\r\n\r\n{file}\r\n"
        )
    };
    let parts: String = files.iter().map(part).collect();
    format!("{parts}--grans--\r\n")
}

/// `number` makes addresses nobody else has.
pub fn sent(route: &Route, subject: &Subject, number: usize) -> Sent {
    let form = |pairs: &[(&'static str, &str)]| {
        Sent::Form(
            pairs
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
        )
    };
    if route.method != "POST" {
        return Sent::Nothing;
    }
    match route.pattern.as_str() {
        "/logga-in" => form(&[("email", "nobody@example.org"), ("password", "wrong")]),
        "/registrera" => form(&[
            ("display_name", "Ny"),
            ("email", &format!("ny{number}@example.org")),
            ("password", "ett riktigt långt lösenord"),
        ]),
        "/bekrafta" => form(&[("password", "ett riktigt långt lösenord")]),
        "/glomt-losenord" | "/logga-in/skicka-kod" => {
            form(&[("email", &format!("ny{number}@example.org"))])
        }
        "/nytt-losenord" => form(&[("password", "ett riktigt långt lösenord")]),
        "/logga-in/kod" => form(&[("kod", "K7QD 3MXP")]),
        "/konto/bekrafta" => form(&[("password", "fel")]),
        "/konto/bekrafta/kod" => form(&[("kod", "K7QD 3MXP")]),
        "/konto/passnycklar/ny" | "/konto/passnycklar/ny/{link}" | "/konto/passnycklar/{key}" => {
            form(&[("name", "Telefonen")])
        }
        "/konto/namn" => form(&[("display_name", "Ny")]),
        "/papper/forslag" | "/papper/stod" => {
            let once = format!("papper{number}");
            let proposal = subject.id.as_str();
            let mut pairs = vec![
                ("given_name", "Siv"),
                ("family_name", "Ek"),
                ("channel", "paper"),
                ("reference", "Pärm 3"),
                ("once", &once),
            ];
            match route.pattern.as_str() {
                "/papper/stod" => pairs.push(("proposal", proposal)),
                _ => pairs.extend([
                    ("kind", "proposal"),
                    ("title", "Belysning"),
                    ("body", "Det är mörkt."),
                    ("topic", "trygghet"),
                    ("name_form", "full"),
                ]),
            }
            form(&pairs)
        }
        "/konto/losenord" => form(&[("present", "fel"), ("password", "fel")]),
        "/konto/epost" => form(&[("email", "ny@example.org"), ("password", "fel")]),
        "/konto/session/avsluta" => form(&[("session", "somebody-elses")]),
        "/konto/ta-bort" | "/konto/sla-samman" => form(&[("confirmation", "yes")]),
        // A file is sent another way, and asked for in `identity/desk.rs`.
        "/admin/folkbokforing" => Sent::Files(vec![("roll", "198112189876".to_owned())]),
        "/admin/regler/ny" => form(&[("step", "change")]),
        "/admin/utseende" => form(&[("farg", "#005595")]),
        "/admin/funktioner/stang" | "/admin/funktioner/oppna" => {
            form(&[("feature", "api_writing")])
        }
        "/admin/personer/{person}/uppdrag" => form(&[("role", "moderator"), ("title", "")]),
        "/admin/personer/{person}/avsluta" => form(&[("role", "official")]),
        "/admin/inbjudningar/ny" => form(&[
            ("email", &format!("ny{number}@example.org")),
            ("role", "elected"),
            ("party", "X"),
            ("assignment", "ledamot"),
            ("body", ""),
            ("last_day", ""),
        ]),
        "/admin/logg/hamta" => form(&[("handelse", ""), ("person", ""), ("period", "")]),
        "/inbjudan" => form(&[
            ("display_name", "Ny"),
            ("password", "ett riktigt långt lösenord"),
        ]),
        "/demo/logga-in" => form(&[("konto", "nobody")]),
        "/konto/nyckel/ta-bort" => form(&[("nyckel", "somebody-elses")]),
        "/forslag/nytt" | "/forslag/nytt/{draft}" => {
            form(&[("kind", "proposal"), ("title", "Belysning")])
        }
        "/forslag/nytt/{draft}/text" => form(&[("body", "Det är mörkt.")]),
        "/forslag/nytt/{draft}/amne" => form(&[("topic", "trygghet")]),
        "/forslag/nytt/{draft}/kontrollera" => form(&[("publish", "yes")]),
        "/forslag/{id}/{slug}/inlagg" => form(&[("text", "Bra!"), ("stance", "for")]),
        "/forslag/{id}/{slug}/aterkalla" => form(&[("confirmation", "yes")]),
        "/forslag/{id}/{slug}/hall-of-fame" => form(&[("deed", "yes")]),
        "/forslag/{id}/{slug}/komplettera" => form(&[("completion", "Den vid skolan.")]),
        "/forslag/{id}/{slug}/fragesvar" => form(&[("question", "999999"), ("text", "Ja.")]),
        "/forslag/{id}/{slug}/svara" | "/forslag/{id}/{slug}/asikt" => {
            form(&[("text", &reasons())])
        }
        "/forslag/{id}/{slug}/fraga-utomstaende" => form(&[
            ("organisation", "Trafikverket"),
            ("email", &format!("vag{number}@example.org")),
            ("text", "Vem råder över vägen?"),
            ("answer_by", "2026-05-01"),
        ]),
        "/forslag/{id}/{slug}/fraga-utomstaende/{request}/publicera" => {
            form(&[("seen", &subject.seen)])
        }
        "/forslag/{id}/{slug}/fraga-utomstaende/{request}/skicka-tillbaka" => {
            form(&[("seen", &subject.seen), ("reason", "Inga åsikter.")])
        }
        "/forslag/{id}/{slug}/fraga-utomstaende/{request}/aterkalla" => {
            form(&[("reason", "Behövs inte längre.")])
        }
        "/gastsvar" => form(&[
            ("text", "Vägen är vår."),
            ("signed_name", "Eva Ek"),
            ("signed_title", "utredare"),
        ]),
        "/forslag/{id}/{slug}/handlagg" => form(&[("step", "note"), ("text", &reasons())]),
        "/forslag/{id}/{slug}/handlingar" => Sent::Files(
            [
                ("title", "Trafikmätning"),
                ("made_by", "Gatuenheten"),
                ("dated", "2026-03-01"),
                ("confirmation", "yes"),
                ("file", PDF),
            ]
            .map(|(name, value)| (name, value.to_owned()))
            .into(),
        ),
        "/forslag/{id}/{slug}/handlingar/{number}/ta-bort" => form(&[
            ("removal_reason", "personal_data"),
            ("reason", "Ett namn stod kvar."),
        ]),
        "/forslag/{id}/{slug}/tilldela" => form(&[("to", ""), ("version", "0")]),
        "/forslag/{id}/{slug}/sla-ihop" => form(&[("lead", "999999"), ("reason", "Samma stig.")]),
        "/forslag/{id}/{slug}/sla-ihop/fri" => form(&[("reason", "Förslagsställaren ber om det.")]),
        "/forslag/{id}/{slug}/sla-ihop/svar" => form(&[("answer", "yes")]),
        "/forslag/{id}/{slug}/inlagg/{comment}/andra"
        | "/forslag/{id}/{slug}/inlagg/{comment}/besvarad" => {
            form(&[("text", "Bättre."), ("seen", "1")])
        }
        // There is no such comment.
        "/forslag/{id}/{slug}/haller-med" => form(&[("about", "999999"), ("deed", "yes")]),
        "/forslag/{id}/{slug}/hjalpa-till" => form(&[("deed", "yes")]),
        "/forslag/{id}/{slug}/medforfattare" => form(&[("deed", "ask"), ("alias", "Snabb Hare")]),
        "/forslag/{id}/{slug}/anmal" | "/fragor/{questions}/{slug}/anmal" => {
            form(&[("reason", "spam")])
        }
        "/forslag/{id}/{slug}/samtalet" => {
            form(&[("step", "lock"), ("reason", "Tonen."), ("seen", "0")])
        }
        "/vantar/{held}" => form(&[("step", "take_back")]),
        "/moderera/vantar/{held}" => form(&[("step", "release"), ("seen", "0")]),
        "/moderera/takt/{pace}" => form(&[("note", "En artikel i tidningen.")]),
        "/admin/granskning" => form(&[
            ("first_texts", "0"),
            ("links", "no"),
            ("burst", "no"),
            ("numbers", "no"),
            ("repeated", "no"),
            ("limit_days", "0"),
        ]),
        "/admin/jour" => form(&[("duty_email", "jour@example.se")]),
        "/moderera/flera" => {
            let case = match subject.reported.as_str() {
                "" => "999999",
                case => case,
            };
            // The name of a field is a number nobody else has.
            form(&[
                ("step", "leave"),
                ("reason", "Det är en åsikt."),
                (format!("case_{case}").leak(), "0"),
            ])
        }
        "/moderera/{case}/avstangning" => form(&[
            ("kind", "mute"),
            ("days", "1"),
            ("reason", "Det fortsatte."),
        ]),
        "/avstangning/{restraint}" => form(&[("words", "Det var ett skämt.")]),
        "/omprovning/{case}" => form(&[("words", "Det var ingen reklam.")]),
        "/moderera/{case}" => form(&[
            ("step", "leave"),
            ("reason", "Det är en åsikt."),
            ("seen", "0"),
        ]),
        "/forslag/{id}/{slug}/ta-over" => form(&[("gor", "ask"), ("why", "Jag bor där.")]),
        "/forslag/{id}/{slug}/ta-over/svar" => form(&[("request", "999999"), ("answer", "yes")]),
        "/forslag/{id}/{slug}/anteckning" => form(&[("text", "Vem vet mer?")]),
        "/forslag/{id}/{slug}/omdome" => form(&[
            ("step", "no"),
            ("reason", "Det är för dyrt."),
            ("would_help", "Att fler vill det."),
        ]),
        "/forslag/{id}/{slug}/ratta/{act}" => form(&[
            ("text", "Ett annat svar."),
            ("correction_reason", "Det var fel."),
        ]),
        "/api/v1/proposals" => Sent::Json(json!({
            "title": "Belysning", "body": "Det är mörkt.", "topic": "trygghet", "kind": "proposal",
        })),
        "/api/v1/proposals/{id}/comments" => Sent::Json(json!({ "text": "Bra!" })),
        "/fn/proposals/support" => {
            let id: i64 = subject.id.parse().unwrap();
            Sent::Json(json!({ "id": id, "wanted": true, "lang": "sv" }))
        }
        "/fn/proposals/comment-draft" => {
            let id: i64 = subject.id.parse().unwrap();
            Sent::Json(json!({
                "id": id, "text": "Halvt", "stance": "for", "parent": "", "once": "halvt",
                "lang": "sv",
            }))
        }
        "/fn/proposals/similar" => Sent::Json(json!({ "text": "Belysning", "lang": "sv" })),
        "/fn/proposals/draft" => Sent::Json(json!({
            "draft": subject.draft, "field": "title", "value": "Belysning", "lang": "sv",
        })),
        "/kampanjer/ny" => {
            let once = format!("kampanj{number}");
            form(&[PLAN.as_slice(), &[("once", &once)]].concat())
        }
        "/kampanjer/{campaign}/steg/{step}" => {
            form(&[("seen", &subject.seen), ("once", &format!("steg{number}"))])
        }
        "/kampanjer/{campaign}/grupper" => form(&[("group", "999999"), ("takes_part", "yes")]),
        "/kampanjer/{campaign}/val/{idea}" => form(&[("slot", "1")]),
        "/kampanjer/{campaign}/nytt/{idea}" => form(&[
            ("novelty", "new_to_us"),
            ("seen", ""),
            ("once", &format!("nytt{number}")),
        ]),
        // A picture cannot be sent as text: who may put one there is asked for it.
        "/kampanjer/{campaign}/ideer/{idea}/bild" => Sent::Files(
            [
                ("description", "En bild."),
                ("once", &format!("bild{number}")),
                ("picture", ""),
            ]
            .map(|(name, value)| (name, value.to_owned()))
            .into(),
        ),
        "/kampanjer/{campaign}/ideer/{idea}/bild/{picture}/svar" => form(&[("gor", "remove")]),
        "/kampanjer/{campaign}/ideer/{idea}" => form(&[
            ("problem", "Det är mörkt."),
            ("first_step", "Byt en lampa."),
            ("rough_cost", "Lite"),
            ("seen", ""),
            ("once", &format!("delar{number}")),
        ]),
        "/kampanjer/{campaign}/rosta" => form(&[("idea", voted_for(subject))]),
        "/kampanjer/{campaign}/rosta/papper" => form(&[
            ("slips", "1"),
            (format!("votes-{}", voted_for(subject)).leak(), "1"),
            ("counted_by", "Tove Ek"),
            ("counted_with", "Karin Ås"),
            ("once", &format!("papper{number}")),
        ]),
        "/fragor/ny" => form(&[
            ("heading", "Belysning"),
            ("question_1", "Varför är det mörkt?"),
            ("once", &format!("fraga{number}")),
        ]),
        "/fragor/{questions}/{slug}/folj" => form(&[("deed", "yes")]),
        "/fragor/{questions}/{slug}/{number}/samma" => form(&[("deed", "yes")]),
        "/fragor/{questions}/{slug}/{number}/foljdfraga" => form(&[
            ("text", "När lagas den?"),
            ("once", &format!("mer{number}")),
        ]),
        "/fragor/{questions}/{slug}/{number}/steg/{deed}" => form(&[
            ("extent", "full"),
            ("text", "Lampan är trasig."),
            ("seen", &subject.seen),
            ("once", &format!("svar{number}")),
        ]),
        "/moten/ny" => form(&[
            ("body", "KS"),
            ("held_on", "2026-04-01"),
            (
                "begins",
                &format!("{}:{:02}", number / 60 % 24, number % 60),
            ),
            ("once", &format!("mote{number}")),
        ]),
        "/moten/{meeting}/andra" => form(&[
            ("body", "TN"),
            ("held_on", "2026-04-02"),
            (
                "begins",
                &format!("{}:{:02}", number / 60 % 24, number % 60),
            ),
            ("seen", "1"),
        ]),
        "/arbete/flera" => match subject.id.as_str() {
            "" => form(&[("deed", "take"), ("fall_999999", "0")]),
            // The name of a field is a number nobody else has.
            id => form(&[("deed", "take"), (format!("fall_{id}").leak(), "0")]),
        },
        "/arbete/mallar/ny" => form(&[
            ("title", "Tack"),
            ("kind", "answer"),
            ("text", "Hej!"),
            ("once", &format!("ny{number}")),
        ]),
        "/arbete/mallar/{template}" => form(&[
            ("title", "Tack"),
            ("kind", "answer"),
            ("text", "Hej igen!"),
            ("seen", "1"),
        ]),
        "/arbete/mallar/{template}/ta-bort" => form(&[("seen", "1")]),
        "/konto/brev" | "/konto/aviseringar" => form(&[("gor", "sluta")]),
        "/konto/handelser" => form(&[("till", "1")]),
        "/folj" => form(&[("gor", "folj"), ("slag", "topic"), ("nyckel", "trygghet")]),
        "/grupp" => form(&[("kod", "K7QD3 MXP4T")]),
        "/grupp/in" => form(&[("alias", "Glad Räv")]),
        "/grupp/mitt/text" => form(&[("id", "1"), ("gor", "take_back")]),
        "/grupper/ny" | "/grupper/{group}/andra" => form(&[
            ("name", &format!("Klass {number}")),
            ("age_from", "13"),
            ("age_to", "15"),
            ("last_day", "2026-06-12"),
            ("max_members", "30"),
            ("reads_first", "yes"),
        ]),
        "/grupper/{group}/medlem" => form(&[("medlem", &subject.member), ("gor", "pause")]),
        "/grupper/{group}/ledare" => form(&[("ledare", "999999")]),
        "/grupper/{group}/dela" => form(&[("email", "nobody@example.org")]),
        "/grupper/{group}/avsluta" => form(&[("confirmation", "yes")]),
        "/grupper/{group}/lasa" => {
            form(&[("text", "1"), ("gor", "return"), ("reason", "Skriv var.")])
        }
        _ => form(&[]),
    }
}

/// Somebody of this role, from a network of their own: limits are tested elsewhere.
async fn browser<'w>(web: &'w Web, actor: &Actor, number: usize) -> Browser<'w> {
    let mut browser = match actor.is_signed_in() {
        true => web.signed_in(actor).await,
        false => web.visitor(),
    };
    let [.., high, low] = number.to_be_bytes();
    browser.peer = std::net::SocketAddr::from(([10, high, low, 1], 40_000));
    browser
}

/// The cell as it is.
async fn outcome(
    browser: &mut Browser<'_>,
    route: &Route,
    subject: &Subject,
    number: usize,
) -> String {
    let path = subject.fill(&route.pattern);
    let method: Method = route.method.parse().unwrap();
    let (kind, body) = sent(route, subject, number).encoded();
    // Not read to its end: the stream has none.
    let response = browser.raw(method, &path, kind, body).await;
    let status = response.status().as_u16();
    match response.headers().get("location") {
        None => status.to_string(),
        Some(to) => format!("{status} {}", pattern_of(to.to_str().unwrap())),
    }
}

/// The idea somebody votes for; a number that is none where there is no vote.
fn voted_for(subject: &Subject) -> &str {
    match subject.id.as_str() {
        "" => "999999",
        id => id,
    }
}

/// The address with what is different each time taken out.
fn pattern_of(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').collect();
    for part in &mut parts {
        if part.parse::<i64>().is_ok() {
            *part = "{id}";
        }
    }
    if parts.get(1) == Some(&"forslag") {
        if parts.get(2) == Some(&"nytt") {
            if let Some(draft) = parts.get_mut(3) {
                *draft = "{draft}";
            }
        } else if let Some(slug) = parts.get_mut(3).filter(|part| **part != "kvitto") {
            *slug = "{slug}";
        }
    }
    if parts.get(1) == Some(&"kampanjer")
        && let Some(slug) = parts.get_mut(2).filter(|part| **part != "ny")
    {
        *slug = "{campaign}";
    }
    if parts.get(1) == Some(&"fragor")
        && let Some(slug) = parts.get_mut(3)
    {
        *slug = "{slug}";
    }
    if parts.get(1) == Some(&"moten")
        && let Some(slug) = parts.get_mut(3)
    {
        *slug = "{slug}";
    }
    parts.join("/")
}

/// How much there is of everything that can be written.
async fn contents(app: &App) -> i64 {
    app.number(
        "select (select count(*) from proposal) + (select count(*) from act) \
         + (select count(*) from support_event) + (select count(*) from comment) \
         + (select count(*) from comment_draft) \
         + (select count(*) from person) + (select count(*) from draft) \
         + (select count(*) from session) + (select count(*) from outbox) \
         + (select count(*) from audit) + (select count(*) from standing) \
         + (select count(*) from invitation) + (select count(*) from campaign_act) \
         + (select count(*) from campaign_choice) + (select count(*) from campaign_ballot) \
         + (select count(*) from campaign_paper) + (select count(*) from campaign_novelty) \
         + (select count(*) from text_report) + (select count(*) from moderation_act) \
         + (select count(*) from appeal) + (select count(*) from rein_act) \
         + (select count(*) from held_act) + (select count(*) from danger) \
         + (select count(settled_at) from pace_alarm) + (select count(*) from setting) \
         + (select count(*) from restraint_act) + (select count(*) from restraint_appeal) \
         + (select count(*) from adoption) + (select count(*) from idea_helper) \
         + (select count(*) from idea_coauthor) + (select count(*) from campaign_idea_parts) \
         + (select count(*) from campaign_picture where bytes is not null) \
         + (select count(*) from question_set) + (select count(*) from question) \
         + (select count(*) from question_act) + (select count(*) from question_same) \
         + (select count(*) from comment_support) + (select count(*) from comment_answer) \
         + (select count(*) from comment_revision)",
    )
    .await
}

/// A line of the table.
pub struct Line {
    pub route: Route,
    pub case: String,
    cells: Vec<String>,
}

impl Line {
    /// What this role gets.
    pub fn cell(&self, role: &str) -> &str {
        let place = ROLES.iter().position(|known| *known == role).unwrap();
        &self.cells[place]
    }
}

pub fn lines() -> Vec<Line> {
    let mut lines = TABLE.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    assert_eq!(head[..3], ["method", "address", "case"]);
    assert_eq!(head[3..], ROLES);
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), head.len(), "{line}");
            let cell = |at: usize| cells[at].to_owned();
            Line {
                route: Route {
                    method: cell(0),
                    pattern: cell(1),
                },
                case: cell(2),
                cells: (3..cells.len()).map(cell).collect(),
            }
        })
        .collect()
}

/// What every route has to be decided for at least.
pub fn needed(route: &Route) -> Vec<&'static str> {
    let pattern = route.pattern.as_str();
    if pattern.contains("{id}")
        || pattern == "/fn/proposals/support"
        || pattern == "/fn/proposals/comment-draft"
    {
        vec!["public", "unread"]
    } else if pattern.contains("{person}") {
        vec!["person"]
    } else if pattern.contains("{invitation}") {
        vec!["invitation"]
    } else if pattern.contains("{group}") {
        vec!["group", "foreign"]
    } else if pattern.contains("{meeting}") || pattern.contains("{file}") {
        vec!["meeting"]
    } else if pattern.contains("{campaign}/rosta") {
        vec!["campaign", "planned", "voting"]
    } else if pattern.contains("{campaign}/nytt") {
        vec!["campaign", "planned", "spoken"]
    } else if pattern.ends_with("{idea}/bild") {
        // Nobody's file is read where there is no idea: asked first where there is one.
        vec!["chosen", "campaign", "planned"]
    } else if pattern.contains("{idea}/bild/{picture}") {
        vec!["campaign", "planned", "pictured"]
    } else if pattern.contains("{campaign}/ideer/{idea}") {
        vec!["campaign", "planned", "chosen"]
    } else if pattern.contains("{campaign}/rapport") {
        vec!["campaign", "planned", "presented"]
    } else if pattern.contains("{campaign}") {
        vec!["campaign", "planned"]
    } else if pattern.contains("{held}") {
        vec!["held"]
    } else if pattern.contains("{pace}") {
        vec!["pace"]
    } else if pattern == "/moderera/{case}/avstangning" {
        vec!["reported", "hidden"]
    } else if pattern.contains("{restraint}") {
        vec!["restrained"]
    } else if pattern == "/omprovning/{case}" {
        vec!["hidden"]
    } else if pattern.contains("{questions}") && pattern.ends_with("/foljdfraga") {
        vec!["asked_set", "unread_set", "answered_set"]
    } else if pattern.contains("{questions}") {
        vec!["asked_set", "unread_set"]
    } else if pattern.contains("{case}") {
        vec!["reported"]
    } else if pattern.contains("{template}") {
        vec!["template"]
    } else if pattern.contains("{draft}") || pattern == "/fn/proposals/draft" {
        vec!["draft"]
    } else if pattern.starts_with("/demo/") || pattern.starts_with("/.well-known/") {
        vec!["-", "real"]
    } else {
        vec!["-"]
    }
}

on_both!(every_route_is_decided_and_so_it_is, |app| {
    let demo = Options {
        demo: true,
        contact: "nara@bjorksjo.example",
        ..Options::default()
    };
    let web = app.web_with(demo).await;
    let real = app.web().await;
    let lines = lines();
    let all = routes::of(&web);
    let known: BTreeSet<(&Route, &str)> = lines
        .iter()
        .map(|line| (&line.route, line.case.as_str()))
        .collect();
    assert_eq!(known.len(), lines.len(), "a line stands twice");
    let mut wrong: Vec<String> = all
        .iter()
        .flat_map(|route| needed(route).into_iter().map(move |case| (route, case)))
        .filter(|decided| !known.contains(decided))
        .map(|(route, case)| format!("undecided: {},{},{case}", route.method, route.pattern))
        .collect();
    for line in lines.iter().filter(|line| !all.contains(&line.route)) {
        wrong.push(format!(
            "gone: {} {}",
            line.route.method, line.route.pattern
        ));
    }
    let people = People::of(&app).await;
    let (unread, others): (Vec<&Line>, Vec<&Line>) = lines
        .iter()
        .filter(|line| all.contains(&line.route))
        .partition(|line| UNREAD.contains(&line.case.as_str()));
    let mut number = 0;
    for (turn, part) in [others, unread].into_iter().enumerate() {
        if turn == 1 {
            // From now on what is handed in waits for somebody to read it.
            app.set_rules(Ruleset {
                version: 2,
                pre_review: true,
                ..Ruleset::bjorksjo()
            })
            .await;
        }
        for Line { route, case, cells } in part {
            let server = if case == "real" { &real } else { &web };
            // Whoever takes their account away signs in to nothing afterwards.
            let leaving = match (route.method.as_str(), route.pattern.as_str()) {
                ("POST", "/konto/ta-bort") => Some(People::of(&app).await),
                _ => None,
            };
            let people = leaving.as_ref().unwrap_or(&people);
            let mut subject = Subject::make(&app, people, case).await;
            let mut found = Vec::new();
            for (place, role) in ROLES.into_iter().enumerate() {
                if route.is_unsafe() && place > 0 {
                    subject = Subject::make(&app, people, case).await;
                }
                number += 1;
                let mut browser = browser(server, people.get(role), number).await;
                let before = contents(&app).await;
                let outcome = outcome(&mut browser, route, &subject, number).await;
                if outcome.starts_with('4') || outcome == "303 /logga-in" || !route.is_unsafe() {
                    let after = contents(&app).await;
                    let (method, pattern) = (&route.method, &route.pattern);
                    assert_eq!(before, after, "{role} {method} {pattern} {case}: {outcome}");
                }
                found.push(outcome);
            }
            if found != *cells {
                let (method, pattern) = (&route.method, &route.pattern);
                wrong.push(format!(
                    "{method},{pattern},{case},{}\n  decided {}",
                    found.join(","),
                    cells.join(",")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
});
