//! A photograph made small enough for a slow phone. It is painted anew from its dots, so nothing that was in
//! the file beside the picture can be left in it.

use std::io::Cursor;
use std::sync::{Arc, LazyLock};

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbImage};
use nara_domain::campaign::fitted;
use nara_domain::document::{Checked, FileKind};
use nara_domain::error::FieldProblem;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A large photograph takes a hundred megabytes while it is unpacked.
static ROOM: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));
/// What unpacking one may take: its dots as they are stored and as they are shown.
const MEMORY: u64 = 320 * 1024 * 1024;
/// Tried in this order until it is light enough.
const QUALITIES: [u8; 4] = [82, 72, 60, 45];
/// Smaller than this no picture is made to be light.
const LEAST: u32 = 160;

/// A JPEG without anything but the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaled {
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// How large a picture may become: its longest side, and what it weighs.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub side: u32,
    pub bytes: usize,
}

/// The picture in each of these sizes, made away from the threads that answer everybody.
///
/// # Errors
/// It cannot be unpacked, or is no picture.
pub async fn scaled<const N: usize>(
    checked: Checked,
    rooms: [Room; N],
) -> Result<[Scaled; N], FieldProblem> {
    let slot = Arc::clone(&ROOM).acquire_owned().await;
    let slot = slot.map_err(|_| FieldProblem::BrokenFile)?;
    aside(slot, move || {
        let picture = unpacked(&checked)?;
        let mut made = Vec::with_capacity(N);
        for room in rooms {
            made.push(packed(&picture, room)?);
        }
        made.try_into().map_err(|_| FieldProblem::BrokenFile)
    })
    .await
}

/// Work off the threads that answer. The slot is held to its end also where nobody waits any more: until then the
/// memory is in use.
async fn aside<T: Send + 'static>(
    slot: OwnedSemaphorePermit,
    work: impl FnOnce() -> Result<T, FieldProblem> + Send + 'static,
) -> Result<T, FieldProblem> {
    let work = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(slot);
        done
    });
    // It does not panic; if it did, this is no picture to keep.
    work.await.unwrap_or(Err(FieldProblem::BrokenFile))
}

/// Its dots, the right way up.
fn unpacked(checked: &Checked) -> Result<RgbImage, FieldProblem> {
    let format = match checked.kind {
        FileKind::Jpeg => ImageFormat::Jpeg,
        FileKind::Png => ImageFormat::Png,
        FileKind::Pdf => return Err(FieldProblem::NotAPicture),
    };
    let mut reader = ImageReader::with_format(Cursor::new(&checked.bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let picture = reader.decode();
    let mut picture = picture.map_err(|_| FieldProblem::BrokenFile)?;
    if let Some(way) = Orientation::from_exif(checked.way_up()) {
        picture.apply_orientation(way);
    }
    Ok(on_white(picture))
}

/// A JPEG has no holes: what shines through is white, as on paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let (width, height) = picture.dimensions();
    let mut white = RgbImage::new(width, height);
    for (to, from) in white.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, cover] = from.0;
        let mix = |part: u8| {
            let (part, cover) = (u16::from(part), u16::from(cover));
            u8::try_from((part * cover + 255 * (255 - cover)) / 255).unwrap_or(255)
        };
        to.0 = [red, green, blue].map(mix);
    }
    white
}

/// As large and as good as it can be where it has to be this light.
fn packed(picture: &RgbImage, room: Room) -> Result<Scaled, FieldProblem> {
    let mut side = room.side;
    loop {
        let (width, height) = fitted(picture.dimensions(), side);
        let small = match (width, height) == picture.dimensions() {
            true => picture.clone(),
            false => image::imageops::thumbnail(picture, width, height),
        };
        for quality in QUALITIES {
            let mut bytes = Vec::new();
            let encoder = &mut JpegEncoder::new_with_quality(&mut bytes, quality);
            let encoded = encoder.encode_image(&small);
            encoded.map_err(|_| FieldProblem::BrokenFile)?;
            if bytes.len() <= room.bytes {
                return Ok(Scaled {
                    bytes,
                    width,
                    height,
                });
            }
        }
        side = side.min(width.max(height)) * 3 / 4;
        if side < LEAST {
            // Noise that nothing makes lighter.
            return Err(FieldProblem::TooManyPixels);
        }
    }
}

