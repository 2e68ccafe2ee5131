//! The files that people fill in, each with the step that makes it.

use anyhow::{Result, bail};

use super::sitting::Sitting;
use crate::command::{appreciate, direct, feedback, moderate, re_audit};
use crate::context::{Context, Judged};
use crate::framework::wider_work::WorkEventKind;
use crate::framework::{Quarter, Step};
use crate::paper::safe::safe;
use crate::progress::Who;
use crate::progress::work_owed::WorkStep;
use crate::record::work::{Panel, Work};
use crate::record::{FileKind, WorkFile};
use crate::store::of_quarter;

/// A file that is filled in.
#[derive(Debug)]
pub struct FillPart {
    /// The file.
    pub kind: FileKind,
    /// What `--step` calls it.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The steps of an audit's life that are done in it.
    pub steps: &'static [Step],
    /// Those of them that its last day ends.
    pub ends: &'static [Step],
    /// What the button says by which its writer is done.
    pub finish: &'static str,
    /// What is said of it then, before the day.
    pub finished: &'static str,
}

/// Every file that is filled in.
pub static PARTS: [FillPart; 6] = [
    FillPart {
        kind: FileKind::Audit,
        name: "audit",
        title: "The audit",
        steps: &[Step::Audit, Step::Amend],
        ends: &[Step::Audit],
        finish: "Submit the audit",
        finished: "Submitted",
    },
    FillPart {
        kind: FileKind::Moderation,
        name: "moderation",
        title: "The moderation",
        steps: &[Step::Moderate, Step::ReviewEvidence],
        ends: &[Step::Moderate, Step::ReviewEvidence],
        finish: "Sign it off",
        finished: "Signed off",
    },
    FillPart {
        kind: FileKind::CaseDirection,
        name: "direction",
        title: "The case direction",
        steps: &[Step::CaseDirection, Step::ReviewActions],
        ends: &[Step::CaseDirection],
        finish: "The direction is complete",
        finished: "Directed",
    },
    FillPart {
        kind: FileKind::Feedback,
        name: "feedback",
        title: "The worker's feedback",
        steps: &[Step::Feedback, Step::SupervisorComment],
        ends: &[Step::Feedback],
        finish: "The feedback is complete",
        finished: "Given",
    },
    FillPart {
        kind: FileKind::ReAudit,
        name: "re-audit",
        title: "The re-audit",
        steps: &[Step::ReAudit],
        ends: &[Step::ReAudit],
        finish: "The re-audit is complete",
        finished: "Done",
    },
    FillPart {
        kind: FileKind::AppreciativeEnquiry,
        name: "appreciative",
        title: "The note on good practice",
        steps: &[],
        ends: &[],
        finish: "The note is complete",
        finished: "Agreed",
    },
];

const fn other(kind: FileKind, name: &'static str, title: &'static str) -> FillPart {
    FillPart {
        kind,
        name,
        title,
        steps: &[],
        ends: &[],
        finish: "",
        finished: "Saved",
    }
}

/// Every file of a wider work or a quarter that is filled in. That one is complete is logged: qaf log WORK EVENT; of a panel's
/// sheet its member says so.
pub static OTHER_PARTS: [FillPart; 7] = {
    const fn of_work(file: WorkFile, name: &'static str, title: &'static str) -> FillPart {
        other(FileKind::OfWork(file), name, title)
    }
    [
        of_work(WorkFile::Terms, "terms", "The terms of reference"),
        of_work(WorkFile::Plan, "plan", "The plan"),
        of_work(WorkFile::Findings, "findings", "What was found"),
        of_work(WorkFile::ActionPlan, "action-plan", "The action plan"),
        FillPart {
            finish: "Hand in the sheet",
            finished: "Handed in",
            ..of_work(WorkFile::Sheet, "sheet", "Your sheet for the panel")
        },
        of_work(WorkFile::Discussion, "discussion", "The panel's discussion"),
        other(FileKind::Commentary, "commentary", "The commentary"),
    ]
};

/// The part of this file; the auditor's for a file that nobody fills in.
pub fn of_kind(kind: FileKind) -> &'static FillPart {
    let mut all = PARTS.iter().chain(&OTHER_PARTS);
    all.find(|part| part.kind == kind).unwrap_or(&PARTS[0])
}

/// The part of a wider work in which a step is done.
pub fn of_work_step(step: WorkStep, work: &Work) -> Option<&'static FillPart> {
    let file = match step {
        WorkStep::Agree => WorkFile::of(work.kind()).first().copied(),
        WorkStep::Report => Some(WorkFile::Findings),
        WorkStep::AgreePlan | WorkStep::ReviewPlan => Some(WorkFile::ActionPlan),
        WorkStep::Sheet => Some(WorkFile::Sheet),
        WorkStep::Hold | WorkStep::Note => Some(WorkFile::Discussion),
        _ => None,
    };
    OTHER_PARTS
        .iter()
        .find(|part| Some(part.kind) == file.map(FileKind::OfWork))
}

