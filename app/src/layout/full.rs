//! The page somebody gets when there is no room for theirs, or what they sent did not arrive in time.
//! Made once and kept: it knows nothing of who asks, asks nobody anything, and has neither menu nor
//! scripts, since nothing it could lead to is shown any sooner.

use leptos::prelude::*;
use nara_domain::theme::Theme;

use super::frame::Shield;
use crate::context::Site;
use crate::i18n::Lang;
use crate::settings::stylesheet;
use crate::t;

/// What there was no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRoom {
    /// A page that was to be read.
    Read,
    /// A form: what it says is not here.
    Sent,
    /// A vote: it is not counted.
    Vote,
    /// Whatever was sent and did not arrive in time: nobody waits for it any longer.
    Late,
}

impl NoRoom {
    pub const ALL: [NoRoom; 4] = [NoRoom::Read, NoRoom::Sent, NoRoom::Vote, NoRoom::Late];

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            NoRoom::Read => ("full-read-title", "full-read-help"),
            NoRoom::Sent => ("full-sent-title", "full-sent-help"),
            NoRoom::Vote => ("full-vote-title", "full-vote-help"),
            NoRoom::Late => ("error-too_slow-title", "error-too_slow-help"),
        }
    }

    /// The status it is answered with, as it stands on the page.
    const fn status(self) -> &'static str {
        match self {
            NoRoom::Read | NoRoom::Sent | NoRoom::Vote => "503",
            NoRoom::Late => "408",
        }
    }
}

/// The whole document.
pub fn full_page(site: &Site, theme: Option<Theme>, lang: Lang, what: NoRoom) -> String {
    let (title, help) = what.words();
    let title = t!(lang, title).into_owned();
    let in_head = format!("{title} – {} {}", t!(lang, "site-name"), site.place);
    let css = site.assets.css.clone();
    let theme = theme.map(|theme| view! { <link rel="stylesheet" href=stylesheet(theme)/> });
    // The page itself again. What was sent is not sent again by a link.
    let again = (what == NoRoom::Read)
        .then(|| view! { <a class="btn" href="">{t!(lang, "full-again")}</a> });
    let start = match what {
        NoRoom::Read => "btn btn--quiet",
        NoRoom::Sent | NoRoom::Vote | NoRoom::Late => "btn",
    };
    let page = view! {
        <!DOCTYPE html>
        <html lang=lang.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <title>{in_head}</title>
                <link rel="stylesheet" href=css/>
                {theme}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
            </head>
            <body>
                <header class="header">
                    <div class="wrap header__row">
                        <a class="logo" href=lang.href("/")>
                            <Shield/>
                            <span class="logo__name">{t!(lang, "site-name")}</span>
                            <span class="logo__place">{site.municipality.clone()}</span>
                        </a>
                    </div>
                </header>
                <main class="main" id="innehall" tabindex="-1">
                    <div class="wrap wrap--narrow error-page">
                        <p class="error-page__code">{what.status()}</p>
                        <h1>{title}</h1>
                        <p class="lead">{t!(lang, help)}</p>
                        <p class="actions">
                            {again}
                            <a class=start href=lang.href("/")>{t!(lang, "error-to-start")}</a>
                        </p>
                    </div>
                </main>
            </body>
        </html>
    };
    page.to_html()
}
