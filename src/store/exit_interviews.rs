//! `exit-interviews/`: what leavers answered, apart from everything else (Appendix 3, strictly confidential). Its folder is
//! 0700 and its files 0600, whatever the process's mask and the store's own setting.
//!
//! What is wrong with a file is told by its line and never by its text.

use std::io;
use std::path::Path;

use super::document::Document;
use super::issued::{self, names};
use super::scan::{ReadError, has_ending, read_file};
use super::{Store, layout, shipped, template};
use crate::finding::Finding;
use crate::framework::exit_form::ExitForm;
use crate::framework::form::FormRef;
use crate::record::exit_interview::{ExitId, ExitInterview};

pub use super::exit_answers::{ExitFault, ExitReading, read_returned, read_stored, read_themes};

/// The folder.
pub const FOLDER: &str = layout::EXIT_INTERVIEWS;
/// The themes that a reader has written.
pub const THEMES: &str = "exit-interviews/themes.yaml";
/// Editions of the report, as issued.
pub const EDITIONS: &str = "exit-interviews/editions";
/// How the questionnaires' files in `forms/` begin.
const FORM_NAME: &str = "exit-interview-";

/// The path of an interview.
pub fn path(id: &ExitId) -> String {
    format!("{FOLDER}/{id}.yaml")
}

/// The path of an edition.
pub fn edition_path(number: u32) -> String {
    format!("{EDITIONS}/{number}.json")
}

/// The questionnaires of a store: those in its `forms/`, and the one that qaf ships.
#[derive(Debug)]
pub struct ExitForms {
    /// The newest is the last.
    forms: Vec<ExitForm>,
    /// What is wrong with their files.
    pub findings: Vec<Finding>,
}

impl ExitForms {
    /// Reads them.
    pub fn of(store: &Store) -> Self {
        let mut forms: Vec<ExitForm> = Vec::new();
        let mut findings = Vec::new();
        let listed = names(&store.root, layout::FORMS).unwrap_or_default();
        for name in listed
            .iter()
            .filter(|name| name.starts_with(FORM_NAME) && has_ending(name, "yaml"))
        {
            let path = format!("{}/{name}", layout::FORMS);
            let Ok(bytes) = read_file(&store.root, &path) else {
                continue;
            };
            let (form, mut faults) = template::exit_form(&Document::read(&path, &bytes));
            findings.append(&mut faults);
            forms.extend(form);
        }
        for (name, text) in shipped::EXIT_FORMS {
            let (form, _) = template::exit_form(&Document::read(*name, text.as_bytes()));
            let is_new = |form: &ExitForm| !forms.iter().any(|known| known.id == form.id);
            if let Some(form) = form.filter(is_new) {
                forms.push(form);
            }
        }
        forms.sort_by(|a, b| a.id.version.cmp(&b.id.version));
        Self { forms, findings }
    }

    /// The newest.
    pub fn newest(&self) -> Option<&ExitForm> {
        self.forms.last()
    }

    /// The one of this version.
    pub fn get(&self, id: &FormRef) -> Option<&ExitForm> {
        self.forms.iter().find(|form| form.id == *id)
    }
}

/// What lies in the folder.
#[derive(Debug, Default)]
pub struct ExitFolder {
    /// Every interview that could be read whole.
    pub interviews: Vec<(ExitId, ExitInterview)>,
    /// What is wrong with the files, each with its path.
    pub faults: Vec<(String, ExitFault)>,
    /// How many files and folders in it are none of qaf's.
    pub strangers: usize,
}

/// Reads every interview. A store without the folder has none.
///
/// # Errors
/// Where the folder can't be opened, as it is for its owner alone.
pub fn read_all(store: &Store, forms: &ExitForms) -> io::Result<ExitFolder> {
    let mut folder = ExitFolder::default();
    for name in names(&store.root, FOLDER)? {
        let id = name
            .strip_suffix(".yaml")
            .and_then(|stem| stem.parse::<ExitId>().ok());
        let Some(id) = id else {
            folder.strangers += usize::from(!is_own(&name));
            continue;
        };
        let path = path(&id);
        let mut fault = |fault: ExitFault| folder.faults.push((path.clone(), fault));
        match read_file(&store.root, &path) {
            Err(why) => fault(ExitFault::unread(&why)),
            Ok(bytes) => {
                let reading = read_stored(&path, &bytes, forms, store.settings.year_starts);
                reading.faults.into_iter().for_each(&mut fault);
                folder
                    .interviews
                    .extend(reading.interview.map(|interview| (id, interview)));
            }
        }
    }
    Ok(folder)
}

fn is_own(name: &str) -> bool {
    let own = [THEMES, EDITIONS].map(|path| path.trim_start_matches(FOLDER).trim_start_matches('/'));
    // What qaf was stopped at, and what the system makes, is named elsewhere or by nobody.
    own.contains(&name) || name.starts_with(layout::TEMPORARY_PREFIX) || name.starts_with('.')
}

/// The themes' file, where it is there.
pub fn themes_bytes(root: &Path) -> Result<Option<Vec<u8>>, ReadError> {
    match read_file(root, THEMES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(ReadError::NotFound(_)) => Ok(None),
        Err(why) => Err(why),
    }
}

/// Every edition, by its number, with what it holds or what is wrong with it.
pub fn editions(root: &Path) -> io::Result<Vec<(u32, Result<serde_json::Value, String>)>> {
    let mut found = Vec::new();
    for name in names(root, EDITIONS)? {
        let Some((false, number)) = issued::numbered(&name) else {
            continue;
        };
        let content = read_file(root, &edition_path(number))
            .map_err(|why| format!("{why}."))
            .and_then(|bytes| issued::opened(&bytes));
        found.push((number, content));
    }
    found.sort_by_key(|(number, _)| *number);
    Ok(found)
}
