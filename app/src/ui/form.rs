//! Forms that come back: everything typed, the problem at its field, and all problems on top.

use std::collections::BTreeMap;

use leptos::prelude::*;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::time::Date;

use super::icons::{Icon, icon};
use crate::context::{FormReplay, PageContext, page, prove_address};
use crate::error::{AppError, words};
use crate::escape;
use crate::i18n::Lang;
use crate::identity::how_to_be_known;
use crate::t;

/// One form of a page: fresh, or as it was sent with what is wrong with it.
#[derive(Clone, Debug)]
pub struct FormState {
    name: &'static str,
    /// Which of several of its kind on the page; empty for the one that is.
    number: String,
    lang: Lang,
    replay: Option<FormReplay>,
    /// What was typed where the form is looked at before it is sent for good.
    looked: BTreeMap<String, String>,
}

impl FormState {
    /// The form of this name on this page.
    pub fn of(page: &PageContext, name: &'static str) -> Self {
        Self {
            name,
            number: String::new(),
            lang: page.lang,
            replay: page.replay_of(name).cloned(),
            looked: page
                .look_of(name)
                .map(|look| look.values.clone())
                .unwrap_or_default(),
        }
    }

    /// The same as the answer to something that did not come by the form itself: an address.
    pub fn answered(mut self, typed: &[(&str, &str)], error: AppError) -> Self {
        let values = typed
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.replay = Some(FormReplay {
            form: self.name,
            values: values.collect(),
            error,
        });
        self
    }

    /// One of several forms of this name that are on the page at the same time, as it is before
    /// anybody sends it. The one that came back is [`FormState::of`].
    pub fn one_of(page: &PageContext, name: &'static str, number: impl ToString) -> Self {
        Self {
            name,
            number: number.to_string(),
            lang: page.lang,
            replay: None,
            looked: BTreeMap::new(),
        }
    }

    /// Whether this is the answer to having sent it.
    pub fn came_back(&self) -> bool {
        self.replay.is_some()
    }

    /// Whether it came back because somebody else was quicker.
    pub fn is_conflict(&self) -> bool {
        let conflict = |replay: &FormReplay| replay.error == AppError::Conflict;
        self.replay.as_ref().is_some_and(conflict)
    }

    /// What was typed in this field, or the given value.
    pub fn value(&self, field: &str, otherwise: &str) -> String {
        let typed = self
            .replay
            .as_ref()
            .map_or(&self.looked, |replay| &replay.values)
            .get(field);
        typed.cloned().unwrap_or_else(|| otherwise.to_owned())
    }

    /// Puts something else into a field of a form that is looked at.
    pub fn put(&mut self, field: &str, text: String) {
        self.looked.insert(field.to_owned(), text);
    }

    /// The id of a field's control, unique on the page.
    pub fn id(&self, field: &str) -> String {
        match self.number.as_str() {
            "" => format!("{}-{field}", self.name),
            number => format!("{}-{number}-{field}", self.name),
        }
    }

    /// What is wrong with a field and how to mend it.
    pub fn problem(&self, field: &str) -> Option<String> {
        self.problem_of(field)
            .map(|problem| words::field_problem(self.lang, problem))
    }

    /// What is wrong with a field.
    pub fn problem_of(&self, field: &str) -> Option<&FieldProblem> {
        let error = self.errors().iter().find(|error| error.field == field);
        error.map(|error| &error.problem)
    }

    fn errors(&self) -> &[FieldError] {
        self.replay
            .as_ref()
            .map(|replay| field_errors(&replay.error))
            .unwrap_or_default()
    }
}

/// The problems that belong at a field, wherever the error keeps them.
fn field_errors(error: &AppError) -> &[FieldError] {
    match error {
        AppError::NotAllowedNow(reason) => reason.field_errors(),
        other => other.fields(),
    }
}

