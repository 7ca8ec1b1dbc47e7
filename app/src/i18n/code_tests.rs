//! Words that are looked up by a code of the domain: every code has them.

use nara_domain::actor::{Body, Level, Role};
use nara_domain::answer::ActKind;
use nara_domain::campaign::{
    CampaignReminder, CampaignStageCode, CampaignStepKind, InfluenceLevel, Licence, NOVELTY_FIELDS,
    Novelty, WhoVotes, allowed_from,
};
use nara_domain::days::DayKind;
use nara_domain::dialogue::CommentStance;
use nara_domain::error::{Denied, FieldProblem, NotAllowedNow, NotNow};
use nara_domain::fields::{FieldInput, FieldSpec, YesNo};
use nara_domain::letters::{DeskNews, Trouble};
use nara_domain::linking::IdentityRefused;
use nara_domain::merging::{Answer, NotMergeable, Outcome};
use nara_domain::moderation::holding::{HOLDING_FIELDS, HoldReason};
use nara_domain::moderation::limits::Doing;
use nara_domain::moderation::pace::PaceKind;
use nara_domain::moderation::{HeldMove, HeldState, TogetherMove};
use nara_domain::name::NameForm;
use nara_domain::proposal::idea::IdeaStageCode;
use nara_domain::proposal::problem::ProblemStageCode;
use nara_domain::proposal::ruleset::{AnnounceWhen, ClockFrom};
use nara_domain::proposal::ruleset_form::{EXEMPT_TOPICS, FIELDS as RULES};
use nara_domain::proposal::topic::Topic;
use nara_domain::proposal::{IdeaMoveKind, NotReceived, TransitionKind, Verdict};
use nara_domain::proposal::{NextKind, StageCode, StageGroup};
use nara_domain::question::{Extent, NumberState, QuestionStepKind, SetState};
use nara_domain::session::Way;
use nara_domain::support::SupportRefused;
use nara_domain::switches::Feature;

use super::{Lang, find};
use crate::campaigns::words_of;
use crate::error::AppError;
use crate::error::words::FOR_PROGRAMS;
use crate::posters::Format;
use crate::privacy::api::Made;
use crate::questions::words_of as question_words;
use crate::settings::api::Origin;

