//! Signing in through identity providers (OpenID Connect): e-identification by way of a broker, and
//! the municipality's own sign-in.
//!
//! [`config`] reads the operator's file, [`claims`] makes of a provider's words what Nära knows about
//! a person, [`protocol`] speaks with a provider ([`outbound`] is how it is reached), [`flow`] ties an
//! answer to the browser that asked, and [`service`] puts them together. Who it is then, and which
//! account that is, is [`crate::identity`]'s.

pub mod claims;
pub mod config;
mod flow;
pub mod forms;
mod outbound;
mod protocol;
mod service;
mod store;

pub use config::{ProviderSettings, ProvidersError};
pub use service::{Chosen, Parts, Providers};
pub use store::{delete_ended_flows, list_linked};
