//! How far moderation panels agree, in every format.

use super::figures::{PanelLine, PanelReport, ReadAudit};
use crate::framework::Grade;
use crate::paper::{Cell, ColumnKind, Paper, PaperBlock, PaperPart, PaperTable, count};
use crate::paper::{Column, Columns};
use crate::record::work::{Discussed, Discussion, Work};
use crate::reports::moderation::paper::agreement;
use crate::reports::quarterly::figures::N_FOR_COEFFICIENTS;

/// What the figures are.
const BLIND: &str = "Members grade without seeing the grade, so this measures how reliable grading is. A panel changes no grade.";

static AUDITS: Columns<ReadAudit> = Columns(&[
    Column::new("panel", "Panel", ColumnKind::Code, |one| {
        Cell::text(one.panel.to_string())
    }),
    Column::new("audit", "Audit", ColumnKind::Code, |one| {
        Cell::text(one.audit.to_string())
    }),
    Column::new("why", "Taken", ColumnKind::Words, |one| Cell::text(&one.why)),
    Column::new("members", "Members gave", ColumnKind::Words, |one| {
        Cell::text(given(one))
    }),
    Column::new("spread", "Apart", ColumnKind::Count, |one| {
        Cell::some(one.spread.as_ref())
    }),
    Column::key("evidence_short", |one| Cell::Count(one.evidence_short)),
    Column::key("new_practice", |one| Cell::Count(one.new_practice)),
    Column::key("auditor_grade", |one| Cell::some(one.auditor_grade.as_ref())),
    Column::new("final_grade", "Final", ColumnKind::Code, |one| {
        Cell::some(one.final_grade.as_ref())
    }),
    Column::new("view", "The panel", ColumnKind::Words, |one| {
        Cell::text(view(one))
    }),
]);

static PANELS: Columns<PanelLine> = Columns(&[
    Column::shown("Panel", ColumnKind::Code, |one| Cell::text(one.id.to_string())),
    Column::shown("Held", ColumnKind::Day, |one| Cell::day_or(one.held, "not yet")),
    Column::shown("Members", ColumnKind::Count, |one| Cell::Count(one.members)),
    Column::shown("Without", ColumnKind::Count, |one| Cell::Count(one.without)),
    Column::shown("Audits", ColumnKind::Count, |one| Cell::Count(one.audits)),
    Column::shown("Auditors invited", ColumnKind::Count, |one| {
        Cell::Count(one.auditors_invited)
    }),
    Column::shown("came", ColumnKind::Count, |one| Cell::Count(one.auditors_present)),
    Column::shown("New practice", ColumnKind::Count, |one| {
        Cell::Count(one.new_practice)
    }),
]);

/// `2 G, 1 RI`, the best first.
fn given(one: &ReadAudit) -> String {
    let mut all: Vec<String> = Grade::ALL
        .into_iter()
        .filter(|grade| one.grades[grade.index()] > 0)
        .map(|grade| format!("{} {}", one.grades[grade.index()], grade.code()))
        .collect();
    all.reverse();
    all.join(", ")
}

fn view(one: &ReadAudit) -> String {
    match one.view {
        Some(grade) => grade.code().to_owned(),
        None if one.no_consensus => "no consensus".to_owned(),
        None => "not said yet".to_owned(),
    }
}

/// The report laid out; of one panel, with its discussion.
pub fn paper(report: &PanelReport, one: Option<&Work>) -> Paper {
    let mut parts = vec![in_short(report)];
    if !report.panels.is_empty() {
        parts.extend(tables(report));
    }
    let discussion = one.and_then(|work| work.panel.as_ref()?.discussion.as_ref());
    parts.extend(discussion.into_iter().flat_map(discussed));
    let period = match (one, &report.year) {
        (Some(work), _) => work.commission.title.clone(),
        (None, Some(year)) => format!("{} to {}", year.from().spoken(), year.to().spoken()),
        (None, None) => "All that were held".to_owned(),
    };
    let title = match one {
        Some(work) => format!("Moderation panel {}", work.id()),
        None => "Moderation panels".to_owned(),
    };
    Paper {
        title,
        period,
        council: None,
        as_of: report.as_of,
        parts,
    }
}

fn tables(report: &PanelReport) -> [PaperPart; 3] {
    let panels = PANELS.table("panels", "Each panel", "none was held", &report.panels);
    let audits = AUDITS.table("audits", "Each audit that was read", "none", &report.audits);
    [
        PaperPart::new("panels", "The panels").with(panels),
        grades(report),
        PaperPart::new("audits", "The audits").with(audits),
    ]
}

/// The audits that were read as CSV, each on a line.
pub fn csv(report: &PanelReport) -> String {
    AUDITS.csv(&report.audits)
}

