//! The end of the auditor's form: the grade of the whole, what it would take, actions, findings, learning.

use super::may_see::{View, given};
use super::{DocumentBlock, GradeTable, LabelledAnswer, ShortAnswer, grades};
use crate::framework::form::Block as Asked;
use crate::framework::word::capital;
use crate::record::{Action, Audit};

pub(super) fn blocks(view: &View<'_>, blocks: &mut Vec<DocumentBlock>) {
    let Some(audit) = view.audit else { return };
    if view.is_blind {
        key_findings(view, audit, blocks);
        asked_for(audit, blocks);
        learning(view, audit, blocks);
        return;
    }
    if view.is_whole_graded() {
        blocks.push(DocumentBlock::heading("Overall grade"));
        blocks.extend(wording(view, "overall").map(DocumentBlock::note));
        blocks.push(DocumentBlock::Grade(grades::overall(view)));
    }
    if let Some(reasons) = &audit.overall.reasons {
        let asked = wording(view, "reasons").unwrap_or("Reasons");
        blocks.push(DocumentBlock::text(asked, reasons));
    }
    key_findings(view, audit, blocks);
    if let Some(text) = &audit.improvement {
        blocks.push(DocumentBlock::heading("Improvement"));
        let asked = wording(view, Asked::Improvement.name()).unwrap_or("What it would take");
        blocks.push(DocumentBlock::text(asked, text));
    }
    if !audit.actions.is_empty() || view.form.is_some_and(|form| form.asks_for(Asked::Actions)) {
        blocks.push(DocumentBlock::heading("Actions"));
        actions(view, &audit.actions, "", blocks);
    }
    learning(view, audit, blocks);
    if !audit.themes.is_empty() {
        blocks.push(DocumentBlock::heading("Themes"));
        blocks.push(DocumentBlock::Facts {
            rows: vec![LabelledAnswer::text("Tags", audit.themes.join(", "))],
        });
    }
}

fn wording<'a>(view: &View<'a>, name: &str) -> Option<&'a str> {
    view.form?.wording(name)
}

/// Findings, learning points and recommendations, as the form orders them.
fn key_findings(view: &View<'_>, audit: &Audit, blocks: &mut Vec<DocumentBlock>) {
    if audit.key_findings.is_empty() {
        return;
    }
    blocks.push(DocumentBlock::heading("Key findings"));
    blocks.extend(wording(view, Asked::KeyFindings.name()).map(DocumentBlock::note));
    for (name, label) in [
        ("findings", "Findings"),
        ("learning_points", "Learning points"),
        ("recommendations", "Recommendations"),
    ] {
        blocks.extend(
            audit
                .key_findings
                .get(name)
                .map(|text| DocumentBlock::text(label, text)),
        );
    }
}

/// What the auditor asked for, as a panel reads it: not who sees to it, nor what was done since.
fn asked_for(audit: &Audit, blocks: &mut Vec<DocumentBlock>) {
    if audit.actions.is_empty() {
        return;
    }
    let actions = audit.actions.iter();
    blocks.push(DocumentBlock::heading("Actions"));
    blocks.push(DocumentBlock::Table(GradeTable {
        caption: "The actions that the auditor asked for".to_owned(),
        columns: vec!["Action".to_owned()],
        rows: actions
            .map(|action| vec![given(action.action.as_deref())])
            .collect(),
    }));
}

/// An action plan; `mark` begins its numbers in the log.
pub(super) fn actions(view: &View<'_>, actions: &[Action], mark: &str, blocks: &mut Vec<DocumentBlock>) {
    if actions.is_empty() {
        blocks.push(DocumentBlock::note("No actions are recorded."));
        return;
    }
    let says_section = actions.iter().any(|action| action.section.is_some());
    let of_section = |action: &Action| {
        let Some(id) = &action.section else {
            return ShortAnswer::Text("No one section".to_owned());
        };
        let section = view.form.and_then(|form| form.section(id.as_str()));
        given(Some(
            section.map_or(id.as_str(), |section| section.title.as_str()),
        ))
    };
    let row = |(index, action): (usize, &Action)| {
        let done = view.action_done(&format!("{mark}{}", index + 1));
        let mut row = vec![
            given(action.action.as_deref()),
            given(action.owner.as_deref()),
            action.by.map_or(ShortAnswer::NotAnswered, ShortAnswer::Date),
            done.map_or(ShortAnswer::NotYet, ShortAnswer::Date),
        ];
        if says_section {
            row.insert(1, of_section(action));
        }
        row
    };
    let mut columns = ["Action", "Owner", "By", "Done"].map(str::to_owned).to_vec();
    if says_section {
        columns.insert(1, "Section".to_owned());
    }
    blocks.push(DocumentBlock::Table(GradeTable {
        caption: "The actions, who sees to each, and whether it is done".to_owned(),
        columns,
        rows: actions.iter().enumerate().map(row).collect(),
    }));
}

fn learning(view: &View<'_>, audit: &Audit, blocks: &mut Vec<DocumentBlock>) {
    if audit.system_learning.is_empty() {
        return;
    }
    blocks.push(DocumentBlock::heading("Learning for the whole system"));
    blocks.extend(wording(view, Asked::SystemLearning.name()).map(DocumentBlock::note));
    for point in &audit.system_learning {
        let area = point.area.as_deref().unwrap_or("Area not said");
        let about = point
            .interface
            .as_ref()
            .map(|at| format!("{area} (interface: {at})"));
        let area = about.as_deref().unwrap_or(area);
        let learning = point.learning.as_deref().unwrap_or("Not answered.");
        blocks.push(DocumentBlock::text(&capital(area), learning));
    }
}
