//! What is added beside the steps: only where and when it can be true, and told to whom it is for.

use nara_app::error::AppError;
use nara_app::proposals::api::{CORRECTION_REASON, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::error::{Denied, NotAllowedNow, NotNow};
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::proposal::TransitionKind as T;

use crate::common::{App, act, idea, reasons};
use crate::on_both;

impl App {
    async fn append(
        &self,
        actor: &Actor,
        id: ProposalId,
        kind: ActKind,
        fields: &[(&str, &str)],
    ) -> Result<ActId, AppError> {
        self.proposals
            .answer(actor, id, kind, act(fields), self.now)
            .await
    }

    fn day(&self, days: i64) -> String {
        self.now.day().add_days(days).to_string()
    }
}

/// Which fields are to blame, and why.
fn blamed(result: Result<ActId, AppError>) -> Vec<(String, &'static str)> {
    match result {
        Err(AppError::Invalid(errors)) => errors
            .into_iter()
            .map(|error| (error.field, error.problem.code()))
            .collect(),
        other => panic!("{other:?}"),
    }
}

fn one(field: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(field.to_owned(), code)]
}

const OTHER_STAGE: Result<ActId, AppError> =
    Err(AppError::Denied(Denied::NotNow(NotNow::OtherStage)));
const OTHER_KIND: Result<ActId, AppError> =
    Err(AppError::Denied(Denied::NotNow(NotNow::OtherKind)));

on_both!(minutes_are_of_a_decision_that_was_taken, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    app.try_record(&cast.secretary, id, T::Decline, {
        let mut form = app.approval();
        form.fields.remove("budget_source");
        form.fields.remove("responsible");
        form.fields.remove("follow_up_date");
        form.fields
            .insert("reason_code".to_owned(), "cost".to_owned());
        form
    })
    .await
    .unwrap();
    let url = ("minutes_url", "https://bjorksjo.example/protokoll");
    let minutes = |verified: i64, posted: i64| [app.day(verified), app.day(posted)];
    for (days, blame) in [
        (minutes(0, 1), one("posted_on", "date_in_future")),
        (minutes(-1, 0), one("verified_on", "date_before_decision")),
    ] {
        let [verified, posted] = &days;
        let form = [
            ("verified_on", verified.as_str()),
            ("posted_on", posted.as_str()),
            url,
        ];
        let refused = app
            .append(&cast.secretary, id, ActKind::Minutes, &form)
            .await;
        assert_eq!(blamed(refused), blame);
    }
    let [today, _] = &minutes(0, 0);
    let form = [
        ("verified_on", today.as_str()),
        ("posted_on", today.as_str()),
        url,
    ];
    let wrong = app
        .append(&cast.secretary, id, ActKind::Minutes, &form)
        .await
        .unwrap();
    // Another one would say another last day to appeal: what is wrong is corrected.
    let again = app
        .append(&cast.secretary, id, ActKind::Minutes, &form)
        .await;
    let recorded = AppError::NotAllowedNow(NotAllowedNow::MinutesRecorded);
    assert_eq!(again, Err(recorded));
    // A correction may tell of a day after the wrong entry, not of one to come.
    let later = app.now.plus_days(5);
    for (days, fits) in [(4, true), (6, false)] {
        let posted = app.day(days);
        let form = act(&[
            ("verified_on", today.as_str()),
            ("posted_on", posted.as_str()),
            url,
            (CORRECTION_REASON, "Fel dag."),
        ]);
        if fits {
            let right = app
                .proposals
                .correct(&cast.secretary, id, wrong, form, later)
                .await;
            assert!(right.is_ok(), "{right:?}");
        } else {
            let latest = app.number("select max(act_id) from act").await;
            let refused = app
                .proposals
                .correct(&cast.secretary, id, ActId::new(latest), form, later)
                .await;
            assert_eq!(blamed(refused), one("posted_on", "date_in_future"));
        }
    }
    // What is decided is not late any more.
    let delay = [
        ("reason", "Remissen drog ut."),
        ("done_so_far", "Vi har mätt."),
        ("expected_decision", &app.day(30) as &str),
    ];
    let refused = app.append(&cast.official, id, ActKind::Delay, &delay).await;
    assert_eq!(refused, OTHER_STAGE);

    let young = app.youth("Norrsken").await;
    let id = app.proposal_at(&young, idea("Ljusslinga"), app.now).await;
    let refused = app.append(&cast.official, id, ActKind::Delay, &delay).await;
    assert_eq!(refused, OTHER_KIND);
    let no = act(&[("reason", "Kostar för mycket."), ("would_help", "Ström.")]);
    app.proposals
        .idea_step(&cast.official, id, "no", no, app.now)
        .await
        .unwrap();
    let refused = app
        .append(&cast.secretary, id, ActKind::Minutes, &form)
        .await;
    assert_eq!(refused, OTHER_KIND);
});

