//! The data map: every column of every table, what it is, and who may have it.
//!
//! The privacy page, the export and the table of retention are made from it; a test fails when the
//! database has a column that is not in here. So nothing can be held that nobody was told of.

use nara_domain::privacy::Holding;

/// A table and what is in it.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    pub holds: Holds,
    pub columns: &'static [Column],
}

/// Whether a table is about people.
#[derive(Debug)]
pub enum Holds {
    /// About a person, found by this column.
    Person(Holding, Owner),
    /// About nobody; why.
    Nobody(&'static str),
}

/// The column that says whose row it is.
#[derive(Debug)]
pub enum Owner {
    /// Holds the account's number.
    Person(&'static str),
    /// Holds the account's e-mail address.
    Email(&'static str),
}

#[derive(Debug)]
pub struct Column {
    pub name: &'static str,
    pub is: Is,
}

/// What a column is to the person whose row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// Given out as it stands.
    Text,
    /// A point in time, given out as one.
    Moment,
    /// Not given out: proof or way in, by hash or number. Whoever has the export must not be able to
    /// be who it is about.
    Secret,
    /// Not given out: about something or somebody else, or only for the machine.
    Inner,
}

const fn text(name: &'static str) -> Column {
    Column { name, is: Is::Text }
}
const fn moment(name: &'static str) -> Column {
    let is = Is::Moment;
    Column { name, is }
}
const fn secret(name: &'static str) -> Column {
    let is = Is::Secret;
    Column { name, is }
}
const fn inner(name: &'static str) -> Column {
    let is = Is::Inner;
    Column { name, is }
}

const fn person(
    name: &'static str,
    holding: Holding,
    owner: &'static str,
    columns: &'static [Column],
) -> Table {
    let holds = Holds::Person(holding, Owner::Person(owner));
    Table {
        name,
        holds,
        columns,
    }
}

const fn addressed(
    name: &'static str,
    holding: Holding,
    owner: &'static str,
    columns: &'static [Column],
) -> Table {
    let holds = Holds::Person(holding, Owner::Email(owner));
    Table {
        name,
        holds,
        columns,
    }
}

const fn nobody(name: &'static str, why: &'static str, columns: &'static [Column]) -> Table {
    let holds = Holds::Nobody(why);
    Table {
        name,
        holds,
        columns,
    }
}

/// All tables, in the order of the page.
pub const TABLES: &[Table] = &[
    person(
        "person",
        Holding::Account,
        "person_id",
        &[
            text("person_id"),
            text("email"),
            moment("email_confirmed_at"),
            secret("password_hash"),
            text("display_name"),
            text("level"),
            moment("created_at"),
            moment("erased_at"),
            text("given_name"),
            text("family_name"),
            text("alias"),
            text("name_form"),
            moment("protected_at"),
            text("protected_by"),
            moment("protection_ends_at"),
            text("lang"),
            text("registered"),
            moment("register_checked_at"),
            inner("merged_into"),
            moment("merged_at"),
            moment("letters_stopped_at"),
        ],
    ),
    person(
        "person_number",
        Holding::Identity,
        "person_id",
        &[
            secret("number_hash"),
            inner("person_id"),
            moment("at"),
            inner("vouched"),
        ],
    ),
    person(
        "person_identity",
        Holding::Identity,
        "person_id",
        &[
            text("provider"),
            secret("subject_hash"),
            inner("person_id"),
            moment("linked_at"),
            moment("last_used_at"),
            inner("vouched"),
        ],
    ),
    person(
        "merge_offer",
        Holding::Identity,
        "person_id",
        &[
            inner("person_id"),
            inner("other_id"),
            secret("session_hash"),
            moment("expires_at"),
        ],
    ),
    person(
        "sealed_name",
        Holding::Account,
        "person_id",
        &[
            inner("sealed_name_id"),
            inner("person_id"),
            text("proposal_id"),
            text("comment_id"),
            text("name"),
            moment("sealed_at"),
            text("district"),
        ],
    ),
    person(
        "session",
        Holding::Session,
        "person_id",
        &[
            secret("session_hash"),
            inner("person_id"),
            text("kind"),
            moment("created_at"),
            moment("last_seen_at"),
            moment("expires_at"),
            text("user_agent"),
            text("way"),
            moment("proved_at"),
            moment("strong_at"),
            inner("passkey_id"),
        ],
    ),
    person(
        "passkey",
        Holding::Passkey,
        "person_id",
        &[
            inner("passkey_id"),
            secret("credential_id"),
            inner("person_id"),
            secret("user_handle"),
            secret("credential"),
            inner("sign_count"),
            inner("vouched"),
            text("name"),
            moment("created_at"),
            moment("last_used_at"),
        ],
    ),
    person(
        "ceremony",
        Holding::Link,
        "person_id",
        &[
            secret("ceremony_id"),
            text("purpose"),
            inner("person_id"),
            inner("link_id"),
            secret("user_handle"),
            secret("state"),
            moment("expires_at"),
        ],
    ),
    addressed(
        "registration",
        Holding::Link,
        "email",
        &[
            secret("registration_id"),
            text("email"),
            text("display_name"),
            secret("password_hash"),
            moment("created_at"),
        ],
    ),
    addressed(
        "way_in",
        Holding::Link,
        "email",
        &[
            secret("way_in_id"),
            text("purpose"),
            text("email"),
            text("lang"),
            inner("person_id"),
            secret("code_hash"),
            text("tries"),
            moment("created_at"),
            moment("expires_at"),
            moment("settled_at"),
        ],
    ),
    // On the way to an identity provider and back.
    person(
        "provider_flow",
        Holding::Link,
        "person_id",
        &[
            secret("provider_flow_id"),
            text("provider"),
            text("purpose"),
            inner("person_id"),
            inner("next"),
            inner("named"),
            text("lang"),
            moment("created_at"),
            moment("expires_at"),
        ],
    ),
    addressed(
        "invitation",
        Holding::Invitation,
        "email",
        &[
            inner("invitation_id"),
            secret("link_id"),
            text("email"),
            text("role"),
            text("department"),
            text("title"),
            text("party"),
            text("assignment"),
            text("body"),
            text("last_day"),
            inner("invited_by"),
            moment("created_at"),
            moment("sent_at"),
            moment("expires_at"),
            moment("accepted_at"),
            inner("accepted_by"),
            moment("withdrawn_at"),
        ],
    ),
    addressed(
        "outside_request",
        Holding::Invitation,
        "email",
        &[
            inner("outside_request_id"),
            text("proposal_id"),
            inner("act_id"),
            inner("asked_by"),
            text("email"),
            secret("link_hash"),
            moment("sent_at"),
            moment("expires_at"),
            moment("answered_at"),
            text("returned_reason"),
            moment("withdrawn_at"),
        ],
    ),
    addressed(
        "outbox",
        Holding::Letter,
        "to_address",
        &[
            inner("outbox_id"),
            text("to_address"),
            text("subject"),
            // It may hold a link that lets whoever has it in.
            secret("body"),
            moment("created_at"),
            inner("next_attempt_at"),
            inner("attempts"),
            moment("sent_at"),
            inner("last_error"),
            inner("person_id"),
            inner("proposal_id"),
        ],
    ),
    person(
        "draft",
        Holding::Draft,
        "person_id",
        &[
            // Its address is its only lock.
            secret("draft_id"),
            inner("person_id"),
            text("fields"),
            moment("created_at"),
            moment("updated_at"),
            text("proposal_id"),
        ],
    ),
    person(
        "idea_coauthor",
        Holding::Proposal,
        "person_id",
        &[
            text("proposal_id"),
            inner("person_id"),
            text("name"),
            text("state"),
            inner("seat"),
            moment("asked_at"),
            moment("answered_at"),
        ],
    ),
    person(
        "idea_helper",
        Holding::Follow,
        "person_id",
        &[
            text("proposal_id"),
            inner("person_id"),
            text("shows_name"),
            moment("at"),
        ],
    ),
    person(
        "adoption",
        Holding::Draft,
        "asker_id",
        &[
            inner("adoption_id"),
            text("idea_id"),
            inner("asker_id"),
            text("why"),
            // Whoever wrote the idea says it to the person who asked.
            text("word"),
            text("state"),
            moment("asked_at"),
            moment("answered_at"),
            secret("draft_id"),
            text("proposal_id"),
        ],
    ),
    person(
        "proposal",
        Holding::Proposal,
        "proposer_id",
        &[
            text("proposal_id"),
            text("kind"),
            text("title"),
            text("body"),
            inner("body_withheld"),
            text("topic"),
            text("district"),
            inner("proposer_id"),
            text("proposer_name"),
            // Other people's names.
            inner("coauthors"),
            inner("ruleset_id"),
            text("diary_number"),
            moment("submitted_at"),
            // Holds who prepared a decision.
            inner("course"),
            text("stage"),
            inner("stage_group"),
            text("merged_into"),
            text("answer_by"),
            text("report_by"),
            text("next_by"),
            inner("days"),
            text("archive_from"),
            moment("first_answered_at"),
            inner("changed_at"),
            inner("support_count"),
            inner("against_count"),
            inner("comment_count"),
            inner("shuffle"),
            inner("search_text"),
            inner("once_key"),
            inner("youth_group_id"),
            inner("campaign_id"),
            text("campaign_set"),
            text("collecting_window"),
            moment("famed_at"),
            inner("hidden"),
        ],
    ),
    person(
        "hidden_text",
        Holding::Proposal,
        "author_id",
        &[
            inner("moderation_id"),
            inner("author_id"),
            text("fields"),
            moment("sealed_at"),
            moment("opened_at"),
        ],
    ),
    person(
        "text_report",
        Holding::Report,
        "person_id",
        &[
            inner("text_report_id"),
            inner("moderation_id"),
            inner("person_id"),
            text("reason"),
            text("words"),
            moment("at"),
            inner("once_key"),
        ],
    ),
    person(
        "moderation_act",
        Holding::Act,
        "actor_id",
        &[
            text("moderation_act_id"),
            text("moderation_id"),
            text("step"),
            text("rule"),
            text("reason"),
            inner("actor_id"),
            text("actor_name"),
            text("actor_standing"),
            moment("at"),
            inner("replaces"),
            inner("once_key"),
        ],
    ),
    nobody(
        "moderation",
        "Which texts were reported, and what became of that; not by whom.",
        &[
            inner("moderation_id"),
            inner("proposal_id"),
            inner("comment_id"),
            inner("state"),
            inner("opened_at"),
        ],
    ),
    person(
        "comment",
        Holding::Comment,
        "person_id",
        &[
            text("comment_id"),
            text("proposal_id"),
            text("parent_id"),
            inner("person_id"),
            text("author_name"),
            text("author_role"),
            text("author_standing"),
            text("stance"),
            text("text"),
            moment("at"),
            inner("once_key"),
            inner("hidden"),
        ],
    ),
    person(
        "support",
        Holding::Support,
        "person_id",
        &[text("proposal_id"), inner("person_id"), moment("at")],
    ),
    person(
        "opposition",
        Holding::Support,
        "person_id",
        &[text("proposal_id"), inner("person_id"), moment("at")],
    ),
    person(
        "follow_up_reply",
        Holding::Support,
        "person_id",
        &[
            text("proposal_id"),
            text("months"),
            inner("person_id"),
            text("reply"),
            moment("at"),
        ],
    ),
    person(
        "follow",
        Holding::Follow,
        "person_id",
        &[
            inner("person_id"),
            text("proposal_id"),
            moment("at"),
            moment("stopped_at"),
        ],
    ),
    person(
        "support_event",
        Holding::Support,
        "person_id",
        &[
            inner("support_event_id"),
            text("proposal_id"),
            inner("person_id"),
            text("kind"),
            moment("at"),
        ],
    ),
    person(
        "act",
        Holding::Act,
        "actor_id",
        &[
            text("act_id"),
            text("proposal_id"),
            text("kind"),
            text("transition"),
            text("stage"),
            inner("actor_id"),
            text("actor_role"),
            text("actor_name"),
            text("actor_standing"),
            moment("at"),
            text("happened_on"),
            text("fields"),
            // Taken from the fields.
            inner("body"),
            text("supersedes"),
            inner("prepared_by"),
            inner("once_key"),
        ],
    ),
    person(
        "merge_suggestion",
        Holding::Act,
        "by_id",
        &[
            inner("merge_suggestion_id"),
            text("proposal_id"),
            text("lead_id"),
            text("reason"),
            inner("by_id"),
            text("by_name"),
            text("by_standing"),
            moment("at"),
            text("until_day"),
            // What the proposers of the two say, who have it on their pages.
            inner("part_agrees"),
            inner("lead_agrees"),
            text("outcome"),
            moment("ended_at"),
            inner("once_key"),
        ],
    ),
    person(
        "prepared_step",
        Holding::Act,
        "prepared_by",
        &[
            text("proposal_id"),
            text("transition"),
            text("fields"),
            inner("prepared_by"),
            moment("prepared_at"),
            inner("once_key"),
        ],
    ),
    person(
        "waiting_answer",
        Holding::Act,
        "prepared_by",
        &[
            text("proposal_id"),
            text("fields"),
            inner("prepared_by"),
            moment("prepared_at"),
            inner("once_key"),
            inner("last_answer"),
            inner("read_by"),
            moment("publish_at"),
            text("stopped"),
        ],
    ),
    person(
        "answer_template",
        Holding::Act,
        "changed_by",
        &[
            inner("answer_template_id"),
            text("title"),
            text("kind"),
            text("text"),
            inner("version"),
            inner("changed_by"),
            moment("changed_at"),
            inner("once_key"),
        ],
    ),
    person(
        "assignment",
        Holding::Act,
        "person_id",
        &[
            text("proposal_id"),
            inner("person_id"),
            inner("version"),
            moment("at"),
            inner("left_told_at"),
        ],
    ),
    person(
        "case_note",
        Holding::Act,
        "person_id",
        &[
            inner("case_note_id"),
            text("proposal_id"),
            inner("person_id"),
            text("author_name"),
            inner("to_id"),
            text("text"),
            moment("at"),
            inner("once_key"),
        ],
    ),
    person(
        "standing",
        Holding::Duty,
        "person_id",
        &[
            inner("standing_id"),
            inner("person_id"),
            text("role"),
            text("department"),
            text("title"),
            text("party"),
            text("assignment"),
            text("body"),
            moment("from_at"),
            moment("until_at"),
            text("provider"),
        ],
    ),
    person(
        "group_supervisor",
        Holding::Duty,
        "person_id",
        &[text("youth_group_id"), inner("person_id"), moment("since")],
    ),
    person(
        "member",
        Holding::Group,
        "person_id",
        &[
            inner("member_id"),
            inner("person_id"),
            text("youth_group_id"),
            text("alias"),
            inner("alias_key"),
            text("state"),
            secret("own_code_hash"),
            moment("joined_at"),
            inner("once_key"),
        ],
    ),
    person(
        "return_code",
        Holding::Group,
        "person_id",
        &[
            inner("person_id"),
            secret("code_hash"),
            moment("created_at"),
            moment("expires_at"),
        ],
    ),
    person(
        "waiting_text",
        Holding::Group,
        "person_id",
        &[
            inner("waiting_text_id"),
            inner("person_id"),
            inner("youth_group_id"),
            text("kind"),
            text("proposal_id"),
            text("comment_id"),
            text("fields"),
            text("state"),
            text("reason"),
            inner("settled_by"),
            moment("at"),
            moment("settled_at"),
            inner("replaces"),
            inner("once_key"),
        ],
    ),
    nobody(
        "follow_up",
        "Which proposals those who wanted them were asked about, and until when; not whom.",
        &[
            inner("proposal_id"),
            inner("months"),
            inner("at"),
            inner("until_day"),
        ],
    ),
    nobody(
        "mailing",
        "Letters to everybody who supports or follows a proposal, until they are in the outbox; not who.",
        &[
            inner("mailing_id"),
            inner("proposal_id"),
            inner("apart_from"),
            inner("lang"),
            inner("subject"),
            inner("body"),
            inner("at"),
            inner("after_person"),
            inner("supporters_only"),
            inner("followers_only"),
            inner("besides_id"),
        ],
    ),
    nobody(
        "reminder",
        "Which days of which cases somebody was reminded of; not who.",
        &[
            inner("proposal_id"),
            inner("answer_by"),
            inner("months"),
            inner("at"),
        ],
    ),
    nobody(
        "day_reminder",
        "Which days of which cases somebody was reminded of; not who.",
        &[
            inner("proposal_id"),
            inner("what"),
            inner("day"),
            inner("at"),
        ],
    ),
    nobody(
        "youth_group",
        "a group, not who is in it: that is in `member`",
        &[
            inner("youth_group_id"),
            inner("name"),
            inner("name_key"),
            inner("age_from"),
            inner("age_to"),
            inner("last_day"),
            inner("ends_at"),
            inner("ended_at"),
            inner("reads_first"),
            inner("max_members"),
            inner("member_count"),
            secret("code_salt"),
            secret("code_hash"),
            inner("created_at"),
            inner("campaign_id"),
        ],
    ),
    person(
        "campaign",
        Holding::Act,
        "maker_id",
        &[
            text("campaign_id"),
            text("slug"),
            inner("maker_id"),
            text("title"),
            // What the acts say.
            inner("plan"),
            inner("course"),
            text("stage"),
            inner("due_on"),
            moment("created_at"),
            inner("changed_at"),
            inner("once_key"),
        ],
    ),
    person(
        "campaign_act",
        Holding::Act,
        "actor_id",
        &[
            text("campaign_act_id"),
            text("campaign_id"),
            text("step"),
            text("stage"),
            inner("actor_id"),
            text("actor_name"),
            text("actor_standing"),
            moment("at"),
            text("fields"),
            inner("once_key"),
        ],
    ),
    person(
        "campaign_ballot",
        Holding::Support,
        "person_id",
        &[
            text("campaign_id"),
            inner("place"),
            inner("person_id"),
            text("proposal_id"),
            moment("at"),
        ],
    ),
    nobody(
        "campaign_counted",
        "Ballots after the count, those that say the same together: nothing says whose they were.",
        &[inner("campaign_id"), inner("ideas"), inner("ballots")],
    ),
    person(
        "campaign_idea_parts",
        Holding::Proposal,
        "person_id",
        &[
            inner("campaign_idea_parts_id"),
            text("proposal_id"),
            inner("person_id"),
            text("person_name"),
            text("problem"),
            text("first_step"),
            text("rough_cost"),
            moment("at"),
            inner("replaces"),
            inner("once_key"),
        ],
    ),
    person(
        "campaign_paper",
        Holding::Act,
        "person_id",
        &[
            inner("campaign_paper_id"),
            text("campaign_id"),
            inner("person_id"),
            text("person_name"),
            text("slips"),
            text("counted_by"),
            text("counted_with"),
            moment("at"),
            inner("once_key"),
        ],
    ),
    nobody(
        "campaign_paper_idea",
        "How many slips of paper chose an idea.",
        &[
            inner("campaign_paper_id"),
            inner("proposal_id"),
            inner("votes"),
        ],
    ),
    person(
        "campaign_novelty",
        Holding::Act,
        "person_id",
        &[
            text("campaign_novelty_id"),
            text("campaign_id"),
            text("proposal_id"),
            inner("person_id"),
            text("person_name"),
            text("person_standing"),
            moment("at"),
            text("fields"),
            inner("replaces"),
            inner("once_key"),
        ],
    ),
    nobody(
        "campaign_reminder",
        "Which days of a campaign somebody was reminded of; not who.",
        &[
            inner("campaign_id"),
            inner("what"),
            inner("day"),
            inner("at"),
        ],
    ),
    person(
        "campaign_choice",
        Holding::Act,
        "person_id",
        &[
            text("proposal_id"),
            text("campaign_id"),
            text("slot"),
            text("reason"),
            inner("person_id"),
            moment("at"),
        ],
    ),
    person(
        "audit",
        Holding::Act,
        "actor_id",
        &[
            text("audit_id"),
            moment("at"),
            inner("actor_id"),
            text("actor_name"),
            text("actor_role"),
            text("deed"),
            text("subject_kind"),
            inner("subject_id"),
            inner("detail"),
        ],
    ),
    person(
        "paper",
        Holding::Act,
        "person_id",
        &[
            text("paper_id"),
            inner("person_id"),
            // Another person's number.
            inner("entered_by"),
            text("kind"),
            text("proposal_id"),
            text("channel"),
            text("reference"),
            moment("at"),
            inner("once_key"),
        ],
    ),
    nobody(
        "identity_key",
        "by which the key of the national numbers is known again",
        &[
            inner("identity_key_id"),
            inner("check_value"),
            inner("made_at"),
        ],
    ),
    nobody(
        "roll",
        "when the population register was loaded, and how many were in it",
        &[
            inner("roll_id"),
            inner("loaded_at"),
            inner("finished_at"),
            inner("entries"),
        ],
    ),
    nobody(
        "roll_entry",
        "who is registered in the municipality, as keyed hashes of numbers: of those without an account \
         nothing else is known, and from the hash nobody can be found",
        &[inner("roll_id"), inner("number_hash")],
    ),
    nobody(
        "used_link",
        "random ids of links that worked once; they lead to no account",
        &[inner("link_id"), inner("purpose"), inner("used_at")],
    ),
    nobody(
        "duty_guard",
        "a lock: when an administrator's duty was last ended",
        &[inner("duty_guard_id"), inner("taken_at")],
    ),
    nobody(
        "event",
        "what happened in public: ids of proposals, and counts",
        &[
            inner("seq"),
            inner("kind"),
            inner("proposal_id"),
            inner("data"),
            inner("at"),
        ],
    ),
    nobody(
        "event_head",
        "the number of the last event",
        &[inner("event_head_id"), inner("seq")],
    ),
    nobody(
        "ruleset",
        "the municipality's rules",
        &[
            inner("ruleset_id"),
            inner("municipality"),
            inner("version"),
            inner("rules"),
            inner("created_at"),
        ],
    ),
    nobody(
        "setting",
        "the site's colour, and what is switched off",
        &[
            inner("setting_id"),
            inner("name"),
            inner("version"),
            inner("value"),
            inner("created_at"),
        ],
    ),
    nobody(
        "meeting",
        "when and where bodies meet, and where the papers are",
        &[
            inner("meeting_id"),
            inner("body"),
            inner("held_on"),
            inner("begins"),
            inner("ends"),
            inner("place"),
            inner("cancelled"),
            inner("agenda_url"),
            inner("stream_url"),
            inner("minutes_url"),
            inner("verified_on"),
            inner("posted_on"),
            inner("version"),
            inner("changed_at"),
            inner("once_key"),
        ],
    ),
    nobody(
        "meeting_mark",
        "where in the film of a meeting a proposal is taken up",
        &[inner("meeting_id"), inner("proposal_id"), inner("seconds")],
    ),
    nobody(
        "document",
        "which documents a case has; who added one is in the record",
        &[
            inner("proposal_id"),
            inner("number"),
            inner("act_id"),
            inner("sha256"),
            inner("removal_act_id"),
        ],
    ),
    nobody(
        "document_content",
        "the files of documents, checked for personal data by whoever added them",
        &[inner("sha256"), inner("bytes")],
    ),
    nobody(
        "outside_answer",
        "what bodies outside the municipality answered, and who signed it for them",
        &[
            inner("outside_answer_id"),
            inner("outside_request_id"),
            inner("link_hash"),
            inner("fields"),
            inner("received_at"),
            inner("returned_at"),
            inner("act_id"),
        ],
    ),
    nobody(
        "diary_counter",
        "the next diary number of a year",
        &[inner("year"), inner("last_number")],
    ),
    nobody(
        "demo",
        "marks invented content",
        &[inner("demo_id"), inner("made_at")],
    ),
];
