//! The steps of a campaign: who takes them, and what must go with each.

use serde::{Deserialize, Serialize};

use super::plan::{PLAN_FIELDS, Plan};
use super::report::{REPORT_FIELDS, Report};
use super::vote::{Counted, VOTES_MAX, Voting, WhoVotes};
use crate::actor::{Actor, Body, Role};
use crate::error::{Denied, FieldError, FieldProblem};
use crate::fields::FieldInput::{
    Body as BodyInput, Choice, Date as DateInput, Integer, LongText, Text, Url,
};
use crate::fields::{FieldSpec, Reader, Values, YesNo};
use crate::time::Date;

/// Days to answer every idea, where nothing else is said.
pub const ANSWER_DAYS: i64 = 60;
/// Most days to answer: within the year in which those who asked are still there.
pub const ANSWER_DAYS_MAX: i64 = 365;

coded_enum! {
    /// What can be recorded of a campaign.
    pub enum CampaignStepKind {
        /// A draft of what it asks for.
        Draft = "draft",
        /// What it asks for is put otherwise.
        Revise = "revise",
        /// Decided on: by whom, for when, and who answers.
        Approve = "approve",
        /// People can apply for its group.
        Recruit = "recruit",
        /// Open for ideas.
        Open = "open",
        /// Ideas are chosen and worked on.
        Curate = "curate",
        /// Open for ideas once more.
        Reopen = "reopen",
        /// The ideas in slots are voted on.
        Vote = "vote",
        /// The votes are counted.
        Count = "count",
        /// Presented to those who answer.
        Present = "present",
        /// The answers come later than promised.
        Delay = "delay",
        /// Every idea has its answer.
        Answered = "answered",
        /// What has been done since.
        FollowUp = "follow_up",
        /// What somebody adds to its report.
        Report = "report",
        /// Over, and in the archive.
        Close = "close",
        /// Called off.
        Cancel = "cancel",
    }
}

/// What is decided before a campaign can open: that somebody answers, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The chief who decided: name and title.
    pub approved_by: String,
    /// The elected who stand behind it: names and parties.
    pub sponsor: String,
    /// The first day for ideas.
    pub opens_on: Date,
    /// The last one.
    pub ideas_until: Date,
    /// What money there is, also where there is none.
    pub budget: String,
    /// Who answers every idea: name and title, or a department.
    pub answerer: String,
    /// Who does when that one is away.
    pub stand_in: String,
    /// Days from the presentation to the last answer.
    pub answer_days: i64,
    /// How young people and their parents are told and asked.
    pub consent: String,
}

/// A step with everything that must go with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are those of the forms below")]
pub enum CampaignStep {
    Draft {
        plan: Plan,
    },
    Revise {
        plan: Plan,
    },
    Approve {
        approval: Approval,
    },
    Recruit {
        places: i64,
        paid: bool,
        last_day: Date,
        how: String,
    },
    Open,
    Curate,
    Reopen {
        ideas_until: Date,
    },
    Vote {
        voting: Voting,
    },
    Count {
        counted: Counted,
    },
    Present {
        body: Option<Body>,
        meeting_date: Date,
        present: String,
        film_url: Option<String>,
        unfilled: Option<String>,
    },
    Delay {
        answer_by: Date,
        reason: String,
    },
    Answered,
    FollowUp {
        report: String,
    },
    Report {
        report: Report,
    },
    Close {
        archived_on: Date,
        archive_id: String,
        report: String,
    },
    Cancel {
        reason: String,
        ideas: String,
    },
}

