//! The making of an audit's folder, and the lines of its log.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, anyhow, bail};

use super::Context;
use crate::draw::DrawRecord;
use crate::draw::sampled::SampleOf;
use crate::framework::word::Word;
use crate::framework::{AuditId, Date, Form, Person, Quarter, RoleId, Row, Service, Step, Unlisted};
use crate::paper::safe::safe;
use crate::record::{Allocation, FileKind, Folder, LogEvent};
use crate::store::files::highest_claimed;
use crate::store::kept::{fingerprint, path_of};
use crate::store::scaffold::{self, AuditForm};
use crate::store::scan::ReadError;
use crate::store::{draws, layout, scan, schema, works};

/// The first line of a log.
pub(super) const LOG: &str = "# Written by qaf, one line an event. Please leave it as it is.\n";

impl Context {
    /// Claims the next free number for an audit of this form that is allocated today.
    pub fn claim(&self, form: &Form) -> Result<AuditId> {
        let next = self.highest_given()?.saturating_add(1);
        Ok(self.writing()?.claim(&form.prefix, self.short_year(), next)?)
    }

    /// The next free number, not claimed yet; the store must be locked.
    pub(super) fn next_number(&self) -> Result<u32> {
        let highest = highest_claimed(&self.store.path(layout::IDS))?.max(self.highest_given()?);
        Ok(highest.saturating_add(1))
    }

    /// The next free numbers, one for an audit of each form, not claimed yet. They stay free as long as nobody else
    /// claims, so the store must be locked.
    pub fn next_ids(&self, forms: &[&Form]) -> Result<Vec<AuditId>> {
        (self.next_number()?..)
            .zip(forms)
            .map(|(number, form)| {
                AuditId::new(&form.prefix, self.short_year(), number)
                    .with_context(|| format!("{} has no number left for an audit of today.", form.id))
            })
            .collect()
    }

    /// The next free number for an audit of this form, not claimed yet; the store must be locked.
    pub fn next_id(&self, form: &Form) -> Result<AuditId> {
        let ids = self.next_ids(&[form])?;
        ids.into_iter().next().context("There is no number left.")
    }

    /// Claims this very number, which a record of a draw has given out; one that is claimed stays so.
    pub fn claim_this(&self, id: &AuditId) -> Result<()> {
        Ok(self.writing()?.claim_this(id)?)
    }

    fn short_year(&self) -> u32 {
        self.store.settings.year_starts.year_of(self.as_of).short()
    }

    /// The highest number that a record of a draw has given out, or that an audit's folder has; 0 for none.
    ///
    /// A draw that was stopped has its numbers in its record before they are claimed, and programs that copy folders may
    /// leave out the empty files by which numbers are claimed. A record that can't be read gives none, and is named: no
    /// draw is made beside it.
    fn highest_given(&self) -> Result<u32> {
        let scan = scan::audit_folders(&self.store.root);
        self.warn_of_closed(&scan);
        let mut highest = scan
            .folders
            .iter()
            .map(|folder| folder.id.number())
            .max()
            .unwrap_or(0)
            .max(works::highest(&self.store.root)?);
        let paths = draws::records(&self.store.root).map_err(|why| {
            anyhow!(
                "The folder {} can't be opened ({why}); nothing was written.",
                layout::DRAWS
            )
        })?;
        for path in paths {
            let record = match scan::read_file(&self.store.root, &path) {
                Ok(bytes) => DrawRecord::parse(&bytes).ok(),
                Err(why) => {
                    self.out
                        .warn(format!("{}. See qaf validate.", safe(&why.to_string())));
                    None
                }
            };
            let drawn = record.iter().flat_map(|record| &record.units);
            let numbers = drawn.filter_map(|unit| Some(unit.drawn.as_ref()?.audit.number()));
            highest = numbers.fold(highest, u32::max);
        }
        Ok(highest)
    }

    /// The folder of an audit that is allocated so, relative to the store.
    pub fn folder_for(&self, allocation: &Allocation) -> String {
        let quarter = Quarter::of(allocation.allocated, self.store.settings.year_starts);
        let team = allocation.team.as_ref().map(Word::as_str);
        // A service without teams is told by its own name.
        let team = team.or(allocation.service.as_ref().map(Word::as_str));
        layout::audit_folder(quarter, team, &allocation.audit)
    }

