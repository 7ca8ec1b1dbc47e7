//! Five hundred accounts that one hand writes and votes with, among twelve hundred that people do, through the services
//! and both databases: what is stopped or flagged, and what of people is held that should not be.
//!
//! *Stopped or flagged* is an account of which nothing stands unseen: each text of theirs waits, was refused, or stands
//! within what a moderator is shown as much in a short time; each vote is within that.
//!
//! *Held wrongly* is a text of a person that waits and is none of their first ones. That first texts of accounts
//! confirmed by mail alone wait for a day is the rule and no mistake of it, whatever else is found in them, and it
//! delays people: they are counted apart, the share is of all others, and how many first ones had a link or were many
//! is printed beside it, as is what would be stopped without that rule.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use nara_app::proposals::api::NewComment;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::moderation::holding::{HoldReason, of_stored};
use nara_domain::proposal::Ruleset;
use nara_domain::time::Stamp;
use nara_server::db::{Bind, Statement};
use nara_server::{fetch_all, fetch_one};

use crate::common::App;
use crate::common::chance::Chance;
use crate::common::http::Web;
use crate::holding::usual;
use crate::on_both;

const SEED: u64 = 61;
const SCRIPTED: usize = 500;
const PEOPLE: usize = 1_200;
/// Of the day that is played, in minutes; the job that looks runs every so many.
const DAY: usize = 24 * 60;
const LOOK: usize = 5;

const MAIL: &[&str] = &[
    "gmail.com",
    "hotmail.com",
    "telia.com",
    "icloud.com",
    "live.se",
    "outlook.com",
];
const WHO: &[&str] = &[
    "Kommunen",
    "Nämnden",
    "Skolan",
    "Ordföranden",
    "Tekniska kontoret",
    "Min granne",
    "Vi på gatan",
];
const DOES: &[&str] = &[
    "borde laga",
    "har glömt",
    "ljuger om",
    "vill riva",
    "behöver bygga",
    "skulle kunna flytta",
    "missköter",
    "har gjort rätt med",
];
const WHAT: &[&str] = &[
    "gungorna",
    "gatlyktorna vid ån",
    "cykelvägen",
    "badplatsen",
    "hörnet vid torget",
    "parkeringen",
    "idrottshallen",
    "biblioteket",
    "busshållplatsen",
];
const WHY: &[&str] = &[
    "och det har vi sagt i tio år",
    "eftersom barnen går där varje morgon",
    "trots att det kostar 1 200 000 kr",
    "för annars flyttar folk härifrån",
    "och det är en skam",
    "mellan 07.30 och 16.00 är det kaos",
    "sedan 2019 har inget hänt",
    "fast jag håller inte med om allt",
    "och den här gången får ni lyssna",
];
const SHORT: &[&str] = &[
    "Bra förslag!",
    "Håller med.",
    "Nej tack.",
    "Äntligen!",
    "Ja!!!",
    "Slöseri.",
];

/// What somebody does at a minute.
#[derive(Clone, Debug)]
enum Does {
    Writes(String),
    For,
    Against,
}

#[derive(Clone, Debug)]
struct Event {
    minute: usize,
    account: usize,
    under: usize,
    does: Does,
}

struct Account {
    actor: Actor,
    scripted: bool,
}

/// An account before it is made: how many days ago, at which level, with which mail, whether it has written.
struct New {
    hours: i64,
    level: Level,
    domain: &'static str,
    wrote: bool,
    scripted: bool,
}

struct Played {
    accounts: Vec<New>,
    events: Vec<Event>,
}

fn opinion(chance: &mut Chance) -> String {
    if chance.one_in(8) {
        return (*chance.of(SHORT)).to_owned();
    }
    let mut sentence = || {
        let (who, does, what, why) = (
            chance.of(WHO),
            chance.of(DOES),
            chance.of(WHAT),
            chance.of(WHY),
        );
        format!("{who} {does} {what}, {why}.")
    };
    let (one, other) = (sentence(), sentence());
    format!("{one} {other}")
}

