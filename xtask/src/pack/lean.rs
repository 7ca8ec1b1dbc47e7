//! Takes out of the browser's part what is in there for nothing.
//!
//! - **Words of failures.** A panic in the browser says nothing to anybody: no hook prints it, the
//!   module just stops. Still, every message, every number it may quote and every `Debug` is in
//!   there. What only leads to the stop becomes the stop itself (`unreachable`), and what is printed
//!   by `{:?}` becomes nothing. This is what Rust's `panic=immediate-abort` and `fmt-debug=none`
//!   will do once they are stable.
//! - **Faults in JSON.** The only Rust that reads JSON in the browser reads the islands' props, which
//!   this very program's server wrote; Leptos panics when they cannot be read, now as before. Other
//!   JSON is read by the browser (`app/src/ask.rs`).
//! - **Streams of server functions**, which Leptos exports whether used or not.
//! - **Names** that both halves agree on are short; and the script keeps only what the wasm calls.

use super::pointers;
use std::collections::BTreeSet;
use walrus::{FunctionKind, Module, ValType};

/// Functions that never come back, by the beginning of their names.
const STOPS: [&str; 11] = [
    "core::panicking::",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::str::slice_error_fail",
    "core::slice::index::slice_index_fail",
    "core::cell::panic_",
    "alloc::raw_vec::handle_error",
    "alloc::alloc::handle_alloc_error",
    "std::thread::local::panic_access_error",
    "__rustc::rust_begin_unwind",
];

/// Only where JSON is wrong.
const FAULTS_IN_JSON: [&str; 5] = [
    "serde_json::error::",
    "<serde_json::error::",
    "serde_json::de::Deserializer<R>::peek_invalid_type",
    "serde_json::de::Deserializer<R>::peek_error",
    "serde_json::de::Deserializer<R>::error",
];

/// Exported by a dependency of Leptos' (wasm-streams) that nothing here uses.
const STREAMS: &str = "IntoUnderlying";

enum Part {
    Needed,
    /// Reaching it is the end.
    Stop,
    /// Writes what nobody reads.
    Silent,
}

fn part(name: &str) -> Part {
    let name = without_hashes(name);
    let begins = |list: &[&str]| list.iter().any(|one| name.starts_with(one));
    if begins(&STOPS) {
        Part::Stop
    } else if name.contains(" as core::fmt::Debug>::fmt") {
        Part::Silent
    } else if begins(&FAULTS_IN_JSON) {
        if name.contains("::fmt") {
            Part::Silent
        } else {
            Part::Stop
        }
    } else {
        Part::Needed
    }
}

