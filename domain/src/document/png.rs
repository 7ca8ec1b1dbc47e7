//! PNG: a signature and chunks. Only those that make the picture are kept.

use super::fits;
use crate::error::FieldProblem;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The picture, its colours and its density. Texts, times, EXIF and what programs of their own put in
/// are in other chunks.
const KEPT: [&[u8; 4]; 13] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
    b"sBIT", b"bKGD", b"pHYs",
];

struct Chunk<'a> {
    name: &'a [u8; 4],
    data: &'a [u8],
    /// With length and check sum.
    whole: &'a [u8],
    after: &'a [u8],
}

pub(super) fn is_one(file: &[u8]) -> bool {
    file.starts_with(SIGNATURE)
}

fn chunk(rest: &[u8]) -> Option<Chunk<'_>> {
    let length = u32::from_be_bytes(*rest.first_chunk::<4>()?);
    let length = usize::try_from(length).ok()?;
    let (whole, after) = rest.split_at_checked(length.checked_add(12)?)?;
    let (name, data) = whole.get(4..)?.split_first_chunk::<4>()?;
    Some(Chunk {
        name,
        data: data.get(..length)?,
        whole,
        after,
    })
}

/// Width and height, as the first chunk has them.
fn size(header: &[u8]) -> Option<(u32, u32)> {
    let (width, rest) = header.split_first_chunk::<4>()?;
    let height = rest.first_chunk::<4>()?;
    (header.len() == 13).then(|| (u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
}

/// The picture alone. Whatever follows its end is not part of it.
pub(super) fn cleaned(file: &[u8]) -> Result<Vec<u8>, FieldProblem> {
    let mut rest = file
        .strip_prefix(SIGNATURE)
        .ok_or(FieldProblem::UnknownFile)?;
    let mut kept = Vec::with_capacity(file.len());
    kept.extend_from_slice(SIGNATURE);
    let (mut header, mut picture) = (false, false);
    loop {
        let chunk = chunk(rest).ok_or(FieldProblem::BrokenFile)?;
        match (chunk.name, header) {
            (b"IHDR", false) => {
                let (width, height) = size(chunk.data).ok_or(FieldProblem::BrokenFile)?;
                fits(width, height)?;
                header = true;
            }
            (b"IHDR", true) | (_, false) => return Err(FieldProblem::BrokenFile),
            _ => {}
        }
        picture |= chunk.name == b"IDAT";
        if KEPT.contains(&chunk.name) {
            kept.extend_from_slice(chunk.whole);
        }
        if chunk.name == b"IEND" {
            break;
        }
        rest = chunk.after;
    }
    match picture {
        true => Ok(kept),
        false => Err(FieldProblem::BrokenFile),
    }
}
