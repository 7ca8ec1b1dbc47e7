//! What somebody is called, and whether they must not be found.

use nara_domain::ids::PersonId;
use nara_domain::name::{NAMELESS, NameForm, Names, ProtectedBy, Protection};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Engine, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

macro_rules! known {
    () => {
        "select email, display_name, given_name, family_name, alias, name_form, protected_at, \
         protected_by, protection_ends_at from person where person_id = $1"
    };
}

const FIND: &str = known!();
/// SQLite's write transaction keeps everybody else out already. Whoever copies the name locks the
/// row, so that none is copied while it goes under seal.
const LOCK_POSTGRES: &str = concat!(known!(), " for no key update");

#[derive(FromRow)]
struct KnownRow {
    email: Option<String>,
    display_name: String,
    given_name: Option<String>,
    family_name: Option<String>,
    alias: Option<String>,
    name_form: String,
    protected_at: Option<i64>,
    protected_by: Option<String>,
    protection_ends_at: Option<i64>,
}

/// What is known of somebody's name.
#[derive(Clone, Debug)]
pub struct Known {
    pub email: Option<String>,
    pub names: Names,
    pub form: NameForm,
    pub shown: String,
    pub protection: Option<Protection>,
}

impl Known {
    /// The name that is under seal while none is shown.
    pub fn own(&self) -> String {
        let own = self.names.shown(NameForm::Full);
        own.or_else(|| self.names.shown(NameForm::Alias))
            .or_else(|| self.names.shown(NameForm::First))
            .unwrap_or_else(|| self.shown.clone())
    }
}

impl TryFrom<KnownRow> for Known {
    type Error = DbError;

    fn try_from(row: KnownRow) -> Result<Self, DbError> {
        let unknown = |what: &str, code: &str| DbError::Inconsistent(format!("{what} {code}"));
        let form = row
            .name_form
            .parse()
            .map_err(|_| unknown("name_form", &row.name_form))?;
        let protection = match (row.protected_at, row.protected_by) {
            (Some(since), by) => Some(Protection {
                since: Stamp(since),
                by: by
                    .as_deref()
                    .and_then(ProtectedBy::from_code)
                    .ok_or_else(|| unknown("protected_by", by.as_deref().unwrap_or("nobody")))?,
                ends_at: row.protection_ends_at.map(Stamp),
            }),
            (None, _) => None,
        };
        // Who never chose: what has been shown is what they are called here.
        let shown = Some(row.display_name.clone()).filter(|shown| shown != NAMELESS);
        Ok(Self {
            email: row.email,
            names: Names {
                given: row.given_name,
                family: row.family_name,
                alias: row.alias.or(shown),
            },
            form,
            shown: row.display_name,
            protection,
        })
    }
}

pub async fn find(conn: &mut Conn, person: PersonId) -> Result<Option<Known>, DbError> {
    fetch_optional!(conn, KnownRow, FIND, person.get())?
        .map(Known::try_from)
        .transpose()
}

/// Reads it and keeps everybody else from changing it until the transaction ends.
pub async fn lock(tx: &mut Tx, person: PersonId) -> Result<Option<Known>, DbError> {
    let row = match tx.engine() {
        Engine::Sqlite => fetch_optional!(tx, KnownRow, FIND, person.get())?,
        Engine::Postgres => fetch_optional!(tx, KnownRow, LOCK_POSTGRES, person.get())?,
    };
    row.map(Known::try_from).transpose()
}

pub async fn is_protected(conn: &mut Conn, person: PersonId) -> Result<bool, DbError> {
    let known = find(conn, person).await?;
    Ok(known.is_some_and(|known| known.protection.is_some()))
}

/// What somebody is called from now on, and what is shown of it.
pub async fn update_names(
    tx: &mut Tx,
    person: PersonId,
    (names, form): (&Names, NameForm),
    shown: &str,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set given_name = $2, family_name = $3, alias = $4, name_form = $5,
             display_name = $6
         where person_id = $1",
        person.get(),
        names.given.as_deref(),
        names.family.as_deref(),
        names.alias.as_deref(),
        form.code(),
        shown,
    )
}

/// From now on nothing is shown. Asking for the end of it is taken back with that.
pub async fn protect(
    tx: &mut Tx,
    person: PersonId,
    by: ProtectedBy,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set protected_at = coalesce(protected_at, $2), protected_by = $3,
             protection_ends_at = null, display_name = $4
         where person_id = $1 and erased_at is null",
        person.get(),
        now.0,
        by.code(),
        NAMELESS,
    )
}

pub async fn end_protection_at(tx: &mut Tx, person: PersonId, at: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set protection_ends_at = $2
         where person_id = $1 and protected_at is not null",
        person.get(),
        at.0,
    )
}

/// From now on `shown` is.
pub async fn unprotect(tx: &mut Tx, person: PersonId, shown: &str) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set protected_at = null, protected_by = null, protection_ends_at = null,
             display_name = $2
         where person_id = $1",
        person.get(),
        shown,
    )
}

/// Whose protection was to end by now.
pub async fn list_ending(conn: &mut Conn, now: Stamp) -> Result<Vec<PersonId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select person_id from person
         where protection_ends_at is not null and protection_ends_at <= $1
         order by person_id",
        now.0,
    )?;
    Ok(rows.into_iter().map(|(id,)| PersonId::new(id)).collect())
}

/// The language letters are written in.
pub async fn update_lang(tx: &mut Tx, person: PersonId, lang: &str) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set lang = $2 where person_id = $1 and lang <> $2",
        person.get(),
        lang,
    )
}
