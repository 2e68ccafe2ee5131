//! Each key of the files that people write, once: its name, what it holds, what an editor says of it, what the form asks
//! there, and under which heading.
//!
//! The shape of a file is the way over its record (`walk`), key by key in the order of the form. Whoever has to know the
//! keys goes that way: the scaffold writes each, the schema describes it, the reader reads it, and the rules look at what
//! stands there. A key that a file of this form does not have is not on the way.

mod after_audit;
mod auditors_form;
mod folder_answers;
mod further_blocks;
mod graded_sections;
mod of_panels;
mod of_quarter;
mod of_works;
mod walker;
mod way;
mod written_text;

use std::borrow::Cow;
use std::sync::LazyLock;

use super::audit::{Consent, Explained, Professional, SystemLearning};
use super::commentary::{
    ActivityOfTeam, BoardAction, Commentary, EscalatedMatter, IndicatorBeside, MessageHeard, StandardShown,
};
use super::work::{
    ActionPlan, Activity, Criterion, Discussed, Discussion, FocusGroup, Indicator, LineOfEnquiry,
    MembersSheet, PlannedAction, SheetLine, Terms, VisitPlan, WorkFindings,
};
use super::{Action, AppreciativeEnquiry, Audit, CaseDirection, ChecklistItem, FamilyEntry, Feedback};
use super::{Moderation, ReAudit, Regrade, SectionAnswer, TwoAnswers};
use crate::framework::FormRef;
use crate::framework::form::{FamilyFeedback, Field, Question, Section};

pub use walker::{AnswerValue, KeyWalker};
pub use way::AnswerWay;
pub use written_text::WrittenText;

/// A key of a file that people write.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct ShapeKey<'a> {
    /// As it stands in the file.
    pub name: &'a str,
    /// What may be answered; of a block, without meaning.
    pub kind: KeyKind<'a>,
    /// What an editor says of it.
    pub says: Cow<'a, str>,
    /// What the form asks above it, a paragraph a line. `{audit}` and `{auditor}` stand for the audit's own, `{outstanding}`
    /// for what the guideline says of that grade. For a key of a list's item, what the answer may look like.
    pub asks: Cow<'a, str>,
    /// The heading that it stands under as the first; a blank one is an empty line.
    pub under: Option<&'static str>,
    /// For a list of blocks: what the form calls an item, and what an editor says of it.
    pub each: (&'static str, &'static str),
    /// Whether it tells if its part of the audit is done, and how.
    pub decides: bool,
    /// Whether it is a box for evidence.
    pub evidence: bool,
    /// Whether the form has a place for it; it may stand there all the same.
    pub asked: bool,
    /// What a page asks in the place of what an editor says, where that speaks of the file.
    pub on_page: Cow<'a, str>,
    /// Whether it comes when everything else is answered: the day on which somebody is done, and what they explain.
    pub at_the_end: bool,
    /// Whether qaf answers it when it makes the file.
    pub prefilled: bool,
    /// Whether qaf alone answers it: a page shows what it says. Of a list, whose items qaf makes, each has a page of its own.
    pub fixed: bool,
    /// Whether it asks who did something, so that people are named in it.
    pub may_name: bool,
}

