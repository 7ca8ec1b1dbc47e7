//! `nara serve` and `nara demo`: start, serve, stop cleanly.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use nara_app::accounts::api::DEMO_ACCOUNTS;
use nara_app::context::Site;
use nara_domain::moderation::holding::HoldingRules;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::CliError;
use super::folder::HeldFolder;
use super::manager;
use super::update;
use crate::auth::{Keys, Passwords};
use crate::backup::{BackupError, Nightly};
use crate::clock::{Clock, DaysAhead, SystemClock};
use crate::config::Config;
use crate::db::Db;
use crate::demo;
use crate::entropy::{Entropy, NoEntropy, SystemEntropy};
use crate::http::assets::SiteFiles;
use crate::http::pressure::rooms::Bounds;
use crate::http::{listen, pressure};
use crate::identity::NumberKey;
use crate::jobs;
use crate::mail::{Post, Stops};
use crate::metrics::listener;
use crate::providers::Chosen;
use crate::router::router;
use crate::state::{AppState, Setup};

/// Requests under way get so long to finish once the server is asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// `in_demo`: with the invented municipality, so many days on from today. `given`: the socket the
/// service manager opened for us.
pub async fn serve(
    config: &Config,
    in_demo: Option<DaysAhead>,
    files: SiteFiles,
    given: Option<std::net::TcpListener>,
) -> Result<(), CliError> {
    let providers = Chosen::new(config.providers()?)?;
    let address_of_data = config.database()?;
    // Before anything is touched: a second server must not even migrate.
    let _held = HeldFolder::hold_with_database(&config.data, &address_of_data)?;
    let listener = match given {
        Some(given) => TcpListener::from_std(given).map_err(CliError::Given)?,
        None => bind(config.listen).await?,
    };
    let address = listener.local_addr().unwrap_or(config.listen);
    let measured = match config.metrics()? {
        Some(address) => Some(bind(address).await?),
        None => None,
    };
    let clock: Arc<dyn Clock> = match in_demo {
        Some(ahead) => Arc::new(ahead),
        None => Arc::new(SystemClock),
    };
    let in_demo = in_demo.is_some();
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
    let keys_folder = config.data.join("keys");
    let keys = match &config.signing_key_file {
        Some(path) => Keys::from_file(path)?,
        None => Keys::load_or_make(&keys_folder, entropy.as_ref())?,
    };
    let passwords = Passwords::new(entropy.as_ref())
        .map_err(|_| NoEntropy)?
        .with_leaked(config.leaked_passwords()?);
    let nightly = nightly(config, in_demo)?;
    let register = config.register()?;
    let lock = config.backup_passphrase_file.as_deref();
    let copied = update::back_up(&address_of_data, &config.data, lock, clock.now()).await?;
    if copied.is_some() {
        tracing::info!("backup.before_update");
    }
    let db = Db::open(&address_of_data).await?;
    let mut municipality = config.municipality.clone();
    let mut place = config.place();
    if !in_demo && demo::is_demo(&db).await? {
        return Err(CliError::OfDemo);
    }
    let mut contact = config.contact.clone();
    let mut made = false;
    if in_demo {
        made = demo::build(&db, &keys, clock.now()).await?;
        let names = demo::names()?;
        municipality = names.municipality;
        place = names.place;
        contact = names.contact;
    }
    let numbers = NumberKey::open(&keys_folder, &db, entropy.as_ref(), clock.now()).await?;
    let public_url = config.public_url(address)?;
    let post = Post::new(
        db.clone(),
        Arc::clone(&clock),
        config.smtp_url()?.as_deref(),
        config.data.join("mail"),
        &config.mail_from,
        Stops::new(&keys, &public_url),
    )?;
    let site = Site {
        municipality,
        place,
        contact,
        demo: in_demo,
        public_url,
        ..Site::default()
    };
    let trusted_proxies = config.trusted_proxies.clone();
    let streams = config.streams();
    let setup = Setup {
        site,
        files,
        db,
        clock,
        entropy,
        keys,
        numbers,
        register,
        passwords,
        providers,
        post: post.clone(),
        mail: config.mail(),
        trusted_proxies,
        streams,
        page_memory: config.page_memory(),
        bounds: Bounds::usual(),
        holding: usual_holding(in_demo),
    };
    let (state, proposals) = AppState::assemble(setup).await?;
    // Without them it is a demo all the same.
    if made && let Err(error) = demo::invite(&state, state.clock.now()).await {
        tracing::warn!(%error, "demo.invite");
    }
    let (db, shutdown, url) = (
        state.db.clone(),
        state.shutdown.clone(),
        state.site.public_url.clone(),
    );
    stop_on_signal(state.draining.clone(), config.drain(), shutdown.clone())?;
    let mut jobs = jobs::start(&state, proposals, post);
    // A demo's clock can be ahead of the real one by months.
    if !in_demo {
        jobs::forget_before_updates(&mut jobs, &state, config.data.clone());
    }
    if let Some(nightly) = nightly {
        jobs::back_up(&mut jobs, &state, nightly);
    }
    jobs.spawn(pressure::watch(state.pressure.clone(), shutdown.clone()));
    announce(&url, in_demo);
    if let Some(listener) = measured {
        announce_metrics(&listener);
        jobs.spawn(listener::serve(listener, state.clone()));
    }
    manager::tell(manager::READY);
    until_stopped(listener, state, shutdown.clone()).await;
    shutdown.cancel();
    // The jobs end by themselves; one that hangs on a mail server is not waited for.
    let _ended = tokio::time::timeout(GRACE, async { while jobs.join_next().await.is_some() {} });
    let _ended = _ended.await;
    db.close().await;
    tracing::info!("server.stopped");
    Ok(())
}

