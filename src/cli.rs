//! The command line: arguments, and one match from command to function.

pub mod command_groups;
pub mod completion;
mod help;
pub mod help_examples;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use anyhow::Result;
use clap::error::ErrorKind;
use clap::{ArgAction, ArgMatches, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::context::Context;
use crate::framework::Date;
use crate::framework::name::is_nobody;
use crate::output::{Color, Format, Outcome, Output, is_unwritten, typed};
use crate::paper::safe::{safe, safe_lines};
use crate::store::summaries::CacheFolder;
use crate::store::{OpenError, Store, files};
use crate::{command, reports};

/// Run a council's Children's Services Quality Assurance Framework from a folder of files
#[derive(Debug, Parser)]
#[command(
    name = "qaf",
    version,
    max_term_width = 100,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = EXIT_STATUS
)]
pub struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXIT_STATUS: &str = "\
Exit status: 0 done; 1 done, and there is something to look at (errors found, an
empty pool, a message that could not be printed); 2 could not run, or the drive
did not confirm what was saved.";

/// The command line as it is parsed, with its whole help.
pub fn command() -> clap::Command {
    help::with_help(Cli::command())
}

/// Runs what was typed. Where it can't be understood, or help was asked for, that is printed and the program ends.
pub fn run_typed() -> ExitCode {
    match completion::answer() {
        Ok(true) => return ExitCode::SUCCESS,
        Ok(false) => {}
        Err(error) => {
            Output::new(false, Color::Never).warn(format!("Error: {}", safe_lines(&error.to_string())));
            return ExitCode::from(2);
        }
    }
    let typed = Cli::command()
        .try_get_matches()
        .unwrap_or_else(|error| with_help(&error));
    run(Cli::from_arg_matches(&typed).unwrap_or_else(|error| error.exit()))
}

/// What was typed again, where that was no command to run: help takes its time to lay out, and a command that runs needs none.
fn with_help(error: &clap::Error) -> ArgMatches {
    if error.kind() == ErrorKind::DisplayVersion {
        error.exit();
    }
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    help::as_asked(command(), &words, error.kind()).get_matches()
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Options for every command")]
struct Globals {
    /// The store's folder; else the nearest folder upwards with a qaf.toml
    #[arg(long, global = true, env = "QAF_STORE", value_name = "DIR")]
    store: Option<PathBuf>,
    /// The day that stands for today
    #[arg(long, global = true, env = "QAF_AS_OF", value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// Who does this; else the login name
    #[arg(long, global = true, env = "QAF_BY", value_name = "NAME")]
    by: Option<String>,
    /// How data is printed: text, json or csv; reports as md, html, docx or xlsx too, validate as sarif or github too
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "F",
        hide_possible_values = true
    )]
    format: Format,
    /// When output is coloured: auto, always or never
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN", hide_possible_values = true)]
    color: Color,
    /// Say nothing beside the data
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Read every audit, and leave aside what is kept of earlier runs (see qaf cache)
    #[arg(long, global = true)]
    no_cache: bool,
    /// Print help; -h in short
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|error: crate::framework::date::DateError| error.to_string())
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(command::init::InitArgs),
    Demo(command::demo::DemoArgs),
    Schedule(reports::schedule::ScheduleArgs),
    People(command::people::PeopleArgs),
    Roster(command::roster::RosterArgs),
    Allocate(command::allocate::AllocateArgs),
    New(command::new::NewArgs),
    Draw(command::draw::DrawArgs),
    #[command(alias = "check")]
    Validate(command::validate::ValidateArgs),
    Commission(command::commission::CommissionArgs),
    Tool(command::tool::ToolArgs),
    Sample(command::sample::SampleArgs),
    Panel(command::panel::PanelArgs),
    Fill(command::fill::FillArgs),
    Moderate(command::moderate::ModerateArgs),
    Direct(command::direct::DirectArgs),
    Feedback(command::feedback::FeedbackArgs),
    ReAudit(command::re_audit::ReAuditArgs),
    Appreciate(command::appreciate::AppreciateArgs),
    Log(command::log::LogArgs),
    History(reports::history::HistoryArgs),
    Show(reports::show::ShowArgs),
    Exit(command::exit::ExitArgs),
    Explain(command::explain::ExplainArgs),
    Rubric(reports::rubric::RubricArgs),
    Tracker(reports::tracker::TrackerArgs),
    Due(reports::due::DueArgs),
    Remind(command::remind::RemindArgs),
    Export(command::export::ExportArgs),
    Report(reports::ReportArgs),
    Cache(command::cache::CacheArgs),
    Completions(command::completions::CompletionsArgs),
    Man(command::man::ManArgs),
}

