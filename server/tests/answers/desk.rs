//! The people at work on a case, with their browsers, and the forms they fill in.

use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Ruleset, StageCode, TransitionKind as T};
use nara_domain::text::slug;

use crate::common::http::{Browser, Page, Web};
use crate::common::{App, reasons};

pub struct Desk<'w> {
    pub app: App,
    pub id: ProposalId,
    /// `/forslag/1/belysning`
    pub path: String,
    pub proposer: Browser<'w>,
    pub secretary: Browser<'w>,
    pub official: Browser<'w>,
    pub elected: Browser<'w>,
    pub visitor: Browser<'w>,
}

/// A form as typed.
pub type Typed = Vec<(&'static str, String)>;

impl<'w> Desk<'w> {
    /// A proposal that goes straight to the council.
    pub async fn new(app: &App, web: &'w Web) -> Self {
        let rules = Ruleset {
            version: 2,
            ..Ruleset::without_threshold(&app.site.municipality)
        };
        app.set_rules(rules).await;
        Self::of(app, web, "Belysning längs stigen").await
    }

    /// One that nobody but the secretary and its proposer can read yet.
    pub async fn unread(app: &App, web: &'w Web) -> Self {
        let rules = Ruleset {
            version: 2,
            pre_review: true,
            ..Ruleset::without_threshold(&app.site.municipality)
        };
        app.set_rules(rules).await;
        Self::of(app, web, "Belysning längs stigen").await
    }

    async fn of(app: &App, web: &'w Web, title: &str) -> Self {
        let proposer = app.resident("Ekbackenbo").await;
        let id = app.proposal(&proposer, title).await;
        Self {
            id,
            path: format!("/forslag/{id}/{}", slug(title)),
            proposer: web.signed_in(&proposer).await,
            secretary: web
                .signed_in(&app.secretary("Nämndsekreterare").await)
                .await,
            official: web.signed_in(&app.official("Maja").await).await,
            elected: web.signed_in(&app.elected("Ledamot").await).await,
            visitor: web.visitor(),
            app: app.clone(),
        }
    }

    pub async fn stage(&self) -> StageCode {
        let view = self
            .app
            .proposals
            .get(&Actor::Visitor, self.id, self.app.now)
            .await
            .unwrap();
        view.course.as_proposal().unwrap().code()
    }

    /// Sends the form of a step, as whoever's step it is.
    pub async fn send(&mut self, step: T, fields: &Typed) -> Page {
        let path = format!("{}/handlagg", self.path);
        let form = form(step.code(), fields);
        let browser = match step {
            T::PresentProposal
            | T::Plan
            | T::StartImplementing
            | T::ReportProgress
            | T::MarkImplemented => &mut self.official,
            _ => &mut self.secretary,
        };
        post(browser, &path, &form).await
    }

    /// Records a step that must work.
    pub async fn take(&mut self, step: T) {
        let fields = self.filled(step);
        let page = self.send(step, &fields).await;
        assert_eq!(page.status, 303, "{step}: {}", page.text);
        assert_eq!(page.location(), self.path, "{step}");
    }

    pub async fn take_all(&mut self, steps: &[T]) {
        for step in steps {
            self.take(*step).await;
        }
    }

    /// From registered to the agenda.
    pub async fn reach_agenda(&mut self) {
        self.take_all(&[T::Announce, T::HandOver, T::StartPreparation])
            .await;
        self.take_all(&[T::PresentProposal, T::Schedule]).await;
    }

    /// A form filled in rightly.
    pub fn filled(&self, step: T) -> Typed {
        let today = self.app.now.day();
        let later = today.add_days(60).to_string();
        let today = today.to_string();
        let meeting = |body: &str| {
            vec![
                ("body", body.to_owned()),
                ("meeting_date", today.clone()),
                ("paragraph", "41".to_owned()),
            ]
        };
        let decision = || {
            let mut fields = meeting("TN");
            fields.push((
                "decision_text",
                "Tekniska nämnden bifaller förslaget.".to_owned(),
            ));
            fields.push(("reasons", reasons()));
            fields
        };
        let text = |name: &'static str, value: &str| (name, value.to_owned());
        match step {
            T::Register => vec![
                text("diary_number", "KS 2026/100"),
                ("received_on", today),
                text("short_description", "Belysning längs stigen till skolan"),
            ],
            T::Announce => meeting("KF"),
            T::HandOver => {
                let decided = "Kommunfullmäktige överlämnar förslaget till tekniska nämnden.";
                let more = vec![text("receiving_body", "TN"), text("decision_text", decided)];
                [meeting("KF"), more].concat()
            }
            T::StartPreparation => vec![
                text("officer", "Maja"),
                text("department", "Tekniska förvaltningen"),
                ("expected_decision", later),
            ],
            T::PresentProposal => vec![
                text("memorandum", "Stolparna räcker."),
                text("investment_cost", "540 000"),
                text("operating_cost", "9000"),
                text("child_impact", "Trygg väg till skolan."),
                text("proposed_decision", "Nämnden bifaller förslaget."),
            ],
            T::Schedule => vec![text("body", "TN"), ("meeting_date", today)],
            T::Table => vec![("meeting_date", later)],
            T::RemitBack => vec![
                text("question", "Vad kostar solceller?"),
                ("new_date", later),
            ],
            T::Approve => [
                decision(),
                vec![
                    text("budget_source", "Investeringsbudgeten 2026, trygghet"),
                    text("responsible", "Tekniska förvaltningen"),
                    ("follow_up_date", later),
                ],
            ]
            .concat(),
            T::DeemAnswered => [decision(), vec![text("sub_reason", "no_position")]].concat(),
            T::Decline => [decision(), vec![text("reason_code", "priority")]].concat(),
            T::Plan => vec![
                text("owner", "Tekniska förvaltningen"),
                text("plan", "Upphandling, sedan montering."),
                text("budget_year", "2026"),
                ("next_report", later),
            ],
            T::StartImplementing => vec![("started_on", today)],
            T::ReportProgress => vec![
                text("text", "Upphandlingen är klar. Montörerna börjar i mars."),
                ("next_report", later),
            ],
            T::MarkImplemented => vec![("on", today), text("actual_cost", "512000")],
            T::Stop => vec![
                text("reason", "Ledningen gick av."),
                text("decided_by", "Nämnden"),
            ],
            T::Close => vec![text("archive_id", "E-2026-7"), ("archived_on", today)],
            other => panic!("no form for {other}"),
        }
    }
}

/// The fields with the step they belong to.
pub fn form(step: &str, fields: &Typed) -> Typed {
    let mut form = fields.clone();
    form.push(("step", step.to_owned()));
    form
}

pub async fn post(browser: &mut Browser<'_>, path: &str, fields: &Typed) -> Page {
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    browser.post_form(path, &pairs).await
}
