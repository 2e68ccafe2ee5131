//! `--as-of` any day gives what was true on that day, though the files have been changed since.
//!
//! What is promised: statuses, days, deadlines, grades, who audits and who moderates, and every count made of them. What
//! is not: how far a draft has come, how many findings the files have, whom a step falls to (that follows the people's
//! list and the second auditor's name as they are now), settings, and what somebody wrote down later with an earlier
//! day: then the past is what is known of it now. A day that was written over is known where an event came between, for
//! only then was a copy kept; and of two changes of one day the later counts.

mod files;
mod life;
mod printed;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use qaf::framework::{Date, Grade, Step};
use qaf::progress::Status;
use qaf::record::EventKind;

use life::{Audit, Town};
use printed::printed;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// One audit that was signed off, returned, amended and signed off again.
fn twice_signed_off() -> (Town, Audit) {
    let mut town = Town::new();
    let mut audit = town.allocate("child-case", Some("area-case"), day("2026-11-20"));
    audit.grade = Grade::Good;
    audit.submitted = Some(day("2026-11-27"));
    town.write_audit(&audit);
    town.log(&audit, day("2026-11-27"), EventKind::Received);
    audit.sign(day("2026-12-05"), Grade::RequiresImprovement);
    town.write_moderation(&audit);
    town.log(&audit, day("2026-12-07"), EventKind::Returned);
    (town, audit)
}

/// The rest of it, on the 14th and 15th. The dates of before are written over.
fn and_again(town: &Town, audit: &mut Audit) {
    audit.grade = Grade::Outstanding;
    audit.resubmitted.push(day("2026-12-14"));
    town.write_audit(audit);
    audit.sign(day("2026-12-15"), Grade::Outstanding);
    town.write_moderation(audit);
    town.log(audit, day("2026-12-16"), EventKind::Sent);
}

fn standing(town: &mut Town, on: &str) -> (Status, Option<Date>, Option<Grade>, bool) {
    let summary = town.summaries(day(on)).remove(0);
    let progress = summary.progress;
    (
        progress.status,
        progress.settled,
        progress.final_grade,
        progress.provisional,
    )
}

#[test]
fn what_was_settled_and_came_back_was_settled_on_the_days_between() {
    let (mut town, mut audit) = twice_signed_off();
    let settled = (
        Status::Settled,
        Some(day("2026-12-05")),
        Some(Grade::RequiresImprovement),
        false,
    );
    assert_eq!(standing(&mut town, "2026-12-06"), settled);
    and_again(&town, &mut audit);
    assert_eq!(standing(&mut town, "2026-12-06"), settled, "printed later");
    let waiting = (Status::Submitted, None, Some(Grade::Good), true);
    assert_eq!(standing(&mut town, "2026-12-04"), waiting);
    let back = (Status::Returned, None, Some(Grade::Good), true);
    assert_eq!(standing(&mut town, "2026-12-07"), back);
    assert_eq!(standing(&mut town, "2026-12-13"), back);
    let again = (Status::Submitted, None, Some(Grade::Outstanding), true);
    assert_eq!(standing(&mut town, "2026-12-14"), again);
    let settled = (
        Status::Settled,
        Some(day("2026-12-15")),
        Some(Grade::Outstanding),
        false,
    );
    assert_eq!(standing(&mut town, "2026-12-15"), settled);
    let sent = (
        Status::Sent,
        Some(day("2026-12-15")),
        Some(Grade::Outstanding),
        false,
    );
    assert_eq!(standing(&mut town, "2027-06-30"), sent);
}

#[test]
fn a_grade_that_is_half_changed_while_it_is_returned_counts_nowhere() {
    let (mut town, mut audit) = twice_signed_off();
    let before = printed(&mut town, day("2026-12-08"));
    audit.grade = Grade::Inadequate;
    town.write_audit(&audit);
    assert_eq!(printed(&mut town, day("2026-12-08")), before);
    let summary = town.summaries(day("2026-12-08")).remove(0);
    assert!(
        summary.progress.step(Step::Inform).is_none(),
        "nobody has graded it Inadequate yet"
    );
    // Nor a draft that can't be read for the moment.
    fs::write(town.path(&audit, "audit.yaml"), "form: [").unwrap();
    assert_eq!(printed(&mut town, day("2026-12-08")), before);
    // Validate speaks of the file as it is.
    assert!(town.summaries(day("2026-12-08")).remove(0).errors > 0);
}

