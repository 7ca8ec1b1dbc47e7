//! What holds for every form there is: of steps, of ideas and of acts.

use nara_domain::answer::{
    ActKind, Appeal, Delay, ElectedOpinion, Minutes, Note, OfficialAnswer, Question, QuestionAnswer,
};
use nara_domain::document::{Document, Removal};
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::fields::{FieldInput, FieldSpec, Values};
use nara_domain::outside::{GuestAnswer, OutsideQuestion, Withdrawal};
use nara_domain::proposal::required::fields_at;
use nara_domain::proposal::{
    IdeaMove, IdeaMoveKind, StageCode, SubReasonKind, Transition, TransitionKind,
};
use proptest::prelude::*;

use crate::help::{filled, values};

type Parse = Box<dyn Fn(&Values) -> Result<(), Vec<FieldError>>>;

struct Form {
    name: String,
    specs: &'static [FieldSpec],
    parse: Parse,
}

fn act_parser(kind: ActKind) -> Option<Parse> {
    Some(match kind {
        ActKind::Transition | ActKind::IdeaMove | ActKind::Merge => return None,
        ActKind::OfficialAnswer => Box::new(|v| OfficialAnswer::parse(v).map(drop)),
        ActKind::ElectedOpinion => Box::new(|v| ElectedOpinion::parse(v).map(drop)),
        ActKind::Question => Box::new(|v| Question::parse(v).map(drop)),
        ActKind::QuestionAnswer => Box::new(|v| QuestionAnswer::parse(v).map(drop)),
        ActKind::Delay => Box::new(|v| Delay::parse(v).map(drop)),
        ActKind::Minutes => Box::new(|v| Minutes::parse(v).map(drop)),
        ActKind::Appeal => Box::new(|v| Appeal::parse(v).map(drop)),
        ActKind::Note => Box::new(|v| Note::parse(v).map(drop)),
        ActKind::Document => Box::new(|v| Document::parse(v).map(drop)),
        ActKind::OutsideQuestion => Box::new(|v| OutsideQuestion::parse(v).map(drop)),
        ActKind::GuestAnswer => Box::new(|v| GuestAnswer::parse(v).map(drop)),
        ActKind::OutsideWithdrawal => Box::new(|v| Withdrawal::parse(v).map(drop)),
        ActKind::DocumentRemoval => Box::new(|v| Removal::parse(v).map(drop)),
    })
}

fn forms() -> Vec<Form> {
    let mut forms = Vec::new();
    for kind in TransitionKind::ALL.iter().copied() {
        forms.push(Form {
            name: kind.to_string(),
            specs: kind.fields(),
            parse: Box::new(move |v| Transition::parse(kind, v).map(drop)),
        });
    }
    for (from, kind) in [
        (StageCode::Announced, TransitionKind::RejectFormally),
        (StageCode::Scheduled, TransitionKind::Refer),
    ] {
        forms.push(Form {
            name: format!("{kind} at {from}"),
            specs: fields_at(from, kind),
            parse: Box::new(move |v| Transition::parse_at(from, kind, v).map(drop)),
        });
    }
    for kind in IdeaMoveKind::ALL.iter().copied() {
        forms.push(Form {
            name: format!("idea {kind}"),
            specs: kind.fields(),
            parse: Box::new(move |v| IdeaMove::parse(kind, v).map(drop)),
        });
    }
    for kind in ActKind::ALL.iter().copied() {
        if let Some(parse) = act_parser(kind) {
            forms.push(Form {
                name: format!("act {kind}"),
                specs: kind.fields(),
                parse,
            });
        }
    }
    forms
}

/// Fields that stand or fall together are optional one by one.
fn together(form: &Form, field: &str) -> bool {
    form.name == "idea yes_now" && ["body", "meeting_date", "paragraph"].contains(&field)
}

#[test]
fn every_form_is_accepted_when_filled_in() {
    for form in forms() {
        let filled = filled(form.specs);
        assert_eq!((form.parse)(&filled), Ok(()), "{} {filled:?}", form.name);
    }
}

#[test]
fn every_form_is_accepted_with_only_what_is_required() {
    for form in forms() {
        let mut given = filled(form.specs);
        for spec in form.specs.iter().filter(|s| !s.required) {
            given.remove(spec.name);
        }
        assert_eq!((form.parse)(&given), Ok(()), "{}", form.name);
    }
}

