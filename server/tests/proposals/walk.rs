//! People and steps that take a proposal along its way.

use nara_app::proposals::api::{NewAct, ProposalPort, Recorded};
use nara_domain::actor::Actor;
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::proposal::{Ruleset, TransitionKind as T};

use crate::common::{App, act, reasons};

/// Who takes part in a case.
pub struct Cast {
    pub proposer: Actor,
    pub secretary: Actor,
    pub official: Actor,
}

impl App {
    pub async fn cast(&self) -> Cast {
        Cast {
            proposer: self.resident("Ekbackenbo").await,
            secretary: self.secretary("Nämndsekreterare").await,
            official: self.official("Maja").await,
        }
    }

    /// From now on every proposal goes straight to the council.
    pub async fn without_threshold(&self) {
        let rules = Ruleset {
            version: 2,
            ..Ruleset::without_threshold(&self.site.municipality)
        };
        self.set_rules(rules).await;
    }

    pub async fn record(
        &self,
        actor: &Actor,
        id: ProposalId,
        kind: T,
        fields: &[(&str, &str)],
    ) -> ActId {
        self.try_record(actor, id, kind, act(fields)).await.unwrap()
    }

    pub async fn try_record(
        &self,
        actor: &Actor,
        id: ProposalId,
        kind: T,
        new: NewAct,
    ) -> Result<ActId, nara_app::error::AppError> {
        let recorded = self.proposals.record(actor, id, kind, new, self.now);
        match recorded.await? {
            Recorded::Act(act) => Ok(act),
            Recorded::Prepared => panic!("{kind} takes a second person"),
        }
    }

    /// Two persons reject: a colleague prepares it, the secretary reads and confirms.
    pub async fn reject(&self, cast: &Cast, id: ProposalId, form: NewAct) -> ActId {
        let colleague = self.secretary("Registrator").await;
        self.prepare(&colleague, id, form.clone()).await;
        self.try_record(&cast.secretary, id, T::RejectFormally, form)
            .await
            .unwrap()
    }

    pub async fn prepare(&self, actor: &Actor, id: ProposalId, form: NewAct) {
        let kind = T::RejectFormally;
        let prepared = self.proposals.record(actor, id, kind, form, self.now).await;
        assert_eq!(prepared, Ok(Recorded::Prepared));
    }

    /// From registered to the agenda of the technical committee.
    pub async fn reach_agenda(&self, cast: &Cast, id: ProposalId) {
        let today = self.now.day().to_string();
        let later = self.now.day().add_days(30).to_string();
        let meeting = [
            ("body", "KF"),
            ("meeting_date", today.as_str()),
            ("paragraph", "12"),
        ];
        self.record(&cast.secretary, id, T::Announce, &meeting)
            .await;
        let mut hand_over = meeting.to_vec();
        hand_over.push(("receiving_body", "TN"));
        hand_over.push(("decision_text", "Förslaget överlämnas."));
        self.record(&cast.secretary, id, T::HandOver, &hand_over)
            .await;
        self.record(
            &cast.secretary,
            id,
            T::StartPreparation,
            &[
                ("officer", "Maja"),
                ("department", "Tekniska förvaltningen"),
                ("expected_decision", later.as_str()),
            ],
        )
        .await;
        self.record(
            &cast.official,
            id,
            T::PresentProposal,
            &[
                ("memorandum", "Stolparna räcker."),
                ("investment_cost", "540 000"),
                ("operating_cost", "9000"),
                ("child_impact", "Trygg väg till skolan."),
                ("proposed_decision", "Nämnden bifaller förslaget."),
            ],
        )
        .await;
        self.record(
            &cast.secretary,
            id,
            T::Schedule,
            &[("body", "TN"), ("meeting_date", today.as_str())],
        )
        .await;
    }

    /// The form of an approval.
    pub fn approval(&self) -> NewAct {
        let today = self.now.day().to_string();
        let later = self.now.day().add_days(200).to_string();
        act(&[
            ("body", "TN"),
            ("meeting_date", today.as_str()),
            ("paragraph", "§ 41"),
            (
                "decision_text",
                "Tekniska nämnden bifaller medborgarförslaget.",
            ),
            ("reasons", reasons().as_str()),
            ("budget_source", "Investeringsbudgeten 2026, trygghet"),
            ("responsible", "Tekniska förvaltningen"),
            ("follow_up_date", later.as_str()),
        ])
    }
}
