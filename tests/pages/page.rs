//! A page as a whole: well formed, fetching nothing, with headings, names and ids in order.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use qaf::paper::Paper;
use qaf::paper::html::html;
use qaf::paper::safe::is_hostile;
use roxmltree::{Document, Node};
use sha2::{Digest as _, Sha256};

use crate::samples::{HOSTILE, LONG, UNBROKEN, any_name, empty, hostile, many, one};

/// The page as XML: it is written so that only its first line and the elements without an end are not.
fn xml(page: &str) -> String {
    let lines = page
        .lines()
        .filter(|line| !line.starts_with("<meta ") && !line.starts_with("<!doctype"));
    lines
        .collect::<Vec<_>>()
        .join("\n")
        .replace(['\u{fffe}', '\u{ffff}'], "?")
}

/// What holds for every page.
fn check(page: &str) {
    let text = xml(page);
    let doc = Document::parse(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
    for node in doc.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(
            ![
                "script", "img", "link", "iframe", "object", "embed", "base", "form", "use", "image"
            ]
            .contains(&name),
            "{name}"
        );
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            assert!(
                !key.starts_with("on") && !["style", "src", "srcset", "action"].contains(&key),
                "{key} of {name}"
            );
            assert!(key != "href" || value.starts_with('#'), "{name} goes to {value}");
            assert!(
                !value.contains("url(") || value.starts_with("url(#chart-"),
                "{value}"
            );
        }
    }
    ids(&doc);
    headings(&doc);
    charts(&doc);
    assert!(
        !page.chars().any(|c| c != '\n' && is_hostile(c)),
        "a character that turns or hides text"
    );
}

fn ids(doc: &Document) {
    let nodes = || doc.descendants().filter(Node::is_element);
    let all: Vec<&str> = nodes().filter_map(|node| node.attribute("id")).collect();
    let ids: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(ids.len(), all.len(), "an id is there twice: {all:?}");
    for node in nodes() {
        let named = ["aria-labelledby", "aria-describedby"]
            .into_iter()
            .filter_map(|name| node.attribute(name));
        for id in named.flat_map(|list| list.split(' ')) {
            assert!(ids.contains(id), "no {id}, which {node:?} speaks of");
        }
        if let Some(id) = node.attribute("href").and_then(|href| href.strip_prefix('#')) {
            assert!(ids.contains(id), "a link goes to no {id}");
        }
        if let Some(id) = node.attribute("fill").and_then(|fill| fill.strip_prefix("url(#")) {
            assert!(ids.contains(id.trim_end_matches(')')), "no {id} to fill with");
        }
    }
}

fn headings(doc: &Document) {
    let level = |node: &Node| match node.tag_name().name() {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" | "h5" | "h6" => panic!("no heading is so deep"),
        _ => None,
    };
    let levels: Vec<i32> = doc.descendants().filter_map(|node| level(&node)).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert_eq!(levels[0], 1);
    assert!(
        levels.windows(2).all(|two| two[1] - two[0] <= 1),
        "a heading is passed over: {levels:?}"
    );
}

fn charts(doc: &Document) {
    for svg in doc.descendants().filter(|node| node.has_tag_name("svg")) {
        let is_named = svg.attribute("role") == Some("img")
            && svg.attribute("aria-labelledby").is_some()
            && svg.attribute("aria-describedby").is_some();
        assert!(is_named || svg.attribute("aria-hidden") == Some("true"));
    }
    for table in doc.descendants().filter(|node| node.has_tag_name("table")) {
        assert!(
            table.children().any(|below| below.has_tag_name("caption")),
            "a table has no caption"
        );
        let heads = table.descendants().filter(|node| node.has_tag_name("th"));
        assert!(
            heads
                .into_iter()
                .all(|head| matches!(head.attribute("scope"), Some("col" | "row")))
        );
    }
    for chart in doc
        .descendants()
        .filter(|node| node.has_tag_name("svg") && node.attribute("class") == Some("trend"))
    {
        let around = chart.parent().unwrap();
        assert_eq!(
            (around.attribute("tabindex"), around.attribute("role")),
            (Some("0"), Some("group"))
        );
    }
}

