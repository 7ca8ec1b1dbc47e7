//! The key that a form carries: sending it twice does it once.

use nara_app::error::AppError;

/// The key as it is kept; none where a program sent none.
///
/// # Errors
/// Malformed: PostgreSQL stores no NUL, and no form of ours sends any of its kind.
pub fn key_of(given: &str) -> Result<Option<&str>, AppError> {
    let given = given.trim();
    match given.len() {
        0 => Ok(None),
        1..=200 if !given.contains(char::is_control) => Ok(Some(given)),
        _ => Err(AppError::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_what_a_form_of_ours_sends() {
        assert_eq!(key_of(" a1 "), Ok(Some("a1")));
        assert_eq!(key_of(" "), Ok(None));
        let long = "a".repeat(201);
        for hostile in ["a\0b", "a\nb", long.as_str()] {
            assert_eq!(key_of(hostile), Err(AppError::Malformed));
        }
    }
}
