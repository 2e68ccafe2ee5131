//! One file of an audit, a wider work or a quarter, while somebody fills it in: looked at anew for each page, and saved answer by answer.

use std::io::ErrorKind;

use anyhow::{Result, anyhow, bail};

use super::filled_of::{FilledOf, JudgedFile, OwnFile};
use super::open_file::{OpenFile, PageOf};
use super::part::{FillPart, of_kind};
use crate::context::{Context, Judged};
use crate::fill::asked::print;
use crate::fill::merge::{self, MergedPage};
use crate::fill::posted::Posted;
use crate::fill::{Asked, AskedPage, FilledFile, PageSource};
use crate::framework::{Date, Quarter};
use crate::record::work::{PanelMember, Work};
use crate::record::{FileKind, RouteStep, WorkFile};
use crate::store::document::{Again, Document, Repaired, repaired};
use crate::store::files::{WriteError, cause};
use crate::store::layout;
use crate::store::scan::{self, read_file, saved_at};
use crate::store::splice::{AnswerChange, NewAnswer, NotSpliced, spliced};

/// A page is saved anew so many times where somebody else saves the file at the same moments.
const TRIES: usize = 8;

/// A file that is being filled in.
#[derive(Debug)]
pub struct Sitting {
    /// What it belongs to.
    pub of: FilledOf,
    /// The file.
    pub kind: FileKind,
    folder: String,
    /// Its path below the folder.
    name: String,
    /// Whether the file as it was before the first save is kept.
    is_kept: bool,
}

/// What came of a page that was sent.
#[derive(Debug)]
pub struct SavedPage {
    /// What both sides changed, what others changed.
    pub merged: MergedPage,
    /// Whether anything was written.
    pub wrote: bool,
}

impl Sitting {
    fn new(of: FilledOf, kind: FileKind, folder: String) -> Self {
        Self {
            of,
            kind,
            folder,
            name: kind.name().to_owned(),
            is_kept: false,
        }
    }

    /// Begins to fill in a file of an audit.
    pub fn of_audit(judged: &Judged, kind: FileKind) -> Self {
        let folder = &judged.reading.folder;
        Self::new(FilledOf::Audit(folder.id.clone()), kind, folder.path.clone())
    }

    /// Begins to fill in a file of a wider work; of a panel's sheets, that of a member.
    pub fn of_work(work: &Work, file: WorkFile, member: Option<&PanelMember>) -> Self {
        let kind = FileKind::OfWork(file);
        match member {
            None => Self::new(FilledOf::Work(work.id().clone()), kind, work.path.clone()),
            Some(member) => Self {
                name: format!("{}/{}", layout::SHEETS, member.sheet),
                ..Self::new(
                    FilledOf::Sheet(work.id().clone(), member.name.clone()),
                    kind,
                    work.path.clone(),
                )
            },
        }
    }

    /// Begins to fill in the commentary of a quarter.
    pub fn of_quarter(quarter: Quarter) -> Self {
        let folder = format!("{}/{quarter}", layout::REPORTS);
        Self::new(FilledOf::Quarter(quarter), FileKind::Commentary, folder)
    }