#[cfg(test)]
mod tests {
    use image::{ExtendedColorType, ImageEncoder, Rgba, RgbaImage};
    use nara_domain::document;

    use super::*;

    const ROOM: Room = Room {
        side: 200,
        bytes: 20_000,
    };

    fn png(picture: &RgbaImage) -> Checked {
        let mut bytes = Vec::new();
        let encoder = image::codecs::png::PngEncoder::new(&mut bytes);
        let (width, height) = picture.dimensions();
        encoder
            .write_image(picture, width, height, ExtendedColorType::Rgba8)
            .unwrap();
        document::check(bytes).unwrap()
    }

    fn shown(scaled: &Scaled) -> RgbImage {
        image::load_from_memory_with_format(&scaled.bytes, ImageFormat::Jpeg)
            .unwrap()
            .into_rgb8()
    }

    #[tokio::test]
    async fn what_shines_through_is_white_and_a_large_picture_becomes_small() {
        let mut picture = RgbaImage::from_pixel(800, 400, Rgba([0, 0, 0, 0]));
        for (x, _, dot) in picture.enumerate_pixels_mut() {
            if x >= 400 {
                *dot = Rgba([200, 0, 0, 255]);
            }
        }
        let [made] = scaled(png(&picture), [ROOM]).await.unwrap();
        assert_eq!((made.width, made.height), (200, 100));
        let shown = shown(&made);
        assert!(shown.get_pixel(20, 50).0.iter().all(|part| *part > 245));
        let [red, green, _] = shown.get_pixel(180, 50).0;
        assert!(red > 180 && green < 30, "{red} {green}");
    }

    #[tokio::test]
    async fn a_slot_is_held_until_the_work_is_done_also_where_nobody_waits() {
        let slots = Arc::new(Semaphore::new(1));
        let slot = Arc::clone(&slots).acquire_owned().await.unwrap();
        let (go, told) = std::sync::mpsc::channel::<()>();
        let work = aside(slot, move || {
            told.recv().map_err(|_| FieldProblem::BrokenFile)
        });
        let waited = tokio::time::timeout(std::time::Duration::from_millis(50), work);
        assert!(waited.await.is_err(), "whoever sent it has gone");
        assert_eq!(slots.available_permits(), 0);
        go.send(()).unwrap();
        let _free = slots.acquire().await.unwrap();
    }

    #[tokio::test]
    async fn what_the_camera_held_on_its_side_is_turned() {
        // Left half black, as it lies; the camera says that its right is up.
        let mut lying = RgbImage::from_pixel(80, 40, image::Rgb([255, 255, 255]));
        for (x, _, dot) in lying.enumerate_pixels_mut() {
            if x < 40 {
                *dot = image::Rgb([0, 0, 0]);
            }
        }
        let mut file = Vec::new();
        JpegEncoder::new(&mut file).encode_image(&lying).unwrap();
        let mut exif =
            b"\xFF\xE1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06".to_vec();
        exif.extend_from_slice(&[0; 6]);
        let rest = file.split_off(2);
        let turned = [file, exif, rest].concat();
        let [made] = scaled(document::check(turned).unwrap(), [ROOM])
            .await
            .unwrap();
        assert_eq!((made.width, made.height), (40, 80));
        let shown = shown(&made);
        assert!(shown.get_pixel(20, 10).0[0] < 20 && shown.get_pixel(20, 70).0[0] > 235);
    }

    #[tokio::test]
    async fn noise_is_made_light_too_and_what_is_broken_is_no_picture() {
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            u8::try_from(state >> 24).unwrap()
        };
        let mut noise = RgbaImage::new(600, 600);
        for dot in noise.pixels_mut() {
            *dot = Rgba([next(), next(), next(), 255]);
        }
        let sizes = [
            Room {
                side: 600,
                bytes: 60_000,
            },
            ROOM,
        ];
        let made = scaled(png(&noise), sizes).await.unwrap();
        for (made, room) in made.iter().zip(sizes) {
            assert!(made.bytes.len() <= room.bytes, "{}", made.bytes.len());
        }
        let mut broken = png(&noise);
        broken.bytes.truncate(2_000);
        assert_eq!(scaled(broken, [ROOM]).await, Err(FieldProblem::BrokenFile));
    }
}
