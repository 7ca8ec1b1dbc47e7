//! The symbols of Nära: drawn in a 16 by 16 box, in the colour of the text around them.
//!
//! A symbol never stands alone: the word beside it is its name, so all of them are hidden from
//! screen readers. They are written into the page because a separate file would be one more
//! request before the first paint, and repeated paths compress to almost nothing.

use leptos::prelude::*;

/// One symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Menu,
    Search,
    Filter,
    Check,
    CheckDouble,
    Cross,
    Clock,
    Calendar,
    Diamond,
    Half,
    Alert,
    Square,
    Speech,
    Pencil,
    Question,
    Building,
    Person,
    Gavel,
    Shield,
    Plus,
    Minus,
    Info,
    Hand,
    Arrow,
    Lock,
}

impl Icon {
    /// What is drawn in the box of 16 by 16.
    pub(crate) fn drawing(self) -> &'static str {
        match self {
            Icon::Menu => "<path d='M2 4h12M2 8h12M2 12h12'/>",
            Icon::Search => "<circle cx='7' cy='7' r='4.5'/><path d='m10.5 10.5 4 4'/>",
            Icon::Filter => "<path d='M2 4h12M4.5 8h7M7 12h2'/>",
            Icon::Check => "<path d='m3 8.5 3.5 3.5L13 4.5'/>",
            Icon::CheckDouble => "<path d='m1 8.5 3 3 6-7M7.5 11.5l.5.5 7-7.5'/>",
            Icon::Cross => "<path d='m4 4 8 8M12 4l-8 8'/>",
            Icon::Clock => "<circle cx='8' cy='8' r='6'/><path d='M8 4.5V8l2.5 1.5'/>",
            Icon::Calendar => "<path d='M2 4h12v10H2zM2 7.5h12M5.5 1.5v3M10.5 1.5v3'/>",
            Icon::Diamond => "<path fill='currentColor' d='m8 3 5 5-5 5-5-5z'/>",
            Icon::Half => {
                "<circle cx='8' cy='8' r='6'/><path fill='currentColor' stroke='none' d='M8 2v12A6 6 0 0 1 8 2'/>"
            }
            Icon::Alert => "<path d='M8 2 1.5 14h13zM8 6.5V10M8 12v.01'/>",
            Icon::Square => "<path fill='currentColor' d='M4 4h8v8H4z'/>",
            Icon::Speech => "<path d='M2 3h12v8H7.5L4 14v-3H2z'/>",
            Icon::Pencil => "<path d='m2.5 13.5.8-3.3 7.7-7.7 2.5 2.5-7.7 7.7z'/>",
            Icon::Question => {
                "<circle cx='8' cy='8' r='6.5'/><path d='M6.2 6.3C6.5 4 9.8 4.2 9.8 6.3 9.8 7.7 8 7.6 8 9M8 11.5v.01'/>"
            }
            Icon::Building => "<path d='M2 14h12M3.5 13V7M8 13V7M12.5 13V7M1.5 6 8 2l6.5 4z'/>",
            Icon::Person => {
                "<circle cx='8' cy='5' r='3'/><path d='M2.5 14c.5-3.3 2.5-4.5 5.5-4.5s5 1.2 5.5 4.5'/>"
            }
            Icon::Gavel => {
                "<path d='m5.5 5 5 5M8 2.5l5 5M3 10.5l3.5-3.5M10.5 10l2.5-2.5M5.5 5 8 2.5M2 14h7'/>"
            }
            Icon::Shield => {
                "<path d='M8 1.5 2.5 3.5V8c0 3.5 2.5 5.5 5.5 6.5 3-1 5.5-3 5.5-6.5V3.5z'/>"
            }
            Icon::Plus => "<path d='M8 3v10M3 8h10'/>",
            Icon::Minus => "<path d='M3 8h10'/>",
            Icon::Info => "<circle cx='8' cy='8' r='6.5'/><path d='M8 7.5V11.5M8 4.7v.01'/>",
            Icon::Hand => {
                "<path d='M8 13.5 2.7 8.3a3.2 3.2 0 0 1 4.5-4.5L8 4.6l.8-.8a3.2 3.2 0 0 1 4.5 4.5z'/>"
            }
            Icon::Arrow => "<path d='M3 8h10M9 4l4 4-4 4'/>",
            Icon::Lock => "<path d='M3 7.5h10V14H3zM5 7.5V5a3 3 0 0 1 6 0v2.5M8 10v1.5'/>",
        }
    }
}

/// The symbol as inline SVG.
pub fn icon(icon: Icon) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" inner_html=icon.drawing()></svg> }
}
