//! What the folder of a wider work holds, a type a file.

use crate::framework::work::{WorkEvent, WorkEventKind};
use crate::framework::{Date, RowId, Team, WorkId, WorkKind};

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
}

impl WorkFile {
    /// Every file with its name.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("terms.yaml", Self::Terms),
        ("plan.yaml", Self::Plan),
        ("findings.yaml", Self::Findings),
        ("action-plan.yaml", Self::ActionPlan),
    ];

    /// The file's name.
    pub fn name(self) -> &'static str {
        let mut all = Self::NAMES.iter();
        all.find(|(_, file)| *file == self).map_or("", |(name, _)| name)
    }

    /// The files of a kind of work, in the order in which they are written.
    pub fn of(kind: WorkKind) -> &'static [Self] {
        if kind == WorkKind::Panel {
            &[]
        } else if kind.is_a_visit() {
            &[Self::Plan, Self::Findings, Self::ActionPlan]
        } else {
            &[Self::Terms, Self::Findings, Self::ActionPlan]
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

/// The terms of reference (section 2, thematic audits): the seven things that they must say, and ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The context.
    pub context: Option<String>,
    /// Why it is commissioned now.
    pub why_now: Option<String>,
    /// By whom.
    pub commissioned_by: Option<String>,
    /// The services that it looks at.
    pub services: Option<String>,
    /// Their teams.
    pub teams: Option<String>,
    /// The time that it looks at.
    pub period: Option<String>,
    /// What is in.
    pub within: Option<String>,
    /// What is left out.
    pub out: Option<String>,
    /// Partner agencies, where they take part.
    pub partners: Option<String>,
    /// Who audits.
    pub auditors: Option<String>,
    /// The focus groups.
    pub focus_groups: Vec<FocusGroup>,
    /// What is measured.
    pub criteria: Vec<Criterion>,
    /// When the audits are to be in.
    pub audits_by: Option<Date>,
    /// When it is to be reported.
    pub report_by: Option<Date>,
    /// When it goes to CMT.
    pub to_cmt: Option<Date>,
    /// Who leads on the action plan.
    pub action_plan_lead: Option<String>,
    /// The head of service who owns the plan; ours.
    pub head_of_service: Option<String>,
    /// How many audits are planned; ours.
    pub audits_planned: Option<u32>,
}

impl Terms {
    /// Which of the seven things the terms do not say yet.
    pub fn missing(&self) -> Vec<&'static str> {
        let said = |text: &Option<String>| text.is_some();
        let all = [
            (
                "why it is commissioned: the context, why now, and by whom",
                said(&self.context) && said(&self.why_now) && said(&self.commissioned_by),
            ),
            (
                "its scope: services, period, what is in",
                said(&self.services) && said(&self.period) && said(&self.within),
            ),
            ("who audits", said(&self.auditors)),
            (
                "who is in the focus groups",
                self.focus_groups.iter().any(|group| said(&group.who)),
            ),
            (
                "what is measured, and against what",
                self.criteria
                    .iter()
                    .any(|one| said(&one.text) && said(&one.against)),
            ),
            (
                "when the audits are in, and when it is reported",
                self.audits_by.is_some() && self.report_by.is_some(),
            ),
            ("who leads on the action plan", said(&self.action_plan_lead)),
        ];
        all.into_iter()
            .filter(|(_, is_said)| !is_said)
            .map(|(what, _)| what)
            .collect()
    }
}

/// A focus group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FocusGroup {
    /// Who is in it: roles, no names.
    pub who: Option<String>,
    /// Who leads it.
    pub led_by: Option<String>,
    /// The day.
    pub date: Option<Date>,
}

/// A criterion of a theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criterion {
    /// Its short name, such as `c1`.
    pub id: Option<String>,
    /// What is measured.
    pub text: Option<String>,
    /// Against what: legislation, policy or procedure.
    pub against: Option<String>,
    /// Which of them.
    pub reference: Option<String>,
}

