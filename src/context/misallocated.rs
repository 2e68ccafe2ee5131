//! What an audit's allocation names, and is not there.

use super::Context;
use super::examine::of_file;
use crate::finding::{Finding, Location, Severity};
use crate::record::{Allocation, FileKind};
use crate::rule;
use crate::store::read::Reading;
use crate::store::scan::ScannedFolder;

impl Context {
    /// Whether what the allocation names is there, and it lies where it belongs.
    pub(super) fn allocated(
        &self,
        folder: &ScannedFolder,
        reading: &Reading,
        allocation: &Allocation,
        findings: &mut Vec<Finding>,
    ) {
        for (key, rule, message, help) in self.amiss(folder, allocation) {
            let place = crate::record::Place::value(FileKind::Allocation, key);
            let document = reading.documents.get(&FileKind::Allocation);
            let location = document.map_or_else(
                || Location::file(reading.folder.file(FileKind::Allocation)),
                |document| document.locate(&place),
            );
            findings.push(Finding {
                location,
                severity: rule::find(rule).map_or(Severity::Error, |rule| rule.severity),
                ..of_file(rule, "", message, Some(help))
            });
        }
    }

    /// What an allocation names and is not there: the key, the rule, what is wrong, what to do.
    fn amiss(&self, folder: &ScannedFolder, allocation: &Allocation) -> Vec<Amiss> {
        let mut amiss = Vec::new();
        if allocation.audit != folder.id {
            let (named, id) = (&allocation.audit, &folder.id);
            let message = format!("This file belongs to {named}, but lies in the folder of {id}.");
            let help = "Move the folder's files back to where they belong.";
            amiss.push(("audit", "wrong-folder", message, help));
        }
        if self.store.form(&allocation.form).is_none() {
            let form = &allocation.form;
            let message = format!("There is no form {form} in forms/, so this audit can't be judged.");
            let help = "Restore the form's file; an old version is kept as long as audits name it.";
            amiss.push(("form", "wrong-folder", message, help));
        }
        let draw = allocation.draw.as_ref();
        if let Some(draw) = draw.filter(|draw| !self.store.holds(draw)) {
            let message = format!("The record {draw}, by which this case was drawn, is not there.");
            let help = "Restore it from a copy: without it nobody can show how the case was picked.";
            amiss.push(("draw", "draw-without-folder", message, help));
        }
        let rows = &self.store.schedule.rows;
        let known = |row: &crate::framework::RowId| rows.iter().any(|known| known.id == *row);
        if let Some(row) = allocation
            .row
            .as_ref()
            .filter(|row| !rows.is_empty() && !known(row))
        {
            let message = format!("schedule.toml has no row {row}, so this audit meets no expectation.");
            amiss.push((
                "row",
                "wrong-folder",
                message,
                "Restore the row in schedule.toml.",
            ));
        }
        amiss
    }
}

/// A key of an allocation, the rule it breaks, what is wrong and what to do.
type Amiss = (&'static str, &'static str, String, &'static str);