/// Asks every language for `<head>-<code><tail>` of every code.
fn have(head: &str, codes: &[&str], tails: &[&str]) {
    let missing: Vec<_> = Lang::ALL
        .iter()
        .flat_map(|lang| codes.iter().map(move |code| (lang, code)))
        .flat_map(|(lang, code)| {
            tails
                .iter()
                .map(move |tail| (lang, format!("{head}-{code}{tail}")))
        })
        .filter(|(lang, id)| find(**lang, id, None).is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_code_has_its_words() {
    have("stage", StageCode::CODES, &["", "-meaning", "-next"]);
    have("stage", IdeaStageCode::CODES, &["", "-meaning", "-next"]);
    have("stage", ProblemStageCode::CODES, &["", "-meaning", "-next"]);
    have("next", NextKind::CODES, &["", "-by"]);
    have("day", DayKind::CODES, &[""]);
    have("held-reason", HoldReason::CODES, &["", "-look", "-public"]);
    have("my_held-because", HoldReason::CODES, &[""]);
    have("held-state", HeldState::CODES, &[""]);
    have("my_held", HeldState::CODES, &["", "-title"]);
    have("held-did", HeldMove::CODES, &[""]);
    have("together", TogetherMove::CODES, &["", "-means"]);
    have("pace-kind", PaceKind::CODES, &[""]);
    have("new_account", Doing::CODES, &[""]);
    have("mail-desk", DeskNews::CODES, &["-subject", "-body"]);
    // The big clock has reminders of its own.
    let inner = [DayKind::Decision, DayKind::Answer].map(DayKind::code);
    let inner = DayKind::CODES.iter().filter(|code| !inner.contains(code));
    have("day-missed", &inner.copied().collect::<Vec<_>>(), &[""]);
    have("group", StageGroup::CODES, &[""]);
    have("transition", TransitionKind::CODES, &["", "-done", "-help"]);
    have("idea_move", IdeaMoveKind::CODES, &[""]);
    have("verdict", Verdict::CODES, &["", "-meaning"]);
    have("topic", Topic::CODES, &[""]);
    have("poster-format", &Format::ALL.map(Format::code), &[""]);
    have("body", Body::KNOWN, &[""]);
    // A body goes by one name here: what is shown is understood when it is typed.
    for code in Body::KNOWN {
        let name = find(Lang::Sv, &format!("body-{code}"), None).unwrap();
        assert_eq!(Body::parse(&name).unwrap().as_str(), *code, "{name}");
    }
    have("role", Role::CODES, &[""]);
    have("level", Level::CODES, &[""]);
    have("way", Way::CODES, &[""]);
    have("stance", CommentStance::CODES, &[""]);
    have("act", ActKind::CODES, &[""]);
    have("error", AppError::CODES, &["-title", "-help"]);
    have("api", &FOR_PROGRAMS, &["-title", "-help"]);
    have("problem", FieldProblem::CODES, &[""]);
    have("denied", Denied::CODES, &[""]);
    have("not_now", NotNow::CODES, &[""]);
    have("not_allowed", NotAllowedNow::CODES, &[""]);
    have("refused", SupportRefused::CODES, &[""]);
    have("problem-not_mergeable", NotMergeable::CODES, &[""]);
    have("merging-outcome", Outcome::CODES, &[""]);
    have("merging-answer", Answer::CODES, &[""]);
    have("not_received", NotReceived::CODES, &[""]);
    have("identity_refused", IdentityRefused::CODES, &[""]);
    let made = Made::ALL.map(Made::code);
    for words in [
        "held-account-why",
        "held-export-lead",
        "erase-goes-account",
        "erase-goes-drafts",
        "erase-goes-name",
        "erase-stays-archive",
    ] {
        have(words, &made, &[""]);
    }
}

#[test]
fn everything_that_can_be_set_has_its_words() {
    have("feature", Feature::CODES, &["", "-means"]);
    have("closed", Feature::CODES, &[""]);
    have("trouble", Trouble::CODES, &["", "-help"]);
    let waits: Vec<_> = HOLDING_FIELDS.iter().map(|spec| spec.name).collect();
    have("holding", &waits, &[""]);
    have("origin", &Origin::ALL.map(Origin::code), &[""]);
    have("rule-announce_when", AnnounceWhen::CODES, &[""]);
    have("rule-clock_from", ClockFrom::CODES, &[""]);
    have("rule-proposal_name", NameForm::CODES, &[""]);
    have("rule", &[EXEMPT_TOPICS], &["", "-none"]);
    for FieldSpec { name, required, .. } in RULES {
        have("rule", &[name], &[""]);
        // What may be left empty says what that means.
        if !required {
            have("rule", &[name], &["-none"]);
        }
    }
}

#[test]
fn every_field_has_a_label_and_every_choice_a_name() {
    let steps = TransitionKind::ALL
        .iter()
        .map(|kind| (kind.code(), kind.fields()));
    let moves = IdeaMoveKind::ALL
        .iter()
        .map(|kind| (kind.code(), kind.fields()));
    let acts = ActKind::ALL.iter().map(|kind| (kind.code(), kind.fields()));
    for (step, fields) in steps.chain(moves).chain(acts) {
        for FieldSpec { name, input, .. } in fields {
            for lang in Lang::ALL {
                let label = find(lang, &format!("field-{step}-{name}"), None)
                    .or_else(|| find(lang, &format!("field-{name}"), None));
                assert!(label.is_some(), "field-{name} of {step} in {lang:?}");
            }
            match input {
                FieldInput::Choice(codes) if codes.iter().all(|c| YesNo::CODES.contains(c)) => {
                    have("choice", codes, &[""]);
                }
                FieldInput::Choice(codes) => have(&format!("choice-{name}"), codes, &[""]),
                _ => {}
            }
        }
    }
}

#[test]
fn every_step_of_a_campaign_has_its_words() {
    have(
        "campaign-stage",
        CampaignStageCode::CODES,
        &["", "-meaning"],
    );
    let goes_on = CampaignStageCode::ALL.iter();
    let goes_on = goes_on.filter(|stage| !allowed_from(**stage).is_empty());
    let goes_on: Vec<_> = goes_on.map(|stage| stage.code()).collect();
    have("campaign-next", &goes_on, &[""]);
    let tails = ["", "-done", "-help", "-then"];
    have("campaign-step", CampaignStepKind::CODES, &tails);
    have("choice-influence", InfluenceLevel::CODES, &["", "-meaning"]);
    have("choice-who", WhoVotes::CODES, &[""]);
    have("choice-licence", Licence::CODES, &[""]);
    have("campaign-report-licence", Licence::CODES, &[""]);
    have("vote-who", WhoVotes::CODES, &[""]);
    have("mail-campaign", CampaignReminder::CODES, &["", "-subject"]);
    have("choice-novelty", Novelty::CODES, &["", "-meaning"]);
    let names: Vec<_> = NOVELTY_FIELDS.iter().map(|spec| spec.name).collect();
    have("field-novelty", &names, &[""]);
    for step in CampaignStepKind::ALL {
        let names: Vec<_> = step.fields().iter().map(|spec| spec.name).collect();
        have(&format!("field-{}", words_of(*step)), &names, &[""]);
    }
}

#[test]
fn every_step_about_questions_has_its_words() {
    have("questions-state", SetState::CODES, &[""]);
    have("questions-number-state", NumberState::CODES, &[""]);
    let tails = ["", "-help", "-then", "-done"];
    have("questions-step", QuestionStepKind::CODES, &tails);
    have("choice-extent", Extent::CODES, &["", "-meaning"]);
    let letters = ["publish", "told", "told_others"].map(|name| format!("mail-questions_{name}"));
    for letter in letters {
        have(&letter, &["subject", "body"], &[""]);
    }
    let told = ["answer", "part", "correct", "fact"];
    have("questions-told", &told, &[""]);
    for step in QuestionStepKind::ALL {
        let names: Vec<_> = step.fields().iter().map(|spec| spec.name).collect();
        have(&format!("field-{}", question_words(*step)), &names, &[""]);
        for spec in step.fields() {
            if let FieldInput::Choice(codes) = spec.input {
                have(&format!("choice-{}", spec.name), codes, &[""]);
            }
        }
    }
}
