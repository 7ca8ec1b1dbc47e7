//! `nara admin passkey-link`: lets somebody with a duty add their first passkey.
//!
//! A password alone vouches for no passkey that wakes a duty; the operator, who knows whom the link is
//! handed to, does.

use clap::Args;
use nara_domain::audit::Deed;
use nara_domain::session::PASSKEY_LINK_HOURS;

use super::admin::Place;
use super::{CliError, duties};
use crate::accounts::passkey_link;
use crate::admin::duties::By;
use crate::clock::{Clock, SystemClock};
use crate::config::origin;
use crate::entropy::SystemEntropy;

#[derive(Args)]
pub struct PasskeyLink {
    /// The account's e-mail address.
    #[arg(long)]
    email: String,
    /// As for `nara serve`: where the link leads.
    #[arg(long, env = "NARA_PUBLIC_URL", default_value = "http://localhost:3000")]
    public_url: String,
    #[command(flatten)]
    place: Place,
}

pub async fn make(wanted: PasskeyLink) -> Result<(), CliError> {
    let url = origin(&wanted.public_url)?;
    let keys = wanted.place.keys()?;
    let (db, _held) = wanted.place.open().await?;
    let now = SystemClock.now();
    let made = async {
        let mut tx = db.begin().await?;
        let (email, person) = duties::find(&mut tx, &wanted.email).await?;
        let none = serde_json::json!({});
        let deed = Deed::PasskeyLinkMade;
        By::Operator
            .record(&mut tx, deed, person, none, now)
            .await?;
        let token = passkey_link(&keys, &SystemEntropy, person, now)
            .map_err(|_| CliError::Admin("the link could not be signed".to_owned()))?;
        tx.commit().await?;
        Ok::<_, CliError>((email, token))
    }
    .await;
    db.close().await;
    let (email, token) = made?;
    println!(
        "For {email}, once, within {PASSKEY_LINK_HOURS} hours, signed in to that account:\n\
         {url}/konto/passnycklar/ny/{token}"
    );
    Ok(())
}
