//! The seed of a draw: given, or made; and where a chain of seeds is kept, the one whose turn it is.

use anyhow::{Result, bail};
use rand::RngExt as _;

use super::{AllocateArgs, Draws};
use crate::context::Context;
use crate::draw::raffle::composed;
use crate::draw::record::SeedKind;
use crate::draw::{Digest, Seed, seeds};

/// The seed that was given, or one of twenty digits from the system's randomness.
pub(super) fn of(args: &AllocateArgs, context: &Context, draws: &Draws) -> Result<Seed> {
    let anchor = context.store.settings.chain_anchor.as_deref();
    let Some(given) = &args.seed else {
        if anchor.is_some() {
            bail!(
                "qaf.toml names the anchor of a chain of seeds (chain_anchor), so qaf makes no seed of its own. Ask \
                 whoever keeps the chain for the next one, and give it with --seed; nothing was drawn."
            );
        }
        return Ok(Seed {
            text: random(),
            kind: SeedKind::Generated,
            source: None,
        });
    };
    check(given)?;
    if let Some(anchor) = anchor.and_then(Digest::parse) {
        let links = seeds::links(draws.records(), anchor);
        seeds::check(given, anchor, &links).map_err(|why| anyhow::anyhow!("{why} Nothing was drawn."))?;
    }
    let source = args.seed_source.as_deref().map(str::trim);
    Ok(Seed {
        text: composed(given).into_owned(),
        kind: SeedKind::Given,
        source: source.filter(|text| !text.is_empty()).map(str::to_owned),
    })
}

/// Refuses a seed that two people could write down differently.
pub(in crate::command) fn check(seed: &str) -> Result<()> {
    if seed.trim().is_empty() {
        bail!(
            "The seed is empty. Give it with --seed, such as twenty digits rolled with dice; nothing was drawn."
        );
    }
    if seed.chars().any(char::is_control) {
        bail!("The seed has a line break, a tab or the like in it. Write it in one line; nothing was drawn.");
    }
    if seed.trim() != seed {
        bail!(
            "The seed has a space before or after it, which nobody who writes it down would see. Leave it out; nothing \
             was drawn."
        );
    }
    Ok(())
}

/// Twenty digits from the system's randomness.
pub fn random() -> String {
    let mut random = rand::rng();
    (0..20)
        .map(|_| char::from(b'0' + random.random_range(0..10u8)))
        .collect()
}
