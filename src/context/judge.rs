//! One audit's folder, read and judged.

use super::Context;
use super::examine::{of_file, of_stray, sentence};
use super::kept_copies::tell_kept;
use crate::figures::Summary;
use crate::finding::{Finding, Severity};
use crate::framework::form::Form;
use crate::framework::{Row, WorkId};
use crate::progress;
use crate::record::{Allocation, ChangedSince, Draft, FileKind, Folder, KeptChange, KeptCopies, Readable};
use crate::rule;
use crate::store::kept::{Files, KeptFolder as Earlier, KeptReader, KeptVersions};
use crate::store::read::{self, Reading};
use crate::store::scan::{self, ScannedFolder, Stray, StrayKind};

/// An audit's folder, read and judged.
pub struct Judged {
    /// The record and its texts.
    pub reading: Reading,
    /// The bytes that it was read from.
    pub files: Files,
    /// The copies that were kept of them.
    pub copies: KeptReader,
    /// The record as what it said counts on the day, where that is another; the summary is of this one.
    pub stood: Option<Folder>,
    /// What the kept copies tell of the files.
    pub kept: KeptCopies,
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
    changed.words(|route| crate::record::place_name::words(form, changed.file, route))
}

/// What an audit's files are judged by, beside the store.
#[derive(Clone, Copy)]
struct JudgedBy<'j> {
    form: Option<&'j Form>,
    row: Option<&'j Row>,
    ready: bool,
    kept: &'j KeptCopies,
}

impl Context {
    /// Reads and judges one folder.
    pub fn judge(&self, folder: &ScannedFolder, ready: bool) -> Judged {
        self.judge_as_if(folder, ready, None)
    }

    /// Reads and judges one folder, as if one of its files held these bytes.
    pub fn judge_as_if(
        &self,
        folder: &ScannedFolder,
        ready: bool,
        instead: Option<(FileKind, &[u8])>,
    ) -> Judged {
        let mut findings = Vec::new();
        let (files, reading) = self.read_if_known(folder, instead, &mut findings);
        findings.extend(folder.strays.iter().map(of_stray));
        self.belonging(folder, &reading, &mut findings);
        let (form, row) = (
            self.form_of(&reading),
            self.row_of(reading.folder.allocation.as_ref()),
        );
        let copies = KeptReader::new(&self.store.root, &folder.path);
        let versions = self.versions(&copies, &reading.folder, &files);
        let kept = tell_kept(&reading, versions.as_ref(), &copies);
        let judged_by = JudgedBy {
            form,
            row,
            ready,
            kept: &kept,
        };
        findings.extend(self.found(&reading, versions.as_ref(), judged_by));
        for finding in &mut findings {
            finding.audit = Some(folder.id.clone());
        }
        rule::lower(&mut findings, &self.store.settings.as_notes);
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        // What is wrong is said of the files as they are; where the audit stands, of what they said.
        let stood = versions.map(|versions| versions.folder());
        let summary = self.sum_up(&reading, stood.as_ref(), (form, row), &findings, &kept);
        Judged {
            reading,
            files,
            copies,
            stood,
            kept,
            summary,
            findings,
        }
    }

    /// The audit summed up, as what its files said counts.
    fn sum_up(
        &self,
        reading: &Reading,
        stood: Option<&Folder>,
        (form, row): (Option<&Form>, Option<&Row>),
        findings: &[Finding],
        kept: &KeptCopies,
    ) -> Summary {
        let subject = progress::ProgressSubject {
            folder: stood.unwrap_or(&reading.folder),
            form,
            row,
            row_of_work: self.row_of_work(reading.folder.allocation.as_ref()),
            schedule: &self.store.schedule,
            calendar: &self.store.calendar,
            people: &self.people,
            as_of: self.as_of,
        };
        let mut progress = progress::judge(&subject);
        // How far the auditor has come is told of the draft as it is.
        progress.answered = progress::answered(form, reading.folder.audit.as_ref());
        let mut summary = Summary::of(&subject, progress, findings);
        let known = kept
            .changed
            .iter()
            .filter(|changed| changed.how != KeptChange::Unknown);
        summary.changed = known.map(|changed| words(form, changed)).collect();
        summary
    }

    /// The record of one folder as what it said counts on the day, as [`Judged::folder`] has it; nothing of it is judged.
    pub(super) fn stood(&self, folder: &ScannedFolder) -> Folder {
        let (files, reading) = self.read_if_known(folder, None, &mut Vec::new());
        let copies = KeptReader::new(&self.store.root, &folder.path);
        let versions = self.versions(&copies, &reading.folder, &files);
        let stood = versions.map(|versions| versions.folder());
        stood.unwrap_or(reading.folder)
    }

