//! How a letter to many says how to stop such letters: by a line at its end, and for mail programs by
//! two headers (RFC 8058).

use lettre::message::header::{Header, HeaderName, HeaderValue};
use nara_app::i18n::Lang;
use nara_app::t;
use nara_domain::ids::{PersonId, ProposalId};

use crate::auth::Keys;

/// Stands in the place of a proposal in the link of a letter that collects what happened: those are stopped by
/// it.
pub const COLLECTED: ProposalId = ProposalId::new(0);

/// Whose letters about what a letter says how to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    pub person: PersonId,
    pub proposal: ProposalId,
    pub lang: Lang,
}

/// Makes the links. They are made when a letter goes out and stored nowhere.
#[derive(Clone, Debug)]
pub struct Stops {
    keys: Keys,
    public_url: String,
}

impl Stops {
    pub fn new(keys: &Keys, public_url: &str) -> Self {
        Self {
            keys: keys.clone(),
            public_url: public_url.to_owned(),
        }
    }

    fn token(&self, about: &About) -> String {
        self.keys.stop_token(about.person, about.proposal)
    }

    /// The text with its last line.
    pub fn signed(&self, body: &str, about: &About) -> String {
        let path = format!("/avsluta/{}", self.token(about));
        let link = format!("{}{}", self.public_url, about.lang.href(&path));
        let line = match about.proposal == COLLECTED {
            true => t!(about.lang, "mail-stop-collected", link = link),
            false => t!(about.lang, "mail-stop-line", link = link),
        };
        format!("{}\n\n{line}\n", body.trim_end())
    }

    /// Where a mail program posts to.
    pub fn header(&self, about: &About) -> ListUnsubscribe {
        ListUnsubscribe(format!("{}/avsluta/{}", self.public_url, self.token(about)))
    }
}

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// `List-Unsubscribe: <https://…>`
#[derive(Clone, Debug)]
pub struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, BoxError> {
        Ok(Self(text.trim_matches(['<', '>']).to_owned()))
    }

    fn display(&self) -> HeaderValue {
        let value = format!("<{}>", self.0);
        match value.bytes().all(|byte| byte.is_ascii_graphic()) {
            // As it is: encoded as words are, or folded in its middle, it were no address.
            true => HeaderValue::dangerous_new_pre_encoded(Self::name(), value.clone(), value),
            false => HeaderValue::new(Self::name(), value),
        }
    }
}

/// `List-Unsubscribe-Post: List-Unsubscribe=One-Click`
#[derive(Clone, Copy, Debug)]
pub struct OneClick;

impl Header for OneClick {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, BoxError> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_and_the_header_lead_to_the_same_place() {
        let keys = Keys::from_seed(&[7; 32]).unwrap();
        let stops = Stops::new(&keys, "https://nara.bjorksjo.se");
        let about = |lang| About {
            person: PersonId::new(1),
            proposal: ProposalId::new(2),
            lang,
        };
        let ListUnsubscribe(address) = stops.header(&about(Lang::En));
        let token = address
            .strip_prefix("https://nara.bjorksjo.se/avsluta/")
            .unwrap();
        assert_eq!(keys.read_stop(token).unwrap().0, PersonId::new(1));
        for lang in Lang::ALL {
            let text = stops.signed("Hej!\n\n", &about(lang));
            let path = lang.href(&format!("/avsluta/{token}"));
            assert!(
                text.trim_end()
                    .ends_with(&format!("https://nara.bjorksjo.se{path}")),
                "{text}"
            );
            assert!(text.starts_with("Hej!\n\n"), "{text}");
        }
    }
}