#[test]
fn every_required_field_is_missed_where_it_is_missing() {
    for form in forms() {
        for spec in form
            .specs
            .iter()
            .filter(|s| s.required && s.only_for.is_none())
        {
            let mut given = filled(form.specs);
            given.insert(spec.name.into(), "  ".into());
            // Answers that depend on this one go with it.
            for other in form.specs {
                if other.only_for.is_some_and(|(on, _)| on == spec.name) {
                    given.remove(other.name);
                }
            }
            let expected = vec![FieldError::new(spec.name, FieldProblem::Missing)];
            assert_eq!(
                (form.parse)(&given),
                Err(expected),
                "{} without {}",
                form.name,
                spec.name
            );
        }
    }
}

#[test]
fn an_empty_form_reports_every_required_field_at_once() {
    for form in forms() {
        let required: Vec<&str> = form
            .specs
            .iter()
            .filter(|s| s.required && s.only_for.is_none())
            .map(|s| s.name)
            .collect();
        match (form.parse)(&Values::new()) {
            Ok(()) => assert!(required.is_empty(), "{}", form.name),
            Err(errors) => {
                let fields: Vec<&str> = errors.iter().map(|e| e.field.as_str()).collect();
                assert_eq!(fields, required, "{}", form.name);
                assert!(errors.iter().all(|e| e.problem == FieldProblem::Missing));
            }
        }
    }
}

#[test]
fn what_is_wrong_in_every_field_is_reported_at_once() {
    for form in forms() {
        let mut given = filled(form.specs);
        for value in given.values_mut() {
            *value = "\u{1}".into();
        }
        let Err(errors) = (form.parse)(&given) else {
            assert!(given.is_empty(), "{}", form.name);
            continue;
        };
        // Whatever depends on a choice is not looked at while the choice cannot be read.
        let expected: Vec<&str> = form
            .specs
            .iter()
            .filter(|s| given.contains_key(s.name) && s.only_for.is_none())
            .map(|s| s.name)
            .collect();
        let fields: Vec<&str> = errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, expected, "{}", form.name);
    }
}

#[test]
fn every_text_has_an_end() {
    for form in forms() {
        for spec in form.specs {
            if !matches!(spec.input, FieldInput::Text | FieldInput::LongText)
                || spec.only_for.is_some()
            {
                continue;
            }
            let mut given = filled(form.specs);
            given.insert(spec.name.into(), "ö".repeat(spec.max + 1));
            let expected = FieldProblem::TooLong {
                max: spec.max,
                actual: spec.max + 1,
            };
            assert_eq!(
                (form.parse)(&given),
                Err(vec![FieldError::new(spec.name, expected)]),
                "{} {}",
                form.name,
                spec.name
            );
        }
    }
}

#[test]
fn reasons_of_a_decision_are_at_least_200_characters() {
    for kind in TransitionKind::ALL.iter().filter(|k| k.is_decision()) {
        let mut given = filled(kind.fields());
        given.insert("reasons".into(), "å".repeat(199));
        let problem = FieldProblem::TooShort {
            min: 200,
            actual: 199,
        };
        assert_eq!(
            Transition::parse(*kind, &given),
            Err(vec![FieldError::new("reasons", problem)]),
            "{kind}"
        );
        given.insert("reasons".into(), "å".repeat(200));
        assert!(Transition::parse(*kind, &given).is_ok(), "{kind}");
    }
}

#[test]
fn names_of_fields_are_plain_and_unique() {
    for form in forms() {
        for (n, spec) in form.specs.iter().enumerate() {
            assert!(
                spec.name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'_'),
                "{}",
                spec.name
            );
            assert!(
                form.specs[..n].iter().all(|s| s.name != spec.name),
                "{}",
                form.name
            );
        }
    }
}

#[test]
fn a_conditional_field_follows_the_one_it_depends_on() {
    for form in forms() {
        for (n, spec) in form.specs.iter().enumerate() {
            let Some((other, codes)) = spec.only_for else {
                continue;
            };
            let before = form.specs[..n].iter().find(|s| s.name == other).unwrap();
            let FieldInput::Choice(offered) = before.input else {
                panic!("{other}")
            };
            assert!(codes.iter().all(|c| offered.contains(c)));
        }
    }
}

