//! Ids that differ by leading zeros alone, as where one of two lists has been through Excel.

use std::collections::HashMap;

use super::cell::shown;
use super::{Case, Place};

/// How many ids are another's but for leading zeros, with the first such pair: the id with zeros, then the one without.
///
/// The cases are already one a child, so that each pair may be one child counted as two.
pub(super) fn pairs(cases: &[Case]) -> Option<(usize, [&Case; 2])> {
    let mut padded: HashMap<&str, &Case> = HashMap::new();
    for case in cases {
        let id = case.child_id.as_str();
        let bare = id.trim_start_matches('0');
        if bare.len() < id.len() && !bare.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()) {
            padded.insert(bare, case);
        }
    }
    let twins: Vec<[&Case; 2]> = cases
        .iter()
        .filter_map(|case| padded.get(case.child_id.as_str()).map(|twin| [*twin, case]))
        .collect();
    twins.first().map(|first| (twins.len(), *first))
}

/// What a reader should know of such ids; `place` says where a case stands.
pub(super) fn note(cases: &[Case], place: impl Fn(Place) -> String) -> Option<String> {
    let (count, [padded, bare]) = pairs(cases)?;
    let children = if count == 1 {
        "1 child's id differs".to_owned()
    } else {
        format!("{count} children's ids differ")
    };
    Some(format!(
        "{children} from another by leading zeros alone, as {} (on {}) and {} (on {}), so one child may count as two. \
         Excel drops the zeros of an id that is a number: export both lists with the ids as text.",
        shown(padded.child_id.as_str()),
        place(padded.place),
        shown(bare.child_id.as_str()),
        place(bare.place),
    ))
}
