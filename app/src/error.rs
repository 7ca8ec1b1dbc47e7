//! What can go wrong, as the reader may know it.
//!
//! Every code is also the id of a text (`error-<code>-title` and `error-<code>-help` in
//! `locales/*/errors.ftl`); a test walks [`AppError::CODES`] through all languages. Nothing of a
//! driver, a path or a statement is ever in here: what the operator needs goes to the log.

use nara_domain::error::{Denied, FieldError, NotAllowedNow, NotNow};
use nara_domain::ids::NotAnId;
use nara_domain::linking::IdentityRefused;
use nara_domain::moderation::limits::Reached;
use nara_domain::proposal::NotReceived;
use nara_domain::support::SupportRefused;
use nara_domain::switches::Closed;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
pub mod words;

/// The one error of ports, pages, forms, server functions and the REST interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", content = "detail", rename_all = "snake_case")]
pub enum AppError {
    /// Nothing there, or nothing this reader may know of. 404.
    #[error("not found")]
    NotFound,
    /// It was there and was taken away for good. 410.
    #[error("gone")]
    Gone,
    /// Only signed in. 401 for programs; pages lead to the sign-in page and back.
    #[error("sign in first")]
    SignIn,
    /// Signed in, but too long ago for this. 403; pages lead to where it is proved again, and back.
    #[error("prove again who you are")]
    ProveAgain,
    /// Signed in, but not allowed. 403.
    #[error("denied: {0:?}")]
    Denied(Denied),
    /// Fields that need mending, all at once. 422.
    #[error("invalid fields: {0:?}")]
    Invalid(Vec<FieldError>),
    /// The case is not where this step starts from. 409.
    #[error("not allowed now: {0:?}")]
    NotAllowedNow(NotAllowedNow),
    /// The municipality's rules do not let this be handed in now. 409.
    #[error("not received: {0}")]
    NotReceived(NotReceived),
    /// Support is closed, or closed to this person. 409.
    #[error("support refused: {0:?}")]
    SupportRefused(SupportRefused),
    /// Somebody else changed it in between. 409.
    #[error("changed by somebody else")]
    Conflict,
    /// What an identity provider says does not fit the account. 409.
    #[error("identity refused: {0}")]
    Identity(IdentityRefused),
    /// The link was right and is too old. 410.
    #[error("link expired")]
    LinkExpired,
    /// The link was right and has been used. 410.
    #[error("link used")]
    LinkUsed,
    /// Not a link of ours. 404.
    #[error("link unknown")]
    LinkUnknown,
    /// E-mail and password do not belong together, or there is no such account. 401.
    #[error("wrong e-mail or password")]
    WrongCredentials,
    /// A passkey's answer is not one, whatever is wrong with it, or came too late. 401.
    #[error("passkey refused")]
    PasskeyRefused,
    /// The identity provider does not answer, or not as one. 503.
    #[error("identity provider down")]
    ProviderDown,
    /// What came back from the identity provider cannot be believed. 403.
    #[error("identity provider's answer refused")]
    ProviderRefused,
    /// Nothing here waits for this answer of an identity provider: too late, used, or another browser's.
    /// 410.
    #[error("no such sign-in under way")]
    ProviderOver,
    /// Too often. 429 with Retry-After in seconds.
    #[error("too many requests, retry after {retry_after} s")]
    TooMany { retry_after: u32 },
    /// As often as a new account can for now. 429 with Retry-After as a time.
    #[error("a new account has done as much as it can: {0:?}")]
    NewAccount(Reached),
    /// A request that no form or program of ours sends: unknown field, bad id, broken JSON. 400.
    #[error("malformed request")]
    Malformed,
    /// Parameters that are none. Only programs are told: a page is shown all the same, because links
    /// are passed on with all kinds of additions. 400.
    #[error("unknown parameters: {0:?}")]
    UnknownParameter(Vec<FieldError>),
    /// 405.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// What was sent did not arrive in time; nothing of it was done. 408.
    #[error("too slow")]
    TooSlow,
    /// 413.
    #[error("too large")]
    TooLarge,
    /// 415.
    #[error("unsupported media type")]
    UnsupportedMediaType,
    /// A request from another site, or one that does not say where it comes from. 403.
    #[error("cross-site request")]
    CrossSite,
    /// The municipality has switched this off for a while. 503, with Retry-After where it is known.
    #[error("switched off: {0:?}")]
    Closed(Closed),
    /// The storage is in an unknown state, or overloaded: nothing was saved. 503.
    #[error("unavailable")]
    Unavailable,
    /// More at the same time than there is room for. 503 with Retry-After.
    #[error("busy")]
    Busy,
    /// A fault of ours. 500.
    #[error("internal error")]
    Internal,
}

