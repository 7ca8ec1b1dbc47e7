//! Sending somebody to a provider, and what to make of the answer.

use std::sync::Arc;

use nara_app::accounts::api::{NewSession, Visit};
use nara_app::context::{PageContext, ProviderChoice};
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::identity::desk::ProviderTrouble;
use nara_domain::actor::Actor;
use nara_domain::ids::PersonId;
use nara_domain::provider::{Purpose, expires_at, may_link};
use nara_domain::time::Stamp;
use openidconnect::RedirectUrl;
use tokio::sync::Mutex;

use super::claims::{self, Unfit};
use super::config::{ProviderSettings, ProvidersError};
use super::flow::{Flow, is_secret};
use super::outbound::{Outbound, Reach};
use super::protocol::{self, Metadata, Protocol, Refused};
use super::store::{self, FlowRow, NewFlow};
use crate::db::Db;
use crate::entropy::{self, Entropy};
use crate::http::limits::{Action, Limits};
use crate::identity::{IdentityService, Linked, Verified};

/// How long a provider's description is believed. Keys are asked for again when one is unknown.
const DESCRIBED_MINUTES: i64 = 60;
/// A provider that did not answer is not asked again for so long: everybody would wait for it.
const SILENT_MS: i64 = 5_000;

/// All providers of this municipality.
pub struct Providers {
    known: Vec<Known>,
    outbound: Option<Outbound>,
    db: Db,
    entropy: Arc<dyn Entropy>,
    limits: Limits,
    identity: Arc<IdentityService>,
}

impl std::fmt::Debug for Providers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Providers")
            .field("known", &self.known.len())
            .finish_non_exhaustive()
    }
}

struct Known {
    settings: ProviderSettings,
    /// Where it sends people back to, as registered there.
    redirect: String,
    described: Mutex<Described>,
}

/// What was last heard of a provider.
#[derive(Default)]
struct Described {
    metadata: Option<(Stamp, Arc<Metadata>)>,
    silent_since: Option<Stamp>,
}

/// The operator's providers, and how they are reached.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    settings: Vec<ProviderSettings>,
    outbound: Option<Outbound>,
}

impl Chosen {
    /// # Errors
    /// The machine's certificates cannot be read. Without providers none are needed.
    pub fn new(settings: Vec<ProviderSettings>) -> Result<Self, ProvidersError> {
        let outbound = match settings.is_empty() {
            true => None,
            false => Some(Outbound::new().map_err(ProvidersError::Roots)?),
        };
        Ok(Self { settings, outbound })
    }

    /// What the pages show of them.
    pub fn choices(&self) -> Vec<ProviderChoice> {
        self.settings.iter().map(ProviderSettings::choice).collect()
    }
}

/// What the services around it are.
#[derive(Debug)]
pub struct Parts {
    pub public_url: String,
    pub db: Db,
    pub entropy: Arc<dyn Entropy>,
    pub limits: Limits,
    pub identity: Arc<IdentityService>,
}

/// What somebody is sent away for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub purpose: Purpose,
    /// The local address to go on to.
    pub next: &'a str,
    /// The proposal whose support the page said would be given.
    pub named: &'a str,
}

/// Where to, and what the browser keeps.
pub struct Begun {
    pub address: String,
    pub secret: String,
    pub expires_at: Stamp,
}

/// What came back, as the address says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answer<'a> {
    pub state: Option<&'a str>,
    pub code: Option<&'a str>,
    pub iss: Option<&'a str>,
    pub error: Option<&'a str>,
}

/// What it was for, where that is known, and what it led to.
pub struct Returned {
    pub flow: Option<FlowRow>,
    pub outcome: Result<Outcome, AppError>,
}

pub enum Outcome {
    SignedIn(NewSession),
    Linked(Linked),
    /// The session goes on under a new secret.
    Proved(NewSession),
    /// The person changed their mind.
    Cancelled,
}

