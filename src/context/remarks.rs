//! Lines of people's files that are read as remarks, held against the remarks that the form comes with.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Context;
use crate::finding::Finding;
use crate::framework::form::{Form, FormRef};
use crate::record::FileKind;
use crate::store::document::{Document, as_remarks, remarks};
use crate::store::read::Reading;
use crate::store::scaffold::PrintedRemarks;

/// The remarks of the forms, each made when it is first asked for.
#[derive(Clone, Debug, Default)]
pub struct Remarks(Arc<Mutex<RemarksOfForms>>);

type RemarksOfForms = BTreeMap<(FormRef, FileKind), Arc<PrintedRemarks>>;

impl Context {
    /// The queries on lines of an audit's files that begin with `#` and did not come with the form.
    pub(super) fn own_remarks(&self, reading: &Reading, form: &Form) -> Vec<Finding> {
        let people = reading.documents.iter().filter(|(kind, _)| kind.is_a_persons());
        people
            .flat_map(|(kind, document)| self.remarks_in(document, form, *kind))
            .collect()
    }

    /// The queries on such lines of one file.
    pub fn remarks_in(&self, document: &Document, form: &Form, kind: FileKind) -> Vec<Finding> {
        let all = remarks(document);
        if all.is_empty() {
            return Vec::new();
        }
        let printed = self.printed(form, kind);
        as_remarks(
            document,
            &printed.strange(document, &all, self.store.is_as_shipped(form)),
        )
    }

    fn printed(&self, form: &Form, kind: FileKind) -> Arc<PrintedRemarks> {
        let key = (form.id.clone(), kind);
        let mut made = self.remarks.0.lock().unwrap_or_else(PoisonError::into_inner);
        let printed = made
            .entry(key)
            .or_insert_with(|| Arc::new(PrintedRemarks::of(form, self.store.rubric(form), kind)));
        Arc::clone(printed)
    }
}
