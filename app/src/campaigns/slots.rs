//! The slots of a campaign as a picture, and as the table behind it.

use std::fmt::Write;

use leptos::prelude::*;
use nara_domain::campaign::{Filled, filled};
use nara_domain::proposal::{IdeaStageCode, Verdict};

use super::api::{CampaignIdea, CampaignView};
use super::novelty;
use crate::context::PageContext;
use crate::i18n::{Lang, listed};
use crate::proposals::shown::{path_of, verdict_kind};
use crate::t;
use crate::ui::{Kind, Tag, written_in};

/// Slots in a row of the picture.
const ROW: usize = 5;
/// Side of a slot, and what lies between two, in the units of the picture.
const SIDE: usize = 64;
const STEP: usize = SIDE + 8;
/// Around it all, for half the width of an edge.
const EDGE: usize = 2;

/// The column of the table that is there once the votes are counted.
const VOTES: usize = 4;

/// What is in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    Empty,
    /// An idea that waits for its answer.
    Chosen,
    /// An idea of a campaign that was called off: it waits for nothing.
    CalledOff,
    Answered(Verdict),
    Done,
}

pub fn filling(idea: Option<&CampaignIdea>) -> Filling {
    match idea.map(|idea| (idea.stage, idea.verdict)) {
        None => Filling::Empty,
        Some((IdeaStageCode::Done, _)) => Filling::Done,
        Some((_, Some(verdict))) => Filling::Answered(verdict),
        Some((IdeaStageCode::CampaignOff, None)) => Filling::CalledOff,
        Some((_, None)) => Filling::Chosen,
    }
}

impl Filling {
    /// Shape and colour of what was answered.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Empty | Self::Chosen => None,
            Self::Answered(verdict) => Some(verdict_kind(verdict)),
            Self::Done => Some(Kind::Done),
            Self::CalledOff => Some(Kind::Ended),
        }
    }

    pub fn word(self, lang: Lang) -> String {
        match self {
            Self::Empty => t!(lang, "campaign-slot-empty"),
            Self::Chosen => t!(lang, "campaign-slot-chosen"),
            Self::CalledOff => t!(lang, "stage-campaign_off"),
            Self::Answered(verdict) => t!(lang, &format!("verdict-{}", verdict.code())),
            Self::Done => t!(lang, "stage-done"),
        }
        .into_owned()
    }

    /// As a tag; what is chosen waits.
    pub fn tag(self, lang: Lang) -> impl IntoView + use<> {
        let kind = self.kind().unwrap_or(Kind::Working);
        view! { <Tag kind text=self.word(lang)/> }
    }
}

/// The slots of the set of this number, each with its number and what is in it.
pub fn slots_of(view: &CampaignView, set: i64) -> Vec<(i64, Filling)> {
    view.plan
        .slots_of(set)
        .map(|slot| (slot, filling(view.in_slot(slot))))
        .collect()
}

/// How far the sets are filled.
pub fn filled_sets(view: &CampaignView) -> Vec<Filled> {
    let taken: Vec<i64> = view.ideas.iter().filter_map(|idea| idea.slot).collect();
    filled(&view.plan, &taken)
}

/// Ideas in slots, in all sets, and how many there are room for.
pub fn filled_in_all(view: &CampaignView) -> (i64, i64) {
    let sets = filled_sets(view);
    (
        sets.iter().map(|set| set.chosen).sum(),
        sets.iter().map(|set| set.quota).sum(),
    )
}

/// How long so many slots beside each other are.
const fn length(many: usize) -> usize {
    (many * STEP + 2 * EDGE).saturating_sub(STEP - SIDE)
}

/// What stands in the picture of a set: how high it is, and the shapes. An empty slot is a dashed edge, a
/// chosen idea a solid one with a dot, or without where nobody answers it any more; an answer is a filled one
/// with the answer's mark.
pub fn drawing(slots: &[(i64, Filling)]) -> (usize, String) {
    let rows = slots.len().div_ceil(ROW);
    let mut out = String::new();
    for (index, (number, filling)) in slots.iter().enumerate() {
        let (x, y) = (
            index % ROW * STEP + EDGE,
            index.checked_div(ROW).unwrap_or(0) * STEP + EDGE,
        );
        let middle = x + SIDE / 2;
        let (look, kind) = match filling {
            Filling::Empty => ("empty", ""),
            Filling::Chosen | Filling::CalledOff => ("chosen", ""),
            Filling::Answered(_) | Filling::Done => {
                ("answered", filling.kind().map_or("", Kind::class))
            }
        };
        // A number alone stands in the middle, one with a mark above it.
        let line = match filling {
            Filling::Empty | Filling::CalledOff => y + 40,
            _ => y + 28,
        };
        let kind_of_answer = filling.kind().filter(|_| *filling != Filling::CalledOff);
        let mark = match kind_of_answer {
            None if *filling == Filling::Chosen => {
                format!(
                    "<circle class='place__dot' cx='{middle}' cy='{}' r='6'/>",
                    y + 45
                )
            }
            None => String::new(),
            Some(kind) => format!(
                "<g class='place__mark' transform='translate({} {}) scale(1.5)'>{}</g>",
                middle - 12,
                y + 33,
                kind.icon().drawing()
            ),
        };
        // Writing into a text does not fail.
        let _ = write!(
            out,
            "<g class='place place--{look} {kind}'>\
             <rect x='{x}' y='{y}' width='{SIDE}' height='{SIDE}' rx='8'/>\
             <text class='place__number' x='{middle}' y='{line}'>{number}</text>{mark}</g>"
        );
    }
    (length(rows), out)
}

