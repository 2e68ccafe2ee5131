//! The files of a moderation panel, read.

use std::path::Path;

use super::{RESTORE, Works};
use crate::finding::{Finding, Severity};
use crate::framework::AuditId;
use crate::record::shape::BLANK;
use crate::record::work::{
    Discussion, MembersSheet, Panel, PanelAudit, PanelDrawn, PanelMember, Revealed, RevealedGrade, Work,
};
use crate::record::{FileKind, WorkFile};
use crate::store::decode::{DecodeWay, Decoder, shown};
use crate::store::document::Document;
use crate::store::layout;
use crate::store::read::shaped;
use crate::store::yaml::{Node, NodeValue};

/// The rule of what a sheet or a discussion says that the panel can't take.
const PANEL_SHEET: &str = "panel-sheet";

impl Works {
    /// Reads what the folder of a panel holds.
    pub(super) fn read_panel(&mut self, root: &Path, work: &mut Work) {
        let mut unread = Vec::new();
        work.panel = self.panel(root, work, &mut unread);
        work.unread.append(&mut unread);
    }

    /// What the folder of a panel holds; `None` where what was drawn can't be read.
    fn panel(&mut self, root: &Path, work: &Work, unread: &mut Vec<WorkFile>) -> Option<Panel> {
        let path = format!("{}/{}", work.path, layout::PANEL);
        let Some(document) = self.document(root, &path, None) else {
            self.fault(&path, "This panel does not say who reads what.");
            return None;
        };
        let mut decoder = Decoder::new(&document);
        let drawn = drawn(&mut decoder);
        let is_whole = document.faults.is_empty() && decoder.findings.is_empty();
        self.findings.append(&mut decoder.findings);
        let Some(drawn) = drawn.filter(|_| is_whole) else {
            self.fault(
                &path,
                "Who reads what can't be read whole, so nothing of this panel is known.",
            );
            return None;
        };
        let revealed = self.revealed(root, work);
        let before = self.errors();
        let sheets = drawn.members.iter();
        let sheets = sheets
            .map(|member| self.sheet(root, work, &drawn, member))
            .collect();
        unread.extend((self.errors() > before).then_some(WorkFile::Sheet));
        let panel = Panel {
            drawn,
            sheets,
            revealed,
            // It is read as the other files are that people write.
            discussion: None,
        };
        self.changed_since(work, &panel);
        Some(panel)
    }

    fn sheet(
        &mut self,
        root: &Path,
        work: &Work,
        drawn: &PanelDrawn,
        member: &PanelMember,
    ) -> Option<MembersSheet> {
        let path = format!("{}/{}/{}", work.path, layout::SHEETS, member.sheet);
        let document = self.document(root, &path, Some(WorkFile::Sheet))?;
        let mut decoder = Decoder::new(&document);
        let sheet = read_sheet(&mut decoder, drawn, member);
        self.findings.append(&mut decoder.findings);
        sheet
    }

    fn revealed(&mut self, root: &Path, work: &Work) -> Option<Revealed> {
        let path = format!("{}/{}", work.path, layout::REVEALED);
        let document = self.document(root, &path, None)?;
        let mut decoder = Decoder::new(&document);
        let revealed = revealed(&mut decoder);
        let is_whole = document.faults.is_empty() && decoder.findings.is_empty();
        self.findings.append(&mut decoder.findings);
        if revealed.is_none() || !is_whole {
            self.fault(&path, "The grades that were revealed can't be read whole.");
        }
        revealed
    }

    /// Tells a sheet that says other grades than were revealed: those count.
    fn changed_since(&mut self, work: &Work, panel: &Panel) {
        if panel.revealed.is_none() {
            return;
        }
        for (member, sheet) in panel.with_sheets() {
            let is_changed = sheet.is_some_and(|sheet| {
                sheet.audits.iter().any(|line| {
                    let audit = line.audit.as_deref().and_then(|text| panel.drawn.audit(text));
                    let then = audit.and_then(|one| {
                        let mut all = panel.grades(&one.audit);
                        all.find(|grade| grade.member == member.name)
                    });
                    then.is_some_and(|then| Some(then.grade) != line.grade)
                })
            });
            if is_changed {
                self.findings.push(Finding {
                    rule: PANEL_SHEET,
                    severity: Severity::Query,
                    location: crate::finding::Location::file(format!(
                        "{}/{}/{}",
                        work.path,
                        layout::SHEETS,
                        member.sheet
                    )),
                    message: "This sheet says another grade than it did when the grades were revealed. What it said then \
                              counts."
                        .to_owned(),
                    help: Some("Put it back as it was; the copy in kept has it.".to_owned()),
                    audit: None,
                    explained: None,
                    answer: None,
                    related: Vec::new(),
                });
            }
        }
    }
}

