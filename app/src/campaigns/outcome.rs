//! The vote on a campaign's page and on the wall: that it goes on, and what it came to.

use leptos::prelude::*;
use nara_domain::campaign::{CampaignStageCode, Counted, Total, Voting};

use super::api::{CampaignView, VoteNumbers};
use super::shown::path_of;
use crate::context::PageContext;
use crate::i18n::{Lang, date_long, number};
use crate::proposals::shown::path_of as idea_path;
use crate::t;
use crate::ui::written_in;

/// Ideas that are read from the back of a room.
const ON_THE_WALL: usize = 5;

/// How many have voted.
pub fn all_in(lang: Lang, VoteNumbers { ballots, slips }: VoteNumbers) -> String {
    let count = ballots.saturating_add(slips);
    let shown = number(lang, count);
    t!(lang, "vote-in", count = count, shown = shown).into_owned()
}

/// How many have voted, of which on paper.
fn numbers(lang: Lang, VoteNumbers { ballots, slips }: VoteNumbers) -> String {
    let all = all_in(lang, VoteNumbers { ballots, slips });
    match slips {
        0 => all,
        slips => format!("{all} {}", t!(lang, "vote-on-paper", count = slips)),
    }
}

/// A vote that goes on, with the way to it; nothing else.
pub fn going_on(page: &PageContext, view: &CampaignView) -> AnyView {
    let Some(voting) = view.stage.voting() else {
        return ().into_any();
    };
    let lang = page.lang;
    let path = path_of(&view.slug);
    let body = match voting.is_open(page.today()) {
        true => {
            let to = page.href(&format!("{path}/rosta"));
            view! {
                <p>{t!(lang, "vote-hint", count = voting.votes_each)}" "{t!(lang, "vote-sealed")}</p>
                {whom(lang, voting)}
                <div class="actions no-print"><a class="btn" href=to>{t!(lang, "vote-go")}</a></div>
            }
            .into_any()
        }
        false => view! { <p>{t!(lang, "vote-counting")}</p> }.into_any(),
    };
    let paper = view.runs.then(|| {
        let to = page.href(&format!("{path}/rosta/papper"));
        view! { <p class="no-print"><a href=to>{t!(lang, "vote-paper-title")}</a></p> }
    });
    view! {
        <section class="section flow" aria-labelledby="omrostning">
            <h2 id="omrostning">{t!(lang, "vote-now")}</h2>
            {view.votes.map(|votes| view! { <p><strong>{numbers(lang, votes)}</strong></p> })}
            {body}
            {paper}
        </section>
    }
    .into_any()
}

fn whom(lang: Lang, voting: &Voting) -> AnyView {
    let who = t!(lang, &format!("vote-who-{}", voting.who.code()));
    view! {
        <p>
            {who}" "{t!(lang, "vote-for")}" "
            <span lang=written_in(lang) dir="auto">{voting.whom.clone()}</span>
        </p>
    }
    .into_any()
}

/// The title of an idea, as a link; a hidden one is told by its slot alone.
fn title(page: &PageContext, view: &CampaignView, total: &Total) -> AnyView {
    let lang = page.lang;
    match view.ideas.iter().find(|idea| idea.id == total.idea) {
        Some(idea) => {
            let to = page.href(&idea_path(idea.id, &idea.slug));
            view! { <a href=to lang=written_in(lang) dir="auto">{idea.title.clone()}</a> }
                .into_any()
        }
        None => view! { <span>{t!(lang, "vote-hidden", slot = total.slot)}</span> }.into_any(),
    }
}

/// What it came to, for everybody the same.
pub fn result(page: &PageContext, view: &CampaignView) -> AnyView {
    let Some(counted) = view.counted() else {
        return ().into_any();
    };
    let lang = page.lang;
    let heads = ["place", "idea", "votes", "paper"]
        .map(|head| t!(lang, &format!("vote-column-{head}")).into_owned());
    let rows = counted
        .totals
        .iter()
        .map(|total| row(page, view, &heads, (&counted, total)))
        .collect_view();
    // Where nobody voted on paper nothing is said of it.
    let columns = match counted.slips {
        0 => heads.len() - 1,
        _ => heads.len(),
    };
    let heads = heads
        .iter()
        .take(columns)
        .map(|head| view! { <th scope="col">{head.clone()}</th> })
        .collect_view();
    let fell = (counted.fell_out > 0)
        .then(|| view! { <p>{t!(lang, "vote-fell-out", count = counted.fell_out)}</p> });
    let how = view.voting().map(|voting| {
        let date = date_long(lang, voting.until);
        view! {
            <p>{t!(lang, "vote-was", count = voting.votes_each, date = date)}</p>
            {whom(lang, &voting)}
        }
    });
    let all = counted.ballots.saturating_add(counted.slips);
    let shown = number(lang, all);
    let all = t!(lang, "vote-counted", count = all, shown = shown);
    let paper = (counted.slips > 0).then(|| t!(lang, "vote-on-paper", count = counted.slips));
    // Once it is presented the answers count; how the vote went is a step on the way.
    let open = view.stage.code() == CampaignStageCode::Voted;
    view! {
        <section class="section flow" id="resultat" aria-labelledby="resultatet">
            <h2 id="resultatet">{t!(lang, "vote-result")}</h2>
            <p><strong>{all}" "{paper}</strong></p>
            <details class="fold" open=open>
                <summary>{t!(lang, "vote-each")}</summary>
                <div class="fold__body flow">
                    <div class="table-wrap">
                        <table class="table table--stack">
                            <caption>{t!(lang, "vote-table")}</caption>
                            <thead><tr>{heads}</tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    {fell}
                    {how}
                    <p class="small muted">{t!(lang, "vote-recount")}</p>
                </div>
            </details>
        </section>
    }
    .into_any()
}

fn row(
    page: &PageContext,
    view: &CampaignView,
    heads: &[String; 4],
    (counted, total): (&Counted, &Total),
) -> impl IntoView + use<> {
    let [place, _, votes, paper] = heads.clone();
    let paper = (counted.slips > 0).then(|| view! { <td data-label=paper>{total.on_paper}</td> });
    view! {
        <tr>
            <td data-label=place>{counted.place(total)}</td>
            <th scope="row">{title(page, view, total)}</th>
            <td data-label=votes>{total.in_all()}</td>
            {paper}
        </tr>
    }
}

/// On the wall: how many have voted, or what it came to.
pub fn on_the_wall(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let open = view.stage.voting();
    let open = open.filter(|voting| voting.is_open(page.today()));
    if open.is_some() {
        let votes = view.votes.map(|votes| numbers(lang, votes));
        return view! { <p>{votes}</p> }.into_any();
    }
    let Some(counted) = view.counted() else {
        return ().into_any();
    };
    let items = counted
        .totals
        .iter()
        .take(ON_THE_WALL)
        .map(|total| {
            let votes = t!(lang, "vote-votes", count = total.in_all());
            view! {
                <li value=counted.place(total).to_string()>
                    <strong>{title(page, view, total)}</strong>" "<span class="muted">{votes}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="resultatet">
            <h2 id="resultatet">{t!(lang, "vote-result")}</h2>
            <ol class="vote__places">{items}</ol>
        </section>
    }
    .into_any()
}
