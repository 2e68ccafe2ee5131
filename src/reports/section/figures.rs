//! One section of a form, or one domain of Appendix 4, over time: the domain grades that specific and thematic reports
//! are made of.
//!
//! What is counted is a section's grade in a settled audit, at its final judgement, on the day the audit settled. A domain
//! may be looked at in several sections of one audit; each of these grades counts once.

use crate::figures::StoreView;
use crate::figures::form_titles::FormTitles;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::figures::stats::Share;
use crate::figures::summary::Summary;
use crate::figures::{GradeCounts, TrendLines, TrendPoint};
use crate::framework::{AuditId, Cycle, Date, Grade, Quarter, SectionId, StatementId};
use crate::record::Folder;
use crate::reports::learning::figures::plain_tag;
use crate::reports::quarterly::figures::Themes;

pub use super::asked::{AskedName, AskedSection, Unknown, find};

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.report-section/1";

/// An audit, and the statements that were cited in each of its sections.
#[derive(Clone, Debug)]
pub struct AuditStatements {
    /// The audit, summed up.
    pub summary: Summary,
    /// The statements of Appendix 4, by section, once submitted.
    pub cited: BTreeMap<SectionId, Vec<StatementId>>,
    /// Its tags, and where services meet that it tells of.
    pub tags: BTreeSet<String>,
}

impl AuditStatements {
    /// What the report needs of an audit that has settled; of any other nothing counts. What it cites is told of one that
    /// settled in the quarters of the report alone (`is_told`); its tags where its record is given, as a tag was asked for.
    pub fn of(mut summary: Summary, is_told: bool, folder: Option<&Folder>) -> Option<Self> {
        if !summary.counts() || summary.progress.settled.is_none() {
            return None;
        }
        let mut cited: BTreeMap<SectionId, Vec<StatementId>> = BTreeMap::new();
        for (section, statement) in std::mem::take(&mut summary.cited) {
            if is_told {
                cited.entry(section).or_default().push(statement);
            }
        }
        Some(Self {
            cited,
            tags: folder.map(tags).unwrap_or_default(),
            summary,
        })
    }
}

fn tags(folder: &Folder) -> BTreeSet<String> {
    let tags = folder.audit.iter().flat_map(|audit| {
        let learning = audit.system_learning.iter();
        audit
            .themes
            .iter()
            .chain(learning.filter_map(|point| point.interface.as_ref()))
    });
    tags.map(|tag| plain_tag(tag)).collect()
}

/// What the report is made of.
#[derive(Clone, Copy, Debug)]
pub struct SectionInput<'a> {
    /// The store.
    pub store: StoreView<'a>,
    /// The settled audits.
    pub entries: &'a [AuditStatements],
    /// The sections that are meant.
    pub asked: &'a AskedName,
    /// What else the word means, each to be shown beside it.
    pub also: &'a [AskedName],
    /// The last quarter.
    pub quarter: Quarter,
    /// How many quarters, the last among them.
    pub quarters: usize,
}

/// How a section was judged in some audits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct SectionGrades {
    /// How many have each grade.
    #[serde(flatten)]
    pub grades: GradeCounts,
    /// In how many it does not apply.
    pub not_applicable: usize,
    /// How many of the grades are Good or better.
    pub good_or_better: Share,
}

/// A quarter's judgements.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SectionQuarter {
    /// The quarter in which the audits settled.
    pub quarter: Quarter,
    /// How it was judged.
    #[serde(flatten)]
    pub judged: SectionGrades,
}

/// A team's judgements.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SectionTeam {
    /// The team; none where the allocation names none.
    pub team: Option<String>,
    /// How it was judged.
    #[serde(flatten)]
    pub judged: SectionGrades,
}

/// A section's judgements.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormLine {
    /// The section.
    #[serde(flatten)]
    pub named: AskedSection,
    /// How it was judged.
    #[serde(flatten)]
    pub judged: SectionGrades,
}

/// Another thing of the name that was asked for, with its figures of the same quarters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OtherMeaning {
    /// What it is.
    pub title: String,
    /// Its sections.
    pub sections: Vec<AskedSection>,
    /// How many audits speak of it in these quarters.
    pub audits: usize,
    /// The last quarter's share of grades that are Good or better.
    pub good_or_better: Share,
    /// That of all these quarters together.
    pub good_or_better_all: Share,
}

