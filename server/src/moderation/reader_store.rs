//! SQL of who reads a text at this moment. It is a courtesy to the others: who decides is settled by the acts, of which
//! one follows the other.

use nara_app::moderation::api::Reader;
use nara_domain::ids::{HeldId, ModerationId, PersonId};
use nara_domain::moderation::{DeskText, READ_MINUTES};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all};

/// Notes that this person reads it, where nobody else does.
pub async fn come_in(
    tx: &mut Tx,
    text: DeskText,
    person: PersonId,
    now: Stamp,
) -> Result<(), DbError> {
    let until = now.plus_minutes(READ_MINUTES);
    let _somebody_else = match text {
        DeskText::Reported(id) => execute!(
            tx,
            "insert into text_reader (moderation_id, person_id, since_at, until_at)
             values ($1, $2, $3, $4)
             on conflict (moderation_id) do update set
                since_at = case when text_reader.person_id = excluded.person_id
                    and text_reader.until_at > excluded.since_at
                    then text_reader.since_at else excluded.since_at end,
                person_id = excluded.person_id, until_at = excluded.until_at
             where text_reader.person_id = excluded.person_id
                or text_reader.until_at <= excluded.since_at",
            id.get(),
            person.get(),
            now.0,
            until.0,
        )?,
        DeskText::Held(id) => execute!(
            tx,
            "insert into text_reader (held_text_id, person_id, since_at, until_at)
             values ($1, $2, $3, $4)
             on conflict (held_text_id) do update set
                since_at = case when text_reader.person_id = excluded.person_id
                    and text_reader.until_at > excluded.since_at
                    then text_reader.since_at else excluded.since_at end,
                person_id = excluded.person_id, until_at = excluded.until_at
             where text_reader.person_id = excluded.person_id
                or text_reader.until_at <= excluded.since_at",
            id.get(),
            person.get(),
            now.0,
            until.0,
        )?,
    };
    Ok(())
}

/// Nobody reads it any longer: it is decided, or somebody else takes it over.
pub async fn free(tx: &mut Tx, text: DeskText) -> Result<(), DbError> {
    let _nobody = match text {
        DeskText::Reported(id) => execute!(
            tx,
            "delete from text_reader where moderation_id = $1",
            id.get(),
        )?,
        DeskText::Held(id) => execute!(
            tx,
            "delete from text_reader where held_text_id = $1",
            id.get(),
        )?,
    };
    Ok(())
}

#[derive(FromRow)]
struct ReaderRow {
    moderation_id: Option<i64>,
    held_text_id: Option<i64>,
    person_id: i64,
    display_name: String,
    since_at: i64,
}

/// Everybody who reads something.
#[derive(Debug, Default)]
pub struct Readers(Vec<(DeskText, PersonId, String, Stamp)>);

impl Readers {
    /// Who reads this one; `me`: who asks.
    pub fn of(&self, text: DeskText, me: PersonId) -> Option<Reader> {
        let (_, person, name, since) = self.0.iter().find(|(at, ..)| *at == text)?;
        Some(Reader {
            name: name.clone(),
            own: *person == me,
            since: *since,
        })
    }
}

/// Who reads what at this moment.
pub async fn list(conn: &mut Conn, now: Stamp) -> Result<Readers, DbError> {
    let rows = fetch_all!(
        conn,
        ReaderRow,
        "select r.moderation_id, r.held_text_id, r.person_id, p.display_name, r.since_at
         from text_reader r join person p on p.person_id = r.person_id
         where r.until_at > $1 and p.erased_at is null",
        now.0,
    )?;
    let found = rows.into_iter().filter_map(|row| {
        let text = match (row.moderation_id, row.held_text_id) {
            (Some(id), _) => DeskText::Reported(ModerationId::new(id)),
            (None, id) => DeskText::Held(HeldId::new(id?)),
        };
        let person = PersonId::new(row.person_id);
        Some((text, person, row.display_name, Stamp(row.since_at)))
    });
    Ok(Readers(found.collect()))
}

/// Forgets who read what, where that is over.
pub async fn forget_before(tx: &mut Tx, moment: Stamp) -> Result<u64, DbError> {
    execute!(tx, "delete from text_reader where until_at <= $1", moment.0,)
}

/// For who takes their account away.
pub async fn forget_of(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    execute!(
        tx,
        "delete from text_reader where person_id = $1",
        person.get(),
    )
}
