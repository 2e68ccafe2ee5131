//! The files of a form, made for an audit that stands for any other.

use super::ANY;
use crate::framework::word::Word;
use crate::framework::{AuditId, Date, Form, Grade, Judgement, Rubric};
use crate::record::audit::{Action, SectionAnswer};
use crate::record::{Allocation, Audit, Feedback, FileKind};
use crate::store::scaffold::auditor::former_remarks;
use crate::store::scaffold::form_lines::FormLines;
use crate::store::scaffold::{
    AuditForm, DirectionForm, FeedbackForm, Followed, ModerationForm, ReAuditForm, StepForm, head,
};
use crate::store::scaffold::{appreciative_yaml, audit_yaml, direction_yaml, feedback_blank, feedback_yaml};
use crate::store::scaffold::{moderation_yaml, re_audit_yaml};

/// An age that stands for any.
const ANY_AGE: u32 = 77;

/// An audit that stands for any other on its form.
pub(super) struct AnyAudit<'f> {
    form: &'f Form,
    rubric: Option<&'f Rubric>,
    allocation: Allocation,
    day: Date,
}

impl<'f> AnyAudit<'f> {
    /// An audit on this form.
    pub fn of(form: &'f Form, rubric: Option<&'f Rubric>) -> Option<Self> {
        let day: Date = "2199-12-28".parse().ok()?;
        let any = || Some(ANY.to_owned());
        let audit: AuditId = format!("{}-99-9999", form.prefix).parse().ok()?;
        let allocation = Allocation {
            audit,
            form: form.id.clone(),
            row: None,
            part_of: None,
            cycle: None,
            selection: None,
            selected_by: None,
            reason: None,
            draw: None,
            service: Word::new(ANY),
            team: Word::new(ANY),
            child_id: Word::new(ANY),
            initials: any(),
            age: Some(ANY_AGE),
            legal_status: any(),
            worker: any(),
            manager: any(),
            auditor: ANY.to_owned(),
            moderator: any(),
            allocated: day,
            by: any(),
        };
        Some(Self {
            form,
            rubric,
            allocation,
            day,
        })
    }

    /// A text made for it, with what is its own made any.
    pub fn made_any(&self, text: &str) -> String {
        text.replace(&self.day.spoken(), ANY)
            .replace(&self.allocation.audit.to_string(), ANY)
            .replace(&format!("{ANY_AGE} years"), &format!("{ANY} years"))
            .replace(&format!("{ANY_AGE} (known)"), &format!("{ANY} (known)"))
    }

    /// The texts that the file can have been made as.
    pub fn texts(&self, kind: FileKind) -> Vec<String> {
        let mut texts = match kind {
            FileKind::Allocation | FileKind::Log | FileKind::OfWork(_) | FileKind::Commentary => {
                return Vec::new();
            }
            FileKind::Audit => self.audits(),
            FileKind::AppreciativeEnquiry => vec![appreciative_yaml(&self.step(), ANY)],
            FileKind::Moderation => self.moderations(),
            FileKind::CaseDirection => self
                .actions()
                .iter()
                .flat_map(|actions| self.directions(actions))
                .collect(),
            FileKind::ReAudit => self
                .actions()
                .iter()
                .map(|actions| self.re_audit(actions))
                .collect(),
            FileKind::Feedback => self.feedback(),
        };
        texts.extend(self.whose());
        texts
    }

