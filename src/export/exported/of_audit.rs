//! `audits`: a row an audit.

use smol_str::SmolStr;

use super::{Exported, smol, version, words};
use crate::export::column::{ExportColumn, ExportTable};
use crate::export::pseudonyms::IdOf;
use crate::figures::summary::{NOT_RECORDED, STATUS_ORDER};
use crate::framework::schedule::Selection;
use crate::framework::{Date, Form, Grade, Step};
use crate::progress::Status;

/// What stands for a legal status that is none of the framework's.
const OTHER: &str = "other";

/// What stands for the own form of a wider work.
const OWN_TOOL: &str = "own-tool";

/// An audit.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its own")]
#[expect(missing_docs, reason = "its columns say what each is")]
pub struct AuditRow {
    pub audit: SmolStr,
    pub form: Option<SmolStr>,
    pub form_version: Option<SmolStr>,
    pub schedule_row: Option<SmolStr>,
    pub service: Option<SmolStr>,
    pub team: Option<SmolStr>,
    pub selection: Option<Selection>,
    pub work: Option<SmolStr>,
    pub child: Option<SmolStr>,
    pub legal_status: &'static str,
    pub worker: Option<SmolStr>,
    pub auditor: Option<SmolStr>,
    pub moderator: Option<SmolStr>,
    pub status: Status,
    pub allocated: Option<Date>,
    pub audited: Option<Date>,
    pub submitted: Option<Date>,
    pub settled: Option<Date>,
    pub sent: Option<Date>,
    pub feedback: Option<Date>,
    pub closed: Option<Date>,
    pub quarter_allocated: Option<SmolStr>,
    pub quarter_submitted: Option<SmolStr>,
    pub quarter_settled: Option<SmolStr>,
    pub cycle_settled: Option<SmolStr>,
    pub auditor_grade: Option<Grade>,
    pub final_grade: Option<Grade>,
    pub moderated: bool,
    pub regraded: bool,
    pub counts: bool,
    pub in_headline: bool,
    pub in_tables: bool,
    pub inadequate_since: Option<Date>,
    pub informed: Option<Date>,
    pub direction: Option<Date>,
    pub actions_reviewed: Option<Date>,
    pub re_audited: Option<Date>,
    pub re_audit_grade: Option<Grade>,
    pub errors: usize,
    pub queries: usize,
}

/// The table.
pub const AUDITS: ExportTable<AuditRow> = ExportTable {
    name: "audits",
    row: "an audit that was allocated by the day of the export",
    columns: COLUMNS,
    key: &["audit"],
    refers: &[("work", "works")],
};

