//! SQL of letters that collect what happened and have not gone out when some of it is hidden: they are written
//! again without it.

use nara_domain::ids::{CommentId, ProposalId, QuestionId, QuestionSetId};

use crate::db::{DbError, Tx};
use crate::execute;

/// What these letters told of is due as it was before; a letter nothing points at is thrown away instead of sent.
/// What was seen meanwhile, or is wanted no more, is told by no letter.
macro_rules! written_again {
    () => {
        "update notice set letter_id = null, due_at = case \
             when read_at is null and not exists (select 1 from pace c \
                 where c.person_id = notice.person_id and c.news = notice.news \
                 and c.pace = 'never') then created_at end \
         where letter_id in (select o.outbox_id from outbox o \
             join notice n on n.letter_id = o.outbox_id \
             where o.sent_at is null and o.collected and "
    };
}

const OF_COMMENT: &str = concat!(written_again!(), "n.what = 'comment' and n.what_id = $1)");
const OF_CASE: &str = concat!(written_again!(), "n.proposal_id = $1)");
const OF_QUESTION: &str = concat!(
    written_again!(),
    "n.question_set_id = (select q.question_set_id from question q where q.question_id = $1))"
);
const OF_SET: &str = concat!(written_again!(), "n.question_set_id = $1)");

/// What is hidden.
#[derive(Clone, Copy, Debug)]
pub enum Gone {
    Comment(CommentId),
    Case(ProposalId),
    Question(QuestionId),
    Set(QuestionSetId),
}

/// Takes back the letters that told of it; how many things they told of. In the transaction that hides it.
pub async fn without(tx: &mut Tx, gone: Gone) -> Result<u64, DbError> {
    match gone {
        Gone::Comment(id) => execute!(tx, OF_COMMENT, id.get()),
        Gone::Case(id) => execute!(tx, OF_CASE, id.get()),
        Gone::Question(id) => execute!(tx, OF_QUESTION, id.get()),
        Gone::Set(id) => execute!(tx, OF_SET, id.get()),
    }
}