impl Providers {
    pub fn new(chosen: Chosen, parts: Parts) -> Self {
        let known = chosen
            .settings
            .into_iter()
            .map(|settings| Known {
                redirect: format!(
                    "{}/logga-in/e-legitimation/{}/klar",
                    parts.public_url, settings.id
                ),
                settings,
                described: Mutex::default(),
            })
            .collect();
        Self {
            known,
            outbound: chosen.outbound,
            db: parts.db,
            entropy: parts.entropy,
            limits: parts.limits,
            identity: parts.identity,
        }
    }

    fn find(&self, id: &str) -> Result<&Known, AppError> {
        let known = self.known.iter().find(|known| known.settings.id == id);
        known.ok_or(AppError::NotFound)
    }

    /// How each is set up, and where it sends people back to.
    pub fn set_up(&self) -> impl Iterator<Item = (&ProviderSettings, &str)> {
        let known = self.known.iter();
        known.map(|known| (&known.settings, known.redirect.as_str()))
    }

    /// Asks a provider for its description, as a first sign-in would, whatever it said before.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn check(&self, id: &str, now: Stamp) -> Result<Option<ProviderTrouble>, AppError> {
        let known = self.find(id)?;
        let asked = async { protocol::discover(&known.settings, &self.reach(known)?).await };
        Ok(match asked.await {
            Ok(metadata) => {
                let mut described = known.described.lock().await;
                described.metadata = Some((now, Arc::new(metadata)));
                described.silent_since = None;
                None
            }
            Err(refused) => {
                let down = matches!(refused, Refused::Down(why) if why != protocol::OTHER_ISSUER);
                // The log says what exactly is wrong with it.
                told(&known.settings, refused);
                Some(match down {
                    true => ProviderTrouble::Down,
                    false => ProviderTrouble::Refused,
                })
            }
        })
    }

    /// Sends somebody there. `browser` is the secret this browser kept from before, if any: it may be
    /// on the way in two windows.
    ///
    /// # Errors
    /// `NotFound` where there is no such provider; who may not; too often; `ProviderDown`.
    pub async fn begin(
        &self,
        id: &str,
        wanted: Wanted<'_>,
        browser: &str,
        context: &PageContext,
        visit: &Visit,
    ) -> Result<Begun, AppError> {
        let known = self.find(id)?;
        let (now, actor) = (context.now, &context.actor);
        match wanted.purpose {
            Purpose::SignIn => {}
            Purpose::Link => may_link(actor)?,
            Purpose::Prove if actor.is_signed_in() => {}
            Purpose::Prove => return Err(AppError::SignIn),
        }
        self.limits
            .guard(Action::SignInNetwork, &visit.network, now)
            .await?;
        let metadata = self.described(known, now).await;
        let metadata = metadata.map_err(|refused| told(&known.settings, refused))?;
        let secret = match is_secret(browser) {
            true => browser.to_owned(),
            false => entropy::token::<32>(self.entropy.as_ref())?,
        };
        let flow = Flow::begin(&secret, self.entropy.as_ref())?;
        let new = NewFlow {
            id: &flow.id(),
            provider: &known.settings.id,
            purpose: wanted.purpose,
            person: match wanted.purpose {
                Purpose::SignIn => None,
                Purpose::Link | Purpose::Prove => actor.person_id(),
            },
            next: wanted.next,
            named: wanted.named,
            lang: context.lang.code(),
            expires_at: expires_at(now),
        };
        let mut tx = self.db.begin().await?;
        store::insert_flow(&mut tx, &new, now).await?;
        tx.commit().await?;
        let protocol = self.protocol(known, &metadata);
        let protocol = protocol.map_err(|refused| told(&known.settings, refused))?;
        Ok(Begun {
            address: protocol.address(&flow, wanted.purpose, context.lang),
            secret,
            expires_at: new.expires_at,
        })
    }

    /// Takes the answer of the provider at this address, once.
    pub async fn finish(
        &self,
        id: &str,
        answer: Answer<'_>,
        browser: &str,
        context: &PageContext,
        visit: &Visit,
    ) -> Returned {
        let taken = self.take(id, answer, browser, context.now).await;
        let (flow, row) = match taken {
            Ok(taken) => taken,
            Err(error) => {
                return Returned {
                    flow: None,
                    outcome: Err(error),
                };
            }
        };
        let outcome = self
            .outcome(id, answer, (&flow, &row), context, visit)
            .await;
        Returned {
            flow: Some(row),
            outcome,
        }
    }

    /// The flow of this browser and this answer; nobody finds it after this.
    async fn take(
        &self,
        id: &str,
        answer: Answer<'_>,
        browser: &str,
        now: Stamp,
    ) -> Result<(Flow, FlowRow), AppError> {
        let known = self.find(id)?;
        let over = |reason: &'static str| {
            tracing::info!(provider = known.settings.id, reason, "provider.refused");
            AppError::ProviderOver
        };
        let state = answer.state.filter(|state| is_secret(state));
        let state = state.ok_or_else(|| over("an answer without a state"))?;
        if !is_secret(browser) {
            return Err(over("a browser that asked for nothing"));
        }
        let flow = Flow::of(browser, state);
        let mut tx = self.db.begin().await?;
        let row = store::take_flow(&mut tx, &flow.id()).await?;
        tx.commit().await?;
        let row = row.ok_or_else(|| over("no such flow"))?;
        if row.expires_at <= now.0 {
            return Err(over("a flow that is over"));
        }
        if row.provider != known.settings.id {
            return Err(over("the answer to another provider's flow"));
        }
        Ok((flow, row))
    }

    async fn outcome(
        &self,
        id: &str,
        answer: Answer<'_>,
        (flow, row): (&Flow, &FlowRow),
        context: &PageContext,
        visit: &Visit,
    ) -> Result<Outcome, AppError> {
        let known = self.find(id)?;
        let purpose: Purpose = row.purpose.parse().map_err(|_| AppError::Internal)?;
        let began = Stamp(row.created_at);
        let now = context.now;
        let vouched = self.vouched(known, answer, flow, (purpose, began), now);
        let who = match vouched.await {
            Ok(Some(who)) => who,
            Ok(None) => {
                tracing::info!(provider = id, %purpose, "provider.cancelled");
                return Ok(Outcome::Cancelled);
            }
            Err(refused) => return Err(told(&known.settings, refused)),
        };
        let outcome = match purpose {
            Purpose::SignIn => {
                let lang = Lang::from_code(&row.lang).unwrap_or_default();
                let session = self.identity.sign_in_verified(&who, lang, visit, now);
                Outcome::SignedIn(session.await?)
            }
            Purpose::Link => {
                may_link(&context.actor)?;
                is_who_began(&context.actor, row)?;
                let linked =
                    self.identity
                        .link_verified(&context.actor, &context.session, &who, now);
                Outcome::Linked(linked.await?)
            }
            Purpose::Prove => {
                is_who_began(&context.actor, row)?;
                let proved =
                    self.identity
                        .prove_verified(&context.actor, &context.session, &who, now);
                Outcome::Proved(proved.await?)
            }
        };
        tracing::info!(provider = id, %purpose, "provider.vouched");
        Ok(outcome)
    }

    /// Whom the provider vouches for; none where the person changed their mind.
    async fn vouched(
        &self,
        known: &Known,
        answer: Answer<'_>,
        flow: &Flow,
        asked: (Purpose, Stamp),
        now: Stamp,
    ) -> Result<Option<Verified>, Refused> {
        let metadata = self.described(known, now).await?;
        let mut protocol = self.protocol(known, &metadata)?;
        protocol.is_from_here(answer.iss)?;
        match (answer.error, answer.code) {
            (Some("access_denied" | "user_cancelled"), None) => return Ok(None),
            (Some(_), None) => return Err(Refused::Down("it answered with an error")),
            (Some(_), Some(_)) => return Err(Refused::Untrusted("an error and a code")),
            (None, _) => {}
        }
        let code = answer.code.ok_or(Refused::Untrusted("no code"))?;
        let tokens = protocol.exchange(code, flow).await?;
        let checked = protocol.check(&tokens, flow, asked, now);
        let renewed;
        let (subject, claims) = match checked {
            Err(Refused::UnknownKey) => {
                renewed = self.renewed(known, &metadata, now).await?;
                protocol.metadata = &renewed;
                protocol.check(&tokens, flow, asked, now)?
            }
            checked => checked?,
        };
        let mut told = vec![claims];
        if known.settings.userinfo {
            told.push(protocol.userinfo(&tokens, &subject).await?);
        }
        let who = claims::verified(&known.settings, &subject, &told, now.day());
        Ok(Some(
            who.map_err(|Unfit(reason)| Refused::Untrusted(reason))?,
        ))
    }

    fn protocol<'a>(
        &'a self,
        known: &'a Known,
        metadata: &'a Metadata,
    ) -> Result<Protocol<'a>, Refused> {
        let redirect = RedirectUrl::new(known.redirect.clone());
        Ok(Protocol {
            settings: &known.settings,
            metadata,
            reach: self.reach(known)?,
            redirect: redirect.map_err(|_| Refused::Down("our own address is none"))?,
        })
    }

    fn reach(&self, known: &Known) -> Result<Reach, Refused> {
        let outbound = self.outbound.as_ref();
        let outbound = outbound.ok_or(Refused::Down("it was not set up"))?;
        Ok(outbound.to(known.settings.is_plain()))
    }

    /// The description, asked for now and then. Who asks at the same time waits for one answer.
    async fn described(&self, known: &Known, now: Stamp) -> Result<Arc<Metadata>, Refused> {
        let mut described = known.described.lock().await;
        if let Some((at, metadata)) = &described.metadata
            && now < at.plus_minutes(DESCRIBED_MINUTES)
        {
            return Ok(Arc::clone(metadata));
        }
        if described
            .silent_since
            .is_some_and(|at| at <= now && now.0 < at.0 + SILENT_MS)
        {
            return Err(Refused::Down("no answer a moment ago"));
        }
        match protocol::discover(&known.settings, &self.reach(known)?).await {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                described.metadata = Some((now, Arc::clone(&metadata)));
                described.silent_since = None;
                Ok(metadata)
            }
            Err(refused) => {
                described.silent_since = Some(now);
                Err(refused)
            }
        }
    }

    /// The description with the keys as they are now: the provider may have changed them since.
    async fn renewed(
        &self,
        known: &Known,
        metadata: &Arc<Metadata>,
        now: Stamp,
    ) -> Result<Arc<Metadata>, Refused> {
        let keys = protocol::keys(metadata, &self.reach(known)?).await?;
        let renewed = Arc::new(Metadata::clone(metadata).set_jwks(keys));
        known.described.lock().await.metadata = Some((now, Arc::clone(&renewed)));
        Ok(renewed)
    }
}

/// Whoever comes back must be signed in as who was sent.
fn is_who_began(actor: &Actor, row: &FlowRow) -> Result<(), AppError> {
    match (actor.person_id(), row.person_id.map(PersonId::new)) {
        (None, _) => Err(AppError::SignIn),
        (Some(now), Some(then)) if now == then => Ok(()),
        _ => Err(AppError::ProviderOver),
    }
}

/// What the reader is told; the log gets the reason.
fn told(settings: &ProviderSettings, refused: Refused) -> AppError {
    let provider = settings.id.as_str();
    match refused {
        Refused::Down(reason) => {
            tracing::warn!(provider, reason, "provider.down");
            AppError::ProviderDown
        }
        Refused::Untrusted(reason) => {
            tracing::warn!(provider, reason, "provider.refused");
            AppError::ProviderRefused
        }
        Refused::UnknownKey => {
            tracing::warn!(provider, reason = "an unknown key", "provider.refused");
            AppError::ProviderRefused
        }
    }
}
