//! What is logged of a quarter's report: to which boards it was presented.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use super::{LogArgs, work_event};
use crate::context::Context;
use crate::framework::Quarter;
use crate::framework::wider_work::WorkEventKind;
use crate::output::Outcome;
use crate::paper::safe::{safe, safe_lines};
use crate::progress::presenting::Presenting;

/// Logs the event of a quarter's report and says who has it next.
pub(super) fn run(args: &LogArgs, quarter: Quarter, context: &Context) -> Result<Outcome> {
    let Some(name) = args.event.as_deref().filter(|_| !args.list) else {
        context.told(&format!(
            "Of a quarter's report, two events are logged: presented, with --to BOARD, and note, with --note. As in: qaf log \
             {quarter} presented --to cmt\n"
        ))?;
        return Ok(Outcome::Done);
    };
    let kind = work_event::kind(name)?;
    let _lock = context.locked(args.no_lock)?;
    let event = work_event::event(args, kind, context)?;
    let settings = &context.store.settings;
    let mut beside = context.beside_figures(quarter);
    let (issued, order) = (context.issued_on(quarter)?, &settings.quarterly_to);
    let log = &beside.log;
    if let Some(objection) = (Presenting { issued, log, order }).objection(&event, context.work_law()) {
        bail!(
            "{} was not logged for {quarter}. {}",
            kind.meaning().name,
            safe_lines(&objection.replace("--quarter Q", &format!("--quarter {quarter}")))
        );
    }
    context.log_of_quarter(quarter, &beside, &event)?;
    let mut text = format!("{quarter}: {} is logged.\n", kind.meaning().name);
    beside.log.push(event);
    if kind == WorkEventKind::Presented {
        let log = &beside.log;
        let _ = match (Presenting { issued, log, order }).next(context.as_of) {
            Some(next) => {
                let title = settings.board(next.as_str()).unwrap_or(next.as_str());
                writeln!(text, "Next: present it to {}.", safe(title))
            }
            None => writeln!(text, "Each board that has the quarter's report has had it."),
        };
    }
    context.told(&text)?;
    Ok(Outcome::Done)
}
