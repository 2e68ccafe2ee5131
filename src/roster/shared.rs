//! Texts of which many rows hold the same: each is held once and shared.

use std::sync::Arc;

/// How many texts are remembered. Teams, workers and statuses of a council are fewer; what does not fit is only held
/// more often.
const REMEMBERED: usize = 1 << 11;

/// The texts that were met last, each in the one place that its ends and its length give it.
///
/// It is no map: a text that takes another's place drives it out, so that no file can make it slow or large.
pub(super) struct Shared<T>(Vec<Option<Arc<T>>>);

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: AsRef<str>> Shared<T> {
    /// The text, as it was made when it was last met, else made now.
    pub(super) fn get(&mut self, text: &str, make: impl FnOnce(&str) -> Option<T>) -> Option<Arc<T>> {
        if self.0.is_empty() {
            self.0.resize_with(REMEMBERED, || None);
        }
        let slot = self.0.get_mut(place(text))?;
        if let Some(known) = slot.as_ref().filter(|known| known.as_ref().as_ref() == text) {
            return Some(Arc::clone(known));
        }
        let new = Arc::new(make(text)?);
        *slot = Some(Arc::clone(&new));
        Some(new)
    }
}

/// A place below [`REMEMBERED`].
fn place(text: &str) -> usize {
    // The highest bits are mixed best.
    usize::try_from(mixed(text) >> (u64::BITS - REMEMBERED.trailing_zeros())).unwrap_or(0)
}

/// A number of the text's length and the eight bytes at either end: of all of it, where it has sixteen bytes or fewer.
pub(super) fn mixed(text: &str) -> u64 {
    // An odd number whose bits are as good as random (the golden ratio in 64 bits).
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
    let bytes = text.as_bytes();
    let ends = bytes.first_chunk().zip(bytes.last_chunk());
    let (first, last) = ends.map_or_else(
        || {
            let short = bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
            (short, short)
        },
        |(first, last)| (u64::from_be_bytes(*first), u64::from_be_bytes(*last)),
    );
    (first.wrapping_mul(SPREAD) ^ last)
        .wrapping_add(bytes.len() as u64)
        .wrapping_mul(SPREAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_met_again_is_the_same_one_and_no_other_is_taken_for_it() {
        let mut shared: Shared<String> = Shared::default();
        let first = shared.get("Robin Hale", |text| Some(text.into())).unwrap();
        let again = shared.get("Robin Hale", |_| None).unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        for number in 0..20_000 {
            let name = format!("Worker {number:05} of a team with a long name");
            let held = shared.get(&name, |text| Some(text.into())).unwrap();
            assert_eq!(*held, *name);
        }
        assert_eq!(&*shared.get("", |text| Some(text.into())).unwrap(), "");
    }
}
