//! What of a quarter's learning stands on its page.

use std::collections::BTreeMap;

use super::{AuditLearning, LearningPiece, PieceKind};
use crate::framework::{AuditId, Date};

/// So many texts of a share stand on the page.
const TEXTS: usize = 25;
/// So many answers of families to one question.
const OF_A_QUESTION: usize = 6;

/// What the pieces on the page are parted into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExcerptShare {
    /// What workers learnt and changed.
    Practice,
    /// Training that is needed.
    Training,
    /// Other learning for the wider system.
    System,
    /// Good practice to be shared.
    GoodPractice,
    /// What families said in their own words.
    Family,
}

impl ExcerptShare {
    /// The share of a piece; findings have none, as they are an audit's own.
    pub fn of(piece: &LearningPiece) -> Option<Self> {
        match piece.kind {
            PieceKind::System if piece.about == "training" => Some(Self::Training),
            PieceKind::System => Some(Self::System),
            PieceKind::Practice => Some(Self::Practice),
            PieceKind::GoodPractice => Some(Self::GoodPractice),
            PieceKind::Family => Some(Self::Family),
            PieceKind::Finding => None,
        }
    }
}

/// The first texts of each share in the order of [`super::LearningReport::pieces`], and how many there are of it.
///
/// Audits may be added in any order, and no more texts are held than are shown: a quarter's audits have thousands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// What it is about: a quarter's name.
    pub title: String,
    shares: BTreeMap<ExcerptShare, AboutQuarter>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct AboutQuarter {
    pieces: BTreeMap<PiecePlace, LearningPiece>,
    all: usize,
}

impl AboutQuarter {
    /// Lets go of the last answer to a question of which there are too many; no question may crowd out another.
    fn keep_of(&mut self, about: &str) {
        let same = self.pieces.keys().filter(|place| place.0 == about);
        let beyond = same.skip(OF_A_QUESTION).last().cloned();
        if let Some(last) = beyond {
            self.pieces.remove(&last);
        }
    }
}

/// Where a piece stands in its share: by what it is about, day and audit, then as the audit has them.
type PiecePlace = (String, Date, AuditId, usize);

impl Excerpt {
    /// One with nothing in it.
    pub fn new(title: String) -> Self {
        Self {
            title,
            ..Self::default()
        }
    }

    /// Adds what was gathered of an audit.
    pub fn add(&mut self, gathered: AuditLearning) {
        for (index, piece) in gathered.pieces.into_iter().enumerate() {
            let Some(share) = ExcerptShare::of(&piece) else {
                continue;
            };
            let first = self.shares.entry(share).or_default();
            first.all += 1;
            let place = (piece.about.clone(), piece.day, piece.audit.clone(), index);
            let about = piece.about.clone();
            first.pieces.insert(place, piece);
            if share == ExcerptShare::Family {
                first.keep_of(&about);
            } else if first.pieces.len() > TEXTS {
                first.pieces.pop_last();
            }
        }
    }

    /// The texts of a share that are shown, in order.
    pub fn shown(&self, share: ExcerptShare) -> impl Iterator<Item = &LearningPiece> {
        self.shares
            .get(&share)
            .into_iter()
            .flat_map(|first| first.pieces.values())
    }

    /// How many texts of a share are not shown.
    pub fn beyond(&self, share: ExcerptShare) -> usize {
        self.shares
            .get(&share)
            .map_or(0, |first| first.all - first.pieces.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(audit: u32, kind: PieceKind, about: &str, text: &str) -> LearningPiece {
        LearningPiece {
            audit: AuditId::new("CF", 26, audit).unwrap(),
            form: "child-case".to_owned(),
            form_title: "Child case audit".to_owned(),
            service: None,
            day: Date::new(2026, 8, 1 + audit % 3).unwrap(),
            kind,
            about: about.to_owned(),
            tags: Vec::new(),
            text: Some(text.to_owned()),
            withheld: None,
        }
    }

    fn audit(number: u32) -> AuditLearning {
        let about = ["training", "policy", "process"][number as usize % 3];
        AuditLearning {
            pieces: vec![
                piece(number, PieceKind::System, about, "one"),
                piece(number, PieceKind::System, about, "two"),
                piece(number, PieceKind::Finding, "findings", "not on the page"),
                piece(number, PieceKind::Practice, "Improvement plan", "three"),
            ],
            not_agreed: false,
        }
    }

    #[test]
    fn the_first_of_each_share_are_shown_in_whatever_order_audits_come() {
        let mut pieces: Vec<LearningPiece> = (1..=50).flat_map(|number| audit(number).pieces).collect();
        pieces.sort_by_key(|piece| (piece.kind, piece.about.clone(), piece.day, piece.audit.clone()));
        let mut forwards = Excerpt::new("2026-27-Q2".to_owned());
        (1..=50).for_each(|number| forwards.add(audit(number)));
        let mut backwards = Excerpt::new("2026-27-Q2".to_owned());
        (1..=50).rev().for_each(|number| backwards.add(audit(number)));
        assert_eq!(forwards, backwards);
        let told = [
            (ExcerptShare::Practice, 50),
            (ExcerptShare::Training, 32),
            (ExcerptShare::System, 68),
            (ExcerptShare::GoodPractice, 0),
        ];
        for (share, all) in told {
            let wanted: Vec<&LearningPiece> = pieces
                .iter()
                .filter(|piece| ExcerptShare::of(piece) == Some(share))
                .collect();
            assert_eq!(wanted.len(), all);
            let shown: Vec<&LearningPiece> = forwards.shown(share).collect();
            assert_eq!(shown, &wanted[..all.min(TEXTS)]);
            assert_eq!(forwards.beyond(share), all.saturating_sub(TEXTS));
        }
    }
}
