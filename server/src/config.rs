//! What an operator can set: by flag, by environment, or not at all.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::parser::ValueSource;
use clap::{ArgMatches, Args};
use nara_app::settings::api::{MailSettings, Origin};

use crate::auth::Leaked;
use crate::backup::{BackupError, Effort, Nightly, Passphrase};
use crate::http::client::Network;
use crate::http::page_cache;
use crate::identity::register::Register;
use crate::identity::register::http::{Asked, AskedError};
use crate::live::StreamLimits;
use crate::providers::{ProviderSettings, ProvidersError};
use crate::telemetry::LogFormat;

/// Settings of a server. Every one has a value that works on one's own machine.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Address and port to listen on. Keep it on the loopback interface and put a proxy with TLS
    /// before it.
    #[arg(long, env = "NARA_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,

    /// Folder for everything that is kept: the embedded database, keys, letters. Only one server
    /// can use a folder at a time. Back it up.
    #[arg(long, env = "NARA_DATA", default_value = "./data")]
    pub data: PathBuf,

    /// Where the data is: `sqlite:<file>` or `postgres://user:password@host/database`. Without it,
    /// `nara.db` in the data folder.
    #[arg(long, env = "NARA_DATABASE", hide_env_values = true)]
    pub database: Option<String>,

    /// A file with the database's address, for keeping its password out of the environment.
    #[arg(long, env = "NARA_DATABASE_FILE", conflicts_with = "database")]
    pub database_file: Option<PathBuf>,

    /// The address people type, such as `https://nara.bjorksjo.se`: stands in letters and feeds.
    /// With https, cookies are bound to it. Without it, the address listened on.
    #[arg(long, env = "NARA_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// The municipality's full name, in the foot of every page.
    #[arg(long, env = "NARA_MUNICIPALITY", default_value = "Björksjö kommun")]
    pub municipality: String,

    /// The place's name, as in "Vad vill du ändra i Björksjö?". Without it, the municipality's name
    /// without "kommun" or "stad".
    #[arg(long, env = "NARA_PLACE")]
    pub place: Option<String>,

    /// The e-mail address residents write to: in the foot of every page, and where the pages on
    /// accessibility and privacy tell how to reach the municipality, which the law asks for.
    #[arg(long, env = "NARA_CONTACT", default_value = "")]
    pub contact: String,

    /// The mail server, `smtps://user:password@host` or `smtp://user:password@host:587?tls=required`.
    /// Without it, letters become files in the folder `mail` below the data folder.
    #[arg(long, env = "NARA_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// A file with the mail server's address, for keeping its password out of the environment.
    #[arg(long, env = "NARA_SMTP_URL_FILE", conflicts_with = "smtp_url")]
    pub smtp_url_file: Option<PathBuf>,

    /// A file with the 32 bytes that links in letters and keys for programs are signed with, for
    /// keeping them apart from the data. Without it, they are made in the data folder on the first
    /// start.
    #[arg(long, env = "NARA_SIGNING_KEY_FILE")]
    pub signing_key_file: Option<PathBuf>,

    /// A folder for a backup of every night, made at three by Stockholm's clocks. Kept are those of the last
    /// two days, of seven days, four weeks and twelve months; nothing else in it is touched. This
    /// municipality's alone: another one's are thrown away for its own. On another disk, or better on another
    /// machine. Without it, and in the demo, none is made.
    #[arg(long, env = "NARA_BACKUP_FOLDER")]
    pub backup_folder: Option<PathBuf>,

    /// A file whose first line is the passphrase those backups are locked with, and those before the tables
    /// of PostgreSQL change. Keep it elsewhere, too: without it nobody can read them. Without one, whoever has
    /// a backup can read it.
    #[arg(long, env = "NARA_BACKUP_PASSPHRASE_FILE")]
    pub backup_passphrase_file: Option<PathBuf>,

    /// Whom letters come from.
    #[arg(
        long,
        env = "NARA_MAIL_FROM",
        default_value = "Nära <nara@localhost.localdomain>"
    )]
    pub mail_from: String,

    /// A file with the identity providers people can sign in through (docs/configuration.md).
    #[arg(long, env = "NARA_PROVIDERS")]
    pub providers: Option<PathBuf>,

    /// Proxies before this server, addresses or networks with commas between. Only what they add to
    /// `X-Forwarded-For` is believed; it decides whom the limits count together.
    #[arg(
        long,
        env = "NARA_TRUSTED_PROXIES",
        value_delimiter = ',',
        default_value = "127.0.0.1,::1"
    )]
    pub trusted_proxies: Vec<Network>,

    /// Pages that can be told live what happens at the same time. A stream needs about 20 kB and a
    /// file handle; whoever is refused reads the page all the same and asks again by itself.
    #[arg(long, env = "NARA_LIVE_STREAMS", default_value_t = StreamLimits::USUAL.total)]
    pub live_streams: usize,

    /// The same from one network (a household, or a town hall behind one address).
    #[arg(
        long,
        env = "NARA_LIVE_STREAMS_PER_NETWORK",
        default_value_t = StreamLimits::USUAL.per_network
    )]
    pub live_streams_per_network: usize,

    /// Megabytes of memory for pages that are sent to everybody who is not signed in. A page is sent from
    /// there only while it is what would be made now. 0: every page is made for whoever asks.
    #[arg(long, env = "NARA_PAGE_CACHE_MB", default_value_t = page_cache::USUAL_MB)]
    pub page_cache_mb: usize,

    /// Address and port where measurements are given to whoever watches the server, at `/metrics`
    /// (docs/operations.md), such as `127.0.0.1:9464`. Without it, nowhere.
    #[arg(long, env = "NARA_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,

    /// Lets that address be one that other machines reach: they tell how much goes on here, and
    /// everybody who can reach it may read them.
    #[arg(long, env = "NARA_METRICS_ANYWHERE")]
    pub metrics_anywhere: bool,

    /// A list of leaked passwords that nobody may choose, besides the 9,700 that are built in: SHA-1
    /// hashes in their order, one a line, as the well-known list comes, or what `nara passwords index`
    /// makes of any other. It is looked up in place and may be of any size.
    #[arg(long, env = "NARA_LEAKED_PASSWORDS")]
    pub leaked_passwords: Option<PathBuf>,

    /// A service that says who is registered in the municipality, asked when somebody signs in by
    /// e-identification; docs/configuration.md describes it. Without it, the roll that `nara register
    /// load` stored.
    #[arg(long, env = "NARA_REGISTER_URL")]
    pub register_url: Option<String>,

    /// A file with the token that service wants.
    // Not `requires`: what a file of settings says is built in by then, and does not count as given.
    #[arg(long, env = "NARA_REGISTER_TOKEN_FILE")]
    pub register_token_file: Option<PathBuf>,

    /// How many seconds it goes on as before once it is asked to stop, while `/readyz` says 503: in that time a
    /// proxy that asks there sends everybody to another server. As long as three of its questions take, with
    /// several servers; with one there is nobody else. Whoever stops it has to wait so long and 25 seconds more.
    #[arg(long, env = "NARA_DRAIN_SECONDS", default_value_t = 0)]
    pub drain_seconds: u16,

    /// What is logged: `info`, or more, such as `info,nara_server=debug`. Of the libraries only
    /// warnings and errors, whatever is asked for: more would hold what people write.
    #[arg(long, env = "NARA_LOG", default_value = "info")]
    pub log: String,

    /// How a line of the log is written: `text` for people, `json` for what collects logs. Times are
    /// UTC in both.
    #[arg(long, env = "NARA_LOG_FORMAT", value_enum, default_value_t)]
    pub log_format: LogFormat,

    /// Where the settings of mail come from: administrators are shown it.
    #[arg(skip)]
    pub origins: Origins,
}

