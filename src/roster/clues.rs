//! Which column of an unknown list probably stands for which of qaf's: what speaks for a header, and the best of several.

use super::cell::{cleaned, folded};

/// A column that seems to stand for one of qaf's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guess<C> {
    pub(super) column: C,
    /// Its place in the header.
    pub(super) at: usize,
    /// Another that might as well be meant, by its place.
    pub(super) rival: Option<usize>,
    /// Whether a person should look before believing it.
    pub(super) doubtful: bool,
}

impl<C> Guess<C> {
    /// Whether a person should look at it: little speaks for it, or as much for another.
    pub(super) fn is_in_doubt(&self) -> bool {
        self.doubtful || self.rival.is_some()
    }
}

/// From so much on a guess is made.
pub(super) const ENOUGH: i32 = 5;
/// From so much on a cell alone reads like a header.
pub(super) const LIKE_A_HEADER: i32 = 4;
/// From so much on it is not called doubtful.
const SURE: i32 = 8;
/// What rules a guess out.
pub(super) const NEVER: i32 = -100;

/// Header words for and against a column, with their weight.
pub(super) type Clues = &'static [(i32, &'static str)];

/// How much a header speaks for a column of this name, with these clues.
pub(super) fn weight(name: &str, clues: Clues, header: &str) -> i32 {
    if folded(header) == folded(name) {
        return SURE * 2;
    }
    let weight = |word: &String| {
        let fits = |(_, clue): &&(i32, &str)| clue.split(' ').any(|clue| clue == word);
        clues.iter().find(fits).map_or(0, |(weight, _)| *weight)
    };
    words(header).iter().map(weight).sum()
}

/// The words of a header, in small letters: `LegalStatus Desc` is legal, status, desc; `D.O.B.` is dob.
pub(super) fn words(header: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last_small = false;
    let mut fresh = true;
    for letter in cleaned(header).chars() {
        if !letter.is_alphanumeric() {
            fresh = true;
            last_small = false;
            continue;
        }
        if fresh || (last_small && letter.is_uppercase()) {
            words.push(String::new());
        }
        fresh = false;
        last_small = letter.is_lowercase();
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    let letters: Vec<&String> = words.iter().filter(|word| word.chars().count() == 1).collect();
    if letters.len() > 1 && letters.len() == words.len() {
        return vec![words.concat()];
    }
    words
}

/// How much speaks for a column of the file to stand for one of qaf's.
struct ColumnScore<C> {
    points: i32,
    column: C,
    at: usize,
}

/// For each of the `wanted` columns the place for which most speaks, of those that are `free`, if enough does; each place
/// is given once.
pub(super) fn best<C: Copy + PartialEq>(
    wanted: &[C],
    free: &[usize],
    points: impl Fn(C, usize) -> i32,
) -> Vec<Guess<C>> {
    let rank = |column: &C| wanted.iter().position(|other| other == column);
    let pairs = wanted
        .iter()
        .flat_map(|column| free.iter().map(|at| (*column, *at)));
    let scores = pairs.map(|(column, at)| ColumnScore {
        points: points(column, at),
        column,
        at,
    });
    let mut scores: Vec<ColumnScore<C>> = scores.filter(|score| score.points >= ENOUGH).collect();
    // The surest first; of equals the column more to the left, as exports put what matters first.
    scores.sort_by_key(|score| (-score.points, rank(&score.column), score.at));
    let mut guesses: Vec<Guess<C>> = Vec::new();
    for score in &scores {
        let is_free = |guess: &Guess<C>| guess.column != score.column && guess.at != score.at;
        if guesses.iter().all(is_free) {
            guesses.push(Guess {
                column: score.column,
                at: score.at,
                rival: None,
                doubtful: score.points < SURE,
            });
        }
    }
    let places: Vec<usize> = guesses.iter().map(|guess| guess.at).collect();
    for guess in &mut guesses {
        guess.rival = rival(guess, &scores, &places);
    }
    guesses.sort_by_key(|guess| rank(&guess.column));
    guesses
}

/// A column that stands for nothing else and for which nearly as much speaks.
fn rival<C: PartialEq>(guess: &Guess<C>, scores: &[ColumnScore<C>], places: &[usize]) -> Option<usize> {
    let of_column = || scores.iter().filter(|score| score.column == guess.column);
    let own = of_column().find(|score| score.at == guess.at)?.points;
    let near = of_column().find(|score| own - score.points <= 3 && !places.contains(&score.at));
    near.map(|score| score.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_taken_to_words() {
        assert_eq!(words("D.O.B."), ["dob"]);
        assert_eq!(words("LegalStatus_Desc"), ["legal", "status", "desc"]);
        assert_eq!(words("Person ID"), ["person", "id"]);
        assert_eq!(words("case-holder"), ["case", "holder"]);
    }
}
