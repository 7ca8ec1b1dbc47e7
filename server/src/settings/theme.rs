//! `/tema.css`: the municipality's colour as a stylesheet. The content security policy lets no style
//! be written into a page, so that nobody can write one into it either.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use nara_domain::theme::{Color, Palette, Theme};

use crate::state::AppState;

/// The address names the colour, so what is at it never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub fn routes() -> Router<AppState> {
    Router::new().route("/tema.css", get(stylesheet))
}

/// `?farg=00733b`. Any colour that can be read is served, not only the one in force: that is how one
/// is looked at before it is chosen, and nothing but colours ever stands in it.
async fn stylesheet(State(state): State<AppState>, RawQuery(query): RawQuery) -> Response {
    let asked = query
        .as_deref()
        .and_then(|query| query.strip_prefix("farg="));
    let (theme, cache) = match asked {
        Some(color) => {
            let theme = Color::parse(color)
                .ok()
                .and_then(|color| Theme::new(color).ok());
            (theme, FOR_EVER)
        }
        None => {
            let now = state.clock.now();
            (state.settings.in_force(now).await.theme, "no-cache")
        }
    };
    let Some(theme) = theme else {
        return (StatusCode::NOT_FOUND, "not found\n").into_response();
    };
    let mut response = css(theme).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

/// In the layer of the site's own colours, after which it is read; print goes on in black.
fn css(theme: Theme) -> String {
    let light = block(theme.light());
    let dark = block(theme.dark());
    format!("@layer tokens{{{light}@media (prefers-color-scheme:dark){{{dark}}}}}\n")
}

fn block(palette: Palette) -> String {
    let Palette {
        brand,
        brand_strong,
        on_brand,
        brand_tint,
    } = palette;
    format!(
        ":root{{--brand:{brand};--brand-strong:{brand_strong};--on-brand:{on_brand};\
         --brand-tint:{brand_tint}}}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stylesheet_sets_the_colours_of_both_themes_and_nothing_else() {
        let theme = Theme::new(Color::parse("#005595").unwrap()).unwrap();
        let css = css(theme);
        assert!(
            css.starts_with("@layer tokens{:root{--brand:#005595;"),
            "{css}"
        );
        assert_eq!(css.matches("--brand:").count(), 2, "{css}");
        assert_eq!(css.matches('{').count(), css.matches('}').count(), "{css}");
        let plain = |c: char| c.is_ascii_alphanumeric() || "@{}()#:;- \n".contains(c);
        assert!(css.chars().all(plain), "{css}");
    }
}