impl CampaignStepKind {
    /// The fields of its form.
    pub const fn fields(self) -> &'static [FieldSpec] {
        match self {
            Self::Draft | Self::Revise => PLAN_FIELDS,
            Self::Report => REPORT_FIELDS,
            Self::Approve => {
                const {
                    &[
                        FieldSpec::required("approved_by", Text),
                        FieldSpec::required("sponsor", Text),
                        FieldSpec::required("opens_on", DateInput),
                        FieldSpec::required("ideas_until", DateInput),
                        FieldSpec::required("budget", Text),
                        FieldSpec::required("answerer", Text),
                        FieldSpec::required("stand_in", Text),
                        FieldSpec::required("answer_days", Integer)
                            .between(1, ANSWER_DAYS_MAX as usize),
                        FieldSpec::required("consent", LongText).between(1, 2_000),
                        FieldSpec::required("data_protection", Choice(YesNo::CODES)),
                    ]
                }
            }
            Self::Recruit => {
                const {
                    &[
                        FieldSpec::required("places", Integer).between(1, 200),
                        FieldSpec::required("paid", Choice(YesNo::CODES)),
                        FieldSpec::required("last_day", DateInput),
                        FieldSpec::required("how", LongText).between(1, 1_000),
                    ]
                }
            }
            Self::Open | Self::Curate | Self::Answered => &[],
            Self::Reopen => const { &[FieldSpec::required("ideas_until", DateInput)] },
            Self::Vote => {
                const {
                    &[
                        FieldSpec::required("voting_until", DateInput),
                        FieldSpec::required("votes_each", Integer).between(1, VOTES_MAX as usize),
                        FieldSpec::required("who", Choice(WhoVotes::CODES)),
                        FieldSpec::required("whom", Text),
                    ]
                }
            }
            Self::Count => {
                const {
                    &[
                        FieldSpec::required("ballots", Integer),
                        FieldSpec::required("slips", Integer),
                        FieldSpec::required("fell_out", Integer),
                        FieldSpec::optional("result", LongText).between(1, 10_000),
                    ]
                }
            }
            Self::Present => {
                const {
                    &[
                        FieldSpec::required("meeting_date", DateInput),
                        FieldSpec::optional("body", BodyInput),
                        FieldSpec::required("present", LongText).between(1, 1_000),
                        FieldSpec::optional("film_url", Url),
                        FieldSpec::optional("unfilled", LongText).between(1, 1_000),
                    ]
                }
            }
            Self::Delay => {
                const {
                    &[
                        FieldSpec::required("answer_by", DateInput),
                        FieldSpec::required("reason", LongText).between(1, 2_000),
                    ]
                }
            }
            Self::FollowUp => {
                const { &[FieldSpec::required("report", LongText).between(1, 5_000)] }
            }
            Self::Close => {
                const {
                    &[
                        FieldSpec::required("report", LongText).between(1, 5_000),
                        FieldSpec::required("archived_on", DateInput),
                        FieldSpec::required("archive_id", Text),
                    ]
                }
            }
            Self::Cancel => {
                const {
                    &[
                        FieldSpec::required("reason", LongText).between(1, 2_000),
                        FieldSpec::required("ideas", LongText).between(1, 2_000),
                    ]
                }
            }
        }
    }
}

impl CampaignStep {
    /// Which it is.
    pub const fn kind(&self) -> CampaignStepKind {
        use CampaignStepKind as K;
        match self {
            Self::Draft { .. } => K::Draft,
            Self::Revise { .. } => K::Revise,
            Self::Approve { .. } => K::Approve,
            Self::Recruit { .. } => K::Recruit,
            Self::Open => K::Open,
            Self::Curate => K::Curate,
            Self::Reopen { .. } => K::Reopen,
            Self::Vote { .. } => K::Vote,
            Self::Count { .. } => K::Count,
            Self::Present { .. } => K::Present,
            Self::Delay { .. } => K::Delay,
            Self::Answered => K::Answered,
            Self::FollowUp { .. } => K::FollowUp,
            Self::Report { .. } => K::Report,
            Self::Close { .. } => K::Close,
            Self::Cancel { .. } => K::Cancel,
        }
    }

