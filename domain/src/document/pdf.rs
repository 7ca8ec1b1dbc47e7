//! PDF: whether it is one from its first byte to its last.

use crate::error::FieldProblem;

const END: &[u8] = b"%%EOF";

/// Whether it says so in its first bytes. Programs also open what has something before them: that
/// something could be another kind of file.
pub(super) fn is_one(file: &[u8]) -> bool {
    [b"%PDF-1.".as_slice(), b"%PDF-2.".as_slice()]
        .iter()
        .any(|start| file.starts_with(start))
}

/// That it has its end, and ends there.
pub(super) fn check(file: &[u8]) -> Result<(), FieldProblem> {
    let has = |words: &[u8]| file.windows(words.len()).any(|part| part == words);
    if !has(b"startxref") || !has(END) {
        return Err(FieldProblem::BrokenFile);
    }
    let blank = |byte: &u8| matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ');
    let last = file.iter().rposition(|byte| !blank(byte));
    let to_its_end = last.and_then(|last| file.get(..=last));
    match to_its_end.is_some_and(|file| file.ends_with(END)) {
        true => Ok(()),
        false => Err(FieldProblem::MoreThanOneFile),
    }
}
