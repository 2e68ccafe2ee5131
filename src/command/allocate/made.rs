//! From picks to audits: the record, the numbers, the folders.
//!
//! The record is the one step that decides. It goes to the disk whole, with the seed, the picks and the numbers of
//! their audits, before a number is claimed or a folder made; so whatever stops qaf after it, the next run finds
//! everything in it and completes the same draw. What stops qaf before it leaves nothing behind.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use super::earlier::Draws;
use super::rosters::Rosters;
use crate::context::Context;
use crate::draw::record::RosterUsed;
use crate::draw::{DrawKind, DrawRecord, Heading, Settled, Unit};
use crate::framework::schedule::Selection;
use crate::framework::{AuditId, ChildId, Form, FormId, PersonName, RowId, Team};
use crate::record::Allocation;
use crate::roster::Case;
use crate::store::layout;

/// A draw that was recorded and has its folders.
pub(super) struct MadeDraw {
    pub record: DrawRecord,
    /// The record's path in the store.
    pub path: String,
    /// The folder of each audit.
    pub folders: BTreeMap<AuditId, String>,
}

/// Records a draw, claims its numbers and makes its folders.
pub(super) fn make(
    context: &Context,
    settled: Settled,
    heading: Heading,
    no_lock: bool,
    rosters: &Rosters,
) -> Result<MadeDraw> {
    let forms = settled
        .picks()
        .map(|pick| form_of(pick.row, context))
        .collect::<Result<Vec<&Form>>>()?;
    let ids = if no_lock {
        // Somebody else may claim a number at this moment: better one that is lost than one given twice.
        forms
            .iter()
            .map(|form| context.claim(form))
            .collect::<Result<_>>()?
    } else {
        context.next_ids(&forms)?
    };
    let record = settled.finish(heading, ids)?;
    let path = place_of(context, &record);
    let allocations = allocations(context, &record, &path, rosters)?;
    for allocation in &allocations {
        // Once the record is written the draw is made; so nothing may be in the way of its folders.
        context
            .writing()?
            .demand_no_link(&context.folder_for(allocation))?;
    }
    write_record(context, &record, &path)?;
    let made = context.make_drawn(&allocations)?;
    let audits = allocations.into_iter().map(|allocation| allocation.audit);
    let folders: BTreeMap<AuditId, String> = audits.zip(made).collect();
    if !folders.is_empty() {
        context.warn_of(&context.unlisted_for_audits(record.as_of));
    }
    Ok(MadeDraw {
        record,
        path,
        folders,
    })
}

/// The form of a row's audits: the first that the row names and the store has.
pub(super) fn form_of<'c>(row: &RowId, context: &'c Context) -> Result<&'c Form> {
    let forms: &[FormId] = context
        .store
        .schedule
        .row(row.as_str())
        .map_or(&[], |row| &row.forms);
    match forms.iter().find_map(|form| context.store.newest(form.as_str())) {
        Some(form) => Ok(form),
        None => bail!(
            "The row {row} of schedule.toml names no form that is in forms/, so nothing can be allocated for it."
        ),
    }
}

/// What a record says of its making; `rosters` are those that its pools are from.
pub(super) fn heading(
    context: &Context,
    rosters: Vec<RosterUsed>,
    draws: &Draws,
    reason: Option<String>,
) -> Heading {
    Heading {
        as_of: context.as_of,
        // The day stands for the moment: nothing but the default of --as-of reads the clock.
        made_at: context.as_of.to_string(),
        by: context.by.clone(),
        reason,
        rosters,
        previous_sha256: draws.last_sha256(),
    }
}

/// The path in the store that a record is to have.
pub(super) fn place_of(context: &Context, record: &DrawRecord) -> String {
    let folder = context.store.path(layout::DRAWS);
    let name = record.file_name(|name| folder.join(name).exists());
    format!("{}/{name}", layout::DRAWS)
}

/// Writes a record into the store.
pub(super) fn write_record(context: &Context, record: &DrawRecord, path: &str) -> Result<()> {
    let inside = context.writing()?;
    inside.create_dirs(layout::DRAWS)?;
    Ok(inside.create_new(path, &record.to_bytes())?)
}

/// What is allocated by a record.
fn allocations(
    context: &Context,
    record: &DrawRecord,
    path: &str,
    rosters: &Rosters,
) -> Result<Vec<Allocation>> {
    let mut allocations = Vec::new();
    let mut waiting = BTreeMap::new();
    for unit in &record.units {
        allocations.extend(allocation(context, record, unit, path, rosters, &mut waiting)?);
    }
    Ok(allocations)
}

/// What was allocated to a unit by a record, with what the roster knows of the case.
pub(super) fn allocation(
    context: &Context,
    record: &DrawRecord,
    unit: &Unit,
    path: &str,
    rosters: &Rosters,
    waiting: &mut BTreeMap<String, usize>,
) -> Result<Option<Allocation>> {
    let Some(drawn) = &unit.drawn else { return Ok(None) };
    let form = form_of(&unit.row, context)?;
    let row = context.store.schedule.row(unit.row.as_str());
    let entry = unit.pool.iter().find(|entry| entry.case_id == drawn.case_id);
    let case: Option<&Case> = rosters.case(&drawn.case_id);
    let worker = entry.map(|entry| entry.holder.clone());
    let moderator = context.foreseen_moderator(row, form, unit.service.as_ref(), &unit.unit, waiting);
    if let Some(person) = moderator {
        *waiting.entry(person.name.to_string()).or_default() += 1;
    }
    let manager = worker
        .as_deref()
        .and_then(|name| context.people.find(name)?.manager.as_ref());
    Ok(Some(Allocation {
        audit: drawn.audit.clone(),
        form: form.id.clone(),
        row: Some(unit.row.clone()),
        part_of: None,
        cycle: Some(record.cycle.clone()),
        selection: Some(Selection::Random),
        selected_by: Some(record.by.clone()),
        // Why a draw was made so is no reason for picking the case.
        reason: record.reason.clone().filter(|_| record.kind == DrawKind::Replace),
        draw: Some(path.to_owned()),
        service: unit.service.clone(),
        team: case
            .map(|case| Team::clone(&case.team))
            .or_else(|| Team::new(&unit.team)),
        child_id: ChildId::new(&drawn.case_id),
        initials: case.and_then(|case| case.initials.as_deref().map(str::to_owned)),
        age: case.and_then(|case| case.age.map(u32::from)),
        legal_status: entry.map(|entry| entry.status.clone()),
        manager: manager.map(PersonName::to_string),
        worker,
        auditor: unit.unit.clone(),
        moderator: moderator.map(|person| person.name.to_string()),
        allocated: record.as_of,
        by: Some(record.by.clone()),
    }))
}