/// People: most have been here, some are new, one in six is identified. They write and vote over the day, one proposal
/// is talked of in town, a few are eager, and a newcomer's second text may have a link in it.
fn people(chance: &mut Chance, played: &mut Played) {
    for _ in 0..PEOPLE {
        let new = chance.one_in(8);
        let account = played.accounts.len();
        let wrote = !new && !chance.one_in(4);
        played.accounts.push(New {
            hours: if new {
                chance.days(1, 72)
            } else {
                chance.days(200, 15_000)
            },
            level: if chance.one_in(6) {
                Level::N3
            } else {
                Level::N1
            },
            domain: if chance.one_in(40) {
                "bjorksjo.example"
            } else {
                chance.of::<&str>(MAIL)
            },
            wrote,
            scripted: false,
        });
        for _ in 0..=chance.below(2) {
            let link = if chance.one_in(25) {
                " Läs på https://tidning.example/artikel."
            } else {
                ""
            };
            let text = format!("{}{link}", opinion(chance));
            let (minute, under) = (chance.below(DAY), chance.below(12));
            played.events.push(Event {
                minute,
                account,
                under,
                does: Does::Writes(text),
            });
        }
        let (minute, under) = (chance.below(DAY), chance.below(12));
        let does = if chance.one_in(5) {
            Does::Against
        } else {
            Does::For
        };
        played.events.push(Event {
            minute,
            account,
            under,
            does,
        });
        // The one that is talked of: an hour in the evening.
        if chance.one_in(8) && under != 11 {
            let minute = 1_140 + chance.below(60);
            played.events.push(Event {
                minute,
                account,
                under: 11,
                does: Does::For,
            });
        }
        if chance.one_in(120) {
            let start = chance.below(DAY - 10);
            for minute in start..start + 6 {
                let text = opinion(chance);
                played.events.push(Event {
                    minute,
                    account,
                    under: 3,
                    does: Does::Writes(text),
                });
            }
        }
    }
}

/// One text with something else around it, as programs vary it.
fn varied(chance: &mut Chance) -> String {
    let head = chance.of(&["", "Hej! ", "OBS: ", "Alla måste läsa: ", "🔥 "]);
    let end = chance.of(&["", "!!!", " Dela!", " 😡", " Vakna."]);
    format!(
        "{head}Stoppa bygget vid ån innan det är för sent, alla vet att kommunen ljuger om vattnet \
         och att pengarna går till ordförandens bror{end}"
    )
}

fn victim(chance: &mut Chance) -> String {
    let number = chance.of(&[
        "070-123 45 67",
        "0701234567",
        "070 1234567",
        "+46 70 123 45 67",
        "(070) 123 45 67",
        "19811218-9876",
        "811218-9876",
        "8112189876",
        "07 01 23 45 67",
    ]);
    format!("{} Fråga henne själv: {number}.", opinion(chance))
}

/// One hand: advertisers, copiers, those who flood, those who publish somebody's number, and voters of new and of bought
/// accounts. Some accounts have waited for months, and some have written before.
fn scripted(chance: &mut Chance, played: &mut Played) {
    for n in 0..SCRIPTED {
        let account = played.accounts.len();
        let mut add = |minute, under, does| {
            played.events.push(Event {
                minute,
                account,
                under,
                does,
            });
        };
        let (mut hours, mut domain, mut wrote) = (chance.days(1, 30), *chance.of(MAIL), false);
        match n {
            0..100 => {
                let shop = chance.below(900);
                let text = format!("{} Billiga lån på www.exempel{shop}.shop", opinion(chance));
                add(chance.below(DAY), chance.below(12), Does::Writes(text));
            }
            // Copiers within an hour: new ones, ones that waited, and ones that have written before.
            100..220 => {
                (hours, wrote) = match n % 4 {
                    0 => (2_000, false),
                    1 => (2_000, true),
                    _ => (hours, false),
                };
                add(600 + chance.below(50), 5, Does::Writes(varied(chance)));
            }
            220..270 => {
                let start = chance.below(DAY - 10);
                for minute in start..start + 6 {
                    add(minute, 6, Does::Writes(opinion(chance)));
                }
            }
            // Known accounts, over the day.
            270..320 => {
                (hours, wrote) = (3_000, true);
                add(
                    chance.below(DAY),
                    chance.below(12),
                    Does::Writes(victim(chance)),
                );
            }
            320..420 => add(800 + chance.below(45), 7, Does::For),
            _ => {
                // Bought: old, and all with mail at one place.
                (hours, domain) = (3_000, "billigpost.example");
                add(300 + chance.below(40), 8, Does::Against);
            }
        }
        played.accounts.push(New {
            hours,
            level: Level::N1,
            domain,
            wrote,
            scripted: true,
        });
    }
}

