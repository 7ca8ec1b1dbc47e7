//! Posters: what is on the site, on a wall.
//!
//! A [`Poster`] says what stands on one; the page shows it as text and leads to the files, which
//! `server/src/posters/` draws. What gets posters next (a wall panel, a report)
//! makes a `Poster` and hands it to [`sheet`] and to the server's `answer`.

mod campaign;
mod page;
mod poster;
mod query;
mod words;

pub use campaign::CampaignPosterPage;
pub use page::{PosterPage, sheet};
pub use poster::{Colors, Poster, Said, posted, poster_path, typed};
pub use query::{Choice, Format};
pub use words::{Phrase, Tongue};