/// Runs the command and says how it went.
pub fn run(cli: Cli) -> ExitCode {
    let out = Output::new(cli.globals.quiet, cli.globals.color);
    let status = match dispatch(cli) {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Look) => 1,
        Err(error) => failed(&error, &out),
    };
    let Some(doubt) = files::unconfirmed() else {
        return ExitCode::from(status);
    };
    out.warn(format!("Error: {}", safe(&doubt)));
    ExitCode::from(2)
}

/// Says why a command did not come to its end, and what it had written by then, which nobody may take for undone.
fn failed(error: &anyhow::Error, out: &Output) -> u8 {
    let why = safe_lines(&told_once(error)).into_owned();
    match files::written() {
        None => {
            out.warn(format!("Error: {why}"));
            2
        }
        Some(written) if is_unwritten(error) => {
            out.warn(format!(
                "Error: {why} What was to be done is done all the same, and stands in {}.",
                safe(&written)
            ));
            1
        }
        Some(written) => {
            out.warn(format!(
                "Error: {why}\nWritten before it stopped: {}.",
                safe(&written)
            ));
            2
        }
    }
}

/// An error with its causes, each told once: many a message names its cause itself.
fn told_once(error: &anyhow::Error) -> String {
    let mut told = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if told.is_empty() {
            told = cause;
        } else if !told.contains(cause.trim_end_matches('.')) {
            told = format!("{told}: {cause}");
        }
    }
    told
}

fn dispatch(cli: Cli) -> Result<Outcome> {
    let globals = cli.globals;
    let Some(typed) = cli.command else {
        return say_what_is_next(&globals);
    };
    match typed {
        Command::Init(args) => command::init::run(&args, globals.today(), &globals.output()),
        Command::Completions(args) => command::completions::run(&args, &globals.output()),
        Command::Man(args) => command::man::run(&args, self::command(), &globals.output()),
        Command::Explain(args) => command::explain::run(&args, &globals.output(), globals.format),
        Command::Draw(args) => {
            command::draw::run(&args, &globals.output(), globals.format, || globals.context())
        }
        Command::Demo(args) => command::demo::run(&args, globals.as_of, globals.output(), globals.format),
        Command::Schedule(args) => reports::schedule::run(&args, &globals.context()?.sent(&args.to)?),
        Command::People(args) => command::people::run(&args, &globals.context()?.sent(&args.to)?),
        Command::Roster(args) => command::roster::run(&args, &globals.context()?.sent(&args.to)?),
        Command::Allocate(args) => command::allocate::run(&args, &globals.context()?),
        Command::New(args) => command::new::run(&args, &globals.context()?),
        Command::Validate(args) => command::validate::run(&args, &globals.context()?),
        Command::Panel(args) => command::panel::run(&args, &globals.context()?),
        Command::Commission(args) => command::commission::run(&args, &globals.context()?),
        Command::Tool(args) => command::tool::run(&args, &globals.context()?),
        Command::Sample(args) => command::sample::run(&args, &globals.context()?),
        Command::Fill(args) => command::fill::run(&args, &globals.context()?),
        Command::Moderate(args) => command::moderate::run(&args, &globals.context()?),
        Command::Direct(args) => command::direct::run(&args, &globals.context()?),
        Command::Feedback(args) => command::feedback::run(&args, &globals.context()?),
        Command::ReAudit(args) => command::re_audit::run(&args, &globals.context()?),
        Command::Appreciate(args) => command::appreciate::run(&args, &globals.context()?),
        Command::Log(args) => command::log::run(&args, &globals.context()?),
        Command::History(args) => reports::history::run(&args, &globals.context()?.sent(&args.to)?),
        Command::Show(args) => reports::show::run(&args, &globals.context()?.sent(&args.to)?),
        Command::Due(args) => reports::due::run(&args, &globals.context()?.sent(&args.to)?),
        Command::Remind(args) => command::remind::run(&args, &globals.context()?),
        Command::Export(args) => command::export::run(&args, &globals.context()?),
        Command::Rubric(args) => reports::rubric::run(&args, &globals.context()?.sent(&args.to)?),
        Command::Tracker(args) => reports::tracker::run(&args, &globals.context()?.sent(&args.to)?),
        Command::Exit(args) => command::exit::run(&args, globals.context()?),
        Command::Cache(args) => command::cache::run(&args, &globals.context()?),
        Command::Report(args) if args.is_schema() => reports::quarterly::print_schema(
            &globals.output().sent(args.to.clone(), files::Access::default()),
        ),
        Command::Report(args) => reports::run(&args, &globals.context()?.sent(&args.to)?),
    }
}