    /// The versions of an audit, where there is another than the one that stands.
    fn versions<'a>(
        &self,
        copies: &'a KeptReader,
        now: &'a Folder,
        files: &'a Files,
    ) -> Option<KeptVersions<'a>> {
        let as_of = self.as_of;
        let kept = Earlier {
            copies,
            now,
            files,
            as_of,
        };
        kept.versions(|id| self.store.form(id))
    }

    /// Reads a folder's files, where it is known which folder is the audit's.
    fn read_if_known(
        &self,
        folder: &ScannedFolder,
        instead: Option<(FileKind, &[u8])>,
        findings: &mut Vec<Finding>,
    ) -> (Files, Reading) {
        match lost(folder) {
            Some(why) => self.read_lost(folder, why, findings),
            None => self.read(folder, instead, findings),
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
        let (files, mut reading) = self.read_allocation(folder);
        reading.findings.clear();
        reading.folder.lost = Some(why);
        (files, reading)
    }

    /// Reads a folder's files; one that can't be opened is a finding.
    fn read(
        &self,
        folder: &ScannedFolder,
        instead: Option<(FileKind, &[u8])>,
        findings: &mut Vec<Finding>,
    ) -> (Files, Reading) {
        let mut files = Files::new();
        let mut unread = Vec::new();
        for (kind, path) in folder.paths() {
            let other = instead.filter(|(of, _)| *of == kind);
            let bytes = other.map_or_else(
                || scan::read_file(&self.store.root, &path),
                |(_, bytes)| Ok(bytes.to_vec()),
            );
            match bytes {
                Ok(bytes) => {
                    files.insert(kind, bytes);
                }
                Err(why) => {
                    findings.push(of_file(
                        "unreadable",
                        &path,
                        sentence(&why.to_string()),
                        why.help(),
                    ));
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

    /// What is wrong with the texts as such.
    fn of_texts(&self, reading: &Reading, form: Option<&Form>) -> Vec<Finding> {
        let remarks = form.map(|form| self.own_remarks(reading, form));
        let texts = reading.findings.iter().cloned();
        texts.chain(remarks.into_iter().flatten()).collect()
    }

    /// What is wrong with an audit's files. The texts are judged as they are; what they say is, as what counts of it.
    fn found(
        &self,
        reading: &Reading,
        versions: Option<&KeptVersions<'_>>,
        judged_by: JudgedBy<'_>,
    ) -> Vec<Finding> {
        let mut found = self.of_texts(reading, judged_by.form);
        let counting = versions.and_then(|versions| versions.that_count(|id| self.store.form(id)));
        let counted = counting.as_ref().map_or(reading, |counting| &counting.reading);
        let at_copy = |mut finding: Finding| {
            let copy = counting
                .as_ref()
                .and_then(|counting| counting.copy_of(&finding.location.path));
            if let Some(copy) = copy {
                copy.clone_into(&mut finding.location.path);
            }
            finding
        };
        // What is known to be other than it was tells nothing of what counts.
        let is_lost = versions.is_some_and(KeptVersions::is_lost);
        for draft in self.drafts(counted, judged_by) {
            // That a file was changed is shown where it was.
            if rule::is_of_kept(draft.rule) {
                found.push(reading.place(draft));
            } else if !is_lost {
                found.push(at_copy(counted.place(draft)));
            }
        }
        if counting.is_some() && !is_lost {
            let texts = counted.findings.iter();
            found.extend(
                texts
                    .filter(|text| !reading.findings.contains(text))
                    .cloned()
                    .map(at_copy),
            );
        }
        // What was explained since is an explanation all the same.
        for audit in [&counted.folder.audit, &reading.folder.audit]
            .into_iter()
            .flatten()
        {
            rule::apply_explanations(&mut found, audit);
        }
        found
    }

    /// What the rules find.
    fn drafts(&self, reading: &Reading, judged_by: JudgedBy<'_>) -> Vec<Draft> {
        let JudgedBy {
            form: Some(form),
            row,
            ready,
            kept,
        } = judged_by
        else {
            return Vec::new();
        };
        rule::check_all(&rule::RuleSubject {
            folder: &reading.folder,
            form,
            rubric: self.store.rubric(form),
            row,
            people: &self.people,
            titles: &self.store.settings.roles,
            year_starts: self.store.settings.year_starts,
            as_of: self.as_of,
            ready,
            faulty: &reading.faulty,
            kept,
            texts: rule::FreeTexts::default(),
        })
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

    /// The row of the schedule that the wider work meets which an audit is part of.
    pub fn row_of_work(&self, allocation: Option<&Allocation>) -> Option<&Row> {
        let id: WorkId = allocation?.part_of.as_deref()?.parse().ok()?;
        let schedule = &self.store.schedule;
        let mut works = self.works().all.iter();
        match works.find(|work| *work.id() == id) {
            Some(work) => schedule.row(work.commission.row.as_ref()?.as_str()),
            None => id.kind().row(schedule),
        }
    }

    /// Whether the folder holds what it must, and its files belong to it.
    fn belonging(&self, folder: &ScannedFolder, reading: &Reading, findings: &mut Vec<Finding>) {
        if reading.folder.lost.is_some() {
            return;
        }
        let is_unmade = self.is_unmade(folder, reading);
        if is_unmade {
            let message = "This audit's folder is not finished: qaf was stopped while it made it.".to_owned();
            let help = "Run qaf new or qaf allocate again, which finishes it. If files of it were lost, restore them from \
                        a copy instead.";
            findings.push(Finding {
                severity: Severity::Query,
                ..of_file("wrong-folder", &folder.path, message, Some(help))
            });
        }
        let needed = [FileKind::Allocation, FileKind::Audit, FileKind::Log];
        for needed in needed.into_iter().filter(|_| !is_unmade) {
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
}

/// Why nothing is known of an audit, in a clause.
pub(super) fn lost(folder: &ScannedFolder) -> Option<String> {
    if let Some(why) = &folder.closed {
        return Some(format!("its folder can't be opened ({why})"));
    }
    let all: Vec<&str> = folder.all().collect();
    let (last, others) = all.split_last()?;
    (!others.is_empty()).then(|| format!("it has {} folders: {} and {last}", all.len(), others.join(", ")))
}
