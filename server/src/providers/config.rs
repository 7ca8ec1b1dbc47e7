//! The operator's file of identity providers. What it says wrong is said when the server starts, not
//! when somebody wants to sign in.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::Path;

use nara_app::context::ProviderChoice;
use nara_domain::actor::{DutyText, Role, Standing};
use nara_domain::session::is_staff;
use nara_domain::text;
use openidconnect::url::{Host, Url};
use openidconnect::{ClientId, ClientSecret, IssuerUrl};
use serde::Deserialize;

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ProvidersError {
    #[error("cannot read {path}: {problem}")]
    File {
        path: String,
        problem: std::io::Error,
    },
    #[error("the list of identity providers cannot be read: {0}")]
    Json(serde_json::Error),
    #[error("identity provider `{id}`: {problem}")]
    Provider { id: String, problem: String },
    #[error("the certificates that identity providers are checked by cannot be read: {0}")]
    Roots(std::io::Error),
}

/// One provider, checked.
#[derive(Clone, Debug)]
pub struct ProviderSettings {
    /// Stands in addresses, and beside every identity it vouched for: never changed.
    pub id: String,
    pub name_sv: String,
    pub name_en: String,
    /// Exactly as the provider writes it.
    pub issuer: IssuerUrl,
    pub client_id: ClientId,
    /// None for a public client, which has PKCE alone.
    pub client_secret: Option<ClientSecret>,
    /// Asked for besides `openid`.
    pub scopes: Vec<String>,
    /// Which kind of sign-in is asked for.
    pub acr_values: Vec<String>,
    /// The kinds that are accepted; any where empty.
    pub required_acr: Vec<String>,
    /// Whether claims missing in the token are asked for at the provider's address for them.
    pub userinfo: bool,
    /// Whether nobody is signed in without a national number: it is what makes two ways in one person.
    pub number_required: bool,
    pub claims: ClaimNames,
    /// What membership of a group gives.
    pub staff: Vec<StaffRule>,
}

/// What providers call what we want to know: names tried in order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimNames {
    /// The national number, of either kind.
    pub number: Vec<String>,
    /// A samordningsnummer, where that has a name of its own.
    pub coordination_number: Vec<String>,
    /// The samordningsnummer of who has got a personnummer since.
    pub previous_number: Vec<String>,
    /// The whole name.
    pub name: Vec<String>,
    /// The given name, where there is no whole one.
    pub given_name: Vec<String>,
    /// The groups of the municipality's own sign-in.
    pub groups: Vec<String>,
}

impl Default for ClaimNames {
    /// The names of oidc.se first, then those of the brokers.
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            number: names(&[
                "https://id.oidc.se/claim/personalIdentityNumber",
                "personalIdentityNumber",
                "personal_identity_number",
                "personalNumber",
                "nin",
                "ssn",
            ]),
            coordination_number: names(&[
                "https://id.oidc.se/claim/coordinationNumber",
                "coordinationNumber",
            ]),
            previous_number: names(&[
                "https://id.oidc.se/claim/previousCoordinationNumber",
                "previousCoordinationNumber",
                "previousPersonalIdentityNumber",
            ]),
            name: names(&["name", "display_name"]),
            given_name: names(&["given_name", "givenName"]),
            groups: names(&["groups", "roles"]),
        }
    }
}

