//! Coverage: who has been observed.
