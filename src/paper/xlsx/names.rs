//! Names of sheets. Excel refuses some, and no two may be the same, whatever their case.

use std::collections::BTreeSet;

/// The most characters of a sheet's name.
const LONGEST: usize = 31;

/// The first sheet's name.
pub(super) const ABOUT: &str = "About";

/// A name a table, in their order: the table's id as words, `by-team` as `By team`.
pub(super) fn names<'p>(ids: impl Iterator<Item = &'p str>) -> Vec<String> {
    // Excel keeps `History` for itself.
    let mut taken: BTreeSet<String> = [ABOUT, "History"].map(str::to_lowercase).into();
    ids.map(|id| {
        let words = words(id);
        let mut name = cut(&words, LONGEST);
        let mut number = 2_usize;
        while !taken.insert(name.to_lowercase()) {
            let end = format!(" {number}");
            name = cut(&words, LONGEST - end.len()) + &end;
            number += 1;
        }
        name
    })
    .collect()
}

/// The id in letters, digits and single spaces, with a capital at the beginning.
fn words(id: &str) -> String {
    let plain: String = id
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let mut words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        "Table".clone_into(&mut words);
    }
    words[..1].make_ascii_uppercase();
    words
}

/// The beginning of a name in plain letters.
fn cut(name: &str, longest: usize) -> String {
    name.chars()
        .take(longest)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_id_is_told_as_words() {
        let long = "actions-of-every-audit-with-an-owner-and-a-date";
        assert_eq!(
            names(["by-team", "By Team", "history", "about", "", "[=1+1]", long, long].into_iter()),
            [
                "By team",
                "By Team 2",
                "History 2",
                "About 2",
                "Table",
                "1 1",
                "Actions of every audit with an",
                "Actions of every audit with a 2"
            ]
        );
    }

    proptest! {
        #[test]
        fn every_name_is_one_that_excel_takes(ids in proptest::collection::vec("\\PC{0,40}|[ab']{0,2}", 0..40)) {
            let names = names(ids.iter().map(String::as_str));
            prop_assert_eq!(names.len(), ids.len());
            let mut seen = BTreeSet::from([ABOUT.to_lowercase()]);
            for name in names {
                prop_assert!(!name.is_empty() && name.chars().count() <= LONGEST, "{}", name);
                prop_assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']), "{}", name);
                prop_assert!(name.to_lowercase() != "history");
                prop_assert!(seen.insert(name.to_lowercase()), "{} twice", name);
            }
        }
    }
}
