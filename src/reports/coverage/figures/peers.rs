//! Peer audits: whether each of those whom the row names did theirs in the council year (Appendix 1, all services).

use serde::Serialize;

use super::{CoverageInput, year};
use crate::figures::expectation::{ExpectedAudits, Ledger};
use crate::framework::schedule::RowActivity;
use crate::framework::{AuditId, RowId};

/// A row of peer audits over the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeersLeft {
    /// The row.
    pub row: RowId,
    /// What it is about, as people say it.
    pub title: String,
    /// How many are expected.
    pub expected: usize,
    /// How many of these are met by an audit that is submitted.
    pub met: usize,
    /// Who is left, by name.
    pub left: Vec<PeerLeft>,
}

/// Somebody whose peer audit is still to be done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PeerLeft {
    /// Who.
    pub name: String,
    /// Their team, where they have one.
    pub team: Option<String>,
    /// The one that is under way.
    pub under_way: Option<AuditId>,
}

pub(super) fn left(input: &CoverageInput<'_>, ledger: &Ledger<'_>) -> Vec<PeersLeft> {
    let rows = input.store.schedule.rows.iter();
    let peers = rows.filter(|row| row.activity == Some(RowActivity::Peer));
    let of_row = |row| {
        let account = year(input, ledger, row);
        let open = account
            .expected
            .iter()
            .filter(|one| one.is_asked() && !one.is_met());
        let mut left: Vec<PeerLeft> = open
            .filter_map(|one| {
                let person = one.named.person?;
                Some(PeerLeft {
                    name: person.name.to_string(),
                    team: person.teams.first().map(ToString::to_string),
                    under_way: one.audits.first().map(|audit| audit.id.clone()),
                })
            })
            .collect();
        left.sort();
        PeersLeft {
            row: row.id.clone(),
            title: row.shown().to_owned(),
            expected: account.count(ExpectedAudits::is_asked),
            met: account.count(ExpectedAudits::is_met),
            left,
        }
    };
    peers.map(of_row).collect()
}
