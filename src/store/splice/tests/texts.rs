//! Texts of several lines.

use super::*;

#[test]
fn a_text_stands_below_its_key_two_further_in() {
    for (before, after) in [
        ("a:\nb: 1\n", "a: |\n  one\n\n  # two\nb: 1\n"),
        ("a: |\n  \n\nb: 1\n", "a: |\n  one\n\n  # two\n\nb: 1\n"),
        ("a: |\n\nb: 1\n", "a: |\n  one\n\n  # two\n\nb: 1\n"),
        ("a: |\nb: 1\n", "a: |\n  one\n\n  # two\nb: 1\n"),
        (
            "a: |   # why\n  old\n  older\nb: 1\n",
            "a: |   # why\n  one\n\n  # two\nb: 1\n",
        ),
        (
            "a: >-\n     old\n   # so\nb: 1\n",
            "a: |\n    one\n\n    # two\n   # so\nb: 1\n",
        ),
        ("a: |2\n    old\n\n\nb: 1\n", "a: |\n  one\n\n  # two\n\n\nb: 1\n"),
        ("a: old  # why\nb: 1\n", "a: |  # why\n  one\n\n  # two\nb: 1\n"),
        ("a: \"old\"\nb: 1\n", "a: |\n  one\n\n  # two\nb: 1\n"),
        (
            "a: old\n  older\n\n  oldest\n\nb: 1\n",
            "a: |\n  one\n\n  # two\n\nb: 1\n",
        ),
    ] {
        assert_eq!(with_a(before, text("one\n\n# two\n")), after, "{before}");
        assert_eq!(with_a(before, text("  \r\none\r\n\r\n# two")), after, "{before}");
    }
}

#[test]
fn a_text_further_in_stands_two_further_in_than_its_key() {
    let before = "s:\n  r:\n    a: |\n      \n    b:\nl:\n- a: |\n    old\n  b: 1\n";
    let item = Route::from("l").item(0);
    assert_eq!(
        made(
            before,
            &[
                set("s.r.a", text("x\ny")),
                set(item.key("a"), text("z")),
                set(item.key("b"), text("w"))
            ]
        ),
        "s:\n  r:\n    a: |\n      x\n      y\n    b:\nl:\n- a: |\n    z\n  b: |\n    w\n"
    );
}

#[test]
fn what_can_t_stand_below_a_bar_stands_in_quotes() {
    for (words, written) in [
        ("a\tb", "\"a\\tb\""),
        ("a\rb", "\"a\\u000db\""),
        ("a\u{2028}b", "\"a\\u2028b\""),
        ("a\u{85}b", "\"a\\u0085b\""),
        ("a\0b", "\"a\\u0000b\""),
        ("\u{feff}b\n\"c\\", "\"\\ufeffb\\n\\\"c\\\\\""),
    ] {
        assert_eq!(
            with_a("a: |\n  \nb:\n", text(words)),
            format!("a: {written}\nb:\n")
        );
    }
}

#[test]
fn a_text_that_is_emptied_leaves_the_place_that_the_form_has() {
    for (before, after) in [
        ("a: |\n  x\n\n  y\n\nb: 1\n", "a: |\n  \n\nb: 1\n"),
        ("a: \"x\\ty\"\nb: 1\n", "a: |\n  \nb: 1\n"),
        ("a: x\nb: 1\n", "a:\nb: 1\n"),
        ("a: |\n    x\n\n  # so\nb: 1\n", "a:\n\n  # so\nb: 1\n"),
        ("s:\n  a: > # z\n    x\n", "s:\n  a: > # z\n    x\n"),
    ] {
        assert_eq!(with_a(before, text(" \n ")), after, "{before}");
    }
}

#[test]
fn lines_that_look_like_something_else_are_text() {
    let words = "---\n...\nkey: value\n- item\n? so\n!tag &anchor *alias\n| bar\n[open\n%YAML\n<<: x\n  deep";
    let after = with_a("a: |\n  \nb: 1\n", text(words));
    assert!(after.starts_with("a: |\n  ---\n  ...\n  key: value\n"), "{after}");
    assert!(after.ends_with("\n  <<: x\n    deep\nb: 1\n"), "{after}");
}