    /// Reads the form of a step.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(kind: CampaignStepKind, values: &Values) -> Result<Self, Vec<FieldError>> {
        use CampaignStepKind as K;
        let mut r = Reader::new(kind.fields(), values);
        let step = match kind {
            K::Draft => return Plan::parse(values).map(|plan| Self::Draft { plan }),
            K::Revise => return Plan::parse(values).map(|plan| Self::Revise { plan }),
            K::Approve => approval(&mut r).map(|approval| Self::Approve { approval }),
            K::Recruit => {
                let (places, paid) = (r.integer("places"), r.yes("paid"));
                let (last_day, how) = (r.date("last_day"), r.text("how"));
                (|| {
                    Some(Self::Recruit {
                        places: places?,
                        paid: paid?,
                        last_day: last_day?,
                        how: how?,
                    })
                })()
            }
            K::Open => Some(Self::Open),
            K::Curate => Some(Self::Curate),
            K::Answered => Some(Self::Answered),
            K::Reopen => r
                .date("ideas_until")
                .map(|ideas_until| Self::Reopen { ideas_until }),
            K::Vote => voting(&mut r).map(|voting| Self::Vote { voting }),
            K::Count => counted(&mut r).map(|counted| Self::Count { counted }),
            K::Present => {
                let (meeting_date, body) = (r.date("meeting_date"), r.body("body"));
                let (present, film_url) = (r.text("present"), r.url("film_url"));
                let unfilled = r.text("unfilled");
                (|| {
                    Some(Self::Present {
                        body,
                        meeting_date: meeting_date?,
                        present: present?,
                        film_url,
                        unfilled,
                    })
                })()
            }
            K::Delay => r
                .date("answer_by")
                .zip(r.text("reason"))
                .map(|(answer_by, reason)| Self::Delay { answer_by, reason }),
            K::FollowUp => r.text("report").map(|report| Self::FollowUp { report }),
            K::Report => Report::read(&mut r).map(|report| Self::Report { report }),
            K::Close => {
                let report = r.text("report");
                let (archived_on, archive_id) = (r.date("archived_on"), r.text("archive_id"));
                (|| {
                    Some(Self::Close {
                        archived_on: archived_on?,
                        archive_id: archive_id?,
                        report: report?,
                    })
                })()
            }
            K::Cancel => r
                .text("reason")
                .zip(r.text("ideas"))
                .map(|(reason, ideas)| Self::Cancel { reason, ideas }),
        };
        r.finish(step)
    }

    /// The same as its form has it: what is kept in the record.
    pub fn to_fields(&self) -> Values {
        let yes = |yes: bool| if yes { YesNo::Yes } else { YesNo::No }.code().to_owned();
        let fields: Vec<(&str, Option<String>)> = match self {
            Self::Draft { plan } | Self::Revise { plan } => return plan.values(),
            Self::Report { report } => return report.values(),
            Self::Open | Self::Curate | Self::Answered => Vec::new(),
            Self::Approve { approval } => {
                let Approval {
                    approved_by,
                    sponsor,
                    opens_on,
                    ideas_until,
                    budget,
                    answerer,
                    stand_in,
                    answer_days,
                    consent,
                } = approval;
                vec![
                    ("approved_by", Some(approved_by.clone())),
                    ("sponsor", Some(sponsor.clone())),
                    ("opens_on", Some(opens_on.to_string())),
                    ("ideas_until", Some(ideas_until.to_string())),
                    ("budget", Some(budget.clone())),
                    ("answerer", Some(answerer.clone())),
                    ("stand_in", Some(stand_in.clone())),
                    ("answer_days", Some(answer_days.to_string())),
                    ("consent", Some(consent.clone())),
                    ("data_protection", Some(yes(true))),
                ]
            }
            Self::Recruit {
                places,
                paid,
                last_day,
                how,
            } => vec![
                ("places", Some(places.to_string())),
                ("paid", Some(yes(*paid))),
                ("last_day", Some(last_day.to_string())),
                ("how", Some(how.clone())),
            ],
            Self::Reopen { ideas_until } => {
                vec![("ideas_until", Some(ideas_until.to_string()))]
            }
            Self::Vote { voting } => vec![
                ("voting_until", Some(voting.until.to_string())),
                ("votes_each", Some(voting.votes_each.to_string())),
                ("who", Some(voting.who.code().to_owned())),
                ("whom", Some(voting.whom.clone())),
            ],
            Self::Count { counted } => vec![
                ("ballots", Some(counted.ballots.to_string())),
                ("slips", Some(counted.slips.to_string())),
                ("fell_out", Some(counted.fell_out.to_string())),
                ("result", counted.result()),
            ],
            Self::Present {
                body,
                meeting_date,
                present,
                film_url,
                unfilled,
            } => vec![
                ("meeting_date", Some(meeting_date.to_string())),
                ("body", body.as_ref().map(ToString::to_string)),
                ("present", Some(present.clone())),
                ("film_url", film_url.clone()),
                ("unfilled", unfilled.clone()),
            ],
            Self::Delay { answer_by, reason } => vec![
                ("answer_by", Some(answer_by.to_string())),
                ("reason", Some(reason.clone())),
            ],
            Self::FollowUp { report } => vec![("report", Some(report.clone()))],
            Self::Close {
                archived_on,
                archive_id,
                report,
            } => vec![
                ("report", Some(report.clone())),
                ("archived_on", Some(archived_on.to_string())),
                ("archive_id", Some(archive_id.clone())),
            ],
            Self::Cancel { reason, ideas } => vec![
                ("reason", Some(reason.clone())),
                ("ideas", Some(ideas.clone())),
            ],
        };
        fields
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    }
}

