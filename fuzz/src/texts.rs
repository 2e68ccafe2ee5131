//! The files that people write in YAML and TOML.

use std::collections::BTreeMap;

use qaf::finding::Finding;
use qaf::framework::form::Form;
use qaf::framework::{ChildId, Date, Service, Team};
use qaf::record::{Allocation, Audit, FileKind, Kept};
use qaf::rule;
use qaf::store::document::{Document, repaired};
use qaf::store::read::{self, Reading};
use qaf::store::scaffold::{
    AuditForm, DirectionForm, FeedbackForm, ModerationForm, ReAuditForm, StepForm, allocation_yaml,
    appreciative_yaml, audit_yaml, direction_yaml, feedback_blank, feedback_yaml, moderation_yaml,
    re_audit_yaml,
};
use qaf::store::yaml::{Node, Value};
use qaf::store::{schedule_toml, template};

use crate::law::{Lines, hold_findings, hold_toml};
use crate::world::WORLD;

const FOLDER: &str = "audits/2026-27/Q3/north/CF-26-0042";

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn read_folder(files: &BTreeMap<FileKind, Vec<u8>>) -> Reading {
    let id = "CF-26-0042".parse().expect("an id");
    read::folder(id, FOLDER, files, |id| WORLD.form(id))
}

/// An `audit.yaml`: read, judged by every rule, shown and repaired.
pub fn audit(bytes: &[u8]) {
    let form = WORLD.form_named(bytes);
    let allocation = allocation_yaml(&WORLD.allocation(form)).into_bytes();
    let mut files = BTreeMap::from([
        (FileKind::Allocation, allocation),
        (FileKind::Audit, bytes.to_vec()),
    ]);
    let reading = read_folder(&files);
    hold_tree(&reading.documents[&FileKind::Audit], bytes);
    for ready in [false, true] {
        hold(&reading, FileKind::Audit, bytes, &judged(&reading, form, ready));
    }
    hold_repairs(reading, &mut files, FileKind::Audit);
}

/// The files of the other roles, and a form that came back by mail.
pub fn steps(bytes: &[u8]) {
    let form = WORLD.form_named(bytes);
    let allocation = WORLD.allocation(form);
    let audit = audit_yaml(&AuditForm {
        form,
        rubric: WORLD.rubric(form),
        allocation: &allocation,
        due: day("2026-12-08"),
    });
    let own = [
        (FileKind::Allocation, allocation_yaml(&allocation)),
        (FileKind::Audit, audit),
    ];
    for kind in [
        FileKind::Moderation,
        FileKind::CaseDirection,
        FileKind::Feedback,
        FileKind::ReAudit,
        FileKind::AppreciativeEnquiry,
    ] {
        let mut files: BTreeMap<FileKind, Vec<u8>> = own
            .iter()
            .map(|(kind, text)| (*kind, text.clone().into_bytes()))
            .collect();
        files.insert(kind, bytes.to_vec());
        let reading = read_folder(&files);
        hold_tree(&reading.documents[&kind], bytes);
        hold(&reading, kind, bytes, &judged(&reading, form, true));
        hold_repairs(reading, &mut files, kind);
    }
    let document = Document::read("feedback.yaml", bytes);
    let mailed = read::mailed_feedback(&document, form);
    Lines::of(bytes).hold_all("feedback.yaml", &mailed.findings);
    hold_findings(&mailed.findings, bytes.len());
}

/// A `log.yaml`.
pub fn log(bytes: &[u8]) {
    let form = &WORLD.forms[0];
    let allocation = allocation_yaml(&WORLD.allocation(form)).into_bytes();
    let files = BTreeMap::from([
        (FileKind::Allocation, allocation),
        (FileKind::Log, bytes.to_vec()),
    ]);
    let reading = read_folder(&files);
    let findings = judged(&reading, form, false);
    Lines::of(bytes).hold_all(&reading.folder.file(FileKind::Log), &findings);
    hold_findings(&findings, bytes.len());
    let events = &reading.folder.log;
    assert!(events.is_sorted_by_key(|event| event.item));
    assert!(events.len() <= bytes.len());
}

