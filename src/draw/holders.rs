//! Whom the names of a roster's case-holders and managers mean, and what is to be said of them before it is drawn.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::raffle::plain_name;
use crate::framework::{People, Person};
use crate::roster::Case;

/// What is to be said of the names of the case-holders from whose cases it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holders {
    /// Names that are a person's of `people.csv` in another spelling, in their order.
    pub read_as: Vec<ReadAs>,
    /// Names that are nobody's in `people.csv`, in their order.
    pub unknown: Vec<UnknownHolder>,
}

/// A name of the roster that is a person's in another spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAs {
    /// The name as the roster writes it.
    pub written: String,
    /// The name in `people.csv`.
    pub name: String,
}

/// A case-holder whom `people.csv` does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownHolder {
    /// The name as the roster writes it.
    pub name: String,
    /// The children it holds that could be drawn.
    pub children: u64,
    /// The auditors of the same team who may be meant, and from whose pools these children are set aside.
    pub may_be: Vec<String>,
    /// Who else of `people.csv` may be meant.
    pub nearest: Option<String>,
}

impl UnknownHolder {
    /// From whose pools the holder's cases are set aside, and what to do; `None` where nobody drawn for may be meant.
    pub fn set_aside(&self) -> Option<String> {
        let pools = match self.may_be.len() {
            0 => return None,
            1 => "that pool",
            _ => "those pools",
        };
        let (cases, they) = if self.children == 1 {
            ("case", "it is")
        } else {
            ("cases", "they are")
        };
        let name = &self.name;
        Some(format!(
            "\"{name}\" holds {} {cases} and is not in people.csv, but may be the auditor {}: {they} set aside from {pools}, \
             as nobody draws a case of their own. If the same person is meant, add this spelling to the aliases in \
             people.csv; if not, give \"{name}\" a row there.",
            self.children,
            self.may_be.join(" or ")
        ))
    }
}

/// A case-holder of a team.
pub(super) struct SeenHolder<'a> {
    /// The name as the roster writes it.
    pub(super) name: &'a str,
    /// The children it holds there that could be drawn.
    pub(super) children: u64,
    /// The team's auditors for whom it is drawn.
    pub(super) auditors: &'a [&'a Person],
}

impl Holders {
    /// Sorts the case-holders of all teams into those to be told.
    pub(super) fn of(people: &People, seen: &[SeenHolder<'_>]) -> Self {
        let mut by_name: BTreeMap<&str, (u64, BTreeSet<&str>)> = BTreeMap::new();
        let mut holders = Self::default();
        for holder in seen {
            let is_known = people.find(holder.name).is_some();
            let like = holder
                .auditors
                .iter()
                .filter(|auditor| !is_known && auditor.may_be(holder.name));
            let (children, may_be) = by_name.entry(holder.name).or_default();
            *children += holder.children;
            may_be.extend(like.map(|auditor| auditor.name.as_str()));
        }
        for (name, (children, may_be)) in by_name {
            match people.find(name) {
                Some(_) if people.writes(name) => {}
                Some(person) => holders.read_as.push(ReadAs {
                    written: name.to_owned(),
                    name: person.name.to_string(),
                }),
                None => {
                    let likely = people.likely(name).map(|likely| likely.person.name.as_str());
                    holders.unknown.push(UnknownHolder {
                        name: name.to_owned(),
                        children,
                        nearest: likely
                            .filter(|likely| !may_be.contains(likely))
                            .map(str::to_owned),
                        may_be: may_be.into_iter().map(str::to_owned).collect(),
                    });
                }
            }
        }
        holders
    }
}

/// Whom a name of the roster means.
pub(super) struct NamedHolder {
    /// The name of `people.csv` where it knows the person, else the roster's.
    pub(super) name: String,
    /// Whether `people.csv` knows the person.
    pub(super) is_known: bool,
}

/// Every case-holder and manager of a roster, by the name as it is written there.
pub(super) fn named<'a>(cases: &'a [Case], people: &People) -> HashMap<&'a str, NamedHolder> {
    let mut names = HashMap::new();
    for case in cases {
        for name in case.case_holder.iter().chain(&case.manager) {
            names.entry(name.as_str()).or_insert_with(|| {
                let person = people.find(name);
                NamedHolder {
                    name: plain_name(person.map_or(name.as_str(), |person| person.name.as_str())),
                    is_known: person.is_some(),
                }
            });
        }
    }
    names
}

/// Which names may mean an auditor, each asked once however many cases have it.
pub(super) struct LikeAuditor<'a, 'p> {
    auditor: &'p Person,
    asked: HashMap<&'a str, bool>,
}

impl<'a, 'p> LikeAuditor<'a, 'p> {
    pub(super) fn new(auditor: &'p Person) -> Self {
        Self {
            auditor,
            asked: HashMap::new(),
        }
    }

    /// Whether a name that is nobody's may be the auditor's.
    pub(super) fn is(&mut self, written: &'a str) -> bool {
        let auditor = self.auditor;
        *self
            .asked
            .entry(written)
            .or_insert_with(|| auditor.may_be(written))
    }
}

#[cfg(test)]
mod tests;
