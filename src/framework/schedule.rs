//! The schedule of expectations (Appendix 1, with what section 2 adds) and the deadline of every step.
//!
//! It is data: `schedule.toml`, which a council edits. No role is named in code.

use std::fmt;

use super::calendar::{Calendar, Unlisted, WorkingDays};
use super::date::Date;
use super::period::Period;
use super::word::{FormId, RoleId, RowId, Service};

/// The schedule of a store.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Schedule {
    /// Who audits what, and how often.
    pub rows: Vec<Row>,
    /// When each step is due, in the order of [`Step`].
    pub deadlines: Vec<Deadline>,
    /// The services of the council.
    pub services: Vec<ServiceEntry>,
}

/// A service, and whether the framework assures it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceEntry {
    /// The name that rows and people use.
    pub name: Service,
    /// The name as the framework prints it.
    pub title: Option<String>,
    /// Whether it is assured here.
    pub scope: Assurance,
    /// The service that it is a part of.
    pub under: Option<Service>,
    /// A remark.
    pub note: Option<String>,
}

/// Whether the framework assures a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assurance {
    /// It is assured here.
    In,
    /// It joins in service-wide and thematic work.
    Joins,
    /// It is assured elsewhere; what is learned at the interface is shared.
    Outside,
}

/// What is audited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowActivity {
    /// A child's file, with the family's feedback and the case-holder's part.
    CaseFile,
    /// An observation of practice.
    Observation,
    /// File and observation in one.
    Combined,
    /// A worker's supervision file.
    SupervisionFile,
    /// A peer's audit or observation.
    Peer,
    /// A Safeguarding Assurance Visit.
    Sav,
    /// A Systemic Deep Dive.
    DeepDive,
    /// A thematic audit.
    Thematic,
    /// A meeting of the moderation panel.
    Panel,
}

/// Who or what a row expects an audit of, in each of its periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// One by each auditor.
    Auditor,
    /// One of the service as a whole.
    Service,
    /// One of each worker.
    Worker,
}

/// How a row's case is picked.
#[derive(
    borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
)]
pub enum Selection {
    /// Drawn by the QA social worker.
    Random,
    /// Picked by the manager.
    Manager,
    /// Picked by the worker or the manager.
    WorkerOrManager,
    /// Picked by a panel.
    Panel,
    /// Picked by a tier 4 manager or the worker.
    Tier4,
    /// Led by performance data.
    PerformanceData,
    /// A chosen example of good practice, by appreciative enquiry.
    AppreciativeEnquiry,
}

/// A row of the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: RowId,
    /// The service; `None` where it is all of them.
    pub service: Option<Service>,
    /// What is audited; `None`: to be confirmed.
    pub activity: Option<RowActivity>,
    /// A title, where the activity's is not enough.
    pub title: Option<String>,
    /// So many a council year, in equal parts; none: to be confirmed, and expects nothing.
    pub times_a_year: Option<u32>,
    /// Whom the expectation names.
    pub per: Per,
    /// The roles that audit.
    pub auditors: Vec<RoleId>,
    /// The roles of whom each must be seen (for [`Per::Worker`]).
    pub workers: Vec<RoleId>,
    /// The forms that serve; none: depends on the methodology.
    pub forms: Vec<FormId>,
    /// The roles that moderate, the first with somebody fit; empty: not required.
    pub moderators: Vec<RoleId>,
    /// For observations: the roles that review the evidence; empty: not required.
    pub reviewers: Vec<RoleId>,
    /// How the case is picked.
    pub selection: Option<Selection>,
    /// A worker who joins is seen within so many weeks.
    pub weeks_from_joining: Option<u32>,
    /// A worker is seen so often by the end of probation.
    pub in_probation: Option<u32>,
    /// Where the framework says so.
    pub source: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// A step of an audit's life, in its order.
#[derive(
    borsh::BorshDeserialize, borsh::BorshSerialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
)]
pub enum Step {
    /// The auditor audits and submits.
    Audit,
    /// The auditor mends what was returned.
    Amend,
    /// The service manager is told of an Inadequate.
    Inform,
    /// The moderator signs off.
    Moderate,
    /// The evidence of an observation is reviewed.
    ReviewEvidence,
    /// The moderation that was signed off is logged, and so kept.
    LogModerated,
    /// The service manager writes a case direction.
    CaseDirection,
    /// The settled audit goes to manager, worker and others.
    Send,
    /// The worker answers.
    Feedback,
    /// The worker's supervisor comments.
    SupervisorComment,
    /// The service manager reviews the actions.
    ReviewActions,
    /// A second auditor audits again.
    ReAudit,
    /// The re-audit goes to manager and worker.
    SendReAudit,
    /// A re-audit that is Inadequate goes to the head of service.
    Escalate,
    /// The record is completed and filed.
    Close,
}

/// What a step's time runs from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// The allocation, or the reassignment to another auditor.
    Allocated,
    /// The latest return to the auditor.
    Returned,
    /// The day on which a grade first became Inadequate.
    Inadequate,
    /// The latest submission.
    Submitted,
    /// The day on which the grade became final.
    Settled,
    /// The day on which it was sent; for an observation, submitted.
    Sent,
    /// The re-audit's date.
    ReAudited,
}

