//! A roster.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qaf_fuzz::roster(bytes));
