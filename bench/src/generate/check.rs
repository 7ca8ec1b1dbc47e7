//! Whether each table says what the others say. The same is asked after the load.

use crate::Done;
use crate::store::Store;

const CHECKS: [(&str, &str); 7] = [
    (
        "support is counted",
        "select count(*) from proposal p left join (select proposal_id, count(*) as n \
         from support group by proposal_id) s on s.proposal_id = p.proposal_id \
         where p.support_count <> coalesce(s.n, 0)",
    ),
    (
        "the log of support adds up to it",
        "select count(*) from proposal p left join (select proposal_id, \
         sum(case kind when 'given' then 1 when 'withdrawn' then -1 else 0 end) as n \
         from support_event group by proposal_id) e on e.proposal_id = p.proposal_id \
         where p.support_count <> coalesce(e.n, 0)",
    ),
    (
        "comments are counted",
        "select count(*) from proposal p left join (select proposal_id, count(*) as n \
         from comment group by proposal_id) c on c.proposal_id = p.proposal_id \
         where p.comment_count <> coalesce(c.n, 0)",
    ),
    (
        "agreement with comments is counted",
        "select count(*) from comment c left join (select comment_id, count(*) as n \
         from comment_support group by comment_id) s on s.comment_id = c.comment_id \
         where c.support_count <> coalesce(s.n, 0)",
    ),
    (
        "a reply stands under what it answers",
        "select count(*) from comment c join comment p on p.comment_id = c.parent_id \
         where p.proposal_id <> c.proposal_id \
         or (c.thread_id is null) <> (p.parent_id is null)",
    ),
    (
        "the log of events has no gap",
        "select (select seq from event_head) - (select count(*) from event)",
    ),
    (
        "everybody has a first entry in the record",
        "select count(*) from proposal p where not exists \
         (select 1 from act a where a.proposal_id = p.proposal_id)",
    ),
];

/// # Errors
/// The first thing that does not add up.
pub async fn recount(store: &mut Store) -> Done<()> {
    for (what, sql) in CHECKS {
        let wrong = store.number(sql).await?;
        if wrong != 0 {
            return Err(format!("{what}: {wrong} are wrong").into());
        }
    }
    Ok(())
}
