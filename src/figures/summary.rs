//! What reports need of one audit. The record itself is dropped once it is summed up, so that memory stays flat; no
//! free text is kept.

mod action;
mod after_inadequate;
mod learnt;

use std::collections::BTreeMap;

use smol_str::SmolStr;

use crate::finding::Finding;
use crate::framework::form::{CriterionMet, FieldFact, Form, OnInadequate};
use crate::framework::schedule::Selection;
use crate::framework::word::{CriterionId, FieldId};
use crate::framework::{
    AuditId, ChildId, Date, FormId, Grade, Judgement, Process, Quarter, RowId, SectionId, Service,
    StatementId, Team,
};
use crate::progress::{Progress, ProgressSubject, Status};
use crate::record::audit::{FieldAnswer, SectionAnswer};
use crate::record::{Audit, Folder};
use crate::rule;

pub use action::ActionSummary;
pub use after_inadequate::Inadequate;
pub use learnt::LearntSince;

/// The legal statuses in the order in which rows of a roster are merged; the first of several speaks for a child.
pub const STATUS_ORDER: [&str; 5] = ["CiC", "Care Leaver", "CP", "PLO", "CIN"];

/// What stands for a legal status that nobody recorded.
pub const NOT_RECORDED: &str = "not recorded";

/// What reports need of one audit.
#[derive(borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Debug, PartialEq)]
pub struct Summary {
    /// The audit.
    pub id: AuditId,
    /// The form's id, without its version; empty where the allocation can't be read.
    pub form: SmolStr,
    /// What the form means for the process.
    pub process: &'static Process,
    /// The row of the schedule under which it was made.
    pub row: Option<RowId>,
    /// Whether that row is one under which no audit on its form can be made, as a panel's: then it meets no expectation
    /// and its grade is in no headline.
    pub astray: bool,
    /// The wider work it belongs to.
    pub part_of: Option<SmolStr>,
    /// Whether it is on the own tool of a wider work: then its grades stand in that work's report alone.
    pub bespoke: bool,
    /// How far each criterion of a theme is met, by this audit.
    pub measured: Vec<(CriterionId, CriterionMet)>,
    /// What its header says yes or no to that the report of a wider work counts.
    pub counted: Vec<(FieldId, bool)>,
    /// The service.
    pub service: Option<Service>,
    /// The team.
    pub team: Option<Team>,
    /// How the case was picked.
    pub selection: Option<Selection>,
    /// The child, by id.
    pub child_id: Option<ChildId>,
    /// The legal status: the allocation's, else the header's first in merge order, else `not recorded`.
    pub legal_status: SmolStr,
    /// The case-holder, or the person observed.
    pub worker: Option<SmolStr>,
    /// For whom it was first allocated; expectations count for this person.
    pub first_auditor: Option<SmolStr>,
    /// Day 1.
    pub allocated: Option<Date>,
    /// The day of the audit, or of the observation, as the auditor gives it; once submitted, and by today.
    pub audited: Option<Date>,
    /// Where it stands.
    pub progress: Progress,
    /// The auditor's grade of each section whose grade is another now; none where the auditor gave none.
    pub before: BTreeMap<SectionId, Option<Judgement>>,
    /// The statements of Appendix 4 that were cited, each in its section, once submitted.
    pub cited: Vec<(SectionId, StatementId)>,
    /// Each family member of whom something is said: whether it was had, and the score.
    pub family: Vec<FamilySummary>,
    /// The action plan, as `1`, `2` and so on, and the re-audit's, as `r1`.
    pub actions: Vec<ActionSummary>,
    /// The areas of learning for the wider system.
    pub learning: Vec<String>,
    /// The free tags.
    pub themes: Vec<String>,
    /// When more was learnt from it.
    pub learnt: LearntSince,
    /// What followed an Inadequate.
    pub inadequate: Inadequate,
    /// What was changed in its files after the event from which they count, and counts for nothing; in words, without what
    /// anybody wrote.
    pub changed: Vec<String>,
    /// What is to be answered or explained before it is closed, in sentences.
    pub before_closing: Vec<String>,
    /// How many findings are errors.
    pub errors: usize,
    /// How many findings are queries that nobody has explained.
    pub queries: usize,
}

/// What one family member said.
#[derive(borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct FamilySummary {
    /// Whether anything was heard.
    pub obtained: bool,
    /// 0 to 10.
    pub score: Option<u8>,
}

/// What the findings ask before an audit is closed.
fn before_closing(findings: &[Finding]) -> Vec<String> {
    let asked = findings
        .iter()
        .filter(|finding| rule::is_of_closing(finding.rule) && finding.explained.is_none());
    asked.map(|finding| finding.message.clone()).collect()
}

