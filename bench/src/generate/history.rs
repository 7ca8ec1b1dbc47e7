//! The record of a case: every step goes through the machine that real ones go through, so that nothing
//! is made that could not have happened.

use std::collections::BTreeMap;

use nara_domain::actor::Body;
use nara_domain::answer::ActKind;
use nara_domain::days::{self, CaseDay, Facts, Said};
use nara_domain::ids::PersonId;
use nara_domain::proposal::{
    Course, Decision, DeclineReason, IdeaMove, IdeaStage, IdeaStageCode, Kind, Meeting,
    MoveContext, ProblemStage, ProblemStageCode, Ruleset, Stage, StageCode, StageGroup, SubReason,
    Transition, Verdict,
};
use nara_domain::time::Date;

use super::outline::{Outcome, Outline, Step, THRESHOLD, What};
use super::words::{self, THINGS};
use super::world::{ELECTED, OFFICIALS, SECRETARY, World, department, signed};
use crate::Done;

const REASONS: &str = "Nämnden har gått igenom vad förslaget skulle kosta, vad det skulle ge och vad som \
    redan är planerat i området. Platsen används av många och behovet är känt sedan tidigare. I \
    bedömningen har särskilt vägts in hur barn och äldre rör sig där, vad föreningarna har sagt och \
    hur skötseln kan ordnas över tid.";
const MEMORANDUM: &str = "Förvaltningen har besökt platsen tillsammans med skolan och två föreningar. \
    Marken är kommunens och det finns ledningar på den norra sidan. En enklare lösning går att ordna \
    inom ett halvår, en större kräver bygglov och tar längre tid.";
const ANSWERED: &str = "Marken är kommunens, och ett sådant här arbete brukar ta fyra till sex månader \
    från beställning. Vi har räknat på två alternativ, och båda går att sköta med den personal som finns.";
const OPINION: &str = "Jag tycker att det här är ett klokt förslag. I vårt parti vill vi att det görs \
    samtidigt som gatan ändå rustas, så att pengarna räcker till mer.";

/// A line of the record, ready to be stored.
pub struct Act {
    pub kind: ActKind,
    pub step: Option<&'static str>,
    /// None: by rule.
    pub actor: Option<i64>,
    pub fields: BTreeMap<String, String>,
    pub happened_on: Date,
}

impl Outline {
    fn body() -> Done<Body> {
        Ok(Body::parse("TN")?)
    }

    fn official(&self) -> i64 {
        let count = OFFICIALS.end - OFFICIALS.start;
        OFFICIALS.start + signed(self.index) % count
    }

    fn paragraph(&self) -> String {
        (self.index % 90 + 10).to_string()
    }

    fn cost(&self) -> i64 {
        signed(self.index % 40 + 1) * 25_000
    }

    /// Who does it; none: the rules do.
    fn actor(&self, world: &World, what: What) -> Option<i64> {
        match what {
            What::HandedIn => Some(self.proposer(world)),
            What::Register | What::Open | What::Reach | What::Miss => None,
            What::Announce | What::HandOver | What::Schedule | What::Decide | What::Minutes => {
                Some(SECRETARY)
            }
            What::Opinion => Some(ELECTED.start + signed(self.index) % 3),
            What::Prepare
            | What::Answer
            | What::Present
            | What::Plan
            | What::Start
            | What::Done
            | What::Verdict
            | What::Did => Some(self.official()),
        }
    }

    pub fn diary_number(&self, rules: &Ruleset) -> String {
        rules.diary_number(self.submitted.day().year(), self.id())
    }

    fn decision(&self) -> Done<Decision> {
        Ok(Decision {
            meeting: Meeting {
                body: Self::body()?,
                date: self.meeting,
                paragraph: self.paragraph(),
            },
            text: match self.outcome {
                Outcome::Yes => "Nämnden bifaller förslaget.",
                Outcome::Partly => "Nämnden bifaller förslaget i den första delen.",
                Outcome::Answered => "Nämnden anser förslaget besvarat.",
                Outcome::No => "Nämnden avslår förslaget.",
            }
            .to_owned(),
            reasons: REASONS.to_owned(),
            dissent: None,
            minutes_url: None,
        })
    }

