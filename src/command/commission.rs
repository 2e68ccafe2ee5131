//! `qaf commission`.

use anyhow::{Result, bail};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::command::new::who;
use crate::context::Context;
use crate::framework::name::is_nothing;
use crate::framework::{Team, WorkKind};
use crate::output::Outcome;
use crate::paper::safe::safe;
use crate::record::WorkFile;
use crate::record::work::Commission;

/// Commission wider work: a theme, a visit, a deep dive and so on
///
/// Makes its folder with the terms of reference, or the plan, to be filled in. Its single audits are made with
/// qaf new --part-of ID; what happens to it is logged with qaf log ID EVENT.
#[derive(Debug, Args)]
pub struct CommissionArgs {
    /// What is commissioned
    #[arg(value_name = "KIND",
          value_parser = PossibleValuesParser::new(["thematic", "supervision", "threshold", "sav", "deep-dive"]))]
    kind: String,
    /// What it is about, in a few words
    #[arg(long, value_name = "TEXT")]
    title: String,
    /// Who leads it; of a visit, who coordinates it
    #[arg(long, value_name = "NAME")]
    lead: String,
    /// Who commissions it
    #[arg(long, value_name = "NAME")]
    commissioner: String,
    /// The team that is visited
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// Go on where the drive has no locks
    #[arg(long)]
    no_lock: bool,
}

/// Makes the work's folder and says what is next.
pub fn run(args: &CommissionArgs, context: &Context) -> Result<Outcome> {
    context.demand_sound()?;
    context.demand_by()?;
    let Some(kind) = WorkKind::parse(&args.kind) else {
        bail!("{} is no kind of wider work.", safe(&args.kind));
    };
    let title = args.title.trim();
    if is_nothing(title) {
        bail!("--title says nothing. Say in a few words what it is about.");
    }
    let team = team(args, kind, context)?;
    let lead = who::person("lead", &args.lead, context)?;
    let commissioner = who::person("commissioner", &args.commissioner, context)?;
    let _lock = context.locked(args.no_lock)?;
    let row = kind.row(&context.store.schedule);
    let made = Commission {
        work: context.next_work_id(kind)?,
        kind,
        title: title.to_owned(),
        lead: Some(lead.name.to_string()),
        commissioner: Some(commissioner.name.to_string()),
        team,
        row: row.map(|row| row.id.clone()),
        commissioned: context.as_of,
        by: Some(context.by.clone()),
    };
    let folder = context.make_work(&made)?;
    context.told(&told(&made, &folder))?;
    Ok(Outcome::Done)
}

fn team(args: &CommissionArgs, kind: WorkKind, context: &Context) -> Result<Option<Team>> {
    let Some(given) = &args.team else {
        if kind == WorkKind::Visit {
            bail!("A visit is of one team. Name it with --team.");
        }
        return Ok(None);
    };
    if kind == WorkKind::DeepDive {
        bail!(
            "A deep dive looks across the whole service: leave --team out. A visit (qaf commission sav) is of one team."
        );
    }
    who::team_named(given, context).map(Some)
}

fn told(made: &Commission, folder: &str) -> String {
    let first = WorkFile::of(made.kind).first().map_or("", |file| file.name());
    let row = match &made.row {
        Some(row) => format!("It meets the row {row} of the schedule on the day its report goes."),
        None => "No row of the schedule expects it.".to_owned(),
    };
    format!(
        "{}: {}, {}.\n{row}\nIts folder: {folder}\nNext: fill in {first}, then qaf log {} agreed.\n",
        made.work,
        made.kind.meaning().title,
        safe(&made.title),
        made.work
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::wider_work::WORKS;

    #[test]
    fn every_kind_but_the_panel_can_be_commissioned() {
        use clap::CommandFactory as _;
        #[derive(clap::Parser)]
        struct Line {
            #[command(flatten)]
            _args: CommissionArgs,
        }
        let command = Line::command();
        let kind = command
            .get_arguments()
            .find(|argument| argument.get_id() == "kind")
            .unwrap();
        let offered: Vec<String> = kind
            .get_possible_values()
            .iter()
            .map(|value| value.get_name().to_owned())
            .collect();
        let all = WORKS.iter().filter(|work| work.kind != WorkKind::Panel);
        assert_eq!(offered, all.map(|work| work.name.to_owned()).collect::<Vec<_>>());
    }
}
