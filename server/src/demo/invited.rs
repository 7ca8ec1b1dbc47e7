//! What the demo's administrator has sent lately: through the service, with letters and lines of the
//! log, because unlike the histories it is not over. Whoever opens the post box can accept one.

use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::actor::{Actor, DutyText, Level, Role, Standing};
use nara_domain::duty::{Duty, DutyForm};
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use super::people::ADMINISTRATOR;
use crate::accounts::store as accounts;
use crate::state::AppState;

/// Days ago, address and duty.
const SENT: [(i64, &str, DutyForm<'static>); 3] = [
    (
        12,
        "nils.ahlgren@example.org",
        DutyForm {
            role: "elected",
            text: DutyText {
                department: None,
                title: None,
                party: Some("Björksjölistan (X)"),
                assignment: Some("ersättare"),
                body: Some("TN"),
            },
            first_day: None,
            last_day: None,
        },
    ),
    (
        2,
        "lena.norberg@example.org",
        DutyForm {
            role: "official",
            text: DutyText {
                department: Some("samhällsbyggnadsförvaltningen"),
                title: Some("bygglovshandläggare"),
                party: None,
                assignment: None,
                body: None,
            },
            first_day: None,
            last_day: None,
        },
    ),
    (
        1,
        "kontakt.sommar@example.org",
        DutyForm {
            role: "moderator",
            text: DutyText {
                department: Some("kommunkansliet"),
                title: Some("vikarie"),
                party: None,
                assignment: None,
                body: None,
            },
            first_day: None,
            last_day: None,
        },
    ),
];

/// Sends the invitations. Called once, when the demo has just been made.
///
/// # Errors
/// What the service refuses: a fault of the demo's data.
pub async fn invite(state: &AppState, now: Stamp) -> Result<(), AppError> {
    let admin = administrator(state).await?;
    for (days, email, form) in SENT {
        let at = now.plus_days(-days);
        let duty = Duty::checked(&form, at.day()).map_err(AppError::from);
        state
            .admin
            .invite(&admin, email, duty, Lang::Sv, at)
            .await?;
    }
    // The last one went to the wrong address.
    let sent = state.admin.invitations(&admin, now).await?;
    if let Some(last) = sent.first() {
        state
            .admin
            .withdraw(&admin, last.id, now.plus_hours(-20))
            .await?;
    }
    Ok(())
}

async fn administrator(state: &AppState) -> Result<Actor, AppError> {
    let email = format!("{ADMINISTRATOR}@bjorksjo.example");
    let mut conn = state.db.read().await?;
    let person = accounts::find_person_by_email(&mut conn, &email).await?;
    let person = person.ok_or(AppError::NotFound)?;
    Ok(Actor::Person {
        id: PersonId::new(person.person_id),
        name: person.display_name,
        level: Level::T,
        standings: vec![Standing::of(Role::Administrator)],
        dormant: Vec::new(),
        restraint: None,
    })
}
