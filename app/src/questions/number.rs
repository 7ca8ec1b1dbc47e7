//! One question with its answer, and what the reader can do about it.

use leptos::prelude::*;
use nara_domain::ids::ModerationId;
use nara_domain::question::{
    Extent, FOLLOW_UP as FOLLOW_UP_FIELDS, Number, NumberState, QuestionStepKind,
};

use super::api::{QuestionAct, QuestionView, SetView};
use super::shown::{anchor, number_kind, number_name, path_of, signed, step_path};
use super::{ABOUT, FOLLOW_UP, NUMBER};
use crate::answers::SpecForm;
use crate::context::PageContext;
use crate::i18n::Lang;
use crate::moderation::{appeal_path, case_path, hidden_line, report_asked_path};
use crate::t;
use crate::ui::{DayOf, FormState, Icon, Tag, icon, written_in};

/// A question with its follow-ups.
pub fn number(page: &PageContext, view: &SetView, one: &QuestionView) -> AnyView {
    let lang = page.lang;
    let id = anchor(one.number);
    let follow_ups: Vec<_> = view
        .questions
        .iter()
        .filter(|other| {
            other.number.question == one.number.question && other.number.is_follow_up()
        })
        .map(|other| {
            let id = anchor(other.number);
            view! {
                <section class="comment" aria-labelledby=id.clone()>
                    <h3 id=id.clone()>
                        {t!(lang, "questions-follow_up")}
                        <span class="visually-hidden">{format!(" {}", other.number.follow_up)}</span>
                    </h3>
                    {inner(page, view, other)}
                </section>
            }
        })
        .collect();
    let none = follow_ups.is_empty();
    // Regions of their own: whoever writes a follow-up below goes on writing.
    view! {
        <section class="section flow" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{number_name(lang, one.number)}</h2>
            <div data-live=format!("number-{}", one.number)>{inner(page, view, one)}</div>
            <div class="comment__replies" data-live=format!("more-{}", one.number) hidden=none>
                {follow_ups}
            </div>
            {follow_up_form(page, view, one)}
        </section>
    }
    .into_any()
}

/// The words, how far it has come, its answers, and what can be done.
fn inner(page: &PageContext, view: &SetView, one: &QuestionView) -> AnyView {
    let lang = page.lang;
    let text = one.text.clone().map(
        |text| view! { <p class="as-written" lang=written_in(lang) dir="auto"><strong>{text}</strong></p> },
    );
    let hidden = one.hidden.map(|hidden| {
        view! {
            <p class="muted">{hidden_line(lang, &hidden)}</p>
            {why_hidden(page, view.mine, one.case)}
        }
    });
    let report = one.reportable.then(|| {
        let which = number_name(lang, one.number);
        report_link(page, view, Some(one.number), which)
    });
    // For whoever asked, and those who read first.
    let why = one
        .acts
        .iter()
        .rfind(|act| act.step == QuestionStepKind::Refuse)
        .and_then(|act| act.fields.get("reason").cloned())
        .map(|why| view! { <p class="as-written" lang=written_in(lang) dir="auto">{why}</p> });
    let kind = number_kind(one.state);
    let state = t!(lang, &format!("questions-number-state-{}", one.state)).into_owned();
    let same = (one.same > 0).then(|| {
        view! { <span class="muted">{t!(lang, "questions-same-count", count = one.same)}</span> }
    });
    let answers = one
        .answers()
        .into_iter()
        .map(|versions| answer(page, view, one, &versions))
        .collect_view();
    view! {
        <div class="flow">
            {text}
            {hidden}
            {why}
            {facts(lang, one.facts())}
            <p class="cluster"><Tag kind text=state/>{same}</p>
            {passed_on(lang, one)}
            {answers}
            {same_form(page, view, one)}
            {discuss(page, view, one)}
            {report}
            {office(page, view, one)}
        </div>
    }
    .into_any()
}

/// To the form of the discussion, which begins with the number.
fn discuss(page: &PageContext, view: &SetView, one: &QuestionView) -> Option<AnyView> {
    let lang = page.lang;
    let read = view.state.is_public() && one.state.is_public();
    read.then(|| {
        let path = path_of(view.id, &view.slug);
        let to = page.href(&format!("{path}?{ABOUT}={}#skriv", one.number));
        let which = number_name(lang, one.number);
        view! {
            <p class="small no-print">
                <a href=to rel="nofollow">
                    {t!(lang, "questions-discuss")}<span class="visually-hidden">": "{which}</span>
                </a>
            </p>
        }
        .into_any()
    })
}

