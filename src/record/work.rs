//! What the folder of a wider work holds, a type a file.

mod panel;
mod terms;
mod visit_plan;

use crate::framework::wider_work::{WorkEvent, WorkEventKind};
use crate::framework::{Date, RowId, Team, WorkId, WorkKind};
use crate::record::Route;

pub use panel::{
    Discussed, Discussion, MembersSheet, NO_CONSENSUS, Panel, PanelAudit, PanelDrawn, PanelMember, PanelView,
    Revealed, RevealedGrade, SheetLine, VIEWS,
};
pub use terms::{AGAINST, Criterion, FocusGroup, Terms, UnknownService};
pub use visit_plan::{ACTIVITIES, Activity, Indicator, LineOfEnquiry, VERDICTS, VisitPlan};

/// A file of a wider work that people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkFile {
    /// The terms of reference of a theme.
    Terms,
    /// The plan of a visit or deep dive.
    Plan,
    /// What was found.
    Findings,
    /// What is done about it.
    ActionPlan,
    /// The sheet of a member of the panel; one of several, each with a name of its own.
    Sheet,
    /// What the panel made of the grades.
    Discussion,
}

impl WorkFile {
    /// Every file with its name.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("terms.yaml", Self::Terms),
        ("plan.yaml", Self::Plan),
        ("findings.yaml", Self::Findings),
        ("action-plan.yaml", Self::ActionPlan),
        ("sheets", Self::Sheet),
        ("discussion.yaml", Self::Discussion),
    ];

    /// The file's name.
    pub fn name(self) -> &'static str {
        let mut all = Self::NAMES.iter();
        all.find(|(_, file)| *file == self).map_or("", |(name, _)| name)
    }

    /// The files of a kind of work, in the order in which they are written.
    pub fn of(kind: WorkKind) -> &'static [Self] {
        if kind == WorkKind::Panel {
            &[Self::Discussion]
        } else if kind.is_a_visit() {
            &[Self::Plan, Self::Findings, Self::ActionPlan]
        } else {
            &[Self::Terms, Self::Findings, Self::ActionPlan]
        }
    }

    /// The event that agrees what the file says, with those of its keys that are answered later: of a visit who came, what
    /// was done and what was found; of actions where they go on.
    pub fn agreed_by(self) -> Option<(WorkEventKind, &'static [&'static str])> {
        match self {
            Self::Terms => Some((WorkEventKind::Agreed, &[])),
            Self::Plan => Some((
                WorkEventKind::Agreed,
                &["present", "absent", "activities", "found", "verdict"],
            )),
            Self::ActionPlan => Some((WorkEventKind::PlanAgreed, &["carried_over"])),
            Self::Findings | Self::Sheet | Self::Discussion => None,
        }
    }
}

/// `work.yaml`: what was commissioned. qaf writes it once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commission {
    /// The work.
    pub work: WorkId,
    /// Its kind.
    pub kind: WorkKind,
    /// What it is about.
    pub title: String,
    /// Who leads it.
    pub lead: Option<String>,
    /// Who commissioned it.
    pub commissioner: Option<String>,
    /// The team that a visit is of.
    pub team: Option<Team>,
    /// The row of the schedule that it meets.
    pub row: Option<RowId>,
    /// The day.
    pub commissioned: Date,
    /// Who ran the command.
    pub by: Option<String>,
}

/// What was found (section 2, thematic audits: the report).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkFindings {
    /// The quality of the area.
    pub evaluation: Option<String>,
    /// Work with partner agencies.
    pub partners: Option<String>,
    /// Strengths.
    pub strengths: Option<String>,
    /// What stands in the way.
    pub barriers: Option<String>,
    /// Good practice to spread.
    pub good_practice: Option<String>,
    /// Areas for improvement.
    pub areas: Option<String>,
    /// Of supervision: how assured the service is, one of [`ASSURED`].
    pub assured: Option<String>,
    /// And why.
    pub because: Option<String>,
}

impl WorkFindings {
    /// What is said of what was found, each with its label; what is empty is left out.
    pub fn said(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("Quality of the area", &self.evaluation),
            ("Partner agencies", &self.partners),
            ("Strengths", &self.strengths),
            ("What stands in the way", &self.barriers),
            ("Good practice to spread", &self.good_practice),
            ("Areas for improvement", &self.areas),
            ("How assured the service is", &self.assured),
            ("Because", &self.because),
        ];
        let said = |(label, text): (_, &Option<String>)| Some((label, text.clone()?));
        all.into_iter().filter_map(said).collect()
    }
}

/// How assured a service can be.
pub const ASSURED: [&str; 4] = ["full", "substantial", "limited", "none"];

/// What is done about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionPlan {
    /// The head of service who owns it.
    pub owner: Option<String>,
    /// Who wrote it.
    pub compiled_by: Option<String>,
    /// The actions.
    pub actions: Vec<PlannedAction>,
}

/// An action of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlannedAction {
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
    /// Where it goes on elsewhere after the plan: where, and why.
    pub carried_over: Option<String>,
}

/// A wider work: everything its folder holds that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The folder, relative to the store, with `/`.
    pub path: String,
    /// `work.yaml`.
    pub commission: Commission,
    /// `terms.yaml`.
    pub terms: Option<Terms>,
    /// `plan.yaml`.
    pub plan: Option<VisitPlan>,
    /// `findings.yaml`.
    pub findings: Option<WorkFindings>,
    /// `action-plan.yaml`.
    pub action_plan: Option<ActionPlan>,
    /// Each file that is not as it was agreed.
    pub redrafted: Vec<Redrafted>,
    /// The files that have an error in them, or can't be read: what they say may be missing here.
    pub unread: Vec<WorkFile>,
    /// Of a panel: what else its folder holds.
    pub panel: Option<Panel>,
    /// `log.yaml`, in the order of the file.
    pub log: Vec<WorkEvent>,
    /// Whether all that was logged is known: nothing is added to a log that can't be read whole.
    pub is_log_whole: bool,
}

