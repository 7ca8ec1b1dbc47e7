//! Feeds as RFC 4287 has them. Written by hand: a dozen elements, and what matters is that every text
//! is escaped and that ids never change.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nara_domain::time::Stamp;
use sha2::{Digest, Sha256};

pub const TYPE: &str = "application/atom+xml";

/// A list that programs look at now and then. All addresses are absolute.
#[derive(Debug)]
pub struct Feed {
    /// The page that shows the same.
    pub page: String,
    /// The feed's own address, which is its id.
    pub address: String,
    pub title: String,
    /// Who answers for what no entry has an author of its own.
    pub author: String,
    pub lang: &'static str,
    /// The newest first.
    pub entries: Vec<Entry>,
}

#[derive(Debug)]
pub struct Entry {
    /// For ever the same, whatever becomes of titles.
    pub id: String,
    pub link: String,
    pub title: String,
    pub author: Option<String>,
    pub published: Stamp,
    pub updated: Stamp,
    pub text: String,
}

impl Feed {
    /// When anything in it changed last. An empty one never did.
    fn updated(&self) -> Stamp {
        let newest = self.entries.iter().map(|entry| entry.updated);
        newest.max_by_key(|at| at.0).unwrap_or(Stamp(0))
    }

    fn xml(&self) -> String {
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        xml.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
        escape(&mut xml, self.lang);
        xml.push_str("\">\n");
        element(&mut xml, "id", &self.address);
        element(&mut xml, "title", &self.title);
        element(&mut xml, "updated", &instant(self.updated()));
        link(&mut xml, "self", TYPE, &self.address);
        link(&mut xml, "alternate", "text/html", &self.page);
        author(&mut xml, &self.author);
        for entry in &self.entries {
            xml.push_str("<entry>\n");
            element(&mut xml, "id", &entry.id);
            element(&mut xml, "title", &entry.title);
            element(&mut xml, "published", &instant(entry.published));
            element(&mut xml, "updated", &instant(entry.updated));
            link(&mut xml, "alternate", "text/html", &entry.link);
            if let Some(who) = &entry.author {
                author(&mut xml, who);
            }
            element(&mut xml, "summary", &entry.text);
            xml.push_str("</entry>\n");
        }
        xml.push_str("</feed>\n");
        xml
    }

    /// The feed, or that it is as it was.
    pub fn response(&self, asked: &HeaderMap) -> Response {
        let xml = self.xml();
        // Weak: the same words may travel packed or not.
        let tag = format!("W/\"{}\"", hex::encode(Sha256::digest(xml.as_bytes())));
        let updated = self.updated();
        let mut response = match is_known(asked, &tag, updated) {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => xml.into_response(),
        };
        let fresh = response.status() == StatusCode::OK;
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_TYPE);
        let kind = format!("{TYPE}; charset=utf-8");
        let values = [
            (header::CONTENT_TYPE, fresh.then_some(kind)),
            (header::ETAG, Some(tag)),
            (header::LAST_MODIFIED, http_date(updated)),
            // The same for everybody, and asked for again each time.
            (header::CACHE_CONTROL, Some("public, no-cache".to_owned())),
        ];
        for (name, value) in values {
            if let Some(Ok(value)) = value.as_deref().map(HeaderValue::from_str) {
                headers.insert(name, value);
            }
        }
        response
    }
}

/// RFC 9110, 13.2.2: a tag decides; the date only where no tag was sent.
fn is_known(asked: &HeaderMap, tag: &str, updated: Stamp) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let mut tags = asked.get_all(header::IF_NONE_MATCH).iter().peekable();
    if tags.peek().is_some() {
        return tags
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|known| bare(known) == bare(tag) || known.trim() == "*");
    }
    let since = asked.get(header::IF_MODIFIED_SINCE);
    let since = since.and_then(|value| of_http_date(value.to_str().ok()?));
    // Dates have whole seconds.
    since.is_some_and(|since| updated.0.div_euclid(1000) <= since.0.div_euclid(1000))
}

const HTTP_DATE: &str = "%a, %d %b %Y %H:%M:%S GMT";

