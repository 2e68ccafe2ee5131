//! `reports/2026-27-Q3/commentary.yaml`: what management says beside a quarter's figures, and what clinics and boards made
//! of them.

use serde::Serialize;

use crate::framework::{Date, Quarter};

/// From whom a message came.
pub const MESSENGERS: [&str; 3] = ["families", "children", "staff"];
/// The plans that actions of clinics and boards feed (section 4: service development, commissioning, workforce
/// development, the programme of quality assurance).
pub const PLANS: [&str; 4] = ["service", "commissioning", "workforce", "quality-assurance"];
/// What teams do of their own, beside audits.
pub const TEAM_ACTIVITIES: [&str; 3] = ["reflecting-circle", "learning-session", "other"];

/// A quarter's commentary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Commentary {
    /// Strengths.
    pub strengths: Option<String>,
    /// Areas for improvement.
    pub areas: Option<String>,
    /// What the performance data say, beside what audits found of the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<IndicatorBeside>,
    /// What families, children and staff said, and what was done about it.
    pub messages: Vec<MessageHeard>,
    /// What clinics and boards asked to be done.
    pub actions: Vec<BoardAction>,
    /// What was taken to the Independent Chair, or another.
    pub escalations: Vec<EscalatedMatter>,
    /// New standards, policies and procedures that were shown to a board.
    pub standards: Vec<StandardShown>,
    /// What teams did of their own.
    pub activities: Vec<ActivityOfTeam>,
}

/// The commentary of a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuartersCommentary {
    /// The quarter.
    pub quarter: Quarter,
    /// What could be read of it.
    pub commentary: Commentary,
    /// Whether that is all of it.
    pub is_whole: bool,
}

/// A performance indicator beside what audits found of the same (section 4: service managers, consultant social workers
/// and practice leads watch both).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct IndicatorBeside {
    /// Which.
    pub indicator: Option<String>,
    /// What it says.
    pub value: Option<String>,
    /// What audits found of the same.
    pub audits: Option<String>,
    /// Who watches it.
    pub watched_by: Option<String>,
}

/// A message, and what was done about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MessageHeard {
    /// One of [`MESSENGERS`].
    pub from: Option<String>,
    /// What was said, in a clause of the writer's own.
    pub said: Option<String>,
    /// What was done about it.
    pub done: Option<String>,
}

/// An action that a clinic or board asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BoardAction {
    /// The board, by its id in the settings.
    pub board: Option<String>,
    /// The day it met.
    pub date: Option<Date>,
    /// What is to be done.
    pub action: Option<String>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// By when.
    pub by: Option<Date>,
    /// The plan that it goes into, one of [`PLANS`].
    pub feeds: Option<String>,
    /// The day it was done.
    pub done: Option<Date>,
}

/// A matter that was taken further.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EscalatedMatter {
    /// To which board, by its id.
    pub to: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// What.
    pub matter: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
}

/// A standard, policy or procedure that is new, or was brought up to date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StandardShown {
    /// Which.
    pub standard: Option<String>,
    /// To which board, by its id.
    pub to: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// Something that a team did of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ActivityOfTeam {
    /// One of [`TEAM_ACTIVITIES`].
    pub kind: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Which team.
    pub team: Option<String>,
    /// What was learned; no child is named.
    pub learning: Option<String>,
}
