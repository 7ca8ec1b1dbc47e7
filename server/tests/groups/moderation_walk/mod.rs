//! A walk by chance through everything that can happen to texts that somebody reports: anybody tries anything,
//! with forms that are filled in rightly, wrongly or not at all, two at the same moment, and days pass. The
//! service on a real database has to answer as a small model does; and after each step
//!
//! - everything hidden has a rule, a reason, who hid it, its author is told, and can ask that somebody looks again
//!   or has;
//! - nothing is ever deleted: there are never fewer rows, and what is under seal is what stood there;
//! - what is hidden stands on no public page, and what is shown is what was written, byte for byte;
//! - nobody looks again at what they hid;
//! - what an elected wrote is hidden by two, or for no longer than until the next working day.

mod checks;
mod deeds;
mod model;

use std::collections::BTreeMap;

use nara_app::moderation::api::TextRef;
use nara_app::proposals::api::{DraftFields, NewComment, ProposalPort};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::PersonId;
use nara_domain::question::{Number, QuestionStepKind};
use nara_domain::time::Stamp;
use nara_server::db::Engine;
use nara_server::fetch_one;

use self::model::{Answer, Case, Row, Text};
use crate::common::chance::Chance;
use crate::common::http::{Options, Web};
use crate::common::{App, run};
use crate::reported::moderator;
use crate::{group, idea, join, supervisor};

/// In every text that is written here, followed by its number.
const MARK: &str = "zqxmarke";
/// Who is who in [`Walk::people`].
const AUTHORS: std::ops::Range<usize> = 1..4;
const MEMBER: usize = 4;
const LEADER: usize = 5;
const MODERATORS: std::ops::Range<usize> = 6..9;
const ELECTED: usize = 9;

struct Walk {
    app: App,
    web: Web,
    chance: Chance,
    seed: u64,
    people: Vec<Actor>,
    texts: Vec<Text>,
    cases: Vec<Case>,
    now: Stamp,
    step: usize,
    /// Rows of everything that may only grow.
    rows: Vec<i64>,
    /// How often what came of it.
    seen: BTreeMap<String, usize>,
    told: Vec<String>,
}

impl Walk {
    async fn begin(app: App, seed: u64) -> Self {
        // The demo limits nobody who is signed in.
        let demo = Options {
            demo: true,
            ..Options::default()
        };
        let web = app.web_with(demo).await;
        let mut people = vec![Actor::Visitor];
        for n in AUTHORS {
            people.push(app.resident(&format!("Invånare {n}")).await);
        }
        let leader = supervisor(&app, "Tove").await;
        let (mine, codes) = {
            let mut browser = web.signed_in(&leader).await;
            group(&mut browser, "Norrskolan 9B", "no").await
        };
        assert!(mine.get() > 0);
        let first = {
            let (mut fox, _) = join(&web, &codes, "Glad Räv").await;
            let page = idea(&mut fox, &format!("Om {MARK}0q"), "Ett bord, inte fler.").await;
            page.location().trim_end_matches("/kvitto").to_owned()
        };
        let member = app.number("select max(person_id) from member").await;
        people.push(Actor::Person {
            id: PersonId::new(member),
            name: "Glad Räv".to_owned(),
            level: Level::S,
            standings: vec![Standing::of(Role::Youth)],
            dormant: Vec::new(),
            restraint: None,
        });
        people.push(leader);
        for name in ["Moa", "Mio", "Mia"] {
            people.push(moderator(&app, name).await);
        }
        people.push(app.elected("Eva").await);
        let now = web.now();
        let mut walk = Self {
            chance: Chance::new(seed),
            seed,
            people,
            texts: Vec::new(),
            cases: Vec::new(),
            now,
            step: 0,
            rows: Vec::new(),
            seen: BTreeMap::new(),
            told: Vec::new(),
            app,
            web,
        };
        let first = first.rsplit('/').next().unwrap().parse().unwrap();
        walk.know(TextRef::Case(first, None), MEMBER).await;
        walk.write().await;
        walk.ask().await;
        walk
    }

    /// Ideas of every resident, and what everybody says about the first ones.
    async fn write(&mut self) {
        for author in AUTHORS {
            let mark = format!("{MARK}{}q", self.texts.len());
            let typed = DraftFields {
                body: format!("Hon heter {mark}.\n\n<b>\"Å\"</b> & 'ä' \u{1f3d3}\tslut"),
                ..crate::common::idea(&format!("Om {mark} & fler"))
            };
            let made = self
                .app
                .proposals
                .submit(&self.people[author], typed, "", self.now);
            let id = made.await.unwrap();
            self.know(TextRef::Case(id, None), author).await;
        }
        for (under, author) in [
            (0, 1),
            (1, 2),
            (1, MEMBER),
            (2, 3),
            // Several: what lapsed once is hidden at once no more.
            (0, ELECTED),
            (1, ELECTED),
            (2, ELECTED),
            (3, ELECTED),
        ] {
            let TextRef::Case(on, _) = self.texts[under].place else {
                panic!("text {under} stands among questions");
            };
            let mark = format!("{MARK}{}q", self.texts.len());
            let new = NewComment {
                text: format!("Du bor på {mark}.\n\n  <i>Är</i> det & \"så\"?"),
                stance: String::new(),
                parent: None,
                once: String::new(),
                ..NewComment::default()
            };
            let said = self
                .app
                .proposals
                .comment(&self.people[author], on, new, self.now);
            let id = said.await.unwrap().id;
            self.know(TextRef::Case(on, Some(id)), author).await;
        }
    }

