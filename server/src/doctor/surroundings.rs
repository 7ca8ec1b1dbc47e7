//! What is around the server: the address people type, and the mail server.

use std::time::Duration;

use axum::http::Uri;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Finding;
use crate::config::{self, Config, masked};

/// For a mail server to take a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether what stands in letters leads anywhere.
pub fn public_url(config: &Config) -> Finding {
    const ABOUT: &str = "public address";
    let Some(url) = &config.public_url else {
        let here = config.listen.ip().is_loopback();
        let says = "not set: links in letters lead to this machine alone; set NARA_PUBLIC_URL";
        return match here {
            true => Finding::note(ABOUT, says),
            false => Finding::wrong(ABOUT, says),
        };
    };
    match config::origin(url) {
        Err(error) => Finding::wrong(ABOUT, error.to_string()),
        Ok(origin) if origin.starts_with("https://") => Finding::well(ABOUT, origin),
        Ok(origin) if is_local(&origin) => {
            Finding::note(ABOUT, format!("{origin}: for trying out on this machine"))
        }
        Ok(origin) => Finding::wrong(
            ABOUT,
            format!("{origin}: without https anybody on the way reads passwords"),
        ),
    }
}

fn is_local(origin: &str) -> bool {
    let host = origin.parse::<Uri>().ok();
    let host = host.as_ref().and_then(Uri::host).unwrap_or_default();
    ["localhost", "127.0.0.1", "[::1]"].contains(&host)
}

/// Whether the mail server takes a connection. No letter is sent: `/admin/post` does that.
pub async fn mail_server(config: &Config) -> Finding {
    const ABOUT: &str = "mail server";
    let url = match config.smtp_url() {
        Err(error) => return Finding::wrong(ABOUT, error.to_string()),
        Ok(None) => {
            let folder = config.data.join("mail");
            let says = format!("none: letters become files in {}", folder.display());
            return Finding::note(ABOUT, says);
        }
        Ok(Some(url)) => url,
    };
    let shown = masked(&url);
    let Some(place) = host_and_port(&url) else {
        return Finding::wrong(ABOUT, format!("{shown} is no address of a mail server"));
    };
    match timeout(PATIENCE, TcpStream::connect(place)).await {
        Ok(Ok(_)) => Finding::well(ABOUT, format!("{shown} takes connections")),
        Ok(Err(error)) => Finding::wrong(ABOUT, format!("{shown}: {error}")),
        Err(_) => Finding::wrong(ABOUT, format!("{shown} does not answer")),
    }
}

fn host_and_port(url: &str) -> Option<(String, u16)> {
    let (scheme, rest) = url.split_once("://")?;
    let usual = match scheme {
        "smtps" => 465,
        "smtp" => 25,
        _ => return None,
    };
    // What stands before the last @ is who signs in, whatever is in it.
    let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    let place = place.split(['/', '?']).next()?;
    match place.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && !port.ends_with(']') => {
            Some((bare(host), port.parse().ok()?))
        }
        _ if place.is_empty() => None,
        _ => Some((bare(place), usual)),
    }
}

/// An address of the sixth version stands in brackets.
fn bare(host: &str) -> String {
    host.trim_start_matches('[')
        .trim_end_matches(']')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::tests::parsed;
    use crate::doctor::State;

    #[test]
    fn a_mail_server_is_found_in_its_address() {
        for (url, place) in [
            (
                "smtps://a:b@mail.example.se",
                Some(("mail.example.se", 465)),
            ),
            (
                "smtp://mail.example.se:587?tls=required",
                Some(("mail.example.se", 587)),
            ),
            ("smtp://a:b@c@[::1]:2525/", Some(("::1", 2525))),
            ("smtp://[::1]", Some(("::1", 25))),
            ("smtp://mail.example.se:x", None),
            ("mail.example.se", None),
            ("https://mail.example.se", None),
            ("smtp://", None),
        ] {
            let found = host_and_port(url);
            let found = found.as_ref().map(|(host, port)| (host.as_str(), *port));
            assert_eq!(found, place, "{url}");
        }
    }

    #[test]
    fn an_address_people_type_is_an_https_one() {
        for (args, state) in [
            (&[][..], State::Note),
            (&["--listen", "0.0.0.0:80"], State::Wrong),
            (&["--public-url", "https://nara.example.se"], State::Well),
            (&["--public-url", "http://localhost:3000"], State::Note),
            (&["--public-url", "http://nara.example.se"], State::Wrong),
            (
                &["--public-url", "http://localhost.example.se"],
                State::Wrong,
            ),
            (&["--public-url", "nara.example.se"], State::Wrong),
        ] {
            let found = public_url(&parsed(args));
            assert_eq!(found.state, state, "{args:?}: {}", found.says);
        }
    }

    #[tokio::test]
    async fn a_mail_server_takes_connections_or_does_not() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://nara:hemligt@{}", listener.local_addr().unwrap());
        let found = mail_server(&parsed(&["--smtp-url", &url])).await;
        assert_eq!(found.state, State::Well, "{}", found.says);
        assert!(!found.says.contains("hemligt"), "{}", found.says);
        drop(listener);
        let found = mail_server(&parsed(&["--smtp-url", &url])).await;
        assert_eq!(found.state, State::Wrong, "{}", found.says);
        assert_eq!(mail_server(&parsed(&[])).await.state, State::Note);
    }
}
