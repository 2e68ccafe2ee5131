//! `changed-after-agreed`: terms or a plan of a wider work that are not what was agreed.

use super::Rule;
use crate::finding::Severity;
use crate::framework::wider_work::WorkEventKind;
use crate::record::work::{Redrafted, Work};
use crate::record::{Draft, FileKind, Place, Route, WorkFile};

/// The rule.
pub const RULE: Rule = Rule {
    id: "changed-after-agreed",
    severity: Severity::Query,
    title: "Terms or a plan changed after they were agreed",
    what: "`terms.yaml` of a theme, or `plan.yaml` of a visit, is not what it was when `agreed` was logged, or `action-plan.yaml` \
           not what it was when `plan-agreed` was; without what is written in them afterwards (who came, the activities, what \
           was found; where an action goes on).",
    why: "A wider work looks at what was agreed with whoever commissioned it. Of terms, what was agreed counts until they are \
          agreed anew: for the sample, the tool and the report. An action that leaves its plan without a word is seen to by \
          nobody.",
    source: "Section 2, thematic audits, terms of reference, action plan",
    before: "a criterion written into terms.yaml after qaf log TH3 agreed",
    after: "qaf log TH3 agreed, once that is agreed too; else the file put back",
    check: None,
};

/// What of a work's terms or plan is not as it was agreed, if anything.
pub fn changed_after_agreed(work: &Work, redrafted: &Redrafted) -> Draft {
    let (id, day, copy) = (work.id(), redrafted.agreed.spoken(), &redrafted.copy);
    let file = redrafted.file;
    let (event, _) = file.agreed_by().unwrap_or((WorkEventKind::Agreed, &[]));
    let place = |route: &Route| Place::value(FileKind::OfWork(file), route.clone());
    let mut routes = redrafted.routes.iter();
    let first = routes.next().cloned().unwrap_or_default();
    let again = format!(
        "If the change is agreed too: qaf log {id} {}.",
        event.meaning().name
    );
    let (message, help) = if redrafted.is_lost {
        (
            format!(
                "It can't be told whether this is what was agreed on {day}: the copy of what was agreed is gone ({copy}). The \
                     file counts as it stands."
            ),
            format!("Restore {copy} from a copy. {again}"),
        )
    } else if file == WorkFile::Terms {
        (
            format!("This is not what was agreed on {day}. What was agreed counts."),
            format!("{again} Else put it back as it was: {copy}."),
        )
    } else {
        (
            format!("This is not what was agreed on {day}."),
            format!("{again} Else put it back as it was: {copy}."),
        )
    };
    let draft = RULE.draft(place(&first), message).help(help);
    routes.fold(draft, |draft, route| draft.related(place(route), "and this"))
}
