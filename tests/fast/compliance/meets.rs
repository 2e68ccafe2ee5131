//! What meets an expectation: under which row, on which form, by whom, of whom.

use qaf::figures::Summary;
use qaf::framework::schedule::{Per, RowActivity};
use qaf::reports::compliance::figures::ExpectationState::{Done, NotYetDue};

use crate::compliance::made::{
    Council, north_obs, observation, observed_each, person, row, states, submitted, word, worker,
};

#[test]
fn an_audit_meets_a_row_that_lists_its_form_by_an_auditor_whom_it_names() {
    let mut lead = person("Lee Lead");
    lead.roles = vec![word("practice-lead")];
    let mut south = person("Sam South");
    south.services = vec![word("South")];
    let council = |audit: Summary| Council {
        audits: vec![audit],
        ..Council::of(vec![person("Ann Ash"), lead.clone(), south.clone()])
    };
    let counted = |audit: Summary| {
        let report = council(audit).compliance("2026-27", "2026-05-31");
        let ann = states(&report, "north-case", Some("Ann Ash"))[0];
        let line = &report.rows[0];
        (ann, line.allocated, line.beyond, report.no_row.len())
    };
    let by = |auditor| submitted(1, "north-case", auditor, "2026-04-10", "2026-04-20");
    assert_eq!(counted(by("Ann Ash")), (Done, 1, 0, 0));
    // Another role, another service, nobody known: more than was expected, and no more.
    for auditor in ["Lee Lead", "Sam South", "Nobody Known"] {
        assert_eq!(counted(by(auditor)), (NotYetDue, 1, 1, 0), "{auditor}");
    }
    // Another kind of audit, another row, no row at all.
    let mut observed = by("Ann Ash");
    observed.form = "observed-practice".into();
    let mut elsewhere = by("Ann Ash");
    elsewhere.row = Some(word("no-such-row"));
    let mut nowhere = by("Ann Ash");
    nowhere.row = None;
    for audit in [observed, elsewhere, nowhere] {
        assert_eq!(counted(audit), (NotYetDue, 0, 0, 1));
    }
}

#[test]
fn an_observation_is_of_a_worker_whom_the_row_names_and_made_under_some_row() {
    let seen = |change: &dyn Fn(&mut Summary)| {
        let mut audit = observation(1, "Eve Elm", "2026-04-10", "2026-04-12", "2026-04-20");
        change(&mut audit);
        let council = Council {
            rows: vec![
                north_obs(),
                row("north-case", Some(6), Per::Auditor),
                observed_each(),
            ],
            audits: vec![audit],
            ..Council::of(vec![person("Ann Ash"), worker("Eve Elm")])
        };
        council.states("2026-05-01", "observed-each", Some("Eve Elm"))
    };
    assert_eq!(seen(&|_| ()), [Done]);
    // By whomever, and made for the worker's own row.
    assert_eq!(
        seen(&|audit| audit.first_auditor = Some("Nobody Known".into())),
        [Done]
    );
    assert_eq!(seen(&|audit| audit.row = Some(word("observed-each"))), [Done]);
    // Of no row, of one that does not list the form, of one that there is not.
    assert_eq!(seen(&|audit| audit.row = None), [NotYetDue]);
    assert_eq!(seen(&|audit| audit.row = Some(word("north-case"))), [NotYetDue]);
    assert_eq!(seen(&|audit| audit.row = Some(word("gone"))), [NotYetDue]);
    // Of somebody else, of another kind.
    assert_eq!(seen(&|audit| audit.worker = Some("Ann Ash".into())), [NotYetDue]);
    assert_eq!(seen(&|audit| audit.form = "lado".into()), [NotYetDue]);
}

#[test]
fn an_observation_serves_its_managers_row_and_its_worker() {
    let mut seen = row("north-obs", Some(6), Per::Auditor);
    (seen.activity, seen.forms) = (Some(RowActivity::Observation), vec![word("observed-practice")]);
    let mut of_manager = observation(2, "Ann Ash", "2026-04-10", "2026-04-12", "2026-04-20");
    of_manager.row = None;
    let council = Council {
        rows: vec![seen, observed_each()],
        audits: vec![
            observation(1, "Eve Elm", "2026-04-10", "2026-04-12", "2026-04-20"),
            of_manager,
            observation(3, "Nobody Known", "2026-04-10", "2026-04-12", "2026-04-20"),
        ],
        ..Council::of(vec![person("Ann Ash"), worker("Eve Elm"), worker("Fay Fox")])
    };
    let report = council.compliance("2026-27", "2026-05-01");
    assert_eq!(states(&report, "north-obs", Some("Ann Ash")), [Done]);
    assert_eq!(states(&report, "observed-each", Some("Eve Elm")), [Done]);
    assert_eq!(states(&report, "observed-each", Some("Fay Fox")), [NotYetDue]);
    // Of those seen only Eve is a worker that the row names; nobody knows the third.
    assert_eq!((report.rows[1].allocated, report.rows[1].beyond), (1, 0));
    let unknown: Vec<u32> = report
        .unknown_people
        .iter()
        .map(qaf::framework::AuditId::number)
        .collect();
    assert_eq!(unknown, [3]);
}
