//! Passkeys: what a browser is asked for, and whether what comes back is an answer to it.
//!
//! The library checks challenge, origin, relying party, user verification, signature and counter; here
//! is what we ask of it. Attestation (which maker's device it is) is not asked for: it would tell more
//! about people than a sign-in needs.

use nara_app::context::Site;
use nara_app::error::AppError;
use serde_json::Value;
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::entropy::Entropy;

/// An answer is a few hundred bytes; nothing longer is looked at.
const MAX_ANSWER: usize = 32 * 1024;

/// This site, as devices know it: by the name in its address. One whose address is a number has none.
#[derive(Clone, Debug)]
pub struct RelyingParty(Option<Webauthn>);

/// Whom the device is to file the passkey under.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    /// Random, as text; the same for all passkeys of one account.
    pub handle: &'a str,
    /// Told apart by this in the device's list.
    pub name: &'a str,
    pub display_name: &'a str,
}

/// What goes to the browser, and what stays here until it answers.
#[derive(Debug)]
pub struct Asked {
    pub options: String,
    pub state: String,
}

/// A passkey to be kept.
#[derive(Debug)]
pub struct NewKey {
    pub credential_id: String,
    pub credential: String,
}

/// Why an answer is none. For the log; the reader is told the same whatever it was.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("no JSON of the expected shape")]
    Shape,
    #[error("{0}")]
    Check(WebauthnError),
}

/// Whose key an answer says it is by.
#[derive(Debug)]
pub struct Claimed {
    pub credential_id: String,
    pub handle: String,
    answer: PublicKeyCredential,
}

/// What is to be remembered of a use.
#[derive(Debug)]
pub struct Used {
    pub credential: String,
    pub sign_count: i64,
}

impl RelyingParty {
    pub fn of(site: &Site) -> Self {
        let build = || {
            let origin = Url::parse(&site.public_url).ok()?;
            let name = format!("Nära {}", site.place);
            // None for an address that is a number: browsers refuse those.
            let id = origin.domain()?.to_owned();
            WebauthnBuilder::new(&id, &origin)
                .ok()?
                .rp_name(&name)
                .build()
                .ok()
        };
        Self(build())
    }

    /// Whether there can be passkeys at all.
    pub fn is_possible(&self) -> bool {
        self.0.is_some()
    }

    fn webauthn(&self) -> Result<&Webauthn, AppError> {
        self.0.as_ref().ok_or(AppError::NotFound)
    }

    /// Asks for a new key, kept in the device so that it can be found without an address typed.
    /// `known` are keys that the device is not to make again.
    pub fn ask_to_add(&self, account: Account<'_>, known: &[String]) -> Result<Asked, AppError> {
        let handle = Uuid::parse_str(account.handle).map_err(fault)?;
        let known: Vec<CredentialID> = known
            .iter()
            .filter_map(|stored| serde_json::from_str::<Passkey>(stored).ok())
            .map(|key| key.cred_id().clone())
            .collect();
        let (asked, state) = self
            .webauthn()?
            .start_passkey_registration(handle, account.name, account.display_name, Some(known))
            .map_err(fault)?;
        let mut options = public_key(serde_json::to_value(asked).map_err(fault)?);
        // The library leaves this to the device; without it, signing in would have to begin with an
        // address, and the answer tell whether it has passkeys.
        if let Some(Value::Object(chosen)) = options.get_mut("authenticatorSelection") {
            chosen.insert("residentKey".to_owned(), "required".into());
            chosen.insert("requireResidentKey".to_owned(), true.into());
        }
        Ok(Asked {
            options: options.to_string(),
            state: serde_json::to_string(&state).map_err(fault)?,
        })
    }

    /// The key out of the answer to [`RelyingParty::ask_to_add`].
    pub fn added(&self, state: &str, answer: &str) -> Result<Result<NewKey, Refused>, AppError> {
        let state: PasskeyRegistration = serde_json::from_str(state).map_err(fault)?;
        let Some(answer) = read::<RegisterPublicKeyCredential>(answer) else {
            return Ok(Err(Refused::Shape));
        };
        let key = match self
            .webauthn()?
            .finish_passkey_registration(&answer, &state)
        {
            Ok(key) => key,
            Err(error) => return Ok(Err(Refused::Check(error))),
        };
        Ok(Ok(NewKey {
            credential_id: URL_SAFE_NO_PAD.encode(key.cred_id()),
            credential: serde_json::to_string(&key).map_err(fault)?,
        }))
    }

