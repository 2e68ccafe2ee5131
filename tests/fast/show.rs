//! A document in each format, whatever its words are: they are shown, and never obeyed.

use std::path::Path;

use std::collections::BTreeSet;

use proptest::prelude::*;
use qaf::context::Context;
use qaf::output::{Color, Format, Output};
use qaf::paper::TextStyle;
use qaf::paper::json;
use qaf::paper::safe::safe_lines;
use qaf::reports::show::figures::{
    AnsweredQuestion, AuditDocument, DocumentBlock, DocumentSource, GivenAnswer, ShortAnswer, document,
};
use qaf::reports::show::paper::{html, md, text};

/// The audit of the examples that has every block: moderated, directed, answered, audited again.
fn example() -> AuditDocument {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/store");
    let out = Output::new(true, Color::Never);
    let day = "2026-12-07".parse().unwrap();
    let context = Context::open(&root, day, "Tom Ellery".to_owned(), out, Format::Text).unwrap();
    let judged = context.one("CF3").unwrap();
    let form = context.form_of(&judged.reading);
    let mut made = document(&DocumentSource {
        folder: &judged.reading.folder,
        form,
        rubric: form.and_then(|form| context.store.rubric(form)),
        progress: &judged.summary.progress,
        faults: &[],
        changed: &[],
        as_of: day,
        with_comments: true,
    });
    // One of each kind of block is enough, and quick.
    let mut seen = Vec::new();
    made.blocks.retain(|block| {
        let kind = std::mem::discriminant(block);
        let is_new = !seen.contains(&kind);
        seen.push(kind);
        is_new
    });
    made.blocks.push(DocumentBlock::Asked {
        questions: vec![String::new(), String::new()],
    });
    let answer = GivenAnswer::NotApplicable {
        why: Some(String::new()),
    };
    made.blocks.push(DocumentBlock::Question(AnsweredQuestion {
        number: 2,
        text: String::new(),
        answer,
    }));
    for block in &mut made.blocks {
        if let DocumentBlock::Grade(grade) = block {
            grade.reason = Some(String::new());
        }
    }
    made
}

/// Puts the text in the place of every word that comes from a file, and says how many there were.
fn filled(like: &AuditDocument, with: &str) -> (AuditDocument, usize) {
    let mut made = like.clone();
    let mut count = 0;
    let mut put = |place: &mut String| {
        with.clone_into(place);
        count += 1;
    };
    put(&mut made.title);
    for banner in &mut made.banners {
        put(&mut banner.text);
    }
    for block in &mut made.blocks {
        fill(block, &mut put);
    }
    (made, count)
}

fn fill(block: &mut DocumentBlock, put: &mut impl FnMut(&mut String)) {
    let cell = |value: &mut ShortAnswer, put: &mut dyn FnMut(&mut String)| {
        let mut text = String::new();
        put(&mut text);
        *value = ShortAnswer::Text(text);
    };
    match block {
        DocumentBlock::Heading { text, .. }
        | DocumentBlock::Note { text }
        | DocumentBlock::Filing { text, .. } => put(text),
        DocumentBlock::Facts { rows } => rows.iter_mut().for_each(|row| {
            put(&mut row.label);
            cell(&mut row.value, put);
        }),
        DocumentBlock::Text { label, text } => {
            put(label);
            put(text);
        }
        DocumentBlock::Question(question) => {
            put(&mut question.text);
            match &mut question.answer {
                GivenAnswer::Given { short, said } => {
                    short.iter_mut().for_each(&mut *put);
                    for said in said {
                        said.label.iter_mut().for_each(&mut *put);
                        put(&mut said.text);
                    }
                }
                GivenAnswer::NotApplicable { why } => why.iter_mut().for_each(put),
                GivenAnswer::NotAnswered => {}
            }
        }
        DocumentBlock::Asked { questions } => questions.iter_mut().for_each(put),
        DocumentBlock::Grade(grade) => {
            put(&mut grade.label);
            put(&mut grade.shown);
            grade.reason.iter_mut().for_each(put);
        }
        DocumentBlock::Statements { rows } => rows.iter_mut().for_each(|row| {
            put(&mut row.id);
            put(&mut row.text);
        }),
        DocumentBlock::Table(table) => {
            put(&mut table.caption);
            table.columns.iter_mut().for_each(&mut *put);
            for value in table.rows.iter_mut().flatten() {
                cell(value, put);
            }
        }
    }
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The text as it is to be read on a page: what would be obeyed is written out.
fn readable(text: &str) -> String {
    one_line(&safe_lines(&text.replace("\r\n", "\n").replace('\t', " ")))
}

/// A page's body as its tags, without the values of their attributes, and its words.
fn taken_apart(page: &str) -> (Vec<String>, String) {
    let body = page.split_once("</style>").unwrap().1;
    let (mut tags, mut words) = (Vec::new(), String::new());
    let (mut tag, mut quoted) = (None::<String>, false);
    for c in body.chars() {
        match (&mut tag, c) {
            (None, '<') => tag = Some(String::new()),
            (None, c) => words.push(c),
            (Some(_), '"') => quoted = !quoted,
            (Some(_), _) if quoted => {}
            (Some(_), '>') => tags.extend(tag.take()),
            (Some(name), c) => name.push(c),
        }
    }
    assert!(tag.is_none() && !quoted, "a tag is not closed");
    let mut words = one_line(&words);
    for (mark, meant) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ] {
        words = words.replace(mark, meant);
    }
    (tags, words)
}

