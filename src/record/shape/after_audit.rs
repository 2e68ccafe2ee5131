//! The shapes of the files that follow the auditor's.

use std::collections::BTreeMap;

use super::{BLANK, KeyKind, KeyWalker, ShapeKey, key};
use crate::framework::form::{AnswerKind, Form, Section, StaffQuestion, graded};
use crate::framework::word::QuestionId;
use crate::framework::{Grade, Process};
use crate::record::{Action, AppreciativeEnquiry, CaseDirection, Feedback, Moderation, ReAudit, Regrade};

impl Moderation {
    /// The way over `moderation.yaml`; of an observation, over the review of its evidence.
    pub(crate) fn walk<'a>(&'a self, form: Option<&'a Form>, w: &mut impl KeyWalker<'a>) -> Self {
        let process = Process::of(form);
        let who = if process.regrades {
            key("moderator", "Who moderates")
        } else {
            key("reviewer", "Who reviews the evidence")
        };
        let began = "The day on which you began";
        let moderator = who.under("").prefilled().name(w, &self.moderator);
        let started = key("started", began)
            .asks(began)
            .prefilled()
            .date(w, self.started);
        let enough = key("evidence_sufficient", "Whether the evidence bears the grades")
            .on_page("Does the evidence bear the grades?")
            .under("Is there enough evidence?")
            .asks(format!(
                "{}\nIf no: say what is missing in the comments for the auditor, and send it back: qaf log {{audit}} returned --reason \"what is missing\"",
                process.evidence
            ));
        let evidence_sufficient = enough.yes_no(w, self.evidence_sufficient);
        let judged = if process.regrades {
            let is_whole_graded = form.is_none_or(|form| form.overall);
            self.walk_judged(form.map_or(&[], |form| &form.sections), is_whole_graded, w)
        } else {
            Self::default()
        };
        let again = " If the audit comes back to you after a return, write the new day here.";
        let again = if process.regrades { again } else { "" };
        Self {
            moderator,
            started,
            evidence_sufficient,
            comments_for_auditor: key(
                "comments_for_auditor",
                "For the auditor alone, where it helps the next audit",
            )
            .under("To the auditor")
            .asks("How it is written up, for the auditor alone; not a finding on the case.")
            .text(w, &self.comments_for_auditor),
            signed_off: key("signed_off", "The day on which you are done; empty until then")
                .under("When you are done")
                .asks(format!(
                    "The day on which you are done. Leave it empty until then.{again}"
                ))
                .decides()
                .at_the_end()
                .date(w, self.signed_off),
            ..judged
        }
    }

    /// What a moderator has beyond a reviewer of evidence.
    fn walk_judged<'a>(
        &'a self,
        sections: &'a [Section],
        is_whole_graded: bool,
        w: &mut impl KeyWalker<'a>,
    ) -> Self {
        let ids: Vec<&str> = sections.iter().map(|section| section.id.as_str()).collect();
        let sampled = format!(
            "The sections for which you sampled the child's record, as they are spelt above; as in:\nrecord_sampled: [{}]",
            ids.get(..2.min(ids.len())).unwrap_or_default().join(", ")
        );
        let record_sampled = key(
            "record_sampled",
            "The sections for which you sampled the child's record",
        )
        .under("")
        .asks(sampled)
        .words(w, KeyKind::Sections(sections), &self.record_sampled);
        let regrades = w.list(
            key("regrades", "The sections whose grade you change")
                .under("The grades")
                .asks("Only the sections whose grade you change. The grade is O, G, RI or I.")
                .each("change", "A changed grade"),
            &self.regrades,
            &BLANK.regrade,
            |it, w| it.walk(sections, w),
        );
        let (overall_grade, overall_reason) = if is_whole_graded {
            self.walk_whole(w)
        } else {
            (None, None)
        };
        let weighed = "On the evidence for management oversight, where the auditor manages the worker";
        let which = "{auditor} manages the worker. Which evidence for management oversight did you look at, and does it bear the grade?";
        Self {
            record_sampled,
            regrades,
            overall_grade,
            overall_reason,
            management_oversight: key("management_oversight", weighed)
                .under("Management oversight")
                .asks(which)
                .text(w, &self.management_oversight),
            findings: key("findings", "What the moderation found")
                .under("Findings")
                .asks("What the moderation found. It goes out with the audit.")
                .text(w, &self.findings),
            ..Self::default()
        }
    }
}

