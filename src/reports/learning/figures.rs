//! What audits teach: training needs and other learning for the wider system, findings and recommendations, what workers
//! changed in their practice, and good practice to be shared.
//!
//! Each piece counts on its own day: what an auditor wrote, and what a family said, on the day it was submitted, an Outstanding section on the day the
//! audit settled, a worker's words on the day of the feedback, a note on good practice on the day the worker agreed that
//! it may be shared. So nothing falls between two reports.

mod excerpt;
mod gather;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::framework::{AuditId, Date, Service};

pub use excerpt::{Excerpt, ExcerptShare};
pub use gather::{AuditLearning, Gather};

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.report-learning/1";

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PieceKind {
    /// Learning for the wider system: policy, process, resources, training.
    System,
    /// Findings, learning points and recommendations.
    Finding,
    /// What the worker learnt and changed.
    Practice,
    /// Good practice to be shared.
    GoodPractice,
    /// What families said in their own words.
    Family,
}

/// Why a text is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextWithheld {
    /// `validate` finds personal data in it.
    PersonalData,
    /// It holds a name, or what looks like one.
    Name,
}

/// A piece of learning. No person is named beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LearningPiece {
    /// The audit.
    pub audit: AuditId,
    /// Its form, without the version.
    pub form: String,
    /// Its form's title.
    #[serde(skip)]
    pub form_title: String,
    /// Its service.
    pub service: Option<Service>,
    /// The day on which it counts.
    pub day: Date,
    /// What it is.
    pub kind: PieceKind,
    /// What it is about: the area, the section, the question.
    pub about: String,
    /// The audit's tags; one that may name somebody is left out.
    pub tags: Vec<String>,
    /// The text as it was written; none where it is withheld.
    pub text: Option<String>,
    /// Why it is withheld.
    pub withheld: Option<TextWithheld>,
}

/// A report with what families said in their own words, as its page has it: a text that may name somebody is withheld.
#[derive(Debug, Serialize)]
pub struct WithFamiliesWords<'a, T> {
    /// The report.
    #[serde(flatten)]
    pub report: &'a T,
    /// The answers, by question.
    pub in_their_words: &'a [LearningPiece],
}

/// What the report is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Only {
    /// A tag, in lower case with hyphens.
    pub tag: Option<String>,
    /// A service.
    pub service: Option<String>,
    /// A form, without its version.
    pub form: Option<String>,
    /// An interface between services.
    pub interface: Option<String>,
    /// Words that the text must have, or its tags, all of them.
    pub search: Option<String>,
}

/// An area, a tag or the like, and how many audits it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AreaCount {
    /// Its name.
    pub name: String,
    /// How many pieces.
    pub pieces: usize,
    /// From how many audits.
    pub audits: usize,
}

/// The report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LearningReport {
    /// `qaf.report-learning/1`.
    pub schema: &'static str,
    /// What it is about: a quarter's name, or the days.
    pub title: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Today.
    pub as_of: Date,
    /// What it is narrowed to.
    pub only: Only,
    /// How many audits teach something here.
    pub audits: usize,
    /// How many texts are withheld.
    pub withheld: usize,
    /// How many withheld texts a search could not look into; 0 where nothing was searched for.
    pub not_searched: usize,
    /// How many notes on good practice wait for the worker's agreement, and are not shown.
    pub not_agreed: usize,
    /// The areas of learning for the wider system.
    pub areas: Vec<AreaCount>,
    /// The tags of the audits that these pieces come from.
    pub tags: Vec<AreaCount>,
    /// The pieces, by kind, area or section, day and audit.
    pub pieces: Vec<LearningPiece>,
}

/// The days that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearningWindow {
    /// What they are called.
    pub title: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl LearningWindow {
    /// Whether a day lies in it.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// A tag in the spelling in which tags are compared: lower case, hyphens between its words, and no `interface` before
/// it.
pub fn plain_tag(tag: &str) -> String {
    let lower = tag.to_lowercase();
    let words = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | ':' | '/'))
        .filter(|word| !word.is_empty());
    let mut words: Vec<&str> = words.collect();
    if words.len() > 1 && words[0] == "interface" {
        words.remove(0);
    }
    words.join("-")
}

