//! Every audit of the store, read, judged and summed up, one at a time: the record is dropped before the next is read.

use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use super::Context;
use super::begun::is_begun;
use crate::finding::{Finding, Location, Severity};
use crate::framework::form::Form;
use crate::framework::text::capital;
use crate::framework::{Quarter, Row};
use crate::progress;
use crate::record::{Allocation, ChangedSince, FileKind, Folder, Kept, Readable};
use crate::report::{Past, Summary};
use crate::rule;
use crate::store::kept::{Files, Kept as Earlier};
use crate::store::read::{self, Reading};
use crate::store::scan::{self, ScannedFolder, Stray, StrayKind};

/// What was found in the audits' folders.
#[derive(Debug, Default)]
pub struct Examined {
    /// The audits, by folder.
    pub summaries: Vec<Summary>,
    /// What was over long before the quarters that were asked for, where any were.
    pub past: Past,
    /// What is to be mended, explained or known, in order of place.
    pub findings: Vec<Finding>,
    /// How many files were looked at.
    pub files: usize,
    /// The folders that can't be opened, so that the audits in them are missing.
    pub closed: Vec<String>,
}

/// An audit's folder, read and judged.
pub struct Judged {
    /// The record and its texts.
    pub reading: Reading,
    /// The record as what it said counts on the day, where that is another; the summary is of this one.
    pub stood: Option<Folder>,
    /// What the kept copies tell of the files.
    pub kept: Kept,
    /// The audit, summed up.
    pub summary: Summary,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

impl Judged {
    /// The record as what it says counts.
    pub fn folder(&self) -> &Folder {
        self.stood.as_ref().unwrap_or(&self.reading.folder)
    }
}

/// What was changed of a file and counts for nothing, in the words of its form.
fn words(form: Option<&Form>, changed: &ChangedSince) -> String {
    changed.words(|route| crate::record::words::words(form, changed.file, route))
}

impl Context {
    /// Examines every audit that `wanted` takes. `ready` judges as if submitted today.
    ///
    /// Of each audit its findings stay, and its summary where `keep` says so; everything else is dropped at once.
    pub fn examine(
        &self,
        ready: bool,
        wanted: impl Fn(&ScannedFolder) -> bool + Sync,
        keep: impl Fn(&Summary) -> bool + Sync,
    ) -> Result<Examined> {
        let keep = |_: &Folder, summary: Summary| Some(summary).filter(&keep);
        let (summaries, examined) = self.walk(ready, wanted, keep, true)?;
        Ok(Examined {
            summaries,
            ..examined
        })
    }

    /// As [`Self::examine`], and of each audit stays what `keep` takes from its record as it stood on the day, for a
    /// report that needs more than the summary. No finding is kept: a report tells their number at most.
    pub fn examine_keeping<T: Send>(
        &self,
        ready: bool,
        wanted: impl Fn(&ScannedFolder) -> bool + Sync,
        keep: impl Fn(&Folder, Summary) -> Option<T> + Sync,
    ) -> Result<(Vec<T>, Examined)> {
        self.walk(ready, wanted, keep, false)
    }

    /// Examines every audit for a report: one that is allocated later than today has not happened yet.
    pub fn examine_all(&self) -> Result<Examined> {
        let (summaries, examined) = self.walk_begun(|_, summary| Some(summary))?;
        Ok(Examined {
            summaries,
            ..examined
        })
    }

    /// As [`Self::examine_all`], for the reports of these quarters alone: see [`Summary::for_quarters`]. `see` is shown
    /// each audit's record, as it stood on the day, and the whole summary.
    pub fn examine_for(
        &self,
        quarters: &[Quarter],
        see: impl Fn(&Folder, &Summary) + Sync,
    ) -> Result<Examined> {
        let (past, until) = (Mutex::new(Past::default()), Past::until(quarters));
        let headline_forms = &self.store.settings.headline_forms;
        let take = |folder: &Folder, summary: Summary| {
            see(folder, &summary);
            if until.is_some_and(|day| summary.is_over_before(day)) {
                let is_headline = summary.is_headline(headline_forms);
                let mut past = past.lock().unwrap_or_else(PoisonError::into_inner);
                past.add(&summary, is_headline, self.as_of);
                return None;
            }
            Some(summary.for_quarters(quarters))
        };
        let (summaries, examined) = self.walk_begun(take)?;
        Ok(Examined {
            summaries,
            past: past.into_inner().unwrap_or_else(PoisonError::into_inner),
            ..examined
        })
    }

