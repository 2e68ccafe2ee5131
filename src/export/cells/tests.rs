//! The attack: a reader who has the cells that left, the council's public page of the quarter, and tries every
//! value for every cell that stayed at home.

use proptest::prelude::*;

use super::*;

/// The threshold.
const HIDE: usize = 5;
/// More than any count here.
const MANY: usize = 200;
/// So many values must be left for a small count that stayed at home.
const LEAST: usize = 3;

/// Counts by quarter, by whether the case was drawn, and by grade.
type PoolWorld = Vec<[[usize; 4]; 2]>;

fn world() -> impl Strategy<Value = PoolWorld> {
    let grades = || [0..7_usize, 0..18_usize, 0..12_usize, 0..5_usize];
    let chosen = || [0..3_usize, 0..9_usize, 0..7_usize, 0..3_usize];
    let quarter = (grades(), chosen()).prop_map(|(drawn, chosen)| [drawn, chosen]);
    prop::collection::vec(quarter, 1..3)
}

fn group(quarter: usize, random: bool) -> CellGroup {
    CellGroup {
        form: "child-case".into(),
        domain: OVERALL.into(),
        quarter: format!("2025-26-Q{}", quarter + 1).into(),
        random,
        moderated: true,
    }
}

fn several(n: usize) -> Counted {
    let both = Several {
        first: None,
        are_several: true,
    };
    Counted {
        n,
        auditors: both.clone(),
        workers: both,
    }
}

fn cells(world: &PoolWorld) -> CouncilCells {
    let mut cells = CouncilCells::default();
    for (quarter, groups) in world.iter().enumerate() {
        for (grades, random) in groups.iter().zip([true, false]) {
            let group = group(quarter, random);
            let all = grades.iter().sum();
            let with = Grade::ALL.into_iter().map(Some).zip(grades.iter().copied());
            for (grade, n) in with.chain([(None, all)]).filter(|(_, n)| *n > 0) {
                cells.counted.insert((group.clone(), grade), several(n));
            }
        }
    }
    cells
}

/// Counts that come to as much as this, or to that in a place.
type KnownSum = (Vec<usize>, (usize, usize), Option<usize>);

/// What a reader knows: what each count may be, and which of them come to what.
struct Reader {
    truth: Vec<(CellGroup, Option<Grade>, usize)>,
    ranges: Vec<(usize, usize)>,
    sums: Vec<KnownSum>,
}

fn rounded(n: usize) -> (usize, usize) {
    match n {
        0 => (0, 0),
        1..=HIDE => (1, HIDE),
        n => {
            let shown = (n + 2) / 5 * 5;
            ((shown - 2).max(HIDE + 1), shown + 2)
        }
    }
}

impl Reader {
    fn of(world: &PoolWorld, left: &[PoolCell]) -> Self {
        let truth: Vec<(CellGroup, Option<Grade>, usize)> = cells(world)
            .counted
            .into_iter()
            .map(|((group, grade), counted)| (group, grade, counted.n))
            .collect();
        let shown = |group: &CellGroup, grade: Option<Grade>| {
            left.iter()
                .find(|cell| cell.group == *group && cell.grade == grade)
        };
        // A cell that is not there may be nought as well as small.
        let ranges = truth
            .iter()
            .map(|(group, grade, _)| shown(group, *grade).map_or((0, MANY), |cell| (cell.n, cell.n)))
            .collect();
        let mut reader = Self {
            truth,
            ranges,
            sums: Vec::new(),
        };
        for (at, (group, grade, _)) in reader.truth.clone().iter().enumerate() {
            if grade.is_none() {
                let parts = reader.that(|other, grade| other == group && grade.is_some());
                reader.sums.push((parts, (0, MANY), Some(at)));
            }
        }
        for quarter in (0..world.len()).map(|quarter| group(quarter, true).quarter) {
            let sum = |parts: &[usize], truth: &[(CellGroup, Option<Grade>, usize)]| -> usize {
                parts.iter().map(|at| truth[*at].2).sum()
            };
            let parts = |kind: PageCount| {
                reader.that(|group, grade| {
                    let (group, n) = (group.clone(), 0);
                    group.quarter == quarter && kind.counts(&PoolCell { group, grade, n })
                })
            };
            // The page itself is attacked by tests of its own.
            let page = PageCount::shown(|kind| sum(&parts(kind), &reader.truth), true, &Guard::new(HIDE));
            let known: Vec<Vec<usize>> = page.into_iter().map(parts).collect();
            for parts in known {
                let total = rounded(sum(&parts, &reader.truth));
                reader.sums.push((parts, total, None));
            }
        }
        reader
    }

    fn that(&self, are: impl Fn(&CellGroup, Option<Grade>) -> bool) -> Vec<usize> {
        let all = self.truth.iter().enumerate();
        all.filter(|(_, (group, grade, _))| are(group, *grade))
            .map(|(at, _)| at)
            .collect()
    }

    /// How many values a count may have, up to the threshold; nought is one, as nothing tells it from what stayed. Nothing
    /// where the search is too long to tell.
    fn left(&self, at: usize) -> Option<usize> {
        let worlds = (0..=HIDE).map(|value| {
            let mut ranges = self.ranges.clone();
            ranges[at] = (value, value);
            self.is_a_world(ranges, &mut 50_000)
        });
        let worlds: Vec<Option<bool>> = worlds.collect();
        let found = worlds.iter().filter(|world| **world == Some(true)).count();
        (found >= LEAST || !worlds.contains(&None)).then_some(found)
    }

