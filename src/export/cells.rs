//! The cells of a council that are pooled with those of others: counts of grades by quarter, form, section, how the case was
//! picked and whether it was moderated; and which of them stay at home.
//!
//! A cell below the threshold stays at home, and so does any by which it could be reckoned. A reader is taken to know every
//! group's number of grades, which is in the pool, and the counts of a form or section as the quarter's public page rounds
//! them. No total of a year or of a region is in a pool: its sums hold only what left.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use crate::figures::Summary;
use crate::framework::form::AuditSubject;
use crate::framework::{Form, Grade, Judgement, Quarter};
use crate::reports::public::figures::guard::{Guard, GuardedPlace};

/// The domain of the grade of the whole audit.
pub const OVERALL: &str = "overall";

/// Which grades a cell counts: of a quarter, a form, a section or the whole, picked and moderated alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellGroup {
    /// The form's id.
    pub form: SmolStr,
    /// The section, or [`OVERALL`].
    pub domain: SmolStr,
    /// The quarter in which the audits were settled, by its name.
    pub quarter: SmolStr,
    /// Whether the cases were drawn at random.
    pub random: bool,
    /// Whether a moderator settled them.
    pub moderated: bool,
}

/// A cell of a group: how many have a grade, or of no grade, how many have one at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolCell {
    /// Its group.
    pub group: CellGroup,
    /// The grade; none of the group's number of grades, by which shares are made.
    pub grade: Option<Grade>,
    /// How many.
    pub n: usize,
}

/// What was counted of a cell.
#[derive(Clone, Debug, Default)]
struct Counted {
    n: usize,
    auditors: Several,
    workers: Several,
}

/// Whether something is of one person alone.
#[derive(Clone, Debug, Default)]
struct Several {
    first: Option<SmolStr>,
    are_several: bool,
}

impl Several {
    fn add(&mut self, name: Option<&SmolStr>) {
        match (&self.first, name) {
            (None, Some(name)) => self.first = Some(name.clone()),
            (Some(first), Some(name)) => self.are_several |= first != name,
            (_, None) => {}
        }
    }
}

impl Counted {
    fn add(&mut self, summary: &Summary) {
        let progress = &summary.progress;
        self.n += 1;
        self.auditors
            .add(progress.auditor.as_ref().or(summary.first_auditor.as_ref()));
        self.workers.add(summary.worker.as_ref());
    }

    /// Whether it is of two auditors and of two workers at least.
    fn is_of_several(&self) -> bool {
        self.auditors.are_several && self.workers.are_several
    }
}

/// Every cell of a council, before any stays at home.
#[derive(Debug, Default)]
pub struct CouncilCells {
    counted: BTreeMap<(CellGroup, Option<Grade>), Counted>,
}

impl CouncilCells {
    /// Counts an audit that was settled in a quarter and whose grades stand in the tables. What looks at one worker's own
    /// file is not pooled.
    pub fn add(&mut self, summary: &Summary, form: &Form, quarter: Quarter) {
        if form.subject == Some(AuditSubject::Worker) {
            return;
        }
        let overall = summary.progress.final_grade.map(|grade| (OVERALL, grade));
        let sections = summary.progress.sections.iter();
        let sections = sections.filter(|(section, _)| form.section(section.as_str()).is_some());
        let sections = sections.filter_map(|(section, judgement)| {
            let grade = Judgement::grade(*judgement)?;
            Some((section.as_str(), grade))
        });
        let name = SmolStr::from(quarter.to_string());
        for (domain, grade) in overall.into_iter().chain(sections) {
            let group = CellGroup {
                form: SmolStr::new(form.id.form.as_str()),
                domain: SmolStr::new(domain),
                quarter: name.clone(),
                random: summary.selection == Some(crate::framework::schedule::Selection::Random),
                moderated: summary.progress.moderated,
            };
            for grade in [Some(grade), None] {
                self.counted
                    .entry((group.clone(), grade))
                    .or_default()
                    .add(summary);
            }
        }
    }

    /// The cells that leave, by quarter, form and domain; and how many stay at home. What leaves of a quarter depends on
    /// nothing but that quarter, so that no later delivery takes back what an earlier one gave.
    pub fn protected(self, hide_up_to: usize) -> (Vec<PoolCell>, usize) {
        let all = self.counted.len();
        let mut blocks: BTreeMap<(SmolStr, SmolStr, SmolStr), Vec<(PoolCell, Counted)>> = BTreeMap::new();
        for ((group, grade), counted) in self.counted {
            let block = (group.quarter.clone(), group.form.clone(), group.domain.clone());
            let n = counted.n;
            let cell = PoolCell { group, grade, n };
            blocks.entry(block).or_default().push((cell, counted));
        }
        let shown: Vec<PoolCell> = blocks
            .into_values()
            .flat_map(|cells| shown_of_block(cells, hide_up_to))
            .collect();
        let stayed = all - shown.len();
        (shown, stayed)
    }
}

