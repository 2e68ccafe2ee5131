//! How far moderation panels agree with the final grades, and their members with each other (section 2, moderation).
//!
//! Members grade without seeing the grade, so this measures how reliable grading is; moderation, which sees it, does not.

use serde::Serialize;

use crate::figures::Summary;
use crate::figures::stats::{Agreement, GradePairs, Share, gwet_ac2};
use crate::framework::{AuditId, Date, Grade, Period, WorkId};
use crate::progress::work_standing;
use crate::record::work::{Panel, PanelAudit, PanelView, Work};
use crate::reports::quarterly::figures::{CoefficientWithheld, DECIMALS, N_FOR_COEFFICIENTS};

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.panel/1";

/// What the report is made of.
#[derive(Clone, Copy, Debug)]
pub struct PanelInput<'a> {
    /// The panels, by their numbers.
    pub panels: &'a [&'a Work],
    /// Every audit of the store, summed up as of `as_of`.
    pub summaries: &'a [Summary],
    /// The year in which they were held, where one was asked for.
    pub year: Option<Period>,
    /// Whether one panel alone is told of.
    pub is_one: bool,
    /// Today.
    pub as_of: Date,
}

/// The report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PanelReport {
    /// `qaf.panel/1`.
    pub schema: &'static str,
    /// The year, where one was asked for.
    pub year: Option<Period>,
    /// Whether one panel alone is told of.
    #[serde(skip)]
    pub is_one: bool,
    /// Today.
    pub as_of: Date,
    /// The panels.
    pub panels: Vec<PanelLine>,
    /// What they hold the audits for, against the final grades.
    pub agreement: PanelAgreement,
    /// The members' own grades.
    pub members: MembersAgreement,
    /// Every audit that they read, by panel.
    pub audits: Vec<ReadAudit>,
}

/// A panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PanelLine {
    /// Its id.
    pub id: WorkId,
    /// The day for which it was called.
    pub date: Date,
    /// The day on which it was held.
    pub held: Option<Date>,
    /// Where it stands.
    pub stage: &'static str,
    /// How many members it has.
    pub members: usize,
    /// Whose sheet was not waited for.
    pub without: usize,
    /// How many audits it read.
    pub audits: usize,
    /// To how many of these their auditor was invited.
    pub auditors_invited: usize,
    /// For how many of these their auditor came.
    pub auditors_present: usize,
    /// How many examples of new practice the panel took up.
    pub new_practice: usize,
}

/// What panels hold audits for, against the final grades.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PanelAgreement {
    /// How many they agreed on, of audits that have a final grade.
    pub agreed: usize,
    /// On how many they could not agree.
    pub no_consensus: usize,
    /// Of how many it is not said yet.
    pub not_said: usize,
    /// How many they hold for what the final grade says.
    pub exact: Share,
    /// How many lie one grade apart at most.
    pub within_one: usize,
    /// How many they hold for better.
    pub up: usize,
    /// How many they hold for worse.
    pub down: usize,
    /// Rows the final grade, columns the panel's, in the order I, RI, G, O.
    pub table: GradePairs,
    /// Gwet's AC2 with linear weights; from 20 audits.
    pub gwet_ac2: Option<Agreement>,
    /// Why it is not given.
    pub ac2_withheld: Option<CoefficientWithheld>,
}

/// How far the members' own grades lie apart, given before they talked.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MembersAgreement {
    /// How many audits two members or more graded.
    pub audits: usize,
    /// How many of these all gave the same grade.
    pub same: Share,
    /// For how many the highest and the lowest lie one grade apart.
    pub one_apart: usize,
    /// For how many they lie further apart.
    pub further: usize,
    /// Of every grade that a member gave, how many are the final one.
    pub as_final: Share,
    /// How many grades were given where the member found too little evidence for one.
    pub evidence_short: usize,
}

/// An audit that a panel read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadAudit {
    /// The panel.
    pub panel: WorkId,
    /// The audit.
    pub audit: AuditId,
    /// Why it was taken.
    pub why: String,
    /// How many members gave each grade, in the order I, RI, G, O.
    pub grades: [usize; 4],
    /// By how many grades the highest lies above the lowest; none for fewer than two.
    pub spread: Option<usize>,
    /// How many found too little evidence for a grade.
    pub evidence_short: usize,
    /// How many saw new practice.
    pub new_practice: usize,
    /// The auditor's grade.
    pub auditor_grade: Option<Grade>,
    /// The final grade; none where the audit is gone, or counts for nothing now.
    pub final_grade: Option<Grade>,
    /// What the panel holds it for.
    pub view: Option<Grade>,
    /// Whether it could not agree.
    pub no_consensus: bool,
}