/// The way to why something is hidden: for whoever asked, and for those who look again.
pub fn why_hidden(page: &PageContext, mine: bool, case: Option<ModerationId>) -> Option<AnyView> {
    let (to, words) = match mine {
        true => (appeal_path(case?), "questions-hidden-mine"),
        false => (case_path(case?), "questions-hidden-case"),
    };
    let to = page.href(&to);
    Some(view! { <p class="no-print"><a href=to>{t!(page.lang, words)}</a></p> }.into_any())
}

/// Where a text is reported. `what`: which of them, for those who do not see where the link stands.
pub fn report_link(
    page: &PageContext,
    view: &SetView,
    number: Option<Number>,
    what: String,
) -> AnyView {
    let path = path_of(view.id, &view.slug);
    let to = page.href(&report_asked_path(&path, number));
    view! {
        <p class="small no-print">
            <a href=to rel="nofollow">
                {t!(page.lang, "report_text-link")}<span class="visually-hidden">": "{what}</span>
            </a>
        </p>
    }
    .into_any()
}

/// How it is, beside a text that says something that is not so.
pub fn facts<'a>(lang: Lang, facts: impl Iterator<Item = &'a QuestionAct>) -> AnyView {
    let facts: Vec<_> = facts.map(|act| fact(lang, act)).collect();
    facts.into_any()
}

fn fact(lang: Lang, act: &QuestionAct) -> impl IntoView + use<> {
    let field = |name: &str| act.fields.get(name).cloned().unwrap_or_default();
    let source = field("source_url");
    let shown = source.clone();
    view! {
        <aside class="panel" id=format!("rattelse-{}", act.id) aria-label=t!(lang, "questions-fact")>
            <p class="act__correction">{icon(Icon::Alert)}<strong>{t!(lang, "questions-fact")}</strong></p>
            <p class="as-written" lang=written_in(lang) dir="auto">{field("text")}</p>
            <p>
                {t!(lang, "questions-fact-source")}" "
                <a href=source rel="nofollow noopener" dir="auto">{shown}</a>
            </p>
            <p class="small muted"><span dir="auto">{signed(lang, act)}</span>", "<DayOf at=act.at/></p>
        </aside>
    }
}

/// Whom it was passed on to, and why.
fn passed_on(lang: Lang, one: &QuestionView) -> Option<AnyView> {
    let act = one.passed_on()?;
    let field = |name: &str| act.fields.get(name).cloned().unwrap_or_default();
    Some(
        view! {
            <div class="panel panel--quiet">
                <p>
                    <strong dir="auto">{t!(lang, "questions-passed_on", to = field("to"))}</strong>" "
                    <DayOf at=act.at/>
                </p>
                <p class="as-written" lang=written_in(lang) dir="auto">{field("note")}</p>
                <p class="small muted" dir="auto">{signed(lang, act)}</p>
            </div>
        }
        .into_any(),
    )
}

/// An answer as it reads now, and what it read before.
fn answer(
    page: &PageContext,
    view: &SetView,
    one: &QuestionView,
    versions: &[&QuestionAct],
) -> AnyView {
    let lang = page.lang;
    let Some((now, before)) = versions.split_first() else {
        return ().into_any();
    };
    let extent = versions.last().and_then(|first| first.fields.get("extent"));
    let part = extent.is_some_and(|extent| extent == Extent::Part.code());
    let label = match part {
        true => t!(lang, "questions-answer-part"),
        false => t!(lang, "act-official_answer"),
    };
    let corrected = now.corrects.map(|old| {
        let reason = now.fields.get("reason").cloned().unwrap_or_default();
        view! {
            <p class="act__correction">
                {icon(Icon::Alert)}{t!(lang, "act-corrects", reason = reason)}" "
                <a href=format!("#svar-{old}")>{t!(lang, "act-to-corrected")}</a>" "
                <span dir="auto">"("{signed(lang, now)}")"</span>
            </p>
        }
    });
    let before = before
        .iter()
        .map(|act| {
            view! {
                <article class="act act--old is-official" id=format!("svar-{}", act.id)>
                    <div class="act__body">
                        <p class="act__by">{t!(lang, "questions-replaced")}" "<DayOf at=act.at/></p>
                        {text(lang, act)}
                        {by(lang, act)}
                    </div>
                </article>
            }
        })
        .collect_view();
    let correct = one.steps.contains(&QuestionStepKind::Correct).then(|| {
        let to = step_path(view, Some(one.number), QuestionStepKind::Correct);
        let to = page.href(&format!("{to}?svar={}", now.id));
        view! { <p class="act__by no-print"><a href=to>{t!(lang, "act-correct")}</a></p> }
    });
    view! {
        <article class="act is-official" id=format!("svar-{}", now.id)>
            <div class="act__band">
                <p class="act__label">{icon(Icon::Building)}{label}</p>
                <DayOf at=now.at/>
            </div>
            <div class="act__body">
                {corrected}
                {text(lang, now)}
                {by(lang, versions.last().copied().unwrap_or(now))}
                {correct}
            </div>
        </article>
        {before}
    }
    .into_any()
}

