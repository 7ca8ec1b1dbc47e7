//! Writing in the discussion: an argument, a question, or a reply to one of them.

use leptos::prelude::*;
use nara_domain::dialogue::CommentStance;
use nara_domain::error::Denied;
use nara_domain::group::is_member;
use nara_domain::ids::CommentId;
use nara_domain::permissions::{Action, can};
use nara_domain::proposal::Kind as Way;
use nara_domain::proposal::problem::stances_on;
use nara_domain::quote::{QUOTE_MAX, offered};
use nara_domain::switches::Feature;
use nara_domain::text::COMMENT_MAX;

use crate::answers::subject;
use crate::context::{PageContext, page};
use crate::error::{AppError, words};
use crate::i18n::Lang;
use crate::identity::how_to_be_known;
use crate::moderation::{at_pace, instead, kept_off, talk, thread_of};
use crate::people::shown_name;
use crate::proposals::api::{CommentView, ProposalView};
use crate::proposals::comment_draft::{CommentDraft, Kept, THROW};
use crate::proposals::comment_keeper_island::{CommentKeeper, KeeperWords};
use crate::proposals::counter_island::Counter;
use crate::proposals::discussion::address_of;
use crate::proposals::query::{encoded, pairs};
use crate::proposals::shown;
use crate::questions::{ABOUT, number_name};
use crate::t;
use crate::ui::{Choices, ErrorSummary, FormState, TextField, closed_notice};

/// The comment a reply is being written to: as the form has it that came back, or as the link said.
pub fn replied_to(page: &PageContext) -> Option<CommentId> {
    written_about(page, "svara", "parent")
}

/// The comment whose words are quoted.
pub fn quoted(page: &PageContext) -> Option<CommentId> {
    written_about(page, "citera", "quoted")
}

fn written_about(page: &PageContext, parameter: &str, field: &str) -> Option<CommentId> {
    let asked = pairs(&page.query)
        .into_iter()
        .find(|(name, _)| name == parameter)
        .map(|(_, value)| value);
    FormState::of(page, "comment")
        .value(field, &asked.unwrap_or_default())
        .parse()
        .ok()
}

/// How a text begins that is about one of the questions above: with its number.
fn about(page: &PageContext, case: &ProposalView) -> Option<String> {
    case.read_at.as_ref()?;
    let asked = pairs(&page.query);
    let (_, number) = asked.iter().find(|(name, _)| name == ABOUT)?;
    let name = number_name(page.lang, number.parse().ok()?);
    Some(format!("{name}: "))
}

/// The words that are quoted, to be cut.
fn quote_field(
    page: &PageContext,
    form: &FormState,
    (path, comment): (&str, &CommentView),
) -> AnyView {
    let lang = page.lang;
    let from = t!(
        lang,
        "debate-quote-from",
        name = shown_name(lang, &comment.author)
    );
    let to = page.href(&address_of(path, comment.id));
    let drop = page.href(&format!("{path}#skriv"));
    view! {
        <input type="hidden" name="quoted" value=comment.id.to_string()/>
        <TextField
            form=form.clone() name="quote" label=t!(lang, "debate-quote-words").into_owned()
            value=offered(&comment.text) area=true optional=true look="input"
            hint=t!(lang, "debate-quote-hint", max = QUOTE_MAX).into_owned()
        />
        <p class="field__before"><a href=to>{from}</a>" "<a href=drop>{t!(lang, "debate-quote-drop")}</a></p>
    }
    .into_any()
}

/// The form's id, for what keeps what is typed in it.
const FORM: &str = "skriv-inlagg";