impl Moderation {
    /// The final grade of the whole, and why it differs.
    fn walk_whole<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> (Option<Grade>, Option<String>) {
        let whole = key("overall", "The grade of the whole, after moderation")
            .under("")
            .asks("The grade of the whole. Write it whether you agree or not: it is the final one.")
            .decides();
        let overall = w.block(whole, |w| {
            let grade = key("grade", "The final grade; at sign-off always written")
                .on_page("The final grade")
                .asks("O, G, RI or I")
                .decides()
                .grade(w, self.overall_grade);
            let why = "Why, where it differs from the auditor's";
            (grade, key("reason", why).asks(why).text(w, &self.overall_reason))
        });
        overall.unwrap_or_default()
    }
}

impl Regrade {
    fn walk<'a>(&'a self, sections: &'a [Section], w: &mut impl KeyWalker<'a>) -> Self {
        let first = sections.first().map_or("its_key", |first| first.id.as_str());
        let section = key("section", "The section").asks(first);
        Self {
            section: section.word(w, KeyKind::Section(sections), self.section.as_ref()),
            to: key("to", "The grade it has now").asks("RI").grade(w, self.to),
            reason: key("reason", "Why")
                .asks("What the evidence shows instead")
                .text(w, &self.reason),
        }
    }
}

impl CaseDirection {
    /// The way over `case-direction.yaml`.
    pub(crate) fn walk<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> Self {
        let directed =
            "What is to be done on the case. It belongs on the child's record too, as a case direction.";
        let reviewed = "To say that one is done: qaf log {audit} action-done --action 1\nThe day on which you reviewed them. Leave it empty until then";
        Self {
            by: key("by", "Who directs")
                .under("The direction")
                .asks("Who directs: the service manager or their deputy")
                .prefilled()
                .name(w, &self.by),
            date: key("date", "The day of the direction")
                .asks("The day of the direction. Leave it empty until it is written")
                .decides()
                .at_the_end()
                .date(w, self.date),
            direction: key("direction", "What is to be done on the case")
                .asks(directed)
                .text(w, &self.direction),
            actions_reviewed: key(
                "actions_reviewed",
                "The day on which you reviewed the audit's actions",
            )
            .asks(reviewed)
            .decides()
            .date(w, self.actions_reviewed),
            review: key("review", "What the review found")
                .asks("What the review found: what is done, what is not, what has changed for the child")
                .text(w, &self.review),
        }
    }
}

impl Feedback {
    /// The way over `feedback.yaml`.
    pub(crate) fn walk<'a>(&'a self, form: Option<&'a Form>, w: &mut impl KeyWalker<'a>) -> Self {
        let talked = "The day on which the audit was talked over in supervision";
        let mut feedback = Self {
            by: key("by", "The worker")
                .asks("Whose feedback it is: the worker's name")
                .prefilled()
                .name(w, &self.by),
            date: key("date", "The day on which it was given")
                .asks("The day of the feedback; it counts once this is written")
                .decides()
                .at_the_end()
                .date(w, self.date),
            discussed_in_supervision: key("discussed_in_supervision", talked)
                .asks("The day on which the audit was talked over in supervision; empty if it was not")
                .date(w, self.discussed_in_supervision),
            ..Self::default()
        };
        let answers = key("answers", "The answers").under("The worker's answers");
        let questions = form.map_or(&[][..], |form| &form.staff_feedback);
        let answers = w.block(answers, |w| self.walk_answers(questions, w));
        feedback.answers = answers.unwrap_or_default();
        feedback.improvement_plan = key(
            "improvement_plan",
            "The plan, where the grade is Requires improvement or Inadequate",
        )
        .under("Improvement plan")
        .asks("Asked for on this audit: what the worker will change, and by when.")
        .text(w, &self.improvement_plan);
        let asked = if form.is_some_and(|form| form.supervisor_asked) {
            "Asked for on this form, within the same time as the worker's answers."
        } else {
            "Where the supervisor wishes to add one; it may stay empty."
        };
        let heading = "The supervisor's comment";
        w.block(key("supervisor", heading).under(heading).asks(asked), |w| {
            let name = key("by", "Who supervises the worker").asks("The supervisor's name");
            feedback.supervisor = name.name(w, &self.supervisor);
            let day = key("date", "The day of the comment").asks("The day of the comment");
            feedback.supervisor_date = day.date(w, self.supervisor_date);
            feedback.supervisor_comment = key("comment", "The comment").text(w, &self.supervisor_comment);
        });
        feedback
    }

    fn walk_answers<'a>(
        &'a self,
        questions: &'a [StaffQuestion],
        w: &mut impl KeyWalker<'a>,
    ) -> BTreeMap<QuestionId, String> {
        let mut answers = BTreeMap::new();
        for question in questions {
            let id = &question.id;
            // A worker may say more than yes or no.
            let kind = match question.kind {
                AnswerKind::Text => KeyKind::Text,
                AnswerKind::YesNo => KeyKind::TextOrWord("yes or no"),
                AnswerKind::YesNoDate => {
                    KeyKind::TextOrWord("yes or no; the day goes after discussed_in_supervision, above")
                }
            };
            let asked = key(id.as_str(), &question.text).asks(format!("{id}. {}", question.text));
            let given = asked.said(w, kind, self.answers.get(id).map(String::as_str));
            answers.extend(given.map(|given| (id.clone(), given)));
        }
        answers
    }
}

