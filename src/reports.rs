//! `qaf report`.

pub mod actions;
pub mod annual;
pub mod compliance;
pub mod coverage;
pub mod due;
pub mod history;
pub mod learning;
pub mod moderation;
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

#[derive(Debug, Subcommand)]
enum ReportCommand {
    /// How good practice was in a quarter, and what the figure rests on
    Quarterly(quarterly::QuarterlyArgs),
    /// What the schedule expects of each person, team and service, and what took place
    Compliance(compliance::ComplianceArgs),
    /// Who has been observed, who is still unseen, and by when
    Coverage(coverage::CoverageArgs),
    /// Every action of every audit: its owner, its date, open, done or overdue
    Actions(actions::ActionsArgs),
    /// How moderation changed the grades
    Moderation(moderation::ModerationArgs),
    /// One team, for its monthly clinic
    Team(team::TeamArgs),
    /// One section of the forms, or one domain of Appendix 4, over time
    Section(section::SectionArgs),
    /// What audits teach: training needs, changes in practice, good practice
    Learning(learning::LearningArgs),
    /// A council year, for the yearly review of the framework: what took place, what came of it, what people say of it
    Annual(annual::AnnualArgs),
    /// The one figure that the council's dashboard takes: the share of case audits graded Good or Outstanding
    Sparnet(sparnet::SparnetArgs),
    /// The template of Word documents, to be restyled by the council
    Template(template::TemplateArgs),
}

impl ReportArgs {
    /// Whether the schema of a report is wanted, and no report of a store.
    pub fn is_schema(&self) -> bool {
        matches!(&self.report, ReportCommand::Quarterly(args) if args.schema)
    }
}

/// Prints the report.
pub fn run(args: &ReportArgs, context: &Context) -> Result<Outcome> {
    match &args.report {
        ReportCommand::Quarterly(args) => quarterly::run(args, context),
        ReportCommand::Compliance(args) => compliance::run(args, context),
        ReportCommand::Coverage(args) => coverage::run(args, context),
        ReportCommand::Actions(args) => actions::run(args, context),
        ReportCommand::Moderation(args) => moderation::run(args, context),
        ReportCommand::Team(args) => team::run(args, context),
        ReportCommand::Section(args) => section::run(args, context),
        ReportCommand::Learning(args) => learning::run(args, context),
        ReportCommand::Annual(args) => annual::run(args, context),
        ReportCommand::Sparnet(args) => sparnet::run(args, context),
        ReportCommand::Template(args) => template::run(args, context),
    }
}
