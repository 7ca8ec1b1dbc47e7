//! Which requests are answered from memory: pages that are the same for everybody.
//!
//! Not kept: forms, whose hidden field is another one each time; what is searched for, which is counted
//! by network; an order by chance; posters, feeds and files, which are kept elsewhere or cheap.

use axum::body::HttpBody;
use axum::extract::{MatchedPath, Request};
use axum::http::{Method, header};
use nara_domain::ids::ProposalId;

use crate::db::Of;
use crate::http::errors::is_program;

/// Longer ones are nobody's links.
const LONGEST: usize = 512;
/// One proposal's own page.
const PROPOSAL: &str = "/forslag/{id}/{slug}";

/// All others. What they show can come from anywhere.
pub const ROUTES: &[&str] = &[
    "/",
    "/forslag",
    "/svar",
    "/beslut",
    "/beslut/hall-of-fame",
    "/laget",
    "/laget/rapport",
    "/moderering",
    "/kampanjer",
    "/kampanjer/{campaign}",
    "/kampanjer/{campaign}/ideer",
    "/kampanjer/{campaign}/rapport",
    "/fragor",
    "/fragor/{questions}/{slug}",
    "/moten",
    "/moten/{meeting}/{slug}",
    "/om",
    "/sa-fungerar-det",
    "/regler",
    "/integritet",
    "/tillganglighet",
];

/// On a request for a kept page by whoever is nobody in particular: what the page is about. Such a page is
/// made without a nonce, whether it is kept or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept(pub Of);

/// What the page is about that this request can be answered with from memory; none where it has to be
/// made for who asks.
pub fn kept(request: &Request) -> Option<Kept> {
    let headers = request.headers();
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    let nobody = !headers.contains_key(header::COOKIE)
        && !headers.contains_key(header::AUTHORIZATION)
        && request.body().is_end_stream();
    if !asks || !nobody {
        return None;
    }
    let route = request.extensions().get::<MatchedPath>()?.as_str();
    let path = request.uri().path();
    let of = match route {
        PROPOSAL => Of::Proposal(proposal(path)?),
        _ if ROUTES.contains(&route) => Of::Anything,
        _ => return None,
    };
    let query = request.uri().query().unwrap_or_default();
    let same = path.len() + query.len() <= LONGEST
        && !is_program(path, headers)
        && (query.is_empty() || is_same_for_all(query));
    same.then_some(Kept(of))
}

fn proposal(path: &str) -> Option<ProposalId> {
    path.split('/').nth(2)?.parse().ok()
}

fn is_same_for_all(query: &str) -> bool {
    let pairs = nara_app::proposals::query::pairs(query);
    !pairs
        .iter()
        .any(|(name, value)| name == "q" || value == "slump")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_searched_or_drawn_is_not_kept() {
        for (query, kept) in [
            ("lage=collecting&sida=2", true),
            ("ordning=slump&fro=3", false),
            ("ordning=%73lump", false),
            ("q=bro", false),
            ("lage=a&q=", false),
            ("%71=bro", false),
            ("utm_source=x", true),
        ] {
            assert_eq!(is_same_for_all(query), kept, "{query}");
        }
        assert_eq!(proposal("/forslag/12/bro"), Some(ProposalId::new(12)));
        assert_eq!(proposal("/forslag/nytt/x"), None);
    }
}