/// `core[0123456789abcdef]::fmt` as `core::fmt`: both ways of writing names are in use.
fn without_hashes(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let hash = after.split_once(']').filter(|(inside, _)| {
            inside.len() > 8 && inside.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        match hash {
            Some((_, behind)) => rest = behind,
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The wasm and its script without what only failures and unused streams need.
pub fn lean(module: &mut Module, script: &str) -> String {
    for function in module.funcs.iter_mut() {
        let part = function.name.as_deref().map_or(Part::Needed, part);
        // Names are for looking at; without wasm-opt they would be sent.
        function.name = None;
        let results = module.types.results(function.ty()).to_vec();
        let FunctionKind::Local(local) = &mut function.kind else {
            continue;
        };
        let silent = match (part, results.as_slice()) {
            (Part::Stop, _) => false,
            (Part::Silent, [] | [ValType::I32]) => true,
            _ => continue,
        };
        let entry = local.entry_block();
        local.block_mut(entry).instrs.clear();
        let mut body = local.builder_mut().func_body();
        match (silent, results.is_empty()) {
            (true, true) => {}
            // `Ok(())`
            (true, false) => {
                body.i32_const(0);
            }
            (false, _) => {
                body.unreachable();
            }
        }
    }
    let mut script: String = items(script)
        .into_iter()
        .filter(|item| !item.lines().next().unwrap_or_default().contains(STREAMS))
        .collect();
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| !script.contains(&format!("wasm.{}", export.name)))
        .map(|export| export.id())
        .collect();
    for export in unused {
        module.exports.delete(export);
    }
    pointers::drop_unused(module);
    let mut short = Short::default();
    for import in module.imports.iter_mut() {
        script = short.rename(&script, &mut import.name);
    }
    for export in module.exports.iter_mut() {
        if export.name.starts_with("wasm_bindgen__") {
            script = short.rename(&script, &mut export.name);
        }
    }
    script
}

/// The script with only those functions that the finished wasm imports, and what they need.
pub fn shake(script: &str, wasm: &[u8]) -> Result<String, String> {
    let module = Module::from_buffer(wasm).map_err(|error| format!("wasm: {error:#}"))?;
    let imports: BTreeSet<&str> = module.imports.iter().map(|one| one.name.as_str()).collect();
    let mut kept = String::with_capacity(script.len());
    let mut skipped = 0;
    for line in script.lines() {
        let unused = imported(line).is_some_and(|name| !imports.contains(name));
        if skipped > 0 || unused {
            skipped += opened(line);
        } else {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let kept = kept.replace("export { initSync, ", "export { ");
    let mut items: Vec<String> = items(&kept);
    loop {
        let before = items.len();
        let used = |name: &str, items: &[String]| {
            items
                .iter()
                .map(|item| words(item).filter(|word| *word == name).count())
                .sum::<usize>()
        };
        let unused = items.iter().position(|item| {
            declared(item).is_some_and(|name| {
                used(name, &items) == words(item).filter(|word| *word == name).count()
            })
        });
        if let Some(unused) = unused {
            items.remove(unused);
        }
        if items.len() == before {
            return Ok(items.concat());
        }
    }
}

/// `name: function(…) {`: one entry of what the script offers the wasm.
fn imported(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(": function(")?;
    words(name).eq([name]).then_some(name)
}

/// The name that a piece of the script declares for the script alone.
fn declared(item: &str) -> Option<&str> {
    let kinds = ["function ", "async function ", "const ", "let "];
    let rest = kinds.iter().find_map(|kind| item.strip_prefix(kind))?;
    let (name, behind) = rest.split_at(words(rest).next()?.len());
    // `let a, b` is two names.
    (!behind.starts_with(',')).then_some(name)
}

/// The script in pieces: functions, classes and constants, each with everything in its braces.
fn items(script: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let mut depth = 0;
    for line in script.lines() {
        let goes_on = depth > 0 || line.starts_with(['?', ':', '}', '.']);
        match items.last_mut() {
            Some(item) if goes_on => {
                item.push_str(line);
                item.push('\n');
            }
            _ => items.push(format!("{line}\n")),
        }
        depth += opened(line);
    }
    items
}

/// How many braces stay open after a line. wasm-bindgen has none in its texts but pairs.
fn opened(line: &str) -> i32 {
    line.chars().fold(0, |depth, c| match c {
        '{' => depth + 1,
        '}' => depth - 1,
        _ => depth,
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$'))
        .filter(|word| !word.is_empty())
}

/// Names of two or three letters that are in nobody else's use: `$a`, `$b`, … `$aa`.
#[derive(Default)]
struct Short(usize);

impl Short {
    fn rename(&mut self, script: &str, name: &mut String) -> String {
        let mut short = String::from("$");
        let mut left = self.0;
        loop {
            short.push(char::from(
                b'a' + u8::try_from(left % 26).unwrap_or_default(),
            ));
            left /= 26;
            if left == 0 {
                break;
            }
        }
        self.0 += 1;
        let renamed = replace_word(script, name, &short);
        *name = short;
        renamed
    }
}

fn replace_word(text: &str, word: &str, by: &str) -> String {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let (before, found) = rest.split_at(at);
        let after = &found[word.len()..];
        out.push_str(before);
        let alone = !before.ends_with(part) && !after.starts_with(part);
        out.push_str(if alone { by } else { word });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "\
export class IntoUnderlyingSink {
close() {
wasm.sink_close();
}
}
export function Live_1(el) {
wasm.Live_1(el);
}
function imports() {
const import0 = {
$a: function(arg0) {
return used(arg0);
},
$b: function(arg0) {
return gone(arg0);
},
};
}
function used(x) {
return x;
}
function gone(x) {
return deeper(x);
}
function deeper(x) {
return x ? deeper(x - 1) : 0;
}
async function init() {
return imports();
}
export { initSync, init as default };
";

    #[test]
    fn only_what_never_returns_becomes_a_stop() {
        let stop = |name| matches!(part(name), Part::Stop);
        assert!(stop("core[c5930c85a12de822]::panicking::panic_fmt"));
        assert!(stop("core::panicking::panic_display::h6145b2113f15af39"));
        assert!(stop(
            "<serde_json::error::Error as serde_core::de::Error>::custom::h1"
        ));
        assert!(!stop(
            "std[a543996e6e7dbf1e]::panicking::panic_count::is_zero_slow_path"
        ));
        assert!(!stop("nara_app::proposals::live_island::browser::open::h1"));
        assert!(matches!(
            part("<&[T] as core[c5930c85a12de822]::fmt::Debug>::fmt::h1"),
            Part::Silent
        ));
        assert!(matches!(
            part("<str as core::fmt::Display>::fmt"),
            Part::Needed
        ));
    }

    #[test]
    fn the_script_keeps_what_the_wasm_calls_and_what_that_needs() {
        let mut module = Module::default();
        let kind = module.types.add(&[], &[]);
        module.add_import_func("./nara_bg.js", "$a", kind);
        let shaken = shake(SCRIPT, &module.emit_wasm()).unwrap_or_default();
        for kept in [
            "$a: function",
            "function used",
            "function imports",
            "Live_1",
            "init as default",
        ] {
            assert!(shaken.contains(kept), "{kept}\n{shaken}");
        }
        for dropped in [
            "$b: function",
            "function gone",
            "function deeper",
            "initSync",
        ] {
            assert!(!shaken.contains(dropped), "{dropped}\n{shaken}");
        }
    }

    #[test]
    fn streams_and_their_exports_go_and_islands_stay() {
        let mut module = Module::default();
        for name in ["sink_close", "Live_1"] {
            let body = walrus::FunctionBuilder::new(&mut module.types, &[], &[]);
            let function = body.finish(Vec::new(), &mut module.funcs);
            module.exports.add(name, function);
        }
        let script = lean(&mut module, SCRIPT);
        assert!(!script.contains(STREAMS));
        let left: Vec<&str> = module.exports.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(left, ["Live_1"]);
    }

    #[test]
    fn a_name_is_replaced_only_where_it_stands_alone() {
        assert_eq!(
            replace_word("ab ab_c wasm.ab(xab)", "ab", "$a"),
            "$a ab_c wasm.$a(xab)"
        );
    }
}