    /// Whether these ranges hold a world; nothing where the steps came to an end before that was known. What is near the
    /// truth is tried first, as worlds are found there.
    fn is_a_world(&self, mut ranges: Vec<(usize, usize)>, steps: &mut usize) -> Option<bool> {
        *steps = steps.checked_sub(1)?;
        if !self.narrow(&mut ranges) {
            return Some(false);
        }
        let open = (0..ranges.len()).filter(|at| ranges[*at].0 < ranges[*at].1);
        let Some(at) = open.min_by_key(|at| ranges[*at].1 - ranges[*at].0) else {
            return Some(true);
        };
        let mut values: Vec<usize> = (ranges[at].0..=ranges[at].1).collect();
        values.sort_by_key(|value| value.abs_diff(self.truth[at].2));
        for value in values {
            let mut tried = ranges.clone();
            tried[at] = (value, value);
            if self.is_a_world(tried, steps)? {
                return Some(true);
            }
        }
        Some(false)
    }

    fn narrow(&self, ranges: &mut [(usize, usize)]) -> bool {
        loop {
            let before = ranges.to_vec();
            for (parts, (low, high), total) in &self.sums {
                let (low, high) = total.map_or((*low, *high), |at| ranges[at]);
                let least: usize = parts.iter().map(|at| ranges[*at].0).sum();
                let most: usize = parts.iter().map(|at| ranges[*at].1).sum();
                if least > high || most < low {
                    return false;
                }
                if let Some(at) = total {
                    ranges[*at] = (low.max(least), high.min(most));
                }
                for at in parts {
                    let (lower, upper) = ranges[*at];
                    let (others_least, others_most) = (least - lower, most - upper);
                    ranges[*at] = (
                        lower.max(low.saturating_sub(others_most)),
                        upper.min(high - others_least),
                    );
                    if ranges[*at].0 > ranges[*at].1 {
                        return false;
                    }
                }
            }
            if before == ranges {
                return true;
            }
        }
    }
}

fn attacked(world: &PoolWorld) -> Result<(), TestCaseError> {
    let (left, stayed) = cells(world).protected(HIDE);
    let reader = Reader::of(world, &left);
    prop_assert_eq!(left.len() + stayed, reader.truth.len());
    for cell in &left {
        prop_assert!(cell.n > HIDE, "{cell:?}");
        let told = reader
            .truth
            .iter()
            .any(|(group, grade, n)| (group, grade, n) == (&cell.group, &cell.grade, &cell.n));
        prop_assert!(told, "a cell that leaves is to the digit");
    }
    for (at, (group, grade, n)) in reader.truth.iter().enumerate() {
        if *n <= HIDE {
            let Some(left) = reader.left(at) else {
                return Err(TestCaseError::reject("too many worlds to search"));
            };
            prop_assert!(
                left >= LEAST,
                "{group:?} {grade:?} is {n}, and may be {left} values"
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_small_cell_that_stayed_can_be_reckoned(world in world()) {
        attacked(&world)?;
    }
}

#[test]
fn a_world_with_many_others_beside_it_is_searched_to_its_end() {
    attacked(&vec![[[1, 0, 1, 4], [1, 1, 3, 1]], [[6, 10, 1, 1], [1, 0, 3, 1]]]).unwrap();
}

#[test]
fn a_small_cell_stays_and_so_does_another_where_the_rest_would_tell_it() {
    // Of 30 drawn audits three are Inadequate: with the others known they would be too.
    let world = vec![[[8, 12, 7, 3], [0, 0, 0, 0]]];
    let (left, _) = cells(&world).protected(HIDE);
    let shown: Vec<(Option<Grade>, usize)> = left.iter().map(|cell| (cell.grade, cell.n)).collect();
    assert!(!shown.contains(&(Some(Grade::Inadequate), 3)));
    assert!(shown.contains(&(None, 30)), "the denominator is told: {shown:?}");
    assert!(shown.len() < 4, "one more stays: {shown:?}");
}

#[test]
fn what_is_of_one_auditor_alone_stays() {
    let mut cells = cells(&vec![[[0, 20, 0, 0], [0, 0, 0, 0]]]);
    for counted in cells.counted.values_mut() {
        counted.auditors.are_several = false;
    }
    assert_eq!(cells.protected(HIDE), (Vec::new(), 2));
}

#[test]
fn what_leaves_of_a_quarter_does_not_depend_on_another() {
    let quarters = vec![[[3, 22, 15, 4], [0, 2, 1, 0]], [[2, 30, 9, 1], [0, 8, 2, 0]]];
    let (both, _) = cells(&quarters).protected(HIDE);
    let (first, _) = cells(&quarters[..1].to_vec()).protected(HIDE);
    let of_first: Vec<&PoolCell> = both
        .iter()
        .filter(|cell| cell.group.quarter == "2025-26-Q1")
        .collect();
    assert_eq!(of_first, first.iter().collect::<Vec<&PoolCell>>());
    assert!(first.len() > 2 && both.len() > first.len(), "{both:?}");
}
