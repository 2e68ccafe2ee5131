//! `qaf panel reveal`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::context::Context;
use crate::finding::Finding;
use crate::framework::wider_work::{WorkEvent, WorkEventKind};
use crate::framework::{AuditId, Grade, WorkKind};
use crate::output::Outcome;
use crate::paper::count;
use crate::paper::safe::safe;
use crate::record::WorkFile;
use crate::record::work::{
    Discussed, Discussion, MembersSheet, Panel, PanelAudit, PanelMember, Revealed, RevealedGrade, Work,
};
use crate::store::layout;

/// Reveal the grades of a panel, once every sheet is in, and begin its discussion
///
/// Until then nobody sees what the others gave. The discussion has all grades of an audit, those of the audit itself too; the
/// panel says what it holds it for, or no consensus, and why. It changes no grade.
#[derive(Debug, Args)]
pub struct RevealArgs {
    /// The panel; its id may be shortened, as PA3
    #[arg(value_name = "ID")]
    id: String,
    /// Don't wait for the sheet of this member; may be given several times
    #[arg(long, value_name = "NAME", requires = "reason")]
    without: Vec<String>,
    /// Why it is not waited for
    #[arg(long, value_name = "WHY", requires = "without")]
    reason: Option<String>,
    /// Go on where the drive has no locks
    #[arg(long)]
    no_lock: bool,
}

/// Writes the grades and the discussion, and says how far the members agree.
pub fn run(args: &RevealArgs, context: &Context) -> Result<Outcome> {
    context.demand_sound()?;
    context.demand_by()?;
    let _lock = context.locked(args.no_lock)?;
    let work = context.work(&args.id)?;
    let panel = demand_panel(&work)?;
    let has_told = work
        .log
        .iter()
        .any(|event| event.event == WorkEventKind::Revealed);
    if has_told {
        bail!(
            "The grades of {} were revealed already. They stand in {}/{}.",
            work.id(),
            work.path,
            WorkFile::Discussion.name()
        );
    }
    if work.is_off(context.as_of) {
        bail!("{} was cancelled. Nothing was revealed.", work.id());
    }
    demand_readable(&work, context)?;
    let revealed = match &panel.revealed {
        // A run was stopped between the grades and the log.
        Some(revealed) => revealed.clone(),
        None => revealed(args, &work, panel, context)?,
    };
    let begun = begun(panel, &revealed, context)?;
    context.make_revealed(&work, &revealed, &begun)?;
    let event = WorkEvent {
        by: Some(context.by.clone()),
        ..WorkEvent::new(context.as_of, WorkEventKind::Revealed)
    };
    context.log_work(&work, &event)?;
    context.told(&told(&work, panel, &revealed))?;
    Ok(Outcome::Done)
}

fn demand_panel(work: &Work) -> Result<&Panel> {
    if work.kind() != WorkKind::Panel {
        bail!("{} is no panel. Nothing was revealed.", work.id());
    }
    let panel = work.panel.as_ref();
    panel.with_context(|| {
        format!(
            "{}/{} can't be read, so who reads what is not known. qaf validate says more. Nothing was revealed.",
            work.path,
            layout::PANEL
        )
    })
}

/// Refuses while something in the panel's files is wrong: a grade would be lost, or be somebody's who may give none.
fn demand_readable(work: &Work, context: &Context) -> Result<()> {
    let folder = format!("{}/", work.path);
    let is_own = |finding: &&Finding| finding.is_error() && finding.location.path.starts_with(&folder);
    let faults: Vec<String> = context
        .works()
        .findings
        .iter()
        .filter(is_own)
        .map(|finding| {
            let name = finding.location.path.trim_start_matches(&folder);
            format!("  {name} line {}: {}", finding.location.line, finding.message)
        })
        .collect();
    if faults.is_empty() {
        return Ok(());
    }
    bail!(
        "The sheets have to be mended first; nothing was revealed. qaf validate shows each place.\n{}",
        faults.join("\n")
    )
}

/// The members whose sheet is not waited for, each with the reason.
fn left_out(
    args: &RevealArgs,
    work: &Work,
    panel: &Panel,
    context: &Context,
) -> Result<Vec<(String, String)>> {
    let reason = args.reason.as_deref().map_or("", str::trim);
    let mut without = Vec::new();
    for name in &args.without {
        let Some(member) = panel
            .drawn
            .members
            .iter()
            .find(|one| context.people.same(&one.name, name))
        else {
            bail!(
                "{} is no member of {}. Nothing was revealed.",
                safe(name),
                work.id()
            );
        };
        if reason.is_empty() {
            bail!("--reason says nothing. Say why the sheet is not waited for. Nothing was revealed.");
        }
        without.push((member.name.clone(), reason.to_owned()));
    }
    Ok(without)
}

