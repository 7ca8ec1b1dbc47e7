//! Who acts: a visitor, a person with an account, or the system itself.

use serde::{Deserialize, Serialize};

use crate::error::{FieldError, FieldProblem};
use crate::ids::PersonId;
use crate::moderation::Restrained;
use crate::text::{self, TextError};

coded_enum! {
    /// A duty a person holds. One person may hold several.
    pub enum Role {
        /// Lives here; speaks for herself.
        Resident = "resident",
        /// Takes part in a group under an alias.
        Youth = "youth",
        /// Runs a youth group and reads before publishing.
        Supervisor = "supervisor",
        /// Case officer: answers as the department.
        Official = "official",
        /// Elected representative: speaks with name, party and assignment.
        Elected = "elected",
        /// Secretary or registrar: records what bodies decide.
        Secretary = "secretary",
        /// Hides what breaks a rule, with the rule and a reason.
        Moderator = "moderator",
        /// Settings, roles, rulesets. Decides no case.
        Administrator = "administrator",
    }
}

coded_enum! {
    /// How well we know who somebody is.
    pub enum Level {
        /// Reader, nothing known.
        None = "n0",
        /// School or group code: an age band, no personal data.
        S = "s",
        /// E-mail confirmed.
        N1 = "n1",
        /// E-identification.
        N2 = "n2",
        /// E-identification and registered in the municipality.
        N3 = "n3",
        /// Contact centre or paper: an official has seen the person and the population register.
        K = "k",
        /// An official's service identity.
        T = "t",
        /// In the register of elected representatives.
        P = "p",
    }
}

impl Level {
    /// Whether this level is enough where `required` is asked for.
    ///
    /// The ladder is n0 < s < n1 < n2 < n3. The contact centre vouches for identity and
    /// residence (as n3). Officials and elected are identified (as n2), which says nothing about
    /// where they live. K, T and P are met only by themselves.
    pub const fn satisfies(self, required: Self) -> bool {
        match required {
            Self::None | Self::S | Self::N1 | Self::N2 | Self::N3 => self.rung() >= required.rung(),
            Self::K => matches!(self, Self::K),
            Self::T => matches!(self, Self::T),
            Self::P => matches!(self, Self::P),
        }
    }

    const fn rung(self) -> u8 {
        match self {
            Self::None => 0,
            Self::S => 1,
            Self::N1 => 2,
            Self::N2 | Self::T | Self::P => 3,
            Self::N3 | Self::K => 4,
        }
    }
}

/// A deciding or consulted body: a code such as `KF` or `TN`, or the name of one that has none
/// ("Allmänna utskottet"). Every municipality has its own committees, so this is no closed list;
/// the full names of the codes are the app's business.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Body(String);

impl Body {
    /// Longest name of a body, in characters.
    pub const MAX: usize = 80;

    /// Codes seen in the material, council first. Typed in small letters they become these.
    pub const KNOWN: &'static [&'static str] = &[
        "KF", "KS", "KSAU", "TN", "SBN", "KFN", "UN", "SN", "OSN", "TFN",
    ];

    /// The bodies of these codes by their full names in small letters: whoever writes out the name means
    /// the same body, in a duty as in a form. Names that have no code stay as they are.
    const NAMED: &'static [(&'static str, &'static str)] = &[
        ("kommunfullmäktige", "KF"),
        ("fullmäktige", "KF"),
        ("kommunfullmäktige (kf)", "KF"),
        ("kommunstyrelsen", "KS"),
        ("kommunstyrelse", "KS"),
        ("kommunstyrelsen (ks)", "KS"),
        ("kommunstyrelsens arbetsutskott", "KSAU"),
        ("tekniska nämnden", "TN"),
        ("samhällsbyggnadsnämnden", "SBN"),
        ("kultur- och fritidsnämnden", "KFN"),
        ("utbildningsnämnden", "UN"),
        ("socialnämnden", "SN"),
        ("omsorgs- och socialnämnden", "OSN"),
        ("teknik- och fritidsnämnden", "TFN"),
    ];

    /// A body from what somebody typed. Has a letter, at most [`Body::MAX`] characters, no comma
    /// or semicolon (they separate several bodies in one field).
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn parse(input: &str) -> Result<Self, TextError> {
        let name = text::line(input, 1, Self::MAX)?;
        if name.contains([',', ';']) || !name.chars().any(char::is_alphabetic) {
            return Err(TextError::ControlCharacter);
        }
        let known = Self::KNOWN
            .iter()
            .find(|code| code.eq_ignore_ascii_case(&name));
        let lower = name.to_lowercase();
        let named = Self::NAMED.iter().find(|(full, _)| *full == lower);
        let code = known.copied().or(named.map(|(_, code)| *code));
        Ok(Self(code.map_or(name, str::to_owned)))
    }

    /// The municipal council (kommunfullmäktige).
    pub fn council() -> Self {
        Self("KF".to_owned())
    }

    /// Whether this is the municipal council.
    pub fn is_council(&self) -> bool {
        self.0 == "KF"
    }

    /// Code or name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Body {
    type Err = TextError;
    fn from_str(s: &str) -> Result<Self, TextError> {
        Self::parse(s)
    }
}

