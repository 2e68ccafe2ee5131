//! The shapes of the files of a moderation panel.

use std::sync::LazyLock;

use super::of_works::{asked, options};
use super::{BLANK, KeyKind, KeyWalker, ShapeKey, key};
use crate::record::work::{Discussed, Discussion, MembersSheet, PlannedAction, SheetLine, VIEWS};

static VIEW_OPTIONS: LazyLock<Vec<String>> = LazyLock::new(|| options(&VIEWS));

/// A key that qaf answers when it makes the file.
fn known<'a>(name: &'a str, says: &'static str) -> ShapeKey<'a> {
    key(name, says).prefilled().fixed()
}

impl MembersSheet {
    /// The way over a member's sheet.
    pub(crate) fn walk<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> Self {
        let member = known("member", "Whose sheet it is")
            .may_name()
            .name(w, &self.member);
        let lines = key("audits", "Audit by audit, what you would give and why").asks(
            "Read the pack alone, and talk with nobody of it until the grades are revealed.\n\
             grade: O, G, RI or I. because: what you rest it on.\n\
             evidence_sufficient: yes or no, whether what is written is enough to tell a grade by.\n\
             new_practice: practice that is new to you and worth talking over; else leave it empty.",
        );
        let lines = lines.each("audit", "An audit").fixed();
        Self {
            member,
            audits: w.list(lines, &self.audits, &BLANK.sheet_line, SheetLine::walk),
            submitted: asked("submitted", "The day on which you are done")
                .under("Done")
                .at_the_end()
                .date(w, self.submitted),
        }
    }
}

impl SheetLine {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, w: &mut W) -> Self {
        Self {
            audit: known("audit", "The audit").name(w, &self.audit),
            grade: key("grade", "The grade that you would give").grade(w, self.grade),
            because: key("because", "What you rest it on").text(w, &self.because),
            evidence_sufficient: key(
                "evidence_sufficient",
                "Whether what is written is enough to tell a grade by",
            )
            .yes_no(w, self.evidence_sufficient),
            new_practice: key(
                "new_practice",
                "Practice that is new to you and worth talking over, or nothing",
            )
            .text(w, &self.new_practice),
        }
    }
}

impl Discussion {
    /// The way over `discussion.yaml`.
    pub(crate) fn walk<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> Self {
        let present = asked("present", "Who took part")
            .under("The meeting")
            .may_name()
            .name(w, &self.present);
        let audits = key("audits", "Audit by audit, what the panel makes of it")
            .asks(
                "view: the grade that the panel holds it for, O, G, RI or I; or: no consensus. It changes no grade.\n\
                 because: why. new_practice: what others can take from it.\n\
                 auditor_invited and auditor_present: yes or no.",
            )
            .under("The audits")
            .each("audit", "An audit")
            .fixed();
        let audits = w.list(audits, &self.audits, &BLANK.discussed, Discussed::walk);
        let learning = asked("learning", "What the service can learn of it")
            .under("What follows")
            .text(w, &self.learning);
        let actions = asked("actions", "What is done about it").each("action", "An action");
        Self {
            present,
            audits,
            learning,
            actions: w.list(actions, &self.actions, &BLANK.planned, PlannedAction::walk),
        }
    }
}

impl Discussed {
    fn walk<'a, W: KeyWalker<'a>>(&'a self, w: &mut W) -> Self {
        let view = key("view", "What the panel holds it for: a grade, or no consensus");
        let invited = key("auditor_invited", "Whether its auditor was invited");
        let came = key("auditor_present", "Whether its auditor came");
        Self {
            audit: known("audit", "The audit").name(w, &self.audit),
            grades: known("grades", "The grades that were given; revealed.yaml counts")
                .may_name()
                .text(w, &self.grades),
            view: view.said(w, KeyKind::Option(&VIEW_OPTIONS), self.view.as_deref()),
            because: key("because", "Why").text(w, &self.because),
            new_practice: key("new_practice", "New practice, and what others can take from it")
                .text(w, &self.new_practice),
            auditor_invited: invited.yes_no(w, self.auditor_invited),
            auditor_present: came.yes_no(w, self.auditor_present),
        }
    }
}
