//! Drawing, which is work for a processor and not for the database: a few at a time, and once for as
//! long as somebody asks for the same.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use nara_app::campaigns::report::ReportText;
use nara_app::error::AppError;
use nara_app::posters::{Choice, Format, Poster};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;
use sha2::{Digest, Sha256};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::report::Pictures;
use super::sheet::Sheet;
use super::{fonts, layout, pdf, report, svg};

/// Pictures of A3 are 17 MB while they are painted.
const AT_ONCE: usize = 2;
/// What is kept of them: enough for a school that prints the same twenty.
const KEPT_BYTES: usize = 12 * 1024 * 1024;
/// Points of an inch, and of a millimetre of paper.
const MILLIMETRE: f32 = 72.0 / 25.4;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Pdf,
    Png,
}

impl Kind {
    pub const fn ending(self) -> &'static str {
        match self {
            Kind::Pdf => "pdf",
            Kind::Png => "png",
        }
    }

    pub const fn media_type(self) -> &'static str {
        match self {
            Kind::Pdf => "application/pdf",
            Kind::Png => "image/png",
        }
    }
}

/// A finished file.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub bytes: Bytes,
    /// Of its bytes.
    pub sha256: String,
}

impl Drawn {
    fn of(bytes: Vec<u8>) -> Self {
        Self {
            sha256: hex::encode(Sha256::digest(&bytes)),
            bytes: bytes.into(),
        }
    }
}

/// Everything that decides what is drawn. A poster of another day is another key, so nothing kept is
/// ever out of date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drawing {
    Poster(Box<Poster>, Choice, Kind),
    /// A panel of several sheets, to print.
    Panel(Vec<Poster>, Choice),
    /// A file of many pages.
    Report(Box<ReportText>, Pictures),
}

impl Drawing {
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Poster(_, _, kind) => *kind,
            Self::Panel(..) | Self::Report(..) => Kind::Pdf,
        }
    }

    fn draw(&self) -> Result<Vec<u8>, AppError> {
        match self {
            Self::Poster(poster, choice, kind) => draw(poster, choice, *kind),
            Self::Panel(sheets, choice) => draw_panel(sheets, choice),
            Self::Report(text, pictures) => draw_report(text, pictures),
        }
    }
}

/// Draws posters. Cheap to clone: everything is shared.
#[derive(Clone, Debug)]
pub struct Posters {
    slots: Arc<Semaphore>,
    /// The last asked for first.
    kept: Arc<Mutex<VecDeque<(Drawing, Drawn)>>>,
}

impl Default for Posters {
    fn default() -> Self {
        Self {
            slots: Arc::new(Semaphore::new(AT_ONCE)),
            kept: Arc::default(),
        }
    }
}

impl Posters {
    /// The file, drawn now or a while ago. `may_draw` is asked before the work is done.
    ///
    /// # Errors
    /// What `may_draw` says; `Internal` where it cannot be drawn.
    pub async fn get(
        &self,
        key: Drawing,
        may_draw: impl FnOnce() -> Result<(), AppError>,
    ) -> Result<Drawn, AppError> {
        if let Some(drawn) = self.find(&key) {
            return Ok(drawn);
        }
        may_draw()?;
        let slot = self.slot().await?;
        // Whoever waited may find it done.
        if let Some(drawn) = self.find(&key) {
            return Ok(drawn);
        }
        let work = move || {
            let drawn = key.draw().map(Drawn::of);
            (key, drawn)
        };
        let (key, drawn) = aside(slot, work).await?;
        let drawn = drawn?;
        self.keep(key, drawn.clone());
        Ok(drawn)
    }

    /// What is drawn once and kept nowhere: there is a secret on it.
    ///
    /// # Errors
    /// What `work` says; `Internal` where it does not end well.
    pub async fn once(
        &self,
        work: impl FnOnce() -> Result<Vec<u8>, AppError> + Send + 'static,
    ) -> Result<Vec<u8>, AppError> {
        aside(self.slot().await?, work).await?
    }

