//! Short answers and lists of words.

use super::*;

#[test]
fn a_short_answer_stands_behind_its_key_and_all_else_stays() {
    for (before, after) in [
        ("a:\nb: 1\n", "a: G\nb: 1\n"),
        ("a: \nb: 1\n", "a: G\nb: 1\n"),
        ("a: RI\nb: 1\n", "a: G\nb: 1\n"),
        ("a:    RI  \nb: 1\n", "a:    G  \nb: 1\n"),
        ("a: RI   # moderated down?\n", "a: G   # moderated down?\n"),
        ("a:   # moderated down?\n", "a: G   # moderated down?\n"),
        ("a: 'x # y' # z\n", "a: G # z\n"),
        ("a: \"x\n\n  y # z\"  # w\nb: 1\n", "a: G  # w\nb: 1\n"),
        ("a:\n  RI\nb: 1\n", "a: G\nb: 1\n"),
        ("a: # w\n\n  'RI'\nb: 1\n", "a: G # w\nb: 1\n"),
        ("a: x\n  y\n  z\nb: 1\n", "a: G\nb: 1\n"),
        ("a: ~\n", "a: G\n"),
        ("a: null # w\n", "a: G # w\n"),
        ("a: |\n  x\n\n  # y\n\nb: 1\n", "a: G\n\nb: 1\n"),
        ("a: |\n  \nb: 1\n", "a: G\nb: 1\n"),
        ("a : x\n", "a : G\n"),
        ("'a': x\n", "'a': G\n"),
        ("---\na: x\n", "---\na: G\n"),
        ("a: []\n", "a: G\n"),
        ("a: {}\n", "a: G\n"),
    ] {
        assert_eq!(with_a(before, short("G")), after, "{before}");
    }
}

#[test]
fn words_are_quoted_only_where_need_be() {
    for (word, written) in [
        ("yes", "yes"),
        ("no", "no"),
        ("No", "\"No\""),
        ("7", "7"),
        ("0", "0"),
        ("0012", "\"0012\""),
        ("2026-12-07", "2026-12-07"),
        ("N/A", "N/A"),
        ("Ann O'Neil", "Ann O'Neil"),
        ("a: b", "\"a: b\""),
        ("- x", "\"- x\""),
        ("a #b", "\"a #b\""),
        ("two\nlines", "\"two\\nlines\""),
        ("  G ", "G"),
    ] {
        assert_eq!(with_a("a:\n", short(word)), format!("a: {written}\n"));
    }
}

#[test]
fn an_answer_that_stands_there_already_is_left_as_it_is_written() {
    for (before, to) in [
        ("a: 'G'  \n", short("G")),
        ("a: >\n    folded\n    text\n", text("folded text")),
        ("a: [ x,\n     y ] # z\n", several(&["x", "y"])),
        ("a:\n- x\n", several(&["x"])),
        ("a: |+\n\n\nb: 1\n", text("  ")),
        ("a: []\n", NewAnswer::Nothing),
        ("b: 1\n", NewAnswer::Nothing),
        ("b: 1\n", text("")),
    ] {
        assert_eq!(with_a(before, to), before);
    }
}

#[test]
fn an_answer_that_is_taken_away_leaves_its_key() {
    for (before, after) in [
        ("a: G   # why\nb: 1\n", "a:   # why\nb: 1\n"),
        ("a: G\n", "a:\n"),
        ("a: 'x\n  y'\nb:\n", "a:\nb:\n"),
        ("a: |\n  x\n  y\n\nb:\n", "a: |\n  \n\nb:\n"),
        ("a: [x, y] # z\n", "a: [] # z\n"),
        ("a:\n  - x\n  - y\n", "a: []\n"),
    ] {
        assert_eq!(with_a(before, NewAnswer::Nothing), after, "{before}");
    }
}

#[test]
fn several_words_stand_in_brackets_on_the_line_of_their_key() {
    for (before, after) in [
        ("a: []\n", "a: [x, \"y, z\"]\n"),
        ("a: [x] # w\n", "a: [x, \"y, z\"] # w\n"),
        ("a: [\n  x,\n  v\n ]  # w\nb:\n", "a: [x, \"y, z\"]  # w\nb:\n"),
        ("a: # w\n- x\n- 'v'\nb:\n", "a: [x, \"y, z\"] # w\nb:\n"),
        ("a:\n", "a: [x, \"y, z\"]\n"),
        ("b: 1\n", "b: 1\na: [x, \"y, z\"]\n"),
    ] {
        assert_eq!(with_a(before, several(&["x", " ", "y, z"])), after);
    }
    assert_eq!(with_a("a: [x]\n", several(&[])), "a: []\n");
}

#[test]
fn an_answer_within_braces_changes_on_its_line() {
    let route = || Route::from("a").item(0);
    for (key, to, after) in [
        ("x", short("2"), "a:\n  - { x: 2, y: 'b', z: } # w\n"),
        ("y", text("c\n#d"), "a:\n  - { x: 1, y: \"c\\n#d\", z: } # w\n"),
        ("y", NewAnswer::Nothing, "a:\n  - { x: 1, y: , z: } # w\n"),
        (
            "z",
            several(&["p", "q"]),
            "a:\n  - { x: 1, y: 'b', z: [p, q] } # w\n",
        ),
        ("v", short("G"), "a:\n  - { x: 1, y: 'b', z:, v: G } # w\n"),
    ] {
        let before = "a:\n  - { x: 1, y: 'b', z: } # w\n";
        assert_eq!(made(before, &[set(route().key(key), to)]), after);
    }
    assert_eq!(
        made(
            "a: {\"x\":1,\"y\":2}\n",
            &[set("a.x", short("3")), set("a.y", short("4"))]
        ),
        "a: {\"x\":3,\"y\":4}\n"
    );
}
