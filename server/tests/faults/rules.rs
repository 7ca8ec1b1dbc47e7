//! `nara rules`: a municipality's own rules from a file.

use crate::program::{Folder, told};

fn told_by_file(folder: &Folder, file: &str, more: &[&str]) -> (bool, String) {
    let path = folder.path().join("rules.json");
    std::fs::write(&path, file).unwrap();
    let path = path.display().to_string();
    let args = [&["rules", "add", "--file", &path], more].concat();
    let (status, said) = told(&args, folder, "");
    (status.success(), said)
}

#[test]
fn rules_are_stored_as_new_versions_and_shown_as_a_file() {
    let folder = Folder::new();
    let here = ["--municipality", "Storstads kommun"];
    let first = r#"{"answer_months": 6, "districts": [{"code": "norr", "name": "Norr"}]}"#;
    let (done, said) = told_by_file(&folder, first, &here);
    assert!(done && said.contains("Version 1"), "{said}");
    let show = [&["rules", "show"], here.as_slice()].concat();
    let (status, shown) = told(&show, &folder, "");
    assert!(status.success(), "{shown}");
    assert!(
        shown.contains("\"norr\"") && !shown.contains("sjoparken"),
        "{shown}"
    );
    // What is shown can be given again.
    let (done, said) = told_by_file(&folder, &shown, &here);
    assert!(done && said.contains("Version 2"), "{said}");
    assert_eq!(told(&show, &folder, "").1, shown);
}

#[test]
fn wrong_rules_are_named_and_not_stored() {
    let folder = Folder::new();
    for (file, named) in [
        (
            r#"{"answer_months": 0}"#,
            "answer_months must be at least 1",
        ),
        (r#"{"distrikt": []}"#, "distrikt"),
        (r#"{"threshold": null}"#, "threshold and collecting_days"),
        ("hej", "JSON"),
    ] {
        let (done, said) = told_by_file(&folder, file, &[]);
        assert!(!done && said.contains(named), "{file}: {said}");
    }
    let (done, said) = told_by_file(&folder, "{}", &[]);
    assert!(done && said.contains("Version 1"), "{said}");
    let elsewhere = ["--municipality", "Björksjo kommun"];
    let (done, said) = told_by_file(&folder, "{}", &elsewhere);
    assert!(!done && said.contains("only of Björksjö kommun"), "{said}");
}
