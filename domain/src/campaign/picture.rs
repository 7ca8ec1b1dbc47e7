//! A picture of an idea: what is told of it, who may put it there, who reads it first, and what becomes of it
//! when its campaign is over.
//!
//! A picture of a child cannot be made unseen. So whoever leads the group looks at it before anybody else
//! does, also where the group's texts are shown at once.

use serde::{Deserialize, Serialize};

use super::report::Licence;
use super::stage::CampaignStage;
use crate::actor::Actor;
use crate::error::{Denied, FieldError, FieldProblem};
use crate::fields::FieldInput::{Choice, LongText, Text};
use crate::fields::{FieldSpec, Reader, Values};
use crate::group::{check_texts, is_real_name};

/// The field of the form with the file.
pub const PICTURE: &str = "picture";
/// Longest side of a picture as it is kept, and of the small one that stands in lists.
pub const PICTURE_SIDE: u32 = 1_200;
/// See [`PICTURE_SIDE`].
pub const SMALL_SIDE: u32 = 320;
/// What it may weigh: a second on a slow phone.
pub const PICTURE_BYTES: usize = 100_000;
/// What the small one may weigh: a list has twenty of them.
pub const SMALL_BYTES: usize = 16_000;

coded_enum! {
    /// Whether somebody can be recognised in a picture.
    pub enum Recognised {
        /// Nobody can.
        Nobody = "nobody",
        /// Somebody can, and everybody in it has said yes; of who is under 16 a guardian as well.
        Agreed = "agreed",
    }
}

impl Recognised {
    /// What others may do with the picture. None: nothing; who is in it has said yes to its being here, and
    /// a licence cannot be taken back.
    pub const fn licence(self) -> Option<Licence> {
        match self {
            Self::Nobody => Some(Licence::CcBy4),
            Self::Agreed => None,
        }
    }
}

coded_enum! {
    /// Where a picture stands.
    pub enum PictureState {
        /// Nobody has read it yet.
        Waiting = "waiting",
        /// Everybody sees it.
        Shown = "shown",
        /// Whoever reads first sent it back, and its file is gone.
        Returned = "returned",
        /// It was taken down, and its file is gone.
        Gone = "gone",
    }
}

impl PictureState {
    /// Whether there is a file.
    pub const fn stands(self) -> bool {
        matches!(self, Self::Waiting | Self::Shown)
    }

    /// Whether it goes when its campaign is over: what nobody read, and where somebody can be recognised.
    pub const fn goes_at_the_end(self, who: Recognised) -> bool {
        match self {
            Self::Waiting => true,
            Self::Shown => matches!(who, Recognised::Agreed),
            Self::Returned | Self::Gone => false,
        }
    }
}

/// The form that goes with the file. `agreed`: how whoever sends it knows that everybody said yes.
pub const PICTURE_FIELDS: &[FieldSpec] = &[
    FieldSpec::required("description", LongText).between(1, 300),
    FieldSpec::required("recognised", Choice(Recognised::CODES)),
    FieldSpec::required("agreed", LongText)
        .between(1, 300)
        .only_for("recognised", &["agreed"]),
    FieldSpec::required("taken_by", Text).between(1, 60),
];

/// The form with which a picture is sent back.
pub const RETURN_FIELDS: &[FieldSpec] = &[FieldSpec::required("word", LongText).between(1, 300)];

/// What is told of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// What it shows, for who cannot see it.
    pub description: String,
    /// Whether somebody can be recognised.
    pub recognised: Recognised,
    /// Where somebody can: how it is known that they said yes. Nobody reads it but whoever reads first.
    pub agreed: Option<String>,
    /// Who took or drew it: an alias, or the group.
    pub taken_by: String,
}

impl Picture {
    /// Reads the form [`PICTURE_FIELDS`].
    ///
    /// # Errors
    /// Every problem at once; also what leads to somebody, and a real name where an alias is asked for.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(PICTURE_FIELDS, values);
        let description = r.text("description");
        let recognised = r.choice("recognised");
        let agreed = r.text("agreed");
        let taken_by = r.text("taken_by");
        if taken_by.as_deref().is_some_and(is_real_name) {
            r.problem("taken_by", FieldProblem::RealName);
        }
        let texts = [
            ("description", &description),
            ("agreed", &agreed),
            ("taken_by", &taken_by),
        ];
        let texts: Vec<(&str, &str)> = texts
            .into_iter()
            .filter_map(|(name, text)| Some((name, text.as_deref()?)))
            .collect();
        if let Err(found) = check_texts(&texts) {
            for FieldError { field, problem } in found {
                r.problem(&field, problem);
            }
        }
        let picture = (|| {
            Some(Self {
                description: description?,
                recognised: recognised?,
                agreed,
                taken_by: taken_by?,
            })
        })();
        r.finish(picture)
    }
}

/// The friendly word with which a picture goes back.
///
/// # Errors
/// What is wrong with it.
pub fn return_word(values: &Values) -> Result<String, Vec<FieldError>> {
    let mut r = Reader::new(RETURN_FIELDS, values);
    let word = r.text("word");
    r.finish(word)
}

/// What somebody is to a picture of an idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureSide {
    /// The idea is theirs.
    Author,
    /// They lead the author's group, and read first.
    Leader,
    /// They run the campaign: what should not be seen they can take down.
    Office,
}

impl PictureSide {
    /// Whether they can put one there.
    pub const fn adds(self) -> bool {
        matches!(self, Self::Author | Self::Leader)
    }

    /// Whether they see one that nobody has read.
    pub const fn sees_waiting(self) -> bool {
        self.adds()
    }

    /// Whether they read what others put there; what they put there themselves is shown at once.
    pub const fn reads(self) -> bool {
        matches!(self, Self::Leader)
    }
}

