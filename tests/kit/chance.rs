//! Choices by seed, the same on every machine; or always the first, which is the fullest.

/// Chooses.
#[derive(Clone, Debug)]
pub struct Chance(Option<u64>);

impl Chance {
    /// Always takes the first choice, so that everything is filled in.
    pub fn full() -> Self {
        Self(None)
    }

    /// Chooses by a seed.
    pub fn seeded(seed: u64) -> Self {
        Self(Some(seed))
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        let Some(state) = &mut self.0 else { return 0 };
        // SplitMix64.
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % (limit.max(1) as u64)).unwrap()
    }

    /// Whether something befalls that does so once in `n` times; never where everything is filled in.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1 && self.0.is_some()
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// Whether everything is filled in.
    pub fn is_full(&self) -> bool {
        self.0.is_none()
    }
}
