//! The form that adds a document, the one that takes one down, and the files themselves.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::Router;
use axum::extract::multipart::{Field, Multipart, MultipartError, MultipartRejection};
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use nara_app::context::PageContext;
use nara_app::documents::{FORM, REMOVAL};
use nara_app::error::AppError;
use nara_domain::document::{BELONGS_TO, FILE, FileKind, MAX_BYTES};
use nara_domain::fields::Values;
use nara_domain::ids::ProposalId;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::{Found, NewDocument, Sent};
use crate::http::errors::{self, Failure};
use crate::http::forms::{
    FILE_ARRIVES, FormRequest, MAX_FORM_BYTES, Typed, in_time, refuse, see_other,
};
use crate::http::headers::{Lifeless, is_known};
use crate::http::pages;
use crate::state::AppState;

/// Read to its end up to here, and forgotten: whoever sends a file that is too large is told so beside
/// it, with everything they typed still there. Of it no more is ever in memory than what is taken.
pub const MAX_READ_BYTES: usize = 10 * MAX_BYTES;
/// A file of that size over a slow line, and storing it.
const TIMEOUT: Duration = Duration::from_secs(120);
/// What the form may hold besides the file.
const TYPED: [&str; 7] = [
    "title",
    "made_by",
    "dated",
    "description",
    BELONGS_TO,
    "confirmation",
    "once",
];

/// The pages themselves are GET routes of `app`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forslag/{id}/{slug}/handlingar/{number}", get(serve))
        .route(
            "/forslag/{id}/{slug}/handlingar/{number}/ta-bort",
            post(take_down),
        )
}

/// By itself, because it takes more than other forms: a body of its own size, and time.
pub fn upload() -> Router<AppState> {
    with_room(Router::new().route("/forslag/{id}/{slug}/handlingar", post(add)))
}

/// With room and time for a file. What comes without one is held to the usual size where it is read
/// ([`Typed`]).
pub fn with_room(routes: Router<AppState>) -> Router<AppState> {
    routes
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIMEOUT,
        ))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(MAX_READ_BYTES))
}

fn page_of(id: &str, slug: &str) -> String {
    format!(
        "/forslag/{}/{}/handlingar",
        urlencoding::encode(id),
        urlencoding::encode(slug)
    )
}

async fn add(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    body: Result<Multipart, MultipartRejection>,
) -> Response {
    let page = page_of(&id, &slug);
    let mut values = Values::new();
    let done = async {
        let id: ProposalId = id.parse()?;
        let (actor, now) = (&context.actor, context.now);
        // Nobody else's file is read at all.
        state.documents.may_add(actor, id, now).await?;
        let body = body.map_err(|_| AppError::UnsupportedMediaType)?;
        let takes = |name: &str| TYPED.contains(&name);
        let file = read(FILE_ARRIVES, body, &mut values, (FILE, true), takes).await?;
        let mut fields = values.clone();
        let mut taken = |name: &str| fields.remove(name).unwrap_or_default();
        let (belongs_to, once) = (taken(BELONGS_TO), taken("once"));
        let confirmed = match taken("confirmation").as_str() {
            "" => false,
            "yes" => true,
            _ => return Err(AppError::Malformed),
        };
        let new = NewDocument {
            fields,
            belongs_to,
            confirmed,
            file,
            once,
        };
        state.documents.add(actor, id, new, now).await
    }
    .await;
    match done {
        Ok(_) => see_other(&context, &page, Some("document_added")),
        Err(error) => refuse(&state, context, &page, FORM, values, error).await,
    }
}

fn broken(error: MultipartError) -> AppError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        _ => AppError::Malformed,
    }
}

/// As [`read`], of a request whose other parts have been looked at.
pub async fn read_request(
    request: Request,
    state: &AppState,
    values: &mut Values,
    file: (&str, bool),
) -> Result<Sent, AppError> {
    let body = Multipart::from_request(request, state).await;
    let body = body.map_err(|_| AppError::UnsupportedMediaType)?;
    // Fields that a step does not have are refused where the step reads them.
    read(FILE_ARRIVES, body, values, file, |_| true).await
}

