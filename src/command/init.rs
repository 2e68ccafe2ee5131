//! `qaf init`.

#[cfg(unix)]
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use crate::framework::Date;
use crate::output::{Outcome, Output, typed};
#[cfg(unix)]
use crate::paper::count;
use crate::paper::safe::safe;
use crate::store::document::Document;
#[cfg(unix)]
use crate::store::files;
use crate::store::init::{self, InitOutcome as Made, NewStore};
use crate::store::{layout, schema, shipped, template};

/// Make a store: settings, schedule, forms, guideline, people.csv
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder that is to hold it
    pub dir: PathBuf,
    /// The groups that may write what others only read: QA's, and the moderators'. On a Linux or Unix server the store is
    /// given to QA's; what the system can't set so is said
    #[arg(long, value_name = "QA[,MODERATORS]", value_delimiter = ',', num_args = 1)]
    pub access: Vec<String>,
}

impl InitArgs {
    /// The groups as they can stand in the settings.
    fn groups(&self) -> Result<[Option<&str>; 2]> {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
        let groups: Vec<&str> = self.access.iter().map(|group| group.trim()).collect();
        if let Some(group) = groups
            .iter()
            .find(|group| group.is_empty() || !group.chars().all(is_plain))
        {
            bail!(
                "\"{}\" is no name of a group. Write --access qaf-qa, or --access qaf-qa,qaf-moderators.",
                safe(group)
            );
        }
        match groups.as_slice() {
            [] => Ok([None, None]),
            [qa] => Ok([Some(qa), None]),
            [qa, moderators] => Ok([Some(qa), Some(moderators)]),
            _ => bail!("--access takes one group or two: QA's, and the moderators'."),
        }
    }
}

/// Makes the store, or says what is there and changes nothing.
///
/// From `today` on the schedule expects audits of it.
pub fn run(args: &InitArgs, today: Date, out: &Output) -> Result<Outcome> {
    let dir = args.dir.display();
    let [qa_group, moderators_group] = args.groups()?;
    let new = NewStore {
        in_use_since: Some(today),
        qa_group,
        moderators_group,
    };
    match init::make_store(&args.dir, &new, schemas())? {
        Made::Made { files } => {
            out.say(format!("Made a store of {} files in {dir}.", files.len()));
            let (qaf, file) = (typed::program_on(&args.dir), |name| args.dir.join(name));
            out.say(format!(
                "Audits are expected from today on: in_use_since in {}.",
                layout::SETTINGS
            ));
            if let Some(qa) = qa_group {
                give(&args.dir, &files, qa, out);
                say_what_is_left(qa, moderators_group, out);
            }
            out.say("Next:");
            let (settings, people) = (file(layout::SETTINGS), file(layout::PEOPLE));
            let written = typed::argument(&people.to_string_lossy());
            for line in [
                format!("  1. Write the council's name in {}.", settings.display()),
                format!(
                    "  2. Put your own staff into {} (the people in it are made up).",
                    people.display()
                ),
                "     Of the HR system's list, as HR.csv:".to_owned(),
                format!("       {qaf} people inspect HR.csv --write {written}"),
                "  3. See what is understood of your case list, as CASES.csv:".to_owned(),
                format!("       {qaf} roster inspect CASES.csv"),
                "  4. Draw:".to_owned(),
                format!("       {qaf} allocate --roster CASES.csv"),
            ] {
                out.say(line);
            }
        }
        Made::AlreadyThere { what } => {
            out.say(format!(
                "{dir} is a store already; nothing was changed. It holds:"
            ));
            for line in what {
                out.say(format!("  {line}"));
            }
            if qa_group.is_some() {
                out.say(format!(
                    "Its groups are named under [access] in {}.",
                    args.dir.join(layout::SETTINGS).display()
                ));
            }
        }
    }
    Ok(Outcome::Done)
}

/// Gives what was made of a new store to QA's group, as far as the system lets it be given.
#[cfg(unix)]
fn give(dir: &Path, made: &[String], qa: &str, out: &Output) {
    let Some(number) = files::group_number(qa) else {
        out.say(format!(
            "There is no group {qa} in /etc/group, so nothing was given to it."
        ));
        return;
    };
    let folders = made.iter().flat_map(|file| Path::new(file).ancestors().skip(1));
    let empty = init::EMPTY_FOLDERS.iter().map(Path::new);
    let folders: BTreeSet<&Path> = folders.chain(empty).collect();
    let own = made.iter().map(Path::new).chain(folders);
    let (given, refused) = files::give_to_group(own.map(|path| dir.join(path)), number);
    out.say(format!(
        "Given to the group {qa}: {}; folders hand it on.",
        count(given, "file or folder", "files and folders")
    ));
    if refused > 0 {
        let what = count(refused, "file or folder was", "files and folders were");
        out.say(format!(
            "{what} not: whoever gives has to be of the group, or the system's administrator."
        ));
    }
}

/// Nothing is given here: the folder's own list rules.
#[cfg(not(unix))]
fn give(_: &Path, _: &[String], _: &str, _: &Output) {}

/// Says what is typed for the rest, with the groups that were named.
fn say_what_is_left(qa: &str, moderators: Option<&str>, out: &Output) {
    out.say("What qaf can't set is for whoever looks after the server, with the names of your groups and folders:");
    let lines = if cfg!(windows) {
        shipped::ACCESS_WINDOWS
    } else {
        shipped::ACCESS_POSIX
    };
    let named = |line: &str| {
        let line = line.replace("qaf-qa", qa);
        moderators.map_or_else(|| line.clone(), |own| line.replace("qaf-moderators", own))
    };
    for line in lines.lines() {
        out.say(format!("  {}", named(line)));
    }
}

/// The schemas of the shipped forms, as files of a new store.
pub fn schemas() -> Vec<(String, Vec<u8>)> {
    let read = |name: &str, text: &str| Document::read(name, text.as_bytes());
    let rubrics: Vec<_> = shipped::RUBRICS
        .iter()
        .filter_map(|(name, text)| template::rubric(&read(name, text)).0)
        .collect();
    let mut files = Vec::new();
    for (name, text) in shipped::FORMS {
        let Some(form) = template::form(&read(name, text), &rubrics).0 else {
            continue;
        };
        let rubric = form
            .guideline
            .as_ref()
            .and_then(|id| rubrics.iter().find(|rubric| rubric.guideline == *id));
        for (kind, schema) in schema::schemas(&form, rubric, text) {
            files.push((
                format!("{}/{}", layout::SCHEMAS, schema::schema_file_name(&form, kind)),
                schema.into_bytes(),
            ));
        }
    }
    files
}
