//! The attack: a reader who knows how counts are rounded and hidden and what adds up to what, and tries every value that
//! the page allows for every count on it.

mod attack;

use proptest::prelude::*;

use self::attack::{Known, fewest};
use super::counts::{GuardedPlaces, SectionCounts, ShownExactly, UnguardedLine};
use super::guard::Guard;
use super::*;
use crate::reports::quarterly::figures as quarterly;
use crate::reports::quarterly::figures::test_audits;

/// The exact figures of a quarter with two forms in the headline, one beside it, and services.
#[derive(Clone, Debug)]
struct World {
    /// By service: O, G, RI, I of the headline.
    services: Vec<[usize; 4]>,
    /// How many of the headline, by grade, are of its first form.
    first_form: [usize; 4],
    /// Of a form beside the headline: Good or better, and not.
    beside: (usize, usize),
    /// Of each section: of which form, in how many it does not apply, and is not good.
    sections: Vec<(usize, usize, usize)>,
    /// How many of the settled a moderator looked at, at most, and how many grades moved.
    moderated: (usize, usize),
    /// Family members asked and heard, and actions planned and done.
    family: (usize, usize),
    actions: (usize, usize),
    /// How many were submitted, and how often a statement was cited in each, at most once in every section.
    submitted: usize,
    cited: Vec<usize>,
}

/// More than any count here.
const MANY: usize = 100;
/// In how many sections of an audit a statement may be cited.
const CITING: usize = 2;

fn world() -> impl Strategy<Value = World> {
    let grades = || [0..9_usize, 0..14_usize, 0..9_usize, 0..4_usize];
    let audits = (
        prop::collection::vec(grades(), 1..4),
        [0..20_usize, 0..20_usize, 0..20_usize, 0..20_usize],
        (0..9_usize, 0..9_usize),
        prop::collection::vec((0..2_usize, 0..4_usize, 0..6_usize), 0..3),
    );
    let beside = (
        (0..40_usize, 0..9_usize),
        (0..20_usize, 0..20_usize),
        (0..20_usize, 0..20_usize),
        0..12_usize,
        prop::collection::vec(0..=CITING, 0..12),
    );
    (audits, beside).prop_map(|((services, first, other, sections), beside)| {
        let all = sum(&services);
        let (moderated, family, actions, submitted, cited) = beside;
        World {
            services,
            first_form: std::array::from_fn(|grade| first[grade].min(all[grade])),
            beside: other,
            sections,
            moderated,
            family: (family.0, family.1.min(family.0)),
            actions: (actions.0, actions.1.min(actions.0)),
            submitted,
            cited: cited.into_iter().take(submitted).collect(),
        }
    })
}

fn sum(services: &[[usize; 4]]) -> [usize; 4] {
    std::array::from_fn(|grade| services.iter().map(|service| service[grade]).sum())
}

impl World {
    fn seen(&self) -> ShownExactly {
        let all = sum(&self.services);
        let second = std::array::from_fn(|grade| all[grade] - self.first_form[grade]);
        let line = |name: &str, grades: [usize; 4], headline: bool| UnguardedLine {
            name: name.to_owned(),
            n: grades.iter().sum(),
            good: grades[0] + grades[1],
            headline,
        };
        let beside = [0, self.beside.0, self.beside.1, 0];
        let forms: Vec<UnguardedLine> = [
            line("first", self.first_form, true),
            line("second", second, true),
            line("beside", beside, false),
        ]
        .into_iter()
        .filter(|line| line.n > 0)
        .collect();
        let services: Vec<UnguardedLine> = self
            .services
            .iter()
            .map(|grades| line("service", *grades, false))
            .filter(|line| line.n > 0)
            .collect();
        let settled: usize = all.iter().chain(&beside).sum();
        let section = |(at, (form, absent, not_good)): (usize, &(usize, usize, usize))| {
            let (name, of) = [("first", self.first_form), ("second", second)][*form];
            let n = of.iter().sum::<usize>().saturating_sub(*absent);
            SectionCounts {
                form: name.to_owned(),
                section: format!("s{at}"),
                title: format!("s{at}"),
                n,
                good: n.saturating_sub(*not_good),
            }
        };
        let sections = self.sections.iter().enumerate().map(section);
        let moderated = settled.min(self.moderated.0);
        ShownExactly {
            submitted: self.submitted,
            settled,
            grades: crate::figures::GradeCounts {
                outstanding: all[0],
                good: all[1],
                requires_improvement: all[2],
                inadequate: all[3],
            },
            all_forms: true,
            all_services: true,
            sections: sections.filter(|section| section.n > 0).collect(),
            forms,
            services,
            moderation: (moderated, moderated.saturating_sub(self.moderated.1)),
            family: self.family,
            actions: self.actions,
        }
    }
}

