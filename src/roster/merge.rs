//! One child on several rows is one child.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

use rayon::prelude::*;

use super::{Case, status};
use crate::framework::{ChildId, Date};

/// A child that stood on several rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The child.
    pub child_id: ChildId,
    /// Where the child stood, as [`Case::place`], in order.
    pub rows: Vec<(usize, usize)>,
    /// The row that was kept.
    pub kept: (usize, usize),
}

/// The cases with each child once, in the order of the rows kept; the children that stood on several rows, by id; and
/// how many children each of the files has.
pub(super) struct MergedCases {
    pub(super) cases: Vec<Case>,
    pub(super) merged: Vec<Merged>,
    pub(super) children: Vec<usize>,
}

/// Keeps one row a child. `file_of` has the file of each sheet.
pub(super) fn merge(mut cases: Vec<Case>, as_of: Date, file_of: &[usize]) -> MergedCases {
    let repeated = repeated(&cases);
    let mut children = vec![0; file_of.iter().max().map_or(0, |last| last + 1)];
    for case in &cases {
        children[file_of[case.place.0]] += 1;
    }
    let mut keep = vec![true; cases.len()];
    let mut merged: Vec<Merged> = repeated
        .into_values()
        .filter_map(|rows| {
            let best = *rows
                .iter()
                .min_by(|a, b| compare(&cases[**a], &cases[**b], as_of))?;
            for row in &rows {
                keep[*row] = *row == best;
            }
            let mut places: Vec<(usize, usize)> = rows.iter().map(|row| cases[*row].place).collect();
            places.sort_unstable();
            for pair in places.windows(2) {
                let file = file_of[pair[0].0];
                // Sheets of one file stand next to each other, so that equal files do too.
                if file == file_of[pair[1].0] {
                    children[file] -= 1;
                }
            }
            Some(Merged {
                child_id: cases[best].child_id.clone(),
                rows: places,
                kept: cases[best].place,
            })
        })
        .collect();
    merged.sort_by(|a, b| a.child_id.cmp(&b.child_id));
    let mut keep = keep.into_iter();
    cases.retain(|_| keep.next().unwrap_or(true));
    MergedCases {
        cases,
        merged,
        children,
    }
}

/// The rows of every child that has several, by the first of them.
///
/// Rows of one child have one hash, so that only rows whose hash stands twice are compared, of a million a few; and
/// sorting hashes goes through memory in order, where a map of ids jumps about in it.
fn repeated(cases: &[Case]) -> BTreeMap<usize, Vec<usize>> {
    let mut hashes: Vec<(u64, usize)> = cases
        .par_iter()
        .enumerate()
        .map(|(index, case)| (hash(case.child_id.as_str()), index))
        .collect();
    hashes.par_sort_unstable();
    let mut repeated = BTreeMap::new();
    for alike in hashes.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (_, index) in alike {
            rows.entry(cases[*index].child_id.as_str())
                .or_default()
                .push(*index);
        }
        let several = rows.into_values().filter(|rows| rows.len() > 1);
        repeated.extend(several.map(|rows| (rows[0], rows)));
    }
    repeated
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// Which of a child's rows goes first. The row's place decides nothing that shows, so the order of rows does not matter.
fn compare(a: &Case, b: &Case, as_of: Date) -> Ordering {
    let rule = |case: &Case| {
        (
            standing(case, as_of),
            status::rank(&case.legal_status),
            Reverse(case.opened),
        )
    };
    let rest = |case: &Case| (case.age, case.closed, case.leave_out);
    rule(a)
        .cmp(&rule(b))
        .then_with(|| a.team.cmp(&b.team))
        .then_with(|| a.case_holder.cmp(&b.case_holder))
        .then_with(|| a.legal_status.cmp(&b.legal_status))
        .then_with(|| a.manager.cmp(&b.manager))
        .then_with(|| a.family_id.cmp(&b.family_id))
        .then_with(|| a.initials.cmp(&b.initials))
        .then_with(|| rest(a).cmp(&rest(b)))
        .then_with(|| a.place.cmp(&b.place))
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Open,
    Closed,
    /// A day to come has not happened yet.
    ToCome,
}

fn standing(case: &Case, as_of: Date) -> Standing {
    if case.opened.is_some_and(|opened| opened > as_of) {
        Standing::ToCome
    } else if case.closed.is_some_and(|closed| closed <= as_of) {
        Standing::Closed
    } else {
        Standing::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Team;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn case(place: usize, team: &str, status: &str, opened: &str, closed: &str) -> Case {
        Case {
            child_id: ChildId::new("1").unwrap(),
            initials: None,
            age: None,
            team: Team::new(team).unwrap(),
            case_holder: None,
            legal_status: status.into(),
            opened: opened.parse().ok(),
            closed: closed.parse().ok(),
            manager: None,
            family_id: None,
            leave_out: false,
            place: (0, place),
        }
    }

    fn kept(cases: Vec<Case>) -> usize {
        merge(cases, day("2026-11-24"), &[0]).cases[0].place.1
    }

    #[test]
    fn the_rule_is_followed_step_by_step() {
        let by_row = |one, other| kept(vec![one, other]);
        // An open CIN goes before a closed CiC; one that closes after the day is open on it.
        let open = case(2, "B", "CIN", "2026-01-01", "");
        assert_eq!(
            by_row(open.clone(), case(3, "A", "CiC", "2026-02-01", "2026-11-24")),
            2
        );
        assert_eq!(
            by_row(open.clone(), case(3, "A", "CiC", "2026-02-01", "2026-11-25")),
            3
        );
        // What opens after the day goes last.
        assert_eq!(by_row(open.clone(), case(3, "A", "CiC", "2026-11-25", "")), 2);
        // The statuses, whatever their case, and unknown ones after them.
        for (index, pair) in ["cic", "Care leaver", "CP", "plo", "CIN", "EH"]
            .windows(2)
            .enumerate()
        {
            let later = case(3, "A", pair[1], "2026-05-01", "");
            assert_eq!(
                by_row(later, case(2, "B", pair[0], "2026-01-01", "")),
                2,
                "{index}"
            );
        }
        // The one opened later, then the team's bytes.
        assert_eq!(by_row(open.clone(), case(3, "C", "CIN", "2026-01-02", "")), 3);
        assert_eq!(by_row(open, case(3, "A", "CIN", "2026-01-01", "")), 3);
    }

    #[test]
    fn all_rows_of_a_child_are_listed_and_children_counted() {
        let mut other = case(9, "A", "CIN", "2026-01-01", "");
        other.child_id = ChildId::new("2").unwrap();
        let mut second_file = case(4, "A", "CP", "2026-01-01", "");
        second_file.place.0 = 1;
        let cases = vec![
            case(2, "A", "CIN", "2026-01-01", ""),
            other,
            case(5, "B", "CIN", "2026-01-01", ""),
            second_file,
        ];
        let merged = merge(cases.clone(), day("2026-11-24"), &[0, 1]);
        assert_eq!(merged.cases.len(), 2);
        assert_eq!(merged.children, [2, 1]);
        assert_eq!(merged.merged.len(), 1);
        assert_eq!(merged.merged[0].rows, [(0, 2), (0, 5), (1, 4)]);
        assert_eq!(merged.merged[0].kept, (1, 4));
        // Two sheets of one file.
        assert_eq!(merge(cases, day("2026-11-24"), &[0, 0]).children, [2]);
    }
}
