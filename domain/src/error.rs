//! Why something was refused. Every value has a stable code, which is the key of its words in
//! every language; no value carries a sentence.

use serde::{Deserialize, Serialize};

use crate::actor::{Body, Level};
use crate::merging::NotMergeable;
use crate::moderation::holding::HoldReason;
use crate::text::TextError;

coded_enum! {
    /// Why something is possible in principle but not at this moment.
    pub enum NotNow {
        /// It is not public.
        NotPublic = "not_public",
        /// The time to say whether it was done is over.
        RepliesClosed = "replies_closed",
        /// It has not been carried out.
        NotDone = "not_done",
        /// Support has not opened yet.
        SupportNotOpen = "support_not_open",
        /// The time for support is over.
        SupportClosed = "support_closed",
        /// A decision has been taken.
        Decided = "decided",
        /// The case has come to an end.
        Ended = "ended",
        /// It has become part of another one, where everything goes on.
        Merged = "merged",
        /// The suggestion to make two proposals one is over.
        MergeOver = "merge_over",
        /// The case is not at the step where this is done.
        OtherStage = "other_stage",
        /// This is for the other kind: a proposal's step on an idea, or the other way round.
        OtherKind = "other_kind",
        /// The person has as many open proposals as the rules allow.
        TooManyOpen = "too_many_open",
        /// The account has as many keys for programs as it may.
        TooManyKeys = "too_many_keys",
        /// The account has as many passkeys as it may.
        TooManyPasskeys = "too_many_passkeys",
        /// Without it nobody could sign in to the account.
        LastWayIn = "last_way_in",
        /// A passkey for a duty is added with a link from the municipality.
        NeedsPasskeyLink = "needs_passkey_link",
        /// The account is one of the demo's, which everybody signs in as.
        SharedAccount = "shared_account",
        /// Nobody else is an administrator, now or one day.
        LastAdministrator = "last_administrator",
        /// A duty is held under a name, and the account shows none.
        NoName = "no_name",
        /// Whoever sent the invitation is no administrator any more.
        InviterLeft = "inviter_left",
        /// Nobody else in the duty runs the group.
        LastLeader = "last_leader",
        /// What members of this group write is read before it is published.
        ReadFirst = "read_first",
        /// Known only by an alias in a group: there is no account to change.
        OnlyAlias = "only_alias",
        /// Whoever wrote an idea needs to ask nobody about it.
        OwnIdea = "own_idea",
        /// Somebody else hands this idea in as a proposal, or has.
        IdeaTaken = "idea_taken",
        /// Nobody is there who could agree to an idea becoming a proposal.
        NobodyAnswers = "nobody_answers",
        /// Whoever wrote the idea has said no.
        AdoptionDeclined = "adoption_declined",
        /// It is settled whether an idea becomes a proposal, or the yes was taken back.
        AdoptionOver = "adoption_over",
        /// As many stand on an idea, or are asked to, as can.
        CoauthorsFull = "coauthors_full",
        /// The question whether somebody stands on an idea was taken back or answered.
        CoauthorOver = "coauthor_over",
        /// Whoever is asked has said no to this idea before.
        CoauthorDeclined = "coauthor_declined",
        /// The text is kept, and a moderator reads it before everybody can.
        Held = "held",
        /// It is settled what becomes of a text that waited.
        HeldOver = "held_over",
        /// The text is hidden: there is nothing to report.
        TextHidden = "text_hidden",
        /// Whoever did it before cannot do this; somebody else in the duty can.
        NeedsAnother = "needs_another",
        /// The time to ask that somebody looks again at a hidden text is over.
        AppealOver = "appeal_over",
        /// Its author has asked before.
        AppealedBefore = "appealed_before",
        /// The text is shown again: there is nothing to ask for.
        TextShown = "text_shown",
        /// A moderator has locked the discussion.
        DiscussionLocked = "discussion_locked",
        /// A moderator has locked this thread of it.
        ThreadLocked = "thread_locked",
        /// What was to be let through goes on waiting: it would stand in what is locked.
        StillLocked = "still_locked",
        /// Everybody writes at a slower pace there, and it is too soon.
        TooSoon = "too_soon",
        /// An elected wrote it: another moderator decides with whoever wants to hide it.
        NeedsSecond = "needs_second",
        /// The person is kept from writing for some days.
        Muted = "muted",
        /// The person is kept from taking part for some days.
        Suspended = "suspended",
        /// Whoever holds a duty speaks for others, and is kept from nothing here.
        SpeaksForOthers = "speaks_for_others",
        /// Nothing that the person wrote there is hidden.
        NothingHidden = "nothing_hidden",
        /// What somebody was kept from is over.
        RestraintOver = "restraint_over",
        /// Nobody reads, answers or joins in their own question.
        OwnQuestion = "own_question",
        /// It was said under another badge than the one it would be said under now.
        OtherDuty = "other_duty",
        /// Nobody agrees with what they wrote themselves.
        OwnComment = "own_comment",
        /// The question is not where this is done.
        QuestionElsewhere = "question_elsewhere",
    }
}

