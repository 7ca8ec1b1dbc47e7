//! A word of its own in everything that not everybody may see, for the walk that looks for them.

use std::collections::{BTreeMap, BTreeSet};

use nara_app::answers::api::AnswerPort;
use nara_app::campaigns::api::{CampaignPort, SEEN};
use nara_app::proposals::api::{
    DraftFields, NewAct, NewAnswered, NewComment, NewWords, ProposalPort,
};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::campaign::CampaignStepKind;
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::proposal::{Ruleset, TransitionKind as T};
use nara_domain::waiting::AnswerDeed;
use nara_server::campaigns::{CampaignService, store};
use nara_server::db::{Engine, Link, Statement, Tx};
use nara_server::{execute, fetch_all, fetch_one};
use sqlx::Executor;

use crate::common::{App, act, reasons};
use crate::on_both;

/// What people search for; it stands beside the secrets and shows nothing of them.
pub const BAIT: &str = "hemligstig";
const READERS: &[&str] = &["owner", "secretary", "moderator"];
const OWNER: &[&str] = &["owner"];
const ADMINISTRATOR: &[&str] = &["administrator"];
/// Who wrote the idea, and who reads its picture before others do.
const PICTURED: &[&str] = &["resident", "official"];
/// Who asked something nobody else has read, and who reads it first.
const ASKED: &[&str] = &["owner", "moderator"];
const NOBODY: &[&str] = &[];

/// What was planted where: the word, and who finds it.
pub const SECRETS: &[(&str, &str, &[&str])] = &[
    ("title of an unread proposal", "zqxtitelett", READERS),
    ("text of an unread proposal", "zqxtextett", READERS),
    ("text taken back unread", "zqxtexttva", READERS),
    ("letter to a proposer", "zqxfragatva", READERS),
    ("text that is withheld", "zqxtexttre", READERS),
    ("name of a protected sender", "zqxskyddad", &["protected"]),
    ("given name", "zqxfornamn", OWNER),
    ("family name", "zqxefternamn", OWNER),
    ("alias", "zqxalias", OWNER),
    (
        "name somebody is shown under",
        "zqxvisatnamn",
        &["owner", "administrator"],
    ),
    ("name on an unread proposal", "zqxavsandare", READERS),
    ("part of the municipality under seal", "zqxomrade", NOBODY),
    ("where a paper is kept", "zqxparm", NOBODY),
    (
        "why two should become one, once that is over",
        "zqxsammanslagning",
        NOBODY,
    ),
    (
        "once key of a suggestion",
        "zqxnyckelsammanslagning",
        NOBODY,
    ),
    ("why somebody wants an idea", "zqxvarforide", OWNER),
    ("what was answered to that", "zqxsvaride", OWNER),
    ("draft of a proposal from an idea", "zqxutkastide", NOBODY),
    (
        "name that stood on an idea, under seal",
        "zqxmedforfattare",
        NOBODY,
    ),
    ("text under seal", "zqxforseglat", &["moderator"]),
    ("words of a report", "zqxanmalord", &["moderator"]),
    (
        "why a text is hidden",
        "zqxdoldskal",
        &["moderator", "owner"],
    ),
    ("once key of a report", "zqxnyckelanmalan", NOBODY),
    (
        "why somebody looks again at a hidden text",
        "zqxomprovning",
        &["moderator"],
    ),
    (
        "once key of what is looked at again",
        "zqxnyckelomprovning",
        NOBODY,
    ),
    (
        "once key of what was done about it",
        "zqxnyckeldolt",
        NOBODY,
    ),
    ("once key of a locked discussion", "zqxnyckellast", NOBODY),
    ("text that waits for a moderator", "zqxgranskadtext", ASKED),
    ("why it was not let through", "zqxgranskadskal", ASKED),
    (
        "what its author says who asked for another look",
        "zqxgranskadord",
        ASKED,
    ),
    ("once key of a text that waits", "zqxnyckelgranskad", NOBODY),
    (
        "once key of what was done about it",
        "zqxnyckelgranskakt",
        NOBODY,
    ),
    ("domain of many accounts", "zqxtaktdoman", &["moderator"]),
    ("who looked at much at once", "zqxtaktnamn", &["moderator"]),
    ("what they saw", "zqxtaktord", &["moderator"]),
    (
        "why somebody is kept out",
        "zqxavstangningsskal",
        &["moderator"],
    ),
    (
        "why somebody looks again at that",
        "zqxavstangdord",
        &["moderator"],
    ),
    ("once key of being kept out", "zqxnyckelavstangd", NOBODY),
    (
        "once key of looking again at that",
        "zqxnyckelavstangdigen",
        NOBODY,
    ),
    ("once key of what was entered", "zqxnyckelfem", NOBODY),
    (
        "address of somebody invited",
        "zqxinbjudadress",
        ADMINISTRATOR,
    ),
    (
        "duty of somebody invited",
        "zqxinbjuduppdrag",
        ADMINISTRATOR,
    ),
    ("link of an invitation", "zqxinbjudlank", NOBODY),
    (
        "address of a body that was asked",
        "zqxutomstaende",
        &["official"],
    ),
    (
        "why an answer from outside was sent back",
        "zqxtillbaka",
        &["official"],
    ),
    (
        "answer from outside that is not published",
        "zqxgastsvar",
        &["official"],
    ),
    ("link to a body that was asked", "zqxgastlank", NOBODY),
    (
        "rejection only one has read",
        "zqxforberett",
        &["secretary"],
    ),
    ("once key of what is prepared", "zqxnyckelfyra", NOBODY),
    (
        "answer that is not published yet",
        "zqxsvarsomvantar",
        &["official"],
    ),
    ("a template", "zqxmallen", &["official"]),
    ("once key of a template", "zqxnyckelmall", NOBODY),
    (
        "draft of a campaign",
        "zqxkampanj",
        &["official", "secretary"],
    ),
    ("once key of a campaign", "zqxnyckelkampanj", NOBODY),
    ("once key of its step", "zqxnyckelsteg", NOBODY),
    ("who counted slips of paper", "zqxraknare", &["official"]),
    ("once key of slips", "zqxnyckelsedlar", NOBODY),
    ("once key of what an elected says", "zqxnyckelnytt", NOBODY),
    ("once key of an idea's parts", "zqxnyckeldelar", NOBODY),
    ("once key of a picture", "zqxnyckelbild", NOBODY),
    (
        "what a picture shows that nobody has read",
        "zqxbildtext",
        PICTURED,
    ),
    ("how everybody in it said yes", "zqxbildsamtycke", PICTURED),
    ("who took it", "zqxbildtagen", PICTURED),
    ("why a picture came back", "zqxbildord", PICTURED),
    ("word at a picture that is gone", "zqxbildnere", NOBODY),
    ("once key of an answer that waits", "zqxnyckelsvar", NOBODY),
    (
        "what colleagues write about a case",
        "zqxkollegaanteckning",
        &["official", "secretary"],
    ),
    ("heading of unread questions", "zqxfragerubrik", ASKED),
    ("what stands before them", "zqxfrageinledning", ASKED),
    ("for whom they are asked", "zqxfrageorganisation", ASKED),
    ("a question nobody has read", "zqxfragetext", ASKED),
    ("why a question is hidden", "zqxfrageskal", ASKED),
    ("a question under seal", "zqxfragesigill", ASKED),
    ("why that is", "zqxfragebeslut", ASKED),
    ("once key of hiding it", "zqxnyckelfragedold", NOBODY),
    ("once key of questions", "zqxnyckelfragor", NOBODY),
    ("once key of one of them", "zqxnyckelfraga", NOBODY),
    (
        "once key of a step about them",
        "zqxnyckelfragesteg",
        NOBODY,
    ),
    ("whom somebody follows", "zqxfoljs", OWNER),
    ("once key of a note", "zqxnyckelanteckning", NOBODY),
    ("once key of a meeting", "zqxnyckelmote", NOBODY),
    ("title of a draft", "zqxutkasttitel", OWNER),
    ("text of a draft", "zqxutkasttext", OWNER),
    ("draft of a comment", "zqxinlaggsutkast", OWNER),
    (
        "once key of a draft of a comment",
        "zqxnyckelutkast",
        NOBODY,
    ),
    ("e-mail address", "zqxadress", &["owner", "administrator"]),
    ("once key of a proposal", "zqxnyckelett", NOBODY),
    ("once key of an act", "zqxnyckeltva", NOBODY),
    ("once key of a comment", "zqxnyckeltre", NOBODY),
    ("key of a change", "zqxnyckelandring", NOBODY),
    (
        "once key of an answered question",
        "zqxnyckelbesvarad",
        NOBODY,
    ),
    ("somebody's browser", "zqxwebblasare", NOBODY),
    ("what a session is ended by", "zqxsessionsnamn", OWNER),
    ("address somebody typed", "zqxbegadress", NOBODY),
    ("what a letter was asked for by", "zqxbegaran", NOBODY),
    ("hash of a code", "zqxkodhash", NOBODY),
    (
        "what a passkey is called by its device",
        "zqxnyckelid",
        NOBODY,
    ),
    ("what devices call an account", "zqxkontohandtag", NOBODY),
    ("a passkey's open half", "zqxoppennyckel", NOBODY),
    ("name of a passkey", "zqxpassnyckelnamn", OWNER),
    ("browser that adds a passkey", "zqxceremoni", NOBODY),
    ("link that vouches for it", "zqxlankid", NOBODY),
    ("what it was asked", "zqxutmaning", NOBODY),
    ("who is on the way to a provider", "zqxfard", NOBODY),
    ("where to after that", "zqxvidare", NOBODY),
    ("support to be given after that", "zqxnamnt", NOBODY),
    ("registration's address", "zqxregadress", NOBODY),
    ("registration's name", "zqxregnamn", NOBODY),
    ("hash of a password", "zqxlosenord", NOBODY),
    ("whom a limit counts", "zqxgransnyckel", NOBODY),
    ("letter's address", "zqxbrevadress", NOBODY),
    ("letter's text", "zqxbrevtext", NOBODY),
    ("letter's fault", "zqxbrevfel", NOBODY),
    ("name in the log of deeds", "zqxloggnamn", ADMINISTRATOR),
    ("whom a deed was done to", "zqxloggmal", NOBODY),
    ("what the log of deeds says", "zqxloggdel", NOBODY),
    ("hash of a national number", "zqxnummerhash", NOBODY),
    ("hash of a provider's subject", "zqxamneshash", NOBODY),
    ("hash of a number in the register", "zqxrullhash", NOBODY),
    ("session that merges accounts", "zqxsammanslagning", NOBODY),
    (
        "check value of the numbers' key",
        "zqxkontrollvarde",
        NOBODY,
    ),
    (
        "text that waits to be read",
        "zqxvantar",
        &["member", "supervisor"],
    ),
    ("reason for sending a text back", "zqxvanligt", &["member"]),
    (
        "alias in a group",
        "zqxgruppalias",
        &["member", "supervisor"],
    ),
    ("key of an alias", "zqxnyckelalias", NOBODY),
    ("once key of a member", "zqxnyckelfem", NOBODY),
    ("once key of what waits", "zqxnyckelsex", NOBODY),
    ("hash of a member's code", "zqxegenkod", NOBODY),
    ("hash of a code that helps in", "zqxhjalpkod", NOBODY),
    ("hash of a group's code", "zqxgruppkod", NOBODY),
    ("salt of a group's code", "zqxgruppsalt", NOBODY),
    ("key of a group's name", "zqxgruppnyckel", NOBODY),
];