/// The file of a work that is named by its step, made where its time has come and it is not there; without a name, the one
/// that is written last.
///
/// # Errors
/// Where the work has no such file, or it is not its turn: what must happen first.
pub fn make_of_work(work: &Work, named: Option<&str>, context: &Context) -> Result<Sitting> {
    if let Some(panel) = &work.panel {
        return of_panel(work, panel, named, context);
    }
    let files = WorkFile::of(work.kind());
    let has = |kind| work.day_of(kind, context.as_of).is_some();
    let (agreed, reported) = (has(WorkEventKind::Agreed), has(WorkEventKind::Reported));
    let next = usize::from(agreed) + usize::from(agreed && reported);
    let part = |file: WorkFile| of_kind(FileKind::OfWork(file));
    let file = match named {
        None => files.get(next).copied(),
        Some(name) => files.iter().copied().find(|file| part(*file).name == name),
    };
    let Some(file) = file.filter(|file| part(*file).kind == FileKind::OfWork(*file)) else {
        let all: Vec<&str> = files.iter().map(|file| part(*file).name).collect();
        bail!(
            "{} has no such file to fill in. It has: {}.",
            work.id(),
            all.join(", ")
        )
    };
    let first = match file {
        WorkFile::Findings if !agreed => Some(WorkEventKind::Agreed),
        WorkFile::ActionPlan if !reported => Some(WorkEventKind::Reported),
        _ => None,
    };
    if let Some(first) = first {
        let name = first.meaning().name;
        bail!(
            "{} of {1} comes later. First: qaf log {1} {name}.",
            part(file).title,
            work.id()
        )
    }
    context.make_work_file(work, file)?;
    Ok(Sitting::of_work(work, file, None))
}

/// The file of a panel that is named by its step: a member's own sheet, until the grades are revealed, then the discussion.
fn of_panel(work: &Work, panel: &Panel, named: Option<&str>, context: &Context) -> Result<Sitting> {
    let id = work.id();
    let is_revealed = work.day_of(WorkEventKind::Revealed, context.as_of).is_some();
    let next = if is_revealed { "discussion" } else { "sheet" };
    match named.unwrap_or(next) {
        "discussion" if !is_revealed => {
            bail!("The discussion of {id} begins with the grades. First: qaf panel reveal {id}.")
        }
        "discussion" => Ok(Sitting::of_work(work, WorkFile::Discussion, None)),
        "sheet" => {
            let mut members = panel.drawn.members.iter();
            let Some(member) = members.find(|member| context.people.same(&member.name, &context.by)) else {
                let members = panel.drawn.members.iter().map(|member| safe(&member.name));
                bail!(
                    "A sheet is filled in by its member, and {} is none of {id}. Say who you are with --by: {}.",
                    if context.by.is_empty() {
                        "nobody".into()
                    } else {
                        safe(&context.by)
                    },
                    members.collect::<Vec<_>>().join(", ")
                )
            };
            Ok(Sitting::of_work(work, WorkFile::Sheet, Some(member)))
        }
        _ => bail!("{id} has no such file to fill in. It has: sheet, discussion."),
    }
}

/// The commentary of a quarter, made where it is not there and the figures are issued.
///
/// # Errors
/// Where another step is named, or nothing was issued yet.
pub fn make_of_quarter(quarter: Quarter, named: Option<&str>, context: &Context) -> Result<()> {
    if let Some(other) = named.filter(|name| *name != of_kind(FileKind::Commentary).name) {
        bail!("{quarter} has no {other} to fill in. It has: commentary.")
    }
    let stored = of_quarter::path(quarter, FileKind::Commentary.name());
    if !context.store.path(&stored).is_file() && context.issued_on(quarter)?.is_none() {
        bail!(
            "The figures of {quarter} were not issued yet, so nothing stands beside them. First: qaf report quarterly --quarter \
             {quarter} --issue; or, to write it before, --scaffold."
        )
    }
    context.make_commentary(quarter)?;
    Ok(())
}

/// The part in which a step is done.
pub fn of_step(step: Step) -> Option<&'static FillPart> {
    PARTS.iter().find(|part| part.steps.contains(&step))
}

/// The part that is next: of the open steps that are done in a file, the one that is due first; where there is none, what
/// was filled in first of all, to be read.
pub fn next(judged: &Judged) -> &'static FillPart {
    let open = judged.summary.progress.open();
    let mut parts: Vec<_> = open
        .filter_map(|state| Some((state.due, of_step(state.step)?)))
        .collect();
    parts.sort_by_key(|(due, _)| *due);
    parts.first().map_or(&PARTS[0], |(_, part)| part)
}

/// Makes the part's file where its time has come and it is not there.
///
/// # Errors
/// Where it is not its turn: what must happen first.
pub fn make(part: &FillPart, judged: &Judged, context: &Context) -> Result<()> {
    if judged.reading.folder.files.contains_key(&part.kind) {
        return Ok(());
    }
    let id = judged.reading.folder.id.to_string();
    match part.kind {
        FileKind::Moderation => moderate::make(&moderate::ModerateArgs::of(&id), context),
        FileKind::CaseDirection => direct::make(&direct::DirectArgs::of(&id), context),
        FileKind::Feedback => feedback::make(&feedback::FeedbackArgs::of(&id), context),
        FileKind::ReAudit => {
            // Whoever opens it for somebody else does not become its auditor.
            let asked = judged
                .summary
                .progress
                .step(Step::ReAudit)
                .map(|state| &state.who);
            let second = match asked {
                Some(Who::Person(name)) => name.as_str(),
                _ => &context.by,
            };
            re_audit::make(&re_audit::ReAuditArgs::of(&id, second), context)
        }
        FileKind::AppreciativeEnquiry => appreciate::make(&appreciate::AppreciateArgs::of(&id), context),
        FileKind::Audit
        | FileKind::Allocation
        | FileKind::Log
        | FileKind::OfWork(_)
        | FileKind::Commentary => {
            bail!("The audit.yaml of {id} is missing. qaf validate {id} says what to do.")
        }
    }?;
    Ok(())
}