    /// Makes an audit's folder, or what is missing of it, and says where it is.
    ///
    /// Whatever stops qaf on the way, all that the rest is made from is on the disk: for an audit that was drawn, the
    /// record of its draw ([`Self::make_drawn`]); for any other, the allocation, which is written first, before its number
    /// is claimed.
    pub fn make_audit(&self, allocation: &Allocation) -> Result<String> {
        if allocation.draw.is_some() {
            return Ok(self.make_drawn(std::slice::from_ref(allocation))?.concat());
        }
        let form = self.form_allocated(allocation)?;
        let inside = self.writing()?;
        let folder = self.folder_for(allocation);
        inside.create_dirs(&folder)?;
        self.make_schemas(form)?;
        let [audit, log, allocated] = self.new_files(allocation, form);
        for (kind, text) in [allocated, audit, log] {
            match inside.create_new(&format!("{folder}/{}", kind.name()), text.as_bytes()) {
                Err(error) if !error.is_there_already() => return Err(error.into()),
                _ => {}
            }
            if kind == FileKind::Allocation {
                inside.claim_this(&allocation.audit)?;
            }
        }
        Ok(folder)
    }

    /// The auditor's form as it is made for an allocation.
    pub(super) fn blank(&self, allocation: &Allocation, form: &Form) -> String {
        let deadline = self.store.schedule.deadline(Step::Audit);
        let due = deadline.map_or(allocation.allocated, |d| {
            d.within.after(allocation.allocated, &self.store.calendar)
        });
        let cases = self.cases_sampled(allocation);
        scaffold::audit_yaml(&AuditForm {
            cases: &cases,
            form,
            rubric: self.store.rubric(form),
            allocation,
            due,
            role: self.role_of_worker(allocation, form),
        })
    }

    /// The worker's cases that the sample of the work took with them; none where it can't be read, which validate says.
    fn cases_sampled(&self, allocation: &Allocation) -> Vec<String> {
        let (Some(part_of), Some(worker)) = (&allocation.part_of, &allocation.worker) else {
            return Vec::new();
        };
        let work = self.work(part_of).ok();
        let record = work.and_then(|work| self.sample(&work).ok().flatten());
        let taken = record.iter().flat_map(|record| &record.groups);
        let cases = taken
            .filter(|group| group.of == SampleOf::Case)
            .flat_map(|group| group.taken());
        let own = cases.filter(|entry| self.people.same(&entry.holder, worker));
        own.map(|entry| entry.case_id.clone()).collect()
    }

    /// Which of the roles that a form serves the worker has; of several, the one that is audited in the audit's service. None
    /// where that is not one.
    fn role_of_worker(&self, allocation: &Allocation, form: &Form) -> Option<&RoleId> {
        let worker = self.people.find(allocation.worker.as_deref()?)?;
        let held = form.roles_served(worker);
        if let [one] = held.as_slice() {
            return Some(one);
        }
        let is_here = |role: &&&RoleId| {
            let service = self.store.schedule.service_of_role(role, form.id.form.as_str());
            service.is_some() && service == allocation.service.as_ref()
        };
        let mut here = held.iter().filter(is_here);
        here.next().copied().filter(|_| here.next().is_none())
    }

    /// The years whose bank holidays the list does not have, of the days that an audit has which is allocated on a day.
    pub fn unlisted_for_audits(&self, allocated: Date) -> Unlisted {
        let deadline = self.store.schedule.deadline(Step::Audit);
        deadline
            .map(|deadline| deadline.within.unlisted(allocated, &self.store.calendar))
            .unwrap_or_default()
    }

