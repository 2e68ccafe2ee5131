//! A wider work laid out.

use super::figures::{LoggedOfWork, WorkAction, WorkHistory, WorkReport};
use super::visit_paper::visit;
use super::work_sample;
use crate::framework::wider_work::WorkEventKind;
use crate::framework::{Date, WorkKind};
use crate::paper::late_by;
use crate::paper::{Cell, ColumnKind, Paper, PaperBlock, PaperPart, PaperTable, count};
use crate::record::work::{Terms, Work, WorkFindings};
use crate::reports::quarterly::paper::by_section;

/// The report laid out. Free texts are the work's own, and stand in no other report.
pub fn paper(report: &WorkReport, work: &Work) -> Paper {
    let mut parts = vec![standing(report, work)];
    parts.extend(work.terms.as_ref().map(|said| terms(said, report)));
    parts.extend(work.plan.as_ref().map(|plan| visit(plan, report)));
    parts.extend(report.sample.as_ref().map(work_sample::part));
    parts.push(if work.kind() == WorkKind::Panel {
        looked_at(report, work)
    } else {
        audits(report)
    });
    parts.extend(work.findings.as_ref().map(findings));
    let of_panel = work.panel.is_some() && work.day_of_plan(report.as_of).is_some();
    if work.action_plan.is_some() || of_panel && !report.actions.is_empty() {
        parts.push(plan(report));
    }
    parts.push(log(&report.events));
    Paper {
        title: format!("{} {}: {}", report.work.kind, report.work.id, report.work.title),
        period: format!("Commissioned on {}", report.work.commissioned.spoken()),
        council: None,
        as_of: report.as_of,
        parts,
    }
}

/// What happened to a work, laid out.
pub fn history(told: &WorkHistory) -> Paper {
    let by = told.commissioner.as_ref();
    let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
    Paper {
        title: format!("What happened to {}: {}, {}", told.id, told.kind, told.title),
        period: format!(
            "Commissioned on {}{by}. {}.",
            told.commissioned.spoken(),
            told.stage
        ),
        council: None,
        as_of: told.as_of,
        parts: vec![log(&told.events)],
    }
}

fn standing(report: &WorkReport, of: &Work) -> PaperPart {
    let work = &report.work;
    let lead = work
        .lead
        .as_ref()
        .map(|lead| format!(" Led by {lead}."))
        .unwrap_or_default();
    let team = work
        .team
        .as_ref()
        .map(|team| format!(" Team: {team}."))
        .unwrap_or_default();
    let mut part = PaperPart::new("standing", "Where it stands").text(format!("{}.{lead}{team}", work.stage));
    if let Some(next) = &work.next {
        let who = work
            .who
            .as_ref()
            .map(|who| format!(" ({who})"))
            .unwrap_or_default();
        let due = work
            .due
            .map(|due| format!(", due {}", due.spoken()))
            .unwrap_or_default();
        let late = work.late_by.map(|days| format!(": {}", late_by(days)));
        let late = late.unwrap_or_default();
        part = part.text(format!("Next: {next}{who}{due}{late}."));
    }
    match work.reported {
        Some(day) if of.kind() == WorkKind::Panel => part.text(format!("It was held on {}.", day.spoken())),
        Some(day) => part.text(format!("Its report went on {}.", day.spoken())),
        None => part,
    }
}

/// What stands under a heading, each with its label; what is empty is left out.
pub(super) fn said(part: PaperPart, all: &[(&str, Option<&str>)]) -> PaperPart {
    let mut part = part;
    for (label, text) in all {
        if let Some(text) = text {
            part.blocks.push(PaperBlock::Heading((*label).to_owned()));
            part.blocks.push(PaperBlock::Text((*text).to_owned()));
        }
    }
    part
}

