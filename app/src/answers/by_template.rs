//! A form's text taken from a template: by a button of the same form, so that nothing typed is lost and
//! it works without JavaScript.

use leptos::prelude::*;
use nara_domain::name::NAMELESS;
use nara_domain::template::{CHOSEN, Filled, GAP, Pattern, Placeholder, TemplateKind, USE};

use super::spec::SpecForm;
use crate::context::PageContext;
use crate::i18n::{Lang, date_long, listed};
use crate::proposals::api::ProposalView;
use crate::t;
use crate::ui::{Kind, Notice};
use crate::work::templates_api::StoredTemplate;

/// The templates for a form, and the one its address asks for.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    all: Vec<StoredTemplate>,
    asked: String,
}

/// What a place is called in a sentence.
pub fn placeholder_name(lang: Lang, place: Placeholder) -> String {
    t!(lang, &format!("placeholder-{place}")).into_owned()
}

/// What a case has for a place. Dates as the texts around them are written: in Swedish.
fn value(case: &ProposalView, place: Placeholder) -> Option<String> {
    match place {
        Placeholder::Title => Some(case.title.clone()),
        Placeholder::DiaryNumber => case.diary_number.clone(),
        // Whoever is not named is not named here either.
        Placeholder::Name => Some(case.proposer_name.clone())
            .filter(|name| name != NAMELESS && !case.sender_protected),
        Placeholder::Received => Some(date_long(Lang::Sv, case.submitted_at.day())),
        Placeholder::AnswerBy => case.answer_by.map(|day| date_long(Lang::Sv, day)),
    }
}

/// The field a template is put into.
const TEXT: &str = "text";

impl Templates {
    pub fn of(mut all: Vec<StoredTemplate>, kind: TemplateKind, asked: String) -> Self {
        all.retain(|one| one.template.kind == kind);
        Self { all, asked }
    }

    /// Puts the template that was asked for after what was typed, and says so; nothing where none was
    /// asked for.
    pub fn put(&self, page: &PageContext, case: &ProposalView, form: &mut SpecForm) -> AnyView {
        let lang = page.lang;
        if form.state.value("deed", "") != USE {
            return ().into_any();
        }
        let filled = self.filled(case, &form.state.value(CHOSEN, ""));
        let title = match &filled {
            Some(_) => t!(lang, "template-put-title"),
            None => t!(lang, "template-put-none"),
        };
        let gaps = filled.as_ref().and_then(|filled| gaps(page, filled));
        if let Some(filled) = filled {
            let given = form.given.get(TEXT).cloned().unwrap_or_default();
            let typed = form.state.value(TEXT, &given);
            let text = match typed.trim().is_empty() {
                true => filled.text,
                false => format!("{}\n\n{}", typed.trim_end(), filled.text),
            };
            form.state.put(TEXT, text);
        }
        let to = format!("#{}", form.state.id(TEXT));
        view! {
            <section class="flow" tabindex="-1" autofocus=true>
                <Notice kind=Kind::Info title>
                    <p><a href=to>{t!(lang, "template-put-to")}</a></p>
                </Notice>
                {gaps}
            </section>
        }
        .into_any()
    }

    /// The text of one, for this case.
    fn filled(&self, case: &ProposalView, asked: &str) -> Option<Filled> {
        let one = self.all.iter().find(|one| one.id.to_string() == asked)?;
        let pattern = Pattern::parse(&one.template.text).ok()?;
        Some(pattern.fill(|place| value(case, place)))
    }

    /// The way to the choice, above the form.
    pub fn way(&self, page: &PageContext) -> Option<AnyView> {
        let to = format!("#{CHOSEN}");
        (!self.all.is_empty())
            .then(|| view! { <p><a href=to>{t!(page.lang, "template-pick")}</a></p> }.into_any())
    }

    /// Chooses one. In the form, after its other buttons: Enter in a field presses the first.
    pub fn picker(&self, page: &PageContext) -> Option<AnyView> {
        let lang = page.lang;
        if self.all.is_empty() {
            return None;
        }
        let options = self
            .all
            .iter()
            .map(|one| {
                let id = one.id.to_string();
                let selected = id == self.asked;
                view! { <option value=id selected=selected>{one.template.title.clone()}</option> }
            })
            .collect_view();
        Some(
            view! {
                <div class="panel panel--quiet flow">
                    <div class="field">
                        <label class="field__label" for=CHOSEN>{t!(lang, "template-pick")}</label>
                        <p class="field__hint" id="mall-tips">{t!(lang, "template-pick-hint")}</p>
                        <select class="input" id=CHOSEN name=CHOSEN aria-describedby="mall-tips">
                            <option value="">{t!(lang, "template-pick-none")}</option>
                            {options}
                        </select>
                    </div>
                    <div class="actions">
                        <button class="btn btn--secondary" name="deed" value=USE>
                            {t!(lang, "template-use")}
                        </button>
                    </div>
                </div>
            }
            .into_any(),
        )
    }
}

/// What the chosen template has nothing for in this case.
fn gaps(page: &PageContext, filled: &Filled) -> Option<AnyView> {
    let lang = page.lang;
    if filled.missing.is_empty() {
        return None;
    }
    let names: Vec<String> = filled
        .missing
        .iter()
        .map(|place| placeholder_name(lang, *place))
        .collect();
    let what = listed(lang, &names);
    Some(
        view! {
            <Notice kind=Kind::Warning title=t!(lang, "template-gaps-title")>
                <p>{t!(lang, "template-gaps", what = what, gap = GAP)}</p>
            </Notice>
        }
        .into_any(),
    )
}
