//! What forms are called where people read: their titles. Their ids stand in CSV and JSON alone.

use std::collections::BTreeMap;

use crate::framework::FormRef;
use crate::framework::form::Form;

/// The titles of the forms, each in its latest version, by the form's id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormTitles(BTreeMap<String, String>);

impl FormTitles {
    /// Those of a store's forms.
    pub fn of(forms: &BTreeMap<FormRef, Form>) -> Self {
        let titled = |form: &Form| (form.id.form.to_string(), form.title.clone());
        Self(forms.values().map(titled).collect())
    }

    /// The title of one form among these, or its id where no form has it.
    pub fn one<'a>(forms: &'a BTreeMap<FormRef, Form>, form: &'a str) -> &'a str {
        let mut newest_first = forms.values().rev();
        let found = newest_first.find(|known| known.id.form == *form);
        found.map_or(form, |known| &known.title)
    }

    /// The title of a form, or its id where no form has it.
    pub fn title<'a>(&'a self, form: &'a str) -> &'a str {
        self.0.get(form).map_or(form, String::as_str)
    }
}
