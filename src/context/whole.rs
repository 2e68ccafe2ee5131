//! What can be wrong with a store as a whole, between its files: numbers, draws, access, forms, the template of Word
//! documents.

use std::collections::BTreeSet;

use super::Context;
use super::examine::{Examined, of_file, of_stray};
use crate::draw::DrawRecord;
use crate::draw::folders::by_record;
use crate::finding::{Finding, Severity};
use crate::framework::{AuditId, Quarter, WorkId};
use crate::paper::docx::WordTemplate;
use crate::record::{Allocation, FileKind};
use crate::store::scan::{ReadError, Scan, ScannedFolder};
use crate::store::{annual, draws, files, issued, layout, of_quarter, scan, schema};

impl Context {
    /// The queries on the store as a whole, of which every audit was examined.
    pub fn examine_whole(&self, examined: &Examined) -> Vec<Finding> {
        let (scan, allocations) = (&examined.scan, examined.allocations.as_slice());
        let folders = scan.folders.as_slice();
        let mut findings = Vec::new();
        self.numbers(folders, &mut findings);
        self.draws(scan, allocations, &mut findings);
        let around = scan::around(&self.store.root, folders);
        findings.extend(around.iter().map(of_stray));
        self.access(folders, &mut findings);
        self.writers(folders, &mut findings);
        self.templates(&mut findings);
        self.word_template(&mut findings);
        self.know_children(&examined.children);
        self.reports(&mut findings);
        self.copies(&mut findings);
        self.exit_interviews(&mut findings);
        self.part_of(allocations, &mut findings);
        for work in &self.works().all {
            findings.extend(self.sample_fault(work));
            findings.extend(self.examine_texts(work));
        }
        findings
    }

    /// Audits that name a wider work which is not in the store.
    fn part_of(&self, allocations: &[(String, Allocation)], findings: &mut Vec<Finding>) {
        let known: BTreeSet<String> = self
            .works()
            .all
            .iter()
            .map(|work| work.id().to_string())
            .collect();
        for (folder, allocation) in allocations {
            let Some(named) = &allocation.part_of else {
                continue;
            };
            if named.parse::<WorkId>().is_ok() && !known.contains(named) {
                let message = format!("This audit is part of {named}, which is no wider work of this store.");
                let help = "Restore the work's folder from a copy.";
                let path = format!("{folder}/{}", FileKind::Allocation.name());
                findings.push(query("unknown-work", &path, message, help));
            }
        }
    }

    fn numbers(&self, folders: &[ScannedFolder], findings: &mut Vec<Finding>) {
        for folder in folders {
            let claim = format!("{}/{}", layout::IDS, folder.id);
            if !self.store.path(&claim).exists() {
                let message = format!("The number {} is not claimed.", folder.id);
                let help = format!("Make an empty file {claim}, so that no other audit gets the number.");
                findings.push(query("number-not-claimed", &folder.path, message, &help));
            }
        }
    }

