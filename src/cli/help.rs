//! How the help is laid out: commands under who uses them, and examples beneath each one's own.

use std::fmt::Write as _;

use clap::builder::StyledStr;
use clap::{Args as _, Command};

use super::command_groups::GROUPS;
use super::help_examples::EXAMPLES;
use super::{EXIT_STATUS, Globals};
use crate::paper::wrap::filled;

/// Lines of the list of commands are no longer, whatever the terminal.
const WIDTH: usize = 80;

/// The command line with its help: what clap makes of the arguments, with commands in groups and examples beneath.
pub(super) fn with_help(command: Command) -> Command {
    let overview = overview(&command);
    with_examples(command, "").override_help(overview)
}

/// The help of qaf itself.
fn overview(command: &Command) -> StyledStr {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut text = format!(
        "{about}\n\nUsage: qaf [OPTIONS] [COMMAND]\n       qaf alone says what to do next, here and now\n       \
         qaf COMMAND --help tells all of a command, qaf COMMAND -h in short, with examples\n"
    );
    for group in &GROUPS {
        let _ = writeln!(text, "\n{}:", group.heading);
        for name in group.commands {
            let about = command.find_subcommand(name).and_then(Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            text += &filled(&about, &format!("  {name:<13}"), &" ".repeat(15), WIDTH);
            text.push('\n');
        }
    }
    let mut options = Globals::augment_args(
        Command::new("qaf")
            .disable_help_flag(true)
            .disable_version_flag(true),
    )
    .version(env!("CARGO_PKG_VERSION"))
    .max_term_width(100)
    .help_template("{all-args}");
    let options = options.render_help();
    StyledStr::from(format!(
        "{text}\n{}\n\n{EXIT_STATUS}\n",
        options.ansi().to_string().trim_end()
    ))
}

/// The command with its examples beneath its help, and so each command below it.
fn with_examples(command: Command, above: &str) -> Command {
    let below: Vec<String> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    let command = below.iter().fold(command, |command, name| {
        let path = format!("{above} {name}");
        command.mut_subcommand(name, |below| with_examples(below, path.trim_start()))
    });
    let lines = examples(above);
    if lines.is_empty() {
        return command;
    }
    let mut text = command
        .get_after_help()
        .map(|text| format!("{text}\n\n"))
        .unwrap_or_default();
    text += "Examples, typed in the store's folder:";
    for (typed, does) in lines {
        let _ = write!(text, "\n  {typed}\n      {does}");
    }
    command.after_help(text)
}

/// The examples of a command; of one that has only commands below it, the first of each of these.
fn examples(command: &str) -> Vec<(&'static str, &'static str)> {
    let own = EXAMPLES.iter().find(|(name, _)| *name == command);
    if let Some((_, lines)) = own {
        return lines.to_vec();
    }
    let is_below = |name: &str| {
        name.strip_prefix(command)
            .is_some_and(|rest| rest.starts_with(' '))
    };
    let below = EXAMPLES
        .iter()
        .filter(|(name, _)| is_below(name) && !command.is_empty());
    below
        .filter_map(|(_, lines)| lines.first().copied())
        .take(4)
        .collect()
}
