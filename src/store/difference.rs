//! What differs between two versions of a file, key by key: its answers, not its layout or comments.

use super::yaml::{Node, NodeValue, Span};
use crate::record::Route;

/// An answer that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerDifference {
    /// The way to it, in the later version; in the earlier one, where it is gone.
    pub route: Route,
    /// What stood there before; `None` where nothing did.
    pub from: Option<String>,
    /// What stands there now; `None` where nothing does.
    pub to: Option<String>,
}

/// Nothing, to compare what is new or gone with.
const NOTHING: Node = Node {
    value: NodeValue::Empty,
    span: Span { start: 0, len: 0 },
};

/// The answers that differ, in the order of the later version. A list of words is one answer; of a list of blocks,
/// what stands equal at its two ends is passed over, so that an item put first does not look like every one changed.
pub fn differences(before: Option<&Node>, after: Option<&Node>) -> Vec<AnswerDifference> {
    let mut found = Vec::new();
    compare(
        before.unwrap_or(&NOTHING),
        after.unwrap_or(&NOTHING),
        &Route::top(),
        &mut found,
    );
    found
}

fn compare(before: &Node, after: &Node, route: &Route, found: &mut Vec<AnswerDifference>) {
    if is_same(before, after) {
        return;
    }
    let blocks = |node: &Node| is_block(node) || node.is_blank();
    match (&before.value, &after.value) {
        (NodeValue::Map(_), _) | (_, NodeValue::Map(_)) if is_map(before) && is_map(after) => {
            of_maps(before, after, route, found);
        }
        (NodeValue::List(_), _) | (_, NodeValue::List(_)) if blocks(before) && blocks(after) => {
            of_lists(items(before), items(after), route, found);
        }
        _ => found.push(AnswerDifference {
            route: route.clone(),
            from: written(before),
            to: written(after),
        }),
    }
}

/// A block of keys, or nothing.
fn is_map(node: &Node) -> bool {
    matches!(node.value, NodeValue::Map(_)) || node.is_blank()
}

/// A list with something else than words in it.
fn is_block(node: &Node) -> bool {
    items(node)
        .iter()
        .any(|item| matches!(item.value, NodeValue::Map(_) | NodeValue::List(_)))
}

fn items(node: &Node) -> &[Node] {
    match &node.value {
        NodeValue::List(items) => items,
        _ => &[],
    }
}

fn of_maps(before: &Node, after: &Node, route: &Route, found: &mut Vec<AnswerDifference>) {
    let keys = |node: &Node| -> Vec<String> {
        match &node.value {
            NodeValue::Map(entries) => entries.iter().map(|entry| entry.key.clone()).collect(),
            _ => Vec::new(),
        }
    };
    let mut all = keys(after);
    all.extend(keys(before));
    let mut seen = std::collections::BTreeSet::new();
    for key in all.iter().filter(|key| seen.insert(key.as_str())) {
        let (old, new) = (before.get(key), after.get(key));
        compare(
            old.unwrap_or(&NOTHING),
            new.unwrap_or(&NOTHING),
            &route.key(key),
            found,
        );
    }
}

fn of_lists(before: &[Node], after: &[Node], route: &Route, found: &mut Vec<AnswerDifference>) {
    let same = |(a, b): &(&Node, &Node)| is_same(a, b);
    let start = before.iter().zip(after).take_while(same).count();
    let (before, after) = (&before[start..], &after[start..]);
    let end = before
        .iter()
        .rev()
        .zip(after.iter().rev())
        .take_while(same)
        .count();
    let (before, after) = (&before[..before.len() - end], &after[..after.len() - end]);
    for index in 0..before.len().max(after.len()) {
        let (old, new) = (before.get(index), after.get(index));
        compare(
            old.unwrap_or(&NOTHING),
            new.unwrap_or(&NOTHING),
            &route.item(start + index),
            found,
        );
    }
}

