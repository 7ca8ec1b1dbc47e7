//! `/admin/utseende`: the municipality's colour. It is looked at before it is chosen: `?farg=` shows
//! this page in it, light and dark.

use leptos::prelude::*;
use leptos_meta::Link;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::theme::{Color, Palette, Theme};

use super::THEME_FORM;
use super::api::SettingsPort;
use crate::admin::head;
use crate::context::{PageContext, page, port, set_status};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::layout::load;
use crate::proposals::query::{encoded, pairs};
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField};

/// The address of a colour's stylesheet.
pub fn stylesheet(theme: Theme) -> String {
    let color = theme.brand().to_string();
    format!("/tema.css?farg={}", color.trim_start_matches('#'))
}

#[component]
pub fn ThemePage() -> impl IntoView {
    let page = page();
    let settings = port::<dyn SettingsPort>();
    let actor = page.actor.clone();
    let may = async move { settings?.may(&actor) };
    load(may, move |()| show(&page))
}

/// What becomes of the colour that was typed.
enum Asked {
    Nothing,
    NoColor,
    /// It cannot be read; the nearest that can.
    Faint(Color),
    Fits(Theme),
}

impl Asked {
    fn of(typed: &str) -> Self {
        if typed.trim().is_empty() {
            return Self::Nothing;
        }
        match Color::parse(typed).map(Theme::new) {
            Err(_) => Self::NoColor,
            Ok(Err(nearest)) => Self::Faint(nearest),
            Ok(Ok(theme)) => Self::Fits(theme),
        }
    }

    fn problem(&self) -> Option<FieldProblem> {
        match self {
            Self::NoColor => Some(FieldProblem::NotAColor),
            Self::Faint(_) => Some(FieldProblem::TooFaint),
            Self::Nothing | Self::Fits(_) => None,
        }
    }
}

fn show(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let mut form = FormState::of(page, THEME_FORM);
    let asked = pairs(&page.query)
        .into_iter()
        .find(|(name, _)| name == "farg");
    let typed = form.value("farg", &asked.map(|(_, value)| value).unwrap_or_default());
    let asked = Asked::of(&typed);
    if let Some(problem) = asked.problem().filter(|_| !form.came_back()) {
        let error = AppError::Invalid(vec![FieldError::new("farg", problem)]);
        set_status(error.status());
        form = form.answered(&[("farg", &typed)], error);
    }
    let below = match &asked {
        Asked::Faint(nearest) => suggestion(page, *nearest),
        Asked::Fits(theme) => preview(page, *theme),
        Asked::Nothing | Asked::NoColor => present(page),
    };
    let label = move |_: &str| t!(lang, "theme-color").into_owned();
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            {head(page, &t!(lang, "admin-theme"), &t!(lang, "theme-lead"), &[])}
            <form class="form" method="get" action=page.href("/admin/utseende") novalidate>
                <TextField form name="farg" label=t!(lang, "theme-color") hint=t!(lang, "theme-color-hint")
                    value=typed look="input input--short"/>
                <div class="actions">
                    <button class="btn btn--secondary">{t!(lang, "theme-look")}</button>
                </div>
            </form>
            {below}
        </div>
    }
    .into_any()
}

/// What is in force, and the way back to the site's own.
fn present(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let Some(theme) = page.settings.theme else {
        return view! { <p>{t!(lang, "theme-none")}</p> }.into_any();
    };
    view! {
        <section class="section flow" aria-labelledby="nu">
            <h2 id="nu">{t!(lang, "theme-now", color = theme.brand().to_string())}</h2>
            {panels(lang, theme)}
            <form method="post" action=page.href("/admin/utseende")>
                <input type="hidden" name="farg" value=""/>
                <button class="btn btn--secondary">{t!(lang, "theme-reset")}</button>
            </form>
        </section>
    }
    .into_any()
}

