//! The department's answer before it is published: seen as residents will see it, read by a colleague,
//! published now or at a set time.

use leptos::prelude::*;
use nara_domain::answer::ActKind;
use nara_domain::fields::Values;
use nara_domain::ids::ActId;
use nara_domain::letters::Told;
use nara_domain::permissions::answer_for_department;
use nara_domain::time::Stamp;
use nara_domain::waiting::{AHEAD_DAYS_MAX, AnswerDeed, PUBLISH_DAY, PUBLISH_TIME, Seen};

use super::api::{WaitingAnswer, WaitingLine};
use super::by_template::Templates;
use super::case::{consequences, head, in_full, once, path};
use super::look::{CHOOSE, preview};
use super::spec::SpecForm;
use crate::context::PageContext;
use crate::i18n::{day_near, time_of_day};
use crate::layout::page_title;
use crate::proposals::ActCard;
use crate::proposals::api::{ProposalView, SEEN_PREPARED};
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{ErrorSummary, Kind, Notice, Tag, TextField, written_in};

/// The form's name in the page.
pub const FORM: &str = "answer";

/// The whole page. `label`: under which label it is signed.
pub fn show(
    page: &PageContext,
    case: &ProposalView,
    mut form: SpecForm,
    label: AnyView,
    templates: &Templates,
) -> AnyView {
    let lang = page.lang;
    let waits = case.waiting.as_ref();
    let looked = page.look_of(FORM).map(|look| &look.values);
    form.given = match (looked, waits) {
        (Some(typed), _) => typed.clone(),
        (None, Some(waits)) => waits.fields.clone(),
        (None, None) => Values::new(),
    };
    let now = stands(case);
    let meanwhile = Meanwhile::of(&form, now);
    if let Some(waits) = waits.filter(|_| meanwhile.waiting) {
        form.before = Some(waits.fields.clone());
        form.both = true;
    }
    // A look changes nothing of what the writer has seen; a form that came back shows what stands now.
    let seen = looked
        .and_then(|typed| typed.get(SEEN_PREPARED).cloned())
        .unwrap_or_else(|| now.to_string());
    let preview = preview(page, case, FORM);
    let label = preview.is_none().then_some(label);
    let top = match (preview, waits) {
        (Some(preview), _) => preview,
        // In a form that came back stand the words of whoever sent it.
        (None, Some(waits)) if looked.is_none() && !form.state.came_back() => {
            notice(page, case, waits)
        }
        (None, _) => ().into_any(),
    };
    let title = t!(lang, "answers-answer-title");
    let lead = t!(lang, "answers-answer-lead");
    let action = page.href(&format!("{}/svara", path(case)));
    let from_template = templates.put(page, case, &mut form);
    let words = form.label();
    // A case that is over takes no answer: what waits can be read and thrown away.
    let may = case.possible.official_answer || form.state.came_back();
    let way = may.then(|| templates.way(page));
    let deeds = may.then(|| {
        view! {
            {consequences(page, case, Told::of_act(ActKind::OfficialAnswer), &[])}
            <div class="actions" id=CHOOSE tabindex="-1">
                {button(page, AnswerDeed::Look, "btn btn--secondary")}
                {button(page, AnswerDeed::Publish, "btn")}
                <a class="btn btn--quiet" href=page.href(&path(case))>{t!(lang, "answers-cancel")}</a>
            </div>
            {templates.picker(page)}
            {not_now(page, &form, waits)}
        }
    });
    view! {
        {page_title(title.clone())}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=words help=meanwhile.help(page, case)/>
            {head(page, case, &title, &lead)}
            {in_full(page, case)}
            {meanwhile.theirs(page, case)}
            {top}
            {label}
            {from_template}
            {way}
            <form class="form" method="post" action=action.clone() novalidate>
                {once(page, &form.state)}
                <input type="hidden" name=SEEN_PREPARED value=seen/>
                {form.fields()}
                {deeds}
            </form>
            {waits.map(|_| discard(page, action, now))}
        </div>
    }
    .into_any()
}

/// What stands on the case now.
fn stands(case: &ProposalView) -> Seen {
    let answers = case
        .acts
        .iter()
        .filter(|act| act.kind == ActKind::OfficialAnswer);
    Seen {
        answer: answers.map(|act| act.id).max(),
        waiting: case.waiting.as_ref().map(|waits| waits.line.at),
    }
}

/// What colleagues did while somebody wrote whose form came back for it.
#[derive(Clone, Copy, Debug, Default)]
struct Meanwhile {
    /// Published an answer.
    answered: Option<ActId>,
    /// Wrote, changed or threw away what waits.
    waiting: bool,
}

