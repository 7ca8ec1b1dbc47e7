//! Comments, who agrees with them, and the log of public events, in the order of time.

use std::collections::HashMap;

use nara_domain::proposal::Kind;
use nara_domain::time::Stamp;

use super::outline::Outline;
use super::words;
use super::world::{World, signed};
use crate::Done;
use crate::numbers::Chance;
use crate::store::{Cell, Filler, Store};

const COMMENT: &[&str] = &[
    "comment_id",
    "proposal_id",
    "parent_id",
    "thread_id",
    "person_id",
    "author_name",
    "author_role",
    "author_standing",
    "stance",
    "text",
    "at",
    "once_key",
    "support_count",
];

/// A discussion as far as it has come.
#[derive(Default)]
struct Talk {
    count: i64,
    /// What was said last, with what it answers and what begins its thread.
    last: Vec<(i64, Option<i64>, Option<i64>)>,
}

/// What is answered is one of so many said last.
const LATELY: usize = 12;
/// Of a hundred comments so many answer another one.
const REPLIES: u64 = 30;
const STANCES: [&str; 5] = ["for", "for", "against", "question", "neutral"];

/// One to come: when, in which case, and by whom where that is known.
type Coming = (i64, u32, u32);

pub async fn write(store: &mut Store, world: &World) -> Done<()> {
    let mut coming: Vec<Coming> = Vec::new();
    let mut published: Vec<(i64, u32)> = Vec::new();
    for index in 0..world.size.proposals {
        let one = Outline::of(world, index);
        let case = u32::try_from(index)?;
        published.push((one.submitted.0, case));
        for at in one.comment_times(world) {
            coming.push((at.0, case, 0));
        }
    }
    coming.extend(of_leavers(world)?);
    coming.sort_unstable();
    let mut writer = Writer::new(world);
    let mut published = published.into_iter().peekable();
    for comment in coming {
        while let Some((at, case)) = published.next_if(|(at, _)| *at <= comment.0) {
            writer.tell_of_case(store, Stamp(at), case).await?;
        }
        writer.say(store, comment).await?;
    }
    for (at, case) in published {
        writer.tell_of_case(store, Stamp(at), case).await?;
    }
    writer.finish(store).await
}

/// What those have said who leave while it is measured: all in one discussion, one after the other.
fn of_leavers(world: &World) -> Done<Vec<Coming>> {
    let elsewhere = world.elsewhere();
    let begins = Outline::of(world, elsewhere).submitted.0;
    let step = (world.now.0 - begins) / (signed(world.size.leaver_comments) + 1).max(1);
    let mut coming = Vec::new();
    for person in world.leavers() {
        for number in 1..=signed(world.size.leaver_comments) {
            let at = begins + number * step;
            coming.push((at, u32::try_from(elsewhere)?, u32::try_from(person)?));
        }
    }
    Ok(coming)
}

struct Writer<'w> {
    world: &'w World,
    comments: Filler,
    /// Comment, person, when. Kept until all comments are there: PostgreSQL takes none before.
    agreeing: Vec<(i64, i64, i64)>,
    events: Filler,
    talks: HashMap<u32, Talk>,
    next_comment: i64,
    seq: i64,
}

impl<'w> Writer<'w> {
    fn new(world: &'w World) -> Self {
        Self {
            world,
            comments: Filler::of("comment", COMMENT),
            agreeing: Vec::new(),
            events: Filler::of("event", &["seq", "kind", "proposal_id", "data", "at"]),
            talks: HashMap::new(),
            next_comment: 1,
            seq: 0,
        }
    }

    async fn say(&mut self, store: &mut Store, (at, case, by): Coming) -> Done<()> {
        let (id, world) = (self.next_comment, self.world);
        self.next_comment += 1;
        let mut chance = Chance::of(31, id.unsigned_abs());
        let case_id = i64::from(case) + 1;
        let author = match by {
            0 => world.resident(chance.draw()),
            person => i64::from(person),
        };
        let talk = self.talks.entry(case).or_default();
        talk.count += 1;
        let answered = (by == 0 && chance.percent(REPLIES)).then(|| chance.pick(&talk.last));
        // The default of `pick` is nothing said yet.
        let (parent, thread) = match answered.filter(|(to, ..)| *to > 0) {
            None => (None, None),
            Some((to, None, _)) => (Some(to), None),
            Some((to, Some(parent), None)) => (Some(to), Some(parent)),
            // A reply to the second level answers the same reply.
            Some((_, Some(parent), thread)) => (Some(parent), thread),
        };
        talk.last.push((id, parent, thread));
        if talk.last.len() > LATELY {
            talk.last.remove(0);
        }
        let count = talk.count;
        let stance = match (parent, self.kind(case)) {
            (None, Kind::Proposal | Kind::Idea) => chance.pick(&STANCES),
            _ => "neutral",
        };
        // Most comments nobody agrees with.
        let agree = match chance.percent(20) && by == 0 {
            true => chance.below(4),
            false => 0,
        };
        for number in 1..=agree {
            let person =
                world.resident((author.unsigned_abs() + number * 7) % world.size.residents);
            self.agreeing.push((id, person, at));
        }
        let row = [
            id.into(),
            case_id.into(),
            parent.into(),
            thread.into(),
            author.into(),
            words::name(author).into(),
            "resident".into(),
            "null".into(),
            stance.into(),
            words::comment(&mut chance).into(),
            at.into(),
            format!("made:{id}").into(),
            signed(agree).into(),
        ];
        self.comments.put(store, row).await?;
        let data = format!("{{\"count\":{count},\"comment_id\":{id}}}");
        self.tell(store, ("comment", case_id), data, Stamp(at))
            .await
    }

    fn kind(&self, case: u32) -> Kind {
        Outline::of(self.world, u64::from(case)).kind
    }

    async fn tell_of_case(&mut self, store: &mut Store, at: Stamp, case: u32) -> Done<()> {
        let stage = match self.kind(case) {
            Kind::Proposal => "registered",
            Kind::Idea => "published",
            Kind::Problem | Kind::Questions => "problem_open",
        };
        let data = format!("{{\"stage\":\"{stage}\"}}");
        let case = i64::from(case) + 1;
        self.tell(store, ("proposal", case), data, at).await
    }

    async fn tell(
        &mut self,
        store: &mut Store,
        (kind, case): (&'static str, i64),
        data: String,
        at: Stamp,
    ) -> Done<()> {
        self.seq += 1;
        let row: [Cell; 5] = [
            self.seq.into(),
            kind.into(),
            case.into(),
            data.into(),
            at.0.into(),
        ];
        self.events.put(store, row).await
    }

    async fn finish(self, store: &mut Store) -> Done<()> {
        self.comments.finish(store).await?;
        let columns = &["comment_id", "person_id", "at"];
        let mut agreeing = Filler::of("comment_support", columns);
        for (comment, person, at) in self.agreeing {
            let row = [comment.into(), person.into(), at.into()];
            agreeing.put(store, row).await?;
        }
        agreeing.finish(store).await?;
        self.events.finish(store).await?;
        let seq = self.seq;
        store
            .run(&format!("update event_head set seq = {seq}"))
            .await?;
        // Everybody has been told of all of it.
        store
            .run(&format!("update telling set seq = {seq}, after_person = 0"))
            .await
    }
}