fn text(lang: Lang, act: &QuestionAct) -> impl IntoView + use<> {
    let text = act.fields.get("text").cloned().unwrap_or_default();
    view! { <p class="act__text as-written" lang=written_in(lang) dir="auto">{text}</p> }
}

/// Who answers; and who wrote it down, where that is somebody else.
fn by(lang: Lang, act: &QuestionAct) -> AnyView {
    match act.fields.get("answered_by") {
        Some(who) => view! {
            <p class="act__by"><strong dir="auto">{who.clone()}</strong></p>
            <p class="act__by small muted" dir="auto">{t!(lang, "questions-entered-by", name = signed(lang, act))}</p>
        }
        .into_any(),
        None => {
            view! { <p class="act__by" dir="auto"><strong>{signed(lang, act)}</strong></p> }.into_any()
        }
    }
}

/// "Samma fråga", or that it is.
fn same_form(page: &PageContext, view: &SetView, one: &QuestionView) -> Option<AnyView> {
    if !one.offers_same && !one.mine_same {
        return None;
    }
    let lang = page.lang;
    let path = path_of(view.id, &view.slug);
    let action = page.href(&format!("{path}/{}/samma", one.number));
    let which = number_name(lang, one.number);
    let (deed, words, mine) = match one.mine_same {
        true => (
            "no",
            "questions-same-stop",
            Some(t!(lang, "questions-same-mine")),
        ),
        false => ("yes", "questions-same", None),
    };
    let mine = mine.map(|mine| view! { <span>{mine}" "</span> });
    Some(
        view! {
            <form class="inline-form no-print" method="post" action=action>
                {mine}
                <input type="hidden" name="deed" value=deed/>
                <button class="btn btn--secondary btn--small">
                    {t!(lang, words)}<span class="visually-hidden">": "{which}</span>
                </button>
            </form>
        }
        .into_any(),
    )
}

/// The form for one more question under an answered number, for whoever asked. The one that came back is open.
fn follow_up_form(page: &PageContext, view: &SetView, one: &QuestionView) -> Option<AnyView> {
    let lang = page.lang;
    let number = one.number.to_string();
    let mut form = SpecForm::new(page, FOLLOW_UP, "questions_follow_up", FOLLOW_UP_FIELDS);
    if form.state.value(NUMBER, "") != number {
        form.state = FormState::one_of(page, FOLLOW_UP, &number);
    }
    let back = form.state.came_back();
    if !one.may_follow_up && !back {
        return None;
    }
    let path = path_of(view.id, &view.slug);
    let action = page.href(&format!("{path}/{number}/foljdfraga"));
    let once = form.state.value("once", &page.once);
    let which = number_name(lang, one.number);
    Some(
        view! {
            <details class="fold fold--button no-print" open=back>
                <summary>{t!(lang, "questions-follow_up-ask")}<span class="visually-hidden">": "{which}</span></summary>
                <div class="fold__body">
                    <form class="form" method="post" action=action novalidate>
                        <input type="hidden" name="once" value=once/>
                        {form.fields()}
                        <p class="small muted">{t!(lang, "questions-follow_up-then")}</p>
                        <div class="actions">
                            <button class="btn">{t!(lang, "questions-follow_up-send")}</button>
                        </div>
                    </form>
                </div>
            </details>
        }
        .into_any(),
    )
}

/// What those who read first and those who answer can do about it. Corrections stand at their answers.
fn office(page: &PageContext, view: &SetView, one: &QuestionView) -> Option<AnyView> {
    let lang = page.lang;
    let links: Vec<_> = one
        .steps
        .iter()
        .filter(|step| **step != QuestionStepKind::Correct)
        .map(|step| {
            let to = page.href(&step_path(view, Some(one.number), *step));
            let more = *step == QuestionStepKind::Answer && one.state == NumberState::Partly;
            let words = match more {
                true => t!(lang, "questions-step-answer-more"),
                false => t!(lang, &format!("questions-step-{step}")),
            };
            let which = number_name(lang, one.number);
            view! {
                <li>
                    <a class="btn btn--secondary btn--small" href=to>
                        {words}<span class="visually-hidden">": "{which}</span>
                    </a>
                </li>
            }
        })
        .collect();
    (!links.is_empty()).then(|| view! { <ul class="cluster no-print">{links}</ul> }.into_any())
}