/// Whoever walks.
pub struct Cast(pub BTreeMap<&'static str, Actor>);

impl Cast {
    pub async fn of(app: &App) -> Self {
        let resident = async |name| {
            app.person(name, Level::N1, vec![Standing::of(Role::Resident)])
                .await
        };
        let duty = async |name, role| app.person(name, Level::T, vec![Standing::of(role)]).await;
        Self(BTreeMap::from([
            ("anonymous", Actor::Visitor),
            ("owner", resident("Ekbackenbo").await),
            ("protected", resident("Zqxskyddad").await),
            ("resident", resident("Siv").await),
            ("youth", app.youth("Norrsken").await),
            ("supervisor", duty("Handledaren", Role::Supervisor).await),
            ("member", app.youth("Glad Räv, Klassen").await),
            ("official", app.official("Maja").await),
            ("elected", app.elected("Eva").await),
            ("secretary", app.secretary("Sven").await),
            ("moderator", duty("Moa", Role::Moderator).await),
            ("administrator", duty("Adm", Role::Administrator).await),
        ]))
    }

    pub fn get(&self, who: &str) -> &Actor {
        &self.0[who]
    }
}

/// Numbers of people stand in rows that become pages; these are found wherever they are printed.
pub const FIRST_PERSON: &str = "98765401";

pub async fn number_people(app: &App) {
    let mut tx = app.db.begin().await.unwrap();
    match tx.link() {
        Link::Sqlite(link) => {
            let insert = "insert into person (person_id, display_name, level, created_at) \
                values (98765400, 'x', 'n0', 0)";
            link.execute(insert).await.unwrap();
        }
        Link::Postgres(link) => {
            let restart = "alter table person alter column person_id restart with 98765401";
            link.execute(restart).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

fn words(title: &str, body: &str) -> DraftFields {
    DraftFields {
        kind: "proposal".to_owned(),
        title: format!("{title} {BAIT}"),
        body: format!("Vid vår {BAIT} finns {body}."),
        topic: "trygghet".to_owned(),
        district: "sjoparken".to_owned(),
        ..DraftFields::default()
    }
}

/// What a walk has to know of it.
pub struct Planted {
    pub ids: Vec<ProposalId>,
    /// Its id is its secret: whoever has it may go on writing.
    pub draft: String,
}

/// Everything there is to find.
pub async fn plant(app: &App, cast: &Cast) -> Planted {
    let (owner, secretary) = (cast.get("owner"), cast.get("secretary"));
    app.set_rules(Ruleset {
        version: 2,
        pre_review: true,
        ..Ruleset::bjorksjo()
    })
    .await;
    let submit = async |who: &Actor, fields, once: &str| {
        app.proposals
            .submit(who, fields, once, app.now)
            .await
            .unwrap()
    };
    let record = async |who: &Actor, id, step, pairs: &[(&str, &str)]| {
        let done = app
            .proposals
            .record(who, id, step, act(pairs), app.now)
            .await;
        done.unwrap();
    };
    let register = |number: &'static str, protected: &'static str| {
        [
            ("diary_number", number),
            ("received_on", "2026-03-04"),
            ("short_description", "Stig"),
            ("sender_protected", protected),
        ]
    };
    let unread = submit(owner, words("Zqxtitelett", "zqxtextett"), "").await;
    let taken_back = submit(owner, words("Tillbaka", "zqxtexttva"), "").await;
    let missing = [("missing", "Stryk zqxfragatva.")];
    record(secretary, taken_back, T::RequestCompletion, &missing).await;
    record(owner, taken_back, T::Withdraw, &[("confirmation", "yes")]).await;
    let withheld = submit(owner, words("Avvisat", "zqxtexttre"), "").await;
    let rejection = [
        ("criterion", "individual_matter"),
        ("reasons", &reasons()),
        ("where_to_turn", "Bygglovsenheten."),
        ("publish_text", "no"),
    ];
    // Two persons: the first one's words are recorded when the second sends them.
    let colleague = app.secretary("Berit").await;
    record(&colleague, withheld, T::RejectFormally, &rejection).await;
    record(secretary, withheld, T::RejectFormally, &rejection).await;
    let protected = submit(cast.get("protected"), words("Skyddad", "allt"), "").await;
    record(
        secretary,
        protected,
        T::Register,
        &register("KS/2026:8", "no"),
    )
    .await;
    // What was written before, and what is written after.
    hide(app, cast.get("protected")).await;
    let later = submit(cast.get("protected"), words("Senare", "allt"), "").await;
    record(secretary, later, T::Register, &register("KS/2026:11", "no")).await;
    record(secretary, protected, T::OpenForSupport, &[]).await;
    let public = submit(owner, words("Offentlig", "en lampa"), "zqxnyckelett").await;
    let open = NewAct {
        once: "zqxnyckeltva".to_owned(),
        ..act(&register("KS/2026:9", "no"))
    };
    let opened = app
        .proposals
        .record(secretary, public, T::Register, open, app.now);
    opened.await.unwrap();
    record(secretary, public, T::OpenForSupport, &[]).await;
    let waits = submit(owner, words("Avvisas kanske", "en lampa"), "").await;
    record(secretary, waits, T::Register, &register("KS/2026:10", "no")).await;
    let only_one_has_read = NewAct {
        once: "zqxnyckelfyra".to_owned(),
        ..act(&[
            ("criterion", "outside_competence"),
            ("reasons", "zqxforberett"),
            ("where_to_turn", "Trafikverket."),
            ("publish_text", "yes"),
        ])
    };
    let step = T::RejectFormally;
    let prepared = app
        .proposals
        .record(&colleague, waits, step, only_one_has_read, app.now);
    prepared.await.unwrap();
    let answer = NewAct {
        once: "zqxnyckelsvar".to_owned(),
        ..act(&[("text", "Ja, zqxsvarsomvantar.")])
    };
    let official = cast.get("official");
    let kept = app
        .proposals
        .send(official, public, AnswerDeed::Wait, answer, app.now);
    kept.await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into answer_template (title, kind, text, version, changed_by, changed_at, once_key) \
         values ('Zqxmallen', 'answer', 'Hej, zqxmallen!', 1, $1, $2, $3)",
        official.person_id().unwrap().get(),
        app.now.0,
        "zqxnyckelmall",
    )
    .unwrap();
    tx.commit().await.unwrap();
    plant_outside(app, official, public).await;
    plant_campaign(app, official).await;
    plant_questions(app, owner, cast.get("moderator")).await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into watch (person_id, kind, key, at) values ($1, 'person', 'Zqxfoljs', $2)",
        owner.person_id().unwrap().get(),
        app.now.0,
    )
    .unwrap();
    tx.commit().await.unwrap();
    plant_pictures(app, official, cast.get("resident")).await;
    let comment = NewComment {
        once: "zqxnyckeltre".to_owned(),
        ..crate::common::comment("Så sant.")
    };
    let said = app.proposals.comment(owner, public, comment, app.now).await;
    plant_change(app, (public, said.unwrap().id), (owner, official)).await;
    let post = crate::common::comment("Instämmer.");
    let said = app
        .proposals
        .comment(cast.get("protected"), public, post, app.now)
        .await;
    said.unwrap();
    prepare(app, cast).await;
    let typed = words("Zqxutkasttitel", "zqxutkasttext");
    let draft = app.proposals.create_draft(owner, typed, "", app.now).await;
    plant_comment_draft(app, owner, public).await;
    plant_rows(app, owner).await;
    plant_idea(app, owner).await;
    plant_hidden(app, owner, cast.get("moderator")).await;
    plant_held(app, (owner, public), cast.get("moderator")).await;
    plant_group(app, cast.get("supervisor"), cast.get("member")).await;
    Planted {
        ids: vec![
            unread, taken_back, withheld, protected, later, public, waits,
        ],
        draft: draft.unwrap().id,
    }
}

/// What was begun in a discussion and not sent.
async fn plant_comment_draft(app: &App, owner: &Actor, case: ProposalId) {
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into comment_draft (person_id, proposal_id, stance, text, updated_at, once_key) \
         values ($1, $2, 'for', 'Zqxinlaggsutkast', $3, 'zqxnyckelutkast')",
        owner.person_id().unwrap().get(),
        case.get(),
        app.now.0,
    )
    .unwrap();
    tx.commit().await.unwrap();
}

/// Two bodies outside were asked: one is to answer anew, the other one's answer has come.
async fn plant_outside(app: &App, official: &Actor, case: ProposalId) {
    let by = official.person_id().unwrap().get();
    let mut tx = app.db.begin().await.unwrap();
    for (name, arrived) in [("Trafikverket", None), ("Regionen", Some(app.now.0))] {
        let fields = format!(
            r#"{{"organisation":"{name}","text":"Vem råder över vägen?","answer_by":"2026-06-01"}}"#
        );
        let (asked,) = fetch_one!(
            tx,
            (i64,),
            "insert into act (proposal_id, kind, stage, actor_id, actor_role, actor_name, \
             actor_standing, at, happened_on, fields, once_key) values ($1, 'outside_question', \
             'collecting', $2, 'official', 'Maja', $3, $4, '2026-03-01', $5, $6) returning act_id",
            case.get(),
            by,
            r#"{"role":"official"}"#,
            app.now.0,
            fields,
            format!("utomstaende-{name}"),
        )
        .unwrap();
        let (request,) = fetch_one!(
            tx,
            (i64,),
            "insert into outside_request (proposal_id, act_id, asked_by, email, link_hash, sent_at, \
             expires_at, answered_at, returned_reason) values ($1, $2, $3, \
             'zqxutomstaende@example.org', $4, $5, $6, $7, 'Zqxtillbaka') \
             returning outside_request_id",
            case.get(),
            asked,
            by,
            format!("zqxgastlank-{name}"),
            app.now.0,
            app.now.plus_days(90).0,
            arrived,
        )
        .unwrap();
        if arrived.is_some() {
            execute!(
                tx,
                "insert into outside_answer (outside_request_id, link_hash, fields, received_at) \
                 values ($1, 'zqxgastlank', $2, $3)",
                request,
                r#"{"text":"Vägen är vår, zqxgastsvar.","signed_name":"Eva Ek","signed_title":"utredare"}"#,
                app.now.0,
            )
            .unwrap();
        }
    }
    tx.commit().await.unwrap();
}

/// The register says that somebody must not be found.
async fn hide(app: &App, actor: &Actor) {
    let mut tx = app.db.begin().await.unwrap();
    let person = actor.person_id().unwrap();
    nara_server::people::register_says(&mut tx, person, true, app.now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// A form's fields, as typed.
type Form<'a> = &'a [(&'a str, &'a str)];

/// A case that keeps who prepared it, whose number is nobody's business.
async fn prepare(app: &App, cast: &Cast) {
    app.set_rules(Ruleset {
        version: 3,
        ..Ruleset::without_threshold(&app.site.municipality)
    })
    .await;
    let fields = DraftFields {
        district: String::new(),
        ..words("Beredd", "en lampa")
    };
    let id = app
        .proposals
        .submit(cast.get("resident"), fields, "", app.now)
        .await
        .unwrap();
    let meeting = [
        ("body", "KF"),
        ("meeting_date", "2026-03-04"),
        ("paragraph", "12"),
    ];
    let handed = [
        ("receiving_body", "TN"),
        ("decision_text", "Förslaget överlämnas."),
    ];
    let hand_over = [meeting.as_slice(), &handed].concat();
    let officer = cast.get("official").person_id().unwrap().to_string();
    let preparation = [
        ("officer_id", officer.as_str()),
        ("department", "Tekniska förvaltningen"),
        ("expected_decision", "2026-05-04"),
    ];
    let memorandum = [
        ("memorandum", "Stolparna räcker."),
        ("investment_cost", "540 000"),
        ("operating_cost", "9000"),
        ("child_impact", "Trygg väg till skolan."),
        ("proposed_decision", "Nämnden bifaller förslaget."),
    ];
    let steps: [(&str, T, Form<'_>); 4] = [
        ("secretary", T::Announce, &meeting),
        ("secretary", T::HandOver, &hand_over),
        ("secretary", T::StartPreparation, &preparation),
        ("official", T::PresentProposal, &memorandum),
    ];
    for (who, step, fields) in steps {
        let done = app
            .proposals
            .record(cast.get(who), id, step, act(fields), app.now);
        done.await.unwrap();
    }
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into merge_suggestion (proposal_id, lead_id, reason, by_id, by_name, by_standing, \
         at, until_day, outcome, ended_at, once_key) select p.proposal_id, max(q.proposal_id), $2, \
         $3, 'Maja', 'null', $4, '2026-03-25', 'declined', $4, $5 from proposal p join proposal q \
         on q.proposal_id <> p.proposal_id where p.proposal_id = $1 group by p.proposal_id",
        id.get(),
        "Zqxsammanslagning",
        cast.get("official").person_id().unwrap().get(),
        app.now.0,
        "zqxnyckelsammanslagning",
    )
    .unwrap();
    execute!(
        tx,
        "insert into case_note (proposal_id, person_id, author_name, text, at, once_key) \
         values ($1, $2, 'Maja', $3, $4, $5)",
        id.get(),
        cast.get("official").person_id().unwrap().get(),
        "Zqxkollegaanteckning",
        app.now.0,
        "zqxnyckelanteckning",
    )
    .unwrap();
    execute!(
        tx,
        "insert into meeting (body, held_on, begins, cancelled, version, changed_at, once_key) \
         values ('KF', '2026-03-09', '18:00', $1, 1, $2, $3)",
        false,
        app.now.0,
        "zqxnyckelmote",
    )
    .unwrap();
    tx.commit().await.unwrap();
    let kept = "select count(*) from proposal where course like '%prepared_by\":98765%' \
        and course like '%officer_id\":98765%'";
    assert_eq!(
        app.number(kept).await,
        1,
        "the number is where it can leak from"
    );
}

/// What no use case of a test writes.
async fn plant_rows(app: &App, owner: &Actor) {
    let id = owner.person_id().unwrap().get();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set email = $1, password_hash = $2 where person_id = $3",
        "zqxadress@example.org",
        "zqxlosenord",
        id,
    )
    .unwrap();
    execute!(
        tx,
        "insert into session (session_hash, person_id, kind, created_at, last_seen_at, \
         expires_at, user_agent) values ($1, $2, 'browser', $3, $3, $4, $5)",
        "zqxsessionsnamn",
        id,
        app.now.0,
        app.now.plus_days(1).0,
        "zqxwebblasare",
    )
    .unwrap();
    execute!(
        tx,
        "insert into audit (at, actor_id, actor_name, actor_role, deed, subject_kind, subject_id, \
         detail) values ($1, $5, $2, 'administrator', 'duty_given', 'person', $3, $4)",
        app.now.0,
        "zqxloggnamn",
        "zqxloggmal",
        "{\"role\":\"official\",\"note\":\"zqxloggdel\"}",
        id,
    )
    .unwrap();
    for (link, role, official, elected) in [
        (
            "zqxinbjudlank-1",
            "official",
            Some("zqxinbjuduppdrag"),
            None,
        ),
        ("zqxinbjudlank-2", "elected", None, Some("zqxinbjuduppdrag")),
    ] {
        execute!(
            tx,
            "insert into invitation (link_id, email, role, department, title, party, assignment, \
             body, invited_by, created_at, sent_at, expires_at) \
             values ($1, $2, $3, $4, $4, $5, $5, $5, $6, $7, $7, $8)",
            link,
            "zqxinbjudadress@example.org",
            role,
            official,
            elected,
            id,
            app.now.0,
            app.now.plus_days(7).0,
        )
        .unwrap();
    }
    execute!(
        tx,
        "insert into registration (registration_id, email, display_name, password_hash, \
         created_at) values ($1, $2, $3, $4, $5)",
        "zqxlosenord-registration",
        "zqxregadress@example.org",
        "zqxregnamn",
        "zqxlosenord",
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into rate_limit (action, key_hash, due_at) values ('letter', $1, $2)",
        "zqxgransnyckel",
        app.now.plus_hours(1).0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into outbox (to_address, subject, body, created_at, next_attempt_at, attempts, \
         last_error) values ($1, $2, $2, $3, $3, 1, $4)",
        "zqxbrevadress@example.org",
        "zqxbrevtext",
        app.now.0,
        "zqxbrevfel",
    )
    .unwrap();
    execute!(
        tx,
        "insert into way_in (way_in_id, purpose, email, lang, code_hash, tries, created_at, \
         expires_at, settled_at) values ($1, 'code', $2, 'sv', $3, 0, $4, $5, $4)",
        "zqxbegaran",
        "zqxbegadress@example.org",
        "zqxkodhash",
        app.now.0,
        app.now.plus_days(1).0,
    )
    .unwrap();
    plant_identity(app, &mut tx, id).await;
    execute!(
        tx,
        "insert into passkey (credential_id, person_id, user_handle, credential, sign_count, \
         vouched, name, created_at) values ($1, $2, $3, $4, 0, false, $5, $6)",
        "zqxnyckelid",
        id,
        "zqxkontohandtag",
        "zqxoppennyckel",
        "zqxpassnyckelnamn",
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into ceremony (ceremony_id, purpose, person_id, link_id, user_handle, state, \
         expires_at) values ($1, 'add', $2, $3, $4, $5, $6)",
        "zqxceremoni",
        id,
        "zqxlankid",
        "zqxkontohandtag",
        "zqxutmaning",
        app.now.plus_days(1).0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into provider_flow (provider_flow_id, provider, purpose, person_id, next, named, \
         lang, created_at, expires_at) values ($1, 'ett', 'link', $2, $3, $4, 'sv', $5, $6)",
        "zqxfard",
        id,
        "/zqxvidare",
        "zqxnamnt",
        app.now.0,
        app.now.plus_days(1).0,
    )
    .unwrap();
    // Under seal since an account was erased.
    execute!(
        tx,
        "insert into sealed_name (person_id, name, district, sealed_at) \
         select min(person_id), $1, $2, $3 from person",
        "Zqxförseglad",
        "zqxomrade",
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "update person set given_name = $1, family_name = $2, alias = $3, display_name = $4 \
         where person_id = $5",
        "Zqxfornamn",
        "Zqxefternamn",
        "Zqxalias",
        "Zqxvisatnamn",
        id,
    )
    .unwrap();
    execute!(
        tx,
        "update proposal set proposer_name = $1 where title like 'Zqxtitelett%'",
        "Zqxavsandare",
    )
    .unwrap();
    execute!(
        tx,
        "insert into paper (person_id, entered_by, kind, proposal_id, channel, reference, at, \
         once_key) select $1, $1, 'support', min(proposal_id), 'paper', $2, $3, $4 from proposal",
        id,
        "zqxparm",
        app.now.0,
        "zqxnyckelfem",
    )
    .unwrap();
    tx.commit().await.unwrap();
}

/// An idea that somebody wanted to hand in and may not. Walks come to it by the list.
async fn plant_idea(app: &App, asker: &Actor) {
    let author = app.resident("Ida").await;
    let typed = crate::common::idea("Lånecyklar vid stationen");
    let idea = app.proposals.submit(&author, typed, "", app.now).await;
    let idea = idea.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into adoption (idea_id, asker_id, why, word, state, asked_at, answered_at, draft_id) \
         values ($1, $2, 'Zqxvarforide', 'Zqxsvaride', 'declined', $3, $3, 'zqxutkastide')",
        idea.get(),
        asker.person_id().unwrap().get(),
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into idea_coauthor (proposal_id, person_id, name, state, asked_at) \
         values ($1, $2, 'Zqxmedforfattare', 'sealed', $3)",
        idea.get(),
        asker.person_id().unwrap().get(),
        app.now.0,
    )
    .unwrap();
    tx.commit().await.unwrap();
}

/// A text that somebody reported and a moderator hid.
async fn plant_hidden(app: &App, reporter: &Actor, moderator: &Actor) {
    let author = app.resident("Idun").await;
    let typed = crate::common::idea("Dold enligt regeln om hot");
    let idea = app.proposals.submit(&author, typed, "", app.now).await;
    let idea = idea.unwrap().get();
    let number = |who: &Actor| who.person_id().unwrap().get();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update proposal set hidden = 'threat 2026-03-04', body = '' where proposal_id = $1",
        idea,
    )
    .unwrap();
    execute!(
        tx,
        "insert into moderation (proposal_id, state, opened_at) values ($1, 'hidden', $2)",
        idea,
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into hidden_text (moderation_id, author_id, fields, sealed_at) \
         select max(moderation_id), $1, $2, $3 from moderation",
        number(&author),
        r#"{"title":"Zqxforseglat","body":"Zqxforseglat"}"#,
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into text_report (moderation_id, person_id, reason, words, at, once_key) \
         select max(moderation_id), $1, 'threat', 'Zqxanmalord', $2, 'zqxnyckelanmalan' \
         from moderation",
        number(reporter),
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into moderation_act (moderation_id, step, rule, reason, actor_id, actor_name, \
         actor_standing, at, replaces, once_key) \
         select max(moderation_id), 'hide', 'threat', 'Zqxdoldskal', $1, 'Moa', 'null', $2, 0, \
         'zqxnyckeldolt' from moderation",
        number(moderator),
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into rein_act (proposal_id, rein, step, reason, actor_id, actor_name, \
         actor_standing, at, replaces, once_key) \
         values ($1, 'lock', 'lock', 'Tonen.', $2, 'Moa', 'null', $3, 0, 'zqxnyckellast')",
        idea,
        number(moderator),
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into restraint (moderation_id, person_id, kind, rule, until_day, state) \
         select max(moderation_id), $1, 'mute', 'threat', '2026-03-11', 'on' from moderation",
        number(&author),
    )
    .unwrap();
    execute!(
        tx,
        "insert into restraint_act (restraint_id, step, reason, actor_id, actor_name, \
         actor_standing, at, replaces, once_key) \
         select max(restraint_id), 'impose', 'Zqxavstangningsskal', $1, 'Moa', 'null', $2, 0, \
         'zqxnyckelavstangd' from restraint",
        number(moderator),
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into restraint_appeal (restraint_id, person_id, words, at, once_key) \
         select max(restraint_id), $1, 'Zqxavstangdord', $2, 'zqxnyckelavstangdigen' from restraint",
        number(&author),
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into appeal (moderation_id, person_id, words, at, once_key) \
         select max(moderation_id), $1, 'Zqxomprovning', $2, 'zqxnyckelomprovning' from moderation",
        number(&author),
        app.now.0,
    )
    .unwrap();
    tx.commit().await.unwrap();
}