/// The cells of a form's section in a quarter that leave.
fn shown_of_block(cells: Vec<(PoolCell, Counted)>, hide_up_to: usize) -> Vec<PoolCell> {
    let mut guard = Guard::new(hide_up_to);
    let places: Vec<GuardedPlace> = cells
        .iter()
        .map(|(cell, counted)| {
            if counted.is_of_several() {
                guard.exact(cell.n)
            } else {
                guard.unshown(cell.n)
            }
        })
        .collect();
    let block = CellBlock {
        cells: &cells,
        places: &places,
    };
    block.as_the_public_page_has_them(&mut guard);
    block.grades_of_groups(&mut guard);
    guard.protect();
    let zipped = cells.into_iter().zip(places);
    let left = zipped.filter(|(_, place)| guard.is_exact(*place));
    left.map(|((cell, _), _)| cell).collect()
}

/// A count of a public page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PageCount {
    /// How many there are.
    All,
    /// How many are Good or better.
    Good,
    /// How many have a grade.
    Grade(Grade),
}

impl PageCount {
    const ALL: [Self; 6] = [
        Self::All,
        Self::Good,
        Self::Grade(Grade::Outstanding),
        Self::Grade(Grade::Good),
        Self::Grade(Grade::RequiresImprovement),
        Self::Grade(Grade::Inadequate),
    ];

    /// Whether it counts what a cell does.
    fn counts(self, cell: &PoolCell) -> bool {
        match self {
            Self::All => cell.grade.is_none(),
            Self::Good => cell.grade.is_some_and(Grade::is_good_or_better),
            Self::Grade(grade) => cell.grade == Some(grade),
        }
    }

    /// Those that the page shows at the most: it keeps its own small counts from being reckoned. Grades stand on it for the
    /// whole audit alone.
    fn shown(count: impl Fn(Self) -> usize, is_of_the_whole: bool, like: &Guard) -> Vec<Self> {
        let mut page = Guard::new(like.hides_up_to());
        let [all, good, o, g, ri, i] = Self::ALL.map(|kind| (kind, count(kind)));
        let places = [page.main(all.1), page.main(good.1)];
        page.sum(places[0], &[places[1]], false);
        let mut kinds = vec![(all.0, places[0]), (good.0, places[1])];
        if is_of_the_whole {
            let [o, g, ri, i] = [o, g, ri, i].map(|(kind, n)| (kind, page.count(n)));
            page.sum(places[1], &[o.1, g.1], true);
            page.sum(places[0], &[places[1], ri.1, i.1], true);
            kinds.extend([o, g, ri, i]);
        }
        page.protect();
        let shown = kinds
            .into_iter()
            .filter(|(_, place)| page.shown(*place).is_some());
        shown.map(|(kind, _)| kind).collect()
    }
}

/// The cells of a block with their places under guard.
struct CellBlock<'c> {
    cells: &'c [(PoolCell, Counted)],
    places: &'c [GuardedPlace],
}

impl CellBlock<'_> {
    /// The places and the sum of the cells that are so.
    fn that(&self, are: impl Fn(&PoolCell) -> bool) -> (Vec<GuardedPlace>, usize) {
        let zipped = self.cells.iter().zip(self.places);
        let those: Vec<(GuardedPlace, usize)> = zipped
            .filter(|((cell, _), _)| are(cell))
            .map(|((cell, _), place)| (*place, cell.n))
            .collect();
        let sum = those.iter().map(|(_, n)| n).sum();
        (those.into_iter().map(|(place, _)| place).collect(), sum)
    }

    /// Each group's number of grades is the sum of its grades.
    fn grades_of_groups(&self, guard: &mut Guard) {
        for ((cell, _), place) in self.cells.iter().zip(self.places) {
            if cell.grade.is_none() {
                let (grades, _) = self.that(|other| other.group == cell.group && other.grade.is_some());
                guard.sum(*place, &grades, true);
            }
        }
    }

    /// What the public page of the quarter has, rounded: how many there are, how many are Good or better, and of the whole
    /// audit how many have each grade.
    fn as_the_public_page_has_them(&self, guard: &mut Guard) {
        let count = |kind: PageCount| self.that(|cell| kind.counts(cell));
        for kind in PageCount::shown(|kind| count(kind).1, self.is_of_the_whole(), guard) {
            let (places, sum) = count(kind);
            let total = guard.elsewhere(sum);
            guard.sum(total, &places, true);
        }
    }

    fn is_of_the_whole(&self) -> bool {
        self.cells.iter().any(|(cell, _)| cell.group.domain == OVERALL)
    }
}

#[cfg(test)]
mod tests;
