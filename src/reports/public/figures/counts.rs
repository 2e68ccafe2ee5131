//! The counts that a public page takes from the quarterly report, and which of them add up to which.

use std::collections::BTreeSet;

use super::guard::{Guard, GuardedPlace, rounded};
use super::{Count, PublicLine, PublicSection, PublicTheme, Shares};
use crate::figures::GradeCounts;
use crate::figures::summary::{Summary, is_among};
use crate::reports::quarterly::figures as quarterly;
use crate::reports::quarterly::figures::{Quarterly, QuarterlyInput};

/// A line before it is guarded.
#[derive(Clone, Debug)]
pub(super) struct UnguardedLine {
    pub name: String,
    pub n: usize,
    pub good: usize,
    /// Whether the headline counts it.
    pub headline: bool,
}

/// A section before it is guarded.
#[derive(Clone, Debug)]
pub(super) struct SectionCounts {
    pub form: String,
    pub section: String,
    pub title: String,
    pub n: usize,
    pub good: usize,
}

/// What the page shows, exactly.
#[derive(Clone, Debug)]
pub(super) struct ShownExactly {
    pub submitted: usize,
    pub settled: usize,
    pub grades: GradeCounts,
    pub forms: Vec<UnguardedLine>,
    /// Whether every form's line is shown, and they are all that was settled.
    pub all_forms: bool,
    pub services: Vec<UnguardedLine>,
    /// Whether every service's line is shown.
    pub all_services: bool,
    pub sections: Vec<SectionCounts>,
    pub moderation: (usize, usize),
    pub family: (usize, usize),
    pub actions: (usize, usize),
}

impl ShownExactly {
    pub fn of(input: &QuarterlyInput<'_>, report: &Quarterly) -> Self {
        let forms: Vec<UnguardedLine> = report
            .by_form
            .iter()
            .filter(|line| {
                by_several(input, |s| {
                    Some(&*s.form) == line.name.as_deref() && input.is_told(s)
                })
            })
            .filter_map(|line| counted(line, input))
            .collect();
        let services: Vec<UnguardedLine> = report
            .by_service
            .iter()
            .filter(|line| {
                let is_of = |s: &Summary| s.service.as_ref().map(ToString::to_string) == line.name;
                by_several(input, |s| is_of(s) && input.is_headline(s))
            })
            .filter_map(|line| counted(line, input))
            .collect();
        let sections = report
            .sections
            .iter()
            .filter(|line| forms.iter().any(|form| form.name == line.form));
        Self {
            submitted: report.submitted,
            settled: report.settled,
            grades: report.grades,
            all_forms: forms.len() == report.by_form.len()
                && forms.iter().map(|form| form.n).sum::<usize>() == report.settled,
            all_services: services.len() == report.by_service.len(),
            sections: sections.map(judged).collect(),
            forms,
            services,
            moderation: (report.moderation.moderated, report.moderation.exact.count),
            family: (report.family_feedback.sought, report.family_feedback.obtained),
            actions: (report.actions.total, report.actions.done),
        }
    }
}

/// Whether the settled audits of a line are of two auditors and of two workers at least.
fn by_several(input: &QuarterlyInput<'_>, is_of: impl Fn(&Summary) -> bool) -> bool {
    let period = input.quarter.period();
    let settled = |s: &&Summary| s.counts() && s.progress.settled.is_some_and(|day| period.contains(day));
    let audits: Vec<&Summary> = input
        .summaries
        .iter()
        .filter(settled)
        .filter(|s| is_of(s))
        .collect();
    let auditors: BTreeSet<&str> = audits
        .iter()
        .filter_map(|s| s.progress.auditor.as_deref().or(s.first_auditor.as_deref()))
        .collect();
    let workers: BTreeSet<&str> = audits.iter().filter_map(|s| s.worker.as_deref()).collect();
    auditors.len() > 1 && workers.len() > 1
}

fn counted(line: &quarterly::GradesOf, input: &QuarterlyInput<'_>) -> Option<UnguardedLine> {
    let name = line.name.clone()?;
    Some(UnguardedLine {
        n: line.grades.n(),
        good: good(line.grades),
        headline: is_among(&name, input.store.headline_forms) && !keeps_grades(&name, input),
        name,
    })
}

/// Whether grades stay as given on a form, as on an observation's, which the headline never counts.
fn keeps_grades(form: &str, input: &QuarterlyInput<'_>) -> bool {
    let mut forms = input.store.forms.values();
    forms.any(|known| known.id.form == *form && !known.process().regrades)
}

fn judged(line: &quarterly::GradedSection) -> SectionCounts {
    SectionCounts {
        form: line.form.clone(),
        section: line.section.to_string(),
        title: line.title.clone(),
        n: line.grades.n(),
        good: good(line.grades),
    }
}

fn good(grades: GradeCounts) -> usize {
    grades.outstanding + grades.good
}

/// Where each count is guarded.
pub(super) struct GuardedPlaces {
    pub submitted: GuardedPlace,
    pub settled: GuardedPlace,
    pub headline: Shares,
    pub grades: [GuardedPlace; 4],
    pub forms: Vec<Shares>,
    pub services: Vec<Shares>,
    pub sections: Vec<Shares>,
    pub moderation: (GuardedPlace, GuardedPlace),
    pub family: (GuardedPlace, GuardedPlace),
    pub actions: (GuardedPlace, GuardedPlace),
}

