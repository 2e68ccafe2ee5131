//! One wider work: what was planned, what was seen, what was found, what is done.

use std::collections::BTreeMap;

use serde::Serialize;

use super::work_sample::{WorkSample, work_sample};
use crate::draw::sampled::SampleRecord;
use crate::figures::form_titles::FormTitles;
use crate::figures::of_works::{PartOfWork, WorkLine, is_part_of};
use crate::figures::{StoreView, Summary};
use crate::framework::form::CriterionMet;
use crate::framework::word::FieldId;
use crate::framework::{AuditId, Date, Form, FormRef, Grade, WorkId, WorkKind};
use crate::progress::work_standing::stage;
use crate::record::work::{Criterion, PlannedAction, VisitPlan, Work};
use crate::reports::due::paper::sentence;
use crate::reports::quarterly::figures::{GradedSection, graded_sections};
use crate::store::settings::Settings;

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.work/1";

/// What the report is made of.
#[derive(Clone, Copy, Debug)]
pub struct WorkInput<'a> {
    /// The work.
    pub work: &'a Work,
    /// The record of its sample.
    pub sample: Option<&'a SampleRecord>,
    /// Every audit of the store, summed up.
    pub summaries: &'a [Summary],
    /// The store.
    pub store: StoreView<'a>,
    /// Its settings, for the titles of boards.
    pub settings: &'a Settings,
}

/// A wider work.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorkReport {
    /// `qaf.work/1`.
    pub schema: &'static str,
    /// Today.
    pub as_of: Date,
    /// Where it stands.
    pub work: WorkLine,
    /// How many audits its terms plan.
    pub planned: Option<u32>,
    /// Its sample, where it was taken by today.
    pub sample: Option<WorkSample>,
    /// Its audits, by id.
    pub audits: Vec<WorkAudit>,
    /// Of a panel, for which none is made: the audits that it looks at, by id.
    pub looked_at: Vec<AuditId>,
    /// The overall grades of those that are graded, best first.
    pub grades: Vec<GradeCount>,
    /// What was measured, in the order of the terms; a criterion that they lack after those that they have.
    pub criteria: Vec<CriterionCount>,
    /// The titles of the forms.
    #[serde(skip)]
    pub form_titles: FormTitles,
    /// The grades of the sections that its forms grade.
    pub sections: Vec<GradedSection>,
    /// What the headers say yes or no to that is counted.
    pub counted: Vec<YesNoCount>,
    /// The actions of its plan.
    pub actions: Vec<WorkAction>,
    /// What was logged.
    pub events: Vec<LoggedOfWork>,
    /// The lines of enquiry that no activity tests.
    pub untested: Vec<String>,
}

/// An audit of the work.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorkAudit {
    /// Its id.
    pub id: AuditId,
    /// The form's title.
    pub form: String,
    /// Who audits.
    pub auditor: Option<String>,
    /// The day on which it was submitted.
    pub submitted: Option<Date>,
    /// The overall grade as it stands.
    pub grade: Option<Grade>,
}

/// How many audits have a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct GradeCount {
    /// The grade.
    pub grade: Grade,
    /// How many.
    pub n: usize,
}

/// How many of the work's audits found a criterion met.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CriterionCount {
    /// Its id.
    pub id: Option<String>,
    /// What is measured.
    pub text: Option<String>,
    /// Against what: legislation, policy or procedure.
    pub against: Option<String>,
    /// Which of them.
    pub reference: Option<String>,
    /// How many submitted audits measured it.
    pub n: usize,
    /// In how many it is met.
    pub met: usize,
    /// In how many partly.
    pub partly: usize,
    /// In how many it is not.
    pub not_met: usize,
}

/// How many audits say yes to a question of their header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YesNoCount {
    /// The form's id.
    pub form: String,
    /// The field.
    pub field: FieldId,
    /// What is asked.
    pub label: String,
    /// How many say yes.
    pub yes: usize,
    /// How many say no.
    pub no: usize,
}

