//! No text becomes markup: every string of the browser's own tests (`end2end/xss.ts`) through every
//! text field, stored and sent back, and every page that shows one read as a browser reads it. No
//! browser here, so no policy that could save us: escaping alone has to hold.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use nara_app::answers::api::AnswerPort;
use nara_app::i18n::Lang;
use nara_app::proposals::api::{
    CORRECTION_REASON, DraftFields, NewAct, NewComment, NewWords, ProposalPort, QUESTION,
};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::answer::{ActKind, PERSONAL};
use nara_domain::duty::Duty;
use nara_domain::fields::{FieldInput, FieldSpec};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::required::fields_at;
use nara_domain::proposal::{IdeaMoveKind, Ruleset, TransitionKind as T};
use nara_domain::quote::offered;
use nara_domain::waiting::AnswerDeed;
use nara_server::fetch_one;

use super::routes;
use super::table::{People, Sent, Subject, needed, sent};
use crate::common::http::{Browser, Options, Web, link_in};
use crate::common::{App, fields, idea};
use crate::on_both;

/// The strings of the list, which are JSON but for its frame.
fn corpus() -> Vec<String> {
    let list = include_str!("../../../end2end/xss.ts");
    let (_, list) = list.split_once("= [").unwrap();
    let (list, _) = list.split_once("\n];").unwrap();
    let list = format!("[{}]", list.trim().trim_end_matches(','));
    let strings: Vec<String> = serde_json::from_str(&list).unwrap();
    assert!(strings.len() > 50);
    strings
}

/// As `byRule` of the browser's tests: each way out of where a text stands, with each tag that runs
/// something and each way to write the call, and with each tag that leads somewhere and each way to
/// write where.
fn by_rule() -> Vec<String> {
    let rules: serde_json::Value =
        serde_json::from_str(include_str!("../../../end2end/xss_rules.json")).unwrap();
    let list = |name: &str| -> Vec<String> {
        let list = rules[name].as_array().unwrap().iter();
        list.map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let [breaks, tags, handlers] = ["breaks", "tags", "handlers"].map(list);
    let [calls, carriers, addresses] = ["calls", "carriers", "addresses"].map(list);
    let mut made = Vec::new();
    for (at, out) in breaks.iter().enumerate() {
        for (which, tag) in tags.iter().enumerate() {
            for (how, call) in calls.iter().enumerate() {
                let handler = &handlers[(at + which + how) % handlers.len()];
                let tag = tag.replace("{h}", &format!("{handler}{call}"));
                made.push(format!("{out}{tag}"));
            }
        }
        for carrier in &carriers {
            for address in &addresses {
                made.push(format!("{out}{}", carrier.replace("{a}", address)));
            }
        }
    }
    made
}

/// All of them.
pub(super) fn everything_there_is() -> Vec<String> {
    [corpus(), by_rule()].concat()
}

/// As many in a text as fit.
pub(super) fn packed(texts: &[String], most: usize) -> Vec<String> {
    let mut packs: Vec<String> = Vec::new();
    for text in texts {
        match packs.last_mut() {
            Some(last) if last.len() + text.len() < most => {
                last.push('\n');
                last.push_str(text);
            }
            _ => packs.push(text.clone()),
        }
    }
    packs
}

/// What a page must not contain, wherever it came from: read tag by tag, as a browser does.
pub(super) fn harms(html: &str) -> Vec<String> {
    const FOREIGN: [&str; 9] = [
        "iframe", "object", "embed", "base", "video", "audio", "math", "animate", "source",
    ];
    let mut harms = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let name: String = rest
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        let (attributes, after) = attributes(&rest[name.len()..]);
        rest = after;
        let value = |wanted: &str| {
            let found = attributes.iter().find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.as_str())
        };
        if FOREIGN.contains(&name.as_str()) || value("http-equiv").is_some() {
            harms.push(format!("<{name}>"));
        }
        for (attribute, text) in &attributes {
            let address = ["href", "src", "action", "formaction"].contains(&attribute.as_str());
            let scheme = text.trim_start().to_ascii_lowercase();
            let runs = scheme.starts_with("javascript:") || scheme.starts_with("data:text");
            if attribute.starts_with("on") || (address && runs) || attribute == "srcdoc" {
                harms.push(format!("<{name} {attribute}={text}>"));
            }
        }
        if name == "script" || name == "style" || name == "textarea" || name == "title" {
            let end = format!("</{name}");
            let (text, after) = rest.split_once(&end).unwrap_or((rest, ""));
            if name == "script" && (value("nonce").is_none() || text.contains("alert(1)")) {
                harms.push(format!("<script>{text}"));
            }
            rest = after;
        }
    }
    harms
}