    /// What `take` makes of every audit that has begun, by folder; the rest of it is dropped at once.
    pub fn examine_to<T: Send>(&self, take: impl Fn(&Folder, Summary) -> Option<T> + Sync) -> Result<Vec<T>> {
        Ok(self.walk_begun(take)?.0)
    }

    /// Reads and judges one folder.
    pub fn judge(&self, folder: &ScannedFolder, ready: bool) -> Judged {
        let mut findings = Vec::new();
        let (files, reading) = match lost(folder) {
            Some(why) => self.read_lost(folder, why, &mut findings),
            None => self.read(folder, &mut findings),
        };
        findings.append(&mut reading.findings.clone());
        findings.extend(folder.strays.iter().map(of_stray));
        self.belonging(folder, &reading, &mut findings);
        let (form, row) = (
            self.form_of(&reading),
            self.row_of(reading.folder.allocation.as_ref()),
        );
        let versions = Earlier {
            root: &self.store.root,
            now: &reading.folder,
            files: &files,
            as_of: self.as_of,
        }
        .versions(|id| self.store.form(id));
        let kept = self.tell_kept(&reading, versions.as_ref());
        self.by_rules(&reading, form, row, ready, &kept, &mut findings);
        for finding in &mut findings {
            finding.audit = Some(folder.id.clone());
        }
        rule::lower(&mut findings, &self.store.settings.as_notes);
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        // What is wrong is said of the files as they are; where the audit stands, of what they said.
        let stood = versions.map(|versions| versions.folder());
        let subject = progress::Subject {
            folder: stood.as_ref().unwrap_or(&reading.folder),
            form,
            row,
            schedule: &self.store.schedule,
            calendar: &self.store.calendar,
            people: &self.people,
            as_of: self.as_of,
        };
        let mut progress = progress::judge(&subject);
        // How far the auditor has come is told of the draft as it is.
        progress.answered = progress::answered(form, reading.folder.audit.as_ref());
        let mut summary = Summary::of(&subject, progress, &findings);
        summary.changed = kept.changed.iter().map(|changed| words(form, changed)).collect();
        Judged {
            reading,
            stood,
            kept,
            summary,
            findings,
        }
    }

    /// Of an audit of which nothing can be told, no more than what was allocated, so that it stands in the lists that it
    /// is missing from.
    fn read_lost(
        &self,
        folder: &ScannedFolder,
        why: String,
        findings: &mut Vec<Finding>,
    ) -> (Files, Reading) {
        let help = if folder.copies.is_empty() {
            "Ask whoever looks after the drive for the right to open it, then run the command again."
        } else {
            "Find out which of them is right, and move the others out of the store. Until then nothing is logged to any."
        };
        let message = sentence(&format!("{why}, so it is not counted"));
        findings.extend(
            folder
                .all()
                .map(|path| of_file("wrong-folder", path, message.clone(), Some(help))),
        );
        let path = format!("{}/{}", folder.path, FileKind::Allocation.name());
        let allocation = scan::read_file(&self.store.root, &path).ok();
        let files = allocation.map(|bytes| Files::from([(FileKind::Allocation, bytes)]));
        let files = files.unwrap_or_default();
        let mut reading = read::folder(folder.id.clone(), &folder.path, &files, |id| self.store.form(id));
        reading.findings.clear();
        reading.folder.lost = Some(why);
        (files, reading)
    }

