//! What happens by itself when a day has passed.

use nara_app::proposals::api::ProposalPort;

use crate::on_both;

on_both!(one_broken_case_does_not_stop_the_deadlines, |app| {
    let proposer = app.resident("Ekbackenbo").await;
    let broken = app.proposal(&proposer, "Trasig").await;
    let whole = app.proposal(&proposer, "Hel").await;
    let mut tx = app.db.begin().await.unwrap();
    let sql = "update proposal set course = '{}' where proposal_id = $1";
    nara_server::execute!(tx, sql, broken.get()).unwrap();
    tx.commit().await.unwrap();
    let later = app.now.plus_days(120);
    assert!(
        app.proposals.run_due(later).await.is_err(),
        "whoever watches the jobs is told"
    );
    let view = app.proposals.get(&proposer, whole, later).await.unwrap();
    assert_eq!(view.course.code(), "threshold_missed");
});
