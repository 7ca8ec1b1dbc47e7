//! A form drawn from the domain's description of its fields. The words are looked up by the names:
//! `field-<step>-<name>` where a step calls a field something of its own, else `field-<name>`.

use std::collections::BTreeMap;

use leptos::prelude::*;
use nara_domain::actor::Body;
use nara_domain::fields::{FieldInput, FieldSpec};
use nara_domain::outside::EMAIL;
use nara_domain::text::BODY_MAX;
use nara_domain::time::Date;

use super::officer::Officers;
use crate::context::PageContext;
use crate::i18n::{Lang, date_long, find, money};
use crate::proposals::shown::named_body;
use crate::t;
use crate::ui::{Choices, FormState, TextField};

/// Old values longer than this are folded away.
const BEFORE_MAX: usize = 160;

/// A form whose fields the domain describes.
#[derive(Clone, Debug)]
pub struct SpecForm {
    pub state: FormState,
    pub lang: Lang,
    /// The step's code, for words of its own.
    pub step: &'static str,
    pub specs: Vec<FieldSpec>,
    /// What stands in a field before anybody types.
    pub given: BTreeMap<String, String>,
    /// What was recorded before: a correction shows it beside each field.
    pub before: Option<BTreeMap<String, String>>,
    /// Whether what stands beside a field is somebody else's text of this moment, who was quicker
    /// than the writer of the form: shown where the two differ, and not folded away.
    pub both: bool,
    /// What is said at a field on this page instead of what is said everywhere.
    pub hints: BTreeMap<&'static str, String>,
    /// Whom a case can be given to, where the form asks for its officer.
    pub officers: Option<Officers>,
    /// Bodies offered where one is asked for; others can be typed.
    pub bodies: Vec<String>,
}

impl SpecForm {
    pub fn new(
        page: &PageContext,
        name: &'static str,
        step: &'static str,
        specs: &[FieldSpec],
    ) -> Self {
        Self {
            state: FormState::of(page, name),
            lang: page.lang,
            step,
            specs: specs.to_vec(),
            given: BTreeMap::new(),
            before: None,
            both: false,
            hints: BTreeMap::new(),
            officers: None,
            bodies: Vec::new(),
        }
    }

