//! A girl of fifteen takes part, on a real server: all that is hers and not what she lets everybody read
//! has a word of its own, and is nowhere – on no page of anybody else's, in no feed, answer to a program,
//! export, event of the stream or line of the log.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::Method;
use http_body_util::BodyExt;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::ProposalId;
use nara_server::clock::{Clock, SystemClock};
use nara_server::{fetch_all, fetch_one};

use super::log::{Client, Server, code_in, signed_in};
use super::minors_campaign as campaign;
use super::planted::number_people;
use super::reader::Pdf;
use super::secrets::{addresses, links, stream};
use crate::common::http::Web;
use crate::common::wire::Answer;
use crate::common::{App, comment};
use crate::on_both;

/// A walk ends long before this.
const MOST_PAGES: usize = 900;
/// What stands beside what she lets everybody read.
const ALIAS: &str = "Tyst Igelkott";
const TITLE: &str = "Ljusare gångväg";
/// Somebody else of the class.
const FRIEND: &str = "Zqxhare";
/// Words in what nobody but she, and who reads first, may see.
const HERS: [&str; 12] = [
    // The alias of whoever she asks to stand on her idea, and who has not answered.
    "zqxhare",
    "zqxdelarna",
    "zqxsyskon",
    "zqxlararen",
    "zqxvanligt",
    "zqxutkast",
    "zqxinlagg",
    "zqxefternamn",
    "zqxwebblasare",
    "zqxkameran",
    "zqxpabilden",
    "zqxsamtycke",
];

