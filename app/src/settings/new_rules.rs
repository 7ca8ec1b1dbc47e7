//! `/admin/regler/ny`: a new version of the rules. First the form, filled with the newest version,
//! then what changes, old beside new; only then it is published.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use nara_domain::actor::Level;
use nara_domain::fields::Values;
use nara_domain::name::NameForm;
use nara_domain::proposal::ruleset_form::{EXEMPT_TOPICS, changed, exempt, read, values};
use nara_domain::proposal::{AnnounceWhen, ClockFrom, Ruleset, Topic};

use super::RULES_FORM;
use super::api::{RulesVersion, SettingsPort};
use super::rules::{announce, clock, label, level_name, name_asked, said};
use crate::admin::head;
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::layout::load;
use crate::t;
use crate::ui::{Choices, ErrorSummary, FormState, TextField};

/// Fields of the form itself, beside the rules.
const OWN: [&str; 2] = ["step", "seen"];

#[component]
pub fn NewRulesPage() -> impl IntoView {
    let page = page();
    let settings = port::<dyn SettingsPort>();
    let actor = page.actor.clone();
    let newest = async move {
        let versions = settings?.rules(&actor).await?;
        versions.into_iter().next().ok_or(AppError::NotFound)
    };
    load(newest, move |newest| show(&page, &newest))
}

fn show(page: &PageContext, newest: &RulesVersion) -> AnyView {
    let typed: Option<Values> = page.typed.as_deref().map(|typed: &BTreeMap<_, _>| {
        let rules = typed
            .iter()
            .filter(|(name, _)| !OWN.contains(&name.as_str()));
        rules
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    });
    let step = page.typed.as_ref().and_then(|typed| typed.get("step"));
    let wants_change = step.is_some_and(|step| step == "change");
    match typed {
        Some(typed) if !wants_change => match read(&typed, &newest.rules) {
            Ok(new) => preview(page, newest, &typed, &new),
            // Published by somebody else in between, and no longer right.
            Err(_) => form(page, newest, &typed),
        },
        Some(typed) => form(page, newest, &typed),
        None => form(page, newest, &values(&newest.rules)),
    }
}

/// The version that was looked at when the form was begun.
fn seen(page: &PageContext, newest: &RulesVersion) -> String {
    let typed: Option<&Arc<_>> = page.typed.as_ref();
    let before = typed.and_then(|typed| typed.get("seen").cloned());
    before.unwrap_or_else(|| newest.rules.version.to_string())
}

