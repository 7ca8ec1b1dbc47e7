//! Two proposals become one: only what both proposers want, nobody's support moves by itself, and what
//! became part of another stays as it was.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::merging::api::{Answered, MergePort, NewSuggestion};
use nara_app::proposals::api::ProposalPort;
use nara_app::statistics::api::StatisticsPort;
use nara_app::work::api::WorkQuery;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::answer::ActKind;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::ids::ProposalId;
use nara_domain::merging::{NotMergeable, Outcome};
use nara_domain::proposal::{Ruleset, Stage, StageCode, StageGroup, TransitionKind as T};
use nara_domain::support::SupportRefused;
use nara_domain::time::Stamp;
use nara_domain::work::Pile;
use nara_server::{execute, fetch_all, fetch_one};

use crate::common::{App, act, comment, idea, list};
use crate::on_both;

const MERGED: AppError = AppError::Denied(Denied::NotNow(NotNow::Merged));
pub const OVER: AppError = AppError::Denied(Denied::NotNow(NotNow::MergeOver));

/// Two that ask for the same, and everybody it takes.
pub struct Two {
    pub part: ProposalId,
    pub lead: ProposalId,
    pub siv: Actor,
    pub leo: Actor,
    pub moderator: Actor,
}

async fn moderator(app: &App) -> Actor {
    app.person("Mona", Level::T, vec![Standing::of(Role::Moderator)])
        .await
}

pub async fn two(app: &App) -> Two {
    let (siv, leo) = (app.resident("Siv").await, app.resident("Leo").await);
    Two {
        part: app.proposal(&siv, "Lampor längs stigen").await,
        lead: app.proposal(&leo, "Belysning vid stigen").await,
        siv,
        leo,
        moderator: moderator(app).await,
    }
}

pub fn named(lead: impl ToString) -> NewSuggestion {
    NewSuggestion {
        lead: lead.to_string(),
        reason: "Båda vill ha ljus på samma stig.".to_owned(),
        once: String::new(),
    }
}

impl Two {
    pub async fn suggest(&self, app: &App) {
        let new = named(self.lead);
        let done = app
            .proposals
            .suggest(&self.moderator, self.part, new, app.now);
        done.await.unwrap();
    }

    async fn say(&self, app: &App, who: &Actor, answer: &str) -> Result<Answered, AppError> {
        app.proposals
            .answer_merge(who, self.part, answer, app.now)
            .await
    }

    pub async fn merge(&self, app: &App) {
        self.suggest(app).await;
        let waiting = self.say(app, &self.siv, "yes").await;
        assert_eq!(waiting, Ok(Answered::Waiting));
        let merged = self.say(app, &self.leo, "yes").await;
        assert_eq!(merged, Ok(Answered::Merged));
    }
}

pub async fn merged_into(app: &App, id: ProposalId) -> Option<i64> {
    fetch_one!(
        app.db.read().await.unwrap(),
        (Option<i64>,),
        "select merged_into from proposal where proposal_id = $1",
        id.get(),
    )
    .unwrap()
    .0
}

async fn count(app: &App, id: ProposalId) -> i64 {
    let view = app.proposals.get(&Actor::Visitor, id, app.now).await;
    view.unwrap().support.count
}

fn at_lead(why: NotMergeable) -> AppError {
    let problem = FieldProblem::NotMergeable { why };
    AppError::Invalid(vec![FieldError::new("lead", problem)])
}

