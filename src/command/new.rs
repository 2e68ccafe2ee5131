//! `qaf new`.

mod child;
mod picked;
mod role;
mod row;
pub(super) mod who;

use std::borrow::Cow;

use anyhow::{Result, bail};
use clap::Args;

use self::who::AuditWho;
use crate::command::allocate::ids::demand_known_spelling;
use crate::context::Context;
use crate::figures::Summary;
use crate::framework::schedule::Selection;
use crate::framework::word::nearest;
use crate::framework::{AuditId, ChildId, Cycle, Form, Row};
use crate::output::{Format, Outcome};
use crate::paper::safe::safe;
use crate::record::Allocation;

/// Make an audit that nobody drew, such as an observation
///
/// It is an observation, a manager's own pick, or a part of wider work.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The form: child-case, observed-practice, iro-cp-chair, first-response, fostering, lado, or the council's own
    form: String,
    /// The team whose work it is
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// Who audits
    #[arg(long, value_name = "NAME")]
    auditor: String,
    /// The case-holder; in an observation, the person observed
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
    /// The child's id in the case system
    #[arg(long, value_name = "ID")]
    child: Option<String>,
    /// The child's initials
    #[arg(long, value_name = "XY")]
    initials: Option<String>,
    /// The child's age in years
    #[arg(long, value_name = "YEARS", value_parser = child::age)]
    age: Option<u32>,
    /// The child's legal status
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// The row of the schedule it serves, or none; else found by service and form
    #[arg(long, value_name = "ROW")]
    row: Option<String>,
    /// The wider work it belongs to, by its id, as TH3; it then serves no row
    #[arg(long, value_name = "WORK")]
    part_of: Option<String>,
    /// Of a worker with several roles that the form serves: the one that is audited, as iro
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// Who picked the case; of an observation, the auditor unless said otherwise
    #[arg(long, value_name = "NAME")]
    selected_by: Option<String>,
    /// How it was picked: manager, worker-or-manager, panel, tier-4, performance-data, appreciative-enquiry; else as the row says
    #[arg(long, value_name = "HOW", value_parser = picked::way)]
    selection: Option<Selection>,
    /// Why it was picked
    #[arg(long, value_name = "WHY")]
    reason: Option<String>,
    /// The moderator, where the schedule names none or another is wanted
    #[arg(long, value_name = "NAME")]
    moderator: Option<String>,
    /// Go on where the drive has no locks
    #[arg(long)]
    no_lock: bool,
}

impl NewArgs {
    /// The arguments that name a form, an auditor and a worker; all else is left to the rules.
    pub fn of(form: &str, auditor: &str, worker: &str, child: Option<&str>, row: Option<&str>) -> Self {
        Self {
            form: form.to_owned(),
            team: None,
            auditor: auditor.to_owned(),
            worker: Some(worker.to_owned()),
            child: child.map(str::to_owned),
            initials: None,
            age: None,
            status: None,
            row: row.map(str::to_owned),
            part_of: None,
            role: None,
            selected_by: Some(auditor.to_owned()),
            selection: None,
            reason: None,
            moderator: None,
            no_lock: false,
        }
    }
}

/// Makes the audit's folder and says where it is.
pub fn run(args: &NewArgs, context: &Context) -> Result<Outcome> {
    context.told(&make(args, context)?)?;
    Ok(Outcome::Done)
}

/// Makes the audit, and gives what there is to say.
fn make(args: &NewArgs, context: &Context) -> Result<String> {
    make_beside(args, context, || Ok(Cow::Owned(context.examine_all()?.summaries)))
}