/// `qaf` alone.
fn say_what_is_next(globals: &Globals) -> Result<Outcome> {
    let here = std::env::current_dir()?;
    if let Err(OpenError::NoStore(_)) = Store::find(globals.store.as_deref(), &here) {
        return command::next_steps::run_without_store(&globals.output());
    }
    let qaf = globals
        .store
        .as_deref()
        .map_or_else(typed::program, typed::program_on);
    command::next_steps::run(&globals.context()?, &qaf)
}

impl Globals {
    fn output(&self) -> Output {
        Output::new(self.quiet, self.color)
    }

    /// What stands for today.
    fn today(&self) -> Date {
        self.as_of.unwrap_or_else(Date::from_clock)
    }

    fn context(&self) -> Result<Context> {
        // What the store's own files say is read after this, so that a change since then is seen.
        let begun = SystemTime::now();
        let root = Store::find(self.store.as_deref(), &std::env::current_dir()?)?;
        let as_of = self.today();
        let given = self.by.as_deref().map(str::trim).filter(|name| !is_nobody(name));
        let by = given.map(str::to_owned).or_else(login).unwrap_or_default();
        let context = Context::open(&root, as_of, by, self.output(), self.format)?;
        let cache = CacheFolder::of(&root).filter(|_| !self.no_cache);
        Ok(match cache {
            Some(cache) => context.with_summaries_in(cache, begun),
            None => context,
        })
    }
}

/// The name that somebody is logged in by, where the system says so.
fn login() -> Option<String> {
    let named = ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|name| !is_nobody(name));
    named.or_else(owner)
}

/// The name of the account that runs this process: a scheduled job has no such variable.
#[cfg(target_os = "linux")]
fn owner() -> Option<String> {
    use std::os::unix::fs::MetadataExt as _;
    let uid = std::fs::metadata("/proc/self").ok()?.uid().to_string();
    let accounts = std::fs::read_to_string("/etc/passwd").ok()?;
    let of = |line: &str| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)? == uid).then(|| name.to_owned())
    };
    accounts.lines().find_map(of)
}

#[cfg(not(target_os = "linux"))]
fn owner() -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use anyhow::Context as _;

    use super::told_once;

    #[test]
    fn what_the_system_said_is_told_once() {
        #[derive(Debug, thiserror::Error)]
        #[error("a.yaml can't be read ({source}). Try again")]
        struct Named {
            source: std::io::Error,
        }
        let source = || std::io::Error::other("the drive is gone");
        let named = anyhow::Error::new(Named { source: source() });
        assert_eq!(
            told_once(&named),
            "a.yaml can't be read (the drive is gone). Try again"
        );
        let wrapped = Err::<(), _>(source())
            .context("a.yaml can't be read")
            .unwrap_err();
        assert_eq!(told_once(&wrapped), "a.yaml can't be read: the drive is gone");
    }
}
