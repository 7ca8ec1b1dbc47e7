//! A report before anybody has laid it out: chapters of what was written, said and counted.

use nara_domain::campaign::{Licence, Quote, Report};
use nara_domain::ids::{CampaignPictureId, ProposalId};
use nara_domain::time::Date;

use super::chapters;
use super::report_path;
use crate::campaigns::api::ReportView;
use crate::context::PageContext;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::posters::{Colors, typed};
use crate::proposals::Plain;
use crate::ui::Kind;

/// A report in one language of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportText {
    pub lang: Lang,
    /// The campaign's name and its question, as written.
    pub title: String,
    pub question: String,
    pub chapters: Vec<Chapter>,
    pub licence: Licence,
    /// The day the record says something new for the last time.
    pub changed_on: Date,
    /// Of its page: absolute, and as people type it.
    pub address: String,
    pub short: String,
    pub municipality: String,
    pub colors: Colors,
}

/// A chapter, never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// In the address of its page.
    pub id: &'static str,
    pub title: String,
    pub parts: Vec<Part>,
    /// Young people's words: search engines do not quote them.
    pub quoted: bool,
}

/// A text, and whether somebody wrote it: then it stands in the language it was written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub text: String,
    pub written: bool,
}

impl Told {
    /// In the reader's language.
    pub fn said(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            written: false,
        }
    }

    /// As somebody wrote it.
    pub fn written(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            written: true,
        }
    }
}

/// A line of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub label: String,
    pub value: Told,
}

/// A part of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Heading(Told),
    Text(Told),
    Facts(Vec<Fact>),
    List(Vec<Told>),
    Quote(QuoteTold),
    Idea(Box<IdeaTold>),
}

/// What somebody said, and under which alias.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteTold {
    pub text: String,
    pub by: Option<String>,
}

impl From<Quote> for QuoteTold {
    fn from(Quote { text, by }: Quote) -> Self {
        Self { text, by }
    }
}

/// An idea in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdeaTold {
    pub id: ProposalId,
    /// The way to its page, without the language.
    pub path: String,
    pub slot: i64,
    pub title: String,
    pub body: String,
    /// Problem, first step, rough cost, and what the elected say of it; empty where nobody has.
    pub facts: Vec<Fact>,
    /// Alias and group.
    pub author: String,
    /// Support, and votes where there was a vote.
    pub counts: Vec<String>,
    pub picture: Option<PictureTold>,
    /// The earliest first; empty while it waits.
    pub answers: Vec<AnswerTold>,
    /// What is said where there is no answer.
    pub waits: String,
}

/// A picture of an idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureTold {
    pub id: CampaignPictureId,
    /// The way to it, without the language.
    pub path: String,
    pub description: String,
    /// Who took it, and what others may do with it.
    pub credit: String,
    pub width: i64,
    pub height: i64,
}

/// What the municipality answered, or that it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerTold {
    pub kind: Kind,
    /// The answer in a word or two.
    pub word: String,
    pub day: Date,
    pub by: Option<String>,
    pub says: Vec<Plain>,
}

impl ReportText {
    /// # Errors
    /// `NotFound` where the campaign has not been presented: there is nothing to report yet.
    pub fn of(page: &PageContext, view: &ReportView, lang: Lang) -> Result<Self, AppError> {
        let campaign = &view.campaign;
        if !campaign.stage.is_presented() {
            return Err(AppError::NotFound);
        }
        let report: Option<Report> = campaign.report();
        let licence = report.as_ref().map_or(Licence::CcBy4, |one| one.licence);
        let way = lang.href(&report_path(&campaign.slug));
        let address = format!("{}{way}", page.site.public_url);
        let last = campaign.acts.last().map(|act| act.at.day());
        let answered = view.ideas.iter().flat_map(|idea| &idea.acts);
        let answered = answered.map(|act| act.at.day()).max();
        Ok(Self {
            lang,
            title: campaign.plan.title.clone(),
            question: campaign.plan.question.clone(),
            chapters: chapters::all(page, view, report.as_ref(), lang),
            licence,
            changed_on: last.max(answered).unwrap_or(page.today()),
            short: typed(&address),
            address,
            municipality: page.site.municipality.clone(),
            colors: Colors::of(page.settings.theme),
        })
    }
}
