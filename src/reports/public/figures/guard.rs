//! What is hidden so that nobody can be recognised: small counts, and what more has to go so that no small one can be
//! reckoned from what is shown.
//!
//! The reader who tries knows that a shown count is rounded to the nearest 5, that `[c]` of a small count is 1 to
//! `hide_up_to`, and which counts add up to which or are no more than which. They do not play the guard itself: that a
//! further count was hidden tells them nothing of why. [`Guard::protect`] tries every value of every small hidden count
//! against these sums. Where one is left fewer than [`LEAST`] values, a further count of the same breakdown is hidden,
//! the smallest first, and in the end the whole breakdown, until every small count has at least so many left.

/// So many values must be left for a hidden count. Two would already tell "one or two"; three of five is what a
/// reader is left with at the least.
pub const LEAST: usize = 3;
/// More than a quarter's count needs to be for a sum not to bind it.
const MANY: usize = 100_000;
/// So many guesses are made for a value before it is taken for impossible.
const STEPS: usize = 2_000;

/// A count's place among those that are guarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuardedPlace(usize);

/// How a count is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// Rounded, or a true zero.
    Rounded,
    /// To the digit.
    Exact,
    /// Not here, but rounded on a page that is out, or hidden there where it is small.
    Elsewhere,
    /// Hidden: 1 to `hide_up_to`.
    Small,
    /// Hidden so that a small one can't be reckoned: at least 1.
    Further,
    /// Hidden with its whole breakdown: anything, nought too.
    Withheld,
    /// Not shown, and taken to be known exactly to whoever reads.
    Known,
}

impl Shown {
    /// Whether something is told of the count, here or elsewhere.
    fn is_told(self) -> bool {
        matches!(self, Self::Rounded | Self::Exact | Self::Elsewhere | Self::Known)
    }
}

#[derive(Clone, Copy, Debug)]
struct Guarded {
    count: usize,
    shown: Shown,
    /// Hidden only where it is small or what it belongs to is hidden.
    main: bool,
    /// Another count, which is shown only where this one is not small.
    beside: Option<usize>,
}

/// Counts that add up to another.
#[derive(Clone, Debug)]
struct Sum {
    total: usize,
    parts: Vec<usize>,
    /// Whether they are all of it, or some.
    whole: bool,
}

impl Sum {
    /// Whether it holds where each count has this value.
    fn holds(&self, value: impl Fn(usize) -> usize) -> bool {
        let parts: usize = self.parts.iter().map(|part| value(*part)).sum();
        let total = value(self.total);
        parts == total || (parts < total && !self.whole)
    }
}

/// The counts of a page, and the sums between them.
#[derive(Clone, Debug)]
pub struct Guard {
    hide_up_to: usize,
    /// The least count that is hidden: 1, or 0 where noughts are hidden too.
    hide_from: usize,
    counts: Vec<Guarded>,
    /// The most telling first.
    sums: Vec<Sum>,
}

impl Guard {
    /// A page without counts yet. Counts up to 2 are always hidden, for they would round to nought.
    pub fn new(hide_up_to: usize) -> Self {
        Self {
            hide_up_to: hide_up_to.max(2),
            hide_from: 1,
            counts: Vec::new(),
            sums: Vec::new(),
        }
    }

    /// A page on which a nought is hidden as any small count is: that nobody said something tells of each of them what
    /// they did not say.
    pub fn hiding_noughts(hide_up_to: usize) -> Self {
        Self {
            hide_from: 0,
            ..Self::new(hide_up_to)
        }
    }

    /// Counts up to this are hidden.
    pub fn hides_up_to(&self) -> usize {
        self.hide_up_to
    }

    /// Whether a count is hidden for its own size.
    pub fn is_small(&self, count: usize) -> bool {
        (self.hide_from..=self.hide_up_to).contains(&count)
    }

    /// Adds a count that is not shown, and that whoever reads is taken to know.
    pub fn known(&mut self, count: usize) -> GuardedPlace {
        self.put(count, Shown::Known, true)
    }

    /// Adds a count that is never shown, and is known not to be small where the other is shown.
    pub fn beside(&mut self, other: GuardedPlace, count: usize) -> GuardedPlace {
        let place = self.unshown(count);
        self.counts[place.0].beside = Some(other.0);
        place
    }

    /// Adds a count that is never shown.
    pub fn unshown(&mut self, count: usize) -> GuardedPlace {
        self.put(count, Shown::Withheld, false)
    }

    /// Adds a count.
    pub fn count(&mut self, count: usize) -> GuardedPlace {
        self.add(count, false)
    }