/// Where settings come from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origins {
    smtp_url: Origin,
    smtp_url_file: Origin,
    mail_from: Origin,
}

impl Origins {
    /// `file`: what the file of settings says.
    pub fn of(matches: &ArgMatches, file: &BTreeMap<String, String>) -> Self {
        let of = |id: &str| match matches.try_contains_id(id).ok() {
            None => Origin::Default,
            Some(_) => match matches.value_source(id) {
                Some(ValueSource::CommandLine) => Origin::Flag,
                Some(ValueSource::EnvVariable) => Origin::Environment,
                Some(_) if file.contains_key(id) => Origin::File,
                _ => Origin::Default,
            },
        };
        Self {
            smtp_url: of("smtp_url"),
            smtp_url_file: of("smtp_url_file"),
            mail_from: of("mail_from"),
        }
    }
}

/// What is told of an address behind its question mark: where it leads, and how safely.
const SHOWN: [&str; 6] = ["host", "hostaddr", "port", "dbname", "sslmode", "tls"];

/// An address without who signs in there: `smtps://…@mail.example.se:465`. PostgreSQL takes names and
/// passwords behind the question mark as well.
pub fn masked(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return match url.rsplit_once('@') {
            _ if url.starts_with("sqlite:") => url.to_owned(),
            // As other programs take a database's address; this one does not.
            _ if url.contains('=') => "…".to_owned(),
            Some((_, host)) => format!("…@{host}"),
            None => url.to_owned(),
        };
    };
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    // Either the question mark stands in a password, or this does: nobody can tell where it ends.
    if query.contains('@') {
        return format!("{scheme}://…");
    }
    let place = match place.rsplit_once('@') {
        Some((_, host)) => format!("…@{host}"),
        None => place.to_owned(),
    };
    let parts = query.split('&').map(|part| match part.split_once('=') {
        Some((name, _)) if SHOWN.contains(&name) => part,
        _ => "…",
    });
    match query.is_empty() {
        true => format!("{scheme}://{place}"),
        false => format!("{scheme}://{place}?{}", parts.collect::<Vec<_>>().join("&")),
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("cannot read {path}: {problem}")]
    File {
        path: String,
        problem: std::io::Error,
    },
    #[error("the public address must be http:// or https:// with a host and no path (got `{0}`)")]
    PublicUrl(String),
    #[error(
        "measurements on {0} can be read from other machines; choose 127.0.0.1, or add --metrics-anywhere"
    )]
    MetricsReachable(SocketAddr),
    #[error(
        "--register-token-file names a token, and nothing says which service it is for: set --register-url, \
         too, or leave it out"
    )]
    TokenAlone,
    #[error(transparent)]
    Register(#[from] AskedError),
}

