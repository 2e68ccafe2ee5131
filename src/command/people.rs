//! `qaf people`.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::{Args, Subcommand};

use super::roster::{line_of_table, read_files, warn_of_faults};
use crate::context::Context;
use crate::context::gaps::TellsGaps;
use crate::framework::{People, Service};
use crate::output::{Destination, Format, Outcome, typed};
use crate::paper::{count, csv};
use crate::reports::hr_list::figures::{HrReport, hr_report};
use crate::reports::hr_list::paper::{self, Closing};
use crate::reports::printed::{PrintedReport, WITHOUT_CSV};
use crate::roster::hr_list::{self, HrKnown, HrList};
use crate::roster::people;
use crate::store::files::{WriteError, create_new};
use crate::store::scan::read_file;
use crate::store::{layout, shipped};

/// Look at a list of staff before people.csv is made of it
#[derive(Debug, Args)]
pub struct PeopleArgs {
    #[command(subcommand)]
    what: PeopleCommand,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

#[derive(Debug, Subcommand)]
enum PeopleCommand {
    Inspect(InspectPeopleArgs),
}

/// Show what qaf understands of an HR system's list of staff, and what is to be done about the rest
///
/// Columns are known by their headers, roles by titles ("Team Manager - MASH"), people by surname and forename; the posts of
/// one person become one line. For titles and services that are not certain it proposes the lines for qaf.toml, and leaves
/// such rows out meanwhile. Ends with status 1 if something needs to be seen to.
#[derive(Debug, Args)]
struct InspectPeopleArgs {
    /// The HR system's list, a CSV file or an Excel workbook (.xlsx)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Write what is understood to this new file, as people.csv has it; the store's own people.csv is written while it holds
    /// the made-up people of a new store
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
}

/// Looks at lists of staff.
pub fn run(args: &PeopleArgs, context: &Context) -> Result<Outcome> {
    let PeopleCommand::Inspect(args) = &args.what;
    if context.format == Format::Csv {
        return Err(context.no_such_format("people inspect", WITHOUT_CSV));
    }
    let files = read_files(std::slice::from_ref(&args.file), "list of staff")?;
    let (name, bytes) = files
        .first()
        .ok_or_else(|| anyhow!("No list of staff was given."))?;
    warn_of_faults(context);
    let settings = &context.store.settings;
    let services: Vec<Service> = context
        .store
        .schedule
        .services
        .iter()
        .map(|entry| entry.name.clone())
        .collect();
    let known = HrKnown {
        roles: &settings.roles,
        services: &services,
        columns: &settings.people_columns,
        titles: &settings.people_titles,
        service_words: &settings.people_services,
        own: own_staff(context),
    };
    let list = hr_list::read(bytes, known).map_err(|why| anyhow!("The list of staff {name} {why}"))?;
    let at_line = |table: &str| line_of_table(context, table);
    let report = hr_report(name, &list, &settings.roles, context.as_of, at_line);
    let closing = match &args.write {
        None => unwritten(&report, &args.file, context),
        Some(path) => {
            write(path, &list, context)?;
            written(path, &list, context)
        }
    };
    let printed = PrintedReport {
        name: "people inspect",
        paper: &|| paper::paper(&report, &closing),
        text: None,
        json: &|| crate::paper::json(&report),
        csv: None,
        own: &[(Format::Text, &|| {
            Ok(paper::text(&report, &closing, context.style()))
        })],
        tells: TellsGaps::Nothing,
    };
    printed.print(context)?;
    Ok(Outcome::look_if(!report.to_see_to.is_empty()))
}

/// The staff of `people.csv`, unless they are those of a new store.
fn own_staff(context: &Context) -> Option<&People> {
    let bytes = read_file(&context.store.root, layout::PEOPLE).ok()?;
    let is_own = !shipped::is_sample_of_people(&bytes) && !context.people.all().is_empty();
    is_own.then_some(&context.people)
}

/// The program as it is typed on the store from where one stands.
fn program(context: &Context) -> String {
    match context.shown(layout::PEOPLE).parent() {
        Some(folder) if !folder.as_os_str().is_empty() => typed::program_on(folder),
        _ => typed::program(),
    }
}

fn unwritten(report: &HrReport, file: &Path, context: &Context) -> Closing {
    let people = count(report.people, "person", "people");
    let words = if report.to_see_to.is_empty() {
        format!("All of it is understood: {people}. Nothing was changed. To make people.csv of it:")
    } else {
        format!(
            "Nothing was changed. Once these are seen to, look again with the same command. To make people.csv of the {people} \
             so far:"
        )
    };
    let own = context.shown(layout::PEOPLE);
    let [file, own] = [file, &own].map(|path| typed::argument(&path.to_string_lossy()));
    Closing {
        words,
        typed: format!("{} people inspect {file} --write {own}", program(context)),
    }
}

fn written(path: &Path, list: &HrList, context: &Context) -> Closing {
    Closing {
        words: format!(
            "Written: {}, {}. Look it over in a spreadsheet, then check it:",
            path.display(),
            count(list.people.len(), "person", "people")
        ),
        typed: format!("{} validate", program(context)),
    }
}

/// Writes the people to a new file, or in the place of the made-up ones of a new store.
fn write(path: &Path, list: &HrList, context: &Context) -> Result<()> {
    if list.people.is_empty() {
        bail!(
            "Nobody in the list is understood so far, so {} was not written. Look at the list without --write.",
            path.display()
        );
    }
    let head: Vec<&str> = people::names().collect();
    let rows: Vec<Vec<String>> = list.people.iter().map(people::cells).collect();
    // Without the mark at its beginning, a spreadsheet would take accents for something else.
    let text = format!("{}{}", csv::MARK, csv::write(&head, &rows));
    let root = &context.store.root;
    let own = root.join(layout::PEOPLE);
    if is_same_file(path, &own) {
        let was = read_file(root, layout::PEOPLE)?;
        if shipped::is_sample_of_people(&was) {
            return Ok(context
                .writing()?
                .replace(layout::PEOPLE, &was, text.as_bytes())?);
        }
    }
    match create_new(path, text.as_bytes(), context.store.settings.access) {
        Err(WriteError::Exists { path }) => bail!(
            "{} is there already and was left as it is. Name a new file with --write, compare the two, and put the new one \
             in its place.",
            path.display()
        ),
        written => Ok(written?),
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