    fn draws(&self, scan: &Scan, allocations: &[(String, Allocation)], findings: &mut Vec<Finding>) {
        let is_all_known = scan.shut().is_none();
        let known: BTreeSet<&AuditId> = scan.folders.iter().map(|folder| &folder.id).collect();
        let (mut records, mut all_read) = (Vec::new(), true);
        let paths = draws::records(&self.store.root).unwrap_or_else(|why| {
            let message = format!("This folder can't be opened ({why}), so it is not known what was drawn.");
            let help = scan::help_with(&self.store.root, layout::DRAWS);
            let help = format!("{help} Until then nothing is drawn.");
            findings.push(of_file("unreadable", layout::DRAWS, message, Some(&help)));
            Vec::new()
        });
        for path in paths {
            let bytes = match scan::read_file(&self.store.root, &path) {
                Ok(bytes) => bytes,
                Err(why) => {
                    let help = "Restore it from a copy. Until then nothing is drawn.";
                    findings.push(of_file("unreadable", &path, format!("{why}."), Some(help)));
                    all_read = false;
                    continue;
                }
            };
            let Ok(record) = DrawRecord::parse(&bytes) else {
                let message = "This draw record is not as qaf wrote it.".to_owned();
                let help = "Restore it from a copy; qaf draw verify says what differs.";
                findings.push(query("draw-without-folder", &path, message, help));
                all_read = false;
                continue;
            };
            let drawn = record.units.iter().filter_map(|unit| unit.drawn.as_ref());
            for audit in drawn
                .map(|drawn| &drawn.audit)
                .filter(|audit| is_all_known && !known.contains(audit))
            {
                let message = format!("This draw picked {audit}, which has no folder.");
                let help = "Restore the folder from a copy. If the draw was stopped before it made it, run qaf \
                            allocate again with the same roster.";
                findings.push(query("draw-without-folder", &path, message, help));
            }
            records.push((path, record));
        }
        not_as_drawn(&records, allocations, findings);
        // What one that can't be read is for is not known: another may seem to be missing, and is that one.
        if all_read {
            findings.extend(self.lost_draws(&records, scan));
        }
    }

    /// What everybody on the machine may open, told once: one wrong setting opens every file that is made under it. Of a
    /// folder that is, the files in it are not looked at one by one.
    fn access(&self, folders: &[ScannedFolder], findings: &mut Vec<Finding>) {
        let top = [layout::AUDITS, layout::DRAWS, layout::REPORTS, layout::PEOPLE];
        let audits = folders.iter().flat_map(|folder| {
            std::iter::once(folder.path.clone()).chain(folder.paths().map(|(_, path)| path))
        });
        let paths = top.into_iter().map(str::to_owned).chain(audits);
        let open: Vec<String> = paths
            .filter(|path| files::is_open_to_everyone(&self.store.path(path)))
            .collect();
        let Some(first) = open.first() else { return };
        let message = match open.len() {
            1 => "Everybody on this machine can open this.".to_owned(),
            n => {
                let named = open[1..n.min(3)].join(" and ");
                let others = match n - 1 {
                    1 | 2 => named,
                    more => format!("{more} others, such as {named}"),
                };
                format!("Everybody on this machine can open this, and {others}.")
            }
        };
        let help = "Take the rights of others away (chmod -R o-rwx . in the store's folder), or put the store in a folder \
                    that only the QA team, managers and those above can enter.";
        findings.push(query("open-to-everyone", first, message, help));
    }

    /// The numbers of the groups that the settings name, `qa` first; none where they name none. One that this machine does
    /// not know is asked about.
    fn writing_groups(&self, findings: &mut Vec<Finding>) -> Vec<u32> {
        let settings = &self.store.settings;
        let mut numbers = Vec::new();
        let named = [&settings.qa_group, &settings.moderators_group].map(Option::as_deref);
        for group in named.into_iter().take_while(Option::is_some).flatten() {
            match files::group_number(group) {
                Some(number) => numbers.push(number),
                None if cfg!(unix) => {
                    let message = format!(
                        "The group {group} is not in this machine's /etc/group, so who may write what can't be told."
                    );
                    let help =
                        "Look for a slip, or write the group's number instead: getent group NAME shows it.";
                    findings.push(query("others-can-write", layout::SETTINGS, message, help));
                    return Vec::new();
                }
                None => return Vec::new(),
            }
        }
        numbers
    }

