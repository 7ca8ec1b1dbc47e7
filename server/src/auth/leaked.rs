//! Passwords that others have used and lost: what is tried first.
//!
//! One list is built in, and an operator can name a larger one. Neither is loaded: what is asked for
//! is looked up in place, some thirty short reads in a file of any size. Only hashes are kept and
//! compared; which passwords there are cannot be read from either.
//!
//! A list is a text of SHA-1 hashes in their order, one a line with anything after a colon, as the
//! well-known one comes; or what `nara passwords index` makes of a list of any kind.

use std::fs::File;
use std::io::{BufRead, Error, ErrorKind, Result, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use aws_lc_rs::digest;

/// The beginning of an index. Then come its hashes' first [`WIDTH`] bytes, in their order.
const MARK: &[u8; 8] = b"NARAPWD1";
/// Of a hash. Among a thousand million of them, one password in twenty thousand million is refused
/// by mistake.
const WIDTH: usize = 8;
/// SHA-1 in hexadecimal digits.
const DIGITS: usize = 40;
/// No line of a list is longer.
const LONGEST_LINE: usize = 4096;

/// The most frequent passwords of 15 characters and more among ten million that leaked (Mark
/// Burnett's list, in the public domain): 9,700 of them. Made by `nara passwords index`.
const BUILT_IN: &[u8] = include_bytes!("../../data/common_passwords.bin");

/// Lists to look passwords up in.
#[derive(Clone, Debug, Default)]
pub struct Leaked {
    file: Option<Arc<Listed>>,
}

#[derive(Debug)]
struct Listed {
    file: File,
    length: u64,
    indexed: bool,
}

impl Leaked {
    /// The built-in list and this one.
    ///
    /// # Errors
    /// The file cannot be read, or is no list, or not in order.
    pub fn with_file(path: &Path) -> Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut start = [0; MARK.len()];
        file.read_exact_at(&mut start, 0)
            .map_err(|_| not_a_list("it is too short"))?;
        let list = Listed {
            file,
            length,
            indexed: start == *MARK,
        };
        list.check()?;
        Ok(Self {
            file: Some(Arc::new(list)),
        })
    }

    /// Whether somebody has lost this password before, in these letters or in small ones.
    ///
    /// # Errors
    /// The file could not be read.
    pub fn contains(&self, password: &str) -> Result<bool> {
        let small = password.to_lowercase();
        let typed = sha1(password);
        let mut hashes = vec![sha1(&small)];
        if small != password {
            hashes.push(typed);
        }
        for hash in hashes {
            let listed = self.file.as_deref();
            if is_built_in(&hash) || listed.map_or(Ok(false), |list| list.contains(&hash))? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

type Hash = [u8; 20];

fn sha1(text: &str) -> Hash {
    // Not for secrecy: lists come in this hash.
    let hash = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, text.as_bytes());
    hash.as_ref().try_into().unwrap_or_default()
}

fn is_built_in(hash: &Hash) -> bool {
    let (_mark, hashes) = BUILT_IN.split_at(MARK.len());
    let (hashes, _none) = hashes.as_chunks::<WIDTH>();
    let (wanted, _) = hash.split_at(WIDTH);
    hashes
        .binary_search_by(|found| found.as_slice().cmp(wanted))
        .is_ok()
}

fn not_a_list(why: &str) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!("no list of leaked passwords: {why}"),
    )
}

impl Listed {
    /// Looks at the order in a few dozen places: of a file that was never sorted a look-up finds
    /// nothing, and nobody would notice.
    fn check(&self) -> Result<()> {
        if self.indexed && !(self.length - MARK.len() as u64).is_multiple_of(WIDTH as u64) {
            return Err(not_a_list("the index is cut off"));
        }
        let mut before = Vec::new();
        for place in 0..64 {
            let at = self.length / 64 * place;
            let Some((_, found)) = self.entry_from(at)? else {
                continue;
            };
            if found < before {
                return Err(not_a_list(
                    "it is not in order; `nara passwords index` makes one that is",
                ));
            }
            before = found;
        }
        match before.is_empty() {
            true => Err(not_a_list("nothing is in it")),
            false => Ok(()),
        }
    }

    fn contains(&self, hash: &Hash) -> Result<bool> {
        let wanted = match self.indexed {
            true => hash.split_at(WIDTH).0.to_vec(),
            false => hex::encode_upper(hash).into_bytes(),
        };
        // What begins in between may be the one.
        let (mut low, mut high) = (0, self.length);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.entry_from(middle)? {
                Some((start, found)) if start < high => match found.cmp(&wanted) {
                    std::cmp::Ordering::Equal => return Ok(true),
                    std::cmp::Ordering::Less => low = start + 1,
                    std::cmp::Ordering::Greater => high = middle,
                },
                _ => high = middle,
            }
        }
        Ok(false)
    }

    /// The first entry that begins here or later, and where.
    fn entry_from(&self, at: u64) -> Result<Option<(u64, Vec<u8>)>> {
        let (start, width) = match self.indexed {
            true => {
                let first = MARK.len() as u64;
                let number = at.saturating_sub(first).div_ceil(WIDTH as u64);
                (first + number * WIDTH as u64, WIDTH)
            }
            false => (self.line_from(at)?, DIGITS),
        };
        if start + width as u64 > self.length {
            return Ok(None);
        }
        let mut entry = vec![0; width];
        self.file.read_exact_at(&mut entry, start)?;
        if !self.indexed {
            entry.make_ascii_uppercase();
            if !entry.iter().all(u8::is_ascii_hexdigit) {
                return Err(not_a_list("a line does not begin with a SHA-1"));
            }
        }
        Ok(Some((start, entry)))
    }

    fn line_from(&self, at: u64) -> Result<u64> {
        // A line begins at the very beginning, and after each end of one.
        let Some(mut from) = at.checked_sub(1) else {
            return Ok(0);
        };
        let mut looked = 0;
        let mut bytes = [0; 128];
        while looked < LONGEST_LINE {
            let read = self.file.read_at(&mut bytes, from)?;
            let read_bytes = bytes.get(..read).unwrap_or_default();
            if let Some(end) = read_bytes.iter().position(|byte| *byte == b'\n') {
                return Ok(from + end as u64 + 1);
            }
            if read == 0 {
                return Ok(self.length);
            }
            from += read as u64;
            looked += read;
        }
        Err(not_a_list("a line has no end"))
    }
}

