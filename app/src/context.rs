//! What a page knows about the request it answers.
//!
//! The server puts one [`PageContext`] into the request's extensions; every component takes it
//! with [`page`]. It is plain data: whoever may not see something does not get it.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use nara_domain::actor::Actor;
pub use nara_domain::session::Proof;
use nara_domain::settings::InForce;
use nara_domain::switches::{Closed, Feature};
use nara_domain::time::{Date, Stamp};

use crate::answers::api::Looked;
use crate::error::AppError;
use crate::i18n::Lang;

/// One municipality's site, the same for every request.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// `Björksjö kommun`.
    pub municipality: String,
    /// `Björksjö`, as in "Vad vill du ändra i Björksjö?".
    pub place: String,
    /// The e-mail address residents write to; empty where none is set.
    pub contact: String,
    /// Demo mode: sign-in buttons for every role, and the post box page.
    pub demo: bool,
    /// `https://nara.bjorksjo.se`, without a slash at the end.
    pub public_url: String,
    /// Identity providers one can sign in through, in the operator's order.
    pub providers: Vec<ProviderChoice>,
    pub assets: Assets,
}

/// An identity provider, as its button shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderChoice {
    /// Stands in its addresses.
    pub id: String,
    pub name_sv: String,
    pub name_en: String,
}

impl ProviderChoice {
    /// What readers of this language call it.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.name_sv,
            _ => &self.name_en,
        }
    }
}

impl Site {
    /// Whether people reach us by https: cookies are then bound to it.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// Addresses of the built site's files, with their content hash in the name.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub css: String,
    /// Empty where the browser's part was not built: the site then works without it.
    pub js: String,
    pub wasm: String,
}

/// A message shown once after a redirect; a code, so that nobody can put words into our mouth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flash(pub &'static str);

impl Flash {
    /// Every message there is; the text is `flash-<code>`.
    pub const ALL: &[&str] = &[
        "signed_in",
        "signed_out",
        "signed_out_everywhere",
        "confirmed",
        "replied",
        "question_answered",
        "merge_suggested",
        "merge_agreed",
        "merged",
        "merge_declined",
        "merge_taken_back",
        "merge_set_free",
        "supported",
        "support_withdrawn",
        "opposed",
        "opposition_withdrawn",
        "famed",
        "unfamed",
        "commented",
        "comment_draft_thrown",
        "agreed",
        "marked_answered",
        "comment_changed",
        "agreement_withdrawn",
        "answered",
        "opinion",
        "recorded",
        "recorded_unseen",
        "asked",
        "delayed",
        "minutes_added",
        "appeal_noted",
        "noted",
        "outside_asked",
        "outside_withdrawn",
        "guest_answered",
        "guest_published",
        "guest_sent_back",
        "document_added",
        "document_removed",
        "prepared",
        "discarded",
        "answer_waits",
        "answer_timed",
        "answer_handed_back",
        "answer_discarded",
        "idea_done",
        "corrected",
        "withdrawn",
        "completed",
        "already_supported",
        "following",
        "unfollowed",
        "letters_stopped",
        "letters_again",
        "paces_saved",
        "all_read",
        "watching",
        "unwatched",
        "key_revoked",
        "account_erased",
        "password_reset",
        "session_ended",
        "name_changed",
        "setting_saved",
        "password_changed",
        "address_asked",
        "address_changed",
        "others_ended",
        "proved",
        "passkey_added",
        "passkey_renamed",
        "passkey_removed",
        "provider_linked",
        "provider_cancelled",
        "rules_published",
        "roll_loaded",
        "theme_saved",
        "feature_closed",
        "feature_opened",
        "accounts_merged",
        "duty_given",
        "duty_ended",
        "signed_somebody_out",
        "invited",
        "invited_again",
        "invitation_withdrawn",
        "invitation_accepted",
        "case_assigned",
        "template_saved",
        "template_removed",
        "note_written",
        "meeting_saved",
        "campaign_saved",
        "campaign_step",
        "campaign_groups",
        "campaign_choice",
        "campaign_novelty",
        "idea_parts",
        "idea_picture",
        "picture_shown",
        "picture_returned",
        "picture_gone",
        "campaign_voted",
        "campaign_paper",
        "group_made",
        "group_changed",
        "group_code",
        "group_shared",
        "group_left",
        "leader_taken_out",
        "group_ended",
        "group_back",
        "member_paused",
        "member_paused_code",
        "member_removed",
        "member_removed_code",
        "member_back",
        "text_sent",
        "text_taken_back",
        "text_published",
        "text_returned",
        "adoption_asked",
        "adoption_taken_back",
        "adoption_agreed",
        "adoption_declined",
        "helping",
        "helping_stopped",
        "coauthor_asked",
        "coauthor_yes",
        "coauthor_no",
        "coauthor_off",
        "text_held",
        "held_released",
        "held_declined",
        "held_upheld",
        "held_taken_back",
        "pace_looked",
        "holding_saved",
        "duty_saved",
        "danger_raised",
        "reader_taken_over",
        "text_left",
        "text_hidden",
        "text_upheld",
        "appealed",
        "text_shown",
        "hiding_proposed",
        "hiding_confirmed",
        "restrained",
        "restraint_lifted",
        "restraint_upheld",
        "discussion_locked",
        "discussion_unlocked",
        "discussion_slowed",
        "discussion_freed",
        "questions_asked",
        "questions_follow_up",
        "questions_same",
        "questions_same_off",
        "questions_step",
    ];

