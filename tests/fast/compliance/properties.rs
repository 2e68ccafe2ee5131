//! Laws that hold for any people, exemptions and audits.

use proptest::prelude::*;
use qaf::reports::compliance::figures::{ComplianceScope, Counts, ExpectationState, RollUp};
use qaf::reports::coverage::figures::YearAsks;

use crate::compliance::made::day;
use crate::compliance::random::{council, nth};

fn adds_up(counts: &Counts) -> bool {
    let parts = ExpectationState::ALL.iter().filter(|state| state.is_expected());
    counts.expected == parts.map(|state| counts.get(*state)).sum::<usize>()
}

fn sum<'a>(counts: impl Iterator<Item = &'a Counts>) -> Vec<usize> {
    let mut sums = vec![0; ExpectationState::ALL.len() + 1];
    for counts in counts {
        sums[0] += counts.expected;
        for (sum, state) in sums[1..].iter_mut().zip(ExpectationState::ALL) {
            *sum += counts.get(state);
        }
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_expected_of_before_the_store_was_in_use_and_all_else_of_whole_periods_stands(
        mut council in council(), today in 90..600_u64, since in 60..500_u64,
    ) {
        let (as_of, since) = (nth(today), day(&nth(since)));
        let year = council.starts().year_of(day(&as_of)).to_string();
        let whole = council.compliance(&year, &as_of);
        council.in_use_since = Some(since);
        let cut = council.compliance(&year, &as_of);
        prop_assert!(cut.expectations.iter().all(|one| one.to >= since));
        // A period that began on that day or later asks what it asked.
        let later = |report: &qaf::reports::compliance::figures::YearCompliance| -> Vec<_> {
            let later = report.expectations.iter().filter(|one| one.from >= since);
            later.map(|one| (one.row.clone(), one.person.clone(), one.from, one.audits.clone())).collect()
        };
        prop_assert_eq!(later(&cut), later(&whole));
        prop_assert_eq!(cut.rows.len(), whole.rows.len());
    }

    #[test]
    fn what_is_expected_is_the_sum_of_what_came_of_it_and_roll_ups_add_up(council in council(), today in 90..600_u64) {
        let as_of = nth(today);
        let year = council.starts().year_of(day(&as_of)).to_string();
        let report = council.compliance(&year, &as_of);
        let whole = sum([&report.total].into_iter());
        prop_assert!(adds_up(&report.total));
        prop_assert!(report.rows.iter().all(|row| adds_up(&row.counts)));
        prop_assert_eq!(&sum(report.rows.iter().map(|row| &row.counts)), &whole);
        for lines in [&report.by_person, &report.by_team, &report.by_service] {
            prop_assert_eq!(&sum(lines.iter().map(|line: &RollUp| &line.counts)), &whole);
        }
        // Every person's own report together with the services as a whole is all of it.
        let mut each: Vec<Counts> = council
            .people
            .iter()
            .map(|person| council.narrowed(&year, &as_of, &ComplianceScope::Person(person.name.clone())).total)
            .collect();
        each.push(Counts::of(report.expectations.iter().filter(|one| one.person.is_none())));
        prop_assert_eq!(&sum(each.iter()), &whole);
        // An audit serves one expectation of a row at most, and none that is off does.
        for row in &report.rows {
            let own = report.expectations.iter().filter(|one| one.row == row.row);
            let mut served: Vec<_> = own.flat_map(|one| &one.audits).collect();
            let n = served.len();
            served.sort();
            served.dedup();
            prop_assert_eq!(served.len(), n);
            prop_assert!(n + row.off <= row.allocated);
        }
    }

    #[test]
    fn coverage_and_compliance_agree_on_whom_the_year_asks_and_who_was_seen(council in council(), today in 90..600_u64) {
        let as_of = nth(today);
        let year = council.starts().year_of(day(&as_of)).to_string();
        let report = council.compliance(&year, &as_of);
        let part = council.coverage(&year, &as_of).parts.remove(0);
        let counts = report.rows.iter().find(|row| row.row == part.row).unwrap().counts;
        // Whoever joins later in the year is in neither list of those who are asked.
        prop_assert_eq!(part.asked, counts.expected);
        prop_assert_eq!(part.seen, counts.submitted());
        prop_assert_eq!(part.asked, part.seen + part.unseen);
        for worker in part.workers.iter().filter(|worker| worker.asked == YearAsks::Yes && !worker.is_seen) {
            prop_assert!(worker.due.is_some() || worker.left.is_some());
        }
        let teams = &part.by_team;
        prop_assert_eq!(teams.iter().map(|line| line.workers).sum::<usize>(), part.workers.len());
        prop_assert_eq!(teams.iter().map(|line| line.asked).sum::<usize>(), part.asked);
    }
}
