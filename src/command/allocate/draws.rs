//! The records of earlier draws, in the order in which they were made.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context as _, Result, bail};

use super::{Rosters, allocation};
use crate::context::Context;
use crate::draw::{self, Digest, DrawRecord, StandingDraw};
use crate::framework::{AuditId, Cycle};
use crate::record::FileKind;
use crate::store::{layout, scan};

/// Every record of a store.
pub(in crate::command) struct Draws {
    /// Each with its path in the store, oldest first.
    records: Vec<(String, DrawRecord)>,
}

impl Draws {
    /// Reads them all. One that can't be read stops the draw: what was drawn before could not be set aside.
    pub fn load(context: &Context) -> Result<Self> {
        let folder = context.store.path(layout::DRAWS);
        let mut names = Vec::new();
        if folder.is_dir() {
            for entry in
                fs::read_dir(&folder).with_context(|| format!("{} can't be listed", folder.display()))?
            {
                let name = entry?.file_name().to_string_lossy().into_owned();
                let json = std::path::Path::new(&name)
                    .extension()
                    .is_some_and(|end| end == "json");
                if json && !name.starts_with(['.', '~']) {
                    names.push(name);
                }
            }
        }
        names.sort();
        let mut records = Vec::new();
        for name in names {
            let path = format!("{}/{name}", layout::DRAWS);
            let bytes =
                fs::read(context.store.path(&path)).with_context(|| format!("{path} can't be read"))?;
            match DrawRecord::parse(&bytes) {
                // A record is never changed; what it says of earlier draws would decide what is set aside.
                Ok(record) if record.clone().sealed().to_bytes() != bytes => bail!(
                    "{path} was changed after it was written, so it can't be told what was drawn before; nothing was \
                     drawn. Restore it from a copy."
                ),
                Ok(record) => records.push((path, record)),
                Err(why) => bail!(
                    "{path} is not as it was written, so it can't be told what was drawn before; nothing was drawn. {why} Restore it from a copy."
                ),
            }
        }
        let given: Vec<(&str, &DrawRecord)> = records
            .iter()
            .map(|(path, record)| (path.as_str(), record))
            .collect();
        let order = draw::order(&given).map_err(|why| {
            anyhow::anyhow!(
                "The records in {} do not follow each other; nothing was drawn. {why}",
                layout::DRAWS
            )
        })?;
        let mut placed: Vec<Option<(String, DrawRecord)>> = records.into_iter().map(Some).collect();
        let records = order
            .into_iter()
            .filter_map(|at| placed.get_mut(at).and_then(Option::take))
            .collect();
        Ok(Self { records })
    }

    /// The records, oldest first.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = &DrawRecord> + Clone {
        self.records.iter().map(|(_, record)| record)
    }

    /// The draws that stand.
    pub fn standing(&self) -> Vec<StandingDraw> {
        draw::standing_draws(self.records())
    }

    /// The fingerprint of the latest record.
    pub fn last_sha256(&self) -> Option<Digest> {
        self.records().next_back().and_then(|record| record.record_sha256)
    }

    /// The record that drew an audit.
    pub fn of(&self, audit: &AuditId) -> Option<&DrawRecord> {
        let drew = |record: &&DrawRecord| {
            record
                .units
                .iter()
                .any(|unit| unit.drawn.as_ref().is_some_and(|drawn| drawn.audit == *audit))
        };
        self.records().find(drew)
    }

    /// Makes the folders of this cycle's draws that an earlier run was stopped before making.
    pub(super) fn finish_folders(
        &self,
        context: &Context,
        rosters: &Rosters,
    ) -> Result<Vec<(AuditId, String)>> {
        let cycle = Cycle::of(context.as_of, context.store.settings.year_starts).to_string();
        let standing: Vec<AuditId> = self
            .standing()
            .into_iter()
            .filter(|draw| draw.cycle == cycle)
            .map(|draw| draw.audit)
            .collect();
        let scan = scan::audit_folders(&context.store.root)?;
        let whole: std::collections::BTreeSet<&AuditId> = scan
            .folders
            .iter()
            .filter(|folder| folder.files.iter().any(|(kind, _)| *kind == FileKind::Allocation))
            .map(|folder| &folder.id)
            .collect();
        let mut made = Vec::new();
        for (path, record) in self.records.iter().filter(|(_, record)| record.cycle == cycle) {
            for unit in &record.units {
                let Some(id) = unit.drawn.as_ref().map(|drawn| &drawn.audit) else {
                    continue;
                };
                if whole.contains(id) || !standing.contains(id) {
                    continue;
                }
                let mut waiting = BTreeMap::new();
                if let Some(allocation) = allocation(context, record, unit, path, rosters, &mut waiting)? {
                    let folder = context.make_audit(&allocation)?;
                    made.push((allocation.audit, folder));
                }
            }
        }
        Ok(made)
    }
}