impl Config {
    pub fn database(&self) -> Result<String, ConfigError> {
        database_address(
            self.database.as_deref(),
            self.database_file.as_deref(),
            &self.data,
        )
    }

    pub fn smtp_url(&self) -> Result<Option<String>, ConfigError> {
        secret(self.smtp_url.as_deref(), self.smtp_url_file.as_deref())
    }

    pub fn leaked_passwords(&self) -> Result<Leaked, ConfigError> {
        let Some(path) = &self.leaked_passwords else {
            return Ok(Leaked::default());
        };
        Leaked::with_file(path).map_err(|problem| ConfigError::File {
            path: path.display().to_string(),
            problem,
        })
    }

    /// Empty where no file is named.
    pub fn providers(&self) -> Result<Vec<ProviderSettings>, ProvidersError> {
        match &self.providers {
            Some(path) => ProviderSettings::read(path),
            None => Ok(Vec::new()),
        }
    }

    /// How mail is set up, as administrators may know it.
    pub fn mail(&self) -> MailSettings {
        let in_file = self.smtp_url.is_none() && self.smtp_url_file.is_some();
        let origins = self.origins;
        MailSettings {
            server: self.smtp_url().ok().flatten().as_deref().map(masked),
            server_from: match in_file {
                true => origins.smtp_url_file,
                false => origins.smtp_url,
            },
            in_file,
            folder: self.data.join("mail").display().to_string(),
            sender: self.mail_from.clone(),
            sender_from: origins.mail_from,
        }
    }

    /// The service that says who lives here, if there is one.
    ///
    /// # Errors
    /// Also where its token is given without its address.
    pub fn register(&self) -> Result<Option<Arc<dyn Register>>, ConfigError> {
        let Some(address) = &self.register_url else {
            return match self.register_token_file {
                Some(_) => Err(ConfigError::TokenAlone),
                None => Ok(None),
            };
        };
        let token = secret(None, self.register_token_file.as_deref())?;
        Ok(Some(Arc::new(Asked::new(address, token.as_deref())?)))
    }

    /// Where the backup of every night goes, if one is made.
    pub fn nightly(&self) -> Result<Option<Nightly>, BackupError> {
        let Some(folder) = self.backup_folder.clone() else {
            return Ok(None);
        };
        let passphrase = self.backup_passphrase_file.as_deref();
        Ok(Some(Nightly {
            folder,
            passphrase: passphrase.map(Passphrase::read).transpose()?,
            effort: Effort::USUAL,
        }))
    }

    /// Where measurements are given.
    ///
    /// # Errors
    /// It is not meant that other machines reach it, and they would.
    pub fn metrics(&self) -> Result<Option<SocketAddr>, ConfigError> {
        match self.metrics_listen {
            Some(address) if !address.ip().to_canonical().is_loopback() => {
                match self.metrics_anywhere {
                    true => Ok(Some(address)),
                    false => Err(ConfigError::MetricsReachable(address)),
                }
            }
            address => Ok(address),
        }
    }

    /// How long it goes on as before once it is asked to stop.
    pub fn drain(&self) -> Duration {
        Duration::from_secs(u64::from(self.drain_seconds))
    }

