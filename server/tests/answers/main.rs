//! The officials' side over HTTP, on both databases: what a browser without JavaScript sends, and
//! what it gets back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod agenda;
mod both;
mod correct;
mod days;
mod delay;
mod desk;
mod documents;
mod ideas;
mod later;
mod letters;
mod look;
mod meetings;
mod meetings_found;
mod officer;
mod outside;
mod own_body;
mod photo;
mod second;
mod several;
mod speak;
mod steps;
mod templates;
mod work;
