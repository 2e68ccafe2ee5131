//! The whole audit as one document, in each format.
