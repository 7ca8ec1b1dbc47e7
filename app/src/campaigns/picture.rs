//! `/kampanjer/{slug}/ideer/{idea}/bild`: the picture of an idea, put there by whoever it is of, read first by who
//! leads the group, and taken down by either. And the picture where others see it.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::campaign::{
    PICTURE as FILE, PICTURE_FIELDS, PictureSide, RETURN_FIELDS, Recognised, SMALL_SIDE, fitted,
};
use nara_domain::ids::{CampaignPictureId, ProposalId};

use super::api::{
    CampaignPort, CampaignView, InCampaign, PictureShown, PictureStanding, PictureToRead,
    PictureView,
};
use super::shown::path_of;
use super::{PICTURE, PICTURE_READ, campaign_slug};
use crate::answers::{SpecForm, choice_word};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::proposals::shown::path_of as idea_path;
use crate::t;
use crate::ui::{Crumbs, ErrorSummary, FileField, Kind, Notice, written_in};

/// Under which steps the words of the forms' fields stand.
const WORDS: &str = "idea_picture";
const READ_WORDS: &str = "picture_read";
/// Which files a browser offers; what a file is, its bytes say.
const ACCEPT: &str = ".png,.jpg,.jpeg,image/png,image/jpeg";

/// The address where the picture of an idea is put there, read and taken down.
pub fn picture_path(slug: &str, idea: ProposalId) -> String {
    format!("{}/ideer/{idea}/bild", path_of(slug))
}

/// The address of the picture itself.
pub(super) fn file_path(slug: &str, idea: ProposalId, id: CampaignPictureId) -> String {
    format!("{}/{id}", picture_path(slug, idea))
}

/// Who took it, and what others may do with it.
pub(super) fn credit(lang: Lang, shown: &PictureShown) -> String {
    let by = t!(lang, "picture-by", who = shown.taken_by.clone());
    let licence = match shown.recognised.licence() {
        Some(licence) => t!(lang, &format!("picture-licence-{}", licence.code())),
        None => t!(lang, "picture-licence-none"),
    };
    format!("{by} {licence}")
}

/// A picture with the words that belong to it.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub path: String,
    pub text: String,
    pub credit: String,
    pub width: i64,
    pub height: i64,
}

/// The picture, fetched when somebody comes to it.
pub(super) fn figure(lang: Lang, drawn: Drawn) -> AnyView {
    let Drawn {
        path,
        text,
        credit,
        width,
        height,
    } = drawn;
    view! {
        <figure class="photo">
            <img src=path alt=text lang=written_in(lang) width=width height=height
                loading="lazy" decoding="async"/>
            <figcaption class="small muted" dir="auto">{credit}</figcaption>
        </figure>
    }
    .into_any()
}

fn whole(page: &PageContext, (slug, idea): (&str, ProposalId), shown: &PictureShown) -> AnyView {
    let drawn = Drawn {
        path: page.href(&file_path(slug, idea, shown.id)),
        text: shown.description.clone(),
        credit: credit(page.lang, shown),
        width: shown.width,
        height: shown.height,
    };
    figure(page.lang, drawn)
}

/// In a list of ideas: the small one.
pub(super) fn small(page: &PageContext, view: &CampaignView, idea: ProposalId) -> AnyView {
    let Some(shown) = view.pictures.get(&idea) else {
        return ().into_any();
    };
    let path = page.href(&file_path(&view.slug, idea, shown.id));
    let side = |side: i64| u32::try_from(side).unwrap_or(SMALL_SIDE);
    let (width, height) = fitted((side(shown.width), side(shown.height)), SMALL_SIDE);
    let text = shown.description.clone();
    view! {
        <div class="photo">
            <img src=format!("{path}?liten") alt=text lang=written_in(page.lang) width=width
                height=height loading="lazy" decoding="async"/>
        </div>
    }
    .into_any()
}

/// On the idea's own page: the picture, and for who can do something about it the way there.
pub(super) fn on_idea(page: &PageContext, campaign: &InCampaign) -> AnyView {
    let lang = page.lang;
    let of = &campaign.picture;
    let which = (campaign.slug.as_str(), campaign.idea);
    let shown = of.shown.as_ref().map(|shown| whole(page, which, shown));
    let words = match (of.waits, of.returned, of.adds, of.changes) {
        (true, ..) if of.reads => Some(t!(lang, "picture-to-read")),
        (true, ..) => Some(t!(lang, "picture-waits")),
        (_, true, true, _) => Some(t!(lang, "picture-came-back")),
        (_, _, true, _) => Some(t!(lang, "picture-add")),
        (_, _, _, true) => Some(t!(lang, "picture-change")),
        _ => None,
    };
    let to = page.href(&picture_path(&campaign.slug, campaign.idea));
    let door = words.map(|words| view! { <p class="no-print"><a href=to>{words}</a></p> });
    view! {
        {shown}
        {door}
    }
    .into_any()
}

