//! `docs/security/asvs.csv` says of each requirement of the OWASP Application Security Verification
//! Standard 5.0, levels 1 and 2, how it is met: by which test, where it is written, why it does not
//! concern us, or that there is a gap. What it names has to be there.

use std::collections::BTreeMap;
use std::path::Path;

/// Requirements not met. May only fall: mend one, and lower it.
const GAPS: usize = 0;

/// The levels of each section's requirements, in their order: `1.1 22` is 1.1.1 and 1.1.2.
const LEVELS: [&str; 80] = [
    "1.1 22",
    "1.2 1111122223",
    "1.3 112222222223",
    "1.4 222",
    "1.5 123",
    "2.1 122",
    "2.2 112",
    "2.3 12223",
    "2.4 23",
    "3.1 3",
    "3.2 113",
    "3.3 12223",
    "3.4 11222233",
    "3.5 11122333",
    "3.6 3",
    "3.7 22333",
    "4.1 12233",
    "4.2 23333",
    "4.3 22",
    "4.4 1222",
    "5.1 2",
    "5.2 112333",
    "5.3 113",
    "5.4 222",
    "6.1 122",
    "6.2 111111112222",
    "6.3 11223333",
    "6.4 112233",
    "6.5 22222333",
    "6.6 2223",
    "6.7 33",
    "6.8 2222",
    "7.1 222",
    "7.2 1111",
    "7.3 22",
    "7.4 11222",
    "7.5 223",
    "7.6 22",
    "8.1 1233",
    "8.2 1123",
    "8.3 133",
    "8.4 23",
    "9.1 111",
    "9.2 1222",
    "10.1 22",
    "10.2 223",
    "10.3 22223",
    "10.4 1111122222233333",
    "10.5 22222",
    "10.6 22",
    "10.7 222",
    "11.1 2233",
    "11.2 22233",
    "11.3 11233",
    "11.4 1222",
    "11.5 23",
    "11.6 23",
    "11.7 33",
    "12.1 12233",
    "12.2 11",
    "12.3 22223",
    "13.1 2333",
    "13.2 222223",
    "13.3 2233",
    "13.4 1222233",
    "14.1 22",
    "14.2 12223333",
    "14.3 122",
    "15.1 12233",
    "15.2 12233",
    "15.3 1222222",
    "15.4 3333",
    "16.1 2",
    "16.2 22222",
    "16.3 2222",
    "16.4 222",
    "16.5 2223",
    "17.1 23",
    "17.2 22223333",
    "17.3 22",
];

/// One requirement.
struct Line {
    level: String,
    status: String,
    evidence: String,
    reason: String,
}

/// Fields with commas are quoted; none has a quotation mark.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            letter => fields.last_mut().unwrap().push(letter),
        }
    }
    fields
}

fn read() -> BTreeMap<String, Line> {
    let text = include_str!("../../../docs/security/asvs.csv");
    let mut lines = text.lines();
    let head = lines.next().unwrap();
    assert_eq!(head, "id,level,requirement,status,evidence,reason");
    let mut read = BTreeMap::new();
    for line in lines {
        let fields = fields(line);
        let [id, level, requirement, status, evidence, reason] = fields.as_slice() else {
            panic!("not six fields: {line}");
        };
        assert!(!requirement.is_empty(), "{line}");
        let [level, status, evidence, reason] =
            [level, status, evidence, reason].map(|field| field.to_owned());
        let line = Line {
            level,
            status,
            evidence,
            reason,
        };
        assert!(read.insert(id.to_owned(), line).is_none(), "{id} twice");
    }
    read
}

#[test]
fn every_requirement_of_the_two_levels_is_there() {
    let mut expected = BTreeMap::new();
    for section in LEVELS {
        let (section, levels) = section.split_once(' ').unwrap();
        for (place, level) in levels
            .chars()
            .enumerate()
            .filter(|(_, level)| *level != '3')
        {
            expected.insert(format!("{section}.{}", place + 1), level.to_string());
        }
    }
    let found = read().into_iter().map(|(id, line)| (id, line.level));
    assert_eq!(found.collect::<BTreeMap<_, _>>(), expected);
}

#[test]
fn what_is_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut wrong = Vec::new();
    for (id, line) in read() {
        let (file, name) = match line.evidence.split_once("::") {
            Some((file, name)) => (file, Some(name)),
            None => (line.evidence.as_str(), None),
        };
        match line.status.as_str() {
            "test" | "document" => {
                let Ok(text) = std::fs::read_to_string(root.join(file)) else {
                    wrong.push(format!("{id}: there is no {file}"));
                    continue;
                };
                if line.status == "test" && !name.is_some_and(|name| has_test(&text, name)) {
                    wrong.push(format!("{id}: {file} has no test {name:?}"));
                }
            }
            "not_applicable" | "gap" => {
                if !line.evidence.is_empty() || line.reason.is_empty() {
                    wrong.push(format!("{id}: a reason, and nothing else"));
                }
            }
            other => wrong.push(format!("{id}: {other} is no status")),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// By its whole name: as a function, in the macro for both databases, or in a journey.
fn has_test(text: &str, name: &str) -> bool {
    let starts = ["fn ", "on_both!(", "test(\""];
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].trim_end_matches([' ', '\n']);
        let after = text[at + name.len()..].chars().next();
        let whole = after.is_some_and(|letter| !letter.is_alphanumeric() && letter != '_');
        whole
            && starts
                .iter()
                .any(|start| before.ends_with(start.trim_end()))
    })
}

#[test]
fn a_test_that_is_not_there_is_noticed() {
    let text = "on_both!(\n    one_thing, |app| {});\nfn another() {}\ntest(\"a third\", async";
    for there in ["one_thing", "another", "a third"] {
        assert!(has_test(text, there), "{there}");
    }
    for not in ["one", "thing", "anothe", "third", "app", "a fourth"] {
        assert!(!has_test(text, not), "{not}");
    }
}

#[test]
fn the_number_of_gaps_only_falls() {
    let gaps = read().into_iter().filter(|(_, line)| line.status == "gap");
    let gaps: Vec<String> = gaps
        .map(|(id, line)| format!("{id} {}", line.reason))
        .collect();
    println!("{} gaps:\n{}", gaps.len(), gaps.join("\n"));
    assert_eq!(gaps.len(), GAPS, "more is worse; for fewer lower the bound");
}