/// What was typed, into `values`, and the file: by its name, and whether it is kept. Each name once,
/// and no other than those taken. What was typed is there also where the file did not arrive in time.
async fn read(
    patience: Duration,
    body: Multipart,
    values: &mut Values,
    file: (&str, bool),
    takes: impl Fn(&str) -> bool,
) -> Result<Sent, AppError> {
    in_time(patience, read_to_its_end(body, values, file, takes)).await
}

async fn read_to_its_end(
    mut body: Multipart,
    values: &mut Values,
    (file_name, keep): (&str, bool),
    takes: impl Fn(&str) -> bool,
) -> Result<Sent, AppError> {
    let mut file = None;
    let mut typed = 0;
    while let Some(field) = body.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == file_name && file.is_none() {
            file = Some(read_file(field, keep).await?);
        } else if name != file_name && takes(&name) && !values.contains_key(&name) {
            let text = read_text(field, &mut typed).await?;
            values.insert(name, text);
        } else {
            return Err(AppError::Malformed);
        }
    }
    Ok(file.unwrap_or(Sent::Nothing))
}

async fn read_text(mut field: Field<'_>, typed: &mut usize) -> Result<String, AppError> {
    let mut text = Vec::new();
    while let Some(part) = field.chunk().await.map_err(broken)? {
        *typed = typed.saturating_add(part.len());
        if *typed > MAX_FORM_BYTES {
            return Err(AppError::TooLarge);
        }
        text.extend_from_slice(&part);
    }
    String::from_utf8(text).map_err(|_| AppError::Malformed)
}

/// The file, or nothing of one that is too large; read to its end in any case, because a browser that
/// is still sending shows no answer.
async fn read_file(mut field: Field<'_>, keep: bool) -> Result<Sent, AppError> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let mut bytes = Vec::new();
    let mut too_large = !keep;
    while let Some(part) = field.chunk().await.map_err(broken)? {
        too_large |= bytes.len().saturating_add(part.len()) > MAX_BYTES;
        match too_large {
            true => bytes = Vec::new(),
            false => bytes.extend_from_slice(&part),
        }
    }
    // A browser sends an empty one without a name where none was chosen.
    Ok(match (too_large, name.is_empty() && bytes.is_empty()) {
        (true, _) => Sent::TooLarge,
        (false, true) => Sent::Nothing,
        (false, false) => Sent::File { name, bytes },
    })
}

async fn take_down(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug, number)): Path<(String, String, String)>,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let list = page_of(&id, &slug);
    let done = async {
        let mut fields = form?;
        let once = fields.remove("once").unwrap_or_default();
        let which = (id.parse()?, number_of(&number)?);
        let (actor, now) = (&context.actor, context.now);
        state
            .documents
            .take_down(actor, which, (&fields, &once), now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &list, Some("document_removed")),
        Err(error) => {
            let page = format!("{list}/{}/ta-bort", urlencoding::encode(&number));
            refuse(&state, context, &page, REMOVAL, values, error).await
        }
    }
}

/// One spelling an address.
fn number_of(typed: &str) -> Result<i64, AppError> {
    let number: i64 = typed.parse().map_err(|_| AppError::NotFound)?;
    match number > 0 && number.to_string() == typed {
        true => Ok(number),
        false => Err(AppError::NotFound),
    }
}

async fn serve(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug, number)): Path<(String, String, String)>,
    asked: HeaderMap,
) -> Response {
    match found(&state, &context, (&id, &number), &asked).await {
        Ok(Some(response)) => response,
        Ok(None) => gone(&state, context, (&page_of(&id, &slug), &number), &asked).await,
        Err(error) => Failure(error).into_response(),
    }
}