/// The nearest colour that can be read: one press away.
fn suggestion(page: &PageContext, nearest: Color) -> AnyView {
    let lang = page.lang;
    let color = nearest.to_string();
    let there = format!("/admin/utseende?farg={}", encoded(&color));
    let panels = Theme::new(nearest).ok().map(|theme| panels(lang, theme));
    view! {
        <section class="section flow" aria-labelledby="narmast">
            <h2 id="narmast">{t!(lang, "theme-nearest", color = color.clone())}</h2>
            <p>{t!(lang, "theme-nearest-lead")}</p>
            {panels}
            <p class="actions"><a class="btn" href=page.href(&there)>{t!(lang, "theme-try", color = color)}</a></p>
        </section>
    }
    .into_any()
}

/// This page in the colour, what it becomes in both themes, and the button.
fn preview(page: &PageContext, theme: Theme) -> AnyView {
    let lang = page.lang;
    let color = theme.brand().to_string();
    let there = page.settings.theme == Some(theme);
    let choose = match there {
        true => view! { <p>{t!(lang, "theme-same")}</p> }.into_any(),
        false => view! {
            <form method="post" action=page.href("/admin/utseende")>
                <input type="hidden" name="farg" value=color.clone()/>
                <div class="actions">
                    <button class="btn">{t!(lang, "theme-choose", color = color.clone())}</button>
                    <a class="btn btn--quiet" href=page.href("/admin/utseende")>{t!(lang, "settings-cancel")}</a>
                </div>
            </form>
        }
        .into_any(),
    };
    view! {
        <Link rel="stylesheet" href=stylesheet(theme)/>
        <section class="section flow" aria-labelledby="prov">
            <h2 id="prov">{t!(lang, "theme-preview", color = color.clone())}</h2>
            <p>{t!(lang, "theme-preview-lead")}</p>
            {panels(lang, theme)}
            {choose}
        </section>
    }
    .into_any()
}

/// What a theme is drawn on.
struct Ground {
    paper: &'static str,
    surface: &'static str,
    ink: &'static str,
    track: &'static str,
}

/// As in `style/tokens.css`: a drawing shows one theme while the page is in the other.
const LIGHT: Ground = Ground {
    paper: "#fbf9f4",
    surface: "#ffffff",
    ink: "#1f1f25",
    track: "#eeeae0",
};
const DARK: Ground = Ground {
    paper: "#16171a",
    surface: "#1e2024",
    ink: "#eceae4",
    track: "#2d2f34",
};

fn panels(lang: Lang, theme: Theme) -> AnyView {
    view! {
        <div class="columns">
            {panel(lang, "theme-light", theme.light(), &LIGHT)}
            {panel(lang, "theme-dark", theme.dark(), &DARK)}
        </div>
    }
    .into_any()
}

/// Drawn with attributes: the policy lets no style be written into a page.
fn panel(lang: Lang, name: &'static str, palette: Palette, ground: &Ground) -> AnyView {
    let [brand, on_brand, tint] =
        [palette.brand, palette.on_brand, palette.brand_tint].map(|color| color.to_string());
    let name = t!(lang, name).into_owned();
    let (give, more) = (
        t!(lang, "theme-sample-button"),
        t!(lang, "theme-sample-secondary"),
    );
    view! {
        <figure>
            <svg class="chart" viewBox="0 0 320 150" role="img" aria-label=name.clone()>
                <rect x="0.5" y="0.5" width="319" height="149" rx="6" fill=ground.paper stroke=ground.track/>
                <rect width="320" height="5" fill=brand.clone()/>
                <text x="16" y="36" font-size="16" font-weight="700" fill=ground.ink>{name.clone()}</text>
                <rect x="16" y="50" width="138" height="38" rx="6" fill=brand.clone()/>
                <text x="85" y="74" font-size="14" font-weight="650" text-anchor="middle" fill=on_brand>{give}</text>
                <rect x="167" y="51" width="136" height="36" rx="6" fill=ground.surface stroke=brand.clone() stroke-width="2"/>
                <text x="235" y="74" font-size="14" font-weight="650" text-anchor="middle" fill=brand.clone()>{more}</text>
                <rect x="16" y="104" width="288" height="10" rx="5" fill=ground.track/>
                <rect x="16" y="104" width="180" height="10" rx="5" fill=brand/>
                <rect x="16" y="124" width="288" height="14" rx="4" fill=tint/>
            </svg>
            <figcaption class="meta">{name}" – "{palette.brand.to_string()}</figcaption>
        </figure>
    }
    .into_any()
}