fn http_date(at: Stamp) -> Option<String> {
    let at = jiff::Timestamp::from_millisecond(at.0).ok()?;
    Some(at.strftime(HTTP_DATE).to_string())
}

fn of_http_date(text: &str) -> Option<Stamp> {
    let time = jiff::fmt::strtime::parse(HTTP_DATE, text)
        .ok()?
        .to_datetime()
        .ok()?;
    let at = time.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(Stamp(at.timestamp().as_millisecond()))
}

/// `2026-03-04T11:00:00Z`
fn instant(at: Stamp) -> String {
    jiff::Timestamp::from_millisecond(at.0)
        .map(|at| at.to_string())
        .unwrap_or_default()
}

fn element(xml: &mut String, name: &str, text: &str) {
    xml.push_str(&format!("<{name}>"));
    escape(xml, text);
    xml.push_str(&format!("</{name}>\n"));
}

fn link(xml: &mut String, rel: &str, kind: &str, to: &str) {
    xml.push_str(&format!("<link rel=\"{rel}\" type=\"{kind}\" href=\""));
    escape(xml, to);
    xml.push_str("\"/>\n");
}

fn author(xml: &mut String, name: &str) {
    xml.push_str("<author><name>");
    escape(xml, name);
    xml.push_str("</name></author>\n");
}

/// Text, also within quotes. What XML cannot hold at all is left out.
fn escape(xml: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&#39;"),
            '\t' | '\n' => xml.push(letter),
            letter if letter.is_control() && letter < '\u{80}' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            letter => xml.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(text: &str) -> Feed {
        Feed {
            page: "https://nara.example/forslag?a=1&b=2".to_owned(),
            address: "https://nara.example/forslag.atom?a=1&b=2".to_owned(),
            title: text.to_owned(),
            author: text.to_owned(),
            lang: "sv",
            entries: vec![Entry {
                id: "https://nara.example/forslag/1".to_owned(),
                link: "https://nara.example/forslag/1/x".to_owned(),
                title: text.to_owned(),
                author: Some(text.to_owned()),
                published: Stamp(1_000_000_000_500),
                updated: Stamp(1_000_000_000_500),
                text: text.to_owned(),
            }],
        }
    }

    fn asking(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn no_text_becomes_markup() {
        let xml = feed("</title><script>&\"' ]]>\u{0}\u{1b}\u{ffff}å\n").xml();
        let safe = "&lt;/title&gt;&lt;script&gt;&amp;&quot;&#39; ]]&gt;å\n";
        assert_eq!(xml.matches(safe).count(), 5, "{xml}");
        assert!(!xml.contains("<script"), "{xml}");
        assert!(xml.contains("?a=1&amp;b=2"), "{xml}");
        assert!(xml.chars().all(|c| c == '\n' || !c.is_control()), "{xml}");
    }

    #[test]
    fn what_has_not_changed_is_not_sent() {
        let feed = feed("Belysning");
        let first = feed.response(&HeaderMap::new());
        assert_eq!(first.status(), StatusCode::OK);
        let of = |name| first.headers()[name].to_str().unwrap().to_owned();
        let (tag, date) = (of("etag"), of("last-modified"));
        assert_eq!(date, "Sun, 09 Sep 2001 01:46:40 GMT");
        let status = |asked: &HeaderMap| feed.response(asked).status();
        let strong = tag.trim_start_matches("W/").to_owned();
        for known in [tag.as_str(), &strong, &format!("\"x\", {tag}"), "*"] {
            let known = asking(header::IF_NONE_MATCH, known);
            assert_eq!(status(&known), StatusCode::NOT_MODIFIED);
        }
        let since = |date: &str| asking(header::IF_MODIFIED_SINCE, date);
        assert_eq!(status(&since(&date)), StatusCode::NOT_MODIFIED);
        assert_eq!(
            status(&since("Sun, 09 Sep 2001 01:46:39 GMT")),
            StatusCode::OK
        );
        assert_eq!(status(&since("yesterday")), StatusCode::OK);
        // A tag that is another one outweighs the date.
        let mut both = since(&date);
        both.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"x\""));
        assert_eq!(status(&both), StatusCode::OK);
        let not_modified = feed.response(&since(&date));
        assert!(!not_modified.headers().contains_key("content-type"));
    }
}
