//! The language is part of the address: `/en/forslag` is `/forslag` in English.
//!
//! The prefix is taken off before anything is routed, so every route exists once. Everything inside
//! reads the language from the request's extensions.

use axum::extract::Request;
use axum::http::Uri;
use nara_app::i18n::Lang;

/// Takes the language off the address and puts it into the extensions.
pub fn strip_prefix(mut request: Request) -> Request {
    let (lang, rest) = Lang::split_path(request.uri().path());
    let rewritten = (lang != Lang::default()).then(|| match request.uri().query() {
        Some(query) => format!("{rest}?{query}"),
        None => rest.to_owned(),
    });
    if let Some(uri) = rewritten.and_then(|text| text.parse::<Uri>().ok()) {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(lang);
    request
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn stripped(uri: &str) -> (String, Lang) {
        let request = Request::builder().uri(uri).body(Body::empty()).unwrap();
        let request = strip_prefix(request);
        (
            request.uri().to_string(),
            *request.extensions().get::<Lang>().unwrap(),
        )
    }

    #[test]
    fn the_prefix_goes_and_the_rest_stays() {
        assert_eq!(
            stripped("/en/forslag?q=a%20b&en=1"),
            ("/forslag?q=a%20b&en=1".into(), Lang::En)
        );
        assert_eq!(stripped("/en"), ("/".into(), Lang::En));
        assert_eq!(stripped("/en/"), ("/".into(), Lang::En));
        assert_eq!(stripped("/en?q=1"), ("/?q=1".into(), Lang::En));
        assert_eq!(stripped("/energi"), ("/energi".into(), Lang::Sv));
        assert_eq!(stripped("/forslag"), ("/forslag".into(), Lang::Sv));
        // Only one prefix is a prefix.
        assert_eq!(stripped("/en/en/forslag"), ("/en/forslag".into(), Lang::En));
    }
}
