//! Where the feeds are, and how pages say so.

use leptos::prelude::*;
use leptos_meta::Link;
use nara_domain::ids::ProposalId;

use crate::context::page;
use crate::proposals::api::{ListQuery, Sort};
use crate::proposals::query::list_address;

/// The feed of a list: what is narrowed stays narrowed, the order is a feed's own.
pub fn list_feed(query: &ListQuery) -> String {
    let narrowed = ListQuery {
        sort: Sort::Latest,
        seed: None,
        cursor: None,
        ..query.clone()
    };
    list_address(&narrowed).replacen("/forslag", "/forslag.atom", 1)
}

/// The feed of one proposal. Without its title: that may be corrected.
pub fn case_feed(id: ProposalId) -> String {
    format!("/forslag/{id}/handelser.atom")
}

/// For programs that look for a page's feed.
pub fn feed_link(address: &str, title: impl std::fmt::Display) -> AnyView {
    let page = page();
    let href = page.href(address);
    view! { <Link rel="alternate" type_="application/atom+xml" title=title.to_string() href=href/> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lists_feed_keeps_the_filters_and_not_the_order() {
        let query = ListQuery {
            text: "forslag om bad".to_owned(),
            sort: Sort::Random,
            seed: Some(7),
            cursor: Some("x".to_owned()),
            ..ListQuery::default()
        };
        assert_eq!(list_feed(&query), "/forslag.atom?q=forslag+om+bad");
        assert_eq!(list_feed(&ListQuery::default()), "/forslag.atom");
    }
}
