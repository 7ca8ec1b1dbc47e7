//! Tells cargo what it cannot see by itself.

use std::path::Path;

fn main() {
    // `migrate!` reads a folder, and a new file in a folder is no change of a source.
    println!("cargo::rerun-if-changed=../migrations");
    println!("cargo::rerun-if-changed=build.rs");
    // The program embeds the built site. Before it was first built there is an empty one, with a
    // manifest whose later change cargo will notice. (No rerun-if-changed: that would compile the
    // whole library again for every changed stylesheet.)
    let site = Path::new("../target/site");
    let manifest = site.join("assets.json");
    if !manifest.exists() {
        let made = std::fs::create_dir_all(site).and_then(|()| std::fs::write(manifest, "{}"));
        if let Err(error) = made {
            println!("cargo::warning=cannot make {}: {error}", site.display());
        }
    }
}
