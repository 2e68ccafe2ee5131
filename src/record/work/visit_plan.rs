//! The plan of a visit or deep dive.

use crate::framework::{Date, WorkKind};

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

    /// The lines of enquiry that no activity tests, each with its place and its id. That nothing tests one may be said of
    /// it, as its verdict.
    pub fn untested(&self) -> impl Iterator<Item = (usize, Option<&str>)> {
        let is_tested = |id: &str| {
            let mut tested = self.activities.iter().flat_map(|one| &one.kloe);
            tested.any(|line| line == id)
        };
        let said = |line: &LineOfEnquiry| line.verdict.as_deref() == Some(NOT_TESTED);
        let all = self.kloe.iter().enumerate();
        let open = all.filter(move |(_, line)| !(said(line) || line.id.as_deref().is_some_and(is_tested)));
        open.map(|(at, line)| (at, line.id.as_deref()))
    }

    /// What activities name as lines of enquiry and is none: the activity, and the place in its list.
    pub fn strange_enquiries(&self) -> impl Iterator<Item = (usize, usize)> {
        let is_known = |id: &str| self.kloe.iter().any(|line| line.id.as_deref() == Some(id));
        let activities = self.activities.iter().enumerate();
        activities.flat_map(move |(at, activity)| {
            let named = activity.kloe.iter().enumerate();
            named
                .filter(move |(_, id)| !is_known(id))
                .map(move |(item, _)| (at, item))
        })
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
pub const VERDICTS: [&str; 4] = ["borne-out", "partly", "not", NOT_TESTED];

/// That nothing tested a line of enquiry.
const NOT_TESTED: &str = "not-tested";

/// What may be done on a visit.
pub const ACTIVITIES: [&str; 5] = [
    "focus-group",
    "collaborative-audit",
    "observation",
    "thematic",
    "service-user-group",
];

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