/// The marks of a Markdown document that mean something: those that are not written out.
fn marks(page: &str) -> String {
    let page = page.replace("&lt;", "").replace("&gt;", "").replace("&amp;", "");
    let mut marks = String::new();
    let mut letters = page.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => {
                let next = letters.next();
                assert!(
                    next.is_none_or(|c| c.is_ascii_punctuation() || c == '\n'),
                    "{next:?} is written out"
                );
            }
            '*' | '_' | '`' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '{' | '}' | '^' | '@' | '#' => {
                marks.push(c);
            }
            _ => {}
        }
    }
    marks
}

/// Whether a line of what people wrote would be taken for a list, a heading, a rule or a quotation.
fn begins_something(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    line.starts_with(['#', '+', '=', '>', ':', '\t'])
        || line.starts_with("    ")
        || line.starts_with("--")
        || digits > 0 && line[digits..].starts_with(['.', ')'])
}

const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "[here](javascript:alert(1)) ![](http://evil.example/a.png)",
    "https://evil.example www.evil.example <a@b.example>",
    "{{ 7 * 7 }} {% include \"x\" %} {# no #}",
    "</style><style>*{display:none}</style>",
    "a | b || c `d` *e* __f__ ~~g~~ $h$ ^i^",
    "\u{1b}[31mred\u{1b}[0m \u{7} \u{8}\u{9b}2J",
    "\u{202e}desrever\u{2066}\u{200f}\u{feff}",
    "# one\n- two\n1. three\n> four\n===\n---\n+ five\n    six\n```\nseven",
    "&lt;b&gt; &amp;amp; \\* \\",
];

#[test]
fn hostile_words_in_every_place_are_shown_and_not_obeyed() {
    let like = example();
    let (plain, _) = filled(&like, "x");
    let plain_page = html(&plain).unwrap();
    for hostile in HOSTILE {
        let (made, count) = filled(&like, hostile);
        let page = html(&made).unwrap();
        let (tags, words) = taken_apart(&page);
        assert_eq!(tags, taken_apart(&plain_page).0, "{hostile:?}");
        assert!(words.matches(&readable(hostile)).count() >= count, "{hostile:?}");
        for shown in [&page, &md(&made), &text(&made, TextStyle::default())] {
            let is_obeyed = |c: char| {
                c.is_control() && c != '\n'
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
            };
            assert!(!shown.contains(is_obeyed), "{hostile:?}");
        }
        if !hostile.contains('\n') {
            assert_eq!(marks(&md(&made)), marks(&md(&plain)), "{hostile:?}");
        }
        // Programs get the words themselves.
        let json: serde_json::Value = serde_json::from_str(&json(&made)).unwrap();
        assert_eq!(json["title"], hostile);
    }
}

