//! The certificate of a draw: a page of its own, which prints on A4, and the same as Markdown.

use crate::paper::md;
use std::fmt::Write as _;

use minijinja::{Error, context};

use crate::draw::certificate::{Certificate, Certified};
use crate::paper::count;
use crate::paper::page;
use crate::paper::table::Grid;

/// The script that replays a record without qaf.
pub const SCRIPT: &str = include_str!("../../../shipped/templates/replay.py");
const TEMPLATE: &str = include_str!("../../../shipped/templates/certificate.html");

/// What the hashes can show and what they can't, for whoever relies on the page.
const LIMITS: &str = "These fingerprints have no key. They show accidents and careless changes; that somebody rewrote the \
                      record and everything after it shows only against a fingerprint kept elsewhere, such as in the \
                      minutes. Minute the fingerprint of the cycle and the SHA-256 of the record.";

/// The certificate as a page.
pub fn html(certificate: &Certificate) -> Result<String, Error> {
    let environment = page::environment("certificate.html", TEMPLATE)?;
    environment.get_template("certificate.html")?.render(context! {
        c => certificate, drawn => drawn_from(certificate), script => SCRIPT, limits => LIMITS,
    })
}

/// The certificate as Markdown.
pub fn md(certificate: &Certificate) -> String {
    let mut text = format!(
        "# {}: cycle {}\n\n",
        certificate.title,
        md::line(&certificate.cycle)
    );
    if let Some(fault) = &certificate.fault {
        let _ = writeln!(text, "> **This record does not verify.** {}\n", md::line(fault));
    }
    let _ = writeln!(text, "{}\n", md::line(&drawn_from(certificate)));
    for (label, value) in facts(certificate) {
        let _ = writeln!(text, "- **{label}** {}", md::line(&value));
    }
    text.push_str("\n## What was drawn\n\n");
    let mut grid = Grid::new(&["For", "Team", "Case", "Audit", ">Rank", ">Drawn from"]);
    for unit in &certificate.units {
        let pick = unit.drawn.as_ref();
        grid.row([
            unit.unit.clone(),
            unit.team.clone(),
            pick.map_or_else(|| "none".to_owned(), |pick| pick.case_id.clone()),
            pick.map(|pick| pick.audit.to_string()).unwrap_or_default(),
            pick.map(|pick| pick.rank.to_string()).unwrap_or_default(),
            unit.pool.to_string(),
        ]);
    }
    text.push_str(&grid.md());
    text.push_str("\n## How it came about\n\n");
    for unit in &certificate.units {
        text.push_str(&one(unit));
    }
    let _ = writeln!(text, "## How to check it\n\n{LIMITS}\n");
    text.push_str(
        "This script needs Python alone. Save it as replay.py and run: `python3 replay.py RECORD.json`. ",
    );
    text.push_str("It prints OK, or the first difference.\n\n```python\n");
    text.push_str(SCRIPT);
    text.push_str("```\n");
    text
}

/// The sentence that the page begins with.
fn drawn_from(certificate: &Certificate) -> String {
    let auditors = count(certificate.units.len(), "auditor", "auditors");
    let (day, by) = (certificate.as_of.spoken(), &certificate.by);
    if certificate.is_freeze {
        return format!("{by} froze the pools of {auditors} on {day}. Nothing is drawn yet.");
    }
    let cases = count(certificate.drawn, "case", "cases");
    format!("{by} drew {cases} for {auditors} on {day}.")
}

fn facts(certificate: &Certificate) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("Record:", certificate.file.clone()),
        ("Written:", certificate.made_at.clone()),
        ("Rule:", certificate.rule.clone()),
    ];
    let mut add = |label, value: Option<String>| facts.extend(value.map(|value| (label, value)));
    add("Replaces:", certificate.replaces.clone());
    add("Reason:", certificate.reason.clone());
    add("Seed:", certificate.seed.clone());
    add("Where the seed is from:", Some(certificate.seed_words.clone()));
    add(
        "Pools frozen before the draw:",
        certificate.frozen.as_ref().map(|frozen| {
            format!(
                "on {} by {}, with the fingerprint {}",
                frozen.as_of.spoken(),
                frozen.by,
                frozen.cycle_fingerprint
            )
        }),
    );
    add(
        "Fingerprint of the cycle:",
        Some(certificate.cycle_fingerprint.to_string()),
    );
    add(
        "SHA-256 of the record:",
        certificate.record_sha256.map(|hash| hash.to_string()),
    );
    let before = certificate.previous_sha256;
    add(
        "SHA-256 of the record before it:",
        Some(before.map_or_else(|| "none, it is the first".to_owned(), |hash| hash.to_string())),
    );
    for roster in &certificate.rosters {
        facts.push((
            "Roster:",
            format!(
                "{}, {} children on {} rows, {} unreadable; SHA-256 {}",
                roster.file, roster.children, roster.rows, roster.unreadable, roster.sha256
            ),
        ));
    }
    facts
}

fn one(unit: &Certified) -> String {
    let mut text = format!(
        "**{}**, {}. {}\n\n",
        md::line(&unit.unit),
        md::line(&unit.row),
        md::line(&unit.why)
    );
    let aside: Vec<String> = unit
        .set_aside
        .iter()
        .map(|aside| format!("{} {}", aside.count, aside.why))
        .collect();
    let aside = if aside.is_empty() {
        "nobody".to_owned()
    } else {
        aside.join("; ")
    };
    let _ = writeln!(
        text,
        "Open on any day from {} to {}. Set aside: {aside}. Fingerprint of the pool: {}.\n",
        unit.window.from.spoken(),
        unit.window.to.spoken(),
        unit.pool_sha256
    );
    text
}
