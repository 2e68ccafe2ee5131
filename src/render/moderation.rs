//! How moderation changed the grades, in each format.
