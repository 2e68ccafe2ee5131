//! By which event each part of an audit's files was done, round by round: the copy of that event is what counts.

use super::{FilePart, KeptVersions};
use crate::framework::Date;
use crate::record::{FileKind, Folder};

impl KeptVersions<'_> {
    /// Finds the copy that counts of each part in each round: the first by which it was done.
    pub(super) fn count(&mut self, is_graded: bool) {
        let rounds = self.returns.len() + 1;
        for part in FilePart::ALL {
            let mut found: Vec<Option<usize>> = vec![None; rounds];
            for place in 0..self.log().len() {
                let round = self.round(place);
                if found[round].is_none() && self.is_done(part, place, &found[..round], is_graded) {
                    found[round] = Some(place);
                }
            }
            self.counts.insert(part, found);
        }
    }

    /// Whether a part was done by an event, in the event's round. `before`: what counted in the rounds before.
    fn is_done(&self, part: FilePart, place: usize, before: &[Option<usize>], is_graded: bool) -> bool {
        let (Some(version), Some(today)) = (self.at(part.file(), place), self.day(place)) else {
            return false;
        };
        if part.done(version, is_graded).is_none_or(|done| done > today) {
            return false;
        }
        match part {
            FilePart::Audit => again(version, today).len() >= before.len(),
            FilePart::Moderation => self
                .submitted_by(place, before.len(), today)
                .is_some_and(|submitted| part.day(version) >= Some(submitted)),
            // What was done before the audit came back holds on until it is submitted again and this is written anew.
            _ => {
                let earlier = before.iter().flatten().next_back();
                earlier
                    .and_then(|earlier| self.at(part.file(), *earlier))
                    .is_none_or(|earlier| {
                        self.submitted_by(place, before.len(), today).is_some()
                            && !part.says_the_same(earlier, version)
                    })
            }
        }
    }

    /// The latest submission that an event could know of; `None` where the audit was not submitted in its round by then.
    fn submitted_by(&self, place: usize, round: usize, today: Date) -> Option<Date> {
        let known = self.counts.get(&FilePart::Audit).and_then(|counts| counts[round]);
        let version = match known {
            Some(at) if at <= place => self.at(FileKind::Audit, at)?,
            // No copy tells.
            None if self.at(FileKind::Audit, place).is_none() => self.kept.now,
            _ => return None,
        };
        let submitted = version.audit.as_ref()?.submitted.filter(|day| *day <= today)?;
        let days = again(version, today);
        (days.len() >= round).then(|| days.into_iter().fold(submitted, Date::max))
    }
}

/// The days by one day on which a form says that it was submitted again.
fn again(version: &Folder, today: Date) -> Vec<Date> {
    let days = version.audit.iter().flat_map(|audit| &audit.resubmitted);
    days.copied().filter(|day| *day <= today).collect()
}
