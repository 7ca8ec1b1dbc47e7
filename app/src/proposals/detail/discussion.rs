//! One page of the discussion: for and against side by side, questions and the rest below, replies
//! two levels deep.

use leptos::prelude::*;
use nara_domain::dialogue::{CommentStance, speaks_as};
use nara_domain::ids::CommentId;
use nara_domain::moderation::can_be_reported;
use nara_domain::name::NAMELESS;
use nara_domain::proposal::Kind as Way;

use crate::context::page;
use crate::i18n::number;
use crate::moderation::{above, hidden_line, in_thread, is_locked, report_path, talk, thread_tool};
use crate::people::shown_name;
use crate::proposals::answered::answered_path;
use crate::proposals::api::{
    CommentView, Discussion as Threads, DiscussionPage, ProposalView, Quote, Sides, Thread,
};
use crate::proposals::change::{change_path, moment, versions_path};
use crate::proposals::discussion::{LAST_PAGE, address_of, page_address, query_of};
use crate::proposals::query::encoded;
use crate::proposals::shown;
use crate::t;
use crate::ui::{DayOf, ErrorSummary, FormState, Icon, Kind, StandingBadge, Tag, icon, written_in};

/// The name the form comes back under by which somebody agrees.
const AGREE: &str = "agree";

/// What every comment of the page is shown with.
#[derive(Clone, Debug)]
struct Around {
    /// The proposal's page, in no language: forms post to it.
    path: String,
    /// The page it is read on.
    read_at: String,
    may_reply: bool,
    may_after_sign_in: bool,
    may_agree: bool,
    /// An official reads it.
    may_mark: bool,
    /// The page of the discussion.
    page: DiscussionPage,
}

impl Around {
    fn of(case: &ProposalView) -> Self {
        Self {
            path: shown::path_of(case.id, &case.slug),
            read_at: shown::read_at(case),
            may_reply: case.possible.comment,
            may_after_sign_in: case.possible.comment_after_sign_in,
            may_agree: case.possible.agree,
            may_mark: case.possible.official_answer,
            page: case.discussion.page,
        }
    }

    /// Where "reply" leads: to the form, or to signing in and back to it.
    fn reply(&self, to: CommentId) -> Option<String> {
        let there = format!("{}?svara={to}", self.read_at);
        match (self.may_reply, self.may_after_sign_in) {
            (true, _) => Some(page().href(&format!("{there}#skriv"))),
            (false, true) => Some(sign_in(&there)),
            (false, false) => None,
        }
    }

    fn address_of(&self, id: CommentId) -> String {
        page().href(&address_of(&self.read_at, id))
    }
}

/// To signing in, and back to this local address.
fn sign_in(there: &str) -> String {
    page().href(&format!("/logga-in?sedan={}", encoded(there)))
}