/// Who somebody is here. `wrote`: the idea is theirs; `leads`: they lead its author's group, or of an idea
/// without one run its campaign; `runs`: they run the campaign.
///
/// # Errors
/// Not signed in, or none of these.
pub fn picture_side(
    actor: &Actor,
    wrote: bool,
    leads: bool,
    runs: Result<(), Denied>,
) -> Result<PictureSide, Denied> {
    if !actor.is_signed_in() {
        return Err(Denied::SignIn);
    }
    match (leads, wrote) {
        (true, _) => Ok(PictureSide::Leader),
        (false, true) => Ok(PictureSide::Author),
        (false, false) => runs.map(|()| PictureSide::Office),
    }
}

impl CampaignStage {
    /// Whether a picture can be put at an idea: as long as ideas are chosen. Later it would change what was
    /// voted on.
    pub const fn takes_pictures(&self) -> bool {
        self.is_choosing()
    }
}

/// Width and height of a picture that is made smaller until neither side is longer than this; never larger.
pub fn fitted((width, height): (u32, u32), longest: u32) -> (u32, u32) {
    let largest = width.max(height);
    if largest <= longest {
        return (width, height);
    }
    let part = |side: u32| {
        let scaled = u64::from(side) * u64::from(longest) / u64::from(largest);
        u32::try_from(scaled).unwrap_or(longest).max(1)
    };
    (part(width), part(height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Level;
    use crate::ids::PersonId;

    fn typed(recognised: &str, agreed: &str, taken_by: &str) -> Values {
        [
            ("description", "En skiss av en trappa med lampor."),
            ("recognised", recognised),
            ("agreed", agreed),
            ("taken_by", taken_by),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into()
    }

    fn wrong(values: &Values) -> Vec<(String, FieldProblem)> {
        let errors = Picture::parse(values).unwrap_err().into_iter();
        errors.map(|one| (one.field, one.problem)).collect()
    }

    #[test]
    fn where_somebody_can_be_recognised_it_is_told_how_they_said_yes() {
        let nobody = Picture::parse(&typed("nobody", "", "Glad Räv")).unwrap();
        assert_eq!(
            (nobody.agreed, nobody.recognised),
            (None, Recognised::Nobody)
        );
        let missing = wrong(&typed("agreed", " ", "Gruppen"));
        assert_eq!(missing, [("agreed".to_owned(), FieldProblem::Missing)]);
        let agreed = typed(
            "agreed",
            "Vi frågade alla fyra och har lappar hemifrån.",
            "Gruppen",
        );
        let agreed = Picture::parse(&agreed).unwrap();
        assert!(agreed.agreed.is_some_and(|how| how.contains("lappar")));
        // What belongs to the other answer only is not kept.
        let nobody = typed("nobody", "Vi frågade alla.", "Gruppen");
        assert_eq!(Picture::parse(&nobody).unwrap().agreed, None);
        let nothing = wrong(&Values::new());
        let fields: Vec<_> = nothing.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["description", "recognised", "taken_by"]);
    }

    #[test]
    fn nothing_that_leads_to_somebody_is_told_with_it() {
        assert_eq!(
            wrong(&typed("nobody", "", "Emma Andersson")),
            [("taken_by".to_owned(), FieldProblem::RealName)]
        );
        let how = typed("agreed", "Ring mamma på 070-123 45 67.", "Glad Räv");
        assert_eq!(
            wrong(&how),
            [("agreed".to_owned(), FieldProblem::LeadsToSomebody)]
        );
    }

    #[test]
    fn who_leads_reads_and_who_runs_the_campaign_only_takes_down() {
        let role = Err(Denied::Role);
        let anybody = Actor::Visitor;
        assert_eq!(
            picture_side(&anybody, true, true, Ok(())),
            Err(Denied::SignIn)
        );
        let person = Actor::Person {
            id: PersonId::new(1),
            name: "Siv".to_owned(),
            level: Level::T,
            standings: Vec::new(),
            dormant: Vec::new(),
            restraint: None,
        };
        let side = |wrote, leads, runs| picture_side(&person, wrote, leads, runs);
        assert_eq!(side(false, false, role), role.map(|()| PictureSide::Office));
        assert_eq!(side(true, false, role), Ok(PictureSide::Author));
        assert_eq!(side(true, true, role), Ok(PictureSide::Leader));
        assert_eq!(side(false, false, Ok(())), Ok(PictureSide::Office));
        assert!(!PictureSide::Author.reads() && PictureSide::Leader.reads());
        assert!(!PictureSide::Office.sees_waiting() && !PictureSide::Office.adds());
    }

    #[test]
    fn at_the_end_those_go_in_which_somebody_can_be_recognised() {
        use PictureState as S;
        for state in S::ALL {
            let goes = |who| state.goes_at_the_end(who);
            let both = (goes(Recognised::Nobody), goes(Recognised::Agreed));
            let expected = match state {
                S::Waiting => (true, true),
                S::Shown => (false, true),
                S::Returned | S::Gone => (false, false),
            };
            assert_eq!(both, expected, "{state}");
            assert!(state.stands() || !both.0 && !both.1);
        }
        assert_eq!(Recognised::Agreed.licence(), None);
    }

    #[test]
    fn a_picture_is_made_smaller_and_never_larger() {
        assert_eq!(fitted((640, 480), 1_200), (640, 480));
        assert_eq!(fitted((4_000, 3_000), 1_200), (1_200, 900));
        assert_eq!(fitted((3_000, 4_000), 1_200), (900, 1_200));
        assert_eq!(fitted((24_000_000, 1), 1_200), (1_200, 1));
        assert_eq!(fitted((u32::MAX, u32::MAX), 320), (320, 320));
    }
}