impl ReAudit {
    /// The way over `re-audit.yaml`.
    pub(crate) fn walk<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> Self {
        let grade = "The grade now; it stands beside the first and never replaces it";
        Self {
            auditor: key("auditor", "The second auditor")
                .under("")
                .prefilled()
                .name(w, &self.auditor),
            date: key("date", "The day of the re-audit")
                .asks("The day of the re-audit. Leave it empty until it is done")
                .decides()
                .at_the_end()
                .date(w, self.date),
            progress: key("progress", "What has come of the first audit's actions")
                .asks("What has come of each, by its number, and what is better for the child")
                .text(w, &self.progress),
            grade: key("grade", grade)
                .under("The grade now")
                .asks("O, G, RI or I, for the whole")
                .decides()
                .grade(w, self.grade),
            actions: Action::walk_all(
                key("actions", "Further actions").under("Actions that are still required"),
                &self.actions,
                &[],
                w,
            ),
        }
    }
}

impl Action {
    /// The way over a list of actions; of the graded among these sections each may say which it answers.
    pub(super) fn walk_all<'a>(
        list: ShapeKey<'a>,
        stand: &'a [Self],
        sections: &'a [Section],
        w: &mut impl KeyWalker<'a>,
    ) -> Vec<Self> {
        w.list(list.each("action", "An action"), stand, &BLANK.action, |it, w| {
            let answers = key("section", "The section that it answers, where it answers one")
                .on_page("Which section it answers");
            Self {
                action: key("action", "What is to be done")
                    .asks("Update the chronology")
                    .text(w, &it.action),
                owner: key("owner", "Who sees to it")
                    .asks("their name")
                    .name(w, &it.owner),
                by: key("by", "By which day").asks("2027-01-15").due(w, it.by),
                section: graded(sections)
                    .next()
                    .and_then(|_| answers.word(w, KeyKind::Section(sections), it.section.as_ref())),
            }
        })
    }
}

impl AppreciativeEnquiry {
    /// The way over `appreciative-enquiry.yaml`. The framework prints no form for it: its questions are ours.
    pub(crate) fn walk<'a>(&'a self, w: &mut impl KeyWalker<'a>) -> Self {
        Self {
            what_went_well: key("what_went_well", "What went well")
                .under("")
                .asks("What went well, and what was different for the child because of it")
                .text(w, &self.what_went_well),
            how_it_was_done: key("how_it_was_done", "How it was done")
                .under("")
                .asks("How it was done: what the worker did, and what helped")
                .text(w, &self.how_it_was_done),
            what_to_share: key("what_to_share", "What others can learn from it")
                .under("")
                .asks("What others can learn from it, so that it can be done again")
                .text(w, &self.what_to_share),
            agreed_with_worker: key(
                "agreed_with_worker",
                "The day on which the worker agreed to share it",
            )
            .under("")
            .asks("The day on which the worker agreed that it may be shared. Until then it is not")
            .date(w, self.agreed_with_worker),
        }
    }
}
