//! The discussion: for and against side by side, questions and the rest below, replies one level
//! deep.

use leptos::prelude::*;
use nara_domain::dialogue::CommentStance;
use nara_domain::ids::CommentId;

use crate::context::page;
use crate::i18n::number;
use crate::proposals::api::{CommentView, ProposalView};
use crate::proposals::query::encoded;
use crate::proposals::shown;
use crate::t;
use crate::ui::{DayOf, Icon, Kind, StandingBadge, icon, written_in};

#[component]
pub fn Discussion(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let path = shown::path_of(case.id, &case.slug);
    // Where "reply" leads: to the form, or to signing in and back to it.
    let reply = move |to: CommentId| -> Option<String> {
        let there = format!("{path}?svara={to}");
        if case.possible.comment {
            Some(page.href(&format!("{there}#skriv")))
        } else if case.possible.comment_after_sign_in {
            Some(page.href(&format!("/logga-in?sedan={}", encoded(&there))))
        } else {
            None
        }
    };
    let side = |stances: &[CommentStance]| -> Vec<Thread> {
        case.comments
            .iter()
            .filter(|comment| comment.parent.is_none() && stances.contains(&comment.stance))
            .map(|comment| Thread {
                reply: reply(comment.id),
                replies: case
                    .comments
                    .iter()
                    .filter(|other| other.parent == Some(comment.id))
                    .cloned()
                    .collect(),
                comment: comment.clone(),
            })
            .collect()
    };
    let for_it = side(&[CommentStance::For]);
    let against = side(&[CommentStance::Against]);
    let rest = side(&[CommentStance::Question, CommentStance::Neutral]);
    let count = t!(
        lang,
        "debate-count",
        count = case.comment_count,
        shown = number(lang, case.comment_count)
    );
    view! {
        <section class="section" data-live="comments" aria-labelledby="diskussion">
            <h2 id="diskussion">{t!(lang, "debate-title")}" "<span class="muted small">{count}</span></h2>
            <div class="debate">
                <Side kind="for" title=t!(lang, "debate-for").into_owned() sign=Icon::Plus
                    empty=t!(lang, "debate-empty-for").into_owned() threads=for_it/>
                <Side kind="against" title=t!(lang, "debate-against").into_owned() sign=Icon::Minus
                    empty=t!(lang, "debate-empty-against").into_owned() threads=against/>
                {(!rest.is_empty())
                    .then(|| view! {
                        <Side kind="question" title=t!(lang, "debate-rest").into_owned() sign=Icon::Speech
                            empty=String::new() threads=rest/>
                    })}
            </div>
        </section>
    }
}

struct Thread {
    comment: CommentView,
    replies: Vec<CommentView>,
    reply: Option<String>,
}

#[component]
fn Side(
    kind: &'static str,
    title: String,
    sign: Icon,
    empty: String,
    threads: Vec<Thread>,
) -> impl IntoView {
    let all = if kind == "question" {
        " debate__all"
    } else {
        ""
    };
    let class = format!("debate__side debate__side--{kind}{all}");
    let count = threads.len();
    let nothing = (count == 0).then(|| view! { <p class="debate__empty">{empty}</p> });
    let threads = threads
        .into_iter()
        .map(|thread| view! { <Comment thread/> })
        .collect_view();
    view! {
        <section class=class>
            <h3 class="debate__title">{icon(sign)}{title}" "<span class="debate__number">{count}</span></h3>
            {threads}
            {nothing}
        </section>
    }
}

/// A comment with its replies.
#[component]
fn Comment(thread: Thread) -> impl IntoView {
    let lang = page().lang;
    let Thread {
        comment,
        replies,
        reply,
    } = thread;
    let name = comment.author.clone();
    let reply = reply.map(|href| {
        view! {
            <div class="comment__acts no-print">
                <a href=href>
                    {t!(lang, "debate-reply")}<span class="visually-hidden">" "{name}</span>
                </a>
            </div>
        }
    });
    let replies: Vec<_> = replies
        .into_iter()
        .map(|reply| one(reply, ().into_any()))
        .collect();
    let replies =
        (!replies.is_empty()).then(|| view! { <div class="comment__replies">{replies}</div> });
    one(comment, view! { {reply}{replies} }.into_any())
}

fn one(comment: CommentView, below: AnyView) -> AnyView {
    let lang = page().lang;
    let kind = comment
        .standing
        .as_ref()
        .and_then(|standing| Kind::of_role(standing.role));
    let class = match kind {
        Some(kind) => format!("comment comment--marked {}", kind.class()),
        None => "comment".to_owned(),
    };
    let question = (comment.stance == CommentStance::Question)
        .then(|| view! { <span class="tag is-waiting">{icon(Icon::Question)}{t!(lang, "stance-question")}</span> });
    view! {
        <article class=class id=format!("inlagg-{}", comment.id)>
            <p class="comment__who">
                <strong>{comment.author}</strong>
                <StandingBadge standing=comment.standing/>
                {question}
                <DayOf at=comment.at/>
            </p>
            <p class="comment__text as-written" lang=written_in(lang) dir="auto">{comment.text}</p>
            {below}
        </article>
    }
    .into_any()
}
