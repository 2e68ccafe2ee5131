//! Writes the first seeds of every target from the shipped files and the example store: `cargo run --example seeds`.
//!
//! A seed is at most so long as the inputs are; a longer file is cut at its blocks. What the fuzzer found stays.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Somewhat under `-max_len`.
const MOST: usize = 3_500;

fn main() -> io::Result<()> {
    let fuzz = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = fuzz.join("..");
    let mut seeds = Seeds {
        corpus: fuzz.join("corpus"),
        seen: BTreeSet::new(),
    };
    for path in files(&root.join("examples/store/audits"))? {
        if path.parent().is_some_and(|folder| folder.ends_with("kept")) {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        match name(&path) {
            "allocation.yaml" => {}
            "audit.yaml" => seeds.cut("audit", line(&text, "form: "), &text)?,
            "log.yaml" => seeds.whole("log", text.as_bytes())?,
            _ => seeds.cut("steps", "", &text)?,
        }
    }
    for path in files(&root.join("forms"))? {
        let text = fs::read_to_string(path)?;
        seeds.cut("template", line(&text, "form: "), &text)?;
    }
    for (target, path) in [
        ("settings", "examples/store/qaf.toml"),
        ("schedule", "schedule.toml"),
        ("people", "examples/store/people.csv"),
        ("people", "src/store/shipped/people.csv"),
        ("roster", "examples/roster.csv"),
    ] {
        seeds.cut(target, "", &fs::read_to_string(root.join(path))?)?;
    }
    for path in files(&fuzz.join("seeds"))? {
        let target = name(&path).split(['-', '.']).next().unwrap_or("").to_owned();
        seeds.whole(&target, &fs::read(&path)?)?;
    }
    Ok(())
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or("")
}

fn line<'t>(text: &'t str, begins: &str) -> &'t str {
    text.lines().find(|line| line.starts_with(begins)).unwrap_or("")
}

struct Seeds {
    corpus: PathBuf,
    seen: BTreeSet<(String, Vec<u8>)>,
}

impl Seeds {
    /// A file without its remarks, in pieces that begin where a block does; each begins with `first`, or, of a table,
    /// with its header.
    fn cut(&mut self, target: &str, first: &str, text: &str) -> io::Result<()> {
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#') && !line.trim().is_empty())
            .collect();
        let table = matches!(target, "people" | "roster");
        let first = if table {
            lines.first().copied().unwrap_or("")
        } else {
            first
        };
        let toml = matches!(target, "settings" | "schedule");
        let mut piece = String::new();
        for line in lines {
            let begins = table
                || if toml {
                    line.starts_with('[')
                } else {
                    !line.starts_with([' ', '-', ']', '}'])
                };
            if (begins && piece.len() > MOST / 2) || piece.len() + line.len() > MOST {
                self.whole(target, piece.as_bytes())?;
                piece.clear();
            }
            if piece.is_empty() && !first.is_empty() && line != first {
                piece = format!("{first}\n");
            }
            piece.push_str(line);
            piece.push('\n');
        }
        self.whole(target, piece.as_bytes())
    }

    fn whole(&mut self, target: &str, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() || !self.seen.insert((target.to_owned(), bytes.to_vec())) {
            return Ok(());
        }
        let folder = self.corpus.join(target);
        fs::create_dir_all(&folder)?;
        let number = self.seen.iter().filter(|(of, _)| of == target).count();
        fs::write(folder.join(format!("seed-{number:02}")), bytes)
    }
}

/// Every file below a folder, by path.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