impl GuardedPlaces {
    /// Puts the counts under guard, with every sum that a reader can know of.
    pub fn of(seen: &ShownExactly, guard: &mut Guard) -> Self {
        let settled = guard.main(seen.settled);
        let grades = seen.grades;
        let headline = Shares {
            n: guard.main(grades.n()),
            count: guard.main(good(grades)),
        };
        guard.sum(settled, &[headline.n], false);
        guard.sum(headline.n, &[headline.count], false);
        let pair = |guard: &mut Guard, (n, count): (usize, usize)| {
            let places = (guard.main(n), guard.count(count));
            guard.sum(places.0, &[places.1], false);
            places
        };
        let mut places = Self {
            submitted: guard.main(seen.submitted),
            settled,
            headline,
            grades: by_grade(grades, headline, guard),
            forms: shares(seen.forms.iter().map(|line| (line.n, line.good)), guard),
            services: shares(seen.services.iter().map(|line| (line.n, line.good)), guard),
            sections: shares(seen.sections.iter().map(|line| (line.n, line.good)), guard),
            moderation: pair(guard, seen.moderation),
            family: pair(guard, seen.family),
            actions: pair(guard, seen.actions),
        };
        places.forms_add_up(seen, guard);
        adds_up(headline, &places.services, seen.all_services, guard);
        places.sections_stay_below(seen, guard);
        places
    }

    /// The forms are all that was settled; those of the headline are the headline.
    fn forms_add_up(&mut self, seen: &ShownExactly, guard: &mut Guard) {
        let all: Vec<GuardedPlace> = self.forms.iter().map(|form| form.n).collect();
        guard.sum(self.settled, &all, seen.all_forms);
        let zipped = seen.forms.iter().zip(&self.forms);
        let headline: Vec<Shares> = zipped
            .filter(|(form, _)| form.headline)
            .map(|(_, at)| *at)
            .collect();
        adds_up(self.headline, &headline, seen.all_forms, guard);
    }

    /// No section has more grades than its form has audits.
    fn sections_stay_below(&mut self, seen: &ShownExactly, guard: &mut Guard) {
        for (section, at) in seen.sections.iter().zip(&self.sections) {
            let form = seen.forms.iter().position(|form| form.name == section.form);
            if let Some(form) = form.map(|index| self.forms[index]) {
                guard.sum(form.n, &[at.n], false);
            }
        }
    }
}

fn by_grade(grades: GradeCounts, headline: Shares, guard: &mut Guard) -> [GuardedPlace; 4] {
    let [o, g, ri, i] = [
        grades.outstanding,
        grades.good,
        grades.requires_improvement,
        grades.inadequate,
    ]
    .map(|count| guard.count(count));
    guard.sum(headline.count, &[o, g], true);
    guard.sum(headline.n, &[headline.count, ri, i], true);
    [o, g, ri, i]
}

fn shares(counts: impl Iterator<Item = (usize, usize)>, guard: &mut Guard) -> Vec<Shares> {
    counts
        .map(|(n, count)| {
            let at = Shares {
                n: guard.count(n),
                count: guard.count(count),
            };
            guard.sum(at.n, &[at.count], false);
            at
        })
        .collect()
}

/// Says that lines add up to a whole, their audits and those that are Good or better.
fn adds_up(whole: Shares, lines: &[Shares], all: bool, guard: &mut Guard) {
    let n: Vec<GuardedPlace> = lines.iter().map(|line| line.n).collect();
    let good: Vec<GuardedPlace> = lines.iter().map(|line| line.count).collect();
    guard.sum(whole.n, &n, all);
    guard.sum(whole.count, &good, all);
}

/// The lines as they are shown.
pub(super) fn named(lines: &[UnguardedLine], places: &[Shares], guard: &Guard) -> Vec<PublicLine> {
    let zipped = lines.iter().zip(places);
    zipped
        .map(|(line, at)| PublicLine {
            name: line.name.clone(),
            share: at.shown(guard),
        })
        .collect()
}

/// The sections as they are shown.
pub(super) fn sections(lines: &[SectionCounts], places: &[Shares], guard: &Guard) -> Vec<PublicSection> {
    let zipped = lines.iter().zip(places);
    zipped
        .map(|(line, at)| PublicSection {
            form: line.form.clone(),
            section: line.section.clone(),
            title: line.title.clone(),
            share: at.shown(guard),
        })
        .collect()
}

/// The statements whose number is shown, where the audits that cite them are. A list of the others would tell that
/// somebody cited them; and how often one was cited tells how many audits there are at the least.
pub(super) fn themes(
    themes: &[quarterly::CitedStatement],
    submitted: Count,
    hide_up_to: usize,
) -> Vec<PublicTheme> {
    let shown = themes
        .iter()
        .filter(|theme| submitted.0.is_some() && theme.n > hide_up_to.max(2));
    shown
        .map(|theme| PublicTheme {
            criterion: theme.criterion.to_string(),
            text: theme.text.clone(),
            n: Count(Some(rounded(theme.n))),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Grade::Good;
    use crate::reports::quarterly::figures::test_audits::{SampleCouncil, settled};

    #[test]
    fn only_the_headlines_forms_add_up_to_it() {
        let audits: Vec<Summary> = (1..=12)
            .map(|number| {
                let mut audit = settled(number, "2026-11-10", Good, Good);
                audit.first_auditor = Some(format!("Auditor {}", number % 3).into());
                audit.worker = Some(format!("Worker {}", number % 3).into());
                if number > 6 {
                    audit.form = "supervision".into();
                }
                audit
            })
            .collect();
        let made = SampleCouncil::default().with("2026-27-Q3", &audits, |input| {
            ShownExactly::of(input, &quarterly::quarterly(input))
        });
        let forms: Vec<(&str, usize, bool)> = made
            .forms
            .iter()
            .map(|line| (line.name.as_str(), line.n, line.headline))
            .collect();
        assert_eq!(forms, [("child-case", 6, true), ("supervision", 6, false)]);
    }
}
