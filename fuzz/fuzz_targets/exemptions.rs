//! An `exemptions.csv`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qaf_fuzz::exemptions(bytes));