    /// Makes the schemas of a form that are not there yet: a council's own form has none until it is used.
    pub(super) fn make_schemas(&self, form: &Form) -> Result<()> {
        let named = |kind| format!("{}/{}", layout::SCHEMAS, schema::schema_file_name(form, kind));
        let kinds = FileKind::NAMES.iter().map(|(_, kind)| *kind);
        let missing = |kind: &FileKind| kind.is_a_persons() && !self.store.path(&named(*kind)).exists();
        if !kinds.clone().any(|kind| missing(&kind)) {
            return Ok(());
        }
        let template = scan::read_file(&self.store.root, &self.store.template_path(form))?;
        let inside = self.writing()?;
        inside.create_dirs(layout::SCHEMAS)?;
        let schemas = schema::schemas(form, self.store.rubric(form), &String::from_utf8_lossy(&template));
        for (kind, text) in schemas {
            match inside.create_new(&named(kind), text.as_bytes()) {
                Err(error) if !error.is_there_already() => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Refuses to log anything of an audit whose log can't be read, or could not be added to: what is in it is not known,
    /// and a line after it would look like all that happened.
    pub fn demand_log(&self, folder: &Folder) -> Result<()> {
        if let Some(why) = folder.unlogged() {
            let id = &folder.id;
            bail!("Nothing was logged for {id}: {why}. qaf validate {id} says what to do.");
        }
        let inside = self.writing()?;
        inside.demand_no_link(&format!("{}/{}", folder.path, layout::KEPT))?;
        Ok(inside.demand_room(&folder.file(FileKind::Log), 0)?)
    }

    /// Appends an event to a log, with the fingerprints of every file a person owns, and keeps a copy of each that is
    /// not kept yet (`docs/files.md`, section 4).
    pub fn log(&self, folder: &Folder, event: &LogEvent) -> Result<()> {
        self.demand_by()?;
        self.demand_log(folder)?;
        let mut files = BTreeMap::new();
        let mut copies = Vec::new();
        for (_, kind) in FileKind::NAMES.iter().filter(|(_, kind)| kind.is_a_persons()) {
            let bytes = match scan::read_file(&self.store.root, &folder.file(*kind)) {
                Ok(bytes) => bytes,
                Err(ReadError::NotFound(_)) => continue,
                Err(why) => bail!("{why}. Nothing was logged, as no copy of the file can be kept."),
            };
            let sha256 = fingerprint(&bytes);
            let stem = kind.name().trim_end_matches(".yaml");
            files.insert(stem.to_owned(), sha256.clone());
            copies.push((stem, sha256, bytes));
        }
        let line = format!("- {}", event_line(event, &files));
        let log = folder.file(FileKind::Log);
        self.writing()?.demand_room(&log, line.len())?;
        for (stem, sha256, bytes) in copies {
            self.keep(&folder.path, stem, &sha256, &bytes)?;
        }
        self.writing()?
            .append_line(&log, &line)
            .with_context(|| format!("the event was not logged for {}", folder.path))
    }

    /// Keeps a copy of a person's file as it is, beside those that events keep.
    pub fn keep_copy(&self, folder: &str, kind: FileKind, bytes: &[u8]) -> Result<()> {
        let stem = kind.name().trim_end_matches(".yaml");
        self.keep(folder, stem, &fingerprint(bytes), bytes)
    }

    pub(super) fn keep(&self, folder: &str, stem: &str, sha256: &str, bytes: &[u8]) -> Result<()> {
        let kept = format!("{folder}/{}", layout::KEPT);
        let inside = self.writing()?;
        inside.create_dirs(&kept)?;
        match inside.create_new(&path_of(folder, stem, sha256), bytes) {
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
        let roles = form.process().settlers(row);
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
fn event_line(event: &LogEvent, files: &BTreeMap<String, String>) -> String {
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
    use crate::record::EventKind;
    use crate::store::read;

    #[test]
    fn an_event_is_told_in_the_order_of_the_contract() {
        let event = LogEvent {
            by: Some("Lee Marsh".into()),
            to: vec!["Robin Hale".into()],
            note: Some("by \"post\": #1".into()),
            ..LogEvent::new("2026-12-21".parse().unwrap(), EventKind::Sent)
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
            let event = LogEvent {
                note: Some(format!("a{letter}b")),
                ..LogEvent::new("2026-12-21".parse().unwrap(), EventKind::Note)
            };
            let line = event_line(&event, &BTreeMap::new());
            assert_eq!(&read_again(&line).log, &[event]);
        }
    }

    proptest! {
        #[test]
        fn what_is_logged_is_read_again(note in "[ -~é€\n\t]{1,40}", to in proptest::collection::vec("[ -~]{0,12}", 0..3)) {
            let event = LogEvent {
                note: Some(note.trim().to_owned()).filter(|note| !note.is_empty()),
                to: to.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect(),
                ..LogEvent::new("2026-12-21".parse().unwrap(), EventKind::Note)
            };
            let line = event_line(&event, &BTreeMap::new());
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(&read_again(&line).log, &[event]);
        }
    }
}