/// Why an actor may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", content = "detail", rename_all = "snake_case")]
pub enum Denied {
    /// Nobody is signed in.
    #[error("sign in first")]
    SignIn,
    /// Signed in, but we must know better who it is.
    #[error("needs level {0}")]
    Level(Level),
    /// Signed in, but without the duty this belongs to.
    #[error("not in this role")]
    Role,
    /// Holds the duty, but signed in by a way that is not strong enough for it.
    #[error("the duty is dormant")]
    Dormant,
    /// Only the one who wrote it may do this.
    #[error("not yours")]
    NotYours,
    /// Not at this moment.
    #[error("not now: {0}")]
    NotNow(NotNow),
    /// To this actor it does not exist; saying "forbidden" would tell that it does.
    #[error("not found")]
    NotFound,
}

impl Denied {
    /// Every code.
    pub const CODES: &'static [&'static str] = &[
        "sign_in",
        "level",
        "role",
        "dormant",
        "not_yours",
        "not_now",
        "not_found",
    ];

    /// The stable word for this refusal.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Level(_) => "level",
            Self::Role => "role",
            Self::Dormant => "dormant",
            Self::NotYours => "not_yours",
            Self::NotNow(_) => "not_now",
            Self::NotFound => "not_found",
        }
    }
}

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum FieldProblem {
    /// Needed and not given.
    #[error("missing")]
    Missing,
    /// A box that has to be ticked, and was not.
    #[error("not ticked")]
    NotTicked,
    /// Neither yes nor no was chosen.
    #[error("neither yes nor no")]
    YesOrNo,
    /// It cannot go on before the answer is yes.
    #[error("not yes")]
    NotYes,
    /// A place was chosen and a reason for having none was written.
    #[error("a slot and a reason")]
    SlotOrReason,
    /// It belongs to another answer than the chosen one.
    #[error("belongs to another answer")]
    OtherAnswer,
    /// A list of which something has to be ticked, and nothing was.
    #[error("none ticked")]
    NoneTicked,
    /// A file that has to be chosen, and was not.
    #[error("no file")]
    NoFile,
    /// Longer than allowed, in characters as people count.
    #[error("{actual} characters, at most {max}")]
    TooLong {
        /// The limit.
        max: usize,
        /// What was counted.
        actual: usize,
    },
    /// Shorter than needed.
    #[error("{actual} characters, at least {min}")]
    TooShort {
        /// The limit.
        min: usize,
        /// What was counted.
        actual: usize,
    },
    /// A control character or one that turns text around.
    #[error("contains a character that is not allowed")]
    InvalidCharacter,
    /// Not a text; only programs can send that.
    #[error("not a text")]
    NotAText,
    /// Not a day written YYYY-MM-DD.
    #[error("not a date")]
    NotADate,
    /// Not a whole number.
    #[error("not a number")]
    NotANumber,
    /// A number outside what is possible.
    #[error("not between {min} and {max}")]
    OutOfRange {
        /// Smallest allowed.
        min: i64,
        /// Largest allowed.
        max: i64,
    },
    /// Not one of the choices.
    #[error("not one of the choices")]
    NotAChoice,
    /// Not an address starting with https:// or http://.
    #[error("not a web address")]
    NotAUrl,
    /// Not the number of a paragraph, such as `58`.
    #[error("not a paragraph number")]
    NotAParagraph,
    /// Not the name of a body.
    #[error("not a body")]
    NotABody,
    /// Something that has happened cannot have a date to come.
    #[error("date lies in the future")]
    DateInFuture,
    /// A deadline cannot have passed.
    #[error("date lies in the past")]
    DateInPast,
    /// The next report cannot be for the day of this one.
    #[error("date lies not after today")]
    NotAfterToday,
    /// Earlier than the day the proposal came in.
    #[error("date lies before the proposal was received")]
    DateBeforeReceived,
    /// Earlier than what happened last in the case.
    #[error("date lies before {day}, the day of the last act")]
    DateBeforeLastAct {
        /// The day of what happened last; the same day is possible.
        day: crate::time::Date,
    },
    /// Before the meeting on whose agenda the case is.
    #[error("date lies before {day}, the day on the agenda")]
    DateBeforeAgenda {
        /// The day on the agenda; the same day and later ones are possible.
        day: crate::time::Date,
    },
    /// Put off from a meeting to that one, or to one before it.
    #[error("date lies not after {day}, the day of the meeting")]
    DateNotAfterMeeting {
        /// The day of the meeting it is put off from.
        day: crate::time::Date,
    },
    /// Another body than the one on whose agenda the case is.
    #[error("on the agenda of {body}")]
    NotOnItsAgenda {
        /// Whose agenda it is on.
        body: String,
    },
    /// A meeting so long ago that what it did is known.
    #[error("more than {max} days ago")]
    AgendaTooOld {
        /// The limit in days.
        max: i64,
    },
    /// The proposer may complete it up to and including that day.
    #[error("to be completed until {day}")]
    StillTime {
        /// The last day.
        day: crate::time::Date,
    },
    /// The second date of a period is before the first.
    #[error("date lies before the start")]
    DateBeforeStart,
    /// Earlier than the decision it is about.
    #[error("date lies before the decision")]
    DateBeforeDecision,
    /// Earlier than the meeting it is about.
    #[error("date lies before the meeting")]
    DateBeforeMeeting,
    /// Posted before it was verified.
    #[error("date lies before the verification")]
    DateBeforeVerified,
    /// A meeting that is still to come has no minutes.
    #[error("the meeting has not been held")]
    NotHeldYet,
    /// What is given as a number in the diary and has no digit.
    #[error("no number, unlike {example}")]
    NotADiaryNumber {
        /// One by the municipality's own pattern.
        example: String,
    },
    /// Another case has this number in the diary.
    #[error("another case has this number")]
    NumberTaken,
    /// The body has a meeting at that moment already.
    #[error("the body meets then already")]
    SameMeeting,
    /// The end of a day's meeting is not after its beginning.
    #[error("time lies before the start")]
    TimeBeforeStart,
    /// A body that nobody here knows.
    #[error("a body nobody knows")]
    UnknownBody,
    /// A body that nobody here knows, with a name like that of one that is known.
    #[error("a body nobody knows, near {near}")]
    BodyNear {
        /// The one that is known.
        near: String,
    },
    /// In a template, braces around what is no placeholder.
    #[error("no placeholder: {name}")]
    UnknownPlaceholder {
        /// As typed.
        name: String,
    },
    /// A day so far ahead that whoever chose it would have forgotten it, or that nobody waits for.
    #[error("later than {latest}")]
    TooFarAhead {
        /// The last day that is possible.
        latest: crate::time::Date,
    },
    /// That time of today has been.
    #[error("time lies in the past")]
    TimeInPast,
    /// Not a place in a film such as `1:02:03`.
    #[error("not a place in a film")]
    NotAMark,
    /// An address that does not start with https://.
    #[error("not https")]
    NotHttps,
    /// Only the council can do this.
    #[error("only the council can decide this")]
    OnlyCouncil,
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    NotAnEmail,
    /// A password that is guessed early, or that contains the address it protects.
    #[error("too easy to guess")]
    TooCommon,
    /// A password that stands in a list of leaked ones.
    #[error("in a list of leaked passwords")]
    Leaked,
    /// A password built of its owner's name or address, or of the municipality's.
    #[error("built of a name or address that belongs to it")]
    OwnWords,
    /// Not the password that was chosen.
    #[error("not the chosen password")]
    WrongPassword,
    /// Not the code that was sent.
    #[error("not the code that was sent")]
    WrongCode,
    /// A code that is too old, was used or tried too often, or was asked for in another browser.
    #[error("the code can no longer be used")]
    CodeOver,
    /// Not the account's present password.
    #[error("not the present password")]
    NotYourPassword,
    /// What stands there already.
    #[error("nothing would change")]
    Unchanged,
    /// Words that do not stand in what is quoted.
    #[error("not in the text")]
    NotInText,
    /// No proposal that everybody may read has this number.
    #[error("no such proposal")]
    NoSuchProposal,
    /// The number is somebody's who has an account.
    #[error("somebody with an account")]
    HasAccount,
    /// Somebody who supports it already.
    #[error("supports it already")]
    SupportsAlready,
    /// Not a national identity number.
    #[error("not a national number")]
    NotANationalNumber,
    /// Somebody of the same name was entered before.
    #[error("the same name")]
    SameName,
    /// The rules ask for a longer form of one's name.
    #[error("more of the name has to be shown")]
    MoreOfYourName,
    /// Not a time of day such as `08:00`.
    #[error("not a time of day")]
    NotATime,
    /// Not a pattern that numbers can be made by: `{n}` is missing.
    #[error("not a pattern with {{n}}")]
    NotAPattern,
    /// A line that is no part of the municipality, or one that stands twice.
    #[error("not a list of districts: {line}")]
    NotDistricts {
        /// The line, as typed.
        line: String,
    },
    /// A line that is no part of the year, or one that stands twice.
    #[error("not a list of parts of the year: {line}")]
    NotSeasons {
        /// The line, as typed.
        line: String,
    },
    /// A line that is no milestone of a plan.
    #[error("not a list of milestones: {line}")]
    NotMilestones {
        /// The line, as typed.
        line: String,
    },
    /// A correction that says what stood there already.
    #[error("nothing is corrected")]
    NothingCorrected,
    /// A line that is no set of ideas.
    #[error("not a list of sets: {line}")]
    NotSets {
        /// The line, as typed.
        line: String,
    },
    /// Another idea fills this slot.
    #[error("the slot is taken")]
    SlotTaken,
    /// Two fields of which only one can be given.
    #[error("only one of the two")]
    OneOfTwo,
    /// Either a colleague from the list or somebody's name, and not both.
    #[error("a colleague or a name")]
    ColleagueOrName,
    /// A meeting was chosen, and another body or day typed.
    #[error("a meeting or what was typed")]
    MeetingOrTyped,
    /// Neither a colleague from the list nor somebody's name.
    #[error("nobody chosen")]
    NobodyChosen,
    /// The same twice in a list.
    #[error("something stands twice")]
    Twice,
    /// A longer list than anybody reads.
    #[error("more than {max}")]
    TooMany {
        /// The limit.
        max: usize,
    },
    /// Not a colour such as `#00733B`.
    #[error("not a colour")]
    NotAColor,
    /// A colour that cannot be read on the site's grounds.
    #[error("too little contrast")]
    TooFaint,
    /// The address has an invitation to this duty that waits for an answer.
    #[error("invited already")]
    AlreadyInvited,
    /// Could lead to who somebody is: an address, a number, a year of birth.
    #[error("says too much about a person")]
    Personal,
    /// An alias that looks like somebody's own name.
    #[error("looks like a real name")]
    RealName,
    /// Nobody else in the group is called that.
    #[error("nobody's alias")]
    NoSuchAlias,
    /// A young person's text with an address, a telephone number or a national number in it.
    #[error("leads to somebody")]
    LeadsToSomebody,
    /// An alias has letters, spaces, hyphens and a few digits.
    #[error("only letters, spaces, hyphens and a few digits")]
    AliasLetters,
    /// Somebody else has it already.
    #[error("taken")]
    Taken,
    /// No code that opens anything now.
    #[error("no code that opens anything")]
    UnknownCode,
    /// The group has as many members as it may.
    #[error("the group is full")]
    GroupFull,
    /// As [`Self::GroupFull`], to whoever can make room.
    #[error("no place is left in the group")]
    NoPlaceLeft,
    /// The code is right, of a group that is over.
    #[error("the group has ended")]
    GroupEnded,
    /// The code is right, of a member who may not take part for a while.
    #[error("paused in the group")]
    MemberPaused,
    /// The code is right, of a member who was taken out.
    #[error("taken out of the group")]
    MemberRemoved,
    /// Nobody runs the group just now.
    #[error("nobody runs the group")]
    NoLeader,
    /// Nobody who runs groups has this address.
    #[error("no supervisor has this address")]
    NotASupervisor,
    /// Further away than allowed.
    #[error("date lies too far ahead")]
    DateTooFar,
    /// A file without a single valid national number.
    #[error("no valid national number")]
    NoNumbers,
    /// A name that reads as the municipality's or one of its bodies'.
    #[error("reserved name")]
    ReservedName,
    /// So many lines of a file have no valid national number that it may be another file.
    #[error("{refused} of {lines} lines wrong, the first is line {first}")]
    ManyWrongLines {
        /// Lines with no valid number.
        refused: u64,
        /// All lines.
        lines: u64,
        /// The place of the first of them.
        first: u64,
    },
    /// A list that has far fewer people than the one it replaces.
    #[error("{stored} people, {before} before")]
    FarFewer {
        /// In the new one.
        stored: u64,
        /// In the one that counts.
        before: u64,
    },
    /// A file with nothing in it.
    #[error("empty file")]
    EmptyFile,
    /// A larger file than is taken, in bytes.
    #[error("file larger than {max} bytes")]
    FileTooLarge {
        /// The limit.
        max: usize,
    },
    /// Neither PDF nor PNG nor JPEG, whatever its name says.
    #[error("not a kind of file that is taken")]
    UnknownFile,
    /// A file, where only a picture is taken.
    #[error("not a picture")]
    NotAPicture,
    /// Nobody can be asked any more about people in a picture: who wrote the idea has left.
    #[error("who wrote the idea has left")]
    AuthorLeft,
    /// Begins as one of these and is none to its end.
    #[error("broken file")]
    BrokenFile,
    /// Something else follows after the end of a document.
    #[error("more than one file in one")]
    MoreThanOneFile,
    /// A picture with more pixels than every reader can unpack.
    #[error("too many pixels")]
    TooManyPixels,
    /// The case has this very file already.
    #[error("the same file")]
    SameFile,
    /// As many bodies outside the municipality as can be asked about a case at a time.
    #[error("more than {max} asked")]
    TooManyAsked {
        /// The limit.
        max: usize,
    },
    /// The case has as many documents as it may.
    #[error("more than {max} documents")]
    TooManyDocuments {
        /// The limit.
        max: usize,
    },
    /// The file was all right, and no browser sends it twice by itself.
    #[error("has to be picked again")]
    PickAgain,
    /// The two proposals cannot become one.
    #[error("cannot become one: {why}")]
    NotMergeable {
        /// Why not.
        why: NotMergeable,
    },
    /// A moderator would read it first; what stands there already cannot wait.
    #[error("would wait: {why}")]
    WouldWait {
        /// Why it would.
        why: HoldReason,
    },
    /// No such field here.
    #[error("unknown field")]
    UnknownField,
}

