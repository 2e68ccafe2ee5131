//! What can be wrong with the exit interviews, told by path and line, and never by their text.

use std::io;

use super::Context;
use super::examine::of_file;
use crate::finding::{Finding, Severity};
use crate::framework::name_finder::NameFinder;
use crate::rule::exit_interview::RULE;
use crate::store::exit_interviews::{self as kept, ExitFault, ExitForms};
use crate::store::files::is_open_to_others;
use crate::store::scan::read_file;

impl Context {
    /// The faults of the questionnaires and of the interviews. The folder is its owner's alone: to anybody else there is
    /// nothing in it.
    pub(super) fn exit_interviews(&self, findings: &mut Vec<Finding>) {
        let forms = ExitForms::of(&self.store);
        findings.extend(forms.findings.iter().cloned());
        let folder = match kept::read_all(&self.store, &forms) {
            Ok(folder) => folder,
            Err(why) if why.kind() == io::ErrorKind::PermissionDenied => return,
            Err(why) => {
                let message = format!("This folder can't be opened ({why}).");
                findings.push(of_file(RULE.id, kept::FOLDER, message, None));
                return;
            }
        };
        findings.extend(folder.faults.iter().map(|(path, fault)| fault.finding(path)));
        let names = self.name_finder();
        let read = folder.interviews.iter().map(|(id, _)| kept::path(id));
        let read: Vec<String> = read.chain([kept::THEMES.to_owned()]).collect();
        for path in &read {
            findings.extend(self.named_in(path, &names));
        }
        if let Ok(Some(bytes)) = kept::themes_bytes(&self.store.root) {
            let (_, faults) = kept::read_themes(kept::THEMES, &bytes);
            findings.extend(faults.iter().map(|fault| fault.finding(kept::THEMES)));
        }
        self.editions(findings);
        if folder.strangers > 0 {
            // What it is called may be somebody's name.
            let message = "Something lies in this folder that qaf did not make.".to_owned();
            let help =
                "Take it out of the store: what came back from a leaver is deleted once it is taken in.";
            findings.push(of_file(RULE.id, kept::FOLDER, message, Some(help)));
        }
        let holds = |path: &String| self.store.holds(path);
        let is_used = read.iter().any(holds) || !folder.faults.is_empty();
        if is_used && is_open_to_others(&self.store.path(kept::FOLDER)) {
            let message = "Others than its owner can open this, and it is strictly confidential.".to_owned();
            let help = "Take the rights of everybody but its owner away (chmod -R go-rwx exit-interviews in the store's folder).";
            // Its own words are not at fault, and a copy of a store may have lost its rights on the way.
            findings.push(Finding {
                severity: Severity::Query,
                ..of_file("open-to-everyone", kept::FOLDER, message, Some(help))
            });
        }
    }

    /// Where a file names somebody.
    fn named_in(&self, path: &str, names: &NameFinder) -> Option<Finding> {
        let bytes = read_file(&self.store.root, path).ok()?;
        let found = names.first(&String::from_utf8_lossy(&bytes))?;
        let fault = ExitFault {
            line: found.line,
            message: "This line names somebody of people.csv.".to_owned(),
            help: "Take the name out.".to_owned(),
        };
        Some(fault.finding(path))
    }

    /// Editions that were changed since they were issued.
    fn editions(&self, findings: &mut Vec<Finding>) {
        for (number, content) in kept::editions(&self.store.root).unwrap_or_default() {
            if let Err(why) = content {
                let message = format!("This edition can't be trusted. {why}");
                let help = "Restore the file from a copy; nothing is printed or issued before.";
                findings.push(of_file(RULE.id, &kept::edition_path(number), message, Some(help)));
            }
        }
    }
}
