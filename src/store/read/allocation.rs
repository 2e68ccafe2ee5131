//! `allocation.yaml`.

use crate::framework::AuditId;
use crate::framework::form::FormRef;
use crate::framework::schedule::Selection;
use crate::record::Allocation;
use crate::store::decode::{DecodeWay, Decoder, shown};

const KEYS: [&str; 20] = [
    "audit",
    "form",
    "row",
    "part_of",
    "cycle",
    "selection",
    "selected_by",
    "reason",
    "draw",
    "service",
    "team",
    "child_id",
    "initials",
    "age",
    "legal_status",
    "worker",
    "manager",
    "auditor",
    "moderator",
    "allocated",
];

/// Reads it; `None` where the audit, its form, its auditor or its day can't be told.
pub(super) fn read(decoder: &mut Decoder<'_>) -> Option<Allocation> {
    let top = decoder.top()?;
    let way = &DecodeWay::Top;
    let mut keys = KEYS.to_vec();
    keys.push("by");
    decoder.keys(top, &keys);
    let restore = "qaf wrote this line; restore it from a copy.";
    let audit = decoder.parsed(top, way, "audit", "wrong-kind", |text| {
        text.parse::<AuditId>().map_err(|_| {
            (
                format!("{} is no audit's number.", shown(text)),
                restore.to_owned(),
            )
        })
    });
    let form = decoder.parsed(top, way, "form", "wrong-kind", |text| {
        FormRef::parse(text).ok_or_else(|| {
            (
                format!("{} names no form and version.", shown(text)),
                restore.to_owned(),
            )
        })
    });
    let names: Vec<&str> = Selection::NAMES.iter().map(|(name, _)| *name).collect();
    let selection = decoder
        .option(top, way, "selection", &names)
        .as_deref()
        .and_then(Selection::parse);
    let (auditor, allocated) = (
        decoder.text(top, way, "auditor"),
        decoder.date(top, way, "allocated"),
    );
    Some(Allocation {
        row: decoder.word(top, way, "row"),
        part_of: decoder.text(top, way, "part_of"),
        cycle: decoder.text(top, way, "cycle"),
        selection,
        selected_by: decoder.text(top, way, "selected_by"),
        reason: decoder.text(top, way, "reason"),
        draw: decoder.text(top, way, "draw"),
        service: decoder.word(top, way, "service"),
        team: decoder.word(top, way, "team"),
        child_id: decoder.word(top, way, "child_id"),
        initials: decoder.text(top, way, "initials"),
        age: decoder.number(top, way, "age", 120),
        legal_status: decoder.text(top, way, "legal_status"),
        worker: decoder.text(top, way, "worker"),
        manager: decoder.text(top, way, "manager"),
        moderator: decoder.text(top, way, "moderator"),
        by: decoder.text(top, way, "by"),
        audit: audit?,
        form: form?,
        auditor: auditor?,
        allocated: allocated?,
    })
}
