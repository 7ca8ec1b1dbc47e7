//! Every SQL text of the server, found in its source, is understood by both databases.
//!
//! Most are one text, given to a macro of `db::macros` by itself or by the name of a constant: those
//! are prepared as they stand. A [`Statement`](nara_server::db::Statement) is put together at run
//! time and its pieces mean nothing alone: the functions that make one are named here, and run with
//! everything that changes their text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use nara_app::proposals::api::{
    AnswersQuery, DiscussionPage, ListQuery, NewComment, ProposalPort, Sort,
};
use nara_app::proposals::discussion::REPLIES;
use nara_app::work::api::WorkQuery;
use nara_domain::actor::{Actor, Body};
use nara_domain::answer::AnswerKind;
use nara_domain::ids::{CommentId, GroupId, HeldId, QuestionId, QuestionSetId};
use nara_domain::permissions::archive_cases;
use nara_domain::proposal::{Kind, Ruleset, StageGroup, Topic, TransitionKind};
use nara_domain::work::Pile;
use nara_server::db::{Engine, Link};
use nara_server::groups::store as groups;
use nara_server::moderation::holding::store as held_store;
use nara_server::questions::{letter_store, search, store as question_store};
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Expr, Lit, Token};

use crate::common::{act, comment, reasons};
use crate::on_both;

/// Which argument of the macros is the text.
const MACROS: [(&str, usize); 4] = [
    ("fetch_all", 2),
    ("fetch_optional", 2),
    ("fetch_one", 2),
    ("execute", 1),
];

/// Functions that put a statement together. All but those of the administration, backups, the demo, the data map, names that go under seal,
/// identities and merged accounts, campaigns, meetings, reported texts, news (with answers to questions), the follow-up of promises and cases left behind are run below;
/// these by their own tests.
const PUT_TOGETHER: &[&str] = &[
    "admin/store/duty.rs list_held_by",
    "admin/store/log.rs list_acts",
    "admin/store/log.rs list_lines",
    "admin/store/log.rs named",
    "admin/store/people.rs search",
    "backup/catalogue.rs clear",
    "backup/catalogue.rs lower",
    "backup/catalogue.rs raise",
    "backup/catalogue.rs rebuild_search",
    "backup/catalogue.rs set_numbers",
    "backup/load.rs insert",
    "backup/rows.rs in_order",
    "campaigns/store.rs find",
    "campaigns/store.rs hold",
    "campaigns/store.rs list_awaited",
    "campaigns/store.rs list_going_on",
    "campaigns/store.rs lock",
    "campaigns/store.rs of_member",
    "demo/store.rs insert_residents",
    "groups/store/group.rs lock",
    "groups/store/member.rs holds_place",
    "groups/store/text.rs list_comments",
    "identity/merge_store.rs move_belongings",
    "identity/register/store.rs insert_entries",
    "identity/store.rs lock_people",
    "live/store.rs append",
    "meetings/hearings.rs between",
    "meetings/hearings.rs forget_days",
    "meetings/store.rs find",
    "meetings/store.rs list_before",
    "meetings/store.rs list_from",
    "meetings/store.rs list_of_day",
    "meetings/store.rs replace_marks",
    "moderation/holding/store.rs list_steps_of",
    "moderation/store.rs list_reasons",
    "news/store.rs take",
    "news/store.rs told_by",
    "news/store.rs wait_until",
    "news/telling_store.rs insert",
    "news/telling_store.rs list_paces",
    "news/telling_store.rs list_present",
    "news/telling_store.rs list_stopped",
    "privacy/store.rs count",
    "privacy/store.rs list",
    "privacy/store.rs seal_comments",
    "proposals/store/absorb.rs locked",
    "proposals/store/act.rs answers",
    "proposals/store/act.rs by_id",
    "proposals/store/act.rs of_proposal_by_present_account",
    "proposals/store/case.rs lock_many",
    "proposals/store/comment.rs by_id",
    "proposals/store/follow_up.rs shown",
    "proposals/store/item.rs public_by_id",
    "proposals/store/list.rs counts",
    "proposals/store/list.rs page",
    "proposals/store/list.rs with_terms",
    "proposals/store/prepared.rs of_cases",
    "proposals/store/support.rs append_log",
    "proposals/store/support.rs existing",
    "proposals/store/support.rs insert",
    "proposals/store/tally.rs counts",
    "proposals/store/thread.rs replies",
    "questions/letter_store.rs list_same",
    "questions/news_store.rs by_id",
    "questions/search.rs count_found",
    "questions/search.rs list_found",
    "questions/store.rs list_headings",
    "work/reminder_store.rs list_left",
    "work/reminder_store.rs list_missed",
    "work/reminder_store.rs list_promised",
    "work/reminder_store.rs mark_left",
    "work/store.rs columns",
    "work/store.rs count",
    "work/store.rs list_colleagues",
];