impl AppError {
    /// All codes, for the tests of words and of the interface's description.
    pub const CODES: &'static [&'static str] = &[
        "not_found",
        "gone",
        "sign_in",
        "prove_again",
        "denied",
        "invalid",
        "not_allowed_now",
        "not_received",
        "support_refused",
        "conflict",
        "identity",
        "link_expired",
        "link_used",
        "link_unknown",
        "wrong_credentials",
        "passkey_refused",
        "provider_down",
        "provider_refused",
        "provider_over",
        "too_many",
        "new_account",
        "malformed",
        "unknown_parameter",
        "method_not_allowed",
        "too_slow",
        "too_large",
        "unsupported_media_type",
        "cross_site",
        "closed",
        "unavailable",
        "busy",
        "internal",
    ];

    /// The stable name, as in the REST interface's `code`.
    pub fn code(&self) -> &'static str {
        match self {
            AppError::NotFound => "not_found",
            AppError::Gone => "gone",
            AppError::SignIn => "sign_in",
            AppError::ProveAgain => "prove_again",
            AppError::Denied(_) => "denied",
            AppError::Invalid(_) => "invalid",
            AppError::NotAllowedNow(_) => "not_allowed_now",
            AppError::NotReceived(_) => "not_received",
            AppError::SupportRefused(_) => "support_refused",
            AppError::Conflict => "conflict",
            AppError::Identity(_) => "identity",
            AppError::LinkExpired => "link_expired",
            AppError::LinkUsed => "link_used",
            AppError::LinkUnknown => "link_unknown",
            AppError::WrongCredentials => "wrong_credentials",
            AppError::PasskeyRefused => "passkey_refused",
            AppError::ProviderDown => "provider_down",
            AppError::ProviderRefused => "provider_refused",
            AppError::ProviderOver => "provider_over",
            AppError::TooMany { .. } => "too_many",
            AppError::NewAccount(_) => "new_account",
            AppError::Malformed => "malformed",
            AppError::UnknownParameter(_) => "unknown_parameter",
            AppError::MethodNotAllowed => "method_not_allowed",
            AppError::TooSlow => "too_slow",
            AppError::TooLarge => "too_large",
            AppError::UnsupportedMediaType => "unsupported_media_type",
            AppError::CrossSite => "cross_site",
            AppError::Closed(_) => "closed",
            AppError::Unavailable => "unavailable",
            AppError::Busy => "busy",
            AppError::Internal => "internal",
        }
    }

    /// The HTTP status this is answered with.
    pub fn status(&self) -> u16 {
        match self {
            AppError::Malformed | AppError::UnknownParameter(_) => 400,
            AppError::SignIn | AppError::WrongCredentials | AppError::PasskeyRefused => 401,
            AppError::ProveAgain
            | AppError::Denied(_)
            | AppError::ProviderRefused
            | AppError::CrossSite => 403,
            AppError::NotFound | AppError::LinkUnknown => 404,
            AppError::MethodNotAllowed => 405,
            AppError::TooSlow => 408,
            AppError::NotAllowedNow(_)
            | AppError::NotReceived(_)
            | AppError::SupportRefused(_)
            | AppError::Conflict
            | AppError::Identity(_) => 409,
            AppError::Gone
            | AppError::LinkExpired
            | AppError::LinkUsed
            | AppError::ProviderOver => 410,
            AppError::TooLarge => 413,
            AppError::UnsupportedMediaType => 415,
            AppError::Invalid(_) => 422,
            AppError::TooMany { .. } | AppError::NewAccount(_) => 429,
            AppError::Internal => 500,
            AppError::Closed(_)
            | AppError::ProviderDown
            | AppError::Unavailable
            | AppError::Busy => 503,
        }
    }

    /// The fields to mend, empty for every other error.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            AppError::Invalid(fields) | AppError::UnknownParameter(fields) => fields,
            _ => &[],
        }
    }
}

/// Asking for something as a visitor is answered with "sign in", everything else with the reason.
impl From<Denied> for AppError {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::SignIn => AppError::SignIn,
            Denied::NotFound => AppError::NotFound,
            other => AppError::Denied(other),
        }
    }
}

/// An address with something in the place of a number is none of ours.
impl From<NotAnId> for AppError {
    fn from(_: NotAnId) -> Self {
        AppError::NotFound
    }
}

impl From<Vec<FieldError>> for AppError {
    fn from(fields: Vec<FieldError>) -> Self {
        AppError::Invalid(fields)
    }
}

/// Somebody's own undecided ones are told as before there were other reasons: programs know it.
impl From<NotReceived> for AppError {
    fn from(reason: NotReceived) -> Self {
        match reason {
            NotReceived::TooManyOpen => AppError::Denied(Denied::NotNow(NotNow::TooManyOpen)),
            reason => AppError::NotReceived(reason),
        }
    }
}

impl From<NotAllowedNow> for AppError {
    fn from(reason: NotAllowedNow) -> Self {
        AppError::NotAllowedNow(reason)
    }
}

impl From<SupportRefused> for AppError {
    fn from(reason: SupportRefused) -> Self {
        AppError::SupportRefused(reason)
    }
}

impl From<IdentityRefused> for AppError {
    fn from(reason: IdentityRefused) -> Self {
        AppError::Identity(reason)
    }
}

/// Lets `#[server]` functions answer with this error and islands read it back.
impl leptos::server_fn::error::FromServerFnError for AppError {
    type Encoder = leptos::server_fn::codec::JsonEncoding;

    fn from_server_fn_error(error: leptos::server_fn::error::ServerFnErrorErr) -> Self {
        use leptos::server_fn::error::ServerFnErrorErr as E;
        match error {
            E::Args(_) | E::MissingArg(_) | E::Deserialization(_) => AppError::Malformed,
            E::Request(_) => AppError::Unavailable,
            _ => AppError::Internal,
        }
    }
}