    /// In bytes.
    pub const fn page_memory(&self) -> usize {
        self.page_cache_mb.saturating_mul(1_000_000)
    }

    pub fn streams(&self) -> StreamLimits {
        StreamLimits {
            total: self.live_streams,
            per_network: self.live_streams_per_network,
        }
    }

    /// As browsers write an origin: no path, no slash at the end.
    pub fn public_url(&self, listening: SocketAddr) -> Result<String, ConfigError> {
        let Some(url) = &self.public_url else {
            let host = match listening.ip().is_unspecified() {
                true => "localhost".to_owned(),
                false if listening.is_ipv6() => format!("[{}]", listening.ip()),
                false => listening.ip().to_string(),
            };
            return Ok(format!("http://{host}:{}", listening.port()));
        };
        origin(url)
    }

    pub fn place(&self) -> String {
        if let Some(place) = &self.place {
            return place.clone();
        }
        let name = self.municipality.as_str();
        let short = [" kommun", " stad"]
            .iter()
            .find_map(|kind| name.strip_suffix(kind));
        // "Örebro kommun" → "Örebro", but "Göteborgs stad" → "Göteborg".
        match short {
            Some(short) if name.ends_with(" stad") => {
                short.strip_suffix('s').unwrap_or(short).to_owned()
            }
            Some(short) => short.to_owned(),
            None => name.to_owned(),
        }
    }
}

/// An address as browsers write an origin.
pub fn origin(url: &str) -> Result<String, ConfigError> {
    let url = url.trim_end_matches('/');
    let wrong = || ConfigError::PublicUrl(url.to_owned());
    let parsed: axum::http::Uri = url.parse().map_err(|_| wrong())?;
    let origin = matches!(parsed.scheme_str(), Some("http" | "https"))
        && parsed.authority().is_some()
        && matches!(parsed.path(), "" | "/")
        && parsed.query().is_none();
    if origin {
        Ok(url.to_owned())
    } else {
        Err(wrong())
    }
}

/// The address given, or the embedded database in the data folder.
pub fn database_address(
    value: Option<&str>,
    file: Option<&Path>,
    data: &Path,
) -> Result<String, ConfigError> {
    let given = secret(value, file)?;
    Ok(given.unwrap_or_else(|| format!("sqlite:{}", data.join("nara.db").display())))
}