/// Makes the audit as [`run`] does beside those that there are, which are asked for under the lock.
pub fn make_beside<'a>(
    args: &NewArgs,
    context: &Context,
    there: impl FnOnce() -> Result<Cow<'a, [Summary]>>,
) -> Result<String> {
    context.demand_sound()?;
    context.demand_by()?;
    let form = form_named(&args.form, context)?;
    let child = args.child.as_deref().map(child::id).transpose()?;
    let initials = args.initials.as_deref().map(child::initials).transpose()?;
    let legal_status = child::status(args.status.as_deref(), context)?;
    picked::demand_subject(form, child.as_ref(), args.worker.as_deref())?;
    let work = picked::demand_work(args.part_of.as_deref(), context)?;
    picked::demand_tool(form, work.as_ref())?;
    let who = AuditWho::find(args, form, context)?;
    let row = row(args, form, &who, context)?;
    let selected_by = picked::selector(args, form, row, &who, context)?;
    let lock = context.locked(args.no_lock)?;
    let finished = finish_begun(lock.is_some(), context)?;
    let (there, schedule) = (there()?, &context.store.schedule);
    let before = before(child.as_ref(), &there, context)?;
    let row_of_work = || picked::row_of_work(form, work.as_ref(), &who, context);
    let moderator = who.moderator(args, row.or_else(row_of_work), form, &there, context)?;
    let audit = number(lock.is_some(), form, context)?;
    let of_work = work.as_ref().and_then(|work| work.kind().row(schedule));
    let allocation = Allocation {
        audit,
        form: form.id.clone(),
        row: row.map(|row| row.id.clone()),
        part_of: work.as_ref().map(|work| work.id().to_string()),
        cycle: Some(Cycle::of(context.as_of, context.store.settings.year_starts).to_string()),
        selection: Some(picked::selection(args, row, of_work)),
        selected_by: Some(selected_by),
        reason: args.reason.clone(),
        draw: None,
        service: who.service.clone(),
        team: who.team.clone(),
        child_id: child,
        initials: initials.flatten(),
        age: args.age,
        legal_status,
        worker: who.worker.map(|person| person.name.to_string()),
        manager: who.manager(),
        auditor: who.auditor.name.to_string(),
        moderator: moderator.as_ref().map(|moderator| moderator.name.clone()),
        allocated: context.as_of,
        by: Some(context.by.clone()),
    };
    AskedAudit {
        form,
        row,
        who: &who,
        before,
        of_pick: picked::told((row, work.as_ref()), args, &allocation, context)?,
        unfit: moderator.and_then(|moderator| moderator.unfit),
        allocation,
    }
    .made(&finished, context)
}

/// The row that it serves.
fn row<'c>(args: &NewArgs, form: &Form, who: &AuditWho<'_>, context: &'c Context) -> Result<Option<&'c Row>> {
    let wanted = row::Wanted {
        row: args.row.as_deref(),
        part_of: args.part_of.as_deref(),
        form: form.id.form.as_str(),
        auditor: who.auditor,
        worker: who.worker,
        service: who.service.as_ref(),
    };
    row::found(&wanted, &context.store.schedule)
}

/// The audits whose making was stopped, finished; without a lock another may be making them just now.
fn finish_begun(is_locked: bool, context: &Context) -> Result<Vec<(Allocation, String)>> {
    if is_locked {
        context.finish_begun()
    } else {
        Ok(Vec::new())
    }
}

/// The next audit's number.
fn number(is_locked: bool, form: &Form, context: &Context) -> Result<AuditId> {
    if is_locked {
        context.next_id(form)
    } else {
        // Somebody else may claim a number at this moment.
        context.claim(form)
    }
}

/// The earlier audits of a child, a line each; a spelling of its id that is nearly another's is refused.
fn before(child: Option<&ChildId>, summaries: &[Summary], context: &Context) -> Result<Vec<String>> {
    let Some(child) = child else {
        return Ok(Vec::new());
    };
    let audits = summaries.iter().filter(|summary| !summary.is_off());
    let audits = audits.filter_map(|summary| Some((summary.child_id.as_ref()?, summary.id.to_string())));
    demand_known_spelling(child, audits, context)?;
    Ok(child::earlier(child, summaries, context))
}

/// An audit as it was asked for.
struct AskedAudit<'a> {
    allocation: Allocation,
    form: &'a Form,
    row: Option<&'a Row>,
    who: &'a AuditWho<'a>,
    /// The earlier audits of the child, a line each.
    before: Vec<String>,
    /// What there is to say of how it was picked.
    of_pick: Vec<String>,
    /// What there is to say of a moderator whom the schedule does not name.
    unfit: Option<String>,
}

