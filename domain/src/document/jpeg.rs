//! JPEG: segments, and the coded picture behind some of them. Only those that make the picture are
//! kept, and of what the camera wrote only which way is up.

use super::fits;
use crate::error::FieldProblem;

const START: &[u8] = &[0xFF, 0xD8];
const JFIF: u8 = 0xE0;
const EXIF: u8 = 0xE1;
const PROFILE: u8 = 0xE2;
const ADOBE: u8 = 0xEE;
const COMMENT: u8 = 0xFE;
const SCAN: u8 = 0xDA;
const END: u8 = 0xD9;

pub(super) fn is_one(file: &[u8]) -> bool {
    file.starts_with(&[0xFF, 0xD8, 0xFF])
}

/// The next marker's code and what follows it; there may be any number of fill bytes before it.
fn marker(rest: &[u8]) -> Option<(u8, &[u8])> {
    let mut rest = rest.strip_prefix(&[0xFF])?;
    while let Some(after) = rest.strip_prefix(&[0xFF]) {
        rest = after;
    }
    let (code, after) = rest.split_first()?;
    Some((*code, after))
}

/// A segment's body and what follows it; its length counts itself.
fn segment(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = usize::from(u16::from_be_bytes(*rest.first_chunk::<2>()?));
    let (whole, after) = rest.split_at_checked(length)?;
    Some((whole.get(2..)?, after))
}

/// The coded picture up to the next marker that is not part of it.
fn coded(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = rest.windows(2).position(
        |pair| matches!(pair, [0xFF, code] if !matches!(code, 0x00 | 0xD0..=0xD7 | 0xFF)),
    )?;
    rest.split_at_checked(end)
}

/// Width and height, as a frame's header has them.
fn size(body: &[u8]) -> Option<(u32, u32)> {
    let (height, rest) = body.get(1..)?.split_first_chunk::<2>()?;
    let width = rest.first_chunk::<2>()?;
    let of = |bytes: &[u8; 2]| u32::from(u16::from_be_bytes(*bytes));
    Some((of(width), of(height)))
}

/// Which way is up, of what a camera wrote: 1 to 8.
fn orientation(body: &[u8]) -> Option<u8> {
    const TAG: u16 = 0x0112;
    const SHORT: u16 = 3;
    let tiff = body.strip_prefix(b"Exif\0\0")?;
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: &[u8]| {
        let bytes = at.first_chunk::<2>().copied();
        bytes.map(|bytes| match big {
            true => u16::from_be_bytes(bytes),
            false => u16::from_le_bytes(bytes),
        })
    };
    let offset = tiff.get(4..)?.first_chunk::<4>().copied()?;
    let offset = match big {
        true => u32::from_be_bytes(offset),
        false => u32::from_le_bytes(offset),
    };
    let list = tiff.get(usize::try_from(offset).ok()?..)?;
    let count = usize::from(short(list)?);
    let entry = list
        .get(2..)?
        .chunks_exact(12)
        .take(count)
        .find(|entry| short(entry) == Some(TAG))?;
    let is_short = entry.get(2..).and_then(short) == Some(SHORT);
    let value = entry.get(8..).and_then(short).filter(|_| is_short)?;
    u8::try_from(value).ok().filter(|way| (1..=8).contains(way))
}

fn put(kept: &mut Vec<u8>, code: u8, body: &[u8]) {
    // What came in with such a length, or is shorter, fits.
    let length = u16::try_from(body.len().saturating_add(2)).unwrap_or(u16::MAX);
    kept.extend_from_slice(&[0xFF, code]);
    kept.extend_from_slice(&length.to_be_bytes());
    kept.extend_from_slice(body);
}

/// Which way is up, and nothing else.
fn put_orientation(kept: &mut Vec<u8>, way: u8) {
    let mut body = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    body.push(way);
    body.extend_from_slice(&[0, 0, 0, 0, 0, 0]);
    put(kept, EXIF, &body);
}

/// Which way is up in a picture that was cleaned: 1 to 8, as cameras number it.
pub(super) fn way_up(cleaned: &[u8]) -> u8 {
    let mut rest = cleaned.strip_prefix(START).unwrap_or_default();
    // What tells it stands before the picture.
    while let Some((code, after)) = marker(rest).filter(|(code, _)| (0xE0..=0xEF).contains(code)) {
        let Some((body, after)) = segment(after) else {
            break;
        };
        if let Some(way) = orientation(body).filter(|_| code == EXIF) {
            return way;
        }
        rest = after;
    }
    1
}

/// The picture alone. Whatever follows its end (a film, another picture) is not part of it.
pub(super) fn cleaned(file: &[u8]) -> Result<Vec<u8>, FieldProblem> {
    const BROKEN: FieldProblem = FieldProblem::BrokenFile;
    let mut rest = file.strip_prefix(START).ok_or(FieldProblem::UnknownFile)?;
    let mut kept = Vec::with_capacity(file.len());
    kept.extend_from_slice(START);
    let (mut frame, mut picture, mut turned) = (false, false, false);
    loop {
        let (code, after) = marker(rest).ok_or(BROKEN)?;
        if code == END {
            kept.extend_from_slice(&[0xFF, END]);
            break;
        }
        if matches!(code, 0x00..=0x01 | 0xD0..=0xD8) {
            return Err(BROKEN);
        }
        let (body, after) = segment(after).ok_or(BROKEN)?;
        rest = after;
        match code {
            // Version and density, without the small picture that may be in it.
            JFIF => {
                if let Some(head) = body.get(..12).filter(|_| body.starts_with(b"JFIF\0")) {
                    put(&mut kept, JFIF, &[head, &[0, 0]].concat());
                }
            }
            EXIF => {
                if let Some(way) = orientation(body).filter(|_| !turned) {
                    turned = true;
                    put_orientation(&mut kept, way);
                }
            }
            PROFILE if body.starts_with(b"ICC_PROFILE\0") => put(&mut kept, PROFILE, body),
            ADOBE if body.starts_with(b"Adobe") => put(&mut kept, ADOBE, body),
            0xE0..=0xEF | COMMENT => {}
            SCAN => {
                let (scan, after) = coded(rest).ok_or(BROKEN)?;
                put(&mut kept, SCAN, body);
                kept.extend_from_slice(scan);
                rest = after;
                picture = true;
            }
            _ => {
                // A frame's header; the three others among these codes are tables.
                if matches!(code, 0xC0..=0xCF) && !matches!(code, 0xC4 | 0xC8 | 0xCC) {
                    let (width, height) = size(body).ok_or(BROKEN)?;
                    fits(width, height)?;
                    frame = true;
                }
                put(&mut kept, code, body);
            }
        }
    }
    match frame && picture {
        true => Ok(kept),
        false => Err(BROKEN),
    }
}
