use nara_domain::ids::{ActId, PersonId, ProposalId};

#[test]
fn an_address_has_one_spelling() {
    assert_eq!("17".parse::<ProposalId>().unwrap(), ProposalId::new(17));
    for wrong in [
        "", "0", "-1", "+1", "007", " 1", "1 ", "1a", "1.0", "９", "1e3",
    ] {
        assert!(wrong.parse::<ProposalId>().is_err(), "{wrong:?}");
    }
}

#[test]
fn the_largest_id_is_read_and_one_more_is_not() {
    assert_eq!(
        "9223372036854775807".parse::<ActId>().unwrap().get(),
        i64::MAX
    );
    assert!("9223372036854775808".parse::<ActId>().is_err());
}

#[test]
fn ids_are_plain_numbers_in_json_and_text() {
    assert_eq!(serde_json::to_string(&PersonId::new(5)).unwrap(), "5");
    assert_eq!(
        serde_json::from_str::<PersonId>("5").unwrap(),
        PersonId::from(5)
    );
    assert_eq!(PersonId::new(5).to_string(), "5");
}
