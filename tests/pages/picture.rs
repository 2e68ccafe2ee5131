//! A chart read back from its SVG, in the chart's own co-ordinates.

use std::str::FromStr;

use qaf::paper::chart::svg;
use qaf::paper::{PaperChart, Plot};
use roxmltree::{Document, Node};

/// The chart's SVG elements in one root, so that they parse.
pub fn drawn(id: &str, plot: Plot) -> String {
    let chart = PaperChart {
        id: id.to_owned(),
        title: "Title".to_owned(),
        words: "Words.".to_owned(),
        plot,
    };
    format!("<figure>{}</figure>", svg(&chart))
}

/// The elements of a name and class, in order.
pub fn all<'a>(doc: &'a Document, name: &str, class: &str) -> Vec<Node<'a, 'a>> {
    doc.descendants()
        .filter(|node| node.has_tag_name(name) && has(node, class))
        .filter(|node| {
            !node
                .ancestors()
                .any(|above| has(&above, "key") || above.has_tag_name("pattern"))
        })
        .collect()
}

/// Whether an element has a class; every one has none.
pub fn has(node: &Node, class: &str) -> bool {
    class.is_empty()
        || node
            .attribute("class")
            .is_some_and(|list| list.split(' ').any(|one| one == class))
}

/// A number of an attribute, with or without a percent sign.
pub fn number(node: &Node, name: &str) -> f64 {
    let text = node
        .attribute(name)
        .unwrap_or_else(|| panic!("{node:?} has no {name}"));
    f64::from_str(text.trim_end_matches('%')).unwrap()
}

/// The words of an element.
pub fn words(node: &Node) -> String {
    node.descendants()
        .filter_map(|below| below.text().filter(|_| below.is_text()))
        .collect()
}

/// Whether two co-ordinates are the same but for their rounding to a hundredth.
pub fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.021
}

/// A text without its spaces, which is how a name broken into lines is told from another.
pub fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}
