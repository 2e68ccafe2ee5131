//! The sample of a wider work: how it was taken, how large it is, by what, and which audits were made for it. No child
//! stands in it.

use serde::Serialize;

use crate::draw::sampled::{SampleGroup, SampleOf, SampleRecord, SampleScope};
use crate::figures::{StoreView, Summary};
use crate::framework::{AuditId, Date};
use crate::paper::{Cell, ColumnKind, PaperPart, PaperTable};

/// A work's sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkSample {
    /// The day on which it was taken.
    pub as_of: Date,
    /// Who took it.
    pub by: String,
    /// `drawn` or `chosen`.
    pub how: &'static str,
    /// Of a drawn one, the seed.
    pub seed: Option<String>,
    /// Of a chosen one, the indicator that led to it.
    pub indicator: Option<String>,
    /// Of a chosen one, why these.
    pub reason: Option<String>,
    /// How many were taken.
    pub taken: usize,
    /// How many of the lists' children were left out.
    pub set_aside: u64,
    /// The scope of the terms, where it narrowed what was drawn from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<SampleScope>,
    /// The groups, in their order.
    pub groups: Vec<SampledGroup>,
    /// Audits of the work of what is not in the sample, by id.
    pub beside: Vec<AuditId>,
}

/// A group of a sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SampledGroup {
    /// Its name, such as a team's.
    pub unit: String,
    /// `case`, `worker` or `audit`.
    pub of: SampleOf,
    /// How many it was taken from; of a chosen one, how many were chosen.
    pub pool: usize,
    /// How many were taken.
    pub taken: usize,
    /// The audits that were made for those, by id.
    pub audits: Vec<AuditId>,
}

/// A work's sample, with the audits that are part of the work.
pub fn work_sample(record: &SampleRecord, own: &[&Summary], store: &StoreView<'_>) -> WorkSample {
    let groups: Vec<SampledGroup> = record
        .groups
        .iter()
        .map(|group| SampledGroup {
            unit: group.unit.clone(),
            of: group.of,
            pool: group.pool.len(),
            taken: group.take,
            audits: own
                .iter()
                .filter(|audit| is_in(audit, group, store))
                .map(|audit| audit.id.clone())
                .collect(),
        })
        .collect();
    let is_beside = |audit: &&&Summary| groups.iter().all(|group| !group.audits.contains(&audit.id));
    WorkSample {
        as_of: record.as_of,
        by: record.by.clone(),
        how: if record.seed.is_some() { "drawn" } else { "chosen" },
        seed: record.seed.clone(),
        indicator: record.indicator.clone(),
        reason: record.reason.clone(),
        taken: record.size(),
        set_aside: record.set_aside,
        within: record.within.clone(),
        beside: own
            .iter()
            .filter(is_beside)
            .map(|audit| audit.id.clone())
            .collect(),
        groups,
    }
}

/// Whether an audit is of something that was taken.
fn is_in(audit: &Summary, group: &SampleGroup, store: &StoreView<'_>) -> bool {
    let child = audit.child_id.as_ref().map(ToString::to_string);
    let worker = audit.worker.as_deref();
    group.has(child.as_deref(), |name| {
        worker.is_some_and(|worker| store.people.same(worker, name))
    })
}

/// The sample laid out.
pub fn part(sample: &WorkSample) -> PaperPart {
    let how = match &sample.seed {
        Some(seed) => format!("Drawn by lot, with the seed {seed}"),
        None => "Chosen".to_owned(),
    };
    let mut part = PaperPart::new("sample", "The sample").text(format!(
        "{how}, on {} by {}: {} taken.",
        sample.as_of.spoken(),
        sample.by,
        sample.taken
    ));
    let said = [
        ("What the data show", &sample.indicator),
        ("Why these", &sample.reason),
    ];
    for (label, text) in said {
        if let Some(text) = text {
            part = part.text(format!("{label}: {text}"));
        }
    }
    let ids = |all: &[AuditId]| {
        let ids: Vec<String> = all.iter().map(ToString::to_string).collect();
        ids.join(", ")
    };
    let table = PaperTable::of(
        "sample-groups",
        "What was taken, and the audits made for it",
        "nothing",
        &sample.groups,
        &[
            ("Group", ColumnKind::Words, &|group| Cell::text(&group.unit)),
            ("Of", ColumnKind::Words, &|group| Cell::text(what(group.of))),
            ("From", ColumnKind::Count, &|group| group.pool.into()),
            ("Taken", ColumnKind::Count, &|group| group.taken.into()),
            ("Audits", ColumnKind::Words, &|group| {
                Cell::text(ids(&group.audits))
            }),
        ],
    );
    part = part.with(table);
    if let Some(within) = &sample.within {
        part = part.note(format!(
            "By the terms, within {} alone: {} left out.",
            within.shown(),
            within.outside
        ));
    }
    if sample.set_aside > 0 {
        part = part.note(format!(
            "{} of the list were left out: closed, without a worker, or not of the teams asked for.",
            sample.set_aside
        ));
    }
    if !sample.beside.is_empty() {
        part = part.note(format!("Not of the sample: {}.", ids(&sample.beside)));
    }
    part.note("qaf draw verify replays the record, sample.json.")
}

fn what(of: SampleOf) -> &'static str {
    match of {
        SampleOf::Case => "cases",
        SampleOf::Worker => "workers",
        SampleOf::Audit => "audits",
    }
}
