//! People, found by name or address.

use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Statement};
use crate::{fetch_all, fetch_optional};

#[derive(Clone, Debug, crate::db::FromRow)]
pub struct PersonRow {
    pub person_id: i64,
    pub display_name: String,
    pub email: Option<String>,
    pub level: String,
    pub created_at: i64,
    pub has_password: bool,
    /// How many identity providers they come by.
    pub identities: i64,
    pub passkeys: i64,
    /// When the account was taken away, or became part of another.
    pub gone_at: Option<i64>,
}

macro_rules! columns {
    () => {
        "select p.person_id, p.display_name, p.email, p.level, p.created_at, \
         p.password_hash is not null as has_password, \
         (select count(*) from person_identity i where i.person_id = p.person_id) as identities, \
         (select count(*) from passkey k where k.person_id = p.person_id) as passkeys, \
         coalesce(p.erased_at, p.merged_at) as gone_at from person p "
    };
}

/// Whoever is known by an alias in a group is nobody here: who runs the group helps them, and a duty
/// given to them would be one of somebody nobody knows.
const BY_ID: &str = concat!(columns!(), "where p.person_id = $1 and p.level <> 's'");

/// The next people by name whose name or address has every one of these words. The databases know
/// capitals of the English alphabet only, so a letter beyond it stands for any: the caller looks
/// again. Accounts that were taken away, or became part of another, are
/// nobody's.
pub async fn search(
    conn: &mut Conn,
    words: &[String],
    after: Option<PersonId>,
    limit: i64,
) -> Result<Vec<PersonRow>, DbError> {
    let mut select = Statement::new(columns!());
    select.sql("where p.erased_at is null and p.merged_at is null and p.level <> 's'");
    for word in words {
        let pattern = pattern(word);
        select.sql(" and (lower(p.display_name) like ");
        select.bind(pattern.as_str());
        select.sql(" escape '\\' or lower(coalesce(p.email, '')) like ");
        select.bind(pattern.as_str());
        select.sql(" escape '\\')");
    }
    if let Some(after) = after {
        select.sql(
            " and (p.display_name, p.person_id) > \
             (select a.display_name, a.person_id from person a where a.person_id = ",
        );
        select.bind(after.get());
        select.sql(")");
    }
    select.sql(" order by p.display_name, p.person_id limit ");
    select.bind(limit);
    conn.all(select).await
}

/// `%åke 100\%%` becomes `%_ke 100\%%`.
fn pattern(word: &str) -> String {
    let mut pattern = "%".to_owned();
    for letter in word.to_lowercase().chars() {
        match letter {
            '%' | '_' | '\\' => {
                pattern.push('\\');
                pattern.push(letter);
            }
            _ if !letter.is_ascii() => pattern.push('_'),
            _ => pattern.push(letter),
        }
    }
    pattern.push('%');
    pattern
}

pub async fn find_person(conn: &mut Conn, id: PersonId) -> Result<Option<PersonRow>, DbError> {
    fetch_optional!(conn, PersonRow, BY_ID, id.get())
}

/// How many browsers and keys of a person have not run out.
pub async fn count_sessions(
    conn: &mut Conn,
    person: PersonId,
    now: Stamp,
) -> Result<(i64, i64), DbError> {
    let rows = fetch_all!(
        conn,
        (String, i64),
        "select kind, count(*) from session where person_id = $1 and expires_at > $2 group by kind",
        person.get(),
        now.0,
    )?;
    let of = |kind: &str| {
        let found = rows.iter().find(|(of, _)| of == kind);
        found.map_or(0, |(_, count)| *count)
    };
    Ok((of("browser"), of("api")))
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn a_pattern_is_what_was_typed_and_nothing_more() {
        assert_eq!(pattern("Siv"), "%siv%");
        assert_eq!(pattern("100%_\\"), "%100\\%\\_\\\\%");
        assert_eq!(pattern("Åke"), "%_ke%");
    }
}
