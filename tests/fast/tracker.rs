//! The tracker of a council that has used qaf for many years: every audit stands in every format, once.

use qaf::framework::{ChildId, Date, Grade, Step};
use qaf::output::Format;
use qaf::paper::{html, md, xlsx};
use qaf::progress::{Answered, Status};
use qaf::reports::tracker::figures::{NextStep, Tracker, TrackerRow};
use qaf::reports::tracker::paper::{COLUMNS, paper};

const TODAY: &str = "2027-01-15";

/// How many audits: all that a large council makes in ten years where `QAF_LONG_TESTS` is set.
fn many() -> u32 {
    if std::env::var_os("QAF_LONG_TESTS").is_some() {
        50_000
    } else {
        500
    }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The `place`th audit; every seventh is late, every third waits for nothing.
fn audit(place: u32) -> TrackerRow {
    let due = if place.is_multiple_of(7) {
        day("2026-12-01")
    } else {
        day("2027-02-01")
    };
    let waits = !place.is_multiple_of(3) || place.is_multiple_of(7);
    TrackerRow {
        part_of_work: None,
        id: format!("CF-{:02}-{:04}", 20 + place / 9_000, 1 + place % 9_000)
            .parse()
            .unwrap(),
        form: "child-case".to_owned(),
        row: None,
        service: None,
        team: None,
        selection: None,
        child_id: ChildId::new(&format!("{:08}", 481_000 + place)),
        legal_status: "CP".to_owned(),
        worker: Some(format!("Worker <{place}>")),
        auditor: Some("=Ann Brook".to_owned()),
        moderator: Some("Robin Hale".to_owned()),
        status: Status::Submitted,
        open_actions: 0,
        allocated: Some(day("2026-11-03")),
        audit_due: Some(day("2026-11-17")),
        submitted: Some(day("2026-11-16")),
        moderation_due: Some(due),
        settled: None,
        send_due: None,
        sent: None,
        feedback_due: None,
        feedback: None,
        auditor_grade: Some(Grade::Good),
        final_grade: Some(Grade::Good),
        provisional: true,
        regraded: false,
        re_audit_due: None,
        re_audited: None,
        re_audit_grade: None,
        overdue: place.is_multiple_of(7),
        next: waits.then(|| NextStep {
            step: Step::Moderate,
            who: "Robin Hale".to_owned(),
            due,
            late: place.is_multiple_of(7).then_some(3),
        }),
        progress: Answered::default(),
        errors: 0,
        queries: 0,
        unlisted: qaf::framework::Unlisted::default(),
    }
}

#[test]
fn every_audit_of_many_years_stands_in_every_format() {
    let n = many();
    let tracker = Tracker::of((0..n).map(audit).collect(), day(TODAY));
    let paper = paper(&tracker, None, Format::Xlsx);
    let rows = &paper.tables().last().unwrap().rows;
    let ids: Vec<String> = rows.iter().map(|row| row[0].shown()).collect();
    assert_eq!(ids.len(), n as usize);
    let late = tracker.audits.iter().filter(|audit| audit.overdue).count();
    let shown_late = rows
        .iter()
        .take_while(|row| row[2].shown().starts_with("LATE"))
        .count();
    assert_eq!(shown_late, late, "late ones come first, all of them");
    // Of those in time the ones come first that wait for something.
    assert!(rows[late..].is_sorted_by_key(|row| row[1].shown().is_empty()));
    let page = html::html(&paper).unwrap();
    let (md, csv) = (md::md(&paper), COLUMNS.csv(&tracker.audits));
    assert!(!page.contains("Worker <1>") && page.contains("Worker &lt;1&gt;"));
    for id in ids.iter().step_by(97) {
        let cell = format!(">{id}<");
        assert_eq!(page.matches(&cell).count(), 1, "{id}");
        assert_eq!(md.matches(id.as_str()).count(), 1, "{id}");
        assert_eq!(csv.matches(id.as_str()).count(), 1, "{id}");
    }
    let book = xlsx::xlsx(&paper).unwrap();
    assert!(book.starts_with(b"PK"));
}
