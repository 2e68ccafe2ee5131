//! Units, seeds and headings made up for the tests.

use std::collections::BTreeSet;

use qaf::draw::raffle::{Entry, Past, pool_fingerprint};
use qaf::draw::record::{DrawWindow, RosterUsed, SeedKind};
use qaf::draw::{Digest, DrawRecord, Heading, Seed, Unit, settle};
use qaf::framework::{AuditId, Date, RowId};

pub fn entry(case_id: &str, holder: &str, status: &str) -> Entry {
    Entry {
        case_id: case_id.to_owned(),
        holder: holder.to_owned(),
        status: status.to_owned(),
    }
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn unit(name: &str, pool: Vec<Entry>, history: Vec<Past>) -> Unit {
    Unit {
        drawn: None,
        pool_sha256: pool_fingerprint(name, &history, &pool).unwrap(),
        history,
        ranked: Vec::new(),
        row: RowId::new("area-case").unwrap(),
        service: None,
        set_aside: Vec::new(),
        team: "North".to_owned(),
        unit: name.to_owned(),
        waived: false,
        why: pool
            .is_empty()
            .then(|| "No child of North could be drawn.".to_owned()),
        pool,
        window: DrawWindow {
            from: day("2026-10-28"),
            to: day("2026-11-24"),
        },
    }
}

pub fn seed(text: &str) -> Seed {
    Seed {
        text: text.to_owned(),
        kind: SeedKind::Given,
        source: Some("20 dice, rolled by Zoë before two witnesses".to_owned()),
    }
}

pub fn heading(previous_sha256: Option<Digest>) -> Heading {
    Heading {
        as_of: day("2026-11-24"),
        made_at: "2026-11-24T09:00:00Z".to_owned(),
        by: "R. Hale".to_owned(),
        reason: None,
        rosters: vec![RosterUsed {
            children: 5,
            file: "roster.csv".to_owned(),
            layout: "qaf".to_owned(),
            rows: 6,
            sha256: Digest::of(b"roster"),
            unreadable: 0,
        }],
        previous_sha256,
    }
}

pub fn ids(from: u32, count: usize) -> Vec<AuditId> {
    (from..)
        .take(count)
        .map(|number| AuditId::new("CF", 26, number).unwrap())
        .collect()
}

pub fn drawn(units: Vec<Unit>, text: &str) -> DrawRecord {
    let settled = settle(units, "2026-27-C4", seed(text), &BTreeSet::new()).unwrap();
    let numbers = ids(1, settled.picks().count());
    settled.finish(heading(None), numbers).unwrap()
}

pub fn two_of_one_team() -> Vec<Unit> {
    let pool = vec![
        entry("C1", "Adams", "CIN"),
        entry("C2", "Brown", "CP"),
        entry("C3", "Cole", "CiC"),
    ];
    vec![
        unit("Robin Hale", pool.clone(), Vec::new()),
        unit("Ann Bell", pool, Vec::new()),
        unit("Zoë Müller", Vec::new(), Vec::new()),
    ]
}
