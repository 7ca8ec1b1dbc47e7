//! One official act as a card: whose voice it is, what it says, what it costs, who signed it.

use leptos::prelude::*;
use nara_domain::actor::Body;
use nara_domain::answer::ActKind;
use nara_domain::document::takes_photo;
use nara_domain::ids::ActId;
use nara_domain::outside::{ORGANISATION, SIGNED_NAME, SIGNED_TITLE};
use nara_domain::proposal::{Course, IdeaMoveKind, TransitionKind, Verdict};
use nara_domain::time::Date;

use super::act_fields::{Facts, lead, second};
use crate::context::{PageContext, page};
use crate::documents::{Beside, Photos, Shown};
use crate::i18n::{Lang, date_long};
use crate::meetings::path_of_day;
use crate::people::shown_name;
use crate::proposals::api::{ActView, CORRECTION_REASON};
use crate::proposals::shown;
use crate::t;
use crate::ui::{Day, Icon, Kind, icon, standing_line};

/// Whose voice an act is. The voices never look alike: the department, the elected, the body, and
/// whoever answers from outside the municipality.
pub fn voice(act: &ActView) -> Kind {
    match (act.kind, act.transition) {
        (ActKind::ElectedOpinion, _) => Kind::Elected,
        (ActKind::GuestAnswer, _) => Kind::Guest,
        (ActKind::Minutes, _) => Kind::Decision,
        (ActKind::QuestionAnswer, _) | (_, Some(TransitionKind::Complete)) => Kind::Info,
        (ActKind::Transition, Some(transition)) if is_of_a_body(transition) => Kind::Decision,
        // What a body did on the way must not look like what it decides in the end.
        (ActKind::Transition, _) if is_from_a_meeting(act) => Kind::Info,
        _ => Kind::Official,
    }
}

/// Whether it is the minutes of a body that tell of it: what it decided, and what it did on the way.
pub fn is_from_a_meeting(act: &ActView) -> bool {
    let (ActKind::Transition, Some(transition)) = (act.kind, act.transition) else {
        return act.kind == ActKind::Minutes;
    };
    match transition {
        TransitionKind::Announce | TransitionKind::HandOver => true,
        TransitionKind::Refer => act.fields.contains_key("body"),
        _ => is_of_a_body(transition),
    }
}

/// Whether an act is a body's answer, which stands before everybody else's: what the body did on the
/// way there is none.
pub fn answers_for_a_body(act: &ActView) -> bool {
    act.kind == ActKind::Transition && act.transition.is_some_and(is_of_a_body)
}

/// Whether a body decided it at a meeting.
fn is_of_a_body(transition: TransitionKind) -> bool {
    transition.is_decision() || transition == TransitionKind::RemitBack
}

/// The verdict an act gave an idea. An idea has one, so the idea knows it.
pub fn verdict_of(act: &ActView, course: &Course) -> Option<Verdict> {
    match act.kind {
        ActKind::IdeaMove => course.as_idea()?.verdict(),
        _ => None,
    }
}

/// Texts that make a step say something of its own, where it has one and the reader may see it.
const SAYS: [&str; 5] = [
    "decision_text",
    "statement",
    "missing",
    "completion",
    "note",
];

/// Whether an act says something of its own; the others are lines of the timeline. What was corrected
/// is shown with what corrects it, whatever it says.
pub fn speaks(act: &ActView) -> bool {
    let corrected = act.supersedes.is_some() || act.superseded_by.is_some();
    match act.kind {
        ActKind::Transition => match act.transition {
            Some(transition) => {
                is_of_a_body(transition)
                    || matches!(
                        transition,
                        TransitionKind::RejectFormally
                            | TransitionKind::Reroute
                            | TransitionKind::PresentProposal
                            | TransitionKind::Plan
                            | TransitionKind::ReportProgress
                            | TransitionKind::MarkImplemented
                            | TransitionKind::Stop
                    )
                    || (corrected && !act.fields.is_empty())
                    || SAYS.iter().any(|name| act.fields.contains_key(*name))
            }
            None => false,
        },
        // They stand among the documents.
        ActKind::Document | ActKind::DocumentRemoval => false,
        _ => true,
    }
}

/// An act in a few words for lists: whose voice, and what kind of answer.
pub fn act_tag(lang: Lang, act: &ActView, course: &Course) -> (Kind, String) {
    (voice(act), label(lang, act, course))
}

