//! `qaf explain`.

use anyhow::{Result, bail};
use clap::Args;

use crate::command::rules_page as rules;
use crate::output::{Format, Outcome, Output};
use crate::rule::{self, RULES, Rule};

/// Say what a rule means, why it matters and how to put it right
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule, as validate names it in square brackets; left out: all of them in a line each
    rule: Option<String>,
    /// All rules in a line each
    #[arg(long, conflicts_with = "rule")]
    list: bool,
}

/// Prints a rule's page, or the list of rules.
pub fn run(args: &ExplainArgs, out: &Output, format: Format) -> Result<Outcome> {
    let rule = args.rule.as_deref().map(meant).transpose()?;
    out.data(&match (format, rule) {
        (Format::Text, Some(rule)) => rule::explain_text(rule),
        (Format::Text, None) => rules::list(),
        (Format::Md, Some(rule)) => rules::page_md(rule),
        (Format::Md, None) if args.list => rules::list_md(),
        (Format::Md, None) => rules::md(),
        (Format::Json, Some(rule)) => rules::json(&[rule]),
        (Format::Json, None) => rules::json(RULES),
        _ => bail!("explain prints text, json or md; choose one of these with --format."),
    })?;
    Ok(Outcome::Done)
}

/// The rule that is asked for.
fn meant(id: &str) -> Result<&'static Rule> {
    let id = id.trim().trim_matches(['[', ']']);
    match (rule::find(id), rule::nearest_rule(id)) {
        (Some(rule), _) => Ok(rule),
        (None, Some(near)) => bail!("There is no rule {id}. Did you mean {near}?"),
        (None, None) => bail!("There is no rule {id}. qaf explain --list shows them all."),
    }
}
