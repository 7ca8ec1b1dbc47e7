//! OpenID Connect with one provider: what it says of itself, where people are sent, and what their
//! answer is worth. The library checks signature, issuer, audience, end and nonce; what it leaves to
//! its user is checked here.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use nara_app::i18n::Lang;
use nara_domain::provider::{Purpose, is_issued_in_time, is_proved_again};
use nara_domain::time::Stamp;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClaimName, CoreClaimType,
    CoreClient, CoreClientAuthMethod, CoreGrantType, CoreIdToken, CoreIdTokenVerifier,
    CoreJsonWebKey, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AdditionalProviderMetadata, AsyncHttpClient, AuthType,
    AuthenticationContextClass, AuthorizationCode, ClaimsVerificationError, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, LanguageTag, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata, RedirectUrl,
    RequestTokenError, Scope, SignatureVerificationError, TokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::claims::Claims;
use super::config::{ProviderSettings, is_reachable};
use super::flow::Flow;
use super::outbound::Reach;

/// Signatures that are believed: made with a key only the provider has. Not `none`, and none that are
/// made with what both know (HS256): whoever has our secret would be everybody.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What RFC 9207 adds: whether answers say whose they are.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct AnswersAreNamed {
    #[serde(default, rename = "authorization_response_iss_parameter_supported")]
    required: bool,
}

impl AdditionalProviderMetadata for AnswersAreNamed {}

/// What a provider says of itself, with its keys.
pub type Metadata = ProviderMetadata<
    AnswersAreNamed,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type ReadyClient = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Why nobody is signed in. The reason is for the log and holds nothing of anybody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The provider does not answer, or not as one.
    Down(&'static str),
    /// It answers, and what came cannot be believed.
    Untrusted(&'static str),
    /// The token is signed by a key we have not seen: it may be new.
    UnknownKey,
}

/// One provider, as it was described when this sign-in is under way.
pub struct Protocol<'a> {
    pub settings: &'a ProviderSettings,
    pub metadata: &'a Metadata,
    pub reach: Reach,
    /// Exactly as it is registered at the provider.
    pub redirect: RedirectUrl,
}

/// What the code was good for. Never in a log line.
pub struct Tokens {
    id_token: CoreIdToken,
    access_token: AccessToken,
}

/// Somebody answers who is not the provider that was set up.
pub const OTHER_ISSUER: &str = "a description of another issuer";

/// Asks a provider for its description and keys. The library refuses one of another issuer.
pub async fn discover(settings: &ProviderSettings, reach: &Reach) -> Result<Metadata, Refused> {
    let metadata = Metadata::discover_async(settings.issuer.clone(), reach)
        .await
        .map_err(|error| Refused::Down(discovery_problem(&error)))?;
    let plain = settings.is_plain();
    if !is_reachable(metadata.authorization_endpoint().url(), plain) {
        return Err(Refused::Down("people cannot be sent to its address"));
    }
    match metadata.token_endpoint() {
        Some(endpoint) if is_reachable(endpoint.url(), plain) => Ok(metadata),
        _ => Err(Refused::Down("it has no address for codes")),
    }
}

/// Its keys as they are now.
pub async fn keys(metadata: &Metadata, reach: &Reach) -> Result<CoreJsonWebKeySet, Refused> {
    CoreJsonWebKeySet::fetch_async(metadata.jwks_uri(), reach)
        .await
        .map_err(|error| Refused::Down(discovery_problem(&error)))
}

fn discovery_problem<E: std::error::Error + 'static>(
    error: &openidconnect::DiscoveryError<E>,
) -> &'static str {
    use openidconnect::DiscoveryError as D;
    match error {
        D::Request(_) => "no answer",
        D::Response(..) => "an answer that is no description",
        D::Parse(_) => "a description that cannot be read",
        D::Validation(_) => OTHER_ISSUER,
        _ => "no description",
    }
}