/// A text that was not let through and is looked at again, and much at once that somebody looked at.
async fn plant_held(app: &App, (author, under): (&Actor, ProposalId), moderator: &Actor) {
    let number = |who: &Actor| who.person_id().unwrap().get();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into held_text (person_id, proposal_id, fields, reasons, state, at, words, once_key) \
         values ($1, $2, $3, 'phone', 'asked', $4, 'Zqxgranskadord', 'zqxnyckelgranskad')",
        number(author),
        under.get(),
        r#"{"text":"Zqxgranskadtext"}"#,
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into held_act (held_text_id, step, rule, reason, actor_id, actor_name, \
         actor_standing, at, replaces, once_key) \
         select max(held_text_id), 'decline', 'spam', 'Zqxgranskadskal', $1, 'Moa', 'null', $2, 0, \
         'zqxnyckelgranskakt' from held_text",
        number(moderator),
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into pace_alarm (proposal_id, kind, from_at, to_at, number, usual, new_accounts, \
         domain, same_domain, settled_at, settled_by, settled_name, note) \
         values ($1, 'support', $2, $2, 40, 1, 40, 'zqxtaktdoman.example', 40, $2, $3, \
         'Zqxtaktnamn', 'Zqxtaktord')",
        under.get(),
        app.now.0,
        number(moderator),
    )
    .unwrap();
    tx.commit().await.unwrap();
}

