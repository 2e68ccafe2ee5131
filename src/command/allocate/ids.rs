//! Ids that are one but for their spelling: within the rosters, and beside what the store knows.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};

use super::Draws;
use super::audits::Audits;
use crate::context::Context;
use crate::draw::respelt::respelt;
use crate::framework::ChildId;
use crate::framework::name::folded_id;
use crate::paper::safe::safe;
use crate::record::Allocation;
use crate::reports::roster::paper::toml_list;
use crate::roster::Roster;

/// So many are named; the rest are counted.
const SHOWN: usize = 20;

const ALIKE: &str = "Ids are one but for leading zeros, a .0, case, dashes, spaces, apostrophes or signs that can't be seen, so \
                     that one child may count as several";
const ONE_CHILD: &str =
    "Where they are one child, export the list again with the ids as text, as the case system writes them.";
const CHECKED: &str = "Where they are children of their own, or the case system writes ids in this way from now on, say so in \
                       qaf.toml, in the line ids_checked under [roster]:";

/// Ids that are one but for their spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::command) struct AlikeIds {
    /// A line a child: its spellings and where each stands.
    lines: Vec<String>,
    /// The ids that `qaf.toml` would have to name, were they children of their own.
    ids: BTreeSet<String>,
}

impl AlikeIds {
    /// Those of a roster among themselves that no line of `qaf.toml` answers for.
    pub fn within(roster: &Roster, context: &Context) -> Self {
        let mut found = Self::default();
        for alike in &roster.alike {
            if alike.ids.iter().all(|(id, _)| is_checked(id.as_str(), context)) {
                continue;
            }
            let ids = alike.ids.iter().map(|(id, place)| {
                format!("{} ({})", safe(id.as_str()), safe(&roster.place_in_words(*place)))
            });
            found.lines.push(ids.collect::<Vec<_>>().join(", "));
            found.ids.extend(alike.ids.iter().map(|(id, _)| id.to_string()));
        }
        found
    }

    /// Those of a roster that a drawn child, or one of an audit that nobody drew, has in another spelling. Only what is
    /// remembered when a draw sets children aside is looked at.
    pub fn with_the_store(roster: &Roster, draws: &Draws, audits: &Audits, context: &Context) -> Self {
        let known = known(draws, audits, context);
        let mut found = Self::default();
        for (case, before) in respelt(&roster.cases, known.keys().map(String::as_str)) {
            let id = case.child_id.as_str();
            if is_checked(id, context) {
                continue;
            }
            let audit = known.get(before).map_or("", String::as_str);
            found.lines.push(format!(
                "{} ({}) is {} in {audit}",
                safe(id),
                safe(&roster.place_in_words(case.place)),
                safe(before)
            ));
            found.ids.insert(id.to_owned());
        }
        found
    }

    /// What there is to say, where there are any: a paragraph.
    pub fn words(&self) -> Option<String> {
        (!self.lines.is_empty()).then(|| {
            let shown = self.shown().join("; ");
            format!("{ALIKE}: {shown}. {ONE_CHILD} {CHECKED} {}", self.line())
        })
    }

    fn shown(&self) -> Vec<String> {
        let mut shown: Vec<String> = self.lines.iter().take(SHOWN).cloned().collect();
        let more = self.lines.len().saturating_sub(SHOWN);
        if more > 0 {
            shown.push(format!("and {more} more"));
        }
        shown
    }

    /// The line of `qaf.toml`.
    fn line(&self) -> String {
        format!("ids_checked = {}", toml_list(self.ids.iter().map(String::as_str)))
    }

    /// Refuses to draw where there are any.
    pub fn demand_none(&self) -> Result<()> {
        if self.lines.is_empty() {
            return Ok(());
        }
        bail!(
            "Nothing was drawn. {ALIKE}:\n  {}\n{ONE_CHILD} {CHECKED}\n  # {}",
            self.shown().join("\n  "),
            self.line()
        )
    }
}

/// Whether `qaf.toml` says that somebody has looked at an id.
fn is_checked(id: &str, context: &Context) -> bool {
    context.store.settings.ids_checked.iter().any(|known| known == id)
}

/// The ids of children whom a draw of today sets aside, each with an audit of it.
fn known(draws: &Draws, audits: &Audits, context: &Context) -> BTreeMap<String, String> {
    let cycles = context.remembered_cycles();
    let standing = draws.standing();
    let remembered = standing.iter().filter(|draw| cycles.contains(&draw.cycle));
    let mut known: BTreeMap<String, String> = remembered
        .map(|draw| (draw.child.to_string(), draw.audit.to_string()))
        .collect();
    let picked = audits.picked(context, context.as_of, None);
    for child in picked
        .iter()
        .filter(|picked| cycles.contains(&picked.cycle))
        .map(|picked| &picked.child)
    {
        let of_child = |own: &&Allocation| own.draw.is_none() && own.child_id.as_ref() == Some(child);
        let audit = audits.beside.allocations.iter().find(of_child);
        let audit = audit.map_or_else(String::new, |own| own.audit.to_string());
        known.entry(child.to_string()).or_insert(audit);
    }
    known
}

/// Refuses the id of a child whom the store knows in another spelling, in an audit or in the pool of a draw.
pub(in crate::command) fn demand_known_spelling<'k>(
    child: &ChildId,
    audits: impl Iterator<Item = (&'k ChildId, String)>,
    context: &Context,
) -> Result<()> {
    let id = child.as_str();
    if is_checked(id, context) {
        return Ok(());
    }
    let folded = folded_id(id);
    let is_other = |other: &str| other != id && folded_id(other) == folded;
    let mut places: Vec<(String, String)> = audits.map(|(child, audit)| (child.to_string(), audit)).collect();
    if let Ok(draws) = Draws::load(context) {
        for (path, record) in draws.with_paths() {
            let pools = record.units.iter().flat_map(|unit| &unit.pool);
            places.extend(pools.map(|entry| (entry.case_id.clone(), path.to_owned())));
        }
    }
    if places.iter().any(|(other, _)| other == id) {
        return Ok(());
    }
    match places.iter().find(|(other, _)| is_other(other)) {
        None => Ok(()),
        Some((other, place)) => bail!(
            "The child {} is {} in {place}, but for the spelling. Write the id as it stands there; nothing was written. If it \
             is another child, say so in qaf.toml, in the line ids_checked under [roster]: ids_checked = {}",
            safe(id),
            safe(other),
            toml_list([id].into_iter())
        ),
    }
}
