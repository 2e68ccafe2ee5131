//! How moderation changed the grades.
