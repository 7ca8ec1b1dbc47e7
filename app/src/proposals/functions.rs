//! What islands ask of the server. Adapters only: actor → port → call → map the error.
//!
//! The endpoints are written out because Leptos would otherwise put a hash of the build path into
//! them: a page opened before a release could then not call the server after it.

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use crate::ask::{Ask, FromJs, field, whole};

/// Why something was not done, in the reader's language already: islands carry no words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// [`crate::error::AppError::code`].
    pub code: String,
    pub text: String,
}

impl FromServerFnError for Refusal {
    type Encoder = JsonEncoding;

    /// The request or its answer got lost: there are no words of the server's to show.
    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self {
            code: "unavailable".to_owned(),
            text: String::new(),
        }
    }
}

impl FromJs for Refusal {
    fn from_js(value: &JsValue) -> Option<Self> {
        Some(Self {
            code: field(value, "code")?.as_string()?,
            text: field(value, "text")?.as_string()?,
        })
    }
}

/// A support as islands need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supported {
    pub count: i64,
    pub mine: bool,
}

impl FromJs for Supported {
    fn from_js(value: &JsValue) -> Option<Self> {
        Some(Self {
            count: whole(field(value, "count")?.as_f64()?),
            mine: field(value, "mine")?.as_bool()?,
        })
    }
}

/// Gives support or takes it back.
#[server(prefix = "/fn", endpoint = "proposals/support", protocol = Ask)]
pub async fn set_support(id: i64, wanted: bool, lang: String) -> Result<Supported, Refusal> {
    use server::*;
    let (page, id) = (page(), ProposalId::new(id));
    let port = port::<dyn ProposalPort>().map_err(refusal(&lang))?;
    let done = match wanted {
        true => port.support(&page.actor, id, page.now).await,
        false => port.withdraw_support(&page.actor, id, page.now).await,
    };
    let view = done.map_err(refusal(&lang))?;
    Ok(Supported {
        count: view.count,
        mine: view.mine,
    })
}

/// Proposals that say something alike, as the list that a page without scripts would show.
#[server(prefix = "/fn", endpoint = "proposals/similar", protocol = Ask)]
pub async fn similar(text: String, lang: String) -> Result<String, Refusal> {
    use server::*;
    let port = port::<dyn ProposalPort>().map_err(refusal(&lang))?;
    let page = page();
    let found = port.similar(&text, SIMILAR, &page.network, page.now).await;
    let found = found.map_err(refusal(&lang))?;
    Ok(super::similar::similar_html(language(&lang), found))
}

/// Keeps one field of a draft as it is being written.
#[server(prefix = "/fn", endpoint = "proposals/draft", protocol = Ask)]
pub async fn keep_draft(
    draft: String,
    field: String,
    value: String,
    lang: String,
) -> Result<(), Refusal> {
    use server::*;
    let port = port::<dyn ProposalPort>().map_err(refusal(&lang))?;
    let change = DraftChange::of(&field, value).map_err(refusal(&lang))?;
    let page = page();
    port.change_draft(&draft, change, &page.network, page.now)
        .await
        .map(drop)
        .map_err(refusal(&lang))
}

/// Keeps what is being written in a discussion. False where this very form has been sent already.
#[server(prefix = "/fn", endpoint = "proposals/comment-draft", protocol = Ask)]
pub async fn keep_comment(
    id: i64,
    text: String,
    stance: String,
    parent: String,
    once: String,
    lang: String,
) -> Result<bool, Refusal> {
    use server::*;
    let (page, id) = (page(), ProposalId::new(id));
    let port = port::<dyn CommentDraftPort>().map_err(refusal(&lang))?;
    let parent = parent.parse().ok();
    let typed = NewComment {
        text,
        stance,
        parent,
        once,
        ..NewComment::default()
    };
    port.keep(&page.actor, id, typed, page.now)
        .await
        .map_err(refusal(&lang))
}

/// What the adapters share; on the server only.
#[cfg(feature = "ssr")]
mod server {
    pub use nara_domain::ids::ProposalId;

    use crate::context::{ERROR_CODE, set_header, set_status};
    pub use crate::context::{page, port};
    use crate::error::{AppError, words};
    use crate::i18n::Lang;
    pub use crate::proposals::api::{DraftChange, NewComment, ProposalPort, SIMILAR};
    pub use crate::proposals::comment_draft::CommentDraftPort;

    use super::Refusal;

    pub fn language(code: &str) -> Lang {
        Lang::ALL
            .into_iter()
            .find(|lang| lang.code() == code)
            .unwrap_or_default()
    }

    /// The error in words, and its status: a server function would answer 500 to everything.
    pub fn refusal(lang: &str) -> impl Fn(AppError) -> Refusal + use<> {
        let lang = language(lang);
        move |error| {
            set_status(error.status());
            set_header(ERROR_CODE, error.code());
            Refusal {
                code: error.code().to_owned(),
                text: words::help(lang, &error),
            }
        }
    }
}
