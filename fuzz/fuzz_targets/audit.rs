//! An `audit.yaml`: read, judged by every rule, shown and repaired.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qaf_fuzz::audit(bytes));
