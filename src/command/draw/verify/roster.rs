//! The pools of a record beside those that its rosters give.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::Given;
use crate::command::allocate::audits::Audits;
use crate::command::allocate::earlier::Draws;
use crate::command::allocate::plan;
use crate::command::allocate::rosters::Rosters;
use crate::command::roster::read_files;
use crate::context::Context;
use crate::draw::record::RosterUsed;
use crate::draw::{self, Digest, DrawKind, DrawRecord};

/// The first pool that the rosters give otherwise; of several records, those drawn from these very files are looked at.
pub(super) fn compare(rosters: &[PathBuf], given: &[Given], context: &Context) -> Result<Option<String>> {
    context.demand_sound()?;
    let mut draws = Draws::load(context)?;
    let audits = Audits::read(&context.store.root)?;
    draws.stand_in(&audits, context);
    let mut files = Vec::new();
    for path in rosters {
        let (_, bytes) = &read_files(std::slice::from_ref(path), "roster")?[0];
        files.push((Digest::of(bytes), path.clone()));
    }
    let mut compared = 0;
    for one in given {
        let record = DrawRecord::parse(&one.bytes)?;
        if matches!(record.kind, DrawKind::Replace | DrawKind::Redraw) {
            continue;
        }
        let Some(paths) = in_order(&record.rosters, &files) else {
            continue;
        };
        compared += 1;
        let place = draws.records().position(|other| *other == record);
        let Some(place) = place else {
            bail!(
                "{} is not in the store {}, whose staff, schedule and earlier draws its pools are made with. Name its \
                 store with --store.",
                one.shown(),
                context.store.root.display()
            );
        };
        if let Some(why) = compare_one(&record, place, &paths, &draws, &audits, context)? {
            return Ok(Some(format!("{} does not verify. {why}", one.shown())));
        }
    }
    Ok((compared == 0).then(|| not_from(&files, given)))
}

fn compare_one(
    record: &DrawRecord,
    place: usize,
    paths: &[PathBuf],
    draws: &Draws,
    audits: &Audits,
    context: &Context,
) -> Result<Option<String>> {
    let records: Vec<&DrawRecord> = draws.records().collect();
    let made = draw::freeze::made_by(&records, place);
    let as_of = records[made].as_of;
    // What was left out then as unreadable is left out now.
    let rosters = Rosters::of_files(paths, Some(usize::MAX), None, as_of, context)?;
    let picked = audits.picked(context, as_of, Some(records[made]));
    let plan = plan(context, as_of, &rosters, &draws.standing_before(made), &picked)?;
    Ok(draw::same_pools(record, &plan.units).err().map(|why| {
        format!(
            "{why} The staff, the exemptions, the schedule and the settings are those of now; where they were changed \
             since the draw, the pools differ by that. So do they where a later qaf knows more spellings of a name, an id \
             or a status as one."
        )
    }))
}

/// The files in the order in which a record names them; `None` where it names others.
fn in_order(used: &[RosterUsed], files: &[(Digest, PathBuf)]) -> Option<Vec<PathBuf>> {
    if used.len() != files.len() {
        return None;
    }
    let path = |used: &RosterUsed| files.iter().find(|(sha256, _)| *sha256 == used.sha256);
    used.iter().map(|used| Some(path(used)?.1.clone())).collect()
}

fn not_from(files: &[(Digest, PathBuf)], given: &[Given]) -> String {
    let named: Vec<String> = files
        .iter()
        .map(|(sha256, path)| format!("{} ({sha256})", path.display()))
        .collect();
    let of = match given {
        [one] => {
            let record = DrawRecord::parse(&one.bytes).ok();
            let used: Vec<String> = record
                .iter()
                .flat_map(|record| &record.rosters)
                .map(|used| format!("{} ({})", used.file, used.sha256))
                .collect();
            format!("{} was drawn from {}", one.shown(), used.join(" and "))
        }
        _ => "no record here was drawn from just these files".to_owned(),
    };
    format!(
        "The roster is not the one that was drawn from: {of}; given was {}.",
        named.join(" and ")
    )
}