    fn decided(&self) -> Done<Transition> {
        let decision = self.decision()?;
        let (responsible, budget_source) = (
            department(self.official()).to_owned(),
            Some("investeringsbudgeten".to_owned()),
        );
        let follow_up_date = self.meeting.add_months(6);
        Ok(match self.outcome {
            Outcome::Yes => Transition::Approve {
                decision,
                responsible,
                follow_up_date,
                budget_source,
            },
            Outcome::Partly => Transition::PartlyApprove {
                decision,
                parts: "Den första delen görs, den andra prövas i nästa budget.".to_owned(),
                responsible,
                follow_up_date,
                budget_source,
            },
            Outcome::Answered => Transition::DeemAnswered {
                decision,
                sub_reason: SubReason::InOtherPlan {
                    plan: "grönstrukturplanen".to_owned(),
                    year: i64::from(self.meeting.year()),
                },
                responsible: None,
                follow_up_date: None,
            },
            Outcome::No => Transition::Decline {
                decision,
                reason_code: DeclineReason::Priority,
                would_change: Some("Om området får en egen detaljplan.".to_owned()),
            },
        })
    }

    /// The step of a proposal.
    fn transition(&self, world: &World, step: Step) -> Done<Option<Transition>> {
        let (body, meeting_date, paragraph) = (Body::council(), step.day, self.paragraph());
        let owner = department(self.official()).to_owned();
        Ok(Some(match step.what {
            What::Register => Transition::Register {
                diary_number: self.diary_number(self.rules(world)?),
                received_on: step.day,
                short_description: self.title(),
                sender_protected: false,
            },
            What::Open => Transition::OpenForSupport,
            What::Reach => Transition::ReachThreshold,
            What::Miss => Transition::MissThreshold,
            What::Announce => Transition::Announce {
                body,
                meeting_date,
                paragraph,
            },
            What::HandOver => Transition::HandOver {
                body,
                meeting_date,
                paragraph,
                receiving_body: Self::body()?,
                decision_text: Some("Fullmäktige lämnar över till nämnden att besluta.".to_owned()),
            },
            What::Prepare => Transition::StartPreparation {
                officer: words::name(self.official()),
                department: owner,
                expected_decision: step.day.add_months(5),
            },
            What::Present => Transition::PresentProposal {
                memorandum: MEMORANDUM.to_owned(),
                investment_cost: self.cost(),
                operating_cost: self.cost() / 20,
                child_impact: "Barn i området får en plats att vara på.".to_owned(),
                proposed_decision: "Nämnden föreslås bifalla förslaget.".to_owned(),
                other_impact: None,
                memorandum_url: None,
            },
            What::Schedule => Transition::Schedule {
                body: Self::body()?,
                meeting_date: self.meeting,
                agenda_url: None,
            },
            What::Decide => self.decided()?,
            What::Plan => Transition::Plan {
                owner,
                plan: "Vi upphandlar i vår och bygger under sommaren.".to_owned(),
                budget_year: i64::from(step.day.year()),
                next_report: step.day.add_months(6),
                milestones: Vec::new(),
            },
            What::Start => Transition::StartImplementing {
                started_on: step.day,
                note: None,
            },
            What::Done => Transition::MarkImplemented {
                on: step.day,
                actual_cost: self.cost(),
                photo_url: None,
                thanks: Some("Tack för ett förslag som blev av.".to_owned()),
            },
            What::HandedIn
            | What::Opinion
            | What::Answer
            | What::Minutes
            | What::Verdict
            | What::Did => return Ok(None),
        }))
    }

    /// The answer to an idea, or that it is done.
    fn idea_move(&self, step: Step) -> IdeaMove {
        let (owner, answer) = (
            department(self.official()).to_owned(),
            Some("Tack för idén.".to_owned()),
        );
        if step.what == What::Did {
            return IdeaMove::Done {
                on: step.day,
                actual_cost: self.cost(),
                photo_url: None,
                answer,
            };
        }
        match self.verdict {
            Verdict::YesNow => IdeaMove::YesNow {
                owner,
                start_on: step.day.add_days(30),
                cost: self.cost(),
                first_step: "Vi träffar föreningarna på plats.".to_owned(),
                decided: None,
                answer,
            },
            Verdict::Try => IdeaMove::Try {
                pilot_from: step.day,
                pilot_to: step.day.add_months(4),
                measure: "Vi räknar hur många som använder det.".to_owned(),
                answer,
            },
            Verdict::Budget => IdeaMove::Budget {
                budget_round: "mål och budget".to_owned(),
                budget_year: i64::from(step.day.year()) + 1,
                owner,
                answer,
            },
            Verdict::Exists => IdeaMove::Exists {
                link: "https://bjorksjo.example/parker".to_owned(),
                contact: "kontaktcenter".to_owned(),
                why_unknown: "Vi har inte berättat om det på webben.".to_owned(),
                answer,
            },
            Verdict::No => IdeaMove::No {
                reason: "Marken är inte kommunens.".to_owned(),
                would_help: "Ett avtal med den som äger marken.".to_owned(),
                answer,
            },
            Verdict::HandedOn => IdeaMove::HandedOn {
                receiver: "Trafikverket".to_owned(),
                acknowledgement: "De har bekräftat att de har den.".to_owned(),
                answer,
            },
        }
    }

