//! The quarter as people read it: on a terminal and as Markdown, of the example store and of one with nothing in it.

use super::Store;

const TODAY: &str = "2026-11-24";

fn told(store: &Store, quarter: &str, format: &str) -> String {
    let args = ["report", "quarterly", "--quarter", quarter, "--format", format];
    store.run(TODAY, &args).says(0, &[]).stdout.clone()
}

#[test]
fn a_quarter_is_told_on_one_screen() {
    let text = told(&Store::example(), "2026-27-Q2", "text");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    insta::assert_snapshot!("quarter_text", text);
}

#[test]
fn a_quarter_is_told_as_markdown() {
    insta::assert_snapshot!("quarter_md", told(&Store::example(), "2026-27-Q2", "md"));
}

#[test]
fn a_quarter_without_audits_says_so_everywhere() {
    let store = Store::new();
    let (text, md) = (
        told(&store, "2026-27-Q2", "text"),
        told(&store, "2026-27-Q2", "md"),
    );
    assert!(
        !text.contains("0.0%") && !md.contains("NaN"),
        "no share of nothing is 0%"
    );
    insta::assert_snapshot!("empty_quarter_text", text);
    insta::assert_snapshot!("empty_quarter_md", md);
}
