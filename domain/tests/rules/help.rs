//! People, dates and filled forms for the tests.

use std::collections::BTreeMap;

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::fields::{FieldInput, FieldSpec, Values};
use nara_domain::ids::PersonId;
use nara_domain::proposal::{
    MoveContext, Ruleset, Stage, Topic, Transition, TransitionKind, Window,
};
use nara_domain::time::Date;

pub const PROPOSER: PersonId = PersonId::new(7);
pub const SECRETARY: PersonId = PersonId::new(20);
/// Prepares what takes two persons.
pub const COLLEAGUE: PersonId = PersonId::new(21);
pub const OFFICIAL: PersonId = PersonId::new(30);

pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub fn person(id: i64, level: Level, roles: &[Role]) -> Actor {
    Actor::Person {
        id: PersonId::new(id),
        name: format!("person {id}"),
        level,
        standings: roles.iter().map(|role| Standing::of(*role)).collect(),
        dormant: Vec::new(),
        restraint: None,
    }
}

pub fn resident() -> Actor {
    person(1, Level::N1, &[Role::Resident])
}

pub fn proposer() -> Actor {
    person(PROPOSER.get(), Level::N1, &[Role::Resident])
}

pub fn secretary() -> Actor {
    person(SECRETARY.get(), Level::T, &[Role::Secretary])
}

pub fn official() -> Actor {
    person(OFFICIAL.get(), Level::T, &[Role::Official])
}

pub fn values(pairs: &[(&str, &str)]) -> Values {
    pairs
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
        .collect()
}

/// Something that is right for this field, when the proposal came in before 2026-03-01 and it is
/// that day.
pub fn good(spec: &FieldSpec) -> String {
    match spec.input {
        FieldInput::Text if spec.name == "diary_number" => "KS 2026/1".to_owned(),
        FieldInput::Text => "kort".to_owned(),
        FieldInput::LongText => "Därför att det behövs. "
            .repeat(spec.min / 23 + 2)
            .trim()
            .into(),
        // The one day that must be to come wherever it is asked for.
        FieldInput::Date if spec.name == "next_report" => "2026-09-01".to_owned(),
        FieldInput::Date => "2026-03-01".to_owned(),
        FieldInput::Money => "540 000".to_owned(),
        FieldInput::Integer => spec.max.min(spec.min + 27).to_string(),
        FieldInput::Choice(codes) => codes[0].to_owned(),
        FieldInput::Url => "https://bjorksjo.example/protokoll?id=3".to_owned(),
        FieldInput::Urls => {
            "https://bjorksjo.example/matning\nhttps://bjorksjo.example/karta".to_owned()
        }
        FieldInput::Milestones => "2026-06-01 Upphandling klar\n2026-09-01 Klart".to_owned(),
        FieldInput::Body => "KF".to_owned(),
        FieldInput::Bodies => "KFN, SN".to_owned(),
        FieldInput::Paragraph => "§ 41".to_owned(),
    }
}

/// A form with every field that applies filled in.
pub fn filled(specs: &[FieldSpec]) -> Values {
    let mut form = Values::new();
    for spec in specs {
        let applies = spec.only_for.is_none_or(|(other, codes)| {
            form.get(other)
                .is_some_and(|code| codes.contains(&code.as_str()))
        });
        if applies {
            form.insert(spec.name.to_owned(), good(spec));
        }
    }
    form
}

/// A form filled in for where a case is: nothing in it is before what happened last.
pub fn filled_at(stage: &Stage, kind: TransitionKind) -> Values {
    let specs = nara_domain::proposal::required::fields_at(stage.code(), kind);
    let mut form = filled(specs);
    let last = stage.last_act();
    for spec in specs {
        if spec.input == FieldInput::Milestones
            && let Some(last) = last
        {
            form.insert(spec.name.to_owned(), format!("{last} Klart"));
        }
        if spec.input == FieldInput::Date
            && let (Some(last), Some(value)) = (last, form.get_mut(spec.name))
            && day(value) < last
        {
            *value = last.to_string();
        }
    }
    // A decision is that of the meeting on whose agenda it is.
    if let Stage::Scheduled { body, date, .. } = stage
        && kind.is_decision()
    {
        form.insert("body".to_owned(), body.as_str().to_owned());
        for field in ["meeting_date", "follow_up_date", "expected_done"] {
            if let Some(value) = form.get_mut(field)
                && day(value) < *date
            {
                *value = date.to_string();
            }
        }
    }
    // It is put off to a later meeting.
    if let (Stage::Scheduled { date, .. }, TransitionKind::Table) = (stage, kind)
        && let Some(value) = form.get_mut("meeting_date")
        && day(value) <= *date
    {
        *value = date.add_days(1).to_string();
    }
    if let (Stage::Scheduled { date, .. }, Some(value)) = (stage, form.get_mut("new_date"))
        && day(value) < *date
    {
        *value = date.to_string();
    }
    form
}

