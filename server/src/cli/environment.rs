//! Variables that look like settings and are none: a letter too few, and the server would run with
//! the default without a word.

use std::collections::BTreeSet;

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
            let nearest = known.iter().min_by_key(|other| distance(&name, other));
            let meant = nearest.filter(|other| distance(&name, other) <= 3).cloned();
            (name, meant)
        })
        .collect()
}

/// How many letters have to be changed, added or left out.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (above, letter) in one.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        let mut left = above + 1;
        next.push(left);
        for (pair, there) in row.windows(2).zip(other.chars()) {
            let [diagonal, up] = pair else { continue };
            let changed = diagonal + usize::from(letter != there);
            left = changed.min(up + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
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

    #[test]
    fn letters_are_counted() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("same", "same"), 0);
    }
}