    /// Which file it is.
    pub fn part(&self) -> &'static FillPart {
        of_kind(self.kind)
    }

    /// The file, below the folder of what it belongs to.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file, relative to the store.
    pub fn stored(&self) -> String {
        format!("{}/{}", self.folder, self.name)
    }

    /// The file as it would be judged, if it held these bytes.
    fn judge_as_if(&self, bytes: &[u8], context: &Context) -> JudgedFile {
        let own = match (&self.of, self.kind) {
            (FilledOf::Work(id) | FilledOf::Sheet(id, _), FileKind::OfWork(file)) => {
                OwnFile::of_work(id, file, self.of.member(), bytes, context)
            }
            (FilledOf::Quarter(quarter), _) => OwnFile::of_quarter(*quarter, bytes, context),
            (FilledOf::Audit(id), _) => {
                let folder = scan::audit_folder(&context.store.root, id.clone(), self.folder.clone());
                let judged =
                    context.judge_as_if(&folder, self.kind == FileKind::Audit, Some((self.kind, bytes)));
                return JudgedFile::OfAudit(Box::new(judged));
            }
            _ => OwnFile::default(),
        };
        JudgedFile::ByItself(Box::new(own))
    }

    /// The file as it is now.
    ///
    /// # Errors
    /// Where it can't be read, or the form it belongs to is gone.
    pub fn look(&self, context: &Context) -> Result<OpenFile> {
        let stored = self.stored();
        let bytes = read_file(&context.store.root, &stored).map_err(|why| anyhow!("{why}."))?;
        let judged = self.judge_as_if(&bytes, context);
        let file = self.pages(&judged, self.kind, context)?;
        let is_beside_audit = judged.audit().is_some() && self.kind != FileKind::Audit;
        let audit = if is_beside_audit {
            self.pages(&judged, FileKind::Audit, context)?
        } else {
            FilledFile::default()
        };
        Ok(OpenFile {
            over: self.of.over(context),
            audit,
            judged,
            file,
            bytes,
            saved: saved_at(&context.store.root, &stored),
        })
    }

    fn pages(&self, judged: &JudgedFile, kind: FileKind, context: &Context) -> Result<FilledFile> {
        let judged = match judged {
            JudgedFile::OfAudit(judged) => judged,
            JudgedFile::ByItself(own) => {
                let pages = own.pages(kind, self.of.member(), context);
                return pages.ok_or_else(|| {
                    anyhow!(
                        "What {} belongs to can't be read. qaf validate says what is wrong.",
                        self.stored()
                    )
                });
            }
        };
        let tree = judged.reading.documents.get(&kind);
        let tree = tree.and_then(|document| document.root.as_ref());
        let folder = &judged.reading.folder;
        let Some(allocation) = &folder.allocation else {
            bail!(
                "The allocation.yaml of {} can't be read. qaf validate {0} says what is wrong.",
                self.of
            )
        };
        let Some(form) = context.store.form(&allocation.form) else {
            bail!(
                "There is no form {} in forms/, by which {} was made. Restore the form's file.",
                allocation.form,
                self.of
            )
        };
        Ok(FilledFile::of(&PageSource {
            kind,
            folder,
            form,
            rubric: context.store.rubric(form),
            allocation,
            tree,
        }))
    }

    /// How the file would be put right, where it can't be read as it is.
    pub fn repair(&self, looked: &OpenFile, context: &Context) -> Option<Repaired> {
        let judged = &looked.judged;
        let document = judged.document(self.kind)?;
        if !document.is_broken() {
            return None;
        }
        if let Some(audit) = judged.audit() {
            let reading = &audit.reading;
            return reading.repaired(self.kind, &audit.findings, context.form_of(reading));
        }
        repaired(document, judged.findings(), &|text| {
            let (again, findings) = self.judge_as_if(text.as_bytes(), context).into_text();
            let unread = || Document::read(&document.path, text.as_bytes());
            Again {
                document: again.unwrap_or_else(unread),
                findings,
            }
        })
    }

    /// The file as it would be judged, if its writer were done today.
    pub fn judge_if_finished(&self, looked: &OpenFile, context: &Context) -> JudgedFile {
        let changes = finishing(looked, self.part(), context.as_of);
        let bytes = spliced(&looked.bytes, &changes).unwrap_or_else(|_| looked.bytes.clone());
        self.judge_as_if(&bytes, context)
    }

    /// Saves a page that was sent: what was changed on it, and nothing else. `more` is what the program changes beside it.
    ///
    /// # Errors
    /// Where nothing could be written, with what to do.
    pub fn save(
        &mut self,
        of: PageOf,
        posted: &Posted,
        more: &dyn Fn(&OpenFile) -> Vec<AnswerChange>,
        context: &Context,
    ) -> Result<SavedPage> {
        for _ in 0..TRIES {
            let looked = self.look(context)?;
            let page = looked
                .page(of)
                .ok_or_else(|| anyhow!("This page is not there any more."))?;
            let mut merged = merge::merge(&page, posted);
            merged.changes.extend(more(&looked));
            if merged.changes.is_empty() {
                return Ok(SavedPage { merged, wrote: false });
            }
            if let Some(why) = looked.read_only(self.part()) {
                bail!("{why}")
            }
            let new = with_changes(&looked.bytes, &merged.changes, &page)?;
            self.demand_others_stay(&looked, &new, &merged.changes, context)?;
            if self.write(&looked.bytes, &new, context)? {
                return Ok(SavedPage { merged, wrote: true });
            }
        }
        bail!(
            "Somebody else is saving {} all the time. Wait a moment, then save again.",
            self.kind.name()
        )
    }

    /// Reads what is to be written with the store's own reader: every answer that is not to change is what it was.
    fn demand_others_stay(
        &self,
        looked: &OpenFile,
        new: &[u8],
        changes: &[AnswerChange],
        context: &Context,
    ) -> Result<()> {
        let after = self.pages(&self.judge_as_if(new, context), self.kind, context)?;
        let is_changed = |asked: &Asked| {
            changes
                .iter()
                .any(|change| asked.route.0.starts_with(&top_of(change)))
        };
        let pages = |file: &FilledFile| -> Vec<Asked> {
            let pages = file.pages.iter().chain([&file.end]);
            let asked = pages.flat_map(|page| page.questions().cloned().collect::<Vec<_>>());
            asked.filter(|asked| !is_changed(asked)).collect()
        };
        let after = pages(&after);
        for before in pages(&looked.file) {
            let now = after.iter().find(|asked| asked.route == before.route);
            if now.is_some_and(|now| now.standing != before.standing) {
                bail!(
                    "With what you typed, \u{201c}{}\u{201d} would be read otherwise than it stands, so nothing was written.",
                    before.label
                )
            }
        }
        Ok(())
    }

    /// Puts the file right, if it is still the one that was shown.
    pub fn put_right(&mut self, of: &str, context: &Context) -> Result<bool> {
        let looked = self.look(context)?;
        let repaired = self.repair(&looked, context);
        match repaired.filter(|_| of == print_of(&looked.bytes)) {
            Some(repaired) => self.write(&looked.bytes, repaired.text().as_bytes(), context),
            None => Ok(false),
        }
    }

    /// Writes the file, if it is still what it was; the first time what it was is kept.
    fn write(&mut self, was: &[u8], new: &[u8], context: &Context) -> Result<bool> {
        // Where the drive knows no locks, that the file is still the same has to do.
        let _lock = context.locked(false).ok();
        let written = self.keep(was, context).and_then(|()| {
            let written = context.writing()?.replace(&self.stored(), was, new);
            Ok(written?)
        });
        let Err(why) = written else { return Ok(true) };
        match why.downcast_ref::<WriteError>() {
            Some(why) if why.is_changed() => Ok(false),
            // Where the folder is says nothing to whoever fills in a page.
            Some(WriteError::Failed { why, .. }) if why.kind() == ErrorKind::PermissionDenied => bail!(
                "The folder of {} can't be written to. Ask whoever looks after it for access.",
                self.of
            ),
            Some(WriteError::Failed { why, .. }) => bail!("{} can't be written to: {}.", self.of, cause(why)),
            _ => Err(why),
        }
    }

    /// Keeps the file as it is, once in a sitting.
    fn keep(&mut self, was: &[u8], context: &Context) -> Result<()> {
        if !self.is_kept {
            context.keep_copy(&self.folder, self.kind, was)?;
            self.is_kept = true;
        }
        Ok(())
    }
}