impl AskedAudit<'_> {
    /// Makes it, unless a run was stopped while it did and this one has `finished` it; hands back what is said of it.
    fn made(self, finished: &[(Allocation, String)], context: &Context) -> Result<String> {
        let asked = finished
            .iter()
            .find(|(begun, _)| is_same(begun, &self.allocation));
        let (allocation, folder) = if let Some((begun, folder)) = asked {
            (begun.clone(), folder.clone())
        } else {
            let folder = context.make_audit(&self.allocation)?;
            (self.allocation, folder)
        };
        context.warn_of(&context.unlisted_for_audits(allocation.allocated));
        say_finished(finished, &allocation, context);
        let own = format!("{} ", allocation.audit);
        let before = self.before.into_iter().filter(|line| !line.starts_with(&own));
        let before: Vec<String> = before.collect();
        let meets = self
            .row
            .map(|row| row::meets(row, self.who.auditor, self.who.worker, context));
        let no_row = || "It serves no row of the schedule, so it meets no expectation.".to_owned();
        let meets: Vec<String> = [meets.unwrap_or_else(no_row)]
            .into_iter()
            .chain(self.of_pick)
            .chain(self.unfit)
            .chain(nobody_named(self.form, &allocation))
            .collect();
        Ok(said(&allocation, self.form, &folder, &before, &meets, context))
    }
}

/// Says which other audits were finished that a run was stopped at.
fn say_finished(finished: &[(Allocation, String)], made: &Allocation, context: &Context) {
    for (begun, place) in finished.iter().filter(|(begun, _)| begun.audit != made.audit) {
        context.out.say(format!(
            "{} had been begun, but its folder was not finished; it is now: {}",
            begun.audit,
            context.shown(place).display()
        ));
    }
}

/// What there is to say of an audit that names nobody whose work it is.
fn nobody_named(form: &Form, allocation: &Allocation) -> Option<String> {
    let role = form.process().worker.to_lowercase();
    let is_asked = !form.staff_feedback.is_empty();
    (is_asked && allocation.worker.is_none()).then(|| {
        format!(
            "It names no {role}, so nobody is asked for feedback. If there is one: withdraw it, and make it with --worker NAME."
        )
    })
}

/// Whether two allocations are of the same work, whatever number each has, and whoever moderates.
fn is_same(one: &Allocation, other: &Allocation) -> bool {
    let alike = Allocation {
        audit: other.audit.clone(),
        moderator: other.moderator.clone(),
        ..one.clone()
    };
    alike == *other
}

/// The form with this name.
///
/// # Errors
/// Where there is none, with the nearest that is.
pub(super) fn form_named<'c>(name: &str, context: &'c Context) -> Result<&'c Form> {
    if let Some(form) = context.store.newest(name) {
        return Ok(form);
    }
    let mut known: Vec<&str> = context
        .store
        .forms
        .keys()
        .map(|form| form.form.as_str())
        .collect();
    known.dedup();
    match nearest(name, known.iter().copied()) {
        Some(meant) => bail!("There is no form {name}. Did you mean {meant}?"),
        None => bail!("There is no form {name}. The forms are: {}.", known.join(", ")),
    }
}

/// Who moderates it, or reviews its evidence.
fn who_settles(allocation: &Allocation, form: &Form, context: &Context) -> String {
    let (id, process) = (&allocation.audit, form.process());
    let does = process.does_own;
    let of_work = context.row_of_work(Some(allocation));
    match &allocation.moderator {
        Some(name) => format!("{} {}.", safe(name), process.will_do),
        None if of_work.is_some_and(|row| process.settlers(row).is_empty()) => {
            format!("By the schedule nobody {does} it: its grade is final as it is submitted.")
        }
        None => format!(
            "The schedule foresees nobody who {does} it. When that is due, name somebody: qaf moderate {id} --moderator NAME"
        ),
    }
}

fn said(
    allocation: &Allocation,
    form: &Form,
    folder: &str,
    before: &[String],
    meets: &[String],
    context: &Context,
) -> String {
    if context.format == Format::Json {
        let document = serde_json::json!({
            "schema": "qaf.new/1", "audit": allocation.audit, "form": allocation.form.to_string(), "row": allocation.row,
            "auditor": allocation.auditor, "moderator": allocation.moderator, "folder": folder, "audited_before": before,
        });
        return format!("{document:#}\n");
    }
    let id = &allocation.audit;
    let mut lines = vec![format!("{id}: {} for {}.", form.title, safe(&allocation.auditor))];
    lines.extend(meets.iter().cloned());
    lines.push(who_settles(allocation, form, context));
    if allocation.child_id.is_some() {
        if before.is_empty() {
            lines.push("The child was not audited in this cycle or the six before.".to_owned());
        } else {
            lines.push("The child was audited in the last six cycles:".to_owned());
            lines.extend(before.iter().map(|line| format!("  {line}")));
        }
    }
    lines.push(format!("Its folder: {}", context.shown(folder).display()));
    lines.join("\n") + "\n"
}