/// The way to the proposal that is why this one cannot be handed in.
fn in_the_way(lang: Lang, error: &AppError) -> Option<AnyView> {
    let AppError::NotReceived(reason) = error else {
        return None;
    };
    let to = lang.href(&format!("/forslag/{}", reason.other()?));
    Some(view! { <p><a href=to>{t!(lang, "not_received-other")}</a></p> }.into_any())
}

/// Everything that is wrong with the form, each problem a link to its field. `label` names a
/// field. Stands on top of the page, so that nobody has to look for what is missing.
#[component]
pub fn ErrorSummary<L>(
    form: FormState,
    label: L,
    /// What to do about it on this page, where that is not what the error says everywhere.
    #[prop(optional, into)]
    help: String,
) -> impl IntoView
where
    L: Fn(&str) -> String + 'static,
{
    let lang = form.lang;
    form.replay.clone().map(|replay| {
        let problems = form
            .errors()
            .iter()
            .map(|error| {
                let text = words::field_problem(lang, &error.problem);
                let label = label(&error.field);
                // A label that is a question has its mark already.
                let mark = match label.ends_with('?') {
                    true => "",
                    false => ":",
                };
                let text = format!("{label}{mark} {text}");
                view! { <li><a href=format!("#{}", form.id(&error.field))>{text}</a></li> }
            })
            .collect_view();
        let count = form.errors().len();
        let title = match count {
            0 => t!(lang, &format!("error-{}-title", replay.error.code())),
            count => t!(lang, "error-summary-title", count = count),
        };
        let general = (count == 0).then(|| {
            let help = match help.is_empty() {
                true => words::help(lang, &replay.error),
                false => help,
            };
            view! {
                <p>{help}</p>
                {how_to_be_known(&replay.error)}
                {in_the_way(lang, &replay.error)}
            }
        });
        // In a tab of its own: what was typed stays here, and is sent again afterwards.
        let prove = (replay.error == AppError::ProveAgain).then(|| {
            let to = lang.href(&prove_address(""));
            view! { <p><a href=to target="_blank">{t!(lang, "prove-again-link")}</a></p> }
        });
        view! {
            // Takes the focus, and is scrolled to, also where the form stands far down its page.
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true
                id=format!("{}-fel", form.name)>
                <h2 class="error-summary__title">{title}</h2>
                {general}
                {prove}
                {(count > 0).then(|| view! { <ul class="error-summary__list">{problems}</ul> })}
            </div>
        }
    })
}

/// What stands between `<textarea>` and `</textarea>`.
///
/// The renderer writes the children of a textarea as they are, so a typed `</textarea>` would end it
/// and whatever follows would become part of the page; here everything typed stays text. A line
/// break right after the tag is dropped by the parser: the first one is for it.
pub(crate) fn textarea_text(typed: &str) -> String {
    format!("\n{}", escape::text(typed))
}

