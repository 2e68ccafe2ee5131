//! The reports of expectations hold one answer: whatever the people, the schedule and the audits, they agree on every row.

use std::collections::BTreeMap;

use proptest::prelude::*;
use qaf::figures::LongOver;
use qaf::figures::form_titles::FormTitles;
use qaf::framework::schedule::Schedule;
use qaf::framework::{Calendar, People, Quarter};
use qaf::progress::work_standing::WorkLaw;
use qaf::reports::annual::figures as annual;
use qaf::reports::annual::figures::annual;
use qaf::reports::compliance::figures::{Expectation, ExpectationState, YearCompliance};
use qaf::reports::quarterly::figures::{QuarterExpected, QuarterlyInput, quarterly};
use qaf::reports::schedule::figures::{ScheduleReport, schedule};

use crate::compliance::made::{Council, day};
use crate::compliance::random::{council, nth};

/// What each report says of a row, or of a row in a period, in the same order.
type Figures = BTreeMap<String, [usize; 6]>;

fn schedule_of(council: &Council, as_of: &str) -> ScheduleReport {
    council.seen(as_of, |store| schedule(&store, &council.audits))
}

/// The expected lines of the year's quarters.
fn quarters(council: &Council, as_of: &str) -> Vec<Vec<QuarterExpected>> {
    let year = council.starts().year_of(day(as_of)).to_string();
    let of = |number: u32| {
        let quarter = Quarter::parse(&format!("{year}-Q{number}"), council.starts()).unwrap();
        council
            .seen(as_of, |store| {
                quarterly(&QuarterlyInput {
                    store,
                    summaries: &council.audits,
                    past: &LongOver::default(),
                    quarter,
                })
            })
            .expected
    };
    (1..=4).map(of).collect()
}

/// How many of these are expected, excused, drawn under another row, allocated and submitted.
fn figures<'a>(expectations: impl Iterator<Item = &'a Expectation>) -> [usize; 6] {
    let mut figures = [0; 6];
    for one in expectations {
        figures[0] += usize::from(one.state.is_expected());
        figures[1] += usize::from(one.state == ExpectationState::Exempt);
        figures[2] += usize::from(one.state == ExpectationState::OtherRow);
        figures[3] += usize::from(one.state.is_expected() && !one.audits.is_empty());
        figures[4] += usize::from(matches!(
            one.state,
            ExpectationState::Done | ExpectationState::Late
        ));
    }
    figures
}

