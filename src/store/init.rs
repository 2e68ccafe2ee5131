//! A new store: what it holds, and its making.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::framework::Date;

use super::files::{self, Access, Inside, WriteError};
use super::{layout, scan, shipped};

/// What became of a folder that was to be a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InitOutcome {
    /// It is a store now.
    Made {
        /// The files in it, in the order of their making.
        files: Vec<String>,
    },
    /// It was a store before, and nothing was changed.
    AlreadyThere {
        /// What it holds.
        what: Vec<String>,
    },
}

/// Why no store was made.
#[derive(Debug, Error)]
pub enum InitError {
    /// A file stands where the folder should be.
    #[error("{} is a file, not a folder: name the folder that is to hold the store", .0.display())]
    NotAFolder(PathBuf),
    /// The folder holds files of these names.
    #[error(
        "{} holds {} already, which qaf does not overwrite: name an empty folder, or move what is there elsewhere",
        folder.display(),
        files.join(", ")
    )]
    InTheWay {
        /// The folder.
        folder: PathBuf,
        /// The files, relative to it.
        files: Vec<String>,
    },
    /// Something was not written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// What a new store is told of its council.
#[derive(Clone, Copy, Debug, Default)]
pub struct NewStore<'a> {
    /// The day from which the schedule expects audits; none: every period counts.
    pub in_use_since: Option<Date>,
    /// The group that alone may write what qaf keeps.
    pub qa_group: Option<&'a str>,
    /// The group that may write moderations beside it.
    pub moderators_group: Option<&'a str>,
}

/// The folders of a new store that are empty at first.
pub const EMPTY_FOLDERS: [&str; 4] = [layout::DRAWS, layout::IDS, layout::AUDITS, layout::REPORTS];

/// The files of a new store, each with its path; the one that marks it as a store is the last.
pub fn new_store_files(new: &NewStore<'_>) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut add = |path: String, text: &str| files.push((path, unix_lines(text).into_bytes()));
    add(layout::SCHEDULE.to_owned(), shipped::SCHEDULE);
    add(layout::PEOPLE.to_owned(), shipped::PEOPLE);
    add(layout::EXEMPTIONS.to_owned(), shipped::EXEMPTIONS);
    add(layout::BANK_HOLIDAYS.to_owned(), shipped::BANK_HOLIDAYS);
    for (name, text) in shipped::FORMS.iter().chain(shipped::EXIT_FORMS) {
        add(format!("{}/{name}", layout::FORMS), text);
    }
    for (name, text) in shipped::RUBRICS {
        add(format!("{}/{name}", layout::RUBRICS), text);
    }
    add(
        format!("{}/{}", layout::LETTERS, layout::README),
        shipped::LETTERS_README,
    );
    for (name, text) in shipped::LETTERS {
        add(format!("{}/{name}", layout::LETTERS), text);
    }
    add(".gitattributes".to_owned(), shipped::GIT_ATTRIBUTES);
    add(".editorconfig".to_owned(), shipped::EDITOR_CONFIG);
    add(".vscode/settings.json".to_owned(), shipped::EDITOR_SETTINGS);
    add(".vscode/extensions.json".to_owned(), shipped::EDITOR_EXTENSIONS);
    let readme = unix_lines(shipped::README).replace('\n', "\r\n");
    files.push((layout::README.to_owned(), readme.into_bytes()));
    let mut settings = unix_lines(shipped::SETTINGS);
    let day = new.in_use_since.map(|day| day.to_string());
    for (key, value) in [
        ("in_use_since", day.as_deref()),
        ("qa", new.qa_group),
        ("moderators", new.moderators_group),
    ] {
        if let Some(value) = value {
            settings = settings.replacen(&format!("\n{key} = \"\""), &format!("\n{key} = \"{value}\""), 1);
        }
    }
    files.push((layout::SETTINGS.to_owned(), settings.into_bytes()));
    files
}