fn typed(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// A campaign that everybody reads and that takes ideas: its address.
async fn open_campaign(app: &App, official: &Actor) -> String {
    let campaigns = CampaignService {
        db: app.db.clone(),
        hub: app.proposals.hub().clone(),
    };
    let plan = typed(&[
        ("title", "Öppet hus"),
        ("question", "Vad saknas för unga här?"),
        ("commission", "Nämnden frågar inför nästa års budget."),
        ("age_from", "13"),
        ("age_to", "19"),
        ("sets", "I skolan: 2"),
        ("influence", "dialogue"),
        ("can_influence", "Vad vi gör."),
        ("cannot_influence", "Pengarna."),
    ]);
    let drafted = campaigns.draft(official, &plan, "oppethus", app.now);
    let slug = drafted.await.unwrap();
    let day = app.now.day().to_string();
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
    let view = campaigns.campaign(official, &slug, app.now).await;
    approval.insert(SEEN.to_owned(), view.unwrap().seen());
    let sent = (&approval, "oppnat");
    let opened = campaigns.record(official, &slug, CampaignStepKind::Approve, sent, app.now);
    opened.await.unwrap();
    slug
}

/// An idea that everybody reads in an open campaign has a picture that waits after one that was taken down, and
/// another one's came back.
async fn plant_pictures(app: &App, official: &Actor, author: &Actor) {
    let slug = open_campaign(app, official).await;
    let mut ideas = Vec::new();
    for title in ["Läger vid sjön", "Kväll i hallen"] {
        let fields = crate::common::idea(title);
        let made = app.proposals.submit(author, fields, "", app.now).await;
        ideas.push(made.unwrap());
    }
    let person = author.person_id().unwrap().get();
    let mut tx = app.db.begin().await.unwrap();
    let id = store::lock(&mut tx, &slug).await.unwrap().unwrap().id;
    for idea in &ideas {
        store::mark_idea(&mut tx, *idea, (id, 1)).await.unwrap();
    }
    for (idea, state, word, once) in [
        (ideas[0], "gone", "zqxbildnere", "zqxnyckelbild1"),
        (ideas[1], "returned", "zqxbildord", "zqxnyckelbild2"),
    ] {
        execute!(
            tx,
            "insert into campaign_picture (proposal_id, person_id, person_name, state, recognised, \
             width, height, at, settled_by, settled_at, word, once_key) \
             values ($1, $2, 'Siv', $3, 'nobody', 4, 3, $4, $2, $4, $5, $6)",
            idea.get(),
            person,
            state,
            app.now.0,
            word,
            once,
        )
        .unwrap();
    }
    execute!(
        tx,
        "insert into campaign_picture (proposal_id, person_id, person_name, state, recognised, \
         description, agreed, taken_by, width, height, at, once_key, bytes, small) \
         values ($1, $2, 'Siv', 'waiting', 'agreed', 'zqxbildtext', 'zqxbildsamtycke', \
         'zqxbildtagen', 4, 3, $3, 'zqxnyckelbild3', $4, $4)",
        ideas[0].get(),
        person,
        app.now.0,
        b"jpeg".as_slice(),
    )
    .unwrap();
    tx.commit().await.unwrap();
}

/// Questions that wait to be read, one of them left out already.
async fn plant_questions(app: &App, asker: &Actor, moderator: &Actor) {
    let number = |who: &Actor| who.person_id().unwrap().get();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into question_set (asker_id, asker_name, organisation, heading, introduction, \
         state, asked_at, once_key) values ($1, 'Ekbackenbo', 'Zqxfrageorganisation', \
         'Zqxfragerubrik', 'Zqxfrageinledning', 'reading', $2, 'zqxnyckelfragor')",
        number(asker),
        app.now.0,
    )
    .unwrap();
    for (place, state) in [(1_i64, "waits"), (2, "refused")] {
        execute!(
            tx,
            "insert into question (question_set_id, asker_id, number, follow_up, text, state, \
             asked_at, once_key) select question_set_id, asker_id, $1, 0, 'Zqxfragetext?', $2, $3, \
             $4 from question_set",
            place,
            state,
            app.now.0,
            format!("zqxnyckelfraga{place}"),
        )
        .unwrap();
    }
    execute!(
        tx,
        "insert into question_act (question_set_id, question_id, step, actor_id, actor_name, \
         actor_standing, at, fields, replaces, once_key) select question_set_id, question_id, \
         'refuse', $1, 'Moa', '{\"role\":\"moderator\"}', $2, $3, 0, 'zqxnyckelfragesteg' \
         from question where number = 2",
        number(moderator),
        app.now.0,
        r#"{"rule":"threat","reason":"Zqxfrageskal"}"#,
    )
    .unwrap();
    tx.commit().await.unwrap();
    plant_hidden_question(app, asker, moderator).await;
}