/// How long a step may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// So many working days; 0 is the same day.
    WorkingDays(WorkingDays),
    /// So many calendar days.
    Days(u32),
    /// So many times seven days.
    Weeks(u32),
    /// The same day so many months later.
    Months(u32),
}

impl Within {
    /// The day by which it is to be done.
    pub fn after(self, start: Date, calendar: &Calendar) -> Date {
        match self {
            Self::WorkingDays(days) => calendar.after(start, days),
            Self::Days(days) => start.plus_days(u64::from(days)),
            Self::Weeks(weeks) => start.plus_days(u64::from(weeks) * 7),
            Self::Months(months) => start.plus_months(months),
        }
    }

    /// The years whose bank holidays the list does not have, of the days that are counted for it; none where no working
    /// days are.
    pub fn unlisted(self, start: Date, calendar: &Calendar) -> Unlisted {
        match self {
            Self::WorkingDays(_) => calendar.unlisted(start, self.after(start, calendar)),
            _ => Unlisted::default(),
        }
    }
}

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, unit) = match self {
            Self::WorkingDays(WorkingDays(0)) | Self::Days(0) => return f.write_str("the same day"),
            Self::WorkingDays(WorkingDays(n)) => (*n, "working day"),
            Self::Days(n) => (*n, "day"),
            Self::Weeks(n) => (*n, "week"),
            Self::Months(n) => (*n, "month"),
        };
        write!(f, "{n} {unit}{}", if n == 1 { "" } else { "s" })
    }
}

/// Who does a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doer {
    /// The audit's auditor.
    Auditor,
    /// The audit's moderator, or the reviewer of its evidence.
    Moderator,
    /// The audited worker.
    Worker,
    /// The worker's line manager.
    Manager,
    /// The second auditor.
    ReAuditor,
    /// Somebody with this role, in the audit's service or in none.
    Role(RoleId),
}

/// When a step is due, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The step.
    pub step: Step,
    /// How long it may take.
    pub within: Within,
    /// What the time runs from.
    pub from: Start,
    /// What it runs from on an observation, where that differs.
    pub from_observation: Option<Start>,
    /// Who does it: the first that there is.
    pub who: Vec<Doer>,
    /// Whom it is told to, where it is a notice: the first role with somebody in it.
    pub to: Vec<RoleId>,
    /// Whether observations have this step.
    pub on_observations: bool,
    /// Whether other audits have this step.
    pub on_others: bool,
    /// The deadline is our default, not the framework's.
    pub ours: bool,
    /// A remark.
    pub note: Option<String>,
}

impl RowActivity {
    /// Whether it is a whole work with audits of its own: a visit, a deep dive, a theme, a panel, an audit of
    /// supervision files.
    pub fn is_a_work(self) -> bool {
        match self {
            Self::SupervisionFile | Self::Sav | Self::DeepDive | Self::Thematic | Self::Panel => true,
            Self::CaseFile | Self::Observation | Self::Combined | Self::Peer => false,
        }
    }
}

impl Schedule {
    /// The row with this id.
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == *id)
    }

    /// The service in which the work of a role is audited on a form, by the row that looks at it; `None` where no row does.
    pub fn service_of_role(&self, role: &RoleId, form: &str) -> Option<&Service> {
        let looks = |row: &&Row| row.takes(form) && row.workers.contains(role);
        self.rows.iter().find(looks)?.service.as_ref()
    }

    /// The deadline of a step.
    pub fn deadline(&self, step: Step) -> Option<&Deadline> {
        self.deadlines.iter().find(|deadline| deadline.step == step)
    }

    /// The service's name as the schedule writes it, whatever the case of `text`.
    pub fn service(&self, text: &str) -> Option<&Service> {
        let rows = self.rows.iter().filter_map(|row| row.service.as_ref());
        self.services
            .iter()
            .map(|entry| &entry.name)
            .chain(rows)
            .find(|name| name.as_str().eq_ignore_ascii_case(text.trim()))
    }
}

impl Row {
    /// Whether the row's case is drawn by qaf; of a whole work no single case is.
    pub fn is_random(&self) -> bool {
        self.selection == Some(Selection::Random) && !self.is_met_by_a_work()
    }

    /// Whether the row is met by a whole work, such as a visit, a theme or a panel, and never by one audit.
    pub fn is_met_by_a_work(&self) -> bool {
        self.activity.is_some_and(RowActivity::is_a_work)
    }

    /// Its periods that end in a quarter; of a row to be confirmed, the quarter itself.
    pub fn periods_ending_in(&self, quarter: Period) -> Vec<Period> {
        match self.times_a_year {
            Some(times) => {
                let parts = quarter.year().parts(times);
                parts.filter(|period| quarter.contains(period.to())).collect()
            }
            None => vec![quarter],
        }
    }

    /// Whether an audit on a form, by its id without the version, may be made under the row.
    pub fn takes(&self, form: &str) -> bool {
        !self.is_met_by_a_work() && self.forms.iter().any(|own| *own == *form)
    }

    /// Whether the row waits for the council's word and expects nothing.
    pub fn is_to_be_confirmed(&self) -> bool {
        self.times_a_year.is_none()
    }

    /// The activity, as people say it.
    pub fn shown(&self) -> &str {
        let activity = self.activity.map_or("To be confirmed", RowActivity::title);
        self.title.as_deref().unwrap_or(activity)
    }
}