    /// What others than those whom the settings name may write, told once.
    fn writers(&self, folders: &[ScannedFolder], findings: &mut Vec<Finding>) {
        let numbers = self.writing_groups(findings);
        if numbers.is_empty() {
            return;
        }
        let kept = [
            layout::SETTINGS,
            layout::SCHEDULE,
            layout::PEOPLE,
            layout::EXEMPTIONS,
            layout::DRAWS,
        ];
        let kept = kept.into_iter().map(|path| (path.to_owned(), 1));
        let audits = folders.iter().flat_map(|folder| {
            let of = |kind: FileKind, groups| (format!("{}/{}", folder.path, kind.name()), groups);
            [
                (folder.path.clone(), 1),
                of(FileKind::Allocation, 1),
                of(FileKind::Log, 1),
                of(FileKind::Moderation, 2),
            ]
        });
        let is_others = |(path, groups): &(String, usize)| {
            let writer = files::group_that_writes(&self.store.path(path));
            writer.is_some_and(|writer| !numbers.iter().take(*groups).any(|number| *number == writer))
        };
        let open: Vec<String> = kept
            .chain(audits)
            .filter(is_others)
            .map(|(path, _)| path)
            .collect();
        let Some(first) = open.first() else { return };
        let more = match open.len() - 1 {
            0 => String::new(),
            1 => ", and 1 other".to_owned(),
            more => format!(", and {more} others"),
        };
        let qa = self.store.settings.qa_group.as_deref().unwrap_or_default();
        let message = format!("A group other than {qa} may write this{more}.");
        let help = "Give what qaf keeps back to its group (chgrp), with g+s on the folders, or take the group's right to \
                    write away (chmod g-w).";
        findings.push(query("others-can-write", first, message, help));
    }

    /// The figures as issued.
    fn reports(&self, findings: &mut Vec<Finding>) {
        for folder in self.names(layout::REPORTS, findings) {
            let path = format!("{}/{folder}", layout::REPORTS);
            let starts = self.store.settings.year_starts;
            let is_years = starts.year(&folder).is_some();
            if is_years && self.store.path(&path).is_dir() {
                self.year(&path, findings);
                continue;
            }
            if !self.store.path(&path).is_dir() || Quarter::parse(&folder, starts).is_err() {
                strange(&folder, &path, findings);
                continue;
            }
            let names = self.names(&path, findings);
            let beside = [FileKind::Commentary.name(), of_quarter::LOG, layout::KEPT];
            let meant = names.iter().filter_map(|name| issued::meant(name));
            let own: Vec<String> = meant.chain(beside.map(str::to_owned)).collect();
            let is_own = |name: &str| issued::numbered(name).is_some() || beside.contains(&name);
            strange_in(&path, &names, is_own, &own, findings);
            if let Ok(quarter) = Quarter::parse(&folder, starts) {
                findings.extend(self.examine_quarter(quarter).1);
            }
            let of_quarter = issued::of_quarter(&self.store.root, &folder);
            // That the folder can't be opened is said already.
            for found in of_quarter.unwrap_or_default() {
                if let Err(why) = found.content {
                    let message = format!("These figures as issued can't be trusted. {why}");
                    let help = "Restore the file from a copy; qaf compares nothing with it as it is.";
                    findings.push(query("issued-figures", &found.path, message, help));
                }
            }
        }
    }

    /// The names in a folder of reports; that it can't be opened is a finding.
    fn names(&self, folder: &str, findings: &mut Vec<Finding>) -> Vec<String> {
        issued::names(&self.store.root, folder).unwrap_or_else(|why| {
            let message = format!("This folder can't be opened ({why}).");
            let help = scan::help_with(&self.store.root, folder);
            findings.push(of_file("unreadable", folder, message, Some(help)));
            Vec::new()
        })
    }

    /// The folder of a year's review, which holds its file alone.
    fn year(&self, folder: &str, findings: &mut Vec<Finding>) {
        let names = self.names(folder, findings);
        if names.iter().any(|name| name == annual::NAME) {
            let path = format!("{folder}/{}", annual::NAME);
            findings.extend(annual::read_at(&self.store.root, &path).1);
        }
        let own = [annual::NAME.to_owned()];
        strange_in(folder, &names, |name| name == annual::NAME, &own, findings);
    }

