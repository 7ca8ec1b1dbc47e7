//! Whether what is shown adds up: the numbers beside proposals are the votes that stand, and both are what
//! the log of votes says. Asked of the rows themselves, not of the code that wrote them.

use std::collections::HashMap;

use super::manifest::Table;
use crate::db::{Conn, DbError, Value};
use crate::fetch_one;

/// A number that is shown, and what it has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sum {
    Supporters,
    LogOfSupport,
    Opponents,
    LogOfOpponents,
    Agreements,
}

impl Sum {
    const fn words(self) -> &'static str {
        match self {
            Self::Supporters => "proposals show another number than support them",
            Self::LogOfSupport => "proposals show another number than the log of votes",
            Self::Opponents => "proposals show another number than are against them",
            Self::LogOfOpponents => {
                "proposals show another number against them than the log of votes"
            }
            Self::Agreements => "comments show another number than agree with them",
        }
    }
}

/// What does not add up, as people read it. Nothing: all of it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrong(pub Vec<(Sum, u64)>);

impl Wrong {
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, (sum, count)) in self.0.iter().enumerate() {
            let between = if place == 0 { "" } else { "; " };
            write!(f, "{between}{count} {}", sum.words())?;
        }
        Ok(())
    }
}

/// Counts while rows go by, in any order of the tables. Holds what does not add up yet, so about as many
/// numbers as there are proposals, however many vote.
#[derive(Debug, Default)]
pub struct Recount {
    open: HashMap<(Sum, i64), i64>,
    votes: u64,
}

impl Recount {
    /// Looks at a row. Tables and columns that were not there yet are no business of it.
    pub fn row(&mut self, table: &Table, row: &[Value]) {
        let int = |column: &str| match table.place(column).and_then(|at| row.get(at)) {
            Some(Value::Int(number)) => Some(*number),
            _ => None,
        };
        match table.name.as_str() {
            "proposal" => {
                let id = int("proposal_id");
                self.add(Sum::Supporters, id, int("support_count"));
                self.add(Sum::LogOfSupport, id, int("support_count"));
                self.add(Sum::Opponents, id, int("against_count"));
                self.add(Sum::LogOfOpponents, id, int("against_count"));
            }
            "support" => {
                self.votes += 1;
                self.add(Sum::Supporters, int("proposal_id"), Some(-1));
            }
            "opposition" => {
                self.votes += 1;
                self.add(Sum::Opponents, int("proposal_id"), Some(-1));
            }
            "support_event" => {
                let (sum, change) = match table.place("kind").and_then(|at| row.get(at)) {
                    Some(Value::Text(kind)) => match kind.as_str() {
                        "given" => (Sum::LogOfSupport, -1),
                        "withdrawn" => (Sum::LogOfSupport, 1),
                        "against" => (Sum::LogOfOpponents, -1),
                        "against_withdrawn" => (Sum::LogOfOpponents, 1),
                        _ => return,
                    },
                    _ => return,
                };
                self.add(sum, int("proposal_id"), Some(change));
            }
            "comment" => self.add(Sum::Agreements, int("comment_id"), int("support_count")),
            "comment_support" => self.add(Sum::Agreements, int("comment_id"), Some(-1)),
            _ => {}
        }
    }

    fn add(&mut self, sum: Sum, id: Option<i64>, number: Option<i64>) {
        let (Some(id), Some(number)) = (id, number) else {
            return;
        };
        let open = self.open.entry((sum, id)).or_default();
        // Whoever made a file to break this finds nothing that adds up, and no fault of ours.
        *open = open.wrapping_add(number);
        if *open == 0 {
            self.open.remove(&(sum, id));
        }
    }

    /// How many votes went by.
    pub const fn votes(&self) -> u64 {
        self.votes
    }

    pub fn wrong(&self) -> Wrong {
        let mut sums = HashMap::<Sum, u64>::new();
        for (sum, _) in self.open.keys() {
            *sums.entry(*sum).or_default() += 1;
        }
        let mut wrong: Vec<_> = sums.into_iter().collect();
        wrong.sort_unstable();
        Wrong(wrong)
    }
}

