//! Ids of a roster that the store knows in another spelling, as where Excel has dropped their zeros.
//!
//! Ids are opaque text, so nothing is put back: a child is known again by what its id folds to, and it is said.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::DrawRecord;
use crate::framework::name::{folded_id, with_folded_id};
use crate::roster::Case;

/// The cases whose ids are among earlier ones in another spelling alone; each with the first such spelling.
///
/// Where the roster has both spellings they are left alone: then the roster itself says so.
pub fn respelt<'a, 'e>(
    cases: &'a [Case],
    earlier: impl Iterator<Item = &'e str>,
) -> Vec<(&'a Case, &'e str)> {
    let mut known: HashSet<&str> = HashSet::new();
    let mut folded: HashMap<String, &str> = HashMap::new();
    for id in earlier {
        if known.insert(id) {
            folded.entry(folded_id(id)).or_insert(id);
        }
    }
    if folded.is_empty() {
        return Vec::new();
    }
    let before = |case: &'a Case| {
        let id = case.child_id.as_str();
        let before = with_folded_id(id, |folded_id| folded.get(folded_id).copied())?;
        (!known.contains(id)).then_some((case, before))
    };
    let mut found: Vec<(&Case, &str)> = cases.par_iter().filter_map(before).collect();
    if !found.is_empty() {
        let present: HashSet<&str> = cases.iter().map(|case| case.child_id.as_str()).collect();
        found.retain(|(_, before)| !present.contains(before));
    }
    found
}

/// Ids, with those of the cases that are one of them in another spelling.
pub(super) fn in_every_spelling(cases: &[Case], mut ids: HashSet<String>) -> HashSet<String> {
    let again: Vec<String> = respelt(cases, ids.iter().map(String::as_str))
        .into_iter()
        .map(|(case, _)| super::pool::case_id(case))
        .collect();
    ids.extend(again);
    ids
}

/// The sentences about ids that earlier pools have in another spelling, where there are any.
pub fn note<'r>(cases: &[Case], records: impl Iterator<Item = &'r DrawRecord>) -> Option<String> {
    let pools = records
        .flat_map(|record| &record.units)
        .flat_map(|unit| &unit.pool);
    let found = respelt(cases, pools.map(|entry| entry.case_id.as_str()));
    let (after, before) = found.first()?;
    let (whose, are) = if found.len() == 1 {
        ("The id of 1 child".to_owned(), "it is")
    } else {
        (format!("The ids of {} children", found.len()), "they are")
    };
    Some(format!(
        "{whose} had another spelling in earlier draws (leading zeros, case, dashes or the like), as {}, which was {before}. \
         No id was changed: if {are} not as the case system writes them, export the list again with the ids as text.",
        after.child_id
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::test_council::case;

    fn of<'a>(then: &[&'a str], now: &[&str]) -> Vec<(String, &'a str)> {
        let cases: Vec<Case> = now.iter().map(|id| case(id, "North")).collect();
        let found = respelt(&cases, then.iter().copied());
        found
            .into_iter()
            .map(|(case, before)| (case.child_id.to_string(), before))
            .collect()
    }

    #[test]
    fn an_id_is_known_again_in_every_spelling() {
        assert_eq!(
            of(
                &["0012", "0013", "14", "C1000"],
                &["12", "0013", "0014", "c-1000", "15"]
            ),
            [
                ("12".to_owned(), "0012"),
                ("0014".to_owned(), "14"),
                ("c-1000".to_owned(), "C1000")
            ]
        );
        assert_eq!(of(&[], &["12"]), []);
    }

    #[test]
    fn what_the_roster_or_the_past_has_both_ways_is_left_alone() {
        assert_eq!(of(&["0012"], &["12", "0012"]), []);
        assert_eq!(of(&["0012", "12"], &["12"]), []);
    }
}
