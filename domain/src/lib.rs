//! What is true in Nära.