/// The report on a section or domain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SectionReport {
    /// `qaf.report-section/1`.
    pub schema: &'static str,
    /// What it is about.
    pub title: String,
    /// What else the word means, each reckoned by itself; left out where it means one thing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_meant: Vec<OtherMeaning>,
    /// The titles of the forms.
    #[serde(skip)]
    pub form_titles: FormTitles,
    /// The form that it is narrowed to.
    pub form: Option<String>,
    /// The tag that its audits are narrowed to; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The last quarter.
    pub quarter: Quarter,
    /// The first day of the first quarter.
    pub from: Date,
    /// The last day of the last.
    pub to: Date,
    /// Today.
    pub as_of: Date,
    /// How many audits speak of it in these quarters.
    pub audits: usize,
    /// The last quarter's share of grades that are Good or better.
    pub good_or_better: Share,
    /// That of all these quarters together.
    pub good_or_better_all: Share,
    /// Quarter by quarter, oldest first.
    pub quarters: Vec<SectionQuarter>,
    /// Cycle by cycle, up to the last quarter's end.
    pub trend: TrendLines,
    /// By form and section, over these quarters.
    pub by_form: Vec<FormLine>,
    /// By team, over these quarters.
    pub by_team: Vec<SectionTeam>,
    /// The statements cited in these sections in these quarters.
    pub themes: Themes,
}

/// One judgement of one section in one audit.
struct SectionJudgement<'a> {
    settled: Date,
    entry: &'a AuditStatements,
    section: &'a SectionId,
    grade: Option<Grade>,
}

impl SectionGrades {
    fn of<'a>(judgements: impl IntoIterator<Item = &'a SectionJudgement<'a>>) -> Self {
        let mut judged = Self::default();
        for one in judgements {
            match one.grade {
                Some(grade) => judged.grades.add(grade),
                None => judged.not_applicable += 1,
            }
        }
        let grades = judged.grades;
        judged.good_or_better = Share::of(grades.outstanding + grades.good, grades.n());
        judged
    }
}

/// Makes the report.
pub fn section(input: &SectionInput<'_>) -> SectionReport {
    let all = judgements(input, input.asked);
    let mut quarters: Vec<Quarter> = std::iter::successors(Some(input.quarter), |q| Some(q.before()))
        .take(input.quarters.max(1))
        .collect();
    // Quarters in which the store had no audit yet tell nothing.
    let first = input.entries.iter().filter_map(began).min();
    quarters.retain(|q| *q == input.quarter || first.is_some_and(|first| first <= q.period().to()));
    quarters.reverse();
    let from = quarters.first().map_or(input.quarter, |q| *q).period().from();
    let to = input.quarter.period().to();
    let within: Vec<&SectionJudgement<'_>> = within(&all, from, to);
    let lines: Vec<SectionQuarter> = quarters
        .into_iter()
        .map(|quarter| SectionQuarter {
            quarter,
            judged: SectionGrades::of(of(&within, |one| quarter.period().contains(one.settled))),
        })
        .collect();
    let form_titles = FormTitles::of(input.store.forms);
    SectionReport {
        schema: SCHEMA,
        title: if input.also.is_empty() {
            input.asked.title.clone()
        } else {
            input.asked.label(&form_titles)
        },
        also_meant: input
            .also
            .iter()
            .map(|asked| meaning(input, asked, from))
            .collect(),
        form: input.asked.form.clone(),
        form_titles,
        tag: input.asked.tag.clone(),
        quarter: input.quarter,
        from,
        to,
        as_of: input.store.as_of,
        audits: audits(&within),
        good_or_better: lines
            .last()
            .map(|line| line.judged.good_or_better)
            .unwrap_or_default(),
        good_or_better_all: SectionGrades::of(within.iter().copied()).good_or_better,
        quarters: lines,
        trend: trend(input, &all),
        by_form: by_form(input, &within),
        by_team: by_team(&within),
        themes: themes(input, &within),
    }
}

fn began(entry: &AuditStatements) -> Option<Date> {
    let summary = &entry.summary;
    [summary.allocated, summary.progress.settled]
        .into_iter()
        .flatten()
        .min()
}

/// Another thing of the same name, in the quarters that begin on this day.
fn meaning(input: &SectionInput<'_>, asked: &AskedName, from: Date) -> OtherMeaning {
    let all = judgements(input, asked);
    let period = input.quarter.period();
    let judged = |from: Date| SectionGrades::of(within(&all, from, period.to())).good_or_better;
    OtherMeaning {
        title: asked.label(&FormTitles::of(input.store.forms)),
        sections: asked.sections.clone(),
        audits: audits(&within(&all, from, period.to())),
        good_or_better: judged(period.from()),
        good_or_better_all: judged(from),
    }
}

