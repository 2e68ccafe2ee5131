//! A meeting of the moderation panel: which audits it reads, what each member says of them, and what it makes of that
//! (section 2, moderation).

use super::PlannedAction;
use crate::framework::{AuditId, Date, Grade};

/// What the folder of a panel holds beside what was commissioned and logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// `panel.yaml`.
    pub drawn: PanelDrawn,
    /// The members' sheets, in the order of the members; `None` for one that is not there or can't be read.
    pub sheets: Vec<Option<MembersSheet>>,
    /// `revealed.yaml`, once the grades are revealed.
    pub revealed: Option<Revealed>,
    /// `discussion.yaml`.
    pub discussion: Option<Discussion>,
}

/// `panel.yaml`: when the panel meets, who reads and what. qaf writes it once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelDrawn {
    /// The day on which it meets.
    pub date: Date,
    /// Who grades.
    pub members: Vec<PanelMember>,
    /// What is graded.
    pub audits: Vec<PanelAudit>,
}

/// A member of a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelMember {
    /// The name.
    pub name: String,
    /// The name of the file that is their sheet, in the folder `sheets`.
    pub sheet: String,
}

/// An audit that a panel reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelAudit {
    /// The audit.
    pub audit: AuditId,
    /// Why it was taken.
    pub why: String,
    /// The members who do not grade it: who made it, moderated it, did the work or manages the worker.
    pub not_by: Vec<String>,
}

/// A member's sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MembersSheet {
    /// Whose it is.
    pub member: Option<String>,
    /// A line an audit.
    pub audits: Vec<SheetLine>,
    /// The day on which the member was done.
    pub submitted: Option<Date>,
}

/// What a member says of an audit, of which they see no grade.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetLine {
    /// The audit.
    pub audit: Option<String>,
    /// The grade that they would give.
    pub grade: Option<Grade>,
    /// Why.
    pub because: Option<String>,
    /// Whether what is written is enough to tell the grade by.
    pub evidence_sufficient: Option<bool>,
    /// Practice that is new, and worth talking over.
    pub new_practice: Option<String>,
}

/// `revealed.yaml`: the grades as the sheets had them when they were revealed. qaf writes it once, and whatever is counted
/// is counted from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revealed {
    /// Whose sheet was not waited for, each with the reason.
    pub without: Vec<(String, String)>,
    /// Every grade.
    pub grades: Vec<RevealedGrade>,
}

/// The grade that a member gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevealedGrade {
    /// The audit.
    pub audit: AuditId,
    /// Who gave it.
    pub member: String,
    /// The grade.
    pub grade: Grade,
    /// Whether the evidence was enough.
    pub evidence_sufficient: bool,
    /// Whether new practice was seen.
    pub new_practice: bool,
}

/// `discussion.yaml`: what the panel made of the grades. It changes none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discussion {
    /// Who took part.
    pub present: Option<String>,
    /// Audit by audit.
    pub audits: Vec<Discussed>,
    /// What the service can learn of it.
    pub learning: Option<String>,
    /// What is done about it.
    pub actions: Vec<PlannedAction>,
}

/// What a panel makes of an audit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discussed {
    /// The audit.
    pub audit: Option<String>,
    /// The grades that were given, for whoever reads; [`Revealed`] counts.
    pub grades: Option<String>,
    /// What the panel holds it for: one of [`VIEWS`].
    pub view: Option<String>,
    /// Why.
    pub because: Option<String>,
    /// New practice, and what others can take from it.
    pub new_practice: Option<String>,
    /// Whether its auditor was invited.
    pub auditor_invited: Option<bool>,
    /// Whether its auditor came.
    pub auditor_present: Option<bool>,
}

/// What a panel may hold an audit for: a grade, by its code or in words; or that they could not agree.
pub const VIEWS: [&str; 9] = [
    "O",
    "G",
    "RI",
    "I",
    "Outstanding",
    "Good",
    "Requires improvement",
    "Inadequate",
    NO_CONSENSUS,
];

/// That a panel could not agree.
pub const NO_CONSENSUS: &str = "no consensus";

/// What a panel holds an audit for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelView {
    /// A grade.
    Agreed(Grade),
    /// They could not agree.
    NoConsensus,
}

impl Discussed {
    /// What the panel holds it for, once that is said.
    pub fn panel_view(&self) -> Option<PanelView> {
        let view = self.view.as_deref()?;
        if view.eq_ignore_ascii_case(NO_CONSENSUS) {
            return Some(PanelView::NoConsensus);
        }
        view.parse().ok().map(PanelView::Agreed)
    }