/// Questions that everybody reads, one of which is under seal.
async fn plant_hidden_question(app: &App, asker: &Actor, moderator: &Actor) {
    let number = |who: &Actor| who.person_id().unwrap().get();
    let mut tx = app.db.begin().await.unwrap();
    let (set,) = fetch_one!(
        tx,
        (i64,),
        "insert into question_set (asker_id, asker_name, heading, state, asked_at, published_at, \
         answer_by, once_key) values ($1, 'Ekbackenbo', 'Om lampan', 'open', $2, $2, '2026-03-18', \
         'zqxnyckelfragor2') returning question_set_id",
        number(asker),
        app.now.0,
    )
    .unwrap();
    for (place, text, state, hidden) in [
        (1_i64, "Varför är det mörkt?", "waits", None),
        (
            2,
            "Dold enligt regeln om hot",
            "refused",
            Some("threat 2026-03-04"),
        ),
    ] {
        execute!(
            tx,
            "insert into question (question_set_id, asker_id, number, follow_up, text, state, \
             asked_at, once_key, hidden, before_hidden) values ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9)",
            set,
            number(asker),
            place,
            text,
            state,
            app.now.0,
            format!("zqxnyckelfraga{place}"),
            hidden,
            hidden.map(|_| "waits"),
        )
        .unwrap();
    }
    execute!(
        tx,
        "insert into moderation (question_set_id, question_id, state, opened_at) \
         select question_set_id, question_id, 'hidden', $1 from question where hidden is not null",
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into hidden_text (moderation_id, author_id, fields, sealed_at) \
         select max(moderation_id), $1, '{\"text\":\"Zqxfragesigill?\"}', $2 from moderation",
        number(asker),
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into moderation_act (moderation_id, step, rule, reason, actor_id, actor_name, \
         actor_standing, at, replaces, once_key) \
         select max(moderation_id), 'hide', 'threat', 'Zqxfragebeslut', $1, 'Moa', 'null', $2, 0, \
         'zqxnyckelfragedold' from moderation",
        number(moderator),
        app.now.0,
    )
    .unwrap();
    tx.commit().await.unwrap();
}

