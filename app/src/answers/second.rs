//! What is particular to a step that takes two persons: who waits for whom, and what the form's
//! button does then.

use leptos::prelude::*;
use nara_domain::proposal::TransitionKind;

use super::case::path;
use super::steps::Step;
use crate::context::PageContext;
use crate::i18n::day_near;
use crate::proposals::api::{PreparedView, ProposalView, SEEN_PREPARED};
use crate::t;
use crate::ui::{Kind, Notice};

/// Whose turn it is, for somebody who may record the step.
#[derive(Clone, Copy, Debug)]
pub enum Turn<'a> {
    /// Nobody has prepared it.
    First,
    /// The reader has, and a colleague has to read it.
    Waits(&'a PreparedView),
    /// A colleague has, and the reader may confirm it.
    Second(&'a PreparedView),
}

impl<'a> Turn<'a> {
    /// `None`: the step takes one person.
    pub fn of(case: &'a ProposalView, step: Step) -> Option<Self> {
        let Step::Move(kind) = step else { return None };
        kind.needs_second_reader()
            .then(|| match prepared(case, kind) {
                None => Turn::First,
                Some(prepared) if prepared.mine => Turn::Waits(prepared),
                Some(prepared) => Turn::Second(prepared),
            })
    }

    pub fn prepared(self) -> Option<&'a PreparedView> {
        match self {
            Turn::First => None,
            Turn::Waits(prepared) | Turn::Second(prepared) => Some(prepared),
        }
    }

    /// Part of the ids of its words.
    fn code(self) -> &'static str {
        match self {
            Turn::First => "first",
            Turn::Waits(_) => "waits",
            Turn::Second(_) => "second",
        }
    }

    /// What the writer saw, so that nobody's words are replaced unread. Never what was typed: a form
    /// that comes back shows what waits now.
    pub fn seen(self) -> AnyView {
        let seen = self.prepared().map(|prepared| prepared.at.0.to_string());
        view! { <input type="hidden" name=SEEN_PREPARED value=seen.unwrap_or_default()/> }
            .into_any()
    }

    /// What somebody is told whose form came back because of what a colleague did.
    pub fn meanwhile(self, page: &PageContext) -> String {
        let lang = page.lang;
        match self {
            Turn::First => t!(lang, "answers-both-gone"),
            Turn::Waits(_) => t!(lang, "answers-both-mine"),
            Turn::Second(prepared) => t!(lang, "answers-both", who = prepared.by_name.clone()),
        }
        .into_owned()
    }

    /// The words on the form's button.
    pub fn button(self, page: &PageContext) -> String {
        t!(page.lang, &format!("answers-two-{}-submit", self.code())).into_owned()
    }

    /// Above the form: that it takes two, and which of them the reader is.
    pub fn notice(self, page: &PageContext) -> AnyView {
        let lang = page.lang;
        let code = self.code();
        let title = match self.prepared() {
            None => t!(lang, "answers-two-first-title").into_owned(),
            Some(prepared) => said(page, &format!("answers-two-{code}-title"), prepared),
        };
        view! {
            <Notice kind=Kind::Info title=title>
                <p>{t!(lang, &format!("answers-two-{code}"))}</p>
            </Notice>
        }
        .into_any()
    }

    /// Instead of what a step sets going: nothing does before the second person.
    pub fn consequences(self, page: &PageContext) -> Option<AnyView> {
        let lang = page.lang;
        if matches!(self, Turn::Second(_)) {
            return None;
        }
        Some(
            view! {
                <section class="panel panel--quiet" aria-labelledby="sedan">
                    <h2 class="panel__title" id="sedan">{t!(lang, "answers-then")}</h2>
                    <ul class="flow">
                        <li>{t!(lang, "answers-two-not-yet")}</li>
                        <li>{t!(lang, "answers-two-found")}</li>
                    </ul>
                </section>
            }
            .into_any(),
        )
    }

    /// Beside the button: what it does instead where somebody has changed a word.
    pub fn if_changed(self, page: &PageContext) -> Option<AnyView> {
        matches!(self, Turn::Second(_))
            .then(|| view! { <p>{t!(page.lang, "answers-two-second-changed")}</p> }.into_any())
    }

    /// Takes back what was prepared: a form of its own, which asks for nothing.
    pub fn discard(self, page: &PageContext, case: &ProposalView) -> Option<AnyView> {
        let lang = page.lang;
        let prepared = self.prepared()?;
        let action = page.href(&format!("{}/handlagg", path(case)));
        Some(
            view! {
                <form class="section flow" method="post" action=action>
                    <h2>{t!(lang, "answers-two-discard-title")}</h2>
                    <p>{t!(lang, "answers-two-discard-help")}</p>
                    <input type="hidden" name="step" value=prepared.step.code()/>
                    <input type="hidden" name="deed" value="discard"/>
                    <input type="hidden" name="seen" value=prepared.at.0/>
                    <div class="actions">
                        <button class="btn btn--danger">{t!(lang, "answers-two-discard")}</button>
                    </div>
                </form>
            }
            .into_any(),
        )
    }
}

fn prepared(case: &ProposalView, kind: TransitionKind) -> Option<&PreparedView> {
    case.prepared
        .as_ref()
        .filter(|prepared| prepared.step == kind)
}

fn said(page: &PageContext, id: &str, prepared: &PreparedView) -> String {
    t!(
        page.lang,
        id,
        who = prepared.by_name.clone(),
        when = day_near(page.lang, prepared.at.day(), page.today()),
    )
    .into_owned()
}

/// On the case's page and among the steps: that something waits for a second person, with the way
/// to it. Nothing for those who may not read it: the server told them nothing.
pub fn waits_for_second(page: &PageContext, case: &ProposalView) -> Option<AnyView> {
    let lang = page.lang;
    let prepared = case.prepared.as_ref()?;
    let code = if prepared.mine { "waits" } else { "second" };
    let to = page.href(&format!("{}/handlagg?steg={}", path(case), prepared.step));
    let title = said(page, &format!("answers-two-{code}-title"), prepared);
    Some(
        view! {
            <Notice kind=Kind::Waiting title=title>
                <p>
                    {t!(lang, "answers-two-not-yet")} " "
                    <a href=to>{t!(lang, &format!("answers-two-{code}-link"))}</a>
                </p>
            </Notice>
        }
        .into_any(),
    )
}