/// A statement as written.
#[derive(Debug)]
struct Written {
    file: String,
    text: Expr,
    /// Where it stands behind a question for the engine.
    only: Option<Engine>,
}

/// Everything found in the source.
#[derive(Default)]
pub(super) struct Source {
    file: String,
    function: String,
    only: Option<Engine>,
    /// (file, name) of constants and of macros that are one text.
    named: BTreeMap<(String, String), Expr>,
    written: Vec<Written>,
    put_together: BTreeSet<String>,
}

impl Source {
    pub(super) fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        list(&root, &mut files);
        let mut source = Self::default();
        for path in files {
            let name = path.strip_prefix(&root).unwrap().display().to_string();
            // What the macros themselves are made of.
            if name == "db/macros.rs" || name == "db/statement.rs" {
                continue;
            }
            source.file = name;
            let text = std::fs::read_to_string(&path).unwrap();
            source.visit_file(&syn::parse_file(&text).unwrap());
        }
        source
    }

    /// The text an expression stands for.
    fn text_of(&self, file: &str, expr: &Expr) -> String {
        match expr {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => text.value(),
                other => panic!("{file}: {other:?} is no text"),
            },
            Expr::Path(path) => self.named(file, &path.path),
            Expr::Macro(call) if call.mac.path.is_ident("concat") => {
                let pieces = arguments(&call.mac).unwrap();
                pieces
                    .iter()
                    .map(|piece| self.text_of(file, piece))
                    .collect()
            }
            Expr::Macro(call) => self.named(file, &call.mac.path),
            other => panic!("{file}: SQL that is no constant: {other:?}"),
        }
    }

    fn named(&self, file: &str, path: &syn::Path) -> String {
        let name = path.segments.last().unwrap().ident.to_string();
        let own = (file.to_owned(), name.clone());
        if let Some(expr) = self.named.get(&own) {
            return self.text_of(file, expr);
        }
        let mut elsewhere = self.named.iter().filter(|((_, other), _)| *other == name);
        let Some(((there, _), expr)) = elsewhere.next() else {
            panic!("{file}: there is no constant {name}");
        };
        assert!(elsewhere.next().is_none(), "{file}: which {name}?");
        self.text_of(there, expr)
    }

    /// The text of a constant.
    pub(super) fn constant(&self, file: &str, name: &str) -> String {
        let expr = &self.named[&(file.to_owned(), name.to_owned())];
        self.text_of(file, expr)
    }

    fn within(&mut self, only: Option<Engine>, inner: impl FnOnce(&mut Self)) {
        let outside = self.only;
        self.only = only.or(outside);
        inner(self);
        self.only = outside;
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => list(&path, files),
            false => files.push(path),
        }
    }
    files.sort();
}

fn arguments(call: &syn::Macro) -> syn::Result<Vec<Expr>> {
    let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
    Ok(parser.parse2(call.tokens.clone())?.into_iter().collect())
}

/// `Engine::Postgres`.
fn engine(path: &syn::Path) -> Option<Engine> {
    let names: Vec<String> = path
        .segments
        .iter()
        .map(|part| part.ident.to_string())
        .collect();
    match names.as_slice() {
        [.., class, name] if class == "Engine" && name == "Postgres" => Some(Engine::Postgres),
        [.., class, name] if class == "Engine" && name == "Sqlite" => Some(Engine::Sqlite),
        _ => None,
    }
}

