//! People who are signed in without having typed anything: their sessions are put into the table, so that
//! thousands of them need no password to be hashed.

use nara_domain::session::LONGEST;
use nara_domain::time::Stamp;
use sha2::{Digest, Sha256};

use crate::Done;
use crate::store::{Filler, Store};

/// The secret of a person's session, the same every time: nothing here is anybody's.
pub fn secret(person: i64) -> String {
    hex::encode(Sha256::digest(format!("nara-bench session of {person}")))
}

/// What the server stores of it.
fn fingerprint(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

const COLUMNS: &[&str] = &[
    "session_hash",
    "person_id",
    "kind",
    "created_at",
    "last_seen_at",
    "expires_at",
    "user_agent",
    "way",
    "proved_at",
];

/// Signs these in, just now: whoever leaves has to have shown a moment ago who they are.
pub async fn sign_in(store: &mut Store, people: std::ops::Range<i64>, now: Stamp) -> Done<()> {
    let (first, end) = (people.start, people.end);
    store
        .run(&format!(
            "delete from session where person_id >= {first} and person_id < {end}"
        ))
        .await?;
    let mut sessions = Filler::of("session", COLUMNS);
    for person in people {
        sessions
            .put(
                store,
                [
                    fingerprint(&secret(person)).into(),
                    person.into(),
                    "browser".into(),
                    now.0.into(),
                    now.0.into(),
                    LONGEST.ends(now).0.into(),
                    "nara-bench".into(),
                    "password".into(),
                    now.0.into(),
                ],
            )
            .await?;
    }
    sessions.finish(store).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_not_what_opens() {
        let (one, other) = (secret(1), secret(2));
        assert_ne!(one, other);
        assert_eq!(one, secret(1));
        // As the server reckons it.
        assert_eq!(
            fingerprint("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_ne!(fingerprint(&one), one);
    }
}
