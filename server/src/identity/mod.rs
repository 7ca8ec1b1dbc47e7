//! Who somebody is beyond an e-mail address: national numbers, identity providers, the population
//! register.
//!
//! An identity provider vouches for somebody ([`Verified`]); [`IdentityService`] finds the account, or
//! makes one. One number leads to one account, by whichever way and in whichever moment: a primary key
//! settles it. No number is stored, only what [`NumberKey`] makes of it
//! ([why](../../../docs/decisions/0008-national-numbers-as-keyed-hashes.md)).

mod desk;
pub mod desk_forms;
pub mod forms;
pub mod key;
mod level;
mod merge;
pub mod merge_store;
pub mod register;
mod service;
pub mod store;

pub use desk::IdentityDesk;
pub use key::NumberKey;
pub use service::{IdentityService, Linked, Verified};
