//! `qaf appreciate`.

use anyhow::Result;
use clap::Args;

use super::step::{self, MadeFile};
use crate::context::Context;
use crate::output::Outcome;
use crate::paper::safe::safe;
use crate::record::FileKind;
use crate::store::scaffold::appreciative_yaml;

/// Begin a note on good practice, which others can learn from
///
/// Makes appreciative-enquiry.yaml, at any time of an audit that is not off. The framework asks for such notes and prints
/// no form for them; the questions are ours.
#[derive(Debug, Args)]
pub struct AppreciateArgs {
    /// The audit; its id may be shortened, as CF42
    #[arg(value_name = "ID")]
    id: String,
}

impl AppreciateArgs {
    /// The arguments that name an audit.
    pub fn of(id: &str) -> Self {
        Self { id: id.to_owned() }
    }
}

/// Makes the file and says whose it is.
pub fn run(args: &AppreciateArgs, context: &Context) -> Result<Outcome> {
    step::demand_format("appreciate", context)?;
    make(args, context)?.print(context)?;
    Ok(Outcome::Done)
}

/// Makes the note's file as [`run`] does.
pub fn make(args: &AppreciateArgs, context: &Context) -> Result<MadeFile> {
    let opened = step::open(&args.id, context)?;
    opened.demand_absent(FileKind::AppreciativeEnquiry)?;
    let auditor = opened.auditor();
    let text = appreciative_yaml(&opened.step_form(None), auditor);
    let file = opened.write(FileKind::AppreciativeEnquiry, &text)?;
    let id = opened.id();
    Ok(MadeFile {
        command: "appreciate",
        what: format!("{} notes what went well in {id}.", safe(auditor)),
        by_when: Vec::new(),
        then: vec!["When it is filled in: talk it over with the worker, and write the day on which they agreed to share it after agreed_with_worker:".to_owned()],
        at: opened.shown(FileKind::AppreciativeEnquiry),
        audit: id,
        file,
        who: Some(auditor.to_owned()),
        due: None,
        notes: Vec::new(),
    })
}
