//! Tells cargo what the binary embeds: neither `migrate!` nor the embedded site are seen by it.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=../migrations");
    println!("cargo::rerun-if-changed=../target/site");
    // The folder is embedded; before the site was first built it is simply empty.
    let site = Path::new("../target/site");
    if !site.exists()
        && let Err(error) = std::fs::create_dir_all(site)
    {
        println!("cargo::warning=cannot make {}: {error}", site.display());
    }
}