on_both!(without_both_nothing_happens, |app| {
    let two = two(&app).await;
    let resident = app.resident("Ada").await;
    for (who, refused) in [
        (&Actor::Visitor, AppError::SignIn),
        (&resident, Denied::Role.into()),
        (&two.siv, Denied::Role.into()),
    ] {
        let suggested = app
            .proposals
            .suggest(who, two.part, named(two.lead), app.now)
            .await;
        assert_eq!(suggested, Err(refused));
    }
    assert_eq!(two.say(&app, &two.siv, "yes").await, Err(OVER));

    two.suggest(&app).await;
    // Both were asked, each once.
    let asked = "select count(*) from outbox where subject like 'Ska ditt förslag slås ihop%'";
    assert_eq!(app.number(asked).await, 2);
    assert_eq!(
        two.say(&app, &resident, "yes").await,
        Err(Denied::NotYours.into())
    );
    assert_eq!(
        two.say(&app, &two.moderator, "yes").await,
        Err(Denied::NotYours.into())
    );
    for (typed, problem) in [
        ("", FieldProblem::Missing),
        ("kanske", FieldProblem::NotAChoice),
    ] {
        let wrong = vec![FieldError::new("answer", problem)];
        let said = two.say(&app, &two.siv, typed).await;
        assert_eq!(said, Err(AppError::Invalid(wrong)));
    }
    let second = app
        .proposals
        .suggest(&two.moderator, two.part, named(two.lead), app.now)
        .await;
    assert_eq!(second, Err(at_lead(NotMergeable::AskedAlready)));

    // One says yes, twice: the other is still asked.
    for _ in 0..2 {
        let said = two.say(&app, &two.siv, "yes").await;
        assert_eq!(said, Ok(Answered::Waiting));
    }
    assert_eq!(merged_into(&app, two.part).await, None);
    let said = two.say(&app, &two.leo, "no").await;
    assert_eq!(said, Ok(Answered::Declined));
    assert_eq!(two.say(&app, &two.leo, "yes").await, Err(OVER));
    assert_eq!(merged_into(&app, two.part).await, None);
    let acts = "select count(*) from act where kind = 'merge'";
    assert_eq!(app.number(acts).await, 0);
    // Both and who suggested it.
    let told = "select count(*) from outbox where subject like 'Förslagen slås inte ihop%'";
    assert_eq!(app.number(told).await, 3);

    // It can be asked again, taken back, and be over by itself.
    two.suggest(&app).await;
    app.proposals
        .take_back_merge(&two.moderator, two.part, app.now)
        .await
        .unwrap();
    assert_eq!(two.say(&app, &two.siv, "yes").await, Err(OVER));
    two.suggest(&app).await;
    two.say(&app, &two.siv, "yes").await.unwrap();
    let last = app.now.plus_days(21);
    app.proposals.run_due(last).await.unwrap();
    let late = app
        .proposals
        .answer_merge(&two.leo, two.part, "yes", last.plus_days(1))
        .await;
    assert_eq!(late, Err(OVER));
    // Two servers, and again.
    for _ in 0..2 {
        let (one, other) = tokio::join!(
            app.proposals.run_due(last.plus_days(1)),
            app.proposals.run_due(last.plus_days(1))
        );
        one.unwrap();
        other.unwrap();
    }
    assert_eq!(app.number(told).await, 9);
    let page = app
        .proposals
        .merge_page(&two.siv, two.part, last.plus_days(1))
        .await
        .unwrap();
    let ended = page.suggestion.unwrap().ended.unwrap();
    assert_eq!(ended, (Outcome::Lapsed, last.plus_days(1)));
    let outcomes = "select outcome from merge_suggestion order by merge_suggestion_id";
    assert_eq!(
        app.texts(outcomes).await,
        ["declined", "taken_back", "lapsed"]
    );
});

