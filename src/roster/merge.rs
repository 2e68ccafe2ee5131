//! One child on several rows is one child.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

use rayon::prelude::*;

use super::read::{RosterSheet, sheet_of};
use super::shared::mixed;
use super::{Case, RosterPlace, status};
use crate::framework::name::{folded_id, with_folded_id};
use crate::framework::{ChildId, Date};

/// A child that stood on several rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The child.
    pub child_id: ChildId,
    /// Where the child stood, as [`Case::place`], in order.
    pub rows: Vec<RosterPlace>,
    /// The row that was kept.
    pub kept: RosterPlace,
}

/// Ids that fold alike but are not spelt alike, as where one list has been through Excel: one child, or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Each spelling with the first row on which it stands, in the order of the rows.
    pub ids: Vec<(ChildId, RosterPlace)>,
}

/// The cases with each child once, in the order of the rows; the children that stood on several rows, by id; the ids that
/// fold alike, in the order of the rows; and how many children each of the files has.
pub(super) struct MergedCases {
    pub(super) cases: Vec<Case>,
    pub(super) merged: Vec<Merged>,
    pub(super) alike: Vec<Alike>,
    pub(super) children: Vec<usize>,
}

/// Keeps one row a child; `None` is a row without a case.
pub(super) fn merge(rows: Vec<Option<Case>>, as_of: Date, sheets: &[RosterSheet]) -> MergedCases {
    let mut children = vec![0; sheets.iter().map(|sheet| sheet.file + 1).max().unwrap_or(0)];
    for sheet in sheets {
        children[sheet.file] += sheet.rows - sheet.unreadable;
    }
    let (groups, mut alike) = repeated(&rows);
    let (mut merged, lost): (Vec<Merged>, Vec<Vec<usize>>) = groups
        .into_par_iter()
        .filter_map(|group| best(&rows, group, as_of))
        .unzip();
    for one in &merged {
        // Sheets of one file stand next to each other, so that equal files do too.
        for pair in one.rows.windows(2) {
            let [one, next] = [pair[0], pair[1]].map(|place| sheet_of(place, sheets).map(|sheet| sheet.file));
            if let Some(file) = one.filter(|_| one == next) {
                children[file] -= 1;
            }
        }
    }
    let mut lost = lost.concat();
    lost.par_sort_unstable();
    merged.par_sort_unstable_by(|a, b| a.child_id.cmp(&b.child_id));
    alike.sort_by_key(|alike| alike.ids.first().map(|(_, place)| *place));
    MergedCases {
        cases: without(rows, &lost),
        merged,
        alike,
        children,
    }
}

/// Of a child's rows what is told of them, and which are not kept.
fn best(rows: &[Option<Case>], mut group: Vec<usize>, as_of: Date) -> Option<(Merged, Vec<usize>)> {
    let cases = || group.iter().filter_map(|row| Some((*row, rows[*row].as_ref()?)));
    let (kept, best) = cases().min_by(|(_, a), (_, b)| compare(a, b, as_of))?;
    let mut places: Vec<RosterPlace> = cases().map(|(_, case)| case.place).collect();
    places.sort_unstable();
    let merged = Merged {
        child_id: best.child_id.clone(),
        rows: places,
        kept: best.place,
    };
    group.retain(|row| *row != kept);
    Some((merged, group))
}

/// The cases without the rows that have none, and without those that are lost, whose places are given in order.
///
/// They move up where they are: a million cases take longer to fill new memory than to be read, and one that is lost is
/// dropped as it is passed, when it is at hand.
fn without(rows: Vec<Option<Case>>, lost: &[usize]) -> Vec<Case> {
    let (mut lost, mut at) = (lost.iter().peekable(), 0);
    let kept = rows.into_iter().filter_map(|row| {
        let is_lost = lost.next_if_eq(&&at).is_some();
        at += 1;
        row.filter(|_| !is_lost)
    });
    kept.collect()
}

/// The rows of every child that has several; and the ids that fold alike.
///
/// Ids that fold alike have one hash, so that only rows whose hash stands twice are compared, of a million a few; and
/// sorting hashes goes through memory in order, where a map of ids jumps about in it.
fn repeated(rows: &[Option<Case>]) -> (Vec<Vec<usize>>, Vec<Alike>) {
    let id = |row: usize| rows[row].as_ref().map_or("", |case| case.child_id.as_str());
    // The lower bits of a hash give way to the row's number, so that what is sorted is small.
    let lower = rows.len().next_power_of_two() as u64 - 1;
    let mut hashes: Vec<u64> = (0..rows.len())
        .into_par_iter()
        .map(|row| with_folded_id(id(row), hash) & !lower | row as u64)
        .collect();
    hashes.par_sort_unstable();
    // Of a million hashes few are equal, so those are looked for first.
    let alike = |at: usize| hashes[at - 1] & !lower == hashes[at] & !lower;
    let seconds: Vec<usize> = (1..hashes.len())
        .into_par_iter()
        .filter(|at| alike(*at))
        .collect();
    let row = |at: usize| usize::try_from(hashes[at] & lower).unwrap_or(0);
    let found: Vec<(Vec<Vec<usize>>, Vec<Alike>)> = seconds
        .par_chunk_by(|before, at| before + 1 == *at)
        .map(|run| {
            let spelt = parted((run[0] - 1..=run[run.len() - 1]).map(row).collect(), id);
            let alike = folding_alike(&spelt, rows);
            (spelt.into_iter().filter(|same| same.len() > 1).collect(), alike)
        })
        .collect();
    let (groups, alike): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    (groups.concat(), alike.concat())
}