    /// Asks for whichever key the device has for this site.
    pub fn ask_to_use(&self) -> Result<Asked, AppError> {
        let (asked, state) = self
            .webauthn()?
            .start_discoverable_authentication()
            .map_err(fault)?;
        let options = public_key(serde_json::to_value(asked).map_err(fault)?);
        Ok(Asked {
            options: options.to_string(),
            state: serde_json::to_string(&state).map_err(fault)?,
        })
    }

    /// Whose key the answer says it is by; nothing of it is checked yet.
    pub fn claimed(&self, answer: &str) -> Result<Result<Claimed, Refused>, AppError> {
        let Some(answer) = read::<PublicKeyCredential>(answer) else {
            return Ok(Err(Refused::Shape));
        };
        let found = self
            .webauthn()?
            .identify_discoverable_authentication(&answer);
        let (handle, id) = match found {
            Ok((handle, id)) => (handle.to_string(), URL_SAFE_NO_PAD.encode(id)),
            Err(error) => return Ok(Err(Refused::Check(error))),
        };
        Ok(Ok(Claimed {
            credential_id: id,
            handle,
            answer,
        }))
    }

    /// Whether it was signed by this key, as an answer to [`RelyingParty::ask_to_use`].
    pub fn used(
        &self,
        state: &str,
        claimed: &Claimed,
        stored: &str,
    ) -> Result<Result<Used, Refused>, AppError> {
        let state: DiscoverableAuthentication = serde_json::from_str(state).map_err(fault)?;
        let mut key: Passkey = serde_json::from_str(stored).map_err(fault)?;
        let checked =
            self.webauthn()?
                .finish_discoverable_authentication_v2(&claimed.answer, state, &key);
        let result = match checked {
            Ok(result) => result,
            Err(error) => return Ok(Err(Refused::Check(error))),
        };
        key.update_credential(&result);
        Ok(Ok(Used {
            credential: serde_json::to_string(&key).map_err(fault)?,
            sign_count: i64::from(result.counter()),
        }))
    }
}

/// A new account's handle.
pub fn new_handle(entropy: &dyn Entropy) -> Result<String, AppError> {
    let mut bytes = [0_u8; 16];
    entropy.fill(&mut bytes)?;
    Ok(Uuid::from_bytes(bytes).to_string())
}

fn public_key(mut asked: Value) -> Value {
    asked
        .get_mut("publicKey")
        .map(Value::take)
        .unwrap_or_default()
}

fn read<T: serde::de::DeserializeOwned>(answer: &str) -> Option<T> {
    match answer.len() > MAX_ANSWER {
        true => None,
        false => serde_json::from_str(answer).ok(),
    }
}

/// What cannot be: our own state in a shape the library does not know, or a name it refuses.
fn fault(error: impl std::fmt::Display) -> AppError {
    tracing::error!(%error, "passkey.fault");
    AppError::Internal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_no_name() {
        let at = |public_url: &str| {
            RelyingParty::of(&Site {
                public_url: public_url.to_owned(),
                ..Site::default()
            })
        };
        for name in ["https://nara.bjorksjo.se", "http://localhost:3000"] {
            assert!(at(name).is_possible(), "{name}");
        }
        for number in ["http://127.0.0.1:3000", "http://[::1]:3000", ""] {
            assert!(!at(number).is_possible(), "{number}");
        }
    }

    #[test]
    fn keys_are_kept_in_the_device_behind_its_lock_and_say_nothing_of_their_maker() {
        let site = Site {
            public_url: "https://nara.bjorksjo.se".to_owned(),
            place: "Björksjö".to_owned(),
            ..Site::default()
        };
        let party = RelyingParty::of(&site);
        let account = Account {
            handle: "11111111-2222-4333-8444-555555555555",
            name: "siv@example.se",
            display_name: "Siv",
        };
        let asked = party.ask_to_add(account, &[]).unwrap();
        let options: Value = serde_json::from_str(&asked.options).unwrap();
        let chosen = &options["authenticatorSelection"];
        assert_eq!(chosen["residentKey"], "required");
        assert_eq!(chosen["requireResidentKey"], true);
        assert_eq!(chosen["userVerification"], "required");
        assert_eq!(options["attestation"], "none");
        assert_eq!(options["rp"]["id"], "nara.bjorksjo.se");
        let asked = party.ask_to_use().unwrap();
        let options: Value = serde_json::from_str(&asked.options).unwrap();
        assert_eq!(options["userVerification"], "required");
        assert_eq!(options["rpId"], "nara.bjorksjo.se");
        let named = options["allowCredentials"].as_array();
        assert!(named.is_none_or(Vec::is_empty), "{options}");
        let again: Value = serde_json::from_str(&party.ask_to_use().unwrap().options).unwrap();
        assert_ne!(options["challenge"], again["challenge"]);
    }
}
