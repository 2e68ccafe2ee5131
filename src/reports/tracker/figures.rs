//! The tracker: a row an audit (`docs/files.md`, section 7).

use serde::Serialize;

use crate::figures::StoreView;
use crate::figures::of_works::{self, PartOfWork, WorkLine};
use crate::figures::summary::Summary;
use crate::framework::schedule::Selection;
use crate::framework::{AuditId, ChildId, Date, Grade, RowId, Service, Step, Team, Unlisted};
use crate::paper::count;
use crate::progress::{Answered, Status};

/// The tracker as `--format json` prints it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tracker {
    /// `qaf.tracker/1`.
    pub schema: &'static str,
    /// Today.
    pub as_of: Date,
    /// The audits, by id.
    pub audits: Vec<TrackerRow>,
    /// The wider works, by number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub works: Vec<WorkLine>,
    /// The years whose bank holidays the list does not have, where days in them were counted for these audits.
    #[serde(rename = "holidays_not_listed", skip_serializing_if = "Unlisted::is_empty")]
    pub unlisted: Unlisted,
    /// Whether only the open audits are listed; all are counted.
    #[serde(skip)]
    pub lists_open: bool,
}

/// An audit's row.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the names are those of the contract")]
pub struct TrackerRow {
    pub id: AuditId,
    pub form: String,
    pub row: Option<RowId>,
    pub service: Option<Service>,
    pub team: Option<Team>,
    pub selection: Option<Selection>,
    pub child_id: Option<ChildId>,
    pub legal_status: String,
    pub worker: Option<String>,
    pub auditor: Option<String>,
    pub moderator: Option<String>,
    pub status: Status,
    pub allocated: Option<Date>,
    pub audit_due: Option<Date>,
    pub submitted: Option<Date>,
    pub moderation_due: Option<Date>,
    pub settled: Option<Date>,
    pub send_due: Option<Date>,
    pub sent: Option<Date>,
    pub feedback_due: Option<Date>,
    pub feedback: Option<Date>,
    pub auditor_grade: Option<Grade>,
    pub final_grade: Option<Grade>,
    pub provisional: bool,
    pub regraded: bool,
    pub re_audit_due: Option<Date>,
    pub re_audited: Option<Date>,
    pub re_audit_grade: Option<Grade>,
    pub overdue: bool,
    pub next: Option<NextStep>,
    pub progress: Answered,
    pub errors: usize,
    pub queries: usize,
    pub open_actions: usize,
    #[serde(skip)]
    pub unlisted: Unlisted,
    #[serde(skip)]
    pub part_of_work: Option<PartOfWork>,
}

impl TrackerRow {
    /// Whether something is left to do: a step, an action, an error to be mended, or what can't be judged.
    pub fn is_open(&self) -> bool {
        let is_over = matches!(self.status, Status::Closed | Status::Withdrawn | Status::Replaced);
        !is_over || self.next.is_some() || self.open_actions > 0 || self.errors > 0
    }
}

/// The next step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// Which.
    pub step: Step,
    /// Who does it: a name, else a role's title.
    pub who: String,
    /// By when.
    pub due: Date,
    /// By how many working days it is late, where it is.
    #[serde(skip)]
    pub late: Option<u32>,
}

impl NextStep {
    /// An audit's next step.
    pub fn of(summary: &Summary, store: &StoreView<'_>) -> Option<Self> {
        let next = summary.progress.next.as_ref()?;
        Some(Self {
            step: next.step,
            who: store.doer(&next.who),
            due: next.due,
            late: store.late(next.due),
        })
    }
}

/// Makes the tracker.
pub fn tracker<'a>(summaries: impl IntoIterator<Item = &'a Summary>, store: &StoreView<'_>) -> Tracker {
    let rows = summaries.into_iter().map(|summary| row(summary, store));
    Tracker::of(rows.collect(), store.as_of).with_works(store)
}

impl Tracker {
    /// The tracker of these rows.
    pub fn of(mut audits: Vec<TrackerRow>, as_of: Date) -> Self {
        audits.sort_by(|a, b| a.id.cmp(&b.id));
        Self {
            schema: "qaf.tracker/1",
            as_of,
            works: Vec::new(),
            unlisted: audits.iter().map(|audit| &audit.unlisted).collect(),
            audits,
            lists_open: false,
        }
    }

    /// With only the open audits in its list.
    #[must_use]
    pub fn listing_open(self, lists_open: bool) -> Self {
        Self { lists_open, ..self }
    }

    /// The audits that are listed: late ones first, then those whose next step is due soonest.
    pub fn listed(&self) -> Vec<&TrackerRow> {
        let all = !self.lists_open;
        let listed = self.audits.iter().filter(|audit| all || audit.is_open());
        let mut listed: Vec<&TrackerRow> = listed.collect();
        listed.sort_by_key(|audit| {
            let due = audit.next.as_ref().map(|next| next.due);
            (!audit.overdue, due.is_none(), due, &audit.id)
        });
        listed
    }

    /// That some audits are not listed, in a sentence; `None` where all are.
    pub fn not_listed(&self) -> Option<String> {
        let left = self.audits.len() - self.listed().len();
        (left > 0).then(|| {
            format!(
                "{} with nothing left to do {} not listed; qaf tracker --all lists every one.",
                count(left, "audit", "audits"),
                if left == 1 { "is" } else { "are" }
            )
        })
    }

    /// With the store's wider works.
    #[must_use]
    pub fn with_works(self, store: &StoreView<'_>) -> Self {
        let parts = || self.audits.iter().filter_map(|audit| audit.part_of_work.clone());
        let works = of_works::lines(store.works, parts, store);
        Self { works, ..self }
    }
}

/// An audit's row.
pub fn row(summary: &Summary, store: &StoreView<'_>) -> TrackerRow {
    let progress = &summary.progress;
    let due = |step| progress.due(step);
    TrackerRow {
        id: summary.id.clone(),
        form: summary.form.to_string(),
        row: summary.row.clone(),
        service: summary.service.clone(),
        team: summary.team.clone(),
        selection: summary.selection,
        child_id: summary.child_id.clone(),
        legal_status: summary.legal_status.to_string(),
        worker: summary.worker.as_deref().map(str::to_owned),
        auditor: progress.auditor.as_deref().map(str::to_owned),
        moderator: progress.moderator.as_deref().map(str::to_owned),
        status: progress.status,
        allocated: summary.allocated,
        audit_due: due(Step::Audit),
        submitted: progress.submitted,
        moderation_due: due(Step::Moderate).or_else(|| due(Step::ReviewEvidence)),
        settled: progress.settled,
        send_due: due(Step::Send),
        sent: progress.sent,
        feedback_due: due(Step::Feedback),
        feedback: progress.feedback,
        auditor_grade: progress.auditor_grade,
        final_grade: progress.final_grade,
        provisional: progress.provisional,
        regraded: progress.regraded,
        re_audit_due: due(Step::ReAudit),
        re_audited: summary.inadequate.re_audited,
        re_audit_grade: summary.inadequate.re_audit_grade,
        overdue: progress.overdue,
        next: NextStep::of(summary, store),
        progress: progress.answered,
        errors: summary.errors,
        queries: summary.queries,
        open_actions: summary.open_actions().count(),
        unlisted: progress.unlisted(),
        part_of_work: PartOfWork::of(summary),
    }
}
