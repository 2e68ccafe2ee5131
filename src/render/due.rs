//! What is due or overdue, in each format.
