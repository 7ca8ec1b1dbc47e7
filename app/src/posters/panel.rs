//! `/kampanjer/{slug}/panel`: you said – we did. What was chosen in a campaign and what became of it, for
//! the wall of the school where it was written.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::proposal::IdeaStageCode;

use super::page::around;
use super::poster::{Colors, Poster, Row, typed};
use super::query::{Choice, Format};
use super::words::{Phrase, Tongue};
use crate::campaigns::api::{CampaignPort, ReportIdea, ReportView};
use crate::campaigns::path_of;
use crate::campaigns::report::named;
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::{Lang, date_long};
use crate::layout::load;
use crate::proposals::{act_text, gist};
use crate::t;

/// Most characters of what was done: read in passing.
const DID: usize = 110;

/// How many lines are read on a wall; the code leads to the rest.
const fn most(format: Format) -> usize {
    match format {
        Format::A4 | Format::A3 => 6,
        Format::Square | Format::Slide => 4,
    }
}

impl Poster {
    /// Of a campaign's answers: what is done first, then the others in the order of their slots. Names
    /// nobody, as no poster does.
    ///
    /// # Errors
    /// `NotFound` before the first answer.
    pub fn panel(page: &PageContext, view: &ReportView, choice: &Choice) -> Result<Self, AppError> {
        let lang = choice.first().site();
        let campaign = &view.campaign;
        let slots = 1..=campaign.plan.slots();
        let mut chosen: Vec<_> = slots.filter_map(|slot| campaign.in_slot(slot)).collect();
        chosen.sort_by_key(|idea| idea.stage != IdeaStageCode::Done);
        let rows = chosen.into_iter().filter_map(|idea| {
            let told = view.ideas.iter().find(|one| one.id == idea.id)?;
            row(&idea.title, told, lang)
        });
        let rows: Vec<Row> = rows.take(most(choice.format)).collect();
        if rows.is_empty() {
            return Err(AppError::NotFound);
        }
        let path = lang.href(&path_of(&campaign.slug));
        let address = format!("{}{path}", page.site.public_url);
        Ok(Self {
            kicker: Phrase::Done,
            title: campaign.plan.title.clone(),
            answer: None,
            rows,
            call: Phrase::ReadAnswers,
            short: typed(&address),
            address,
            municipality: page.site.municipality.clone(),
            colors: Colors::of(page.settings.theme),
        })
    }
}

/// What was said, and what became of it by now; none while it waits.
fn row(title: &str, idea: &ReportIdea, lang: Lang) -> Option<Row> {
    let last = idea.acts.last()?;
    let (_, word) = named(last.idea_move, lang);
    // That it is done may say nothing of its own: then the answer does.
    let text = idea.acts.iter().rev().find_map(act_text);
    Some(Row {
        said: title.to_owned(),
        did: format!("{word}, {}", date_long(lang, last.happened_on)),
        text: text.map(|text| gist(&text, DID)).unwrap_or_default(),
    })
}

/// Of what everybody may read, whoever asks.
#[component]
pub fn PanelPage() -> impl IntoView {
    let page = page();
    let slug = use_params_map().get_untracked().get("campaign");
    let campaigns = port::<dyn CampaignPort>();
    let choice = Choice::lenient(&page.query, Tongue::of_site(page.lang));
    let now = page.now;
    let data = async move {
        let slug = slug.unwrap_or_default();
        let view = campaigns?.report(&slug, now).await?;
        let poster = Poster::panel(&page, &view, &choice)?;
        Ok((page, view, poster, choice))
    };
    load(data, |(page, view, poster, choice)| {
        show(&page, &view, &poster, &choice)
    })
}

fn show(page: &PageContext, view: &ReportView, poster: &Poster, choice: &Choice) -> AnyView {
    let lang = page.lang;
    let name = view.campaign.plan.title.clone();
    let title = t!(lang, "poster-panel-title", title = name.clone()).into_owned();
    let path = path_of(&view.campaign.slug);
    let way = vec![
        (
            t!(lang, "campaigns-title").into_owned(),
            "/kampanjer".to_owned(),
        ),
        (name, path.clone()),
    ];
    let path = format!("{path}/panel");
    let unlisted = view! { <Meta name="robots" content="noindex"/> }.into_any();
    let more = ().into_any();
    around(
        page,
        (&title, way),
        (unlisted, more),
        (&path, poster, choice),
    )
}
