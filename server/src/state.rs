//! What every handler can reach.

use std::sync::Arc;

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use nara_app::accounts::api::AccountPort;
use nara_app::context::Site;
use nara_app::proposals::api::ProposalPort;
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::db::Db;
use crate::entropy::Entropy;
use crate::live::Hub;

/// Cheap to clone: everything is shared.
#[derive(Clone)]
pub struct AppState {
    pub site: Arc<Site>,
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub proposals: Arc<dyn ProposalPort>,
    pub accounts: Arc<dyn AccountPort>,
    pub live: Hub,
    /// Fires when the server is asked to stop: live streams end then.
    pub shutdown: CancellationToken,
    pub leptos: LeptosOptions,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
