//! What `allocate --freeze` says.

use std::fmt::Write as _;

use super::super::Rosters;
use super::{auditors, mended_words, not_drawn, roster_words, unit_json, unit_words};
use crate::context::Context;
use crate::draw::{DrawRecord, Plan, Unit};
use crate::framework::AuditId;
use crate::output::Format;

/// That the pools are frozen, and the fingerprint that is to be kept elsewhere.
pub(in super::super) fn frozen(
    record: &DrawRecord,
    path: &str,
    plan: &Plan,
    rosters: &Rosters,
    mended: &[(AuditId, String)],
    context: &Context,
) -> String {
    if context.format == Format::Json {
        return json(record, path, rosters, true);
    }
    let mut text = roster_words(rosters);
    text.push_str(&mended_words(mended, context));
    let _ = writeln!(
        text,
        "Cycle {}: the pools of {} are frozen as of {}. Nothing was drawn.\n",
        record.cycle,
        auditors(record.units.len()),
        record.as_of.spoken()
    );
    text.push_str(&fingerprint(record, path, context));
    text.push('\n');
    for unit in &record.units {
        text.push_str(&unit_words(unit, context));
    }
    text.push_str(&not_drawn(plan));
    text.push_str(NEXT);
    text
}

/// That the pools are frozen already, just so.
pub(in super::super) fn frozen_already(
    record: &DrawRecord,
    path: &str,
    rosters: &Rosters,
    context: &Context,
) -> String {
    if context.format == Format::Json {
        return json(record, path, rosters, false);
    }
    let mut text = roster_words(rosters);
    let _ = writeln!(
        text,
        "Cycle {}: the pools of {} were frozen on {} and are the same now; nothing was changed.\n",
        record.cycle,
        auditors(record.units.len()),
        record.as_of.spoken()
    );
    text.push_str(&fingerprint(record, path, context));
    text.push_str(NEXT);
    text
}

const NEXT: &str = "\nMail or minute the fingerprint before there is a seed. Then draw from these pools with:\n  \
     qaf allocate --seed SEED --seed-source \"how it came about\" --roster FILE\n";

fn fingerprint(record: &DrawRecord, path: &str, context: &Context) -> String {
    format!(
        "The cycle's fingerprint: {}\nThe record: {}\n",
        record.cycle_fingerprint,
        context.shown(path).display()
    )
}

fn json(record: &DrawRecord, path: &str, rosters: &Rosters, new: bool) -> String {
    let pool = |unit: &Unit| ("pool_sha256", serde_json::json!(unit.pool_sha256));
    let units = record.units.iter().map(|unit| unit_json(unit, &[pool(unit)]));
    let document = serde_json::json!({
        "schema": "qaf.freeze/1",
        "cycle": record.cycle,
        "cycle_fingerprint": record.cycle_fingerprint,
        "record": path,
        "new": new,
        "as_of": record.as_of,
        "units": units.collect::<Vec<_>>(),
        "notes": rosters.roster.notes,
    });
    format!("{document:#}\n")
}
