//! Edits of which nothing is made.

use super::*;

#[track_caller]
fn says(before: &str, change: AnswerChange, sentence: &str) {
    let told = refused(before, &[change]).to_string();
    assert!(told.contains(sentence), "{told}\n{before}");
    assert!(told.ends_with('.'), "{told}");
}

#[test]
fn a_remark_among_lines_that_would_go_is_named_by_its_line() {
    for before in [
        "b:\na: [ x,\n  # why\n  y ]\n",
        "b:\na: [ x,\n  y, # why\n  z ]\n",
        "b:\na:\n# why\n- x\n",
    ] {
        says(
            before,
            set("a", several(&["z"])),
            "In line 3 a remark stands inside a,",
        );
    }
    says("a:\n  x # why\n", set("a", short("G")), "In line 2 a remark");
    says(
        "a:\n- x # why\n- y\n",
        set("a", NewAnswer::Nothing),
        "In line 2 a remark",
    );
    says(
        "a: [ # why\n  x]\n",
        set("a", NewAnswer::Nothing),
        "In line 1 a remark",
    );
}

#[test]
fn a_remark_in_an_item_keeps_it() {
    let before = "n:\nl:\n- x: 1\n  # why\n  y: 2\n- x: 2 # so\n- x: 3\n# between\n- x: 4\n";
    says(before, remove("l", 0), "In line 4 a remark stands inside l[0],");
    says(before, remove("l", 1), "In line 6 a remark stands inside l[1],");
    let both = [remove("l", 3), remove("l", 2)];
    assert!(refused(before, &both).to_string().contains("In line 8 a remark"));
    // Lines that were put in above do not move the line that is told.
    let moved = [set("n", text("a\nb\nc")), remove("l", 0)];
    assert!(refused(before, &moved).to_string().contains("In line 4 a remark"));
    assert!(made(before, &[remove("l", 2)]).contains("# so\n# between\n- x: 4\n"));
}

#[test]
fn what_is_no_answer_is_not_written_over() {
    says(
        "b:\na:\n  x: 1\n",
        set("a", short("G")),
        "At a, in line 2, stands a block of keys,",
    );
    says(
        "a: {x: 1}\n",
        set("a", NewAnswer::Nothing),
        "stands a block of keys,",
    );
    says(
        "a:\n- x: 1\n",
        set("a", several(&["x"])),
        "stands a list of blocks,",
    );
    says(
        "s: G\n",
        set("s.a", short("G")),
        "At s.a, in line 1, stands a text,",
    );
    says("s: [x]\n", set("s.a", short("G")), "stands a list,");
    says("l: G\n", add("l", &[("x", short("1"))]), "stands a text,");
    says(
        "l:\n  x: 1\n",
        add("l", &[("x", short("1"))]),
        "stands a block of keys,",
    );
    says(
        "s: {x: 1}\n",
        set("s.r.a", short("1")),
        "stands a block of keys in braces,",
    );
}

#[test]
fn a_way_that_leads_nowhere_is_refused() {
    says(
        "l:\n- x: 1\n",
        set(Route::from("l").item(1).key("x"), short("1")),
        "The file has no l[1].x,",
    );
    says(
        "l:\n- x: 1\n",
        set(Route::from("l").item(0), short("1")),
        "The file has no l[0],",
    );
    says("l:\n- x: 1\n", remove("l", 1), "The file has no l[1],");
    says("l:\n- x: 1\n", remove("m", 0), "The file has no m[0],");
    says(
        "l:\n",
        AnswerChange::Remove { route: "l".into() },
        "The file has no l,",
    );
    says("l: []\n", add("l", &[]), "The file has no l,");
    says(
        "l: []\n",
        add("l", &[("x", short("1")), ("x.y", short("1"))]),
        "The file has no x.y,",
    );
    says("a: 1\n", set("", short("1")), "The file has no ");
}

#[test]
fn a_file_that_is_not_in_order_is_repaired_first() {
    let change = || set("a", short("G"));
    says("a: 1\nb: 2\na: 3\n", change(), "In line 3 of the file: the key a");
    says(
        "s:\n  b: 1\n  b: 2\na:\n",
        change(),
        "In line 3 of the file: the key b",
    );
    says("a: [1\nb: 2\n", change(), "Please repair the file first");
    says("s:\n\tb: 1\na:\n", change(), "In line 2 of the file");
    says("a: &x 1\n", change(), "In line 1 of the file");
    says("a: 1\n---\na: 2\n", change(), "Please repair the file first");
    says("a: \0\n", change(), "In line 1 of the file");
    says(
        &format!("a: {}\n", "x".repeat(MAX_BYTES)),
        change(),
        "at most 1 MB",
    );
    let told = spliced(b"a: caf\xe9\n", &[change()]).unwrap_err().to_string();
    assert!(
        told.contains("In line 1 of the file") && told.contains("Windows-1252"),
        "{told}"
    );
}

#[test]
fn a_file_is_never_made_longer_than_one_that_is_read() {
    let long = "x".repeat(MAX_BYTES - 10);
    says("a: |\n  \nb: 1\n", set("a", text(&long)), "at most 1 MB");
    assert!(made("a:\n", &[set("a", text(&long[10..]))]).len() < MAX_BYTES);
}

#[test]
fn what_is_written_in_an_unusual_way_is_left_to_people() {
    says(
        "a: {x: 1,\n  y: 2}\n",
        set("a.z", short("G")),
        "Line 1 of the file is written in a way",
    );
    says(
        "a: {x: 'b\n  c'}\n",
        set("a.x", short("G")),
        "Line 2 of the file is written in a way",
    );
    says(
        "a:\n- - x\n",
        set("b", short("G")),
        "Line 1 of the file is written in a way",
    );
}
