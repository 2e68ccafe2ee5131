//! The making of an audit's folder, and the lines of its log.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};

use super::Context;
use crate::draw::{Digest, DrawRecord};
use crate::framework::{AuditId, Date, Form, Person, Quarter, RoleId, Row, Service, Step, Unlisted};
use crate::record::{Allocation, Event, FileKind};
use crate::store::files::{append_line, claim, claim_this, create_dirs, create_new, highest_claimed};
use crate::store::scaffold::{self, AuditForm};
use crate::store::{layout, scan, schema};

/// The first line of a log.
const LOG: &str = "# Written by qaf, one line an event. Please leave it as it is.\n";

impl Context {
    /// Claims the next free number for an audit of this form that is allocated today.
    pub fn claim(&self, form: &Form) -> Result<AuditId> {
        let ids = self.store.path(layout::IDS);
        let next = self.highest_drawn()?.saturating_add(1);
        let access = self.store.settings.access;
        Ok(claim(&ids, &form.prefix, self.short_year(), next, access)?)
    }

    /// The next free numbers, one for an audit of each form, not claimed yet. They stay free as long as nobody else
    /// claims, so the store must be locked.
    pub fn next_ids(&self, forms: &[&Form]) -> Result<Vec<AuditId>> {
        let highest = highest_claimed(&self.store.path(layout::IDS))?.max(self.highest_drawn()?);
        (highest.saturating_add(1)..)
            .zip(forms)
            .map(|(number, form)| {
                AuditId::new(&form.prefix, self.short_year(), number)
                    .with_context(|| format!("{} has no number left for an audit of today.", form.id))
            })
            .collect()
    }

    /// Claims this very number, which a record of a draw has given out; one that is claimed stays so.
    pub fn claim_this(&self, id: &AuditId) -> Result<()> {
        Ok(claim_this(
            &self.store.path(layout::IDS),
            id,
            self.store.settings.access,
        )?)
    }

    fn short_year(&self) -> u32 {
        self.store.settings.year_starts.year_of(self.as_of).short()
    }

    /// The highest number that a record of a draw has given out; 0 for none.
    ///
    /// A draw that was stopped has its numbers in its record before they are claimed. A record that can't be read
    /// gives none: it is for `allocate` to refuse it.
    fn highest_drawn(&self) -> Result<u32> {
        let folder = self.store.path(layout::DRAWS);
        if !folder.is_dir() {
            return Ok(0);
        }
        let listed =
            std::fs::read_dir(&folder).with_context(|| format!("{} can't be listed", folder.display()))?;
        let mut highest = 0;
        for entry in listed {
            let entry = entry?;
            // A record that was being written when its draw was killed has another name, and gave out nothing.
            if entry.file_name().to_string_lossy().starts_with(['.', '~']) {
                continue;
            }
            let bytes = std::fs::read(entry.path()).unwrap_or_default();
            let record = DrawRecord::parse(&bytes).ok();
            let drawn = record.iter().flat_map(|record| &record.units);
            let numbers = drawn.filter_map(|unit| Some(unit.drawn.as_ref()?.audit.number()));
            highest = numbers.fold(highest, u32::max);
        }
        Ok(highest)
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

    /// The years whose bank holidays the list does not have, of the days that an audit has which is allocated on a day.
    pub fn unlisted_for_audits(&self, allocated: Date) -> Unlisted {
        let deadline = self.store.schedule.deadline(Step::Audit);
        deadline
            .map(|deadline| deadline.within.unlisted(allocated, &self.store.calendar))
            .unwrap_or_default()
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
        self.demand_by()?;
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

/// An event as a flow mapping on one line, in the order in which people tell it. Texts are quoted, and what a line
/// has no place for is escaped: a log that can't be read again has lost what was told.
fn event_line(event: &Event, files: &BTreeMap<String, String>) -> String {
    let quoted = scaffold::yaml_quoted;
    let mut fields = vec![
        format!("date: {}", event.date),
        format!("event: {}", event.event.name()),
    ];
    for (key, value) in [
        ("by", &event.by),
        ("role", &event.role),
        ("action", &event.action),
        ("by_audit", &event.by_audit),
        ("reason", &event.reason),
        ("note", &event.note),
    ] {
        fields.extend(value.as_ref().map(|text| format!("{key}: {}", quoted(text))));
    }
    if !event.to.is_empty() {
        let to: Vec<String> = event.to.iter().map(|name| quoted(name)).collect();
        fields.push(format!("to: [{}]", to.join(", ")));
    }
    if !files.is_empty() {
        let files: Vec<String> = files
            .iter()
            .map(|(stem, sha256)| format!("{stem}: {}", quoted(sha256)))
            .collect();
        fields.push(format!("files: {{{}}}", files.join(", ")));
    }
    format!("{{{}}}", fields.join(", "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::record::{EventKind, Folder};
    use crate::store::read;

    #[test]
    fn an_event_is_told_in_the_order_of_the_contract() {
        let event = Event {
            by: Some("Lee Marsh".into()),
            to: vec!["Robin Hale".into()],
            note: Some("by \"post\": #1".into()),
            ..Event::new("2026-12-21".parse().unwrap(), EventKind::Sent)
        };
        let files = [("audit".to_owned(), "ab12".to_owned())].into();
        insta::assert_snapshot!(
            event_line(&event, &files),
            @r#"{date: 2026-12-21, event: sent, by: "Lee Marsh", note: "by \"post\": #1", to: ["Robin Hale"], files: {audit: "ab12"}}"#
        );
    }

    /// The log that holds this one line, read again.
    fn read_again(line: &str) -> Folder {
        let id: AuditId = "CF-26-0042".parse().unwrap();
        let files = [(FileKind::Log, format!("{LOG}- {line}\n").into_bytes())].into();
        let reading = read::folder(id, "x", &files, |_| None);
        assert_eq!(reading.findings, [], "{line}");
        reading.folder
    }

    #[test]
    fn letters_that_a_line_has_no_place_for_are_read_again_too() {
        for letter in [
            '\u{1b}', '\u{7f}', '\u{80}', '\u{85}', '\u{2028}', '\u{feff}', '\u{fffe}',
        ] {
            let event = Event {
                note: Some(format!("a{letter}b")),
                ..Event::new("2026-12-21".parse().unwrap(), EventKind::Note)
            };
            let line = event_line(&event, &BTreeMap::new());
            assert_eq!(&read_again(&line).log, &[event]);
        }
    }

    proptest! {
        #[test]
        fn what_is_logged_is_read_again(note in "[ -~é€\n\t]{1,40}", to in proptest::collection::vec("[ -~]{0,12}", 0..3)) {
            let event = Event {
                note: Some(note.trim().to_owned()).filter(|note| !note.is_empty()),
                to: to.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect(),
                ..Event::new("2026-12-21".parse().unwrap(), EventKind::Note)
            };
            let line = event_line(&event, &BTreeMap::new());
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(&read_again(&line).log, &[event]);
        }
    }
}