/// The way to what a change may move: of a list, the whole list.
fn top_of(change: &AnswerChange) -> Vec<RouteStep> {
    let route = &change.route().0;
    let list = route.iter().position(|step| matches!(step, RouteStep::Item(_)));
    route.iter().take(list.unwrap_or(route.len())).cloned().collect()
}

/// The print of a file, by which a page says which one it showed.
pub fn print_of(bytes: &[u8]) -> String {
    print(&[String::from_utf8_lossy(bytes).into_owned()])
}

/// What is written where a file's writer is done on a day: a further day where it came back, and a new one where its step
/// is open again.
pub fn finishing(looked: &OpenFile, part: &FillPart, day: Date) -> Vec<AnswerChange> {
    let set = |asked: &Asked, to: NewAnswer| AnswerChange::Set {
        route: asked.route.clone(),
        to,
    };
    if let Some(again) = looked.again().filter(|_| looked.is_returned()) {
        let mut days = again.standing.clone();
        days.push(day.to_string());
        return vec![set(again, NewAnswer::Several(days))];
    }
    let finish = looked.finish().filter(|_| looked.is_to_finish(part));
    finish
        .map(|finish| set(finish, NewAnswer::Short(day.to_string())))
        .into_iter()
        .collect()
}

/// The file with what changes. A block in which a remark stands is emptied instead of taken away.
fn with_changes(bytes: &[u8], changes: &[AnswerChange], page: &AskedPage) -> Result<Vec<u8>, NotSpliced> {
    match spliced(bytes, changes) {
        Err(NotSpliced::RemarkInside { .. }) => {
            let changes: Vec<AnswerChange> =
                changes.iter().flat_map(|change| emptied(change, page)).collect();
            spliced(bytes, &changes)
        }
        other => other,
    }
}

fn emptied(change: &AnswerChange, page: &AskedPage) -> Vec<AnswerChange> {
    let AnswerChange::Remove { route } = change else {
        return vec![change.clone()];
    };
    let is_in = |asked: &&Asked| {
        asked.route.0.starts_with(&route.0)
            && matches!(route.0.last(), Some(RouteStep::Item(_)))
            && !asked.standing.is_empty()
    };
    let boxes = page.questions().filter(is_in);
    boxes
        .map(|asked| AnswerChange::Set {
            route: asked.route.clone(),
            to: NewAnswer::Nothing,
        })
        .collect()
}
