//! What members of a moderation panel read tells no grade, no statement of the guideline and nobody's name.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use super::Store;
use super::panel::{MEETS, TODAY, panel};

/// The names of staff that people.csv has, in each spelling.
fn names(store: &Store) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for line in store.read("people.csv").lines().skip(1) {
        names.insert(line.split(',').next().unwrap().to_owned());
        names.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    names
}

/// The ids of the guideline's statements.
fn statements(store: &Store) -> BTreeSet<String> {
    let rubrics = store
        .tree()
        .into_iter()
        .filter(|(name, _)| name.starts_with("forms/rubric/"));
    let mut ids = BTreeSet::new();
    for (_, bytes) in rubrics {
        let text = String::from_utf8(bytes).unwrap();
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        ids.extend(words.filter(|word| is_statement(word)).map(str::to_owned));
    }
    assert!(ids.len() > 50, "{ids:?}");
    ids
}

fn is_statement(word: &str) -> bool {
    let Some((domain, code)) = word.split_once('-') else {
        return false;
    };
    let letters: String = code.chars().take_while(char::is_ascii_alphabetic).collect();
    domain.len() == 3
        && domain.bytes().all(|b| b.is_ascii_uppercase())
        && ["O", "G", "RI", "A", "I"].contains(&letters.as_str())
        && code.len() > letters.len()
}

/// The text of a file of the pack, whatever its format, with each run of blanks as one.
fn text_of(name: &str, bytes: &[u8]) -> String {
    let text = if ["docx", "xlsx"]
        .iter()
        .any(|format| name.split('.').next_back() == Some(format))
    {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
        let mut all = String::new();
        for at in 0..archive.len() {
            let mut part = String::new();
            archive.by_index(at).unwrap().read_to_string(&mut part).unwrap();
            let mut in_tag = false;
            for letter in part.chars() {
                match letter {
                    '<' => in_tag = true,
                    '>' => in_tag = false,
                    letter if !in_tag => all.push(letter),
                    _ => {}
                }
            }
            all.push(' ');
        }
        all
    } else {
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that are grades, as people write them.
const GRADES: [&str; 7] = [
    "Outstanding",
    "Good",
    "Requires improvement",
    "Inadequate",
    "graded RI",
    "good",
    "OUTSTANDING",
];

/// Says in every text that people wrote whatever a panel must not see.
fn tell_all(store: &Store, folder: &str, mut told: impl FnMut() -> String) {
    let path = format!("{folder}/audit.yaml");
    let mut text = String::new();
    for line in store.read(&path).lines() {
        text.extend([line, "\n"]);
        let indent = line.len() - line.trim_start_matches([' ', '-']).len();
        if line.ends_with(": |") {
            text.extend([" ".repeat(indent + 2).as_str(), told().as_str(), "\n"]);
        }
    }
    store.write(&path, text);
}

#[test]
fn the_pack_tells_no_grade_no_statement_and_nobodys_name_in_any_format() {
    let store = Store::example();
    let (names, statements) = (names(&store), statements(&store));
    let mut ids = statements.iter().cycle();
    for id in store.audits().keys() {
        let folder = store.unkept(id);
        // All names in each text, all statements in turn.
        tell_all(&store, &folder, || {
            let ids = ids.by_ref().take(8);
            let all: Vec<&str> = names
                .iter()
                .chain(ids)
                .map(String::as_str)
                .chain(GRADES)
                .collect();
            format!("It is told by {}.", all.join("; "))
        });
    }
    panel(
        &store,
        TODAY,
        &format!("panel;new;--date;{MEETS};--size;40;--seed;7"),
    )
    .says(0, &["There are no more to draw from"]);
    let pack: Vec<_> = store
        .tree()
        .into_iter()
        .filter(|(name, _)| name.contains("/pack/"))
        .collect();
    assert!(pack.len() >= 6 * 10, "{}", pack.len());
    let endings: BTreeSet<&str> = pack
        .iter()
        .filter_map(|(name, _)| name.rsplit('.').next())
        .collect();
    assert_eq!(
        endings,
        BTreeSet::from(["docx", "html", "json", "md", "txt", "xlsx"])
    );
    for (name, bytes) in &pack {
        let text = text_of(name, bytes);
        assert!(text.contains("It is told by"), "{name} lost a sentence");
        let lower = text.to_lowercase();
        for word in names.iter().chain(&statements) {
            assert!(!lower.contains(&word.to_lowercase()), "{name} tells {word}");
        }
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        for grade in ["outstanding", "good", "inadequate", "ri"] {
            assert!(!words.contains(&grade), "{name} tells {grade}");
        }
        assert!(!lower.contains("requires improvement"), "{name}");
    }
}