/// The attributes of a tag, and what follows it.
fn attributes(tag: &str) -> (Vec<(String, String)>, &str) {
    let mut attributes = Vec::new();
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (attributes, after);
        }
        let end = rest
            .find(|letter: char| letter.is_whitespace() || "=>/".contains(letter))
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        rest = after;
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let quote = after
                .chars()
                .next()
                .filter(|letter| "\"'".contains(*letter));
            (value, rest) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((after, "")),
                None => {
                    let end = after.find(|letter: char| letter.is_whitespace() || letter == '>');
                    after.split_at(end.unwrap_or(after.len()))
                }
            };
        }
        if name.is_empty() && rest.is_empty() {
            return (attributes, "");
        }
        if name.is_empty() {
            rest = &rest[1..];
        }
        attributes.push((name.to_ascii_lowercase(), value.to_owned()));
    }
}

#[test]
fn what_runs_is_noticed() {
    let noticed = corpus()
        .into_iter()
        .filter(|text| text.contains('<') && !text.contains("&lt;") && !text.contains('%'))
        .filter(|text| harms(&format!("<p>{text}</p>")).is_empty())
        .collect::<Vec<_>>();
    // Markup without anything that runs, or what runs only in the attribute it is meant for.
    assert!(noticed.len() < 12, "{noticed:#?}");
    let made = by_rule();
    assert!(made.iter().collect::<BTreeSet<_>>().len() > 2_000);
    let noticed = made
        .iter()
        .filter(|text| !harms(&format!("<p>{text}</p>")).is_empty())
        .count();
    // The others write the scheme of an address in a way this reader does not decode; that there is a
    // tag at all is noticed by the browser's test.
    assert!(noticed * 4 > made.len() * 3, "{noticed} of {}", made.len());
    assert_eq!(
        harms("<input value=\"\" onmouseover=alert(1) x=\"\">").len(),
        1
    );
    assert_eq!(harms("<a href=' javascript:alert(1)'>x</a>").len(), 1);
    assert!(harms("<!-- <script> --><p title=\"<img onerror=x>\">&lt;script&gt;</p>").is_empty());
}

/// The strings in turn.
pub(super) struct Texts {
    pub(super) all: Vec<String>,
    pub(super) next: usize,
}

impl Texts {
    pub(super) fn short(&mut self, max: usize) -> String {
        loop {
            let text = &self.all[self.next % self.all.len()];
            self.next += 1;
            if text.len() <= max && !text.contains(['\n', ',', ';']) {
                return text.clone();
            }
        }
    }

    /// As many as fit.
    pub(super) fn long(&mut self, max: usize) -> String {
        let mut text = String::new();
        for _ in 0..self.all.len() {
            let one = &self.all[self.next % self.all.len()];
            if text.len() + one.len() >= max {
                break;
            }
            text.push_str(one);
            text.push('\n');
            self.next += 1;
        }
        text
    }

