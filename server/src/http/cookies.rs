//! The cookies there are: the session's, those that know that this browser asked for a code, was asked
//! for a passkey or was sent to an identity provider, one for each link of a letter that was opened, and
//! the one that carries a message over a redirect.
//!
//! Visitors get none. On https their names begin with `__Host-`: bound to this very host, so that no
//! neighbouring subdomain can plant one. On plain http (a developer's localhost) browsers would
//! refuse such names, so they are plain there.

use axum::http::{HeaderMap, HeaderValue, header};
use nara_domain::time::Stamp;

const PLAIN: &str = "nara_session";
const HOST_BOUND: &str = "__Host-nara_session";
const CODE_PLAIN: &str = "nara_code";
const CODE_HOST_BOUND: &str = "__Host-nara_code";
const PASSKEY_PLAIN: &str = "nara_passkey";
const PASSKEY_HOST_BOUND: &str = "__Host-nara_passkey";
const PROVIDER_PLAIN: &str = "nara_provider";
const PROVIDER_HOST_BOUND: &str = "__Host-nara_provider";
const PLAIN_FLASH: &str = "nara_flash";
const HOST_BOUND_FLASH: &str = "__Host-nara_flash";

/// What the session cookie is called here.
pub fn session_name(secure: bool) -> &'static str {
    if secure { HOST_BOUND } else { PLAIN }
}

/// What the cookie of a browser that asked for a code is called here.
pub fn code_name(secure: bool) -> &'static str {
    if secure { CODE_HOST_BOUND } else { CODE_PLAIN }
}

/// What the cookie of a browser that was asked for a passkey is called here.
pub fn passkey_name(secure: bool) -> &'static str {
    if secure {
        PASSKEY_HOST_BOUND
    } else {
        PASSKEY_PLAIN
    }
}

/// What the cookie of a browser that was sent to an identity provider is called here.
pub fn provider_name(secure: bool) -> &'static str {
    if secure {
        PROVIDER_HOST_BOUND
    } else {
        PROVIDER_PLAIN
    }
}

/// `Set-Cookie` for a session just begun.
pub fn session(secure: bool, secret: &str, expires_at: Stamp, now: Stamp) -> HeaderValue {
    with_secret(session_name(secure), secure, secret, expires_at, now)
        .unwrap_or_else(|| no_session(secure))
}

/// `Set-Cookie` for a browser that asked for a code.
pub fn code(secure: bool, secret: &str, expires_at: Stamp, now: Stamp) -> HeaderValue {
    with_secret(code_name(secure), secure, secret, expires_at, now)
        .unwrap_or_else(|| no_code(secure))
}

/// `Set-Cookie` for a browser that was asked for a passkey.
pub fn passkey(secure: bool, secret: &str, expires_at: Stamp, now: Stamp) -> HeaderValue {
    with_secret(passkey_name(secure), secure, secret, expires_at, now)
        .unwrap_or_else(|| no_passkey(secure))
}

/// `Set-Cookie` for a browser that is sent to an identity provider. `Lax` is sent along on the way back,
/// which is an address that is opened and no form.
pub fn provider(secure: bool, secret: &str, expires_at: Stamp, now: Stamp) -> HeaderValue {
    with_secret(provider_name(secure), secure, secret, expires_at, now)
        .unwrap_or_else(|| no_provider(secure))
}

