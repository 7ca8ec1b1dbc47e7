//! What stands in which chapter.

use nara_domain::campaign::{
    CampaignStage, CampaignStep, CampaignStepKind, InfluenceLevel, Licence, Report,
};
use nara_domain::proposal::{IdeaStageCode, Verdict};

use super::answers::{sets, word};
use super::text::{Chapter, Fact, Part, Told};
use crate::campaigns::about::members;
use crate::campaigns::api::{CampaignAct, CampaignView, ReportView};
use crate::campaigns::ideas::kept;
use crate::campaigns::shown::{approval_of, is_late};
use crate::campaigns::slots::filled_in_all;
use crate::context::PageContext;
use crate::i18n::{Lang, date_long, listed};
use crate::proposals::shown::named_body;
use crate::t;

/// A chapter of these parts; none of none.
fn chapter(lang: Lang, id: &'static str, word: &str, parts: Vec<Part>) -> Option<Chapter> {
    (!parts.is_empty()).then(|| Chapter {
        id,
        title: t!(lang, &format!("campaign-report-{word}")).into_owned(),
        parts,
        quoted: matches!(id, "ideerna" | "de-unga-sager"),
    })
}

/// All of them, in their order.
pub fn all(
    page: &PageContext,
    view: &ReportView,
    report: Option<&Report>,
    lang: Lang,
) -> Vec<Chapter> {
    let campaign = &view.campaign;
    let own = |text: Option<&String>| text.map(|text| Part::Text(Told::written(text)));
    let foreword = own(report.and_then(|report| report.foreword.as_ref()));
    let quotes = report.map(Report::quotes).unwrap_or_default();
    let quotes = quotes.into_iter().map(|quote| Part::Quote(quote.into()));
    let mut now = what_now(page, campaign, lang);
    now.extend(own(report.and_then(|report| report.what_now.as_ref())));
    now.extend(followed_up(campaign, lang));
    let mut method = vec![Part::Facts(numbers(campaign, lang))];
    if let Some(lessons) = own(report.and_then(|report| report.lessons.as_ref())) {
        let title = t!(lang, "campaign-report-lessons");
        method.extend([Part::Heading(Told::said(title)), lessons]);
    }
    [
        chapter(lang, "forord", "foreword", foreword.into_iter().collect()),
        chapter(lang, "uppdraget", "task", task(campaign, lang)),
        chapter(lang, "ideerna", "ideas", ideas(view, lang)),
        chapter(lang, "de-unga-sager", "young_speak", quotes.collect()),
        chapter(lang, "vad-hander-nu", "what_now", now),
        chapter(lang, "sa-gick-det-till", "method", method),
        chapter(lang, "licens", "licence", licence(report, lang)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn fact(lang: Lang, word: &str, value: Told) -> Fact {
    Fact {
        label: t!(lang, word).into_owned(),
        value,
    }
}

/// The last step of a kind, with what was recorded.
fn last(campaign: &CampaignView, kind: CampaignStepKind) -> Option<&CampaignAct> {
    campaign.acts.iter().rfind(|act| act.step == kind)
}

/// Day and body of the presentation.
fn presented(campaign: &CampaignView, lang: Lang) -> Option<Told> {
    let act = last(campaign, CampaignStepKind::Present)?;
    match CampaignStep::parse(act.step, &act.fields).ok()? {
        CampaignStep::Present {
            body, meeting_date, ..
        } => {
            let day = date_long(lang, meeting_date);
            Some(Told::said(match body {
                Some(body) => format!("{day}, {}", named_body(lang, body.as_str())),
                None => day,
            }))
        }
        _ => None,
    }
}

/// What was asked, by whom, of whom, and how much it counts.
fn task(campaign: &CampaignView, lang: Lang) -> Vec<Part> {
    let plan = &campaign.plan;
    let groups: Vec<String> = campaign
        .groups
        .iter()
        .map(|group| match group.members {
            0 => group.name.clone(),
            _ => format!("{} ({})", group.name, members(lang, group)),
        })
        .collect();
    let ages = t!(
        lang,
        "campaign-report-ages",
        from = plan.age_from,
        to = plan.age_to
    );
    let mut facts = Vec::new();
    if let Some(approval) = approval_of(campaign) {
        // Who chooses can begin before the last day that was promised.
        let begun = campaign
            .acts
            .iter()
            .rfind(|act| act.step == CampaignStepKind::Curate);
        let begun = begun.map_or(approval.ideas_until, |act| act.at.day());
        let days = t!(
            lang,
            "campaign-report-days",
            from = date_long(lang, approval.opens_on),
            to = date_long(lang, approval.ideas_until.min(begun))
        );
        facts.extend([
            fact(
                lang,
                "campaign-report-asked",
                Told::written(&approval.approved_by),
            ),
            fact(lang, "campaign-sponsor", Told::written(&approval.sponsor)),
            fact(lang, "campaign-answerer", Told::written(&approval.answerer)),
            fact(lang, "campaign-report-period", Told::said(days)),
            fact(lang, "campaign-budget", Told::written(&approval.budget)),
        ]);
    }
    if !groups.is_empty() {
        let groups = Told::written(listed(lang, &groups));
        facts.push(fact(lang, "campaign-groups", groups));
    }
    facts.push(fact(lang, "campaign-report-for", Told::said(ages)));
    let presented = presented(campaign, lang);
    facts.extend(presented.map(|told| fact(lang, "campaign-report-presented", told)));
    let level = plan.influence.code();
    let steps = InfluenceLevel::ALL;
    let step = steps.iter().position(|one| *one == plan.influence);
    let influence = format!(
        "{}. {}",
        t!(lang, &format!("choice-influence-{level}")),
        t!(
            lang,
            "campaign-ladder",
            step = step.map_or(0, |place| place + 1),
            steps = steps.len()
        )
    );
    facts.push(fact(lang, "campaign-influence", Told::said(influence)));
    let heading = |word| Part::Heading(Told::said(t!(lang, word)));
    vec![
        Part::Text(Told::written(&plan.commission)),
        Part::Facts(facts),
        heading("campaign-can"),
        Part::Text(Told::written(&plan.can_influence)),
        heading("campaign-cannot"),
        Part::Text(Told::written(&plan.cannot_influence)),
    ]
}

fn ideas(view: &ReportView, lang: Lang) -> Vec<Part> {
    let mut parts = sets(view, lang);
    // Why a set is not full was asked of who presented it.
    let unfilled = last(&view.campaign, CampaignStepKind::Present);
    let unfilled = unfilled.and_then(|act| act.fields.get("unfilled"));
    if let Some(why) = unfilled.filter(|why| !why.is_empty()) {
        let label = t!(lang, "campaign-report-unfilled");
        parts.push(Part::Heading(Told::said(label)));
        parts.push(Part::Text(Told::written(why)));
    }
    parts
}

/// Who answers by when, and what was answered.
fn what_now(page: &PageContext, campaign: &CampaignView, lang: Lang) -> Vec<Part> {
    let answerer = approval_of(campaign).map(|approval| approval.answerer);
    let answerer = answerer.unwrap_or_default();
    let mut parts = Vec::new();
    let mut say = |text: std::borrow::Cow<'_, str>| parts.push(Part::Text(Told::said(text)));
    match &campaign.stage {
        CampaignStage::Presented { answer_by, .. } => {
            let late = is_late(campaign.stage.code(), Some(*answer_by), page.today());
            let date = date_long(lang, *answer_by);
            let word = match late {
                true => "campaign-report-late",
                false => "campaign-report-answers-by",
            };
            say(t!(lang, word, date = date, who = answerer));
        }
        CampaignStage::Answered { on, .. }
        | CampaignStage::FollowUp {
            answered_on: on, ..
        } => say(t!(
            lang,
            "campaign-report-answered",
            date = date_long(lang, *on)
        )),
        CampaignStage::Closed { on } => {
            say(t!(
                lang,
                "campaign-report-closed",
                date = date_long(lang, *on)
            ));
        }
        _ => {}
    }
    let chosen: Vec<_> = campaign
        .ideas
        .iter()
        .filter(|idea| idea.slot.is_some())
        .collect();
    let count = |what: &dyn Fn(&crate::campaigns::api::CampaignIdea) -> bool| {
        chosen.iter().filter(|idea| what(idea)).count()
    };
    let line =
        |word: String, count: usize| (count > 0).then(|| Told::said(format!("{word}: {count}")));
    let verdicts = Verdict::ALL.iter().filter_map(|verdict| {
        line(
            word(*verdict, lang),
            count(&|idea| idea.verdict == Some(*verdict)),
        )
    });
    let waiting = t!(lang, "campaign-slot-chosen").into_owned();
    let done = t!(lang, "campaign-report-of_them-done").into_owned();
    let rest = [
        line(waiting, count(&|idea| idea.verdict.is_none())),
        line(done, count(&|idea| idea.stage == IdeaStageCode::Done)),
    ];
    let lines: Vec<_> = verdicts.chain(rest.into_iter().flatten()).collect();
    if !lines.is_empty() {
        parts.push(Part::List(lines));
    }
    let delay = last(campaign, CampaignStepKind::Delay);
    if let Some(reason) = delay.and_then(|act| act.fields.get("reason")) {
        let label = t!(lang, "campaign-report-delayed");
        parts.push(Part::Heading(Told::said(label)));
        parts.push(Part::Text(Told::written(reason)));
    }
    parts
}

/// What was told since, the earliest first.
fn followed_up(campaign: &CampaignView, lang: Lang) -> Vec<Part> {
    let acts = campaign.acts.iter().filter(|act| {
        matches!(
            act.step,
            CampaignStepKind::FollowUp | CampaignStepKind::Close
        )
    });
    let told = acts.filter_map(|act| {
        let text = act.fields.get("report")?;
        let done = t!(lang, &format!("campaign-step-{}-done", act.step.code()));
        let title = format!("{done}, {}", date_long(lang, act.at.day()));
        Some([
            Part::Heading(Told::said(title)),
            Part::Text(Told::written(text)),
        ])
    });
    told.flatten().collect()
}

/// How many took part, and how it went.
fn numbers(campaign: &CampaignView, lang: Lang) -> Vec<Fact> {
    let members: i64 = campaign.groups.iter().map(|group| group.members).sum();
    let support: i64 = campaign.ideas.iter().map(|idea| idea.support).sum();
    let (chosen, quota) = filled_in_all(campaign);
    let filled = t!(lang, "campaign-filled", chosen = chosen, quota = quota);
    let lines = [
        ("groups", campaign.groups.len().to_string()),
        ("members", members.to_string()),
        ("ideas", campaign.ideas.len().to_string()),
        ("chosen", filled.into_owned()),
        ("kept", kept(campaign).len().to_string()),
        ("support", support.to_string()),
    ];
    let known = lines.into_iter();
    let known = known.filter(|(what, _)| *what != "members" || members > 0);
    let mut facts: Vec<Fact> = known
        .map(|(what, value)| {
            let word = format!("campaign-report-number-{what}");
            fact(lang, &word, Told::said(value))
        })
        .collect();
    if let Some(counted) = campaign.counted() {
        let all = counted.ballots.saturating_add(counted.slips);
        let all = Told::said(all.to_string());
        facts.push(fact(lang, "campaign-report-number-votes", all));
        let whom = campaign.voting().map(|voting| Told::written(voting.whom));
        facts.extend(whom.map(|whom| fact(lang, "campaign-report-voted", whom)));
    }
    let present = last(campaign, CampaignStepKind::Present);
    if let Some(present) = present.and_then(|act| act.fields.get("present")) {
        let present = Told::written(present);
        facts.push(fact(lang, "campaign-report-present", present));
    }
    if let Some(approval) = approval_of(campaign) {
        let consent = Told::written(approval.consent);
        facts.push(fact(lang, "campaign-consent", consent));
    }
    facts
}

fn licence(report: Option<&Report>, lang: Lang) -> Vec<Part> {
    let chosen = report.map_or(Licence::CcBy4, |report| report.licence);
    let means = t!(lang, &format!("campaign-report-licence-{}", chosen.code()));
    let mut parts = vec![Part::Text(Told::said(means))];
    let why = report.filter(|_| chosen == Licence::Exception);
    let why = why.and_then(|report| report.licence_exception.as_ref());
    parts.extend(why.map(|why| Part::Text(Told::written(why))));
    if let Some(by) = report.and_then(|report| report.pictures.as_ref()) {
        let by = Told::written(by);
        let facts = vec![fact(lang, "campaign-report-pictures", by)];
        parts.push(Part::Facts(facts));
    }
    parts
}