/// Stands outside the regions that live updates swap, so that nothing typed is ever touched.
#[component]
pub fn CommentForm(case: ProposalView, draft: Option<CommentDraft>) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let path = shown::path_of(case.id, &case.slug);
    let there = shown::read_at(&case);
    let form = FormState::of(&page, "comment");
    let mut title = match case.kind {
        Way::Problem => t!(lang, "debate-write-problem"),
        Way::Proposal | Way::Idea | Way::Questions => t!(lang, "debate-write"),
    };
    // Where the discussion is over anyway, that is the reason.
    let open_but = case.possible.comment || case.possible.comment_after_sign_in;
    if let Some(closed) = closed_notice(&page, Feature::Comments)
        && open_but
        && !form.came_back()
    {
        let title = view! { <h2 id="skriv">{title}</h2> };
        return view! { <section class="section no-print" aria-labelledby="skriv">{title}{closed}</section> }
            .into_any();
    }
    if let Some(off) = kept_off(&page)
        && !form.came_back()
    {
        let title = view! { <h2 id="skriv">{title}</h2> };
        return view! { <section class="section no-print" aria-labelledby="skriv">{title}{off}</section> }
            .into_any();
    }
    let talk = talk();
    let thread = replied_to(&page).map(|id| thread_of(&case.discussion, id));
    if let Some(locked) = instead(&page, &talk, thread)
        && open_but
        && !form.came_back()
    {
        let title = view! { <h2 id="skriv">{title}</h2> };
        return view! { <section class="section no-print" aria-labelledby="skriv">{title}{locked}</section> }
            .into_any();
    }
    if !case.possible.comment && !form.came_back() {
        let way = if case.possible.comment_after_sign_in {
            let href = page.href(&format!("/logga-in?sedan={}", encoded(&there)));
            view! {
                <p>{t!(lang, "debate-sign-in-note")}</p>
                <p><a class="btn btn--secondary" href=href>{t!(lang, "debate-sign-in")}</a></p>
            }
            .into_any()
        } else {
            match can(&page.actor, Action::Comment, &subject(&case)) {
                // It is open, but not to this account.
                Err(denied @ (Denied::Role | Denied::Level(_))) => {
                    let error = AppError::Denied(denied);
                    view! {
                        <p class="muted">{words::help(lang, &error)}</p>
                        {how_to_be_known(&error)}
                    }
                    .into_any()
                }
                _ => {
                    let words = match case.course.is_public() {
                        true => "debate-closed",
                        false => "debate-not-yet",
                    };
                    title = t!(lang, &format!("{words}-title"));
                    view! { <p class="muted">{t!(lang, words)}</p> }.into_any()
                }
            }
        };
        let title = view! { <h2 id="skriv">{title}</h2> };
        return view! { <section class="section no-print" aria-labelledby="skriv">{title}{way}</section> }
            .into_any();
    }
    // What came back with the form is newer.
    let draft = draft.filter(|_| !form.came_back());
    let (text, stance) = match &draft {
        Some(draft) => (draft.text.clone(), draft.stance.clone()),
        None => (about(&page, &case).unwrap_or_default(), String::new()),
    };
    let to = replied_to(&page).and_then(|id| case.discussion.find(id));
    let replying = to.map(|comment| {
        let href = page.href(&address_of(&there, comment.id));
        view! {
            <p class="field__before">
                {t!(lang, "debate-replying", name = shown_name(lang, &comment.author))}" "
                <a href=href>{t!(lang, "debate-reply-cancel")}</a>
            </p>
            <input type="hidden" name="parent" value=comment.id.to_string()/>
        }
    });
    let quote = quoted(&page)
        .and_then(|id| case.discussion.find(id))
        .filter(|comment| comment.hidden.is_none())
        .map(|comment| quote_field(&page, &form, (&there, comment)));
    let problem = case.kind == Way::Problem;
    let (stance, legend, words_of) = match problem {
        true if stance.is_empty() => (
            CommentStance::Neutral.code().to_owned(),
            "debate-stance-of-problem",
            "debate-problem",
        ),
        true => (stance, "debate-stance-of-problem", "debate-problem"),
        false => (stance, "debate-stance", "debate-stance"),
    };
    let stances = to.is_none().then(|| {
        let choices: Vec<_> = stances_on(case.kind)
            .iter()
            .map(|stance| {
                let word = t!(lang, &format!("{words_of}-{}", stance.code())).into_owned();
                (stance.code().to_owned(), word, String::new())
            })
            .collect();
        let legend = t!(lang, legend).into_owned();
        view! { <Choices form=form.clone() name="stance" legend=legend choices value=stance two=true/> }
    });
    let label = match to {
        Some(_) => t!(lang, "debate-your-reply").into_owned(),
        None if problem => t!(lang, "debate-your-perspective").into_owned(),
        None => t!(lang, "debate-your-comment").into_owned(),
    };
    let words = move |field: &str| match field {
        "stance" => t!(lang, "debate-stance").into_owned(),
        "quote" => t!(lang, "debate-quote-words").into_owned(),
        _ => t!(lang, "debate-your-comment").into_owned(),
    };
    let max = i64::try_from(COMMENT_MAX).unwrap_or(i64::MAX);
    let counter = view! {
        <Counter
            input=form.id("text")
            max=max
            text=t!(lang, "form-count", n = "{n}", max = max).into_owned()
            over=t!(lang, "form-count-over", n = "{n}").into_owned()
        />
        <CommentKeeper
            form=FORM.to_owned()
            throw=THROW.to_owned()
            proposal=case.id.get()
            came_back=form.came_back()
            words=keeper_words(lang)
            lang=lang.code().to_owned()
        />
    };
    let kept = draft.map(|draft| {
        let to = to.map(|to| to.id);
        view! { <Kept draft path=path.clone() there=there.clone() to/> }
    });
    // A leader may read it first, which the form does not know.
    let public = match is_member(&page.actor) {
        true => "debate-public-member",
        false => "debate-public",
    };
    view! {
        <section class="section no-print" aria-labelledby="skriv">
            <h2 id="skriv">{title}</h2>
            <ErrorSummary form=form.clone() label=words/>
            {kept}
            {instead(&page, &talk, thread)}
            {at_pace(&page, &talk)}
            <form class="form" id=FORM method="post" action=page.href(&format!("{path}/inlagg"))>
                // Where the summary leads when what was replied to is not there.
                {form.problem("parent").map(|problem| view! {
                    <p class="field__error" id=form.id("parent") tabindex="-1">{problem}</p>
                })}
                {replying}
                {quote}
                {stances}
                <TextField
                    form=form.clone() name="text" label=label area=true value=text
                    hint=t!(lang, "field-comment-text-hint").into_owned()
                    below=counter.into_any()
                />
                <input type="hidden" name="once" value=form.value("once", &page.once)/>
                <div class="actions"><button class="btn">{t!(lang, "debate-send")}</button></div>
                <p class="small muted">{t!(lang, public, name = shown_name(lang, page.actor.name().unwrap_or_default()))}</p>
            </form>
        </section>
    }
    .into_any()
}

fn keeper_words(lang: Lang) -> KeeperWords {
    let words = |id: &str| t!(lang, &format!("comment_draft-{id}")).into_owned();
    KeeperWords {
        saved: words("saved"),
        here: words("here"),
        signed_out: words("signed_out"),
        restored: words("restored"),
    }
}
