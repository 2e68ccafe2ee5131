//! What `allocate` says, in plain words.

mod frozen;
mod holders;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::Rosters;
use crate::context::Context;
use crate::draw::record::{Reason, SeedKind};
use crate::draw::{DrawRecord, NotDue, Plan, Unit};
use crate::framework::AuditId;
use crate::output::Format;
use crate::paper::safe::safe;

pub(super) use frozen::{frozen, frozen_already};
pub(super) use holders::holders;

/// What would be drawn, and no pick.
pub(super) fn dry_run(plan: &Plan, rosters: &Rosters, context: &Context) -> String {
    let mut text = roster_words(rosters);
    let cycle = plan.cycle;
    let _ = writeln!(
        text,
        "Cycle {cycle} ({} to {}): a case would be drawn for {}. Nothing was drawn or written.\n",
        cycle.period().from().spoken(),
        cycle.period().to().spoken(),
        auditors(plan.units.len())
    );
    for unit in &plan.units {
        text.push_str(&unit_words(unit, context));
    }
    text.push_str(&not_drawn(plan));
    text
}

/// That nobody is due, and what was finished of an earlier run.
pub(super) fn nothing_to_draw(
    plan: &Plan,
    rosters: &Rosters,
    mended: &[(AuditId, String)],
    context: &Context,
) -> String {
    if context.format == Format::Json {
        return json(None, "", &BTreeMap::new(), plan, rosters, mended);
    }
    let mut text = roster_words(rosters);
    text.push_str(&mended_words(mended, context));
    let _ = writeln!(
        text,
        "Cycle {}: every auditor who is due has had a draw; nothing was drawn and nothing was changed.",
        plan.cycle
    );
    text.push_str(&not_drawn(plan));
    text
}

/// What was drawn, for whom, from how many, and where it is.
pub(super) fn drawn(
    record: &DrawRecord,
    path: &str,
    folders: &BTreeMap<AuditId, String>,
    plan: &Plan,
    rosters: &Rosters,
    mended: &[(AuditId, String)],
    context: &Context,
) -> String {
    if context.format == Format::Json {
        return json(Some(record), path, folders, plan, rosters, mended);
    }
    let mut text = roster_words(rosters);
    text.push_str(&mended_words(mended, context));
    text.push_str(&record_words(record, path, context));
    for unit in &record.units {
        text.push_str(&unit_words(unit, context));
        if let Some(drawn) = &unit.drawn {
            let place = folders.get(&drawn.audit).map_or("", String::as_str);
            let passed = unit
                .ranked
                .iter()
                .filter(|ranked| ranked.passed.is_some())
                .count();
            let passed = match passed {
                0 => String::new(),
                1 => " (one case before it was passed over)".to_owned(),
                n => format!(" ({n} cases before it were passed over)"),
            };
            let _ = writeln!(
                text,
                "  {}{passed}: {}",
                drawn.audit,
                context.shown(place).display()
            );
        }
    }
    let picks = record.units.iter().filter(|unit| unit.drawn.is_some()).count();
    let _ = writeln!(
        text,
        "\nDrawn for {}; {} made.",
        auditors(record.units.len()),
        count(picks, "audit was", "audits were")
    );
    text.push_str(&not_drawn(plan));
    text
}

/// When it was drawn, by which seed and why so, and where that is recorded.
fn record_words(record: &DrawRecord, path: &str, context: &Context) -> String {
    let mut text = String::new();
    let seed = record.seed.as_deref().unwrap_or_default();
    let made = match record.seed_kind {
        Some(SeedKind::Given) => "given",
        _ => "made by qaf from the system's randomness",
    };
    let _ = writeln!(
        text,
        "Cycle {}, drawn on {}. Seed {} ({made}).",
        record.cycle,
        record.as_of.spoken(),
        safe(seed)
    );
    if let Some(reason) = &record.reason {
        let _ = writeln!(text, "Reason on record: {}", safe(reason));
    }
    let _ = writeln!(
        text,
        "The record, which qaf draw verify replays: {}\n",
        context.shown(path).display()
    );
    text
}

