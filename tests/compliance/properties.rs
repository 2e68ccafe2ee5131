//! Laws that hold for any people, exemptions and audits.

use std::collections::BTreeMap;

use proptest::prelude::*;
use qaf::framework::schedule::{Activity, Per};
use qaf::framework::{Exemption, FormId, People, Person, Quarter};
use qaf::progress::Status;
use qaf::report::compliance::{Counts, Line, Scope, State};
use qaf::report::coverage::Asked;
use qaf::report::quarterly;
use qaf::report::{Past, Summary};

use crate::made::{
    Council, allocated, between, day, exempt, observation, observed_each, off, row, submitted, word, worker,
};

const NAMES: [&str; 4] = ["Ann Ash", "Bob Birch", "Cat Cole", "Dan Dale"];

/// A day so many after 1 January 2026.
fn nth(days: u64) -> String {
    day("2026-01-01").plus_days(days).to_string()
}

fn somebody() -> impl Strategy<Value = Person> {
    let days = proptest::option::weighted(0.4, 0..500_u64);
    (0..NAMES.len(), days.clone(), days, 0..4_usize, any::<bool>()).prop_map(
        |(name, from, long, team, seen)| {
            // Somebody may be there for one day only, and may have left before the year.
            let to = long.map(|long| nth(from.unwrap_or(0) + long));
            let mut person = between(NAMES[name], from.map(nth).as_deref(), to.as_deref());
            if seen {
                person.roles = worker("x").roles;
            }
            person.teams = [
                vec![],
                vec!["North 1"],
                vec!["North 2"],
                vec!["North 1", "North 2"],
            ][team]
                .iter()
                .map(|team| word(team))
                .collect();
            if team == 0 {
                person.services = vec![word("South")];
            }
            person
        },
    )
}

fn excused() -> impl Strategy<Value = Exemption> {
    let row = proptest::option::of(prop_oneof![Just("north-case"), Just("observed-each")]);
    (0..NAMES.len(), row, 0..500_u64, proptest::option::of(0..90_u64)).prop_map(|(name, row, from, long)| {
        exempt(
            NAMES[name],
            row,
            &nth(from),
            long.map(|long| nth(from + long)).as_deref(),
        )
    })
}

fn audit(number: u32) -> impl Strategy<Value = Summary> {
    let rows = prop_oneof![
        Just("north-case"),
        Just("north-obs"),
        Just("visit"),
        Just("unsure"),
        Just("no-such-row")
    ];
    let status = prop_oneof![
        4 => Just(Status::Submitted),
        1 => Just(Status::Withdrawn),
        1 => Just(Status::Replaced)
    ];
    let done = proptest::option::of(0..30_u64);
    (rows, 0..NAMES.len(), 0..500_u64, done, status, 0..NAMES.len()).prop_map(
        move |(row, name, on, done, status, worker)| {
            let on_day = nth(on);
            let mut audit = match done {
                Some(_) if row == "north-obs" => {
                    observation(number, NAMES[worker], &on_day, &on_day, &on_day)
                }
                Some(days) => submitted(number, row, NAMES[name], &on_day, &nth(on + days)),
                None => allocated(number, row, NAMES[name], &on_day),
            };
            if status.is_off() {
                audit = off(audit, status);
            }
            audit
        },
    )
}

fn audits() -> impl Strategy<Value = Vec<Summary>> {
    proptest::collection::vec(any::<u8>(), 0..12).prop_flat_map(|numbers| {
        (1..=u32::try_from(numbers.len()).unwrap())
            .map(audit)
            .collect::<Vec<_>>()
    })
}

prop_compose! {
    fn council()(
        people in proptest::collection::vec(somebody(), 0..5),
        exemptions in proptest::collection::vec(excused(), 0..4),
        audits in audits(),
        times in prop_oneof![Just(12), Just(6), Just(4), Just(3), Just(2), Just(1)],
        starts in prop_oneof![3 => Just(4_u32), 1 => 1..=12_u32],
    ) -> Council {
        let mut seen = row("north-obs", Some(6), Per::Auditor);
        (seen.activity, seen.forms) = (Some(Activity::Observation), vec![word("observed-practice")]);
        let mut visit = row("visit", Some(3), Per::Service);
        (visit.activity, visit.forms) = (Some(Activity::Sav), Vec::new());
        // A name stands once in the staff's list.
        let mut known: BTreeMap<String, Person> = BTreeMap::new();
        known.extend(people.into_iter().map(|person| (person.name.to_string(), person)));
        Council {
            rows: vec![row("north-case", Some(times), Per::Auditor), seen, visit, row("unsure", None, Per::Auditor), observed_each()],
            people: known.into_values().collect(),
            exemptions,
            audits,
            starts,
        }
    }
}