fn in_short(report: &PanelReport) -> PaperPart {
    let part = PaperPart::new("in-short", "In short");
    if report.panels.is_empty() {
        return part.text("No panel was held.");
    }
    let (panel, members) = (&report.agreement, &report.members);
    let mut part = part.text(BLIND);
    if !report.is_one {
        let read = count(report.audits.len(), "audit", "audits");
        part = part.text(format!(
            "{} read {read}.",
            count(report.panels.len(), "panel", "panels")
        ));
    }
    part = part.text(format!(
        "The panel's view is the final grade for {} of {}, and one grade apart at most for {}; better for {}, worse for {}.",
        panel.exact.count, panel.agreed, panel.within_one, panel.up, panel.down
    ));
    if panel.no_consensus > 0 {
        part = part.text(format!(
            "No consensus: {}.",
            count(panel.no_consensus, "audit", "audits")
        ));
    }
    if panel.not_said > 0 {
        part = part.text(format!(
            "Not said yet: {}.",
            count(panel.not_said, "audit", "audits")
        ));
    }
    part = part.text(format!(
        "Of {} that two members or more graded, all gave the same grade to {}; for {} they lay one grade apart, for {} further.",
        count(members.audits, "audit", "audits"),
        members.same.count,
        members.one_apart,
        members.further
    ));
    part = part.text(format!(
        "Of {} that members gave, {}.",
        count(members.as_final.n, "grade", "grades"),
        count(members.as_final.count, "is the final one", "are the final one")
    ));
    if members.evidence_short > 0 {
        part = part.text(format!(
            "{} given where the member found too little evidence for one.",
            count(members.evidence_short, "grade was", "grades were")
        ));
    }
    let ac2 = match &panel.gwet_ac2 {
        Some(found) => agreement(found),
        None => format!("not given: fewer than {N_FOR_COEFFICIENTS} audits"),
    };
    part.text(format!(
        "Gwet's AC2 of the panel's view and the final grade: {ac2}."
    ))
}

/// The final grade against the panel's.
fn grades(report: &PanelReport) -> PaperPart {
    let heads: Vec<(&str, ColumnKind)> = std::iter::once(("Final grade", ColumnKind::Words))
        .chain(
            Grade::ALL
                .into_iter()
                .map(|grade| (grade.title(), ColumnKind::Count)),
        )
        .collect();
    let title = "The final grade (rows) and the panel's (columns)";
    let mut table = PaperTable::new("final-panel", title, &heads, "none");
    for grade in Grade::ALL {
        let row = report.agreement.table[grade.index()];
        let cells = Grade::ALL
            .into_iter()
            .map(|other| Cell::Count(row[other.index()]));
        table.row(std::iter::once(Cell::text(grade.title())).chain(cells));
    }
    PaperPart::new("final-panel", title).with(table)
}

/// What a panel talked over.
fn discussed(discussion: &Discussion) -> Vec<PaperPart> {
    let mut part = PaperPart::new("discussion", "The discussion");
    let present = discussion.present.as_deref();
    part = part.text(format!("Took part: {}.", present.unwrap_or("not said yet")));
    for one in &discussion.audits {
        part.blocks.extend(of_audit(one));
    }
    if let Some(learning) = &discussion.learning {
        part.blocks.push(PaperBlock::Heading("Learning".to_owned()));
        part.blocks.push(PaperBlock::Text(learning.clone()));
    }
    let actions = PaperTable::of(
        "actions",
        "What is done about it",
        "no action is planned",
        (1..).zip(&discussion.actions),
        &[
            ("No", ColumnKind::Count, &|(number, _)| Cell::Count(*number)),
            ("Action", ColumnKind::Words, &|(_, one)| {
                Cell::some(one.action.as_ref())
            }),
            ("Owner", ColumnKind::Words, &|(_, one)| {
                Cell::some(one.owner.as_ref())
            }),
            ("By", ColumnKind::Day, &|(_, one)| Cell::day(one.by)),
        ],
    );
    vec![part, PaperPart::new("actions", "Actions").with(actions)]
}

fn of_audit(one: &Discussed) -> Vec<PaperBlock> {
    let audit = one.audit.as_deref().unwrap_or("Audit not said");
    let view = one.view.as_deref().unwrap_or("not said yet");
    let mut blocks = vec![
        PaperBlock::Heading(audit.to_owned()),
        PaperBlock::Text(format!("The panel's view: {view}.")),
    ];
    for (label, text) in [
        ("Why", &one.because),
        ("New practice", &one.new_practice),
        ("The grades", &one.grades),
    ] {
        blocks.extend(
            text.as_ref()
                .map(|text| PaperBlock::Text(format!("{label}: {text}"))),
        );
    }
    let came = match (one.auditor_invited, one.auditor_present) {
        (_, Some(true)) => "Its auditor took part.",
        (Some(true), _) => "Its auditor was invited.",
        _ => return blocks,
    };
    blocks.push(PaperBlock::Text(came.to_owned()));
    blocks
}
