//! Handing in: from what was typed to a registered proposal that people can support.

use std::collections::BTreeMap;

use nara_app::campaigns::api::NO_SET;
use nara_app::error::AppError;
use nara_app::proposals::api::DraftFields;
use nara_domain::actor::{Actor, Role};
use nara_domain::answer::ActKind;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::group::is_member;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::moderation::limits::Doing;
use nara_domain::name::{NAMELESS, NameForm};
use nara_domain::paper::{CHANNEL, Channel};
use nara_domain::permissions::{Action, Subject, can};
use nara_domain::proposal::{
    Course, District, IdeaStage, Kind, Own, ProblemStage, Ruleset, Stage, Topic, Transition,
    TransitionKind, Window, may_submit,
};
use nara_domain::switches::Feature;
use nara_domain::text::{BodyText, Title};
use nara_domain::time::{Date, Stamp};

use super::record::{self, By, Entry, append, event, move_proposal};
use super::{ProposalService, Workroom, days};
use crate::campaigns;
use crate::db::Tx;
use crate::http::limits::Action as Limited;
use crate::live::{EventKind, NewEvent};
use crate::people::seal;
use crate::people::store::{self as people, Known};
use crate::proposals::store::case::{self, NewCase, StoredCase};
use crate::proposals::store::draft;

/// What was typed, checked.
#[derive(Clone, Debug)]
pub struct Submission {
    pub kind: Kind,
    pub title: Title,
    pub body: BodyText,
    pub topic: Topic,
    /// The code of one of the municipality's parts.
    pub district: Option<String>,
    /// How long it is open for support, where the rules let people choose.
    pub window: Option<Window>,
    /// How it came in, where that was not by the web.
    pub channel: Option<Channel>,
    /// The number of a set of the campaign that the proposer's group takes part in.
    pub set: Option<i64>,
}

impl Submission {
    /// Checks everything at once.
    pub fn parse(fields: &DraftFields, rules: &Ruleset) -> Result<Self, AppError> {
        let mut errors = Vec::new();
        let mut keep = |field: &str, problem: FieldProblem| {
            errors.push(FieldError::new(field, problem));
        };
        let kind = match fields.kind.trim() {
            "" => Some(Kind::Proposal),
            code => {
                let kind = Kind::from_code(code).filter(|kind| Kind::LISTED.contains(kind));
                if kind.is_none() {
                    keep("kind", FieldProblem::NotAChoice);
                }
                kind
            }
        };
        let title = Title::parse(&fields.title)
            .map_err(|e| keep("title", e.into()))
            .ok();
        let body = BodyText::parse(&fields.body)
            .map_err(|e| keep("body", e.into()))
            .ok();
        let topic = match fields.topic.trim() {
            "" => {
                keep("topic", FieldProblem::Missing);
                None
            }
            code => Topic::from_code(code).or_else(|| {
                keep("topic", FieldProblem::NotAChoice);
                None
            }),
        };
        let district = match fields.district.trim() {
            "" => None,
            code => District::find(&rules.districts, code)
                .map(|district| district.code.clone())
                .or_else(|| {
                    keep("district", FieldProblem::NotAChoice);
                    None
                }),
        };
        let window = match (kind, topic) {
            (Some(Kind::Idea | Kind::Problem | Kind::Questions), _) => None,
            // Which subject it is decides whether support is needed at all.
            (_, None) => None,
            (_, topic) => rules
                .choose(topic, &fields.window)
                .unwrap_or_else(|problem| {
                    keep("window", problem);
                    None
                }),
        };
        let set = match fields.set.trim() {
            "" | NO_SET => None,
            // Which sets there are the campaign knows; where there is none it says nothing.
            number => number.parse().map_or_else(
                |_| {
                    keep("set", FieldProblem::NotAChoice);
                    None
                },
                Some,
            ),
        };
        match (kind, title, body, topic) {
            (Some(kind), Some(title), Some(body), Some(topic)) if errors.is_empty() => Ok(Self {
                kind,
                title,
                body,
                topic,
                district,
                window,
                channel: None,
                set,
            }),
            _ => Err(AppError::Invalid(errors)),
        }
    }

    /// Refuses a young person's words that tell who somebody is.
    pub fn leads_to_nobody(&self, actor: &Actor) -> Result<(), AppError> {
        let texts = [("title", self.title.as_str()), ("body", self.body.as_str())];
        super::read_first::leads_to_nobody(actor, &texts)
    }
}

