//! `low-grade-without-action`: below Good without an action.

use super::subject::key_in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Grade;
use crate::framework::form::{Block, Section};
use crate::record::{Action, Audit, Draft, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "low-grade-without-action",
    severity: Severity::Query,
    title: "Below Good without an action",
    what: "The audit is graded Requires improvement or Inadequate overall, or a section is Inadequate, and no action is \
           planned; or a section is Inadequate, and every action says that it answers another; or a re-audit is \
           Inadequate and plans none.",
    why: "An audit is there to improve practice; supervision sees to it that its actions are completed.",
    source: "Section 2, follow-up; Appendix 2, action plan for improvement",
    before: "overall: { grade: RI, ... }
actions: []",
    after: "overall: { grade: RI, ... }
actions:
  - { action: Update the genogram, owner: Robin Hale, by: 2027-01-15, section: case_recording }",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    again(subject, drafts);
    let Some(audit) = subject
        .finished()
        .filter(|_| subject.form.asks_for(Block::Actions))
    else {
        return;
    };
    let route = Route::from("actions");
    if subject.is_faulty(&route) {
        return;
    }
    let planned = planned(&audit.actions);
    let low = audit.overall.grade.filter(|grade| !grade.is_good_or_better());
    if planned > 0 {
        return unanswered(subject, audit, drafts);
    }
    let message = if let Some(grade) = low {
        format!("{} overall, and no action is planned.", grade.title())
    } else {
        let inadequate: Vec<&str> = inadequate(subject)
            .map(|section| section.title.as_str())
            .collect();
        if inadequate.is_empty() {
            return;
        }
        let are = if inadequate.len() == 1 { "is" } else { "are" };
        format!(
            "{} {are} Inadequate, and no action is planned.",
            inadequate.join(", ")
        )
    };
    let help = "Write what is to be done, who sees to it and by when.";
    drafts.push(RULE.draft(key_in_audit(route), message).help(help));
}

/// An Inadequate section that no action answers: each names another section. One that names none may answer any.
fn unanswered(subject: &RuleSubject<'_>, audit: &Audit, drafts: &mut Vec<Draft>) {
    let unanswered: Vec<&str> = inadequate(subject)
        .filter(|section| !audit.plans_for(&section.id))
        .map(|section| section.title.as_str())
        .collect();
    if unanswered.is_empty() {
        return;
    }
    let are = if unanswered.len() == 1 { "is" } else { "are" };
    let message = format!(
        "{} {are} Inadequate, and every action answers another section.",
        unanswered.join(", ")
    );
    let help = "Plan an action that answers it, or take the section from one that answers several.";
    drafts.push(
        RULE.draft(key_in_audit(Route::from("actions")), message)
            .help(help),
    );
}

/// A re-audit that is Inadequate, too.
fn again(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(again) = subject.folder.re_audit.as_ref() else {
        return;
    };
    let done = again.date.is_some_and(|day| day <= subject.as_of);
    if done && again.grade == Some(Grade::Inadequate) && planned(&again.actions) == 0 {
        let message = "Inadequate again, and the re-audit plans no action.";
        let help = "Write what is to be done, who sees to it and by when.";
        let place = Place::key(FileKind::ReAudit, "actions");
        drafts.push(RULE.draft(place, message).help(help));
    }
}

/// How many actions are planned; a line that is wholly empty is none.
fn planned(actions: &[Action]) -> usize {
    actions.iter().filter(|action| action.is_written()).count()
}

/// The sections that the auditor graded Inadequate.
fn inadequate<'a>(subject: &RuleSubject<'a>) -> impl Iterator<Item = &'a Section> {
    let graded = subject.graded().into_iter().filter(|graded| !graded.is_final);
    let sections = graded.flat_map(|graded| graded.sections);
    let inadequate = sections.filter(|(_, grade)| *grade == Grade::Inadequate);
    inadequate.map(|(section, _)| section)
}

#[cfg(test)]
mod tests {
    use crate::framework::{Grade, Judgement};
    use crate::record::ReAudit;
    use crate::rule::sample::{Sample, day, some};

    #[test]
    fn below_good_something_is_to_be_done() {
        let mut sample = Sample::clean();
        sample.audit().actions.clear();
        sample.finds(&[]);
        sample.audit().overall.grade = Some(Grade::RequiresImprovement);
        sample.moderation().overall_grade = Some(Grade::RequiresImprovement);
        sample.finds(&[("low-grade-without-action", "actions")]);
    }

    #[test]
    fn an_inadequate_section_asks_for_an_action() {
        let mut sample = Sample::clean();
        let ids: Vec<_> = sample.audit().sections.keys().take(2).cloned().collect();
        let found = |sample: &Sample| {
            let found = sample.found();
            found
                .iter()
                .filter(|found| format!("{found:?}").contains("low-grade-without-action"))
                .count()
        };
        for id in &ids {
            let section = sample.audit().sections.get_mut(id).unwrap();
            section.grade = Some(Judgement::Graded(Grade::Inadequate));
            assert_eq!(found(&sample), 0, "one action is planned");
        }
        sample.audit().actions.clear();
        assert_eq!(found(&sample), 1);
    }

    #[test]
    fn an_action_answers_the_section_that_it_names_or_any() {
        let mut sample = Sample::clean();
        let ids: Vec<_> = sample.audit().sections.keys().take(2).cloned().collect();
        for id in &ids {
            let section = sample.audit().sections.get_mut(id).unwrap();
            section.grade = Some(Judgement::Graded(Grade::Inadequate));
        }
        let found = |sample: &Sample| {
            let all = sample.found();
            let own = all.iter().filter(|found| found.0 == "low-grade-without-action");
            own.count()
        };
        assert_eq!(found(&sample), 0, "it names none");
        sample.audit().actions[0].section = Some(ids[0].clone());
        assert_eq!(found(&sample), 1, "it names another");
        let mut second = sample.audit().actions[0].clone();
        second.section = Some(ids[1].clone());
        sample.audit().actions.push(second);
        assert_eq!(found(&sample), 0, "each has one");
        sample.audit().actions.pop();
        let mut open = sample.audit().actions[0].clone();
        open.section = None;
        sample.audit().actions.push(open);
        assert_eq!(found(&sample), 0, "one names none");
    }

    #[test]
    fn a_re_audit_that_is_inadequate_plans_an_action() {
        let mut sample = Sample::clean();
        sample.folder.re_audit = Some(ReAudit {
            auditor: some("Sam Moor"),
            date: Some(day("2026-12-21")),
            grade: Some(Grade::Inadequate),
            ..ReAudit::default()
        });
        let found = |sample: &Sample| format!("{:?}", sample.found()).contains("low-grade-without-action");
        assert!(found(&sample));
        sample.folder.re_audit.as_mut().unwrap().actions = sample.audit().actions.clone();
        assert!(!found(&sample));
    }
}
