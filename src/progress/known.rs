//! What is not known of an audit, because a file that would say it can't be read. What can't be read is not empty: nobody
//! is asked for what they may have done already, and nothing is counted by what a file seems to lack.

use super::facts::ProgressFacts;
use crate::framework::schedule::Step;
use crate::record::{FileKind, Folder, Readable};

/// Why it is not known whether the part of an audit that a file holds is done, in a clause.
fn unread(folder: &Folder, kind: FileKind) -> Option<String> {
    let name = kind.name();
    if folder.unkept.contains(&kind) {
        return Some(format!("{name} was changed, and the copy that counts is lost"));
    }
    if folder.files.get(&kind) == Some(&Readable::No) {
        return Some(format!("{name} can't be read"));
    }
    folder
        .undecided
        .contains(&kind)
        .then(|| format!("{name} can't be read in full"))
}

impl ProgressFacts<'_> {
    /// Why nothing is known of where the audit stands: its log, its allocation or the auditor's form can't be read.
    pub fn unread(&self) -> Option<String> {
        let folder = self.folder();
        if let Some(why) = folder.unlogged() {
            return Some(why);
        }
        if folder.files.get(&FileKind::Audit) == Some(&Readable::No) {
            return unread(folder, FileKind::Audit);
        }
        if folder.allocation.is_none() {
            return Some("allocation.yaml is missing or can't be read".to_owned());
        }
        let Some(audit) = &folder.audit else {
            // An empty file, one of another kind, or none where one was made: it may have been handed in.
            return Some("audit.yaml holds no form that can be read".to_owned());
        };
        audit
            .submitted_unreadable
            .then(|| "its day of submission can't be read".to_owned())
    }

    /// Why it is not known whether the audit was moderated, where it would be by now.
    pub fn moderation_unread(&self) -> Option<String> {
        let asked = self.submitted.is_some() && self.needs_settling && !self.is_returned;
        asked
            .then(|| unread(self.folder(), FileKind::Moderation))
            .flatten()
    }

    /// Why it is not known whether a step waits for anybody.
    pub fn hidden(&self, step: Step) -> Option<String> {
        let folder = self.folder();
        let log = || {
            let in_part = folder.undecided.contains(&FileKind::Log);
            in_part.then(|| "a line of log.yaml can't be read".to_owned())
        };
        if let Some(why) = self.unread().or_else(log) {
            return Some(why);
        }
        // Notice of an Inadequate is due on the auditor's grade alone.
        if matches!(step, Step::Audit | Step::Amend | Step::Inform) {
            return None;
        }
        let own = match step {
            Step::CaseDirection | Step::ReviewActions => Some(FileKind::CaseDirection),
            Step::Feedback | Step::SupervisorComment => Some(FileKind::Feedback),
            Step::ReAudit | Step::SendReAudit | Step::Escalate | Step::Close => Some(FileKind::ReAudit),
            _ => None,
        };
        self.moderation_unread().or_else(|| unread(folder, own?))
    }
}
