//! All SQL of people, their duties, sessions, keys and passkeys, of the links in letters, and of the
//! letters that are asked for.

mod duty;
mod key;
mod link;
mod passkey;
mod person;
mod session;
mod way_in;

pub use duty::{
    HeldDuty, end_standings, find_acceptance, find_acting, has_standing, insert_standing,
    list_duties, list_roles, list_roles_ahead, list_terms,
};
pub use key::{count_keys, delete_key};
pub use link::{
    RegistrationRow, delete_old_links, delete_registrations_of, find_registration,
    insert_registration, insert_used_link, is_link_used,
};
pub use passkey::{
    CeremonyRow, NewCeremony, NewPasskey, PasskeyRow, count_passkeys, count_providers,
    delete_ended_ceremonies, delete_passkey, delete_sessions_by_passkey, find_passkey,
    insert_ceremony, insert_passkey, list_passkeys, lock_ways_in, rename_passkey, take_ceremony,
    use_passkey,
};
pub use person::{
    NewPerson, PersonRow, count_supported, find_person, find_person_by_email, insert_person,
    update_email, update_password,
};
pub use session::{
    ListedSession, SessionKind, SessionRow, SignedPerson, bind_to_passkey, delete_browser,
    delete_ended_sessions, delete_other_browsers, delete_other_sessions, delete_session,
    delete_sessions_of, find_proof, find_signed, insert_session, list_sessions, prove_session,
    touch_session,
};
pub use way_in::{
    NewWayIn, WayInRow, count_try, delete_addresses_of, delete_ended_ways_in, delete_way_in,
    delete_ways_in_of, find_way_in, insert_way_in, list_unsettled, settle,
};
