//! A report at every stage, in every language.

use std::collections::BTreeMap;

use nara_domain::campaign::{CampaignStepKind, Licence, Parts};
use nara_domain::proposal::IdeaMoveKind;
use nara_domain::time::Stamp;

use super::{ReportText, page};
use crate::campaigns::api::{CampaignAct, ReportIdea, ReportView};
use crate::campaigns::tests::{rendered, stages, view};
use crate::context::PageContext;
use crate::i18n::Lang;
use crate::proposals::api::ActView;

fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn answer(step: IdeaMoveKind, pairs: &[(&str, &str)]) -> ActView {
    ActView {
        id: 1.into(),
        kind: nara_domain::answer::ActKind::IdeaMove,
        transition: None,
        idea_move: Some(step),
        stage: String::new(),
        actor_name: "Maja".to_owned(),
        by_system: false,
        standing: None,
        at: Stamp(0),
        happened_on: Stamp(0).day(),
        fields: fields(pairs),
        supersedes: None,
        superseded_by: None,
        read_by_two: false,
        may_correct: false,
        takes_another: false,
    }
}

/// A campaign at a stage, with an idea that was answered and is done.
fn reported(stage: usize, added: &[&[(&str, &str)]]) -> ReportView {
    let mut campaign = view(stages().remove(stage));
    campaign.steps = Vec::new();
    for (number, pairs) in (100..).zip(added) {
        campaign.acts.push(CampaignAct {
            id: number.into(),
            step: CampaignStepKind::Report,
            at: Stamp(0),
            by: None,
            fields: fields(pairs),
        });
    }
    let yes = answer(
        IdeaMoveKind::YesNow,
        &[
            ("answer", "Ja <b>, det gör vi."),
            ("owner", "Skolan"),
            ("start_on", "2027-05-01"),
            ("cost", "12000"),
            ("first_step", "Vi frågar elevrådet."),
        ],
    );
    let done = answer(
        IdeaMoveKind::Done,
        &[("on", "2027-06-01"), ("actual_cost", "900")],
    );
    let ideas = campaign.ideas.iter().map(|idea| ReportIdea {
        id: idea.id,
        body: format!("Text <b> om {}", idea.title),
        parts: Some(Parts {
            problem: "Ingen <i> vågar.".to_owned(),
            first_step: "Fråga matsalen.".to_owned(),
            rough_cost: "En låda frukt".to_owned(),
        }),
        acts: match idea.verdict {
            Some(_) => vec![yes.clone(), done.clone()],
            None => Vec::new(),
        },
    });
    ReportView {
        ideas: ideas.collect(),
        campaign,
    }
}

const FIRST: &[(&str, &str)] = &[
    ("foreword", "Först."),
    (
        "young_speak",
        "Ingen blev <b> bortvald.\n– Glad Räv\n\nVi sågs.",
    ),
    ("licence", "cc_by_4"),
];
const LATER: &[(&str, &str)] = &[
    ("young_speak", "Det nya citatet."),
    ("lessons", "Fler veckor."),
    ("what_now", "Vi ses i mars."),
    ("pictures", "Foto: Siv"),
    ("licence", "exception"),
    ("licence_exception", "Bilderna är en fotografs."),
];

fn html(lang: Lang, view: &ReportView) -> String {
    rendered(lang, |context| {
        let text = ReportText::of(context, view, lang).unwrap();
        page::show(context, view, &text)
    })
}

#[test]
fn there_is_one_from_the_presentation_on_in_every_language() {
    let mut shown = 0;
    for stage in 0..stages().len() {
        let view = reported(stage, &[FIRST, LATER]);
        let presented = view.campaign.stage.is_presented();
        let text = ReportText::of(&PageContext::default(), &view, Lang::Sv);
        assert_eq!(text.is_ok(), presented, "{}", view.campaign.stage.code());
        if !presented {
            continue;
        }
        shown += 1;
        for lang in Lang::ALL {
            for added in [&[][..], &[FIRST], &[FIRST, LATER]] {
                let html = html(lang, &reported(stage, added));
                assert!(!html.contains("<b>") && !html.contains("<i>"), "{html}");
                assert!(html.contains("En låda frukt"), "{html}");
                let missing = ["[campaign", "[field-", "[choice-", "[stage-", "[verdict-"];
                let missing = missing.iter().find(|sign| html.contains(**sign));
                assert_eq!(missing, None, "{html}");
            }
        }
    }
    assert_eq!(shown, 4);
}

#[test]
fn it_says_what_was_asked_answered_and_added() {
    let html = html(Lang::Sv, &reported(8, &[FIRST]));
    for part in [
        "Nämnden frågar inför nästa års budget.",
        "Klass 9B (12",
        "13–19",
        "Text &lt;b&gt; om Idé nummer 2",
        "12\u{a0}000\u{a0}kr",
        "900\u{a0}kr",
        "Vi frågar elevrådet.",
        "Väntar på svar",
        "Ingen blev &lt;b&gt; bortvald.",
        "Glad Räv",
        "rel=\"license\"",
        "https://creativecommons.org/licenses/by/4.0/",
        "/kampanjer/ladan/rapport.pdf?sprak=sv",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    // What stands in no slot is counted, and not told.
    assert!(!html.contains("om Idé nummer 3"), "{html}");
    // Search engines quote nothing of what young people wrote.
    for chapter in ["ideerna", "de-unga-sager"] {
        let opened = format!("aria-labelledby=\"{chapter}\" data-nosnippet");
        assert!(html.contains(&opened), "{chapter}: {html}");
    }
    assert_eq!(html.matches("data-nosnippet").count(), 2, "{html}");
}

#[test]
fn what_was_written_last_counts() {
    let view = reported(8, &[FIRST, LATER]);
    let html = html(Lang::Sv, &view);
    for part in [
        "Det nya citatet.",
        "Fler veckor.",
        "Vi ses i mars.",
        "Foto: Siv",
        "en fotografs",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    for gone in ["Glad Räv", "Först.", "rel=\"license\""] {
        assert!(!html.contains(gone), "{gone}: {html}");
    }
    let text = ReportText::of(&PageContext::default(), &view, Lang::Sv).unwrap();
    assert_eq!(text.licence, Licence::Exception);
    // Every chapter has a way to it, and its own.
    let mut ids: Vec<_> = text.chapters.iter().map(|chapter| chapter.id).collect();
    for id in &ids {
        assert!(html.contains(&format!("href=\"#{id}\"")), "{id}");
        assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), text.chapters.len());
}
