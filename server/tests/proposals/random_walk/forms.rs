//! Forms as people fill them in: mostly right, sometimes not.

use nara_domain::fields::{FieldInput, FieldSpec, Values};
use nara_domain::time::Date;

use crate::common::chance::Chance;

/// What whoever fills in a form knows of the case.
pub struct Known {
    pub received: Date,
    /// The day of what happened last.
    pub since: Date,
    pub today: Date,
    /// A diary number nobody has, as a rule.
    pub number: String,
    /// Whether only the council can be the body.
    pub council: bool,
    /// Whose agenda it is on, and of which day.
    pub agenda: Option<(String, Date)>,
}

/// Days of what has happened; all others are of what is to come.
const PAST: [&str; 10] = [
    "received_on",
    "meeting_date",
    "started_on",
    "on",
    "archived_on",
    "verified_on",
    "posted_on",
    "appealed_on",
    "outcome_on",
    "happened_on",
];

/// A form filled in rightly, as far as the form can say.
pub fn filled(specs: &[FieldSpec], known: &Known, chance: &mut Chance) -> Values {
    let mut values = Values::new();
    for spec in specs {
        // What is only asked for sometimes is left out sometimes.
        if !spec.required && chance.one_in(2) {
            continue;
        }
        values.insert(spec.name.to_owned(), value(spec, known, chance));
    }
    values
}

fn value(spec: &FieldSpec, known: &Known, chance: &mut Chance) -> String {
    match spec.input {
        FieldInput::Text if spec.name == "diary_number" => known.number.clone(),
        FieldInput::Text => format!("Ord {}", chance.below(100)),
        FieldInput::LongText => {
            let sentence = format!("Så här är det, av {} skäl. ", chance.below(100));
            sentence.repeat(spec.min / 20 + 1)
        }
        FieldInput::Date => day(spec.name, known, chance).to_string(),
        FieldInput::Money => (*chance.of(&["0", "540 000", "12000"])).to_owned(),
        // Now and then a year that was over.
        FieldInput::Integer if spec.name == "budget_year" => {
            (i64::from(known.today.year()) + chance.days(-1, 8)).to_string()
        }
        FieldInput::Integer => (spec.min + chance.below(50)).to_string(),
        FieldInput::Choice(_) if spec.name == "sender_protected" => {
            let protected = chance.one_in(20);
            if protected { "yes" } else { "no" }.to_owned()
        }
        FieldInput::Choice(codes) => (*chance.of(codes)).to_owned(),
        FieldInput::Url => format!("https://example.se/{}", chance.below(100)),
        FieldInput::Urls => {
            let some = 1 + chance.below(3);
            let lines = (0..some).map(|n| format!("https://example.se/{n}"));
            lines.collect::<Vec<_>>().join("\r\n")
        }
        FieldInput::Milestones => {
            let day = |days| known.today.add_days(days);
            format!("{} Klart\r\n{} Början", day(chance.days(1, 60)), day(0))
        }
        FieldInput::Body if known.council && spec.name == "body" => "KF".to_owned(),
        FieldInput::Body if known.agenda.is_some() && spec.name == "body" && !chance.one_in(8) => {
            known.agenda.as_ref().unwrap().0.clone()
        }
        FieldInput::Body => (*chance.of(&["TN", "KF", "KS", "KFN"])).to_owned(),
        FieldInput::Bodies => (*chance.of(&["TN", "TN, KS", "KFN; Vägföreningen"])).to_owned(),
        FieldInput::Paragraph => format!("§ {}", 1 + chance.below(200)),
    }
}

fn day(name: &str, known: &Known, chance: &mut Chance) -> Date {
    if !PAST.contains(&name) {
        return known.today.add_days(chance.days(0, 60));
    }
    // Before the day on the agenda only now and then.
    let begins = match &known.agenda {
        Some((_, day)) if !chance.one_in(8) => known.since.max(*day),
        _ => known.since,
    };
    let since = begins.days_until(known.today);
    match since > 0 && chance.one_in(4) {
        true => begins.add_days(chance.days(0, since)),
        false => known.today,
    }
}

/// The same form with something wrong with it, or missing.
pub fn spoilt(mut values: Values, known: &Known, chance: &mut Chance) -> Values {
    let names: Vec<String> = values.keys().cloned().collect();
    if names.is_empty() || chance.one_in(6) {
        values.insert("beslutat_av".to_owned(), "mig".to_owned());
        return values;
    }
    let name = chance.of(&names).clone();
    let wrong = match chance.below(7) {
        0 | 1 => {
            values.remove(&name);
            return values;
        }
        2 => String::new(),
        3 => known.today.add_days(400).to_string(),
        4 => known.received.add_days(-30).to_string(),
        5 => known.since.add_days(-1).to_string(),
        // A body that nobody knows is asked about: tried in `answers/agenda.rs`. This one is none.
        _ if name == "body" => "1".to_owned(),
        _ => "x".to_owned(),
    };
    values.insert(name, wrong);
    values
}