    /// Adds a count that is shown to the digit where it is not hidden.
    pub fn exact(&mut self, count: usize) -> GuardedPlace {
        let place = self.add(count, false);
        let shown = &mut self.counts[place.0].shown;
        if *shown == Shown::Rounded {
            *shown = Shown::Exact;
        }
        place
    }

    /// Adds a count that is not shown here, and that whoever reads may have rounded from another page.
    pub fn elsewhere(&mut self, count: usize) -> GuardedPlace {
        self.put(count, Shown::Elsewhere, true)
    }

    /// Whether a count is shown to the digit.
    pub fn is_exact(&self, place: GuardedPlace) -> bool {
        self.counts[place.0].shown == Shown::Exact
    }

    /// Adds a count that is not hidden for another's sake while there is another way.
    pub fn main(&mut self, count: usize) -> GuardedPlace {
        self.add(count, true)
    }

    fn add(&mut self, count: usize, main: bool) -> GuardedPlace {
        let shown = if self.is_small(count) {
            Shown::Small
        } else {
            Shown::Rounded
        };
        self.put(count, shown, main)
    }

    fn put(&mut self, count: usize, shown: Shown, main: bool) -> GuardedPlace {
        self.counts.push(Guarded {
            count,
            shown,
            main,
            beside: None,
        });
        GuardedPlace(self.counts.len() - 1)
    }

    /// Says that counts add up to another, or, where they are not the whole of it, to no more. The most telling
    /// breakdown is named first; the last is given up first.
    pub fn sum(&mut self, total: GuardedPlace, parts: &[GuardedPlace], whole: bool) {
        self.sums.push(Sum {
            total: total.0,
            parts: parts.iter().map(|place| place.0).collect(),
            whole,
        });
    }

    /// The count as it may be shown; none where it is hidden.
    pub fn shown(&self, place: GuardedPlace) -> Option<usize> {
        let guarded = self.counts[place.0];
        (guarded.shown == Shown::Rounded).then(|| rounded(guarded.count))
    }

    /// Hides what has to be hidden.
    pub fn protect(&mut self) {
        loop {
            self.withhold_under_hidden();
            let Some(exposed) = self.exposed() else { return };
            if !self.hide_beside(exposed) {
                // There is no way known; nothing is shown rather than too much.
                self.counts
                    .iter_mut()
                    .for_each(|count| count.shown = Shown::Withheld);
                return;
            }
        }
    }

    /// What a hidden count is made of is not shown either, noughts too.
    fn withhold_under_hidden(&mut self) {
        let mut changed = true;
        while changed {
            changed = false;
            for sum in &self.sums {
                if self.counts[sum.total].shown.is_told() {
                    continue;
                }
                for part in &sum.parts {
                    let shown = &mut self.counts[*part].shown;
                    changed |= *shown != Shown::Withheld;
                    *shown = Shown::Withheld;
                }
            }
        }
    }

    /// The first small count that is left too few values.
    fn exposed(&self) -> Option<usize> {
        let ranges: Vec<(usize, usize)> = self.counts.iter().map(|count| self.alone(*count)).collect();
        let least = LEAST.min(self.hide_up_to + 1 - self.hide_from);
        let small = |at: &usize| {
            let count = self.counts[*at];
            !count.shown.is_told() && self.is_small(count.count)
        };
        (0..self.counts.len()).filter(small).find(|at| {
            let left =
                (ranges[*at].0..=self.hide_up_to).filter(|value| self.is_possible(*at, *value, &ranges));
            left.take(least).count() < least
        })
    }

    /// Whether the page could be as it is with this value in this place, as far as [`STEPS`] tries can tell; what they
    /// can't is taken for impossible, so that rather more is hidden.
    fn is_possible(&self, at: usize, value: usize, ranges: &[(usize, usize)]) -> bool {
        let mut tried = ranges.to_vec();
        tried[at] = (value, value);
        let mut steps = STEPS;
        self.is_solvable(tried, &mut steps)
    }

    fn is_solvable(&self, mut ranges: Vec<(usize, usize)>, steps: &mut usize) -> bool {
        if *steps == 0 || !self.narrowed(&mut ranges) {
            return false;
        }
        *steps -= 1;
        // Most sums hold with the true counts, as near as the ranges let them be; only where one does not is anything
        // guessed.
        let guess = |at: usize| self.counts[at].count.clamp(ranges[at].0, ranges[at].1);
        let Some(broken) = self.sums.iter().find(|sum| !sum.holds(guess)) else {
            return true;
        };
        let open = broken.parts.iter().chain([&broken.total]);
        let open = open.filter(|at| ranges[**at].0 < ranges[**at].1);
        let Some(at) = open.min_by_key(|at| ranges[**at].1 - ranges[**at].0) else {
            return false;
        };
        (ranges[*at].0..=ranges[*at].1).any(|value| {
            let mut tried = ranges.clone();
            tried[*at] = (value, value);
            self.is_solvable(tried, steps)
        })
    }

