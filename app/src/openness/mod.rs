//! What the municipality tells about the site itself: how it works, privacy, accessibility.
