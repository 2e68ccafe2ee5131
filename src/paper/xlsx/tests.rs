use super::*;

#[test]
fn text_that_is_too_long_for_a_cell_is_cut_and_says_so() {
    let long = "🙂".repeat(CELL);
    let text = kept(&long);
    assert!(text.encode_utf16().count() <= CELL && text.encode_utf16().count() >= CELL - 1);
    assert!(text.ends_with(CUT));
    assert_eq!(kept(&"x".repeat(CELL)), "x".repeat(CELL));
}
