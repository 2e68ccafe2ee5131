//! `qaf cache`.

use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde::Serialize;

use crate::context::Context;
use crate::output::{Format, Outcome};
use crate::paper::safe::safe;
use crate::paper::wrap::wrapped;
use crate::store::summaries::{CacheFolder, KeptSize};

/// Say where summaries are kept between runs, and how large they are
///
/// So that a report over many years reads again only what has changed, qaf keeps of each audit what the reports count:
/// outside the store, in your own cache folder, sealed so that nobody can read it who can't read the store. It can be
/// deleted at any time. `QAF_CACHE` names another folder; empty, nothing is kept; --no-cache leaves it aside for one run.
#[derive(Debug, Args)]
pub struct CacheArgs {
    /// Delete them; the next run reads every audit again
    #[arg(long)]
    clear: bool,
}

/// What is kept, for `--format json`.
#[derive(Debug, Serialize)]
struct Kept {
    folder: Option<String>,
    files: usize,
    bytes: u64,
}

/// Says what is kept, or deletes it.
pub fn run(args: &CacheArgs, context: &Context) -> Result<Outcome> {
    let folder = CacheFolder::of(&context.store.root);
    let size = folder.as_ref().map(CacheFolder::size).unwrap_or_default();
    match (context.format, folder) {
        (Format::Json, folder) if !args.clear => {
            let kept = Kept {
                folder: folder.map(|folder| folder.path().display().to_string()),
                files: size.files,
                bytes: size.bytes,
            };
            context.out.data(&crate::paper::json(&kept))?;
        }
        (Format::Text, None) => say(
            context,
            "Nothing is kept between runs: QAF_CACHE is empty or names a folder within the store, or the system names no folder \
             of yours for such things.",
        )?,
        (Format::Text, Some(folder)) if args.clear => {
            let cleared = folder
                .clear()
                .with_context(|| format!("{} can't be deleted.", folder.path().display()))?;
            let told = told(cleared);
            say(
                context,
                &format!("Deleted: {told}. The next run reads every audit again."),
            )?;
        }
        (Format::Text, Some(folder)) => {
            let (folder, told) = (folder.path().display().to_string(), told(size));
            let kept = format!(
                "Summaries of this store's audits are kept in {} ({told}).",
                safe(&folder)
            );
            let sealed =
                "Nobody can read them who can't read the store. Delete them at any time: qaf cache --clear.";
            say(context, &format!("{kept}\n{sealed}"))?;
        }
        _ => bail!("cache prints text or json; choose one of these with --format."),
    }
    Ok(Outcome::Done)
}

/// Prints sentences, as wide as the screen is.
fn say(context: &Context, text: &str) -> Result<()> {
    let lines = text.lines().map(|line| wrapped(line, context.style().width));
    Ok(context.out.data(&lines.collect::<String>())?)
}

fn told(size: KeptSize) -> String {
    let files = if size.files == 1 { "file" } else { "files" };
    match size.bytes {
        0..1_000_000 => format!("{} {files}, {} kB", size.files, size.bytes.div_ceil(1_000)),
        bytes => format!("{} {files}, {} MB", size.files, bytes.div_ceil(1_000_000)),
    }
}
