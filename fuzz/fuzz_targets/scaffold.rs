//! What is known of an audit, written into the files that qaf makes and read again.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qaf_fuzz::scaffold(bytes));
