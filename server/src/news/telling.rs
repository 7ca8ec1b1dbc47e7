//! Goes through the log of public events and notes who is told of each, some hundreds of people in a
//! transaction together with how far it has come. So a publication takes as long with five thousand followers
//! as with none, and whatever is broken off midway goes on where it was: nobody is left out, nobody is told
//! twice.

use std::collections::BTreeMap;

use nara_domain::answer::ActKind;
use nara_domain::ids::{
    ActId, CommentId, PersonId, ProposalId, QuestionActId, QuestionId, QuestionSetId,
};
use nara_domain::letters::Told;
use nara_domain::news::{Chosen, How, LATE_DAYS, NEWS_DAYS, News, NewsTies, how, told_of};
use nara_domain::question::told_at;
use nara_domain::time::Stamp;

use super::telling_store::{self as store, Cursor, NewNotice, Place, Source, Wanted};
use crate::db::{Conn, Db, DbError, Tx};
use crate::live::store as log;
use crate::live::{Event, EventKind};

/// People told by one transaction: nobody's vote waits long for it.
const AT_ONCE: usize = 500;
/// Events looked at together; most tell nobody anything.
const EVENTS: i64 = 500;

/// What there is to tell.
#[derive(Clone, Debug)]
struct Telling {
    source: Source,
    news: News,
    /// Whoever did it, and whom it is no news to.
    by: Option<i64>,
    wanted: Wanted,
    /// Whose comments it answers.
    addressed: Vec<i64>,
    /// Which question it answers, and when what is told at once of it goes out: with what else is done within an
    /// hour.
    answered: Option<(QuestionId, Stamp)>,
}

/// Tells everybody of everything that happened. Run by every server, as often as anybody likes; how many were
/// told of something.
///
/// # Errors
/// Of the database; what was noted stays noted.
pub async fn tell_all(db: &Db, now: Stamp) -> Result<u64, DbError> {
    let mut told = 0;
    loop {
        let (from, events) = {
            let mut conn = db.read().await?;
            let from = store::cursor(&mut conn).await?;
            let events = log::since(&mut conn, from.seq, None, EVENTS).await?;
            (from, events)
        };
        let Some(last) = events.last() else {
            return Ok(told);
        };
        let mut tx = db.begin().await?;
        // What would leave the list at once does not enter it.
        let since = now.plus_days(-NEWS_DAYS);
        let next = events
            .iter()
            .find(|event| is_news(event) && event.at > since);
        let (to, count) = match next {
            None => (done_with(last.seq), 0),
            Some(event) => tell(&mut tx, from, event, now).await?,
        };
        // Where another server was here meanwhile, nothing of this is noted.
        if store::go_on(&mut tx, from, to).await? {
            tx.commit().await?;
            told += count;
        }
    }
}

const fn done_with(seq: i64) -> Cursor {
    Cursor {
        seq,
        after_person: 0,
    }
}

const fn is_news(event: &Event) -> bool {
    (event.proposal_id.is_some() || event.question_set_id.is_some())
        && match event.kind {
            EventKind::Comment => event.data.comment_id.is_some(),
            EventKind::Act | EventKind::State | EventKind::Question => event.data.act_id.is_some(),
            EventKind::Proposal => true,
            EventKind::Support | EventKind::Agree | EventKind::Campaign | EventKind::Ballot => {
                false
            }
        }
}

/// The next people of one event; how far that is.
async fn tell(
    tx: &mut Tx,
    from: Cursor,
    event: &Event,
    now: Stamp,
) -> Result<(Cursor, u64), DbError> {
    let Some(telling) = telling_of(tx, event, now).await? else {
        return Ok((done_with(event.seq), 0));
    };
    // Of an event before this one others may have been told already.
    let after = match from.seq + 1 == event.seq {
        true => from.after_person,
        false => 0,
    };
    let (people, more) = next_people(tx, &telling, after).await?;
    let Some(end) = people.keys().next_back().copied() else {
        return Ok((done_with(event.seq), 0));
    };
    let notices = notices_of(tx, &telling, people, now).await?;
    let count = store::insert(tx, telling.source, &notices, now).await?;
    let to = match more {
        true => Cursor {
            seq: event.seq - 1,
            after_person: end,
        },
        false => done_with(event.seq),
    };
    Ok((to, count))
}

