//! Everything between the socket and the features.

pub mod forms;
pub mod pages;
