//! A text with repairs made in it, and whether they do what they should and nothing more.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::{Again, OF_PLACES_AROUND, OF_READING, RepairStep};
use crate::record::{FileKind, Place, PlacePart};
use crate::store::difference::{AnswerDifference, differences};
use crate::store::document::{Document, heal, signs};

/// A section's key stands no further in.
const SECTION: usize = 2;

/// Lines of a text, from 0, in their order.
#[derive(Debug)]
struct LinePlaces {
    /// On which keys stand that hold all others.
    tops: Vec<usize>,
    /// On which these stand, or sections.
    sections: Vec<usize>,
    /// By which it can't be told where those around them belong.
    faulty: Vec<usize>,
}

impl LinePlaces {
    fn of(trial: &Trial) -> Self {
        let texts: Vec<&str> = trial.document.text().split('\n').collect();
        let within = heal::blocks(&texts);
        let begins = |most: usize| -> Vec<usize> {
            let begins = |index: &usize| {
                let text = texts[*index].trim_start_matches(' ');
                within[*index].is_none() && is_lead(text) && texts[*index].len() - text.len() <= most
            };
            (0..texts.len()).filter(begins).collect()
        };
        let faulty = trial
            .found
            .keys()
            .filter(|(_, rule)| OF_PLACES_AROUND.contains(rule));
        let mut faulty: Vec<usize> = faulty.map(|(line, _)| *line).collect();
        faulty.dedup();
        Self {
            tops: begins(0),
            sections: begins(SECTION),
            faulty,
        }
    }
}

/// Whether a line has something of the form on it.
fn is_lead(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('#')
}

/// A text and what its readers say of it.
#[derive(Debug)]
pub(super) struct Trial {
    pub lines: Vec<String>,
    pub document: Document,
    /// How often each rule finds something in each line, from 0.
    found: BTreeMap<(usize, &'static str), usize>,
    places: OnceCell<LinePlaces>,
}

impl Trial {
    pub fn of(lines: Vec<String>, again: &dyn Fn(&str) -> Again) -> Self {
        let Again { document, findings } = again(&lines.join("\n"));
        let mut found = BTreeMap::new();
        for finding in findings {
            let line = finding.location.line.saturating_sub(1);
            *found.entry((line, finding.rule)).or_default() += 1;
        }
        Self {
            lines,
            document,
            found,
            places: OnceCell::new(),
        }
    }

    pub fn found(&self, rules: &[&str], index: usize) -> usize {
        let of_line = self.found.range((index, "")..(index + 1, ""));
        of_line
            .filter(|((_, rule), _)| rules.contains(rule))
            .map(|(_, count)| count)
            .sum()
    }

    /// Whether it is told where these lines, from 0, belong: in their sections, and in the key above them all, nothing is
    /// left by which that could be told wrongly.
    pub fn tells_places(&self, lines: &BTreeMap<usize, usize>) -> bool {
        let places = self.places.get_or_init(|| LinePlaces::of(self));
        let first = lines.keys().next().copied().unwrap_or(0);
        let last = lines.keys().next_back().copied().unwrap_or(first);
        let above = |all: &[usize]| all[..all.partition_point(|at| *at < first)].last().copied();
        let from = above(&places.sections).unwrap_or(0);
        let next = places.sections.partition_point(|at| *at <= last);
        let until = places.sections.get(next).map_or(usize::MAX, |next| next + 1);
        let faulty = places.faulty.partition_point(|at| *at < from);
        let is_clear = places.faulty.get(faulty).is_none_or(|at| *at >= until);
        is_clear && above(&places.tops).is_none_or(|top| places.faulty.binary_search(&top).is_err())
    }

    /// The text with these repairs made; `None` where one of them does not do what it should, or does more.
    pub fn with(&self, steps: &[RepairStep], again: &dyn Fn(&str) -> Again) -> Option<Self> {
        let mut lines = self.lines.clone();
        for step in steps {
            step.make(&mut lines);
        }
        if lines == self.lines {
            return None;
        }
        let next = Self::of(lines, again);
        let good = steps.iter().all(|step| step.is_done(self, &next))
            && self.nothing_came(&next, steps)
            && self.keeps_answers(&next, steps);
        good.then_some(next)
    }

    /// Whether nothing is wrong after that was right before. An answer that is read again may be found to be wrong.
    fn nothing_came(&self, next: &Self, steps: &[RepairStep]) -> bool {
        let edited: BTreeSet<usize> = steps
            .iter()
            .filter(|step| matches!(step, RepairStep::Edit(..)))
            .flat_map(RepairStep::lines)
            .collect();
        next.found.iter().all(|(place, count)| {
            let (line, rule) = place;
            let as_before = *count <= self.found.get(place).copied().unwrap_or(0);
            as_before || !(OF_READING.contains(rule) || edited.contains(line))
        })
    }

    /// Whether every answer that was read is read as it was, but for those in which something was repaired.
    fn keeps_answers(&self, next: &Self, steps: &[RepairStep]) -> bool {
        let lines: BTreeSet<usize> = steps
            .iter()
            .filter(|step| !matches!(step, RepairStep::Move(_)))
            .flat_map(RepairStep::lines)
            .collect();
        let all = differences(self.document.root.as_ref(), next.document.root.as_ref());
        all.iter().all(|difference| {
            difference.from.is_none() || grown(difference) || {
                let at = |document: &Document| {
                    let place = Place {
                        file: FileKind::Audit,
                        route: difference.route.clone(),
                        part: PlacePart::Value,
                    };
                    let line = document.locate(&place).line;
                    line > 0 && lines.contains(&(line - 1))
                };
                at(&next.document) || at(&self.document) || is_cleaned(difference, steps)
            }
        })
    }
}

/// Whether an answer differs by what can't be seen alone, where that is what was repaired.
fn is_cleaned(difference: &AnswerDifference, steps: &[RepairStep]) -> bool {
    let cleaned = |text: &Option<String>| text.as_deref().map(signs::clean);
    steps.iter().any(|step| matches!(step, RepairStep::Clean(..)))
        && cleaned(&difference.from) == cleaned(&difference.to)
}

/// Whether an answer has every line that it had, and more.
fn grown(difference: &AnswerDifference) -> bool {
    let (Some(from), Some(to)) = (&difference.from, &difference.to) else {
        return false;
    };
    let mut left = to.lines();
    from.lines().all(|line| left.any(|other| other == line))
}