/// Both sides of every proposal at once: what stands, and what the log says.
const VOTES: &str = "select \
    count(case when p.support_count <> coalesce(s.n, 0) then 1 end), \
    count(case when p.support_count <> coalesce(l.support, 0) then 1 end), \
    count(case when p.against_count <> coalesce(o.n, 0) then 1 end), \
    count(case when p.against_count <> coalesce(l.opposition, 0) then 1 end) \
    from proposal p \
    left join (select proposal_id, count(*) as n from support group by proposal_id) s \
        on s.proposal_id = p.proposal_id \
    left join (select proposal_id, count(*) as n from opposition group by proposal_id) o \
        on o.proposal_id = p.proposal_id \
    left join (select proposal_id, \
            sum(case kind when 'given' then 1 when 'withdrawn' then -1 else 0 end) as support, \
            sum(case kind when 'against' then 1 when 'against_withdrawn' then -1 else 0 end) \
                as opposition \
            from support_event group by proposal_id) l \
        on l.proposal_id = p.proposal_id";
const AGREEMENTS: &str = "select count(*) from comment c left join \
    (select comment_id, count(*) as n from comment_support group by comment_id) s \
    on s.comment_id = c.comment_id where c.support_count <> coalesce(s.n, 0)";

/// The same of a database whose tables are up to date.
pub async fn ask(conn: &mut Conn) -> Result<Wrong, DbError> {
    let mut wrong = Wrong::default();
    let (supporters, log_of_support, opponents, log_of_opponents) =
        fetch_one!(conn, (i64, i64, i64, i64), VOTES)?;
    let (agreements,) = fetch_one!(conn, (i64,), AGREEMENTS)?;
    let counted = [
        (Sum::Supporters, supporters),
        (Sum::LogOfSupport, log_of_support),
        (Sum::Opponents, opponents),
        (Sum::LogOfOpponents, log_of_opponents),
        (Sum::Agreements, agreements),
    ];
    for (sum, count) in counted {
        match u64::try_from(count) {
            Ok(0) | Err(_) => {}
            Ok(count) => wrong.0.push((sum, count)),
        }
    }
    Ok(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::manifest::Column;
    use crate::db::Kind;

    fn table(name: &str, columns: &[&str]) -> Table {
        let columns = columns.iter().map(|name| Column {
            name: (*name).to_owned(),
            kind: if *name == "kind" {
                Kind::Text
            } else {
                Kind::Int
            },
        });
        Table {
            name: name.to_owned(),
            columns: columns.collect(),
            key: Vec::new(),
        }
    }

    /// A proposal with what is shown, who supports it, and the log.
    fn counted(shown: (i64, i64), votes: (usize, usize), log: &[&str]) -> Vec<Sum> {
        let mut recount = Recount::default();
        let columns = ["against_count", "proposal_id", "support_count"];
        let row = [shown.1, 4, shown.0].map(Value::Int);
        recount.row(&table("proposal", &columns), &row);
        for (name, count) in [("support", votes.0), ("opposition", votes.1)] {
            for person in 0..i64::try_from(count).unwrap() {
                let row = [person, 4].map(Value::Int);
                recount.row(&table(name, &["person_id", "proposal_id"]), &row);
            }
        }
        for kind in log {
            let row = [Value::Text((*kind).to_owned()), Value::Int(4)];
            recount.row(&table("support_event", &["kind", "proposal_id"]), &row);
        }
        assert_eq!(recount.votes(), u64::try_from(votes.0 + votes.1).unwrap());
        let wrong = recount.wrong();
        wrong.0.into_iter().map(|(sum, _)| sum).collect()
    }

    #[test]
    fn what_is_shown_is_what_stands_and_what_the_log_says() {
        let log = ["given", "given", "withdrawn", "against"];
        for (shown, votes, wrong) in [
            ((1, 1), (1, 1), &[][..]),
            ((2, 1), (1, 1), &[Sum::Supporters, Sum::LogOfSupport]),
            ((2, 1), (2, 1), &[Sum::LogOfSupport]),
            ((1, 1), (0, 1), &[Sum::Supporters]),
            ((1, 0), (1, 0), &[Sum::LogOfOpponents]),
            ((1, 1), (1, 0), &[Sum::Opponents]),
        ] {
            assert_eq!(counted(shown, votes, &log), wrong, "{shown:?} {votes:?}");
        }
        let none = counted((0, 0), (0, 0), &[]);
        assert!(none.is_empty());
    }

    #[test]
    fn before_there_were_votes_against_nothing_is_asked_of_them() {
        let mut recount = Recount::default();
        let row = [4, 1].map(Value::Int);
        recount.row(&table("proposal", &["proposal_id", "support_count"]), &row);
        recount.row(
            &table("support", &["person_id", "proposal_id"]),
            &[7, 4].map(Value::Int),
        );
        assert_eq!(recount.wrong().0, [(Sum::LogOfSupport, 1)]);
    }
}
