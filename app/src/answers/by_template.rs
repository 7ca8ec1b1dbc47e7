//! A form's text taken from a template, before anybody has typed: chosen by an address, so that it works
//! without JavaScript and can be gone back from.

use leptos::prelude::*;
use nara_domain::name::NAMELESS;
use nara_domain::template::{Filled, GAP, Pattern, Placeholder, TemplateKind};

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

impl Templates {
    pub fn of(mut all: Vec<StoredTemplate>, kind: TemplateKind, asked: String) -> Self {
        all.retain(|one| one.template.kind == kind);
        Self { all, asked }
    }

    /// The text of the chosen one, for this case.
    pub fn chosen(&self, case: &ProposalView) -> Option<Filled> {
        let one = self
            .all
            .iter()
            .find(|one| one.id.to_string() == self.asked)?;
        let pattern = Pattern::parse(&one.template.text).ok()?;
        Some(pattern.fill(|place| value(case, place)))
    }

    /// Chooses one, before anything is typed. `hidden` goes along in the address.
    pub fn picker(
        &self,
        page: &PageContext,
        action: String,
        hidden: &[(&'static str, String)],
    ) -> AnyView {
        let lang = page.lang;
        if self.all.is_empty() {
            return ().into_any();
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
        let hidden = hidden
            .iter()
            .map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone()/> })
            .collect_view();
        view! {
            <form class="panel panel--quiet flow" method="get" action=page.href(&action)>
                {hidden}
                <div class="field">
                    <label class="field__label" for="mall">{t!(lang, "template-pick")}</label>
                    <p class="field__hint" id="mall-tips">{t!(lang, "template-pick-hint")}</p>
                    <select class="input" id="mall" name="mall" aria-describedby="mall-tips">{options}</select>
                </div>
                <div class="actions">
                    <button class="btn btn--secondary">{t!(lang, "template-use")}</button>
                </div>
            </form>
        }
        .into_any()
    }
}

/// What the chosen template has nothing for in this case.
pub fn gaps(page: &PageContext, filled: &Filled) -> Option<AnyView> {
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
