//! The overall grade beside the grades of the sections: as the auditor gave them, and as they are final once a moderator
//! changed any. Both are held against the same rules.

use super::RuleSubject;
use super::subject::in_audit;
use crate::framework::form::Section;
use crate::framework::{Grade, Judgement};
use crate::record::{Audit, FileKind, Place, Route};

/// An overall grade, and the sections that it is of.
pub(super) struct Graded<'a> {
    /// The grade of the whole.
    pub overall: Grade,
    /// The graded sections.
    pub sections: Vec<(&'a Section, Grade)>,
    /// Whether a moderator signed it off.
    pub is_final: bool,
}

impl Graded<'_> {
    /// Where the grade of the whole stands.
    pub fn place(&self) -> Place {
        let route = Route::from("overall.grade");
        if self.is_final {
            Place::value(FileKind::Moderation, route)
        } else {
            in_audit(route)
        }
    }

    /// A sentence on it, which says so where it is of the final grades.
    pub fn message(&self, sentence: &str) -> String {
        if self.is_final {
            format!("As moderated: {sentence}")
        } else {
            sentence.to_owned()
        }
    }

    /// What to do, where the auditor would be told this.
    pub fn help(&self, of_auditor: &str) -> String {
        if self.is_final {
            "Look at the final grades again, the overall one and those of the sections; or explain it, in audit.yaml under \
             explained."
                .to_owned()
        } else {
            of_auditor.to_owned()
        }
    }
}

impl<'a> RuleSubject<'a> {
    /// The grades of a finished form; and the final ones, where a moderator signed off others. Nothing where a grade could
    /// not be read, which might tip the scales.
    pub(super) fn graded(&self) -> Vec<Graded<'a>> {
        let Some(audit) = self.finished() else {
            return Vec::new();
        };
        if self.is_faulty(&Route::from("sections")) {
            return Vec::new();
        }
        let given = audit.overall.grade.map(|overall| Graded {
            overall,
            sections: self.given(audit),
            is_final: false,
        });
        let last = self.moderated(audit).filter(|last| {
            given
                .as_ref()
                .is_none_or(|given| given.overall != last.overall || given.sections != last.sections)
        });
        given.into_iter().chain(last).collect()
    }

    fn given(&self, audit: &'a Audit) -> Vec<(&'a Section, Grade)> {
        self.sections(audit)
            .filter_map(|(section, answer, _)| Some((section, answer.grade?.grade()?)))
            .collect()
    }

    /// The final grades, where a moderator signed off.
    fn moderated(&self, audit: &'a Audit) -> Option<Graded<'a>> {
        let moderation = self.folder.moderation.as_ref()?;
        let signed = moderation.signed_off.is_some_and(|day| day <= self.as_of);
        if !signed || !self.form.process().regrades {
            return None;
        }
        let last = |section: &Section| {
            let mut regrades = moderation.regrades.iter();
            let regrade = regrades.rfind(|regrade| regrade.section.as_ref() == Some(&section.id));
            let given = audit.sections.get(&section.id).and_then(|answer| answer.grade);
            regrade
                .and_then(|regrade| regrade.to)
                .or_else(|| given.and_then(Judgement::grade))
        };
        let sections = self.form.sections.iter();
        Some(Graded {
            overall: moderation.overall_grade?,
            sections: sections
                .filter_map(|section| Some((section, last(section)?)))
                .collect(),
            is_final: true,
        })
    }
}
