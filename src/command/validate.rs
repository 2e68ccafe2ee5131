//! `qaf validate`.

mod diff;
pub mod findings;
mod fix;
mod github;
pub mod hidden_words;
mod left;
mod sarif;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Result, bail};
use clap::Args;

use self::hidden_words::HiddenWords;
use crate::context::{Context, Examined};
use crate::figures::Summary;
use crate::finding::Finding;
use crate::framework::wider_work::names_a_work;
use crate::framework::{Quarter, Unlisted};
use crate::output::{Format, Outcome};
use crate::paper::wrap::fitted;
use crate::rule;
use crate::store::document::Repaired;
use crate::store::scan::{self, ScannedFolder};
use crate::store::{layout, of_quarter};

/// The repairs of a file, as a patch shows them.
pub(super) fn patch(name: &str, repaired: &Repaired) -> String {
    diff::diff(name, name, &repaired.before, &repaired.after)
}

/// Check files: every fault at once, with its place and what to do
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct ValidateArgs {
    /// Audits and wider works by id (CF42, TH3), quarters (2026-27-Q2), or files or folders by path; left out: the whole store
    what: Vec<String>,
    /// Judge as if submitted today: what is still missing is named
    #[arg(long)]
    ready: bool,
    /// Show every finding of every file; of a whole store, the first three of each are shown
    #[arg(long)]
    all: bool,
    /// Show the findings of this rule alone; may be given again
    #[arg(long, value_name = "RULE", value_parser = rule)]
    only: Vec<String>,
    /// Leave out the findings of this rule; may be given again
    #[arg(long, value_name = "RULE", value_parser = rule)]
    except: Vec<String>,
    /// Show the repairs that are certain, as a patch; your own file is never changed
    #[arg(long, conflicts_with_all = ["ready", "only", "except"])]
    fix: bool,
    /// With --fix: write each repaired file beside its own, as audit.fixed.yaml
    #[arg(long, requires = "fix")]
    yes: bool,
    /// Check again at each save, until stopped
    #[arg(long, conflicts_with = "fix")]
    watch: bool,
}

/// The id of a rule, as a finding gives it in brackets.
fn rule(id: &str) -> Result<String, String> {
    if let Some(rule) = rule::find(id) {
        return Ok(rule.id.to_owned());
    }
    Err(match rule::nearest_rule(id) {
        Some(meant) => format!("there is no rule {id}. Did you mean {meant}?"),
        None => format!("there is no rule {id}. A finding gives its rule in brackets."),
    })
}

/// Prints the findings; there is something to look at where one is an error.
pub fn run(args: &ValidateArgs, context: &Context) -> Result<Outcome> {
    let (wanted, works) = wanted(args, context)?;
    let is_wanted = |folder: &ScannedFolder| wanted.as_ref().is_none_or(|paths| paths.contains(&folder.path));
    if args.fix {
        let scan = scan::audit_folders(&context.store.root);
        let folders: Vec<ScannedFolder> = scan.folders.into_iter().filter(is_wanted).collect();
        return fix::run(&folders, args.yes, context);
    }
    if args.watch {
        watch::run(is_wanted, context, || {
            check(args, context, &works, is_wanted).map(|_| ())
        })?;
    }
    check(args, context, &works, is_wanted)
}

fn check(
    args: &ValidateArgs,
    context: &Context,
    works: &[String],
    is_wanted: impl Fn(&ScannedFolder) -> bool + Sync,
) -> Result<Outcome> {
    let counted = Mutex::new(Unlisted::default());
    let mut examined = context.examine(args.ready, is_wanted, |summary| {
        for state in summary.progress.open() {
            let mut counted = counted.lock().unwrap_or_else(PoisonError::into_inner);
            counted.add(&state.unlisted);
        }
        is_left(summary)
    })?;
    let counted = counted.into_inner().unwrap_or_else(PoisonError::into_inner);
    examined.findings.extend(unlisted(&counted, context));
    if args.what.is_empty() {
        examined.files += context.own_files();
        examined.findings.extend(context.findings.iter().cloned());
        examined.files += context.works().files;
        examined.findings.extend(context.works().findings.iter().cloned());
        let mut whole = context.examine_whole(&examined);
        rule::lower(&mut whole, &context.store.settings.as_notes);
        examined.findings.append(&mut whole);
    }
    for path in works {
        let quarter = quarter_at(path, context);
        let (files, mut found) = match quarter {
            Some(quarter) => context.examine_quarter(quarter),
            None => context.examine_work(path),
        };
        examined.files += files;
        examined.findings.append(&mut found);
    }
    examined.findings.sort_by(|a, b| a.order().cmp(&b.order()));
    let hidden = HiddenWords::of(&examined.findings);
    let named = |list: &[String], finding: &Finding| list.iter().any(|rule| rule == finding.rule);
    examined.findings.retain(|finding| {
        (args.only.is_empty() || named(&args.only, finding)) && !named(&args.except, finding)
    });
    if matches!(context.format, Format::Sarif | Format::Github) {
        from_here(&mut examined.findings, context);
    }
    context.out.data(&told(args, &examined, &hidden, context)?)?;
    let errors = examined.findings.iter().any(Finding::is_error);
    Ok(Outcome::look_if(errors))
}

