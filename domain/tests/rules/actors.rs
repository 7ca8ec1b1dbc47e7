use nara_domain::actor::{Actor, Body, Level, Role, Standing};
use nara_domain::text::TextError;

use crate::help::{person, resident};

#[test]
fn levels_are_met_as_the_table_says() {
    // Rows: what somebody has. Columns: what is asked for: n0 s n1 n2 n3 k t p.
    const TABLE: [(Level, &str); 8] = [
        (Level::None, "+-------"),
        (Level::S, "++------"),
        (Level::N1, "+++-----"),
        (Level::N2, "++++----"),
        (Level::N3, "+++++---"),
        (Level::K, "++++++--"),
        (Level::T, "++++--+-"),
        (Level::P, "++++---+"),
    ];
    for (has, row) in TABLE {
        let said: String = Level::ALL
            .iter()
            .map(|required| if has.satisfies(*required) { '+' } else { '-' })
            .collect();
        assert_eq!(said, row, "{has}");
    }
}

#[test]
fn an_account_without_duties_is_a_residents() {
    assert!(person(1, Level::N1, &[]).has(Role::Resident));
    assert!(!person(1, Level::T, &[Role::Official]).has(Role::Resident));
    assert!(!Actor::Visitor.has(Role::Resident));
    assert!(!Actor::System.has(Role::Secretary));
}

#[test]
fn an_actor_is_known_by_id_name_and_level() {
    assert_eq!(resident().person_id().unwrap().get(), 1);
    assert_eq!(resident().name(), Some("person 1"));
    assert_eq!(Actor::System.person_id(), None);
    assert_eq!(Actor::Visitor.level(), Level::None);
    assert!(!Actor::System.is_signed_in());
}

#[test]
fn a_standing_keeps_what_is_shown_beside_the_name() {
    let standing = Standing {
        party: Some("X".into()),
        assignment: Some("ledamot".into()),
        body: Some(Body::parse("kfn").unwrap()),
        ..Standing::of(Role::Elected)
    };
    let Actor::Person {
        id, name, level, ..
    } = person(3, Level::P, &[])
    else {
        unreachable!()
    };
    let elected = Actor::Person {
        id,
        name,
        level,
        standings: vec![standing],
        dormant: Vec::new(),
        restraint: None,
    };
    let shown = elected.standing(Role::Elected).unwrap();
    assert_eq!(shown.body.as_ref().unwrap().as_str(), "KFN");
    assert_eq!(elected.standing(Role::Official), None);
}

#[test]
fn bodies_are_codes_or_names() {
    assert_eq!(Body::parse(" tn ").unwrap().as_str(), "TN");
    assert_eq!(
        Body::parse("Allmänna utskottet").unwrap().to_string(),
        "Allmänna utskottet"
    );
    // Written out, it is the same body: a duty held for it, and a form that names it, mean one.
    for (name, code) in [
        ("tekniska nämnden", "TN"),
        ("Kommunfullmäktige", "KF"),
        ("Omsorgs- och socialnämnden", "OSN"),
    ] {
        assert_eq!(Body::parse(name).unwrap().as_str(), code);
    }
    assert!(Body::parse("kf").unwrap().is_council());
    assert!(!Body::parse("KS").unwrap().is_council());
    assert_eq!(Body::parse(""), Err(TextError::Empty));
    for wrong in ["123", "TN, KS", "TN;KS", "T\nN", "§"] {
        assert!(Body::parse(wrong).is_err(), "{wrong:?}");
    }
    assert!(Body::parse(&"ä".repeat(81)).is_err());
}

#[test]
fn roles_have_stable_codes() {
    assert_eq!(
        Role::CODES.join(" "),
        "resident youth supervisor official elected secretary moderator administrator"
    );
    for role in Role::ALL {
        assert_eq!(role.as_str().parse::<Role>().unwrap(), *role);
        assert_eq!(serde_json::to_value(role).unwrap(), role.code());
    }
    let unknown = "boss".parse::<Role>().unwrap_err();
    assert_eq!((unknown.expected, unknown.found.as_str()), ("Role", "boss"));
    assert!(serde_json::from_str::<Role>("\"Resident\"").is_err());
}

#[test]
fn the_council_is_the_council_also_when_its_name_is_written_out() {
    for typed in ["KF", "kf", "Kommunfullmäktige", " kommunfullmäktige "] {
        assert!(Body::parse(typed).unwrap().is_council(), "{typed}");
    }
    for (typed, code) in [
        ("Kommunstyrelsen", "KS"),
        ("KOMMUNSTYRELSEN", "KS"),
        ("Kommunstyrelsens arbetsutskott", "KSAU"),
        ("Tekniska nämnden", "TN"),
        ("Parknämnden", "Parknämnden"),
    ] {
        assert_eq!(Body::parse(typed).unwrap().as_str(), code);
    }
}

#[test]
fn a_duty_is_shown_with_what_belongs_to_it() {
    use nara_domain::actor::{DutyText, Role, Standing};
    let problems = |role, typed| -> Vec<(String, &'static str)> {
        let wrong = Standing::checked(role, typed).err().unwrap_or_default();
        wrong
            .into_iter()
            .map(|error| (error.field, error.problem.code()))
            .collect()
    };
    let named = |field: &str, code| (field.to_owned(), code);
    let nothing = DutyText::default();
    assert_eq!(
        problems(Role::Official, nothing),
        [named("department", "missing"), named("title", "missing")]
    );
    assert_eq!(
        problems(Role::Elected, nothing),
        [named("party", "missing"), named("assignment", "missing")]
    );
    assert_eq!(
        problems(Role::Secretary, nothing),
        [named("body", "missing")]
    );
    for role in [Role::Moderator, Role::Administrator, Role::Supervisor] {
        assert_eq!(Standing::checked(role, nothing), Ok(Standing::of(role)));
    }
    let wrong = DutyText {
        department: Some("Tekniska\0förvaltningen"),
        title: Some("ingenjör"),
        party: Some("X"),
        ..nothing
    };
    assert_eq!(
        problems(Role::Official, wrong),
        [
            named("department", "invalid_character"),
            named("party", "unknown_field")
        ]
    );
    let body = |body| DutyText {
        body: Some(body),
        ..nothing
    };
    assert_eq!(
        problems(Role::Secretary, body("KF, KS")),
        [named("body", "not_a_body")]
    );
    let secretary = Standing::checked(Role::Secretary, body("kf"));
    assert!(secretary.is_ok_and(|standing| standing.body.is_some_and(|body| body.is_council())));
}
