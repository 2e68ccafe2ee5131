//! A file as it is filled in: its pages, in the order of its shape.

use super::asked::{AskedItem, AskedPage};
use super::asked_pages::PageWriter;
use super::in_words;
use crate::framework::Rubric;
use crate::framework::form::Form;
use crate::progress::audited_role;
use crate::record::commentary::Commentary;
use crate::record::shape::BLANK;
use crate::record::work::Work;
use crate::record::{Allocation, FileKind, Folder, WorkFile};
use crate::store::yaml::Node;

/// What a file's pages are made from.
#[derive(Clone, Copy, Debug)]
pub struct PageSource<'s> {
    /// The file.
    pub kind: FileKind,
    /// The audit's folder, as it was read.
    pub folder: &'s Folder,
    /// The form.
    pub form: &'s Form,
    /// Its guideline.
    pub rubric: Option<&'s Rubric>,
    /// What was allocated.
    pub allocation: &'s Allocation,
    /// What stands in the file.
    pub tree: Option<&'s Node>,
}

/// A file as it is filled in.
#[derive(Clone, Debug, Default)]
pub struct FilledFile {
    /// Its pages, in the order of the form.
    pub pages: Vec<AskedPage>,
    /// What comes when everything else is answered.
    pub end: AskedPage,
}

impl FilledFile {
    /// The pages of a file.
    pub fn of(source: &PageSource<'_>) -> Self {
        let role = source.folder.audit.as_ref();
        let role = role.and_then(|audit| audited_role(source.form, audit));
        let of_role = role.map(|role| source.form.of_role(role));
        let form = of_role.as_ref().unwrap_or(source.form);
        let mut writer = PageWriter::new(Some(source), source.tree);
        let folder = source.folder;
        match source.kind {
            FileKind::Audit => {
                folder
                    .audit
                    .as_ref()
                    .unwrap_or(&BLANK.audit)
                    .walk(form, &mut writer);
            }
            FileKind::Moderation => {
                let file = folder.moderation.as_ref().unwrap_or(&BLANK.moderation);
                file.walk(Some(form), &mut writer);
            }
            FileKind::CaseDirection => {
                folder
                    .direction
                    .as_ref()
                    .unwrap_or(&BLANK.direction)
                    .walk(&mut writer);
            }
            FileKind::Feedback => {
                let file = folder.feedback.as_ref().unwrap_or(&BLANK.feedback);
                file.walk(Some(form), &mut writer);
            }
            FileKind::ReAudit => {
                folder
                    .re_audit
                    .as_ref()
                    .unwrap_or(&BLANK.re_audit)
                    .walk(&mut writer);
            }
            FileKind::AppreciativeEnquiry => {
                let file = folder.appreciative.as_ref().unwrap_or(&BLANK.appreciative);
                file.walk(&mut writer);
            }
            FileKind::Allocation | FileKind::Log | FileKind::OfWork(_) | FileKind::Commentary => {}
        }
        writer.written().with_plain_intros()
    }

    /// The pages of a file of a wider work, by what was read of it and what stands in it.
    /// Of a panel's sheets they are this member's.
    pub fn of_work(work: &Work, file: WorkFile, member: Option<&str>, tree: Option<&Node>) -> Self {
        let mut writer = PageWriter::new(None, tree);
        match file {
            WorkFile::Terms => {
                work.terms.as_ref().unwrap_or(&BLANK.terms).walk(&mut writer);
            }
            WorkFile::Plan => {
                work.plan.as_ref().unwrap_or(&BLANK.plan).walk(&mut writer);
            }
            WorkFile::Findings => {
                work.findings
                    .as_ref()
                    .unwrap_or(&BLANK.findings)
                    .walk(&mut writer);
            }
            WorkFile::ActionPlan => {
                work.action_plan
                    .as_ref()
                    .unwrap_or(&BLANK.action_plan)
                    .walk(&mut writer);
            }
            WorkFile::Sheet => {
                let panel = work.panel.as_ref();
                let sheet = member.and_then(|member| panel?.sheet_of(member));
                sheet.unwrap_or(&BLANK.sheet).walk(&mut writer);
            }
            WorkFile::Discussion => {
                let panel = work.panel.as_ref();
                let discussion = panel.and_then(|panel| panel.discussion.as_ref());
                discussion.unwrap_or(&BLANK.discussion).walk(&mut writer);
            }
        }
        writer.written().with_plain_intros()
    }

    /// The pages of a quarter's commentary. `boards` are the ids of those in the settings.
    pub fn of_commentary(said: Option<&Commentary>, boards: &[String], tree: Option<&Node>) -> Self {
        let mut writer = PageWriter::new(None, tree);
        said.unwrap_or(&BLANK.commentary).walk(boards, &mut writer);
        writer.written().with_plain_intros()
    }

    /// The same, with what is said above the questions in plain words, and not said twice.
    fn with_plain_intros(self) -> Self {
        let mut file = self;
        let words = file.words();
        for page in &mut file.pages {
            // What a question asks is not said above it too.
            let asked: Vec<String> = page.questions().map(|asked| asked.label.clone()).collect();
            page.intro.retain(|said| !asked.contains(said));
            let told = page.items.iter_mut().flat_map(AskedItem::told);
            for said in page.intro.iter_mut().chain(told) {
                *said = in_words(said, &words);
            }
        }
        file
    }
}
