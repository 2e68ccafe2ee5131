//! What a file that is filled in belongs to, and how it is judged.

use std::fmt;

use crate::context::{Context, Judged};
use crate::fill::FilledFile;
use crate::finding::Finding;
use crate::framework::wider_work::WorkEventKind;
use crate::framework::{AuditId, Quarter, WorkId};
use crate::progress::Progress;
use crate::record::commentary::Commentary;
use crate::record::work::Work;
use crate::record::{FileKind, Folder, WorkFile};
use crate::store::document::Document;
use crate::store::{of_quarter, works};

/// What a file belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilledOf {
    /// An audit.
    Audit(AuditId),
    /// A wider work.
    Work(WorkId),
    /// A panel, of which it is this member's sheet.
    Sheet(WorkId, String),
    /// The figures of a quarter.
    Quarter(Quarter),
}

impl fmt::Display for FilledOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Audit(id) => id.fmt(f),
            Self::Work(id) | Self::Sheet(id, _) => id.fmt(f),
            Self::Quarter(quarter) => quarter.fmt(f),
        }
    }
}

impl FilledOf {
    /// The member whose sheet it is.
    pub fn member(&self) -> Option<&str> {
        match self {
            Self::Sheet(_, member) => Some(member),
            _ => None,
        }
    }

    /// What a command needs to be told besides, where a file is one person's alone.
    pub fn by(&self) -> String {
        self.member()
            .map_or_else(String::new, |member| format!(" --by \"{member}\""))
    }

    /// The command that lays the whole of it out.
    pub fn laid_out(&self) -> String {
        match self {
            Self::Audit(id) => format!("qaf show {id}"),
            Self::Work(id) | Self::Sheet(id, _) => format!("qaf show {id}"),
            Self::Quarter(quarter) => format!("qaf report quarterly --quarter {quarter}"),
        }
    }

    /// Why nothing more is filled in, in a sentence: a wider work is over, the grades of a panel are revealed.
    pub fn over(&self, context: &Context) -> Option<String> {
        let (Self::Work(id) | Self::Sheet(id, _)) = self else {
            return None;
        };
        let work = context.work(&id.to_string()).ok()?;
        let day = |kind| work.day_of(kind, context.as_of);
        if self.member().is_some()
            && let Some(day) = day(WorkEventKind::Revealed)
        {
            return Some(format!(
                "The grades were revealed on {}, so the sheet is read only.",
                day.spoken()
            ));
        }
        let signed = day(WorkEventKind::SignedOff).map(|day| ("signed off", day));
        let (how, day) = day(WorkEventKind::Cancelled)
            .map(|day| ("cancelled", day))
            .or(signed)?;
        Some(format!(
            "This wider work was {how} on {}, so nothing more is asked of it.",
            day.spoken()
        ))
    }
}

/// A file as it is judged with what it holds.
pub enum JudgedFile {
    /// An audit's, with the whole audit.
    OfAudit(Box<Judged>),
    /// Of a wider work or a quarter, by itself.
    ByItself(Box<OwnFile>),
}

/// A file of a wider work or a quarter, as it was read.
#[derive(Default)]
pub struct OwnFile {
    document: Option<Document>,
    findings: Vec<Finding>,
    work: Option<Work>,
    commentary: Option<Commentary>,
}

impl OwnFile {
    /// A work's file, if it held these bytes; of a panel's sheets, this member's.
    pub fn of_work(
        id: &WorkId,
        file: WorkFile,
        member: Option<&str>,
        bytes: &[u8],
        context: &Context,
    ) -> Self {
        let Ok(mut work) = context.work(&id.to_string()) else {
            return Self::default();
        };
        let (document, mut findings) = works::as_if(&mut work, file, member, bytes);
        findings.extend(context.examine_text(&work, file, member, &document));
        Self {
            document: Some(document),
            findings,
            work: Some(work),
            commentary: None,
        }
    }

    /// A quarter's commentary, if it held these bytes.
    pub fn of_quarter(quarter: Quarter, bytes: &[u8], context: &Context) -> Self {
        let boards = context.store.settings.board_ids();
        let (commentary, document, mut findings) = of_quarter::as_if(quarter, bytes, &boards);
        let said = commentary.iter();
        findings.extend(said.flat_map(|said| context.examine_commentary(said, &document)));
        Self {
            document: Some(document),
            findings,
            work: None,
            commentary,
        }
    }

    /// Its pages; `None` where it can't be read.
    pub fn pages(&self, kind: FileKind, member: Option<&str>, context: &Context) -> Option<FilledFile> {
        let tree = self.document.as_ref().and_then(|document| document.root.as_ref());
        if let FileKind::OfWork(file) = kind {
            return Some(FilledFile::of_work(self.work.as_ref()?, file, member, tree));
        }
        let boards = context.store.settings.board_ids();
        Some(FilledFile::of_commentary(self.commentary.as_ref(), &boards, tree))
    }
}

impl JudgedFile {
    /// The text of a file.
    pub fn document(&self, kind: FileKind) -> Option<&Document> {
        match self {
            Self::OfAudit(judged) => judged.reading.documents.get(&kind),
            Self::ByItself(own) => own.document.as_ref(),
        }
    }

    /// Of a file by itself: its text, and what is wrong with it.
    pub fn into_text(self) -> (Option<Document>, Vec<Finding>) {
        match self {
            Self::OfAudit(judged) => (None, judged.findings),
            Self::ByItself(own) => (own.document, own.findings),
        }
    }

    /// What is wrong.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::OfAudit(judged) => &judged.findings,
            Self::ByItself(own) => &own.findings,
        }
    }

    /// The audit.
    pub fn audit(&self) -> Option<&Judged> {
        match self {
            Self::OfAudit(judged) => Some(judged),
            Self::ByItself(_) => None,
        }
    }

    /// The audit's folder, as it was read.
    pub fn folder(&self) -> Option<&Folder> {
        Some(&self.audit()?.reading.folder)
    }

    /// Where the audit stands.
    pub fn progress(&self) -> Option<&Progress> {
        Some(&self.audit()?.summary.progress)
    }
}
