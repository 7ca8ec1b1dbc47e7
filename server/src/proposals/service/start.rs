//! The start page, and what people were told.

use nara_app::error::AppError;
use nara_app::proposals::api::{AnswerItem, AnswersQuery, StartView};
use nara_domain::actor::Actor;
use nara_domain::time::Stamp;

use super::ProposalService;
use super::view::act_view;
use crate::db::Conn;
use crate::live;
use crate::proposals::store::{act, item, overview, tally};

/// Done and not done ones, each.
const OUTCOMES: i64 = 3;
const ANSWERS: i64 = 4;
const NEWEST: i64 = 4;
const IDEAS: i64 = 4;

impl ProposalService {
    pub(super) async fn start_view(&self, now: Stamp) -> Result<StartView, AppError> {
        let mut conn = self.db.read().await?;
        let rulesets = &self.room.rulesets;
        // First: whatever happens while the rest is read is told by the stream again.
        let live_seq = live::store::head(&mut conn).await?;
        let today = now.day();
        Ok(StartView {
            live_seq,
            outcomes: overview::outcomes(&mut conn, rulesets, today, OUTCOMES).await?,
            newest: overview::newest(&mut conn, rulesets, NEWEST).await?,
            ideas: overview::open_ideas(&mut conn, rulesets, IDEAS).await?,
            proposals_total: tally::total(&mut conn).await?,
            median_answer_days: median_days(&overview::answer_times(&mut conn).await?),
            latest_answers: self
                .latest_answers(&mut conn, &AnswersQuery::default(), ANSWERS)
                .await?,
        })
    }

    pub(super) async fn latest_answers(
        &self,
        conn: &mut Conn,
        query: &AnswersQuery,
        limit: i64,
    ) -> Result<Vec<AnswerItem>, AppError> {
        let acts = act::answers(conn, query, limit).await?;
        let mut ids: Vec<i64> = acts.iter().map(|act| act.proposal.get()).collect();
        ids.sort_unstable();
        ids.dedup();
        let items = item::public_by_id(conn, &self.room.rulesets, &ids).await?;
        Ok(acts
            .into_iter()
            .filter_map(|act| {
                let proposal = items.iter().find(|item| item.id == act.proposal)?.clone();
                // Told to everybody: no buttons.
                Some(AnswerItem {
                    act: act_view(act, &Actor::Visitor, None),
                    proposal,
                })
            })
            .collect())
    }
}

/// The middle of the days between handing in and the first answer, as the calendar counts them.
pub(super) fn median_days(times: &[(i64, i64)]) -> Option<i64> {
    let days = times
        .iter()
        .map(|(submitted, answered)| Stamp(*submitted).day().days_until(Stamp(*answered).day()));
    nara_domain::median::median(days.collect())
}

#[cfg(test)]
mod tests {
    use super::median_days;

    #[test]
    fn the_median_is_the_middle_one() {
        const DAY: i64 = 86_400_000;
        assert_eq!(median_days(&[]), None);
        assert_eq!(median_days(&[(0, 30 * DAY)]), Some(30));
        assert_eq!(
            median_days(&[(0, 2 * DAY), (0, 90 * DAY), (0, 30 * DAY)]),
            Some(30)
        );
        assert_eq!(median_days(&[(0, 10 * DAY), (0, 20 * DAY)]), Some(15));
    }
}
