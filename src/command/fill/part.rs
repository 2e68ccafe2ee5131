//! The files that people fill in, each with the step that makes it.

use anyhow::{Result, bail};

use crate::command::{appreciate, direct, feedback, moderate, re_audit};
use crate::context::{Context, Judged};
use crate::framework::Step;
use crate::framework::wider_work::WorkEventKind;
use crate::progress::Who;
use crate::progress::work_owed::WorkStep;
use crate::record::work::Work;
use crate::record::{FileKind, WorkFile};

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

const fn of_work(file: WorkFile, name: &'static str, title: &'static str) -> FillPart {
    FillPart {
        kind: FileKind::OfWork(file),
        name,
        title,
        steps: &[],
        ends: &[],
        finish: "",
        finished: "Saved",
    }
}

/// Every file of a wider work that is filled in. That one is complete is logged: qaf log WORK EVENT.
pub static WORK_PARTS: [FillPart; 4] = [
    of_work(WorkFile::Terms, "terms", "The terms of reference"),
    of_work(WorkFile::Plan, "plan", "The plan"),
    of_work(WorkFile::Findings, "findings", "What was found"),
    of_work(WorkFile::ActionPlan, "action-plan", "The action plan"),
];

/// The part of this file; the auditor's for a file that nobody fills in.
pub fn of_kind(kind: FileKind) -> &'static FillPart {
    let mut all = PARTS.iter().chain(&WORK_PARTS);
    all.find(|part| part.kind == kind).unwrap_or(&PARTS[0])
}

/// The part of a wider work in which a step is done.
pub fn of_work_step(step: WorkStep, work: &Work) -> Option<&'static FillPart> {
    let file = match step {
        WorkStep::Agree => WorkFile::of(work.kind()).first().copied(),
        WorkStep::Report => Some(WorkFile::Findings),
        WorkStep::AgreePlan | WorkStep::ReviewPlan => Some(WorkFile::ActionPlan),
        _ => None,
    };
    WORK_PARTS
        .iter()
        .find(|part| Some(part.kind) == file.map(FileKind::OfWork))
}

/// The file of a work that is named by its step, made where its time has come and it is not there; without a name, the one
/// that is written last.
///
/// # Errors
/// Where the work has no such file, or it is not its turn: what must happen first.
pub fn make_of_work(work: &Work, named: Option<&str>, context: &Context) -> Result<WorkFile> {
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
    Ok(file)
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