/// The message of an act, for a gist.
pub fn act_text(act: &ActView) -> Option<String> {
    let texts = [
        "text",
        "answer",
        "decision_text",
        "reasons",
        "proposed_decision",
        "reason",
        "thanks",
        "statement",
    ];
    texts
        .iter()
        .find_map(|name| act.fields.get(*name))
        .filter(|text| !text.is_empty())
        .cloned()
}

/// The body, the department or the person an act comes from.
pub fn act_who(lang: Lang, act: &ActView) -> Option<String> {
    if voice(act) == Kind::Decision
        && let Some(body) = act.fields.get("body")
    {
        return Some(shown::named_body(lang, body));
    }
    if act.kind == ActKind::GuestAnswer
        && let Some(organisation) = act.fields.get(ORGANISATION)
    {
        return Some(organisation.clone());
    }
    let standing = act.standing.as_ref();
    match (
        voice(act),
        standing.and_then(|standing| standing.department.clone()),
    ) {
        (Kind::Official, Some(department)) => Some(department),
        _ => Some(shown_name(lang, &act.actor_name)).filter(|name| !name.is_empty()),
    }
}

/// The words on the band: what kind of answer this is.
fn label(lang: Lang, act: &ActView, course: &Course) -> String {
    match (act.kind, act.transition) {
        (ActKind::Transition, Some(transition)) => {
            let done = t!(lang, &format!("transition-{}-done", transition.code()));
            match is_from_a_meeting(act) {
                true => t!(lang, "act-label-decision", what = done).into_owned(),
                // What the proposer did is not the department's.
                false if transition == TransitionKind::Complete => done.into_owned(),
                false => t!(lang, "act-label-department", what = done).into_owned(),
            }
        }
        (ActKind::IdeaMove, _) if act.stage == "done" => {
            let done = t!(lang, "stage-done");
            t!(lang, "act-label-department", what = done).into_owned()
        }
        (ActKind::IdeaMove, _) => match verdict_of(act, course) {
            Some(verdict) => {
                let verdict = t!(lang, &format!("verdict-{}", verdict.code()));
                t!(lang, "act-label-verdict", verdict = verdict).into_owned()
            }
            None => t!(lang, "act-idea_move").into_owned(),
        },
        (ActKind::GuestAnswer | ActKind::OutsideQuestion | ActKind::OutsideWithdrawal, _) => {
            outside_label(lang, act)
        }
        (kind, _) => t!(lang, &format!("act-{}", kind.code())).into_owned(),
    }
}

/// `Svar från Trafikverket – inget beslut`
fn outside_label(lang: Lang, act: &ActView) -> String {
    let name = act.fields.get(ORGANISATION).cloned().unwrap_or_default();
    match act.kind {
        ActKind::GuestAnswer => t!(lang, "outside-label", organisation = name),
        ActKind::OutsideQuestion => t!(lang, "outside-label-question", organisation = name),
        _ => t!(lang, "outside-label-withdrawal", organisation = name),
    }
    .into_owned()
}

