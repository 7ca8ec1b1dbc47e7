//! The address of `/svar`, and of its feed: what is narrowed is in it.
//!
//! `slag` kind of answer · `organ` the body that decided · `av` the name it was given under · `fore`
//! the page.

use nara_domain::actor::Body;
use nara_domain::answer::AnswerKind;

use crate::error::AppError;
use crate::proposals::api::AnswersQuery;

/// Longer names than anybody has are nobody's.
const MAX_NAME_CHARS: usize = 200;

impl AnswersQuery {
    /// Reads a query string. What is no filter of this page is passed over: links are passed on with
    /// all kinds of additions.
    ///
    /// # Errors
    /// Not found, where a filter names what cannot be: showing everything instead would mislead.
    pub fn read(query: &str) -> Result<Self, AppError> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let mut read = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            match name.as_str() {
                _ if value.is_empty() => {}
                "slag" => read.kind = Some(kind(value).ok_or(AppError::NotFound)?),
                "organ" => {
                    read.body = Some(Body::parse(value).map_err(|_| AppError::NotFound)?);
                }
                "av" if value.chars().count() > MAX_NAME_CHARS => return Err(AppError::NotFound),
                "av" => read.by = Some(value.to_owned()),
                "fore" => read.before = Some(value.parse().map_err(|_| AppError::NotFound)?),
                _ => {}
            }
        }
        Ok(read)
    }

    /// The page's local address.
    pub fn page(&self) -> String {
        self.address("/svar")
    }

    /// The feed's: what is narrowed stays so, and it has one page.
    pub fn feed(&self) -> String {
        let all = Self {
            before: None,
            ..self.clone()
        };
        all.address("/svar.atom")
    }

    fn address(&self, path: &str) -> String {
        let mut pairs = Vec::new();
        pairs.extend(self.kind.map(|kind| ("slag", word(kind).to_owned())));
        pairs.extend(self.body.as_ref().map(|body| ("organ", body.to_string())));
        pairs.extend(self.by.clone().map(|name| ("av", name)));
        pairs.extend(self.before.map(|before| ("fore", before.to_string())));
        match serde_urlencoded::to_string(pairs) {
            Ok(query) if !query.is_empty() => format!("{path}?{query}"),
            _ => path.to_owned(),
        }
    }
}

/// The word in the address.
const fn word(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Official => "tjanstesvar",
        AnswerKind::Elected => "asikt",
        AnswerKind::Guest => "gastsvar",
        AnswerKind::Decision => "beslut",
    }
}

fn kind(value: &str) -> Option<AnswerKind> {
    AnswerKind::ALL
        .iter()
        .copied()
        .find(|kind| word(*kind) == value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_the_same_query() {
        for kind in AnswerKind::ALL {
            let query = AnswersQuery {
                kind: Some(*kind),
                body: Body::parse("KF").ok(),
                by: Some("Åsa & Bo".to_owned()),
                before: "7".parse().ok(),
            };
            let address = query.page();
            let read = AnswersQuery::read(address.split_once('?').unwrap().1);
            assert_eq!(read, Ok(query.clone()), "{address}");
            assert!(!query.feed().contains("fore"), "{}", query.feed());
        }
        assert_eq!(AnswersQuery::default().feed(), "/svar.atom");
    }

    #[test]
    fn what_cannot_be_is_not_found_and_what_is_no_filter_is_passed_over() {
        for query in ["slag=alla", "fore=x", "organ=%00"] {
            assert_eq!(
                AnswersQuery::read(query),
                Err(AppError::NotFound),
                "{query}"
            );
        }
        let plain = AnswersQuery::read("utm_source=x&organ=&slag=");
        assert_eq!(plain, Ok(AnswersQuery::default()));
    }
}
