//! The machine against the machine-readable core of the life cycle's description, both ways.

use std::collections::{BTreeMap, BTreeSet};

use nara_domain::proposal::machine::{EDGES, WITHDRAW_FROM};
use nara_domain::proposal::{StageCode, TransitionKind, allowed_from};
use serde_json::Value;

fn core() -> Value {
    serde_json::from_str(include_str!("../fixtures/life-cycle.json")).unwrap()
}

fn pairs(value: &Value) -> BTreeSet<(String, String)> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|edge| {
            (
                edge[0].as_str().unwrap().to_owned(),
                edge[1].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

#[test]
fn the_stages_are_those_described_and_a_draft_is_none() {
    let described: Vec<String> = serde_json::from_value(core()["states"].clone()).unwrap();
    let described: BTreeSet<&str> = described.iter().map(String::as_str).collect();
    let ours: BTreeSet<&str> = StageCode::CODES.iter().copied().chain(["draft"]).collect();
    assert_eq!(ours, described);
}

#[test]
fn the_edges_are_those_described_and_no_others() {
    let mut described = pairs(&core()["transitions"]);
    assert!(
        described.remove(&("draft".into(), "submitted".into())),
        "submitting is no step here"
    );
    let ours: BTreeSet<(String, String)> = EDGES
        .iter()
        // A report on what was promised stays where it is: the description has no line for it.
        .filter(|(_, kind, _)| *kind != TransitionKind::ReportProgress)
        .map(|(from, _, to)| (from.to_string(), to.to_string()))
        .collect();
    assert_eq!(ours, described);
}

#[test]
fn a_proposal_can_be_taken_back_from_where_described() {
    let described: Vec<String> = serde_json::from_value(core()["withdraw_from"].clone()).unwrap();
    let ours: Vec<String> = WITHDRAW_FROM.iter().map(ToString::to_string).collect();
    assert_eq!(ours, described);
}

#[test]
fn an_edge_leads_where_its_step_says() {
    for (from, kind, to) in EDGES {
        assert!(kind.targets().contains(to), "{from} {kind} {to}");
    }
    for kind in TransitionKind::ALL
        .iter()
        .filter(|k| **k != TransitionKind::Withdraw)
    {
        for target in kind.targets() {
            assert!(
                EDGES.iter().any(|(_, k, to)| k == kind && to == target),
                "{kind} {target}"
            );
        }
    }
}

#[test]
fn no_edge_is_written_twice() {
    for (n, edge) in EDGES.iter().enumerate() {
        assert!(!EDGES[..n].contains(edge), "{edge:?}");
    }
}

#[test]
fn from_the_archive_nothing_follows_and_from_a_terminal_stage_only_the_archive() {
    for code in StageCode::ALL {
        let next = allowed_from(*code);
        match (*code, code.is_terminal()) {
            (StageCode::Closed, _) => assert!(next.is_empty()),
            (_, true) => assert_eq!(next, [TransitionKind::Close], "{code}"),
            (_, false) => assert!(next.iter().any(|k| *k != TransitionKind::Close), "{code}"),
        }
    }
}

#[test]
fn every_stage_can_be_reached_from_submission() {
    let mut reached = BTreeSet::from([StageCode::Submitted]);
    loop {
        let before = reached.len();
        for (from, _, to) in EDGES {
            if reached.contains(from) {
                reached.insert(*to);
            }
        }
        if WITHDRAW_FROM.iter().any(|c| reached.contains(c)) {
            reached.insert(StageCode::Withdrawn);
        }
        if reached.len() == before {
            break;
        }
    }
    assert_eq!(reached.len(), StageCode::ALL.len());
}

#[test]
fn each_step_requires_exactly_the_fields_described_for_its_stage() {
    // The description's words and ours.
    let words: BTreeMap<&str, &str> = BTreeMap::from([
        ("diarienummer", "diary_number"),
        ("inkom_datum", "received_on"),
        ("kort_beskrivning", "short_description"),
        ("organ", "body"),
        ("sammantradesdatum", "meeting_date"),
        ("paragraf", "paragraph"),
        ("mottagande_namnd", "receiving_body"),
        ("handlaggare", "officer"),
        ("forvaltning", "department"),
        ("forvantat_beslut", "expected_decision"),
        ("tjansteskrivelse", "memorandum"),
        ("investeringskostnad", "investment_cost"),
        ("driftskostnad", "operating_cost"),
        ("barnperspektiv", "child_impact"),
        ("forslag_till_beslut", "proposed_decision"),
        ("fraga_att_utreda", "question"),
        ("nytt_datum", "new_date"),
        ("beslutstext", "decision_text"),
        ("motivering", "reasons"),
        ("ansvarig", "responsible"),
        ("uppfoljningsdatum", "follow_up_date"),
        ("delbeslut", "parts"),
        ("underorsak", "sub_reason"),
        ("orsakskod", "reason_code"),
        ("orsak", "reason"),
        ("beslutad_av", "decided_by"),
        ("datum", "on"),
        ("verklig_kostnad", "actual_cost"),
    ]);
    let core = core();
    let required = core["required"].as_object().unwrap();
    for (stage, fields) in required {
        let stage = StageCode::from_code(stage).unwrap();
        let kind = TransitionKind::ALL
            .iter()
            .find(|k| k.targets() == [stage])
            .unwrap_or_else(|| panic!("{stage}"));
        let described: BTreeSet<&str> = fields
            .as_array()
            .unwrap()
            .iter()
            .map(|f| words[f.as_str().unwrap()])
            .collect();
        // The table names it and the core leaves it out; the table decides.
        let described: BTreeSet<&str> = match stage {
            StageCode::Approved | StageCode::PartlyApproved => {
                described.into_iter().chain(["budget_source"]).collect()
            }
            StageCode::HandedOver => described.into_iter().chain(["decision_text"]).collect(),
            _ => described,
        };
        let ours: BTreeSet<&str> = kind
            .fields()
            .iter()
            .filter(|s| s.required && s.only_for.is_none())
            .map(|s| s.name)
            .collect();
        assert_eq!(ours, described, "{kind}");
    }
    assert_eq!(required.len(), 13);
}
