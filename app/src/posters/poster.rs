//! What stands on a poster, before anybody has measured it. The page shows it as text, the server draws
//! it; what a poster is of only has to say this much.

use nara_domain::answer::ActKind;
use nara_domain::campaign::CampaignStageCode;
use nara_domain::ids::ActId;
use nara_domain::proposal::{Course, IdeaMoveKind, IdeaStage, Kind, Stage, TransitionKind};
use nara_domain::theme::{Palette, Theme};

use super::query::Choice;
use super::words::Phrase;
use crate::campaigns::api::CampaignView;
use crate::campaigns::path_of as campaign_path;
use crate::context::{PageContext, Site};
use crate::error::AppError;
use crate::i18n::{Lang, date_long};
use crate::proposals::api::{ActView, ProposalView};
use crate::proposals::shown::{named_body, path_of};
use crate::proposals::{act_text, gist};

/// Most characters of an answer: who stands before a poster reads two sentences, and the code leads to
/// the rest.
const ANSWER: usize = 240;

/// A poster. Names nobody: it hangs where its readers are known to each other, and a code leads to the
/// page, which says who wrote what (and can stop saying so; paper cannot).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poster {
    /// What it is about, above the question.
    pub kicker: Phrase,
    /// The question, as written.
    pub title: String,
    pub answer: Option<Said>,
    /// Of a panel: what was said, and what became of it, instead of an answer.
    pub rows: Vec<Row>,
    /// Of a panel: which of all answers these are.
    pub counted: Option<String>,
    pub call: Phrase,
    /// What the code leads to: absolute.
    pub address: String,
    /// The same for who types it, as short as it gets.
    pub short: String,
    pub municipality: String,
    pub colors: Colors,
}

/// A line of a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What was said, as written.
    pub said: String,
    /// What became of it in a word, and the day.
    pub did: String,
    /// The same in a few words, as written; may be empty.
    pub text: String,
    /// Where the rest of it stands, where it was too long.
    pub more: Option<String>,
}

/// An answer on a poster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// As written.
    pub text: String,
    /// The body or the department, and the day.
    pub by: String,
}

/// A poster's colours, as stylesheets take them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colors {
    /// The ground of what to do, and the mark.
    pub brand: String,
    /// Words on it.
    pub on_brand: String,
    /// The leaf behind the question.
    pub tint: String,
}

impl Colors {
    /// The municipality's: paper is light.
    pub fn of(theme: Option<Theme>) -> Self {
        let Palette {
            brand,
            on_brand,
            brand_tint,
            ..
        } = theme.unwrap_or_default().light();
        Self {
            brand: brand.to_string(),
            on_brand: on_brand.to_string(),
            tint: brand_tint.to_string(),
        }
    }
}

impl Poster {
    /// Of a case that everybody may read (`case` as a visitor sees it), or of one of its answers.
    ///
    /// # Errors
    /// `NotFound` for a case that is not public or whose text is withheld, and for an act that is no
    /// answer.
    pub fn of_case(
        page: &PageContext,
        case: &ProposalView,
        choice: &Choice,
    ) -> Result<Self, AppError> {
        if !case.course.is_public() || case.body.is_none() {
            return Err(AppError::NotFound);
        }
        let (site, lang) = (&*page.site, choice.first().site());
        let act = match choice.act {
            None => None,
            Some(id) => Some(answer(case, id).ok_or(AppError::NotFound)?),
        };
        let (kicker, call) = match act {
            Some(act) => of_act(act),
            None => of_state(case),
        };
        // What was done is told by the last report of it, also where nobody asked for that one.
        let told = act.or_else(|| match kicker {
            Phrase::Done => posted(case).into_iter().rfind(|act| is_done(act)),
            _ => None,
        });
        let short = format!("{}/forslag/{}", lang.href(""), case.id);
        let part = act.map(|act| format!("#svar-{}", act.id));
        Ok(Self {
            kicker,
            title: case.title.clone(),
            answer: told.and_then(|act| said(site, lang, act)),
            rows: Vec::new(),
            counted: None,
            call,
            address: format!("{}{short}{}", site.public_url, part.unwrap_or_default()),
            short: typed(&format!("{}{short}", site.public_url)),
            municipality: site.municipality.clone(),
            colors: Colors::of(page.settings.theme),
        })
    }
}