    /// A form filled in with them, wherever a text can be typed.
    pub(super) fn form(&mut self, specs: &[FieldSpec]) -> NewAct {
        let mut form = NewAct::default();
        for spec in specs {
            let chosen = |(field, codes): (&str, &[&str])| {
                form.fields
                    .get(field)
                    .is_some_and(|code| codes.contains(&code.as_str()))
            };
            if !spec.only_for.is_none_or(chosen) {
                continue;
            }
            let later = [
                "expected_decision",
                "follow_up_date",
                "next_report",
                "answer_by",
                "new_date",
                "pilot_to",
                "new_planned_date",
                "start_on",
            ];
            let value = match spec.input {
                FieldInput::Text => self.short(spec.max.min(110)),
                FieldInput::LongText => self.long(spec.max.min(1_900)),
                FieldInput::Date if later.contains(&spec.name) => "2026-05-20".to_owned(),
                FieldInput::Date => "2026-03-04".to_owned(),
                FieldInput::Money => "100".to_owned(),
                FieldInput::Integer if spec.name == "budget_year" => "2026".to_owned(),
                FieldInput::Integer => spec.min.max(1).to_string(),
                FieldInput::Choice(codes) => codes[0].to_owned(),
                FieldInput::Url | FieldInput::Urls => {
                    "https://example.org/?'onmouseover='alert(1)".to_owned()
                }
                FieldInput::Milestones => format!("2026-05-20 {}", self.short(100)),
                FieldInput::Body if spec.name == "body" => "KF".to_owned(),
                FieldInput::Body | FieldInput::Bodies => self.short(70),
                FieldInput::Paragraph => "12".to_owned(),
            };
            form.fields.insert(spec.name.to_owned(), value);
        }
        form
    }
}

