//! Figures over all cases.

use async_trait::async_trait;
use nara_app::error::AppError;
use nara_app::i18n::{Lang, date_short};
use nara_app::proposals::shown::state_name;
use nara_app::statistics::api::{Promised, Promises, Standing, StatisticsPort, Undecided};
use nara_app::t;
use nara_domain::proposal::{Kind, Promise, Stage};
use nara_domain::time::Stamp;

use super::ProposalService;
use super::list::summed;
use super::start::median_days;
use crate::csv::Table;
use crate::documents::store as documents;
use crate::proposals::store::list::{self, Filter, Order};
use crate::proposals::store::{follow_up, overview};

/// Cases shown of those that have waited longest.
const WAITING: i64 = 10;

#[async_trait]
impl StatisticsPort for ProposalService {
    async fn standing(&self, now: Stamp) -> Result<Standing, AppError> {
        let mut conn = self.db.read().await?;
        let undecided = Filter {
            kind: Some(Kind::Proposal),
            undecided: true,
            ..Filter::default()
        };
        let proposals = Filter {
            undecided: false,
            whole: true,
            ..undecided.clone()
        };
        let counts = list::counts(&mut conn, &proposals).await?;
        let by_group = counts.into_iter().map(|(group, _, count)| (group, count));
        let rulesets = &self.room.rulesets;
        let waiting = list::page(
            &mut conn,
            rulesets,
            &undecided,
            Order::Waiting,
            None,
            WAITING,
        )
        .await?;
        Ok(Standing {
            groups: summed(by_group),
            decisions: overview::decisions(&mut conn).await?,
            median_answer_days: median_days(&overview::answer_times(&mut conn).await?),
            median_decision_days: median_days(&overview::decision_times(&mut conn).await?),
            overdue: overview::overdue(&mut conn, now.day()).await?,
            waiting: waiting.into_iter().map(|stored| stored.item).collect(),
        })
    }

    async fn promises(&self) -> Result<Promises, AppError> {
        let mut conn = self.db.read().await?;
        let rulesets = &self.room.rulesets;
        let mut promises = Promises::default();
        let items = overview::promised(&mut conn, rulesets).await?;
        let ids: Vec<_> = items.iter().map(|item| item.id).collect();
        let mut said = follow_up::shown(&mut conn, &ids).await?;
        let mut photos = documents::last_photos(&mut conn).await?;
        for item in items {
            let promise = item.course.as_proposal().and_then(Stage::promise);
            let Some(promise) = promise else { continue };
            let pile = match promise {
                Promise::Open { .. } => &mut promises.open,
                Promise::Kept { .. } => &mut promises.kept,
                Promise::Stopped { .. } => &mut promises.stopped,
            };
            let replies = said.remove(&item.id);
            let photo = photos.remove(&item.id);
            pile.push(Promised {
                item,
                promise,
                replies,
                photo,
            });
        }
        promises.open.sort_by_key(|one| match one.promise {
            Promise::Open { next_report, .. } => Some(next_report),
            Promise::Kept { .. } | Promise::Stopped { .. } => None,
        });
        Ok(promises)
    }

    async fn undecided(&self) -> Result<Vec<Undecided>, AppError> {
        let mut conn = self.db.read().await?;
        Ok(overview::undecided(&mut conn).await?)
    }

    async fn undecided_file(&self, lang: Lang, now: Stamp) -> Result<String, AppError> {
        let cases = self.undecided().await?;
        let today = now.day();
        let columns = [
            "report-column-number",
            "report-column-title",
            "report-column-received",
            "report-column-days",
            "report-column-state",
            "report-column-by",
            "report-column-waited",
            "report-column-late",
            "report-column-why",
            "report-column-until",
        ];
        let mut table = Table::new(&columns.map(|column| t!(lang, column).into_owned()));
        for case in cases {
            let (why, until) = case.delay.clone().unwrap_or_default();
            let day = |day: Option<_>| day.map(date_short).unwrap_or_default();
            table.row(&[
                case.diary_number.clone().unwrap_or_default(),
                case.title.clone(),
                date_short(case.received),
                case.received.days_until(today).to_string(),
                state_name(lang, &case.course),
                day(case.answer_by),
                case.waited().to_string(),
                case.late(today)
                    .map(|days| days.to_string())
                    .unwrap_or_default(),
                why,
                day(until),
            ]);
        }
        Ok(table.into_text())
    }
}