/// Reads a member's sheet.
fn read_sheet(decoder: &mut Decoder<'_>, drawn: &PanelDrawn, member: &PanelMember) -> Option<MembersSheet> {
    let kind = FileKind::OfWork(WorkFile::Sheet);
    let sheet = shaped(decoder, kind, &[], |w| BLANK.sheet.walk(w))?;
    of_member(decoder, &sheet, member);
    let given: Vec<Option<&str>> = sheet.audits.iter().map(|line| line.audit.as_deref()).collect();
    lines_of_panel(decoder, &given, drawn);
    for (at, line) in sheet.audits.iter().enumerate() {
        let audit = line.audit.as_deref().and_then(|text| drawn.audit(text));
        if audit.is_some_and(|audit| audit.not_by.contains(&member.name)) {
            not_theirs(decoder, at, &member.name);
        }
        let missing = line.missing();
        if sheet.submitted.is_some() && !missing.is_empty() {
            let message = format!(
                "This sheet is submitted, and does not say here: {}.",
                missing.join(", ")
            );
            fault_at(
                decoder,
                at,
                message,
                "Fill it in, or leave the day under submitted empty until it is.",
            );
        }
    }
    Some(sheet)
}

/// Reads a sheet into a panel, of the member at this place; what is wrong with it.
pub(super) fn sheet_into(panel: &mut Panel, at: usize, document: &Document) -> Vec<Finding> {
    let mut decoder = Decoder::new(document);
    panel.sheets[at] = read_sheet(&mut decoder, &panel.drawn, &panel.drawn.members[at]);
    decoder.findings
}

/// Reads `discussion.yaml`.
pub(super) fn discussion(decoder: &mut Decoder<'_>, drawn: &PanelDrawn) -> Option<Discussion> {
    let kind = FileKind::OfWork(WorkFile::Discussion);
    let discussion = shaped(decoder, kind, &[], |w| BLANK.discussion.walk(w))?;
    let given: Vec<Option<&str>> = discussion.audits.iter().map(|one| one.audit.as_deref()).collect();
    lines_of_panel(decoder, &given, drawn);
    Some(discussion)
}

/// The item of the list `audits`, and what stands under `audit` in it.
fn item<'d>(decoder: &Decoder<'d>, at: usize) -> Option<&'d Node> {
    let entry = decoder.root()?.entry("audits")?;
    let NodeValue::List(items) = &entry.value.value else {
        return None;
    };
    let item = items.get(at)?;
    Some(item.entry("audit").map_or(item, |entry| &entry.value))
}

fn fault_at(decoder: &mut Decoder<'_>, at: usize, message: String, help: &str) {
    if let Some(node) = item(decoder, at) {
        let span = node.span;
        decoder.fault(PANEL_SHEET, span, message, help);
    }
}

/// Whose sheet it says that it is.
fn of_member(decoder: &mut Decoder<'_>, sheet: &MembersSheet, member: &PanelMember) {
    let is_own = sheet.member.as_deref() == Some(member.name.as_str());
    let span = decoder.root().map(|root| match root.entry("member") {
        Some(entry) => entry.key_span,
        None => root.span,
    });
    if let Some(span) = span.filter(|_| !is_own) {
        let message = format!(
            "This is the sheet of {}, and does not say so.",
            shown(&member.name)
        );
        decoder.fault(
            PANEL_SHEET,
            span,
            message,
            "Write their name under member, as in panel.yaml.",
        );
    }
}

/// Tells the lines that are of no audit of the panel, or of one that stands above already.
fn lines_of_panel(decoder: &mut Decoder<'_>, given: &[Option<&str>], drawn: &PanelDrawn) {
    for (at, text) in given.iter().enumerate() {
        let audit = text.and_then(|text| drawn.audit(text));
        let is_twice = |audit: &PanelAudit| {
            let before = given[..at].iter().flatten();
            before
                .filter_map(|text| drawn.audit(text))
                .any(|one| one == audit)
        };
        let message = match (text, audit) {
            (None, _) => "This item does not say of which audit it is.".to_owned(),
            (Some(text), None) => format!("The panel does not read {}.", shown(text)),
            (Some(text), Some(audit)) if is_twice(audit) => format!("{} stands here twice.", shown(text)),
            _ => continue,
        };
        fault_at(decoder, at, message, "The audits stand in panel.yaml, each once.");
    }
}