/// What an event is to those it concerns; none where nobody is told.
async fn telling_of(
    conn: &mut Conn,
    event: &Event,
    now: Stamp,
) -> Result<Option<Telling>, DbError> {
    let place = event.question_set_id.map(Place::Asked);
    let place = place.or(event.proposal_id.map(Place::Case));
    if let (Some(place), Some(comment)) = (place, event.data.comment_id) {
        return telling_of_comment(conn, (event, comment), place, now).await;
    }
    if let Some(set) = event.question_set_id {
        return telling_of_answer(conn, event, set).await;
    }
    let Some(proposal) = event.proposal_id else {
        return Ok(None);
    };
    let source = |what, what_id| Source {
        what,
        what_id,
        place: Place::Case(proposal),
        at: event.at,
    };
    if event.kind == EventKind::Proposal {
        let source = source("proposal", proposal.get());
        return telling_of_new(conn, (event, proposal), source).await;
    }
    let Some(id) = event.data.act_id else {
        return Ok(None);
    };
    let Some(act) = store::find_act(conn, ActId::new(id)).await? else {
        return Ok(None);
    };
    let told = told_of(act.kind, act.step.as_deref(), act.corrects);
    if told == Told::Nobody {
        return Ok(None);
    }
    // What asks the proposer something is theirs alone.
    let news = News::of(told);
    let answers = news == Some(News::Answers) || act.kind == ActKind::ElectedOpinion;
    let wanted = Wanted {
        many: news.is_some(),
        body: act.body.filter(|_| answers && !act.corrects),
        name: Some(act.name).filter(|_| answers && act.duty && !act.corrects),
        ..Wanted::default()
    };
    Ok(Some(Telling {
        source: source("act", id),
        news: news.unwrap_or(News::Answers),
        by: act.actor,
        wanted,
        addressed: Vec::new(),
        answered: None,
    }))
}

/// Something said in a discussion: to whoever it answers, and to whose proposal it is.
async fn telling_of_comment(
    conn: &mut Conn,
    (event, comment): (&Event, i64),
    place: Place,
    now: Stamp,
) -> Result<Option<Telling>, DbError> {
    let id = CommentId::new(comment);
    let Some(author) = store::find_author(conn, id).await? else {
        return Ok(None);
    };
    Ok(Some(Telling {
        source: Source {
            what: "comment",
            what_id: comment,
            place,
            at: event.at,
        },
        news: News::Replies,
        by: Some(author),
        wanted: Wanted::default(),
        addressed: store::list_addressed(conn, id, now.day()).await?,
        answered: None,
    }))
}

/// An answer to a question, or its correction. Other steps show on its page.
async fn telling_of_answer(
    conn: &mut Conn,
    event: &Event,
    set: QuestionSetId,
) -> Result<Option<Telling>, DbError> {
    let Some(id) = event.data.act_id else {
        return Ok(None);
    };
    let act = store::find_answer(conn, QuestionActId::new(id)).await?;
    let Some(act) = act.filter(|act| act.step.is_told_to_others()) else {
        return Ok(None);
    };
    let due = store::find_gathered(conn, set).await?;
    Ok(Some(Telling {
        source: Source {
            what: "question_act",
            what_id: id,
            place: Place::Asked(set),
            at: event.at,
        },
        news: News::Answers,
        by: Some(act.actor),
        wanted: Wanted::default(),
        addressed: Vec::new(),
        answered: Some((act.question, due.unwrap_or(told_at(event.at)))),
    }))
}

