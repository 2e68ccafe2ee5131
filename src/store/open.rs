//! A store, opened: its settings, schedule, calendar, forms and guidelines, with everything that is wrong with them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use thiserror::Error;

use super::document::Document;
use super::scan::{ReadError, help_with, read_file};
use super::settings::Settings;
use super::toml_text::TomlFault;
use super::{layout, own_tool, reworded, schedule_toml, settings, shipped, template};
use crate::finding::{Finding, Location, Severity};
use crate::framework::form::FormRef;
use crate::framework::{Calendar, Form, FormId, Rubric, Schedule, WorkId};

/// The rule that a fault of `qaf.toml`, `schedule.toml` or `bank-holidays.json` belongs to.
const RULE: &str = "settings";

/// A store.
#[derive(Clone, Debug)]
pub struct Store {
    /// The folder that holds `qaf.toml`.
    pub root: PathBuf,
    /// `qaf.toml`.
    pub settings: Settings,
    /// `schedule.toml`.
    pub schedule: Schedule,
    /// `bank-holidays.json`.
    pub calendar: Calendar,
    /// The forms.
    pub forms: BTreeMap<FormRef, Form>,
    /// The guidelines.
    pub rubrics: Vec<Rubric>,
    /// Where the own tools of wider works stand.
    pub(super) tools: BTreeMap<FormRef, String>,
    /// The forms and guidelines, by the names of their files, that are not as qaf ships them.
    changed: BTreeSet<String>,
    /// What is wrong with these files.
    pub findings: Vec<Finding>,
}

/// Why there is no store to work in.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Nothing that looks like a store was found.
    #[error(
        "There is no qaf.toml in {0} or in any folder above it, so this is no store. \
         Go to the store's folder, name it with --store DIR, or make one with qaf init DIR."
    )]
    NoStore(PathBuf),
    /// The folder named is no store.
    #[error(
        "{0} holds no qaf.toml, so it is no store. Name the store's own folder, or make one with qaf init DIR."
    )]
    NotAStore(PathBuf),
    /// A file that every store has is there under another name.
    #[error("{0} is not there. {1}.")]
    OtherName(PathBuf, String),
    /// A file that every store has can't be read.
    #[error("{why}.{more}", why = .0, more = .0.restored())]
    Unreadable(#[from] ReadError),
}

impl Store {
    /// The root of the store that `named` is, or else the nearest folder from `here` upwards with a `qaf.toml`.
    pub fn find(named: Option<&Path>, here: &Path) -> Result<PathBuf, OpenError> {
        if let Some(named) = named {
            return if is_there(named) {
                Ok(named.to_owned())
            } else {
                Err(other_name(named, layout::SETTINGS).map_or_else(
                    || OpenError::NotAStore(named.to_owned()),
                    |what| OpenError::OtherName(named.join(layout::SETTINGS), what),
                ))
            };
        }
        let found = here.ancestors().find(|folder| is_there(folder));
        found
            .map(Path::to_owned)
            .ok_or_else(|| OpenError::NoStore(here.to_owned()))
    }

    /// Opens the store at `root`. Faults in its files are findings; what could be read of them is in force.
    pub fn open(root: &Path) -> Result<Self, OpenError> {
        let mut findings = Vec::new();
        let mut changed = BTreeSet::new();
        let rubrics = rubrics(root, &mut findings, &mut changed);
        let forms = forms(root, &rubrics, &mut findings, &mut changed);
        let mut ids: Vec<FormId> = forms.keys().map(|form| form.form.clone()).collect();
        ids.dedup();
        let settings = match settings::read(&bytes(root, layout::SETTINGS)?, &ids) {
            Ok(settings) => settings,
            Err(faults) => {
                push(&mut findings, faults, layout::SETTINGS);
                settings::shipped_settings()
            }
        };
        let mut schedule = match schedule_toml::read(&bytes(root, layout::SCHEDULE)?, &settings, &ids) {
            Ok(schedule) => schedule,
            Err(faults) => {
                push(&mut findings, faults, layout::SCHEDULE);
                Schedule::default()
            }
        };
        let calendar = calendar(root, &mut findings)?;
        // No setting and no row of the schedule may name a tool, which is for the audits of its work alone.
        let (found, mut faults) = own_tool::read_all(root, &rubrics);
        findings.append(&mut faults);
        let (mut forms, mut tools) = (forms, BTreeMap::new());
        for (tool, path) in found {
            if forms.keys().any(|form| form.form == tool.id.form) {
                findings.push(own_tool::named_twice(&tool, &path));
                continue;
            }
            changed.insert(format!("{}.yaml", tool.id.file_stem()));
            tools.insert(tool.id.clone(), path);
            forms.insert(tool.id.clone(), tool);
        }
        findings.extend(reworded::in_their_words(&settings, &mut schedule, &mut forms));
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        Ok(Self {
            root: root.to_owned(),
            settings,
            schedule,
            calendar,
            forms,
            rubrics,
            tools,
            changed,
            findings,
        })
    }

