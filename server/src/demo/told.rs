//! The data as it is written in `server/demo`.

use std::collections::BTreeMap;

use nara_domain::actor::Role;
use nara_domain::proposal::Kind;
use serde::Deserialize;

use super::DemoError;

#[derive(Debug, Deserialize)]
pub struct Municipality {
    pub name: String,
    pub short_name: String,
    pub contact: String,
    pub parties: Vec<Named>,
}

#[derive(Debug, Deserialize)]
pub struct Named {
    pub code: String,
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct People {
    pub accounts: Vec<Person>,
    pub staff_and_elected: Vec<Person>,
    pub residents: Vec<Person>,
    pub young: Vec<Person>,
}

#[derive(Debug, Deserialize)]
pub struct Person {
    pub key: String,
    pub display_name: String,
    pub email: Option<String>,
    pub roles: Vec<Duty>,
}

#[derive(Debug, Deserialize)]
pub struct Duty {
    pub role: Role,
    pub department: Option<String>,
    pub title: Option<String>,
    pub party: Option<String>,
    pub assignment: Option<String>,
    pub body: Option<String>,
    /// None: until it is taken back.
    pub ends_in_days: Option<i64>,
    /// A young person's.
    pub group: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Item {
    pub number: i64,
    pub kind: Kind,
    pub title: String,
    pub body: String,
    pub topic: String,
    pub district: Option<String>,
    pub proposer: String,
    #[serde(default)]
    pub ruleset: Rules,
    pub days_before: i64,
    #[serde(default)]
    pub exact_days: bool,
    pub history: Vec<Step>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rules {
    #[default]
    Standard,
    PreReview,
    NoThreshold,
    /// As the standard ones; whoever put it forward may speak where it is decided.
    MaySpeak,
}

#[derive(Debug, Deserialize)]
pub struct Step {
    #[serde(rename = "do")]
    pub what: String,
    pub days_before: Option<i64>,
    pub by: Option<String>,
    /// Who prepared what takes two persons.
    pub prepared_by: Option<String>,
    #[serde(default)]
    pub automatic: bool,
    #[serde(default)]
    pub fields: BTreeMap<String, Value>,
    // Of a comment.
    pub stance: Option<String>,
    pub text: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub reply_to: Option<String>,
    /// Of a suggestion to merge: the number of the item that would lead.
    pub lead: Option<i64>,
    /// Of a step that shows something.
    pub photo: Option<Photo>,
    // Of support.
    pub count: Option<usize>,
    pub from_days_before: Option<i64>,
    pub to_days_before: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Value {
    Text(String),
    Day {
        days_before: i64,
    },
    /// Somebody with an account, by their key.
    Person {
        person: String,
    },
}

/// A picture in `server/demo`.
#[derive(Debug, Deserialize)]
pub struct Photo {
    pub file: String,
    pub text: String,
    pub by: String,
}

/// Who has a case, and what colleagues wrote about it.
#[derive(Debug, Deserialize)]
pub struct OnDesk {
    /// The item's.
    pub number: i64,
    pub has: String,
    #[serde(default)]
    pub notes: Vec<Note>,
}

#[derive(Debug, Deserialize)]
pub struct Note {
    pub by: String,
    pub to: Option<String>,
    pub text: String,
}

/// A body's meeting, with the fields of its form.
#[derive(Debug, Deserialize)]
pub struct Meeting {
    pub fields: BTreeMap<String, Value>,
    /// Where in the film an item is taken up, by its number.
    #[serde(default)]
    pub marks: BTreeMap<String, String>,
}

#[derive(Debug)]
pub struct Told {
    pub municipality: Municipality,
    pub people: People,
    pub items: Vec<Item>,
    pub desk: Vec<OnDesk>,
    pub meetings: Vec<Meeting>,
    pub campaign: super::campaign::Told,
    pub report: super::report::Told,
    pub adoptions: Vec<super::adoptions::Told>,
    pub helpers: Vec<super::helpers::Told>,
    pub coauthors: Vec<super::coauthors::Told>,
    pub questions: Vec<super::questions::Told>,
}

impl Told {
    pub fn read() -> Result<Self, DemoError> {
        Ok(Self {
            municipality: serde_json::from_str(include_str!("../../demo/municipality.json"))?,
            people: serde_json::from_str(include_str!("../../demo/people.json"))?,
            items: serde_json::from_str(include_str!("../../demo/proposals.json"))?,
            desk: serde_json::from_str(include_str!("../../demo/desk.json"))?,
            meetings: serde_json::from_str(include_str!("../../demo/meetings.json"))?,
            campaign: serde_json::from_str(include_str!("../../demo/campaign.json"))?,
            report: serde_json::from_str(include_str!("../../demo/report.json"))?,
            adoptions: serde_json::from_str(include_str!("../../demo/adoptions.json"))?,
            helpers: serde_json::from_str(include_str!("../../demo/helpers.json"))?,
            coauthors: serde_json::from_str(include_str!("../../demo/coauthors.json"))?,
            questions: serde_json::from_str(include_str!("../../demo/questions.json"))?,
        })
    }
}
