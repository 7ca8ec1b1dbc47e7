//! Posters: what is on the site, on a wall.
//!
//! A [`Poster`] says what stands on one; the page shows it as text and leads to the files, which
//! `server/src/posters/` draws. What gets posters next makes a `Poster` and
//! hands it to [`sheet`] and to the server's `answer`. The report of a campaign is no poster: it has pages.

mod campaign;
mod page;
mod panel;
mod poster;
mod query;
mod words;

pub use campaign::CampaignPosterPage;
pub use page::{PosterPage, sheet};
pub use panel::PanelPage;
pub use poster::{Colors, Poster, Row, Said, posted, poster_path, typed};
pub use query::{Choice, Format};
pub use words::{Phrase, Tongue};