    pub fn rules<'a>(&self, world: &'a World) -> Done<&'a Ruleset> {
        Ok(world.rules.get(self.rules).ok_or("no such rules")?)
    }

    /// How it stands after each of its steps; the last one is how it stands.
    pub fn courses(&self, world: &World) -> Done<Vec<Course>> {
        let day = self.submitted.day();
        let mut course = match self.kind {
            Kind::Proposal => Course::Proposal(Stage::submitted(day)),
            Kind::Idea => Course::Idea(IdeaStage::published(day)),
            Kind::Problem => Course::Problem(ProblemStage::published(day).on_day(world.today)),
            Kind::Questions => Course::Questions,
        };
        let mut courses = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            course = self.moved(world, course, *step)?;
            courses.push(course.clone());
        }
        Ok(courses)
    }

    /// The stage it is in after a step, by its number: what [`Outline::courses`] comes to, told without
    /// walking there.
    pub fn stage_after(&self, number: usize) -> &'static str {
        let until = self.steps.get(..=number).unwrap_or_default();
        let moved = until.iter().rev().find_map(|step| self.leads_to(step.what));
        moved.unwrap_or("submitted")
    }

    fn leads_to(&self, what: What) -> Option<&'static str> {
        Some(match what {
            What::HandedIn => match self.kind {
                Kind::Proposal => StageCode::Submitted.code(),
                Kind::Idea => IdeaStageCode::Published.code(),
                Kind::Problem | Kind::Questions => ProblemStageCode::Open.code(),
            },
            What::Register => StageCode::Registered.code(),
            What::Open => StageCode::Collecting.code(),
            What::Reach | What::Announce => StageCode::Announced.code(),
            What::Miss => StageCode::ThresholdMissed.code(),
            What::HandOver => StageCode::HandedOver.code(),
            What::Prepare => StageCode::InPreparation.code(),
            What::Present => StageCode::ProposalReady.code(),
            What::Schedule => StageCode::Scheduled.code(),
            What::Decide => match self.outcome {
                Outcome::Yes => StageCode::Approved.code(),
                Outcome::Partly => StageCode::PartlyApproved.code(),
                Outcome::Answered => StageCode::Answered.code(),
                Outcome::No => StageCode::Declined.code(),
            },
            What::Plan => StageCode::Planned.code(),
            What::Start => StageCode::Implementing.code(),
            What::Done => StageCode::Implemented.code(),
            What::Verdict => IdeaStageCode::Answered.code(),
            What::Did => IdeaStageCode::Done.code(),
            What::Opinion | What::Answer | What::Minutes => return None,
        })
    }

    fn moved(&self, world: &World, course: Course, step: Step) -> Done<Course> {
        let refused = |why| format!("case {}: {:?}: {why:?}", self.index, step.what);
        match course {
            Course::Proposal(stage) => {
                let Some(transition) = self.transition(world, step)? else {
                    return Ok(Course::Proposal(stage));
                };
                let context = MoveContext {
                    today: step.day,
                    actor: self.actor(world, step.what).map(PersonId::new),
                    prepared_by: None,
                    officer: None,
                    proposer: Some(PersonId::new(self.proposer(world))),
                    support_count: self.counted(step.what),
                    ruleset: self.rules(world)?,
                    topic: Some(self.topic()),
                    window: None,
                };
                let moved = stage.apply(&transition, &context);
                Ok(Course::Proposal(moved.map_err(refused)?))
            }
            Course::Idea(stage) if matches!(step.what, What::Verdict | What::Did) => {
                let moved = stage.apply(&self.idea_move(step), step.day);
                Ok(Course::Idea(moved.map_err(refused)?))
            }
            other => Ok(other),
        }
    }

    /// The supporters there were at a step that depends on them.
    fn counted(&self, what: What) -> i64 {
        signed(match what {
            What::Reach => THRESHOLD,
            _ => self.votes,
        })
    }

    pub fn act(&self, world: &World, step: Step) -> Done<Act> {
        let text = |text: &str| BTreeMap::from([("text".to_owned(), text.to_owned())]);
        let mut act = Act {
            kind: ActKind::Transition,
            step: None,
            actor: self.actor(world, step.what),
            fields: BTreeMap::new(),
            happened_on: step.day,
        };
        match step.what {
            What::HandedIn => {}
            What::Opinion => (act.kind, act.fields) = (ActKind::ElectedOpinion, text(OPINION)),
            What::Answer => (act.kind, act.fields) = (ActKind::OfficialAnswer, text(ANSWERED)),
            What::Minutes => {
                act.kind = ActKind::Minutes;
                let posted = step.day.to_string();
                act.fields = BTreeMap::from([
                    ("verified_on".to_owned(), posted.clone()),
                    ("posted_on".to_owned(), posted),
                    (
                        "minutes_url".to_owned(),
                        "https://bjorksjo.example/protokoll".to_owned(),
                    ),
                ]);
            }
            What::Verdict | What::Did => {
                let step = self.idea_move(step);
                act.kind = ActKind::IdeaMove;
                act.step = Some(step.kind().code());
                act.fields = step.to_fields();
            }
            _ => {
                if let Some(transition) = self.transition(world, step)? {
                    act.step = Some(transition.kind().code());
                    act.fields = transition.to_fields();
                }
            }
        }
        if matches!(step.what, What::Reach | What::Miss | What::Announce) {
            let count = self.counted(step.what).to_string();
            act.fields.insert("support_count".to_owned(), count);
        }
        Ok(act)
    }

    /// The days the desk waits for, and from when it can be archived.
    pub fn ahead(&self, world: &World, course: &Course) -> Done<(Vec<CaseDay>, Option<Date>)> {
        let said: Vec<Said> = self
            .steps
            .iter()
            .filter_map(|step| match step.what {
                What::Prepare | What::Schedule => Some(Said::PlansAnew),
                What::Answer => Some(Said::Told(step.day)),
                What::Minutes => Some(Said::Posted(step.day)),
                _ => None,
            })
            .collect();
        let facts = Facts {
            course,
            submitted: self.submitted.day(),
            ruleset: self.rules(world)?,
            topic: self.topic(),
            promised: self.answer_by(world, course)?,
            said: &said,
        };
        Ok((days::days(facts), days::archive_from(facts)))
    }

    /// The day an answer is promised by.
    pub fn answer_by(&self, world: &World, course: &Course) -> Done<Option<Date>> {
        let rules = self.rules(world)?;
        Ok(match course {
            Course::Idea(stage) => stage.answer_by(rules),
            Course::Proposal(stage) if stage.group() == StageGroup::AtMunicipality => {
                stage.answer_by(rules)
            }
            _ => None,
        })
    }

    pub fn topic(&self) -> nara_domain::proposal::Topic {
        self.thing().0
    }

    /// What is wanted: its subject, and the words for it.
    pub fn thing(&self) -> (nara_domain::proposal::Topic, &'static str) {
        let thing = THINGS.get(self.thing).or(THINGS.first());
        let other = (nara_domain::proposal::Topic::Other, "något");
        thing.map_or(other, |(topic, words, _)| (*topic, *words))
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::Size;
    use super::*;
    use nara_domain::time::Stamp;
    use std::collections::BTreeMap;

    #[test]
    fn every_record_could_have_happened_and_every_stage_is_there() {
        let world = World::new(Size::of(3_000), Stamp(1_790_000_000_000));
        let mut groups: BTreeMap<&str, u32> = BTreeMap::new();
        for index in 0..3_000 {
            let one = Outline::of(&world, index);
            let courses = one.courses(&world).unwrap();
            assert_eq!(courses.len(), one.steps.len());
            let course = courses.last().unwrap();
            *groups.entry(course.group().code()).or_default() += 1;
            for (number, step) in one.steps.iter().enumerate() {
                // A problem may have ended since, which is no line of its record.
                if one.kind != Kind::Problem {
                    assert_eq!(one.stage_after(number), courses[number].code());
                }
                let act = one.act(&world, *step).unwrap();
                assert!(act.happened_on <= world.today);
                let specs = act.kind.fields().iter();
                assert!(
                    specs.filter(|spec| spec.required).all(|spec| {
                        spec.only_for.is_some() || act.fields.contains_key(spec.name)
                    })
                );
            }
            let (days, _) = one.ahead(&world, course).unwrap();
            assert!(days.is_sorted(), "{one:?}");
            let read: Course =
                serde_json::from_str(&serde_json::to_string(course).unwrap()).unwrap();
            assert_eq!(read, *course);
        }
        for group in [
            "collecting",
            "at_municipality",
            "decided",
            "done",
            "ended",
            "problem",
        ] {
            assert!(groups.contains_key(group), "{groups:?}");
        }
        assert!(!groups.contains_key("not_public"), "{groups:?}");
    }
}
