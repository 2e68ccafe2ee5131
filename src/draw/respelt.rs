//! Ids of a roster that earlier draws know with other zeros in front, as where Excel has dropped them.
//!
//! Ids are opaque text, so nothing is put back: such a child counts as one who was never drawn, and that is said.

use std::collections::{HashMap, HashSet};

use super::DrawRecord;
use crate::roster::Case;

/// Ids that differ by leading zeros from those of earlier draws.
#[derive(Debug, Default, PartialEq, Eq)]
struct Respelt<'a> {
    /// How many had zeros that are gone now.
    lost: usize,
    /// How many have zeros that they had not.
    gained: usize,
    /// The first of them: the id then, and now.
    first: Option<(&'a str, &'a str)>,
}

/// The sentences about it, where there is anything to say.
pub fn note<'r>(cases: &[Case], records: impl Iterator<Item = &'r DrawRecord>) -> Option<String> {
    let pools = records
        .flat_map(|record| &record.units)
        .flat_map(|unit| &unit.pool);
    let then = pools.map(|entry| entry.case_id.as_str());
    let now: Vec<&str> = cases.iter().map(|case| case.child_id.as_str()).collect();
    let found = compare(then, &now);
    let (before, after) = found.first?;
    let count = found.lost + found.gained;
    let zeros = match (found.lost, found.gained) {
        (_, 0) => "has lost the leading zeros that it had",
        (0, _) => "has leading zeros that it did not have",
        _ => "has other leading zeros than it had",
    };
    let (whose, drawn) = if count == 1 {
        ("The id of 1 child".to_owned(), "this child")
    } else {
        (format!("The id of each of {count} children"), "these children")
    };
    Some(format!(
        "{whose} {zeros} in earlier draws, as {after}, which was {before}. So qaf does not know that {drawn} may have been \
         drawn before. No id was changed: export the list again with the ids as text, as the case system writes them."
    ))
}

fn compare<'a>(then: impl Iterator<Item = &'a str>, now: &[&'a str]) -> Respelt<'a> {
    let mut earlier: HashMap<&str, &str> = HashMap::new();
    for id in then {
        if let Some(bare) = bare(id) {
            earlier.insert(bare, id);
        }
    }
    let mut found = Respelt::default();
    if earlier.is_empty() {
        return found;
    }
    let present: HashSet<&str> = now.iter().copied().collect();
    for id in now {
        let Some(before) = bare(id).and_then(|bare| earlier.get(bare)) else {
            continue;
        };
        // A list may hold both; then they may be two children.
        if before == id || present.contains(before) {
            continue;
        }
        if before.len() > id.len() {
            found.lost += 1;
        } else {
            found.gained += 1;
        }
        found.first.get_or_insert((before, id));
    }
    found
}

/// An id of digits without its leading zeros.
fn bare(id: &str) -> Option<&str> {
    let bare = id.trim_start_matches('0');
    (!bare.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'a>(then: &[&'a str], now: &[&'a str]) -> (usize, usize) {
        let found = compare(then.iter().copied(), now);
        (found.lost, found.gained)
    }

    #[test]
    fn zeros_that_went_or_came_are_counted() {
        assert_eq!(of(&["0012", "0013", "14"], &["12", "0013", "0014"]), (1, 1));
        assert_eq!(of(&[], &["12"]), (0, 0));
    }

    #[test]
    fn what_is_no_number_or_stands_there_both_ways_is_left_alone() {
        assert_eq!(of(&["0012", "00A1", "000"], &["12", "0012", "A1", "0"]), (0, 0));
    }
}