fn way(lang: Lang) -> [(String, &'static str); 1] {
    [(t!(lang, "admin-rules").into_owned(), "/admin/regler")]
}

fn form(page: &PageContext, newest: &RulesVersion, typed: &Values) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, RULES_FORM);
    let names = move |field: &str| match field.strip_prefix("exempt_") {
        Some(_) => label(lang, EXEMPT_TOPICS),
        None => label(lang, field),
    };
    // Whoever was overtaken by another version looks at that one first.
    let seen = match form.came_back() {
        true => newest.rules.version.to_string(),
        false => seen(page, newest),
    };
    let parts = Parts {
        lang,
        form: form.clone(),
        typed: typed.clone(),
    };
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form label=names/>
            {head(page, &t!(lang, "rules-new"), &t!(lang, "rules-new-lead"), &way(lang))}
            <form class="form" method="post" action=page.href("/admin/regler/ny") novalidate>
                <input type="hidden" name="seen" value=seen/>
                <h2>{t!(lang, "rules-part-support")}</h2>
                {parts.number("threshold", true)}
                {parts.number("threshold_permille", true)}
                {parts.number("population", true)}
                {parts.text("collecting_days", true, false)}
                {parts.text("collecting_months", true, false)}
                {parts.announce_when()}
                {parts.yes_no("support_until_decision")}
                {parts.yes_no("own_support")}
                {parts.yes_no("votes_against")}
                {parts.topics()}
                <h2>{t!(lang, "rules-part-receiving")}</h2>
                {parts.text("seasons", true, true)}
                {parts.number("duplicate_months", true)}
                {parts.number("max_open_per_person", true)}
                {parts.number("max_per_person_year", true)}
                {parts.yes_no("pre_review")}
                {parts.number("pre_review_days", true)}
                <h2>{t!(lang, "rules-part-time")}</h2>
                {parts.number("answer_months", false)}
                {parts.clock_from()}
                {parts.number("idea_answer_days", false)}
                {parts.number("completion_days", false)}
                {parts.text("report_months", true, false)}
                {parts.yes_no("proposer_may_speak")}
                <h2>{t!(lang, "rules-part-who")}</h2>
                {parts.level("submit_level")}
                {parts.level("support_level")}
                {parts.level("comment_level")}
                {parts.level("idea_level")}
                {parts.name_asked()}
                <h2>{t!(lang, "rules-part-names")}</h2>
                {parts.text("diary_pattern", false, false)}
                {parts.text("bodies", true, true)}
                {parts.text("districts", true, true)}
                <div class="actions">
                    <button class="btn" name="step" value="preview">{t!(lang, "rules-preview")}</button>
                    <a class="btn btn--quiet" href=page.href("/admin/regler")>{t!(lang, "settings-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}

/// What the fields have in common.
struct Parts {
    lang: Lang,
    form: FormState,
    typed: Values,
}

impl Parts {
    fn value(&self, name: &str) -> String {
        self.typed.get(name).cloned().unwrap_or_default()
    }

    fn hint(&self, name: &str) -> String {
        let id = format!("rule-{name}-hint");
        let found = crate::i18n::find(self.lang, &id, None);
        found.map(|hint| hint.into_owned()).unwrap_or_default()
    }

    fn number(&self, name: &'static str, optional: bool) -> AnyView {
        let (lang, form) = (self.lang, self.form.clone());
        view! {
            <TextField form name label=label(lang, name) hint=self.hint(name) value=self.value(name)
                optional mode="numeric" look="input input--number"/>
        }
        .into_any()
    }

    fn text(&self, name: &'static str, optional: bool, area: bool) -> AnyView {
        let (lang, form) = (self.lang, self.form.clone());
        view! {
            <TextField form name label=label(lang, name) hint=self.hint(name) value=self.value(name)
                optional area/>
        }
        .into_any()
    }

    fn choices(
        &self,
        name: &'static str,
        choices: Vec<(String, String, String)>,
        two: bool,
    ) -> AnyView {
        let (lang, form) = (self.lang, self.form.clone());
        view! {
            <Choices form name legend=label(lang, name) hint=self.hint(name) value=self.value(name)
                choices two/>
        }
        .into_any()
    }

    fn yes_no(&self, name: &'static str) -> AnyView {
        let word = |code: &str| {
            let word = t!(self.lang, &format!("choice-{code}")).into_owned();
            (code.to_owned(), word, String::new())
        };
        self.choices(name, vec![word("yes"), word("no")], true)
    }

    fn clock_from(&self) -> AnyView {
        let choice = |code: &&str| ((*code).to_owned(), clock(self.lang, code), String::new());
        let choices = ClockFrom::CODES.iter().map(choice).collect();
        self.choices("clock_from", choices, false)
    }

    fn announce_when(&self) -> AnyView {
        let choice = |code: &&str| ((*code).to_owned(), announce(self.lang, code), String::new());
        let choices = AnnounceWhen::CODES.iter().map(choice).collect();
        self.choices("announce_when", choices, false)
    }

    fn name_asked(&self) -> AnyView {
        let choice = |code: &&str| {
            (
                (*code).to_owned(),
                name_asked(self.lang, code),
                String::new(),
            )
        };
        let choices = NameForm::CODES.iter().map(choice).collect();
        self.choices("proposal_name", choices, false)
    }

    /// The levels residents can reach, and the one that holds where it is another.
    fn level(&self, name: &'static str) -> AnyView {
        let chosen = self.value(name);
        let usual = [Level::S, Level::N1, Level::N2, Level::N3];
        let choices = Level::ALL
            .iter()
            .filter(|level| usual.contains(level) || level.code() == chosen)
            .map(|level| {
                let word = level_name(self.lang, *level);
                (level.code().to_owned(), word, String::new())
            })
            .collect();
        self.choices(name, choices, true)
    }

    fn topics(&self) -> AnyView {
        let lang = self.lang;
        let boxes = Topic::ALL
            .iter()
            .map(|topic| {
                let name = exempt(*topic);
                // A box that was not ticked is not sent: what came back says everything.
                let checked = match self.form.came_back() {
                    true => self.form.value(&name, "") == "yes",
                    false => self.value(&name) == "yes",
                };
                view! {
                    <label class="choice">
                        <input type="checkbox" id=self.form.id(&name) name=name.clone() value="yes" checked=checked/>
                        <span>{t!(lang, &format!("topic-{}", topic.code()))}</span>
                    </label>
                }
            })
            .collect_view();
        view! {
            <fieldset class="field" aria-describedby="undantag-tips">
                <legend class="fieldset__legend">{label(lang, EXEMPT_TOPICS)}</legend>
                <p class="field__hint" id="undantag-tips">{self.hint(EXEMPT_TOPICS)}</p>
                <div class="choices choices--two">{boxes}</div>
            </fieldset>
        }
        .into_any()
    }
}

/// Old beside new, and the button.
fn preview(page: &PageContext, newest: &RulesVersion, typed: &Values, new: &Ruleset) -> AnyView {
    let lang = page.lang;
    let changes = changed(&newest.rules, new);
    let rows = changes
        .iter()
        .map(|name| {
            view! {
                <tr>
                    <th scope="row">{label(lang, name)}</th>
                    <td>{said(lang, &newest.rules, name)}</td>
                    <td>{said(lang, new, name)}</td>
                </tr>
            }
        })
        .collect_view();
    let what = match changes.is_empty() {
        true => ().into_any(),
        false => view! {
            <div class="table-wrap">
                <table class="table">
                    <caption>{t!(lang, "rules-changes", count = changes.len())}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t!(lang, "rules-column-rule")}</th>
                            <th scope="col">{t!(lang, "rules-column-now")}</th>
                            <th scope="col">{t!(lang, "rules-column-new")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p>{t!(lang, "rules-keeps", count = newest.under)}</p>
        }
        .into_any(),
    };
    let hidden = typed
        .iter()
        .map(|(name, value)| {
            view! { <input type="hidden" name=name.clone() value=value.clone()/> }
        })
        .collect_view();
    let (title, lead) = match changes.is_empty() {
        true => ("rules-unchanged-title", "rules-unchanged"),
        false => ("rules-check", "rules-check-lead"),
    };
    let publish = (!changes.is_empty()).then(|| {
        view! { <button class="btn" name="step" value="publish">{t!(lang, "rules-publish")}</button> }
    });
    view! {
        <div class="wrap wrap--narrow flow">
            {head(page, &t!(lang, title), &t!(lang, lead), &way(lang))}
            {what}
            <form class="form" method="post" action=page.href("/admin/regler/ny")>
                <input type="hidden" name="seen" value=seen(page, newest)/>
                {hidden}
                <div class="actions">
                    {publish}
                    <button class="btn btn--secondary" name="step" value="change">{t!(lang, "rules-change")}</button>
                    <a class="btn btn--quiet" href=page.href("/admin/regler")>{t!(lang, "settings-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
