//! The attack: a reader who knows every rule, and tries every value that the page allows.

use proptest::prelude::*;

use super::guard::Guard;
use super::lines::{Counted, Judged, Places, Seen};
use super::*;
use crate::report::quarterly;
use crate::report::quarterly::sample;

/// A count as the reader sees it: the values that it may have by itself.
type Values = (usize, usize);

/// What adds up: the total, the parts, whether they are all.
struct Known {
    values: Vec<Values>,
    sums: Vec<(usize, Vec<usize>, bool)>,
    /// Small counts that are hidden.
    hidden: Vec<usize>,
}

impl Known {
    /// Puts down a printed count. The reader is let know of a hidden one whether it is small, or `withheld` with its
    /// whole breakdown and may be nought.
    fn add(&mut self, truth: usize, printed: Count, withheld: bool, hide_up_to: usize) -> usize {
        let small = (1..=hide_up_to).contains(&truth);
        self.values.push(match printed.0 {
            Some(0) => (0, 0),
            Some(shown) => ((shown - 2).max(hide_up_to + 1), shown + 2),
            None if withheld => (0, 60),
            None if small => (1, hide_up_to),
            None => (1, 60),
        });
        let at = self.values.len() - 1;
        if printed.0.is_none() && small {
            self.hidden.push(at);
        }
        at
    }

    /// Whether there is a world in which the count at `at` has this value: every value of every count is tried.
    fn possible(&self, at: usize, value: usize) -> bool {
        let mut values = self.values.clone();
        values[at] = (value, value);
        self.solve(values)
    }

    fn solve(&self, mut values: Vec<Values>) -> bool {
        if !self.narrow(&mut values) {
            return false;
        }
        let open = (0..values.len()).filter(|at| values[*at].0 < values[*at].1);
        let Some(at) = open.min_by_key(|at| values[*at].1 - values[*at].0) else {
            return true;
        };
        (values[at].0..=values[at].1).any(|value| {
            let mut tried = values.clone();
            tried[at] = (value, value);
            self.solve(tried)
        })
    }

    /// Narrows by the sums; false where they can't hold.
    fn narrow(&self, values: &mut [Values]) -> bool {
        loop {
            let before = values.to_vec();
            for (total, parts, whole) in &self.sums {
                let low: usize = parts.iter().map(|at| values[*at].0).sum();
                let high: usize = parts.iter().map(|at| values[*at].1).sum();
                values[*total].0 = values[*total].0.max(low);
                if *whole {
                    values[*total].1 = values[*total].1.min(high);
                }
                for at in parts {
                    let (least, most) = values[*at];
                    let room = (values[*total].1 + least).checked_sub(low);
                    let Some(room) = room else { return false };
                    values[*at].1 = most.min(room);
                    if *whole {
                        values[*at].0 = least.max((values[*total].0 + most).saturating_sub(high));
                    }
                    if values[*at].0 > values[*at].1 {
                        return false;
                    }
                }
                if values[*total].0 > values[*total].1 {
                    return false;
                }
            }
            if values == before {
                return true;
            }
        }
    }
}

/// The exact figures of a quarter with two forms in the headline, one beside it, and services.
#[derive(Clone, Debug)]
struct World {
    /// By service: O, G, RI, I of the headline.
    services: Vec<[usize; 4]>,
    /// How many of the headline, by grade, are of its first form.
    first_form: [usize; 4],
    /// Of a form beside the headline: Good or better, and not.
    beside: (usize, usize),
    /// In how many of the first form a section does not apply, and is not good.
    section: (usize, usize),
}

fn world() -> impl Strategy<Value = World> {
    let grades = || [0..9_usize, 0..14_usize, 0..9_usize, 0..4_usize];
    (
        prop::collection::vec(grades(), 1..4),
        [0..20_usize, 0..20_usize, 0..20_usize, 0..20_usize],
        (0..9_usize, 0..9_usize),
        (0..4_usize, 0..6_usize),
    )
        .prop_map(|(services, first, beside, section)| {
            let all = sum(&services);
            let first_form = std::array::from_fn(|grade| first[grade].min(all[grade]));
            World {
                services,
                first_form,
                beside,
                section,
            }
        })
}