impl Poster {
    /// Of a campaign that everybody may read: the question it asks. Its short name stands in the address.
    ///
    /// # Errors
    /// `NotFound` for a draft, and for one that was called off: nobody is to be asked what is not asked any
    /// more.
    pub fn of_campaign(
        page: &PageContext,
        campaign: &CampaignView,
        choice: &Choice,
    ) -> Result<Self, AppError> {
        use CampaignStageCode as S;
        let (kicker, call) = match campaign.stage.code() {
            S::Draft | S::Cancelled => return Err(AppError::NotFound),
            S::Open | S::Curate => (Phrase::Campaign, Phrase::SupportIdeas),
            S::Voting => (Phrase::Campaign, Phrase::Vote),
            S::Answered => (Phrase::Campaign, Phrase::ReadAnswers),
            S::FollowUp | S::Closed => (Phrase::Campaign, Phrase::SeeResult),
            _ => (Phrase::Campaign, Phrase::ReadMore),
        };
        let path = campaign_path(&campaign.slug);
        let address = format!(
            "{}{}",
            page.site.public_url,
            choice.first().site().href(&path)
        );
        Ok(Self {
            kicker,
            title: campaign.plan.question.clone(),
            answer: None,
            rows: Vec::new(),
            counted: None,
            call,
            short: typed(&address),
            address,
            municipality: page.site.municipality.clone(),
            colors: Colors::of(page.settings.theme),
        })
    }
}

/// An address as people type it.
pub fn typed(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, bare)| bare);
    bare.to_owned()
}

/// The address of a case's poster.
pub fn poster_path(case: &ProposalView) -> String {
    format!("{}/affisch", path_of(case.id, &case.slug))
}

fn of_state(case: &ProposalView) -> (Phrase, Phrase) {
    let done = matches!(
        case.course,
        Course::Idea(IdeaStage::Done { .. }) | Course::Proposal(Stage::Implemented { .. })
    );
    if done {
        return (Phrase::Done, Phrase::SeeResult);
    }
    let (what, support) = match case.kind {
        Kind::Proposal => (Phrase::Proposal, Phrase::SupportProposal),
        Kind::Idea => (Phrase::Idea, Phrase::SupportIdea),
        Kind::Problem | Kind::Questions => (Phrase::Problem, Phrase::ReadMore),
    };
    match case.support.open && case.merged.is_none() {
        true => (what, support),
        false => (what, Phrase::ReadMore),
    }
}

fn of_act(act: &ActView) -> (Phrase, Phrase) {
    match act.transition {
        _ if is_done(act) => (Phrase::Done, Phrase::SeeResult),
        Some(transition) if transition.is_decision() => (Phrase::Decision, Phrase::ReadDecision),
        _ => (Phrase::Answer, Phrase::ReadAnswer),
    }
}

fn is_done(act: &ActView) -> bool {
    act.transition == Some(TransitionKind::MarkImplemented)
        || act.idea_move == Some(IdeaMoveKind::Done)
}

/// What the municipality answered, and nobody has corrected since, the oldest first: decisions, the
/// department's answers, and that it is done. Not what an elected thinks, nor somebody from outside:
/// a poster with the municipality's mark speaks for the municipality.
pub fn posted(case: &ProposalView) -> Vec<&ActView> {
    let answers = |act: &&ActView| match act.kind {
        ActKind::OfficialAnswer | ActKind::IdeaMove => true,
        ActKind::Transition => act.transition.is_some_and(|transition| {
            transition.is_decision() || transition == TransitionKind::MarkImplemented
        }),
        _ => false,
    };
    let acts = case.acts.iter().filter(|act| act.superseded_by.is_none());
    acts.filter(answers).collect()
}

/// The answer with this number, or what corrected it.
fn answer(case: &ProposalView, id: ActId) -> Option<&ActView> {
    let mut id = id;
    // A correction is newer than what it corrects, so this ends.
    while let Some(newer) = case.acts.iter().find(|act| act.id == id)?.superseded_by {
        id = newer;
    }
    posted(case).into_iter().find(|act| act.id == id)
}

fn said(site: &Site, lang: Lang, act: &ActView) -> Option<Said> {
    let body = act.fields.get("body").filter(|_| {
        act.transition
            .is_some_and(nara_domain::proposal::TransitionKind::is_decision)
    });
    let department = act
        .standing
        .as_ref()
        .and_then(|standing| standing.department.clone());
    let who = match (body, department) {
        (Some(body), _) => named_body(lang, body),
        (None, Some(department)) => capitalised(&department),
        (None, None) => site.municipality.clone(),
    };
    Some(Said {
        text: gist(&act_text(act)?, ANSWER),
        by: format!("{who}, {}", date_long(lang, act.happened_on)),
    })
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(rest).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_types_a_scheme() {
        assert_eq!(typed("https://nara.se/forslag/3"), "nara.se/forslag/3");
        assert_eq!(typed("nara.se"), "nara.se");
    }

    #[test]
    fn a_poster_without_a_theme_has_the_sites_colour() {
        let colors = Colors::of(None);
        assert_eq!(colors.brand, "#00733b");
        assert_eq!(colors.tint, "#e6f1eb");
    }
}