    pub fn from_code(code: &str) -> Option<Flash> {
        Self::ALL
            .iter()
            .find(|known| **known == code)
            .map(|known| Flash(known))
    }
}

/// A form that came back: everything typed, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct FormReplay {
    /// Which form of the page: `comment`, `answer` …
    pub form: &'static str,
    /// What was typed, by field name.
    pub values: BTreeMap<String, String>,
    pub error: AppError,
}

/// A form that was sent to be seen before it is sent for good, or to begin from a template.
#[derive(Clone, Debug)]
pub struct FormLook {
    /// Which form of the page, as in [`FormReplay`].
    pub form: &'static str,
    /// What was typed, by field name.
    pub values: BTreeMap<String, String>,
    /// What it would become; none where nothing was asked but a template.
    pub looked: Option<Looked>,
    /// Whether a file came with it, which no browser sends again by itself.
    pub with_file: bool,
}

/// A secret on its way into a page: an API key.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownOnce(pub String);

impl std::fmt::Debug for ShownOnce {
    /// The secret never reaches a log line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ShownOnce(…)")
    }
}

/// The secret of a letter's link, for the page it leads to.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct LinkSecret(pub String);

impl std::fmt::Debug for LinkSecret {
    /// The secret never reaches a log line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkSecret(…)")
    }
}

/// Everything a page knows about its request.
#[derive(Clone, Debug)]
pub struct PageContext {
    pub site: Arc<Site>,
    /// What the municipality has set while the site runs.
    pub settings: Arc<InForce>,
    pub lang: Lang,
    pub actor: Actor,
    /// The household or school the request came from: limits of what nobody signs in for are
    /// counted by it.
    pub network: String,
    /// When the request came in; pages never ask a clock.
    pub now: Stamp,
    /// The address without the language prefix: `/forslag/3/lekplats`.
    pub path: String,
    /// The query as it came, without `?`.
    pub query: String,
    /// Content-Security-Policy nonce of this response; empty on pages that are the same for everybody.
    pub nonce: String,
    pub flash: Option<Flash>,
    pub replay: Option<Arc<FormReplay>>,
    /// A form that is looked at, with what it would become.
    pub look: Option<Arc<FormLook>>,
    /// What was typed in a form of the administration that is confirmed before it is sent for good.
    pub typed: Option<Arc<BTreeMap<String, String>>>,
    /// A secret just made, which this response shows and nothing ever shows again.
    pub shown_once: Option<ShownOnce>,
    /// Of the letter's link that led to this page; empty where none did.
    pub link: LinkSecret,
    /// Last public event the page can have seen: where its live stream starts.
    pub live_seq: i64,
    /// What the reader was told of and has not seen; stands in the menu.
    pub unread: i64,
    /// Shown on error pages so that support can find the log line.
    pub request_id: String,
    /// Random for every page view: goes as the hidden field `once` into forms where sending twice
    /// would make two of something.
    pub once: String,
    /// Which session this is (the hash of its secret, never the secret); empty for visitors.
    pub session: String,
    /// What that session has to show for who it is; none for visitors.
    pub proof: Option<Proof>,
    /// Set where the response is an error page instead of the page at `path`.
    pub failure: Option<AppError>,
}

impl Default for PageContext {
    /// For the mock request with which the routes are listed at start.
    fn default() -> Self {
        Self {
            site: Arc::default(),
            settings: Arc::default(),
            lang: Lang::Sv,
            actor: Actor::Visitor,
            network: String::new(),
            now: Stamp(0),
            path: "/".to_owned(),
            query: String::new(),
            nonce: String::new(),
            flash: None,
            replay: None,
            look: None,
            typed: None,
            shown_once: None,
            link: LinkSecret::default(),
            live_seq: 0,
            unread: 0,
            request_id: String::new(),
            once: String::new(),
            session: String::new(),
            proof: None,
            failure: None,
        }
    }
}

