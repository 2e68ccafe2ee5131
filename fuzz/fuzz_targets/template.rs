//! A form template, and a guideline.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qaf_fuzz::template(bytes));
