//! The pools with numbers in the place of names, so that many runs are quick.

use std::collections::BTreeSet;

use crate::draw::record::Unit;

/// Every pool of a council.
pub(super) struct SimulatedCouncil {
    /// The auditors, in the byte order of their names.
    pub(super) units: Vec<Pool>,
    /// How many children stand in any pool.
    pub(super) children: usize,
}

/// An auditor's pool, by the bytes of the cases' ids.
pub(super) struct Pool {
    pub(super) cases: Vec<SimulatedCase>,
    /// How many case-holders and statuses it has; the cases name them from 0.
    pub(super) holders: usize,
    pub(super) statuses: usize,
}

/// A case.
#[derive(Clone, Copy)]
pub(super) struct SimulatedCase {
    /// The child's number in the whole council.
    pub(super) child: usize,
    pub(super) holder: usize,
    pub(super) status: usize,
}

impl SimulatedCouncil {
    pub(super) fn new(units: &[&Unit]) -> Self {
        let ids: BTreeSet<&str> = units
            .iter()
            .flat_map(|unit| unit.pool.iter().map(|entry| entry.case_id.as_str()))
            .collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        Self {
            units: units.iter().map(|unit| pool(unit, &ids)).collect(),
            children: ids.len(),
        }
    }
}

fn pool(unit: &Unit, ids: &[&str]) -> Pool {
    let holders = numbered(unit.pool.iter().map(|entry| entry.holder.as_str()));
    let statuses = numbered(unit.pool.iter().map(|entry| entry.status.as_str()));
    // Every name is in the list it was made of.
    let place = |list: &[&str], name: &str| list.binary_search(&name).unwrap_or_default();
    let cases = unit.pool.iter().map(|entry| SimulatedCase {
        child: place(ids, &entry.case_id),
        holder: place(&holders, &entry.holder),
        status: place(&statuses, &entry.status),
    });
    Pool {
        cases: cases.collect(),
        holders: holders.len(),
        statuses: statuses.len(),
    }
}

fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let set: BTreeSet<&str> = names.collect();
    set.into_iter().collect()
}