/// A form template, and a guideline.
pub fn template(bytes: &[u8]) {
    let document = Document::read("forms/x.yaml", bytes);
    hold_tree(&document, bytes);
    let lines = Lines::of(bytes);
    // Of a file with nothing in it the store says so itself.
    let empty = document.root.as_ref().is_none_or(Node::is_blank);
    let (form, findings) = template::form(&document, &WORLD.rubrics);
    lines.hold_all("forms/x.yaml", &findings);
    hold_findings(&findings, bytes.len());
    let said = empty || !findings.is_empty();
    assert!(form.is_some() || said, "refused without a word");
    if let Some(form) = form.filter(|_| findings.is_empty()) {
        // A template without a fault makes an audit without one.
        blank(&form, &WORLD.allocation(&form));
    }
    let (rubric, findings) = template::rubric(&document);
    lines.hold_all("forms/x.yaml", &findings);
    hold_findings(&findings, bytes.len());
    let said = empty || !findings.is_empty();
    assert!(rubric.is_some() || said, "refused without a word");
}

/// A `qaf.toml`.
pub fn settings(bytes: &[u8]) {
    if let Err(faults) = qaf::store::settings::read(bytes, &WORLD.form_ids) {
        hold_toml(bytes, "qaf.toml", faults);
    }
}

/// A `schedule.toml`.
pub fn schedule(bytes: &[u8]) {
    match schedule_toml::read(bytes, &WORLD.settings, &WORLD.form_ids) {
        Err(faults) => hold_toml(bytes, "schedule.toml", faults),
        Ok(schedule) => {
            for row in &schedule.rows {
                assert!(schedule.row(row.id.as_str()).is_some_and(|found| found == row));
            }
        }
    }
}

/// What is known of an audit, written into the files that qaf makes and read again: every line of the bytes is one of
/// the values.
pub fn scaffold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut values = text.split('\n').map(str::to_owned);
    let form = &WORLD.forms[bytes.len() % WORLD.forms.len()];
    let mut value = || values.next().filter(|text| !text.trim().is_empty());
    let mut allocation = WORLD.allocation(form);
    allocation.auditor = value().unwrap_or(allocation.auditor);
    allocation.worker = value();
    allocation.moderator = value();
    allocation.manager = value();
    allocation.initials = value();
    allocation.team = value().and_then(|text| Team::new(&text));
    allocation.child_id = value().and_then(|text| ChildId::new(&text));
    allocation.service = value().and_then(|text| Service::new(&text));
    allocation.reason = value();
    allocation.selected_by = value();
    allocation.by = value();
    blank(form, &allocation);
}

/// Every file that is made for people to fill in reads without a finding, and the allocation as it was.
fn blank(form: &Form, allocation: &Allocation) {
    let step = StepForm {
        form,
        rubric: WORLD.rubric(form),
        allocation,
        due: Some(day("2026-12-21")),
    };
    let made = |kind| made(kind, step).into_bytes();
    let files = FileKind::NAMES
        .iter()
        .filter(|(_, kind)| *kind != FileKind::Log)
        .map(|(_, kind)| (*kind, made(*kind)))
        .collect();
    let id = "CF-26-0042".parse().expect("an id");
    let reading = read::folder(id, FOLDER, &files, |id| (form.id == *id).then_some(form));
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    let read = reading.folder.allocation.as_ref().expect("the allocation");
    let same = |read: Option<&str>, known: Option<&str>| {
        assert_eq!(read.unwrap_or(""), known.unwrap_or("").trim());
    };
    same(Some(&read.auditor), Some(&allocation.auditor));
    same(read.worker.as_deref(), allocation.worker.as_deref());
    same(read.reason.as_deref(), allocation.reason.as_deref());
    assert_eq!(
        (&read.team, &read.child_id),
        (&allocation.team, &allocation.child_id)
    );
    let moderation = reading.folder.moderation.as_ref().expect("the moderation");
    same(moderation.moderator.as_deref(), Some(&allocation.auditor));
    let given = FeedbackForm {
        step,
        grade: None,
        heard: true,
        given: None,
    };
    let mailed = Document::read("feedback.yaml", feedback_blank(&given).as_bytes());
    let findings = read::mailed_feedback(&mailed, form).findings;
    assert!(findings.is_empty(), "{findings:?}");
}

