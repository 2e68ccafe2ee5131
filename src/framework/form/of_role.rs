//! A form that serves several roles, as each of them is asked it.

use super::{Field, FieldFact, Form, Question, Section};
use crate::framework::RoleId;

impl Form {
    /// The field that says which role is audited, where the form serves more than one.
    pub fn role_field(&self) -> Option<&Field> {
        self.header
            .iter()
            .find(|field| field.fact == Some(FieldFact::Role))
    }

    /// The form as it is asked of one role: without the questions of the others, and without sections of theirs alone.
    #[must_use]
    pub fn of_role(&self, role: &RoleId) -> Self {
        let mut form = self.clone();
        form.sections.retain(|section| section.is_of(role));
        for section in &mut form.sections {
            section.questions.retain(|question| question.is_of(role));
            section
                .questions
                .iter_mut()
                .for_each(|question| question.roles.clear());
        }
        form
    }
}

impl Section {
    /// Whether the section is one for a role, and not all its questions another's.
    pub fn is_of(&self, role: &RoleId) -> bool {
        self.questions.is_empty() || self.questions.iter().any(|question| question.is_of(role))
    }
}

impl Question {
    /// Whether it is asked of a role.
    pub fn is_of(&self, role: &RoleId) -> bool {
        self.roles.is_empty() || self.roles.contains(role)
    }
}
