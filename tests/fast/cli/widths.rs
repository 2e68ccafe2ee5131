//! No word is broken inside on a terminal of 80 columns, in what any command says of the demo's council.

use std::collections::BTreeSet;

use super::Store;
use super::reading::READERS;
use super::store::{Ran, roster};
use super::writers::WRITERS;

/// What is printed to be copied as it is: a patch, a form to be mailed, pages and files of other programs.
fn is_prose(args: &[&str]) -> bool {
    let other = ["--format", "--fix", "--blank", "explain"];
    !args.iter().any(|arg| other.contains(arg))
}

/// Lines that a terminal would break inside a word: those that are too long, and are more than one word.
#[track_caller]
fn demand_whole_words(ran: &Ran, name: &str) {
    for line in ran.stdout.lines() {
        let is_one_word = line.trim().split(' ').count() == 1;
        assert!(
            line.chars().count() <= 80 || is_one_word,
            "{name}: {line}\n{}",
            ran.stdout
        );
    }
}

#[test]
fn no_line_of_what_is_printed_is_too_long() {
    let store = Store::example();
    store.give(roster().as_bytes());
    for args in READERS.iter().filter(|args| is_prose(args)) {
        let ran = store.run("2026-11-24", args);
        assert!(matches!(ran.code, Some(0 | 1)), "{args:?}: {}", ran.stderr);
        demand_whole_words(&ran, &args.join(" "));
    }
    for writer in WRITERS.iter().filter(|writer| is_prose(writer.args)) {
        let store = writer.store();
        demand_whole_words(&Ran::of(writer.command(&store)), writer.name);
    }
}

/// The words of a text, with what Markdown adds taken away.
fn words(text: &str) -> BTreeSet<String> {
    let plain = text
        .replace(['\\', '|', '#'], " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    plain.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn no_table_breaks_a_word() {
    let store = Store::example();
    store.give(roster().as_bytes());
    for args in READERS.iter().filter(|args| is_prose(args)) {
        let md = store.run("2026-11-24", &[args, &["--format", "md"][..]].concat());
        if md.code == Some(2) {
            continue;
        }
        let whole = words(&md.stdout);
        let text = store.run("2026-11-24", args).stdout;
        // A word that is broken gives two that stand nowhere else: the second begins a cell's next line.
        let strange: Vec<String> = words(&text)
            .into_iter()
            .filter(|word| !whole.contains(word))
            .collect();
        let broken = strange.iter().filter(|word| {
            let begins = |other: &&String| other.starts_with(word.as_str()) && other.len() > word.len();
            whole.iter().find(begins).is_some_and(|long| {
                strange
                    .iter()
                    .any(|rest| long.strip_prefix(word.as_str()) == Some(rest))
            })
        });
        assert_eq!(broken.collect::<Vec<_>>(), [] as [&String; 0], "{args:?}\n{text}");
    }
}