impl TryFrom<String> for Body {
    type Error = TextError;
    fn try_from(s: String) -> Result<Self, TextError> {
        Self::parse(&s)
    }
}

impl From<Body> for String {
    fn from(body: Body) -> Self {
        body.0
    }
}

/// A duty together with what has to be shown beside the name when somebody acts in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The duty.
    pub role: Role,
    /// An official's department.
    pub department: Option<String>,
    /// An official's title.
    pub title: Option<String>,
    /// An elected representative's party.
    pub party: Option<String>,
    /// An elected representative's assignment, e.g. "ledamot".
    pub assignment: Option<String>,
    /// The body somebody sits in or is secretary of.
    pub body: Option<Body>,
}

impl Standing {
    /// The duty alone, with nothing more to show.
    pub const fn of(role: Role) -> Self {
        Self {
            role,
            department: None,
            title: None,
            party: None,
            assignment: None,
            body: None,
        }
    }
}

/// What is to be shown beside a name, as somebody typed it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DutyText<'a> {
    /// An official's department.
    pub department: Option<&'a str>,
    /// An official's title.
    pub title: Option<&'a str>,
    /// An elected representative's party.
    pub party: Option<&'a str>,
    /// An elected representative's assignment.
    pub assignment: Option<&'a str>,
    /// The body.
    pub body: Option<&'a str>,
}

/// Longest department, title, party or assignment.
const DUTY_TEXT_MAX: usize = 80;

impl Standing {
    /// The fields a duty has: those it needs, and those it may have as well.
    pub const fn fields(role: Role) -> (&'static [&'static str], &'static [&'static str]) {
        match role {
            Role::Official => (&["department", "title"], &[]),
            Role::Elected => (&["party", "assignment"], &["body"]),
            Role::Secretary => (&["body"], &["department", "title"]),
            Role::Moderator | Role::Administrator | Role::Supervisor => {
                (&[], &["department", "title"])
            }
            Role::Resident | Role::Youth => (&[], &[]),
        }
    }

    /// A duty with everything that has to be shown beside it and nothing else: an official is one
    /// of a department, an elected representative of a party, a secretary of a body.
    ///
    /// # Errors
    /// What is missing, wrong, or not of this duty.
    pub fn checked(role: Role, typed: DutyText<'_>) -> Result<Self, Vec<FieldError>> {
        let (needed, also) = Self::fields(role);
        let mut wrong = Vec::new();
        let mut take = |field: &str, value: Option<&str>| -> Option<String> {
            let problem = match value {
                None if needed.contains(&field) => FieldProblem::Missing,
                None => return None,
                Some(_) if !needed.contains(&field) && !also.contains(&field) => {
                    FieldProblem::UnknownField
                }
                Some(value) => match text::line(value, 1, DUTY_TEXT_MAX) {
                    Ok(text) => return Some(text),
                    Err(error) => error.into(),
                },
            };
            wrong.push(FieldError::new(field, problem));
            None
        };
        let mut standing = Self {
            role,
            department: take("department", typed.department),
            title: take("title", typed.title),
            party: take("party", typed.party),
            assignment: take("assignment", typed.assignment),
            body: None,
        };
        if let Some(body) = take("body", typed.body) {
            match Body::parse(&body) {
                Ok(body) => standing.body = Some(body),
                Err(_) => wrong.push(FieldError::new("body", FieldProblem::NotABody)),
            }
        }
        if wrong.is_empty() {
            Ok(standing)
        } else {
            Err(wrong)
        }
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// Nobody signed in.
    Visitor,
    /// Somebody signed in.
    Person {
        /// The account.
        id: PersonId,
        /// The name shown beside what the person writes; an alias for youth.
        name: String,
        /// How well we know who it is.
        level: Level,
        /// The duties held at this moment.
        standings: Vec<Standing>,
        /// Duties held, but not to be acted in: the session was begun by a way that is too weak for
        /// them ([`crate::session::Way::is_strong`]).
        #[serde(default)]
        dormant: Vec<Standing>,
        /// What the person is kept from for now.
        #[serde(default)]
        restraint: Option<Restrained>,
    },
    /// Nära itself: jobs and automatic steps.
    System,
}