/// What her telephone would send, with its own words in it: one file, as a form with a file is sent.
fn photograph(once: &str, description: &str) -> Vec<u8> {
    const PHOTO: &[u8] = include_bytes!("../fixtures/photo_with_place.jpg");
    let typed = [
        ("description", description),
        ("recognised", "agreed"),
        ("agreed", "Zqxsamtycke: alla fyra sa ja."),
        ("taken_by", "Gruppen"),
        ("once", once),
    ];
    let mut body = Vec::new();
    for (name, value) in typed {
        let part = format!(
            "--grans\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.into_bytes());
    }
    body.extend_from_slice(
        b"--grans\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"zqxkameran.jpg\"\r\n\
          Content-Type: image/jpeg\r\n\r\n",
    );
    body.extend_from_slice(&PHOTO[..2]);
    body.extend_from_slice(b"\xFF\xFE\x00\x0Czqxkameran");
    body.extend_from_slice(&PHOTO[2..]);
    body.extend_from_slice(b"\r\n--grans--\r\n");
    body
}

/// The value of a form's hidden field.
pub(super) fn hidden(page: &Answer, name: &str) -> String {
    let field = format!("type=\"hidden\" name=\"{name}\" value=\"");
    let (_, after) = page.text.split_once(&field).expect(&page.text);
    after.split('"').next().unwrap().to_owned()
}

/// Writes an idea down to its last page, and says where that is.
async fn write(girl: &mut Client, title: &str, body: &str) -> String {
    let first = [("kind", "idea"), ("title", title)];
    let begun = girl.form("/forslag/nytt", &first).await;
    let text = begun.header("location").to_owned();
    girl.form(&text, &[("body", body)]).await;
    let draft = text.trim_end_matches("/text");
    let in_set = [("topic", "fritid"), ("set", "1")];
    let chosen = girl.form(&format!("{draft}/amne"), &in_set).await;
    assert_eq!(chosen.status, 303, "{}", chosen.text);
    format!("{draft}/kontrollera")
}

async fn hand_in(girl: &mut Client, title: &str, body: &str) -> Answer {
    let last = write(girl, title, body).await;
    girl.form(&last, &[("publish", "yes")]).await
}

struct Class {
    leader: Client,
    group: String,
    code: String,
}

async fn class(app: &App, server: &Server, leader: &Actor) -> Class {
    let mut leader = signed_in(app, server, leader).await;
    let last_day = SystemClock.now().day().add_days(30).to_string();
    let form = [
        ("name", "Norrskolan 9B"),
        ("age_from", "13"),
        ("age_to", "15"),
        ("last_day", last_day.as_str()),
        ("max_members", "30"),
        ("reads_first", "yes"),
    ];
    let made = leader.form("/grupper/ny", &form).await;
    let group = made.header("location").to_owned();
    let code = code_in(&leader.get(&format!("{group}/kort")).await);
    Class {
        leader,
        group,
        code,
    }
}

/// She comes in. Her own name and what leads to her are refused at the door; so they are in what she
/// writes. Her own code is hers alone.
async fn come_in(server: &Server, code: &str) -> (Client, String) {
    let mut girl = server.visitor();
    assert_eq!(girl.form("/grupp", &[("kod", code)]).await.status, 303);
    for alias in [
        "Emma Zqxefternamn",
        "Zqxefternamn Andersson",
        "Emma 2010",
        "zqxefternamn@example.org",
    ] {
        let page = girl.form("/grupp/in", &[("alias", alias)]).await;
        assert_eq!(page.status, 422, "{alias}");
    }
    let came = girl.form("/grupp/in", &[("alias", ALIAS)]).await;
    assert_eq!(came.status, 200, "{}", came.text);
    let own = code_in(&came);
    (girl, own)
}

/// She writes: what is refused, what waits, what comes back, what is published, what she never sends.
async fn take_part(girl: &mut Client, class: &mut Class, case: ProposalId) {
    for text in [
        "Ring 070-123 45 67, zqxsyskon.",
        "Skriv till zqxsyskon@example.org.",
        "Jag heter zqxsyskon, 20100305-1234.",
    ] {
        let first = [("kind", "idea"), ("title", TITLE)];
        let begun = girl.form("/forslag/nytt", &first).await;
        let page = girl.form(begun.header("location"), &[("body", text)]).await;
        assert_eq!(page.status, 422, "{text}");
        assert!(page.text.contains("alla kan läsa texten"), "{}", page.text);
        assert!(page.text.contains("zqxsyskon"), "what was typed is kept");
    }
    // What a machine cannot tell, a person does.
    let sent = hand_in(girl, TITLE, "Zqxlararen går hem själv.").await;
    assert_eq!(sent.header("location"), "/grupp/mitt", "{}", sent.text);
    let read = format!("{}/lasa", class.group);
    let page = class.leader.get(&read).await;
    assert!(page.text.contains("Zqxlararen") && page.text.contains(ALIAS));
    let text = hidden(&page, "text");
    let kindly = [
        ("text", text.as_str()),
        ("gor", "return"),
        ("reason", "Skriv inte vem det är. Zqxvanligt menat!"),
    ];
    assert_eq!(class.leader.form(&read, &kindly).await.status, 303);
    let page = girl.get("/grupp/mitt").await;
    assert!(page.text.contains("Zqxvanligt"), "{}", page.text);
    let id = hidden(&page, "id");
    let mended = [
        ("id", id.as_str()),
        ("gor", "send"),
        ("title", TITLE),
        ("body", "Det är mörkt på vägen hem."),
    ];
    let sent = girl.form("/grupp/mitt/text", &mended).await;
    assert_eq!(sent.status, 303);
    let text = hidden(&class.leader.get(&read).await, "text");
    let publish = [("text", text.as_str()), ("gor", "publish")];
    assert_eq!(class.leader.form(&read, &publish).await.status, 303);
    // She asks one of the class to stand on it with her; nobody answers.
    ask_friend(girl, class).await;
    // A comment that waits, support, and an idea she never sends.
    let said = girl
        .form(
            &format!("/forslag/{case}/belysning/inlagg"),
            &[("text", "Zqxinlagg."), ("stance", "for")],
        )
        .await;
    assert_eq!(said.status, 303, "{}", said.text);
    let stood = girl
        .form(&format!("/forslag/{case}/belysning/stod"), &[])
        .await;
    assert!(stood.status < 500, "{}", stood.text);
    write(girl, "Zqxutkast", "Zqxutkast som ingen har läst.").await;
}

/// Somebody else of the class comes in, and is asked to stand on her idea.
async fn ask_friend(girl: &mut Client, class: &mut Class) {
    let published = girl.get("/grupp/mitt").await;
    let links = published.text.split("href=\"/forslag/").skip(1);
    // Others lead to the wizard and the lists.
    let mut ideas = links
        .map(|link| link.split('"').next().unwrap())
        .filter(|link| link.starts_with(|first: char| first.is_ascii_digit()));
    let idea = ideas.next().expect(&published.text);
    let ask = [("deed", "ask"), ("alias", FRIEND)];
    let page = girl
        .form(&format!("/forslag/{idea}/medforfattare"), &ask)
        .await;
    assert_eq!(page.status, 303, "{}", page.text);
    let page = class.leader.get(&format!("/forslag/{idea}")).await;
    assert!(page.text.contains(FRIEND), "{}", page.text);
}

/// She sends two pictures of four friends: one comes back, and one everybody sees. Says where they are.
async fn show(
    app: &App,
    (girl, class): (&mut Client, &mut Class),
    idea: ProposalId,
) -> [String; 2] {
    let address = format!("{}/ideer/{idea}/bild", campaign::HERE);
    let mut pictures = Vec::new();
    for (once, description, verdict) in [
        ("ett", "Zqxpabilden med sin syster.", "return"),
        ("annat", "Fyra vänner på vägen.", "publish"),
    ] {
        let file = photograph(once, description);
        let sent = girl.form_with_file(&address, &file).await;
        assert_eq!(sent.header("location"), address, "{}", sent.text);
        let number = app
            .number("select max(campaign_picture_id) from campaign_picture")
            .await;
        let picture = format!("{address}/{number}");
        assert!(class.leader.get(&address).await.text.contains(description));
        let answer = [
            ("gor", verdict),
            ("word", "Skriv inte vem det är. Zqxvanligt menat!"),
        ];
        let fields = match verdict {
            "publish" => &answer[..1],
            _ => &answer,
        };
        let said = class.leader.form(&format!("{picture}/svar"), fields).await;
        assert_eq!(said.status, 303, "{}", said.text);
        pictures.push(picture);
    }
    pictures.try_into().unwrap()
}

/// A file of the site's, wherever it leads to.
async fn file(web: &Web, path: &str) -> Vec<u8> {
    let mut visitor = web.visitor();
    let led = visitor.get(path).await;
    let path = match led.status.is_redirection() {
        true => led.location().to_owned(),
        false => path.to_owned(),
    };
    let answer = visitor.raw(Method::GET, &path, None, Vec::new()).await;
    answer
        .into_body()
        .collect()
        .await
        .unwrap()
        .to_bytes()
        .into()
}

/// Everything this reader gets to read, by address.
async fn walk(reader: &mut Client, first: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut waiting: VecDeque<String> = first.iter().cloned().collect();
    let mut read = BTreeMap::new();
    while let Some(path) = waiting.pop_front() {
        if read.contains_key(&path) {
            continue;
        }
        let page = reader.get(&path).await;
        waiting.extend(links(&page.text));
        waiting.extend(
            page.headers
                .get("location")
                .filter(|to| to.starts_with('/'))
                .cloned(),
        );
        read.insert(
            path,
            format!("{:?}\n{}", page.headers, page.text).to_lowercase(),
        );
        assert!(read.len() < MOST_PAGES, "{:?}", read.keys());
    }
    read
}

on_both!(nothing_of_a_minor_is_anybody_elses, |app| {
    number_people(&app).await;
    let siv = app.resident("Siv").await;
    let duty = async |name, role| app.person(name, Level::T, vec![Standing::of(role)]).await;
    let (tove, other) = (
        duty("Tove", Role::Supervisor).await,
        duty("Truls", Role::Supervisor).await,
    );
    let case = app
        .proposal_at(&siv, crate::common::idea("Belysning"), SystemClock.now())
        .await;
    let sven = app.secretary("Sven").await;
    app.proposals
        .comment(&siv, case, comment("Bra."), app.now)
        .await
        .unwrap();
    let maja = app.official("Maja").await;
    campaign::opened(&app, &maja).await;
    let server = Server::start(&app);
    let mut class = class(&app, &server, &tove).await;
    campaign::joined(&mut class.leader, &class.group).await;
    let code = class.code.clone();
    let (mut girl, own) = come_in(&server, &code).await;
    let number = app.number("select person_id from member").await.to_string();
    let mut friend = server.visitor();
    assert_eq!(friend.form("/grupp", &[("kod", &code)]).await.status, 303);
    let came = friend.form("/grupp/in", &[("alias", FRIEND)]).await;
    assert_eq!(came.status, 200, "{}", came.text);
    take_part(&mut girl, &mut class, case).await;
    let asked = friend.get("/grupp/mitt").await.text;
    assert!(
        asked.contains("Svara här") && asked.contains(TITLE),
        "{asked}"
    );
    let ideas: Vec<(i64,)> = fetch_all!(
        app.db.read().await.unwrap(),
        (i64,),
        "select proposal_id from proposal where youth_group_id is not null"
    )
    .unwrap();
    let idea = ProposalId::new(ideas[0].0);
    campaign::described(&mut girl, &mut class.leader, idea).await;
    let pictures = show(&app, (&mut girl, &mut class), idea).await;
    let mut asker = signed_in(&app, &server, &siv).await;
    campaign::wanted(&app, &mut asker, idea).await;
    campaign::answered(&app, &maja, &mut girl, idea).await;
    assert!(
        number.starts_with("987654"),
        "no other number looks like hers"
    );
    // Hers to see: her texts, and what she takes out of what is held about her.
    let mine = girl.get("/grupp/mitt").await.text;
    assert!(mine.contains("Zqxinlagg"), "{mine}");

    let web = app.web().await;
    let mut first = addresses(&app, &web, &[case, idea]).await;
    first.extend(pictures.iter().cloned());
    first.extend(pictures.iter().map(|picture| format!("{picture}?liten")));
    let statuses = async |reader: &mut Client| {
        let [back, shown] = &pictures;
        (
            reader.get(back).await.status,
            reader.get(shown).await.status,
        )
    };
    first.insert("/forslag?q=zqx".to_owned());
    let readers = [
        ("a visitor", None),
        ("a resident", Some(siv.clone())),
        ("another class", Some(app.youth("Glad Räv, 7A").await)),
        ("another supervisor", Some(other)),
        ("an official", Some(maja.clone())),
        ("an elected", Some(app.elected("Eva").await)),
        ("the secretary", Some(sven)),
        ("a moderator", Some(duty("Moa", Role::Moderator).await)),
        (
            "an administrator",
            Some(duty("Adm", Role::Administrator).await),
        ),
    ];
    let mut secrets: Vec<String> = HERS.map(str::to_owned).to_vec();
    for code in [&code, &own] {
        secrets.extend([code.to_lowercase(), code.replace(' ', "").to_lowercase()]);
    }
    secrets.extend(girl.cookies.values().map(|value| value.to_lowercase()));
    secrets.extend(
        class
            .leader
            .cookies
            .values()
            .map(|value| value.to_lowercase()),
    );
    secrets.retain(|secret| !secret.is_empty());
    let mut wrong = Vec::new();
    for (who, actor) in &readers {
        let mut reader = match actor {
            Some(actor) => signed_in(&app, &server, actor).await,
            None => server.visitor(),
        };
        let mut read = walk(&mut reader, &first).await;
        assert_eq!(statuses(&mut reader).await, (410, 200), "{who}");
        if actor.is_some() {
            let taken = reader.form("/konto/uppgifter/hamta", &[]).await;
            read.insert("taken out".to_owned(), taken.text.to_lowercase());
        }
        let shown = read
            .values()
            .any(|text| text.contains(&TITLE.to_lowercase()));
        assert!(shown, "{who} does not find what she published");
        for (path, text) in &read {
            // Which browser a session is of stands at everybody's own sessions, and all of ours are one.
            for secret in &secrets {
                if text.contains(secret.as_str())
                    && !(*secret == "zqxwebblasare"
                        && (path.contains("/konto") || path == "taken out"))
                {
                    wrong.push(format!("{who} reads {secret} at {path}"));
                }
            }
            if text.contains(&number) {
                wrong.push(format!("{who} reads her number at {path}"));
            }
        }
    }
    for path in [
        "/live?from=0".to_owned(),
        format!("/live?from=0&proposal={idea}"),
        "/live?from=0&campaign=1".to_owned(),
    ] {
        let told = stream(&mut web.visitor(), &path).await.to_lowercase();
        assert!(told.contains("proposal"), "{told}");
        for secret in secrets
            .iter()
            .map(String::as_str)
            .chain([number.as_str(), "igelkott"])
        {
            if told.contains(secret) {
                wrong.push(format!("{secret} is told at {path}"));
            }
        }
    }
    // What is printed of it, read as a program reads it.
    for path in [
        format!("{}/rapport.pdf", campaign::HERE),
        format!("{}/panel.pdf", campaign::HERE),
        format!("{}/affisch.pdf", campaign::HERE),
        format!("/forslag/{idea}/x/affisch.pdf"),
    ] {
        let text = Pdf::of(&file(&web, &path).await).text().to_lowercase();
        assert!(
            text.contains("ljusare") || text.contains("unga"),
            "{path}: {text}"
        );
        for secret in &secrets {
            if text.contains(secret.as_str()) {
                wrong.push(format!("{secret} is printed by {path}"));
            }
        }
    }
    // Closed, nobody can say any more who she was: her account has no name, and what she wrote has her alias.
    campaign::closed(&app, &maja).await;
    assert_eq!(app.number("select count(*) from member").await, 0);
    let (left,) = fetch_one!(
        app.db.read().await.unwrap(),
        (i64,),
        "select count(*) from person where person_id = $1 and alias is not null",
        number.parse::<i64>().unwrap(),
    )
    .unwrap();
    assert_eq!(left, 0);
    let mut visitor = server.visitor();
    // Those who can be recognised in a picture agreed to it for as long as the campaign went on.
    assert_eq!(statuses(&mut visitor).await.1, 410);
    let read = walk(&mut visitor, &first).await;
    for (path, text) in &read {
        for secret in secrets.iter().chain([&number]) {
            if text.contains(secret.as_str()) {
                wrong.push(format!("after its end {secret} stands at {path}"));
            }
        }
    }
    let here = read.get(campaign::HERE).expect("the campaign is found");
    assert!(
        here.contains("tyst igelkott") && here.contains("2 var med"),
        "{here}"
    );
    let log = server.stop().to_lowercase();
    assert!(log.contains("/grupp"), "the log is at its finest level");
    for secret in secrets.iter().map(String::as_str).chain([
        "igelkott",
        "norrskolan",
        "127.0.0.1",
        number.as_str(),
    ]) {
        if let Some(line) = log.lines().find(|line| line.contains(secret)) {
            wrong.push(format!("{secret} is in the log: {line}"));
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
});