fn auditors(n: usize) -> String {
    count(n, "auditor", "auditors")
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn roster_words(rosters: &Rosters) -> String {
    let mut text = String::new();
    for file in &rosters.roster.files {
        let unreadable = match file.unreadable {
            0 => String::new(),
            n => format!(", {} left out as unreadable", count(n, "row", "rows")),
        };
        let _ = writeln!(
            text,
            "Roster {}: {}, {}{unreadable}.",
            safe(&file.file),
            count(file.rows, "row", "rows"),
            count(file.children, "child", "children")
        );
    }
    for fault in rosters.roster.faults.iter().take(20) {
        let _ = writeln!(text, "  left out: {fault}");
    }
    if rosters.roster.faults.len() > 20 {
        let _ = writeln!(text, "  and {} more", rosters.roster.faults.len() - 20);
    }
    if rosters.roster.merged.len() > 1 {
        let _ = writeln!(
            text,
            "  {} children stand on several rows and count once each:",
            rosters.roster.merged.len()
        );
    }
    for merged in &rosters.roster.merged {
        let _ = writeln!(
            text,
            "  {} stands on {} rows and counts once, as on {}",
            safe(merged.child_id.as_str()),
            merged.rows.len(),
            safe(&rosters.roster.place_in_words(merged.kept))
        );
    }
    for note in &rosters.roster.notes {
        let _ = writeln!(text, "  {}", safe(note));
    }
    text
}

pub(super) fn mended_words(mended: &[(AuditId, String)], context: &Context) -> String {
    let mut text = String::new();
    for (id, folder) in mended {
        let _ = writeln!(
            text,
            "{id} had been allocated, but its folder was not finished; it is now: {}",
            context.shown(folder).display()
        );
    }
    text
}

/// For whom, from how many, and what was set aside.
fn unit_words(unit: &Unit, context: &Context) -> String {
    let mut text = String::new();
    let cases = count(unit.pool.len(), "case", "cases");
    let _ = writeln!(
        text,
        "{} ({}), {}: from {cases}",
        safe(&unit.unit),
        safe(&unit.team),
        row_words(unit, context)
    );
    let aside: Vec<String> = unit
        .set_aside
        .iter()
        .filter(|aside| {
            aside.count > 0 && !matches!(aside.reason, Reason::OtherTeam | Reason::TeamWithoutAuditor)
        })
        .map(|aside| format!("{} {}", aside.count, aside.reason.words()))
        .collect();
    if !aside.is_empty() {
        let _ = writeln!(text, "  set aside: {}", aside.join("; "));
    }
    if unit.waived {
        let _ = writeln!(
            text,
            "  every case had been drawn or picked in the last cycles, so that was not counted against them"
        );
    }
    if let Some(why) = &unit.why {
        let _ = writeln!(text, "  nothing drawn: {}", safe(why));
    }
    text
}

fn row_words(unit: &Unit, context: &Context) -> String {
    let row = context.store.schedule.row(unit.row.as_str());
    row.map_or_else(|| unit.row.to_string(), |row| row.shown().to_lowercase())
}

fn not_drawn(plan: &Plan) -> String {
    let mut text = String::new();
    // On a second run everybody has a case already: one line says so.
    let had = plan
        .not_drawn
        .iter()
        .filter(|not| not.why == NotDue::DrawnThisPeriod)
        .count();
    if had > 0 {
        let _ = writeln!(
            text,
            "Not drawn for {} who {} a case already.",
            auditors(had),
            if had == 1 { "has" } else { "have" }
        );
    }
    for not in plan
        .not_drawn
        .iter()
        .filter(|not| not.why != NotDue::DrawnThisPeriod)
    {
        let words = not.why.words();
        let _ = match &not.person {
            Some(person) => writeln!(text, "Not drawn for {}, who {words}.", safe(person.as_str())),
            None => writeln!(text, "The row {} {words}.", not.row),
        };
    }
    for team in &plan.teams_without_auditor {
        let nearest = team
            .nearest
            .as_ref()
            .map(|name| format!(" Did the roster mean {}?", safe(name.as_str())));
        let _ = writeln!(
            text,
            "Set aside: {} of the team {}, which no auditor of a random audit has.{}",
            count(
                usize::try_from(team.children).unwrap_or(usize::MAX),
                "child",
                "children"
            ),
            safe(team.team.as_str()),
            nearest.unwrap_or_default()
        );
    }
    text
}

/// A unit for programs, with what else is known of it.
fn unit_json(unit: &Unit, more: &[(&str, Value)]) -> Value {
    let mut all = serde_json::json!({
        "unit": unit.unit, "row": unit.row, "team": unit.team, "pool": unit.pool.len(), "set_aside": unit.set_aside,
        "waived": unit.waived, "why": unit.why,
    });
    for (key, value) in more {
        all[*key] = value.clone();
    }
    all
}

fn json(
    record: Option<&DrawRecord>,
    path: &str,
    folders: &BTreeMap<AuditId, String>,
    plan: &Plan,
    rosters: &Rosters,
    mended: &[(AuditId, String)],
) -> String {
    let drawn = record.iter().flat_map(|record| &record.units).map(|unit| {
        let id = unit.drawn.as_ref().map(|drawn| &drawn.audit);
        unit_json(
            unit,
            &[
                ("audit", serde_json::json!(id)),
                ("folder", serde_json::json!(id.and_then(|id| folders.get(id)))),
            ],
        )
    });
    let document = serde_json::json!({
        "schema": "qaf.allocate/1",
        "cycle": plan.cycle,
        "record": record.map(|_| path),
        "units": drawn.collect::<Vec<_>>(),
        "finished": mended.iter().map(|(id, folder)| serde_json::json!({"audit": id, "folder": folder})).collect::<Vec<_>>(),
        "not_drawn": plan.not_drawn.iter().map(|not| serde_json::json!({"row": not.row, "person": not.person, "why": not.why.words()})).collect::<Vec<_>>(),
        "case_holders": holders::json(&plan.holders),
        "notes": rosters.roster.notes,
        "teams_without_auditor": plan.teams_without_auditor.iter().map(|team| serde_json::json!({"team": team.team, "children": team.children})).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}