/// What may be answered at a key.
#[derive(Clone, Copy, Debug)]
pub enum KeyKind<'a> {
    /// A short text, as a name; no free text.
    Name,
    /// A free text.
    Text,
    /// A free text, where a word may do, with what is said of that.
    TextOrWord(&'static str),
    /// The day on which something happened.
    Date,
    /// Several such days.
    Dates,
    /// The day by which something is due.
    Due,
    /// Yes or no.
    YesNo,
    /// A grade.
    Grade,
    /// A grade, or that it does not apply.
    Judgement,
    /// 0 to 10.
    Score,
    /// How many.
    Count,
    /// Tags of one's own.
    Tags,
    /// The form that the file is.
    Form(&'a FormRef),
    /// What the form's field asks for.
    Field(&'a Field),
    /// One of some options.
    Option(&'a [String]),
    /// One of some states, or that it does not apply.
    Status(&'a [String]),
    /// One of the family members whom the form knows.
    Giver(&'a FamilyFeedback),
    /// Statements of Appendix 4 on a section.
    Statements(&'a Section),
    /// One of the form's sections.
    Section(&'a [Section]),
    /// Some of the form's sections.
    Sections(&'a [Section]),
    /// The block of all graded sections.
    EverySection,
    /// The block of a graded section.
    OneSection(&'a Section),
    /// The block of all questions of a section.
    EveryQuestion,
    /// The block of a question.
    Question(&'a Question),
}

/// A key, with what an editor says of it.
fn key<'a>(name: &'a str, says: impl Into<Cow<'a, str>>) -> ShapeKey<'a> {
    ShapeKey {
        name,
        kind: KeyKind::Text,
        says: says.into(),
        asks: Cow::Borrowed(""),
        under: None,
        each: ("", ""),
        decides: false,
        evidence: false,
        asked: true,
        on_page: Cow::Borrowed(""),
        at_the_end: false,
        prefilled: false,
        fixed: false,
        may_name: false,
    }
}

impl<'a> ShapeKey<'a> {
    /// What a page calls it.
    pub fn label(&self) -> &str {
        if self.on_page.is_empty() {
            &self.says
        } else {
            &self.on_page
        }
    }

    fn asks(self, asks: impl Into<Cow<'a, str>>) -> Self {
        let asks = asks.into();
        Self { asks, ..self }
    }

    fn under(self, heading: &'static str) -> Self {
        let under = Some(heading);
        Self { under, ..self }
    }

    fn each(self, called: &'static str, says: &'static str) -> Self {
        let each = (called, says);
        Self { each, ..self }
    }

    fn decides(self) -> Self {
        let decides = true;
        Self { decides, ..self }
    }

    fn evidence(self) -> Self {
        let evidence = true;
        Self { evidence, ..self }
    }

    fn asked_if(self, asked: bool) -> Self {
        Self { asked, ..self }
    }

    fn on_page(self, on_page: impl Into<Cow<'a, str>>) -> Self {
        let on_page = on_page.into();
        Self { on_page, ..self }
    }

    fn prefilled(self) -> Self {
        let prefilled = true;
        Self { prefilled, ..self }
    }

    fn fixed(self) -> Self {
        let fixed = true;
        Self { fixed, ..self }
    }

    fn may_name(self) -> Self {
        let may_name = true;
        Self { may_name, ..self }
    }

    fn at_the_end(self) -> Self {
        let at_the_end = true;
        Self { at_the_end, ..self }
    }

    fn of(self, kind: KeyKind<'a>) -> Self {
        Self { kind, ..self }
    }
}

/// Files, and items of their lists, of which nothing is answered.
#[derive(Debug, Default)]
pub struct Blanks {
    /// The moderator's.
    pub moderation: Moderation,
    /// The service manager's.
    pub direction: CaseDirection,
    /// The worker's.
    pub feedback: Feedback,
    /// The second auditor's.
    pub re_audit: ReAudit,
    /// The note on good practice.
    pub appreciative: AppreciativeEnquiry,
    /// The auditor's.
    pub audit: Audit,
    action: Action,
    regrade: Regrade,
    consent: Consent,
    section: SectionAnswer,
    item: ChecklistItem,
    pair: TwoAnswers,
    family: FamilyEntry,
    professional: Professional,
    learning: SystemLearning,
    explained: Explained,
    /// Terms of reference.
    pub terms: Terms,
    /// The plan of a visit.
    pub plan: VisitPlan,
    /// What a wider work found.
    pub findings: WorkFindings,
    /// What is done about it.
    pub action_plan: ActionPlan,
    focus_group: FocusGroup,
    criterion: Criterion,
    indicator: Indicator,
    enquiry: LineOfEnquiry,
    activity: Activity,
    planned: PlannedAction,
    /// What management says beside a quarter's figures.
    pub commentary: Commentary,
    indicator_beside: IndicatorBeside,
    message: MessageHeard,
    board_action: BoardAction,
    escalated: EscalatedMatter,
    standard: StandardShown,
    team_activity: ActivityOfTeam,
    /// A member's sheet.
    pub sheet: MembersSheet,
    /// A panel's discussion.
    pub discussion: Discussion,
    sheet_line: SheetLine,
    discussed: Discussed,
}

/// What a walk begins with that looks at no record.
pub static BLANK: LazyLock<Blanks> = LazyLock::new(Blanks::default);