/// Rows whose ids have one hash, parted by the ids as they are spelt.
fn parted<'r>(mut rows: Vec<usize>, id: impl Fn(usize) -> &'r str) -> Vec<Vec<usize>> {
    let mut children = Vec::new();
    while let Some(first) = rows.first().map(|row| id(*row)) {
        let (same, others): (Vec<usize>, Vec<usize>) = rows.iter().partition(|row| id(**row) == first);
        rows = others;
        // Rows that could not be read have none.
        if !first.is_empty() {
            children.push(same);
        }
    }
    children
}

/// Of ids of one hash, each with its rows, those that fold alike.
fn folding_alike(spelt: &[Vec<usize>], rows: &[Option<Case>]) -> Vec<Alike> {
    if spelt.len() < 2 {
        return Vec::new();
    }
    let mut folded: BTreeMap<String, Vec<(ChildId, RosterPlace)>> = BTreeMap::new();
    for same in spelt {
        let cases = same.iter().filter_map(|row| rows[*row].as_ref());
        if let Some(first) = cases.min_by_key(|case| case.place) {
            let id = first.child_id.clone();
            folded
                .entry(folded_id(id.as_str()))
                .or_default()
                .push((id, first.place));
        }
    }
    let several = folded.into_values().filter(|ids| ids.len() > 1).map(|mut ids| {
        ids.sort_by_key(|(_, place)| *place);
        Alike { ids }
    });
    several.collect()
}

fn hash(id: &str) -> u64 {
    // Longer ids may differ in the middle alone.
    if id.len() <= 16 {
        return mixed(id);
    }
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
enum RowStanding {
    Open,
    Closed,
    /// A day to come has not happened yet.
    ToCome,
}

fn standing(case: &Case, as_of: Date) -> RowStanding {
    if case.opened.is_some_and(|opened| opened > as_of) {
        RowStanding::ToCome
    } else if case.closed.is_some_and(|closed| closed <= as_of) {
        RowStanding::Closed
    } else {
        RowStanding::Open
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::framework::Team;
    use crate::roster::columns::Layout;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn case(place: u32, team: &str, status: &str, opened: &str, closed: &str) -> Case {
        Case {
            child_id: ChildId::new("1").unwrap(),
            initials: None,
            age: None,
            team: Arc::new(Team::new(team).unwrap()),
            case_holder: None,
            legal_status: Arc::new(status.into()),
            opened: opened.parse().ok(),
            closed: closed.parse().ok(),
            manager: None,
            family_id: None,
            leave_out: false,
            place: (0, place),
        }
    }

    /// Sheets, each of one of the files, in which the cases stand.
    fn merged(cases: &[Case], file_of: &[usize]) -> MergedCases {
        let sheet = |(sheet, file): (usize, &usize)| RosterSheet {
            file: *file,
            name: None,
            layout: Layout::Qaf,
            header_row: 1,
            rows: cases.iter().filter(|case| case.place.0 as usize == sheet).count(),
            unreadable: 0,
        };
        let sheets: Vec<RosterSheet> = file_of.iter().enumerate().map(sheet).collect();
        let rows = cases.iter().cloned().map(Some).collect();
        merge(rows, day("2026-11-24"), &sheets)
    }

    fn kept(cases: &[Case]) -> u32 {
        merged(cases, &[0]).cases[0].place.1
    }

    #[test]
    fn the_rule_is_followed_step_by_step() {
        let by_row = |one, other| kept(&[one, other]);
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
        let two = merged(&cases, &[0, 1]);
        assert_eq!(two.cases.len(), 2);
        assert_eq!(two.children, [2, 1]);
        assert_eq!(two.merged.len(), 1);
        assert_eq!(two.merged[0].rows, [(0, 2), (0, 5), (1, 4)]);
        assert_eq!(two.merged[0].kept, (1, 4));
        // Two sheets of one file.
        assert_eq!(merged(&cases, &[0, 0]).children, [2]);
    }
}