/// The secret is base64url, so this is always a header; if it ever were not, no session is safer
/// than half a one.
fn with_secret(
    name: &str,
    secure: bool,
    secret: &str,
    expires_at: Stamp,
    now: Stamp,
) -> Option<HeaderValue> {
    let seconds = expires_at.0.saturating_sub(now.0).max(0) / 1000;
    let text = format!(
        "{name}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{}",
        attribute(secure),
    );
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// `Set-Cookie` that takes away what a used code was bound to.
pub fn no_code(secure: bool) -> HeaderValue {
    HeaderValue::from_static(match secure {
        true => "__Host-nara_code=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure",
        false => "nara_code=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0",
    })
}

/// `Set-Cookie` that takes away what an answered passkey was bound to.
pub fn no_passkey(secure: bool) -> HeaderValue {
    HeaderValue::from_static(match secure {
        true => "__Host-nara_passkey=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure",
        false => "nara_passkey=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0",
    })
}

/// `Set-Cookie` that takes away what a provider's answer was bound to.
pub fn no_provider(secure: bool) -> HeaderValue {
    HeaderValue::from_static(match secure {
        true => "__Host-nara_provider=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure",
        false => "nara_provider=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0",
    })
}

/// `Set-Cookie` that takes the session away.
pub fn no_session(secure: bool) -> HeaderValue {
    HeaderValue::from_static(match secure {
        true => "__Host-nara_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure",
        false => "nara_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0",
    })
}

/// What the cookie is called that has the secret of a letter's link.
pub fn link_name(secure: bool, page: &str) -> String {
    let start = if secure { "__Host-" } else { "" };
    format!("{start}nara_link_{page}")
}

/// `Set-Cookie` for a link just opened.
pub fn link(
    secure: bool,
    page: &str,
    secret: &str,
    expires_at: Stamp,
    now: Stamp,
) -> Option<HeaderValue> {
    with_secret(&link_name(secure, page), secure, secret, expires_at, now)
}

/// `Set-Cookie` that takes a used link's secret away.
pub fn no_link(secure: bool, page: &str) -> Option<HeaderValue> {
    let (name, secure) = (link_name(secure, page), attribute(secure));
    let text = format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}");
    HeaderValue::from_str(&text).ok()
}

/// What the cookie is called that carries a message's code over one redirect.
pub fn flash_name(secure: bool) -> &'static str {
    if secure {
        HOST_BOUND_FLASH
    } else {
        PLAIN_FLASH
    }
}

/// `Set-Cookie` for a message to be shown once.
pub fn flash(secure: bool, code: &str) -> Option<HeaderValue> {
    flash_cookie(secure, code, 60)
}

/// `Set-Cookie` that takes the shown message away.
pub fn no_flash(secure: bool) -> Option<HeaderValue> {
    flash_cookie(secure, "", 0)
}

fn flash_cookie(secure: bool, code: &str, seconds: u32) -> Option<HeaderValue> {
    let (name, secure) = (flash_name(secure), attribute(secure));
    let text = format!("{name}={code}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).ok()
}

fn attribute(secure: bool) -> &'static str {
    if secure { "; Secure" } else { "" }
}

/// The value of a cookie. Of several with one name the first counts, as browsers send the most
/// specific first.
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
        .filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("a=b; nara_session=x=y; c"),
        );
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("nara_flash=supported"),
        );
        assert_eq!(read(&headers, "nara_session"), Some("x=y"));
        assert_eq!(read(&headers, "nara_flash"), Some("supported"));
        assert_eq!(read(&headers, "session"), None);
        assert_eq!(read(&headers, "c"), None);
    }

    #[test]
    fn the_attributes_follow_the_scheme() {
        let plain = session(false, "s", Stamp(10_000), Stamp(0));
        assert_eq!(
            plain,
            "nara_session=s; Path=/; HttpOnly; SameSite=Lax; Max-Age=10"
        );
        let secure = session(true, "s", Stamp(10_000), Stamp(0));
        assert_eq!(
            secure,
            "__Host-nara_session=s; Path=/; HttpOnly; SameSite=Lax; Max-Age=10; Secure"
        );
        let provider = provider(true, "s", Stamp(10_000), Stamp(0));
        assert_eq!(
            provider,
            "__Host-nara_provider=s; Path=/; HttpOnly; SameSite=Lax; Max-Age=10; Secure"
        );
        let code = code(true, "s", Stamp(10_000), Stamp(0));
        assert_eq!(
            code,
            "__Host-nara_code=s; Path=/; HttpOnly; SameSite=Lax; Max-Age=10; Secure"
        );
    }
}
