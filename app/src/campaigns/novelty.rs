//! `/kampanjer/{slug}/nytt`: whether the elected knew of the chosen ideas. Everybody reads what they say; who is
//! elected has a form at each idea.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::actor::Role;
use nara_domain::campaign::{NOVELTY_FIELDS, Novelty, PARTIES, by_party, is_settled, left_to_say};
use nara_domain::error::NotAllowedNow;

use super::api::{
    AwaitsElected, CampaignIdea, CampaignPort, CampaignView, IdeaSaid, InCampaign, SEEN,
};
use super::shown::{path_of, way_to};
use super::{NOVELTY, campaign_slug, parts, picture};
use crate::answers::{SpecForm, choice_word};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::error::words;
use crate::i18n::{Lang, listed};
use crate::layout::{load, page_title};
use crate::meetings::outward;
use crate::proposals::shown::{named_body, path_of as idea_path};
use crate::t;
use crate::ui::{
    Crumbs, DayOf, ErrorSummary, FormState, Kind, Notice, StandingBadge, Tag, standing_line,
    written_in,
};

/// In the values of a form that came back: which idea it is about.
const IDEA: &str = "idea";
/// Under which step the words of the form's fields stand.
const WORDS: &str = "novelty";

#[component]
pub fn NoveltyPage() -> impl IntoView {
    let page = page();
    let campaigns = port::<dyn CampaignPort>();
    let (slug, actor, now) = (campaign_slug(), page.actor.clone(), page.now);
    let data = async move { campaigns?.campaign(&actor, &slug, now).await };
    load(data, move |view| show(&page, &view))
}

fn address(view: &CampaignView) -> String {
    format!("{}/nytt", path_of(&view.slug))
}

fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}

fn word(lang: Lang, novelty: Novelty) -> String {
    choice_word(lang, "novelty", novelty.code())
}

/// The form at an idea: the one that came back, or as it is before anybody sends it.
fn form_of(page: &PageContext, idea: &CampaignIdea) -> SpecForm {
    let id = idea.id.to_string();
    let mut form = SpecForm::new(page, NOVELTY, WORDS, NOVELTY_FIELDS);
    if form.state.value(IDEA, "") != id {
        form.state = FormState::one_of(page, NOVELTY, &id);
    }
    form
}

