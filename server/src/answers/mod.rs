//! The officials' side: the forms of answers, opinions, steps and corrections.

pub mod forms;
