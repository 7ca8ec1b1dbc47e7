//! The outside of a file: two lines that say what it is, and pieces that each prove that they are whole,
//! in their place, and that the last one is the last.
//!
//! ```text
//! nara-backup 1
//! {"holds":"backup","lock":null}
//! length, piece, seal; length, piece, seal; …
//! ```
//!
//! Without a passphrase the seal of a piece is the SHA-256 of the seal before and the piece: whatever
//! happens to a file by itself is found. With one it is that of AES-256-GCM, whose key no other file
//! has, so that its nonces can be counted; the two lines and the length are authenticated with every
//! piece. Only what was proven is looked at further.

use std::io::{self, Read, Write};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::BackupError;
use super::passphrase::{Effort, Lock, Passphrase};
use crate::entropy::Entropy;

const MAGIC: &str = "nara-backup ";
const FORMAT: &str = "1";
/// Longest line of the two.
const LINE: usize = 1_024;
/// Bytes of a piece.
const PIECE: usize = 65_536;
/// Beside the length of the last piece.
const LAST: u32 = 1 << 31;
const TAG: usize = 16;
const HASH: usize = 32;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    Backup,
    Keys,
}

impl Holds {
    const fn word(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Keys => "file of keys",
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    holds: Holds,
    lock: Option<Lock>,
}

/// How a file is to be locked; left out, it only tells damage.
#[derive(Clone, Copy, Debug)]
pub struct LockWith<'a> {
    pub passphrase: &'a Passphrase,
    pub effort: Effort,
    pub entropy: &'a dyn Entropy,
}

/// What proves the pieces.
enum Seals {
    Chain([u8; HASH]),
    Locked {
        key: LessSafeKey,
        header: [u8; HASH],
    },
}

impl Seals {
    fn open(header: &[u8], key: Option<[u8; 32]>) -> Result<Self, BackupError> {
        let header = Sha256::digest(header).into();
        match key {
            None => Ok(Self::Chain(header)),
            Some(key) => {
                let key =
                    UnboundKey::new(&AES_256_GCM, &key).map_err(|_| BackupError::Passphrase)?;
                let key = LessSafeKey::new(key);
                Ok(Self::Locked { key, header })
            }
        }
    }

    const fn len(&self) -> usize {
        match self {
            Self::Chain(_) => HASH,
            Self::Locked { .. } => TAG,
        }
    }

    /// Seals a piece in place and answers with its seal.
    fn seal(&mut self, number: u64, length: u32, piece: &mut [u8]) -> Result<Vec<u8>, BackupError> {
        match self {
            Self::Chain(before) => {
                *before = link(before, length, piece);
                Ok(before.to_vec())
            }
            Self::Locked { key, header } => key
                .seal_in_place_separate_tag(nonce(number), aad(header, length), piece)
                .map(|tag| tag.as_ref().to_vec())
                .map_err(|_| BackupError::Passphrase),
        }
    }

    /// Whether a piece is what was written; it lies open in `piece` then.
    fn unseal(&mut self, number: u64, length: u32, piece: &mut Vec<u8>, seal: &[u8]) -> bool {
        match self {
            Self::Chain(before) => {
                *before = link(before, length, piece);
                before.as_slice() == seal
            }
            Self::Locked { key, header } => {
                piece.extend_from_slice(seal);
                let aad = aad(header, length);
                let open = key.open_in_place(nonce(number), aad, piece);
                let length = open.map(|open| open.len());
                length.map(|length| piece.truncate(length)).is_ok()
            }
        }
    }
}

fn link(before: &[u8; HASH], length: u32, piece: &[u8]) -> [u8; HASH] {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(length.to_be_bytes());
    hash.update(piece);
    hash.finalize().into()
}

fn nonce(number: u64) -> Nonce {
    let mut nonce = [0_u8; NONCE_LEN];
    let (_, counted) = nonce.split_at_mut(NONCE_LEN - 8);
    counted.copy_from_slice(&number.to_be_bytes());
    Nonce::assume_unique_for_key(nonce)
}

