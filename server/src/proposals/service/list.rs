//! Lists, search and what says something alike.

use nara_app::error::AppError;
use nara_app::proposals::api::{ListPage, ListQuery, ProposalItem, Similar, Sort, WaitingItem};
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::permissions::{Action, Subject, can};
use nara_domain::proposal::{Same, StageGroup, TransitionKind};
use nara_domain::search::{likeness, query, says_the_same, similar_terms};

use super::ProposalService;
use super::cursor::Cursor;
use crate::db::Conn;
use crate::entropy::{Entropy, NoEntropy, number};
use crate::proposals::store::item::{self, StoredItem};
use crate::proposals::store::list::{self, After, Filter, Having, Order};
use crate::proposals::store::prepared;

/// Numbers of the random order; short enough to look decent as a seed in an address.
const CIRCLE: i64 = 1_000_000_000;
/// Longest text looked for; nobody types more, and a stem is made of every word.
const TEXT: usize = 200;
/// Proposals looked at to find the most alike.
const CANDIDATES: i64 = 60;

/// A place in the random order, or a seed to start it at.
pub fn draw(entropy: &dyn Entropy) -> Result<i64, NoEntropy> {
    Ok(number(entropy)? % CIRCLE)
}

impl ProposalService {
    pub(super) async fn list_page(&self, query: &ListQuery) -> Result<ListPage, AppError> {
        let limit = query.limit.clamp(1, 100);
        let cursor = query
            .cursor
            .as_deref()
            .map(|text| Cursor::decode(text, query.sort))
            .transpose()?;
        let seed = match (
            query.sort,
            cursor.and_then(|cursor| cursor.seed),
            query.seed,
        ) {
            (Sort::Random, Some(seed), _) => Some(seed),
            (Sort::Random, None, Some(seed)) => Some(seed.rem_euclid(CIRCLE)),
            (Sort::Random, None, None) => Some(draw(self.entropy.as_ref())?),
            _ => None,
        };
        let Some(filter) = filter(query) else {
            return Ok(ListPage {
                seed,
                ..ListPage::default()
            });
        };
        let mut conn = self.db.read().await?;
        let counts = list::counts(&mut conn, &filter).await?;
        let has_group = |group| filter.group.is_none_or(|wanted| wanted == group);
        let has_topic = |topic| filter.topic.is_none_or(|wanted| wanted == topic);
        let of_topic = counts.iter().filter(|(_, topic, _)| has_topic(*topic));
        let of_group = counts.iter().filter(|(group, ..)| has_group(*group));
        let by_group = summed(of_topic.map(|(group, _, count)| (*group, *count)));
        let by_topic = summed(of_group.map(|(_, topic, count)| (*topic, *count)));
        let total = by_group
            .iter()
            .filter(|(group, _)| has_group(*group))
            .map(|(_, count)| count)
            .sum();
        let (mut items, seeded) = match seed {
            None => (
                self.straight(&mut conn, &filter, query.sort, cursor, limit)
                    .await?,
                None,
            ),
            Some(seed) => {
                let (items, round_from) =
                    self.around(&mut conn, &filter, seed, cursor, limit).await?;
                (items, Some((seed, round_from)))
            }
        };
        let page = usize::try_from(limit).unwrap_or(1);
        let more = items.len() > page;
        items.truncate(page);
        let next = match items.last() {
            Some(last) if more => {
                let mut cursor = Cursor::new(query.sort, after(query.sort, last));
                if let Some((seed, round_from)) = seeded {
                    cursor.seed = Some(seed);
                    cursor.round = items.len() > round_from;
                }
                Some(cursor.encode()?)
            }
            _ => None,
        };
        Ok(ListPage {
            items: items.into_iter().map(|stored| stored.item).collect(),
            total,
            next,
            by_group: in_order(StageGroup::ALL, &by_group),
            by_topic: in_order(nara_domain::proposal::Topic::ALL, &by_topic),
            seed,
        })
    }