on_both!(what_became_part_of_another_stays_as_it_was, |app| {
    let two = two(&app).await;
    let people = app.residents(3).await;
    for person in &people {
        let done = app.proposals.support(person, two.part, app.now);
        done.await.unwrap();
    }
    app.proposals
        .comment(&people[0], two.part, comment("Bra!"), app.now)
        .await
        .unwrap();
    let stays =
        "select stage || course || title || body || proposer_name || support_count || ' ' ||
        comment_count || ' ' || search_text from proposal where title like 'Lampor%'";
    let record = "select cast(act_id as text) || kind || stage || fields from act
        where kind <> 'merge' order by act_id";
    let before = (app.texts(stays).await, app.texts(record).await);
    two.merge(&app).await;
    assert_eq!((app.texts(stays).await, app.texts(record).await), before);
    assert_eq!(merged_into(&app, two.part).await, Some(two.lead.get()));

    // It stands in both records, and everybody was told of both in the same moment.
    let acts = fetch_all!(
        app.db.read().await.unwrap(),
        (i64, String, String, i64),
        "select proposal_id, fields, actor_name, at from act where kind = 'merge' order by act_id",
    )
    .unwrap();
    assert_eq!(acts.len(), 2);
    for (of, fields, by, at) in &acts {
        let other = match *of == two.part.get() {
            true => format!("\"lead\":\"{}\"", two.lead),
            false => format!("\"part\":\"{}\"", two.part),
        };
        assert!(
            fields.contains(&other) && fields.contains("Båda vill ha"),
            "{fields}"
        );
        assert_eq!((by.as_str(), *at), ("Mona", app.now.0));
    }
    let events = fetch_all!(
        app.db.read().await.unwrap(),
        (i64, i64),
        "select proposal_id, at from event order by seq desc limit 2",
    )
    .unwrap();
    assert_eq!(
        events,
        [(two.lead.get(), app.now.0), (two.part.get(), app.now.0)]
    );

    // Nothing more is done to it.
    let secretary = app.secretary("Gun").await;
    let official = app.official("Maja").await;
    let ada = app.resident("Ada").await;
    let support = app.proposals.support(&ada, two.part, app.now).await;
    assert_eq!(
        support,
        Err(AppError::SupportRefused(SupportRefused::Merged))
    );
    let undo = app
        .proposals
        .withdraw_support(&people[0], two.part, app.now)
        .await;
    assert_eq!(undo, Err(AppError::SupportRefused(SupportRefused::Merged)));
    let said = app
        .proposals
        .comment(&ada, two.part, comment("Sent."), app.now)
        .await;
    assert_eq!(said.err(), Some(MERGED));
    let text = crate::common::reasons();
    let answer = act(&[("text", text.as_str())]);
    let answered = app
        .proposals
        .answer(
            &official,
            two.part,
            ActKind::OfficialAnswer,
            answer,
            app.now,
        )
        .await;
    assert_eq!(answered, Err(MERGED));
    let gone = act(&[("confirmation", "yes")]);
    let withdrawn = app
        .proposals
        .record(&two.siv, two.part, T::Withdraw, gone, app.now)
        .await;
    assert_eq!(withdrawn, Err(MERGED));
    let again = app
        .proposals
        .suggest(&two.moderator, two.part, named(two.lead), app.now)
        .await;
    assert_eq!(again, Err(at_lead(NotMergeable::PartOfAnother)));
    // Not by rule either, when its days have passed.
    app.proposals.run_due(app.now.plus_days(200)).await.unwrap();
    let view = app
        .proposals
        .get(&secretary, two.part, app.now)
        .await
        .unwrap();
    assert_eq!(view.course.code(), StageCode::Collecting.code());
    assert!(view.possible.transitions.is_empty() && !view.possible.comment);

    // Nobody counts it, waits for it or works on it.
    assert_eq!(view.answer_by, None);
    let open = nara_app::proposals::api::ListQuery {
        group: Some(StageGroup::Collecting),
        ..list(10)
    };
    let listed = app
        .proposals
        .list(&Actor::Visitor, &open, "", app.now)
        .await
        .unwrap();
    assert!(listed.items.iter().all(|item| item.id != two.part));
    let standing = app.proposals.standing(app.now).await.unwrap();
    let counted: i64 = standing.groups.iter().map(|(_, n)| n).sum();
    assert_eq!(counted, 1);
    let web = app.web().await;
    let all = WorkQuery {
        pile: Pile::All,
        words: String::new(),
        after: None,
        limit: 25,
    };
    let desk = web
        .state
        .work
        .work(&secretary, &all, app.now)
        .await
        .unwrap();
    assert!(desk.items.iter().all(|item| item.id != two.part));
    assert!(
        app.proposals
            .undecided()
            .await
            .unwrap()
            .iter()
            .all(|case| case.id != two.part)
    );
    let alike = app
        .proposals
        .similar("Lampor längs stigen", 5, "", app.now)
        .await
        .unwrap();
    assert!(alike.iter().all(|it| it.id != two.part));
});