/// What is handed in.
#[derive(Clone, Debug)]
pub(super) enum Typed {
    /// Fields, and the key that makes sending them twice one proposal.
    Fields(Box<DraftFields>, String),
    /// The draft with this id, as it is when it is handed in.
    Draft(String),
}

impl Typed {
    fn once(&self) -> String {
        match self {
            Typed::Fields(_, once) => once.clone(),
            Typed::Draft(id) => format!("draft:{id}"),
        }
    }
}

/// Somebody with an account, as far as handing in needs it.
#[derive(Clone, Copy, Debug)]
pub struct Proposer<'a> {
    pub id: PersonId,
    pub name: &'a str,
}

/// Somebody under the name they hand in under: as they chose for this one, else as everywhere.
///
/// # Errors
/// A form that is none of theirs, or less of a name than the rules ask for.
fn signed(
    actor: &Actor,
    known: &Known,
    form: &str,
    (kind, rules): (Kind, &Ruleset),
) -> Result<Actor, AppError> {
    // Whatever the rules ask for: a name that must not be shown cannot be asked for.
    if known.protection.is_some() {
        return Ok(actor.named(NAMELESS));
    }
    // Alias and group are the one name of a member, whatever a form says.
    if is_member(actor) {
        return Ok(actor.clone());
    }
    let wrong = |problem| AppError::Invalid(vec![FieldError::new("name_form", problem)]);
    let (form, name) = match form.trim() {
        "" => (known.form, actor.name().map(str::to_owned)),
        code => {
            let form = NameForm::from_code(code).ok_or_else(|| wrong(FieldProblem::NotAChoice))?;
            match form == known.form {
                true => (form, actor.name().map(str::to_owned)),
                false => (form, known.names.shown(form)),
            }
        }
    };
    if kind == Kind::Proposal && !form.meets(rules.proposal_name) {
        return Err(wrong(FieldProblem::MoreOfYourName));
    }
    let name = name.ok_or_else(|| wrong(FieldProblem::NotAChoice))?;
    Ok(actor.named(&name))
}

impl Workroom {
    /// Writes the proposal with its first act. `None`: this form has been sent before.
    pub(crate) async fn create(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        submission: &Submission,
        (ruleset_id, shuffle): (i64, i64),
        once: &str,
        now: Stamp,
    ) -> Result<Option<StoredCase>, AppError> {
        let (Some(person), Some(name)) = (actor.person_id(), actor.name()) else {
            return Err(AppError::SignIn);
        };
        let proposer = Proposer { id: person, name };
        let rules = self.rulesets.get(tx, ruleset_id).await?;
        let course = match submission.kind {
            Kind::Proposal => Course::Proposal(Stage::submitted(now.day())),
            Kind::Idea => Course::Idea(IdeaStage::published(now.day())),
            Kind::Problem => Course::Problem(ProblemStage::published(now.day())),
            // No form puts those forward.
            Kind::Questions => return Err(AppError::NotFound),
        };
        let answer_by = record::answer_by(&course, &rules);
        let days = days::of_new(&course, (&rules, submission.topic), now);
        let new = NewCase {
            kind: submission.kind,
            title: submission.title.as_str(),
            body: submission.body.as_str(),
            topic: submission.topic,
            district: submission.district.as_deref(),
            proposer: proposer.id,
            proposer_name: proposer.name,
            ruleset_id,
            course: &course,
            answer_by,
            days: &days,
            shuffle,
            search_text: &record::searched(
                submission.title.as_str(),
                submission.body.as_str(),
                false,
            ),
            once,
            window: submission.window,
            now,
        };
        let Some(id) = case::insert(tx, &new).await? else {
            return Ok(None);
        };
        let of_group = actor.has(Role::Youth) && case::mark_group(tx, id, person).await?;
        if let (true, Some(set), Kind::Idea) = (of_group, submission.set, submission.kind) {
            campaigns::take_idea(tx, (id, person), set, now).await?;
        }
        // What it is promised is its campaign's.
        let taken = case::find(tx, id).await?.ok_or(AppError::Internal)?;
        let (course, answer_by) = (taken.course, taken.answer_by);
        let case = StoredCase {
            id,
            kind: submission.kind,
            title: submission.title.as_str().to_owned(),
            body: submission.body.as_str().to_owned(),
            topic: submission.topic,
            district: submission.district.clone(),
            proposer: proposer.id,
            proposer_name: proposer.name.to_owned(),
            ruleset_id,
            diary_number: None,
            submitted_at: now,
            course,
            answer_by,
            changed_at: now,
            support_count: 0,
            against_count: 0,
            comment_count: 0,
            of_group,
            window: submission.window,
            merged_into: None,
            hidden: None,
            leads: false,
            in_question: false,
            in_adoption: false,
            has_facts: false,
            helper_count: 0,
            coauthors: Vec::new(),
            famed: false,
            asked: None,
            asked_in_public: false,
        };
        let came_in = submission
            .channel
            .map(|channel| (CHANNEL.to_owned(), channel.code().to_owned()));
        let entry = Entry {
            kind: ActKind::Transition,
            step: None,
            actor,
            standing: None,
            at: now,
            happened_on: now.day(),
            fields: &BTreeMap::from_iter(came_in),
            supersedes: None,
            prepared_by: None,
            once: "submitted",
        };
        let _act = append(tx, &case, &entry).await?;
        Ok(Some(case))
    }