impl Actor {
    /// The account, when there is one.
    pub const fn person_id(&self) -> Option<PersonId> {
        match self {
            Self::Person { id, .. } => Some(*id),
            Self::Visitor | Self::System => None,
        }
    }

    /// The name shown beside what the person writes.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Person { name, .. } => Some(name),
            Self::Visitor | Self::System => None,
        }
    }

    /// The same person under another name.
    #[must_use]
    pub fn named(&self, shown: &str) -> Self {
        let mut actor = self.clone();
        if let Self::Person { name, .. } = &mut actor {
            shown.clone_into(name);
        }
        actor
    }

    /// How well we know who it is; [`Level::None`] for a visitor and for the system.
    pub const fn level(&self) -> Level {
        match self {
            Self::Person { level, .. } => *level,
            Self::Visitor | Self::System => Level::None,
        }
    }

    /// Whether somebody is signed in.
    pub const fn is_signed_in(&self) -> bool {
        matches!(self, Self::Person { .. })
    }

    /// The duty, with what is shown beside it.
    pub fn standing(&self, role: Role) -> Option<&Standing> {
        match self {
            Self::Person { standings, .. } => standings.iter().find(|s| s.role == role),
            Self::Visitor | Self::System => None,
        }
    }

    /// Whether this person holds any duty that is awake, other than speaking for themselves.
    pub fn has_any_duty(&self) -> bool {
        let is_duty = |held: &Standing| !matches!(held.role, Role::Resident | Role::Youth);
        matches!(self, Self::Person { standings, .. } if standings.iter().any(is_duty))
    }

    /// Whether the person holds this duty and may act in it. An account without any duty is a
    /// resident's; one whose duties are dormant is nobody's until they wake: whoever got hold of an
    /// official's password must not speak as a neighbour either. Nor is who was in a group, by an
    /// alias, a resident when the group is over.
    pub fn has(&self, role: Role) -> bool {
        match self {
            Self::Person {
                standings,
                dormant,
                level,
                ..
            } => {
                let alias = matches!(level, Level::S);
                let none = standings.is_empty() && dormant.is_empty() && !alias;
                self.standing(role).is_some() || (role == Role::Resident && none)
            }
            Self::Visitor | Self::System => false,
        }
    }

    /// What the person is kept from for now. Whoever holds a duty is kept from nothing: that was for the
    /// resident, and a duty is not a moderator's to end.
    pub fn restraint(&self) -> Option<Restrained> {
        match self {
            Self::Person {
                standings,
                dormant,
                restraint,
                ..
            } => {
                let mut held = standings.iter().chain(dormant);
                let speaks = held.any(|held| crate::session::is_staff(held.role));
                restraint.filter(|_| !speaks)
            }
            Self::Visitor | Self::System => None,
        }
    }

    /// Duties held that wait for a stronger way of signing in.
    pub fn dormant(&self) -> &[Standing] {
        match self {
            Self::Person { dormant, .. } => dormant,
            Self::Visitor | Self::System => &[],
        }
    }
}
