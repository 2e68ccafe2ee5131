//! What meets an expectation of the schedule: the one answer that every report of expectations shares.
//!
//! An audit meets a row under which it was made, on a form that the row lists, by an auditor who is fit for it (and so is
//! whoever took it over), of a worker whose work the row looks at; and made under whatever row, it meets a row of workers
//! that lists its form, names its worker and has its auditor's role. It counts in the period in which it was allocated, for whom it was first allocated. A row that is met by a
//! whole work, such as a visit or a panel, is met by no audit: such a work meets it in the period in which its report went.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::figures::StoreView;
use crate::figures::summary::Summary;
use crate::framework::schedule::Per;
use crate::framework::{CountedBy, Date, Expectancy, NamedByRow, Period, Row};
use crate::progress::Status;
use crate::record::work::Work;

/// A store's audits by what they were made under, to be held against the rows of the schedule.
pub struct Ledger<'a> {
    counting: CountedBy<'a>,
    /// Those allocated by today under a row that takes their form, by that row's id.
    by_row: HashMap<&'a str, Vec<&'a Summary>>,
    /// The wider works that were commissioned by today and are on.
    works: Vec<&'a Work>,
    as_of: Date,
}

/// What a row expects of somebody in a period, and the audits that meet it.
#[derive(Clone, Debug)]
pub struct ExpectedAudits<'a> {
    /// The period.
    pub period: Period,
    /// Whom the row names, and whether it asks anything.
    pub named: NamedByRow<'a>,
    /// The audits that are on, in the order of allocation.
    pub audits: Vec<&'a Summary>,
    /// Those that were withdrawn or replaced.
    pub off: Vec<&'a Summary>,
    /// Of a row that is met by a whole work: the first that was reported in the period, else one that is under way in it.
    pub work: Option<&'a Work>,
    /// Whether that was reported.
    pub is_reported: bool,
}

/// A row over some of its periods.
#[derive(Clone, Debug, Default)]
pub struct Account<'a> {
    /// What it expects, period by period, and what meets that.
    pub expected: Vec<ExpectedAudits<'a>>,
    /// Every audit of the row in these periods, those too that are off, or more than was expected: a second one, or by
    /// somebody of whom nothing was.
    pub audits: Vec<&'a Summary>,
}

impl ExpectedAudits<'_> {
    /// Whether an audit is asked for.
    pub fn is_asked(&self) -> bool {
        self.named.standing == Expectancy::Asked
    }

    /// Whether one is asked for and allocated.
    pub fn is_allocated(&self) -> bool {
        self.is_asked() && (!self.audits.is_empty() || self.work.is_some())
    }

    /// Whether one is asked for and submitted.
    pub fn is_met(&self) -> bool {
        let mut audits = self.audits.iter();
        self.is_asked() && (self.is_reported || audits.any(|audit| audit.progress.submitted.is_some()))
    }
}

impl<'a> Account<'a> {
    /// How many expectations are so.
    pub fn count(&self, is_so: impl Fn(&ExpectedAudits<'a>) -> bool) -> usize {
        self.expected.iter().filter(|one| is_so(one)).count()
    }

    /// How many of its audits have a status.
    pub fn audits_with(&self, status: Status) -> usize {
        let audits = self.audits.iter();
        audits.filter(|audit| audit.progress.status == status).count()
    }

    /// How many expectations have a standing.
    pub fn standing(&self, standing: Expectancy) -> usize {
        self.count(|one| one.named.standing == standing)
    }
}

impl<'a> Ledger<'a> {
    /// Sorts audits by row. What was allocated later than today has not happened yet.
    pub fn new(store: &StoreView<'a>, summaries: impl IntoIterator<Item = &'a Summary>) -> Self {
        let (counting, as_of) = (store.counting(), store.as_of);
        let mut by_row: HashMap<&str, Vec<&Summary>> = HashMap::new();
        for summary in summaries {
            let by_today = summary.allocated.is_some_and(|day| day <= as_of);
            let row = summary.row.as_ref().filter(|_| by_today);
            let row = row.and_then(|row| counting.schedule.row(row.as_str()));
            if let Some(row) = row.filter(|row| row.takes(&summary.form)) {
                by_row.entry(row.id.as_str()).or_default().push(summary);
            }
        }
        for audits in by_row.values_mut() {
            audits.sort_by_key(|summary| (summary.allocated, &summary.id));
        }
        let known = |work: &&Work| work.commission.commissioned <= as_of && !work.is_off(as_of);
        Self {
            counting,
            by_row,
            works: store.works.iter().filter(known).collect(),
            as_of,
        }
    }

    fn of_row<'s>(&'s self, row: &'s Row) -> impl Iterator<Item = &'a Work> + 's {
        let is_own = move |work: &&Work| work.commission.row.as_ref() == Some(&row.id);
        self.works.iter().copied().filter(is_own)
    }

