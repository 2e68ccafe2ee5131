//! Readers who know more than the page tells, and know how it is made: what is left for them to doubt.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// What may be hidden in the tests below: few, so that small stores show something.
const HIDE: usize = 2;

/// Every way in which `of` people can be spread over `answers` answers and none.
fn spreads(of: usize, answers: usize) -> Vec<Vec<usize>> {
    if answers == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for first in 0..=of {
        for mut rest in spreads(of - first, answers - 1) {
            rest.insert(0, first);
            all.push(rest);
        }
    }
    all
}

type Page = (Vec<Count>, Option<Vec<Count>>);

/// For each page that can be printed, the counts of which it is printed: what its reader, who knows how many completed
/// the questionnaire and how pages are made, can narrow it down to.
fn worlds(
    of: usize,
    answers: usize,
    hide: usize,
    print: impl Fn(&AskedOfLeavers) -> Page,
) -> BTreeMap<String, Vec<Vec<usize>>> {
    let mut worlds: BTreeMap<String, Vec<Vec<usize>>> = BTreeMap::new();
    for counts in spreads(of, answers) {
        let asked = AskedOfLeavers {
            of,
            counts: counts.clone(),
            first: None,
            is_one: true,
        };
        worlds
            .entry(format!("{:?} {hide}", print(&asked)))
            .or_default()
            .push(counts);
    }
    worlds
}

/// The answers that a person may have given, one of whom the reader knows nothing, where the reader's own is `own`: each
/// answer that somebody else gave in a world that fits. The last stands for none.
fn left_for_another(worlds: &[Vec<usize>], of: usize, own: usize) -> BTreeSet<usize> {
    let mut left = BTreeSet::new();
    for counts in worlds {
        let none = of - counts.iter().sum::<usize>();
        let mut all: Vec<usize> = counts.iter().copied().chain([none]).collect();
        if all[own] == 0 {
            continue;
        }
        all[own] -= 1;
        left.extend((0..all.len()).filter(|answer| all[*answer] > 0));
    }
    left
}

/// The fewest answers that are left for anybody, over every page that can be printed and every answer of the reader's own.
fn fewest_left(of: usize, answers: usize, print: impl Fn(&AskedOfLeavers) -> Page) -> usize {
    let worlds = worlds(of, answers, HIDE, print);
    let each = worlds
        .values()
        .flat_map(|worlds| (0..=answers).map(move |own| left_for_another(worlds, of, own)));
    each.filter(|left| !left.is_empty())
        .map(|left| left.len())
        .min()
        .unwrap_or(0)
}

#[test]
fn whatever_is_printed_at_least_two_answers_are_left_for_everybody() {
    for of in 5..=14 {
        for answers in 1..=3 {
            let left = fewest_left(of, answers, |asked| guarded(asked, HIDE));
            assert!(left >= 2, "{of} people, {answers} answers: {left}");
        }
    }
}

#[test]
fn the_attack_finds_what_rounding_and_hiding_small_counts_alone_give_away() {
    // As the public figures are made: a nought is shown, and a count that nearly everybody is in.
    let rounding = |asked: &AskedOfLeavers| {
        let shown = |count: &usize| Count((*count == 0 || *count > HIDE).then(|| rounded(*count)));
        (asked.counts.iter().map(shown).collect(), None)
    };
    // Eight people, one answer that all of them gave: shown as 10, which of eight only eight are.
    assert_eq!(fewest_left(8, 1, rounding), 1);
    assert!(fewest_left(8, 1, |asked| guarded(asked, HIDE)) >= 2);
}

