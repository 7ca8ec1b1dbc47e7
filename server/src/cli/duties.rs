//! `nara admin grant`, `revoke` and `list`: who speaks as what. Held by the operator alone, because
//! everything somebody says in a duty is the municipality's word.

use clap::{Args, ValueEnum};
use nara_domain::actor::{DutyText, Role, Standing};
use nara_domain::duty::{self, Duty as NewDuty};
use nara_domain::ids::PersonId;
use nara_domain::name::may_hold_duty;
use nara_domain::time::{Date, Stamp};

use super::CliError;
use super::admin::Place;
use crate::accounts::store::HeldDuty;
use crate::accounts::{normalised_email, store};
use crate::admin::duties::{self, By};
use crate::clock::{Clock, SystemClock};
use crate::db::{Db, Tx};
use crate::people::store as people;

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
    let last_day = grant
        .until
        .as_deref()
        .map(|day| last_day(day, now))
        .transpose()?;
    let role = standing.role;
    let duty = NewDuty {
        standing,
        first_day: None,
        last_day,
    };
    let (db, _held) = grant.place.open().await?;
    let done = write(&db, &grant.email, &duty, now).await;
    db.close().await;
    println!("Granted {} to {}", role.code(), done?);
    Ok(())
}

async fn write(db: &Db, email: &str, duty: &NewDuty, now: Stamp) -> Result<String, CliError> {
    let mut tx = db.begin().await?;
    let (email, person) = find(&mut tx, email).await?;
    let known = people::lock(&mut tx, person).await?;
    if may_hold_duty(known.and_then(|known| known.protection).as_ref()).is_err() {
        let hidden = format!("{email} is protected and shows no name: a duty is held under one");
        return Err(CliError::Admin(hidden));
    }
    duties::give(&mut tx, By::Operator, person, duty, now).await?;
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
    if !duties::end(&mut tx, By::Operator, person, role, now).await? {
        let none = format!("{email} does not have the duty {}", role.code());
        return Err(CliError::Admin(none));
    }
    tx.commit().await?;
    Ok(email)
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

fn last_day(day: &str, now: Stamp) -> Result<Date, CliError> {
    duty::day_to_come(day, now.day())
        .map_err(|problem| CliError::Admin(format!("--until {day}: {problem}")))
}
