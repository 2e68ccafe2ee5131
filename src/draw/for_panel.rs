//! The draw for a moderation panel: half of it at random, the rest of what a panel is for: audits that were regraded, graded
//! at either end of the scale, or tagged as new practice (section 2, moderation; the shares are ours).

use std::collections::BTreeSet;

use super::raffle::{Entry, RaffleError};
use super::sampled::{SampleGroup, SampleOf};

/// The tag of an audit whose practice is new.
pub const NEW_PRACTICE: &str = "new-practice";

/// What marks an audit for a panel, in the order in which seats are dealt: what is seldom comes first. With it, why an audit
/// was taken.
pub const MARKS: [(&str, &str); 4] = [
    (NEW_PRACTICE, "tagged as new practice"),
    ("inadequate", "graded Inadequate"),
    ("outstanding", "graded Outstanding"),
    ("regraded", "regraded by moderation"),
];

/// The group that is drawn from all.
const AT_RANDOM: &str = "panel";
/// The group of those that were asked for by name.
const INCLUDED: &str = "panel/included";
/// The group that fills the seats for which there are no marked audits.
const FURTHER: &str = "panel/further";

/// An audit that a panel may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelCandidate {
    /// Its id.
    pub audit: String,
    /// What marks it: of [`MARKS`].
    pub marks: Vec<&'static str>,
}

impl PanelCandidate {
    fn entry(&self) -> Entry {
        Entry {
            case_id: self.audit.clone(),
            holder: String::new(),
            status: self.marks.join(", "),
        }
    }
}

/// How many seats are drawn from all, whatever marks them.
pub fn at_random(size: usize) -> usize {
    size.div_ceil(2)
}

/// Why the audits of a group were taken.
pub fn why(unit: &str) -> &'static str {
    let mark = unit.strip_prefix("panel/").unwrap_or_default();
    match unit {
        INCLUDED => "asked for",
        FURTHER => "at random, in the place of a marked one",
        _ => MARKS
            .iter()
            .find(|(name, _)| *name == mark)
            .map_or("at random", |(_, why)| why),
    }
}

/// Draws the groups of a panel; those that nothing was taken of are left out.
///
/// # Errors
/// Where one stands twice.
pub fn groups(
    pool: &[PanelCandidate],
    included: &[PanelCandidate],
    size: usize,
    by: (&str, &str),
) -> Result<Vec<SampleGroup>, RaffleError> {
    let mut draw = PanelDraw {
        pool,
        taken: BTreeSet::new(),
        groups: Vec::new(),
        by,
    };
    let asked: Vec<Entry> = included.iter().map(PanelCandidate::entry).collect();
    draw.take(INCLUDED, asked, included.len())?;
    draw.take(AT_RANDOM, draw.left(|_| true), at_random(size))?;
    let pools = MARKS.map(|(mark, _)| draw.left(|one| one.marks.first() == Some(&mark)));
    let free = size.saturating_sub(draw.taken.len());
    for ((mark, _), (pool, seats)) in MARKS.iter().zip(dealt(pools, free)) {
        draw.take(&format!("panel/{mark}"), pool, seats)?;
    }
    let free = size.saturating_sub(draw.taken.len());
    draw.take(FURTHER, draw.left(|_| true), free)?;
    Ok(draw.groups)
}

/// Deals seats to the pools in turn, until there are none left of either.
fn dealt(pools: [Vec<Entry>; 4], mut free: usize) -> [(Vec<Entry>, usize); 4] {
    let mut seats = [0; 4];
    while free > 0 && (0..4).any(|at| seats[at] < pools[at].len()) {
        for (seat, pool) in seats.iter_mut().zip(&pools) {
            if free > 0 && *seat < pool.len() {
                *seat += 1;
                free -= 1;
            }
        }
    }
    let mut seats = seats.into_iter();
    pools.map(|pool| (pool, seats.next().unwrap_or_default()))
}

struct PanelDraw<'d> {
    pool: &'d [PanelCandidate],
    taken: BTreeSet<String>,
    groups: Vec<SampleGroup>,
    by: (&'d str, &'d str),
}

impl PanelDraw<'_> {
    /// Those of the pool that no group has taken.
    fn left(&self, is_wanted: impl Fn(&PanelCandidate) -> bool) -> Vec<Entry> {
        let free = self.pool.iter().filter(|one| !self.taken.contains(&one.audit));
        free.filter(|one| is_wanted(one))
            .map(PanelCandidate::entry)
            .collect()
    }

    fn take(&mut self, unit: &str, pool: Vec<Entry>, seats: usize) -> Result<(), RaffleError> {
        if pool.is_empty() || seats == 0 {
            return Ok(());
        }
        let group = SampleGroup::drawn((SampleOf::Audit, unit), pool, seats, self.by)?;
        let taken = group.taken().into_iter();
        self.taken.extend(taken.map(|entry| entry.case_id.clone()));
        self.groups.push(group);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(marks: &[&'static str], from: usize, count: usize) -> Vec<PanelCandidate> {
        let one = |number| PanelCandidate {
            audit: format!("CF-26-{number:04}"),
            marks: marks.to_vec(),
        };
        (from..from + count).map(one).collect()
    }

    fn taken(groups: &[SampleGroup]) -> Vec<(String, usize)> {
        groups
            .iter()
            .map(|group| (group.unit.clone(), group.take))
            .collect()
    }

    #[test]
    fn half_is_drawn_from_all_and_the_rest_in_turn_of_what_is_marked() {
        let mut pool = candidates(&[], 1, 40);
        pool.extend(candidates(&["inadequate"], 41, 1));
        pool.extend(candidates(&["regraded"], 42, 30));
        let groups = groups(&pool, &[], 9, ("42", "PA-26-0100")).unwrap();
        let all: BTreeSet<_> = groups
            .iter()
            .flat_map(SampleGroup::taken)
            .map(|one| &one.case_id)
            .collect();
        assert_eq!(all.len(), 9, "none is taken twice");
        assert_eq!(groups[0].take, 5);
        assert_eq!(groups[0].pool.len(), 71);
        let marked: usize = groups[1..].iter().map(|group| group.take).sum();
        assert_eq!(marked, 4);
        assert!(groups[1..].iter().all(|group| group.unit != "panel/further"));
    }

    #[test]
    fn seats_for_which_nothing_is_marked_are_drawn_from_the_rest() {
        let pool = candidates(&[], 1, 10);
        let asked = candidates(&["outstanding"], 90, 1);
        let groups = groups(&pool, &asked, 6, ("42", "PA-26-0100")).unwrap();
        let expected = [("panel/included", 1), ("panel", 3), ("panel/further", 2)];
        assert_eq!(
            taken(&groups),
            expected.map(|(unit, take)| (unit.to_owned(), take))
        );
        assert_eq!(why("panel/further"), "at random, in the place of a marked one");
        assert_eq!(why("panel"), "at random");
        assert_eq!(why("panel/inadequate"), "graded Inadequate");
    }

    #[test]
    fn a_small_pool_is_taken_whole() {
        let pool = candidates(&["regraded"], 1, 3);
        let groups = groups(&pool, &[], 10, ("42", "PA-26-0100")).unwrap();
        assert_eq!(taken(&groups), [("panel".to_owned(), 3)]);
    }
}
