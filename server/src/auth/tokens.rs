//! Signed tokens: links in letters and keys of programs.
//!
//! After RFC 8725: one algorithm (EdDSA), whatever the token's header says; an audience and a type
//! for each use, so that a token for one is none for the other; an expiry that is always checked,
//! against the moment of the request and not the machine's clock.

use jsonwebtoken::{Algorithm, Header, Validation, decode, encode};
use nara_app::error::AppError;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;
use serde::{Deserialize, Serialize};

use super::Keys;

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Confirms that the address can be read by who registered it.
    Confirm,
    /// Lets whoever reads the address choose a new password.
    Reset,
    /// Makes an address that can be read the account's.
    Address,
    /// Vouches for a passkey that is added to somebody's account.
    Passkey,
    /// Takes whoever reads the address into a duty.
    Invitation,
    /// A place at a group's door, for who typed its code and is choosing an alias.
    Door,
    /// A program's key.
    Api,
}

impl Purpose {
    /// The `aud` claim, and the purpose a used link is kept under.
    pub fn audience(self) -> &'static str {
        match self {
            Purpose::Confirm => "confirm",
            Purpose::Reset => "reset",
            Purpose::Address => "address",
            Purpose::Passkey => "passkey",
            Purpose::Invitation => "invitation",
            Purpose::Door => "door",
            Purpose::Api => "api",
        }
    }

    /// The `typ` header.
    fn kind(self) -> &'static str {
        match self {
            Purpose::Confirm
            | Purpose::Reset
            | Purpose::Address
            | Purpose::Passkey
            | Purpose::Invitation
            | Purpose::Door => "nara-link+jwt",
            Purpose::Api => "nara-key+jwt",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    aud: String,
    /// The person's number, where there is a person already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sub: Option<i64>,
    /// Unique; a link's use is recorded under it, a key's session is found by it.
    pub jti: String,
    /// Seconds since 1970.
    exp: i64,
    /// Where a link leads on to: a local address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next: String,
}

impl Claims {
    /// Whom the token was made for.
    pub fn person(&self) -> Option<PersonId> {
        self.sub.map(PersonId::new)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadToken {
    /// Not ours, not for this, or tampered with.
    Unknown,
    /// Ours, and too old.
    Expired,
}

impl BadToken {
    /// For the log.
    pub fn code(self) -> &'static str {
        match self {
            BadToken::Unknown => "unknown",
            BadToken::Expired => "expired",
        }
    }
}

impl From<BadToken> for AppError {
    fn from(bad: BadToken) -> Self {
        match bad {
            BadToken::Unknown => AppError::LinkUnknown,
            BadToken::Expired => AppError::LinkExpired,
        }
    }
}

impl Keys {
    /// # Errors
    /// The library refused the key, which it checked at start: a fault of ours.
    pub fn sign(
        &self,
        purpose: Purpose,
        person: Option<PersonId>,
        jti: &str,
        next: &str,
        expires_at: Stamp,
    ) -> Result<String, AppError> {
        let claims = Claims {
            aud: purpose.audience().to_owned(),
            sub: person.map(PersonId::get),
            jti: jti.to_owned(),
            exp: expires_at.0.div_euclid(1000),
            next: next.to_owned(),
        };
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(purpose.kind().to_owned());
        encode(&header, &claims, &self.signing).map_err(|error| {
            tracing::error!(%error, "token.sign");
            AppError::Internal
        })
    }

    /// The claims of a token for this purpose that is still valid at `now`.
    pub fn check(&self, purpose: Purpose, token: &str, now: Stamp) -> Result<Claims, BadToken> {
        let read = self.read(purpose, token, now);
        if let Err(reason) = read {
            let (purpose, reason) = (purpose.audience(), reason.code());
            tracing::info!(purpose, reason, "token.refused");
        }
        read
    }

