//! Which rolls count.

use nara_domain::roll::{Read, RollProblem, check};

fn read(lines: u64, refused: u64) -> Read {
    Read {
        lines,
        refused,
        first_refused: (refused > 0).then_some(7),
        stored: lines - refused,
    }
}

#[test]
fn a_roll_with_many_wrong_lines_is_doubted() {
    for (lines, refused, fits) in [
        (1, 0, true),
        (12, 10, true),
        (12, 11, false),
        (220, 11, true),
        (219, 11, false),
        (60_000, 3_000, true),
        (60_000, 3_020, false),
        (30_001, 30_000, false),
    ] {
        let expected = match fits {
            true => Ok(()),
            false => Err(RollProblem::ManyWrong {
                refused,
                lines,
                first: 7,
            }),
        };
        assert_eq!(
            check(&read(lines, refused), 0, false),
            expected,
            "{lines} {refused}"
        );
        assert_eq!(check(&read(lines, refused), 0, true), Ok(()));
    }
}

#[test]
fn a_roll_much_shorter_than_the_one_before_is_doubted() {
    for (before, stored, fits) in [
        (0, 1, true),
        (1, 60_000, true),
        (101, 1, true),
        (102, 1, false),
        (500, 400, true),
        (600, 480, true),
        (600, 479, false),
        (60_000, 48_000, true),
        (60_000, 47_999, false),
    ] {
        let expected = match fits {
            true => Ok(()),
            false => Err(RollProblem::MuchShorter { stored, before }),
        };
        assert_eq!(
            check(&read(stored, 0), before, false),
            expected,
            "{before} {stored}"
        );
        assert_eq!(check(&read(stored, 0), before, true), Ok(()));
    }
}

#[test]
fn an_empty_roll_never_counts() {
    for sure in [false, true] {
        assert_eq!(check(&read(0, 0), 0, sure), Err(RollProblem::Empty));
        assert_eq!(check(&read(40, 40), 60_000, sure), Err(RollProblem::Empty));
    }
}