#[component]
pub fn Discussion(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let around = Around::of(&case);
    let path = page.href(&around.read_at);
    let mut threads = case.discussion.threads.clone();
    // The form stands above: what was written there last is what stands there first.
    if around.page.number().is_none() {
        threads.reverse();
    }
    let (mut for_it, mut against, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for thread in threads {
        let side = match thread.comment.stance {
            CommentStance::For => &mut for_it,
            CommentStance::Against => &mut against,
            CommentStance::Question | CommentStance::Neutral => &mut rest,
        };
        side.push((around.clone(), thread));
    }
    let sides = case.discussion.sides;
    // Nobody is for or against a problem.
    let problem = case.kind == Way::Problem;
    let sided = !problem;
    let (heading, rest_title, rest_empty) = match problem {
        true => (
            "debate-title-problem",
            "debate-rest-problem",
            "debate-empty-problem",
        ),
        false => ("debate-title", "debate-rest", "debate-none-here"),
    };
    let count = t!(
        lang,
        "debate-count",
        count = case.comment_count,
        shown = number(lang, case.comment_count)
    );
    view! {
        // Outside what live updates swap.
        <ErrorSummary form=FormState::of(&page, AGREE) label=|field: &str| field.to_owned()/>
        <section class="section" data-live="comments" data-held="" aria-labelledby="diskussion">
            <h2 id="diskussion">
                {t!(lang, heading)}" "<span class="muted small" data-live="comment-count">{count}</span>
            </h2>
            {above(&page, &around.path, &talk())}
            <Orders path=path.clone() threads=case.discussion.clone() sided/>
            <Part path=path.clone() threads=case.discussion.clone()/>
            <div class="debate">
                {sided.then(|| view! {
                <Side kind="for" title=t!(lang, "debate-for").into_owned() sign=Icon::Plus
                    empty=t!(lang, "debate-empty-for").into_owned() count=sides.for_it threads=for_it/>
                <Side kind="against" title=t!(lang, "debate-against").into_owned() sign=Icon::Minus
                    empty=t!(lang, "debate-empty-against").into_owned() count=sides.against threads=against/>
                })}
                {(problem || sides.rest > 0)
                    .then(|| view! {
                        <Side kind="question" title=t!(lang, rest_title).into_owned() sign=Icon::Speech
                            empty=t!(lang, rest_empty).into_owned() count=sides.rest threads=rest/>
                    })}
            </div>
            <Pages path threads=case.discussion.clone()/>
        </section>
    }
}

/// In which order it is read. Of two threads everybody sees all. `sided`: one is for or against here, so that both can
/// have the same room.
#[component]
fn Orders(path: String, threads: Threads, sided: bool) -> impl IntoView {
    let lang = page().lang;
    let Sides {
        for_it,
        against,
        rest,
    } = threads.sides;
    (for_it + against + rest > 2).then(|| {
        let offered = DiscussionPage::ORDERS
            .into_iter()
            .filter(|(_, first)| sided || !matches!(first, DiscussionPage::Balanced(_)));
        let orders = offered
            .map(|(name, first)| {
                let current = (threads.page.order() == name).then_some("true");
                let to = page_address(&path, first);
                let words = t!(lang, &format!("debate-sort-{name}"));
                view! { <a class="sort__link" aria-current=current href=to>{words}</a> }
            })
            .collect_view();
        view! { <nav class="sort no-print" aria-label=t!(lang, "debate-sort")>{orders}</nav> }
    })
}

/// Says before the first comment that these are not all.
#[component]
fn Part(path: String, threads: Threads) -> impl IntoView {
    let lang = page().lang;
    if threads.page.number().is_some() {
        let words = match threads.page {
            DiscussionPage::Balanced(_) => "debate-means-balanced",
            _ => "debate-means-supported",
        };
        return Some(view! { <p class="debate__part no-print">{t!(lang, words)}</p> }.into_any());
    }
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
    Some(
        view! {
            <p class="debate__part no-print">{t!(lang, words)}" "<a href=to>{t!(lang, link)}</a></p>
        }
        .into_any(),
    )
}

/// On to the pages around this one.
#[component]
fn Pages(path: String, threads: Threads) -> impl IntoView {
    let lang = page().lang;
    let to = |id| page_address(&path, DiscussionPage::Holding(id));
    let link = |to: String, words| {
        view! { <a class="btn btn--secondary" href=to>{t!(lang, words)}</a> }
    };
    let sorted = |number: u16, words| {
        let there = page_address(&path, threads.page.at(number));
        link(there, words)
    };
    let (older, newer) = match threads.page.number() {
        None => (
            threads.older.map(|id| link(to(id), "debate-older")),
            threads.newer.map(|id| link(to(id), "debate-newer")),
        ),
        Some(number) => (
            (number > 1).then(|| sorted(number - 1, "debate-page-before")),
            (threads.more && number < LAST_PAGE).then(|| sorted(number + 1, "debate-page-next")),
        ),
    };
    (older.is_some() || newer.is_some()).then(|| {
        view! { <nav class="pager no-print" aria-label=t!(lang, "debate-pages")>{older}{newer}</nav> }
    })
}

#[component]
fn Side(
    kind: &'static str,
    title: String,
    sign: Icon,
    empty: String,
    /// How many there are, on other pages too.
    count: i64,
    threads: Vec<(Around, Thread)>,
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
        .map(|(around, thread)| view! { <Comment around thread/> })
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

/// A comment with its replies, and theirs.
#[component]
fn Comment(around: Around, thread: Thread) -> impl IntoView {
    let lang = page().lang;
    let name = shown_name(lang, &thread.comment.author);
    let path = page().href(&around.path);
    let tool = thread_tool(&page(), &path, thread.comment.id, name.clone());
    let locked = in_thread(&page(), &talk(), thread.comment.id);
    let other = |to: CommentId, words: &str| {
        let href = around.address_of(to);
        let name = name.clone();
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
    let replies: Vec<_> = nested(thread.replies)
        .into_iter()
        .map(|(reply, answers)| {
            let answers = answers
                .into_iter()
                .map(|one| shown_one(one, &around, (None, None)));
            let answers: Vec<_> = answers.collect();
            let below = (!answers.is_empty())
                .then(|| view! { <div class="comment__replies">{answers}</div> }.into_any());
            match reply {
                Some(reply) => shown_one(reply, &around, (None, below)),
                // What these answer stands further up, which the link before them shows.
                None => below.into_any(),
            }
        })
        .collect();
    let replies = (!replies.is_empty())
        .then(|| view! { <div class="comment__replies">{first}{replies}{more}</div> }.into_any());
    let below = view! { {locked}{replies} }.into_any();
    shown_one(thread.comment, &around, (tool, Some(below)))
}

/// Replies with what answers each of them. The first ones can answer a reply that is not shown.
fn nested(replies: Vec<CommentView>) -> Vec<(Option<CommentView>, Vec<CommentView>)> {
    let mut all: Vec<(Option<CommentView>, Vec<CommentView>)> = Vec::new();
    for reply in replies {
        match (reply.thread, all.last_mut()) {
            (None, _) => all.push((Some(reply), Vec::new())),
            (Some(_), Some((_, answers))) => answers.push(reply),
            (Some(_), None) => all.push((None, vec![reply])),
        }
    }
    all
}

/// Where a comment is reported; not what the municipality says, nor what is hidden.
fn report(comment: &CommentView, around: &Around) -> Option<AnyView> {
    let page = page();
    let lang = page.lang;
    let role = comment.standing.as_ref().map(|standing| standing.role);
    let name = shown_name(lang, &comment.author);
    (comment.hidden.is_none() && can_be_reported(role)).then(|| {
        let to = page.href(&report_path(&around.path, Some(comment.id)));
        view! {
            <a href=to rel="nofollow">
                {t!(lang, "report_text-link")}<span class="visually-hidden">" "{name}</span>
            </a>
        }
        .into_any()
    })
}

/// Whether nothing is said, changed or agreed with where it stands, for now.
fn locked(comment: &CommentView) -> bool {
    let thread = comment.thread.or(comment.parent).unwrap_or(comment.id);
    is_locked(&talk(), Some(thread))
}

fn reply(comment: &CommentView, around: &Around) -> Option<AnyView> {
    let lang = page().lang;
    if locked(comment) {
        return None;
    }
    let href = around.reply(comment.id)?;
    let name = shown_name(lang, &comment.author);
    Some(
        view! {
            <a href=href>
                {t!(lang, "debate-reply")}<span class="visually-hidden">" "{name}</span>
            </a>
        }
        .into_any(),
    )
}

/// How many agree. At the end of its line, so that nothing moves when it changes; there, too, while nobody does, for
/// the first one.
fn agreement(comment: &CommentView) -> Option<AnyView> {
    let lang = page().lang;
    let none = comment.supports == 0;
    let words = (!none).then(|| {
        t!(
            lang,
            "debate-agree-count",
            count = comment.supports,
            shown = number(lang, comment.supports)
        )
    });
    let shown = !none || comment.hidden.is_none();
    shown.then(|| {
        let id = comment.id.get();
        view! { <span class="comment__count" data-agrees=id hidden=none>{words}</span> }.into_any()
    })
}

/// The button by which one agrees.
fn agree(comment: &CommentView, around: &Around) -> Option<AnyView> {
    let page = page();
    let lang = page.lang;
    let name = shown_name(lang, &comment.author);
    let whose = t!(lang, "debate-agree-whose", name = name);
    let open = comment.hidden.is_none() && !locked(comment);
    let deed = match (comment.agreed, open && !comment.mine) {
        (true, _) => Some("no"),
        (false, true) if around.may_agree => Some("yes"),
        _ => None,
    };
    let button = match deed {
        Some(deed) => {
            let words = match deed {
                "no" => "debate-agree-undo",
                _ => "debate-agree",
            };
            view! {
                <form method="post" action=page.href(&format!("{}/haller-med", around.path))>
                    <input type="hidden" name="about" value=comment.id.to_string()/>
                    <input type="hidden" name="there" value=query_of(around.page)/>
                    <button class="btn btn--quiet btn--small" name="deed" value=deed>
                        {t!(lang, words)}<span class="visually-hidden">" "{whose}</span>
                    </button>
                </form>
            }
            .into_any()
        }
        None if around.may_after_sign_in && open => {
            let to = sign_in(&address_of(&around.read_at, comment.id));
            view! {
                <a href=to>{t!(lang, "debate-agree")}<span class="visually-hidden">" "{whose}</span></a>
            }
            .into_any()
        }
        None => return None,
    };
    Some(button)
}

/// To the form, with these words in it.
fn quote_link(comment: &CommentView, around: &Around) -> Option<AnyView> {
    let page = page();
    let shown = around.may_reply && comment.hidden.is_none() && !is_locked(&talk(), None);
    let whose = t!(
        page.lang,
        "debate-replies-to",
        name = shown_name(page.lang, &comment.author)
    );
    shown.then(|| {
        let to = page.href(&format!("{}?citera={}#skriv", around.read_at, comment.id));
        view! {
            <a href=to>{t!(page.lang, "debate-quote")}<span class="visually-hidden">" "{whose}</span></a>
        }
        .into_any()
    })
}

fn change_link(comment: &CommentView, around: &Around) -> Option<AnyView> {
    let page = page();
    let said_as = comment.standing.as_ref().map(|standing| standing.role);
    let shown = around.may_reply
        && comment.mine
        && comment.hidden.is_none()
        && !locked(comment)
        && speaks_as(&page.actor) == said_as;
    shown.then(|| {
        let to = page.href(&change_path(&around.path, comment.id));
        view! { <a href=to>{t!(page.lang, "debate-change")}</a> }.into_any()
    })
}

/// For officials: a question has its answer.
fn mark_link(comment: &CommentView, around: &Around) -> Option<AnyView> {
    let page = page();
    let is_question = comment.stance == CommentStance::Question && comment.hidden.is_none();
    (around.may_mark && is_question).then(|| {
        let to = page.href(&answered_path(&around.path, comment.id));
        let words = match comment.answered {
            true => t!(page.lang, "debate-mark-answered-again"),
            false => t!(page.lang, "debate-mark-answered"),
        };
        view! { <a href=to>{words}</a> }.into_any()
    })
}

/// What it quotes, with who said it and where.
fn quoted(quote: &Quote, around: &Around) -> AnyView {
    let lang = page().lang;
    let to = around.address_of(quote.of);
    let name = shown_name(lang, &quote.name);
    let from = t!(lang, "debate-quote-from", name = name);
    let words = match quote.text.clone() {
        Some(text) => view! {
            <p class="as-written" lang=written_in(lang) dir="auto">{text}</p>
        }
        .into_any(),
        None => view! { <p class="muted">{t!(lang, "debate-quote-gone")}</p> }.into_any(),
    };
    view! {
        <blockquote class="comment__quote">{words}<p class="small"><a href=to>{from}</a></p></blockquote>
    }
    .into_any()
}

/// What a reply on the second level answers: its place does not say.
fn replies_to(comment: &CommentView, around: &Around) -> Option<AnyView> {
    let lang = page().lang;
    let to = comment.replies_to.as_ref()?;
    let words = match to.name.as_deref() {
        None | Some(NAMELESS) => t!(lang, "debate-reply-to-one"),
        Some(name) => t!(lang, "debate-reply-to", name = name.to_owned()),
    };
    let href = around.address_of(to.id);
    Some(view! { <a class="comment__when" href=href>{words}</a> }.into_any())
}

/// With what a moderator does to its thread, and what stands below it.
fn shown_one(
    comment: CommentView,
    around: &Around,
    (tool, below): (Option<AnyView>, Option<AnyView>),
) -> AnyView {
    let lang = page().lang;
    let reply = match comment.hidden {
        None => reply(&comment, around),
        Some(_) => None,
    };
    let agree = agree(&comment, around);
    let report = report(&comment, around);
    let quote = quote_link(&comment, around);
    let change = change_link(&comment, around);
    let mark = mark_link(&comment, around);
    let count = agreement(&comment);
    let some = [
        &reply, &agree, &quote, &change, &mark, &tool, &report, &count,
    ];
    let acts = some.iter().any(|one| one.is_some()).then(|| {
        view! {
            <div class="comment__acts no-print">{reply}{agree}{quote}{change}{mark}{tool}{report}{count}</div>
        }
    });
    let replies_to = replies_to(&comment, around);
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
    let quote = comment.quote.as_ref().map(|quote| quoted(quote, around));
    let changed = comment.edited_at.map(|at| {
        let page = page();
        let to = page.href(&versions_path(&around.path, comment.id));
        let words = t!(lang, "debate-changed", at = moment(&page, at));
        view! { <a class="comment__when" href=to>{words}</a> }
    });
    let question = (comment.stance == CommentStance::Question).then(|| match comment.answered {
        true => view! { <Tag kind=Kind::Success text=t!(lang, "debate-answered").into_owned()/> }.into_any(),
        false => view! { <span class="tag is-waiting">{icon(Icon::Question)}{t!(lang, "stance-question")}</span> }.into_any(),
    });
    view! {
        <article class=class id=format!("inlagg-{}", comment.id)>
            <p class="comment__who">
                <strong>{shown_name(lang, &comment.author)}</strong>
                <StandingBadge standing=comment.standing/>
                {question}
                {replies_to}
                <a class="comment__when" href=around.address_of(comment.id)><DayOf at=comment.at/></a>
                {changed}
            </p>
            {quote}
            {text}
            {acts}
            {below}
        </article>
    }
    .into_any()
}