    fn read(&self, purpose: Purpose, token: &str, now: Stamp) -> Result<Claims, BadToken> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[purpose.audience()]);
        validation.set_required_spec_claims(&["aud", "exp"]);
        // The library reads the machine's clock; ours is an argument.
        validation.validate_exp = false;
        let token =
            decode::<Claims>(token, &self.checking, &validation).map_err(|_| BadToken::Unknown)?;
        if token.header.typ.as_deref() != Some(purpose.kind()) {
            return Err(BadToken::Unknown);
        }
        if token.claims.exp.saturating_mul(1000) <= now.0 {
            return Err(BadToken::Expired);
        }
        Ok(token.claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
    use jsonwebtoken::EncodingKey;

    const NOW: Stamp = Stamp(1_800_000_000_000);

    fn keys() -> Keys {
        Keys::from_seed(&[7; 32]).unwrap()
    }

    fn link(keys: &Keys) -> String {
        keys.sign(
            Purpose::Confirm,
            None,
            "abc",
            "/forslag",
            NOW.plus_hours(24),
        )
        .unwrap()
    }

    #[test]
    fn a_good_one_is_read_back() {
        let claims = keys().check(Purpose::Confirm, &link(&keys()), NOW).unwrap();
        assert_eq!(
            (claims.jti.as_str(), claims.next.as_str()),
            ("abc", "/forslag")
        );
    }

    #[test]
    fn too_old_is_told_apart_from_unknown() {
        let token = link(&keys());
        assert!(
            keys()
                .check(Purpose::Confirm, &token, Stamp(NOW.plus_hours(24).0 - 1))
                .is_ok()
        );
        let late = keys().check(Purpose::Confirm, &token, NOW.plus_hours(24));
        assert_eq!(late, Err(BadToken::Expired));
        let other = Keys::from_seed(&[8; 32]).unwrap();
        // Somebody else's key, even too old, is unknown: expiry is only told of our own.
        assert_eq!(
            other.check(Purpose::Confirm, &token, NOW.plus_days(9)),
            Err(BadToken::Unknown)
        );
    }

    #[test]
    fn a_token_for_one_use_is_none_for_another() {
        for other in [
            Purpose::Api,
            Purpose::Reset,
            Purpose::Address,
            Purpose::Passkey,
        ] {
            assert_eq!(
                keys().check(other, &link(&keys()), NOW),
                Err(BadToken::Unknown)
            );
        }
        let key = keys()
            .sign(
                Purpose::Api,
                Some(PersonId::new(3)),
                "abc",
                "",
                NOW.plus_hours(24),
            )
            .unwrap();
        assert!(keys().check(Purpose::Api, &key, NOW).is_ok());
        assert_eq!(
            keys().check(Purpose::Confirm, &key, NOW),
            Err(BadToken::Unknown)
        );
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let token = link(&keys());
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            // Not the last bits of a base64 group, which some spellings leave unused: a letter far
            // away changes the decoded bytes for sure.
            changed[at] = if changed[at] == b'A' { b'z' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(
                keys().check(Purpose::Confirm, &changed, NOW),
                Err(BadToken::Unknown),
                "byte {at}"
            );
        }
    }

    /// The header's `alg` decides nothing: `none`, and HMAC with the public key as its secret.
    #[test]
    fn algorithms_cannot_be_confused() {
        let token = link(&keys());
        let mut parts = token.split('.');
        let (_, claims) = (parts.next().unwrap(), parts.next().unwrap());
        for alg in ["none", "None", "nOnE"] {
            let header = B64.encode(format!(r#"{{"alg":"{alg}","typ":"nara-link+jwt"}}"#));
            for forged in [format!("{header}.{claims}."), format!("{header}.{claims}")] {
                assert_eq!(
                    keys().check(Purpose::Confirm, &forged, NOW),
                    Err(BadToken::Unknown)
                );
            }
        }
        let public = keys().checking.try_get_as_bytes().unwrap().to_vec();
        let decoded: Claims = serde_json::from_slice(&B64.decode(claims).unwrap()).unwrap();
        for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
            let mut header = Header::new(algorithm);
            header.typ = Some("nara-link+jwt".into());
            let forged = encode(&header, &decoded, &EncodingKey::from_secret(&public)).unwrap();
            assert_eq!(
                keys().check(Purpose::Confirm, &forged, NOW),
                Err(BadToken::Unknown)
            );
        }
    }

    #[test]
    fn nonsense_is_unknown() {
        for nonsense in ["", ".", "..", "a.b.c", "\u{e5}", &"x".repeat(10_000)] {
            assert_eq!(
                keys().check(Purpose::Confirm, nonsense, NOW),
                Err(BadToken::Unknown)
            );
        }
    }
}
