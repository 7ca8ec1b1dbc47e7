//! `/regler`: what holds for what is handed in now, one sentence a rule.

use std::borrow::Cow;

use leptos::prelude::*;
use nara_domain::actor::Level;
use nara_domain::name::NameForm;
use nara_domain::proposal::{AnnounceWhen, ClockFrom, Ruleset, Topic};

use super::words::{months, seasons, windows};
use crate::context::{PageContext, page, port};
use crate::i18n::{Lang, listed, number};
use crate::layout::{load, page_description, page_title};
use crate::proposals::api::ProposalPort;
use crate::t;

type Sentence = Cow<'static, str>;

#[component]
pub fn RulesHerePage() -> impl IntoView {
    let page = page();
    let proposals = port::<dyn ProposalPort>();
    let rules = async move { proposals?.rules().await };
    load(rules, move |rules| show(&page, &rules))
}

fn show(page: &PageContext, rules: &Ruleset) -> AnyView {
    let lang = page.lang;
    let municipality = page.site.municipality.clone();
    let title = t!(lang, "rules-here-title", municipality = municipality).into_owned();
    let lead = t!(lang, "rules-here-lead").into_owned();
    let parts = [
        ("submit", submit(lang, rules)),
        ("support", support(lang, rules)),
        ("decision", decision(lang, rules)),
        ("ideas", ideas(lang, rules)),
    ]
    .map(|(id, sentences)| {
        let items = sentences
            .into_iter()
            .map(|sentence| view! { <li>{sentence}</li> })
            .collect_view();
        view! {
            <h2 id=id>{t!(lang, &format!("rules-here-{id}"))}</h2>
            <ul>{items}</ul>
        }
    });
    view! {
        {page_title(&title)}
        {page_description(lead.clone())}
        <article class="wrap prose-page">
            <header class="head">
                <h1>{title.clone()}</h1>
                <p class="lead">{lead}</p>
            </header>
            <div class="prose">
                {parts.into_iter().collect_view()}
                <p class="small muted">{t!(lang, "rules-here-version", version = rules.version)}</p>
                <p><a href=page.href("/sa-fungerar-det")>{t!(lang, "rules-here-how")}</a></p>
            </div>
        </article>
    }
    .into_any()
}

fn level(lang: Lang, id: &str, level: Level) -> Sentence {
    let level = t!(lang, &format!("level-{}", level.code()));
    t!(lang, id, level = level)
}

fn submit(lang: Lang, rules: &Ruleset) -> Vec<Sentence> {
    let mut said = vec![level(lang, "rules-here-who", rules.submit_level)];
    if rules.proposal_name != NameForm::Nameless {
        let id = format!("rules-here-name-{}", rules.proposal_name.code());
        said.push(t!(lang, &id));
    }
    said.push(match rules.seasons.is_empty() {
        true => t!(lang, "rules-here-all-year"),
        false => t!(
            lang,
            "rules-here-season",
            seasons = seasons(lang, &rules.seasons)
        ),
    });
    if let Some(most) = rules.max_per_person_year {
        said.push(t!(lang, "rules-here-year", most = most));
    }
    if let Some(most) = rules.max_open_per_person {
        said.push(t!(lang, "rules-here-open", most = most));
    }
    if let Some(months) = rules.duplicate_months {
        said.push(t!(lang, "rules-here-same", count = months));
    }
    said.push(match (rules.pre_review, rules.pre_review_days) {
        (true, Some(days)) => t!(lang, "rules-here-read-within", count = days),
        (true, None) => t!(lang, "rules-here-read"),
        (false, _) => t!(lang, "rules-here-at-once"),
    });
    said.push(t!(
        lang,
        "rules-here-completion",
        count = rules.completion_days
    ));
    said
}

fn support(lang: Lang, rules: &Ruleset) -> Vec<Sentence> {
    let mut said = Vec::new();
    let Some(needed) = rules.needed() else {
        said.push(t!(lang, "rules-here-none-needed"));
        said.push(level(lang, "rules-here-supporters", rules.support_level));
        return said;
    };
    said.push(t!(lang, "rules-here-needed", count = needed));
    if let Some((permille, population)) = rules.threshold_permille.zip(rules.population) {
        said.push(t!(
            lang,
            "rules-here-permille",
            permille = number(lang, permille),
            population = number(lang, population)
        ));
    }
    let times = rules.windows();
    said.push(match times.len() {
        1 => t!(lang, "rules-here-window", time = windows(lang, &times)),
        _ => t!(lang, "rules-here-windows", times = windows(lang, &times)),
    });
    said.push(match rules.announce_when {
        AnnounceWhen::AtOnce => t!(lang, "rules-here-goes-at-once"),
        AnnounceWhen::AtEnd => t!(lang, "rules-here-goes-at-end"),
    });
    said.push(level(lang, "rules-here-supporters", rules.support_level));
    said.push(match rules.own_support {
        true => t!(lang, "rules-here-own"),
        false => t!(lang, "rules-here-not-own"),
    });
    if rules.votes_against {
        said.push(t!(lang, "rules-here-against"));
    }
    if rules.support_until_decision {
        said.push(t!(lang, "rules-here-until-decision"));
    }
    if !rules.exempt_topics.is_empty() {
        let name = |topic: &Topic| t!(lang, &format!("topic-{}", topic.code())).into_owned();
        let topics: Vec<String> = rules.exempt_topics.iter().map(name).collect();
        said.push(t!(
            lang,
            "rules-here-exempt",
            topics = listed(lang, &topics)
        ));
    }
    said
}

fn decision(lang: Lang, rules: &Ruleset) -> Vec<Sentence> {
    let within = match rules.clock_from {
        ClockFrom::Received => "rules-here-answer",
        ClockFrom::Announced => "rules-here-answer-announced",
    };
    let mut said = vec![t!(lang, within, count = rules.answer_months)];
    if !rules.report_months.is_empty() {
        let months = months(lang, &rules.report_months);
        said.push(t!(lang, "rules-here-reports", months = months));
    }
    if rules.proposer_may_speak {
        said.push(t!(lang, "rules-here-speak"));
    }
    said
}

fn ideas(lang: Lang, rules: &Ruleset) -> Vec<Sentence> {
    vec![
        level(lang, "rules-here-idea-who", rules.idea_level),
        t!(
            lang,
            "rules-here-idea-answer",
            count = rules.idea_answer_days
        ),
        level(lang, "rules-here-comment", rules.comment_level),
    ]
}
