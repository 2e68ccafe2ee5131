//! A file that is filled in, as it is at one moment: its pages, what is wrong with them, whether it may be changed.

use std::time::SystemTime;

use super::filled_of::JudgedFile;
use super::part::FillPart;
use crate::draw::Digest;
use crate::fill::{Asked, AskedItem, AskedKind, AskedPage, FilledFile};
use crate::finding::Finding;
use crate::framework::Date;
use crate::progress::Status;
use crate::record::{FileKind, Place};
use crate::store::document::Document;

/// A file as it is at this moment.
pub struct OpenFile {
    /// The file, judged.
    pub judged: JudgedFile,
    /// Its pages.
    pub file: FilledFile,
    /// The auditor's pages, beside a file that follows theirs.
    pub audit: FilledFile,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// When it was saved last.
    pub saved: Option<SystemTime>,
    /// Why nothing more is filled in, in a sentence, where that is so.
    pub over: Option<String>,
}

/// Which page of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageOf {
    /// One of its pages, from 0.
    Number(usize),
    /// What comes when everything else is answered.
    End,
    /// All of them, as a file of answers holds them.
    Whole,
}

impl OpenFile {
    /// A page of it.
    pub fn page(&self, of: PageOf) -> Option<AskedPage> {
        match of {
            PageOf::Number(number) => self.file.pages.get(number).cloned(),
            PageOf::End => Some(self.file.end.clone()),
            PageOf::Whole => {
                let pages = self.file.pages.iter().chain([&self.file.end]);
                Some(AskedPage {
                    items: pages.flat_map(|page| page.items.clone()).collect(),
                    ..AskedPage::default()
                })
            }
        }
    }

    /// The day on which its writer was done, where the file has a place for one.
    pub fn finish(&self) -> Option<&Asked> {
        self.file.end.items.iter().find_map(|item| match item {
            AskedItem::Question(asked) if asked.kind == AskedKind::Day => Some(asked),
            _ => None,
        })
    }

    /// The days on which it was handed in again.
    pub(super) fn again(&self) -> Option<&Asked> {
        self.file.end.items.iter().find_map(|item| match item {
            AskedItem::Question(asked) if asked.kind == AskedKind::Days => Some(asked),
            _ => None,
        })
    }

    /// Whether it came back to its writer.
    pub fn is_returned(&self) -> bool {
        self.again().is_some()
            && self
                .judged
                .progress()
                .is_some_and(|progress| progress.status == Status::Returned)
    }

    /// Whether its last day is still to be written, or to be written anew.
    pub fn is_to_finish(&self, part: &FillPart) -> bool {
        let is_open = |step| {
            let progress = self.judged.progress();
            progress.is_some_and(|progress| progress.open().any(|state| state.step == step))
        };
        let has_day = |finish: &Asked| !finish.standing.is_empty();
        self.finish()
            .is_some_and(|finish| !has_day(finish) || part.ends.iter().any(|step| is_open(*step)))
            || self.is_returned()
    }

    /// Why it can only be read, in a sentence; `None` where it can be filled in.
    pub fn read_only(&self, part: &FillPart) -> Option<String> {
        if self.over.is_some() {
            return self.over.clone();
        }
        let progress = self.judged.progress()?;
        let status = progress.status;
        if status.is_off() {
            return Some(format!("This audit is {status}, so nothing more is asked of it."));
        }
        let day = self.finish()?.standing.first()?.parse::<Date>().ok()?;
        let is_open = progress.open().any(|state| part.steps.contains(&state.step));
        let stem = part.kind.name().trim_end_matches(".yaml");
        let now = Digest::of(&self.bytes).to_string();
        let log = self
            .judged
            .folder()
            .map_or(&[][..], |folder| folder.log.as_slice());
        let is_kept = log.iter().any(|event| event.files.get(stem) == Some(&now));
        if is_open || self.is_returned() || (part.kind != FileKind::Audit && !is_kept) {
            return None;
        }
        let returned = if part.kind == FileKind::Audit {
            " It can be changed once it is returned to its auditor."
        } else {
            ""
        };
        Some(format!(
            "{} on {}, so it is read only.{returned}",
            part.finished,
            day.spoken()
        ))
    }

    /// The place of each question in the file, by line.
    fn lines(&self, document: &Document) -> Vec<(usize, usize, String)> {
        let pages = self.file.pages.iter().chain([&self.file.end]);
        let asked = pages.flat_map(|page| page.questions().cloned().collect::<Vec<_>>());
        let mut lines: Vec<_> = asked
            .map(|asked| {
                let place = Place::value(Self::kind(document), asked.route.clone());
                let at = document.locate(&place);
                (at.line, at.column, asked.name())
            })
            .collect();
        lines.sort();
        lines
    }

    fn kind(document: &Document) -> FileKind {
        let name = document.path.rsplit('/').next().unwrap_or_default();
        FileKind::parse(name).unwrap_or(FileKind::Audit)
    }

    /// The page, from 0, on which a question is; `None` for one that comes at the end.
    pub fn page_of(&self, name: &str) -> Option<usize> {
        self.file
            .pages
            .iter()
            .position(|page| page.questions().any(|asked| asked.name() == name))
    }

    /// Where a question stands among all, in the order of the form; what is about none comes first.
    pub fn place_of(&self, name: Option<&str>) -> usize {
        let pages = self.file.pages.iter().chain([&self.file.end]);
        let mut all = pages.flat_map(|page| page.questions().map(Asked::name).collect::<Vec<_>>());
        name.and_then(|name| all.position(|asked| asked == name))
            .map_or(0, |place| place + 1)
    }

    /// What is wrong with the file, each with the name of the box it is about.
    pub fn findings<'j>(&self, judged: &'j JudgedFile, kind: FileKind) -> Vec<(Option<String>, &'j Finding)> {
        let Some(document) = judged.document(kind) else {
            return Vec::new();
        };
        let lines = self.lines(document);
        let own = judged
            .findings()
            .iter()
            .filter(|finding| finding.location.path == document.path);
        own.map(|finding| {
            (
                self.box_named(finding).or_else(|| box_of(&lines, finding)),
                finding,
            )
        })
        .collect()
    }

    /// The box whose answer a finding names; of a block, its first.
    fn box_named(&self, finding: &Finding) -> Option<String> {
        let named = finding.answer.as_deref().filter(|named| !named.is_empty())?;
        let pages = self.file.pages.iter().chain([&self.file.end]);
        let mut boxes = pages.flat_map(|page| page.questions().map(Asked::name).collect::<Vec<_>>());
        let is_within = |name: &str| {
            let rest = name.strip_prefix(named);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        boxes.find(|name| is_within(name))
    }
}

/// The question that a finding of the text is about: the one in whose line it stands, the nearest before it; else the next above.
fn box_of(lines: &[(usize, usize, String)], finding: &Finding) -> Option<String> {
    let at = &finding.location;
    if at.line == 0 {
        return None;
    }
    let in_line = lines.iter().filter(|(line, ..)| *line == at.line);
    let mut best: Vec<_> = in_line.collect();
    best.sort_by_key(|(_, column, _)| column.abs_diff(at.column));
    let above = || lines.iter().rev().find(|(line, ..)| *line < at.line && *line > 0);
    best.first()
        .copied()
        .or_else(above)
        .map(|(.., name)| name.clone())
}