#[test]
fn deemed_answered_says_what_that_means() {
    for (kind, needs) in [
        (SubReasonKind::AlreadyDone, &["where_seen"][..]),
        (SubReasonKind::UnderWay, &["where_seen"]),
        (SubReasonKind::InOtherPlan, &["plan_name", "plan_year"]),
        (SubReasonKind::HandedToOwner, &["new_owner"]),
        (SubReasonKind::NoPosition, &[]),
    ] {
        let mut given = filled(TransitionKind::DeemAnswered.fields());
        given.retain(|name, _| name != "link" && name != "where_seen");
        given.insert("sub_reason".into(), kind.to_string());
        let missing: Vec<String> = Transition::parse(TransitionKind::DeemAnswered, &given)
            .map_or_else(|e| e.into_iter().map(|e| e.field).collect(), |_| Vec::new());
        assert_eq!(missing, needs, "{kind}");
        given.extend(values(&[
            ("plan_name", "Parkplan"),
            ("plan_year", "2027"),
            ("new_owner", "Regionen"),
            ("where_seen", "Vid badplatsen"),
        ]));
        let step = Transition::parse(TransitionKind::DeemAnswered, &given).unwrap();
        let Transition::DeemAnswered { sub_reason, .. } = &step else {
            panic!()
        };
        assert_eq!(sub_reason.kind(), kind);
        // A link says it as well as words.
        given.remove("where_seen");
        given.insert("link".into(), "https://example.se/badplatsen".into());
        assert!(Transition::parse(TransitionKind::DeemAnswered, &given).is_ok());
        // What was stored before either was needed is read as it is.
        given.remove("link");
        let (from, step) = (StageCode::Scheduled, TransitionKind::DeemAnswered);
        assert!(
            Transition::parse_stored(from, step, &given).is_ok(),
            "{kind}"
        );
    }
}

#[test]
fn a_hand_over_says_what_was_decided() {
    let (from, kind) = (StageCode::Announced, TransitionKind::HandOver);
    let mut given = filled(kind.fields());
    given.remove("decision_text");
    let missing = FieldError::new("decision_text", FieldProblem::Missing);
    assert_eq!(Transition::parse(kind, &given), Err(vec![missing]));
    assert!(Transition::parse_stored(from, kind, &given).is_ok());
}

#[test]
fn a_steps_form_comes_back_the_same() {
    for kind in TransitionKind::ALL.iter().copied() {
        let step = Transition::parse(kind, &filled(kind.fields())).unwrap();
        assert_eq!(step.kind(), kind);
        assert_eq!(
            Transition::parse(kind, &step.to_fields()).as_ref(),
            Ok(&step),
            "{kind}"
        );
        // Nothing that was given is lost on the way.
        let given: Vec<_> = filled(kind.fields()).into_keys().collect();
        let kept: Vec<_> = step.to_fields().into_keys().collect();
        assert_eq!(kept, given, "{kind}");
    }
}

#[test]
fn an_ideas_form_comes_back_the_same() {
    for kind in IdeaMoveKind::ALL.iter().copied() {
        let step = IdeaMove::parse(kind, &filled(kind.fields())).unwrap();
        assert_eq!(step.kind(), kind);
        assert_eq!(
            IdeaMove::parse(kind, &step.to_fields()).as_ref(),
            Ok(&step),
            "{kind}"
        );
        let given: Vec<_> = filled(kind.fields()).into_keys().collect();
        assert_eq!(
            step.to_fields().into_keys().collect::<Vec<_>>(),
            given,
            "{kind}"
        );
    }
}

#[test]
fn body_date_and_paragraph_stand_or_fall_together() {
    let form = forms()
        .into_iter()
        .find(|f| f.name == "idea yes_now")
        .unwrap();
    for alone in form.specs.iter().filter(|s| together(&form, s.name)) {
        let mut given = filled(form.specs);
        for other in form.specs.iter().filter(|s| together(&form, s.name)) {
            if other.name != alone.name {
                given.remove(other.name);
            }
        }
        let errors = (form.parse)(&given).unwrap_err();
        assert_eq!(errors.len(), 2, "only {}: {errors:?}", alone.name);
        assert!(errors.iter().all(|e| e.problem == FieldProblem::Missing));
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_or_refused_with_reasons(
        which in 0usize..27,
        typed in proptest::collection::vec("(?s).{0,40}|[0-9]{1,20}|2026-[0-9]{2}-[0-9]{2}|yes|KF", 16),
    ) {
        let kind = TransitionKind::ALL[which];
        let form: Values = kind
            .fields()
            .iter()
            .zip(typed)
            .map(|(spec, value)| (spec.name.to_owned(), value))
            .collect();
        match Transition::parse(kind, &form) {
            Ok(step) => prop_assert_eq!(Transition::parse(kind, &step.to_fields()), Ok(step)),
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                for error in errors {
                    prop_assert!(kind.fields().iter().any(|s| s.name == error.field));
                }
            }
        }
    }

    #[test]
    fn one_changed_field_changes_only_itself(
        which in 0usize..27,
        text in "[a-zåäö ,.]{200,400}",
    ) {
        let kind = TransitionKind::ALL[which];
        for spec in kind.fields().iter().filter(|s| s.input == FieldInput::LongText) {
            let mut form = filled(kind.fields());
            form.insert(spec.name.to_owned(), format!("x{text}x"));
            let kept = Transition::parse(kind, &form).unwrap().to_fields();
            prop_assert_eq!(&kept[spec.name], &form[spec.name]);
        }
    }
}
