//! Which pages are asked for, in which order.
//!
//! *Hot* is one address again and again: what a cache may answer from memory. *Cold* is never the same
//! address twice: whatever is kept in memory, the page has to be rendered. Every address is one that a
//! reader comes to by links and filters.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use nara_domain::proposal::{District, Topic};
use nara_domain::text::slug;

use crate::Done;
use crate::generate::words::{THINGS, all_places};
use crate::load::request::encoded;
use crate::store::Store;

/// A discussion of an ordinary length: its page shows about twenty comments.
const ORDINARY: &str = "comment_count between 18 and 30";
/// What is taken where there are hardly any.
const ANY: &str = "comment_count > 0";
const FEW: usize = 20;

/// Two numbers of a row, or more, by the place in a list that begins anew at its end.
fn around<T>(list: &[T], number: u64) -> Option<&T> {
    let count = u64::try_from(list.len()).ok()?.max(1);
    list.get(usize::try_from(number % count).ok()?)
}

fn path(id: i64, title: &str) -> String {
    format!("/forslag/{id}/{}", slug(title))
}

/// What can be asked for in one municipality.
#[derive(Debug, Default)]
pub struct Addresses {
    /// Ordinary proposals.
    details: Vec<String>,
    /// A page of theirs for each comment: the one that holds it.
    holding: Vec<String>,
    /// Where pages of a list end, by when something last happened and by support.
    latest: Vec<[i64; 2]>,
    supported: Vec<[i64; 2]>,
    /// What can be supported, and of it the most popular one with its number.
    pub open: Vec<String>,
    pub viral: String,
    pub viral_id: i64,
    searches: Vec<String>,
}

impl Addresses {
    pub async fn read(store: &mut Store) -> Done<Arc<Self>> {
        let listed = "stage_group <> 'not_public'";
        let mut found = Vec::new();
        for which in [ORDINARY, ANY] {
            let sql = format!(
                "select proposal_id, title from proposal where {listed} and {which} \
                 order by shuffle limit 4000"
            );
            found = store.named(&sql).await?;
            if found.len() >= FEW {
                break;
            }
        }
        let ids: Vec<String> = found.iter().map(|(id, _)| id.to_string()).collect();
        let mut holding = Vec::new();
        if !ids.is_empty() {
            let sql = format!(
                "select proposal_id, comment_id from comment where proposal_id in ({}) \
                 order by comment_id % 7, comment_id",
                ids.join(",")
            );
            let titles: std::collections::HashMap<i64, String> = found.iter().cloned().collect();
            for [id, comment] in store.numbers::<2>(&sql).await? {
                if let Some(title) = titles.get(&id) {
                    holding.push(format!("{}?inlagg=till-{comment}", path(id, title)));
                }
            }
        }
        let ends = |key: &str| {
            format!(
                "select {key}, proposal_id from proposal where {listed} order by shuffle limit 20000"
            )
        };
        let open = store
            .named(
                "select proposal_id, title from proposal where (stage_group = 'at_municipality' \
                 or stage = 'published') and comment_count < 10000 order by shuffle limit 300",
            )
            .await?;
        let viral = store
            .named(
                "select proposal_id, title from proposal where stage_group = 'at_municipality' \
                 order by support_count desc limit 1",
            )
            .await?;
        let (viral_id, title) = viral.first().cloned().ok_or("nothing can be supported")?;
        Ok(Arc::new(Self {
            details: found.iter().map(|(id, title)| path(*id, title)).collect(),
            holding,
            latest: store.numbers(&ends("changed_at")).await?,
            supported: store.numbers(&ends("support_count")).await?,
            open: open
                .iter()
                .filter(|(id, _)| *id != viral_id)
                .map(|(id, title)| path(*id, title))
                .collect(),
            viral: path(viral_id, &title),
            viral_id,
            searches: searches(),
        }))
    }

    pub fn detail_hot(&self) -> String {
        self.details.first().cloned().unwrap_or_default()
    }

    /// How many there are before they come again.
    pub fn details_cold(&self) -> u64 {
        u64::try_from(2 * (self.details.len() + self.holding.len())).unwrap_or(0)
    }