fn made(kind: FileKind, step: StepForm<'_>) -> String {
    let name = step.allocation.auditor.as_str();
    let audit = Audit::default();
    match kind {
        FileKind::Allocation => allocation_yaml(step.allocation),
        FileKind::Audit => audit_yaml(&AuditForm {
            form: step.form,
            rubric: step.rubric,
            allocation: step.allocation,
            due: day("2026-12-08"),
        }),
        FileKind::Moderation => moderation_yaml(&ModerationForm {
            step,
            moderator: name,
            auditor: name,
            started: day("2026-12-08"),
            audit: &audit,
            oversight: true,
        }),
        FileKind::CaseDirection => direction_yaml(&DirectionForm {
            step,
            by: Some(name),
            auditor: name,
            is_final: false,
            actions: &[],
            review_due: None,
        }),
        FileKind::Feedback => feedback_yaml(&FeedbackForm {
            step,
            grade: None,
            heard: true,
            given: None,
        }),
        FileKind::ReAudit => re_audit_yaml(&ReAuditForm {
            step,
            auditor: name,
            first: name,
            actions: &[],
        }),
        FileKind::AppreciativeEnquiry => appreciative_yaml(&step, name),
        FileKind::Log => String::new(),
    }
}

/// What the reader and every rule find.
fn judged(reading: &Reading, form: &Form, ready: bool) -> Vec<Finding> {
    let mut findings = reading.findings.clone();
    let subject = rule::Subject {
        folder: &reading.folder,
        form,
        rubric: WORLD.rubric(form),
        row: None,
        people: &WORLD.people,
        as_of: day("2026-12-20"),
        ready,
        faulty: &reading.faulty,
        kept: &Kept::default(),
        texts: rule::FreeTexts::default(),
    };
    let drafts = rule::check_all(&subject);
    findings.extend(drafts.into_iter().map(|draft| reading.place(draft)));
    if let Some(audit) = &reading.folder.audit {
        rule::apply_explanations(&mut findings, audit);
    }
    findings
}

fn hold(reading: &Reading, kind: FileKind, bytes: &[u8], findings: &[Finding]) {
    Lines::of(bytes).hold_all(&reading.documents[&kind].path, findings);
    hold_findings(findings, bytes.len());
}

/// Every key and value of the tree, mended or not, stands somewhere in the file.
fn hold_tree(document: &Document, bytes: &[u8]) {
    let lines = Lines::of(bytes);
    for place in [document.top(), document.end()] {
        lines.hold_place(&place);
    }
    let mut nodes: Vec<&Node> = document.root.iter().collect();
    while let Some(node) = nodes.pop() {
        lines.hold_place(&document.at(node.span));
        match &node.value {
            Value::Map(entries) => {
                for entry in entries {
                    lines.hold_place(&document.at(entry.key_span));
                    nodes.push(&entry.value);
                }
            }
            Value::List(items) => nodes.extend(items),
            Value::Empty | Value::Text(..) => {}
        }
    }
}

/// A repair keeps the lines and adds no error, but those of text that could not be read before; and there is an end of
/// repairing.
fn hold_repairs(mut reading: Reading, files: &mut BTreeMap<FileKind, Vec<u8>>, kind: FileKind) {
    const ROUNDS: usize = 12;
    let mut before: Option<(usize, usize)> = None;
    for _ in 0..ROUNDS {
        let errors = reading
            .findings
            .iter()
            .filter(|finding| finding.is_error())
            .count();
        let document = &reading.documents[&kind];
        let now = (document.faults.len(), errors);
        assert!(
            before.is_none_or(|before| now <= before),
            "{before:?}: {:?}",
            reading.findings
        );
        let Some(repaired) = repaired(document, &reading.findings) else {
            return;
        };
        assert_eq!(repaired.before.len(), repaired.after.len());
        assert!(repaired.changed() > 0);
        let text = repaired.text();
        assert_eq!(
            text.split('\n').count(),
            repaired.after.len(),
            "a repair broke a line"
        );
        assert!(Document::read("x", text.as_bytes()).faults.len() <= document.faults.len());
        files.insert(kind, text.into_bytes());
        before = Some(now);
        reading = read_folder(files);
    }
    panic!(
        "there is no end of repairing: {:?}",
        String::from_utf8_lossy(&files[&kind])
    );
}