fn adds_up(counts: &Counts) -> bool {
    let parts = State::ALL.iter().filter(|state| state.is_expected());
    counts.expected == parts.map(|state| counts.get(*state)).sum::<usize>()
}

fn sum<'a>(counts: impl Iterator<Item = &'a Counts>) -> Vec<usize> {
    let mut sums = vec![0; State::ALL.len() + 1];
    for counts in counts {
        sums[0] += counts.expected;
        for (sum, state) in sums[1..].iter_mut().zip(State::ALL) {
            *sum += counts.get(state);
        }
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

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
            prop_assert_eq!(&sum(lines.iter().map(|line: &Line| &line.counts)), &whole);
        }
        // Every person's own report together with the services as a whole is all of it.
        let mut each: Vec<Counts> = council
            .people
            .iter()
            .map(|person| council.narrowed(&year, &as_of, &Scope::Person(person.name.clone())).total)
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
    fn the_four_quarters_expect_what_the_year_does(council in council()) {
        // The day after the year.
        let year = council.starts().year("2026-27").unwrap();
        let as_of = year.to().plus_days(1);
        let report = council.compliance("2026-27", &as_of.to_string());
        let schedule = council.schedule();
        let people = People::new(council.people.clone());
        let headline: [FormId; 1] = [word("child-case")];
        let mut quarters: BTreeMap<String, [usize; 3]> = BTreeMap::new();
        for number in 1..=4 {
            let quarter = Quarter::parse(&format!("2026-27-Q{number}"), council.starts()).unwrap();
            let lines = quarterly::quarterly(&quarterly::Input {
                summaries: &council.audits,
                past: &Past::default(),
                schedule: &schedule,
                people: &people,
                exemptions: &council.exemptions,
                forms: &BTreeMap::new(),
                rubrics: &[],
                headline_forms: &headline,
                own_part: &[],
                starts: council.starts(),
                quarter,
                as_of,
            }).expected;
            for line in lines {
                let sums = quarters.entry(line.row.to_string()).or_default();
                sums[0] += line.expected;
                sums[1] += line.exempt;
                sums[2] += line.allocated;
            }
        }
        for row in &report.rows {
            let [expected, exempt, allocated] = quarters[row.row.as_str()];
            prop_assert_eq!((row.counts.expected, row.counts.exempt), (expected, exempt), "{}", row.row);
            // A row of workers is served by audits that were made for other rows too.
            if row.per != "worker" {
                prop_assert_eq!(row.allocated, allocated, "{}", row.row);
            }
        }
    }

    #[test]
    fn coverage_and_compliance_agree_on_whom_the_year_asks_and_who_was_seen(council in council(), today in 90..600_u64) {
        let as_of = nth(today);
        let year = council.starts().year_of(day(&as_of)).to_string();
        let report = council.compliance(&year, &as_of);
        let part = council.coverage(&year, &as_of).parts.remove(0);
        let counts = report.rows.last().unwrap().counts;
        // Whoever joins later in the year is in neither list of those who are asked.
        prop_assert_eq!(part.asked, counts.expected);
        prop_assert_eq!(part.seen, counts.submitted());
        prop_assert_eq!(part.asked, part.seen + part.unseen);
        for worker in part.workers.iter().filter(|worker| worker.asked == Asked::Yes && !worker.is_seen) {
            prop_assert!(worker.due.is_some() || worker.left.is_some());
        }
        let teams = &part.by_team;
        prop_assert_eq!(teams.iter().map(|line| line.workers).sum::<usize>(), part.workers.len());
        prop_assert_eq!(teams.iter().map(|line| line.asked).sum::<usize>(), part.asked);
    }
}
