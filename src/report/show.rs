//! The whole audit as one document.