fn sum(services: &[[usize; 4]]) -> [usize; 4] {
    std::array::from_fn(|grade| services.iter().map(|service| service[grade]).sum())
}

impl World {
    fn seen(&self) -> Seen {
        let all = sum(&self.services);
        let second = std::array::from_fn(|grade| all[grade] - self.first_form[grade]);
        let line = |name: &str, grades: [usize; 4], headline: bool| Counted {
            name: name.to_owned(),
            n: grades.iter().sum(),
            good: grades[0] + grades[1],
            headline,
        };
        let beside = [0, self.beside.0, self.beside.1, 0];
        let forms: Vec<Counted> = [
            line("first", self.first_form, true),
            line("second", second, true),
            line("beside", beside, false),
        ]
        .into_iter()
        .filter(|line| line.n > 0)
        .collect();
        let services: Vec<Counted> = self
            .services
            .iter()
            .map(|grades| line("service", *grades, false))
            .filter(|line| line.n > 0)
            .collect();
        let n = self
            .first_form
            .iter()
            .sum::<usize>()
            .saturating_sub(self.section.0);
        let section = Judged {
            form: "first".to_owned(),
            section: "s".to_owned(),
            title: "s".to_owned(),
            n,
            good: n.saturating_sub(self.section.1),
        };
        Seen {
            submitted: all.iter().sum(),
            settled: all.iter().chain(&beside).sum(),
            grades: quarterly::Grades {
                outstanding: all[0],
                good: all[1],
                requires_improvement: all[2],
                inadequate: all[3],
            },
            all_forms: true,
            all_services: true,
            sections: Some(section).filter(|s| s.n > 0).into_iter().collect(),
            forms,
            services,
            moderation: (0, 0),
            family: (0, 0),
            actions: (0, 0),
        }
    }
}

/// What a reader knows of a printed page.
fn known(seen: &Seen, hide_up_to: usize, protect: bool) -> Known {
    let mut guard = Guard::new(hide_up_to);
    let places = Places::of(seen, &mut guard);
    if protect {
        guard.protect();
    }
    let mut known = Known {
        values: Vec::new(),
        sums: Vec::new(),
        hidden: Vec::new(),
    };
    let shown = |place| Count(guard.shown(place));
    let add = |known: &mut Known, truth, place| {
        known.add(truth, shown(place), guard.is_withheld(place), hide_up_to)
    };
    let settled = add(&mut known, seen.settled, places.settled);
    let grades = seen.grades;
    let counts = [
        grades.outstanding,
        grades.good,
        grades.requires_improvement,
        grades.inadequate,
    ];
    let n = add(&mut known, counts.iter().sum(), places.headline.n);
    let good = add(&mut known, counts[0] + counts[1], places.headline.count);
    let [o, g, ri, i] = std::array::from_fn(|grade| add(&mut known, counts[grade], places.grades[grade]));
    known.sums.extend([
        (good, vec![o, g], true),
        (n, vec![good, ri, i], true),
        (settled, vec![n], false),
    ]);
    let lines = |known: &mut Known, lines: &[Counted], places: &[Shares]| -> Vec<[usize; 2]> {
        let zipped = lines.iter().zip(places);
        zipped
            .map(|(line, at)| {
                let (n, good) = (add(known, line.n, at.n), add(known, line.good, at.count));
                known.sums.push((n, vec![good], false));
                [n, good]
            })
            .collect()
    };
    let services = lines(&mut known, &seen.services, &places.services);
    let forms = lines(&mut known, &seen.forms, &places.forms);
    let of =
        |lines: &[[usize; 2]], which: usize| lines.iter().map(|line| line[which]).collect::<Vec<usize>>();
    known.sums.push((n, of(&services, 0), true));
    known.sums.push((good, of(&services, 1), true));
    known.sums.push((settled, of(&forms, 0), true));
    let zipped = forms.iter().zip(&seen.forms);
    let headline: Vec<[usize; 2]> = zipped
        .filter(|(_, form)| form.headline)
        .map(|(at, _)| *at)
        .collect();
    known.sums.push((n, of(&headline, 0), true));
    known.sums.push((good, of(&headline, 1), true));
    let add = |known: &mut Known, truth, place| {
        known.add(truth, shown(place), guard.is_withheld(place), hide_up_to)
    };
    for (section, at) in seen.sections.iter().zip(&places.sections) {
        let (sn, sgood) = (
            add(&mut known, section.n, at.n),
            add(&mut known, section.good, at.count),
        );
        known.sums.push((sn, vec![sgood], false));
        known.sums.push((forms[0][0], vec![sn], false));
    }
    known
}