/// An action of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkAction {
    /// Its number.
    pub number: u32,
    /// What is to be done.
    pub action: Option<String>,
    /// The finding that it answers.
    pub finding: Option<String>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// By when.
    pub by: Option<Date>,
    /// By what it is told that it worked.
    pub measure: Option<String>,
    /// The day on which it was done.
    pub done: Option<Date>,
    /// Where it goes on after the plan.
    pub carried_over: Option<String>,
    /// Whether it is late.
    pub late: bool,
    /// By how many working days.
    #[serde(skip)]
    pub late_by: Option<u32>,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LoggedOfWork {
    /// The day.
    pub date: Date,
    /// What happened, by its name.
    pub event: &'static str,
    /// What it says.
    pub says: String,
    /// Who logged it.
    pub by: Option<String>,
}

/// Makes the report.
pub fn work_report(input: &WorkInput<'_>) -> WorkReport {
    let (work, as_of) = (input.work, input.store.as_of);
    let mut own: Vec<&Summary> = input
        .summaries
        .iter()
        .filter(|summary| is_part_of(summary, work))
        .collect();
    own.sort_by_key(|summary| summary.id.number());
    let audits: Vec<WorkAudit> = own.iter().map(|summary| audit(summary, input)).collect();
    let count = |grade| audits.iter().filter(|audit| audit.grade == Some(grade)).count();
    let grades = Grade::ALL.into_iter().map(|grade| GradeCount {
        grade,
        n: count(grade),
    });
    let drawn = work.panel.iter().flat_map(|panel| &panel.drawn.audits);
    let mut looked_at: Vec<AuditId> = drawn.map(|one| one.audit.clone()).collect();
    looked_at.sort_unstable();
    let untested = work.plan.iter().flat_map(VisitPlan::untested);
    let untested = untested.map(|(at, id)| id.map_or_else(|| format!("line {}", at + 1), str::to_owned));
    WorkReport {
        schema: SCHEMA,
        as_of,
        work: WorkLine::of(
            work,
            input.summaries.iter().filter_map(PartOfWork::of),
            &input.store,
        ),
        sample: input
            .sample
            .filter(|record| record.as_of <= as_of)
            // Why a panel's audits were taken tells of their grades, and its members have none of them.
            .filter(|_| work.kind() != WorkKind::Panel)
            .map(|record| work_sample(record, &own, &input.store)),
        planned: work.terms.as_ref().and_then(|terms| terms.audits_planned),
        grades: grades
            .filter(|_| audits.iter().any(|audit| audit.grade.is_some()))
            .collect(),
        audits,
        looked_at,
        criteria: criteria(work, &own),
        form_titles: FormTitles::of(input.store.forms),
        sections: graded_sections(&own, input.store.forms),
        counted: counted(&own, input.store.forms),
        actions: actions(work, &input.store),
        events: events(work, as_of, input.settings),
        untested: untested.collect(),
    }
}

/// An audit of the work, with its form's title.
fn audit(summary: &Summary, input: &WorkInput<'_>) -> WorkAudit {
    let mut forms = input.store.forms.values();
    let form = forms.find(|form| *form.id.form.as_str() == *summary.form);
    WorkAudit {
        id: summary.id.clone(),
        form: form.map_or_else(|| summary.form.to_string(), |form| form.title.clone()),
        auditor: summary.progress.auditor.as_deref().map(str::to_owned),
        submitted: summary.progress.submitted,
        grade: summary.progress.final_grade.or(summary.progress.auditor_grade),
    }
}

/// What the audits of a work measured, each criterion of its terms once, and any other that they name.
fn criteria(work: &Work, audits: &[&Summary]) -> Vec<CriterionCount> {
    let measured = || audits.iter().flat_map(|audit| &audit.measured);
    let of_terms = work.terms.iter().flat_map(|terms| &terms.criteria);
    let mut all: Vec<Criterion> = of_terms.cloned().collect();
    for (id, _) in measured() {
        if !all.iter().any(|one| one.id.as_deref() == Some(id.as_str())) {
            all.push(Criterion {
                id: Some(id.to_string()),
                ..Criterion::default()
            });
        }
    }
    let counted = |one: Criterion| {
        let found: Vec<CriterionMet> = measured()
            .filter(|(id, _)| one.id.as_deref() == Some(id.as_str()))
            .map(|(_, met)| *met)
            .collect();
        let so = |wanted| found.iter().filter(|met| **met == wanted).count();
        CriterionCount {
            n: found.len(),
            met: so(CriterionMet::Met),
            partly: so(CriterionMet::Partly),
            not_met: so(CriterionMet::NotMet),
            id: one.id,
            text: one.text,
            against: one.against,
            reference: one.reference,
        }
    };
    all.into_iter().map(counted).collect()
}