on_both!(what_is_expected_is_still_to_come, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let delay = |day: String| {
        [
            ("reason", "Remissen drog ut.".to_owned()),
            ("done_so_far", "Vi har mätt.".to_owned()),
            ("expected_decision", day),
        ]
    };
    let send = async |fields: &[(&str, String); 3]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        app.append(&cast.official, id, ActKind::Delay, &fields)
            .await
    };
    assert_eq!(send(&delay(app.day(30))).await, OTHER_STAGE);
    let today = app.day(0);
    let meeting = [
        ("body", "Kommunfullmäktige"),
        ("meeting_date", today.as_str()),
        ("paragraph", "12"),
    ];
    app.record(&cast.secretary, id, T::Announce, &meeting).await;
    assert_eq!(
        blamed(send(&delay(app.day(-1))).await),
        one("expected_decision", "date_in_past")
    );
    send(&delay(app.day(30))).await.unwrap();
    app.record(
        &cast.secretary,
        id,
        T::Refer,
        &[("bodies", "TN"), ("answer_by", &app.day(20) as &str)],
    )
    .await;
    app.record(
        &cast.secretary,
        id,
        T::StartPreparation,
        &[
            ("officer", "Maja"),
            ("department", "Tekniska förvaltningen"),
            ("expected_decision", &app.day(60) as &str),
        ],
    )
    .await;
    let question = |day: &str| act(&[("text", "Vilken stig?"), ("answer_by", day)]);
    let refused = app
        .proposals
        .answer(
            &cast.official,
            id,
            ActKind::Question,
            question(&app.day(-1)),
            app.now,
        )
        .await;
    assert_eq!(blamed(refused), one("answer_by", "date_in_past"));
    app.proposals
        .answer(
            &cast.official,
            id,
            ActKind::Question,
            question(&app.day(7)),
            app.now,
        )
        .await
        .unwrap();
    let letters = app
        .texts("select body from outbox where subject like 'En fråga%'")
        .await;
    assert_eq!(letters.len(), 1, "the proposer is asked by letter");
    let letter = letters[0].replace('\u{a0}', " ");
    assert!(
        letter.contains("Vilken stig?") && letter.contains("11 mars 2026"),
        "{letter}"
    );
});

on_both!(whoever_proposed_is_told_why_it_goes_no_further, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let supporter = app.resident("Stödjer").await;
    let rejected = app.proposal(&cast.proposer, "Grannens garage").await;
    app.proposals
        .support(&supporter, rejected, app.now)
        .await
        .unwrap();
    let form = [
        ("criterion", "individual_matter"),
        ("reasons", &reasons() as &str),
        ("where_to_turn", "Bygglovsenheten."),
        ("publish_text", "no"),
    ];
    app.reject(&cast, rejected, act(&form)).await;
    let letters = app
        .texts("select body from outbox where subject like '%kan inte tas upp%'")
        .await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].contains("Bygglovsenheten.") && letters[0].contains("Stigen är"));

    let rerouted = app.proposal(&cast.proposer, "Trasig lampa").await;
    let form = [("channel", "Felanmälan"), ("reference", "F-2026-77")];
    app.record(&cast.secretary, rerouted, T::Reroute, &form)
        .await;
    let letters = app
        .texts("select body from outbox where subject like '%på ett annat sätt%'")
        .await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].contains("Felanmälan") && letters[0].contains("F-2026-77"));
});

on_both!(everybody_is_told_of_a_stop, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let supporter = app.resident("Stödjer").await;
    app.proposals
        .support(&supporter, id, app.now)
        .await
        .unwrap();
    app.reach_agenda(&cast, id).await;
    app.try_record(&cast.secretary, id, T::Approve, app.approval())
        .await
        .unwrap();
    let plan = [
        ("owner", "Tekniska förvaltningen"),
        ("plan", "Kablar i september."),
        ("budget_year", "2026"),
        ("next_report", &app.day(90) as &str),
    ];
    app.record(&cast.official, id, T::Plan, &plan).await;
    let stop = [
        ("reason", "Anbuden blev för dyra."),
        ("decided_by", "Tekniska nämnden"),
    ];
    app.record(&cast.secretary, id, T::Stop, &stop).await;
    app.spread().await;
    let letters = app
        .texts("select body from outbox where subject like 'Genomförandet har stoppats%'")
        .await;
    assert_eq!(letters.len(), 2, "the proposer and the supporter");
    assert!(
        letters[0].contains("Anbuden blev för dyra.") && letters[0].contains("Tekniska nämnden")
    );
});

on_both!(an_appeal_is_recorded_with_its_case_and_its_outcome, |app| {
    let kind = ActKind::from_code("appeal").unwrap();
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    app.try_record(&cast.secretary, id, T::Approve, app.approval())
        .await
        .unwrap();
    let (today, tomorrow) = (app.day(0), app.day(1));
    let appeal = |day: &str| [("case_number", "1234-26"), ("appealed_on", day)].map(own);
    fn own((name, value): (&str, &str)) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }
    let send = async |actor: &Actor, fields: &[(String, String)]| {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect();
        app.append(actor, id, kind, &fields).await
    };
    let refused = send(&cast.official, &appeal(&today)).await;
    assert_eq!(refused, Err(AppError::Denied(Denied::Role)));
    let refused = send(&cast.secretary, &appeal(&tomorrow)).await;
    assert_eq!(blamed(refused), one("appealed_on", "date_in_future"));
    send(&cast.secretary, &appeal(&today)).await.unwrap();

    let mut done = appeal(&today).to_vec();
    done.push(own(("outcome", "dismissed")));
    let refused = send(&cast.secretary, &done).await;
    assert_eq!(blamed(refused), one("outcome_on", "missing"));
    done.push(own(("outcome_on", today.as_str())));
    send(&cast.secretary, &done).await.unwrap();
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!(view.course.code(), "approved", "it stays where it was");
    let last = view.acts.last().unwrap();
    assert_eq!(last.kind, kind);
    assert_eq!(last.fields["case_number"], "1234-26");
    assert_eq!(last.fields["outcome"], "dismissed");
});
