//! Who works with a campaign is reminded of the days it promised: each once, by whichever server is first.

use std::collections::BTreeSet;

use nara_app::campaigns::path_of;
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::actor::Role;
use nara_domain::time::Stamp;

use super::CampaignService;
use super::store;
use crate::mail;
use crate::mail::letters;
use crate::work::told;

impl CampaignService {
    /// How many campaigns somebody was reminded of. Called every minute, by every server.
    ///
    /// # Errors
    /// Only where the campaigns cannot be read; what has been sent stays sent.
    pub async fn remind(&self, site: &Site, now: Stamp) -> Result<usize, AppError> {
        let (awaited, reminded) = {
            let mut conn = self.db.read().await?;
            let awaited = store::list_awaited(&mut conn).await?;
            (awaited, store::list_reminded(&mut conn).await?)
        };
        let reminded: BTreeSet<_> = reminded.into_iter().collect();
        let mut sent = 0;
        for campaign in awaited {
            let Some((what, day)) = campaign.stage.reminder(now.day()) else {
                continue;
            };
            let key = (campaign.id.get(), what.to_string(), day.to_string());
            if !reminded.contains(&key) {
                match self.remind_of(site, &campaign.slug, now).await {
                    Ok(reminded) => sent += usize::from(reminded),
                    // One that cannot be reminded of keeps no other from it.
                    Err(error) => {
                        tracing::error!(campaign = campaign.slug, %error, "campaign.not_reminded");
                    }
                }
            }
        }
        Ok(sent)
    }

    /// False where another server was first, or the campaign has moved on.
    async fn remind_of(&self, site: &Site, slug: &str, now: Stamp) -> Result<bool, AppError> {
        let mut tx = self.db.begin().await?;
        let campaign = store::lock(&mut tx, slug).await?;
        let Some(campaign) = campaign else {
            return Ok(false);
        };
        let Some((what, day)) = campaign.stage.reminder(now.day()) else {
            return Ok(false);
        };
        if !store::insert_reminder(&mut tx, (campaign.id, what, day), now).await? {
            return Ok(false);
        }
        // Those who have worked with it and still run cases; where none does, those who keep the diary.
        let worked = store::list_workers(&mut tx, campaign.id).await?;
        let mut whom = told::at_work(&mut tx, worked, now).await?;
        if whom.is_empty() {
            whom = told::holding(&mut tx, Role::Secretary, now).await?;
        }
        let path = path_of(&campaign.slug);
        for person in whom {
            for lang in Lang::ALL {
                let about = (what, day, campaign.plan.title.as_str());
                let letter = letters::campaign_reminder(site, lang, about, &path);
                mail::store::insert_for_person(&mut tx, person, lang, &letter, now).await?;
            }
        }
        tx.commit().await?;
        Ok(true)
    }
}