/// What the headers say yes or no to that is counted, form by form.
fn counted(audits: &[&Summary], forms: &BTreeMap<FormRef, Form>) -> Vec<YesNoCount> {
    let mut all: BTreeMap<(&str, &FieldId), (usize, usize)> = BTreeMap::new();
    for audit in audits {
        for (field, yes) in &audit.counted {
            let (said_yes, said_no) = all.entry((&audit.form, field)).or_default();
            *(if *yes { said_yes } else { said_no }) += 1;
        }
    }
    let label = |form: &str, field: &FieldId| {
        let mut versions = forms.values().rev().filter(|version| version.id.form == *form);
        let found = versions.find_map(|version| version.field(field.as_str()));
        found.map_or_else(|| field.to_string(), |found| found.label.clone())
    };
    all.into_iter()
        .map(|((form, field), (yes, no))| YesNoCount {
            form: form.to_owned(),
            field: field.clone(),
            label: label(form, field),
            yes,
            no,
        })
        .collect()
}

/// The actions of a work's plan as of today.
pub fn actions(work: &Work, store: &StoreView<'_>) -> Vec<WorkAction> {
    let all = work.actions(store.as_of).into_iter();
    let late = |action: &PlannedAction, done: Option<Date>| {
        let is_open = done.is_none() && action.carried_over.is_none();
        action.by.filter(|_| is_open).and_then(|by| store.late(by))
    };
    all.map(|(number, action, done)| WorkAction {
        number,
        action: action.action.clone(),
        finding: action.finding.clone(),
        owner: action.owner.clone(),
        by: action.by,
        measure: action.measure.clone(),
        done,
        carried_over: action.carried_over.clone(),
        late: late(action, done).is_some(),
        late_by: late(action, done),
    })
    .collect()
}

/// What happened to a work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkHistory {
    /// `qaf.work-history/1`.
    pub schema: &'static str,
    /// Today.
    pub as_of: Date,
    /// The work.
    pub id: WorkId,
    /// What it is, as people say it.
    pub kind: &'static str,
    /// What it is about.
    pub title: String,
    /// Where it stands.
    pub stage: &'static str,
    /// The day on which it was commissioned.
    pub commissioned: Date,
    /// By whom.
    pub commissioner: Option<String>,
    /// What was logged, by day.
    pub events: Vec<LoggedOfWork>,
}

/// Tells what happened to a work up to a day.
pub fn work_history(work: &Work, as_of: Date, settings: &Settings) -> WorkHistory {
    let mut events = events(work, as_of, settings);
    events.sort_by_key(|event| event.date);
    WorkHistory {
        schema: "qaf.work-history/1",
        as_of,
        id: work.id().clone(),
        kind: work.kind().meaning().title,
        title: work.commission.title.clone(),
        stage: stage(work, as_of),
        commissioned: work.commission.commissioned,
        commissioner: work.commission.commissioner.clone(),
        events,
    }
}

fn events(work: &Work, as_of: Date, settings: &Settings) -> Vec<LoggedOfWork> {
    let known = work.log.iter().filter(|event| event.date <= as_of);
    known
        .map(|event| {
            let title = |to: &String| settings.board(to).unwrap_or(to).to_owned();
            let to: Vec<String> = event.to.iter().map(title).collect();
            let to = if to.is_empty() {
                String::new()
            } else {
                format!(" to {}", to.join(", "))
            };
            let action = event
                .action
                .map(|number| format!(" {number}"))
                .unwrap_or_default();
            let why = event.reason.as_ref().or(event.note.as_ref());
            let why = why.map(|why| format!(": {why}")).unwrap_or_default();
            let name = event.event.meaning().name;
            LoggedOfWork {
                date: event.date,
                event: name,
                says: format!("{}{action}{to}{why}", sentence(&name.replace('-', " "))),
                by: event.by.clone(),
            }
        })
        .collect()
}