impl ReadAudit {
    fn of(work: &Work, panel: &Panel, one: &PanelAudit, summaries: &[Summary]) -> Self {
        let mut found = summaries.iter();
        let summary = found.find(|summary| summary.id == one.audit && summary.counts());
        let progress = summary.map(|summary| &summary.progress);
        let mut grades = [0; 4];
        for given in panel.grades(&one.audit) {
            grades[given.grade.index()] += 1;
        }
        let given: Vec<usize> = panel
            .grades(&one.audit)
            .map(|given| given.grade.index())
            .collect();
        let ends = given
            .iter()
            .min()
            .zip(given.iter().max())
            .filter(|_| given.len() > 1);
        let view = panel.view(&one.audit);
        Self {
            panel: work.id().clone(),
            audit: one.audit.clone(),
            why: one.why.clone(),
            grades,
            spread: ends.map(|(low, high)| high - low),
            evidence_short: panel
                .grades(&one.audit)
                .filter(|given| !given.evidence_sufficient)
                .count(),
            new_practice: panel
                .grades(&one.audit)
                .filter(|given| given.new_practice)
                .count(),
            auditor_grade: progress.and_then(|progress| progress.auditor_grade),
            final_grade: progress
                .filter(|progress| progress.settled.is_some())
                .and_then(|p| p.final_grade),
            view: match view {
                Some(PanelView::Agreed(grade)) => Some(grade),
                _ => None,
            },
            no_consensus: view == Some(PanelView::NoConsensus),
        }
    }
}

impl PanelAgreement {
    fn of(audits: &[ReadAudit]) -> Self {
        let pairs: Vec<(usize, usize)> = audits
            .iter()
            .filter_map(|one| Some((one.final_grade?.index(), one.view?.index())))
            .collect();
        let mut table = GradePairs::default();
        for (final_one, view) in &pairs {
            table[*final_one][*view] += 1;
        }
        let many = pairs.len() >= N_FOR_COEFFICIENTS;
        let gwet = gwet_ac2(&table).filter(|_| many);
        Self {
            agreed: pairs.len(),
            no_consensus: audits.iter().filter(|one| one.no_consensus).count(),
            not_said: audits
                .iter()
                .filter(|one| one.view.is_none() && !one.no_consensus)
                .count(),
            exact: Share::that(pairs.iter().map(|(from, to)| from == to)),
            within_one: pairs.iter().filter(|(from, to)| from.abs_diff(*to) <= 1).count(),
            up: pairs.iter().filter(|(from, to)| to > from).count(),
            down: pairs.iter().filter(|(from, to)| to < from).count(),
            table,
            gwet_ac2: gwet.map(|agreement| agreement.rounded(DECIMALS)),
            ac2_withheld: (!many).then_some(CoefficientWithheld::FewerThanTwenty),
        }
    }
}

impl MembersAgreement {
    fn of(audits: &[ReadAudit]) -> Self {
        let spreads: Vec<usize> = audits.iter().filter_map(|one| one.spread).collect();
        let mut as_final = Vec::new();
        for one in audits {
            let Some(final_one) = one.final_grade else {
                continue;
            };
            for (grade, count) in one.grades.iter().enumerate() {
                as_final.extend(std::iter::repeat_n(grade == final_one.index(), *count));
            }
        }
        Self {
            audits: spreads.len(),
            same: Share::that(spreads.iter().map(|spread| *spread == 0)),
            one_apart: spreads.iter().filter(|spread| **spread == 1).count(),
            further: spreads.iter().filter(|spread| **spread > 1).count(),
            as_final: Share::that(as_final),
            evidence_short: audits.iter().map(|one| one.evidence_short).sum(),
        }
    }
}

fn line(work: &Work, panel: &Panel, as_of: Date) -> PanelLine {
    let discussed: Vec<_> = panel
        .drawn
        .audits
        .iter()
        .filter_map(|one| panel.discussed(&one.audit))
        .collect();
    PanelLine {
        id: work.id().clone(),
        date: panel.drawn.date,
        held: work.met(as_of),
        stage: work_standing::stage(work, as_of),
        members: panel.drawn.members.len(),
        without: panel
            .revealed
            .as_ref()
            .map_or(0, |revealed| revealed.without.len()),
        audits: panel.drawn.audits.len(),
        auditors_invited: discussed
            .iter()
            .filter(|one| one.auditor_invited == Some(true))
            .count(),
        auditors_present: discussed
            .iter()
            .filter(|one| one.auditor_present == Some(true))
            .count(),
        new_practice: discussed.iter().filter(|one| one.new_practice.is_some()).count(),
    }
}

/// Makes the report.
pub fn panel_report(input: &PanelInput<'_>) -> PanelReport {
    let read = input
        .panels
        .iter()
        .filter_map(|work| Some((*work, work.panel.as_ref()?)));
    let read: Vec<(&Work, &Panel)> = read.collect();
    let mut audits = Vec::new();
    for (work, panel) in &read {
        let own = panel.drawn.audits.iter();
        audits.extend(own.map(|one| ReadAudit::of(work, panel, one, input.summaries)));
    }
    PanelReport {
        schema: SCHEMA,
        year: input.year,
        is_one: input.is_one,
        as_of: input.as_of,
        panels: read
            .iter()
            .map(|(work, panel)| line(work, panel, input.as_of))
            .collect(),
        agreement: PanelAgreement::of(&audits),
        members: MembersAgreement::of(&audits),
        audits,
    }
}