impl Meanwhile {
    fn of(form: &SpecForm, now: Seen) -> Self {
        if !form.state.is_conflict() {
            return Self::default();
        }
        let seen: Seen = form
            .state
            .value(SEEN_PREPARED, "")
            .parse()
            .unwrap_or_default();
        Self {
            answered: now.answer.filter(|_| now.answer != seen.answer),
            waiting: now.waiting != seen.waiting,
        }
    }

    /// What to do now, instead of what a conflict is everywhere.
    fn help(self, page: &PageContext, case: &ProposalView) -> String {
        let lang = page.lang;
        let line = case.waiting.as_ref().map(|waits| &waits.line);
        match (self.answered, self.waiting, line) {
            (Some(_), ..) => t!(lang, "later-both-answered"),
            (None, true, Some(line)) if line.mine => t!(lang, "answers-both-mine"),
            (None, true, Some(line)) => {
                t!(lang, "answers-both", who = writer(line))
            }
            (None, true, None) => t!(lang, "later-both-gone"),
            (None, false, _) => return String::new(),
        }
        .into_owned()
    }

    /// The answer that was published, as everybody sees it.
    fn theirs(self, page: &PageContext, case: &ProposalView) -> AnyView {
        let found = case.acts.iter().find(|act| Some(act.id) == self.answered);
        let Some(act) = found else {
            return ().into_any();
        };
        view! {
            <section class="section flow" aria-labelledby="deras">
                <h2 id="deras">{t!(page.lang, "later-both-theirs")}</h2>
                <ActCard act=act.clone() course=case.course.clone() path=path(case)/>
            </section>
        }
        .into_any()
    }
}

/// Whose words wait: of a colleague who gave it back, perhaps changed, theirs.
fn writer(line: &WaitingLine) -> String {
    match &line.reader {
        Some(reader) if line.publish_at.is_none() => reader.clone(),
        _ => line.by_name.clone(),
    }
}

fn button(page: &PageContext, deed: AnswerDeed, class: &'static str) -> AnyView {
    let words = match deed {
        AnswerDeed::Publish => t!(page.lang, "answers-answer-submit"),
        deed => t!(page.lang, &format!("later-{deed}")),
    };
    view! { <button class=class name="deed" value=deed.code()>{words}</button> }.into_any()
}

/// The other buttons: a colleague first, or a set time.
fn not_now(page: &PageContext, form: &SpecForm, waits: Option<&WaitingAnswer>) -> AnyView {
    let lang = page.lang;
    let line = waits.map(|waits| &waits.line);
    let back = line
        .filter(|line| !line.mine)
        .map(|line| {
            let words = t!(lang, "later-hand_back", who = line.by_name.clone());
            view! {
                <button class="btn btn--secondary" name="deed" value=AnswerDeed::HandBack.code()>{words}</button>
            }
        });
    let state = &form.state;
    let typed = |name: &str| form.given.get(name).cloned().unwrap_or_default();
    let moment = line.and_then(|line| line.publish_at);
    let (day, time) = match moment {
        Some(at) if !form.given.contains_key(PUBLISH_DAY) => {
            (at.day().to_string(), time_of_day(lang, at))
        }
        _ => (typed(PUBLISH_DAY), typed(PUBLISH_TIME)),
    };
    let open = moment.is_some()
        || [PUBLISH_DAY, PUBLISH_TIME].iter().any(|name| {
            state.problem_of(name).is_some() || !state.value(name, &typed(name)).trim().is_empty()
        });
    view! {
        <section class="section flow" aria-labelledby="inte-nu">
            <h2 id="inte-nu">{t!(lang, "later-title")}</h2>
            <p>{t!(lang, "later-lead")}</p>
            <div class="actions">
                {button(page, AnswerDeed::Wait, "btn btn--secondary")}
                {back}
            </div>
            <details class="fold" open=open>
                <summary>{t!(lang, "later-time-title")}</summary>
                <div class="fold__body flow">
                    <TextField
                        form=state.clone() name=PUBLISH_DAY label=t!(lang, "field-publish_day")
                        hint=t!(lang, "field-publish_day-hint", days = AHEAD_DAYS_MAX) value=day
                        kind="date" look="input input--date" optional=true
                    />
                    <TextField
                        form=state.clone() name=PUBLISH_TIME label=t!(lang, "field-publish_time")
                        hint=t!(lang, "field-publish_time-hint") value=time
                        look="input input--number" optional=true
                    />
                    <div class="actions">{button(page, AnswerDeed::Time, "btn btn--secondary")}</div>
                </div>
            </details>
        </section>
    }
    .into_any()
}

/// Throws away what waits: a form of its own, which asks for nothing.
fn discard(page: &PageContext, action: String, now: Seen) -> AnyView {
    let lang = page.lang;
    view! {
        <form class="section flow" method="post" action=action>
            <h2>{t!(lang, "later-discard-title")}</h2>
            <p>{t!(lang, "later-discard-help")}</p>
            <input type="hidden" name=SEEN_PREPARED value=now.to_string()/>
            <div class="actions">
                {button(page, AnswerDeed::Discard, "btn btn--danger")}
            </div>
        </form>
    }
    .into_any()
}

