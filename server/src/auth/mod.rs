//! Who is asking, and what proves it: passwords, passkeys, sessions, signed links and keys.
//!
//! A browser's session is a random secret in a cookie, its hash in a table: revocable at once. What
//! must work without a table (a link in a letter, a program's key) is a signed token; it, too, is
//! checked against the tables when it is used.

pub mod keys;
pub mod leaked;
pub mod password;
pub mod password_rules;
pub mod session;
pub mod tokens;
pub mod webauthn;

pub use keys::Keys;
pub use leaked::Leaked;
pub use password::Passwords;
