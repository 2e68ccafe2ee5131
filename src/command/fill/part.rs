//! The files that people fill in, each with the step that makes it.

use anyhow::{Result, bail};

use crate::command::{appreciate, direct, feedback, moderate, re_audit};
use crate::context::{Context, Judged};
use crate::framework::Step;
use crate::progress::Who;
use crate::record::FileKind;

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

/// The part of this file; the auditor's for a file that nobody fills in.
pub fn of_kind(kind: FileKind) -> &'static FillPart {
    PARTS.iter().find(|part| part.kind == kind).unwrap_or(&PARTS[0])
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