#[test]
fn no_small_count_is_left_fewer_than_three_values() {
    for of in 5..=13 {
        for (page, worlds) in worlds(of, 3, HIDE, |asked| guarded(asked, HIDE)) {
            for answer in 0..3 {
                let values: BTreeSet<usize> = worlds.iter().map(|counts| counts[answer]).collect();
                let is_small = |value: &usize| *value <= HIDE || of - *value <= HIDE;
                if values.iter().any(is_small) {
                    assert!(
                        values.len() >= 3,
                        "{of} people, {page}, answer {answer}: {values:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_can_be_ranked_gives_nobody_away_by_what_is_named_first() {
    for of in 5..=11 {
        let mut worlds: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for ticked in 0..=of {
            for first in 0..=ticked {
                let asked = AskedOfLeavers {
                    of,
                    counts: vec![ticked],
                    first: Some(vec![first]),
                    is_one: false,
                };
                worlds
                    .entry(format!("{:?}", guarded(&asked, HIDE)))
                    .or_default()
                    .push((ticked, first));
            }
        }
        for (page, worlds) in worlds {
            // Somebody may have ticked it and may not, and may have named it first and may not.
            for (some, most) in [
                (
                    worlds.iter().any(|(ticked, _)| *ticked > 0),
                    worlds.iter().any(|(ticked, _)| *ticked < of),
                ),
                (
                    worlds.iter().any(|(_, first)| *first > 0),
                    worlds.iter().any(|(_, first)| *first < of),
                ),
            ] {
                assert!(some && most, "{of}: {page} {worlds:?}");
            }
        }
    }
}

/// A person of a small council: the quarter in which they left, and the day on which their form came back.
#[derive(Clone, Copy)]
struct Leaver {
    quarter: &'static str,
    back: usize,
}

fn form() -> ExitForm {
    let text = "questionnaire: exit-interview\nversion: 1\ntitle: T\ndecline: D\nquestions:\n  - text: When?\n    parts: [ { id: left, kind: quarter } ]\n  - text: Harassed?\n    parts: [ { id: harassed, kind: yes-no } ]\n";
    let document = crate::store::document::Document::read("f", text.as_bytes());
    crate::store::template::exit_form(&document).0.unwrap()
}

fn interview(form: &ExitForm, leaver: Leaver, yes: bool) -> ExitInterview {
    let part = |id: &str, text: &str| {
        (
            crate::framework::word::Word::new(id).unwrap(),
            vec![text.to_owned()],
        )
    };
    ExitInterview::Completed(ExitAnswers {
        form: form.id.clone(),
        answers: [
            part("left", leaver.quarter),
            part("harassed", if yes { "yes" } else { "no" }),
        ]
        .into(),
    })
}

/// Every edition of a council that issues one at the end of each quarter in which enough have come back: each page, and who
/// is in it. `again` makes the same figures anew for everybody who left by then, as a report that is not issued would.
fn editions(leavers: &[Leaver], answers: &[bool], again: bool) -> Vec<(Vec<usize>, String)> {
    let (form, starts) = (form(), YearStart::default());
    let id = |index: usize| ExitId::of_numbers([u8::try_from(index).unwrap(), 0, 0, 0]);
    let mut held: Vec<ExitId> = Vec::new();
    let mut pages = Vec::new();
    for (step, to) in ["2026-06-30", "2026-09-30", "2026-12-31"].into_iter().enumerate() {
        let back: Vec<(ExitId, ExitInterview)> = leavers
            .iter()
            .enumerate()
            .filter(|(_, leaver)| leaver.back <= step)
            .map(|(index, leaver)| (id(index), interview(&form, *leaver, answers[index])))
            .collect();
        let to: Date = to.parse().unwrap();
        let taken = of_next_edition(&back, |id| !again && held.contains(id), &form, to, starts);
        if completed(&taken) < 5 {
            continue;
        }
        held.extend(taken.iter().map(|(id, _)| id.clone()));
        let made = edition(&EditionInput {
            form: &form,
            interviews: &taken,
            themes: &[],
            edition: 1,
            from: None,
            to,
            as_of: to,
            hide_up_to: HIDE,
        });
        let who = (0..leavers.len()).filter(|index| taken.iter().any(|(own, _)| *own == id(*index)));
        pages.push((
            who.collect(),
            format!("{:?} {:?}", made.completed, made.questions),
        ));
    }
    pages
}

/// The fewest people, over all answers that everybody can have given, of whom the pages do not tell what they answered,
/// short of all of them.
fn told_of(leavers: &[Leaver], again: bool) -> usize {
    let all: Vec<Vec<bool>> = (0..1_u32 << leavers.len())
        .map(|bits| (0..leavers.len()).map(|index| bits >> index & 1 == 1).collect())
        .collect();
    let mut worlds: BTreeMap<Vec<(Vec<usize>, String)>, Vec<usize>> = BTreeMap::new();
    for (index, answers) in all.iter().enumerate() {
        worlds
            .entry(editions(leavers, answers, again))
            .or_default()
            .push(index);
    }
    let told = |worlds: &Vec<usize>| {
        let is_told = |person: &usize| {
            worlds
                .iter()
                .all(|world| all[*world][*person] == all[worlds[0]][*person])
        };
        (0..leavers.len()).filter(is_told).count()
    };
    worlds.values().map(told).max().unwrap_or(0)
}

#[test]
fn editions_held_against_each_other_tell_of_nobody() {
    let of = |quarter, back| Leaver { quarter, back };
    // Six are back for the first edition, one of the same quarter comes late, and five of the next quarter are back.
    let mut leavers = vec![of("2026-27-Q1", 0); 6];
    leavers.push(of("2026-27-Q1", 1));
    assert_eq!(told_of(&leavers, false), 0);
    leavers.extend([of("2026-27-Q2", 1); 5]);
    assert_eq!(told_of(&leavers, false), 0);
}

/// Whether there are pages of a council of so many leavers, and one whose form came late, that tell what that one answered.
fn late_is_told(first: usize, again: bool) -> bool {
    let leaver = |back| Leaver {
        quarter: "2026-27-Q1",
        back,
    };
    let mut leavers = vec![leaver(0); first];
    leavers.push(leaver(1));
    let mut late: BTreeMap<Vec<(Vec<usize>, String)>, BTreeSet<bool>> = BTreeMap::new();
    for yes in 0..=first {
        for answer in [false, true] {
            let answers: Vec<bool> = (0..first).map(|index| index < yes).chain([answer]).collect();
            late.entry(editions(&leavers, &answers, again))
                .or_default()
                .insert(answer);
        }
    }
    late.values().any(|answers| answers.len() == 1)
}

#[test]
fn figures_made_anew_would_tell_of_whoever_came_late() {
    assert!((6..=20).any(|first| late_is_told(first, true)));
    assert!(!(6..=20).any(|first| late_is_told(first, false)));
}

#[test]
fn an_interview_is_in_one_edition_and_one_of_a_later_quarter_waits() {
    let of = |quarter, back| Leaver { quarter, back };
    let mut leavers = vec![of("2026-27-Q1", 0); 5];
    leavers.extend([of("2026-27-Q2", 0), of("2026-27-Q1", 2)]);
    leavers.extend([of("2026-27-Q3", 2); 3]);
    let pages = editions(&leavers, &[true; 10], false);
    let who: Vec<&Vec<usize>> = pages.iter().map(|(who, _)| who).collect();
    assert_eq!(who, [&vec![0, 1, 2, 3, 4], &vec![5, 6, 7, 8, 9]]);
}

#[test]
fn who_declined_is_counted_beside_who_completed_it() {
    let form = form();
    let leaver = Leaver {
        quarter: "2026-27-Q1",
        back: 0,
    };
    let declined_of = |completed: u8, declined: u8| {
        let completed = (0..completed).map(|_| interview(&form, leaver, true));
        let declined = (0..declined).map(|_| ExitInterview::Declined);
        let interviews: Vec<(ExitId, ExitInterview)> = (0..)
            .map(|index| ExitId::of_numbers([index, 0, 0, 0]))
            .zip(completed.chain(declined))
            .collect();
        let made = edition(&EditionInput {
            form: &form,
            interviews: &interviews,
            themes: &[],
            edition: 1,
            from: None,
            to: "2026-06-30".parse().unwrap(),
            as_of: "2026-06-30".parse().unwrap(),
            hide_up_to: HIDE,
        });
        (made.completed, made.declined)
    };
    assert_eq!(declined_of(12, 6), (Count(Some(10)), Count(Some(5))));
    assert_eq!(declined_of(12, 2), (Count(Some(10)), Count(None)));
}
