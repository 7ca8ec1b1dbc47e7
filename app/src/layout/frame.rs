//! The frame around every page: the way past the menu, the header, the footer.

use leptos::prelude::*;
use nara_domain::actor::Role;
use nara_domain::group::is_member;
use nara_domain::permissions::{
    administer, enter_paper, moderate, read_all_unpublished, run_cases, run_groups,
};

use crate::campaigns::is_big_screen;
use crate::context::{PageContext, page};
use crate::i18n::Lang;
use crate::t;
use crate::ui::{FlashMessage, Icon, icon};

/// Everything between `<body>` and `</body>` but scripts.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let page = page();
    // The start page begins with a full-width band that touches the header.
    let main = if page.path == "/" {
        "main main--hero"
    } else {
        "main"
    };
    let flash = page
        .flash
        .map(|_| view! { <div class="wrap"><FlashMessage/></div> });
    // On a wall nobody follows a menu.
    if is_big_screen(&page) {
        return view! {
            <DemoBar/>
            <main class=main id="innehall" tabindex="-1">{children()}</main>
        }
        .into_any();
    }
    view! {
        <a class="skip-link" href="#innehall">{t!(page.lang, "skip-to-content")}</a>
        <DemoBar/>
        <Header/>
        <main class=main id="innehall" tabindex="-1">
            {flash}
            {children()}
        </main>
        <Footer/>
    }
    .into_any()
}

/// Says, in demo mode only, that nothing here is real, and where the mail ends up.
#[component]
fn DemoBar() -> impl IntoView {
    let page = page();
    page.site.demo.then(|| {
        view! {
            <aside class="demo-bar" aria-label=t!(page.lang, "demo-label")>
                <div class="wrap demo-bar__row">
                    <p>{t!(page.lang, "demo-bar", place = page.site.place.clone())}</p>
                    <a href=page.href("/demo/post")>{t!(page.lang, "demo-post")}</a>
                </div>
            </aside>
        }
    })
}

#[component]
fn Header() -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let links = [
        ("/forslag", "nav-proposals"),
        ("/svar", "nav-answers"),
        ("/kampanjer", "nav-campaigns"),
        ("/sa-fungerar-det", "nav-how"),
    ];
    let links = links.map(|(path, word)| {
        view! { <li><NavLink page=page.clone() path=path name=t!(lang, word).into_owned()/></li> }
    });
    view! {
        <header class="header">
            <div class="wrap header__row">
                <a class="logo" href=page.href("/")>
                    <Shield/>
                    <span class="logo__name">{t!(lang, "site-name")}</span>
                    <span class="logo__place">{page.site.municipality.clone()}</span>
                </a>
                <nav class="nav" aria-label=t!(lang, "nav-label")>
                    <details class="menu">
                        <summary class="menu__button">{icon(Icon::Menu)}{t!(lang, "nav-menu")}</summary>
                        <ul class="nav__list">{links.into_iter().collect_view()}<Person page=page.clone()/></ul>
                    </details>
                </nav>
            </div>
        </header>
    }
}

/// A link of the menu; the one the reader is at, or under, is marked.
#[component]
fn NavLink(page: PageContext, path: &'static str, name: String) -> impl IntoView {
    let current = match page.path.strip_prefix(path) {
        Some("") => Some("page"),
        Some(rest) if rest.starts_with('/') => Some("true"),
        _ => None,
    };
    view! { <a class="nav__link" href=page.href(path) aria-current=current>{name}</a> }
}