/// Whether the answers are the same, wherever and however they are written.
fn is_same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (NodeValue::Map(one), NodeValue::Map(other)) => {
            let within = |some: &[super::yaml::KeyValue], node: &Node| {
                some.iter()
                    .all(|entry| is_same(&entry.value, node.get(&entry.key).unwrap_or(&NOTHING)))
            };
            within(one, b) && within(other, a)
        }
        (NodeValue::List(one), NodeValue::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| is_same(a, b))
        }
        (NodeValue::Text(one, _), NodeValue::Text(other, _)) => one.trim() == other.trim(),
        _ => nothing_in(a) && nothing_in(b),
    }
}

/// Whether no answer stands in it, at any depth.
fn nothing_in(node: &Node) -> bool {
    match &node.value {
        NodeValue::Map(entries) => entries.iter().all(|entry| nothing_in(&entry.value)),
        NodeValue::List(items) => items.iter().all(nothing_in),
        _ => node.is_blank(),
    }
}

/// What stands there, as text; `None` for nothing.
fn written(node: &Node) -> Option<String> {
    match &node.value {
        NodeValue::Empty => None,
        NodeValue::Text(text, _) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        NodeValue::List(items) => {
            let all: Vec<String> = items.iter().filter_map(written).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        NodeValue::Map(entries) => {
            let one =
                |entry: &super::yaml::KeyValue| Some(format!("{}: {}", entry.key, written(&entry.value)?));
            let all: Vec<String> = entries.iter().filter_map(one).collect();
            (!all.is_empty()).then(|| all.join("; "))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::yaml::parse;

    fn found(before: &str, after: &str) -> Vec<String> {
        let show = |text: Option<String>| text.unwrap_or_else(|| "-".into());
        differences(parse(before).ok().as_ref(), parse(after).ok().as_ref())
            .into_iter()
            .map(|d| format!("{}: {} > {}", d.route, show(d.from), show(d.to)))
            .collect()
    }

    #[test]
    fn answers_are_compared_and_layout_is_not() {
        let before = "a:\n  grade: G\n  text: |\n    one\nc: [X, Y]\ngone: 1\n";
        let after = "# new\nc: [X, Z]\na: {grade: \"RI\", text: \"one\"}\nnew: 2\nempty:\n";
        assert_eq!(
            found(before, after),
            ["c: X, Y > X, Z", "a.grade: G > RI", "new: - > 2", "gone: 1 > -"]
        );
        assert_eq!(found("a: {b: [], c: ''}\n", "a:\n"), [""; 0]);
    }

    #[test]
    fn an_item_put_first_is_one_item() {
        let before = "l:\n- {a: 1}\n- {a: 2}\n";
        assert_eq!(
            found(before, "l:\n- {a: 0}\n- {a: 1}\n- {a: 2}\n"),
            ["l[0].a: - > 0"]
        );
        assert_eq!(found(before, "l:\n- {a: 1}\n- {a: 3}\n"), ["l[1].a: 2 > 3"]);
        assert_eq!(found(before, "l:\n- {a: 2}\n"), ["l[0].a: 1 > -"]);
        assert_eq!(found(before, "l: x\n"), ["l: a: 1, a: 2 > x"]);
    }

    proptest! {
        #[test]
        fn nothing_differs_from_itself_and_turning_round_turns_the_answers(
            one in proptest::collection::btree_map("[a-c]", "[x-z]{0,2}", 0..4),
            other in proptest::collection::btree_map("[a-c]", "[x-z]{0,2}", 0..4),
        ) {
            let text = |map: &std::collections::BTreeMap<String, String>| {
                map.iter().map(|(k, v)| format!("{k}: {v}")).collect::<Vec<_>>().join("\n")
            };
            let (one, other) = (parse(&text(&one)).ok(), parse(&text(&other)).ok());
            prop_assert_eq!(differences(one.as_ref(), one.as_ref()), vec![]);
            let there = differences(one.as_ref(), other.as_ref());
            let mut back = differences(other.as_ref(), one.as_ref());
            prop_assert!(there.iter().all(|d| d.from != d.to));
            for d in &mut back {
                std::mem::swap(&mut d.from, &mut d.to);
            }
            back.sort_by(|a, b| a.route.cmp(&b.route));
            let mut there = there;
            there.sort_by(|a, b| a.route.cmp(&b.route));
            prop_assert_eq!(there, back);
        }
    }
}
