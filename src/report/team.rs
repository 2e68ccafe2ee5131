//! One team, for its monthly clinic.