/// The text with the same line ends, wherever qaf was built.
fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Makes a store of a folder, with further files (the schemas) beside its own.
///
/// A store that is there is left as it is. Nothing is overwritten: a file in the way stops it before anything is
/// written, unless it holds what would be written, as after a run that was stopped.
pub fn make_store(
    folder: &Path,
    new: &NewStore<'_>,
    extra: Vec<(String, Vec<u8>)>,
) -> Result<InitOutcome, InitError> {
    if folder.join(layout::SETTINGS).symlink_metadata().is_ok() {
        let what = what_is_there(folder);
        return Ok(InitOutcome::AlreadyThere { what });
    }
    if folder.exists() && !folder.is_dir() {
        return Err(InitError::NotAFolder(folder.to_path_buf()));
    }
    let mut files = extra;
    files.extend(new_store_files(new));
    let in_the_way: Vec<String> = files
        .iter()
        .filter(|(path, bytes)| state(folder, path, bytes) == Occupied::Other)
        .map(|(path, _)| path.clone())
        .collect();
    if !in_the_way.is_empty() {
        return Err(InitError::InTheWay {
            folder: folder.to_path_buf(),
            files: in_the_way,
        });
    }
    write(folder, &files)?;
    Ok(InitOutcome::Made {
        files: files.into_iter().map(|(path, _)| path).collect(),
    })
}

fn write(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), WriteError> {
    let access = Access::default();
    files::create_dirs(folder, access)?;
    let inside = Inside::open(folder, access)?;
    for (path, _) in files {
        inside.demand_no_link(path)?;
    }
    for empty in EMPTY_FOLDERS {
        inside.create_dirs(empty)?;
    }
    for (path, bytes) in files {
        if state(folder, path, bytes) == Occupied::Missing {
            if let Some((above, _)) = path.rsplit_once('/') {
                inside.create_dirs(above)?;
            }
            inside.create_new(path, bytes)?;
        }
    }
    Ok(())
}

/// What stands in the place of a file.
#[derive(PartialEq, Eq)]
enum Occupied {
    Missing,
    Same,
    Other,
}

fn state(folder: &Path, path: &str, bytes: &[u8]) -> Occupied {
    let place = layout::on_disk(folder, path);
    match fs::symlink_metadata(&place) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Occupied::Missing,
        Ok(found)
            if found.is_file()
                && found.len() == bytes.len() as u64
                && fs::read(&place).is_ok_and(|there| there == bytes) =>
        {
            Occupied::Same
        }
        _ => Occupied::Other,
    }
}

/// What a store holds, in the order of the list that a new one has.
fn what_is_there(folder: &Path) -> Vec<String> {
    let here = |name: &&str| layout::on_disk(folder, name).exists();
    let files = [
        layout::SETTINGS,
        layout::SCHEDULE,
        layout::PEOPLE,
        layout::EXEMPTIONS,
        layout::BANK_HOLIDAYS,
        layout::README,
    ];
    let mut what: Vec<String> = files
        .iter()
        .filter(|name| here(name))
        .map(|name| (*name).to_owned())
        .collect();
    for (name, one, many) in [
        (layout::FORMS, "form", "forms"),
        (layout::RUBRICS, "guideline", "guidelines"),
        (layout::LETTERS, "file", "files"),
        (layout::SCHEMAS, "schema", "schemas"),
        (layout::DRAWS, "draw", "draws"),
    ] {
        if let Some(count) = count_files(&layout::on_disk(folder, name)) {
            what.push(counted(name, count, one, many));
        }
    }
    let audits = scan::audit_folders(folder).folders.len();
    what.push(counted(layout::AUDITS, audits, "audit", "audits"));
    what
}

fn counted(name: &str, count: usize, one: &str, many: &str) -> String {
    format!("{name}/ ({count} {})", if count == 1 { one } else { many })
}

/// How many files a folder holds; none where it can't be listed.
fn count_files(folder: &Path) -> Option<usize> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    Some(files.count())
}

#[cfg(test)]
mod tests;
