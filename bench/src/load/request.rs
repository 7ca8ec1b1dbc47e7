//! Requests as they go over the wire.

use std::net::SocketAddr;

/// What every request has, for one server.
#[derive(Clone, Debug)]
pub struct Asker {
    host: String,
}

/// As browsers ask, so that pages come compressed.
pub const COMPRESSED: &str = "accept-encoding: gzip, deflate, br\r\n";

impl Asker {
    pub fn of(address: SocketAddr) -> Self {
        Self {
            host: address.to_string(),
        }
    }

    /// `more`: header lines, each with its end.
    pub fn get(&self, path: &str, more: &str, into: &mut Vec<u8>) {
        let host = &self.host;
        self.write(
            into,
            &[
                "GET ",
                path,
                " HTTP/1.1\r\nhost: ",
                host,
                "\r\naccept: text/html, */*\r\n",
                more,
                "\r\n",
            ],
        );
    }

    /// A form, as a browser sends it from one of our pages.
    pub fn post(&self, path: &str, more: &str, body: &str, into: &mut Vec<u8>) {
        let (host, length) = (&self.host, body.len().to_string());
        self.write(
            into,
            &[
                "POST ",
                path,
                " HTTP/1.1\r\nhost: ",
                host,
                "\r\norigin: http://",
                host,
                "\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ",
                &length,
                "\r\n",
                more,
                "\r\n",
                body,
            ],
        );
    }

    fn write(&self, into: &mut Vec<u8>, parts: &[&str]) {
        for part in parts {
            into.extend_from_slice(part.as_bytes());
        }
    }

    pub fn getting(&self, path: &str, more: &str) -> Vec<u8> {
        let mut request = Vec::new();
        self.get(path, more, &mut request);
        request
    }
}

/// The header line of a session.
pub fn cookie(secret: &str) -> String {
    format!("cookie: nara_session={secret}\r\n")
}

/// As a proxy before the server tells from where somebody asks: the limits of searching count by
/// network, and a thousand people are not one household.
pub fn from_network(number: u64) -> String {
    let number = number % 0xff_ff;
    format!(
        "x-forwarded-for: 10.{}.{}.7\r\n",
        number >> 8,
        number & 0xff
    )
}

/// A text as the value of a parameter.
pub fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_whole() {
        let asker = Asker::of("127.0.0.1:3000".parse().unwrap());
        let get = asker.getting("/forslag", &cookie("x"));
        assert_eq!(
            String::from_utf8(get).unwrap(),
            "GET /forslag HTTP/1.1\r\nhost: 127.0.0.1:3000\r\naccept: text/html, */*\r\n\
             cookie: nara_session=x\r\n\r\n"
        );
        let mut post = Vec::new();
        asker.post("/a", "", "b=c", &mut post);
        let post = String::from_utf8(post).unwrap();
        assert!(post.contains("\r\ncontent-length: 3\r\n"), "{post}");
        assert!(
            post.contains("\r\norigin: http://127.0.0.1:3000\r\n"),
            "{post}"
        );
        assert!(post.ends_with("\r\n\r\nb=c"), "{post}");
    }

    #[test]
    fn networks_differ() {
        assert_eq!(from_network(0), "x-forwarded-for: 10.0.0.7\r\n");
        assert_eq!(from_network(513), "x-forwarded-for: 10.2.1.7\r\n");
    }

    #[test]
    fn words_are_encoded() {
        assert_eq!(encoded("väg & ljus"), "v%C3%A4g+%26+ljus");
    }
}