fn approval(r: &mut Reader<'_>) -> Option<Approval> {
    let (approved_by, sponsor) = (r.text("approved_by"), r.text("sponsor"));
    let (opens_on, ideas_until) = (r.date("opens_on"), r.date("ideas_until"));
    if let (Some(opens), Some(until)) = (opens_on, ideas_until)
        && until < opens
    {
        r.problem("ideas_until", FieldProblem::DateBeforeStart);
    }
    let (budget, answerer) = (r.text("budget"), r.text("answerer"));
    let (stand_in, answer_days) = (r.text("stand_in"), r.integer("answer_days"));
    let consent = r.text("consent");
    // What is not checked is not begun.
    r.only_yes("data_protection");
    Some(Approval {
        approved_by: approved_by?,
        sponsor: sponsor?,
        opens_on: opens_on?,
        ideas_until: ideas_until?,
        budget: budget?,
        answerer: answerer?,
        stand_in: stand_in?,
        answer_days: answer_days?,
        consent: consent?,
    })
}

fn voting(r: &mut Reader<'_>) -> Option<Voting> {
    let (until, votes_each) = (r.date("voting_until"), r.integer("votes_each"));
    let (who, whom) = (r.choice("who"), r.text("whom"));
    Some(Voting {
        until: until?,
        votes_each: votes_each?,
        who: who?,
        whom: whom?,
    })
}

fn counted(r: &mut Reader<'_>) -> Option<Counted> {
    let (ballots, slips) = (r.integer("ballots"), r.integer("slips"));
    let (fell_out, result) = (r.integer("fell_out"), r.text("result"));
    let totals = Counted::totals(&result.unwrap_or_default());
    if totals.is_none() {
        r.problem("result", FieldProblem::InvalidCharacter);
    }
    Some(Counted {
        ballots: ballots?,
        slips: slips?,
        fell_out: fell_out?,
        totals: totals?,
    })
}

/// In which duties a step is taken, and whether the passing of time takes it by itself. The last of
/// the duties, [`Role::Supervisor`], only in one's own campaign.
pub const fn recorders(kind: CampaignStepKind) -> (&'static [Role], bool) {
    use CampaignStepKind as K;
    const RUN: &[Role] = &[Role::Official, Role::Supervisor];
    const DECIDE: &[Role] = &[Role::Official, Role::Secretary];
    match kind {
        K::Draft | K::Revise | K::Recruit | K::Reopen | K::Vote | K::Report => (RUN, false),
        K::Open | K::Curate => (RUN, true),
        K::Approve | K::Present | K::Delay | K::FollowUp | K::Close | K::Cancel => (DECIDE, false),
        K::Count | K::Answered => (&[], true),
    }
}

/// Whether somebody may take a step. `own`: they made the campaign, or run one of its groups.
///
/// # Errors
/// Not signed in, or not in such a duty; a supervisor finds nobody else's campaign to run.
pub fn runs(actor: &Actor, kind: CampaignStepKind, own: bool) -> Result<(), Denied> {
    let (roles, by_rule) = recorders(kind);
    match actor {
        Actor::System if by_rule => return Ok(()),
        Actor::Visitor => return Err(Denied::SignIn),
        _ => {}
    }
    let may = roles.iter().any(|role| match role {
        Role::Supervisor => actor.has(Role::Supervisor) && own,
        role => actor.has(*role),
    });
    match may {
        true => Ok(()),
        // With the duties asleep as without them.
        false
            if actor
                .dormant()
                .iter()
                .any(|held| roles.contains(&held.role)) =>
        {
            Err(Denied::Dormant)
        }
        false => Err(Denied::Role),
    }
}
