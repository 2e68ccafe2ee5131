//! The files of the other roles, and a form that came back by mail.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qaf_fuzz::steps(bytes));