/// For who leads a group: pictures that wait to be read.
pub fn to_read(page: &PageContext, pictures: &[PictureToRead]) -> AnyView {
    if pictures.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let items = pictures
        .iter()
        .map(|one| {
            let to = page.href(&picture_path(&one.slug, one.idea));
            let (title, by) = (one.title.clone(), one.by.clone());
            view! {
                <li>
                    <a href=to lang=written_in(lang) dir="auto">{title}</a>", "<span>{by}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="bilder">
            <h2 id="bilder">{t!(lang, "pictures-to-read")}</h2>
            <p>{t!(lang, "pictures-to-read-means")}</p>
            <ul class="bullets">{items}</ul>
        </section>
    }
    .into_any()
}

#[component]
pub fn PicturePage() -> impl IntoView {
    let page = page();
    let campaigns = port::<dyn CampaignPort>();
    let (slug, actor) = (campaign_slug(), page.actor.clone());
    let idea = use_params_map().get_untracked().get("idea");
    let idea = idea.and_then(|idea| idea.parse::<ProposalId>().ok());
    let data = async move {
        let idea = idea.ok_or(AppError::NotFound)?;
        campaigns?.picture(&actor, &slug, idea).await
    };
    load(data, move |view| show(&page, &view))
}

pub(super) fn show(page: &PageContext, view: &PictureView) -> AnyView {
    let lang = page.lang;
    let form = SpecForm::new(page, PICTURE, WORDS, PICTURE_FIELDS);
    let read = SpecForm::new(page, PICTURE_READ, READ_WORDS, RETURN_FIELDS);
    let help = |form: &SpecForm| match form.state.is_conflict() {
        true => t!(lang, "picture-overtaken").into_owned(),
        false => String::new(),
    };
    let (help, read_help) = (help(&form), help(&read));
    let way = vec![
        (
            t!(lang, "campaigns-title").into_owned(),
            "/kampanjer".to_owned(),
        ),
        (view.campaign.clone(), path_of(&view.slug)),
    ];
    let came_back = view.word.clone().map(|word| {
        view! {
            <Notice kind=Kind::Late title=t!(lang, "picture-came-back-title")>
                <p class="as-written" dir="auto">{word}</p>
            </Notice>
        }
    });
    let standing = view.standing.as_ref();
    let standing = standing.map(|standing| match view.hidden {
        true => take_down(lang, settle_path(page, view, standing)),
        false => stands(page, view, standing, &read),
    });
    let free = view.standing.is_none() && view.side.adds();
    // What was typed stays, also when it is too late.
    let add = (free && view.open || form.state.came_back()).then(|| add(page, view, &form));
    // An old title in the address leads to the present one.
    let back = page.href(&idea_path(view.idea, "-"));
    view! {
        {page_title(t!(lang, "picture-title", title = view.title.clone()))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label() help/>
            <ErrorSummary form=read.state.clone() label=read.label() help=read_help/>
            <header class="head">
                <Crumbs way/>
                <h1>{t!(lang, "picture-heading")}</h1>
                <p class="lead" lang=written_in(lang) dir="auto">{view.title.clone()}</p>
            </header>
            {came_back}
            {closed(lang, view, free)}
            {standing}
            {add}
            <p><a href=back>{t!(lang, "parts-back")}</a></p>
        </div>
    }
    .into_any()
}

/// Why none can be put there.
fn closed(lang: Lang, view: &PictureView, free: bool) -> Option<AnyView> {
    let (title, means) = match (view.hidden, free && !view.open) {
        (true, _) => ("picture-hidden", "picture-hidden-means"),
        (false, true) => ("error-not_allowed_now-title", "not_allowed-not_choosing"),
        (false, false) => return None,
    };
    let notice = view! {
        <Notice kind=Kind::Info title=t!(lang, title)><p>{t!(lang, means)}</p></Notice>
    };
    Some(notice.into_any())
}

/// Where the forms about the picture go.
fn settle_path(page: &PageContext, view: &PictureView, standing: &PictureStanding) -> String {
    let file = file_path(&view.slug, view.idea, standing.shown.id);
    page.href(&format!("{file}/svar"))
}

/// The picture that stands there, and what this reader can do about it.
fn stands(
    page: &PageContext,
    view: &PictureView,
    standing: &PictureStanding,
    read: &SpecForm,
) -> AnyView {
    let lang = page.lang;
    let shown = &standing.shown;
    let reads = standing.waiting && view.side == PictureSide::Leader;
    let (kind, title, means) = match (standing.waiting, reads) {
        (true, true) => (Kind::Waiting, "picture-read-title", "picture-read-means"),
        (true, false) => (Kind::Waiting, "picture-waits", "picture-waits-means"),
        (false, _) => (Kind::Success, "picture-shown-title", "picture-shown-means"),
    };
    let how = standing.agreed.clone().map(|how| {
        view! {
            <dt>{t!(lang, "field-idea_picture-agreed")}</dt>
            <dd class="as-written" dir="auto">{how}</dd>
        }
    });
    let who = choice_word(lang, "recognised", shown.recognised.code());
    let at_the_end = match shown.recognised {
        Recognised::Nobody => t!(lang, "picture-end-stays"),
        Recognised::Agreed => t!(lang, "picture-end-goes"),
    };
    let action = settle_path(page, view, standing);
    let publish = reads.then(|| reading(page, &action, read));
    view! {
        <section class="section flow" aria-labelledby="bilden">
            <h2 id="bilden" class="visually-hidden">{t!(lang, "picture-heading")}</h2>
            <Notice kind title=t!(lang, title)><p>{t!(lang, means)}</p></Notice>
            {whole(page, (&view.slug, view.idea), shown)}
            <dl class="facts">
                <dt>{t!(lang, "field-idea_picture-description")}</dt>
                <dd class="as-written" lang=written_in(lang) dir="auto">{shown.description.clone()}</dd>
                <dt>{t!(lang, "picture-people")}</dt>
                <dd>{who}</dd>
                {how}
                <dt>{t!(lang, "picture-end")}</dt>
                <dd>{at_the_end}</dd>
            </dl>
            {publish}
            {take_down(lang, action)}
        </section>
    }
    .into_any()
}

/// For who reads first: everybody may see it, or it goes back with a friendly word.
fn reading(page: &PageContext, action: &str, form: &SpecForm) -> AnyView {
    let lang = page.lang;
    let open = form.state.came_back();
    view! {
        <form method="post" action=action.to_owned()>
            <button class="btn" name="gor" value="publish">{t!(lang, "picture-publish")}</button>
        </form>
        <details class="fold" open=open>
            <summary>{t!(lang, "picture-return")}</summary>
            <div class="fold__body">
                <form class="form" method="post" action=action.to_owned() novalidate>
                    {form.fields()}
                    <div class="actions">
                        <button class="btn btn--secondary" name="gor" value="return">
                            {t!(lang, "picture-return-submit")}
                        </button>
                    </div>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn take_down(lang: Lang, action: String) -> AnyView {
    view! {
        <details class="fold">
            <summary>{t!(lang, "picture-remove")}</summary>
            <div class="fold__body">
                <form class="form" method="post" action=action>
                    <p>{t!(lang, "picture-remove-means")}</p>
                    <div class="actions">
                        <button class="btn btn--secondary" name="gor" value="remove">
                            {t!(lang, "picture-remove-submit")}
                        </button>
                    </div>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn add(page: &PageContext, view: &PictureView, form: &SpecForm) -> AnyView {
    let lang = page.lang;
    let state = form.state.clone();
    let once = state.value("once", &page.once);
    let action = page.href(&picture_path(&view.slug, view.idea));
    let then = match view.side {
        PictureSide::Leader => t!(lang, "picture-rule-at-once"),
        PictureSide::Author | PictureSide::Office => t!(lang, "picture-rule-read"),
    };
    view! {
        <div class="prose"><ul>
            <li>{then}</li>
            <li>{t!(lang, "picture-rule-inside")}</li>
            <li>{t!(lang, "picture-rule-down")}</li>
            <li>{t!(lang, "picture-rule-end")}</li>
            <li>{t!(lang, "picture-rule-licence")}</li>
        </ul></div>
        <form class="form" method="post" enctype="multipart/form-data" action=action novalidate>
            <input type="hidden" name="once" value=once/>
            <FileField form=state name=FILE label=t!(lang, "field-idea_picture-picture")
                hint=t!(lang, "field-idea_picture-picture-hint") accept=ACCEPT/>
            {form.fields()}
            <div class="actions">
                <button class="btn">{t!(lang, "picture-save")}</button>
            </div>
        </form>
    }
    .into_any()
}
