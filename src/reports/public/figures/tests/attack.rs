//! A reader's knowledge of a page, and every value that it leaves.

use super::Count;

/// A count as the reader sees it: the values that it may have by itself.
type Values = (usize, usize);

/// What adds up: the total, the parts, whether they are all.
pub(super) struct Known {
    pub(super) values: Vec<Values>,
    pub(super) sums: Vec<(usize, Vec<usize>, bool)>,
    /// Small counts that are hidden.
    pub(super) hidden: Vec<usize>,
}

impl Known {
    /// Puts down a printed count. The reader is let know of a hidden one whether it is small, or `withheld` with its
    /// whole breakdown and may be nought.
    pub(super) fn add(&mut self, truth: usize, printed: Count, withheld: bool, hide_up_to: usize) -> usize {
        let small = (1..=hide_up_to).contains(&truth);
        self.values.push(match printed.0 {
            Some(0) => (0, 0),
            Some(shown) => ((shown - 2).max(hide_up_to + 1), shown + 2),
            None if withheld => (0, 60),
            None if small => (1, hide_up_to),
            None => (1, 60),
        });
        let at = self.values.len() - 1;
        if printed.0.is_none() && small {
            self.hidden.push(at);
        }
        at
    }

    /// Whether there is a world in which the count at `at` has this value: every value of every count is tried.
    fn possible(&self, at: usize, value: usize) -> bool {
        let mut values = self.values.clone();
        values[at] = (value, value);
        self.solve(values)
    }

    fn solve(&self, mut values: Vec<Values>) -> bool {
        if !self.narrow(&mut values) {
            return false;
        }
        let open = (0..values.len()).filter(|at| values[*at].0 < values[*at].1);
        let Some(at) = open.min_by_key(|at| values[*at].1 - values[*at].0) else {
            return true;
        };
        (values[at].0..=values[at].1).any(|value| {
            let mut tried = values.clone();
            tried[at] = (value, value);
            self.solve(tried)
        })
    }

    /// Narrows by the sums; false where they can't hold.
    fn narrow(&self, values: &mut [Values]) -> bool {
        loop {
            let before = values.to_vec();
            for (total, parts, whole) in &self.sums {
                let low: usize = parts.iter().map(|at| values[*at].0).sum();
                let high: usize = parts.iter().map(|at| values[*at].1).sum();
                values[*total].0 = values[*total].0.max(low);
                if *whole {
                    values[*total].1 = values[*total].1.min(high);
                }
                for at in parts {
                    let (least, most) = values[*at];
                    let room = (values[*total].1 + least).checked_sub(low);
                    let Some(room) = room else { return false };
                    values[*at].1 = most.min(room);
                    if *whole {
                        values[*at].0 = least.max((values[*total].0 + most).saturating_sub(high));
                    }
                    if values[*at].0 > values[*at].1 {
                        return false;
                    }
                }
                if values[*total].0 > values[*total].1 {
                    return false;
                }
            }
            if values == before {
                return true;
            }
        }
    }
}

/// The hidden count with the fewest values left, by trying each.
pub(super) fn fewest(known: &Known, hide_up_to: usize) -> usize {
    let left = |at: &usize| {
        (known.values[*at].0..=hide_up_to)
            .filter(|value| known.possible(*at, *value))
            .count()
    };
    known.hidden.iter().map(left).min().unwrap_or(hide_up_to)
}
