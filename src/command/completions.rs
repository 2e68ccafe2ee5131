//! `qaf completions`.

use anyhow::Result;
use clap::{Args, ValueEnum};
use clap_complete::env::{Bash, EnvCompleter, Fish, Powershell, Zsh};

use crate::output::{Outcome, Output};

/// The variable by which a shell asks qaf how a line may go on.
pub const ASKING: &str = "QAF_COMPLETE";

/// Print what a shell needs to complete commands, ids, names and quarters
///
/// The shell then asks qaf itself at each Tab, so it knows the audits, people, teams, quarters, rules and forms of the store
/// you stand in, or of the one that --store names. qaf has to be on the path.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell, and what to do with what is printed
    #[arg(value_enum)]
    shell: Shell,
}

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
    let shell: &dyn EnvCompleter = match args.shell {
        Shell::Bash => &Bash,
        Shell::Zsh => &Zsh,
        Shell::Fish => &Fish,
        Shell::Powershell => &Powershell,
    };
    let mut script = Vec::new();
    shell.write_registration(ASKING, "qaf", "qaf", "qaf", &mut script)?;
    out.data(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