/// The hidden count with the fewest values left, by trying each.
fn fewest(known: &Known, hide_up_to: usize) -> usize {
    let left = |at: &usize| {
        (known.values[*at].0..=hide_up_to)
            .filter(|value| known.possible(*at, *value))
            .count()
    };
    known.hidden.iter().map(left).min().unwrap_or(hide_up_to)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_hidden_count_can_be_reckoned(world in world()) {
        let known = known(&world.seen(), 5, true);
        prop_assert!(fewest(&known, 5) > 1, "{:?} {:?}", known.values, known.sums);
    }

    #[test]
    fn nor_where_another_number_is_hidden(world in world(), hide_up_to in 2..9_usize) {
        let known = known(&world.seen(), hide_up_to, true);
        prop_assert!(fewest(&known, hide_up_to) > 1);
    }
}

#[test]
fn the_attack_finds_what_rounding_alone_gives_away() {
    // Seven in all, six in one service: the other has one. Rounded, 5 and 5 and [c], which only 7 - 6 fits.
    let seven = World {
        services: vec![[0, 6, 0, 0], [0, 1, 0, 0]],
        first_form: [0, 7, 0, 0],
        beside: (0, 0),
        section: (0, 0),
    };
    assert_eq!(fewest(&known(&seven.seen(), 5, false), 5), 1);
    assert!(fewest(&known(&seven.seen(), 5, true), 5) >= 3);
}

#[test]
fn a_shown_count_is_rounded_and_a_nought_is_true() {
    let mut guard = Guard::new(5);
    let counts = [0, 1, 5, 6, 7, 8, 12, 13];
    let places = counts.map(|count| guard.count(count));
    guard.protect();
    let shown = places.map(|place| guard.shown(place));
    assert_eq!(
        shown,
        [
            Some(0),
            None,
            None,
            Some(5),
            Some(5),
            Some(10),
            Some(10),
            Some(15)
        ]
    );
    let mut guard = Guard::new(0);
    let place = guard.count(1);
    assert_eq!(guard.shown(place), None, "1 would round to a false nought");
}

#[test]
fn the_whole_page_names_nobody_and_leaves_out_a_service_of_one_auditor() {
    use crate::framework::Grade::{Good, RequiresImprovement};
    let mut audits: Vec<_> = (1..=20)
        .map(|number| {
            let grade = if number % 3 == 0 {
                RequiresImprovement
            } else {
                Good
            };
            let mut audit = sample::settled(number, "2026-11-10", grade, grade);
            audit.first_auditor = Some(format!("Auditor {}", number % 4));
            audit.worker = Some(format!("Worker {number}"));
            audit
        })
        .collect();
    for audit in &mut audits[..8] {
        audit.service = Some(sample::word("Alone"));
        audit.first_auditor = Some("Auditor One".to_owned());
    }
    let made = sample::Council::default().with("2026-27-Q3", &audits, |input| {
        public(input, &quarterly::quarterly(input), 5, Vec::new())
    });
    assert_eq!(made.good_or_better.n, Count(Some(20)));
    let services: Vec<&str> = made.by_service.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(services, ["North"]);
    let json = serde_json::to_string(&made).unwrap();
    for word in ["Auditor", "Worker", "CF-26", "Alone", "North 1", "low", "high"] {
        assert!(!json.contains(word), "{word} in {json}");
    }
    assert_eq!(serde_json::from_str::<Public>(&json).unwrap(), made);
}