#[test]
fn a_page_asks_for_nothing_and_runs_nothing() {
    let page = html(&example()).unwrap();
    for wanted in [
        "<html lang=\"en-GB\">",
        "content=\"default-src 'none'; style-src 'unsafe-inline'\"",
        "<meta name=\"robots\" content=\"noindex, nofollow, noarchive\">",
        "size: A4",
        "prefers-color-scheme: dark",
        "<th scope=\"col\"",
        "<th scope=\"row\"",
        "<title>Child case audit CF-26-0003</title>",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
    for unwanted in [
        "<script", "<link", "<img", "<iframe", "http:", "https:", "url(", "@import", " on",
    ] {
        let (tags, _) = taken_apart(&page);
        let (head, _) = page.split_once("</style>").unwrap();
        assert!(!head.contains(unwanted) || unwanted == " on", "{unwanted}");
        assert!(
            !tags.iter().any(|tag| format!("<{tag}").contains(unwanted)),
            "{unwanted}"
        );
    }
}

#[test]
fn headings_come_in_order_and_a_grade_is_said_in_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/store");
    let out = Output::new(true, Color::Never);
    let day = "2026-12-07".parse().unwrap();
    let context = Context::open(&root, day, "Tom Ellery".to_owned(), out, Format::Text).unwrap();
    for id in ["CF2", "CF3", "OP7", "IR8", "FR9", "FO10", "LA11", "CF16"] {
        let judged = context.one(id).unwrap();
        let form = context.form_of(&judged.reading);
        let made = document(&DocumentSource {
            folder: &judged.reading.folder,
            form,
            rubric: form.and_then(|form| context.store.rubric(form)),
            progress: &judged.summary.progress,
            faults: &[],
            changed: &[],
            as_of: day,
            with_comments: false,
        });
        let mut last = 1;
        for block in &made.blocks {
            if let DocumentBlock::Heading { level, .. } = block {
                assert!((2..=last + 1).contains(level), "{id}");
                last = *level;
            }
            if let DocumentBlock::Grade(grade) = block {
                assert!(
                    grade.grade.is_none_or(|code| grade.shown.contains(code.title())),
                    "{id}"
                );
            }
            if let DocumentBlock::Statements { rows } = block {
                assert!(rows.iter().all(|row| row.grade.is_some()), "{id}");
            }
        }
        let plain = text(&made, TextStyle::default());
        assert!(plain.lines().all(|line| line.chars().count() <= 80), "{id}");
        assert!(!plain.contains(['│', '─', '|']), "{id}");
        let filed = made
            .blocks
            .iter()
            .any(|block| matches!(block, DocumentBlock::Filing { .. }));
        assert!(filed, "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_reach_the_page_and_make_no_tag(words in any::<String>()) {
        prop_assume!(!words.trim().is_empty());
        let like = example_once();
        let (made, count) = filled(&like, &words);
        let (tags, shown) = taken_apart(&html(&made).unwrap());
        let plain = html(&filled(&like, "x").0).unwrap();
        prop_assert_eq!(tags, taken_apart(&plain).0);
        prop_assert!(shown.matches(&readable(&words)).count() >= count, "{}", shown);
    }

    #[test]
    fn any_line_of_markdown_is_words(words in "[ -~é🙂]{1,60}") {
        prop_assume!(!words.trim().is_empty());
        let like = example_once();
        let page = md(&filled(&like, &words).0);
        prop_assert_eq!(marks(&page), marks(&md(&filled(&like, "x").0)));
    }

    #[test]
    fn any_lines_of_markdown_begin_nothing(lines in prop::collection::vec("[-+=#>:0-9.) \\t*a]{0,8}", 1..6)) {
        let written = lines.join("\n");
        prop_assume!(!written.trim().is_empty());
        let mut like = example_once();
        like.blocks = vec![DocumentBlock::Text { label: "Notes".to_owned(), text: written.clone() }];
        let page = md(&like);
        let (_, body) = page.split_once("**Notes:**\n\n").unwrap();
        for line in body.lines() {
            prop_assert!(!begins_something(line), "{:?} of {:?}", line, written);
            prop_assert!(!line.starts_with("- "), "{:?} of {:?}", line, written);
        }
    }

    #[test]
    fn plain_text_keeps_to_its_width(words in "([a-z]{1,20} ?){1,40}") {
        let (made, _) = filled(&example_once(), &words);
        let longest = words.split(' ').map(str::len).max().unwrap_or(0);
        prop_assume!(longest <= 60);
        for line in text(&made, TextStyle::default()).lines() {
            prop_assert!(line.chars().count() <= 80, "{}", line);
        }
    }
}

/// The example, read once.
fn example_once() -> AuditDocument {
    static ONCE: std::sync::OnceLock<AuditDocument> = std::sync::OnceLock::new();
    ONCE.get_or_init(example).clone()
}

#[test]
fn the_paper_that_word_and_workbook_are_made_of_leaves_no_word_out() {
    let made = example();
    let words = |page: &str| -> BTreeSet<String> {
        let words = page
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let laid_out = words(&qaf::paper::md::md(&qaf::reports::show::paper::paper(&made)));
    // What a table on a page says in its heading, a list says before its first line.
    let own = words(&md(&made));
    let lost: Vec<&String> = own.difference(&laid_out).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(own.len() > 150, "{} words", own.len());
}
