//! Which programs can use which tables.

use nara_domain::backup::SchemaStep;
use nara_domain::schema::{Age, Ran, age, needs};

fn step(version: i64) -> SchemaStep {
    SchemaStep {
        version,
        checksum: version.to_be_bytes().to_vec(),
    }
}

fn ran(steps: &[(i64, &str)]) -> Vec<Ran> {
    let ran = |(version, name): &(i64, &str)| Ran {
        step: step(*version),
        name: (*name).to_owned(),
    };
    steps.iter().map(ran).collect()
}

#[test]
fn a_name_says_who_can_go_on() {
    for (name, known) in [
        ("rate limit", 0),
        ("needs 0085 no alias", 85),
        ("needs 0090 no alias", 90),
        // Made anew, and whoever used it before does not notice.
        ("needs 0001 made anew", 1),
        ("needs", 90),
        ("needs of residents", 90),
        ("what residents needs 0001", 0),
        ("needsome 0001", 0),
        ("", 0),
    ] {
        assert_eq!(needs(90, name), known, "{name}");
    }
}

#[test]
fn a_program_uses_its_own_tables_and_what_was_only_added_to() {
    let program = [2, 4, 5].map(step);
    let (own, plain) = ([(2, ""), (4, ""), (5, "")], "more");
    let with = |later: &[(i64, &'static str)]| [&own[..], later].concat();
    for (steps, said) in [
        (own.to_vec(), Age::Same),
        (vec![(5, ""), (2, ""), (4, "")], Age::Same),
        (vec![], Age::Earlier(3)),
        (vec![(2, "")], Age::Earlier(2)),
        // As whoever puts two branches together has it.
        (vec![(2, ""), (5, "")], Age::Earlier(1)),
        (with(&[(6, plain)]), Age::Later(6)),
        (with(&[(6, plain), (9, plain)]), Age::Later(9)),
        (with(&[(9, plain), (6, plain)]), Age::Later(9)),
        // It went as far as this program knows them, or less far.
        (with(&[(6, plain), (9, "needs 0005 less")]), Age::Later(9)),
        (with(&[(6, "needs 0004 less")]), Age::Later(6)),
        (
            with(&[(6, "needs 0006 less"), (7, plain)]),
            Age::TooLate { step: 6, needs: 6 },
        ),
        (
            with(&[(6, plain), (9, "needs 0006 less")]),
            Age::TooLate { step: 9, needs: 6 },
        ),
        (
            with(&[(6, "needs nobody")]),
            Age::TooLate { step: 6, needs: 6 },
        ),
        // Between those of the program, or before its first.
        (with(&[(3, plain)]), Age::Unlike(3)),
        (vec![(1, ""), (2, "")], Age::Unlike(1)),
        // Something of the program's is missing below what came later.
        (vec![(2, ""), (5, ""), (6, plain)], Age::Unlike(4)),
    ] {
        assert_eq!(age(&ran(&steps), &program), said, "{steps:?}");
    }
}

#[test]
fn a_step_of_another_text_is_another_step() {
    let program = [2, 4].map(step);
    let mut other = ran(&[(2, ""), (4, ""), (5, "")]);
    other[1].step.checksum.push(0);
    assert_eq!(age(&other, &program), Age::Unlike(4));
    other.truncate(2);
    assert_eq!(age(&other, &program), Age::Unlike(4));
}
