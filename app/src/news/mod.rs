//! Being told of what happens, and how soon: the list on one's own page, letters that collect, and following
//! topics, places, bodies and persons.

pub mod api;
mod choices;
mod happened;
mod shown;
mod watch;

pub use choices::ChoicesPage;
pub use happened::HappenedPage;
pub use shown::{watched_name, watched_path};
pub use watch::{Offered, offered, watch_buttons};
