//! `/kampanjer/{slug}/panel`: you said – we did. What was chosen in a campaign and what became of it, for
//! the wall of the school where it was written.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::proposal::IdeaStageCode;

use super::page::{Head, around};
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
const fn longest(format: Format) -> usize {
    match format {
        Format::A4 | Format::A3 => 150,
        Format::Square | Format::Slide => 110,
    }
}

/// How many lines of a sheet are read on a wall; the others are on the next one.
const fn most(format: Format) -> usize {
    match format {
        Format::A4 | Format::A3 => 4,
        Format::Square | Format::Slide => 3,
    }
}

/// As few sheets as hold them all, none much emptier than the others.
fn sheets<T: Clone>(rows: &[T], most: usize) -> Vec<Vec<T>> {
    let sheets = rows.len().div_ceil(most.max(1)).max(1);
    let each = rows.len().div_ceil(sheets).max(1);
    rows.chunks(each).map(<[T]>::to_vec).collect()
}

impl Poster {
    /// Of all of a campaign's answers, on as many sheets as they need: what is done first, then the others in
    /// the order of their slots. Names nobody, as no poster does.
    ///
    /// # Errors
    /// `NotFound` before the first answer.
    pub fn panel(
        page: &PageContext,
        view: &ReportView,
        choice: &Choice,
    ) -> Result<Vec<Self>, AppError> {
        let lang = choice.first().site();
        let campaign = &view.campaign;
        let slots = 1..=campaign.plan.slots();
        let mut chosen: Vec<_> = slots.filter_map(|slot| campaign.in_slot(slot)).collect();
        chosen.sort_by_key(|idea| idea.stage != IdeaStageCode::Done);
        let rows = chosen.into_iter().filter_map(|idea| {
            let told = view.ideas.iter().find(|one| one.id == idea.id)?;
            let way = lang.href(&format!("/forslag/{}", idea.id));
            let way = typed(&format!("{}{way}", page.site.public_url));
            row((&idea.title, &way), told, lang, longest(choice.format))
        });
        let rows: Vec<Row> = rows.collect();
        if rows.is_empty() {
            return Err(AppError::NotFound);
        }
        let path = lang.href(&path_of(&campaign.slug));
        let address = format!("{}{path}", page.site.public_url);
        let all = rows.len();
        let sheets = sheets(&rows, most(choice.format));
        let several = sheets.len() > 1;
        let mut before = 0;
        let sheets = sheets.into_iter().map(|rows| {
            let (from, to) = (before + 1, before + rows.len());
            before = to;
            let counted = match several {
                true => t!(lang, "poster-panel-part", from = from, to = to, all = all),
                false => t!(lang, "poster-panel-all", count = all),
            };
            Self {
                kicker: Phrase::Done,
                title: campaign.plan.title.clone(),
                answer: None,
                rows,
                counted: Some(counted.into_owned()),
                call: Phrase::ReadAnswers,
                short: typed(&address),
                address: address.clone(),
                municipality: page.site.municipality.clone(),
                colors: Colors::of(page.settings.theme),
            }
        });
        Ok(sheets.collect())
    }
}

/// What was said, and what became of it by now; none while it waits.
fn row((title, way): (&str, &str), idea: &ReportIdea, lang: Lang, longest: usize) -> Option<Row> {
    let last = idea.acts.last()?;
    let (_, word) = named(last.idea_move, lang);
    // That it is done may say nothing of its own: then the answer does.
    let text = idea.acts.iter().rev().find_map(act_text);
    let all = text.unwrap_or_default();
    let text = gist(&all, longest);
    let more = text
        .ends_with('…')
        .then(|| t!(lang, "poster-panel-more", address = way.to_owned()).into_owned());
    Some(Row {
        said: title.to_owned(),
        did: format!("{word}, {}", date_long(lang, last.happened_on)),
        text,
        more,
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
        let sheets = Poster::panel(&page, &view, &choice)?;
        Ok((page, view, sheets, choice))
    };
    load(data, |(page, view, sheets, choice)| {
        show(&page, &view, &sheets, choice)
    })
}

fn show(page: &PageContext, view: &ReportView, sheets: &[Poster], mut choice: Choice) -> AnyView {
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
    // A sheet that is not there: the last one that is.
    choice.sheet = choice.sheet.clamp(1, sheets.len().max(1));
    let head = Head {
        title,
        heading: t!(lang, "poster-panel-heading").into_owned(),
        lead: t!(lang, "poster-panel-lead").into_owned(),
        way,
    };
    let more = choose_sheet(page, &path, sheets.len(), &choice);
    let Some(poster) = sheets.get(choice.sheet - 1) else {
        return ().into_any();
    };
    around(page, head, (unlisted, more), (&path, poster, &choice))
}

/// A link per sheet; nothing where there is one.
fn choose_sheet(page: &PageContext, path: &str, sheets: usize, choice: &Choice) -> AnyView {
    let lang = page.lang;
    if sheets < 2 {
        return ().into_any();
    }
    let links = (1..=sheets)
        .map(|sheet| {
            let other = Choice {
                sheet,
                ..choice.clone()
            };
            let to = page.href(&format!("{path}?{}", other.query()));
            let current = (sheet == choice.sheet).then_some("true");
            let name = t!(lang, "poster-panel-sheet", number = sheet, all = sheets);
            view! { <li><a class="filter" href=to aria-current=current>{name}</a></li> }
        })
        .collect_view();
    view! {
        <nav class="filters__group" aria-labelledby="blad">
            <h2 class="filters__title" id="blad">{t!(lang, "poster-panel-sheets")}</h2>
            <p class="small muted">{t!(lang, "poster-panel-sheets-hint")}</p>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::sheets;

    #[test]
    fn every_answer_is_on_a_sheet_and_none_is_much_emptier_than_the_others() {
        for count in 1..=100_usize {
            let rows: Vec<usize> = (0..count).collect();
            let sheets = sheets(&rows, 4);
            assert_eq!(sheets.concat(), rows, "all of them, in their order");
            assert_eq!(sheets.len(), count.div_ceil(4).min(sheets.len()));
            assert!(sheets.iter().all(|sheet| (1..=4).contains(&sheet.len())));
        }
        let many: Vec<usize> = (0..9).collect();
        let lengths: Vec<usize> = sheets(&many, 4).iter().map(Vec::len).collect();
        assert_eq!(lengths, [3, 3, 3]);
    }
}