/// What was handed in again, and kept, counts as it was kept, though the file can't be read now.
#[test]
fn a_form_that_breaks_after_an_event_counts_as_it_was_kept() {
    let (mut town, mut audit) = twice_signed_off();
    and_again(&town, &mut audit);
    let before = printed(&mut town, day("2026-12-17"));
    for spoilt in [b"form: [".as_slice(), &[0xff, 0x00, 0x81]] {
        fs::write(town.path(&audit, "audit.yaml"), spoilt).unwrap();
        assert_eq!(printed(&mut town, day("2026-12-17")), before);
        let summary = town.summaries(day("2026-12-17")).remove(0);
        assert!(summary.errors > 0, "validate speaks of the file as it is");
    }
}

/// What no event has kept yet counts for nothing once it can't be read, least of all as what was returned.
#[test]
fn a_form_that_breaks_before_an_event_is_excluded() {
    let mut town = Town::new();
    let mut audit = town.allocate("child-case", Some("area-case"), day("2026-11-20"));
    audit.submitted = Some(day("2026-11-27"));
    town.write_audit(&audit);
    fs::write(town.path(&audit, "audit.yaml"), [0xff, 0x00, 0x81]).unwrap();
    let progress = town.summaries(day("2026-12-17")).remove(0).progress;
    assert_eq!((progress.status, progress.auditor_grade), (Status::Unknown, None));
    assert_eq!(progress.excluded.as_deref(), Some("audit.yaml can't be read"));
}

#[test]
fn how_far_a_draft_has_come_is_told_of_the_draft() {
    let (mut town, audit) = twice_signed_off();
    fs::write(
        town.path(&audit, "audit.yaml"),
        "form: child-case/2019\nsubmitted: 2026-11-27\n",
    )
    .unwrap();
    let summary = town.summaries(day("2026-12-08")).remove(0);
    assert_eq!(summary.progress.answered.grades, 0);
    assert_eq!(
        summary.progress.sections.len(),
        1,
        "the section's grade that was handed in"
    );
}

/// A moderator's grade came back; the auditor handed in another. Without the copies nobody could tell.
#[test]
fn a_copy_that_is_missing_or_altered_is_passed_over() {
    let spoils: [fn(&Path) -> std::io::Result<()>; 2] =
        [|path| fs::remove_file(path), |path| fs::write(path, "grade: I\n")];
    for spoil in spoils {
        let (mut town, mut audit) = twice_signed_off();
        and_again(&town, &mut audit);
        let kept = town.path(&audit, "kept");
        for entry in fs::read_dir(kept).unwrap() {
            let path = entry.unwrap().path();
            if path.to_string_lossy().contains("moderation-") {
                spoil(&path).unwrap();
            }
        }
        let (status, settled, ..) = standing(&mut town, "2026-12-06");
        assert_eq!((status, settled), (Status::Submitted, None));
    }
}

/// A moderator who writes over a grade without a return: what an event kept counts on every day, until the audit is
/// returned and submitted again.
#[test]
fn what_was_written_over_after_an_event_counts_for_nothing_until_it_is_returned_and_submitted_again() {
    let mut town = Town::new();
    let mut audit = town.allocate("child-case", Some("area-case"), day("2026-11-20"));
    audit.submitted = Some(day("2026-11-27"));
    town.write_audit(&audit);
    audit.sign(day("2026-12-03"), Grade::Good);
    town.write_moderation(&audit);
    town.log(&audit, day("2026-12-04"), EventKind::Moderated);
    let good = (Status::Settled, Some(day("2026-12-03")), Some(Grade::Good), false);
    assert_eq!(standing(&mut town, "2026-12-08"), good);
    audit.sign(day("2026-12-09"), Grade::RequiresImprovement);
    town.write_moderation(&audit);
    let told = |town: &mut Town| town.summaries(day("2026-12-11")).remove(0).changed;
    let said = "moderation.yaml was changed after its moderation was logged on Fri 4 Dec 2026: ";
    assert!(told(&mut town)[0].starts_with(said), "{:?}", told(&mut town));
    assert_eq!(standing(&mut town, "2026-12-09"), good);
    // Nor after an event that kept the altered file.
    town.log(&audit, day("2026-12-10"), EventKind::Sent);
    for on in ["2026-12-03", "2026-12-08", "2026-12-09"] {
        assert_eq!(standing(&mut town, on), good, "on {on}");
    }
    let sent = (Status::Sent, good.1, good.2, false);
    assert_eq!(standing(&mut town, "2026-12-31"), sent);
    assert!(!told(&mut town).is_empty());
    // What came back counts as it was until it comes in again; then the files count as they are.
    town.log(&audit, day("2026-12-14"), EventKind::Returned);
    let back = (Status::Returned, None, Some(Grade::Good), true);
    assert_eq!(standing(&mut town, "2026-12-15"), back);
    audit.resubmitted.push(day("2026-12-16"));
    town.write_audit(&audit);
    audit.sign(day("2026-12-17"), Grade::RequiresImprovement);
    town.write_moderation(&audit);
    let worse = (
        Status::Settled,
        Some(day("2026-12-17")),
        Some(Grade::RequiresImprovement),
        false,
    );
    assert_eq!(standing(&mut town, "2026-12-17"), worse);
    assert_eq!(
        standing(&mut town, "2026-12-12"),
        sent,
        "the days before it came back"
    );
    assert_eq!(town.summaries(day("2026-12-17")).remove(0).changed, [""; 0]);
}

