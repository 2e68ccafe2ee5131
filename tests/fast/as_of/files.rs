//! What people write in the files of an audit, and what somebody writes over it when it counts already.

use std::fmt::Write as _;
use std::fs;

use qaf::framework::{Date, Grade};

use super::life::{Audit, Town};

/// A part of an audit's files that counts once it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Audit,
    Moderation,
    Direction,
    Review,
    Feedback,
    ReAudit,
}

impl Town {
    fn write(&self, audit: &Audit, name: &str, text: &str) {
        fs::write(self.path(audit, name), text).unwrap();
    }

    pub fn write_audit(&self, audit: &Audit) {
        let (form, section) = if audit.observation {
            ("observed-practice", "preparation")
        } else {
            ("child-case", "file_recording")
        };
        let again: Vec<String> = audit.resubmitted.iter().map(Date::to_string).collect();
        let (submitted, grade) = audit.written(Part::Audit, audit.submitted, audit.grade);
        let text = format!(
            "form: {form}/2019\nsubmitted: {}\nresubmitted: [{}]\nsections:\n  {section}: {{ grade: {grade} }}\n\
             overall: {{ grade: {grade}, reasons: \"as seen\" }}\nthemes: [from-{grade}]\n\
             actions: [{{ action: \"for {grade}\", owner: \"Kofi Nolan\", by: 2027-01-15 }}]\n",
            shown(submitted),
            again.join(", "),
        );
        self.write(audit, "audit.yaml", &text);
    }

    pub fn write_moderation(&self, audit: &Audit) {
        let who = if audit.observation {
            "reviewer"
        } else {
            "moderator"
        };
        let signed = audit.signed.map(|(date, _)| date);
        let grade = audit.signed.map_or(Grade::Good, |(_, grade)| grade);
        let (signed, grade) = audit.written(Part::Moderation, signed, grade);
        let mut text = format!(
            "{who}: Ada Frost\nstarted: {}\nevidence_sufficient: yes\nsigned_off: {}\n",
            shown(audit.started),
            shown(signed)
        );
        if audit.signed.is_some() && !audit.observation {
            let _ = writeln!(
                text,
                "regrades: [{{ section: file_recording, to: {grade}, reason: so }}]\noverall: {{ grade: {grade} }}"
            );
        }
        self.write(audit, "moderation.yaml", &text);
    }

    pub fn write_direction(&self, audit: &Audit) {
        let text = format!(
            "by: Sam Marsh\ndate: {}\ndirection: see the child\nactions_reviewed: {}\n",
            shown(audit.written(Part::Direction, audit.directed, Grade::Good).0),
            shown(audit.written(Part::Review, audit.reviewed, Grade::Good).0)
        );
        self.write(audit, "case-direction.yaml", &text);
    }

    pub fn write_feedback(&self, audit: &Audit) {
        let text = format!(
            "by: Kofi Nolan\ndate: {}\nsupervisor: {{ by: Sam Marsh, date: {}, comment: seen }}\n",
            shown(audit.written(Part::Feedback, audit.answered, Grade::Good).0),
            shown(audit.commented)
        );
        self.write(audit, "feedback.yaml", &text);
    }

    pub fn write_re_audit(&self, audit: &Audit) {
        let grade = audit.again.map_or(Grade::Good, |(_, grade)| grade);
        let day = audit.again.map(|(day, _)| day);
        let (day, grade) = audit.written(Part::ReAudit, day, grade);
        let day = shown(day);
        let text = format!(
            "auditor: Nia Abbot\ndate: {day}\nprogress: some\ngrade: {grade}\nactions: [{{ action: \"for {grade}\" }}]\n"
        );
        self.write(audit, "re-audit.yaml", &text);
    }

    /// Writes every file anew as it should be, but for the form.
    pub fn write_the_others(&self, audit: &Audit) {
        type Write = fn(&Town, &Audit);
        let others: [(bool, Write); 3] = [
            (audit.started.is_some(), Self::write_moderation),
            (
                self.path(audit, "case-direction.yaml").exists(),
                Self::write_direction,
            ),
            (audit.answered.is_some(), Self::write_feedback),
        ];
        for (_, write) in others.iter().filter(|(is_there, _)| *is_there) {
            write(self, audit);
        }
    }
}

fn shown(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

impl Audit {
    /// What stands in a file: what is so, or what somebody wrote over it.
    fn written(&self, part: Part, day: Option<Date>, grade: Grade) -> (Option<Date>, Grade) {
        self.spoiled.get(&part).copied().unwrap_or((day, grade))
    }

    /// Writes over what an event has kept already: another day or none, another grade; or takes the file away, or
    /// makes it one that can't be read. Nothing of it counts.
    pub fn spoil(&mut self, town: &Town, day: Option<Date>, grade: Grade, which: usize) {
        let kept: Vec<Part> = self.kept.iter().copied().collect();
        // While the form is back with its auditor, it is meant to change.
        let Some(part) = kept
            .get(which % kept.len().max(1))
            .filter(|_| self.returned.is_none())
        else {
            return;
        };
        self.spoiled.insert(*part, (day, grade));
        let (name, write): (_, fn(&Town, &Self)) = match part {
            Part::Audit => ("audit.yaml", Town::write_audit),
            Part::Moderation => ("moderation.yaml", Town::write_moderation),
            Part::Direction | Part::Review => ("case-direction.yaml", Town::write_direction),
            Part::Feedback => ("feedback.yaml", Town::write_feedback),
            Part::ReAudit => ("re-audit.yaml", Town::write_re_audit),
        };
        write(town, self);
        // A file of two parts may have one that no event kept; what was written there is then lost for good.
        let whole = [Part::Audit, Part::Moderation, Part::ReAudit].contains(part);
        match which / 8 % 4 {
            0 if whole => fs::remove_file(town.path(self, name)).unwrap(),
            1 if whole => fs::write(town.path(self, name), [0xff, 0x00]).unwrap(),
            _ => {}
        }
    }
}