    /// The work that meets a row in a period, on the day its report went; else, while the period runs, one under way.
    fn work(&self, row: &Row, period: Period) -> (Option<&'a Work>, bool) {
        if !row.is_met_by_a_work() {
            return (None, false);
        }
        let day = |work: &Work| work.met(self.as_of);
        let met = self
            .of_row(row)
            .filter(|work| day(work).is_some_and(|day| period.contains(day)));
        if let Some(met) = met.min_by_key(|work| day(work)) {
            return (Some(met), true);
        }
        let runs = period.contains(self.as_of);
        let open = self.of_row(row).find(|work| runs && day(work).is_none());
        (open, false)
    }

    /// What a row expects in some of its periods, and the audits that meet it.
    ///
    /// A row to be confirmed has no periods of its own and expects nothing; its audits are found in any.
    pub fn of(&self, row: &Row, periods: impl IntoIterator<Item = Period>) -> Account<'a> {
        let mut account = Account::default();
        let candidates = self.candidates(row);
        for period in periods {
            let in_time = |summary: &&Summary| summary.allocated.is_some_and(|day| period.contains(day));
            let within: Vec<&Summary> = candidates.iter().copied().filter(in_time).collect();
            let meeting: Vec<(&Summary, &str)> = within
                .iter()
                .filter_map(|summary| Some((*summary, self.whom(summary, row, period)?)))
                .collect();
            account.audits.extend(within);
            let (work, is_reported) = self.work(row, period);
            for named in self.counting.named(row, period) {
                let name = named.person.map(|person| person.name.as_str());
                let own = meeting
                    .iter()
                    .filter(|(_, whom)| name.is_none_or(|name| name == *whom));
                let (off, audits) = own
                    .map(|(summary, _)| *summary)
                    .partition(|summary| summary.is_off());
                account.expected.push(ExpectedAudits {
                    period,
                    named,
                    audits,
                    off,
                    work,
                    is_reported,
                });
            }
        }
        account
    }

    /// Every audit of a row of workers that is on, whenever it was allocated, by the worker's name.
    pub fn by_worker(&self, row: &Row) -> HashMap<&'a str, Vec<&'a Summary>> {
        let mut found: HashMap<&str, Vec<&Summary>> = HashMap::new();
        for summary in self
            .candidates(row)
            .into_iter()
            .filter(|summary| !summary.is_off())
        {
            if let Some(name) = self.worker(summary, row) {
                found.entry(name).or_default().push(summary);
            }
        }
        found
    }

    /// The audits of a row, in the order of allocation: those that were made under it, and of a row of workers those of
    /// a worker whom it names, whichever row they were made under.
    fn candidates(&self, row: &Row) -> Vec<&'a Summary> {
        if row.per != Per::Worker {
            return self.by_row.get(row.id.as_str()).cloned().unwrap_or_default();
        }
        let is_of = |summary: &&Summary| {
            let made_under_it = summary.row.as_ref() == Some(&row.id);
            row.takes(&summary.form) && (made_under_it || self.worker(summary, row).is_some())
        };
        let made = self.by_row.values().flatten().copied();
        let mut found: Vec<&Summary> = made.filter(is_of).collect();
        found.sort_by_key(|summary| (summary.allocated, &summary.id));
        found
    }

    /// Whose expectation an audit of a row in a period meets; `None` where it meets none.
    fn whom(&self, summary: &Summary, row: &Row, period: Period) -> Option<&'a str> {
        if row.per == Per::Worker {
            return self.worker(summary, row);
        }
        let people = self.counting.people;
        let find = |name: Option<&SmolStr>| people.find(name?);
        let auditor = find(summary.first_auditor.as_ref())?;
        let worker = find(summary.worker.as_ref());
        let is_fit = self
            .counting
            .is_fit(auditor, worker, row, period, summary.allocated?);
        let successor = find(summary.progress.auditor.as_ref());
        let may = successor
            .is_none_or(|now| now.name == auditor.name || people.may_audit(now, worker, row, period));
        let looks = worker.is_none_or(|worker| row.looks_at(worker));
        (is_fit && may && looks).then_some(auditor.name.as_str())
    }

    /// The worker of an audit whom a row names, where its auditor is not known to have none of the row's roles.
    fn worker(&self, summary: &Summary, row: &Row) -> Option<&'a str> {
        let people = self.counting.people;
        let worker = people.find(summary.worker.as_deref()?)?;
        let auditor = summary
            .progress
            .auditor
            .as_ref()
            .or(summary.first_auditor.as_ref());
        let auditor = auditor.and_then(|name| people.find(name));
        let may = auditor.is_none_or(|auditor| row.has_auditor(auditor, Some(worker)));
        (may && row.names(worker)).then_some(worker.name.as_str())
    }
}
