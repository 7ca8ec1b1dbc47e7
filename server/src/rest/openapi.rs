//! `/openapi.json`, made from the handlers and shapes themselves so that it cannot drift.

use std::sync::LazyLock;

use axum::Json;
use utoipa::openapi::OpenApi as Description;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::{problem, proposals, questions};
use crate::live;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Nära",
        description = "Proposals, ideas, support and the official record of a municipality. Reading \
            needs no account. Errors are `application/problem+json` (RFC 9457) with a stable \
            `code`; their words are Swedish, and English below `/en`. Besides the statuses listed \
            with each operation there are 401 (the key is none, or none any more), 403 \
            (`cross_site`: a browser sent it from another site), 408 (`too_slow`: the body did not \
            arrive in time), 500 and 503 (with Retry-After: nothing was saved, or no room for \
            another stream; `closed`: the municipality has switched it off, with Retry-After where \
            it is known until when).",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    servers(
        (url = "/", description = "Errors in Swedish"),
        (url = "/en", description = "Errors in English")
    ),
    paths(
        proposals::list, proposals::submit, proposals::show, proposals::support_of,
        proposals::support, proposals::withdraw_support, proposals::comments, proposals::comment,
        questions::list, questions::show, questions::comments, live::stream::stream,
    ),
    components(schemas(problem::Problem, live::stream::LiveEvent)),
    modifiers(&Security)
)]
struct Document;

struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut Description) {
        let components = document.components.get_or_insert_default();
        let key = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A key made on the account's page"))
            .build();
        components.add_security_scheme("key", SecurityScheme::Http(key));
        let cookie = "A signed-in browser's, same-site requests only; with https its name begins \
            with `__Host-`";
        let session = ApiKey::Cookie(ApiKeyValue::with_description("nara_session", cookie));
        components.add_security_scheme("session", SecurityScheme::ApiKey(session));
    }
}

static DOCUMENT: LazyLock<Description> = LazyLock::new(Document::openapi);

pub async fn document() -> Json<&'static Description> {
    Json(&DOCUMENT)
}
