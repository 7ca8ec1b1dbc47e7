//! People as providers vouch for them.

use nara_app::accounts::api::NewSession;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::actor::Actor;
use nara_domain::identity::IdentityNumber;
use nara_domain::time::Date;
use nara_server::accounts::store::SessionKind;
use nara_server::auth::session::fingerprint;
use nara_server::identity::Verified;

use crate::common::http::{Web, visit};

/// Numbers nobody has: the tax agency's for tests.
pub const SIV: &str = "198112189876";
pub const OLLE: &str = "199001019802";

/// A samordningsnummer: the day plus sixty.
pub const NEWCOMER: &str = "197010632391";

/// The personnummer of somebody: another for each below 5 600.
pub fn somebody(which: u32) -> String {
    let nine = format!("9001{:02}{:03}", 1 + which / 200, which % 200);
    let sum: u32 = nine
        .bytes()
        .zip([2, 1].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    format!("19{nine}{}", (10 - sum % 10) % 10)
}

pub fn number(text: &str) -> IdentityNumber {
    IdentityNumber::parse(text, Date::new(2026, 3, 4).unwrap()).unwrap()
}

/// Somebody with this number, by this provider.
pub fn verified(provider: &str, digits: &str) -> Verified {
    Verified {
        provider: provider.to_owned(),
        subject: format!("{provider}-{digits}-subject"),
        number: Some(number(digits)),
        previous: None,
        name: Some("Siv Svensson".to_owned()),
        duties: Vec::new(),
    }
}

/// Somebody a provider tells no number of.
pub fn unnumbered(provider: &str, subject: &str) -> Verified {
    Verified {
        number: None,
        subject: subject.to_owned(),
        ..verified(provider, SIV)
    }
}

pub async fn sign_in(web: &Web, who: &Verified) -> Result<NewSession, AppError> {
    let identity = &web.state.identity;
    identity
        .sign_in_verified(who, Lang::Sv, &visit(), web.now())
        .await
}

/// Who the session belongs to, as every request finds it.
pub async fn actor_of(web: &Web, session: &NewSession) -> Actor {
    found(web, session).await.expect("a session")
}

pub async fn found(web: &Web, session: &NewSession) -> Option<Actor> {
    let hash = fingerprint(&session.secret);
    let kind = SessionKind::Browser;
    let signed = web.state.sessions.find(&hash, kind, web.now()).await;
    signed.unwrap().map(|signed| signed.actor)
}

pub async fn signed_in(web: &Web, who: &Verified) -> Actor {
    let session = sign_in(web, who).await.unwrap();
    actor_of(web, &session).await
}