async fn bind(address: SocketAddr) -> Result<TcpListener, CliError> {
    let bound = TcpListener::bind(address).await;
    bound.map_err(|error| CliError::Listen(address, error))
}

/// None of the demo: it would lie among those of the municipality whose settings it was started with, and
/// they would go for it.
fn nightly(config: &Config, in_demo: bool) -> Result<Option<Nightly>, BackupError> {
    match in_demo {
        true => Ok(None),
        false => config.nightly(),
    }
}

/// Which texts wait for a moderator where nobody has set it. In the demo everybody is new and shares the accounts:
/// there, only what a text says makes it wait.
fn usual_holding(in_demo: bool) -> HoldingRules {
    let usual = HoldingRules::default();
    match in_demo {
        true => HoldingRules {
            numbers: usual.numbers,
            words: usual.words,
            ..HoldingRules::none()
        },
        false => usual,
    }
}

async fn until_stopped(listener: TcpListener, state: AppState, shutdown: CancellationToken) {
    let serving = listen::serve(listener, router(state), shutdown.clone());
    let out_of_patience = async {
        shutdown.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        () = serving => {}
        // Some requests did not end in time.
        () = out_of_patience => tracing::warn!("server.cut_off"),
    }
}

/// SIGTERM (systemd, containers) and SIGINT (Ctrl-C) stop the server; it goes on to answer what is
/// under way. Before that it is only said that it will stop, for so long: who is sent here by a proxy that
/// has not noticed yet must not find a closed door.
fn stop_on_signal(
    draining: CancellationToken,
    drain: Duration,
    shutdown: CancellationToken,
) -> Result<(), CliError> {
    let mut term = signal(SignalKind::terminate()).map_err(CliError::Runtime)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(CliError::Runtime)?;
    tokio::spawn(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("server.stopping");
        manager::tell(manager::STOPPING);
        draining.cancel();
        // Whoever asks a second time does not want to wait.
        tokio::select! {
            () = tokio::time::sleep(drain) => {}
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
        shutdown.cancel();
    });
    Ok(())
}

/// For who started it by hand. Nobody reading it any more is no reason to stop.
fn announce(url: &str, demo: bool) {
    let mut text = format!("Nära: {url}\n");
    if demo {
        let accounts = DEMO_ACCOUNTS.join(", ");
        text.push_str(&format!(
            "Demo accounts (buttons on {url}/logga-in, no password): {accounts}\n\
             Letters are shown at {url}/demo/post\n"
        ));
    }
    let _nobody_reads = std::io::stdout().write_all(text.as_bytes());
}

fn announce_metrics(listener: &TcpListener) {
    if let Ok(address) = listener.local_addr() {
        let text = format!("Measurements: http://{address}/metrics\n");
        let _nobody_reads = std::io::stdout().write_all(text.as_bytes());
    }
}