const COLUMNS: &[ExportColumn<AuditRow>] = &[
    ExportColumn::<AuditRow>::text(
        "audit",
        "The audit: an id that tells no number, the same in every export of the council",
        |r| (&r.audit).into(),
    )
    .always(),
    ExportColumn::<AuditRow>::text(
        "form",
        "The form it was made on, such as child-case; own-tool where a wider work has its own",
        |r| r.form.clone().into(),
    ),
    ExportColumn::<AuditRow>::text("form_version", "The version of the form", |r| {
        r.form_version.clone().into()
    }),
    ExportColumn::<AuditRow>::text(
        "schedule_row",
        "The row of the schedule under which it was made; empty: it meets no expectation",
        |r| r.schedule_row.clone().into(),
    ),
    ExportColumn::<AuditRow>::text("service", "The service", |r| r.service.clone().into()),
    ExportColumn::<AuditRow>::text(
        "team",
        "The team; an id where no list of the council has it, or it is called after somebody",
        |r| r.team.clone().into(),
    ),
    ExportColumn::<AuditRow>::text(
        "selection",
        "How the case was picked; random speaks for the whole, the others do not",
        |r| r.selection.map(Selection::name).into(),
    )
    .one_of(|| words(&Selection::NAMES)),
    ExportColumn::<AuditRow>::text(
        "work",
        "The wider work that it is part of, such as a theme or a visit",
        |r| r.work.clone().into(),
    ),
    ExportColumn::<AuditRow>::text(
        "child",
        "The child: an id that tells no number, the same in every export",
        |r| r.child.clone().into(),
    ),
    ExportColumn::<AuditRow>::text(
        "legal_status",
        "The child's legal status when it was allocated",
        |r| r.legal_status.into(),
    )
    .one_of(legal_statuses)
    .always(),
    ExportColumn::<AuditRow>::text("worker", "The case-holder, or the worker observed: an id", |r| {
        r.worker.clone().into()
    }),
    ExportColumn::<AuditRow>::text("auditor", "The auditor, after any reassignment: an id", |r| {
        r.auditor.clone().into()
    }),
    ExportColumn::<AuditRow>::text(
        "moderator",
        "Who moderated it or reviewed its evidence, else who will: an id",
        |r| r.moderator.clone().into(),
    ),
    ExportColumn::<AuditRow>::text(
        "status",
        "Where it stands; withdrawn and replaced count as not submitted",
        |r| r.status.name().into(),
    )
    .one_of(statuses)
    .always(),
    ExportColumn::<AuditRow>::day("allocated", "Day 1: the day on which it was allocated", |r| {
        r.allocated.into()
    }),
    ExportColumn::<AuditRow>::day(
        "audited",
        "The day of the audit or observation, once submitted",
        |r| r.audited.into(),
    ),
    ExportColumn::<AuditRow>::day("submitted", "The day on which it was first submitted", |r| {
        r.submitted.into()
    }),
    ExportColumn::<AuditRow>::day("settled", "The day on which its grade became final", |r| {
        r.settled.into()
    }),
    ExportColumn::<AuditRow>::day("sent", "The day on which it went to manager and worker", |r| {
        r.sent.into()
    }),
    ExportColumn::<AuditRow>::day(
        "feedback",
        "The day on which the worker's feedback came in or was given up",
        |r| r.feedback.into(),
    ),
    ExportColumn::<AuditRow>::day("closed", "The day on which it was saved and closed", |r| {
        r.closed.into()
    }),
    ExportColumn::<AuditRow>::text(
        "quarter_allocated",
        "The council's quarter in which it was allocated, such as 2026-27-Q3",
        |r| r.quarter_allocated.clone().into(),
    ),
    ExportColumn::<AuditRow>::text(
        "quarter_submitted",
        "The quarter in which it was submitted",
        |r| r.quarter_submitted.clone().into(),
    ),
    ExportColumn::<AuditRow>::text(
        "quarter_settled",
        "The quarter in which it was settled: grades count in it",
        |r| r.quarter_settled.clone().into(),
    ),
    ExportColumn::<AuditRow>::text(
        "cycle_settled",
        "The two-month cycle in which it was settled, such as 2026-27-C4",
        |r| r.cycle_settled.clone().into(),
    ),
    ExportColumn::<AuditRow>::text(
        "auditor_grade",
        "The auditor's overall grade, once submitted",
        |r| r.auditor_grade.into(),
    )
    .one_of(grades),
    ExportColumn::<AuditRow>::text(
        "final_grade",
        "The final overall grade once settled; before, the auditor's",
        |r| r.final_grade.into(),
    )
    .one_of(grades),
    ExportColumn::<AuditRow>::flag("moderated", "Whether a moderator settled it", |r| {
        r.moderated.into()
    }),
    ExportColumn::<AuditRow>::flag("regraded", "Whether any of its grades was changed", |r| {
        r.regraded.into()
    }),
    ExportColumn::<AuditRow>::flag(
        "counts",
        "Whether it can be counted: neither off nor left out of the figures",
        |r| r.counts.into(),
    ),
    ExportColumn::<AuditRow>::flag("in_headline", "Whether its grade enters Good or better", |r| {
        r.in_headline.into()
    }),
    ExportColumn::<AuditRow>::flag(
        "in_tables",
        "Whether its grade stands in the tables by form and by section",
        |r| r.in_tables.into(),
    ),
    ExportColumn::<AuditRow>::day(
        "inadequate_since",
        "The day on which a grade first became Inadequate",
        |r| r.inadequate_since.into(),
    ),
    ExportColumn::<AuditRow>::day("informed", "The day on which notice of it was given", |r| {
        r.informed.into()
    }),
    ExportColumn::<AuditRow>::day("direction", "The day of the case direction", |r| {
        r.direction.into()
    }),
    ExportColumn::<AuditRow>::day(
        "actions_reviewed",
        "The day on which the actions were reviewed",
        |r| r.actions_reviewed.into(),
    ),
    ExportColumn::<AuditRow>::day("re_audited", "The day of the re-audit", |r| r.re_audited.into()),
    ExportColumn::<AuditRow>::text(
        "re_audit_grade",
        "The re-audit's grade, which changes no figure of a quarter",
        |r| r.re_audit_grade.into(),
    )
    .one_of(grades),
    ExportColumn::<AuditRow>::number("errors", "How many errors qaf finds in it", |r| r.errors.into())
        .always(),
    ExportColumn::<AuditRow>::number("queries", "How many queries nobody has explained", |r| {
        r.queries.into()
    })
    .always(),
];

