//! Turns the compiled wasm, the stylesheets and public/ into the site that the server embeds.
//!
//! `pack <wasm> <site folder> <scratch folder> [wasm-opt]`
//!
//! Every file gets a brotli and a gzip twin, so that the server never compresses anything at run
//! time that does not change. Files in `pkg/` carry a piece of their own hash in the name and may
//! be kept by browsers for ever; `assets.json` says which name belongs to `nara.css` and so on.
//! A file that has not changed is left alone, so that cargo sees nothing new to embed.

mod css;
mod lean;
mod pointers;
mod store;
mod wasm;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use store::Site;

const STYLE: &str = "style/main.css";
const PUBLIC: &str = "public";

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let outcome = match arguments.as_slice() {
        [wasm, site, scratch] => pack(wasm, site, scratch, None),
        [wasm, site, scratch, wasm_opt] => pack(wasm, site, scratch, Some(wasm_opt)),
        _ => Err("pack <wasm> <site folder> <scratch folder> [wasm-opt]".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn pack(wasm: &Path, site: &Path, scratch: &Path, wasm_opt: Option<&Path>) -> Result<(), String> {
    let begun = Instant::now();
    let browser = wasm::browser_part(wasm, scratch, wasm_opt)?;
    let style = css::bundle(Path::new(STYLE))?;

    let mut names = BTreeMap::new();
    let mut site = Site::new(site, scratch);
    names.insert("nara.css", site.hashed("nara", "css", style.as_bytes())?);
    names.insert("nara.js", site.hashed("nara", "js", &browser.script)?);
    names.insert("nara.wasm", site.hashed("nara", "wasm", &browser.wasm)?);
    for file in files_below(Path::new(PUBLIC))? {
        let name = file.strip_prefix(PUBLIC).unwrap_or(&file).to_owned();
        let bytes = store::read(&file)?;
        site.plain(&name, &bytes)?;
    }
    // Last, so that the manifest never names a file that is not there yet.
    site.manifest(&names)?;
    site.sweep()?;
    println!("site packed in {} ms", begun.elapsed().as_millis());
    Ok(())
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let problem = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let path = entry.map_err(problem)?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
