//! The council's case list.

use std::fmt::Write as _;

use super::prose::Chooser;
use crate::framework::Date;

/// Team, case-holders, statuses and how many children.
const TEAMS: [(&str, &[&str], &[&str], u64); 5] = [
    (
        "North",
        &["Kit Adams", "Amara Ives"],
        &["CIN", "CIN", "CP", "CP", "PLO"],
        34,
    ),
    (
        "South",
        &["Jess Cole", "Callum Rook"],
        &["CIN", "CP", "CP", "CiC"],
        31,
    ),
    ("Through Care 1", &["Dev Shah"], &["CiC"], 27),
    ("Fostering", &["Orla Byrne"], &["CiC"], 12),
    ("Early Help Hub", &["Lou Tansy"], &["CIN"], 2),
];

/// The roster as of a day, in qaf's layout. Some cases have closed, one child stands on two rows, one has no worker.
pub fn roster(as_of: Date, seed: &str) -> String {
    // The children are the same whatever the day; only who is open changes.
    let mut chooser = Chooser::new(seed);
    let first = Date::from_year(2026).minus_days(500);
    let mut csv = String::from(
        "child_id,initials,date_of_birth,team,case_holder,legal_status,opened,closed,manager,family_id\n",
    );
    let mut number = 481_200;
    for (team, holders, statuses, children) in TEAMS {
        for index in 0..children {
            number += 1 + chooser.below(40);
            let (holder, status) = (chooser.one(holders), chooser.one(statuses));
            let born = first.minus_days(365 * (1 + chooser.below(15)) + chooser.below(360));
            let opened = first.plus_days(chooser.below(620));
            let closed = Some(opened.plus_days(30 + chooser.below(500))).filter(|_| chooser.below(5) == 0);
            let letters = [
                "A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "P", "R", "S", "T", "W",
            ];
            let initials = format!("{}{}", chooser.one(&letters), chooser.one(&letters));
            if opened > as_of {
                continue;
            }
            let closed = closed
                .filter(|day| *day <= as_of)
                .map(|day| day.to_string())
                .unwrap_or_default();
            let holder = if team == "South" && index == 7 { "" } else { holder };
            let _ = writeln!(
                csv,
                "{number:08},{initials},{born},{team},{holder},{status},{opened},{closed},,F{}",
                number / 30
            );
        }
    }
    csv
}