/// What a theme measures, and in how many of its audits it is met.
fn criteria(report: &WorkReport) -> PaperTable {
    // A text that runs over several lines is one in a table.
    let text = |text: &Option<String>| {
        let words = text.iter().flat_map(|text| text.split_whitespace());
        Cell::text(words.collect::<Vec<_>>().join(" "))
    };
    PaperTable::of(
        "criteria",
        "What is measured, and in how many audits it is met",
        "nothing yet",
        &report.criteria,
        &[
            ("Criterion", ColumnKind::Code, &|one| text(&one.id)),
            ("What", ColumnKind::Words, &|one| text(&one.text)),
            ("Against", ColumnKind::Words, &|one| text(&one.against)),
            ("Reference", ColumnKind::Words, &|one| text(&one.reference)),
            ("n", ColumnKind::Count, &|one| one.n.into()),
            ("Met", ColumnKind::Count, &|one| one.met.into()),
            ("Partly", ColumnKind::Count, &|one| one.partly.into()),
            ("Not met", ColumnKind::Count, &|one| one.not_met.into()),
        ],
    )
}

/// Who is heard for a theme.
fn focus_groups(terms: &Terms) -> PaperTable {
    PaperTable::of(
        "focus-groups",
        "Focus groups",
        "none yet",
        &terms.focus_groups,
        &[
            ("Who", ColumnKind::Words, &|group| {
                Cell::text(group.who.clone().unwrap_or_default())
            }),
            ("Led by", ColumnKind::Words, &|group| {
                Cell::text(group.led_by.clone().unwrap_or_default())
            }),
            ("Date", ColumnKind::Day, &|group| Cell::day(group.date)),
        ],
    )
}

fn terms(terms: &Terms, report: &WorkReport) -> PaperPart {
    let day = |label: &str, day: Option<Date>| day.map(|day| format!("{label} {}", day.spoken()));
    let days = [
        day("audits by", terms.audits_by),
        day("report by", terms.report_by),
        day("to CMT on", terms.to_cmt),
    ];
    let days: Vec<String> = days.into_iter().flatten().collect();
    let when = (!days.is_empty()).then(|| days.join(", "));
    let part = said(
        PaperPart::new("terms", "Terms of reference"),
        &[
            ("Context", terms.context.as_deref()),
            ("Why now", terms.why_now.as_deref()),
            ("Commissioned by", terms.commissioned_by.as_deref()),
            ("Services", terms.services.as_deref()),
            ("Teams", terms.teams.as_deref()),
            ("Period", terms.period.as_deref()),
            ("In", terms.within.as_deref()),
            ("Left out", terms.out.as_deref()),
            ("Partner agencies", terms.partners.as_deref()),
            ("Auditors", terms.auditors.as_deref()),
            ("When", when.as_deref()),
            ("Leads on the action plan", terms.action_plan_lead.as_deref()),
            ("Head of service", terms.head_of_service.as_deref()),
        ],
    );
    part.with(criteria(report)).with(focus_groups(terms))
}

/// The audits that a panel reads, without a word of why or of their grades: members see this too.
fn looked_at(report: &WorkReport, work: &Work) -> PaperPart {
    let ids: Vec<String> = report.looked_at.iter().map(ToString::to_string).collect();
    let is_held = work.day_of(WorkEventKind::Held, report.as_of).is_some();
    let audits = if is_held {
        count(ids.len(), "audit was looked at", "audits were looked at")
    } else {
        count(
            ids.len(),
            "audit is to be looked at",
            "audits are to be looked at",
        )
    };
    let part = PaperPart::new("audits", "Audits").text(format!("{audits}: {}.", ids.join(", ")));
    if is_held {
        part.text(format!(
            "What the panel holds each for, and how far its members agree: qaf report panel {}.",
            work.id()
        ))
    } else {
        part
    }
}

