//! The files of a moderation panel.

use super::form_lines::{FormLines, yaml_quoted};
use super::form_writer::FormWriter;
use super::head;
use crate::framework::Date;
use crate::record::WorkFile;
use crate::record::work::{
    Commission, Discussion, MembersSheet, PanelDrawn, PanelMember, Revealed, SheetLine,
};

const NO_HANDS: &str = "Written by qaf. Please leave it as it is.";

/// `panel.yaml`.
pub fn panel_yaml(made: &Commission, drawn: &PanelDrawn) -> String {
    let mut lines = FormLines::default();
    lines.comment(0, NO_HANDS);
    lines.known(0, "panel", Some(&made.work.to_string()));
    lines.known(0, "date", Some(&drawn.date.to_string()));
    lines.line(0, "members:");
    for member in &drawn.members {
        let (name, sheet) = (yaml_quoted(&member.name), yaml_quoted(&member.sheet));
        lines.line(2, &format!("- {{name: {name}, sheet: {sheet}}}"));
    }
    lines.line(0, "audits:");
    for one in &drawn.audits {
        let not_by: Vec<String> = one.not_by.iter().map(|name| yaml_quoted(name)).collect();
        let (audit, why) = (&one.audit, yaml_quoted(&one.why));
        lines.line(
            2,
            &format!(
                "- {{audit: {audit}, why: {why}, not_by: [{}]}}",
                not_by.join(", ")
            ),
        );
    }
    lines.done()
}

/// A member's sheet, with an item for each audit that they grade. It tells of none why it was taken.
pub fn sheet(made: &Commission, drawn: &PanelDrawn, member: &PanelMember) -> String {
    let what = format!("The sheet of {} for {}.", member.name, made.work);
    let fill = format!("qaf fill {} --by \"{}\"", made.work, member.name);
    let mut lines = head_of(made, WorkFile::Sheet, &what, &fill);
    lines.comment(0, &format!("The panel meets on {}.", drawn.date.spoken()));
    lines.gap();
    let own = drawn.of_member(&member.name).map(|one| SheetLine {
        audit: Some(one.audit.to_string()),
        ..SheetLine::default()
    });
    let known = MembersSheet {
        member: Some(member.name.clone()),
        audits: own.collect(),
        submitted: None,
    };
    known.walk(&mut FormWriter::new(
        &mut lines,
        made.work.claimed(),
        "",
        &|_, _| true,
    ));
    lines.done()
}

/// `discussion.yaml`, with the grades of each audit.
pub fn discussion(made: &Commission, known: &Discussion) -> String {
    let what = format!("What {} made of the grades. It changes none.", made.work);
    let fill = format!("qaf fill {}", made.work);
    let mut lines = head_of(made, WorkFile::Discussion, &what, &fill);
    lines.gap();
    known.walk(&mut FormWriter::new(
        &mut lines,
        made.work.claimed(),
        "",
        &|_, _| true,
    ));
    lines.done()
}

fn head_of(made: &Commission, file: WorkFile, what: &str, page: &str) -> FormLines {
    let mut lines = FormLines::default();
    head::work_schema(&mut lines, file);
    lines.comment(0, what);
    let seen_by = format!("qaf report panel {}, once the grades are revealed", made.work);
    head::how_to_of(&mut lines, page, &seen_by);
    lines
}

/// `revealed.yaml`.
pub fn revealed_yaml(made: &Commission, revealed: &Revealed, day: Date) -> String {
    let mut lines = FormLines::default();
    lines.comment(0, NO_HANDS);
    lines.known(0, "panel", Some(&made.work.to_string()));
    lines.known(0, "revealed", Some(&day.to_string()));
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    if revealed.without.is_empty() {
        lines.line(0, "without: []");
    } else {
        lines.line(0, "without:");
    }
    for (name, reason) in &revealed.without {
        let (name, reason) = (yaml_quoted(name), yaml_quoted(reason));
        lines.line(2, &format!("- {{name: {name}, reason: {reason}}}"));
    }
    if revealed.grades.is_empty() {
        lines.line(0, "grades: []");
    } else {
        lines.line(0, "grades:");
    }
    for one in &revealed.grades {
        lines.line(
            2,
            &format!(
                "- {{audit: {}, member: {}, grade: {}, evidence_sufficient: {}, new_practice: {}}}",
                one.audit,
                yaml_quoted(&one.member),
                one.grade.code(),
                yes(one.evidence_sufficient),
                yes(one.new_practice)
            ),
        );
    }
    lines.done()
}
