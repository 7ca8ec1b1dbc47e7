//! What is said to whoever is turned away, and to whoever sends too slowly: a page that is made once for
//! each language and reason, or a problem for a program.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::layout::{NoRoom, full_page};
use nara_domain::theme::Theme;

use super::Shed;
use super::rule::{Lane, Who};
use crate::http::errors;
use crate::http::trace::Refused;
use crate::rest::Problem;
use crate::state::AppState;

/// The pages, with the municipality's colour as it is by now.
#[derive(Debug)]
pub struct FullPages {
    site: Arc<Site>,
    made: Mutex<Option<Made>>,
}

#[derive(Debug)]
struct Made {
    theme: Option<Theme>,
    pages: Vec<((Lang, NoRoom), Bytes)>,
}

impl FullPages {
    pub fn of(site: Arc<Site>) -> Self {
        Self {
            site,
            made: Mutex::default(),
        }
    }

    fn page(&self, theme: Option<Theme>, lang: Lang, what: NoRoom) -> Bytes {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made.as_ref().is_none_or(|made| made.theme != theme) {
            *made = Some(self.make(theme));
        }
        let pages = made.as_ref().map(|made| made.pages.as_slice());
        let mut pages = pages.unwrap_or_default().iter();
        let found = pages.find(|(key, _)| *key == (lang, what));
        found.map(|(_, page)| page.clone()).unwrap_or_default()
    }

    fn make(&self, theme: Option<Theme>) -> Made {
        let every = Lang::ALL
            .into_iter()
            .flat_map(|lang| NoRoom::ALL.map(|what| (lang, what)));
        let make = |(lang, what)| {
            let page = full_page(&self.site, theme, lang, what);
            ((lang, what), Bytes::from(page))
        };
        let pages = every.map(make).collect();
        Made { theme, pages }
    }
}

/// What has to be known of a request to turn it away.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    lane: Lane,
    lang: Lang,
    program: bool,
    reads: bool,
}

impl Told {
    pub fn of(request: &Request, lane: Lane) -> Self {
        Self {
            lane,
            lang: request.extensions().get().copied().unwrap_or_default(),
            program: errors::is_program(request.uri().path(), request.headers()),
            reads: request.method().is_safe(),
        }
    }

    /// Of a page of ours that asks to be told live what happens.
    pub const fn of_stream(lang: Lang) -> Self {
        Self {
            lane: Lane::Extra,
            lang,
            program: true,
            reads: true,
        }
    }

    /// 503, in how many seconds to ask again, and nothing that costs anything. `who`, where that was
    /// known by then.
    pub fn turned_away(self, state: &AppState, who: Option<Who>) -> Response {
        state.pressure.0.meter.turned_away(self.lane, who);
        let what = match self.lane {
            Lane::Vote => NoRoom::Vote,
            _ if self.reads => NoRoom::Read,
            _ => NoRoom::Sent,
        };
        let mut response = self.told(state, &AppError::Busy, what);
        let seconds = HeaderValue::from(comes_back_after(self.lane));
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
        response.extensions_mut().insert(Shed);
        response
    }

    /// 408: what was sent did not arrive in time. There was room, so nobody was turned away.
    pub fn too_slow(self, state: &AppState) -> Response {
        let mut response = self.told(state, &AppError::TooSlow, NoRoom::Late);
        // What is still to come of it would be taken for the next request.
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
        response
    }

    fn told(self, state: &AppState, error: &AppError, what: NoRoom) -> Response {
        let mut response = match self.program {
            true => Problem::response(error, self.lang),
            false => {
                let theme = state.settings.last_known().theme;
                let html = state.pressure.0.full.page(theme, self.lang, what);
                page(errors::status(error), html)
            }
        };
        response.extensions_mut().insert(Refused(error.code()));
        response
    }
}

/// Seconds; [`super::spread`] draws from there to twice as many.
const fn comes_back_after(lane: Lane) -> u32 {
    match lane {
        // The queue of a thousand votes is written in less.
        Lane::Vote => 2,
        Lane::Page | Lane::Form | Lane::Upload => 5,
        Lane::Extra => 30,
    }
}

fn page(status: StatusCode, html: Bytes) -> Response {
    let mut headers = HeaderMap::new();
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    // The next one may be the page that was asked for.
    let store = HeaderValue::from_static("no-store");
    headers.insert(header::CACHE_CONTROL, store);
    (status, headers, html).into_response()
}