    /// The template that an audit names.
    pub fn form(&self, id: &FormRef) -> Option<&Form> {
        self.forms.get(id)
    }

    /// The newest version of a form.
    pub fn newest(&self, id: &str) -> Option<&Form> {
        self.forms
            .values()
            .filter(|form| form.id.form == *id)
            .max_by(|a, b| a.id.version.cmp(&b.id.version))
    }

    /// The guideline of a form, where it has one.
    pub fn rubric(&self, form: &Form) -> Option<&Rubric> {
        let guideline = form.guideline.as_ref()?;
        self.rubrics.iter().find(|rubric| rubric.guideline == *guideline)
    }

    /// Where a form's template stands.
    pub fn template_path(&self, form: &Form) -> String {
        let own = || format!("{}/{}.yaml", layout::FORMS, form.id.file_stem());
        self.tools.get(&form.id).cloned().unwrap_or_else(own)
    }

    /// The own tool of a work, where it has one.
    pub fn tool_of(&self, work: &WorkId) -> Option<&Form> {
        self.forms
            .values()
            .find(|form| form.of_work.as_ref() == Some(work))
    }

    /// Whether a form and its guideline are worded as qaf ships them. One that is not may have been worded otherwise when
    /// an audit was made on it.
    pub fn is_as_shipped(&self, form: &Form) -> bool {
        let guideline = form.guideline.as_ref();
        let names = [Some(form.id.file_stem()), guideline.map(ToString::to_string)];
        let mut files = names.into_iter().flatten().map(|name| format!("{name}.yaml"));
        self.settings.words.are_the_framework_s() && files.all(|file| !self.changed.contains(&file))
    }

    /// A file of the store, by its path in it.
    pub fn path(&self, stored: &str) -> PathBuf {
        layout::on_disk(&self.root, stored)
    }

    /// Whether anything stands at a path of the store, be it a link.
    pub fn holds(&self, stored: &str) -> bool {
        fs::symlink_metadata(self.path(stored)).is_ok()
    }

    /// When a file was saved last, and how long it is.
    pub fn saved(&self, stored: &str) -> (Option<SystemTime>, u64) {
        let about = fs::metadata(self.path(stored)).ok();
        let saved = about.as_ref().and_then(|about| about.modified().ok());
        (saved, about.map_or(0, |about| about.len()))
    }
}

/// What to do about a file at the top of a store that is there under another name alone; `None` where none is.
pub fn other_name(root: &Path, name: &str) -> Option<String> {
    let names: Vec<String> = fs::read_dir(root)
        .ok()?
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let alike: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|other| *other != name && super::scan::likeness(other, &[name]).is_some())
        .collect();
    match alike.as_slice() {
        _ if names.iter().any(|other| other == name) => None,
        [] => None,
        [one] => Some(format!("{one} is {name} under another name: call it {name}")),
        several => Some(format!(
            "{} may each be it under another name: call the right one {name}",
            several.join(" and ")
        )),
    }
}

fn bytes(root: &Path, name: &str) -> Result<Vec<u8>, OpenError> {
    read_file(root, name).map_err(|why| match other_name(root, name) {
        Some(what) => OpenError::OtherName(root.join(name), what),
        None => OpenError::Unreadable(why),
    })
}

/// Whether a folder holds what marks a store; whether that can be read is another question.
fn is_there(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(layout::SETTINGS)).is_ok()
}

fn push(findings: &mut Vec<Finding>, faults: Vec<TomlFault>, path: &str) {
    findings.extend(faults.into_iter().map(|fault| fault.finding(RULE, path)));
}

fn calendar(root: &Path, findings: &mut Vec<Finding>) -> Result<Calendar, OpenError> {
    let text = bytes(root, layout::BANK_HOLIDAYS)?;
    let read = Calendar::from_json(&String::from_utf8_lossy(&text));
    Ok(read.unwrap_or_else(|why| {
        let help = "Take the list anew from GOV.UK, or copy the one that qaf init makes.";
        findings.push(of_file(
            layout::BANK_HOLIDAYS,
            format!("The bank holidays can't be read: {why}."),
            help,
        ));
        Calendar::from_json(shipped::BANK_HOLIDAYS).unwrap_or_default()
    }))
}

