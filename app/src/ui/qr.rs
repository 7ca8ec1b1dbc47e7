//! Codes for the camera of a phone, drawn in the page.

use leptos::prelude::*;

use crate::error::AppError;

/// Modules of white around a code, as readers want.
const QUIET: usize = 4;

/// A code as an SVG has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Modules of a side.
    pub size: usize,
    /// Its dark modules as the `d` of a path.
    pub path: String,
}

/// What makes a code of an address.
pub trait QrPort: Send + Sync {
    /// # Errors
    /// `Internal` where it is longer than any of ours.
    fn qr(&self, address: &str) -> Result<Qr, AppError>;
}

/// The code with its quiet zone. `label` is what is heard instead.
pub fn qr(code: &Qr, class: &'static str, label: String) -> impl IntoView + use<> {
    let all = code.size + 2 * QUIET;
    view! {
        <svg class=class viewBox=format!("-{QUIET} -{QUIET} {all} {all}") role="img" aria-label=label>
            <rect x=format!("-{QUIET}") y=format!("-{QUIET}") width=all height=all fill="#fff"/>
            <path d=code.path.clone() fill="#000"/>
        </svg>
    }
}