    async fn slot(&self) -> Result<OwnedSemaphorePermit, AppError> {
        let slot = Arc::clone(&self.slots).acquire_owned().await;
        slot.map_err(|_| AppError::Unavailable)
    }

    fn find(&self, key: &Drawing) -> Option<Drawn> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(known, _)| known == key)?;
        let found = kept.remove(at)?;
        let drawn = found.1.clone();
        kept.push_front(found);
        Some(drawn)
    }

    fn keep(&self, key: Drawing, drawn: Drawn) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((key, drawn));
        let mut bytes = 0;
        kept.retain(|(_, drawn)| {
            bytes += drawn.bytes.len();
            bytes <= KEPT_BYTES
        });
    }
}

/// Work off the threads that answer. The slot is held to its end also where nobody waits any more.
async fn aside<T: Send + 'static>(
    slot: OwnedSemaphorePermit,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    let work = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(slot);
        done
    });
    work.await.map_err(|error| {
        tracing::error!(%error, "poster.draw");
        AppError::Internal
    })
}

/// Draws one, here and now.
///
/// # Errors
/// `Internal`, logged: our own drawing cannot be read.
pub fn draw(poster: &Poster, choice: &Choice, kind: Kind) -> Result<Vec<u8>, AppError> {
    let sheet = layout::lay_out(poster, choice)?;
    match kind {
        Kind::Pdf => file(sheet, choice.format),
        Kind::Png => paint(&tree_of(&sheet)?, choice.format),
    }
}

/// The file to print of a panel's sheets, here and now.
///
/// # Errors
/// `Internal`, logged: our own drawing cannot be read.
pub fn draw_panel(sheets: &[Poster], choice: &Choice) -> Result<Vec<u8>, AppError> {
    let laid = sheets.iter().map(|sheet| layout::lay_out(sheet, choice));
    bound(laid.collect::<Result<_, _>>()?, choice.format)
}

/// Draws a report, here and now.
///
/// # Errors
/// `Internal`, logged: our own drawing cannot be read.
pub fn draw_report(text: &ReportText, pictures: &Pictures) -> Result<Vec<u8>, AppError> {
    bound(report::lay_out(text, pictures)?, Format::A4)
}

/// The file to print of a sheet.
pub(super) fn file(sheet: Sheet, format: Format) -> Result<Vec<u8>, AppError> {
    bound(vec![sheet], format)
}

/// The file of several sheets.
fn bound(sheets: Vec<Sheet>, format: Format) -> Result<Vec<u8>, AppError> {
    let pages: Result<Vec<_>, AppError> = sheets
        .into_iter()
        .map(|sheet| tree_of(&sheet).map(|tree| (sheet, tree)))
        .collect();
    pdf::of(&pages?, paper_width(format))
}

fn tree_of(sheet: &Sheet) -> Result<Tree, AppError> {
    fonts::read(&svg::of(sheet)).map_err(|error| {
        tracing::error!(%error, "poster.svg");
        AppError::Internal
    })
}

/// In points.
fn paper_width(format: Format) -> f32 {
    match format {
        Format::A4 | Format::Square => 210.0 * MILLIMETRE,
        Format::A3 => 297.0 * MILLIMETRE,
        // What office programs call 16:9.
        Format::Slide => 960.0,
    }
}

fn paint(tree: &Tree, format: Format) -> Result<Vec<u8>, AppError> {
    let (width, height) = format.pixels();
    let scale_x = width as f32 / tree.size().width();
    let scale_y = height as f32 / tree.size().height();
    let painted = Pixmap::new(width, height).and_then(|mut pixmap| {
        resvg::render(
            tree,
            Transform::from_scale(scale_x, scale_y),
            &mut pixmap.as_mut(),
        );
        pixmap.encode_png().ok()
    });
    painted.ok_or_else(|| {
        tracing::error!("poster.png");
        AppError::Internal
    })
}