    fn templates(&self, findings: &mut Vec<Finding>) {
        for form in self.store.forms.values() {
            let template = self.store.template_path(form);
            let made = format!(
                "{}/{}",
                layout::SCHEMAS,
                schema::schema_file_name(form, FileKind::Audit)
            );
            let read = |path: &str| {
                let bytes = scan::read_file(&self.store.root, path).ok()?;
                String::from_utf8(bytes).ok()
            };
            let (Some(text), Some(schema_text)) = (read(&template), read(&made)) else {
                continue;
            };
            if schema::is_of_another(&schema_text, &text) {
                let message = format!("This form was changed, and is still called {}.", form.id);
                let help = format!(
                    "Save the change under the next version and restore this file. If only a word was put right, delete \
                     {}/{}.*: qaf makes them anew with the next audit.",
                    layout::SCHEMAS,
                    form.id.file_stem()
                );
                findings.push(query("template-changed", &template, message, &help));
            }
        }
    }

    /// The council's own template of Word documents, where it has one; else what is wrong with it.
    pub fn own_template(&self) -> Result<Option<WordTemplate>, String> {
        match scan::read_file(&self.store.root, layout::DOCX_TEMPLATE) {
            Ok(bytes) => WordTemplate::read(&bytes)
                .map(Some)
                .map_err(|fault| fault.to_string()),
            Err(ReadError::NotFound(_)) => Ok(None),
            Err(why) => Err(format!("{why}.")),
        }
    }

    fn word_template(&self, findings: &mut Vec<Finding>) {
        if let Err(what) = self.own_template() {
            let message = format!("No Word document can be made from this template. {what}");
            let help = "For a template to begin with: qaf report template --output report.docx. Without a file of this \
                        name, qaf takes the one that it came with.";
            findings.push(of_file(
                "word-template",
                layout::DOCX_TEMPLATE,
                message,
                Some(help),
            ));
        }
    }
}

/// The files of a folder of figures that are not qaf's: copies of its own by what they are copies of.
fn strange_in(
    folder: &str,
    names: &[String],
    is_own: impl Fn(&str) -> bool,
    own: &[String],
    findings: &mut Vec<Finding>,
) {
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    let copies = scan::copies(folder, names, &own);
    for name in names.iter().filter(|name| !is_own(name)) {
        let path = format!("{folder}/{name}");
        match copies.iter().find(|stray| stray.path == path) {
            Some(copy) => findings.push(of_stray(copy)),
            None => strange(name, &path, findings),
        }
    }
}

/// Allocations that say something else than the record of the draw that they name.
fn not_as_drawn(
    records: &[(String, DrawRecord)],
    allocations: &[(String, Allocation)],
    findings: &mut Vec<Finding>,
) {
    for (folder, allocation) in allocations {
        let named = allocation.draw.as_ref();
        let record = named.and_then(|draw| records.iter().find(|(path, _)| path == draw));
        if let Some((named, record)) = record
            && let Err(why) = by_record(allocation, named, record)
        {
            let help = "Restore allocation.yaml from a copy. That somebody else audits it now is logged: qaf log ID \
                        reassigned.";
            let path = format!("{folder}/{}", FileKind::Allocation.name());
            findings.push(query("draw-without-folder", &path, why.to_string(), help));
        }
    }
}

/// A file among the figures as issued that is not qaf's.
fn strange(name: &str, path: &str, findings: &mut Vec<Finding>) {
    if !name.starts_with(['.', '~']) {
        let message = "This is not one of the files in which qaf keeps figures as issued.".to_owned();
        let help = "Move it out of the folder reports, so that what stands there is what was issued.";
        findings.push(query("issued-figures", path, message, help));
    }
}

pub(super) fn query(rule: &'static str, path: &str, message: String, help: &str) -> Finding {
    Finding {
        severity: Severity::Query,
        ..of_file(rule, path, message, Some(help))
    }
}