/// The judgements of these days.
fn within<'a, 'i>(all: &'a [SectionJudgement<'i>], from: Date, to: Date) -> Vec<&'a SectionJudgement<'i>> {
    all.iter()
        .filter(|one| from <= one.settled && one.settled <= to)
        .collect()
}

fn audits(judgements: &[&SectionJudgement<'_>]) -> usize {
    let ids: BTreeSet<_> = judgements.iter().map(|one| &one.entry.summary.id).collect();
    ids.len()
}

/// The audits in which it was judged.
pub fn judged(input: &SectionInput<'_>) -> BTreeSet<AuditId> {
    let judgements = judgements(input, input.asked);
    judgements
        .iter()
        .map(|one| one.entry.summary.id.clone())
        .collect()
}

fn judgements<'a>(input: &SectionInput<'a>, asked: &AskedName) -> Vec<SectionJudgement<'a>> {
    let mut all = Vec::new();
    let told = |entry: &&AuditStatements| {
        let tag = input.asked.tag.as_ref();
        tag.is_none_or(|tag| entry.tags.contains(tag))
            && entry.summary.counts()
            && entry.summary.is_told(input.store.headline_forms)
    };
    for entry in input.entries.iter().filter(told) {
        let Some(settled) = entry.summary.progress.settled else {
            continue;
        };
        for (section, judgement) in &entry.summary.progress.sections {
            if asked.holds(&entry.summary.form, section) {
                all.push(SectionJudgement {
                    settled,
                    entry,
                    section,
                    grade: judgement.grade(),
                });
            }
        }
    }
    all
}

fn of<'a>(
    judgements: &'a [&'a SectionJudgement<'a>],
    holds: impl Fn(&SectionJudgement<'_>) -> bool + 'a,
) -> impl Iterator<Item = &'a SectionJudgement<'a>> {
    judgements.iter().copied().filter(move |one| holds(one))
}

/// The share by cycle, as the headline's trend is made.
fn trend(input: &SectionInput<'_>, all: &[SectionJudgement<'_>]) -> TrendLines {
    let mut cycles: BTreeMap<Date, Vec<&SectionJudgement<'_>>> = BTreeMap::new();
    for one in all {
        let from = Cycle::of(one.settled, input.store.starts).period().from();
        cycles.entry(from).or_default().push(one);
    }
    let points = cycles.into_iter().map(|(from, those)| TrendPoint {
        cycle: Cycle::of(from, input.store.starts),
        share: SectionGrades::of(those).good_or_better,
    });
    let ended = points.filter(|point| point.cycle.period().to() <= input.quarter.period().to());
    TrendLines::of(ended.collect())
}

/// Every section that is meant, whether or not it was judged.
fn by_form(input: &SectionInput<'_>, within: &[&SectionJudgement<'_>]) -> Vec<FormLine> {
    let lines = input.asked.sections.iter().map(|named| FormLine {
        judged: SectionGrades::of(of(within, |one| {
            one.entry.summary.form == named.form && *one.section == named.section
        })),
        named: named.clone(),
    });
    lines.collect()
}

fn by_team(within: &[&SectionJudgement<'_>]) -> Vec<SectionTeam> {
    let team = |one: &SectionJudgement<'_>| one.entry.summary.team.as_ref().map(ToString::to_string);
    let mut teams: BTreeMap<(bool, Option<String>), Vec<&SectionJudgement<'_>>> = BTreeMap::new();
    for one in within {
        let name = team(one);
        teams.entry((name.is_none(), name)).or_default().push(one);
    }
    teams
        .into_iter()
        .map(|((_, team), those)| SectionTeam {
            team,
            judged: SectionGrades::of(those),
        })
        .collect()
}

/// The statements cited in the sections that are meant; of a domain only its own.
fn themes(input: &SectionInput<'_>, within: &[&SectionJudgement<'_>]) -> Themes {
    let cited = within
        .iter()
        .flat_map(|one| one.entry.cited.get(one.section).into_iter().flatten());
    Themes::of(
        cited.filter(|id| input.asked.speaks_of(id, input.store.rubrics)),
        input.store.rubrics,
    )
}

#[cfg(test)]
mod tests;