/// A comment that was changed, with what it asks answered.
async fn plant_change(
    app: &App,
    about: (ProposalId, CommentId),
    (author, official): (&Actor, &Actor),
) {
    let new = NewWords {
        text: "Så sant, och varför?".to_owned(),
        seen: "1".to_owned(),
        once: "zqxnyckelandring".to_owned(),
    };
    let later = app.now.plus_minutes(20);
    app.proposals
        .change(author, about, new, later)
        .await
        .unwrap();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update comment set stance = 'question' where comment_id = $1",
        about.1.get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    let new = NewAnswered {
        text: "Därför.".to_owned(),
        seen: "0".to_owned(),
        once: "zqxnyckelbesvarad".to_owned(),
        ..NewAnswered::default()
    };
    let marked = app.proposals.mark_answered(official, about, new, app.now);
    marked.await.unwrap();
}

/// A campaign that is being prepared.
async fn plant_campaign(app: &App, official: &Actor) {
    let campaigns = CampaignService {
        db: app.db.clone(),
        hub: app.proposals.hub().clone(),
    };
    let mut typed: BTreeMap<String, String> = [
        // Its address is made of it, and printed wherever somebody asks for it.
        ("title", "Lådan"),
        ("question", "Vad saknas, zqxkampanj?"),
        ("commission", "Nämnden frågar inför nästa års zqxkampanj."),
        ("age_from", "13"),
        ("age_to", "19"),
        ("sets", "I skolan: 1"),
        ("influence", "dialogue"),
        ("can_influence", "Vad vi gör i zqxkampanj."),
        ("cannot_influence", "Pengarna."),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    let drafted = campaigns.draft(official, &typed, "zqxnyckelkampanj", app.now);
    let slug = drafted.await.unwrap();
    let view = campaigns.campaign(official, &slug, app.now).await;
    typed.insert("title".to_owned(), "Zqxkampanj".to_owned());
    typed.insert(SEEN.to_owned(), view.unwrap().seen());
    let sent = (&typed, "zqxnyckelsteg");
    let revised = campaigns.record(official, &slug, CampaignStepKind::Revise, sent, app.now);
    revised.await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into campaign_paper (campaign_id, person_id, person_name, slips, counted_by, \
         counted_with, at, once_key) select campaign_id, maker_id, $1, 12, $1, $1, $2, $3 \
         from campaign",
        "Zqxraknare",
        app.now.0,
        "zqxnyckelsedlar",
    )
    .unwrap();
    execute!(
        tx,
        "insert into campaign_novelty (campaign_id, proposal_id, person_id, person_name, \
         person_standing, at, fields, replaces, once_key) select c.campaign_id, \
         (select min(proposal_id) from proposal), c.maker_id, 'Elin', \
         '{\"role\":\"elected\"}', $1, '{\"novelty\":\"new_to_us\"}', 0, $2 from campaign c",
        app.now.0,
        "zqxnyckelnytt",
    )
    .unwrap();
    execute!(
        tx,
        "insert into campaign_idea_parts (proposal_id, person_id, person_name, problem, first_step, \
         rough_cost, at, replaces, once_key) select (select min(proposal_id) from proposal), \
         maker_id, 'Räv', 'Mörkt', 'Lampor', 'Lite', $1, 0, $2 from campaign",
        app.now.0,
        "zqxnyckeldelar",
    )
    .unwrap();
    tx.commit().await.unwrap();
}