impl FieldProblem {
    /// Every code.
    pub const CODES: &'static [&'static str] = &[
        "missing",
        "not_ticked",
        "yes_or_no",
        "not_yes",
        "slot_or_reason",
        "other_answer",
        "none_ticked",
        "no_file",
        "too_long",
        "too_short",
        "invalid_character",
        "not_a_text",
        "not_a_date",
        "not_a_number",
        "out_of_range",
        "not_a_choice",
        "not_in_text",
        "not_a_url",
        "not_a_paragraph",
        "not_a_body",
        "date_in_future",
        "date_in_past",
        "not_after_today",
        "date_before_received",
        "date_before_last_act",
        "date_before_agenda",
        "date_not_after_meeting",
        "not_on_its_agenda",
        "agenda_too_old",
        "still_time",
        "date_before_start",
        "date_before_decision",
        "date_before_meeting",
        "date_before_verified",
        "not_held_yet",
        "not_a_diary_number",
        "number_taken",
        "same_meeting",
        "time_before_start",
        "unknown_body",
        "body_near",
        "unknown_placeholder",
        "too_far_ahead",
        "time_in_past",
        "not_a_mark",
        "not_https",
        "only_council",
        "not_an_email",
        "too_common",
        "leaked",
        "own_words",
        "wrong_password",
        "wrong_code",
        "code_over",
        "not_your_password",
        "unchanged",
        "no_such_proposal",
        "has_account",
        "supports_already",
        "not_a_national_number",
        "same_name",
        "more_of_your_name",
        "not_a_time",
        "not_a_pattern",
        "not_districts",
        "not_seasons",
        "not_milestones",
        "nothing_corrected",
        "not_sets",
        "slot_taken",
        "one_of_two",
        "colleague_or_name",
        "meeting_or_typed",
        "nobody_chosen",
        "twice",
        "too_many",
        "not_a_color",
        "too_faint",
        "already_invited",
        "personal",
        "alias_letters",
        "taken",
        "unknown_code",
        "group_full",
        "no_place_left",
        "group_ended",
        "member_paused",
        "member_removed",
        "no_leader",
        "not_a_supervisor",
        "date_too_far",
        "no_numbers",
        "reserved_name",
        "many_wrong_lines",
        "far_fewer",
        "empty_file",
        "file_too_large",
        "unknown_file",
        "not_a_picture",
        "author_left",
        "broken_file",
        "more_than_one_file",
        "too_many_pixels",
        "same_file",
        "too_many_asked",
        "too_many_documents",
        "pick_again",
        "not_mergeable",
        "would_wait",
        "unknown_field",
    ];

    /// The stable word for this problem.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotTicked => "not_ticked",
            Self::YesOrNo => "yes_or_no",
            Self::NotYes => "not_yes",
            Self::SlotOrReason => "slot_or_reason",
            Self::OtherAnswer => "other_answer",
            Self::NoneTicked => "none_ticked",
            Self::NoFile => "no_file",
            Self::TooLong { .. } => "too_long",
            Self::TooShort { .. } => "too_short",
            Self::InvalidCharacter => "invalid_character",
            Self::NotAText => "not_a_text",
            Self::NotADate => "not_a_date",
            Self::NotANumber => "not_a_number",
            Self::OutOfRange { .. } => "out_of_range",
            Self::NotAChoice => "not_a_choice",
            Self::NotInText => "not_in_text",
            Self::NotAUrl => "not_a_url",
            Self::NotAParagraph => "not_a_paragraph",
            Self::NotABody => "not_a_body",
            Self::DateInFuture => "date_in_future",
            Self::DateInPast => "date_in_past",
            Self::NotAfterToday => "not_after_today",
            Self::DateBeforeReceived => "date_before_received",
            Self::DateBeforeLastAct { .. } => "date_before_last_act",
            Self::DateBeforeAgenda { .. } => "date_before_agenda",
            Self::DateNotAfterMeeting { .. } => "date_not_after_meeting",
            Self::NotOnItsAgenda { .. } => "not_on_its_agenda",
            Self::AgendaTooOld { .. } => "agenda_too_old",
            Self::StillTime { .. } => "still_time",
            Self::DateBeforeStart => "date_before_start",
            Self::DateBeforeDecision => "date_before_decision",
            Self::DateBeforeMeeting => "date_before_meeting",
            Self::DateBeforeVerified => "date_before_verified",
            Self::NotHeldYet => "not_held_yet",
            Self::NotADiaryNumber { .. } => "not_a_diary_number",
            Self::NumberTaken => "number_taken",
            Self::SameMeeting => "same_meeting",
            Self::TimeBeforeStart => "time_before_start",
            Self::UnknownBody => "unknown_body",
            Self::BodyNear { .. } => "body_near",
            Self::UnknownPlaceholder { .. } => "unknown_placeholder",
            Self::TooFarAhead { .. } => "too_far_ahead",
            Self::TimeInPast => "time_in_past",
            Self::NotAMark => "not_a_mark",
            Self::NotHttps => "not_https",
            Self::OnlyCouncil => "only_council",
            Self::NotAnEmail => "not_an_email",
            Self::TooCommon => "too_common",
            Self::Leaked => "leaked",
            Self::OwnWords => "own_words",
            Self::WrongPassword => "wrong_password",
            Self::WrongCode => "wrong_code",
            Self::CodeOver => "code_over",
            Self::NotYourPassword => "not_your_password",
            Self::Unchanged => "unchanged",
            Self::NoSuchProposal => "no_such_proposal",
            Self::HasAccount => "has_account",
            Self::SupportsAlready => "supports_already",
            Self::NotANationalNumber => "not_a_national_number",
            Self::SameName => "same_name",
            Self::MoreOfYourName => "more_of_your_name",
            Self::NotATime => "not_a_time",
            Self::NotAPattern => "not_a_pattern",
            Self::NotDistricts { .. } => "not_districts",
            Self::NotSeasons { .. } => "not_seasons",
            Self::NotMilestones { .. } => "not_milestones",
            Self::NothingCorrected => "nothing_corrected",
            Self::NotSets { .. } => "not_sets",
            Self::SlotTaken => "slot_taken",
            Self::OneOfTwo => "one_of_two",
            Self::ColleagueOrName => "colleague_or_name",
            Self::MeetingOrTyped => "meeting_or_typed",
            Self::NobodyChosen => "nobody_chosen",
            Self::Twice => "twice",
            Self::TooMany { .. } => "too_many",
            Self::NotAColor => "not_a_color",
            Self::TooFaint => "too_faint",
            Self::AlreadyInvited => "already_invited",
            Self::Personal => "personal",
            Self::RealName => "real_name",
            Self::NoSuchAlias => "no_such_alias",
            Self::LeadsToSomebody => "leads_to_somebody",
            Self::AliasLetters => "alias_letters",
            Self::Taken => "taken",
            Self::UnknownCode => "unknown_code",
            Self::GroupFull => "group_full",
            Self::NoPlaceLeft => "no_place_left",
            Self::GroupEnded => "group_ended",
            Self::MemberPaused => "member_paused",
            Self::MemberRemoved => "member_removed",
            Self::NoLeader => "no_leader",
            Self::NotASupervisor => "not_a_supervisor",
            Self::DateTooFar => "date_too_far",
            Self::NoNumbers => "no_numbers",
            Self::ReservedName => "reserved_name",
            Self::ManyWrongLines { .. } => "many_wrong_lines",
            Self::FarFewer { .. } => "far_fewer",
            Self::EmptyFile => "empty_file",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::UnknownFile => "unknown_file",
            Self::NotAPicture => "not_a_picture",
            Self::AuthorLeft => "author_left",
            Self::BrokenFile => "broken_file",
            Self::MoreThanOneFile => "more_than_one_file",
            Self::TooManyPixels => "too_many_pixels",
            Self::SameFile => "same_file",
            Self::TooManyAsked { .. } => "too_many_asked",
            Self::TooManyDocuments { .. } => "too_many_documents",
            Self::PickAgain => "pick_again",
            Self::NotMergeable { .. } => "not_mergeable",
            Self::WouldWait { .. } => "would_wait",
            Self::UnknownField => "unknown_field",
        }
    }
}