pub(super) fn show(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let form = SpecForm::new(page, NOVELTY, WORDS, NOVELTY_FIELDS);
    let help = match form.state.is_conflict() {
        true => t!(lang, "novelty-overtaken").into_owned(),
        false => String::new(),
    };
    // Not yet, or not any more: said to whoever could otherwise.
    let elected = page.actor.has(Role::Elected);
    let closed = (elected && !view.stage.takes_novelty() && !form.state.came_back()).then(|| {
        let why = words::help(lang, &AppError::NotAllowedNow(NotAllowedNow::NotPresented));
        view! {
            <Notice kind=Kind::Info title=t!(lang, "error-not_allowed_now-title")>
                <p>{why}</p>
            </Notice>
        }
    });
    let mut sets: Vec<_> = (1_i64..).zip(&view.plan.sets).collect();
    // What is asked for stands first.
    sets.sort_by_key(|(number, set)| (!set.new_to_them, *number));
    let sets = sets
        .into_iter()
        .map(|(number, set)| self::set(page, view, (number, &set.name), set.new_to_them))
        .collect_view();
    let none = view.ideas.iter().all(|idea| idea.slot.is_none());
    let none = none.then(|| view! { <p class="muted">{t!(lang, "novelty-none_chosen")}</p> });
    view! {
        {page_title(t!(lang, "novelty-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label() help/>
            <header class="head">
                <Crumbs way=way_to(lang, view)/>
                <h1>{t!(lang, "novelty-title")}</h1>
                <p class="lead">{t!(lang, "novelty-lead")}</p>
                {waits(lang, view).map(|line| view! { <p><strong>{line}</strong></p> })}
            </header>
            {closed}
            {none}
            {sets}
        </div>
    }
    .into_any()
}

/// How many ideas wait; nothing where it is not the time for it.
fn waits(lang: Lang, view: &CampaignView) -> Option<String> {
    let asks = view.plan.sets.iter().any(|set| set.new_to_them);
    if !asks || !view.stage.takes_novelty() {
        return None;
    }
    let left = count(view.unsettled().len());
    Some(t!(lang, "novelty-waits", count = left).into_owned())
}

/// The chosen ideas of a set, those first that wait for the reader, or for anybody.
fn set(
    page: &PageContext,
    view: &CampaignView,
    (number, name): (i64, &str),
    asked: bool,
) -> AnyView {
    let lang = page.lang;
    let ideas = view.ideas.iter();
    let mut ideas: Vec<_> = ideas
        .filter(|idea| idea.set == number && idea.slot.is_some())
        .map(|idea| (idea, view.said_of(idea.id)))
        .collect();
    if ideas.is_empty() {
        return ().into_any();
    }
    ideas.sort_by_key(|(idea, said)| {
        let done = match view.says {
            true => said.iter().any(|one| one.mine),
            false => settled(said),
        };
        (done, idea.slot)
    });
    let means = match asked {
        true => t!(lang, "novelty-asked"),
        false => t!(lang, "novelty-may"),
    };
    let items = ideas
        .iter()
        .map(|(idea, said)| item(page, view, (idea, said), asked))
        .collect_view();
    let id = format!("lada-{number}");
    view! {
        <section class="section flow" aria-labelledby=id.clone() data-nosnippet="">
            <h2 id=id.clone() lang=written_in(lang) dir="auto">{name.to_owned()}</h2>
            <p class="muted">{means}</p>
            <ul class="items">{items}</ul>
        </section>
    }
    .into_any()
}

fn settled(said: &[&IdeaSaid]) -> bool {
    is_settled(said.iter().map(|one| one.party()))
}

/// How many parties are still awaited, in words; nothing where it is settled.
fn left(lang: Lang, said: &[&IdeaSaid]) -> Option<String> {
    let left = match said.is_empty() {
        true => PARTIES,
        // Who has spoken is of one.
        false => PARTIES - 1,
    };
    (!settled(said)).then(|| t!(lang, "novelty-left", count = count(left)).into_owned())
}

fn item(
    page: &PageContext,
    view: &CampaignView,
    (idea, said): (&CampaignIdea, &[&IdeaSaid]),
    asked: bool,
) -> AnyView {
    let lang = page.lang;
    let to = page.href(&idea_path(idea.id, &idea.slug));
    let earlier: Vec<_> = view
        .said
        .iter()
        .filter(|one| one.idea == idea.id && one.replaced)
        .collect();
    let earlier = (!earlier.is_empty()).then(|| {
        view! {
            <details class="fold">
                <summary>{t!(lang, "novelty-earlier", count = count(earlier.len()))}</summary>
                <div class="fold__body flow">{list(lang, &earlier)}</div>
            </details>
        }
    });
    let nobody = (said.is_empty() && view.stage.takes_novelty())
        .then(|| view! { <p class="muted">{t!(lang, "novelty-nobody")}</p> });
    let anchor = format!("ide-{}", idea.id);
    let left = left(lang, said).filter(|_| asked && view.stage.takes_novelty());
    let left = left.map(|text| view! { <Tag kind=Kind::Working text/> });
    view! {
        <li class="item item--plain" id=anchor>
            <div class="flow">
                <h3 class="item__title">
                    <a href=to lang=written_in(lang) dir="auto">{idea.title.clone()}</a>
                </h3>
                <div class="item__meta">{left}<span>{idea.author.clone()}</span></div>
                {nobody}
                {list(lang, said)}
                {earlier}
                {fields(page, view, (idea, said))}
            </div>
        </li>
    }
    .into_any()
}

/// Everybody who spoke, with what they said.
fn list(lang: Lang, said: &[&IdeaSaid]) -> Option<AnyView> {
    let lines = said.iter().map(|one| line(lang, one)).collect_view();
    (!said.is_empty()).then(|| view! { <ul class="flow">{lines}</ul> }.into_any())
}

fn line(lang: Lang, one: &IdeaSaid) -> AnyView {
    let duty = standing_line(&one.standing, |code| named_body(lang, code));
    let place = one.said.place.clone().map(|place| {
        view! { <p lang=written_in(lang) dir="auto">{place}</p> }
    });
    let link = one.said.link.clone().map(|link| {
        view! { <p>{outward(link, t!(lang, "novelty-link"))}</p> }
    });
    let why = one.said.why.clone().map(|why| {
        view! { <p class="as-written" lang=written_in(lang) dir="auto">{why}</p> }
    });
    view! {
        <li>
            <p>
                <strong>{word(lang, one.said.novelty)}</strong>" "
                <span class="muted">{one.by.clone()}", "{duty}", "<DayOf at=one.at/></span>" "
                <StandingBadge standing=Some(one.standing.clone())/>
            </p>
            {place}
            {link}
            {why}
        </li>
    }
    .into_any()
}

/// The form at an idea, for who is elected. The one that came back is open.
fn fields(
    page: &PageContext,
    view: &CampaignView,
    (idea, said): (&CampaignIdea, &[&IdeaSaid]),
) -> Option<AnyView> {
    let mut form = form_of(page, idea);
    let back = form.state.came_back();
    if !view.says && !back {
        return None;
    }
    let lang = page.lang;
    let mine = said.iter().find(|one| one.mine);
    let own = mine.map(|one| one.id.to_string()).unwrap_or_default();
    // Who was overtaken by the own other window has read what it said.
    let seen = match form.state.is_conflict() {
        true => own,
        false => form.state.value(SEEN, &own),
    };
    let once = form.state.value("once", &page.once);
    if let Some(mine) = mine {
        form.given = mine.said.to_fields();
    }
    let open = match mine {
        Some(_) => t!(lang, "novelty-change"),
        None => t!(lang, "novelty-say"),
    };
    let title = idea.title.clone();
    let action = format!("{}/{}", address(view), idea.id);
    Some(
        view! {
            <details class="fold fold--button" open=back>
                <summary>{open}<span class="visually-hidden">": "{title.clone()}</span></summary>
                <div class="fold__body">
                    <form class="form" method="post" action=page.href(&action) novalidate>
                        <input type="hidden" name=SEEN value=seen/>
                        <input type="hidden" name="once" value=once/>
                        {form.fields()}
                        <p class="small muted">{t!(lang, "novelty-then")}</p>
                        <div class="actions">
                            <button class="btn">
                                {t!(lang, "novelty-save")}
                                <span class="visually-hidden">": "{title}</span>
                            </button>
                        </div>
                    </form>
                </div>
            </details>
        }
        .into_any(),
    )
}

/// `Nytt för oss: Sjölistan (S), Åsen (Å). Visste vi, pågår: Byarna (B).`
pub(super) fn told<'a>(lang: Lang, said: impl IntoIterator<Item = &'a IdeaSaid>) -> Option<String> {
    let said = said.into_iter();
    let parts: Vec<String> = by_party(said.map(|one| (one.said.novelty, one.party())))
        .into_iter()
        .map(|(novelty, parties)| {
            let parties: Vec<String> = parties.into_iter().map(str::to_owned).collect();
            format!("{}: {}.", word(lang, novelty), listed(lang, &parties))
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// In the table of the slots: what the parties say of an idea.
pub(super) fn in_short(page: &PageContext, view: &CampaignView, idea: &CampaignIdea) -> AnyView {
    let told = told(page.lang, view.said_of(idea.id));
    told.map(|told| view! { <p class="small">{told}</p> })
        .into_any()
}

/// At the slots: how many ideas wait for the elected, and the way to what they say.
pub(super) fn awaited(page: &PageContext, view: &CampaignView) -> AnyView {
    let lang = page.lang;
    let line = waits(lang, view);
    if line.is_none() && view.said.is_empty() {
        return ().into_any();
    }
    let to = page.href(&address(view));
    view! { <p>{line}" "<a href=to>{t!(lang, "novelty-read")}</a></p> }.into_any()
}

/// For an elected who can say something: how many ideas wait, and where.
pub(super) fn for_elected(page: &PageContext, view: &CampaignView) -> AnyView {
    if !view.says {
        return ().into_any();
    }
    let lang = page.lang;
    let to = page.href(&address(view));
    let said = view.said.iter();
    let mine: Vec<_> = said.filter(|one| one.mine).map(|one| one.idea).collect();
    let ideas = view.ideas.iter().filter(|idea| idea.slot.is_some());
    let chosen = ideas.map(|idea| (idea.id, idea.set));
    let left = left_to_say(&view.plan, chosen, &mine);
    let hint = t!(lang, "novelty-yours", count = count(left));
    view! {
        <section class="panel panel--quiet no-print" aria-labelledby="fortroendevald">
            <h2 class="panel__title" id="fortroendevald">{t!(lang, "novelty-elected")}</h2>
            <ul class="choices">
                <li>
                    <a class="choice choice--link" href=to>
                        <span>{t!(lang, "novelty-go")}<span class="choice__hint">{hint}</span></span>
                    </a>
                </li>
            </ul>
        </section>
    }
    .into_any()
}

/// On one's own page, for who is elected: the campaigns that wait for them. Nothing once all is said.
pub fn for_account(page: &PageContext, waiting: &[AwaitsElected]) -> AnyView {
    let lang = page.lang;
    let lines = waiting
        .iter()
        .map(|one| {
            let to = page.href(&format!("{}/nytt", path_of(&one.slug)));
            let hint = t!(lang, "novelty-yours", count = one.ideas);
            view! {
                <li>
                    <a class="choice choice--link" href=to>
                        <span>
                            {t!(lang, "novelty-go")}": "
                            <span lang=written_in(lang) dir="auto">{one.title.clone()}</span>
                            <span class="choice__hint">{hint}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    (!waiting.is_empty())
        .then(|| {
            view! {
                <section class="section flow" aria-labelledby="fortroendevald">
                    <h2 id="fortroendevald">{t!(lang, "novelty-elected")}</h2>
                    <ul class="choices">{lines}</ul>
                </section>
            }
        })
        .into_any()
}

/// On the wall: how many of the ideas that were to be new are new to everybody who spoke.
pub(super) fn on_the_wall(page: &PageContext, view: &CampaignView) -> AnyView {
    let asked = |set: i64| view.plan.set(set).is_some_and(|set| set.new_to_them);
    let ideas = view.ideas.iter();
    let said: Vec<_> = ideas
        .filter(|idea| idea.slot.is_some() && asked(idea.set))
        .map(|idea| view.said_of(idea.id))
        .filter(|said| settled(said))
        .collect();
    if said.is_empty() {
        return ().into_any();
    }
    let is_new = |said: &&Vec<&IdeaSaid>| {
        let mut said = said.iter();
        said.all(|one| one.said.novelty == Novelty::NewToUs)
    };
    let new = count(said.iter().filter(is_new).count());
    let all = count(said.len());
    view! { <span>{t!(page.lang, "novelty-wall", new = new, all = all)}</span> }.into_any()
}

/// On an idea's own page: the campaign it is of, and what the elected say of it.
#[component]
pub fn OfCampaign(campaign: InCampaign) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let to = page.href(&path_of(&campaign.slug));
    let set = campaign.set.clone().map(|set| {
        view! { ", "<span lang=written_in(lang) dir="auto">{set}</span> }
    });
    let by = campaign.parts_by.map(|(author, at)| {
        let words = match author {
            true => t!(lang, "parts-by-author"),
            false => t!(lang, "parts-by-leader"),
        };
        view! { <p class="meta">{words}", "<DayOf at/></p> }
    });
    let parts = campaign
        .parts
        .as_ref()
        .map(|parts| parts::shown(lang, parts));
    let write = campaign.writes_parts.then(|| {
        let to = page.href(&parts::parts_path(&campaign.slug, campaign.idea));
        let words = match campaign.parts {
            Some(_) => t!(lang, "parts-change"),
            None => t!(lang, "parts-write"),
        };
        view! { <p class="no-print"><a href=to>{words}</a></p> }
    });
    let leader = campaign.leader_writes.then(|| {
        view! {
            <p class="no-print"><strong>{t!(lang, "parts-leader-title")}</strong>" "{t!(lang, "parts-leader")}</p>
        }
    });
    let called_off = campaign.cancelled.then(|| {
        view! { <p><strong>{t!(lang, "campaign-of-cancelled")}</strong></p> }
    });
    let said: Vec<&IdeaSaid> = campaign.said.iter().collect();
    let elected = (!said.is_empty() || campaign.asked).then(|| {
        let to = page.href(&format!("{}/nytt", path_of(&campaign.slug)));
        let waits = left(lang, &said).filter(|_| campaign.asked);
        view! {
            <h3>{t!(lang, "novelty-title-one")}</h3>
            {list(lang, &said)}
            {waits.map(|waits| view! { <p class="muted">{waits}</p> })}
            <p class="small"><a href=to>{t!(lang, "novelty-read")}</a></p>
        }
    });
    view! {
        <section class="panel panel--quiet flow" aria-labelledby="kampanj">
            <h2 class="panel__title" id="kampanj">{t!(lang, "novelty-of_campaign")}</h2>
            <p>
                <a href=to lang=written_in(lang) dir="auto">{campaign.title.clone()}</a>{set}
            </p>
            {called_off}
            {parts}
            {by}
            {write}
            {leader}
            {picture::on_idea(&page, &campaign)}
            {elected}
        </section>
    }
}