/// The plan of a visit or deep dive (section 2, Safeguarding Assurance Visits).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitPlan {
    /// Who coordinates it.
    pub coordinator: Option<String>,
    /// Of a deep dive: its one theme.
    pub theme: Option<String>,
    /// What the performance data say, that it is led by.
    pub led_by_data: Vec<Indicator>,
    /// The day of the half day's preparation.
    pub preparation: Option<Date>,
    /// Who was there.
    pub present: Option<String>,
    /// Of a deep dive: who of CMT was absent, and why.
    pub absent: Option<String>,
    /// The day on site.
    pub on_site: Option<Date>,
    /// Key lines of enquiry.
    pub kloe: Vec<LineOfEnquiry>,
    /// What was done on the day.
    pub activities: Vec<Activity>,
}

impl VisitPlan {
    /// What the plan does not say yet.
    pub fn missing(&self, kind: WorkKind) -> Vec<&'static str> {
        let all = [
            ("who coordinates it", self.coordinator.is_some()),
            ("the theme", kind != WorkKind::DeepDive || self.theme.is_some()),
            (
                "what the performance data say",
                self.led_by_data.iter().any(|one| one.indicator.is_some()),
            ),
            (
                "a key line of enquiry with its question",
                self.kloe.iter().any(|line| line.question.is_some()),
            ),
            ("the day on site", self.on_site.is_some()),
        ];
        all.into_iter()
            .filter(|(_, is_said)| !is_said)
            .map(|(what, _)| what)
            .collect()
    }

    /// The lines of enquiry that no activity tests.
    pub fn untested(&self) -> impl Iterator<Item = &str> {
        let tests = |id: &str| {
            self.activities
                .iter()
                .any(|one| one.kloe.iter().any(|line| line == id))
        };
        let ids = self.kloe.iter().filter_map(|line| line.id.as_deref());
        ids.filter(move |id| !tests(id))
    }
}

/// An indicator of the performance data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indicator {
    /// Which.
    pub indicator: Option<String>,
    /// What it says.
    pub value: Option<String>,
    /// Why it leads here.
    pub why: Option<String>,
}

/// A key line of enquiry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineOfEnquiry {
    /// Its short name, such as `k1`.
    pub id: Option<String>,
    /// What is supposed.
    pub hypothesis: Option<String>,
    /// What is asked.
    pub question: Option<String>,
    /// How it is tested.
    pub methods: Option<String>,
    /// Who leads on it.
    pub led_by: Option<String>,
    /// What was found.
    pub found: Option<String>,
    /// Whether it was borne out: one of [`VERDICTS`].
    pub verdict: Option<String>,
}

/// What may be said of a line of enquiry, with its words.
pub const VERDICTS: [&str; 4] = ["borne-out", "partly", "not", "not-tested"];

/// What may be done on a visit.
pub const ACTIVITIES: [&str; 5] = [
    "focus-group",
    "collaborative-audit",
    "observation",
    "thematic",
    "service-user-group",
];

/// What a criterion may be measured against.
pub const AGAINST: [&str; 3] = ["legislation", "policy", "procedure"];

/// Something done on a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    /// One of [`ACTIVITIES`].
    pub kind: Option<String>,
    /// The day.
    pub date: Option<Date>,
    /// Who led it.
    pub led_by: Option<String>,
    /// The lines of enquiry that it tested.
    pub kloe: Vec<String>,
    /// What was heard: numbers, no names.
    pub heard: Option<String>,
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
    /// `log.yaml`, in the order of the file.
    pub log: Vec<WorkEvent>,
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

    /// What its terms or plan do not say yet.
    pub fn missing(&self) -> Vec<&'static str> {
        if self.kind().is_a_visit() {
            self.plan.clone().unwrap_or_default().missing(self.kind())
        } else {
            self.terms.clone().unwrap_or_default().missing()
        }
    }

    /// The actions of its plan with their numbers, and the day on which each was done.
    pub fn actions(&self, as_of: Date) -> Vec<(u32, &PlannedAction, Option<Date>)> {
        let plan = self.action_plan.iter().flat_map(|plan| &plan.actions);
        let done = |number: u32| {
            let mut events = self.events(WorkEventKind::ActionDone, as_of);
            events
                .find(|event| event.action == Some(number))
                .map(|event| event.date)
        };
        (1..)
            .zip(plan)
            .map(|(number, action)| (number, action, done(number)))
            .collect()
    }

    /// The day on which it met its row: its report went.
    pub fn met(&self, as_of: Date) -> Option<Date> {
        self.day_of(WorkEventKind::Reported, as_of)
            .filter(|_| !self.is_off(as_of))
    }
}
