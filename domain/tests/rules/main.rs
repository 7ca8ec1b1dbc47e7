//! The rules of Nära, tested from outside through the public functions only.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod actors;
mod adoption;
mod agendas;
mod answers;
mod backups;
mod campaign_novelty;
mod campaign_reminders;
mod campaign_votes;
mod campaigns;
mod clock;
mod coauthors;
mod days;
mod demo_paths;
mod dialogue;
mod documents;
mod duties;
mod errors;
mod every_act;
mod every_transition;
mod fields;
mod follow_up;
mod forms;
mod groups;
mod guards;
mod help;
mod helping;
mod ideas;
mod identity;
mod ids;
mod invitations;
mod life_cycle;
mod linking;
mod machine;
mod mailed_codes;
mod meetings;
mod merging;
mod municipalities;
mod municipality;
mod outside;
mod permissions;
mod promises;
mod providers;
mod questions;
mod quote;
mod real_decisions;
mod receiving;
mod reserved_names;
mod rolls;
mod ruleset_forms;
mod rulesets;
mod schemas;
mod search;
mod second_reading;
mod secretaries;
mod serde_shapes;
mod sessions;
mod shown;
mod slugs;
mod support;
mod templates;
mod text;
mod themes;
mod thresholds;
mod time;
mod transition_table;
mod waiting;
mod walks;
mod work;
