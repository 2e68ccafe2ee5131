//! What the files of a wider work said on a day, by the copies that its events keep.
//!
//! 1. Terms of reference count as they were when they were last agreed by the day, whatever was written in them since, until
//!    they are agreed anew. A plan is written on through the visit, and counts as it stands.
//! 2. On a day before an event, what counts of any other file is what it was at the first event after that day.
//! 3. A copy that is missing, or is no longer what its fingerprint says, is passed over: the file counts as it stands.

use std::path::Path;

use super::{Works, decoded};
use crate::framework::Date;
use crate::framework::wider_work::{WorkEvent, WorkEventKind};
use crate::record::work::{Redrafted, Work};
use crate::record::{Route, RouteStep, WorkFile};
use crate::store::difference::differences;
use crate::store::document::Document;
use crate::store::kept::{fingerprint, path_of};
use crate::store::scan::read_file;

/// The version of a file that counts.
pub(in crate::store) enum FileOfDay {
    /// The file as it stands.
    AsItStands,
    /// It was not there yet.
    NotYet,
    /// A copy.
    Kept(Box<Document>),
}

/// A file of a work, by the name under which the log keeps its fingerprint.
#[derive(Clone, Copy)]
pub(in crate::store) struct KeptOfWork<'a> {
    /// The store.
    pub root: &'a Path,
    /// The work's folder.
    pub folder: &'a str,
    /// The file's name.
    pub name: &'a str,
}

impl<'a> KeptOfWork<'a> {
    fn stem(&self) -> &'a str {
        self.name.trim_end_matches(".yaml")
    }

    /// The file as it was on a day before an event.
    pub fn of_day(&self, log: &[WorkEvent], as_of: Date) -> FileOfDay {
        let reveals = |event: &WorkEvent| event.event == WorkEventKind::Revealed && event.date > as_of;
        if self.name == WorkFile::Discussion.name() && log.iter().any(reveals) {
            // It is made with the grades as they are revealed.
            return FileOfDay::NotYet;
        }
        let later = log
            .iter()
            .find(|event| event.date > as_of && !event.files.is_empty());
        match later.map(|event| event.files.get(self.stem())) {
            None => FileOfDay::AsItStands,
            Some(None) => FileOfDay::NotYet,
            Some(Some(print)) => self.copy(print).unwrap_or(FileOfDay::AsItStands),
        }
    }

    /// The file where it is as it was kept, or the copy; `None` where that is lost.
    fn copy(&self, print: &str) -> Option<FileOfDay> {
        let is_kept = |path: &str| {
            let bytes = read_file(self.root, path).ok()?;
            (fingerprint(&bytes) == print).then_some(bytes)
        };
        if is_kept(&format!("{}/{}", self.folder, self.name)).is_some() {
            return Some(FileOfDay::AsItStands);
        }
        let path = path_of(self.folder, self.stem(), print);
        let bytes = is_kept(&path)?;
        Some(FileOfDay::Kept(Box::new(Document::read(path, &bytes))))
    }
}

impl Works {
    /// Reads a file that people write into its work, as it counts on a day. What is wrong is told of the file as it stands.
    pub(super) fn read_of_day(&mut self, root: &Path, file: WorkFile, work: &mut Work, as_of: Date) {
        let path = format!("{}/{}", work.path, file.name());
        let document = self.document(root, &path, Some(file));
        if let Some(document) = &document {
            self.findings.extend(decoded(document, file, work));
        }
        let (folder, log) = (work.path.clone(), work.log.clone());
        let kept = KeptOfWork {
            root,
            folder: &folder,
            name: file.name(),
        };
        let agreed = kept.agreed(file, &log, as_of);
        let redrafted = agreed.and_then(|agreed| kept.redrafted(file, agreed, document.as_ref()));
        work.redrafted.extend(redrafted);
        let counts = match (file, agreed) {
            (WorkFile::Terms, Some((_, print))) => kept.copy(print).unwrap_or(FileOfDay::AsItStands),
            _ => kept.of_day(&log, as_of),
        };
        let copy = match counts {
            FileOfDay::AsItStands => return,
            FileOfDay::NotYet => Box::new(Document::read(&path, b"")),
            FileOfDay::Kept(copy) => copy,
        };
        let draft = work.terms.clone();
        decoded(&copy, file, work);
        let is_drafted = |redrafted: &&mut Redrafted| redrafted.file == file && file == WorkFile::Terms;
        if let Some(redrafted) = work.redrafted.iter_mut().find(is_drafted) {
            redrafted.terms = draft;
        }
    }
}

impl KeptOfWork<'_> {
    /// The day on which the file was last agreed, and its fingerprint then.
    fn agreed<'l>(&self, file: WorkFile, log: &'l [WorkEvent], as_of: Date) -> Option<(Date, &'l str)> {
        let (event, _) = file.agreed_by()?;
        let mut agreed = log
            .iter()
            .rev()
            .filter(|logged| logged.event == event && logged.date <= as_of);
        let last = agreed.next()?;
        Some((last.date, last.files.get(self.stem())?))
    }

    /// What of the file is not as it was agreed; `None` where all of it is.
    fn redrafted(
        &self,
        file: WorkFile,
        (agreed, print): (Date, &str),
        now: Option<&Document>,
    ) -> Option<Redrafted> {
        let (_, later) = file.agreed_by()?;
        let copy = match self.copy(print) {
            Some(FileOfDay::Kept(copy)) => Some(copy),
            Some(_) => return None,
            None => None,
        };
        let now = now.and_then(|document| document.root.as_ref());
        let before = copy.as_ref().and_then(|document| document.root.as_ref());
        let is_later =
            |step: &RouteStep| matches!(step, RouteStep::Key(key) if later.contains(&key.as_ref()));
        let changed = differences(before, now).into_iter().map(|found| found.route);
        let routes: Vec<Route> = changed.filter(|route| !route.0.iter().any(is_later)).collect();
        (copy.is_none() || !routes.is_empty()).then(|| Redrafted {
            file,
            agreed,
            routes: if copy.is_some() { routes } else { Vec::new() },
            copy: path_of(self.folder, self.stem(), print),
            is_lost: copy.is_none(),
            terms: None,
        })
    }
}