fn aad(header: &[u8; HASH], length: u32) -> Aad<Vec<u8>> {
    Aad::from([header.as_slice(), &length.to_be_bytes()].concat())
}

/// Writes the outside of a file around what is written into it.
pub struct Sealing<W: Write> {
    output: W,
    seals: Seals,
    piece: Vec<u8>,
    number: u64,
}

impl<W: Write> Sealing<W> {
    pub fn begin(mut output: W, holds: Holds, lock: Option<LockWith<'_>>) -> io::Result<Self> {
        let locked = lock
            .map(|with| with.passphrase.lock(with.effort, with.entropy))
            .transpose()?;
        let (lock, key) = locked.unzip();
        let line = serde_json::to_string(&Header { holds, lock })
            .map_err(|error| BackupError::Value(error.to_string()))?;
        let header = format!("{MAGIC}{FORMAT}\n{line}\n").into_bytes();
        output.write_all(&header)?;
        Ok(Self {
            output,
            seals: Seals::open(&header, key)?,
            piece: Vec::with_capacity(PIECE),
            number: 0,
        })
    }

    /// Seals what is left as the last piece.
    pub fn finish(mut self) -> io::Result<W> {
        self.write_piece(LAST)?;
        self.output.flush()?;
        Ok(self.output)
    }

    fn write_piece(&mut self, last: u32) -> io::Result<()> {
        let length = u32::try_from(self.piece.len()).unwrap_or_default() | last;
        let seal = self.seals.seal(self.number, length, &mut self.piece)?;
        self.output.write_all(&length.to_be_bytes())?;
        self.output.write_all(&self.piece)?;
        self.output.write_all(&seal)?;
        self.piece.clear();
        self.number += 1;
        Ok(())
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.piece.len() == PIECE {
            self.write_piece(0)?;
        }
        let room = PIECE - self.piece.len();
        let (taken, _) = bytes.split_at(bytes.len().min(room));
        self.piece.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        // A piece that is not full would be one more; what is not finished is nothing anyway.
        Ok(())
    }
}

/// Reads what was written into a file, piece by proven piece.
pub struct Opening<R: Read> {
    input: R,
    seals: Seals,
    piece: Vec<u8>,
    at: usize,
    number: u64,
    ended: bool,
}

impl<R: Read> Opening<R> {
    pub fn begin(mut input: R, wanted: Holds, passphrase: Option<&Passphrase>) -> io::Result<Self> {
        read_magic(&mut input)?;
        let format = line(&mut input)?;
        if format != FORMAT.as_bytes() {
            let format = String::from_utf8_lossy(&format);
            let later = format.parse::<u32>().is_ok();
            return Err(match later {
                true => BackupError::LaterFormat(format.into_owned()).into(),
                false => BackupError::NotOurs.into(),
            });
        }
        let said = line(&mut input)?;
        let header: Header = serde_json::from_slice(&said)
            .map_err(|_| BackupError::damaged("its second line cannot be read"))?;
        if header.holds != wanted {
            let (wanted, found) = (wanted.word(), header.holds.word());
            return Err(BackupError::Other { wanted, found }.into());
        }
        let key = match (&header.lock, passphrase) {
            // Whoever names one wants to know that the backup was made by who knows it: anybody can write
            // another that holds together by itself. Keys are made once, and lie elsewhere: they may be open
            // where the backups beside which they are named are locked.
            (None, Some(_)) if wanted == Holds::Backup => {
                return Err(BackupError::NotLocked.into());
            }
            (None, _) => None,
            (Some(_), None) => return Err(BackupError::Locked.into()),
            (Some(lock), Some(passphrase)) => Some(passphrase.unlock(lock)?),
        };
        let header = [MAGIC.as_bytes(), &format, b"\n", &said, b"\n"].concat();
        Ok(Self {
            input,
            seals: Seals::open(&header, key)?,
            piece: Vec::new(),
            at: 0,
            number: 0,
            ended: false,
        })
    }

