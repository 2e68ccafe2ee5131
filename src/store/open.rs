//! A store, opened: its settings, schedule, calendar, forms and guidelines, with everything that is wrong with them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::document::Document;
use super::settings::Settings;
use super::toml_text::TomlFault;
use super::{layout, schedule_toml, settings, shipped, template};
use crate::finding::{Finding, Location, Severity};
use crate::framework::form::FormRef;
use crate::framework::{Calendar, Form, FormId, Rubric, Schedule};

/// The rule that a fault of `qaf.toml`, `schedule.toml` or `bank-holidays.json` belongs to.
const RULE: &str = "settings";

/// A store.
#[derive(Debug)]
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
    /// A file that every store has can't be read.
    #[error(
        "{path} can't be read: {why}. Restore it from a copy; qaf init in another folder makes a fresh one to copy."
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        why: std::io::Error,
    },
}

impl Store {
    /// The root of the store that `named` is, or else the nearest folder from `here` upwards with a `qaf.toml`.
    pub fn find(named: Option<&Path>, here: &Path) -> Result<PathBuf, OpenError> {
        if let Some(named) = named {
            return if named.join(layout::SETTINGS).is_file() {
                Ok(named.to_owned())
            } else {
                Err(OpenError::NotAStore(named.to_owned()))
            };
        }
        let found = here
            .ancestors()
            .find(|folder| folder.join(layout::SETTINGS).is_file());
        found
            .map(Path::to_owned)
            .ok_or_else(|| OpenError::NoStore(here.to_owned()))
    }

    /// Opens the store at `root`. Faults in its files are findings; what could be read of them is in force.
    pub fn open(root: &Path) -> Result<Self, OpenError> {
        let mut findings = Vec::new();
        let rubrics = rubrics(root, &mut findings);
        let forms = forms(root, &rubrics, &mut findings);
        let mut ids: Vec<FormId> = forms.keys().map(|form| form.form.clone()).collect();
        ids.dedup();
        let settings = match settings::read(&bytes(root, layout::SETTINGS)?, &ids) {
            Ok(settings) => settings,
            Err(faults) => {
                push(&mut findings, faults, layout::SETTINGS);
                settings::shipped_settings()
            }
        };
        let schedule = match schedule_toml::read(&bytes(root, layout::SCHEDULE)?, &settings, &ids) {
            Ok(schedule) => schedule,
            Err(faults) => {
                push(&mut findings, faults, layout::SCHEDULE);
                Schedule::default()
            }
        };
        let calendar = calendar(root, &mut findings)?;
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        Ok(Self {
            root: root.to_owned(),
            settings,
            schedule,
            calendar,
            forms,
            rubrics,
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

    /// Whether nothing is wrong with the store's own files.
    pub fn is_sound(&self) -> bool {
        !self.findings.iter().any(Finding::is_error)
    }

    /// A file of the store, by its path in it.
    pub fn path(&self, stored: &str) -> PathBuf {
        layout::on_disk(&self.root, stored)
    }
}

fn bytes(root: &Path, name: &str) -> Result<Vec<u8>, OpenError> {
    let path = root.join(name);
    fs::read(&path).map_err(|why| OpenError::Unreadable { path, why })
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

fn of_file(path: &str, message: String, help: &str) -> Finding {
    Finding {
        rule: RULE,
        severity: Severity::Error,
        location: Location::file(path),
        message,
        help: Some(help.to_owned()),
        audit: None,
        explained: None,
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

/// The YAML files of a folder of the store, by name.
fn documents(root: &Path, folder: &str) -> Vec<Document> {
    let Ok(entries) = fs::read_dir(layout::on_disk(root, folder)) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| is_yaml(name))
        .collect();
    names.sort();
    let read = |name: &String| {
        let path = format!("{folder}/{name}");
        let bytes = fs::read(layout::on_disk(root, &path)).ok()?;
        Some(Document::read(path, &bytes))
    };
    names.iter().filter_map(read).collect()
}

fn is_yaml(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|end| end == "yaml" || end == "yml")
        && !name.starts_with(['.', '~'])
}

fn rubrics(root: &Path, findings: &mut Vec<Finding>) -> Vec<Rubric> {
    let mut rubrics: Vec<Rubric> = Vec::new();
    for document in documents(root, layout::RUBRICS) {
        let (rubric, mut faults) = template::rubric(&document);
        if rubric.is_none() && faults.is_empty() {
            faults.push(empty(&document.path, "guideline"));
        }
        findings.append(&mut faults);
        rubrics.extend(rubric);
    }
    rubrics
}

fn forms(root: &Path, rubrics: &[Rubric], findings: &mut Vec<Finding>) -> BTreeMap<FormRef, Form> {
    let mut forms = BTreeMap::new();
    for document in documents(root, layout::FORMS) {
        let (form, mut faults) = template::form(&document, rubrics);
        let Some(form) = form else {
            if faults.is_empty() {
                faults.push(empty(&document.path, "form"));
            }
            findings.append(&mut faults);
            continue;
        };
        if !document.path.ends_with(&format!("/{}.yaml", form.id.file_stem())) {
            let message = format!(
                "This file holds the form {}, but its name says otherwise.",
                form.id
            );
            let help = format!("Name the file {}.yaml.", form.id.file_stem());
            faults.push(Finding {
                rule: template::RULE,
                ..of_file(&document.path, message, &help)
            });
        }
        findings.append(&mut faults);
        forms.insert(form.id.clone(), form);
    }
    forms
}
