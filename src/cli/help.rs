//! How the help is laid out: commands under who uses them, and examples beneath each one's own; in short and in full.

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::builder::StyledStr;
use clap::error::ErrorKind;
use clap::{Arg, Args as _, Command};

use super::command_groups::GROUPS;
use super::help_examples::EXAMPLES;
use super::{EXIT_STATUS, Globals};
use crate::paper::wrap::filled;

/// Lines of the list of commands are no longer, whatever the terminal.
const WIDTH: usize = 80;

/// Behind every other option.
const LAST: usize = 1000;

/// How much of its help a command is to show.
#[derive(Clone, Copy)]
enum HelpLength {
    /// `-h`: what it does, its own options, examples.
    Short,
    /// `--help`: everything that is known of it, with the options for every command.
    Full,
}

/// The command line with its help: what clap makes of the arguments, with commands in groups and examples beneath.
pub(super) fn with_help(command: Command) -> Command {
    let overview = overview(&command, HelpLength::Full);
    with_examples(command, "").override_help(overview)
}

/// The same, for what was typed and can't be run, as it asks for help or for lack of a command: in short, or in full.
pub(super) fn as_asked(command: Command, typed: &[OsString], error: ErrorKind) -> Command {
    let has = |word: &str| typed.iter().any(|typed| typed == word);
    if has("--help") || typed.first().is_some_and(|first| first == "help") {
        in_full(command)
    } else if has("-h") || error == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let overview = overview(&command, HelpLength::Short);
        let globals = Globals::augment_args(Command::new("qaf"));
        let command = globals.get_arguments().fold(command, |command, global| {
            command.mut_arg(global.get_id(), in_short)
        });
        command.override_help(overview)
    } else {
        command
    }
}

/// An option for every command where the help is short: `-h` alone, which says where the others are told.
fn in_short(global: Arg) -> Arg {
    if global.get_id() == "help" {
        global
            .help("Print this; --help tells more, with the options for every command")
            .help_heading(None::<&str>)
            .display_order(LAST)
    } else {
        global.hide(true)
    }
}

/// All texts as long as they are, in the columns of the short help: clap would give each option three lines.
fn in_full(command: Command) -> Command {
    let about = command
        .get_long_about()
        .or(command.get_about())
        .cloned()
        .unwrap_or_default();
    let command = command.about(about).long_about(None::<&str>).mut_args(whole);
    command.mut_subcommands(in_full)
}

/// An argument with the longer of its texts, and what each of its values means.
fn whole(arg: Arg) -> Arg {
    let help = arg.get_long_help().or(arg.get_help()).map(StyledStr::ansi);
    let mut help = help.map(|help| help.to_string()).unwrap_or_default();
    let meant: Vec<(String, String)> = arg
        .get_possible_values()
        .iter()
        .filter_map(|value| Some((value.get_name().to_owned(), value.get_help()?.to_string())))
        .collect();
    let arg = arg.long_help(None::<&str>);
    if arg.is_hide_possible_values_set() || meant.is_empty() {
        return arg.help(help);
    }
    for (value, means) in meant {
        let _ = write!(help, "\n{value}: {means}");
    }
    arg.help(help).hide_possible_values(true)
}

/// The help of qaf itself.
fn overview(command: &Command, length: HelpLength) -> StyledStr {
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
    if let HelpLength::Short = length {
        return StyledStr::from(format!(
            "{text}\nqaf --help has the options for every command, too.\n"
        ));
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
