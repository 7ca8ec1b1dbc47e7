//! wasm-bindgen, then wasm-opt. Both are skipped when the compiled wasm is the same as before.

use super::{lean, store};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// Raised when the steps below change, so that results of older ones are not taken for new.
const RECIPE: &str = "4";

/// What rustc emits for this target since 1.87, spelled out because wasm-bindgen drops the
/// section that would tell wasm-opt; the rest is "as small as you can".
const WASM_OPT: [&str; 10] = [
    "-Oz",
    // Rust keeps nothing in the first kilobyte.
    "--low-memory-unused",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
];

pub struct Browser {
    pub wasm: Vec<u8>,
    pub script: Vec<u8>,
}

pub fn browser_part(
    compiled: &Path,
    scratch: &Path,
    wasm_opt: Option<&Path>,
) -> Result<Browser, String> {
    let input = store::read(compiled)?;
    let tool = wasm_opt.filter(|tool| tool.exists());
    if wasm_opt.is_some() && tool.is_none() {
        eprintln!("No wasm-opt: the browser's part stays a fifth larger than it could be.");
    }
    let small = wasm_opt.is_some();
    let how = match (small, tool.is_some()) {
        (false, _) => "dev",
        (true, false) => "lean",
        (true, true) => "optimised",
    };
    let key = store::digest(&[RECIPE.as_bytes(), how.as_bytes(), &input]);
    let kept = scratch.join("wasm").join(key);
    let (wasm, script) = (kept.join("nara.wasm"), kept.join("nara.js"));
    if !(wasm.exists() && script.exists()) {
        forget_older(&scratch.join("wasm"))?;
        let (bound_script, bound_wasm) = bind(&input, small)?;
        match tool {
            Some(tool) => optimise(tool, &kept, &bound_wasm)?,
            None => store::write(&wasm, &bound_wasm)?,
        }
        let bound_script = match small {
            true => lean::shake(&bound_script, &store::read(&wasm)?)?,
            false => bound_script,
        };
        store::write(&script, bound_script.as_bytes())?;
    }
    Ok(Browser {
        wasm: store::read(&wasm)?,
        script: store::read(&script)?,
    })
}

/// The script and the wasm that belongs to it.
fn bind(input: &[u8], small: bool) -> Result<(String, Vec<u8>), String> {
    let problem = |error| format!("wasm-bindgen: {error:#}");
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes("nara", input.to_vec())
        .typescript(false)
        // By names we know what only failures need; then they go.
        .remove_name_section(!small)
        .remove_producers_section(true)
        // The page always says where the wasm is, because its name carries a hash.
        .omit_default_module_path(true);
    let mut output = bindgen
        .web(true)
        .map_err(problem)?
        .generate_output()
        .map_err(problem)?;
    let local = output.snippets().values().flatten().count() + output.local_modules().len();
    if local > 0 || !output.npm_dependencies().is_empty() {
        return Err(
            "A dependency brings JavaScript files of its own (wasm-bindgen snippets). \
                    The page loads exactly one script: write it as js-sys or web-sys calls."
                .to_owned(),
        );
    }
    let script = without_indentation(output.js());
    let script = match small {
        true => lean::lean(output.wasm_mut(), &script),
        false => script,
    };
    Ok((script, output.wasm_mut().emit_wasm()))
}

/// The script without indentation and comment lines. It is generated: no text of it spans lines,
/// so a line's beginning is never part of one.
fn without_indentation(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    for line in script.lines().map(str::trim) {
        let comment = ["//", "/*", "* ", "*/"]
            .iter()
            .any(|mark| line.starts_with(mark));
        if !line.is_empty() && line != "*" && !comment {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn optimise(tool: &Path, folder: &Path, bound: &[u8]) -> Result<(), String> {
    let (before, unfinished): (PathBuf, PathBuf) =
        (folder.join("bound.wasm"), folder.join("optimised.wasm"));
    store::write(&before, bound)?;
    let status = Command::new(tool)
        .args(WASM_OPT)
        .arg(&before)
        .arg("--output")
        .arg(&unfinished)
        .status()
        .map_err(|error| format!("{}: {error}", tool.display()))?;
    if !status.success() {
        return Err(format!("wasm-opt failed ({status})."));
    }
    std::fs::rename(&unfinished, folder.join("nara.wasm"))
        .map_err(|error| format!("{}: {error}", unfinished.display()))
}

/// One result is kept; older ones are never asked for again.
fn forget_older(folder: &Path) -> Result<(), String> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}
