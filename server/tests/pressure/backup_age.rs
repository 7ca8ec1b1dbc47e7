//! How old the newest backup is: what is watched so that nobody finds out when it is needed.

use nara_server::backup::run_store;

use super::measured::scrape;
use super::samples::{samples, value};
use crate::common::http::Options;
use crate::on_both;

on_both!(the_age_of_the_last_backup_is_measured, |app| {
    const NAME: &str = "nara_backup_age_seconds";
    let web = app.web_with(Options::default()).await;
    let text = scrape(&web.state).await;
    assert!(!text.contains(NAME), "none was made: {text}");
    let is = async |wanted: f64| {
        let found = value(&samples(&scrape(&web.state).await), NAME, &[]);
        assert!((found - wanted).abs() < 1e-9, "{found}");
    };
    let (day, made) = (app.now.day(), app.now.plus_hours(-27));
    let anew = (app.now, app.now);
    let mut tx = app.db.begin().await.unwrap();
    let (before, begun) = (day.add_days(-1), made.plus_minutes(-5));
    assert!(
        run_store::claim(&mut tx, before, begun, anew)
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    assert!(!scrape(&web.state).await.contains(NAME), "it is being made");
    let mut tx = app.db.begin().await.unwrap();
    run_store::end(&mut tx, before, made, 7).await.unwrap();
    tx.commit().await.unwrap();
    is(97_200.0).await;
    // One that came to nothing makes it no younger.
    let mut tx = app.db.begin().await.unwrap();
    assert!(run_store::claim(&mut tx, day, app.now, anew).await.unwrap());
    run_store::fail(&mut tx, day, "no room").await.unwrap();
    tx.commit().await.unwrap();
    is(97_200.0).await;
    // Nor does a database that does not answer.
    app.db.close().await;
    is(97_200.0).await;
});