fn not_theirs(decoder: &mut Decoder<'_>, at: usize, member: &str) {
    let message = format!(
        "{} does not grade this audit: they made it, moderated it, did the work, or manage whoever did.",
        shown(member)
    );
    fault_at(decoder, at, message, "Take the whole item out of the sheet.");
}

/// Reads `panel.yaml`.
fn drawn(decoder: &mut Decoder<'_>) -> Option<PanelDrawn> {
    let top = decoder.top()?;
    let way = &DecodeWay::Top;
    decoder.keys(top, &["panel", "date", "members", "audits"]);
    let date = decoder.date(top, way, "date")?;
    let mut members = Vec::new();
    for (at, node) in decoder.maps(top, way, "members") {
        let list = DecodeWay::Key(way, "members");
        let way = &DecodeWay::Item(&list, at);
        decoder.keys(node, &["name", "sheet"]);
        members.push(PanelMember {
            name: decoder.text(node, way, "name")?,
            sheet: sheet_name(decoder, node, way)?,
        });
    }
    let mut audits = Vec::new();
    for (at, node) in decoder.maps(top, way, "audits") {
        let list = DecodeWay::Key(way, "audits");
        let way = &DecodeWay::Item(&list, at);
        decoder.keys(node, &["audit", "why", "not_by"]);
        let not_by = decoder.texts(node, way, "not_by").into_iter();
        audits.push(PanelAudit {
            not_by: not_by.map(|(_, name)| name.to_owned()).collect(),
            audit: audit(decoder, node, way)?,
            why: decoder.text(node, way, "why")?,
        });
    }
    Some(PanelDrawn {
        date,
        members,
        audits,
    })
}

/// The name of a member's sheet, which leads to no other folder.
fn sheet_name<'d>(decoder: &mut Decoder<'d>, node: &'d Node, way: &DecodeWay<'_>) -> Option<String> {
    decoder.parsed(node, way, "sheet", "wrong-kind", |text| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let name = text
            .strip_suffix(".yaml")
            .filter(|name| name.chars().all(is_plain));
        let no_name = || {
            (
                format!("{} is no name of a sheet.", shown(text)),
                RESTORE.to_owned(),
            )
        };
        name.map(|_| text.to_owned()).ok_or_else(no_name)
    })
}

fn audit<'d>(decoder: &mut Decoder<'d>, node: &'d Node, way: &DecodeWay<'_>) -> Option<AuditId> {
    decoder.parsed(node, way, "audit", "wrong-kind", |text| {
        let no_id = || {
            (
                format!("{} is no audit's number.", shown(text)),
                RESTORE.to_owned(),
            )
        };
        text.parse().map_err(|_| no_id())
    })
}

/// Reads `revealed.yaml`.
fn revealed(decoder: &mut Decoder<'_>) -> Option<Revealed> {
    let top = decoder.top()?;
    let way = &DecodeWay::Top;
    decoder.keys(top, &["panel", "revealed", "without", "grades"]);
    let mut read = Revealed::default();
    for (at, node) in decoder.maps(top, way, "without") {
        let list = DecodeWay::Key(way, "without");
        let way = &DecodeWay::Item(&list, at);
        decoder.keys(node, &["name", "reason"]);
        let name = decoder.text(node, way, "name")?;
        read.without.push((name, decoder.text(node, way, "reason")?));
    }
    for (at, node) in decoder.maps(top, way, "grades") {
        let list = DecodeWay::Key(way, "grades");
        let way = &DecodeWay::Item(&list, at);
        decoder.keys(
            node,
            &["audit", "member", "grade", "evidence_sufficient", "new_practice"],
        );
        read.grades.push(RevealedGrade {
            audit: audit(decoder, node, way)?,
            member: decoder.text(node, way, "member")?,
            grade: decoder.grade(node, way, "grade")?,
            evidence_sufficient: decoder.yes_no(node, way, "evidence_sufficient")?,
            new_practice: decoder.yes_no(node, way, "new_practice")?,
        });
    }
    Some(read)
}
