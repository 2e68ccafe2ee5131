//! `changed-after-agreed`: terms or a plan of a wider work that are not what was agreed.

use super::Rule;
use crate::finding::Severity;
use crate::record::work::{Redrafted, Work};
use crate::record::{Draft, FileKind, Place, Route, WorkFile};

/// The rule.
pub const RULE: Rule = Rule {
    id: "changed-after-agreed",
    severity: Severity::Query,
    title: "Terms or a plan changed after they were agreed",
    what: "`terms.yaml` of a theme, or `plan.yaml` of a visit, is not what it was when `agreed` was logged; of a plan, without \
           what is written in it afterwards (who came, the activities, what was found).",
    why: "A wider work looks at what was agreed with whoever commissioned it. Of terms, what was agreed counts until they are \
          agreed anew: for the sample, the tool and the report.",
    source: "Section 2, thematic audits, terms of reference",
    before: "a criterion written into terms.yaml after qaf log TH3 agreed",
    after: "qaf log TH3 agreed, once that is agreed too; else the file put back",
    check: None,
};

/// What of a work's terms or plan is not as it was agreed, if anything.
pub fn changed_after_agreed(work: &Work, redrafted: &Redrafted) -> Draft {
    let (id, day, copy) = (work.id(), redrafted.agreed.spoken(), &redrafted.copy);
    let file = WorkFile::of(work.kind())
        .first()
        .copied()
        .unwrap_or(WorkFile::Terms);
    let place = |route: &Route| Place::value(FileKind::OfWork(file), route.clone());
    let mut routes = redrafted.routes.iter();
    let first = routes.next().cloned().unwrap_or_default();
    let again = format!("If the change is agreed too: qaf log {id} agreed.");
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
