//! The ideas in slots, each with what it was answered.

use nara_domain::campaign::Parts;
use nara_domain::proposal::{IdeaMoveKind, Verdict};

use super::text::{AnswerTold, Fact, IdeaTold, Part, PictureTold, Told};
use crate::campaigns::api::{CampaignIdea, ReportIdea, ReportView};
use crate::campaigns::novelty;
use crate::campaigns::picture::{credit, file_path};
use crate::campaigns::slots::{filled_sets, filling};
use crate::i18n::Lang;
use crate::proposals::api::ActView;
use crate::proposals::shown::{path_of, verdict_kind};
use crate::proposals::{act_who, plain};
use crate::t;
use crate::ui::Kind;

/// The sets in their order, each with its ideas in theirs.
pub fn sets(view: &ReportView, lang: Lang) -> Vec<Part> {
    let campaign = &view.campaign;
    let mut parts = Vec::new();
    for ((number, set), filled) in (1_i64..)
        .zip(&campaign.plan.sets)
        .zip(filled_sets(campaign))
    {
        parts.push(Part::Heading(Told::written(&set.name)));
        let chosen = t!(
            lang,
            "campaign-filled",
            chosen = filled.chosen,
            quota = filled.quota
        );
        parts.push(Part::Text(Told::said(format!("{chosen}."))));
        let slots = campaign.plan.slots_of(number);
        let ideas = slots.filter_map(|slot| Some((slot, campaign.in_slot(slot)?)));
        parts.extend(ideas.map(|(slot, idea)| {
            let told = view.ideas.iter().find(|one| one.id == idea.id);
            Part::Idea(Box::new(of(view, (slot, idea), told, lang)))
        }));
    }
    parts
}

fn of(
    view: &ReportView,
    (slot, idea): (i64, &CampaignIdea),
    told: Option<&ReportIdea>,
    lang: Lang,
) -> IdeaTold {
    let mut counts = vec![t!(lang, "common-supporters", count = idea.support).into_owned()];
    if let Some(counted) = view.campaign.counted() {
        let votes = counted.of(idea.id).map_or(0, |total| total.in_all());
        counts.push(t!(lang, "vote-votes", count = votes).into_owned());
    }
    let acts = told.map(|told| told.acts.as_slice()).unwrap_or_default();
    IdeaTold {
        id: idea.id,
        path: path_of(idea.id, &idea.slug),
        slot,
        title: idea.title.clone(),
        body: told.map(|told| told.body.clone()).unwrap_or_default(),
        picture: picture(view, idea, lang),
        facts: facts(view, idea, told, lang),
        author: idea.author.clone(),
        counts,
        answers: acts.iter().map(|act| answer(act, lang)).collect(),
        waits: filling(Some(idea)).word(lang),
    }
}

fn picture(view: &ReportView, idea: &CampaignIdea, lang: Lang) -> Option<PictureTold> {
    let shown = view.campaign.pictures.get(&idea.id)?;
    Some(PictureTold {
        id: shown.id,
        path: file_path(&view.campaign.slug, idea.id, shown.id),
        description: shown.description.clone(),
        credit: credit(lang, shown),
        width: shown.width,
        height: shown.height,
    })
}

/// What makes it one that can be answered, and whether the elected knew of it.
fn facts(
    view: &ReportView,
    idea: &CampaignIdea,
    told: Option<&ReportIdea>,
    lang: Lang,
) -> Vec<Fact> {
    let parts = told.and_then(|told| told.parts.as_ref());
    let parts = parts.into_iter().flat_map(Parts::texts);
    let parts = parts.map(|(name, text)| Fact {
        label: t!(lang, &format!("field-idea_parts-{name}")).into_owned(),
        value: Told::written(text),
    });
    let said = novelty::told(lang, view.campaign.said_of(idea.id));
    let said = said.map(|said| Fact {
        label: t!(lang, "novelty-report").into_owned(),
        value: Told::said(said),
    });
    parts.chain(said).collect()
}

/// What it is in a word, and with which mark.
pub fn named(step: Option<IdeaMoveKind>, lang: Lang) -> (Kind, String) {
    match step.and_then(IdeaMoveKind::verdict) {
        Some(verdict) => (verdict_kind(verdict), word(verdict, lang)),
        None => (Kind::Done, t!(lang, "stage-done").into_owned()),
    }
}

pub fn word(verdict: Verdict, lang: Lang) -> String {
    t!(lang, &format!("verdict-{}", verdict.code())).into_owned()
}

fn answer(act: &ActView, lang: Lang) -> AnswerTold {
    let (kind, word) = named(act.idea_move, lang);
    AnswerTold {
        kind,
        word,
        day: act.happened_on,
        by: act_who(lang, act),
        says: plain(lang, act),
    }
}