/// What a reader knows of a printed page.
fn known(world: &World, hide_up_to: usize, protect: bool) -> Known {
    let seen = &world.seen();
    let mut guard = Guard::new(hide_up_to);
    let places = GuardedPlaces::of(seen, &mut guard);
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
    let lines = |known: &mut Known, lines: &[UnguardedLine], places: &[Shares]| -> Vec<[usize; 2]> {
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
        let form = seen.forms.iter().position(|form| form.name == section.form);
        known.sums.push((forms[form.unwrap()][0], vec![sn], false));
    }
    let mut pair = |(n, count): (usize, usize), at: (GuardedPlace, GuardedPlace)| {
        let (n, count) = (add(&mut known, n, at.0), add(&mut known, count, at.1));
        known.sums.push((n, vec![count], false));
        n
    };
    pair(seen.family, places.family);
    pair(seen.actions, places.actions);
    let moderated = pair(seen.moderation, places.moderation);
    known.sums.push((settled, vec![moderated], false));
    let submitted = add(&mut known, seen.submitted, places.submitted);
    let cited = quarterly::CitedStatement {
        criterion: test_audits::word("BIR-G1"),
        text: String::new(),
        n: world.cited.iter().sum(),
    };
    for theme in counts::themes(&[cited], shown(places.submitted), hide_up_to) {
        // No more than once in every section of every audit.
        let cited = known.add(MANY, theme.n, false, hide_up_to);
        known.values.push((0, MANY));
        let room = known.values.len() - 1;
        known.sums.push((room, vec![submitted; CITING], true));
        known.sums.push((room, vec![cited], false));
    }
    known
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_hidden_count_can_be_reckoned(world in world()) {
        let known = known(&world, 5, true);
        prop_assert!(fewest(&known, 5) >= 3, "{:?} {:?}", known.values, known.sums);
    }

    #[test]
    fn nor_where_another_number_is_hidden(world in world(), hide_up_to in 2..9_usize) {
        let known = known(&world, hide_up_to, true);
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
        sections: Vec::new(),
        moderated: (0, 0),
        family: (0, 0),
        actions: (0, 0),
        submitted: 0,
        cited: Vec::new(),
    };
    assert_eq!(fewest(&known(&seven, 5, false), 5), 1);
    assert!(fewest(&known(&seven, 5, true), 5) >= 3);
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
fn no_more_is_hidden_than_has_to_be() {
    // Three and eight of twenty or more: 1 to 5 are all left for the three.
    let mut guard = Guard::new(5);
    let total = guard.count(20);
    let parts = [3, 8].map(|count| guard.count(count));
    guard.sum(total, &parts, false);
    guard.protect();
    assert_eq!(guard.shown(total), Some(20));
    assert_eq!(parts.map(|place| guard.shown(place)), [None, Some(10)]);

    // Of eight that are known, 6 or 7 shown as 5 would leave one or two: the six goes too, the nought tells nothing.
    let mut guard = Guard::new(5);
    let total = guard.known(8);
    let parts = [0, 2, 6].map(|count| guard.count(count));
    guard.sum(total, &parts, true);
    guard.protect();
    assert_eq!(parts.map(|place| guard.shown(place)), [Some(0), None, None]);
    assert_eq!(parts.map(|place| guard.is_withheld(place)), [false; 3]);
}

#[test]
fn a_count_is_read_again_as_a_number_or_as_hidden() {
    let read = |json: &str| serde_json::from_str::<Count>(json).ok();
    assert_eq!(read("10"), Some(Count(Some(10))));
    assert_eq!(read(&format!("{HIDDEN:?}")), Some(Count(None)));
    assert_eq!(read("\"10\""), None);
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
            let mut audit = test_audits::settled(number, "2026-11-10", grade, grade);
            audit.first_auditor = Some(format!("Auditor {}", number % 4).into());
            audit.worker = Some(format!("Worker {number}").into());
            audit
        })
        .collect();
    for audit in &mut audits[..8] {
        audit.service = Some(test_audits::word("Alone"));
        audit.first_auditor = Some("Auditor One".into());
    }
    let made = test_audits::SampleCouncil::default().with("2026-27-Q3", &audits, |input| {
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
