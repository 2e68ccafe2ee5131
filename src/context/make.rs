//! The making of an audit's folder, and the lines of its log.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value};

use super::Context;
use crate::draw::Digest;
use crate::framework::{AuditId, Form, Person, Quarter, RoleId, Row, Service, Step};
use crate::record::{Allocation, Event, FileKind};
use crate::store::files::{append_line, claim, create_dirs, create_new};
use crate::store::scaffold::{self, AuditForm};
use crate::store::{layout, scan, schema};

/// The first line of a log.
const LOG: &str = "# Written by qaf, one line an event. Please leave it as it is.\n";

impl Context {
    /// Claims the next free number for an audit of this form that is allocated today.
    pub fn claim(&self, form: &Form) -> Result<AuditId> {
        let year = self.store.settings.year_starts.year_of(self.as_of).short();
        let ids = self.store.path(layout::IDS);
        Ok(claim(&ids, &form.prefix, year, 1, self.store.settings.access)?)
    }

    /// Makes an audit's folder, or what is missing of it, and says where it is.
    ///
    /// The allocation is written last: a folder that has one is whole.
    pub fn make_audit(&self, allocation: &Allocation) -> Result<String> {
        let Some(form) = self.store.form(&allocation.form) else {
            bail!("There is no form {} in forms/.", allocation.form);
        };
        let quarter = Quarter::of(allocation.allocated, self.store.settings.year_starts);
        let team = allocation
            .team
            .as_ref()
            .map(super::super::framework::text::Word::as_str);
        let folder = layout::audit_folder(quarter, team, &allocation.audit);
        let access = self.store.settings.access;
        create_dirs(&self.store.path(&folder), access)?;
        self.make_schemas(form)?;
        let deadline = self.store.schedule.deadline(Step::Audit);
        let due = deadline.map_or(allocation.allocated, |d| {
            d.within.after(allocation.allocated, &self.store.calendar)
        });
        let audit = scaffold::audit_yaml(&AuditForm {
            form,
            rubric: self.store.rubric(form),
            allocation,
            due,
        });
        let files = [
            (FileKind::Audit, audit),
            (FileKind::Log, LOG.to_owned()),
            (FileKind::Allocation, scaffold::allocation_yaml(allocation)),
        ];
        for (kind, text) in files {
            let path = self.store.path(&format!("{folder}/{}", kind.name()));
            match create_new(&path, text.as_bytes(), access) {
                Err(error) if !error.is_there_already() => return Err(error.into()),
                _ => {}
            }
        }
        Ok(folder)
    }

    /// Makes the schemas of a form that are not there yet: a council's own form has none until it is used.
    fn make_schemas(&self, form: &Form) -> Result<()> {
        let named = |kind| format!("{}/{}", layout::SCHEMAS, schema::schema_file_name(form, kind));
        let kinds = FileKind::NAMES.iter().map(|(_, kind)| *kind);
        let missing = |kind: &FileKind| kind.is_a_persons() && !self.store.path(&named(*kind)).exists();
        if !kinds.clone().any(|kind| missing(&kind)) {
            return Ok(());
        }
        let template = format!("{}/{}.yaml", layout::FORMS, form.id.file_stem());
        let template = std::fs::read(self.store.path(&template)).unwrap_or_default();
        let access = self.store.settings.access;
        create_dirs(&self.store.path(layout::SCHEMAS), access)?;
        let schemas = schema::schemas(form, self.store.rubric(form), &String::from_utf8_lossy(&template));
        for (kind, text) in schemas {
            match create_new(&self.store.path(&named(kind)), text.as_bytes(), access) {
                Err(error) if !error.is_there_already() => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Appends an event to a log, with the fingerprints of every file a person owns, and keeps a copy of each that is
    /// not kept yet (`formats.md`, section 4).
    pub fn log(&self, folder: &str, event: &Event) -> Result<()> {
        let log = self.store.path(&format!("{folder}/{}", FileKind::Log.name()));
        if !log.is_file() {
            // A new one would hide that the old one is lost, and with it all that was logged.
            bail!(
                "{} is not there, so nothing was logged. Restore it from a copy; a log is made with its audit.",
                log.display()
            );
        }
        let mut files = BTreeMap::new();
        for (name, kind) in FileKind::NAMES.iter().filter(|(_, kind)| kind.is_a_persons()) {
            let path = format!("{folder}/{name}");
            if !self.store.path(&path).is_file() {
                continue;
            }
            let bytes = scan::read_file(&self.store.root, &path)?;
            let sha256 = Digest::of(&bytes).to_string();
            let stem = kind.name().trim_end_matches(".yaml");
            self.keep(folder, stem, &sha256, &bytes)?;
            files.insert(stem.to_owned(), sha256);
        }
        let line = format!("- {}", event_line(event, &files));
        append_line(&log, &line).with_context(|| format!("the event was not logged for {folder}"))?;
        Ok(())
    }

    fn keep(&self, folder: &str, stem: &str, sha256: &str, bytes: &[u8]) -> Result<()> {
        let kept = format!("{folder}/{}", layout::KEPT);
        let access = self.store.settings.access;
        create_dirs(&self.store.path(&kept), access)?;
        let short: String = sha256.chars().take(8).collect();
        match create_new(
            &self.store.path(&format!("{kept}/{stem}-{short}.yaml")),
            bytes,
            access,
        ) {
            Err(error) if !error.is_there_already() => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Who will moderate, or review the evidence: of those who are fit, the auditor's line manager, else whoever has
    /// fewest waiting, else the first by name. `waiting` says how many wait for a person.
    pub fn foreseen_moderator(
        &self,
        row: Option<&Row>,
        form: &Form,
        service: Option<&Service>,
        auditor: &str,
        waiting: &BTreeMap<String, usize>,
    ) -> Option<&Person> {
        let row = row?;
        let roles: &[RoleId] = if form.is_observation() {
            &row.reviewers
        } else {
            &row.moderators
        };
        let fit = self.people.fit_moderators(roles, service, auditor, self.as_of);
        let manager = self
            .people
            .find(auditor)
            .and_then(|person| person.manager.as_ref());
        let of_manager = fit.iter().find(|person| Some(&person.name) == manager);
        of_manager
            .or_else(|| {
                fit.iter().min_by_key(|person| {
                    (
                        waiting.get(person.name.as_str()).copied().unwrap_or(0),
                        &person.name,
                    )
                })
            })
            .copied()
    }
}

/// An event as a JSON object, which is a YAML flow mapping.
fn event_line(event: &Event, files: &BTreeMap<String, String>) -> String {
    let mut map = Map::new();
    map.insert("date".into(), Value::String(event.date.to_string()));
    map.insert("event".into(), Value::String(event.event.name().to_owned()));
    for (key, value) in [
        ("by", &event.by),
        ("note", &event.note),
        ("reason", &event.reason),
        ("role", &event.role),
        ("action", &event.action),
        ("by_audit", &event.by_audit),
    ] {
        if let Some(text) = value {
            map.insert(key.into(), Value::String(text.clone()));
        }
    }
    if !event.to.is_empty() {
        map.insert("to".into(), event.to.iter().cloned().map(Value::String).collect());
    }
    if !files.is_empty() {
        let files = files
            .iter()
            .map(|(name, sha256)| (name.clone(), Value::String(sha256.clone())))
            .collect();
        map.insert("files".into(), Value::Object(files));
    }
    // A colon of JSON that no space follows is read as text by some YAML readers.
    let fields: Vec<String> = map
        .iter()
        .map(|(key, value)| format!("{}: {value}", Value::String(key.clone())))
        .collect();
    format!("{{{}}}", fields.join(", "))
}