pub(super) fn of_file(path: &str, message: String, help: &str) -> Finding {
    Finding {
        rule: RULE,
        severity: Severity::Error,
        location: Location::file(path),
        message,
        help: Some(help.to_owned()),
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    }
}

/// A template's file with nothing in it, which would otherwise be as if it were not there.
fn empty(path: &str, what: &str) -> Finding {
    Finding {
        rule: template::RULE,
        ..of_file(
            path,
            format!("This file holds no {what}."),
            "Restore it from a copy, or take it out of the folder.",
        )
    }
}

/// The YAML files of a folder of the store, by name. What can't be read is named: audits may need it.
fn documents(root: &Path, folder: &str, findings: &mut Vec<Finding>) -> Vec<Document> {
    let mut lost = |path: &str, message: String, help: &str| {
        findings.push(Finding {
            rule: template::RULE,
            ..of_file(path, message, help)
        });
    };
    let place = layout::on_disk(root, folder);
    let entries = match fs::read_dir(&place) {
        Ok(_) if fs::symlink_metadata(&place).is_ok_and(|found| found.is_symlink()) => {
            lost(
                folder,
                "This folder is a link, and qaf follows none.".to_owned(),
                help_with(root, folder),
            );
            return Vec::new();
        }
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(why) => {
            lost(
                folder,
                format!("This folder can't be opened ({why})."),
                help_with(root, folder),
            );
            return Vec::new();
        }
    };
    let names = entries.flatten().map(|entry| entry.file_name().into_string());
    let mut names: Vec<String> = names
        .map(|name| name.unwrap_or_else(|name| name.to_string_lossy().into_owned()))
        .filter(|name| is_yaml(name))
        .collect();
    names.sort();
    let mut documents = Vec::new();
    for name in names {
        let path = format!("{folder}/{name}");
        match read_file(root, &path) {
            Ok(bytes) => documents.push(Document::read(path, &bytes)),
            Err(why) => lost(
                &path,
                format!("{why}."),
                "Restore it from a copy, or take it out of the folder.",
            ),
        }
    }
    documents
}

fn is_yaml(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|end| end == "yaml" || end == "yml")
        && !name.starts_with(['.', '~'])
}

/// Notes a file that is not as qaf ships it.
fn note_changed(document: &Document, shipped: &[(&str, &str)], changed: &mut BTreeSet<String>) {
    let name = document.path.rsplit('/').next().unwrap_or_default();
    let as_shipped = |(known, text): &(&str, &str)| *known == name && document.is(text);
    if !shipped.iter().any(as_shipped) {
        changed.insert(name.to_owned());
    }
}

fn rubrics(root: &Path, findings: &mut Vec<Finding>, changed: &mut BTreeSet<String>) -> Vec<Rubric> {
    let mut rubrics: Vec<Rubric> = Vec::new();
    for document in documents(root, layout::RUBRICS, findings) {
        note_changed(&document, shipped::RUBRICS, changed);
        let (rubric, mut faults) = template::rubric(&document);
        if rubric.is_none() && faults.is_empty() {
            faults.push(empty(&document.path, "guideline"));
        }
        findings.append(&mut faults);
        rubrics.extend(rubric);
    }
    rubrics
}

fn forms(
    root: &Path,
    rubrics: &[Rubric],
    findings: &mut Vec<Finding>,
    changed: &mut BTreeSet<String>,
) -> BTreeMap<FormRef, Form> {
    let mut forms = BTreeMap::new();
    for document in documents(root, layout::FORMS, findings) {
        if template::is_questionnaire(&document) {
            continue;
        }
        note_changed(&document, shipped::FORMS, changed);
        let (form, mut faults) = template::form(&document, rubrics);
        let Some(form) = form else {
            if faults.is_empty() {
                faults.push(empty(&document.path, "form"));
            }
            findings.append(&mut faults);
            continue;
        };
        let own = format!("{}.yaml", form.id.file_stem());
        let mut is_copy = false;
        if !document.path.ends_with(&format!("/{own}")) {
            let id = &form.id;
            let message = format!("This file holds the form {id}, but its name says otherwise.");
            is_copy = root.join(layout::FORMS).join(&own).exists();
            let help = if is_copy {
                format!(
                    "It is not read, as {own} is there too: compare the two, put what is right into that, and take this one out of the folder."
                )
            } else {
                format!("Name the file {own}.")
            };
            faults.push(Finding {
                rule: template::RULE,
                ..of_file(&document.path, message, &help)
            });
        }
        findings.append(&mut faults);
        if !is_copy {
            forms.insert(form.id.clone(), form);
        }
    }
    forms
}
