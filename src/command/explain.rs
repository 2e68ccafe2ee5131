//! `qaf explain`.

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::context::Format;
use crate::output::Output;
use crate::rule;

/// Say what a rule means, why it matters and how to put it right
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule, as validate names it in square brackets; left out: all of them in a line each
    rule: Option<String>,
}

/// Prints a rule's page, or the list of rules.
pub fn run(args: &ExplainArgs, out: &Output, _format: Format) -> Result<Outcome> {
    let Some(id) = &args.rule else {
        let lines: Vec<String> = rule::RULES
            .iter()
            .map(|rule| format!("{:<34} {:<6} {}", rule.id, rule.severity.name(), rule.title))
            .collect();
        out.data(&(lines.join("\n") + "\n"))?;
        return Ok(Outcome::Done);
    };
    let Some(rule) = rule::find(id.trim()) else {
        match rule::nearest_rule(id) {
            Some(meant) => bail!("There is no rule {id}. Did you mean {meant}?"),
            None => bail!("There is no rule {id}. qaf explain lists them all."),
        }
    };
    out.data(&rule::explain_text(rule))?;
    Ok(Outcome::Done)
}