async fn telling_of_new(
    conn: &mut Conn,
    (event, proposal): (&Event, ProposalId),
    source: Source,
) -> Result<Option<Telling>, DbError> {
    let Some((proposer, topic, district)) = store::find_case(conn, proposal).await? else {
        return Ok(None);
    };
    // It is no news to who published it: whoever handed it in, or whoever read it first.
    let by = match event.data.act_id {
        Some(act) => store::find_act(conn, ActId::new(act))
            .await?
            .map_or(Some(proposer), |act| act.actor),
        None => Some(proposer),
    };
    Ok(Some(Telling {
        source,
        news: News::Fresh,
        by,
        wanted: Wanted {
            topic: Some(topic),
            district,
            ..Wanted::default()
        },
        addressed: Vec::new(),
        answered: None,
    }))
}

/// The next few it concerns, with what ties them, and whether others come after them.
async fn next_people(
    conn: &mut Conn,
    telling: &Telling,
    after: i64,
) -> Result<(BTreeMap<i64, NewsTies>, bool), DbError> {
    // One more of each tie than are told now tells whether others come after.
    let limit = i64::try_from(AT_ONCE + 1).unwrap_or(i64::MAX);
    let from = (after, telling.source.at);
    let rows = match (telling.source.place, telling.answered) {
        (Place::Case(id), _) => store::tied(conn, (id, &telling.wanted), from, limit).await?,
        (Place::Asked(set), Some((question, _))) => {
            store::tied_to_questions(conn, (set, question), from, limit).await?
        }
        // What is said about questions is news to whom it answers alone.
        (Place::Asked(_), None) => Vec::new(),
    };
    let mut people: BTreeMap<i64, NewsTies> = BTreeMap::new();
    for (person, tie) in rows {
        let ties = people.entry(person).or_default();
        match tie.as_str() {
            "own" => ties.own = true,
            "votes" => ties.votes = true,
            "follows" => ties.follows = true,
            _ => ties.watches = true,
        }
    }
    for addressed in &telling.addressed {
        if *addressed > after {
            people.entry(*addressed).or_default().addressed = true;
        }
    }
    let Some(first_of_next) = people.keys().nth(AT_ONCE).copied() else {
        return Ok((people, false));
    };
    let _next = people.split_off(&first_of_next);
    Ok((people, true))
}

async fn notices_of(
    conn: &mut Conn,
    telling: &Telling,
    mut people: BTreeMap<i64, NewsTies>,
    now: Stamp,
) -> Result<Vec<NewNotice>, DbError> {
    if let Some(by) = telling.by {
        people.remove(&by);
    }
    let ids: Vec<i64> = people.keys().copied().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let present = store::list_present(conn, &ids).await?;
    let paces = store::list_paces(conn, &ids).await?;
    let stopped = match telling.source.place {
        Place::Case(id) => store::list_stopped(conn, id, &ids).await?,
        Place::Asked(_) => Vec::new(),
    };
    for person in stopped {
        if let Some(ties) = people.get_mut(&person) {
            ties.stopped = true;
        }
    }
    // A server that stood still for long writes no letters of what everybody has read since.
    let late = telling.source.at < now.plus_days(-LATE_DAYS);
    let mut notices = Vec::new();
    for (person, ties) in people {
        let Some(reached) = present.get(&person) else {
            continue;
        };
        let at = telling.source.at;
        let pace = |news: News| match paces.get(&(person, news)) {
            Some(chosen) => Chosen::at(*chosen, news, at),
            None => news.calm(),
        };
        let Some((news, how)) = how(telling.news, ties, pace) else {
            continue;
        };
        let how = match *reached && !late {
            true => how,
            false => How::Listed,
        };
        notices.push(NewNotice {
            person: PersonId::new(person),
            news,
            due: match (how, telling.answered) {
                // Thirteen answers are not thirteen letters.
                (How::Soon, Some((_, gathered))) => Some(gathered),
                _ => how.due(now),
            },
        });
    }
    Ok(notices)
}
