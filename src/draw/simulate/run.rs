//! One run: every auditor's draws over the cycles, and what they came to.

use super::council::{Pool, SimulatedCase, SimulatedCouncil};
use super::{Figures, Method, Setting};
use crate::draw::digest::Digest;
use crate::draw::raffle::{HISTORY, weight};

/// Chances are counted in so many parts, so that sums are whole numbers and no order of adding matters.
const PARTS: u64 = 1_000_000;
/// The places of the chances' distribution.
const PLACES: usize = 1000;

/// Sums over runs.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    holders: (u64, u64),
    statuses: (u64, u64),
    twice: (u64, u64),
    never: u64,
    guess: (u64, u64),
    /// How often the best guess was so many thousandths, rounded up.
    guesses: Vec<u64>,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            holders: (0, 0),
            statuses: (0, 0),
            twice: (0, 0),
            never: 0,
            guess: (0, 0),
            guesses: vec![0; PLACES + 1],
        }
    }
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        let pairs = [
            (&mut self.holders, other.holders),
            (&mut self.statuses, other.statuses),
            (&mut self.twice, other.twice),
            (&mut self.guess, other.guess),
        ];
        for (sum, more) in pairs {
            sum.0 += more.0;
            sum.1 += more.1;
        }
        self.never += other.never;
        for (sum, more) in self.guesses.iter_mut().zip(&other.guesses) {
            *sum += more;
        }
    }

    pub(super) fn figures(&self, method: Method, runs: usize) -> Figures {
        let percent = |(part, of): (u64, u64)| (of > 0).then(|| tenths(part * 100, of));
        Figures {
            method,
            holders_reached: percent(self.holders),
            statuses_reached: percent(self.statuses),
            holder_twice_running: percent(self.twice),
            never_drawn: tenths(self.never, runs.max(1) as u64),
            best_guess: (self.guess.1 > 0).then(|| thousandths(self.guess.0 / self.guess.1, PARTS)),
            best_guess_95: self.percentile(),
        }
    }

    fn percentile(&self) -> Option<f64> {
        let all: u64 = self.guesses.iter().sum();
        let mut below = 0;
        let place = self.guesses.iter().position(|count| {
            below += count;
            below * 100 >= all * 95
        });
        place
            .filter(|_| all > 0)
            .map(|place| thousandths(place as u64, PLACES as u64))
    }

    fn guessed(&mut self, best: u64, total: u64) {
        self.guess.0 += PARTS * best / total;
        self.guess.1 += 1;
        let place = (PLACES as u64 * best).div_ceil(total);
        self.guesses[usize::try_from(place).unwrap_or(PLACES).min(PLACES)] += 1;
    }
}

fn tenths(part: u64, of: u64) -> f64 {
    scaled(part, of, 10)
}

fn thousandths(part: u64, of: u64) -> f64 {
    scaled(part, of, 1000)
}

/// A quotient rounded half up to a number of parts; such counts are far below what a float holds exactly.
#[allow(clippy::cast_precision_loss, reason = "the counts lie far below 2^52")]
fn scaled(part: u64, of: u64, parts: u64) -> f64 {
    ((2 * parts * part + of) / (2 * of)) as f64 / parts as f64
}

/// What one auditor's draws have been in a run.
struct AuditorsDraws {
    /// The last six, oldest first.
    history: Vec<SimulatedCase>,
    /// The draw, from 1, at which each case-holder and status was last drawn; 0: never.
    holders: Vec<usize>,
    statuses: Vec<usize>,
    draws: usize,
}

/// Runs the cycles once and adds what they came to: each auditor's, and last the council's.
pub(super) fn run(
    council: &SimulatedCouncil,
    method: Method,
    setting: Setting<'_>,
    number: usize,
    sum: &mut [Tally],
) {
    let mut chance = Chance::new(setting.seed, method, number);
    // The cycle, from 1, in which each child was last drawn; 0: never.
    let mut last = vec![0_usize; council.children];
    let mut drawn: Vec<AuditorsDraws> = council.units.iter().map(AuditorsDraws::new).collect();
    let all = council.units.len();
    for cycle in 1..=setting.cycles {
        let mut now = Vec::new();
        for (at, (pool, drawn)) in council.units.iter().zip(&mut drawn).enumerate() {
            let mut tally = Tally::default();
            let open = open(pool, &last, cycle, setting.memory_cycles, &now);
            if let Some(case) = drawn.pick(&open, method, &mut chance, &mut tally) {
                now.push(case.child);
                drawn.take(case, &open, &mut tally);
            }
            sum[at].add(&tally);
            sum[all].add(&tally);
        }
        for child in now {
            last[child] = cycle;
        }
    }
    for (at, (pool, drawn)) in council.units.iter().zip(&drawn).enumerate() {
        let mut tally = Tally::default();
        drawn.reached(pool, setting.cycles, &mut tally);
        sum[all].add(&tally);
        tally.never = pool.cases.iter().filter(|case| last[case.child] == 0).count() as u64;
        sum[at].add(&tally);
    }
    sum[all].never += last.iter().filter(|cycle| **cycle == 0).count() as u64;
}