impl Protocol<'_> {
    fn client(&self) -> ReadyClient {
        let client = CoreClient::from_provider_metadata(
            self.metadata.clone(),
            self.settings.client_id.clone(),
            self.settings.client_secret.clone(),
        );
        // In the header where nothing else is said; a few brokers read only the body.
        let methods = self.metadata.token_endpoint_auth_methods_supported();
        let only_body = methods.is_some_and(|methods| {
            !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
                && methods.contains(&CoreClientAuthMethod::ClientSecretPost)
        });
        client
            .set_auth_type(match only_body {
                true => AuthType::RequestBody,
                false => AuthType::BasicAuth,
            })
            .set_redirect_uri(self.redirect.clone())
    }

    /// Where somebody is sent.
    pub fn address(&self, flow: &Flow, purpose: Purpose, lang: Lang) -> String {
        let (state, nonce) = (flow.state().to_owned(), flow.nonce());
        let verifier = PkceCodeVerifier::new(flow.verifier());
        let client = self.client();
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .add_scopes(self.settings.scopes.iter().cloned().map(Scope::new))
            .add_ui_locale(LanguageTag::new(lang.code().to_owned()));
        for acr in &self.settings.acr_values {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        if purpose == Purpose::Prove {
            request = request
                .add_prompt(CoreAuthPrompt::Login)
                .set_max_age(Duration::ZERO);
        }
        let (address, _, _) = request.url();
        address.into()
    }

    /// Whether the answer is this provider's (RFC 9207): somebody with two providers must not carry
    /// the code of one to the other.
    pub fn is_from_here(&self, iss: Option<&str>) -> Result<(), Refused> {
        match iss {
            Some(iss) if iss == self.settings.issuer.as_str() => Ok(()),
            Some(_) => Err(Refused::Untrusted("an answer of another issuer")),
            None if self.metadata.additional_metadata().required => Err(Refused::Untrusted(
                "an answer that does not say whose it is",
            )),
            None => Ok(()),
        }
    }

    /// Changes the code for tokens: works once, and only with the flow's verifier.
    pub async fn exchange(&self, code: &str, flow: &Flow) -> Result<Tokens, Refused> {
        let client = self.client();
        let request = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| Refused::Down("it has no address for codes"))?
            .set_pkce_verifier(PkceCodeVerifier::new(flow.verifier()));
        let answer = request.request_async(&self.reach).await;
        let answer = answer.map_err(|error| match error {
            RequestTokenError::ServerResponse(_) => Refused::Untrusted("the code was refused"),
            RequestTokenError::Request(_) => Refused::Down("no answer to the code"),
            RequestTokenError::Parse(..) => Refused::Untrusted("tokens that cannot be read"),
            RequestTokenError::Other(_) => Refused::Down("no tokens for the code"),
        })?;
        let id_token = answer.id_token().cloned();
        Ok(Tokens {
            id_token: id_token.ok_or(Refused::Untrusted("no token of who it is"))?,
            access_token: answer.access_token().clone(),
        })
    }

    /// The subject and the claims of a token that is right in every way, for what began then.
    pub fn check(
        &self,
        tokens: &Tokens,
        flow: &Flow,
        (purpose, began): (Purpose, Stamp),
        now: Stamp,
    ) -> Result<(String, Claims), Refused> {
        let client = self.client();
        let verifier = self.verifier(&client, (purpose, began), now);
        let nonce = Nonce::new(flow.nonce());
        let claims = tokens
            .id_token
            .claims(&verifier, &nonce)
            .map_err(untrusted)?;
        // The library leaves it to us.
        let to_us = |party: &openidconnect::ClientId| *party == self.settings.client_id;
        if !claims.authorized_party().is_none_or(to_us) {
            return Err(Refused::Untrusted("a token made for another program"));
        }
        if let Some(expected) = claims.access_token_hash() {
            let hash = tokens
                .id_token
                .signing_alg()
                .and_then(|alg| Ok((alg, tokens.id_token.signing_key(&verifier)?)))
                .ok()
                .and_then(|(alg, key)| {
                    AccessTokenHash::from_token(&tokens.access_token, alg, key).ok()
                });
            if hash.as_ref() != Some(expected) {
                return Err(Refused::Untrusted("tokens that do not belong together"));
            }
        }
        let subject = claims.subject().as_str().to_owned();
        Ok((subject, all_claims(&tokens.id_token)?))
    }

    fn verifier<'c>(
        &'c self,
        client: &'c ReadyClient,
        (purpose, began): (Purpose, Stamp),
        now: Stamp,
    ) -> CoreIdTokenVerifier<'c> {
        let accepted = &self.settings.required_acr;
        client
            .id_token_verifier()
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || chrono::DateTime::from_timestamp_millis(now.0).unwrap_or_default())
            .set_issue_time_verifier_fn(move |issued| {
                let issued = Stamp(issued.timestamp_millis());
                match is_issued_in_time(issued, began, now) {
                    true => Ok(()),
                    false => Err("issued at another time".to_owned()),
                }
            })
            .set_auth_time_verifier_fn(move |seen| {
                let seen = seen.map(|seen| Stamp(seen.timestamp_millis()));
                match purpose != Purpose::Prove || is_proved_again(seen, began, now) {
                    true => Ok(()),
                    false => Err("not proved again".to_owned()),
                }
            })
            .set_auth_context_verifier_fn(move |acr| {
                let is_accepted = |acr: &AuthenticationContextClass| {
                    accepted.iter().any(|accepted| *accepted == **acr)
                };
                match accepted.is_empty() || acr.is_some_and(is_accepted) {
                    true => Ok(()),
                    false => Err("another kind of sign-in".to_owned()),
                }
            })
    }

    /// What the provider says at its address for claims, about the same subject.
    pub async fn userinfo(&self, tokens: &Tokens, subject: &str) -> Result<Claims, Refused> {
        let unfit = Refused::Untrusted("claims that cannot be read");
        let endpoint = self.metadata.userinfo_endpoint();
        let endpoint = endpoint.ok_or(Refused::Down("it has no address for claims"))?;
        let bearer = format!("Bearer {}", tokens.access_token.secret());
        let request: HttpRequest = axum::http::Request::builder()
            .uri(endpoint.as_str())
            .header(axum::http::header::ACCEPT, "application/json")
            .header(axum::http::header::AUTHORIZATION, bearer)
            .body(Vec::new())
            .map_err(|_| unfit)?;
        let answer = self.reach.call(request).await;
        let answer = answer.map_err(|_| Refused::Down("no answer with claims"))?;
        if answer.status() != axum::http::StatusCode::OK {
            return Err(Refused::Down("no claims"));
        }
        let claims: Claims = serde_json::from_slice(answer.body()).map_err(|_| unfit)?;
        match claims.get("sub").and_then(Value::as_str) == Some(subject) {
            true => Ok(claims),
            false => Err(Refused::Untrusted("claims of somebody else")),
        }
    }
}

/// All that a checked token says: brokers have names of their own for what we ask.
fn all_claims(token: &CoreIdToken) -> Result<Claims, Refused> {
    let text = token.to_string();
    let payload = text.split('.').nth(1).unwrap_or_default();
    let bytes = URL_SAFE_NO_PAD.decode(payload).unwrap_or_default();
    serde_json::from_slice(&bytes).map_err(|_| Refused::Untrusted("claims that cannot be read"))
}

fn untrusted(error: ClaimsVerificationError) -> Refused {
    use ClaimsVerificationError as C;
    Refused::Untrusted(match error {
        C::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            return Refused::UnknownKey;
        }
        C::SignatureVerification(_) => "a signature that is not the provider's",
        C::Expired(_) => "a token of another time",
        C::InvalidAudience(_) => "a token for another audience",
        C::InvalidAuthContext(_) => "another kind of sign-in",
        C::InvalidAuthTime(_) => "not proved again",
        C::InvalidIssuer(_) => "a token of another issuer",
        C::InvalidNonce(_) => "a token for another question",
        _ => "a token that cannot be read",
    })
}