fn secret(value: Option<&str>, file: Option<&Path>) -> Result<Option<String>, ConfigError> {
    match (value, file) {
        (Some(value), _) => Ok(Some(value.to_owned())),
        (None, Some(path)) => std::fs::read_to_string(path)
            .map(|text| Some(text.trim().to_owned()))
            .map_err(|problem| ConfigError::File {
                path: path.display().to_string(),
                problem,
            }),
        (None, None) => Ok(None),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Only {
        #[command(flatten)]
        config: Config,
    }

    /// The settings of a command line; also for the tests of whoever is given some.
    pub(crate) fn parsed(args: &[&str]) -> Config {
        Only::parse_from([&["nara"], args].concat()).config
    }

    #[test]
    fn nothing_has_to_be_set_on_localhost() {
        let config = parsed(&[]);
        assert_eq!(config.database().unwrap(), "sqlite:./data/nara.db");
        assert_eq!(
            config.public_url(config.listen).unwrap(),
            "http://127.0.0.1:3000"
        );
        assert_eq!(config.place(), "Björksjö");
    }

    #[test]
    fn mail_is_shown_without_who_signs_in() {
        fn mail(args: &[&str]) -> MailSettings {
            parsed(args).mail()
        }
        assert_eq!(mail(&[]).server, None);
        for (url, shown) in [
            (
                "smtps://nara:hemligt@mail.example.se",
                "smtps://…@mail.example.se",
            ),
            (
                "smtp://nara:he@m://ligt@mail.example.se:587?tls=required",
                "smtp://…@mail.example.se:587?tls=required",
            ),
            ("smtp://127.0.0.1:25", "smtp://127.0.0.1:25"),
        ] {
            let server = mail(&["--smtp-url", url]).server;
            assert_eq!(server.as_deref(), Some(shown));
        }
    }

    #[test]
    fn no_password_is_shown_wherever_it_stands() {
        for (url, shown) in [
            (
                "postgres://nara:hemligt@127.0.0.1/nara",
                "postgres://…@127.0.0.1/nara",
            ),
            (
                "postgres:///nara?host=/run/postgresql&password=hemligt",
                "postgres:///nara?host=/run/postgresql&…",
            ),
            (
                "postgres://127.0.0.1/nara?user=nara&password=hemligt&sslmode=require",
                "postgres://127.0.0.1/nara?…&…&sslmode=require",
            ),
            (
                "postgres://nara:hemligt@127.0.0.1/nara?PASSWORD=hemligt&hemligt",
                "postgres://…@127.0.0.1/nara?…&…",
            ),
            // An at sign, or a question mark, in a password.
            ("postgres:///nara?password=hem@ligt", "postgres://…"),
            ("smtps://nara:hem?ligt@mail.example.se", "smtps://…"),
            ("nara:hemligt@mail.example.se", "…@mail.example.se"),
            ("host=/run/postgresql password=hem@ligt", "…"),
            ("mail.example.se", "mail.example.se"),
            ("postgres:///nara", "postgres:///nara"),
            ("sqlite:/srv/n@ra/a=b.db", "sqlite:/srv/n@ra/a=b.db"),
        ] {
            assert_eq!(masked(url), shown, "{url}");
        }
    }

    #[test]
    fn measurements_stay_on_this_machine_unless_that_is_meant() {
        let metrics = |args: &[&str]| parsed(args).metrics().map_err(|error| error.to_string());
        assert_eq!(metrics(&[]), Ok(None));
        for inside in ["127.0.0.1:9464", "[::1]:9464", "[::ffff:127.0.0.1]:9464"] {
            let address = inside.parse().ok();
            assert_eq!(metrics(&["--metrics-listen", inside]), Ok(address));
        }
        for outside in ["0.0.0.0:9464", "[::]:9464", "192.0.2.7:9464"] {
            let refused = metrics(&["--metrics-listen", outside]).unwrap_err();
            assert!(refused.contains("--metrics-anywhere"), "{refused}");
            let meant = metrics(&["--metrics-listen", outside, "--metrics-anywhere"]);
            assert_eq!(meant, Ok(outside.parse().ok()));
        }
    }

    #[test]
    fn where_a_setting_comes_from_is_known() {
        let command = <Only as clap::CommandFactory>::command();
        // As a file of settings does.
        let command = command.mut_arg("smtp_url", |arg| arg.default_value("smtps://x"));
        let matches = command.get_matches_from(["nara", "--mail-from", "Nära <nara@example.se>"]);
        let file = [("smtp_url".to_owned(), "smtps://x".to_owned())].into();
        let origins = Origins::of(&matches, &file);
        assert_eq!(origins.mail_from, Origin::Flag);
        assert_eq!(origins.smtp_url, Origin::File);
        assert_eq!(origins.smtp_url_file, Origin::Default);
    }

    // The address stands in a file of settings, and the token comes from the service manager.
    #[test]
    fn a_register_token_goes_with_an_address_from_wherever_it_comes() {
        let file = std::env::temp_dir().join(format!("nara-register-token-{}", std::process::id()));
        std::fs::write(&file, "hemligt\n").unwrap();
        let args = ["nara", "--register-token-file", file.to_str().unwrap()];
        let command = <Only as clap::CommandFactory>::command();
        // As a file of settings does.
        let address = "https://register.example.se/fraga";
        let command = command.mut_arg("register_url", |arg| arg.default_value(address));
        let given = command.try_get_matches_from(args).unwrap();
        let both = <Only as clap::FromArgMatches>::from_arg_matches(&given).unwrap();
        assert!(both.config.register().unwrap().is_some());
        std::fs::remove_file(&file).unwrap();

        let alone = parsed(&["--register-token-file", "/nowhere"]).register();
        let said = alone.err().unwrap().to_string();
        assert!(said.contains("--register-url"), "{said}");
        assert!(parsed(&[]).register().unwrap().is_none());
    }

    #[test]
    fn the_public_address_is_an_origin() {
        let listening: SocketAddr = "0.0.0.0:80".parse().unwrap();
        assert_eq!(
            parsed(&[]).public_url(listening).unwrap(),
            "http://localhost:80"
        );
        let of = |url| parsed(&["--public-url", url]).public_url(listening);
        assert_eq!(
            of("https://nara.bjorksjo.se/").unwrap(),
            "https://nara.bjorksjo.se"
        );
        for wrong in [
            "nara.se",
            "ftp://nara.se",
            "https://nara.se/path",
            "https://nara.se?x",
            "",
        ] {
            assert!(of(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn places_are_named_after_their_municipality() {
        let place = |name| parsed(&["--municipality", name]).place();
        assert_eq!(place("Örebro kommun"), "Örebro");
        assert_eq!(place("Göteborgs stad"), "Göteborg");
        assert_eq!(place("Region Gotland"), "Region Gotland");
    }
}