impl From<TextError> for FieldProblem {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Empty => Self::Missing,
            TextError::TooLong { max, actual } => Self::TooLong { max, actual },
            TextError::TooShort { min, actual } => Self::TooShort { min, actual },
            TextError::ControlCharacter => Self::InvalidCharacter,
        }
    }
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct FieldError {
    /// The field's name, as in [`crate::fields::FieldSpec::name`].
    pub field: String,
    /// What is wrong.
    pub problem: FieldProblem,
}

impl FieldError {
    /// A problem at a field.
    pub fn new(field: &str, problem: FieldProblem) -> Self {
        Self {
            field: field.chars().take(80).collect(),
            problem,
        }
    }

    /// Whether it is the same kind of problem at the same field, whatever its bounds.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self.field == other.field
            && std::mem::discriminant(&self.problem) == std::mem::discriminant(&other.problem)
    }
}

/// Why a transition cannot be recorded now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum NotAllowedNow {
    /// This step does not follow from the present stage.
    #[error("{transition} does not follow from {from}")]
    WrongStage {
        /// Code of the present stage.
        from: String,
        /// Code of the step asked for.
        transition: String,
    },
    /// The rules ask for support first.
    #[error("{count} of {threshold} supporters")]
    ThresholdNotReached {
        /// Supporters now.
        count: i64,
        /// Supporters needed.
        threshold: i64,
    },
    /// Enough supporters: it cannot be closed for having too few.
    #[error("the threshold of {threshold} is reached")]
    ThresholdReached {
        /// Supporters needed.
        threshold: i64,
    },
    /// The time for support is not over.
    #[error("open for support until {closes}")]
    StillOpen {
        /// Last day for support.
        closes: crate::time::Date,
    },
    /// There is no threshold here, so nothing is collected.
    #[error("no threshold applies")]
    NoThreshold,
    /// A threshold applies, so support is collected first.
    #[error("a threshold applies")]
    ThresholdApplies,
    /// Whoever prepared the proposal for decision may not also record the decision.
    #[error("recorded by the one who prepared it: a second reader is needed")]
    SecondReader,
    /// A secretary's step, but of another body than theirs.
    #[error("the step of another body")]
    OtherBody {
        /// Those they are secretary of.
        mine: Vec<Body>,
        /// Whose it is; none for the office, which keeps the diary.
        of: Option<Body>,
    },
    /// Only after the time to decide has run out.
    #[error("not before {from}")]
    TooEarly {
        /// First day it is possible.
        from: crate::time::Date,
    },
    /// What was promised goes to the archive when those who wanted it have been asked whether it was
    /// done.
    #[error("not in the archive before {from}")]
    AskedFirst {
        /// First day it is possible.
        from: crate::time::Date,
    },
    /// The minutes of the decision stand in the record; what is wrong in them is corrected there.
    #[error("the minutes are recorded")]
    MinutesRecorded,
    /// Ideas are chosen while a campaign is open or its ideas are worked on.
    #[error("not the time to choose")]
    NotChoosing,
    /// Nobody votes now: the vote has not begun, or its last day has passed.
    #[error("not the time to vote")]
    NotVoting,
    /// A vote on fewer ideas than one can choose between.
    #[error("{chosen} ideas to vote on, {least} needed")]
    TooFewToVote {
        /// How many fill a slot.
        chosen: i64,
        /// How many it needs.
        least: i64,
    },
    /// Ideas that are neither chosen nor kept for later.
    #[error("{count} ideas neither chosen nor kept")]
    IdeasLeft {
        /// How many.
        count: i64,
    },
    /// Chosen ideas that nobody has answered.
    #[error("{count} ideas without an answer")]
    IdeasUnanswered {
        /// How many.
        count: i64,
    },
    /// The elected say what was new to them once ideas are presented, until the campaign is over.
    #[error("not the time to say what is new")]
    NotPresented,
    /// Chosen ideas of which elected of two parties have yet to say whether they were new.
    #[error("{count} ideas of which too few have said whether they were new")]
    IdeasUnsaid {
        /// How many.
        count: i64,
    },
    /// Something in the fields does not fit the case.
    #[error("fields do not fit the case")]
    Fields {
        /// Which, and why.
        errors: Vec<FieldError>,
    },
}

