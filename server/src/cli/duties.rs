//! `nara admin grant`, `revoke` and `list`: who speaks as what. Held by the operator alone, because
//! everything somebody says in a duty is the municipality's word.

use clap::{Args, ValueEnum};
use nara_domain::actor::{DutyText, Role, Standing};
use nara_domain::audit::Deed;
use nara_domain::duty;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use super::CliError;
use super::admin::Place;
use crate::accounts::store::HeldDuty;
use crate::accounts::{normalised_email, store};
use crate::audit;
use crate::clock::{Clock, SystemClock};
use crate::db::{Db, Tx};

/// The duties that are given. A resident's is nobody's to give, and young people come by groups.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Duty {
    Official,
    Elected,
    Secretary,
    Moderator,
    Supervisor,
    Administrator,
}

impl From<Duty> for Role {
    fn from(duty: Duty) -> Self {
        match duty {
            Duty::Official => Role::Official,
            Duty::Elected => Role::Elected,
            Duty::Secretary => Role::Secretary,
            Duty::Moderator => Role::Moderator,
            Duty::Supervisor => Role::Supervisor,
            Duty::Administrator => Role::Administrator,
        }
    }
}

#[derive(Args)]
pub struct Grant {
    /// The account's e-mail address. The person registers first, as everybody does.
    #[arg(long)]
    email: String,
    /// The duty.
    #[arg(long)]
    role: Duty,
    /// An official's department, such as `Tekniska förvaltningen`.
    #[arg(long)]
    department: Option<String>,
    /// An official's title, such as `trafikingenjör`.
    #[arg(long)]
    title: Option<String>,
    /// An elected representative's party, such as `Björksjölistan (BL)`.
    #[arg(long)]
    party: Option<String>,
    /// An elected representative's assignment, such as `ledamot`.
    #[arg(long)]
    assignment: Option<String>,
    /// The body a secretary writes for or somebody sits in: a code such as `KF`, or a name.
    #[arg(long)]
    body: Option<String>,
    /// The last day of the duty, as 2026-12-31. Without it, until it is taken back.
    #[arg(long)]
    until: Option<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
pub struct Revoke {
    /// The account's e-mail address.
    #[arg(long)]
    email: String,
    /// The duty.
    #[arg(long)]
    role: Duty,
    #[command(flatten)]
    place: Place,
}

pub async fn grant(grant: Grant) -> Result<(), CliError> {
    let now = SystemClock.now();
    let typed = DutyText {
        department: grant.department.as_deref(),
        title: grant.title.as_deref(),
        party: grant.party.as_deref(),
        assignment: grant.assignment.as_deref(),
        body: grant.body.as_deref(),
    };
    let standing = Standing::checked(grant.role.into(), typed).map_err(|wrong| {
        let each: Vec<String> = wrong
            .iter()
            .map(|error| format!("--{}: {}", error.field, error.problem))
            .collect();
        CliError::Admin(each.join("; "))
    })?;
    let until = grant
        .until
        .as_deref()
        .map(|day| end_of(day, now))
        .transpose()?;
    let (db, _held) = grant.place.open().await?;
    let done = write(&db, &grant.email, &standing, until, now).await;
    db.close().await;
    let email = done?;
    println!("Granted {} to {email}", standing.role.code());
    Ok(())
}

async fn write(
    db: &Db,
    email: &str,
    standing: &Standing,
    until: Option<Stamp>,
    now: Stamp,
) -> Result<String, CliError> {
    let mut tx = db.begin().await?;
    let (email, person) = find(&mut tx, email).await?;
    // One duty of a kind at a time: a new title or party takes the old one's place.
    store::end_standings(&mut tx, person, standing.role, now).await?;
    store::insert_standing(&mut tx, person, standing, now, until).await?;
    log(&mut tx, Deed::DutyGiven, person, standing.role, now).await?;
    tx.commit().await?;
    Ok(email)
}

pub async fn revoke(revoke: Revoke) -> Result<(), CliError> {
    let role = Role::from(revoke.role);
    let (db, _held) = revoke.place.open().await?;
    let done = take_back(&db, &revoke.email, role).await;
    db.close().await;
    println!("Revoked {} from {}", role.code(), done?);
    Ok(())
}

async fn take_back(db: &Db, email: &str, role: Role) -> Result<String, CliError> {
    let mut tx = db.begin().await?;
    let (email, person) = find(&mut tx, email).await?;
    let now = SystemClock.now();
    let ended = store::end_standings(&mut tx, person, role, now).await?;
    if ended == 0 {
        let none = format!("{email} does not have the duty {}", role.code());
        return Err(CliError::Admin(none));
    }
    log(&mut tx, Deed::DutyEnded, person, role, now).await?;
    tx.commit().await?;
    Ok(email)
}

/// The operator's deed, in the log that administrators read.
pub(super) async fn log(
    tx: &mut Tx,
    deed: Deed,
    person: PersonId,
    role: Role,
    now: Stamp,
) -> Result<(), CliError> {
    let line = audit::Line {
        deed,
        subject_kind: "person",
        subject_id: &person.get().to_string(),
        detail: serde_json::json!({ "role": role.code() }),
    };
    Ok(audit::record_operator(tx, &line, now).await?)
}

pub async fn list(place: Place) -> Result<(), CliError> {
    let (db, _held) = place.open().await?;
    let mut conn = db.read().await?;
    let duties = store::list_duties(&mut conn, SystemClock.now()).await;
    drop(conn);
    db.close().await;
    for duty in duties? {
        println!("{}", line(&duty));
    }
    Ok(())
}

/// `official  siv@example.se  Siv  Tekniska förvaltningen, trafikingenjör  since 2026-03-04`.
fn line(duty: &HeldDuty) -> String {
    let shown: Vec<&str> = [
        &duty.department,
        &duty.title,
        &duty.party,
        &duty.assignment,
        &duty.body,
    ]
    .into_iter()
    .filter_map(Option::as_deref)
    .collect();
    let mut columns = vec![
        duty.role.clone(),
        duty.email.clone().unwrap_or_else(|| "-".to_owned()),
        duty.display_name.clone(),
    ];
    if !shown.is_empty() {
        columns.push(shown.join(", "));
    }
    columns.push(format!("since {}", Stamp(duty.from_at).day()));
    if let Some(until) = duty.until_at {
        columns.push(format!("until {}", Stamp(until.saturating_sub(1)).day()));
    }
    columns.join("  ")
}

pub(super) async fn find(tx: &mut Tx, email: &str) -> Result<(String, PersonId), CliError> {
    let email = normalised_email(email)
        .map_err(|problem| CliError::Admin(format!("the e-mail address is wrong: {problem}")))?;
    let person = store::find_person_by_email(tx, &email).await?;
    let unknown = || {
        CliError::Admin(format!(
            "nobody has an account with {email}; it is made by registering"
        ))
    };
    let id = person.ok_or_else(unknown)?.person_id;
    Ok((email, PersonId::new(id)))
}

/// The moment the day after begins.
fn end_of(day: &str, now: Stamp) -> Result<Stamp, CliError> {
    let last = duty::day_to_come(day, now.day())
        .map_err(|problem| CliError::Admin(format!("--until {day}: {problem}")))?;
    Ok(duty::end_of(last))
}
