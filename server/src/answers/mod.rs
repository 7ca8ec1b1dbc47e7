//! The officials' side: the forms of answers, opinions, steps and corrections.

mod agenda;
pub mod forms;
