//! The locale files, compiled in. A new file is a line in both lists; a test compares the lists
//! with the folders.

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../locales/", $folder, "/", $name, ".ftl")))),+]
    };
}

#[rustfmt::skip]
pub const SV: &[(&str, &str)] = files!("sv":
    "accounts",
    "admin",
    "answers",
    "api",
    "common",
    "desk",
    "errors",
    "fields",
    "form",
    "frame",
    "groups",
    "identity",
    "info_about",
    "info_accessibility",
    "info_how",
    "info_privacy",
    "live",
    "mail",
    "names",
    "people",
    "privacy",
    "proof",
    "proposals",
    "providers",
    "settings",
    "stage",
    "start",
    "topics",
    "transition",
    "verdict",
    "ways_in",
    "wizard",
);
#[rustfmt::skip]
pub const EN: &[(&str, &str)] = files!("en":
    "accounts",
    "admin",
    "answers",
    "api",
    "common",
    "desk",
    "errors",
    "fields",
    "form",
    "frame",
    "groups",
    "identity",
    "info_about",
    "info_accessibility",
    "info_how",
    "info_privacy",
    "live",
    "mail",
    "names",
    "people",
    "privacy",
    "proof",
    "proposals",
    "providers",
    "settings",
    "stage",
    "start",
    "topics",
    "transition",
    "verdict",
    "ways_in",
    "wizard",
);