    /// One more than the page, to know whether there is a next.
    async fn straight(
        &self,
        conn: &mut Conn,
        filter: &Filter,
        sort: Sort,
        cursor: Option<Cursor>,
        limit: i64,
    ) -> Result<Vec<StoredItem>, AppError> {
        let order = match sort {
            Sort::Support => Order::Support,
            Sort::Waiting => Order::Waiting,
            Sort::Latest | Sort::Random => Order::Latest,
        };
        let after = cursor.map(|cursor| cursor.after());
        Ok(list::page(conn, &self.room.rulesets, filter, order, after, limit + 1).await?)
    }

    /// The random order from the seed to its end and on from its beginning. Also tells after how
    /// many lines it went round.
    async fn around(
        &self,
        conn: &mut Conn,
        filter: &Filter,
        seed: i64,
        cursor: Option<Cursor>,
        limit: i64,
    ) -> Result<(Vec<StoredItem>, usize), AppError> {
        let rulesets = &self.room.rulesets;
        let after = cursor.map(|cursor| cursor.after());
        if cursor.is_some_and(|cursor| cursor.round) {
            let order = Order::ShuffleBefore(seed);
            let items = list::page(conn, rulesets, filter, order, after, limit + 1).await?;
            return Ok((items, 0));
        }
        let order = Order::ShuffleFrom(seed);
        let mut items = list::page(conn, rulesets, filter, order, after, limit + 1).await?;
        let round_from = items.len();
        let missing = limit + 1 - i64::try_from(round_from).unwrap_or(limit);
        if missing > 0 {
            let order = Order::ShuffleBefore(seed);
            items.extend(list::page(conn, rulesets, filter, order, None, missing).await?);
        }
        Ok((items, round_from))
    }

    pub(super) async fn similar_to(
        &self,
        title: &str,
        limit: i64,
    ) -> Result<Vec<Similar>, AppError> {
        let title = cut(title);
        let terms = similar_terms(&title);
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let mut conn = self.db.read().await?;
        let found = list::with_terms(
            &mut conn,
            &self.room.rulesets,
            (terms.as_slice(), Having::Any),
            CANDIDATES,
        )
        .await?;
        // The databases rank differently; which ones are shown should not depend on that.
        let mut alike: Vec<(u32, ProposalItem)> = found
            .into_iter()
            .map(|StoredItem { item, .. }| (likeness(&title, &item.title), item))
            // What is part of another is found in that one.
            .filter(|(likeness, item)| *likeness > 0 && item.merged_into.is_none())
            .collect();
        // Of equals, those first that can still be supported, and the latest.
        alike.sort_by_key(|(likeness, item)| {
            let open = item.course.group() == StageGroup::Collecting;
            std::cmp::Reverse((*likeness, open, item.id))
        });
        let limit = usize::try_from(limit.clamp(1, 20)).unwrap_or(1);
        let alike = alike.into_iter().take(limit);
        Ok(alike.map(|(_, item)| similar(item)).collect())
    }

    /// Public proposals that say the same in the same words, whoever's.
    pub(super) async fn same_as(
        &self,
        conn: &mut Conn,
        title: &str,
    ) -> Result<Vec<Same>, AppError> {
        let terms = similar_terms(title);
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let found = list::with_terms(
            conn,
            &self.room.rulesets,
            (terms.as_slice(), Having::All),
            CANDIDATES,
        )
        .await?;
        let same = found.iter().filter_map(|StoredItem { item, .. }| {
            let stage = item.course.as_proposal()?;
            says_the_same(title, &item.title).then(|| Same::of(item.id, stage))
        });
        Ok(same.collect())
    }