/// None: taken down.
async fn found(
    state: &AppState,
    context: &PageContext,
    (id, number): (&str, &str),
    asked: &HeaderMap,
) -> Result<Option<Response>, AppError> {
    let which = (id.parse()?, number_of(number)?);
    let found = state.documents.find(&context.actor, which).await?;
    let Found::File {
        kind,
        name,
        sha256,
        of_group,
    } = found
    else {
        return Ok(None);
    };
    let tag = format!("\"{sha256}\"");
    let mut response = match is_known(asked, &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => match state.documents.bytes(&sha256).await? {
            Some(bytes) => bytes.into_response(),
            None => return Ok(None),
        },
    };
    let fresh = response.status() == StatusCode::OK;
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    let disposition = disposition(kind, &name);
    let values = [
        (header::CONTENT_TYPE, fresh.then_some(kind.code())),
        (header::CONTENT_DISPOSITION, fresh.then_some(&*disposition)),
        (header::ETAG, Some(tag.as_str())),
        // Asked for again each time, which costs a few bytes: what is taken down has to be gone at once.
        (header::CACHE_CONTROL, Some("private, no-cache")),
        (
            HeaderName::from_static("x-robots-tag"),
            of_group.then_some("noindex, nofollow"),
        ),
    ];
    for (name, value) in values {
        if let Some(Ok(value)) = value.map(HeaderValue::from_str) {
            headers.insert(name, value);
        }
    }
    response.extensions_mut().insert(Lifeless);
    Ok(Some(response))
}

/// Pictures are shown. A PDF is saved, and opened by whatever the reader opens PDFs with: in a page
/// of ours it could run what is in it only under a policy that lets it.
fn disposition(kind: FileKind, name: &str) -> String {
    let how = match kind.is_picture() {
        true => "inline",
        false => "attachment",
    };
    let plain: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' => '_',
            c if c.is_ascii_graphic() || c == ' ' => c,
            _ => '_',
        })
        .collect();
    let full = urlencoding::encode(name);
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

/// 410 with what became of it: the list, which says why.
async fn gone(
    state: &AppState,
    mut context: PageContext,
    (list, number): (&str, &str),
    asked: &HeaderMap,
) -> Response {
    if errors::is_program(&context.path, asked) {
        return Failure(AppError::Gone).into_response();
    }
    context.path = list.to_owned();
    context.query = format!("borta={number}");
    pages::render(state, context, StatusCode::GONE).await
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use futures::{StreamExt, stream};

    use super::*;

    const SOON: Duration = Duration::from_millis(20);
    const TITLE: &str =
        "--grans\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nKarta\r\n";
    const BEGUN: &str = "--grans\r\nContent-Disposition: form-data; name=\"file\"; \
         filename=\"karta.pdf\"\r\n\r\n%PDF-1.7";

    /// A form of which this comes, and then nothing more, neither the rest nor its end.
    async fn begun(so_far: Vec<u8>) -> Multipart {
        let so_far = stream::iter([Ok::<_, std::io::Error>(so_far)]);
        let request = Request::builder()
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=grans")
            .body(Body::from_stream(so_far.chain(stream::pending())));
        let body = Multipart::from_request(request.unwrap(), &()).await;
        body.unwrap()
    }

    #[tokio::test]
    async fn a_file_that_never_arrives_is_too_slow_and_takes_nothing_typed_with_it() {
        for so_far in [[TITLE, ""].concat(), [TITLE, BEGUN].concat()] {
            let body = begun(so_far.clone().into_bytes()).await;
            let mut values = Values::new();
            let read = read(SOON, body, &mut values, ("file", true), |_| true).await;
            assert_eq!(read.unwrap_err(), AppError::TooSlow, "{so_far}");
            // Where the next part has not begun, nobody knows yet that the title is all of it.
            let title = values.get("title").map(String::as_str);
            assert_eq!(title, so_far.contains("%PDF").then_some("Karta"));
        }
        // What is there has all the time it needs.
        let whole = [TITLE, BEGUN, "\r\n--grans--\r\n"].concat();
        let body = begun(whole.into_bytes()).await;
        let read = read(SOON, body, &mut Values::new(), ("file", true), |_| true).await;
        assert!(matches!(read, Ok(Sent::File { .. })), "{read:?}");
    }
}
