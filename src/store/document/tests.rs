use super::*;
use crate::record::FileKind;

fn read(text: &str) -> Document {
    Document::read("audits/x/audit.yaml", text.as_bytes())
}

fn rules(document: &Document) -> Vec<(&'static str, usize, usize)> {
    document
        .faults
        .iter()
        .map(|f| (f.rule, f.location.line, f.location.column))
        .collect()
}

#[test]
fn text_pasted_at_the_margin_is_named_and_kept() {
    let text = "a:\n  strengths: |\n    one\nThe child, seen at school:\nhappy there.\n  grade: RI\nb: 1\n";
    let document = read(text);
    assert_eq!(rules(&document), [("lost-indent", 4, 1)]);
    let a = document.root.as_ref().unwrap().get("a").unwrap();
    assert_eq!(
        a.get("strengths").unwrap().text(),
        Some("one\nThe child, seen at school:\nhappy there.")
    );
    let grade = document.locate(&Place::value(FileKind::Audit, "a.grade"));
    assert_eq!((grade.line, grade.column, grade.width), (6, 10, 2));
}

#[test]
fn a_pasted_line_that_could_be_a_key_is_known_by_its_shape() {
    let text = "a: |\n  one\nFrom my notes of the session: we spoke\nb: 1\n";
    let document = read(text);
    assert_eq!(rules(&document), [("lost-indent", 3, 1)]);
    let root = document.root.as_ref().unwrap();
    assert_eq!(
        root.get("a").unwrap().text(),
        Some("one\nFrom my notes of the session: we spoke")
    );
    assert_eq!(root.get("b").unwrap().text(), Some("1"));
    // Where nothing was pasted, an odd key is an unknown key and no more.
    assert_eq!(rules(&read("From my notes: we spoke\nb: 1\n")), []);
}

#[test]
fn five_different_spoils_give_five_findings_and_the_rest_is_read() {
    let text = "a: good: seen alone\nb:\n\tx: 1\nc: \"unclosed\nd:missing\ne: *starred*\nf: fine\n";
    let document = read(text);
    let found: Vec<&str> = document.faults.iter().map(|f| f.rule).collect();
    for rule in [
        "colon-in-text",
        "tab",
        "unclosed-quote",
        "missing-space",
        "alias-or-tag",
    ] {
        assert!(found.contains(&rule), "{rule} in {found:?}");
    }
    assert_eq!(document.faults.len(), 5, "{found:?}");
    assert_eq!(
        document.root.as_ref().unwrap().get("f").unwrap().text(),
        Some("fine")
    );
}

#[test]
fn what_is_no_text_is_refused_with_its_place() {
    assert_eq!(rules(&read("a: 1\nb: \0\n")), [("unreadable", 2, 4)]);
    let document = Document::read("x", b"a: 1\nb: caf\x8f\n");
    assert_eq!(rules(&document), [("unreadable", 2, 7)]);
    assert_eq!(read(&"{a: ".repeat(10_000)).faults[0].rule, "unreadable");
    assert_eq!(
        Document::read("x", &vec![b'a'; 2 << 20]).faults[0].rule,
        "unreadable"
    );
    assert_eq!(read("").readable(), Readable::Whole);
}

#[test]
fn a_quotation_mark_that_nothing_mends_does_not_make_the_text_grow() {
    for text in [": \"\no:\"o #", "a: 1\nb:\"Led well # and on time\nc: \"d\n"] {
        let document = read(text);
        assert!(!document.faults.is_empty());
        let mended = document.text().len();
        assert!(mended <= 4 * text.len(), "{mended} bytes from {}", text.len());
    }
}

#[test]
fn a_merge_left_undone_is_named_once_a_marker() {
    let text = "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\nc: 4\n";
    let document = read(text);
    assert_eq!(
        rules(&document),
        [
            ("merge-marker", 2, 1),
            ("merge-marker", 4, 1),
            ("merge-marker", 6, 1)
        ]
    );
    assert_eq!(
        document.root.as_ref().unwrap().get("c").unwrap().text(),
        Some("4")
    );
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_no_place() {
    let document = Document::read("x", "\u{feff}a: 1\r\nb: é2\r\n".as_bytes());
    let at = document.locate(&Place::value(FileKind::Audit, "b"));
    assert_eq!(
        (at.line, at.column, at.width, at.excerpt.as_str()),
        (2, 4, 2, "b: é2")
    );
}

#[test]
fn nothing_panics_on_any_beginning_of_a_file() {
    let text = "# é\na: |\n  x\n  y\nb: [1, {c: \"d\"}]\ne:\n  - f: 'g'\n    h: 2026-12-07\n";
    for end in 0..text.len() {
        let _ = Document::read("x", &text.as_bytes()[..end]);
    }
}
