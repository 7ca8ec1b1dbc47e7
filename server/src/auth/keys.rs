//! The server's keys: a signing key (Ed25519), made on the first start, in the data folder; and those
//! derived from it for hashing short codes and what limits count, and for the links that stop letters.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{DecodingKey, EncodingKey};
use nara_domain::group::{CODE_LENGTH, EntryCode};
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::mailed_code::Code;

use crate::entropy::{Entropy, NoEntropy};

/// `data/keys/signing.key`: the 32 bytes of an Ed25519 seed.
pub const FILE: &str = "signing.key";
/// Who may read a key at most.
const OWNER_ONLY: u32 = 0o600;
const OWNER_AND_GROUP: u32 = 0o640;

#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("key file {path}: {problem}")]
    File {
        path: String,
        problem: std::io::Error,
    },
    #[error(
        "key file {0} does not hold 32 bytes; remove it to have a new key made (links already sent by mail and API keys stop working)"
    )]
    Damaged(String),
    #[error("key file {0} does not hold 32 bytes")]
    Length(String),
    #[error(
        "others than its owner may read the key file {0}; see whether somebody has, and `chmod 600` it"
    )]
    Open(String),
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
    #[error("the signing key was refused")]
    Refused,
}

/// Signs and checks tokens. One algorithm, no choice: see [`super::tokens`].
#[derive(Clone)]
pub struct Keys {
    pub(super) signing: EncodingKey,
    pub(super) checking: DecodingKey,
    /// For what is short enough to be guessed from its hash: only with this key can one try.
    codes: hmac::Key,
    /// Of it and a salt the codes on groups' doors are made; and all codes that open one are hashed.
    doors: hmac::Key,
    /// Of links in letters to many.
    stops: hmac::Key,
    /// Of whom limits count: networks and addresses are few enough to be tried.
    limits: hmac::Key,
}

impl std::fmt::Debug for Keys {
    /// Never the key.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, KeyError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| KeyError::Refused)?;
        let document = pair.to_pkcs8v1().map_err(|_| KeyError::Refused)?;
        // A key of its own, so that nothing hashed with it says anything about the signing key.
        let seed_key = hmac::Key::new(hmac::HMAC_SHA256, seed);
        let codes = hmac::sign(&seed_key, b"codes sent by mail");
        let doors = hmac::sign(&seed_key, b"codes at doors of groups");
        let stops = hmac::sign(&seed_key, b"links that stop letters");
        let limits = hmac::sign(&seed_key, b"whom limits count");
        Ok(Self {
            limits: hmac::Key::new(hmac::HMAC_SHA256, limits.as_ref()),
            stops: hmac::Key::new(hmac::HMAC_SHA256, stops.as_ref()),
            codes: hmac::Key::new(hmac::HMAC_SHA256, codes.as_ref()),
            doors: hmac::Key::new(hmac::HMAC_SHA256, doors.as_ref()),
            signing: EncodingKey::from_ed_der(document.as_ref()),
            checking: DecodingKey::from_ed_der(pair.public_key().as_ref()),
        })
    }

    /// What is kept of a code that was sent for the asking browser `id`.
    pub fn code_hash(&self, id: &str, code: &Code) -> String {
        hex::encode(hmac::sign(&self.codes, &coded(id, code)))
    }

    /// Whether this is the code of that hash. Takes as long wherever they differ.
    pub fn is_code(&self, id: &str, code: &Code, hash: &str) -> bool {
        let hash = hex::decode(hash).unwrap_or_default();
        hmac::verify(&self.codes, &coded(id, code), &hash).is_ok()
    }

    /// The code on a group's door: the same one for the same salt, so that its cards can be printed
    /// again though only a hash is stored.
    pub fn door_code(&self, salt: &str) -> EntryCode {
        let made = hmac::sign(&self.doors, format!("made of {salt}").as_bytes());
        let mut bytes = [0_u8; CODE_LENGTH];
        bytes
            .iter_mut()
            .zip(made.as_ref())
            .for_each(|(byte, made)| *byte = *made);
        EntryCode::from_random(bytes)
    }

    /// By what a code that opens a group is found.
    pub fn entry_hash(&self, code: &EntryCode) -> String {
        hex::encode(hmac::sign(
            &self.doors,
            format!("typed {}", code.as_str()).as_bytes(),
        ))
    }

    /// What the database keeps of whom a limit counts. Another one for each limit: nothing says that the
    /// rows of two are about the same network.
    pub fn limit_hash(&self, limit: &str, key: &str) -> String {
        hex::encode(hmac::sign(
            &self.limits,
            format!("{limit} {key}").as_bytes(),
        ))
    }

    /// What stands in a letter's link that stops letters about a proposal to a person. It signs nobody
    /// in and never runs out: who finds an old letter must still get out. Nothing of it is stored.
    pub fn stop_token(&self, person: PersonId, proposal: ProposalId) -> String {
        let mut token = Vec::with_capacity(48);
        token.extend(person.get().to_be_bytes());
        token.extend(proposal.get().to_be_bytes());
        let proof = hmac::sign(&self.stops, &token);
        token.extend(proof.as_ref());
        URL_SAFE_NO_PAD.encode(token)
    }

    /// Whose letters about what a token of ours stops.
    pub fn read_stop(&self, token: &str) -> Option<(PersonId, ProposalId)> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (numbers, proof) = bytes.split_at_checked(16)?;
        hmac::verify(&self.stops, numbers, proof).ok()?;
        let (person, proposal) = numbers.split_at_checked(8)?;
        let number = |bytes: &[u8]| Some(i64::from_be_bytes(bytes.try_into().ok()?));
        Some((
            PersonId::new(number(person)?),
            ProposalId::new(number(proposal)?),
        ))
    }

    /// A key that lives as long as the process.
    pub fn made(entropy: &dyn Entropy) -> Result<Self, KeyError> {
        let mut seed = [0_u8; 32];
        entropy.fill(&mut seed)?;
        Self::from_seed(&seed)
    }

    /// A key that is kept elsewhere, such as among the service manager's credentials: those belong to
    /// root and a group of their own.
    pub fn from_file(path: &Path) -> Result<Self, KeyError> {
        Self::from_seed(&load_file(path)?)
    }

    /// The key in `folder`, made there if there is none.
    pub fn load_or_make(folder: &Path, entropy: &dyn Entropy) -> Result<Self, KeyError> {
        let seed = match load(folder, FILE) {
            Err(KeyError::Length(path)) => return Err(KeyError::Damaged(path)),
            loaded => loaded?,
        };
        match seed {
            Some(seed) => Self::from_seed(&seed),
            None => Self::from_seed(&make(folder, FILE, entropy)?),
        }
    }
}

