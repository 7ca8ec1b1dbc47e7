//! Which tables stand on pages that are kept for everybody, so that what a transaction wrote tells by
//! itself which of them are no longer right.
//!
//! A table that is not named here stands on all of them: a new one costs renderings until somebody has
//! looked at it, and never shows what is over. That those of [`ON_NO_PAGE`] are read by none is a test
//! (`server/tests/cache/tables.rs`).

/// What changes with a written row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// No page that is kept.
    Nothing,
    /// The page of a proposal, where the transaction says whose it is ([`super::Tx::touches`]), and what
    /// is about all of them.
    OneProposal,
    /// Every page that is kept.
    EveryPage,
    /// Settings, which pages are made under; and what does not tell its table.
    Anything,
}

/// Sessions and ways in, drafts, letters and what people are told, what only those at work read.
pub const ON_NO_PAGE: &[&str] = &[
    "answer_template",
    "assignment",
    "audit",
    "backup_run",
    "campaign_reminder",
    "case_note",
    "ceremony",
    "comment_draft",
    "day_reminder",
    "draft",
    "duty_guard",
    "follow",
    "identity_key",
    "invitation",
    "mailing",
    "notice",
    "notice_letter",
    "outbox",
    "passkey",
    "person_number",
    "provider_flow",
    "question_letter",
    "rate_limit",
    "registration",
    "reminder",
    "return_code",
    "roll",
    "roll_entry",
    "session",
    "telling",
    "text_reader",
    "used_link",
    "watch",
    "way_in",
];

/// What somebody who votes or comments writes. Of the whole row: who changes a title says nothing of a
/// proposal, and changes every page.
const OF_ONE_PROPOSAL: &[&str] = &[
    "comment",
    "comment_support",
    "event",
    "event_head",
    "opposition",
    "proposal",
    "support",
    "support_event",
];

/// What is in force is read again when this was written ([`crate::settings::Settings`]).
const SETTINGS: &str = "setting";

/// What the rows that this statement writes stand on; none where it only reads.
pub fn written(sql: &str) -> Option<Shows> {
    let mut words = sql.split_whitespace();
    let first = words.next().unwrap_or_default();
    let is = |word: &str| first.eq_ignore_ascii_case(word);
    let table = if is("select") {
        return None;
    } else if is("with") {
        return writes_somewhere(sql).then_some(Shows::Anything);
    } else if is("update") {
        words.next()
    } else if is("insert") || is("delete") {
        let word = words.next().unwrap_or_default();
        let plainly = ["into", "from"]
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known));
        words.next().filter(|_| plainly)
    } else {
        None
    };
    Some(table.map_or(Shows::Anything, of_table))
}

/// Whether the rows that a statement changed, or gives back, tell whether it wrote any. What else writes
/// (`with`, `truncate`) can write without any.
pub(super) fn rows_tell(sql: &str) -> bool {
    let first = sql.split_whitespace().next().unwrap_or_default();
    let telling = ["insert", "update", "delete"];
    telling.iter().any(|word| first.eq_ignore_ascii_case(word))
}

fn of_table(word: &str) -> Shows {
    let name = word.split('(').next().unwrap_or_default();
    if ON_NO_PAGE.contains(&name) {
        Shows::Nothing
    } else if OF_ONE_PROPOSAL.contains(&name) {
        Shows::OneProposal
    } else if name == SETTINGS || !is_plain(name) {
        Shows::Anything
    } else {
        Shows::EveryPage
    }
}

/// Whether it is a table's name as ours are: not quoted.
fn is_plain(name: &str) -> bool {
    let letters = |letter: char| letter.is_ascii_lowercase() || letter == '_';
    !name.is_empty() && name.chars().all(letters)
}

/// Whether a word that writes stands in it: one too many costs a rendering.
fn writes_somewhere(sql: &str) -> bool {
    let writing = ["insert", "update", "delete"];
    sql.split(|letter: char| !letter.is_ascii_alphabetic())
        .any(|word| writing.iter().any(|verb| word.eq_ignore_ascii_case(verb)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_statement_writes() {
        for (sql, shows) in [
            ("select 1", None),
            ("select * from session for update", None),
            ("with a as (values (1)) select * from a", None),
            (
                "with gone as (delete from session returning 1) select 1",
                Some(Shows::Anything),
            ),
            ("delete from session where at < $1", Some(Shows::Nothing)),
            ("insert into outbox(a) values (1)", Some(Shows::Nothing)),
            ("\n  UPDATE\n session set a = 1", Some(Shows::Nothing)),
            ("update proposal set a = 1", Some(Shows::OneProposal)),
            (
                "insert into support (a) values (1)",
                Some(Shows::OneProposal),
            ),
            ("update person set a = 1", Some(Shows::EveryPage)),
            ("insert into setting (a) values (1)", Some(Shows::Anything)),
            ("update setting set a = 1", Some(Shows::Anything)),
            // As programs name tables that are only known while they run.
            ("delete from \"session\"", Some(Shows::Anything)),
            ("insert or replace into session", Some(Shows::Anything)),
            ("truncate session", Some(Shows::Anything)),
            ("", Some(Shows::Anything)),
        ] {
            assert_eq!(written(sql), shows, "{sql}");
        }
    }

    #[test]
    fn whose_rows_tell() {
        for (sql, tell) in [
            ("insert into session (a) values (1)", true),
            ("\n UPDATE session set a = 1", true),
            ("delete from session", true),
            (
                "with gone as (delete from session returning 1) select 1",
                false,
            ),
            ("truncate session", false),
            ("", false),
        ] {
            assert_eq!(rows_tell(sql), tell, "{sql}");
        }
    }

    #[test]
    fn no_table_is_in_both() {
        assert!(
            OF_ONE_PROPOSAL
                .iter()
                .all(|name| !ON_NO_PAGE.contains(name))
        );
    }
}
