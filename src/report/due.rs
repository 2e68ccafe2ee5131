//! What is due or overdue.