/// Those of each row that are wanted.
fn by_row(report: &YearCompliance, wanted: impl Fn(&Expectation) -> bool) -> Figures {
    let of = |row: &str| {
        let own = report.expectations.iter().filter(|one| one.row == *row);
        figures(own.filter(|one| wanted(one)))
    };
    let rows = report.rows.iter().map(|line| line.row.as_str());
    rows.map(|row| (row.to_owned(), of(row))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn schedule_and_compliance_agree_on_the_present_periods(council in council(), today in 90..600_u64) {
        let as_of = nth(today);
        let year = council.starts().year_of(day(&as_of)).to_string();
        let compliance = council.compliance(&year, &as_of);
        let present = by_row(&compliance, |one| one.from <= day(&as_of) && day(&as_of) <= one.to);
        for row in schedule_of(&council, &as_of).rows {
            let Some(period) = row.this_period else { continue };
            let [expected, _, other_row, allocated, submitted, _] = present[row.id.as_str()];
            let said = [period.expected, period.other_row.len(), period.allocated, period.submitted];
            prop_assert_eq!(said, [expected, other_row, allocated, submitted], "{}", row.id);
            prop_assert_eq!(period.still_needed.len(), expected - allocated, "{}", row.id);
        }
    }

    #[test]
    fn quarters_year_and_coverage_agree_with_compliance_on_every_row(council in council(), year in 2025..2028_i32) {
        let year = council.starts().year(&format!("{year}-{:02}", (year + 1) % 100)).unwrap();
        let last = year.to().to_string();
        let compliance = council.compliance(&year.to_string(), &last);
        let whole = by_row(&compliance, |_| true);
        // The four quarters together.
        let mut sums: Figures = BTreeMap::new();
        for line in quarters(&council, &last).into_iter().flatten() {
            let sum = sums.entry(line.row.to_string()).or_default();
            for (place, n) in [(0, line.expected), (1, line.exempt), (2, line.other_row), (4, line.submitted), (5, line.allocated)] {
                sum[place] += n;
            }
        }
        for row in &compliance.rows {
            let ([expected, exempt, other, _, submitted, _], sum) = (whole[row.row.as_str()], sums[row.row.as_str()]);
            prop_assert_eq!([sum[0], sum[1], sum[2], sum[4], sum[5]], [expected, exempt, other, submitted, row.allocated], "{}", row.row);
            prop_assert_eq!([row.counts.expected, row.counts.submitted()], [expected, submitted], "{}", row.row);
        }
        // Each worker, period by period and in the year.
        for part in council.coverage(&year.to_string(), &last).parts {
            let [expected, _, _, _, submitted, _] = whole[part.row.as_str()];
            prop_assert_eq!((part.expected, part.met), (expected, submitted), "{}", part.row);
            let of = |state: &dyn Fn(&Expectation) -> bool| {
                let own = compliance.expectations.iter().filter(|one| one.row == part.row && state(one));
                own.filter_map(|one| one.person.as_ref()).collect::<std::collections::BTreeSet<_>>()
            };
            let asked = of(&|one| one.state.is_expected());
            let missed = of(&|one| one.state.is_expected() && !matches!(one.state, ExpectationState::Done | ExpectationState::Late));
            prop_assert_eq!((part.asked, part.unseen), (asked.len(), missed.len()), "{}", part.row);
            prop_assert_eq!(part.asked, part.seen + part.unseen);
        }
        // The yearly review tells compliance's own lines.
        let review = annual(&annual::AnnualInput {
            form_titles: &FormTitles::default(),
            law: WorkLaw {
                people: &People::default(),
                cmt: &[],
                boards: &[],
                schedule: &Schedule::default(),
                calendar: &Calendar::default(),
                as_of: day(&last),
            },
            year,
            compliance: &compliance,
            quarters: &[],
            summaries: &council.audits,
            works: &[],
            exit_interviews: &[],
            reviews: &[],
            as_of: day(&last),
        });
        prop_assert_eq!(&review.rows, &compliance.rows);
        prop_assert_eq!(review.total, compliance.total);
    }

    #[test]
    fn whoever_is_drawn_for_under_several_rows_is_expected_under_one(council in council(), today in 90..600_u64) {
        let as_of = nth(today);
        let year = council.starts().year_of(day(&as_of)).to_string();
        let report = council.compliance(&year, &as_of);
        let is_drawn = |row: &str| council.rows.iter().any(|known| known.id == *row && known.is_random());
        let drawn = || report.expectations.iter().filter(|one| is_drawn(one.row.as_str()) && one.state.is_expected());
        for (one, other) in drawn().flat_map(|one| drawn().map(move |other| (one, other))) {
            let apart = one.row == other.row || one.to < other.from || other.to < one.from;
            prop_assert!(apart || one.person.is_none() || one.person != other.person, "{one:?} and {other:?}");
        }
        // And each who is told to be expected elsewhere is, be it in a period that has yet to begin.
        let last = council.starts().year(&year).unwrap().to().to_string();
        let whole = council.compliance(&year, &last);
        let drawn = || whole.expectations.iter().filter(|one| is_drawn(one.row.as_str()) && one.state.is_expected());
        for one in report.expectations.iter().filter(|one| one.state == ExpectationState::OtherRow) {
            let others = &mut drawn().filter(|other| other.person == one.person);
            prop_assert!(others.any(|other| other.from <= one.to && one.from <= other.to), "{one:?}");
        }
    }
}