    /// Hides one count more beside an exposed one, or withholds a breakdown; whether there was anything to hide.
    fn hide_beside(&mut self, exposed: usize) -> bool {
        let about = |sum: &&Sum| sum.total == exposed || sum.parts.contains(&exposed);
        let open = |sum: &&Sum| {
            sum.parts
                .iter()
                .any(|part| self.counts[*part].shown != Shown::Withheld)
        };
        let Some(sum) = self.sums.iter().rev().filter(about).find(open).cloned() else {
            return false;
        };
        let further = sum.parts.iter().filter(|part| {
            let part = self.counts[**part];
            matches!(part.shown, Shown::Rounded | Shown::Exact) && part.count > 0 && !part.main
        });
        if let Some(smallest) = further.min_by_key(|part| self.counts[**part].count) {
            self.counts[*smallest].shown = Shown::Further;
        } else {
            for part in &sum.parts {
                self.counts[*part].shown = Shown::Withheld;
            }
        }
        true
    }

    /// Narrows the ranges as far as the sums do; whether any world is left.
    fn narrowed(&self, ranges: &mut [(usize, usize)]) -> bool {
        let mut changed = true;
        while changed {
            changed = false;
            for sum in &self.sums {
                changed |= narrow(sum, ranges);
                if sum
                    .parts
                    .iter()
                    .chain([&sum.total])
                    .any(|at| ranges[*at].0 > ranges[*at].1)
                {
                    return false;
                }
            }
        }
        true
    }

    /// Whether a count is hidden with its whole breakdown, so that it may be nought.
    pub fn is_withheld(&self, place: GuardedPlace) -> bool {
        self.counts[place.0].shown == Shown::Withheld
    }

    /// What a count may be by what is shown of it alone.
    fn alone(&self, guarded: Guarded) -> (usize, usize) {
        match guarded.shown {
            Shown::Small => (self.hide_from, self.hide_up_to),
            Shown::Further => (1, MANY),
            Shown::Withheld
                if guarded
                    .beside
                    .is_some_and(|other| self.counts[other].shown == Shown::Rounded) =>
            {
                (self.hide_up_to + 1, MANY)
            }
            Shown::Withheld => (0, MANY),
            Shown::Known | Shown::Exact => (guarded.count, guarded.count),
            Shown::Elsewhere if self.is_small(guarded.count) => (self.hide_from, self.hide_up_to),
            Shown::Rounded | Shown::Elsewhere => values(rounded(guarded.count), self.hide_up_to),
        }
    }
}

/// A count to the nearest 5.
pub fn rounded(count: usize) -> usize {
    (count + 2) / 5 * 5
}

/// What a count may be that is shown as this.
fn values(shown: usize, hide_up_to: usize) -> (usize, usize) {
    if shown == 0 {
        return (0, 0);
    }
    ((shown - 2).max(hide_up_to + 1), shown + 2)
}

/// Narrows the ranges of a sum by each other; whether any got narrower.
fn narrow(sum: &Sum, ranges: &mut [(usize, usize)]) -> bool {
    let before: Vec<(usize, usize)> = sum
        .parts
        .iter()
        .chain([&sum.total])
        .map(|at| ranges[*at])
        .collect();
    let lows: usize = sum.parts.iter().map(|part| ranges[*part].0).sum();
    let highs: usize = sum.parts.iter().map(|part| ranges[*part].1).sum();
    let (low, high) = ranges[sum.total];
    ranges[sum.total] = (low.max(lows), if sum.whole { high.min(highs) } else { high });
    let (low, high) = ranges[sum.total];
    for part in &sum.parts {
        let (least, most) = ranges[*part];
        let others = (lows - least, highs - most);
        if high < others.0 {
            // No value fits; an empty range says so.
            ranges[*part] = (1, 0);
            return true;
        }
        let least_left = if sum.whole {
            least.max(low.saturating_sub(others.1))
        } else {
            least
        };
        ranges[*part] = (least_left, most.min(high - others.0));
        if ranges[*part].0 > ranges[*part].1 {
            return true;
        }
    }
    let after = sum.parts.iter().chain([&sum.total]).map(|at| ranges[*at]);
    after.ne(before)
}
