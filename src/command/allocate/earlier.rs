//! The records of earlier draws, in the order in which they were made.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};

use super::audits::Audits;
use super::{Rosters, made, replace};
use crate::context::Context;
use crate::draw::folders::Beside;
use crate::draw::{self, Digest, DrawRecord, LostRecord, RecordError, StandingDraw};
use crate::framework::{AuditId, Cycle};
use crate::record::{Allocation, FileKind};
use crate::store::draws as listed;
use crate::store::layout;
use crate::store::scan::{self, Scan};

/// What to do where a record is missing.
pub(super) const RESTORE: &str = "Restore it from a copy. Where there is none, add --record-lost and --reason WHY to qaf \
                                  allocate: what the audits say then counts in place of the records, and the new record \
                                  says what was missing.";
/// What was completed of earlier runs.
#[derive(Debug, Default)]
pub(super) struct Finished {
    /// The folders that were made, each with its audit.
    pub folders: Vec<(AuditId, String)>,
    /// The audits whose replacement was logged.
    pub closed: Vec<AuditId>,
}

/// Every record of a store.
pub(in crate::command) struct Draws {
    /// Each with its path in the store, oldest first.
    records: Vec<(String, DrawRecord)>,
    /// What audits say of draws whose records are lost.
    stand_ins: Vec<StandingDraw>,
}

impl Draws {
    /// Reads them all. One that can't be read stops the draw: what was drawn before could not be set aside. So does one
    /// that is missing, unless a later record says so.
    pub fn load(context: &Context) -> Result<Self> {
        Self::load_though(context, false)
    }

    /// Reads them all, as [`Self::load`] does, and where it is known that records are lost, those that are left.
    pub fn load_though(context: &Context, some_are_lost: bool) -> Result<Self> {
        let paths = listed::records(&context.store.root).map_err(|why| {
            anyhow::anyhow!(
                "The folder {} can't be opened ({why}), so it can't be told what was drawn before; nothing was drawn.",
                layout::DRAWS
            )
        })?;
        let mut records = Vec::new();
        for path in paths {
            let bytes = scan::read_file(&context.store.root, &path).map_err(|why| {
                anyhow::anyhow!("{why}. It can't be told what was drawn before, so nothing was drawn.")
            })?;
            match DrawRecord::parse(&bytes) {
                // A record is never changed; what it says of earlier draws would decide what is set aside.
                Ok(record) if record.clone().sealed().to_bytes() != bytes => bail!(
                    "{path} was changed after it was written, so it can't be told what was drawn before; nothing was \
                     drawn. Restore it from a copy."
                ),
                Ok(record) => records.push((path, record)),
                // Nothing is wrong with such a record, and no copy would help.
                Err(why @ (RecordError::LaterVersion(_) | RecordError::OtherRule(_))) => bail!(
                    "{path} can't be read, so it can't be told what was drawn before; nothing was drawn. {why}"
                ),
                Err(why) => bail!(
                    "{path} is not as it was written, so it can't be told what was drawn before; nothing was drawn. {why} Restore it from a copy."
                ),
            }
        }
        let order = order(&records, some_are_lost)?;
        let mut placed: Vec<Option<(String, DrawRecord)>> = records.into_iter().map(Some).collect();
        let records = order
            .into_iter()
            .filter_map(|at| placed.get_mut(at).and_then(Option::take))
            .collect();
        Ok(Self {
            records,
            stand_ins: Vec::new(),
        })
    }

    /// What is missing, and no record's reason names as missing.
    ///
    /// A number that nothing has may be of a draw where a form of the random rows gives it, in a year that is remembered.
    pub fn lost(&self, audits: &Audits, context: &Context) -> Vec<LostRecord> {
        let records: Vec<(&str, &DrawRecord)> = self.with_paths().collect();
        let settings = &context.store.settings;
        let cycles = i64::from(settings.memory_cycles);
        let remembered = settings
            .year_starts
            .year_of(context.as_of)
            .plus(-i32::try_from(cycles / 6 + 1).unwrap_or(99));
        let rows = context.store.schedule.rows.iter().filter(|row| row.is_random());
        let forms: Vec<&str> = rows.flat_map(|row| &row.forms).map(AsRef::as_ref).collect();
        let prefixes: BTreeSet<&str> = context
            .store
            .forms
            .values()
            .filter(|form| forms.contains(&form.id.form.as_str()))
            .map(|form| form.prefix.as_ref())
            .collect();
        let matters = |lost: &LostRecord| match lost {
            LostRecord::Number(audit) | LostRecord::Shut(audit, _) => {
                prefixes.contains(audit.prefix()) && u32::from(audit.year()) >= remembered.short()
            }
            _ => true,
        };
        let lost = draw::lost(&records, &audits.beside)
            .into_iter()
            .filter(matters)
            .collect();
        draw::not_yet_known(lost, &records)
    }

    /// Lets what the audits say of their draws count in place of the records that are not there.
    pub fn stand_in(&mut self, audits: &Audits, context: &Context) {
        self.stand_ins = audits.stand_ins(self.with_paths(), context);
    }