    fn step(&self) -> StepForm<'_> {
        StepForm {
            form: self.form,
            rubric: self.rubric,
            allocation: &self.allocation,
            due: Some(self.day),
        }
    }

    /// The auditor's form, of each role that it serves and where that is not known.
    fn audits(&self) -> Vec<String> {
        let served = self.form.role_field().map(|field| field.role_ids.values());
        let roles = served.into_iter().flatten().map(Some).chain([None]);
        let audit = |role| AuditForm {
            form: self.form,
            rubric: self.rubric,
            allocation: &self.allocation,
            due: self.day,
            role,
            cases: &[],
        };
        let former = former_remarks(self.form, ANY);
        roles
            .map(|role| audit_yaml(&audit(role)))
            .chain([former])
            .collect()
    }

    /// The line that says whose case it is, with all and with some of it.
    fn whose(&self) -> Vec<String> {
        let all = (0..32_u8).map(|which| {
            let has = |bit: u8| which & (1 << bit) != 0;
            let mut some = self.allocation.clone();
            some.child_id = some.child_id.filter(|_| has(0));
            some.initials = some.initials.filter(|_| has(1));
            some.age = some.age.filter(|_| has(2));
            some.worker = some.worker.filter(|_| has(3));
            some.team = some.team.filter(|_| has(4));
            let mut lines = FormLines::default();
            head::whose(&mut lines, self.form, &some);
            lines.done() + "key:\n"
        });
        all.collect()
    }

    fn moderations(&self) -> Vec<String> {
        let mut judgements: Vec<Option<Judgement>> =
            Grade::ALL.map(|grade| Some(Judgement::Graded(grade))).to_vec();
        judgements.extend([Some(Judgement::NotApplicable), None]);
        let each = judgements
            .into_iter()
            .flat_map(|grade| [(grade, false), (grade, true)]);
        each.map(|(grade, cited)| {
            let answer = SectionAnswer {
                grade,
                criteria: Word::new(ANY).filter(|_| cited).into_iter().collect(),
                ..SectionAnswer::default()
            };
            let mut audit = Audit::default();
            let sections = self.form.sections.iter();
            audit.sections = sections
                .map(|section| (section.id.clone(), answer.clone()))
                .collect();
            audit.overall.grade = match grade {
                Some(Judgement::Graded(grade)) => Some(grade),
                _ => None,
            };
            moderation_yaml(&ModerationForm {
                step: self.step(),
                moderator: ANY,
                auditor: ANY,
                started: self.day,
                audit: &audit,
                oversight: true,
            })
        })
        .collect()
    }

    /// An audit's actions: none, and one with each thing that may be said of it or not.
    fn actions(&self) -> Vec<Vec<Action>> {
        let any = || Some(ANY.to_owned());
        let by = [None, Some(self.day)].into_iter();
        let one = by.flat_map(|by| [None, any()].map(|action| (by, action)));
        let one = one.map(|(by, action)| {
            vec![Action {
                action,
                owner: any(),
                by,
                section: None,
            }]
        });
        std::iter::once(Vec::new()).chain(one).collect()
    }

    fn followed<'a>(&self, actions: &'a [Action]) -> Vec<Followed<'a>> {
        let each = actions
            .iter()
            .flat_map(|action| [(action, None), (action, Some(self.day))]);
        each.map(|(action, done)| Followed {
            number: ANY.to_owned(),
            action,
            done,
        })
        .collect()
    }

    /// A case direction on these actions: before the grade is final, and after.
    fn directions(&self, actions: &[Action]) -> [String; 2] {
        [false, true].map(|is_final| {
            direction_yaml(&DirectionForm {
                step: self.step(),
                by: Some(ANY).filter(|_| is_final),
                auditor: ANY,
                is_final,
                actions: &self.followed(actions),
                review_due: Some(self.day),
            })
        })
    }

    fn re_audit(&self, actions: &[Action]) -> String {
        re_audit_yaml(&ReAuditForm {
            step: self.step(),
            auditor: ANY,
            first: ANY,
            actions: &self.followed(actions),
        })
    }

    /// The file as it is made blank, and with everything in it that may be; and the form that is mailed.
    fn feedback(&self) -> Vec<String> {
        let questions = self.form.staff_feedback.iter();
        let given = Feedback {
            answers: questions
                .map(|asked| (asked.id.clone(), ANY.to_owned()))
                .collect(),
            improvement_plan: Some(ANY.to_owned()),
            ..Feedback::default()
        };
        let mut grades = Grade::ALL.map(Some).to_vec();
        grades.push(None);
        let each = grades.into_iter().flat_map(|grade| {
            [
                (grade, true, None),
                (grade, false, None),
                (grade, true, Some(&given)),
            ]
        });
        each.flat_map(|(grade, heard, given)| {
            let made = |due| FeedbackForm {
                step: StepForm { due, ..self.step() },
                grade,
                heard,
                supervisor: None,
                given,
            };
            [
                feedback_yaml(&made(Some(self.day))),
                feedback_blank(&made(Some(self.day))),
                feedback_blank(&made(None)),
            ]
        })
        .collect()
    }
}