/// Makes an index of a list: of SHA-1 hashes, or of passwords as they are, of which those too short
/// to be chosen here are left out. All of it is held in memory, eight bytes each.
///
/// # Errors
/// Reading or writing failed.
pub fn index(from: impl BufRead, mut to: impl Write, shortest: usize) -> Result<usize> {
    let mut hashes = Vec::new();
    for line in from.split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(line.trim_ascii_end());
        let begins = line.split(':').next().unwrap_or_default();
        let hash = match begins.len() == DIGITS {
            true => hex::decode(begins).ok(),
            false => None,
        };
        let hash = match hash {
            Some(hash) => hash,
            None if line.chars().count() >= shortest => sha1(&line.to_lowercase()).to_vec(),
            None => continue,
        };
        let (first, _) = hash.split_at_checked(WIDTH).unwrap_or_default();
        hashes.extend(<[u8; WIDTH]>::try_from(first));
    }
    hashes.sort_unstable();
    hashes.dedup();
    to.write_all(MARK)?;
    for hash in &hashes {
        to.write_all(hash)?;
    }
    to.flush()?;
    Ok(hashes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, bytes: &[u8]) -> std::path::PathBuf {
        let path = std::env::temp_dir().join(format!("nara-leaked-{}-{name}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Passwords nobody has, and a list of them as the well-known one comes.
    fn listed(count: usize) -> (Vec<String>, Vec<u8>) {
        let words: Vec<String> = (0..count)
            .map(|n| format!("läckt lösenord nummer {n}"))
            .collect();
        let mut lines: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(n, word)| format!("{}:{}\r\n", hex::encode_upper(sha1(word)), n * n))
            .collect();
        lines.sort();
        (words, lines.concat().into_bytes())
    }

    #[test]
    fn three_thousand_and_more_are_built_in() {
        let (mark, hashes) = BUILT_IN.split_at(MARK.len());
        assert_eq!(mark, MARK);
        let (hashes, rest) = hashes.as_chunks::<WIDTH>();
        assert!(hashes.len() > 3000 && rest.is_empty(), "{}", hashes.len());
        assert!(hashes.is_sorted());
        let leaked = Leaked::default();
        for tried in ["qwerty123456789", "QWERTY123456789", "passwordpassword"] {
            assert!(leaked.contains(tried).unwrap(), "{tried}");
        }
        assert!(!leaked.contains("lampa sjö kanel vante").unwrap());
    }

    #[test]
    fn every_one_of_a_list_is_found_and_no_other() {
        for count in [1, 2, 3, 500] {
            let (words, text) = listed(count);
            let as_it_comes = file(&format!("text-{count}"), &text);
            let mut indexed = Vec::new();
            let plain = words.join("\n");
            assert_eq!(index(plain.as_bytes(), &mut indexed, 15).unwrap(), count);
            let mut again = Vec::new();
            assert_eq!(index(text.as_slice(), &mut again, 15).unwrap(), count);
            assert_eq!(indexed, again, "of hashes and of passwords");
            let made = file(&format!("index-{count}"), &indexed);
            for path in [as_it_comes, made] {
                let leaked = Leaked::with_file(&path).unwrap();
                for word in &words {
                    assert!(leaked.contains(word).unwrap(), "{word} in {path:?}");
                }
                for n in count..count + 500 {
                    let other = format!("läckt lösenord nummer {n}");
                    assert!(!leaked.contains(&other).unwrap(), "{other} in {path:?}");
                }
                std::fs::remove_file(path).unwrap();
            }
        }
    }

    #[test]
    fn what_is_no_list_is_told_at_the_start() {
        let (_, text) = listed(200);
        let backwards: Vec<u8> = {
            let text = String::from_utf8(text.clone()).unwrap();
            let lines: Vec<&str> = text.lines().rev().collect();
            lines.join("\n").into_bytes()
        };
        let plain = b"passwordpassword\nqwerty123456789\n".repeat(9);
        let mut cut = Vec::new();
        index(text.as_slice(), &mut cut, 15).unwrap();
        cut.pop();
        for (name, bytes, why) in [
            ("empty", &b""[..], "too short"),
            ("plain", &plain, "SHA-1"),
            ("backwards", &backwards, "not in order"),
            ("cut", &cut, "cut off"),
            ("nothing", MARK, "nothing is in it"),
        ] {
            let path = file(name, bytes);
            let said = Leaked::with_file(&path).unwrap_err().to_string();
            assert!(said.contains(why), "{name}: {said}");
            std::fs::remove_file(path).unwrap();
        }
        assert!(Leaked::with_file(Path::new("/nowhere")).is_err());
    }
}
