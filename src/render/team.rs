//! One team, for its monthly clinic, in each format.
