//! `qaf init`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::framework::Date;
use crate::output::{Outcome, Output, typed};
use crate::store::document::Document;
use crate::store::init::{self, InitOutcome as Made};
use crate::store::{layout, schema, shipped, template};

/// Make a store: settings, schedule, forms, guideline, a sample people.csv
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder that is to hold it
    pub dir: PathBuf,
}

/// Makes the store, or says what is there and changes nothing.
///
/// From `today` on the schedule expects audits of it.
pub fn run(args: &InitArgs, today: Date, out: &Output) -> Result<Outcome> {
    let dir = args.dir.display();
    match init::make_store(&args.dir, Some(today), schemas())? {
        Made::Made { files } => {
            out.say(format!("Made a store of {} files in {dir}.", files.len()));
            let (qaf, file) = (typed::program_on(&args.dir), |name| args.dir.join(name));
            out.say(format!(
                "Audits are expected from today on: in_use_since in {}.",
                layout::SETTINGS
            ));
            out.say("Next:");
            out.say(format!(
                "  1. Write the council's name in {}.",
                file(layout::SETTINGS).display()
            ));
            out.say(format!(
                "  2. Put your own staff into {} (the people in it are made up).",
                file(layout::PEOPLE).display()
            ));
            out.say(format!("  3. Look at the schedule: {qaf} schedule"));
            out.say(format!(
                "  4. Draw, with your case list for FILE: {qaf} allocate --roster FILE"
            ));
        }
        Made::AlreadyThere { what } => {
            out.say(format!(
                "{dir} is a store already; nothing was changed. It holds:"
            ));
            for line in what {
                out.say(format!("  {line}"));
            }
        }
    }
    Ok(Outcome::Done)
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