/// A file of a wider work that was changed after it was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redrafted {
    /// The file.
    pub file: WorkFile,
    /// The day on which it was last agreed.
    pub agreed: Date,
    /// The answers that are not as they were then.
    pub routes: Vec<Route>,
    /// The copy of what was agreed, relative to the store.
    pub copy: String,
    /// Whether that copy is lost: what was agreed is not known, and the file counts as it stands.
    pub is_lost: bool,
    /// Of terms: as they stand, if they are there; what was agreed counts.
    pub terms: Option<Terms>,
}

impl Work {
    /// Its id.
    pub fn id(&self) -> &WorkId {
        &self.commission.work
    }

    /// Its kind.
    pub fn kind(&self) -> WorkKind {
        self.commission.kind
    }

    /// Whether every file of it can be read from end to end.
    pub fn is_whole(&self) -> bool {
        self.is_log_whole && self.unread.is_empty()
    }

    /// The events of a kind up to a day.
    pub fn events(&self, kind: WorkEventKind, as_of: Date) -> impl Iterator<Item = &WorkEvent> {
        self.log
            .iter()
            .filter(move |event| event.event == kind && event.date <= as_of)
    }

    /// The first day of an event up to a day.
    pub fn day_of(&self, kind: WorkEventKind, as_of: Date) -> Option<Date> {
        self.events(kind, as_of).map(|event| event.date).min()
    }

    /// Whether it goes on, or was done: not cancelled.
    pub fn is_off(&self, as_of: Date) -> bool {
        self.day_of(WorkEventKind::Cancelled, as_of).is_some()
    }

    /// The work with its terms as they stand: those are agreed next.
    #[must_use]
    pub fn as_drafted(&self) -> Self {
        let mut draft = self.clone();
        if let Some(redrafted) = self.redrafted_terms() {
            draft.terms.clone_from(&redrafted.terms);
        }
        draft
    }

    /// What of a file is not as it was agreed.
    pub fn redrafted_file(&self, file: WorkFile) -> Option<&Redrafted> {
        self.redrafted.iter().find(|redrafted| redrafted.file == file)
    }

    /// What was changed of its terms, where those count that were agreed.
    pub fn redrafted_terms(&self) -> Option<&Redrafted> {
        let of_terms = self.redrafted_file(WorkFile::Terms);
        of_terms.filter(|redrafted| !redrafted.is_lost)
    }

    /// What its terms or plan do not say yet.
    pub fn missing(&self) -> Vec<&'static str> {
        if self.kind().is_a_visit() {
            self.plan.clone().unwrap_or_default().missing(self.kind())
        } else {
            self.terms.clone().unwrap_or_default().missing()
        }
    }

    /// What is planned about its findings; of a panel, what its discussion ends with.
    fn planned(&self) -> &[PlannedAction] {
        let of_plan = self.action_plan.as_ref().map(|plan| &plan.actions);
        let panel = self.panel.as_ref();
        let of_panel = || panel?.discussion.as_ref().map(|discussion| &discussion.actions);
        of_plan.or_else(of_panel).map_or(&[], Vec::as_slice)
    }

    /// The actions of its plan with their numbers, and the day on which each was done.
    pub fn actions(&self, as_of: Date) -> Vec<(u32, &PlannedAction, Option<Date>)> {
        let done = |number: u32| {
            let mut events = self.events(WorkEventKind::ActionDone, as_of);
            events
                .find(|event| event.action == Some(number))
                .map(|event| event.date)
        };
        (1..)
            .zip(self.planned())
            .map(|(number, action)| (number, action, done(number)))
            .collect()
    }

    /// The day from which its actions are owed: its plan was agreed; of a panel, which agrees on them there, it was held.
    pub fn day_of_plan(&self, as_of: Date) -> Option<Date> {
        let agreed = if self.kind() == WorkKind::Panel {
            WorkEventKind::Held
        } else {
            WorkEventKind::PlanAgreed
        };
        self.day_of(agreed, as_of)
    }

    /// Of a panel, which nobody signs off: the day from which nothing of it is open.
    pub fn panel_over(&self, as_of: Date) -> Option<Date> {
        let noted = self
            .day_of(WorkEventKind::Reported, as_of)
            .filter(|_| self.kind() == WorkKind::Panel)?;
        let actions = self.actions(as_of);
        let is_open = self.open_actions(as_of).next().is_some();
        let last = actions.iter().filter_map(|(.., done)| *done).max();
        (!is_open).then(|| last.map_or(noted, |last| last.max(noted)))
    }

    /// The numbers of the actions that are neither done nor carried over.
    pub fn open_actions(&self, as_of: Date) -> impl Iterator<Item = u32> {
        let all = self.actions(as_of).into_iter();
        let open = all.filter(|(_, action, done)| done.is_none() && action.carried_over.is_none());
        open.map(|(number, ..)| number)
    }

    /// The day on which it met its row: its report went; of a panel, it was held.
    pub fn met(&self, as_of: Date) -> Option<Date> {
        let met = if self.kind() == WorkKind::Panel {
            WorkEventKind::Held
        } else {
            WorkEventKind::Reported
        };
        self.day_of(met, as_of).filter(|_| !self.is_off(as_of))
    }
}
