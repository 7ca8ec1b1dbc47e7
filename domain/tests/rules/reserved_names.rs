//! Names that only the municipality may have.

use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::name::{NameForm, NameText, Names, own_name, speaks_for_the_municipality};

#[test]
fn nobody_is_called_as_the_municipality_is() {
    for name in [
        "Björksjö kommun",
        "KOMMUNEN",
        "Kommunstyrelsen",
        "Kommunfullmäktige i Björksjö",
        "Fullmäktige",
        "Tekniska nämndens ordförande",
        "Barn- och utbildningsnämnden",
        "Tekniska förvaltningen",
        "Moderator",
        "Systemansvarig",
        // Its letters written with marks of their own.
        "Tekniska fo\u{308}rvaltningen",
        "The Municipality",
    ] {
        assert_eq!(own_name(name), Err(FieldProblem::ReservedName), "{name}");
        let typed = NameText {
            alias: name,
            ..NameText::default()
        };
        let wrong = Names::checked(typed, NameForm::Alias).unwrap_err();
        let reserved = FieldError::new("display_name", FieldProblem::ReservedName);
        assert_eq!(wrong, [reserved], "{name}");
    }
}

#[test]
fn everybody_else_is_called_as_they_like() {
    for name in [
        "Siv Nyström",
        "Anna i Björksjö",
        "Nämndeman Karlsson",
        "Jan Förvalt",
        "Mona Ekbackenbo",
        "Unni Kornsjö",
    ] {
        assert!(!speaks_for_the_municipality(name), "{name}");
        assert_eq!(own_name(name).as_deref(), Ok(name));
    }
}