    /// Reads on to the end: nothing may come after what was expected, nor after the last piece.
    pub fn finish(mut self) -> io::Result<()> {
        let more = io::copy(&mut self, &mut io::sink())?;
        let beyond = io::copy(&mut self.input, &mut io::sink())?;
        match more + beyond {
            0 => Ok(()),
            _ => Err(BackupError::damaged("there is something after its end").into()),
        }
    }

    fn next_piece(&mut self) -> io::Result<()> {
        let mut length = [0_u8; 4];
        self.fill(&mut length)?;
        let said = u32::from_be_bytes(length);
        let length = usize::try_from(said & !LAST).unwrap_or(usize::MAX);
        if length > PIECE {
            return Err(self.broken().into());
        }
        let mut piece = std::mem::take(&mut self.piece);
        piece.clear();
        piece.resize(length, 0);
        self.fill(&mut piece)?;
        let mut seal = vec![0_u8; self.seals.len()];
        self.fill(&mut seal)?;
        if !self.seals.unseal(self.number, said, &mut piece, &seal) {
            return Err(self.broken().into());
        }
        self.piece = piece;
        self.at = 0;
        self.number += 1;
        self.ended = said & LAST != 0;
        Ok(())
    }

    fn broken(&self) -> BackupError {
        let piece = u64::try_from(PIECE).unwrap_or_default();
        BackupError::damaged(format!(
            "it is not what was written, from about byte {} on",
            self.number * piece
        ))
    }

    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.input.read_exact(bytes).map_err(cut)
    }
}

impl<R: Read> Read for Opening<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        loop {
            let left = self.piece.get(self.at..).unwrap_or_default();
            if !left.is_empty() {
                let taken = left.len().min(bytes.len());
                let ((to, _), (from, _)) = (bytes.split_at_mut(taken), left.split_at(taken));
                to.copy_from_slice(from);
                self.at += taken;
                return Ok(taken);
            }
            if self.ended || bytes.is_empty() {
                return Ok(0);
            }
            self.next_piece()?;
        }
    }
}

/// What is not even begun as ours is; whatever is missing after that was cut off.
fn read_magic(input: &mut impl Read) -> io::Result<()> {
    let mut magic = [0_u8; MAGIC.len()];
    match input.read_exact(&mut magic) {
        Ok(()) if magic.as_slice() == MAGIC.as_bytes() => Ok(()),
        Err(problem) if problem.kind() != io::ErrorKind::UnexpectedEof => Err(problem),
        _ => Err(BackupError::NotOurs.into()),
    }
}

/// What is left of a line of the beginning, without its end.
fn line(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    let mut byte = [0_u8];
    loop {
        input.read_exact(&mut byte).map_err(cut)?;
        if byte == *b"\n" {
            return Ok(line);
        }
        if line.len() == LINE {
            return Err(BackupError::damaged("its first lines cannot be read").into());
        }
        line.extend_from_slice(&byte);
    }
}