/// Numbers, identities and the register.
async fn plant_identity(app: &App, tx: &mut Tx, owner: i64) {
    execute!(
        tx,
        "insert into person_number (number_hash, person_id, at) values ($1, $2, $3)",
        "zqxnummerhash",
        owner,
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into person_identity (provider, subject_hash, person_id, linked_at, last_used_at) \
         values ('bankid', $1, $2, $3, $3)",
        "zqxamneshash",
        owner,
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into merge_offer (person_id, other_id, session_hash, expires_at) \
         select $1, min(person_id), $2, $3 from person",
        owner,
        "zqxsammanslagning",
        app.now.plus_days(1).0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into identity_key (identity_key_id, check_value, made_at) values (1, $1, $2)",
        "zqxkontrollvarde",
        app.now.0,
    )
    .unwrap();
    let (roll,) = fetch_one!(
        tx,
        (i64,),
        "insert into roll (loaded_at, finished_at, entries) values ($1, $1, 1) returning roll_id",
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into roll_entry (roll_id, number_hash) values ($1, $2)",
        roll,
        "zqxrullhash",
    )
    .unwrap();
}

/// A group whose supervisor and whose one member see what waits.
async fn plant_group(app: &App, supervisor: &Actor, member: &Actor) {
    let person = |actor: &Actor| actor.person_id().unwrap().get();
    let (supervisor, member) = (person(supervisor), person(member));
    let mut tx = app.db.begin().await.unwrap();
    let (group,) = fetch_one!(
        tx,
        (i64,),
        "insert into youth_group (name, name_key, age_from, age_to, last_day, ends_at, \
         reads_first, max_members, member_count, code_salt, code_hash, created_at) \
         values ('Klassen', $1, 13, 15, '2026-06-12', $2, $3, 30, 1, $4, $5, $6) \
         returning youth_group_id",
        "zqxgruppnyckel",
        app.now.plus_days(100).0,
        true,
        "zqxgruppsalt",
        "zqxgruppkod",
        app.now.0,
    )
    .unwrap();
    assert_eq!(group, 1, "the walk asks for this number");
    execute!(
        tx,
        "insert into group_supervisor (youth_group_id, person_id, since) values ($1, $2, $3)",
        group,
        supervisor,
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into member (person_id, youth_group_id, alias, alias_key, state, own_code_hash, \
         joined_at, once_key) values ($1, $2, $3, $4, 'in', $5, $6, $7)",
        member,
        group,
        "Zqxgruppalias",
        "zqxnyckelalias",
        "zqxegenkod",
        app.now.0,
        "zqxnyckelfem",
    )
    .unwrap();
    execute!(
        tx,
        "insert into return_code (person_id, code_hash, created_at, expires_at) \
         values ($1, $2, $3, $4)",
        member,
        "zqxhjalpkod",
        app.now.0,
        app.now.plus_days(1).0,
    )
    .unwrap();
    let waits = [
        ("waiting", "zqxnyckelsex", None),
        ("returned", "zqxnyckelsex2", Some("Zqxvanligt")),
    ];
    for (state, once, reason) in waits {
        execute!(
            tx,
            "insert into waiting_text (person_id, youth_group_id, kind, fields, state, reason, at, \
             once_key) values ($1, $2, 'idea', $3, $4, $5, $6, $7)",
            member,
            group,
            r#"{"kind":"idea","title":"Zqxvantar","body":"Zqxvantar","topic":"fritid"}"#,
            state,
            reason,
            app.now.0,
            once,
        )
        .unwrap();
    }
    tx.commit().await.unwrap();
}