async fn make(app: &App, accounts: &[New]) -> Vec<Account> {
    let mut made = Vec::new();
    let mut tx = app.db.begin().await.unwrap();
    for (part, chunk) in accounts.chunks(100).enumerate() {
        let mut insert = Statement::new(
            "insert into person (email, email_confirmed_at, display_name, level, created_at) values ",
        );
        insert
            .rows(chunk.iter().enumerate().map(|(n, new)| {
                let at = app.now.plus_hours(-new.hours).0;
                [
                    Bind::Text(format!("konto{part}x{n}@{}", new.domain)),
                    Bind::Int(at),
                    Bind::Text(format!("Konto {part} {n}")),
                    Bind::from(new.level.code()),
                    Bind::Int(at),
                ]
            }))
            .sql(" returning person_id");
        let ids: Vec<(i64,)> = tx.all(insert).await.unwrap();
        made.extend(ids.into_iter().zip(chunk).map(|((id,), new)| Account {
            actor: Actor::Person {
                id: PersonId::new(id),
                name: format!("Konto {id}"),
                level: new.level,
                standings: vec![Standing::of(Role::Resident)],
                dormant: Vec::new(),
                restraint: None,
            },
            scripted: new.scripted,
        }));
    }
    tx.commit().await.unwrap();
    made
}

