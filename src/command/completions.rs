//! `qaf completions`.

use anyhow::Result;
use clap::{Args, ValueEnum};
use clap_complete::env::{Bash, EnvCompleter, Fish, Powershell};

use crate::output::{Outcome, Output};

/// The variable by which a shell asks qaf how a line may go on.
pub const ASKING: &str = "QAF_COMPLETE";

/// Print what a shell needs to complete commands, ids and names
///
/// The shell then asks qaf itself at each Tab, so it knows the audits, people, teams, quarters, rules and forms of the store
/// you stand in, or of the one that --store names. qaf has to be on the path.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell, and what to do with what is printed
    #[arg(value_enum)]
    shell: Shell,
}

/// For zsh: clap's own does nothing at the first Tab, and lets zsh leave out what does not begin as it was typed.
const OF_ZSH: &str = include_str!("../../shipped/shells/_qaf");

/// The shells that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shell {
    /// Save it as ~/.local/share/bash-completion/completions/qaf
    Bash,
    /// Save it as _qaf in a folder of $fpath
    Zsh,
    /// Save it as ~/.config/fish/completions/qaf.fish
    Fish,
    /// Add to your $PROFILE: qaf completions powershell | Out-String | Invoke-Expression
    Powershell,
}

/// Prints the script.
pub fn run(args: &CompletionsArgs, out: &Output) -> Result<Outcome> {
    let script = match args.shell {
        Shell::Bash => asking(&Bash)?,
        Shell::Zsh => OF_ZSH.to_owned(),
        Shell::Fish => asking(&Fish)?,
        Shell::Powershell => asking(&Powershell)?,
    };
    out.data(&script)?;
    Ok(Outcome::Done)
}

fn asking(shell: &dyn EnvCompleter) -> Result<String> {
    let mut script = Vec::new();
    shell.write_registration(ASKING, "qaf", "qaf", "qaf", &mut script)?;
    Ok(String::from_utf8(script)?)
}