/// Columns whose texts everybody may read, or that hold a code of ours. What is in no line here
/// must be planted above: a new column is decided before it lands.
const SHOWN: &[&str] = &[
    "answer_template.kind",
    "act.actor_role",
    "act.actor_standing",
    // Taken from the fields.
    "act.body",
    "act.happened_on",
    "act.kind",
    "act.stage",
    "act.transition",
    "audit.actor_role",
    "audit.deed",
    "audit.subject_kind",
    "adoption.state",
    "idea_coauthor.state",
    "case_note.author_name",
    // Which of four.
    "comment_draft.stance",
    "campaign.course",
    "campaign.due_on",
    "campaign.slug",
    "campaign.stage",
    "campaign_act.actor_name",
    "campaign_act.actor_standing",
    "campaign_act.stage",
    "campaign_act.step",
    "campaign_choice.reason",
    // Numbers of ideas.
    "campaign_counted.ideas",
    // Everybody reads what makes an idea one that can be answered.
    "campaign_idea_parts.first_step",
    "campaign_idea_parts.person_name",
    "campaign_idea_parts.problem",
    "campaign_idea_parts.rough_cost",
    // The alias it was put there under stands at the idea.
    "campaign_picture.person_name",
    "campaign_picture.recognised",
    "campaign_picture.state",
    // Everybody reads what an elected says.
    "campaign_novelty.fields",
    "campaign_novelty.person_name",
    "campaign_novelty.person_standing",
    "campaign_reminder.day",
    "campaign_reminder.what",
    "ceremony.purpose",
    // The rule and the day.
    "comment.hidden",
    "comment.author_name",
    "comment.author_role",
    "comment.author_standing",
    "comment.stance",
    "comment.text",
    // Everybody reads what is quoted, what stood there before, and which question has its answer.
    "comment.quoted_text",
    "comment_answer.actor_name",
    "comment_answer.actor_standing",
    "comment_answer.text",
    "comment_revision.text",
    "document.sha256",
    "document_content.sha256",
    "event.data",
    "event.kind",
    "meeting.agenda_url",
    "meeting.begins",
    "meeting.body",
    "meeting.ends",
    "meeting.held_on",
    "meeting.minutes_url",
    "meeting.place",
    "meeting.posted_on",
    "meeting.stream_url",
    "meeting.verified_on",
    "follow_up.until_day",
    "follow_up_reply.reply",
    "held_act.actor_name",
    "held_act.actor_standing",
    "held_act.rule",
    "held_act.step",
    "held_text.reasons",
    "held_text.state",
    "pace_alarm.kind",
    "moderation.second_by",
    "moderation.state",
    "moderation_act.actor_name",
    "moderation_act.actor_standing",
    "moderation_act.rule",
    "moderation_act.step",
    // Moderators read who said that there is danger, and to which address of the municipality's a letter went.
    "danger.actor_name",
    "danger.actor_standing",
    "danger.told_to",
    "restraint.kind",
    "restraint.rule",
    "restraint.state",
    "restraint.until_day",
    "restraint_act.actor_name",
    "restraint_act.actor_standing",
    "restraint_act.step",
    // Everybody reads why a discussion is locked.
    "rein_act.actor_name",
    "rein_act.actor_standing",
    "rein_act.reason",
    "rein_act.rein",
    "rein_act.step",
    "rein_act.until_day",
    "paper.channel",
    "paper.kind",
    "person.lang",
    "invitation.last_day",
    "invitation.role",
    "person.level",
    "person_identity.provider",
    "person.name_form",
    "person.protected_by",
    "prepared_step.transition",
    "merge_suggestion.by_name",
    "merge_suggestion.by_standing",
    "merge_suggestion.outcome",
    "merge_suggestion.until_day",
    "proposal.answer_by",
    "proposal.archive_from",
    "proposal.report_by",
    "proposal.next_by",
    "proposal.days",
    "proposal.collecting_window",
    // Those who said yes to standing there.
    "proposal.coauthors",
    "proposal.course",
    "proposal.diary_number",
    "proposal.district",
    "proposal.hidden",
    "proposal.kind",
    "proposal.stage",
    "proposal.stage_group",
    "proposal.topic",
    "notice.news",
    "notice.what",
    "pace.news",
    "pace.pace",
    "pace.was",
    // Everybody reads whose questions those are that were published.
    "question_set.answer_by",
    "question_set.asker_name",
    "question_set.hidden",
    // Stems of what everybody reads.
    "question_set.search_text",
    "question_set.state",
    "question.hidden",
    "question.before_hidden",
    "question.state",
    "question_act.actor_name",
    "question_act.actor_standing",
    "question_act.step",
    "provider_flow.lang",
    "provider_flow.provider",
    "provider_flow.purpose",
    "reminder.answer_by",
    "day_reminder.what",
    "day_reminder.day",
    "ruleset.municipality",
    "text_report.reason",
    "ruleset.rules",
    "session.kind",
    "setting.name",
    "setting.value",
    "session.way",
    "standing.assignment",
    "standing.body",
    "standing.department",
    "standing.party",
    "standing.provider",
    "standing.role",
    "standing.title",
    "support_event.kind",
    "used_link.purpose",
    "backup_run.night",
    "backup_run.problem",
    "rate_limit.action",
    "proposal_tally.stage_group",
    "proposal_tally.topic",
    "proposal_tally.kind",
    "proposal_tally.district",
    "way_in.lang",
    "watch.kind",
    "waiting_answer.stopped",
    "waiting_text.kind",
    "waiting_text.state",
    "way_in.purpose",
    "mailing.body",
    "mailing.lang",
    "mailing.subject",
    "member.state",
    "youth_group.last_day",
    "youth_group.name",
    // Random: what is in it is looked for as it is.
    "draft.draft_id",
    "registration.registration_id",
    "used_link.link_id",
];

on_both!(every_column_is_decided, |app| {
    number_people(&app).await;
    let cast = Cast::of(&app).await;
    plant(&app, &cast).await;
    let columns: Vec<(String, String)> = match app.db.engine() {
        Engine::Sqlite => fetch_all!(
            app.db.read().await.unwrap(),
            (String, String),
            "select t.name, c.name from sqlite_master t join pragma_table_xinfo(t.name) c \
             where t.type = 'table' and lower(c.type) = 'text' and t.sql not like 'create virtual%'"
        ),
        Engine::Postgres => fetch_all!(
            app.db.read().await.unwrap(),
            (String, String),
            "select table_name::text, column_name::text from information_schema.columns \
             where table_schema = 'public' and data_type = 'text'"
        ),
    }
    .unwrap();
    let mut undecided = Vec::new();
    let mut shown: BTreeSet<&str> = SHOWN.iter().copied().collect();
    for (table, column) in columns {
        let name = format!("{table}.{column}");
        if table.starts_with('_') || table.contains("_search") || shown.remove(name.as_str()) {
            continue;
        }
        let mut select = Statement::new("select count(*) from ");
        // The database's own names.
        select.sql(format!("{table} where lower({column}) like '%zqx%'").leak());
        let mut conn = app.db.read().await.unwrap();
        let planted: Vec<(i64,)> = conn.all(select).await.unwrap();
        if planted[0].0 == 0 {
            undecided.push(name);
        }
    }
    assert!(
        undecided.is_empty(),
        "neither shown nor planted: {undecided:?}"
    );
    assert!(shown.is_empty(), "gone: {shown:?}");
});
