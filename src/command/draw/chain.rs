//! `qaf draw chain`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use rand::RngExt as _;

use crate::command::allocate::earlier::Draws;
use crate::context::Context;
use crate::draw::{Digest, DrawKind, seeds};
use crate::output::{Outcome, Output};
use crate::paper::TextStyle;
use crate::paper::wrap::fitted;
use crate::store::files::{Access, create_new};
use crate::store::layout;
use crate::store::outside::without_steps_up;

/// Make a year's chain of secret seeds, or check seeds against its anchor
#[derive(Debug, Args)]
pub struct ChainArgs {
    #[command(subcommand)]
    what: ChainCommand,
}

#[derive(Debug, Subcommand)]
enum ChainCommand {
    /// Make the seeds, and print the anchor to be put into qaf.toml
    New {
        /// How many seeds: one a draw, six cycles a year and some in hand
        #[arg(long, default_value_t = 12, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
        length: u16,
        /// The file for the seeds, outside the store; else qaf-seeds-... in this folder
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Check that a seed, or the seeds of the store's draws, lead to the anchor of qaf.toml
    Check {
        /// The seed; else those of the records in the store's folder draws
        #[arg(long, value_name = "SEED")]
        seed: Option<String>,
    },
}

/// Makes a chain, or checks seeds of one.
pub fn run(args: &ChainArgs, out: &Output, context: impl FnOnce() -> Result<Context>) -> Result<Outcome> {
    match &args.what {
        ChainCommand::New { length, output } => new(usize::from(*length), output.as_deref(), out),
        ChainCommand::Check { seed } => check(seed.as_deref(), &context()?),
    }
}

fn new(length: usize, output: Option<&Path>, out: &Output) -> Result<Outcome> {
    let chain = seeds::chain(&secret(), length);
    let Some(first) = chain.first() else {
        bail!("A chain needs one seed at least. Say how many with --length.");
    };
    let anchor = seeds::anchor_of(first);
    let path = output.map_or_else(
        || PathBuf::from(format!("qaf-seeds-{}.txt", anchor.short())),
        Path::to_owned,
    );
    demand_outside(&path)?;
    create_new(&path, secrets(&chain, anchor).as_bytes(), Access::Private)
        .context("The seeds were not written, and no chain was made")?;
    // The line is to be pasted, and two halves of it would be none: without its spaces it fits.
    let text = format!(
        "A chain of {length} seeds was made. Its anchor, to be put into qaf.toml and mailed or minuted:\n\n[draw]\n\
         chain_anchor=\"{anchor}\"\n\nThe seeds are secret and stand in {}; keep that file where nobody else can open \
         it. Whoever keeps the seeds must not be whoever draws. Give out one seed a draw, in their order, once the pools are frozen.\n",
        path.display()
    );
    out.told(&fitted(&text, TextStyle::default().width))?;
    Ok(Outcome::Done)
}

/// The last seed: 64 hexadecimal digits from the system's randomness.
fn secret() -> String {
    let mut random = rand::rng();
    let bytes: [u8; 32] = random.random();
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Refuses a place inside a store: whoever draws would read every seed there.
fn demand_outside(path: &Path) -> Result<()> {
    let whole =
        std::path::absolute(path).with_context(|| format!("{} is no place for a file", path.display()))?;
    let folder = whole.parent().unwrap_or(&whole);
    // A link may lead into a store from a place that is in none.
    let real = folder.canonicalize().with_context(|| {
        format!(
            "The folder {} is not there. Make it, or name another with --output",
            folder.display()
        )
    })?;
    let named = without_steps_up(folder);
    let store = [&named, &real]
        .into_iter()
        .flat_map(|place| place.ancestors())
        .find(|above| above.join(layout::SETTINGS).is_file());
    if let Some(store) = store {
        bail!(
            "{} is inside the store {}, where whoever draws could read the seeds. Name a file elsewhere with --output; \
             no chain was made.",
            path.display(),
            store.display()
        );
    }
    Ok(())
}

fn secrets(chain: &[String], anchor: Digest) -> String {
    let mut text = format!(
        "Secret. A chain of {} seeds for qaf's draws; its anchor is\n{anchor}\n\nGive out one seed a draw, in this \
         order, once the pools of the cycle are frozen and their fingerprint is minuted.\nEach is the SHA-256 of the \
         next, so none can be changed after the anchor was published.\n\n",
        chain.len()
    );
    for (place, seed) in (1..).zip(chain) {
        let _ = writeln!(text, "{place:>4}  {seed}");
    }
    text
}

fn check(seed: Option<&str>, context: &Context) -> Result<Outcome> {
    context.demand_sound()?;
    let anchor = context
        .store
        .settings
        .chain_anchor
        .as_deref()
        .and_then(Digest::parse);
    let Some(anchor) = anchor else {
        bail!(
            "qaf.toml names no anchor of a chain (chain_anchor in [draw]), so there is nothing to check against. qaf \
             draw chain new makes a chain and prints its anchor."
        );
    };
    match seed {
        Some(seed) => check_one(seed, anchor, context),
        None => check_all(anchor, context),
    }
}

fn check_one(seed: &str, anchor: Digest, context: &Context) -> Result<Outcome> {
    let draws = Draws::load(context)?;
    let (text, outcome) = match seeds::check(seed, anchor, &seeds::links(draws.records(), anchor)) {
        Ok(place) => (
            format!(
                "The seed leads to the anchor of qaf.toml: it is number {place} of the chain, the next to be drawn with."
            ),
            Outcome::Done,
        ),
        Err(why) => (why.to_string(), Outcome::Look),
    };
    context.out.text(&format!("{text}\n"))?;
    Ok(outcome)
}

/// Goes through the draws in the order in which they were made: from the first of the chain on, each has the next seed.
fn check_all(anchor: Digest, context: &Context) -> Result<Outcome> {
    let draws = Draws::load(context)?;
    let (mut text, mut outcome, mut last) = (String::new(), Outcome::Done, 0);
    for (path, record) in draws.with_paths() {
        let (true, Some(seed)) = (
            matches!(record.kind, DrawKind::Draw | DrawKind::Redraw),
            &record.seed,
        ) else {
            continue;
        };
        let said = match seeds::place(seed, anchor) {
            Some(place) if place == last + 1 => {
                last = place;
                format!("number {place} of the chain")
            }
            Some(place) => {
                outcome = Outcome::Look;
                let due = last + 1;
                last = last.max(place);
                format!("number {place} of the chain, where number {due} was due")
            }
            None if last == 0 => "before the chain; its seed is from elsewhere".to_owned(),
            None => {
                outcome = Outcome::Look;
                "its seed does not lead to the anchor, though the draw before it had one of the chain"
                    .to_owned()
            }
        };
        let _ = writeln!(text, "{path}: {said}.");
    }
    let summary = match (last, outcome) {
        (0, _) => "No draw has been made with a seed of the chain yet.".to_owned(),
        (last, Outcome::Done) => {
            format!(
                "Every seed since the chain began leads to the anchor of qaf.toml, in order. The next is number {}.",
                last + 1
            )
        }
        (_, Outcome::Look) => "The seeds do not follow the chain from its anchor in order.".to_owned(),
    };
    context.out.text(&format!("{text}{summary}\n"))?;
    Ok(outcome)
}