    /// The next number of the diary. Whoever takes it keeps others from the counter until the
    /// transaction ends, so that none is given twice, and none is lost where it is taken back.
    pub(super) async fn next_number(
        &self,
        tx: &mut Tx,
        case: &StoredCase,
        rules: &Ruleset,
        year: i16,
    ) -> Result<String, AppError> {
        loop {
            let n = case::next_diary_number(tx, i64::from(year)).await?;
            let number = rules.diary_number(year, n);
            // A registrar may have given this one by hand.
            if !case::diary_number_taken(tx, &number, case.id).await? {
                return Ok(number);
            }
        }
    }

    /// What follows by itself where nobody reads first: a diary number (the next one, or the one
    /// given), and opening for support where a threshold applies.
    pub(crate) async fn register_and_open(
        &self,
        tx: &mut Tx,
        case: &mut StoredCase,
        rules: &Ruleset,
        diary_number: Option<String>,
        now: Stamp,
        events: &mut Vec<NewEvent>,
    ) -> Result<(), AppError> {
        let year = now.day().year();
        let diary_number = match diary_number {
            Some(given) => given,
            None => self.next_number(tx, case, rules, year).await?,
        };
        let register = Transition::Register {
            diary_number,
            received_on: case.submitted_at.day(),
            short_description: case.title.clone(),
            sender_protected: false,
        };
        move_proposal(
            tx,
            self,
            case,
            rules,
            By::rule("register", now),
            &register,
            events,
        )
        .await?;
        let ready = match &case.course {
            Course::Proposal(stage) => {
                let context = record::move_context(case, rules, &Actor::System, now.day());
                stage
                    .ready_for(TransitionKind::OpenForSupport, &context)
                    .is_ok()
            }
            Course::Idea(_) | Course::Problem(_) | Course::Questions => false,
        };
        if ready {
            let open = &Transition::OpenForSupport;
            move_proposal(tx, self, case, rules, By::rule("open", now), open, events).await?;
        }
        Ok(())
    }
}

impl ProposalService {
    /// Whether the rules let this person hand in this proposal now. What they have handed in is counted
    /// under a lock: two forms at a time cannot both be the last one allowed. Two people who hand in
    /// the same at the same moment can: that is for people to see.
    async fn may_submit(
        &self,
        tx: &mut Tx,
        person: PersonId,
        submission: &Submission,
        rules: &Ruleset,
        now: Stamp,
    ) -> Result<(), AppError> {
        let today = now.day();
        let own = match (rules.max_open_per_person, rules.max_per_person_year) {
            (None, None) => Own::default(),
            _ => {
                let new_year = Date::new(today.year(), 1, 1).unwrap_or(today);
                let since = Stamp::from_date(new_year);
                Own {
                    open: case::count_open_of(tx, person).await?,
                    this_year: case::count_since_of(tx, person, since).await?,
                }
            }
        };
        let same = match rules.duplicate_months {
            None => Vec::new(),
            Some(_) => self.same_as(tx, submission.title.as_str()).await?,
        };
        Ok(may_submit(rules, today, own, &same)?)
    }