/// An Inadequate that the auditor softened when it came back: the notice of the first day stands.
#[test]
fn an_inadequate_is_dated_by_the_copy_of_what_was_handed_in_first() {
    let mut town = Town::new();
    let mut audit = town.allocate("child-case", Some("area-case"), day("2026-11-02"));
    audit.grade = Grade::Inadequate;
    audit.submitted = Some(day("2026-11-12"));
    town.write_audit(&audit);
    town.log(&audit, day("2026-11-13"), EventKind::Informed);
    town.log(&audit, day("2026-11-16"), EventKind::Returned);
    audit.grade = Grade::RequiresImprovement;
    audit.resubmitted.push(day("2026-11-18"));
    town.write_audit(&audit);
    let progress = town.summaries(day("2026-11-18")).remove(0).progress;
    let inform = progress.step(Step::Inform).unwrap();
    assert_eq!(
        (inform.started, inform.done),
        (day("2026-11-12"), Some(day("2026-11-13")))
    );
    assert!(progress.step(Step::ReviewActions).is_none());
}

/// Asserts that a day is printed as it was.
fn is_same(town: &mut Town, on: Date, was: &str) -> Result<(), TestCaseError> {
    let now = printed(town, on);
    let other: Vec<_> = was
        .lines()
        .zip(now.lines())
        .filter(|(was, now)| was != now)
        .collect();
    prop_assert!(was == now, "{on} is printed as another: {other:#?}");
    Ok(())
}

type Move = (usize, usize, usize, u64);

/// Three audits; each move: which of them, which of what it allows, the grade, how many days later.
fn lives() -> impl Strategy<Value = Vec<Move>> {
    proptest::collection::vec((0..3usize, 0..1000usize, 0..4usize, 0..4u64), 10..70)
}

proptest! {
    #![proptest_config(ProptestConfig {
        // A case writes some thirty files and reads them as often.
        cases: 10,
        failure_persistence: None,
        // Each step of shrinking lives whole lives again.
        max_shrink_iters: 0,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_day_is_printed_later_as_it_was_printed_then(moves in lives()) {
        let mut today = day("2026-11-02");
        let mut town = Town::new();
        let mut audits = [
            town.allocate("child-case", Some("area-case"), today),
            town.allocate("observed-practice", Some("area-obs"), today),
            town.allocate("child-case", Some("all-supervision"), today),
        ];
        let mut then = Vec::new();
        for (which, what, grade, days) in moves {
            if days > 0 {
                then.push((today, printed(&mut town, today)));
                today = today.plus_days(days);
            }
            audits[which].live(&town, today, what, Grade::ALL[grade]);
        }
        for (on, was) in then {
            is_same(&mut town, on, &was)?;
        }
    }
    /// Of two councils that live alike, in one somebody writes over what counts already: after each move another of the
    /// audits, if at all. Nobody who reads a report sees which council it is of, on whatever day.
    #[test]
    fn what_is_changed_after_an_event_moves_no_figure(
        moves in lives(),
        spoils in proptest::collection::vec((0..3usize, 0..64usize, 0..5u64, 0..4usize), 70),
    ) {
        let mut today = day("2026-11-02");
        let (mut town, mut twin) = (Town::new(), Town::new());
        let kinds = [
            ("child-case", "area-case"),
            ("observed-practice", "area-obs"),
            ("child-case", "all-supervision"),
        ];
        let mut audits = kinds.map(|(form, row)| town.allocate(form, Some(row), today));
        let mut twins = kinds.map(|(form, row)| twin.allocate(form, Some(row), today));
        let mut days = Vec::new();
        for ((which, what, grade, later), (spoilt, how, early, other)) in moves.into_iter().zip(spoils) {
            if later > 0 {
                days.push((today, printed(&mut twin, today)));
                is_same(&mut town, today, &days.last().unwrap().1)?;
                today = today.plus_days(later);
            }
            audits[which].live(&town, today, what, Grade::ALL[grade]);
            twins[which].live(&twin, today, what, Grade::ALL[grade]);
            let written = (early > 0).then(|| today.minus_days(early * 3));
            audits[spoilt].spoil(&town, written, Grade::ALL[other], how);
        }
        for (on, was) in days {
            is_same(&mut town, on, &was)?;
        }
    }
}