/// A line or a text to write in, with its label, help and problem.
#[component]
pub fn TextField(
    form: FormState,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    /// What stands there before anybody has typed.
    #[prop(optional, into)]
    value: String,
    #[prop(optional)] optional: bool,
    /// Several lines.
    #[prop(optional)]
    area: bool,
    /// `text`, `email`, `password`, `date`, `url` …
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(default = "")] autocomplete: &'static str,
    /// `numeric`, `url` …: which keyboard a phone shows.
    #[prop(default = "")]
    mode: &'static str,
    /// The control's class; a text is tall where nothing else is asked for.
    #[prop(default = "")]
    look: &'static str,
    /// Suggestions; something else can be typed.
    #[prop(optional)]
    list: Vec<String>,
    /// The label is the page's heading: one thing a page.
    #[prop(optional)]
    heading: bool,
    /// What stood in it before, under the label.
    #[prop(optional, into)]
    before: Option<AnyView>,
    /// A line under the field, for a counter.
    #[prop(optional, into)]
    below: Option<AnyView>,
) -> impl IntoView {
    let lang = page().lang;
    let id = form.id(&name);
    let problem = form.problem(&name);
    // A password is never sent back into a page.
    let value = if kind == "password" {
        String::new()
    } else {
        form.value(&name, &value)
    };
    let hint_id = format!("{id}-tips");
    let problem_id = format!("{id}-fel");
    let mut described = Vec::new();
    if !hint.is_empty() {
        described.push(hint_id.clone());
    }
    if problem.is_some() {
        described.push(problem_id.clone());
    }
    let described = (!described.is_empty()).then(|| described.join(" "));
    let invalid = problem.is_some().then_some("true");
    let class = if problem.is_some() {
        "field field--error"
    } else {
        "field"
    };
    let words = view! {
        {label}
        {optional.then(|| view! { " "<span class="field__optional">"("{t!(lang, "field-optional")}")"</span> })}
    };
    let label = match heading {
        true => view! { <h1><label class="field__label--page" for=id.clone()>{words}</label></h1> }
            .into_any(),
        false => view! { <label class="field__label" for=id.clone()>{words}</label> }.into_any(),
    };
    let autocomplete = (!autocomplete.is_empty()).then_some(autocomplete);
    let mode = (!mode.is_empty()).then_some(mode);
    let needed = (!optional).then_some("true");
    // A date input shows nothing where what was typed is no date: a text input keeps it.
    let kind = if kind == "date" && !value.is_empty() && Date::parse(&value).is_err() {
        "text"
    } else {
        kind
    };
    let list_id = (!list.is_empty()).then(|| format!("{id}-forslag"));
    let suggestions = list_id.clone().map(|id| {
        let options = list
            .into_iter()
            .map(|text| view! { <option value=text></option> })
            .collect_view();
        view! { <datalist id=id>{options}</datalist> }
    });
    let look = match (look, area) {
        ("", true) => "input input--tall",
        ("", false) => "input",
        (look, _) => look,
    };
    // An address, a number or a day has its own way to be written.
    let dir = (kind == "text").then_some("auto");
    let control = match area {
        true => view! {
            <textarea class=look id=id name=name aria-describedby=described
                aria-invalid=invalid aria-required=needed dir="auto" inner_html=textarea_text(&value)></textarea>
        }
        .into_any(),
        false => view! {
            <input class=look id=id name=name type=kind value=value autocomplete=autocomplete
                inputmode=mode list=list_id aria-describedby=described aria-invalid=invalid
                aria-required=needed dir=dir/>
            {suggestions}
        }
        .into_any(),
    };
    view! {
        <div class=class>
            {label}
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            {before}
            {problem.map(|problem| view! {
                <p class="field__error" id=problem_id>{icon(Icon::Alert)}{problem}</p>
            })}
            {control}
            {below}
        </div>
    }
}

/// A file to send, with its label, help and problem. A file chosen before is never sent back: browsers
/// let no page do that.
#[component]
pub fn FileField(
    form: FormState,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    /// Which files the browser offers.
    accept: &'static str,
    /// Can be left out.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let id = form.id(&name);
    let lang = form.lang;
    let optional_word = optional.then(|| {
        view! { " "<span class="field__optional">"("{t!(lang, "field-optional")}")"</span> }
    });
    let needed = (!optional).then_some("true");
    let problem = form.problem(&name);
    let (hint_id, problem_id) = (format!("{id}-tips"), format!("{id}-fel"));
    let (described, class) = match problem.is_some() {
        true => (format!("{hint_id} {problem_id}"), "field field--error"),
        false => (hint_id.clone(), "field"),
    };
    let invalid = problem.is_some().then_some("true");
    view! {
        <div class=class>
            <label class="field__label" for=id.clone()>{label}{optional_word}</label>
            <p class="field__hint" id=hint_id>{hint}</p>
            {problem.map(|problem| view! {
                <p class="field__error" id=problem_id>{icon(Icon::Alert)}{problem}</p>
            })}
            <input class="input" id=id name=name type="file" accept=accept
                aria-describedby=described aria-invalid=invalid aria-required=needed/>
        </div>
    }
}

