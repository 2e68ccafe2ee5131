//! What is wrong with what is said in the files of wider works and beside a quarter's figures: who is named there, and what a
//! visit leaves untested.

use std::collections::BTreeSet;

use super::Context;
use super::examine::of_file;
use crate::finding::{Finding, Related};
use crate::framework::name::folded_id;
use crate::framework::name_finder::NameFinder;
use crate::framework::wider_work::WorkEventKind;
use crate::framework::{Quarter, WorkKind};
use crate::record::commentary::Commentary;
use crate::record::shape::WrittenText;
use crate::record::work::Work;
use crate::record::{Draft, FileKind, WorkFile};
use crate::rule::{
    NobodyNamed, changed_after_agreed, cmt_not_named, lower, personal_data_in, untested_enquiries,
};
use crate::store::document::Document;
use crate::store::scan::{ScannedFolder, audit_folders, read_file};
use crate::store::{layout, of_quarter};

impl Context {
    /// By what texts that name nobody are looked at, gathered once.
    fn nobody_named(&self) -> &NobodyNamed {
        self.nobody_named.get_or_init(|| {
            let folders = audit_folders(&self.store.root).folders;
            let read = |folder: &ScannedFolder| self.read_allocation(folder).1.folder.allocation;
            let children = folders
                .iter()
                .filter_map(read)
                .filter_map(|allocation| allocation.child_id);
            self.named_by(children.map(|child| folded_id(child.as_str())).collect())
        })
    }

    /// The same, by the children whom the walk over all audits has met.
    pub(super) fn know_children(&self, audited: &BTreeSet<String>) {
        self.nobody_named.get_or_init(|| self.named_by(audited.clone()));
    }

    /// With those who stand in the sample of a wider work.
    fn named_by(&self, audited: BTreeSet<String>) -> NobodyNamed {
        // A panel is drawn from audits, not from children.
        let works = self.works().all.iter();
        let works = works.filter(|work| work.kind() != WorkKind::Panel);
        // That a sample can't be read is told where it is looked at.
        let records = works.filter_map(|work| self.sample(work).ok().flatten());
        let sampled = records.flat_map(|record| {
            let entries = record.groups.into_iter().flat_map(|group| group.pool);
            entries.map(|entry| folded_id(&entry.case_id)).collect::<Vec<_>>()
        });
        NobodyNamed {
            staff: NameFinder::of(&self.people),
            children: audited.into_iter().chain(sampled).collect(),
        }
    }

    /// What is wrong with what is said in the files of a work.
    pub fn examine_texts(&self, work: &Work) -> Vec<Finding> {
        let files = WorkFile::of(work.kind()).iter();
        let mut findings: Vec<Finding> = files
            .flat_map(|file| {
                let path = format!("{}/{}", work.path, file.name());
                self.located(&path, self.said_in(work, *file, None))
            })
            .collect();
        for member in work.panel.iter().flat_map(|panel| &panel.drawn.members) {
            let path = format!("{}/{}/{}", work.path, layout::SHEETS, member.sheet);
            let drafts = self.said_in(work, WorkFile::Sheet, Some(&member.name));
            findings.extend(self.located(&path, drafts));
        }
        findings
    }

    /// What is wrong with what a file of a work says, that has this text; of a panel's sheets, a member's.
    pub fn examine_text(
        &self,
        work: &Work,
        file: WorkFile,
        member: Option<&str>,
        document: &Document,
    ) -> Vec<Finding> {
        let drafts = self.said_in(work, file, member);
        self.lowered(drafts.into_iter().map(|draft| place(document, draft)).collect())
    }

    /// How many files stand beside a quarter's figures, and what is wrong with them.
    pub fn examine_quarter(&self, quarter: Quarter) -> (usize, Vec<Finding>) {
        let beside = self.beside_figures(quarter);
        let mut findings = beside.findings;
        if let (Some(said), Some(document)) = (&beside.commentary, &beside.document) {
            findings.extend(self.examine_commentary(said, document));
        }
        let names = [FileKind::Commentary.name(), of_quarter::LOG];
        let is_there = |name: &&str| self.store.path(&of_quarter::path(quarter, name)).is_file();
        (names.iter().filter(|name| is_there(name)).count(), findings)
    }

    /// What is wrong with what is said beside a quarter's figures.
    pub fn examine_commentary(&self, commentary: &Commentary, document: &Document) -> Vec<Finding> {
        let boards = self.store.settings.board_ids();
        let drafts = self.personal(&commentary.texts(&boards)).into_iter();
        self.lowered(drafts.map(|draft| place(document, draft)).collect())
    }

    fn said_in(&self, work: &Work, file: WorkFile, member: Option<&str>) -> Vec<Draft> {
        let panel = work.panel.as_ref();
        if let Some(sheet) = member.and_then(|member| panel?.sheet_of(member)) {
            return self.personal(&sheet.texts());
        }
        // The words are those of the file as it stands, whatever of it counts.
        let mut drafts = self.personal(&work.as_drafted().texts(file));
        let is_agreed = work.day_of(WorkEventKind::Agreed, self.as_of).is_some();
        if let Some(plan) = work.plan.as_ref().filter(|_| file == WorkFile::Plan && is_agreed) {
            drafts.extend(untested_enquiries(plan));
        }
        let prepared = work.day_of(WorkEventKind::Prepared, self.as_of);
        let is_of_all = file == WorkFile::Plan && work.kind() == WorkKind::DeepDive;
        if let Some((plan, day)) = work.plan.as_ref().zip(prepared).filter(|_| is_of_all) {
            let law = self.work_law();
            let all = self.people.all().iter();
            let members = all.filter(|person| law.is_of_cmt(person.name.as_str(), day));
            drafts.extend(cmt_not_named(plan, members));
        }
        let redrafted = work.redrafted_file(file);
        drafts.extend(redrafted.map(|redrafted| changed_after_agreed(work, redrafted)));
        drafts
    }

    fn personal(&self, texts: &[WrittenText<'_>]) -> Vec<Draft> {
        if texts.is_empty() {
            return Vec::new();
        }
        personal_data_in(texts, self.nobody_named())
    }

    /// Drafts with the line and column of their places in a file.
    fn located(&self, path: &str, drafts: Vec<Draft>) -> Vec<Finding> {
        // The file is read again only where something was found in it. One that is gone has its name alone.
        if drafts.is_empty() {
            return Vec::new();
        }
        let bytes = read_file(&self.store.root, path).unwrap_or_default();
        let document = Document::read(path, &bytes);
        let placed = drafts.into_iter().map(|draft| place(&document, draft));
        self.lowered(placed.collect())
    }

    fn lowered(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        lower(&mut findings, &self.store.settings.as_notes);
        findings
    }
}

/// A draft with its line and column.
fn place(document: &Document, draft: Draft) -> Finding {
    Finding {
        severity: draft.severity,
        location: document.locate(&draft.place),
        answer: Some(draft.place.route.to_string()),
        related: draft
            .related
            .iter()
            .map(|(place, message)| Related {
                location: document.locate(place),
                message: message.clone(),
            })
            .collect(),
        ..of_file(draft.rule, &document.path, draft.message, draft.help.as_deref())
    }
}