/// What a group of the municipality's own sign-in means here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRule {
    pub group: String,
    pub standing: Standing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    name: WrittenName,
    issuer: String,
    client_id: String,
    client_secret_file: Option<String>,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    acr_values: Vec<String>,
    #[serde(default)]
    required_acr: Vec<String>,
    #[serde(default)]
    userinfo: bool,
    number_required: Option<bool>,
    #[serde(default)]
    claims: ClaimNames,
    #[serde(default)]
    staff: Vec<WrittenStaff>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenName {
    sv: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStaff {
    group: String,
    role: Role,
    department: Option<String>,
    title: Option<String>,
    party: Option<String>,
    assignment: Option<String>,
    body: Option<String>,
}

/// Longest name on a button, and longest id.
const NAME_MAX: usize = 40;

impl ProviderSettings {
    /// Reads the operator's file. A secret's file is looked for beside it.
    ///
    /// # Errors
    /// What is wrong, where.
    pub fn read(path: &Path) -> Result<Vec<Self>, ProvidersError> {
        let text = std::fs::read_to_string(path).map_err(|problem| ProvidersError::File {
            path: path.display().to_string(),
            problem,
        })?;
        Self::parse(&text, path.parent().unwrap_or(Path::new(".")))
    }

    /// Reads a JSON list of providers; files it names are looked for in `folder`.
    ///
    /// # Errors
    /// What is wrong, where.
    pub fn parse(text: &str, folder: &Path) -> Result<Vec<Self>, ProvidersError> {
        let written: Vec<Written> = serde_json::from_str(text).map_err(ProvidersError::Json)?;
        let mut seen = BTreeSet::new();
        let mut all = Vec::with_capacity(written.len());
        for one in written {
            let id = one.id.clone();
            let wrong = |problem: String| ProvidersError::Provider { id, problem };
            if !seen.insert(one.id.clone()) {
                return Err(wrong("there are two of this id".to_owned()));
            }
            all.push(checked(one, folder).map_err(wrong)?);
        }
        Ok(all)
    }

    /// What the pages show of it.
    pub fn choice(&self) -> ProviderChoice {
        ProviderChoice {
            id: self.id.clone(),
            name_sv: self.name_sv.clone(),
            name_en: self.name_en.clone(),
        }
    }

    /// Whether it may be reached without TLS: only what runs on this very machine.
    pub fn is_plain(&self) -> bool {
        self.issuer.url().scheme() == "http"
    }
}

fn checked(written: Written, folder: &Path) -> Result<ProviderSettings, String> {
    let slug = !written.id.is_empty()
        && written.id.len() <= NAME_MAX
        && written
            .id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !slug {
        return Err(format!(
            "an id is small letters a–z, digits and hyphens, at most {NAME_MAX}"
        ));
    }
    let name = |name: &str| {
        text::line(name, 1, NAME_MAX).map_err(|error| format!("name `{name}`: {error}"))
    };
    let client_secret = written
        .client_secret_file
        .map(|file| secret(&folder.join(file)))
        .transpose()?;
    if written.client_id.trim().is_empty() {
        return Err("client_id is empty".to_owned());
    }
    for (what, words) in [
        ("scopes", &written.scopes),
        ("acr_values", &written.acr_values),
    ] {
        if words
            .iter()
            .any(|word| word.is_empty() || word.contains(char::is_whitespace))
        {
            return Err(format!("{what}: one word each"));
        }
    }
    let staff = written
        .staff
        .into_iter()
        .map(staff_rule)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(ProviderSettings {
        name_sv: name(&written.name.sv)?,
        name_en: name(&written.name.en)?,
        issuer: issuer(&written.issuer)?,
        client_id: ClientId::new(written.client_id),
        client_secret,
        scopes: written.scopes,
        acr_values: written.acr_values,
        required_acr: written.required_acr,
        userinfo: written.userinfo,
        number_required: written.number_required.unwrap_or(staff.is_empty()),
        claims: written.claims,
        staff,
        id: written.id,
    })
}

fn secret(path: &Path) -> Result<ClientSecret, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|problem| format!("client_secret_file {}: {problem}", path.display()))?;
    match text.trim() {
        "" => Err(format!("client_secret_file {}: is empty", path.display())),
        secret => Ok(ClientSecret::new(secret.to_owned())),
    }
}

fn issuer(written: &str) -> Result<IssuerUrl, String> {
    let wrong = || format!("issuer `{written}`: an https:// address without query is needed");
    let issuer = IssuerUrl::new(written.to_owned()).map_err(|_| wrong())?;
    let url = issuer.url();
    let bare = url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    match bare && is_reachable(url, url.scheme() == "http") {
        true => Ok(issuer),
        false => Err(wrong()),
    }
}

/// Whether a provider may have this address. Without TLS (`plain`) it may only be on this machine:
/// everybody on the way could sign in as anybody.
pub(super) fn is_reachable(url: &Url, plain: bool) -> bool {
    match (url.scheme(), url.host()) {
        ("https", Some(_)) => true,
        ("http", Some(host)) if plain => match host {
            Host::Domain(name) => name == "localhost",
            Host::Ipv4(ip) => IpAddr::V4(ip).is_loopback(),
            Host::Ipv6(ip) => IpAddr::V6(ip).is_loopback(),
        },
        _ => false,
    }
}

