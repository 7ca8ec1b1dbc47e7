//! E-mail addresses as accounts are found by.

use lettre::Address;
use nara_domain::error::FieldProblem;

/// Longest address there can be (RFC 5321).
const MAX: usize = 254;

/// Trimmed and in small letters: nobody has two mailboxes that differ in that, and many people type
/// a capital at the start.
///
/// # Errors
/// What is wrong with it.
pub fn normalised(typed: &str) -> Result<String, FieldProblem> {
    let address = typed.trim().to_lowercase();
    if address.is_empty() {
        return Err(FieldProblem::Missing);
    }
    let actual = address.chars().count();
    if actual > MAX {
        return Err(FieldProblem::TooLong { max: MAX, actual });
    }
    let valid = address.parse::<Address>().is_ok_and(|address| {
        let domain = address.domain();
        domain.contains('.') && !domain.starts_with('[') && !address.user().contains('"')
    });
    if valid {
        Ok(address)
    } else {
        Err(FieldProblem::NotAnEmail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_in_many_ways_it_is_one_address() {
        for typed in ["siv@example.se", " Siv@Example.SE ", "SIV@example.se\n"] {
            assert_eq!(normalised(typed).as_deref(), Ok("siv@example.se"));
        }
        assert!(normalised("siv+nara@sub.example.se").is_ok());
    }

    #[test]
    fn what_is_no_address_is_told() {
        assert_eq!(normalised("  "), Err(FieldProblem::Missing));
        for typed in [
            "siv",
            "siv@",
            "@example.se",
            "siv@example",
            "siv@[127.0.0.1]",
            "a b@example.se",
            "siv@exa mple.se",
            "siv@example.se, bo@example.se",
            "\"siv\"@example.se",
            "siv@example.se\r\nBcc: bo@example.se",
        ] {
            assert_eq!(normalised(typed), Err(FieldProblem::NotAnEmail), "{typed}");
        }
        assert!(normalised(&format!("{}@example.se", "a".repeat(300))).is_err());
    }
}