impl Summary {
    /// Sums an audit up.
    pub fn of(subject: &ProgressSubject<'_>, progress: Progress, findings: &[Finding]) -> Self {
        let folder = subject.folder;
        let allocation = folder.allocation.as_ref();
        let audit = folder.audit.as_ref().filter(|_| progress.submitted.is_some());
        let form = allocation.map(|allocation| allocation.form.form.as_str());
        Self {
            id: folder.id.clone(),
            form: form
                .or_else(|| subject.form.map(|form| form.id.form.as_str()))
                .map(SmolStr::new)
                .unwrap_or_default(),
            process: Process::of(subject.form),
            row: allocation.and_then(|a| a.row.clone()),
            astray: allocation
                .zip(subject.row)
                .is_some_and(|(a, row)| !row.takes(a.form.form.as_str())),
            part_of: allocation.and_then(|a| short(a.part_of.as_ref())),
            bespoke: subject.form.is_some_and(|form| form.of_work.is_some()),
            measured: audit
                .zip(subject.form)
                .map(|(audit, form)| measured(audit, form))
                .unwrap_or_default(),
            counted: audit
                .zip(subject.form)
                .map(|(audit, form)| counted(audit, form))
                .unwrap_or_default(),
            service: allocation.and_then(|a| a.service.clone()),
            team: allocation.and_then(|a| a.team.clone()),
            selection: allocation.and_then(|a| a.selection),
            child_id: allocation.and_then(|a| a.child_id.clone()),
            legal_status: legal_status(folder).into(),
            worker: allocation.and_then(|a| short(a.worker.as_ref())),
            first_auditor: allocation.map(|a| SmolStr::new(&a.auditor)),
            allocated: allocation.map(|a| a.allocated),
            audited: audit
                .and_then(|audit| audit.date_of_audit)
                .filter(|day| *day <= subject.as_of),
            before: audit.map(|audit| before(audit, &progress)).unwrap_or_default(),
            cited: audit.map(cited).unwrap_or_default(),
            family: family(folder, progress.submitted.is_some()),
            actions: ActionSummary::of(folder, &progress, subject.as_of),
            learning: audit
                .iter()
                .flat_map(|audit| &audit.system_learning)
                .filter_map(|l| l.area.clone())
                .collect(),
            themes: audit.map(|audit| audit.themes.clone()).unwrap_or_default(),
            learnt: LearntSince::of(folder, subject.as_of),
            inadequate: after_inadequate::followed(folder, &progress, subject.as_of),
            changed: Vec::new(),
            before_closing: before_closing(findings),
            errors: findings.iter().filter(|finding| finding.is_error()).count(),
            queries: findings.iter().filter(|finding| finding.is_open_query()).count(),
            progress,
        }
    }

    /// Lets go of what is told in the report of the quarter alone in which it was submitted or settled, where that is
    /// none of these: its sections' grades, the statements cited, learning and tags; and of the steps that were due in
    /// none of them. The sections' grades of the quarter before stay, as each quarter's are set beside them. A store holds
    /// many years of audits.
    #[must_use]
    pub fn for_quarters(mut self, quarters: &[Quarter]) -> Self {
        let days = [self.progress.submitted, self.progress.settled];
        let is_in = |quarter: &Quarter| days.iter().flatten().any(|day| quarter.period().contains(*day));
        if !quarters.iter().any(is_in) {
            if !quarters.iter().any(|quarter| is_in(&quarter.before())) {
                self.progress.sections = BTreeMap::new();
            }
            self.before = BTreeMap::new();
            self.cited = Vec::new();
            self.learning = Vec::new();
            self.themes = Vec::new();
            let is_told = |day: Date| quarters.iter().any(|quarter| quarter.period().contains(day));
            self.progress.steps.retain(|state| is_told(state.due));
            self.progress.steps.shrink_to_fit();
        }
        self
    }

    /// The statements of Appendix 4 that were cited, once submitted.
    pub fn statements(&self) -> impl Iterator<Item = &StatementId> {
        self.cited.iter().map(|(_, statement)| statement)
    }

    /// Whether it is off, and counts as not submitted.
    pub fn is_off(&self) -> bool {
        self.progress.status.is_off()
    }

    /// Whether it can be counted: on, and not excluded.
    pub fn counts(&self) -> bool {
        !self.is_off() && self.progress.excluded.is_none()
    }

    /// Whether its grade may enter the headline, which counts these forms: a case audit of one of them that is to be
    /// moderated. Once settled it has been.
    pub fn is_headline(&self, headline_forms: &[FormId]) -> bool {
        self.is_told(headline_forms) && self.process.regrades && is_among(&self.form, headline_forms)
    }

    /// Whether its grade stands in the tables of grades by form and by section: not where it was made under a row that
    /// it can't meet, nor where it is on one of the headline's forms and nobody is to moderate it, nor on a theme's own tool.
    pub fn is_told(&self, headline_forms: &[FormId]) -> bool {
        let unmoderated = self.process.regrades && !self.progress.needs_settling;
        let is_unmoderated = unmoderated && is_among(&self.form, headline_forms);
        !self.astray && !self.bespoke && !is_unmoderated
    }

    /// Whether it is of the team with this name, in whatever case.
    pub fn is_of_team(&self, name: &str) -> bool {
        let team = self.team.as_ref();
        team.is_some_and(|team| team.as_str().to_lowercase() == name.to_lowercase())
    }