    /// Questions of two residents, which everybody can read.
    async fn ask(&mut self) {
        for author in [1, 3] {
            let mark = |walk: &Self, ahead: usize| format!("{MARK}{}q", walk.texts.len() + ahead);
            let typed = [
                ("heading", format!("Om {} & dem", mark(self, 0))),
                (
                    "introduction",
                    "Hon <i>sa</i> det.\n\nSå \"här\".".to_owned(),
                ),
                ("question_1", format!("Var bor {}?", mark(self, 1))),
                (
                    "question_2",
                    format!("Och {} då,\n\n<b>nu</b>?", mark(self, 2)),
                ),
            ];
            let typed = typed.map(|(name, value)| (name.to_owned(), value)).into();
            let questions = &self.web.state.questions;
            let once = format!("fragor{author}");
            let asked = questions.ask(&self.people[author], &typed, &once, self.now);
            let (set, _) = asked.await.unwrap();
            let seen = [("seen".to_owned(), String::new())].into();
            let publish = QuestionStepKind::Publish;
            let moderator = &self.people[MODERATORS.start];
            let sent = (&seen, once.as_str());
            let published = questions.take(moderator, (set, None), publish, sent, self.now);
            published.await.unwrap();
            self.know(TextRef::Asked(set, None), author).await;
            for number in 1..=2 {
                let place = TextRef::Asked(set, Some(Number::of(number)));
                self.know(place, author).await;
            }
        }
    }

    async fn know(&mut self, place: TextRef, author: usize) {
        let row = self.row(place).await;
        let mark = format!("{MARK}{}q", self.texts.len());
        assert!(row.0.contains(&mark) || row.1.contains(&mark), "{row:?}");
        self.texts.push(Text {
            place,
            author,
            mark,
            row,
            now: None,
        });
    }

    /// What stands in the database where everybody's pages read.
    async fn row(&self, place: TextRef) -> Row {
        let mut conn = self.app.db.read().await.unwrap();
        match place {
            TextRef::Asked(set, None) => fetch_one!(
                conn,
                Row,
                "select heading, coalesce(introduction, ''), coalesce(hidden, ''), false \
                 from question_set where question_set_id = $1",
                set.get(),
            )
            .unwrap(),
            TextRef::Asked(set, Some(number)) => fetch_one!(
                conn,
                Row,
                "select '', text, state, hidden is not null from question \
                 where question_set_id = $1 and number = $2 and follow_up = 0",
                set.get(),
                number.question,
            )
            .unwrap(),
            TextRef::Case(proposal, None) => fetch_one!(
                conn,
                Row,
                "select title, body, search_text, body_withheld from proposal where proposal_id = $1",
                proposal.get(),
            )
            .unwrap(),
            TextRef::Case(_, Some(id)) => {
                let (text,) = fetch_one!(
                    conn,
                    (String,),
                    "select text from comment where comment_id = $1",
                    id.get(),
                )
                .unwrap();
                (String::new(), text, String::new(), false)
            }
        }
    }

    fn told(&mut self, what: String) {
        self.told.push(format!("{}: {what}", self.step));
    }

    /// Something is not as it should be.
    fn fail(&self, what: &str) -> ! {
        let from = self.told.len().saturating_sub(30);
        panic!(
            "seed {}, step {}: {what}\n{}",
            self.seed,
            self.step,
            self.told[from..].join("\n")
        );
    }

    /// The service has answered: as the model does?
    fn compare(&mut self, what: &str, expected: Answer, got: Answer) -> bool {
        self.told(format!("{what}: {got:?}"));
        if got != expected {
            self.fail(&format!("{what}: {expected:?} expected, and got {got:?}"));
        }
        *self.seen.entry(format!("{got:?}")).or_default() += 1;
        got == Answer::Done
    }

    async fn anything(&mut self) -> bool {
        match self.chance.below(24) {
            0..=4 => self.report().await,
            5..=12 => self.settle().await,
            13..=16 => self.appeal().await,
            17 => self.at_once().await,
            18 => self.refuse().await,
            19..=22 => self.by_two().await,
            _ => self.wait().await,
        }
    }

    /// Some days pass.
    async fn wait(&mut self) -> bool {
        let days = self.chance.days(1, 6);
        self.now = self.now.plus_days(days);
        self.web.clock.set(self.now);
        self.web.state.moderation.clean_up(self.now).await.unwrap();
        self.web.state.moderation.lapse(self.now).await.unwrap();
        self.lapse();
        self.told(format!("{days} days later"));
        true
    }
}

async fn walk(app: App, seed: u64, steps: usize) {
    let mut walk = Walk::begin(app, seed).await;
    walk.check().await;
    walk.read_as_everybody().await;
    for step in 1..=steps {
        walk.step = step;
        let done = walk.anything().await;
        walk.check().await;
        if done {
            walk.read_as_everybody().await;
        }
    }
    // Something of everything, or the walk went nowhere.
    for what in [
        "leave", "hide", "unhide", "uphold", "propose", "confirm", "lapsed", "asked", "at once",
        "refused", "Done", "Invalid", "Denied", "Conflict", "NotFound",
    ] {
        assert!(
            walk.seen.contains_key(what),
            "never {what}: {:?}",
            walk.seen
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_happens_every_author_is_heard_on_sqlite() {
    run(Engine::Sqlite, |app| walk(app, 1, 300)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_happens_every_author_is_heard_on_sqlite_another_way() {
    run(Engine::Sqlite, |app| walk(app, 2, 300)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_happens_every_author_is_heard_on_postgres() {
    run(Engine::Postgres, |app| walk(app, 3, 300)).await;
}
