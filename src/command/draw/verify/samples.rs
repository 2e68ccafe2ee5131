//! The records of the samples of wider works.

use anyhow::{Result, anyhow};

use super::Given;
use crate::context::Context;
use crate::draw::sampled::{SampleRecord, verify_sample};
use crate::paper::safe::safe;
use crate::store::layout;
use crate::store::scan::{self, ReadError};

/// Takes the records of samples out of those that were named.
pub(super) fn apart(given: &mut Vec<Given>) -> Vec<Given> {
    let (samples, draws) = given.drain(..).partition(|one| SampleRecord::is_one(&one.bytes));
    *given = draws;
    samples
}

/// The samples of every wider work of the store.
pub(super) fn of_store(context: &Context) -> Result<Vec<Given>> {
    let mut samples = Vec::new();
    for work in &context.works().all {
        let stored = format!("{}/{}", work.path, layout::SAMPLE);
        match scan::read_file(&context.store.root, &stored) {
            Ok(bytes) => samples.push(Given {
                path: context.store.path(&stored),
                bytes,
                of_folder: true,
            }),
            Err(ReadError::NotFound(_)) => {}
            Err(why) => return Err(anyhow!("{why}. Restore it from a copy.")),
        }
    }
    Ok(samples)
}

/// The first sample that is not as it was taken, in a sentence.
pub(super) fn first_difference(samples: &[Given]) -> Option<String> {
    samples.iter().find_map(|one| {
        let why = verify_sample(&one.bytes).err()?;
        Some(format!("{} does not verify. {why}", one.shown()))
    })
}

/// What is said of samples that verify, a line each.
pub(super) fn said(samples: &[Given]) -> String {
    let line = |one: &Given| {
        let how = match SampleRecord::parse(&one.bytes) {
            Ok(record) if record.seed.is_none() => "a chosen sample, as it was recorded",
            _ => "every step of the sample was replayed and comes out as recorded",
        };
        format!("{}: {how}.\n", safe(&one.shown()))
    };
    samples.iter().map(line).collect()
}