    /// Whether its form has an Inadequate followed by all that section 2 asks of a case.
    pub fn is_of_a_case(&self) -> bool {
        self.progress.on_inadequate == OnInadequate::Case
    }

    /// Whether its grade is Inadequate as it stands, and that is followed up: the moderator's once settled, the auditor's before.
    pub fn is_inadequate(&self) -> bool {
        self.is_of_a_case() && self.progress.final_grade == Some(Grade::Inadequate)
    }

    /// The sections that are graded Inadequate under a better overall grade: flagged, and triggering nothing, for it
    /// is the overall grade that counts where "any audit" is Inadequate.
    pub fn inadequate_sections(&self) -> impl Iterator<Item = &SectionId> {
        let better = self
            .progress
            .final_grade
            .is_some_and(|grade| grade > Grade::Inadequate);
        let sections = self.progress.sections.iter().filter(move |_| better);
        sections.filter_map(|(id, judgement)| (judgement.grade() == Some(Grade::Inadequate)).then_some(id))
    }

    /// Its actions that nobody has done; none where it is off.
    pub fn open_actions(&self) -> impl Iterator<Item = &ActionSummary> {
        let on = self.actions.iter().filter(|_| !self.is_off());
        on.filter(|action| action.done.is_none())
    }

    /// Whether it was withdrawn.
    pub fn is_withdrawn(&self) -> bool {
        self.progress.status == Status::Withdrawn
    }
}

/// Whether a form, by its id without the version, is one of these.
pub fn is_among(form: &str, forms: &[FormId]) -> bool {
    forms.iter().any(|one| *one == *form)
}

/// A text held in place where it is short, as names are: a report holds thousands of summaries.
fn short(text: Option<&String>) -> Option<SmolStr> {
    text.map(SmolStr::new)
}

fn before(audit: &Audit, progress: &Progress) -> BTreeMap<SectionId, Option<Judgement>> {
    let given = |section: &SectionId| audit.sections.get(section)?.grade;
    let sections = progress.sections.iter();
    sections
        .filter(|(section, now)| given(section) != Some(**now))
        .map(|(section, _)| (section.clone(), given(section)))
        .collect()
}

/// The statements that were cited, in the order of the sections, and no more room than they need: thousands of
/// summaries are held at once.
fn cited(audit: &Audit) -> Vec<(SectionId, StatementId)> {
    let in_section = |(id, section): (&SectionId, &SectionAnswer)| -> Vec<(SectionId, StatementId)> {
        let cited = section.criteria.iter();
        cited.map(|statement| (id.clone(), statement.clone())).collect()
    };
    let mut cited: Vec<(SectionId, StatementId)> = audit.sections.iter().flat_map(in_section).collect();
    cited.shrink_to_fit();
    cited
}

/// What an audit measured of a theme's criteria; those that do not apply measured nothing.
fn measured(audit: &Audit, form: &Form) -> Vec<(CriterionId, CriterionMet)> {
    let questions = form.sections.iter().flat_map(|section| {
        let answers = audit.sections.get(&section.id);
        let questions = section.questions.iter();
        questions.filter_map(move |question| {
            let status = answers?.items.get(&question.id)?.status.as_deref()?;
            Some((question.criterion.clone()?, CriterionMet::parse(status)?))
        })
    });
    questions.collect()
}

/// The answers that the report of a wider work counts.
fn counted(audit: &Audit, form: &Form) -> Vec<(FieldId, bool)> {
    let fields = form
        .header
        .iter()
        .filter(|field| field.fact == Some(FieldFact::Counted));
    let answers = fields.filter_map(|field| {
        let yes = audit.header.get(&field.id)?.one()? == "yes";
        Some((field.id.clone(), yes))
    });
    answers.collect()
}

fn legal_status(folder: &Folder) -> String {
    let allocated = folder
        .allocation
        .as_ref()
        .and_then(|allocation| allocation.legal_status.clone());
    let header = || {
        let answers = folder.audit.as_ref()?.header.values();
        let given: Vec<&str> = answers
            .flat_map(|answer| match answer {
                FieldAnswer::One(text) => vec![text.as_str()],
                FieldAnswer::Many(texts) => texts.iter().map(String::as_str).collect(),
            })
            .collect();
        STATUS_ORDER
            .iter()
            .find(|status| given.contains(status))
            .map(|status| (*status).to_owned())
    };
    allocated
        .or_else(header)
        .unwrap_or_else(|| NOT_RECORDED.to_owned())
}

fn family(folder: &Folder, submitted: bool) -> Vec<FamilySummary> {
    let entries = folder
        .audit
        .as_ref()
        .filter(|_| submitted)
        .map(|audit| audit.family_feedback.as_slice());
    let said = entries
        .unwrap_or_default()
        .iter()
        .filter(|entry| entry.is_obtained() || entry.not_obtained.is_some());
    said.map(|entry| FamilySummary {
        obtained: entry.is_obtained(),
        score: entry.score,
    })
    .collect()
}