/// The card. `path` is the case's address, for the link to correct it.
#[component]
pub fn ActCard(
    act: ActView,
    course: Course,
    path: String,
    /// That belong to it.
    #[prop(optional)]
    documents: Vec<Shown>,
    /// A line about the act it belongs together with, and that one; of a question without an answer
    /// itself.
    #[prop(default = None)]
    tied: Option<(String, ActId)>,
) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let kind = voice(&act);
    let label = label(lang, &act, &course);
    let class = match act.superseded_by {
        Some(_) => format!("act act--old {}", kind.class()),
        None => format!("act {}", kind.class()),
    };
    let corrected = act.superseded_by.map(|by| {
        view! {
            <p class="act__correction">
                {icon(Icon::Alert)}{t!(lang, "act-corrected")}" "
                <a href=format!("#svar-{by}")>{t!(lang, "act-to-correction")}</a>
            </p>
        }
    });
    let corrects = act.supersedes.map(|old| {
        let why = act
            .fields
            .get(CORRECTION_REASON)
            .cloned()
            .unwrap_or_default();
        view! {
            <p class="act__correction">
                {icon(Icon::Alert)}{t!(lang, "act-corrects", reason = why)}" "
                <a href=format!("#svar-{old}")>{t!(lang, "act-to-corrected")}</a>
            </p>
        }
    });
    let correct = act.may_correct.then(|| {
        let href = page.href(&format!("{path}/ratta/{}", act.id));
        view! { <p class="act__by"><a href=href>{t!(lang, "act-correct")}</a></p> }
    });
    let shows = act.transition.is_some_and(takes_photo);
    let (photos, documents): (Vec<_>, Vec<_>) = documents
        .into_iter()
        .partition(|document| shows && document.kind.is_picture());
    // What is there already and nobody knew of goes on a wall.
    let poster =
        (act.idea_move == Some(IdeaMoveKind::Exists) && act.superseded_by.is_none()).then(|| {
            let to = page.href(&format!("{path}/affisch?svar={}", act.id));
            view! { <p class="act__by"><a href=to>{t!(lang, "novelty-poster")}</a></p> }
        });
    let id = act.id;
    let tied = tied.map(|(line, other)| match other == id {
        true => view! { <p class="act__by">{line}</p> }.into_any(),
        false => {
            let to = format!("#svar-{other}");
            view! { <p class="act__by"><a href=to>{line}</a></p> }.into_any()
        }
    });
    // Who the other was is kept, not told: what counts for readers is that there were two.
    let two = act
        .read_by_two
        .then(|| view! { <p class="act__by">{t!(lang, "act-read_by_two")}</p> });
    view! {
        <article class=class id=format!("svar-{}", act.id)>
            <header class="act__band">
                <h3 class="act__label">{icon(kind.icon())}{label}</h3>
                <Day day=act.happened_on/>
            </header>
            <div class="act__body">
                {corrected}
                {corrects}
                {lead(lang, &act)}
                {second(lang, &act)}
                <Photos documents=photos path=path.clone()/>
                <Facts act=act.clone()/>
                <Beside documents path/>
                {signed(&page, &act)}
                {tied}
                {two}
                {poster}
                {correct}
            </div>
        </article>
    }
}

/// Who stands for what came from outside; and, smaller, who put it here.
fn signed_outside(page: &PageContext, act: &ActView) -> AnyView {
    let lang = page.lang;
    let field = |name: &str| act.fields.get(name).cloned().unwrap_or_default();
    let (name, title) = (field(SIGNED_NAME), field(SIGNED_TITLE));
    let published = t!(
        lang,
        "outside-published-by",
        who = shown_name(lang, &act.actor_name),
        municipality = page.site.municipality.clone()
    );
    view! {
        <p class="act__by"><strong dir="auto">{name}</strong>", "{title}", "{field(ORGANISATION)}</p>
        <p class="act__by small muted">{published}</p>
    }
    .into_any()
}

/// Who stands for it: the body and its meeting, or the person and the duty.
fn signed(page: &PageContext, act: &ActView) -> AnyView {
    let lang = page.lang;
    let field = |name: &str| act.fields.get(name).filter(|value| !value.is_empty());
    if act.kind == ActKind::GuestAnswer {
        return signed_outside(page, act);
    }
    if let (true, Some(body), Some(date)) =
        (is_from_a_meeting(act), field("body"), field("meeting_date"))
    {
        let day = Date::parse(date).ok();
        let to = Body::parse(body).ok().zip(day);
        let to = to.map(|(body, day)| {
            let to = page.href(&path_of_day(&body, day));
            view! { " "<a href=to>{t!(lang, "meeting-to")}</a> }
        });
        let date = day.map_or_else(|| date.clone(), |day| date_long(lang, day));
        let body = shown::named_body(lang, body);
        let line = match field("paragraph") {
            Some(paragraph) => {
                t!(
                    lang,
                    "meeting-line",
                    body = body,
                    date = date,
                    paragraph = paragraph.clone()
                )
            }
            None => t!(lang, "meeting-line-short", body = body, date = date),
        };
        return view! { <p class="act__by"><strong>{line}</strong>{to}</p> }.into_any();
    }
    let duty = act.standing.as_ref().map(|standing| {
        let line = standing_line(standing, |body| shown::body_in_text(lang, body));
        match &standing.party {
            Some(party) => format!("{line}, {party}"),
            None => line,
        }
    });
    let duty = duty
        .filter(|line| !line.is_empty())
        .map(|line| format!(", {line}"));
    // What the proposer said, written down by somebody else.
    let entered = act.kind == ActKind::QuestionAnswer && act.standing.is_some();
    let entered = entered.then(|| format!("{} ", t!(lang, "question-entered_by")));
    match act.actor_name.is_empty() {
        true => ().into_any(),
        false => view! {
            <p class="act__by">{entered}<strong>{shown_name(lang, &act.actor_name)}</strong>{duty}</p>
        }
        .into_any(),
    }
}
