//! A municipality with something in nearly every table, and its backup.

use std::path::{Path, PathBuf};

use nara_domain::time::{Date, Stamp};
use nara_server::auth::Keys;
use nara_server::backup::{
    self, BackupError, Effort, Made, Passphrase, Restored, Restoring, Writing,
};
use nara_server::db::{Db, Engine};
use nara_server::entropy::SystemEntropy;
use tokio_util::sync::CancellationToken;

use crate::common::Place;
use crate::program::Folder;

pub fn noon() -> Stamp {
    Stamp::from_date(Date::new(2026, 3, 4).unwrap()).plus_hours(12)
}

/// The demo: every kind of history, with documents, pictures, campaigns and questions.
pub async fn municipality(engine: Engine) -> Option<(Place, Db)> {
    let place = Place::make(engine).await?;
    let db = Db::open(&place.address).await.unwrap();
    let keys = Keys::from_seed(&[7; 32]).unwrap();
    assert!(nara_server::demo::build(&db, &keys, noon()).await.unwrap());
    Some((place, db))
}

pub async fn made(
    db: &Db,
    to: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<Made, BackupError> {
    let stop = CancellationToken::new();
    let wanted = Writing {
        to,
        passphrase,
        effort: Effort::WEAK_FOR_TESTS,
        now: noon(),
        entropy: &SystemEntropy,
        stop: &stop,
    };
    backup::write(db, &wanted).await
}

pub async fn restored(backup: &Path, address: &str) -> Result<Restored, BackupError> {
    let folder = PathBuf::from("/nowhere");
    let wanted = Restoring {
        backup,
        passphrase: None,
        folder: &folder,
        address,
        without: &[],
    };
    backup::restore(&wanted).await
}

/// A few votes and comments in an embedded database: what is small enough to be tried a thousand times.
pub async fn hamlet(folder: &Folder) -> Db {
    use nara_app::proposals::api::ProposalPort;

    let app = crate::common::App::open(&folder.database()).await;
    let people = app.residents(5).await;
    let id = app.proposal(&people[0], "Belysning vid stigen").await;
    for person in &people[1..] {
        app.proposals.support(person, id, app.now).await.unwrap();
    }
    let said = crate::common::comment("Bra!");
    app.proposals
        .comment(&people[1], id, said, app.now)
        .await
        .unwrap();
    app.db
}