    /// Reads a folder's files; one that can't be opened is a finding.
    fn read(&self, folder: &ScannedFolder, findings: &mut Vec<Finding>) -> (Files, Reading) {
        let mut files = Files::new();
        let mut unread = Vec::new();
        for (kind, path) in folder.paths() {
            match scan::read_file(&self.store.root, &path) {
                Ok(bytes) => {
                    files.insert(kind, bytes);
                }
                Err(why) => {
                    findings.push(of_file("unreadable", &path, sentence(&why.to_string()), None));
                    unread.push((kind, Readable::No));
                }
            }
        }
        if !folder.files.contains(&FileKind::Log) {
            unread.push((FileKind::Log, Readable::No));
        }
        let mut reading = read::folder(folder.id.clone(), &folder.path, &files, |id| self.store.form(id));
        reading.folder.files.extend(unread);
        (files, reading)
    }

    fn by_rules(
        &self,
        reading: &Reading,
        form: Option<&Form>,
        row: Option<&Row>,
        ready: bool,
        kept: &Kept,
        findings: &mut Vec<Finding>,
    ) {
        let Some(form) = form else { return };
        findings.extend(self.own_remarks(reading, form));
        let subject = rule::Subject {
            folder: &reading.folder,
            form,
            rubric: self.store.rubric(form),
            row,
            people: &self.people,
            as_of: self.as_of,
            ready,
            faulty: &reading.faulty,
            kept,
            texts: rule::FreeTexts::default(),
        };
        findings.extend(
            rule::check_all(&subject)
                .into_iter()
                .map(|draft| reading.place(draft)),
        );
        if let Some(audit) = &reading.folder.audit {
            rule::apply_explanations(findings, audit);
        }
    }

    /// The template an audit was made with.
    pub fn form_of(&self, reading: &Reading) -> Option<&Form> {
        let allocated = reading
            .folder
            .allocation
            .as_ref()
            .map(|allocation| &allocation.form);
        let own = reading
            .folder
            .audit
            .as_ref()
            .and_then(|audit| audit.form.as_ref());
        allocated.or(own).and_then(|id| self.store.form(id))
    }

    /// The row of the schedule that an audit serves.
    pub fn row_of(&self, allocation: Option<&Allocation>) -> Option<&Row> {
        self.store.schedule.row(allocation?.row.as_ref()?.as_str())
    }

    /// Whether the folder holds what it must, and its files belong to it.
    fn belonging(&self, folder: &ScannedFolder, reading: &Reading, findings: &mut Vec<Finding>) {
        if reading.folder.lost.is_some() {
            return;
        }
        if is_begun(folder) && !folder.files.contains(&FileKind::Log) {
            let message = "This audit's folder is not finished: qaf was stopped while it made it.".to_owned();
            let help = "Run qaf new or qaf allocate again, which finishes it. If files of it were lost, restore them from \
                        a copy instead.";
            findings.push(Finding {
                severity: Severity::Query,
                ..of_file("wrong-folder", &folder.path, message, Some(help))
            });
        }
        let needed = [FileKind::Allocation, FileKind::Audit, FileKind::Log];
        for needed in needed.into_iter().filter(|_| !is_begun(folder)) {
            let elsewhere =
                |stray: &Stray| matches!(&stray.kind, StrayKind::OtherName { of, .. } if of == needed.name());
            // A file under another name is told of as such.
            if !folder.files.contains(&needed) && !folder.strays.iter().any(elsewhere) {
                let message = format!("This audit has no {}.", needed.name());
                let help = "Restore the file from a copy; if it was never there, ask the QA social worker.";
                findings.push(of_file("wrong-folder", &folder.path, message, Some(help)));
            }
        }
        if let Some(allocation) = &reading.folder.allocation {
            self.allocated(folder, reading, allocation, findings);
        }
    }

