//! `qaf fill`.

mod app;
mod check_view;
mod desk;
mod filled_of;
mod finding_views;
mod offline;
mod open_file;
mod part;
mod saving;
mod server;
mod sitting;
mod task_list;
mod views;

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use self::app::App;
use self::part::{OTHER_PARTS, PARTS};
use self::sitting::Sitting;
use crate::context::Context;
use crate::fill::wall::Wall;
use crate::framework::Quarter;
use crate::framework::wider_work::names_a_work;
use crate::output::{Format, Outcome};

/// Fill in an audit or what follows it, on a page in your browser
///
/// In the same way: a wider work, and a quarter's commentary. Opens a page on this computer alone, with the questions of the form one part at a time. What you type is saved into the
/// audit's own file as you go, and nothing else in it is changed. Without an id it shows what waits for you. It ends half
/// an hour after you last used it, by "Finish", or by Ctrl-C.
#[derive(Debug, Args)]
pub struct FillArgs {
    /// The audit or wider work, whose id may be shortened, as CF42 or TH3, or the quarter, as 2026-27-Q2; without one, what
    /// waits for you
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Which of its files; without it, the one that is next
    #[arg(long, value_name = "STEP", requires = "id",
          value_parser = PossibleValuesParser::new(PARTS.iter().chain(&OTHER_PARTS).map(|part| part.name)))]
    step: Option<String>,
    /// Write the page to this new file, for whoever has no qaf; it saves a file of answers to send back
    #[arg(long, value_name = "FILE", requires = "id", conflicts_with = "from")]
    page: Option<PathBuf>,
    /// With --page: only this part of the form, by its title, such as "What the family said"
    #[arg(long, value_name = "TITLE", requires = "page")]
    part: Option<String>,
    /// Take in the file of answers that came back from such a page
    #[arg(long, value_name = "FILE", requires = "id")]
    from: Option<PathBuf>,
    /// With --from: what stands where both sides changed an answer
    #[arg(long, value_name = "WHICH", requires = "from", value_parser = ["sent", "file", "both"])]
    keep: Option<String>,
    /// Print the page's address, and open no browser
    #[arg(long)]
    no_browser: bool,
}

/// Serves the page until it is finished.
pub fn run(args: &FillArgs, context: &Context) -> Result<Outcome> {
    if context.format != Format::Text {
        return Err(context.no_such_format("fill", "text"));
    }
    context.demand_sound()?;
    if let Some(id) = args
        .id
        .as_deref()
        .filter(|_| args.page.is_some() || args.from.is_some())
    {
        return run_offline(id, args, context);
    }
    let first = args
        .id
        .as_deref()
        .map(|id| opened(id, args.step.as_deref(), context))
        .transpose()?;
    if first.is_none() {
        desk::Desk::of(context)?;
    }
    let listener = server::listen()?;
    let wall = Wall::new(listener.local_addr()?.port());
    let address = wall.first_address();
    let mut app = App::new(context, wall, first)?;
    context.out.told(&format!(
        "The page is open in your browser. If it is not, copy this address into it:\n{address}\nIt is for you alone, on this computer. To end: \"Finish\" on the page, or Ctrl-C here.\n"
    ))?;
    let opener = if args.no_browser {
        None
    } else {
        open_browser(&address)
    };
    let served = server::serve(listener, |request| app.answer(request));
    drop(opener);
    served?;
    Ok(Outcome::Done)
}

/// Writes the page as a file, or takes in what came back from one.
fn run_offline(id: &str, args: &FillArgs, context: &Context) -> Result<Outcome> {
    let mut sitting = opened(id, args.step.as_deref(), context)?;
    if let Some(to) = &args.page {
        return offline::write_page(&sitting, args.part.as_deref(), to, context);
    }
    let Some(from) = &args.from else {
        return Ok(Outcome::Done);
    };
    let keep = args.keep.as_deref().map(|keep| match keep {
        "sent" => "mine",
        "file" => "theirs",
        both => both,
    });
    offline::take_in(&mut sitting, from, keep, context)
}

/// The file that is to be filled in, made where its time has come.
fn opened(id: &str, step: Option<&str>, context: &Context) -> Result<Sitting> {
    if names_a_work(id) {
        let sitting = part::make_of_work(&context.work(id)?, step, context)?;
        sitting.look(context)?;
        return Ok(sitting);
    }
    if let Ok(quarter) = Quarter::parse(id, context.store.settings.year_starts) {
        part::make_of_quarter(quarter, step, context)?;
        let sitting = Sitting::of_quarter(quarter);
        sitting.look(context)?;
        return Ok(sitting);
    }
    let judged = context.one(id)?;
    let part = match step {
        Some(name) => PARTS.iter().find(|part| part.name == name).unwrap_or(&PARTS[0]),
        None => part::next(&judged),
    };
    part::make(part, &judged, context)?;
    let sitting = Sitting::of_audit(&judged, part.kind);
    // What can't be opened is said here, and not on a page.
    sitting.look(context)?;
    Ok(sitting)
}

/// Opens the browser by a page of its own that leads to the address: arguments of processes can be seen by others on the
/// machine, and the address holds the token. The page is deleted when what is returned is dropped.
fn open_browser(address: &str) -> Option<tempfile::NamedTempFile> {
    let mut page = tempfile::Builder::new()
        .prefix("qaf-")
        .suffix(".html")
        .tempfile()
        .ok()?;
    let text = format!(
        "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0; url={address}\"><title>qaf</title>"
    );
    page.write_all(text.as_bytes()).ok()?;
    page.flush().ok()?;
    // Where there is no browser, the address that was printed does.
    open::that_detached(page.path()).ok()?;
    Some(page)
}
