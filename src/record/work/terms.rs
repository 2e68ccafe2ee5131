//! The terms of reference of a theme.

use thiserror::Error;

use crate::framework::schedule::Schedule;
use crate::framework::{Date, Service};

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

impl Terms {
    /// The services that the terms name, as the schedule writes them; none where they name all of them.
    ///
    /// # Errors
    /// Where one is no service of the schedule: what it narrows is not known.
    pub fn services_of<'s>(&self, schedule: &'s Schedule) -> Result<Vec<&'s Service>, UnknownService> {
        let find = |name: &str| {
            let titled = schedule.services.iter().find(|entry| {
                let title = entry.title.as_deref();
                title.is_some_and(|title| title.eq_ignore_ascii_case(name))
            });
            schedule.service(name).or(titled.map(|entry| &entry.name))
        };
        let named = named(self.services.as_deref(), |name| find(name).is_some());
        let known = |name: &String| {
            find(name).ok_or_else(|| UnknownService {
                name: name.clone(),
                known: schedule
                    .services
                    .iter()
                    .map(|entry| entry.name.to_string())
                    .collect::<Vec<_>>()
                    .join(", "),
            })
        };
        named.iter().map(known).collect()
    }

    /// The teams that the terms name, by whether a word is one; none where they name all of them.
    pub fn teams_of(&self, is_known: impl Fn(&str) -> bool) -> Vec<String> {
        named(self.teams.as_deref(), is_known)
    }
}

/// A service of the terms that the schedule does not know.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "The terms name a service {name}, which schedule.toml has not. Write its services with commas between, or all: {known}."
)]
pub struct UnknownService {
    name: String,
    known: String,
}

/// What a text names, with commas, semicolons, line breaks or "and" between; nothing where it says all.
fn named(text: Option<&str>, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    const ALL: [&str; 5] = ["all", "all of them", "all services", "all teams", "every team"];
    let clean = |part: &str| {
        let part = part.trim().trim_start_matches("- ").trim_end_matches('.');
        part.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let parts = text.unwrap_or_default().split([',', ';', '\n']).map(clean);
    // A name may hold an "and" itself, as First Response and MASH.
    let parts = parts.flat_map(|part| {
        let part = part.strip_prefix("and ").map_or(part.clone(), str::to_owned);
        if is_known(&part) {
            vec![part]
        } else {
            part.split(" and ").map(clean).collect()
        }
    });
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    let says_all = |part: &String| ALL.contains(&part.to_lowercase().as_str()) && !is_known(part);
    if parts.iter().any(says_all) {
        Vec::new()
    } else {
        parts
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

/// What a criterion may be measured against.
pub const AGAINST: [&str; 3] = ["legislation", "policy", "procedure"];
