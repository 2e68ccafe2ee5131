//! The days on which things happened, and where they stand. Days by which something is due are not among them.

use crate::framework::{Date, Form};
use crate::record::shape::{AnswerValue, AnswerWay, ShapeKey};
use crate::record::{Folder, Place};

/// A day and its place.
pub(super) struct Dated {
    pub date: Date,
    pub place: Place,
}

/// The days in the files that people write, in the files' order.
pub(super) fn dates(folder: &Folder, form: &Form) -> Vec<Dated> {
    let mut all = Vec::new();
    let mut add = |way: AnswerWay<'_>, key: &ShapeKey<'_>, answer: AnswerValue<'_>| {
        all.extend(key.happened(answer).map(|date| Dated {
            date,
            place: way.place(),
        }));
    };
    if let Some(audit) = &folder.audit {
        audit.answers(form, &mut add);
    }
    folder.answers_of_others(form, add);
    all
}