/// Every grade, once all sheets are in that are waited for.
fn revealed(args: &RevealArgs, work: &Work, panel: &Panel, context: &Context) -> Result<Revealed> {
    let without = left_out(args, work, panel, context)?;
    let is_left = |member: &PanelMember| without.iter().any(|(name, _)| *name == member.name);
    let waiting: Vec<&str> = panel
        .waiting(context.as_of)
        .filter(|member| !is_left(member))
        .map(|member| member.name.as_str())
        .collect();
    if !waiting.is_empty() {
        bail!(
            "Not every sheet is in: {} did not submit. First each writes the day under submitted in {}/{}; or go on without \
             one: --without NAME --reason WHY. Nothing was revealed.",
            waiting
                .iter()
                .map(|name| safe(name).to_string())
                .collect::<Vec<_>>()
                .join(", "),
            work.path,
            layout::SHEETS
        );
    }
    let mut grades = Vec::new();
    let mut open = Vec::new();
    for (member, sheet) in panel.with_sheets().filter(|(member, _)| !is_left(member)) {
        for one in panel.drawn.of_member(&member.name) {
            match grade(one, member, sheet) {
                Ok(grade) => grades.push(grade),
                Err(missing) => open.push(format!("  {}, {}: {missing}", member.sheet, one.audit)),
            }
        }
    }
    if !open.is_empty() {
        bail!(
            "These sheets are submitted and do not say all yet. Fill them in; nothing was revealed.\n{}",
            open.join("\n")
        );
    }
    if grades.is_empty() {
        bail!("No sheet is left, so there is no grade to reveal. Nothing was written.");
    }
    grades.sort_by(|one, other| one.audit.cmp(&other.audit));
    Ok(Revealed { without, grades })
}

fn grade(
    one: &PanelAudit,
    member: &PanelMember,
    sheet: Option<&MembersSheet>,
) -> Result<RevealedGrade, String> {
    let line = sheet.and_then(|sheet| sheet.audits.iter().find(|line| line.is_of(&one.audit)));
    let Some(line) = line else {
        return Err("the item of this audit is missing".to_owned());
    };
    let missing = line.missing();
    match (line.grade, line.evidence_sufficient) {
        (Some(grade), Some(evidence_sufficient)) if missing.is_empty() => Ok(RevealedGrade {
            audit: one.audit.clone(),
            member: member.name.clone(),
            grade,
            evidence_sufficient,
            new_practice: line.new_practice.is_some(),
        }),
        _ => Err(missing.join(", ")),
    }
}

/// What the discussion begins with: of each audit the grades that were given, each with its reason, and its own.
fn begun(panel: &Panel, revealed: &Revealed, context: &Context) -> Result<Discussion> {
    let mut begun = Discussion::default();
    for one in &panel.drawn.audits {
        let mut said = Vec::new();
        for grade in revealed.grades.iter().filter(|grade| grade.audit == one.audit) {
            let because = because(panel, &grade.member, &one.audit).unwrap_or_default();
            said.push(format!("{}: {}. {because}", grade.member, grade.grade.title()));
        }
        said.push(own_grade(&one.audit, context)?);
        let said: Vec<String> = said.iter().map(|text| one_line(text)).collect();
        begun.audits.push(Discussed {
            audit: Some(one.audit.to_string()),
            grades: Some(said.join("\n")),
            ..Discussed::default()
        });
    }
    Ok(begun)
}

fn because<'p>(panel: &'p Panel, member: &str, audit: &AuditId) -> Option<&'p str> {
    let (_, sheet) = panel.with_sheets().find(|(own, _)| own.name == member)?;
    let line = sheet?.audits.iter().find(|line| line.is_of(audit))?;
    line.because.as_deref()
}

/// The grade of the audit itself, in words.
fn own_grade(audit: &AuditId, context: &Context) -> Result<String> {
    let progress = context.one(&audit.to_string())?.summary.progress;
    let title = |grade: Option<Grade>| grade.map_or("none", Grade::title);
    let final_one = title(progress.final_grade);
    Ok(if progress.auditor_grade == progress.final_grade {
        format!("The audit: {final_one}.")
    } else {
        format!(
            "The audit: {final_one}, by its moderation; by its auditor {}.",
            title(progress.auditor_grade)
        )
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn told(work: &Work, panel: &Panel, revealed: &Revealed) -> String {
    let mut text = format!(
        "{}: the grades are revealed, {}.\n",
        work.id(),
        count(revealed.grades.len(), "grade", "grades")
    );
    for (name, reason) in &revealed.without {
        let _ = writeln!(text, "Without {}: {}", safe(name), safe(reason));
    }
    let mut by_audit: BTreeMap<&AuditId, Vec<&str>> = BTreeMap::new();
    for grade in &revealed.grades {
        by_audit.entry(&grade.audit).or_default().push(grade.grade.code());
    }
    for one in &panel.drawn.audits {
        let given = by_audit
            .get(&one.audit)
            .map_or_else(|| "no grade".to_owned(), |given| given.join(", "));
        let _ = writeln!(text, "  {}  {given}", one.audit);
    }
    let _ = writeln!(
        text,
        "Talk over where they differ, and fill in {}/{}. Then: qaf log {} held.",
        work.path,
        WorkFile::Discussion.name(),
        work.id()
    );
    text
}
