//! Lists of blocks, and keys that are not there yet.

use super::*;

const TWO: &str = "l:\n  - x: 1\n    t: |\n      one\n\n  - x: 2\n\n# end\nb: 1\n";

#[test]
fn the_first_item_stands_as_the_form_shows_it() {
    let item = [
        ("action", text("do it\nsoon")),
        ("owner", short("Ann")),
        ("done", NewAnswer::Nothing),
    ];
    for (before, after) in [
        ("l: [] # w\nb: 1\n", "l: # w\n"),
        ("l:\nb: 1\n", "l:\n"),
        ("l: [\n ]\nb: 1\n", "l:\n"),
    ] {
        let item_lines = "- action: |\n    do it\n    soon\n  owner: Ann\n  done:\nb: 1\n";
        assert_eq!(made(before, &[add("l", &item)]), format!("{after}{item_lines}"));
    }
    let nested = made("m:\n  l: []\n", &[add("m.l", &[("x", short("1"))])]);
    assert_eq!(nested, "m:\n  l:\n  - x: 1\n");
    let made_with_key = made("b: 1\n\n# end\n", &[add("l", &[("x", short("1"))])]);
    assert_eq!(made_with_key, "b: 1\nl:\n- x: 1\n\n# end\n");
}

#[test]
fn a_further_item_follows_the_last_at_its_indent() {
    assert_eq!(
        made(
            TWO,
            &[add("l", &[("x", short("3"))]), add("l", &[("x", short("4"))])]
        ),
        "l:\n  - x: 1\n    t: |\n      one\n\n  - x: 2\n  - x: 3\n  - x: 4\n\n# end\nb: 1\n"
    );
    assert_eq!(
        made(
            "l:\n- {x: 1} # w\n",
            &[add(
                "l",
                &[
                    ("from", short("me")),
                    ("answers.q1", text("x")),
                    ("answers.q2", text(""))
                ]
            )]
        ),
        "l:\n- {x: 1} # w\n- from: me\n  answers:\n    q1: |\n      x\n    q2: |\n      \n"
    );
    assert_eq!(
        made(
            "l: [ {x: 1} ]\n",
            &[add("l", &[("x", text("a, b")), ("v.z", NewAnswer::Nothing)])]
        ),
        "l: [ {x: 1}, { x: \"a, b\", v: { z: } } ]\n"
    );
}

#[test]
fn an_item_goes_with_its_lines() {
    assert_eq!(made(TWO, &[remove("l", 0)]), "l:\n\n  - x: 2\n\n# end\nb: 1\n");
    assert_eq!(
        made(TWO, &[remove("l", 1)]),
        "l:\n  - x: 1\n    t: |\n      one\n\n\n# end\nb: 1\n"
    );
    assert_eq!(
        made(TWO, &[remove("l", 0), remove("l", 1)]),
        "l: []\n\n\n# end\nb: 1\n"
    );
    assert_eq!(
        made("l: # w\n# first\n- x: 1\n  t: |\n    \nb: 1\n", &[remove("l", 0)]),
        "l: [] # w\n# first\nb: 1\n"
    );
    let braces = "l: [ {x: 1}, {x: 2}, {x: 3} ] # w\n";
    for (gone, after) in [
        (vec![0], "l: [ {x: 2}, {x: 3} ] # w\n"),
        (vec![1], "l: [ {x: 1}, {x: 3} ] # w\n"),
        (vec![2, 1], "l: [ {x: 1} ] # w\n"),
        (vec![0, 1, 2], "l: [] # w\n"),
    ] {
        let changes: Vec<_> = gone.into_iter().map(|index| remove("l", index)).collect();
        assert_eq!(made(braces, &changes), after);
    }
}

#[test]
fn all_ways_of_one_edit_are_those_of_the_file_as_it_was() {
    let item = |index| Route::from("l").item(index).key("x");
    let changes = [
        remove("l", 0),
        add("l", &[("x", short("3"))]),
        set(item(0), short("gone")),
        set(Route::from("l").item(0).key("t").key("no_block"), short("gone")),
        set(item(1), short("5")),
        set(item(1), short("6")),
        set("b", short("2")),
    ];
    assert_eq!(made(TWO, &changes), "l:\n\n  - x: 6\n  - x: 3\n\n# end\nb: 2\n");
}

#[test]
fn a_key_that_is_not_there_comes_last_in_its_block() {
    for (before, after) in [
        (
            "s:\n  r: 1\n\n# next\nb: 1\n",
            "s:\n  r: 1\n  a: G\n\n# next\nb: 1\n",
        ),
        ("s:\n  r: |\n    \n\nb: 1\n", "s:\n  r: |\n    \n  a: G\n\nb: 1\n"),
        ("s: # w\n  # hint\nb: 1\n", "s: # w\n  a: G\n  # hint\nb: 1\n"),
        ("s: {} # w\nb: 1\n", "s: # w\n  a: G\nb: 1\n"),
        ("s:\n  {}\nb: 1\n", "s:\n  a: G\nb: 1\n"),
        ("b: 1\n# end\n", "b: 1\ns:\n  a: G\n# end\n"),
        ("b: 1", "b: 1\ns:\n  a: G\n"),
        ("b: |\n  x", "b: |\n  x\ns:\n  a: G\n"),
        ("s:\n    r: 1\n", "s:\n    r: 1\n    a: G\n"),
        ("s: {r: 1}\n", "s: {r: 1, a: G}\n"),
        ("", "s:\n  a: G\n"),
        ("# only this", "# only this\ns:\n  a: G\n"),
    ] {
        assert_eq!(made(before, &[set("s.a", short("G"))]), after, "{before}");
    }
    assert_eq!(
        made(
            "b:\n",
            &[
                set("s.r.a", text("x")),
                set("s.r.c", several(&["x"])),
                set("s.d", short("z"))
            ]
        ),
        "b:\ns:\n  r:\n    a: |\n      x\n    c: [x]\n  d: z\n"
    );
    let item = Route::from("l").item(0);
    assert_eq!(
        made(TWO, &[set(item.key("answers").key("q1"), text("x"))]),
        "l:\n  - x: 1\n    t: |\n      one\n    answers:\n      q1: |\n        x\n\n  - x: 2\n\n# end\nb: 1\n"
    );
}