    /// What a field is called.
    pub fn label(&self) -> impl Fn(&str) -> String + Clone + 'static {
        let (lang, step) = (self.lang, self.step);
        move |name| label(lang, step, name)
    }

    pub fn fields(&self) -> AnyView {
        self.specs
            .iter()
            .map(|spec| self.field(spec))
            .collect_view()
            .into_any()
    }

    fn field(&self, spec: &FieldSpec) -> AnyView {
        let name = spec.name;
        let label = label(self.lang, self.step, name);
        // A field that belongs to one answer only cannot be marked as needed for all.
        let optional = !spec.required;
        let value = self.given.get(name).cloned().unwrap_or_default();
        let hint = self.hint(spec);
        let state = self.state.clone();
        let before = self.before(spec).unwrap_or_else(|| ().into_any());
        if let Some(officers) = self.officers.as_ref().filter(|_| name == "officer") {
            return officers.fields(self, before);
        }
        if let FieldInput::Choice(codes) = spec.input {
            let choices = codes.iter().map(|code| self.choice(name, code)).collect();
            return view! { <Choices form=state name legend=label hint choices value optional before/> }
                .into_any();
        }
        let (kind, mode, look) = match spec.input {
            FieldInput::Date => ("date", "", "input input--date"),
            FieldInput::Money | FieldInput::Integer => ("text", "numeric", "input input--number"),
            FieldInput::Url => ("url", "url", "input"),
            FieldInput::Urls => ("text", "url", "input"),
            FieldInput::Text if name == EMAIL => ("email", "email", "input"),
            FieldInput::Milestones => ("text", "", "input"),
            FieldInput::Paragraph => ("text", "", "input input--number"),
            // What is usually a sentence or two, and the answer itself.
            FieldInput::LongText if spec.max <= BODY_MAX || !spec.required => ("text", "", "input"),
            FieldInput::LongText => ("text", "", "input input--tall"),
            FieldInput::Body | FieldInput::Text | FieldInput::Bodies | FieldInput::Choice(_) => {
                ("text", "", "input")
            }
        };
        let area = matches!(
            spec.input,
            FieldInput::LongText | FieldInput::Urls | FieldInput::Milestones
        );
        let list = match spec.input {
            FieldInput::Body => self.bodies.clone(),
            _ => Vec::new(),
        };
        view! {
            <TextField form=state name label hint value optional area kind mode look list before/>
        }
        .into_any()
    }

    /// What stood in the field, above it. A long text is folded: it is in the field as well.
    fn before(&self, spec: &FieldSpec) -> Option<AnyView> {
        let lang = self.lang;
        let old = self
            .before
            .as_ref()?
            .get(spec.name)
            .filter(|old| !old.is_empty())?;
        if self.both && self.state.value(spec.name, "").replace('\r', "").trim() == old {
            return None;
        }
        let old = self.as_read(spec, old);
        let said = match self.both {
            true => t!(lang, "field-their_value"),
            false => t!(lang, "field-old_value"),
        };
        Some(match old.chars().count() > BEFORE_MAX {
            true => view! {
                <details class="fold" open=self.both>
                    <summary>{said}</summary>
                    <p class="fold__body as-written">{old.clone()}</p>
                </details>
            }
            .into_any(),
            false => view! {
                <p class="field__before as-written"><strong>{said} ": "</strong> {old.clone()}</p>
            }
            .into_any(),
        })
    }

    /// As the case's page says it: a date in words, a body by its name.
    fn as_read(&self, spec: &FieldSpec, old: &str) -> String {
        let lang = self.lang;
        match spec.input {
            FieldInput::Date => Date::parse(old).map(|day| date_long(lang, day)).ok(),
            FieldInput::Money => old.parse().map(|kronor| money(lang, kronor)).ok(),
            FieldInput::Body => Some(named_body(lang, old)),
            FieldInput::Choice(_) => Some(choice_word(lang, spec.name, old)),
            _ => None,
        }
        .unwrap_or_else(|| old.to_owned())
    }

    fn hint(&self, spec: &FieldSpec) -> String {
        let (lang, step, name) = (self.lang, self.step, spec.name);
        if let Some(hint) = self.hints.get(name) {
            return hint.clone();
        }
        let own = find(lang, &format!("field-{step}-{name}"), None).is_some();
        let id = match own {
            true => format!("field-{step}-{name}-hint"),
            false => format!("field-{name}-hint"),
        };
        let hint = find(lang, &id, None).unwrap_or_default();
        let Some((field, codes)) = spec.only_for else {
            return hint.into_owned();
        };
        let answers = codes
            .iter()
            .map(|code| {
                t!(
                    lang,
                    "answers-quoted",
                    text = choice_word(lang, field, code)
                )
                .into_owned()
            })
            .collect::<Vec<_>>()
            .join(", ");
        let only = t!(lang, "answers-only-for", answers = answers);
        format!("{only} {hint}").trim_end().to_owned()
    }

    fn choice(&self, field: &str, code: &str) -> (String, String, String) {
        let meaning = find(self.lang, &format!("choice-{field}-{code}-meaning"), None);
        (
            code.to_owned(),
            choice_word(self.lang, field, code),
            meaning.unwrap_or_default().into_owned(),
        )
    }
}

fn label(lang: Lang, step: &str, name: &str) -> String {
    find(lang, &format!("field-{step}-{name}"), None)
        .unwrap_or_else(|| t!(lang, &format!("field-{name}")))
        .into_owned()
}

/// `choice-criterion-duplicate`, or `choice-yes` for plain answers.
pub fn choice_word(lang: Lang, field: &str, code: &str) -> String {
    find(lang, &format!("choice-{field}-{code}"), None)
        .unwrap_or_else(|| t!(lang, &format!("choice-{code}")))
        .into_owned()
}

/// The names of the bodies offered where one is asked for; codes and others can be typed.
pub fn body_suggestions(lang: Lang, bodies: &[Body]) -> Vec<String> {
    bodies
        .iter()
        .map(|body| named_body(lang, body.as_str()))
        .collect()
}