impl NotAllowedNow {
    /// Every code.
    pub const CODES: &'static [&'static str] = &[
        "wrong_stage",
        "threshold_not_reached",
        "threshold_reached",
        "still_open",
        "no_threshold",
        "threshold_applies",
        "second_reader",
        "other_body",
        "too_early",
        "asked_first",
        "minutes_recorded",
        "not_choosing",
        "not_voting",
        "too_few_to_vote",
        "ideas_left",
        "ideas_unanswered",
        "not_presented",
        "ideas_unsaid",
        "fields",
    ];

    /// The stable word for this refusal.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongStage { .. } => "wrong_stage",
            Self::ThresholdNotReached { .. } => "threshold_not_reached",
            Self::ThresholdReached { .. } => "threshold_reached",
            Self::StillOpen { .. } => "still_open",
            Self::NoThreshold => "no_threshold",
            Self::ThresholdApplies => "threshold_applies",
            Self::SecondReader => "second_reader",
            Self::OtherBody { .. } => "other_body",
            Self::TooEarly { .. } => "too_early",
            Self::AskedFirst { .. } => "asked_first",
            Self::MinutesRecorded => "minutes_recorded",
            Self::NotChoosing => "not_choosing",
            Self::NotVoting => "not_voting",
            Self::TooFewToVote { .. } => "too_few_to_vote",
            Self::IdeasLeft { .. } => "ideas_left",
            Self::IdeasUnanswered { .. } => "ideas_unanswered",
            Self::NotPresented => "not_presented",
            Self::IdeasUnsaid { .. } => "ideas_unsaid",
            Self::Fields { .. } => "fields",
        }
    }

    /// The problems that belong at a field of the form; empty when none does.
    pub fn field_errors(&self) -> &[FieldError] {
        match self {
            Self::Fields { errors } => errors,
            _ => &[],
        }
    }
}
