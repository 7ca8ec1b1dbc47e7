use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use nara_domain::error::FieldProblem;

use super::*;
use crate::context::Flash;
use crate::error::words::field_problem;

/// id → names of the variables it uses.
fn ids(files: &[(&str, &str)]) -> BTreeMap<String, BTreeSet<String>> {
    let mut out = BTreeMap::new();
    for (name, text) in files {
        FluentResource::try_new((*text).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        let mut id = None;
        for line in text.lines() {
            if let Some((head, _)) = line.split_once(" =")
                && !line.starts_with([' ', '#', '[', '*', '}', '-'])
            {
                assert!(
                    out.insert(head.to_owned(), BTreeSet::new()).is_none(),
                    "{head} stands twice (again in {name})"
                );
                id = Some(head.to_owned());
            }
            let Some(id) = &id else { continue };
            for piece in line.split('$').skip(1) {
                let variable: String = piece
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                out.get_mut(id).unwrap().insert(variable);
            }
        }
    }
    out
}

#[test]
fn every_language_has_the_same_words_with_the_same_variables() {
    let sv = ids(files::SV);
    let en = ids(files::EN);
    let only_sv: Vec<_> = sv.keys().filter(|id| !en.contains_key(*id)).collect();
    let only_en: Vec<_> = en.keys().filter(|id| !sv.contains_key(*id)).collect();
    assert!(
        only_sv.is_empty() && only_en.is_empty(),
        "only sv {only_sv:?}, only en {only_en:?}"
    );
    for (id, variables) in &sv {
        assert_eq!(variables, &en[id], "variables of {id}");
    }
}

/// A message without its code is never shown, and nothing else would say so.
#[test]
fn every_message_after_a_deed_has_its_code() {
    let unknown: Vec<_> = ids(files::SV)
        .into_keys()
        .filter_map(|id| Some(id.strip_prefix("flash-")?.to_owned()))
        .filter(|code| Flash::from_code(code).is_none())
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn every_file_of_the_folders_is_compiled_in() {
    for (lang, files) in [("sv", files::SV), ("en", files::EN)] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("locales")
            .join(lang);
        let mut on_disk: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| {
                e.unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        on_disk.sort();
        let mut listed: Vec<_> = files.iter().map(|(name, _)| (*name).to_owned()).collect();
        listed.sort();
        assert_eq!(on_disk, listed, "{lang}");
    }
}

/// Every `t!(…, "id"` of the sources exists, and so do both parts of every letter `about!(…, "name"`; ids
/// put together from codes have tests of their own.
#[test]
fn every_id_the_code_names_exists() {
    let known = ids(files::SV);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut sources = Vec::new();
    for folder in ["app/src", "server/src"] {
        collect(&root.join(folder), &mut sources);
    }
    let mut missing = Vec::new();
    for file in sources {
        let text = std::fs::read_to_string(&file).unwrap();
        for id in named(&text, "about!(") {
            let parts = ["subject", "body"].map(|part| format!("mail-{id}-{part}"));
            let plain = !id.contains('{');
            missing.extend(
                parts
                    .into_iter()
                    .filter(|id| plain && !known.contains_key(id)),
            );
        }
        for id in named(&text, "t!(") {
            let plain = id
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            if plain && id.contains('-') && !known.contains_key(id) {
                missing.push(format!("{id} ({})", file.display()));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "words that no locale file has: {missing:#?}"
    );
}

/// The first text given to each call of a macro, where nothing but names stands before it.
fn named<'a>(source: &'a str, call: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut behind = "";
    for piece in source.split(call) {
        // `assert!(` ends as `t!(` does.
        let other = std::mem::replace(&mut behind, piece)
            .ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if other || piece.as_ptr() == source.as_ptr() {
            continue;
        }
        let Some((before, rest)) = piece.split_once('"') else {
            continue;
        };
        if before.contains([';', '{', ')']) {
            continue;
        }
        found.extend(rest.split_once('"').map(|(id, _)| id));
    }
    found
}

fn collect(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("i18n.rs") {
            into.push(path);
        }
    }
}

#[test]
fn prefixes_and_addresses_agree() {
    for lang in Lang::ALL {
        for path in ["/", "/forslag", "/forslag/3/lekplats"] {
            let address = lang.href(path);
            assert_eq!(Lang::split_path(&address), (lang, path), "{address}");
        }
    }
    assert_eq!(Lang::split_path("/english"), (Lang::Sv, "/english"));
    assert_eq!(Lang::split_path("/engagemang"), (Lang::Sv, "/engagemang"));
}

#[test]
fn numbers_and_sums_are_written_as_in_each_language() {
    assert_eq!(number(Lang::Sv, 1_234_567), "1\u{a0}234\u{a0}567");
    assert_eq!(number(Lang::En, 1_234_567), "1,234,567");
    assert_eq!(number(Lang::Sv, -5), "\u{2212}5");
    assert_eq!(number(Lang::Sv, 0), "0");
    assert_eq!(number(Lang::Sv, 999), "999");
    assert_eq!(
        number(Lang::Sv, i64::MIN),
        "\u{2212}9\u{a0}223\u{a0}372\u{a0}036\u{a0}854\u{a0}775\u{a0}808"
    );
    assert_eq!(money(Lang::Sv, 540_000), "540\u{a0}000\u{a0}kr");
    assert_eq!(money(Lang::En, 540_000), "SEK\u{a0}540,000");
}

#[test]
fn plurals_follow_the_language() {
    assert_eq!(t!(Lang::Sv, "common-supporters", count = 1), "1 stöder");
    assert_eq!(t!(Lang::En, "common-supporters", count = 1), "1 supporter");
    assert_eq!(t!(Lang::En, "common-supporters", count = 2), "2 supporters");
    // Inside a sentence, and where what is shown is written with spaces between thousands.
    for (lang, stored, says) in [
        (
            Lang::Sv,
            1,
            "I filen finns en person, i listan som gäller 12.",
        ),
        (
            Lang::Sv,
            1_200,
            "I filen finns 1\u{a0}200 personer, i listan som gäller 12.",
        ),
        (
            Lang::En,
            1,
            "There is one person in the file and 12 in the list",
        ),
        (
            Lang::En,
            1_200,
            "There are 1,200 people in the file and 12 in the list",
        ),
    ] {
        let far_fewer = FieldProblem::FarFewer { stored, before: 12 };
        let text = field_problem(lang, &far_fewer);
        assert!(text.starts_with(says), "{text}");
    }
    let one = FieldProblem::ManyWrongLines {
        refused: 1,
        lines: 1,
        first: 2,
    };
    assert!(field_problem(Lang::Sv, &one).starts_with("1 av 1 rad har"));
    assert!(field_problem(Lang::En, &one).contains(": 1 of 1 line, the"));
}