fn staff_rule(written: WrittenStaff) -> Result<StaffRule, String> {
    let group = written.group;
    if group.trim().is_empty() {
        return Err("staff: a group without a name".to_owned());
    }
    if !is_staff(written.role) {
        return Err(format!("staff `{group}`: `{}` is no duty", written.role));
    }
    let typed = DutyText {
        department: written.department.as_deref(),
        title: written.title.as_deref(),
        party: written.party.as_deref(),
        assignment: written.assignment.as_deref(),
        body: written.body.as_deref(),
    };
    let standing = Standing::checked(written.role, typed).map_err(|wrong| {
        let wrong: Vec<String> = wrong
            .iter()
            .map(|error| format!("{} ({})", error.field, error.problem.code()))
            .collect();
        format!("staff `{group}`: {}", wrong.join(", "))
    })?;
    Ok(StaffRule { group, standing })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(text: &str) -> Result<Vec<ProviderSettings>, String> {
        use std::sync::atomic::{AtomicU32, Ordering};
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("nara-providers-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("secret"), "hemligt\n").unwrap();
        std::fs::write(folder.join("empty"), "\n").unwrap();
        let file = folder.join("providers.json");
        std::fs::write(&file, text).unwrap();
        let result = ProviderSettings::read(&file).map_err(|error| error.to_string());
        std::fs::remove_dir_all(folder).unwrap();
        result
    }

    fn broker() -> Value {
        json!({
            "id": "bankid", "name": { "sv": "BankID", "en": "BankID" },
            "issuer": "https://broker.example/oidc", "client_id": "nara",
            "client_secret_file": "secret"
        })
    }

    fn with(field: &str, value: Value) -> Value {
        let mut one = broker();
        one[field] = value;
        one
    }

    #[test]
    fn a_broker_needs_few_words() {
        let read = read(&json!([broker()]).to_string()).unwrap();
        let [one] = read.as_slice() else { panic!() };
        assert_eq!(one.client_secret.as_ref().unwrap().secret(), "hemligt");
        assert_eq!(one.issuer.as_str(), "https://broker.example/oidc");
        assert!(one.number_required && !one.userinfo && one.staff.is_empty());
        assert!(one.claims.number.iter().any(|name| name == "ssn"));
        assert!(!format!("{one:?}").contains("hemligt"));
    }

    #[test]
    fn groups_give_duties_that_say_everything_they_must() {
        let staff = json!([{ "group": "nara-official", "role": "official",
            "department": "Tekniska förvaltningen", "title": "trafikingenjör" }]);
        let read = read(&json!([with("staff", staff)]).to_string()).unwrap();
        assert_eq!(read[0].staff[0].standing.role, Role::Official);
        assert!(!read[0].number_required, "officials need no number");
    }

    #[test]
    fn nonsense_is_refused_with_its_place() {
        let one = |value: Value| json!([value]).to_string();
        let table = [
            ("{}".to_owned(), "expected a sequence"),
            (
                one(with("clientid", json!("x"))),
                "unknown field `clientid`",
            ),
            (
                one(with("claims", json!({ "nin": [] }))),
                "unknown field `nin`",
            ),
            (one(with("id", json!("Bank ID"))), "an id is"),
            (one(with("id", json!(""))), "an id is"),
            (
                one(with("issuer", json!("http://broker.example"))),
                "https://",
            ),
            (
                one(with("issuer", json!("https://broker.example?x=1"))),
                "https://",
            ),
            (
                one(with("issuer", json!("https://a:b@broker.example"))),
                "https://",
            ),
            (one(with("issuer", json!("broker"))), "https://"),
            (one(with("client_id", json!(" "))), "client_id is empty"),
            (one(with("client_secret_file", json!("missing"))), "missing"),
            (one(with("client_secret_file", json!("empty"))), "is empty"),
            (one(with("name", json!({ "sv": "", "en": "x" }))), "name"),
            (one(with("scopes", json!(["a b"]))), "scopes"),
            (
                one(with("staff", json!([{ "group": "x", "role": "official" }]))),
                "department (missing), title (missing)",
            ),
            (
                one(with("staff", json!([{ "group": "x", "role": "resident" }]))),
                "no duty",
            ),
            (
                one(with("staff", json!([{ "group": "x", "role": "chief" }]))),
                "chief",
            ),
            (
                one(with("staff", json!([{ "group": "", "role": "moderator" }]))),
                "group",
            ),
            (json!([broker(), broker()]).to_string(), "two of this id"),
        ];
        for (text, expected) in table {
            let error = read(&text).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn without_tls_only_this_machine() {
        for (address, good) in [
            ("http://127.0.0.1:9/", true),
            ("http://localhost:9/x", true),
            ("http://[::1]:9/", true),
            ("http://127.0.0.1.example.org/", false),
            ("http://10.0.0.1/", false),
            ("ftp://127.0.0.1/", false),
        ] {
            assert_eq!(issuer(address).is_ok(), good, "{address}");
            let url = Url::parse(address).unwrap();
            assert!(!is_reachable(&url, false), "{address} of one with TLS");
        }
    }
}