#[test]
fn a_page_is_well_formed_and_all_in_it_has_a_name() {
    for paper in [empty(), one(), many()] {
        check(&html(&paper).unwrap());
    }
    for words in HOSTILE.into_iter().chain([LONG, UNBROKEN]) {
        check(&html(&hostile(words)).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_the_words_they_are_words(words in any_name()) {
        let page = html(&hostile(&words)).unwrap();
        check(&page);
        // The same elements as with harmless words: no word has become one, none has hidden one. The names of charts
        // are left out, which are as many elements as they have lines.
        let elements = |page: &str| {
            let text = xml(page);
            let doc = Document::parse(&text).unwrap();
            let is_drawn = |node: &Node| node.ancestors().any(|above| above.has_tag_name("svg"));
            let outside = doc.descendants().filter(|node| node.is_element() && !is_drawn(node));
            outside.map(|node| node.tag_name().name().to_owned()).collect::<Vec<_>>()
        };
        let usual = elements(&html(&hostile("harmless")).unwrap());
        prop_assume!(!words.trim().is_empty());
        prop_assert_eq!(elements(&page), usual);
    }
}

/// The bytes that base 64 stands for.
fn unpacked(text: &str) -> Vec<u8> {
    let value = |c: char| match c {
        'A'..='Z' => u32::from(c) - u32::from('A'),
        'a'..='z' => u32::from(c) - u32::from('a') + 26,
        '0'..='9' => u32::from(c) - u32::from('0') + 52,
        '+' => 62,
        _ => 63,
    };
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for c in text.trim_end_matches('=').chars() {
        (bits, held) = ((bits << 6 | value(c)) & 0xfff, held + 6);
        if held >= 8 {
            held -= 8;
            bytes.extend(u8::try_from(bits >> held & 0xff));
        }
    }
    bytes
}

#[test]
fn the_policy_allows_its_own_style_and_nothing_else() {
    let page = html(&one()).unwrap();
    let policy = page
        .split("Content-Security-Policy\" content=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let hash = policy
        .split("'sha256-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap();
    assert_eq!(
        policy,
        format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
    );
    let style = page
        .split("<style>")
        .nth(1)
        .unwrap()
        .split("</style>")
        .next()
        .unwrap();
    assert_eq!(unpacked(hash), Sha256::digest(style.as_bytes()).to_vec());
    assert!(!page.contains(" style=\"") && page.matches("<style").count() == 1);
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("@import"));
}

#[test]
fn a_page_of_sixty_teams_is_small_enough_to_mail() {
    let size = html(&many()).unwrap().len();
    assert!(size < 200_000, "{size} bytes");
}

#[test]
fn what_is_empty_says_so_in_words() {
    let page = html(&empty()).unwrap();
    for words in [
        "Good or better: no audits settled in this quarter",
        "There is nothing to say under this heading.",
        "no audits settled in this quarter.",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("<svg") && !page.contains("<table") && !page.contains("<ul>\n</ul>"));
    assert!(!page.contains("0.0%"), "no percentage of nothing");
}

#[test]
fn a_day_is_one_for_programs_too() {
    let page = html(&many()).unwrap();
    assert!(page.contains("<td><time datetime=\"2026-11-04\">Wed 4 Nov 2026</time></td>"));
}

/// Writes the pages where `QAF_PAGES` says, for `check.mjs` and for a look.
#[test]
fn the_pages_are_left_where_it_is_asked() {
    let Some(folder) = std::env::var_os("QAF_PAGES") else {
        return;
    };
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    let write = |name: &str, paper: &Paper| std::fs::write(folder.join(name), html(paper).unwrap()).unwrap();
    write("empty.html", &empty());
    write("one.html", &one());
    write("many.html", &many());
    for (place, words) in HOSTILE.into_iter().enumerate() {
        write(&format!("hostile-{place}.html"), &hostile(words));
    }
}