impl Only {
    /// Whether these tags have those that are wanted.
    pub fn takes_tags<'t>(&self, tags: &(impl Iterator<Item = &'t String> + Clone)) -> bool {
        let wanted = [&self.tag, &self.interface];
        let mut wanted = wanted.into_iter().flatten();
        wanted.all(|wanted| tags.clone().any(|tag| plain_tag(tag) == *wanted))
    }

    /// Whether an audit's service and form are meant.
    pub fn takes(&self, service: Option<&Service>, form: &str) -> bool {
        let of_service = self
            .service
            .as_ref()
            .is_none_or(|wanted| service.is_some_and(|service| service.as_str() == wanted));
        let of_form = self.form.as_ref().is_none_or(|wanted| form == wanted);
        of_service && of_form
    }

    /// Whether a text, with what it is about and its tags, has every word that is looked for, in whatever case.
    fn finds(&self, piece: &LearningPiece) -> bool {
        let Some(search) = &self.search else {
            return true;
        };
        let text = piece.text.as_deref().unwrap_or_default();
        let tags = piece.tags.iter().map(String::as_str);
        // A tag of several words is found by each, and as it is written.
        let all: Vec<&str> = [text, &piece.about].into_iter().chain(tags).collect();
        let text = all.join("\n").to_lowercase();
        search
            .to_lowercase()
            .split_whitespace()
            .all(|word| text.contains(word))
    }
}

/// Makes the report of what was gathered.
pub fn learning(
    gathered: Vec<AuditLearning>,
    window: &LearningWindow,
    only: Only,
    as_of: Date,
) -> LearningReport {
    let not_agreed = gathered.iter().filter(|one| one.not_agreed).count();
    let all: Vec<LearningPiece> = gathered.into_iter().flat_map(|one| one.pieces).collect();
    let searched = only.search.is_some();
    let not_searched = all
        .iter()
        .filter(|piece| searched && piece.withheld.is_some())
        .count();
    let mut pieces: Vec<LearningPiece> = all.into_iter().filter(|piece| only.finds(piece)).collect();
    pieces.sort_by(|a, b| {
        let key = |piece: &LearningPiece| (piece.kind, piece.about.clone(), piece.day, piece.audit.clone());
        key(a).cmp(&key(b))
    });
    let system = pieces.iter().filter(|piece| piece.kind == PieceKind::System);
    // What families say stands beside what audits teach, and is no figure of it.
    let taught = || pieces.iter().filter(|piece| piece.kind != PieceKind::Family);
    let tags = taught().flat_map(|piece| piece.tags.iter().map(move |tag| (tag.as_str(), piece)));
    LearningReport {
        schema: SCHEMA,
        title: window.title.clone(),
        from: window.from,
        to: window.to,
        as_of,
        audits: taught().map(|piece| &piece.audit).collect::<BTreeSet<_>>().len(),
        withheld: pieces.iter().filter(|piece| piece.withheld.is_some()).count(),
        not_searched,
        not_agreed,
        areas: counted(system.map(|piece| (piece.about.as_str(), piece))),
        tags: counted(tags),
        only,
        pieces,
    }
}

/// How many pieces and audits each name has; most audits first, then by name.
fn counted<'p>(named: impl Iterator<Item = (&'p str, &'p LearningPiece)>) -> Vec<AreaCount> {
    let mut counts: BTreeMap<&str, (usize, BTreeSet<&AuditId>)> = BTreeMap::new();
    for (name, piece) in named {
        let entry = counts.entry(name).or_default();
        entry.0 += 1;
        entry.1.insert(&piece.audit);
    }
    let mut sorted: Vec<AreaCount> = counts
        .into_iter()
        .map(|(name, (pieces, audits))| AreaCount {
            name: name.to_owned(),
            pieces,
            audits: audits.len(),
        })
        .collect();
    sorted.sort_by_key(|counted| std::cmp::Reverse(counted.audits));
    sorted
}