fn audits(report: &WorkReport) -> PaperPart {
    let table = PaperTable::of(
        "audits",
        "Audits of this work",
        "none yet",
        &report.audits,
        &[
            ("Audit", ColumnKind::Code, &|audit| {
                Cell::text(audit.id.to_string())
            }),
            ("Form", ColumnKind::Words, &|audit| Cell::text(audit.form.clone())),
            ("Auditor", ColumnKind::Words, &|audit| {
                Cell::text(audit.auditor.clone().unwrap_or_default())
            }),
            ("Submitted", ColumnKind::Day, &|audit| Cell::day(audit.submitted)),
            ("Overall", ColumnKind::Words, &|audit| {
                Cell::text(
                    audit
                        .grade
                        .map(|grade| grade.title().to_owned())
                        .unwrap_or_default(),
                )
            }),
        ],
    );
    let planned = report
        .planned
        .map(|planned| format!(" {planned} were planned."))
        .unwrap_or_default();
    let made = count(report.work.audits, "audit was made", "audits were made");
    let mut part = PaperPart::new("audits", "Audits")
        .text(format!("{made}, {} submitted.{planned}", report.work.submitted))
        .with(table);
    if !report.counted.is_empty() {
        part = part.with(yes_or_no(report));
    }
    if !report.sections.is_empty() {
        let sections = report.sections.iter();
        part = part.with(by_section(
            "sections",
            "Grades by section",
            &|form| report.form_titles.title(form).to_owned(),
            sections,
        ));
    }
    if report.grades.is_empty() {
        return part;
    }
    part.with(overall_grades(report))
}

/// How many audits have which grade of the whole.
fn overall_grades(report: &WorkReport) -> PaperTable {
    PaperTable::of(
        "grades",
        "Overall grades",
        "none yet",
        &report.grades,
        &[
            ("Grade", ColumnKind::Words, &|one| {
                Cell::text(one.grade.title().to_owned())
            }),
            ("Audits", ColumnKind::Count, &|one| one.n.into()),
        ],
    )
}

/// What the headers of its audits say yes or no to.
fn yes_or_no(report: &WorkReport) -> PaperTable {
    PaperTable::of(
        "yes-or-no",
        "What was asked of each",
        "nothing yet",
        &report.counted,
        &[
            ("Question", ColumnKind::Words, &|one| {
                Cell::text(one.label.clone())
            }),
            ("Yes", ColumnKind::Count, &|one| one.yes.into()),
            ("No", ColumnKind::Count, &|one| one.no.into()),
        ],
    )
}

fn findings(findings: &WorkFindings) -> PaperPart {
    let all = findings.said();
    let all: Vec<_> = all
        .iter()
        .map(|(label, text)| (*label, Some(text.as_str())))
        .collect();
    said(PaperPart::new("findings", "What was found"), &all)
}

fn plan(report: &WorkReport) -> PaperPart {
    let text = |text: &Option<String>| Cell::text(text.clone().unwrap_or_default());
    let state = |action: &WorkAction| match (action.done, &action.carried_over, action.late_by) {
        (Some(day), ..) => Cell::Text(format!("done {}", day.spoken())),
        (None, Some(on), _) => Cell::Text(format!("carried over: {on}")),
        (None, None, Some(days)) => Cell::late(Some(days)),
        (None, None, None) => Cell::text("open"),
    };
    let table = PaperTable::of(
        "actions",
        "Action plan",
        "no action yet",
        &report.actions,
        &[
            ("No", ColumnKind::Code, &|action| {
                Cell::text(action.number.to_string())
            }),
            ("Action", ColumnKind::Words, &|action| text(&action.action)),
            ("Finding", ColumnKind::Words, &|action| text(&action.finding)),
            ("Owner", ColumnKind::Words, &|action| text(&action.owner)),
            ("By", ColumnKind::Day, &|action| Cell::day(action.by)),
            ("State", ColumnKind::Words, &|action| state(action)),
            ("Measure", ColumnKind::Words, &|action| text(&action.measure)),
        ],
    );
    PaperPart::new("action-plan", "Action plan").with(table)
}

fn log(events: &[LoggedOfWork]) -> PaperPart {
    let table = PaperTable::of(
        "log",
        "What was logged",
        "nothing yet",
        events,
        &[
            ("Date", ColumnKind::Day, &|event| Cell::Day(event.date)),
            ("What", ColumnKind::Words, &|event| Cell::text(event.says.clone())),
            ("By", ColumnKind::Words, &|event| {
                Cell::text(event.by.clone().unwrap_or_default())
            }),
        ],
    );
    PaperPart::new("log", "What was logged").with(table)
}
