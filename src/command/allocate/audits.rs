//! The store's audits beside its draws: what each says of how it came about.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::context::Context;
use crate::draw::folders::Beside;
use crate::draw::{DrawRecord, Picked, StandingDraw, recent_cycles};
use crate::framework::{AuditId, Cycle, Date};
use crate::record::{Allocation, EventKind, FileKind};
use crate::store::files::given_numbers;
use crate::store::scan::ScannedFolder;
use crate::store::{layout, read, scan};

/// Every audit of a store, and every number that was given out.
pub(in crate::command) struct Audits {
    pub beside: Beside,
    folders: BTreeMap<AuditId, ScannedFolder>,
}

impl Audits {
    /// Reads what was allocated; of the other files nothing.
    pub fn read(root: &Path) -> Result<Self> {
        let (mut beside, mut folders) = (Beside::default(), BTreeMap::new());
        let scan = scan::audit_folders(root);
        beside.shut = scan.shut();
        for folder in scan.folders {
            beside.folders.insert(folder.id.clone());
            for (kind, path) in folder.paths().filter(|(kind, _)| *kind == FileKind::Allocation) {
                let bytes = BTreeMap::from([(kind, scan::read_file(root, &path)?)]);
                let reading = read::folder(folder.id.clone(), &folder.path, &bytes, |_| None);
                beside.allocations.extend(reading.folder.allocation);
            }
            folders.insert(folder.id.clone(), folder);
        }
        beside.numbers = given_numbers(root).with_context(|| format!("{} can't be listed", layout::IDS))?;
        Ok(Self { beside, folders })
    }

    /// Says of each child that was drawn whether it was picked by hand too: after the pools were drawn up, or where a pool
    /// would have been empty without it. Whoever draws decides whether one audit is enough.
    pub fn say_picked(&self, record: &DrawRecord, context: &Context) {
        let settings = &context.store.settings;
        let cycles = recent_cycles(
            Cycle::of(record.as_of, settings.year_starts),
            settings.memory_cycles,
        );
        let picked = self.picked(context, context.as_of, None);
        let drawn = record.units.iter().filter_map(|unit| unit.drawn.as_ref());
        for drawn in drawn.filter(|drawn| {
            let mut picked = picked.iter().filter(|picked| cycles.contains(&picked.cycle));
            picked.any(|picked| picked.child.as_str() == drawn.case_id)
        }) {
            context.out.warn(format!(
                "The child of {audit} was picked by hand too in the last cycles. If one audit is enough, take the next case: qaf allocate --replace {audit} --reason \"other: picked by hand\"",
                audit = drawn.audit
            ));
        }
    }

    /// The children whom audits are of that nobody drew and that stand on a day. Beside a record's pools it is known of
    /// those picked on that very day whether they were picked before the draw: who is in a pool was not.
    pub fn picked(&self, context: &Context, as_of: Date, beside: Option<&DrawRecord>) -> Vec<Picked> {
        let pools: BTreeSet<&str> = beside
            .iter()
            .flat_map(|record| &record.units)
            .flat_map(|unit| &unit.pool)
            .map(|entry| entry.case_id.as_str())
            .collect();
        let was_picked = |allocation: &&Allocation| {
            allocation.draw.is_none()
                && (allocation.allocated < as_of
                    || allocation.allocated == as_of
                        && allocation
                            .child_id
                            .as_ref()
                            .is_some_and(|child| !pools.contains(child.as_str())))
        };
        let picked = |allocation: &Allocation| {
            let child = allocation.child_id.clone()?;
            let ends = [EventKind::Withdrawn, EventKind::Replaced];
            (!self.has_event(&allocation.audit, &ends, as_of, context)).then(|| Picked {
                child,
                cycle: Cycle::of(allocation.allocated, context.store.settings.year_starts).to_string(),
            })
        };
        self.beside
            .allocations
            .iter()
            .filter(was_picked)
            .filter_map(picked)
            .collect()
    }

    /// What the audits of records that are not there say of their draws, by which the records' place is taken.
    pub fn stand_ins<'r>(
        &self,
        records: impl Iterator<Item = (&'r str, &'r DrawRecord)>,
        context: &Context,
    ) -> Vec<StandingDraw> {
        let there: BTreeSet<&str> = records.map(|(path, _)| path).collect();
        let stand_in = |allocation: &Allocation| {
            let path = allocation.draw.as_deref()?;
            let replaced =
                || self.has_event(&allocation.audit, &[EventKind::Replaced], context.as_of, context);
            if there.contains(path) || replaced() {
                return None;
            }
            Some(StandingDraw {
                cycle: allocation.cycle.clone()?,
                unit: allocation.auditor.clone(),
                child: allocation.child_id.clone()?,
                holder: allocation.worker.clone().unwrap_or_default(),
                status: allocation.legal_status.clone().unwrap_or_default(),
                row: allocation.row.clone()?,
                allocated: allocation.allocated,
                audit: allocation.audit.clone(),
            })
        };
        self.beside.allocations.iter().filter_map(stand_in).collect()
    }

    /// Whether one of these events was logged of an audit by a day.
    fn has_event(&self, audit: &AuditId, kinds: &[EventKind], by: Date, context: &Context) -> bool {
        let Some(folder) = self.folders.get(audit) else {
            return false;
        };
        let log = context.log_of(folder);
        log.iter()
            .any(|event| event.date <= by && kinds.contains(&event.event))
    }
}