/// What those have written before, at some time of last year.
async fn earlier(app: &App, accounts: &[New], made: &[Account], under: ProposalId) {
    let mut tx = app.db.begin().await.unwrap();
    let wrote: Vec<i64> = accounts
        .iter()
        .zip(made)
        .filter(|(new, _)| new.wrote)
        .map(|(_, account)| account.actor.person_id().unwrap().get())
        .collect();
    for chunk in wrote.chunks(50) {
        let mut insert = Statement::new(
            "insert into comment (proposal_id, person_id, author_name, author_role, author_standing, \
             stance, text, at, once_key) values ",
        );
        insert.rows(chunk.iter().map(|person| {
            [
                Bind::Int(under.get()),
                Bind::Int(*person),
                Bind::from("Konto"),
                Bind::from("resident"),
                Bind::from("null"),
                Bind::from("neutral"),
                Bind::from("Förut."),
                Bind::Int(app.now.plus_days(-30).0),
                Bind::from("forut"),
            ]
        }));
        tx.run(insert).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Came {
    Stands,
    /// It waits, or many at once are too many.
    Stopped,
    /// A new account has written as much as it can for now.
    AtLimit,
}

/// What the limits refuse is stopped, too.
async fn writes(web: &Web, who: &Actor, under: ProposalId, text: &str, now: Stamp) -> Came {
    let new = NewComment {
        text: text.to_owned(),
        ..NewComment::default()
    };
    match web.state.proposals.comment(who, under, new, now).await {
        Ok(_) => Came::Stands,
        Err(AppError::Denied(Denied::NotNow(NotNow::Held)) | AppError::TooMany { .. }) => {
            Came::Stopped
        }
        Err(AppError::NewAccount(_)) => Came::AtLimit,
        Err(other) => panic!("{other:?}"),
    }
}

/// Why each text waits, by account.
async fn held(app: &App) -> BTreeMap<i64, Vec<Vec<HoldReason>>> {
    let mut conn = app.db.read().await.unwrap();
    let rows = fetch_all!(
        conn,
        (i64, String),
        "select person_id, reasons from held_text order by held_text_id"
    );
    let mut all: BTreeMap<i64, Vec<Vec<HoldReason>>> = BTreeMap::new();
    for (person, reasons) in rows.unwrap() {
        all.entry(person).or_default().push(of_stored(&reasons));
    }
    all
}

/// Where much happened: proposal, kind, from and to.
async fn flagged(app: &App) -> Vec<(i64, String, i64, i64)> {
    let mut conn = app.db.read().await.unwrap();
    let rows = fetch_all!(
        conn,
        (i64, String, i64, i64),
        "select proposal_id, kind, from_at, to_at from pace_alarm order by pace_alarm_id"
    );
    rows.unwrap()
}

on_both!(one_hand_among_many_people_is_stopped_or_flagged, |app| {
    let mut chance = Chance::new(SEED);
    let mut played = Played {
        accounts: Vec::new(),
        events: Vec::new(),
    };
    people(&mut chance, &mut played);
    scripted(&mut chance, &mut played);
    played.events.sort_by_key(|event| event.minute);
    let web = app.web_with(usual()).await;
    app.set_rules(Ruleset {
        version: 2,
        threshold: Some(50_000),
        votes_against: true,
        ..Ruleset::bjorksjo()
    })
    .await;
    let mut places = Vec::new();
    for n in 0..12 {
        let author = app.resident(&format!("Förslagsställare {n}")).await;
        let title = format!("Förslag nummer {n}");
        places.push(app.proposal(&author, &title).await);
    }
    let accounts = make(&app, &played.accounts).await;
    earlier(&app, &played.accounts, &accounts, places[0]).await;

    // What stands of each account: (proposal, kind, when).
    let mut stands: Vec<Vec<(i64, &str, i64)>> = vec![Vec::new(); accounts.len()];
    let mut looked = 0;
    // Texts that a limit of new accounts refused: of people, and of the one hand.
    let mut at_limit = (0, 0);
    for event in &played.events {
        while looked + LOOK <= event.minute {
            looked += LOOK;
            let now = app.now.plus_minutes(i64::try_from(looked).unwrap());
            web.state.holding.watch(now).await.unwrap();
        }
        let now = app.now.plus_minutes(i64::try_from(event.minute).unwrap());
        let (who, under) = (&accounts[event.account].actor, places[event.under]);
        let kind = match &event.does {
            Does::Writes(text) => match writes(&web, who, under, text, now).await {
                Came::Stands => "comments",
                Came::Stopped => continue,
                Came::AtLimit => {
                    match accounts[event.account].scripted {
                        true => at_limit.1 += 1,
                        false => at_limit.0 += 1,
                    }
                    continue;
                }
            },
            Does::For => {
                web.state.proposals.support(who, under, now).await.unwrap();
                "support"
            }
            Does::Against => {
                web.state.proposals.oppose(who, under, now).await.unwrap();
                "against"
            }
        };
        stands[event.account].push((under.get(), kind, now.0));
    }
    web.state
        .holding
        .watch(app.now.plus_minutes(1_445))
        .await
        .unwrap();

    let (held, alarms) = (held(&app).await, flagged(&app).await);
    let is_flagged = |(under, kind, at): &(i64, &str, i64)| {
        alarms
            .iter()
            .any(|(of, what, from, to)| of == under && what == kind && (*from..=*to).contains(at))
    };
    let reasons_of = |account: &Account| {
        let person = account.actor.person_id().unwrap().get();
        held.get(&person).cloned().unwrap_or_default()
    };
    let only_first = |reasons: &[HoldReason]| reasons == [HoldReason::FirstText];
    let is_first = |reasons: &[HoldReason]| reasons.contains(&HoldReason::FirstText);
    let (mut caught, mut without_first, mut escaped) = (0, 0, Vec::new());
    let (mut texts, mut wrongly, mut first, mut more, mut seen) = (0, Vec::new(), 0, 0, 0);
    for (account, stands) in accounts.iter().zip(&stands) {
        let waits = reasons_of(account);
        if account.scripted {
            let all = stands.iter().all(is_flagged);
            caught += i32::from(all);
            if !all {
                escaped.push((stands.clone(), waits.clone()));
            }
            without_first += i32::from(all && !waits.iter().any(|reasons| only_first(reasons)));
            continue;
        }
        let wrote = stands
            .iter()
            .filter(|(_, kind, _)| *kind == "comments")
            .count();
        texts += wrote + waits.len();
        let firsts = waits.iter().filter(|reasons| is_first(reasons)).count();
        first += firsts;
        more += firsts - waits.iter().filter(|reasons| only_first(reasons)).count();
        wrongly.extend(waits.into_iter().filter(|reasons| !is_first(reasons)));
        seen += stands.iter().filter(|one| is_flagged(one)).count();
    }
    let share = |part: usize, of: usize| {
        f64::from(u32::try_from(part).unwrap()) * 100.0 / f64::from(u32::try_from(of).unwrap())
    };
    let caught = usize::try_from(caught).unwrap();
    let others = texts - first;
    println!(
        "scripted: {SCRIPTED} accounts, {caught} stopped or flagged ({:.1} %), of these {without_first} by more than \
         being first texts\npeople: {texts} texts of {PEOPLE} accounts; {first} waited as first texts ({:.1} %), {more} \
         of these for more than that; of the other {others}, {} held wrongly ({:.2} %); {seen} votes and comments \
         within what is shown as much at once\nalarms: {}\nrefused by the limits of new accounts: {} texts of \
         people, {} of the one hand",
        share(caught, SCRIPTED),
        share(first, texts),
        wrongly.len(),
        share(wrongly.len(), others),
        alarms.len(),
        at_limit.0,
        at_limit.1,
    );
    assert_eq!(at_limit.0, 0, "no newcomer meets the usual limits");
    assert!(
        caught * 100 >= SCRIPTED * 99,
        "{caught} of {SCRIPTED}: {escaped:?}"
    );
    assert!(
        wrongly.len() * 1_000 <= others * 5,
        "{} of {others}: {wrongly:?}",
        wrongly.len()
    );
    // Nothing was taken away.
    let mut conn = app.db.read().await.unwrap();
    let counted = "select cast((select coalesce(sum(support_count + against_count), 0) from proposal) \
        - (select count(*) from support) - (select count(*) from opposition) as bigint)";
    let (difference,) = fetch_one!(conn, (i64,), counted).unwrap();
    assert_eq!(difference, 0);
});
