//! Reports as pages: charts are right as pictures, a page is well formed whatever the words in it, and asks nothing of
//! anybody. With `QAF_PAGES=FOLDER` the pages made here are left there, for a look and for `tests/pages/check.mjs`.

#![allow(clippy::unwrap_used, reason = "a test stops where its own data is wrong")]

mod bars;
mod colours;
mod lines;
mod page;
mod picture;
mod samples;