/// `5 mars kl. 8.00`
fn moment(page: &PageContext, at: Stamp) -> String {
    t!(
        page.lang,
        "later-moment",
        day = day_near(page.lang, at.day(), page.today()),
        time = time_of_day(page.lang, at)
    )
    .into_owned()
}

/// In one sentence what it waits for, and how loud that is said.
fn said(page: &PageContext, line: &WaitingLine) -> (Kind, String) {
    let lang = page.lang;
    let who = line.by_name.clone();
    if line.stopped.is_some() {
        let when = line.publish_at.map(|at| moment(page, at));
        let when = when.unwrap_or_default();
        let text = t!(lang, "later-stopped-title", who = who, when = when);
        return (Kind::Warning, text.into_owned());
    }
    if let Some(at) = line.publish_at {
        let text = match line.mine {
            true => t!(lang, "later-timed-mine", when = moment(page, at)),
            false => t!(lang, "later-timed", who = who, when = moment(page, at)),
        };
        return (Kind::Scheduled, text.into_owned());
    }
    let when = moment(page, line.at);
    let text = match (&line.reader, line.mine, line.read_by_me) {
        (Some(reader), true, _) => {
            t!(lang, "later-read-mine", who = reader.clone(), when = when)
        }
        (Some(_), false, true) => t!(lang, "later-read-by_me", who = who, when = when),
        (Some(reader), false, false) => {
            t!(
                lang,
                "later-read",
                who = reader.clone(),
                whom = who,
                when = when
            )
        }
        (None, true, _) => t!(lang, "later-waits-mine", when = when),
        (None, false, _) => t!(lang, "later-waits", who = who, when = when),
    };
    (Kind::Waiting, text.into_owned())
}

/// Why it was not published, in a sentence.
fn why(page: &PageContext, line: &WaitingLine) -> Option<AnyView> {
    let stopped = line.stopped?;
    let text = t!(page.lang, &format!("later-stopped-{stopped}"));
    Some(view! { <p>{text}</p> }.into_any())
}

/// Above the form: whose words stand in it, and what they wait for.
fn notice(page: &PageContext, case: &ProposalView, waits: &WaitingAnswer) -> AnyView {
    let (kind, title) = said(page, &waits.line);
    let help = match (waits.line.stopped, waits.line.publish_at) {
        _ if !case.possible.official_answer => "later-help-over",
        (Some(_), _) => "later-help-stopped",
        (None, Some(_)) => "later-help-timed",
        (None, None) => "later-help-waits",
    };
    let why = why(page, &waits.line);
    let help = t!(page.lang, help);
    view! {
        <Notice kind title=title>
            {why}
            <p>{help}</p>
        </Notice>
    }
    .into_any()
}

/// On the case's page, for those who may answer: that an answer waits, and the way to it.
pub fn answer_waits(page: &PageContext, case: &ProposalView) -> Option<AnyView> {
    let lang = page.lang;
    let line = &case.waiting.as_ref()?.line;
    answer_for_department(&page.actor).ok()?;
    let to = page.href(&format!("{}/svara", path(case)));
    let (kind, title) = said(page, line);
    let why = why(page, line);
    Some(
        view! {
            <Notice kind title=title>
                {why}
                <p>{t!(lang, "later-not_published")} " " <a href=to>{t!(lang, "later-open")}</a></p>
            </Notice>
        }
        .into_any(),
    )
}

/// On the desk: every answer that waits, each with the way to it. Nothing where there is none.
pub fn answers_that_wait(page: &PageContext, lines: &[WaitingLine]) -> AnyView {
    let lang = page.lang;
    if lines.is_empty() {
        return ().into_any();
    }
    let items = lines
        .iter()
        .map(|line| {
            let to = page.href(&format!("{}/svara", path_of(line.id, &line.slug)));
            let (kind, text) = said(page, line);
            let tag = match (line.stopped, line.publish_at, &line.reader) {
                (Some(_), ..) => "later-tag-stopped",
                (None, Some(_), _) => "later-tag-timed",
                (None, None, Some(_)) => "later-tag-read",
                (None, None, None) => "later-tag-waits",
            };
            view! {
                <li class="item item--plain">
                    <div>
                        <h3 class="item__title"><a href=to lang=written_in(lang) dir="auto">{line.title.clone()}</a></h3>
                        <div class="item__meta">
                            <Tag kind text=t!(lang, tag)/>
                            <span>{text}</span>
                        </div>
                        {why(page, line)}
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="svar-vantar">
            <h2 id="svar-vantar">{t!(lang, "later-desk-title")}</h2>
            <ol class="items">{items}</ol>
        </section>
    }
    .into_any()
}