/// What was found, in the format that was asked for.
fn told(args: &ValidateArgs, examined: &Examined, hidden: &HiddenWords, context: &Context) -> Result<String> {
    Ok(match context.format {
        Format::Text => {
            let left = left::text(args.what.is_empty(), examined, context);
            let shows_all = args.all || !args.what.is_empty();
            let (found, style) = (&examined.findings, context.style());
            findings::text(found, hidden, examined.files, shows_all, style)
                + &fitted(&left, context.style().width)
        }
        Format::Json => findings::json(&examined.findings, examined.files),
        Format::Sarif => sarif::sarif(&examined.findings),
        Format::Github => github::github(&examined.findings),
        _ => return Err(context.no_such_format("validate", "text, json, sarif or github")),
    })
}

/// The years whose bank holidays the list does not have, where days in them were counted.
fn unlisted(counted: &Unlisted, context: &Context) -> Vec<Finding> {
    let found = rule::holidays_not_listed::finding(layout::BANK_HOLIDAYS, counted);
    let mut found: Vec<Finding> = found.into_iter().collect();
    rule::lower(&mut found, &context.store.settings.as_notes);
    found
}

/// Names files as they are found from the folder that the command runs in, which is where a code platform or an editor
/// looks for them, where the store lies below it.
fn from_here(findings: &mut [Finding], context: &Context) {
    for finding in findings {
        let others = finding.related.iter_mut().map(|related| &mut related.location);
        for location in std::iter::once(&mut finding.location).chain(others) {
            let shown = context.shown(&location.path);
            if shown.is_relative() && !shown.starts_with("..") {
                let parts: Vec<_> = shown.iter().map(std::ffi::OsStr::to_string_lossy).collect();
                location.path = parts.join("/");
            }
        }
    }
}

/// Whether something is left to do before an audit is ready: validate says what.
fn is_left(summary: &Summary) -> bool {
    !summary.is_off() && (summary.progress.submitted.is_none() || summary.errors > 0)
}

/// The folders of audits and of wider works that were asked for, by path; `None` for the audits where that is the whole store.
fn wanted(args: &ValidateArgs, context: &Context) -> Result<(Option<Vec<String>>, Vec<String>)> {
    let mut works = Vec::new();
    if args.what.is_empty() {
        return Ok((None, works));
    }
    let scan = scan::audit_folders(&context.store.root);
    let mut wanted = Vec::new();
    for what in &args.what {
        if names_a_work(what) {
            works.push(context.work(what)?.path);
            continue;
        }
        if let Some(quarter) = quarter_at(what, context) {
            works.push(of_quarter::folder(quarter));
            continue;
        }
        let found = matching(what, context, &scan.folders)?;
        let of_works = works_at(what, context);
        if found.is_empty() && of_works.is_empty() {
            bail!(
                "{what} is no audit or wider work of this store, and no file or folder of one. qaf tracker lists them."
            );
        }
        wanted.extend(found);
        works.extend(of_works);
    }
    Ok((Some(wanted), works))
}

/// The quarter that is named, or whose commentary a path means.
fn quarter_at(what: &str, context: &Context) -> Option<Quarter> {
    let starts = context.store.settings.year_starts;
    let root = &context.store.root;
    let named = Quarter::parse(what, starts).ok();
    let of_path = || {
        let path = whole(Path::new(what), root)?;
        let below = path
            .strip_prefix(whole(&context.store.path(layout::REPORTS), root)?)
            .ok()?;
        Quarter::parse(below.components().next()?.as_os_str().to_str()?, starts).ok()
    };
    let quarter = named.or_else(of_path)?;
    let is_there = context.store.path(&of_quarter::folder(quarter)).is_dir();
    is_there.then_some(quarter)
}

/// The folders of the wider works that a path means: their own, one above them, or a file in one.
fn works_at(what: &str, context: &Context) -> Vec<String> {
    let root = &context.store.root;
    let Some(path) = whole(Path::new(what), root) else {
        return Vec::new();
    };
    let is_meant = |own: &&String| {
        let own = whole(&context.store.path(own), root);
        own.is_some_and(|own| own.starts_with(&path) || path.starts_with(&own))
    };
    let all = context.works().all.iter().map(|work| &work.path);
    all.filter(is_meant).cloned().collect()
}

/// The paths of the folders that an argument means: an id, or a path to a folder, to one above it, or to a file in it.
fn matching(what: &str, context: &Context, folders: &[ScannedFolder]) -> Result<Vec<String>> {
    let by_id: Vec<&ScannedFolder> = folders.iter().filter(|folder| folder.id.matches(what)).collect();
    if by_id.len() > 1 {
        let ids: Vec<String> = by_id.iter().map(|folder| folder.id.to_string()).collect();
        bail!("{what} may mean {}. Write the whole id.", ids.join(" or "));
    }
    if let Some(folder) = by_id.first() {
        return Ok(vec![folder.path.clone()]);
    }
    let Some(path) = whole(Path::new(what), &context.store.root) else {
        return Ok(Vec::new());
    };
    let meant = |folder: &&ScannedFolder| {
        folder.all().any(|own| {
            whole(&context.store.path(own), &context.store.root)
                .is_some_and(|own| own.starts_with(&path) || path.starts_with(&own))
        })
    };
    Ok(folders
        .iter()
        .filter(meant)
        .map(|folder| folder.path.clone())
        .collect())
}

/// A path without links or dots, tried from here and from the store's root.
fn whole(path: &Path, root: &Path) -> Option<PathBuf> {
    path.canonicalize()
        .or_else(|_| root.join(path).canonicalize())
        .ok()
}
