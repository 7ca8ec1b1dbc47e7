//! Links, as people and programs write them.

/// Ends of addresses that are no Swedish words and no abbreviations: `gatan.Nu` is a missing space.
const ENDS: &[&str] = &[
    "app", "biz", "click", "club", "com", "dev", "eu", "info", "io", "link", "live", "net",
    "online", "org", "ru", "se", "shop", "site", "store", "top", "xyz",
];

/// Whether an address stands in a text that is not the site's own.
pub fn has_link(text: &str, own_hosts: &[&str]) -> bool {
    text.split(|c: char| c.is_whitespace() || "<>()[]{}\"”“,;|".contains(c))
        .filter_map(host_of)
        .any(|host| !own_hosts.iter().any(|own| is_of(&host, own)))
}

/// The host itself, or one below it.
fn is_of(host: &str, own: &str) -> bool {
    let own = own.to_lowercase();
    let above = host.strip_suffix(own.as_str());
    !own.is_empty() && above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
}

/// The host an address of this word leads to.
fn host_of(word: &str) -> Option<String> {
    let small = word.to_lowercase();
    let after = |start: &str| small.split_once(start).map(|(_, rest)| rest.to_owned());
    let said = after("://").or_else(|| small.starts_with("www.").then(|| small.clone()));
    let plain = said.is_none();
    // Of an address of mail, what stands after the sign.
    let rest = said.unwrap_or_else(|| after("@").unwrap_or_else(|| small.clone()));
    let host: String = rest
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        .collect();
    let host = host.trim_matches(['.', '-']).to_owned();
    let (before, end) = host.rsplit_once('.')?;
    if before.is_empty() || end.is_empty() {
        return None;
    }
    if !plain {
        return Some(host);
    }
    // A sentence that goes on without a space begins with a large letter.
    let as_typed = word.contains(&format!(".{end}"));
    (as_typed && ENDS.contains(&end)).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_and_sentences_are_not() {
        for text in [
            "Se https://exempel.se/lan?x=1!",
            "HTTP://EXEMPEL.NU",
            "gå in på www.exempel.nu",
            "billigt på exempel.shop/klocka",
            "(exempel.com)",
            "skriv till kalle@exempel.se",
            "t.me/x? nej: https://t.me/x",
        ] {
            assert!(has_link(text, &[]), "{text}");
        }
        for text in [
            "T.ex. på Storgatan, bl.a. vid bron m.m.",
            "Det är mörkt på gatan.Se till att laga lampan.",
            "Kl. 8.30 till 9.15 är det kö.",
            "Version 2.0 av planen",
            "Det kostar 1.500.000 kr",
            "...",
            "Gör det nu.Då hinner vi.",
            "o.s.v.",
        ] {
            assert!(!has_link(text, &[]), "{text}");
        }
    }

    #[test]
    fn anybody_may_link_to_the_site_itself() {
        let own = ["nara.bjorksjo.se"];
        assert!(!has_link("Se https://nara.bjorksjo.se/forslag/4", &own));
        assert!(!has_link("Se https://en.nara.bjorksjo.se", &own));
        assert!(has_link("Se https://evilnara.bjorksjo.se", &own));
        assert!(has_link("Se https://nara.bjorksjo.se.exempel.ru", &own));
        assert!(has_link(
            "https://nara.bjorksjo.se och https://exempel.se",
            &own
        ));
        assert!(has_link("https://exempel.se", &[""]));
    }
}
