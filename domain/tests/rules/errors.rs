//! Codes are keys of translations: each value has its own, and JSON says the same.

use nara_domain::actor::Level;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotAllowedNow, NotNow};
use nara_domain::merging::NotMergeable;
use nara_domain::moderation::holding::HoldReason;
use nara_domain::proposal::NotReceived;
use nara_domain::support::SupportRefused;
use nara_domain::text::TextError;
use serde::Serialize;

use crate::help::day;

fn json_code(value: impl Serialize) -> String {
    serde_json::to_value(value).unwrap()["code"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn all_problems() -> Vec<FieldProblem> {
    use FieldProblem as P;
    vec![
        P::Missing,
        P::NotTicked,
        P::YesOrNo,
        P::NotYes,
        P::SlotOrReason,
        P::OtherAnswer,
        P::NoneTicked,
        P::NoFile,
        P::TooLong { max: 1, actual: 2 },
        P::TooShort { min: 2, actual: 1 },
        P::InvalidCharacter,
        P::NotAText,
        P::NotADate,
        P::NotANumber,
        P::OutOfRange { min: 0, max: 1 },
        P::NotAChoice,
        P::NotInText,
        P::NotAUrl,
        P::NotAParagraph,
        P::NotABody,
        P::DateInFuture,
        P::DateInPast,
        P::NotAfterToday,
        P::DateBeforeReceived,
        P::DateBeforeLastAct {
            day: day("2026-03-01"),
        },
        P::DateBeforeAgenda {
            day: day("2026-03-01"),
        },
        P::DateNotAfterMeeting {
            day: day("2026-03-01"),
        },
        P::NotOnItsAgenda { body: "TN".into() },
        P::AgendaTooOld { max: 14 },
        P::StillTime {
            day: day("2026-03-01"),
        },
        P::DateBeforeStart,
        P::DateBeforeDecision,
        P::DateBeforeMeeting,
        P::DateBeforeVerified,
        P::NotHeldYet,
        P::NotADiaryNumber {
            example: "KS 2026/123".to_owned(),
        },
        P::NumberTaken,
        P::SameMeeting,
        P::TimeBeforeStart,
        P::UnknownBody,
        P::BodyNear {
            near: "Tekniska nämnden".to_owned(),
        },
        P::UnknownPlaceholder {
            name: "{vem}".to_owned(),
        },
        P::TooFarAhead {
            latest: day("2026-03-01"),
        },
        P::TimeInPast,
        P::NotAMark,
        P::NotHttps,
        P::OnlyCouncil,
        P::NotAnEmail,
        P::TooCommon,
        P::Leaked,
        P::OwnWords,
        P::WrongPassword,
        P::WrongCode,
        P::CodeOver,
        P::NotYourPassword,
        P::Unchanged,
        P::NoSuchProposal,
        P::HasAccount,
        P::SupportsAlready,
        P::NotANationalNumber,
        P::SameName,
        P::MoreOfYourName,
        P::NotATime,
        P::NotAPattern,
        P::NotDistricts {
            line: "Å: Ån".to_owned(),
        },
        P::NotSeasons {
            line: "hela sommaren".to_owned(),
        },
        P::NotMilestones {
            line: "snart".to_owned(),
        },
        P::NothingCorrected,
        P::NotSets {
            line: "I skolan".to_owned(),
        },
        P::SlotTaken,
        P::OneOfTwo,
        P::ColleagueOrName,
        P::MeetingOrTyped,
        P::NobodyChosen,
        P::Twice,
        P::TooMany { max: 12 },
        P::NotAColor,
        P::TooFaint,
        P::AlreadyInvited,
        P::Personal,
        P::AliasLetters,
        P::Taken,
        P::UnknownCode,
        P::GroupFull,
        P::NoPlaceLeft,
        P::GroupEnded,
        P::MemberPaused,
        P::MemberRemoved,
        P::NoLeader,
        P::NotASupervisor,
        P::DateTooFar,
        P::NoNumbers,
        P::ReservedName,
        P::ManyWrongLines {
            refused: 300,
            lines: 400,
            first: 2,
        },
        P::FarFewer {
            stored: 40,
            before: 61_000,
        },
        P::EmptyFile,
        P::FileTooLarge { max: 5 },
        P::UnknownFile,
        P::NotAPicture,
        P::AuthorLeft,
        P::BrokenFile,
        P::MoreThanOneFile,
        P::TooManyPixels,
        P::SameFile,
        P::TooManyAsked { max: 10 },
        P::TooManyDocuments { max: 50 },
        P::PickAgain,
        P::NotMergeable {
            why: NotMergeable::Same,
        },
        P::WouldWait {
            why: HoldReason::Phone,
        },
        P::UnknownField,
    ]
}

#[test]
fn problems_of_fields() {
    let codes: Vec<&str> = all_problems().iter().map(FieldProblem::code).collect();
    assert_eq!(codes, FieldProblem::CODES);
    for problem in all_problems() {
        assert_eq!(json_code(&problem), problem.code());
        let stored = serde_json::to_string(&problem).unwrap();
        assert_eq!(
            serde_json::from_str::<FieldProblem>(&stored).unwrap(),
            problem
        );
    }
}

#[test]
fn reasons_not_to_receive() {
    use nara_domain::ids::ProposalId;
    let of = ProposalId::new(12);
    let all = [
        NotReceived::OutOfSeason {
            opens: day("2026-12-01"),
        },
        NotReceived::EnoughThisYear {
            most: 3,
            again: day("2027-01-01"),
        },
        NotReceived::TooManyOpen,
        NotReceived::SameOpen { of },
        NotReceived::SameDecided {
            of,
            again: day("2027-01-15"),
        },
    ];
    let codes: Vec<&str> = all.iter().map(NotReceived::code).collect();
    assert_eq!(codes, NotReceived::CODES);
    for reason in all {
        assert_eq!(json_code(reason), reason.code());
        let stored = serde_json::to_string(&reason).unwrap();
        assert_eq!(
            serde_json::from_str::<NotReceived>(&stored).unwrap(),
            reason
        );
        assert_eq!(reason.other().is_some(), reason.code().starts_with("same"));
    }
}

#[test]
fn denials() {
    let all = [
        Denied::SignIn,
        Denied::Level(Level::N3),
        Denied::Role,
        Denied::Dormant,
        Denied::NotYours,
        Denied::NotNow(NotNow::Decided),
        Denied::NotFound,
    ];
    assert_eq!(all.map(|d| d.code()).as_slice(), Denied::CODES);
    for denied in all {
        assert_eq!(json_code(denied), denied.code());
    }
    assert_eq!(
        serde_json::to_string(&Denied::Level(Level::N3)).unwrap(),
        r#"{"code":"level","detail":"n3"}"#
    );
}

#[test]
fn refusals_of_steps() {
    let all = [
        NotAllowedNow::WrongStage {
            from: "a".into(),
            transition: "b".into(),
        },
        NotAllowedNow::ThresholdNotReached {
            count: 1,
            threshold: 2,
        },
        NotAllowedNow::ThresholdReached { threshold: 2 },
        NotAllowedNow::StillOpen {
            closes: day("2026-01-01"),
        },
        NotAllowedNow::NoThreshold,
        NotAllowedNow::ThresholdApplies,
        NotAllowedNow::SecondReader,
        NotAllowedNow::OtherBody {
            mine: vec![],
            of: None,
        },
        NotAllowedNow::TooEarly {
            from: day("2026-01-01"),
        },
        NotAllowedNow::AskedFirst {
            from: day("2026-01-01"),
        },
        NotAllowedNow::MinutesRecorded,
        NotAllowedNow::NotChoosing,
        NotAllowedNow::NotVoting,
        NotAllowedNow::TooFewToVote {
            chosen: 1,
            least: 2,
        },
        NotAllowedNow::IdeasLeft { count: 1 },
        NotAllowedNow::IdeasUnanswered { count: 1 },
        NotAllowedNow::NotPresented,
        NotAllowedNow::IdeasUnsaid { count: 1 },
        NotAllowedNow::Fields { errors: vec![] },
    ];
    let codes: Vec<&str> = all.iter().map(NotAllowedNow::code).collect();
    assert_eq!(codes, NotAllowedNow::CODES);
    for refused in &all {
        assert_eq!(json_code(refused), refused.code());
    }
}

#[test]
fn refusals_of_support() {
    use SupportRefused as S;
    let all = [
        S::SignIn,
        S::Level(Level::N1),
        S::Role,
        S::Suspended,
        S::OwnProposal,
        S::NotOpen,
        S::Closed,
        S::Decided,
        S::Ended,
        S::Problem,
        S::Merged,
        S::NotFound,
    ];
    assert_eq!(all.map(|r| r.code()).as_slice(), SupportRefused::CODES);
    for refused in all {
        assert_eq!(json_code(refused), refused.code());
    }
}

#[test]
fn what_is_wrong_with_a_text_is_wrong_with_its_field() {
    assert_eq!(FieldProblem::from(TextError::Empty), FieldProblem::Missing);
    assert_eq!(
        FieldProblem::from(TextError::TooLong {
            max: 80,
            actual: 81
        }),
        FieldProblem::TooLong {
            max: 80,
            actual: 81
        }
    );
    assert_eq!(
        FieldProblem::from(TextError::ControlCharacter),
        FieldProblem::InvalidCharacter
    );
}

#[test]
fn a_hostile_field_name_is_not_kept_whole() {
    assert_eq!(
        FieldError::new(&"x".repeat(9_999), FieldProblem::UnknownField)
            .field
            .len(),
        80
    );
}