/// How wide the pictures of sets of these sizes are: all as the widest, and none narrower than three slots, so
/// that a slot of a small set is no larger than others.
pub fn width(quotas: impl IntoIterator<Item = i64>) -> usize {
    let widest = quotas.into_iter().max();
    let columns = widest.and_then(|quota| usize::try_from(quota).ok());
    length(columns.unwrap_or_default().clamp(3, ROW))
}

/// A picture for each set, under its name.
pub fn picture(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let width = width(view.plan.sets.iter().map(|set| set.quota));
    let sets = (1_i64..)
        .zip(&view.plan.sets)
        .zip(filled_sets(view))
        .map(|((number, set), filled)| {
            let (height, shapes) = drawing(&slots_of(view, number));
            let counted = t!(
                lang,
                "campaign-filled",
                chosen = filled.chosen,
                quota = filled.quota
            )
            .into_owned();
            let label = format!("{}: {counted}", set.name);
            view! {
                <li>
                    <p class="places__name">
                        <strong lang=written_in(lang) dir="auto">{set.name.clone()}</strong>
                        <span class="places__count">{counted}</span>
                    </p>
                    <svg class="places__picture" viewBox=format!("0 0 {width} {height}") role="img"
                        aria-label=label inner_html=shapes></svg>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="places">{sets}</ul> }.into_any()
}

/// What is in the slots, in words.
pub fn table(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let free: Vec<String> = (1..=view.plan.slots())
        .filter(|slot| view.in_slot(*slot).is_none())
        .map(|slot| slot.to_string())
        .collect();
    let free = (!free.is_empty()).then(|| {
        let count = i64::try_from(free.len()).unwrap_or(i64::MAX);
        let slots = listed(lang, &free);
        view! { <p class="muted">{t!(lang, "campaign-free", count = count, slots = slots)}</p> }
    });
    let counted = view.counted();
    let heads = ["slot", "idea", "set", "support", "votes", "answer"]
        .map(|column| t!(lang, &format!("campaign-column-{column}")).into_owned());
    let rows = (1_i64..)
        .zip(&view.plan.sets)
        .flat_map(|(number, set)| {
            view.plan
                .slots_of(number)
                .map(|slot| (set.name.clone(), slot))
        })
        .filter_map(|(set, slot)| Some((set, slot, view.in_slot(slot)?)))
        .map(|(set, slot, idea)| {
            let said = novelty::in_short(page, view, idea);
            let votes = counted.as_ref().and_then(|counted| counted.of(idea.id));
            let votes = votes.map_or(0, |total| total.in_all());
            let votes = counted.is_some().then_some(votes);
            row(page, &heads, (set, slot), (idea, said), votes)
        })
        .collect_view();
    let none = view.ideas.iter().all(|idea| idea.slot.is_none());
    let table = (!none).then(|| {
        let heads = heads
            .iter()
            .enumerate()
            .filter(|(column, _)| *column != VOTES || counted.is_some())
            .map(|(_, head)| head)
            .map(|head| view! { <th scope="col">{head.clone()}</th> })
            .collect_view();
        view! {
            <div class="table-wrap">
                <table class="table table--stack">
                    <caption>{t!(lang, "campaign-table")}</caption>
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! { {table}{free} }.into_any()
}

fn row(
    page: &PageContext,
    heads: &[String; 6],
    (set, slot): (String, i64),
    (idea, said): (&CampaignIdea, AnyView),
    votes: Option<i64>,
) -> impl IntoView + use<> {
    let lang = page.lang;
    let to = page.href(&path_of(idea.id, &idea.slug));
    let [place, _, of_set, support, voted, answer] = heads.clone();
    let votes = votes.map(|votes| view! { <td data-label=voted>{votes}</td> });
    // What is there already and nobody knew of goes on a wall.
    let poster = (idea.verdict == Some(Verdict::Exists)).then(|| {
        let to = page.href(&format!("{}/affisch", path_of(idea.id, &idea.slug)));
        view! { <p class="small"><a href=to>{t!(lang, "novelty-poster")}</a></p> }
    });
    view! {
        <tr>
            <td data-label=place>{slot}</td>
            <th scope="row">
                <a href=to lang=written_in(lang) dir="auto">{idea.title.clone()}</a>
                <p class="small muted">{idea.author.clone()}</p>
            </th>
            <td data-label=of_set lang=written_in(lang) dir="auto">{set}</td>
            <td data-label=support>{idea.support}</td>
            {votes}
            <td data-label=answer><div>{filling(Some(idea)).tag(lang)}{poster}{said}</div></td>
        </tr>
    }
}