/// The grades, best first.
pub(super) fn grades() -> Vec<&'static str> {
    Grade::ALL.iter().rev().map(|grade| grade.code()).collect()
}

fn legal_statuses() -> Vec<&'static str> {
    STATUS_ORDER.into_iter().chain([NOT_RECORDED, OTHER]).collect()
}

fn statuses() -> Vec<&'static str> {
    let all = [
        Status::Unknown,
        Status::Withdrawn,
        Status::Replaced,
        Status::Closed,
        Status::Returned,
        Status::Sent,
        Status::Settled,
        Status::Submitted,
        Status::Allocated,
    ];
    all.iter().map(|status| status.name()).collect()
}

impl Exported<'_> {
    pub(super) fn row(&self) -> AuditRow {
        let (summary, progress, by) = (self.summary, &self.summary.progress, self.by);
        let headline_forms = &by.context.store.settings.headline_forms;
        let legal = legal_statuses();
        let legal_status = legal.iter().find(|known| **known == summary.legal_status);
        let told = !self.is_confidential();
        let followed = summary.inadequate;
        let allocation = self.folder.allocation.as_ref();
        AuditRow {
            audit: self.id.clone(),
            form: self.form.map(form_name),
            form_version: self.form.and_then(form_version),
            schedule_row: by.row(summary.row.as_ref()),
            service: summary.service.as_ref().map(|service| by.unit(service.as_str())),
            team: summary
                .team
                .as_ref()
                .filter(|_| told)
                .map(|team| by.unit(team.as_str())),
            selection: summary.selection,
            work: allocation.and_then(|allocation| by.work(allocation.part_of.as_deref()?)),
            child: summary
                .child_id
                .as_ref()
                .filter(|_| told)
                .map(|child| by.ids.child(child.as_str())),
            legal_status: legal_status.unwrap_or(&OTHER),
            worker: self.person(summary.worker.as_deref()),
            auditor: self.person(progress.auditor.as_deref()),
            moderator: self.person(progress.moderator.as_deref()),
            status: progress.status,
            allocated: summary.allocated,
            audited: summary.audited,
            submitted: progress.submitted,
            settled: progress.settled,
            sent: progress.sent,
            feedback: progress.feedback,
            closed: progress.step(Step::Close).and_then(|state| state.done),
            quarter_allocated: by.quarter(summary.allocated),
            quarter_submitted: by.quarter(progress.submitted),
            quarter_settled: by.quarter(progress.settled),
            cycle_settled: by.cycle(progress.settled),
            auditor_grade: progress.auditor_grade,
            final_grade: progress.final_grade,
            moderated: progress.moderated,
            regraded: progress.regraded,
            counts: summary.counts(),
            in_headline: summary.is_headline(headline_forms),
            in_tables: summary.is_told(headline_forms),
            inadequate_since: followed.since,
            informed: followed.informed,
            direction: followed.direction,
            actions_reviewed: followed.actions_reviewed,
            re_audited: followed.re_audited,
            re_audit_grade: followed.re_audit_grade,
            errors: summary.errors,
            queries: summary.queries,
        }
    }
}

/// The version of a form that is none of a work's own.
fn form_version(form: &Form) -> Option<SmolStr> {
    form.of_work.is_none().then(|| version(&form.id))
}

/// A form by its id; somebody called a work's own tool as they liked.
fn form_name(form: &Form) -> SmolStr {
    if form.of_work.is_some() {
        SmolStr::new_static(OWN_TOOL)
    } else {
        smol(&form.id.form)
    }
}

impl super::ExportedBy<'_> {
    /// The id of a wider work that the store has.
    pub(super) fn work(&self, id: &str) -> Option<SmolStr> {
        let mut works = self.context.works().all.iter();
        let known = works.find(|work| work.id().to_string() == id)?;
        (known.commission.commissioned <= self.context.as_of).then(|| self.ids.id(IdOf::Work, id))
    }
}