on_both!(supporters_move_as_persons_and_only_if_they_want, |app| {
    let rules = Ruleset {
        version: 2,
        threshold: Some(5),
        ..Ruleset::usual(&app.site.municipality)
    };
    app.set_rules(rules).await;
    let two = two(&app).await;
    let people = app.residents(4).await;
    for person in &people {
        let done = app.proposals.support(person, two.part, app.now);
        done.await.unwrap();
    }
    // One of them supports both.
    let both = app.proposals.support(&people[0], two.lead, app.now);
    both.await.unwrap();
    two.merge(&app).await;
    assert_eq!(
        (count(&app, two.part).await, count(&app, two.lead).await),
        (4, 1)
    );

    let web = app.web().await;
    let path = format!("/forslag/{}/lampor-langs-stigen", two.part);
    let to = format!("/forslag/{}/belysning-vid-stigen/stod", two.lead);
    // Who supports it already is not asked.
    let page = web.signed_in(&people[0]).await.get(&path).await;
    assert!(
        page.text.contains("Du stöder det som leder"),
        "{}",
        page.text
    );
    assert!(!page.text.contains(&to));
    // A yes, twice, is one person.
    let mut browser = web.signed_in(&people[1]).await;
    let page = browser.get(&path).await;
    assert!(
        page.text.contains("Vill du också stödja det som leder?"),
        "{}",
        page.text
    );
    assert!(page.text.contains(&to));
    for _ in 0..2 {
        let page = browser.post_form(&to, &[]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(
        (count(&app, two.part).await, count(&app, two.lead).await),
        (4, 2)
    );
    // Who is asked and says nothing moves nowhere; who is no supporter is only shown the way.
    let page = web.visitor().get(&path).await;
    assert!(page.text.contains("Stöd det som leder") && !page.text.contains(&to));

    // What refuses an ordinary support of the lead refuses this one.
    let known_by_alias = app.youth("Räv").await;
    let refused = app
        .proposals
        .support(&known_by_alias, two.lead, app.now)
        .await;
    assert!(refused.is_err());
    // Its threshold is met by persons, and then it goes to the council once.
    let reached = |app: App| async move {
        app.number("select count(*) from act where transition = 'reach_threshold'")
            .await
    };
    for person in &people[2..] {
        let done = app.proposals.support(person, two.lead, app.now);
        done.await.unwrap();
    }
    assert_eq!(
        (count(&app, two.lead).await, reached(app.clone()).await),
        (4, 0)
    );
    let done = app.proposals.support(&two.siv, two.lead, app.now);
    done.await.unwrap();
    assert_eq!(
        (count(&app, two.lead).await, reached(app.clone()).await),
        (5, 1)
    );
    let rows = "select count(*) from support s join proposal p on p.proposal_id = s.proposal_id
        where p.title like 'Belysning%'";
    assert_eq!(app.number(rows).await, 5);
    assert_eq!(count(&app, two.part).await, 4);
});

on_both!(everybody_of_both_is_told_once, |app| {
    let two = two(&app).await;
    let people = app.residents(3).await;
    for (place, person) in people.iter().enumerate() {
        let mut tx = app.db.begin().await.unwrap();
        execute!(
            tx,
            "update person set email = $2, email_confirmed_at = 1 where person_id = $1",
            person.person_id().unwrap().get(),
            format!("stod{place}@example.se"),
        )
        .unwrap();
        tx.commit().await.unwrap();
    }
    for person in &people[..2] {
        let done = app.proposals.support(person, two.part, app.now);
        done.await.unwrap();
    }
    app.proposals
        .support(&people[2], two.lead, app.now)
        .await
        .unwrap();
    two.merge(&app).await;
    app.spread().await;
    // Its proposer and two supporters; the lead's proposer, a supporter, and who suggested it.
    let of_part =
        "select count(*) from outbox where subject like 'Nu en del av ett annat förslag%'";
    let of_lead =
        "select count(*) from outbox where subject like 'Ett annat förslag är nu en del%'";
    assert_eq!(
        (app.number(of_part).await, app.number(of_lead).await),
        (3, 3)
    );
    let asks =
        "select count(*) from outbox where body like '%Ditt stöd flyttas inte av sig självt%'";
    assert_eq!(app.number(asks).await, 3);
});

on_both!(no_chains_whoever_tries, |app| {
    let two = two(&app).await;
    let third = app
        .proposal(&app.resident("Tyra").await, "Ljus på stigen")
        .await;
    let suggest = |part: ProposalId, lead: String| {
        let (app, moderator) = (app.clone(), two.moderator.clone());
        async move {
            app.proposals
                .suggest(&moderator, part, named(lead), app.now)
                .await
        }
    };
    let own = suggest(two.part, two.part.to_string()).await;
    assert_eq!(own, Err(at_lead(NotMergeable::Same)));
    let nothing = suggest(two.part, String::new()).await;
    let missing = vec![FieldError::new("lead", FieldProblem::Missing)];
    assert_eq!(nothing, Err(AppError::Invalid(missing)));
    let unknown = suggest(two.part, "4711".to_owned()).await;
    let none = vec![FieldError::new("lead", FieldProblem::NoSuchProposal)];
    assert_eq!(unknown, Err(AppError::Invalid(none)));
    let of_other_kind = app
        .proposals
        .submit(&two.siv, idea("Ljus"), "", app.now)
        .await
        .unwrap();
    let kinds = suggest(two.part, of_other_kind.to_string()).await;
    assert_eq!(kinds, Err(at_lead(NotMergeable::OtherKind)));

    two.merge(&app).await;
    let into_part = suggest(third, two.part.to_string()).await;
    assert_eq!(into_part, Err(at_lead(NotMergeable::LeadIsPart)));
    let leads = suggest(two.lead, third.to_string()).await;
    assert_eq!(leads, Err(at_lead(NotMergeable::HasParts)));
    // By the address with its number, and one leads several.
    let address = format!("http://127.0.0.1:3000/forslag/{}/x", two.lead);
    suggest(third, address).await.unwrap();

    // Nor by hand.
    for (part, lead) in [(two.lead, third), (third, two.part), (third, third)] {
        let mut tx = app.db.begin().await.unwrap();
        let marked = execute!(
            tx,
            "update proposal set merged_into = $2 where proposal_id = $1",
            part.get(),
            lead.get(),
        );
        assert!(marked.is_err(), "{part} {lead}");
    }
});

on_both!(all_at_the_same_moment_make_one, |app| {
    let two = two(&app).await;
    let gun = app.secretary("Gun").await;
    let (one, other) = tokio::join!(
        app.proposals
            .suggest(&two.moderator, two.part, named(two.lead), app.now),
        app.proposals
            .suggest(&gun, two.part, named(two.lead), app.now),
    );
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert_eq!(app.number("select count(*) from merge_suggestion").await, 1);
    // And the other way round: both are open, only one of them can be done.
    app.proposals
        .suggest(&gun, two.lead, named(two.part), app.now)
        .await
        .unwrap();
    let say = |who: &Actor, part: ProposalId| {
        let (app, who) = (app.clone(), who.clone());
        tokio::spawn(async move {
            let said = app.proposals.answer_merge(&who, part, "yes", app.now);
            said.await
        })
    };
    let mut answers = Vec::new();
    for _ in 0..3 {
        for part in [two.part, two.lead] {
            for who in [&two.siv, &two.leo] {
                answers.push(say(who, part));
            }
        }
    }
    let mut merged = 0;
    for answer in answers {
        match answer.await.unwrap() {
            Ok(Answered::Merged) => merged += 1,
            Ok(Answered::Waiting) => {}
            Err(error) => assert!(error == OVER || error == MERGED, "{error:?}"),
            Ok(Answered::Declined) => panic!("nobody said no"),
        }
    }
    assert_eq!(merged, 1);
    let acts = "select count(*) from act where kind = 'merge'";
    assert_eq!(app.number(acts).await, 2);
    let marks = "select count(*) from proposal where merged_into is not null";
    assert_eq!(app.number(marks).await, 1);
});

on_both!(a_lead_that_is_taken_back_sets_its_parts_free, |app| {
    let two = two(&app).await;
    let stage = |at: Stamp| {
        let (app, part) = (app.clone(), two.part);
        async move {
            let view = app.proposals.get(&Actor::Visitor, part, at).await.unwrap();
            let Some(Stage::Collecting { closes, .. }) = view.course.as_proposal().cloned() else {
                panic!("{:?}", view.course);
            };
            (closes, view.merged.is_some(), view.answer_by)
        }
    };
    let (closes, ..) = stage(app.now).await;
    two.merge(&app).await;
    let back = app.now.plus_days(100);
    let gone = act(&[("confirmation", "yes")]);
    app.proposals
        .record(&two.leo, two.lead, T::Withdraw, gone, back)
        .await
        .unwrap();
    // As many days are left as were.
    let (later, merged, _) = stage(back).await;
    assert_eq!((later, merged), (closes.add_days(100), false));
    assert_eq!(merged_into(&app, two.part).await, None);
    app.proposals.run_due(back.plus_days(1)).await.unwrap();
    let ada = app.resident("Ada").await;
    app.proposals
        .support(&ada, two.part, back.plus_days(1))
        .await
        .unwrap();
    let events = "select count(*) from act where kind = 'merge' and fields like '%free_of%'";
    assert_eq!(app.number(events).await, 1);
    // A correction of what came before takes the whole walk again, and keeps the days.
    let secretary = app.secretary("Gun").await;
    let register = fetch_one!(
        app.db.read().await.unwrap(),
        (i64,),
        "select act_id from act where proposal_id = $1 and transition = 'register'",
        two.part.get(),
    )
    .unwrap();
    let view = app.proposals.get(&secretary, two.part, back).await.unwrap();
    let entry = view
        .acts
        .iter()
        .find(|act| act.transition == Some(T::Register))
        .unwrap();
    let mut fields = entry.fields.clone();
    fields.insert("short_description".to_owned(), "Ljus på stigen".to_owned());
    fields.insert("correction_reason".to_owned(), "Fel ord.".to_owned());
    let new = nara_app::proposals::api::NewAct {
        fields,
        once: String::new(),
    };
    app.proposals
        .correct(&secretary, two.part, register.0.into(), new, back)
        .await
        .unwrap();
    assert_eq!(stage(back).await.0, closes.add_days(100));
    // And it can become part of another again.
    let third = app.proposal(&two.leo, "Ljus på stigen").await;
    app.proposals
        .suggest(&two.moderator, two.part, named(third), back)
        .await
        .unwrap();
});

on_both!(who_cannot_answer_is_not_asked, |app| {
    let two = two(&app).await;
    let erase = |who: Actor| {
        let app = app.clone();
        async move {
            let mut tx = app.db.begin().await.unwrap();
            execute!(
                tx,
                "update person set erased_at = $2, email = null where person_id = $1",
                who.person_id().unwrap().get(),
                app.now.0,
            )
            .unwrap();
            tx.commit().await.unwrap();
        }
    };
    // Somebody leaves while being asked.
    two.suggest(&app).await;
    erase(two.siv.clone()).await;
    app.proposals.run_due(app.now).await.unwrap();
    assert_eq!(two.say(&app, &two.leo, "yes").await, Err(OVER));
    let again = app
        .proposals
        .suggest(&two.moderator, two.part, named(two.lead), app.now)
        .await;
    assert_eq!(again, Err(at_lead(NotMergeable::ProposerGone)));
    let ended = "select outcome from merge_suggestion";
    assert_eq!(app.texts(ended).await, ["lapsed"]);
});

on_both!(one_person_with_both_answers_once, |app| {
    let siv = app.resident("Siv").await;
    let part = app.proposal(&siv, "Lampor längs stigen").await;
    let lead = app.proposal(&siv, "Belysning vid stigen").await;
    let moderator = moderator(&app).await;
    app.proposals
        .suggest(&moderator, part, named(lead), app.now)
        .await
        .unwrap();
    let asked = "select count(*) from outbox where subject like 'Ska ditt förslag slås ihop%'";
    assert_eq!(app.number(asked).await, 1);
    let said = app.proposals.answer_merge(&siv, part, "yes", app.now).await;
    assert_eq!(said, Ok(Answered::Merged));
    let view = app
        .proposals
        .get(&Actor::Visitor, lead, app.now)
        .await
        .unwrap();
    // Named once.
    assert_eq!(view.parts[0].proposer_name, None);
});

on_both!(the_pages_say_what_is_whose, |app| {
    let two = two(&app).await;
    let alike = app.proposal(&two.leo, "Fler lampor längs cykelvägen").await;
    let web = app.web().await;
    let page_of = format!("/forslag/{}/lampor-langs-stigen/sla-ihop", two.part);
    let (part, lead) = (
        format!("/forslag/{}/lampor-langs-stigen", two.part),
        format!("/forslag/{}/belysning-vid-stigen", two.lead),
    );
    let mut mona = web.signed_in(&two.moderator).await;
    let page = mona.get(&part).await;
    assert!(
        page.text.contains("Slå ihop med ett annat"),
        "{}",
        page.text
    );
    let page = mona.get(&page_of).await;
    assert!(page.text.contains("Fler lampor"), "{}", page.text);
    assert!(page.text.contains(&format!("Välj nummer {alike}")));
    let choose = format!("?med={}", two.lead);
    let page = mona.get(&format!("{page_of}{choose}")).await;
    assert!(page.text.contains(&format!("value=\"{}\"", two.lead)));
    // What was typed comes back.
    let page = mona
        .post_form(
            &page_of,
            &[("lead", "4711"), ("reason", "Samma stig & ljus")],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("4711") && page.text.contains("Samma stig &amp; ljus"));
    let lead_number = two.lead.to_string();
    let typed = [
        ("lead", lead_number.as_str()),
        ("reason", "Samma stig"),
        ("once", "a"),
    ];
    for _ in 0..2 {
        let page = mona.post_form(&page_of, &typed).await;
        assert_eq!(page.location(), page_of);
    }
    let page = mona.get(&page_of).await;
    assert!(page.text.contains("Ta tillbaka frågan") && page.text.contains("Inget svar än"));

    let ada = app.resident("Ada").await;
    let mut browser = web.signed_in(&ada).await;
    assert_eq!(browser.get(&page_of).await.status, StatusCode::FORBIDDEN);
    assert!(!browser.get(&part).await.text.contains("sla-ihop"));
    let to = format!("{page_of}/svar");
    let page = browser.post_form(&to, &[("answer", "yes")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);

    for (who, page, flash) in [
        (&two.siv, &part, "merge_agreed"),
        (&two.leo, &lead, "merged"),
    ] {
        let mut browser = web.signed_in(who).await;
        let page = browser.get(page).await;
        assert!(page.text.contains("Läs frågan och svara"), "{}", page.text);
        let page = browser.get(&page_of).await;
        assert!(page.text.contains("Vill du att förslagen slås ihop?"));
        assert!(page.text.contains("Samma stig"));
        let page = browser.post_form(&to, &[]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = browser.post_form(&to, &[("answer", "yes")]).await;
        assert_eq!(page.location(), page_of, "{flash}");
    }
    let page = web.visitor().get(&part).await;
    assert!(
        page.text.contains("Del av ett annat förslag"),
        "{}",
        page.text
    );
    assert!(page.text.contains(&lead) && page.text.contains("Siv"));
    let page = web.visitor().get(&lead).await;
    assert!(page.text.contains("Hit hör också") && page.text.contains(&part));
    assert!(page.text.contains("Tillsammans med Siv"), "{}", page.text);
    let page = web.visitor().get("/forslag?q=stigen").await;
    assert!(
        page.text.contains("Del av ett annat förslag"),
        "{}",
        page.text
    );
    let answer = web
        .visitor()
        .get(&format!("/api/v1/proposals/{}", two.part))
        .await
        .json();
    assert_eq!(answer["merged_into"], two.lead.get());
    assert_eq!(answer["stage"], "collecting");
    assert_eq!(answer["stage_group"], "ended");
    let answer = web
        .visitor()
        .get(&format!("/api/v1/proposals/{}", two.lead))
        .await
        .json();
    assert_eq!(answer["parts"][0], two.part.get());

    // Who becomes protected is named nowhere, on neither page.
    let mut tx = app.db.begin().await.unwrap();
    nara_server::people::seal::everything_of(&mut tx, two.siv.person_id().unwrap(), app.now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let page = web.visitor().get(&lead).await;
    assert!(!page.text.contains("Siv"), "{}", page.text);
    assert!(
        page.text
            .contains("en förslagsställare som inte visar sitt namn")
    );
});
