//! Coverage: who has been observed, in each format.
