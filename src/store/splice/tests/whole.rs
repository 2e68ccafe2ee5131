//! What stays of the file as a whole.

use super::*;

#[test]
fn each_line_keeps_its_end_and_new_ones_take_that_of_most() {
    for (before, after) in [
        ("a: |\r\n  \r\nb: 1\r\n", "a: |\r\n  one\r\n  two\r\nb: 1\r\n"),
        ("a: |\r\n  \nb: 1\n", "a: |\r\n  one\n  two\nb: 1\n"),
        ("a:\nb: 1\r\nc: 1\r\n", "a: |\n  one\r\n  two\r\nb: 1\r\nc: 1\r\n"),
        ("a:\rb: 1\r", "a: |\r  one\r  two\rb: 1\r"),
        ("b: 1\r\na:", "b: 1\r\na: |\r\n  one\r\n  two"),
        ("\u{feff}a:\nb: 1 \n \n", "\u{feff}a: |\n  one\n  two\nb: 1 \n \n"),
    ] {
        assert_eq!(with_a(before, text("one\ntwo")), after, "{before:?}");
    }
    assert_eq!(with_a("b: 1\r\nc: 2", short("G")), "b: 1\r\nc: 2\r\na: G\r\n");
}

#[test]
fn no_change_changes_nothing() {
    let before = "\u{feff}# é\r\na: 'x'\n\n b: \n";
    assert_eq!(made("a: 'x' \r\n\n", &[]), "a: 'x' \r\n\n");
    assert!(spliced(before.as_bytes(), &[]).is_err());
}

#[test]
fn remarks_stay_where_they_are() {
    let before = "# top\na: 'x # no' # yes\n# between\ns: # s\n  # in\n  b: | # bar\n    # text\n   # under\n  c: x#y # z\n";
    let changes = [
        set("a", short("G")),
        set("s.b", text("# new")),
        set("s.c", text("#c")),
        set("s.d", short("#")),
    ];
    assert_eq!(
        made(before, &changes),
        "# top\na: G # yes\n# between\ns: # s\n  # in\n  b: | # bar\n    # new\n   # under\n  c: | # z\n    #c\n  d: \"#\"\n"
    );
}

#[test]
fn what_is_read_back_is_held_against_what_was_asked_for() {
    // So deep nothing is read.
    let told = refused("a: 1\n", &[set("x.".repeat(30).as_str(), short("G"))]);
    assert!(matches!(told, NotSpliced::ReadsOtherwise { .. }), "{told}");
}

/// A way, in which a figure is an item.
fn way(text: &str) -> Route {
    let keys = text.split('.').filter(|key| !key.is_empty());
    keys.fold(Route::top(), |way, key| match key.parse() {
        Ok(index) => way.item(index),
        Err(_) => way.key(key),
    })
}

/// What is said of a file that was made wrong, for a change of `a` to G.
fn verified(before: &str, made: &str) -> Result<(), NotSpliced> {
    let root = read(before.as_bytes()).unwrap();
    let remarks = Page::of(before, &root).unwrap().remark_texts();
    let changes = [set("a", short("G"))];
    verified::verify(&root, &remarks, made.as_bytes(), &Changes::of(&changes))
}

#[test]
fn a_file_that_was_made_wrong_is_not_handed_on() {
    let before = "a: 1 # one\n# two\nb: [x]\nc: |\n  # text\nd:\n";
    let right = "a: G # one\n# two\nb: [x]\nc: |\n  # text\nd:\n";
    assert_eq!(verified(before, right), Ok(()));
    for (from, to, at) in [
        ("G", "RI", "a"),
        ("[x]", "[x, y]", "b"),
        ("[x]", "[y]", "b.0"),
        ("  # text", "  # other", "c"),
        ("d:", "d: 1", "d"),
        ("d:\n", "", ""),
        ("d:\n", "d:\ne:\n", ""),
        (" # one", "", "a"),
        ("# two\n", "", "a"),
        ("# two\n", "# two\n# three\n", "a"),
        ("b: [x]", "b: [x", "a"),
    ] {
        let told = verified(before, &right.replacen(from, to, 1)).unwrap_err();
        assert_eq!(told, NotSpliced::ReadsOtherwise { route: way(at) }, "{from} {to}");
    }
}
