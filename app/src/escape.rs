//! Text for the two places where the renderer writes what it is given as it is: between
//! `<textarea>` and its end, and in `<title>`. Everywhere else it escapes by itself.

/// The text with everything that means something in HTML written out.
pub fn text(typed: &str) -> String {
    typed
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_typed_never_leaves_its_element() {
        assert_eq!(
            super::text("</textarea><script>alert('&amp;')</script>"),
            "&lt;/textarea&gt;&lt;script&gt;alert('&amp;amp;')&lt;/script&gt;"
        );
        assert_eq!(super::text("Trygg & snabb väg"), "Trygg &amp; snabb väg");
    }
}
