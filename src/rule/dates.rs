//! The days on which things happened, and where they stand. Days by which something is due are not among them.

use super::subject::in_audit;
use crate::framework::Date;
use crate::record::{Audit, FileKind, Folder, Place, Route};

/// A day and its place.
pub(super) struct Dated {
    pub date: Date,
    pub place: Place,
}

/// The days in the files that people write, in the files' order.
pub(super) fn dates(folder: &Folder) -> Vec<Dated> {
    let mut all = Vec::new();
    if let Some(audit) = &folder.audit {
        of_audit(audit, &mut all);
    }
    let mut add = |file: FileKind, route: &str, date: Option<Date>| {
        all.extend(date.map(|date| Dated {
            date,
            place: Place::value(file, route),
        }));
    };
    if let Some(moderation) = &folder.moderation {
        add(FileKind::Moderation, "started", moderation.started);
        add(FileKind::Moderation, "signed_off", moderation.signed_off);
    }
    if let Some(direction) = &folder.direction {
        add(FileKind::CaseDirection, "date", direction.date);
        add(
            FileKind::CaseDirection,
            "actions_reviewed",
            direction.actions_reviewed,
        );
    }
    if let Some(feedback) = &folder.feedback {
        add(FileKind::Feedback, "date", feedback.date);
        add(
            FileKind::Feedback,
            "discussed_in_supervision",
            feedback.discussed_in_supervision,
        );
        add(FileKind::Feedback, "supervisor.date", feedback.supervisor_date);
    }
    if let Some(re_audit) = &folder.re_audit {
        add(FileKind::ReAudit, "date", re_audit.date);
    }
    all
}

fn of_audit(audit: &Audit, all: &mut Vec<Dated>) {
    let mut add = |route: Route, date: Option<Date>| {
        all.extend(date.map(|date| Dated {
            date,
            place: in_audit(route),
        }));
    };
    add("date_of_audit".into(), audit.date_of_audit);
    add("submitted".into(), audit.submitted);
    for (index, day) in audit.resubmitted.iter().enumerate() {
        add(Route::from("resubmitted").item(index), Some(*day));
    }
    for (step, day) in &audit.preparation {
        add(Route::from("preparation").key(step), Some(*day));
    }
    add("agreed_with_worker".into(), audit.agreed_with_worker);
    for (index, consent) in audit.consent.iter().enumerate() {
        add(Route::from("consent").item(index).key("date"), consent.date);
    }
    add("discussed_with_worker".into(), audit.discussed_with_worker);
    add("filed_for_appraisal".into(), audit.filed_for_appraisal);
    for (index, entry) in audit.family_feedback.iter().enumerate() {
        add(Route::from("family_feedback").item(index).key("date"), entry.date);
    }
}