    /// The records, oldest first.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = &DrawRecord> + Clone {
        self.records.iter().map(|(_, record)| record)
    }

    /// The records with their paths in the store, oldest first.
    pub fn with_paths(&self) -> impl Iterator<Item = (&str, &DrawRecord)> {
        self.records.iter().map(|(path, record)| (path.as_str(), record))
    }

    /// The draws that stand.
    pub fn standing(&self) -> Vec<StandingDraw> {
        let mut standing = draw::standing_draws(self.records());
        standing.extend(self.stand_ins.iter().cloned());
        standing
    }

    /// The record with the latest date, with its path in the store.
    pub fn latest(&self) -> Option<(&str, &DrawRecord)> {
        self.with_paths().max_by_key(|(_, record)| record.as_of)
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

    /// The place of the freeze of this cycle that still waits for its draw.
    pub fn frozen(&self, context: &Context) -> Option<usize> {
        let cycle = Cycle::of(context.as_of, context.store.settings.year_starts).to_string();
        draw::freeze::waiting(self.records(), &cycle)
    }

    /// The record at a place, with its path in the store.
    pub fn at(&self, place: usize) -> (&str, &DrawRecord) {
        let (path, record) = &self.records[place];
        (path.as_str(), record)
    }

    /// The draws that stood before the record at a place.
    pub fn standing_before(&self, place: usize) -> Vec<StandingDraw> {
        let mut standing = draw::standing_draws(self.records().take(place));
        let before = self.records.get(place).map(|(_, record)| record.as_of);
        let stood = |draw: &&StandingDraw| before.is_some_and(|before| draw.allocated <= before);
        standing.extend(self.stand_ins.iter().filter(stood).cloned());
        standing
    }

    /// Completes what an earlier run was stopped in: numbers that were not claimed yet, folders that were not made,
    /// and the event of a replacement; and audits that were not drawn, where the store is locked. It says what it did.
    ///
    /// Folders are made of this cycle's draws and of the latest record's; those of long ago may have been taken away
    /// on purpose.
    pub(super) fn finish(&self, context: &Context, rosters: &Rosters, locked: bool) -> Result<Finished> {
        let cycle = Cycle::of(context.as_of, context.store.settings.year_starts).to_string();
        let latest = self.records.len().saturating_sub(1);
        let mut finished = Finished::default();
        if locked {
            let begun = context.finish_begun()?.into_iter();
            finished
                .folders
                .extend(begun.map(|(allocation, folder)| (allocation.audit, folder)));
        }
        let scan = scan::audit_folders(&context.store.root);
        let standing: BTreeSet<AuditId> = self.standing().into_iter().map(|draw| draw.audit).collect();
        for (place, (path, record)) in self.records.iter().enumerate() {
            for drawn in record.units.iter().filter_map(|unit| unit.drawn.as_ref()) {
                context.claim_this(&drawn.audit)?;
            }
            if record.cycle == cycle || place == latest {
                let unmade = unmade(record, path, &scan, &standing, context, rosters)?;
                if locked {
                    for allocation in &unmade {
                        // What another run was writing when it was stopped.
                        context.writing()?.discard(&context.folder_for(allocation));
                    }
                }
                let folders = context.make_drawn(&unmade)?;
                if !unmade.is_empty() {
                    context.warn_of(&context.unlisted_for_audits(record.as_of));
                }
                let made = unmade.into_iter().map(|allocation| allocation.audit).zip(folders);
                finished.folders.extend(made);
                finished
                    .closed
                    .extend(replace::finish_event(record, &scan, context)?);
            }
        }
        Ok(finished)
    }
}

/// The order in which records were made; where some are lost, and that is known, as far as it can be told.
fn order(records: &[(String, DrawRecord)], some_are_lost: bool) -> Result<Vec<usize>> {
    let given: Vec<(&str, &DrawRecord)> = records
        .iter()
        .map(|(path, record)| (path.as_str(), record))
        .collect();
    let order = draw::order(&given).or_else(|why| {
        let gaps = draw::lost(&given, &Beside::default());
        if some_are_lost || draw::not_yet_known(gaps, &given).is_empty() {
            return draw::order_over_gaps(&given);
        }
        Err(why)
    });
    order.map_err(|why| {
        anyhow::anyhow!(
            "The records in {} do not follow each other; nothing was drawn. {why} {RESTORE}",
            layout::DRAWS
        )
    })
}

/// A record's standing draws whose folders have no allocation, which is the last file of a folder.
fn unmade(
    record: &DrawRecord,
    path: &str,
    scan: &Scan,
    standing: &BTreeSet<AuditId>,
    context: &Context,
    rosters: &Rosters,
) -> Result<Vec<Allocation>> {
    let whole: BTreeSet<&AuditId> = scan
        .folders
        .iter()
        // Of several folders, or one that can't be opened, it is not known what is missing.
        .filter(|folder| {
            folder.files.contains(&FileKind::Allocation)
                || !folder.copies.is_empty()
                || folder.closed.is_some()
        })
        .map(|folder| &folder.id)
        .collect();
    let mut waiting = BTreeMap::new();
    let mut unmade = Vec::new();
    for unit in &record.units {
        // Those that are whole are gone through too: whom they foresee as moderator counts for the others.
        let allocation = made::allocation(context, record, unit, path, rosters, &mut waiting)?;
        let missing = |allocation: &Allocation| {
            !whole.contains(&allocation.audit) && standing.contains(&allocation.audit)
        };
        unmade.extend(allocation.filter(missing));
    }
    Ok(unmade)
}