/// The end of the menu: sign in, or one's own name and the way out.
#[component]
fn Person(page: PageContext) -> impl IntoView {
    let lang = page.lang;
    match page.actor.name() {
        None => view! {
            <li><NavLink page=page.clone() path="/logga-in" name=t!(lang, "nav-sign-in").into_owned()/></li>
        }
        .into_any(),
        Some(name) => {
            let name = crate::people::shown_name(lang, name);
            let name = match page.actor.has(Role::Official) || page.actor.has(Role::Secretary) {
                true => t!(lang, "nav-at-work", name = name).into_owned(),
                false => name,
            };
            let work = run_cases(&page.actor).is_ok().then(|| {
                let name = t!(lang, "work-title").into_owned();
                view! { <li><NavLink page=page.clone() path="/arbete" name/></li> }
            });
            let waiting = read_all_unpublished(&page.actor).is_ok().then(|| {
                let name = t!(lang, "nav-waiting").into_owned();
                view! { <li><NavLink page=page.clone() path="/handlaggning" name/></li> }
            });
            let reported = moderate(&page.actor).is_ok().then(|| {
                let name = t!(lang, "nav-reported").into_owned();
                view! { <li><NavLink page=page.clone() path="/moderera" name/></li> }
            });
            let admin = administer(&page.actor).is_ok().then(|| {
                let name = t!(lang, "nav-admin").into_owned();
                view! { <li><NavLink page=page.clone() path="/admin" name/></li> }
            });
            let paper = enter_paper(&page.actor).is_ok().then(|| {
                let name = t!(lang, "nav-paper").into_owned();
                view! { <li><NavLink page=page.clone() path="/papper" name/></li> }
            });
            let groups = run_groups(&page.actor).is_ok().then(|| {
                let name = t!(lang, "nav-groups").into_owned();
                view! { <li><NavLink page=page.clone() path="/grupper" name/></li> }
            });
            // Who is only an alias has no account to look at, but a place in a group.
            let own = match is_member(&page.actor) {
                true => "/grupp/mitt",
                false => "/konto",
            };
            // Nothing new, nothing to say: the list itself is found from one's own page.
            let news = (page.unread > 0).then(|| {
                let name = t!(lang, "nav-news", count = page.unread).into_owned();
                view! { <li><NavLink page=page.clone() path="/konto/handelser" name/></li> }
            });
            view! {
                {news}
                {work}
                {waiting}
                {reported}
                {paper}
                {groups}
                {admin}
                <li><NavLink page=page.clone() path=own name/></li>
                <li>
                    <form class="nav__form" method="post" action=page.href("/logga-ut")>
                        <button class="nav__link">{t!(lang, "nav-sign-out")}</button>
                    </form>
                </li>
            }
            .into_any()
        }
    }
}

#[component]
fn Footer() -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let links = [
        ("/om", "footer-about"),
        ("/sa-fungerar-det", "nav-how"),
        ("/kampanjer", "campaigns-title"),
        ("/fragor", "questions-title"),
        ("/moten", "meetings-title"),
        ("/beslut", "promises-title"),
        ("/laget", "footer-standing"),
        ("/tillganglighet", "footer-accessibility"),
        ("/integritet", "footer-privacy"),
    ];
    let links =
        links.map(|(path, word)| view! { <li><a href=page.href(path)>{t!(lang, word)}</a></li> });
    // The same page in the other languages: an address each, no cookie, nothing to remember.
    let languages = Lang::ALL.map(|other| {
        view! {
            <a class="lang__link" href=page.in_language(other) lang=other.code() hreflang=other.code()
                aria-current=(other == lang).then_some("true")>{other.own_name()}</a>
        }
    });
    view! {
        <footer class="footer">
            <div class="wrap footer__row">
                <ul class="footer__links">{links.into_iter().collect_view()}</ul>
                <nav class="lang" aria-label=t!(lang, "footer-languages")>{languages.into_iter().collect_view()}</nav>
                <p>
                    {t!(lang, "footer-run-by", municipality = page.site.municipality.clone())}
                    {(!page.site.contact.is_empty()).then(|| view! { " "{contact(&page.site.contact)} })}
                </p>
            </div>
        </footer>
    }
}

/// How to reach the municipality.
pub fn contact(address: &str) -> impl IntoView + use<> {
    view! { <a href=format!("mailto:{address}")>{address.to_owned()}</a> }
}

/// The coat of arms: a leaf on a shield. Beside the name, so it says nothing to a screen reader.
#[component]
pub(super) fn Shield() -> impl IntoView {
    view! {
        <svg class="logo__shield" viewBox="0 0 30 36" aria-hidden="true">
            <path class="logo__field" d="M1 1h28v18c0 8-6 13-14 16C7 32 1 27 1 19Z"/>
            <path class="logo__leaf" d="M15 6c5 4 7 7.5 7 11a7 7 0 0 1-6 6.9V30h-2v-6.1A7 7 0 0 1 8 17c0-3.5 2-7 7-11Z"/>
        </svg>
    }
}