/// Whoever reads wanted more than there is.
fn cut(problem: io::Error) -> io::Error {
    match problem.kind() {
        io::ErrorKind::UnexpectedEof => BackupError::Cut.into(),
        _ => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    /// So many bytes that nobody can compress or guess.
    fn bytes(length: usize) -> Vec<u8> {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[0]
        };
        (0..length).map(|_| next()).collect()
    }

    fn sealed(bytes: &[u8], passphrase: Option<&Passphrase>) -> Vec<u8> {
        let lock = passphrase.map(|passphrase| LockWith {
            passphrase,
            effort: Effort::WEAK_FOR_TESTS,
            entropy: &SystemEntropy,
        });
        let mut sealing = Sealing::begin(Vec::new(), Holds::Backup, lock).unwrap();
        sealing.write_all(bytes).unwrap();
        sealing.finish().unwrap()
    }

    fn opened(sealed: &[u8], passphrase: Option<&Passphrase>) -> io::Result<Vec<u8>> {
        let mut opening = Opening::begin(sealed, Holds::Backup, passphrase)?;
        let mut bytes = Vec::new();
        opening.read_to_end(&mut bytes)?;
        opening.finish()?;
        Ok(bytes)
    }

    /// Where each piece begins, and the end.
    fn pieces(sealed: &[u8], seal: usize) -> Vec<usize> {
        let mut lines = sealed
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n');
        let mut at = lines.nth(1).unwrap().0 + 1;
        let mut begins = vec![at];
        while at < sealed.len() {
            let length = u32::from_be_bytes(sealed[at..at + 4].try_into().unwrap()) & !LAST;
            at += 4 + usize::try_from(length).unwrap() + seal;
            begins.push(at);
        }
        begins
    }

    #[test]
    fn any_length_comes_back() {
        let passphrase = Passphrase::new("en lång mening");
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7] {
            let wanted = bytes(length);
            for locked in [None, Some(&passphrase)] {
                let sealed = sealed(&wanted, locked);
                assert!(opened(&sealed, locked).unwrap() == wanted, "{length}");
            }
        }
    }

    #[test]
    fn pieces_are_all_there_in_their_order_and_once() {
        let passphrase = Passphrase::new("en lång mening");
        let length = 3 * PIECE + 7;
        for (locked, seal) in [(None, HASH), (Some(&passphrase), TAG)] {
            let whole = sealed(&bytes(length), locked);
            let at = pieces(&whole, seal);
            assert_eq!((at.len(), at[4]), (5, whole.len()));
            let part = |n: usize| &whole[at[n]..at[n + 1]];
            let head = &whole[..at[0]];
            for order in [
                // One lost, at each place; two that changed places; one twice; more after the last.
                &[1, 2, 3][..],
                &[0, 2, 3],
                &[0, 1, 3],
                &[0, 1, 2],
                &[1, 0, 2, 3],
                &[0, 2, 1, 3],
                &[0, 0, 1, 2, 3],
                &[0, 1, 2, 3, 3],
                &[],
            ] {
                let parts: Vec<&[u8]> = order.iter().map(|n| part(*n)).collect();
                let changed = [head, &parts.concat()].concat();
                assert!(opened(&changed, locked).is_err(), "{order:?}");
            }
            // A last piece that says it is none, and the other way round.
            for n in [0, 3] {
                let mut changed = whole.clone();
                changed[at[n]] ^= 0x80;
                assert!(opened(&changed, locked).is_err(), "{n}");
            }
        }
    }

    #[test]
    fn what_was_not_finished_is_cut() {
        let mut sealing = Sealing::begin(Vec::new(), Holds::Backup, None).unwrap();
        sealing.write_all(&bytes(2 * PIECE + 1)).unwrap();
        let unfinished = sealing.output;
        let problem = opened(&unfinished, None).unwrap_err();
        let problem = problem.downcast::<BackupError>().unwrap();
        assert!(matches!(problem, BackupError::Cut), "{problem}");
    }

    #[test]
    fn whoever_names_a_passphrase_gets_nothing_that_it_does_not_lock() {
        let passphrase = Passphrase::new("en lång mening");
        let problem = opened(&sealed(b"x", None), Some(&passphrase)).unwrap_err();
        let problem = problem.downcast::<BackupError>().unwrap();
        assert!(matches!(problem, BackupError::NotLocked), "{problem}");
        assert!(problem.to_string().contains("--passphrase-file"));
    }

    #[test]
    fn keys_are_no_backup() {
        let keys = Sealing::begin(Vec::new(), Holds::Keys, None).unwrap();
        let problem = opened(&keys.finish().unwrap(), None).unwrap_err();
        assert_eq!(problem.to_string(), "this is no backup, but file of keys");
    }

    #[test]
    fn a_lock_that_asks_for_too_much_is_none_of_ours() {
        let passphrase = Passphrase::new("en lång mening");
        let sealed = sealed(b"x", Some(&passphrase));
        let text = String::from_utf8_lossy(&sealed)
            .replace("\"memory_kib\":8,", "\"memory_kib\":4000000000,");
        let problem = opened(text.as_bytes(), Some(&passphrase)).unwrap_err();
        assert!(problem.to_string().contains("none of ours"), "{problem}");
    }
}