    /// Whether it is of this audit.
    pub fn is_of(&self, audit: &AuditId) -> bool {
        names(self.audit.as_deref(), audit)
    }
}

impl SheetLine {
    /// Whether it is of this audit.
    pub fn is_of(&self, audit: &AuditId) -> bool {
        names(self.audit.as_deref(), audit)
    }

    /// What it does not say yet, in the words of its keys.
    pub fn missing(&self) -> Vec<&'static str> {
        let all = [
            ("grade", self.grade.is_some()),
            ("because", self.because.is_some()),
            ("evidence_sufficient", self.evidence_sufficient.is_some()),
        ];
        let open = all.into_iter().filter(|(_, is_said)| !is_said);
        open.map(|(key, _)| key).collect()
    }
}

/// Whether a text is the whole id of an audit.
fn names(text: Option<&str>, audit: &AuditId) -> bool {
    text.is_some_and(|text| text.trim().eq_ignore_ascii_case(&audit.to_string()))
}

impl PanelDrawn {
    /// The audits that a member grades.
    pub fn of_member(&self, name: &str) -> impl Iterator<Item = &PanelAudit> {
        let own = self.audits.iter();
        own.filter(move |audit| !audit.not_by.iter().any(|other| other == name))
    }

    /// The audit with this id, where the panel reads it.
    pub fn audit(&self, text: &str) -> Option<&PanelAudit> {
        let mut all = self.audits.iter();
        all.find(|one| names(Some(text), &one.audit))
    }
}

impl Panel {
    /// The members, each with their sheet.
    pub fn with_sheets(&self) -> impl Iterator<Item = (&PanelMember, Option<&MembersSheet>)> {
        let sheets = self.sheets.iter().map(Option::as_ref);
        self.drawn.members.iter().zip(sheets)
    }

    /// The sheet of a member.
    pub fn sheet_of(&self, name: &str) -> Option<&MembersSheet> {
        let mut all = self.with_sheets();
        all.find(|(member, _)| member.name == name)?.1
    }

    /// The members whose sheet is not in by a day. Who has no audit to grade has none to hand in.
    pub fn waiting(&self, as_of: Date) -> impl Iterator<Item = &PanelMember> {
        let is_in = move |sheet: Option<&MembersSheet>| {
            sheet.is_some_and(|sheet| sheet.submitted.is_some_and(|day| day <= as_of))
        };
        let grades = |member: &PanelMember| self.drawn.of_member(&member.name).next().is_some();
        let open = self
            .with_sheets()
            .filter(move |(member, sheet)| grades(member) && !is_in(*sheet));
        open.map(|(member, _)| member)
    }

    /// What is said of an audit in the discussion.
    pub fn discussed(&self, audit: &AuditId) -> Option<&Discussed> {
        let mut all = self.discussion.iter().flat_map(|discussion| &discussion.audits);
        all.find(|one| one.is_of(audit))
    }

    /// The panel's view of an audit.
    pub fn view(&self, audit: &AuditId) -> Option<PanelView> {
        self.discussed(audit)?.panel_view()
    }

    /// The audits of which the discussion does not say both what the panel holds them for and why.
    pub fn undiscussed(&self) -> impl Iterator<Item = &AuditId> {
        let is_said = |audit: &AuditId| {
            let own = self.discussed(audit);
            own.is_some_and(|own| own.panel_view().is_some() && own.because.is_some())
        };
        let all = self.drawn.audits.iter().map(|one| &one.audit);
        all.filter(move |audit| !is_said(audit))
    }

    /// What the service can take from its discussion, each with its label.
    pub fn said(&self) -> Vec<(&'static str, String)> {
        let discussion = self.discussion.iter();
        let learning = discussion.clone().filter_map(|one| one.learning.clone());
        let audits = discussion.flat_map(|discussion| &discussion.audits);
        let practice = audits.filter_map(|one| one.new_practice.clone());
        let labelled = |label| move |text| (label, text);
        let all = learning
            .map(labelled("Learning"))
            .chain(practice.map(labelled("New practice")));
        all.collect()
    }

    /// The grades that were revealed of an audit.
    pub fn grades(&self, audit: &AuditId) -> impl Iterator<Item = &RevealedGrade> {
        let all = self.revealed.iter().flat_map(|revealed| &revealed.grades);
        all.filter(move |grade| grade.audit == *audit)
    }
}