impl PageContext {
    pub fn today(&self) -> Date {
        self.now.day()
    }

    /// For what cannot be undone or shows everything: whether who is signed in proved it a moment ago.
    ///
    /// # Errors
    /// [`AppError::SignIn`], or [`AppError::ProveAgain`]: a page then leads to where that is done and
    /// back ([`prove_address`]).
    pub fn proved_lately(&self) -> Result<(), AppError> {
        proved_lately(&self.actor, self.proof, self.now)
    }

    /// Why people cannot do this now, where it is switched off.
    pub fn closed(&self, feature: Feature) -> Option<Closed> {
        self.settings.switches.closed(feature, self.now)
    }

    /// An address of the site in the page's language.
    pub fn href(&self, path: &str) -> String {
        self.lang.href(path)
    }

    /// This page's own address (with query) in another language.
    pub fn in_language(&self, lang: Lang) -> String {
        match self.query.is_empty() {
            true => lang.href(&self.path),
            false => format!("{}?{}", lang.href(&self.path), self.query),
        }
    }

    /// The replay of this form, if this is the answer to having sent it.
    pub fn replay_of(&self, form: &str) -> Option<&FormReplay> {
        self.replay.as_deref().filter(|replay| replay.form == form)
    }

    /// The look at this form, if this is the answer to having asked for one.
    pub fn look_of(&self, form: &str) -> Option<&FormLook> {
        self.look.as_deref().filter(|look| look.form == form)
    }
}

/// As [`PageContext::proved_lately`], for services.
///
/// # Errors
/// The same.
pub fn proved_lately(actor: &Actor, proof: Option<Proof>, now: Stamp) -> Result<(), AppError> {
    let (Some(proof), Actor::Person { standings, .. }) = (proof, actor) else {
        return Err(AppError::SignIn);
    };
    match proof.is_fresh(standings, now) {
        true => Ok(()),
        false => Err(AppError::ProveAgain),
    }
}

/// The request's context.
pub fn page() -> PageContext {
    use_context::<PageContext>().unwrap_or_default()
}

/// A port the server provided. Pages are only rendered with all ports in place; the error is for
/// the mock request at start.
pub fn port<P: ?Sized + Send + Sync + 'static>() -> Result<Arc<P>, AppError> {
    use_context::<Arc<P>>().ok_or(AppError::Unavailable)
}

/// Sets the status of the response this page becomes.
pub fn set_status(status: u16) {
    if let (Some(options), Ok(status)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        http::StatusCode::from_u16(status),
    ) {
        options.set_status(status);
    }
}

/// By this header a server function tells the server around it its error's code; it goes no further.
pub const ERROR_CODE: &str = "x-nara-error";

/// Adds a header to the response this page becomes.
pub fn set_header(name: &'static str, value: &'static str) {
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        options.insert_header(
            http::HeaderName::from_static(name),
            http::HeaderValue::from_static(value),
        );
    }
}

/// Makes the response lead on to another address (303). A page without JavaScript follows it like
/// any other.
pub fn lead_on(address: &str) {
    leads_to(address, http::StatusCode::SEE_OTHER);
}

/// Says that the page has another address for good (301): an old title in a link.
pub fn moved_to(address: &str) {
    leads_to(address, http::StatusCode::MOVED_PERMANENTLY);
}

fn leads_to(address: &str, status: http::StatusCode) {
    if let (Some(options), Ok(address)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        http::HeaderValue::from_str(address),
    ) {
        options.set_status(status);
        options.insert_header(http::header::LOCATION, address);
    }
}

/// `/logga-in?sedan=%2Fkonto`: the sign-in page that leads to `next` afterwards.
pub fn sign_in_address(next: &str) -> String {
    with_next("/logga-in", next)
}

/// The page where somebody signed in proves again who they are, and which leads to `next` afterwards.
pub fn prove_address(next: &str) -> String {
    with_next("/konto/bekrafta", next)
}

/// A page of the accounts that keeps the way on: `/registrera?sedan=%2Fkonto`.
pub fn with_next(path: &str, next: &str) -> String {
    match next.is_empty() {
        true => path.to_owned(),
        false => match serde_urlencoded::to_string([("sedan", next)]) {
            Ok(query) => format!("{path}?{query}"),
            Err(_) => path.to_owned(),
        },
    }
}
