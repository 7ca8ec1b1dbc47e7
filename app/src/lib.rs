//! What people see in Nära.