    /// Whether what the allocation names is there, and it lies where it belongs.
    fn allocated(
        &self,
        folder: &ScannedFolder,
        reading: &Reading,
        allocation: &Allocation,
        findings: &mut Vec<Finding>,
    ) {
        for (key, rule, message, help) in self.amiss(folder, allocation) {
            let place = crate::record::Place::value(FileKind::Allocation, key);
            let document = reading.documents.get(&FileKind::Allocation);
            let location = document.map_or_else(
                || Location::file(reading.folder.file(FileKind::Allocation)),
                |document| document.locate(&place),
            );
            findings.push(Finding {
                location,
                severity: rule::find(rule).map_or(Severity::Error, |rule| rule.severity),
                ..of_file(rule, "", message, Some(help))
            });
        }
    }

    /// What an allocation names and is not there: the key, the rule, what is wrong, what to do.
    fn amiss(&self, folder: &ScannedFolder, allocation: &Allocation) -> Vec<Amiss> {
        let mut amiss = Vec::new();
        if allocation.audit != folder.id {
            let (named, id) = (&allocation.audit, &folder.id);
            let message = format!("This file belongs to {named}, but lies in the folder of {id}.");
            let help = "Move the folder's files back to where they belong.";
            amiss.push(("audit", "wrong-folder", message, help));
        }
        if self.store.form(&allocation.form).is_none() {
            let form = &allocation.form;
            let message = format!("There is no form {form} in forms/, so this audit can't be judged.");
            let help = "Restore the form's file; an old version is kept as long as audits name it.";
            amiss.push(("form", "wrong-folder", message, help));
        }
        let draw = allocation.draw.as_ref();
        if let Some(draw) = draw.filter(|draw| !self.store.path(draw).is_file()) {
            let message = format!("The record {draw}, by which this case was drawn, is not there.");
            let help = "Restore it from a copy: without it nobody can show how the case was picked.";
            amiss.push(("draw", "draw-without-folder", message, help));
        }
        let rows = &self.store.schedule.rows;
        let known = |row: &crate::framework::RowId| rows.iter().any(|known| known.id == *row);
        if let Some(row) = allocation
            .row
            .as_ref()
            .filter(|row| !rows.is_empty() && !known(row))
        {
            let message = format!("schedule.toml has no row {row}, so this audit meets no expectation.");
            amiss.push((
                "row",
                "wrong-folder",
                message,
                "Restore the row in schedule.toml.",
            ));
        }
        amiss
    }
}

/// A key of an allocation, the rule it breaks, what is wrong and what to do.
type Amiss = (&'static str, &'static str, String, &'static str);

/// Why nothing is known of an audit, in a clause.
fn lost(folder: &ScannedFolder) -> Option<String> {
    if let Some(why) = &folder.closed {
        return Some(format!("its folder can't be opened ({why})"));
    }
    let all: Vec<&str> = folder.all().collect();
    let (last, others) = all.split_last()?;
    (!others.is_empty()).then(|| format!("it has {} folders: {} and {last}", all.len(), others.join(", ")))
}

pub(super) fn of_file(rule: &'static str, path: &str, message: String, help: Option<&str>) -> Finding {
    Finding {
        rule,
        severity: Severity::Error,
        location: Location::file(path),
        message,
        help: help.map(str::to_owned),
        audit: None,
        explained: None,
        related: Vec::new(),
    }
}

pub(super) fn of_stray(stray: &Stray) -> Finding {
    let (rule, severity) = match &stray.kind {
        StrayKind::ConflictedCopy { .. } => ("conflicted-copy", Severity::Query),
        StrayKind::OtherName { .. } => ("other-name", Severity::Error),
        StrayKind::OfficeLock | StrayKind::FixedCopy { .. } => ("stray-file", Severity::Note),
        StrayKind::SharedNumber { .. } | StrayKind::NotAnId => ("wrong-folder", Severity::Error),
        StrayKind::Closed { .. } => ("unreadable", Severity::Error),
        _ => ("stray-file", Severity::Query),
    };
    Finding {
        severity,
        ..of_file(rule, &stray.path, sentence(&stray.message()), Some(&stray.help()))
    }
}

/// A message as a sentence of its own.
fn sentence(message: &str) -> String {
    let end = if message.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{}{end}", capital(message))
}
