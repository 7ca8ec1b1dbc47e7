//! What the brokers call things, and that it arrives: one library was seen to drop `ssn` in silence.

use nara_domain::actor::Role;
use nara_domain::identity::NumberKind;
use nara_domain::time::Date;
use nara_server::identity::Verified;
use nara_server::providers::ProviderSettings;
use nara_server::providers::claims::{Claims, Unfit, verified};
use serde_json::{Value, json};

use crate::provider::{COORDINATION, NUMBER};

fn settings(more: Value) -> ProviderSettings {
    let mut one = json!({
        "id": "ett", "name": { "sv": "Ett", "en": "One" },
        "issuer": "https://broker.example", "client_id": "nara",
    });
    for (key, value) in more.as_object().unwrap() {
        one[key] = value.clone();
    }
    let list = json!([one]).to_string();
    let mut read = ProviderSettings::parse(&list, std::path::Path::new(".")).unwrap();
    read.remove(0)
}

fn read(more: Value, told: &[Value]) -> Result<Verified, Unfit> {
    let told: Vec<Claims> = told
        .iter()
        .map(|claims| claims.as_object().unwrap().clone())
        .collect();
    let today = Date::new(2026, 3, 4).unwrap();
    verified(&settings(more), "subject", &told, today)
}

#[test]
fn every_broker_is_understood() {
    let whole = "https://id.oidc.se/claim/personalIdentityNumber";
    for (broker, claims) in [
        ("oidc.se", json!({ whole: NUMBER, "name": "Alva Ek" })),
        (
            "Signicat",
            json!({ "nin": NUMBER, "nin_type": "PERSON", "nin_issuing_country": "SE",
            "name": "Alva Ek", "birthdate": "1990-05-15" }),
        ),
        (
            "Idura and Criipto",
            json!({ "ssn": NUMBER, "name": "Alva Ek",
            "identityscheme": "sebankid" }),
        ),
        (
            "Sweden Connect by way of OpenID Connect",
            json!({ "personalIdentityNumber": NUMBER, "display_name": "Alva Ek" }),
        ),
        (
            "BankID's own name",
            json!({ "personalNumber": NUMBER, "name": "Alva Ek" }),
        ),
        (
            "snake case",
            json!({ "personal_identity_number": NUMBER, "name": "Alva Ek" }),
        ),
        (
            "ten digits with a hyphen",
            json!({ "ssn": "900515-2393", "name": "Alva Ek" }),
        ),
    ] {
        let who = read(json!({}), &[claims]).unwrap_or_else(|why| panic!("{broker}: {why:?}"));
        assert_eq!(who.number.unwrap().expose(), NUMBER, "{broker}");
        assert_eq!(who.name.as_deref(), Some("Alva Ek"), "{broker}");
        assert_eq!(
            (who.provider.as_str(), who.subject.as_str()),
            ("ett", "subject")
        );
        assert!(who.previous.is_none() && who.duties.is_empty(), "{broker}");
    }
}

#[test]
fn a_samordningsnummer_is_a_number_and_may_have_been_one() {
    let claims = json!({
        "https://id.oidc.se/claim/coordinationNumber": COORDINATION,
        "https://id.oidc.se/claim/coordinationNumberLevel": "confirmed",
    });
    let who = read(json!({}), &[claims]).unwrap();
    assert_eq!(who.number.unwrap().kind(), NumberKind::Coordination);
    let claims = json!({
        "https://id.oidc.se/claim/personalIdentityNumber": NUMBER,
        "https://id.oidc.se/claim/previousCoordinationNumber": COORDINATION,
    });
    let who = read(json!({}), &[claims]).unwrap();
    assert_eq!(who.number.unwrap().expose(), NUMBER);
    assert_eq!(who.previous.unwrap().expose(), COORDINATION);
    // Under the name for the one kind, the other is a mistake.
    let swapped = json!({ "coordinationNumber": NUMBER });
    assert!(read(json!({}), &[swapped]).is_err());
}

#[test]
fn names_of_ones_own_take_the_place_of_ours() {
    let more = json!({ "claims": { "number": ["urn:x:pnr", "nin"], "name": ["fullName"] } });
    let claims = json!({ "urn:x:pnr": "", "nin": NUMBER, "name": "x", "fullName": "Alva Ek" });
    let who = read(more.clone(), &[claims]).unwrap();
    assert_eq!(
        who.number.unwrap().expose(),
        NUMBER,
        "an empty text is nothing"
    );
    assert_eq!(who.name.as_deref(), Some("Alva Ek"));
    let unknown = json!({ "ssn": NUMBER });
    assert!(
        read(more, &[unknown]).is_err(),
        "not asked for by that name"
    );
}

#[test]
fn the_token_counts_before_what_is_asked_for_besides() {
    let token = json!({ "nin": NUMBER });
    let besides = json!({ "nin": COORDINATION, "given_name": "Alva" });
    let who = read(json!({}), &[token, besides]).unwrap();
    assert_eq!(who.number.unwrap().expose(), NUMBER);
    assert_eq!(who.name.as_deref(), Some("Alva"));
}

#[test]
fn a_name_nobody_can_show_is_none() {
    for name in [
        json!(""),
        json!("\u{202e}x\u{0}"),
        json!("a".repeat(500)),
        json!(7),
    ] {
        let claims = json!({ "nin": NUMBER, "name": name });
        assert_eq!(read(json!({}), &[claims]).unwrap().name, None, "{name}");
    }
}

#[test]
fn groups_give_what_the_operator_wrote_and_nothing_else() {
    let more = json!({ "staff": [
        { "group": "a", "role": "moderator" },
        { "group": "b", "role": "moderator" },
        { "group": "c", "role": "elected", "party": "Björksjölistan (X)", "assignment": "ledamot",
          "body": "KF" },
    ] });
    let roles = |claims: Value| -> Vec<Role> {
        let who = read(more.clone(), &[claims]).unwrap();
        who.duties.iter().map(|held| held.role).collect()
    };
    assert_eq!(
        roles(json!({ "groups": ["a", "b"] })),
        [Role::Moderator],
        "once"
    );
    assert_eq!(roles(json!({ "groups": "c" })), [Role::Elected]);
    assert_eq!(roles(json!({ "roles": ["c", 1, null] })), [Role::Elected]);
    for nothing in [
        json!({}),
        json!({ "groups": ["A", "ab", ""] }),
        json!({ "groups": [["a"]] }),
    ] {
        assert!(roles(nothing.clone()).is_empty(), "{nothing}");
    }
    // A broker that says `groups` gives nothing where no duty was written.
    let who = read(json!({}), &[json!({ "nin": NUMBER, "groups": ["a"] })]).unwrap();
    assert!(who.duties.is_empty());
}
