//! Everything between the socket and the features. What wraps what, and why in this order, is in
//! [`crate::router`].

pub mod assets;
pub mod client;
pub mod context;
pub mod cookies;
pub mod csrf;
pub mod errors;
pub mod forms;
pub mod headers;
pub mod health;
pub mod language;
pub mod limits;
pub mod listen;
pub mod page_cache;
pub mod pages;
pub mod panic;
pub mod pressure;
pub mod security_txt;
pub mod trace;
