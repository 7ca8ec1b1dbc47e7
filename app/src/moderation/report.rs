//! `/forslag/{id}/{slug}/anmal`, `/fragor/{id}/{slug}/anmal`: saying that a text breaks a rule, and what happens then.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::{use_params_map, use_query_map};
use nara_domain::moderation::{Reason, WORDS_MAX, look_by};

use super::api::{ModerationPort, ReportPageView, Spot, TextRef};
use super::{
    hidden_line, log_link, report_asked_path, report_path, spot_path, spot_word, text_asked, way_to,
};
use crate::context::{PageContext, page, port};
use crate::i18n::{Lang, date_long};
use crate::layout::{contact, load, page_title};
use crate::people::shown_name;
use crate::proposals::shown::path_of;
use crate::questions;
use crate::t;
use crate::ui::{Choices, Crumbs, ErrorSummary, FormState, Kind, Notice, TextField, written_in};

/// The name the form comes back under.
const FORM: &str = "report";

/// For everybody, signed in or not.
#[component]
pub fn ReportTextPage() -> impl IntoView {
    let page = page();
    let moderation = port::<dyn ModerationPort>();
    let asked = text_asked();
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let (id, comment) = asked?;
        let text = TextRef::Case(id, comment);
        moderation?.report_page(&actor, text, now).await
    };
    load(data, move |shown| show(&page, &shown))
}

/// The same among questions.
#[component]
pub fn ReportQuestionPage() -> impl IntoView {
    let page = page();
    let moderation = port::<dyn ModerationPort>();
    let id = use_params_map().read_untracked().get("questions");
    let number = use_query_map().read_untracked().get("nummer");
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let id = id.unwrap_or_default().parse()?;
        let number = number.map(|number| number.parse()).transpose()?;
        let text = TextRef::Asked(id, number);
        moderation?.report_page(&actor, text, now).await
    };
    load(data, move |shown| show(&page, &shown))
}

/// A field's name in the summary of problems.
fn label(lang: Lang) -> impl Fn(&str) -> String + 'static {
    move |field| match field {
        "words" => t!(lang, "report_text-words").into_owned(),
        _ => t!(lang, "report_text-reason").into_owned(),
    }
}

fn show(page: &PageContext, shown: &ReportPageView) -> AnyView {
    let lang = page.lang;
    let way = match &shown.place {
        Spot::Case(place) => way_to(lang, place, shown.asked.as_ref()),
        Spot::Asked(place) => {
            let list = t!(lang, "questions-title").into_owned();
            let there = questions::path_of(place.set, &place.slug);
            vec![(list, "/fragor".to_owned()), (place.heading.clone(), there)]
        }
    };
    let title = t!(lang, "report_text-title");
    let rest = match (shown.hidden, shown.reported) {
        (Some(hidden), _) => view! {
            <Notice kind=Kind::Info title=t!(lang, "report_text-hidden")>
                <p>{hidden_line(lang, &hidden)}</p>
            </Notice>
        }
        .into_any(),
        (None, true) => view! {
            <Notice kind=Kind::Waiting title=t!(lang, "report_text-before")>
                <p>{t!(lang, "report_text-before-then")}</p>
            </Notice>
        }
        .into_any(),
        (None, false) => form(page, shown),
    };
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, FORM) label=label(lang)/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
            </header>
            {rest}
            <p><a href=page.href(&spot_path(&shown.place))>{t!(lang, "report_text-back")}</a></p>
        </div>
    }
    .into_any()
}

fn form(page: &PageContext, shown: &ReportPageView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, FORM);
    let (to, part) = match &shown.place {
        Spot::Case(place) => {
            let case = path_of(place.proposal, &place.slug);
            let comment = place.comment.map(|id| ("kommentar", id.to_string()));
            (report_path(&case, None), comment)
        }
        Spot::Asked(place) => {
            let there = questions::path_of(place.set, &place.slug);
            let number = place.number.map(|number| ("nummer", number.to_string()));
            (report_asked_path(&there, None), number)
        }
    };
    let to = page.href(&to);
    let part = part.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let choices = Reason::ALL
        .iter()
        .map(|reason| {
            let word = |part: &str| t!(lang, &format!("report_reason-{reason}{part}")).into_owned();
            (reason.code().to_owned(), word(""), word("-means"))
        })
        .collect();
    let once = form.value("once", &page.once);
    let who = spot_word(lang, &shown.place);
    let name = shown_name(lang, &shown.author);
    view! {
        <p class="lead">{t!(lang, "report_text-lead")}</p>
        <section class="panel flow" aria-labelledby="text">
            <h2 class="panel__title" id="text">{t!(lang, "report_text-this", what = who, name = name)}</h2>
            <p class="as-written" lang=written_in(lang) dir="auto">{shown.text.clone()}</p>
        </section>
        <form class="form" method="post" action=to novalidate>
            <input type="hidden" name="once" value=once/>
            {part}
            <Choices form=form.clone() name="reason" legend=t!(lang, "report_text-reason") choices value=""/>
            <TextField form name="words" label=t!(lang, "report_text-words")
                hint=t!(lang, "report_text-words-hint", max = WORDS_MAX) area=true optional=true
                look="input"/>
            <p class="small muted">{t!(lang, "report_text-privacy")}" "{log_link(page)}</p>
            <div class="actions"><button class="btn">{t!(lang, "report_text-send")}</button></div>
        </form>
    }
    .into_any()
}

/// `/forslag/{id}/{slug}/anmal/tack`: it has come in, and what happens now.
#[component]
pub fn ReportedPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let there = |name: &str| params.get(name).unwrap_or_default();
    reported(&format!("/forslag/{}/{}", there("id"), there("slug")))
}

/// The same among questions.
#[component]
pub fn AskedReportedPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let there = |name: &str| params.get(name).unwrap_or_default();
    reported(&format!("/fragor/{}/{}", there("questions"), there("slug")))
}

/// `there`: where the text stands.
fn reported(there: &str) -> impl IntoView + use<> {
    let page = page();
    let lang = page.lang;
    let by = date_long(lang, look_by(page.today()));
    let told = match (page.actor.is_signed_in(), is_member(&page)) {
        (false, _) => "reported-told-not",
        (true, true) => "reported-told-member",
        (true, false) => "reported-told",
    };
    let hurry = (!page.site.contact.is_empty()).then(|| {
        view! { " "{t!(lang, "reported-hurry-contact")}" "{contact(&page.site.contact)} }
    });
    view! {
        {page_title(t!(lang, "reported-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <h1>{t!(lang, "reported-title")}</h1>
            <Notice kind=Kind::Success title=t!(lang, "reported-in")>
                <p>{t!(lang, "reported-by", date = by)}</p>
            </Notice>
            <section class="flow" aria-labelledby="sedan">
                <h2 id="sedan">{t!(lang, "reported-then")}</h2>
                <ul class="bullets">
                    <li>{t!(lang, "reported-then-reads")}</li>
                    <li>{t!(lang, "reported-then-hides")}" "{log_link(&page)}</li>
                    <li>{t!(lang, "reported-then-who")}</li>
                    <li>{t!(lang, told)}</li>
                </ul>
            </section>
            <p>{t!(lang, "reported-hurry")}{hurry}</p>
            <p><a href=page.href(there)>{t!(lang, "report_text-back")}</a></p>
        </div>
    }
}

/// Known by an alias in a group.
fn is_member(page: &PageContext) -> bool {
    nara_domain::group::is_member(&page.actor)
}
