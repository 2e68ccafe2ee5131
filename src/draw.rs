//! The draw: who is drawn for, from which pool, by which rule, and the record that lets anybody replay it.
//!
//! The rule is `qaf-draw/1`: a raffle with fewer tickets for the case-holders and legal statuses drawn lately, random
//! every time and still varied over the year. Nothing here touches a file, a clock or a random source: seed, dates
//! and texts come in as arguments.
//!
//! One draw goes through these in order: [`pool::plan`] says for whom and from what, [`settle::settle`] ranks and
//! picks, [`settle::Settled::finish`] makes the record once every pick has its audit's number.
//! [`verify::verify`] replays a record, [`why_picked::explain`] says why each case was picked.

pub mod certificate;
pub mod chain;
pub mod digest;
pub mod due;
pub mod folders;
pub mod for_panel;
pub mod freeze;
pub mod history;
pub mod holders;
pub mod lost;
pub mod pool;
pub mod raffle;
pub mod record;
pub mod respelt;
pub mod sampled;
pub mod seeds;
pub mod settle;
pub mod simulate;
#[cfg(test)]
mod test_council;
pub mod verify;
pub mod why_picked;

pub use chain::{
    ChainError, Picked, StandingDraw, not_yet_settled, order, order_over_gaps, recent_cycles, standing_draws,
    taken_in, verify_chain,
};
pub use digest::Digest;
pub use due::{NotDrawn, NotDue};
pub use holders::{Holders, ReadAs, UnknownHolder};
pub use lost::{LostRecord, lost, not_yet_known, reason_without};
pub use pool::{Plan, PoolQuestion, TeamWithoutAuditor, plan};
pub use raffle::{RULE, RaffleError, chain_ok};
pub use record::{DrawKind, DrawRecord, RecordError, Unit};
pub use settle::{Heading, Pick, Seed, SettleError, Settled, freeze, replace, settle};
pub use verify::{RecordDifference, same_pools, verify};
pub use why_picked::{Explanation, explain, explain_child};
