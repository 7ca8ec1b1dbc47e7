//! One page of the discussion: for and against side by side, questions and the rest below, replies
//! one level deep.

use leptos::prelude::*;
use nara_domain::dialogue::CommentStance;
use nara_domain::ids::CommentId;
use nara_domain::moderation::can_be_reported;

use crate::context::page;
use crate::i18n::number;
use crate::moderation::{above, hidden_line, in_thread, is_locked, report_path, talk, thread_tool};
use crate::people::shown_name;
use crate::proposals::api::{
    CommentView, Discussion as Threads, DiscussionPage, ProposalView, Thread,
};
use crate::proposals::discussion::{address_of, page_address};
use crate::proposals::query::encoded;
use crate::proposals::shown;
use crate::t;
use crate::ui::{DayOf, Icon, Kind, StandingBadge, icon, written_in};

#[component]
pub fn Discussion(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let path = shown::path_of(case.id, &case.slug);
    let talk = talk();
    // Where "reply" leads: to the form, or to signing in and back to it.
    let reply = |to: CommentId| -> Option<String> {
        if is_locked(&talk, Some(to)) {
            return None;
        }
        let there = format!("{path}?svara={to}");
        if case.possible.comment {
            Some(page.href(&format!("{there}#skriv")))
        } else if case.possible.comment_after_sign_in {
            Some(page.href(&format!("/logga-in?sedan={}", encoded(&there))))
        } else {
            None
        }
    };
    let (mut for_it, mut against, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for thread in &case.discussion.threads {
        let side = match thread.comment.stance {
            CommentStance::For => &mut for_it,
            CommentStance::Against => &mut against,
            CommentStance::Question | CommentStance::Neutral => &mut rest,
        };
        side.push(Shown {
            reply: reply(thread.comment.id),
            path: page.href(&path),
            thread: thread.clone(),
        });
    }
    let sides = case.discussion.sides;
    let count = t!(
        lang,
        "debate-count",
        count = case.comment_count,
        shown = number(lang, case.comment_count)
    );
    let path = page.href(&path);
    view! {
        <section class="section" data-live="comments" data-held="" aria-labelledby="diskussion">
            <h2 id="diskussion">
                {t!(lang, "debate-title")}" "<span class="muted small" data-live="comment-count">{count}</span>
            </h2>
            {above(&page, &shown::path_of(case.id, &case.slug), &talk)}
            <Part path=path.clone() threads=case.discussion.clone()/>
            <div class="debate">
                <Side kind="for" title=t!(lang, "debate-for").into_owned() sign=Icon::Plus
                    empty=t!(lang, "debate-empty-for").into_owned() count=sides.for_it threads=for_it/>
                <Side kind="against" title=t!(lang, "debate-against").into_owned() sign=Icon::Minus
                    empty=t!(lang, "debate-empty-against").into_owned() count=sides.against threads=against/>
                {(sides.rest > 0)
                    .then(|| view! {
                        <Side kind="question" title=t!(lang, "debate-rest").into_owned() sign=Icon::Speech
                            empty=String::new() count=sides.rest threads=rest/>
                    })}
            </div>
            <Pages path threads=case.discussion.clone()/>
        </section>
    }
}

/// Says before the first comment that these are not all.
#[component]
fn Part(path: String, threads: Threads) -> impl IntoView {
    let lang = page().lang;
    let (words, to, link) = match (threads.newer, threads.older) {
        (Some(_), _) => {
            let newest = page_address(&path, DiscussionPage::Newest);
            ("debate-part-older", newest, "debate-newest")
        }
        (None, Some(older)) => {
            let older = page_address(&path, DiscussionPage::Holding(older));
            ("debate-part-newest", older, "debate-older")
        }
        (None, None) => return None,
    };
    Some(view! {
        <p class="debate__part no-print">{t!(lang, words)}" "<a href=to>{t!(lang, link)}</a></p>
    })
}

/// On to the pages around this one.
#[component]
fn Pages(path: String, threads: Threads) -> impl IntoView {
    let lang = page().lang;
    let to = |id| page_address(&path, DiscussionPage::Holding(id));
    let link = |to: String, words| {
        view! { <a class="btn btn--secondary" href=to>{t!(lang, words)}</a> }
    };
    let older = threads.older.map(|id| link(to(id), "debate-older"));
    let newer = threads.newer.map(|id| link(to(id), "debate-newer"));
    (older.is_some() || newer.is_some()).then(|| {
        view! { <nav class="pager no-print" aria-label=t!(lang, "debate-pages")>{older}{newer}</nav> }
    })
}

struct Shown {
    thread: Thread,
    reply: Option<String>,
    /// The proposal's page.
    path: String,
}

#[component]
fn Side(
    kind: &'static str,
    title: String,
    sign: Icon,
    empty: String,
    /// How many there are, on other pages too.
    count: i64,
    threads: Vec<Shown>,
) -> impl IntoView {
    let lang = page().lang;
    let all = if kind == "question" {
        " debate__all"
    } else {
        ""
    };
    let class = format!("debate__side debate__side--{kind}{all}");
    let nothing = threads.is_empty().then(|| {
        let words = match count {
            0 => empty,
            _ => t!(lang, "debate-none-here").into_owned(),
        };
        view! { <p class="debate__empty">{words}</p> }
    });
    let threads = threads
        .into_iter()
        .map(|shown| view! { <Comment shown/> })
        .collect_view();
    view! {
        <section class=class>
            <h3 class="debate__title">{icon(sign)}{title}" "
                <span class="debate__number" data-live=format!("comments-{kind}")>{number(lang, count)}</span>
            </h3>
            {threads}
            {nothing}
        </section>
    }
}

/// A comment with its replies.
#[component]
fn Comment(shown: Shown) -> impl IntoView {
    let lang = page().lang;
    let Shown {
        thread,
        reply,
        path,
    } = shown;
    let name = shown_name(lang, &thread.comment.author);
    let reply = reply.map(|href| {
        let name = name.clone();
        view! {
            <a href=href>
                {t!(lang, "debate-reply")}<span class="visually-hidden">" "{name}</span>
            </a>
        }
        .into_any()
    });
    let tool = thread_tool(&page(), &path, thread.comment.id, name);
    let reply = (reply.is_some() || tool.is_some()).then(|| view! { {reply}{tool} }.into_any());
    let locked = in_thread(&page(), &talk(), thread.comment.id);
    let other = |to: CommentId, words: &str| {
        let href = address_of(&path, to);
        let name = shown_name(lang, &thread.comment.author);
        view! {
            <p class="comment__acts no-print">
                <a href=href>
                    {t!(lang, words, count = thread.reply_count)}
                    <span class="visually-hidden">" "{t!(lang, "debate-replies-to", name = name)}</span>
                </a>
            </p>
        }
    };
    let first = thread
        .goes_before
        .then(|| other(thread.comment.id, "debate-first-replies"));
    let more = thread.goes_on.map(|id| other(id, "debate-more-replies"));
    let replies: Vec<_> = thread
        .replies
        .into_iter()
        .map(|reply| one(reply, &path, (None, ().into_any())))
        .collect();
    let replies = (!replies.is_empty())
        .then(|| view! { <div class="comment__replies">{first}{replies}{more}</div> });
    let below = view! { {locked}{replies} }.into_any();
    one(thread.comment, &path, (reply, below))
}

/// Where a comment is reported; not what the municipality says, nor what is hidden.
fn report(comment: &CommentView, path: &str) -> Option<AnyView> {
    let lang = page().lang;
    let role = comment.standing.as_ref().map(|standing| standing.role);
    let name = shown_name(lang, &comment.author);
    (comment.hidden.is_none() && can_be_reported(role)).then(|| {
        let to = report_path(path, Some(comment.id));
        view! {
            <a href=to rel="nofollow">
                {t!(lang, "report_text-link")}<span class="visually-hidden">" "{name}</span>
            </a>
        }
        .into_any()
    })
}

fn one(comment: CommentView, path: &str, (reply, below): (Option<AnyView>, AnyView)) -> AnyView {
    let lang = page().lang;
    let report = report(&comment, path);
    let acts = (reply.is_some() || report.is_some())
        .then(|| view! { <div class="comment__acts no-print">{reply}{report}</div> });
    let text = match comment.hidden {
        Some(hidden) => {
            view! { <p class="comment__text comment--hidden">{hidden_line(lang, &hidden)}</p> }
                .into_any()
        }
        None => view! {
            <p class="comment__text as-written" lang=written_in(lang) dir="auto">{comment.text}</p>
        }
        .into_any(),
    };
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
                <strong>{shown_name(lang, &comment.author)}</strong>
                <StandingBadge standing=comment.standing/>
                {question}
                <a class="comment__when" href=address_of(path, comment.id)><DayOf at=comment.at/></a>
            </p>
            {text}
            {acts}
            {below}
        </article>
    }
    .into_any()
}