/// Nothing is planned for a day that has passed, nor put on an agenda long after the meeting.
pub fn from_today(form: &mut Values, kind: TransitionKind, today: Date) {
    let field = match kind {
        TransitionKind::Schedule | TransitionKind::Table => "meeting_date",
        TransitionKind::StartPreparation => "expected_decision",
        TransitionKind::RemitBack => "new_date",
        TransitionKind::Plan => "next_report",
        _ => return,
    };
    if let Some(value) = form.get_mut(field)
        && day(value) < today
    {
        *value = today.to_string();
    }
}

/// A step with a filled form.
pub fn step(kind: TransitionKind) -> Transition {
    Transition::parse(kind, &filled(kind.fields())).unwrap()
}

/// A step with a filled form and some fields as given.
pub fn step_with(kind: TransitionKind, pairs: &[(&str, &str)]) -> Transition {
    let mut form: BTreeMap<_, _> = filled(kind.fields());
    form.extend(values(pairs));
    Transition::parse(kind, &form).unwrap()
}

/// A case that is walked forward day by day.
pub struct Walk {
    pub stage: Stage,
    pub ruleset: Ruleset,
    pub topic: Option<Topic>,
    pub today: Date,
    pub support_count: i64,
    /// The time for support the proposer chose.
    pub window: Option<Window>,
    /// Who prepared a step that takes two persons.
    pub prepared_by: Option<PersonId>,
    /// Who is chosen as its officer.
    pub officer: Option<PersonId>,
}

impl Walk {
    pub fn begin(ruleset: Ruleset, received: &str) -> Self {
        Self {
            stage: Stage::submitted(day(received)),
            ruleset,
            topic: None,
            today: day("2026-03-01"),
            support_count: 0,
            window: None,
            prepared_by: Some(COLLEAGUE),
            officer: None,
        }
    }

    pub fn context(&self, actor: Option<PersonId>) -> MoveContext<'_> {
        MoveContext {
            today: self.today,
            actor,
            prepared_by: self.prepared_by,
            officer: self.officer,
            proposer: Some(PROPOSER),
            support_count: self.support_count,
            ruleset: &self.ruleset,
            topic: self.topic,
            window: self.window,
        }
    }

    pub fn try_as(
        &mut self,
        actor: Option<PersonId>,
        step: &Transition,
    ) -> Result<(), nara_domain::error::NotAllowedNow> {
        let next = self.stage.clone().apply(step, &self.context(actor))?;
        self.stage = next;
        Ok(())
    }

    /// Takes these steps, the memorandum by the official and the rest by the secretary.
    pub fn take(&mut self, kinds: &[TransitionKind]) -> &mut Self {
        for kind in kinds {
            let actor = if *kind == TransitionKind::PresentProposal {
                OFFICIAL
            } else {
                SECRETARY
            };
            let from = self.stage.code();
            let mut form = filled_at(&self.stage, *kind);
            from_today(&mut form, *kind, self.today);
            let step = Transition::parse_at(from, *kind, &form).unwrap();
            self.try_as(Some(actor), &step)
                .unwrap_or_else(|e| panic!("{kind}: {e}"));
        }
        self
    }

    pub fn code(&self) -> &'static str {
        self.stage.code().as_str()
    }
}

/// The way from submission to an agenda where no threshold applies.
pub const TO_AGENDA: &[TransitionKind] = &[
    TransitionKind::Register,
    TransitionKind::Announce,
    TransitionKind::HandOver,
    TransitionKind::StartPreparation,
    TransitionKind::PresentProposal,
    TransitionKind::Schedule,
];

/// A case without threshold, received in January 2026, on an agenda.
pub fn on_agenda() -> Walk {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
    walk.take(TO_AGENDA);
    walk
}

/// A case under the demo municipality's rules, open for support since 2026-03-01.
pub fn collecting() -> Walk {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    walk.take(&[TransitionKind::Register, TransitionKind::OpenForSupport]);
    walk
}