/// The 32 bytes of a key that is kept elsewhere.
pub fn load_file(path: &Path) -> Result<[u8; 32], KeyError> {
    read(path, OWNER_AND_GROUP)?.ok_or_else(|| KeyError::File {
        path: path.display().to_string(),
        problem: ErrorKind::NotFound.into(),
    })
}

/// The 32 bytes of a key file; none where there is no such file.
pub fn load(folder: &Path, file: &str) -> Result<Option<[u8; 32]>, KeyError> {
    read(&folder.join(file), OWNER_ONLY)
}

/// A key that others could read may be theirs: better not to start than to use it.
fn read(path: &Path, readers: u32) -> Result<Option<[u8; 32]>, KeyError> {
    let shown = || path.display().to_string();
    let problem = |problem: std::io::Error| KeyError::File {
        path: shown(),
        problem,
    };
    let mode = match std::fs::metadata(path) {
        Ok(there) => there.permissions().mode(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(problem(error)),
    };
    if mode & 0o777 & !readers != 0 {
        return Err(KeyError::Open(shown()));
    }
    match read_seed(path).map_err(problem)? {
        Some(seed) => Ok(Some(seed)),
        None => Err(KeyError::Length(shown())),
    }
}

/// Makes a key file of 32 random bytes that only its owner can read.
pub fn make(folder: &Path, file: &str, entropy: &dyn Entropy) -> Result<[u8; 32], KeyError> {
    let mut seed = [0_u8; 32];
    entropy.fill(&mut seed)?;
    keep(folder, file, &seed)?;
    Ok(seed)
}

/// Writes a key file that only its owner can read.
pub fn keep(folder: &Path, file: &str, seed: &[u8; 32]) -> Result<(), KeyError> {
    let path = folder.join(file);
    let problem = |problem: std::io::Error| KeyError::File {
        path: path.display().to_string(),
        problem,
    };
    make_private_folder(folder).map_err(problem)?;
    // Under another name until it is whole: a crash in between leaves no damaged key.
    let unfinished = folder.join(format!("{file}.new"));
    write_private(&unfinished, seed).map_err(problem)?;
    std::fs::rename(&unfinished, &path).map_err(problem)
}

fn coded(id: &str, code: &Code) -> Vec<u8> {
    format!("{id} {}", code.as_str()).into_bytes()
}

fn read_seed(path: &Path) -> std::io::Result<Option<[u8; 32]>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(64)
        .read_to_end(&mut bytes)?;
    Ok(<[u8; 32]>::try_from(bytes.as_slice()).ok())
}

fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    builder.mode(0o700);
    builder.create(folder)
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    options.mode(OWNER_ONLY);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;
    use std::fs::Permissions;

    #[test]
    fn a_code_belongs_to_its_browser_and_its_server() {
        let keys = Keys::from_seed(&[7; 32]).unwrap();
        let code = Code::from_random([1, 2, 3, 4, 5]);
        let hash = keys.code_hash("a", &code);
        assert!(!hash.contains(code.as_str()));
        assert!(keys.is_code("a", &code, &hash));
        assert!(!keys.is_code("b", &code, &hash));
        assert!(!keys.is_code("a", &Code::from_random([1, 2, 3, 4, 6]), &hash));
        let other = Keys::from_seed(&[8; 32]).unwrap();
        assert!(!other.is_code("a", &code, &hash));
        for nonsense in ["", "x", "00", &hash[..62], &format!("{hash}00")] {
            assert!(!keys.is_code("a", &code, nonsense), "{nonsense}");
        }
    }

    #[test]
    fn a_doors_code_comes_back_and_is_only_this_servers() {
        let (keys, other) = (
            Keys::from_seed(&[7; 32]).unwrap(),
            Keys::from_seed(&[8; 32]).unwrap(),
        );
        let code = keys.door_code("salt");
        assert_eq!(code, keys.door_code("salt"));
        assert_ne!(code, keys.door_code("salu"));
        assert_ne!(code, other.door_code("salt"));
        let hash = keys.entry_hash(&code);
        assert_ne!(hash, other.entry_hash(&code));
        assert!(!hash.contains(code.as_str()));
    }

    #[test]
    fn whom_a_limit_counts_is_not_said() {
        let (keys, other) = (
            Keys::from_seed(&[7; 32]).unwrap(),
            Keys::from_seed(&[8; 32]).unwrap(),
        );
        let hash = keys.limit_hash("letter", "siv@example.se");
        assert_eq!(hash, keys.limit_hash("letter", "siv@example.se"));
        assert!(hash.len() == 64 && !hash.contains("siv"));
        assert_ne!(hash, keys.limit_hash("letter", "bo@example.se"));
        assert_ne!(hash, keys.limit_hash("invite", "siv@example.se"));
        assert_ne!(hash, other.limit_hash("letter", "siv@example.se"));
    }

    #[test]
    fn a_link_that_stops_letters_is_one_persons_and_one_proposals() {
        let (keys, other) = (
            Keys::from_seed(&[7; 32]).unwrap(),
            Keys::from_seed(&[8; 32]).unwrap(),
        );
        let (person, proposal) = (PersonId::new(12), ProposalId::new(345));
        let token = keys.stop_token(person, proposal);
        assert_eq!(keys.read_stop(&token), Some((person, proposal)));
        assert_eq!(other.read_stop(&token), None);
        assert_ne!(token, keys.stop_token(person, ProposalId::new(346)));
        assert_ne!(token, keys.stop_token(PersonId::new(13), proposal));
        // In an address as it is.
        assert!(
            token
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
        );
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'z' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(keys.read_stop(&changed), None, "byte {at}");
        }
        for nonsense in [
            "",
            "a.b.c",
            &token[..21],
            &token[..40],
            &format!("{token}A"),
        ] {
            assert_eq!(keys.read_stop(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn made_once_kept_and_private() {
        let folder = std::env::temp_dir().join(format!("nara-keys-{}", std::process::id()));
        let first = Keys::load_or_make(&folder, &SystemEntropy).unwrap();
        let again = Keys::load_or_make(&folder, &SystemEntropy).unwrap();
        assert_eq!(first.signing.as_bytes(), again.signing.as_bytes());
        let file = folder.join(FILE);
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        for (others, elsewhere) in [(0o640, true), (0o604, false), (0o660, false), (0o400, true)] {
            std::fs::set_permissions(&file, Permissions::from_mode(others)).unwrap();
            let here = Keys::load_or_make(&folder, &SystemEntropy);
            assert_eq!(here.is_ok(), others == 0o400, "{others:o}");
            let there = Keys::from_file(&file);
            assert_eq!(there.is_ok(), elsewhere, "{others:o}");
            if let Err(error) = here {
                assert!(error.to_string().contains("chmod 600"), "{error}");
            }
        }
        assert!(Keys::from_file(&folder.join("none")).is_err());
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        std::fs::write(folder.join(FILE), b"short").unwrap();
        assert!(matches!(
            Keys::load_or_make(&folder, &SystemEntropy),
            Err(KeyError::Damaged(_))
        ));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