    pub(super) async fn items_of(&self, actor: &Actor) -> Result<Vec<ProposalItem>, AppError> {
        let Some(person) = actor.person_id() else {
            return Err(AppError::SignIn);
        };
        let mut conn = self.db.read().await?;
        Ok(item::of_proposer(&mut conn, &self.room.rulesets, person).await?)
    }

    /// The public ones of these, in any order.
    pub(crate) async fn public_items(
        &self,
        conn: &mut Conn,
        ids: &[i64],
    ) -> Result<Vec<ProposalItem>, AppError> {
        Ok(item::public_by_id(conn, &self.room.rulesets, ids).await?)
    }
}

impl ProposalService {
    pub(super) async fn waiting_items(
        &self,
        actor: &Actor,
        after: Option<ProposalId>,
        limit: i64,
    ) -> Result<Vec<WaitingItem>, AppError> {
        let mut conn = self.db.read().await?;
        let (_, rules) = self.rules_now(&mut conn).await?;
        let site = Subject::Site(&rules);
        can(actor, Action::ReadUnpublished, &site)?;
        let reads = |kind: TransitionKind| can(actor, Action::Record(kind), &site).is_ok();
        let second_reader = TransitionKind::ALL
            .iter()
            .any(|kind| kind.needs_second_reader() && reads(*kind));
        let rulesets = &self.room.rulesets;
        let items = item::waiting(&mut conn, rulesets, after, second_reader, limit).await?;
        let prepared = match second_reader {
            true => {
                let ids: Vec<i64> = items.iter().map(|item| item.id.get()).collect();
                prepared::of_cases(&mut conn, &ids).await?
            }
            false => Vec::new(),
        };
        Ok(items
            .into_iter()
            .map(|item| WaitingItem {
                prepared: prepared
                    .iter()
                    .find(|(id, kind)| *id == item.id.get() && reads(*kind))
                    .map(|(_, kind)| *kind),
                item,
            })
            .collect())
    }
}

/// `None`: nothing can be found by this text.
fn filter(wanted: &ListQuery) -> Option<Filter> {
    let text = cut(&wanted.text);
    let terms = query(&text);
    let readable = text.chars().any(char::is_alphanumeric);
    if terms.is_empty() && !readable && !text.trim().is_empty() {
        return None;
    }
    Some(Filter {
        whole: false,
        group: wanted.group,
        kind: wanted.kind,
        topic: wanted.topic,
        district: wanted
            .district
            .as_deref()
            .map(cut)
            .filter(|code| !code.is_empty()),
        terms,
        undecided: wanted.sort == Sort::Waiting,
    })
}

fn cut(text: &str) -> String {
    text.chars().take(TEXT).collect()
}

/// What the next page starts after.
fn after(sort: Sort, last: &StoredItem) -> After {
    let key = match sort {
        Sort::Latest => last.item.changed_at.0,
        Sort::Support => last.item.support_count,
        Sort::Waiting => last.item.submitted_at.0,
        Sort::Random => last.shuffle,
    };
    After {
        key,
        id: last.item.id.get(),
    }
}

/// What says the same, once.
pub(super) fn summed<T: PartialEq>(counts: impl Iterator<Item = (T, i64)>) -> Vec<(T, i64)> {
    let mut sums: Vec<(T, i64)> = Vec::new();
    for (one, count) in counts {
        match sums.iter_mut().find(|(other, _)| *other == one) {
            Some((_, sum)) => *sum += count,
            None => sums.push((one, count)),
        }
    }
    sums
}

/// Counts in the order people are shown them, those that are not there left out.
fn in_order<T: Copy + PartialEq>(all: &[T], counts: &[(T, i64)]) -> Vec<(T, i64)> {
    all.iter()
        .filter_map(|one| counts.iter().find(|(other, _)| other == one).copied())
        .collect()
}

fn similar(item: ProposalItem) -> Similar {
    Similar {
        id: item.id,
        slug: item.slug,
        title: item.title,
        stage: item.course.code().to_owned(),
        support_count: item.support_count,
    }
}
