//! `qaf report`.

pub mod actions;
pub mod annual;
pub mod asked_for;
pub mod assurance;
pub mod compliance;
pub mod coverage;
pub mod due;
pub mod exit;
pub mod history;
pub mod hr_list;
pub mod learning;
pub mod moderation;
pub mod panel;
pub mod printed;
pub mod public;
pub mod quarterly;
pub mod roster;
pub mod rubric;
pub mod schedule;
pub mod section;
pub mod show;
pub mod sparnet;
pub mod team;
pub mod template;
pub mod tracker;
pub mod work;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::context::Context;
use crate::output::{Destination, Outcome};

/// Report figures to management
#[derive(Debug, Args)]
pub struct ReportArgs {
    #[command(subcommand)]
    report: ReportCommand,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// The reports of `qaf report`: the only list. A report's arguments, whose comment is its help, and `run` stand in its module.
macro_rules! reports {
    ($($name:ident($module:ident :: $args:ident),)*) => {
        #[derive(Debug, Subcommand)]
        enum ReportCommand {
            $($name($module::$args),)*
        }

        /// Prints the report.
        pub fn run(args: &ReportArgs, context: &Context) -> Result<Outcome> {
            match &args.report {
                $(ReportCommand::$name(args) => $module::run(args, context),)*
            }
        }
    };
}

reports! {
    Quarterly(quarterly::QuarterlyArgs),
    Compliance(compliance::ComplianceArgs),
    Coverage(coverage::CoverageArgs),
    Actions(actions::ActionsArgs),
    Moderation(moderation::ModerationArgs),
    Panel(panel::PanelReportArgs),
    Team(team::TeamArgs),
    Section(section::SectionArgs),
    Learning(learning::LearningArgs),
    Work(work::WorkArgs),
    Assurance(assurance::AssuranceArgs),
    Annual(annual::AnnualArgs),
    Sparnet(sparnet::SparnetArgs),
    Template(template::TemplateArgs),
}

impl ReportArgs {
    /// Whether the schema of a report is wanted, and no report of a store.
    pub fn is_schema(&self) -> bool {
        matches!(&self.report, ReportCommand::Quarterly(args) if args.schema)
    }
}