/// The cases that can be drawn: not drawn in the cycles before (unless that left none), and not taken in this one.
fn open(pool: &Pool, last: &[usize], cycle: usize, memory: usize, now: &[usize]) -> Vec<SimulatedCase> {
    let recent = |case: &&SimulatedCase| last[case.child] > 0 && cycle - last[case.child] <= memory;
    let mut open: Vec<SimulatedCase> = pool.cases.iter().filter(|case| !recent(case)).copied().collect();
    if open.is_empty() {
        open.clone_from(&pool.cases);
    }
    open.retain(|case| !now.contains(&case.child));
    open
}

impl AuditorsDraws {
    fn new(pool: &Pool) -> Self {
        Self {
            history: Vec::new(),
            holders: vec![0; pool.holders],
            statuses: vec![0; pool.statuses],
            draws: 0,
        }
    }

    fn pick(
        &self,
        open: &[SimulatedCase],
        method: Method,
        chance: &mut Chance,
        tally: &mut Tally,
    ) -> Option<SimulatedCase> {
        if method == Method::StrictRotation {
            let waited =
                |case: &&SimulatedCase| (self.holders[case.holder], case.holder, self.statuses[case.status]);
            let next = open.iter().min_by_key(waited).copied()?;
            tally.guessed(1, 1);
            return Some(next);
        }
        let weights: Vec<u64> = open.iter().map(|case| self.weight(*case, method)).collect();
        let (total, best) = (weights.iter().sum(), weights.iter().max()?);
        tally.guessed(*best, total);
        let mut ticket = chance.below(total);
        for (case, weight) in open.iter().zip(&weights) {
            if ticket < *weight {
                return Some(*case);
            }
            ticket -= weight;
        }
        None
    }

    fn weight(&self, case: SimulatedCase, method: Method) -> u64 {
        if method == Method::PlainRandom {
            return 1;
        }
        let holder = self
            .history
            .iter()
            .filter(|past| past.holder == case.holder)
            .count();
        let status = self
            .history
            .iter()
            .filter(|past| past.status == case.status)
            .count();
        let latest = self.history.last().is_some_and(|past| past.holder == case.holder);
        u64::from(weight(holder, status, latest))
    }

    fn take(&mut self, case: SimulatedCase, open: &[SimulatedCase], tally: &mut Tally) {
        // Where nobody else holds a case, it can't be helped.
        let before = self.history.last();
        let before = before.filter(|before| open.iter().any(|other| other.holder != before.holder));
        if let Some(before) = before {
            tally.twice.0 += u64::from(before.holder == case.holder);
            tally.twice.1 += 1;
        }
        if self.history.len() == HISTORY {
            self.history.remove(0);
        }
        self.history.push(case);
        self.draws += 1;
        self.holders[case.holder] = self.draws;
        self.statuses[case.status] = self.draws;
    }

    fn reached(&self, pool: &Pool, cycles: usize, tally: &mut Tally) {
        let reached = |last: &[usize]| last.iter().filter(|draw| **draw > 0).count() as u64;
        tally.holders = (reached(&self.holders), pool.holders.min(cycles) as u64);
        tally.statuses = (reached(&self.statuses), pool.statuses.min(cycles) as u64);
    }
}

/// Random numbers that a seed gives again: `SplitMix64` (Steele, Lea and Flood 2014), started from a SHA-256.
struct Chance(u64);

impl Chance {
    fn new(seed: &str, method: Method, run: usize) -> Self {
        let text = format!("qaf-simulate/1\n{seed}\n{}\n{run}\n", method.title());
        let start = Digest::of(text.as_bytes()).to_string();
        Self(u64::from_str_radix(&start[..16], 16).unwrap_or_default())
    }

    /// A number below `end`. The chances of two numbers differ by less than one in 2^50 for any pool there is.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let product = u128::from(mixed) * u128::from(end);
        u64::try_from(product >> 64).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn the_random_numbers_are_those_of_splitmix64() {
        // The first of its reference implementation from 0; of each all but the last bit.
        let mut chance = Chance(0);
        let drawn: [u64; 3] = std::array::from_fn(|_| chance.below(1 << 63));
        let reference: [u64; 3] = [
            0xe220_a839_7b1d_cdaf,
            0x6e78_9e6a_a1b9_65f4,
            0x06c4_5d18_8009_454f,
        ];
        assert_eq!(drawn, reference.map(|number| number >> 1));
    }
}