/// A box that has to be ticked before something is done that cannot be undone.
#[component]
pub fn TickBox(
    form: FormState,
    #[prop(into)] label: String,
    /// Has the focus: for a form far down a page without a summary of what is wrong.
    #[prop(optional)]
    focus: bool,
) -> impl IntoView {
    const NAME: &str = "confirmation";
    let id = form.id(NAME);
    let problem = form.problem(NAME);
    let problem_id = format!("{id}-fel");
    let (described, invalid, class) = match problem.is_some() {
        true => (Some(problem_id.clone()), Some("true"), "field field--error"),
        false => (None, None, "field"),
    };
    view! {
        <div class=class>
            {problem.map(|problem| view! {
                <p class="field__error" id=problem_id>{icon(Icon::Alert)}{problem}</p>
            })}
            <label class="choice">
                <input type="checkbox" id=id name=NAME value="yes" aria-describedby=described
                    aria-invalid=invalid autofocus=focus/>
                <span>{label}</span>
            </label>
        </div>
    }
}

/// One of a few: radio buttons with their legend, help and problem.
#[component]
pub fn Choices(
    form: FormState,
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    #[prop(optional, into)] hint: String,
    /// Code, word, and what it means (may be empty).
    choices: Vec<(String, String, String)>,
    #[prop(optional, into)] value: String,
    #[prop(optional)] optional: bool,
    #[prop(optional)] heading: bool,
    /// What was chosen before, under the legend.
    #[prop(optional, into)]
    before: Option<AnyView>,
    /// Two columns where there is room.
    #[prop(optional)]
    two: bool,
) -> impl IntoView {
    let chosen = form.value(&name, &value);
    let problem = form.problem(&name);
    let id = form.id(&name);
    let hint_id = format!("{id}-tips");
    let problem_id = format!("{id}-fel");
    let described = match (hint.is_empty(), problem.is_some()) {
        (true, false) => None,
        (false, false) => Some(hint_id.clone()),
        (true, true) => Some(problem_id.clone()),
        (false, true) => Some(format!("{hint_id} {problem_id}")),
    };
    let invalid = problem.is_some().then_some("true");
    let needed = (!optional).then_some("true");
    let class = if problem.is_some() {
        "fieldset fieldset--error"
    } else {
        "fieldset"
    };
    let items = choices
        .into_iter()
        .enumerate()
        .map(|(index, (code, word, meaning))| {
            // The summary's link leads to the first choice.
            let id = (index == 0).then(|| id.clone());
            let checked = code == chosen;
            view! {
                <label class="choice">
                    <input type="radio" id=id name=name.clone() value=code checked=checked/>
                    <span>
                        {word}
                        {(!meaning.is_empty()).then(|| view! { <span class="choice__hint">{meaning}</span> })}
                    </span>
                </label>
            }
        })
        .collect_view();
    let lang = page().lang;
    let legend = view! {
        {legend}
        {optional.then(|| view! { " "<span class="field__optional">"("{t!(lang, "field-optional")}")"</span> })}
    };
    let legend = match heading {
        true => {
            view! { <legend class="fieldset__legend--page"><h1>{legend}</h1></legend> }.into_any()
        }
        false => view! { <legend class="fieldset__legend">{legend}</legend> }.into_any(),
    };
    let list = if two {
        "choices choices--two"
    } else {
        "choices"
    };
    view! {
        <fieldset class=class role="radiogroup" aria-describedby=described
            aria-invalid=invalid aria-required=needed>
            {legend}
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            {before}
            {problem.map(|problem| view! {
                <p class="field__error" id=problem_id>{icon(Icon::Alert)}{problem}</p>
            })}
            <div class=list>{items}</div>
        </fieldset>
    }
}