    /// Hands in; a draft is tied to what it became.
    pub(super) async fn hand_in(
        &self,
        actor: &Actor,
        typed: Typed,
        now: Stamp,
    ) -> Result<ProposalId, AppError> {
        let Some(person) = actor.person_id() else {
            return Err(AppError::SignIn);
        };
        let once = &typed.once();
        // Before the checks: a form sent again is answered like the first time, whatever has
        // changed in between.
        if let Some(id) = case::find_once(&mut self.db.read().await?, person, once).await? {
            return Ok(id);
        }
        let shuffle = super::list::draw(self.entropy.as_ref())?;
        let mut tx = self.begin(now).await?;
        // Locked, so that no name is copied while it goes under seal.
        let known = people::lock(&mut tx, person).await?;
        let known = known.ok_or(AppError::SignIn)?;
        // Read under its lock: what another window saved until now is handed in, and nothing later
        // can be saved and lost.
        let (fields, draft_id) = match typed {
            Typed::Fields(fields, _) => (*fields, None),
            Typed::Draft(id) => {
                let draft = draft::lock(&mut tx, &id).await?.ok_or(AppError::NotFound)?;
                if let Some(proposal) = draft.proposal {
                    return Ok(proposal);
                }
                (draft.fields, Some(id))
            }
        };
        let (ruleset_id, rules) = self.rules_now(&mut tx).await?;
        let kind = Kind::from_code(fields.kind.trim()).unwrap_or(Kind::Proposal);
        self.require_known(Feature::of_kind(kind), now)?;
        can(actor, Action::Submit(kind), &Subject::Site(&rules))?;
        super::read_first::may_publish_at_once(&mut tx, actor, now).await?;
        let adopts = match &draft_id {
            Some(draft) => super::adopting::adopts(&mut tx, draft, person).await?,
            None => false,
        };
        let submission = Submission::parse(&fields, &rules)?;
        submission.leads_to_nobody(actor)?;
        let place = ((ruleset_id, shuffle), rules.as_ref());
        let written = self
            .put(
                &mut tx,
                (actor, &known),
                submission,
                place,
                (once, &fields.name_form, now),
            )
            .await?;
        let Some((case, mut events)) = written else {
            drop(tx);
            let sent_before = case::find_once(&mut self.db.read().await?, person, once).await?;
            return sent_before.ok_or(AppError::Conflict);
        };
        self.newcomer(&mut tx, actor, Doing::of(case.kind), now)
            .await?;
        // Only what is new and right: what has to be mended, and sending again, costs nothing.
        self.limit(Limited::Submit, actor, now)?;
        if let Some(draft_id) = draft_id {
            draft::mark_submitted(&mut tx, &draft_id, case.id, person, now).await?;
            if adopts && case.kind == Kind::Proposal {
                super::adopting::tie(&mut tx, &draft_id, person, case.id).await?;
                super::adopting::turn(&mut tx, &self.room, case.id, now, &mut events).await?;
            }
        }
        self.finish(tx, &events, now).await?;
        Ok(case.id)
    }

    /// Writes what was checked, for a locked person, with what follows by itself. `None`: this form
    /// was sent before.
    pub(super) async fn put(
        &self,
        tx: &mut Tx,
        (actor, known): (&Actor, &Known),
        mut submission: Submission,
        (place, rules): ((i64, i64), &Ruleset),
        (once, name_form, now): (&str, &str, Stamp),
    ) -> Result<Option<(StoredCase, Vec<NewEvent>)>, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let actor = &signed(actor, known, name_form, (submission.kind, rules))?;
        let hidden = match known.protection {
            Some(_) => submission.district.take(),
            None => None,
        };
        if submission.kind == Kind::Proposal {
            self.may_submit(tx, person, &submission, rules, now).await?;
        }
        let created = self
            .room
            .create(tx, actor, &submission, place, once, now)
            .await?;
        let Some(mut case) = created else {
            return Ok(None);
        };
        if known.protection.is_some() {
            let (whose, own) = ((case.id, person), known.own());
            seal::new_case(tx, whose, &own, hidden.as_deref(), now).await?;
        }
        if case.kind == Kind::Proposal && !rules.pre_review {
            // One new proposal is one event, however many steps it took at once.
            let mut steps = Vec::new();
            self.room
                .register_and_open(tx, &mut case, rules, None, now, &mut steps)
                .await?;
        }
        self.room.letters.receipt(tx, &case, now).await?;
        let mut events = Vec::new();
        if case.course.is_public() {
            events.push(event(&case, EventKind::Proposal, None));
        }
        Ok(Some((case, events)))
    }
}
