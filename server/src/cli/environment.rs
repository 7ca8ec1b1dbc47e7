//! Variables that look like settings and are none: a letter too few, and the server would run with
//! the default without a word.

use std::collections::BTreeSet;

use nara_domain::near::nearest;

/// Names what is set in vain, on standard error. No reason not to start: an older program may be
/// started with a newer one's settings.
pub fn warn(command: &clap::Command) {
    let mut known = BTreeSet::new();
    collect(command, &mut known);
    let set = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for (name, meant) in unknown(&known, set) {
        match meant {
            Some(meant) => {
                eprintln!("nara: the variable {name} is no setting; did you mean {meant}?");
            }
            None => {
                eprintln!("nara: the variable {name} is no setting; `nara help serve` lists them")
            }
        }
    }
}

/// The variables of a command and of those below it.
fn collect(command: &clap::Command, known: &mut BTreeSet<String>) {
    let names = command.get_arguments().filter_map(clap::Arg::get_env);
    known.extend(names.filter_map(|name| Some(name.to_str()?.to_owned())));
    for below in command.get_subcommands() {
        collect(below, known);
    }
}

/// Each with the setting it is likely to be.
fn unknown(
    known: &BTreeSet<String>,
    set: impl Iterator<Item = String>,
) -> Vec<(String, Option<String>)> {
    set.filter(|name| name.starts_with("NARA_") && !name.starts_with("NARA_TEST_"))
        .filter(|name| !known.contains(name))
        .map(|name| {
            let meant = nearest(&name, known.iter().map(String::as_str), 3).map(str::to_owned);
            (name, meant)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_setting_is_named_with_what_was_meant() {
        let known: BTreeSet<String> = ["NARA_LISTEN", "NARA_PUBLIC_URL", "NARA_DATA"]
            .map(str::to_owned)
            .into();
        let set = [
            "NARA_PUBLIC_URI",
            "NARA_DATA",
            "NARA_TEST_POSTGRES",
            "NARA_SOMETHING_ELSE",
            "PATH",
        ];
        assert_eq!(
            unknown(&known, set.map(str::to_owned).into_iter()),
            [
                (
                    "NARA_PUBLIC_URI".to_owned(),
                    Some("NARA_PUBLIC_URL".to_owned())
                ),
                ("NARA_SOMETHING_ELSE".to_owned(), None),
            ]
        );
    }
}