    /// Each proposal and each page of its discussion, in both languages.
    pub fn detail_cold(&self, number: u64) -> String {
        let language = if number.is_multiple_of(2) { "" } else { "/en" };
        let at = number / 2;
        let first = u64::try_from(self.details.len()).unwrap_or(0);
        let address = match at < first {
            true => around(&self.details, at),
            false => around(&self.holding, at - first),
        };
        format!("{language}{}", address.map_or("/", String::as_str))
    }

    /// Pages of the list: further back, by topic, by district, most supported, at random.
    pub fn list_cold(&self, number: u64) -> String {
        format!("/forslag?{}", self.part(number))
    }

    /// The same lists for programs.
    pub fn api(&self, number: u64) -> String {
        format!("/api/v1/proposals?{}", self.part(number))
    }

    fn part(&self, number: u64) -> String {
        let turn = number / 4;
        match number % 4 {
            0 => self.after(&self.latest, 0, "", turn),
            1 => self.after(&self.supported, 1, "&ordning=stod", turn),
            2 => {
                let topic = around(Topic::ALL, turn).map_or("", |topic| topic.code());
                format!("amne={topic}&ordning=slump&fro={number}")
            }
            _ => format!("ordning=slump&fro={number}"),
        }
    }

    /// The page after one of these lines, of the whole municipality or one part of it.
    fn after(&self, ends: &[[i64; 2]], order: u8, more: &str, turn: u64) -> String {
        let count = u64::try_from(ends.len()).unwrap_or(0).max(1);
        let [key, id] = around(ends, turn).copied().unwrap_or_default();
        // As the server writes where a page ended.
        let place = format!("{{\"o\":{order},\"k\":{key},\"i\":{id}}}");
        let place = URL_SAFE_NO_PAD.encode(place);
        let districts = District::bjorksjo();
        let part = match usize::try_from((turn / count) % 7).unwrap_or(0) {
            0 => String::new(),
            number => {
                let district = districts.get(number - 1);
                let code = district.map_or("", |district| district.code.as_str());
                format!("omrade={code}&")
            }
        };
        format!("{part}efter={place}{more}")
    }

    /// Searches for a thing at a place, for a place, and for a thing in another order each time.
    pub fn search_cold(&self, number: u64) -> String {
        let search = around(&self.searches, number).map_or("", String::as_str);
        let count = u64::try_from(self.searches.len()).unwrap_or(0).max(1);
        match number / count {
            0 => format!("/forslag?q={search}"),
            round => format!("/forslag?q={search}&ordning=slump&fro={round}"),
        }
    }
}

/// All there are, what finds much between what finds little.
fn searches() -> Vec<String> {
    let places = all_places();
    let mut all = Vec::new();
    for (number, (place, (_, _, word))) in places.iter().zip(THINGS.iter().cycle()).enumerate() {
        all.push(encoded(&format!("{word} {place}")));
        if number.is_multiple_of(2) {
            all.push(encoded(place));
        }
        if let Some((_, _, word)) = THINGS.get(number) {
            all.push(encoded(word));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn addresses() -> Addresses {
        let named = |count: usize, of: &str| (0..count).map(|n| format!("/{of}{n}")).collect();
        Addresses {
            details: named(40, "d"),
            holding: named(500, "h"),
            latest: (0..100).map(|n| [n * 10, n]).collect(),
            supported: (0..100).map(|n| [n, n]).collect(),
            searches: searches(),
            ..Addresses::default()
        }
    }

    #[test]
    fn no_cold_address_comes_twice() {
        let addresses = addresses();
        assert_eq!(addresses.details_cold(), 1_080);
        let all = |count, of: fn(&Addresses, u64) -> String| {
            let seen: HashSet<String> = (0..count).map(|n| of(&addresses, n)).collect();
            u64::try_from(seen.len()).unwrap()
        };
        assert_eq!(all(1_080, Addresses::detail_cold), 1_080);
        assert_eq!(all(2_800, Addresses::list_cold), 2_800);
        assert_eq!(all(2_800, Addresses::api), 2_800);
        assert_eq!(all(4_000, Addresses::search_cold), 4_000);
    }

    #[test]
    fn a_place_in_a_list_is_written_as_the_server_writes_it() {
        let list = addresses().list_cold(4);
        let place = list.strip_prefix("/forslag?efter=").unwrap();
        let read = URL_SAFE_NO_PAD.decode(place).unwrap();
        assert_eq!(read, br#"{"o":0,"k":10,"i":1}"#);
        assert!(addresses().list_cold(1).ends_with("&ordning=stod"));
    }
}