/// People whose names, titles and parties are such strings as well.
pub(super) async fn person(app: &App, texts: &mut Texts, level: Level, role: Role) -> Actor {
    let mut standing = Standing::of(role);
    standing.department = Some(texts.short(100));
    standing.title = Some(texts.short(100));
    standing.party = Some(texts.short(100));
    standing.assignment = Some(texts.short(100));
    let name = texts.short(100);
    let actor = app.person(&name, level, vec![standing]).await;
    let name = texts.short(60);
    let new = nara_server::accounts::store::NewPasskey {
        person: actor.person_id().unwrap(),
        user_handle: "11111111-2222-4333-8444-555555555555",
        credential_id: &format!("{name} {actor:?}"),
        credential: "{}",
        vouched: true,
        name: &name,
    };
    let mut tx = app.db.begin().await.unwrap();
    nara_server::accounts::store::insert_passkey(&mut tx, &new, app.now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    actor
}

async fn read_all(browser: &mut Browser<'_>, ids: &[ProposalId]) {
    let mut paths: Vec<String> = [
        "/",
        "/en",
        "/forslag",
        "/forslag?q=alert",
        "/forslag?slag=idea",
        "/svar",
        "/en/svar",
        "/konto",
        "/konto/passnycklar",
        "/handlaggning",
        "/arbete",
        "/beslut",
        "/laget",
        "/laget/rapport",
        "/moderering",
        "/moderera",
        "/moderera/flera?held_1=1&held_2=1",
        "/moderera/flera?case_1=1&case_2=1",
        "/admin/granskning",
        "/admin/jour",
        "/arbete?hog=alla",
        "/arbete/mallar",
        "/arbete/mallar/1",
        "/arbete/mallar/1/ta-bort",
        "/forslag/nytt",
        "/demo/post",
        "/admin",
        "/admin/roller",
        "/admin/personer?q=alert",
        "/admin/personer?q=%3Cscript",
        "/admin/inbjudningar",
        "/admin/logg",
        "/en/admin/logg",
    ]
    .map(str::to_owned)
    .into();
    for id in ids {
        let page = browser.get(&format!("/forslag/{id}")).await;
        assert!(page.status.is_redirection(), "{id}");
        let case = page.location().to_owned();
        let forms = [
            "",
            "/svara",
            "/asikt",
            "/handlagg",
            "/omdome",
            "/fraga-utomstaende",
            "/internt",
            "/sla-ihop",
        ];
        for form in forms {
            paths.push(format!("{case}{form}"));
        }
        paths.push(format!("/en{case}"));
        paths.push(format!("/forslag/{id}/kvitto"));
    }
    for path in paths {
        let page = browser.get(&path).await;
        let status = page.status.as_u16();
        assert!(status < 500, "{path}");
        assert!(page.is_html() || page.text.is_empty(), "{path}");
        assert_eq!(harms(&page.text), Vec::<String>::new(), "{path}");
    }
    for id in ids {
        for path in [
            format!("/api/v1/proposals/{id}"),
            format!("/api/v1/proposals/{id}/comments"),
            "/api/v1/proposals?limit=100".to_owned(),
        ] {
            let answer = browser.get(&path).await;
            assert_eq!(answer.header("content-type"), "application/json", "{path}");
            answer.json();
        }
    }
}

/// A duty given and an invitation sent, each of such strings.
async fn administered(web: &Web, texts: &mut Texts, by: &Actor, to: &Actor) {
    let mut duty = || Duty {
        standing: Standing {
            department: Some(texts.short(70)),
            title: Some(texts.short(70)),
            ..Standing::of(Role::Moderator)
        },
        first_day: None,
        last_day: None,
    };
    let (admin, now) = (&web.state.admin, web.now());
    let id = to.person_id().unwrap();
    admin.give(by, id, &duty(), now).await.unwrap();
    let invited = Ok(duty());
    admin
        .invite(by, "ny@example.org", invited, Lang::Sv, now)
        .await
        .unwrap();
}

/// Bodies outside are asked, and answer: published, waiting, sent back, withdrawn. Everything the way in
/// shows is read on the way.
async fn asked_outside(web: &Web, texts: &mut Texts, official: &Actor, id: ProposalId) {
    let (outside, now) = (&web.state.outside, web.now());
    for turn in ["published", "waiting", "sent back", "withdrawn"] {
        let email = format!("{}.{id}@example.org", turn.replace(' ', ""));
        let mut form = texts.form(ActKind::OutsideQuestion.fields());
        form.fields.insert("email".to_owned(), email.clone());
        let asked = outside.ask(official, id, form, Lang::Sv, now).await;
        asked.unwrap_or_else(|error| panic!("{turn}: {error:?}"));
        let number = "select max(outside_request_id) from outside_request";
        let (request,) = fetch_one!(web.state.db.read().await.unwrap(), (i64,), number).unwrap();
        if turn == "withdrawn" {
            let why = texts.form(ActKind::OutsideWithdrawal.fields());
            let gone = outside.withdraw(official, (id, request), why, Lang::Sv, now);
            gone.await.unwrap();
            continue;
        }
        let link = link_in(&web.letter_to(&email).await.unwrap(), "/gastsvar/");
        let mut guest = web.visitor();
        let page = guest.open(&link).await;
        assert_eq!(harms(&page.text), Vec::<String>::new(), "{turn}");
        let form = texts.form(ActKind::GuestAnswer.fields());
        let pairs: Vec<_> = form
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let page = guest.post_form("/gastsvar", &pairs).await;
        assert!(page.status.is_redirection(), "{turn}: {}", page.text);
        let page = guest.get("/gastsvar").await;
        assert_eq!(harms(&page.text), Vec::<String>::new(), "{turn}");
        let number = "select max(outside_answer_id) from outside_answer";
        let (answer,) = fetch_one!(web.state.db.read().await.unwrap(), (i64,), number).unwrap();
        if turn == "published" {
            let done = outside.publish(official, (id, request), answer, now).await;
            done.unwrap();
        }
        if turn == "sent back" {
            let why = texts.form(ActKind::OutsideWithdrawal.fields()).fields;
            let back = outside.send_back(official, (id, request), (answer, &why), Lang::Sv, now);
            back.await.unwrap();
            let link = link_in(&web.letter_to(&email).await.unwrap(), "/gastsvar/");
            let page = guest.open(&link).await;
            assert_eq!(harms(&page.text), Vec::<String>::new(), "{turn}");
        }
    }
}

on_both!(no_stored_text_becomes_markup, |app| {
    app.set_rules(Ruleset {
        version: 2,
        ..Ruleset::without_threshold(&app.site.municipality)
    })
    .await;
    let texts = &mut Texts {
        all: everything_there_is(),
        next: 0,
    };
    let resident = person(&app, texts, Level::N1, Role::Resident).await;
    let official = person(&app, texts, Level::T, Role::Official).await;
    let secretary = person(&app, texts, Level::T, Role::Secretary).await;
    let colleague = person(&app, texts, Level::T, Role::Secretary).await;
    let elected = person(&app, texts, Level::P, Role::Elected).await;
    let administrator = person(&app, texts, Level::T, Role::Administrator).await;
    let web = app.web().await;
    administered(&web, texts, &administrator, &official).await;
    let mut ids = Vec::new();
    let submit = async |texts: &mut Texts, typed: DraftFields| {
        let typed = DraftFields {
            title: texts.short(78),
            body: texts.long(1_900),
            ..typed
        };
        let id = app.proposals.submit(&resident, typed, "", app.now).await;
        id.unwrap()
    };
    // To the end, and out of the way at each turn (but for writing off, which waits for a year and
    // has no field of its own); and everything that is noted beside it.
    let straight = [
        T::Announce,
        T::HandOver,
        T::StartPreparation,
        T::PresentProposal,
        T::Schedule,
        T::RemitBack,
        T::StartPreparation,
        T::PresentProposal,
        T::Schedule,
        T::Table,
        T::Schedule,
        T::Approve,
        T::Plan,
        T::StartImplementing,
        T::ReportProgress,
        T::MarkImplemented,
    ];
    let (to_agenda, to_plan) = (&straight[..5], &straight[..13]);
    let mut ways = vec![straight.to_vec(), vec![T::Announce, T::Refer]];
    for end in [T::PartlyApprove, T::DeemAnswered] {
        ways.push([to_agenda, &[end]].concat());
    }
    ways.push([to_agenda, &[T::Decline, T::Close]].concat());
    ways.push([to_plan, &[T::Stop]].concat());
    ways.push(vec![T::RejectFormally]);
    ways.push(vec![T::Reroute]);
    for (nth, way) in ways.into_iter().enumerate() {
        let id = submit(texts, fields("x")).await;
        ids.push(id);
        if nth < 4 {
            asked_outside(&web, texts, &official, id).await;
        }
        for (who, kind) in [
            (&official, ActKind::OfficialAnswer),
            (&elected, ActKind::ElectedOpinion),
            (&secretary, ActKind::Note),
            (&secretary, ActKind::Appeal),
        ] {
            let form = texts.form(kind.fields());
            let done = app.proposals.answer(who, id, kind, form, app.now).await;
            let act = done.unwrap_or_else(|error| panic!("{kind:?}: {error:?}"));
            let mut form = texts.form(kind.fields());
            let reason = texts.long(500);
            form.fields.insert(CORRECTION_REASON.to_owned(), reason);
            let done = app.proposals.correct(who, id, act, form, app.now).await;
            done.unwrap_or_else(|error| panic!("correcting {kind:?}: {error:?}"));
        }
        // Another one waits, read by officials.
        let form = texts.form(ActKind::OfficialAnswer.fields());
        let deed = AnswerDeed::Wait;
        let kept = app.proposals.send(&official, id, deed, form, app.now).await;
        kept.unwrap_or_else(|error| panic!("waiting: {error:?}"));
        for step in way {
            let view = app.proposals.get(&secretary, id, app.now).await.unwrap();
            let stage = view.course.as_proposal().unwrap().code();
            let who = match step {
                T::PresentProposal
                | T::Plan
                | T::StartImplementing
                | T::ReportProgress
                | T::MarkImplemented => &official,
                _ => &secretary,
            };
            let mut form = texts.form(fields_at(stage, step));
            if step == T::Table {
                let later = ("meeting_date".to_owned(), "2026-03-18".to_owned());
                form.fields.extend([later]);
            }
            if step == T::RejectFormally {
                // Two persons: the first one's words are recorded when the second sends them.
                let same = form.clone();
                let done = app.proposals.record(&colleague, id, step, same, app.now);
                done.await.unwrap();
            }
            let done = app.proposals.record(who, id, step, form, app.now).await;
            done.unwrap_or_else(|error| panic!("{step} at {stage}: {error:?}"));
            if step == T::StartPreparation {
                for kind in [ActKind::Question, ActKind::Delay] {
                    let form = texts.form(kind.fields());
                    let done = app
                        .proposals
                        .answer(&official, id, kind, form, app.now)
                        .await;
                    let act = done.unwrap_or_else(|error| panic!("{kind:?}: {error:?}"));
                    if kind == ActKind::Question {
                        let mut form = texts.form(ActKind::QuestionAnswer.fields());
                        form.fields.insert(QUESTION.to_owned(), act.to_string());
                        form.fields.remove(PERSONAL);
                        let (kind, who) = (ActKind::QuestionAnswer, &resident);
                        let done = app.proposals.answer(who, id, kind, form, app.now).await;
                        done.unwrap_or_else(|error| panic!("{kind:?}: {error:?}"));
                    }
                }
            }
        }
    }
    // All there are, in every kind of act that can be written more than once.
    let id = submit(texts, fields("x")).await;
    ids.push(id);
    for text in packed(&texts.all.clone(), 1_900) {
        for (who, kind) in [
            (&official, ActKind::OfficialAnswer),
            (&elected, ActKind::ElectedOpinion),
            (&secretary, ActKind::Note),
        ] {
            let mut form = texts.form(kind.fields());
            for spec in kind.fields().iter() {
                if matches!(spec.input, FieldInput::LongText) && spec.max >= 1_900 {
                    form.fields.insert(spec.name.to_owned(), text.clone());
                }
            }
            let done = app.proposals.answer(who, id, kind, form, app.now).await;
            done.unwrap_or_else(|error| panic!("{kind:?}: {error:?}"));
        }
    }
    let mut tx = app.db.begin().await.unwrap();
    nara_server::execute!(
        tx,
        "insert into answer_template (title, kind, text, version, changed_by, changed_at, once_key) \
         values ($1, 'answer', $2, 1, $3, $4, 'xss')",
        texts.short(80),
        texts.long(1_900),
        official.person_id().unwrap().get(),
        app.now.0,
    )
    .unwrap();
    tx.commit().await.unwrap();
    let verdicts = IdeaMoveKind::ALL
        .iter()
        .filter(|kind| kind.verdict().is_some());
    let mut versions = Vec::new();
    for (nth, verdict) in verdicts.enumerate() {
        let id = submit(texts, idea("x")).await;
        ids.push(id);
        // One idea holds all of them; the others a few.
        let all = match nth {
            0 => [corpus(), packed(&by_rule(), 1_900)].concat(),
            _ => corpus()
                .into_iter()
                .filter(|text| text.starts_with('"'))
                .collect(),
        };
        for (at, text) in all.into_iter().enumerate() {
            let new = NewComment {
                once: format!("comment-{id}-{at}"),
                ..crate::common::comment(&text)
            };
            let done = app.proposals.comment(&official, id, new, app.now).await;
            let said = done.unwrap();
            // Quoted, and changed: both texts stand on a page.
            let quoting = NewComment {
                quoted: Some(said.id),
                quote: offered(&said.text),
                once: format!("quote-{id}-{at}"),
                ..crate::common::comment("x")
            };
            let done = app.proposals.comment(&official, id, quoting, app.now).await;
            done.unwrap();
            let other = NewWords {
                text: format!("{} x", said.text),
                seen: "1".to_owned(),
                once: format!("change-{id}-{at}"),
            };
            let about = (id, said.id);
            let done = app.proposals.change(&official, about, other, app.now).await;
            if nth == 0 {
                versions.push(about);
            }
            // One that is as long as can be is changed in nothing.
            assert!(done.is_ok() || said.text.len() > 1_800, "{done:?}");
        }
        let form = texts.form(verdict.fields());
        let done = app
            .proposals
            .idea_step(&official, id, verdict.code(), form, app.now)
            .await;
        done.unwrap_or_else(|error| panic!("{verdict}: {error:?}"));
    }
    let typed = DraftFields {
        title: texts.short(78),
        body: texts.long(1_900),
        ..fields("x")
    };
    let draft = app
        .proposals
        .create_draft(&resident, typed, "", app.now)
        .await;
    draft.unwrap();
    for (id, comment) in versions {
        for page in ["andra", "versioner"] {
            let path = format!("/forslag/{id}/x/inlagg/{comment}/{page}");
            let page = web.signed_in(&official).await.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert_eq!(harms(&page.text), Vec::<String>::new(), "{path}");
        }
    }
    for who in [&resident, &official, &secretary, &administrator] {
        read_all(&mut web.signed_in(who).await, &ids).await;
    }
    read_all(&mut web.visitor(), &ids).await;
});

/// One person with every duty: whatever comes back is a form with what was typed in it.
async fn everything(app: &App, web: &Web) -> Vec<Actor> {
    let _server = web;
    let duties = [
        Role::Resident,
        Role::Official,
        Role::Elected,
        Role::Secretary,
        Role::Administrator,
        Role::Supervisor,
    ];
    let all = duties.map(Standing::of).to_vec();
    vec![Actor::Visitor, app.person("Alla", Level::N3, all).await]
}

on_both!(no_text_that_comes_back_becomes_markup, |app| {
    let web = app
        .web_with(Options {
            demo: true,
            ..Options::default()
        })
        .await;
    let people = People::of(&app).await;
    let who = everything(&app, &web).await;
    // Each breaks out of another place: text, attribute, title, textarea, script, comment.
    let strings: Vec<String> = corpus()
        .into_iter()
        .filter(|text| {
            text.contains(['"', '\'']) || text.starts_with("</") || text.starts_with("<i")
        })
        .collect();
    assert!(strings.len() > 15, "{strings:?}");
    // And all there are by rule, many at a time: whatever is too long comes back as well.
    let strings = [strings, packed(&by_rule(), 16_000)].concat();
    let mut sent_fields = BTreeSet::new();
    for route in routes::of(&web)
        .iter()
        .filter(|route| route.method == "POST")
    {
        let case = needed(route)[0];
        let subject = Subject::make(&app, &people, case).await;
        let Sent::Form(right) = sent(route, &subject, 0) else {
            continue;
        };
        for place in 0..right.len() {
            sent_fields.insert((route.pattern.clone(), right[place].0));
            for text in &strings {
                let mut form = right.clone();
                form[place].1.clone_from(text);
                for actor in &who {
                    let mut browser = match actor.is_signed_in() {
                        true => web.signed_in(actor).await,
                        false => web.visitor(),
                    };
                    let path = subject.fill(&route.pattern);
                    let body = serde_urlencoded::to_string(&form).unwrap().into_bytes();
                    let kind = Some("application/x-www-form-urlencoded");
                    let page = browser.send(Method::POST, &path, kind, body).await;
                    let what = format!("{path} {} {text}", right[place].0);
                    assert!(page.status.as_u16() < 500, "{what}");
                    assert_eq!(harms(&page.text), Vec::<String>::new(), "{what}");
                }
            }
        }
    }
    assert!(sent_fields.len() > 25, "{sent_fields:?}");
});
