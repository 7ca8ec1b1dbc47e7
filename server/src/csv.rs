//! A table as a file for spreadsheets: semicolons, because that is what Swedish ones expect, and a
//! mark at the beginning that says UTF-8.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Rows of text.
#[derive(Debug)]
pub struct Table(String);

impl Table {
    pub fn new(head: &[String]) -> Self {
        let mut table = Self("\u{feff}".to_owned());
        table.row(head);
        table
    }

    pub fn row(&mut self, cells: &[String]) {
        for (place, text) in cells.iter().enumerate() {
            if place > 0 {
                self.0.push(';');
            }
            self.0.push_str(&cell(text));
        }
        self.0.push_str("\r\n");
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

/// A file to keep, never kept on the way.
pub fn file(name: &str, text: String) -> Response {
    let mut response = text.into_response();
    let headers = response.headers_mut();
    let csv = HeaderValue::from_static("text/csv; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, csv);
    let store = HeaderValue::from_static("no-store");
    headers.insert(header::CACHE_CONTROL, store);
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// In quotes, and never a formula: a spreadsheet computes what begins like one, and a name is
/// somebody else's words.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if formula { "'" } else { "" };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn no_text_leaves_its_cell_or_becomes_a_formula() {
        let mut table = Table::new(&["a".to_owned(), "b".to_owned()]);
        table.row(&["=1+1".to_owned(), "Siv \"Sia\"; Berg\r\n@".to_owned()]);
        assert_eq!(
            table.into_text(),
            "\u{feff}\"a\";\"b\"\r\n\"'=1+1\";\"Siv \"\"Sia\"\"; Berg\r\n@\"\r\n"
        );
    }
}
