//! The site's folder: writes what is new, leaves what is the same, removes what is no longer.

use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

type Compress = fn(&[u8]) -> std::io::Result<Vec<u8>>;

pub struct Site {
    folder: PathBuf,
    /// Twins already computed, by the hash of what they are a twin of.
    twins: PathBuf,
    wanted: BTreeSet<PathBuf>,
}

impl Site {
    pub fn new(folder: &Path, scratch: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            twins: scratch.join("twins"),
            wanted: BTreeSet::new(),
        }
    }

    /// A file whose name changes with its contents. Answers the address.
    pub fn hashed(&mut self, stem: &str, ending: &str, bytes: &[u8]) -> Result<String, String> {
        let hash = digest(&[bytes]);
        let short: String = hash.chars().take(10).collect();
        let name = format!("pkg/{stem}.{short}.{ending}");
        self.plain(Path::new(&name), bytes)?;
        Ok(format!("/{name}"))
    }

    /// A file under its own name, with its twins where they are smaller.
    pub fn plain(&mut self, name: &Path, bytes: &[u8]) -> Result<(), String> {
        self.put(name, bytes)?;
        if already_compressed(name) {
            return Ok(());
        }
        let kinds: [(&str, Compress); 2] = [("br", brotli), ("gz", gzip)];
        for (ending, compress) in kinds {
            let twin = self.twin(bytes, ending, compress)?;
            // In a tiny file the header outweighs the gain.
            if twin.len() < bytes.len() {
                let mut twin_name = name.as_os_str().to_owned();
                twin_name.push(".");
                twin_name.push(ending);
                self.put(Path::new(&twin_name), &twin)?;
            }
        }
        Ok(())
    }

    /// Which address each logical name has at present.
    pub fn manifest(&mut self, names: &BTreeMap<&str, String>) -> Result<(), String> {
        // Names and addresses are our own and need no escaping.
        let lines: Vec<String> = names
            .iter()
            .map(|(name, address)| format!("  \"{name}\": \"{address}\""))
            .collect();
        self.put(
            Path::new("assets.json"),
            format!("{{\n{}\n}}\n", lines.join(",\n")).as_bytes(),
        )
    }

    /// Removes what earlier builds left behind.
    pub fn sweep(&self) -> Result<(), String> {
        for file in super::files_below(&self.folder)? {
            if !self.wanted.contains(&file) {
                std::fs::remove_file(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            }
        }
        Ok(())
    }

    fn put(&mut self, name: &Path, bytes: &[u8]) -> Result<(), String> {
        let file = self.folder.join(name);
        if std::fs::read(&file).ok().as_deref() != Some(bytes) {
            write(&file, bytes)?;
        }
        self.wanted.insert(file);
        Ok(())
    }

    /// Brotli at its best takes seconds for the wasm; once per content is enough.
    fn twin(&self, bytes: &[u8], ending: &str, compress: Compress) -> Result<Vec<u8>, String> {
        let kept = self.twins.join(format!("{}.{ending}", digest(&[bytes])));
        if let Ok(known) = std::fs::read(&kept) {
            return Ok(known);
        }
        let twin = compress(bytes).map_err(|e| format!("compressing ({ending}): {e}"))?;
        write(&kept, &twin)?;
        Ok(twin)
    }
}

pub fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

pub fn read(file: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))
}

/// Whole or not at all: an interrupted build must not leave half a file that looks up to date.
pub fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    let problem = |error: std::io::Error| format!("{}: {error}", file.display());
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(problem)?;
    }
    let mut unfinished = file.as_os_str().to_owned();
    unfinished.push(".unfinished");
    std::fs::write(&unfinished, bytes).map_err(problem)?;
    std::fs::rename(&unfinished, file).map_err(problem)
}

fn already_compressed(name: &Path) -> bool {
    let ending = name
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    matches!(
        ending,
        "png" | "jpg" | "jpeg" | "webp" | "avif" | "woff2" | "gz" | "br" | "zip"
    )
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    // The highest quality and the widest window that every browser accepts.
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 1 << 16, 11, 22);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes)?;
    writer.finish()
}
