//! The days on which things happened, and where they stand. Days by which something is due are not among them.

use super::subject::in_audit;
use crate::framework::Date;
use crate::record::{Audit, Folder, Place, Route};

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
    folder.answers_of_others(None, |way, key, answer| {
        all.extend(key.happened(answer).map(|date| Dated {
            date,
            place: way.place(),
        }));
    });
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