impl<'ast> Visit<'ast> for Source {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.function = function.sig.ident.to_string();
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.function = function.sig.ident.to_string();
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_item_const(&mut self, constant: &'ast syn::ItemConst) {
        let name = (self.file.clone(), constant.ident.to_string());
        self.named.insert(name, (*constant.expr).clone());
        visit::visit_item_const(self, constant);
    }

    /// `macro_rules! columns { () => { "…" }; }`
    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        let Some(name) = &item.ident else { return };
        let printed = item.mac.tokens.to_string();
        if let Some((_, body)) = printed.split_once("() =>")
            && let Some(text) = body.find('"').zip(body.rfind('"'))
            && let Ok(text) = syn::parse_str::<Expr>(&body[text.0..=text.1])
        {
            self.named
                .insert((self.file.clone(), name.to_string()), text);
        }
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let only = match &arm.pat {
            syn::Pat::Path(path) => engine(&path.path),
            _ => None,
        };
        self.within(only, |source| visit::visit_arm(source, arm));
    }

    fn visit_expr_if(&mut self, branch: &'ast syn::ExprIf) {
        let only = match branch.cond.as_ref() {
            Expr::Binary(question) if matches!(question.op, syn::BinOp::Eq(_)) => {
                match question.right.as_ref() {
                    Expr::Path(path) => engine(&path.path),
                    _ => None,
                }
            }
            _ => None,
        };
        self.within(only, |source| source.visit_block(&branch.then_branch));
        self.visit_expr(&branch.cond);
        if let Some((_, otherwise)) = &branch.else_branch {
            self.visit_expr(otherwise);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let Expr::Path(path) = call.func.as_ref() {
            let names: Vec<String> = path
                .path
                .segments
                .iter()
                .map(|part| part.ident.to_string())
                .collect();
            if names.ends_with(&["Statement".to_owned(), "new".to_owned()]) {
                let place = format!("{} {}", self.file, self.function);
                self.put_together.insert(place);
            }
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().unwrap().ident.to_string();
        if let Some((_, at)) = MACROS.iter().find(|(known, _)| *known == name) {
            self.written.push(Written {
                file: self.file.clone(),
                text: argument(call, *at),
                only: self.only,
            });
        } else if let Ok(arguments) = arguments(call) {
            // `select!`, `assert!` and the like may have some within.
            for argument in &arguments {
                self.visit_expr(&argument.clone());
            }
        }
    }
}

/// One argument of a call whose others may be types.
fn argument(call: &syn::Macro, at: usize) -> Expr {
    let mut pieces = vec![Vec::new()];
    for tree in call.tokens.clone() {
        match tree.to_string() == "," {
            true => pieces.push(Vec::new()),
            false => pieces.last_mut().unwrap().push(tree),
        }
    }
    let piece = pieces.swap_remove(at).into_iter().collect();
    syn::parse2(piece).unwrap_or_else(|error| panic!("{error}: {}", call.tokens))
}

/// Every text for this engine, with the file it is from.
fn texts(engine: Engine) -> Vec<(String, String)> {
    let source = Source::read();
    assert!(source.written.len() > 60, "{}", source.written.len());
    source
        .written
        .iter()
        .filter(|written| written.only.is_none_or(|only| only == engine))
        .map(|Written { file, text, .. }| (file.clone(), source.text_of(file, text)))
        .collect()
}

on_both!(every_text_is_understood, |app| {
    let mut wrong = Vec::new();
    let mut conn = app.db.read().await.unwrap();
    for (file, text) in texts(app.db.engine()) {
        let sql = AssertSqlSafe(text.clone()).into_sql_str();
        let prepared = match conn.link() {
            Link::Sqlite(link) => link.prepare(sql).await.map(drop),
            Link::Postgres(link) => link.prepare(sql).await.map(drop),
        };
        if let Err(error) = prepared {
            wrong.push(format!("{file}: {error}\n  {text}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
});

// The positive control: what neither knows is not prepared.
on_both!(a_text_that_is_wrong_is_noticed, |app| {
    let mut conn = app.db.read().await.unwrap();
    let sql = AssertSqlSafe("select nothing from proposal".to_owned()).into_sql_str();
    let prepared = match conn.link() {
        Link::Sqlite(link) => link.prepare(sql).await.map(drop),
        Link::Postgres(link) => link.prepare(sql).await.map(drop),
    };
    assert!(prepared.is_err());
});

#[test]
fn what_is_put_together_is_known() {
    let found = Source::read().put_together;
    let known: BTreeSet<String> = PUT_TOGETHER
        .iter()
        .map(|place| (*place).to_owned())
        .collect();
    assert_eq!(found, known, "run it below, then name it here");
}

on_both!(what_is_put_together_runs_in_every_shape, |app| {
    let siv = app.resident("Siv").await;
    let first = app.proposal(&siv, "Lekplats vid ån").await;
    let second = app.proposal(&siv, "Belysning vid stigen").await;
    let answer = act(&[("text", &reasons())]);
    let kind = nara_domain::answer::ActKind::OfficialAnswer;
    let official = app.official("Maja").await;
    app.proposals
        .answer(&official, first, kind, answer, app.now)
        .await
        .unwrap();
    let bo = app.resident("Bo").await;
    let (one, other) = tokio::join!(
        app.proposals.support(&bo, first, app.now),
        app.proposals.support(&bo, second, app.now),
    );
    assert!(one.is_ok() && other.is_ok());
    let said = async |to: Option<CommentId>| {
        let new = NewComment {
            parent: to,
            ..comment("Hej")
        };
        let said = app.proposals.comment(&bo, second, new, app.now).await;
        said.unwrap().id
    };
    // A thread with few replies, one with many, both, and one opened further down.
    let (few, many) = (said(None).await, said(None).await);
    for (to, replies) in [(few, 1), (many, REPLIES + 2)] {
        let mut last = to;
        for _ in 0..replies {
            last = said(Some(to)).await;
        }
        for page in [DiscussionPage::Newest, DiscussionPage::Holding(last)] {
            let view = app.proposals.get_page(&bo, second, page, app.now).await;
            assert!(view.unwrap().discussion.shown() > 2);
        }
    }
    let mut tx = app.db.begin().await.unwrap();
    let answered = groups::list_comments(&mut tx, &BTreeSet::from([few, many])).await;
    assert_eq!(answered.unwrap().len(), 2);
    let group = groups::lock(&mut tx, GroupId::new(1)).await;
    assert!(group.unwrap().is_none(), "there is none");
    let place = groups::holds_place(&mut tx, siv.person_id().unwrap(), app.now).await;
    assert!(!place.unwrap(), "a grown-up has none");
    drop(tx);
    for sort in Sort::ALL {
        for shape in 0..64_u8 {
            let chosen = |bit: u8| shape & (1 << bit) != 0;
            let mut query = ListQuery {
                text: if chosen(0) {
                    "lekplats å".to_owned()
                } else {
                    String::new()
                },
                group: chosen(1).then_some(StageGroup::Collecting),
                kind: chosen(2).then_some(Kind::Proposal),
                topic: chosen(3).then_some(Topic::ALL[0]),
                district: chosen(4).then(|| "centrum".to_owned()),
                sort,
                seed: Some(1),
                cursor: None,
                limit: 1,
            };
            let list = async |query: &ListQuery| {
                app.proposals
                    .list(&Actor::Visitor, query, "", app.now)
                    .await
                    .unwrap()
            };
            let page = list(&query).await;
            if chosen(5) && page.next.is_some() {
                query.cursor = page.next;
                list(&query).await;
            }
        }
    }
    let similar = app.proposals.similar("lekplats", 5, "", app.now).await;
    assert_eq!(similar.unwrap().len(), 1);
    let all = AnswersQuery::default();
    let answers = app.proposals.answers(&all, 5).await.unwrap();
    assert_eq!(answers.len(), 1);
    for kind in AnswerKind::ALL {
        for shape in 0..8_u8 {
            let chosen = |bit: u8| shape & (1 << bit) != 0;
            let query = AnswersQuery {
                kind: Some(*kind),
                body: chosen(0).then(|| Body::parse("KF").unwrap()),
                by: chosen(1).then(|| "Sven".to_owned()),
                before: chosen(2).then(|| answers[0].act.id),
            };
            let found = app.proposals.answers(&query, 5).await.unwrap();
            assert!(shape == 0 || found.is_empty());
        }
    }
    assert!(app.proposals.deciding_bodies().await.unwrap().is_empty());
    app.proposals
        .withdraw_support(&bo, first, app.now)
        .await
        .unwrap();
    // What waits, with something prepared.
    app.set_rules(Ruleset {
        version: 2,
        pre_review: true,
        // Looks for one that says the same.
        duplicate_months: Some(12),
        ..Ruleset::bjorksjo()
    })
    .await;
    let unread = app.proposal(&siv, "Sänk hastigheten").await;
    let rejection = act(&[
        ("criterion", "outside_competence"),
        ("reasons", "Vägen är statlig."),
        ("where_to_turn", "Trafikverket."),
        ("publish_text", "yes"),
    ]);
    let secretary = app.secretary("Sven").await;
    let step = TransitionKind::RejectFormally;
    let prepared = app
        .proposals
        .record(&secretary, unread, step, rejection, app.now);
    prepared.await.unwrap();
    let waiting = app.proposals.waiting(&secretary, None, 5).await.unwrap();
    assert_eq!(waiting[0].prepared, Some(step));
    // The desk, every pile of it, with and without words and a page before.
    let web = app.web().await;
    for reader in [&official, &secretary] {
        for pile in Pile::ALL {
            for shape in 0..4_u8 {
                let query = WorkQuery {
                    pile: *pile,
                    words: match shape & 1 {
                        0 => String::new(),
                        _ => "lekplats å".to_owned(),
                    },
                    after: (shape & 2 != 0).then_some(first),
                    limit: 1,
                };
                let found = web.state.work.work(reader, &query, app.now).await;
                // Only the office archives.
                let refused = *pile == Pile::Archive && archive_cases(reader).is_err();
                match refused {
                    true => assert!(found.is_err()),
                    false => assert!(found.unwrap().items.len() <= 1),
                }
            }
        }
        let inside = web.state.work.inside(reader, first, app.now).await;
        assert_eq!(inside.unwrap().colleagues.len(), 2);
    }
    let later = app.now.plus_days(360);
    web.state.reminders.remind(later).await.unwrap();
    // Nobody has the same question.
    let ids = [1, 2].map(QuestionId::new);
    for some in [&ids[..0], &ids[..1], &ids[..]] {
        let mut conn = app.db.read().await.unwrap();
        let from = (siv.person_id().unwrap(), 0);
        let found = letter_store::list_same(&mut conn, some, from).await;
        assert!(found.unwrap().is_empty());
    }
    let terms = nara_domain::search::query("lekplats å");
    for after in [None, Some(QuestionSetId::new(9))] {
        let mut conn = app.db.read().await.unwrap();
        let found = search::list_found(&mut conn, &terms, after, 5).await;
        assert!(found.unwrap().is_empty());
        assert_eq!(search::count_found(&mut conn, &terms).await.unwrap(), 0);
    }
    let texts = [1, 2].map(HeldId::new);
    for some in [&texts[..0], &texts[..1], &texts[..]] {
        let mut conn = app.db.read().await.unwrap();
        let found = held_store::list_steps_of(&mut conn, some).await;
        assert!(found.unwrap().is_empty());
    }
    let sets = [1, 2].map(QuestionSetId::new);
    for some in [&sets[..0], &sets[..1], &sets[..]] {
        let mut conn = app.db.read().await.unwrap();
        let found = question_store::list_headings(&mut conn, some).await;
        assert!(found.unwrap().is_empty());
    }
});
