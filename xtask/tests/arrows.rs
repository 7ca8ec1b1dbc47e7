//! Which crate may depend on which. Nothing points the other way:
//!
//! domain ← app ← server, frontend; xtask stands apart, and bench asks the program from outside.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use serde_json::Value;
use std::process::Command;

/// Crate, and the crates of this workspace that it may name.
const ARROWS: &[(&str, &[&str])] = &[
    ("nara-domain", &[]),
    ("nara-app", &["nara-domain"]),
    ("nara-frontend", &["nara-app"]),
    ("nara-server", &["nara-domain", "nara-app"]),
    ("nara-xtask", &[]),
    // Makes data by the rules; nothing depends on it.
    ("nara-bench", &["nara-domain"]),
];

/// Crate, what it must never name itself, and why.
const FORBIDDEN: &[(&str, &[&str], &str)] = &[
    (
        "nara-domain",
        &[
            "leptos",
            "axum",
            "sqlx",
            "tokio",
            "getrandom",
            "rand",
            "reqwest",
            "wasm-bindgen",
        ],
        "the rules are pure: no IO, no clock, no randomness, no user interface",
    ),
    (
        "nara-app",
        &[
            "sqlx",
            "axum",
            "axum-core",
            "tokio",
            "tower-http",
            "getrandom",
            "rand",
            "reqwest",
        ],
        "pages reach the world through ports, which the server fills in",
    ),
    (
        "nara-app",
        &["regex", "chrono", "uuid", "icu"],
        "in the browser they weigh hundreds of kilobytes",
    ),
];

#[test]
fn arrows_point_one_way() {
    let packages = packages();
    for package in &packages {
        let name = package["name"].as_str().unwrap();
        let allowed = ARROWS
            .iter()
            .find(|(known, _)| *known == name)
            .unwrap_or_else(|| panic!("{name} has no place in ARROWS: say what it may depend on"))
            .1;
        for dependency in dependencies(package) {
            let ours = packages.iter().any(|other| other["name"] == *dependency);
            assert!(
                !ours || allowed.contains(&dependency),
                "{name} → {dependency} points the wrong way; {name} may name {allowed:?}"
            );
        }
    }
    for (known, _) in ARROWS {
        assert!(
            packages.iter().any(|package| package["name"] == *known),
            "{known} is gone"
        );
    }
}

#[test]
fn crates_stay_out_of_each_others_rooms() {
    let packages = packages();
    for (name, forbidden, why) in FORBIDDEN {
        let package = packages
            .iter()
            .find(|package| package["name"] == *name)
            .unwrap();
        for dependency in dependencies(package) {
            assert!(
                !forbidden.contains(&dependency),
                "{name} names {dependency}, but {why}"
            );
        }
    }
}

/// The versions agree: the library that packs the wasm understands only its own.
#[test]
fn wasm_bindgen_is_one_version() {
    let lock = include_str!("../../Cargo.lock");
    let version = |name: &str| {
        let entry = lock
            .split("[[package]]")
            .find(|p| p.contains(&format!("name = \"{name}\"\n")));
        let version = entry.unwrap().split("version = \"").nth(1).unwrap();
        version.split('"').next().unwrap().to_owned()
    };
    assert_eq!(version("wasm-bindgen"), version("wasm-bindgen-cli-support"));
}

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// What a crate names for its own code and build script; its tests may use more.
fn dependencies(package: &Value) -> Vec<&str> {
    package["dependencies"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|dependency| dependency["kind"] != "dev")
        .map(|dependency| dependency["name"].as_str().unwrap())
        .collect()
}
