//! The quick reader held against the YAML reader.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::own_layout::read;
use super::parse_any;
use crate::store::document::{Document, is_read_otherwise, remarks, remarks_in_any_layout};

/// The texts of all YAML files below a folder of the project.
fn texts(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let is_yaml = |path: &&std::path::PathBuf| path.extension().is_some_and(|ending| ending == "yaml");
    let own = files
        .iter()
        .filter(is_yaml)
        .filter_map(|path| fs::read_to_string(path).ok())
        .map(|text| text.replace("\r\n", "\n"));
    own.chain(folders.iter().flat_map(|folder| texts(folder)))
        .collect()
}

fn examples() -> Vec<String> {
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"))
}

#[test]
fn the_examples_are_read_as_the_yaml_reader_reads_them() {
    let texts = examples();
    let read_here: Vec<&String> = texts.iter().filter(|text| read(text).is_some()).collect();
    for text in &read_here {
        assert_eq!(read(text).map(|(tree, _)| tree), parse_any(text).ok(), "{text}");
    }
    // A store that has to be read the slow way would go unnoticed.
    assert!(
        read_here.len() * 10 > texts.len() * 9,
        "{} of {}",
        read_here.len(),
        texts.len()
    );
}

const PIECES: &str = "\n|  |    |:|: |#| #|- |\\|'|\"|[|]|{|}|,|null|~|\u{a0}|\u{85}|\u{2028}|é|---|...|? |&a |*a|!t |%|<<: |a: b\n|\n\n|> |key:\n";

proptest! {
#![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

/// Lines of the examples with signs put in, taken out, and lines moved in or out: what is read here is what the YAML
/// reader reads, to the place of every value.
#[test]
fn spoiled_lines_are_read_as_the_yaml_reader_reads_them_or_left_to_it(
    file in any::<prop::sample::Index>(),
    first in any::<prop::sample::Index>(),
    lines in 1..30_usize,
    slips in prop::collection::vec((any::<prop::sample::Index>(), 0..60_usize, 0..4_u8), 0..4),
) {
    static EXAMPLES: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(examples);
    let all: Vec<&str> = EXAMPLES[file.index(EXAMPLES.len())].split_inclusive('\n').collect();
    let part = &all[first.index(all.len())..];
    let part = &part[..lines.min(part.len())];
    let out = part[0].len() - part[0].trim_start_matches(' ').len();
    let cut = |line: &&str| line[(line.len() - line.trim_start_matches(' ').len()).min(out)..].to_owned();
    let mut text: String = part.iter().map(cut).collect();
    let pieces: Vec<&str> = PIECES.split('|').chain(["|", "|-", "|2"]).collect();
    for (at, piece, how) in slips {
        let mut at = at.index(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match how {
            0 | 1 => text.insert_str(at, pieces[piece % pieces.len()]),
            2 if at < text.len() => drop(text.remove(at)),
            _ => {
                let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
                if text[line..].starts_with(' ') && piece % 2 == 0 {
                    text.remove(line);
                } else {
                    text.insert(line, ' ');
                }
            }
        }
    }
    if let Some((tree, _)) = read(&text) {
            prop_assert_eq!(Ok(tree), parse_any(&text), "{}", text);
            prop_assert!(!is_read_otherwise(&text), "{}", text);
            // The remarks that the layout tells are those that are found in any.
            let document = Document::read("a.yaml", text.as_bytes());
            if document.mended().is_none() {
                prop_assert_eq!(remarks(&document), remarks_in_any_layout(&document), "{}", text);
            }
        }
    }
}
