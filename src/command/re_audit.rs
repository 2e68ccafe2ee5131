//! `qaf re-audit`.

use anyhow::{Result, bail};
use clap::Args;

use super::step::{self, MadeFile, OpenedAudit};
use crate::context::Context;
use crate::framework::form::ReAuditKind;
use crate::framework::schedule::Doer;
use crate::framework::{Person, RoleId, Step};
use crate::output::Outcome;
use crate::paper::safe::safe;
use crate::record::FileKind;
use crate::store::scaffold::{ReAuditForm, re_audit_yaml};

/// Begin the second audit that follows an Inadequate
///
/// Makes re-audit.yaml once the grade is final, for a second auditor who looks at the case at the desk, without the
/// worker, and follows up the first audit's actions. An observation is repeated instead.
#[derive(Debug, Args)]
pub struct ReAuditArgs {
    /// The audit; its id may be shortened, as CF42
    #[arg(value_name = "ID")]
    id: String,
    /// The second auditor: anybody in post but the first; left out: the message names who may
    #[arg(long, value_name = "NAME")]
    auditor: Option<String>,
}

impl ReAuditArgs {
    /// The arguments that name an audit and its second auditor.
    pub fn of(id: &str, auditor: &str) -> Self {
        Self {
            id: id.to_owned(),
            auditor: Some(auditor.to_owned()),
        }
    }
}

/// Makes the file and says whose it is.
pub fn run(args: &ReAuditArgs, context: &Context) -> Result<Outcome> {
    step::demand_format("re-audit", context)?;
    make(args, context)?.print(context)?;
    Ok(Outcome::Done)
}

/// Makes the re-audit's file as [`run`] does.
pub fn make(args: &ReAuditArgs, context: &Context) -> Result<MadeFile> {
    let opened = step::open(&args.id, context)?;
    opened.submitted("it can't be audited again")?;
    opened.demand_absent(FileKind::ReAudit)?;
    let id = opened.id();
    if !opened.is_inadequate() {
        return Err(opened.not_inadequate("a re-audit"));
    }
    if opened.progress().settled.is_none() {
        bail!(
            "{id} is {}. It is audited again once the grade is final; nothing was written.",
            opened.grade()
        )
    }
    let second = second(args.auditor.as_deref(), &opened)?;
    let name = second.name.to_string();
    let due = opened.progress().due(Step::ReAudit);
    let text = re_audit_yaml(&ReAuditForm {
        step: opened.step_form(due),
        auditor: &name,
        first: opened.auditor(),
        actions: &opened.actions(),
    });
    let file = opened.write(FileKind::ReAudit, &text)?;
    let how = match opened.form.re_audit {
        ReAuditKind::Desktop => "at the desk, without the worker",
        ReAuditKind::Observation => "by a repeat observation",
    };
    Ok(MadeFile {
        command: "re-audit",
        what: format!(
            "{name} audits {id} again, {how}. {} audited first.",
            safe(opened.auditor())
        ),
        by_when: opened.by_when("It is", Step::ReAudit).into_iter().collect(),
        then: vec![
            format!(
                "When it is done: write the grade, and the day after date:, save, and run qaf validate {id}"
            ),
            format!("Then it goes to the manager and the worker: qaf log {id} re-audit-sent"),
        ],
        at: opened.shown(FileKind::ReAudit),
        audit: id,
        file,
        who: Some(name),
        due,
        notes: opened.unlisted(&[Step::ReAudit]).into_iter().collect(),
    })
}

fn second<'c>(named: Option<&str>, opened: &OpenedAudit<'c>) -> Result<&'c Person> {
    let (id, people) = (opened.id(), &opened.context.people);
    let Some(name) = named else {
        let able: Vec<&str> = candidates(opened)
            .iter()
            .map(|person| person.name.as_str())
            .collect();
        let who = if able.is_empty() {
            "people.csv has nobody else in this service who audits or manages; anybody in post may."
                .to_owned()
        } else {
            format!("Nearest to it are {}.", able.join(", "))
        };
        bail!(
            "Name the second auditor of {id} with --auditor: anybody in post but {}. {who} Nothing was written.",
            safe(opened.auditor())
        )
    };
    let person = step::person("second auditor", name, opened.context)?;
    let name = person.name.as_str();
    if people.same(name, opened.auditor()) {
        bail!(
            "{name} audited {id} first, and a second auditor is somebody else. Name another; nothing was written."
        )
    }
    let worker = opened.allocation.worker.as_deref();
    if worker.is_some_and(|worker| people.same(name, worker)) {
        bail!("{name} can't audit their own work. Name another; nothing was written.")
    }
    Ok(person)
}

/// Who audits or manages in the service, by name: the row's auditors, and those by whom the schedule has it done.
fn candidates<'c>(opened: &OpenedAudit<'c>) -> Vec<&'c Person> {
    let context = opened.context;
    let mut roles: Vec<&RoleId> = opened.row.iter().flat_map(|row| &row.auditors).collect();
    let deadline = context.store.schedule.deadline(Step::ReAudit);
    roles.extend(
        deadline
            .iter()
            .flat_map(|deadline| &deadline.who)
            .filter_map(|doer| match doer {
                Doer::Role(role) => Some(role),
                _ => None,
            }),
    );
    let able = |person: &&Person| {
        let name = person.name.as_str();
        let worker = opened.allocation.worker.as_deref();
        person.in_post(context.as_of)
            && roles.iter().any(|role| person.holds(role))
            && !context.people.same(name, opened.auditor())
            && worker.is_none_or(|worker| !context.people.same(name, worker))
    };
    let all: Vec<&Person> = context.people.all().iter().filter(able).collect();
    let service = opened.service();
    let of_service = |person: &&&Person| service.is_none_or(|service| person.services.contains(service));
    let mut found: Vec<&Person> = all.iter().filter(of_service).copied().collect();
    if found.is_empty() {
        // Where nobody else of the service may, those who work for the whole council.
        found = all.into_iter().filter(|person| person.serves(service)).collect();
    }
    found.sort_by_key(|person| &person.name);
    found
}
